//! Notices: what is told to whoever left a way to be reached.

pub mod views;
