//! What a voluntary act earns and what points are given for: data of a house, since no source
//! states a tariff (mechanism N-03).

use serde::Deserialize;

use crate::definition;
use crate::words::Code;

/// The most that one unit earns or one good costs.
const POINTS_MOST: u16 = 10_000;
/// The most units of one day.
const UNITS_MOST: u16 = 100;
/// The longest for which a deed can be entered, in days.
const ENTERED_MOST: u16 = 366;

/// What holds of points, as the definition `points` of a house gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// What it rests on.
    pub source: String,
    /// For how many days after it a deed can be entered.
    pub entered_days: u16,
    /// How much of what is left at the end of a year goes on, in percent.
    pub keeps: u8,
    /// What earns points, in the order in which it is offered.
    #[serde(rename = "deed")]
    pub deeds: Vec<Deed>,
    /// What is given for points.
    #[serde(default, rename = "good")]
    pub goods: Vec<Good>,
}

/// A kind of voluntary act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deed {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese, with the unit in which it is counted.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// What one unit earns.
    pub points: u16,
    /// The most units of one person in one day.
    pub most: u16,
}

/// Something that is given for points.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Good {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What one costs.
    pub points: u16,
}

impl Tariff {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// Nothing that earns points, a key that stands twice or has no name in one of the languages,
    /// points, units, days or a share that cannot be, no source. Each says what to mend.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = definition::sourced(text, |read: &Self| &read.source)?;
        if read.deeds.is_empty() {
            return Err("there is no deed: nothing would earn a point".to_owned());
        }
        if read.keeps > 100 {
            return Err("keeps is a share in percent: 0 to 100".to_owned());
        }
        if !(1..=ENTERED_MOST).contains(&read.entered_days) {
            return Err(format!("entered_days: 1 to {ENTERED_MOST}"));
        }
        let deeds = read.deeds.iter().map(|one| (&one.key, &*one.zh, &*one.en));
        let goods = read.goods.iter().map(|one| (&one.key, &*one.zh, &*one.en));
        definition::named("deed or good", deeds.chain(goods))?;
        let deeds = read.deeds.iter().map(|one| (&one.key, one.points));
        let goods = read.goods.iter().map(|one| (&one.key, one.points));
        for (key, points) in deeds.chain(goods) {
            if !(1..=POINTS_MOST).contains(&points) {
                return Err(format!("the points of {key}: 1 to {POINTS_MOST}"));
            }
        }
        if let Some(deed) = read.deeds.iter().find(|one| !(1..=UNITS_MOST).contains(&one.most)) {
            return Err(format!("the most units of {} in a day: 1 to {UNITS_MOST}", deed.key));
        }
        Ok(read)
    }

    /// A kind of act by its key.
    pub fn deed(&self, key: &str) -> Option<&Deed> {
        self.deeds.iter().find(|one| one.key == *key)
    }

    /// A good by its key.
    pub fn good(&self, key: &str) -> Option<&Good> {
        self.goods.iter().find(|one| one.key == *key)
    }

    /// What the list calls a deed or a good; its key where the list has changed since.
    pub fn name<'a>(&'a self, key: &'a str, language: &str) -> &'a str {
        let deed = self.deed(key).map(|one| (&one.zh, &one.en));
        let found = deed.or(self.good(key).map(|one| (&one.zh, &one.en)));
        found.map_or(key, |(zh, en)| if language == "en" { en } else { zh })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../packs/cn/points.toml");

    #[test]
    fn what_ships_is_sound() {
        let tariff = Tariff::read(SHIPPED).expect("what ships is sound");
        assert_eq!(tariff.name("hour", "en"), "Voluntary service (hours)");
        assert_eq!(tariff.name("gone", "zh"), "gone");
    }

    #[test]
    fn what_cannot_be_is_told() {
        for (from, to, said) in [
            ("keeps = 50", "keeps = 101", "0 to 100"),
            ("entered_days = 31", "entered_days = 0", "entered_days: 1 to"),
            ("most = 8", "most = 0", "the most units of hour"),
            ("points = 2", "points = 0", "the points of hour"),
            ("key = \"soap\"", "key = \"hour\"", "stands twice"),
            ("en = \"Soap\"", "en = \" \"", "needs a name"),
            ("source = \"", "source = \" \" #\"", "no source"),
        ] {
            let wrong = SHIPPED.replacen(from, to, 1);
            assert_ne!(wrong, SHIPPED, "{from}");
            let error = Tariff::read(&wrong).expect_err(from);
            assert!(error.contains(said), "{error}");
        }
    }
}
