//! What is asked of the rows of activities.

use law::activity::{ActivityId, Standing};
use law::clock::Time;
use law::words::{BodyId, FileId, Hash, PersonId, PostId, TextId};
use store::db::Db;
use store::fault::Context;
use store::{Fault, Row, Val, vault};

/// An activity as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Entry {
    pub id: ActivityId,
    pub kind: String,
    pub body: BodyId,
    pub title: String,
    pub place: String,
    pub begins: Time,
    pub ends: Time,
    pub standing: Standing,
    pub reason: Option<TextId>,
    pub invited: i64,
    pub present: i64,
    pub came: i64,
    /// Persons who were received, and times.
    pub received: Option<(i64, i64)>,
    /// The minutes, and whether everybody may read them.
    pub minutes: Option<(TextId, bool)>,
}

/// Title and place.
const TEXTS: &str = "CROSS JOIN vault v CROSS JOIN vault w";
/// The conditions of these.
const OF_IT: &str = "v.house = $1 AND v.text = a.title AND w.house = $1 AND w.text = a.place";

const COLUMNS: &str = "a.activity, a.kind, a.body, v.bytes, w.bytes, a.begins, a.ends, a.standing, \
     a.reason, a.invited, a.present, a.came, a.heads, a.times, a.minutes, a.open";

fn entry(row: &Row) -> Entry {
    Entry {
        id: row.id(0),
        kind: row.text(1).to_owned(),
        body: row.id(2),
        title: row.text(3).to_owned(),
        place: row.text(4).to_owned(),
        begins: Time(row.int(5)),
        ends: Time(row.int(6)),
        standing: match row.int(7) {
            0 => Standing::Planned,
            1 => Standing::CalledOff,
            _ => Standing::Closed,
        },
        reason: row.maybe_id(8),
        invited: row.int(9),
        present: row.int(10),
        came: row.int(11),
        received: row.maybe_int(12).zip(row.maybe_int(13)),
        minutes: row.maybe_id(14).map(|text| (text, row.int(15) == 1)),
    }
}

/// Which activities a list has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one body.
    pub body: Option<BodyId>,
    /// Of one of these kinds; none of them: of all.
    pub kinds: Vec<String>,
    /// That begin in this span.
    pub span: Option<(Time, Time)>,
}

impl Filter {
    /// The conditions, and what they are asked with.
    fn conditions(&self, values: &mut Vec<Val>) -> String {
        let mut sql = String::new();
        let mut add = |condition: &str, value: Val| {
            values.push(value);
            sql.push_str(&format!(" AND {condition} ${}", values.len() + 1));
        };
        if let Some(body) = self.body {
            add("a.body =", body.into());
        }
        if let Some((from, until)) = self.span {
            add("a.begins >=", from.into());
            add("a.begins <", until.into());
        }
        sql.push_str(&of_kinds(&self.kinds, values));
        sql
    }
}

/// The condition of some kinds; empty for all.
pub fn of_kinds(kinds: &[String], values: &mut Vec<Val>) -> String {
    let bind = |kind: &String| {
        values.push(kind.as_str().into());
        format!("${}", values.len() + 1)
    };
    let bound: Vec<String> = kinds.iter().map(bind).collect();
    if bound.is_empty() { String::new() } else { format!(" AND a.kind IN ({})", bound.join(", ")) }
}

/// From when on what has not ended is looked for, and when that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// Before this no activity began that goes on.
    pub since: Time,
    /// Now.
    pub now: Time,
}

/// What goes on or is to come, the next first.
pub fn coming(db: Db<'_>, filter: &Filter, when: Coming, most: u32) -> Result<Vec<Entry>, Fault> {
    let mut values: Vec<Val> = vec![when.since.into(), when.now.into(), most.into()];
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT {COLUMNS} FROM activity a {TEXTS} \
         WHERE a.house = $1 AND {OF_IT} AND a.begins >= $2 AND a.ends > $3{conditions} \
         ORDER BY a.begins, a.activity LIMIT $4"
    );
    Ok(db.query(&sql, &values)?.iter().map(entry).collect())
}

/// What is over, the last first, from a place on.
pub fn past(
    db: Db<'_>,
    filter: &Filter,
    (now, before): (Time, Option<(Time, ActivityId)>),
    most: u32,
) -> Result<Vec<Entry>, Fault> {
    let (begins, activity) = before.unwrap_or((now, ActivityId::from_int(i64::MAX)));
    let mut values: Vec<Val> = vec![now.into(), begins.into(), activity.into(), most.into()];
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT {COLUMNS} FROM activity a {TEXTS} \
         WHERE a.house = $1 AND {OF_IT} AND a.ends <= $2 \
         AND (a.begins, a.activity) < ($3, $4){conditions} \
         ORDER BY a.begins DESC, a.activity DESC LIMIT $5"
    );
    Ok(db.query(&sql, &values)?.iter().map(entry).collect())
}

/// One activity.
pub fn one(db: Db<'_>, activity: ActivityId) -> Result<Option<Entry>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM activity a {TEXTS} \
         WHERE a.house = $1 AND {OF_IT} AND a.activity = $2"
    );
    Ok(db.maybe(&sql, &[activity.into()])?.map(|row| entry(&row)))
}

/// A text of an activity; empty where there is none.
pub fn text(db: Db<'_>, id: TextId) -> Result<String, Fault> {
    Ok(vault::text(db, id)?.map_or_else(String::new, |text| text.text))
}

/// Somebody who was invited to an activity, or came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Part {
    pub person: PersonId,
    pub post: PostId,
    pub invited: bool,
    pub came: Option<Time>,
    pub entered: Option<Time>,
    pub own: bool,
}

/// Who was invited to an activity, or came to it.
pub fn parts(db: Db<'_>, activity: ActivityId) -> Result<Vec<Part>, Fault> {
    let sql = "SELECT p.person, p.post, p.invited, p.came, p.entered, p.own FROM part p \
               WHERE p.house = $1 AND p.activity = $2 ORDER BY p.person";
    let rows = db.query(sql, &[activity.into()])?;
    let part = |row: &Row| Part {
        person: row.id(0),
        post: row.id(1),
        invited: row.int(2) == 1,
        came: row.maybe_int(3).map(Time),
        entered: row.maybe_int(4).map(Time),
        own: row.int(5) == 1,
    };
    Ok(rows.iter().map(part).collect())
}

/// Another activity at the same time to which somebody came.
pub fn overlapping(
    db: Db<'_>,
    person: PersonId,
    (begins, ends): (Time, Time),
    but: ActivityId,
) -> Result<Option<ActivityId>, Fault> {
    let sql = "SELECT p.activity FROM part p CROSS JOIN activity a WHERE p.house = $1 \
               AND a.house = $1 AND a.activity = p.activity AND p.person = $2 \
               AND p.came IS NOT NULL AND p.activity <> $3 AND a.begins < $4 AND a.ends > $5 \
               ORDER BY p.activity LIMIT 1";
    let values = [person.into(), but.into(), ends.into(), begins.into()];
    Ok(db.maybe(sql, &values)?.map(|row| row.id(0)))
}

/// The activities of a span to which somebody came, the last first.
pub fn of_person(
    db: Db<'_>,
    person: PersonId,
    (from, until): (Time, Time),
    most: u32,
) -> Result<Vec<Entry>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM part p CROSS JOIN activity a {TEXTS} \
         WHERE p.house = $1 AND p.person = $2 AND p.came IS NOT NULL \
         AND a.house = $1 AND a.activity = p.activity AND a.begins >= $3 AND a.begins < $4 \
         AND {OF_IT} ORDER BY a.begins DESC, a.activity DESC LIMIT $5"
    );
    let values = [person.into(), from.into(), until.into(), most.into()];
    Ok(db.query(&sql, &values)?.iter().map(entry).collect())
}

/// What somebody is invited to that goes on or is to come, the next first.
pub fn invited(db: Db<'_>, person: PersonId, now: Time, most: u32) -> Result<Vec<Entry>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM part p CROSS JOIN activity a {TEXTS} \
         WHERE p.house = $1 AND p.person = $2 AND p.invited = 1 \
         AND a.house = $1 AND a.activity = p.activity AND a.standing = 0 AND a.ends > $3 \
         AND {OF_IT} ORDER BY a.begins, a.activity LIMIT $4"
    );
    let values = [person.into(), now.into(), most.into()];
    Ok(db.query(&sql, &values)?.iter().map(entry).collect())
}

/// How often somebody was invited, how often they then came, and how often they came at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence above says it")]
pub struct Own {
    pub invited: i64,
    pub present: i64,
    pub came: i64,
}

/// The same of the activities of a span that were not called off.
pub fn count_of_person(
    db: Db<'_>,
    person: PersonId,
    (from, until): (Time, Time),
) -> Result<Own, Fault> {
    let sql = "SELECT SUM(p.invited), \
               SUM(CASE WHEN p.invited = 1 AND p.came IS NOT NULL THEN 1 ELSE 0 END), \
               SUM(CASE WHEN p.came IS NOT NULL THEN 1 ELSE 0 END) \
               FROM part p CROSS JOIN activity a WHERE p.house = $1 AND p.person = $2 \
               AND a.house = $1 AND a.activity = p.activity AND a.standing <> 1 \
               AND a.begins >= $3 AND a.begins < $4";
    let row = db.one(sql, &[person.into(), from.into(), until.into()])?;
    let [invited, present, came] = [0, 1, 2].map(|i| row.maybe_int(i).unwrap_or(0));
    Ok(Own { invited, present, came })
}

/// The pictures of an activity, the first first: their files, and what they show.
pub fn pictures(db: Db<'_>, activity: ActivityId) -> Result<Vec<(FileId, String)>, Fault> {
    let sql = "SELECT p.file, v.bytes FROM picture p CROSS JOIN vault v \
               WHERE p.house = $1 AND p.activity = $2 AND v.house = $1 AND v.text = p.caption \
               ORDER BY p.at, p.file";
    let rows = db.query(sql, &[activity.into()])?;
    Ok(rows.iter().map(|row| (row.id(0), row.text(1).to_owned())).collect())
}

/// Where the bytes of a picture lie, and their format.
pub fn picture(
    db: Db<'_>,
    (activity, file): (ActivityId, FileId),
) -> Result<Option<(Hash, String)>, Fault> {
    let sql = "SELECT p.hash, p.format FROM picture p \
               WHERE p.house = $1 AND p.activity = $2 AND p.file = $3";
    let row = db.maybe(sql, &[activity.into(), file.into()])?;
    let place = |row: Row| {
        let hash = Hash::from_bytes(row.blob(0));
        let hash = hash.while_(|| format!("reading where the picture {file} lies"))?;
        Ok((hash, row.text(1).to_owned()))
    };
    row.map(place).transpose()
}
