//! What may be done with an activity, when and by whom; each no says how it is mended.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Activity, ActivityId, BACK, Fact, Kinds, MINUTES, PLACE, Plan, REASON, Received, Standing,
    TITLE,
};
use crate::clock::Time;
use crate::record::{Actor, Officer};
use crate::redaction;
use crate::register::{Body, Post, Register};
use crate::ruling::{Enclosures, Refusal, code, typed};
use crate::words::{BodyId, Code, PersonId, PostId, TextRef};

/// Most characters of a title, a place or a reason.
pub(super) const LINE_MOST: usize = 120;
/// Most characters of minutes.
const MINUTES_MOST: usize = 10_000;
/// Most posts that one act names.
const POSTS_MOST: usize = 500;
/// Most that one activity receives.
const RECEIVED_MOST: u32 = 1_000_000;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// What an act is ruled by.
pub struct Setting<'a> {
    /// The kinds and terms in force.
    pub kinds: &'a Kinds,
    /// The register.
    pub register: &'a Register,
    /// The day of the act: posts are held on days.
    pub today: jiff::civil::Date,
    /// The instant of the act.
    pub now: Time,
    /// Who acts.
    pub by: &'a Actor,
    /// Who of those concerned signed in to another activity at the same time, and to which.
    pub elsewhere: &'a BTreeMap<PersonId, ActivityId>,
}

/// A plan as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// When it begins; nothing where that was not said.
    pub begins: Option<Time>,
    /// Who holds it.
    pub body: BodyId,
    /// When it ends; nothing where that was not said.
    pub ends: Option<Time>,
    /// The key of its kind.
    pub kind: Code,
    /// Where it is.
    pub place: String,
    /// What it is called.
    pub title: String,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// To hold it otherwise, for a reason.
    Change(Draft, String),
    /// Not to hold it, for a reason.
    CallOff(String),
    /// To invite by posts.
    Invite(Vec<PostId>),
    /// To enter who came, and when where that is not now.
    Enter(Vec<PostId>, Option<Time>),
    /// To take back that somebody came, for a reason.
    TakeBack(PersonId, String),
    /// To say how many were received.
    Count(Received),
    /// To close it with minutes, and whether everybody may read them.
    Close(String, bool),
}

/// Whether an officer holds activities of a body: a station's staff theirs, and the house's own
/// office those of every station and its own.
pub fn holds(register: &Register, officer: &Officer, body: BodyId) -> bool {
    match officer.office.as_str() {
        "station-staff" => officer.body == body,
        "congress-office" => {
            let sort = register.bodies.get(&officer.body).map(|own| own.sort.as_str());
            sort == Some("congress")
        }
        _ => false,
    }
}

/// The bodies that an officer can plan activities of today, in the order of their codes.
pub fn holders<'r>(
    register: &'r Register,
    officer: &Officer,
    today: jiff::civil::Date,
) -> Vec<&'r Body> {
    let mut bodies = register.bodies_of(&["congress", "station"], today);
    bodies.retain(|body| holds(register, officer, body.id));
    bodies
}

/// Plans an activity, also one that was held some days ago.
///
/// # Errors
/// Everything that is wrong with the plan, each at its field.
pub fn plan(
    setting: &Setting<'_>,
    draft: &Draft,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    Ok(Fact::Planned { plan: planned(setting, draft, enclosures)? })
}

/// Rules on an act of whoever holds an activity: what follows from it, nothing where it is done
/// already.
///
/// # Errors
/// Why not.
pub fn rule(
    setting: &Setting<'_>,
    (activity, act): (&Activity, &Act),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Fact>, Refusal> {
    must_hold(setting, activity.plan.body)?;
    must_stand(activity)?;
    match act {
        Act::Change(draft, reason) => change(setting, activity, (draft, reason), enclosures),
        Act::CallOff(reason) => {
            must_be_empty(activity)?;
            let reason = line(enclosures, REASON, (reason, "reason"))?;
            Ok(vec![Fact::CalledOff { reason }])
        }
        Act::Invite(posts) => invite(setting, activity, posts),
        Act::Enter(posts, at) => enter(setting, activity, (posts, *at)),
        Act::TakeBack(person, reason) => {
            check_text(reason, "back-reason", LINE_MOST)?;
            Ok(vec![take_back(activity, *person, reason, enclosures)?])
        }
        Act::Count(received) => count(setting, activity, *received),
        Act::Close(minutes, open) => close(setting, activity, (minutes, *open), enclosures),
    }
}

/// Somebody signs in by themselves, with the code that hangs at the place; once is enough.
///
/// # Errors
/// Why not, and who can help.
pub fn sign_in(
    setting: &Setting<'_>,
    activity: &Activity,
    at_place: bool,
) -> Result<Vec<Fact>, Refusal> {
    let officer = officer(setting)?;
    if activity.came.contains_key(&officer.person) {
        return Ok(vec![]);
    }
    must_stand(activity)?;
    if setting.now < opens(setting.kinds, &activity.plan) {
        let refusal = Refusal::conflict("activity.too-early");
        return Err(refusal.with("minutes", setting.kinds.terms.opens_minutes));
    }
    if setting.now > activity.plan.ends {
        return Err(Refusal::conflict("activity.too-late"));
    }
    let Some(post) = activity.invited.get(&officer.person) else {
        return Err(Refusal::conflict("activity.not-invited"));
    };
    if !at_place {
        return Err(Refusal::invalid("activity.not-at-place"));
    }
    must_be_here(setting, officer.person)?;
    let (at, person, post) = (setting.now, officer.person, *post);
    Ok(vec![Fact::Attended { at, invited: true, own: true, person, post }])
}

pub(super) fn officer<'a>(setting: &Setting<'a>) -> Result<&'a Officer, Refusal> {
    let held = |officer: &&Officer| setting.register.is_officer(officer, setting.today);
    setting.by.officer().filter(held).ok_or(Refusal::forbidden("activity.not-yours"))
}

pub(super) fn must_hold(setting: &Setting<'_>, body: BodyId) -> Result<(), Refusal> {
    match holds(setting.register, officer(setting)?, body) {
        true => Ok(()),
        false => Err(Refusal::forbidden("activity.not-yours")),
    }
}

pub(super) fn must_stand(activity: &Activity) -> Result<(), Refusal> {
    match activity.standing {
        Standing::Planned => Ok(()),
        Standing::CalledOff => Err(Refusal::conflict("activity.is-called-off")),
        Standing::Closed => Err(Refusal::conflict("activity.is-closed")),
    }
}

/// What somebody came to is closed; it is neither moved nor called off.
fn must_be_empty(activity: &Activity) -> Result<(), Refusal> {
    match activity.came.len() {
        0 => Ok(()),
        count => Err(Refusal::conflict("activity.somebody-came").with("count", count)),
    }
}

pub(super) fn line(
    enclosures: &mut Enclosures<'_>,
    kind: &'static str,
    (text, field): (&str, &'static str),
) -> Result<TextRef, Refusal> {
    check_text(text, field, LINE_MOST)?;
    Ok(enclosures.add(kind, text.trim(), true))
}

pub(super) fn check_text(text: &str, field: &'static str, most: usize) -> Result<(), Refusal> {
    typed(text, field, most).map(|_| ())
}

fn planned(
    setting: &Setting<'_>,
    draft: &Draft,
    enclosures: &mut Enclosures<'_>,
) -> Result<Plan, Refusal> {
    let (begins, ends) = check_draft(setting, draft)?;
    Ok(Plan {
        begins,
        body: draft.body,
        ends,
        kind: draft.kind.clone(),
        place: line(enclosures, PLACE, (&draft.place, "place"))?,
        title: line(enclosures, TITLE, (&draft.title, "title"))?,
    })
}

/// Everything that is wrong with a plan, in the order of the form.
fn check_draft(setting: &Setting<'_>, draft: &Draft) -> Result<(Time, Time), Refusal> {
    let mut wrong = vec![];
    if setting.kinds.kind(draft.kind.as_str()).is_none() {
        wrong.push(Refusal::invalid("activity.kind-unknown").at("kind"));
    }
    wrong.extend(check_text(&draft.title, "title", LINE_MOST).err());
    let known = setting.register.bodies.get(&draft.body);
    let is_holder = known.is_some_and(|body| {
        ["congress", "station"].iter().any(|sort| body.sort == *sort)
            && body.last.is_none_or(|last| setting.today <= last)
    });
    match is_holder {
        true => wrong.extend(must_hold(setting, draft.body).err().map(|no| no.at("body"))),
        false => wrong.push(Refusal::invalid("activity.no-holder").at("body")),
    }
    wrong.extend(check_text(&draft.place, "place", LINE_MOST).err());
    let empty = |field| Refusal::invalid("field.empty").at(field);
    let times = match (draft.begins, draft.ends) {
        (Some(begins), Some(ends)) => {
            wrong.extend(check_times(setting, begins, ends).err());
            (begins, ends)
        }
        (begins, ends) => {
            wrong.extend(begins.is_none().then(|| empty("begins")));
            wrong.extend(ends.is_none().then(|| empty("ends")));
            (Time(0), Time(0))
        }
    };
    Refusal::all(wrong)?;
    Ok(times)
}

fn check_times(setting: &Setting<'_>, begins: Time, ends: Time) -> Result<(), Refusal> {
    let terms = &setting.kinds.terms;
    if begins >= ends {
        return Err(Refusal::invalid("activity.ends-before").at("ends"));
    }
    if ends > begins.plus_ms(i64::from(terms.days_most) * DAY_MS) {
        return Err(Refusal::invalid("activity.too-long").at("ends").with("days", terms.days_most));
    }
    if setting.now > last_entry(setting.kinds, ends) {
        let refusal = Refusal::invalid("activity.entered-late").at("ends");
        return Err(refusal.with("days", terms.entered_days));
    }
    Ok(())
}

/// The first instant at which somebody can sign in.
fn opens(kinds: &Kinds, plan: &Plan) -> Time {
    plan.begins.plus_ms(-i64::from(kinds.terms.opens_minutes) * MINUTE_MS)
}

/// The last instant at which what happened can be entered from paper.
fn last_entry(kinds: &Kinds, ends: Time) -> Time {
    ends.plus_ms(i64::from(kinds.terms.entered_days) * DAY_MS)
}

fn change(
    setting: &Setting<'_>,
    activity: &Activity,
    (draft, reason): (&Draft, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Fact>, Refusal> {
    must_be_empty(activity)?;
    if setting.now >= activity.plan.begins {
        return Err(Refusal::conflict("activity.has-begun"));
    }
    check_text(reason, "reason", LINE_MOST)?;
    let plan = planned(setting, draft, enclosures)?;
    let reason = line(enclosures, REASON, (reason, "reason"))?;
    Ok(vec![Fact::Changed { plan, reason }])
}

/// The posts that were named, each held today by somebody.
fn held<'a>(setting: &Setting<'a>, posts: &[PostId]) -> Result<Vec<(&'a Post, PersonId)>, Refusal> {
    if posts.is_empty() {
        return Err(Refusal::invalid("activity.nobody-chosen").at("posts"));
    }
    if posts.len() > POSTS_MOST {
        let refusal = Refusal::invalid("activity.too-many").at("posts");
        return Err(refusal.with("most", POSTS_MOST));
    }
    let find = |id: &PostId| {
        let post = setting.register.posts.get(id)?;
        post.is_held(setting.today).then_some((post, post.person))
    };
    let found: Option<Vec<_>> = posts.iter().map(find).collect();
    found.ok_or(Refusal::invalid("activity.post-not-held").at("posts"))
}

fn invite(
    setting: &Setting<'_>,
    activity: &Activity,
    posts: &[PostId],
) -> Result<Vec<Fact>, Refusal> {
    if setting.now >= activity.plan.ends {
        return Err(Refusal::conflict("activity.over").at("posts"));
    }
    let mut invited = activity.invited.clone();
    let mut facts = vec![];
    for (post, person) in held(setting, posts)? {
        // Whoever came without being asked stays one who was not.
        if !activity.came.contains_key(&person) && invited.insert(person, post.id).is_none() {
            facts.push(Fact::Invited { person, post: post.id });
        }
    }
    Ok(facts)
}

fn must_be_here(setting: &Setting<'_>, person: PersonId) -> Result<(), Refusal> {
    match setting.elsewhere.get(&person) {
        None => Ok(()),
        Some(other) => {
            let refusal = Refusal::conflict("activity.overlapping").at("posts");
            Err(refusal.with("activity", *other))
        }
    }
}

/// Whoever holds it enters who came, also from paper for some days.
fn enter(
    setting: &Setting<'_>,
    activity: &Activity,
    (posts, at): (&[PostId], Option<Time>),
) -> Result<Vec<Fact>, Refusal> {
    let (plan, terms) = (&activity.plan, &setting.kinds.terms);
    let opens = opens(setting.kinds, plan);
    if setting.now < opens {
        let refusal = Refusal::conflict("activity.too-early").at("posts");
        return Err(refusal.with("minutes", terms.opens_minutes));
    }
    if setting.now > last_entry(setting.kinds, plan.ends) {
        let refusal = Refusal::conflict("activity.entered-late").at("posts");
        return Err(refusal.with("days", terms.entered_days));
    }
    // Entered later without a word on when they came: they were there when it began.
    let at = at.unwrap_or(if setting.now <= plan.ends { setting.now } else { plan.begins });
    if at > setting.now {
        return Err(Refusal::invalid("claimed.in-future").at("came"));
    }
    if at < opens || at > plan.ends {
        return Err(Refusal::invalid("activity.came-outside").at("came"));
    }
    let (mut came, mut facts) = (activity.came.keys().copied().collect::<BTreeSet<_>>(), vec![]);
    for (post, person) in held(setting, posts)? {
        if !came.insert(person) {
            continue;
        }
        must_be_here(setting, person)?;
        let by_post = activity.invited.get(&person).copied();
        let (invited, post) = (by_post.is_some(), by_post.unwrap_or(post.id));
        facts.push(Fact::Attended { at, invited, own: false, person, post });
    }
    Ok(facts)
}

/// That somebody came is taken back: by whoever holds it until it is closed, and later by who
/// decides on what was contested of a duty file.
///
/// # Errors
/// Nobody has it on record that they came.
pub fn take_back(
    activity: &Activity,
    person: PersonId,
    reason: &str,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let Some(record) = activity.came.get(&person) else {
        return Err(Refusal::conflict("activity.did-not-come").at("person"));
    };
    let invited = activity.invited.contains_key(&person);
    let reason = enclosures.add(BACK, reason.trim(), false);
    Ok(Fact::TakenBack { invited, person, reason, record: *record })
}

pub(super) fn must_have_begun(s: &Setting<'_>, activity: &Activity) -> Result<(), Refusal> {
    if s.now < activity.plan.begins {
        return Err(Refusal::conflict("activity.not-begun"));
    }
    Ok(())
}

fn count(
    setting: &Setting<'_>,
    activity: &Activity,
    received: Received,
) -> Result<Vec<Fact>, Refusal> {
    must_have_begun(setting, activity)?;
    let kind = setting.kinds.kind(activity.plan.kind.as_str());
    // A kind that is no longer listed was held under the list of its time.
    if kind.is_some_and(|kind| !kind.receives) {
        return Err(Refusal::conflict("activity.receives-nobody").at("times"));
    }
    if received.heads > received.times {
        return Err(Refusal::invalid("activity.heads-more").at("heads"));
    }
    // Whoever was received was there at least once.
    if received.heads == 0 && received.times > 0 {
        return Err(Refusal::invalid("activity.heads-none").at("heads"));
    }
    if received.times > RECEIVED_MOST {
        let refusal = Refusal::invalid("field.out-of-range").at("times");
        return Err(refusal.with("least", 0).with("most", RECEIVED_MOST));
    }
    match activity.received == Some(received) {
        true => Ok(vec![]),
        false => Ok(vec![Fact::Counted { received }]),
    }
}

fn close(
    setting: &Setting<'_>,
    activity: &Activity,
    (minutes, open): (&str, bool),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Fact>, Refusal> {
    must_have_begun(setting, activity)?;
    check_text(minutes, "minutes", MINUTES_MOST)?;
    let minutes = minutes.trim();
    if open && !redaction::find(minutes).is_empty() {
        return Err(Refusal::invalid("activity.minutes-personal").at("minutes"));
    }
    let minutes = enclosures.add(MINUTES, minutes, open);
    Ok(vec![Fact::Closed { minutes, open }])
}

/// Whether what residents say at an activity can be entered as taken down there: by the staff of
/// its station, or of any where the house's own office holds it, until it is closed.
///
/// # Errors
/// The refusal, at the field `activity`.
pub fn is_open_to_matters(setting: &Setting<'_>, activity: &Activity) -> Result<(), Refusal> {
    let at = |refusal: Refusal| refusal.at("activity");
    let officer = officer(setting).map_err(at)?;
    let body = setting.register.bodies.get(&activity.plan.body);
    let by_house = body.is_some_and(|body| body.sort == "congress");
    if officer.office != code("station-staff") || !by_house && officer.body != activity.plan.body {
        return Err(at(Refusal::forbidden("activity.not-yours")));
    }
    must_stand(activity).map_err(at)?;
    let kind = setting.kinds.kind(activity.plan.kind.as_str());
    if kind.is_some_and(|kind| !kind.receives) {
        return Err(at(Refusal::conflict("activity.receives-nobody")));
    }
    let terms = &setting.kinds.terms;
    if setting.now < opens(setting.kinds, &activity.plan) {
        let refusal = Refusal::conflict("activity.too-early");
        return Err(at(refusal.with("minutes", terms.opens_minutes)));
    }
    if setting.now > last_entry(setting.kinds, activity.plan.ends) {
        let refusal = Refusal::conflict("activity.entered-late");
        return Err(at(refusal.with("days", terms.entered_days)));
    }
    Ok(())
}
