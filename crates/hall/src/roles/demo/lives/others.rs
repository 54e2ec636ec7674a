//! Matters of the procedures that residents do not see first: a few of each, played from their
//! data alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use law::words::{Code, MatterId};
use store::{Chance, Fault};

use super::Dice;
use crate::desk;
use crate::house::House;
use crate::roles::demo::driver::Driver;

/// Matters of each procedure for so many of the residents', and at least.
const ONE_IN: u32 = 5_000;
const LEAST: u32 = 2;
/// How often in a thousand a matter gets on, on a working day.
const PACE: usize = 180;

/// The matters of the other procedures.
pub struct Others<'h> {
    house: &'h Arc<House>,
    driver: Driver<'h>,
    dice: Dice,
    /// Procedures by the day on which one of their matters begins.
    plans: BTreeMap<i64, Vec<Code>>,
    open: Vec<MatterId>,
}

impl<'h> Others<'h> {
    /// Spreads some matters of each procedure over the played days.
    pub fn new(house: &'h Arc<House>, seed: u64, (matters, days): (u32, i64)) -> Self {
        let (driver, dice) =
            (Driver::new(house, seed ^ 0x07e4), Dice(Chance::seeded(seed ^ 0x07e5)));
        let mut plans: BTreeMap<i64, Vec<Code>> = BTreeMap::new();
        let state = house.state();
        for procedure in state.procedures_in_force(house.today()) {
            let count = if procedure.front { 0 } else { (matters / ONE_IN).max(LEAST) };
            for _ in 0..count {
                let day = dice.between(0, days.max(1) - 1);
                plans.entry(day).or_default().push(procedure.id.clone());
            }
        }
        Self { house, driver, dice, plans, open: vec![] }
    }

    /// What happens on a day.
    pub fn day(&mut self, day: i64) -> Result<(), Fault> {
        let state = self.house.state();
        for procedure in self.plans.remove(&day).unwrap_or_default() {
            let procedure = state.procedure_in_force(procedure.as_str(), self.house.today());
            if let Some(procedure) = procedure {
                self.open.extend(self.driver.begin(procedure)?);
            }
        }
        for matter in std::mem::take(&mut self.open) {
            if self.dice.once_in(PACE) && self.driver.step(matter)?.is_some() {
                self.open.extend(self.driver.converted(matter)?);
            }
            let case = self.house.read(|db| desk::case(db, matter))?;
            let ended = case.is_none_or(|case| {
                let procedure = state.procedures.get(&case.rules);
                let step = procedure.and_then(|procedure| procedure.step(&case.step));
                step.is_none_or(|step| step.outcome.is_some())
            });
            if !ended {
                self.open.push(matter);
            }
        }
        Ok(())
    }
}
