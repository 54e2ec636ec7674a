//! Makes a database of a server ready: its tables, and an account that may add to the log and read
//! it.

use clap::{Args, Subcommand};
use store::Fault;
use store::db::{RUNTIME, Setup};

/// What is asked of `huiyin database`.
#[derive(Args)]
pub struct DatabaseCommand {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Subcommand)]
enum Ask {
    /// Makes the tables and the account that serves, or leads older tables on to this version.
    Init(InitArgs),
}

#[derive(Args)]
struct InitArgs {
    /// The address, with an account that owns the database and may make accounts.
    #[arg(long, env = "HUIYIN_DATABASE", hide_env_values = true)]
    database: String,
    /// The account that serves. It is made without a password: give it one, or let it in by the
    /// socket, as `pg_hba.conf` of the server says.
    #[arg(long, default_value = RUNTIME)]
    account: String,
    /// Changes nothing, and prints what makes an empty database ready, for its keeper to read and
    /// to run with psql.
    #[arg(long)]
    print: bool,
}

/// Does what was asked.
pub fn run(args: &DatabaseCommand) -> Result<(), Fault> {
    let Ask::Init(args) = &args.ask;
    let setup = Setup { address: &args.database, runtime: &args.account };
    if args.print {
        print!("{}", setup.script()?);
        return Ok(());
    }
    eprintln!("{}", setup.run()?);
    Ok(())
}
