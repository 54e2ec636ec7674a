//! The roles of the binary: one command each.

use std::process::ExitCode;

/// Reads the arguments and runs what they ask for.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
