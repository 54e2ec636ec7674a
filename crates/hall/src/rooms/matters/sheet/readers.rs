//! Who looks at a matter, and what its desk may tell of others: as the policies say.

use law::matter::Case;
use law::record::Officer;
use law::words::Code;

use crate::kit::Shell;
use crate::rights::{self, Ground, Handle, Who};

/// How a matter is told: to anybody, to its submitter, to officers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Viewer {
    /// To anybody.
    Public,
    /// To whoever holds a receipt of it.
    Receipt,
    /// To officers.
    Officers,
}

impl Viewer {
    /// How it is told to who asks. Whoever joined has a voice and no more.
    pub(super) fn of(who: &Who) -> Self {
        match who {
            Who::Bearer(bearer) if !bearer.joined => Self::Receipt,
            who if who.posts().is_empty() => Self::Public,
            _ => Self::Officers,
        }
    }
}

/// Whether somebody has to do with a matter: at its station, at a unit that handles it, in the
/// house's own office, as a leader, or because the matter names them.
pub fn handles(ground: Ground<'_>, who: &Who, case: &Case) -> bool {
    rights::ask::<Handle>(ground, who, (case, &[])).is_some()
}

/// The confidential procedures of whose matters these officers' desks may tell at all: the others'
/// stand in no list but that of whoever they lie with.
pub fn told(shell: &Shell, officers: &[Officer]) -> Vec<Code> {
    let confidential = shell.state.procedures.values().filter(|procedure| procedure.is_closed());
    let is_told = |rules: &law::procedure::Procedure| {
        let mut offices = rights::told(Some(rules));
        offices.any(|office| officers.iter().any(|by| by.office == *office))
    };
    let told = confidential.filter(|procedure| is_told(procedure));
    let mut told: Vec<Code> = told.map(|procedure| procedure.id.clone()).collect();
    told.sort_unstable();
    told.dedup();
    told
}
