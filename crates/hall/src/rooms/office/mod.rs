//! The office: where administrators set up areas, bodies, stations, people and posts, by hand and
//! from spreadsheets, and where whoever holds a post names a stand-in.

pub mod acts;
mod pages;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;

use crate::kit::App;

pub use acts::{put, put_enclosing};

/// The pages of the room.
pub fn routes() -> Router<Arc<App>> {
    pages::routes()
}
