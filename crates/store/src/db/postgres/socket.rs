//! The socket to the server, and the work of a connection done in the thread that waits for it.
//!
//! The driver is written for tasks that wait side by side; here a thread asks and waits. So the
//! socket simply blocks, and is told when it may: only once all is sent and nothing is left to be
//! taken. That spares a runtime, two changes of thread a question, and works on any thread.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as Turn, Poll, Waker};
use std::time::Duration;

use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::config::Host;
use tokio_postgres::error::{DbError, Severity};
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::{AsyncMessage, Client, Connection, Error, NoTls};

use super::place::Place;
use crate::fault::{Context, Fault};

/// How long it may take until a server in the network takes a connection, and each of its steps.
const CONNECTING_MOST: Duration = Duration::from_secs(5);
/// Where servers listen that are named by nothing else.
const SOCKETS: &str = "/run/postgresql";
const PORT: u16 = 5432;

/// When the socket may wait for the server.
#[derive(Default)]
struct Gate {
    /// Whether the next read may wait.
    open: AtomicBool,
    /// Whether every read may: while the connection is made.
    stays: AtomicBool,
    /// Whether a read was turned away since this was last looked at.
    asked: AtomicBool,
}

trait Stream: Read + Write + Send {
    fn close(&self) -> std::io::Result<()>;
    /// Another handle of the same.
    fn again(&self) -> std::io::Result<Box<dyn Stream>>;
    /// Has reading and writing fail that takes longer; nothing for no bound.
    fn bound(&self, most: Option<Duration>) -> std::io::Result<()>;
}

impl Stream for TcpStream {
    fn close(&self) -> std::io::Result<()> {
        self.shutdown(Shutdown::Both)
    }

    fn again(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(Box::new(self.try_clone()?))
    }

    fn bound(&self, most: Option<Duration>) -> std::io::Result<()> {
        self.set_read_timeout(most)?;
        self.set_write_timeout(most)
    }
}

impl Stream for UnixStream {
    fn close(&self) -> std::io::Result<()> {
        self.shutdown(Shutdown::Both)
    }

    fn again(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(Box::new(self.try_clone()?))
    }

    fn bound(&self, most: Option<Duration>) -> std::io::Result<()> {
        self.set_read_timeout(most)?;
        self.set_write_timeout(most)
    }
}

/// What asks a server to speak TLS (`SSLRequest` of its protocol): the length, and a number.
const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A connection that nobody else can read or play.
struct Protected(rustls::StreamOwned<rustls::ClientConnection, TcpStream>);

impl Protected {
    /// Asks the server to speak TLS, and looks who answers before anything is said.
    fn over(
        mut stream: TcpStream,
        (name, tls): (&str, &Arc<rustls::ClientConfig>),
    ) -> Result<Box<dyn Stream>, Fault> {
        let said = || "asking the database server to speak TLS".to_owned();
        stream.write_all(&ASKS_FOR_TLS).while_(said)?;
        let mut answer = [0];
        stream.read_exact(&mut answer).while_(said)?;
        if answer != *b"S" {
            return Err(Fault::new("the database server speaks no TLS: set ssl = on there"));
        }
        let server = ServerName::try_from(name.to_owned()).while_(said)?;
        let connection = rustls::ClientConnection::new(tls.clone(), server).while_(said)?;
        let mut protected = rustls::StreamOwned::new(connection, stream);
        let said = || "looking who answers for the database server".to_owned();
        protected.conn.complete_io(&mut protected.sock).while_(said)?;
        Ok(Box::new(Self(protected)))
    }
}

impl Read for Protected {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }
}

impl Write for Protected {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

impl Stream for Protected {
    fn close(&self) -> std::io::Result<()> {
        self.0.sock.close()
    }

    /// Of what lies below: it is closed and bounded there, and nothing is read from it.
    fn again(&self) -> std::io::Result<Box<dyn Stream>> {
        self.0.sock.again()
    }

    fn bound(&self, most: Option<Duration>) -> std::io::Result<()> {
        self.0.sock.bound(most)
    }
}

struct Socket {
    stream: Box<dyn Stream>,
    gate: Arc<Gate>,
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Turn<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let may = self.gate.open.swap(false, Ordering::Relaxed);
        if !may && !self.gate.stays.load(Ordering::Relaxed) {
            self.gate.asked.store(true, Ordering::Relaxed);
            return Poll::Pending;
        }
        let read = loop {
            match self.stream.read(into.initialize_unfilled()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        Poll::Ready(read.map(|count| into.advance(count)))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Turn<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        loop {
            match self.stream.write(bytes) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                written => return Poll::Ready(written),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Turn<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Turn<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(self.stream.close())
    }
}

/// A connection, driven by whoever waits for it.
pub(super) struct Wire {
    pub(super) client: Client,
    connection: RefCell<Connection<Socket, NoTlsStream>>,
    /// A handle of its own, since the other is the connection's.
    stream: Box<dyn Stream>,
    gate: Arc<Gate>,
    /// Whether it ended: nothing more is heard on it.
    pub(super) is_down: Cell<bool>,
}

impl Wire {
    /// Connects to the first server of a list that answers.
    pub(super) fn connect(place: &Place) -> Result<Self, Fault> {
        let config = &place.config;
        let gate = Arc::new(Gate::default());
        gate.stays.store(true, Ordering::Relaxed);
        let reached = reach(place)?;
        let stream = reached.again().while_(|| "reaching the database server".to_owned())?;
        let socket = Socket { stream: reached, gate: gate.clone() };
        let mut connecting = pin!(config.connect_raw(socket, NoTls));
        // The socket blocks, so there is nothing to come back for.
        let mut turn = Turn::from_waker(Waker::noop());
        let Poll::Ready(connected) = connecting.as_mut().poll(&mut turn) else {
            return Err(Fault::new("the database server did not answer"));
        };
        let (client, connection) =
            connected.while_(|| "connecting to the database server".to_owned())?;
        gate.stays.store(false, Ordering::Relaxed);
        let (connection, is_down) = (RefCell::new(connection), Cell::new(false));
        Ok(Self { client, connection, stream, gate, is_down })
    }

    /// Bounds from now on how long the server may be silent when it is asked something; nothing
    /// for no bound.
    pub(super) fn bound(&self, most: Option<Duration>) -> Result<(), Fault> {
        self.stream.bound(most).while_(|| "bounding how long the database may take".to_owned())
    }

    /// Waits for what is asked of the server, doing the connection's work meanwhile.
    pub(super) fn wait<T>(
        &self,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Fault> {
        let said = || "asking the database".to_owned();
        let mut asked = pin!(asked);
        let mut turn = Turn::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(answer) = asked.as_mut().poll(&mut turn) {
                return self.heard(answer).while_(said);
            }
            if !self.work(false).while_(said)? {
                continue;
            }
            // All is sent, all that came was handed on: what is still missing must come.
            if let Poll::Ready(answer) = asked.as_mut().poll(&mut turn) {
                return self.heard(answer).while_(said);
            }
            self.work(true).while_(said)?;
        }
    }

    /// Notes where the server said with its answer that it ends the connection.
    fn heard<T>(&self, answer: Result<T, Error>) -> Result<T, Error> {
        let of_server = answer.as_ref().err().and_then(Error::as_db_error);
        let severity = of_server.and_then(DbError::parsed_severity);
        if matches!(severity, Some(Severity::Fatal | Severity::Panic)) {
            self.is_down.set(true);
        }
        answer
    }

    /// Sends something, and waits for no answer: what comes is thrown away.
    pub(super) fn post<T>(
        &self,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<(), Fault> {
        let mut turn = Turn::from_waker(Waker::noop());
        match pin!(asked).poll(&mut turn) {
            Poll::Ready(Err(error)) => Err(error).while_(|| "telling the database".to_owned()),
            _ => self.work(false).map(|_| ()).while_(|| "telling the database".to_owned()),
        }
    }

    /// Does what the connection has to do, and waits for the server once where it may. Tells
    /// whether nothing is left but to wait.
    fn work(&self, may_wait: bool) -> Result<bool, Error> {
        let mut turn = Turn::from_waker(Waker::noop());
        let mut connection = self.connection.borrow_mut();
        self.gate.asked.store(false, Ordering::Relaxed);
        self.gate.open.store(may_wait, Ordering::Relaxed);
        loop {
            match connection.poll_message(&mut turn) {
                Poll::Pending => break,
                Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => {
                    tracing::info!(notice = notice.message(), "the database says");
                }
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(Some(Err(error))) => {
                    self.is_down.set(true);
                    return Err(error);
                }
                // Only once the client is gone, which lives as long as this.
                Poll::Ready(None) => break,
            }
        }
        self.gate.open.store(false, Ordering::Relaxed);
        Ok(self.gate.asked.load(Ordering::Relaxed))
    }
}

fn reach(place: &Place) -> Result<Box<dyn Stream>, Fault> {
    let config = &place.config;
    let default = [Host::Unix(SOCKETS.into())];
    let hosts = if config.get_hosts().is_empty() { &default } else { config.get_hosts() };
    let mut fault = None;
    for (at, host) in hosts.iter().enumerate() {
        let ports = config.get_ports();
        let port = ports.get(at).or(ports.first()).copied().unwrap_or(PORT);
        match reach_one(host, port, place.tls.as_ref()) {
            Ok(stream) => return Ok(stream),
            Err(other) => fault = Some(other),
        }
    }
    Err(fault.unwrap_or_else(|| Fault::new("no database server is named")))
}

fn reach_one(
    host: &Host,
    port: u16,
    tls: Option<&Arc<rustls::ClientConfig>>,
) -> Result<Box<dyn Stream>, Fault> {
    match host {
        Host::Unix(_) if tls.is_some() => Err(Fault::new(
            "a database that is reached by its socket speaks no TLS there: leave sslmode out",
        )),
        Host::Unix(folder) => {
            let path = Path::new(folder).join(format!(".s.PGSQL.{port}"));
            let said = || format!("reaching {}", path.display());
            let stream = UnixStream::connect(&path).while_(said)?;
            stream.bound(Some(CONNECTING_MOST)).while_(said)?;
            Ok(Box::new(stream))
        }
        Host::Tcp(name) => {
            let said = || format!("reaching the database server {name}:{port}");
            let mut last = None;
            for address in (name.as_str(), port).to_socket_addrs().while_(said)? {
                match TcpStream::connect_timeout(&address, CONNECTING_MOST) {
                    Ok(stream) => {
                        stream.set_nodelay(true).while_(said)?;
                        stream.bound(Some(CONNECTING_MOST)).while_(said)?;
                        return match tls {
                            None => Ok(Box::new(stream)),
                            Some(tls) => Protected::over(stream, (name, tls)).while_(said),
                        };
                    }
                    Err(error) => last = Some(error),
                }
            }
            let missing = || std::io::Error::new(ErrorKind::NotFound, "it has no address");
            Err(last.unwrap_or_else(missing)).while_(said)
        }
    }
}
