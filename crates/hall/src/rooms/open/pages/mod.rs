//! The pages of the open data.

pub mod list;
pub mod own;
pub mod package;
pub mod silent;
#[cfg(test)]
mod tests;
