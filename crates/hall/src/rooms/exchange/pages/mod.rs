//! What programs send and are answered with.

mod acting;
mod answers;
mod desk;
mod document;
mod figures;
mod matters;
mod parts;
mod procedures;
mod receipts;
mod referrals;
mod register;
mod sent;
mod shown;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use crate::kit::App;
use crate::kit::form::takes_files;

/// Every operation, in the order of the document.
pub fn list() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(matters::submit, matters::list).layer(takes_files()))
        .routes(routes!(matters::show))
        .routes(routes!(acting::act).layer(takes_files()))
        .routes(routes!(matters::file))
        .routes(routes!(receipts::look_up))
        .routes(routes!(receipts::act).layer(takes_files()))
        .routes(routes!(referrals::hear).layer(takes_files()))
        .routes(routes!(desk::show))
        .routes(routes!(figures::show))
        .routes(routes!(figures::rows))
        .routes(routes!(register::areas))
        .routes(routes!(register::bodies))
        .routes(routes!(register::categories))
        .routes(routes!(register::duties))
        .routes(routes!(register::posts))
        .routes(routes!(procedures::list))
        .routes(routes!(procedures::show))
        .routes(routes!(document::json))
}

/// The page that tells people about it.
pub fn guide() -> Router<Arc<App>> {
    Router::new().route("/api", get(document::page))
}
