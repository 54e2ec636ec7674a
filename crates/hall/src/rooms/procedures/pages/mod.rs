//! What an administrator sees and sends of procedures.

pub mod edit;
pub mod list;

use law::record::Officer;
use law::ruling::Refusal;

use crate::kit::Visit;

/// The post by which who asks administers the house.
fn administrator(visit: &Visit) -> Result<&Officer, Refusal> {
    visit.post()
}
