//! Registers of people who hold a grid (M-06) or help (S-04, U-06, U-08, N-04).

use super::book::{Book, Line, Mode, Names, Put};
use super::cells::{Check, code, day, enclose, fits_mode, must, names, words};
use super::places::open_body;
use crate::network::{Grid, Helper};
use crate::register::Fact;
use crate::ruling::{Enclosures, Refusal};
use crate::words::{AreaId, Code, MatterId};

const WORDS_MOST: usize = 120;
const DUTY_MOST: usize = 400;

/// A line of the register of grids: a grid has its person and its duty, or is not in it. A line
/// that says otherwise hands the grid on.
pub fn grid(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let area = check.keep(grid_of(book, line));
    let present = area.and_then(|area| book.register.grids.get(&area));
    if mode == Mode::New && present.is_some() {
        check.keep::<()>(Err(Refusal::conflict("office.described-already").at("area")));
    }
    let person = check.keep(
        must(line, "person").and_then(|text| book.person(text).map_err(|no| no.at("person"))),
    );
    let duty = check.keep(names(line, ("duty", "duty_en"), DUTY_MOST));
    let span = check.keep(span(line));
    check.end()?;
    let (Some(area), Some(person), Some(duty), Some((first, last))) = (area, person, duty, span)
    else {
        unreachable!("what is missing was refused above");
    };
    let is_same = present.is_some_and(|held| {
        (held.person, held.first, held.last) == (person, first, last)
            && book.name(held.duty) == duty
    });
    if is_same {
        return Ok(vec![]);
    }
    let held = Grid { duty: enclose(enclosures, &duty), first, last, person };
    Ok(vec![Put::House(Fact::GridHeld { area, held })])
}

/// The grid of a line, or the code by which its page is found.
fn grid_of(book: &Book, line: &Line) -> Result<AreaId, Refusal> {
    let text = match line.get("area") {
        "" => line.get("code"),
        text => text,
    };
    if text.is_empty() {
        must(line, "area")?;
    }
    let area = book.area(text).map_err(|refusal| refusal.at("area"))?;
    let level = book.register.areas.get(&area).map(|area| area.level.as_str());
    match level == Some("grid") {
        true => Ok(area),
        false => Err(Refusal::invalid("office.no-grid").at("area").with("value", text)),
    }
}

/// The first day, which must be there, and the last.
pub(super) fn span(line: &Line) -> Result<(jiff::civil::Date, Option<jiff::civil::Date>), Refusal> {
    let first = day(line, "first")?.ok_or(Refusal::invalid("field.empty").at("first"))?;
    let last = day(line, "last")?;
    match last.is_some_and(|last| last < first) {
        true => Err(Refusal::invalid("office.last-before-first").at("last")),
        false => Ok((first, last)),
    }
}

/// A line of the registers of helpers.
pub fn helper(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let present = code.as_ref().and_then(|code| book.register.helpers.get(code)).map(|one| &one.0);
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    let name = check.keep(must(line, "name").and_then(|_| words(line, "name", WORDS_MOST)));
    let kind = check.keep(kind(book, line));
    let area =
        check.keep(must(line, "area").and_then(|text| book.area(text).map_err(|no| no.at("area"))));
    let body = check.keep(open_body(book, line, ("body", present.map(|known| known.body))));
    let field = check.keep(words(line, "field", WORDS_MOST));
    let span = check.keep(span(line));
    let certified = check.keep(day(line, "certified")).flatten();
    if let (Some(kind), None) = (&kind, certified)
        && book.standards.helper(kind.as_str()).is_some_and(|kind| kind.certificate)
        && line.get("certified").is_empty()
    {
        check.keep::<()>(Err(Refusal::invalid("office.no-certificate").at("certified")));
    }
    if let (Some(name), Some(kind), Some(area)) = (&name, &kind, area) {
        check.keep(is_once(book, (code.as_ref(), name), (kind, area)));
    }
    check.end()?;
    let (Some(code), Some(zh), Some(kind), Some(area), Some(body), Some((first, last))) =
        (code, name, kind, area, body, span)
    else {
        unreachable!("what is missing was refused above");
    };
    let field = field.filter(|field| !field.is_empty());
    let field = field.map(|zh| Names { zh, en: String::new() });
    let is_same = present.is_some_and(|known| {
        (&known.kind, known.area, known.body) == (&kind, area, body)
            && (known.first, known.last, known.certified) == (first, last, certified)
            && book.name(known.name).zh == zh
            && known.field.map(|field| book.name(field)) == field
    });
    if is_same {
        return Ok(vec![]);
    }
    // Sealed as the names of people are.
    let name = enclosures.add("name", Names { zh, en: String::new() }.text(), false);
    let field = field.map(|field| enclose(enclosures, &field));
    let helper = Helper { area, body, certified, field, first, kind, last, name };
    Ok(vec![Put::House(Fact::HelperRegistered { code, helper })])
}

fn kind(book: &Book, line: &Line) -> Result<Code, Refusal> {
    let text = must(line, "kind")?;
    let known = book.standards.helper(text).map(|kind| kind.key.clone());
    known.ok_or(Refusal::invalid("office.choice-unknown").at("kind").with("value", text))
}

/// One name, kind and place under two letters is mostly one person entered twice.
fn is_once(
    book: &Book,
    (code, name): (Option<&Code>, &str),
    (kind, area): (&Code, AreaId),
) -> Result<(), Refusal> {
    let mut others = book.register.helpers.iter().filter(|(other, (helper, _))| {
        Some(*other) != code
            && helper.kind == *kind
            && helper.area == area
            && helper.serves(book.today)
            && book.name(helper.name).zh == name
    });
    match others.next() {
        Some((other, _)) => {
            Err(Refusal::conflict("office.helper-twice").at("name").with("value", other))
        }
        None => Ok(()),
    }
}

/// Puts on record that a helper reported what a matter is about; once is enough.
///
/// # Errors
/// No such helper; the caller has looked whether there is such a matter.
pub fn report(book: &Book, code: &Code, matter: MatterId) -> Result<Vec<Put>, Refusal> {
    let known = book.register.helpers.get(code);
    let (_, reported) = known.ok_or(Refusal::missing("office.code-unknown").with("code", code))?;
    if reported.contains(&matter) {
        return Ok(vec![]);
    }
    Ok(vec![Put::House(Fact::HelperReported { code: code.clone(), matter })])
}
