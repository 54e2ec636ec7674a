//! Requests to see who brought a matter that need a second person: how far each has come.

use super::facts::{Fact, What};
use super::looks::{Asked, Granted, Refused, Seen};
use crate::clock::Time;
use crate::record::{Officer, Record};

/// A request, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Its record.
    pub record: u64,
    /// When it was asked.
    pub at: Time,
    /// Who asked.
    pub by: Officer,
    /// What was asked.
    pub asked: Asked,
    /// What came of it.
    pub standing: Standing,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has decided.
    Waits,
    /// It opens the identity once.
    Granted(Granted),
    /// It opens nothing.
    Refused(Refused),
    /// It has opened it.
    Used,
}

impl Ask {
    /// Whether somebody can decide on it at an instant.
    pub fn waits(&self, now: Time) -> bool {
        self.standing == Standing::Waits && now < self.asked.until
    }

    /// Whether it opens the identity at an instant.
    pub fn opens(&self, now: Time) -> bool {
        matches!(&self.standing, Standing::Granted(granted) if now < granted.until)
    }
}

/// Takes one more record of a matter in.
pub(super) fn take(asks: &mut Vec<Ask>, record: &Record<Fact>) {
    let (of, standing) = match &record.fact.what {
        What::IdentityAsked(asked) => {
            if let Some(by) = record.by().officer() {
                asks.push(Ask {
                    record: record.seq(),
                    at: record.at(),
                    by: by.clone(),
                    asked: asked.clone(),
                    standing: Standing::Waits,
                });
            }
            return;
        }
        What::IdentityGranted(granted) => (granted.ask, Standing::Granted(granted.clone())),
        What::IdentityRefused(refused) => (refused.ask, Standing::Refused(refused.clone())),
        What::IdentitySeen(Seen { ask: Some(ask), .. }) => (*ask, Standing::Used),
        _ => return,
    };
    for ask in asks.iter_mut().filter(|ask| ask.record == of) {
        ask.standing = standing.clone();
    }
}
