//! A proof that something is in a log and that witnesses saw it, checked without the log (C2SP
//! tlog-proof).

use super::flaw::Flaw;
use super::note::{BYTES_MOST, Note};
use super::opening::{Opened, Opening};
use super::policy::{Judged, Policy};
use super::tree::{is_included, leaf_hash};
use super::{decimal, decoded, decoded_hash, encoded};
use crate::words::{Hash, Unreadable};

/// The first line of every proof.
const FIRST: &str = "c2sp.org/tlog-proof@v1";
/// Most hashes of a proof: a tree is at most so high.
const HASHES_MOST: usize = 63;

/// A proof, read and not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What else is told. Nothing vouches for it but what it opens.
    pub extra: Option<Vec<u8>>,
    /// The number of the entry, from 0.
    pub index: u64,
    /// The hashes beside the way from the entry to the root.
    pub path: Vec<Hash>,
    /// The signed checkpoint, as the log gave it.
    pub checkpoint: String,
}

impl Proof {
    /// Reads a proof.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("this is no proof of the format c2sp.org/tlog-proof@v1");
        let rest = text.strip_prefix(FIRST).and_then(|rest| rest.strip_prefix('\n'));
        let (head, checkpoint) =
            rest.and_then(|rest| rest.split_once("\n\n")).ok_or(wrong.clone())?;
        let mut lines = head.split('\n').peekable();
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            None => None,
            Some(extra) => Some(decoded(extra)?),
        };
        if extra.is_some() {
            lines.next();
        }
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = decimal(index.ok_or(wrong.clone())?)?;
        let path: Vec<Hash> = lines.map(decoded_hash).collect::<Result<_, _>>()?;
        if path.len() > HASHES_MOST || checkpoint.len() > BYTES_MOST {
            return Err(wrong);
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that an entry is where the proof says, in a checkpoint that the policy accepts.
    ///
    /// # Errors
    /// What does not fit.
    pub fn check(&self, entry: &[u8], policy: &Policy) -> Result<Judged, Flaw> {
        let note = Note::read(&self.checkpoint).map_err(|_| Flaw::Unreadable)?;
        let judged = policy.judge(&note)?;
        let head = &judged.checkpoint;
        let place = (self.index, head.size);
        if is_included(leaf_hash(entry), place, &self.path, head.root) {
            Ok(judged)
        } else {
            Err(Flaw::Inclusion)
        }
    }

    /// Checks a proof of a house: what it opens is what the entry commits to, the entry is where it
    /// says, and the record tells the same place.
    ///
    /// # Errors
    /// What does not fit.
    pub fn check_receipt(&self, policy: &Policy) -> Result<(Judged, Opened), Flaw> {
        let extra = self.extra.as_deref().ok_or(Flaw::Opening)?;
        let opening = Opening::read(extra).map_err(|_| Flaw::Opening)?;
        let judged = self.check(&opening.entry().0, policy)?;
        Ok((judged, opening.open(self.index)?))
    }
}

impl std::fmt::Display for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{FIRST}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", encoded(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", encoded(&hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}
