//! Which clocks surely bound how long a matter stays at a step, and how they begin, go on and end
//! on the way to another.

use super::super::{ActRule, ClockRule, Do, On, Procedure, Role, Seat, Term};
use super::graph::{Cause, Graph};
use crate::words::Code;

/// A clock whose days are carried along a walk.
pub(super) struct Counted<'a> {
    procedure: &'a Procedure,
    rule: &'a ClockRule,
    /// Its whole length with every extension, in calendar days.
    pub most: u32,
    /// For each step, whether the clock bounds the stay there for as long as it runs.
    bounds: Vec<bool>,
}

/// A way as it is really gone.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    /// The step it comes from; none of the procedure's for the act that begins the matter.
    pub from: usize,
    /// Why it is gone.
    pub cause: Cause<'a>,
    /// The step it leads to.
    pub to: usize,
    /// Where the matter comes to stand, as nobody may hold that step.
    pub comes: usize,
}

impl Way<'_> {
    /// Whether the matter was sent on and comes back to where it stood.
    fn comes_back(&self) -> bool {
        self.to != self.from && self.comes == self.from
    }
}

impl<'a> Counted<'a> {
    /// The clock, where it bounds the stay at some step.
    pub fn of(graph: &Graph<'a>, rule: &'a ClockRule, extension: u32) -> Option<Self> {
        let Term::Runs(length) = rule.term else { return None };
        let procedure = graph.procedure;
        let most = length.days_most() + if rule.extendable { extension } else { 0 };
        let mut counted = Self { procedure, rule, most, bounds: vec![] };
        counted.bounds = procedure.steps.iter().map(|step| counted.holds_at(&step.key)).collect();
        counted.bounds.contains(&true).then_some(counted)
    }

    /// What is left of the clock once a matter went a way, when so much was left before it went.
    pub fn turn(&self, left: Option<u32>, way: Way<'_>) -> Option<u32> {
        let Way { from, cause, comes, .. } = way;
        if !self.bounds[comes] {
            // Where it does not run it ends; where it can be fulfilled without leaving, it bounds
            // nothing from then on.
            return None;
        }
        let act = match cause {
            Cause::Act(rule) | Cause::Again(rule) => Some(rule),
            Cause::Expiry(_) | Cause::NobodyThere | Cause::Skipped => None,
        };
        let did = |keys: &[Code]| act.is_some_and(|act| keys.contains(&act.key));
        let steps = &self.procedure.steps;
        let ran_there = steps.get(from).is_some_and(|step| self.rule.at.contains(&step.key));
        let fulfilled = did(&self.rule.until) && act.is_some_and(|act| self.is_fulfilled_by(act));
        let expired = matches!(cause, Cause::Expiry(key) if *key == self.rule.key);
        let others = act.is_some_and(|act| self.names_others(act));
        // Whoever comes in the place of others takes their clock over only where it still ran.
        let taken_over = others && !fulfilled && left.is_some();
        let anew = fulfilled && left.is_some() && way.comes_back();
        let left = left.filter(|_| ran_there && !fulfilled && !expired && !others);
        let begins = if self.rule.after.is_empty() {
            !ran_there || taken_over || anew
        } else {
            did(&self.rule.after)
        };
        if begins { Some(self.most).filter(|_| self.is_on_somebody(act, comes)) } else { left }
    }

    fn role(&self) -> Option<&'a Role> {
        let On::Role(key) = &self.rule.on else { return None };
        self.procedure.role(key)
    }

    fn is_at(&self, seat: Seat) -> bool {
        let post = self.role().and_then(|role| role.post.as_ref());
        post.is_some_and(|post| post.1 == seat)
    }

    /// Whether somebody surely has the clock when it begins at a step.
    fn is_on_somebody(&self, act: Option<&ActRule>, step: usize) -> bool {
        let Some(role) = self.role() else { return self.rule.on == On::Holder };
        let by = |verbs: &[Do]| act.is_some_and(|act| verbs.contains(&act.act));
        let holds = self.procedure.steps[step].holder.as_ref() == Some(&role.key);
        match role.post.as_ref().map(|post| post.1) {
            None | Some(Seat::House) => true,
            Some(Seat::Lead) if by(&[Do::Return]) => false,
            Some(Seat::Lead) if by(&[Do::HandOver, Do::RespondAtOnce, Do::Transfer]) => true,
            Some(_) => holds,
        }
    }

    /// Whether the clock bounds the stay at a step: its running out moves the matter on, or it runs
    /// out against the rule; and nothing ends it, or lets it begin anew, but what is a way of the
    /// walk, be it back to the same step.
    fn holds_at(&self, step: &Code) -> bool {
        let rule = self.rule;
        let moves = rule.expiry_moves.as_ref().is_some_and(|to| to != step);
        let is_bound = rule.at.contains(step) && (moves || !rule.expiry_resumes);
        is_bound
            && !self.procedure.acts_at(step).any(|act| {
                let ends = rule.until.contains(&act.key) && self.is_fulfilled_by(act);
                let turns = rule.after.contains(&act.key) || self.names_others(act);
                (ends || turns) && !self.is_way(act, step)
            })
    }

    /// Whether an act among those that fulfil the clock really does: a unit signs for itself alone.
    fn is_fulfilled_by(&self, act: &ActRule) -> bool {
        let own = self.role().is_some_and(|role| act.by.contains(&role.key));
        act.act != Do::Sign || !self.is_at(Seat::Lead) || own
    }

    /// Whether an act can put others in the place of those on whom the clock runs.
    fn names_others(&self, act: &ActRule) -> bool {
        let assigns =
            matches!(act.act, Do::HandOver | Do::RespondAtOnce | Do::Transfer | Do::Return);
        let Some(role) = self.role() else { return false };
        let names = act.fields.iter().any(|field| field.names.as_ref() == Some(&role.key));
        names || (assigns && (self.is_at(Seat::Lead) || self.is_at(Seat::Co)))
    }

    /// Whether an act is a way of the walk for the clock, whatever is chosen in it: a way that it
    /// goes by itself, or that is gone once the last of several has done it.
    fn is_way(&self, act: &ActRule, step: &Code) -> bool {
        let own = self.is_at(Seat::Named) && self.role().is_some_and(|r| act.by.contains(&r.key));
        if act.every {
            // Each fulfils the own clock, and when the last one has, all go on.
            return own && act.to.is_some();
        }
        let straight = act.to.is_some() || act.route.is_some();
        if act.leaves && !straight {
            let each = |other: &ActRule| {
                let all = act.by.iter().all(|role| other.by.contains(role));
                other.every && all && other.to.is_some()
            };
            return own && self.procedure.acts_at(step).any(each);
        }
        straight || (act.act == Do::Step && act.again.is_some())
    }
}
