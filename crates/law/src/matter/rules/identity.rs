//! When somebody may be shown who brought a matter, when that may be erased, and to whom a matter
//! goes in no case: to whom it is about.

use super::super::case::Case;
use super::super::facts::{Change, Fact, Party, Value, What};
use super::Setting;
use crate::procedure::Procedure;
use crate::record::Officer;
use crate::register::Register;
use crate::ruling::Refusal;
use crate::words::{BodyId, PostId};

/// Whether a post may be shown who brought a matter that it handles. A station and the house's own
/// office need to know in order to handle it; of the others those whom the submitter agreed to. A
/// leader supervises and calls nobody; a team that calls back does, as long as a call is waited
/// for. In an emergency, and beyond so many a day, a second person decides (`looking`).
///
/// # Errors
/// The sentence says who may reach the submitter instead.
pub fn may_see(register: &Register, case: &Case, officer: &Officer) -> Result<(), Refusal> {
    let waits = || case.alive().any(|clock| clock.on.body == Some(officer.body));
    let sort = register.bodies.get(&officer.body).map(|body| body.sort.as_str());
    let is_known = match officer.office.as_str() {
        "congress-office" | "station-staff" => true,
        // Deputies answer in person: to whom is the business of the one who is first responsible.
        "deputy" => case.deputy.is_none_or(|deputy| deputy == officer.post),
        "leader" => return Err(Refusal::forbidden("contact.not-yours")),
        _ if sort == Some("call-back") => waits(),
        _ => case.known_to_unit,
    };
    if is_known { Ok(()) } else { Err(Refusal::forbidden("contact.pseudonym")) }
}

/// How the holder of a receipt can be reached is erased once the matter has ended: until then the
/// offices owe an answer, and need to know to whom.
pub fn may_erase(case: &Case, procedure: Option<&Procedure>) -> Result<(), Refusal> {
    let step = procedure.and_then(|procedure| procedure.step(&case.step));
    if step.is_none_or(|step| step.outcome.is_none()) {
        return Err(Refusal::conflict("erase.not-ended").with("step", &case.step));
    }
    Ok(())
}

/// Whether a matter is about somebody: a body as a whole, or whoever answers there in person. Where
/// an office works as one, each of its people is the body.
pub fn is_about(register: &Register, about: Party, (body, post): (BodyId, Option<PostId>)) -> bool {
    let personal = about.post.filter(|post| {
        register.posts.get(post).is_some_and(|post| Register::is_personal(&post.office))
    });
    about.body == body && personal.is_none_or(|about| post == Some(about))
}

/// Whom a matter names as what it is about must be known here, and not be the house's own office:
/// that would hand the matter to itself.
pub(super) fn check_about(setting: &Setting<'_>, about: Option<Party>) -> Result<(), Refusal> {
    let Some(about) = about else { return Ok(()) };
    let body = setting.register.bodies.get(&about.body);
    let body = body.ok_or(Refusal::invalid("about.unknown").at("about"))?;
    let post = about.post.map(|post| setting.register.posts.get(&post));
    if post.is_some_and(|post| post.is_none_or(|post| post.body != about.body)) {
        return Err(Refusal::invalid("about.unknown").at("about"));
    }
    if body.sort == "congress" {
        return Err(Refusal::invalid("about.house").at("about"));
    }
    Ok(())
}

/// No fact brings a matter to whom it is about: not as holder, lead, beside it, supervisor or named
/// to a role.
pub(super) fn check_route(
    setting: &Setting<'_>,
    about: Option<Party>,
    fact: &Fact,
) -> Result<(), Refusal> {
    let Some(about) = about else { return Ok(()) };
    let reaches = reached(setting.register, fact);
    let named = |to: &(BodyId, Option<PostId>)| is_about(setting.register, about, *to);
    if reaches.iter().any(named) {
        return Err(Refusal::conflict("route.named").at("lead").with("body", about.body));
    }
    Ok(())
}

/// Everybody to whom a fact brings its matter.
fn reached(register: &Register, fact: &Fact) -> Vec<(BodyId, Option<PostId>)> {
    let mut reached = vec![];
    let body_of = |post: &PostId| register.posts.get(post).map(|known| (known.body, Some(*post)));
    match &fact.what {
        What::HandedOver { lead, post, co, .. } => {
            reached.push((*lead, *post));
            reached.extend(co.iter().map(|body| (*body, None)));
        }
        What::RespondedAtOnce { lead, post, .. } | What::Transferred { lead, post, .. } => {
            reached.push((*lead, *post));
        }
        What::Proposed { of, .. } => reached.extend(of.body.map(|body| (body, of.post))),
        What::Supervised { leader, .. } => reached.extend(body_of(leader)),
        What::Submitted(submitted) => {
            reached.extend(submitted.station.map(|station| (station, None)));
            reached.extend(submitted.deputy.as_ref().and_then(body_of));
        }
        _ => {}
    }
    let holder = fact.effect.holder.iter();
    let clocks = fact.effect.clocks.iter().filter_map(|change| match &change.change {
        Change::Started(started) => Some(&started.on),
        _ => None,
    });
    reached.extend(holder.chain(clocks).filter_map(|on| Some((on.body?, on.post))));
    for field in fact.fields.iter().filter(|field| field.names.is_some()) {
        match &field.value {
            Value::Bodies(bodies) => reached.extend(bodies.iter().map(|body| (*body, None))),
            Value::Posts(posts) => reached.extend(posts.iter().map(|p| (p.body, p.post))),
            _ => {}
        }
    }
    reached
}
