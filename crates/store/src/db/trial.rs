//! For tests: a `PostgreSQL` of their own, in a folder of its own, heard by a socket alone and gone
//! with the process that started it.

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use super::link::Link;
use super::postgres::{For, Place, RUNTIME, Session, Setup};
use super::{Db, Engine, Row};
use crate::Val;
use crate::fault::{Context, Fault};

/// Names the engine of the tests that run on one: `postgres`, or nothing for the embedded one.
pub const ENGINE: &str = "HUIYIN_TEST_ENGINE";
/// Makes a fault of what is else skipped: where the programs of the server must be there.
pub const MUST: &str = "HUIYIN_TEST_POSTGRES";

/// How often it is looked whether a server has started, and how long it is waited in between.
const LOOKS: u32 = 600;
const BETWEEN: Duration = Duration::from_millis(50);
/// The database that every other is a copy of.
const TEMPLATE: &str = "huiyin_empty";
/// The account that may do everything.
const KEEPER: &str = "keeper";

/// Ends the server at once and starts it again for each line of its input, and ends it for good
/// when nobody is on the other end any more: what it holds is thrown away.
const WATCH: &str = "folder=\"$1\"; shift; \"$@\" >\"$folder/log\" 2>&1 & server=$!; \
                     while read -r line; do kill -QUIT $server; wait $server; \
                     \"$@\" >>\"$folder/log\" 2>&1 & server=$!; done; \
                     kill -QUIT $server; wait $server; rm -rf \"$folder\"";

/// A server.
pub struct Server {
    folder: PathBuf,
    /// Where it is heard in the network of this machine, by TLS alone; nothing for one that is not.
    port: Option<u16>,
    /// Held open as long as this process, or whoever started it, lives.
    input: Mutex<ChildStdin>,
}

static SERVER: LazyLock<Result<Server, String>> =
    LazyLock::new(|| Server::start().map_err(|fault| fault.chain()));

/// The address of an empty database, with its tables, as the account that serves sees it.
///
/// # Errors
/// A machine without the programs of the server, or where they cannot be run.
pub fn database() -> Result<String, String> {
    let server = SERVER.as_ref().map_err(Clone::clone)?;
    server.database().map_err(|fault| fault.chain())
}

/// The address of a database as its keeper sees it.
pub fn as_keeper(address: &str) -> String {
    address.replacen(RUNTIME, KEEPER, 1)
}

/// Calls a test with each engine there is, and says which is missing.
///
/// # Panics
/// Where a server must be there and is not.
pub fn on_both(test: impl Fn(&str, Engine)) {
    let dir = std::env::temp_dir().join(format!("huiyin-trial-{}", next()));
    test("SQLite", Engine::open(&dir, 2).expect("an empty folder can be opened"));
    let _left_behind = std::fs::remove_dir_all(&dir);
    match database() {
        Ok(address) => {
            let engine = Engine::connect(&address, 2);
            test("PostgreSQL", engine.unwrap_or_else(|fault| panic!("{}", fault.chain())));
        }
        Err(reason) => skip(&reason),
    }
}

/// Says why something is not tried; never held back by the test harness.
///
/// # Panics
/// Where it must be tried.
pub fn skip(reason: &str) {
    assert!(std::env::var_os(MUST).is_none(), "{MUST} is set, and there is no server: {reason}");
    say(&format!("SKIPPED on PostgreSQL: {reason}"));
}

/// Says something of a test that the harness does not hold back.
pub fn say(line: &str) {
    let _unheard = writeln!(std::io::stderr(), "{line}");
}

fn next() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Server {
    /// Starts one.
    ///
    /// # Errors
    /// A machine without its programs, or where they cannot be run.
    pub fn start() -> Result<Self, Fault> {
        Self::begin(None)
    }

    /// Starts one that is also heard on this machine's own network, where it shows a certificate
    /// (PEM) and has its key.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_protected(certificate: &str, key: &str) -> Result<Self, Fault> {
        Self::begin(Some((certificate, key)))
    }

    fn begin(shows: Option<(&str, &str)>) -> Result<Self, Fault> {
        let programs = programs()?;
        let folder = std::env::temp_dir().join(format!("huiyin-postgres-{}", next()));
        let said = || format!("making {}", folder.display());
        std::fs::create_dir(&folder).while_(said)?;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).while_(said)?;
        let account = account()?;
        if let Some((user, group)) = account {
            chown(&folder, Some(user), Some(group)).while_(said)?;
        }
        let data = folder.join("data");
        let mut made = Command::new(programs.join("initdb"));
        made.args(["-U", KEEPER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k", "-N", "-D"]);
        let made = as_account(made.arg(&data).current_dir(&folder), account).output();
        let made = made.while_(|| "running initdb".to_owned())?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(Fault::new(format!("initdb failed: {said}")));
        }
        let mut watch = Command::new("sh");
        watch.args(["-c", WATCH, "sh"]).arg(&folder).arg(programs.join("postgres"));
        // As a server that keeps what it acknowledged; many tests run side by side.
        for setting in ["fsync=on", "max_connections=300"] {
            watch.args(["-c", setting]);
        }
        let port = match shows {
            None => None,
            Some((certificate, key)) => {
                for (name, text) in [("server.crt", certificate), ("server.key", key)] {
                    let file = data.join(name);
                    std::fs::write(&file, text).while_(said)?;
                    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600))
                        .while_(said)?;
                    if let Some((user, group)) = account {
                        chown(&file, Some(user), Some(group)).while_(said)?;
                    }
                }
                // Who comes by the network comes by TLS.
                let rules = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";
                std::fs::write(data.join("pg_hba.conf"), rules).while_(said)?;
                let free = std::net::TcpListener::bind("127.0.0.1:0").while_(said)?;
                Some(free.local_addr().while_(said)?.port())
            }
        };
        match port {
            None => watch.args(["-c", "listen_addresses="]),
            Some(port) => {
                watch.args(["-c", "ssl=on", "-c", "listen_addresses=127.0.0.1"]);
                watch.args(["-c", &format!("port={port}")])
            }
        };
        watch.arg("-D").arg(&data).arg("-k").arg(&folder).current_dir(&folder);
        watch.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let watch = as_account(&mut watch, account).spawn();
        let mut watch = watch.while_(|| "starting a server".to_owned())?;
        let input = watch.stdin.take().ok_or_else(|| Fault::new("no way to end the server"))?;
        let server = Self { folder, port, input: Mutex::new(input) };
        server.wait()?;
        server.keeper("postgres", &[&format!("CREATE DATABASE {TEMPLATE}")])?;
        Setup { address: &server.address(KEEPER, TEMPLATE), runtime: RUNTIME }.run()?;
        Ok(server)
    }

    fn wait(&self) -> Result<(), Fault> {
        let mut last = None;
        for _ in 0..LOOKS {
            match self.keeper("postgres", &[]) {
                Ok(()) => return Ok(()),
                Err(fault) => last = Some(fault),
            }
            std::thread::sleep(BETWEEN);
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(last.unwrap_or_else(|| Fault::new("it did not start")))
            .while_(|| format!("waiting for a server, which says: {log}"))
    }

    fn address(&self, account: &str, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("postgres://{account}@{folder}{port}/{database}")
    }

    /// The address of a database of it by the network, as the account that serves sees it, from its
    /// address by the socket.
    pub fn by_network(&self, address: &str) -> String {
        let database = address.rsplit_once('/').map_or("", |(_, database)| database);
        format!("postgres://{RUNTIME}@localhost:{}/{database}", self.port.unwrap_or_default())
    }

    /// Ends it at once, as if the power were cut to it alone, starts it again and waits until it
    /// answers.
    ///
    /// # Errors
    /// One that does not come back.
    pub fn restart(&self) -> Result<(), Fault> {
        let before = self.begun()?;
        {
            let mut input = self.input.lock().map_err(|_| Fault::new("the server is broken"))?;
            writeln!(input, "again").while_(|| "asking a server to start again".to_owned())?;
        }
        for _ in 0..LOOKS {
            if self.begun().is_ok_and(|begun| begun != before) {
                return Ok(());
            }
            std::thread::sleep(BETWEEN);
        }
        Err(Fault::new("the server did not come back"))
    }

    /// When it began.
    fn begun(&self) -> Result<String, Fault> {
        let link = Session::new(Place::read(&self.address(KEEPER, "postgres"))?, For::Writing);
        let link = Link::Postgres(Box::new(link));
        link.connect()?;
        let sql = "SELECT CAST(pg_postmaster_start_time() AS TEXT)";
        Ok(Db::new(&link, "").one(sql, &[])?.text(0).to_owned())
    }

    /// The address of an empty database of it, with its tables, as the account that serves sees it.
    pub fn database(&self) -> Result<String, Fault> {
        let name = format!("trial_{}", next().replace('-', "_"));
        self.keeper("postgres", &[&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")])?;
        Ok(self.address(RUNTIME, &name))
    }

    fn keeper(&self, database: &str, statements: &[&str]) -> Result<(), Fault> {
        run(&self.address(KEEPER, database), statements)
    }
}

/// A connection to a server that is asked anything, under an account of the test's choice.
pub struct Asker(Link);

impl Asker {
    /// Connects.
    pub fn new(address: &str) -> Result<Self, Fault> {
        let link = Link::Postgres(Box::new(Session::new(Place::read(address)?, For::Writing)));
        link.connect()?;
        Ok(Self(link))
    }

    /// The rows of a query on behalf of a house.
    pub fn ask(&self, house: &str, sql: &str, values: &[Val]) -> Result<Vec<Row>, Fault> {
        Db::new(&self.0, house).query(sql, values)
    }
}

/// Runs statements in a database, each by itself.
pub fn run(address: &str, statements: &[&str]) -> Result<(), Fault> {
    let link = Link::Postgres(Box::new(Session::new(Place::read(address)?, For::Writing)));
    link.connect()?;
    statements.iter().try_for_each(|sql| Db::new(&link, "").execute(sql, &[]).map(|_| ()))
}

/// The folder of the newest server's programs.
fn programs() -> Result<PathBuf, Fault> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|folder| {
            let version = folder.file_name().to_str()?.parse().ok()?;
            Some((version, folder.path().join("bin")))
        })
        .filter(|(version, programs)| *version >= 15 && programs.join("initdb").exists())
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = versions.pop().map(|(_, programs)| programs);
    let found = known
        .or_else(|| std::env::split_paths(&path).find(|folder| folder.join("initdb").exists()));
    found.ok_or_else(|| {
        Fault::new(
            "initdb of PostgreSQL 15 or newer is neither under /usr/lib/postgresql nor in PATH: \
             on Debian, `apt-get install postgresql-15`",
        )
    })
}

/// The account of a server that the machine's keeper starts: it refuses to run as root.
fn account() -> Result<Option<(u32, u32)>, Fault> {
    use std::os::unix::fs::MetadataExt;
    let own = std::fs::metadata("/proc/self").while_(|| "reading who runs this".to_owned())?;
    if own.uid() != 0 {
        return Ok(None);
    }
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let of = |wanted: &str| {
        let mut fields = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let fields = fields.find(|fields| fields.first() == Some(&wanted))?;
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    };
    let account = of("postgres").or_else(|| of("nobody"));
    let missing = || Fault::new("a server does not run as root, and there is no other account");
    account.map(Some).ok_or_else(missing)
}

fn as_account(command: &mut Command, account: Option<(u32, u32)>) -> &mut Command {
    match account {
        Some((user, group)) => command.uid(user).gid(group),
        None => command,
    }
}
