//! Several houses in one place beside one house: how much more they take in together.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use law::words::AreaId;
use serde_json::{Value, json};
use store::fault::Context;
use store::{Chance, Fault};

use super::{BenchArgs, bring, demo, placed, rate, villages};
use crate::house::{Clock, House};

/// As many acts by as many clients, in one house and spread over several, each with a writer of its
/// own; how full the processors were meanwhile, since more houses have no more of them.
pub fn measure(scratch: &Path, args: &BenchArgs, count: usize) -> Result<Value, Fault> {
    let mut houses = vec![];
    for number in 0..count {
        let dir = placed(&scratch.join(format!("house-of-{number}")), args)?;
        houses.push(house(&dir, &format!("of-{number}"))?);
    }
    let mut runs = vec![];
    for &clients in args.clients.iter().filter(|clients| **clients >= count) {
        let alone = run(&houses[..1], (clients, args.acts))?;
        let together = run(&houses, (clients, args.acts))?;
        runs.push(json!({
            "clients": clients,
            "one_house": &alone,
            "several_houses": &together,
            "ratio": together["acts_per_second"].as_f64().unwrap_or(0.0)
                / alone["acts_per_second"].as_f64().unwrap_or(0.0).max(1.0),
        }));
    }
    Ok(json!({ "houses": count, "runs": runs }))
}

fn house(dir: &Path, code: &str) -> Result<(Arc<House>, Vec<AreaId>), Fault> {
    let house = House::open(dir, code, Clock::System, Chance::seeded(1))?;
    let yesterday = house.today().yesterday().while_(|| "reckoning yesterday".to_owned())?;
    demo::found(&house, yesterday)?;
    let areas = villages(&house);
    Ok((house, areas))
}

/// Brings so many matters by so many clients, spread evenly: the rate, and how busy all processors
/// of the machine were.
fn run(
    houses: &[(Arc<House>, Vec<AreaId>)],
    (clients, acts): (usize, usize),
) -> Result<Value, Fault> {
    let share = (clients / houses.len(), acts / houses.len());
    let (before, begun) = (processors()?, Instant::now());
    std::thread::scope(|scope| {
        let bring_to = |(house, areas): &(Arc<House>, Vec<AreaId>)| {
            let (house, areas) = (house.clone(), areas.clone());
            scope.spawn(move || bring(&house, &areas, share, false))
        };
        let threads: Vec<_> = houses.iter().map(bring_to).collect();
        for thread in threads {
            thread.join().map_err(|_| Fault::new("a client panicked"))??;
        }
        Ok::<(), Fault>(())
    })?;
    let (seconds, after) = (begun.elapsed().as_secs_f64(), processors()?);
    let busy = (after.0 - before.0) as f64 / ((after.1 - before.1) as f64).max(1.0);
    let acts = share.1 * houses.len();
    Ok(json!({ "acts_per_second": rate(acts, seconds), "processors_busy": busy }))
}

/// What the processors did since the machine began, and all that they could have done, in ticks
/// (proc(5), `/proc/stat`).
fn processors() -> Result<(u64, u64), Fault> {
    let stat = std::fs::read_to_string("/proc/stat").while_(|| "reading /proc/stat".to_owned())?;
    let first = stat.lines().next().unwrap_or_default();
    let ticks: Vec<u64> = first.split_whitespace().skip(1).flat_map(str::parse).collect();
    let [user, nice, system, idle, wait, ..] = ticks[..] else {
        return Err(Fault::new("/proc/stat does not tell what the processors do"));
    };
    let busy = user + nice + system;
    Ok((busy, busy + idle + wait))
}
