//! Roots, proofs and tiles against the plain tree; every lie is refused.

use super::*;
use crate::tlog::Recount;
use crate::tlog::tiles::{self, Level, TileName};
use crate::tlog::tree::{consistency, inclusion, is_consistent, is_included, root};

/// Trees up to this size are tried whole.
const SIZE: u64 = 70;

#[test]
fn roots_are_those_of_the_plain_tree_and_of_the_second_reckoning() {
    let leaves = leaves(600);
    let mut recount = Recount::default();
    for size in 0..=leaves.len() {
        let plain = plain_root(&leaves[..size]);
        assert_eq!(root(size as u64, &mut node_of(&leaves[..size])), Ok(plain), "{size}");
        assert_eq!(recount.root(), plain, "{size}");
        recount.take_entry(&(size as u64).to_be_bytes());
    }
}

#[test]
fn every_inclusion_is_proven_and_nothing_else() {
    let leaves = leaves(SIZE);
    for size in 1..=SIZE {
        let below = &leaves[..size as usize];
        let head = plain_root(below);
        for index in 0..size {
            let proof = inclusion(index, size, &mut node_of(below)).expect("nodes are there");
            let leaf = below[index as usize];
            assert!(is_included(leaf, (index, size), &proof, head), "{index} of {size}");
            let other = below[((index + 1) % size) as usize];
            assert!(size == 1 || !is_included(other, (index, size), &proof, head));
            assert!(size == 1 || !is_included(leaf, ((index + 1) % size, size), &proof, head));
            assert!(!is_included(leaf, (index, size), &proof, Hash::default()));
            assert!(!is_included(leaf, (index + size, size), &proof, head));
            if let Some((last, rest)) = proof.split_last() {
                assert!(!is_included(leaf, (index, size), rest, head), "a shorter proof");
                let longer = [proof.as_slice(), &[*last]].concat();
                assert!(!is_included(leaf, (index, size), &longer, head), "a longer proof");
            }
            for at in 0..proof.len() {
                let mut bent = proof.clone();
                bent[at].0[at % 32] ^= 1;
                assert!(!is_included(leaf, (index, size), &bent, head), "bent at {at}");
            }
        }
    }
}

#[test]
fn every_tree_goes_on_with_those_before_it_and_with_no_other() {
    let leaves = leaves(SIZE);
    let head = |size: u64| (size, plain_root(&leaves[..size as usize]));
    for new in 0..=SIZE {
        for old in 0..=new {
            let proof = consistency(old, new, &mut node_of(&leaves)).expect("nodes are there");
            assert!(is_consistent(head(old), head(new), &proof), "{old} to {new}");
            let other = (old, Hash::of(&[b"another"]));
            assert!(old == 0 || !is_consistent(other, head(new), &proof), "{old} to {new}");
            let other = (new, Hash::of(&[b"another"]));
            assert!(old == 0 || !is_consistent(head(old), other, &proof), "{old} to {new}");
            assert!(old == new || !is_consistent(head(new), head(old), &proof), "backwards");
            for at in 0..proof.len() {
                let mut bent = proof.clone();
                bent[at].0[0] ^= 128;
                assert!(!is_consistent(head(old), head(new), &bent), "{old} to {new}");
                bent.remove(at);
                assert!(!is_consistent(head(old), head(new), &bent), "{old} to {new}");
            }
            let longer = [proof.as_slice(), &[Hash::default()]].concat();
            assert!(!is_consistent(head(old), head(new), &longer), "{old} to {new}");
        }
    }
}

/// A tree of which only tiles are kept, as a log serves them.
struct Tiled(Vec<Vec<Hash>>);

impl Tiled {
    fn of(leaves: &[Hash]) -> Self {
        let mut levels = vec![leaves.to_vec()];
        while levels.last().is_some_and(|level| level.len() >= 256) {
            let below = levels.last().expect("there is one");
            let above = below.chunks_exact(256).map(plain_root).collect();
            levels.push(above);
        }
        Self(levels)
    }

    fn node(&self, height: u32, index: u64) -> Result<Hash, ()> {
        let (level, number, first, count) = tiles::place(height, index);
        let tile = self.0.get(level as usize).ok_or(())?.chunks(256).nth(number as usize);
        Ok(tiles::over(tile.ok_or(())?.get(first..first + count).ok_or(())?))
    }
}

#[test]
fn tiles_give_the_roots_and_proofs_of_large_trees() {
    let mut numbers = Numbers(7);
    let leaves = leaves(70_000);
    let tiled = Tiled::of(&leaves);
    for _ in 0..40 {
        let size = 1 + numbers.below(leaves.len() as u64);
        let head = root(size, &mut |height, index| tiled.node(height, index)).expect("is there");
        assert_eq!(head, plain_root(&leaves[..size as usize]), "{size}");
        let index = numbers.below(size);
        let node = &mut |height, index| tiled.node(height, index);
        let proof = inclusion(index, size, node).expect("is there");
        assert!(is_included(leaves[index as usize], (index, size), &proof, head));
        let old = numbers.below(size + 1);
        let before = (old, plain_root(&leaves[..old as usize]));
        let proof = consistency(old, size, node).expect("is there");
        assert!(is_consistent(before, (size, head), &proof), "{old} to {size}");
    }
    // The example of the specification: a tree of 70,000.
    let widths = [(0, 272, 256), (0, 273, 112), (1, 0, 256), (1, 1, 17), (2, 0, 1), (3, 0, 0)];
    for (level, number, width) in widths {
        assert_eq!(tiles::width(level, number, 70_000), width, "{level}/{number}");
    }
    assert_eq!(tiles::width(8, 0, u64::MAX), 0, "no level is so high");
}

#[test]
fn names_of_tiles_are_read_as_they_are_written_and_no_others() {
    let mut numbers = Numbers(9);
    for _ in 0..2_000 {
        let level = match numbers.below(65) {
            64 => Level::Entries,
            level => Level::Hashes(level as u32),
        };
        let bits = numbers.below(62);
        let number = numbers.below(1 << bits);
        let width = 1 + numbers.below(256);
        let name = TileName { level, number, width };
        assert_eq!(TileName::read(&name.path()), Ok(name));
    }
    let known = TileName { level: Level::Hashes(0), number: 1_234_067, width: 256 };
    assert_eq!(known.path(), "0/x001/x234/067");
    let wrong = [
        "",
        "0",
        "0/",
        "0/1",
        "0/0001",
        "00/001",
        "64/001",
        "-1/001",
        "0/x001",
        "0/001/002",
        "0/x000/001",
        "0/x1/001",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/01",
        "0/001.p/",
        "x/001",
        "entries/1",
        "Entries/001",
        "0/001/",
        "0//001",
        "0/+01",
        "0/x001/x234/067.p/257",
        "0/x999/x999/x999/x999/x999/x999/x999/999",
    ];
    for wrong in wrong {
        assert!(TileName::read(wrong).is_err(), "{wrong}");
    }
}
