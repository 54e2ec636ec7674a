//! What rules, tasks and pages ask about single matters.

use std::collections::{HashMap, HashSet};

use law::clock::Time;
use law::words::{AreaId, BodyId, Code, Hash, MatterId, PostId, TextId};
use store::Fault;
use store::db::Db;

use crate::rights::{Bearer, Who};

/// A receipt that was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its matter.
    pub matter: MatterId,
    /// Whether it belongs to somebody who joined.
    pub joined: bool,
    /// Whether another has taken its place.
    pub replaced: bool,
    /// How its holder can be reached, in the vault.
    pub contact: Option<TextId>,
}

impl Receipt {
    /// As whom its holder asks; one that another took the place of opens nothing.
    pub fn who(&self) -> Who {
        let bearer = Bearer { matter: self.matter, joined: self.joined };
        if self.replaced { Who::Public } else { Who::Bearer(bearer) }
    }
}

/// The receipt of a keyed hash.
pub fn by_receipt(db: Db<'_>, mac: Hash) -> Result<Option<Receipt>, Fault> {
    let sql = "SELECT matter, joined, replaced, contact FROM receipt \
               WHERE house = $1 AND mac = $2";
    Ok(db.maybe(sql, &[mac.into()])?.map(|row| Receipt {
        matter: row.id(0),
        joined: row.flag(1),
        replaced: row.flag(2),
        contact: row.maybe_id(3),
    }))
}

/// Somebody who holds a receipt of a matter and can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// The address, in the vault.
    pub contact: TextId,
    /// The ways that it knows, divided by blanks.
    pub ways: String,
    /// Whether it is somebody who joined.
    pub joined: bool,
}

/// Everybody who holds a receipt of a matter and can be reached.
pub fn followers(db: Db<'_>, matter: MatterId) -> Result<Vec<Follower>, Fault> {
    let sql = "SELECT contact, ways, joined FROM receipt \
               WHERE house = $1 AND matter = $2 AND contact IS NOT NULL AND replaced = 0";
    let follower = |row: &store::Row| Follower {
        contact: row.id(0),
        ways: row.text(1).to_owned(),
        joined: row.flag(2),
    };
    Ok(db.query(sql, &[matter.into()])?.iter().map(follower).collect())
}

/// Receipts whose holders can still be reached though their matters ended before an instant: when
/// each ended, the matter and the keyed hash, in this order, after a place.
pub fn reached_still(
    db: Db<'_>,
    before: Time,
    (since, mac): (Time, Hash),
    most: u32,
) -> Result<Vec<(Time, MatterId, Hash)>, Fault> {
    let sql = "SELECT m.since, m.matter, r.mac FROM receipt r \
               JOIN matter m ON m.house = $1 AND m.matter = r.matter \
               WHERE r.house = $1 AND r.contact IS NOT NULL AND m.outcome IS NOT NULL \
               AND m.since < $2 AND (m.since > $3 OR (m.since = $3 AND r.mac > $4)) \
               ORDER BY m.since, r.mac LIMIT $5";
    let values = [before.into(), since.into(), mac.into(), most.into()];
    let found = |row: &store::Row| {
        let mac = Hash::from_bytes(row.blob(2))
            .map_err(|error| Fault::from_error("reading a receipt", error))?;
        Ok((Time(row.int(0)), row.id(1), mac))
    };
    db.query(sql, &values)?.iter().map(found).collect()
}

/// The matter that was entered from a slip.
pub fn by_slip(db: Db<'_>, slip: &Code) -> Result<Option<MatterId>, Fault> {
    let sql = "SELECT matter FROM matter WHERE house = $1 AND slip = $2";
    Ok(db.maybe(sql, &[slip.into()])?.map(|row| row.id(0)))
}

/// The numbers of the paper slips that were entered.
pub fn slips(db: Db<'_>) -> Result<Vec<String>, Fault> {
    let sql = "SELECT slip FROM matter WHERE house = $1 AND slip IS NOT NULL";
    Ok(db.query(sql, &[])?.iter().map(|row| row.text(0).to_owned()).collect())
}

/// The last solved matter of a category at a place, answered in a span of time, other than one.
pub fn solved_at(
    db: Db<'_>,
    (place, category): (i64, &str),
    (since, until): (Time, Time),
    other_than: MatterId,
) -> Result<Option<MatterId>, Fault> {
    let sql = "SELECT matter FROM matter WHERE house = $1 AND place = $2 AND category = $3 \
               AND means = 'done' AND answered >= $4 AND answered <= $5 AND matter <> $6 \
               ORDER BY answered DESC LIMIT 1";
    let values = [place.into(), category.into(), since.into(), until.into(), other_than.into()];
    Ok(db.maybe(sql, &values)?.map(|row| row.id(0)))
}

/// Matters with a clock that is to be warned of, or has run out, by a day.
pub fn due_clocks(db: Db<'_>, today: &str, most: u32) -> Result<Vec<MatterId>, Fault> {
    let sql = "SELECT DISTINCT matter FROM clock WHERE house = $1 AND state = 0 \
               AND warn <= $2 AND (warned = 0 OR due < $2) LIMIT $3";
    let rows = db.query(sql, &[today.into(), most.into()])?;
    Ok(rows.iter().map(|row| row.id(0)).collect())
}

/// The matters that one was converted into, in the order in which that happened.
pub fn converted_from(db: Db<'_>, matter: MatterId) -> Result<Vec<MatterId>, Fault> {
    let sql = "SELECT other FROM link WHERE house = $1 AND matter = $2 AND how = 'converted' \
               ORDER BY at, other";
    Ok(db.query(sql, &[matter.into()])?.iter().map(|row| row.id(0)).collect())
}

/// Matters of a procedure that stand at a step, were answered as done in a span of time and are not
/// drawn yet, with that time.
pub fn look_back_candidates(
    db: Db<'_>,
    (procedure, step): (&Code, &Code),
    (from, until): (Time, Time),
) -> Result<Vec<(MatterId, Time)>, Fault> {
    let sql = "SELECT matter, answered FROM matter WHERE house = $1 AND outcome = 'answered' \
               AND answered >= $2 AND answered < $3 AND means = 'done' AND step = $4 \
               AND procedure = $5 AND drawn = 0 ORDER BY matter";
    let rows = db.query(sql, &[from.into(), until.into(), step.into(), procedure.into()])?;
    Ok(rows.iter().map(|row| (row.id(0), Time(row.int(1)))).collect())
}

/// How a unit's answers were rated, in groups: rating and count. Single ratings are shown to the
/// unit in groups of at least `least` only; smaller ones come back as one group, or not at all.
pub fn ratings_of_unit(db: Db<'_>, body: BodyId, least: u32) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT rating, COUNT(*) FROM matter WHERE house = $1 AND lead = $2 \
               AND rating IS NOT NULL GROUP BY rating ORDER BY rating";
    let rows = db.query(sql, &[body.into()])?;
    let total: i64 = rows.iter().map(|row| row.int(1)).sum();
    if total < i64::from(least) {
        return Ok(vec![]);
    }
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect())
}

/// When a matter was received.
pub fn received_of(db: Db<'_>, matter: MatterId) -> Result<Option<Time>, Fault> {
    let sql = "SELECT received FROM matter WHERE house = $1 AND matter = $2";
    Ok(db.maybe(sql, &[matter.into()])?.map(|row| Time(row.int(0))))
}

/// The matters that a post holds, is named in while they are open, or has a clock running on.
pub fn held_by_post(db: Db<'_>, post: PostId) -> Result<Vec<MatterId>, Fault> {
    let sql = "SELECT matter FROM matter WHERE house = $1 AND outcome IS NULL AND due >= '' \
               AND (holder_post = $2 OR deputy = $2 OR lead_post = $2 OR supervised = $2) \
               UNION SELECT matter FROM matter WHERE house = $1 AND outcome IS NOT NULL \
               AND (holder_body IS NOT NULL OR holder_post IS NOT NULL) AND holder_post = $2 \
               UNION SELECT matter FROM clock WHERE house = $1 AND alive = 1 \
               AND body IS NOT NULL AND post = $2 ORDER BY 1";
    Ok(db.query(sql, &[post.into()])?.iter().map(|row| row.id(0)).collect())
}

/// How many matters lie at each body and each post. Asked by walking what is open and what waits,
/// each along an index that holds nothing else: what ended long ago costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Busy {
    /// At bodies: as station, as lead, as holder, or with a clock.
    pub bodies: HashMap<BodyId, i64>,
    /// At posts: counted as [`held_by_post`] finds them.
    pub posts: HashMap<PostId, i64>,
}

/// How many open matters there are in each area.
pub fn open_in_areas(db: Db<'_>) -> Result<HashMap<AreaId, i64>, Fault> {
    let sql = "SELECT m.area, COUNT(*) FROM matter m WHERE m.house = $1 AND m.outcome IS NULL \
               AND m.due >= '' GROUP BY m.area";
    Ok(db.query(sql, &[])?.iter().map(|row| (row.id(0), row.int(1))).collect())
}

/// What [`busy`] walks: the matter, then bodies, then posts from a column on. A clock that runs on
/// a post runs on its body.
const BUSY: [(&str, usize); 3] = [
    (
        "SELECT matter, station, lead, holder_body, holder_post, deputy, lead_post, supervised \
         FROM matter WHERE house = $1 AND outcome IS NULL AND due >= ''",
        4,
    ),
    (
        "SELECT matter, holder_body, holder_post FROM matter WHERE house = $1 \
         AND outcome IS NOT NULL AND (holder_body IS NOT NULL OR holder_post IS NOT NULL)",
        2,
    ),
    (
        "SELECT matter, body, post FROM clock WHERE house = $1 AND alive = 1 \
         AND body IS NOT NULL",
        2,
    ),
];

/// How many matters lie at each body and each post.
pub fn busy(db: Db<'_>) -> Result<Busy, Fault> {
    let (mut bodies, mut posts) = (HashSet::new(), HashSet::new());
    for (sql, first_post) in BUSY {
        db.each(sql, &[], |row| {
            for column in 1..row.values().len() {
                let place = if column < first_post { &mut bodies } else { &mut posts };
                place.extend(row.maybe_int(column).map(|at| (at, row.int(0))));
            }
            Ok(())
        })?;
    }
    let mut busy = Busy::default();
    for (body, _) in bodies {
        *busy.bodies.entry(BodyId::from_int(body)).or_default() += 1;
    }
    for (post, _) in posts {
        *busy.posts.entry(PostId::from_int(post)).or_default() += 1;
    }
    Ok(busy)
}

/// The statements of [`busy`] and [`held_by_post`], to look at how an engine goes about them.
#[cfg(test)]
pub fn busy_statements() -> Vec<&'static str> {
    BUSY.iter().map(|(sql, _)| *sql).collect()
}
