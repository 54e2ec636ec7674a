//! Checks a house: the chain and its tree, what the log commits to, and the views against what the
//! facts make of them.

mod chain;
mod portion;
mod receipt;
mod round;
mod told;
mod watch;
mod whole;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use store::Fault;
use store::db::Db;
use store::verify::Finding;

use super::{DataArgs, rebuild};
use crate::house::House;

pub use round::{Round, Steps};
pub use told::Report;
pub use watch::Watch;

/// How to check.
#[derive(Args)]
pub struct VerifyArgs {
    /// Where the house lies.
    #[command(flatten)]
    pub data: DataArgs,
    /// Print the report as JSON.
    #[arg(long)]
    pub json: bool,
    /// Keep in this file how far it has come, and go on from there when it was interrupted.
    #[arg(long, conflicts_with = "receipt")]
    pub resume: Option<PathBuf>,
    /// Check the proof of a receipt instead: a file, and no house is needed.
    #[arg(long)]
    pub receipt: Option<PathBuf>,
    /// The policy by which the proof is checked, in the format of C2SP tlog-policy; `log-policy` of
    /// the data folder where it is not given.
    #[arg(long, requires = "receipt")]
    pub policy: Option<PathBuf>,
}

/// Checks and prints what does not fit; exit status 1 where something does not.
pub fn run(args: &VerifyArgs) -> Result<ExitCode, Fault> {
    if let Some(file) = &args.receipt {
        let beside = args.data.data.join("log-policy");
        return receipt::check(file, args.policy.as_deref().unwrap_or(&beside), args.json);
    }
    Ok(if is_sound(args)? { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Checks a house and prints what does not fit; whether all does.
pub fn is_sound(args: &VerifyArgs) -> Result<bool, Fault> {
    let house = args.data.open_to_read()?;
    let kept = args.resume.as_deref().map(told::Kept::at);
    let mut round = match &kept {
        Some(kept) => kept.open(&house)?,
        None => house.read(|db| Round::begin(&house, db))?,
    };
    let progress = rebuild::bar(2 * round.records(), "verify");
    let mut wrong = None;
    round.run(&house, |round| {
        progress.set_position(round.done());
        if let Some(kept) = &kept
            && let Err(fault) = kept.keep(&house, round)
        {
            wrong.get_or_insert(fault);
        }
    })?;
    progress.finish_and_clear();
    if let Some(fault) = wrong {
        return Err(fault);
    }
    if let Some(kept) = kept {
        kept.forget()?;
    }
    let report = house.read(|db| Report::of(&house, db, &round))?;
    report.print(args.json)?;
    Ok(report.findings.is_empty())
}

/// Checks a house that nobody writes to, on two threads and with a progress bar; what does not fit.
pub fn check_all(house: &House) -> Result<Vec<Finding>, Fault> {
    let mut round = house.read(|db| Round::begin(house, db))?;
    let progress = rebuild::bar(2 * round.records(), "verify");
    round.run(house, |round| progress.set_position(round.done()))?;
    progress.finish_and_clear();
    Ok(round.findings)
}

/// Checks a house from one snapshot: how many records it has, and what does not fit.
pub fn check(house: &House) -> Result<(u64, Vec<Finding>), Fault> {
    house.read(|db| check_in(house, db))
}

/// The same, from what a connection sees.
pub fn check_in(house: &House, db: Db<'_>) -> Result<(u64, Vec<Finding>), Fault> {
    let mut round = Round::begin(house, db)?;
    while !round.is_over() {
        round.step(house, db, round::LARGE)?;
    }
    Ok((round.records(), round.findings))
}
