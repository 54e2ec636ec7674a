//! Why a ledger as a whole cannot be read.

use std::fmt;

use super::headings::joined;
use crate::kit::words::{Language, Value, say};

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
        key: &'static str,
        /// Letters and heading of the first column.
        first: (String, String),
        /// Letters and heading of the second column.
        second: (String, String),
    },
    /// A column without which nothing can be imported is not there.
    ColumnMissing {
        /// Its key.
        key: &'static str,
        /// The headings under which it is found.
        headings: Vec<&'static str>,
    },
    /// The mapping file is no TOML, or not of the form that is read.
    MappingUnreadable {
        /// What is wrong, in the words of whoever noticed.
        why: String,
    },
    /// The mapping file has a key that is no column.
    MappingKeyUnknown {
        /// The key in the mapping file.
        key: String,
        /// The keys that are known.
        known: Vec<&'static str>,
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
            Self::ColumnMissing { .. } => "ledger.column-missing",
            Self::MappingUnreadable { .. } => "ledger.mapping.unreadable",
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
            Self::Unreadable { why } | Self::Damaged { why } | Self::MappingUnreadable { why } => {
                vec![("why", why.clone())]
            }
            Self::ColumnMissing { key, headings } => {
                vec![("key", (*key).to_owned()), ("accepted", joined(headings))]
            }
            Self::NotALedger { looks_like } => vec![("looks_like", (*looks_like).to_owned())],
            Self::OtherFormat { format } => vec![("format", (*format).to_owned())],
            Self::TooLarge { part, bytes_max } => {
                vec![("part", part.clone()), ("mebibytes", mebibytes(*bytes_max))]
            }
            Self::NoHeadings { found, accepted } => {
                vec![("found", joined(found)), ("accepted", joined(accepted))]
            }
            Self::TwoColumns { row, key, first, second } => vec![
                ("row", row.to_string()),
                ("key", (*key).to_owned()),
                ("heading", first.1.clone()),
                ("first", format!("{} {}", first.0, first.1)),
                ("second", format!("{} {}", second.0, second.1)),
            ],
            Self::MappingKeyUnknown { key, known } => {
                vec![("key", key.clone()), ("keys", known.join(", "))]
            }
            Self::MappingUnclear { key, heading } => {
                vec![("key", key.clone()), ("heading", heading.clone())]
            }
            Self::MappedHeadingMissing { key, heading, found } => vec![
                ("key", (*key).to_owned()),
                ("heading", heading.clone()),
                ("found", joined(found)),
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

impl LedgerError {
    /// What is wrong and how to mend it, in words.
    pub fn sentence(&self, language: Language) -> String {
        sentence(language, self.code(), self.args())
    }
}

/// The sentence of a code such as `ledger.empty`, with its values. Kinds of files and separators
/// come as codes and are put into words here.
pub(super) fn sentence(
    language: Language,
    code: &str,
    mut args: Vec<(&'static str, String)>,
) -> String {
    for (name, value) in &mut args {
        let list = match *name {
            "looks_like" | "format" => "ledger-kind",
            "separator" => "ledger-separator",
            "found" if value.is_empty() => "ledger-found",
            _ => continue,
        };
        let word = if value.is_empty() { "nothing" } else { value.as_str() };
        *value = say(language, &format!("{list}-{word}"), &[]);
    }
    let values: Vec<(&str, Value<'_>)> =
        args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    say(language, &code.replace('.', "-"), &values)
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for LedgerError {}
