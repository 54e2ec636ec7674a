//! What a register holds now, as the lines by which it would be typed: read again, they change
//! nothing.

use std::collections::HashMap;

use super::book::{Book, Kind, LIST_SIGN, Line, OFFICES, SORTS};
use super::merits::KEY_SIGN;
use crate::network::{Assessed, Award, Pair, Slot, Titled, Visits};
use crate::register::Area;
use crate::words::{AreaId, BodyId, Code, MatterId, PersonId, TextRef};

/// The lines of a register in the order of its page, each with its key in addresses: the code of
/// an area, body, duty or category, the number of a person or post.
pub fn lines(book: &Book, kind: Kind) -> Vec<(String, Line)> {
    match kind {
        Kind::Areas => areas(book),
        Kind::Bodies => bodies(book),
        Kind::People => people(book),
        Kind::Posts => posts(book),
        Kind::Stations => stations(book),
        Kind::Mandates => mandates(book),
        Kind::Grids => grids(book),
        Kind::Helpers => helpers(book),
        Kind::Assessments => assessments(book),
        Kind::Titles => titles(book),
        Kind::Contacts => contacts(book),
        Kind::Duties => duties(book),
        Kind::Categories => categories(book),
    }
}

/// How a person is named so that nobody else is meant: login name, name, or number.
pub fn person_key(book: &Book, person: PersonId) -> String {
    let Some(found) = book.people.iter().find(|one| one.id == person) else {
        return person.to_string();
    };
    let is_only = || book.people.iter().filter(|one| one.name == found.name).count() == 1;
    match &found.login {
        Some(login) => login.clone(),
        None if is_only() => found.name.clone(),
        None => person.to_string(),
    }
}

/// From the outside inwards, each area followed by those in it.
fn areas(book: &Book) -> Vec<(String, Line)> {
    let mut inside: HashMap<Option<AreaId>, Vec<&Area>> = HashMap::new();
    for area in book.register.areas.values() {
        inside.entry(area.parent).or_default().push(area);
    }
    for areas in inside.values_mut() {
        areas.sort_by(|a, b| b.code.cmp(&a.code));
    }
    let mut next = inside.remove(&None).unwrap_or_default();
    let mut lines = vec![];
    while let Some(area) = next.pop() {
        let name = book.name(area.name);
        let around = area.parent.and_then(|parent| book.register.areas.get(&parent));
        let line = Line::of([
            ("code", area.code.as_str()),
            ("level", area.level.as_str()),
            ("name", &name.zh),
            ("name_en", &name.en),
            ("parent", around.map_or("", |around| around.code.as_str())),
            ("last", &day(area.last)),
            (
                "into",
                &area
                    .into
                    .iter()
                    .map(|into| area_code(book, *into))
                    .collect::<Vec<_>>()
                    .join(&LIST_SIGN.to_string()),
            ),
        ]);
        lines.push((area.code.to_string(), line));
        next.extend(inside.remove(&Some(area.id)).unwrap_or_default());
    }
    lines
}

fn bodies(book: &Book) -> Vec<(String, Line)> {
    let mut bodies: Vec<_> = book.register.bodies.values().collect();
    let rank = |sort: &str| SORTS.iter().position(|one| *one == sort);
    bodies.sort_by_key(|body| (rank(body.sort.as_str()), body.code.clone()));
    let line = |body: &&crate::register::Body| {
        let name = book.name(body.name);
        let area = book.register.areas.get(&body.area).map_or("", |area| area.code.as_str());
        let last = body.last.map_or_else(String::new, |last| last.to_string());
        let line = Line::of([
            ("code", body.code.as_str()),
            ("sort", body.sort.as_str()),
            ("name", &name.zh),
            ("name_en", &name.en),
            ("area", area),
            ("last", &last),
            ("credit", book.register.credits.get(&body.id).map_or("", |code| code.as_str())),
        ]);
        (body.code.to_string(), line)
    };
    bodies.iter().map(line).collect()
}

fn people(book: &Book) -> Vec<(String, Line)> {
    let mut people: Vec<_> = book.people.iter().collect();
    people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let line = |one: &&super::Person| {
        let number = one.id.to_string();
        let login = one.login.as_deref().unwrap_or("");
        let line = Line::of([("name", one.name.as_str()), ("login", login), ("person", &number)]);
        (number, line)
    };
    people.iter().map(line).collect()
}

/// How each person is named so that nobody else is meant; [`person_key`] for many at once.
fn person_keys(book: &Book) -> impl Fn(PersonId) -> String {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for one in &book.people {
        *count.entry(one.name.as_str()).or_default() += 1;
    }
    let people: HashMap<PersonId, &super::Person> =
        book.people.iter().map(|one| (one.id, one)).collect();
    move |person| match people.get(&person) {
        Some(one) if one.login.is_some() => one.login.clone().unwrap_or_default(),
        Some(one) if count[one.name.as_str()] == 1 => one.name.clone(),
        _ => person.to_string(),
    }
}

fn posts(book: &Book) -> Vec<(String, Line)> {
    let key = person_keys(book);
    let code = |body| book.register.bodies.get(&body).map(|body| body.code.clone());
    let rank = |office: &str| OFFICES.iter().position(|(one, _)| *one == office);
    let mut posts: Vec<_> = book.register.posts.values().collect();
    posts
        .sort_by_key(|post| (code(post.body), rank(post.office.as_str()), post.first, post.person));
    let line = |post: &&crate::register::Post| {
        let body = code(post.body).map_or_else(String::new, |code| code.to_string());
        let line = Line::of([
            ("person", key(post.person).as_str()),
            ("body", &body),
            ("office", post.office.as_str()),
            ("first", &post.first.to_string()),
            ("last", &post.last.map_or_else(String::new, |last| last.to_string())),
        ]);
        (post.id.to_string(), line)
    };
    posts.iter().map(line).collect()
}

fn stations(book: &Book) -> Vec<(String, Line)> {
    let line = |(body, told): (&crate::words::BodyId, &crate::network::Station)| {
        let code = book.register.bodies.get(body)?.code.to_string();
        let address = book.name(told.address);
        let phone = told.phone.map(|phone| book.name(phone).zh).unwrap_or_default();
        let hours: Vec<String> = told.hours.iter().map(ToString::to_string).collect();
        let services = told.services.map(|services| book.name(services)).unwrap_or_default();
        let line = Line::of([
            ("body", code.as_str()),
            ("tier", told.tier.as_str()),
            ("address", &address.zh),
            ("address_en", &address.en),
            ("phone", &phone),
            ("hours", &hours.join("; ")),
            ("voters", &told.voters.map(|voters| voters.to_string()).unwrap_or_default()),
            ("compound", told.compound.as_ref().map_or("", |compound| compound.as_str())),
            ("moved", &told.moved.map(|moved| moved.to_string()).unwrap_or_default()),
            ("venues", &listed(&told.venues)),
            ("owner", told.owner.map_or("", |owner| body_code(book, owner))),
            ("functions", &listed(&told.functions)),
            ("services", &services.zh),
            ("services_en", &services.en),
        ]);
        Some((code, line))
    };
    let mut lines: Vec<_> = book.register.stations.iter().filter_map(line).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines
}

fn mandates(book: &Book) -> Vec<(String, Line)> {
    let key = person_keys(book);
    let line = |(post, told): (&crate::words::PostId, &crate::network::Mandate)| {
        let held = book.register.posts.get(post)?;
        let code = book.register.bodies.get(&held.body)?.code.to_string();
        let names = |text: Option<crate::words::TextRef>| {
            text.map(|text| book.name(text)).unwrap_or_default()
        };
        let (unit, delegation, group) =
            (book.name(told.unit), names(told.delegation), names(told.group));
        let line = Line::of([
            ("person", key(held.person).as_str()),
            ("body", &code),
            ("congress", told.congress.as_str()),
            ("unit", &unit.zh),
            ("unit_en", &unit.en),
            ("delegation", &delegation.zh),
            ("delegation_en", &delegation.en),
            ("group", &group.zh),
            ("group_en", &group.en),
            ("grid", told.grid.map_or("", |grid| area_code(book, grid))),
        ]);
        Some(((code, post.to_string()), line))
    };
    let mut lines: Vec<_> = book.register.mandates.iter().filter_map(line).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|((_, post), line)| (post, line)).collect()
}

fn listed(keys: &[Code]) -> String {
    let keys: Vec<&str> = keys.iter().map(Code::as_str).collect();
    keys.join(&LIST_SIGN.to_string())
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn area_code(book: &Book, area: AreaId) -> &str {
    book.register.areas.get(&area).map_or("", |area| area.code.as_str())
}

fn body_code(book: &Book, body: BodyId) -> &str {
    book.register.bodies.get(&body).map_or("", |body| body.code.as_str())
}

fn grids(book: &Book) -> Vec<(String, Line)> {
    let key = person_keys(book);
    let line = |(area, held): (&AreaId, &crate::network::Grid)| {
        let (code, duty) = (area_code(book, *area).to_owned(), book.name(held.duty));
        let line = Line::of([
            ("area", code.as_str()),
            ("person", &key(held.person)),
            ("duty", &duty.zh),
            ("duty_en", &duty.en),
            ("first", &held.first.to_string()),
            ("last", &day(held.last)),
        ]);
        (code, line)
    };
    let mut lines: Vec<_> = book.register.grids.iter().map(line).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines
}

fn helpers(book: &Book) -> Vec<(String, Line)> {
    let line = |(code, (helper, _)): (&Code, &(crate::network::Helper, Vec<MatterId>))| {
        let field = helper.field.map(|field| book.name(field).zh).unwrap_or_default();
        let line = Line::of([
            ("code", code.as_str()),
            ("name", &book.name(helper.name).zh),
            ("kind", helper.kind.as_str()),
            ("area", area_code(book, helper.area)),
            ("body", body_code(book, helper.body)),
            ("field", &field),
            ("first", &helper.first.to_string()),
            ("last", &day(helper.last)),
            ("certified", &day(helper.certified)),
        ]);
        (code.to_string(), line)
    };
    book.register.helpers.iter().map(line).collect()
}

fn assessments(book: &Book) -> Vec<(String, Line)> {
    let line = |((station, slot), found): (&(BodyId, Slot), &Assessed)| {
        let (body, edition) = (body_code(book, *station), slot.edition.to_string());
        let evidence = found.evidence.map(|evidence| book.name(evidence).zh).unwrap_or_default();
        let line = Line::of([
            ("body", body),
            ("checklist", slot.checklist.as_str()),
            ("edition", &edition),
            ("item", slot.item.as_str()),
            ("met", if found.met { "yes" } else { "no" }),
            ("evidence", &evidence),
            ("assessor", body_code(book, found.assessor)),
            ("day", &found.day.to_string()),
        ]);
        let parts = [body, slot.checklist.as_str(), &edition, slot.item.as_str()];
        (parts.join(&KEY_SIGN.to_string()), line)
    };
    let mut lines: Vec<_> = book.register.assessed.iter().map(line).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines
}

fn titles(book: &Book) -> Vec<(String, Line)> {
    let line = |((station, award), (titled, withdrawn)): (
        &(BodyId, Award),
        &(Titled, Option<TextRef>),
    )| {
        let (body, edition) = (body_code(book, *station), award.edition.to_string());
        let withdrawn = withdrawn.map(|reason| book.name(reason).zh).unwrap_or_default();
        let line = Line::of([
            ("body", body),
            ("title", award.title.as_str()),
            ("edition", &edition),
            ("assessor", body_code(book, titled.assessor)),
            ("first", &titled.first.to_string()),
            ("last", &titled.last.to_string()),
            ("withdrawn", &withdrawn),
        ]);
        ([body, award.title.as_str(), &edition].join(&KEY_SIGN.to_string()), line)
    };
    let mut lines: Vec<_> = book.register.titles.iter().map(line).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines
}

fn contacts(book: &Book) -> Vec<(String, Line)> {
    let key = person_keys(book);
    let line = |(code, (pair, _)): (&Code, &(Pair, Visits))| {
        let post = pair.deputy.and_then(|post| book.register.posts.get(&post));
        let line = Line::of([
            ("code", code.as_str()),
            ("person", &key(pair.person)),
            ("deputy", &post.map(|post| key(post.person)).unwrap_or_default()),
            ("area", pair.area.map_or("", |area| area_code(book, area))),
            ("every", &pair.every.to_string()),
            ("first", &pair.first.to_string()),
            ("last", &day(pair.last)),
        ]);
        (code.to_string(), line)
    };
    book.register.contacts.iter().map(line).collect()
}

fn duties(book: &Book) -> Vec<(String, Line)> {
    let line = |duty: &crate::register::Duty| {
        let body = book.register.bodies.get(&duty.body).map_or("", |body| body.code.as_str());
        let (item, basis) = (book.name(duty.item), book.name(duty.basis));
        let line = Line::of([
            ("code", duty.code.as_str()),
            ("body", body),
            ("item", &item.zh),
            ("item_en", &item.en),
            ("basis", &basis.zh),
            ("basis_en", &basis.en),
            ("version", duty.version.as_ref().map_or("", Code::as_str)),
            ("devolved", if duty.devolved { "yes" } else { "" }),
        ]);
        (duty.code.to_string(), line)
    };
    book.register.duties.values().map(line).collect()
}

fn categories(book: &Book) -> Vec<(String, Line)> {
    let line = |category: &crate::register::Category| {
        let name = book.name(category.name);
        let code = |lead| book.register.bodies.get(lead).map(|body| body.code.as_str());
        let leads: Vec<&str> = category.leads.iter().filter_map(code).collect();
        let line = Line::of([
            ("code", category.code.as_str()),
            ("name", &name.zh),
            ("name_en", &name.en),
            ("leads", &leads.join(&LIST_SIGN.to_string())),
        ]);
        (category.code.to_string(), line)
    };
    book.register.categories.values().map(line).collect()
}
