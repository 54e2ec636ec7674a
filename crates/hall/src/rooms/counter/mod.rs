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

/// Forgets what is kept for residents and was not used for long.
pub fn sweep(tx: &mut store::db::Tx<'_>, now: law::clock::Time) -> Result<(), store::Fault> {
    views::folder::sweep(tx, now)
}
