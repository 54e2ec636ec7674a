//! In what order the acts of a matter are offered: what is owed first, what moves it on, the rest.

use jiff::civil::Date;
use law::matter::Case;
use law::matter::case::{Clock, State};
use law::procedure::{ActRule, Do, Procedure};
use law::record::Officer;
use law::register::Register;
use law::words::Code;

use crate::rooms::desks::acts::{DESK, NEXT};

/// How likely an act is the next one. The first two are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A clock on who looks waits for it, or for what cannot be done before it.
    Owed,
    /// It moves the matter on.
    Next,
    /// It can be done besides.
    Besides,
}

/// The place of an act among others, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// How likely it is the next.
    pub turn: Turn,
    /// Whether it refuses, explains, gives back or goes on elsewhere, and does not handle.
    aside: bool,
    /// Until when it is owed.
    due: Date,
    /// Whether it is owed only because something else asks for it.
    prepares: bool,
    /// Where it stands in the procedure.
    at: usize,
}

/// What is owed by who looks: the key of an act, until when, and whether it only prepares another.
type Debt<'a> = (&'a Code, Date, bool);

/// The acts among those open that have a form at the desk, in the order in which they are offered.
pub fn in_order<'a>(
    (procedure, case): (&'a Procedure, &Case),
    officers: &[Officer],
    open: Vec<&'a ActRule>,
) -> Vec<(Place, &'a ActRule)> {
    let debts = debts((procedure, case), officers, &open);
    let ended = procedure.step(&case.step).is_none_or(|step| step.outcome.is_some());
    let place = |rule: &'a ActRule| {
        let turn = turn(rule, case.raised_by.is_some(), ended)?;
        let debts = debts.iter().filter(|(key, ..)| **key == rule.key);
        let debt = debts.map(|(_, due, prepares)| (*due, *prepares)).min();
        let (due, prepares) = debt.unwrap_or((Date::MAX, false));
        let turn = if debt.is_some() { Turn::Owed } else { turn };
        let at = procedure.acts.iter().position(|other| std::ptr::eq(other, rule))?;
        Some((Place { turn, aside: is_aside(rule), due, prepares, at }, rule))
    };
    let mut placed: Vec<_> = open.into_iter().filter_map(place).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed
}

/// What an act is by its kind. `None` for acts that have pages of their own.
pub fn turn(rule: &ActRule, own: bool, ended: bool) -> Option<Turn> {
    let next = |next: bool| if next { Turn::Next } else { Turn::Besides };
    match rule.act {
        // Residents have pages of their own for these; who brought a matter by a post has not.
        Do::Rate | Do::AnswerQuestion | Do::LookBack => own.then_some(Turn::Next),
        Do::Add | Do::Withdraw => own.then_some(Turn::Besides),
        Do::Step => Some(next((rule.moves() || rule.every) && !ended)),
        Do::Convert => Some(Turn::Besides),
        verb => DESK.iter().position(|act| *act == verb).map(|place| next(place < NEXT)),
    }
}

/// Whether an act refuses, explains, gives back or leads elsewhere.
fn is_aside(rule: &ActRule) -> bool {
    let verb = matches!(
        rule.act,
        Do::Explain
            | Do::Return
            | Do::RefuseTime
            | Do::Decline
            | Do::Merge
            | Do::Convert
            | Do::Withdraw
    );
    verb || rule.back || rule.leaves
}

fn debts<'a>(
    (procedure, case): (&'a Procedure, &Case),
    officers: &[Officer],
    open: &[&'a ActRule],
) -> Vec<Debt<'a>> {
    let mine = |clock: &&Clock| is_on((procedure, case), officers, clock);
    let waiting = case.clocks.iter().filter(mine);
    let mut debts: Vec<Debt<'a>> = vec![];
    for clock in waiting {
        let rule = procedure.clock(&clock.key).into_iter();
        debts.extend(rule.flat_map(|rule| &rule.until).map(|key| (key, clock.due, false)));
    }
    // What moves the matter on from whoever holds it is waited for, clock or none.
    let holder = procedure.step(&case.step).and_then(|step| step.holder.as_ref());
    let onward = procedure.acts_at(&case.step).filter(|rule| rule.moves() && !is_aside(rule));
    let onward = onward.filter(|rule| holder.is_some_and(|holder| rule.by.contains(holder)));
    let mut asked: Vec<(&ActRule, Date)> = onward.map(|rule| (rule, Date::MAX)).collect();
    for (key, due, _) in &debts {
        asked.extend(procedure.acts_at(&case.step).filter(|r| r.key == **key).map(|r| (r, *due)));
    }
    // What an act asks for may ask for something itself.
    while let Some((rule, due)) = asked.pop() {
        for key in rule.requires.iter().filter(|key| !case.done.contains(*key)) {
            let before = |first: &&&ActRule| {
                first.key == *key && first.by.iter().any(|role| rule.by.contains(role))
            };
            let known = debts.iter().any(|(other, until, _)| *other == key && *until <= due);
            if let Some(first) = open.iter().find(before).filter(|_| !known) {
                debts.push((&first.key, due, true));
                asked.push((first, due));
            }
        }
    }
    debts
}

/// Whether a clock runs, or has run out, on one of the posts.
fn is_on((procedure, case): (&Procedure, &Case), officers: &[Officer], clock: &Clock) -> bool {
    if !matches!(clock.state, State::Running | State::Expired) {
        return false;
    }
    // Some clocks run on whoever holds the matter.
    let on = if clock.on.role == "holder" { &case.holder } else { &clock.on };
    let office = procedure.role(&on.role).and_then(|role| role.post.as_ref());
    let Some((office, _)) = office else { return false };
    officers.iter().any(|officer| {
        let as_one = !Register::is_personal(office);
        officer.office == *office
            && on.body.is_none_or(|body| body == officer.body)
            && on.post.is_none_or(|post| as_one || post == officer.post)
    })
}
