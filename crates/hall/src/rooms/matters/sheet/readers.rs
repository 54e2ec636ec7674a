//! Who looks at a matter, and what its desk may tell of others: as the policies say.

use std::collections::{BTreeMap, BTreeSet};

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

/// The confidential procedures of which each of some offices is told by where it sits. Whoever
/// holds two posts is told by each of its own alone.
pub fn told(shell: &Shell, officers: &[Officer]) -> Told {
    let confidential = shell.state.procedures.values().filter(|procedure| procedure.is_closed());
    let mut told = Told::new();
    for procedure in confidential {
        let offices: Vec<&Code> = rights::told(Some(procedure)).collect();
        for by in officers.iter().filter(|by| offices.contains(&&by.office)) {
            told.entry(by.office.clone()).or_default().insert(procedure.id.clone());
        }
    }
    told
}

/// Procedures by the office that is told of them.
pub type Told = BTreeMap<Code, BTreeSet<Code>>;
