//! Who was refused what: noted by the gate, a line a day for each, read by who audits the house.

use jiff::civil::Date;
use law::clock::Time;
use law::words::PersonId;
use store::Fault;
use store::db::{Db, Tx};

/// How long it is kept: three years, as long as who looked at whom (trust.md, M7).
const KEPT_MS: i64 = 3 * 366 * 86_400_000;

/// Something that somebody was refused on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    /// Who.
    pub person: PersonId,
    /// What: method and route, which name no matter.
    pub what: String,
    /// When last.
    pub at: Time,
    /// How often on that day.
    pub times: i64,
}

/// Notes that somebody was refused something.
pub fn note(
    tx: &mut Tx<'_>,
    (person, what): (PersonId, &str),
    (day, at): (Date, Time),
) -> Result<(), Fault> {
    let sql = "INSERT INTO denied (house, person, day, what, at, times) \
               VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT (house, person, day, what) \
               DO UPDATE SET times = denied.times + 1, at = excluded.at";
    let values = [person.into(), day.to_string().into(), what.into(), at.into()];
    tx.db.execute(sql, &values).map(|_| ())
}

/// What was refused last, the newest first.
pub fn newest(db: Db<'_>, most: u32) -> Result<Vec<Denied>, Fault> {
    let sql = "SELECT person, what, at, times FROM denied WHERE house = $1 \
               ORDER BY at DESC, what LIMIT $2";
    let denied = |row: &store::Row| Denied {
        person: row.id(0),
        what: row.text(1).to_owned(),
        at: Time(row.int(2)),
        times: row.int(3),
    };
    Ok(db.query(sql, &[most.into()])?.iter().map(denied).collect())
}

/// Forgets what is older than it is kept.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<(), Fault> {
    let before = now.plus_ms(-KEPT_MS);
    tx.db.execute("DELETE FROM denied WHERE house = $1 AND at < $2", &[before.into()]).map(|_| ())
}
