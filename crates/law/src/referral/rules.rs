//! What of a matter the other house is told, and what is asked of a matter by what it tells.

use super::message::{Said, Sent};
use super::{House, Referral};
use crate::matter::acts::{Act, Answer, Attached, Submission};
use crate::matter::facts::{Fact, Visibility, What};
use crate::matter::{Case, Setting};
use crate::procedure::{Meaning, Procedure};
use crate::record::Record;
use crate::ruling::{Refusal, code};
use crate::words::{AreaId, BodyId, Code};

/// The channel of a matter that another house passed on.
pub const CHANNEL: &str = "referral";

/// What is to be told next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'r> {
    /// What a record says.
    Record(&'r Record<Fact>),
    /// That another handles it now, or nobody: since the record of this number.
    TakenBack(u64),
}

/// The record by which a matter was passed on to a body that has not answered since; nothing where
/// the body is not in the lead.
pub fn passed_on(case: &Case, records: &[Record<Fact>], body: BodyId) -> Option<u64> {
    if case.lead != Some(body) {
        return None;
    }
    let gives = |record: &Record<Fact>| match &record.fact.what {
        What::HandedOver { lead, .. }
        | What::RespondedAtOnce { lead, .. }
        | What::Transferred { lead, .. } => *lead == body,
        _ => false,
    };
    let ends = |record: &Record<Fact>| {
        matches!(
            record.fact.what,
            What::Replied(_)
                | What::Explained { .. }
                | What::Returned { .. }
                | What::Withdrawn { .. }
                | What::Merged { .. }
        )
    };
    let last = records.iter().rev().find(|record| gives(record) || ends(record))?;
    gives(last).then_some(last.seq())
}

/// What the other house of a referral is to be told of its matter, in order: also what whoever
/// brought it added before it was passed on.
pub fn next<'r>(referral: &Referral, records: &'r [Record<Fact>]) -> Vec<Part<'r>> {
    if referral.over {
        return vec![];
    }
    let untold = records.iter().filter(|record| !referral.told_of.contains(&record.seq()));
    if !referral.outgoing {
        return untold
            .filter(|record| is_of_handling(&record.fact.what))
            .map(Part::Record)
            .collect();
    }
    let mut parts: Vec<Part<'_>> = vec![];
    for record in untold {
        let is_since = record.seq() > referral.begun;
        match &record.fact.what {
            What::Added { .. } | What::QuestionAnswered { .. } => parts.push(Part::Record(record)),
            What::Rated { .. } if is_since => parts.push(Part::Record(record)),
            What::Withdrawn { .. } => {
                parts.push(Part::Record(record));
                return parts;
            }
            // Whatever was passed on anew begins a referral of its own.
            What::HandedOver { .. }
            | What::RespondedAtOnce { .. }
            | What::Transferred { .. }
            | What::Returned { .. }
            | What::Merged { .. }
                if is_since =>
            {
                parts.push(Part::TakenBack(record.seq()));
                return parts;
            }
            _ => {}
        }
    }
    parts
}

/// Whether who brought a matter is to learn of it, by whichever house handles it.
const fn is_of_handling(what: &What) -> bool {
    matches!(
        what,
        What::Noted { open: true, .. }
            | What::Asked { .. }
            | What::Replied(_)
            | What::Explained { .. }
            | What::Delivered { .. }
    )
}

/// The submission of a matter that another house passed on. `files`: those that came with it, kept
/// already.
///
/// # Errors
/// The area or the category that the definition names for what is unknown here is unknown too.
pub fn submission(
    setting: (&crate::register::Register, jiff::civil::Date),
    from: &House,
    sent: &Sent,
    (procedure, files): (Option<Code>, Vec<Attached>),
) -> Result<Submission, Refusal> {
    let (register, today) = setting;
    let area_of = |code: &Code| -> Option<AreaId> {
        let mut areas = register.areas.values();
        areas.find(|area| area.code == *code && area.is_open(today)).map(|area| area.id)
    };
    let area = area_of(&sent.area).or_else(|| area_of(&from.area));
    let known = |code: &Code| register.categories.contains_key(code);
    let category = [&sent.category, &from.category].into_iter().find(|code| known(code));
    Ok(Submission {
        procedure,
        fields: crate::matter::acts::Filling::new(),
        title: sent.title.clone(),
        body: sent.body.clone(),
        area: area.ok_or(Refusal::invalid("area.unknown").at("area"))?,
        place: sent.place.clone(),
        category: category.ok_or(Refusal::invalid("category.unknown").at("category"))?.clone(),
        visibility: if sent.confidential { Visibility::Confidential } else { Visibility::Public },
        contact: None,
        known_to_unit: false,
        about: None,
        hide: sent.hide.clone(),
        files,
        language: sent.language.clone(),
        station: None,
        activity: None,
        deputy: None,
        slip: None,
        claimed: Some(sent.received),
        channel: Some(code(CHANNEL)),
        ledger: None,
        place_key: None,
        receipt: None,
        passed_on: true,
    })
}

/// What is asked of a matter by what the other house tells of it; nothing for a matter that is
/// passed on, which is submitted.
pub fn asked(setting: &Setting<'_>, case: &Case, said: &Said, files: Vec<Attached>) -> Option<Act> {
    Some(match said {
        Said::Sent(_) => return None,
        Said::Added { answers, text, .. } => {
            let text = text.clone();
            match *answers && case.question_open {
                true => Act::AnswerQuestion { text, files },
                false => Act::Add { text, files },
            }
        }
        Said::Withdrawn { reason } => {
            Act::Withdraw { reason: reason.clone(), fields: crate::matter::acts::Filling::new() }
        }
        Said::Rated { rating, solved } => {
            Act::Rate { rating: rating.clone(), solved: *solved, again: false }
        }
        Said::Noted { text } => Act::Note { text: text.clone(), open: true },
        Said::Asked { question } => Act::Ask { question: question.clone() },
        Said::Answered { basis, class, means, passed_to, promised, text, .. } => {
            Act::Reply(Box::new(Answer {
                class: class_here(setting.procedure, class, means),
                text: text.clone(),
                promised: *promised,
                passed_to: passed_to.clone(),
                basis: basis.clone(),
                fields: crate::matter::acts::Filling::new(),
                files,
            }))
        }
        Said::Delivered { text } => Act::Deliver { text: text.clone() },
    })
}

/// The class of an answer as the procedure of this house has it: of the same name where it means
/// the same, or the first that does.
fn class_here(procedure: &Procedure, class: &Code, means: &Code) -> Code {
    let word = |means: Meaning| match means {
        Meaning::Done => "done",
        Meaning::Promised => "promised",
        Meaning::Impossible => "impossible",
        Meaning::Above => "above",
    };
    let fits = || {
        let answers = procedure.answers.iter();
        answers.filter(|answer| answer.only.is_none() && *means == *word(answer.means))
    };
    let own = fits().find(|answer| answer.key == *class).or_else(|| fits().next());
    own.map_or_else(|| class.clone(), |answer| answer.key.clone())
}
