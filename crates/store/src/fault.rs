//! A fault: something that went wrong in the machine, with the steps that led to it.

use std::error::Error;
use std::fmt;

/// Something that went wrong and is nobody's lawful no. Printed once, at the edge, with its chain.
#[derive(Debug)]
pub struct Fault {
    what: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    halt: Option<Halt>,
}

/// Why nothing can be written for now. It passes without repair: what is asked for again is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// No room is left on the disk, or the account has used up its share of it.
    Full,
    /// The disk fails: an error of input or output, or a file that must not be written any more.
    Failed,
    /// The server of the database cannot be reached, or is about to stop.
    Away,
    /// Another process writes for the house, or will in a moment.
    Elsewhere,
    /// Another process holds the writing of the house: it is being moved, or a command works on it.
    Held,
    /// The house was moved: it is written elsewhere, and here no more.
    Moved,
}

impl Halt {
    /// Its name where operators read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "disk-full",
            Self::Failed => "disk-failed",
            Self::Away => "database-away",
            Self::Elsewhere => "elsewhere",
            Self::Held => "held",
            Self::Moved => "moved",
        }
    }
}

impl Fault {
    /// A fault with nothing behind it.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None, halt: None }
    }

    /// A fault that another error led to.
    pub fn from_error(
        what: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { what: what.into(), source: Some(source.into()), halt: None }
    }

    /// The same, known to be for a reason that passes.
    #[must_use]
    pub fn because(mut self, halt: Halt) -> Self {
        self.halt = Some(halt);
        self
    }

    /// The reason that passes, where it was said.
    pub(crate) fn halt(&self) -> Option<Halt> {
        self.halt
    }

    /// The whole chain in one line.
    pub fn chain(&self) -> String {
        let mut text = self.what.clone();
        for error in self.causes() {
            text.push_str(": ");
            text.push_str(&error.to_string());
        }
        text
    }

    /// What led to it, the nearest first.
    pub(crate) fn causes(&self) -> impl Iterator<Item = &(dyn Error + 'static)> {
        let mut next = self.source.as_deref().map(|source| source as &(dyn Error + 'static));
        std::iter::from_fn(move || {
            let error = next?;
            next = error.source();
            Some(error)
        })
    }
}

impl fmt::Display for Fault {
    /// Only this step: the chain is printed once, by [`Fault::chain`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

/// Adds the step in which an error happened.
pub trait Context<T> {
    /// What was being done, as `reading the calendar`.
    fn while_(self, what: impl FnOnce() -> String) -> Result<T, Fault>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> Context<T> for Result<T, E> {
    fn while_(self, what: impl FnOnce() -> String) -> Result<T, Fault> {
        self.map_err(|error| Fault::from_error(what(), error))
    }
}
