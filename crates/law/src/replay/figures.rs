//! The sums over many matters, under the old rules and under the new ones.

use std::collections::BTreeMap;

use super::Replayed;
use crate::words::{BodyId, Code};

/// Sums over many matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Matters.
    pub matters: u32,
    /// Matters on which some clock ran out.
    pub overdue_matters: u32,
    /// How often each clock ran out.
    pub overdue: BTreeMap<Code, u32>,
    /// What each body had to do.
    pub bodies: BTreeMap<BodyId, Workload>,
    /// Matters whose every answer came by the submitter's own date, and those where one did not.
    pub in_time: u32,
    /// Matters with an answer, or the want of one, after that date.
    pub late: u32,
    /// Rounds, the first ones included.
    pub rounds: u32,
    /// How many ended how.
    pub outcomes: BTreeMap<Code, u32>,
    /// Matters that are still open.
    pub open: u32,
    /// Acts that these rules would not have allowed.
    pub not_possible: u32,
}

/// What a body had to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Workload {
    /// Matters that it held.
    pub matters: u32,
    /// Calendar days that it held them, all together.
    pub days: u64,
    /// How often a clock ran out on it.
    pub overdue: u32,
}

impl Figures {
    /// Adds one matter.
    pub fn add(&mut self, one: &Replayed) {
        self.matters += 1;
        self.overdue_matters += u32::from(!one.overdue.is_empty());
        for ((clock, body), count) in &one.overdue {
            match self.overdue.get_mut(clock) {
                Some(sum) => *sum += count,
                None => _ = self.overdue.insert(clock.clone(), *count),
            }
            if let Some(body) = body {
                self.bodies.entry(*body).or_default().overdue += count;
            }
        }
        for (body, days) in &one.held_days {
            let load = self.bodies.entry(*body).or_default();
            load.matters += 1;
            load.days += u64::from(*days);
        }
        self.in_time += u32::from(one.in_time == Some(true));
        self.late += u32::from(one.in_time == Some(false));
        self.rounds += one.rounds;
        self.not_possible += one.not_possible;
        match &one.outcome {
            None => self.open += 1,
            Some(outcome) => match self.outcomes.get_mut(outcome) {
                Some(sum) => *sum += 1,
                None => _ = self.outcomes.insert(outcome.clone(), 1),
            },
        }
    }

    /// Adds what was summed up elsewhere, so that several may share the work.
    pub fn merge(&mut self, other: Self) {
        self.matters += other.matters;
        self.overdue_matters += other.overdue_matters;
        self.in_time += other.in_time;
        self.late += other.late;
        self.rounds += other.rounds;
        self.open += other.open;
        self.not_possible += other.not_possible;
        for (clock, count) in other.overdue {
            *self.overdue.entry(clock).or_default() += count;
        }
        for (outcome, count) in other.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
        for (body, load) in other.bodies {
            let own = self.bodies.entry(body).or_default();
            own.matters += load.matters;
            own.days += load.days;
            own.overdue += load.overdue;
        }
    }

    /// The plain figures, each with the word that it is called by; clocks and outcomes follow as
    /// `overdue.CLOCK` and `outcome.OUTCOME`.
    fn named(&self) -> BTreeMap<String, i64> {
        let plain = [
            ("matters", self.matters),
            ("overdue-matters", self.overdue_matters),
            ("in-time", self.in_time),
            ("late", self.late),
            ("rounds", self.rounds),
            ("open", self.open),
            ("not-possible", self.not_possible),
        ];
        let plain = plain.into_iter().map(|(name, count)| (name.to_owned(), i64::from(count)));
        let clocks = self.overdue.iter().map(|(key, n)| (format!("overdue.{key}"), i64::from(*n)));
        let ends = self.outcomes.iter().map(|(key, n)| (format!("outcome.{key}"), i64::from(*n)));
        plain.chain(clocks).chain(ends).collect()
    }
}

/// A figure that the new rules move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Which: `late`, `open`, `overdue.reply`, `outcome.answered` …
    pub figure: String,
    /// Under the old rules.
    pub before: i64,
    /// Under the new ones.
    pub after: i64,
}

/// The same matters under two sets of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Under the old rules.
    pub before: Figures,
    /// Under the new ones.
    pub after: Figures,
    /// Matters that become overdue, and matters that no longer are.
    pub newly_overdue: u32,
    /// Matters on which no clock runs out any more.
    pub no_longer_overdue: u32,
}

impl Comparison {
    /// Adds one matter as it went under both.
    pub fn add(&mut self, before: &Replayed, after: &Replayed) {
        self.before.add(before);
        self.after.add(after);
        let (was, is) = (!before.overdue.is_empty(), !after.overdue.is_empty());
        self.newly_overdue += u32::from(is && !was);
        self.no_longer_overdue += u32::from(was && !is);
    }

    /// Adds what was compared elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.before.merge(other.before);
        self.after.merge(other.after);
        self.newly_overdue += other.newly_overdue;
        self.no_longer_overdue += other.no_longer_overdue;
    }

    /// The figures that move, in the order of their words.
    pub fn moved(&self) -> Vec<Moved> {
        let (before, after) = (self.before.named(), self.after.named());
        let words: std::collections::BTreeSet<&String> =
            before.keys().chain(after.keys()).collect();
        let of = |figures: &BTreeMap<String, i64>, word| figures.get(word).copied().unwrap_or(0);
        let moved = words.into_iter().map(|word| Moved {
            figure: word.clone(),
            before: of(&before, word),
            after: of(&after, word),
        });
        moved.filter(|moved| moved.before != moved.after).collect()
    }

    /// The bodies whose work changes, with their load before and after: who gets most more days
    /// first.
    pub fn bodies(&self) -> Vec<(BodyId, Workload, Workload)> {
        let mut bodies: Vec<BodyId> =
            self.before.bodies.keys().chain(self.after.bodies.keys()).copied().collect();
        bodies.sort_unstable();
        bodies.dedup();
        let load = |figures: &Figures, body: &BodyId| {
            figures.bodies.get(body).copied().unwrap_or_default()
        };
        let mut changed: Vec<_> = bodies
            .into_iter()
            .map(|body| (body, load(&self.before, &body), load(&self.after, &body)))
            .filter(|(_, before, after)| before != after)
            .collect();
        changed
            .sort_by_key(|(_, before, after)| before.days.cast_signed() - after.days.cast_signed());
        changed
    }
}
