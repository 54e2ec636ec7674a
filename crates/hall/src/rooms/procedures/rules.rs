//! When a procedure may be put in force.

use jiff::civil::Date;
use law::procedure::{Flaw, Procedure};
use law::register::Register;
use law::ruling::Refusal;
use law::words::Code;

/// Most characters of a procedure.
pub const TEXT_MOST: usize = 200_000;

/// What is said of a text: the procedure, and everything that is wrong with it.
pub struct Read {
    /// The procedure, where the text is one.
    pub procedure: Option<Procedure>,
    /// The longest lawful time to an answer, in days, where the proof found one.
    pub longest: Option<u32>,
    /// What is wrong.
    pub flaws: Vec<Flaw>,
}

/// Reads and proves a text.
pub fn read(text: &str) -> Read {
    match Procedure::check(text) {
        Ok((procedure, found)) => Read {
            procedure: Some(procedure),
            longest: found.longest.map(|longest| longest.days),
            flaws: found.flaws,
        },
        Err(flaws) => Read { procedure: None, longest: None, flaws },
    }
}

/// Whether a procedure may be put in force from a day, where a house has had these versions of it,
/// and residents bring matters by `front` unless they choose another. What it is to take the place
/// of is the version that is in force now, where there is one: running matters keep to that.
///
/// # Errors
/// A text that is not sound, a day that has passed, a version that is not newer, a calendar or a
/// procedure to go on by that the house does not have, a second one by which residents bring
/// matters unless they choose another.
pub fn check(
    (text, from): (&str, Date),
    (register, today): (&Register, Date),
    (versions, front): (&[u32], Option<&Code>),
) -> Result<Procedure, Refusal> {
    if text.chars().count() > TEXT_MOST {
        return Err(Refusal::invalid("field.too-long").at("text").with("most", TEXT_MOST));
    }
    let Read { procedure, flaws, .. } = read(text);
    let unsound = Refusal::invalid("procedure.unsound").at("text").with("count", flaws.len());
    let procedure = procedure.filter(|_| flaws.is_empty()).ok_or(unsound)?;
    if from < today {
        return Err(Refusal::invalid("procedure.from-past").at("from"));
    }
    if let Some(newest) = versions.iter().max().filter(|newest| procedure.version <= **newest) {
        let refusal = Refusal::conflict("procedure.version-old").at("text");
        return Err(refusal.with("version", newest));
    }
    let known = |what: &str, name: &str| register.definition(what, name, from).is_some();
    if !known("calendar", procedure.calendar.as_str()) {
        let refusal = Refusal::invalid("procedure.calendar-unknown").at("text");
        return Err(refusal.with("name", &procedure.calendar));
    }
    let into = procedure.acts.iter().filter_map(|act| act.into.as_ref());
    let mut missing =
        into.filter(|into| **into != procedure.id && !known("procedure", into.as_str()));
    if let Some(into) = missing.next() {
        let refusal = Refusal::invalid("procedure.goes-nowhere").at("text");
        return Err(refusal.with("name", into));
    }
    if let Some(other) = front.filter(|other| procedure.front && **other != procedure.id) {
        return Err(Refusal::conflict("procedure.front-twice").at("text").with("name", other));
    }
    Ok(procedure)
}

/// Whether a text may be put in force from the page of a procedure: as a version of that one, or as
/// a new one that the house has never had.
///
/// # Errors
/// It is a version of another one: changed by mistake, and gone unnoticed.
pub fn check_page(page: &Code, id: &Code, versions: &[u32]) -> Result<(), Refusal> {
    if page != id && !versions.is_empty() {
        return Err(Refusal::conflict("procedure.other-id").at("text").with("name", id));
    }
    Ok(())
}
