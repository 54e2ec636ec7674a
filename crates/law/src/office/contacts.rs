//! Who keeps in touch with whom (双联系, K-04), and the visits that were made.

use jiff::civil::Date;

use super::book::{Book, Line, Mode, Names, Put};
use super::cells::{Check, code, fits_mode, must};
use super::helpers::span;
use crate::network::Pair;
use crate::record::{Actor, Officer};
use crate::register::Fact;
use crate::ruling::{Enclosures, Refusal, typed};
use crate::words::{AreaId, Code, PersonId, PostId};

/// The longest time between two visits, in days.
const EVERY_MOST: u16 = 366;
const CAME_MOST: usize = 400;
/// For how many days after it a visit is entered.
const ENTERED_DAYS: i32 = 31;

/// A line of the register of contacts: somebody with a post visits a deputy, or a place.
pub fn contact(
    book: &Book,
    (line, mode): (&Line, Mode),
    _enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let present = code.as_ref().and_then(|code| book.register.contacts.get(code));
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    let known = present.map(|(pair, _)| pair);
    let person = check.keep(who_visits(book, line, known));
    let whom = check.keep(whom(book, line, (person, known)));
    let every = check.keep(every(line));
    let span = check.keep(span(line));
    check.end()?;
    let (Some(code), Some(person), Some((deputy, area)), Some(every), Some((first, last))) =
        (code, person, whom, every, span)
    else {
        unreachable!("what is missing was refused above");
    };
    let pair = Pair { area, deputy, every, first, last, person };
    if present.is_some_and(|(known, _)| *known == pair) {
        return Ok(vec![]);
    }
    Ok(vec![Put::House(Fact::ContactPaired { code, pair })])
}

/// Whoever visits holds a post: they find on their desk what is due. Who was paired before stays,
/// also after their post.
fn who_visits(book: &Book, line: &Line, known: Option<&Pair>) -> Result<PersonId, Refusal> {
    let text = must(line, "person")?;
    let person = book.person(text).map_err(|refusal| refusal.at("person"))?;
    let is_known = known.is_some_and(|pair| pair.person == person);
    match book.register.officers(person, book.today).is_empty() && !is_known {
        true => Err(Refusal::invalid("office.no-post-held").at("person").with("value", text)),
        false => Ok(person),
    }
}

/// A deputy or a place, and not both.
fn whom(
    book: &Book,
    line: &Line,
    (visitor, known): (Option<PersonId>, Option<&Pair>),
) -> Result<(Option<PostId>, Option<AreaId>), Refusal> {
    match (line.get("deputy"), line.get("area")) {
        ("", "") => Err(Refusal::invalid("office.contact-nobody").at("deputy")),
        ("", text) => {
            let area = book.area(text).map_err(|refusal| refusal.at("area"))?;
            Ok((None, Some(area)))
        }
        (text, "") => {
            let person = book.person(text).map_err(|refusal| refusal.at("deputy"))?;
            if visitor == Some(person) {
                return Err(Refusal::invalid("office.contact-self").at("deputy"));
            }
            let known = known.and_then(|pair| pair.deputy);
            let mut posts = book.register.posts.values();
            let post = posts.find(|post| {
                let fits = post.is_held(book.today) || known == Some(post.id);
                post.person == person && post.office == *"deputy" && fits
            });
            let none = Refusal::invalid("office.no-deputy-held").at("deputy").with("value", text);
            Ok((Some(post.ok_or(none)?.id), None))
        }
        _ => Err(Refusal::invalid("office.contact-both").at("area")),
    }
}

fn every(line: &Line) -> Result<u16, Refusal> {
    let text = must(line, "every")?;
    let days = text.parse().ok().filter(|days| (1..=EVERY_MOST).contains(days));
    let wrong = Refusal::invalid("field.out-of-range").at("every");
    days.ok_or(wrong.with("least", 1).with("most", EVERY_MOST))
}

/// Enters a visit: by who made it, or by the house's own office for them.
///
/// # Errors
/// No such pair, somebody else's, a day that has not come or is long past or before the pair's own,
/// nothing said of what came of it.
pub fn visit(
    book: &Book,
    (code, by): (&Code, &Actor),
    (day, came): (Option<Date>, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let known = book.register.contacts.get(code);
    let (pair, visits) = known.ok_or(Refusal::missing("page.unknown"))?;
    let is_held = |officer: &&Officer| book.register.is_officer(officer, book.today);
    let officer = by.officer().filter(is_held);
    let is_theirs =
        officer.is_some_and(|one| one.person == pair.person || one.office == *"congress-office");
    if !is_theirs {
        return Err(Refusal::forbidden("pair.not-yours"));
    }
    let mut check = Check::default();
    let day = day.ok_or(Refusal::invalid("field.empty").at("day"));
    let day = check.keep(day.and_then(|day| day_of_visit(book, pair, day)));
    check.keep(typed(came, "came", CAME_MOST));
    check.end()?;
    let Some(day) = day else { unreachable!("what is missing was refused above") };
    if visits.iter().any(|(known, _)| *known == day) {
        return Err(Refusal::conflict("pair.visited-already").at("day"));
    }
    let text = Names { zh: came.trim().to_owned(), en: String::new() }.text();
    // What came of it may name residents: it is for those who keep in touch.
    let came = enclosures.add("name", text, false);
    Ok(vec![Put::House(Fact::ContactVisited { came, code: code.clone(), day })])
}

fn day_of_visit(book: &Book, pair: &Pair, day: Date) -> Result<Date, Refusal> {
    let is_over = pair.last.is_some_and(|last| last < day);
    if day > book.today {
        return Err(Refusal::invalid("office.day-to-come").at("day"));
    }
    let earliest = book.today.checked_sub(jiff::Span::new().days(ENTERED_DAYS)).unwrap_or(day);
    if day < earliest {
        let refusal = Refusal::invalid("pair.entered-late").at("day");
        return Err(refusal.with("days", ENTERED_DAYS));
    }
    match day < pair.first || is_over {
        true => Err(Refusal::invalid("pair.outside").at("day")),
        false => Ok(day),
    }
}
