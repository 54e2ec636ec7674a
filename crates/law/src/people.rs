//! What is on record about people with an account: that there is one, and that its key changed.

use serde::{Deserialize, Serialize};

use crate::words::{Hash, PersonId, TextRef};

/// A fact about a person with an account. Sign-ins are not on record (house.md, rule 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// A person got an account; the name lies in the vault.
    #[serde(rename = "person.enrolled/1")]
    Enrolled {
        /// The person.
        person: PersonId,
        /// The name.
        name: TextRef,
    },
    /// A person's password or second factor was set; the hash commits to the stored credential.
    #[serde(rename = "person.credential-set/1")]
    CredentialSet {
        /// The person.
        person: PersonId,
        /// SHA-256 of the stored credential.
        credential: Hash,
    },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Enrolled { .. } => "person.enrolled/1",
            Self::CredentialSet { .. } => "person.credential-set/1",
        }
    }
}
