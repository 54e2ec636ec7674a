//! A procedure (办理规程): its roles, steps, acts, clocks and bounds, read from a file that people edit.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::clock::Length;
use crate::words::{Code, Hash};

/// Everything that can be asked of a matter. Which of them a step allows, and to whom, is the
/// procedure's business; what each one means is the engine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is explained where it is ruled on, in matter::rules")]
pub enum Do {
    Submit,
    Join,
    Add,
    AnswerQuestion,
    Withdraw,
    Rate,
    LookBack,
    ConfirmChannel,
    ReplaceReceipt,
    Accept,
    FeedBack,
    Classify,
    Explain,
    HandOver,
    RespondAtOnce,
    Merge,
    Split,
    Link,
    Transfer,
    Hide,
    Show,
    Sign,
    Return,
    Note,
    Ask,
    AskForTime,
    GrantTime,
    RefuseTime,
    CoReply,
    Reply,
    Deliver,
    Urge,
    Supervise,
    Correct,
    DrawLookBack,
}

impl Do {
    /// Every act, in the order above.
    pub const ALL: [Self; 35] = [
        Self::Submit,
        Self::Join,
        Self::Add,
        Self::AnswerQuestion,
        Self::Withdraw,
        Self::Rate,
        Self::LookBack,
        Self::ConfirmChannel,
        Self::ReplaceReceipt,
        Self::Accept,
        Self::FeedBack,
        Self::Classify,
        Self::Explain,
        Self::HandOver,
        Self::RespondAtOnce,
        Self::Merge,
        Self::Split,
        Self::Link,
        Self::Transfer,
        Self::Hide,
        Self::Show,
        Self::Sign,
        Self::Return,
        Self::Note,
        Self::Ask,
        Self::AskForTime,
        Self::GrantTime,
        Self::RefuseTime,
        Self::CoReply,
        Self::Reply,
        Self::Deliver,
        Self::Urge,
        Self::Supervise,
        Self::Correct,
        Self::DrawLookBack,
    ];

    /// The name of the act in procedures, addresses and words: `hand-over`.
    pub fn name(self) -> String {
        let name = serde_json::to_string(&self).expect("a unit variant is a string");
        name.trim_matches('"').to_owned()
    }
}

/// The four meanings under every local class of answer (clocks.md, point 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// What was asked for has been done.
    Done,
    /// It will be done by a date.
    Promised,
    /// It cannot be done, because of something that is named.
    Impossible,
    /// It lies above the answering body's power and was passed on.
    Above,
}

/// At which body the holder of a role sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// The station that the matter belongs to.
    Station,
    /// Any station of the house (a counter serves whoever comes).
    AnyStation,
    /// A body of the house's own office.
    House,
    /// The lead unit of the matter.
    Lead,
    /// A co-handling unit of the matter.
    Co,
}

/// Who, in the eyes of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The name used in the file.
    pub key: Code,
    /// The kind of post and where it is; `None` for the submitter, who needs no post.
    pub post: Option<(Code, Seat)>,
}

/// A place where a matter can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name used in the file.
    pub key: Code,
    /// The place on the step line that residents see.
    pub stage: Code,
    /// The role that must do the next thing; `None` where nothing is waited for.
    pub holder: Option<Code>,
    /// Where the matter goes when nobody holds that role.
    pub without_holder: Option<Code>,
    /// The acts after which, in the same round, the step is passed over.
    pub skip_after: Vec<Do>,
    /// Where to, when it is passed over.
    pub skip_to: Option<Code>,
    /// How a matter that stands here has ended.
    pub outcome: Option<Code>,
}

/// Who may do an act at which steps, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRule {
    /// The act.
    pub act: Do,
    /// The steps; empty for the act that begins a matter.
    pub at: Vec<Code>,
    /// The roles.
    pub by: Vec<Code>,
    /// The step it leads to; `None` where the matter stays.
    pub to: Option<Code>,
    /// The step a new round begins at, when the resident wants one.
    pub again: Option<Code>,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An article of a law, as it is cited.
    Law(String),
    /// A rule that the house made for itself.
    Local,
}

/// On whom a clock runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// On whoever holds the matter.
    Holder,
    /// On the holders of a role.
    Role(Code),
}

/// A deadline: when it starts, how long it runs, what follows when it runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// The name used in the file.
    pub key: Code,
    /// On whom it runs.
    pub on: On,
    /// The steps at which it runs.
    pub at: Vec<Code>,
    /// The acts that start it; empty when entering the steps does.
    pub after: Vec<Do>,
    /// The acts that fulfil it.
    pub until: Vec<Do>,
    /// How long it runs; `None` for a promise, whose last day is named in the reply.
    pub length: Option<Length>,
    /// Working days before the last day on which the holder is warned.
    pub warn: u16,
    /// Whether it stands still while the resident is asked.
    pub pausable: bool,
    /// Whether more time may be granted on it.
    pub extendable: bool,
    /// Whether it is the resident's own date, the one figures of punctuality are made of.
    pub answers: bool,
    /// The step that the matter goes to when it runs out.
    pub expiry_moves: Option<Code>,
    /// Whether clocks that stood still go on when it runs out.
    pub expiry_resumes: bool,
    /// Where the rule comes from.
    pub source: Source,
}

/// A local class of answer and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerClass {
    /// The name used in the file.
    pub key: Code,
    /// Its fixed meaning.
    pub means: Meaning,
    /// The act it is kept for, where it is.
    pub only: Option<Do>,
}

/// A procedure, read and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the tables of the file, explained there")]
pub struct Procedure {
    pub id: Code,
    pub version: u32,
    pub valid_from: Date,
    pub calendar: Code,
    /// SHA-256 of the file: a matter keeps the rules it began under.
    pub hash: Hash,
    pub roles: Vec<Role>,
    pub steps: Vec<Step>,
    pub acts: Vec<ActRule>,
    pub clocks: Vec<ClockRule>,
    pub answers: Vec<AnswerClass>,
    pub returns_most: u32,
    pub arbiter: Code,
    pub more_time: MoreTime,
    pub rating: Rating,
    pub look_back: LookBack,
    pub relapse_within: Length,
    pub files: Files,
}

/// How often and how far a deadline may be extended, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the table [more_time] of the file")]
pub struct MoreTime {
    pub most: u32,
    pub length_most: Length,
    pub granted_by: Code,
}

/// How an answer is rated.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the table [rating] of the file")]
pub struct Rating {
    pub scale: Vec<Code>,
    pub asks_again: Vec<Code>,
    pub changeable_days: u16,
    pub group_least: u32,
}

/// Which share of the solved matters is asked again, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the table [look_back] of the file")]
pub struct LookBack {
    pub share_percent: u32,
    pub after: Length,
}

/// Most files with one matter, and most bytes each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the table [files] of the file")]
pub struct Files {
    pub most: u32,
    pub bytes_most: u64,
}

impl Procedure {
    /// Reads a procedure and proves it: see [`crate::proof`].
    pub fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        let draft = Draft::read(text)?;
        let procedure = draft.settle(text)?;
        let flaws = crate::proof::prove(&procedure, &draft.lines(text));
        if flaws.is_empty() { Ok(procedure) } else { Err(flaws) }
    }

    /// The step of a name.
    pub fn step(&self, key: &Code) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == *key)
    }

    /// The role of a name.
    pub fn role(&self, key: &Code) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == *key)
    }

    /// The clock of a name.
    pub fn clock(&self, key: &Code) -> Option<&ClockRule> {
        self.clocks.iter().find(|clock| clock.key == *key)
    }

    /// The answer class of a name.
    pub fn answer(&self, key: &Code) -> Option<&AnswerClass> {
        self.answers.iter().find(|answer| answer.key == *key)
    }

    /// The rules by which an act is allowed at a step.
    pub fn acts_at<'a>(&'a self, step: &'a Code) -> impl Iterator<Item = &'a ActRule> {
        self.acts.iter().filter(move |rule| rule.at.contains(step))
    }

    /// The stages of the step line, in order of their first step.
    pub fn stages(&self) -> Vec<&Code> {
        let mut stages: Vec<&Code> = vec![];
        for step in &self.steps {
            if !stages.contains(&&step.stage) {
                stages.push(&step.stage);
            }
        }
        stages
    }
}

/// What is wrong with a procedure, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The line of the file, counted from one.
    pub line: usize,
    /// Which rule of a sound procedure is broken, as a dotted word.
    pub code: &'static str,
    /// The sentence that says what is wrong and how it would be right.
    pub sentence: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} ({})", self.line, self.sentence, self.code)
    }
}

// --- the file as it is written -------------------------------------------------------------------

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
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
    fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span));
            vec![Flaw { line, code: "file.unreadable", sentence: error.message().to_owned() }]
        })
    }

    fn lines(&self, text: &str) -> Lines {
        Lines {
            roles: self.role.iter().map(|r| line_of(text, r.key.span())).collect(),
            steps: self.step.iter().map(|s| line_of(text, s.key.span())).collect(),
            acts: self.act.iter().map(|a| line_of(text, a.r#do.span())).collect(),
            clocks: self.clock.iter().map(|c| line_of(text, c.key.span())).collect(),
        }
    }

    fn settle(&self, text: &str) -> Result<Procedure, Vec<Flaw>> {
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
