//! Serves houses: the door, TLS, their own work, a clean end.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use axum::Router;
use clap::Args;
use hyper_util::server::graceful::GracefulShutdown;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use store::Fault;
use store::fault::Context;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::connection::{Callers, Limits, Serving, connection};
use super::handing;
use super::installation::{self, Installation};
use super::keeping::{self, LeaseArgs};
use super::messages::MessageArgs;
use super::routing::{around, routes};
use super::{DataArgs, tasks};
use crate::house::House;
use crate::kit::App;
use crate::kit::apart::Apart;
use crate::kit::quota::Quotas;

/// How long open requests get to end after the signal to stop.
const CLOSING_TIME: Duration = Duration::from_secs(10);
/// Most connections at once; the rest wait in the system's queue.
const CONNECTIONS_MOST: usize = 10_000;
/// Threads that read for pages, re-encode pictures and hash passwords. More than readers there are
/// would only wait, each with its own share of memory; further requests wait in order.
const WAITING_THREADS_MOST: usize = 12;

/// How a house is served.
#[derive(Args, Clone)]
pub struct ServeArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub door: Door,
    /// Where visitors reach the house, for links in messages and codes: <https://example.org>
    #[arg(long, env = "HUIYIN_ADDRESS")]
    pub address: Option<String>,
    /// Whom readers of the log are told to trust, and which witnesses are asked: a file in the
    /// format of C2SP tlog-policy. Where it is not given, `log-policy` in the data folder, and
    /// where that is missing, the house's own key alone.
    #[arg(long, env = "HUIYIN_POLICY")]
    pub policy: Option<PathBuf>,
    #[command(flatten)]
    pub messages: MessageArgs,
    #[command(flatten)]
    pub lease: LeaseArgs,
    /// A file (TOML) that names the houses to serve, each with its data folder and its address;
    /// instead of `--data`, `--address` and `--policy`.
    #[arg(long, env = "HUIYIN_INSTALLATION", conflicts_with_all = ["address", "policy"])]
    pub installation: Option<PathBuf>,
}

/// Serves until the process is told to stop: one house, or all of an installation.
pub fn run(args: &ServeArgs) -> Result<(), Fault> {
    let Some(file) = &args.installation else {
        let house = args.data.open()?;
        super::rebuild::where_needed(&house)?;
        return serve(args, house);
    };
    let mut houses = vec![];
    for entry in Installation::read(file)?.houses {
        let data = DataArgs { key: args.data.key.clone(), ..entry.data(file) };
        let house = data.open()?;
        super::rebuild::where_needed(&house)?;
        houses.push((house, entry.address, entry.policy));
    }
    must_look_apart()?;
    serve_all(args, houses)
}

/// Whether what residents send can be looked at by a process of its own: tried before anybody sends
/// something.
fn must_look_apart() -> Result<(), Fault> {
    let binary = std::env::current_exe().while_(|| "finding this binary".to_owned())?;
    Apart::by(binary).check()
}

/// Serves an open house.
pub fn serve(args: &ServeArgs, house: Arc<House>) -> Result<(), Fault> {
    must_look_apart()?;
    let scheme = if args.door.is_secure()? { "https" } else { "http" };
    let address =
        args.address.clone().unwrap_or_else(|| format!("{scheme}://{}", args.door.listen));
    serve_all(args, vec![(house, address, args.policy.clone())])
}

/// Serves an open house on loopback, as `huiyin serve` does but for files, at which the binary of a
/// trial cannot look: for trials in which processes die.
#[cfg(test)]
pub fn serve_plainly(house: Arc<House>, listen: SocketAddr) -> Result<(), Fault> {
    let args = ServeArgs {
        data: DataArgs {
            data: house.dir.clone(),
            database: super::DatabaseArgs::default(),
            house: None,
            key: super::KeyArgs::default(),
        },
        door: Door::plain(listen),
        address: None,
        policy: None,
        messages: MessageArgs::default(),
        lease: LeaseArgs::default(),
        installation: None,
    };
    serve_all(&args, vec![(house, format!("http://{listen}"), None)])
}

/// A house that is served: its routes, the door for other processes of it, and its own work.
struct Served {
    app: Arc<App>,
    inner: Option<std::net::TcpListener>,
    work: Vec<tasks::Ticking>,
}

impl Served {
    /// Begins a house's own work. `number` counts the houses of the process, from 0.
    fn begin(
        args: &ServeArgs,
        (house, address, policy): (Arc<House>, String, Option<PathBuf>),
        number: u16,
    ) -> Result<Self, Fault> {
        let (secure, hashing) = (args.door.is_secure()?, Semaphore::new(2));
        let binary = std::env::current_exe().while_(|| "finding this binary".to_owned())?;
        let _set_before = house.looks.set(binary);
        let outlet = args.messages.outlet()?;
        let mut at = args.lease.inner;
        if at.port() > 0 {
            at.set_port(at.port().saturating_add(number));
        }
        let (inner, reached_at) = handing::open(&house, at)?.unzip();
        let terms = args.lease.terms(&house, reached_at.unwrap_or_default());
        let work = vec![
            keeping::start(&house, terms)?,
            tasks::start(&house, &address)?,
            tasks::start_posting(&house, outlet, &address)?,
            tasks::start_signing(&house, &address, policy.as_deref())?,
            tasks::start_publishing(&house)?,
            tasks::start_watching(&house)?,
            tasks::start_carrying(&house, &address)?,
        ];
        let quotas = Quotas::default();
        let app = Arc::new(App { house, address, secure, hashing, quotas });
        Ok(Self { app, inner, work })
    }

    /// Ends the house's own work, and gives its lease back.
    fn end(self) {
        // What keeps the lease ends last: the others write by it.
        self.work.into_iter().rev().for_each(tasks::Ticking::stop);
        let house = &self.app.house;
        if let Err(fault) = house.engine.give_back(&house.code) {
            tracing::warn!(house = house.code, fault = fault.chain(), "the lease is left to lapse");
        }
    }
}

fn serve_all(
    args: &ServeArgs,
    houses: Vec<(Arc<House>, String, Option<PathBuf>)>,
) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(WAITING_THREADS_MOST)
        .build()
        .while_(|| "starting the runtime".to_owned())?;
    let mut served = vec![];
    for (number, house) in (0..).zip(houses) {
        served.push(Served::begin(args, house, number)?);
    }
    let result = runtime.block_on(async {
        let listener = args.door.open().await?;
        let apps: Vec<Arc<App>> = served.iter().map(|one| one.app.clone()).collect();
        for one in &mut served {
            if let Some(inner) = one.inner.take() {
                let app = one.app.clone();
                tokio::spawn(async move {
                    if let Err(fault) = listen_within(inner, app).await {
                        tracing::error!(
                            fault = fault.chain(),
                            "no process can hand on to this one"
                        );
                    }
                });
            }
        }
        let address = apps.iter().map(|app| app.address.as_str()).collect::<Vec<_>>().join(" ");
        listen(&args.door, listener, installation::routes(&apps), &address).await
    });
    served.into_iter().for_each(Served::end);
    result
}

/// Serves the door that other processes of the house come to, until this one is told to stop.
pub async fn listen_within(inner: std::net::TcpListener, app: Arc<App>) -> Result<(), Fault> {
    let said = || "opening the door for other processes".to_owned();
    let at = inner.local_addr().while_(said)?;
    let listener = TcpListener::from_std(inner).while_(said)?;
    let within = around(routes(&app), app.clone(), Limits::default());
    listen(&Door::plain(at), listener, handing::within(within, app), &at.to_string()).await
}

/// Where a program listens, and how.
#[derive(Args, Clone)]
pub struct Door {
    /// The address to listen on. Plain HTTP is served on loopback only.
    #[arg(long, env = "HUIYIN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The certificate chain (PEM); read again when it changes.
    #[arg(long, env = "HUIYIN_CERTIFICATE", requires = "key")]
    pub certificate: Option<PathBuf>,
    /// The key of the certificate (PEM).
    #[arg(long, env = "HUIYIN_KEY", requires = "certificate")]
    pub key: Option<PathBuf>,
    /// The address of a proxy in front that speaks TLS and tells who asks by X-Forwarded-For.
    #[arg(long, env = "HUIYIN_PROXY")]
    pub proxy: Option<IpAddr>,
}

impl Door {
    /// Plain HTTP on an address of this machine.
    pub fn plain(listen: SocketAddr) -> Self {
        Self { listen, certificate: None, key: None, proxy: None }
    }

    /// Whether visitors come over TLS.
    ///
    /// # Errors
    /// Plain HTTP to other machines.
    pub fn is_secure(&self) -> Result<bool, Fault> {
        let has_tls = self.certificate.is_some();
        if !has_tls && !self.listen.ip().is_loopback() {
            return Err(Fault::new(format!(
                "{} is no loopback address: give --certificate and --key, or listen on 127.0.0.1 \
                 behind a proxy that speaks TLS and name it with --proxy",
                self.listen
            )));
        }
        Ok(has_tls || self.proxy.is_some())
    }

    /// Opens the address.
    pub async fn open(&self) -> Result<TcpListener, Fault> {
        TcpListener::bind(self.listen)
            .await
            .while_(|| format!("listening on {}: is another program there?", self.listen))
    }
}

/// Serves routes at an open door until the process is told to stop.
pub async fn listen(
    door: &Door,
    listener: TcpListener,
    routes: Router,
    address: &str,
) -> Result<(), Fault> {
    let tls = match (&door.certificate, &door.key) {
        (Some(certificate), Some(key)) => Some(Tls::start(certificate, key)?),
        _ => None,
    };
    let closing = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MOST));
    let callers = Arc::new(Callers::default());
    tracing::info!(address, "serving");
    let mut stop = std::pin::pin!(told_to_stop());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file handles, mostly: waiting a little lets some go.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let proxy = door.proxy;
        let Some(own) = callers.enter(peer.ip(), proxy) else { continue };
        let (routes, watcher) = (routes.clone(), closing.watcher());
        let serving = Serving { routes, proxy, limits: Limits::default(), watcher };
        let tls = tls.as_ref().map(Tls::acceptor);
        tokio::spawn(async move {
            let _places = (place, own);
            if let Err(error) = connection((stream, peer), tls, serving).await {
                tracing::debug!(error = error.chain(), "a connection ended early");
            }
        });
    }
    tracing::info!("told to stop; letting open requests end");
    tokio::select! {
        () = closing.shutdown() => {}
        () = tokio::time::sleep(CLOSING_TIME) => {
            tracing::warn!("some requests did not end in time");
        }
    }
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}

/// The certificate in use; read again when its file changes.
struct Tls {
    current: Arc<RwLock<Arc<rustls::ServerConfig>>>,
}

impl Tls {
    fn start(certificate: &Path, key: &Path) -> Result<Self, Fault> {
        let current = Arc::new(RwLock::new(Arc::new(read_certificate(certificate, key)?)));
        let (shared, certificate, key) = (current.clone(), certificate.to_owned(), key.to_owned());
        tokio::spawn(async move {
            let mut seen = changed(&certificate);
            loop {
                tokio::time::sleep(Duration::from_secs(30)).await;
                let now = changed(&certificate);
                if now == seen {
                    continue;
                }
                match read_certificate(&certificate, &key) {
                    Ok(config) => {
                        seen = now;
                        if let Ok(mut current) = shared.write() {
                            *current = Arc::new(config);
                        }
                        tracing::info!("the certificate was read again");
                    }
                    Err(fault) => {
                        tracing::error!(fault = fault.chain(), "the old certificate stays in use");
                    }
                }
            }
        });
        Ok(Self { current })
    }

    fn acceptor(&self) -> TlsAcceptor {
        let config = self.current.read().expect("nothing panics while holding it").clone();
        TlsAcceptor::from(config)
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn read_certificate(certificate: &Path, key: &Path) -> Result<rustls::ServerConfig, Fault> {
    let read = || format!("reading the certificate {}", certificate.display());
    let chain = CertificateDer::pem_file_iter(certificate)
        .while_(read)?
        .collect::<Result<Vec<_>, _>>()
        .while_(read)?;
    let key = PrivateKeyDer::from_pem_file(key).while_(|| format!("reading {}", key.display()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .while_(|| "choosing the versions of TLS".to_owned())?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .while_(|| "the certificate and the key do not fit".to_owned())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
