//! Writes the rows that could not be imported to a file beside the ledger, each with its reason.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::Layout;
use super::rows::Row;

/// The heading of the added column.
pub const REASON_HEADING: &str = "不能导入的原因";
/// Files of earlier runs that are left untouched before giving up.
const EARLIER_MAX: u32 = 1000;

/// The file of rejected rows: CSV in UTF-8 with a byte order mark, which can be mended and
/// imported in its turn. It is made with the first row, so that no bad row means no file.
///
/// It ends in `.part` until [`Rejects::finish`] gives it its name; a file of an earlier run,
/// which somebody may be mending, is never overwritten.
pub struct Rejects {
    ledger: PathBuf,
    layout: Arc<Layout>,
    open: Option<(csv::Writer<BufWriter<File>>, PathBuf)>,
    rows: u64,
}

impl Rejects {
    /// Prepares for the ledger at `path`.
    pub fn beside(path: &Path, layout: &Arc<Layout>) -> Self {
        Self { ledger: path.to_owned(), layout: Arc::clone(layout), open: None, rows: 0 }
    }

    /// Writes one row as it stands in the ledger, and why it was not imported.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, row: &Row, reason: &str) -> io::Result<()> {
        if self.open.is_none() {
            self.open = Some(self.begin()?);
        }
        let layout = &self.layout;
        let (writer, _) = self.open.as_mut().expect("just opened");
        let shown = row.shown().enumerate();
        for (_, cell) in shown.filter(|(position, _)| !is_reason(layout, *position)) {
            writer.write_field(guarded(&cell).as_ref()).map_err(io_error)?;
        }
        writer.write_field(guarded(reason).as_ref()).map_err(io_error)?;
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
        self.rows += 1;
        Ok(())
    }

    /// Ends the file and gives it its name; where it is and how many rows it holds, if any.
    ///
    /// # Errors
    /// The file cannot be written to the disk or named.
    pub fn finish(mut self) -> io::Result<Option<(PathBuf, u64)>> {
        let Some((writer, part)) = self.open.take() else { return Ok(None) };
        let buffer = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        buffer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        let name = part.with_extension("");
        std::fs::rename(&part, &name)?;
        Ok(Some((name, self.rows)))
    }

    fn begin(&self) -> io::Result<(csv::Writer<BufWriter<File>>, PathBuf)> {
        let (file, part) = self.free_file()?;
        let mut buffer = BufWriter::new(file);
        buffer.write_all("\u{FEFF}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(buffer);
        for position in 0..self.layout.width {
            if !is_reason(&self.layout, position) {
                let heading = self.layout.headings.iter().find(|h| h.position == position);
                let words = heading.map_or("", |heading| heading.text.as_str());
                writer.write_field(guarded(words).as_ref()).map_err(io_error)?;
            }
        }
        writer.write_field(REASON_HEADING).map_err(io_error)?;
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
        Ok((writer, part))
    }

    /// A name that no earlier run has taken.
    fn free_file(&self) -> io::Result<(File, PathBuf)> {
        let stem = self.ledger.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for run in 1..=EARLIER_MAX {
            let number = if run == 1 { String::new() } else { format!("-{run}") };
            let name = self.ledger.with_file_name(format!("{stem}.rejected{number}.csv"));
            let part = self.ledger.with_file_name(format!("{stem}.rejected{number}.csv.part"));
            if name.exists() {
                continue;
            }
            match OpenOptions::new().write(true).create_new(true).open(&part) {
                Ok(file) => return Ok((file, part)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other(format!(
            "{EARLIER_MAX} files of rejected rows lie beside the ledger; remove the old ones"
        )))
    }
}

impl Drop for Rejects {
    /// An import that did not end leaves no half file behind.
    fn drop(&mut self) {
        if let Some((writer, part)) = self.open.take() {
            drop(writer);
            // Nothing more can be done here; a left-over ends in `.part` and says what it is.
            let _ = std::fs::remove_file(part);
        }
    }
}

fn is_reason(layout: &Layout, position: usize) -> bool {
    layout.headings.iter().any(|h| h.position == position && h.text == REASON_HEADING)
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Signs with which a cell is taken for a formula by a spreadsheet program.
const FORMULA_SIGNS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

fn looks_like_formula(cell: &str) -> bool {
    // A byte order mark is dropped by some programs before they look.
    cell.trim_start_matches(['\'', '\u{FEFF}']).starts_with(FORMULA_SIGNS)
}

/// A cell that a spreadsheet program will not take for a formula: with an apostrophe before it.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if looks_like_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(inner) if looks_like_formula(inner) => inner,
        _ => cell,
    }
}
