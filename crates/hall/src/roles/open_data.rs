//! Writes open data into a folder: as of now, or as they were published.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use law::figure::Published;
use store::Fault;
use store::db::Scratch;
use store::seal::Seal;

use super::{DataArgs, rebuild};
use crate::house::House;
use crate::rooms::figures;
use crate::rooms::open::tasks::{self, keep, write};
use crate::rooms::open::views::{Basis, Package, build};

/// What is written, and where.
#[derive(Args)]
pub struct OpenDataArgs {
    /// Where the house lies.
    #[command(flatten)]
    pub data: DataArgs,
    /// The folder for the files; it is made where it is missing.
    #[arg(long)]
    pub out: PathBuf,
    /// A package that was published, such as `2026-11`: made again from the log as it was then, and
    /// compared with the hash that the log holds. As of now where none is named.
    #[arg(long)]
    pub package: Option<String>,
    /// Put it also where `serve` keeps it, because it was lost or changed there.
    #[arg(long, requires = "package")]
    pub again: bool,
}

/// Writes them and says their hash.
pub fn run(args: &OpenDataArgs) -> Result<(), Fault> {
    let house = args.data.open()?;
    let origin = Seal::load(&house.dir, &house.code)?.map(|seal| seal.origin().to_owned());
    let origin = origin.unwrap_or_default();
    let package = match &args.package {
        Some(name) => {
            let state = house.state();
            let known = state.register.published.iter().find(|known| known.name == **name);
            let known =
                known.ok_or_else(|| Fault::new(format!("no open data {name} were published")))?;
            let package = again(&house, known, &origin)?;
            if args.again {
                keep(&house, &known.name, &package)?;
            }
            package
        }
        None => {
            rebuild::where_needed(&house)?;
            figures::begin(&house)?;
            let at = house.now();
            let name = tasks::name_of(&house.state(), at);
            house.read(|db| tasks::now(&house, db, (&name, &origin, at)))?.0
        }
    };
    write(&args.out, &package)?;
    eprintln!("{} files in {}, hash {}", package.files.len(), args.out.display(), package.hash);
    Ok(())
}

/// Makes a package again from the log as it was then.
///
/// # Errors
/// What comes out is not what was published: another program made it, or the log was changed.
fn again(house: &Arc<House>, known: &Published, origin: &str) -> Result<Package, Fault> {
    let scratch = Scratch::new()?;
    let then = scratch.db(&house.code);
    rebuild::project(house, (then, known.size), &rebuild::bar(known.size, "open-data"))?;
    let state = house.read(|db| house.state_as_of(db, known.size))?;
    let (name, origin) = (known.name.clone(), origin.to_owned());
    let (at, size, root) = (known.at, known.size, known.root);
    let package = build(then, &Basis { house, state: &state, name, at, size, root, origin })?;
    if package.hash != known.hash {
        return Err(Fault::new(format!(
            "the open data {} come out as {} and were published as {}: they were made by another \
             version of huiyin, under another address, or the log is not what it was",
            known.name, package.hash, known.hash
        )));
    }
    Ok(package)
}
