//! Hands what is sent to a process that does not write for the house on to the one that does, by a
//! door that no visitor comes to.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use law::words::Hash;
use store::db::Standing;
use store::fault::Context;
use store::{Fault, Halt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::connection::Limits;
use crate::house::House;
use crate::kit::visit::{self, Peer};
use crate::kit::{App, Failure, edge};

/// By what a process shows that it serves the same house.
const PROOF: HeaderName = HeaderName::from_static("huiyin-handed-on");
/// Who asked it.
const PEER: HeaderName = HeaderName::from_static("huiyin-asked-by");
/// What is said of one connection alone.
const OF_CONNECTION: [HeaderName; 5] =
    [header::CONNECTION, header::TE, header::TRAILER, header::UPGRADE, header::EXPECT];
/// How long the other process may take until it takes a connection: it is near, or it is gone.
const REACHED_MOST: Duration = Duration::from_secs(2);

/// Opens the door for other processes, where there can be any; with where they come to it.
///
/// # Errors
/// An address that is another program's, or one that says nothing to others.
pub fn open(house: &House, at: SocketAddr) -> Result<Option<(TcpListener, String)>, Fault> {
    if !house.engine.is_shared() {
        return Ok(None);
    }
    if at.ip().is_unspecified() {
        return Err(Fault::new(format!(
            "other processes cannot come to {at}: name with --inner the address of this machine in \
             the inner network"
        )));
    }
    let open = || -> std::io::Result<(TcpListener, SocketAddr)> {
        let listener = TcpListener::bind(at)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    let (listener, address) = open().while_(|| format!("listening on {at} for others"))?;
    Ok(Some((listener, address.to_string())))
}

/// The routes behind that door: who comes there serves the same house, and tells who asked it.
pub fn within(routes: Router, app: Arc<App>) -> Router {
    routes.layer(from_fn_with_state(app, take))
}

async fn take(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    let (shown, peer) = (headers.remove(PROOF), headers.remove(PEER));
    let own = shown.as_ref().and_then(|shown| shown.to_str().ok()?.parse::<Hash>().ok());
    // Hashed once more, so that how long comparing takes tells nothing.
    let is_own =
        own.is_some_and(|shown| Hash::of(&[&shown.0]) == Hash::of(&[&proof(&app.house).0]));
    let Some(peer) = peer.filter(|_| is_own) else { return StatusCode::FORBIDDEN.into_response() };
    request.extensions_mut().insert(Peer(peer.to_str().unwrap_or("").to_owned()));
    next.run(request).await
}

fn proof(house: &House) -> Hash {
    house.keys.mac("hand-on", &house.code, &[])
}

/// Hands on what is sent here, where another process writes for the house. What is only read is
/// answered here; so is what cannot be handed on, and then each act is turned away in words.
pub async fn hand_on(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let writer = match app.house.engine.standing(&app.house.code) {
        Standing::Follows(lease) if !is_read && !lease.ends_within(0) => lease.address,
        _ => return next.run(request).await,
    };
    let Ok(Ok(stream)) = timeout(REACHED_MOST, TcpStream::connect(&writer)).await else {
        // It has just gone, mostly: whoever takes over is not known yet.
        return next.run(request).await;
    };
    let shell = visit::shell(&app, request.uri().path(), request.headers());
    let sent = timeout(Limits::default().request, send(&app, stream, request)).await;
    let sent = sent.while_(|| "waiting for the process that writes".to_owned());
    match sent.and_then(|sent| sent) {
        Ok(answer) => {
            // What comes next is asked here, and must know of this.
            let house = app.house.clone();
            match visit::blocking(move || house.follow()).await.and_then(|followed| followed) {
                Ok(()) => answer,
                Err(fault) => {
                    tracing::warn!(fault = fault.chain(), "what is new was not taken in at once");
                    answer
                }
            }
        }
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "an act was not handed on");
            let failure = Failure::from(fault.because(Halt::Elsewhere)).into_response();
            edge::worded(shell, false, failure)
        }
    }
}

async fn send(app: &App, stream: TcpStream, mut request: Request) -> Result<Response, Fault> {
    let said = || "handing a request on".to_owned();
    let peer = request.extensions().get::<Peer>().map_or("", |peer| &peer.0).to_owned();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).parse();
    *request.uri_mut() = path.while_(said)?;
    let headers = request.headers_mut();
    for name in &OF_CONNECTION {
        headers.remove(name);
    }
    let proof = HeaderValue::from_str(&proof(&app.house).to_string()).while_(said)?;
    headers.insert(PROOF, proof);
    headers.insert(PEER, HeaderValue::from_str(&peer).while_(said)?);
    stream.set_nodelay(true).while_(said)?;
    let (mut sender, connection) =
        http1::handshake::<_, Body>(TokioIo::new(stream)).await.while_(said)?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to the process that writes ended early");
        }
    });
    let mut answer = sender.send_request(request).await.while_(said)?.map(Body::new);
    for name in &OF_CONNECTION {
        answer.headers_mut().remove(name);
    }
    Ok(answer)
}
