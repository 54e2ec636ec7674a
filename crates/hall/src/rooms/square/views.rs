//! What the public pages ask beyond the lists of matters.

use law::clock::Time;
use law::words::MatterId;
use store::db::Db;
use store::{Fault, Val, search};

use crate::house::House;
use crate::rights::Unchecked;
use crate::rooms::matters::public_words;
use crate::rooms::matters::views::{Filter, Item, public_page};

/// The statement of [`newest_answers`].
pub const NEWEST_ANSWERS: &str = "SELECT matter FROM matter WHERE house = $1 \
    AND outcome = 'answered' AND visibility = 0 ORDER BY answered DESC LIMIT $2";

/// The public matters that were answered last.
pub fn newest_answers(db: Db<'_>, most: u32) -> Result<Unchecked<Item>, Fault> {
    let rows = db.query(NEWEST_ANSWERS, &[most.into()])?;
    let matters: Vec<MatterId> = rows.iter().map(|row| row.id(0)).collect();
    public_page(db, &matters, true)
}

/// How many voices stand under a matter.
pub fn voices(db: Db<'_>, matter: MatterId) -> Result<i64, Fault> {
    let sql = "SELECT voices FROM matter WHERE house = $1 AND matter = $2";
    Ok(db.maybe(sql, &[matter.into()])?.map_or(0, |row| row.int(0)))
}

/// Where a page of search results begins: before the matter that was entered at this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When the last matter of the page before was entered.
    pub at: Time,
    /// Its number.
    pub matter: MatterId,
}

/// What a search found.
#[derive(Debug)]
pub struct Found {
    /// The matters, newest first.
    pub items: Unchecked<Item>,
    /// Where the search goes on; `None` where it saw everything.
    pub next: Option<Mark>,
    /// Whether it paused because it had looked at many that the filters leave out.
    pub paused: bool,
}

/// Most matters with the words that one page looks at; the next page goes on from there.
const LOOKED_AT_MOST: usize = 4000;
/// How many are looked at in one go.
const BATCH: usize = 200;

/// Public matters that have all the words (keyed hashes), narrowed by a filter.
pub fn find(
    db: Db<'_>,
    (house, words): (&House, &[i64]),
    (filter, today): (&Filter, &str),
    (before, most): (Option<Mark>, usize),
) -> Result<Found, Fault> {
    let mut place = before.map_or((i64::MAX, i64::MAX), |mark| (mark.at.0, mark.matter.int()));
    let (mut fitting, mut looked_at) = (vec![], 0);
    loop {
        let hits = search::find(db, words, place, BATCH)?;
        for (at, matter) in &hits {
            if fitting.len() == most {
                // One more than asked for is there or not: the next page will tell.
                let next = Some(Mark { at: Time(place.0), matter: MatterId::from_int(place.1) });
                return Ok(Found { items: public_page(db, &fitting, true)?, next, paused: false });
            }
            place = (*at, matter.int());
            if fits(db, *matter, filter, today)? && still_says(db, house, *matter, words)? {
                fitting.push(*matter);
            }
        }
        looked_at += hits.len();
        let ended = hits.len() < BATCH;
        if ended || looked_at >= LOOKED_AT_MOST {
            let mark = Mark { at: Time(place.0), matter: MatterId::from_int(place.1) };
            let items = public_page(db, &fitting, true)?;
            return Ok(Found { items, next: (!ended).then_some(mark), paused: !ended });
        }
    }
}

/// Whether the public still reads all the words in a matter: the index has them as they were when
/// it was brought, and an officer may have hidden some since.
fn still_says(db: Db<'_>, house: &House, matter: MatterId, words: &[i64]) -> Result<bool, Fault> {
    let sql = "SELECT redacted FROM matter WHERE house = $1 AND matter = $2";
    if db.maybe(sql, &[matter.into()])?.is_none_or(|row| row.int(0) == 0) {
        return Ok(true);
    }
    let said = public_words(house, db, matter)?;
    Ok(words.iter().all(|word| said.contains(word)))
}

/// Whether a matter is public and a filter leaves it in.
fn fits(db: Db<'_>, matter: MatterId, filter: &Filter, today: &str) -> Result<bool, Fault> {
    let sql = "SELECT area FROM matter m WHERE m.house = $1 AND m.matter = $2 AND m.visibility = 0 \
               AND (m.category = $3 OR $3 IS NULL) AND (m.lead = $4 OR $4 IS NULL) \
               AND (m.received >= $5 OR $5 IS NULL) AND (m.received < $6 OR $6 IS NULL) \
               AND (($7 = 'open' AND m.outcome IS NULL) \
                    OR ($7 = 'answered' AND m.outcome = 'answered') \
                    OR ($7 = 'late' AND m.outcome IS NULL AND m.due_state IN (0, 2) \
                        AND m.due < $8) OR $7 IS NULL) AND (m.procedure = $9 OR $9 IS NULL)";
    let values: [Val; 8] = [
        matter.into(),
        filter.category.as_deref().into(),
        filter.lead.into(),
        filter.from.into(),
        filter.until.into(),
        filter.standing.as_deref().into(),
        today.into(),
        filter.procedure.as_deref().into(),
    ];
    let found = db.maybe(sql, &values)?;
    let in_area = |row: store::Row| filter.areas.is_empty() || filter.areas.contains(&row.id(0));
    Ok(found.is_some_and(in_area))
}
