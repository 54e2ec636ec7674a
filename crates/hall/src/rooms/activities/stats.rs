//! Sums over the activities of a span, each in its own unit.

use law::activity::ActivityId;
use law::clock::Time;
use law::words::{BodyId, MatterId};
use store::db::Db;
use store::{Fault, Row, Val};

use super::views;
use crate::rights::Unchecked;
use crate::rooms::matters::views::{Item, public_page};

/// The sums of one kind. What was called off counts for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfKind {
    /// Its key; empty for all kinds.
    pub kind: String,
    /// Activities (次).
    pub held: i64,
    /// Invitations.
    pub invited: i64,
    /// Invited, and came.
    pub present: i64,
    /// Attendances (人次).
    pub came: i64,
    /// Received: times (人次), and persons as each activity counted them (人).
    pub times: i64,
    /// The second of these.
    pub heads: i64,
}

/// The sums of a span.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// Kind by kind, the most frequent first.
    pub kinds: Vec<OfKind>,
    /// All kinds together.
    pub all: OfKind,
    /// Persons who came to any, each once (人).
    pub people: i64,
    /// Public matters that were taken down (件).
    pub matters: i64,
}

/// Sums over the activities that began in a span, of one body or of all, of some kinds or of all.
pub fn sums(
    db: Db<'_>,
    (from, until): (Time, Time),
    (body, kinds): (Option<BodyId>, &[String]),
) -> Result<Sums, Fault> {
    let mut values: Vec<Val> = vec![from.into(), until.into()];
    values.extend(body.map(Val::from));
    let body = if body.is_some() { " AND a.body = $4" } else { "" };
    let kinds = views::of_kinds(kinds, &mut values);
    let begun = format!("a.begins >= $2 AND a.begins < $3 AND a.standing <> 1{body}{kinds}");
    let sql = format!(
        "SELECT a.kind, COUNT(*), SUM(a.invited), SUM(a.present), SUM(a.came), \
         SUM(COALESCE(a.times, 0)), SUM(COALESCE(a.heads, 0)) FROM activity a \
         WHERE a.house = $1 AND {begun} GROUP BY a.kind ORDER BY 2 DESC, 1"
    );
    let kinds: Vec<OfKind> = db.query(&sql, &values)?.iter().map(of_kind).collect();
    let all = kinds.iter().fold(OfKind::default(), |all, one| OfKind {
        kind: String::new(),
        held: all.held + one.held,
        invited: all.invited + one.invited,
        present: all.present + one.present,
        came: all.came + one.came,
        times: all.times + one.times,
        heads: all.heads + one.heads,
    });
    let people = db.one(&people(&begun), &values)?.int(0);
    let sql = format!(
        "SELECT COUNT(*) FROM activity a CROSS JOIN matter m WHERE a.house = $1 AND {begun} \
         AND m.house = $1 AND m.activity = a.activity AND m.visibility = 0"
    );
    let matters = db.one(&sql, &values)?.int(0);
    Ok(Sums { kinds, all, people, matters })
}

/// How many people came to activities. The sign before `came` keeps the engine from walking the
/// index of all who ever came, anew for each activity: only so it looks up who came to which.
fn people(begun: &str) -> String {
    format!(
        "SELECT COUNT(DISTINCT p.person) FROM activity a CROSS JOIN part p WHERE a.house = $1 \
         AND {begun} AND p.house = $1 AND p.activity = a.activity AND +p.came IS NOT NULL"
    )
}

fn of_kind(row: &Row) -> OfKind {
    OfKind {
        kind: row.text(0).to_owned(),
        held: row.int(1),
        invited: row.int(2),
        present: row.int(3),
        came: row.int(4),
        times: row.int(5),
        heads: row.int(6),
    }
}

/// The matters that were taken down at an activity, the first one first; only the public ones
/// where that is asked for.
pub fn taken_down(
    db: Db<'_>,
    activity: ActivityId,
    (public, most): (bool, u32),
) -> Result<Unchecked<Item>, Fault> {
    let only = if public { " AND m.visibility = 0" } else { "" };
    let sql = format!(
        "SELECT m.matter FROM matter m WHERE m.house = $1 AND m.activity = $2{only} \
         ORDER BY m.matter LIMIT $3"
    );
    let rows = db.query(&sql, &[activity.into(), most.into()])?;
    let matters: Vec<MatterId> = rows.iter().map(|row| row.id(0)).collect();
    public_page(db, &matters, public)
}

/// How many matters were taken down at an activity: the public ones, and all.
pub fn count_taken_down(db: Db<'_>, activity: ActivityId) -> Result<(i64, i64), Fault> {
    let sql = "SELECT SUM(CASE WHEN m.visibility = 0 THEN 1 ELSE 0 END), COUNT(*) FROM matter m \
               WHERE m.house = $1 AND m.activity = $2";
    let row = db.one(sql, &[activity.into()])?;
    Ok((row.maybe_int(0).unwrap_or(0), row.int(1)))
}

#[cfg(test)]
mod tests {
    use super::people;

    #[test]
    fn who_came_is_looked_up_by_the_activity() {
        let house = crate::fixture::house();
        let plan = |sql: &str| {
            let explain = format!("EXPLAIN QUERY PLAN {sql}");
            let rows = house.read(|db| db.query(&explain, &[0_i64.into(), 1_i64.into()]));
            let lines = rows.expect("the engine plans it");
            lines.iter().map(|row| row.text(3).to_owned()).collect::<Vec<_>>().join("\n")
        };
        if !crate::fixture::is_embedded("plans are told in the words of the embedded engine") {
            return;
        }
        let sql = people("a.begins >= $2 AND a.begins < $3");
        assert!(plan(&sql).contains("(house=? AND activity=?)"), "{}", plan(&sql));
        // What it is for: without the sign every activity walks all who ever came.
        let walks = plan(&sql.replace("+p.came", "p.came"));
        assert!(!walks.contains("(house=? AND activity=?)"), "{walks}");
    }
}
