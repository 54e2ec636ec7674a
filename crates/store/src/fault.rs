//! A fault: something that went wrong in the machine, with the steps that led to it.

use std::error::Error;
use std::fmt;

/// Something that went wrong and is nobody's lawful no. Printed once, at the edge, with its chain.
#[derive(Debug)]
pub struct Fault {
    what: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// A fault with nothing behind it.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }

    /// A fault that another error led to.
    pub fn from_error(
        what: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { what: what.into(), source: Some(source.into()) }
    }

    /// The whole chain in one line.
    pub fn chain(&self) -> String {
        let mut text = self.what.clone();
        let mut next = self.source.as_deref().map(|source| source as &dyn Error);
        while let Some(error) = next {
            text.push_str(": ");
            text.push_str(&error.to_string());
            next = error.source();
        }
        text
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
