//! What is on record about people with an account: that there is one, what it is called, and that
//! its key changed.

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
    /// A person is called otherwise; the names before stay in the vault.
    #[serde(rename = "person.renamed/1")]
    Renamed {
        /// The person.
        person: PersonId,
        /// The new name.
        name: TextRef,
    },
    /// An administrator asked that a person gets a new password.
    #[serde(rename = "person.recovery-asked/1")]
    RecoveryAsked {
        /// The person.
        person: PersonId,
    },
    /// Another administrator agreed; the new password is on record beside it.
    #[serde(rename = "person.recovery-confirmed/1")]
    RecoveryConfirmed {
        /// The person.
        person: PersonId,
    },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Enrolled { .. } => "person.enrolled/1",
            Self::CredentialSet { .. } => "person.credential-set/1",
            Self::Renamed { .. } => "person.renamed/1",
            Self::RecoveryAsked { .. } => "person.recovery-asked/1",
            Self::RecoveryConfirmed { .. } => "person.recovery-confirmed/1",
        }
    }
}
