//! Room figures.
