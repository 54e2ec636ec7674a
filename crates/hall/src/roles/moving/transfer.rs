//! Carries a house from one place to another: its keys, its rows, its files; draws there what
//! follows from the log, and compares it with what it was.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;
use store::copy::{self, Shape, Stretch};
use store::db::{ADDRESS, Db, Mark, mark, note_gone};
use store::fault::Context;
use store::safe::{KeySource, Safe};
use store::verify::Finding;
use store::{Engine, Fault, Files, rows, seal, search};

use super::{Heed, write};
use crate::house::House;
use crate::roles::folders::{copy_folder, copy_log_files};
use crate::roles::{rebuild, verify};
use crate::rooms::VIEWS;

/// What is made anew at the target, from what was copied.
const ANEW: [&str; 4] = ["view", "search_tail", "search_span", "search_block"];

/// A house on its way.
pub struct Transfer {
    /// Where it comes from.
    pub from: Arc<House>,
    /// The data folder into which it goes.
    pub to: PathBuf,
    /// The address of the database into which its records go, where it was given.
    pub database: Option<String>,
}

/// A step that is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'s> {
    /// A stretch of the rows of a table is put in.
    Rows(&'s str),
    /// Attachments and open data are copied.
    Files,
    /// What follows from the log is drawn.
    Draw,
    /// The views are compared.
    Compare,
    /// All is checked against the log.
    Check,
    /// The source is left.
    Leave,
    /// The source was left; the target does not know it yet.
    Left,
}

impl Transfer {
    /// Puts the keys into the folder, and the address of its database.
    ///
    /// # Errors
    /// A folder that has others.
    pub fn keep_keys(&self, key: &KeySource) -> Result<(), Fault> {
        let (from, to) = (&self.from.dir, &self.to);
        fs::create_dir_all(to).while_(|| format!("creating {}", to.display()))?;
        if let Some(address) = &self.database {
            let file = to.join(ADDRESS);
            if !file.exists() {
                seal::replace(&file, address.as_bytes())?;
            } else if read(&file)?.trim_ascii() != address.trim().as_bytes() {
                return Err(Fault::new(format!("{} names another database", file.display())));
            }
        }
        keep_same(&from.join("secret.key"), &to.join("secret.key"))?;
        // Where it lies elsewhere, whoever put it there keeps it.
        if *key == KeySource::Folder {
            keep_same(&Safe::file(from), &Safe::file(to))?;
        }
        Ok(())
    }

    /// Copies all rows but those that are made anew, then the files that they name.
    ///
    /// # Errors
    /// What `heed` says; a database or a disk that fails. The same call goes on after it.
    pub fn copy(&self, heed: Heed<'_>) -> Result<(), Fault> {
        let engine = Engine::of(&self.to, self.database.as_deref(), 1)?;
        let shapes: Vec<Shape> =
            copy::shapes().into_iter().filter(|s| !ANEW.contains(&s.name.as_str())).collect();
        let progress = self.from.read(|db| bar(db, &shapes))?;
        for shape in shapes {
            let source = |after| self.from.read(|db| shape.stretch(db, after));
            each_stretch(source, |stretch| {
                heed(Step::Rows(&shape.name))?;
                progress.inc(stretch.len());
                put(&engine, &self.from.code, &shape, stretch)
            })?;
        }
        progress.finish_and_clear();
        heed(Step::Files)?;
        self.copy_files()
    }

    /// A file that arrived is whole: it was given its name when it was.
    fn copy_files(&self) -> Result<(), Fault> {
        let (house, files) = (&self.from, Files::new(&self.to));
        let named = house.read(store::files::named)?;
        let named: BTreeSet<_> = named.into_iter().filter(|hash| !files.holds(*hash)).collect();
        let progress = rebuild::bar(named.len() as u64, "files");
        // What is missing here is named by the check.
        for hash in named.into_iter().filter(|hash| house.files.holds(*hash)) {
            files.put(hash, &house.files.get(hash)?)?;
            progress.inc(1);
        }
        progress.finish_and_clear();
        let open = Path::new("open").join(&house.code);
        copy_folder(&house.dir.join(&open), &self.to.join(&open))?;
        copy_log_files(&house.dir, &self.to, Some(&house.code))
    }

    /// Draws views and search where the house arrives, compares them with those where it comes
    /// from, and checks all against the log; what does not fit.
    ///
    /// # Errors
    /// A row of a view that is not the same at both, with its key.
    pub fn draw_and_check(
        &self,
        arrives: &Arc<House>,
        heed: Heed<'_>,
    ) -> Result<Vec<Finding>, Fault> {
        heed(Step::Draw)?;
        rebuild::draw(arrives)?;
        heed(Step::Compare)?;
        self.compare(arrives)?;
        heed(Step::Check)?;
        verify::check_all(arrives)
    }

    fn compare(&self, arrives: &House) -> Result<(), Fault> {
        let shapes: Vec<Shape> = view_shapes().collect();
        let progress = self.from.read(|db| bar(db, &shapes))?;
        for shape in &shapes {
            let source = |after| self.from.read(|db| shape.stretch(db, after));
            each_stretch(source, |stretch| {
                progress.inc(stretch.len());
                match arrives.read(|db| shape.misfit(db, &stretch))? {
                    None => Ok(()),
                    Some(key) => Err(differs(&shape.name, &key)),
                }
            })?;
        }
        progress.finish_and_clear();
        let contents = |house: &House| house.read(search::contents);
        let (was, is) = (contents(&self.from)?, contents(arrives)?);
        let words = |all: &[search::Held]| -> Vec<(i64, i64, u64)> {
            all.iter().map(|one| (one.at, one.matter, one.words)).collect()
        };
        if !was.1.is_empty() || words(&was.0) != words(&is.0) {
            return Err(differs("the search", "some matter"));
        }
        Ok(())
    }
}

fn differs(table: &str, key: &str) -> Fault {
    Fault::new(format!(
        "what follows from the log where the house arrives is not what it has: {table} differs at \
         {key}. The house is where it was: run `huiyin verify` there, and `huiyin rebuild` where \
         that finds a row of a view"
    ))
}

/// The tables of all views.
fn view_shapes() -> impl Iterator<Item = Shape> {
    VIEWS.iter().flat_map(|view| view.tables).map(|table| Shape::of(table))
}

/// Copies all rows of a house as one moment has them into the file of a folder, what follows from
/// the log with them, while the house goes on.
///
/// # Errors
/// A database or a disk that fails.
pub fn copy_records(house: &House, to: &Path) -> Result<(), Fault> {
    let engine = Engine::open(to, 1)?;
    write(&engine, &house.code, |db| {
        VIEWS.iter().try_for_each(|view| rows::create_tables(db, view))
    })?;
    let shapes: Vec<Shape> = copy::shapes().into_iter().chain(view_shapes()).collect();
    let noted = house.read(|db| {
        let progress = bar(db, &shapes)?;
        for shape in &shapes {
            each_stretch(
                |after| shape.stretch(db, after),
                |stretch| {
                    progress.inc(stretch.len());
                    put(&engine, &house.code, shape, stretch)
                },
            )?;
        }
        progress.finish_and_clear();
        mark(db)
    })?;
    write(&engine, &house.code, |db| {
        VIEWS.iter().try_for_each(|view| rows::create_indexes(db, view))
    })?;
    // Last, for nothing is written to it after that.
    match noted {
        Some(Mark::Gone(place)) => {
            let now = house.now();
            write(&engine, &house.code, move |db| note_gone(db, &place, now))
        }
        _ => Ok(()),
    }
}

fn put(engine: &Engine, house: &str, shape: &Shape, stretch: Stretch) -> Result<(), Fault> {
    let shape = shape.clone();
    write(engine, house, move |db| shape.put(db, &stretch).map(|_| ()))
}

fn each_stretch(
    read: impl Fn(Option<Vec<store::Val>>) -> Result<Stretch, Fault>,
    mut take: impl FnMut(Stretch) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut after = None;
    loop {
        let stretch = read(after)?;
        let next = stretch.next();
        take(stretch)?;
        if next.is_none() {
            return Ok(());
        }
        after = next;
    }
}

fn bar(db: Db<'_>, shapes: &[Shape]) -> Result<ProgressBar, Fault> {
    let counts = shapes.iter().map(|shape| shape.count(db));
    let rows = counts.collect::<Result<Vec<u64>, Fault>>()?;
    Ok(rebuild::bar(rows.iter().sum(), "rows"))
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).while_(|| format!("reading {}", path.display()))
}

/// Copies a key, unless it is there.
fn keep_same(from: &Path, to: &Path) -> Result<(), Fault> {
    if !to.exists() {
        // Whole or not at all: a half-written key would look like another house's.
        return seal::replace(to, &read(from)?);
    }
    if read(from)? != read(to)? {
        return Err(Fault::new(format!(
            "{} is of another house: name another folder",
            to.display()
        )));
    }
    Ok(())
}
