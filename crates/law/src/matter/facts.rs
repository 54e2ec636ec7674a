//! What is put on record about a matter.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use super::answers::{Imported, Replied};
pub use super::changes::{Change, ClockChange, Started};
use crate::activity::ActivityId;
use crate::clock::{Length, Time};
use crate::redaction::{Marked, Span};
use crate::words::{AreaId, BodyId, Code, FileRef, Hash, MatterId, PostId, TextId, TextRef};

/// What happened, and what followed by the procedure: a changed one moves nothing that is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What followed.
    #[serde(default, skip_serializing_if = "Effect::is_none")]
    pub effect: Effect,
    /// What was filled in beyond what the act itself says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Filled>,
    /// What happened.
    pub what: What,
}

impl Fact {
    /// A fact by which nothing moves.
    pub fn only(what: What) -> Self {
        Self { effect: Effect::default(), fields: vec![], what }
    }
}

/// What followed from an act by the procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What became of the matter's clocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<ClockChange>,
    /// What the procedure calls the act, where that is not the name of its verb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did: Option<Code>,
    /// Who holds the matter now, where that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// How the matter has ended, where it came to an end by this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Code>,
    /// The round that began, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Where the matter stands now, where that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Code>,
}

impl Effect {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A field of a form as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The field.
    pub key: Code,
    /// The role that whoever is named here holds from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Code>,
    /// What was filled in.
    pub value: Value,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Words, in the vault.
    Text {
        /// Whether everybody may read them who may read the matter.
        open: bool,
        /// The words.
        text: TextRef,
    },
    /// One of several words.
    Choice(Code),
    /// A day.
    Day(Date),
    /// A number; money in fen.
    Number(i64),
    /// Yes or no.
    Tick(bool),
    /// Bodies.
    Bodies(Vec<BodyId>),
    /// Posts, each with its body.
    Posts(Vec<Party>),
}

/// Somebody who has a part in a matter: a post at a body, or a body as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The body.
    pub body: BodyId,
    /// The post, where a certain one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
}

/// Who has to do the next thing: a role, with its body and post. The submitter has neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The post, where a certain one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// The role.
    pub role: Code,
}

/// Who may read a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Whoever handles it, and the submitter.
    Confidential,
}

/// How the submitter can be reached. The addresses themselves lie in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRef {
    /// `mail` or `sms`, as far as there is an address for it.
    pub ways: Vec<Code>,
    /// Name and addresses.
    pub text: TextRef,
}

/// A matter as it was first said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The body or the person that it is about: it goes to them in no case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Party>,
    /// The activity of deputies at which it was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityId>,
    /// Where it is about.
    pub area: AreaId,
    /// Whether an officer entered it for somebody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assisted: bool,
    /// What was said.
    pub body: TextRef,
    /// Whether its procedure is confidential: only who has a part is told of it (need-to-know).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// The category it was given.
    pub category: Code,
    /// `online`, `counter`, `phone`, `slip`, `ledger`.
    pub channel: Code,
    /// When it was said first, as the submitter or the slip claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Time>,
    /// How to reach the submitter; `None` for an anonymous matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactRef>,
    /// The deputy who is first responsible (第一责任人), by the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PostId>,
    /// Pictures and papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// The language to answer in.
    pub language: Code,
    /// What the submitter marked as not for the public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<Marked>,
    /// The matter it was converted from, whose thread it goes on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<MatterId>,
    /// The matter it was split from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<MatterId>,
    /// The named place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The procedure.
    pub procedure: Code,
    /// Whether the submitter agreed that the unit in the lead learns who brought it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known_to_unit: bool,
    /// The post by which it was brought, where an officer brought it as the own matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<Party>,
    /// SHA-256 of its file: the rules this matter keeps.
    pub rules: Hash,
    /// HMAC of the receipt code; `None` where the matter was split from another or imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Hash>,
    /// When it reached the house.
    pub received: Time,
    /// The number of the paper slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<Code>,
    /// The station it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<BodyId>,
    /// What it is about, in a line.
    pub title: TextRef,
    /// Who may read it.
    pub visibility: Visibility,
}

/// A named place, found again by a keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The keyed hash of its name, 60 bits.
    pub key: i64,
    /// Its name.
    pub name: TextRef,
}

/// What happened to a matter. Wire names are for ever; Rust names may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields repeat the sentence of their fact")]
pub enum What {
    /// Somebody brought a matter.
    #[serde(rename = "matter.submitted/1")]
    Submitted(Box<Submitted>),
    /// It came from a ledger, which says this of it: no act, no answer and no rating of this house.
    #[serde(rename = "matter.imported/1")]
    Imported(Box<Imported>),
    /// The ledger was filled in since: it ends the matter where nobody here has done anything with
    /// it; otherwise it is only told to who handles it.
    #[serde(rename = "matter.imported-later/1")]
    ImportedLater(Box<Imported>),
    /// Somebody else put their voice under it, with a receipt of their own.
    #[serde(rename = "matter.joined/1")]
    Joined { assisted: bool, contact: Option<ContactRef>, receipt: Hash },
    /// The submitter added something.
    #[serde(rename = "matter.added-to/1")]
    Added { body: TextRef, files: Vec<FileRef> },
    /// The submitter took it back.
    #[serde(rename = "matter.withdrawn/1")]
    Withdrawn { reason: TextRef },
    /// A lost receipt was replaced at a station, on this proof of who asked; the one it replaces
    /// opens nothing any more, and the new one is told of what the old one was told of.
    #[serde(rename = "receipt.replaced/1")]
    ReceiptReplaced {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactRef>,
        proof: Code,
        receipt: Hash,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Hash>,
    },
    /// The submitter of a matter entered by an officer confirmed an own channel by a code.
    #[serde(rename = "channel.confirmed/1")]
    ChannelConfirmed {},
    /// The deputy took the matter up.
    #[serde(rename = "matter.accepted/1")]
    Accepted {},
    /// The deputy told the submitter what came of it.
    #[serde(rename = "matter.fed-back/1")]
    FedBack { text: TextRef, way: Code },
    /// The office gave it another category.
    #[serde(rename = "matter.classified/1")]
    Classified { category: Code },
    /// The office explained why it cannot be as asked, and by which rule.
    #[serde(rename = "matter.explained/1")]
    Explained { basis: TextRef, class: Code, text: TextRef },
    /// The office handed it over, or decided that it stays where it was sent back from.
    #[serde(rename = "matter.handed-over/1")]
    HandedOver {
        co: Vec<BodyId>,
        lead: BodyId,
        post: Option<PostId>,
        stands: bool,
        text: Option<TextRef>,
    },
    /// The office had a body respond at once.
    #[serde(rename = "matter.responded-at-once/1")]
    RespondedAtOnce { lead: BodyId, post: Option<PostId>, text: Option<TextRef> },
    /// It was merged into another, where it goes on.
    #[serde(rename = "matter.merged/1")]
    Merged { into: MatterId, reason: TextRef },
    /// Another was merged into it.
    #[serde(rename = "matter.absorbed/1")]
    Absorbed { from: MatterId },
    /// Parts of it go on as matters of their own.
    #[serde(rename = "matter.split/1")]
    Split { into: Vec<MatterId> },
    /// It was linked to another: `related` or `relapse`.
    #[serde(rename = "matter.linked/1")]
    Linked { how: Code, to: MatterId },
    /// The office gave it to another lead unit.
    #[serde(rename = "matter.transferred/1")]
    Transferred { lead: BodyId, post: Option<PostId>, reason: TextRef },
    /// What one post held or was named in went on to another of the same body, because the post
    /// ends: as first responsible deputy, as the person of the lead unit, as supervising leader, as
    /// who is asked for more time.
    #[serde(rename = "matter.handed-on/1")]
    HandedOn {
        deputy: bool,
        from: PostId,
        lead: bool,
        leader: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        party: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        time: bool,
        to: PostId,
    },
    /// It was taken out of public view, for a reason that stays public.
    #[serde(rename = "matter.hidden/1")]
    Hidden { reason: TextRef },
    /// It came back into public view.
    #[serde(rename = "matter.shown/1")]
    Shown { reason: TextRef },
    /// Somebody decided what of a text, of the kind `part`, the public does not read: all of it.
    #[serde(rename = "matter.redacted/1")]
    Redacted { hidden: Vec<Span>, part: Code, text: TextId },
    /// A unit signed for it.
    #[serde(rename = "handling.signed/1")]
    Signed { body: BodyId },
    /// A unit sent it back as not its own, by this entry of a duty list.
    #[serde(rename = "handling.returned/1")]
    Returned { body: BodyId, duty: Code, reason: TextRef },
    /// Somebody noted how it goes.
    #[serde(rename = "handling.noted/1")]
    Noted { open: bool, text: TextRef },
    /// A handler asked the submitter something.
    #[serde(rename = "question.asked/1")]
    Asked { question: TextRef },
    /// The submitter answered.
    #[serde(rename = "question.answered/1")]
    QuestionAnswered { files: Vec<FileRef>, text: TextRef },
    /// The lead unit asked for more time. `of`: who grants it; older records do not say.
    #[serde(rename = "time.asked/1")]
    TimeAsked {
        length: Length,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Party>,
        reason: TextRef,
    },
    /// Somebody else granted it.
    #[serde(rename = "time.granted/1")]
    TimeGranted { length: Length, reason: TextRef },
    /// Somebody else refused it.
    #[serde(rename = "time.refused/1")]
    TimeRefused { reason: TextRef },
    /// A co-handling unit gave its part of the answer to the lead.
    #[serde(rename = "handling.co-replied/1")]
    CoReplied { body: BodyId, text: TextRef },
    /// The lead unit answered the submitter.
    #[serde(rename = "reply.given/1")]
    Replied(Box<Replied>),
    /// What was promised was done.
    #[serde(rename = "promise.delivered/1")]
    Delivered { text: TextRef },
    /// Whoever brought it was invited to rate the answer of that round, by these ways: `receipt` is
    /// its page, which everybody has who holds one.
    #[serde(rename = "rating.invited/1")]
    RatingInvited { round: u32, ways: Vec<Code> },
    /// Somebody of the team that calls back asked the submitter how they judge the answer of that
    /// round. It is no rating of theirs, and counted apart.
    #[serde(rename = "call-back.made/1")]
    CalledBack {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<Code>,
        reached: bool,
        round: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solved: Option<bool>,
    },
    /// The submitter rated the answer of that round. How, another record says, so that this one can
    /// be shown to anybody and proves no more.
    #[serde(rename = "rating.cast/1")]
    RatingCast { round: u32 },
    /// The submitter rated the answer.
    #[serde(rename = "rating.given/1")]
    Rated { again: bool, assisted: bool, rating: Code, round: u32, solved: bool },
    /// The matter was drawn to be asked again, by this seed.
    #[serde(rename = "look-back.drawn/1")]
    LookBackDrawn { seed: Hash },
    /// The submitter said whether it is still solved.
    #[serde(rename = "look-back.answered/1")]
    LookedBack { again: bool, solved: bool },
    /// Whoever holds it was urged (催办).
    #[serde(rename = "matter.urged/1")]
    Urged { text: TextRef },
    /// A named leader took it under supervision (督办).
    #[serde(rename = "matter.supervised/1")]
    Supervised { leader: PostId, text: TextRef },
    /// An earlier record is corrected; both stay.
    #[serde(rename = "matter.corrected/1")]
    Corrected { record: u64, text: TextRef },
    /// Somebody proposed an act, as the vault has it drafted, and somebody else is asked to agree.
    #[serde(rename = "act.proposed/1")]
    Proposed { act: Code, draft: TextRef, of: Holder },
    /// Who was asked agreed to what that record proposed; what was proposed follows.
    #[serde(rename = "act.agreed/1")]
    Agreed { record: u64 },
    /// Who was asked did not agree to what that record proposed; nothing follows.
    #[serde(rename = "act.declined/1")]
    Declined { reason: TextRef, record: u64 },
    /// Somebody did what the procedure calls by this name. `post` did it as one of several who each
    /// do; `left` is the role that it left by this.
    #[serde(rename = "matter.stepped/1")]
    Stepped {
        act: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Code>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<Party>,
    },
    /// It goes on by another procedure, as a matter with the same thread.
    #[serde(rename = "matter.converted/1")]
    Converted { into: MatterId, procedure: Code },
    /// Somebody was shown who brought it and how to reach them: one record for each time.
    #[serde(rename = "identity.seen/1")]
    IdentitySeen(super::looks::Seen),
    /// Somebody who may not be shown that alone asked a second person to let them.
    #[serde(rename = "identity.asked/1")]
    IdentityAsked(super::looks::Asked),
    /// The second person let them, once.
    #[serde(rename = "identity.granted/1")]
    IdentityGranted(super::looks::Granted),
    /// The second person did not.
    #[serde(rename = "identity.refused/1")]
    IdentityRefused(super::looks::Refused),
    /// How the holder of a receipt could be reached was erased, on this ground; what the log
    /// commits to stays.
    #[serde(rename = "identity.erased/1")]
    IdentityErased {
        ground: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<Hash>,
        text: TextId,
    },
    /// A clock came near its last day.
    #[serde(rename = "clock.warned/1")]
    ClockWarned { clock: u32 },
    /// A clock ran out.
    #[serde(rename = "clock.expired/1")]
    ClockExpired { clock: u32 },
}
