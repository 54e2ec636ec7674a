//! The longest lawful time from intake to answer: by the clocks of the steps on the longest way,
//! and by the submitter's own date.

use std::collections::HashMap;

use super::super::{ClockRule, On, Source, Term};
use super::Prover;
use super::graph::Graph;
use crate::clock::Length;
use crate::words::Code;

/// The longest that a submitter can lawfully wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longest {
    /// In calendar days: working days count as seven fifths, months as 31; holidays and pauses
    /// come on top.
    pub days: u32,
    /// The same by the submitter's own date alone, with every extension; `None` where that date is
    /// not reckoned.
    pub by_date: Option<u32>,
    /// The steps on the longest way, each with its days; empty where a step has no length of its
    /// own, so that the date alone bounds it.
    pub path: Vec<(Code, u32)>,
    /// The longest that the law allows, with its article, where the procedure names it.
    pub lawful: Option<(u32, Source)>,
}

/// Most states that the walk may look at: bounds multiply, and a file must not stop the house.
const STATES_MOST: usize = 200_000;

/// Calendar days that a length can take, holidays aside.
pub fn days(length: Length) -> u32 {
    match length {
        Length::WorkingDays(n) => (u32::from(n) * 7).div_ceil(5),
        Length::Days(n) => u32::from(n),
        Length::Months(n) => u32::from(n) * 31,
    }
}

impl Prover<'_> {
    pub(super) fn time(&mut self, graph: &Graph<'_>) -> Option<Longest> {
        let procedure = self.procedure;
        let extension = procedure.more_time.as_ref().map_or(0, |m| m.most * days(m.length_most));
        let by_date = procedure.clocks.iter().find(|clock| clock.answers).and_then(|clock| {
            let extension = if clock.extendable { extension } else { 0 };
            Some(days(clock.length()?) + extension)
        });
        let mut walk = Walk { graph, known: HashMap::new(), states: 0, extension };
        let longest = graph
            .starts
            .iter()
            .map(|start| walk.longest(*start, &mut vec![0; graph.edges.len()]))
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max_by_key(|(days, _)| *days));
        let (by_steps, path) = longest.map_or((None, vec![]), |(days, steps)| {
            let path = steps.into_iter().map(|(step, days)| (graph.key(step).clone(), days));
            (Some(days), path.collect())
        });
        let days = match (by_steps, by_date) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        let lawful = procedure.maximum.as_ref().map(|(length, s)| (self::days(*length), s.clone()));
        if let Some((most, _)) = &lawful
            && days > *most
        {
            let sentence = format!(
                "an answer may take {days} days by these clocks, and the law allows {most}"
            );
            let at = procedure.clocks.iter().position(|clock| clock.answers);
            let at = at.map_or(Self::top(), |at| self.lines.clocks[at]);
            self.flaw(at, "time.beyond-law", sentence);
        }
        Some(Longest { days, by_date, path, lawful })
    }
}

type Steps = Vec<(usize, u32)>;

struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    known: HashMap<(usize, Vec<u32>), Option<(u32, Steps)>>,
    states: usize,
    extension: u32,
}

impl<'a> Walk<'_, 'a> {
    /// The longest way from a step to an answer, in days; `None` where some step on it has no
    /// length of its own, or there are too many ways to look at.
    fn longest(&mut self, step: usize, used: &mut Vec<u32>) -> Option<(u32, Steps)> {
        if self.graph.is_outcome(step) {
            return Some((0, vec![]));
        }
        let state = (step, used.clone());
        if let Some(known) = self.known.get(&state) {
            return known.clone();
        }
        self.states += 1;
        if self.states > STATES_MOST {
            return None;
        }
        let here = self.stay(step);
        let mut best: Option<(u32, Steps)> = Some((0, vec![]));
        for (number, edge) in self.graph.edges.iter().enumerate() {
            if edge.from != step || edge.begins_anew() {
                continue;
            }
            if edge.tells() || edge.most.is_some_and(|most| used[number] >= most) {
                continue;
            }
            used[number] += u32::from(edge.most.is_some());
            let further = self.longest(edge.to, used);
            used[number] -= u32::from(edge.most.is_some());
            best = match (best, further) {
                (Some(best), Some(further)) if further.0 > best.0 => Some(further),
                (Some(best), Some(_)) => Some(best),
                _ => None,
            };
        }
        let result = best.zip(here).map(|((days, steps), here)| {
            let mut all = vec![(step, here)];
            all.extend(steps);
            (days + here, all)
        });
        self.known.insert(state, result.clone());
        result
    }

    /// How long a matter may lawfully stay at a step: the shortest of the clocks on its holder.
    fn stay(&self, step: usize) -> Option<u32> {
        let step = &self.graph.procedure.steps[step];
        let holder = step.holder.as_ref()?;
        let on = |clock: &&ClockRule| {
            let mine = match &clock.on {
                On::Holder => !clock.answers,
                On::Role(role) => role == holder,
            };
            mine && clock.after.is_empty() && clock.at.contains(&step.key)
        };
        let lengths = self.graph.procedure.clocks.iter().filter(on).filter_map(|clock| {
            let Term::Runs(length) = clock.term else { return None };
            Some(days(length) + if clock.extendable { self.extension } else { 0 })
        });
        lengths.min()
    }
}
