//! Fills merged cells with their one value while rows pass by.

use super::faults::LedgerError;
use super::package::Merged;
use super::rows::Cell;

/// Ranges that may lie over one row; more cannot stand side by side in a sheet.
const SIDE_BY_SIDE_MAX: usize = 16_384;

/// Follows the merged ranges of a sheet from row to row.
pub struct Filler<'m> {
    coming: std::iter::Peekable<std::slice::Iter<'m, Merged>>,
    active: Vec<(Merged, Option<Cell>)>,
    heading_rows: u32,
}

impl<'m> Filler<'m> {
    /// `merged` sorted by first row; ranges that begin within the first `heading_rows` rows belong
    /// to the headings and fill nothing.
    pub fn new(merged: &'m [Merged], heading_rows: u32) -> Self {
        Self { coming: merged.iter().peekable(), active: Vec::new(), heading_rows }
    }

    /// Fills the cells of one row (counted from 0); rows come in order, some may be left out.
    ///
    /// # Errors
    /// More ranges over one row than a sheet has columns.
    pub fn fill(&mut self, row: u32, cells: &mut [Option<Cell>]) -> Result<(), LedgerError> {
        self.active.retain(|(range, _)| range.bottom >= row);
        while let Some(range) = self.coming.next_if(|range| range.top <= row) {
            if range.bottom >= row && range.top >= self.heading_rows {
                self.active.push((*range, None));
            }
        }
        if self.active.len() > SIDE_BY_SIDE_MAX {
            return Err(LedgerError::damaged("merged ranges lie over one another"));
        }
        for (range, value) in &mut self.active {
            let (left, right) = (range.left as usize, range.right as usize);
            if row == range.top {
                *value = cells.get(left).cloned().flatten();
            }
            let Some(value) = value else { continue };
            let to = (right + 1).min(cells.len());
            for cell in cells.iter_mut().take(to).skip(left) {
                *cell = Some(value.clone());
            }
        }
        Ok(())
    }
}
