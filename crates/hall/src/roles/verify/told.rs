//! What a round came to, as it is told, and where its state is kept while it is under way.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use law::clock::Time;
use law::slips::{self, Gap};
use serde::Serialize;
use store::db::Db;
use store::fault::Context;
use store::verify::Finding;
use store::{Fault, log};

use super::Round;
use crate::house::House;
use crate::rooms::matters::views;

/// How often a state is kept, in milliseconds.
const KEPT_MS: i64 = 2_000;

/// What a round came to.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The house.
    pub house: String,
    /// How many records it has.
    pub records: u64,
    /// When the round began and ended.
    pub begun: String,
    /// When it ended.
    pub ended: String,
    /// When the newest round began that found nothing, where one is known.
    pub sound: Option<String>,
    /// What does not fit.
    pub findings: Vec<Located>,
    /// Paper slips that were never entered, though one before and one after them were.
    pub gaps: Vec<Gap>,
}

/// Something that does not fit, with the time in which it can have come about.
#[derive(Debug, Serialize)]
pub struct Located {
    /// What and where.
    #[serde(flatten)]
    pub finding: Finding,
    /// Not before: the record that it should fit was logged then, or a round found nothing.
    pub from: Option<String>,
    /// Not after.
    pub until: String,
}

impl Report {
    /// Of a round that is over.
    pub fn of(house: &House, db: Db<'_>, round: &Round) -> Result<Self, Fault> {
        let findings = Self::located(house, db, &round.findings)?;
        let (ended, sound) = (said(house.now())?, last_sound(house));
        let (house, records) = (house.code.clone(), round.records());
        let sound = sound.map(said).transpose()?;
        let slips = views::slips(db.as_it_stands())?;
        let gaps = slips::gaps(slips.iter().map(String::as_str));
        Ok(Self { house, records, begun: said(round.begun)?, ended, sound, findings, gaps })
    }

    /// Findings of now, each with the time in which it can have come about.
    pub fn located(house: &House, db: Db<'_>, findings: &[Finding]) -> Result<Vec<Located>, Fault> {
        let (until, sound) = (said(house.now())?, last_sound(house));
        let mut located = vec![];
        for finding in findings {
            let logged = match finding.record {
                Some(record) => log::logged(db, record)?,
                None => None,
            };
            let from = logged.max(sound).map(said).transpose()?;
            located.push(Located { finding: finding.clone(), from, until: until.clone() });
        }
        Ok(located)
    }

    /// Prints it.
    ///
    /// # Errors
    /// None: it can be written as JSON.
    pub fn print(&self, json: bool) -> Result<(), Fault> {
        if json {
            let text = serde_json::to_string(self).while_(|| "writing the report".to_owned())?;
            println!("{text}");
            return Ok(());
        }
        for located in &self.findings {
            println!("{}", located.line());
        }
        for gap in &self.gaps {
            println!("the slips {} to {} have not been entered", gap.from, gap.until);
        }
        println!("{} records, {} findings", self.records, self.findings.len());
        Ok(())
    }
}

impl Located {
    /// As one line.
    pub fn line(&self) -> String {
        let one = &self.finding;
        let record = one.record.map_or_else(String::new, |seq| format!(" (record {seq})"));
        let from = self.from.as_deref().unwrap_or("the beginning");
        let what = format!("{} {} {}: {}{record}", one.table, one.row, one.field, one.what);
        format!("{what}, between {from} and {}", self.until)
    }
}

fn said(time: Time) -> Result<String, Fault> {
    let stamp = jiff::Timestamp::from_millisecond(time.0);
    stamp.map(|stamp| stamp.to_string()).while_(|| "reading a time".to_owned())
}

/// The file that tells when the newest round began that found nothing. It tells the operator where
/// to look: who has the machine can write it, so nothing is judged by it.
fn sound_file(house: &House) -> PathBuf {
    house.dir.join(format!("verified-{}", house.code))
}

/// When the newest round began that found nothing. A file that cannot be read tells nothing: no
/// finding is held back for it.
fn last_sound(house: &House) -> Option<Time> {
    let text = fs::read_to_string(sound_file(house)).ok()?;
    text.trim().parse().ok().map(Time)
}

/// Notes that a round found nothing.
pub fn note_sound(house: &House, round: &Round) -> Result<(), Fault> {
    put(&sound_file(house), &round.begun.0.to_string())
}

/// Writes a file whole, or leaves the old one.
fn put(path: &Path, text: &str) -> Result<(), Fault> {
    let partial = path.with_extension("part");
    fs::write(&partial, text).while_(|| format!("writing {}", partial.display()))?;
    fs::rename(&partial, path).while_(|| format!("writing {}", path.display()))
}

/// The file of a state.
pub struct Kept {
    path: PathBuf,
    last: Cell<i64>,
}

impl Kept {
    /// Under a path.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), last: Cell::new(0) }
    }

    /// The round that goes on, or a new one.
    ///
    /// # Errors
    /// A file that is no such state.
    pub fn open(&self, house: &House) -> Result<Round, Fault> {
        let reading = || {
            let path = self.path.display();
            format!("reading {path}: it is no state of a verification of this program")
        };
        house.read(|db| {
            if self.path.exists() {
                let text = fs::read_to_string(&self.path).while_(reading)?;
                let round: Round = serde_json::from_str(&text).while_(reading)?;
                if round.is_of(house, db)? {
                    return Ok(round);
                }
                eprintln!("the log is not the one that was gone over: beginning anew");
            }
            Round::begin(house, db)
        })
    }

    /// Keeps a state, unless one was kept a moment ago.
    pub fn keep(&self, house: &House, round: &Round) -> Result<(), Fault> {
        let now = house.now().0;
        if now < self.last.get().saturating_add(KEPT_MS) {
            return Ok(());
        }
        self.last.set(now);
        let text = serde_json::to_string(round).while_(|| "writing a state".to_owned())?;
        put(&self.path, &text)
    }

    /// The round is over.
    pub fn forget(&self) -> Result<(), Fault> {
        if !self.path.exists() {
            return Ok(());
        }
        fs::remove_file(&self.path).while_(|| format!("removing {}", self.path.display()))
    }
}
