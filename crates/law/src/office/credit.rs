//! Unified social credit codes: 18 signs, of which the last checks the others (GB 32100-2015).

use super::book::{Book, Line};
use crate::ruling::Refusal;
use crate::words::{BodyId, Code};

/// The signs, each worth its place: no I, O, S, V or Z.
const SIGNS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// Whether a code checks: the sum of its first 17 signs, each times three to the power of its
/// place, and the last sign make a multiple of 31.
pub fn checks(code: &str) -> bool {
    let value = |byte: u8| SIGNS.iter().position(|sign| *sign == byte);
    let values: Option<Vec<usize>> = code.bytes().map(value).collect();
    let Some(values) = values.filter(|values| values.len() == LENGTH) else { return false };
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..LENGTH - 1] {
        sum += value * weight;
        weight = weight * 3 % SIGNS.len();
    }
    (sum + values[LENGTH - 1]).is_multiple_of(SIGNS.len())
}

/// The code of a line, where it has one.
///
/// # Errors
/// A code that does not check, or that another body has.
pub fn read(book: &Book, line: &Line, body: Option<BodyId>) -> Result<Option<Code>, Refusal> {
    let text = line.get("credit").to_ascii_uppercase();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Refusal::invalid("office.credit-wrong").at("credit").with("value", &text);
    if !checks(&text) {
        return Err(wrong());
    }
    let code = Code::new(&text).map_err(|_| wrong())?;
    let mut others = book.register.credits.iter().filter(|(other, known)| {
        let is_there = book.register.bodies.get(other).is_some_and(|b| b.is_open(book.today));
        Some(**other) != body && is_there && **known == code
    });
    match others.next() {
        Some((other, _)) => {
            let name = book.register.bodies.get(other).map(|body| book.name(body.name).zh);
            let refusal = Refusal::conflict("office.credit-taken").at("credit");
            Err(refusal.with("value", name.unwrap_or_default()))
        }
        None => Ok(Some(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_checks_by_its_last_sign() {
        // Made up.
        let body = "11000000MB0000001";
        let good: Vec<String> = SIGNS
            .iter()
            .map(|sign| format!("{body}{}", char::from(*sign)))
            .filter(|code| checks(code))
            .collect();
        // By the weights as the standard's table prints them: 1, 3, 9, 27, 19, 26, 16, 17, 20, 29,
        // 25, 13, 8, 24, 10, 30, 28.
        assert_eq!(good, ["11000000MB00000014"], "one sign alone fits");
        assert!(!checks(body), "a sign is missing");
        assert!(!checks(&good[0].to_lowercase()), "small letters are made large before");
        assert!(!checks(&good[0].replace('M', "I")), "no such sign");
        // Any one sign changed is found.
        for place in 0..LENGTH {
            let mut changed = good[0].clone().into_bytes();
            changed[place] = if changed[place] == b'3' { b'4' } else { b'3' };
            let changed = String::from_utf8(changed).expect("ASCII");
            assert!(!checks(&changed), "{changed}");
        }
    }
}
