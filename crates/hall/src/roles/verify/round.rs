//! One round over a house: the log in stretches, then its matters in spans, then the whole. Each
//! step is small, sees a snapshot of its own, and leaves a state by which another process goes on.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

use law::clock::Time;
use law::words::Hash;
use serde::{Deserialize, Serialize};
use store::db::Db;
use store::verify::Finding;
use store::{Fault, log};

use super::chain::{Chain, Log};
use super::portion::{self, Heard, Seen, Totals};
use super::whole;
use crate::house::House;

/// How far a round has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// The house.
    house: String,
    /// When it began.
    pub begun: Time,
    /// The last record that it goes over in steps, and its link.
    horizon: (u64, Hash),
    chain: Chain,
    /// The matter at which the next span begins; none when all were seen.
    next: Option<i64>,
    /// Records of the matters that were seen.
    seen: u64,
    totals: Totals,
    /// Whether every row of the views that was seen is what the facts make it.
    fits: bool,
    /// What does not fit.
    pub findings: Vec<Finding>,
    is_over: bool,
}

/// How much is done in a step.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    /// Records of a stretch of the log.
    pub records: u64,
    /// Records of a span of matters, and as many more as its last matter has.
    pub of_matters: u32,
}

/// Steps where nobody waits for anything else.
pub const LARGE: Steps = Steps { records: 20_000, of_matters: 4_000 };

/// Kibibytes of pages that a thread remembers: acts are looked up in no order.
const REMEMBERED: u32 = 65_536;

impl Round {
    /// A round that begins.
    pub fn begin(house: &House, db: Db<'_>) -> Result<Self, Fault> {
        let last = log::last(db.as_it_stands())?;
        Ok(Self {
            house: house.code.clone(),
            begun: house.now(),
            horizon: last.map_or_else(Default::default, |last| (last.seq, last.hash)),
            chain: Chain::default(),
            next: Some(i64::MIN),
            seen: 0,
            totals: Totals::default(),
            fits: true,
            findings: vec![],
            is_over: false,
        })
    }

    /// Whether what was seen is still what is there: another round begins where it is not.
    pub fn is_of(&self, house: &House, db: Db<'_>) -> Result<bool, Fault> {
        let (seq, hash) = self.horizon;
        let mut link = None;
        log::each_between(db.as_it_stands(), (seq.saturating_sub(1), seq), |stored| {
            link = Some(stored.hash);
            Ok(())
        })?;
        Ok(self.house == house.code && (seq == 0 || link == Some(hash)))
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// How many records it was begun with.
    pub fn records(&self) -> u64 {
        self.horizon.0
    }

    /// How many steps of a record it has done, of twice as many as there are records.
    pub fn done(&self) -> u64 {
        self.chain.until + self.seen.min(self.horizon.0)
    }

    /// Does the next step.
    pub fn step(&mut self, house: &House, db: Db<'_>, steps: Steps) -> Result<(), Fault> {
        let db = db.as_it_stands();
        if self.chain.until < self.horizon.0 {
            let until = self.horizon.0.min(self.chain.until + steps.records);
            let mut log = Log::open(house, db)?;
            return self.chain.go_on(&mut log, until, &mut self.findings);
        }
        if let Some(from) = self.next {
            let (span, next) = span(db, from, steps)?;
            let seen = portion::check(house, db, span, self.horizon.0)?;
            self.take(seen, next);
            return Ok(());
        }
        if !self.is_over {
            self.end(house, db)?;
        }
        Ok(())
    }

    fn take(&mut self, seen: Seen, next: Option<i64>) {
        self.seen += seen.records;
        self.totals.join(&seen.totals);
        self.fits &= seen.fits;
        self.findings.extend(seen.findings);
        self.next = next;
    }

    /// What was put on record since is counted as well, so that all is of one snapshot.
    fn end(&mut self, house: &House, db: Db<'_>) -> Result<(), Fault> {
        let last = log::last(db)?.map_or(0, |last| last.seq);
        let mut log = Log::open(house, db)?;
        self.chain.go_on(&mut log, last, &mut self.findings)?;
        self.chain.end_act(db, &mut self.findings)?;
        log::each_between(db, (self.horizon.0, last), |stored| {
            match Heard::read(&stored) {
                Ok(heard) => self.totals.count(house, db, &heard),
                // Named in the next round, when its matter is seen.
                Err(_) => Ok(()),
            }
        })?;
        let seen = (&mut self.chain, &self.totals);
        whole::check((house, db), seen, self.fits, &mut self.findings)?;
        let mut seen = std::collections::HashSet::new();
        self.findings.retain(|one| {
            seen.insert((one.table.clone(), one.row.clone(), one.field.clone(), one.record))
        });
        self.is_over = true;
        Ok(())
    }

    /// Does all steps that are left on two threads, each step from a snapshot of its own; `keep` is
    /// told of each state that another process could go on from.
    pub fn run(&mut self, house: &House, mut keep: impl FnMut(&Self)) -> Result<(), Fault> {
        if self.is_over {
            return Ok(());
        }
        let from = self.next;
        let spans = Mutex::new((0, from));
        let (sender, told) = channel();
        std::thread::scope(|scope| {
            let (spans, horizon) = (&spans, self.horizon.0);
            let (chain, own) = (self.chain.clone(), sender.clone());
            scope.spawn(move || {
                let told = own.clone();
                send_fault(&told, || follow(house, chain, horizon, &own));
                send_fault(&told, || walk(house, spans, horizon, &own));
            });
            scope.spawn(move || {
                send_fault(&sender.clone(), || walk(house, spans, horizon, &sender));
            });
            // Spans come back in any order; a state holds those before which nothing is missing.
            let (mut waiting, mut wanted) = (BTreeMap::new(), 0);
            for told in told {
                match told {
                    Told::Fault(fault) => return Err(fault),
                    Told::Chain(chain, findings) => {
                        self.chain = *chain;
                        self.findings.extend(findings);
                    }
                    Told::Span(number, seen, next) => {
                        waiting.insert(number, (seen, next));
                        while let Some((seen, next)) = waiting.remove(&wanted) {
                            self.take(seen, next);
                            wanted += 1;
                        }
                    }
                }
                keep(self);
            }
            Ok(())
        })?;
        house.read(|db| self.end(house, db.as_it_stands()))?;
        keep(self);
        Ok(())
    }
}

/// What a thread tells.
enum Told {
    Fault(Fault),
    Chain(Box<Chain>, Vec<Finding>),
    /// A span by its number: what was seen, and where the next one begins.
    Span(u64, Seen, Option<i64>),
}

/// The span that begins with a matter, and where the one after it begins.
fn span(db: Db<'_>, from: i64, steps: Steps) -> Result<((i64, i64), Option<i64>), Fault> {
    let last = log::span(db, from, steps.of_matters)?;
    Ok(match last {
        Some(last) if last < i64::MAX => ((from, last), Some(last + 1)),
        _ => ((from, i64::MAX), None),
    })
}

fn send_fault(told: &Sender<Told>, work: impl FnOnce() -> Result<(), Fault>) {
    if let Err(fault) = work() {
        // Nobody listens any more where another fault came first.
        let _first = told.send(Told::Fault(fault));
    }
}

fn follow(house: &House, mut chain: Chain, horizon: u64, told: &Sender<Told>) -> Result<(), Fault> {
    while chain.until < horizon {
        let until = horizon.min(chain.until + LARGE.records);
        let mut findings = vec![];
        house.read(|db| {
            let db = db.as_it_stands();
            db.remember(REMEMBERED)?;
            let mut log = Log::open(house, db)?;
            chain.go_on(&mut log, until, &mut findings)
        })?;
        if told.send(Told::Chain(Box::new(chain.clone()), findings)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn walk(
    house: &House,
    spans: &Mutex<(u64, Option<i64>)>,
    horizon: u64,
    told: &Sender<Told>,
) -> Result<(), Fault> {
    loop {
        let took = house.read(|db| {
            let db = db.as_it_stands();
            db.remember(REMEMBERED)?;
            let mut spans = spans.lock().map_err(|_| Fault::new("another thread panicked"))?;
            let Some(from) = spans.1 else { return Ok(None) };
            let (span, next) = span(db, from, LARGE)?;
            let number = spans.0;
            *spans = (number + 1, next);
            drop(spans);
            let seen = portion::check(house, db, span, horizon)?;
            Ok(Some(Told::Span(number, seen, next)))
        })?;
        let Some(seen) = took else { return Ok(()) };
        if told.send(seen).is_err() {
            return Ok(());
        }
    }
}
