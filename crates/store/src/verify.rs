//! Checking a house: does every byte still fit what the log commits to, and if not, where.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use law::record::{commitment, link};
use law::words::Hash;
use serde::Serialize;
use serde_json::Value;

use crate::db::Db;
use crate::fault::Fault;
use crate::log;
use crate::rows::{self, Table, View};
use crate::safe::Safe;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The table.
    pub table: String,
    /// The row, by its key.
    pub row: String,
    /// The field, where it is one.
    pub field: String,
    /// The number of the record that it should fit.
    pub record: Option<u64>,
    /// What is wrong.
    pub what: String,
}

/// What the log commits to outside itself, gathered while the chain is checked.
#[derive(Default)]
struct Commitments {
    texts: HashMap<i64, (Hash, u64)>,
    /// Texts that were erased, each with the record that says so.
    erased: HashMap<i64, u64>,
    files: HashMap<i64, File>,
    definitions: HashMap<Hash, u64>,
    acts: HashMap<Hash, u64>,
}

/// What the log says of an attachment.
struct File {
    hash: Hash,
    size: i64,
    format: String,
    act: Hash,
    at: i64,
    seq: u64,
}

/// Checks the chain, the columns beside the bytes, the vault, definitions, files and acts.
///
/// `progress` is told the number of each record; `read_file` returns the bytes kept under a hash;
/// `safe` opens what is sealed.
pub fn recorded(
    db: Db<'_>,
    safe: &Safe,
    mut progress: impl FnMut(u64),
    read_file: impl Fn(Hash) -> Option<Vec<u8>>,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = vec![];
    let mut commitments = Commitments::default();
    let (mut previous, mut seq, mut at) = (Hash::default(), 0, i64::MIN);
    log::each_between(db, (0, i64::MAX as u64), |stored| {
        progress(stored.seq);
        let row = format!("{}", stored.seq);
        let mut wrong = |field: &str, what: String| {
            findings.push(Finding {
                table: "log".to_owned(),
                row: row.clone(),
                field: field.to_owned(),
                record: Some(stored.seq),
                what,
            });
        };
        if stored.seq != seq + 1 {
            wrong("seq", format!("record {} follows record {seq}: some are missing", stored.seq));
        }
        let expected = link(previous, &stored.bytes);
        if expected != stored.hash {
            wrong("hash", "the link does not fit the bytes and the record before".to_owned());
        }
        if stored.at.0 < at {
            wrong("at", "the record is older than the one before it".to_owned());
        }
        (previous, seq, at) = (stored.hash, stored.seq, stored.at.0);
        match serde_json::from_slice::<Value>(&stored.bytes) {
            Err(error) => wrong("bytes", format!("the bytes are no record: {error}")),
            Ok(value) => {
                compare_columns(&value, &stored, &mut wrong);
                commitments.gather(&value, stored.seq);
            }
        }
        Ok(())
    })?;
    commitments.check_texts(db, safe, &mut findings)?;
    commitments.check_definitions(db, &mut findings)?;
    commitments.check_files(db, &mut findings, read_file)?;
    commitments.check_acts(db, seq, &mut findings)?;
    Ok(findings)
}

/// The columns beside the bytes repeat what the bytes say.
fn compare_columns(value: &Value, stored: &log::Stored, wrong: &mut impl FnMut(&str, String)) {
    let number = |name: &str| value.get(name).and_then(Value::as_i64);
    if number("seq") != Some(stored.seq as i64) {
        wrong("seq", "the number differs from the one in the bytes".to_owned());
    }
    if number("at") != Some(stored.at.0) {
        wrong("at", "the time differs from the one in the bytes".to_owned());
    }
    if number("case") != Some(stored.matter) {
        wrong("matter", "the matter differs from the one in the bytes".to_owned());
    }
    let fact = value.get("fact");
    let fact = fact.and_then(|fact| fact.get("what").or(Some(fact)));
    let kind = fact.and_then(Value::as_object).and_then(|fact| fact.keys().next());
    if kind != Some(&stored.kind) {
        wrong("kind", "the kind differs from the one in the bytes".to_owned());
    }
}

impl Commitments {
    fn gather(&mut self, value: &Value, seq: u64) {
        let act = value.get("act").and_then(Value::as_str).and_then(|t| t.parse().ok());
        if let Some(act) = act {
            self.acts.insert(act, seq);
        }
        let at = value.get("at").and_then(Value::as_i64).unwrap_or_default();
        let record = (seq, act.unwrap_or_default(), at);
        let erased = value.pointer("/fact/what/identity.erased~11/text").and_then(Value::as_str);
        if let Some(text) = erased.and_then(|text| text.parse::<law::words::TextId>().ok()) {
            self.erased.insert(text.int(), seq);
        }
        self.walk(value.get("fact").unwrap_or(&Value::Null), record);
    }

    fn walk(&mut self, value: &Value, record: (u64, Hash, i64)) {
        let (seq, act, at) = record;
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, record)),
            Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str);
                let id = text("id").and_then(|t| t.parse::<law::words::TextId>().ok());
                let hash = text("hash").and_then(|t| t.parse::<Hash>().ok());
                match (id, hash) {
                    (Some(id), Some(hash)) if fields.contains_key("format") => {
                        let format = text("format").unwrap_or_default().to_owned();
                        let size = fields.get("size").and_then(Value::as_i64).unwrap_or_default();
                        self.files.insert(id.int(), File { hash, size, format, act, at, seq });
                    }
                    (Some(id), Some(hash)) => {
                        self.texts.insert(id.int(), (hash, seq));
                    }
                    (None, Some(hash)) if fields.contains_key("what") => {
                        self.definitions.insert(hash, seq);
                    }
                    _ => fields.values().for_each(|value| self.walk(value, record)),
                }
            }
            _ => {}
        }
    }

    fn check_texts(
        &self,
        db: Db<'_>,
        safe: &Safe,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        let sql = "SELECT text, salt, bytes, key FROM vault WHERE house = $1";
        db.each(sql, &[], |row| {
            let (id, salt) = (row.int(0), <[u8; 16]>::try_from(row.blob(1)));
            seen.insert(id);
            let bytes = match row.values()[3] == crate::Val::Null {
                true => Some(row.blob(2).to_vec()),
                false => safe.open((db.house(), row.id(0)), row.blob(3), row.blob(2)),
            };
            let finding = |record, what: &str| finding("vault", id, "bytes", record, what);
            if let Some(seq) = self.erased.get(&id) {
                findings.push(finding(Some(*seq), "the text was erased and is there"));
            }
            match (self.texts.get(&id), salt) {
                (None, _) => findings.push(finding(None, "no record names this text")),
                (Some((_, seq)), _) if bytes.is_none() => {
                    findings.push(finding(Some(*seq), "the sealed text cannot be opened"));
                }
                (Some((_, seq)), Err(_)) => {
                    findings.push(finding(Some(*seq), "the salt is not 16 bytes long"));
                }
                (Some((hash, seq)), Ok(salt))
                    if commitment(&salt, bytes.as_deref().unwrap_or_default()) != *hash =>
                {
                    findings.push(finding(Some(*seq), "the text is not the one that was recorded"));
                }
                _ => {}
            }
            Ok(())
        })?;
        // What was erased is missing by right; its commitment stays in the chain.
        let is_missing = |id: &i64| !seen.contains(id) && !self.erased.contains_key(id);
        for (id, (_, seq)) in self.texts.iter().filter(|(id, _)| is_missing(id)) {
            findings.push(finding("vault", *id, "", Some(*seq), "a recorded text is missing"));
        }
        Ok(())
    }

    fn check_definitions(&self, db: Db<'_>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        db.each("SELECT hash, bytes FROM definition WHERE house = $1", &[], |row| {
            let real = Hash::of(&[row.blob(1)]);
            let named = Hash::from_bytes(row.blob(0)).unwrap_or_default();
            seen.insert(named);
            if real != named || !self.definitions.contains_key(&named) {
                findings.push(Finding {
                    table: "definition".to_owned(),
                    row: named.to_string(),
                    field: "bytes".to_owned(),
                    record: self.definitions.get(&named).copied(),
                    what: "the definition is not the one that was recorded".to_owned(),
                });
            }
            Ok(())
        })?;
        for (hash, seq) in self.definitions.iter().filter(|(hash, _)| !seen.contains(*hash)) {
            findings.push(Finding {
                table: "definition".to_owned(),
                row: hash.to_string(),
                field: String::new(),
                record: Some(*seq),
                what: "a recorded definition is missing".to_owned(),
            });
        }
        Ok(())
    }

    fn check_files(
        &self,
        db: Db<'_>,
        findings: &mut Vec<Finding>,
        read_file: impl Fn(Hash) -> Option<Vec<u8>>,
    ) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        let sql = "SELECT file, salt, hash, size, format, act, at FROM file WHERE house = $1";
        db.each(sql, &[], |row| {
            let id = row.int(0);
            let Some(file) = self.files.get(&id) else {
                findings.push(finding("file", id, "", None, "no record names this attachment"));
                return Ok(());
            };
            seen.insert(id);
            let mut wrong = |field: &str, what: &str| {
                findings.push(finding("file", id, field, Some(file.seq), what));
            };
            let beside = [
                ("size", row.int(3) == file.size),
                ("format", row.text(4) == file.format),
                ("act", row.blob(5) == file.act.0),
                ("at", row.int(6) == file.at),
            ];
            for (field, _) in beside.iter().filter(|(_, fits)| !fits) {
                wrong(field, "the record says another value");
            }
            let salt = <[u8; 16]>::try_from(row.blob(1)).unwrap_or_default();
            let fits = |bytes: Vec<u8>| commitment(&salt, &bytes) == file.hash;
            if row.blob(2) != file.hash.0 || !read_file(file.hash).is_some_and(fits) {
                wrong("bytes", "the attachment is missing or is not the one that was recorded");
            }
            Ok(())
        })?;
        for (id, file) in self.files.iter().filter(|(id, _)| !seen.contains(*id)) {
            let what = "a recorded attachment is missing";
            findings.push(finding("file", *id, "", Some(file.seq), what));
        }
        Ok(())
    }

    fn check_acts(&self, db: Db<'_>, last: u64, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        db.each("SELECT act, seq FROM act WHERE house = $1", &[], |row| {
            let act = Hash::from_bytes(row.blob(0)).unwrap_or_default();
            seen.insert(act);
            let recorded = self.acts.get(&act);
            if row.int(1) as u64 > last {
                findings.push(Finding {
                    table: "log".to_owned(),
                    row: row.int(1).to_string(),
                    field: "seq".to_owned(),
                    record: Some(last),
                    what: "an act ended with this record, and the log is shorter".to_owned(),
                });
            }
            // Only an act that put something on record is kept, with the number of its last record.
            if recorded.is_none_or(|seq| *seq != row.int(1) as u64) {
                findings.push(Finding {
                    table: "act".to_owned(),
                    row: act.to_string(),
                    field: "seq".to_owned(),
                    record: recorded.copied(),
                    what: "no record ends this act where the table says".to_owned(),
                });
            }
            Ok(())
        })?;
        for (act, seq) in self.acts.iter().filter(|(act, _)| !seen.contains(*act)) {
            findings.push(Finding {
                table: "act".to_owned(),
                row: act.to_string(),
                field: String::new(),
                record: Some(*seq),
                what: "a recorded act is missing".to_owned(),
            });
        }
        Ok(())
    }
}

fn finding(table: &str, id: i64, field: &str, record: Option<u64>, what: &str) -> Finding {
    Finding {
        table: table.to_owned(),
        row: law::words::TextId::from_int(id).to_string(),
        field: field.to_owned(),
        record,
        what: what.to_owned(),
    }
}

/// Compares the tables of a view with those of a rebuild, row by row and field by field.
pub fn derived(live: Db<'_>, rebuilt: Db<'_>, view: &View) -> Result<Vec<Finding>, Fault> {
    let mut findings = vec![];
    for table in view.tables {
        compare(live, rebuilt, table, &mut findings)?;
    }
    Ok(findings)
}

fn compare(
    live: Db<'_>,
    rebuilt: Db<'_>,
    table: &Table,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let keys = table.key.len();
    let mut expected: HashMap<Vec<crate::Val>, Vec<crate::Val>> = HashMap::new();
    rows::each_row(rebuilt, table, |row| {
        let (key, rest) = row.values().split_at(keys);
        expected.insert(key.to_vec(), rest.to_vec());
        Ok(())
    })?;
    let mut wrong = |key: &[crate::Val], field: &str, what: &str| {
        findings.push(Finding {
            table: table.name.to_owned(),
            row: key.iter().map(said).collect::<Vec<_>>().join(" "),
            field: field.to_owned(),
            record: None,
            what: what.to_owned(),
        });
    };
    rows::each_row(live, table, |row| {
        let (key, rest) = row.values().split_at(keys);
        match expected.remove(key) {
            None => wrong(key, "", "no fact makes this row"),
            Some(right) => {
                for ((column, real), right) in table.columns.iter().zip(rest).zip(&right) {
                    if real != right {
                        wrong(key, column.name, "the facts make another value");
                    }
                }
            }
        }
        Ok(())
    })?;
    for key in expected.keys() {
        wrong(key, "", "the row that the facts make is missing");
    }
    Ok(())
}

fn said(value: &crate::Val) -> String {
    match value {
        crate::Val::Null => "-".to_owned(),
        crate::Val::Int(value) => value.to_string(),
        crate::Val::Text(value) => value.to_string(),
        crate::Val::Blob(value) => value.iter().fold(String::new(), |mut text, byte| {
            let _infallible = write!(text, "{byte:02x}");
            text
        }),
    }
}
