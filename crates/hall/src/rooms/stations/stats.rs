//! What was brought to a station, or to one of its deputies, in a span of time.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use law::appraisal::{self, Appraisal, What};
use law::clock::Time;
use law::register::Register;
use law::words::{BodyId, Code, MatterId, PersonId, PostId};
use store::db::Db;
use store::{Fault, Val};

use crate::rights::Unchecked;
use crate::rooms::matters::views::counted::{ANSWERED, IN_TIME, JUDGED, OPEN, OURS};
use crate::rooms::matters::views::{Item, public_page};

/// Counts of the matters of one procedure, each with the condition of the house's figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Received and the house's to answer.
    pub received: i64,
    /// Answered at least once.
    pub answered: i64,
    /// Answered and judged by the date.
    pub judged: i64,
    /// Of these, in time.
    pub in_time: i64,
    /// Not ended.
    pub open: i64,
}

/// The matters of a procedure that a station received in a span of time; with a deputy, only those
/// whose first responsible person (第一责任人, B-02) that is. None where no procedure is in force.
pub fn counts(
    db: Db<'_>,
    (station, deputy): (BodyId, Option<PostId>),
    (procedure, from, until): (Option<&Code>, Time, Time),
) -> Result<Counts, Fault> {
    let Some(procedure) = procedure else { return Ok(Counts::default()) };
    let sum = |condition: &str| format!("SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)");
    let sums = [OURS, ANSWERED, JUDGED, IN_TIME, OPEN].map(sum).join(", ");
    let mut values: Vec<Val> = vec![station.into(), from.into(), until.into(), procedure.into()];
    let mut sql = format!(
        "SELECT {sums} FROM matter m WHERE m.house = $1 AND m.station = $2 AND m.received >= $3 \
         AND m.received < $4 AND m.procedure = $5"
    );
    if let Some(deputy) = deputy {
        values.push(deputy.into());
        sql.push_str(" AND m.deputy = $6");
    }
    let row = db.one(&sql, &values)?;
    let [received, answered, judged, in_time, open] =
        [0, 1, 2, 3, 4].map(|i| row.maybe_int(i).unwrap_or(0));
    Ok(Counts { received, answered, judged, in_time, open })
}

/// The public matters that a station received last.
pub fn newest(db: Db<'_>, station: BodyId, most: u32) -> Result<Unchecked<Item>, Fault> {
    let sql = "SELECT m.matter FROM matter m WHERE m.house = $1 AND m.station = $2 \
               AND m.visibility = 0 ORDER BY m.received DESC, m.matter DESC LIMIT $3";
    let rows = db.query(sql, &[station.into(), most.into()])?;
    let matters: Vec<MatterId> = rows.iter().map(|row| row.id(0)).collect();
    public_page(db, &matters, true)
}

/// What a deputy did of one kind: how often, and with how many matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deeds {
    /// The wire name of the fact, without its version.
    pub kind: String,
    /// How often.
    pub times: i64,
    /// With how many matters.
    pub matters: i64,
}

/// What a person did as a deputy with public matters in a span of time, kind by kind, the most
/// frequent first. What is handled in confidence is counted of nobody: a count of one would tell
/// it.
pub fn deeds(
    db: Db<'_>,
    person: PersonId,
    (from, until): (Time, Time),
) -> Result<Vec<Deeds>, Fault> {
    let sql = "SELECT d.kind, COUNT(*), COUNT(DISTINCT d.matter) FROM deed d CROSS JOIN matter m \
               WHERE d.house = $1 AND m.house = $1 AND m.matter = d.matter AND m.visibility = 0 \
               AND NOT EXISTS (SELECT 1 FROM contest c WHERE c.house = $1 \
               AND c.person = d.person AND c.record = d.record AND c.struck = 1) \
               AND d.kind NOT IN ('identity.seen', 'identity.asked') AND d.person = $2 \
               AND d.at >= $3 AND d.at < $4 GROUP BY d.kind ORDER BY 2 DESC, 1";
    let rows = db.query(sql, &[person.into(), from.into(), until.into()])?;
    let read = |row: &store::Row| Deeds {
        kind: row.text(0).to_owned(),
        times: row.int(1),
        matters: row.int(2),
    };
    Ok(rows.iter().map(read).collect())
}

/// A line of a duty file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The record that it comes from.
    pub record: i64,
    /// When.
    pub at: Time,
    /// The wire name of the fact, without its version.
    pub kind: String,
    /// The matter.
    pub matter: MatterId,
}

/// The lines of a duty file before a record, the last first.
pub fn file(
    db: Db<'_>,
    (person, before): (PersonId, i64),
    (from, until): (Time, Time),
    most: u32,
) -> Result<Vec<Deed>, Fault> {
    let sql = "SELECT d.record, d.at, d.kind, d.matter FROM deed d WHERE d.house = $1 \
               AND d.person = $2 AND d.at >= $3 AND d.at < $4 AND d.record < $5 \
               ORDER BY d.record DESC LIMIT $6";
    let values = [person.into(), from.into(), until.into(), before.into(), most.into()];
    let rows = db.query(sql, &values)?;
    let line = |row: &store::Row| Deed {
        record: row.int(0),
        at: Time(row.int(1)),
        kind: row.text(2).to_owned(),
        matter: row.id(3),
    };
    Ok(rows.iter().map(line).collect())
}

/// How often each deputy did what an appraisal counts: by person, what, and kind.
pub type Tallies = HashMap<(PersonId, What, String), i64>;

/// What the duty files of a span hold, or one of them: of matters the public ones, and nothing
/// that was struck.
pub fn tallies(db: Db<'_>, span: (Time, Time), person: Option<PersonId>) -> Result<Tallies, Fault> {
    let deeds = "SELECT d.person, d.kind, COUNT(*) FROM deed d CROSS JOIN matter m \
                 WHERE d.house = $1 AND m.house = $1 AND m.matter = d.matter AND m.visibility = 0 \
                 AND d.at >= $2 AND d.at < $3 AND NOT EXISTS (SELECT 1 FROM contest c \
                 WHERE c.house = $1 AND c.person = d.person AND c.record = d.record \
                 AND c.struck = 1){only} GROUP BY d.person, d.kind";
    // The sign before `came`: as in the sums of activities.
    let came = "SELECT p.person, a.kind, COUNT(*) FROM activity a CROSS JOIN part p \
                WHERE a.house = $1 AND a.begins >= $2 AND a.begins < $3 AND a.standing <> 1 \
                AND p.house = $1 AND p.activity = a.activity AND +p.came IS NOT NULL{only} \
                GROUP BY p.person, a.kind";
    let reports = "SELECT r.person, '', COUNT(*) FROM report r \
                   WHERE r.house = $1 AND r.at >= $2 AND r.at < $3{only} GROUP BY r.person";
    let mut tallies = Tallies::new();
    for (what, of, sql) in
        [(What::Deed, 'd', deeds), (What::Activity, 'p', came), (What::Report, 'r', reports)]
    {
        let mut values: Vec<Val> = vec![span.0.into(), span.1.into()];
        values.extend(person.map(Val::from));
        // A file by itself is read along the index of its person.
        let only = person.map_or_else(String::new, |_| format!(" AND {of}.person = $4"));
        let sql = sql.replace("{only}", &only);
        for row in db.query(&sql, &values)? {
            tallies.insert((row.id(0), what, row.text(1).to_owned()), row.int(2));
        }
    }
    Ok(tallies)
}

/// What one deputy's file comes to: for each item how often, and its points.
pub fn reckoned(formula: &Appraisal, tallies: &Tallies, person: PersonId) -> Vec<(i64, i64)> {
    let item = |item: &appraisal::Item| {
        let kind = item.kind.as_ref().map_or("", Code::as_str).to_owned();
        let count = tallies.get(&(person, item.what, kind)).copied().unwrap_or(0);
        (count, item.score(count))
    };
    formula.items.iter().map(item).collect()
}

/// What the deputies of one tier come to, who are compared with nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfTier {
    /// The tier: one of the congresses, empty for deputies whose tier was not told.
    pub congress: String,
    /// How many deputies there are.
    pub deputies: usize,
    /// The least, the middle and the most points; nothing where so few sit in it that they would
    /// tell of one.
    pub points: Option<[i64; 3]>,
}

/// Fewest deputies of a tier of whom points are told together.
const TIER_LEAST: usize = 5;

/// The points of all deputies who hold a post on a day, tier by tier, nobody named.
pub fn of_tiers(
    formula: &Appraisal,
    tallies: &Tallies,
    register: &Register,
    day: Date,
) -> Vec<OfTier> {
    let mut tiers: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for post in register.posts.values().filter(|p| p.office == *"deputy" && p.is_held(day)) {
        let told = register.mandates.get(&post.id);
        let tier = told.map(|told| told.congress.to_string()).unwrap_or_default();
        let points = reckoned(formula, tallies, post.person);
        tiers.entry(tier).or_default().push(points.iter().map(|(_, points)| points).sum());
    }
    let tier = |(congress, mut points): (String, Vec<i64>)| {
        points.sort_unstable();
        let deputies = points.len();
        let told = [0, deputies / 2, deputies - 1].map(|i| points[i]);
        OfTier { congress, deputies, points: (deputies >= TIER_LEAST).then_some(told) }
    };
    tiers.into_iter().map(tier).collect()
}
