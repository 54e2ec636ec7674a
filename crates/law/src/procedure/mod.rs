//! A procedure (办理规程): its roles, steps, acts, clocks and bounds, read from a file that people
//! edit.

mod draft;
mod proof;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Length;
use crate::words::{Code, Hash};
use draft::Draft;
pub use draft::Lines;

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
    /// Reads a procedure and proves it: see [`proof`].
    pub fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        let draft = Draft::read(text)?;
        let procedure = draft.settle(text)?;
        let flaws = proof::prove(&procedure, &draft.lines(text));
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
