//! What the lead unit answered, and what a ledger says was answered before.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::procedure::Meaning;
use crate::words::{BodyId, Code, FileRef, TextRef};

/// What a ledger says of a matter: its word, not this house's. `ended`: before it came here; `row`:
/// the row as it stands in the ledger, for officers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the other fields are named as in the answer of a unit")]
pub struct Imported {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Code>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<Meaning>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Code>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<TextRef>,
    pub row: TextRef,
}

/// An answer of the lead unit. `basis`: the rule it rests on, where it is no; `body`: who answers;
/// `class`: the local class, and `means` what that means; `passed_to`: to whom it was passed on;
/// `promised`: the day by which it will be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are told above")]
pub struct Replied {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<TextRef>,
    pub body: BodyId,
    pub class: Code,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    pub means: Meaning,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_to: Option<TextRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Date>,
    pub text: TextRef,
}
