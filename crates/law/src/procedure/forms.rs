//! The form of an act: what is filled in beyond what its verb asks for.

use crate::words::Code;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name used in the file.
    pub key: Code,
    /// What is filled in.
    pub kind: FieldKind,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Whether only those who have to do with the matter may read it, whoever may read the rest.
    pub sensitive: bool,
    /// The role that whoever is named here holds from then on.
    pub names: Option<Code>,
}

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Words, with at most so many characters; on several lines, or on one.
    Text {
        /// Most characters.
        most: u32,
        /// Whether they may run over several lines.
        lines: bool,
    },
    /// One of several words.
    Choice(Vec<Code>),
    /// A day.
    Day,
    /// A whole number between two, both included.
    Number {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A sum of money, in fen (0.01 yuan).
    Money,
    /// Yes or no.
    Tick,
    /// Bodies, of a sort where one is named; at most so many.
    Bodies {
        /// The sort.
        sort: Option<Code>,
        /// Most bodies.
        most: u32,
    },
    /// Posts of an office; at most so many.
    Posts {
        /// The office.
        office: Code,
        /// Most posts.
        most: u32,
    },
}
