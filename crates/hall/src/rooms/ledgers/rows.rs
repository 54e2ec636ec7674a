//! One row of a ledger, its cells as dates and texts, and what is wrong with a bad cell.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::DateTime;
use law::ruling::Refusal;

use super::columns::{Column, Layout};
use super::dates::{self, DateFault};
use super::faults::sentence;
use super::headings::{is_invisible, letters};
use crate::kit::words::{self, Language};

/// Most characters of a value that a sentence shows.
const SHOWN_MOST: usize = 30;

/// What one cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words, as written.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that the sheet shows as a date: a serial day.
    Serial(f64),
    /// A number that the sheet shows as a length of time, in days.
    Duration(f64),
    /// Yes or no.
    Truth(bool),
    /// An error value such as `#N/A`.
    Failed(String),
    /// A formula whose value was not stored.
    Unvalued,
}

impl Cell {
    /// True when nothing can be read in it.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if trimmed(text).is_empty())
    }

    /// What a reader of the sheet sees; `from_1904` as the workbook says.
    pub fn shown(&self, from_1904: bool) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) | Self::Duration(number) => Cow::Owned(plain_number(*number)),
            Self::Serial(serial) => Cow::Owned(plain_serial(*serial, from_1904)),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Failed(value) => Cow::Borrowed(value),
            Self::Unvalued => Cow::Borrowed(""),
        }
    }
}

/// One row below the headings.
#[derive(Debug, Clone)]
pub struct Row {
    /// Row number as the user sees it, counted from 1.
    pub number: u32,
    /// The cells by their place in the sheet, up to the last heading.
    pub cells: Vec<Option<Cell>>,
    /// In delimited text: what stands behind the last heading, so that columns may have slipped.
    pub behind: Option<String>,
    pub(super) layout: Arc<Layout>,
}

impl Row {
    /// The cell of a column, unless it is blank or the ledger has no such column.
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        let cell = self.cells.get(self.layout.position(column)?)?.as_ref()?;
        (!cell.is_blank()).then_some(cell)
    }

    /// The words of a cell, trimmed; `None` when it is blank.
    ///
    /// # Errors
    /// The inner result: an error value, a formula without a value, a number whose last digits
    /// the spreadsheet has lost.
    pub fn text(&self, column: Column) -> Option<Result<Cow<'_, str>, BadCell>> {
        let cell = self.cell(column)?;
        let cause = match cell {
            Cell::Failed(_) => Some(Cause::ErrorValue),
            Cell::Unvalued => Some(Cause::NoStoredValue),
            // Excel keeps 15 digits; an identity number typed as a number has lost the rest.
            Cell::Number(number) if number.abs() >= 1e15 => Some(Cause::DigitsLost),
            _ => None,
        };
        Some(match cause {
            Some(cause) => Err(self.bad(column, cell, cause)),
            None => Ok(match cell.shown(self.layout.from_1904) {
                Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
                Cow::Owned(text) => Cow::Owned(text),
            }),
        })
    }

    /// The moment in a cell, midnight when no time was written; `None` when it is blank.
    ///
    /// # Errors
    /// The inner result: why it is no certain date.
    pub fn date(&self, column: Column) -> Option<Result<DateTime, BadCell>> {
        let cell = self.cell(column)?;
        let from_1904 = self.layout.from_1904;
        let read = match cell {
            Cell::Text(text) => dates::from_text(text),
            Cell::Number(number) => dates::from_number(*number, from_1904),
            Cell::Serial(serial) => dates::from_serial(*serial, from_1904),
            Cell::Duration(_) => Err(DateFault::Duration),
            Cell::Truth(_) => Err(DateFault::Unreadable),
            Cell::Failed(_) => return Some(Err(self.bad(column, cell, Cause::ErrorValue))),
            Cell::Unvalued => return Some(Err(self.bad(column, cell, Cause::NoStoredValue))),
        };
        Some(read.map_err(|fault| self.bad(column, cell, Cause::Date(fault))))
    }

    /// Whether the ledger has a column.
    pub fn has(&self, column: Column) -> bool {
        self.layout.position(column).is_some()
    }

    /// Whether something stands in a column.
    pub fn is_filled(&self, column: Column) -> bool {
        self.cell(column).is_some()
    }

    /// What stands at a position, where its heading is known.
    pub fn column_at(&self, position: usize) -> Option<Column> {
        self.layout.column_at(position)
    }

    /// The words above a position; the column's letters where there are none.
    pub fn heading_at(&self, position: usize) -> String {
        self.layout.heading_at(position)
    }

    /// What is wrong with the row as a whole: values behind the last heading.
    pub fn slipped(&self) -> Option<BadCell> {
        let value = self.behind.clone()?;
        let heading = letters(self.layout.width);
        let letters = heading.clone();
        let cause = Cause::Slipped;
        Some(BadCell { row: self.number, column: None, letters, heading, value, cause })
    }

    /// All cells as a reader of the sheet sees them, for writing the row out again.
    pub fn shown(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let from_1904 = self.layout.from_1904;
        self.cells
            .iter()
            .map(move |cell| cell.as_ref().map_or(Cow::Borrowed(""), |cell| cell.shown(from_1904)))
    }

    /// A bad cell for what only a rule can see, such as an area that does not exist; a bad row
    /// where the ledger has no such column.
    pub fn refuse(&self, column: Option<Column>, refusal: Refusal) -> BadCell {
        let cause = Cause::Refused(Box::new(refusal));
        let place = column.and_then(|column| Some((column, self.layout.position(column)?)));
        let Some((column, position)) = place else {
            let (letters, heading, value) = Default::default();
            return BadCell { row: self.number, column: None, letters, heading, value, cause };
        };
        let value = self.cells.get(position).and_then(Option::as_ref);
        let value = value.map_or_else(String::new, |c| c.shown(self.layout.from_1904).into_owned());
        self.bad_at((column, position), value, cause)
    }

    fn bad_at(&self, (column, position): (Column, usize), value: String, cause: Cause) -> BadCell {
        BadCell {
            row: self.number,
            column: Some(column),
            letters: letters(position),
            heading: self.layout.heading_at(position),
            value,
            cause,
        }
    }

    fn bad(&self, column: Column, cell: &Cell, cause: Cause) -> BadCell {
        let position = self.layout.position(column).expect("a cell was found in this column");
        self.bad_at((column, position), cell.shown(self.layout.from_1904).into_owned(), cause)
    }
}

/// Why a cell cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It should be a date.
    Date(DateFault),
    /// It holds an error value of the spreadsheet.
    ErrorValue,
    /// It holds a formula whose value was not stored.
    NoStoredValue,
    /// It is a number longer than a spreadsheet can hold.
    DigitsLost,
    /// It stands behind the last heading.
    Slipped,
    /// A rule says no.
    Refused(Box<Refusal>),
}

/// One cell that cannot be taken, where it is and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Row number as the user sees it.
    pub row: u32,
    /// What the column holds; `None` for a cell behind the last heading.
    pub column: Option<Column>,
    /// The letters of the column, as a spreadsheet shows them.
    pub letters: String,
    /// The heading as written; empty where the row as a whole is meant.
    pub heading: String,
    /// The value as shown.
    pub value: String,
    /// Why not.
    pub cause: Cause,
}

impl BadCell {
    /// Stable code, for words in every language.
    pub fn code(&self) -> &'static str {
        match &self.cause {
            Cause::Date(DateFault::Ambiguous(_)) => "ledger.cell.date.ambiguous",
            Cause::Date(DateFault::ShortYear) => "ledger.cell.date.short-year",
            Cause::Date(DateFault::Incomplete) => "ledger.cell.date.incomplete",
            Cause::Date(DateFault::NoSuchDay) => "ledger.cell.date.no-such-day",
            Cause::Date(DateFault::Implausible(_)) => "ledger.cell.date.implausible",
            Cause::Date(DateFault::Zoned) => "ledger.cell.date.zoned",
            Cause::Date(DateFault::Duration) => "ledger.cell.date.duration",
            Cause::Date(DateFault::Unreadable) => "ledger.cell.date.unreadable",
            Cause::ErrorValue => "ledger.cell.error-value",
            Cause::NoStoredValue => "ledger.cell.no-stored-value",
            Cause::DigitsLost => "ledger.cell.digits-lost",
            Cause::Slipped => "ledger.cell.slipped",
            Cause::Refused(refusal) => refusal.code,
        }
    }

    /// The days that could be meant, or the years a date may lie in; else the words say it.
    fn expected(&self) -> String {
        match &self.cause {
            Cause::Date(DateFault::Ambiguous(readings)) => {
                let readings: Vec<String> = readings.iter().map(ToString::to_string).collect();
                readings.join(" / ")
            }
            Cause::Date(DateFault::Implausible(_)) => {
                format!("{}-01-01 … {}-12-31", dates::YEARS.start(), dates::YEARS.end())
            }
            _ => String::new(),
        }
    }

    /// Where the cell is, what stands in it and what would be right, in words.
    pub fn sentence(&self, language: Language) -> String {
        let reason = match &self.cause {
            Cause::Refused(refusal) => words::refusal(language, refusal, |_, _| None),
            _ => sentence(language, self.code(), vec![("expected", self.expected())]),
        };
        let shown: String = self.value.chars().take(SHOWN_MOST).collect();
        let more = if self.value.chars().count() > SHOWN_MOST { "…" } else { "" };
        let args = vec![
            ("row", self.row.to_string()),
            ("letters", self.letters.clone()),
            ("heading", self.heading.clone()),
            ("value", format!("{shown}{more}")),
            ("reason", reason),
        ];
        let code = match self.heading.is_empty() {
            true => "ledger.bad.row",
            false if self.value.is_empty() => "ledger.bad.blank",
            false => "ledger.bad.cell",
        };
        sentence(language, code, args)
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

/// Text without blanks and invisible signs at its ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e21 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn plain_serial(serial: f64, from_1904: bool) -> String {
    match dates::from_serial(serial, from_1904) {
        Ok(moment) if moment.time() == jiff::civil::Time::midnight() => moment.date().to_string(),
        Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => plain_number(serial),
    }
}
