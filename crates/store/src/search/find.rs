//! Finds the newest matters that have all of some words.

use law::words::MatterId;

use super::keep::spans_end;
use super::{LOT, SPAN, blocks};
use crate::db::Db;
use crate::fault::Fault;

/// The newest matters that have all the words, before a position, with their times.
///
/// The tail is read, then the lots are asked from the newest to the oldest: each word is one look
/// into a lot, and one that it does not have ends it.
pub fn find(
    db: Db<'_>,
    words: &[i64],
    before: (i64, i64),
    most: usize,
) -> Result<Vec<(i64, MatterId)>, Fault> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    let mut search = Search { db, words, before, most, found: vec![] };
    if !search.words.is_empty() && !search.in_tail()? {
        search.in_lots()?;
    }
    let Search { mut found, .. } = search;
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(most);
    Ok(found.into_iter().map(|(at, matter)| (at, MatterId::from_int(matter))).collect())
}

struct Search<'a> {
    db: Db<'a>,
    words: Vec<i64>,
    before: (i64, i64),
    most: usize,
    found: Vec<(i64, i64)>,
}

impl Search<'_> {
    fn take(&mut self, matter: (i64, i64)) {
        if matter < self.before {
            self.found.push(matter);
        }
    }

    /// Whether nothing older can come before what was found, where all that is left to see was
    /// entered at this time or earlier: matters of one time are in order only together.
    fn is_enough(&self, oldest: i64) -> bool {
        self.found.len() >= self.most
            && self.found.iter().filter(|(at, _)| *at > oldest).count() >= self.most
    }

    /// Looks through the newest matters; whether that was enough.
    fn in_tail(&mut self) -> Result<bool, Fault> {
        let sql = "SELECT at, matter, words FROM search_tail WHERE house = $1 \
                   ORDER BY number DESC";
        let mut oldest = i64::MAX;
        let db = self.db;
        db.each(sql, &[], |row| {
            oldest = row.int(0);
            if self.words.iter().all(|word| blocks::has_word(row.blob(2), *word)) {
                self.take((oldest, row.int(1)));
            }
            Ok(())
        })?;
        Ok(self.is_enough(oldest))
    }

    fn in_lots(&mut self) -> Result<(), Fault> {
        let mut end = spans_end(self.db)?;
        let mut enough = false;
        while end > 0 && !enough {
            let length = if end % LOT == 0 { LOT } else { SPAN };
            end -= length;
            enough = self.in_lot(end)?;
        }
        Ok(())
    }

    /// Looks into one lot of blocks; whether that was enough.
    fn in_lot(&mut self, first: i64) -> Result<bool, Fault> {
        // All of it came after the position, or in its very moment.
        if self.before.0 < i64::MAX && self.span(first)?[0].0 > self.before.0 {
            return Ok(false);
        }
        let Some(numbers) = self.numbers(first)? else { return Ok(false) };
        for of_span in numbers.chunk_by(|a, b| span_of(*a) == span_of(*b)).rev() {
            let start = span_of(of_span[0]);
            let matters = self.span(first + start)?;
            for number in of_span {
                let matter = matters.get((i64::from(*number) - start) as usize);
                self.take(*matter.ok_or_else(blocks::damaged)?);
            }
            if self.is_enough(matters[0].0) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The matters of a span: there is one at least.
    fn span(&self, first: i64) -> Result<Vec<(i64, i64)>, Fault> {
        let sql = "SELECT matters FROM search_span WHERE house = $1 AND first = $2";
        let row = self.db.maybe(sql, &[first.into()])?;
        let matters = blocks::matters(row.ok_or_else(blocks::damaged)?.blob(0))?;
        if matters.is_empty() { Err(blocks::damaged()) } else { Ok(matters) }
    }

    /// The numbers that have all the words, counted from the first of the lot. A word that a lot
    /// does not have is asked first in the next.
    fn numbers(&mut self, first: i64) -> Result<Option<Vec<u32>>, Fault> {
        let sql = "SELECT word, numbers FROM search_block \
                   WHERE house = $1 AND first = $2 AND word <= $3 ORDER BY word DESC LIMIT 1";
        let mut all: Option<Vec<u32>> = None;
        for place in 0..self.words.len() {
            let word = self.words[place];
            let row = self.db.maybe(sql, &[first.into(), word.into()])?;
            let numbers = match &row {
                Some(row) => blocks::of_word((row.int(0), row.blob(1)), word)?,
                None => vec![],
            };
            if numbers.is_empty() {
                self.words[..=place].rotate_right(1);
                return Ok(None);
            }
            all = Some(match all {
                None => numbers,
                Some(all) => shared(&all, &numbers),
            });
        }
        Ok(all)
    }
}

/// The place in its lot at which the span of a number begins.
fn span_of(number: u32) -> i64 {
    i64::from(number) / SPAN * SPAN
}

/// What is in both of two lists in order.
fn shared(some: &[u32], others: &[u32]) -> Vec<u32> {
    let (few, many) = if some.len() < others.len() { (some, others) } else { (others, some) };
    few.iter().copied().filter(|number| many.binary_search(number).is_ok()).collect()
}
