//! What each fact about a matter is called on the wire, and of which act it is the record.

use super::facts::{Fact, What};
use crate::procedure::Do;
use crate::words::Code;

impl Fact {
    /// What the procedure calls the act that it is the record of.
    pub fn did(&self) -> Option<Code> {
        match (&self.effect.did, &self.what) {
            (Some(key), _) => Some(key.clone()),
            (None, What::Stepped { act, .. }) => Some(act.clone()),
            (None, what) => what.act().map(Do::key),
        }
    }
}

impl What {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Submitted(_) => "matter.submitted/1",
            Self::Imported(_) => "matter.imported/1",
            Self::ImportedLater(_) => "matter.imported-later/1",
            Self::Joined { .. } => "matter.joined/1",
            Self::Added { .. } => "matter.added-to/1",
            Self::Withdrawn { .. } => "matter.withdrawn/1",
            Self::ReceiptReplaced { .. } => "receipt.replaced/1",
            Self::ChannelConfirmed {} => "channel.confirmed/1",
            Self::Accepted {} => "matter.accepted/1",
            Self::FedBack { .. } => "matter.fed-back/1",
            Self::Classified { .. } => "matter.classified/1",
            Self::Explained { .. } => "matter.explained/1",
            Self::HandedOver { .. } => "matter.handed-over/1",
            Self::RespondedAtOnce { .. } => "matter.responded-at-once/1",
            Self::Merged { .. } => "matter.merged/1",
            Self::Absorbed { .. } => "matter.absorbed/1",
            Self::Split { .. } => "matter.split/1",
            Self::Linked { .. } => "matter.linked/1",
            Self::Transferred { .. } => "matter.transferred/1",
            Self::HandedOn { .. } => "matter.handed-on/1",
            Self::Hidden { .. } => "matter.hidden/1",
            Self::Shown { .. } => "matter.shown/1",
            Self::Redacted { .. } => "matter.redacted/1",
            Self::Signed { .. } => "handling.signed/1",
            Self::Returned { .. } => "handling.returned/1",
            Self::Noted { .. } => "handling.noted/1",
            Self::Asked { .. } => "question.asked/1",
            Self::QuestionAnswered { .. } => "question.answered/1",
            Self::TimeAsked { .. } => "time.asked/1",
            Self::TimeGranted { .. } => "time.granted/1",
            Self::TimeRefused { .. } => "time.refused/1",
            Self::CoReplied { .. } => "handling.co-replied/1",
            Self::Replied(_) => "reply.given/1",
            Self::Delivered { .. } => "promise.delivered/1",
            Self::Rated { .. } => "rating.given/1",
            Self::LookBackDrawn { .. } => "look-back.drawn/1",
            Self::LookedBack { .. } => "look-back.answered/1",
            Self::Urged { .. } => "matter.urged/1",
            Self::Supervised { .. } => "matter.supervised/1",
            Self::Corrected { .. } => "matter.corrected/1",
            Self::Stepped { .. } => "matter.stepped/1",
            Self::Converted { .. } => "matter.converted/1",
            Self::IdentitySeen { .. } => "identity.seen/1",
            Self::IdentityErased { .. } => "identity.erased/1",
            Self::ClockWarned { .. } => "clock.warned/1",
            Self::ClockExpired { .. } => "clock.expired/1",
        }
    }

    /// The act that the fact is the record of; `None` for what clocks, links and ended posts do,
    /// and for what is decided beside any procedure.
    pub const fn act(&self) -> Option<Do> {
        Some(match self {
            Self::Submitted(_) => Do::Submit,
            Self::Joined { .. } => Do::Join,
            Self::Added { .. } => Do::Add,
            Self::Withdrawn { .. } => Do::Withdraw,
            Self::ReceiptReplaced { .. } => Do::ReplaceReceipt,
            Self::ChannelConfirmed {} => Do::ConfirmChannel,
            Self::Accepted {} => Do::Accept,
            Self::FedBack { .. } => Do::FeedBack,
            Self::Classified { .. } => Do::Classify,
            Self::Explained { .. } => Do::Explain,
            Self::HandedOver { .. } => Do::HandOver,
            Self::RespondedAtOnce { .. } => Do::RespondAtOnce,
            Self::Merged { .. } => Do::Merge,
            Self::Split { .. } => Do::Split,
            Self::Linked { .. } => Do::Link,
            Self::Transferred { .. } => Do::Transfer,
            Self::Hidden { .. } => Do::Hide,
            Self::Shown { .. } => Do::Show,
            Self::Signed { .. } => Do::Sign,
            Self::Returned { .. } => Do::Return,
            Self::Noted { .. } => Do::Note,
            Self::Asked { .. } => Do::Ask,
            Self::QuestionAnswered { .. } => Do::AnswerQuestion,
            Self::TimeAsked { .. } => Do::AskForTime,
            Self::TimeGranted { .. } => Do::GrantTime,
            Self::TimeRefused { .. } => Do::RefuseTime,
            Self::CoReplied { .. } => Do::CoReply,
            Self::Replied(_) => Do::Reply,
            Self::Delivered { .. } => Do::Deliver,
            Self::Rated { .. } => Do::Rate,
            Self::LookBackDrawn { .. } => Do::DrawLookBack,
            Self::LookedBack { .. } => Do::LookBack,
            Self::Urged { .. } => Do::Urge,
            Self::Supervised { .. } => Do::Supervise,
            Self::Corrected { .. } => Do::Correct,
            Self::Stepped { .. } => Do::Step,
            Self::Converted { .. } => Do::Convert,
            Self::Imported(_)
            | Self::ImportedLater(_)
            | Self::Absorbed { .. }
            | Self::HandedOn { .. }
            | Self::IdentitySeen { .. }
            | Self::IdentityErased { .. }
            | Self::Redacted { .. }
            | Self::ClockWarned { .. }
            | Self::ClockExpired { .. } => return None,
        })
    }
}
