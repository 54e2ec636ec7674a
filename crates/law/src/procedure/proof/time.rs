//! The longest lawful time from intake to answer: by the clocks of the steps on the longest way,
//! and by the submitter's own date.

use std::collections::HashMap;

use super::super::{ClockRule, Do, On, Seat, Source, Term};
use super::Prover;
use super::graph::{Edge, Graph};
use crate::clock::Length;
use crate::words::Code;

/// The longest that a submitter can lawfully wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longest {
    /// In calendar days: working days count as seven fifths, months as 31; holidays and pauses
    /// come on top.
    pub days: u32,
    /// The same by the submitter's own date alone, with every extension; `None` where that date is
    /// not reckoned, or does not run from intake until the answer.
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
            let holds = self.bounds_the_answer(graph, clock);
            Some(days(clock.length()?) + extension).filter(|_| holds)
        });
        let mut walk = Walk { graph, known: HashMap::new(), states: 0, extension };
        let longest = graph
            .starts
            .iter()
            .map(|start| walk.longest(*start, &mut vec![0; procedure.acts.len() + 1]))
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

    /// Whether the submitter's own date runs from intake on, through every step where there is no
    /// answer yet, without beginning anew there.
    fn bounds_the_answer(&self, graph: &Graph<'_>, clock: &ClockRule) -> bool {
        let lasts = match &clock.on {
            On::Holder => true,
            On::Role(key) => self.procedure.role(key).is_some_and(|role| {
                let post = role.post.as_ref();
                !post.is_some_and(|p| matches!(p.1, Seat::Lead | Seat::Co | Seat::Named))
            }),
        };
        let begins = clock.after.is_empty() || clock.after.contains(&Do::Submit.key());
        let turn = |edge: &Edge<'_>, told: bool| told || edge.tells() || edge.begins_anew();
        let outside = |step: usize, told: bool| {
            !told && !graph.is_outcome(step) && !clock.at.contains(graph.key(step))
        };
        lasts && begins && graph.walk(|_| false, turn, outside).is_none()
    }
}

type Steps = Vec<(usize, u32)>;
/// How far a way is, and by which steps; `None` where that has no length.
type Farthest = Option<(u32, Steps)>;

struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    known: HashMap<(usize, Vec<u32>), Farthest>,
    states: usize,
    extension: u32,
}

impl Walk<'_, '_> {
    /// The longest way from a step to an answer, in days; `None` where some step on it has no
    /// length of its own, or there are too many ways to look at.
    fn longest(&mut self, step: usize, used: &mut Vec<u32>) -> Farthest {
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
        let result = self.onward(step, used);
        self.known.insert(state, result.clone());
        result
    }

    fn onward(&mut self, step: usize, used: &mut Vec<u32>) -> Farthest {
        let here = self.stay(step)?;
        let mut best = (here, vec![(step, here)]);
        let graph = self.graph;
        for edge in graph.edges.iter().filter(|edge| edge.from == step && !edge.begins_anew()) {
            let counts = self.counts(edge);
            if edge.tells() || counts.iter().any(|(place, most)| used[*place] >= *most) {
                continue;
            }
            for (place, _) in &counts {
                used[*place] += 1;
            }
            let further = self.longest(edge.to, used);
            for (place, _) in &counts {
                used[*place] -= 1;
            }
            let (mut days, mut steps) = further?;
            if !edge.is_quiet() {
                // A step that is passed over takes no time.
                days += here;
                steps.insert(0, (step, here));
            }
            if days > best.0 {
                best = (days, steps);
            }
        }
        Some(best)
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
