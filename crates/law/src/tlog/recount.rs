//! The second reckoning of the tree, from the stored bytes alone: what it does not confirm is not
//! signed. It shares no code with the tiles: one pass, from left to right, holding the roots of the
//! complete subtrees that nothing stands beside yet.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::words::Hash;

/// A tree that is reckoned leaf by leaf.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Recount {
    size: u64,
    /// Roots of complete subtrees, the largest first: one for each bit of the size that is set.
    peaks: Vec<[u8; 32]>,
}

impl Recount {
    /// Takes the next record in: the salt of its commitment and its stored bytes. Tells the entry.
    pub fn take(&mut self, salt: &[u8; 16], bytes: &[u8]) -> Hash {
        let mut entry = Sha256::new();
        entry.update(salt);
        entry.update(bytes);
        let entry: [u8; 32] = entry.finalize().into();
        self.take_entry(&entry);
        Hash(entry)
    }

    /// Takes an entry in.
    pub fn take_entry(&mut self, entry: &[u8]) {
        let mut leaf = Sha256::new();
        leaf.update([0_u8]);
        leaf.update(entry);
        let mut peak: [u8; 32] = leaf.finalize().into();
        // Each bit that is carried over joins two subtrees of the same size.
        for _ in 0..self.size.trailing_ones() {
            let left = self.peaks.pop().expect("there is a peak for each bit that is set");
            peak = joined(&left, &peak);
        }
        self.peaks.push(peak);
        self.size += 1;
    }

    /// How many leaves were taken in.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree of what was taken in.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Hash(Sha256::digest([]).into()) };
        Hash(peaks.fold(*last, |right, left| joined(left, &right)))
    }
}

fn joined(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut node = Sha256::new();
    node.update([1_u8]);
    node.update(left);
    node.update(right);
    node.finalize().into()
}
