//! A connection of either engine: the one place where it is asked which.

use super::{Asked, Row, Terms, asked as noted, postgres, sqlite};
use crate::Val;
use crate::fault::Fault;

pub(crate) enum Link {
    Sqlite(sqlite::Connection),
    Postgres(Box<postgres::Session>),
}

impl Link {
    /// Calls `take` with each row of some queries, and the number of its query. Where it is read as
    /// it stands, a text that is none is given as its bytes.
    pub(super) fn each_of(
        &self,
        asked: &[Asked<'_>],
        as_it_stands: bool,
        mut take: impl FnMut(usize, Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if noted::is_noted() {
            for (sql, _, values) in asked {
                noted::note(sql, *values);
            }
        }
        match self {
            Self::Sqlite(connection) => asked.iter().enumerate().try_for_each(|(number, asked)| {
                sqlite::each(connection, *asked, as_it_stands, |row| take(number, row))
            }),
            // A server takes no text that is none.
            Self::Postgres(session) => session.each_of(asked, take),
        }
    }

    /// Executes a statement and tells how many rows it changed.
    pub(super) fn execute(&self, (sql, house, values): Asked<'_>) -> Result<usize, Fault> {
        if noted::is_noted() {
            noted::note(sql, values);
        }
        match self {
            Self::Sqlite(connection) => sqlite::execute(connection, (sql, house), values),
            Self::Postgres(session) => session.execute((sql, house, values)),
        }
    }

    /// Has a statement executed before whatever is asked next.
    pub(super) fn send<'v>(
        &self,
        (sql, house): (&str, &str),
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<(), Fault> {
        if noted::is_noted() {
            let values: Vec<&Val> = values.into_iter().collect();
            noted::note(sql, values.iter().copied());
            return self.sent((sql, house), values);
        }
        self.sent((sql, house), values)
    }

    fn sent<'v>(
        &self,
        (sql, house): (&str, &str),
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => {
                sqlite::execute(connection, (sql, house), values).map(|_| ())
            }
            Self::Postgres(session) => {
                let values: Vec<Val> = values.into_iter().cloned().collect();
                session.send((sql, house, &values))
            }
        }
    }

    /// The same, for a text whose parameters stand in order, the house first.
    pub(super) fn send_in_order<'v>(
        &self,
        (sql, house): (&str, &str),
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) if !noted::is_noted() => {
                sqlite::execute_in_order(connection, (sql, house), values)
            }
            // What is bound by names is bound in order as well.
            Self::Sqlite(_) | Self::Postgres(_) => self.send((sql, house), values),
        }
    }

    /// The text that makes a table, as this engine understands it. `of_views` lie apart, where the
    /// engine tells who may make what.
    pub(super) fn dialect(&self, text: &str) -> String {
        match self {
            Self::Sqlite(_) => sqlite::dialect(text),
            Self::Postgres(_) => {
                postgres::dialect(&text.replacen("CREATE TABLE ", "CREATE TABLE huiyin_views.", 1))
            }
        }
    }

    /// Has the connection remember so many kibibytes of pages from now on.
    pub(super) fn remember(&self, kibibytes: u32) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::remember(connection, kibibytes),
            // One memory serves all connections there, and its keeper says how much.
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Begins to read: all of it from one snapshot.
    pub(super) fn begin_read(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::batch(connection, "BEGIN"),
            Self::Postgres(session) => session.begin(),
        }
    }

    /// Begins to write.
    pub(super) fn begin_write(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::batch(connection, "BEGIN IMMEDIATE"),
            Self::Postgres(session) => session.begin(),
        }
    }

    /// Locks the log of a house until the transaction ends, where others could write to it.
    pub(super) fn lock(&self, house: &str) -> Result<(), Fault> {
        match self {
            // Whoever began to write holds the whole file.
            Self::Sqlite(connection) => sqlite::must_be_here(connection, house),
            Self::Postgres(session) => session.lock(house),
        }
    }

    /// The same, where its lease is still held by a token, and renews it.
    pub(super) fn hold(&self, house: &str, terms: &Terms, token: u64) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::must_be_here(connection, house),
            Self::Postgres(session) => session.hold(house, terms, token),
        }
    }

    /// Takes the lease of a house, where it has lapsed; its token. A file has none.
    pub(super) fn take(&self, house: &str, terms: &Terms) -> Result<Option<u64>, Fault> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(session) => session.take(house, terms),
        }
    }

    /// Lets others take the lease of a house at once.
    pub(super) fn give_back(&self, house: &str, terms: &Terms, token: u64) -> Result<(), Fault> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(session) => session.give_back(house, terms, token),
        }
    }

    /// Bounds how long a transaction may be silent, in milliseconds; 0 for no bound.
    pub(super) fn bound_silence(&self, most_ms: u32) {
        if let Self::Postgres(session) = self {
            session.bound_silence(most_ms);
        }
    }

    pub(super) fn commit(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::batch(connection, "COMMIT"),
            Self::Postgres(session) => session.commit(),
        }
    }

    /// Ends a transaction without a trace, where one is open.
    pub(super) fn roll_back(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(connection) if connection.is_autocommit() => Ok(()),
            Self::Sqlite(connection) => sqlite::batch(connection, "ROLLBACK"),
            Self::Postgres(session) => {
                session.end();
                Ok(())
            }
        }
    }

    /// How many rows were changed so far.
    pub(super) fn changes(&self) -> u64 {
        match self {
            Self::Sqlite(connection) => connection.total_changes(),
            Self::Postgres(session) => session.changes(),
        }
    }

    /// Whether the engine itself gave the transaction up.
    pub(super) fn gave_up(&self) -> bool {
        match self {
            Self::Sqlite(connection) => connection.is_autocommit(),
            Self::Postgres(session) => session.has_failed(),
        }
    }

    /// Reaches the engine, where it has to be reached.
    pub(super) fn connect(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(session) => session.connect(),
        }
    }
}
