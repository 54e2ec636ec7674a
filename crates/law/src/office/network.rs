//! What the public is told of stations and deputies: described, and described anew.

use super::book::{Book, LIST_SIGN, Line, Mode, Names, Put};
use super::cells::{Check, choice, day, enclose, must, names, words};
use super::places::{is_open, open_body};
use crate::network::{COMPOUNDS, CONGRESSES, Mandate, Opening, Station, TIERS, VENUE};
use crate::register::{Body, Fact, Post};
use crate::ruling::{Enclosures, Refusal};
use crate::words::{AreaId, BodyId, Code, TextRef};

const WORDS_MOST: usize = 120;
/// More voters than any station has.
const VOTERS_MOST: u32 = 10_000_000;

/// A line of the register of stations: of a body that is one. What the line leaves out is not told
/// any more.
pub fn station(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let body = check.keep(body_of(book, line));
    let present = body.and_then(|body| book.register.stations.get(&body.id));
    if mode == Mode::New && present.is_some() {
        check.keep::<()>(Err(Refusal::conflict("office.described-already").at("body")));
    }
    let tier = check.keep(choice(line, "tier", &TIERS));
    let address = check.keep(names(line, ("address", "address_en"), WORDS_MOST));
    let phone = check.keep(words(line, "phone", WORDS_MOST));
    let hours = check.keep(hours(line));
    let voters = check.keep(voters(line));
    let compound = check.keep(maybe_choice(line, "compound", &COMPOUNDS));
    let moved = check.keep(day(line, "moved"));
    let uses = check.keep(uses(book, line, present));
    let owner = check.keep(owner(book, line, (body, present)));
    let services = check.keep(maybe_names(line, ("services", "services_en")));
    check.end()?;
    let (Some(body), Some(tier), Some(address), Some(hours)) = (body, tier, address, hours) else {
        unreachable!("what is missing was refused above");
    };
    let (Some([venues, functions]), Some(owner), Some(services)) = (uses, owner, services) else {
        unreachable!("what is missing was refused above");
    };
    let (voters, compound, moved) = (voters.flatten(), compound.flatten(), moved.flatten());
    let phone = phone.filter(|phone| !phone.is_empty()).map(|zh| Names { zh, en: String::new() });
    let is_same = present.is_some_and(|told| {
        let parts = (&told.tier, &told.hours, told.voters, &told.compound, told.moved);
        parts == (&tier, &hours, voters, &compound, moved)
            && book.name(told.address) == address
            && told.phone.map(|phone| book.name(phone)) == phone
            && (&told.venues, &told.functions, told.owner) == (&venues, &functions, owner)
            && told.services.map(|services| book.name(services)) == services
    });
    if is_same {
        return Ok(vec![]);
    }
    let address = enclose(enclosures, &address);
    let mut enclosed = |names: Names| enclose(enclosures, &names);
    let (phone, services) = (phone.map(&mut enclosed), services.map(&mut enclosed));
    let described = Station {
        address,
        compound,
        functions,
        hours,
        moved,
        owner,
        phone,
        services,
        tier,
        venues,
        voters,
    };
    let described = Box::new(described);
    Ok(vec![Put::House(Fact::StationDescribed { described, station: body.id })])
}

/// Which kinds of places are in it, and what it is used for. What is on record stays possible when
/// the house's standards have left it out since.
fn uses(book: &Book, line: &Line, present: Option<&Station>) -> Result<[Vec<Code>; 2], Refusal> {
    let before = |of: fn(&Station) -> &Vec<Code>| present.map_or(&[][..], |told| of(told));
    let mut check = Check::default();
    let venues = several(book, line, ("venues", "venue"), before(|told| &told.venues));
    let functions = several(book, line, ("functions", "function"), before(|told| &told.functions));
    let (venues, functions) = (check.keep(venues), check.keep(functions));
    let says_none = venues.as_ref().is_some_and(Vec::is_empty);
    if line.get("tier") == VENUE && says_none {
        check.keep::<()>(Err(Refusal::invalid("office.venue-none").at("venues")));
    }
    check.end()?;
    Ok([venues.unwrap_or_default(), functions.unwrap_or_default()])
}

/// Some of a list of the house's standards, by key or name, each once.
fn several(
    book: &Book,
    line: &Line,
    (column, list): (&'static str, &'static str),
    before: &[Code],
) -> Result<Vec<Code>, Refusal> {
    let choices = book.standards.choices(list);
    let mut found: Vec<Code> = vec![];
    for one in line.get(column).split([LIST_SIGN, ',', ';', '\u{FF0C}', '\u{FF1B}']) {
        let (one, small) = (one.trim(), one.trim().to_lowercase());
        if one.is_empty() {
            continue;
        }
        let is_it = |(key, zh, en): &&(&Code, &str, &str)| {
            **key == *small || *zh == one || en.to_lowercase() == small
        };
        let listed = choices.iter().find(is_it).map(|(key, ..)| (*key).clone());
        let known = listed.or_else(|| before.iter().find(|key| **key == *small).cloned());
        let unknown = Refusal::invalid("office.choice-unknown").at(column).with("value", one);
        let known = known.ok_or(unknown)?;
        if !found.contains(&known) {
            found.push(known);
        }
    }
    Ok(found)
}

/// Whose it is, where that is another body; one that has closed since may stay.
fn owner(
    book: &Book,
    line: &Line,
    (body, present): (Option<&Body>, Option<&Station>),
) -> Result<Option<BodyId>, Refusal> {
    if line.get("owner").is_empty() {
        return Ok(None);
    }
    let owner = open_body(book, line, ("owner", present.and_then(|told| told.owner)))?;
    match body.is_some_and(|body| body.id == owner) {
        true => Err(Refusal::invalid("office.owner-itself").at("owner")),
        false => Ok(Some(owner)),
    }
}

/// The grid in which a deputy is; one that has closed since may stay.
fn grid_in(book: &Book, line: &Line, present: Option<&Mandate>) -> Result<Option<AreaId>, Refusal> {
    let text = line.get("grid");
    if text.is_empty() {
        return Ok(None);
    }
    let id = book.area(text).map_err(|refusal| refusal.at("grid"))?;
    let is_known = present.is_some_and(|told| told.grid == Some(id));
    let area = book.register.areas.get(&id);
    let fits = area.is_some_and(|area| area.level == "grid" && area.is_open(book.today));
    match fits || is_known {
        true => Ok(Some(id)),
        false => Err(Refusal::invalid("office.no-grid").at("grid").with("value", text)),
    }
}

/// A line of the register of mandates: of a deputy's post that goes on. One person may sit in the
/// congresses of several tiers, but in each of one electoral unit.
pub fn mandate(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let post = check.keep(post_of(book, line));
    let present = post.and_then(|post| book.register.mandates.get(&post.id));
    if mode == Mode::New && present.is_some() {
        check.keep::<()>(Err(Refusal::conflict("office.described-already").at("person")));
    }
    let congress = check.keep(choice(line, "congress", &CONGRESSES));
    let unit = check.keep(names(line, ("unit", "unit_en"), WORDS_MOST));
    let delegation = check.keep(maybe_names(line, ("delegation", "delegation_en")));
    let group = check.keep(maybe_names(line, ("group", "group_en")));
    let grid = check.keep(grid_in(book, line, present));
    if let (Some(post), Some(congress), Some(unit)) = (post, &congress, &unit) {
        check.keep(is_only_unit(book, post, (congress, unit)));
    }
    check.end()?;
    let (Some(post), Some(congress), Some(unit)) = (post, congress, unit) else {
        unreachable!("what is missing was refused above");
    };
    let (delegation, group, grid) = (delegation.flatten(), group.flatten(), grid.flatten());
    let named = |text: Option<TextRef>| text.map(|text| book.name(text));
    let is_same = present.is_some_and(|told| {
        told.congress == congress
            && book.name(told.unit) == unit
            && named(told.delegation) == delegation
            && named(told.group) == group
            && told.grid == grid
    });
    if is_same {
        return Ok(vec![]);
    }
    let mut enclosed = |names: &Names| enclose(enclosures, names);
    let unit = enclosed(&unit);
    let delegation = delegation.as_ref().map(&mut enclosed);
    let group = group.as_ref().map(&mut enclosed);
    let described = Mandate { congress, delegation, grid, group, unit };
    Ok(vec![Put::House(Fact::MandateDescribed { described, post: post.id })])
}

/// The station of a line: its body, or the code by which its page is found.
pub(super) fn body_of<'b>(book: &'b Book, line: &Line) -> Result<&'b Body, Refusal> {
    let text = match line.get("body") {
        "" => line.get("code"),
        text => text,
    };
    if text.is_empty() {
        must(line, "body")?;
    }
    let id = book.body(text).map_err(|refusal| refusal.at("body"))?;
    let body = book.register.bodies.get(&id).filter(|body| body.sort == "station");
    let body = body.ok_or(Refusal::invalid("office.no-station").at("body").with("value", text))?;
    if !is_open(body, book.today) {
        return Err(Refusal::conflict("office.body-closed").at("body"));
    }
    Ok(body)
}

/// The deputy's post of a line: of a person at a station, or the number by which its page is found.
fn post_of<'b>(book: &'b Book, line: &Line) -> Result<&'b Post, Refusal> {
    let goes_on =
        |post: &&Post| post.office == "deputy" && post.last.is_none_or(|last| book.today <= last);
    let none = || Refusal::invalid("office.no-deputy").at("person");
    if let Ok(id) = line.get("code").parse() {
        return book.register.posts.get(&id).filter(goes_on).ok_or_else(none);
    }
    let person = book.person(must(line, "person")?).map_err(|refusal| refusal.at("person"))?;
    let body = book.body(must(line, "body")?).map_err(|refusal| refusal.at("body"))?;
    let mut posts = book.register.posts.values().filter(goes_on);
    posts.find(|post| post.person == person && post.body == body).ok_or_else(none)
}

fn is_only_unit(
    book: &Book,
    post: &Post,
    (congress, unit): (&Code, &Names),
) -> Result<(), Refusal> {
    let overlaps = |other: &Post| {
        let ends_before = |one: &Post, other: &Post| one.last.is_some_and(|l| l < other.first);
        !ends_before(post, other) && !ends_before(other, post)
    };
    let others = book.register.mandates.iter().filter_map(|(id, told)| {
        let other = book.register.posts.get(id)?;
        let is_another = *id != post.id && other.person == post.person && overlaps(other);
        (is_another && told.congress == *congress).then(|| book.name(told.unit))
    });
    match others.into_iter().find(|other| other.zh != unit.zh) {
        Some(other) => {
            Err(Refusal::conflict("office.unit-twice").at("unit").with("value", other.zh))
        }
        None => Ok(()),
    }
}

fn hours(line: &Line) -> Result<Vec<Opening>, Refusal> {
    Opening::all(line.get("hours"))
        .map_err(|part| Refusal::invalid("office.hours-unreadable").at("hours").with("value", part))
}

fn voters(line: &Line) -> Result<Option<u32>, Refusal> {
    match line.get("voters") {
        "" => Ok(None),
        text => {
            let number = text.parse().ok().filter(|number| (1..=VOTERS_MOST).contains(number));
            let wrong = Refusal::invalid("office.number-unreadable").at("voters");
            number.map(Some).ok_or(wrong.with("value", text))
        }
    }
}

fn maybe_choice(line: &Line, key: &'static str, list: &[&str]) -> Result<Option<Code>, Refusal> {
    if line.get(key).is_empty() { Ok(None) } else { choice(line, key, list).map(Some) }
}

fn maybe_names(line: &Line, keys: (&'static str, &'static str)) -> Result<Option<Names>, Refusal> {
    let is_told = !line.get(keys.0).is_empty() || !line.get(keys.1).is_empty();
    if is_told { names(line, keys, WORDS_MOST).map(Some) } else { Ok(None) }
}
