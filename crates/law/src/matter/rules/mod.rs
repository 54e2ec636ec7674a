//! When an act may be done and what follows from it: one door for every rule.

mod course;
mod handing_on;
mod handling;
mod intake;
mod rating;
mod screening;
pub mod time;

use jiff::civil::Date;

use super::acts::Act;
use super::case::Case;
use super::facts::{Fact, What};
use crate::calendar::Calendar;
use crate::clock::{Time, Zone};
use crate::procedure::{ActRule, Do, Procedure, Seat};
use crate::record::Actor;
use crate::register::Register;
use crate::ruling::{Enclosures, Refusal};
use crate::words::{Code, MatterId};

pub use course::Course;
pub use handing_on::hand_on;
pub use intake::check as check_submission;
pub use screening::links;

/// The circumstances in which an act is ruled on.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The rules that the matter keeps to.
    pub procedure: &'a Procedure,
    /// The days on which offices work.
    pub calendar: &'a Calendar,
    /// The house's time zone.
    pub zone: &'a Zone,
    /// Areas, bodies, posts.
    pub register: &'a Register,
    /// The instant of the act.
    pub now: Time,
    /// Who asks.
    pub by: &'a Actor,
}

impl Setting<'_> {
    /// The day of the act in the house.
    pub fn today(&self) -> Date {
        self.zone.day(self.now)
    }
}

/// The facts of a ruling, each with the matter that it belongs to.
pub type Ruled = Result<Vec<(MatterId, Fact)>, Refusal>;

/// Rules on an act. `other` is the case of the second matter, where the act names one.
pub fn rule(
    setting: &Setting<'_>,
    (matter, case): (MatterId, Option<&Case>),
    other: Option<&Case>,
    act: &Act,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    if let Act::Submit(submission) = act {
        if case.is_some() {
            return Err(Refusal::conflict("matter.already-there"));
        }
        return intake::submit(setting, matter, submission, enclosures);
    }
    let case = case.ok_or(Refusal::missing("matter.unknown"))?;
    if act.kind() == Do::Join && *setting.by == Actor::Resident && !case.is_public() {
        // Before anything else is said: where it stands would tell that it is there.
        return Err(Refusal::missing("matter.unknown"));
    }
    let allowed = permit(setting, case, act.kind())?;
    let course = Course::new(*setting, case, allowed);
    match act.kind() {
        Do::Submit => unreachable!("ruled on above"),
        Do::Join
        | Do::Add
        | Do::AnswerQuestion
        | Do::Withdraw
        | Do::ReplaceReceipt
        | Do::ConfirmChannel => intake::rule(course, act, enclosures),
        Do::Accept
        | Do::FeedBack
        | Do::Classify
        | Do::Explain
        | Do::HandOver
        | Do::RespondAtOnce
        | Do::Merge
        | Do::Split
        | Do::Link
        | Do::Transfer
        | Do::Hide
        | Do::Show => screening::rule(course, act, other, enclosures),
        Do::Rate | Do::LookBack | Do::DrawLookBack => rating::rule(course, act),
        _ => handling::rule(course, act, enclosures),
    }
}

/// Finds the rule by which somebody may do an act now. This is where a procedure's rights are
/// asked about, for pages, API, imports and stories alike.
pub fn permit<'a>(setting: &Setting<'a>, case: &Case, act: Do) -> Result<&'a ActRule, Refusal> {
    let procedure = setting.procedure;
    let mut anywhere = procedure.acts.iter().filter(|rule| rule.act == act).peekable();
    if anywhere.peek().is_none() {
        return Err(Refusal::missing("act.unknown").with("act", act.name()));
    }
    let mut here = procedure
        .acts
        .iter()
        .filter(|rule| rule.act == act && rule.at.contains(&case.step))
        .peekable();
    let is_mine = |rule: &&ActRule| rule.by.iter().any(|role| fills(setting, case, role));
    let by_house = *setting.by == Actor::House && act == Do::DrawLookBack;
    if here.peek().is_none() {
        // Whoever may never do this learns that first, and nothing of where the matter stands.
        if !by_house && !anywhere.any(|rule| is_mine(&rule)) {
            return Err(not_yours(setting, act));
        }
        return Err(Refusal::conflict("act.not-now")
            .with("act", act.name())
            .with("step", &case.step));
    }
    here.find(|rule| by_house || is_mine(rule)).ok_or_else(|| not_yours(setting, act))
}

fn not_yours(setting: &Setting<'_>, act: Do) -> Refusal {
    let by_officer = setting.by.officer().is_some();
    if by_officer && matches!(act, Do::Rate | Do::LookBack) {
        return Refusal::forbidden("rating.by-officer");
    }
    Refusal::forbidden("act.not-yours").with("act", act.name())
}

/// Whether who asks fills a role of the procedure for this matter.
pub fn fills(setting: &Setting<'_>, case: &Case, role: &Code) -> bool {
    let Some(role) = setting.procedure.role(role) else { return false };
    let (office, seat) = match (&role.post, setting.by) {
        (None, by) => return *by == Actor::Resident,
        (Some(post), Actor::Officer(_)) => post,
        (Some(_), _) => return false,
    };
    let Actor::Officer(officer) = setting.by else { return false };
    let sort = setting.register.bodies.get(&officer.body).map(|body| body.sort.as_str());
    let seated = match seat {
        Seat::Station => case.station == Some(officer.body),
        Seat::AnyStation => sort == Some("station"),
        Seat::House => sort == Some("congress"),
        Seat::Lead => case.lead == Some(officer.body),
        Seat::Co => case.co.iter().any(|unit| unit.body == officer.body),
    };
    officer.office == *office && seated && setting.register.is_officer(officer, setting.today())
}

/// The acts that somebody may do on a matter now, in the order of the procedure.
pub fn open_to(setting: &Setting<'_>, case: &Case) -> Vec<Do> {
    let mut acts: Vec<Do> = vec![];
    for rule in setting.procedure.acts_at(&case.step) {
        let mine = rule.by.iter().any(|role| fills(setting, case, role));
        if mine && !acts.contains(&rule.act) && is_timely(setting, case, rule.act) {
            acts.push(rule.act);
        }
    }
    acts
}

/// Whether an act that the step allows also has something to act on, so that pages offer no act
/// that would only be refused.
fn is_timely(setting: &Setting<'_>, case: &Case, act: Do) -> bool {
    match act {
        Do::AnswerQuestion => case.question_open,
        Do::Ask => !case.question_open,
        Do::GrantTime | Do::RefuseTime => case.time_asked.is_some(),
        Do::AskForTime => {
            case.time_asked.is_none() && case.time_granted < setting.procedure.more_time.most
        }
        Do::Return => !case.stands,
        Do::Hide => case.is_public(),
        Do::Show => case.hidden,
        Do::Split => !case.hidden,
        Do::Sign | Do::CoReply => handling::is_owed(setting, case, act),
        Do::Deliver => handling::open_promise(setting, case).is_some(),
        Do::Rate => rating::is_open(setting, case),
        Do::LookBack => case.alive().any(|clock| {
            setting.procedure.clock(&clock.key).is_some_and(|r| r.until.contains(&Do::LookBack))
        }),
        Do::ConfirmChannel => case.assisted && !case.confirmed,
        _ => true,
    }
}

/// A typed text that must be there, trimmed; at most `most` characters.
fn typed<'a>(text: &'a str, field: &'static str, most: usize) -> Result<&'a str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::invalid("field.empty").at(field));
    }
    let length = text.chars().count();
    if length > most {
        let refusal = Refusal::invalid("field.too-long").at(field);
        return Err(refusal.with("most", most).with("length", length));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::invalid("field.control-characters").at(field));
    }
    Ok(text)
}

/// One fact about one matter.
#[expect(clippy::unnecessary_wraps, reason = "what every rule ends with")]
fn one(course: Course<'_>, what: What) -> Ruled {
    let id = course.case.id;
    Ok(vec![(id, course.finish(what))])
}
