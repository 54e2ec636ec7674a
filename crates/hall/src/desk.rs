//! The desk: the only door to the log. It opens the case, has the rule ruled, appends and projects,
//! in one transaction, and answers after the commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use law::activity::{self, Activity, ActivityId};
use law::clock::Time;
use law::duty;
use law::matter;
use law::points::{self, PassbookId};
use law::record::{ActId, Actor, Head, Record};
use law::referral::{self, Referral, ReferralId};
use law::ruling::Enclosures;
use law::words::{Hash, MatterId, PersonId, PostId, TextRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::db::{Answer, Db, No, Tx};
use store::fault::Context;
use store::rows::Rows;
use store::{Fault, Val, vault};

use crate::house::{House, State};

/// A fact of some room: it has a wire name, and rows follow from it.
pub trait Recorded: Serialize {
    /// The wire name.
    fn kind(&self) -> &'static str;

    /// Stages the rows that follow. Never reads: the same code serves the rebuild.
    fn apply(&self, head: &Head, rows: &mut Rows);

    /// What it changes in the house itself, where it does.
    fn of_house(&self) -> Option<&law::register::Fact> {
        None
    }

    /// The person it names, where it does.
    fn named(&self) -> Option<(PersonId, TextRef)> {
        None
    }

    /// How the tallies are moved that count the rows of its matter; `None` where none do.
    fn tallied() -> Option<&'static Tallied> {
        None
    }

    /// Folds the fact into the case of its matter, where it belongs to one.
    fn fold(_record: &Record<Self>, _case: &mut Option<matter::Case>)
    where
        Self: Sized,
    {
    }
}

/// What tallies count: by the name of a tally and the key of its row, one number a column.
pub type Counts = BTreeMap<(&'static str, Vec<Val>), Vec<i64>>;

/// How tallies are moved: they say how many rows of views there are of a kind, so the desk counts
/// the rows of a matter before and after an act and adds the difference. `apply` cannot: a fact
/// does not repeat what its matter was before. A rebuild counts all rows anew.
pub struct Tallied {
    /// Adds what is counted of a matter, as its rows stand, so many times.
    pub count: fn(Db<'_>, MatterId, i64, &mut Counts) -> Result<(), Fault>,
    /// Adds differences to the rows of the tallies.
    pub write: fn(Db<'_>, &Counts) -> Result<(), Fault>,
}

/// Most cases that the desk remembers, of some 1.5 kB each.
const CASES_MOST: usize = 8192;

/// What an act is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// The answer.
    pub answer: T,
    /// Whether the act had been done before, so that this is a retry.
    pub existed: bool,
}

/// An act while it is heard: what a room may read and put on record.
pub struct Hearing<'h, 'w, 't> {
    /// The house.
    pub house: &'h House,
    /// What the house consists of, as the acts before this one left it.
    pub state: Arc<State>,
    /// The instant of the act.
    pub now: Time,
    /// Who acts.
    pub by: Actor,
    /// The hash of the act's identifier.
    pub act: Hash,
    tx: &'w mut Tx<'t>,
    cases: &'w mut HashMap<MatterId, matter::Case>,
    touched: BTreeSet<MatterId>,
    rows: Rows,
    tallied: Option<&'static Tallied>,
    counts: Counts,
    changed: bool,
}

impl<'t> Hearing<'_, '_, 't> {
    /// The database, as the acts before this one left it.
    pub fn db(&self) -> Db<'t> {
        self.tx.db
    }

    /// The transaction, for the passing tables of the store.
    pub fn tx(&mut self) -> &mut Tx<'t> {
        self.tx
    }

    /// The case of a matter, as the acts before this one left it.
    pub fn case(&mut self, matter: MatterId) -> Result<Option<matter::Case>, Fault> {
        if let Some(case) = self.cases.get(&matter) {
            return Ok(Some(case.clone()));
        }
        let case = case(self.db(), matter)?;
        if let Some(case) = &case {
            self.cases.insert(matter, case.clone());
        }
        Ok(case)
    }

    /// Puts a fact on record, with its rows. `matter` is 0 for the house as a whole.
    pub fn put<F: Recorded>(&mut self, matter: i64, fact: F) -> Result<Record<F>, Fault> {
        if let Some(fact) = fact.of_house() {
            self.must_look_forward(fact)?;
            let db = self.tx.db;
            let state = Arc::make_mut(&mut self.state);
            state.hear(fact, |hash| vault::definition(db, hash))?;
            self.changed = true;
        }
        if let Some((person, name)) = fact.named() {
            Arc::make_mut(&mut self.state).people.insert(person, name);
            self.changed = true;
        }
        let kind = fact.kind();
        let record = self.tx.append((matter, kind), (&self.by, self.act, self.now), fact)?;
        record.fact.apply(&record.head(), &mut self.rows);
        if matter != 0 {
            let id = MatterId::from_int(matter);
            if self.touched.insert(id)
                && let Some(tallied) = F::tallied()
            {
                // As the acts before this one left it: what this one stages is not written yet.
                (tallied.count)(self.tx.db, id, -1, &mut self.counts)?;
                self.tallied = Some(tallied);
            }
            let mut case = self.cases.remove(&id);
            F::fold(&record, &mut case);
            self.cases.extend(case.map(|case| (id, case)));
        }
        Ok(record)
    }

    /// Every entrance refuses what a figure counted on days that have passed; should one not, it
    /// ends here.
    fn must_look_forward(&self, fact: &law::register::Fact) -> Result<(), Fault> {
        let law::register::Fact::Defined { what, name, from, .. } = fact else { return Ok(()) };
        if *what == "figure" && *from < self.state.zone.day(self.now) {
            return Err(Fault::new(format!("figure.from-past: {name} from {from}")));
        }
        Ok(())
    }

    /// Writes the rows of the act, and moves the tallies by what it changed.
    fn write(&mut self) -> Result<(), Fault> {
        self.rows.flush(self.tx.db)?;
        let Some(tallied) = self.tallied else { return Ok(()) };
        for matter in &self.touched {
            (tallied.count)(self.tx.db, *matter, 1, &mut self.counts)?;
        }
        (tallied.write)(self.tx.db, &self.counts)
    }

    /// Gathers enclosures with the house's chance and puts them into the vault.
    pub fn enclosing<T>(
        &mut self,
        rule: impl FnOnce(&mut Self, &mut Enclosures<'_>) -> Result<T, No>,
    ) -> Result<T, No> {
        let house = self.house;
        let mut chance = |bytes: &mut [u8]| house.chance.fill(bytes);
        let mut enclosures = Enclosures::new(self.now, &mut chance);
        let result = rule(self, &mut enclosures)?;
        let list = enclosures.list;
        if list.iter().any(|enclosure| enclosure.kind == "name") {
            Arc::make_mut(&mut self.state).hear_names(&list);
            self.changed = true;
        }
        self.tx.enclose((&house.safe, &house.chance), &list)?;
        Ok(result)
    }
}

/// The case of a matter, folded from its records.
pub fn case(db: Db<'_>, matter: MatterId) -> Result<Option<matter::Case>, Fault> {
    Ok(matter::Case::fold(matter, &records(db, matter)?))
}

/// The records of a matter, decoded; none of the number 0, under which the log has what is of the
/// house as a whole, and none of the number of anything else.
pub fn records(db: Db<'_>, matter: MatterId) -> Result<Vec<Record<matter::Fact>>, Fault> {
    let stored = stored_of(db, matter.int())?;
    match stored.first() {
        Some(first) if OTHERS.iter().any(|kind| first.kind.starts_with(kind)) => Ok(vec![]),
        _ => stored.iter().map(read).collect(),
    }
}

/// An activity, folded from its records; nothing of the number of a matter.
pub fn activity(db: Db<'_>, activity: ActivityId) -> Result<Option<Activity>, Fault> {
    Ok(Activity::fold(activity, &of_activity(db, activity.int())?))
}

/// The records of an activity or of a theme; none of the number of a matter.
pub fn of_activity(db: Db<'_>, number: i64) -> Result<Vec<Record<activity::Fact>>, Fault> {
    of_kind(db, number, ACTIVITY)
}

/// What is on record of the duty file of a deputy's post.
pub fn of_file(db: Db<'_>, file: PostId) -> Result<Vec<Record<duty::Fact>>, Fault> {
    of_kind(db, file.int(), FILE)
}

/// What is on record of a passbook of points.
pub fn of_passbook(db: Db<'_>, id: PassbookId) -> Result<Vec<Record<points::Fact>>, Fault> {
    of_kind(db, id.int(), PASSBOOK)
}

/// A matter on its way between this house and another, folded from its records.
pub fn referral(db: Db<'_>, id: ReferralId) -> Result<Option<Referral>, Fault> {
    Ok(Referral::fold(id, &of_referral(db, id)?))
}

/// What is on record of such a matter.
pub fn of_referral(db: Db<'_>, id: ReferralId) -> Result<Vec<Record<referral::Fact>>, Fault> {
    of_kind(db, id.int(), REFERRAL)
}

/// How the kinds of facts about activities begin, those about duty files, those about passbooks,
/// and those about what goes between houses: what has a number of its own beside matters.
const ACTIVITY: &str = "activity.";
const FILE: &str = "file.";
const PASSBOOK: &str = "points.";
const REFERRAL: &str = "referral.";
const OTHERS: [&str; 4] = [ACTIVITY, FILE, PASSBOOK, REFERRAL];

fn of_kind<F: DeserializeOwned>(
    db: Db<'_>,
    number: i64,
    kind: &str,
) -> Result<Vec<Record<F>>, Fault> {
    let stored = stored_of(db, number)?;
    match stored.first() {
        Some(first) if first.kind.starts_with(kind) => stored.iter().map(read).collect(),
        _ => Ok(vec![]),
    }
}

fn stored_of(db: Db<'_>, number: i64) -> Result<Vec<store::log::Stored>, Fault> {
    if number == 0 { Ok(vec![]) } else { store::log::of_matter(db, number) }
}

fn read<F: DeserializeOwned>(stored: &store::log::Stored) -> Result<Record<F>, Fault> {
    Record::read(&stored.bytes).while_(|| format!("reading record {}", stored.seq))
}

impl House {
    /// Has an act heard and calls `reply` after its commit. A retry (the same identifier) is
    /// answered as the first time and does nothing.
    ///
    /// `work` may run twice: if the end of its group of acts fails, they run again one by one.
    pub fn act<T>(
        self: &Arc<Self>,
        act: ActId,
        by: Actor,
        mut work: impl FnMut(&mut Hearing<'_, '_, '_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<Done<T>>) + Send + 'static,
    ) where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let (house, publisher) = (self.clone(), self.clone());
        let act = act.hash();
        let heard = move |tx: &mut Tx<'_>| house.hear((act, &by), tx, &mut work);
        self.engine.write(
            &self.code,
            heard,
            move |answer: Answer<(Done<T>, Option<Arc<State>>)>| {
                reply(answer.map(|(done, state)| {
                    if let Some(state) = state {
                        publisher.publish(state);
                    }
                    done
                }));
            },
        );
    }

    /// Has an act heard and waits; for threads that may.
    pub fn act_and_wait<T>(
        self: &Arc<Self>,
        act: ActId,
        by: Actor,
        work: impl FnMut(&mut Hearing<'_, '_, '_>) -> Answer<T> + Send + 'static,
    ) -> Answer<Done<T>>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.act(act, by, work, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer);
        });
        receiver.recv().unwrap_or_else(|_| Err(Fault::new("the writer has stopped").into()))
    }

    fn hear<T: Serialize + DeserializeOwned>(
        &self,
        (act, by): (Hash, &Actor),
        tx: &mut Tx<'_>,
        work: &mut impl FnMut(&mut Hearing<'_, '_, '_>) -> Answer<T>,
    ) -> Answer<(Done<T>, Option<Arc<State>>)> {
        if let Some(answer) = tx.answered(act)? {
            let answer = serde_json::from_str(&answer)
                .while_(|| "reading the answer of an act that is done".to_owned())?;
            return Ok((Done { answer, existed: true }, None));
        }
        let mut draft = self.draft.lock().map_err(|_| Fault::new("the desk is broken"))?;
        let draft = &mut *draft;
        if tx.begins() {
            self.begin(draft, (tx.db, tx.head()?))?;
            if draft.cases.len() > CASES_MOST {
                draft.cases.clear();
            }
        }
        let last = tx.head()?.at;
        let mut hearing = Hearing {
            house: self,
            state: draft.state.clone(),
            // A clock that was put back buys nobody a day: no act is before the one before it.
            now: self.clock.now().max(last),
            by: by.clone(),
            act,
            tx,
            cases: &mut draft.cases,
            touched: BTreeSet::new(),
            rows: Rows::default(),
            tallied: None,
            counts: Counts::new(),
            changed: false,
        };
        let before = hearing.tx.head()?.seq;
        let result = work(&mut hearing).and_then(|answer| {
            // Written before the act ends: the next act of the group reads them.
            hearing.write()?;
            // An act that put nothing on record is not kept: sent again, it finds nothing to do.
            if hearing.tx.head()?.seq > before {
                let text =
                    serde_json::to_string(&answer).while_(|| "writing an answer".to_owned())?;
                hearing.tx.answer(act, &text)?;
            }
            Ok(answer)
        });
        let Hearing { state, changed, touched, tx, cases, .. } = hearing;
        match result {
            Ok(answer) => {
                let head = tx.head()?;
                draft.head = Some(head);
                draft.state = state;
                let publish = changed.then(|| {
                    Arc::make_mut(&mut draft.state).heard = head.seq;
                    draft.state.clone()
                });
                Ok((Done { answer, existed: false }, publish))
            }
            Err(no) => {
                // What this act folded in is rolled back with it.
                for matter in touched {
                    cases.remove(&matter);
                }
                Err(no)
            }
        }
    }
}
