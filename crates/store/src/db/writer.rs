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
}

impl Tx<'_> {
    /// Whether this is the first act of its group, so that nothing uncommitted lies before it.
    pub fn is_first(&self) -> bool {
        self.group.acts == 1
    }
}

/// What a group of acts shares until its commit.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) acts: usize,
    /// The houses whose log it holds.
    held: Vec<String>,
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

/// Something that waits to be written.
trait Job: Send {
    fn house(&self) -> &str;
    /// Runs inside the group's transaction; `false` for an act that was not done. May run again.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
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
}

/// Why nothing could be written when it was tried last.
type Halted = Arc<Mutex<Option<Halt>>>;

impl Writer {
    pub(super) fn start(link: Link) -> Result<Self, Fault> {
        let (queue, waiting) = sync_channel(WAITING_MOST);
        let halted = Halted::default();
        let told = halted.clone();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write(&link, &waiting, &told))
            .while_(|| "starting the writer".to_owned())?;
        Ok(Self { queue: Some(queue), thread: Some(thread), halted })
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
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        let act: Box<dyn Job> =
            Box::new(Act { house: house.to_owned(), work, result: None, reply });
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
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.write(house, work, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer);
        });
        receiver.recv().unwrap_or_else(|_| Err(No::Fault(Fault::new("the writer has stopped"))))
    }
}

fn write(link: &Link, waiting: &Receiver<Box<dyn Job>>, halted: &Halted) {
    while let Ok(first) = waiting.recv() {
        let mut jobs = vec![first];
        while jobs.len() < GROUP_MOST
            && let Ok(job) = waiting.try_recv()
        {
            jobs.push(job);
        }
        match run_group(link, &mut jobs) {
            Ok(()) => end(jobs, halted, &End::Committed),
            Err(fault) => match halt(&fault, &jobs) {
                // Nobody's act is to blame, and none would fare better alone.
                Some(halt @ (Halt::Full | Halt::Failed)) => {
                    end(jobs, halted, &End::Halted(halt, fault.chain()));
                }
                // A server that went away may have kept the group: then its acts find themselves
                // done.
                Some(Halt::Away) | None => {
                    tracing::warn!(fault = fault.chain(), acts = jobs.len(), "a group failed");
                    run_alone(link, jobs, halted);
                }
            },
        }
    }
}

/// Whether a group failed because nothing can be written for now: by what the engine said of it, or
/// to the act that it was said to.
fn halt(fault: &Fault, jobs: &[Box<dyn Job>]) -> Option<Halt> {
    Halt::of(fault).or_else(|| jobs.iter().find_map(|job| job.halt()))
}

fn run_alone(link: &Link, jobs: Vec<Box<dyn Job>>, halted: &Halted) {
    let mut jobs = jobs.into_iter();
    while let Some(job) = jobs.next() {
        let mut alone = vec![job];
        match run_group(link, &mut alone) {
            Ok(()) => end(alone, halted, &End::Committed),
            Err(fault) => {
                let reason = fault.chain();
                if let Some(halt) = halt(&fault, &alone) {
                    // The others need not find out one by one, each after it waited for an answer.
                    alone.extend(jobs);
                    return end(alone, halted, &End::Halted(halt, reason));
                }
                tracing::error!(fault = reason, "an act could not be written");
                end(alone, halted, &End::Failed(reason));
            }
        }
    }
}

/// Tells jobs how their group ended. What comes next is always tried, so writing goes on by itself.
fn end(jobs: Vec<Box<dyn Job>>, halted: &Halted, end: &End) {
    let now = match end {
        End::Committed => None,
        End::Halted(halt, reason) => Some((*halt, reason)),
        End::Failed(_) => return settle(jobs, end),
    };
    if let Ok(mut halted) = halted.lock() {
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

fn settle(jobs: Vec<Box<dyn Job>>, end: &End) {
    for job in jobs {
        job.settle(end.clone());
    }
}

/// Runs jobs in one transaction. On error nothing of it stays, unless what the engine said of the
/// commit was lost: then its acts, which are run again, find themselves done.
fn run_group(link: &Link, jobs: &mut [Box<dyn Job>]) -> Result<(), Fault> {
    link.begin_write()?;
    let mut group = Group::default();
    let result = run_in(link, &mut group, jobs).and_then(|()| link.commit());
    if result.is_err() {
        link.roll_back()?;
    }
    result
}

fn run_in(link: &Link, group: &mut Group, jobs: &mut [Box<dyn Job>]) -> Result<(), Fault> {
    for job in jobs.iter_mut() {
        let house = job.house().to_owned();
        if !group.held.contains(&house) {
            link.hold(&house)?;
            group.held.push(house.clone());
        }
        let db = Db::new(link, &house);
        group.acts += 1;
        let (before, search) = (link.changes(), group.search.len());
        let done = job.run(&mut Tx { db, group: &mut *group });
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
