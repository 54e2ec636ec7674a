//! What officers took away as files: by whom, when and how much, shown to themselves.

use law::clock::Time;
use law::words::PersonId;
use store::Fault;
use store::db::{Db, Tx};

/// How long it is kept: three years, as long as who looked at whom (trust.md, M7).
const KEPT_MS: i64 = 3 * 366 * 86_400_000;

/// A file that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// When.
    pub at: Time,
    /// The name of the file.
    pub what: String,
    /// How many rows it had.
    pub rows: i64,
}

/// Notes that somebody takes a file away.
pub fn note(
    tx: &mut Tx<'_>,
    person: PersonId,
    (what, rows): (&str, usize),
    now: Time,
) -> Result<(), Fault> {
    let sql = "INSERT INTO taken (house, person, at, what, rows) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (house, person, at, what) \
               DO UPDATE SET rows = taken.rows + excluded.rows";
    let values = [person.into(), now.into(), what.into(), (rows as i64).into()];
    tx.db.execute(sql, &values).map(|_| ())
}

/// What somebody took away last, the newest first.
pub fn of_person(db: Db<'_>, person: PersonId, most: u32) -> Result<Vec<Taken>, Fault> {
    let sql = "SELECT at, what, rows FROM taken WHERE house = $1 AND person = $2 \
               ORDER BY at DESC, what LIMIT $3";
    let taken = |row: &store::Row| Taken {
        at: Time(row.int(0)),
        what: row.text(1).to_owned(),
        rows: row.int(2),
    };
    Ok(db.query(sql, &[person.into(), most.into()])?.iter().map(taken).collect())
}

/// What anybody took away last, the newest first, each with who it was.
pub fn newest(db: Db<'_>, most: u32) -> Result<Vec<(PersonId, Taken)>, Fault> {
    let sql = "SELECT at, what, rows, person FROM taken WHERE house = $1 \
               ORDER BY at DESC, what LIMIT $2";
    let taken = |row: &store::Row| {
        let (at, what) = (Time(row.int(0)), row.text(1).to_owned());
        (row.id(3), Taken { at, what, rows: row.int(2) })
    };
    Ok(db.query(sql, &[most.into()])?.iter().map(taken).collect())
}

/// Forgets what is older than it is kept.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<(), Fault> {
    let before = now.plus_ms(-KEPT_MS);
    tx.db.execute("DELETE FROM taken WHERE house = $1 AND at < $2", &[before.into()]).map(|_| ())
}
