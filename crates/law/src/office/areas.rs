//! Areas that cease to be: merged, or split, on a day.

use super::book::{Book, LIST_SIGN, Line, Put};
use super::cells::{Check, day};
use crate::register::{Area, Fact};
use crate::ruling::Refusal;
use crate::words::{AreaId, Code};

/// The area of a line ceases to be on the day of its column `last`, for those of its column `into`;
/// nothing where it says what is on record. History stays: what was brought there is counted there.
///
/// # Errors
/// The outermost area; one that has ceased; one with open matters, or with areas and bodies that go
/// on: each with how many. A day without matters in between is found by trying.
pub fn closing(book: &Book, area: &Area, line: &Line) -> Result<Option<Put>, Refusal> {
    let last = day(line, "last")?;
    let into = into(book, area, line)?;
    let Some(last) = last else {
        let lonely = Refusal::invalid("office.into-without-day").at("last");
        return if into.is_empty() { Ok(None) } else { Err(lonely) };
    };
    if area.last == Some(last) && area.into == into {
        return Ok(None);
    }
    if !area.is_open(book.today) {
        let name = book.name(area.name).zh;
        return Err(Refusal::conflict("office.area-closed").at("last").with("value", name));
    }
    if area.parent.is_none() {
        return Err(Refusal::conflict("office.area-outermost").at("last"));
    }
    let mut check = Check::default();
    let after = last.tomorrow().unwrap_or(last);
    let mut left = |count: usize, refusal: Refusal| {
        if count > 0 {
            check.keep::<()>(Err(refusal.at("last").with("count", count)));
        }
    };
    let busy = book.busy_areas.get(&area.id).copied().unwrap_or(0);
    left(usize::try_from(busy).unwrap_or(0), Refusal::conflict("office.area-busy"));
    let areas = book.register.areas.values();
    let inside = areas.filter(|other| other.parent == Some(area.id) && other.is_open(after));
    left(inside.count(), Refusal::conflict("office.area-inside"));
    let bodies = book.register.bodies.values();
    let here = bodies.filter(|body| body.area == area.id && body.is_open(after));
    left(here.count(), Refusal::conflict("office.area-bodies"));
    check.end()?;
    Ok(Some(Put::House(Fact::AreaClosed { area: area.id, into, last })))
}

/// What an area becomes part of: areas of its level that go on, or are on record as that.
fn into(book: &Book, area: &Area, line: &Line) -> Result<Vec<AreaId>, Refusal> {
    let mut into = vec![];
    for one in line.get("into").split([LIST_SIGN, ',', ';', '\u{FF0C}', '\u{FF1B}']).map(str::trim)
    {
        if one.is_empty() {
            continue;
        }
        let id = book.area(one).map_err(|refusal| refusal.at("into"))?;
        let fits = book.register.areas.get(&id).is_some_and(|other| {
            let goes_on = other.is_open(book.today) || area.into.contains(&other.id);
            other.id != area.id && other.level == area.level && goes_on
        });
        if !fits {
            return Err(Refusal::invalid("office.area-into").at("into").with("value", one));
        }
        if !into.contains(&id) {
            into.push(id);
        }
    }
    Ok(into)
}

/// A code of the national list (GB/T 2260, GB/T 10114) begins with that of the area around it;
/// codes of a house's own making are not looked at.
pub fn is_code_inside(book: &Book, code: &Code, parent: AreaId) -> Result<(), Refusal> {
    let is_national = |code: &str| {
        code.len() >= 6 && code.len() <= 12 && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    let around = book.register.areas.get(&parent).map(|area| area.code.as_str());
    let Some(around) = around.filter(|around| is_national(around)) else { return Ok(()) };
    // Two digits a level down to the county, three after it; trailing noughts say "all of it".
    let begins = around.trim_end_matches('0');
    let begins = &around[..begins.len().next_multiple_of(if around.len() > 6 { 3 } else { 2 })];
    match !is_national(code.as_str()) || code.as_str().starts_with(begins) {
        true => Ok(()),
        false => {
            let refusal = Refusal::invalid("office.area-code").at("code").with("value", code);
            Err(refusal.with("begins", begins))
        }
    }
}
