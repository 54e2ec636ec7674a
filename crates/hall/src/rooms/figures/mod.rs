//! Figures: what the house can state of itself, with the rows behind every number.

mod pages;
mod stats;
#[cfg(test)]
pub(crate) mod tests;

pub use pages::board::asked;
pub use pages::routes;
pub use pages::rows::{Asked, listed};
pub use pages::table::{Group, Sort, Table, read as table};
pub use pages::tiles::{Tile, rows_to, tiles, told};
pub use pages::wanted::{Wanted, area, body, category, day, procedure, within};
#[cfg(test)]
pub use stats::statements;
pub use stats::{
    Behind, By, Half, INDICATORS, Indicator, Part, Parts, Scope, Unit, behind, some, whole,
};
