//! The proof that a procedure loses no matter: what is refused when it is loaded, with the line.

use std::collections::BTreeSet;

use super::{Do, Flaw, Lines, On, Procedure, Step};
use crate::words::Code;

/// Finds what is wrong with a procedure; an empty list means that it is sound.
pub fn prove(procedure: &Procedure, lines: &Lines) -> Vec<Flaw> {
    let mut prover = Prover { procedure, lines, flaws: vec![] };
    prover.names();
    if prover.flaws.is_empty() {
        prover.reachability();
        prover.holders_and_clocks();
        prover.separation();
    }
    prover.flaws
}

struct Prover<'a> {
    procedure: &'a Procedure,
    lines: &'a Lines,
    flaws: Vec<Flaw>,
}

impl Prover<'_> {
    fn flaw(&mut self, line: usize, code: &'static str, sentence: String) {
        self.flaws.push(Flaw { line, code, sentence });
    }

    /// Every step, role and class that is named exists, once.
    fn names(&mut self) {
        let procedure = self.procedure;
        let steps: Vec<&Code> = procedure.steps.iter().map(|step| &step.key).collect();
        let roles: Vec<&Code> = procedure.roles.iter().map(|role| &role.key).collect();
        self.twice(&steps, &self.lines.steps.clone(), "step.twice");
        self.twice(&roles, &self.lines.roles.clone(), "role.twice");
        let clocks: Vec<&Code> = procedure.clocks.iter().map(|clock| &clock.key).collect();
        self.twice(&clocks, &self.lines.clocks.clone(), "clock.twice");

        for (step, line) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            self.known(&roles, step.holder.as_ref(), line, "role.unknown");
            self.known(&steps, step.without_holder.as_ref(), line, "step.unknown");
            self.known(&steps, step.skip_to.as_ref(), line, "step.unknown");
        }
        for (act, line) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            for step in act.at.iter().chain(&act.to).chain(&act.again) {
                self.known(&steps, Some(step), line, "step.unknown");
            }
            for role in &act.by {
                self.known(&roles, Some(role), line, "role.unknown");
            }
        }
        for (clock, line) in procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            for step in clock.at.iter().chain(&clock.expiry_moves) {
                self.known(&steps, Some(step), line, "step.unknown");
            }
            if let On::Role(role) = &clock.on {
                self.known(&roles, Some(role), line, "role.unknown");
            }
            if clock.length.is_some_and(|length| length.number() == 0) {
                let sentence =
                    format!("the clock {} has no length: nothing is due at once", clock.key);
                self.flaw(line, "clock.zero", sentence);
            }
        }
        for role in [&procedure.arbiter, &procedure.more_time.granted_by] {
            self.known(&roles, Some(role), 1, "role.unknown");
        }
        for word in &procedure.rating.asks_again {
            if !procedure.rating.scale.contains(word) {
                let sentence = format!("the rating {word} is not on the scale");
                self.flaw(1, "rating.unknown", sentence);
            }
        }
    }

    fn twice(&mut self, names: &[&Code], lines: &[usize], code: &'static str) {
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                self.flaw(lines[i], code, format!("{name} is named twice"));
            }
        }
    }

    fn known(&mut self, names: &[&Code], name: Option<&Code>, line: usize, code: &'static str) {
        if let Some(name) = name.filter(|name| !names.contains(name)) {
            self.flaw(line, code, format!("{name} is named here and defined nowhere"));
        }
    }

    /// Every step can be reached, and from every step an outcome can.
    fn reachability(&mut self) {
        let procedure = self.procedure;
        let Some(start) =
            procedure.acts.iter().find(|act| act.act == Do::Submit).and_then(|act| act.to.clone())
        else {
            self.flaw(1, "act.no-submit", "no act `submit` says where a matter begins".to_owned());
            return;
        };
        let reached = self.closure(&BTreeSet::from([start]), false);
        let outcomes: BTreeSet<Code> = procedure
            .steps
            .iter()
            .filter(|step| step.outcome.is_some())
            .map(|step| step.key.clone())
            .collect();
        let ending = self.closure(&outcomes, true);
        for (step, line) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            if !reached.contains(&step.key) {
                let sentence = format!("no act and no expiry leads to the step {}", step.key);
                self.flaw(line, "step.unreachable", sentence);
            } else if !ending.contains(&step.key) {
                let sentence =
                    format!("a matter at the step {} can never come to an end", step.key);
                self.flaw(line, "step.no-outcome", sentence);
            }
        }
    }

    /// The steps that can be reached from some, or (backwards) from which some can be reached.
    fn closure(&self, from: &BTreeSet<Code>, backwards: bool) -> BTreeSet<Code> {
        let mut found = from.clone();
        let edges = self.edges();
        loop {
            let before = found.len();
            for (a, b) in &edges {
                let (here, there) = if backwards { (b, a) } else { (a, b) };
                if found.contains(here) {
                    found.insert(there.clone());
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    fn edges(&self) -> Vec<(Code, Code)> {
        let mut edges = vec![];
        for act in &self.procedure.acts {
            for from in &act.at {
                for to in act.to.iter().chain(&act.again) {
                    edges.push((from.clone(), to.clone()));
                }
            }
        }
        for step in &self.procedure.steps {
            for to in step.without_holder.iter().chain(&step.skip_to) {
                edges.push((step.key.clone(), to.clone()));
            }
        }
        for clock in &self.procedure.clocks {
            if let Some(to) = &clock.expiry_moves {
                edges.extend(clock.at.iter().map(|from| (from.clone(), to.clone())));
            }
        }
        edges
    }

    /// Whoever waits has a holder, a clock, and something the holder can do.
    fn holders_and_clocks(&mut self) {
        let procedure = self.procedure;
        for (step, line) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            if step.outcome.is_some() {
                continue;
            }
            let Some(holder) = &step.holder else {
                let sentence = format!("nobody holds a matter at the step {}", step.key);
                self.flaw(line, "step.no-holder", sentence);
                continue;
            };
            if !procedure.clocks.iter().any(|clock| runs_for(procedure, clock, step, holder)) {
                let sentence = format!("no clock runs on {holder} at the step {}", step.key);
                self.flaw(line, "step.no-clock", sentence);
            }
            let can_act = procedure
                .acts_at(&step.key)
                .any(|act| act.by.contains(holder) && (act.to.is_some() || act.again.is_some()));
            let expires = procedure
                .clocks
                .iter()
                .any(|clock| clock.at.contains(&step.key) && clock.expiry_moves.is_some());
            if !can_act && !expires {
                let sentence = format!("{holder} can do nothing that moves {} on", step.key);
                self.flaw(line, "step.no-way-on", sentence);
            }
        }
    }

    /// Nobody who handles may rate, grant the own extension, or judge the own return.
    fn separation(&mut self) {
        let procedure = self.procedure;
        let asking: BTreeSet<&Code> = procedure
            .acts
            .iter()
            .filter(|act| act.act == Do::AskForTime || act.act == Do::Reply)
            .flat_map(|act| &act.by)
            .collect();
        for (act, line) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            let needs_other =
                matches!(act.act, Do::GrantTime | Do::RefuseTime | Do::Rate | Do::LookBack);
            for role in act.by.iter().filter(|role| needs_other && asking.contains(role)) {
                let sentence =
                    format!("{role} handles the matter and may not {} it", act.act.name());
                self.flaw(line, "act.own-judge", sentence);
            }
            let by_post =
                |role: &Code| procedure.role(role).is_some_and(|role| role.post.is_some());
            if matches!(act.act, Do::Rate | Do::LookBack) && act.by.iter().any(by_post) {
                let sentence = "only the resident rates; no post may".to_owned();
                self.flaw(line, "act.rating-by-office", sentence);
            }
        }
    }
}

fn runs_for(procedure: &Procedure, clock: &super::ClockRule, step: &Step, holder: &Code) -> bool {
    let on_holder = match &clock.on {
        On::Holder => true,
        On::Role(role) => role == holder,
    };
    let starts_by_itself = clock.after.is_empty();
    on_holder
        && starts_by_itself
        && clock.at.contains(&step.key)
        && procedure.step(&step.key).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = include_str!("../../../../procedures/public-opinion/procedure.toml");

    fn flaws(from: &str, to: &str) -> Vec<(usize, &'static str)> {
        assert!(SOUND.contains(from), "the procedure no longer contains {from:?}");
        let flaws =
            Procedure::read(&SOUND.replacen(from, to, 1)).expect_err("this must be refused");
        flaws.into_iter().map(|flaw| (flaw.line, flaw.code)).collect()
    }

    fn line_of(part: &str) -> usize {
        SOUND[..SOUND.find(part).expect("it is there")].lines().count() + 1
    }

    #[test]
    fn the_shipped_procedure_is_sound() {
        let procedure = Procedure::read(SOUND).unwrap_or_else(|flaws| panic!("{flaws:#?}"));
        let stages: Vec<&str> = procedure.stages().iter().map(|stage| stage.as_str()).collect();
        assert_eq!(stages, ["accept", "assign", "handle", "answer", "rate", "look-back"]);
    }

    #[test]
    fn each_broken_procedure_is_refused_for_its_own_reason() {
        let cases = [
            (
                "do = \"accept\"\nat = [\"raised\"]\nby = [\"deputy\"]\nto = \"screening\"",
                "do = \"accept\"\nat = [\"raised\"]\nby = [\"deputy\"]\nto = \"sceening\"",
                "step.unknown",
            ),
            ("holder = \"congress\"", "holder = \"nobody\"", "role.unknown"),
            ("key = \"closed\"\nstage", "key = \"rating\"\nstage", "step.twice"),
            (
                "[[step]]\nkey = \"withdrawn\"",
                "[[step]]\nkey = \"limbo\"\nstage = \"rate\"\n\
              holder = \"congress\"\n[[step]]\nkey = \"withdrawn\"",
                "step.unreachable",
            ),
            (
                "key = \"rating\"\nstage = \"rate\"\nholder = \"submitter\"",
                "key = \"rating\"\nstage = \"rate\"",
                "step.no-holder",
            ),
            ("on = \"congress\"\nat = [\"screening\"]", "on = \"congress\"\nat = [\"raised\"]", ""),
            ("length = { working_days = 30 }", "length = { working_days = 0 }", "clock.zero"),
            ("length = { working_days = 30 }\n", "", "clock.no-length"),
            ("source = { local = true }", "source = {}", "rule.no-source"),
            (
                "do = \"grant-time\"\nat = [\"handling\", \"at-once\"]\nby = [\"congress\"]",
                "do = \"grant-time\"\nat = [\"handling\", \"at-once\"]\nby = [\"lead\"]",
                "act.own-judge",
            ),
            (
                "do = \"rate\"\nat = [\"rating\"]\nby = [\"submitter\"]",
                "do = \"rate\"\nat = [\"rating\"]\nby = [\"submitter\", \"station\"]",
                "act.rating-by-office",
            ),
            ("at = [\"@open\"]", "at = [\"@opened\"]", "set.unknown"),
            ("version = 1", "version = \"one\"", "file.unreadable"),
        ];
        for (from, to, code) in cases {
            if code.is_empty() {
                // The answer clock still runs on whoever holds the matter, so this stays sound.
                assert!(Procedure::read(&SOUND.replacen(from, to, 1)).is_ok());
            } else {
                let found = flaws(from, to);
                assert!(found.iter().any(|(_, c)| *c == code), "{code} expected, found {found:?}");
            }
        }
    }

    #[test]
    fn a_flaw_names_its_line() {
        let found =
            flaws("do = \"accept\"\nat = [\"raised\"]", "do = \"accept\"\nat = [\"rased\"]");
        assert_eq!(found, [(line_of("do = \"accept\""), "step.unknown")]);
    }
}
