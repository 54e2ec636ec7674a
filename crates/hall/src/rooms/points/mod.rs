//! Points for voluntary acts: passbooks without names, deeds that two people enter, a small shop.

mod acts;
mod pages;
pub mod tasks;
#[cfg(test)]
pub mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use law::points::Fact;
use law::record::Head;
use store::rows::Rows;

use crate::desk::Recorded;
use crate::kit::App;

pub use acts::{Wish, ask_and_wait, look_up_hash};

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/points", get(pages::about::show))
        .route("/points/passbook", post(pages::about::passbook))
        .route("/points/leave", post(pages::about::leave))
        .route("/points/desk", get(pages::desk::show).post(pages::desk::send))
}

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    fn apply(&self, head: &Head, rows: &mut Rows) {
        views::apply(head, self, rows);
    }
}
