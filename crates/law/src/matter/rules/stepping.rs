//! What procedures call by names of their own: the matter goes where the procedure says, or goes on
//! by another procedure.

use super::super::acts::Act;
use super::super::case::Case;
use super::super::facts::{Filled, Party, Submitted, Value, Visibility, What};
use super::{Course, Ruled, Setting, fills, forms, intake, one, typed};
use crate::calendar::Calendar;
use crate::procedure::{ActRule, Do, Field, Openness, Procedure};
use crate::record::Actor;
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{Code, MatterId};

/// Most characters of a text and a title.
const TEXT_MOST: usize = 4000;
const TITLE_MOST: usize = 60;

/// The part by which who asks does what each of several does.
fn own_part(setting: &Setting<'_>, case: &Case, rule: &ActRule) -> Option<(Code, Party)> {
    let Actor::Officer(officer) = setting.by else { return None };
    rule.by.iter().filter(|role| fills(setting, case, role)).find_map(|role| {
        let members = case.named.get(role)?;
        let is_mine = |party: &Party| {
            party.body == officer.body && party.post.is_none_or(|post| post == officer.post)
        };
        members.iter().find(|m| is_mine(&m.party)).map(|m| (role.clone(), m.party))
    })
}

fn has_done(case: &Case, (role, party): &(Code, Party), act: &Code) -> bool {
    let mut members = case.named.get(role).into_iter().flatten();
    members.any(|member| member.party == *party && member.did.contains(act))
}

/// Whether who asks has not yet done what each of several does.
pub fn is_owed(setting: &Setting<'_>, case: &Case, rule: &ActRule) -> bool {
    let part = || own_part(setting, case, rule);
    !rule.every || part().is_some_and(|part| !has_done(case, &part, &rule.key))
}

/// Rules on what the procedure calls by a name of its own.
pub fn step(mut course: Course<'_>) -> Ruled {
    let (setting, case) = (course.setting, course.case);
    let rule = course.rule().ok_or(Refusal::missing("act.unknown").with("act", "step"))?;
    let part = own_part(&setting, case, rule).filter(|_| rule.every || rule.leaves);
    if rule.every {
        let part =
            part.as_ref().ok_or(Refusal::forbidden("act.not-yours").with("act", &rule.key))?;
        if has_done(case, part, &rule.key) {
            return Err(Refusal::conflict("act.done-already").with("act", &rule.key));
        }
    }
    let left = part.as_ref().filter(|_| rule.leaves).map(|(role, _)| role.clone());
    let party = part.as_ref().map(|(_, party)| *party);
    let what = What::Stepped { act: rule.key.clone(), left, party };
    if let Some((role, _)) = &part {
        settle_parts(&mut course, rule, (role, &what));
    }
    if rule.again.is_some() && rule.to.is_none() {
        course.check_round()?;
        course.go_again();
    }
    one(course, what)
}

/// Where several each do their part, the matter goes on when all who are left have.
fn settle_parts(course: &mut Course<'_>, rule: &ActRule, (role, what): (&Code, &What)) {
    let mut after = course.case.clone();
    after.happen(what, course.setting.now);
    let step = &course.case.step;
    let own = |other: &&ActRule| other.every && other.by.contains(role);
    let Some(each) = course.setting.procedure.acts_at(step).find(own) else { return };
    let members = after.named.get(role).map_or(&[][..], Vec::as_slice);
    let all = members.iter().all(|member| member.did.contains(&each.key));
    match (&each.to, all) {
        (Some(to), true) => course.go_to(to.clone()),
        _ if rule.every => course.stay(),
        _ => {}
    }
}

/// What the form of a matter asks that was filled in already in the one it is converted from, under
/// the same key: everything but words, which were said of the other.
fn carried(submit: &ActRule, course: &Course<'_>, raised_by: Option<&Party>) -> Vec<Filled> {
    // One of those who stood for the matter may be the one who goes on with it now.
    let beside = |value: &Value| match value {
        Value::Posts(posts) => {
            let own = |post| forms::is_own(&course.setting, raised_by, post);
            let others = posts.iter().filter(|party| !party.post.is_some_and(own));
            let others: Vec<Party> = others.copied().collect();
            (!others.is_empty()).then_some(Value::Posts(others))
        }
        other => Some(other.clone()),
    };
    let known = |field: &Field| {
        let filled = course.filled().iter().rev().find(|filled| filled.key == field.key);
        let before = || course.case.fields.get(&field.key).and_then(beside);
        let value = filled.map(|filled| filled.value.clone()).or_else(before);
        let value = value.filter(|value| !matches!(value, Value::Text { .. }))?;
        Some(Filled { key: field.key.clone(), names: field.names.clone(), value })
    };
    submit.fields.iter().filter_map(known).collect()
}

/// Goes on with a matter by another procedure: a new matter with the same thread.
pub fn convert(
    course: Course<'_>,
    act: &Act,
    into: Option<(&Procedure, &Calendar)>,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let Act::Convert { title, body, .. } = act else { unreachable!("ruled on elsewhere") };
    let (procedure, calendar) = into.ok_or(Refusal::conflict("convert.not-in-force"))?;
    let (case, setting) = (course.case, Setting { procedure, calendar, ..course.setting });
    let title = typed(title, "title", TITLE_MOST)?;
    let body = typed(body, "body", TEXT_MOST)?;
    let visibility = match procedure.visibility {
        Openness::Confidential => Visibility::Confidential,
        Openness::Public if case.visibility == Visibility::Confidential => {
            // What was said in confidence does not become public by going another way.
            return Err(Refusal::conflict("convert.confidential"));
        }
        Openness::Public | Openness::Submitter => case.visibility,
    };
    let open = visibility == Visibility::Public;
    let child: MatterId = enclosures.dated_id();
    let raised_by = forms::raiser(&setting).or(case.raised_by);
    let submitted = Submitted {
        about: case.about,
        activity: None,
        area: case.area,
        assisted: false,
        body: enclosures.add("body", body, open),
        closed: procedure.is_closed(),
        category: case.category.clone(),
        channel: code("converted"),
        claimed: None,
        contact: case.contact.clone().filter(|_| open),
        deputy: case.deputy,
        files: vec![],
        known_to_unit: case.known_to_unit && open,
        language: case.language.clone(),
        marked: vec![],
        origin: Some(case.id),
        parent: None,
        place: None,
        procedure: procedure.id.clone(),
        raised_by,
        rules: procedure.hash,
        receipt: None,
        received: setting.now,
        slip: None,
        station: case.station,
        title: enclosures.add("title", title, open),
        visibility,
    };
    let submit = procedure.acts.iter().find(|rule| rule.act == Do::Submit);
    let fields =
        submit.map_or_else(Vec::new, |submit| carried(submit, &course, raised_by.as_ref()));
    let begun = intake::begin(&setting, (child, submitted), fields)?;
    let what = What::Converted { into: child, procedure: procedure.id.clone() };
    Ok(vec![(case.id, course.finish(what)), (child, begun)])
}
