//! What was noticed in a ledger and does not stand in the way of reading it.

use super::faults::sentence;
use super::headings::joined;
use crate::kit::words::Language;

/// How many addresses or headings a note names before it only counts.
pub const NAMED_MAX: usize = 8;

/// What was noticed and does not stand in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Headings that are not known; their columns are not imported.
    IgnoredHeadings(Vec<String>),
    /// Formula cells, counted by their stored value: how many, the first addresses.
    Formulas(u64, Vec<String>),
    /// Formula cells without a stored value: how many, the first addresses.
    FormulasWithoutValue(u64, Vec<String>),
    /// Merged cells, filled with their one value: how many, the first ranges.
    Merged(u64, Vec<String>),
    /// Hidden or filtered-out rows, imported like the others: how many, the first row numbers.
    HiddenRows(u64, Vec<String>),
    /// Hidden columns, imported like the others: their letters.
    HiddenColumns(Vec<String>),
    /// The sheet that is read, and others with matching headings that are not.
    OtherSheets(String, Vec<String>),
    /// The sheet that is read is itself hidden.
    HiddenSheet(String),
    /// Cells in columns without a heading, which are not imported: how many, the first addresses.
    WithoutHeading(u64, Vec<String>),
    /// Rows whose number says that they are an example, which are not imported: how many.
    Examples(u64),
    /// How delimited text was read: encoding and separator.
    ReadAs(&'static str, &'static str),
}

impl Note {
    /// Stable code, for words in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IgnoredHeadings(_) => "ledger.note.ignored-headings",
            Self::Formulas(..) => "ledger.note.formulas",
            Self::FormulasWithoutValue(..) => "ledger.note.formulas-without-value",
            Self::Merged(..) => "ledger.note.merged",
            Self::HiddenRows(..) => "ledger.note.hidden-rows",
            Self::HiddenColumns(_) => "ledger.note.hidden-columns",
            Self::OtherSheets(..) => "ledger.note.other-sheets",
            Self::HiddenSheet(_) => "ledger.note.hidden-sheet",
            Self::WithoutHeading(..) => "ledger.note.without-heading",
            Self::Examples(_) => "ledger.note.examples",
            Self::ReadAs(..) => "ledger.note.read-as",
        }
    }

    /// What the words need.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::IgnoredHeadings(names) | Self::HiddenColumns(names) => {
                vec![("names", joined(names))]
            }
            Self::Formulas(count, first)
            | Self::FormulasWithoutValue(count, first)
            | Self::Merged(count, first)
            | Self::WithoutHeading(count, first)
            | Self::HiddenRows(count, first) => {
                vec![("count", count.to_string()), ("first", first_of(*count, first))]
            }
            Self::OtherSheets(sheet, others) => {
                vec![("sheet", sheet.clone()), ("names", joined(others))]
            }
            Self::HiddenSheet(sheet) => vec![("sheet", sheet.clone())],
            Self::Examples(count) => vec![("count", count.to_string())],
            Self::ReadAs(encoding, separator) => {
                vec![("encoding", (*encoding).to_owned()), ("separator", (*separator).to_owned())]
            }
        }
    }
}

impl Note {
    /// What was noticed, in words.
    pub fn sentence(&self, language: Language) -> String {
        sentence(language, self.code(), self.args())
    }
}

/// The first names of many, with a mark that there are more.
fn first_of(count: u64, first: &[String]) -> String {
    let more = if count > first.len() as u64 { " …" } else { "" };
    format!("{}{more}", joined(first))
}

/// Counts places and remembers the first of them.
#[derive(Debug, Default, Clone)]
pub(super) struct Places {
    pub count: u64,
    pub first: Vec<String>,
}

impl Places {
    /// Counts one; `name` is asked for only while few are remembered.
    pub fn add(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < NAMED_MAX {
            self.first.push(name());
        }
    }

    /// The note about them, unless there are none.
    pub fn note(self, make: fn(u64, Vec<String>) -> Note) -> Option<Note> {
        (self.count > 0).then(|| make(self.count, self.first))
    }
}
