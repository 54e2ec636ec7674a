//! What the notary does by itself: lets the tree grow behind the log, reckons it a second time,
//! signs, asks witnesses, and goes over old records again and again.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use law::clock::Time;
use law::record::link;
use law::tlog::note::Line;
use law::tlog::witness::Request;
use law::tlog::{Checkpoint, Note, VerifierKey};
use law::words::{Hash, Unreadable};
use store::db::{Answer, No, Tx};
use store::fault::Context;
use store::keys::Salts;
use store::seal::Seal;
use store::tiles::{Growth, Signed, Tiles};
use store::{Fault, log, tiles};

use super::views::{Count, Counted};
use crate::house::House;

/// How many old records are gone over each time.
const SWEEP: u64 = 20_000;
/// How old what witnesses said may grow in a house where nothing happens, in seconds.
const RENEWED_SECONDS: u64 = 600;
/// How long nothing is tried after something did not fit, in milliseconds: trying reads the log.
const PAUSE_MS: i64 = 600_000;

/// How a witness is reached: an address and a body, a status and an answer.
pub type Ask = Box<dyn Fn(&str, &str) -> Result<(u16, String), Fault> + Send + Sync>;

/// Who signs for a house.
pub struct Notary {
    seal: Seal,
    salts: Salts,
    ask: Ask,
    /// The second reckoning, as far as it was signed.
    count: Count,
    /// The reckoning of old records that is under way.
    sweep: Count,
    /// What each witness of the policy saw last.
    seen: HashMap<usize, u64>,
    /// Nothing is tried before.
    pause_until: Time,
}

/// What a witness did.
enum Answered {
    Cosigned(Line),
    /// It has seen what cannot be the beginning of this log.
    Contradicts(String),
    /// It could not be asked, or does not know the log.
    Silent(String),
}

impl Notary {
    /// A notary with its keys and its way to witnesses.
    pub fn new(house: &House, seal: Seal, ask: Ask) -> Self {
        let (count, sweep) = (Count::default(), Count::default());
        let salts = house.keys.salts(&house.code);
        Self { seal, salts, ask, count, sweep, seen: HashMap::new(), pause_until: Time(0) }
    }

    /// Signs what is new, where there is something, and has it witnessed.
    ///
    /// # Errors
    /// What does not fit is an alarm as well, and nothing is signed until it fits again.
    pub fn work(&mut self, house: &Arc<House>) -> Result<(), Fault> {
        if house.now() < self.pause_until {
            return Ok(());
        }
        let worked = self.check_and_sign(house);
        match worked {
            Ok(Ok(signed)) => {
                house.alarms.clear("tree");
                self.witness(house, signed)
            }
            Ok(Err(wrong)) => {
                house.alarms.raise("tree", &wrong, house.now());
                // From the beginning, once somebody has mended it.
                (self.count, self.sweep) = (Count::default(), Count::default());
                self.pause_until = house.now().plus_ms(PAUSE_MS);
                Err(Fault::new(wrong))
            }
            Err(fault) => {
                house.alarms.raise("tree", &fault.chain(), house.now());
                Err(fault)
            }
        }
    }

    /// Tells the newest checkpoint, or what does not fit.
    fn check_and_sign(
        &mut self,
        house: &Arc<House>,
    ) -> Result<Result<Option<Signed>, String>, Fault> {
        if let Some(wrong) = grow(house, &self.salts)? {
            return Ok(Err(wrong));
        }
        let last = match self.seal.last_signed()? {
            None => None,
            Some(note) => match own(&note, &self.seal.verifiers()) {
                Ok(last) => Some(last),
                Err(wrong) => return Ok(Err(wrong)),
            },
        };
        let (salts, keys) = (&self.salts, self.seal.verifiers());
        let (count, sweep) = (&mut self.count, &mut self.sweep);
        let checked = house.read(|db| {
            let (tree, newest) = (Tiles::new(db), tiles::newest(db, false)?);
            let size = tree.size()?;
            if let Some(newest) = &newest
                && let Err(wrong) = own(&newest.note, &keys).and_then(|head| fits(newest, &head))
            {
                return Ok(Err(wrong));
            }
            if let Some(last) = last.as_ref().filter(|last| last.size > size) {
                let what = format!("{} records were signed and {size} are there", last.size);
                return Ok(Err(what));
            }
            let root = match count.go_on(db, salts, (size, last.as_ref()))? {
                Counted::Wrong(wrong) => return Ok(Err(wrong)),
                Counted::Sound(root) => root,
            };
            // Two reckonings, one of them from stored bytes alone (trust.md, decision 4).
            if tree.root(size)? != root {
                let what = format!("the tree of {size} records has two roots: `huiyin rebuild`");
                return Ok(Err(what));
            }
            let swept = size.min(sweep.size() + SWEEP);
            if let Counted::Wrong(wrong) = sweep.go_on(db, salts, (swept, last.as_ref()))? {
                return Ok(Err(wrong));
            }
            Ok(Ok((size, root, newest)))
        })?;
        let (size, root, newest) = match checked {
            Ok(checked) => checked,
            Err(wrong) => return Ok(Err(wrong)),
        };
        if self.sweep.size() == size {
            self.sweep = Count::default();
        }
        // Also where the newest key has signed nothing yet: it was rotated, or the log succeeded.
        let key = std::slice::from_ref(self.seal.signing[0].verifier());
        let is_signed = |newest: &Signed| {
            let note = Note::read(&newest.note).and_then(|note| note.verified(key));
            newest.size == size && note.is_ok_and(|signed| signed[0].is_some())
        };
        let is_new = !newest.as_ref().is_some_and(is_signed);
        if size == 0 || !is_new {
            return Ok(Ok(newest));
        }
        let number = newest.map_or(0, |newest| newest.number) + 1;
        self.sign(house, number, &Checkpoint::new(self.seal.origin(), size, root)).map(Ok)
    }

    /// Signs a head that was reckoned twice; noted on disk before anybody sees it.
    fn sign(
        &self,
        house: &Arc<House>,
        number: u64,
        head: &Checkpoint,
    ) -> Result<Option<Signed>, Fault> {
        let text = head.text();
        let lines = self.seal.signing.iter().map(|key| key.sign(&text, 0)).collect();
        let note = Note { text, lines }.to_string();
        let again = own(&note, &self.seal.verifiers()).map_err(Fault::new)?;
        if again != *head {
            return Err(Fault::new("what was signed does not read as what was to be signed"));
        }
        self.seal.note_signed(&note)?;
        let signed = Signed { number, size: head.size, since: None, note, is_whole: true };
        keep(house, &signed)?;
        Ok(Some(signed))
    }

    /// Has the newest checkpoint seen by the witnesses of the policy.
    fn witness(&mut self, house: &Arc<House>, signed: Option<Signed>) -> Result<(), Fault> {
        let (Some(trust), Some(mut signed)) = (house.trust.get(), signed) else { return Ok(()) };
        let mut note = Note::read(&signed.note).while_(|| "reading a checkpoint".to_owned())?;
        let judge = |note: &Note| {
            let judged = trust.policy.judge_signatures(note);
            judged.map_err(|flaw| Fault::new(format!("judging a checkpoint: {}", flaw.code())))
        };
        let before = judge(&note)?;
        let stale = ((house.now().0 / 1000) as u64).saturating_sub(RENEWED_SECONDS);
        let witnesses = trust.policy.witnesses.iter().enumerate();
        let wanted: Vec<(usize, &str)> = witnesses
            .filter(|(place, _)| before.cosigned[*place].is_none_or(|time| time < stale))
            .filter_map(|(place, witness)| Some((place, witness.address.as_deref()?)))
            .collect();
        let (mut contradictions, mut cosigned) = (vec![], 0);
        for (place, (answered, seen)) in self.ask_all(house, &signed, &wanted) {
            let key = &trust.policy.witnesses[place].key;
            self.seen.insert(place, seen);
            match answered {
                Answered::Cosigned(line) => {
                    note.lines.retain(|old| old.name != key.name || old.id != key.id);
                    note.lines.push(line);
                    cosigned += 1;
                }
                Answered::Contradicts(what) => contradictions.push(what),
                Answered::Silent(what) => {
                    tracing::warn!(witness = key.name, what, "a witness did not cosign");
                }
            }
        }
        if !contradictions.is_empty() {
            house.alarms.raise("witness", &contradictions.join("; "), house.now());
        } else if cosigned == wanted.len() {
            house.alarms.clear("witness");
        }
        let since = judge(&note)?.since;
        if let Some(since) = since {
            house.witnessed.store(since as i64, Ordering::Relaxed);
        }
        if cosigned > 0 {
            signed.note = note.to_string();
            signed.since = since;
            keep(house, &signed)?;
        }
        Ok(())
    }

    /// Asks witnesses side by side. Tells what each did and what it has seen.
    fn ask_all(
        &self,
        house: &House,
        signed: &Signed,
        wanted: &[(usize, &str)],
    ) -> Vec<(usize, (Answered, u64))> {
        std::thread::scope(|scope| {
            let mut threads = vec![];
            for (place, address) in wanted {
                let seen = self.seen.get(place).copied().unwrap_or(0);
                let asking = move || self.ask_one(house, signed, (*place, address), seen);
                threads.push((*place, scope.spawn(asking), seen));
            }
            let mut told = vec![];
            for (place, thread, seen) in threads {
                let answer = thread.join().unwrap_or_else(|_| Err(Fault::new("it panicked")));
                let silent = |fault: Fault| (Answered::Silent(fault.chain()), seen);
                told.push((place, answer.unwrap_or_else(silent)));
            }
            told
        })
    }

    fn ask_one(
        &self,
        house: &House,
        signed: &Signed,
        (place, address): (usize, &str),
        mut seen: u64,
    ) -> Result<(Answered, u64), Fault> {
        let trust = house.trust.get().ok_or_else(|| Fault::new("there is no policy"))?;
        let key = std::slice::from_ref(&trust.policy.witnesses[place].key);
        let url = format!("{}/add-checkpoint", address.trim_end_matches('/'));
        let own = Note::read(&signed.note).while_(|| "reading a checkpoint".to_owned())?;
        // Once with the size that it saw last as far as is known here, once with what it tells.
        for _ in 0..2 {
            let proof = house.read(|db| Tiles::new(db).consistency(seen, signed.size))?;
            let request = Request { old: seen, proof, checkpoint: signed.note.clone() };
            let (status, answer) = (self.ask)(&url, &request.to_string())?;
            match status {
                200 => {
                    let lines = answer.lines().filter_map(|line| Line::read(line).ok());
                    let cosigned = |line: &Line| {
                        let note = Note { text: own.text.clone(), lines: vec![line.clone()] };
                        note.verified(key).is_ok_and(|times| times[0].is_some())
                    };
                    let line = lines.into_iter().find(cosigned);
                    let silent = || Answered::Silent("it sent no cosignature that fits".to_owned());
                    let answered = line.map_or_else(silent, Answered::Cosigned);
                    return Ok((answered, signed.size));
                }
                409 => match answer.trim().parse::<u64>() {
                    Ok(size) if size > signed.size => {
                        let what = format!(
                            "{} has seen {size} records, and {} are here",
                            key[0].name, signed.size
                        );
                        return Ok((Answered::Contradicts(what), size));
                    }
                    Ok(size) => seen = size,
                    Err(_) => break,
                },
                422 => {
                    let what = format!("{} has seen another log than this", key[0].name);
                    return Ok((Answered::Contradicts(what), seen));
                }
                _ => return Ok((Answered::Silent(format!("it answered {status}")), seen)),
            }
        }
        Ok((Answered::Silent("it could not say what it has seen".to_owned()), seen))
    }
}

/// The head of a note of a house's own, whose signatures all fit.
fn own(note: &str, keys: &[VerifierKey]) -> Result<Checkpoint, String> {
    let read = || -> Result<Checkpoint, Unreadable> {
        let note = Note::read(note)?;
        if note.verified(keys)?.iter().all(Option::is_none) {
            return Err(Unreadable("no key of the house signed it"));
        }
        Checkpoint::read(&note.text)
    };
    read().map_err(|wrong| format!("what was signed last cannot be read: {wrong}"))
}

/// Whether the row of a checkpoint says what its note says.
fn fits(signed: &Signed, head: &Checkpoint) -> Result<(), String> {
    if signed.size == head.size && signed.is_whole {
        return Ok(());
    }
    Err(format!("the row of the checkpoint {} does not fit its note", signed.number))
}

/// Lets the tree grow up to the end of the log; tells what does not fit.
pub fn grow(house: &Arc<House>, salts: &Salts) -> Result<Option<String>, Fault> {
    loop {
        let more = house.read(|db| {
            let from = Tiles::new(db).size()?;
            let until = log::head(db)?.seq.min(from + tiles::ENTRIES_MOST as u64);
            let (mut before, mut entries, mut wrong) = (None, vec![], None);
            log::each_between(db, (from.saturating_sub(1), until), |stored| {
                if stored.seq > from {
                    let previous = before.unwrap_or_default();
                    if link(previous, &stored.bytes) != stored.hash {
                        let what = format!("record {} is not linked to the one before", stored.seq);
                        wrong.get_or_insert(what);
                    }
                    entries.push(tiles::entry(salts, &stored));
                }
                before = Some(stored.hash);
                Ok(())
            })?;
            if let Some(wrong) = wrong {
                return Ok(Err(wrong));
            }
            let grown = tiles::grown(db, &entries)?;
            Ok(Ok((!entries.is_empty()).then_some(grown)))
        })?;
        match more {
            Err(wrong) => return Ok(Some(wrong)),
            Ok(None) => return Ok(None),
            Ok(Some(growth)) => write(house, growth)?,
        }
    }
}

fn write(house: &House, growth: Growth) -> Result<(), Fault> {
    write_and_wait(house, move |tx| Ok(growth.write(tx)?))
}

fn keep(house: &House, signed: &Signed) -> Result<(), Fault> {
    let signed = signed.clone();
    write_and_wait(house, move |tx| Ok(tiles::keep(tx.db, &signed)?))
}

/// Tiles and checkpoints are no facts: they follow from the log, so the desk has no part in it.
fn write_and_wait(
    house: &House,
    work: impl FnMut(&mut Tx<'_>) -> Answer<()> + Send + 'static,
) -> Result<(), Fault> {
    house.engine.write_and_wait(&house.code, work).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })
}

/// The origin of a log that is reached at an address: the address without its scheme.
pub fn origin(address: &str) -> String {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    format!("{}/log", host.trim_end_matches('/'))
}

/// The root that a tree of some entries has, reckoned by the tiles; for who measures.
pub fn root(house: &House) -> Result<(u64, Hash), Fault> {
    house.read(|db| {
        let tree = Tiles::new(db);
        let size = tree.size()?;
        Ok((size, tree.root(size)?))
    })
}
