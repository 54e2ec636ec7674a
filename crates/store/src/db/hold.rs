//! Holds the writing of a house while it is moved: everything can be read meanwhile, and nothing is
//! written that would be left behind. And what a database notes of a house that comes or went.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use law::clock::Time;

use super::link::Link;
use super::postgres::{For, Session, Step};
use super::{Db, Engine, Row, sqlite};
use crate::fault::{Fault, Halt};

/// How long a server goes on holding for a process that has died, in milliseconds of its clock,
/// where nothing else is wished. A file is free at once.
pub const HOLD_LASTS_MS: u32 = 30_000;

/// The writing of a house, held until it is left or given back; where this is dropped, it is given
/// back.
pub struct Hold {
    link: Mutex<Link>,
    house: String,
    /// Names who holds: no two have the same name.
    by: String,
    lasts_ms: u32,
}

/// What a database notes of a house that is or was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It is on its way into this database from a place, and not complete.
    Arriving(String),
    /// It went from here to a place.
    Gone(String),
}

/// What is noted of a house; nothing of one that is simply here.
pub fn mark(db: Db<'_>) -> Result<Option<Mark>, Fault> {
    let row = db.maybe("SELECT house, state, place FROM moved WHERE house = $1", &[])?;
    Ok(row.map(|row| read(&row).1))
}

/// What is noted of any house of this database, by its code. Asked on behalf of no house, so `$1`
/// is empty.
pub fn marks(db: Db<'_>) -> Result<BTreeMap<String, Mark>, Fault> {
    let rows = db.query("SELECT house, state, place FROM moved WHERE house <> $1", &[])?;
    Ok(rows.iter().map(read).collect())
}

fn read(row: &Row) -> (String, Mark) {
    let (house, place) = (row.text(0).to_owned(), row.text(2).to_owned());
    match row.text(1) {
        "arriving" => (house, Mark::Arriving(place)),
        _ => (house, Mark::Gone(place)),
    }
}

/// Notes that a house is on its way here from a place.
pub fn arrive(db: Db<'_>, place: &str, now: Time) -> Result<(), Fault> {
    let sql = "INSERT INTO moved (house, state, place, at) VALUES ($1, 'arriving', $2, $3) \
               ON CONFLICT (house) DO UPDATE SET at = excluded.at";
    db.execute(sql, &[place.into(), now.into()]).map(|_| ())
}

/// Notes that a house went to a place.
pub fn note_gone(db: Db<'_>, place: &str, now: Time) -> Result<(), Fault> {
    let sql = "INSERT INTO moved (house, state, place, at) VALUES ($1, 'gone', $2, $3) \
               ON CONFLICT (house) DO UPDATE SET state = excluded.state, \
               place = excluded.place, at = excluded.at";
    db.execute(sql, &[place.into(), now.into()]).map(|_| ())
}

/// Notes that a house is here, complete.
pub fn arrived(db: Db<'_>) -> Result<(), Fault> {
    let sql = "DELETE FROM moved WHERE house = $1 AND state = 'arriving'";
    db.execute(sql, &[]).map(|_| ())
}

fn lost() -> Fault {
    Fault::new(
        "the house was not held for a while, so that it may have gone on meanwhile: run the same \
         command again, which goes on from where it stands",
    )
}

impl Engine {
    /// Holds the writing of a house, also against who has its lease, once what is being written is
    /// written. `by` names who holds; on a server it lapses after so many milliseconds in which it
    /// was not renewed, at most [`LASTS_MOST_MS`](super::LASTS_MOST_MS).
    ///
    /// # Errors
    /// Another process that holds it or writes for long; a house that was moved away.
    pub fn hold(&self, house: &str, by: &str, lasts_ms: u32) -> Result<Hold, Fault> {
        let link = match (self.file(), &self.server) {
            (Some(file), _) => Link::Sqlite(sqlite::open_writer(file)?),
            (None, Some(config)) => {
                Link::Postgres(Box::new(Session::new(config.clone(), For::Writing)))
            }
            (None, None) => return Err(Fault::new("this database has no place of its own")),
        };
        let (link, house, by) = (Mutex::new(link), house.to_owned(), by.to_owned());
        let hold = Hold { link, house, by, lasts_ms };
        if !hold.step(Step::Begin(lasts_ms))? {
            let what = "another process holds the house, or it was moved away: look at its log, \
                        and try again in half a minute";
            return Err(Fault::new(what).because(Halt::Held));
        }
        Ok(hold)
    }
}

impl Hold {
    fn link(&self) -> Result<MutexGuard<'_, Link>, Fault> {
        self.link.lock().map_err(|_| Fault::new("the hold is broken"))
    }

    /// A step of a server's hold in a transaction of its own; a file is held by one that stays
    /// open.
    fn step(&self, step: Step) -> Result<bool, Fault> {
        let link = self.link()?;
        match (&*link, step) {
            (Link::Sqlite(_), Step::Begin(_)) => {
                link.begin_write()?;
                link.lock(&self.house)?;
                Ok(true)
            }
            (Link::Sqlite(connection), _) => Ok(!connection.is_autocommit()),
            (Link::Postgres(session), _) => {
                link.begin_write()?;
                let is_own = session.in_hold(&self.house, &self.by, step)?;
                link.commit()?;
                Ok(is_own)
            }
        }
    }

    /// Holds on. To be called again and again, in less time than it lasts.
    ///
    /// # Errors
    /// A hold that lapsed; a server that cannot be reached.
    pub fn renew(&self) -> Result<(), Fault> {
        if self.step(Step::Renew(self.lasts_ms))? { Ok(()) } else { Err(lost()) }
    }

    /// Leaves the house: from now on nobody writes for it here, and who asks is told where it went.
    ///
    /// # Errors
    /// A hold that lapsed; a disk or a server that did not take it: then the house is where it was.
    pub fn leave(&self, place: &str, now: Time) -> Result<(), Fault> {
        let link = self.link()?;
        if let Link::Postgres(session) = &*link {
            link.begin_write()?;
            if !session.in_hold(&self.house, &self.by, Step::Leave)? {
                link.roll_back()?;
                return Err(lost());
            }
        }
        note_gone(Db::new(&link, &self.house), place, now)?;
        link.commit()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let given_back = match self.link.get_mut() {
            Ok(Link::Sqlite(connection)) if connection.is_autocommit() => Ok(true),
            Ok(link @ Link::Sqlite(_)) => link.roll_back().map(|()| true),
            _ => self.step(Step::End),
        };
        if let Err(fault) = given_back {
            tracing::warn!(fault = fault.chain(), "the hold of a house is left to lapse");
        }
    }
}
