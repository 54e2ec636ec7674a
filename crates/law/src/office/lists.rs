//! Duty lists and categories: published, and published anew.

use super::book::{Book, LIST_SIGN, Line, Mode, Put};
use super::cells::{Check, choice, code, enclose, fits_mode, names};
use super::places::{handles, is_open, open_body};
use crate::register::Fact;
use crate::ruling::{Enclosures, Refusal};
use crate::words::BodyId;

const NAME_MOST: usize = 120;
const DUTY_MOST: usize = 400;

/// A line of the duty lists.
pub fn duty(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let present = code.as_ref().and_then(|code| book.register.duties.get(code));
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    let item = check.keep(names(line, ("item", "item_en"), DUTY_MOST));
    let basis = check.keep(names(line, ("basis", "basis_en"), DUTY_MOST));
    let body = match (line.get("body"), present) {
        ("", Some(duty)) => Some(duty.body),
        _ => check.keep(open_body(book, line, ("body", present.map(|duty| duty.body)))),
    };
    if let (Some(body), Some(duty)) = (body, present)
        && body != duty.body
    {
        // Matters were sent back with this entry as the reason: it must not change hands.
        check.keep::<()>(Err(Refusal::conflict("office.duty-fixed").at("body")));
    }
    let told = |key| if line.get(key).is_empty() { None } else { Some(key) };
    let version = check.keep(told("version").map(|key| super::cells::code(line, key)).transpose());
    let devolved = told("devolved").map(|key| choice(line, key, &["yes", "no"]));
    let devolved = check.keep(devolved.transpose()).flatten().is_some_and(|said| said == *"yes");
    check.end()?;
    let (Some(code), Some(item), Some(basis), Some(body)) = (code, item, basis, body) else {
        unreachable!("what is missing was refused above");
    };
    let version = version.flatten();
    let is_same = present.is_some_and(|duty| {
        book.name(duty.item) == item
            && book.name(duty.basis) == basis
            && (duty.devolved, &duty.version) == (devolved, &version)
    });
    if is_same {
        return Ok(vec![]);
    }
    let (basis, item) = (enclose(enclosures, &basis), enclose(enclosures, &item));
    Ok(vec![Put::House(Fact::DutyListed { basis, body, code, devolved, item, version })])
}

/// A line of the register of categories.
pub fn category(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let code = check.keep(code(line, "code"));
    let present = code.as_ref().and_then(|code| book.register.categories.get(code));
    check.keep(fits_mode(mode, present.is_some(), code.as_ref()));
    let name = check.keep(names(line, ("name", "name_en"), NAME_MOST));
    let before = present.map_or(&[][..], |category| &category.leads);
    let leads = check.keep(leads(book, line.get("leads"), before));
    let named = |other: &&crate::register::Category| {
        name.as_ref().is_some_and(|name| book.name(other.name).zh == name.zh)
            && code.as_ref() != Some(&other.code)
    };
    if let Some(other) = book.register.categories.values().find(named) {
        let value = book.name(other.name).zh;
        let taken = Refusal::conflict("office.name-taken").at("name").with("value", value);
        check.keep::<()>(Err(taken));
    }
    check.end()?;
    let (Some(code), Some(name), Some(leads)) = (code, name, leads) else {
        unreachable!("what is missing was refused above");
    };
    let is_same =
        present.is_some_and(|category| book.name(category.name) == name && category.leads == leads);
    if is_same {
        return Ok(vec![]);
    }
    let name = enclose(enclosures, &name);
    Ok(vec![Put::House(Fact::CategoryDefined { code, leads, name })])
}

/// Bodies with signs between them, the likeliest lead first. One that led before may stay though
/// it has closed; a new one must be able to take a matter.
fn leads(book: &Book, text: &str, before: &[BodyId]) -> Result<Vec<BodyId>, Refusal> {
    let mut leads: Vec<BodyId> = vec![];
    for one in text.split([LIST_SIGN, ',', ';', '\u{FF0C}', '\u{FF1B}']).map(str::trim) {
        if one.is_empty() {
            continue;
        }
        let id = book.body(one).map_err(|refusal| refusal.at("leads"))?;
        let fits = book
            .register
            .bodies
            .get(&id)
            .is_some_and(|body| handles(body) && is_open(body, book.today));
        if !fits && !before.contains(&id) {
            return Err(Refusal::invalid("office.lead-unfit").at("leads").with("value", one));
        }
        if leads.contains(&id) {
            return Err(Refusal::invalid("office.lead-twice").at("leads").with("value", one));
        }
        leads.push(id);
    }
    Ok(leads)
}
