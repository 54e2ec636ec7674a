//! Backup of a house while it is served, and restoring it with proof that all is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use store::Fault;
use store::db::{Mark, arrived, mark};
use store::fault::Context;
use store::safe::Safe;

use super::folders::{copy_file, copy_folder, copy_log_files};
use super::moving::{self, Transfer, copy_records};
use super::{DataArgs, DatabaseArgs, KeyArgs, verify};

/// What to copy, and where to.
#[derive(Args)]
pub struct BackupArgs {
    /// The house.
    #[command(flatten)]
    pub data: DataArgs,
    /// The folder for the copy; it must be empty or not be there yet.
    #[arg(long)]
    pub to: PathBuf,
}

/// Where a backup lies, and where it goes.
#[derive(Args)]
pub struct RestoreArgs {
    /// The folder of the backup.
    #[arg(long)]
    pub from: PathBuf,
    /// The data folder; it must be empty or not be there yet.
    #[arg(long)]
    pub to: PathBuf,
    /// The address of a database of `PostgreSQL` into which the records go, made ready by `huiyin
    /// database init`; it is noted in the file `database` of the folder. They stay in a file of the
    /// folder where none is given.
    #[arg(long, env = "HUIYIN_TO_DATABASE", hide_env_values = true)]
    pub to_database: Option<String>,
    /// The code of the house; not needed where the backup holds only one.
    #[arg(long)]
    pub house: Option<String>,
    /// Where the key of its identities is kept.
    #[command(flatten)]
    pub key: KeyArgs,
}

/// Copies database, attachments, open data and the secrets to a folder. Files are copied after the
/// database: every file that the copy names was there before it was named.
pub fn back_up(args: &BackupArgs) -> Result<(), Fault> {
    let house = args.data.open_to_read()?;
    if let Some(mark @ Mark::Arriving(_)) = house.read(mark)? {
        return Err(super::not_here(&house.code, &mark));
    }
    must_be_empty(&args.to)?;
    // What was signed last before the database: a copy that had signed more than it holds would
    // contradict itself.
    copy_log_files(&house.dir, &args.to, None)?;
    if house.engine.is_shared() {
        copy_records(&house, &args.to)?;
    } else {
        house.engine.copy_to(&args.to.join("huiyin.db"))?;
    }
    copy_folder(house.files.dir(), &args.to.join("files"))?;
    copy_folder(&house.dir.join("open"), &args.to.join("open"))?;
    copy_file(&house.dir.join("secret.key"), &args.to.join("secret.key"))?;
    // Where it lies elsewhere, whoever put it there keeps it.
    if Safe::file(&house.dir).exists() {
        copy_file(&Safe::file(&house.dir), &Safe::file(&args.to))?;
    }
    eprintln!(
        "copied to {}. The file secret.key in it opens receipts, identity.key identities, and \
         log-*.key signs the public log: keep them apart from the data",
        args.to.display()
    );
    Ok(())
}

/// Copies a backup into a data folder and verifies it there.
pub fn restore(args: &RestoreArgs) -> Result<ExitCode, Fault> {
    if !args.from.join("huiyin.db").exists() {
        return Err(Fault::new(format!("{} holds no backup", args.from.display())));
    }
    if args.to_database.is_some() {
        return to_server(args);
    }
    must_be_empty(&args.to)?;
    copy_log_files(&args.from, &args.to, None)?;
    copy_file(&args.from.join("huiyin.db"), &args.to.join("huiyin.db"))?;
    copy_folder(&args.from.join("files"), &args.to.join("files"))?;
    copy_folder(&args.from.join("open"), &args.to.join("open"))?;
    copy_file(&args.from.join("secret.key"), &args.to.join("secret.key"))?;
    if Safe::file(&args.from).exists() {
        copy_file(&Safe::file(&args.from), &Safe::file(&args.to))?;
    }
    is_sound(args).map(exit)
}

/// Copies a backup into a data folder and the database of a server, and verifies it there. What was
/// stopped goes on when it is run again.
fn to_server(args: &RestoreArgs) -> Result<ExitCode, Fault> {
    let (house, key) = (args.house.clone(), args.key.clone());
    let data = DataArgs { data: args.from.clone(), house, key, database: DatabaseArgs::default() };
    let (from, database) = (data.open_to_read()?, args.to_database.clone());
    if let Some(mark) = from.read(mark)? {
        return Err(super::not_here(&from.code, &mark));
    }
    let transfer = Transfer { from, to: args.to.clone(), database };
    transfer.keep_keys(&args.key.source())?;
    moving::begin(&transfer, &args.from)?;
    transfer.copy(&mut |_| Ok(()))?;
    let house = moving::open_target(&transfer, &args.key.source())?;
    super::rebuild::draw(&house)?;
    let is_sound = is_sound(args)?;
    if is_sound {
        moving::write(&house.engine, &house.code, arrived)?;
    }
    Ok(exit(is_sound))
}

fn exit(is_sound: bool) -> ExitCode {
    if is_sound { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn is_sound(args: &RestoreArgs) -> Result<bool, Fault> {
    let (data, house, key) = (args.to.clone(), args.house.clone(), args.key.clone());
    let database = DatabaseArgs { address: args.to_database.clone() };
    let data = DataArgs { data, database, house, key };
    let (receipt, policy) = (None, None);
    verify::is_sound(&verify::VerifyArgs { data, json: false, resume: None, receipt, policy })
}

fn must_be_empty(dir: &Path) -> Result<(), Fault> {
    fs::create_dir_all(dir).while_(|| format!("creating {}", dir.display()))?;
    let mut entries = fs::read_dir(dir).while_(|| format!("reading {}", dir.display()))?;
    if entries.next().is_some() {
        return Err(Fault::new(format!("{} is not empty: name another folder", dir.display())));
    }
    Ok(())
}
