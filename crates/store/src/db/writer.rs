//! The one writer: takes the acts that wait, runs them one after another, commits once for all.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use law::ruling::Refusal;

use law::clock::Time;
use law::words::Hash;

use super::Db;
use super::lease::Tenures;
use super::link::Link;
use crate::fault::{Context, Fault, Halt};

/// The end of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogHead {
    /// The number of the last record; 0 before the first.
    pub seq: u64,
    /// Its link in the chain; zero before the first.
    pub hash: Hash,
    /// When it was logged.
    pub at: Time,
}

/// Most acts in one transaction: enough that a flood writes each page of the indexes seldom. With
/// 256 an import of 100,000 rows cost 44 s of processor time, with 1024 it costs 31 s.
const GROUP_MOST: usize = 1024;
/// Most acts that wait; more are refused at once and may be sent again.
const WAITING_MOST: usize = 8192;

/// Why an act was not done.
#[derive(Debug)]
pub enum No {
    /// A rule says no.
    Refusal(Refusal),
    /// The machine failed.
    Fault(Fault),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What an act is answered with, after its commit.
pub type Answer<T> = Result<T, No>;

/// An act's view of the transaction it runs in.
pub struct Tx<'a> {
    /// The connection; sees what the acts before it in the group have written.
    pub db: Db<'a>,
    pub(crate) group: &'a mut Group,
    /// Whether it may add to the log.
    pub(crate) may_append: bool,
}

impl Tx<'_> {
    /// Whether this is asked for the first time in its group of its house: then nothing that the
    /// asker wrote and that is not committed lies before.
    pub fn begins(&mut self) -> bool {
        let house = self.db.house();
        let is_known = self.group.begun.iter().any(|begun| begun == house);
        if !is_known {
            self.group.begun.push(house.to_owned());
        }
        !is_known
    }
}

/// What a group of acts shares until its commit.
#[derive(Default)]
pub(crate) struct Group {
    begun: Vec<String>,
    /// The houses whose log it holds, and those whose it holds by a lease.
    held: Vec<String>,
    leased: Vec<String>,
    /// The tokens by which houses are written once it is committed; 0 where they are not any more.
    tokens: Vec<(String, u64)>,
    pub(crate) heads: HashMap<String, LogHead>,
    pub(crate) search: Vec<(String, Entry)>,
    /// What enters them when the group ends: the search knows this module, not the other way.
    pub(crate) enter: Option<Enter>,
}

/// The words of a matter, to be entered into the search when its group of acts ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it was entered; never before the one that was entered before it.
    pub at: i64,
    /// The matter.
    pub matter: i64,
    /// Keyed hashes, in order, each once.
    pub words: Vec<i64>,
}

/// Enters what a group gathered for one house.
pub(crate) type Enter = fn(Db<'_>, &[(String, Entry)]) -> Result<(), Fault>;

/// What a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Errand {
    /// Adds to the log, or to what follows from it: by the lease of the house, where it has one.
    Act,
    /// Writes what passes, which any process may.
    Passing,
    /// Renews the lease of the house, or takes it where it has lapsed.
    Renew,
    /// Gives the lease of the house back.
    GiveBack,
}

/// Something that waits to be written.
trait Job: Send {
    fn house(&self) -> &str;
    fn errand(&self) -> Errand;
    /// Runs inside the group's transaction; `false` for an act that was not done. May run again.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Is not run, because another process writes for its house.
    fn turn_away(&mut self);
    /// Why it was not done, where the reason passes.
    fn halt(&self) -> Option<Halt>;
    /// Told once, after the commit, or with the reason why there was none.
    fn settle(self: Box<Self>, end: End);
}

/// How a group of acts ended.
#[derive(Clone)]
enum End {
    Committed,
    /// It was given up, with what is said of it.
    Failed(String),
    /// Nothing can be written for now, with what is said of it.
    Halted(Halt, String),
}

struct Act<T, F, R> {
    house: String,
    errand: Errand,
    work: F,
    result: Option<Answer<T>>,
    reply: R,
}

impl<T, F, R> Job for Act<T, F, R>
where
    T: Send,
    F: FnMut(&mut Tx<'_>) -> Answer<T> + Send,
    R: FnOnce(Answer<T>) + Send,
{
    fn house(&self) -> &str {
        &self.house
    }

    fn errand(&self) -> Errand {
        self.errand
    }

    fn turn_away(&mut self) {
        let what = "another process writes for the house, or will in a moment";
        self.result = Some(Err(No::Fault(Fault::new(what).because(Halt::Elsewhere))));
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let work = &mut self.work;
        let result = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|_| Err(No::Fault(Fault::new("an act panicked"))));
        let done = result.is_ok();
        self.result = Some(result);
        done
    }

    fn halt(&self) -> Option<Halt> {
        match &self.result {
            Some(Err(No::Fault(fault))) => Halt::of(fault),
            _ => None,
        }
    }

    fn settle(self: Box<Self>, end: End) {
        let result = match (self.result, end) {
            // What a rule says holds whatever the disk does.
            (Some(Err(No::Refusal(refusal))), _) => Err(No::Refusal(refusal)),
            (_, End::Halted(halt, reason)) => {
                let what = format!("nothing is written for now: {reason}");
                Err(No::Fault(Fault::new(what).because(halt)))
            }
            (Some(Err(no)), _) => Err(no),
            (Some(result), End::Committed) => result,
            (_, End::Failed(reason)) => Err(No::Fault(Fault::new(reason))),
            (None, End::Committed) => Err(No::Fault(Fault::new("an act was never run"))),
        };
        (self.reply)(result);
    }
}

pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    halted: Halted,
    tenures: Arc<Tenures>,
}

/// Why nothing could be written when it was tried last.
type Halted = Arc<Mutex<Option<Halt>>>;

impl Writer {
    pub(super) fn start(link: Link) -> Result<Self, Fault> {
        let (queue, waiting) = sync_channel(WAITING_MOST);
        let halted = Halted::default();
        let tenures = Arc::new(Tenures::default());
        let desk = Desk { link, halted: halted.clone(), tenures: tenures.clone() };
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || desk.write(&waiting))
            .while_(|| "starting the writer".to_owned())?;
        Ok(Self { queue: Some(queue), thread: Some(thread), halted, tenures })
    }

    /// What is known of the leases of houses.
    pub(super) fn tenures(&self) -> &Tenures {
        &self.tenures
    }

    /// Notes that nothing can be written, without having tried.
    pub(super) fn note_halted(&self, halt: Halt) {
        if let Ok(mut halted) = self.halted.lock() {
            *halted = Some(halt);
        }
    }

    /// Why nothing could be written when it was tried last.
    pub(super) fn halted(&self) -> Option<Halt> {
        self.halted.lock().map_or(None, |halted| *halted)
    }
}

impl Drop for Writer {
    /// Lets what waits be written, then closes the file.
    fn drop(&mut self) {
        self.queue.take();
        // The last act may hold the last handle of its house: then the writer ends itself.
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writer panicked");
        }
    }
}

impl Writer {
    /// Has an act written for a house and calls `reply` after its commit. The work may run twice:
    /// if the end of its group fails, its acts run again one by one.
    pub fn write<T: Send + 'static>(
        &self,
        (house, errand): (&str, Errand),
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        let act: Box<dyn Job> =
            Box::new(Act { house: house.to_owned(), errand, work, result: None, reply });
        let Some(queue) = &self.queue else { return };
        match queue.try_send(act) {
            Ok(()) => {}
            Err(TrySendError::Full(act)) => {
                let reason = "too many acts wait to be written: send it again";
                act.settle(End::Failed(reason.to_owned()));
            }
            Err(TrySendError::Disconnected(act)) => {
                act.settle(End::Failed("the writer has stopped".to_owned()));
            }
        }
    }

    /// Has an act written and waits for its commit; for threads that may wait.
    pub fn write_and_wait<T: Send + 'static>(
        &self,
        of: (&str, Errand),
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.write(of, work, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer);
        });
        receiver.recv().unwrap_or_else(|_| Err(No::Fault(Fault::new("the writer has stopped"))))
    }
}

/// Where the writer works: its connection, and what it tells of it.
struct Desk {
    link: Link,
    halted: Halted,
    tenures: Arc<Tenures>,
}

impl Desk {
    fn write(&self, waiting: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = waiting.recv() {
            let mut jobs = vec![first];
            while jobs.len() < GROUP_MOST
                && let Ok(job) = waiting.try_recv()
            {
                jobs.push(job);
            }
            match self.run_group(&mut jobs) {
                Ok(()) => self.end(jobs, &End::Committed),
                Err(fault) => match halt(&fault, &jobs) {
                    // Nobody's act is to blame, and none would fare better alone.
                    Some(halt @ (Halt::Full | Halt::Failed | Halt::Held | Halt::Moved)) => {
                        self.end(jobs, &End::Halted(halt, fault.chain()));
                    }
                    // What passes is written all the same, and each act is turned away.
                    Some(Halt::Elsewhere) => {
                        self.step_down(&jobs);
                        self.run_alone(jobs);
                    }
                    // A server that went away may have kept the group: then its acts find
                    // themselves done.
                    Some(Halt::Away) | None => {
                        tracing::warn!(fault = fault.chain(), acts = jobs.len(), "a group failed");
                        self.run_alone(jobs);
                    }
                },
            }
        }
    }

    fn run_alone(&self, jobs: Vec<Box<dyn Job>>) {
        let mut jobs = jobs.into_iter();
        while let Some(job) = jobs.next() {
            let mut alone = vec![job];
            match self.run_group(&mut alone) {
                Ok(()) => self.end(alone, &End::Committed),
                Err(fault) => {
                    let reason = fault.chain();
                    match halt(&fault, &alone) {
                        Some(halt @ Halt::Elsewhere) => {
                            self.step_down(&alone);
                            settle(alone, &End::Halted(halt, reason));
                        }
                        Some(halt) => {
                            // The others need not find out one by one, each after it waited for an
                            // answer.
                            alone.extend(jobs);
                            return self.end(alone, &End::Halted(halt, reason));
                        }
                        None => {
                            tracing::error!(fault = reason, "an act could not be written");
                            self.end(alone, &End::Failed(reason));
                        }
                    }
                }
            }
        }
    }

    /// Writes no more for the houses of some jobs, until their lease is taken again.
    fn step_down(&self, jobs: &[Box<dyn Job>]) {
        for job in jobs {
            if self.tenures.of(job.house()).is_some_and(|(_, token)| token != 0) {
                tracing::warn!(house = job.house(), "another process took the lease");
                self.tenures.note(job.house(), 0);
            }
        }
    }

    /// Tells jobs how their group ended. What comes next is always tried, so writing goes on by
    /// itself.
    fn end(&self, jobs: Vec<Box<dyn Job>>, end: &End) {
        let now = match end {
            End::Committed => None,
            // It passes by itself, and whoever only reads need not go elsewhere.
            End::Halted(Halt::Held, _) => return settle(jobs, end),
            End::Halted(halt, reason) => Some((*halt, reason)),
            End::Failed(_) => return settle(jobs, end),
        };
        if let Ok(mut halted) = self.halted.lock() {
            match (*halted, now) {
                (before, Some((halt, fault))) if before != Some(halt) => {
                    tracing::error!(reason = halt.name(), fault, "nothing is written for now");
                }
                (Some(_), None) => tracing::info!("writing goes on"),
                _ => {}
            }
            *halted = now.map(|(halt, _)| halt);
        }
        settle(jobs, end);
    }

    /// Runs jobs in one transaction. On error nothing of it stays, unless what the engine said of
    /// the commit was lost: then its acts, which are run again, find themselves done.
    fn run_group(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        // Else a process that is stopped in the midst of a group would keep everybody out.
        self.link.bound_silence(self.tenures.shortest_ms());
        self.link.begin_write()?;
        let mut group = Group::default();
        let result = self.run_in(&mut group, jobs).and_then(|()| self.link.commit());
        if result.is_err() {
            self.link.roll_back()?;
            return result;
        }
        for (house, token) in group.tokens {
            self.tenures.note(&house, token);
        }
        Ok(())
    }

    fn run_in(&self, group: &mut Group, jobs: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        let link = &self.link;
        for job in jobs.iter_mut() {
            let (house, errand) = (job.house().to_owned(), job.errand());
            if !self.enter(group, (&house, errand))? {
                job.turn_away();
                continue;
            }
            let db = Db::new(link, &house);
            let (before, search) = (link.changes(), group.search.len());
            let may_append = errand == Errand::Act;
            let done = job.run(&mut Tx { db, group: &mut *group, may_append });
            if link.gave_up() {
                // The engine itself rolled everything back: disk full, I/O error.
                return Err(Fault::new("the database gave up the transaction"));
            }
            // Rules say no before anything is written, so most refusals leave nothing behind. One
            // that did write takes the group with it, and its acts run again one by one: dearer
            // then, but no savepoint, which costs every act a journal of its pages.
            let left_nothing = link.changes() == before && group.search.len() == search;
            if !done && !left_nothing {
                return Err(Fault::new("an act was given up after it had written"));
            }
        }
        if let Some(enter) = group.enter {
            // By house, and those of a house in the order in which they came.
            group.search.sort_by(|a, b| a.0.cmp(&b.0));
            for of_house in group.search.chunk_by(|a, b| a.0 == b.0) {
                enter(Db::new(link, &of_house[0].0), of_house)?;
            }
        }
        Ok(())
    }

    /// Locks the log of a house, once a group, as its job needs it; whether the job may run.
    fn enter(&self, group: &mut Group, (house, errand): (&str, Errand)) -> Result<bool, Fault> {
        let leased = (errand != Errand::Passing).then(|| self.tenures.of(house)).flatten();
        let Some((terms, token)) = leased else {
            if !group.held.iter().chain(&group.leased).any(|held| held == house) {
                self.link.lock(house)?;
                group.held.push(house.to_owned());
            }
            return Ok(true);
        };
        match (token, errand) {
            (0, Errand::Renew) => {
                let taken = self.link.take(house, &terms)?;
                group.tokens.extend(taken.map(|token| (house.to_owned(), token)));
            }
            (0, Errand::GiveBack) => {}
            (0, _) => return Ok(false),
            (token, Errand::GiveBack) => {
                self.link.give_back(house, &terms, token)?;
                group.tokens.push((house.to_owned(), 0));
            }
            (token, _) if !group.leased.iter().any(|held| held == house) => {
                self.link.hold(house, &terms, token)?;
                group.leased.push(house.to_owned());
            }
            _ => {}
        }
        Ok(true)
    }
}

/// Whether a group failed because nothing can be written for now: by what the engine said of it, or
/// to the act that it was said to.
fn halt(fault: &Fault, jobs: &[Box<dyn Job>]) -> Option<Halt> {
    Halt::of(fault).or_else(|| jobs.iter().find_map(|job| job.halt()))
}

fn settle(jobs: Vec<Box<dyn Job>>, end: &End) {
    for job in jobs {
        job.settle(end.clone());
    }
}
