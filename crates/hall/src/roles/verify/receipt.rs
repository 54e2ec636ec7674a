//! Checks the proof of a receipt: needs the proof and a policy, and nothing of any house.

use std::path::Path;
use std::process::ExitCode;

use law::tlog::{Proof, paper};
use law::words::MatterId;
use store::Fault;
use store::fault::Context;

use crate::house::Trust;

/// Prints what a proof shows; exit status 1 where it does not hold.
pub fn check(file: &Path, policy: &Path, json: bool) -> Result<ExitCode, Fault> {
    let text = std::fs::read_to_string(file).while_(|| format!("reading {}", file.display()))?;
    let trust = Trust::load(policy)?;
    let lacking = |number| Fault::new(format!("what code {number} of the proof says is missing"));
    let text = paper::joined(&text).map_err(lacking)?.unwrap_or(text);
    let proof = Proof::read(&text).while_(|| format!("reading {}", file.display()))?;
    let (judged, opened) = match proof.check_receipt(&trust.policy) {
        Ok(shown) => shown,
        Err(flaw) => {
            if json {
                println!("{}", serde_json::json!({ "holds": false, "flaw": flaw.code() }));
            } else {
                println!("the proof does not hold: {}", flaw.code());
            }
            return Ok(ExitCode::from(1));
        }
    };
    let logged = jiff::Timestamp::from_millisecond(opened.at.0)
        .while_(|| "reading when it was logged".to_owned())?;
    let since = i64::try_from(judged.since.unwrap_or(0)).unwrap_or(0);
    let witnessed =
        jiff::Timestamp::from_second(since).while_(|| "reading a cosignature".to_owned())?;
    let witnessed = judged.since.map(|_| witnessed.to_string());
    if json {
        let shown = serde_json::json!({
            "holds": true,
            "log": judged.checkpoint.origin,
            "size": judged.checkpoint.size,
            "record": proof.index + 1,
            "logged": logged.to_string(),
            "witnessed": witnessed,
            "matter": opened.matter.map(MatterId::grouped),
            "kind": opened.kind,
            "texts": opened.texts,
        });
        println!("{shown}");
        return Ok(ExitCode::SUCCESS);
    }
    let number = opened.matter.map_or_else(|| "–".to_owned(), MatterId::grouped);
    println!("the proof holds: record {} of {}", proof.index + 1, judged.checkpoint.origin);
    println!("matter {number}, {}, logged {logged}", opened.kind);
    match witnessed {
        Some(time) => println!("seen by enough witnesses since {time}"),
        None => println!("the policy asks for no witness"),
    }
    for (field, text) in &opened.texts {
        println!("{field}: {text}");
    }
    Ok(ExitCode::SUCCESS)
}
