//! Makes anew what follows from the log and the vault: the views, and the search index.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use indicatif::{ProgressBar, ProgressStyle};
use law::matter;
use law::record::Record;
use law::words::TextRef;
use store::db::{Answer, Db, No, Tx};
use store::fault::Context;
use store::rows::{self, Rows};
use store::{Fault, log, search};

use super::DataArgs;
use crate::house::House;
use crate::rooms::{self, matters, notary, people};

/// Most rows staged before they are written. Three such batches are in memory at once.
const STAGED_MOST: usize = 30_000;
/// Most matters whose words are gathered before they are written.
const ENTRIES_MOST: usize = 512;

/// What notes by which rules the search index was made. Raised where words are cut otherwise.
const SEARCH: (&str, i64) = ("search", 2);

/// What notes that what is personal lies sealed in the vault.
const SEALED: (&str, i64) = ("sealed", 1);

/// What is drawn from the log and the vault, with the version by which this binary draws it.
pub fn drawn() -> impl Iterator<Item = (&'static str, i64)> {
    rooms::VIEWS.iter().map(|view| (view.name, view.version)).chain([SEARCH, SEALED])
}

/// Rebuilds a house that is not served at the moment.
pub fn run(args: &DataArgs) -> Result<(), Fault> {
    let house = args.open()?;
    let records = rebuild(&house)?;
    let matters = index(&house)?;
    let forget = |tx: &mut Tx<'_>| Ok(store::tiles::clear(tx.db)?);
    house.engine.write_and_wait(&house.code, forget).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })?;
    let salts = house.keys.salts(&house.code);
    if let Some(wrong) = notary::tasks::grow(&house, &salts)? {
        return Err(Fault::new(wrong));
    }
    eprintln!("rebuilt from {records} records; {matters} matters are found by their words");
    Ok(())
}

/// Draws what this binary draws otherwise than it was drawn.
pub fn where_needed(house: &Arc<House>) -> Result<(), Fault> {
    let stale = stale(house)?;
    let other = if stale.is_empty() { None } else { house.engine.look(&house.code)? };
    if other.is_some_and(|lease| !lease.ends_within(0)) {
        return Err(Fault::new(
            "another process of another version serves this house, and draws its views otherwise: \
             end it, and start this one again",
        ));
    }
    if stale.contains(&SEALED.0) {
        tracing::info!("what is personal in the vault is sealed");
        seal(house)?;
    }
    if stale.iter().any(|name| ![SEARCH.0, SEALED.0].contains(name)) {
        tracing::info!("the views are drawn anew");
        rebuild(house)?;
    }
    if stale.contains(&SEARCH.0) {
        tracing::info!("the search index is made anew");
        index(house)?;
    }
    Ok(())
}

/// What this binary draws otherwise than it was drawn.
pub fn stale(house: &House) -> Result<Vec<&'static str>, Fault> {
    let sql = "SELECT version FROM view WHERE house = $1 AND view = $2";
    house.read(|db| {
        let mut stale = vec![];
        for (name, version) in drawn() {
            let row = db.maybe(sql, &[name.into()])?;
            if row.map(|row| row.int(0)) != Some(version) {
                stale.push(name);
            }
        }
        Ok(stale)
    })
}

/// Draws all that follows from the log and the vault of a house whose records were brought here.
pub fn draw(house: &Arc<House>) -> Result<(), Fault> {
    seal(house)?;
    rebuild(house)?;
    index(house).map(|_| ())
}

/// Makes the views of a house that is being founded: there is nothing in them.
pub fn begin(house: &House, db: Db<'_>) -> Result<(), Fault> {
    project(house, (db, 0), &bar(0, "found"))?;
    note_version(db, SEARCH, 0)?;
    note_version(db, SEALED, 0)
}

/// Seals what an older version kept in clear, some at a time, so that acts are heard in between.
fn seal(house: &Arc<House>) -> Result<(), Fault> {
    let names: Vec<TextRef> = house.read(people::views::names_ever)?;
    let mut is_more = true;
    while is_more {
        let (sealing, names) = (house.clone(), names.clone());
        let work = move |tx: &mut Tx<'_>| {
            let some = tx.seal_some((&sealing.safe, &sealing.chance), &names)?;
            if !some {
                note_version(tx.db, SEALED, log::head(tx.db)?.seq)?;
            }
            Ok(some)
        };
        is_more = written(house.engine.write_and_wait(&house.code, work))?;
    }
    Ok(())
}

/// What was written, or why it was not.
pub(super) fn written<T>(answer: Answer<T>) -> Result<T, Fault> {
    answer.map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })
}

/// Makes every view anew in one transaction, and tells how many records were read.
pub fn rebuild(house: &Arc<House>) -> Result<u64, Fault> {
    anew(house, "rebuild", project)
}

/// Makes the search index anew in one transaction, and tells how many matters are in it.
pub fn index(house: &Arc<House>) -> Result<u64, Fault> {
    anew(house, "search", |house, (db, until), progress| {
        search::clear(db)?;
        let mut count = 0;
        let last = in_two_threads(
            |sender| house.read(|db| cut_words(house, (db, until), sender)),
            |(entries, seq): (Vec<search::Entry>, u64)| {
                progress.set_position(seq);
                count += entries.len() as u64;
                search::append(db, &entries)
            },
        )?;
        search::settle(db)?;
        note_version(db, SEARCH, last)?;
        progress.finish_and_clear();
        Ok(count)
    })
}

/// Makes something anew in one transaction.
fn anew(
    house: &Arc<House>,
    what: &'static str,
    make: impl Fn(&House, (Db<'_>, u64), &ProgressBar) -> Result<u64, Fault> + Send + 'static,
) -> Result<u64, Fault> {
    let progress = bar(house.read(log::head)?.seq, what);
    let reads = house.clone();
    let work = move |tx: &mut Tx<'_>| {
        let until = log::head(tx.db)?.seq;
        let made = make(&reads, (tx.db, until), &progress)?;
        let committed = reads.read(log::head)?.seq;
        if committed == until {
            return Ok(made);
        }
        // Acts of the same group are not committed yet, and no reader sees them: alone it succeeds.
        Err(Fault::new(format!("read {committed} of {until} records")).into())
    };
    written(house.engine.write_and_wait(&house.code, work))
}

/// One thread reads and sends, this one takes.
fn in_two_threads<T: Send>(
    read: impl FnOnce(&SyncSender<T>) -> Result<u64, Fault> + Send,
    take: impl FnMut(T) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    std::thread::scope(|scope| {
        let (sender, sent) = sync_channel(1);
        let reader = scope.spawn(move || read(&sender));
        let taken = sent.iter().try_for_each(take);
        // Hung up before the reader is waited for: where writing failed, it stops as well.
        drop(sent);
        let last = reader.join().map_err(|_| Fault::new("the reader of the log panicked"))?;
        taken.and(last)
    })
}

/// Makes the tables of all views in a database and fills them from the log of a house, up to a
/// record: one thread reads and stages, this one writes.
pub fn project(
    house: &House,
    (into, until): (Db<'_>, u64),
    progress: &ProgressBar,
) -> Result<u64, Fault> {
    for view in rooms::VIEWS {
        rows::create_tables(into, view)?;
    }
    let last = in_two_threads(
        |sender| house.read(|db| stage(db, until, sender)),
        |(mut rows, seq): (Rows, u64)| {
            progress.set_position(seq);
            rows.flush(into)
        },
    )?;
    for view in rooms::VIEWS {
        rows::create_indexes(into, view)?;
        note_version(into, (view.name, view.version), last)?;
    }
    rooms::tally(into)?;
    progress.finish_and_clear();
    Ok(last)
}

/// Reads the log up to a record and sends the rows that follow, batch by batch.
fn stage(db: Db<'_>, until: u64, sender: &SyncSender<(Rows, u64)>) -> Result<u64, Fault> {
    let (mut rows, mut last) = (Rows::default(), 0);
    log::each_between(db, (0, until), |stored| {
        rooms::apply(&stored, &mut rows)?;
        last = stored.seq;
        if rows.len() >= STAGED_MOST {
            sender.send((std::mem::take(&mut rows), last)).map_err(|_| stopped())?;
        }
        Ok(())
    })?;
    sender.send((rows, last)).map_err(|_| stopped())?;
    Ok(last)
}

/// Reads the matters that were brought up to a record, and sends their words, batch by batch.
fn cut_words(
    house: &House,
    (db, until): (Db<'_>, u64),
    sender: &SyncSender<(Vec<search::Entry>, u64)>,
) -> Result<u64, Fault> {
    let (mut entries, mut last) = (vec![], 0);
    log::each_between(db, (0, until), |stored| {
        last = stored.seq;
        let Some(entry) = entry(house, db, &stored)? else { return Ok(()) };
        entries.push(entry);
        if entries.len() >= ENTRIES_MOST {
            sender.send((std::mem::take(&mut entries), last)).map_err(|_| stopped())?;
        }
        Ok(())
    })?;
    sender.send((entries, last)).map_err(|_| stopped())?;
    Ok(last)
}

/// What a record enters into the search index.
fn entry(house: &House, db: Db<'_>, stored: &log::Stored) -> Result<Option<search::Entry>, Fault> {
    if !stored.kind.starts_with("matter.submitted/") {
        return Ok(None);
    }
    let record = Record::<matter::Fact>::read(&stored.bytes)
        .while_(|| format!("reading record {}", stored.seq))?;
    let matter::What::Submitted(said) = &record.fact.what else { return Ok(None) };
    let words = matters::words_in_vault(house, db, said)?;
    Ok(Some(search::Entry { at: stored.at.0, matter: stored.matter, words }))
}

fn stopped() -> Fault {
    Fault::new("what was read could not be written")
}

fn note_version(db: Db<'_>, (view, version): (&str, i64), seq: u64) -> Result<(), Fault> {
    db.execute(
        "INSERT INTO view (house, view, version, seq) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (house, view) DO UPDATE SET version = excluded.version, seq = excluded.seq",
        &[view.into(), version.into(), seq.into()],
    )
    .map(|_| ())
}

/// A progress bar over a number of steps; silent where nobody watches.
pub fn bar(steps: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {per_sec} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(steps).with_style(style).with_message(what)
}
