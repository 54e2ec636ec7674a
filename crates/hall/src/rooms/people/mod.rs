//! People with an account: enrolment, passwords and second factors, sessions.

pub mod views;

use law::people::Fact;

use crate::desk::Recorded;

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    /// Names live in the vault and in the house's state; credentials are passing rows.
    fn apply(&self, _head: &law::record::Head, _rows: &mut store::rows::Rows) {}

    fn enrolled(&self) -> Option<(law::words::PersonId, law::words::TextRef)> {
        match self {
            Self::Enrolled { person, name } => Some((*person, *name)),
            Self::CredentialSet { .. } => None,
        }
    }
}
