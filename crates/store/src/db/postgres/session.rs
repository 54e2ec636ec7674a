//! One connection and its transaction: what is asked, what waits to be sent, what is being read.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use futures_core::Stream;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, RowStream, Statement};

use super::place::Place;
use super::socket::Wire;
use super::text::numbered;
use super::values::{fits, type_of};
use crate::Val;
use crate::db::{Asked, Row};
use crate::fault::{Context, Fault, Halt};

/// Most writes that wait to be sent together.
const WAITING_MOST: usize = 256;
/// Most statements that stay prepared on one connection. A house has some six hundred texts.
const STATEMENTS_MOST: usize = 2048;

/// Begins what is read: one snapshot for all of it.
const READ: &str = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Begins what is written: each statement sees what was committed when it began, so the end of a
/// log is read after its lock was taken.
const WRITE: &str = "BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::db) enum For {
    Reading,
    Writing,
}

/// A connection that is made when it is needed, and again where it broke.
pub(in crate::db) struct Session {
    place: Place,
    pub(super) purpose: For,
    live: RefCell<Option<Live>>,
    /// Writes that nobody waits for: sent with the next question, or before the commit.
    waiting: RefCell<Vec<Waiting>>,
    /// What is being read, the outermost first. Only the last may still be on its way.
    streams: RefCell<Vec<Streamed>>,
    transaction: Cell<Transaction>,
    changes: Cell<u64>,
    /// How long a side may be silent within a transaction, in milliseconds: as is wished, and as
    /// holds; 0 for ever.
    pub(super) silence: [Cell<u32>; 2],
}

/// Where a transaction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    None,
    /// Its beginning waits to be sent with the first question.
    Begun,
    Open,
    /// A statement failed: the server does nothing more in it.
    Failed,
}

pub(super) struct Live {
    pub(super) wire: Wire,
    statements: RefCell<HashMap<Box<str>, Arc<Prepared>>>,
}

struct Prepared {
    sql: Box<str>,
    statement: Statement,
    /// For each placeholder the number it has in the shared text.
    places: Vec<usize>,
}

struct Waiting {
    prepared: Arc<Prepared>,
    values: Vec<Val>,
}

/// Rows that come as they are read.
type Rows = Pin<Box<RowStream>>;
/// The rows of all questions but the last, each with the number of its question, and its rows.
type Answers = (Vec<(usize, Row)>, Rows);
/// The same, where there may have been no question.
type Answered = (Vec<(usize, Row)>, Option<Rows>);

struct Question<'q> {
    prepared: Arc<Prepared>,
    values: Vec<&'q (dyn ToSql + Sync)>,
}

struct Streamed {
    on_its_way: Option<Rows>,
    read: VecDeque<Row>,
}

impl Session {
    pub(in crate::db) fn new(place: Place, purpose: For) -> Self {
        Self {
            place,
            purpose,
            live: RefCell::default(),
            waiting: RefCell::default(),
            streams: RefCell::default(),
            transaction: Cell::new(Transaction::None),
            changes: Cell::new(0),
            silence: Default::default(),
        }
    }

    /// Connects, where it is not connected.
    pub(in crate::db) fn connect(&self) -> Result<(), Fault> {
        let mut live = self.live.borrow_mut();
        if live.as_ref().is_some_and(|live| !live.wire.is_down.get()) {
            return Ok(());
        }
        *live = None;
        let wire = Wire::connect(&self.place).map_err(|fault| fault.because(Halt::Away))?;
        let only = if self.purpose == For::Reading { "on" } else { "off" };
        // Names that others could make (temporary tables) are looked up last.
        let settings = format!(
            "SET search_path = huiyin, huiyin_views, pg_temp; SET synchronous_commit = on; \
             SET TimeZone = 'UTC'; SET client_min_messages = warning; SET jit = off; \
             SET default_transaction_read_only = {only}"
        );
        let set = wire.wait(wire.client.batch_execute(&settings));
        set.map_err(|fault| if wire.is_down.get() { fault.because(Halt::Away) } else { fault })?;
        wire.bound(None)?;
        *live = Some(Live { wire, statements: RefCell::default() });
        self.silence[1].set(0);
        Ok(())
    }

    /// Whether the server cannot be reached on it any more.
    pub(in crate::db) fn is_away(&self) -> bool {
        self.live.borrow().as_ref().is_none_or(|live| live.wire.is_down.get())
    }

    /// Begins a transaction: told to the server with the first thing it is asked.
    pub(in crate::db) fn begin(&self) -> Result<(), Fault> {
        self.connect()?;
        self.streams.borrow_mut().clear();
        self.waiting.borrow_mut().clear();
        self.changes.set(0);
        self.transaction.set(Transaction::None);
        self.tell_bound()?;
        let sql = if self.purpose == For::Reading { READ } else { WRITE };
        let prepared = self.live(|live| live.prepared((sql, "", &[])));
        let prepared = prepared.map_err(|fault| self.failed(fault))?;
        self.waiting.borrow_mut().push(Waiting { prepared, values: vec![] });
        self.transaction.set(Transaction::Begun);
        Ok(())
    }

    /// The same as [`Self::send`], for what is no change of an act.
    pub(super) fn send_uncounted(&self, asked: Asked<'_>) -> Result<(), Fault> {
        self.send(asked)?;
        self.changes.set(self.changes.get() - 1);
        Ok(())
    }

    /// Sends what waits and commits.
    pub(in crate::db) fn commit(&self) -> Result<(), Fault> {
        if self.transaction.get() == Transaction::Failed {
            return Err(Fault::new("the database gave up the transaction"));
        }
        self.execute(("COMMIT", "", &[]))?;
        self.transaction.set(Transaction::None);
        Ok(())
    }

    /// Ends a transaction without a trace. Nobody waits for it: a snapshot that was read is of no
    /// use any more, and what was written is gone also where the connection is.
    pub(in crate::db) fn end(&self) {
        self.streams.borrow_mut().clear();
        self.waiting.borrow_mut().clear();
        let was = self.transaction.replace(Transaction::None);
        if matches!(was, Transaction::None | Transaction::Begun) || self.is_away() {
            return;
        }
        let told = self.live(|live| {
            let prepared = live.prepared(("ROLLBACK", "", &[]))?;
            let nothing: [&Val; 0] = [];
            live.wire.post(live.wire.client.execute_raw(&prepared.statement, nothing))
        });
        if let Err(fault) = told {
            tracing::warn!(fault = fault.chain(), "a transaction was left to end by itself");
            self.live.take();
        }
    }

    /// Whether the server does nothing more in this transaction.
    pub(in crate::db) fn has_failed(&self) -> bool {
        self.transaction.get() == Transaction::Failed
    }

    /// How many rows were changed, or are about to be, since the transaction began.
    pub(in crate::db) fn changes(&self) -> u64 {
        self.changes.get()
    }

    /// Calls `take` with each row of some questions, which are asked at once, and the number of its
    /// question. It may ask other things meanwhile: then the rest of the rows is read first and
    /// kept, since the server answers in order.
    pub(in crate::db) fn each_of(
        &self,
        asked: &[Asked<'_>],
        mut take: impl FnMut(usize, Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(last) = asked.len().checked_sub(1) else { return Ok(()) };
        let (before, on_its_way) = self.ask(asked)?;
        let depth = {
            let mut streams = self.streams.borrow_mut();
            streams.push(Streamed { on_its_way: Some(on_its_way), read: VecDeque::new() });
            streams.len() - 1
        };
        let mut result = before.into_iter().try_for_each(|(number, row)| take(number, row));
        while result.is_ok() {
            result = match self.next(depth) {
                Ok(Some(row)) => take(last, row),
                Ok(None) => break,
                Err(fault) => {
                    Err(self.failed(fault)).while_(|| format!("reading: {}", asked[last].0))
                }
            };
        }
        self.streams.borrow_mut().truncate(depth);
        result
    }

    /// Executes a statement and tells how many rows it changed.
    pub(in crate::db) fn execute(&self, asked: Asked<'_>) -> Result<usize, Fault> {
        let (_, mut rows) = self.ask(&[asked])?;
        let done = self.live(|live| {
            while live.next(&mut rows)?.is_some() {}
            Ok(rows.rows_affected().unwrap_or(0))
        });
        let changed = done
            .map_err(|fault| self.failed(fault))
            .while_(|| format!("executing: {}", asked.0))?;
        self.changes.set(self.changes.get() + changed);
        Ok(changed as usize)
    }

    /// Has a statement executed before whatever is asked next.
    pub(in crate::db) fn send(&self, asked: Asked<'_>) -> Result<(), Fault> {
        self.settle()?;
        let prepared =
            self.live(|live| live.prepared(asked)).map_err(|fault| self.failed(fault))?;
        let value = |place: &usize| match place {
            1 => Ok(Val::from(asked.1)),
            place => asked.2.get(place - 2).cloned().ok_or_else(|| no_value(*place, asked.0)),
        };
        let values = prepared.places.iter().map(value).collect::<Result<_, _>>()?;
        self.changes.set(self.changes.get() + 1);
        self.waiting.borrow_mut().push(Waiting { prepared, values });
        if self.waiting.borrow().len() < WAITING_MOST {
            return Ok(());
        }
        let waiting = self.take_waiting();
        self.live(|live| live.together(&waiting, &[]))
            .map(|_| ())
            .map_err(|fault| self.failed(fault))
    }

    pub(super) fn live<T>(&self, with: impl FnOnce(&Live) -> Result<T, Fault>) -> Result<T, Fault> {
        match self.live.borrow().as_ref() {
            Some(live) => with(live),
            None => Err(Fault::new("the database server is away").because(Halt::Away)),
        }
    }

    /// What waits to be sent, about to be.
    fn take_waiting(&self) -> Vec<Waiting> {
        if self.transaction.get() == Transaction::Begun {
            self.transaction.set(Transaction::Open);
        }
        self.waiting.take()
    }

    pub(super) fn failed(&self, fault: Fault) -> Fault {
        // One that was not told to the server yet is as good as before.
        if self.transaction.get() == Transaction::Open {
            self.transaction.set(Transaction::Failed);
        }
        if self.is_away() { fault.because(Halt::Away) } else { fault }
    }

    /// Asks the server, after what waits. A snapshot of which nothing was read yet is begun again
    /// where the connection turns out to be gone: a server that was started anew is no fault.
    fn ask(&self, asked: &[Asked<'_>]) -> Result<Answers, Fault> {
        self.settle()?;
        let is_untouched = self.transaction.get() == Transaction::Begun;
        let answer = match self.ask_once(asked) {
            Err(_) if is_untouched && self.purpose == For::Reading && self.is_away() => {
                self.begin()?;
                self.ask_once(asked)
            }
            answer => answer,
        };
        answer.map_err(|fault| self.failed(fault))
    }

    fn ask_once(&self, asked: &[Asked<'_>]) -> Result<Answers, Fault> {
        self.live(|live| {
            let questions: Vec<Question<'_>> =
                asked.iter().map(|asked| live.question(asked)).collect::<Result<_, _>>()?;
            let waiting = self.take_waiting();
            let (before, last) = live.together(&waiting, &questions)?;
            Ok((before, last.ok_or_else(|| Fault::new("nothing was asked"))?))
        })
    }

    /// The next row of what is being read.
    fn next(&self, depth: usize) -> Result<Option<Row>, Fault> {
        if let Some(row) = self.streams.borrow_mut()[depth].read.pop_front() {
            return Ok(Some(row));
        }
        let on_its_way = self.streams.borrow_mut()[depth].on_its_way.take();
        let Some(mut rows) = on_its_way else { return Ok(None) };
        let row = self.live(|live| live.next(&mut rows)).map_err(|fault| self.failed(fault))?;
        if row.is_some() {
            self.streams.borrow_mut()[depth].on_its_way = Some(rows);
        }
        Ok(row)
    }

    /// Reads to its end what is on its way, before something else is asked.
    fn settle(&self) -> Result<(), Fault> {
        let on_its_way = self.streams.borrow_mut().last_mut().and_then(|s| s.on_its_way.take());
        let Some(mut rows) = on_its_way else { return Ok(()) };
        let mut read = VecDeque::new();
        self.live(|live| {
            while let Some(row) = live.next(&mut rows)? {
                read.push_back(row);
            }
            Ok(())
        })
        .map_err(|fault| self.failed(fault))?;
        if let Some(last) = self.streams.borrow_mut().last_mut() {
            last.read.append(&mut read);
        }
        Ok(())
    }
}

fn no_value(place: usize, sql: &str) -> Fault {
    Fault::new(format!("there is no value for ${place} in: {sql}"))
}

impl Live {
    /// The statement of a text, prepared once. One that was prepared when a value was nothing may
    /// have been given another type: then it is prepared again.
    fn prepared(&self, (sql, _, values): Asked<'_>) -> Result<Arc<Prepared>, Fault> {
        if let Some(known) = self.statements.borrow().get(sql)
            && known.takes(values)
        {
            return Ok(known.clone());
        }
        let (text, places) = numbered(sql);
        let of_place = |place: &usize| match place {
            1 => Type::TEXT,
            place => values.get(place - 2).map_or(Type::UNKNOWN, type_of),
        };
        let types: Vec<_> = places.iter().map(of_place).collect();
        let statement = self
            .wire
            .wait(self.wire.client.prepare_typed(&text, &types))
            .while_(|| format!("preparing: {sql}"))?;
        let prepared = Arc::new(Prepared { sql: sql.into(), statement, places });
        let mut statements = self.statements.borrow_mut();
        if statements.len() >= STATEMENTS_MOST {
            statements.clear();
        }
        statements.insert(sql.into(), prepared.clone());
        Ok(prepared)
    }

    fn question<'q>(&self, asked: &'q Asked<'_>) -> Result<Question<'q>, Fault> {
        let (sql, house, values) = asked;
        let prepared = self.prepared(*asked)?;
        let value = |place: &usize| match place {
            1 => Ok(house as &(dyn ToSql + Sync)),
            place => match values.get(place - 2) {
                Some(value) => Ok(value as &(dyn ToSql + Sync)),
                None => Err(no_value(*place, sql)),
            },
        };
        let values = prepared.places.iter().map(value).collect::<Result<_, _>>()?;
        Ok(Question { prepared, values })
    }

    /// Sends what waits and what is asked in one go, and reads the answers in their order: as many
    /// as there are cost one journey. Of what is asked last the rows are still to be read.
    fn together(&self, waiting: &[Waiting], asked: &[Question<'_>]) -> Result<Answered, Fault> {
        let client = &self.wire.client;
        let culprit = Cell::new("");
        let answered = self.wire.wait(async {
            let (mut writes, mut questions) = (vec![], vec![]);
            for Waiting { prepared, values } in waiting {
                culprit.set(&prepared.sql);
                let write = client.execute_raw(&prepared.statement, values);
                writes.push((&prepared.sql, Going::begin(write).await?));
            }
            for Question { prepared, values } in asked {
                culprit.set(&prepared.sql);
                let rows = client.query_raw(&prepared.statement, values.iter().copied());
                questions.push((&prepared.sql, Going::begin(rows).await?));
            }
            // All are on their way before the first answer is waited for.
            for (sql, write) in writes {
                culprit.set(sql);
                write.end().await?;
            }
            let (mut read, mut last) = (vec![], None);
            for (number, (sql, question)) in questions.into_iter().enumerate() {
                culprit.set(sql);
                let mut rows = Box::pin(question.end().await?);
                if number + 1 == asked.len() {
                    last = Some(rows);
                    break;
                }
                while let Some(row) = poll_fn(|turn| rows.as_mut().poll_next(turn)).await {
                    read.push((number, row?));
                }
            }
            Ok((read, last))
        });
        let (read, last) = answered.while_(|| format!("executing: {}", culprit.get()))?;
        let read = read.into_iter().map(|(number, row)| Ok((number, whole(&row)?)));
        Ok((read.collect::<Result<_, Fault>>()?, last))
    }

    fn next(&self, rows: &mut Rows) -> Result<Option<Row>, Fault> {
        let next = poll_fn(|turn| rows.as_mut().poll_next(turn).map(Option::transpose));
        let row = self.wire.wait(next)?;
        row.map(|row| whole(&row)).transpose()
    }
}

fn whole(row: &tokio_postgres::Row) -> Result<Row, Fault> {
    let values = (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>();
    Ok(Row(values.while_(|| "reading a row".to_owned())?))
}

/// What was sent, and is not answered yet.
struct Going<F: Future> {
    on_its_way: Pin<Box<F>>,
    done: Option<F::Output>,
}

impl<T, F: Future<Output = Result<T, Error>>> Going<F> {
    /// Looks at it once, which sends it.
    async fn begin(asked: F) -> Result<Self, Error> {
        let mut on_its_way = Box::pin(asked);
        let first = poll_fn(|turn| Poll::Ready(on_its_way.as_mut().poll(turn))).await;
        match first {
            Poll::Ready(Err(error)) => Err(error),
            Poll::Ready(done) => Ok(Self { on_its_way, done: Some(done) }),
            Poll::Pending => Ok(Self { on_its_way, done: None }),
        }
    }

    async fn end(self) -> F::Output {
        match self.done {
            Some(done) => done,
            None => self.on_its_way.await,
        }
    }
}

impl Prepared {
    /// Whether values can stand where the statement wants them.
    fn takes(&self, values: &[Val]) -> bool {
        let fits = |(place, wanted): (&usize, _)| {
            place.checked_sub(2).and_then(|i| values.get(i)).is_none_or(|value| fits(value, wanted))
        };
        self.places.iter().zip(self.statement.params()).all(fits)
    }
}
