//! The log from its first record to its last: each link, each act, each entry of the public tree,
//! and what was signed of it, reckoned anew from the stored bytes.

use std::collections::BTreeMap;

use law::activity::{ActivityId, ThemeId};
use law::matter;
use law::points::PassbookId;
use law::record::link;
use law::tlog::{Checkpoint, Note, Recount, VerifierKey, tree};
use law::words::{Hash, MatterId};
use serde::{Deserialize, Serialize};
use store::db::Db;
use store::keys::Salts;
use store::log::Stored;
use store::seal::Seal;
use store::tiles::{self, Signed, Tiles, WIDTH};
use store::verify::{self, Finding};
use store::{Fault, log, search};

use crate::house::House;
use crate::rooms::activities;
use crate::rooms::matters::{Outcome, gives_receipt};
use crate::rooms::referrals;

/// The level under which entries are kept.
const ENTRIES: i64 = -1;
/// What the bytes of a record begin with, before the hash of its act.
const ACT: &[u8] = b"{\"act\":\"";

/// How far the log was checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chain {
    /// The last number that was looked for.
    pub until: u64,
    /// The last record that was there, its link and its time.
    last: (u64, Hash, i64),
    /// Hashes by level: of level 0 those of the tile that is being filled alone.
    levels: Vec<Vec<Hash>>,
    tree: Recount,
    heads: Heads,
    /// The act whose records are being read.
    open: Option<Open>,
    /// How many acts ended.
    pub acts: u64,
    /// What stands for the order in which matters were brought.
    pub order: u64,
}

/// An act that may have further records.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Open {
    act: Hash,
    last: u64,
    count: u32,
    /// Its first record: kind and matter.
    first: (String, i64),
}

/// What was signed, as far as it was checked.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Heads {
    /// The number of the last checkpoint, as it stands.
    number: i64,
    /// Its size, and the largest that a signed note tells.
    size: u64,
    most: u64,
}

/// Where a chain is checked, and what it must fit.
pub struct Log<'a> {
    db: Db<'a>,
    salts: Salts,
    /// The keys that signed for the house.
    keys: Vec<VerifierKey>,
    /// How many entries the tree has.
    entries: u64,
    /// The checkpoint that comes next, once it was looked for.
    next: Option<Signed>,
    has_looked: bool,
    /// The bundle of entries that is being compared.
    bundle: (u64, Vec<Hash>),
}

impl<'a> Log<'a> {
    /// The log that a connection sees.
    pub fn open(house: &House, db: Db<'a>) -> Result<Self, Fault> {
        let keys = Seal::load(&house.dir, &house.code)?;
        let keys = keys.as_ref().map_or_else(Vec::new, Seal::verifiers);
        let (salts, entries) = (house.keys.salts(&house.code), Tiles::new(db).size()?);
        Ok(Self {
            db,
            salts,
            keys,
            entries,
            next: None,
            has_looked: false,
            bundle: (u64::MAX, vec![]),
        })
    }

    /// Takes the next checkpoint, where it is of a tree of at most this size.
    fn take_signed(&mut self, after: i64, size: u64) -> Result<Option<Signed>, Fault> {
        if !self.has_looked {
            (self.next, self.has_looked) = (tiles::signed_after(self.db, after)?, true);
        }
        if self.next.as_ref().is_none_or(|one| one.size > size) {
            return Ok(None);
        }
        self.has_looked = false;
        Ok(self.next.take())
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            until: 0,
            last: (0, Hash::default(), i64::MIN),
            levels: vec![vec![]],
            tree: Recount::default(),
            heads: Heads { number: i64::MIN, size: 0, most: 0 },
            open: None,
            acts: 0,
            order: 0,
        }
    }
}

impl Chain {
    /// Goes on to a record, that one included.
    pub fn go_on(
        &mut self,
        log: &mut Log<'_>,
        until: u64,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        log::each_between(log.db, (self.until, until), |stored| {
            self.check_link(&stored, findings);
            self.hear_act(log.db, &stored, findings)?;
            self.grow(log, &stored, findings)?;
            if stored.kind.starts_with("matter.submitted/") {
                self.order = search::ordered(self.order, stored.matter, stored.at.0);
            }
            Ok(())
        })?;
        self.until = until;
        Ok(())
    }

    /// Each link fits the record before it, and no number is missing.
    fn check_link(&mut self, stored: &Stored, findings: &mut Vec<Finding>) {
        let (seq, before, at) = self.last;
        if stored.seq != seq + 1 {
            let what = format!("the records {} to {} are missing", seq + 1, stored.seq - 1);
            let row = (seq + 1).to_string();
            findings.push(Finding::new("log", row, "seq", what).of(stored.seq));
        }
        let mut wrong = |field: &str, what: String| {
            let row = stored.seq.to_string();
            findings.push(Finding::new("log", row, field, what).of(stored.seq));
        };
        if link(before, &stored.bytes) != stored.hash {
            let what = "the link does not fit the bytes and the record before";
            wrong("hash", what.to_owned());
        }
        if stored.at.0 < at {
            wrong("at", "the record is older than the one before it".to_owned());
        }
        self.last = (stored.seq, stored.hash, stored.at.0);
    }

    /// Records of one act stand together: where another begins, it has ended.
    fn hear_act(
        &mut self,
        db: Db<'_>,
        stored: &Stored,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let act = act_of(&stored.bytes).unwrap_or_default();
        if let Some(open) = self.open.as_mut().filter(|open| open.act == act) {
            open.last = stored.seq;
            open.count += 1;
            return Ok(());
        }
        self.end_act(db, findings)?;
        let first = (stored.kind.clone(), stored.matter);
        self.open = Some(Open { act, last: stored.seq, count: 1, first });
        Ok(())
    }

    /// Checks the row of the act that has ended.
    pub fn end_act(&mut self, db: Db<'_>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let Some(open) = self.open.take() else { return Ok(()) };
        self.acts += 1;
        let mut wrong = |field: &str, what: &str| {
            let row = open.act.to_string();
            findings.push(Finding::new("act", row, field, what).of(open.last));
        };
        let Some((seq, answer)) = verify::act(db, open.act)? else {
            wrong("", "a recorded act is missing");
            return Ok(());
        };
        if seq as u64 != open.last {
            wrong("seq", "no record ends this act where the table says");
        }
        if !open.is_answered_by(&answer) {
            wrong("answer", "the act was answered otherwise than its facts say");
        }
        Ok(())
    }

    /// The tree with a further record: its entry, and what was signed when it was the last.
    fn grow(
        &mut self,
        log: &mut Log<'_>,
        stored: &Stored,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        // Where a record is missing, the chain says so; the tree cannot be reckoned on.
        if stored.seq != self.tree.size() + 1 {
            return Ok(());
        }
        let index = self.tree.size();
        let entry = self.tree.take(&log.salts.of(stored.seq), &stored.bytes);
        if index < log.entries {
            let number = index / WIDTH;
            if log.bundle.0 != number {
                log.bundle = (number, Tiles::new(log.db).entries(number)?);
            }
            if log.bundle.1.get((index % WIDTH) as usize) != Some(&entry) {
                let what = "the entry is not what the record makes it";
                let row = format!("{ENTRIES} {number}");
                findings.push(Finding::new("tile", row, "hashes", what).of(stored.seq));
            }
        }
        self.levels[0].push(tree::leaf_hash(&entry.0));
        if self.levels[0].len() == WIDTH as usize {
            let full = std::mem::take(&mut self.levels[0]);
            self.add(1, law::tlog::tiles::over(&full));
        }
        while let Some(one) = log.take_signed(self.heads.number, stored.seq)? {
            let head = self.check_signed(&one, &log.keys, findings);
            if head.is_some_and(|head| head.size == stored.seq && head.root != self.tree.root()) {
                let what = "these records are not those that were signed";
                let row = one.number.to_string();
                findings.push(Finding::new("checkpoint", row, "note", what).of(stored.seq));
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

    /// Checkpoints are numbered without a gap, grow, and are signed by the house.
    fn check_signed(
        &mut self,
        one: &Signed,
        keys: &[VerifierKey],
        findings: &mut Vec<Finding>,
    ) -> Option<Checkpoint> {
        let mut wrong = |field: &str, what: String| {
            let row = (one.number as i64).to_string();
            findings.push(Finding::new("checkpoint", row, field, what).of(one.size));
        };
        let before = self.heads;
        let due = before.number.max(0) + 1;
        if one.number as i64 != due {
            wrong("number", "it is not the one that comes next".to_owned());
        }
        if one.size < before.size {
            wrong("size", "it is smaller than the one before it".to_owned());
        }
        if !one.is_whole {
            wrong("note", "the note is not, to the byte, what was kept".to_owned());
        }
        if one.number as i64 > due {
            let row = due.to_string();
            findings.push(Finding::new("checkpoint", row, "", "it is missing").of(one.size));
        }
        let mut wrong = |field: &str, what: String| {
            let row = (one.number as i64).to_string();
            findings.push(Finding::new("checkpoint", row, field, what).of(one.size));
        };
        let head = read(one, keys);
        match &head {
            Ok(head) if head.size != one.size => {
                wrong("size", "the note says another size".to_owned());
            }
            Ok(_) => {}
            Err(what) => wrong("note", what.clone()),
        }
        if one.since.is_some_and(|since| !times(&one.note).contains(&since)) {
            wrong("since", "no witness cosigned it at this time".to_owned());
        }
        let head = head.ok();
        let most = before.most.max(head.as_ref().map_or(0, |head| head.size));
        self.heads = Heads { number: one.number as i64, size: one.size, most };
        head
    }

    /// The newest checkpoint is not older than what was noted on disk.
    fn check_noted(&self, house: &House, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let noted = match Seal::load(&house.dir, &house.code)? {
            Some(seal) => seal.last_signed()?,
            None => None,
        };
        let noted = noted.and_then(|note| Note::read(&note).ok());
        let noted = noted.and_then(|note| Checkpoint::read(&note.text).ok());
        if noted.is_some_and(|noted| noted.size > self.heads.size) {
            let what = "a later checkpoint was signed, and its row is missing";
            let row = (self.heads.number.max(0) + 1).to_string();
            findings.push(Finding::new("checkpoint", row, "", what));
        }
        Ok(())
    }

    /// Once the whole log was read: everything that was signed, and the tiles above the entries.
    pub fn check_tree(
        &mut self,
        house: &House,
        db: Db<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let mut log = Log::open(house, db)?;
        while let Some(one) = log.take_signed(self.heads.number, u64::MAX)? {
            self.check_signed(&one, &log.keys, findings);
        }
        self.check_noted(house, findings)?;
        let (most, rows) = (self.heads.most, Rows::read(db, findings)?);
        if rows.entries < most {
            let what = format!("the tree has {} entries and {most} were signed", rows.entries);
            findings.push(Finding::new("tile", "-1 0", "hashes", what));
        }
        let (last, cut) = (self.last.0, rows.entries.max(most));
        if last < cut {
            let what = format!("the tree commits to {cut} records, and the log ends before");
            let row = (last + 1).to_string();
            findings.push(Finding::new("log", row, "seq", what).of(last + 1));
        }
        self.compare(db, &rows, findings)
    }

    fn compare(&self, db: Db<'_>, rows: &Rows, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        tiles::each_above(db, |level, number, bytes| {
            let first = number.saturating_mul(WIDTH) as usize;
            let made = usize::try_from(level).ok().and_then(|level| self.levels.get(level));
            let made = made.and_then(|made| made.get(first..)).unwrap_or(&[]);
            let wrong = bytes
                .chunks(32)
                .enumerate()
                .find(|(i, kept)| made.get(*i).is_none_or(|made| made.0.as_slice() != *kept));
            if let Some((place, _)) = wrong {
                let what = "the hash is not that of the tile below it";
                let width = WIDTH.saturating_pow(u32::try_from(level).unwrap_or(u32::MAX));
                let below = ((first + place) as u64).saturating_mul(width).saturating_add(1);
                let row = format!("{level} {number}");
                findings.push(Finding::new("tile", row, "hashes", what).of(below));
            }
            Ok(())
        })?;
        for level in 1..=7_i64 {
            let due = rows.entries >> (8 * level);
            let held = rows.levels.get(&level).copied().unwrap_or(0);
            if held < due {
                let row = format!("{level} {}", held / WIDTH);
                let what = format!("the tree of {} entries has {due} hashes here", rows.entries);
                findings.push(Finding::new("tile", row, "hashes", what));
            }
        }
        Ok(())
    }
}

/// Checks the links of a stretch alone: that of its first record to the one before it as well.
pub fn check_links(
    db: Db<'_>,
    (after, until): (u64, u64),
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let mut chain = Chain::default();
    log::each_between(db, (after.saturating_sub(1), until), |stored| {
        if stored.seq > after {
            chain.check_link(&stored, findings);
        }
        chain.last = (stored.seq, stored.hash, stored.at.0);
        Ok(())
    })
}

impl Open {
    /// What an act of the house is answered with, its room alone knows.
    fn is_answered_by(&self, answer: &str) -> bool {
        let (kind, matter) = &self.first;
        if *matter == 0 {
            return true;
        }
        let act = matter::act_of(kind);
        // What is only proposed is answered like what is done.
        let receipt = match (act, &**kind) {
            (None, "act.proposed/1") => Some(false),
            (act, _) => act.map(gives_receipt),
        };
        match receipt {
            Some(receipt) => {
                let matter = MatterId::from_int(*matter);
                let right = Outcome { matter, receipt };
                serde_json::from_str::<Outcome>(answer).is_ok_and(|told| told == right)
            }
            // Time that passed: how many facts.
            None if matches!(&**kind, "clock.warned/1" | "clock.expired/1") => {
                answer == self.count.to_string()
            }
            None => self.is_answered_apart(answer),
        }
    }

    /// The same of what has a number of its own and is no matter.
    fn is_answered_apart(&self, answer: &str) -> bool {
        let (kind, number) = &self.first;
        let is = |right: serde_json::Result<String>| right.is_ok_and(|right| right == answer);
        match kind.split('.').next() {
            Some("activity") if kind.starts_with("activity.theme-") => {
                is(serde_json::to_string(&ThemeId::from_int(*number)))
            }
            Some("activity") => {
                let (activity, facts) = (ActivityId::from_int(*number), self.count as usize);
                is(serde_json::to_string(&activities::Outcome { activity, facts }))
            }
            Some("file") => is(serde_json::to_string(&())),
            // The end of a year is entered in many passbooks at once: how many lost something.
            Some("points") if kind == "points.lapsed/1" => answer.parse::<u64>().is_ok(),
            Some("points") => is(serde_json::to_string(&PassbookId::from_int(*number))),
            Some("referral") => referrals::answers(kind, *number, answer),
            _ => true,
        }
    }
}

/// The act of a record, as its canonical bytes begin; nothing where they do not.
pub fn act_of(bytes: &[u8]) -> Option<Hash> {
    let text = bytes.strip_prefix(ACT)?.get(..64)?;
    std::str::from_utf8(text).ok()?.parse().ok()
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
        tiles::each_length(db, |level, number, length| {
            let held = levels.entry(level).or_default();
            let is_next = *held == number.saturating_mul(WIDTH);
            let hashes = length / 32;
            let is_whole = length % 32 == 0 && (1..=WIDTH).contains(&hashes);
            if !is_next || !is_whole || !(level == ENTRIES || (1..=7).contains(&level)) {
                let what = "no record makes this row, or it is not whole";
                findings.push(Finding::new("tile", format!("{level} {number}"), "hashes", what));
            }
            *held = number.saturating_mul(WIDTH).saturating_add(hashes);
            Ok(())
        })?;
        Ok(Self { entries: levels.get(&ENTRIES).copied().unwrap_or(0), levels })
    }
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
