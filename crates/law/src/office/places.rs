//! Areas and bodies: added, renamed, closed.

use jiff::civil::Date;

use super::areas;
use super::book::{Book, HANDLING_SORTS, LEVELS, Line, Mode, Names, Put, SORTS};
use super::cells::{Check, choice, code, day, enclose, fits_mode, must, names};
use super::credit;
use crate::register::{Area, Body, Fact};
use crate::ruling::{Enclosures, Refusal};
use crate::words::{AreaId, BodyId, Code};

const NAME_MOST: usize = 120;

/// A line of the register of areas.
pub fn area(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let name = check.keep(names(line, ("name", "name_en"), NAME_MOST));
    let present = code.as_ref().and_then(|code| book.area_of_code(code.as_str()));
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    if mode == Mode::Change && present.is_none() {
        return check.end().map(|()| vec![]);
    }
    if let Some(area) = present.filter(|_| mode != Mode::New) {
        check.keep(is_same_area(book, area, line));
        let closed = check.keep(areas::closing(book, area, line)).flatten();
        check.end()?;
        let name = name.filter(|name| *name != book.name(area.name));
        let renamed = name.map(|name| {
            let name = enclose(enclosures, &name);
            Put::House(Fact::AreaRenamed { area: area.id, name })
        });
        return Ok(renamed.into_iter().chain(closed).collect());
    }
    let level = check.keep(choice(line, "level", &LEVELS));
    let parent = check.keep(parent(book, line, level.as_ref()));
    if let (Some(parent), Some(name)) = (parent, &name) {
        check.keep(is_own_name(book, parent, name));
    }
    if let (Some(code), Some(parent)) = (&code, parent.flatten()) {
        check.keep(areas::is_code_inside(book, code, parent));
    }
    if !line.get("last").is_empty() {
        check.keep::<()>(Err(Refusal::invalid("office.area-new").at("last")));
    }
    check.end()?;
    let (Some(code), Some(level), Some(name), Some(parent)) = (code, level, name, parent) else {
        unreachable!("what is missing was refused above");
    };
    let (area, name) = (enclosures.id(), enclose(enclosures, &name));
    Ok(vec![Put::House(Fact::AreaRegistered { area, code, level, name, parent })])
}

/// Level and parent of an area stay: matters and figures were counted by them.
fn is_same_area(book: &Book, area: &Area, line: &Line) -> Result<(), Refusal> {
    let level = line.get("level");
    if !level.is_empty() && area.level != *level {
        return Err(Refusal::conflict("office.area-fixed").at("level"));
    }
    match line.get("parent") {
        "" => Ok(()),
        text => {
            let parent = book.area(text).map_err(|refusal| refusal.at("parent"))?;
            let same = area.parent == Some(parent);
            if same { Ok(()) } else { Err(Refusal::conflict("office.area-fixed").at("parent")) }
        }
    }
}

/// The area around: of a wider level, and missing for the first area alone.
fn parent(book: &Book, line: &Line, level: Option<&Code>) -> Result<Option<AreaId>, Refusal> {
    let text = line.get("parent");
    if text.is_empty() {
        let is_first = book.register.areas.is_empty();
        let missing = Refusal::invalid("office.parent-missing").at("parent");
        return if is_first { Ok(None) } else { Err(missing) };
    }
    if text == line.get("code") {
        return Err(Refusal::invalid("office.parent-itself").at("parent"));
    }
    let parent = book.area(text).map_err(|refusal| refusal.at("parent"))?;
    let rank = |level: &str| LEVELS.iter().position(|one| *one == level);
    let around = book.register.areas.get(&parent).and_then(|area| rank(area.level.as_str()));
    let inside = level.and_then(|level| rank(level.as_str()));
    if inside.is_some() && around >= inside {
        return Err(Refusal::invalid("office.level-order").at("level"));
    }
    if book.register.areas.get(&parent).is_some_and(|area| !area.is_open(book.today)) {
        return Err(Refusal::conflict("office.area-closed").at("parent").with("value", text));
    }
    Ok(Some(parent))
}

/// Two areas side by side with one name could not be told apart on any page.
fn is_own_name(book: &Book, parent: Option<AreaId>, name: &Names) -> Result<(), Refusal> {
    let areas = book.register.areas.values();
    let mut siblings = areas.filter(|area| area.parent == parent && area.is_open(book.today));
    if siblings.any(|area| book.name(area.name).zh == name.zh) {
        return Err(Refusal::conflict("office.name-taken").at("name").with("value", &name.zh));
    }
    Ok(())
}

/// A line of the register of bodies.
pub fn body(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let name = check.keep(names(line, ("name", "name_en"), NAME_MOST));
    let last = check.keep(day(line, "last")).flatten();
    let present = code.as_ref().and_then(|code| book.body_of_code(code.as_str()));
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    if mode == Mode::Change && present.is_none() {
        return check.end().map(|()| vec![]);
    }
    if let Some(body) = present.filter(|_| mode != Mode::New) {
        check.keep(is_same_body(book, body, line));
        let closed = check.keep(closing(book, body, last));
        let credit = check.keep(credit::read(book, line, Some(body.id))).flatten();
        check.end()?;
        let name = name.filter(|name| *name != book.name(body.name));
        let renamed = name.map(|name| {
            let name = enclose(enclosures, &name);
            Put::House(Fact::BodyRenamed { body: body.id, name })
        });
        let known = book.register.credits.get(&body.id);
        let credit = credit.filter(|credit| known != Some(credit));
        let identified =
            credit.map(|credit| Put::House(Fact::BodyIdentified { body: body.id, credit }));
        return Ok(renamed.into_iter().chain(closed.flatten()).chain(identified).collect());
    }
    let sort = check.keep(choice(line, "sort", &SORTS));
    let area =
        must(line, "area").and_then(|text| book.area(text).map_err(|refusal| refusal.at("area")));
    let area = check.keep(area);
    if let Some(name) = &name {
        check.keep(is_own_body_name(book, name));
    }
    let credit = check.keep(credit::read(book, line, None)).flatten();
    check.end()?;
    let (Some(code), Some(sort), Some(name), Some(area)) = (code, sort, name, area) else {
        unreachable!("what is missing was refused above");
    };
    let (body, name) = (enclosures.id(), enclose(enclosures, &name));
    let registered = Put::House(Fact::BodyRegistered { area, body, code, sort, name });
    let closed = last.map(|last| Put::House(Fact::BodyClosed { body, last }));
    let identified = credit.map(|credit| Put::House(Fact::BodyIdentified { body, credit }));
    Ok([registered].into_iter().chain(closed).chain(identified).collect())
}

fn is_same_body(book: &Book, body: &Body, line: &Line) -> Result<(), Refusal> {
    let sort = line.get("sort");
    if !sort.is_empty() && body.sort != *sort {
        return Err(Refusal::conflict("office.body-fixed").at("sort"));
    }
    match line.get("area") {
        "" => Ok(()),
        text => {
            let area = book.area(text).map_err(|refusal| refusal.at("area"))?;
            let same = body.area == area;
            if same { Ok(()) } else { Err(Refusal::conflict("office.body-fixed").at("area")) }
        }
    }
}

fn is_own_body_name(book: &Book, name: &Names) -> Result<(), Refusal> {
    let mut open = book.register.bodies.values().filter(|body| is_open(body, book.today));
    if open.any(|body| book.name(body.name).zh == name.zh) {
        return Err(Refusal::conflict("office.name-taken").at("name").with("value", &name.zh));
    }
    Ok(())
}

/// Whether a body is still there on a day.
pub fn is_open(body: &Body, day: Date) -> bool {
    body.is_open(day)
}

/// A body that is open, by code or name, in a column; one that stands there on record may have
/// closed since.
pub fn open_body(
    book: &Book,
    line: &Line,
    (key, known): (&'static str, Option<BodyId>),
) -> Result<BodyId, Refusal> {
    let id = book.body(must(line, key)?).map_err(|refusal| refusal.at(key))?;
    let is_open = book.register.bodies.get(&id).is_some_and(|body| body.is_open(book.today));
    let fits = is_open || known == Some(id);
    if fits { Ok(id) } else { Err(Refusal::conflict("office.body-closed").at(key)) }
}

/// Closes a body on a day that was typed.
pub fn close(book: &Book, body: BodyId, last: &str) -> Result<Vec<Put>, Refusal> {
    let body = book.register.bodies.get(&body).ok_or(Refusal::missing("office.body-gone"))?;
    let line = Line::of([("last", last)]);
    must(&line, "last")?;
    Ok(closing(book, body, day(&line, "last")?)?.into_iter().collect())
}

/// A body closes when nothing is left there that somebody would have to do.
fn closing(book: &Book, body: &Body, last: Option<Date>) -> Result<Option<Put>, Refusal> {
    let Some(last) = last.filter(|last| body.last != Some(*last)) else { return Ok(None) };
    if !is_open(body, book.today) {
        return Err(Refusal::conflict("office.body-closed").at("last"));
    }
    let mut check = Check::default();
    if let Some(count) = book.busy_bodies.get(&body.id).filter(|count| **count > 0) {
        let refusal = Refusal::conflict("office.body-busy").at("last");
        check.keep::<()>(Err(refusal.with("count", count)));
    }
    let posts = book.register.posts.values().filter(|post| post.body == body.id);
    let held = posts.filter(|post| post.last.is_none_or(|end| end > last)).count();
    if held > 0 {
        let refusal = Refusal::conflict("office.body-held").at("last");
        check.keep::<()>(Err(refusal.with("count", held)));
    }
    for category in book.register.categories.values() {
        if category.leads == [body.id] {
            let name = book.name(category.name).zh;
            let refusal = Refusal::conflict("office.body-leads").at("last");
            check.keep::<()>(Err(refusal.with("name", name)));
        }
    }
    let is_congress = body.sort == "congress";
    let congresses = book.register.bodies_of(&["congress"], last.tomorrow().unwrap_or(last));
    if is_congress && !congresses.iter().any(|other| other.id != body.id) {
        check.keep::<()>(Err(Refusal::conflict("office.last-congress").at("last")));
    }
    check.end()?;
    Ok(Some(Put::House(Fact::BodyClosed { body: body.id, last })))
}

/// Whether a body can be given matters.
pub fn handles(body: &Body) -> bool {
    HANDLING_SORTS.iter().any(|sort| body.sort == *sort)
}
