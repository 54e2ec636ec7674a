//! Rows of views: what `apply` stages, and the one builder that turns it into statements.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use crate::Val;
use crate::db::Db;
use crate::fault::Fault;

/// Most columns beside the key of a table whose rows are short.
const SHORT_MOST: usize = 16;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A whole number.
    Int,
    /// A text.
    Text,
    /// Bytes.
    Blob,
}

/// A column of a view's table. Columns outside the key may hold nothing.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// A column of whole numbers.
pub const fn int(name: &'static str) -> Column {
    Column { name, holds: Holds::Int }
}

/// A column of text.
pub const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text }
}

/// A column of bytes.
pub const fn blob(name: &'static str) -> Column {
    Column { name, holds: Holds::Blob }
}

/// A table of a view. `house` comes first in its key by itself.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The rest of its key.
    pub key: &'static [Column],
    /// The other columns.
    pub columns: &'static [Column],
    /// Further indexes.
    pub indexes: &'static [Index],
}

/// An index beside the key. `house` comes first by itself.
#[derive(Debug)]
pub struct Index {
    /// Its columns.
    pub columns: &'static [&'static str],
    /// The rows that are in it, as a condition; empty for all. An index of what is waited for
    /// stays as small as that, however long the house lives.
    pub only: &'static str,
}

/// An index of all rows.
pub const fn index_on(columns: &'static [&'static str]) -> Index {
    Index { columns, only: "" }
}

/// An index of the rows of a condition.
pub const fn index_where(columns: &'static [&'static str], only: &'static str) -> Index {
    Index { columns, only }
}

/// A view: tables that can be made anew from the log. Tables and version are its whole definition.
#[derive(Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// Raised with every change; a changed view is rebuilt.
    pub version: i64,
    /// Its tables.
    pub tables: &'static [&'static Table],
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// The whole row.
    Put(Vec<Val>),
    /// Some columns of a row that is there: by position, set to a value or moved by a number.
    Set(BTreeMap<usize, Val>, BTreeMap<usize, i64>),
    /// No row.
    Drop,
}

type Key = Vec<Val>;

/// Changes that are staged, folded by table and key, and not yet written.
#[derive(Default)]
pub struct Rows {
    staged: BTreeMap<usize, (Option<&'static Table>, BTreeMap<Key, Change>)>,
    count: usize,
}

impl Rows {
    /// How many rows are staged.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether nothing is staged.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn table(&mut self, table: &'static Table) -> &mut BTreeMap<Key, Change> {
        let place = std::ptr::from_ref(table) as usize;
        let (known, rows) = self.staged.entry(place).or_default();
        *known = Some(table);
        rows
    }

    fn stage(
        &mut self,
        table: &'static Table,
        key: Key,
        fold: impl FnOnce(Option<Change>) -> Change,
    ) {
        debug_assert_eq!(key.len(), table.key.len(), "the key of {}", table.name);
        let rows = self.table(table);
        let before = rows.len();
        let old = rows.remove(&key);
        rows.insert(key, fold(old));
        let grown = usize::from(rows.len() > before);
        self.count += grown;
    }

    /// Puts a whole row, in the order of the table's columns.
    pub fn put(&mut self, table: &'static Table, key: Key, values: Vec<Val>) {
        debug_assert_eq!(values.len(), table.columns.len(), "the columns of {}", table.name);
        self.stage(table, key, |_| Change::Put(values));
    }

    /// Sets some columns of a row that is there.
    pub fn set(&mut self, table: &'static Table, key: Key, values: Vec<(&'static str, Val)>) {
        self.stage(table, key, |old| {
            let mut change = old.unwrap_or_else(|| Change::Set(BTreeMap::new(), BTreeMap::new()));
            for (name, value) in values {
                let column = position(table, name);
                match &mut change {
                    Change::Put(row) => row[column] = value,
                    Change::Set(set, add) => {
                        add.remove(&column);
                        set.insert(column, value);
                    }
                    Change::Drop => {}
                }
            }
            change
        });
    }

    /// Moves a number of a row that is there.
    pub fn add(&mut self, table: &'static Table, key: Key, name: &'static str, by: i64) {
        self.stage(table, key, |old| {
            let column = position(table, name);
            let mut change = old.unwrap_or_else(|| Change::Set(BTreeMap::new(), BTreeMap::new()));
            match &mut change {
                Change::Put(row) => row[column] = moved(&row[column], by),
                Change::Set(set, add) => match set.get_mut(&column) {
                    Some(value) => *value = moved(value, by),
                    None => *add.entry(column).or_default() += by,
                },
                Change::Drop => {}
            }
            change
        });
    }

    /// Drops a row.
    pub fn drop(&mut self, table: &'static Table, key: Key) {
        self.stage(table, key, |_| Change::Drop);
    }

    /// Writes what is staged and forgets it.
    pub fn flush(&mut self, db: Db<'_>) -> Result<(), Fault> {
        self.count = 0;
        for (table, rows) in std::mem::take(&mut self.staged).into_values() {
            let Some(table) = table else { continue };
            let mut whole: Vec<(Key, Vec<Val>)> = vec![];
            for (key, change) in rows {
                match change {
                    Change::Put(values) => whole.push((key, values)),
                    Change::Set(set, add) => update(db, table, &key, &set, &add)?,
                    Change::Drop => remove(db, table, &key)?,
                }
            }
            put_all(db, table, &whole)?;
        }
        Ok(())
    }
}

fn moved(value: &Val, by: i64) -> Val {
    match value {
        Val::Int(value) => Val::Int(value + by),
        _ => Val::Int(by),
    }
}

fn position(table: &Table, name: &str) -> usize {
    let found = table.columns.iter().position(|column| column.name == name);
    found.unwrap_or_else(|| panic!("the table {} has no column {name}", table.name))
}

fn put_all(db: Db<'_>, table: &Table, rows: &[(Key, Vec<Val>)]) -> Result<(), Fault> {
    let mut left = rows;
    while !left.is_empty() {
        // Two sizes of statement, so that both stay prepared.
        let size = if left.len() >= 32 { 32 } else { 1 };
        let (now, later) = left.split_at(size);
        let values = now.iter().flat_map(|(key, values)| key.iter().chain(values));
        db.execute_in_order(&statement(table, Shape::Put(size)), values)?;
        left = later;
    }
    Ok(())
}

/// What a statement does, beside its table: as many texts as there are of these.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// Puts so many rows.
    Put(usize),
    /// Sets some columns and moves others: a bit for each.
    Set(u128, u128),
    /// Drops a row.
    Drop,
}

type Texts = HashMap<(usize, Shape), Arc<str>>;

/// The text of a statement. Texts are put together once for each thread: an act writes a dozen
/// rows, and most of what it stages has been staged by others before it.
fn statement(table: &Table, shape: Shape) -> Arc<str> {
    thread_local! {
        static TEXTS: RefCell<Texts> = RefCell::new(HashMap::new());
    }
    let place = std::ptr::from_ref(table) as usize;
    TEXTS.with_borrow_mut(|texts| {
        let make = || match shape {
            Shape::Put(rows) => put_text(table, rows),
            Shape::Set(set, add) => set_text(table, set, add),
            Shape::Drop => drop_text(table),
        };
        texts.entry((place, shape)).or_insert_with(|| make().into()).clone()
    })
}

fn put_text(table: &Table, rows: usize) -> String {
    let names: Vec<&str> = table.key.iter().chain(table.columns).map(|c| c.name).collect();
    let mut text = format!("INSERT INTO {} (house, {}) VALUES ", table.name, names.join(", "));
    let mut next = 2;
    for row in 0..rows {
        text.push_str(if row == 0 { "($1" } else { ", ($1" });
        for _ in &names {
            let _infallible = write!(text, ", ${next}");
            next += 1;
        }
        text.push(')');
    }
    let key: Vec<&str> = table.key.iter().map(|c| c.name).collect();
    let set: Vec<String> =
        table.columns.iter().map(|c| format!("{0} = excluded.{0}", c.name)).collect();
    let action = if set.is_empty() {
        "NOTHING".to_owned()
    } else {
        format!("UPDATE SET {}", set.join(", "))
    };
    let _infallible = write!(text, " ON CONFLICT (house, {}) DO {action}", key.join(", "));
    text
}

fn update(
    db: Db<'_>,
    table: &Table,
    key: &[Val],
    set: &BTreeMap<usize, Val>,
    add: &BTreeMap<usize, i64>,
) -> Result<(), Fault> {
    let bits =
        |columns: &mut dyn Iterator<Item = &usize>| columns.fold(0_u128, |bits, c| bits | 1 << c);
    let text = statement(table, Shape::Set(bits(&mut set.keys()), bits(&mut add.keys())));
    let moved: Vec<Val> = add.values().map(|by| Val::Int(*by)).collect();
    let values = set.values().chain(&moved).chain(key);
    // Bound by name: `$1` does not come first in this text.
    db.execute_bound(&text, values).map(|_| ())
}

fn set_text(table: &Table, set: u128, add: u128) -> String {
    let columns = || table.columns.iter().enumerate();
    let mut next = 1;
    let mut place = || {
        next += 1;
        next
    };
    let mut parts = vec![];
    for (_, column) in columns().filter(|(i, _)| set >> i & 1 == 1) {
        parts.push(format!("{} = ${}", column.name, place()));
    }
    for (_, column) in columns().filter(|(i, _)| add >> i & 1 == 1) {
        parts.push(format!("{0} = {0} + ${1}", column.name, place()));
    }
    let mut text = format!("UPDATE {} SET {} WHERE house = $1", table.name, parts.join(", "));
    for column in table.key {
        let _infallible = write!(text, " AND {} = ${}", column.name, place());
    }
    text
}

fn remove(db: Db<'_>, table: &Table, key: &[Val]) -> Result<(), Fault> {
    db.execute_in_order(&statement(table, Shape::Drop), key).map(|_| ())
}

fn drop_text(table: &Table) -> String {
    let mut text = format!("DELETE FROM {} WHERE house = $1", table.name);
    for (i, column) in table.key.iter().enumerate() {
        let _infallible = write!(text, " AND {} = ${}", column.name, i + 2);
    }
    text
}

/// Makes the tables of a view anew and empty, with their indexes.
pub fn create(db: Db<'_>, view: &View) -> Result<(), Fault> {
    create_tables(db, view)?;
    create_indexes(db, view)
}

/// Makes the indexes of a view: after its rows, where there are many, since an index that is made
/// in one go is sorted once.
pub fn create_indexes(db: Db<'_>, view: &View) -> Result<(), Fault> {
    view.tables.iter().try_for_each(|table| index(db, table))
}

/// Makes the tables of a view anew and empty, without the indexes beside their keys.
pub fn create_tables(db: Db<'_>, view: &View) -> Result<(), Fault> {
    for table in view.tables {
        db.execute(&format!("DROP TABLE IF EXISTS {}", table.name), &[])?;
        let column = |c: &Column, must: &str| {
            let holds = match c.holds {
                Holds::Int => "INTEGER",
                Holds::Text => "TEXT",
                Holds::Blob => "BLOB",
            };
            format!("{} {holds}{must}", c.name)
        };
        let mut columns = vec!["house TEXT NOT NULL".to_owned()];
        columns.extend(table.key.iter().map(|c| column(c, " NOT NULL")));
        columns.extend(table.columns.iter().map(|c| column(c, "")));
        let key: Vec<&str> = table.key.iter().map(|c| c.name).collect();
        // Short rows lie in the tree of their key; long ones would leave few in a page of it.
        let clustered = if table.columns.len() <= SHORT_MOST { " {clustered}" } else { "" };
        let text = format!(
            "CREATE TABLE {} ({}, PRIMARY KEY (house, {})){clustered}",
            table.name,
            columns.join(", "),
            key.join(", ")
        );
        db.execute(&crate::db::dialect(&text), &[])?;
    }
    Ok(())
}

fn index(db: Db<'_>, table: &Table) -> Result<(), Fault> {
    for index in table.indexes {
        let name = format!("{}_by_{}", table.name, index.columns.join("_"));
        let columns = index.columns.join(", ");
        let only =
            if index.only.is_empty() { String::new() } else { format!(" WHERE {}", index.only) };
        let text = format!("CREATE INDEX {name} ON {} (house, {columns}){only}", table.name);
        db.execute(&text, &[])?;
    }
    Ok(())
}

/// The rows of a table in the order of its key, for comparing.
pub fn each_row(
    db: Db<'_>,
    table: &Table,
    take: impl FnMut(crate::Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let names: Vec<&str> = table.key.iter().chain(table.columns).map(|c| c.name).collect();
    let key: Vec<&str> = table.key.iter().map(|c| c.name).collect();
    let text = format!(
        "SELECT {} FROM {} WHERE house = $1 ORDER BY {}",
        names.join(", "),
        table.name,
        key.join(", ")
    );
    db.each(&text, &[], take)
}
