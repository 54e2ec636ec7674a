//! For what an officer may be shown who brought a matter, and how long what is personal is kept.

use serde::Deserialize;

use crate::clock::Time;
use crate::definition;
use crate::words::Code;

/// The kinds of data that are kept for a time and no longer.
pub const KINDS: [&str; 3] = ["contact", "message-sent", "message-failed"];

/// Most hours for which a second person's word holds: a week.
const HOURS_MOST: u16 = 168;

/// What a house holds to, as its definition `privacy` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// For what an officer may be shown who brought a matter.
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// How long each kind of data is kept.
    #[serde(rename = "keep")]
    pub keeps: Vec<Keep>,
    /// How many looks at who brought a matter one person has; files of before do not say.
    #[serde(default)]
    pub looks: Looks,
}

/// How many looks at who brought a matter one person has, and how long a second person's word
/// holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looks {
    /// How many identities one person is shown a day, over all their posts, without a second
    /// person; never none.
    pub a_day: u32,
    /// For how many hours a request can be decided on, and then be used; never none.
    pub hours: u16,
    /// The rule it rests on.
    pub source: String,
}

impl Default for Looks {
    fn default() -> Self {
        Self { a_day: 30, hours: 24, source: "PIPL 51".to_owned() }
    }
}

impl Looks {
    /// The first instant at which what is said now holds no longer.
    pub fn until(&self, now: Time) -> Time {
        now.plus_ms(i64::from(self.hours) * 3_600_000)
    }

    fn check(&self) -> Result<(), String> {
        if self.a_day == 0 {
            return Err("looks lets nobody see an identity alone: a_day is at least one".to_owned());
        }
        if self.hours == 0 || self.hours > HOURS_MOST {
            return Err(format!("looks holds for {} hours: 1 to {HOURS_MOST}", self.hours));
        }
        if self.source.trim().is_empty() {
            return Err("looks needs a source: the rule that it rests on".to_owned());
        }
        Ok(())
    }
}

/// A purpose, in the words of the house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// What the record says.
    pub key: Code,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
}

/// How long a kind of data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// The kind, one of [`KINDS`].
    pub kind: String,
    /// Days, never none.
    pub days: u16,
    /// The rule it rests on.
    pub source: String,
}

impl Privacy {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// A purpose without a name in both languages or one that stands twice; a kind of data that is
    /// missing, stands twice or is not known; a span of no days; a span without a source; no look
    /// at all. Each says what to mend.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if read.purposes.is_empty() {
            return Err("there is no purpose: nobody could be reached".to_owned());
        }
        read.looks.check()?;
        let purposes = read.purposes.iter().map(|one| (&one.key, &*one.zh, &*one.en));
        definition::named("purpose", purposes)?;
        for kind in KINDS {
            let count = read.keeps.iter().filter(|keep| keep.kind == kind).count();
            if count != 1 {
                return Err(format!(
                    "{kind} must stand once among what is kept, not {count} times"
                ));
            }
        }
        for keep in &read.keeps {
            if !KINDS.contains(&keep.kind.as_str()) {
                return Err(format!("{} is no kind of data: {}", keep.kind, KINDS.join(", ")));
            }
            if keep.days == 0 {
                return Err(format!("{} is kept for no day: name at least one", keep.kind));
            }
            if keep.source.trim().is_empty() {
                return Err(format!(
                    "{} needs a source: the rule that its span rests on",
                    keep.kind
                ));
            }
        }
        Ok(read)
    }

    /// The purpose of a key.
    pub fn purpose(&self, key: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.key == *key)
    }

    /// How long a kind of data is kept, in milliseconds.
    ///
    /// # Panics
    /// For a kind that is none of [`KINDS`].
    pub fn keeps_ms(&self, kind: &str) -> i64 {
        let keep = self.keeps.iter().find(|keep| keep.kind == kind);
        i64::from(keep.expect("every kind stands in it, as it was read").days) * 86_400_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../packs/cn/privacy.toml");

    #[test]
    fn what_ships_is_sound_and_what_is_not_says_why() {
        let shipped = Privacy::read(SHIPPED).expect("is sound");
        assert_eq!(shipped.keeps_ms("message-sent"), 30 * 86_400_000);
        assert!(shipped.purpose("verify").is_some() && shipped.purpose("curious").is_none());
        for (from, to, why) in [
            ("days = 30", "days = 0", "kept for no day"),
            ("key = \"visit\"", "key = \"verify\"", "stands twice"),
            ("kind = \"contact\"", "kind = \"face\"", "contact must stand once"),
            ("en = \"To check the facts\"", "en = \" \"", "name in zh and en"),
            ("zh = \"核实情况\"", "zn = \"核实情况\"", "unknown field"),
            ("a_day = 30", "a_day = 0", "at least one"),
            ("hours = 24", "hours = 0", "1 to 168"),
            ("hours = 24", "hours = 169", "1 to 168"),
        ] {
            assert!(SHIPPED.contains(from), "{from}");
            let told = Privacy::read(&SHIPPED.replacen(from, to, 1)).expect_err(to);
            assert!(told.contains(why), "{to}: {told}");
        }
        let without = SHIPPED.lines().filter(|line| !line.starts_with("source"));
        let without: Vec<&str> = without.collect();
        assert!(Privacy::read(&without.join("\n")).expect_err("no source").contains("source"));
        // A file of before says nothing of looks, and goes on to hold.
        let (before, _) = SHIPPED.split_once("# How many").expect("the looks come last");
        assert_eq!(Privacy::read(before).expect("is sound").looks.a_day, 30);
        assert_eq!((shipped.looks.a_day, shipped.looks.hours), (30, 24));
    }
}
