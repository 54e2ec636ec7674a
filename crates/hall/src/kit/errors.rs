//! What was wrong with a form: sentences for the summary on top and beside each field.

use law::ruling::Refusal;

use super::Shell;
use super::form::OWN;

/// The refusals of a form in words, each with its field.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    list: Vec<(String, String)>,
}

impl Errors {
    /// A form that was not sent yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// A refusal and the further ones in it, in the visitor's language.
    pub fn of(shell: &Shell, refusal: &Refusal) -> Self {
        let all = std::iter::once(refusal).chain(&refusal.more);
        let list = all.map(|one| (place(one), shell.refusal(one))).collect();
        Self { list }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Fields and sentences, for the summary.
    pub fn list(&self) -> &[(String, String)] {
        &self.list
    }

    /// The sentence of a field; empty where it is fine.
    pub fn at(&self, field: &str) -> &str {
        self.list.iter().find(|(name, _)| *name == field).map_or("", |(_, sentence)| sentence)
    }

    /// Whether a field is wrong.
    pub fn has(&self, field: &str) -> bool {
        self.list.iter().any(|(name, _)| *name == field)
    }
}

/// The field of the form that a refusal is about: one that a procedure asks for of its own has the
/// name that [`Form::filling`](super::Form::filling) reads it by.
fn place(refusal: &Refusal) -> String {
    let own = refusal.args.iter().find(|(name, _)| *name == "name");
    match (refusal.field, own) {
        (Some("fields"), Some((_, key))) => format!("{OWN}{key}"),
        (field, _) => field.unwrap_or("main").to_owned(),
    }
}
