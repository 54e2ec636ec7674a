//! Every step can be reached, every matter comes to an end with an answer, and nothing goes in
//! circles for ever.

use std::collections::BTreeSet;

use super::super::draft::Spot;
use super::super::{ActRule, Do, Ending, FieldKind, Seat};
use super::Prover;
use super::graph::{Cause, Edge, Graph};
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn ways(&mut self, graph: &Graph<'_>) {
        if graph.starts.is_empty() {
            let sentence = "no act `submit` with a `to` says where a matter begins".to_owned();
            self.flaw(Self::top(), "act.no-submit", sentence);
            return;
        }
        let count = self.procedure.steps.len();
        let ending = graph.leading_to(&graph.outcomes(), |_| true);
        for step in 0..count {
            let (at, key) = (self.lines.steps[step], graph.key(step));
            let Some(walk) = graph.walk_to(step) else {
                let sentence = format!("no act and no expiry leads to the step {key}");
                self.flaw(at, "step.unreachable", sentence);
                continue;
            };
            if !ending.contains(&step) {
                let sentence = format!("a matter at the step {key} can never come to an end");
                let story = graph.story(&walk, Ending::NoWay);
                self.told(at, "step.no-outcome", (sentence, story));
            }
        }
        if self.flaws.is_empty() {
            self.circles(graph);
            self.answered(graph);
            self.requirements(graph);
        }
    }

    /// Each circle has a bound, and whoever reaches the bound has another way on.
    fn circles(&mut self, graph: &Graph<'_>) {
        let free = |edge: &Edge<'_>| edge.most.is_none();
        for step in 0..self.procedure.steps.len() {
            let back = graph.leading_to(&BTreeSet::from([step]), free);
            let mut out = graph.edges.iter().filter(|edge| edge.from == step && free(edge));
            let Some(edge) = out.find(|edge| back.contains(&edge.to)) else { continue };
            let circle = circle(graph, *edge, step);
            let (at, key) = (self.spot_of(closing(&circle), step), graph.key(step));
            let sentence = format!(
                "a matter can come back to the step {key} again and again: bound an act of the \
                 circle by `most`, a return by [returns], a new round by [rounds]"
            );
            let mut walk = graph.walk_to(step).unwrap_or_default();
            walk.extend(circle);
            let story = graph.story(&walk, Ending::WithoutEnd);
            self.told(at, "loop.no-bound", (sentence, story));
            // One story a circle: its other steps would tell the same.
            break;
        }
        let ending = graph.leading_to(&graph.outcomes(), |edge| self.stays_open(graph, edge));
        let stuck = (0..self.procedure.steps.len()).find(|step| !ending.contains(step));
        if let Some(step) = stuck.filter(|_| self.flaws.is_empty()) {
            let key = graph.key(step);
            let sentence =
                format!("once every bound is reached, a matter at the step {key} has no way on");
            let at = self.lines.steps[step];
            let walk = graph.walk_to(step).unwrap_or_default();
            let story = graph.story(&walk, Ending::NothingLeft);
            self.told(at, "loop.no-arbiter", (sentence, story));
        }
    }

    /// Whether a way is still there when every bound is reached and the days of rating are over.
    /// What needs an act that is bounded itself is not, once a new round has begun.
    fn stays_open(&self, graph: &Graph<'_>, edge: &Edge<'_>) -> bool {
        let Some(rule) = edge.rule() else {
            let Cause::Expiry(key) = edge.cause else { return false };
            let step = &self.procedure.steps[edge.from];
            return self.procedure.clock(key).is_some_and(|c| self.surely_runs(graph, c, step));
        };
        let rounds = graph.edges.iter().any(Edge::begins_anew);
        let bounded = |key: &Code| {
            let mut rules = self.procedure.acts.iter().filter(|act| act.key == *key);
            rounds && rules.all(|act| act.most.is_some())
        };
        edge.most.is_none()
            && !matches!(rule.act, Do::Rate | Do::LookBack)
            && !rule.requires.iter().any(bounded)
    }

    fn spot_of(&self, edge: &Edge<'_>, step: usize) -> Spot {
        match edge.cause {
            Cause::Act(rule) | Cause::Again(rule) => {
                let place = self.procedure.acts.iter().position(|act| std::ptr::eq(act, rule));
                place.map_or(self.lines.steps[step], |place| self.lines.acts[place])
            }
            _ => self.lines.steps[step],
        }
    }

    /// No matter ends without an answer, unless who brought it ended it.
    fn answered(&mut self, graph: &Graph<'_>) {
        for outcome in graph.outcomes() {
            let turn = |edge: &Edge<'_>, told: bool| {
                !edge.begins_anew() && (told || edge.tells() || self.told_before(edge))
            };
            let silent = graph.walk(|_| false, turn, |here, told| here == outcome && !told);
            if let Some(walk) = silent {
                let key = graph.key(outcome);
                let sentence = format!(
                    "a matter can end at {key} without an answer to whoever brought it: an act \
                     `reply` or `explain` must lie on every way there"
                );
                let story = graph.story(&walk, Ending::NoAnswer);
                self.told(self.lines.steps[outcome], "outcome.no-answer", (sentence, story));
            }
        }
    }

    /// What an act requires can have been done before it.
    fn requirements(&mut self, graph: &Graph<'_>) {
        let doable = self.doable();
        let at_of = |rule: &ActRule| std::ptr::from_ref(rule);
        for (act, at) in self.procedure.acts.iter().zip(self.lines.acts.clone()) {
            for key in &act.requires {
                let possible = act.at.iter().all(|step| {
                    let Some(here) = graph.number(step) else { return false };
                    let here = BTreeSet::from([here]);
                    let before = graph.leading_to(&here, |edge| !edge.begins_anew());
                    let leads =
                        |other: &&ActRule| other.key == *key && done_before(graph, other, &before);
                    self.procedure
                        .acts
                        .iter()
                        .filter(leads)
                        .any(|other| doable.contains(&at_of(other)))
                });
                if !possible {
                    let sentence = format!(
                        "{} requires {key}, which cannot have been done where it is allowed",
                        act.key
                    );
                    self.flaw(at, "requires.never", sentence);
                }
            }
        }
    }

    /// The acts that need nothing which needs them in turn.
    fn doable(&self) -> BTreeSet<*const ActRule> {
        let mut found = BTreeSet::new();
        loop {
            let before = found.len();
            for act in &self.procedure.acts {
                let has = |key: &Code| {
                    let mut rules = self.procedure.acts.iter().filter(|other| other.key == *key);
                    rules.any(|other| found.contains(&std::ptr::from_ref(other)))
                };
                if act.requires.iter().all(has) {
                    found.insert(std::ptr::from_ref(act));
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// Whether an act can only follow one that told the submitter in the same round.
    fn told_before(&self, edge: &Edge<'_>) -> bool {
        let tells = |rule: &ActRule| rule.act.tells_the_submitter();
        edge.rule().is_some_and(|rule| self.follows(rule, tells))
    }

    /// Whether a rule requires an act that is sure to be of a kind.
    fn follows(&self, rule: &ActRule, kind: impl Fn(&ActRule) -> bool) -> bool {
        rule.requires.iter().any(|key| {
            let mut rules = self.procedure.acts.iter().filter(|act| act.key == *key);
            rules.all(&kind)
        })
    }

    /// Whoever shall hold a matter by being named has been named on every way there, and whoever
    /// is handed a matter can give it back.
    pub(super) fn assignments(&mut self, graph: &Graph<'_>) {
        for (number, step) in self.procedure.steps.iter().enumerate() {
            let Some(role) = step.holder.as_ref().and_then(|key| self.procedure.role(key)) else {
                continue;
            };
            let Some((_, seat @ (Seat::Lead | Seat::Named))) = role.post else { continue };
            if step.without_holder.is_some() {
                continue;
            }
            let names = |edge: &Edge<'_>, named: bool| {
                let Some(rule) = edge.rule() else { return named };
                match (seat, rule.act) {
                    (Seat::Lead, Do::HandOver | Do::RespondAtOnce | Do::Transfer) => true,
                    (Seat::Lead, Do::Return) => false,
                    (Seat::Named, _) if self.names_role(rule, &role.key) => true,
                    (Seat::Named, _) => {
                        let named = named || self.follows(rule, |r| self.names_role(r, &role.key));
                        named && !(rule.leaves && rule.by.contains(&role.key))
                    }
                    _ => named,
                }
            };
            let mut submit = self.procedure.acts.iter().filter(|act| act.act == Do::Submit);
            let begin = submit.any(|act| self.names_role(act, &role.key));
            let end = |here: usize, named: bool| here == number && !named;
            if let Some(walk) = graph.walk(|_| begin, names, end) {
                let sentence = format!(
                    "the step {} is held by {}, whom no act need have named before",
                    step.key, role.key
                );
                let story = graph.story(&walk, Ending::NobodyNamed);
                self.told(self.lines.steps[number], "role.never-named", (sentence, story));
            }
        }
        self.way_back();
    }

    fn names_role(&self, rule: &ActRule, role: &Code) -> bool {
        rule.fields.iter().any(|field| {
            let who = matches!(field.kind, FieldKind::Bodies { .. } | FieldKind::Posts { .. });
            who && !field.optional && field.names.as_ref() == Some(role)
        })
    }

    fn way_back(&mut self) {
        for (act, at) in self.procedure.acts.iter().zip(self.lines.acts.clone()) {
            for target in act.targets() {
                let Some(step) = self.procedure.step(target) else { continue };
                let Some(holder) = &step.holder else { continue };
                let hands_over = act.act == Do::HandOver
                    || (act.act == Do::Step && self.names_role(act, holder));
                let gives_back = self
                    .procedure
                    .acts_at(target)
                    .any(|other| (other.back || other.leaves) && other.by.contains(holder));
                if hands_over && !gives_back {
                    let sentence = format!(
                        "{} hands the matter to {holder} at {target}, who cannot give it back: \
                         an act `return`, or one with `back = true`, is missing there",
                        act.key
                    );
                    self.flaw(at, "hand-over.no-way-back", sentence);
                }
            }
        }
    }
}

/// Whether an act can have been done before a matter comes to one of some steps: it stays on the
/// way there, or goes on it.
fn done_before(graph: &Graph<'_>, rule: &ActRule, before: &BTreeSet<usize>) -> bool {
    let stays = rule.to.is_none() && rule.route.is_none() || rule.every;
    let mut at = rule.at.iter().filter_map(|step| graph.number(step));
    let straight =
        rule.to.iter().chain(rule.route.iter().flat_map(|r| r.ways.iter().map(|w| &w.1)));
    let mut to = straight.filter_map(|step| graph.number(step));
    if rule.act == Do::Submit {
        return to.any(|step| before.contains(&step));
    }
    let leaves = to.any(|step| before.contains(&step));
    at.any(|step| before.contains(&step) && (stays || leaves))
}

/// The way of a circle that a bound belongs to: what begins anew, what gives back, or what leads
/// furthest back.
fn closing<'c, 'a>(circle: &'c [Edge<'a>]) -> &'c Edge<'a> {
    let back = |edge: &&Edge<'_>| {
        let rule = edge.rule();
        let given_back = rule.is_some_and(|rule| rule.back);
        (edge.begins_anew(), given_back, rule.is_some(), edge.from.saturating_sub(edge.to))
    };
    circle.iter().max_by_key(back).expect("a circle has a first way")
}

/// The shortest way from the end of a way back to a step, the way itself first.
fn circle<'a>(graph: &Graph<'a>, first: Edge<'a>, step: usize) -> Vec<Edge<'a>> {
    let from = Graph {
        procedure: graph.procedure,
        starts: vec![first.to],
        edges: graph.edges.iter().filter(|edge| edge.most.is_none()).copied().collect(),
    };
    let mut walk = vec![first];
    walk.extend(from.walk_to(step).unwrap_or_default());
    walk
}
