//! The longest way to an answer: each clock that surely runs is carried along with what is left of
//! its days, and a matter stays at a step for as long as the first of them allows.

use std::collections::{HashMap, HashSet};

use super::super::Do;
use super::graph::{Cause, Edge, Graph};
use super::sure::{Counted, Way};
use crate::words::Code;

/// Most states that a walk may look at: bounds multiply, and a file must not stop the house.
pub(super) const STATES_MOST: usize = 200_000;
/// Most steps of one way: each takes room on the stack, and a file must not break the house.
const STEPS_MOST: usize = 400;

type Steps = Vec<(usize, u32)>;
/// How far a way is, and by which steps; `None` where that has no length.
pub(super) type Farthest = Option<(u32, Steps)>;

/// A matter on its way: where it stands, what was done how often, and the days that are left of
/// each clock; `None` for a clock that does not surely run.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct State {
    step: usize,
    used: Vec<u32>,
    left: Vec<Option<u32>>,
}

/// A walk through every way.
pub(super) struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    clocks: &'g [Counted<'a>],
    /// Acts that are not done on the way.
    barred: &'g [Code],
    known: HashMap<State, Farthest>,
    /// Steps on the way that is looked at.
    depth: usize,
    /// Whether there were more ways than it may look at.
    pub cut: bool,
}

impl<'g, 'a> Walk<'g, 'a> {
    pub fn new(graph: &'g Graph<'a>, clocks: &'g [Counted<'a>], barred: &'g [Code]) -> Self {
        Self { graph, clocks, barred, known: HashMap::new(), depth: 0, cut: false }
    }

    /// How matters begin.
    pub fn begun(&self) -> Vec<State> {
        let submits = self.graph.procedure.acts.iter().filter(|rule| rule.act == Do::Submit);
        let from = State {
            step: usize::MAX,
            used: vec![0; self.graph.procedure.acts.len() + 1],
            left: vec![None; self.clocks.len()],
        };
        let begun = submits.flat_map(|rule| {
            let starts = rule.targets().filter_map(|step| self.graph.number(step));
            starts.flat_map(move |to| {
                let way = Way { from: usize::MAX, cause: Cause::Act(rule), to, comes: to };
                self.comes_to(to).into_iter().map(move |comes| Way { comes, ..way })
            })
        });
        begun.map(|way| self.arrive(&from, way)).collect()
    }

    /// The states right after one of some acts, as they can be in any matter without an answer.
    /// Clocks that run on have all their days: when the act was done is not known. `None` where
    /// there are too many to look at.
    pub fn after(&self, acts: &[Code]) -> Option<HashSet<State>> {
        let (mut found, mut seen) = (HashSet::new(), HashSet::new());
        let fresh = |state: State| self.fresh(state);
        let mut open: Vec<State> = self.begun().into_iter().map(fresh).collect();
        while let Some(state) = open.pop() {
            if !seen.insert(state.clone()) {
                continue;
            }
            if seen.len() > STATES_MOST {
                return None;
            }
            let procedure = self.graph.procedure;
            if !self.graph.is_outcome(state.step)
                && procedure.acts_at(self.graph.key(state.step)).any(|rule| {
                    let stays = rule.to.is_none() && rule.route.is_none();
                    stays && acts.contains(&rule.key)
                })
            {
                found.insert(state.clone());
            }
            for (edge, next) in self.onward(&state) {
                let next = self.fresh(next);
                if edge.rule().is_some_and(|rule| acts.contains(&rule.key)) {
                    found.insert(next.clone());
                }
                open.push(next);
            }
        }
        Some(found)
    }

    fn fresh(&self, state: State) -> State {
        let left = state.left.iter().zip(self.clocks);
        let left = left.map(|(left, clock)| left.map(|_| clock.most)).collect();
        State { left, ..state }
    }

    /// The longest way from some states to an answer, in days; `None` where some step on it has no
    /// length, or there are too many ways to look at.
    pub fn farthest(&mut self, from: impl IntoIterator<Item = State>) -> Farthest {
        let all: Option<Vec<_>> = from.into_iter().map(|state| self.longest(state)).collect();
        all.and_then(|all| all.into_iter().max_by_key(|(days, _)| *days))
    }

    /// To stay as long as the clocks allow is never shorter than to go on before: what is not used
    /// of them here can be used later, day for day, and no more.
    fn longest(&mut self, state: State) -> Farthest {
        if self.graph.is_outcome(state.step) {
            return Some((0, vec![]));
        }
        if let Some(known) = self.known.get(&state) {
            return known.clone();
        }
        if self.known.len() > STATES_MOST || self.depth > STEPS_MOST {
            self.cut = true;
            return None;
        }
        self.depth += 1;
        let result = self.beyond(&state);
        self.depth -= 1;
        self.known.insert(state, result.clone());
        result
    }

    fn beyond(&mut self, state: &State) -> Farthest {
        let here = state.left.iter().flatten().min().copied()?;
        let stayed = State {
            left: state.left.iter().map(|left| left.map(|left| left - here)).collect(),
            ..state.clone()
        };
        let mut best = (here, vec![(state.step, here)]);
        for (_, next) in self.onward(&stayed) {
            let (days, mut steps) = self.longest(next)?;
            if here + days > best.0 {
                steps.insert(0, (state.step, here));
                best = (here + days, steps);
            }
        }
        Some(best)
    }

    /// Where a matter can go from a state, without an answer and in the same round.
    fn onward(&self, state: &State) -> Vec<(Edge<'a>, State)> {
        let mut found = vec![];
        let leads = |edge: &&Edge<'a>| {
            let barred = edge.rule().is_some_and(|rule| self.barred.contains(&rule.key));
            let open = !edge.is_quiet() && !edge.begins_anew() && !edge.tells();
            edge.from == state.step && open && !barred
        };
        for edge in self.graph.edges.iter().filter(leads) {
            let counts = self.counts(edge);
            if counts.iter().any(|(place, most)| state.used[*place] >= *most) {
                continue;
            }
            let mut before = state.clone();
            for (place, _) in &counts {
                before.used[*place] += 1;
            }
            for comes in self.comes_to(edge.to) {
                let way = Way { from: state.step, cause: edge.cause, to: edge.to, comes };
                found.push((*edge, self.arrive(&before, way)));
            }
        }
        found
    }

    /// The steps at which a matter that goes to a step can really come to stand: that step, and
    /// where it is passed on to without anybody's doing.
    fn comes_to(&self, step: usize) -> Vec<usize> {
        let mut found = vec![step];
        let mut place = 0;
        while let Some(from) = found.get(place).copied() {
            let quiet = self.graph.edges.iter().filter(|e| e.from == from && e.is_quiet());
            for edge in quiet {
                if !found.contains(&edge.to) {
                    found.push(edge.to);
                }
            }
            place += 1;
        }
        found
    }

    fn arrive(&self, before: &State, way: Way<'a>) -> State {
        let left = before.left.iter().zip(self.clocks).map(|(left, clock)| clock.turn(*left, way));
        State { step: way.comes, used: before.used.clone(), left: left.collect() }
    }

    /// What going a way counts towards, and how far: an act by its key, whichever step it is done
    /// at, and a matter that is sent back.
    fn counts(&self, edge: &Edge<'_>) -> Vec<(usize, u32)> {
        let acts = &self.graph.procedure.acts;
        let Some(rule) = edge.rule() else { return vec![] };
        let bounded = acts.iter().any(|act| act.key == rule.key && act.most.is_some());
        let place = acts.iter().position(|act| act.key == rule.key).filter(|_| bounded);
        let returns = self.graph.procedure.returns.as_ref().filter(|_| rule.act == Do::Return);
        let by_key = place.map(|place| (place, rule.most.unwrap_or(u32::MAX)));
        by_key.into_iter().chain(returns.map(|bound| (acts.len(), bound.most))).collect()
    }
}
