//! Every step, role, act, field and word that is named exists, once, and is called something in
//! both languages.

use super::super::draft::Spot;
use super::super::{Do, FieldKind, On, Openness, Seat, Term};
use super::Prover;
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn names(&mut self) {
        let procedure = self.procedure;
        let steps: Vec<&Code> = procedure.steps.iter().map(|step| &step.key).collect();
        let roles: Vec<&Code> = procedure.roles.iter().map(|role| &role.key).collect();
        let clocks: Vec<&Code> = procedure.clocks.iter().map(|clock| &clock.key).collect();
        self.twice(&steps, &self.lines.steps.clone(), "step.twice");
        self.twice(&roles, &self.lines.roles.clone(), "role.twice");
        self.twice(&clocks, &self.lines.clocks.clone(), "clock.twice");
        self.heading();
        self.role_names();
        for (step, at) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            self.known(&roles, step.holder.as_ref(), at, "role.unknown");
            self.known(&steps, step.without_holder.as_ref(), at, "step.unknown");
            self.known(&steps, step.skip_to.as_ref(), at, "step.unknown");
            for act in &step.skip_after {
                self.known_act(act, at);
            }
            self.called("step", step.key.as_str(), at);
            self.called("stage", step.stage.as_str(), at);
        }
        self.act_names(&steps, &roles);
        self.clock_names(&steps, &roles);
        self.bounds(&roles);
    }

    fn heading(&mut self) {
        self.called("procedure", "", Self::top());
        self.called("about", "", Self::top());
        let procedure = self.procedure;
        for answer in &procedure.answers {
            self.called("answer", answer.key.as_str(), Self::top());
        }
        for word in &procedure.rating.scale {
            self.called("rating", word.as_str(), Self::top());
        }
        if procedure.visibility == Openness::Confidential
            && procedure.rating.group_least < 5
            && !procedure.rating.scale.is_empty()
        {
            let sentence = "confidential matters are told of in groups of at least 5: set \
                            `group_least`";
            self.flaw(Self::top(), "confidential.group", sentence.to_owned());
        }
    }

    fn role_names(&mut self) {
        for (role, at) in self.procedure.roles.iter().zip(self.lines.roles.clone()) {
            self.called("role", role.key.as_str(), at);
            let by_sort = matches!(role.post, Some((_, Seat::Area | Seat::Sort)));
            if by_sort != role.sort.is_some() {
                let sentence = format!(
                    "the role {} is found by `sort` with `at = \"area\"` or `at = \"sort\"`, and \
                     only then",
                    role.key
                );
                self.flaw(at, "role.sort", sentence);
            }
        }
    }

    fn act_names(&mut self, steps: &[&Code], roles: &[&Code]) {
        let procedure = self.procedure;
        for (number, act) in procedure.acts.iter().enumerate() {
            let at = self.lines.acts[number];
            for step in act.at.iter().chain(act.targets()) {
                self.known(steps, Some(step), at, "step.unknown");
            }
            for role in &act.by {
                self.known(roles, Some(role), at, "role.unknown");
            }
            for key in act.requires.iter().chain(&act.requires_any) {
                self.known_act(key, at);
            }
            let named = act.key != act.act.key() || matches!(act.act, Do::Step | Do::Convert);
            if named {
                self.called("act", act.key.as_str(), at);
            }
            if act.act == Do::Step && act.key == act.act.key() {
                let sentence = "an act `do = \"step\"` needs a `key` of its own".to_owned();
                self.flaw(at, "act.no-key", sentence);
            }
            if (act.act == Do::Convert) != act.into.is_some() {
                let sentence =
                    "a `convert` names the procedure it goes on by as `into`; no other act does";
                self.flaw(at, "convert.nowhere", sentence.to_owned());
            }
            if act.most == Some(0) {
                self.flaw(at, "act.never", format!("{} may be done no time at all", act.key));
            }
            let mut same = procedure.acts[..number].iter().filter(|other| other.key == act.key);
            if same.any(|other| other.act != act.act) {
                let sentence = format!("{} is the key of another verb already", act.key);
                self.flaw(at, "act.twice", sentence);
            }
            self.form(number, roles);
            self.route(number);
        }
    }

    fn form(&mut self, number: usize, roles: &[&Code]) {
        let act = &self.procedure.acts[number];
        let keys: Vec<&Code> = act.fields.iter().map(|field| &field.key).collect();
        let spots = self.lines.fields[number].clone();
        self.twice(&keys, &spots, "field.twice");
        for (field, at) in act.fields.iter().zip(spots) {
            self.called("field", &format!("{}.{}", act.key, field.key), at);
            if let FieldKind::Choice(choices) = &field.kind {
                for (i, choice) in choices.iter().enumerate() {
                    self.called("choice", &format!("{}.{}.{choice}", act.key, field.key), at);
                    if choices[..i].contains(choice) {
                        let sentence = format!("{choice} can be chosen twice");
                        self.flaw(at, "choice.twice", sentence);
                    }
                }
            }
            self.known(roles, field.names.as_ref(), at, "role.unknown");
            self.naming(field, at);
        }
    }

    fn naming(&mut self, field: &super::super::Field, at: Spot) {
        let Some(role) = field.names.as_ref().and_then(|key| self.procedure.role(key)) else {
            return;
        };
        let fits = match (&field.kind, &role.post) {
            (FieldKind::Bodies { .. }, Some((_, Seat::Named))) => true,
            (FieldKind::Posts { office, .. }, Some((held, Seat::Named))) => office == held,
            _ => false,
        };
        if !fits {
            let sentence = format!(
                "{} names the holder of {}: it must choose bodies, or posts of that role's \
                 office, and the role must say `at = \"named\"`",
                field.key, role.key
            );
            self.flaw(at, "field.names-nobody", sentence);
        }
    }

    fn route(&mut self, number: usize) {
        let act = &self.procedure.acts[number];
        let Some(route) = &act.route else { return };
        let at = self.lines.acts[number];
        let choices = act.field(route.field.as_str()).map(|field| (&field.kind, field.optional));
        let Some((FieldKind::Choice(choices), false)) = choices else {
            let sentence = format!(
                "{} goes by {}, which is no choice that must be made",
                act.key, route.field
            );
            return self.flaw(at, "route.no-choice", sentence);
        };
        let mut ways: Vec<&Code> = route.ways.iter().map(|(choice, _)| choice).collect();
        let mut choices: Vec<&Code> = choices.iter().collect();
        ways.sort_unstable();
        choices.sort_unstable();
        choices.dedup();
        if ways != choices {
            let sentence =
                format!("{} must say for each choice of {} where it leads", act.key, route.field);
            self.flaw(at, "route.gap", sentence);
        }
        if act.to.is_some() {
            let sentence = format!("{} has both a `to` and a `route`", act.key);
            self.flaw(at, "route.twice", sentence);
        }
    }

    fn clock_names(&mut self, steps: &[&Code], roles: &[&Code]) {
        for (clock, at) in self.procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            self.called("clock", clock.key.as_str(), at);
            for step in clock.at.iter().chain(&clock.expiry_moves) {
                self.known(steps, Some(step), at, "step.unknown");
            }
            if let On::Role(role) = &clock.on {
                self.known(roles, Some(role), at, "role.unknown");
            }
            for act in clock.after.iter().chain(&clock.until) {
                self.known_act(act, at);
            }
            if clock.length().is_some_and(|length| length.number() == 0) {
                let sentence =
                    format!("the clock {} has no length: nothing is due at once", clock.key);
                self.flaw(at, "clock.zero", sentence);
            }
            if let Term::Before { field, .. } = &clock.term {
                let mut acts =
                    self.procedure.acts.iter().filter(|act| clock.after.contains(&act.key));
                let is_day = |act: &super::super::ActRule| {
                    act.field(field.as_str())
                        .is_some_and(|f| f.kind == FieldKind::Day && !f.optional)
                };
                if !acts.any(is_day) {
                    let sentence = format!(
                        "the clock {} runs to a day before {field}: an act in `after` must ask \
                         for that day",
                        clock.key
                    );
                    self.flaw(at, "clock.no-day", sentence);
                }
            }
        }
    }

    fn bounds(&mut self, roles: &[&Code]) {
        let procedure = self.procedure;
        let spots = self.lines.arbiters.clone();
        for (bound, at) in procedure.returns.iter().chain(&procedure.rounds).zip(spots) {
            self.known(roles, Some(&bound.arbiter), at, "role.unknown");
        }
        if let Some(more) = &procedure.more_time {
            self.known(roles, Some(&more.granted_by), Self::top(), "role.unknown");
        }
        for key in procedure.maximum.iter().flat_map(|most| &most.after) {
            self.known_act(key, self.lines.maximum);
        }
        for word in &procedure.rating.asks_again {
            if !procedure.rating.scale.contains(word) {
                let sentence = format!("the rating {word} is not on the scale");
                self.flaw(Self::top(), "rating.unknown", sentence);
            }
        }
        for (act, at) in procedure.acts.iter().zip(self.lines.acts.clone()) {
            let asks = act.act == Do::AskForTime && procedure.more_time.is_none();
            if asks {
                let sentence = "more time can be asked for, and no [more_time] says how much";
                self.flaw(at, "time.unbounded", sentence.to_owned());
            }
            if act.act == Do::Return && procedure.returns.is_none() {
                let sentence = "a matter can be sent back, and no [returns] says how often and \
                                who decides then";
                self.flaw(at, "returns.unbounded", sentence.to_owned());
            }
            if act.act == Do::Rate && procedure.rating.scale.is_empty() {
                let sentence = "there is something to rate, and no [rating] says how".to_owned();
                self.flaw(at, "rating.none", sentence);
            }
            let open = |class: &super::super::AnswerClass| class.only.is_none();
            if act.act == Do::Reply && !procedure.answers.iter().any(open) {
                let sentence = "a reply needs an [[answer]] that says what it can be".to_owned();
                self.flaw(at, "answer.none", sentence);
            }
            let explains = procedure.answers.iter().any(|class| class.only == Some(Do::Explain));
            if act.act == Do::Explain && !explains {
                let sentence = "`explain` needs an [[answer]] with `only = \"explain\"`".to_owned();
                self.flaw(at, "answer.none", sentence);
            }
        }
    }

    fn called(&mut self, kind: &'static str, key: &str, at: Spot) {
        let name = self.procedure.name(kind, key);
        if name.is_none_or(|name| name.zh.trim().is_empty() || name.en.trim().is_empty()) {
            let what = if key.is_empty() { kind.to_owned() } else { format!("{kind} {key}") };
            let sentence = format!(
                "the {what} is not called anything: give it a `name` in Chinese and in English, \
                 as a list of two (stages under [stages], the procedure also `about`)"
            );
            self.flaw(at, "name.missing", sentence);
        }
    }

    fn twice(&mut self, names: &[&Code], spots: &[Spot], code: &'static str) {
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                self.flaw(spots[i], code, format!("{name} is named twice"));
            }
        }
    }

    fn known(&mut self, names: &[&Code], name: Option<&Code>, at: Spot, code: &'static str) {
        if let Some(name) = name.filter(|name| !names.contains(name)) {
            self.flaw(at, code, format!("{name} is named here and defined nowhere"));
        }
    }

    fn known_act(&mut self, key: &Code, at: Spot) {
        if !self.procedure.acts.iter().any(|act| act.key == *key) {
            let sentence = format!("{key} is named here and no act has that key");
            self.flaw(at, "act.unknown", sentence);
        }
    }
}
