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

/// Writes what is asked of a kind once, so that none is told of otherwise than it is called.
macro_rules! kinds {
    ($($name:ident $fields:tt => $kind:literal, $act:expr;)*) => {
        impl What {
            /// The wire name.
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name $fields => $kind,)*
                }
            }

            /// The act that the fact is the record of; `None` for what clocks, links and ended
            /// posts do, and for what is decided beside any procedure.
            pub const fn act(&self) -> Option<Do> {
                match self {
                    $(Self::$name $fields => $act,)*
                }
            }
        }

        /// The same by the wire name: the act that a fact of this kind is the record of.
        pub fn act_of(kind: &str) -> Option<Do> {
            match kind {
                $($kind => $act,)*
                _ => None,
            }
        }
    };
}

kinds! {
    Submitted(_) => "matter.submitted/1", Some(Do::Submit);
    Imported(_) => "matter.imported/1", None;
    ImportedLater(_) => "matter.imported-later/1", None;
    Joined { .. } => "matter.joined/1", Some(Do::Join);
    Added { .. } => "matter.added-to/1", Some(Do::Add);
    Withdrawn { .. } => "matter.withdrawn/1", Some(Do::Withdraw);
    ReceiptReplaced { .. } => "receipt.replaced/1", Some(Do::ReplaceReceipt);
    ChannelConfirmed {} => "channel.confirmed/1", Some(Do::ConfirmChannel);
    Accepted {} => "matter.accepted/1", Some(Do::Accept);
    FedBack { .. } => "matter.fed-back/1", Some(Do::FeedBack);
    Classified { .. } => "matter.classified/1", Some(Do::Classify);
    Explained { .. } => "matter.explained/1", Some(Do::Explain);
    HandedOver { .. } => "matter.handed-over/1", Some(Do::HandOver);
    RespondedAtOnce { .. } => "matter.responded-at-once/1", Some(Do::RespondAtOnce);
    Merged { .. } => "matter.merged/1", Some(Do::Merge);
    Absorbed { .. } => "matter.absorbed/1", None;
    Split { .. } => "matter.split/1", Some(Do::Split);
    Linked { .. } => "matter.linked/1", Some(Do::Link);
    Transferred { .. } => "matter.transferred/1", Some(Do::Transfer);
    HandedOn { .. } => "matter.handed-on/1", None;
    Hidden { .. } => "matter.hidden/1", Some(Do::Hide);
    Shown { .. } => "matter.shown/1", Some(Do::Show);
    Redacted { .. } => "matter.redacted/1", None;
    Signed { .. } => "handling.signed/1", Some(Do::Sign);
    Returned { .. } => "handling.returned/1", Some(Do::Return);
    Noted { .. } => "handling.noted/1", Some(Do::Note);
    Asked { .. } => "question.asked/1", Some(Do::Ask);
    QuestionAnswered { .. } => "question.answered/1", Some(Do::AnswerQuestion);
    TimeAsked { .. } => "time.asked/1", Some(Do::AskForTime);
    TimeGranted { .. } => "time.granted/1", Some(Do::GrantTime);
    TimeRefused { .. } => "time.refused/1", Some(Do::RefuseTime);
    CoReplied { .. } => "handling.co-replied/1", Some(Do::CoReply);
    Replied(_) => "reply.given/1", Some(Do::Reply);
    Delivered { .. } => "promise.delivered/1", Some(Do::Deliver);
    RatingInvited { .. } => "rating.invited/1", None;
    CalledBack { .. } => "call-back.made/1", Some(Do::CallBack);
    RatingCast { .. } => "rating.cast/1", None;
    Rated { .. } => "rating.given/1", Some(Do::Rate);
    LookBackDrawn { .. } => "look-back.drawn/1", Some(Do::DrawLookBack);
    LookedBack { .. } => "look-back.answered/1", Some(Do::LookBack);
    Urged { .. } => "matter.urged/1", Some(Do::Urge);
    Supervised { .. } => "matter.supervised/1", Some(Do::Supervise);
    Corrected { .. } => "matter.corrected/1", Some(Do::Correct);
    Proposed { .. } => "act.proposed/1", None;
    Agreed { .. } => "act.agreed/1", Some(Do::Agree);
    Declined { .. } => "act.declined/1", Some(Do::Decline);
    Stepped { .. } => "matter.stepped/1", Some(Do::Step);
    Converted { .. } => "matter.converted/1", Some(Do::Convert);
    IdentitySeen(_) => "identity.seen/1", None;
    IdentityAsked(_) => "identity.asked/1", None;
    IdentityGranted(_) => "identity.granted/1", None;
    IdentityRefused(_) => "identity.refused/1", None;
    IdentityErased { .. } => "identity.erased/1", None;
    ClockWarned { .. } => "clock.warned/1", None;
    ClockExpired { .. } => "clock.expired/1", None;
}
