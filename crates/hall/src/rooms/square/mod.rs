//! Room square.
