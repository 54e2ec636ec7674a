//! What a case knows of who has a part in it, of what was proposed, answered and said of it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::facts::{Holder, Party};
use crate::clock::Time;
use crate::procedure::Meaning;
use crate::record::Officer;
use crate::words::{BodyId, Code, TextId};

/// Somebody who was named to a role, and what they did of what each does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Member {
    pub party: Party,
    pub did: BTreeSet<Code>,
}

/// What was proposed and waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The act, as the procedure calls it.
    pub act: Code,
    /// Who proposed it; `None` until it is on record.
    pub by: Option<Officer>,
    /// The act as it was drafted, in the vault.
    pub draft: TextId,
    /// Who is asked to agree.
    pub of: Holder,
    /// The number of its record; 0 until it is on record.
    pub record: u64,
}

/// A co-handling unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Unit {
    pub body: BodyId,
    pub signed: bool,
    pub replied: bool,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Reply {
    pub at: Time,
    pub round: u32,
    pub class: Code,
    pub means: Meaning,
    pub promised: Option<Date>,
}

/// The rating in force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rating {
    pub round: u32,
    pub rating: Code,
    pub solved: bool,
    pub assisted: bool,
}
