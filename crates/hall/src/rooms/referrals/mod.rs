//! Matters that go to other houses and come from them (交办, 上报): told and signed for, once each,
//! also where the other is down for a day.

mod acts;
mod composing;
mod pages;
pub mod tasks;
#[cfg(test)]
pub(crate) mod tests;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use law::record::Head;
use law::referral::Fact;
use store::rows::Rows;

use crate::desk::Recorded;
use crate::kit::App;

pub use acts::answers;
#[cfg(test)]
pub use acts::keys;
pub use pages::hearing::hear;

/// The pages of the room. What other houses tell comes by the interface for programs.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/referrals", get(pages::list::show))
        .route("/referrals/matters", get(pages::list::matters))
}

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    fn apply(&self, head: &Head, rows: &mut Rows) {
        views::apply(head, self, rows);
    }
}
