//! The room specimen-room: say here in one sentence what it offers to the house.

pub mod facts;
pub mod rules;

#[cfg(test)]
mod tests;
