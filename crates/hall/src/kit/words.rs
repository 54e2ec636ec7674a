//! Every visible word, by key, in Chinese and English.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese: the language of the source words.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The tag for `lang` attributes: `zh-CN` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The key of names in this language: `zh` or `en`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    /// The language of a tag such as `en-GB`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)? {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that the interface has.
    pub fn of_header(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::of_tag(part.trim()))
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src"]
#[include = "*.ftl"]
struct Source;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales/en"]
#[include = "*.ftl"]
struct English;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| [bundle("zh-CN", files::<Source>()), bundle("en", files::<English>())]);

fn files<E: rust_embed::RustEmbed>() -> impl Iterator<Item = String> {
    E::iter().filter_map(|name| {
        let file = E::get(&name)?;
        String::from_utf8(file.data.into_owned()).ok()
    })
}

fn bundle(tag: &str, files: impl Iterator<Item = String>) -> Bundle {
    let language = tag.parse().expect("the tags of the interface are sound");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // The marks that isolate directions break copying and tests; both languages run left to right.
    bundle.set_use_isolating(false);
    for text in files {
        let resource = FluentResource::try_new(text)
            .unwrap_or_else(|(_, errors)| panic!("a word file cannot be read: {errors:?}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("a word is explained twice: {errors:?}");
        }
    }
    bundle
}

/// A value for a sentence.
pub enum Value<'a> {
    /// A number, which may decide about a plural.
    Number(i64),
    /// A text.
    Text(&'a str),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
impl From<&i64> for Value<'_> {
    fn from(value: &i64) -> Self {
        Self::Number(*value)
    }
}
impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}
impl From<&u32> for Value<'_> {
    fn from(value: &u32) -> Self {
        Self::Number(i64::from(*value))
    }
}
impl From<usize> for Value<'_> {
    fn from(value: usize) -> Self {
        Self::Number(value as i64)
    }
}
impl From<&usize> for Value<'_> {
    fn from(value: &usize) -> Self {
        Self::Number(*value as i64)
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

/// A whole number with its thousands apart: `20,000`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// The sentence of a key. A key without words is shown as itself, and a test fails.
pub fn say(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let bundle = &BUNDLES[language as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, "there are no words for a key");
        return key.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Number(number) => args.set(*name, FluentValue::from(*number)),
            Value::Text(text) => args.set(*name, FluentValue::from(*text)),
        }
    }
    let mut errors = vec![];
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "a sentence lacks a value");
    }
    text
}

/// Whether a key has words.
pub fn has(language: Language, key: &str) -> bool {
    BUNDLES[language as usize].has_message(key)
}

/// The sentence of a key that needs no values, where it has words.
pub fn maybe(language: Language, key: &str) -> Option<String> {
    has(language, key).then(|| say(language, key, &[]))
}

/// The sentence of a refusal in a language. `called` knows what procedures call things of their
/// own, by kind and key, from the rules that the refusal names.
pub fn refusal(
    language: Language,
    refusal: &law::ruling::Refusal,
    called: impl Fn(&'static str, &str) -> Option<String>,
) -> String {
    let key = format!("refusal-{}", refusal.code.replace('.', "-"));
    let named = |word: &str, kind: &'static str| {
        let own = called(kind, word).or_else(|| maybe(language, &format!("{kind}-{word}")));
        own.unwrap_or_else(|| word.to_owned())
    };
    let spoken: Vec<(&str, String)> = refusal
        .args
        .iter()
        .map(|(name, value)| match *name {
            "act" => (*name, named(value, "act")),
            "step" => (*name, named(value, "step")),
            "arbiter" => (*name, named(value, "role")),
            "office" => (*name, named(value, "office")),
            _ => (*name, value.clone()),
        })
        .collect();
    let values: Vec<(&str, Value<'_>)> =
        spoken.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    say(language, &key, &values)
}
