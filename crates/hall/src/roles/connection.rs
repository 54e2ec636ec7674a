//! One connection: limits of time that are really on, how many one address may hold, who asks.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use store::Fault;
use store::fault::Context;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::kit::visit;

/// Most connections of one address at once: browsers open six, and a village may share one.
const OF_ADDRESS_MOST: usize = 256;

/// What one request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a visitor may take to send the head of a request.
    pub head: Duration,
    /// How long answering may take, sending the body included.
    pub request: Duration,
    /// Most requests that are answered at once; who comes then is told to ask again.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), request: Duration::from_mins(1), at_once: 512 }
    }
}

/// What a connection is served with.
pub struct Serving {
    /// The pages.
    pub routes: Router,
    /// The proxy that tells who asks, where there is one.
    pub proxy: Option<IpAddr>,
    /// The limits.
    pub limits: Limits,
    /// Lets open requests end when the house closes.
    pub watcher: Watcher,
}

/// Serves a connection until it ends.
pub async fn connection(
    (stream, peer): (TcpStream, SocketAddr),
    tls: Option<TlsAcceptor>,
    serving: Serving,
) -> Result<(), Fault> {
    stream.set_nodelay(true).while_(|| "setting up a connection".to_owned())?;
    let Serving { routes, proxy, limits, watcher } = serving;
    let service = hyper::service::service_fn(move |request: hyper::Request<_>| {
        let mut request = request.map(Body::new);
        let from = asking(peer.ip(), proxy, &request);
        request.extensions_mut().insert(visit::Peer(from));
        routes.clone().oneshot(request)
    });
    let http = http(limits);
    match tls {
        None => {
            let serving = http.serve_connection(TokioIo::new(stream), service);
            watcher.watch(serving).await.while_(|| "serving".to_owned())
        }
        Some(tls) => {
            let stream = tokio::time::timeout(limits.head, tls.accept(stream))
                .await
                .while_(|| "waiting for a TLS handshake".to_owned())?
                .while_(|| "a TLS handshake".to_owned())?;
            let serving = http.serve_connection(TokioIo::new(stream), service);
            watcher.watch(serving).await.while_(|| "serving".to_owned())
        }
    }
}

fn http(limits: Limits) -> http1::Builder {
    // Without a timer the time-out for the head is silently off (trust.md, M15).
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(64 * 1024);
    http
}

/// The address that asks: the connection's, or what the trusted proxy tells of it.
fn asking(peer: IpAddr, proxy: Option<IpAddr>, request: &Request) -> String {
    let told = || {
        let header = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        // The last entry is the one that the proxy itself added.
        header.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let from = if proxy == Some(peer) { told().unwrap_or(peer) } else { peer };
    from.to_string()
}

/// How many connections each address holds.
#[derive(Default)]
pub struct Callers(Mutex<HashMap<IpAddr, usize>>);

/// A connection of an address, until it is dropped.
pub struct Caller {
    of: Arc<Callers>,
    address: Option<IpAddr>,
}

impl Callers {
    /// Lets an address open one more connection; `None` where it holds too many. This machine and
    /// the proxy speak for many and are not counted.
    pub fn enter(self: &Arc<Self>, address: IpAddr, proxy: Option<IpAddr>) -> Option<Caller> {
        if address.is_loopback() || proxy == Some(address) {
            return Some(Caller { of: self.clone(), address: None });
        }
        let mut held = self.0.lock().ok()?;
        let count = held.entry(address).or_default();
        if *count >= OF_ADDRESS_MOST {
            return None;
        }
        *count += 1;
        Some(Caller { of: self.clone(), address: Some(address) })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let Some(address) = self.address else { return };
        let Ok(mut held) = self.of.0.lock() else { return };
        if let Some(count) = held.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                held.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {

    use axum::routing::{get, post};
    use hyper_util::server::graceful::GracefulShutdown;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::super::routing::around;
    use super::*;
    use crate::fixture;
    use crate::kit::{App, Form, Reply, Visit, gate, see_other};

    const SHORT: Duration = Duration::from_millis(300);

    fn app() -> Arc<App> {
        Arc::new(App {
            house: fixture::house(),
            address: String::new(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        })
    }

    async fn slow() -> &'static str {
        tokio::time::sleep(SHORT).await;
        "done"
    }

    async fn sent(_visit: Visit, _form: Form) -> Reply {
        Ok(see_other("/"))
    }

    fn routes(limits: Limits) -> Router {
        let routes = Router::new().route("/slow", get(slow)).route("/form", post(sent));
        around(routes.layer(axum::middleware::from_fn(gate::open)), app(), limits)
    }

    /// Says something to a server with these limits and listens until it ends, at most so long:
    /// what came, and whether it ended.
    async fn say(limits: Limits, text: &str, patience: Duration) -> (String, bool) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let accepted = listener.accept().await.unwrap();
        let closing = GracefulShutdown::new();
        let watcher = closing.watcher();
        let serving = Serving { routes: routes(limits), proxy: None, limits, watcher };
        let served = tokio::spawn(connection(accepted, None, serving));
        client.write_all(text.as_bytes()).await.unwrap();
        let (mut heard, mut bytes) = (String::new(), [0; 4096]);
        let listening = async {
            while let Ok(count @ 1..) = client.read(&mut bytes).await {
                heard.push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        };
        let ended = tokio::time::timeout(patience, listening).await.is_ok();
        served.abort();
        (heard, ended)
    }

    #[tokio::test]
    async fn a_head_that_never_ends_is_given_up_in_time() {
        let text = "GET /slow HTTP/1.1\r\nHost: x\r\nX-Slow: ";
        let limits = Limits { head: SHORT, ..Limits::default() };
        let (_, ended) = say(limits, text, SHORT * 8).await;
        assert!(ended, "the connection is closed");
        // The time-out does it, and nothing else.
        let (heard, ended) = say(Limits::default(), text, SHORT * 3).await;
        assert!(!ended && heard.is_empty(), "{heard}");
    }

    #[tokio::test]
    async fn a_body_that_never_ends_is_given_up_in_time() {
        let text = "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\n\r\na=1";
        let limits = Limits { request: SHORT, ..Limits::default() };
        let (heard, _) = say(limits, text, SHORT * 8).await;
        assert!(heard.starts_with("HTTP/1.1 408"), "{heard}");
        let (heard, _) = say(Limits::default(), text, SHORT * 3).await;
        assert!(heard.is_empty(), "{heard}");
    }

    #[tokio::test]
    async fn more_than_can_be_answered_at_once_are_told_when_to_ask_again() {
        for (at_once, shed) in [(2, 3), (5, 0)] {
            let routes = routes(Limits { at_once, ..Limits::default() });
            let ask = || {
                let request = Request::get("/slow").body(Body::empty()).unwrap();
                tokio::spawn(routes.clone().oneshot(request))
            };
            let asked: Vec<_> = (0..5).map(|_| ask()).collect();
            let mut refused = 0;
            for answer in asked {
                let answer = answer.await.unwrap().unwrap();
                if answer.status() == axum::http::StatusCode::SERVICE_UNAVAILABLE {
                    assert_eq!(answer.headers()["retry-after"], "5");
                    refused += 1;
                }
            }
            assert_eq!(refused, shed, "{at_once} at once");
        }
    }

    #[test]
    fn an_address_holds_so_many_connections_and_no_more() {
        let callers = Arc::new(Callers::default());
        let [one, other, proxy] = ["203.0.113.7", "203.0.113.8", "203.0.113.9"]
            .map(|address| address.parse::<IpAddr>().unwrap());
        let enter = |address| callers.enter(address, Some(proxy));
        let mut held: Vec<_> = (0..OF_ADDRESS_MOST).map(|_| enter(one).unwrap()).collect();
        assert!(enter(one).is_none() && enter(other).is_some());
        for address in [proxy, "127.0.0.1".parse().unwrap()] {
            held.extend((0..=OF_ADDRESS_MOST).map(|_| enter(address).unwrap()));
        }
        held.remove(0);
        assert!(enter(one).is_some(), "a place is free again");
        held.clear();
        assert!(callers.0.lock().unwrap().is_empty(), "nobody is remembered");
    }

    #[test]
    fn only_the_proxy_is_believed_who_asks() {
        let request = Request::get("/").header("x-forwarded-for", "198.51.100.1, 203.0.113.7");
        let request = request.body(Body::empty()).unwrap();
        let [proxy, other] = ["10.0.0.1", "10.0.0.2"].map(|a| a.parse::<IpAddr>().unwrap());
        assert_eq!(asking(proxy, Some(proxy), &request), "203.0.113.7");
        assert_eq!(asking(other, Some(proxy), &request), "10.0.0.2");
        assert_eq!(asking(other, None, &request), "10.0.0.2");
    }
}
