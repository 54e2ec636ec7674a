//! A witness: sees what logs sign, remembers it on disk before it answers, and cosigns what goes on
//! with what it saw last (C2SP tlog-witness). It knows nothing of houses and can be run by anybody.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path as PathOf, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clap::Args;
use law::tlog::note::Kind;
use law::tlog::witness::{Request, Verdict};
use law::tlog::{Checkpoint, Note, SigningKey, VerifierKey};
use law::words::Hash;
use store::fault::Context;
use store::seal::replace;
use store::{Chance, Fault};

use super::serve::{Door, listen};
use crate::house::Clock;

/// Most bytes of a request: a proof of 63 hashes and a checkpoint.
const REQUEST_BYTES_MOST: usize = 128 * 1024;

/// How a witness is run.
#[derive(Args)]
pub struct WitnessArgs {
    /// The folder for its key and for what it has seen. It must never be restored from a backup
    /// that is older than what it answered.
    #[arg(long, default_value = "witness-data")]
    pub data: PathBuf,
    /// Its name, an address without a scheme; only asked when its key is made.
    #[arg(long, default_value = "witness.example.org")]
    pub name: String,
    /// The key of a log that it sees, as `huiyin log show` prints it; once for each.
    #[arg(long = "log", required = true)]
    pub logs: Vec<String>,
    /// Where it listens.
    #[command(flatten)]
    pub door: Door,
}

/// Serves until the process is told to stop.
pub fn run(args: &WitnessArgs) -> Result<(), Fault> {
    args.door.is_secure()?;
    let read = |text: &String| {
        VerifierKey::read(text).while_(|| format!("reading the key of a log: {text}"))
    };
    let logs = args.logs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let watch = Watch::open(&args.data, &args.name, logs)?;
    println!("witness {} {}", watch.key.verifier().name, watch.key.verifier());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .while_(|| "starting the runtime".to_owned())?;
    runtime.block_on(async {
        let listener = args.door.open().await?;
        listen(&args.door, listener, routes(Arc::new(watch)), "witness").await
    })
}

/// Starts a witness on a thread of this process, at any door of this machine. Tells its key and
/// where it is.
///
/// # Errors
/// A folder that cannot be written, or that another witness has open.
pub fn start(
    dir: &Path,
    name: &str,
    logs: Vec<VerifierKey>,
) -> Result<(VerifierKey, SocketAddr), Fault> {
    let watch = Watch::open(dir, name, logs)?;
    let key = watch.key.verifier().clone();
    let starting = || format!("starting the witness {name}");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().while_(starting)?;
    let door = Door::plain(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let listener = runtime.block_on(door.open())?;
    let address = listener.local_addr().while_(starting)?;
    let serve = move || {
        let routes = routes(Arc::new(watch));
        if let Err(fault) = runtime.block_on(listen(&door, listener, routes, "witness")) {
            tracing::error!(fault = fault.chain(), "a witness ended");
        }
    };
    std::thread::Builder::new().name("witness".to_owned()).spawn(serve).while_(starting)?;
    Ok((key, address))
}

/// What a witness holds.
pub struct Watch {
    dir: PathBuf,
    /// Its key.
    pub key: SigningKey,
    logs: Vec<VerifierKey>,
    clock: Clock,
    /// Held while a request is judged and what it brings is noted: two requests must not both be
    /// judged by what was seen before either.
    turn: Mutex<()>,
    /// Keeps other processes away from the folder.
    _lock: std::fs::File,
}

impl Watch {
    /// Opens the memory of a witness; makes its key where there is none.
    ///
    /// # Errors
    /// A folder that cannot be written, or that another witness has open.
    pub fn open(dir: &Path, name: &str, logs: Vec<VerifierKey>) -> Result<Self, Fault> {
        std::fs::create_dir_all(dir).while_(|| format!("making {}", dir.display()))?;
        let lock = std::fs::File::create(dir.join("witness.lock"))
            .while_(|| format!("opening {}", dir.display()))?;
        lock.try_lock()
            .while_(|| format!("taking {}: does another witness use it?", dir.display()))?;
        let path = dir.join("witness.key");
        if !path.exists() {
            let key = SigningKey::new(name, Kind::Cosignature, Chance::System.bytes())
                .while_(|| format!("calling a witness {name}"))?;
            replace(&path, format!("{}\n", key.secret()).as_bytes())?;
        }
        let reading = || format!("reading {}", path.display());
        let text = std::fs::read_to_string(&path).while_(reading)?;
        let key = SigningKey::read(text.trim_end()).while_(reading)?;
        if key.verifier().kind != Kind::Cosignature {
            return Err(Fault::new(format!("{} is no key of a witness", path.display())));
        }
        let (dir, clock) = (dir.to_owned(), Clock::System);
        Ok(Self { dir, key, logs, clock, turn: Mutex::new(()), _lock: lock })
    }

    /// Judges a request, and notes what it goes along with before anybody is told.
    ///
    /// # Errors
    /// A memory that cannot be read or written: then nothing is said at all.
    pub fn add(&self, body: &str) -> Result<(StatusCode, String), Fault> {
        let Ok(request) = Request::read(body) else { return Ok(empty(StatusCode::BAD_REQUEST)) };
        let _turn = self.turn.lock().map_err(|_| Fault::new("the witness is broken"))?;
        let mut unread = None;
        let verdict = request.judge(&self.logs, |origin| match self.seen(origin) {
            Ok(seen) => seen.map(|(head, _)| (head.size, head.root)),
            Err(fault) => {
                unread = Some(fault);
                None
            }
        });
        if let Some(fault) = unread {
            return Err(fault);
        }
        let (head, mut note) = match verdict {
            Verdict::Sound(head, note) => (head, note),
            Verdict::Bad => return Ok(empty(StatusCode::BAD_REQUEST)),
            Verdict::Unsigned => return Ok(empty(StatusCode::FORBIDDEN)),
            Verdict::Unknown => return Ok(empty(StatusCode::NOT_FOUND)),
            Verdict::Other(size) => return Ok((StatusCode::CONFLICT, format!("{size}\n"))),
            Verdict::Inconsistent => {
                tracing::error!(body, "a log does not go on with what was seen of it");
                return Ok(empty(StatusCode::UNPROCESSABLE_ENTITY));
            }
        };
        let line = self.key.sign(&note.text, (self.clock.now().0 / 1000) as u64);
        let answer = line.to_string();
        note.lines.push(line);
        replace(&self.path(&head.origin), note.to_string().as_bytes())?;
        Ok((StatusCode::OK, answer))
    }

    /// What was seen last of a log, and the note of it.
    ///
    /// # Errors
    /// A memory that does not read as the witness wrote it.
    pub fn seen(&self, origin: &str) -> Result<Option<(Checkpoint, String)>, Fault> {
        let path = self.path(origin);
        if !path.exists() {
            return Ok(None);
        }
        let reading = || format!("reading {}", path.display());
        let text = std::fs::read_to_string(&path).while_(reading)?;
        let note = Note::read(&text).while_(reading)?;
        let own = note.verified(std::slice::from_ref(self.key.verifier())).while_(reading)?;
        let head = Checkpoint::read(&note.text).while_(reading)?;
        if own[0].is_none() || head.origin != origin {
            return Err(Fault::new(format!("{} was not written by this key", path.display())));
        }
        Ok(Some((head, text)))
    }

    fn path(&self, origin: &str) -> PathBuf {
        self.dir.join(format!("{}.checkpoint", Hash::of(&[origin.as_bytes()])))
    }
}

fn empty(status: StatusCode) -> (StatusCode, String) {
    (status, String::new())
}

/// The addresses of a witness.
pub fn routes(watch: Arc<Watch>) -> Router {
    Router::new()
        .route("/", get(about))
        .route("/add-checkpoint", post(add))
        .route("/{origin}/checkpoint", get(checkpoint))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES_MOST))
        .with_state(watch)
}

async fn about(State(watch): State<Arc<Watch>>) -> String {
    format!("{}\n", watch.key.verifier())
}

async fn add(State(watch): State<Arc<Watch>>, body: String) -> Response {
    let judged = crate::kit::visit::blocking(move || watch.add(&body)).await;
    match judged.and_then(|judged| judged) {
        Ok((StatusCode::CONFLICT, size)) => {
            let kind = [(header::CONTENT_TYPE, "text/x.tlog.size")];
            (StatusCode::CONFLICT, kind, size).into_response()
        }
        Ok((status, text)) => (status, text).into_response(),
        Err(fault) => failed(&fault),
    }
}

/// The newest checkpoint of a log that was cosigned here, by the hash of its origin.
async fn checkpoint(State(watch): State<Arc<Watch>>, PathOf(origin): PathOf<String>) -> Response {
    let known = watch.logs.iter().map(|key| key.name.clone());
    let known = known.into_iter().find(|name| Hash::of(&[name.as_bytes()]).to_string() == origin);
    let Some(known) = known else { return StatusCode::NOT_FOUND.into_response() };
    let seen = crate::kit::visit::blocking(move || watch.seen(&known)).await;
    match seen.and_then(|seen| seen) {
        Ok(Some((_, note))) => note.into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(fault) => failed(&fault),
    }
}

fn failed(fault: &Fault) -> Response {
    tracing::error!(fault = fault.chain(), "a witness cannot use its memory");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
