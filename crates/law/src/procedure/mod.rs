//! A procedure (办理规程): its roles, steps, acts, clocks and bounds, read from a file that people
//! edit.

mod diagram;
mod draft;
mod flaw;
mod forms;
mod proof;
mod settle;
mod verbs;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Length;
use crate::words::{Code, Hash};
pub use diagram::{Diagram, DrawnStep, DrawnWay, Label, Point, STEP_SIZE, Say, diagram};
use draft::Draft;
pub use draft::Lines;
pub use flaw::{Ending, Event, Flaw};
pub use forms::{Field, FieldKind};
pub use proof::{Found, Longest, Vacancy};
pub use verbs::Do;

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

/// What a thing of the procedure is called, in the languages of the house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Name {
    /// The name in a language: `en`, or Chinese for all others.
    pub fn in_language(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.zh }
    }
}

/// How the holder of a role is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// At the station that the matter belongs to.
    Station,
    /// At any station of the house (a counter serves whoever comes).
    AnyStation,
    /// At a body of the house's own office.
    House,
    /// At the lead unit of the matter.
    Lead,
    /// At a co-handling unit of the matter.
    Co,
    /// At the body whose duty list covers the matter's category.
    Duty,
    /// At the body of the role's `sort` that serves the matter's area: a grid, a town government.
    Area,
    /// At the body of the role's `sort` in this house: a court, a committee.
    Sort,
    /// The post or body that an earlier act named: a field with `names = "ROLE"`.
    Named,
    /// The post by which the matter was brought.
    Submitter,
}

/// Who, in the eyes of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The name used in the file.
    pub key: Code,
    /// The kind of post and how it is found; `None` for the submitter who needs no post.
    pub post: Option<(Code, Seat)>,
    /// The sort of the body, where it is found by that.
    pub sort: Option<Code>,
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
    pub skip_after: Vec<Code>,
    /// Where to, when it is passed over.
    pub skip_to: Option<Code>,
    /// How a matter that stands here has ended.
    pub outcome: Option<Code>,
}

/// Where an act leads by what was chosen in a field of its form: by weight, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The field.
    pub field: Code,
    /// The step of each choice.
    pub ways: Vec<(Code, Code)>,
}

/// Who may do an act at which steps, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRule {
    /// The verb.
    pub act: Do,
    /// What the procedure calls it; the name of the verb where it gives no key.
    pub key: Code,
    /// The steps; empty for the act that begins a matter.
    pub at: Vec<Code>,
    /// The roles.
    pub by: Vec<Code>,
    /// The step it leads to; `None` where the matter stays.
    pub to: Option<Code>,
    /// Where it leads by a choice, instead.
    pub route: Option<Route>,
    /// The step a new round begins at, when that is asked for.
    pub again: Option<Code>,
    /// Acts that must have been done in this round before.
    pub requires: Vec<Code>,
    /// Acts of which one at least must have been done in this round before; empty for none.
    pub requires_any: Vec<Code>,
    /// How often it may be done with one matter; `None` for no bound.
    pub most: Option<u32>,
    /// Whether it is only proposed by whoever does it, and done when a second person agrees: one
    /// of those who may `agree` at the step, asked for in the order of their roles.
    pub second: bool,
    /// Whether each holder of the role does it once, and the matter goes on when all have.
    pub every: bool,
    /// Whether the holder of a named role leaves it by this.
    pub leaves: bool,
    /// Whether it gives a matter back to whoever handed it over.
    pub back: bool,
    /// Whether clocks that can be paused stand still from here.
    pub pauses: bool,
    /// Whether clocks that stand still go on from here.
    pub resumes: bool,
    /// Whether it judges how the matter was handled.
    pub judges: bool,
    /// The procedure that a conversion goes on by.
    pub into: Option<Code>,
    /// The form, beyond what the verb asks for.
    pub fields: Vec<Field>,
}

impl ActRule {
    /// Every step it can lead to.
    pub fn targets(&self) -> impl Iterator<Item = &Code> {
        let ways = self.route.iter().flat_map(|route| route.ways.iter().map(|(_, step)| step));
        self.to.iter().chain(ways).chain(&self.again)
    }

    /// Whether it moves the matter.
    pub fn moves(&self) -> bool {
        self.targets().next().is_some()
    }

    /// The field of a name.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == *key)
    }
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An article of a law, as it is cited.
    Law {
        /// The citation.
        article: String,
        /// Whether its wording was seen (clocks.md marks those that were not).
        seen: bool,
    },
    /// A rule that the house made for itself.
    Local,
}

/// On whom a clock runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// On whoever holds the matter.
    Holder,
    /// On whoever is asked to agree to what was proposed, from then on.
    Asked,
    /// On the holders of a role.
    Role(Code),
}

/// How the last day of a clock is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// So long after it starts.
    Runs(Length),
    /// On the day that a reply promises.
    Promised,
    /// So long before the day that a field names, as reports are due before a session.
    Before {
        /// The field.
        field: Code,
        /// How long before.
        length: Length,
    },
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
    pub after: Vec<Code>,
    /// The acts that fulfil it.
    pub until: Vec<Code>,
    /// How its last day is found.
    pub term: Term,
    /// Working days before the last day on which the holder is warned.
    pub warn: u16,
    /// Whether it stands still while something else is waited for.
    pub pausable: bool,
    /// Whether more time may be granted on it.
    pub extendable: bool,
    /// Whether it is the submitter's own date, the one figures of punctuality are made of.
    pub answers: bool,
    /// The step that the matter goes to when it runs out.
    pub expiry_moves: Option<Code>,
    /// Whether clocks that stood still go on when it runs out.
    pub expiry_resumes: bool,
    /// Whether its running out is shown wherever the matter is, and counted.
    pub expiry_shows: bool,
    /// Where the rule comes from.
    pub source: Source,
}

impl ClockRule {
    /// How long it runs, where that is known before it starts.
    pub fn length(&self) -> Option<Length> {
        match self.term {
            Term::Runs(length) => Some(length),
            Term::Promised | Term::Before { .. } => None,
        }
    }

    /// Whether its last day is promised and not reckoned.
    pub fn is_promise(&self) -> bool {
        self.term == Term::Promised
    }
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

/// A bound on something that could go on for ever, and who decides when it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// How often at most.
    pub most: u32,
    /// The role that decides then.
    pub arbiter: Code,
}

/// A procedure, read and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the tables of the file, explained there")]
pub struct Procedure {
    pub id: Code,
    pub version: u32,
    pub valid_from: Date,
    pub calendar: Code,
    /// Rows of the domain's list of mechanisms that it carries.
    pub rows: Vec<Code>,
    /// Whether residents bring matters by it unless they choose another.
    pub front: bool,
    pub visibility: Openness,
    /// SHA-256 of the file: a matter keeps the rules it began under.
    pub hash: Hash,
    pub roles: Vec<Role>,
    pub steps: Vec<Step>,
    pub acts: Vec<ActRule>,
    pub clocks: Vec<ClockRule>,
    pub answers: Vec<AnswerClass>,
    /// How often a matter may be sent back as "not ours".
    pub returns: Option<Bound>,
    /// How many rounds there may be.
    pub rounds: Option<Bound>,
    pub more_time: Option<MoreTime>,
    pub rating: Rating,
    pub look_back: Option<LookBack>,
    pub relapse_within: Option<Length>,
    pub files: Files,
    /// The longest time to an answer that the law allows.
    pub maximum: Option<Maximum>,
    names: BTreeMap<(&'static str, String), Name>,
}

/// The longest time to an answer that the law allows, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maximum {
    /// How long.
    pub length: Length,
    /// The acts that it counts from; empty where it counts from intake.
    pub after: Vec<Code>,
    /// Where it says so.
    pub source: Source,
}

/// Who may read the matters of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// As the submitter wishes.
    #[default]
    Submitter,
    /// Everybody.
    Public,
    /// Whoever has to do with it; counted in sums of a least size alone.
    Confidential,
}

/// How often and how far a deadline may be extended, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the table [more_time] of the file")]
pub struct MoreTime {
    pub most: u32,
    pub length_most: Length,
    pub granted_by: Code,
    pub source: Source,
}

/// How an answer is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the table [rating] of the file")]
pub struct Rating {
    pub scale: Vec<Code>,
    pub asks_again: Vec<Code>,
    pub changeable_days: u16,
    pub group_least: u32,
    /// Whether ratings that were not given are left out of the base of satisfaction.
    pub base_without_unrated: bool,
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
    /// Reads a procedure and proves that it loses no matter: see [`Procedure::check`].
    ///
    /// # Errors
    /// Every flaw, with its line and a story that shows it.
    pub fn read(text: &str) -> Result<Self, Vec<Flaw>> {
        let (procedure, found) = Self::check(text)?;
        if found.flaws.is_empty() { Ok(procedure) } else { Err(found.flaws) }
    }

    /// Reads a procedure that was proven when it came into force. A proof that grew stricter since
    /// must not close the house to matters that began under the old rules.
    ///
    /// # Errors
    /// Where the text is no procedure at all.
    pub fn recall(text: &str) -> Result<Self, Vec<Flaw>> {
        Draft::read(text)?.settle(text)
    }

    /// Reads a procedure, with what its proof found.
    ///
    /// # Errors
    /// Where the text is no procedure at all, so that nothing can be proven of it.
    pub fn check(text: &str) -> Result<(Self, Found), Vec<Flaw>> {
        let draft = Draft::read(text)?;
        let procedure = draft.settle(text)?;
        let found = proof::prove(&procedure, &draft.lines(text));
        Ok((procedure, found))
    }

    /// The roles that nobody active holds in a house on a day, or soon nobody will.
    pub fn vacancies(&self, register: &crate::register::Register, today: Date) -> Vec<Vacancy> {
        proof::vacancies(self, register, today)
    }

    /// The act by which residents bring matters themselves, where they do.
    pub fn for_residents(&self) -> Option<&ActRule> {
        let is_resident = |role: &Code| self.role(role).is_some_and(|role| role.post.is_none());
        let mut submits = self.acts.iter().filter(|rule| rule.act == Do::Submit);
        submits.find(|rule| rule.by.iter().any(is_resident))
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

    /// What a thing is called: `step`, `stage`, `role`, `clock`, `answer`, `rating`, `act`, `field`
    /// (`ACT.FIELD`), `choice` (`ACT.FIELD.CHOICE`), `procedure`, `about` and
    /// `pack` (whose parameters it keeps). `None` where the file
    /// names none, as for verbs that go by their own name.
    pub fn name(&self, kind: &'static str, key: &str) -> Option<&Name> {
        self.names.get(&(kind, key.to_owned()))
    }

    /// Whether its matters are confidential by its own rule: nobody is told of them whose office
    /// has no part in it, not even in the house.
    pub fn is_closed(&self) -> bool {
        self.visibility == Openness::Confidential
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
