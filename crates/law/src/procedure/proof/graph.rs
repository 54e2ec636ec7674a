//! Where matters can go: the steps of a procedure and everything that leads from one to another.

use std::collections::{BTreeSet, VecDeque};

use super::super::{ActRule, Do, Ending, Event, Procedure};
use crate::words::Code;

/// Why a matter goes from one step to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause<'a> {
    /// Somebody did an act.
    Act(&'a ActRule),
    /// Somebody asked for a new round.
    Again(&'a ActRule),
    /// A clock ran out.
    Expiry(&'a Code),
    /// Nobody holds the role of the step.
    NobodyThere,
    /// The step is passed over.
    Skipped,
}

/// A way from one step to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge<'a> {
    pub from: usize,
    pub to: usize,
    pub cause: Cause<'a>,
    /// How often a matter can go this way at most; `None` for no bound.
    pub most: Option<u32>,
}

impl<'a> Edge<'a> {
    /// Whether the submitter has an answer, or knows why there is none, from here on.
    pub fn tells(&self) -> bool {
        matches!(self.cause, Cause::Act(rule) if rule.act.tells_the_submitter())
    }

    /// Whether the matter never comes to stand at the step it goes from: nobody decides on this.
    pub fn is_quiet(&self) -> bool {
        matches!(self.cause, Cause::NobodyThere | Cause::Skipped)
    }

    /// The act by which the matter goes this way.
    pub fn rule(&self) -> Option<&'a ActRule> {
        match self.cause {
            Cause::Act(rule) | Cause::Again(rule) => Some(rule),
            Cause::Expiry(_) | Cause::NobodyThere | Cause::Skipped => None,
        }
    }

    /// Whether the matter begins anew, with no answer yet.
    pub fn begins_anew(&self) -> bool {
        matches!(self.cause, Cause::Again(_))
    }
}

/// The steps by number, and every way between them.
pub struct Graph<'a> {
    pub procedure: &'a Procedure,
    pub starts: Vec<usize>,
    pub edges: Vec<Edge<'a>>,
}

impl<'a> Graph<'a> {
    pub fn of(procedure: &'a Procedure) -> Self {
        let number = |key: &Code| procedure.steps.iter().position(|step| step.key == *key);
        let (mut edges, mut starts) = (vec![], vec![]);
        for rule in &procedure.acts {
            let straight = rule.targets().filter(|to| rule.again.as_ref() != Some(to));
            if rule.act == Do::Submit {
                starts.extend(straight.filter_map(number));
                continue;
            }
            for from in rule.at.iter().filter_map(number) {
                for to in rule.targets().filter_map(number) {
                    let anew = rule.again.as_ref().and_then(number) == Some(to);
                    let other = rule.to.as_ref().and_then(number) == Some(to);
                    if anew {
                        let most = procedure.rounds.as_ref().map(|bound| bound.most);
                        let cause = Cause::Again(rule);
                        edges.push(Edge { from, to, cause, most: least(most, rule.most) });
                    }
                    if !anew || other {
                        let returns = procedure.returns.as_ref().map(|bound| bound.most);
                        let bound = if rule.act == Do::Return { returns } else { None };
                        let cause = Cause::Act(rule);
                        edges.push(Edge { from, to, cause, most: least(bound, rule.most) });
                    }
                }
            }
        }
        for (from, step) in procedure.steps.iter().enumerate() {
            let mut quiet = |to: Option<&Code>, cause| {
                let to = to.and_then(number);
                edges.extend(to.map(|to| Edge { from, to, cause, most: None }));
            };
            quiet(step.without_holder.as_ref(), Cause::NobodyThere);
            quiet(step.skip_to.as_ref(), Cause::Skipped);
        }
        for clock in &procedure.clocks {
            let Some(to) = clock.expiry_moves.as_ref().and_then(number) else { continue };
            for from in clock.at.iter().filter_map(number).filter(|from| *from != to) {
                edges.push(Edge { from, to, cause: Cause::Expiry(&clock.key), most: None });
            }
        }
        Self { procedure, starts, edges }
    }

    pub fn number(&self, key: &Code) -> Option<usize> {
        self.procedure.steps.iter().position(|step| step.key == *key)
    }

    pub fn key(&self, step: usize) -> &'a Code {
        &self.procedure.steps[step].key
    }

    pub fn is_outcome(&self, step: usize) -> bool {
        self.procedure.steps[step].outcome.is_some()
    }

    pub fn outcomes(&self) -> BTreeSet<usize> {
        (0..self.procedure.steps.len()).filter(|step| self.is_outcome(*step)).collect()
    }

    /// The steps from which one of some can be reached by the ways that fit.
    pub fn leading_to(
        &self,
        to: &BTreeSet<usize>,
        fits: impl Fn(&Edge<'a>) -> bool,
    ) -> BTreeSet<usize> {
        let mut found = to.clone();
        loop {
            let before = found.len();
            for edge in self.edges.iter().filter(|edge| fits(edge)) {
                if found.contains(&edge.to) {
                    found.insert(edge.from);
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// The shortest walk on which a mark becomes what `end` asks for at a step: it begins as
    /// `begin` and each way may turn it. `None` where there is no such walk.
    pub fn walk<T: Copy + Ord>(
        &self,
        begin: impl Fn(usize) -> T,
        turn: impl Fn(&Edge<'a>, T) -> T,
        end: impl Fn(usize, T) -> bool,
    ) -> Option<Vec<Edge<'a>>> {
        let mut seen: BTreeSet<(usize, T)> = self.starts.iter().map(|s| (*s, begin(*s))).collect();
        let mut queue: VecDeque<(usize, T, Vec<Edge<'a>>)> =
            seen.iter().map(|(start, mark)| (*start, *mark, vec![])).collect();
        while let Some((step, mark, walk)) = queue.pop_front() {
            if end(step, mark) {
                return Some(walk);
            }
            for edge in self.edges.iter().filter(|edge| edge.from == step) {
                let next = (edge.to, turn(edge, mark));
                if seen.insert(next) {
                    let mut longer = walk.clone();
                    longer.push(*edge);
                    queue.push_back((next.0, next.1, longer));
                }
            }
        }
        None
    }

    /// The shortest walk to a step.
    pub fn walk_to(&self, step: usize) -> Option<Vec<Edge<'a>>> {
        self.walk(|_| (), |_, ()| (), |here, ()| here == step)
    }

    /// A walk told as a story, from the submission on.
    pub fn story(&self, walk: &[Edge<'a>], end: Ending) -> Vec<Event> {
        let key = |step: usize| self.key(step).clone();
        let first = walk.first().map(|edge| edge.from).or(self.starts.first().copied());
        let begins = first.map(|step| Event::Begins { step: key(step) });
        let goes = walk.iter().map(|edge| {
            let (from, to) = (key(edge.from), key(edge.to));
            match edge.cause {
                Cause::Act(rule) => {
                    Event::Does { by: rule.by.first().cloned(), act: rule.key.clone(), to }
                }
                Cause::Again(rule) => {
                    Event::AsksAgain { by: rule.by.first().cloned(), act: rule.key.clone(), to }
                }
                Cause::Expiry(clock) => Event::RunsOut { clock: clock.clone(), to },
                Cause::NobodyThere => Event::NobodyThere { from, to },
                Cause::Skipped => Event::PassedOver { from, to },
            }
        });
        begins.into_iter().chain(goes).chain([Event::Ends(end)]).collect()
    }
}

fn least(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
