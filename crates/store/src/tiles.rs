//! The public tree of a house as tiles, and what was signed of it. Rows of tiles follow from the
//! log, the salts and nothing else: they are made behind the commits and can be made anew.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use law::record::commitment;
use law::tlog::tiles;
pub use law::tlog::tiles::WIDTH;
use law::tlog::tree;
use law::words::Hash;

use crate::db::{Db, Tx};
use crate::fault::{Context, Fault};
use crate::keys::Salts;
use crate::log::Stored;
use crate::{Row, Val};

/// The level under which entries are kept; the hashes of their leaves are made on reading.
const ENTRIES: i64 = -1;
/// Most entries that are added in one go.
pub const ENTRIES_MOST: usize = 50_000;

/// A tile by its level and its number.
type Place = (i64, u64);

/// The tree as it is kept.
pub struct Tiles<'a> {
    db: Db<'a>,
    /// What was read once.
    kept: RefCell<HashMap<Place, Rc<[Hash]>>>,
}

impl<'a> Tiles<'a> {
    /// The tree that a connection sees.
    pub fn new(db: Db<'a>) -> Self {
        Self { db, kept: RefCell::default() }
    }

    /// How many entries it has.
    pub fn size(&self) -> Result<u64, Fault> {
        let sql = "SELECT number, LENGTH(hashes) FROM tile WHERE house = $1 AND level = $2 \
                   ORDER BY number DESC LIMIT 1";
        let last = self.db.maybe(sql, &[ENTRIES.into()])?;
        Ok(last.map_or(0, |row| {
            (row.int(0) as u64).saturating_mul(WIDTH).saturating_add(row.int(1) as u64 / 32)
        }))
    }

    /// The entries of a bundle, as many as are kept. Read anew each time: who walks over a log
    /// needs each once.
    pub fn entries(&self, number: u64) -> Result<Vec<Hash>, Fault> {
        self.read(ENTRIES, number)
    }

    /// The hashes of a tile, as many as are kept.
    pub fn tile(&self, level: u32, number: u64) -> Result<Rc<[Hash]>, Fault> {
        if level > 0 {
            return self.row(i64::from(level), number);
        }
        // Under 0, which is no level of a row.
        if let Some(kept) = self.kept.borrow().get(&(0, number)) {
            return Ok(kept.clone());
        }
        let entries = self.entries(number)?;
        let leaves: Rc<[Hash]> = entries.iter().map(|entry| tree::leaf_hash(&entry.0)).collect();
        self.kept.borrow_mut().insert((0, number), leaves.clone());
        Ok(leaves)
    }

    /// The root of the tree of the first so many entries.
    pub fn root(&self, size: u64) -> Result<Hash, Fault> {
        tree::root(size, &mut |height, index| self.node(height, index))
    }

    /// The proof that an entry is in the tree of a size.
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, Fault> {
        tree::inclusion(index, size, &mut |height, index| self.node(height, index))
    }

    /// The proof that the tree of one size goes on with that of another.
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, Fault> {
        tree::consistency(old, new, &mut |height, index| self.node(height, index))
    }

    /// Whether a tile, as far as it belongs to the tree of a size, is under the root that was
    /// signed: nothing else is served.
    pub fn is_under(
        &self,
        (mut level, mut number): (u32, u64),
        (size, root): (u64, Hash),
    ) -> Result<bool, Fault> {
        // A full tile is one hash of the tile above it; those at the edge make the root.
        while tiles::width(level, number, size) == WIDTH {
            let above = self.tile(level + 1, number / WIDTH)?;
            let hash = tiles::over(&self.tile(level, number)?);
            if above.get((number % WIDTH) as usize) != Some(&hash) {
                return Ok(false);
            }
            (level, number) = (level + 1, number / WIDTH);
        }
        Ok(self.root(size)? == root)
    }

    fn node(&self, height: u32, index: u64) -> Result<Hash, Fault> {
        let (level, number, first, count) = tiles::place(height, index);
        let tile = self.tile(level, number)?;
        let hashes = tile.get(first..first + count);
        let missing = || Fault::new(format!("the tile {level}/{number} of the tree is too short"));
        hashes.map(tiles::over).ok_or_else(missing)
    }

    fn row(&self, level: i64, number: u64) -> Result<Rc<[Hash]>, Fault> {
        if let Some(kept) = self.kept.borrow().get(&(level, number)) {
            return Ok(kept.clone());
        }
        let hashes: Rc<[Hash]> = self.read(level, number)?.into();
        self.kept.borrow_mut().insert((level, number), hashes.clone());
        Ok(hashes)
    }

    fn read(&self, level: i64, number: u64) -> Result<Vec<Hash>, Fault> {
        let sql = "SELECT hashes FROM tile WHERE house = $1 AND level = $2 AND number = $3";
        let row = self.db.maybe(sql, &[level.into(), number.into()])?;
        Ok(row.map_or_else(Vec::new, |row| hashes(row.blob(0))))
    }
}

/// Whole hashes out of bytes; what is left over is none.
fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks_exact(32).map(|hash| Hash::from_bytes(hash).unwrap_or_default()).collect()
}

/// Rows that a tree grows by.
#[derive(Debug, Default)]
pub struct Growth {
    /// How many entries the tree had.
    from: u64,
    rows: BTreeMap<Place, Vec<Hash>>,
}

/// The entry of a record: what its leaf commits to.
pub fn entry(salts: &Salts, stored: &Stored) -> Hash {
    commitment(&salts.of(stored.seq), &stored.bytes)
}

/// The rows that further entries bring.
pub fn grown(db: Db<'_>, entries: &[Hash]) -> Result<Growth, Fault> {
    let tree = Tiles::new(db);
    let from = tree.size()?;
    let to = from + entries.len() as u64;
    let mut rows: BTreeMap<Place, Vec<Hash>> = BTreeMap::new();
    for (index, entry) in (from..).zip(entries) {
        add(&tree, &mut rows, (ENTRIES, index), *entry)?;
    }
    let mut level = 0;
    loop {
        level += 1;
        let above = |size: u64| size.checked_shr(8 * level).unwrap_or(0);
        let (done, all) = (above(from), above(to));
        if all == 0 {
            return Ok(Growth { from, rows });
        }
        for index in done..all {
            let below = if level == 1 { ENTRIES } else { i64::from(level) - 1 };
            let full = match rows.get(&(below, index)) {
                Some(hashes) => hashes.clone(),
                None => tree.row(below, index)?.to_vec(),
            };
            let leaves = full.iter().map(|hash| match below {
                ENTRIES => tree::leaf_hash(&hash.0),
                _ => *hash,
            });
            let leaves: Vec<Hash> = leaves.collect();
            add(&tree, &mut rows, (i64::from(level), index), tiles::over(&leaves))?;
        }
    }
}

/// Adds a hash behind those of its tile.
fn add(
    tree: &Tiles<'_>,
    rows: &mut BTreeMap<Place, Vec<Hash>>,
    (level, index): (i64, u64),
    hash: Hash,
) -> Result<(), Fault> {
    let number = index / WIDTH;
    if let std::collections::btree_map::Entry::Vacant(row) = rows.entry((level, number)) {
        let mut kept = tree.row(level, number)?.to_vec();
        // What stands there already beyond this place was made by nobody.
        kept.truncate((index % WIDTH) as usize);
        row.insert(kept);
    }
    rows.entry((level, number)).or_default().push(hash);
    Ok(())
}

impl Growth {
    /// Writes the rows.
    ///
    /// # Errors
    /// A tree that grew otherwise since.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        if Tiles::new(tx.db).size()? != self.from {
            return Err(Fault::new("the tree was changed by somebody else: is it served twice?"));
        }
        for ((level, number), hashes) in &self.rows {
            let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
            tx.db.send_in_order(
                "INSERT INTO tile (house, level, number, hashes) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (house, level, number) DO UPDATE SET hashes = excluded.hashes",
                &[(*level).into(), (*number).into(), Val::Blob(bytes.into())],
            )?;
        }
        Ok(())
    }
}

/// Forgets every tile; the next who serves the house makes them from the log.
pub fn clear(db: Db<'_>) -> Result<usize, Fault> {
    db.execute("DELETE FROM tile WHERE house = $1", &[])
}

/// Calls `take` with level, number and bytes of each row of hashes above the entries.
pub fn each_above(
    db: Db<'_>,
    mut take: impl FnMut(i64, u64, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT level, number, hashes FROM tile WHERE house = $1 AND level > 0 \
               ORDER BY level, number";
    db.each(sql, &[], |row| take(row.int(0), row.int(1) as u64, row.blob(2)))
}

/// Calls `take` with level, number and how many bytes there are of each row of tiles.
pub fn each_length(
    db: Db<'_>,
    mut take: impl FnMut(i64, u64, u64) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT level, number, LENGTH(hashes) FROM tile WHERE house = $1 \
               ORDER BY level, number";
    db.each(sql, &[], |row| take(row.int(0), row.int(1) as u64, row.int(2) as u64))
}

/// A checkpoint that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The how-manieth of the house, from 1.
    pub number: u64,
    /// How many entries the tree had.
    pub size: u64,
    /// Since when, in seconds of Unix, so many witnesses had seen it as the policy of that time
    /// asked for; nothing where too few have.
    pub since: Option<u64>,
    /// The note with its signatures.
    pub note: String,
    /// Whether the note is, to the byte, what was kept.
    pub is_whole: bool,
}

/// The newest checkpoint; where `cosigned`, the newest that enough witnesses have seen.
pub fn newest(db: Db<'_>, cosigned: bool) -> Result<Option<Signed>, Fault> {
    let sql = if cosigned {
        "SELECT number, size, since, sum, note FROM checkpoint WHERE house = $1 \
         AND since IS NOT NULL ORDER BY number DESC LIMIT 1"
    } else {
        "SELECT number, size, since, sum, note FROM checkpoint WHERE house = $1 \
         ORDER BY number DESC LIMIT 1"
    };
    Ok(db.maybe(sql, &[])?.as_ref().map(signed))
}

/// The checkpoint whose number, as it stands, comes next.
pub fn signed_after(db: Db<'_>, number: i64) -> Result<Option<Signed>, Fault> {
    let sql = "SELECT number, size, since, sum, note FROM checkpoint WHERE house = $1 \
               AND number > $2 ORDER BY number LIMIT 1";
    Ok(db.maybe(sql, &[number.into()])?.as_ref().map(signed))
}

/// Some newest checkpoints, the newest first.
pub fn history(db: Db<'_>, most: u32) -> Result<Vec<Signed>, Fault> {
    let sql = "SELECT number, size, since, sum, note FROM checkpoint WHERE house = $1 \
               ORDER BY number DESC LIMIT $2";
    Ok(db.query(sql, &[most.into()])?.iter().map(signed).collect())
}

/// Keeps a checkpoint, or what was added to it.
pub fn keep(db: Db<'_>, signed: &Signed) -> Result<(), Fault> {
    let Signed { number, size, since, note, .. } = signed;
    let sum = Hash::of(&[note.as_bytes()]);
    let values =
        [(*number).into(), (*size).into(), (*since).into(), sum.into(), Val::from(&**note)];
    db.execute(
        "INSERT INTO checkpoint (house, number, size, since, sum, note) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (house, number) \
         DO UPDATE SET since = excluded.since, sum = excluded.sum, note = excluded.note",
        &values,
    )
    .while_(|| format!("keeping the checkpoint {number}"))
    .map(|_| ())
}

fn signed(row: &Row) -> Signed {
    Signed {
        number: row.int(0) as u64,
        size: row.int(1) as u64,
        since: row.maybe_int(2).map(|since| since as u64),
        is_whole: row.blob(3) == Hash::of(&[row.text(4).as_bytes()]).0,
        note: row.text(4).to_owned(),
    }
}
