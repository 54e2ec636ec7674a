//! Checks a house: the chain, what the log commits to, and the views against a rebuild.

mod beside;
mod receipt;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use store::Fault;
use store::db::{Db, Scratch};
use store::verify::{self, Finding};

use super::{DataArgs, rebuild};
use crate::house::House;
use crate::rooms;

/// How to check.
#[derive(Args)]
pub struct VerifyArgs {
    /// Where the house lies.
    #[command(flatten)]
    pub data: DataArgs,
    /// Print the findings as JSON.
    #[arg(long)]
    pub json: bool,
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
    let house = args.data.open()?;
    let (records, findings) = check(&house)?;
    if args.json {
        let text = serde_json::json!({ "records": records, "findings": findings });
        println!("{text}");
    } else {
        for finding in &findings {
            let record = finding.record.map_or_else(String::new, |seq| format!(" (record {seq})"));
            println!(
                "{} {} {}: {}{record}",
                finding.table, finding.row, finding.field, finding.what
            );
        }
        println!("{records} records, {} findings", findings.len());
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Checks a house from one snapshot: how many records it has, and what does not fit.
pub fn check(house: &House) -> Result<(u64, Vec<Finding>), Fault> {
    house.read(|db| check_in(house, db))
}

/// The same, from the snapshot that a connection sees; the views are made anew from the log as it
/// was committed.
pub fn check_in(house: &House, db: Db<'_>) -> Result<(u64, Vec<Finding>), Fault> {
    let records = store::log::head(db)?.seq;
    let progress = rebuild::bar(records, "verify");
    let read_file = |hash| house.files.get(hash).ok();
    let mut findings =
        verify::recorded(db, &house.safe, |seq| progress.set_position(seq), read_file)?;
    progress.finish_and_clear();
    tree::check(house, db, &mut findings)?;
    let scratch = Scratch::new()?;
    let rebuilt = scratch.db(&house.code);
    match rebuild::project(house, (rebuilt, records), &rebuild::bar(records, "compare")) {
        Ok(_) => {
            for view in rooms::VIEWS {
                findings.extend(verify::derived(db, rebuilt, view)?);
            }
            beside::check(house, db, &mut findings)?;
        }
        // A record that cannot be read stops the rebuild; the chain above names it as well.
        Err(fault) => findings.push(Finding {
            table: "log".to_owned(),
            row: String::new(),
            field: "bytes".to_owned(),
            record: None,
            what: fault.chain(),
        }),
    }
    Ok((records, findings))
}
