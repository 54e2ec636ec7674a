//! Looks into a packed workbook before it is read: that it is whole, how large it becomes, which
//! rows are hidden and which cells merged.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::faults::LedgerError;
use super::tags::{Tags, attribute};

/// Bytes that all sheets and other parts of a workbook may take together when unpacked.
pub const UNPACKED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes that the common texts of a workbook may take when unpacked; they are kept in memory.
pub const TEXTS_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Bytes that any other part (styles, lists) may take when unpacked.
pub const PART_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Bytes that one cell may take; the fullest that a spreadsheet program writes takes less.
pub const CELL_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Ranges that may be merged in one sheet.
const MERGED_MAX: usize = 1_000_000;

/// Rows and columns of merged cells, counted from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// What one sheet says about itself beside its cells.
#[derive(Debug, Clone, Default)]
pub struct SheetFacts {
    /// Merged cells, by their first row.
    pub merged: Vec<Merged>,
    /// Hidden rows as spans from and to, counted from 1.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns as spans from and to, counted from 0.
    pub hidden_columns: Vec<(u32, u32)>,
}

/// Checks a packed workbook and returns the facts of its sheets, in the order of the workbook.
///
/// # Errors
/// Not packed, no workbook, damaged (every part that will be read is unpacked and its checksum
/// compared), locked, or larger than the limits.
pub fn inspect(path: &Path) -> Result<Vec<SheetFacts>, LedgerError> {
    let mut package = Package::open(path)?;
    let workbook = package.workbook_path()?;
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };

    let mut targets: HashMap<String, String> = HashMap::new();
    package.tags(&format!("{folder}_rels/{file}.rels"), PART_BYTES_MAX, &mut |name, tag| {
        if name == b"Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let mut sheets = Vec::new();
    package.tags(&workbook, PART_BYTES_MAX, &mut |name, tag| {
        if name == b"sheet" {
            sheets.push(attribute(tag, "id").unwrap_or_default());
        }
    })?;

    let mut facts = Vec::new();
    for id in sheets {
        let target =
            targets.get(&id).ok_or_else(|| LedgerError::damaged("a sheet is not there"))?;
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        };
        facts.push(package.sheet(&part)?);
    }
    package.check_other_parts(&folder)?;
    Ok(facts)
}

struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// The names of its parts, by their place in the archive.
    names: Vec<String>,
    budget: u64,
}

impl Package {
    fn open(path: &Path) -> Result<Self, LedgerError> {
        let file = BufReader::new(File::open(path).map_err(unreadable)?);
        let archive = ZipArchive::new(file).map_err(unpackable)?;
        let mut names = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index_data(index).map_err(unpackable)?;
            if part.encrypted() {
                return Err(LedgerError::PasswordProtected);
            }
            names.push(String::from_utf8_lossy(part.name_raw()).replace('\\', "/"));
        }
        let has = |name: &str| names.iter().any(|part| part.eq_ignore_ascii_case(name));
        let refused = if has("xl/workbook.bin") {
            Some("xlsb")
        } else if has("content.xml") && has("mimetype") {
            Some("ods")
        } else {
            None
        };
        if let Some(format) = refused {
            return Err(LedgerError::OtherFormat { format });
        }
        if has("word/document.xml") {
            return Err(LedgerError::NotALedger { looks_like: "document" });
        }
        if !has("[Content_Types].xml") || !has("_rels/.rels") {
            return Err(LedgerError::NotALedger { looks_like: "archive" });
        }
        Ok(Self { archive, names, budget: UNPACKED_BYTES_MAX })
    }

    fn workbook_path(&mut self) -> Result<String, LedgerError> {
        let mut found = None;
        self.tags("_rels/.rels", PART_BYTES_MAX, &mut |name, tag| {
            let kind = attribute(tag, "Type").unwrap_or_default();
            if name == b"Relationship" && kind.ends_with("/relationships/officeDocument") {
                found = attribute(tag, "Target");
            }
        })?;
        let target = found.ok_or_else(|| LedgerError::damaged("no workbook in it"))?;
        Ok(target.strip_prefix('/').unwrap_or(&target).to_owned())
    }

    fn sheet(&mut self, name: &str) -> Result<SheetFacts, LedgerError> {
        let mut facts = SheetFacts::default();
        let mut row = 0;
        let mut closed = false;
        self.tags(name, UNPACKED_BYTES_MAX, &mut |name, tag| match name {
            b"row" => {
                row = attribute(tag, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                if is_true(tag, "hidden") {
                    span(&mut facts.hidden_rows, row, row);
                }
            }
            b"col" if is_true(tag, "hidden") => {
                let number = |name| attribute(tag, name).and_then(|n| n.parse::<u32>().ok());
                if let (Some(from), Some(to)) = (number("min"), number("max")) {
                    span(&mut facts.hidden_columns, from.saturating_sub(1), to.saturating_sub(1));
                }
            }
            b"mergeCell" => {
                let range = attribute(tag, "ref").and_then(|range| merged(&range));
                // One more than allowed is kept, so that the excess is seen below.
                if facts.merged.len() <= MERGED_MAX {
                    facts.merged.extend(range);
                }
            }
            b"/worksheet" | b"/chartsheet" | b"/dialogsheet" => closed = true,
            _ => {}
        })?;
        if !closed {
            return Err(LedgerError::damaged(format!("{name} has no end")));
        }
        if facts.merged.len() > MERGED_MAX {
            return Err(LedgerError::damaged("more than a million merged ranges"));
        }
        facts.merged.sort_unstable();
        Ok(facts)
    }

    /// Common texts, styles and colours: the parts that the spreadsheet library reads as well.
    fn check_other_parts(&mut self, folder: &str) -> Result<(), LedgerError> {
        for name in self.names.clone() {
            let Some(inner) = name.strip_prefix(folder) else { continue };
            let limit = match inner.to_ascii_lowercase().as_str() {
                "sharedstrings.xml" => TEXTS_BYTES_MAX,
                "styles.xml" => PART_BYTES_MAX,
                other if other.starts_with("theme/") => PART_BYTES_MAX,
                _ => continue,
            };
            let mut declared = 0;
            self.tags(&name, limit, &mut |tag_name, tag| {
                if tag_name == b"sst" {
                    let count = attribute(tag, "uniqueCount").and_then(|n| n.parse::<u64>().ok());
                    declared = count.unwrap_or(0);
                }
            })?;
            // The library sets aside room for as many texts as are declared; each takes at least
            // the five bytes of `<si/>`.
            if declared > self.unpacked(&name)? / 5 {
                return Err(LedgerError::damaged("more texts are declared than there are"));
            }
        }
        Ok(())
    }

    fn index(&self, name: &str) -> Result<usize, LedgerError> {
        let name = name.replace('\\', "/");
        let found = self.names.iter().position(|part| part.eq_ignore_ascii_case(&name));
        found.ok_or_else(|| LedgerError::damaged(format!("{name} is not there")))
    }

    /// What a part declares to take when unpacked.
    fn unpacked(&self, name: &str) -> Result<u64, LedgerError> {
        Ok(self.archive.by_index_data(self.index(name)?).map_err(unpackable)?.size())
    }

    /// Unpacks a part, checks size and checksum, and hands each tag on with its name.
    fn tags(
        &mut self,
        name: &str,
        limit: u64,
        on_tag: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<(), LedgerError> {
        let index = self.index(name)?;
        let limit = limit.min(self.budget);
        let mut part = self.archive.by_index(index).map_err(unpackable)?;
        let declared = part.size();
        if declared > limit {
            return Err(LedgerError::TooLarge { part: name.to_owned(), bytes_max: limit });
        }
        let mut tags = Tags::default();
        let mut piece = vec![0; 64 * 1024];
        let mut unpacked = 0;
        loop {
            // The library compares the checksum when it comes to the end.
            let count = part.read(&mut piece).map_err(|error| match error.kind() {
                ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::InvalidInput => {
                    LedgerError::damaged(format!("{name} cannot be unpacked: {error}"))
                }
                _ => unreadable(error),
            })?;
            unpacked += count as u64;
            // Nothing beyond the declared size is wanted, so a part that lies stops early.
            if unpacked > declared || (count == 0 && unpacked < declared) {
                return Err(LedgerError::damaged(format!("{name} is not as long as it says")));
            }
            if count == 0 {
                break;
            }
            tags.feed(&piece[..count], on_tag);
        }
        if tags.longest_cell > CELL_BYTES_MAX {
            return Err(LedgerError::TooLarge { part: name.to_owned(), bytes_max: CELL_BYTES_MAX });
        }
        self.budget -= declared;
        Ok(())
    }
}

pub(super) fn unreadable(error: std::io::Error) -> LedgerError {
    LedgerError::Unreadable { why: error.to_string() }
}

fn unpackable(error: ZipError) -> LedgerError {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            LedgerError::PasswordProtected
        }
        other => LedgerError::damaged(other),
    }
}

fn is_true(tag: &[u8], name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds a span, or lengthens the last one.
fn span(spans: &mut Vec<(u32, u32)>, from: u32, to: u32) {
    match spans.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(from) => *end = to,
        _ => spans.push((from, to)),
    }
}

/// `B2:C9` as rows and columns counted from 0.
fn merged(range: &str) -> Option<Merged> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let (one, two) = (place(from)?, place(to)?);
    Some(Merged {
        top: one.0.min(two.0),
        left: one.1.min(two.1),
        bottom: one.0.max(two.0),
        right: one.1.max(two.1),
    })
}

fn place(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = address.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
