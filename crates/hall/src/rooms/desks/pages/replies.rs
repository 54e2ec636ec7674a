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
    /// The categories that it is for; all where none is named.
    #[serde(default)]
    pub categories: Vec<String>,
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

/// The ready texts for some answer classes and a category: those made for it first.
pub fn of(classes: &[String], category: &str) -> Vec<&'static Ready> {
    let fits = |ready: &&Ready| {
        let made_for = &ready.categories;
        classes.contains(&ready.class)
            && (made_for.is_empty() || made_for.iter().any(|own| own == category))
    };
    let mut ready: Vec<&Ready> = PACK.iter().filter(fits).collect();
    ready.sort_by_key(|ready| ready.categories.is_empty());
    ready
}

/// What stands for values in a ready text, each in braces: `{number}`.
#[cfg(test)]
const VALUES: [&str; 8] =
    ["number", "title", "category", "area", "place", "received", "today", "unit"];

/// A ready text with values in the place of their names in braces. Values are not looked through
/// again, so that a title with braces in it stays as it was typed.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        filled.push_str(&rest[..start]);
        rest = &rest[start..];
        let named = values.iter().find_map(|(name, value)| {
            let after = rest[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((after, *value))
        });
        let (after, value) = named.unwrap_or((&rest[1..], "{"));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
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

    #[test]
    fn every_ready_text_names_only_values_that_there_are() {
        let values: Vec<(&str, &str)> = VALUES.iter().map(|name| (*name, "–")).collect();
        for ready in PACK.iter() {
            for text in [&ready.text.zh, &ready.text.en] {
                let filled = fill(text, &values);
                assert!(!filled.contains('{') && !filled.contains('}'), "{}: {filled}", ready.key);
            }
        }
    }

    #[test]
    fn values_are_put_in_and_not_looked_through() {
        let filled = fill("a {title} {b} {number}", &[("title", "{number}"), ("number", "7")]);
        assert_eq!(filled, "a {number} {b} 7");
    }

    #[test]
    fn ready_texts_for_a_category_come_first_and_others_not_at_all() {
        let done = ["done".to_owned()];
        let of = |category| of(&done, category).iter().map(|r| r.key.as_str()).collect::<Vec<_>>();
        assert_eq!(of("roads").first(), Some(&"done-road"));
        assert!(!of("health").contains(&"done-road") && of("health").contains(&"done-repaired"));
    }
}
