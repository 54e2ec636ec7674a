//! Room counter.
