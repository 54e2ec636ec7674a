//! Brings the rows of a ledger in, as many at once as the writer takes, and nothing twice.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use law::matter::Act;
use law::matter::acts::Submission;
use law::record::{ActId, Actor};
use law::words::MatterId;
use store::db::{Answer, No};
use store::fault::Context;
use store::{Fault, log};

use super::faults::LedgerError;
use super::mapping::MappingFile;
use super::matching::{Matcher, Ready};
use super::names::unknown;
use super::notes::Note;
use super::reader;
use super::rejects::Rejects;
use super::rows::{BadCell, Row};
use super::{columns::Column, views};
use crate::desk::{Done, Hearing};
use crate::house::House;
use crate::kit::words::{Language, refusal};
use crate::rooms::matters::{self, Outcome};

/// Rows that are looked up together, and acts that may wait for their commit at once: some groups
/// of the writer, so that it never waits for us.
const BATCH: usize = 256;
const IN_FLIGHT_MOST: usize = 3072;

static BY: Actor = Actor::House;

/// What to bring in, and how.
pub struct Wish<'a> {
    /// The ledger.
    pub ledger: &'a Path,
    /// What its columns and words mean.
    pub mapping: &'a MappingFile,
    /// The language of what is said.
    pub language: Language,
    /// The name of the series that the numbers belong to: each begins to count anew.
    pub series: &'a str,
    /// Only look, and change nothing.
    pub dry_run: bool,
}

/// What is told while a ledger is read.
pub enum Told<'a> {
    /// It was opened: so many rows, and what was noticed.
    Opened(u64, &'a [Note]),
    /// A bad cell, in words.
    Bad(&'a BadCell),
    /// So many rows were read.
    Read(u64),
}

/// What came of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Rows that were read.
    pub rows: u64,
    /// Rows that were brought in; in a dry run, that would be.
    pub new: u64,
    /// Of these: rows that had ended, as the ledger says.
    pub ended: u64,
    /// Of these: rows that name no area.
    pub without_area: u64,
    /// Rows that had been brought in before.
    pub there: u64,
    /// Rows that had been brought in before and say since how they ended.
    pub later: u64,
    /// Rows that cannot be brought in, and their bad cells.
    pub bad_rows: u64,
    /// Cells that are bad.
    pub bad_cells: u64,
    /// Where the bad rows were written to.
    pub rejects: Option<PathBuf>,
}

/// Brings a ledger in.
///
/// # Errors
/// The ledger as a whole cannot be read (nothing was brought in then), or the machine failed (what
/// was brought in stays; the same command goes on from there).
pub fn import(
    house: &Arc<House>,
    wish: &Wish<'_>,
    tell: &mut dyn FnMut(&Told<'_>),
) -> Result<Report, Fault> {
    let unread = |error: LedgerError| Fault::new(error.sentence(wish.language));
    let unset = |no: No| told_no(no, wish.language);
    let ledger = reader::open(wish.ledger, Some(&wish.mapping.columns)).map_err(unread)?;
    let state = house.state();
    let setting = matters::setting(&state, None, (house.now(), &BY)).map_err(unset)?;
    let layout = Arc::clone(ledger.layout());
    let around = (&*layout, wish.mapping);
    let matcher = Matcher::new((&state, setting), around, wish.language).map_err(unset)?;
    let matcher = matcher.map_err(unread)?;
    tell(&Told::Opened(ledger.total_rows_hint().unwrap_or(0), ledger.notes()));
    let (sender, answers) = sync_channel(IN_FLIGHT_MOST);
    let mut run = Run {
        house,
        wish,
        tell,
        rejects: Rejects::beside(wish.ledger, &layout),
        report: Report::default(),
        seen: HashMap::new(),
        alike: HashMap::new(),
        batch: vec![],
        waiting: HashMap::new(),
        sender,
        answers,
    };
    for row in ledger {
        run.take(&matcher, row.map_err(unread)?)?;
    }
    run.finish()
}

/// A row whose act is known and not yet asked for.
struct Found {
    act: ActId,
    row: Row,
    ready: Ready,
    /// Whether it is there, and says since how it ended.
    is_later: bool,
}

struct Run<'a> {
    house: &'a Arc<House>,
    wish: &'a Wish<'a>,
    tell: &'a mut dyn FnMut(&Told<'_>),
    rejects: Rejects,
    report: Report,
    /// The row in which an act was met first.
    seen: HashMap<ActId, u32>,
    /// How many rows of the same content came before.
    alike: HashMap<ActId, u32>,
    batch: Vec<Found>,
    /// Rows whose acts wait for their commit.
    waiting: HashMap<u32, Found>,
    sender: SyncSender<(u32, Answer<Done<Outcome>>)>,
    answers: Receiver<(u32, Answer<Done<Outcome>>)>,
}

impl Run<'_> {
    fn take(&mut self, matcher: &Matcher<'_>, row: Row) -> Result<(), Fault> {
        self.report.rows += 1;
        (self.tell)(&Told::Read(self.report.rows));
        let ready = match matcher.read(&row) {
            Ok(ready) => ready,
            Err(bad) => return self.refuse(&row, &bad),
        };
        let act = self.act_of(&ready);
        if let Some(first) = self.seen.get(&act) {
            let twice = unknown("ledger.number-twice", vec![first.to_string()]);
            let bad = row.refuse(Some(Column::Number), twice);
            return self.refuse(&row, &[bad]);
        }
        self.seen.insert(act, row.number);
        self.batch.push(Found { act, row, ready, is_later: false });
        if self.batch.len() < BATCH { Ok(()) } else { self.bring() }
    }

    /// The act that brings a row in follows from the row itself: from its number, or else from what
    /// it says and how many rows before it say the same. Answers and other columns that are filled
    /// in later change nothing of it.
    fn act_of(&mut self, ready: &Ready) -> ActId {
        if let Some(number) = &ready.number {
            return self.act_from(&["number", &super::names::plain(number)]);
        }
        let said = &ready.submission;
        let received = said.ledger.as_ref().map(|ledger| ledger.received.0);
        let contact = said.contact.clone().unwrap_or_default();
        let alike = self.act_from(&[
            "row",
            &said.title,
            &said.body,
            &said.area.to_string(),
            said.place.as_deref().unwrap_or_default(),
            &format!("{received:?} {:?}", said.claimed.map(|claimed| claimed.0)),
            &contact.name,
            &contact.phone,
        ]);
        let before = self.alike.entry(alike).or_default();
        *before += 1;
        alike.part(u64::from(*before))
    }

    fn act_from(&self, parts: &[&str]) -> ActId {
        // Each part with its length, so that no two rows become one by where their cells end.
        let mut bytes = vec![];
        for part in [self.wish.series].iter().chain(parts) {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        let mac = self.house.keys.mac("ledger", &self.house.code, &bytes);
        ActId(mac.0[..16].try_into().expect("16 of 32 bytes"))
    }

    /// Looks up which rows of the batch are there, and asks for the acts of the others.
    fn bring(&mut self) -> Result<(), Fault> {
        let batch = std::mem::take(&mut self.batch);
        let house = self.house;
        let known = house.read(|db| {
            let known = |found: &Found| match log::answered(db, found.act.hash())? {
                None => Ok(None),
                Some(answer) => {
                    let outcome: Outcome = serde_json::from_str(&answer)
                        .while_(|| "reading the answer of an act that is done".to_owned())?;
                    Ok(Some((outcome.matter, views::imported(db, outcome.matter)?)))
                }
            };
            batch.iter().map(known).collect::<Result<Vec<_>, Fault>>()
        })?;
        for (found, known) in batch.into_iter().zip(known) {
            let Some((matter, stored)) = known else {
                self.ask(found)?;
                continue;
            };
            let said = &found.ready.submission;
            let own = said.ledger.as_ref().map(|ledger| ledger.received);
            let has_ended = said.ledger.as_ref().is_some_and(|ledger| ledger.ended.is_some());
            match stored {
                // One number for two matters: the second must not be taken for the first.
                Some(there) if there.title != said.title.trim() || own != Some(there.received) => {
                    let taken = law::ruling::Refusal::conflict("ledger.number-taken")
                        .with("matter", matter.grouped())
                        .with("title", there.title);
                    let bad = found.row.refuse(Some(Column::Number), taken);
                    self.refuse(&found.row, &[bad])?;
                }
                Some(there) if there.is_open && has_ended => self.ask_later(found, matter)?,
                _ => self.report.there += 1,
            }
        }
        Ok(())
    }

    /// Brings over what the ledger says since of a matter that it brought here open; once, however
    /// often the ledger is read again.
    fn ask_later(&mut self, found: Found, matter: MatterId) -> Result<(), Fault> {
        let id = self.act_from(&["later", &found.act.to_string()]);
        if self.wish.dry_run {
            let is_told = self.house.read(|db| log::answered(db, id.hash()))?.is_some();
            let report = &mut self.report;
            *(if is_told { &mut report.there } else { &mut report.later }) += 1;
            return Ok(());
        }
        let Some(ledger) = found.ready.submission.ledger.clone() else { return Ok(()) };
        let row = found.row.number;
        self.wait_for(row, Found { is_later: true, ..found })?;
        let sender = self.sender.clone();
        let work =
            move |hearing: &mut Hearing<'_, '_, '_>| matters::end_later(hearing, matter, &ledger);
        self.house.act(id, Actor::House, work, move |answer| {
            let _sent = sender.try_send((row, answer));
        });
        self.settle_ready()
    }

    fn ask(&mut self, found: Found) -> Result<(), Fault> {
        if self.wish.dry_run {
            self.count(&found.ready);
            return Ok(());
        }
        let (row, act) = (found.row.number, found.act);
        let asked = Submission::clone(&found.ready.submission);
        self.wait_for(row, found)?;
        let matter = matters::matter_of(self.house, act);
        let sender = self.sender.clone();
        let asked = (matter, Act::Submit(Box::new(asked)));
        matters::ask(self.house, act, Actor::House, asked, move |answer| {
            // There is room for every act in flight; nobody hears it only after a fault.
            let _sent = sender.try_send((row, answer));
        });
        self.settle_ready()
    }

    /// Takes a row among those that wait, once there is room.
    fn wait_for(&mut self, row: u32, found: Found) -> Result<(), Fault> {
        while self.waiting.len() >= IN_FLIGHT_MOST {
            self.hear()?;
        }
        self.waiting.insert(row, found);
        Ok(())
    }

    fn settle_ready(&mut self) -> Result<(), Fault> {
        while let Ok(answer) = self.answers.try_recv() {
            self.settle(answer)?;
        }
        Ok(())
    }

    fn hear(&mut self) -> Result<(), Fault> {
        let answer = self.answers.recv().while_(|| "waiting for the writer".to_owned())?;
        self.settle(answer)
    }

    fn settle(&mut self, (row, answer): (u32, Answer<Done<Outcome>>)) -> Result<(), Fault> {
        let Some(found) = self.waiting.remove(&row) else { return Ok(()) };
        match answer {
            Ok(done) if done.existed => self.report.there += 1,
            Ok(_) if found.is_later => self.report.later += 1,
            Ok(_) => self.count(&found.ready),
            Err(No::Refusal(refusal)) => {
                let bad = found.row.refuse(None, refusal);
                return self.refuse(&found.row, &[bad]);
            }
            Err(No::Fault(fault)) => return Err(fault),
        }
        Ok(())
    }

    fn count(&mut self, ready: &Ready) {
        self.report.new += 1;
        let ledger = ready.submission.ledger.as_ref();
        self.report.ended += u64::from(ledger.is_some_and(|ledger| ledger.ended.is_some()));
        self.report.without_area += u64::from(!ready.has_area);
    }

    fn refuse(&mut self, row: &Row, bad: &[BadCell]) -> Result<(), Fault> {
        self.report.bad_rows += 1;
        self.report.bad_cells += bad.len() as u64;
        for bad in bad {
            (self.tell)(&Told::Bad(bad));
        }
        if self.wish.dry_run {
            return Ok(());
        }
        let reasons: Vec<String> = bad.iter().map(|bad| bad.sentence(self.wish.language)).collect();
        self.rejects
            .add(row, &reasons.join("\n"))
            .while_(|| "writing a row that cannot be imported".to_owned())
    }

    fn finish(mut self) -> Result<Report, Fault> {
        self.bring()?;
        while !self.waiting.is_empty() {
            self.hear()?;
        }
        let written = self.rejects.finish();
        let written = written.while_(|| "writing the rows that cannot be imported".to_owned())?;
        self.report.rejects = written.map(|(path, _)| path);
        Ok(self.report)
    }
}

fn told_no(no: No, language: Language) -> Fault {
    match no {
        No::Fault(fault) => fault,
        No::Refusal(no) => Fault::new(refusal(language, &no, |_, _| None)),
    }
}
