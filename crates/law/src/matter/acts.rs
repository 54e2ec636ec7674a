//! What can be asked of a matter: one act each, as pages, the API, imports and stories send it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::{Party, Visibility};
use crate::activity::ActivityId;
use crate::clock::Time;
use crate::procedure::Do;
use crate::words::{AreaId, BodyId, Code, FileRef, Hash, MatterId, PostId};

/// An act that is asked for. Typed text is plain here; the rule encloses it for the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub enum Act {
    Submit(Box<Submission>),
    Join(Joining),
    Add {
        text: String,
        #[serde(skip)]
        files: Vec<Attached>,
    },
    AnswerQuestion {
        text: String,
        #[serde(skip)]
        files: Vec<Attached>,
    },
    Withdraw {
        reason: String,
        #[serde(default)]
        fields: Filling,
    },
    Rate {
        rating: Code,
        solved: bool,
        #[serde(default)]
        again: bool,
    },
    LookBack {
        solved: bool,
        #[serde(default)]
        again: bool,
    },
    ConfirmChannel {},
    ReplaceReceipt {
        proof: Code,
        #[serde(skip)]
        receipt: Hash,
    },
    Accept {},
    FeedBack {
        way: Code,
        text: String,
    },
    Classify {
        category: Code,
    },
    Explain {
        text: String,
        basis: String,
        #[serde(default)]
        fields: Filling,
    },
    HandOver(Assignment),
    RespondAtOnce(Assignment),
    Merge {
        into: MatterId,
        reason: String,
        #[serde(default)]
        fields: Filling,
    },
    Split {
        parts: Vec<Part>,
    },
    Link {
        to: MatterId,
    },
    Transfer {
        lead: BodyId,
        post: Option<PostId>,
        reason: String,
    },
    Hide {
        reason: String,
        #[serde(default)]
        fields: Filling,
    },
    Show {
        reason: String,
    },
    Sign {},
    Return {
        duty: Code,
        reason: String,
    },
    Note {
        text: String,
        #[serde(default)]
        open: bool,
    },
    Ask {
        question: String,
    },
    AskForTime {
        working_days: u16,
        reason: String,
        #[serde(default)]
        fields: Filling,
    },
    GrantTime {
        reason: String,
    },
    RefuseTime {
        reason: String,
    },
    CoReply {
        text: String,
    },
    Reply(Box<Answer>),
    Deliver {
        text: String,
    },
    Urge {
        text: String,
    },
    Supervise {
        leader: PostId,
        text: String,
    },
    Correct {
        record: u64,
        text: String,
    },
    DrawLookBack {
        seed: Hash,
    },
    /// What whoever brought it said when they were called back.
    CallBack {
        reached: bool,
        #[serde(default)]
        rating: Option<Code>,
        #[serde(default)]
        solved: Option<bool>,
    },
    /// Agrees to what was proposed; `draft` is filled in by the room, from the vault.
    Agree {
        #[serde(skip)]
        draft: Option<Box<Act>>,
    },
    Decline {
        reason: String,
    },
    /// What the procedure calls by this key.
    Step {
        key: Code,
        #[serde(default)]
        fields: Filling,
    },
    /// Goes on with the matter by another procedure, named by the act of this key.
    Convert {
        key: Code,
        title: String,
        body: String,
        #[serde(default)]
        fields: Filling,
    },
}

/// A form as it is filled in: by field, as text; several bodies or posts with spaces between.
pub type Filling = BTreeMap<Code, String>;

/// A matter as somebody brings it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub struct Submission {
    /// The procedure; the one by which residents bring matters where none is named.
    #[serde(default)]
    pub procedure: Option<Code>,
    /// What the procedure asks beyond the rest.
    #[serde(default)]
    pub fields: Filling,
    pub title: String,
    pub body: String,
    pub area: AreaId,
    #[serde(default)]
    pub place: Option<String>,
    pub category: Code,
    pub visibility: Visibility,
    #[serde(default)]
    pub contact: Option<Contact>,
    #[serde(default)]
    pub known_to_unit: bool,
    /// The body or the person that it is about.
    #[serde(default)]
    pub about: Option<Party>,
    /// Names that the public shall not read, wherever they stand in what was said.
    #[serde(default)]
    pub hide: Vec<String>,
    /// Files already stored for this act; filled in by the room.
    #[serde(skip)]
    pub files: Vec<Attached>,
    pub language: Code,
    #[serde(default)]
    pub station: Option<BodyId>,
    /// The activity of deputies at which an officer took it down.
    #[serde(default)]
    pub activity: Option<ActivityId>,
    /// The deputy that a resident turns to, who is then first responsible.
    #[serde(default)]
    pub deputy: Option<PostId>,
    #[serde(default)]
    pub slip: Option<Code>,
    #[serde(default)]
    pub claimed: Option<Time>,
    /// `online` unless an officer says otherwise.
    #[serde(default)]
    pub channel: Option<Code>,
    /// What the ledger says that it is imported from; filled in by the room.
    #[serde(skip)]
    pub ledger: Option<Box<LedgerRow>>,
    /// Keyed hash of the place name; filled in by the room.
    #[serde(skip)]
    pub place_key: Option<i64>,
    /// HMAC of the receipt code; filled in by the room.
    #[serde(skip)]
    pub receipt: Option<Hash>,
    /// Whether another house passed it on; filled in by the room.
    #[serde(skip)]
    pub passed_on: bool,
}

/// What a row of an office's ledger says of a matter beside what was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// When the office received it.
    pub received: Time,
    /// The unit in the lead.
    pub lead: Option<BodyId>,
    /// By when an answer was due.
    pub due: Option<Date>,
    /// How it ended; `None` where it is still open and goes on in this house.
    pub ended: Option<LedgerEnd>,
    /// The row as it stands in the ledger, as far as it is kept, for officers.
    pub row: String,
}

/// How a matter ended, as its ledger says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerEnd {
    /// The day of the answer.
    pub answered: Option<Date>,
    /// The class of the answer.
    pub class: Option<Code>,
    /// The answer.
    pub reply: String,
    /// How it was rated.
    pub rating: Option<Code>,
}

/// A file whose bytes are kept already: what a fact will say of it, and the salt of its commitment,
/// which is put beside the bytes when the act is done and never into the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What the fact says.
    pub file: FileRef,
    /// The salt.
    pub salt: [u8; 16],
}

/// How somebody can be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Contact {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub mail: String,
}

/// Somebody's voice under a matter that is already there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub struct Joining {
    #[serde(default)]
    pub contact: Option<Contact>,
    /// HMAC of the receipt code; filled in by the room.
    #[serde(skip)]
    pub receipt: Hash,
}

/// Who shall handle a matter, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub struct Assignment {
    pub lead: BodyId,
    #[serde(default)]
    pub co: Vec<BodyId>,
    /// The person at the lead unit, by the post.
    #[serde(default)]
    pub post: Option<PostId>,
    /// A day before the last day that the procedure allows.
    #[serde(default)]
    pub by: Option<Date>,
    #[serde(default)]
    pub text: String,
    /// What the procedure asks beyond the rest.
    #[serde(default)]
    pub fields: Filling,
}

/// A part of a matter that goes on as a matter of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub struct Part {
    pub title: String,
    pub body: String,
    pub category: Code,
}

/// An answer of the lead unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the fact that follows")]
pub struct Answer {
    pub class: Code,
    pub text: String,
    #[serde(default)]
    pub promised: Option<Date>,
    #[serde(default)]
    pub passed_to: String,
    #[serde(default)]
    pub basis: String,
    /// What the procedure asks beyond the rest.
    #[serde(default)]
    pub fields: Filling,
    /// Files already stored for this act; filled in by the room.
    #[serde(skip)]
    pub files: Vec<Attached>,
}

impl Act {
    /// The files that come with it.
    pub fn files(&self) -> &[Attached] {
        match self {
            Self::Submit(submission) => &submission.files,
            Self::Add { files, .. } | Self::AnswerQuestion { files, .. } => files,
            Self::Reply(answer) => &answer.files,
            _ => &[],
        }
    }

    /// What is filled in beyond what the act itself asks; `None` for an act that has no form.
    pub const fn filling(&self) -> Option<&Filling> {
        match self {
            Self::Submit(submission) => Some(&submission.fields),
            Self::HandOver(assignment) | Self::RespondAtOnce(assignment) => {
                Some(&assignment.fields)
            }
            Self::Reply(answer) => Some(&answer.fields),
            Self::Step { fields, .. }
            | Self::Convert { fields, .. }
            | Self::Explain { fields, .. }
            | Self::Merge { fields, .. }
            | Self::Hide { fields, .. }
            | Self::AskForTime { fields, .. }
            | Self::Withdraw { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// The same with what was filled in, where it has a form.
    #[must_use]
    pub fn with(mut self, filling: Filling) -> Self {
        match &mut self {
            Self::Submit(submission) => submission.fields = filling,
            Self::HandOver(assignment) | Self::RespondAtOnce(assignment) => {
                assignment.fields = filling;
            }
            Self::Reply(answer) => answer.fields = filling,
            Self::Step { fields, .. }
            | Self::Convert { fields, .. }
            | Self::Explain { fields, .. }
            | Self::Merge { fields, .. }
            | Self::Hide { fields, .. }
            | Self::AskForTime { fields, .. }
            | Self::Withdraw { fields, .. } => *fields = filling,
            _ => {}
        }
        self
    }

    /// The act itself, or the one that it agrees to.
    pub fn meant(&self) -> &Self {
        match self {
            Self::Agree { draft: Some(draft) } => draft,
            other => other,
        }
    }

    /// The key of the act in its procedure, where it names one.
    pub const fn key(&self) -> Option<&Code> {
        match self {
            Self::Step { key, .. } | Self::Convert { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Which act it is.
    pub const fn kind(&self) -> Do {
        match self {
            Self::Submit(_) => Do::Submit,
            Self::Join(_) => Do::Join,
            Self::Add { .. } => Do::Add,
            Self::AnswerQuestion { .. } => Do::AnswerQuestion,
            Self::Withdraw { .. } => Do::Withdraw,
            Self::Rate { .. } => Do::Rate,
            Self::LookBack { .. } => Do::LookBack,
            Self::ConfirmChannel {} => Do::ConfirmChannel,
            Self::ReplaceReceipt { .. } => Do::ReplaceReceipt,
            Self::Accept {} => Do::Accept,
            Self::FeedBack { .. } => Do::FeedBack,
            Self::Classify { .. } => Do::Classify,
            Self::Explain { .. } => Do::Explain,
            Self::HandOver(_) => Do::HandOver,
            Self::RespondAtOnce(_) => Do::RespondAtOnce,
            Self::Merge { .. } => Do::Merge,
            Self::Split { .. } => Do::Split,
            Self::Link { .. } => Do::Link,
            Self::Transfer { .. } => Do::Transfer,
            Self::Hide { .. } => Do::Hide,
            Self::Show { .. } => Do::Show,
            Self::Sign {} => Do::Sign,
            Self::Return { .. } => Do::Return,
            Self::Note { .. } => Do::Note,
            Self::Ask { .. } => Do::Ask,
            Self::AskForTime { .. } => Do::AskForTime,
            Self::GrantTime { .. } => Do::GrantTime,
            Self::RefuseTime { .. } => Do::RefuseTime,
            Self::CoReply { .. } => Do::CoReply,
            Self::Reply(_) => Do::Reply,
            Self::Deliver { .. } => Do::Deliver,
            Self::Urge { .. } => Do::Urge,
            Self::Supervise { .. } => Do::Supervise,
            Self::Correct { .. } => Do::Correct,
            Self::DrawLookBack { .. } => Do::DrawLookBack,
            Self::CallBack { .. } => Do::CallBack,
            Self::Agree { .. } => Do::Agree,
            Self::Decline { .. } => Do::Decline,
            Self::Step { .. } => Do::Step,
            Self::Convert { .. } => Do::Convert,
        }
    }
}
