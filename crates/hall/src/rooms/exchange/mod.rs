//! Exchange: the house for programs. The same acts and lists as the pages, as JSON under `/api/v1`.

mod acts;
mod pages;
mod rules;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use axum::{Extension, Router};

use crate::kit::App;

/// The addresses of the room. What is routed and what the document says are one list.
pub fn routes() -> Router<Arc<App>> {
    let (router, document) = pages::list().split_for_parts();
    router.merge(pages::guide()).layer(Extension(Arc::new(document)))
}
