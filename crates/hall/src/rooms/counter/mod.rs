//! The counter: where a matter comes in, by its resident or over a station's counter, and where its
//! receipt opens it again.

mod acts;
mod pages;
#[cfg(test)]
pub(crate) mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;

use crate::kit::App;

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    pages::routes()
}
