//! What time does by itself: warns, lets clocks run out, and moves what the procedure moves.

use super::super::case::{Case, Clock, State};
use super::super::facts::{Change, Effect, Fact, What};
use super::{Course, Setting};
use crate::words::MatterId;

/// The facts that are due on a matter by now: warnings and expiries, one fact a clock.
///
/// The act of nobody: no click brings it about, and no role can stop it.
pub fn pass(setting: &Setting<'_>, case: &Case) -> Vec<(MatterId, Fact)> {
    let today = setting.today();
    let mut case = case.clone();
    let mut facts = vec![];
    loop {
        let next = case.alive().find(|clock| {
            let expires = clock.state == State::Running && today > clock.due;
            expires || (clock.state == State::Running && !clock.warned && today >= clock.warn)
        });
        let Some(clock) = next.cloned() else { return facts };
        let fact = if today > clock.due { expire(setting, &case, &clock) } else { warn(&clock) };
        case.happen(&fact.what, setting.now);
        case.follow(&fact);
        facts.push((case.id, fact));
    }
}

fn warn(clock: &Clock) -> Fact {
    let effect = Effect { clocks: vec![clock.changed(Change::Warned)], ..Effect::default() };
    Fact { effect, fields: vec![], what: What::ClockWarned { clock: clock.number } }
}

fn expire(setting: &Setting<'_>, case: &Case, clock: &Clock) -> Fact {
    let mut course = Course::still(*setting, case);
    if let Some(rule) = setting.procedure.clock(&clock.key) {
        if let Some(step) = &rule.expiry_moves {
            course.go_to(step.clone());
        }
        if rule.expiry_resumes {
            course.resume();
        }
    }
    let expired = clock.changed(Change::Expired);
    course.finish_with(What::ClockExpired { clock: clock.number }, vec![expired])
}
