//! Room notices.
