//! The pages of the figures.

pub mod board;
mod define;
mod definitions;
mod files;
pub mod rows;
pub mod sealed;
pub mod table;
pub mod tiles;
pub mod wanted;
pub mod whole;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The addresses of the figures.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/figures", get(board::show))
        .route("/figures.csv", get(files::csv))
        .route("/figures.xlsx", get(files::xlsx))
        .route("/figures.json", get(files::json))
        .route("/figures/rows", get(rows::show))
        .route("/figures/rows.csv", get(rows::csv))
        .route("/figures/rows.xlsx", get(rows::xlsx))
        .route("/figures/definitions", get(definitions::show))
        .route("/figures/confidential", get(sealed::show))
        .route("/office/figures", get(define::show).post(define::send))
}
