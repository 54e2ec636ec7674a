//! Checking what a house keeps beside its log, piece by piece: each piece against what the log says
//! of it, named by table, row and field where it does not fit.

use std::collections::BTreeMap;
use std::fmt::Write;

use law::clock::Time;
use law::record::commitment;
use law::words::{FileRef, Hash, TextId, TextRef};
use serde::{Deserialize, Serialize};

use crate::Val;
use crate::db::Db;
use crate::fault::Fault;
use crate::rows::{self, Table};
use crate::safe::{Safe, is_personal};
use crate::search::mixed;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl Finding {
    /// Of a field of a row; of the whole row where the field is empty.
    pub fn new(table: &str, row: impl Into<String>, field: &str, what: impl Into<String>) -> Self {
        let (table, field) = (table.to_owned(), field.to_owned());
        Self { table, row: row.into(), field, record: None, what: what.into() }
    }

    /// With the record that the row should fit.
    #[must_use]
    pub fn of(mut self, record: impl Into<Option<u64>>) -> Self {
        self.record = record.into();
        self
    }
}

/// How many rows there are, and a sum over their keys in any order: other rows have another sum,
/// but for one chance in 2⁶⁴.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    count: i64,
    sum: u64,
}

impl Mark {
    /// One more row.
    pub fn add(&mut self, key: i64) {
        self.count += 1;
        self.sum = self.sum.wrapping_add(mixed(key));
    }

    /// One row less.
    pub fn remove(&mut self, key: i64) {
        self.count -= 1;
        self.sum = self.sum.wrapping_sub(mixed(key));
    }

    /// The rows of both.
    pub fn join(&mut self, other: Self) {
        self.count += other.count;
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

/// A text that a record names.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The text.
    pub text: TextRef,
    /// Of what kind the facts make it.
    pub kind: &'static str,
    /// Whether anybody may read it, where the facts say so.
    pub open: Option<bool>,
    /// The record.
    pub record: u64,
}

/// Checks a text of the vault; whether it is there.
pub fn text(
    db: Db<'_>,
    safe: &Safe,
    named: &Named,
    findings: &mut Vec<Finding>,
) -> Result<bool, Fault> {
    let sql = "SELECT salt, bytes, key, kind, open FROM vault WHERE house = $1 AND text = $2";
    let id = named.text.id;
    let Some(row) = db.maybe(sql, &[id.into()])? else { return Ok(false) };
    let mut wrong = |field: &str, what: &str| {
        findings.push(Finding::new("vault", id.to_string(), field, what).of(named.record));
    };
    let is_clear = row.values()[2] == Val::Null;
    let opened;
    let bytes = match is_clear {
        true => Some(row.blob(1)),
        false => {
            opened = safe.open((db.house(), id), row.blob(2), row.blob(1));
            opened.as_deref()
        }
    };
    match (<[u8; 16]>::try_from(row.blob(0)), bytes) {
        (_, None) => wrong("bytes", "the sealed text cannot be opened"),
        (Err(_), _) => wrong("salt", "the salt is not 16 bytes long"),
        (Ok(salt), Some(bytes)) if commitment(&salt, bytes) != named.text.hash => {
            wrong("bytes", "the text is not the one that was recorded");
        }
        _ => {}
    }
    if row.text(3) != named.kind {
        wrong("kind", &format!("the facts make it a text of the kind {}", named.kind));
    }
    if named.open.is_some_and(|open| row.values()[4] != open.into()) {
        wrong("open", "the facts let others read it");
    }
    if is_clear && is_personal(named.kind, named.open != Some(false)) {
        wrong("key", "a personal text lies in clear");
    }
    Ok(true)
}

/// Calls `take` with the key of each text of the vault.
pub fn each_text(db: Db<'_>, mut take: impl FnMut(i64)) -> Result<(), Fault> {
    db.each("SELECT text FROM vault WHERE house = $1", &[], |row| {
        take(row.int(0));
        Ok(())
    })
}

/// An attachment that a record names.
#[derive(Debug, Clone)]
pub struct Attached {
    /// What the fact says of it.
    pub file: FileRef,
    /// The act it came with, and when that was.
    pub act: (Hash, Time),
    /// The record.
    pub record: u64,
}

/// Checks an attachment: its row, and the bytes that `read` returns for a hash.
pub fn file(
    db: Db<'_>,
    attached: &Attached,
    read: impl Fn(Hash) -> Option<Vec<u8>>,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let sql = "SELECT salt, hash, size, format, act, at FROM file WHERE house = $1 AND file = $2";
    let Attached { file, act, record } = attached;
    let mut wrong = |field: &str, what: &str| {
        findings.push(Finding::new("file", file.id.to_string(), field, what).of(*record));
    };
    let Some(row) = db.maybe(sql, &[file.id.into()])? else {
        wrong("", "a recorded attachment is missing");
        return Ok(());
    };
    let beside = [
        ("hash", row.blob(1) == file.hash.0),
        ("size", row.int(2) as u64 == file.size),
        ("format", row.text(3) == file.format.as_str()),
        ("act", row.blob(4) == act.0.0),
        ("at", row.int(5) == act.1.0),
    ];
    for (field, _) in beside.iter().filter(|(_, fits)| !fits) {
        wrong(field, "the record says another value");
    }
    match (<[u8; 16]>::try_from(row.blob(0)), read(file.hash)) {
        (Err(_), _) => wrong("salt", "the salt is not 16 bytes long"),
        (_, None) => wrong("bytes", "the attachment is missing"),
        (Ok(salt), Some(bytes)) if commitment(&salt, &bytes) != file.hash => {
            wrong("bytes", "the attachment is not the one that was recorded");
        }
        _ => {}
    }
    Ok(())
}

/// Calls `take` with the key of each attachment.
pub fn each_file(db: Db<'_>, mut take: impl FnMut(i64)) -> Result<(), Fault> {
    db.each("SELECT file FROM file WHERE house = $1", &[], |row| {
        take(row.int(0));
        Ok(())
    })
}

/// Names a row that no record names.
pub fn unnamed(table: &str, key: i64) -> Finding {
    // The number as it stands beside the identifier, which keeps some of its bits only.
    let id = TextId::from_int(key);
    let row = if id.int() == key { id.to_string() } else { key.to_string() };
    let (field, what) = match table {
        "vault" => ("bytes", "no record names this text"),
        _ => ("", "no record names this attachment"),
    };
    Finding::new(table, row, field, what)
}

/// Checks the definitions, each with its record.
pub fn definitions(
    db: Db<'_>,
    defined: &BTreeMap<Hash, u64>,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let mut missing = defined.clone();
    db.each("SELECT hash, bytes FROM definition WHERE house = $1", &[], |row| {
        let named = Hash::from_bytes(row.blob(0)).unwrap_or_default();
        missing.remove(&named);
        let record = defined.get(&named).copied();
        if Hash::of(&[row.blob(1)]) != named || record.is_none() {
            let what = "the definition is not the one that was recorded";
            findings
                .push(Finding::new("definition", said(&row.values()[0]), "bytes", what).of(record));
        }
        Ok(())
    })?;
    for (hash, record) in missing {
        let what = "a recorded definition is missing";
        findings.push(Finding::new("definition", hash.to_string(), "", what).of(record));
    }
    Ok(())
}

/// Where the table of acts says that an act ended, and how it was answered.
pub fn act(db: Db<'_>, act: Hash) -> Result<Option<(i64, Box<str>)>, Fault> {
    let sql = "SELECT seq, answer FROM act WHERE house = $1 AND act = $2";
    Ok(db.maybe(sql, &[act.into()])?.map(|row| (row.int(0), row.text(1).into())))
}

/// How many acts were kept.
pub fn acts(db: Db<'_>) -> Result<u64, Fault> {
    Ok(db.one("SELECT COUNT(*) FROM act WHERE house = $1", &[])?.int(0) as u64)
}

/// Calls `take` with each act, as its key stands, and the number of its last record.
pub fn each_act(
    db: Db<'_>,
    mut take: impl FnMut(&[u8], i64) -> Result<(), Fault>,
) -> Result<(), Fault> {
    db.each("SELECT act, seq FROM act WHERE house = $1", &[], |row| take(row.blob(0), row.int(1)))
}

/// A row of a view that is not what the facts make it.
#[derive(Debug)]
pub struct Misfit {
    /// Its table.
    pub table: &'static Table,
    /// Its key.
    pub key: Vec<Val>,
    /// The matter it belongs to, where its table says so.
    pub matter: Option<i64>,
    /// The column; none for a row that is missing or made by nothing.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub what: &'static str,
}

impl Misfit {
    /// As it is told.
    pub fn finding(&self, record: Option<u64>) -> Finding {
        let row = self.key.iter().map(said).collect::<Vec<_>>().join(" ");
        Finding::new(self.table.name, row, self.column.unwrap_or_default(), self.what).of(record)
    }
}

/// Rows of a table by their keys.
pub type Made = BTreeMap<Vec<Val>, Vec<Val>>;

/// Compares rows of a table with what the facts make of them: those of a span of matters, or all.
pub fn rows(
    db: Db<'_>,
    table: &'static Table,
    span: Option<(i64, i64)>,
    mut made: Made,
) -> Result<Vec<Misfit>, Fault> {
    let mut misfits = vec![];
    rows::each_row(db, table, span, |row| {
        let (key, values) = row.values().split_at(table.key.len());
        match made.remove(key) {
            None => {
                let (key, matter) = (key.to_vec(), table.matter_of(row.values()));
                let what = "no fact makes this row";
                misfits.push(Misfit { table, key, matter, column: None, what });
            }
            Some(right) => differ(table, key, (values, &right), &mut misfits),
        }
        Ok(())
    })?;
    for (key, right) in made {
        // A row that says it belongs to another matter stands elsewhere.
        if let Some(row) = rows::one_row(db, table, &key)? {
            let values = &row.values()[table.key.len()..];
            differ(table, &key, (values, &right), &mut misfits);
            continue;
        }
        let matter = table.matter_of(&[&key[..], &right[..]].concat());
        let what = "the row that the facts make is missing";
        misfits.push(Misfit { table, key, matter, column: None, what });
    }
    Ok(misfits)
}

fn differ(
    table: &'static Table,
    key: &[Val],
    (values, right): (&[Val], &[Val]),
    misfits: &mut Vec<Misfit>,
) {
    if values == right {
        return;
    }
    let matter = table.matter_of(&[key, right].concat());
    let pairs = values.iter().zip(right);
    for (column, _) in table.columns.iter().zip(pairs).filter(|(_, (real, right))| real != right) {
        let (key, column) = (key.to_vec(), Some(column.name));
        let what = "the facts make another value";
        misfits.push(Misfit { table, key, matter, column, what });
    }
}

/// A value as it is told.
fn said(value: &Val) -> String {
    match value {
        Val::Null => "-".to_owned(),
        Val::Int(value) => value.to_string(),
        Val::Text(value) => value.to_string(),
        Val::Blob(value) => hex(value),
    }
}

/// Bytes as they are told.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
