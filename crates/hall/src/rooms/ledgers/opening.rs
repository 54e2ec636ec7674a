//! What is known of a ledger before its first row is handed out, and when it is not opened at all.

use std::sync::Arc;

use super::columns::{Column, Layout};
use super::faults::LedgerError;
use super::notes::Note;
use super::rows::Row;

/// The last rows of a sheet, today and in the old format; a ledger that ends there may be cut.
const LAST_ROWS: [u32; 2] = [1_048_576, 65_536];

/// What is known of a ledger before its first row is handed out.
pub(super) struct Opening {
    pub layout: Arc<Layout>,
    pub notes: Vec<Note>,
    pub rows: u64,
}

/// True when the number of a row says that it is the template's example.
pub(super) fn is_example(row: &Row) -> bool {
    let Some(Ok(number)) = row.text(Column::Number) else { return false };
    let number = number.trim_matches(['(', ')', '\u{FF08}', '\u{FF09}', '【', '】', ' ']);
    number.starts_with("示例") || number.eq_ignore_ascii_case("example")
}

/// Refuses a ledger whose last row is the last that its sheet could have.
pub(super) fn refuse_full(last_row: u32) -> Result<(), LedgerError> {
    if LAST_ROWS.contains(&last_row) {
        return Err(LedgerError::CutOff { rows: last_row });
    }
    Ok(())
}
