//! The records of some matters, and all that follows from them: columns beside the bytes, texts,
//! attachments, rows of views, words of the search.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use law::matter::facts::{Submitted, Visibility};
use law::matter::{Fact, Readers, What};
use law::record::Record;
use law::words::{FileRef, Hash, MatterId, TextId, TextRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::db::Db;
use store::log::Stored;
use store::rows::{Rows, Table};
use store::verify::{self, Attached, Finding, Mark, Misfit, Named};
use store::{Fault, log, search};

use super::chain::act_of;
use crate::desk::Recorded;
use crate::house::House;
use crate::rooms::{self, Enclosed, VIEWS, matters};

/// What was counted of rows whose owner cannot be told from themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Texts that are named and were not erased.
    pub texts: Mark,
    /// Attachments.
    pub files: Mark,
    /// Matters with the words by which they are found.
    pub words: u64,
}

impl Totals {
    /// The totals of both.
    pub fn join(&mut self, other: &Self) {
        self.texts.join(other.texts);
        self.files.join(other.files);
        self.words = self.words.wrapping_add(other.words);
    }

    /// Counts what a record names.
    pub fn count(&mut self, house: &House, db: Db<'_>, heard: &Heard) -> Result<(), Fault> {
        heard.texts.iter().for_each(|named| self.texts.add(named.text.id.int()));
        heard.erased.iter().for_each(|text| self.texts.remove(text.int()));
        heard.files.iter().for_each(|attached| self.files.add(attached.file.id.int()));
        if let Some((matter, at, said)) = &heard.submitted {
            let words = search::sum(&matters::words_in_vault(house, db, said)?);
            self.words = self.words.wrapping_add(search::entered(matter.int(), *at, words));
        }
        Ok(())
    }
}

/// What a record says of what lies beside the log.
#[derive(Default)]
pub struct Heard {
    /// Texts, those of a matter open as its own visibility is.
    pub texts: Vec<Named>,
    /// Texts that are readable by whoever may read the matter: places among `texts`.
    as_matter: Vec<usize>,
    /// Texts that were erased.
    pub erased: Vec<TextId>,
    /// Attachments.
    pub files: Vec<Attached>,
    /// Definitions.
    defined: Vec<Hash>,
    /// The matter that was brought, and when.
    pub submitted: Option<(MatterId, i64, Box<Submitted>)>,
    record: Option<Record<Fact>>,
}

impl Heard {
    /// Reads a record.
    ///
    /// # Errors
    /// What is wrong with its bytes.
    pub fn read(stored: &Stored) -> Result<Self, String> {
        match Record::<Fact>::read(&stored.bytes) {
            Ok(record) if record.head().case != 0 => Ok(Self::of_matter(record)),
            Ok(_) => Self::of_house(stored),
            Err(wrong) if stored.matter == 0 => {
                Self::of_house(stored).map_err(|_| format!("the bytes are no record: {wrong}"))
            }
            Err(wrong) => match rooms::texts(stored) {
                Ok(Some(texts)) => {
                    let files = rooms::files(stored).map_err(|wrong| wrong.to_string())?;
                    Ok(Self::of_texts(stored, texts, files))
                }
                _ => Err(format!("the bytes are no record: {wrong}")),
            },
        }
    }

    fn of_texts(stored: &Stored, texts: Vec<Enclosed>, files: Vec<FileRef>) -> Self {
        let named = |(text, kind, open)| Named { text, kind, open: Some(open), record: stored.seq };
        let act = (act_of(&stored.bytes).unwrap_or_default(), stored.at);
        let attached = |file| Attached { file, act, record: stored.seq };
        Self {
            texts: texts.into_iter().map(named).collect(),
            files: files.into_iter().map(attached).collect(),
            ..Self::default()
        }
    }

    fn of_matter(record: Record<Fact>) -> Self {
        let (head, fact) = (record.head(), &record.fact);
        let mut heard = Self::default();
        for enclosed in fact.texts() {
            let (text, kind) = (enclosed.text, enclosed.kind);
            let open = Some(enclosed.readers == Readers::Everybody);
            if enclosed.readers == Readers::AsMatter {
                heard.as_matter.push(heard.texts.len());
            }
            heard.texts.push(Named { text, kind, open, record: head.seq });
        }
        for file in fact.files() {
            let (file, act) = (file.clone(), (head.act, head.at));
            heard.files.push(Attached { file, act, record: head.seq });
        }
        match &fact.what {
            What::Submitted(said) => {
                let matter = MatterId::from_int(head.case);
                heard.submitted = Some((matter, head.at.0, said.clone()));
            }
            What::IdentityErased { text, .. } => heard.erased.push(*text),
            _ => {}
        }
        heard.record = Some(record);
        heard
    }

    /// The texts of the house are names. Those of people are for few, and sealed; those of bodies
    /// are for all, but nobody asks: pages show them by what they are names of.
    fn of_house(stored: &Stored) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(&stored.bytes)
            .map_err(|wrong| format!("the bytes are no record: {wrong}"))?;
        let open = stored.kind.starts_with("person.").then_some(false);
        let mut heard = Self::default();
        let mut left = vec![value.get("fact").unwrap_or(&Value::Null)];
        while let Some(value) = left.pop() {
            // An attachment has all that a text has, and more.
            if let Ok(file) = serde_json::from_value::<FileRef>(value.clone()) {
                let act = act_of(&stored.bytes).unwrap_or_default();
                let (act, record) = ((act, stored.at), stored.seq);
                heard.files.push(Attached { file, act, record });
                continue;
            }
            if let Ok(text) = serde_json::from_value::<TextRef>(value.clone()) {
                heard.texts.push(Named { text, kind: "name", open, record: stored.seq });
                continue;
            }
            let hash = value.get("hash").and_then(Value::as_str).and_then(|t| t.parse().ok());
            if let (Some(hash), Some(_)) = (hash, value.get("what")) {
                heard.defined.push(hash);
            }
            left.extend(value.as_object().into_iter().flat_map(|fields| fields.values()));
            left.extend(value.as_array().into_iter().flatten());
        }
        Ok(heard)
    }

    /// The columns beside the bytes repeat what the bytes say.
    fn compare_columns(&self, stored: &Stored, mut wrong: impl FnMut(&str, &str)) {
        let said = match &self.record {
            Some(record) => {
                let head = record.head();
                Some((head.seq, head.at.0, head.case, record.fact.kind().to_owned()))
            }
            None => said(&stored.bytes),
        };
        let Some((seq, at, case, kind)) = said else {
            return wrong("bytes", "the bytes are no record");
        };
        if seq != stored.seq {
            wrong("seq", "the number differs from the one in the bytes");
        }
        if at != stored.at.0 {
            wrong("at", "the time differs from the one in the bytes");
        }
        if case != stored.matter {
            wrong("matter", "the matter differs from the one in the bytes");
        }
        if kind != stored.kind {
            wrong("kind", "the kind differs from the one in the bytes");
        }
    }
}

/// What a record of the house, or of an activity, says of itself: number, time, matter, kind.
fn said(bytes: &[u8]) -> Option<(u64, i64, i64, String)> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let number = |name: &str| value.get(name).and_then(Value::as_i64);
    let fact = value.get("fact")?;
    let fact = fact.get("what").unwrap_or(fact);
    let kind = fact.as_object()?.keys().next()?.clone();
    Some((number("seq")? as u64, number("at")?, number("case")?, kind))
}

/// What came of checking a portion.
#[derive(Default)]
pub struct Seen {
    /// How many records it had.
    pub records: u64,
    /// What was counted of them, up to the horizon.
    pub totals: Totals,
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// Whether every row of the views is what the facts make it.
    pub fits: bool,
}

/// Checks the matters of a span, both ends in it. What records after the horizon name is checked
/// and not counted.
pub fn check(house: &House, db: Db<'_>, span: (i64, i64), horizon: u64) -> Result<Seen, Fault> {
    let seen = Seen { fits: true, ..Seen::default() };
    let mut portion = Portion {
        house,
        db,
        horizon,
        seen,
        rows: Rows::default(),
        texts: vec![],
        erased: HashMap::new(),
        files: vec![],
        defined: BTreeMap::new(),
        public: (0, false),
        unread: BTreeSet::new(),
    };
    log::each_of(db, span, |stored| portion.hear(&stored))?;
    portion.check_texts()?;
    portion.check_files()?;
    // The records of the house itself stand under 0, all in one portion.
    if span.0 <= 0 && span.1 >= 0 {
        verify::definitions(db, &portion.defined, &mut portion.seen.findings)?;
    }
    portion.check_rows(span)?;
    Ok(portion.seen)
}

struct Portion<'a> {
    house: &'a House,
    db: Db<'a>,
    horizon: u64,
    seen: Seen,
    rows: Rows,
    texts: Vec<Named>,
    /// Texts that were erased, each with the record that says so.
    erased: HashMap<TextId, u64>,
    files: Vec<Attached>,
    defined: BTreeMap<Hash, u64>,
    /// The matter that is being read, and whether it was brought as a public one.
    public: (i64, bool),
    /// Matters with a record that cannot be read: their rows cannot be made.
    unread: BTreeSet<i64>,
}

impl Portion<'_> {
    fn hear(&mut self, stored: &Stored) -> Result<(), Fault> {
        self.seen.records += 1;
        let findings = &mut self.seen.findings;
        let mut wrong = |field: &str, what: &str| {
            let row = stored.seq.to_string();
            findings.push(Finding::new("log", row, field, what).of(stored.seq));
        };
        let mut heard = match Heard::read(stored) {
            Ok(heard) => heard,
            Err(what) => {
                wrong("bytes", &what);
                self.unread.insert(stored.matter);
                return Ok(());
            }
        };
        heard.compare_columns(stored, wrong);
        if let Some((matter, _, said)) = &heard.submitted {
            self.public = (matter.int(), said.visibility == Visibility::Public);
        }
        let public = self.public == (stored.matter, true);
        for place in std::mem::take(&mut heard.as_matter) {
            heard.texts[place].open = Some(public);
        }
        if stored.seq <= self.horizon {
            self.seen.totals.count(self.house, self.db, &heard)?;
        }
        if let Some(record) = &heard.record {
            record.fact.apply(&record.head(), &mut self.rows);
        } else if crate::rooms::apply(stored, &mut self.rows).is_err() {
            wrong_kind(stored, &mut self.seen.findings);
        }
        self.texts.extend(heard.texts);
        self.erased.extend(heard.erased.into_iter().map(|text| (text, stored.seq)));
        self.files.extend(heard.files);
        self.defined.extend(heard.defined.into_iter().map(|hash| (hash, stored.seq)));
        Ok(())
    }

    fn check_texts(&mut self) -> Result<(), Fault> {
        let findings = &mut self.seen.findings;
        for named in &self.texts {
            let is_there = verify::text(self.db, &self.house.safe, named, findings)?;
            let row = || named.text.id.to_string();
            match (is_there, self.erased.get(&named.text.id)) {
                (true, Some(seq)) => {
                    let what = "the text was erased and is there";
                    findings.push(Finding::new("vault", row(), "bytes", what).of(*seq));
                }
                // What was erased is missing by right; its commitment stays in the chain.
                (false, None) => {
                    let what = "a recorded text is missing";
                    findings.push(Finding::new("vault", row(), "", what).of(named.record));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn check_files(&mut self) -> Result<(), Fault> {
        let read = |hash| self.house.files.get(hash).ok();
        for attached in &self.files {
            verify::file(self.db, attached, read, &mut self.seen.findings)?;
        }
        Ok(())
    }

    fn check_rows(&mut self, span: (i64, i64)) -> Result<(), Fault> {
        let tables = VIEWS.iter().flat_map(|view| view.tables);
        for table in tables.copied().filter(|table| table.is_by_matter()) {
            let made = self.rows.take(table);
            for misfit in verify::rows(self.db, table, Some(span), made)? {
                if misfit.matter.is_some_and(|matter| self.unread.contains(&matter)) {
                    continue;
                }
                self.seen.fits = false;
                let record = last_change(self.db, &misfit)?;
                self.seen.findings.push(misfit.finding(record));
            }
        }
        Ok(())
    }
}

fn wrong_kind(stored: &Stored, findings: &mut Vec<Finding>) {
    let what = format!("this program knows no record of the kind {}", stored.kind);
    findings.push(Finding::new("log", stored.seq.to_string(), "bytes", what).of(stored.seq));
}

/// The record that made a field, or a row, what it should be.
fn last_change(db: Db<'_>, misfit: &Misfit) -> Result<Option<u64>, Fault> {
    let Some(matter) = misfit.matter else { return Ok(None) };
    let (mut rows, mut before, mut last) = (Rows::default(), None, None);
    for stored in log::of_matter(db, matter)? {
        // What cannot be read was named where it was heard.
        let _unread = crate::rooms::apply(&stored, &mut rows);
        let row = rows.row(misfit.table, &misfit.key);
        let now = row.map(|row| match place(misfit.table, misfit.column) {
            Some(place) => vec![row[place].clone()],
            None => row.to_vec(),
        });
        if now != before {
            (before, last) = (now, Some(stored.seq));
        }
    }
    Ok(last)
}

fn place(table: &Table, column: Option<&str>) -> Option<usize> {
    table.columns.iter().position(|known| Some(known.name) == column)
}
