//! Reads the lines of a register from a spreadsheet or CSV that somebody sent.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use encoding_rs::{GB18030, UTF_8};
use law::office::{Column, Holds, Kind, Line};
use law::ruling::Refusal;

use super::fields::{choice_key, heading, heading_key, joined};
use crate::kit::Shell;
use crate::kit::words::{Language, say};
use crate::rooms::ledgers::{from_serial, from_text, unguarded};

/// Most bytes of a file, and of what is packed in it.
const BYTES_MOST: usize = 8 * 1024 * 1024;
const UNPACKED_MOST: u64 = 128 * 1024 * 1024;
/// Most lines of one table.
pub const LINES_MOST: usize = 5000;
/// Rows from the top among which the headings are looked for, and columns that are looked at.
const HEADING_ROWS: u32 = 20;
const COLUMNS_MOST: u32 = 200;

/// A table that was read.
pub struct Table {
    /// Lines with their row as the sender sees it.
    pub lines: Vec<(u32, Line)>,
    /// Headings that were not known; their columns are left out.
    pub ignored: Vec<String>,
    /// Cells in which a spreadsheet shows an error: row, column and what it shows.
    pub broken: Vec<(u32, &'static str, String)>,
}

/// What stands in a cell; `Err` for an error that the spreadsheet shows.
type Cell = Result<String, String>;
type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// Reads a file by its content, whatever its name says.
///
/// # Errors
/// A file that cannot be read as a whole; headings that are missing or twice; too many lines.
pub fn read(shell: &Shell, kind: Kind, bytes: &[u8]) -> Result<Table, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::invalid("office.file-missing").at("file"));
    }
    if bytes.len() > BYTES_MOST {
        return Err(Refusal::invalid("office.file-large")
            .at("file")
            .with("most", BYTES_MOST >> 20));
    }
    let sheets = match bytes {
        [b'P', b'K', ..] => workbook(bytes)?,
        // An old container: either the old format, or a new one under a password.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            return Err(Refusal::invalid("office.file-old").at("file"));
        }
        _ => vec![delimited(bytes)?],
    };
    let known = known_headings(kind);
    let best = sheets
        .iter()
        .filter_map(|rows| Some((rows, heading_row(rows, &known)?)))
        .max_by_key(|(_, (_, count))| *count);
    let Some((rows, (row, _))) = best else { return Err(no_headings(shell, kind, &sheets)) };
    lines(shell, kind, (rows, row), &known)
}

/// The sheets of a workbook, cell by cell, so that a far-off cell costs no memory.
fn workbook(bytes: &[u8]) -> Result<Vec<Rows>, Refusal> {
    let damaged = || Refusal::invalid("office.file-damaged").at("file");
    if unpacked(bytes) > UNPACKED_MOST {
        return Err(Refusal::invalid("office.file-large")
            .at("file")
            .with("most", BYTES_MOST >> 20));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Refusal::invalid("office.file-old").at("file"),
        _ => damaged(),
    })?;
    let from_1904 = book.has_1904_epoch();
    let mut sheets = vec![];
    for name in book.sheet_names() {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::new();
        while let Some(found) = cells.next_cell().map_err(|_| damaged())? {
            let (row, column) = found.get_position();
            if let Some(cell) = cell(found.get_value(), from_1904).filter(|_| column < COLUMNS_MOST)
            {
                rows.entry(row + 1).or_default().insert(column, cell);
            }
            if rows.len() > LINES_MOST + HEADING_ROWS as usize {
                return Err(too_many());
            }
        }
        sheets.push(rows);
    }
    Ok(sheets)
}

fn too_many() -> Refusal {
    Refusal::invalid("office.lines-most").at("file").with("most", LINES_MOST)
}

/// What a packed file says of itself that it becomes, as its directory lists it.
fn unpacked(bytes: &[u8]) -> u64 {
    let entries = bytes.windows(28).filter(|window| window.starts_with(b"PK\x01\x02"));
    let size = |entry: &[u8]| u32::from_le_bytes([entry[24], entry[25], entry[26], entry[27]]);
    entries.map(|entry| u64::from(size(entry))).sum()
}

fn cell(value: &DataRef<'_>, from_1904: bool) -> Option<Cell> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => match from_serial(moment.as_f64(), from_1904) {
            Ok(day) => day.date().to_string(),
            Err(_) => moment.as_f64().to_string(),
        },
        DataRef::Error(error) => return Some(Err(error.to_string())),
    };
    let text = text.trim();
    (!text.is_empty()).then(|| Ok(text.to_owned()))
}

/// CSV: UTF-8 or GB18030, cut by the sign that its first line has most of.
fn delimited(bytes: &[u8]) -> Result<Rows, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let decode = |coding: &'static encoding_rs::Encoding| {
        coding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    let text = decode(UTF_8).or_else(|| decode(GB18030));
    let text = text.filter(|text| !text.contains('\0'));
    let text = text.ok_or(Refusal::invalid("office.file-not-text").at("file"))?;
    // Rows are counted by their line feeds, whatever system the file comes from.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let top: String = text.lines().take(HEADING_ROWS as usize).collect();
    let signs = [b',', b'\t', b';'];
    let count = |sign: &u8| top.bytes().filter(|byte| byte == sign).count();
    // The first of equals stays: a comma, where there is no sign at all.
    let sign = signs.into_iter().rev().max_by_key(count).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(text.as_bytes());
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::invalid("office.file-damaged").at("file"))?;
        let row = record.position().map_or(0, |position| position.line() as u32);
        let cells = (0_u32..COLUMNS_MOST).zip(record.iter());
        let filled: BTreeMap<u32, Cell> = cells
            .map(|(column, text)| (column, unguarded(text.trim())))
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, Ok(text.to_owned())))
            .collect();
        if !filled.is_empty() {
            rows.insert(row, filled);
        }
        if rows.len() > LINES_MOST + HEADING_ROWS as usize {
            return Err(too_many());
        }
    }
    Ok(rows)
}

/// Headings in both languages, made comparable.
fn known_headings(kind: Kind) -> HashMap<String, &'static Column> {
    let mut known = HashMap::new();
    for column in kind.in_tables() {
        for language in [Language::Chinese, Language::English] {
            let words = say(language, &heading_key(kind, column), &[]);
            known.insert(plain(&words), column);
        }
        known.insert(plain(column.key), column);
    }
    known
}

/// A heading without stars, blanks and what stands in brackets.
fn plain(heading: &str) -> String {
    let heading = heading.split(['(', '\u{FF08}', '[']).next().unwrap_or("");
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The row among the first in which most headings are known, and how many they are.
fn heading_row(rows: &Rows, known: &HashMap<String, &'static Column>) -> Option<(u32, usize)> {
    let count = |cells: &BTreeMap<u32, Cell>| {
        cells.values().flatten().filter(|text| known.contains_key(&plain(text))).count()
    };
    let counted = rows.iter().take(HEADING_ROWS as usize).map(|(row, cells)| (*row, count(cells)));
    counted.filter(|(_, count)| *count > 0).min_by_key(|(row, count)| (usize::MAX - count, *row))
}

fn no_headings(shell: &Shell, kind: Kind, sheets: &[Rows]) -> Refusal {
    if sheets.iter().all(BTreeMap::is_empty) {
        return Refusal::invalid("office.file-empty").at("file");
    }
    let needed = kind.in_tables().map(|column| heading(shell, kind, column));
    let needed = joined(shell, needed);
    Refusal::invalid("office.headings-none").at("file").with("needed", needed)
}

fn lines(
    shell: &Shell,
    kind: Kind,
    (rows, top): (&Rows, u32),
    known: &HashMap<String, &'static Column>,
) -> Result<Table, Refusal> {
    let mut columns: BTreeMap<u32, &'static Column> = BTreeMap::new();
    let mut ignored = vec![];
    for (position, text) in &rows[&top] {
        let Ok(text) = text else { continue };
        let Some(column) = known.get(&plain(text)) else {
            ignored.push(text.clone());
            continue;
        };
        if columns.values().any(|other| other.key == column.key) {
            return Err(Refusal::invalid("office.heading-twice").at("file").with("heading", text));
        }
        columns.insert(*position, column);
    }
    let missing: Vec<String> = kind
        .columns()
        .iter()
        .filter(|column| column.needed && !columns.values().any(|one| one.key == column.key))
        .map(|column| heading(shell, kind, column))
        .collect();
    if !missing.is_empty() {
        let missing = joined(shell, missing);
        return Err(Refusal::invalid("office.headings-missing")
            .at("file")
            .with("missing", missing));
    }
    let mut table = Table { lines: vec![], ignored, broken: vec![] };
    for (row, cells) in rows.range(top + 1..) {
        let mut values: Vec<(&'static str, String)> = vec![];
        for (position, column) in &columns {
            match cells.get(position) {
                None => {}
                Some(Ok(text)) => values.push((column.key, value(shell, column, text))),
                Some(Err(error)) => table.broken.push((*row, column.key, error.clone())),
            }
        }
        if !values.is_empty() {
            let line = Line::of(values.iter().map(|(key, value)| (*key, value.as_str())));
            table.lines.push((*row, line));
        }
    }
    match table.lines.len() {
        0 if table.broken.is_empty() => Err(Refusal::invalid("office.file-empty").at("file")),
        count if count > LINES_MOST => Err(too_many()),
        _ => Ok(table),
    }
}

/// The value that a cell means: codes for the words of a choice, days as they are stored.
fn value(shell: &Shell, column: &Column, text: &str) -> String {
    match column.holds {
        Holds::Choice(list) => {
            let languages = [Language::Chinese, Language::English];
            let is_said = |code: &&str| {
                let words = |language| say(language, &choice_key(list, code), &[]);
                let is_word = |language| words(language).to_lowercase() == text.to_lowercase();
                code.eq_ignore_ascii_case(text) || languages.into_iter().any(is_word)
            };
            column.holds.choices().into_iter().find(is_said).unwrap_or(text).to_owned()
        }
        Holds::Listed(list) => {
            let mut listed = shell.state.standards.choices(list).into_iter();
            let small = text.to_lowercase();
            let is_said = |(code, zh, en): &(&law::words::Code, &str, &str)| {
                code.as_str().eq_ignore_ascii_case(text)
                    || *zh == text
                    || en.to_lowercase() == small
            };
            listed.find(is_said).map_or_else(|| text.to_owned(), |(code, ..)| code.to_string())
        }
        Holds::Day => {
            from_text(text).map_or_else(|_| text.to_owned(), |day| day.date().to_string())
        }
        _ => text.to_owned(),
    }
}
