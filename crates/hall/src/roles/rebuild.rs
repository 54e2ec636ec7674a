//! Makes every view anew from the log.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use store::db::{Db, No, Tx};
use store::rows::{self, Rows};
use store::{Fault, log};

use super::DataArgs;
use crate::house::House;
use crate::rooms;

/// Most rows staged before they are written.
const STAGED_MOST: usize = 20_000;

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
    let work = move |tx: &mut Tx<'_>| {
        let records = project(tx.db, &progress)?;
        Ok(records)
    };
    house.engine.write_and_wait(&house.code, work).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })
}

/// Makes the tables of all views and fills them from the log.
pub fn project(db: Db<'_>, progress: &ProgressBar) -> Result<u64, Fault> {
    project_into(db, db, progress)
}

/// Fills the tables of a database from the log of another.
pub fn project_into(from: Db<'_>, into: Db<'_>, progress: &ProgressBar) -> Result<u64, Fault> {
    for view in rooms::VIEWS {
        rows::create(into, view)?;
    }
    let mut staged = Rows::default();
    let mut last = 0;
    log::each_after(from, 0, |stored| {
        rooms::apply(&stored, &mut staged)?;
        last = stored.seq;
        if staged.len() >= STAGED_MOST {
            progress.set_position(last);
            staged.flush(into)?;
        }
        Ok(())
    })?;
    staged.flush(into)?;
    for view in rooms::VIEWS {
        note_version(into, view.name, view.version, last)?;
    }
    progress.finish_and_clear();
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
