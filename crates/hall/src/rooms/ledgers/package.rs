//! Looks into a packed workbook before it is read: that it is whole, how large it becomes, which
//! rows are hidden and which cells merged.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::faults::LedgerError;
use super::inflate::{InflateError, inflate};
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

#[derive(Debug, Clone)]
struct Part {
    name: String,
    method: u16,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    offset: u64,
}

struct Package {
    file: File,
    parts: Vec<Part>,
    budget: u64,
}

impl Package {
    fn open(path: &Path) -> Result<Self, LedgerError> {
        let mut file = File::open(path).map_err(unreadable)?;
        let parts = directory(&mut file)?;
        let has = |name: &str| parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
        let refused = if has("xl/workbook.bin") {
            Some("a binary workbook (.xlsb)")
        } else if has("content.xml") && has("mimetype") {
            Some("an OpenDocument file (.ods)")
        } else {
            None
        };
        if let Some(format) = refused {
            return Err(LedgerError::OtherFormat { format });
        }
        if has("word/document.xml") {
            return Err(LedgerError::NotALedger { looks_like: "a text document" });
        }
        if !has("[Content_Types].xml") || !has("_rels/.rels") {
            return Err(LedgerError::NotALedger { looks_like: "a packed archive" });
        }
        Ok(Self { file, parts, budget: UNPACKED_BYTES_MAX })
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
        let names: Vec<String> = self.parts.iter().map(|part| part.name.clone()).collect();
        for name in names {
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
            let size = self.part(&name)?.unpacked;
            if declared > size / 5 {
                return Err(LedgerError::damaged("more texts are declared than there are"));
            }
        }
        Ok(())
    }

    fn part(&self, name: &str) -> Result<Part, LedgerError> {
        let name = name.replace('\\', "/");
        let found = self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(&name));
        found.cloned().ok_or_else(|| LedgerError::damaged(format!("{name} is not there")))
    }

    /// Unpacks a part, checks size and checksum, and hands each tag on with its name.
    fn tags(
        &mut self,
        name: &str,
        limit: u64,
        on_tag: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<(), LedgerError> {
        let part = self.part(name)?;
        let limit = limit.min(self.budget);
        let too_large = || LedgerError::TooLarge { part: name.to_owned(), bytes_max: limit };
        if part.unpacked > limit {
            return Err(too_large());
        }
        let mut header = [0; 30];
        self.file.seek(SeekFrom::Start(part.offset)).map_err(unreadable)?;
        self.file.read_exact(&mut header).map_err(LedgerError::damaged)?;
        if header[..4] != *b"PK\x03\x04" {
            return Err(LedgerError::damaged(format!("{name} is not where it should be")));
        }
        let skip = u16_at(&header, 26) + u16_at(&header, 28);
        self.file.seek(SeekFrom::Current(skip as i64)).map_err(unreadable)?;
        let packed = BufReader::new(&mut self.file).take(part.packed);

        let mut tags = Tags::default();
        let mut checksum = Checksum::default();
        let mut sink = |piece: &[u8]| {
            checksum.add(piece);
            tags.feed(piece, on_tag);
        };
        // Nothing beyond the declared size is wanted, so a part that lies about it stops early.
        let unpacked = match part.method {
            0 => copy(packed, &mut sink),
            8 => inflate(packed, part.unpacked, &mut sink),
            other => return Err(LedgerError::damaged(format!("packed by method {other}"))),
        };
        match unpacked {
            Ok(()) => {}
            Err(InflateError::Io(error)) => return Err(unreadable(error)),
            Err(InflateError::Corrupt | InflateError::TooLarge) => {
                return Err(LedgerError::damaged(format!("{name} cannot be unpacked")));
            }
        }
        if checksum.bytes != part.unpacked || checksum.value() != part.checksum {
            return Err(LedgerError::damaged(format!("{name} does not fit its checksum")));
        }
        if tags.longest_cell > CELL_BYTES_MAX {
            let part = format!("a cell of {name}");
            return Err(LedgerError::TooLarge { part, bytes_max: CELL_BYTES_MAX });
        }
        self.budget -= part.unpacked;
        Ok(())
    }
}

fn copy(mut from: impl Read, sink: &mut dyn FnMut(&[u8])) -> Result<(), InflateError> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match from.read(&mut piece).map_err(InflateError::Io)? {
            0 => return Ok(()),
            count => sink(&piece[..count]),
        }
    }
}

/// The list of parts at the end of the archive.
fn directory(file: &mut File) -> Result<Vec<Part>, LedgerError> {
    let size = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let tail = size.min(66_000);
    file.seek(SeekFrom::Start(size - tail)).map_err(unreadable)?;
    let mut end = vec![0; tail as usize];
    file.read_exact(&mut end).map_err(unreadable)?;
    let at = end.windows(4).rposition(|four| four == b"PK\x05\x06");
    let record = at.and_then(|at| end.get(at..at + 22));
    let (Some(at), Some(record)) = (at, record) else {
        return Err(LedgerError::damaged("its list of contents is missing"));
    };
    let (mut bytes, mut offset) = (u32_at(record, 12), u32_at(record, 16));
    let locator = at.checked_sub(20).map(|at| &end[at..at + 20]);
    if let Some(locator) = locator.filter(|locator| locator.starts_with(b"PK\x06\x07")) {
        let mut large = [0; 56];
        file.seek(SeekFrom::Start(u64_at(locator, 8))).map_err(LedgerError::damaged)?;
        file.read_exact(&mut large).map_err(LedgerError::damaged)?;
        (bytes, offset) = (u64_at(&large, 40), u64_at(&large, 48));
    }
    if offset.checked_add(bytes).is_none_or(|end| end > size) || bytes > PART_BYTES_MAX {
        return Err(LedgerError::damaged("its list of contents is cut"));
    }
    file.seek(SeekFrom::Start(offset)).map_err(unreadable)?;
    let mut list = vec![0; bytes as usize];
    file.read_exact(&mut list).map_err(unreadable)?;
    let mut parts = Vec::new();
    let mut rest = list.as_slice();
    while rest.len() >= 46 && rest.starts_with(b"PK\x01\x02") {
        let (name, extra) = (u16_at(rest, 28) as usize, u16_at(rest, 30) as usize);
        let whole = 46 + name + extra + u16_at(rest, 32) as usize;
        if whole > rest.len() {
            return Err(LedgerError::damaged("its list of contents is cut"));
        }
        parts.push(part_of(
            &rest[..46],
            &rest[46..46 + name],
            &rest[46 + name..46 + name + extra],
        )?);
        rest = &rest[whole..];
    }
    Ok(parts)
}

fn part_of(entry: &[u8], name: &[u8], extra: &[u8]) -> Result<Part, LedgerError> {
    if u16_at(entry, 8) & 1 == 1 {
        return Err(LedgerError::PasswordProtected);
    }
    let mut part = Part {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        method: u16_at(entry, 10) as u16,
        checksum: u32_at(entry, 16) as u32,
        packed: u32_at(entry, 20),
        unpacked: u32_at(entry, 24),
        offset: u32_at(entry, 42),
    };
    // Large values stand in an extra field, in this order, and only those that do not fit.
    let mut fields = extra;
    while fields.len() >= 4 {
        let (kind, length) = (u16_at(fields, 0), u16_at(fields, 2) as usize);
        let body = fields.get(4..4 + length).ok_or_else(|| LedgerError::damaged("bad entry"))?;
        if kind == 1 {
            let mut values = body.chunks_exact(8).map(|eight| u64_at(eight, 0));
            for value in [&mut part.unpacked, &mut part.packed, &mut part.offset] {
                if *value == u64::from(u32::MAX) {
                    *value = values.next().ok_or_else(|| LedgerError::damaged("bad entry"))?;
                }
            }
        }
        fields = &fields[4 + length..];
    }
    Ok(part)
}

fn u16_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u64 {
    u16_at(bytes, at) | u16_at(bytes, at + 2) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u32_at(bytes, at) | u32_at(bytes, at + 4) << 32
}

pub(super) fn unreadable(error: std::io::Error) -> LedgerError {
    LedgerError::Unreadable { why: error.to_string() }
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

/// CRC-32 as archives use it.
struct Checksum {
    table: [u32; 256],
    state: u32,
    bytes: u64,
}

impl Default for Checksum {
    fn default() -> Self {
        let mut table = [0; 256];
        for (index, slot) in table.iter_mut().enumerate() {
            let mut value = index as u32;
            for _ in 0..8 {
                value = if value & 1 == 1 { value >> 1 ^ 0xEDB8_8320 } else { value >> 1 };
            }
            *slot = value;
        }
        Self { table, state: !0, bytes: 0 }
    }
}

impl Checksum {
    fn add(&mut self, piece: &[u8]) {
        for byte in piece {
            let index = (self.state ^ u32::from(*byte)) & 0xFF;
            self.state = self.state >> 8 ^ self.table[index as usize];
        }
        self.bytes += piece.len() as u64;
    }

    fn value(&self) -> u32 {
        !self.state
    }
}

/// Every part of a package as text, for tests that craft broken ones.
#[cfg(test)]
pub(super) fn texts_of_parts(path: &Path) -> Vec<(String, String)> {
    let mut file = File::open(path).unwrap();
    let read = |part: Part| {
        let mut header = [0; 30];
        file.seek(SeekFrom::Start(part.offset)).unwrap();
        file.read_exact(&mut header).unwrap();
        let skip = u16_at(&header, 26) + u16_at(&header, 28);
        file.seek(SeekFrom::Current(skip as i64)).unwrap();
        let mut bytes = Vec::new();
        let packed = (&mut file).take(part.packed);
        inflate(packed, part.unpacked, &mut |piece| bytes.extend_from_slice(piece)).unwrap();
        (part.name, String::from_utf8(bytes).unwrap())
    };
    let parts = directory(&mut File::open(path).unwrap()).unwrap();
    parts.into_iter().map(read).collect()
}

/// The checksum of some bytes.
#[cfg(test)]
pub(super) fn checksum_of(bytes: &[u8]) -> u32 {
    let mut checksum = Checksum::default();
    checksum.add(bytes);
    checksum.value()
}
