//! Looks at who brought a matter: what is put on record of them, and of requests for one that need
//! a second person.

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::words::{Code, TextId, TextRef};

/// That somebody was shown who brought a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The record of the request under which it was shown; none where one person alone may see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<u64>,
    /// For what.
    pub purpose: Code,
    /// What was opened.
    pub text: TextId,
}

/// That somebody asked a second person to let them see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// For what.
    pub purpose: Code,
    /// Why it cannot wait, or why so many.
    pub reason: TextRef,
    /// The first instant at which nobody can decide on it any more.
    pub until: Time,
    /// Why one person alone may not.
    pub why: Why,
}

/// Why somebody may not be shown alone who brought a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Their office supervises or serves the matter and is not told (紧急查看).
    Urgent,
    /// They were shown as many identities that day as one person is.
    Many,
}

impl Why {
    /// The name in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Many => "many",
        }
    }
}

/// That a second person let them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The record of the request.
    pub ask: u64,
    /// Why.
    pub reason: TextRef,
    /// The first instant at which it opens nothing any more.
    pub until: Time,
}

/// That a second person did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The record of the request.
    pub ask: u64,
    /// Why not.
    pub reason: TextRef,
}
