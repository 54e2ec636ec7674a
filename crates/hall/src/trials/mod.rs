//! Trials of the whole house: stories, random walks, leaks, tampering, sudden death, old records.

mod answers;
mod driven;
mod golden;
mod kill;
mod leaks;
mod ledger;
mod plans;
mod stories;
mod tamper;
mod rot;
mod telling;
pub mod walk;
mod witnessed;
