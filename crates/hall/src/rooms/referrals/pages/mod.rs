//! The pages of the room, and what other houses are answered with.

pub mod hearing;
pub mod list;
#[cfg(test)]
mod tests;
