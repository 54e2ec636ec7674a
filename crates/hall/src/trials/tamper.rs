//! Editing any row of a recorded, committed or derived table is found and named.

use std::sync::Arc;

use law::matter::acts::{Act, Answer, Assignment};
use law::procedure::Files;
use law::ruling::code;
use law::words::MatterId;
use store::db::Db;
use store::seal::Seal;
use store::{Fault, Val, schema};

use super::witnessed::{Witnesses, notary};
use crate::fixture;
use crate::house::House;
use crate::roles::{rebuild, verify};
use crate::rooms::{VIEWS, matters};

/// Rows that a table is tried by, where not every row will do, each with its reason.
const SAMPLES: &[(&str, &str)] = &[
    // Names of the house are shown by what they are names of, whoever may read the text.
    ("vault", "kind <> 'name'"),
    // How an act of the house is answered, its room alone knows.
    ("act", "answer LIKE '{%'"),
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

/// An edit: what it does, its statement, its values.
type Edit = (String, String, Vec<Val>);

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

    /// The first row, one in the middle and the last.
    fn rows(&self, db: Db<'_>) -> Result<Vec<Vec<Val>>, Fault> {
        let sample = SAMPLES.iter().find(|(table, _)| *table == self.name);
        let sql = format!(
            "SELECT {} FROM {} WHERE house = $1 AND {}",
            self.names(),
            self.name,
            sample.map_or("1 = 1", |(_, condition)| condition)
        );
        let rows = db.query(&sql, &[])?;
        assert!(!rows.is_empty(), "the world has no row in {}", self.name);
        let mut places = vec![0, rows.len() / 2, rows.len() - 1];
        places.dedup();
        Ok(places.iter().map(|place| rows[*place].values().to_vec()).collect())
    }

    /// Each column of a row edited, the row deleted, another row put beside it.
    fn edits(&self, row: &[Val]) -> Vec<Edit> {
        let pairs = || self.columns.iter().zip(row);
        let (mut keys, mut of_key) = (vec![], vec![]);
        for (column, value) in pairs().filter(|(column, _)| column.is_key) {
            keys.push(format!("{} = ${}", column.name, keys.len() + 2));
            of_key.push(value.clone());
        }
        let (keys, name) = (keys.join(" AND "), &self.name);
        let mut edits = vec![];
        for (column, value) in pairs() {
            let place = of_key.len() + 2;
            let sql = format!("UPDATE {name} SET {} = ${place} WHERE {keys}", column.name);
            let values = of_key.iter().cloned().chain([another(column, value)]).collect();
            edits.push((column.name.clone(), sql, values));
        }
        edits.push(("deleted".to_owned(), format!("DELETE FROM {name} WHERE {keys}"), of_key));
        let last = self.columns.iter().rposition(|column| column.is_key);
        let values = pairs().enumerate().map(|(i, (column, value))| {
            if Some(i) == last { another(column, value) } else { value.clone() }
        });
        let places: Vec<String> = (0..row.len()).map(|i| format!("${}", i + 2)).collect();
        let places = places.join(", ");
        let sql = format!("INSERT INTO {name} ({}) VALUES ({places})", self.names());
        edits.push(("inserted".to_owned(), sql, values.collect()));
        edits
    }

    /// The field that is named for an edited column: of a table that is made anew, the column.
    fn field(&self, edited: &str) -> Option<String> {
        let is_value = self.columns.iter().any(|column| column.name == edited && !column.is_key);
        let mut derived = VIEWS.iter().flat_map(|view| view.tables);
        let is_derived = derived.any(|table| table.name == self.name);
        (is_value && is_derived).then(|| edited.to_owned())
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

/// A world with a row in every table.
fn world() -> Arc<House> {
    let house = fixture::house();
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
    let hand_over = |lead| {
        let lead = fixture::body(&house, lead);
        let text = "请尽快办理".to_owned();
        Act::HandOver(Assignment {
            fields: law::matter::acts::Filling::new(),
            lead,
            co: vec![],
            post: None,
            by: None,
            text,
        })
    };
    act(office(), hand_over("water"));
    let reason = || "道路局的职责".to_owned();
    let back = Act::Return { duty: code("roads-1"), reason: reason() };
    act(fixture::by(&house, "handler", "water"), back);
    act(office(), hand_over("roads"));
    act(roads(), Act::Sign {});
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
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    let seal = Seal::found(&house.dir, &house.code, "example.org/log", &house.chance);
    let witnesses = Witnesses::new(&house.dir.join("witnesses"), &seal.expect("a new key"));
    let mut notary = notary(&house, &witnesses);
    notary.work(&house).expect("it signs");
    fixture::raise(&house, fixture::submission(&house));
    notary.work(&house).expect("it signs");
    house
}

/// Makes an edit, and takes it back after `look`.
fn with_edit<T>(
    db: Db<'_>,
    (sql, values): (&str, &[Val]),
    look: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    db.execute("SAVEPOINT edit", &[])?;
    // Somebody with the database in hand drops the guards first.
    db.execute("DROP TRIGGER IF EXISTS log_is_not_edited", &[])?;
    db.execute("DROP TRIGGER IF EXISTS log_is_not_cut", &[])?;
    assert_eq!(db.execute(sql, values)?, 1, "one row is edited by: {sql}");
    let looked = look();
    db.execute("ROLLBACK TO edit", &[])?;
    db.execute("RELEASE edit", &[])?;
    looked
}

#[test]
fn every_column_of_every_table_is_verified() {
    let house = world();
    let (_, before) = verify::check(&house).expect("the house can be checked");
    assert_eq!(before, [], "an honest house has no findings");
    let looking = house.clone();
    let missed = house.engine.write_and_wait(&house.code, move |tx| {
        let (db, mut tried, mut missed) = (tx.db, 0, vec![]);
        for table in Table::all(db)? {
            for row in table.rows(db)? {
                for (what, sql, values) in table.edits(&row) {
                    let look = || verify::check_in(&looking, db);
                    let (_, found) = with_edit(db, (&sql, &values), look)?;
                    let field = table.field(&what);
                    let named = found.iter().any(|finding| {
                        finding.table == table.name
                            && field.as_ref().is_none_or(|field| finding.field == *field)
                    });
                    tried += 1;
                    if !named {
                        missed.push(format!("{} {what} {row:?}: {found:?}", table.name));
                    }
                }
            }
        }
        eprintln!("{tried} edits were tried");
        Ok(missed)
    });
    let missed = missed.expect("the edits can be made");
    assert!(missed.is_empty(), "{} edits were not named:\n{}", missed.len(), missed.join("\n"));
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

/// An edit, the table it is found in, and the field.
const EDITS: &[(&str, &str, &str)] = &[
    (
        "UPDATE log SET bytes = CAST(replace(CAST(bytes AS TEXT), 'resident', 'rezident') AS BLOB) \
      WHERE house = $1 AND kind = 'matter.submitted/1'",
        "log",
        "hash",
    ),
    ("UPDATE log SET at = at - 86400000 WHERE house = $1 AND seq = 40", "log", "at"),
    (
        "UPDATE log SET kind = 'matter.urged/1' WHERE house = $1 AND kind = 'matter.accepted/1'",
        "log",
        "kind",
    ),
    (
        "UPDATE log SET matter = matter + 1 WHERE house = $1 AND kind = 'matter.accepted/1'",
        "log",
        "matter",
    ),
    ("UPDATE log SET hash = zeroblob(32) WHERE house = $1 AND seq = 7", "log", "hash"),
    ("DELETE FROM log WHERE house = $1 AND kind = 'matter.accepted/1'", "log", "seq"),
    (
        "UPDATE vault SET bytes = CAST('别的话' AS BLOB) WHERE house = $1 AND kind = 'body'",
        "vault",
        "bytes",
    ),
    (
        "UPDATE vault SET salt = zeroblob(16) WHERE house = $1 AND kind = 'contact'",
        "vault",
        "bytes",
    ),
    ("DELETE FROM vault WHERE house = $1 AND kind = 'title'", "vault", ""),
    (
        "INSERT INTO vault (house, text, kind, salt, bytes, open) \
      VALUES ($1, 1, 'body', zeroblob(16), zeroblob(1), 1)",
        "vault",
        "bytes",
    ),
    ("UPDATE definition SET bytes = zeroblob(9) WHERE house = $1", "definition", "bytes"),
    ("DELETE FROM definition WHERE house = $1", "definition", ""),
    ("UPDATE act SET seq = seq - 1 WHERE house = $1", "act", "seq"),
    ("DELETE FROM act WHERE house = $1", "act", ""),
    ("UPDATE matter SET step = 'closed' WHERE house = $1", "matter", "step"),
    ("UPDATE matter SET received = received - 1 WHERE house = $1", "matter", "received"),
    ("UPDATE matter SET due = '2099-01-01' WHERE house = $1", "matter", "due"),
    ("UPDATE matter SET rating = 'satisfied' WHERE house = $1", "matter", "rating"),
    ("DELETE FROM matter WHERE house = $1", "matter", ""),
    ("UPDATE clock SET late = 1 WHERE house = $1", "clock", "late"),
    ("UPDATE clock SET due = '2099-01-01' WHERE house = $1", "clock", "due"),
    ("DELETE FROM clock WHERE house = $1 AND clock = 0", "clock", ""),
    ("UPDATE unit SET returned = 1 WHERE house = $1", "unit", "returned"),
    ("DELETE FROM unit WHERE house = $1", "unit", ""),
    ("UPDATE receipt SET matter = 1 WHERE house = $1", "receipt", "matter"),
    ("DELETE FROM receipt WHERE house = $1", "receipt", ""),
    (
        "INSERT INTO rating (house, matter, round, rating, solved, assisted, again, at) \
      VALUES ($1, 1, 1, 'satisfied', 1, 0, 0, 0)",
        "rating",
        "",
    ),
];

#[test]
fn every_edit_is_found_and_named() {
    for (edit, table, field) in EDITS {
        let house = fixture::house();
        let (matter, _): (MatterId, _) = fixture::raise(&house, fixture::submission(&house));
        fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
        let lead = fixture::body(&house, "roads");
        let text = "请尽快办理".to_owned();
        let assignment = Assignment {
            fields: law::matter::acts::Filling::new(),
            lead,
            co: vec![],
            post: None,
            by: None,
            text,
        };
        let office = fixture::by(&house, "congress-office", "congress");
        fixture::act(&house, office, matter, Act::HandOver(assignment));
        let (_, before) = verify::check(&house).expect("the house can be checked");
        assert_eq!(before, [], "an honest house has no findings");

        let (edit, code) = (*edit, house.code.clone());
        let edited = house.engine.write_and_wait(&code, move |tx| {
            // Somebody with the database in hand drops the guards first.
            tx.db.execute("DROP TRIGGER IF EXISTS log_is_not_edited", &[])?;
            tx.db.execute("DROP TRIGGER IF EXISTS log_is_not_cut", &[])?;
            Ok(tx.db.execute(edit, &[])?)
        });
        assert!(edited.expect("the edit can be made") > 0, "nothing was edited by: {edit}");
        let (_, after) = verify::check(&house).expect("the house can be checked");
        let named = after.iter().any(|finding| finding.table == *table && finding.field == *field);
        assert!(named, "{edit}\nwas not named as {table}.{field}, but as {after:#?}");
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
