//! What handling units do: sign, send back, ask, ask for time, answer, deliver; and pressing on
//! what is late.

use super::super::acts::{Act, Answer};
use super::super::case::{Case, Clock, State};
use super::super::facts::{Party, Replied, Visibility, What};
use super::course::holders;
use super::{Course, Ruled, Setting, one, typed};
use crate::clock::Length;
use crate::procedure::{ClockRule, Do, Meaning, On};
use crate::ruling::{Enclosures, Refusal};
use crate::words::{BodyId, Code, PostId};

const TEXT_MOST: usize = 4000;

/// Rules on an act of a handling unit, of whoever grants it time, or of whoever presses it.
pub fn rule(mut course: Course<'_>, act: &Act, enclosures: &mut Enclosures<'_>) -> Ruled {
    let open = course.case.visibility == Visibility::Public;
    let what = match act {
        Act::Sign {} => {
            let body = own_body(&course)?;
            owed(&course, Do::Sign)?;
            What::Signed { body }
        }
        Act::Return { duty, reason } => send_back(&course, duty, reason, enclosures)?,
        Act::Note { text, open: wanted } => {
            let text = typed(text, "text", TEXT_MOST)?;
            What::Noted { open: *wanted, text: enclosures.add("note", text, open && *wanted) }
        }
        Act::Ask { question } => {
            if course.case.question_open {
                return Err(Refusal::conflict("question.open"));
            }
            let question = typed(question, "question", TEXT_MOST)?;
            What::Asked { question: enclosures.add("question", question, open) }
        }
        Act::AskForTime { working_days, reason, .. } => {
            ask_for_time(&course, *working_days, reason, enclosures)?
        }
        Act::GrantTime { reason } => {
            let length = course.case.time_asked.ok_or(Refusal::conflict("time.none-asked"))?;
            let reason = typed(reason, "reason", TEXT_MOST)?;
            course.grant(length);
            What::TimeGranted { length, reason: enclosures.add("reason", reason, open) }
        }
        Act::RefuseTime { reason } => {
            course.case.time_asked.ok_or(Refusal::conflict("time.none-asked"))?;
            let reason = typed(reason, "reason", TEXT_MOST)?;
            What::TimeRefused { reason: enclosures.add("reason", reason, open) }
        }
        Act::CoReply { text } => {
            let body = own_body(&course)?;
            owed(&course, Do::CoReply)?;
            let text = typed(text, "text", TEXT_MOST)?;
            What::CoReplied { body, text: enclosures.add("co-reply", text, open) }
        }
        Act::Reply(answer) => reply(&mut course, answer, enclosures)?,
        Act::Deliver { text } => {
            open_promise(&course.setting, course.case).ok_or(Refusal::conflict("promise.none"))?;
            let text = typed(text, "text", TEXT_MOST)?;
            What::Delivered { text: enclosures.add("delivery", text, open) }
        }
        Act::Urge { text } => {
            let text = typed(text, "text", TEXT_MOST)?;
            What::Urged { text: enclosures.add("urging", text, open) }
        }
        Act::Supervise { leader, text } => {
            check_leader(&course, *leader)?;
            let text = typed(text, "text", TEXT_MOST)?;
            What::Supervised { leader: *leader, text: enclosures.add("urging", text, open) }
        }
        Act::Correct { record, text } => {
            if !course.case.records.contains(record) {
                return Err(Refusal::invalid("record.unknown").at("record"));
            }
            let text = typed(text, "text", TEXT_MOST)?;
            What::Corrected { record: *record, text: enclosures.add("correction", text, open) }
        }
        _ => unreachable!("ruled on elsewhere"),
    };
    one(course, what)
}

fn check_leader(course: &Course<'_>, leader: PostId) -> Result<(), Refusal> {
    let today = course.setting.today();
    let post = course.setting.register.posts.get(&leader);
    let leads = post.is_some_and(|p| p.office == "leader" && p.people(today).next().is_some());
    if leads { Ok(()) } else { Err(Refusal::invalid("leader.unknown").at("leader")) }
}

fn own_body(course: &Course<'_>) -> Result<BodyId, Refusal> {
    let officer = course.setting.by.officer();
    officer.map(|officer| officer.body).ok_or(Refusal::forbidden("act.officers-only"))
}

/// Whether the unit of who asks still owes its signature, or its part of the answer.
pub fn is_owed(setting: &Setting<'_>, case: &Case, act: Do) -> bool {
    let Some(officer) = setting.by.officer() else { return false };
    if let Some(unit) = case.co.iter().find(|unit| unit.body == officer.body) {
        return match act {
            Do::Sign => !unit.signed,
            _ => !unit.replied,
        };
    }
    case.lead == Some(officer.body)
}

fn owed(course: &Course<'_>, act: Do) -> Result<(), Refusal> {
    if is_owed(&course.setting, course.case, act) {
        Ok(())
    } else {
        Err(Refusal::conflict("act.done-already").with("act", act.name()))
    }
}

/// Whether the matter may still be sent back: the office has not decided that it stays, and the
/// bound is not reached on a way that needs no hand-over.
pub fn may_return(setting: &Setting<'_>, case: &Case) -> bool {
    let bound = setting.procedure.returns.as_ref();
    !case.stands && bound.is_none_or(|bound| case.returns < bound.most)
}

/// "Not ours": a signed act that names the entry of the duty list by which the matter is
/// somebody else's.
fn send_back(
    course: &Course<'_>,
    duty: &Code,
    reason: &str,
    enclosures: &mut Enclosures<'_>,
) -> Result<What, Refusal> {
    if !may_return(&course.setting, course.case) {
        return Err(Refusal::conflict("return.stands"));
    }
    let body = own_body(course)?;
    let entry = course.setting.register.duties.get(duty);
    let entry = entry.ok_or(Refusal::invalid("duty.unknown").at("duty"))?;
    if entry.body == body {
        return Err(Refusal::invalid("duty.own").at("duty"));
    }
    let reason = typed(reason, "reason", TEXT_MOST)?;
    let open = course.case.visibility == Visibility::Public;
    Ok(What::Returned { body, duty: duty.clone(), reason: enclosures.add("reason", reason, open) })
}

/// Whether a clock that could have been extended ran out: more time is asked for before.
pub(super) fn has_run_out(setting: &Setting<'_>, case: &Case) -> bool {
    case.alive().any(|clock| {
        clock.state == State::Expired
            && setting.procedure.clock(&clock.key).is_some_and(|rule| rule.extendable)
    })
}

fn ask_for_time(
    course: &Course<'_>,
    working_days: u16,
    reason: &str,
    enclosures: &mut Enclosures<'_>,
) -> Result<What, Refusal> {
    let case = course.case;
    let more_time = course.setting.procedure.more_time.as_ref();
    let more_time = more_time.ok_or(Refusal::conflict("time.no-more").with("most", 0))?;
    if case.time_asked.is_some() {
        return Err(Refusal::conflict("time.asked-already"));
    }
    if case.time_granted >= more_time.most {
        return Err(Refusal::conflict("time.no-more").with("most", more_time.most));
    }
    let most = more_time.length_most.number();
    if working_days == 0 || working_days > most {
        return Err(Refusal::invalid("time.length").at("working_days").with("most", most));
    }
    if has_run_out(&course.setting, case) {
        return Err(Refusal::conflict("time.too-late"));
    }
    let reason = typed(reason, "reason", TEXT_MOST)?;
    let open = case.visibility == Visibility::Public;
    let length = match more_time.length_most {
        Length::WorkingDays(_) => Length::WorkingDays(working_days),
        Length::Days(_) => Length::Days(working_days),
        Length::Months(_) => Length::Months(working_days),
    };
    let grants = holders(&course.setting, case, &On::Role(more_time.granted_by.clone()));
    let of = grants.into_iter().find_map(|on| Some(Party { body: on.body?, post: on.post }));
    Ok(What::TimeAsked { length, of, reason: enclosures.add("reason", reason, open) })
}

/// The answer: done, promised by a date, impossible because of a rule, or passed on.
fn reply(
    course: &mut Course<'_>,
    answer: &Answer,
    enclosures: &mut Enclosures<'_>,
) -> Result<What, Refusal> {
    let body = own_body(course)?;
    let setting = course.setting;
    let class = setting.procedure.answer(&answer.class).filter(|class| class.only.is_none());
    let class = class.ok_or(Refusal::invalid("answer.unknown").at("class"))?;
    if course.case.question_open {
        return Err(Refusal::conflict("reply.question-open"));
    }
    let text = typed(&answer.text, "text", TEXT_MOST)?;
    let open = course.case.visibility == Visibility::Public;
    let (mut promised, mut basis, mut passed_to) = (None, None, None);
    match class.means {
        Meaning::Done => {}
        Meaning::Promised => {
            let day = answer.promised.ok_or(Refusal::invalid("reply.no-date").at("promised"))?;
            if day <= setting.today() {
                return Err(Refusal::invalid("reply.date-past").at("promised"));
            }
            course.promise(day);
            promised = Some(day);
        }
        Meaning::Impossible => {
            let rule = typed(&answer.basis, "basis", 400)?;
            basis = Some(enclosures.add("basis", rule, open));
        }
        Meaning::Above => {
            let upper = typed(&answer.passed_to, "passed_to", 100)?;
            passed_to = Some(enclosures.add("passed-to", upper, open));
        }
    }
    Ok(What::Replied(Box::new(Replied {
        basis,
        body,
        class: class.key.clone(),
        files: super::intake::names_of(&answer.files),
        means: class.means,
        passed_to,
        promised,
        text: enclosures.add("reply", text, open),
    })))
}

/// The clock of a promise that has not been kept yet.
pub fn open_promise<'c>(setting: &Setting<'_>, case: &'c Case) -> Option<&'c Clock> {
    let is_promise = |clock: &&Clock| {
        let rule = setting.procedure.clock(&clock.key);
        rule.is_some_and(ClockRule::is_promise)
    };
    case.alive().find(is_promise)
}
