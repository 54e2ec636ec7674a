//! How a year of a deputy's duty file is reckoned in points (K-02): data, put in force by a house,
//! tried on files that are there before it is (Law on Deputies (2025) arts 45 and 58).

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::definition;
use crate::words::Code;

/// The most points that one thing counts, and that a year can have of it.
const POINTS_MOST: u16 = 1000;

/// A house's formula, as its definition `appraisal` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appraisal {
    /// What it rests on.
    pub source: String,
    /// What counts, in the order in which it is shown.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// Something that counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// The kind of activity, or of record without its version; none of a report.
    pub kind: Option<Code>,
    /// Points for each.
    pub points: u16,
    /// The most points in a year.
    pub most: u16,
}

/// What lines of a duty file count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// An activity that the deputy came to.
    Activity,
    /// A record of a public matter that the deputy made.
    Deed,
    /// A report to voters.
    Report,
}

impl Appraisal {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// Nothing that counts, the same twice, a kind that is missing or too much, points that cannot
    /// be, no source. Each says what to mend.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = definition::sourced(text, |read: &Self| &read.source)?;
        if read.items.is_empty() {
            return Err("nothing counts: there is no item".to_owned());
        }
        let mut seen = BTreeSet::new();
        for (place, item) in read.items.iter().enumerate() {
            let place = format!("item {}", place + 1);
            let name = item.kind.as_ref().map_or(place.as_str(), Code::as_str);
            if item.kind.is_some() == (item.what == What::Report) {
                return Err(format!(
                    "{name}: an activity and a deed need a kind, a report has none"
                ));
            }
            if !seen.insert((item.what, &item.kind)) {
                return Err(format!("{name} stands twice"));
            }
            if item.points == 0 || item.most < item.points || item.most > POINTS_MOST {
                return Err(format!("{name}: points are 1 to most, most is at most {POINTS_MOST}"));
            }
        }
        Ok(read)
    }
}

impl Item {
    /// The points for so many.
    pub fn score(&self, count: i64) -> i64 {
        (count * i64::from(self.points)).min(i64::from(self.most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../packs/cn/appraisal.toml");

    #[test]
    fn what_ships_is_sound_and_what_is_not_says_why() {
        let shipped = Appraisal::read(SHIPPED).expect("what ships is sound");
        assert_eq!(shipped.items[0].score(4), 12);
        assert_eq!(shipped.items[0].score(400), 30, "no more than the most");
        for (from, to, said) in [
            ("points = 3", "points = 0", "points are 1 to most"),
            ("most = 30", "most = 2", "points are 1 to most"),
            ("kind = \"visit\"", "kind = \"reception\"", "stands twice"),
            ("kind = \"visit\"\n", "", "item 2: an activity and a deed need a kind"),
            ("source = ", "# source = ", "source"),
        ] {
            let error = Appraisal::read(&SHIPPED.replacen(from, to, 1)).expect_err(from);
            assert!(error.contains(said), "{error}");
        }
    }
}
