//! A database that is open: any number of readers, one writer, whichever engine it is.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};

use super::lease::{Lease, Standing, Terms};
use super::link::Link;
use super::postgres::{self, For, Session};
use super::writer::{Answer, Errand, No, Tx, Writer};
use super::{Db, sqlite};
use crate::fault::{Context, Fault, Halt};

/// A database that is open: any number of readers, one writer.
pub struct Engine {
    /// The file, where it is one.
    path: Option<PathBuf>,
    /// The way to the server, where it is one.
    pub(super) server: Option<postgres::Place>,
    readers: Arc<Readers>,
    writer: Writer,
    /// Locked while this process serves a file.
    serving: Mutex<Option<File>>,
    /// Of who keeps a lease: where a network was cut, those of pages may all be waiting for it.
    apart: Option<Mutex<Link>>,
}

struct Readers {
    idle: Mutex<Vec<Link>>,
    returned: Condvar,
}

/// A reader's connection, given back when it is dropped, also when its request is.
struct Borrowed<'a> {
    readers: &'a Readers,
    link: Option<Link>,
}

/// The file of a data folder that holds the address of its database, where that is elsewhere.
pub const ADDRESS: &str = "database";
/// How long a page of a house that is served waits for the server, in milliseconds: no visitor
/// waits longer.
const READING_MOST_MS: u32 = 60_000;
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

    /// Whether other processes may have the same database open and serve houses of it.
    pub fn is_shared(&self) -> bool {
        self.path.is_none()
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
        let place = postgres::Place::read(address)?;
        let link = |purpose| Link::Postgres(Box::new(Session::new(place.clone(), purpose)));
        let writer = link(For::Writing);
        writer.connect()?;
        postgres::check(&writer)?;
        // Readers connect when they are needed.
        let readers = (0..readers).map(|_| link(For::Reading)).collect();
        let apart = Some(Mutex::new(link(For::Reading)));
        let server = Some(place.clone());
        Ok(Self { server, apart, ..Self::with(None, readers, writer)? })
    }

    fn with(path: Option<PathBuf>, idle: Vec<Link>, writer: Link) -> Result<Self, Fault> {
        let readers = Arc::new(Readers { idle: Mutex::new(idle), returned: Condvar::new() });
        let (writer, serving) = (Writer::start(writer)?, Mutex::default());
        Ok(Self { path, server: None, readers, writer, serving, apart: None })
    }

    fn borrow(&self) -> Borrowed<'_> {
        let mut idle = self.readers.idle.lock().expect("nothing panics while holding the pool");
        loop {
            if let Some(link) = idle.pop() {
                return Borrowed { readers: &self.readers, link: Some(link) };
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
        let borrowed = self.borrow();
        let link = borrowed.link.as_ref().expect("one is borrowed until this is dropped");
        let is_served = self.writer.tenures().shortest_ms() > 0;
        link.bound_silence(if is_served { READING_MOST_MS } else { 0 });
        link.begin_read()?;
        read(Db::new(link, house))
    }

    /// The same by a connection apart from those of pages, for who keeps the lease: it waits for
    /// the server no longer than the lease lasts.
    ///
    /// # Errors
    /// A server that cannot be reached.
    pub fn read_apart<T>(
        &self,
        house: &str,
        read: impl FnOnce(Db<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let Some(apart) = &self.apart else { return self.read(house, read) };
        let link = apart.lock().map_err(|_| Fault::new("the connection apart is broken"))?;
        link.bound_silence(self.writer.tenures().shortest_ms());
        link.begin_read()?;
        let read = read(Db::new(&link, house));
        link.roll_back()?;
        read
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
        match self.do_errand(house, Errand::Passing) {
            // Who holds it waited for whoever wrote, and nobody has written since.
            Err(fault) if matches!(Halt::of(&fault), Some(Halt::Held | Halt::Moved)) => Ok(()),
            done => done,
        }
    }

    /// The file of the database, where it is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Notes that a house was moved away, so that it is told before somebody tries to write.
    pub fn note_moved(&self) {
        if self.halted() != Some(Halt::Moved) {
            tracing::error!("the house was moved away: nothing is written here any more");
            self.writer.note_halted(Halt::Moved);
        }
    }

    fn do_errand(&self, house: &str, errand: Errand) -> Result<(), Fault> {
        self.writer.write_and_wait((house, errand), |_| Ok(())).map_err(|no| match no {
            No::Fault(fault) => fault,
            No::Refusal(refusal) => Fault::new(refusal.to_string()),
        })
    }

    /// From now on, for as long as it is open, acts of a house are written by its lease alone: see
    /// [`Engine::renew`], without which there is none. What passes is written all the same.
    ///
    /// # Errors
    /// A database in a file that another process serves already: there is one process a file.
    pub fn write_by_lease(&self, house: &str, terms: Terms) -> Result<(), Fault> {
        let Some(path) = &self.path else {
            self.writer.tenures().begin(house, terms);
            return Ok(());
        };
        let path = path.with_extension("serving");
        let said = || format!("opening {}", path.display());
        let file = File::create(&path).while_(said)?;
        if let Err(error) = file.try_lock() {
            let what = format!(
                "another process serves {} already: several need a house on PostgreSQL, see \
                 docs/operating/postgres.md",
                path.with_extension("db").display()
            );
            return Err(Fault::from_error(what, error));
        }
        // Until the process ends, however it ends.
        *self.serving.lock().map_err(|_| Fault::new("the engine is broken"))? = Some(file);
        Ok(())
    }

    /// Renews the lease of a house, or takes it where it has lapsed.
    ///
    /// # Errors
    /// A server that cannot be reached; a lease that another process took meanwhile.
    pub fn renew(&self, house: &str) -> Result<(), Fault> {
        self.do_errand(house, Errand::Renew)
    }

    /// Gives the lease of a house back, so that another process can take it at once.
    ///
    /// # Errors
    /// A server that cannot be reached.
    pub fn give_back(&self, house: &str) -> Result<(), Fault> {
        self.do_errand(house, Errand::GiveBack)
    }

    /// Looks at the lease of a house as the database has it; nothing of one that has none.
    ///
    /// # Errors
    /// A server that cannot be reached.
    pub fn look(&self, house: &str) -> Result<Option<Lease>, Fault> {
        if self.path.is_some() {
            return Ok(None);
        }
        let row = self.read_apart(house, |db| db.maybe(&postgres::SEE, &[]))?;
        let seen = row.as_ref().map(postgres::seen).unwrap_or_default();
        self.writer.tenures().see(house, seen.clone());
        Ok(Some(seen))
    }

    /// How this process stands to a house, as far as it knows: what it writes is judged by the
    /// database.
    pub fn standing(&self, house: &str) -> Standing {
        self.writer.tenures().standing(house)
    }

    /// Has an act written for a house and calls `reply` after its commit: see [`Writer::write`].
    pub fn write<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        self.writer.write((house, Errand::Act), work, reply);
    }

    /// Writes what passes (sessions, what was counted, messages that wait), which any process may,
    /// also one that does not write for the house. It cannot add to the log.
    pub fn write_passing<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        self.writer.write((house, Errand::Passing), work, reply);
    }

    /// Has an act written and waits for its commit; for threads that may wait.
    pub fn write_and_wait<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        self.writer.write_and_wait((house, Errand::Act), work)
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

impl Drop for Borrowed<'_> {
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
