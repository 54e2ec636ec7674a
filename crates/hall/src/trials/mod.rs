//! Trials of the whole house: stories, random walks, leaks, tampering, sudden death, old records.

mod advisories;
mod agree;
mod answers;
mod backdated;
mod copies;
mod defences;
mod driven;
mod engines;
mod erased;
mod followed;
mod full;
mod golden;
mod kill;
mod leaks;

mod ledger;
mod matrix;
mod named;
mod oracles;
mod plans;
mod proposed;
mod redaction;
mod second;
mod seen;
mod sheets;
mod several;
mod silence;
pub mod stories;
mod tamper;
mod restarts;
mod rot;
mod script;
mod telling;
mod waiting;
mod watched;
pub mod walk;
mod witnessed;
