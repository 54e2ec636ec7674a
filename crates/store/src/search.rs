//! The search index: keyed hashes of words, newest matters first.
//!
//! An index of the vault and not a view: it is made anew from the vault and left out of the
//! comparison of rows. A word is stored as 63 bits of a keyed hash, under one key for what the
//! public may search and another for what officers may, so the table tells nobody what was said.

use law::clock::Time;
use law::words::MatterId;

use crate::db::{Db, Tx};
use crate::fault::Fault;
use crate::keys::hmac;

/// The keyed hash of a word.
pub fn word(key: &[u8; 32], text: &str) -> i64 {
    let hash = hmac(key, &[text.as_bytes()]);
    i64::from_le_bytes(hash[..8].try_into().expect("8 of 32 bytes")) & i64::MAX
}

impl Tx<'_> {
    /// Enters the words of a matter; written at the end of the group, since no rule reads them.
    pub fn index(&mut self, matter: MatterId, at: Time, words: &[i64]) {
        let house = self.db.house();
        let rows = words.iter().map(|word| (house.to_owned(), [*word, at.0, matter.int()]));
        self.group.search.extend(rows);
    }
}

/// The newest matters that have all the words, before a position, with their times.
///
/// The rarest word leads: its rows are walked newest first and the others are looked up, so the
/// work is bounded by the rarest word and not by the commonest.
pub fn find(
    db: Db<'_>,
    words: &[i64],
    before: (i64, i64),
    most: usize,
) -> Result<Vec<(i64, MatterId)>, Fault> {
    let mut ordered = vec![];
    for word in words {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM search WHERE house = $1 AND word = $2 \
                   LIMIT 5000) AS some";
        ordered.push((db.one(sql, &[(*word).into()])?.int(0), *word));
    }
    ordered.sort_unstable();
    ordered.dedup();
    let Some(((_, first), others)) = ordered.split_first() else { return Ok(vec![]) };

    let mut found = vec![];
    let (mut at, mut matter) = before;
    loop {
        let sql = "SELECT at, matter FROM search WHERE house = $1 AND word = $2 \
                   AND (at, matter) < ($3, $4) ORDER BY at DESC, matter DESC LIMIT 200";
        let rows = db.query(sql, &[(*first).into(), at.into(), matter.into()])?;
        for row in &rows {
            (at, matter) = (row.int(0), row.int(1));
            if has_all(db, others, at, matter)? {
                found.push((at, MatterId::from_int(matter)));
                if found.len() == most {
                    return Ok(found);
                }
            }
        }
        if rows.len() < 200 {
            return Ok(found);
        }
    }
}

fn has_all(db: Db<'_>, words: &[(i64, i64)], at: i64, matter: i64) -> Result<bool, Fault> {
    for (_, word) in words {
        let sql = "SELECT 1 FROM search WHERE house = $1 AND word = $2 AND at = $3 AND matter = $4";
        if db.maybe(sql, &[(*word).into(), at.into(), matter.into()])?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
