//! What lies behind a matter: the stages that it passed through, and on whom its clocks ran.

use super::*;
use crate::kit::words::{Language, say};

impl Composer<'_> {
    /// The step line. Only a stage at which the records show the matter standing is done: one that
    /// was withdrawn on its first day never reached the others.
    pub(super) fn stages(&self) -> Vec<Stage> {
        let stage_of = |step: &Code| self.procedure.step(step).map(|step| &step.stage);
        let stages = self.procedure.stages();
        let current = stage_of(&self.case.step);
        let here = stages.iter().position(|stage| Some(*stage) == current).unwrap_or(0);
        let steps = self.records.iter().filter_map(|record| record.fact.effect.step.as_ref());
        let passed: Vec<&Code> = steps.filter_map(stage_of).collect();
        let all = stages.iter().enumerate().map(|(i, stage)| Stage {
            word: self.called("stage", stage),
            done: i < here && passed.contains(stage),
            current: i == here,
        });
        let raised = Stage { word: self.shell.t("stage-raise"), done: true, current: false };
        // A procedure that calls its own first stage the same needs no other before it.
        let first = stages.first().and_then(|stage| self.procedure.name("stage", stage.as_str()));
        let word = say(Language::Chinese, "stage-raise", &[]);
        let raised = Some(raised).filter(|_| first.is_none_or(|name| name.zh != word));
        raised.into_iter().chain(all).collect()
    }

    /// Words for whoever a clock is on; for one that ended, whoever it was on then.
    pub(super) fn whose(&self, clock: &Clock) -> String {
        match clock.on.body {
            Some(body) => self.shell.body(body).to_owned(),
            None if !clock.answers => self.called("role", &clock.on.role),
            None if clock.is_alive() => self.holder(),
            None => {
                self.held_until(clock.number).map_or_else(String::new, |held| self.words_for(held))
            }
        }
    }

    /// Who held the matter when a clock ended: by the record that ended it, before what followed.
    fn held_until(&self, clock: u32) -> Option<&Holder> {
        let mut held = None;
        for record in self.records {
            let effect = &record.fact.effect;
            let ends = |change: &ClockChange| {
                let ended = matches!(change.change, Change::Fulfilled { .. } | Change::Released);
                ended && change.clock == clock
            };
            if effect.clocks.iter().any(ends) {
                break;
            }
            held = effect.holder.as_ref().or(held);
        }
        held
    }
}
