//! What programs ask for: the acts of the law as JSON says them.
//!
//! These types are a contract of their own. The law's acts may be renamed; these may not.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

/// A matter as somebody brings it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The procedure by which it goes; the one of residents where left out.
    #[serde(default)]
    pub procedure: Option<String>,
    /// What the procedure asks beyond the rest, by field.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// What it is about, in one sentence of at most 60 characters.
    pub title: String,
    /// What happened and what is hoped for, at most 4000 characters.
    pub body: String,
    /// Identifier or code of the area, from `/api/v1/areas`.
    pub area: String,
    /// A named place, such as a street or a school.
    #[serde(default)]
    pub place: Option<String>,
    /// Code of the category, from `/api/v1/categories`.
    pub category: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// How whoever brings it can be reached; nobody but those who handle the matter reads it.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// Whether the unit in the lead may learn who brought it; nobody but the station and the
    /// congress office does where left out.
    #[serde(default)]
    pub known_to_unit: bool,
    /// Identifier or code of the body that it is about: it is handed to that body in no case.
    #[serde(default)]
    pub about: Option<String>,
    /// Names that the public shall not read wherever they stand in the title, the text or the
    /// place: at most ten, of two to twenty characters. Numbers that lead to a person are hidden
    /// in any case until an officer has decided.
    #[serde(default)]
    pub hide: Vec<String>,
    /// Identifier or code of the station that receives it; the one of the area where left out.
    #[serde(default)]
    pub station: Option<String>,
    /// For officers: `online`, `counter`, `phone`, `slip`, `ledger` or `visit`.
    #[serde(default)]
    pub channel: Option<String>,
    /// For officers: the number of the paper slip.
    #[serde(default)]
    pub slip: Option<String>,
    /// For officers: when it was said, where that was before it is sent (RFC 3339).
    #[serde(default)]
    #[schema(format = DateTime)]
    pub claimed: Option<String>,
    /// Stands for the header `Idempotency-Key` where a program cannot set one.
    #[serde(default)]
    pub key: Option<String>,
}

/// Who may read a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Whoever brings it and whoever handles it.
    Confidential,
}

/// How somebody can be reached; all three may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// A name, as the person wants to be called.
    pub name: String,
    /// A telephone number, for messages.
    pub phone: String,
    /// A mail address.
    pub mail: String,
}

/// A part of a matter that goes on as a matter of its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is about.
    pub title: String,
    /// What happened.
    pub body: String,
    /// Code of the category.
    pub category: String,
}

/// An act on a matter. Which are open now, and to whom, is for the procedure to say; `acts` of a
/// matter lists those that are open to who asks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = Act)]
pub enum Asked {
    /// Puts one's voice under a public matter; answered with a receipt of one's own.
    Join {
        /// How whoever joins can be reached.
        #[serde(default)]
        contact: Option<Contact>,
    },
    /// With a receipt: adds something.
    Add {
        /// What is added.
        text: String,
    },
    /// With a receipt: answers a handler's question.
    AnswerQuestion {
        /// The answer.
        text: String,
    },
    /// With a receipt: withdraws the matter.
    Withdraw {
        /// Why.
        reason: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// With a receipt: rates the answer. Changeable for some days; the last rating counts.
    Rate {
        /// `satisfied`, `basically-satisfied` or `not-satisfied`, as the procedure has them.
        rating: String,
        /// Whether it is solved.
        solved: bool,
        /// Whether to have it handled again, for who is not satisfied.
        #[serde(default)]
        again: bool,
    },
    /// With a receipt: says whether it is still solved, when asked again.
    LookBack {
        /// Whether it is still solved.
        solved: bool,
        /// Whether to have it handled again.
        #[serde(default)]
        again: bool,
    },
    /// At a station: replaces a lost receipt, on proof of who asks.
    ReplaceReceipt {
        /// `identity-card`, `phone-call-back` or `witness`.
        proof: String,
    },
    /// Notes what whoever brought it said when they were called back: no rating, and counted apart.
    CallBack {
        /// Whether they were reached.
        reached: bool,
        /// How they judge the answer, of the scale of the procedure; only where they were reached.
        #[serde(default)]
        rating: Option<String>,
        /// Whether they say that it is solved; only where they were reached.
        #[serde(default)]
        solved: Option<bool>,
    },
    /// Agrees, as the second person who was asked, to what was proposed: it is done by this.
    Agree {},
    /// Does not agree to what was proposed: nothing is done.
    Decline {
        /// Why.
        reason: String,
    },
    /// Takes it up.
    Accept {},
    /// Tells whoever brought it what the answer means.
    FeedBack {
        /// `visit`, `phone`, `message` or as the law has them.
        way: String,
        /// What was said.
        text: String,
    },
    /// Gives it another category.
    Classify {
        /// Code of the category.
        category: String,
    },
    /// Answers by explaining the rule that it rests on.
    Explain {
        /// The answer.
        text: String,
        /// The rule.
        basis: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Hands it over to a unit, and supervises.
    HandOver {
        /// Identifier or code of the lead unit.
        lead: String,
        /// Those of the co-handling units.
        #[serde(default)]
        co: Vec<String>,
        /// The person at the lead unit, by the post.
        #[serde(default)]
        post: Option<String>,
        /// A day before the last day that the procedure allows.
        #[serde(default)]
        #[schema(format = Date)]
        by: Option<String>,
        /// An instruction, for officers alone.
        #[serde(default)]
        text: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Has a unit respond at once.
    RespondAtOnce {
        /// Identifier or code of the unit.
        lead: String,
        /// The person at the unit, by the post.
        #[serde(default)]
        post: Option<String>,
        /// A day before the last day that the procedure allows.
        #[serde(default)]
        #[schema(format = Date)]
        by: Option<String>,
        /// An instruction, for officers alone.
        #[serde(default)]
        text: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Merges it into another matter.
    Merge {
        /// The other matter.
        into: String,
        /// Why.
        reason: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Splits it into parts, each a matter of its own.
    Split {
        /// The parts, two at least.
        parts: Vec<Part>,
    },
    /// Links it with another matter.
    Link {
        /// The other matter.
        to: String,
    },
    /// Gives it to another lead unit.
    Transfer {
        /// Identifier or code of the unit.
        lead: String,
        /// The person at the unit, by the post.
        #[serde(default)]
        post: Option<String>,
        /// Why.
        reason: String,
    },
    /// Takes it out of public view.
    Hide {
        /// Why; this stays public.
        reason: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Brings it back into public view.
    Show {
        /// Why.
        reason: String,
    },
    /// Signs for it.
    Sign {},
    /// Sends it back as not one's own.
    Return {
        /// Code of the duty that says whose it is, from `/api/v1/duties`.
        duty: String,
        /// Why.
        reason: String,
    },
    /// Notes how it goes.
    Note {
        /// The note.
        text: String,
        /// Whether everybody may read it.
        #[serde(default)]
        open: bool,
    },
    /// Asks whoever brought it something; the clocks that can stand still do.
    Ask {
        /// The question.
        question: String,
    },
    /// Asks for more time.
    AskForTime {
        /// How much more: in working days, or in days or months where the procedure grants those.
        working_days: u16,
        /// Why.
        reason: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Grants the time that was asked for.
    GrantTime {
        /// Why.
        reason: String,
    },
    /// Refuses the time that was asked for.
    RefuseTime {
        /// Why.
        reason: String,
    },
    /// Gives a co-handling unit's part of the answer to the lead.
    CoReply {
        /// The part.
        text: String,
    },
    /// Answers whoever brought it.
    Reply {
        /// `done`, `promised`, `impossible` or `above`, as the procedure has them.
        class: String,
        /// The answer.
        text: String,
        /// The day by which it will be done, for `promised`.
        #[serde(default)]
        #[schema(format = Date)]
        promised: Option<String>,
        /// To whom it was passed on, for `above`.
        #[serde(default)]
        passed_to: String,
        /// The rule that it rests on, for `impossible`.
        #[serde(default)]
        basis: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Says that what was promised is done.
    Deliver {
        /// What was done.
        text: String,
    },
    /// Urges whoever holds it.
    Urge {
        /// What is said.
        text: String,
    },
    /// Takes it under the supervision of a leader.
    Supervise {
        /// The leader, by the post, from `/api/v1/posts`.
        leader: String,
        /// What is said.
        text: String,
    },
    /// Corrects an earlier record; both stay.
    Correct {
        /// The number of the record.
        record: u64,
        /// What is right.
        text: String,
    },
    /// Does what the procedure calls by this key.
    Step {
        /// The key.
        key: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    /// Goes on with the matter by another procedure, as the act of this key says.
    Convert {
        /// The key.
        key: String,
        /// What the new matter is about, in one sentence.
        title: String,
        /// What it says.
        body: String,
        /// What the procedure asks beyond this, by field.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
}

/// A receipt's code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptCode)]
pub struct Code {
    /// The code, with or without blanks and hyphens.
    pub code: String,
    /// A part that the matter was split into, by its identifier: the receipt of the whole opens it.
    #[serde(default)]
    pub part: Option<String>,
}

/// What the holder of a receipt does.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptAct)]
pub struct Holding {
    /// The receipt's code; left out where the header `Authorization: Receipt CODE` has it.
    #[serde(default)]
    pub code: Option<String>,
    /// A part that the matter was split into, by its identifier, where the act is on that.
    #[serde(default)]
    pub part: Option<String>,
    /// The act.
    pub act: Asked,
    /// Stands for the header `Idempotency-Key` where a program cannot set one.
    #[serde(default)]
    pub key: Option<String>,
}

/// A message of another house about a matter that goes between both.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = HouseMessage)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The message as the other house signed it: a note of C2SP signed-note.
    pub note: String,
}
