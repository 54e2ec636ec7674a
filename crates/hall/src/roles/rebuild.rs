//! Makes every view anew from the log.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use indicatif::{ProgressBar, ProgressStyle};
use store::db::{Db, No, Tx};
use store::rows::{self, Rows};
use store::{Fault, log};

use super::DataArgs;
use crate::house::House;
use crate::rooms;

/// Most rows staged before they are written. Three such batches are in memory at once.
const STAGED_MOST: usize = 30_000;

/// Rebuilds the views of a house that is not served at the moment.
pub fn run(args: &DataArgs) -> Result<(), Fault> {
    let house = args.open()?;
    let records = rebuild(&house)?;
    eprintln!("rebuilt from {records} records");
    Ok(())
}

/// Rebuilds where this binary draws its views otherwise than they were drawn.
pub fn where_needed(house: &Arc<House>) -> Result<(), Fault> {
    let sql = "SELECT version FROM view WHERE house = $1 AND view = $2";
    let stale = house.read(|db| {
        for view in rooms::VIEWS {
            let version = db.maybe(sql, &[view.name.into()])?.map(|row| row.int(0));
            if version != Some(view.version) {
                return Ok(true);
            }
        }
        Ok(false)
    })?;
    if stale {
        tracing::info!("the views are drawn anew");
        rebuild(house)?;
    }
    Ok(())
}

/// Makes every view anew in one transaction, and tells how many records were read.
pub fn rebuild(house: &Arc<House>) -> Result<u64, Fault> {
    let progress = bar(house.read(log::head)?.seq, "rebuild");
    let reads = house.clone();
    let work = move |tx: &mut Tx<'_>| {
        let until = log::head(tx.db)?.seq;
        let last = project(&reads, (tx.db, until), &progress)?;
        if last == until {
            return Ok(last);
        }
        // Acts of the same group are not committed yet, and no reader sees them: alone it succeeds.
        Err(Fault::new(format!("read {last} of {until} records")).into())
    };
    house.engine.write_and_wait(&house.code, work).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
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
    let last = std::thread::scope(|scope| {
        let (sender, staged) = sync_channel(1);
        let reader = scope.spawn(move || house.read(|db| stage(db, until, &sender)));
        let written = staged.iter().try_for_each(|(mut rows, seq): (Rows, u64)| {
            progress.set_position(seq);
            rows.flush(into)
        });
        // Hung up before the reader is waited for: where writing failed, it stops as well.
        drop(staged);
        let last = reader.join().map_err(|_| Fault::new("the reader of the log panicked"))?;
        written.and(last)
    })?;
    for view in rooms::VIEWS {
        rows::create_indexes(into, view)?;
        note_version(into, view.name, view.version, last)?;
    }
    rooms::tally(into)?;
    progress.finish_and_clear();
    Ok(last)
}

/// Reads the log up to a record and sends the rows that follow, batch by batch.
fn stage(db: Db<'_>, until: u64, sender: &SyncSender<(Rows, u64)>) -> Result<u64, Fault> {
    let stopped = |_| Fault::new("the rows could not be written");
    let (mut rows, mut last) = (Rows::default(), 0);
    log::each_between(db, (0, until), |stored| {
        rooms::apply(&stored, &mut rows)?;
        last = stored.seq;
        if rows.len() >= STAGED_MOST {
            sender.send((std::mem::take(&mut rows), last)).map_err(stopped)?;
        }
        Ok(())
    })?;
    sender.send((rows, last)).map_err(stopped)?;
    Ok(last)
}

fn note_version(db: Db<'_>, view: &str, version: i64, seq: u64) -> Result<(), Fault> {
    db.execute(
        "CREATE TABLE IF NOT EXISTS view (house TEXT NOT NULL, view TEXT NOT NULL, \
         version INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (house, view))",
        &[],
    )?;
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
