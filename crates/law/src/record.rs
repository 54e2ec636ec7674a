//! A record: one fact with its circumstances, in canonical bytes, chained to the record before it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::words::{BodyId, Code, Hash, PersonId, PostId, Unreadable};

/// Who did an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// A resident, known by nothing but a receipt (or not yet by that).
    Resident,
    /// Somebody who acts by a post.
    Officer(Officer),
    /// The house itself: its clocks, its draws, its demo.
    House,
}

/// A person who acts by a post at a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The body at which the post is.
    pub body: BodyId,
    /// The kind of post: `deputy`, `handler`, `congress-office` …
    pub office: Code,
    /// The person.
    pub person: PersonId,
    /// The post.
    pub post: PostId,
}

impl Actor {
    /// The officer, where it is one.
    pub fn officer(&self) -> Option<&Officer> {
        match self {
            Self::Officer(officer) => Some(officer),
            Self::Resident | Self::House => None,
        }
    }
}

/// The circumstances of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number in the log of the house, counted from one.
    pub seq: u64,
    /// When it was logged; never before the record before it.
    pub at: Time,
    /// Who acted.
    pub by: Actor,
    /// SHA-256 of the act's identifier: a retry is known by it.
    pub act: Hash,
    /// The matter it belongs to, as an integer; 0 for what concerns the house as a whole.
    pub case: i64,
}

/// One line of the log: a fact with its circumstances.
///
/// On the wire its keys are in the order of the alphabet at every level and its numbers are
/// integers, which makes the bytes canonical (RFC 8785).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<F> {
    act: Hash,
    at: Time,
    by: Actor,
    case: i64,
    /// What was put on record.
    pub fact: F,
    seq: u64,
}

impl<F> Record<F> {
    /// A fact under its circumstances.
    pub fn new(head: Head, fact: F) -> Self {
        let Head { seq, at, by, act, case } = head;
        Self { act, at, by, case, fact, seq }
    }

    /// The circumstances.
    pub fn head(&self) -> Head {
        Head { seq: self.seq, at: self.at, by: self.by.clone(), act: self.act, case: self.case }
    }

    /// When it was logged.
    pub fn at(&self) -> Time {
        self.at
    }

    /// Who acted.
    pub fn by(&self) -> &Actor {
        &self.by
    }

    /// Its number in the log.
    pub fn seq(&self) -> u64 {
        self.seq
    }
}

impl<F: Serialize> Record<F> {
    /// The canonical bytes: what is stored is what is hashed.
    pub fn bytes(&self) -> Vec<u8> {
        let bytes = serde_json::to_vec(self).expect("facts have text keys and integer numbers");
        if keys_are_in_order(&bytes) {
            return bytes;
        }
        let mut value: serde_json::Value =
            serde_json::from_slice(&bytes).expect("was just written");
        // A `Value` keeps its keys in order unless another package of the program asked for the
        // order in which they were written.
        value.sort_all_objects();
        serde_json::to_vec(&value).expect("a value can be written")
    }
}

/// Whether the keys of every object in some JSON without blanks are in the order of the alphabet.
fn keys_are_in_order(json: &[u8]) -> bool {
    // The key before in each object that is open, the innermost last; nothing for an array.
    let mut open: Vec<Option<&[u8]>> = vec![];
    let mut at = 0;
    while at < json.len() {
        match json[at] {
            b'{' => open.push(Some(&[])),
            b'[' => open.push(None),
            b'}' | b']' => _ = open.pop(),
            b'"' => {
                let begin = at + 1;
                at = begin;
                while json[at] != b'"' {
                    at += if json[at] == b'\\' { 2 } else { 1 };
                }
                let is_key = json.get(at + 1) == Some(&b':');
                if is_key && let Some(Some(before)) = open.last_mut() {
                    let key = &json[begin..at];
                    if key <= *before {
                        return false;
                    }
                    *before = key;
                }
            }
            _ => {}
        }
        at += 1;
    }
    true
}

impl<F: DeserializeOwned> Record<F> {
    /// Reads a record back from its bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// The link that follows `previous`: SHA-256(previous link ‖ canonical bytes).
pub fn link(previous: Hash, bytes: &[u8]) -> Hash {
    Hash::of(&[&previous.0, bytes])
}

/// What salted bytes are committed to by: SHA-256(salt ‖ bytes).
pub fn commitment(salt: &[u8; 16], bytes: &[u8]) -> Hash {
    Hash::of(&[salt, bytes])
}

/// The identifier of an act, made by whoever asks for it: 128 random bits. The log holds its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ActId(pub [u8; 16]);

impl ActId {
    /// The hash under which the act is on record.
    pub fn hash(&self) -> Hash {
        Hash::of(&[b"act", &self.0])
    }

    /// An identifier that follows from this one, for acts that belong together.
    #[must_use]
    pub fn part(&self, number: u64) -> Self {
        let hash = Hash::of(&[&self.0, &number.to_le_bytes()]);
        Self(hash.0[..16].try_into().expect("16 of 32 bytes"))
    }
}

impl std::fmt::Display for ActId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for ActId {
    type Err = Unreadable;
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let wrong = || Unreadable("an act identifier has 32 hexadecimal characters");
        if text.len() != 32 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 16];
        for (i, slot) in bytes.iter_mut().enumerate() {
            *slot = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_canonical_and_survive() {
        #[derive(Serialize, Deserialize, PartialEq, Debug)]
        struct Unordered {
            zebra: u8,
            ant: Vec<Code>,
        }
        let fact = Unordered { zebra: 1, ant: vec![Code::new("x").expect("is one")] };
        let head =
            Head { seq: 7, at: Time(5), by: Actor::House, act: ActId([1; 16]).hash(), case: 3 };
        let record = Record::new(head, fact);
        let bytes = record.bytes();
        let text = std::str::from_utf8(&bytes).expect("is text");
        assert!(
            text.ends_with(
                r#""at":5,"by":"house","case":3,"fact":{"ant":["x"],"zebra":1},"seq":7}"#
            )
        );
        assert_eq!(Record::read(&bytes).expect("reads"), record);
    }

    #[test]
    fn keys_are_compared_within_their_object_and_nowhere_else() {
        for sorted in [
            r#"{"a":{"z":1},"b":[{"z":1},{"a":"x:\"\\","b":2}],"c":"a"}"#,
            r#"{"a":["z","b"],"b":{}}"#,
            "[]",
        ] {
            assert!(keys_are_in_order(sorted.as_bytes()), "{sorted}");
        }
        for unsorted in [r#"{"b":1,"a":2}"#, r#"{"a":[{"x":{},"c":1}]}"#, r#"{"a":{},"Z":0}"#] {
            assert!(!keys_are_in_order(unsorted.as_bytes()), "{unsorted}");
        }
    }

    #[test]
    fn act_identifiers_are_text_too() {
        let act = ActId([0xab; 16]);
        assert_eq!(act.to_string().parse(), Ok(act));
        assert!("zz".parse::<ActId>().is_err());
        assert_ne!(act.part(1), act.part(2));
    }
}
