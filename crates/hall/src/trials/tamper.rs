//! Whatever is done to any row of a recorded, committed or derived table is found and located to
//! the row (trust.md, T16).

use std::sync::Arc;

use law::matter::acts::{Act, Answer, Assignment};
use law::procedure::Files;
use law::ruling::code;
use law::words::TextId;
use store::db::Db;
use store::seal::Seal;
use store::verify::{Finding, hex};
use store::{Fault, Val, schema};

use super::second;
use super::witnessed::{Witnesses, notary};
use crate::fixture;
use crate::house::House;
use crate::roles::{rebuild, verify};
use crate::rooms::{VIEWS, activities, matters, points, referrals};

/// Rows that a table is tried by, where not every row will do, each with its reason.
const SAMPLES: &[(&str, &str)] = &[
    // Names of the house are shown by what they are names of, whoever may read the text.
    ("vault", "kind <> 'name'"),
    // How an act of the house is answered, or a look at who brought a matter, its room alone knows.
    (
        "act",
        "(answer LIKE '{%' OR seq IN (SELECT l.seq FROM log l WHERE l.house = $1 AND (l.kind LIKE \
         'activity.%' OR l.kind LIKE 'points.%' OR l.kind LIKE 'file.%')))",
    ),
];

/// A column of a table as the engine knows it.
struct Column {
    name: String,
    is_text: bool,
    is_blob: bool,
    is_key: bool,
}

/// A table that is to be tampered with.
struct Table {
    name: String,
    columns: Vec<Column>,
}

/// How many manipulations are tried; `HUIYIN_TAMPERS` says otherwise.
const TAMPERS: usize = 500;

/// A manipulation: what it does, its statements, and what it is found by.
struct Tamper {
    what: String,
    statements: Vec<(String, Vec<Val>)>,
    /// Rows of which each must be named; of several names of a row one.
    rows: Vec<Vec<String>>,
    /// The field, where it is named.
    field: Option<String>,
}

impl Table {
    /// Every table that the engine knows and that does not pass.
    fn all(db: Db<'_>) -> Result<Vec<Self>, Fault> {
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let mut tables = vec![];
        for row in db.query(sql, &[])? {
            let name = row.text(0).to_owned();
            if !schema::PASSING.contains(&name.as_str()) && !name.starts_with("sqlite_") {
                let columns = db.query(&format!("PRAGMA table_info({name})"), &[])?;
                let column = |row: &store::Row| Column {
                    name: row.text(1).to_owned(),
                    is_text: row.text(2) == "TEXT",
                    is_blob: row.text(2) == "BLOB",
                    is_key: row.int(5) > 0,
                };
                tables.push(Self { columns: columns.iter().map(column).collect(), name });
            }
        }
        Ok(tables)
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(", ")
    }

    /// The rows that it is tried by.
    fn rows(&self, db: Db<'_>) -> Result<Vec<Vec<Val>>, Fault> {
        let sample = SAMPLES.iter().find(|(table, _)| *table == self.name);
        let keys = self.columns.iter().filter(|column| column.is_key);
        let keys: Vec<&str> = keys.map(|column| column.name.as_str()).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE house = $1 AND {} ORDER BY {}",
            self.names(),
            self.name,
            sample.map_or("1 = 1", |(_, condition)| condition),
            keys.join(", ")
        );
        let rows: Vec<Vec<Val>> =
            db.query(&sql, &[])?.iter().map(|row| row.values().to_vec()).collect();
        assert!(!rows.is_empty(), "the world has no row in {}", self.name);
        Ok(rows)
    }

    /// How a row is named: by its key without the house. Rows of the search are named by matters.
    fn label(&self, row: &[Val]) -> Option<String> {
        let keys = self.columns.iter().zip(row).filter(|(column, _)| column.is_key).skip(1);
        let is_text = ["vault", "file"].contains(&self.name.as_str());
        let said = |value: &Val| match value {
            Val::Int(id) if is_text => TextId::from_int(*id).to_string(),
            Val::Int(value) => value.to_string(),
            Val::Text(value) => value.to_string(),
            Val::Blob(bytes) => hex(bytes),
            Val::Null => "-".to_owned(),
        };
        let keys: Vec<String> = keys.map(|(_, value)| said(value)).collect();
        (!self.name.starts_with("search_")).then(|| keys.join(" "))
    }

    fn labels(&self, rows: &[&[Val]]) -> Vec<String> {
        rows.iter().filter_map(|row| self.label(row)).collect()
    }

    /// A condition that only one row meets, its values from `$from` on.
    fn key(&self, row: &[Val], from: usize) -> (String, Vec<Val>) {
        let of_key = || self.columns.iter().zip(row).filter(|(column, _)| column.is_key);
        let place =
            |(i, (column, _)): (usize, (&Column, _))| format!("{} = ${}", column.name, i + from);
        let condition: Vec<String> = of_key().enumerate().map(place).collect();
        (condition.join(" AND "), of_key().map(|(_, value)| value.clone()).collect())
    }

    fn set(&self, row: &[Val], column: &Column, value: Val) -> (String, Vec<Val>) {
        let (condition, mut values) = self.key(row, 3);
        values.insert(0, value);
        (format!("UPDATE {} SET {} = $2 WHERE {condition}", self.name, column.name), values)
    }

    fn delete(&self, row: &[Val]) -> (String, Vec<Val>) {
        let (condition, values) = self.key(row, 2);
        (format!("DELETE FROM {} WHERE {condition}", self.name), values)
    }

    /// What can be done to a column of a row: another value, a part of it, that of another row.
    fn of_column(&self, rows: &[Vec<Val>], row: &[Val], place: usize) -> Vec<Tamper> {
        let column = &self.columns[place];
        let field = self.field(&column.name);
        let mut tampers = vec![];
        let mut change = |how: &str, value: Val| {
            let mut changed = row.to_vec();
            changed[place] = value.clone();
            tampers.push(Tamper {
                what: format!("{how} {}", column.name),
                statements: vec![self.set(row, column, value)],
                rows: vec![self.labels(&[row, &changed])],
                field: field.clone(),
            });
        };
        change("edited", another(column, &row[place]));
        if let Some(value) = cut(&row[place]) {
            change("cut", value);
        }
        if matches!(row[place], Val::Text(_)) {
            // Bytes that are no text at all, as a disk can make them.
            let bytes = Val::Blob([0xff].into());
            let mut changed = row.to_vec();
            changed[place] = bytes.clone();
            let (sql, values) = self.set(row, column, bytes);
            tampers.push(Tamper {
                what: format!("garbled {}", column.name),
                statements: vec![(sql.replace("= $2", "= CAST($2 AS TEXT)"), values)],
                rows: vec![self.labels(&[row, &changed])],
                field: field.clone(),
            });
        }
        let other = rows.iter().find(|other| other[place] != row[place]);
        // With which record a view was drawn last, nothing else says: any of the log will do.
        let is_any = (self.name.as_str(), column.name.as_str()) == ("view", "seq");
        if let Some(other) = other.filter(|_| !column.is_key && !is_any) {
            tampers.push(Tamper {
                what: format!("swapped {}", column.name),
                statements: vec![
                    self.set(row, column, other[place].clone()),
                    self.set(other, column, row[place].clone()),
                ],
                rows: vec![self.labels(&[row]), self.labels(&[other])],
                field,
            });
        }
        tampers
    }

    /// A row deleted, and another put beside it.
    fn of_row(&self, row: &[Val]) -> Vec<Tamper> {
        let last = self.columns.iter().rposition(|column| column.is_key).expect("it has a key");
        let mut beside = row.to_vec();
        beside[last] = another(&self.columns[last], &row[last]);
        let places: Vec<String> = (0..row.len()).map(|i| format!("${}", i + 2)).collect();
        let (name, names, places) = (&self.name, self.names(), places.join(", "));
        let insert = format!("INSERT INTO {name} ({names}) VALUES ({places})");
        let tamper = |what: &str, statement, labels| Tamper {
            what: what.to_owned(),
            statements: vec![statement],
            rows: vec![labels],
            field: None,
        };
        vec![
            tamper("deleted", self.delete(row), self.labels(&[row])),
            tamper("inserted", (insert, beside.clone()), self.labels(&[&beside])),
        ]
    }

    /// The last rows of the table deleted, a third of them.
    fn cut_off(&self, rows: &[Vec<Val>]) -> Tamper {
        let gone = &rows[rows.len() - rows.len().div_ceil(3)..];
        // Of a log, a tree and what was signed of it, the first number that is missing is named.
        let is_counted = ["log", "tile", "checkpoint"].contains(&self.name.as_str());
        let named = if is_counted { &gone[..1] } else { gone };
        Tamper {
            what: "truncated".to_owned(),
            statements: gone.iter().map(|row| self.delete(row)).collect(),
            rows: named.iter().map(|row| self.labels(&[row])).collect(),
            field: None,
        }
    }

    /// The field that is named for an edited column: of a table that is made anew, the column.
    fn field(&self, edited: &str) -> Option<String> {
        let is_value = self.columns.iter().any(|column| column.name == edited && !column.is_key);
        let mut derived = VIEWS.iter().flat_map(|view| view.tables);
        let is_derived = derived.any(|table| table.name == self.name);
        (is_value && is_derived).then(|| edited.to_owned())
    }
}

/// Every kind of manipulation of every column of every table once, and then again with other rows
/// until there are enough.
fn tampers(db: Db<'_>, most: usize) -> Result<Vec<(Table, Vec<Tamper>)>, Fault> {
    let tables = Table::all(db)?;
    let rows = tables.iter().map(|table| table.rows(db)).collect::<Result<Vec<_>, _>>()?;
    let mut all: Vec<Vec<Tamper>> = tables.iter().map(|_| vec![]).collect();
    let (mut turn, mut count, most_rows) = (0, 0, rows.iter().map(Vec::len).max().unwrap_or(0));
    while turn < most_rows && (count < most || turn == 0) {
        count = 0;
        for ((table, rows), all) in tables.iter().zip(&rows).zip(&mut all) {
            if turn == 0 {
                all.push(table.cut_off(rows));
            }
            if let Some(row) = rows.get(turn) {
                all.extend(table.of_row(row));
                for place in 0..table.columns.len() {
                    // Another row for each column, so that few turns see many rows.
                    let row = &rows[(turn + 7 * place) % rows.len()];
                    all.extend(table.of_column(rows, row, place));
                }
            }
            count += all.len();
        }
        turn += 1;
    }
    Ok(tables.into_iter().zip(all).collect())
}

/// The first part of a value that has parts.
fn cut(value: &Val) -> Option<Val> {
    match value {
        Val::Text(text) => {
            let half = text.chars().count() / 2;
            let cut: String = text.chars().take(half).collect();
            (cut.len() < text.len()).then(|| Val::Text(cut.into()))
        }
        Val::Blob(bytes) => (!bytes.is_empty()).then(|| Val::Blob(bytes[..bytes.len() / 2].into())),
        Val::Int(_) | Val::Null => None,
    }
}

/// Another value of the same kind.
fn another(column: &Column, value: &Val) -> Val {
    match value {
        Val::Null if column.is_text => Val::Text("x".into()),
        Val::Null if column.is_blob => Val::Blob([1].into()),
        Val::Null => Val::Int(1),
        Val::Int(value) => Val::Int(value + 1_000_003),
        Val::Text(value) => Val::Text(format!("{value}x").into()),
        Val::Blob(bytes) => {
            let mut bytes = bytes.to_vec();
            match bytes.last_mut() {
                Some(byte) => *byte ^= 1,
                None => bytes.push(1),
            }
            Val::Blob(bytes.into())
        }
    }
}

/// An act that hands a matter over to a unit.
fn handed_over(house: &House, lead: &str) -> Act {
    Act::HandOver(Assignment {
        fields: law::matter::acts::Filling::new(),
        lead: fixture::body(house, lead),
        co: vec![],
        post: None,
        by: None,
        text: "请尽快办理".to_owned(),
    })
}

/// Somebody looks at who brought a matter, as a second person let them.
fn seen(house: &Arc<House>, matter: law::words::MatterId) {
    let (leader, second) = (
        fixture::officer(house, "leader", "congress"),
        fixture::appoint(house, "security-administrator", "schools"),
    );
    let ask = second::ask(house, &leader, matter).expect("a leader may ask");
    second::decide(house, &second, (ask, true)).expect("who is of no body of theirs decides");
    second::look(house, &leader, matter).expect("it was granted").expect("there is a contact");
}

/// A world with a row in every table, and as many further matters.
pub(super) fn world(more: usize) -> Arc<House> {
    let house = fixture::house();
    for _ in 0..more {
        let (matter, _) = fixture::raise(&house, fixture::submission(&house));
        fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    }
    let mut submission = fixture::submission(&house);
    let pdf = b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec();
    let limits = Files { most: 1, bytes_most: 1000 };
    submission.files = matters::keep_files(&house, vec![pdf], limits).expect("a sound file");
    let (matter, _) = fixture::raise(&house, submission);
    let other = fixture::submission(&house);
    let (other, _) = fixture::raise(&house, other);
    // Their words move into a span; those of the next matter stand in the tail.
    rebuild::index(&house).expect("the search index can be made anew");
    fixture::raise(&house, fixture::submission(&house));
    let office = || fixture::by(&house, "congress-office", "congress");
    let roads = || fixture::by(&house, "handler", "roads");
    let act = |by, act| fixture::act(&house, by, matter, act);
    let deputy = || fixture::by(&house, "deputy", "s1");
    act(deputy(), Act::Accept {});
    act(office(), Act::Link { to: other });
    let hand_over = |lead| handed_over(&house, lead);
    act(office(), hand_over("water"));
    let reason = || "道路局的职责".to_owned();
    let back = Act::Return { duty: code("roads-1"), reason: reason() };
    act(fixture::by(&house, "handler", "water"), back);
    act(office(), hand_over("roads"));
    act(roads(), Act::Sign {});
    seen(&house, matter);
    // The other waits for what was promised.
    fixture::act(&house, deputy(), other, Act::Accept {});
    fixture::act(&house, office(), other, hand_over("roads"));
    fixture::act(&house, roads(), other, Act::Sign {});
    let promise = Answer {
        class: code("promised"),
        text: "四月底前修好".to_owned(),
        promised: Some(jiff::civil::date(2026, 4, 30)),
        passed_to: String::new(),
        basis: String::new(),
        files: vec![],
        fields: law::matter::acts::Filling::new(),
    };
    fixture::act(&house, roads(), other, Act::Reply(Box::new(promise)));
    fixture::pass_days(&house, 60);
    crate::roles::tasks::tick(&house).expect("time passes");
    act(office(), Act::Note { text: "内部的话".to_owned(), open: false });
    let hide = Act::Hide { reason: "含他人隐私".to_owned(), fields: fixture::why("others") };
    fixture::act(&house, office(), other, hide);
    let answer = Answer {
        fields: law::matter::acts::Filling::new(),
        class: code("impossible"),
        text: "暂时修不了".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: "养护计划".to_owned(),
        files: vec![],
    };
    act(roads(), Act::Reply(Box::new(answer)));
    let rating = code("not-satisfied");
    act(law::record::Actor::Resident, Act::Rate { rating, solved: false, again: true });
    network(&house);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    let seal = Seal::found(&house.dir, &house.code, "example.org/log", &house.chance);
    let witnesses = Witnesses::new(&house.dir.join("witnesses"), &seal.expect("a new key"));
    let mut notary = notary(&house, &witnesses);
    notary.work(&house).expect("it signs");
    fixture::raise(&house, fixture::submission(&house));
    notary.work(&house).expect("it signs");
    house
}

/// What stands under numbers of its own: activities, themes, duty files, passbooks of points, what
/// came from another house.
fn network(house: &Arc<House>) {
    let activity = fixture::activity(house, "s1");
    fixture::come(house, activity, "s1");
    activities::tests::pictured(house, &activity.to_string());
    points::tests::kept(house);
    referrals::tests::kept(house);
    fixture::theme(house);
    fixture::contest(house, "s1");
    fixture::pass_days(house, 1);
    fixture::report(house, "s1");
}

/// Makes a manipulation, and takes it back after `look`.
fn with<T>(
    db: Db<'_>,
    tamper: &Tamper,
    look: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    db.execute("SAVEPOINT edit", &[])?;
    // Somebody with the database in hand drops the guards first.
    db.execute("DROP TRIGGER IF EXISTS log_is_not_edited", &[])?;
    db.execute("DROP TRIGGER IF EXISTS log_is_not_cut", &[])?;
    for (sql, values) in &tamper.statements {
        assert_eq!(db.execute(sql, values)?, 1, "one row is changed by: {sql}");
    }
    let looked = look();
    db.execute("ROLLBACK TO edit", &[])?;
    db.execute("RELEASE edit", &[])?;
    looked
}

/// Whether the findings name the table, and each row, and the field.
fn names(found: &[Finding], table: &str, tamper: &Tamper) -> bool {
    let of_table: Vec<&Finding> = found.iter().filter(|one| one.table == table).collect();
    let names_row = |labels: &Vec<String>| {
        labels.is_empty() || of_table.iter().any(|one| labels.contains(&one.row))
    };
    let names_field = |field: &String| of_table.iter().any(|one| one.field == *field);
    !of_table.is_empty()
        && tamper.rows.iter().all(names_row)
        && tamper.field.as_ref().is_none_or(names_field)
}

#[test]
fn every_manipulation_of_every_table_is_found_and_located_to_the_row() {
    if !fixture::is_embedded("it edits the log, which the account of the tests cannot") {
        return;
    }
    let most = std::env::var("HUIYIN_TAMPERS").ok().and_then(|n| n.parse().ok());
    let most = most.unwrap_or(TAMPERS);
    // Every row is tried in every way where that many are asked for, so the world grows with them.
    let house = world((most / 500).saturating_sub(1));
    let (_, before) = verify::check(&house).expect("the house can be checked");
    assert_eq!(before, [], "an honest house has no findings");
    let looking = house.clone();
    let missed = house.engine.write_and_wait(&house.code, move |tx| {
        let (db, mut tried, mut missed) = (tx.db, 0, vec![]);
        for (table, tampers) in tampers(db, most)? {
            for tamper in tampers {
                let (_, found) = with(db, &tamper, || verify::check_in(&looking, db))?;
                tried += 1;
                if !names(&found, &table.name, &tamper) {
                    let rows = &tamper.rows;
                    missed.push(format!("{} {} {rows:?}: {found:?}", table.name, tamper.what));
                }
            }
        }
        eprintln!("{tried} manipulations were tried");
        assert!(tried >= most.min(TAMPERS), "only {tried} were tried");
        Ok(missed)
    });
    let missed = missed.expect("the edits can be made");
    assert!(missed.is_empty(), "{} were not named:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn the_tables_that_pass_are_there() {
    let house = fixture::house();
    for table in schema::PASSING {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE house = $1");
        let rows = house.read(|db| Ok(db.one(&sql, &[])?.int(0)));
        assert!(rows.is_ok(), "{table} is named as passing and is no table");
    }
}

#[test]
fn the_engine_itself_refuses_to_edit_the_log() {
    let house = fixture::house();
    for edit in ["UPDATE log SET kind = 'x' WHERE house = $1", "DELETE FROM log WHERE house = $1"] {
        let code = house.code.clone();
        let edited = house.engine.write_and_wait(&code, move |tx| Ok(tx.db.execute(edit, &[])?));
        assert!(edited.is_err(), "{edit}");
    }
}
