//! Backup of a house while it is served, and restoring it with proof that all is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use store::Fault;
use store::fault::Context;
use store::safe::Safe;

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
    let house = args.data.open()?;
    must_be_empty(&args.to)?;
    // What was signed last before the database: a copy that had signed more than it holds would
    // contradict itself.
    copy_log_files(&house.dir, &args.to)?;
    house.engine.copy_to(&args.to.join("huiyin.db"))?;
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
    must_be_empty(&args.to)?;
    copy_log_files(&args.from, &args.to)?;
    copy_file(&args.from.join("huiyin.db"), &args.to.join("huiyin.db"))?;
    copy_folder(&args.from.join("files"), &args.to.join("files"))?;
    copy_folder(&args.from.join("open"), &args.to.join("open"))?;
    copy_file(&args.from.join("secret.key"), &args.to.join("secret.key"))?;
    if Safe::file(&args.from).exists() {
        copy_file(&Safe::file(&args.from), &Safe::file(&args.to))?;
    }
    let (data, house, key) = (args.to.clone(), args.house.clone(), args.key.clone());
    let data = DataArgs { data, house, key, database: DatabaseArgs::default() };
    let (receipt, policy) = (None, None);
    verify::run(&verify::VerifyArgs { data, json: false, resume: None, receipt, policy })
}

/// The keys of public logs, what was signed last, and whom readers are told to trust.
fn copy_log_files(from: &Path, to: &Path) -> Result<(), Fault> {
    for entry in fs::read_dir(from).while_(|| format!("reading {}", from.display()))? {
        let entry = entry.while_(|| format!("reading {}", from.display()))?;
        let name = entry.file_name();
        let is_half_written = entry.path().extension().is_some_and(|end| end == "part");
        if name.to_string_lossy().starts_with("log-") && !is_half_written {
            copy_file(&entry.path(), &to.join(&name))?;
        }
    }
    Ok(())
}

fn must_be_empty(dir: &Path) -> Result<(), Fault> {
    fs::create_dir_all(dir).while_(|| format!("creating {}", dir.display()))?;
    let mut entries = fs::read_dir(dir).while_(|| format!("reading {}", dir.display()))?;
    if entries.next().is_some() {
        return Err(Fault::new(format!("{} is not empty: name another folder", dir.display())));
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Fault> {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to).while_(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).while_(|| format!("reading {}", from.display()))? {
        let entry = entry.while_(|| format!("reading {}", from.display()))?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if entry.path().extension().is_none_or(|extension| extension != "part") {
            copy_file(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Copies a file, keeping who may read it, and waits for the disk.
fn copy_file(from: &Path, to: &Path) -> Result<(), Fault> {
    fs::copy(from, to).while_(|| format!("copying {}", from.display()))?;
    let file = fs::File::open(to).while_(|| format!("opening {}", to.display()))?;
    file.sync_all().while_(|| format!("syncing {}", to.display()))
}
