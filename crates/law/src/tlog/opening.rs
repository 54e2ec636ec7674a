//! What opens an entry of the log: its salt and the record that it commits to, and the texts that
//! the record commits to in its turn.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::flaw::Flaw;
use crate::clock::Time;
use crate::record::commitment;
use crate::words::{Hash, MatterId, Unreadable};

/// The version of the format below.
const FORMAT: &str = "huiyin-opening/1";

/// What opens an entry, as JSON in the extra data of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    format: String,
    /// The record, as it is stored.
    record: String,
    /// The salt, 32 hexadecimal characters.
    salt: String,
    /// Texts that the record names by their hashes.
    texts: Vec<OpenedText>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenedText {
    salt: String,
    text: String,
}

/// What a record says that was opened and fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its matter; nothing for a record of the house as a whole.
    pub matter: Option<MatterId>,
    /// When it was logged.
    pub at: Time,
    /// The wire name of its fact.
    pub kind: String,
    /// Its texts, each with the field of the fact that names it: `title`, `body`.
    pub texts: Vec<(String, String)>,
}

impl Opening {
    /// What opens a record, with salts and texts of what it names.
    pub fn new(salt: [u8; 16], record: &[u8], texts: &[([u8; 16], String)]) -> Self {
        let text =
            |(salt, text): &([u8; 16], String)| OpenedText { salt: hex(salt), text: text.clone() };
        Self {
            format: FORMAT.to_owned(),
            // Records are JSON, so nothing is lost.
            record: String::from_utf8_lossy(record).into_owned(),
            salt: hex(&salt),
            texts: texts.iter().map(text).collect(),
        }
    }

    /// Reads what opens an entry.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let wrong = Unreadable("this opens no entry of a house");
        let read: Self = serde_json::from_slice(bytes).map_err(|_| wrong.clone())?;
        let salts = read.texts.iter().map(|text| &text.salt).chain([&read.salt]);
        if read.format != FORMAT || salts.into_iter().any(|salt| unhex(salt).is_none()) {
            return Err(wrong);
        }
        Ok(read)
    }

    /// The bytes of the extra data.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts can be written")
    }

    /// The entry that it opens.
    pub fn entry(&self) -> Hash {
        commitment(&unhex(&self.salt).unwrap_or_default(), self.record.as_bytes())
    }

    /// What the record says, where it stands at its place and its texts fit.
    ///
    /// # Errors
    /// What does not fit.
    pub fn open(&self, index: u64) -> Result<Opened, Flaw> {
        let record: Value = serde_json::from_str(&self.record).map_err(|_| Flaw::Opening)?;
        let number = |name: &str| record.get(name).and_then(Value::as_i64);
        let (Some(seq), Some(at), Some(case)) = (number("seq"), number("at"), number("case"))
        else {
            return Err(Flaw::Opening);
        };
        if u64::try_from(seq).ok() != index.checked_add(1) {
            return Err(Flaw::Place);
        }
        let fact = record.get("fact").unwrap_or(&Value::Null);
        let fact = fact.get("what").unwrap_or(fact);
        let kind = fact.as_object().and_then(|fact| fact.keys().next());
        let mut named = vec![];
        gather("", fact, &mut named);
        let mut texts = vec![];
        for OpenedText { salt, text } in &self.texts {
            let salt = unhex(salt).unwrap_or_default();
            let hash = commitment(&salt, text.as_bytes()).to_string();
            let name = named.iter().find(|(_, named)| *named == hash).ok_or(Flaw::Text)?;
            texts.push((name.0.clone(), text.clone()));
        }
        let kind = kind.cloned().unwrap_or_default();
        let matter = (case != 0).then(|| MatterId::from_int(case));
        Ok(Opened { matter, at: Time(at), kind, texts })
    }
}

/// The hashes of texts and files that a fact names, each with the field that it stands in.
fn gather(name: &str, value: &Value, named: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            if let Some(hash) = fields.get("hash").and_then(Value::as_str) {
                named.push((name.to_owned(), hash.to_owned()));
            }
            fields.iter().for_each(|(name, value)| gather(name, value, named));
        }
        Value::Array(values) => values.iter().for_each(|value| gather(name, value, named)),
        _ => {}
    }
}

fn hex(bytes: &[u8; 16]) -> String {
    crate::record::ActId(*bytes).to_string()
}

/// Only the one text of a salt is read, so that nothing in a proof can be changed unseen.
fn unhex(text: &str) -> Option<[u8; 16]> {
    let bytes = text.parse::<crate::record::ActId>().ok()?.0;
    (hex(&bytes) == text).then_some(bytes)
}
