//! When a person may act in this room, and when not.

use super::facts::Fact;
use law::ruling::Refusal;
use law::words::{MatterId, PersonId};

/// Puts a name under a matter, once a person. `already` is the answer of a view.
///
/// # Errors
///
/// `specimen-room.already` when the name stands there.
pub fn give(matter: MatterId, person: PersonId, already: bool) -> Result<Fact, Refusal> {
    if already {
        return Err(Refusal::conflict("specimen-room.already"));
    }

    Ok(Fact::Given { matter, person })
}
