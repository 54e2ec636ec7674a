//! A county several times as large as one that was played: the facts about its matters are put on
//! record as often, each time under numbers of their own, and no rule is asked. What belongs to no
//! matter is put once; open data that were published are left out, since they counted less.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use law::clock::Time;
use law::record::Actor;
use law::ruling::Enclosure;
use law::words::{Hash, Id, MatterId, TextId};
use serde_json::Value;
use store::db::{Db, Tx};
use store::fault::Context;
use store::log::{self, Stored};
use store::{Chance, Fault};

use super::failed;
use crate::house::{Clock, House};
use crate::roles::demo::CODE;
use crate::roles::rebuild;

/// Records of the played county whose copies share a commit, or a few more: an act is not parted.
const GROUP: usize = 2_000;
/// The bits of a dated number that are chance (see [`Id::dated`]).
const CHANCE_BITS: i64 = (1 << 44) - 1;
/// What is copied to a new folder, so that what is sealed and hashed with a key stays so.
const KEYS: [&str; 2] = ["identity.key", "secret.key"];
/// The kind of the fact with which a matter begins.
const SUBMITTED: &str = "matter.submitted/1";
/// The kind of the fact that tells of open data.
const PUBLISHED: &str = "house.published/1";

/// Makes it in an empty folder, from the county in another one.
///
/// # Errors
/// The county cannot be read, or the folder not be written.
pub fn make(from: &Path, to: &Path, times: u32) -> Result<(), Fault> {
    std::fs::create_dir_all(to).while_(|| format!("creating {}", to.display()))?;
    for key in KEYS {
        let copied = std::fs::copy(from.join(key), to.join(key));
        copied.while_(|| format!("copying {key} of {}", from.display()))?;
    }
    let source = House::open(from, CODE, Clock::System, Chance::System)?;
    let target = House::open(to, CODE, Clock::System, Chance::System)?;
    if target.is_founded() {
        return Err(Fault::new(format!("{} holds a county already", to.display())));
    }
    source.read(|db| {
        let last = log::head(db)?.seq;
        let progress = rebuild::bar(last, "copies");
        let mut copying = Copying::begin(db, (source.clone(), target.clone()), times)?;
        let (mut acts, mut count): (Vec<Played>, usize) = (vec![], 0);
        log::each_between(db, (0, last), |stored| {
            let record = Known::read(&stored)?;
            match acts.last_mut().filter(|act| act.act == record.act) {
                Some(act) => act.records.push(record),
                None if count >= GROUP => {
                    progress.inc(count as u64);
                    copying.put(db, std::mem::take(&mut acts))?;
                    count = 0;
                    acts.push(Played { act: record.act, records: vec![record] });
                }
                None => acts.push(Played { act: record.act, records: vec![record] }),
            }
            count += 1;
            Ok(())
        })?;
        copying.put(db, acts)?;
        progress.finish_and_clear();
        Ok(())
    })?;
    // What a house knows is read from its log when it is opened.
    drop(target);
    let target = House::open(to, CODE, Clock::System, Chance::System)?;
    rebuild::draw(&target)
}

/// A record of the played county.
struct Known {
    case: i64,
    kind: String,
    by: Actor,
    act: Hash,
    at: Time,
    fact: Value,
}

impl Known {
    fn read(stored: &Stored) -> Result<Self, Fault> {
        let place = || format!("reading record {}", stored.seq);
        let mut record: Value = serde_json::from_slice(&stored.bytes).while_(place)?;
        Ok(Self {
            case: stored.matter,
            kind: stored.kind.clone(),
            by: serde_json::from_value(record["by"].take()).while_(place)?,
            act: serde_json::from_value(record["act"].take()).while_(place)?,
            at: stored.at,
            fact: record["fact"].take(),
        })
    }
}

/// An act of the played county: its records follow one another.
struct Played {
    act: Hash,
    records: Vec<Known>,
}

/// What is ready to be put on record.
enum Ready {
    Record { case: i64, kind: &'static str, by: Actor, act: Hash, at: Time, fact: Value },
    Answer { act: Hash, answer: String },
}

/// Under which numbers a record was put: the played one, the first copy, and how many lie from one
/// copy to the next.
struct Numbers {
    played: u64,
    copied: u64,
    stride: u64,
}

impl Numbers {
    fn of(&self, copy: u32) -> u64 {
        match copy {
            0 => self.played,
            _ => self.copied + self.stride * u64::from(copy - 1),
        }
    }
}

struct Copying {
    source: Arc<House>,
    target: Arc<House>,
    times: u32,
    /// The matters of the played county.
    matters: HashSet<i64>,
    /// Under which numbers each record was put, the first record first.
    numbers: Vec<Numbers>,
    /// How many records were put.
    put: u64,
    /// Kinds of facts and texts, each kept for good: there are some hundred.
    kinds: HashMap<String, &'static str>,
}

impl Copying {
    fn begin(
        db: Db<'_>,
        (source, target): (Arc<House>, Arc<House>),
        times: u32,
    ) -> Result<Self, Fault> {
        let sql = "SELECT DISTINCT matter FROM log WHERE house = $1 AND kind = $2";
        let rows = db.query(sql, &[SUBMITTED.into()])?;
        let matters = rows.iter().map(|row| row.int(0)).collect();
        let rows = db.query("SELECT bytes FROM definition WHERE house = $1", &[])?;
        let texts: Vec<String> = rows.iter().map(|row| row.text(0).to_owned()).collect();
        let define = move |tx: &mut Tx<'_>| {
            texts.iter().try_for_each(|text| tx.define(text).map(|_| ()))?;
            Ok(())
        };
        target.engine.write_and_wait(CODE, define).map_err(failed)?;
        let (numbers, kinds) = (vec![], HashMap::new());
        Ok(Self { source, target, times, matters, numbers, put: 0, kinds })
    }

    fn kind(&mut self, kind: &str) -> &'static str {
        if let Some(known) = self.kinds.get(kind) {
            return known;
        }
        let kept: &'static str = Box::leak(kind.to_owned().into_boxed_str());
        self.kinds.insert(kind.to_owned(), kept);
        kept
    }

    /// Puts some acts and their copies, with the texts that they name.
    fn put(&mut self, db: Db<'_>, acts: Vec<Played>) -> Result<(), Fault> {
        let (mut ready, mut texts) = (vec![], BTreeMap::new());
        for Played { act, records } in acts {
            let of_matters = records.iter().filter(|one| self.matters.contains(&one.case)).count();
            let is_left_out = records.iter().all(|one| one.kind == PUBLISHED);
            let whole = if is_left_out { 0 } else { records.len() as u64 };
            let stride = of_matters as u64;
            let mut copied = self.put + whole + 1;
            for (played, one) in (self.put + 1..).zip(&records) {
                self.numbers.push(Numbers { played, copied, stride });
                copied += u64::from(self.matters.contains(&one.case));
            }
            if is_left_out {
                continue;
            }
            let answer = log::answered(db, act)?;
            let times = if stride > 0 { self.times } else { 1 };
            for copy in 0..times {
                let own = if copy == 0 { act } else { Hash::of(&[&act.0, &copy.to_le_bytes()]) };
                for one in &records {
                    let is_of_matter = self.matters.contains(&one.case);
                    if copy > 0 && !is_of_matter {
                        continue;
                    }
                    let (mut fact, kind) = (one.fact.clone(), self.kind(&one.kind));
                    self.change(&mut fact, copy, &mut texts);
                    let case = if is_of_matter { other(one.case, copy) } else { one.case };
                    let (by, at) = (one.by.clone(), one.at);
                    ready.push(Ready::Record { case, kind, by, act: own, at, fact });
                }
                if let Some(answer) = &answer {
                    let place = || format!("reading the answer of the act {act}");
                    let mut value: Value = serde_json::from_str(answer).while_(place)?;
                    self.change(&mut value, copy, &mut texts);
                    ready.push(Ready::Answer { act: own, answer: value.to_string() });
                }
            }
            self.put += whole + stride * u64::from(times - 1);
        }
        let enclosures = self.enclosures(db, texts)?;
        let (ready, target) = (Arc::new(ready), self.target.clone());
        let write = move |tx: &mut Tx<'_>| {
            tx.enclose((&target.safe, &target.chance), &enclosures)?;
            for one in ready.iter() {
                match one {
                    Ready::Record { case, kind, by, act, at, fact } => {
                        tx.append((*case, kind), (by, *act, *at), fact)?;
                    }
                    Ready::Answer { act, answer } => tx.answer(*act, answer)?,
                }
            }
            Ok(())
        };
        self.target.engine.write_and_wait(CODE, write).map_err(failed)
    }

    /// Gives a fact the numbers of a copy, and notes the texts that it names.
    fn change(&self, fact: &mut Value, copy: u32, texts: &mut BTreeMap<TextId, HashSet<TextId>>) {
        match fact {
            Value::Object(fields) => {
                let text = fields.get("id").and_then(Value::as_str).map(str::to_owned);
                if let Some(Ok(id)) =
                    text.filter(|_| fields.contains_key("hash")).map(|t| t.parse())
                {
                    let id: TextId = id;
                    let own = Id::from_int(other(id.int(), copy));
                    texts.entry(id).or_default().insert(own);
                    fields.insert("id".to_owned(), own.to_string().into());
                    return;
                }
                for (name, value) in fields {
                    match (name.as_str(), &*value) {
                        ("receipt", Value::String(mac)) if copy > 0 => {
                            let own = Hash::of(&[mac.as_bytes(), &copy.to_le_bytes()]);
                            *value = own.to_string().into();
                        }
                        ("record", Value::Number(number)) => {
                            let place = number.as_u64().and_then(|number| number.checked_sub(1));
                            let known = place.and_then(|place| self.numbers.get(place as usize));
                            if let Some(known) = known {
                                *value = known.of(copy).into();
                            }
                        }
                        _ => self.change(value, copy, texts),
                    }
                }
            }
            Value::Array(values) => {
                for value in values {
                    self.change(value, copy, texts);
                }
            }
            Value::String(text) => {
                let matter = text.parse::<MatterId>().ok().map(MatterId::int);
                if let Some(matter) = matter.filter(|matter| self.matters.contains(matter)) {
                    *text = MatterId::from_int(other(matter, copy)).to_string();
                }
            }
            _ => {}
        }
    }

    /// Texts of the played county under other numbers; what was erased there is missing here too.
    fn enclosures(
        &mut self,
        db: Db<'_>,
        texts: BTreeMap<TextId, HashSet<TextId>>,
    ) -> Result<Vec<Enclosure>, Fault> {
        let sql = "SELECT v.kind, v.salt, v.bytes, v.open, v.key FROM vault v \
                   WHERE v.house = $1 AND v.text = $2";
        let mut enclosures = vec![];
        for (text, copies) in texts {
            let Some(row) = db.maybe(sql, &[text.into()])? else { continue };
            let place = || format!("reading the text {text}");
            let bytes = match row.values()[4] {
                store::Val::Null => row.blob(2).to_vec(),
                _ => {
                    let opened = self.source.safe.open((CODE, text), row.blob(4), row.blob(2));
                    opened.ok_or_else(|| Fault::new(format!("the text {text} cannot be opened")))?
                }
            };
            let words = String::from_utf8(bytes).while_(place)?;
            let salt: [u8; 16] = row.blob(1).try_into().while_(place)?;
            let (kind, open) = (self.kind(row.text(0)), row.int(3) == 1);
            let copy = |id| Enclosure { id, kind, salt, text: words.clone(), open };
            enclosures.extend(copies.into_iter().map(copy));
        }
        Ok(enclosures)
    }
}

/// The number of a copy: made on the same day, by another chance.
fn other(number: i64, copy: u32) -> i64 {
    if copy == 0 {
        return number;
    }
    let hash = Hash::of(&[&number.to_le_bytes(), &copy.to_le_bytes()]);
    let chance = i64::from_le_bytes(hash.0[..8].try_into().expect("8 of 32 bytes"));
    number & !CHANCE_BITS | chance & CHANCE_BITS
}

#[cfg(test)]
mod tests {
    use super::super::{bring, new_house, villages};
    use super::*;
    use crate::roles::verify;

    #[test]
    fn what_is_copied_is_as_sound_as_what_was_played() {
        let dir = tempfile::tempdir().expect("a folder");
        let (from, to) = (dir.path().join("played"), dir.path().join("copied"));
        let house = new_house(&from).expect("a county");
        bring(&house, &villages(&house), (1, 4), true).expect("matters are brought");
        let records = house.read(log::head).expect("it can be read").seq;
        drop(house);
        make(&from, &to, 3).expect("it can be copied");
        let house = House::open(&to, CODE, Clock::System, Chance::System).expect("it opens");
        let count = |table: &str| {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE house = $1");
            house.read(|db| Ok(db.one(&sql, &[])?.int(0))).expect("it can be read")
        };
        assert_eq!((count("matter"), count("receipt")), (12, 12));
        assert_eq!(house.read(log::head).expect("it can be read").seq, records + 2 * 4);
        assert_eq!(verify::check(&house).expect("it can be read").1, []);
        assert!(make(&from, &to, 3).is_err(), "it is there already");
    }
}
