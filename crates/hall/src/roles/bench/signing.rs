//! What signing and verifying cost the desk: acknowledged acts with a notary and a watch at work,
//! and without, in turns.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use law::words::{AreaId, Hash};
use serde_json::{Value, json};
use store::seal::Seal;
use store::{Fault, tiles};

use super::{bring, new_house, rate, villages};
use crate::house::{House, Trust};
use crate::roles::verify::Watch;
use crate::rooms::notary::tasks::Notary;
use crate::rooms::notary::views;

/// How many times each is measured.
const TURNS: usize = 3;
/// How often the notary works here: twenty times as often as in a house that is served.
const PAUSE: Duration = Duration::from_secs(1);
/// Clients that bring matters side by side.
const CLIENTS: usize = 32;
/// Proofs whose time is taken.
const PROOFS: u64 = 200;

/// Measures it, and how long a proof takes in the log that came of it.
pub fn measure(dir: &Path, acts: usize) -> Result<Value, Fault> {
    let house = new_house(dir)?;
    let areas = villages(&house);
    let seal = Seal::found(&house.dir, &house.code, "bench.example.org/log", &house.chance)?;
    let trust = Trust::plain(&seal.verifiers())?;
    let silent = Box::new(|_: &str, _: &str| Err(Fault::new("nobody is asked here")));
    let mut notary = Notary::new(&house, seal, silent);
    let (mut alone, mut beside) = (0.0, 0.0);
    // Once before anything is measured: files, caches, dictionary.
    bring(&house, &areas, (CLIENTS, acts / 10), false)?;
    for _ in 0..TURNS {
        alone += bring(&house, &areas, (CLIENTS, acts), false)?;
        notary.work(&house)?;
        beside += with_notary(&house, &areas, acts, &mut notary)?;
    }
    notary.work(&house)?;
    let (alone, beside) = (rate(acts * TURNS, alone), rate(acts * TURNS, beside));
    let size = house.read(|db| tiles::Tiles::new(db).size())?;
    let begun = Instant::now();
    for number in 0..PROOFS {
        let seq = 1 + number * (size - 1) / PROOFS;
        house.read(|db| {
            let mut found = None;
            store::log::each_between(db, (seq - 1, seq), |stored| {
                found = Some(stored);
                Ok(())
            })?;
            let stored = found.ok_or_else(|| Fault::new("a record is missing"))?;
            // Records of the house have no opening that a receipt gives, and the same proof.
            if stored.kind.starts_with("matter.") {
                views::proof(db, &house, &trust, &stored)?;
            } else {
                tiles::Tiles::new(db).inclusion(seq - 1, size)?;
            }
            Ok(())
        })?;
    }
    let each = begun.elapsed().as_secs_f64() * 1000.0 / PROOFS as f64;
    Ok(json!({
        "acts_per_second_alone": alone,
        "acts_per_second_beside": beside,
        "ratio": beside as f64 / alone.max(1) as f64,
        "records": size,
        "milliseconds_a_proof": each,
    }))
}

/// A tree of many made-up entries: what growing it costs, and how long a proof takes, each read
/// anew.
pub fn tree(dir: &Path, entries: u64) -> Result<Value, Fault> {
    let engine = store::Engine::open(dir, 1)?;
    let begun = Instant::now();
    let mut size = 0;
    while size < entries {
        let until = entries.min(size + tiles::ENTRIES_MOST as u64);
        let made: Vec<Hash> = (size..until).map(|n| Hash::of(&[&n.to_be_bytes()])).collect();
        let growth = engine.read("tree", |db| tiles::grown(db, &made))?;
        engine.write_and_wait("tree", move |tx| Ok(growth.write(tx)?)).map_err(super::failed)?;
        size = until;
    }
    let grown = begun.elapsed().as_secs_f64();
    let (mut worst, mut sum) = (0.0_f64, 0.0);
    for number in 0..PROOFS {
        let index = number * size.saturating_sub(1) / PROOFS;
        let begun = Instant::now();
        engine.read("tree", |db| tiles::Tiles::new(db).inclusion(index, size))?;
        let taken = begun.elapsed().as_secs_f64() * 1000.0;
        worst = worst.max(taken);
        sum += taken;
    }
    Ok(json!({
        "entries": size,
        "entries_per_second": rate(size as usize, grown),
        "milliseconds_a_proof": sum / PROOFS as f64,
        "milliseconds_the_slowest": worst,
    }))
}

/// Brings matters while a notary works again and again and the house goes over itself, as often as
/// one that is served; tells the seconds.
fn with_notary(
    house: &Arc<House>,
    areas: &[AreaId],
    acts: usize,
    notary: &mut Notary,
) -> Result<f64, Fault> {
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let working = scope.spawn(|| -> Result<(), Fault> {
            let mut watch = Watch::default();
            while !ended.load(Ordering::Relaxed) {
                notary.work(house)?;
                watch.work(house)?;
                std::thread::sleep(PAUSE);
            }
            Ok(())
        });
        let seconds = bring(house, areas, (CLIENTS, acts), false);
        ended.store(true, Ordering::Relaxed);
        working.join().map_err(|_| Fault::new("the notary panicked"))??;
        seconds
    })
}
