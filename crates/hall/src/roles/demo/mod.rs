//! Makes an invented county, two years of its matters by running the real acts, and serves it.

mod corpus;
mod county;
pub mod driver;
pub mod ledger;
mod lives;
mod network;
mod points;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use store::fault::Context;
use store::safe::KeySource;
use store::seal::Seal;
use store::{Chance, Fault};

use super::keeping::LeaseArgs;
use super::messages::MessageArgs;
use super::{DataArgs, DatabaseArgs, KeyArgs, rebuild, serve, witness};
use crate::house::{Clock, House};
use crate::rooms::{figures, notary, open};

pub use county::{CODE, found};

/// Days of the county's life that are played through.
const DAYS: i64 = 730;

/// How many months before the last are published as open data: each package reads every matter
/// again, and two years of them would take as long as everything else.
const PUBLISHED_MONTHS: i64 = 3;

/// Witnesses of the demo.
const WITNESSES: u8 = 3;

/// How large the invented county's life is, and where it is served.
#[derive(Args, Clone)]
pub struct DemoArgs {
    /// The data folder. One that holds a demo already is served as it is.
    #[arg(long, default_value = "demo-data")]
    pub data: PathBuf,
    /// Where its records are kept.
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// How many matters are brought in two years.
    #[arg(long, default_value_t = 20_000)]
    pub matters: u32,
    /// The seed from which everything follows.
    #[arg(long, default_value_t = 20_261_123)]
    pub seed: u64,
    /// The last day of the two years; today where it is not given.
    #[arg(long)]
    pub until: Option<Date>,
    /// Make the data and stop.
    #[arg(long)]
    pub no_serve: bool,
}

/// Makes the demo where it is not there yet, and serves it.
pub fn run(args: &DemoArgs) -> Result<(), Fault> {
    let made = args.data.join("demo-complete");
    if made.exists() {
        eprintln!("{} holds a demo already; it is served as it is", args.data.display());
    } else {
        make(args)?;
        std::fs::write(&made, format!("seed {} matters {}\n", args.seed, args.matters))
            .while_(|| "noting that the demo is complete".to_owned())?;
    }
    if args.no_serve {
        return Ok(());
    }
    let (code, key) = (Some(county::CODE.to_owned()), KeyArgs::default());
    let (data, database) = (args.data.clone(), args.database.clone());
    let data = DataArgs { data, house: code, key, database };
    let house = data.open()?;
    rebuild::where_needed(&house)?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    eprintln!("Huiyin 回音 · http://{listen} · one-click sign-in at http://{listen}/demo");
    let serving = serve::ServeArgs {
        data,
        door: serve::Door::plain(listen),
        address: None,
        policy: Some(witnesses(&house, &args.data, &format!("http://{listen}"))?),
        messages: MessageArgs::default(),
        lease: LeaseArgs::default(),
        installation: None,
    };
    serve::serve(&serving, house)
}

/// Starts three witnesses inside this process, each with a key, a memory and a door of its own, and
/// writes the policy by which two of them must have seen a checkpoint.
fn witnesses(house: &House, data: &Path, address: &str) -> Result<PathBuf, Fault> {
    let seal = match Seal::load(data, &house.code)? {
        Some(seal) => seal,
        None => Seal::found(data, &house.code, &notary::tasks::origin(address), &Chance::System)?,
    };
    let logs = seal.verifiers();
    let mut policy = String::new();
    for key in &logs {
        policy.push_str(&format!("log {key} {address}/log\n"));
    }
    for number in 1..=WITNESSES {
        let dir = data.join(format!("witness-{number}"));
        let name = format!("witness-{number}.example.org");
        let (key, at) = witness::start(&dir, &name, logs.clone())?;
        policy.push_str(&format!("witness w{number} {key} http://{at}\n"));
    }
    policy.push_str("group witnesses 2 w1 w2 w3\nquorum witnesses\n");
    let path = data.join("log-policy");
    std::fs::write(&path, policy).while_(|| format!("writing {}", path.display()))?;
    Ok(path)
}

fn make(args: &DemoArgs) -> Result<(), Fault> {
    if args.data.join("huiyin.db").exists() {
        return Err(Fault::new(format!(
            "{} holds data that are no complete demo: remove the folder or name another",
            args.data.display()
        )));
    }
    let now = Clock::System;
    let zone = law::clock::Zone::named("Asia/Shanghai").expect("every zone table knows Shanghai");
    let last = args.until.unwrap_or_else(|| zone.day(now.now()));
    let first = last
        .checked_sub(jiff::Span::new().days(DAYS))
        .while_(|| "reckoning the first day of the demo".to_owned())?;
    let clock = Clock::simulated(zone.start_of(first));
    let at = (args.data.as_path(), args.database.address.as_deref(), &KeySource::Folder);
    let house = House::open_with(at, county::CODE, clock, Chance::seeded(args.seed))?;
    if house.is_founded() {
        return Err(Fault::new("the database holds this county already: name an empty one"));
    }
    let progress = rebuild::bar(DAYS as u64, "demo");
    let county = county::found(&house, first)?;
    figures::begin(&house)?;
    // The key of the log is there from the beginning, so that open data of the past name it.
    let address = format!("http://{}", SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)));
    let origin = notary::tasks::origin(&address);
    if Seal::load(&args.data, &house.code)?.is_none() {
        Seal::found(&args.data, &house.code, &origin, &Chance::System)?;
    }
    let published = last
        .first_of_month()
        .checked_sub(jiff::Span::new().months(PUBLISHED_MONTHS))
        .while_(|| "reckoning the first month whose data are open".to_owned())?;
    lives::play(&house, county.clone(), (first, last), args.matters, args.seed, |day| {
        progress.set_position(day);
        if house.today() < published {
            return Ok(());
        }
        open::tasks::publish_due(&house, &origin).map(|_| ())
    })?;
    progress.finish_and_clear();
    network::fill(&house, &county)?;
    points::fill(&house, &county)?;
    // The end of the played time is the real present, so that nothing lies in the future.
    report(&house, args);
    Ok(())
}

fn report(house: &Arc<House>, args: &DemoArgs) {
    let records = house.read(store::log::head).map_or(0, |head| head.seq);
    eprintln!("{} matters, {records} records, seed {}", args.matters, args.seed);
}
