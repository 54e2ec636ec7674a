//! What the cells of a line say, read one by one, each refused by its name.

use jiff::civil::Date;

use super::book::{Line, Mode, Names};
use crate::ruling::{Enclosures, Refusal};
use crate::words::{Code, TextRef};

/// Gathers what is wrong with a line, so that all of it is said at once.
#[derive(Default)]
pub struct Check {
    refusals: Vec<Refusal>,
}

impl Check {
    /// The value, or nothing where it was refused; the refusal is kept.
    pub fn keep<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refusals.push(refusal);
                None
            }
        }
    }

    /// Refuses the line where anything of it was refused.
    pub fn end(self) -> Result<(), Refusal> {
        Refusal::all(self.refusals)
    }
}

/// A value that must be there.
pub fn must<'l>(line: &'l Line, key: &'static str) -> Result<&'l str, Refusal> {
    match line.get(key) {
        "" => Err(Refusal::invalid("field.empty").at(key)),
        text => Ok(text),
    }
}

/// A code that must be there.
pub fn code(line: &Line, key: &'static str) -> Result<Code, Refusal> {
    let text = must(line, key)?;
    Code::new(text)
        .map_err(|_| Refusal::invalid("office.code-alphabet").at(key).with("value", text))
}

/// One of a list, that must be there.
pub fn choice(line: &Line, key: &'static str, list: &[&str]) -> Result<Code, Refusal> {
    let text = must(line, key)?;
    let known = list.contains(&text).then(|| Code::new(text).ok()).flatten();
    known.ok_or(Refusal::invalid("office.choice-unknown").at(key).with("value", text))
}

/// Words of at most so many characters; empty where there are none.
pub fn words(line: &Line, key: &'static str, most: usize) -> Result<String, Refusal> {
    let text = line.get(key);
    let length = text.chars().count();
    if length > most {
        let refusal = Refusal::invalid("field.too-long").at(key);
        return Err(refusal.with("most", most).with("length", length));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::invalid("field.control-characters").at(key));
    }
    Ok(text.to_owned())
}

/// A name in both languages, of which the Chinese one must be there.
pub fn names(
    line: &Line,
    (zh, en): (&'static str, &'static str),
    most: usize,
) -> Result<Names, Refusal> {
    must(line, zh)?;
    Ok(Names { zh: words(line, zh, most)?, en: words(line, en, most)? })
}

/// A day as `2026-03-02`, or nothing where there is none.
pub fn day(line: &Line, key: &'static str) -> Result<Option<Date>, Refusal> {
    match line.get(key) {
        "" => Ok(None),
        text => {
            let day = text.parse::<Date>().ok().filter(|day| (1900..=2200).contains(&day.year()));
            let wrong = || Refusal::invalid("office.day-unreadable").at(key).with("value", text);
            day.map(Some).ok_or_else(wrong)
        }
    }
}

/// Encloses a name that everybody may read.
pub fn enclose(enclosures: &mut Enclosures<'_>, names: &Names) -> TextRef {
    enclosures.add("name", names.text(), true)
}

/// Whether a line may be there already, or must be.
pub fn fits_mode(mode: Mode, is_present: bool, code: Option<&Code>) -> Result<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    match (mode, is_present) {
        (Mode::New, true) => {
            Err(Refusal::conflict("office.code-taken").at("code").with("code", code))
        }
        (Mode::Change, false) => {
            Err(Refusal::missing("office.code-unknown").at("code").with("code", code))
        }
        _ => Ok(()),
    }
}
