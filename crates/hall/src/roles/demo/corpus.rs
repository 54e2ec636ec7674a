//! What invented residents and officers say: texts by topic, with their gaps filled in.

use std::collections::HashMap;

use serde::Deserialize;
use store::Fault;
use store::fault::Context;

const CORPUS: &str = include_str!("../../../../../packs/demo/corpus.toml");

/// Everything that is said, as its file tells it.
#[derive(Deserialize)]
pub struct Corpus {
    common: Texts,
    pub topic: Vec<Topic>,
}

/// What is said about one kind of thing.
#[derive(Deserialize)]
pub struct Topic {
    pub category: String,
    pub setting: String,
    pub place_kinds: Vec<String>,
    pub lead: Vec<String>,
    pub upper: Vec<String>,
    pub voices: Vec<Voice>,
    #[serde(flatten)]
    texts: Texts,
}

/// A resident's words.
#[derive(Deserialize)]
pub struct Voice {
    pub title: String,
    pub body: String,
}

#[derive(Deserialize)]
struct Texts {
    #[serde(flatten)]
    lists: HashMap<String, toml::Value>,
}

/// A question and its answer.
pub struct Question {
    pub ask: String,
    pub answer: String,
}

/// The gaps of a text.
pub struct Gaps {
    pub place: String,
    pub village: String,
    pub town: String,
    pub number: u32,
    pub date: String,
    pub promise: String,
    pub upper: String,
}

impl Gaps {
    /// A text with its gaps filled in.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{place}", &self.place)
            .replace("{village}", &self.village)
            .replace("{town}", &self.town)
            .replace("{n}", &self.number.to_string())
            .replace("{date}", &self.date)
            .replace("{promise}", &self.promise)
            .replace("{upper}", &self.upper)
    }
}

impl Corpus {
    /// Reads it.
    pub fn read() -> Result<Self, Fault> {
        toml::from_str(CORPUS).while_(|| "reading the demo's sentences".to_owned())
    }

    fn fitting<'a>(
        &'a self,
        topic: &'a Topic,
        (list, voice): (&str, usize),
    ) -> Vec<&'a toml::Value> {
        let own = topic.texts.lists.get(list).into_iter();
        let common = self.common.lists.get(list).into_iter();
        let entries = own.chain(common).filter_map(toml::Value::as_array).flatten();
        entries
            .filter(|entry| {
                let fits = entry.get("fits").and_then(toml::Value::as_array);
                let number = voice as i64 + 1;
                fits.is_none_or(|fits| fits.iter().any(|v| v.as_integer() == Some(number)))
            })
            .collect()
    }

    /// A text of a list that suits a topic and its voice, chosen by a number; the topic's own
    /// texts come first, so they are chosen more often.
    pub fn text<'a>(&'a self, topic: &'a Topic, list: (&str, usize), choice: usize) -> &'a str {
        let fitting = self.fitting(topic, list);
        let entry = fitting.get(choice % fitting.len().max(1));
        entry.and_then(|entry| entry.get("text")).and_then(toml::Value::as_str).unwrap_or("……")
    }

    /// A question that suits a topic.
    pub fn question(&self, topic: &Topic, voice: usize, choice: usize) -> Question {
        let fitting = self.fitting(topic, ("questions", voice));
        let entry = fitting.get(choice % fitting.len().max(1));
        let part = |name: &str| {
            let text = entry.and_then(|entry| entry.get(name)).and_then(toml::Value::as_str);
            text.unwrap_or("……").to_owned()
        };
        Question { ask: part("ask"), answer: part("answer") }
    }
}
