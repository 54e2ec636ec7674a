//! Definitions of figures: what is counted under a name, as a condition that is run as it stands.

mod condition;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use condition::{Condition, Holds, Value, columns};

use crate::clock::Time;
use crate::ruling::Refusal;
use crate::words::{Code, Hash};

/// Most characters of a definition.
pub const TEXT_MOST: usize = 8_000;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// Matters.
    Matters,
    /// Promises of a day, each a clock of its own.
    Promises,
    /// Signed acts of sending a matter back as "not ours".
    Returns,
}

impl Over {
    /// Its name in files and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matters => "matters",
            Self::Promises => "promises",
            Self::Returns => "returns",
        }
    }
}

/// Words in the languages of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A version of what a figure counts. The text that says it is kept whole under its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The figure.
    pub key: Code,
    /// Its version, counted from 1.
    pub version: u32,
    /// What is counted.
    pub over: Over,
    /// Under which condition it is counted.
    pub numerator: String,
    /// Under which condition it is what the figure is a share of; `None` for a plain count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// What it is called.
    pub name: Words,
    /// What it means, in a sentence.
    pub means: Words,
}

/// A package of open data that was published: what the house counts by, as of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// When was counted.
    pub at: Time,
    /// SHA-256 of the list of its files, each with its hash.
    pub hash: Hash,
    /// Its name: the month in which it was due, `2026-11`.
    pub name: Code,
    /// The root of the public tree of so many records.
    pub root: Hash,
    /// How many records were counted.
    pub size: u64,
}

/// What may not change about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// What is counted.
    pub over: Over,
    /// Whether it is a share.
    pub is_share: bool,
    /// Whether it is of ratings: only then may its conditions look at them.
    pub of_ratings: bool,
}

impl Definition {
    /// Reads a definition, as it was once put in force.
    ///
    /// # Errors
    /// A text that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The text that says it: the same for the same definition, to the byte.
    pub fn text(&self) -> String {
        toml::to_string(self).expect("a struct of texts and numbers can be written")
    }

    /// The hash under which the text is kept.
    pub fn hash(&self) -> Hash {
        Hash::of(&[self.text().as_bytes()])
    }

    /// The condition of the numerator, and of the denominator; a plain count has the same for both.
    pub fn conditions(&self) -> [&str; 2] {
        [&self.numerator, self.denominator.as_deref().unwrap_or(&self.numerator)]
    }
}

/// The versions of a figure that are on record, with the day from which each holds.
pub type Known<'a> = &'a [(Date, u32)];

/// Whether a definition may be put in force from a day. `shape` is nothing for a figure that the
/// house does not state.
///
/// # Errors
/// A text that says nothing clear; a day that has passed; a later version from a day on which was
/// counted already; a version that is not newer; a condition that nobody could recount.
pub fn check(
    text: &str,
    (from, today): (Date, Date),
    known: Known<'_>,
    shape: impl Fn(&Code) -> Option<Shape>,
) -> Result<Definition, Refusal> {
    if text.chars().count() > TEXT_MOST {
        return Err(Refusal::invalid("field.too-long").at("text").with("most", TEXT_MOST));
    }
    let definition = Definition::read(text).map_err(|wrong| {
        Refusal::invalid("figure.unreadable").at("text").with("what", wrong.trim())
    })?;
    let shape =
        shape(&definition.key).ok_or_else(|| Refusal::invalid("figure.not-stated").at("text"))?;
    if definition.over != shape.over || definition.denominator.is_some() != shape.is_share {
        return Err(Refusal::invalid("figure.other-shape").at("text"));
    }
    for text in definition.conditions() {
        Condition::read(text, (shape.over, shape.of_ratings)).map_err(|wrong| {
            Refusal::invalid("figure.condition")
                .at("text")
                .with("what", wrong)
                .with("condition", text)
        })?;
    }
    let words = [&definition.name, &definition.means];
    if words.iter().any(|words| words.zh.trim().is_empty() || words.en.trim().is_empty()) {
        return Err(Refusal::invalid("figure.no-words").at("text"));
    }
    let newest = known.iter().map(|(_, version)| *version).max();
    // What was counted today already stays as it was counted.
    if from < today || (newest.is_some() && from <= today) {
        return Err(Refusal::invalid("figure.from-past").at("from").with("day", today));
    }
    if let Some(last) = known.iter().map(|(from, _)| *from).max().filter(|last| from <= *last) {
        return Err(Refusal::conflict("figure.from-order").at("from").with("day", last));
    }
    // Open data tell ratings by years and by nothing finer.
    if shape.of_ratings && newest.is_some() && from.day_of_year() != 1 {
        return Err(Refusal::invalid("figure.from-year").at("from"));
    }
    if definition.version != newest.unwrap_or(0) + 1 {
        let next = newest.unwrap_or(0) + 1;
        return Err(Refusal::conflict("figure.version").at("text").with("version", next));
    }
    Ok(definition)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::ruling::code;

    const TEXT: &str = "key = \"late\"\nversion = 2\nover = \"matters\"\n\
        numerator = \"m.outcome IS NULL AND m.due < $4\"\ndenominator = \"m.outcome IS NULL\"\n\
        [name]\nzh = \"逾期\"\nen = \"Late\"\n[means]\nzh = \"逾期的。\"\nen = \"What is late.\"\n";

    fn shape(key: &Code) -> Option<Shape> {
        let shape = Shape { over: Over::Matters, is_share: true, of_ratings: false };
        (*key == "late").then_some(shape)
    }

    fn refused(text: &str, from: Date) -> &'static str {
        let known = [(date(2026, 1, 1), 1)];
        match check(text, (from, date(2026, 3, 2)), &known, shape) {
            Err(refusal) => refusal.code,
            Ok(_) => "",
        }
    }

    #[test]
    fn a_definition_holds_from_a_later_day_or_not_at_all() {
        let tomorrow = date(2026, 3, 3);
        assert_eq!(refused(TEXT, tomorrow), "");
        for past in [date(2026, 3, 2), date(2026, 3, 1), date(2025, 1, 1)] {
            assert_eq!(refused(TEXT, past), "figure.from-past", "{past}");
        }
        let known = [(date(2026, 1, 1), 1), (date(2026, 6, 1), 2)];
        let third = TEXT.replace("version = 2", "version = 3");
        let checked = check(&third, (date(2026, 5, 1), date(2026, 3, 2)), &known, shape);
        assert_eq!(checked.expect_err("is refused").code, "figure.from-order");
    }

    #[test]
    fn what_nobody_could_recount_is_refused() {
        let day = date(2026, 3, 3);
        let with = |from: &str, to: &str| refused(&TEXT.replacen(from, to, 1), day);
        assert_eq!(with("version = 2", "version = 1"), "figure.version");
        assert_eq!(with("version = 2", "version = 4"), "figure.version");
        assert_eq!(with("\"late\"", "\"lateness\""), "figure.not-stated");
        assert_eq!(with("\"matters\"", "\"returns\""), "figure.other-shape");
        assert_eq!(with("denominator", "other"), "figure.unreadable");
        assert_eq!(with("en = \"Late\"", "en = \"\""), "figure.no-words");
        for column in ["m.rating IS NULL", "m.title IS NULL", "1 = 1) OR (1 = 1", "m.due = 3"] {
            assert_eq!(with("m.outcome IS NULL AND", &format!("{column} AND")), "figure.condition");
        }
    }

    #[test]
    fn figures_of_ratings_change_with_a_year() {
        let rated =
            |_: &Code| Some(Shape { over: Over::Matters, is_share: true, of_ratings: true });
        let check = |from| check(TEXT, (from, date(2026, 3, 2)), &[(date(2026, 1, 1), 1)], rated);
        assert_eq!(check(date(2026, 7, 1)).expect_err("is refused").code, "figure.from-year");
        assert!(check(date(2027, 1, 1)).is_ok());
    }

    #[test]
    fn a_definition_is_written_as_it_is_read() {
        let definition = Definition::read(TEXT).expect("is sound");
        assert_eq!(definition.key, code("late"));
        assert_eq!(Definition::read(&definition.text()).expect("is sound"), definition);
        assert_eq!(definition.hash(), Definition::read(&definition.text()).expect("reads").hash());
    }
}
