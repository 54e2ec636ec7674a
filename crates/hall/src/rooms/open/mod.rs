//! Open data: what the house counts by, published at fixed times, so that anybody can recount its
//! figures; and what it has not answered in time.

mod pages;
pub mod tasks;
#[cfg(test)]
mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The addresses of the open data.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/open", get(pages::list::show))
        .route("/open/recount.py", get(pages::list::recount))
        .route("/open/silent", get(pages::silent::show))
        .route("/open/{name}", get(pages::package::show))
        .route("/open/{name}/{file}", get(pages::package::file))
        .route("/receipt/open-data", get(pages::own::show))
}
