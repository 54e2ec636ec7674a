//! How the words of programs are read: references by identifier or code, days, keys.

use law::record::ActId;
use law::register::Register;
use law::ruling::Refusal;
use law::words::{AreaId, BodyId};

/// A word that must be there and readable.
pub fn must<T: std::str::FromStr>(text: &str, field: &'static str) -> Result<T, Refusal> {
    let code = if text.is_empty() { "field.empty" } else { "field.unreadable" };
    text.parse().map_err(|_| Refusal::invalid(code).at(field))
}

/// A word that may be left out.
pub fn maybe<T: std::str::FromStr>(
    text: Option<&str>,
    field: &'static str,
) -> Result<Option<T>, Refusal> {
    text.filter(|text| !text.is_empty()).map(|text| must(text, field)).transpose()
}

/// Keeps what was wrong for later, so that everything is told at once.
pub fn note<T>(read: Result<Option<T>, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
    read.unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    })
}

/// The area of an identifier or a code.
pub fn area(register: &Register, text: &str) -> Option<AreaId> {
    let by_number = text.parse().ok().filter(|id| register.areas.contains_key(id));
    let by_code = || register.areas.values().find(|area| area.code == *text).map(|area| area.id);
    by_number.or_else(by_code)
}

/// The body of an identifier or a code.
pub fn body(register: &Register, text: &str) -> Option<BodyId> {
    let by_number = text.parse().ok().filter(|id| register.bodies.contains_key(id));
    let by_code = || register.bodies.values().find(|body| body.code == *text).map(|body| body.id);
    by_number.or_else(by_code)
}

/// The body that an act names.
pub fn unit(register: &Register, text: &str, field: &'static str) -> Result<BodyId, Refusal> {
    body(register, text).ok_or(Refusal::invalid("body.unknown").at(field))
}

/// The identifier of an act that a program sent: 32 hexadecimal digits, as a UUID or without its
/// hyphens. It must be random: the receipt follows from it.
///
/// # Errors
/// Anything else, such as a counter that somebody else could guess.
pub fn key(text: &str) -> Result<ActId, Refusal> {
    let plain: String = text.trim().trim_matches('"').chars().filter(|c| *c != '-').collect();
    plain.parse().map_err(|_| Refusal::invalid("key.malformed").at("key"))
}
