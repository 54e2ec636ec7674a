//! Desks: where every officer works, and the wall screen that shows what is open.

pub mod acts;
mod pages;
pub mod tasks;
pub mod views;

pub use acts::actor;
pub use pages::list::{Found, Query, find};
#[cfg(test)]
pub use pages::matter::offered_first;

#[cfg(test)]
pub mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::kit::App;

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/desk", get(pages::list::show))
        .route("/desk.csv", get(pages::export::csv))
        .route("/desk.xlsx", get(pages::export::xlsx))
        .route("/desk/batch", post(pages::batch::act))
        .route("/desk/help", get(pages::help::show))
        .route("/desk/new", get(pages::begin::list))
        .route("/desk/new/{procedure}", get(pages::begin::show).post(pages::begin::send))
        .route("/desk/matters/{id}", get(pages::matter::show))
        .route("/desk/matters/{id}/act", post(pages::matter::act))
        .route("/desk/matters/{id}/redact", post(pages::decide::send))
        .route("/desk/matters/{id}/contact", post(pages::reaching::show))
        .route("/desk/matters/{id}/contact/ask", post(pages::reaching::ask))
        .route("/desk/matters/{id}/files/{file}", get(pages::matter::file))
        .route("/wall", get(pages::wall::show))
        .route("/account/digest", get(pages::digest::show).post(pages::digest::wish))
}

pub use tasks::send_digests;
