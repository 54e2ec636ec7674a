//! Ledgers: reading the spreadsheets that offices keep, and writing what they take away.

pub mod acts;
pub mod columns;
pub mod dates;
mod delimited;
pub mod export;
pub mod faults;
mod headings;
pub mod mapping;
mod matching;
mod merges;
mod names;
pub mod notes;
mod opening;
mod package;
pub mod reader;
pub mod rejects;
pub mod rows;
mod sheet;
mod tags;
pub mod template;
mod text;
mod views;

pub use dates::{from_serial, from_text};
pub use rejects::{guarded, unguarded};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_broken;
