//! Nobody judges the own handling: neither rates it, nor grants the own time, nor ends the own
//! supervision.

use std::collections::BTreeSet;

use super::super::{Do, On, Seat};
use super::Prover;
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn separation(&mut self) {
        let procedure = self.procedure;
        let handling: BTreeSet<&Code> =
            procedure.acts.iter().filter(|act| act.act.handles()).flat_map(|act| &act.by).collect();
        let handles = |role: &Code| handling.iter().any(|other| self.same_people(role, other));
        let mut own: Vec<(usize, &Code)> = vec![];
        for (number, act) in procedure.acts.iter().enumerate().filter(|(_, act)| act.judges) {
            own.extend(act.by.iter().filter(|role| handles(role)).map(|role| (number, role)));
        }
        for (number, role) in own {
            let sentence = format!(
                "{role} handles the matter and may not {} it too: another role must",
                procedure.acts[number].key
            );
            self.flaw(self.lines.acts[number], "act.own-judge", sentence);
        }
        self.seconds();
        self.callers();
        for (act, at) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            let by_office = |key: &Code| {
                let post = procedure.role(key).and_then(|role| role.post.as_ref());
                post.is_some_and(|(_, seat)| *seat != Seat::Submitter)
            };
            if matches!(act.act, Do::Rate | Do::LookBack) && act.by.iter().any(by_office) {
                let sentence = "only whoever brought the matter rates it; no office may".to_owned();
                self.flaw(at, "act.rating-by-office", sentence);
            }
            let arbiter = procedure.returns.as_ref().map(|bound| &bound.arbiter);
            if act.act == Do::Return && arbiter.is_some_and(|role| act.by.contains(role)) {
                let sentence =
                    "whoever sends a matter back may not decide on its return as well".to_owned();
                self.flaw(at, "act.own-judge", sentence);
            }
            if act.act == Do::GrantTime
                && procedure.more_time.as_ref().is_some_and(|m| !act.by.contains(&m.granted_by))
            {
                let sentence =
                    "[more_time] names another role as the one that grants it".to_owned();
                self.flaw(at, "time.other-judge", sentence);
            }
        }
    }

    /// What is proposed can be agreed to and declined wherever it is, first of all by people of
    /// another body, and whoever is asked has until a last day.
    fn seconds(&mut self) {
        let procedure = self.procedure;
        for (act, at) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            if !act.second {
                continue;
            }
            let key = &act.key;
            if !act.act.can_be_proposed() || act.every || act.leaves {
                let sentence = format!("{key} cannot be put before a second person");
                self.flaw(at, "second.not-this", sentence);
            }
            for step in &act.at {
                let agrees = procedure.acts_at(step).find(|other| other.act == Do::Agree);
                let declines = procedure.acts_at(step).any(|other| other.act == Do::Decline);
                let (Some(agrees), true) = (agrees, declines) else {
                    let sentence = format!(
                        "{key} needs a second person, and at {step} nobody may `agree` or `decline`"
                    );
                    self.flaw(at, "second.nobody", sentence);
                    continue;
                };
                let first = agrees.by.first();
                let own = first
                    .is_some_and(|first| act.by.iter().any(|role| self.same_people(role, first)));
                if own {
                    let sentence = format!(
                        "whoever does {key} would be asked to agree to it: name another role first"
                    );
                    self.flaw(at, "second.own", sentence);
                }
            }
            let is_asked = |step: &Code| {
                let mut clocks = procedure.clocks.iter();
                clocks.any(|clock| clock.on == On::Asked && clock.at.contains(step))
            };
            if let Some(step) = act.at.iter().find(|step| !is_asked(step)) {
                let sentence = format!(
                    "whoever is asked to agree to {key} at {step} has no clock: let one run `on = \
                     \"asked\"`"
                );
                self.flaw(at, "second.no-clock", sentence);
            }
        }
    }

    /// Whoever calls back does nothing else with a matter: a separate team.
    fn callers(&mut self) {
        let procedure = self.procedure;
        let mut own = vec![];
        for (act, at) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            let others = procedure.acts.iter().filter(|other| other.act != Do::CallBack);
            let others: BTreeSet<&Code> = others.flat_map(|other| &other.by).collect();
            let is_other = |role: &&Code| others.iter().any(|other| self.same_people(role, other));
            let by = act.by.iter().find(is_other).filter(|_| act.act == Do::CallBack);
            own.extend(by.map(|role| (role, at)));
        }
        for (role, at) in own {
            let sentence = format!(
                "{role} has another part in the matter and may not call back: a separate team must"
            );
            self.flaw(at, "call-back.own", sentence);
        }
    }

    /// Whether two roles are filled by the same posts, whatever they are called.
    fn same_people(&self, one: &Code, other: &Code) -> bool {
        let post = |key: &Code| self.procedure.role(key).and_then(|role| role.post.as_ref());
        let sort = |key: &Code| self.procedure.role(key).and_then(|role| role.sort.as_ref());
        let (Some((office, seat)), Some((other_office, other_seat))) = (post(one), post(other))
        else {
            return one == other;
        };
        let at_stations = |seat: &Seat| matches!(seat, Seat::Station | Seat::AnyStation);
        let same_seat = seat == other_seat || (at_stations(seat) && at_stations(other_seat));
        // Whoever is named to two roles is named twice; the act that names can see to that.
        let by_name = *seat == Seat::Named && one != other;
        office == other_office && same_seat && sort(one) == sort(other) && !by_name
    }
}
