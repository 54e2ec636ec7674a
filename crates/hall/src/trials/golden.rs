//! Every kind of fact ever written can be read for ever: `golden.jsonl` beside a room holds lines
//! of its facts as they were stored, byte by byte.
//!
//! The files only grow. A fact of a new kind, or with a new field or word, gets a line at the end
//! of the file of its room: take the bytes from the log of a test that writes it
//! (`SELECT CAST(bytes AS TEXT) FROM log WHERE kind = …`), then raise `lines` and `hash` below to
//! what the failing test says. A line that is there is never changed or taken out: houses hold
//! such bytes. Where an old line cannot be read any more, the reader is mended and not the line.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use law::matter::What;
use law::matter::facts::{Change, Visibility};
use law::procedure::Meaning;
use law::record::{Actor, Record};
use law::words::Hash;
use law::{activity, clock::Length, duty, matter, people, points, referral, register};
use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde_json::Value;
use store::log::Stored;
use store::rows::Rows;

use crate::desk::Recorded;
use crate::rooms;

/// The facts of a room.
struct Golden {
    /// Its file, under the sources.
    file: &'static str,
    /// How many lines there are, and their hash.
    lines: usize,
    hash: &'static str,
    /// Every kind that the code can write.
    kinds: fn() -> &'static [&'static str],
    /// Reads a line and writes it again: the kind, the bytes.
    again: fn(&str) -> Result<Again, serde_json::Error>,
}

/// A line that was read and written again.
type Again = (&'static str, Vec<u8>);

const GOLDEN: [Golden; 7] = [
    Golden {
        file: "rooms/register/golden.jsonl",
        lines: 32,
        hash: "6b2d776068829894406dc42aaa87e30e2ea51a9d1e4842d03112516cbfa02cbd",
        kinds: names::<register::Fact>,
        again: again::<register::Fact>,
    },
    Golden {
        file: "rooms/people/golden.jsonl",
        lines: 5,
        hash: "232ff5542156e1f8d689d8adb67b2eba2675207bb9fd5dc143f584ff2a7c1b83",
        kinds: names::<people::Fact>,
        again: again::<people::Fact>,
    },
    Golden {
        file: "rooms/matters/golden.jsonl",
        lines: 80,
        hash: "1e319b52f223bcc265f5348ddf8b6a5a9b1c01af2ac1c3661d0734496092c670",
        kinds: names::<What>,
        again: again::<matter::Fact>,
    },
    Golden {
        file: "rooms/activities/golden.jsonl",
        lines: 13,
        hash: "4f8632655031958ffd7edfbe2dba57d37ddc539db5b40fda7415190827b5fc4c",
        kinds: names::<activity::Fact>,
        again: again::<activity::Fact>,
    },
    Golden {
        file: "rooms/stations/golden.jsonl",
        lines: 3,
        hash: "e24410f30fc9764fdfa3e2db2ab4786ebbe33bb2f758fb23f124cb90e9a7cd00",
        kinds: names::<duty::Fact>,
        again: again::<duty::Fact>,
    },
    Golden {
        file: "rooms/points/golden.jsonl",
        lines: 8,
        hash: "d2b6ccd700dfe68d274fbcfe75b5ba10e8e7abbfffc3530b1e517d33227d8387",
        kinds: names::<points::Fact>,
        again: again::<points::Fact>,
    },
    Golden {
        file: "rooms/referrals/golden.jsonl",
        lines: 4,
        hash: "310aaeb83297f63bddfeb7571ff3e061641c8372041f8d334c40b9c38d9f52bb",
        kinds: names::<referral::Fact>,
        again: again::<referral::Fact>,
    },
];

impl Golden {
    fn text(&self) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(self.file);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }
}

fn again<F>(line: &str) -> Result<(&'static str, Vec<u8>), serde_json::Error>
where
    F: Recorded + DeserializeOwned + PartialEq + Debug,
{
    let record = Record::<F>::read(line.as_bytes())?;
    Ok((record.fact.kind(), record.bytes()))
}

/// Takes nothing in but the names of an enum's variants, as its own reader knows them: so no list
/// has to be kept, and a new variant is here by itself.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("this is no enum"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = variants;
        Err(Error::custom("only the names are wanted"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn names<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    assert!(T::deserialize(Names(&mut names)).is_err());
    assert!(!names.is_empty(), "it has variants");
    names
}

/// The words that stand at a key anywhere in a value: a text, or the only key of an object.
fn words(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| words(value, key, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == key {
                    let word = value.as_object().and_then(|fields| fields.keys().next()).cloned();
                    found.extend(word.or_else(|| value.as_str().map(str::to_owned)));
                }
                words(value, key, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_line_is_read_and_written_again_byte_by_byte() {
    for golden in &GOLDEN {
        for (at, line) in golden.text().lines().enumerate() {
            let place = format!("{}:{}", golden.file, at + 1);
            let (kind, bytes) = (golden.again)(line).unwrap_or_else(|e| panic!("{place}: {e}"));
            assert_eq!(String::from_utf8(bytes).expect("it is text"), line, "{place}");
            // It also makes its rows.
            let value: Value = serde_json::from_str(line).expect("it was read above");
            let stored = Stored {
                seq: value["seq"].as_u64().expect("a number"),
                matter: value["case"].as_i64().expect("a number"),
                at: law::clock::Time(value["at"].as_i64().expect("a number")),
                kind: kind.to_owned(),
                bytes: line.as_bytes().into(),
                hash: Hash::default(),
            };
            rooms::apply(&stored, &mut Rows::default()).expect("rows follow from it");
        }
    }
}

#[test]
fn every_kind_that_can_be_written_has_a_line() {
    let mut missing = vec![];
    for golden in &GOLDEN {
        let text = golden.text();
        let written = text.lines().filter_map(|line| (golden.again)(line).ok());
        let written: BTreeSet<&str> = written.map(|(kind, _)| kind).collect();
        let kinds = (golden.kinds)().iter().filter(|kind| !written.contains(**kind));
        missing.extend(kinds.map(|kind| format!("{}: {kind}", golden.file)));
    }
    let matters: Vec<Value> =
        GOLDEN[2].text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let wanted: [(&str, &[&str]); 6] = [
        ("value", names::<law::matter::facts::Value>()),
        ("change", names::<Change>()),
        ("by", names::<Actor>()),
        ("length", names::<Length>()),
        ("means", names::<Meaning>()),
        ("visibility", names::<Visibility>()),
    ];
    for (key, all) in wanted {
        let mut found = BTreeSet::new();
        for line in &matters {
            words(line, key, &mut found);
        }
        let words = all.iter().filter(|word| !found.contains(**word));
        missing.extend(words.map(|word| format!("matters/golden.jsonl: {key} {word}")));
    }
    assert!(missing.is_empty(), "these have no line:\n{}", missing.join("\n"));
}

#[test]
fn lines_are_added_and_never_changed() {
    for golden in &GOLDEN {
        let text = golden.text();
        let lines: Vec<&str> = text.lines().collect();
        let hash = |lines: &[&str]| Hash::of(&[lines.join("\n").as_bytes()]).to_string();
        let first = lines.get(..golden.lines).unwrap_or_default();
        assert_eq!(hash(first), golden.hash, "{}: a line was changed or taken out", golden.file);
        assert_eq!(
            (lines.len(), hash(&lines)),
            (golden.lines, golden.hash.to_owned()),
            "{}: lines were added; name their number and hash above",
            golden.file
        );
    }
}
