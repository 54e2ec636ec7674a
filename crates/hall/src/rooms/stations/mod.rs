//! Stations and their deputies, as everybody finds them: where, when, who, and what came of it.

mod acts;
mod pages;
pub mod stats;
#[cfg(test)]
mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

pub use acts::report;
#[cfg(test)]
pub use acts::{Wish, ask};
pub use pages::appraisal::tried;
pub use pages::contacts::overdue_of;

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/stations", get(pages::directory::show))
        .route("/stations/hours.ics", get(pages::hours::all))
        .route("/stations/{id}", get(pages::station::show))
        .route("/stations/{id}/hours.ics", get(pages::hours::one))
        .route("/network", get(pages::network::show))
        .route("/helpers", get(pages::helpers::show).post(pages::helpers::send))
        .route("/contacts", get(pages::contacts::show).post(pages::contacts::send))
        .route("/deputies", get(pages::deputies::show))
        .route("/deputies/appraisal", get(pages::appraisal::all))
        .route("/deputies/{post}/appraisal", get(pages::appraisal::one))
        .route("/deputies/{post}", get(pages::deputy::show))
        .route("/deputies/{post}/reports", get(pages::reports::show).post(pages::reports::send))
        .route("/deputies/{post}/draft", get(pages::draft::show))
        .route("/deputies/{post}/draft.docx", get(pages::draft::document))
        .route("/deputies/{post}/draft.pdf", get(pages::draft::print))
        .route("/deputies/{post}/file", get(pages::file::show).post(pages::file::send))
}
