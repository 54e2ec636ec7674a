//! Makes a database of a server ready: its tables, and an account that may add to the log and read
//! it.

use clap::{Args, Subcommand};
use store::Fault;
use store::db::{Distribution, RUNTIME, Setup};

use crate::rooms::VIEWS;

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
    /// Spreads the houses over several servers, where the database has Citus: the rows of one house
    /// lie on one of them.
    Distribute(DistributeArgs),
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

#[derive(Args)]
struct DistributeArgs {
    /// The address, with the account that owns the tables.
    #[arg(
        long,
        env = "HUIYIN_DATABASE",
        hide_env_values = true,
        required_unless_present = "print"
    )]
    database: Option<String>,
    /// Changes nothing, and prints what distributes the tables, for the keeper of the database to
    /// read and to run with psql.
    #[arg(long)]
    print: bool,
}

/// Does what was asked.
pub fn run(args: &DatabaseCommand) -> Result<(), Fault> {
    match &args.ask {
        Ask::Init(args) => init(args),
        Ask::Distribute(args) => {
            let views = view_tables();
            let address = args.database.as_deref().unwrap_or_default();
            let distribution = Distribution { address, views: &views };
            if args.print {
                print!("{}", distribution.script());
            } else {
                eprintln!("{}", distribution.run()?);
            }
            Ok(())
        }
    }
}

/// The tables of all views.
pub fn view_tables() -> Vec<&'static str> {
    VIEWS.iter().flat_map(|view| view.tables).map(|table| table.name).collect()
}

fn init(args: &InitArgs) -> Result<(), Fault> {
    let setup = Setup { address: &args.database, runtime: &args.account };
    if args.print {
        print!("{}", setup.script()?);
        return Ok(());
    }
    eprintln!("{}", setup.run()?);
    Ok(())
}
