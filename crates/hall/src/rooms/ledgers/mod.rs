//! Ledgers: reading the spreadsheets that offices keep, and writing what they take away.

pub mod columns;
pub mod dates;
mod delimited;
pub mod export;
pub mod faults;
mod headings;
mod inflate;
mod merges;
pub mod notes;
mod package;
pub mod reader;
pub mod rejects;
pub mod rows;
mod sheet;
mod tags;
pub mod template;
mod text;

pub use dates::{from_serial, from_text};
pub use rejects::{guarded, unguarded};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_broken;
