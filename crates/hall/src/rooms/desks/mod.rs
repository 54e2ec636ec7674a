//! Room desks.
