//! What can be asked of a matter: the verbs that the engine knows, whatever a procedure calls them.

use serde::{Deserialize, Serialize};

use crate::words::Code;

/// Everything that can be asked of a matter. Which of them a step allows, and to whom, is the
/// procedure's business; what each one means is the engine's. Two have no meaning of their own:
/// `step` does what the procedure says of it, and `convert` goes on by another procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is explained where it is ruled on, in matter::rules")]
pub enum Do {
    Submit,
    Join,
    Add,
    AnswerQuestion,
    Withdraw,
    Rate,
    LookBack,
    ConfirmChannel,
    ReplaceReceipt,
    Accept,
    FeedBack,
    Classify,
    Explain,
    HandOver,
    RespondAtOnce,
    Merge,
    Split,
    Link,
    Transfer,
    Hide,
    Show,
    Sign,
    Return,
    Note,
    Ask,
    AskForTime,
    GrantTime,
    RefuseTime,
    CoReply,
    Reply,
    Deliver,
    Urge,
    Supervise,
    Correct,
    DrawLookBack,
    Agree,
    Decline,
    CallBack,
    Step,
    Convert,
}

impl Do {
    /// Every act, in the order above.
    pub const ALL: [Self; 40] = [
        Self::Submit,
        Self::Join,
        Self::Add,
        Self::AnswerQuestion,
        Self::Withdraw,
        Self::Rate,
        Self::LookBack,
        Self::ConfirmChannel,
        Self::ReplaceReceipt,
        Self::Accept,
        Self::FeedBack,
        Self::Classify,
        Self::Explain,
        Self::HandOver,
        Self::RespondAtOnce,
        Self::Merge,
        Self::Split,
        Self::Link,
        Self::Transfer,
        Self::Hide,
        Self::Show,
        Self::Sign,
        Self::Return,
        Self::Note,
        Self::Ask,
        Self::AskForTime,
        Self::GrantTime,
        Self::RefuseTime,
        Self::CoReply,
        Self::Reply,
        Self::Deliver,
        Self::Urge,
        Self::Supervise,
        Self::Correct,
        Self::DrawLookBack,
        Self::Agree,
        Self::Decline,
        Self::CallBack,
        Self::Step,
        Self::Convert,
    ];

    /// The name of the act in procedures, addresses and words: `hand-over`.
    pub fn name(self) -> String {
        let name = serde_json::to_string(&self).expect("a unit variant is a string");
        name.trim_matches('"').to_owned()
    }

    /// The key of an act that a procedure gives no key of its own: the name of the verb.
    pub fn key(self) -> Code {
        Code::new(&self.name()).expect("the verbs are well-formed codes")
    }

    /// Whether whoever does this handles the matter, and may thus not judge how it was handled.
    pub const fn handles(self) -> bool {
        matches!(self, Self::AskForTime | Self::Reply | Self::CoReply | Self::Deliver)
    }

    /// Whether this judges how a matter was handled.
    pub const fn judges(self) -> bool {
        matches!(self, Self::GrantTime | Self::RefuseTime | Self::Rate | Self::LookBack)
    }

    /// Whether it can be put before a second person: whoever does it then only proposes it.
    pub const fn can_be_proposed(self) -> bool {
        matches!(
            self,
            Self::Merge | Self::Explain | Self::Hide | Self::Transfer | Self::Correct | Self::Step
        )
    }

    /// Whether a procedure may ask for fields of its own in its form.
    pub const fn has_form(self) -> bool {
        matches!(
            self,
            Self::Submit
                | Self::HandOver
                | Self::RespondAtOnce
                | Self::Reply
                | Self::Step
                | Self::Convert
                | Self::Explain
                | Self::Merge
                | Self::Hide
                | Self::AskForTime
                | Self::Withdraw
        )
    }

    /// Whether the submitter is given an answer by this, or ends the matter knowingly, or goes on
    /// elsewhere with the same matter.
    pub const fn tells_the_submitter(self) -> bool {
        matches!(self, Self::Reply | Self::Explain | Self::Withdraw | Self::Merge | Self::Convert)
    }
}
