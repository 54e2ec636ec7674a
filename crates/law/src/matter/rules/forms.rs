//! The forms that procedures ask for of their own: read, checked, and put into the words of a fact.

use jiff::civil::Date;

use super::super::acts::Filling;
use super::super::facts::{Filled, Party, Value, Visibility};
use super::{Course, Setting, typed};
use crate::office::book::HANDLING_SORTS;
use crate::procedure::{Do, Field, FieldKind, Role, Seat};
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{BodyId, Code, PersonId, PostId};

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
        let can = HANDLING_SORTS.contains(&body.sort.as_str());
        is_there && can && sort.is_none_or(|sort| body.sort == *sort)
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

/// The post by which who asks may bring matters of this procedure as the own ones.
pub fn raiser(setting: &Setting<'_>) -> Option<Party> {
    let officer = setting.by.officer()?;
    let submit = setting.procedure.acts.iter().find(|rule| rule.act == Do::Submit)?;
    let mut roles = submit.by.iter().filter_map(|role| setting.procedure.role(role));
    let own = |role: &Role| role.post == Some((officer.office.clone(), Seat::Submitter));
    let is_personal = crate::register::Register::is_personal(&officer.office);
    roles.any(own).then(|| Party { body: officer.body, post: is_personal.then_some(officer.post) })
}

/// Whether a post is filled by the person who brought the matter, by this post or another.
pub fn is_own(setting: &Setting<'_>, raised_by: Option<&Party>, post: PostId) -> bool {
    let raiser = raised_by.and_then(|party| party.post);
    raiser == Some(post)
        || raiser_person(setting, raised_by).is_some_and(|raiser| {
            setting.register.posts.get(&post).is_some_and(|post| post.person == raiser)
        })
}

/// The person who brought the matter, where one did by a post.
pub fn raiser_person(setting: &Setting<'_>, raised_by: Option<&Party>) -> Option<PersonId> {
    let post = raised_by.and_then(|party| party.post)?;
    setting.register.posts.get(&post).map(|post| post.person)
}

/// Whether the people of a role are named by whoever brings a matter: they stand for it beside
/// them, so that nobody is one of them and brings it as well.
pub fn is_beside(setting: &Setting<'_>, role: &Code) -> bool {
    let submits = setting.procedure.acts.iter().filter(|rule| rule.act == Do::Submit);
    let posts = |field: &Field| matches!(field.kind, FieldKind::Posts { .. });
    let named = |field: &Field| posts(field) && field.names.as_ref() == Some(role);
    submits.flat_map(|rule| &rule.fields).any(named)
}

/// Refuses a matter that names whoever brings it beside them.
pub fn check_beside(
    setting: &Setting<'_>,
    raised_by: Option<&Party>,
    fields: &[Filled],
) -> Result<(), Refusal> {
    let own = |field: &&Filled| {
        let Value::Posts(posts) = &field.value else { return false };
        let mut posts = posts.iter().filter_map(|party| party.post);
        field.names.is_some() && posts.any(|post| is_own(setting, raised_by, post))
    };
    match fields.iter().find(own) {
        Some(field) => Err(Refusal::invalid("post.own").at("fields").with("name", &field.key)),
        None => Ok(()),
    }
}
