//! What the deputy and the congress office do: accept, sort in three ways, merge, split, hide.

use super::super::acts::{Act, Assignment, Part};
use super::super::case::Case;
use super::super::facts::{Fact, Submitted, Visibility, What};
use super::{Course, Ruled, one, typed};
use crate::procedure::Do;
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{BodyId, MatterId, PostId, TextRef};

const TEXT_MOST: usize = 4000;

/// Rules on an act of the deputy or the office.
pub fn rule(
    mut course: Course<'_>,
    act: &Act,
    other: Option<&Case>,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let open = course.case.visibility == Visibility::Public;
    let what = match act {
        Act::Accept {} => What::Accepted {},
        Act::FeedBack { way, text } => {
            if !["phone", "visit", "message", "meeting"].contains(&way.as_str()) {
                return Err(Refusal::invalid("way.unknown").at("way"));
            }
            let text = typed(text, "text", TEXT_MOST)?;
            What::FedBack { text: enclosures.add("feedback", text, open), way: way.clone() }
        }
        Act::Classify { category } => {
            if !course.setting.register.categories.contains_key(category) {
                return Err(Refusal::invalid("category.unknown").at("category"));
            }
            What::Classified { category: category.clone() }
        }
        Act::Explain { text, basis, .. } => explain(&course, text, basis, enclosures)?,
        Act::HandOver(assignment) => hand_over(&mut course, assignment, enclosures)?,
        Act::RespondAtOnce(assignment) => {
            check_assignment(&course, assignment)?;
            if !assignment.co.is_empty() {
                return Err(Refusal::invalid("assignment.alone").at("co"));
            }
            course.by(assignment.by);
            let text = instruction(&assignment.text, enclosures)?;
            What::RespondedAtOnce { lead: assignment.lead, post: assignment.post, text }
        }
        Act::Transfer { lead, post, reason } => {
            if course.case.lead == Some(*lead) {
                return Err(Refusal::conflict("transfer.same").at("lead"));
            }
            check_body(&course, *lead)?;
            check_post(&course, *lead, *post)?;
            let reason = typed(reason, "reason", TEXT_MOST)?;
            let reason = enclosures.add("reason", reason, open);
            What::Transferred { lead: *lead, post: *post, reason }
        }
        Act::Hide { reason, .. } => {
            if !course.case.is_public() {
                return Err(Refusal::conflict("hide.not-public"));
            }
            let reason = typed(reason, "reason", TEXT_MOST)?;
            // The reason stays public, whatever becomes of the matter.
            What::Hidden { reason: enclosures.add("reason", reason, true) }
        }
        Act::Show { reason } => {
            if !course.case.hidden {
                return Err(Refusal::conflict("show.not-hidden"));
            }
            let reason = typed(reason, "reason", TEXT_MOST)?;
            What::Shown { reason: enclosures.add("reason", reason, true) }
        }
        Act::Merge { into, reason, .. } => return merge(course, *into, reason, other, enclosures),
        Act::Link { to } => return link(course, *to, other),
        Act::Split { parts } => return split(course, parts, enclosures),
        _ => unreachable!("ruled on elsewhere"),
    };
    one(course, what)
}

fn explain(
    course: &Course<'_>,
    text: &str,
    basis: &str,
    enclosures: &mut Enclosures<'_>,
) -> Result<What, Refusal> {
    let open = course.case.visibility == Visibility::Public;
    let text = typed(text, "text", TEXT_MOST)?;
    let basis = typed(basis, "basis", 400)?;
    let answers = &course.setting.procedure.answers;
    let class = answers
        .iter()
        .find(|answer| answer.only == Some(Do::Explain))
        .ok_or(Refusal::missing("answer.unknown"))?;
    Ok(What::Explained {
        basis: enclosures.add("basis", basis, open),
        class: class.key.clone(),
        text: enclosures.add("reply", text, open),
    })
}

fn hand_over(
    course: &mut Course<'_>,
    assignment: &Assignment,
    enclosures: &mut Enclosures<'_>,
) -> Result<What, Refusal> {
    check_assignment(course, assignment)?;
    course.by(assignment.by);
    Ok(What::HandedOver {
        co: assignment.co.clone(),
        lead: assignment.lead,
        post: assignment.post,
        // After so many returns the office decides, and that stands.
        stands: course
            .setting
            .procedure
            .returns
            .as_ref()
            .is_some_and(|bound| course.case.returns >= bound.most),
        text: instruction(&assignment.text, enclosures)?,
    })
}

/// A word to the handling unit. It is not for the public.
fn instruction(text: &str, enclosures: &mut Enclosures<'_>) -> Result<Option<TextRef>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let text = typed(text, "text", TEXT_MOST)?;
    Ok(Some(enclosures.add("instruction", text, false)))
}

fn check_assignment(course: &Course<'_>, assignment: &Assignment) -> Result<(), Refusal> {
    check_body(course, assignment.lead)?;
    check_post(course, assignment.lead, assignment.post)?;
    for (i, body) in assignment.co.iter().enumerate() {
        check_body(course, *body).map_err(|refusal| refusal.at("co"))?;
        if *body == assignment.lead || assignment.co[..i].contains(body) {
            return Err(Refusal::invalid("assignment.twice").at("co"));
        }
    }
    if assignment.by.is_some_and(|day| day < course.setting.today()) {
        return Err(Refusal::invalid("assignment.date-past").at("by"));
    }
    Ok(())
}

fn check_body(course: &Course<'_>, body: BodyId) -> Result<(), Refusal> {
    let today = course.setting.today();
    let found = course.setting.register.bodies.get(&body).filter(|body| {
        crate::office::book::HANDLING_SORTS.iter().any(|sort| body.sort == *sort)
            && body.last.is_none_or(|last| today <= last)
    });
    let Some(found) = found else { return Err(Refusal::invalid("body.unknown").at("lead")) };
    // A matter handed to a body where nobody could take it would wait for ever.
    let office = code("handler");
    if course.setting.register.held_at(found.id, &office, today).next().is_none() {
        return Err(Refusal::conflict("body.nobody-there").at("lead"));
    }
    Ok(())
}

fn check_post(course: &Course<'_>, body: BodyId, post: Option<PostId>) -> Result<(), Refusal> {
    let Some(post) = post else { return Ok(()) };
    let today = course.setting.today();
    let register = course.setting.register;
    let is_there = register
        .posts
        .get(&post)
        .is_some_and(|post| post.body == body && post.people(today).next().is_some());
    if is_there { Ok(()) } else { Err(Refusal::invalid("post.not-there").at("post")) }
}

fn merge(
    course: Course<'_>,
    into: MatterId,
    reason: &str,
    other: Option<&Case>,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let unknown = Refusal::invalid("matter.unknown").at("into");
    let other = other.filter(|other| other.id == into).ok_or(unknown)?;
    if other.id == course.case.id {
        return Err(Refusal::invalid("merge.itself").at("into"));
    }
    let procedure = course.setting.procedure;
    if procedure.step(&other.step).is_none_or(|step| step.outcome.is_some()) {
        return Err(Refusal::conflict("merge.ended").at("into"));
    }
    if course.case.visibility != other.visibility {
        // What was said in confidence must not come to hang on a public thread, which may be out of
        // view only for now; nor may a public thread go on where nobody can read it.
        return Err(Refusal::conflict("merge.confidential").at("into"));
    }
    let reason = typed(reason, "reason", TEXT_MOST)?;
    let open = course.case.visibility == Visibility::Public;
    let reason = enclosures.add("reason", reason, open);
    let from = course.case.id;
    let absorbed = Course::still(course.setting, other).finish(What::Absorbed { from });
    Ok(vec![(from, course.finish(What::Merged { into, reason })), (into, absorbed)])
}

fn link(course: Course<'_>, to: MatterId, other: Option<&Case>) -> Ruled {
    let unknown = Refusal::invalid("matter.unknown").at("to");
    let other = other.filter(|other| other.id == to).ok_or(unknown)?;
    if other.id == course.case.id {
        return Err(Refusal::invalid("link.itself").at("to"));
    }
    if course.case.linked.contains(&to) {
        return Err(Refusal::conflict("link.already").at("to"));
    }
    if course.case.visibility != other.visibility {
        // The public page would tell that there is a confidential matter, and which.
        return Err(Refusal::conflict("link.confidential").at("to"));
    }
    Ok(links(course, other, "related"))
}

/// Links two matters both ways.
pub fn links(course: Course<'_>, other: &Case, how: &'static str) -> Vec<(MatterId, Fact)> {
    let (from, to) = (course.case.id, other.id);
    let back =
        Course::still(course.setting, other).finish(What::Linked { how: code(how), to: from });
    vec![(from, course.finish(What::Linked { how: code(how), to })), (to, back)]
}

/// Parts of a matter go on as matters of their own, with the same submitter and receipt.
fn split(course: Course<'_>, parts: &[Part], enclosures: &mut Enclosures<'_>) -> Ruled {
    if parts.is_empty() || parts.len() > 9 {
        return Err(Refusal::invalid("split.parts").at("parts"));
    }
    let case = course.case;
    if case.hidden {
        // The parts would be new public matters with what was just taken out of view.
        return Err(Refusal::conflict("split.hidden"));
    }
    let setting = course.setting;
    let open = case.visibility == Visibility::Public;
    let mut facts = vec![];
    for part in parts {
        let title = typed(&part.title, "title", 60)?;
        let body = typed(&part.body, "body", TEXT_MOST)?;
        if !setting.register.categories.contains_key(&part.category) {
            return Err(Refusal::invalid("category.unknown").at("category"));
        }
        let child = enclosures.dated_id();
        let submitted = Submitted {
            about: case.about,
            activity: None,
            area: case.area,
            assisted: case.assisted,
            body: enclosures.add("body", body, open),
            closed: case.closed,
            category: part.category.clone(),
            channel: case.channel.clone(),
            claimed: None,
            contact: case.contact.clone(),
            deputy: case.deputy,
            files: vec![],
            known_to_unit: case.known_to_unit,
            language: case.language.clone(),
            marked: vec![],
            origin: None,
            parent: Some(case.id),
            place: None,
            procedure: setting.procedure.id.clone(),
            raised_by: case.raised_by,
            rules: setting.procedure.hash,
            receipt: None,
            received: case.received,
            slip: None,
            station: case.station,
            title: enclosures.add("title", title, open),
            visibility: case.visibility,
        };
        facts.push((child, super::intake::begin(&setting, (child, submitted), vec![])?));
    }
    let into = facts.iter().map(|(id, _)| *id).collect();
    facts.insert(0, (case.id, course.finish(What::Split { into })));
    Ok(facts)
}
