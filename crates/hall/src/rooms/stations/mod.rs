//! Stations and their deputies, as everybody finds them: where, when, who, and what came of it.

mod pages;
mod stats;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/stations", get(pages::directory::show))
        .route("/stations/hours.ics", get(pages::hours::all))
        .route("/stations/{id}", get(pages::station::show))
        .route("/stations/{id}/hours.ics", get(pages::hours::one))
        .route("/deputies", get(pages::deputies::show))
        .route("/deputies/{post}", get(pages::deputy::show))
        .route("/deputies/{post}/file", get(pages::file::show))
}
