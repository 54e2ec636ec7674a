//! By what a house measures its stations, and which registers of helpers it keeps (mechanisms A-04,
//! A-05, N-04, S-04, U-06): data, for no source says what the items ask for.

use serde::Deserialize;

use crate::definition;
use crate::words::Code;

/// The longest that a title holds, in years.
const YEARS_MOST: u8 = 10;
/// What things can be chosen of.
const LISTS: [&str; 5] = ["checklist", "title", "helper", "venue", "function"];
/// The heaviest that an item weighs.
const WEIGHT_MOST: u16 = 1000;

/// What a house holds to, as its definition `standards` gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    /// What it rests on.
    pub source: String,
    /// The checklists, in the order in which they are offered.
    #[serde(default, rename = "checklist")]
    pub checklists: Vec<Checklist>,
    /// The titles.
    #[serde(default, rename = "title")]
    pub titles: Vec<Title>,
    /// The kinds of helpers.
    #[serde(default, rename = "helper")]
    pub helpers: Vec<Helpers>,
    /// Kinds of places that a station has, or that are a place of their own (A-10 to A-12, W-06).
    #[serde(default, rename = "venue")]
    pub venues: Vec<Named>,
    /// What stations are used for.
    #[serde(default, rename = "function")]
    pub functions: Vec<Named>,
}

/// Something that has a name and nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
}

/// What a station is checked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What it asks for.
    pub items: Vec<Item>,
}

/// One thing that a checklist asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What the record says.
    pub key: Code,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// How much it counts, beside the others.
    #[serde(default = "one")]
    pub weight: u16,
}

const fn one() -> u16 {
    1
}

/// A title that a station can be given: stars, or a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The checklist that must be met; nothing where a panel alone decides.
    pub checklist: Option<Code>,
    /// The least share of its weight that must be met, in percent.
    #[serde(default)]
    pub least: u8,
    /// For how many years it holds.
    pub years: u8,
}

/// A kind of helpers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpers {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Whether they hold a certificate that runs out.
    #[serde(default)]
    pub certificate: bool,
}

impl Standards {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// A key that stands twice or has no name in one of the languages, a checklist without items, a
    /// weight, share or span that cannot be, a title by a checklist that is not there, no source.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = definition::sourced(text, |read: &Self| &read.source)?;
        for list in LISTS {
            definition::named(list, read.choices(list))?;
        }
        for list in &read.checklists {
            if list.items.is_empty() {
                return Err(format!("the checklist {} asks for nothing", list.key));
            }
            let items = list.items.iter().map(|one| (&one.key, &*one.zh, &*one.en));
            definition::named("item", items)?;
            if let Some(item) = list.items.iter().find(|i| !(1..=WEIGHT_MOST).contains(&i.weight)) {
                let (list, item) = (&list.key, &item.key);
                return Err(format!("the weight of {item} in {list}: 1 to {WEIGHT_MOST}"));
            }
        }
        for title in &read.titles {
            if let Some(list) = &title.checklist
                && read.checklist(list.as_str()).is_none()
            {
                return Err(format!("the title {} names no checklist: {list}", title.key));
            }
            if title.least > 100 || !(1..=YEARS_MOST).contains(&title.years) {
                let key = &title.key;
                return Err(format!(
                    "the title {key}: least is 0 to 100 percent, years are 1 to {YEARS_MOST}"
                ));
            }
        }
        Ok(read)
    }

    /// A checklist by its key.
    pub fn checklist(&self, key: &str) -> Option<&Checklist> {
        self.checklists.iter().find(|one| one.key == *key)
    }

    /// A title by its key.
    pub fn title(&self, key: &str) -> Option<&Title> {
        self.titles.iter().find(|one| one.key == *key)
    }

    /// A kind of helpers by its key.
    pub fn helper(&self, key: &str) -> Option<&Helpers> {
        self.helpers.iter().find(|one| one.key == *key)
    }

    /// What can be chosen of `checklist`, `title`, `helper`, `venue` or `function`: key, Chinese
    /// name, English name.
    pub fn choices(&self, list: &str) -> Vec<(&Code, &str, &str)> {
        fn each<'a, T>(
            all: &'a [T],
            of: impl Fn(&'a T) -> (&'a Code, &'a str, &'a str) + 'a,
        ) -> Vec<(&'a Code, &'a str, &'a str)> {
            all.iter().map(of).collect()
        }
        match list {
            "checklist" => each(&self.checklists, |one| (&one.key, &one.zh, &one.en)),
            "title" => each(&self.titles, |one| (&one.key, &one.zh, &one.en)),
            "helper" => each(&self.helpers, |one| (&one.key, &one.zh, &one.en)),
            "venue" => each(&self.venues, |one| (&one.key, &one.zh, &one.en)),
            "function" => each(&self.functions, |one| (&one.key, &one.zh, &one.en)),
            _ => vec![],
        }
    }
}

impl Checklist {
    /// One of its items.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|one| one.key == *key)
    }

    /// How much of its weight is met, of the whole.
    pub fn score(&self, is_met: impl Fn(&Code) -> bool) -> (u32, u32) {
        let weight = |item: &Item| u32::from(item.weight);
        let met = self.items.iter().filter(|item| is_met(&item.key)).map(weight).sum();
        (met, self.items.iter().map(weight).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../packs/cn/standards.toml");

    #[test]
    fn what_ships_is_sound_and_has_the_slots_that_the_sources_name() {
        let standards = Standards::read(SHIPPED).expect("what ships is sound");
        let slots = |key: &str| standards.checklist(key).expect("it is there").items.len();
        assert_eq!([slots("four-fives"), slots("six-haves"), slots("eight-haves")], [20, 6, 8]);
        assert!(standards.helper("law-reader").expect("it is there").certificate);
    }

    #[test]
    fn a_score_goes_by_weight() {
        let text = "source = \"x\"\n[[checklist]]\nkey = \"c\"\nzh = \"c\"\nen = \"c\"\nitems = [\n\
                    { key = \"a\", zh = \"a\", en = \"a\", weight = 3 },\n\
                    { key = \"b\", zh = \"b\", en = \"b\" }]\n";
        let standards = Standards::read(text).expect("it is sound");
        let list = standards.checklist("c").expect("it is there");
        assert_eq!(list.score(|item| *item == *"a"), (3, 4));
    }

    #[test]
    fn what_cannot_be_is_told() {
        for (from, to, said) in [
            ("least = 90", "least = 101", "0 to 100 percent"),
            ("years = 2", "years = 0", "years are 1 to"),
            ("key = \"star-4\"", "key = \"star-3\"", "stands twice"),
            ("checklist = \"four-fives\"", "checklist = \"none\"", "names no checklist"),
            ("en = \"Six haves\"", "en = \" \"", "needs a name"),
        ] {
            let wrong = SHIPPED.replacen(from, to, 1);
            let error = Standards::read(&wrong).expect_err(from);
            assert!(error.contains(said), "{error}");
        }
    }
}
