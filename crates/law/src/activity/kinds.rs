//! Which kinds of activities a house has, what they are called, and by when they are entered.

use serde::Deserialize;

use crate::definition;
use crate::words::Code;

/// The longest that anything here may be: a year.
const DAYS_MOST: u16 = 366;

/// What a house holds to, as its definition `activities` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// The kinds, in the order in which they are offered.
    #[serde(rename = "kind")]
    pub kinds: Vec<Kind>,
    /// By when what is entered.
    pub terms: Terms,
}

/// A kind of activity, in the words of the house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Whether residents come to it: they are counted, and their matters taken down.
    #[serde(default)]
    pub receives: bool,
}

/// By when what is entered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How long before the beginning one can sign in, in minutes.
    pub opens_minutes: u16,
    /// For how many days after its end it can be entered from paper.
    pub entered_days: u16,
    /// The longest activity, in days; never none.
    pub days_most: u16,
    /// The rule it rests on.
    pub source: String,
}

impl Kinds {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// No kind at all; a kind without a name in both languages or one that stands twice; terms that
    /// nothing can keep to, or without a source. Each says what to mend.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = definition::sourced(text, |read: &Self| &read.terms.source)?;
        if read.kinds.is_empty() {
            return Err("there is no kind: nothing could be planned".to_owned());
        }
        let kinds = read.kinds.iter().map(|one| (&one.key, &*one.zh, &*one.en));
        definition::named("kind", kinds)?;
        let terms = &read.terms;
        if !(1..=DAYS_MOST).contains(&terms.days_most) {
            return Err(format!("days_most is {}: 1 to {DAYS_MOST}", terms.days_most));
        }
        if terms.entered_days > DAYS_MOST || terms.opens_minutes > 24 * 60 {
            return Err(format!(
                "opens_minutes is at most a day (1440) and entered_days at most {DAYS_MOST}"
            ));
        }
        Ok(read)
    }

    /// A kind by its key.
    pub fn kind(&self, key: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.key == *key)
    }
}
