//! What is on record about people with an account: that there is one, what it is called, that its
//! key changed; and who may have a key changed.

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::ruling::Refusal;
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

/// A new password that an administrator asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovery {
    /// Whose.
    pub person: PersonId,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: Time,
    /// The first instant at which nobody can agree any more.
    pub ends: Time,
}

/// How long another administrator has to agree: a week.
pub const RECOVERY_MS: i64 = 7 * 86_400_000;

/// A first password is given once.
pub fn first_credential(signs_in: bool) -> Result<(), Refusal> {
    if signs_in { Err(Refusal::conflict("recovery.needed").at("password")) } else { Ok(()) }
}

/// Asking for a new password of somebody else, who signs in already.
pub fn ask_recovery(
    (person, signs_in): (PersonId, bool),
    open: Option<&Recovery>,
    (by, now): (PersonId, Time),
) -> Result<Recovery, Refusal> {
    if person == by {
        return Err(Refusal::forbidden("recovery.own"));
    }
    if !signs_in {
        return Err(Refusal::conflict("recovery.no-login").at("person"));
    }
    if open.is_some() {
        return Err(Refusal::conflict("recovery.asked").at("person"));
    }
    Ok(Recovery { person, by, at: now, ends: now.plus_ms(RECOVERY_MS) })
}

/// Agreeing to a new password that somebody else asked for.
pub fn confirm_recovery(
    person: PersonId,
    open: Option<&Recovery>,
    by: PersonId,
) -> Result<(), Refusal> {
    let open = open.ok_or(Refusal::conflict("recovery.none").at("person"))?;
    if open.by == by {
        return Err(Refusal::forbidden("recovery.same"));
    }
    if person == by {
        return Err(Refusal::forbidden("recovery.own"));
    }
    Ok(())
}
