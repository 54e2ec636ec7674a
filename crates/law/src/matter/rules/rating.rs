//! What the resident says of the answer: rating, "is it solved?", a second round, the look-back.

use super::super::acts::Act;
use super::super::case::Case;
use super::super::facts::What;
use super::{Course, Ruled, Setting, one};
use crate::ruling::Refusal;
use crate::words::Code;

/// Rules on a rating or a look-back.
pub fn rule(course: Course<'_>, act: &Act) -> Ruled {
    match act {
        Act::Rate { rating, solved, again } => rate(course, rating, *solved, *again),
        Act::LookBack { solved, again } => look_back(course, *solved, *again),
        Act::DrawLookBack { seed } => one(course, What::LookBackDrawn { seed: *seed }),
        _ => unreachable!("ruled on elsewhere"),
    }
}

/// Whether the answer of this round can be rated now: for so many days from the answer.
pub fn is_open(setting: &Setting<'_>, case: &Case) -> bool {
    let Some(reply) = case.reply() else { return false };
    let first = setting.zone.day(reply.at);
    let days = i64::from(setting.procedure.rating.changeable_days);
    let last = first.checked_add(jiff::Span::new().days(days));
    last.is_ok_and(|last| setting.today() <= last)
}

/// A rating; changeable until the days are over, and the last one counts. No rating is no rating.
fn rate(mut course: Course<'_>, rating: &Code, solved: bool, again: bool) -> Ruled {
    let setting = course.setting;
    let scale = &setting.procedure.rating;
    if !scale.scale.contains(rating) {
        return Err(Refusal::invalid("rating.unknown").at("rating"));
    }
    if course.case.reply().is_none() {
        return Err(Refusal::conflict("rating.no-answer"));
    }
    if !is_open(&setting, course.case) {
        return Err(Refusal::conflict("rating.closed").with("days", scale.changeable_days));
    }
    if again {
        if !scale.asks_again.contains(rating) || !course.can_go_again() {
            return Err(Refusal::invalid("rating.again-satisfied").at("again"));
        }
        course.check_round()?;
        course.go_again();
    }
    let assisted = course.case.assisted && !course.case.confirmed;
    let round = course.case.round;
    one(course, What::Rated { again, assisted, rating: rating.clone(), round, solved })
}

/// What the resident says when asked again after a season.
fn look_back(mut course: Course<'_>, solved: bool, again: bool) -> Ruled {
    let waits = course.case.alive().any(|clock| {
        let rule = course.setting.procedure.clock(&clock.key);
        rule.is_some_and(|clock| course.rule().is_some_and(|r| clock.until.contains(&r.key)))
    });
    if !waits {
        return Err(Refusal::conflict("look-back.not-asked"));
    }
    if again {
        if solved || !course.can_go_again() {
            return Err(Refusal::invalid("look-back.again-solved").at("again"));
        }
        course.check_round()?;
        course.go_again();
    }
    one(course, What::LookedBack { again, solved })
}
