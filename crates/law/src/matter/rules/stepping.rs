//! What procedures call by names of their own: a form is filled in, the matter goes where the
//! procedure says, or goes on by another procedure.

use jiff::civil::Date;

use super::super::acts::{Act, Filling};
use super::super::case::Case;
use super::super::facts::{Filled, Party, Submitted, Value, Visibility, What};
use super::{Course, Ruled, Setting, fills, intake, one, typed};
use crate::calendar::Calendar;
use crate::procedure::{ActRule, Do, Field, FieldKind, Openness, Procedure, Seat};
use crate::record::Actor;
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{BodyId, Code, MatterId, PostId};

/// Most characters of a text and a title.
const TEXT_MOST: usize = 4000;
const TITLE_MOST: usize = 60;

/// Reads the form of the act that a course follows. Every field that is wrong is named.
pub fn read(
    course: &Course<'_>,
    form: &Filling,
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Filled>, Refusal> {
    let fields = course.rule().map_or(&[][..], |rule| &rule.fields);
    read_fields(&course.setting, (fields, course.case.visibility), form, enclosures)
}

/// Reads the fields of a form.
pub fn read_fields(
    setting: &Setting<'_>,
    (fields, visibility): (&[Field], Visibility),
    form: &Filling,
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Filled>, Refusal> {
    let (mut filled, mut refusals) = (vec![], vec![]);
    for key in form.keys().filter(|key| !fields.iter().any(|field| field.key == **key)) {
        refusals.push(Refusal::invalid("field.unknown").with("name", key));
    }
    for field in fields {
        let text = form.get(&field.key).map_or("", |text| text.trim());
        let named = |refusal: Refusal| refusal.at("fields").with("name", &field.key);
        if text.is_empty() {
            let may_be = field.optional || field.kind == FieldKind::Tick;
            if !may_be {
                refusals.push(named(Refusal::invalid("field.empty")));
            } else if field.kind == FieldKind::Tick {
                filled.push(fill(field, Value::Tick(false)));
            }
            continue;
        }
        let open = visibility == Visibility::Public && !field.sensitive;
        match value(setting, field, text, (open, enclosures)) {
            Ok(value) => filled.push(fill(field, value)),
            Err(refusal) => refusals.push(named(refusal)),
        }
    }
    Refusal::all(refusals)?;
    Ok(filled)
}

fn fill(field: &Field, value: Value) -> Filled {
    Filled { key: field.key.clone(), names: field.names.clone(), value }
}

fn value(
    setting: &Setting<'_>,
    field: &Field,
    text: &str,
    (open, enclosures): (bool, &mut Enclosures<'_>),
) -> Result<Value, Refusal> {
    Ok(match &field.kind {
        FieldKind::Text { most, .. } => {
            let text = typed(text, "fields", *most as usize)?;
            Value::Text { open, text: enclosures.add("field", text, open) }
        }
        FieldKind::Choice(choices) => {
            let chosen = choices.iter().find(|choice| **choice == *text);
            Value::Choice(chosen.ok_or(Refusal::invalid("field.not-offered"))?.clone())
        }
        FieldKind::Day => {
            let day: Result<Date, _> = text.parse();
            Value::Day(day.map_err(|_| Refusal::invalid("field.unreadable"))?)
        }
        FieldKind::Number { least, most } => {
            let number: i64 = text.parse().map_err(|_| Refusal::invalid("field.unreadable"))?;
            if number < *least || number > *most {
                let refusal = Refusal::invalid("field.out-of-range");
                return Err(refusal.with("least", least).with("most", most));
            }
            Value::Number(number)
        }
        FieldKind::Money => Value::Number(fen(text).ok_or(Refusal::invalid("field.money"))?),
        FieldKind::Tick => Value::Tick(true),
        FieldKind::Bodies { sort, most } => {
            let bodies = list(text, *most, |word| body(setting, sort.as_ref(), word))?;
            Value::Bodies(bodies)
        }
        FieldKind::Posts { office, most } => {
            Value::Posts(list(text, *most, |word| post(setting, office, word))?)
        }
    })
}

/// A sum in yuan with at most two digits after the point, in fen.
fn fen(text: &str) -> Option<i64> {
    let (yuan, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if yuan.is_empty() || !digits(yuan) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{rest:0<2}").parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

fn list<T: PartialEq>(
    text: &str,
    most: u32,
    read: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    let mut found = vec![];
    for word in text.split_whitespace() {
        let one = read(word)?;
        if found.contains(&one) {
            return Err(Refusal::invalid("field.twice"));
        }
        found.push(one);
    }
    if found.len() > most as usize {
        return Err(Refusal::invalid("field.too-many").with("most", most));
    }
    Ok(found)
}

fn body(setting: &Setting<'_>, sort: Option<&Code>, word: &str) -> Result<BodyId, Refusal> {
    let id: BodyId = word.parse().map_err(|_| Refusal::invalid("field.unreadable"))?;
    let today = setting.today();
    let found = setting.register.bodies.get(&id).filter(|body| {
        let is_there = body.last.is_none_or(|last| today <= last);
        is_there && sort.is_none_or(|sort| body.sort == *sort)
    });
    let found = found.ok_or(Refusal::invalid("body.unknown"))?;
    // A matter in the hands of a body where nobody could take it would wait for ever.
    let office = code("handler");
    if setting.register.held_at(found.id, &office, today).next().is_none() {
        return Err(Refusal::conflict("body.nobody-there"));
    }
    Ok(id)
}

fn post(setting: &Setting<'_>, office: &Code, word: &str) -> Result<Party, Refusal> {
    let id: PostId = word.parse().map_err(|_| Refusal::invalid("field.unreadable"))?;
    let today = setting.today();
    let post = setting
        .register
        .posts
        .get(&id)
        .filter(|post| post.office == *office && post.people(today).next().is_some());
    let post = post.ok_or(Refusal::invalid("post.not-there"))?;
    Ok(Party { body: post.body, post: Some(id) })
}

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
    let submitted = Submitted {
        area: case.area,
        assisted: false,
        body: enclosures.add("body", body, open),
        category: case.category.clone(),
        channel: code("converted"),
        claimed: None,
        contact: case.contact.clone().filter(|_| open),
        deputy: case.deputy,
        files: vec![],
        language: case.language.clone(),
        origin: Some(case.id),
        parent: None,
        place: None,
        procedure: procedure.id.clone(),
        raised_by: raiser(&setting).or(case.raised_by),
        rules: procedure.hash,
        receipt: None,
        received: setting.now,
        slip: None,
        station: case.station,
        title: enclosures.add("title", title, open),
        visibility,
    };
    let begun = intake::begin(&setting, (child, submitted), vec![])?;
    let what = What::Converted { into: child, procedure: procedure.id.clone() };
    Ok(vec![(case.id, course.finish(what)), (child, begun)])
}

/// The post by which who asks may bring matters of this procedure as the own ones.
pub fn raiser(setting: &Setting<'_>) -> Option<Party> {
    let officer = setting.by.officer()?;
    let submit = setting.procedure.acts.iter().find(|rule| rule.act == Do::Submit)?;
    let roles = submit.by.iter().filter_map(|role| setting.procedure.role(role));
    let mut posts = roles.filter_map(|role| role.post.as_ref());
    let own = |(office, seat): &(Code, Seat)| *seat == Seat::Submitter && *office == officer.office;
    let is_personal = crate::register::Register::is_personal(&officer.office);
    posts.any(own).then(|| Party { body: officer.body, post: is_personal.then_some(officer.post) })
}
