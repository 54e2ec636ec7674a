//! The longest time to an answer once more, found by living through it day by day: what runs, what
//! is done, what runs out. It knows nothing of how the prover reckons.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::super::super::{ActRule, ClockRule, Do, On, Procedure, Term};
use super::search::names;
use crate::clock::Length;
use crate::words::Code;

/// Most states of one matter that are looked at.
const STATES_MOST: usize = 6_000;
/// More days than any way has.
pub(super) const EVER: u32 = u32::MAX;

/// A matter without an answer, as it is at some hour.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Matter {
    step: usize,
    lead: bool,
    expert: bool,
    done: BTreeSet<Code>,
    counts: BTreeMap<Code, u32>,
    returns: u32,
    /// Days that are left of each clock that runs.
    clocks: BTreeMap<usize, u32>,
}

/// A matter a day later.
enum Tomorrow {
    /// No clock runs.
    NothingRuns,
    /// A clock has run out: nobody may wait until then.
    IsOver,
    /// It is so.
    Comes(Matter),
}

/// Everything that can lawfully happen until there is an answer.
pub(super) struct Days<'p> {
    procedure: &'p Procedure,
    /// Acts that are not done.
    barred: Vec<Code>,
    known: HashMap<Matter, u32>,
    open: HashMap<Matter, u32>,
    /// Whether something went round on one day, so that less may be found than there is.
    round: bool,
}

impl<'p> Days<'p> {
    /// The most days to an answer, where everything could be looked at: `EVER` where there is no
    /// bound.
    pub(super) fn longest(procedure: &'p Procedure) -> Option<u32> {
        let mut days = Self::new(procedure, vec![]);
        let all: Option<Vec<u32>> =
            days.begun().into_iter().map(|matter| days.further(matter, 0)).collect();
        all.and_then(|all| all.into_iter().max()).filter(|_| !days.round)
    }

    /// The same from an act on that is not done again: from each matter as it can be right after.
    pub(super) fn since(procedure: &'p Procedure, act: &Code) -> Option<u32> {
        let all = Self::new(procedure, vec![]);
        let (mut open, mut seen) = (all.begun(), HashSet::new());
        let mut after = vec![];
        while let Some(matter) = open.pop() {
            if seen.len() > STATES_MOST {
                return None;
            }
            if all.is_end(&matter) || !seen.insert(matter.clone()) {
                continue;
            }
            for (did, next) in all.next(&matter) {
                if did == Some(act) {
                    after.push(next.clone());
                }
                open.push(next);
            }
            if let Tomorrow::Comes(next) = all.tomorrow(&matter) {
                open.push(next);
            }
        }
        let mut days = Self::new(procedure, vec![act.clone()]);
        let all: Option<Vec<u32>> =
            after.into_iter().map(|matter| days.further(matter, 0)).collect();
        all.map(|all| all.into_iter().max().unwrap_or(0)).filter(|_| !days.round)
    }

    fn new(procedure: &'p Procedure, barred: Vec<Code>) -> Self {
        let (known, open) = (HashMap::new(), HashMap::new());
        Self { procedure, barred, known, open, round: false }
    }

    fn begun(&self) -> Vec<Matter> {
        let nowhere = Matter {
            step: usize::MAX,
            lead: false,
            expert: false,
            done: BTreeSet::new(),
            counts: BTreeMap::new(),
            returns: 0,
            clocks: BTreeMap::new(),
        };
        let submit = self.procedure.acts.iter().find(|act| act.act == Do::Submit);
        submit.map(|submit| self.act(&nowhere, submit)).unwrap_or_default()
    }

    fn is_end(&self, matter: &Matter) -> bool {
        self.procedure.steps[matter.step].outcome.is_some()
    }

    fn further(&mut self, matter: Matter, day: u32) -> Option<u32> {
        if self.is_end(&matter) {
            return Some(0);
        }
        if let Some(days) = self.known.get(&matter) {
            return Some(*days);
        }
        if let Some(before) = self.open.get(&matter) {
            self.round |= *before == day;
            return Some(if day > *before { EVER } else { 0 });
        }
        if self.known.len() + self.open.len() > STATES_MOST {
            return None;
        }
        self.open.insert(matter.clone(), day);
        let mut best = 0;
        match self.tomorrow(&matter) {
            // Nothing runs: whoever waits can wait for ever.
            Tomorrow::NothingRuns => best = EVER,
            Tomorrow::Comes(next) => best = self.further(next, day + 1)?.saturating_add(1),
            Tomorrow::IsOver => {}
        }
        for (_, next) in self.next(&matter) {
            if next != matter {
                best = best.max(self.further(next, day)?);
            }
        }
        self.open.remove(&matter);
        self.known.insert(matter, best);
        Some(best)
    }

    fn tomorrow(&self, matter: &Matter) -> Tomorrow {
        let Some(least) = matter.clocks.values().min() else { return Tomorrow::NothingRuns };
        let mut next = matter.clone();
        for left in next.clocks.values_mut() {
            *left = left.saturating_sub(1);
        }
        if *least > 0 { Tomorrow::Comes(next) } else { Tomorrow::IsOver }
    }

    /// What can happen today.
    fn next(&self, matter: &Matter) -> Vec<(Option<&'p Code>, Matter)> {
        let here = &self.procedure.steps[matter.step].key;
        let mut found = vec![];
        for act in self.procedure.acts_at(here).filter(|act| self.may(matter, act)) {
            found.extend(self.act(matter, act).into_iter().map(|next| (Some(&act.key), next)));
        }
        for (number, left) in &matter.clocks {
            let to = self.procedure.clocks[*number].expiry_moves.as_ref();
            let Some(to) = to.filter(|to| *left == 0 && *to != here) else { continue };
            let came = self.settle(matter, self.number(to));
            let turn = |step| self.turn(matter, (matter.clone(), step), None, Some(*number));
            found.extend(came.into_iter().map(|step| (None, turn(step))));
        }
        found
    }

    fn number(&self, key: &Code) -> usize {
        self.procedure.steps.iter().position(|step| step.key == *key).expect("it is known")
    }

    fn may(&self, matter: &Matter, act: &ActRule) -> bool {
        let returns = self.procedure.returns.as_ref().map_or(u32::MAX, |bound| bound.most);
        let anew = act.act == Do::Step && act.again.is_some();
        let tells =
            matches!(act.act, Do::Reply | Do::Explain | Do::Withdraw | Do::Merge | Do::Convert);
        act.most.is_none_or(|most| matter.counts.get(&act.key).copied().unwrap_or(0) < most)
            && act.requires.iter().all(|key| matter.done.contains(key))
            && (act.act != Do::Return || matter.returns < returns)
            && act.act != Do::Submit
            && !self.barred.contains(&act.key)
            && !anew
            && !tells
    }

    fn act(&self, matter: &Matter, act: &ActRule) -> Vec<Matter> {
        let mut after = matter.clone();
        let asks = self.procedure.acts.iter().flat_map(|other| &other.requires);
        let skips = self.procedure.steps.iter().flat_map(|step| &step.skip_after);
        if asks.chain(skips).any(|key| *key == act.key) {
            after.done.insert(act.key.clone());
        }
        if self.procedure.acts.iter().any(|other| other.key == act.key && other.most.is_some()) {
            *after.counts.entry(act.key.clone()).or_default() += 1;
        }
        match act.act {
            Do::HandOver | Do::RespondAtOnce | Do::Transfer => after.lead = true,
            Do::Return => (after.lead, after.returns) = (false, after.returns + 1),
            _ => {}
        }
        after.expert |= names(act);
        let steps = match &act.to {
            Some(to) => self.settle(&after, self.number(to)),
            None => vec![matter.step],
        };
        steps
            .into_iter()
            .map(|step| self.turn(matter, (after.clone(), step), Some(act), None))
            .collect()
    }

    /// Where a matter comes to stand that goes to a step.
    fn settle(&self, matter: &Matter, to: usize) -> Vec<usize> {
        let (mut found, mut open, mut seen) = (vec![], vec![to], vec![]);
        while let Some(number) = open.pop() {
            if seen.contains(&number) {
                continue;
            }
            seen.push(number);
            let step = &self.procedure.steps[number];
            let passed = step.skip_after.iter().any(|act| matter.done.contains(act));
            if let Some(over) = step.skip_to.as_ref().filter(|_| passed) {
                open.push(self.number(over));
                continue;
            }
            let elsewhere = step.without_holder.as_ref();
            open.extend(elsewhere.map(|to| self.number(to)));
            let nobody = match step.holder.as_ref().map(Code::as_str) {
                Some("lead") => !matter.lead,
                Some("expert") => !matter.expert,
                _ => false,
            };
            if !nobody || elsewhere.is_none() {
                found.push(number);
            }
        }
        found
    }

    /// What becomes of the clocks on the way from a matter to what it is after.
    fn turn(
        &self,
        before: &Matter,
        (mut after, step): (Matter, usize),
        act: Option<&ActRule>,
        expired: Option<usize>,
    ) -> Matter {
        after.step = step;
        after.clocks.clear();
        let to = act.and_then(|act| act.to.as_ref()).map(|to| self.number(to));
        let came_back = step == before.step && to.is_some_and(|to| to != step);
        for (number, rule) in self.procedure.clocks.iter().enumerate() {
            let runs_at = |step: usize| {
                let step = self.procedure.steps.get(step);
                step.is_some_and(|step| rule.at.contains(&step.key))
            };
            if !runs_at(step) {
                continue;
            }
            let did = |keys: &[Code]| act.is_some_and(|act| keys.contains(&act.key));
            let mut left = before.clocks.get(&number).copied();
            let other = left.is_some() && act.is_some_and(|act| replaces(rule, act));
            if did(&rule.until) || expired == Some(number) || other {
                left = None;
            }
            let ran = before.clocks.contains_key(&number);
            let begins = if rule.after.is_empty() {
                let again = ran && came_back && did(&rule.until);
                !runs_at(before.step) || (other && !did(&rule.until)) || again
            } else {
                did(&rule.after)
            };
            let somebody = match &rule.on {
                On::Role(role) if role.as_str() == "lead" => after.lead,
                On::Role(role) if role.as_str() == "expert" => after.expert,
                _ => true,
            };
            if begins {
                left = somebody.then(|| length(rule));
            }
            after.clocks.extend(left.map(|left| (number, left)));
        }
        after
    }
}

/// Whether an act puts others in the place of those on whom a clock runs.
fn replaces(rule: &ClockRule, act: &ActRule) -> bool {
    let assigns = matches!(act.act, Do::HandOver | Do::RespondAtOnce | Do::Transfer | Do::Return);
    match &rule.on {
        On::Role(role) if role.as_str() == "lead" => assigns,
        On::Role(role) if role.as_str() == "expert" => names(act),
        _ => false,
    }
}

fn length(rule: &ClockRule) -> u32 {
    match rule.term {
        Term::Runs(Length::Days(days)) => u32::from(days),
        _ => unreachable!("made clocks run for days"),
    }
}
