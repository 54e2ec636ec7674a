//! What programs ask for: the acts of the law as JSON says them, and what each means to the law.
//!
//! These types are a contract of their own. The law's acts may be renamed; these may not.

use std::collections::BTreeMap;

use jiff::Timestamp;
use law::clock::Time;
use law::matter::acts::{self, Act};
use law::matter::facts;
use law::record::Actor;
use law::register::Register;
use law::ruling::{Refusal, code};
use law::words::{AreaId, BodyId, Hash};
use serde::Deserialize;
use utoipa::ToSchema;

use super::rules::{area, body, maybe, must, note, unit};

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
        /// How many working days more.
        working_days: u16,
        /// Why.
        reason: String,
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

impl Submission {
    /// The submission as the law knows it. A reference that names nothing becomes one that the
    /// law refuses by itself, so that everything that is wrong is told at once.
    ///
    /// # Errors
    /// A slip, a channel or a time that cannot be read.
    pub fn into_law(
        self,
        register: &Register,
        (by, language): (&Actor, &'static str),
    ) -> Result<acts::Submission, Refusal> {
        let mut refusals = vec![];
        let slip = note(maybe(self.slip.as_deref(), "slip"), &mut refusals);
        let channel = note(maybe(self.channel.as_deref(), "channel"), &mut refusals);
        let claimed = note(maybe::<Timestamp>(self.claimed.as_deref(), "claimed"), &mut refusals);
        let procedure = note(maybe(self.procedure.as_deref(), "procedure"), &mut refusals);
        let fields = match filling(self.fields) {
            Ok(fields) => fields,
            Err(refusal) => {
                refusals.push(refusal);
                acts::Filling::new()
            }
        };
        Refusal::all(refusals)?;
        let nowhere = || BodyId::from_int(0);
        Ok(acts::Submission {
            procedure,
            fields,
            title: self.title,
            body: self.body,
            area: area(register, &self.area).unwrap_or(AreaId::from_int(0)),
            place: self.place.filter(|place| !place.trim().is_empty()),
            category: self.category.parse().unwrap_or_else(|_| code("none")),
            visibility: match self.visibility {
                Visibility::Public => facts::Visibility::Public,
                Visibility::Confidential => facts::Visibility::Confidential,
            },
            contact: self.contact.map(Contact::into_law),
            files: vec![],
            language: code(language),
            station: self.station.map(|station| body(register, &station).unwrap_or_else(nowhere)),
            slip,
            claimed: claimed.map(|at| Time(at.as_millisecond())),
            // Nobody is a resident beside a post: what an officer sends counts as entered by one.
            channel: channel.or_else(|| {
                by.officer().filter(|_| self.procedure.is_none()).map(|_| code("online"))
            }),
            ledger: None,
            place_key: None,
            receipt: None,
        })
    }
}

impl Contact {
    fn into_law(self) -> acts::Contact {
        acts::Contact { name: self.name, phone: self.phone, mail: self.mail }
    }
}

impl Asked {
    /// The act as the law knows it.
    ///
    /// # Errors
    /// A reference or a day that cannot be read, named by its field.
    pub fn into_law(self, register: &Register) -> Result<Act, Refusal> {
        Ok(match self {
            // The house fills receipts in.
            Self::Join { contact } => {
                let contact = contact.map(Contact::into_law);
                Act::Join(acts::Joining { contact, receipt: Hash::default() })
            }
            Self::ReplaceReceipt { proof } => {
                Act::ReplaceReceipt { proof: must(&proof, "proof")?, receipt: Hash::default() }
            }
            Self::Add { text } => Act::Add { text, files: vec![] },
            Self::AnswerQuestion { text } => Act::AnswerQuestion { text, files: vec![] },
            Self::Withdraw { reason } => Act::Withdraw { reason },
            Self::Rate { rating, solved, again } => {
                Act::Rate { rating: must(&rating, "rating")?, solved, again }
            }
            Self::LookBack { solved, again } => Act::LookBack { solved, again },
            Self::Reply { class, text, promised, passed_to, basis, fields } => {
                Act::Reply(Box::new(acts::Answer {
                    class: must(&class, "class")?,
                    text,
                    promised: maybe(promised.as_deref(), "promised")?,
                    passed_to,
                    basis,
                    fields: filling(fields)?,
                    files: vec![],
                }))
            }
            Self::HandOver { lead, co, post, by, text, fields } => {
                let co = co.iter().map(|co| unit(register, co, "co")).collect::<Result<_, _>>()?;
                let rest = (text, filling(fields)?);
                Act::HandOver(assignment(register, (&lead, co), (post, by), rest)?)
            }
            Self::RespondAtOnce { lead, post, by, text, fields } => {
                let rest = (text, filling(fields)?);
                Act::RespondAtOnce(assignment(register, (&lead, vec![]), (post, by), rest)?)
            }
            Self::Split { parts } => {
                let part = |part: Part| {
                    let category = must(&part.category, "category")?;
                    Ok(acts::Part { title: part.title, body: part.body, category })
                };
                Act::Split { parts: parts.into_iter().map(part).collect::<Result<_, _>>()? }
            }
            other => return other.into_plain(register),
        })
    }

    fn into_plain(self, register: &Register) -> Result<Act, Refusal> {
        Ok(match self {
            Self::Accept {} => Act::Accept {},
            Self::Sign {} => Act::Sign {},
            Self::FeedBack { way, text } => Act::FeedBack { way: must(&way, "way")?, text },
            Self::Classify { category } => Act::Classify { category: must(&category, "category")? },
            Self::Explain { text, basis } => Act::Explain { text, basis },
            Self::Merge { into, reason } => Act::Merge { into: must(&into, "into")?, reason },
            Self::Link { to } => Act::Link { to: must(&to, "to")? },
            Self::Transfer { lead, post, reason } => Act::Transfer {
                lead: unit(register, &lead, "lead")?,
                post: maybe(post.as_deref(), "post")?,
                reason,
            },
            Self::Hide { reason } => Act::Hide { reason },
            Self::Show { reason } => Act::Show { reason },
            Self::Return { duty, reason } => Act::Return { duty: must(&duty, "duty")?, reason },
            Self::Note { text, open } => Act::Note { text, open },
            Self::Ask { question } => Act::Ask { question },
            Self::AskForTime { working_days, reason } => Act::AskForTime { working_days, reason },
            Self::GrantTime { reason } => Act::GrantTime { reason },
            Self::RefuseTime { reason } => Act::RefuseTime { reason },
            Self::CoReply { text } => Act::CoReply { text },
            Self::Deliver { text } => Act::Deliver { text },
            Self::Urge { text } => Act::Urge { text },
            Self::Supervise { leader, text } => {
                Act::Supervise { leader: must(&leader, "leader")?, text }
            }
            Self::Correct { record, text } => Act::Correct { record, text },
            Self::Step { key, fields } => {
                Act::Step { key: must(&key, "key")?, fields: filling(fields)? }
            }
            Self::Convert { key, title, body, fields } => {
                Act::Convert { key: must(&key, "key")?, title, body, fields: filling(fields)? }
            }
            _ => unreachable!("made into an act of the law above"),
        })
    }
}

type Term = (Option<String>, Option<String>);

fn assignment(
    register: &Register,
    (lead, co): (&str, Vec<BodyId>),
    (post, by): Term,
    (text, fields): (String, acts::Filling),
) -> Result<acts::Assignment, Refusal> {
    Ok(acts::Assignment {
        lead: unit(register, lead, "lead")?,
        co,
        post: maybe(post.as_deref(), "post")?,
        by: maybe(by.as_deref(), "by")?,
        text,
        fields,
    })
}

/// What a procedure asks of its own, by field; a name that no field can have is refused.
fn filling(fields: BTreeMap<String, String>) -> Result<acts::Filling, Refusal> {
    let read = |(key, value): (String, String)| {
        let unknown = |_| Refusal::invalid("field.unknown").at("fields").with("name", &key);
        Ok((key.parse().map_err(unknown)?, value))
    };
    fields.into_iter().map(read).collect()
}
