//! The formats of the public log against a plain second implementation, known vectors, and lies.

mod formats;
mod others;
mod trees;
mod vectors;

use super::note::{Kind, SigningKey};
use super::tree::{leaf_hash, node_hash};
use super::{Checkpoint, Note};
use crate::words::Hash;

/// The tree as RFC 6962 defines it, from all its leaves at once.
fn plain_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(&[]),
        [leaf] => *leaf,
        leaves => {
            let mut middle = 1;
            while middle * 2 < leaves.len() {
                middle *= 2;
            }
            node_hash(plain_root(&leaves[..middle]), plain_root(&leaves[middle..]))
        }
    }
}

/// Some leaves that differ.
fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

/// The hash of a complete subtree over leaves that are at hand.
fn node_of(leaves: &[Hash]) -> impl FnMut(u32, u64) -> Result<Hash, ()> {
    move |height, index| {
        let (low, high) = ((index << height) as usize, ((index + 1) << height) as usize);
        leaves.get(low..high).map(plain_root).ok_or(())
    }
}

fn log_key() -> SigningKey {
    SigningKey::new("example.org/log/qinghe", Kind::Plain, [1; 32]).expect("a sound name")
}

fn witness_key(number: u8) -> SigningKey {
    let name = format!("w{number}.example.org");
    SigningKey::new(&name, Kind::Cosignature, [number + 1; 32]).expect("a sound name")
}

/// A checkpoint signed by the log and cosigned by witnesses at their times.
fn signed(size: u64, root: Hash, witnesses: &[(u8, u64)]) -> Note {
    let text = Checkpoint::new("example.org/log/qinghe", size, root).text();
    let mut lines = vec![log_key().sign(&text, 0)];
    lines.extend(witnesses.iter().map(|(number, time)| witness_key(*number).sign(&text, *time)));
    Note { text, lines }
}

/// A seeded stream of numbers, so that a failing test can be run again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        let bytes = Hash::of(&[&self.0.to_be_bytes()]).0;
        u64::from_be_bytes(bytes[..8].try_into().expect("8 of 32 bytes")) % bound
    }
}
