//! The roles of the binary: one command each.

mod admin;
pub mod backup;
mod bench;
mod connection;
pub mod database;
pub mod demo;
mod folders;
pub mod handing;
pub mod houses;
mod import;
mod installation;
pub mod keeping;
mod log;
mod looking;
mod messages;
pub mod moving;
mod open_data;
mod procedures;
pub mod rebuild;
mod routing;
mod serve;
pub mod shipped;
pub mod tasks;
pub mod verify;
pub mod witness;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use store::db::{Mark, mark};
use store::safe::KeySource;
use store::{Chance, Fault};

use crate::house::{Clock, House};

pub use connection::Limits;
pub use demo::found as found_demo;
pub use routing::{around, router, routes};
pub use serve::listen_within;
#[cfg(test)]
pub use serve::serve_plainly;

/// Huiyin 回音: every voice gets an answer.
#[derive(Parser)]
#[command(name = "huiyin", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves a house to its visitors.
    Serve(Box<serve::ServeArgs>),
    /// Makes the first administrator, or opens a lost account again.
    Admin(admin::AdminArgs),
    /// Makes an invented county and serves it.
    Demo(demo::DemoArgs),
    /// Checks that every byte fits what the log commits to; exit status 1 where one does not.
    Verify(verify::VerifyArgs),
    /// Sees what logs sign, remembers it, and cosigns what goes on with it.
    Witness(witness::WitnessArgs),
    /// Shows and changes the keys of the public log.
    Log(log::LogArgs),
    /// Makes a database of a server ready.
    Database(database::DatabaseCommand),
    /// Makes every view anew from the log.
    Rebuild(DataArgs),
    /// Prints what the houses of a database did in a year, each and together, as CSV.
    Houses(houses::HousesArgs),
    /// Copies a house, while it is served, to a folder.
    Backup(backup::BackupArgs),
    /// Puts a backup into an empty folder and verifies it.
    Restore(backup::RestoreArgs),
    /// Moves a house to another folder or engine, while it can be read; exit status 1 where it did
    /// not arrive as it was, and then it is where it was.
    Move(moving::MoveArgs),
    /// Brings the ledger of an office in, or writes an empty one.
    Import(import::ImportArgs),
    /// Writes a list to take away.
    Export(import::ExportArgs),
    /// Writes open data from which anybody can recount the figures.
    OpenData(open_data::OpenDataArgs),
    /// Proves procedures.
    Procedures(procedures::ProceduresArgs),
    /// Looks at one file for the house that is served.
    #[command(hide = true)]
    LookAtFile,
    /// Measures speed on this machine and prints JSON.
    Bench(bench::BenchArgs),
}

/// Where the key is kept that opens who residents are and how they are reached.
#[derive(Args, Clone, Default)]
pub struct KeyArgs {
    /// A file of 32 bytes; `identity.key` in the data folder where nothing is named.
    #[arg(long, env = "HUIYIN_IDENTITY_KEY_FILE")]
    pub identity_key_file: Option<PathBuf>,
    /// The key itself, as 64 hexadecimal characters: from the environment alone, since others see
    /// the arguments of a program.
    #[arg(skip = std::env::var("HUIYIN_IDENTITY_KEY").ok())]
    pub identity_key: Option<String>,
}

impl KeyArgs {
    /// What the environment says, where no arguments were read.
    pub fn of_environment() -> Self {
        Self {
            identity_key_file: std::env::var_os("HUIYIN_IDENTITY_KEY_FILE").map(PathBuf::from),
            identity_key: std::env::var("HUIYIN_IDENTITY_KEY").ok(),
        }
    }

    /// The source that is meant.
    pub fn source(&self) -> KeySource {
        match (&self.identity_key, &self.identity_key_file) {
            (Some(text), _) => KeySource::Hex(text.clone()),
            (None, Some(path)) => KeySource::File(path.clone()),
            (None, None) => KeySource::Folder,
        }
    }
}

/// Where the records of a house are kept, if not in its data folder.
#[derive(Args, Clone, Default)]
pub struct DatabaseArgs {
    /// The address of a database of `PostgreSQL` 15 or newer, such as
    /// `postgres://huiyin@localhost/huiyin`, or by its socket
    /// `postgres://huiyin@%2Frun%2Fpostgresql/huiyin`. Keys and attachments stay in the data
    /// folder. Where it is not given, the file `database` in that folder may hold it: others see
    /// the arguments of a program.
    #[arg(id = "database", long, env = "HUIYIN_DATABASE", hide_env_values = true)]
    pub address: Option<String>,
}

impl DatabaseArgs {
    /// What the environment says, where no arguments were read.
    pub fn of_environment() -> Self {
        Self { address: std::env::var("HUIYIN_DATABASE").ok() }
    }
}

/// Where a house lies.
#[derive(Args, Clone)]
pub struct DataArgs {
    /// The data folder.
    #[arg(long, env = "HUIYIN_DATA", default_value = "huiyin-data")]
    pub data: PathBuf,
    /// Where its records are kept.
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The code of the house; not needed where the folder holds only one.
    #[arg(long, env = "HUIYIN_HOUSE")]
    pub house: Option<String>,
    /// Where the key of its identities is kept.
    #[command(flatten)]
    pub key: KeyArgs,
}

impl DataArgs {
    /// Opens the house that is meant, to work with it.
    ///
    /// # Errors
    /// No house in the folder, or several and none named; one that was moved away, or that is on
    /// its way here.
    pub fn open(&self) -> Result<Arc<House>, Fault> {
        let code = self.code()?;
        must_be_here((&self.data, self.database.address.as_deref()), &code)?;
        self.open_to_read()
    }

    /// The same, also where the house was moved away and can only be read.
    ///
    /// # Errors
    /// No house in the folder, or several and none named.
    pub fn open_to_read(&self) -> Result<Arc<House>, Fault> {
        let code = self.code()?;
        let at = (self.data.as_path(), self.database.address.as_deref(), &self.key.source());
        let house = House::open_with(at, &code, Clock::System, Chance::System)?;
        if !house.is_founded() {
            return Err(Fault::new(format!(
                "there is no house {code} in {}: found one with `huiyin admin create`",
                self.data.display()
            )));
        }
        Ok(house)
    }

    fn code(&self) -> Result<String, Fault> {
        match &self.house {
            Some(code) => Ok(code.clone()),
            None => only_house(&self.data, self.database.address.as_deref()),
        }
    }
}

/// Refuses a house that was moved away, or is not here yet: before it is opened, since one that is
/// not complete cannot be.
fn must_be_here((data, database): (&Path, Option<&str>), code: &str) -> Result<(), Fault> {
    if !store::Engine::is_in(data, database) {
        return Ok(());
    }
    let noted = store::Engine::of(data, database, 1)?.read(code, mark)?;
    noted.map_or(Ok(()), |mark| Err(not_here(code, &mark)))
}

fn not_here(code: &str, mark: &Mark) -> Fault {
    Fault::new(match mark {
        Mark::Gone(place) => format!(
            "the house {code} was moved to {place}: serve it there, with --data {place}. What lies \
             here is what it was then, and can be read by `huiyin verify` and `huiyin backup` alone"
        ),
        Mark::Arriving(place) => format!(
            "the house {code} is on its way here from {place}, and not complete: run the same \
             `huiyin move` or `huiyin restore` again, which goes on from where it stands"
        ),
    })
}

fn only_house(data: &Path, database: Option<&str>) -> Result<String, Fault> {
    if !store::Engine::is_in(data, database) {
        return Err(Fault::new(format!(
            "there is no database in {}: name the right folder with --data, found a house with \
             `huiyin admin create`, or try `huiyin demo`",
            data.display()
        )));
    }
    let engine = store::Engine::of(data, database, 1)?;
    let mut houses = engine.read("", store::log::houses)?;
    match houses.len() {
        1 => Ok(houses.remove(0)),
        0 => Err(Fault::new(format!("no house was founded in {} yet", data.display()))),
        _ => Err(Fault::new(format!("name one of the houses with --house: {}", houses.join(", ")))),
    }
}

/// Reads the arguments and runs what they ask for. A fault is printed once, with its chain.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("HUIYIN_LOG")
                .unwrap_or_else(|_| "info".into()),
        )
        .init();
    let result = match arguments.command {
        Command::Serve(args) => serve::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Admin(args) => admin::run(args).map(|()| ExitCode::SUCCESS),
        Command::Demo(args) => demo::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Database(args) => database::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Verify(args) => verify::run(&args),
        Command::Witness(args) => witness::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Log(args) => log::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Rebuild(args) => rebuild::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Houses(args) => houses::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Backup(args) => backup::back_up(&args).map(|()| ExitCode::SUCCESS),
        Command::Restore(args) => backup::restore(&args),
        Command::Move(args) => moving::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => import::run_export(&args),
        Command::OpenData(args) => open_data::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Procedures(args) => procedures::run(&args)
            .map(|sound| if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
        Command::LookAtFile => looking::run().map(|()| ExitCode::SUCCESS),
        Command::Bench(args) => bench::run(&args).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|fault| {
        eprintln!("huiyin: {}", fault.chain());
        ExitCode::from(2)
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn no_two_arguments_have_one_name() {
        super::Arguments::command().debug_assert();
    }
}
