//! Matters that one house passes to another (交办, 上报) and what comes back: messages that the one
//! signs and the other receipts, each counted, each heard once.
//!
//! To the house that passes it on, the other is a body in the lead like any other; to the house it
//! comes to, the first is whoever brought it. So neither has a rule of its own for the other.

mod houses;
mod message;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::words::{BodyId, Code, Id, MatterId, TextRef};

pub use houses::{House, Houses};
pub use message::{FileName, Message, Receipt, Said, Sent};
pub use rules::{CHANNEL, Part, asked, next, passed_on, submission};

/// What a [`ReferralId`] names; never built.
pub enum Named {}
/// Names one matter on its way between two houses, as one of them numbers it.
pub type ReferralId = Id<Named>;

/// The kind under which signed messages and receipts lie in the vault; for who handles the matter.
pub const NOTE: &str = "referral-note";

/// A fact about a matter that goes to another house, or came from one. It stands under the number
/// of the referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields repeat the sentence of their fact")]
pub enum Fact {
    /// This house told the other something: what record `of` of the matter says. `number` counts
    /// what was told, from one; the first begins the referral where the matter goes out.
    #[serde(rename = "referral.told/1")]
    Told { body: BodyId, kind: Code, matter: MatterId, note: TextRef, number: u32, of: u64 },
    /// The other signed for what it was told.
    #[serde(rename = "referral.receipted/1")]
    Receipted { number: u32, receipt: TextRef },
    /// The other told this house something; what followed stands in records of the matter.
    #[serde(rename = "referral.heard/1")]
    Heard { body: BodyId, kind: Code, matter: MatterId, note: TextRef, number: u32 },
    /// Nothing followed from what was heard, by this rule.
    #[serde(rename = "referral.refused/1")]
    Refused { number: u32, rule: Code },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Told { .. } => "referral.told/1",
            Self::Receipted { .. } => "referral.receipted/1",
            Self::Heard { .. } => "referral.heard/1",
            Self::Refused { .. } => "referral.refused/1",
        }
    }

    /// The texts that it names: what kind each is, and whether everybody may read it.
    pub fn texts(&self) -> Vec<(TextRef, &'static str, bool)> {
        match self {
            Self::Told { note, .. } | Self::Heard { note, .. } => vec![(*note, NOTE, false)],
            Self::Receipted { receipt, .. } => vec![(*receipt, NOTE, false)],
            Self::Refused { .. } => vec![],
        }
    }
}

/// A referral as its facts make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Which.
    pub id: ReferralId,
    /// The matter of this house.
    pub matter: MatterId,
    /// The body that stands for the other house.
    pub body: BodyId,
    /// Whether this house passed the matter on; otherwise it came here.
    pub outgoing: bool,
    /// The record by which it was passed on; 0 where it came here.
    pub begun: u64,
    /// The records of the matter that the other was told of.
    pub told_of: BTreeSet<u64>,
    /// How many messages the other was told, signed for, and how many this house heard.
    pub told: u32,
    /// The last that the other signed for: it signs in their order.
    pub receipted: u32,
    /// The last that this house heard.
    pub heard: u32,
    /// Whether nothing more is told: the matter was taken back.
    pub over: bool,
}

impl Referral {
    /// Folds the facts of one; nothing where there are none.
    pub fn fold(id: ReferralId, records: &[Record<Fact>]) -> Option<Self> {
        let (matter, body, outgoing, begun) = match &records.first()?.fact {
            Fact::Told { matter, body, of, .. } => (*matter, *body, true, *of),
            Fact::Heard { matter, body, .. } => (*matter, *body, false, 0),
            Fact::Receipted { .. } | Fact::Refused { .. } => return None,
        };
        let (told, receipted, heard, over) = (0, 0, 0, false);
        let told_of = BTreeSet::new();
        let mut referral =
            Self { id, matter, body, outgoing, begun, told_of, told, receipted, heard, over };
        for record in records {
            match &record.fact {
                Fact::Told { number, of, kind, .. } => {
                    referral.told = *number;
                    referral.told_of.insert(*of);
                    referral.over |= *kind == *Said::WITHDRAWN;
                }
                Fact::Receipted { number, .. } => referral.receipted = *number,
                Fact::Heard { number, kind, .. } => {
                    referral.heard = *number;
                    referral.over |= *kind == *Said::WITHDRAWN;
                }
                Fact::Refused { .. } => {}
            }
        }
        Some(referral)
    }
}
