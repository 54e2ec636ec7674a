//! The binary `huiyin`: hands its arguments to one of its roles.

use std::process::ExitCode;

/// Gives memory back under load, where the system's allocator keeps it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hall::roles::run()
}
