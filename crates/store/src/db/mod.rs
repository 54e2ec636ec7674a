//! The facade: the only place that knows which engine there is. One SQL text, `$1` is the house.

mod engine;
mod writer;

pub(crate) use engine::dialect;
pub use engine::{Engine, Lease, Scratch};
pub use writer::{Answer, Entry, LogHead, No, Tx};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, Statement, ToSql};

use crate::fault::{Context, Fault};

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

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Blob(value) => ValueRef::Blob(value),
        }))
    }
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

/// The names of the first parameters, so that binding them builds no text.
const NAMES: [&str; 12] =
    ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12"];

/// A connection on behalf of one house.
#[derive(Clone, Copy)]
pub struct Db<'a> {
    connection: &'a Connection,
    house: &'a str,
    /// Whether a text that is none is read as its bytes, and is no fault.
    as_it_stands: bool,
}

impl<'a> Db<'a> {
    fn new(connection: &'a Connection, house: &'a str) -> Self {
        Self { connection, house, as_it_stands: false }
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
        let sql = format!("PRAGMA cache_size = -{kibibytes}");
        self.connection.execute_batch(&sql).while_(|| sql)
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

    /// Calls `take` with each row of a query, without holding them all.
    pub fn each(
        &self,
        sql: &str,
        values: &[Val],
        mut take: impl FnMut(Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut statement = self.prepare(sql)?;
        self.bind(&mut statement, values).while_(|| format!("binding: {sql}"))?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().while_(|| format!("reading: {sql}"))? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                let value = row.get_ref(column).while_(|| format!("reading: {sql}"))?;
                let value = match (value, self.as_it_stands) {
                    (ValueRef::Text(text), true) if std::str::from_utf8(text).is_err() => {
                        Val::Blob(text.into())
                    }
                    _ => from_sqlite(value).while_(|| format!("reading: {sql}"))?,
                };
                values.push(value);
            }
            take(Row(values))?;
        }
        Ok(())
    }

    /// Executes a statement and tells how many rows it changed. Rooms do not call this: their rows
    /// come from `apply`; the store and the passing tables do.
    pub fn execute(&self, sql: &str, values: &[Val]) -> Result<usize, Fault> {
        self.execute_bound(sql, values)
    }

    /// The same, for values that lie in several places.
    pub(crate) fn execute_bound<'v>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<usize, Fault> {
        let mut statement = self.prepare(sql)?;
        self.bind(&mut statement, values).while_(|| format!("binding: {sql}"))?;
        statement.raw_execute().while_(|| format!("executing: {sql}"))
    }

    /// Executes a statement whose parameters stand in order, the house first: for what every act
    /// writes, since names need not be looked up.
    pub(crate) fn execute_in_order<'v>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = &'v Val>,
    ) -> Result<usize, Fault> {
        let mut statement = self.prepare(sql)?;
        let bind = || -> rusqlite::Result<usize> {
            statement.raw_bind_parameter(1, self.house)?;
            for (i, value) in values.into_iter().enumerate() {
                statement.raw_bind_parameter(i + 2, value)?;
            }
            statement.raw_execute()
        };
        bind().while_(|| format!("executing: {sql}"))
    }

    fn prepare(&self, sql: &str) -> Result<CachedStatement<'a>, Fault> {
        self.connection.prepare_cached(sql).while_(|| format!("preparing: {sql}"))
    }

    /// Binds by name: the engine numbers `$n` by first appearance, so binding by position would
    /// swap values silently.
    fn bind<'v>(
        &self,
        statement: &mut Statement<'_>,
        values: impl IntoIterator<Item = &'v Val>,
    ) -> rusqlite::Result<()> {
        if let Some(index) = statement.parameter_index("$1")? {
            statement.raw_bind_parameter(index, self.house)?;
        }
        for (i, value) in values.into_iter().enumerate() {
            let found = match NAMES.get(i + 1) {
                Some(name) => statement.parameter_index(name)?,
                None => statement.parameter_index(&format!("${}", i + 2))?,
            };
            // A condition that is left out of a text leaves its value without a place.
            let Some(index) = found else { continue };
            statement.raw_bind_parameter(index, value)?;
        }
        Ok(())
    }
}

/// Copies a value once, into the box that keeps it.
fn from_sqlite(value: ValueRef<'_>) -> Result<Val, std::str::Utf8Error> {
    Ok(match value {
        ValueRef::Null => Val::Null,
        ValueRef::Integer(value) => Val::Int(value),
        // No shared SQL yields fractions: averages are made of two whole numbers.
        ValueRef::Real(value) => Val::Int(value as i64),
        ValueRef::Text(value) => Val::Text(std::str::from_utf8(value)?.into()),
        ValueRef::Blob(value) => Val::Blob(value.into()),
    })
}
