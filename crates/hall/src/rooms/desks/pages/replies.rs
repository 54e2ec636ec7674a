//! Ready texts for answers, from the pack: offered beside a form, never sent by themselves.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::house::Name;

/// A ready text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// Its name in addresses.
    pub key: String,
    /// The answer class that it is for.
    pub class: String,
    /// What the link to it says.
    pub name: Name,
    /// The text.
    pub text: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    reply: Vec<Ready>,
}

static PACK: LazyLock<Vec<Ready>> = LazyLock::new(|| {
    let text = include_str!("../../../../../../packs/cn/replies.toml");
    let pack: Pack = toml::from_str(text).expect("the pack is read in a test");
    pack.reply
});

/// The ready texts for some answer classes.
pub fn of(classes: &[String]) -> Vec<&'static Ready> {
    PACK.iter().filter(|ready| classes.contains(&ready.class)).collect()
}

/// The ready text of a key.
pub fn named(key: &str) -> Option<&'static Ready> {
    PACK.iter().find(|ready| ready.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_text_is_there_in_both_languages_and_once() {
        assert!(PACK.len() >= 5);
        for (i, ready) in PACK.iter().enumerate() {
            assert!(!ready.text.zh.is_empty() && !ready.text.en.is_empty(), "{}", ready.key);
            assert!(PACK[i + 1..].iter().all(|other| other.key != ready.key), "{}", ready.key);
        }
    }
}
