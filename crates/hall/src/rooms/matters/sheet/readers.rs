//! Who may read a matter: the public, whoever holds its receipt, officers who have to do with it.

use law::matter::Case;
use law::procedure::{Openness, Procedure, Role, Seat};
use law::record::Officer;
use law::words::Code;

use crate::house::State;
use crate::kit::Shell;

/// Who looks at a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer<'a> {
    /// Anybody.
    Public,
    /// Whoever holds a receipt of it.
    Receipt,
    /// Officers, by their posts.
    Officers(&'a [Officer]),
}

/// Whether a viewer may read what was said in a matter.
pub(super) fn may_read(shell: &Shell, viewer: Viewer<'_>, case: &Case) -> bool {
    match viewer {
        Viewer::Public => case.is_public(),
        Viewer::Receipt => true,
        Viewer::Officers(officers) => {
            case.is_public() || officers.iter().any(|officer| handles(shell, case, officer))
        }
    }
}

/// Whether a viewer also reads what is hidden from the public: the submitter, and whoever handles
/// the matter.
pub(super) fn reads_all(shell: &Shell, viewer: Viewer<'_>, case: &Case) -> bool {
    match viewer {
        Viewer::Public => false,
        Viewer::Receipt => true,
        Viewer::Officers(officers) => officers.iter().any(|one| handles(shell, case, one)),
    }
}

/// Whether an officer has to do with a matter: at its station, at a unit that handles it, in the
/// house's own office, as a leader, or because the matter names it.
pub fn handles(shell: &Shell, case: &Case, officer: &Officer) -> bool {
    handles_in(&shell.state, case, officer)
}

/// The same, as the house stands in the middle of an act.
pub fn handles_in(state: &State, case: &Case, officer: &Officer) -> bool {
    let sort = state.register.bodies.get(&officer.body).map(|body| body.sort.as_str());
    let procedure = state.procedures.get(&case.rules);
    let is_told = procedure.is_none_or(|procedure| is_told(procedure, officer));
    let by_office = match officer.office.as_str() {
        "congress-office" | "leader" => is_told && sort == Some("congress"),
        "deputy" | "station-staff" => is_told && case.station == Some(officer.body),
        "handler" => case.is_handled_by(officer.body),
        _ => false,
    };
    by_office || procedure.is_some_and(|procedure| case.has_part(procedure, officer))
}

/// Whether the office of an officer has a part in a procedure whose matters are confidential, by
/// where it sits alone; every office has in the others.
fn is_told(procedure: &Procedure, officer: &Officer) -> bool {
    let has_part = |role: &Role| {
        let seat = role.post.as_ref().filter(|(office, _)| *office == officer.office);
        seat.is_some_and(|(_, seat)| matches!(seat, Seat::House | Seat::Station | Seat::AnyStation))
    };
    procedure.visibility != Openness::Confidential || procedure.roles.iter().any(has_part)
}

/// The confidential procedures of whose matters these officers' desks may tell at all: the others'
/// stand in no list but that of whoever they lie with.
pub fn told(shell: &Shell, officers: &[Officer]) -> Vec<Code> {
    let known = shell.state.procedures.values();
    let confidential = known.filter(|procedure| procedure.visibility == Openness::Confidential);
    let told = confidential.filter(|rules| officers.iter().any(|by| is_told(rules, by)));
    let mut told: Vec<Code> = told.map(|procedure| procedure.id.clone()).collect();
    told.sort_unstable();
    told.dedup();
    told
}
