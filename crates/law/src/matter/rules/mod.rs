//! When an act may be done and what follows from it: one door for every rule.

mod course;
mod forms;
mod handing_on;
mod handling;
mod identity;
mod intake;
mod looking;
mod rating;
mod redacting;
mod responsible;
mod screening;
mod second;
mod stepping;
pub mod time;

use jiff::civil::Date;

use super::acts::{Act, Filling};
use super::case::Case;
use super::facts::{Fact, Party, What};
use crate::calendar::Calendar;
use crate::clock::{Time, Zone};
use crate::procedure::{ActRule, Do, Procedure, Seat};
use crate::record::Actor;
use crate::register::Register;
use crate::ruling::{Enclosures, Refusal, typed};
use crate::words::{Code, MatterId};

pub use course::Course;
pub use forms::raiser;
pub use handing_on::hand_on;
pub use identity::{is_about, may_erase, may_see};
pub use intake::{check as check_submission, check_contact, end_later};
pub use looking::{Deciding, Looking, alone, ask_to_look, decide_on_look, look, may_decide};
pub use redacting::{Decision, may_redact, redact};
pub use screening::links;
pub(crate) use {
    handling::may_return, rating::is_open as rating_is_open, stepping::step as take_step,
};

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

/// What lies beside the matter that an act is about.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The case of the second matter, where the act names one.
    pub other: Option<&'a Case>,
    /// The procedure that a conversion goes on by, with its calendar.
    pub into: Option<(&'a Procedure, &'a Calendar)>,
}

/// Rules on an act. Whatever follows, a matter goes to nobody whom it is about.
pub fn rule(
    setting: &Setting<'_>,
    (matter, case): (MatterId, Option<&Case>),
    beside: Beside<'_>,
    act: &Act,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let mut facts = ruled(setting, (matter, case), beside, act, enclosures)?;
    if let Some(case) = case {
        rating::invite(setting, case, &mut facts);
    }
    for (of, fact) in &facts {
        let about = match &fact.what {
            What::Submitted(submitted) => submitted.about,
            _ => case.filter(|case| case.id == *of).and_then(|case| case.about),
        };
        identity::check_route(setting, about, fact)?;
    }
    Ok(facts)
}

fn ruled(
    setting: &Setting<'_>,
    (matter, case): (MatterId, Option<&Case>),
    beside: Beside<'_>,
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
    let allowed = permit(setting, case, (act.kind(), act.key()))?;
    check_bounds(case, allowed)?;
    match act.kind() {
        Do::Agree | Do::Decline => {
            second::decide(setting, (case, allowed), beside, act, enclosures)
        }
        _ if allowed.second => second::propose(setting, (case, allowed), beside, act, enclosures),
        _ => carry_out(setting, (case, allowed), beside, act, enclosures),
    }
}

/// Rules on an act that may be done, by its rule.
fn carry_out(
    setting: &Setting<'_>,
    (case, allowed): (&Case, &ActRule),
    beside: Beside<'_>,
    act: &Act,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let mut course = Course::new(*setting, case, allowed);
    let empty = Filling::new();
    course.fill(forms::read(&course, act.filling().unwrap_or(&empty), enclosures)?);
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
        | Do::Show => screening::rule(course, act, beside.other, enclosures),
        Do::Rate | Do::LookBack | Do::DrawLookBack | Do::CallBack => rating::rule(course, act),
        Do::Step => stepping::step(course),
        Do::Convert => stepping::convert(course, act, beside.into, enclosures),
        _ => handling::rule(course, act, enclosures),
    }
}

/// What an act asks for that must have been done before, and how often it may be done.
pub(crate) fn check_bounds(case: &Case, rule: &ActRule) -> Result<(), Refusal> {
    if let Some(first) = rule.requires.iter().find(|key| !case.done.contains(*key)) {
        return Err(Refusal::conflict("act.needs-first").with("act", first));
    }
    let any = &rule.requires_any;
    if !any.is_empty() && !any.iter().any(|key| case.done.contains(key)) {
        return Err(Refusal::conflict("act.nothing-yet").with("act", &rule.key));
    }
    let most = rule.most.unwrap_or(u32::MAX);
    if case.counts.get(&rule.key).is_some_and(|count| *count >= most) {
        let refusal = Refusal::conflict("act.no-more").with("act", &rule.key);
        return Err(refusal.with("most", most));
    }
    Ok(())
}

/// Finds the rule by which somebody may do an act now: by its verb, and by its key where several
/// go by the same verb. This is where a procedure's rights are asked about, for pages, API, imports
/// and stories alike.
pub fn permit<'a>(
    setting: &Setting<'a>,
    case: &Case,
    (act, key): (Do, Option<&Code>),
) -> Result<&'a ActRule, Refusal> {
    let procedure = setting.procedure;
    let is_meant = |rule: &&ActRule| rule.act == act && key.is_none_or(|key| rule.key == *key);
    let called = || key.map_or_else(|| act.name(), ToString::to_string);
    let mut anywhere = procedure.acts.iter().filter(is_meant).peekable();
    if anywhere.peek().is_none() {
        return Err(Refusal::missing("act.unknown").with("act", called()));
    }
    let here = |rule: &&ActRule| is_meant(rule) && rule.at.contains(&case.step);
    let mut here = procedure.acts.iter().filter(here).peekable();
    let is_mine = |rule: &&ActRule| rule.by.iter().any(|role| fills(setting, case, role));
    let by_house = *setting.by == Actor::House && act == Do::DrawLookBack;
    if here.peek().is_none() {
        // Whoever may never do this learns that first, and nothing of where the matter stands.
        if !by_house && !anywhere.any(|rule| is_mine(&rule)) {
            return Err(not_yours(setting, act, called()));
        }
        return Err(Refusal::conflict("act.not-now")
            .with("act", called())
            .with("step", &case.step));
    }
    here.find(|rule| by_house || is_mine(rule)).ok_or_else(|| not_yours(setting, act, called()))
}

fn not_yours(setting: &Setting<'_>, act: Do, called: String) -> Refusal {
    let by_officer = setting.by.officer().is_some();
    if by_officer && matches!(act, Do::Rate | Do::LookBack) {
        return Refusal::forbidden("rating.by-officer");
    }
    Refusal::forbidden("act.not-yours").with("act", called)
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
    let by_sort = || role.sort.as_ref().map(Code::as_str) == sort;
    let is_party = |party: &Party| {
        // Of an office that works as one, anybody goes on with what a colleague began.
        let as_one = !Register::is_personal(office);
        party.body == officer.body && party.post.is_none_or(|post| as_one || post == officer.post)
    };
    let seated = match seat {
        Seat::Station => case.station == Some(officer.body),
        Seat::AnyStation => sort == Some("station"),
        Seat::House => sort == Some("congress"),
        Seat::Lead => case.lead == Some(officer.body),
        Seat::Co => case.co.iter().any(|unit| unit.body == officer.body),
        Seat::Duty => {
            let category = setting.register.categories.get(&case.category);
            category.and_then(|category| category.leads.first()) == Some(&officer.body)
        }
        Seat::Area => course::serving(setting, case, role.sort.as_ref().map_or("", Code::as_str))
            .is_some_and(|body| body.id == officer.body),
        Seat::Sort => by_sort(),
        Seat::Named => {
            let raiser = || forms::raiser_person(setting, case.raised_by.as_ref());
            // Whoever brought the matter is not one of those who stand for it beside them.
            let own = forms::is_beside(setting, &role.key)
                && (raiser() == Some(officer.person)
                    || forms::is_own(setting, case.raised_by.as_ref(), officer.post));
            let mut members = case.named.get(&role.key).into_iter().flatten();
            !own && members.any(|member| is_party(&member.party))
        }
        Seat::Submitter => case.raised_by.as_ref().is_some_and(is_party),
    };
    officer.office == *office && seated && setting.register.is_officer(officer, setting.today())
}

/// The rules of the acts that somebody may do on a matter now, in the order of the procedure.
pub fn open_to<'a>(setting: &Setting<'a>, case: &Case) -> Vec<&'a ActRule> {
    let procedure = setting.procedure;
    let mut acts: Vec<&ActRule> = vec![];
    for rule in procedure.acts.iter().filter(|rule| rule.at.contains(&case.step)) {
        let mine = rule.by.iter().any(|role| fills(setting, case, role));
        let known = acts.iter().any(|other| other.key == rule.key);
        let possible = check_bounds(case, rule).is_ok() && is_timely(setting, case, rule);
        if mine && !known && possible {
            acts.push(rule);
        }
    }
    acts
}

/// Whether an act that the step allows also has something to act on, so that pages offer no act
/// that would only be refused.
fn is_timely(setting: &Setting<'_>, case: &Case, rule: &ActRule) -> bool {
    let act = rule.act;
    match act {
        Do::Step => {
            let anew = rule.again.is_some() && rule.to.is_none();
            let rounds = setting.procedure.rounds.as_ref();
            let left = rounds.is_none_or(|bound| case.round <= bound.most);
            stepping::is_owed(setting, case, rule) && (!anew || left)
        }
        Do::AnswerQuestion => case.question_open,
        Do::Ask => !case.question_open,
        Do::GrantTime | Do::RefuseTime => case.time_asked.is_some(),
        Do::AskForTime => {
            let most = setting.procedure.more_time.as_ref().map_or(0, |more| more.most);
            let can_be_more = case.time_asked.is_none() && case.time_granted < most;
            can_be_more && !handling::has_run_out(setting, case)
        }
        Do::Reply => !case.question_open,
        Do::Return => handling::may_return(setting, case),
        Do::Hide => case.is_public(),
        Do::Show => case.hidden,
        Do::Split => !case.hidden,
        Do::Sign | Do::CoReply => handling::is_owed(setting, case, act),
        Do::Deliver => handling::open_promise(setting, case).is_some(),
        Do::Rate => rating::is_open(setting, case),
        Do::CallBack => case.reply().is_some(),
        Do::LookBack => case.alive().any(|clock| {
            setting.procedure.clock(&clock.key).is_some_and(|clock| clock.until.contains(&rule.key))
        }),
        Do::Agree | Do::Decline => second::is_asked(setting, case),
        Do::ConfirmChannel => case.assisted && !case.confirmed,
        _ => true,
    }
}

/// One fact about one matter.
#[expect(clippy::unnecessary_wraps, reason = "what every rule ends with")]
fn one(course: Course<'_>, what: What) -> Ruled {
    let id = course.case.id;
    Ok(vec![(id, course.finish(what))])
}
