//! The Merkle tree of RFC 6962: hashes of leaves and nodes, and proofs from any store of nodes.

use crate::words::Hash;

/// The hash of a leaf: SHA-256(0 ‖ entry).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash::of(&[&[0], entry])
}

/// The hash of a node: SHA-256(1 ‖ left ‖ right).
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash::of(&[&[1], &left.0, &right.0])
}

/// The root of a tree of some leaves. `node` is asked for the hashes of complete subtrees: of 2 to
/// the height leaves, the how-manieth from the left.
pub fn root<E>(size: u64, node: &mut impl FnMut(u32, u64) -> Result<Hash, E>) -> Result<Hash, E> {
    if size == 0 { Ok(Hash::of(&[])) } else { range(node, 0, size) }
}

/// The proof that a leaf is in a tree of some size: RFC 6962, section 2.1.1, from the leaf's
/// sibling up. The index must be below the size.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    node: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let (mut low, mut high) = (0, size);
    let mut siblings = vec![];
    while high - low > 1 {
        let middle = low + left_of(high - low);
        if index < middle {
            siblings.push((middle, high));
            high = middle;
        } else {
            siblings.push((low, middle));
            low = middle;
        }
    }
    siblings.into_iter().rev().map(|(low, high)| range(node, low, high)).collect()
}

/// The proof that a tree goes on with an older one: RFC 6962, section 2.1.2. The old size must not
/// be above the new one; with nothing, and with itself, every tree goes on without a proof.
pub fn consistency<E>(
    old: u64,
    new: u64,
    node: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if old == 0 || old == new {
        return Ok(vec![]);
    }
    let (mut low, mut high, mut is_whole) = (0, new, true);
    let mut parts = vec![];
    while high != old {
        let middle = low + left_of(high - low);
        if old <= middle {
            parts.push((middle, high));
            high = middle;
        } else {
            parts.push((low, middle));
            low = middle;
            is_whole = false;
        }
    }
    if !is_whole {
        parts.push((low, high));
    }
    parts.into_iter().rev().map(|(low, high)| range(node, low, high)).collect()
}

/// Whether a proof shows that a leaf with this hash is in the tree with this root (RFC 9162,
/// section 2.1.3.2).
pub fn is_included(leaf: Hash, (index, size): (u64, u64), proof: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(*sibling, hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, *sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether a proof shows that the tree of the second head goes on with that of the first (RFC 9162,
/// section 2.1.4.2). With the empty tree every tree goes on, and the proof must be empty.
pub fn is_consistent(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size == 0 {
        return proof.is_empty();
    }
    if old_size >= new_size {
        return old == new && proof.is_empty();
    }
    let mut left = proof.iter();
    let first = if old_size.is_power_of_two() { Some(&old_root) } else { left.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut as_old, mut as_new) = (*first, *first);
    for hash in left {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            as_old = node_hash(*hash, as_old);
            as_new = node_hash(*hash, as_new);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            as_new = node_hash(as_new, *hash);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && as_old == old_root && as_new == new_root
}

/// The hash of the leaves from one number to before another, which are a subtree of some tree.
fn range<E>(
    node: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
    low: u64,
    high: u64,
) -> Result<Hash, E> {
    let size = high - low;
    if size.is_power_of_two() {
        let height = size.trailing_zeros();
        return node(height, low >> height);
    }
    let middle = low + left_of(size);
    let left = range(node, low, middle)?;
    Ok(node_hash(left, range(node, middle, high)?))
}

/// How many leaves are left of the middle: the largest power of two below their number.
fn left_of(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}
