//! The indicators of the house, and what each counts by the definitions on record.

mod indicators;
mod versions;

pub use indicators::{DATED, Dated, Half, INDICATORS, Indicator, LATE, Over, Seal, indicator};
pub use versions::{seed, shape, stated};
