//! The square: what everybody sees. The home page, public matters, and the rules they go by.

mod pages;
mod views;

pub use pages::{Part, Wanted, listed, routes};
#[cfg(test)]
pub use views::NEWEST_ANSWERS;
