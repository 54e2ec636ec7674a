//! Reads ledgers in delimited text: comma, tab or semicolon, in the encodings that offices use.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::columns::{HEADING_ROWS_MAX, Layout, Mapping, TopRow};
use super::faults::LedgerError;
use super::headings::letters;
use super::notes::{Note, Places};
use super::opening::{Opening, is_example, refuse_full};
use super::package::unreadable;
use super::rejects::unguarded;
use super::rows::{Cell, Row, trimmed};
use super::text::{Coding, Decoded, END};

/// Bytes from the top in which the heading row must lie.
const TOP_BYTES: u64 = 256 * 1024;
const SEPARATORS: [(u8, &str); 3] = [(b',', "comma"), (b'\t', "tab"), (b';', "semicolon")];

/// The rows of a delimited ledger.
pub struct TextRows {
    records: Records<Decoded>,
    layout: Arc<Layout>,
    ended: bool,
}

/// Checks a delimited ledger from its first to its last row and makes its rows ready.
///
/// # Errors
/// Whatever keeps the ledger from being read as a whole.
pub fn open(path: &Path, mapping: &Mapping) -> Result<(Opening, TextRows), LedgerError> {
    let coding = Coding::detect(path)?;
    let decoded = || Decoded::open(path, coding).map_err(unreadable);
    let mut top = Vec::new();
    // A piece is enough: the last character may be cut, which only ends the search there.
    decoded()?.take(TOP_BYTES).read_to_end(&mut top).map_err(unreadable)?;
    let (separator, name, layout) = find_headings(&String::from_utf8_lossy(&top), mapping)?;
    let layout = Arc::new(layout);

    let rows = |source| TextRows {
        records: Records::new(source, separator),
        layout: Arc::clone(&layout),
        ended: false,
    };
    let mut first_pass = rows(decoded()?);
    let (mut count, mut examples) = (0, 0);
    let mut unheaded = Places::default();
    while let Some(row) = first_pass.next_row()? {
        for (column, cell) in row.cells.iter().enumerate() {
            if cell.as_ref().is_some_and(|cell| !cell.is_blank()) && !layout.has_heading(column) {
                unheaded.add(|| format!("{}{}", letters(column), row.number));
            }
        }
        *if is_example(&row) { &mut examples } else { &mut count } += 1;
    }
    refuse_full(first_pass.records.row)?;
    first_pass.refuse_cut()?;

    let mut notes = vec![Note::ReadAs(coding.name(), name)];
    let ignored = layout.ignored();
    if !ignored.is_empty() {
        notes.push(Note::IgnoredHeadings(ignored));
    }
    if examples > 0 {
        notes.push(Note::Examples(examples));
    }
    notes.extend(unheaded.note(Note::WithoutHeading));
    let second_pass = rows(decoded()?);
    Ok((Opening { layout, notes, rows: count }, second_pass))
}

/// The separator with which most headings are known, and those headings.
fn find_headings(top: &str, mapping: &Mapping) -> Result<(u8, &'static str, Layout), LedgerError> {
    let mut best: Option<(u8, &'static str, Layout)> = None;
    let mut refusal: Option<LedgerError> = None;
    for (separator, name) in SEPARATORS {
        let mut records = Records::new(top.as_bytes(), separator);
        let mut rows = Vec::new();
        // An error here is one of the cut end; the whole file is read afterwards.
        while let Ok(Some(row)) = records.next() {
            if row > HEADING_ROWS_MAX {
                break;
            }
            let cells = records.record.iter().map(|field| trimmed(field).to_owned()).collect();
            rows.push(TopRow { row, cells });
        }
        if rows.is_empty() {
            return Err(LedgerError::Empty);
        }
        match Layout::find(&rows, mapping) {
            Ok(layout) => {
                if best.as_ref().is_none_or(|(_, _, known)| layout.known() > known.known()) {
                    best = Some((separator, name, layout));
                }
            }
            Err(error) => refusal = Some(fuller(refusal, error)),
        }
    }
    // A single known column is what a wrong separator finds; two for one thing weighs more.
    match (best, refusal) {
        (Some(found), Some(LedgerError::NoHeadings { .. }) | None) => Ok(found),
        (Some(found), Some(_)) if found.2.known() > 1 => Ok(found),
        (_, Some(refusal)) => Err(refusal),
        (None, None) => Err(LedgerError::Empty),
    }
}

/// The refusal that tells more: another than "no headings", else the one with more cells.
fn fuller(one: Option<LedgerError>, two: LedgerError) -> LedgerError {
    match (one, two) {
        (
            Some(LedgerError::NoHeadings { found, accepted }),
            LedgerError::NoHeadings { found: more, .. },
        ) => LedgerError::NoHeadings {
            found: if more.len() > found.len() { more } else { found },
            accepted,
        },
        (Some(one), LedgerError::NoHeadings { .. }) => one,
        (_, two) => two,
    }
}

impl TextRows {
    /// The next row that is not blank, examples included.
    fn next_row(&mut self) -> Result<Option<Row>, LedgerError> {
        while let Some(number) = self.records.next()? {
            self.records.reader.get_mut().row_done();
            if number <= self.layout.row {
                continue;
            }
            let row = self.row(number);
            if row.behind.is_some() || row.cells.iter().flatten().any(|cell| !cell.is_blank()) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// A last row without line end and with too few columns is where a file was cut.
    fn refuse_cut(&self) -> Result<(), LedgerError> {
        let (fields, width) = (self.records.fields, self.layout.width);
        if self.records.reader.get_ref().line_ended() || fields >= width {
            return Ok(());
        }
        let row = self.records.row;
        Err(LedgerError::damaged(format!(
            "row {row} breaks off after {fields} of {width} columns, without a line end"
        )))
    }

    fn row(&self, number: u32) -> Row {
        let record = &self.records.record;
        let width = self.layout.width;
        let mut cells = vec![None; width];
        for (cell, field) in cells.iter_mut().zip(record.iter()) {
            if !field.is_empty() {
                *cell = Some(Cell::Text(unguarded(unwrapped(field)).to_owned()));
            }
        }
        let behind: Vec<&str> =
            record.iter().skip(width).map(trimmed).filter(|field| !field.is_empty()).collect();
        let behind = (!behind.is_empty()).then(|| behind.join(" | "));
        Row { number, cells, behind, layout: Arc::clone(&self.layout) }
    }
}

impl Iterator for TextRows {
    type Item = Result<Row, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.next_row() {
                Ok(Some(row)) if is_example(&row) => {}
                Ok(Some(row)) => return Some(Ok(row)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

/// `="0012"`, by which systems keep a spreadsheet from reading text as a number, is `0012`.
fn unwrapped(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(field)
}

/// Records with the row numbers that a spreadsheet would show, blank lines counted.
struct Records<R> {
    reader: csv::Reader<R>,
    record: StringRecord,
    row: u32,
    line: u64,
    /// Number of fields in the last record before the end mark.
    fields: usize,
}

impl<R: Read> Records<R> {
    fn new(source: R, separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(64 * 1024)
            .from_reader(source);
        Self { reader, record: StringRecord::new(), row: 0, line: 1, fields: 0 }
    }

    /// Reads the next record and says its row number; `None` behind the last one.
    fn next(&mut self) -> Result<Option<u32>, LedgerError> {
        let open_quote = LedgerError::OpenQuote { row: self.row.max(1) };
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            // The end mark was not seen: the last record has swallowed it.
            Ok(false) => return Err(open_quote),
            Err(error) => return Err(failed(error, self.row)),
        }
        if self.record.len() == 1 && self.record.get(0) == Some(END) {
            return Ok(None);
        }
        self.fields = self.record.len();
        // Blank lines are skipped by the library; the lines that passed tell how many there were.
        let passed = self.reader.position().line().saturating_sub(self.line);
        self.line = self.reader.position().line();
        let breaks = |field: &str| field.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let inner: u64 = self.record.iter().map(breaks).sum();
        let rows = passed.saturating_sub(inner).max(1);
        let row = u64::from(self.row) + rows;
        self.row = u32::try_from(row).map_err(|_| LedgerError::CutOff { rows: u32::MAX })?;
        Ok(Some(self.row))
    }
}

fn failed(error: csv::Error, row: u32) -> LedgerError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::Other => {
            LedgerError::OpenQuote { row: row + 1 }
        }
        csv::ErrorKind::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => {
            unreadable(error)
        }
        other => LedgerError::damaged(format!("row {}: {other:?}", row + 1)),
    }
}
