//! What a witness is asked and how it judges: does the log go on with what it saw last (C2SP
//! tlog-witness, `add-checkpoint`)?

use super::checkpoint::Checkpoint;
use super::note::{BYTES_MOST, Note, VerifierKey};
use super::tree::is_consistent;
use super::{decimal, decoded_hash, encoded};
use crate::words::{Hash, Unreadable};

/// Most lines of a proof that a witness reads.
const HASHES_MOST: usize = 63;

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The size that the log believes the witness saw last.
    pub old: u64,
    /// That the tree goes on.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// What a witness answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on, and is to be noted and cosigned: with the signatures of known keys only.
    Sound(Checkpoint, Note),
    /// 400: this is no request.
    Bad,
    /// 403: no key that is known for the log signed it, or a signature does not fit.
    Unsigned,
    /// 404: the log is not known.
    Unknown,
    /// 409: the witness saw another size last, and tells it.
    Other(u64),
    /// 422: what the witness saw last is not the beginning of this.
    Inconsistent,
}

impl Request {
    /// Reads a body.
    pub fn read(body: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a request has an old size, a proof and a checkpoint");
        let (head, checkpoint) = body.split_once("\n\n").ok_or(wrong.clone())?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).ok_or(wrong.clone())?;
        let proof: Vec<Hash> = lines.map(decoded_hash).collect::<Result<_, _>>()?;
        if proof.len() > HASHES_MOST || checkpoint.len() > BYTES_MOST {
            return Err(wrong);
        }
        Ok(Self { old: decimal(old)?, proof, checkpoint: checkpoint.to_owned() })
    }

    /// Judges the request by the keys of known logs and by what was seen last of each: `seen` is
    /// asked by the origin.
    pub fn judge(
        &self,
        logs: &[VerifierKey],
        seen: impl FnOnce(&str) -> Option<(u64, Hash)>,
    ) -> Verdict {
        let Ok(mut note) = Note::read(&self.checkpoint) else { return Verdict::Bad };
        let Ok(head) = Checkpoint::read(&note.text) else { return Verdict::Bad };
        let keys: Vec<VerifierKey> =
            logs.iter().filter(|key| key.name == head.origin).cloned().collect();
        if keys.is_empty() {
            return Verdict::Unknown;
        }
        match note.verified(&keys) {
            Ok(signed) if signed.iter().any(Option::is_some) => {}
            _ => return Verdict::Unsigned,
        }
        if self.old > head.size {
            return Verdict::Bad;
        }
        let (seen_size, seen_root) = seen(&head.origin).unwrap_or((0, Hash::of(&[])));
        if self.old != seen_size {
            return Verdict::Other(seen_size);
        }
        let is_empty = head.size == 0 && head.root != Hash::of(&[]);
        let goes_on = is_consistent((seen_size, seen_root), (head.size, head.root), &self.proof);
        if is_empty || !goes_on {
            return Verdict::Inconsistent;
        }
        note.lines.retain(|line| keys.iter().any(|key| line.name == key.name && line.id == key.id));
        Verdict::Sound(head, note)
    }
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", encoded(&hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}
