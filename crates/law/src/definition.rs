//! What every file of definitions that a house puts in force is held to: it says what it rests on,
//! and what it names has one key and a name in both languages.

use std::collections::BTreeSet;
use std::fmt::Display;

use serde::de::DeserializeOwned;

/// Reads a file (TOML) and looks at what it rests on.
///
/// # Errors
/// What is no TOML, has a field that is missing or not known, or names no source.
pub fn sourced<T: DeserializeOwned>(text: &str, source: impl Fn(&T) -> &str) -> Result<T, String> {
    let read: T = toml::from_str(text).map_err(|error| error.to_string())?;
    if source(&read).trim().is_empty() {
        return Err("there is no source: the rule that it rests on".to_owned());
    }
    Ok(read)
}

/// Each key once, and a name in Chinese and in English for each; `what` they are.
///
/// # Errors
/// A key that stands twice, a name that is missing.
pub fn named<'a, K: Ord + Display + 'a>(
    what: &str,
    all: impl IntoIterator<Item = (&'a K, &'a str, &'a str)>,
) -> Result<(), String> {
    let mut keys = BTreeSet::new();
    for (key, zh, en) in all {
        if zh.trim().is_empty() || en.trim().is_empty() {
            return Err(format!("the {what} {key} needs a name in zh and en"));
        }
        if !keys.insert(key) {
            return Err(format!("the {what} {key} stands twice"));
        }
    }
    Ok(())
}
