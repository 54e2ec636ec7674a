//! Whoever waits has a holder, a clock, something to do, and something that follows when the clock
//! runs out.

use super::super::{ClockRule, On, Step};
use super::Prover;
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn clocks(&mut self) {
        let procedure = self.procedure;
        for (step, at) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            if step.outcome.is_some() {
                continue;
            }
            let Some(holder) = &step.holder else {
                let sentence = format!("nobody holds a matter at the step {}", step.key);
                self.flaw(at, "step.no-holder", sentence);
                continue;
            };
            if !procedure.clocks.iter().any(|clock| runs_for(clock, step, holder)) {
                let sentence = format!("no clock runs on {holder} at the step {}", step.key);
                self.flaw(at, "step.no-clock", sentence);
            }
            let can_act =
                procedure.acts_at(&step.key).any(|act| act.by.contains(holder) && act.moves());
            let expires = procedure
                .clocks
                .iter()
                .any(|clock| clock.at.contains(&step.key) && clock.expiry_moves.is_some());
            if !can_act && !expires {
                let sentence = format!("{holder} can do nothing that moves {} on", step.key);
                self.flaw(at, "step.no-way-on", sentence);
            }
        }
        for (clock, at) in procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            if clock.expiry_moves.is_none() && !clock.expiry_resumes && !clock.expiry_shows {
                let sentence = format!(
                    "nothing follows when the clock {} runs out: say `at_expiry = {{ move = \
                     \"STEP\" }}`, `{{ resume = true }}` or `{{ show = true }}`",
                    clock.key
                );
                self.flaw(at, "clock.no-expiry", sentence);
            }
            let possible = procedure.acts.iter().any(|act| {
                clock.until.contains(&act.key) && act.at.iter().any(|step| clock.at.contains(step))
            });
            if !possible {
                let sentence = format!(
                    "no act that fulfils the clock {} can be done where it runs",
                    clock.key
                );
                self.flaw(at, "clock.never-fulfilled", sentence);
            }
            let started = clock.after.is_empty()
                || procedure.acts.iter().any(|act| {
                    let stays = act.at.iter().any(|step| clock.at.contains(step));
                    let comes = act.targets().any(|step| clock.at.contains(step));
                    clock.after.contains(&act.key) && (stays || comes)
                });
            if !started {
                let sentence = format!("no act ever starts the clock {}", clock.key);
                self.flaw(at, "clock.never-starts", sentence);
            }
            if clock.extendable && procedure.more_time.is_none() {
                let sentence = format!(
                    "the clock {} can be extended, and no [more_time] says how far",
                    clock.key
                );
                self.flaw(at, "time.unbounded", sentence);
            }
        }
        let dates = procedure.clocks.iter().filter(|clock| clock.answers).count();
        if dates != 1 {
            let sentence = format!(
                "one clock is the submitter's own date (`answers = true`); here it is {dates}"
            );
            self.flaw(Self::top(), "clock.no-date", sentence);
        }
    }
}

fn runs_for(clock: &ClockRule, step: &Step, holder: &Code) -> bool {
    let on_holder = match &clock.on {
        On::Holder => true,
        On::Role(role) => role == holder,
    };
    on_holder
        && clock.at.contains(&step.key)
        && (clock.after.is_empty() || clock.length().is_some())
}
