//! A procedure as its file says it, before names are known to fit: what is read, and where it
//! stood.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Do, Files, Flaw, Meaning, Openness, Seat};
use crate::clock::Length;
use crate::words::Code;

/// A name as the file writes it: in Chinese, in English.
pub(super) type Named = [String; 2];
/// A word that can be chosen: key, name in Chinese, name in English.
pub(super) type Word = (Code, String, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    pub id: Code,
    pub name: Option<Named>,
    pub about: Option<Named>,
    pub version: u32,
    pub valid_from: Date,
    pub calendar: Code,
    #[serde(default)]
    pub rows: Vec<Code>,
    /// Whether residents bring matters by it unless they choose another.
    #[serde(default)]
    pub front: bool,
    #[serde(default)]
    pub visibility: Openness,
    #[serde(default)]
    pub parameter: Vec<ParameterDraft>,
    pub role: Vec<RoleDraft>,
    #[serde(default)]
    pub stages: BTreeMap<Code, Named>,
    pub step: Vec<StepDraft>,
    #[serde(default)]
    pub sets: BTreeMap<String, Vec<Code>>,
    pub act: Vec<ActDraft>,
    pub clock: Vec<ClockDraft>,
    pub returns: Option<BoundDraft>,
    pub rounds: Option<BoundDraft>,
    pub more_time: Option<Spanned<MoreTimeDraft>>,
    #[serde(default)]
    pub answer: Vec<AnswerDraft>,
    pub rating: Option<Spanned<RatingDraft>>,
    pub look_back: Option<Spanned<LookBackDraft>>,
    pub relapse: Option<Spanned<RelapseDraft>>,
    pub files: Option<Spanned<FilesDraft>>,
    pub maximum: Option<Spanned<MaximumDraft>>,
    /// Who gave the parameters, where a pack of a jurisdiction did.
    pub pack: Option<PackDraft>,
    /// Parameters as the pack gives them.
    #[serde(default)]
    pub given: BTreeMap<Code, Spanned<GivenDraft>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackDraft {
    pub name: Named,
    pub valid_from: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterDraft {
    pub key: Spanned<Code>,
    pub length: LengthDraft,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenDraft {
    pub length: LengthDraft,
    pub source: Option<SourceDraft>,
}

/// A length, or the parameter that says it.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct LengthDraft {
    pub working_days: Option<u16>,
    pub days: Option<u16>,
    pub months: Option<u16>,
    pub parameter: Option<Code>,
}

impl LengthDraft {
    /// The length where exactly one is written.
    pub(super) fn plain(&self) -> Option<Length> {
        match (self.working_days, self.days, self.months, &self.parameter) {
            (Some(n), None, None, None) => Some(Length::WorkingDays(n)),
            (None, Some(n), None, None) => Some(Length::Days(n)),
            (None, None, Some(n), None) => Some(Length::Months(n)),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleDraft {
    pub key: Spanned<Code>,
    pub name: Option<Named>,
    pub office: Option<Code>,
    pub at: Option<Seat>,
    pub sort: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepDraft {
    pub key: Spanned<Code>,
    pub name: Option<Named>,
    pub stage: Code,
    pub holder: Option<Code>,
    pub without_holder: Option<Code>,
    #[serde(default)]
    pub skip_after: Vec<Code>,
    pub skip_to: Option<Code>,
    pub outcome: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActDraft {
    pub r#do: Spanned<Do>,
    pub key: Option<Code>,
    pub name: Option<Named>,
    #[serde(default)]
    pub at: Vec<String>,
    pub by: Vec<Code>,
    pub to: Option<Code>,
    pub route: Option<RouteDraft>,
    pub again: Option<Code>,
    #[serde(default)]
    pub requires: Vec<Code>,
    #[serde(default)]
    pub requires_any: Vec<Code>,
    pub most: Option<u32>,
    #[serde(default)]
    pub second: bool,
    #[serde(default)]
    pub every: bool,
    #[serde(default)]
    pub leaves: bool,
    #[serde(default)]
    pub back: bool,
    #[serde(default)]
    pub pauses: bool,
    #[serde(default)]
    pub resumes: bool,
    #[serde(default)]
    pub judges: bool,
    pub into: Option<Code>,
    #[serde(default)]
    pub field: Vec<FieldDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RouteDraft {
    pub field: Code,
    pub ways: BTreeMap<Code, Code>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindDraft {
    Text,
    Line,
    Choice,
    Day,
    Number,
    Money,
    Tick,
    Bodies,
    Posts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldDraft {
    pub key: Spanned<Code>,
    pub name: Option<Named>,
    pub kind: KindDraft,
    #[serde(default)]
    pub choices: Vec<Word>,
    pub least: Option<i64>,
    pub most: Option<i64>,
    pub sort: Option<Code>,
    pub office: Option<Code>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub sensitive: bool,
    pub names: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockDraft {
    pub key: Spanned<Code>,
    pub name: Option<Named>,
    pub on: Code,
    pub at: Vec<String>,
    #[serde(default)]
    pub after: Vec<Code>,
    pub until: Vec<Code>,
    pub length: Option<LengthDraft>,
    #[serde(default)]
    pub promised: bool,
    pub before: Option<BeforeDraft>,
    pub warn: u16,
    #[serde(default)]
    pub pausable: bool,
    #[serde(default)]
    pub extendable: bool,
    #[serde(default)]
    pub answers: bool,
    #[serde(default)]
    pub at_expiry: ExpiryDraft,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BeforeDraft {
    pub field: Code,
    pub length: LengthDraft,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpiryDraft {
    pub r#move: Option<Code>,
    #[serde(default)]
    pub resume: bool,
    #[serde(default)]
    pub show: bool,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceDraft {
    pub law: Option<String>,
    #[serde(default)]
    pub unseen: bool,
    #[serde(default)]
    pub local: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundDraft {
    pub most: u32,
    pub arbiter: Spanned<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoreTimeDraft {
    pub most: u32,
    pub length_most: LengthDraft,
    pub granted_by: Code,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerDraft {
    pub key: Code,
    pub name: Option<Named>,
    pub means: Meaning,
    pub only: Option<Do>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingDraft {
    pub scale: Vec<Word>,
    #[serde(default)]
    pub asks_again: Vec<Code>,
    pub changeable_days: u16,
    pub group_least: u32,
    #[serde(default)]
    pub base_without_unrated: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LookBackDraft {
    pub share_percent: u32,
    pub after: LengthDraft,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelapseDraft {
    pub within: LengthDraft,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MaximumDraft {
    pub length: LengthDraft,
    #[serde(default)]
    pub after: Vec<Code>,
    pub source: Option<SourceDraft>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(transparent)]
pub(super) struct FilesDraft(pub Files);

impl Default for FilesDraft {
    /// As many as a resident may send with a voice.
    fn default() -> Self {
        Self(Files { most: 6, bytes_most: 10 << 20 })
    }
}

/// A place in the file: line and column, counted from one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Where roles, steps, acts, fields and clocks stand, in the order of the file.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "one list for each list of the procedure")]
pub struct Lines {
    pub roles: Vec<Spot>,
    pub steps: Vec<Spot>,
    pub acts: Vec<Spot>,
    /// One list an act.
    pub fields: Vec<Vec<Spot>>,
    pub clocks: Vec<Spot>,
    pub arbiters: Vec<Spot>,
    pub more_time: Spot,
    pub rating: Spot,
    pub look_back: Spot,
    pub relapse: Spot,
    pub files: Spot,
    pub maximum: Spot,
}

pub(super) fn spot(text: &str, span: Range<usize>) -> Spot {
    let before = &text[..span.start.min(text.len())];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Spot { line, column }
}

impl Spot {
    /// A flaw here.
    pub(super) fn flaw(self, code: &'static str, sentence: String) -> Flaw {
        Flaw { line: self.line, column: self.column, code, sentence, story: vec![] }
    }
}

impl Draft {
    pub(super) fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        toml::from_str(text).map_err(|error| {
            let at = spot(text, error.span().unwrap_or_default());
            vec![at.flaw("file.unreadable", error.message().to_owned())]
        })
    }

    pub(super) fn lines(&self, text: &str) -> Lines {
        let arbiters = self.returns.iter().chain(&self.rounds);
        let table = |span: Option<Range<usize>>| spot(text, span.unwrap_or_default());
        Lines {
            roles: self.role.iter().map(|r| spot(text, r.key.span())).collect(),
            steps: self.step.iter().map(|s| spot(text, s.key.span())).collect(),
            acts: self.act.iter().map(|a| spot(text, a.r#do.span())).collect(),
            fields: self
                .act
                .iter()
                .map(|act| act.field.iter().map(|f| spot(text, f.key.span())).collect())
                .collect(),
            clocks: self.clock.iter().map(|c| spot(text, c.key.span())).collect(),
            arbiters: arbiters.map(|bound| spot(text, bound.arbiter.span())).collect(),
            more_time: table(self.more_time.as_ref().map(Spanned::span)),
            rating: table(self.rating.as_ref().map(Spanned::span)),
            look_back: table(self.look_back.as_ref().map(Spanned::span)),
            relapse: table(self.relapse.as_ref().map(Spanned::span)),
            files: table(self.files.as_ref().map(Spanned::span)),
            maximum: table(self.maximum.as_ref().map(Spanned::span)),
        }
    }
}
