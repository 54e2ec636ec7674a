//! For what an officer may be shown who brought a matter, and how long what is personal is kept.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::words::Code;

/// The kinds of data that are kept for a time and no longer.
pub const KINDS: [&str; 3] = ["contact", "message-sent", "message-failed"];

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
    /// missing, stands twice or is not known; a span of no days; a span without a source. Each says
    /// what to mend.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if read.purposes.is_empty() {
            return Err("there is no purpose: nobody could be reached".to_owned());
        }
        let mut keys = BTreeSet::new();
        for purpose in &read.purposes {
            if purpose.zh.trim().is_empty() || purpose.en.trim().is_empty() {
                return Err(format!("the purpose {} needs a name in zh and en", purpose.key));
            }
            if !keys.insert(&purpose.key) {
                return Err(format!("the purpose {} stands twice", purpose.key));
            }
        }
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
        ] {
            assert!(SHIPPED.contains(from), "{from}");
            let told = Privacy::read(&SHIPPED.replacen(from, to, 1)).expect_err(to);
            assert!(told.contains(why), "{to}: {told}");
        }
        let without = SHIPPED.lines().filter(|line| !line.starts_with("source"));
        let without: Vec<&str> = without.collect();
        assert!(Privacy::read(&without.join("\n")).expect_err("no source").contains("source"));
    }
}
