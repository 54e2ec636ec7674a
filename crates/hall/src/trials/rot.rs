//! Bits that rot at rest are found before anything is signed over them, and before anything wrong
//! is served (trust.md, T4).

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::StatusCode;
use law::words::MatterId;
use store::Val;
use store::tiles::Tiles;

use super::witnessed::{Witnesses, asked, fetch, notary, world};
use crate::fixture;
use crate::house::House;

/// How many single bits are flipped; `HUIYIN_FLIPS` says otherwise.
const FLIPS: u64 = 500;

/// Columns whose bytes are signed over, or that tell what was signed; and the texts that proofs
/// open.
const COLUMNS: [(&str, &str, &str); 6] = [
    ("log", "bytes", "seq"),
    ("log", "hash", "seq"),
    ("tile", "hashes", "rowid"),
    ("checkpoint", "note", "number"),
    (VAULT, "bytes", "text"),
    (VAULT, "salt", "text"),
];

/// What is in it is not signed: the log commits to it.
const VAULT: &str = "vault";

/// Files of which the same holds.
const FILES: [&str; 1] = ["log-qinghe.signed"];

/// A flipped bit, to be flipped back.
enum Flipped {
    Row { sql: String, key: i64, bytes: Vec<u8> },
    File { path: PathBuf, bytes: Vec<u8> },
}

fn below(house: &House, bound: u64) -> u64 {
    u64::from_be_bytes(house.chance.bytes()) % bound
}

fn flip(house: &Arc<House>) -> (String, Flipped) {
    let place = below(house, (COLUMNS.len() + FILES.len()) as u64) as usize;
    let Some((table, column, key)) = COLUMNS.get(place) else {
        let name = FILES[place - COLUMNS.len()];
        let path = house.dir.join(name);
        let bytes = std::fs::read(&path).expect("it is there");
        let at = below(house, bytes.len() as u64 * 8) as usize;
        let mut bent = bytes.clone();
        bent[at / 8] ^= 1 << (at % 8);
        std::fs::write(&path, bent).expect("it can be written");
        return (format!("{name} bit {at}"), Flipped::File { path, bytes });
    };
    // The newest checkpoint is the one that is gone on with.
    let order = if *table == "checkpoint" { "number DESC LIMIT 1" } else { key };
    let sql = format!("SELECT {key}, {column} FROM {table} WHERE house = $1 ORDER BY {order}");
    let rows = house.read(|db| db.query(&sql, &[])).expect("it reads");
    let row = &rows[below(house, rows.len() as u64) as usize];
    let is_text = matches!(row.values()[1], Val::Text(_));
    let bytes = if is_text { row.text(1).as_bytes().to_vec() } else { row.blob(1).to_vec() };
    let at = below(house, bytes.len() as u64 * 8) as usize;
    let mut bent = bytes.clone();
    bent[at / 8] ^= 1 << (at % 8);
    let value = if is_text { "CAST($3 AS TEXT)" } else { "$3" };
    let sql = format!("UPDATE {table} SET {column} = {value} WHERE house = $1 AND {key} = $2");
    let key = row.int(0);
    put(house, &sql, key, bent);
    (format!("{table} {key} {column} bit {at}"), Flipped::Row { sql, key, bytes })
}

/// Puts bytes in place, as the disk would.
fn put(house: &Arc<House>, sql: &str, key: i64, bytes: Vec<u8>) {
    let sql = sql.to_owned();
    let work = move |tx: &mut store::Tx<'_>| {
        tx.db.execute("DROP TRIGGER IF EXISTS log_is_not_edited", &[])?;
        let value = Val::Blob(bytes.clone().into());
        Ok(tx.db.execute(&sql, &[key.into(), value])?)
    };
    let changed = house.engine.write_and_wait(&house.code, work).expect("it can be edited");
    assert_eq!(changed, 1);
}

fn flip_back(house: &Arc<House>, flipped: Flipped) {
    match flipped {
        Flipped::File { path, bytes } => std::fs::write(path, bytes).expect("it can be written"),
        Flipped::Row { sql, key, bytes } => put(house, &sql, key, bytes),
    }
}

/// Whether a notary who begins anew signs; whatever it says, the count of checkpoints tells.
fn signs(house: &Arc<House>, witnesses: &Arc<Witnesses>) -> bool {
    let count = || {
        let sql = "SELECT MAX(number) FROM checkpoint WHERE house = $1";
        house.read(|db| db.one(sql, &[])).expect("it reads").int(0)
    };
    let before = count();
    let _what_it_says = notary(house, witnesses).work(house);
    count() > before
}

/// What is served of the log, and the proof of a matter; nothing for what is refused.
fn served(house: &Arc<House>, size: u64, matter: MatterId) -> Vec<Option<Vec<u8>>> {
    let paths = [
        "/log/checkpoint".to_owned(),
        format!("/log/tile/0/000.p/{size}"),
        format!("/log/tile/entries/000.p/{size}"),
    ];
    let fetched = paths.iter().map(|path| {
        let (status, _, bytes) = fetch(house, path);
        (status == StatusCode::OK).then_some(bytes)
    });
    let proof = asked(house, matter).ok().flatten().map(|proof| proof.to_string().into_bytes());
    fetched.chain([proof]).collect()
}

#[test]
fn no_flipped_bit_is_signed_over_and_nothing_wrong_is_served() {
    if !fixture::is_embedded("it edits the log, which the account of the tests cannot") {
        return;
    }
    let flips = std::env::var("HUIYIN_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(FLIPS);
    let (house, witnesses, mut first) = world();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    first.work(&house).expect("it signs");
    let size = house.read(|db| Tiles::new(db).size()).expect("it reads");
    let right = served(&house, size, matter);
    assert!(right.iter().all(Option::is_some), "with nothing flipped all of it is served");
    // Something waits to be signed in every trial.
    fixture::raise(&house, fixture::submission(&house));
    let (mut missed, mut refused) = (vec![], 0);
    for _ in 0..flips {
        let (what, flipped) = flip(&house);
        let now = served(&house, size, matter);
        let is_wrong = |(now, right): (&Option<Vec<u8>>, _)| now.is_some() && now != right;
        if now.iter().zip(&right).any(is_wrong) {
            missed.push(format!("{what}: served"));
        }
        refused += u64::from(now != right);
        if !what.starts_with(VAULT) && signs(&house, &witnesses) {
            // What was signed now would be served from here on: there is nothing to go on with.
            missed.push(format!("{what}: signed"));
            break;
        }
        flip_back(&house, flipped);
    }
    assert!(missed.is_empty(), "of {flips} were missed: {missed:#?}");
    assert!(refused > flips / 10, "only {refused} of {flips} touched what is served");
    // The same house with nothing flipped is served and signed: what was found was the bit.
    assert_eq!(served(&house, size, matter), right);
    assert!(signs(&house, &witnesses));
}
