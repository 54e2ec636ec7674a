//! The facade: the only place that knows which engine there is. One SQL text, `$1` is the house.

pub mod asked;
mod engine;
mod halt;
mod hold;
mod lease;
mod link;
mod postgres;
mod sqlite;
#[cfg(test)]
mod power;
#[cfg(test)]
mod tests;
pub mod trial;
mod writer;

pub use engine::{ADDRESS, Engine, Scratch};
pub use hold::{HOLD_LASTS_MS, Hold, Mark, arrive, arrived, mark, marks, note_gone};
pub use lease::{LASTS_MOST_MS, Lease, Standing, Terms};
pub use postgres::{Distribution, RUNTIME, Setup};
pub use writer::{Answer, Entry, LogHead, No, Tx};

use link::Link;

use crate::fault::Fault;

/// A value on its way to or from the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Val {
    /// Nothing.
    Null,
    /// A whole number; times are milliseconds, days are `2026-11-23` as text.
    Int(i64),
    /// A text.
    Text(Box<str>),
    /// Bytes.
    Blob(Box<[u8]>),
}

impl From<i64> for Val {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<u64> for Val {
    fn from(value: u64) -> Self {
        Self::Int(value as i64)
    }
}
impl From<u32> for Val {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}
impl From<bool> for Val {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}
impl From<&str> for Val {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}
impl From<String> for Val {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}
impl From<&law::words::Code> for Val {
    fn from(value: &law::words::Code) -> Self {
        Self::Text(value.as_str().into())
    }
}
impl From<law::words::Hash> for Val {
    fn from(value: law::words::Hash) -> Self {
        Self::Blob(value.0.into())
    }
}
impl From<law::clock::Time> for Val {
    fn from(value: law::clock::Time) -> Self {
        Self::Int(value.0)
    }
}
impl<K> From<law::words::Id<K>> for Val {
    fn from(value: law::words::Id<K>) -> Self {
        Self::Int(value.int())
    }
}
impl<T: Into<Self>> From<Option<T>> for Val {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(Vec<Val>);

impl Row {
    /// The values, in the order of the query.
    pub fn values(&self) -> &[Val] {
        &self.0
    }

    /// The values themselves.
    pub fn into_values(self) -> Vec<Val> {
        self.0
    }

    /// A whole number; 0 where there is nothing.
    pub fn int(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(Val::Int(value)) => *value,
            _ => 0,
        }
    }

    /// A whole number, or nothing.
    pub fn maybe_int(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Val::Int(value)) => Some(*value),
            _ => None,
        }
    }

    /// Whether a number is not zero.
    pub fn flag(&self, column: usize) -> bool {
        self.int(column) != 0
    }

    /// A text; empty where there is nothing. Bytes are read as UTF-8.
    pub fn text(&self, column: usize) -> &str {
        match self.0.get(column) {
            Some(Val::Text(value)) => value,
            Some(Val::Blob(bytes)) => std::str::from_utf8(bytes).unwrap_or(""),
            _ => "",
        }
    }

    /// Bytes; none where there is nothing.
    pub fn blob(&self, column: usize) -> &[u8] {
        match self.0.get(column) {
            Some(Val::Blob(value)) => value,
            _ => &[],
        }
    }

    /// Takes bytes out; none where there is nothing.
    pub fn into_blob(mut self, column: usize) -> Box<[u8]> {
        match self.0.get_mut(column) {
            Some(Val::Blob(value)) => std::mem::take(value),
            _ => Box::default(),
        }
    }

    /// An identifier.
    pub fn id<K>(&self, column: usize) -> law::words::Id<K> {
        law::words::Id::from_int(self.int(column))
    }

    /// An identifier, or nothing.
    pub fn maybe_id<K>(&self, column: usize) -> Option<law::words::Id<K>> {
        self.maybe_int(column).map(law::words::Id::from_int)
    }
}

/// What is asked: a text, the house that `$1` stands for, the values from `$2` on.
type Asked<'q> = (&'q str, &'q str, &'q [Val]);

/// A connection on behalf of one house.
#[derive(Clone, Copy)]
pub struct Db<'a> {
    link: &'a Link,
    house: &'a str,
    /// Whether a text that is none is read as its bytes, and is no fault.
    as_it_stands: bool,
}

impl<'a> Db<'a> {
    fn new(link: &'a Link, house: &'a str) -> Self {
        Self { link, house, as_it_stands: false }
    }

    /// The house that `$1` stands for.
    pub fn house(&self) -> &'a str {
        self.house
    }

    /// The same, for who checks what stands there: a text that is none is read as its bytes.
    #[must_use]
    pub fn as_it_stands(self) -> Self {
        Self { as_it_stands: true, ..self }
    }

    /// Has the connection remember so many kibibytes of pages from now on, for who goes over much.
    pub fn remember(&self, kibibytes: u32) -> Result<(), Fault> {
        self.link.remember(kibibytes)
    }

    /// The rows of a query, `values` from `$2` on.
    pub fn query(&self, sql: &str, values: &[Val]) -> Result<Vec<Row>, Fault> {
        let mut rows = vec![];
        self.each(sql, values, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The only row of a query, or nothing.
    pub fn maybe(&self, sql: &str, values: &[Val]) -> Result<Option<Row>, Fault> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// The only row of a query that always has one.
    pub fn one(&self, sql: &str, values: &[Val]) -> Result<Row, Fault> {
        self.maybe(sql, values)?.ok_or_else(|| Fault::new(format!("no row came from: {sql}")))
    }

    /// Calls `take` with each row of a query, without holding them all: but for those that are left
    /// when `take` asks something else, which a server in the network keeps in order.
    pub fn each(
        &self,
        sql: &str,
        values: &[Val],
        mut take: impl FnMut(Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let asked = [(sql, self.house, values)];
        self.link.each_of(&asked, self.as_it_stands, |_, row| take(row))
    }

    /// Calls `take` with each row of some queries of one set of values, and the number of its
    /// query: a server in the network is asked all of them at once.
    pub fn each_of<'s>(
        &self,
        sqls: impl IntoIterator<Item = &'s str>,
        values: &[Val],
        take: impl FnMut(usize, Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let asked: Vec<Asked<'_>> = sqls.into_iter().map(|sql| (sql, self.house, values)).collect();
        self.link.each_of(&asked, self.as_it_stands, take)
    }

    /// Executes a statement and tells how many rows it changed. Rooms do not call this: their rows
    /// come from `apply`; the store and the passing tables do.
    pub fn execute(&self, sql: &str, values: &[Val]) -> Result<usize, Fault> {
        self.link.execute((sql, self.house, values))
    }

    /// Has a statement executed before whatever is asked next: a server in the network need not be
    /// waited for. What it cannot do is told there, and its act is then not done.
    pub fn send<'v>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<(), Fault> {
        self.link.send((sql, self.house), values)
    }

    /// The same, for a text whose parameters stand in order, the house first: for what every act
    /// writes.
    pub(crate) fn send_in_order<'v>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<(), Fault> {
        self.link.send_in_order((sql, self.house), values)
    }

    /// Makes a table of a view.
    pub(crate) fn make(&self, sql: &str) -> Result<(), Fault> {
        self.execute(&self.link.dialect(sql), &[]).map(|_| ())
    }
}
