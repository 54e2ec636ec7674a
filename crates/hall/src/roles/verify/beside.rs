//! What stands beside the log and follows from it without being named there: of what kind a text is
//! and who may read it, how an act is answered again, by which words a matter is found, and which
//! views were drawn.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher};

use law::matter::acts::Contact;
use law::matter::facts::{Submitted, Visibility};
use law::matter::{Fact, Readers, What};
use law::record::Record;
use law::words::{Hash, MatterId, TextId, TextRef};
use serde_json::Value;
use store::db::Db;
use store::fault::Context;
use store::log::Stored;
use store::verify::Finding;
use store::{Fault, log, vault};

use super::super::rebuild;
use crate::house::House;
use crate::rooms;
use crate::rooms::matters::{Outcome, Searched, gives_receipt};

/// Adds what does not fit to the findings.
pub fn check(house: &House, db: Db<'_>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut beside = Beside { house, db, expected: Expected::default() };
    let last = log::head(db)?.seq;
    let progress = rebuild::bar(last, "beside");
    log::each_between(db, (0, last), |stored| {
        progress.set_position(stored.seq);
        beside.hear(&stored).while_(|| format!("reading record {}", stored.seq))
    })?;
    progress.finish_and_clear();
    beside.check_texts(findings)?;
    beside.check_answers(findings)?;
    beside.check_words(findings)?;
    beside.check_views(findings)
}

/// What the log makes of the tables beside it.
#[derive(Default)]
struct Expected {
    /// Whether each matter was brought as a public one.
    public: HashMap<MatterId, bool>,
    /// Kind of each text, and whether anybody may read it where the facts say so.
    texts: HashMap<TextId, (&'static str, Option<bool>)>,
    /// How each act is answered again.
    answers: HashMap<Hash, Answer>,
    /// The sum over the words of each matter: as many as wanted are compared without holding them.
    words: HashMap<MatterId, u64>,
}

enum Answer {
    /// An act on a matter.
    Done(Outcome),
    /// Time that passed: how many facts.
    Passed(u32),
    /// An act of the house, whose room alone knows how it answers.
    Own,
}

struct Beside<'a> {
    house: &'a House,
    db: Db<'a>,
    expected: Expected,
}

impl Beside<'_> {
    fn hear(&mut self, stored: &Stored) -> Result<(), Fault> {
        // The bytes say what it is about: the columns beside them are checked against them.
        let record = match Record::<Fact>::read(&stored.bytes) {
            Ok(record) if record.head().case != 0 => record,
            _ => {
                self.hear_house(stored);
                return Ok(());
            }
        };
        let (matter, what) = (MatterId::from_int(record.head().case), &record.fact.what);
        if let What::Submitted(submitted) = what {
            let public = submitted.visibility == Visibility::Public;
            self.expected.public.insert(matter, public);
            self.hear_words(matter, record.at().0, submitted)?;
        }
        let public = self.expected.public.get(&matter).copied().unwrap_or_default();
        for enclosed in record.fact.texts() {
            let open = match enclosed.readers {
                Readers::Everybody => true,
                Readers::AsMatter => public,
                Readers::Few => false,
            };
            self.expected.texts.insert(enclosed.text.id, (enclosed.kind, Some(open)));
        }
        self.hear_answer(record.head().act, matter, what);
        Ok(())
    }

    /// The texts of the house are names. Those of people are for few and those of bodies for all,
    /// but nobody asks: pages show them by what they are names of.
    fn hear_house(&mut self, stored: &Stored) {
        // What cannot be read is named as such where the chain is checked.
        let Ok(value) = serde_json::from_slice::<Value>(&stored.bytes) else { return };
        let act = value.get("act").and_then(Value::as_str).and_then(|act| act.parse().ok());
        self.expected.answers.insert(act.unwrap_or_default(), Answer::Own);
        let mut left = vec![value.get("fact").unwrap_or(&Value::Null)];
        while let Some(value) = left.pop() {
            if let Ok(text) = serde_json::from_value::<TextRef>(value.clone()) {
                self.expected.texts.insert(text.id, ("name", None));
            }
            left.extend(value.as_object().into_iter().flat_map(|fields| fields.values()));
        }
    }

    /// The first fact of an act tells what the act was.
    fn hear_answer(&mut self, act: Hash, matter: MatterId, what: &What) {
        let passed = matches!(what, What::ClockWarned { .. } | What::ClockExpired { .. });
        let first = match what.act() {
            Some(kind) => Answer::Done(Outcome { matter, receipt: gives_receipt(kind) }),
            None if passed => Answer::Passed(0),
            None => Answer::Own,
        };
        let answer = self.expected.answers.entry(act).or_insert(first);
        if let Answer::Passed(count) = answer {
            *count += 1;
        }
    }

    fn hear_words(&mut self, matter: MatterId, at: i64, said: &Submitted) -> Result<(), Fault> {
        let text = |text: TextRef| -> Result<String, Fault> {
            Ok(vault::text(self.db, text.id)?.map(|text| text.text).unwrap_or_default())
        };
        let (title, body) = (text(said.title)?, text(said.body)?);
        let place = said.place.map(|place| text(place.name)).transpose()?;
        let contact = said.contact.as_ref().map(|contact| text(contact.text)).transpose()?;
        // What cannot be read was edited, and is named as such among the texts.
        let contact: Option<Contact> = contact.and_then(|text| serde_json::from_str(&text).ok());
        let searched = Searched {
            title: &title,
            body: &body,
            place: place.as_deref(),
            contact: contact.as_ref(),
            public: said.visibility == Visibility::Public,
        };
        let words = searched.words(self.house);
        let sum = words.iter().fold(0, |sum: u64, word| sum.wrapping_add(mixed(*word, at)));
        self.expected.words.insert(matter, sum);
        Ok(())
    }

    fn check_texts(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        self.db.each("SELECT text, kind, open FROM vault WHERE house = $1", &[], |row| {
            let id: TextId = row.id(0);
            let Some((kind, open)) = self.expected.texts.get(&id) else { return Ok(()) };
            if row.text(1) != *kind {
                let what = format!("the facts make it a text of the kind {kind}");
                findings.push(finding("vault", id.to_string(), "kind", what));
            }
            if open.is_some_and(|open| row.values()[2] != open.into()) {
                let what = "the facts let others read it".to_owned();
                findings.push(finding("vault", id.to_string(), "open", what));
            }
            Ok(())
        })
    }

    fn check_answers(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        self.db.each("SELECT act, answer FROM act WHERE house = $1", &[], |row| {
            let Ok(act) = Hash::from_bytes(row.blob(0)) else { return Ok(()) };
            let fits = match self.expected.answers.get(&act) {
                Some(Answer::Done(outcome)) => {
                    serde_json::from_str::<Outcome>(row.text(1)).is_ok_and(|told| told == *outcome)
                }
                Some(Answer::Passed(count)) => row.text(1) == count.to_string(),
                Some(Answer::Own) | None => true,
            };
            if !fits {
                let what = "the act was answered otherwise than its facts say".to_owned();
                findings.push(finding("act", act.to_string(), "answer", what));
            }
            Ok(())
        })
    }

    fn check_words(&mut self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let sums = &mut self.expected.words;
        self.db.each("SELECT word, at, matter FROM search WHERE house = $1", &[], |row| {
            // The whole number, since an identifier keeps some of its bits only.
            if row.int(2) != MatterId::from_int(row.int(2)).int() {
                let what = "no matter has this number".to_owned();
                findings.push(finding("search", row.int(2).to_string(), "matter", what));
            }
            let sum = sums.entry(row.id(2)).or_default();
            *sum = sum.wrapping_sub(mixed(row.int(0), row.int(1)));
            Ok(())
        })?;
        for (matter, _) in sums.iter().filter(|(_, sum)| **sum != 0) {
            let what = "the words by which it is found are not those of its texts".to_owned();
            findings.push(finding("search", matter.to_string(), "", what));
        }
        Ok(())
    }

    fn check_views(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let last = log::head(self.db)?.seq;
        let mut missing: Vec<&str> = rooms::VIEWS.iter().map(|view| view.name).collect();
        self.db.each("SELECT view, version, seq FROM view WHERE house = $1", &[], |row| {
            let name = row.text(0);
            missing.retain(|missing| *missing != name);
            let mut wrong = |field: &str, what: &str| {
                findings.push(finding("view", name.to_owned(), field, what.to_owned()));
            };
            match rooms::VIEWS.iter().find(|view| view.name == name) {
                None => wrong("", "this program has no such view"),
                Some(view) if view.version != row.int(1) => {
                    wrong("version", "it was not drawn by this program");
                }
                Some(_) if !(0..=last as i64).contains(&row.int(2)) => {
                    wrong("seq", "the log has no such record");
                }
                Some(_) => {}
            }
            Ok(())
        })?;
        for name in missing {
            let what = "nothing tells by which program it was drawn".to_owned();
            findings.push(finding("view", name.to_owned(), "", what));
        }
        Ok(())
    }
}

fn mixed(word: i64, at: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (word, at).hash(&mut hasher);
    hasher.finish()
}

fn finding(table: &str, row: String, field: &str, what: String) -> Finding {
    Finding { table: table.to_owned(), row, field: field.to_owned(), record: None, what }
}
