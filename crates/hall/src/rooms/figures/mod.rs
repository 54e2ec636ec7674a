//! Figures: what the house can state of itself, with the rows behind every number.

mod acts;
mod pages;
mod stats;
pub mod views;
#[cfg(test)]
pub(crate) mod tests;

pub use acts::{begin, put_in_force};
pub use pages::board::asked;
pub use pages::routes;
pub use pages::rows::{Asked, listed};
pub use pages::table::{Group, Sort, Table, hidden, read as table};
pub use pages::tiles::{Tile, called, in_language, percent, rows_to, tiles, told};
pub use pages::wanted::{Wanted, area, body, category, day, procedure, within};
pub use pages::whole::{behind, whole};
#[cfg(test)]
pub use stats::statements;
pub use stats::{
    Behind, By, Counts, Part, Parts, STEP, Scope, Unit, each, every_key, nothing, step,
};
#[cfg(test)]
pub use stats::{told as told_of_all, whole as exact};
pub use views::{Half, INDICATORS, Indicator, Over, Seal, stated};
