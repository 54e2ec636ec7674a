//! The pages of the notary: the public log, proofs to keep, and where proofs are checked.

pub mod log;
pub mod proof;
pub mod verify;
