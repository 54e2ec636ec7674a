//! What each act that programs ask for means to the law.

use std::collections::BTreeMap;

use jiff::Timestamp;
use law::clock::Time;
use law::matter::acts::{self, Act};
use law::matter::facts;
use law::record::Actor;
use law::register::Register;
use law::ruling::{Refusal, code};
use law::words::{AreaId, BodyId, Hash};

use super::acts::{Asked, Contact, Submission, Visibility};
use super::rules::{area, body, maybe, must, note, unit};

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
