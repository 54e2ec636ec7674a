//! The rows of points: passbooks, what was entered in them, and the two-sided ledger.

use law::clock::Time;
use law::points::{Fact, Ledger, PassbookId};
use law::record::Head;
use law::words::{BodyId, Hash, PersonId};
use store::db::Db;
use store::rows::{Rows, Table, View, blob, index_on, index_where, int, text as words};
use store::{Fault, Row, Val};

/// The view.
pub const VIEW: View = View { name: "points", version: 1, tables: &[&PASSBOOK, &ENTRY, &POSTING] };

/// One row a passbook whose holder has not left.
pub static PASSBOOK: Table = Table {
    name: "passbook",
    key: &[int("passbook")],
    columns: &[
        blob("code"),
        int("body"),
        int("at"),
        int("balance"),
        // The last year that was closed: the one before it was opened, until then.
        int("closed"),
    ],
    indexes: &[index_on(&["code"]), index_where(&["passbook", "closed"], "balance > 0")],
};

/// One row a voluntary act that was entered.
pub static ENTRY: Table = Table {
    name: "entry",
    key: &[int("passbook"), int("record")],
    columns: &[
        words("deed"),
        words("day"),
        int("units"),
        int("points"),
        int("body"),
        // Who entered it.
        int("person"),
        int("at"),
        // 0 waits, 1 counts, 2 does not.
        int("standing"),
    ],
    indexes: &[index_where(&["at", "passbook"], "standing = 0")],
};

/// Two rows a movement of points: where they went from, below zero, and where to.
pub static POSTING: Table = Table {
    name: "posting",
    key: &[int("passbook"), int("record"), words("ledger")],
    columns: &[int("points"), int("at"), words("good"), int("units")],
    indexes: &[index_on(&["ledger", "points"])],
};

/// Stages the rows that follow from a fact.
pub fn apply(head: &Head, fact: &Fact, rows: &mut Rows) {
    let own = || vec![Val::Int(head.case)];
    let entry = |record: u64| vec![Val::Int(head.case), record.into()];
    if let Some((from, to, points)) = fact.posting() {
        post(head, fact, (from, to, i64::from(points)), rows);
    }
    match fact {
        Fact::Opened { body, code } => {
            let (at, closed) = (head.at, Val::Int(year_before(head.at)));
            let values = vec![(*code).into(), (*body).into(), at.into(), Val::Int(0), closed];
            rows.put(&PASSBOOK, own(), values);
        }
        Fact::Replaced { code, .. } => rows.set(&PASSBOOK, own(), vec![("code", (*code).into())]),
        Fact::Entered { body, count, day, deed, points } => {
            let by = head.by.officer().map(|officer| officer.person);
            let values = vec![
                deed.into(),
                day.to_string().into(),
                u32::from(*count).into(),
                (*points).into(),
                (*body).into(),
                by.into(),
                head.at.into(),
                Val::Int(0),
            ];
            rows.put(&ENTRY, entry(head.seq), values);
        }
        Fact::Agreed { record, .. } => {
            rows.set(&ENTRY, entry(*record), vec![("standing", Val::Int(1))]);
        }
        Fact::Declined { record, .. } => {
            rows.set(&ENTRY, entry(*record), vec![("standing", Val::Int(2))]);
        }
        Fact::Redeemed { .. } => {}
        Fact::Lapsed { year, .. } => {
            rows.set(&PASSBOOK, own(), vec![("closed", Val::Int(i64::from(*year)))]);
        }
        // Nobody finds it any more; what it came to stays in the ledger.
        Fact::Left { .. } => rows.drop(&PASSBOOK, own()),
    }
}

/// The year before that of an instant, as Greenwich has it: near enough to look no more often than
/// once a year.
fn year_before(at: Time) -> i64 {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    i64::from(at.to_zoned(jiff::tz::TimeZone::UTC).year()) - 1
}

fn post(head: &Head, fact: &Fact, (from, to, points): (Ledger, Ledger, i64), rows: &mut Rows) {
    let (good, units) = match fact {
        Fact::Redeemed { good, count, .. } => (good.as_str(), u32::from(*count)),
        _ => ("", 0),
    };
    for (ledger, points) in [(from, -points), (to, points)] {
        let key = vec![Val::Int(head.case), head.seq.into(), ledger.name().into()];
        let values = vec![Val::Int(points), head.at.into(), good.into(), units.into()];
        rows.put(&POSTING, key, values);
        if ledger == Ledger::Held {
            rows.add(&PASSBOOK, vec![Val::Int(head.case)], "balance", points);
        }
    }
}

/// The passbook of a code, by its keyed hash.
pub fn by_code(db: Db<'_>, code: Hash) -> Result<Option<PassbookId>, Fault> {
    let sql = "SELECT p.passbook FROM passbook p WHERE p.house = $1 AND p.code = $2";
    Ok(db.maybe(sql, &[code.into()])?.map(|row| row.id(0)))
}

/// What a passbook is: when and where it was opened, and what it holds.
pub fn one(db: Db<'_>, id: PassbookId) -> Result<Option<(Time, BodyId, i64)>, Fault> {
    let sql = "SELECT p.at, p.body, p.balance FROM passbook p \
               WHERE p.house = $1 AND p.passbook = $2";
    Ok(db.maybe(sql, &[id.into()])?.map(|row| (Time(row.int(0)), row.id(1), row.int(2))))
}

/// A voluntary act that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Entry {
    pub passbook: PassbookId,
    pub record: u64,
    pub deed: String,
    pub day: String,
    pub units: i64,
    pub points: i64,
    pub body: BodyId,
    pub person: Option<PersonId>,
    pub at: Time,
    pub standing: i64,
}

fn entry(row: &Row) -> Entry {
    Entry {
        passbook: row.id(0),
        record: row.int(1) as u64,
        deed: row.text(2).to_owned(),
        day: row.text(3).to_owned(),
        units: row.int(4),
        points: row.int(5),
        body: row.id(6),
        person: row.maybe_id(7),
        at: Time(row.int(8)),
        standing: row.int(9),
    }
}

/// What was entered in a passbook, the last first.
pub fn entries(db: Db<'_>, id: PassbookId, most: u32) -> Result<Vec<Entry>, Fault> {
    let sql = "SELECT e.passbook, e.record, e.deed, e.day, e.units, e.points, e.body, e.person, \
               e.at, e.standing FROM entry e WHERE e.house = $1 AND e.passbook = $2 \
               ORDER BY e.record DESC LIMIT $3";
    Ok(db.query(sql, &[id.into(), most.into()])?.iter().map(entry).collect())
}

/// What waits for a second person, what waits longest first.
pub fn waiting(db: Db<'_>, most: u32) -> Result<Vec<Entry>, Fault> {
    let sql = "SELECT e.passbook, e.record, e.deed, e.day, e.units, e.points, e.body, e.person, \
               e.at, e.standing FROM entry e JOIN passbook p ON p.house = $1 \
               AND p.passbook = e.passbook WHERE e.house = $1 AND e.standing = 0 \
               ORDER BY e.at, e.passbook LIMIT $2";
    Ok(db.query(sql, &[most.into()])?.iter().map(entry).collect())
}

/// What a passbook gave away: the ledger it went to, the good, the pieces, the points and when.
pub type Given = (String, String, i64, i64, Time);

/// The same, the last first.
pub fn given(db: Db<'_>, id: PassbookId, most: u32) -> Result<Vec<Given>, Fault> {
    let sql = "SELECT g.ledger, g.good, g.units, g.points, g.at FROM posting g \
               WHERE g.house = $1 AND g.passbook = $2 AND g.ledger IN ('redeemed', 'lapsed') \
               ORDER BY g.record DESC LIMIT $3";
    let given = |row: &Row| {
        let (ledger, good) = (row.text(0).to_owned(), row.text(1).to_owned());
        (ledger, good, row.int(2), row.int(3), Time(row.int(4)))
    };
    Ok(db.query(sql, &[id.into(), most.into()])?.iter().map(given).collect())
}

/// What stands in each ledger, in the order of [`Ledger::ALL`]; together it is nothing.
pub fn ledgers(db: Db<'_>) -> Result<[i64; 4], Fault> {
    let sql = "SELECT SUM(g.points) FROM posting g WHERE g.house = $1 AND g.ledger = $2";
    let mut sums = [0; 4];
    for (sum, ledger) in sums.iter_mut().zip(Ledger::ALL) {
        *sum = db.one(sql, &[ledger.name().into()])?.maybe_int(0).unwrap_or(0);
    }
    Ok(sums)
}

/// How many passbooks there are whose holders have not left.
#[cfg(test)]
pub fn count(db: Db<'_>) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM passbook p WHERE p.house = $1";
    Ok(db.one(sql, &[])?.int(0))
}

/// Passbooks that hold something and whose year is not closed yet, after one.
pub fn to_close(
    db: Db<'_>,
    (after, year): (PassbookId, i16),
    most: u32,
) -> Result<Vec<PassbookId>, Fault> {
    let sql = "SELECT p.passbook FROM passbook p WHERE p.house = $1 AND p.balance > 0 \
               AND p.passbook > $2 AND p.closed < $3 ORDER BY p.passbook LIMIT $4";
    let rows = db.query(sql, &[after.into(), i64::from(year).into(), most.into()])?;
    Ok(rows.iter().map(|row| row.id(0)).collect())
}
