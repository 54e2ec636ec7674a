//! The pages of the square.

mod duties;
mod home;
mod list;
mod matter;
mod procedure;
mod shown;

pub use list::{Part, Wanted, listed};

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The addresses of the square.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::show))
        .route("/matters", get(list::show))
        .route("/matters.csv", get(list::csv))
        .route("/matters.xlsx", get(list::xlsx))
        .route("/matters/{id}", get(matter::show))
        .route("/matters/{id}/files/{file}", get(matter::file))
        .route("/duties", get(duties::show))
        .route("/procedures", get(procedure::list))
        .route("/procedures/{name}", get(procedure::show))
}
