//! The search index: keyed hashes of words, newest matters first.
//!
//! An index of the vault and not a view: it is made anew from the vault and left out of the
//! comparison of rows. A word is stored as 63 bits of a keyed hash, under one key for what the
//! public may search and another for what officers may, so the tables tell nobody what was said.
//!
//! Matters are numbered as they come. The newest stand in `search_tail`, one row each with all its
//! words. Whenever a span of numbers is full, its matters move into `search_span` and its words
//! into `search_block`, where each word has the list of its numbers; and many spans that are full
//! share one lot of blocks (decision 0010).

mod blocks;
mod find;
mod forget;
mod keep;
#[cfg(test)]
mod tests;

pub use find::find;
pub use keep::{append, clear, contents, settle};

use hmac::{Hmac, Mac};
use law::clock::Time;
use law::words::MatterId;
use sha2::Sha256;

pub use crate::db::Entry;
use crate::db::Tx;
use crate::keys::keyed;

/// How many numbers a span has. A search reads the whole tail, which is shorter than this.
const SPAN: i64 = 256;
/// How many numbers share blocks once all of them have come: a multiple of [`SPAN`]. A search looks
/// a word up once for each lot of blocks.
const LOT: i64 = 32 * SPAN;

/// A key under which words are kept.
pub struct WordKey(Hmac<Sha256>);

impl WordKey {
    /// From its bytes.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(keyed(key))
    }
}

/// The keyed hash of a word.
pub fn word(key: &WordKey, text: &str) -> i64 {
    let mut mac = key.0.clone();
    mac.update(text.as_bytes());
    let hash = mac.finalize().into_bytes();
    i64::from_le_bytes(hash[..8].try_into().expect("8 of 32 bytes")) & i64::MAX
}

impl Tx<'_> {
    /// Enters the words of a matter, as [`word`] makes them, in order and each once. Written at the
    /// end of the group, since no rule reads them.
    pub fn index(&mut self, matter: MatterId, at: Time, words: &[i64]) {
        let entry = Entry { at: at.0, matter: matter.int(), words: words.to_vec() };
        self.group.search.push((self.db.house().to_owned(), entry));
        self.group.enter = Some(|db, entries| append(db, entries.iter().map(|(_, entry)| entry)));
    }
}

/// What is found in the index about one matter, for checking it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// When it was entered.
    pub at: i64,
    /// The matter.
    pub matter: i64,
    /// The [`sum`] of its words.
    pub words: u64,
    /// The table that says so.
    pub entered_in: &'static str,
    /// The table that holds its words.
    pub words_in: &'static str,
}

/// A sum over words in any order: other words have another sum, but for one chance in 2⁶⁴.
pub fn sum(words: &[i64]) -> u64 {
    words.iter().fold(0, |sum: u64, word| sum.wrapping_add(mixed(*word)))
}

/// What stands for a matter with the [`sum`] of its words in a sum over all matters.
pub fn entered(matter: i64, at: i64, words: u64) -> u64 {
    mixed((mixed(matter) ^ mixed(at).rotate_left(21) ^ words.rotate_left(42)) as i64)
}

/// What stands for the order of some matters, when a further one comes.
pub fn ordered(order: u64, matter: i64, at: i64) -> u64 {
    mixed((order ^ mixed(matter).rotate_left(17) ^ mixed(at)) as i64)
}

/// Spreads a word over all bits, so that words that were exchanged do not cancel out.
pub(crate) fn mixed(word: i64) -> u64 {
    let mut mixed = (word as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
