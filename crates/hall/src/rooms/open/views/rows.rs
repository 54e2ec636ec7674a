//! The rows of a package, and what each of them counts for.

use std::collections::{BTreeMap, BTreeSet};

use law::clock::{Time, Zone};
use law::words::{AreaId, MatterId};
use store::db::Db;
use store::{Fault, Row, Val};

use super::tables::Table;
use super::{Basis, EACH, body, confidential, pseudonym_by};
use crate::house::State;
use crate::rooms::figures::{self, Counts, INDICATORS, Over, Part, Parts, Scope, Seal, nothing};
use crate::rooms::matters::views::counted;

/// What every row begins with.
const COMMON: &str =
    "m.matter, m.procedure, m.received, m.visibility, m.area, m.category, m.rating, m.told_rating";
const OF_MATTERS: &str = "m.lead, m.channel, m.answered, m.on_time, m.outcome, m.due, \
    m.due_state, m.round, m.relapse, m.rating_assisted, m.solved, m.invited, m.called, \
    m.call_rating, m.call_solved";
const OF_PROMISES: &str = "c.body, c.due, c.state, c.late, c.alive";
const OF_RETURNS: &str = "s.body";
/// Where the columns of a table begin.
const OWN: usize = 8;

/// Of which matters a figure is: procedure and year of receipt.
pub type Year = (String, i16);

/// How figures are told apart, and the key.
pub type Group = (&'static str, String);

/// How somebody rated, as the conditions of figures see it.
pub type Rated = [String; 9];

/// What was read.
pub struct Read {
    /// The tables `matters`, `promises` and `returns`.
    pub tables: [Table; 3],
    /// What is counted of public matters.
    pub public: BTreeMap<(Year, Group), Parts>,
    /// What is counted of all others.
    pub confidential: BTreeMap<Year, Parts>,
    /// How public matters were rated, by unit.
    pub rated: BTreeMap<Year, BTreeMap<String, BTreeMap<Rated, i64>>>,
}

struct Reading<'a> {
    state: &'a State,
    zone: &'a Zone,
    key: [u8; 32],
    hidden: BTreeSet<String>,
    towns: BTreeMap<AreaId, String>,
    late: usize,
    read: Read,
}

/// Reads everything that was received in the span of a scope.
pub fn read(db: Db<'_>, basis: &Basis<'_>, scope: &Scope) -> Result<Read, Fault> {
    let state = basis.state;
    let late = INDICATORS.iter().position(|indicator| indicator.key == "late");
    let mut reading = Reading {
        state,
        zone: &state.zone,
        key: basis.house.keys.purpose("open-data", &basis.house.code),
        hidden: confidential(state).into_iter().collect(),
        towns: state.register.areas.keys().map(|area| (*area, town(state, *area))).collect(),
        late: late.ok_or_else(|| Fault::new("no figure says what is late"))?,
        read: Read {
            tables: ["matters", "promises", "returns"].map(Table::begin),
            public: BTreeMap::new(),
            confidential: BTreeMap::new(),
            rated: BTreeMap::new(),
        },
    };
    for (place, over) in EACH.into_iter().enumerate() {
        let own = [OF_MATTERS, OF_PROMISES, OF_RETURNS][place];
        let columns = counted::sql(&format!("{COMMON}, {own}"));
        figures::each(db, scope, (over, &columns), |row, counts| {
            reading.take((place, over), row, counts);
            Ok(())
        })?;
    }
    let Read { tables, public, confidential, rated } = reading.read;
    Ok(Read { tables: tables.map(Table::sorted), public, confidential, rated })
}

/// The town of an area: the area right below that of the house in which it lies, or itself.
pub fn town(state: &State, area: AreaId) -> String {
    let lineage: Vec<_> = state.register.lineage(area).collect();
    let town = lineage.iter().rev().nth(1).or(lineage.first());
    town.map_or_else(String::new, |area| area.code.to_string())
}

impl Reading<'_> {
    fn take(&mut self, (place, over): (usize, Over), row: &Row, counts: &Counts) {
        let day = self.zone.day(Time(row.int(2)));
        let year = (row.text(1).to_owned(), day.year());
        if row.int(3) != 0 || self.hidden.contains(&year.0) {
            add(self.read.confidential.entry(year).or_insert_with(nothing), counts);
            return;
        }
        let unit = body(self.state, &row.values()[OWN]);
        let town = self.towns.get(&row.id(4)).cloned().unwrap_or_default();
        let groups = [
            ("public", String::new()),
            ("unit", unit.clone()),
            ("town", town),
            ("category", row.text(5).to_owned()),
            ("month", format!("{:04}-{:02}", day.year(), day.month())),
        ];
        for group in groups {
            let key = (year.clone(), group);
            add(self.read.public.entry(key).or_insert_with(nothing), counts);
        }
        let id = pseudonym_by(&self.key, MatterId::from_int(row.int(0)));
        let text = |column: usize| written(&row.values()[OWN + column]);
        match over {
            Over::Matters => {
                let area = self.state.register.areas.get(&row.id(4));
                let area = area.map_or_else(String::new, |area| area.code.to_string());
                let answered = row.maybe_int(OWN + 2).map(|at| self.zone.day(Time(at)).to_string());
                let silent = counts.iter().any(|(i, [is, _])| *i == self.late && *is);
                let answered = answered.unwrap_or_default();
                let (received, silent) = (day.to_string(), i64::from(silent).to_string());
                let own: Vec<String> = [1, 3, 4, 5, 6, 7, 8, 11].map(text).into();
                self.read.tables[place].row(&[
                    &id,
                    row.text(1),
                    &received,
                    &area,
                    &unit,
                    row.text(5),
                    &own[0],
                    &answered,
                    &own[1],
                    &own[2],
                    &own[3],
                    &own[4],
                    &own[5],
                    &own[6],
                    &own[7],
                    &silent,
                ]);
                self.take_rating((year, unit), row);
            }
            Over::Promises => {
                let own: Vec<String> = [1, 2, 3, 4].map(text).into();
                let cells = [&id, &unit, &own[0], &own[1], &own[2], &own[3]];
                self.read.tables[place].row(&cells.map(String::as_str));
            }
            Over::Returns => self.read.tables[place].row(&[&id, &unit]),
        }
    }

    /// What figures of ratings look at, apart from the row that it belongs to.
    fn take_rating(&mut self, (year, unit): (Year, String), row: &Row) {
        let outcome = if row.text(OWN + 4) == "imported" { "imported" } else { "" };
        let answered = row.maybe_int(OWN + 2).map_or("", |_| "1");
        if answered.is_empty() && outcome.is_empty() {
            return;
        }
        let flag = |column: usize| written(&row.values()[OWN + column]);
        let rated = [
            answered.to_owned(),
            outcome.to_owned(),
            row.text(6).to_owned(),
            flag(9),
            flag(10),
            row.text(7).to_owned(),
            flag(12),
            flag(13),
            flag(14),
        ];
        let units = self.read.rated.entry(year).or_default();
        *units.entry(unit).or_default().entry(rated).or_default() += 1;
    }
}

/// Whether somebody said how they judge it: here, as a ledger has it, or on being called back.
pub fn is_rated(rated: &Rated) -> bool {
    !rated[2].is_empty() || !rated[5].is_empty() || !rated[7].is_empty()
}

/// A value as CSV has it.
fn written(value: &Val) -> String {
    match value {
        Val::Int(number) => number.to_string(),
        Val::Text(text) => text.to_string(),
        Val::Null | Val::Blob(_) => String::new(),
    }
}

/// Adds what a row counts for.
fn add(parts: &mut Parts, counts: &Counts) {
    for (place, [numerator, denominator]) in counts {
        let part: &mut Part = &mut parts[*place];
        part.numerator += i64::from(*numerator);
        part.denominator += i64::from(*denominator);
    }
}

/// Whether a figure can be recounted from the rows.
pub fn is_open(place: usize) -> bool {
    INDICATORS[place].seal == Seal::Open
}
