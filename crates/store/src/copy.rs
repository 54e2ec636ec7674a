//! Copies the rows of a house from one database to another, whichever engines they have: table by
//! table in the order of their keys, in stretches, so that it goes on where it stopped.

use std::cmp::Ordering;
use std::fmt::Write;

use crate::Val;
use crate::db::Db;
use crate::fault::Fault;
use crate::{rows, schema};

/// Most rows that are read at once.
const STRETCH: u32 = 500;

/// A table as it is copied: its columns without the house, those of its key first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// The columns of the key, in its order, then the others; without the house.
    columns: Vec<String>,
    /// How many of them are the key.
    key: usize,
}

/// Rows that follow each other in the order of their keys.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The key that it comes after; nothing where it is the first.
    after: Option<Vec<Val>>,
    /// The last key that belongs to it; nothing where it is the last.
    until: Option<Vec<Val>>,
    rows: Vec<Vec<Val>>,
}

/// The tables that hold a house and are no views. What a database notes of a move stays in it.
pub fn shapes() -> Vec<Shape> {
    schema::TABLES
        .iter()
        .filter_map(|text| Shape::read(text))
        .filter(|s| s.name != "moved")
        .collect()
}

impl Shape {
    /// Reads the text that makes a table; nothing of one that makes something else.
    pub fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.strip_prefix("CREATE TABLE ")?.split_once(" (")?;
        let (columns, key) = rest.split_once(", PRIMARY KEY (house")?;
        let key: Vec<&str> = key
            .split_once(')')?
            .0
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let names = columns.split(", ").filter_map(|column| column.split(' ').next());
        let others = names.filter(|name| *name != "house" && !key.contains(name));
        let columns = key.iter().copied().chain(others).map(str::to_owned).collect();
        Some(Self { name: name.to_owned(), columns, key: key.len() })
    }

    /// The shape of a table of a view.
    pub fn of(table: &rows::Table) -> Self {
        let columns = table.key.iter().chain(table.columns).map(|c| c.name.to_owned()).collect();
        Self { name: table.name.to_owned(), columns, key: table.key.len() }
    }

    /// Whether its rows are never changed nor taken away.
    fn is_appended(&self) -> bool {
        schema::APPENDED.contains(&self.name.as_str())
    }

    fn key_names(&self) -> String {
        self.columns[..self.key].join(", ")
    }

    /// How many rows of the house it has.
    pub fn count(&self, db: Db<'_>) -> Result<u64, Fault> {
        let sql = format!("SELECT COUNT(*) FROM {} WHERE house = $1", self.name);
        Ok(db.one(&sql, &[])?.int(0) as u64)
    }

    /// The rows whose keys are after one and up to another, at most so many.
    fn between(
        &self,
        db: Db<'_>,
        (after, until): (Option<&[Val]>, Option<&[Val]>),
        most: Option<u32>,
    ) -> Result<Vec<Vec<Val>>, Fault> {
        let key = self.key_names();
        let columns = self.columns.join(", ");
        let mut text = format!("SELECT {columns} FROM {} WHERE house = $1", self.name);
        let mut values: Vec<Val> = vec![];
        for (sign, bound) in [(">", after), ("<=", until)] {
            let Some(bound) = bound else { continue };
            let places: Vec<String> =
                (0..bound.len()).map(|i| format!("${}", values.len() + i + 2)).collect();
            let _infallible = write!(text, " AND ({key}) {sign} ({})", places.join(", "));
            values.extend_from_slice(bound);
        }
        let _infallible = write!(text, " ORDER BY {key}");
        if let Some(most) = most {
            let _infallible = write!(text, " LIMIT {most}");
        }
        let rows = db.query(&text, &values)?;
        Ok(rows.into_iter().map(crate::Row::into_values).collect())
    }

    /// The stretch after a key, or the first one.
    pub fn stretch(&self, db: Db<'_>, after: Option<Vec<Val>>) -> Result<Stretch, Fault> {
        let rows = self.between(db, (after.as_deref(), None), Some(STRETCH))?;
        let is_last = rows.len() < STRETCH as usize;
        let last = rows.last().filter(|_| !is_last).map(|row| row[..self.key].to_vec());
        Ok(Stretch { after, until: last, rows })
    }

    /// The rows of another database in the place of a stretch.
    fn in_place_of(&self, db: Db<'_>, stretch: &Stretch) -> Result<Vec<Vec<Val>>, Fault> {
        self.between(db, (stretch.after.as_deref(), stretch.until.as_deref()), None)
    }

    /// What differs between a stretch and the rows that are in its place in another database: each
    /// pair of the row that should be there and the one that is.
    fn differences<'r>(&self, wanted: &'r [Vec<Val>], there: &'r [Vec<Val>]) -> Vec<Pair<'r>> {
        let (mut pairs, mut wanted, mut there) = (vec![], wanted.iter(), there.iter());
        let (mut one, mut other) = (wanted.next(), there.next());
        loop {
            let order = match (one, other) {
                (None, None) => return pairs,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => one[..self.key].cmp(&other[..self.key]),
            };
            if order == Ordering::Less {
                pairs.push((one, None));
            } else if order == Ordering::Greater {
                pairs.push((None, other));
            } else if one != other {
                pairs.push((one, other));
            }
            one = if order == Ordering::Greater { one } else { wanted.next() };
            other = if order == Ordering::Less { other } else { there.next() };
        }
    }

    /// Makes the rows in the place of a stretch those of the stretch, and tells how many were not.
    ///
    /// # Errors
    /// Another row where rows are never changed: then what is there is of another house.
    pub fn put(&self, db: Db<'_>, stretch: &Stretch) -> Result<u64, Fault> {
        let there = self.in_place_of(db, stretch)?;
        let pairs = self.differences(&stretch.rows, &there);
        for (wanted, there) in &pairs {
            if let Some(there) = there {
                if self.is_appended() {
                    return Err(Fault::new(format!(
                        "{} has another row {} than the house that comes: name a folder and a \
                         database that hold nothing of it",
                        self.name,
                        told(&there[..self.key])
                    )));
                }
                let places: Vec<String> = (0..self.key).map(|i| format!("${}", i + 2)).collect();
                let text = format!(
                    "DELETE FROM {} WHERE house = $1 AND ({}) = ({})",
                    self.name,
                    self.key_names(),
                    places.join(", ")
                );
                db.send(&text, &there[..self.key])?;
            }
            if let Some(wanted) = wanted {
                let places: Vec<String> =
                    (0..self.columns.len()).map(|i| format!("${}", i + 2)).collect();
                let text = format!(
                    "INSERT INTO {} (house, {}) VALUES ($1, {})",
                    self.name,
                    self.columns.join(", "),
                    places.join(", ")
                );
                db.send(&text, wanted.iter())?;
            }
        }
        Ok(pairs.len() as u64)
    }

    /// Compares a stretch with the rows in its place in another database: the key of the first one
    /// that differs.
    pub fn misfit(&self, db: Db<'_>, stretch: &Stretch) -> Result<Option<String>, Fault> {
        let there = self.in_place_of(db, stretch)?;
        let first = self.differences(&stretch.rows, &there).into_iter().next();
        let row = first.and_then(|(wanted, there)| wanted.or(there));
        Ok(row.map(|row| told(&row[..self.key])))
    }
}

type Pair<'r> = (Option<&'r Vec<Val>>, Option<&'r Vec<Val>>);

impl Stretch {
    /// How many rows it has.
    pub fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The key after which the next one begins; nothing after the last one.
    pub fn next(&self) -> Option<Vec<Val>> {
        self.until.clone()
    }
}

/// A key, for who reads a report.
fn told(key: &[Val]) -> String {
    let one = |value: &Val| match value {
        Val::Null => "nothing".to_owned(),
        Val::Int(value) => value.to_string(),
        Val::Text(value) => value.to_string(),
        Val::Blob(value) => crate::verify::hex(value),
    };
    key.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_the_tables_are_read_whole() {
        let shapes = shapes();
        let tables = schema::TABLES.iter().filter(|text| text.starts_with("CREATE TABLE"));
        // All but the one in which a move itself is noted.
        assert_eq!(shapes.len(), tables.count() - 1);
        let of = |name: &str| shapes.iter().find(|shape| shape.name == name).cloned();
        let denied = of("denied").expect("it is a table");
        assert_eq!((denied.columns.join(" "), denied.key), ("person day what at times".into(), 3));
        let message = of("message").expect("it is a table");
        assert_eq!((message.columns.len(), message.key), (15, 1));
        assert_eq!(message.columns[11..], ["part", "matter", "own", "contact"]);
    }

    #[test]
    fn what_differs_is_found_in_the_order_of_the_keys() {
        let shape =
            Shape::read("CREATE TABLE t (house TEXT, a INTEGER, b TEXT, PRIMARY KEY (house, a))")
                .expect("it makes a table");
        let row = |a: i64, b: &str| vec![Val::Int(a), Val::from(b)];
        let wanted = [row(1, "x"), row(3, "y"), row(4, "z")];
        let there = [row(1, "x"), row(2, "?"), row(4, "!"), row(5, "?")];
        let keys: Vec<_> = shape
            .differences(&wanted, &there)
            .iter()
            .map(|(one, other)| (one.map(|r| r[0].clone()), other.map(|r| r[0].clone())))
            .collect();
        let is = |n: i64| Some(Val::Int(n));
        assert_eq!(keys, [(None, is(2)), (is(3), None), (is(4), is(4)), (None, is(5))]);
        assert_eq!(shape.differences(&wanted, &wanted), []);
    }
}
