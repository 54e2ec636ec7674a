//! Publishes a package of open data on the first of each month at nine, by the house's clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use law::clock::Time;
use law::figure::Published;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::code;
use law::tlog::Recount;
use law::words::{Code, Hash};
use store::db::{Db, No};
use store::fault::Context;
use store::{Fault, log};

use super::views::{Basis, Package, SUMS, build};
use crate::desk::Hearing;
use crate::house::{House, State};
use crate::rooms::figures;

/// The hour of the house's clock at which a package is due.
pub const HOUR: i8 = 9;

/// What can be wrong with a file that was published.
const LOST: &str = "the file cannot be read";
const ALTERED: &str = "the file is not what was published";

/// The month whose package was due last, and when it was.
pub fn due(state: &State, now: Time) -> Option<(Code, Time)> {
    let of_month = |first: Date| {
        let at = state.zone.instant(first.at(HOUR, 0, 0, 0))?;
        let name = Code::new(&format!("{:04}-{:02}", first.year(), first.month())).ok()?;
        Some((name, at))
    };
    let first = state.zone.day(now).first_of_month();
    let this = of_month(first)?;
    if this.1 <= now {
        return Some(this);
    }
    of_month(first.saturating_sub(1.month()))
}

/// When the next package is due.
pub fn next(state: &State, now: Time) -> Option<Time> {
    let first = state.zone.day(now).first_of_month();
    let this = state.zone.instant(first.at(HOUR, 0, 0, 0)).filter(|at| *at > now);
    this.or_else(|| state.zone.instant(first.saturating_add(1.month()).at(HOUR, 0, 0, 0)))
}

/// Publishes the package that is due, where it is not yet; tells its name where it did. A house
/// that was closed when one was due publishes it late, and its fact says when.
///
/// # Errors
/// The machine failed.
pub fn publish_due(house: &Arc<House>, origin: &str) -> Result<Option<Code>, Fault> {
    let (state, now) = (house.state(), house.now());
    let Some((name, at)) = due(&state, now) else { return Ok(None) };
    if state.register.published.iter().any(|known| known.name == name) {
        return Ok(None);
    }
    // A house that was founded since has nothing to tell of before.
    let mut founded = None;
    house.read(|db| {
        log::each_between(db, (0, 1), |first| {
            founded = Some(first.at);
            Ok(())
        })
    })?;
    if founded.is_none_or(|founded| founded > at) {
        return Ok(None);
    }
    figures::begin(house)?;
    publish(house, (name.clone(), origin))?;
    Ok(Some(name))
}

fn publish(house: &Arc<House>, (name, origin): (Code, &str)) -> Result<(), Fault> {
    let at = house.now();
    let (package, size, root) = house.read(|db| now(house, db, (&name, origin, at)))?;
    // Building takes a while: what another process published meanwhile must not be written over.
    house.engine.renew(&house.code)?;
    if !house.writes() {
        return Ok(());
    }
    keep(house, &name, &package)?;
    let hash = package.hash;
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let published = &hearing.state.register.published;
        if published.iter().any(|known| known.name == name) {
            return Ok(());
        }
        let name = name.clone();
        hearing.put(0, Fact::Published(Published { at, hash, name, root, size }))?;
        Ok(())
    };
    match house.act_and_wait(ActId(house.chance.bytes()), Actor::House, work) {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(refusal.to_string())),
    }
}

/// A package as of the last record of a snapshot, with how many records there are and the root of
/// their tree.
pub fn now(
    house: &House,
    db: Db<'_>,
    (name, origin, at): (&Code, &str, Time),
) -> Result<(Package, u64, Hash), Fault> {
    let size = log::head(db)?.seq;
    let root = root(house, db, size)?;
    let state = house.state_as_of(db, size)?;
    let (name, origin) = (name.clone(), origin.to_owned());
    let basis = Basis { house, state: &state, name, at, size, root, origin };
    Ok((build(db, &basis)?, size, root))
}

/// The root of the tree of so many records, reckoned from the stored bytes.
fn root(house: &House, db: Db<'_>, size: u64) -> Result<Hash, Fault> {
    let (salts, mut tree) = (house.keys.salts(&house.code), Recount::default());
    log::each_between(db, (0, size), |stored| {
        tree.take(&salts.of(stored.seq), &stored.bytes);
        Ok(())
    })?;
    Ok(tree.root())
}

/// Where the files of a package lie.
pub fn folder(house: &House, name: &Code) -> PathBuf {
    house.dir.join("open").join(&house.code).join(name.as_str())
}

/// Keeps a package: all of it is there, or nothing.
pub fn keep(house: &House, name: &Code, package: &Package) -> Result<(), Fault> {
    let target = folder(house, name);
    let beside = target.with_extension("new");
    for old in [&beside, &target] {
        if old.exists() {
            fs::remove_dir_all(old).while_(|| format!("removing {}", old.display()))?;
        }
    }
    write(&beside, package)?;
    fs::rename(&beside, &target).while_(|| format!("moving {}", beside.display()))
}

/// Writes the files of a package into a folder.
pub fn write(folder: &Path, package: &Package) -> Result<(), Fault> {
    fs::create_dir_all(folder).while_(|| format!("creating {}", folder.display()))?;
    for (name, bytes) in &package.files {
        let path = folder.join(name);
        fs::write(&path, bytes).while_(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// A file of a package that was published, and only where it is what the log holds the hash of;
/// nothing where the package has no such file.
///
/// # Errors
/// A file that was changed or lost: the package can be made again from the log.
pub fn kept(house: &House, known: &Published, file: &str) -> Result<Option<Vec<u8>>, Fault> {
    let wrong = |what: &str| {
        Fault::new(format!(
            "{what} of the open data {} is not what was published: make them again with \
             `huiyin open-data --package {} --again`",
            known.name, known.name
        ))
    };
    let sums = sums(house, known).map_err(|_| wrong(SUMS))?;
    if file == SUMS {
        return Ok(Some(sums.into_bytes()));
    }
    let Some((hash, _)) = listed(&sums).find(|(_, name)| *name == file) else { return Ok(None) };
    bytes(house, known, (hash, file)).map(Some).map_err(|_| wrong(file))
}

/// Files of a package that are not what was published, each with what is wrong.
pub fn misfits(house: &House, known: &Published) -> Vec<(String, &'static str)> {
    let sums = match sums(house, known) {
        Ok(sums) => sums,
        Err(what) => return vec![(SUMS.to_owned(), what)],
    };
    let misfit =
        |(hash, name)| Some((str::to_owned(name), bytes(house, known, (hash, name)).err()?));
    listed(&sums).filter_map(misfit).collect()
}

/// The list of a package's files with their hashes, where the log holds its hash.
fn sums(house: &House, known: &Published) -> Result<String, &'static str> {
    let path = folder(house, &known.name).join(SUMS);
    let sums = fs::read_to_string(path).map_err(|_| LOST)?;
    if Hash::of(&[sums.as_bytes()]) == known.hash { Ok(sums) } else { Err(ALTERED) }
}

/// Hash and name of each file that the list names.
fn listed(sums: &str) -> impl Iterator<Item = (&str, &str)> {
    sums.lines().filter_map(|line| line.split_once("  "))
}

/// A file of a package, where it has its hash.
fn bytes(
    house: &House,
    known: &Published,
    (hash, file): (&str, &str),
) -> Result<Vec<u8>, &'static str> {
    let bytes = fs::read(folder(house, &known.name).join(file)).map_err(|_| LOST)?;
    if Hash::of(&[&bytes]).to_string() == hash { Ok(bytes) } else { Err(ALTERED) }
}

/// The name of a package of the month of an instant, due or not.
pub fn name_of(state: &State, at: Time) -> Code {
    let day = state.zone.day(at);
    Code::new(&format!("{:04}-{:02}", day.year(), day.month())).unwrap_or(code("now"))
}
