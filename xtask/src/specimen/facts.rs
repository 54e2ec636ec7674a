//! What this room puts on record.

use law::words::{MatterId, PersonId};
use serde::{Deserialize, Serialize};

/// Wire names are for ever; Rust names may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Fact {
    /// A person put their name under a matter.
    #[serde(rename = "specimen-room.given/1")]
    Given {
        /// The matter.
        matter: MatterId,
        /// The person.
        person: PersonId,
    },
}
