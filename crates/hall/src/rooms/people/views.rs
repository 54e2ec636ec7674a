//! Passing rows of people.
