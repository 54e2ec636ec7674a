//! How what programs send is read: references by identifier or code, days, keys, and what each act
//! that they ask for means to the law.

use std::collections::BTreeMap;

use jiff::Timestamp;
use law::clock::Time;
use law::matter::acts::{self, Act};
use law::matter::facts;
use law::record::{ActId, Actor};
use law::register::Register;
use law::ruling::{Refusal, code};
use law::words::{AreaId, BodyId, Hash};

use super::acts::{Asked, Contact, Part, Submission, Visibility};

/// A word that must be there and readable.
pub fn must<T: std::str::FromStr>(text: &str, field: &'static str) -> Result<T, Refusal> {
    let code = if text.is_empty() { "field.empty" } else { "field.unreadable" };
    text.parse().map_err(|_| Refusal::invalid(code).at(field))
}

/// A word that may be left out.
pub fn maybe<T: std::str::FromStr>(
    text: Option<&str>,
    field: &'static str,
) -> Result<Option<T>, Refusal> {
    text.filter(|text| !text.is_empty()).map(|text| must(text, field)).transpose()
}

/// Keeps what was wrong for later, so that everything is told at once.
pub fn note<T>(read: Result<Option<T>, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
    read.unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    })
}

/// The area of an identifier or a code.
pub fn area(register: &Register, text: &str) -> Option<AreaId> {
    let by_number = text.parse().ok().filter(|id| register.areas.contains_key(id));
    let by_code = || register.areas.values().find(|area| area.code == *text).map(|area| area.id);
    by_number.or_else(by_code)
}

/// The body of an identifier or a code.
pub fn body(register: &Register, text: &str) -> Option<BodyId> {
    let by_number = text.parse().ok().filter(|id| register.bodies.contains_key(id));
    let by_code = || register.bodies.values().find(|body| body.code == *text).map(|body| body.id);
    by_number.or_else(by_code)
}

/// The body that an act names.
pub fn unit(register: &Register, text: &str, field: &'static str) -> Result<BodyId, Refusal> {
    body(register, text).ok_or(Refusal::invalid("body.unknown").at(field))
}

/// The identifier of an act that a program sent: 32 hexadecimal digits, as a UUID or without its
/// hyphens. It must be random: the receipt follows from it.
///
/// # Errors
/// Anything else, such as a counter that somebody else could guess.
pub fn key(text: &str) -> Result<ActId, Refusal> {
    let plain: String = text.trim().trim_matches('"').chars().filter(|c| *c != '-').collect();
    plain.parse().map_err(|_| Refusal::invalid("key.malformed").at("key"))
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
            known_to_unit: self.known_to_unit,
            about: self.about.map(|about| facts::Party {
                body: body(register, &about).unwrap_or_else(nowhere),
                post: None,
            }),
            language: code(language),
            station: self.station.map(|station| body(register, &station).unwrap_or_else(nowhere)),
            slip,
            claimed: claimed.map(|at| Time(at.as_millisecond())),
            // Nobody is a resident beside a post: what an officer sends counts as entered by one.
            channel: channel.or_else(|| {
                by.officer().filter(|_| self.procedure.is_none()).map(|_| code("online"))
            }),
            ledger: None,
            hide: self.hide,
            deputy: None,
            activity: None,
            passed_on: false,
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
            Self::Withdraw { reason, fields } => Act::Withdraw { reason, fields: filling(fields)? },
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
            Self::CallBack { reached, rating, solved } => {
                Act::CallBack { reached, rating: maybe(rating.as_deref(), "rating")?, solved }
            }
            Self::Agree {} => Act::Agree { draft: None },
            Self::Decline { reason } => Act::Decline { reason },
            Self::Accept {} => Act::Accept {},
            Self::Sign {} => Act::Sign {},
            Self::FeedBack { way, text } => Act::FeedBack { way: must(&way, "way")?, text },
            Self::Classify { category } => Act::Classify { category: must(&category, "category")? },
            Self::Explain { text, basis, fields } => {
                Act::Explain { text, basis, fields: filling(fields)? }
            }
            Self::Merge { into, reason, fields } => {
                Act::Merge { into: must(&into, "into")?, reason, fields: filling(fields)? }
            }
            Self::Link { to } => Act::Link { to: must(&to, "to")? },
            Self::Transfer { lead, post, reason } => Act::Transfer {
                lead: unit(register, &lead, "lead")?,
                post: maybe(post.as_deref(), "post")?,
                reason,
            },
            Self::Hide { reason, fields } => Act::Hide { reason, fields: filling(fields)? },
            Self::Show { reason } => Act::Show { reason },
            Self::Return { duty, reason } => Act::Return { duty: must(&duty, "duty")?, reason },
            Self::Note { text, open } => Act::Note { text, open },
            Self::Ask { question } => Act::Ask { question },
            Self::AskForTime { working_days, reason, fields } => {
                Act::AskForTime { working_days, reason, fields: filling(fields)? }
            }
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
