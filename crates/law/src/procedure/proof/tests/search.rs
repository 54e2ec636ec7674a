//! The prover's word against a search through everything that can happen: a plain walk over steps,
//! what was told and who was named, what was done, and how often.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::{ActRule, Do, FieldKind, Procedure, Seat};
use crate::words::Code;

/// Most states of one search.
const STATES_MOST: usize = 2_500;

/// All that matters of a matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    step: usize,
    told: bool,
    lead: bool,
    expert: bool,
    done: BTreeSet<Code>,
    counts: BTreeMap<Code, u32>,
    returns: u32,
    rounds: u32,
}

/// How a state follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Way {
    /// Whether it is a way of the graph at all: acts that stay are none.
    moves: bool,
    /// Whether it closes some day: rating.
    closes: bool,
    /// Whether nobody decided on it.
    quiet: bool,
    anew: bool,
}

pub(super) struct Search<'p> {
    procedure: &'p Procedure,
    states: BTreeMap<State, Vec<(State, Way)>>,
    /// Whether everything was looked at.
    pub whole: bool,
}

impl<'p> Search<'p> {
    pub(super) fn of(procedure: &'p Procedure) -> Self {
        let submit = procedure.acts.iter().find(|act| act.act == Do::Submit).expect("there is one");
        let to = submit.to.as_ref().expect("it leads somewhere");
        let start = State {
            step: procedure.steps.iter().position(|step| step.key == *to).expect("it is known"),
            told: false,
            lead: false,
            expert: names(submit),
            done: BTreeSet::from([submit.key.clone()]),
            counts: BTreeMap::new(),
            returns: 0,
            rounds: 0,
        };
        let mut open = vec![start];
        let mut search = Self { procedure, states: BTreeMap::new(), whole: true };
        while let Some(state) = open.pop() {
            if search.states.contains_key(&state) {
                continue;
            }
            if search.states.len() > STATES_MOST {
                search.whole = false;
                break;
            }
            let next = search.next(&state);
            open.extend(next.iter().map(|(state, _)| state.clone()));
            search.states.insert(state, next);
        }
        search
    }

    fn number(&self, key: &Code) -> usize {
        self.procedure.steps.iter().position(|step| step.key == *key).expect("it is known")
    }

    fn key(&self, step: usize) -> &Code {
        &self.procedure.steps[step].key
    }

    fn is_end(&self, step: usize) -> bool {
        self.procedure.steps[step].outcome.is_some()
    }

    fn next(&self, state: &State) -> Vec<(State, Way)> {
        let here = &self.procedure.steps[state.step];
        // What is passed over leads on and nowhere else.
        if let Some(to) = &here.skip_to
            && here.skip_after.iter().any(|act| state.done.contains(act))
        {
            let way = Way { moves: true, quiet: true, ..Way::default() };
            return vec![(State { step: self.number(to), ..state.clone() }, way)];
        }
        let mut next = vec![];
        if let Some(to) = &here.without_holder {
            let way = Way { moves: true, quiet: true, ..Way::default() };
            next.push((State { step: self.number(to), ..state.clone() }, way));
        }
        for rule in &self.procedure.acts {
            if rule.act != Do::Submit && rule.at.contains(&here.key) && self.may(state, rule) {
                self.act(state, rule, &mut next);
            }
        }
        for clock in &self.procedure.clocks {
            let Some(to) = &clock.expiry_moves else { continue };
            if clock.at.contains(&here.key) && *to != here.key {
                let way = Way { moves: true, ..Way::default() };
                next.push((State { step: self.number(to), ..state.clone() }, way));
            }
        }
        next
    }

    fn may(&self, state: &State, rule: &ActRule) -> bool {
        let returns = self.procedure.returns.as_ref().map_or(u32::MAX, |bound| bound.most);
        rule.most.is_none_or(|most| state.counts.get(&rule.key).copied().unwrap_or(0) < most)
            && rule.requires.iter().all(|key| state.done.contains(key))
            && (rule.act != Do::Return || state.returns < returns)
    }

    fn act(&self, state: &State, rule: &ActRule, next: &mut Vec<(State, Way)>) {
        let mut after = state.clone();
        after.told |=
            matches!(rule.act, Do::Reply | Do::Explain | Do::Withdraw | Do::Merge | Do::Convert);
        after.done.insert(rule.key.clone());
        if self.procedure.acts.iter().any(|act| act.key == rule.key && act.most.is_some()) {
            *after.counts.entry(rule.key.clone()).or_default() += 1;
        }
        match rule.act {
            Do::HandOver | Do::RespondAtOnce | Do::Transfer => after.lead = true,
            Do::Return => (after.lead, after.returns) = (false, after.returns + 1),
            _ => {}
        }
        after.expert |= names(rule);
        let closes = matches!(rule.act, Do::Rate | Do::LookBack);
        if let Some(again) = &rule.again {
            let rounds = self.procedure.rounds.as_ref().map(|bound| bound.most);
            if rounds.is_none_or(|most| state.rounds < most) {
                let anew = State {
                    step: self.number(again),
                    told: false,
                    done: BTreeSet::new(),
                    returns: 0,
                    rounds: state.rounds + u32::from(rounds.is_some()),
                    ..after.clone()
                };
                next.push((anew, Way { moves: true, closes, anew: true, ..Way::default() }));
            }
            if rule.act == Do::Step {
                return;
            }
        }
        match &rule.to {
            Some(to) => {
                let way = Way { moves: true, closes, ..Way::default() };
                next.push((State { step: self.number(to), ..after }, way));
            }
            None => next.push((after, Way::default())),
        }
    }

    /// The steps at which a matter can come to stand or be passed on.
    pub(super) fn reached(&self) -> BTreeSet<&Code> {
        self.states.keys().map(|state| self.key(state.step)).collect()
    }

    /// The states from which an end can be reached by ways that fit.
    fn ending(&self, fits: impl Fn(&Way) -> bool) -> BTreeSet<&State> {
        let mut before: BTreeMap<&State, Vec<&State>> = BTreeMap::new();
        for (state, next) in &self.states {
            for (to, _) in next.iter().filter(|(_, way)| fits(way)) {
                before.entry(to).or_default().push(state);
            }
        }
        let mut open: Vec<&State> =
            self.states.keys().filter(|state| self.is_end(state.step)).collect();
        let mut found: BTreeSet<&State> = open.iter().copied().collect();
        while let Some(state) = open.pop() {
            for from in before.get(state).into_iter().flatten() {
                if found.insert(from) {
                    open.push(from);
                }
            }
        }
        found
    }

    /// The steps from which no end can be reached, whatever was done before.
    pub(super) fn endless(&self) -> BTreeSet<&Code> {
        let ending = self.ending(|_| true);
        let good: BTreeSet<&Code> = ending.iter().map(|state| self.key(state.step)).collect();
        self.reached().difference(&good).copied().collect()
    }

    /// Whether some matter stands where nothing that is left leads to an end.
    pub(super) fn stuck(&self) -> Option<&State> {
        let passed = |state: &State| {
            let step = &self.procedure.steps[state.step];
            step.skip_after.iter().any(|act| state.done.contains(act))
        };
        // A step that is passed over for certain is a way on; one that may be is none.
        let mut good = self.ending(|way| !way.closes && !way.quiet);
        loop {
            let count = good.len();
            for (state, next) in &self.states {
                let on = |(to, way): &(State, Way)| {
                    let sure = way.quiet && passed(state);
                    good.contains(to) && (sure || (!way.closes && !way.quiet))
                };
                if next.iter().any(on) {
                    good.insert(state);
                }
            }
            if good.len() == count {
                break;
            }
        }
        self.states.keys().find(|state| !good.contains(state))
    }

    pub(super) fn silent_ends(&self) -> BTreeSet<&Code> {
        let silent = self.states.keys().filter(|state| self.is_end(state.step) && !state.told);
        silent.map(|state| self.key(state.step)).collect()
    }

    /// The steps where somebody waits who was not named.
    pub(super) fn unnamed(&self) -> BTreeSet<&Code> {
        let waits = |state: &&State| {
            let step = &self.procedure.steps[state.step];
            let seat = step.holder.as_ref().and_then(|key| self.procedure.role(key));
            let nobody = match seat.and_then(|role| role.post.as_ref()).map(|post| post.1) {
                Some(Seat::Lead) => !state.lead,
                Some(Seat::Named) => !state.expert,
                _ => false,
            };
            let passed = step.skip_after.iter().any(|act| state.done.contains(act));
            nobody && step.without_holder.is_none() && !passed
        };
        self.states.keys().filter(waits).map(|state| self.key(state.step)).collect()
    }

    /// Whether a matter can come back to a state that it was in, by moving.
    pub(super) fn goes_round(&self) -> bool {
        // 1: on the way; 2: done.
        let mut colour: BTreeMap<&State, u8> = BTreeMap::new();
        for start in self.states.keys() {
            if colour.contains_key(start) {
                continue;
            }
            let mut stack = vec![(start, 0)];
            colour.insert(start, 1);
            while let Some((state, place)) = stack.pop() {
                let Some((to, way)) = self.states[state].get(place) else {
                    colour.insert(state, 2);
                    continue;
                };
                stack.push((state, place + 1));
                if !way.moves {
                    continue;
                }
                match colour.get(to) {
                    Some(1) => return true,
                    Some(_) => {}
                    None => {
                        colour.insert(to, 1);
                        stack.push((to, 0));
                    }
                }
            }
        }
        false
    }
}

pub(super) fn names(rule: &ActRule) -> bool {
    let who = |kind: &FieldKind| matches!(kind, FieldKind::Posts { .. });
    rule.fields.iter().any(|field| who(&field.kind) && field.names.is_some() && !field.optional)
}
