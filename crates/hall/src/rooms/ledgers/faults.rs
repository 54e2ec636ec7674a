//! Why a ledger as a whole cannot be read.

use std::fmt;

use super::columns::{Column, TopRow};

/// Why a ledger cannot be read. Nothing of such a ledger is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerError {
    /// The operating system would not give the file.
    Unreadable {
        /// What went wrong, in the words of whoever noticed.
        why: String,
    },
    /// There is nothing in it.
    Empty,
    /// It is something else than a ledger.
    NotALedger {
        /// What it is.
        looks_like: &'static str,
    },
    /// It is a spreadsheet in a format that is not read.
    OtherFormat {
        /// What it is.
        format: &'static str,
    },
    /// It is locked with a password.
    PasswordProtected,
    /// It ends too early or was damaged on its way.
    Damaged {
        /// What went wrong, in the words of whoever noticed.
        why: String,
    },
    /// Unpacked, it would be larger than the limit.
    TooLarge {
        /// The part that is too large.
        part: String,
        /// The limit, in bytes.
        bytes_max: u64,
    },
    /// No row near the top names the columns.
    NoHeadings {
        /// The words found where headings should be.
        found: Vec<String>,
        /// Headings that would be known.
        accepted: Vec<&'static str>,
    },
    /// Two headings name one thing: column letters and words of both.
    TwoColumns {
        /// Row number, counted from 1.
        row: u32,
        /// What both columns hold.
        column: Column,
        /// Letters and heading of the first column.
        first: (String, String),
        /// Letters and heading of the second column.
        second: (String, String),
    },
    /// The mapping file has a key that is no column.
    MappingKeyUnknown {
        /// The key in the mapping file.
        key: String,
    },
    /// The mapping file names one column or one heading twice, or no heading.
    MappingUnclear {
        /// The key in the mapping file.
        key: String,
        /// The heading as written.
        heading: String,
    },
    /// A heading of the mapping file is not in the ledger.
    MappedHeadingMissing {
        /// The key in the mapping file.
        key: &'static str,
        /// The heading as written.
        heading: String,
        /// The words found where headings should be.
        found: Vec<String>,
    },
    /// The sheet is full to its last row, so rows may be missing.
    CutOff {
        /// Number of the last row.
        rows: u32,
    },
    /// The bytes are no text in the encoding they seem to have.
    BadEncoding {
        /// The encoding it seemed to have.
        encoding: &'static str,
        /// Byte in the file, counted from 0.
        offset: u64,
        /// Line in the file, counted from 1.
        line: u64,
    },
    /// The file was saved in a wrong encoding earlier; the text in it is lost.
    Garbled {
        /// The heading as written.
        heading: String,
    },
    /// A quotation mark is opened in this row and never closed.
    OpenQuote {
        /// Row number, counted from 1.
        row: u32,
    },
}

impl LedgerError {
    pub(super) fn damaged(why: impl fmt::Display) -> Self {
        Self::Damaged { why: why.to_string() }
    }

    pub(super) fn no_headings(rows: &[TopRow]) -> Self {
        let filled = |row: &&TopRow| row.cells.iter().filter(|c| !c.trim().is_empty()).count();
        // The last of the fullest rows above the data is as good a guess as any; the first of
        // them is the more usual place of headings.
        let mut fullest: Option<&TopRow> = None;
        for row in rows {
            if fullest.is_none_or(|best| filled(&row) > filled(&best)) {
                fullest = Some(row);
            }
        }
        let cells = fullest.map(|row| row.cells.as_slice()).unwrap_or_default();
        let found =
            cells.iter().map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).take(24).collect();
        let title = Column::Title.headings().iter();
        let accepted = title.chain(Column::Body.headings()).copied().collect();
        Self::NoHeadings { found, accepted }
    }

    /// Stable code, for words in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "ledger.unreadable",
            Self::Empty => "ledger.empty",
            Self::NotALedger { .. } => "ledger.not-a-ledger",
            Self::OtherFormat { .. } => "ledger.other-format",
            Self::PasswordProtected => "ledger.password",
            Self::Damaged { .. } => "ledger.damaged",
            Self::TooLarge { .. } => "ledger.too-large",
            Self::NoHeadings { .. } => "ledger.no-headings",
            Self::TwoColumns { .. } => "ledger.two-columns",
            Self::MappingKeyUnknown { .. } => "ledger.mapping.key",
            Self::MappingUnclear { .. } => "ledger.mapping.unclear",
            Self::MappedHeadingMissing { .. } => "ledger.mapping.missing",
            Self::CutOff { .. } => "ledger.cut-off",
            Self::BadEncoding { .. } => "ledger.encoding",
            Self::Garbled { .. } => "ledger.garbled",
            Self::OpenQuote { .. } => "ledger.open-quote",
        }
    }

    /// What the words need.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::PasswordProtected => Vec::new(),
            Self::Unreadable { why } | Self::Damaged { why } => vec![("why", why.clone())],
            Self::NotALedger { looks_like } => vec![("looks_like", (*looks_like).to_owned())],
            Self::OtherFormat { format } => vec![("format", (*format).to_owned())],
            Self::TooLarge { part, bytes_max } => {
                vec![("part", part.clone()), ("mebibytes", mebibytes(*bytes_max))]
            }
            Self::NoHeadings { found, accepted } => {
                vec![("found", found.join("、")), ("accepted", accepted.join("、"))]
            }
            Self::TwoColumns { row, column, first, second } => vec![
                ("row", row.to_string()),
                ("key", column.key().to_owned()),
                ("first", format!("{} {}", first.0, first.1)),
                ("second", format!("{} {}", second.0, second.1)),
            ],
            Self::MappingKeyUnknown { key } => {
                let keys: Vec<&str> = Column::all().map(Column::key).collect();
                vec![("key", key.clone()), ("keys", keys.join(", "))]
            }
            Self::MappingUnclear { key, heading } => {
                vec![("key", key.clone()), ("heading", heading.clone())]
            }
            Self::MappedHeadingMissing { key, heading, found } => vec![
                ("key", (*key).to_owned()),
                ("heading", heading.clone()),
                ("found", found.join("、")),
            ],
            Self::CutOff { rows } | Self::OpenQuote { row: rows } => {
                vec![("row", rows.to_string())]
            }
            Self::BadEncoding { encoding, offset, line } => vec![
                ("encoding", (*encoding).to_owned()),
                ("offset", offset.to_string()),
                ("line", line.to_string()),
            ],
            Self::Garbled { heading } => vec![("heading", heading.clone())],
        }
    }
}

fn mebibytes(bytes: u64) -> String {
    (bytes / (1024 * 1024)).to_string()
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { why } => write!(f, "the ledger cannot be opened: {why}"),
            Self::Empty => write!(f, "the ledger is empty; save it with its headings and rows"),
            Self::NotALedger { looks_like } => {
                write!(f, "this is {looks_like}, not a ledger; save the ledger as .xlsx or as CSV")
            }
            Self::OtherFormat { format } => {
                write!(f, "this is {format}; open it in a spreadsheet program and save as .xlsx")
            }
            Self::PasswordProtected => write!(
                f,
                "the ledger is locked with a password; open it, remove the password and save again"
            ),
            Self::Damaged { why } => write!(
                f,
                "the ledger is damaged or ends too early ({why}); copy or export it again, or open \
                 and save it in a spreadsheet program"
            ),
            Self::TooLarge { part, bytes_max } => write!(
                f,
                "unpacked, {part} would be larger than {} MiB; split the ledger or save it as CSV",
                mebibytes(*bytes_max)
            ),
            Self::CutOff { rows } => write!(
                f,
                "the ledger fills its sheet to the last possible row ({rows}), so rows may have \
                 been cut off; export it again in parts"
            ),
            Self::BadEncoding { encoding, offset, line } => write!(
                f,
                "the text is not valid {encoding} at byte {offset} (line {line}); save it as CSV \
                 UTF-8"
            ),
            Self::Garbled { heading } => write!(
                f,
                "the heading \"{heading}\" shows that the file was once opened or saved in a wrong \
                 encoding; export it again from its source as .xlsx or CSV UTF-8"
            ),
            Self::OpenQuote { row } => write!(
                f,
                "row {row}: a quotation mark is opened and never closed, or the file ends too \
                 early; close it or export again"
            ),
            _ => self.fmt_columns(f),
        }
    }
}

impl LedgerError {
    /// The sentences about headings and the mapping file.
    fn fmt_columns(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeadings { found, accepted } => write!(
                f,
                "no heading row: none of the first rows names a title or a text beside other \
                 columns; found: {}; accepted: {}; other headings can be named in a mapping file",
                if found.is_empty() { "nothing".to_owned() } else { found.join("、") },
                accepted.join("、")
            ),
            Self::TwoColumns { row, column, first, second } => write!(
                f,
                "row {row}: columns {} ({}) and {} ({}) both name \"{key}\"; rename one, or say \
                 which in a mapping file: {key} = \"{}\"",
                first.0,
                first.1,
                second.0,
                second.1,
                first.1,
                key = column.key()
            ),
            Self::MappingKeyUnknown { key } => {
                let keys: Vec<&str> = Column::all().map(Column::key).collect();
                write!(f, "mapping file: \"{key}\" is no column; known are {}", keys.join(", "))
            }
            Self::MappingUnclear { key, heading } => write!(
                f,
                "mapping file: {key} = \"{heading}\" is blank, or its key or heading stands twice"
            ),
            Self::MappedHeadingMissing { key, heading, found } => write!(
                f,
                "mapping file: {key} = \"{heading}\", but no such heading is there; found: {}",
                found.join("、")
            ),
            other => unreachable!("{} has its sentence above", other.code()),
        }
    }
}

impl std::error::Error for LedgerError {}
