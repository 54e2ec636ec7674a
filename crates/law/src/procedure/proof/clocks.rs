//! Whoever waits has a holder, a clock, something to do, and something that follows when the clock
//! runs out.

use super::super::{ActRule, ClockRule, Do, Ending, On, Seat, Step};
use super::Prover;
use super::graph::{Edge, Graph};
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn clocks(&mut self, graph: &Graph<'_>) {
        self.waiting(graph);
        self.running();
    }

    /// Whoever waits.
    fn waiting(&mut self, graph: &Graph<'_>) {
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
            let on: Vec<_> =
                procedure.clocks.iter().filter(|clock| runs_for(clock, step, holder)).collect();
            if let Some(walk) = self.without_clock(graph, &on, step) {
                let sentence = format!("no clock runs on {holder} at the step {}", step.key);
                let story = graph.story(&walk, Ending::NoClock);
                self.told(at, "step.no-clock", (sentence, story));
            }
            // What needs somebody else's consent is no way on for who has to find one.
            let alone = |act: &&ActRule| act.by.contains(holder) && act.moves() && !act.second;
            let can_act = procedure.acts_at(&step.key).any(|act| alone(&act));
            let expires = procedure
                .clocks
                .iter()
                .any(|clock| clock.expiry_moves.is_some() && self.surely_runs(graph, clock, step));
            if !can_act && !expires {
                let sentence = format!("{holder} can do nothing that moves {} on", step.key);
                self.flaw(at, "step.no-way-on", sentence);
            }
        }
    }

    /// Whether a clock runs for every matter that stands at a step, whatever brought it there.
    pub(super) fn surely_runs(&self, graph: &Graph<'_>, clock: &ClockRule, step: &Step) -> bool {
        let on_somebody = match &clock.on {
            On::Holder => true,
            On::Asked => false,
            On::Role(key) if step.holder.as_ref() == Some(key) => true,
            On::Role(key) => self.procedure.role(key).is_some_and(|role| {
                role.post.as_ref().is_none_or(|(_, seat)| *seat == Seat::House)
            }),
        };
        on_somebody && clock.at.contains(&step.key) && !clock.is_promise() && {
            self.without_clock(graph, &[clock], step).is_none()
        }
    }

    /// A walk to a step on which none of some clocks has begun to run, where there is one.
    fn without_clock<'g>(
        &self,
        graph: &Graph<'g>,
        clocks: &[&ClockRule],
        step: &Step,
    ) -> Option<Vec<Edge<'g>>> {
        if clocks.iter().any(|clock| clock.after.is_empty()) {
            return None;
        }
        let number = graph.number(&step.key)?;
        let submit = Do::Submit.key();
        let begin = |start: usize| {
            let runs = |clock: &ClockRule| {
                clock.after.contains(&submit) && clock.at.contains(graph.key(start))
            };
            mask(clocks, |_, clock| runs(clock))
        };
        let turn = |edge: &Edge<'_>, running: u64| {
            mask(clocks, |bit, clock| self.goes_on(graph, clock, edge, running & bit != 0))
        };
        graph.walk(begin, turn, |here, running| here == number && running == 0)
    }

    /// Whether a clock that starts by an act runs after a way, when it ran before it or not.
    fn goes_on(&self, graph: &Graph<'_>, clock: &ClockRule, edge: &Edge<'_>, ran: bool) -> bool {
        if !clock.at.contains(graph.key(edge.to)) {
            return false;
        }
        let Some(rule) = edge.rule() else { return ran };
        let on_lead = match &clock.on {
            On::Holder | On::Asked => false,
            On::Role(key) => {
                let post = self.procedure.role(key).and_then(|role| role.post.as_ref());
                post.is_some_and(|(_, seat)| *seat == Seat::Lead)
            }
        };
        let other_lead = on_lead
            && matches!(rule.act, Do::HandOver | Do::RespondAtOnce | Do::Transfer | Do::Return);
        let ends = clock.until.contains(&rule.key) || edge.begins_anew() || other_lead;
        clock.after.contains(&rule.key) || (ran && !ends)
    }

    /// Whatever runs.
    fn running(&mut self) {
        let procedure = self.procedure;
        for (clock, at) in procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            if clock.expiry_moves.is_none() && !clock.expiry_resumes && !clock.expiry_shows {
                let sentence = format!(
                    "nothing follows when the clock {} runs out: say `at_expiry = {{ move = \
                     \"STEP\" }}`, `{{ resume = true }}` or `{{ show = true }}`",
                    clock.key
                );
                self.flaw(at, "clock.no-expiry", sentence);
            }
            if clock.on == On::Asked && (!clock.after.is_empty() || clock.answers) {
                let sentence = format!(
                    "the clock {} runs from when somebody is asked to agree: it has no `after`, \
                     and is not the submitter's own date",
                    clock.key
                );
                self.flaw(at, "clock.asked", sentence);
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
        On::Asked => false,
        On::Role(role) => role == holder,
    };
    on_holder && clock.at.contains(&step.key) && !clock.is_promise()
}

fn mask(clocks: &[&ClockRule], runs: impl Fn(u64, &ClockRule) -> bool) -> u64 {
    // Bits beyond the last count for nothing: a step has not so many clocks on its holder.
    let bits = (0..u64::BITS).map(|place| 1_u64 << place);
    clocks.iter().zip(bits).filter(|(clock, bit)| runs(*bit, clock)).map(|(_, bit)| bit).sum()
}
