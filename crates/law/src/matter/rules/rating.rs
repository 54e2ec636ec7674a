//! What the resident says of the answer: rating, "is it solved?", a second round, the look-back.

use super::super::acts::Act;
use super::super::case::Case;
use super::super::facts::{Fact, What};
use super::{Course, Ruled, Setting, one};
use crate::procedure::Do;
use crate::ruling::{Refusal, code};
use crate::words::{Code, MatterId};

/// Rules on a rating or a look-back.
pub fn rule(course: Course<'_>, act: &Act) -> Ruled {
    match act {
        Act::Rate { rating, solved, again } => rate(course, rating, *solved, *again),
        Act::LookBack { solved, again } => look_back(course, *solved, *again),
        Act::DrawLookBack { seed } => one(course, What::LookBackDrawn { seed: *seed }),
        Act::CallBack { reached, rating, solved } => {
            call_back(course, *reached, (rating.as_ref(), *solved))
        }
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

/// With every answer goes the invitation to rate it, on record and by nobody's choice (trust.md,
/// M5).
pub fn invite(setting: &Setting<'_>, case: &Case, facts: &mut Vec<(MatterId, Fact)>) {
    let rates = setting.procedure.acts.iter().any(|rule| rule.act == Do::Rate);
    let is_answer = |what: &What| matches!(what, What::Replied(_) | What::Explained { .. });
    let mut answers = facts.iter().filter(|(of, fact)| *of == case.id && is_answer(&fact.what));
    if !rates || answers.next().is_none() {
        return;
    }
    let first = if case.raised_by.is_some() { "desk" } else { "receipt" };
    let others = case.contact.iter().flat_map(|contact| contact.ways.iter().cloned());
    let ways = std::iter::once(code(first)).chain(others).collect();
    facts.push((case.id, Fact::only(What::RatingInvited { round: case.round, ways })));
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
    let (id, round) = (course.case.id, course.case.round);
    // That one rated is a record of its own: it can be shown to anybody and tells nobody how.
    let cast = Fact::only(What::RatingCast { round });
    let rated = What::Rated { again, assisted, rating: rating.clone(), round, solved };
    Ok(vec![(id, course.finish(rated)), (id, cast)])
}

/// What somebody outside the handling was told on calling back. Who was not reached said nothing,
/// and who was reached is asked both things.
fn call_back(course: Course<'_>, reached: bool, said: (Option<&Code>, Option<bool>)) -> Ruled {
    if course.case.reply().is_none() {
        return Err(Refusal::conflict("rating.no-answer"));
    }
    let (rating, solved) = match (reached, said) {
        (false, (None, None)) => (None, None),
        (false, _) => return Err(Refusal::invalid("call-back.not-reached").at("reached")),
        (true, (None, _)) => return Err(Refusal::invalid("field.empty").at("rating")),
        (true, (_, None)) => return Err(Refusal::invalid("field.empty").at("solved")),
        (true, (Some(rating), Some(solved))) => (Some(rating.clone()), Some(solved)),
    };
    let scale = &course.setting.procedure.rating.scale;
    if rating.as_ref().is_some_and(|rating| !scale.contains(rating)) {
        return Err(Refusal::invalid("rating.unknown").at("rating"));
    }
    let round = course.case.round;
    one(course, What::CalledBack { rating, reached, round, solved })
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
