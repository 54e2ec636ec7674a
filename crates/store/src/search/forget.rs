//! Takes words of a matter out again, where what they were words of was erased.

use law::words::MatterId;

use super::{LOT, SPAN, blocks, keep};
use crate::Val;
use crate::db::{Db, Tx};
use crate::fault::Fault;

impl Tx<'_> {
    /// Takes words out of those by which a matter is found; words that it has not are no error.
    pub fn unindex(&mut self, matter: MatterId, words: &[i64]) -> Result<(), Fault> {
        let house = self.db.house();
        let is_meant = |(of, entry): &&mut (String, crate::db::Entry)| {
            of == house && entry.matter == matter.int()
        };
        // One that came in the same group of acts is not entered yet.
        if let Some((_, entry)) = self.group.search.iter_mut().find(is_meant) {
            entry.words.retain(|word| !words.contains(word));
            return Ok(());
        }
        forget(self.db, matter.int(), words)
    }
}

fn forget(db: Db<'_>, matter: i64, words: &[i64]) -> Result<(), Fault> {
    let sql = "SELECT number, words FROM search_tail WHERE house = $1 AND matter = $2";
    if let Some(row) = db.maybe(sql, &[matter.into()])? {
        let left: Vec<i64> =
            blocks::words(row.blob(1)).filter(|word| !words.contains(word)).collect();
        let sql = "UPDATE search_tail SET words = $3 WHERE house = $1 AND number = $2";
        db.execute(sql, &[row.int(0).into(), Val::Blob(blocks::pack_words(&left))])?;
        return Ok(());
    }
    let Some(number) = number_of(db, matter)? else { return Ok(()) };
    let full_lots = keep::spans_end(db)? / LOT * LOT;
    let length = if number < full_lots { LOT } else { SPAN };
    let first = number / length * length;
    for word in words {
        forget_in(db, first, (*word, (number - first) as u32))?;
    }
    Ok(())
}

/// The number of a matter whose words stand in blocks.
fn number_of(db: Db<'_>, matter: i64) -> Result<Option<i64>, Fault> {
    let mut found = None;
    let sql = "SELECT first, matters FROM search_span WHERE house = $1";
    db.each(sql, &[], |row| {
        let place = blocks::matters(row.blob(1))?.iter().position(|(_, of)| *of == matter);
        found = place.map(|place| row.int(0) + place as i64).or(found);
        Ok(())
    })?;
    Ok(found)
}

/// Packs the block that has a word anew, without one number of that word.
fn forget_in(db: Db<'_>, first: i64, pair: (i64, u32)) -> Result<(), Fault> {
    let sql = "SELECT word, numbers FROM search_block \
               WHERE house = $1 AND first = $2 AND word <= $3 ORDER BY word DESC LIMIT 1";
    let Some(row) = db.maybe(sql, &[first.into(), pair.0.into()])? else { return Ok(()) };
    let mut pairs = vec![];
    blocks::unpack((row.int(0), row.blob(1)), 0, &mut pairs)?;
    pairs.retain(|held| *held != pair);
    let sql = "DELETE FROM search_block WHERE house = $1 AND first = $2 AND word = $3";
    db.execute(sql, &[first.into(), row.int(0).into()])?;
    keep::put_blocks(db, first, pairs)
}
