//! The pages of the figures.

pub mod tiles;
pub mod wanted;
