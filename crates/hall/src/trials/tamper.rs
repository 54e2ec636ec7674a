//! Editing any row of a recorded, committed or derived table is found and named.

use law::matter::acts::{Act, Assignment};

use crate::fixture;
use crate::roles::verify;

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
        let (matter, _) = fixture::raise(&house, fixture::submission(&house));
        fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
        let lead = fixture::body(&house, "roads");
        let text = "请尽快办理".to_owned();
        let assignment = Assignment { lead, co: vec![], post: None, by: None, text };
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
