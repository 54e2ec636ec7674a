//! Trials of the whole house: stories, random walks, tampering, sudden death.

mod kill;
mod ledger;
mod stories;
mod tamper;
mod walk;
