//! Measures speed on this machine, as ratios to limits measured in the same run.
#![expect(clippy::disallowed_methods, reason = "this is where time is measured")]

mod congress;
mod copies;
mod houses;
mod pages;
mod signing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use clap::Args;
use law::clock::Time;
use law::matter::acts::{Act, Contact, Filling, Submission};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor, Officer};
use law::ruling::code;
use law::words::{AreaId, TextId};
use serde_json::{Value, json};
use store::db::{No, Tx};
use store::fault::Context;
use store::{Chance, Fault};

use super::{DatabaseArgs, demo};
use crate::house::policies::Policies;
use crate::house::{Clock, House, State};
use crate::rights::{Asked, Ground, List, Read, Who};
use crate::rooms::matters;
use crate::rooms::matters::views::{Clue, Filter, Place, newest};

/// How often a question is asked to be measured.
const TURNS: u32 = 2_000;

/// What to measure.
#[derive(Args)]
pub struct BenchArgs {
    /// A folder for what is written; removed afterwards.
    #[arg(long, default_value = "bench-data")]
    pub data: PathBuf,
    /// An empty database of a server, where that is measured: it holds one county, so either acts
    /// (`--matters 0`) or pages of one size (`--acts 0 --matters 20000`).
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// How many matters are brought in each run of the intake.
    #[arg(long, default_value_t = 20_000)]
    pub acts: usize,
    /// How many clients bring matters side by side, in each run.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32,128")]
    pub clients: Vec<usize>,
    /// Sizes of the county whose pages are asked for over HTTP, the smallest first; a size that is
    /// given as 0 leaves the pages out. 200000 takes some minutes to make. A larger one is made
    /// from that by copying facts, and is a multiple of it.
    #[arg(long, value_delimiter = ',', default_value = "20000,200000")]
    pub matters: Vec<u32>,
    /// Which kinds of pages are asked for; all where nothing is said.
    #[arg(long, value_delimiter = ',', value_parser = pages::KINDS)]
    pub kinds: Vec<String>,
    /// How many made-up entries the public tree has whose proofs are timed; 0 for none.
    #[arg(long, default_value_t = 1_000_000)]
    pub entries: u64,
    /// How many houses in one place are measured beside one, instead of all else: on a server all
    /// in that database, otherwise each in a folder of its own; 0 for none.
    #[arg(long, default_value_t = 0)]
    pub houses: usize,
    /// How many houses of one database, each with 1000 deputies, 200 stations and 5000 attendances,
    /// and no matters, have the pages of one of them and the sums over all measured, instead of all
    /// else; 0 for none.
    #[arg(long, default_value_t = 0, conflicts_with = "houses")]
    pub congresses: usize,
    /// Leave the data where they are, for another run on the same counties.
    #[arg(long)]
    pub keep: bool,
}

/// Measures and prints JSON.
pub fn run(args: &BenchArgs) -> Result<(), Fault> {
    if args.data.exists() && !args.keep {
        return Err(Fault::new(format!("{} is there already: name another", args.data.display())));
    }
    let result = measure(args);
    let cleaned = if args.keep { Ok(()) } else { std::fs::remove_dir_all(&args.data) };
    let text =
        serde_json::to_string_pretty(&result?).while_(|| "writing the figures".to_owned())?;
    println!("{text}");
    cleaned.while_(|| format!("removing {}", args.data.display()))
}

fn measure(args: &BenchArgs) -> Result<Value, Fault> {
    if args.houses > 0 {
        let scratch = args.data.join("scratch");
        return Ok(json!({ "several": houses::measure(&scratch, args, args.houses)? }));
    }
    if args.congresses > 0 {
        let dir = args.data.join("congresses");
        return Ok(json!({ "congresses": congress::measure(&dir, args, args.congresses)? }));
    }
    let is_served = args.database.address.is_some();
    let counties = usize::from(args.acts > 0) + args.matters.iter().filter(|m| **m > 0).count();
    if is_served && counties > 1 {
        return Err(Fault::new(
            "one database holds one county: measure acts (--matters 0), or pages of one size \
             (--acts 0 --matters 20000)",
        ));
    }
    let mut result = if args.acts == 0 { json!({}) } else { acts(args)? };
    if args.acts > 0 && !is_served {
        let dir = args.data.join("scratch").join("signing");
        result["checkpoints"] = signing::measure(&dir, args.acts / 4)?;
    }
    if args.entries > 0 && !is_served {
        result["tree"] = signing::tree(&args.data.join("scratch").join("tree"), args.entries)?;
    }
    let mut sizes = vec![];
    for matters in args.matters.iter().filter(|matters| **matters > 0) {
        let dir = placed(&args.data.join(format!("county-{matters}")), args)?;
        sizes.push((dir, *matters));
    }
    let pages = pages::measure(&sizes, &args.kinds)?;
    if let [small, .., large] = pages.as_slice() {
        result["growth_of_medians"] = growth(small, large);
    }
    result["pages"] = json!(pages);
    Ok(result)
}

/// How much slower each kind of page is on the largest county than on the smallest.
fn growth(small: &Value, large: &Value) -> Value {
    let medians = |of: &Value| of["milliseconds"].as_object().cloned().unwrap_or_default();
    let (small, large) = (medians(small), medians(large));
    let ratio = |kind: &String| {
        let median = |of: &serde_json::Map<String, Value>| of[kind]["median"].as_f64();
        Some(median(&large)? / median(&small)?.max(0.1))
    };
    small.keys().map(|kind| (kind.clone(), json!(ratio(kind)))).collect()
}

/// A folder for a house, whose records are where they are to be measured.
fn placed(dir: &Path, args: &BenchArgs) -> Result<PathBuf, Fault> {
    std::fs::create_dir_all(dir).while_(|| format!("creating {}", dir.display()))?;
    if let Some(address) = &args.database.address {
        let file = dir.join(store::db::ADDRESS);
        store::seal::replace(&file, address.as_bytes())?;
    }
    Ok(dir.to_owned())
}

/// The desk and the log, without HTTP.
fn acts(args: &BenchArgs) -> Result<Value, Fault> {
    let scratch = args.data.join("scratch");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch).while_(|| format!("removing {}", scratch.display()))?;
    }
    let house = new_house(&placed(&scratch.join("house"), args)?)?;
    let areas: Vec<AreaId> = villages(&house);
    // The dictionary is loaded once, before anything is measured.
    let _loaded = matters::cut("预热");
    let mut intake = vec![];
    for &clients in &args.clients {
        // One client alone waits for the disk with every act; it needs no twenty thousand.
        let acts = if clients == 1 { args.acts / 10 } else { args.acts };
        let seconds = bring(&house, &areas, (clients, acts), false)?;
        intake.push(json!({
            "clients": clients,
            "acts": acts,
            "acts_per_second": rate(acts, seconds),
        }));
    }
    let identities = identities(&house, &areas, args)?;
    let policies = policies(&house, &areas, args)?;
    let (bytes, count) = house.read(|db| {
        let row = db.one(
            "SELECT SUM(LENGTH(bytes)) / COUNT(*), COUNT(*) FROM log WHERE house = $1 \
             AND kind = 'matter.submitted/1'",
            &[],
        )?;
        Ok((row.int(0) as usize, row.int(1)))
    })?;
    let mut raw = vec![];
    for &group in &args.clients {
        let records = if group == 1 { args.acts / 10 } else { args.acts };
        let dir = placed(&scratch.join(format!("raw-{group}")), args)?;
        let seconds = append(&dir, group, records, bytes)?;
        raw.push(json!({
            "group": group,
            "records": records,
            "records_per_second": rate(records, seconds),
        }));
    }
    let ratio = |i: usize| {
        let of = |list: &[Value], key: &str| list[i][key].as_f64().unwrap_or(0.0);
        of(&intake, "acts_per_second") / of(&raw, "records_per_second").max(1.0)
    };
    let begun = Instant::now();
    let records = super::rebuild::rebuild(&house)?;
    let rebuild = begun.elapsed().as_secs_f64();
    Ok(json!({
        "intake": intake,
        "raw_append": { "bytes_each": bytes, "runs": raw },
        "identities": identities,
        "policies": policies,
        "intake_to_raw": (0..args.clients.len()).map(ratio).collect::<Vec<f64>>(),
        "matters": count,
        "rebuild": { "records": records, "records_per_second": rate(records as usize, rebuild) },
        "peak_memory_mb": peak_memory_mb("self"),
    }))
}

fn rate(count: usize, seconds: f64) -> u64 {
    (count as f64 / seconds.max(1e-9)) as u64
}

fn new_house(dir: &Path) -> Result<Arc<House>, Fault> {
    let house = House::open(dir, "meixi", Clock::System, Chance::seeded(1))?;
    let yesterday = house.today().yesterday().while_(|| "reckoning yesterday".to_owned())?;
    demo::found(&house, yesterday)?;
    Ok(house)
}

fn villages(house: &House) -> Vec<AreaId> {
    let state = house.state();
    state.register.areas.values().filter(|a| a.level == "village").map(|a| a.id).collect()
}

fn submission(area: AreaId, number: usize) -> Act {
    Act::Submit(Box::new(Submission {
        procedure: None,
        fields: Filling::new(),
        title: format!("第{number}号路灯不亮,晚上看不清路"),
        body: "从上个月起,村口到学校的一段路没有灯,老人孩子晚上走路摔过两次,请派人修一修。"
            .to_owned(),
        area,
        place: Some("学校门口".to_owned()),
        category: code("roads"),
        visibility: Visibility::Public,
        contact: None,
        files: vec![],
        known_to_unit: false,
        about: None,
        language: code("zh-CN"),
        station: None,
        slip: None,
        claimed: None,
        channel: None,
        ledger: None,
        hide: vec![],
        deputy: None,
        activity: None,
        passed_on: false,
        place_key: None,
        receipt: None,
    }))
}

/// How somebody who is invented is reached.
fn contact(number: usize) -> Contact {
    Contact {
        name: format!("居民{number}"),
        phone: format!("1990000{:04}", number % 10_000),
        mail: format!("resident-{number}@example.org"),
    }
}

/// What it costs that identities lie sealed: matters with a contact beside those without, turn by
/// turn, and the sealing alone.
fn identities(house: &Arc<House>, areas: &[AreaId], args: &BenchArgs) -> Result<Value, Fault> {
    let clients = args.clients.iter().copied().max().unwrap_or(1);
    let (mut anonymous, mut reached) = (0.0, 0.0);
    for _ in 0..2 {
        anonymous += bring(house, areas, (clients, args.acts / 2), false)?;
        reached += bring(house, areas, (clients, args.acts / 2), true)?;
    }
    let begun = Instant::now();
    for number in 0..args.acts {
        let text = serde_json::to_vec(&contact(number)).while_(|| "writing".to_owned())?;
        let place = (house.code.as_str(), TextId::from_int(number as i64));
        house.safe.seal(place, &text, &house.chance);
    }
    let seal = begun.elapsed().as_secs_f64() * 1e6 / args.acts.max(1) as f64;
    Ok(json!({
        "anonymous_acts_per_second": rate(args.acts, anonymous),
        "reached_acts_per_second": rate(args.acts, reached),
        "reached_to_anonymous": anonymous / reached.max(1e-9),
        "seal_microseconds": seal,
        "seal_share_of_act": seal * args.acts as f64 / (reached * 1e6).max(1e-9),
    }))
}

/// What it costs that the policies are asked: the same matters by policies that allow everything,
/// and without contact, so that nothing is sealed, turn by turn with the house as it is; and one
/// question alone. The goal is for both together.
fn policies(house: &Arc<House>, areas: &[AreaId], args: &BenchArgs) -> Result<Value, Fault> {
    let clients = args.clients.iter().copied().max().unwrap_or(1);
    let go_by = |policies: &'static Policies| {
        let state = State { policies, ..(*house.state()).clone() };
        house.publish(Arc::new(state));
    };
    let (mut asked, mut allowed, mut bare) = (0.0, 0.0, 0.0);
    for _ in 0..2 {
        go_by(Policies::shipped());
        asked += bring(house, areas, (clients, args.acts / 2), true)?;
        go_by(Policies::allowing());
        allowed += bring(house, areas, (clients, args.acts / 2), true)?;
        bare += bring(house, areas, (clients, args.acts / 2), false)?;
    }
    go_by(Policies::shipped());
    let (question, list) = questions(house)?;
    Ok(json!({
        "acts_per_second": rate(args.acts, asked),
        "acts_per_second_all_allowed": rate(args.acts, allowed),
        "acts_per_second_all_allowed_without_vault": rate(args.acts, bare),
        "policies_cost": 1.0 - allowed / asked.max(1e-9),
        "policies_and_vault_cost": 1.0 - bare / asked.max(1e-9),
        "question_microseconds": question,
        "list_of_50_milliseconds": list,
    }))
}

/// What one question takes in microseconds, and asking about a list of fifty rows in milliseconds:
/// of the public list, and of the desk of the congress office.
fn questions(house: &Arc<House>) -> Result<(f64, Value), Fault> {
    let state = house.state();
    let (ground, today) = (Ground { state: &state, today: house.today() }, house.today());
    let begun = Instant::now();
    for _ in 0..TURNS {
        let _by = Who::Public.may(ground, &Asked::House("bring-matter"));
    }
    let question = begun.elapsed().as_secs_f64() * 1e6 / f64::from(TURNS);
    let office = state.register.posts.values().find(|post| post.office == "congress-office");
    let office = office.ok_or_else(|| Fault::new("the county has no congress office"))?;
    let officer_of = |post: &law::register::Post| {
        let (body, office) = (post.body, post.office.clone());
        Officer { body, office, person: post.person, post: post.id }
    };
    let office = Who::officers(&[officer_of(office)]);
    let list = |all: bool, who: &Who| {
        let (filter, today) = (Filter::default(), today.to_string());
        let clue = || match all {
            true => Clue::all(&filter, &today, (&[], &[])),
            false => Clue::public(&filter, &today),
        };
        let (mut read, mut asked) = (0.0, 0.0);
        for _ in 0..TURNS / 10 {
            let rows = house.read(|db| {
                let begun = Instant::now();
                let rows = newest(db, clue(), Place::first(), 50)?;
                read += begun.elapsed().as_secs_f64();
                let begun = Instant::now();
                let rows = match all {
                    true => rows.checked::<List>(db, ground, who)?,
                    false => rows.checked::<Read>(db, ground, who)?,
                };
                asked += begun.elapsed().as_secs_f64();
                Ok(rows.len())
            })?;
            if rows != 50 {
                return Err(Fault::new("the list that is measured has fewer than 50 rows"));
            }
        }
        let each = |seconds: f64| seconds * 1e3 / f64::from(TURNS / 10);
        Ok(json!({ "read": each(read), "asked": each(asked) }))
    };
    let lists = json!({ "public": list(false, &Who::Public)?, "desk": list(true, &office)? });
    Ok((question, lists))
}

/// Some clients bring matters, each waiting for its answer before it brings the next.
fn bring(
    house: &Arc<House>,
    areas: &[AreaId],
    (clients, acts): (usize, usize),
    is_reached: bool,
) -> Result<f64, Fault> {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let mut threads = vec![];
        for _ in 0..clients {
            let (next, house) = (next.clone(), house.clone());
            threads.push(scope.spawn(move || -> Result<(), Fault> {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= acts {
                        return Ok(());
                    }
                    let id = ActId(house.chance.bytes());
                    let matter = matters::matter_of(&house, id);
                    let mut act = submission(areas[number % areas.len()], number);
                    if is_reached && let Act::Submit(submission) = &mut act {
                        submission.contact = Some(contact(number));
                    }
                    matters::ask_and_wait(&house, id, Actor::Resident, (matter, act))
                        .map_err(failed)?;
                }
            }));
        }
        for thread in threads {
            thread.join().map_err(|_| Fault::new("a client panicked"))??;
        }
        Ok::<(), Fault>(())
    })?;
    Ok(begun.elapsed().as_secs_f64())
}

/// The raw limit: bytes of the same size, hashed into a chain and appended to a log of the same
/// engine, one commit for each group.
fn append(dir: &Path, group: usize, records: usize, bytes: usize) -> Result<f64, Fault> {
    let engine = store::Engine::open(dir, 1)?;
    let payload = law::words::Code::new(&"x".repeat(64)).while_(|| "making bytes".to_owned())?;
    let fact: Vec<law::words::Code> = vec![payload; (bytes / 67).max(1)];
    let begun = Instant::now();
    let mut done = 0;
    while done < records {
        let fact = fact.clone();
        let work = move |tx: &mut Tx<'_>| {
            for i in 0..group {
                let act = law::words::Hash::of(&[&i.to_le_bytes()]);
                let circumstances = (&Actor::House, act, Time(1));
                tx.append((1, "raw"), circumstances, fact.clone())?;
            }
            Ok(())
        };
        engine.write_and_wait("raw", work).map_err(failed)?;
        done += group;
    }
    Ok(begun.elapsed().as_secs_f64())
}

fn failed(no: No) -> Fault {
    match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    }
}

/// The most memory that a process ever held, as the system counts it.
fn peak_memory_mb(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
    kilobytes.and_then(|text| text.trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[ignore = "measures; run alone, with --nocapture"]
    fn the_price_of_the_policies() {
        let dir = tempfile::tempdir().expect("a folder");
        let house = new_house(&dir.path().join("house")).expect("a county");
        let args = BenchArgs {
            data: dir.path().to_owned(),
            database: DatabaseArgs::default(),
            acts: 6_000,
            clients: vec![128],
            matters: vec![],
            entries: 0,
            houses: 0,
            congresses: 0,
            kinds: vec![],
            keep: true,
        };
        let priced = policies(&house, &villages(&house), &args).expect("it can be measured");
        println!("{}", serde_json::to_string_pretty(&priced).expect("is JSON"));
    }
}
