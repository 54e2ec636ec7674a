//! Figures: what the house can state of itself, with the rows behind every number.

mod pages;
mod stats;
#[cfg(test)]
mod tests;

pub use pages::routes;
pub use pages::tiles::{Tile, tiles};
pub use pages::wanted::{Wanted, area, body, category, day, within};
pub use stats::{Parts, whole};
