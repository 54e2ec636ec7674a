//! One row of a ledger, its cells as dates and texts, and what is wrong with a bad cell.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::columns::{Column, Layout};
use super::dates::{self, DateFault};
use super::headings::{is_invisible, letters};

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

    /// What is wrong with the row as a whole: values behind the last heading.
    pub fn slipped(&self) -> Option<BadCell> {
        let value = self.behind.clone()?;
        let heading = letters(self.layout.width);
        Some(BadCell { row: self.number, column: None, heading, value, cause: Cause::Slipped })
    }

    /// All cells as a reader of the sheet sees them, for writing the row out again.
    pub fn shown(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let from_1904 = self.layout.from_1904;
        self.cells
            .iter()
            .map(move |cell| cell.as_ref().map_or(Cow::Borrowed(""), |cell| cell.shown(from_1904)))
    }

    /// A bad cell for what only the caller can see, such as an area that does not exist; `None`
    /// when the ledger has no such column.
    pub fn refuse(
        &self,
        column: Column,
        reason: &'static str,
        expected: String,
    ) -> Option<BadCell> {
        let position = self.layout.position(column)?;
        let value = self.cells.get(position)?.as_ref();
        let value = value.map_or_else(String::new, |c| c.shown(self.layout.from_1904).into_owned());
        Some(BadCell {
            row: self.number,
            column: Some(column),
            heading: self.layout.heading_at(position),
            value,
            cause: Cause::Refused { reason, expected },
        })
    }

    fn bad(&self, column: Column, cell: &Cell, cause: Cause) -> BadCell {
        let position = self.layout.position(column).expect("a cell was found in this column");
        BadCell {
            row: self.number,
            column: Some(column),
            heading: self.layout.heading_at(position),
            value: cell.shown(self.layout.from_1904).into_owned(),
            cause,
        }
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
    /// The importer knows better: a stable code and what would be right.
    Refused {
        /// Stable code of the reason.
        reason: &'static str,
        /// What would be right.
        expected: String,
    },
}

/// One cell that cannot be taken, where it is and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Row number as the user sees it.
    pub row: u32,
    /// What the column holds; `None` for a cell behind the last heading.
    pub column: Option<Column>,
    /// The heading as written.
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
            Cause::Refused { reason, .. } => reason,
        }
    }

    /// What the words need: `row`, `heading`, `value`, `expected`.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        vec![
            ("row", self.row.to_string()),
            ("heading", self.heading.clone()),
            ("value", self.value.clone()),
            ("expected", self.expected()),
        ]
    }

    /// What would be right; for a date that may be one of several, those.
    pub fn expected(&self) -> String {
        const DATE: &str = "2025-03-07, 2025/3/7, 2025年3月7日";
        match &self.cause {
            Cause::Date(DateFault::Ambiguous(readings)) => {
                let readings: Vec<String> = readings.iter().map(ToString::to_string).collect();
                readings.join(" / ")
            }
            Cause::Date(DateFault::Zoned) => "2025-03-07 14:30".to_owned(),
            Cause::Date(DateFault::Implausible(_)) => {
                format!("{}-01-01 … {}-12-31", dates::YEARS.start(), dates::YEARS.end())
            }
            Cause::Date(_) => DATE.to_owned(),
            Cause::Refused { expected, .. } => expected.clone(),
            Cause::ErrorValue | Cause::NoStoredValue | Cause::DigitsLost | Cause::Slipped => {
                String::new()
            }
        }
    }

    fn reason(&self) -> String {
        match &self.cause {
            Cause::Date(fault) => date_reason(fault),
            Cause::ErrorValue => "is an error value; mend the formula or type the value".to_owned(),
            Cause::NoStoredValue => {
                "is a formula without a stored value; open and save the ledger in a spreadsheet \
                 program"
                    .to_owned()
            }
            Cause::DigitsLost => {
                "is a number of more than 15 digits, of which a spreadsheet keeps only 15; format \
                 the column as text and type it again"
                    .to_owned()
            }
            Cause::Slipped => {
                "stands behind the last heading, so the columns may have slipped; put quotation \
                 marks around texts that contain the separator"
                    .to_owned()
            }
            Cause::Refused { reason, expected } => format!("is refused ({reason}): {expected}"),
        }
    }
}

fn date_reason(fault: &DateFault) -> String {
    match fault {
        DateFault::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(ToString::to_string).collect();
            format!(
                "does not tell day from month; write year, month, day: {}",
                readings.join(" or ")
            )
        }
        DateFault::ShortYear => "has a year of two digits; write 2025-03-07".to_owned(),
        DateFault::Incomplete => "lacks year, month or day; write all three: 2025-03-07".to_owned(),
        DateFault::NoSuchDay => "is no day or time that exists; write 2025-03-07".to_owned(),
        DateFault::Implausible(date) => format!(
            "would be {date}, outside {} to {}; write 2025-03-07",
            dates::YEARS.start(),
            dates::YEARS.end()
        ),
        DateFault::Zoned => {
            "carries a time zone; write the local time: 2025-03-07 14:30".to_owned()
        }
        DateFault::Duration => "is a length of time, not a date; write 2025-03-07".to_owned(),
        DateFault::Unreadable => {
            "is no date; write 2025-03-07, 2025/3/7 or 2025年3月7日".to_owned()
        }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value: String = self.value.chars().take(60).collect();
        let more = if self.value.chars().count() > 60 { "…" } else { "" };
        let (row, heading, reason) = (self.row, &self.heading, self.reason());
        write!(f, "row {row}, {heading}: \"{value}{more}\" {reason}")
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
