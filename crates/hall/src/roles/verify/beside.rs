//! What stands beside the log and follows from it without being named there: of what kind a text is
//! and who may read it, how an act is answered again, by which words a matter is found, and which
//! views were drawn.

use std::collections::HashMap;

use law::matter::facts::{Submitted, Visibility};
use law::matter::{Fact, Readers, What};
use law::record::Record;
use law::words::{Hash, MatterId, TextId, TextRef};
use serde_json::Value;
use store::db::Db;
use store::fault::Context;
use store::log::Stored;
use store::safe::is_personal;
use store::verify::Finding;
use store::{Fault, log, search};

use super::super::rebuild;
use crate::house::House;
use crate::rooms::matters::{self, Outcome, gives_receipt};

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
    /// What the search index holds, in its order.
    searched: Vec<SearchedMatter>,
}

/// A matter of the search index: when it was entered, and the sum over its words, so that as many
/// as wanted are compared without holding them.
struct SearchedMatter {
    matter: MatterId,
    at: i64,
    words: u64,
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

    /// The texts of the house are names. Those of people are for few, and sealed; those of bodies
    /// are for all, but nobody asks: pages show them by what they are names of.
    fn hear_house(&mut self, stored: &Stored) {
        // What cannot be read is named as such where the chain is checked.
        let Ok(value) = serde_json::from_slice::<Value>(&stored.bytes) else { return };
        let act = value.get("act").and_then(Value::as_str).and_then(|act| act.parse().ok());
        self.expected.answers.insert(act.unwrap_or_default(), Answer::Own);
        let is_of_person = stored.kind.starts_with("person.");
        let mut left = vec![value.get("fact").unwrap_or(&Value::Null)];
        while let Some(value) = left.pop() {
            if let Ok(text) = serde_json::from_value::<TextRef>(value.clone()) {
                self.expected.texts.insert(text.id, ("name", is_of_person.then_some(false)));
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
        let words = matters::words_in_vault(self.house, self.db, said)?;
        self.expected.searched.push(SearchedMatter { matter, at, words: search::sum(&words) });
        Ok(())
    }

    fn check_texts(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let sql = "SELECT text, kind, open, key IS NULL FROM vault WHERE house = $1";
        self.db.each(sql, &[], |row| {
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
            if is_personal(kind, *open != Some(false)) && row.flag(3) {
                let what = "a personal text lies in clear".to_owned();
                findings.push(finding("vault", id.to_string(), "key", what));
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

    /// The index holds each matter that was brought, in the order of the log, with its words.
    fn check_words(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let (held, damaged) = search::contents(self.db)?;
        findings.extend(damaged);
        let mut wrong = |table: &str, matter: MatterId, what: &str| {
            findings.push(finding(table, matter.to_string(), "", what.to_owned()));
        };
        let mut expected = self.expected.searched.iter();
        for held in &held {
            let matter = MatterId::from_int(held.matter);
            let Some(right) = expected.next() else {
                wrong(held.entered_in, matter, "no fact enters this matter");
                continue;
            };
            // The whole number, since an identifier keeps some of its bits only.
            if (held.at, held.matter) != (right.at, right.matter.int()) {
                wrong(
                    held.entered_in,
                    matter,
                    "another matter was entered here, or at another time",
                );
            }
            if held.words != right.words {
                let what = "the words by which it is found are not those of its texts";
                wrong(held.words_in, matter, what);
            }
        }
        for right in expected {
            wrong("search_tail", right.matter, "a matter that was brought has not been entered");
        }
        Ok(())
    }

    fn check_views(&self, findings: &mut Vec<Finding>) -> Result<(), Fault> {
        let last = log::head(self.db)?.seq;
        let mut missing: Vec<&str> = rebuild::drawn().map(|(name, _)| name).collect();
        self.db.each("SELECT view, version, seq FROM view WHERE house = $1", &[], |row| {
            let name = row.text(0);
            missing.retain(|missing| *missing != name);
            let mut wrong = |field: &str, what: &str| {
                findings.push(finding("view", name.to_owned(), field, what.to_owned()));
            };
            match rebuild::drawn().find(|(drawn, _)| *drawn == name) {
                None => wrong("", "this program has no such view"),
                Some((_, version)) if version != row.int(1) => {
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

fn finding(table: &str, row: String, field: &str, what: String) -> Finding {
    Finding { table: table.to_owned(), row, field: field.to_owned(), record: None, what }
}
