//! Moves a house to another folder, and to another engine where that is wished, while it can be
//! read: writing is held from the beginning to the end, and ends where the house comes to live.

mod transfer;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use law::words::Hash;
use store::db::{HOLD_LASTS_MS, Hold, Mark, arrive, arrived, mark};
use store::fault::Context;
use store::safe::KeySource;
use store::{Chance, Db, Engine, Fault, Tx, log};

pub use transfer::{Step, Transfer, copy_records};

use super::{KeyArgs, only_house, rebuild, tasks};
use crate::house::{Clock, House};

/// How often a hold is renewed, in a time in which it lapses.
const RENEWALS: u32 = 6;

/// Which house goes where.
#[derive(Args, Clone)]
pub struct MoveArgs {
    /// The data folder in which the house is.
    #[arg(long)]
    pub from: PathBuf,
    /// The address of its database, if it is neither in that folder nor named by the file
    /// `database` there.
    #[arg(long, env = "HUIYIN_FROM_DATABASE", hide_env_values = true)]
    pub from_database: Option<String>,
    /// The data folder into which it goes: one that is empty or not there yet, or the one of a move
    /// that was stopped.
    #[arg(long)]
    pub to: PathBuf,
    /// The address of the database into which its records go; a file in the folder where none is
    /// given. `huiyin database init` has made it ready, and the account is the one that serves. It
    /// is noted in the file `database` of the folder.
    #[arg(long, env = "HUIYIN_TO_DATABASE", hide_env_values = true)]
    pub to_database: Option<String>,
    /// The code of the house; not needed where there is only one.
    #[arg(long)]
    pub house: Option<String>,
    /// Where the key of its identities is kept.
    #[command(flatten)]
    pub key: KeyArgs,
}

/// Asked before each step of a move, which it may stop.
pub type Heed<'h> = &'h mut dyn FnMut(Step<'_>) -> Result<(), Fault>;

/// Moves a house and says where it is; exit status 1 where it did not arrive as it was.
pub fn run(args: &MoveArgs) -> Result<ExitCode, Fault> {
    let (to, findings) = go(args, &mut |_| Ok(()))?;
    for finding in &findings {
        let (table, row, field) = (&finding.table, &finding.row, &finding.field);
        eprintln!("{table} {row} {field}: {}", finding.what);
    }
    if !findings.is_empty() {
        eprintln!(
            "the house is where it was, and goes on there: {} of its rows do not fit the log; see \
             `huiyin verify`",
            findings.len()
        );
        return Ok(ExitCode::from(1));
    }
    eprintln!("the house is in {0} now: serve it with --data {0}", to.display());
    Ok(ExitCode::SUCCESS)
}

/// Moves a house; where it is now, or what does not fit: then it is where it was.
///
/// # Errors
/// Places that do not fit, with what to do; a stop, after which the same call goes on.
pub fn go(
    args: &MoveArgs,
    heed: Heed<'_>,
) -> Result<(PathBuf, Vec<store::verify::Finding>), Fault> {
    must_be_folder(&args.from, "--from-database")?;
    must_be_folder(&args.to, "--to-database")?;
    let source = open_source(args)?;
    std::fs::create_dir_all(&args.to).while_(|| format!("creating {}", args.to.display()))?;
    let (from, to) = (whole(&args.from)?, whole(&args.to)?);
    if from == to {
        return Err(Fault::new(
            "a house moves into another folder: name one with --to, also where only its database \
             is to be another",
        ));
    }
    let place = to.display().to_string();
    match source.read(mark)? {
        None => {}
        // Stopped after the last step at the source and before the last one at the target.
        Some(Mark::Gone(gone)) if gone == place => {
            let engine = Engine::of(&to, args.to_database.as_deref(), 1)?;
            must_be_there(&engine, &source)?;
            write(&engine, &source.code, arrived)?;
            return Ok((to, vec![]));
        }
        Some(mark) => return Err(super::not_here(&source.code, &mark)),
    }
    if !rebuild::stale(&source)?.is_empty() {
        return Err(Fault::new(
            "the views of this house were drawn by another version of huiyin: serve it with this \
             version, or run `huiyin rebuild`, and move it then",
        ));
    }
    let transfer = Transfer { from: source, to, database: args.to_database.clone() };
    transfer.keep_keys(&args.key.source())?;
    begin(&transfer, &from)?;
    let hold = HeldOn::begin(&transfer.from)?;
    transfer.copy(heed)?;
    let arrives = open_target(&transfer, &args.key.source())?;
    let findings = transfer.draw_and_check(&arrives, heed)?;
    if !findings.is_empty() {
        return Ok((transfer.to, findings));
    }
    heed(Step::Leave)?;
    hold.leave(&place)?;
    heed(Step::Left)?;
    write(&arrives.engine, &arrives.code, arrived)?;
    Ok((transfer.to, vec![]))
}

/// Notes at the target that the house is on its way, unless it is there already.
pub fn begin(transfer: &Transfer, from: &Path) -> Result<(), Fault> {
    let engine = Engine::of(&transfer.to, transfer.database.as_deref(), 1)?;
    let code = &transfer.from.code;
    let from = from.display().to_string();
    let known = engine.read(code, |db| Ok((mark(db)?, log::head(db)?.seq)))?;
    match known {
        (Some(Mark::Arriving(place)), _) if place == from => {}
        (None, 0) => {}
        (Some(Mark::Arriving(place)), _) => {
            return Err(Fault::new(format!(
                "a move of this house from {place} into {} is not finished: finish it, or name \
                 another folder and database",
                transfer.to.display()
            )));
        }
        _ => {
            return Err(Fault::new(format!(
                "{} or its database holds the house {code} already, or held it once: name another \
                 folder and database",
                transfer.to.display()
            )));
        }
    }
    let now = transfer.from.now();
    write(&engine, code, move |db| arrive(db, &from, now))
}

/// The house that went there is there, as far as it had come here.
fn must_be_there(engine: &Engine, source: &House) -> Result<(), Fault> {
    let went = source.read(|db| Ok(log::head(db)?.seq))?;
    let came = engine.read(&source.code, |db| Ok(log::head(db)?.seq))?;
    match came < went {
        true => Err(Fault::new(format!(
            "the house was moved there and is not there any more: {came} of {went} records are. \
             Restore its backup there"
        ))),
        false => Ok(()),
    }
}

/// Opens the house where it arrives, once its records are there.
pub fn open_target(transfer: &Transfer, key: &KeySource) -> Result<Arc<House>, Fault> {
    let at = (transfer.to.as_path(), transfer.database.as_deref(), key);
    House::open_with(at, &transfer.from.code, Clock::System, Chance::System)
}

/// Writes in one transaction.
pub fn write(
    engine: &Engine,
    house: &str,
    work: impl Fn(Db<'_>) -> Result<(), Fault> + Send + 'static,
) -> Result<(), Fault> {
    let written = engine.write_and_wait(house, move |tx: &mut Tx<'_>| Ok(work(tx.db)?));
    rebuild::written(written)
}

fn open_source(args: &MoveArgs) -> Result<Arc<House>, Fault> {
    let database = args.from_database.as_deref();
    if !Engine::is_in(&args.from, database) {
        return Err(Fault::new(format!(
            "there is no house in {}: name the folder in which it is with --from",
            args.from.display()
        )));
    }
    let code = match &args.house {
        Some(code) => code.clone(),
        None => only_house(&args.from, database)?,
    };
    let at = (args.from.as_path(), database, &args.key.source());
    let house = House::open_with(at, &code, Clock::System, Chance::System)?;
    if !house.is_founded() {
        return Err(Fault::new(format!("there is no house {code} in {}", args.from.display())));
    }
    Ok(house)
}

/// A house is more than its records: the keys and the attachments are in a folder.
fn must_be_folder(path: &Path, option: &str) -> Result<(), Fault> {
    let text = path.to_string_lossy();
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Err(Fault::new(format!(
            "keys and attachments of a house lie in a folder, whatever holds its records: name \
             that folder, and give the address of the database with {option}"
        )));
    }
    Ok(())
}

fn whole(path: &Path) -> Result<PathBuf, Fault> {
    path.canonicalize().while_(|| format!("looking for {}", path.display()))
}

/// A hold that is renewed as long as it is needed.
struct HeldOn {
    house: Arc<House>,
    hold: Arc<Hold>,
    renewing: Option<tasks::Ticking>,
}

impl HeldOn {
    fn begin(house: &Arc<House>) -> Result<Self, Fault> {
        let by = Hash(house.chance.bytes()).to_string()[..32].to_owned();
        let hold = Arc::new(house.engine.hold(&house.code, &by, HOLD_LASTS_MS)?);
        let renewed = hold.clone();
        let pause = Duration::from_millis(u64::from(HOLD_LASTS_MS / RENEWALS));
        let renewing = tasks::every("hold", pause, move |_| renewed.renew())?;
        Ok(Self { house: house.clone(), hold, renewing: Some(renewing) })
    }

    /// From now on the house is at another place.
    fn leave(mut self, place: &str) -> Result<(), Fault> {
        if let Some(renewing) = self.renewing.take() {
            renewing.stop();
        }
        self.hold.leave(place, self.house.now())
    }
}

impl Drop for HeldOn {
    /// Before the hold itself is dropped, which gives it back.
    fn drop(&mut self) {
        if let Some(renewing) = self.renewing.take() {
            renewing.stop();
        }
    }
}
