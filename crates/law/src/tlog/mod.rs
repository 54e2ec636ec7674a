//! The public log in the formats of C2SP: its Merkle tree, signed checkpoints, what witnesses are
//! asked, proofs that are checked without the log, and whom a reader trusts.

pub mod checkpoint;
pub mod flaw;
pub mod note;
pub mod opening;
pub mod paper;
pub mod policy;
pub mod proof;
pub mod recount;
#[cfg(test)]
mod tests;
pub mod tiles;
pub mod tree;
pub mod witness;

pub use checkpoint::Checkpoint;
pub use flaw::Flaw;
pub use note::{Note, SigningKey, VerifierKey};
pub use opening::Opening;
pub use policy::Policy;
pub use proof::Proof;
pub use recount::Recount;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::words::{Hash, Unreadable};

/// Bytes as Base 64 of RFC 4648, section 4.
fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes from Base 64; only the one canonical text of some bytes is read.
fn decoded(text: &str) -> Result<Vec<u8>, Unreadable> {
    STANDARD.decode(text).map_err(|_| Unreadable("Base 64 is expected here"))
}

/// A hash from Base 64.
fn decoded_hash(text: &str) -> Result<Hash, Unreadable> {
    Hash::from_bytes(&decoded(text)?)
}

/// A number in decimal digits without leading zeroes.
fn decimal(text: &str) -> Result<u64, Unreadable> {
    let wrong = Unreadable("a number in decimal digits without leading zeroes is expected here");
    let canonical = text == "0" || !text.starts_with('0');
    if !canonical || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong);
    }
    let number: u64 = text.parse().map_err(|_| wrong.clone())?;
    // Sizes and times beyond this have no meaning in any of the formats.
    if number > i64::MAX as u64 { Err(wrong) } else { Ok(number) }
}
