//! The public tree and what was signed of it, reckoned anew from the records: every tile row, every
//! checkpoint, every signature of the house.

use std::collections::BTreeMap;

use law::tlog::{Checkpoint, Note, Recount, VerifierKey, tree};
use law::words::Hash;
use store::db::Db;
use store::keys::Salts;
use store::log::Stored;
use store::seal::Seal;
use store::tiles::{self, Signed, Tiles, WIDTH};
use store::verify::Finding;
use store::{Fault, log};

use super::super::rebuild;
use crate::house::House;

/// The level under which entries are kept.
const ENTRIES: i64 = -1;

/// Adds what does not fit to the findings.
pub fn check(house: &House, db: Db<'_>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut signed = vec![];
    tiles::each_signed(db, |one| {
        signed.push(one);
        Ok(())
    })?;
    let seal = Seal::load(&house.dir, &house.code)?;
    let salts = house.keys.salts(&house.code);
    let heads = check_signed(&signed, seal.as_ref(), findings)?;
    let most = heads.values().map(|head| head.size).max().unwrap_or(0);
    let rows = Rows::read(db, findings)?;
    let (levels, tree, bundle) = (vec![vec![]], Recount::default(), (u64::MAX, vec![]));
    let mut expected = Expected { salts, heads, levels, tree, bundle };
    let last = log::head(db)?.seq;
    let progress = rebuild::bar(last, "tree");
    log::each_between(db, (0, last), |stored| {
        progress.set_position(stored.seq);
        expected.take(db, &stored, (&rows, findings))
    })?;
    progress.finish_and_clear();
    if rows.entries < most {
        let what = format!("the tree has {} entries and {most} were signed", rows.entries);
        findings.push(finding("tile", "-1 0", "hashes", None, what));
    }
    let cut = rows.entries.max(most);
    if last < cut {
        let what = format!("the tree commits to {cut} records, and the log ends before");
        findings.push(finding("log", (last + 1).to_string(), "seq", Some(last + 1), what));
    }
    expected.compare(db, &rows, findings)
}

/// The rows of entries and tiles as they are kept: how many hashes each level holds without a gap.
#[derive(Default)]
struct Rows {
    entries: u64,
    levels: BTreeMap<i64, u64>,
}

impl Rows {
    fn read(db: Db<'_>, findings: &mut Vec<Finding>) -> Result<Self, Fault> {
        let mut levels: BTreeMap<i64, u64> = BTreeMap::new();
        tiles::each_row(db, |level, number, bytes| {
            let held = levels.entry(level).or_default();
            let is_next = *held == number.saturating_mul(WIDTH);
            let hashes = bytes.len() as u64 / 32;
            let is_whole = bytes.len() % 32 == 0 && (1..=WIDTH).contains(&hashes);
            if !is_next || !is_whole || !(level == ENTRIES || (1..=7).contains(&level)) {
                let what = "no record makes this row, or it is not whole".to_owned();
                findings.push(finding("tile", format!("{level} {number}"), "hashes", None, what));
            }
            *held = number.saturating_mul(WIDTH).saturating_add(hashes);
            Ok(())
        })?;
        Ok(Self { entries: levels.get(&ENTRIES).copied().unwrap_or(0), levels })
    }
}

/// What the records make of the tree.
struct Expected {
    salts: Salts,
    /// What was signed, by the number of its checkpoint.
    heads: BTreeMap<u64, Checkpoint>,
    /// Hashes by level: of level 0 those of the tile that is being filled alone.
    levels: Vec<Vec<Hash>>,
    tree: Recount,
    /// The bundle of entries that is being compared.
    bundle: (u64, Vec<Hash>),
}

impl Expected {
    fn take(
        &mut self,
        db: Db<'_>,
        stored: &Stored,
        (rows, findings): (&Rows, &mut Vec<Finding>),
    ) -> Result<(), Fault> {
        // Where a record is missing, the chain says so; the tree cannot be reckoned on.
        if stored.seq != self.tree.size() + 1 {
            return Ok(());
        }
        let index = self.tree.size();
        let entry = self.tree.take(&self.salts.of(stored.seq), &stored.bytes);
        if index < rows.entries {
            let number = index / WIDTH;
            if self.bundle.0 != number {
                self.bundle = (number, Tiles::new(db).entries(number)?);
            }
            if self.bundle.1.get((index % WIDTH) as usize) != Some(&entry) {
                let what = "the entry is not what the record makes it".to_owned();
                let row = format!("{ENTRIES} {number}");
                findings.push(finding("tile", row, "hashes", Some(stored.seq), what));
            }
        }
        self.levels[0].push(tree::leaf_hash(&entry.0));
        if self.levels[0].len() == WIDTH as usize {
            let full = std::mem::take(&mut self.levels[0]);
            self.add(1, law::tlog::tiles::over(&full));
        }
        while let Some(entry) = self.heads.first_entry().filter(|e| e.get().size <= stored.seq) {
            let (number, head) = entry.remove_entry();
            if head.size == stored.seq && head.root != self.tree.root() {
                let what = "these records are not those that were signed".to_owned();
                let row = number.to_string();
                findings.push(finding("checkpoint", row, "note", Some(stored.seq), what));
            }
        }
        Ok(())
    }

    fn add(&mut self, level: usize, hash: Hash) {
        if self.levels.len() <= level {
            self.levels.push(vec![]);
        }
        self.levels[level].push(hash);
        let held = self.levels[level].len();
        if held.is_multiple_of(WIDTH as usize) {
            let full = law::tlog::tiles::over(&self.levels[level][held - WIDTH as usize..]);
            self.add(level + 1, full);
        }
    }

    /// The tiles above the entries.
    fn compare(&self, db: Db<'_>, rows: &Rows, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        tiles::each_row(db, |level, number, bytes| {
            if level == ENTRIES {
                return Ok(());
            }
            let first = number.saturating_mul(WIDTH) as usize;
            let made = usize::try_from(level).ok().and_then(|level| self.levels.get(level));
            let made = made.and_then(|made| made.get(first..)).unwrap_or(&[]);
            let wrong = bytes
                .chunks(32)
                .enumerate()
                .find(|(i, kept)| made.get(*i).is_none_or(|made| made.0.as_slice() != *kept));
            if let Some((place, _)) = wrong {
                let what = "the hash is not that of the tile below it".to_owned();
                let width = WIDTH.saturating_pow(u32::try_from(level).unwrap_or(u32::MAX));
                let below = ((first + place) as u64).saturating_mul(width).saturating_add(1);
                let row = format!("{level} {number}");
                findings.push(finding("tile", row, "hashes", Some(below), what));
            }
            Ok(())
        })?;
        for level in 1..=7_i64 {
            let due = rows.entries >> (8 * level);
            let held = rows.levels.get(&level).copied().unwrap_or(0);
            if held < due {
                let row = format!("{level} {}", held / WIDTH);
                let what = format!("the tree of {} entries has {due} hashes here", rows.entries);
                findings.push(finding("tile", row, "hashes", None, what));
            }
        }
        Ok(())
    }
}

/// Checkpoints are numbered without a gap, grow, and are signed by the house; the newest is not
/// older than what was noted on disk.
fn check_signed(
    signed: &[Signed],
    seal: Option<&Seal>,
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<u64, Checkpoint>, Fault> {
    let keys = seal.map_or_else(Vec::new, Seal::verifiers);
    let (mut heads, mut before) = (BTreeMap::new(), (0, 0));
    for one in signed {
        let mut wrong = |field: &str, what: String| {
            let row = one.number.to_string();
            findings.push(finding("checkpoint", row, field, Some(one.size), what));
        };
        if one.number != before.0 + 1 {
            wrong("number", format!("the checkpoint {} is missing", before.0 + 1));
        }
        if one.size < before.1 {
            wrong("size", "it is smaller than the one before it".to_owned());
        }
        if !one.is_whole {
            wrong("note", "the note is not, to the byte, what was kept".to_owned());
        }
        before = (one.number, one.size);
        match read(one, &keys) {
            Ok(head) => {
                if head.size != one.size {
                    wrong("size", "the note says another size".to_owned());
                }
                heads.insert(one.number, head);
            }
            Err(what) => wrong("note", what),
        }
        if one.since.is_some_and(|since| !times(&one.note).contains(&since)) {
            wrong("since", "no witness cosigned it at this time".to_owned());
        }
    }
    let noted = match seal {
        Some(seal) => seal.last_signed()?,
        None => None,
    };
    let noted = noted.and_then(|note| Note::read(&note).ok());
    let noted = noted.and_then(|note| Checkpoint::read(&note.text).ok());
    if noted.is_some_and(|noted| noted.size > before.1) {
        let what = "a later checkpoint was signed, and its row is missing".to_owned();
        findings.push(finding("checkpoint", (before.0 + 1).to_string(), "", None, what));
    }
    Ok(heads)
}

fn read(signed: &Signed, keys: &[VerifierKey]) -> Result<Checkpoint, String> {
    let note = Note::read(&signed.note).map_err(|wrong| wrong.to_string())?;
    let by = note.verified(keys).map_err(|wrong| wrong.to_string())?;
    if by.iter().all(Option::is_none) {
        return Err("no key of this house signed it".to_owned());
    }
    Checkpoint::read(&note.text).map_err(|wrong| wrong.to_string())
}

/// The times that the cosignatures of a note tell.
fn times(note: &str) -> Vec<u64> {
    let Ok(note) = Note::read(note) else { return vec![] };
    let time = |line: &law::tlog::note::Line| {
        let time = line.bytes.get(..8).filter(|_| line.bytes.len() == 72)?;
        Some(u64::from_be_bytes(time.try_into().ok()?))
    };
    note.lines.iter().filter_map(time).collect()
}

fn finding(
    table: &str,
    row: impl Into<String>,
    field: &str,
    record: Option<u64>,
    what: String,
) -> Finding {
    let (table, field) = (table.to_owned(), field.to_owned());
    Finding { table, row: row.into(), field, record, what }
}
