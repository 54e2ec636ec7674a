//! The town hall: what a house does with its visitors, clerks and deputies.

pub mod desk;
#[cfg(test)]
pub mod fixture;
pub mod house;
pub mod kit;
pub mod rights;
pub mod roles;
pub mod rooms;
#[cfg(test)]
mod trials;
