//! From a draft to a procedure: sets are written out, parameters filled in, names gathered.

use std::collections::BTreeMap;

use super::draft::{
    ActDraft, ClockDraft, Draft, FieldDraft, FilesDraft, GivenDraft, KindDraft, LengthDraft, Named,
    RoleDraft, SourceDraft, Spot, StepDraft, spot,
};
use super::{
    ActRule, AnswerClass, Bound, ClockRule, Do, Field, FieldKind, Flaw, LookBack, Maximum,
    MoreTime, Name, On, Procedure, Rating, Role, Route, Source, Step, Term,
};
use crate::clock::Length;
use crate::words::{Code, Hash};

/// Most characters of a line and of a text, where the file says nothing of it.
const LINE_MOST: i64 = 60;
const TEXT_MOST: i64 = 4000;

type Names = BTreeMap<(&'static str, String), Name>;

struct Settling<'d> {
    draft: &'d Draft,
    text: &'d str,
    flaws: Vec<Flaw>,
    names: Names,
}

impl Draft {
    pub(super) fn settle(&self, text: &str) -> Result<Procedure, Vec<Flaw>> {
        let mut settling = Settling { draft: self, text, flaws: vec![], names: Names::new() };
        let procedure = settling.whole();
        if settling.flaws.is_empty() {
            Ok(Procedure { names: settling.names, ..procedure })
        } else {
            Err(settling.flaws)
        }
    }
}

impl Settling<'_> {
    fn whole(&mut self) -> Procedure {
        let draft = self.draft;
        self.call("procedure", "", draft.name.as_ref());
        self.call("about", "", draft.about.as_ref());
        for (stage, name) in &draft.stages {
            self.call("stage", stage.as_str(), Some(name));
        }
        self.check_parameters();
        let roles = draft.role.iter().map(|role| self.role(role)).collect();
        let steps = draft.step.iter().map(|step| self.step(step)).collect();
        let acts = draft.act.iter().map(|act| self.act(act)).collect();
        let clocks: Vec<ClockRule> =
            draft.clock.iter().filter_map(|clock| self.clock(clock)).collect();
        let answers = draft.answer.iter().map(|answer| {
            self.call("answer", answer.key.as_str(), answer.name.as_ref());
            AnswerClass { key: answer.key.clone(), means: answer.means, only: answer.only }
        });
        let answers = answers.collect();
        let bound = |draft: &Option<super::draft::BoundDraft>| {
            let bound = draft.as_ref()?;
            Some(Bound { most: bound.most, arbiter: bound.arbiter.get_ref().clone() })
        };
        let pack = draft.pack.as_ref();
        self.call("pack", "", pack.map(|pack| &pack.name));
        Procedure {
            id: draft.id.clone(),
            version: draft.version,
            valid_from: pack.and_then(|pack| pack.valid_from).unwrap_or(draft.valid_from),
            calendar: draft.calendar.clone(),
            rows: draft.rows.clone(),
            front: draft.front,
            visibility: draft.visibility,
            hash: Hash::of(&[self.text.as_bytes()]),
            roles,
            steps,
            acts,
            clocks,
            answers,
            returns: bound(&draft.returns),
            rounds: bound(&draft.rounds),
            more_time: self.more_time(),
            rating: self.rating(),
            look_back: self.look_back(),
            relapse_within: self.relapse(),
            files: draft.files.as_ref().map_or_else(FilesDraft::default, |f| *f.get_ref()).0,
            maximum: self.maximum(),
            names: Names::new(),
        }
    }

    fn call(&mut self, kind: &'static str, key: &str, name: Option<&Named>) {
        if let Some([zh, en]) = name {
            let name = Name { zh: zh.clone(), en: en.clone() };
            self.names.insert((kind, key.to_owned()), name);
        }
    }

    fn check_parameters(&mut self) {
        let draft = self.draft;
        for (key, given) in &draft.given {
            if !draft.parameter.iter().any(|parameter| parameter.key.get_ref() == key) {
                let at = spot(self.text, given.span());
                let sentence = format!("the pack gives {key}, which is no [[parameter]]");
                self.flaws.push(at.flaw("parameter.unknown", sentence));
            }
        }
    }

    /// The length that is written, or that a parameter says, with the source of the parameter.
    fn length(
        &mut self,
        written: &LengthDraft,
        own: Option<&SourceDraft>,
        at: Spot,
    ) -> Option<(Length, Source)> {
        let Some(key) = &written.parameter else {
            let length = written.plain();
            if length.is_none() {
                let sentence = "a length is one of `{ working_days = N }`, `{ days = N }`, \
                                `{ months = N }` and `{ parameter = \"KEY\" }`";
                self.flaws.push(at.flaw("length.unreadable", sentence.to_owned()));
            }
            return Some((length?, self.source(own, at)?));
        };
        let draft = self.draft;
        let parameter = draft.parameter.iter().find(|p| p.key.get_ref() == key);
        let Some(parameter) = parameter else {
            let sentence = format!("there is no [[parameter]] {key}");
            self.flaws.push(at.flaw("parameter.unknown", sentence));
            return None;
        };
        let given: Option<&GivenDraft> = draft.given.get(key).map(toml::Spanned::get_ref);
        let (length, source) = match given {
            Some(given) => (&given.length, given.source.as_ref()),
            None => (&parameter.length, parameter.source.as_ref()),
        };
        let there = match draft.given.get(key) {
            Some(given) => spot(self.text, given.span()),
            None => spot(self.text, parameter.key.span()),
        };
        if length.parameter.is_some() {
            let sentence = format!("the parameter {key} must say its length itself");
            self.flaws.push(there.flaw("length.unreadable", sentence));
            return None;
        }
        let (length, source) = (length.clone(), source.cloned());
        self.length(&length, source.as_ref(), there)
    }

    fn source(&mut self, source: Option<&SourceDraft>, at: Spot) -> Option<Source> {
        match source {
            Some(SourceDraft { law: Some(article), unseen, local: false })
                if !article.trim().is_empty() =>
            {
                Some(Source::Law { article: article.clone(), seen: !unseen })
            }
            Some(SourceDraft { law: None, unseen: false, local: true }) => Some(Source::Local),
            _ => {
                let sentence = "a rule names its article (`source = { law = \"…\" }`) or says \
                                that it is local (`source = { local = true }`)";
                self.flaws.push(at.flaw("rule.no-source", sentence.to_owned()));
                None
            }
        }
    }

    fn role(&mut self, role: &RoleDraft) -> Role {
        let key = role.key.get_ref().clone();
        self.call("role", key.as_str(), role.name.as_ref());
        if role.office.is_some() != role.at.is_some() {
            let sentence = format!("the role {key} needs both `office` and `at`, or neither");
            self.flaws.push(spot(self.text, role.key.span()).flaw("role.half", sentence));
        }
        Role { key, post: role.office.clone().zip(role.at), sort: role.sort.clone() }
    }

    fn step(&mut self, step: &StepDraft) -> Step {
        let key = step.key.get_ref().clone();
        self.call("step", key.as_str(), step.name.as_ref());
        Step {
            key,
            stage: step.stage.clone(),
            holder: step.holder.clone(),
            without_holder: step.without_holder.clone(),
            skip_after: step.skip_after.clone(),
            skip_to: step.skip_to.clone(),
            outcome: step.outcome.clone(),
        }
    }

    fn act(&mut self, act: &ActDraft) -> ActRule {
        let at = spot(self.text, act.r#do.span());
        let verb = *act.r#do.get_ref();
        let key = act.key.clone().unwrap_or_else(|| verb.key());
        self.call("act", key.as_str(), act.name.as_ref());
        let fields = act.field.iter().filter_map(|field| self.field(&key, field)).collect();
        ActRule {
            act: verb,
            at: self.expand(&act.at, at),
            by: act.by.clone(),
            to: act.to.clone(),
            route: act.route.as_ref().map(|route| Route {
                field: route.field.clone(),
                ways: route.ways.iter().map(|(a, b)| (a.clone(), b.clone())).collect(),
            }),
            again: act.again.clone(),
            requires: act.requires.clone(),
            requires_any: act.requires_any.clone(),
            most: act.most,
            second: act.second,
            every: act.every,
            leaves: act.leaves,
            back: act.back || verb == Do::Return,
            pauses: act.pauses || verb == Do::Ask,
            resumes: act.resumes || verb == Do::AnswerQuestion,
            judges: act.judges || verb.judges(),
            into: act.into.clone(),
            fields,
            key,
        }
    }

    fn field(&mut self, act: &Code, field: &FieldDraft) -> Option<Field> {
        let key = field.key.get_ref().clone();
        self.call("field", &format!("{act}.{key}"), field.name.as_ref());
        for (choice, zh, en) in &field.choices {
            let name = Name { zh: zh.clone(), en: en.clone() };
            self.names.insert(("choice", format!("{act}.{key}.{choice}")), name);
        }
        let at = spot(self.text, field.key.span());
        let most = field.most.unwrap_or(match field.kind {
            KindDraft::Text => TEXT_MOST,
            KindDraft::Line => LINE_MOST,
            KindDraft::Number => i64::MAX,
            _ => 1,
        });
        let few = u32::try_from(most).ok().filter(|most| *most > 0);
        let kind = match field.kind {
            KindDraft::Text => few.map(|most| FieldKind::Text { most, lines: true }),
            KindDraft::Line => few.map(|most| FieldKind::Text { most, lines: false }),
            KindDraft::Choice => {
                let choices = field.choices.iter().map(|(choice, ..)| choice.clone());
                (field.choices.len() > 1).then(|| FieldKind::Choice(choices.collect()))
            }
            KindDraft::Day => Some(FieldKind::Day),
            KindDraft::Number => {
                let least = field.least.unwrap_or(0);
                (least <= most).then_some(FieldKind::Number { least, most })
            }
            KindDraft::Money => Some(FieldKind::Money),
            KindDraft::Tick => Some(FieldKind::Tick),
            KindDraft::Bodies => {
                few.map(|most| FieldKind::Bodies { sort: field.sort.clone(), most })
            }
            KindDraft::Posts => few
                .zip(field.office.clone())
                .map(|(most, office)| FieldKind::Posts { office, most }),
        };
        if kind.is_none() {
            let sentence = format!(
                "the field {key} does not say what can be filled in: a choice has two words at \
                 least, posts name an office, numbers run from `least` to `most`"
            );
            self.flaws.push(at.flaw("field.unclear", sentence));
        }
        Some(Field {
            key,
            kind: kind?,
            optional: field.optional,
            sensitive: field.sensitive,
            names: field.names.clone(),
        })
    }

    fn clock(&mut self, clock: &ClockDraft) -> Option<ClockRule> {
        let at = spot(self.text, clock.key.span());
        let key = clock.key.get_ref().clone();
        self.call("clock", key.as_str(), clock.name.as_ref());
        let own = clock.source.as_ref();
        let (term, source) = match (&clock.length, clock.promised, &clock.before) {
            (Some(length), false, None) => {
                let (length, source) = self.length(length, own, at)?;
                (Term::Runs(length), source)
            }
            (None, true, None) => (Term::Promised, self.source(own, at)?),
            (None, false, Some(before)) => {
                let (length, source) = self.length(&before.length, own, at)?;
                (Term::Before { field: before.field.clone(), length }, source)
            }
            _ => {
                let sentence = format!(
                    "the clock {key} needs one of `length`, `promised = true` and `before`"
                );
                self.flaws.push(at.flaw("clock.no-length", sentence));
                return None;
            }
        };
        Some(ClockRule {
            on: match clock.on.as_str() {
                "holder" => On::Holder,
                "asked" => On::Asked,
                _ => On::Role(clock.on.clone()),
            },
            at: self.expand(&clock.at, at),
            after: clock.after.clone(),
            until: clock.until.clone(),
            term,
            warn: clock.warn,
            pausable: clock.pausable,
            extendable: clock.extendable,
            answers: clock.answers,
            expiry_moves: clock.at_expiry.r#move.clone(),
            expiry_resumes: clock.at_expiry.resume,
            expiry_shows: clock.at_expiry.show,
            source,
            key,
        })
    }

    /// Replaces `@name` by the steps of that set.
    fn expand(&mut self, names: &[String], at: Spot) -> Vec<Code> {
        let mut steps = vec![];
        for name in names {
            let found = match name.strip_prefix('@') {
                Some(set) => self.draft.sets.get(set).cloned(),
                None => Code::new(name).ok().map(|code| vec![code]),
            };
            match found {
                Some(found) => steps.extend(found),
                None => {
                    let sentence = format!("there is no set of steps {name} under [sets]");
                    self.flaws.push(at.flaw("set.unknown", sentence));
                }
            }
        }
        steps
    }

    fn more_time(&mut self) -> Option<MoreTime> {
        let more = self.draft.more_time.as_ref()?;
        let (at, more) = (spot(self.text, more.span()), more.get_ref());
        let (length_most, source) = self.length(&more.length_most, more.source.as_ref(), at)?;
        Some(MoreTime { most: more.most, length_most, granted_by: more.granted_by.clone(), source })
    }

    fn rating(&mut self) -> Rating {
        let Some(rating) = &self.draft.rating else { return Rating::default() };
        let rating = rating.get_ref();
        for (word, zh, en) in &rating.scale {
            let name = Name { zh: zh.clone(), en: en.clone() };
            self.names.insert(("rating", word.to_string()), name);
        }
        Rating {
            scale: rating.scale.iter().map(|(word, ..)| word.clone()).collect(),
            asks_again: rating.asks_again.clone(),
            changeable_days: rating.changeable_days,
            group_least: rating.group_least,
            base_without_unrated: rating.base_without_unrated,
        }
    }

    fn look_back(&mut self) -> Option<LookBack> {
        let look_back = self.draft.look_back.as_ref()?;
        let (at, look_back) = (spot(self.text, look_back.span()), look_back.get_ref());
        let (after, _) = self.length(&look_back.after, look_back.source.as_ref(), at)?;
        Some(LookBack { share_percent: look_back.share_percent, after })
    }

    fn relapse(&mut self) -> Option<Length> {
        let relapse = self.draft.relapse.as_ref()?;
        let (at, relapse) = (spot(self.text, relapse.span()), relapse.get_ref());
        Some(self.length(&relapse.within, relapse.source.as_ref(), at)?.0)
    }

    fn maximum(&mut self) -> Option<Maximum> {
        let maximum = self.draft.maximum.as_ref()?;
        let (at, maximum) = (spot(self.text, maximum.span()), maximum.get_ref());
        let (length, source) = self.length(&maximum.length, maximum.source.as_ref(), at)?;
        Some(Maximum { length, after: maximum.after.clone(), source })
    }
}
