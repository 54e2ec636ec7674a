//! The texts that a fact about a matter names: of what kind each is, and who may read it. What the
//! vault says of a text must be this.

use super::facts::{ContactRef, Fact, Value, What};
use super::looks::{Asked, Granted, Refused};
use crate::words::{FileRef, TextRef};

/// Who may read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Everybody, whatever becomes of the matter.
    Everybody,
    /// Everybody where the matter was brought as a public one.
    AsMatter,
    /// Whoever handles it, or its submitter.
    Few,
}

/// A text in the vault that a fact names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enclosed {
    /// What kind of text: `title`, `body`, `reply`, `contact` …
    pub kind: &'static str,
    /// Which.
    pub text: TextRef,
    /// Who may read it.
    pub readers: Readers,
}

const fn said(kind: &'static str, text: TextRef) -> Enclosed {
    Enclosed { kind, text, readers: Readers::AsMatter }
}

const fn kept(kind: &'static str, text: TextRef) -> Enclosed {
    Enclosed { kind, text, readers: Readers::Few }
}

fn contact(contact: Option<&ContactRef>) -> Option<Enclosed> {
    contact.map(|contact| kept("contact", contact.text))
}

impl Fact {
    /// The texts that it names.
    pub fn texts(&self) -> Vec<Enclosed> {
        let mut texts = self.what.texts();
        texts.extend(self.fields.iter().filter_map(|field| match field.value {
            Value::Text { open: true, text } => Some(said("field", text)),
            Value::Text { open: false, text } => Some(kept("field", text)),
            _ => None,
        }));
        texts
    }

    /// The attachments that it names.
    pub fn files(&self) -> &[FileRef] {
        match &self.what {
            What::Submitted(submitted) => &submitted.files,
            What::Replied(reply) => &reply.files,
            What::Added { files, .. } | What::QuestionAnswered { files, .. } => files,
            _ => &[],
        }
    }
}

impl What {
    /// The texts that it names.
    pub fn texts(&self) -> Vec<Enclosed> {
        match self {
            Self::Submitted(submitted) => {
                let mut texts = vec![said("title", submitted.title), said("body", submitted.body)];
                texts.extend(submitted.place.map(|place| said("place", place.name)));
                texts.extend(contact(submitted.contact.as_ref()));
                texts
            }
            Self::Imported(imported) | Self::ImportedLater(imported) => {
                let mut texts = vec![kept("ledger-row", imported.row)];
                texts.extend(imported.reply.map(|reply| said("reply", reply)));
                texts
            }
            Self::Replied(reply) => {
                let mut texts = vec![said("reply", reply.text)];
                texts.extend(reply.basis.map(|basis| said("basis", basis)));
                texts.extend(reply.passed_to.map(|upper| said("passed-to", upper)));
                texts
            }
            Self::Explained { basis, text, .. } => {
                vec![said("basis", *basis), said("reply", *text)]
            }
            Self::Joined { contact: way, .. } | Self::ReceiptReplaced { contact: way, .. } => {
                contact(way.as_ref()).into_iter().collect()
            }
            Self::HandedOver { text, .. } | Self::RespondedAtOnce { text, .. } => {
                text.map(|text| kept("instruction", text)).into_iter().collect()
            }
            _ => self.text().into_iter().collect(),
        }
    }

    /// The one text of a fact that names no more.
    fn text(&self) -> Option<Enclosed> {
        Some(match self {
            Self::Added { body, .. } => said("addition", *body),
            Self::FedBack { text, .. } => said("feedback", *text),
            Self::Withdrawn { reason }
            | Self::Merged { reason, .. }
            | Self::Transferred { reason, .. }
            | Self::Returned { reason, .. }
            | Self::TimeAsked { reason, .. }
            | Self::TimeGranted { reason, .. }
            | Self::Declined { reason, .. }
            | Self::TimeRefused { reason } => said("reason", *reason),
            // As a program wrote it, for who is asked to agree.
            Self::Proposed { draft, .. } => kept("draft", *draft),
            // Why a matter is not to be read stays to be read.
            Self::Hidden { reason } | Self::Shown { reason } => {
                Enclosed { kind: "reason", text: *reason, readers: Readers::Everybody }
            }
            Self::Noted { open: true, text } => said("note", *text),
            Self::Noted { open: false, text } => kept("note", *text),
            Self::Asked { question } => said("question", *question),
            Self::QuestionAnswered { text, .. } => said("answer", *text),
            Self::CoReplied { text, .. } => said("co-reply", *text),
            Self::Delivered { text } => said("delivery", *text),
            Self::Urged { text } | Self::Supervised { text, .. } => said("urging", *text),
            Self::Corrected { text, .. } => said("correction", *text),
            Self::IdentityAsked(Asked { reason, .. })
            | Self::IdentityGranted(Granted { reason, .. })
            | Self::IdentityRefused(Refused { reason, .. }) => kept("reason", *reason),
            Self::Submitted(_)
            | Self::Imported(_)
            | Self::ImportedLater(_)
            | Self::Joined { .. }
            | Self::ReceiptReplaced { .. }
            | Self::ChannelConfirmed {}
            | Self::Accepted {}
            | Self::Classified { .. }
            | Self::Explained { .. }
            | Self::HandedOver { .. }
            | Self::RespondedAtOnce { .. }
            | Self::Absorbed { .. }
            | Self::Split { .. }
            | Self::Linked { .. }
            | Self::HandedOn { .. }
            | Self::Redacted { .. }
            | Self::Signed { .. }
            | Self::Replied(_)
            | Self::RatingInvited { .. }
            | Self::RatingCast { .. }
            | Self::CalledBack { .. }
            | Self::Rated { .. }
            | Self::Agreed { .. }
            | Self::LookBackDrawn { .. }
            | Self::LookedBack { .. }
            | Self::Stepped { .. }
            | Self::Converted { .. }
            | Self::IdentitySeen(_)
            | Self::IdentityErased { .. }
            | Self::ClockWarned { .. }
            | Self::ClockExpired { .. } => return None,
        })
    }
}
