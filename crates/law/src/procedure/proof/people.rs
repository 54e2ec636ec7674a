//! Roles on some path that nobody active holds in this house, now or soon.

use jiff::Span;
use jiff::civil::Date;

use super::super::{Procedure, Seat};
use crate::register::{Body, Register};
use crate::words::{BodyId, Code};

/// Days ahead for which the end of the last post of a role is told.
const AHEAD_DAYS: i64 = 30;

/// A role that nobody holds, at the house as a whole or at one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    /// The role.
    pub role: Code,
    /// The body where nobody holds it; `None` where there is no such body at all.
    pub body: Option<BodyId>,
    /// The last day on which somebody does; `None` where already nobody does.
    pub until: Option<Date>,
}

/// Looks for vacancies of the roles that a matter can wait for, or that other acts depend on.
pub fn vacancies(procedure: &Procedure, register: &Register, today: Date) -> Vec<Vacancy> {
    let mut found = vec![];
    for role in &procedure.roles {
        let Some((office, seat)) = &role.post else { continue };
        let acts = procedure.acts.iter().any(|act| act.by.contains(&role.key));
        let holds = procedure
            .steps
            .iter()
            .any(|step| step.holder.as_ref() == Some(&role.key) && step.without_holder.is_none());
        if !acts && !holds {
            continue;
        }
        let sort = match seat {
            Seat::House => "congress",
            Seat::Station if !holds => continue,
            Seat::Station | Seat::AnyStation => "station",
            Seat::Area | Seat::Sort => role.sort.as_ref().map_or("", Code::as_str),
            // Whoever is named must be there when named: the act itself sees to it.
            Seat::Lead | Seat::Co | Seat::Duty | Seat::Named | Seat::Submitter => continue,
        };
        let bodies = register.bodies_of(&[sort], today);
        let one_is_enough = matches!(seat, Seat::House | Seat::Sort | Seat::AnyStation);
        let mut ends: Vec<(&Body, Option<Date>)> =
            bodies.iter().map(|body| (*body, last_day(register, body.id, office, today))).collect();
        if one_is_enough {
            // The body that lasts longest stands for all.
            ends.sort_by_key(|(_, end)| *end);
            ends = ends.pop().into_iter().collect();
        }
        if ends.is_empty() {
            found.push(Vacancy { role: role.key.clone(), body: None, until: None });
        }
        for (body, end) in ends {
            let soon = today.checked_add(Span::new().days(AHEAD_DAYS)).unwrap_or(Date::MAX);
            let until = match end {
                None => None,
                Some(last) if last <= soon => Some(last),
                Some(_) => continue,
            };
            found.push(Vacancy { role: role.key.clone(), body: Some(body.id), until });
        }
    }
    found
}

/// The last day on which somebody holds an office at a body: `None` where already nobody does,
/// the last day of all where no end is known.
fn last_day(register: &Register, body: BodyId, office: &Code, today: Date) -> Option<Date> {
    register.held_at(body, office, today).map(|post| post.last.unwrap_or(Date::MAX)).max()
}
