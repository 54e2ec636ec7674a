//! A procedure as its file says it, before names are known to fit: what is read, and where it
//! stood.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    id: Code,
    version: u32,
    valid_from: Date,
    calendar: Code,
    role: Vec<RoleDraft>,
    step: Vec<StepDraft>,
    #[serde(default)]
    sets: BTreeMap<String, Vec<Code>>,
    act: Vec<ActDraft>,
    clock: Vec<ClockDraft>,
    returns: ReturnsDraft,
    more_time: MoreTimeDraft,
    answer: Vec<AnswerDraft>,
    rating: Rating,
    look_back: LookBackDraft,
    relapse: RelapseDraft,
    files: Files,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleDraft {
    key: Spanned<Code>,
    office: Option<Code>,
    at: Option<Seat>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepDraft {
    key: Spanned<Code>,
    stage: Code,
    holder: Option<Code>,
    without_holder: Option<Code>,
    #[serde(default)]
    skip_after: Vec<Do>,
    skip_to: Option<Code>,
    outcome: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActDraft {
    r#do: Spanned<Do>,
    #[serde(default)]
    at: Vec<String>,
    by: Vec<Code>,
    to: Option<Code>,
    again: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockDraft {
    key: Spanned<Code>,
    on: Code,
    at: Vec<String>,
    #[serde(default)]
    after: Vec<Do>,
    until: Vec<Do>,
    length: Option<Length>,
    #[serde(default)]
    promised: bool,
    warn: u16,
    #[serde(default)]
    pausable: bool,
    #[serde(default)]
    extendable: bool,
    #[serde(default)]
    answers: bool,
    #[serde(default)]
    at_expiry: ExpiryDraft,
    source: Option<SourceDraft>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ExpiryDraft {
    r#move: Option<Code>,
    #[serde(default)]
    resume: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceDraft {
    law: Option<String>,
    #[serde(default)]
    local: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnsDraft {
    most: u32,
    arbiter: Code,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoreTimeDraft {
    most: u32,
    length_most: Length,
    granted_by: Code,
    source: Spanned<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerDraft {
    key: Code,
    means: Meaning,
    only: Option<Do>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookBackDraft {
    share_percent: u32,
    after: Length,
    source: Spanned<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelapseDraft {
    within: Length,
    source: Spanned<SourceDraft>,
}

/// The lines on which roles, steps, acts and clocks stand, in the order of the file.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "one list for each list of the procedure")]
pub struct Lines {
    pub roles: Vec<usize>,
    pub steps: Vec<usize>,
    pub acts: Vec<usize>,
    pub clocks: Vec<usize>,
}

fn line_of(text: &str, span: Range<usize>) -> usize {
    text[..span.start.min(text.len())].bytes().filter(|b| *b == b'\n').count() + 1
}

impl Draft {
    pub(super) fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span));
            vec![Flaw { line, code: "file.unreadable", sentence: error.message().to_owned() }]
        })
    }

    pub(super) fn lines(&self, text: &str) -> Lines {
        Lines {
            roles: self.role.iter().map(|r| line_of(text, r.key.span())).collect(),
            steps: self.step.iter().map(|s| line_of(text, s.key.span())).collect(),
            acts: self.act.iter().map(|a| line_of(text, a.r#do.span())).collect(),
            clocks: self.clock.iter().map(|c| line_of(text, c.key.span())).collect(),
        }
    }

    pub(super) fn settle(&self, text: &str) -> Result<Procedure, Vec<Flaw>> {
        let mut flaws = vec![];
        for source in [&self.more_time.source, &self.look_back.source, &self.relapse.source] {
            let line = line_of(text, source.span());
            flaws.extend(settle_source(Some(source.get_ref()), line).err());
        }
        let acts = self.act.iter().map(|act| self.settle_act(act, text, &mut flaws)).collect();
        let clocks = self
            .clock
            .iter()
            .filter_map(|clock| self.settle_clock(clock, text, &mut flaws))
            .collect();
        if !flaws.is_empty() {
            return Err(flaws);
        }

        Ok(Procedure {
            id: self.id.clone(),
            version: self.version,
            valid_from: self.valid_from,
            calendar: self.calendar.clone(),
            hash: Hash::of(&[text.as_bytes()]),
            roles: self.role.iter().map(RoleDraft::settle).collect(),
            steps: self.step.iter().map(StepDraft::settle).collect(),
            acts,
            clocks,
            answers: self
                .answer
                .iter()
                .map(|a| AnswerClass { key: a.key.clone(), means: a.means, only: a.only })
                .collect(),
            returns_most: self.returns.most,
            arbiter: self.returns.arbiter.clone(),
            more_time: MoreTime {
                most: self.more_time.most,
                length_most: self.more_time.length_most,
                granted_by: self.more_time.granted_by.clone(),
            },
            rating: self.rating.clone(),
            look_back: LookBack {
                share_percent: self.look_back.share_percent,
                after: self.look_back.after,
            },
            relapse_within: self.relapse.within,
            files: self.files,
        })
    }

    fn settle_act(&self, act: &ActDraft, text: &str, flaws: &mut Vec<Flaw>) -> ActRule {
        let line = line_of(text, act.r#do.span());
        ActRule {
            act: *act.r#do.get_ref(),
            at: self.expand(&act.at, line, flaws),
            by: act.by.clone(),
            to: act.to.clone(),
            again: act.again.clone(),
        }
    }

    fn settle_clock(
        &self,
        clock: &ClockDraft,
        text: &str,
        flaws: &mut Vec<Flaw>,
    ) -> Option<ClockRule> {
        let line = line_of(text, clock.key.span());
        let source = match settle_source(clock.source.as_ref(), line) {
            Ok(source) => source,
            Err(flaw) => {
                flaws.push(flaw);
                return None;
            }
        };
        if clock.length.is_some() == clock.promised {
            flaws.push(Flaw {
                line,
                code: "clock.no-length",
                sentence: format!(
                    "the clock {} needs either a `length` or `promised = true`",
                    clock.key.get_ref()
                ),
            });
        }
        Some(ClockRule {
            key: clock.key.get_ref().clone(),
            on: if clock.on == "holder" { On::Holder } else { On::Role(clock.on.clone()) },
            at: self.expand(&clock.at, line, flaws),
            after: clock.after.clone(),
            until: clock.until.clone(),
            length: clock.length,
            warn: clock.warn,
            pausable: clock.pausable,
            extendable: clock.extendable,
            answers: clock.answers,
            expiry_moves: clock.at_expiry.r#move.clone(),
            expiry_resumes: clock.at_expiry.resume,
            source,
        })
    }

    /// Replaces `@name` by the steps of that set.
    fn expand(&self, names: &[String], line: usize, flaws: &mut Vec<Flaw>) -> Vec<Code> {
        let mut steps = vec![];
        for name in names {
            let found = match name.strip_prefix('@') {
                Some(set) => self.sets.get(set).cloned(),
                None => Code::new(name).ok().map(|code| vec![code]),
            };
            match found {
                Some(found) => steps.extend(found),
                None => flaws.push(Flaw {
                    line,
                    code: "set.unknown",
                    sentence: format!("there is no set of steps {name} under [sets]"),
                }),
            }
        }
        steps
    }
}

impl RoleDraft {
    fn settle(&self) -> Role {
        Role { key: self.key.get_ref().clone(), post: self.office.clone().zip(self.at) }
    }
}

impl StepDraft {
    fn settle(&self) -> Step {
        Step {
            key: self.key.get_ref().clone(),
            stage: self.stage.clone(),
            holder: self.holder.clone(),
            without_holder: self.without_holder.clone(),
            skip_after: self.skip_after.clone(),
            skip_to: self.skip_to.clone(),
            outcome: self.outcome.clone(),
        }
    }
}

fn settle_source(source: Option<&SourceDraft>, line: usize) -> Result<Source, Flaw> {
    match source {
        Some(SourceDraft { law: Some(article), local: false }) if !article.is_empty() => {
            Ok(Source::Law(article.clone()))
        }
        Some(SourceDraft { law: None, local: true }) => Ok(Source::Local),
        _ => Err(Flaw {
            line,
            code: "rule.no-source",
            sentence: "a rule names its article (`source = { law = \"…\" }`) or says that it is \
                       local (`source = { local = true }`)"
                .to_owned(),
        }),
    }
}
