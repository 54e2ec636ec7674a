//! Commands of the workshop: `cargo xtask tidy`, `cargo xtask new-room NAME`,
//! `cargo xtask browser`, `cargo xtask contract`.

mod browser;
mod contract;
mod new_room;
mod tidy;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy            check the rules of the house
       cargo xtask new-room NAME   write the folder of a new room
       cargo xtask browser         find Chromium for the browser tests, or install it
       cargo xtask contract        make ready what checks the interface for programs";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["tidy"] => run_tidy(),
        ["browser"] => browser::install().map(|report| println!("{report}")),
        ["contract"] => contract::install(&root()).map(|report| println!("{report}")),
        ["new-room", name] => new_room::write(&root(), name).map(|report| println!("{report}")),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the findings; any finding is a failure.
fn run_tidy() -> Result<(), String> {
    let tree = tidy::read(&root())?;
    let findings = tidy::run(&tree);
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        println!("tidy: {} checks, {} files, nothing found", tidy::CHECKS.len(), tree.files.len());
        return Ok(());
    }
    Err(format!("tidy: {} findings", findings.len()))
}

/// The root of the repository: the folder above this crate when cargo starts us, else where we
/// stand.
fn root() -> PathBuf {
    match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder).join(".."),
        None => PathBuf::from("."),
    }
}
