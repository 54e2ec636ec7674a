//! Activities of deputies and stations: planned, come to, counted, closed, and what came of them.

mod acts;
mod pages;
mod stats;
#[cfg(test)]
pub mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use law::activity::Fact;
use law::record::Head;
use store::rows::Rows;

use crate::desk::Recorded;
use crate::kit::App;
use crate::kit::form::takes_files;

pub use acts::{Outcome, Wish, announce, ask, ask_and_wait};
pub use pages::{Line, coming_now, line};
pub use stats::{Sums, sums};

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/activities", get(pages::list::show))
        .route("/activities/new", get(pages::plan::show).post(pages::plan::send))
        .route("/activities/{id}", get(pages::one::show).post(pages::one::sign_in))
        .route("/themes", get(pages::theme::list))
        .route("/themes/new", get(pages::theme::begin).post(pages::theme::announce))
        .route("/themes/{id}", get(pages::theme::show).post(pages::theme::withdraw))
        .route(
            "/activities/{id}/hold",
            get(pages::hold::show).post(pages::hold::act).layer(takes_files()),
        )
        .route("/activities/{id}/pictures/{file}", get(pages::one::picture))
}

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    fn apply(&self, head: &Head, rows: &mut Rows) {
        views::apply(head, self, rows);
    }
}
