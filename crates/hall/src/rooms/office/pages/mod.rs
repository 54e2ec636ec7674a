//! What an administrator sees and sends.

mod audit;
mod edit;
mod fields;
mod identities;
mod import;
mod list;
mod person;
mod post;
mod reading;
mod recovery;
mod stand_in;
mod standing;
mod start;
#[cfg(test)]
mod tests;
mod writing;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post as posted};

use crate::kit::App;
use crate::kit::form::takes_files;

/// The routes of the room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/office", get(start::show))
        .route("/office/audit", get(audit::show))
        .route("/office/identities", get(identities::show))
        .route("/office/identities/{record}", posted(identities::decide))
        .route("/office/definitions", get(start::definitions))
        .route("/office/{kind}", get(list::show))
        .route("/office/{kind}/new", get(edit::begin).post(edit::create))
        .route("/office/{kind}/import", get(import::begin).post(import::look).layer(takes_files()))
        .route("/office/{kind}/import/enter", posted(import::enter).layer(takes_files()))
        .route("/office/{kind}/template.xlsx", get(writing::template_xlsx))
        .route("/office/{kind}/template.csv", get(writing::template_csv))
        .route("/office/{kind}/export.xlsx", get(writing::export_xlsx))
        .route("/office/{kind}/export.csv", get(writing::export_csv))
        .route("/office/people/at/{key}", get(person::show).post(person::set_login))
        .route("/office/people/at/{key}/name", posted(person::rename))
        .route("/office/people/at/{key}/recovery", posted(recovery::ask))
        .route("/office/people/at/{key}/recovery/confirm", posted(recovery::confirm))
        .route("/office/posts/at/{key}", get(post::show).post(post::end))
        .route("/office/posts/at/{key}/hand-over", posted(post::hand_over))
        .route("/office/posts/at/{key}/stand-in", get(stand_in::show).post(stand_in::name))
        .route("/office/posts/at/{key}/stand-in/end", posted(stand_in::end))
        .route("/office/bodies/at/{key}/close", posted(edit::close))
        .route("/office/{kind}/at/{key}", get(edit::show).post(edit::change))
}
