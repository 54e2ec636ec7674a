//! Procedures: what a house goes by, changed by its administrators as data, proven before it holds.

mod acts;
mod pages;
mod rules;
#[cfg(test)]
mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/office/procedures", get(pages::list::show))
        .route("/office/procedures/{id}", get(pages::edit::show).post(pages::edit::send))
}
