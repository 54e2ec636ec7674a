//! Rows of views: what `apply` stages, and the one builder that turns it into statements.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};
use std::fmt::Write;
use std::sync::Arc;

use crate::Val;
use crate::db::Db;
use crate::fault::Fault;

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

impl Table {
    /// Whether the rows of one matter, or of one activity, can be read without reading all.
    pub fn is_by_matter(&self) -> bool {
        let Some(owner) = self.owner() else { return false };
        let by_index =
            |index: &Index| index.only.is_empty() && index.columns.first() == Some(&owner);
        self.key[0].name == owner || self.indexes.iter().any(by_index)
    }

    /// The matter, or the activity, that a row belongs to: its values in the order of key and
    /// columns.
    pub fn matter_of(&self, row: &[Val]) -> Option<i64> {
        let owner = self.owner()?;
        let place = self.key.iter().chain(self.columns).position(|column| column.name == owner);
        match place.and_then(|place| row.get(place)) {
            Some(Val::Int(matter)) => Some(*matter),
            _ => None,
        }
    }

    /// The column that names what its rows belong to.
    fn owner(&self) -> Option<&'static str> {
        let has = |owner: &&&str| self.key.iter().chain(self.columns).any(|c| c.name == **owner);
        OWNERS.iter().find(has).copied()
    }
}

/// The columns that name what a row belongs to: whatever has records of its own in the log. A row
/// of a matter may name an activity besides, one of a referral a matter.
const OWNERS: [&str; 6] = ["referral", "matter", "activity", "theme", "file", "passbook"];

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
    /// Some columns of a row that is there, by position and in order: set to a value, or moved by
    /// a number.
    Set(Vec<(usize, Val)>, Vec<(usize, i64)>),
    /// No row.
    Drop,
}

impl Change {
    fn set(&mut self, column: usize, value: Val) {
        match self {
            Self::Put(row) => row[column] = value,
            Self::Set(set, add) => {
                add.retain(|(moved, _)| *moved != column);
                match set.binary_search_by_key(&column, |(column, _)| *column) {
                    Ok(place) => set[place].1 = value,
                    Err(place) => set.insert(place, (column, value)),
                }
            }
            Self::Drop => {}
        }
    }

    fn add(&mut self, column: usize, by: i64) {
        match self {
            Self::Put(row) => row[column] = moved(&row[column], by),
            Self::Set(set, add) => {
                if let Ok(place) = set.binary_search_by_key(&column, |(column, _)| *column) {
                    set[place].1 = moved(&set[place].1, by);
                    return;
                }
                match add.binary_search_by_key(&column, |(column, _)| *column) {
                    Ok(place) => add[place].1 += by,
                    Err(place) => add.insert(place, (column, by)),
                }
            }
            Self::Drop => {}
        }
    }
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

    /// The change of a row, to fold another into: nothing is set where none was staged.
    fn change(&mut self, table: &'static Table, key: Key) -> &mut Change {
        debug_assert_eq!(key.len(), table.key.len(), "the key of {}", table.name);
        let place = std::ptr::from_ref(table) as usize;
        let (known, rows) = self.staged.entry(place).or_default();
        *known = Some(table);
        match rows.entry(key) {
            Entry::Occupied(staged) => staged.into_mut(),
            Entry::Vacant(free) => {
                self.count += 1;
                free.insert(Change::Set(vec![], vec![]))
            }
        }
    }

    /// Puts a whole row, in the order of the table's columns.
    pub fn put(&mut self, table: &'static Table, key: Key, values: Vec<Val>) {
        debug_assert_eq!(values.len(), table.columns.len(), "the columns of {}", table.name);
        *self.change(table, key) = Change::Put(values);
    }

    /// Sets some columns of a row that is there.
    pub fn set(&mut self, table: &'static Table, key: Key, values: Vec<(&'static str, Val)>) {
        let change = self.change(table, key);
        for (name, value) in values {
            change.set(position(table, name), value);
        }
    }

    /// Moves a number of a row that is there.
    pub fn add(&mut self, table: &'static Table, key: Key, name: &'static str, by: i64) {
        self.change(table, key).add(position(table, name), by);
    }

    /// Drops a row.
    pub fn drop(&mut self, table: &'static Table, key: Key) {
        *self.change(table, key) = Change::Drop;
    }

    /// A row that is staged whole.
    pub fn row(&self, table: &'static Table, key: &[Val]) -> Option<&[Val]> {
        let place = std::ptr::from_ref(table) as usize;
        match self.staged.get(&place)?.1.get(key)? {
            Change::Put(row) => Some(row),
            Change::Set(..) | Change::Drop => None,
        }
    }

    /// Takes out the rows of a table that are staged whole: where all facts of a matter were
    /// applied, those that it has.
    pub fn take(&mut self, table: &'static Table) -> BTreeMap<Key, Vec<Val>> {
        let place = std::ptr::from_ref(table) as usize;
        let Some((_, rows)) = self.staged.remove(&place) else { return BTreeMap::new() };
        self.count -= rows.len();
        let whole = |(key, change)| match change {
            Change::Put(row) => Some((key, row)),
            Change::Set(..) | Change::Drop => None,
        };
        rows.into_iter().filter_map(whole).collect()
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
        db.send_in_order(&statement(table, Shape::Put(size)), values)?;
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
    set: &[(usize, Val)],
    add: &[(usize, i64)],
) -> Result<(), Fault> {
    if set.is_empty() && add.is_empty() {
        return Ok(());
    }
    let mask = |bits: u128, column: usize| bits | 1 << column;
    let set_mask = set.iter().fold(0, |bits, (column, _)| mask(bits, *column));
    let add_mask = add.iter().fold(0, |bits, (column, _)| mask(bits, *column));
    let text = statement(table, Shape::Set(set_mask, add_mask));
    let moved: Vec<Val> = add.iter().map(|(_, by)| Val::Int(*by)).collect();
    let values = set.iter().map(|(_, value)| value).chain(&moved).chain(key);
    // Bound by name: `$1` does not come first in this text.
    db.send(&text, values)
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
    db.send_in_order(&statement(table, Shape::Drop), key)
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

/// Makes the tables of a view anew and empty, without the indexes beside their keys. Where another
/// house has rows of the same version in them, those of this one are taken out instead.
pub fn create_tables(db: Db<'_>, view: &View) -> Result<(), Fault> {
    let sql = "SELECT 1 FROM view WHERE house <> $1 AND view = $2 AND version = $3 LIMIT 1";
    let is_shared = db.maybe(sql, &[view.name.into(), view.version.into()])?.is_some();
    for table in view.tables {
        if is_shared {
            db.execute(&format!("DELETE FROM {} WHERE house = $1", table.name), &[])?;
            continue;
        }
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
        // Beside the tree of their key, not in it: identifiers are chance within a day, and a page
        // of a key's own tree holds more of them than one of whole rows, so fewer are written.
        let text = format!(
            "CREATE TABLE {} ({}, PRIMARY KEY (house, {}))",
            table.name,
            columns.join(", "),
            key.join(", ")
        );
        db.make(&text)?;
    }
    Ok(())
}

fn index(db: Db<'_>, table: &Table) -> Result<(), Fault> {
    for index in table.indexes {
        let name = format!("{}_by_{}", table.name, index.columns.join("_"));
        let columns = index.columns.join(", ");
        let only =
            if index.only.is_empty() { String::new() } else { format!(" WHERE {}", index.only) };
        let text =
            format!("CREATE INDEX IF NOT EXISTS {name} ON {} (house, {columns}){only}", table.name);
        db.execute(&text, &[])?;
    }
    Ok(())
}

/// The rows of a table, for comparing: those of a span of matters or activities, both ends in it,
/// or all.
pub fn each_row(
    db: Db<'_>,
    table: &Table,
    span: Option<(i64, i64)>,
    take: impl FnMut(crate::Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut text = select_text(table);
    let mut values = vec![];
    if let Some(((from, until), owner)) = span.zip(table.owner()) {
        let _infallible = write!(text, " AND {owner} BETWEEN $2 AND $3");
        values.extend([Val::Int(from), Val::Int(until)]);
    }
    db.each(&text, &values, take)
}

/// One row of a table.
pub fn one_row(db: Db<'_>, table: &Table, key: &[Val]) -> Result<Option<crate::Row>, Fault> {
    let mut text = select_text(table);
    for (i, column) in table.key.iter().enumerate() {
        let _infallible = write!(text, " AND {} = ${}", column.name, i + 2);
    }
    db.maybe(&text, key)
}

fn select_text(table: &Table) -> String {
    let names: Vec<&str> = table.key.iter().chain(table.columns).map(|c| c.name).collect();
    format!("SELECT {} FROM {} WHERE house = $1", names.join(", "), table.name)
}
