//! Trials of the whole house: stories, random walks, tampering, sudden death.

mod kill;
mod stories;
mod tamper;
mod walk;
