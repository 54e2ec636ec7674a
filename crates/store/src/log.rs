//! The log: facts of one house in order, chained by hashes, appended and never changed.

use law::clock::Time;
use law::record::{Actor, Head, Record, link};
use law::words::Hash;
use serde::Serialize;

pub use crate::db::LogHead;
use crate::db::{Db, Tx};
use crate::fault::{Context, Fault};

/// How many records are asked for at once by who walks over the log.
const STRETCH: u32 = 4096;

/// A record as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub seq: u64,
    /// The matter, or 0.
    pub matter: i64,
    /// When it was logged.
    pub at: Time,
    /// The wire name of the fact.
    pub kind: String,
    /// The canonical bytes.
    pub bytes: Box<[u8]>,
    /// The link.
    pub hash: Hash,
}

/// Reads the end of the log.
pub fn head(db: Db<'_>) -> Result<LogHead, Fault> {
    let row =
        db.maybe("SELECT seq, hash, at FROM log WHERE house = $1 ORDER BY seq DESC LIMIT 1", &[])?;
    match row {
        None => Ok(LogHead { seq: 0, hash: Hash::default(), at: Time(0) }),
        Some(row) => Ok(LogHead {
            seq: row.int(0) as u64,
            hash: Hash::from_bytes(row.blob(1)).while_(|| "reading the log's head".to_owned())?,
            at: Time(row.int(2)),
        }),
    }
}

/// The number of the last record of the house as a whole; 0 before the first.
pub fn last_of_house(db: Db<'_>) -> Result<u64, Fault> {
    let sql = "SELECT seq FROM log WHERE house = $1 AND matter = 0 ORDER BY seq DESC LIMIT 1";
    Ok(db.maybe(sql, &[])?.map_or(0, |row| row.int(0) as u64))
}

/// How many records of the house as a whole come after a number.
pub fn of_house_after(db: Db<'_>, seq: u64) -> Result<u64, Fault> {
    let sql = "SELECT COUNT(*) FROM log WHERE house = $1 AND matter = 0 AND seq > $2";
    Ok(db.one(sql, &[seq.into()])?.int(0) as u64)
}

/// The last record as it stands, for who checks it.
pub fn last(db: Db<'_>) -> Result<Option<Stored>, Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log \
               WHERE house = $1 ORDER BY seq DESC LIMIT 1";
    Ok(db.maybe(sql, &[])?.map(stored))
}

/// The records of one matter (0: of the house as a whole), in order.
pub fn of_matter(db: Db<'_>, matter: i64) -> Result<Vec<Stored>, Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log \
               WHERE house = $1 AND matter = $2 ORDER BY seq";
    Ok(db.query(sql, &[matter.into()])?.into_iter().map(stored).collect())
}

/// One record by its number.
pub fn record(db: Db<'_>, seq: u64) -> Result<Option<Stored>, Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log WHERE house = $1 AND seq = $2";
    Ok(db.maybe(sql, &[seq.into()])?.map(stored))
}

/// The last records that somebody was shown who brought a matter, the newest first.
pub fn looks(db: Db<'_>, most: u32) -> Result<Vec<Stored>, Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log \
               WHERE house = $1 AND kind = 'identity.seen/1' ORDER BY seq DESC LIMIT $2";
    Ok(db.query(sql, &[most.into()])?.into_iter().map(stored).collect())
}

/// Calls `take` with every record after a number and up to another, in order. They are asked for
/// in stretches, so that `take` may ask other things and no engine has to keep the whole log.
pub fn each_between(
    db: Db<'_>,
    (mut after, until): (u64, u64),
    mut take: impl FnMut(Stored) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log \
               WHERE house = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";
    loop {
        let mut count = 0;
        db.each(sql, &[after.into(), until.into(), STRETCH.into()], |row| {
            let stored = stored(row);
            (after, count) = (stored.seq, count + 1);
            take(stored)
        })?;
        if count < STRETCH {
            return Ok(());
        }
    }
}

/// Calls `take` with every record of a span of matters, both ends in it, matter by matter.
pub fn each_of(
    db: Db<'_>,
    (from, until): (i64, i64),
    mut take: impl FnMut(Stored) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT seq, matter, at, kind, bytes, hash FROM log \
               WHERE house = $1 AND matter BETWEEN $2 AND $3 ORDER BY matter, seq";
    db.each(sql, &[from.into(), until.into()], |row| take(stored(row)))
}

/// The last matter of a span that begins with one and has so many records or a few more.
pub fn span(db: Db<'_>, from: i64, records: u32) -> Result<Option<i64>, Fault> {
    let sql = "SELECT matter FROM log WHERE house = $1 AND matter >= $2 \
               ORDER BY matter, seq LIMIT 1 OFFSET $3";
    Ok(db.maybe(sql, &[from.into(), records.into()])?.map(|row| row.int(0)))
}

/// The matters of the newest records, each once, in order.
pub fn newest_matters(db: Db<'_>, records: u32) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT DISTINCT matter FROM (SELECT matter FROM log WHERE house = $1 \
               ORDER BY seq DESC LIMIT $2) newest ORDER BY matter";
    Ok(db.query(sql, &[records.into()])?.iter().map(|row| row.int(0)).collect())
}

/// When a record was logged.
pub fn logged(db: Db<'_>, seq: u64) -> Result<Option<Time>, Fault> {
    let sql = "SELECT at FROM log WHERE house = $1 AND seq = $2";
    Ok(db.maybe(sql, &[seq.into()])?.map(|row| Time(row.int(0))))
}

/// What an act was answered with, if it was done.
pub fn answered(db: Db<'_>, act: Hash) -> Result<Option<String>, Fault> {
    let sql = "SELECT answer FROM act WHERE house = $1 AND act = $2";
    Ok(db.maybe(sql, &[act.into()])?.map(|row| row.text(0).to_owned()))
}

fn stored(row: crate::Row) -> Stored {
    let (seq, matter, at) = (row.int(0) as u64, row.int(1), Time(row.int(2)));
    // Bytes of another length are no hash: they fit no link, and whoever checks links says so.
    let hash = Hash::from_bytes(row.blob(5)).unwrap_or_default();
    let kind = row.text(3).to_owned();
    // Taken out of the row, not copied: a rebuild reads every record.
    let bytes = row.into_blob(4);
    Stored { seq, matter, at, kind, bytes, hash }
}

/// The houses that have a log in this database: from one to the next along the key, since no engine
/// skips the records between by itself.
pub fn houses(db: Db<'_>) -> Result<Vec<String>, Fault> {
    // No house is narrowed down to; a server wants to know what `$1` is all the same.
    let sql = "SELECT MIN(house) FROM log WHERE house > $2 AND CAST($1 AS TEXT) IS NOT NULL";
    let mut houses: Vec<String> = vec![];
    loop {
        let before = houses.last().cloned().unwrap_or_default();
        let row = db.one(sql, &[crate::Val::from(before)])?;
        match &row.values()[0] {
            crate::Val::Null => return Ok(houses),
            _ => houses.push(row.text(0).to_owned()),
        }
    }
}

impl Tx<'_> {
    /// Where the log will go on, as this group of acts sees it.
    pub fn head(&mut self) -> Result<LogHead, Fault> {
        if let Some(head) = self.group.heads.get(self.db.house()) {
            return Ok(*head);
        }
        let head = head(self.db)?;
        self.group.heads.insert(self.db.house().to_owned(), head);
        Ok(head)
    }

    /// Appends a fact. Its time is `now`, or the time of the record before it where that is later:
    /// a log never runs backwards, whatever the clock does.
    pub fn append<F: Serialize>(
        &mut self,
        (matter, kind): (i64, &'static str),
        (by, act, now): (&Actor, Hash, Time),
        fact: F,
    ) -> Result<Record<F>, Fault> {
        if !self.may_append {
            return Err(Fault::new("what only passes adds nothing to the log"));
        }
        let before = self.head()?;
        let head =
            Head { seq: before.seq + 1, at: now.max(before.at), by: by.clone(), act, case: matter };
        let (seq, at) = (head.seq, head.at);
        let record = Record::new(head, fact);
        let bytes = record.bytes();
        let hash = link(before.hash, &bytes);
        let bytes = crate::Val::Blob(bytes.into());
        self.db.send_in_order(
            "INSERT INTO log (house, seq, matter, at, kind, bytes, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[seq.into(), matter.into(), at.into(), kind.into(), bytes, hash.into()],
        )?;
        let house = self.db.house().to_owned();
        self.group.heads.insert(house, LogHead { seq, hash, at });
        Ok(record)
    }

    /// What an act was answered with before, if it was done before.
    pub fn answered(&self, act: Hash) -> Result<Option<String>, Fault> {
        answered(self.db, act)
    }

    /// Notes that an act is done, and how it is answered again.
    pub fn answer(&mut self, act: Hash, answer: &str) -> Result<(), Fault> {
        let seq = self.head()?.seq;
        self.db.send_in_order(
            "INSERT INTO act (house, act, seq, answer) VALUES ($1, $2, $3, $4)",
            &[act.into(), seq.into(), answer.into()],
        )
    }
}
