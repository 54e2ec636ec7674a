//! Bits that rot at rest are found before anything is signed over them (trust.md, T4).

use std::path::PathBuf;
use std::sync::Arc;

use store::Val;

use super::witnessed::{Witnesses, notary, world};
use crate::fixture;
use crate::house::House;

/// How many single bits are flipped; `HUIYIN_FLIPS` says otherwise.
const FLIPS: u64 = 500;

/// Columns whose bytes are signed over, or that tell what was signed.
const COLUMNS: [(&str, &str, &str); 4] = [
    ("log", "bytes", "seq"),
    ("log", "hash", "seq"),
    ("tile", "hashes", "rowid"),
    ("checkpoint", "note", "number"),
];

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

#[test]
fn no_flipped_bit_is_signed_over() {
    let flips = std::env::var("HUIYIN_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(FLIPS);
    let (house, witnesses, mut first) = world();
    fixture::raise(&house, fixture::submission(&house));
    first.work(&house).expect("it signs");
    // Something waits to be signed in every trial.
    fixture::raise(&house, fixture::submission(&house));
    let mut missed = vec![];
    for _ in 0..flips {
        let (what, flipped) = flip(&house);
        if signs(&house, &witnesses) {
            missed.push(what);
            flip_back(&house, flipped);
            fixture::raise(&house, fixture::submission(&house));
        } else {
            flip_back(&house, flipped);
        }
    }
    assert!(missed.is_empty(), "{} of {flips} were signed over: {missed:#?}", missed.len());
    // The same house with nothing flipped is signed: what was found was the bit.
    assert!(signs(&house, &witnesses));
}
