//! A database that is open: any number of readers, one writer, whichever engine it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};

use super::link::Link;
use super::postgres::{self, For, Session};
use super::writer::{Answer, No, Tx, Writer};
use super::{Db, sqlite};
use crate::fault::{Context, Fault, Halt};

/// A database that is open: any number of readers, one writer.
pub struct Engine {
    /// The file, where it is one.
    path: Option<PathBuf>,
    readers: Arc<Readers>,
    writer: Writer,
}

struct Readers {
    idle: Mutex<Vec<Link>>,
    returned: Condvar,
}

/// A reader's connection, given back when it is dropped, also when its request is.
struct Lease<'a> {
    readers: &'a Readers,
    link: Option<Link>,
}

/// The file of a data folder that holds the address of its database, where that is elsewhere.
pub const ADDRESS: &str = "database";
/// The file of a data folder that is its database.
const DATABASE: &str = "huiyin.db";

impl Engine {
    /// Opens the database of a data folder: see [`Engine::of`].
    pub fn open(dir: &Path, readers: usize) -> Result<Self, Fault> {
        Self::of(dir, None, readers)
    }

    /// Opens the database of a data folder: at an address where one is given or the file
    /// `database` of the folder holds one; else the file in the folder, made where there is none.
    ///
    /// # Errors
    /// What [`Engine::connect`] says; an `SQLite` older than 3.51.3, a schema newer than this
    /// binary, or a file that cannot be opened; each names what to do.
    pub fn of(dir: &Path, address: Option<&str>, readers: usize) -> Result<Self, Fault> {
        std::fs::create_dir_all(dir).while_(|| format!("creating {}", dir.display()))?;
        let file = dir.join(ADDRESS);
        let address = match address {
            Some(address) => Some(address.to_owned()),
            None if file.exists() => {
                let read = std::fs::read_to_string(&file);
                Some(read.while_(|| format!("reading {}", file.display()))?)
            }
            None => None,
        };
        match address {
            Some(_) if dir.join(DATABASE).exists() => Err(Fault::new(format!(
                "{} has a database of its own: name another folder for the keys and attachments \
                 of a house whose records are elsewhere",
                dir.display()
            ))),
            Some(address) => Self::connect(address.trim(), readers),
            None => Self::embedded(dir, readers),
        }
    }

    /// Whether there is a database for a data folder.
    pub fn is_in(dir: &Path, address: Option<&str>) -> bool {
        address.is_some() || dir.join(DATABASE).exists() || dir.join(ADDRESS).exists()
    }

    fn embedded(dir: &Path, readers: usize) -> Result<Self, Fault> {
        let (path, connection) = sqlite::open(&dir.join(DATABASE))?;
        let reader = |_| sqlite::open_reader(&path).map(Link::Sqlite);
        let idle = (0..readers).map(reader).collect::<Result<Vec<_>, _>>()?;
        Self::with(Some(path), idle, Link::Sqlite(connection))
    }

    /// Opens a database of a server by its address, such as `postgres://huiyin@localhost/huiyin`.
    ///
    /// # Errors
    /// A server that cannot be reached or is none that keeps what it acknowledged, tables that are
    /// missing or of another version, an account that may change the log; each names what to do.
    pub fn connect(address: &str, readers: usize) -> Result<Self, Fault> {
        let config = postgres::config(address)?;
        let link = |purpose| Link::Postgres(Box::new(Session::new(config.clone(), purpose)));
        let writer = link(For::Writing);
        writer.connect()?;
        postgres::check(&writer)?;
        // Readers connect when they are needed.
        Self::with(None, (0..readers).map(|_| link(For::Reading)).collect(), writer)
    }

    fn with(path: Option<PathBuf>, idle: Vec<Link>, writer: Link) -> Result<Self, Fault> {
        let readers = Arc::new(Readers { idle: Mutex::new(idle), returned: Condvar::new() });
        Ok(Self { path, readers, writer: Writer::start(writer)? })
    }

    fn lease(&self) -> Lease<'_> {
        let mut idle = self.readers.idle.lock().expect("nothing panics while holding the pool");
        loop {
            if let Some(link) = idle.pop() {
                return Lease { readers: &self.readers, link: Some(link) };
            }
            idle = self.readers.returned.wait(idle).expect("nothing panics while holding the pool");
        }
    }

    /// Reads on behalf of a house, all from one snapshot.
    ///
    /// # Panics
    /// Where another reader panicked while taking or returning a connection, which it cannot.
    pub fn read<T>(
        &self,
        house: &str,
        read: impl FnOnce(Db<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let lease = self.lease();
        let link = lease.link.as_ref().expect("a lease holds one until it is dropped");
        link.begin_read()?;
        read(Db::new(link, house))
    }

    /// Waits until what another process sent for a house is written or given up, so that whoever
    /// reads next reads all of it: a server goes on for a moment after a process has died.
    ///
    /// # Errors
    /// A server that cannot be reached.
    pub fn catch_up(&self, house: &str) -> Result<(), Fault> {
        if self.path.is_some() {
            return Ok(());
        }
        // Its log is held by whoever writes to it.
        self.write_and_wait(house, |_| Ok(())).map_err(|no| match no {
            No::Fault(fault) => fault,
            No::Refusal(refusal) => Fault::new(refusal.to_string()),
        })
    }

    /// Has an act written for a house and calls `reply` after its commit: see [`Writer::write`].
    pub fn write<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        self.writer.write(house, work, reply);
    }

    /// Has an act written and waits for its commit; for threads that may wait.
    pub fn write_and_wait<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        self.writer.write_and_wait(house, work)
    }

    /// Why nothing is written for now, where that is so: what was asked for last was not done, and
    /// the next thing that is asked for is tried again.
    pub fn halted(&self) -> Option<Halt> {
        self.writer.halted()
    }

    /// Copies the database, as of one moment, to a file that must not be there yet. Writing goes
    /// on meanwhile.
    ///
    /// # Errors
    /// A database that is no file.
    pub fn copy_to(&self, target: &Path) -> Result<(), Fault> {
        match &self.path {
            Some(path) => sqlite::copy(path, target),
            None => Err(Fault::new(
                "a database of a server is backed up by the tools of that server: pg_dump or \
                 pg_basebackup; see docs/operating/postgres.md",
            )),
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(link) = self.link.take()
            && let Ok(mut idle) = self.readers.idle.lock()
        {
            // Also after a panic in a page.
            if let Err(fault) = link.roll_back() {
                tracing::error!(fault = fault.chain(), "a reader could not end its snapshot");
            }
            idle.push(link);
            self.readers.returned.notify_one();
        }
    }
}

/// A database of its own in memory, with the schema of views: for comparing with a rebuild. It is
/// the embedded engine, whichever the house has.
pub struct Scratch(Link);

impl Scratch {
    /// An empty one.
    pub fn new() -> Result<Self, Fault> {
        Ok(Self(Link::Sqlite(sqlite::in_memory()?)))
    }

    /// On behalf of a house.
    pub fn db<'a>(&'a self, house: &'a str) -> Db<'a> {
        Db::new(&self.0, house)
    }
}
