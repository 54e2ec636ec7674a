//! The notary: signs what the log holds, asks witnesses, and gives everybody a proof to keep.

mod pages;
pub mod tasks;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::kit::App;

/// The addresses of the public log, and where proofs are given and checked.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/log", get(pages::log::show))
        .route("/log/checkpoint", get(pages::log::checkpoint))
        .route("/log/policy", get(pages::log::policy))
        .route("/log/tile/{*tile}", get(pages::log::tile))
        .route("/receipt/proof", get(pages::proof::show))
        .route("/receipt/proof/file", get(pages::proof::file))
        .route("/verify", get(pages::verify::show).post(pages::verify::check))
}
