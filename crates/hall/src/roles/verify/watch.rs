//! The round that a served house goes over itself again and again, a little at a time, with an eye
//! on what is new.

use std::sync::atomic::Ordering;

use law::clock::Time;
use store::verify::Finding;
use store::{Fault, log};

use super::round::{Round, Steps};
use super::told::{Located, Report, note_sound};
use super::{chain, portion};
use crate::house::House;

/// How much is done before others get a turn.
const SMALL: Steps = Steps { records: 500, of_matters: 200 };
/// Most steps each time, and how long it goes on at most, in milliseconds: the thread rests for a
/// second in between, so that a round takes a tenth of one core at most.
const STEPS_MOST: u32 = 10;
const BUSY_MS: i64 = 100;
/// How many of the newest records are gone over again and again, and how often, in milliseconds.
const RECENT: u32 = 1_000;
const RECENT_MS: i64 = 20_000;
/// How many findings an alarm tells; the rest is counted.
const TOLD_MOST: usize = 3;

/// Who goes over a served house.
#[derive(Default)]
pub struct Watch {
    round: Option<Round>,
    /// What was found among the newest records when they were seen last.
    recent: Vec<Finding>,
    /// When the newest records are seen again.
    next: Option<Time>,
}

impl Watch {
    /// Goes on for a moment.
    ///
    /// # Errors
    /// What could not be read, which is an alarm as well; it begins a new round then.
    pub fn work(&mut self, house: &House) -> Result<(), Fault> {
        let worked = self.go_on(house);
        if let Err(fault) = &worked {
            house.alarms.raise("verify", &fault.chain(), house.now());
        }
        worked
    }

    fn go_on(&mut self, house: &House) -> Result<(), Fault> {
        if self.next.is_none_or(|next| house.now() >= next) {
            self.next = Some(house.now().plus_ms(RECENT_MS));
            self.recent = house.read(|db| newest(house, db))?;
            self.tell(house)?;
        }
        let until = house.now().plus_ms(BUSY_MS);
        for _ in 0..STEPS_MOST {
            if self.step(house)? || house.now() >= until {
                break;
            }
        }
        Ok(())
    }

    /// Does a step; whether it was the last one of a round.
    fn step(&mut self, house: &House) -> Result<bool, Fault> {
        let mut round = match self.round.take() {
            Some(round) => round,
            None => house.read(|db| Round::begin(house, db))?,
        };
        let before = round.findings.len();
        house.read(|db| round.step(house, db, SMALL))?;
        let (is_over, is_sound) = (round.is_over(), round.findings.is_empty());
        let has_more = round.findings.len() > before;
        if is_over && is_sound {
            note_sound(house, &round)?;
            house.rounds.sound.store(round.begun.0 / 1000, Ordering::Relaxed);
        }
        if is_over {
            let lasted = house.now().0 - round.begun.0;
            house.rounds.lasted.store(lasted / 1000, Ordering::Relaxed);
            tracing::debug!(lasted, records = round.records(), "a round of verification is over");
        }
        self.round = Some(round);
        if has_more || is_over {
            self.tell(house)?;
        }
        if is_over {
            self.round = None;
            if is_sound && self.recent.is_empty() {
                house.alarms.clear("verify");
            }
        }
        Ok(is_over)
    }

    /// Raises the alarm where something does not fit.
    fn tell(&self, house: &House) -> Result<(), Fault> {
        let of_round = self.round.iter().flat_map(|round| &round.findings);
        let mut all: Vec<&Finding> = vec![];
        for finding in self.recent.iter().chain(of_round) {
            if !all.contains(&finding) {
                all.push(finding);
            }
        }
        if all.is_empty() {
            return Ok(());
        }
        let some: Vec<Finding> = all.iter().take(TOLD_MOST).map(|one| (*one).clone()).collect();
        let located = house.read(|db| Report::located(house, db, &some))?;
        let mut lines: Vec<String> = located.iter().map(Located::line).collect();
        if all.len() > TOLD_MOST {
            lines.push(format!("and {} more: run `huiyin verify`", all.len() - TOLD_MOST));
        }
        house.alarms.raise("verify", &lines.join("; "), house.now());
        Ok(())
    }
}

/// What does not fit among the newest records and in the matters that they are of.
fn newest(house: &House, db: store::db::Db<'_>) -> Result<Vec<Finding>, Fault> {
    let mut findings = vec![];
    let db = db.as_it_stands();
    let head = log::last(db)?.map_or(0, |last| last.seq);
    chain::check_links(db, (head.saturating_sub(u64::from(RECENT)), head), &mut findings)?;
    for matter in log::newest_matters(db, RECENT)? {
        findings.extend(portion::check(house, db, (matter, matter), 0)?.findings);
    }
    Ok(findings)
}
