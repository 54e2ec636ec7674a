//! What stations are found to be, item by item, and the titles that they are given.

use jiff::ToSpan;
use jiff::civil::Date;

use super::book::{Book, Line, Mode, Names, Put};
use super::cells::{Check, choice, day, enclose, must, words};
use super::network::body_of;
use super::places::open_body;
use crate::network::{Assessed, Award, Slot, Titled};
use crate::register::Fact;
use crate::ruling::{Enclosures, Refusal};
use crate::standards::Title;
use crate::words::BodyId;

/// What stands between the parts of a key in addresses.
pub(super) const KEY_SIGN: char = '~';
const EVIDENCE_MOST: usize = 400;
const REASON_MOST: usize = 200;
/// The first edition that is taken.
const EDITION_LEAST: i16 = 1979;

/// A line that came from its own page names itself by its key alone: the parts of that key in the
/// columns that they are of.
fn spelt_out(line: &Line, keys: &[&'static str]) -> Line {
    let parts: Vec<&str> = line.get("code").split(KEY_SIGN).collect();
    let is_key = parts.len() == keys.len() && line.get("body").is_empty();
    match is_key {
        true => keys.iter().zip(parts).fold(line.clone(), |line, (key, part)| line.with(key, part)),
        false => line.clone(),
    }
}

/// The year for which something is assessed or given.
fn edition(book: &Book, line: &Line) -> Result<i16, Refusal> {
    let text = must(line, "edition")?;
    let most = book.today.year() + 1;
    let year = text.parse().ok().filter(|year| (EDITION_LEAST..=most).contains(year));
    let wrong = Refusal::invalid("office.edition-unreadable").at("edition").with("value", text);
    year.ok_or(wrong.with("least", EDITION_LEAST).with("most", most))
}

/// Who found or gave it: another body than the station.
fn assessor(
    book: &Book,
    line: &Line,
    (station, known): (Option<BodyId>, Option<BodyId>),
) -> Result<BodyId, Refusal> {
    let body = open_body(book, line, ("assessor", known))?;
    match station == Some(body) {
        true => Err(Refusal::conflict("office.own-assessor").at("assessor")),
        false => Ok(body),
    }
}

/// A line of the checklists of stations.
pub fn assessment(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let line = &spelt_out(line, &["body", "checklist", "edition", "item"]);
    let mut check = Check::default();
    let station = check.keep(body_of(book, line)).map(|body| body.id);
    let edition = check.keep(edition(book, line));
    let slot = check.keep(slot(book, line, edition)).flatten();
    let present = station.zip(slot.clone()).and_then(|key| book.register.assessed.get(&key));
    if mode == Mode::New && present.is_some() {
        check.keep::<()>(Err(Refusal::conflict("office.described-already").at("item")));
    }
    let met = check.keep(choice(line, "met", &["yes", "no"])).map(|met| met == *"yes");
    let evidence = check.keep(words(line, "evidence", EVIDENCE_MOST));
    if met == Some(true) && evidence.as_ref().is_some_and(String::is_empty) {
        check.keep::<()>(Err(Refusal::invalid("office.no-evidence").at("evidence")));
    }
    let assessor = check.keep(assessor(book, line, (station, present.map(|found| found.assessor))));
    let day = check.keep(past_day(book, line));
    check.end()?;
    let (Some(station), Some(slot), Some(met), Some(assessor), Some(day)) =
        (station, slot, met, assessor, day)
    else {
        unreachable!("what is missing was refused above");
    };
    let evidence = evidence.filter(|evidence| !evidence.is_empty());
    let evidence = evidence.map(|zh| Names { zh, en: String::new() });
    let is_same = present.is_some_and(|found| {
        (found.met, found.assessor, found.day) == (met, assessor, day)
            && found.evidence.map(|evidence| book.name(evidence)) == evidence
    });
    if is_same {
        return Ok(vec![]);
    }
    let evidence = evidence.map(|evidence| enclose(enclosures, &evidence));
    let assessed = Assessed { assessor, day, evidence, met };
    Ok(vec![Put::House(Fact::StationAssessed { assessed, slot, station })])
}

/// The item of a line; nothing where its edition was refused already.
fn slot(book: &Book, line: &Line, edition: Option<i16>) -> Result<Option<Slot>, Refusal> {
    let text = must(line, "checklist")?;
    let list = book.standards.checklist(text);
    let unknown = Refusal::invalid("office.choice-unknown").at("checklist").with("value", text);
    let list = list.ok_or(unknown)?;
    let text = must(line, "item")?;
    let item = list.items.iter().find(|item| item.key == *text || item.zh == text);
    let unknown = || {
        let keys: Vec<&str> = list.items.iter().map(|item| item.key.as_str()).collect();
        let refusal = Refusal::invalid("office.item-unknown").at("item").with("value", text);
        refusal.with("items", keys.join(" "))
    };
    let item = item.ok_or_else(unknown)?;
    let (checklist, item) = (list.key.clone(), item.key.clone());
    Ok(edition.map(|edition| Slot { checklist, edition, item }))
}

/// A day that has come.
fn past_day(book: &Book, line: &Line) -> Result<Date, Refusal> {
    let day = day(line, "day")?.ok_or(Refusal::invalid("field.empty").at("day"))?;
    match day > book.today {
        true => Err(Refusal::invalid("office.day-to-come").at("day")),
        false => Ok(day),
    }
}

/// Which title of which station a line is about.
type Named<'b> = (BodyId, Award, &'b Title);

/// A line of the titles of stations. What was given is never changed: it is withdrawn, for a
/// reason.
pub fn title(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let line = &spelt_out(line, &["body", "title", "edition"]);
    let mut check = Check::default();
    let station = check.keep(body_of(book, line)).map(|body| body.id);
    let edition = check.keep(edition(book, line));
    let title = check.keep(title_of(book, line));
    let reason = check.keep(words(line, "withdrawn", REASON_MOST)).unwrap_or_default();
    let named = match (station, edition, title) {
        (Some(station), Some(edition), Some(title)) => {
            (station, Award { edition, title: title.key.clone() }, title)
        }
        _ => return check.end().map(|()| vec![]),
    };
    let (station, award) = (named.0, named.1.clone());
    match book.register.titles.get(&(station, award.clone())) {
        Some((titled, withdrawn)) => {
            if mode == Mode::New {
                check.keep::<()>(Err(Refusal::conflict("office.described-already").at("title")));
            }
            check.keep(is_same_title(book, line, titled));
            let before = withdrawn.map(|before| book.name(before).zh);
            if before.as_ref().is_some_and(|before| *before != reason) {
                let refusal = Refusal::conflict("office.withdrawn-already").at("withdrawn");
                check.keep::<()>(Err(refusal));
            }
            check.end()?;
            let is_new = before.is_none() && !reason.is_empty();
            Ok(is_new.then(|| withdraw(enclosures, (station, award), reason)).into_iter().collect())
        }
        None => {
            let titled = given(book, line, (check, &named))?;
            let fact = Fact::StationTitled { award: award.clone(), station, titled };
            let mut puts = vec![Put::House(fact)];
            if !reason.is_empty() {
                puts.push(withdraw(enclosures, (station, award), reason));
            }
            Ok(puts)
        }
    }
}

/// A title that is given now: by another body, for some years, where enough of its checklist is
/// met.
fn given(
    book: &Book,
    line: &Line,
    (mut check, named): (Check, &Named<'_>),
) -> Result<Titled, Refusal> {
    let assessor = check.keep(assessor(book, line, (Some(named.0), None)));
    let first = check.keep(
        day(line, "first").and_then(|day| day.ok_or(Refusal::invalid("field.empty").at("first"))),
    );
    let last = check.keep(day(line, "last"));
    let score = check.keep(score(book, named));
    if let (Some(first), Some(Some(last))) = (first, last)
        && last < first
    {
        check.keep::<()>(Err(Refusal::invalid("office.last-before-first").at("last")));
    }
    check.end()?;
    let (Some(assessor), Some(first), Some(last), Some(score)) = (assessor, first, last, score)
    else {
        unreachable!("what is missing was refused above");
    };
    let years = i32::from(named.2.years);
    let until = first.checked_add(years.years()).and_then(Date::yesterday).unwrap_or(first);
    Ok(Titled { assessor, first, last: last.unwrap_or(until), score })
}

fn withdraw(enclosures: &mut Enclosures<'_>, (station, award): (BodyId, Award), zh: String) -> Put {
    let reason = enclose(enclosures, &Names { zh, en: String::new() });
    Put::House(Fact::TitleWithdrawn { award, reason, station })
}

fn title_of<'b>(book: &'b Book, line: &Line) -> Result<&'b Title, Refusal> {
    let text = must(line, "title")?;
    let known = book.standards.title(text);
    known.ok_or(Refusal::invalid("office.choice-unknown").at("title").with("value", text))
}

/// What a line says of a title beside its key is what was said when it was given.
fn is_same_title(book: &Book, line: &Line, titled: &Titled) -> Result<(), Refusal> {
    let fixed = |at| Refusal::conflict("office.title-fixed").at(at);
    if !line.get("assessor").is_empty()
        && book.body(line.get("assessor")).ok() != Some(titled.assessor)
    {
        return Err(fixed("assessor"));
    }
    for (key, held) in [("first", titled.first), ("last", titled.last)] {
        if day(line, key)?.is_some_and(|day| day != held) {
            return Err(fixed(key));
        }
    }
    Ok(())
}

/// What was met of the checklist by which a title goes, which must be enough.
fn score(book: &Book, (station, award, title): &Named<'_>) -> Result<Option<(u32, u32)>, Refusal> {
    let list = title.checklist.as_ref().and_then(|list| book.standards.checklist(list.as_str()));
    let Some(list) = list else { return Ok(None) };
    let (met, whole) = list.score(|item| {
        let (checklist, item) = (list.key.clone(), item.clone());
        let slot = Slot { checklist, edition: award.edition, item };
        book.register.assessed.get(&(*station, slot)).is_some_and(|found| found.met)
    });
    if u64::from(met) * 100 < u64::from(whole) * u64::from(title.least) {
        let refusal = Refusal::conflict("office.title-below").at("title");
        return Err(refusal.with("met", met).with("whole", whole).with("least", title.least));
    }
    Ok(Some((met, whole)))
}
