//! Notices: what is told to whoever left a way to be reached, and the outbox in which it waits.

mod acts;
mod pages;
mod rules;
pub mod tasks;
#[cfg(test)]
mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use law::matter::Fact;

use crate::kit::App;

pub use acts::Claim;
pub use rules::masked;
pub use tasks::{reason, send_waiting, sweep};

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/outbox", get(pages::show))
}

/// What a fact about a matter is told as, where it is one that its residents are told of; and
/// whether it is news for the submitter alone.
pub fn told(fact: &Fact) -> Option<(&'static str, bool)> {
    rules::told(fact).map(|news| (news.name(), news.is_for_submitter()))
}
