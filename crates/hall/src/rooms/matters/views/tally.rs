//! Tallies: how many matters there are of a month, an area, a unit and a category, and how they
//! stand. The desk moves them by what an act changed; a rebuild counts them anew.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use law::clock::Time;
use law::words::MatterId;
use store::db::Db;
use store::rows::{Column, Table, int, text};
use store::verify::Made;
use store::{Fault, Row, Val};

use super::counted::{self, Counted, OF_MATTERS, OF_PROMISES, OF_RETURNS};
use crate::desk::{Counts, Tallied};

const WIDTH: usize = OF_MATTERS.len() + OF_PROMISES.len() + OF_RETURNS.len();
const PROMISES_FROM: usize = OF_MATTERS.len();
const RETURNS_FROM: usize = PROMISES_FROM + OF_PROMISES.len();

const COLUMNS: [Column; WIDTH] = {
    let mut columns = [int(""); WIDTH];
    let mut i = 0;
    while i < WIDTH {
        columns[i] = int(nth(i).0);
        i += 1;
    }
    columns
};

const fn nth(i: usize) -> Counted {
    if i < PROMISES_FROM {
        OF_MATTERS[i]
    } else if i < RETURNS_FROM {
        OF_PROMISES[i - PROMISES_FROM]
    } else {
        OF_RETURNS[i - RETURNS_FROM]
    }
}

/// One row a procedure, a month of receipt, and whether it is public (1) or not (0): what is told
/// of the whole house costs the same however many areas it has.
pub static TALLY_HOUSE: Table = Table {
    name: "tally_house",
    key: &[text("procedure"), int("month"), int("public")],
    columns: &COLUMNS,
    indexes: &[],
};

/// The same of each area.
pub static TALLY_AREA: Table = Table {
    name: "tally_area",
    key: &[text("procedure"), int("month"), int("public"), int("area")],
    columns: &COLUMNS,
    indexes: &[],
};

/// One row a procedure, a month of receipt, whether it is public, a unit and a category. The unit
/// is who leads a matter, who promised, or who sent it back; 0 where there is none.
pub static TALLY_UNIT: Table = Table {
    name: "tally_unit",
    key: &[text("procedure"), int("month"), int("public"), int("unit"), text("category")],
    columns: &COLUMNS,
    indexes: &[],
};

/// One row a promise that is waited for. All lies in its key, which is an index by itself: how many
/// are overdue on a day is read from its beginning, and from nothing else.
pub static PROMISE: Table = Table {
    name: "promise",
    key: &[
        text("due"),
        int("matter"),
        int("clock"),
        int("received"),
        int("area"),
        int("unit"),
        text("category"),
        text("procedure"),
        int("public"),
    ],
    columns: &[],
    indexes: &[],
};

/// How the desk moves them.
pub static TALLIED: Tallied = Tallied { count, write };

/// The month of an instant, counted from the year 0, on clocks in Beijing whatever the zone of the
/// house: the log alone decides it. A span of another zone is tallied as far as it is made of whole
/// months, and its ends are counted row by row.
pub fn month_of(time: Time) -> i64 {
    let day = beijing().to_datetime(time.timestamp()).date();
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The first instant of a month.
pub fn month_begins(month: i64) -> Time {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let day = Date::new(year as i16, month as i8, 1).unwrap_or(Date::MIN);
    let zoned = beijing().to_ambiguous_zoned(day.at(0, 0, 0, 0)).compatible();
    Time(zoned.map_or(0, |zoned| zoned.timestamp().as_millisecond()))
}

fn beijing() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}

/// What is counted, for one matter or for all: the statement, and where its counts begin.
struct Source {
    text: String,
    from: usize,
    width: usize,
}

/// Each source for one matter, then each for all.
static SOURCES: LazyLock<[[Source; 3]; 2]> = LazyLock::new(|| {
    [" AND m.matter = $2", ""].map(|one| {
        let key = "m.received, m.area, m.category";
        [
            source(
                format!("SELECT {key}, m.lead, m.procedure, m.visibility"),
                format!("FROM matter m WHERE m.house = $1{one}"),
                (0, &OF_MATTERS),
            ),
            source(
                format!("SELECT {key}, c.body, m.procedure, m.visibility"),
                format!(
                    "FROM matter m JOIN clock c ON c.house = $1 AND c.matter = m.matter \
                     AND c.name = 'promise' WHERE m.house = $1{one}"
                ),
                (PROMISES_FROM, &OF_PROMISES),
            ),
            source(
                format!("SELECT {key}, s.body, m.procedure, m.visibility"),
                format!(
                    "FROM matter m JOIN sent_back s ON s.house = $1 AND s.matter = m.matter \
                     WHERE m.house = $1{one}"
                ),
                (RETURNS_FROM, &OF_RETURNS),
            ),
        ]
    })
});

/// Where the counts begin in a row of a source.
const KEYS: usize = 6;

fn source(select: String, rest: String, (from, counted): (usize, &[Counted])) -> Source {
    let mut text = select;
    for (_, condition) in counted {
        let condition = counted::sql(condition);
        text.push_str(&format!(", CASE WHEN {condition} THEN 1 ELSE 0 END"));
    }
    // What a promise that is waited for is found by.
    if from == PROMISES_FROM {
        text.push_str(", c.alive, c.due, c.matter, c.clock");
    }
    Source { text: format!("{text} {rest}"), from, width: counted.len() }
}

/// Adds what is counted of a matter, as its rows stand, so many times.
fn count(db: Db<'_>, matter: MatterId, times: i64, counts: &mut Counts) -> Result<(), Fault> {
    let (sources, values) = (&SOURCES[0], [matter.into()]);
    let mut left = sources.as_slice();
    // Before an act a matter may not be there yet: then it has promised and sent back nothing.
    if let [rows, others @ ..] = left
        && times < 0
    {
        let mut found = false;
        db.each(&rows.text, &values, |row| {
            found = true;
            take(rows, &row, times, counts);
            Ok(())
        })?;
        if !found {
            return Ok(());
        }
        left = others;
    }
    db.each_of(left.iter().map(|source| source.text.as_str()), &values, |number, row| {
        take(&left[number], &row, times, counts);
        Ok(())
    })
}

/// Counts everything anew, into tables that are empty.
pub fn count_all(db: Db<'_>) -> Result<(), Fault> {
    write(db, &counts(db)?)
}

/// The rows that the tallies should have, counted from the rows of the views.
pub fn counted_anew(db: Db<'_>) -> Result<Vec<(&'static Table, Made)>, Fault> {
    let tables = [&TALLY_HOUSE, &TALLY_AREA, &TALLY_UNIT, &PROMISE];
    let mut made = tables.map(|table| (table, Made::new()));
    for ((name, key), by) in counts(db)? {
        let own = made.iter_mut().find(|(table, _)| table.name == name);
        if let Some((table, rows)) = own.filter(|_| by.iter().any(|by| *by != 0)) {
            let columns = by.into_iter().take(table.columns.len());
            rows.insert(key, columns.map(Val::from).collect());
        }
    }
    Ok(made.into())
}

/// Counts everything.
fn counts(db: Db<'_>) -> Result<Counts, Fault> {
    let mut counts = Counts::new();
    for source in &SOURCES[1] {
        db.each(&source.text, &[], |row| {
            take(source, &row, 1, &mut counts);
            Ok(())
        })?;
    }
    Ok(counts)
}

fn take(source: &Source, row: &Row, times: i64, counts: &mut Counts) {
    let values = row.values();
    let unit = match &values[3] {
        Val::Null => Val::Int(0),
        unit => unit.clone(),
    };
    let month = Val::Int(month_of(Time(row.int(0))));
    let (area, category) = (values[1].clone(), values[2].clone());
    let procedure = values[4].clone();
    let public = Val::Int(i64::from(row.int(5) == 0));
    let among = || [procedure.clone(), month.clone(), public.clone()].into_iter();
    let keys = [
        (&TALLY_HOUSE, among().collect()),
        (&TALLY_AREA, among().chain([area.clone()]).collect()),
        (&TALLY_UNIT, among().chain([unit.clone(), category.clone()]).collect()),
    ];
    for (table, key) in keys {
        let sums = counts.entry((table.name, key)).or_insert_with(|| vec![0; WIDTH]);
        for i in 0..source.width {
            sums[source.from + i] += times * row.int(KEYS + i);
        }
    }
    let promised = KEYS + source.width;
    if source.from == PROMISES_FROM && row.flag(promised) {
        let [due, matter, clock] = [1, 2, 3].map(|i| values[promised + i].clone());
        let received = values[0].clone();
        let key = vec![due, matter, clock, received, area, unit, category, procedure, public];
        counts.entry((PROMISE.name, key)).or_insert_with(|| vec![0])[0] += times;
    }
}

/// Moves the rows of the tallies by what changed.
fn write(db: Db<'_>, counts: &Counts) -> Result<(), Fault> {
    for ((name, key), by) in counts.iter().filter(|(_, by)| by.iter().any(|by| *by != 0)) {
        let Some(texts) = TEXTS.get(name) else {
            return Err(Fault::new(format!("there is no tally {name}")));
        };
        if *name == PROMISE.name {
            db.send(if by[0] > 0 { &texts.add } else { &texts.remove }, key)?;
            continue;
        }
        let values: Vec<Val> =
            key.iter().cloned().chain(by.iter().map(|by| (*by).into())).collect();
        db.send(&texts.add, &values)?;
        if by.iter().any(|by| *by < 0) {
            db.send(&texts.remove, key)?;
        }
    }
    Ok(())
}

/// How rows of a table are moved: by adding, and by removing what counts nothing any more.
struct Texts {
    add: String,
    remove: String,
}

static TEXTS: LazyLock<BTreeMap<&'static str, Texts>> = LazyLock::new(|| {
    let texts = |table: &'static Table| {
        let key: Vec<&str> = table.key.iter().map(|column| column.name).collect();
        let all: Vec<&str> = table.key.iter().chain(table.columns).map(|c| c.name).collect();
        let places: Vec<String> = (0..all.len()).map(|i| format!("${}", i + 2)).collect();
        let sums: Vec<String> = table
            .columns
            .iter()
            .map(|c| format!("{0} = {1}.{0} + excluded.{0}", c.name, table.name))
            .collect();
        let action = match sums.as_slice() {
            [] => "NOTHING".to_owned(),
            sums => format!("UPDATE SET {}", sums.join(", ")),
        };
        let add = format!(
            "INSERT INTO {} (house, {}) VALUES ($1, {}) ON CONFLICT (house, {}) DO {action}",
            table.name,
            all.join(", "),
            places.join(", "),
            key.join(", ")
        );
        let mut remove = format!("DELETE FROM {} WHERE house = $1", table.name);
        for (i, name) in key.iter().enumerate() {
            remove.push_str(&format!(" AND {name} = ${}", i + 2));
        }
        if !table.columns.is_empty() {
            // What is counted of matters is counted among all that were received.
            for column in [OF_MATTERS[0].0, OF_PROMISES[0].0, OF_RETURNS[0].0] {
                remove.push_str(&format!(" AND {column} = 0"));
            }
        }
        (table.name, Texts { add, remove })
    };
    [&TALLY_HOUSE, &TALLY_AREA, &TALLY_UNIT, &PROMISE].into_iter().map(texts).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_in_beijing() {
        let begins = month_begins(2026 * 12 + 10);
        assert_eq!(begins.timestamp().to_string(), "2026-10-31T16:00:00Z");
        assert_eq!(month_of(begins), 2026 * 12 + 10);
        assert_eq!(month_of(Time(begins.0 - 1)), 2026 * 12 + 9);
        assert_eq!(month_begins(month_of(Time(0))).timestamp().to_string(), "1969-12-31T16:00:00Z");
    }
}
