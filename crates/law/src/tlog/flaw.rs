//! What can be wrong with a proof, each with the word by which pages explain it.

/// Why a proof does not show what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is no proof in this format.
    Unreadable,
    /// No log that the policy trusts signed the checkpoint.
    Log,
    /// A signature does not fit: something in the checkpoint was changed.
    Signature,
    /// Too few witnesses of the policy have seen the checkpoint.
    Quorum,
    /// It does not tell what the entry commits to.
    Opening,
    /// The entry is not in the tree of the checkpoint.
    Inclusion,
    /// The record is another one than its place in the log says.
    Place,
    /// A text is not the one that the record names.
    Text,
}

impl Flaw {
    /// The word by which pages explain it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Log => "log",
            Self::Signature => "signature",
            Self::Quorum => "quorum",
            Self::Opening => "opening",
            Self::Inclusion => "inclusion",
            Self::Place => "place",
            Self::Text => "text",
        }
    }
}
