//! Nobody judges the own handling: neither rates it, nor grants the own time, nor ends the own
//! supervision.

use std::collections::BTreeSet;

use super::super::{Do, Seat};
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
