//! The keys of the public log: shown, changed, and left behind for a new log. The house must not be
//! served meanwhile: who serves it reads the keys once.

use clap::{Args, Subcommand};
use store::seal::Seal;
use store::{Chance, Fault, tiles};

use super::DataArgs;

/// What to do with the keys of the log.
#[derive(Args)]
pub struct LogArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Prints the lines of a policy that trust this log, and what was signed last.
    Show(DataArgs),
    /// Makes a further key: checkpoints are signed with it beside those before.
    Rotate(DataArgs),
    /// Signs with the newest key alone.
    Retire(DataArgs),
    /// Goes on as another log, with another key: where the old key is no longer the house's alone.
    Succeed {
        #[command(flatten)]
        data: DataArgs,
        /// The name of the new log: an address without its scheme, such as `example.org/log/2`.
        #[arg(long)]
        origin: String,
    },
}

/// Does it and prints the lines of a policy that follow.
pub fn run(args: &LogArgs) -> Result<(), Fault> {
    let data = match &args.act {
        Act::Show(data) | Act::Rotate(data) | Act::Retire(data) => data,
        Act::Succeed { data, .. } => data,
    };
    let house = data.open()?;
    let missing = || Fault::new("this house has no log key yet: serve it once and it makes one");
    let mut seal = Seal::load(&house.dir, &house.code)?.ok_or_else(missing)?;
    match &args.act {
        Act::Show(_) => {}
        Act::Rotate(_) => seal.rotate(&Chance::System)?,
        Act::Retire(_) => seal.retire()?,
        Act::Succeed { origin, .. } => seal.succeed(origin, &Chance::System)?,
    }
    for key in &seal.signing {
        println!("log {}", key.verifier());
    }
    for key in &seal.retired {
        println!("# signs no more: {key}");
    }
    if let Some(signed) = house.read(|db| tiles::newest(db, false))? {
        println!("\n{}", signed.note.trim_end());
    }
    Ok(())
}
