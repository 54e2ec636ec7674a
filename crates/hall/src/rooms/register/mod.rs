//! The register: what the house consists of. It lives in memory; its facts leave no rows.

use law::register::Fact;

use crate::desk::Recorded;

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    /// The register is folded into the house's state and has no tables of its own.
    fn apply(&self, _head: &law::record::Head, _rows: &mut store::rows::Rows) {}

    fn of_house(&self) -> Option<&Fact> {
        Some(self)
    }
}
