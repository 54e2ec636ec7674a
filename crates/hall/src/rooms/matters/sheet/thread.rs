//! The thread of a matter: every form that it took, from the one that somebody brought first.

use law::matter::Case;
use law::words::MatterId;
use store::Fault;
use store::db::Db;

use crate::desk;
use crate::kit::Shell;
use crate::rights::{self, Read, Who};
use crate::rooms::matters::views;

/// Most forms that a page tells of: more would be a mistake, and it says so in the log.
const MOST: usize = 40;

/// One form of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The matter.
    pub matter: MatterId,
    /// What its procedure is called.
    pub procedure: String,
    /// Where it stands.
    pub step: String,
    /// The day on which it began.
    pub received: String,
    /// Whether it is the one that is shown.
    pub here: bool,
}

/// Every form of a matter that the viewer may read, the first one first; nothing where it took
/// only one.
pub fn thread(db: Db<'_>, shell: &Shell, who: &Who, case: &Case) -> Result<Vec<Form>, Fault> {
    let mut first = case.id;
    let mut origin = case.origin;
    for _ in 0..MOST {
        let Some(before) = origin else { break };
        let Some(earlier) = desk::case(db, before)? else { break };
        (first, origin) = (before, earlier.origin);
    }
    let (mut forms, mut next) = (vec![], vec![first]);
    while let Some(matter) = next.pop() {
        if forms.len() == MOST {
            tracing::warn!(matter = %case.id, "a thread has more forms than a page tells of");
            break;
        }
        let Some(one) = desk::case(db, matter)? else { continue };
        let mut children = views::converted_from(db, matter)?;
        children.reverse();
        next.extend(children);
        let within = rights::within(db, who, &one)?;
        let readable = rights::ask::<Read>(shell.ground(), who, (&one, &within)).is_some();
        if !readable || forms.iter().any(|form: &Form| form.matter == matter) {
            continue;
        }
        let procedure = shell.state.procedures.get(&one.rules);
        let said = |kind, key: &str| procedure.map_or_else(String::new, |p| shell.of(p, kind, key));
        forms.push(Form {
            matter,
            procedure: said("procedure", ""),
            step: said("step", one.step.as_str()),
            received: shell.day_of(one.received),
            here: matter == case.id,
        });
    }
    if forms.len() < 2 {
        forms.clear();
    }
    Ok(forms)
}
