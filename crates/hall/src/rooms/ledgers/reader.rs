//! Opens a ledger of whatever kind, checks it to its end, and hands out its rows one by one.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use super::columns::{Column, Heading, Layout, Mapping};
use super::delimited::{self, TextRows};
use super::faults::LedgerError;
use super::notes::Note;
use super::opening::Opening;
use super::package::unreadable;
use super::rows::Row;
use super::sheet::{self, SheetRows};
use super::text::is_garbled;

/// A ledger that was read to its end once without fault, ready to hand out its rows.
///
/// Rows come one by one in bounded memory; examples and blank rows are left out.
pub struct Ledger {
    opening: Opening,
    rows: Rows,
}

enum Rows {
    Sheet(SheetRows),
    Text(Box<TextRows>),
}

/// Opens a ledger by its content, whatever its name ends in.
///
/// # Errors
/// Whatever keeps the ledger from being read as a whole; nothing of it has been handed out then.
pub fn open(path: &Path, mapping: Option<&Mapping>) -> Result<Ledger, LedgerError> {
    let none = Mapping::default();
    let mapping = mapping.unwrap_or(&none);
    let opened = match kind(path)? {
        Kind::Package => sheet::open(path, mapping)
            .map(|(opening, rows)| Ledger { opening, rows: Rows::Sheet(rows) }),
        Kind::Text => delimited::open(path, mapping)
            .map(|(opening, rows)| Ledger { opening, rows: Rows::Text(Box::new(rows)) }),
    };
    match opened {
        Err(LedgerError::NoHeadings { found, accepted }) => {
            let garbled = found.iter().find(|words| is_garbled(words)).cloned();
            Err(match garbled {
                Some(heading) => LedgerError::Garbled { heading },
                None => LedgerError::NoHeadings { found, accepted },
            })
        }
        Ok(ledger) => {
            let garbled = ledger
                .headings()
                .iter()
                .find(|heading| heading.column.is_none() && is_garbled(&heading.text));
            match garbled {
                Some(heading) => Err(LedgerError::Garbled { heading: heading.text.clone() }),
                None => Ok(ledger),
            }
        }
        Err(error) => Err(error),
    }
}

impl Ledger {
    /// How many rows will come; exact unless the file changes meanwhile.
    pub fn total_rows_hint(&self) -> Option<u64> {
        Some(self.opening.rows)
    }

    /// The headings from left to right, with what each column holds.
    pub fn headings(&self) -> &[Heading] {
        &self.opening.layout.headings
    }

    /// True when the ledger has this column.
    pub fn has(&self, column: Column) -> bool {
        self.opening.layout.position(column).is_some()
    }

    /// The heading row and what it says, as the writer of rejected rows needs it.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.opening.layout
    }

    /// What was noticed and does not stand in the way; complete before the first row.
    pub fn notes(&self) -> &[Note] {
        &self.opening.notes
    }
}

impl Iterator for Ledger {
    type Item = Result<Row, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rows {
            Rows::Sheet(rows) => rows.next(),
            Rows::Text(rows) => rows.next(),
        }
    }
}

enum Kind {
    Package,
    Text,
}

/// What a file is, by its first bytes.
fn kind(path: &Path) -> Result<Kind, LedgerError> {
    let mut start = Vec::new();
    let mut file = File::open(path).map_err(unreadable)?;
    (&mut file).take(4096).read_to_end(&mut start).map_err(unreadable)?;
    let looks_like = match start.as_slice() {
        [b'P', b'K', 3, 4, ..] => return Ok(Kind::Package),
        [] | [b'P', b'K', 5, 6, ..] => return Err(LedgerError::Empty),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(old_container(path)?),
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', ..] => "picture",
        [b'R', b'a', b'r', b'!', ..] | [0x1F, 0x8B, ..] | [b'7', b'z', 0xBC, ..] => "archive",
        [b'{', b'\\', b'r', b't', b'f', ..] => "document",
        // Any shorter beginning of the marks above is a file that was cut.
        [b'P', b'K', ..] | [0xD0, 0xCF, ..] => {
            return Err(LedgerError::damaged("it ends within its first bytes"));
        }
        _ => match markup(&start) {
            Some(format) => return Err(LedgerError::OtherFormat { format }),
            None if start.iter().all(u8::is_ascii_whitespace) && start.len() < 4096 => {
                return Err(LedgerError::Empty);
            }
            None => return Ok(Kind::Text),
        },
    };
    Err(LedgerError::NotALedger { looks_like })
}

/// Systems like to name web pages and XML `.xls`.
fn markup(start: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    if !text.starts_with('<') {
        return None;
    }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("xml-2003");
    }
    ["html", "!doctype html", "table", "meta", "head", "style", "div"]
        .iter()
        .any(|tag| text.contains(&format!("<{tag}")))
        .then_some("web-page")
}

/// Which of the things that the old container of Office documents may hold.
fn old_container(path: &Path) -> Result<LedgerError, LedgerError> {
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let locked = wide("EncryptedPackage");
    let (workbook, book) = (wide("Workbook\0"), wide("Book\0"));
    let overlap = locked.len();
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut piece: Vec<u8> = Vec::new();
    let (mut is_locked, mut is_workbook) = (false, false);
    loop {
        let keep = piece.len().min(overlap);
        piece.drain(..piece.len() - keep);
        let more = (&mut file).take(1 << 20).read_to_end(&mut piece).map_err(unreadable)?;
        let has = |name: &[u8]| piece.windows(name.len()).any(|window| window == name);
        is_locked |= has(&locked);
        is_workbook |= has(&workbook) || has(&book);
        if more == 0 || is_locked {
            break;
        }
    }
    Ok(match (is_locked, is_workbook) {
        (true, _) => LedgerError::PasswordProtected,
        (_, true) => LedgerError::OtherFormat { format: "xls" },
        _ => LedgerError::NotALedger { looks_like: "old-office" },
    })
}
