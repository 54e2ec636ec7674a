//! The fields that a procedure asks residents for of its own, as pages draw them.

use law::procedure::{ActRule, FieldKind, Procedure};

use crate::kit::form::OWN;
use crate::kit::{Form, Shell};

/// A field as the page draws it.
pub struct Asked {
    pub(super) name: String,
    pub(super) label: String,
    /// `text`, `line`, `choice`, `day`, `number` or `tick`.
    pub(super) kind: &'static str,
    pub(super) choices: Vec<(String, String)>,
    pub(super) optional: bool,
    pub(super) value: String,
}

/// The fields of an act as the page draws them, with what was filled in.
pub fn asked(
    shell: &Shell,
    (procedure, rule): (&Procedure, &ActRule),
    filled: &Form,
) -> Vec<Asked> {
    let fields = rule.fields.iter().map(|field| {
        let name = format!("{OWN}{}", field.key);
        let own = format!("{}.{}", rule.key, field.key);
        let (kind, choices) = match &field.kind {
            FieldKind::Text { lines: true, .. } => ("text", vec![]),
            FieldKind::Text { .. } | FieldKind::Money => ("line", vec![]),
            FieldKind::Day => ("day", vec![]),
            FieldKind::Number { .. } => ("number", vec![]),
            FieldKind::Tick => ("tick", vec![]),
            FieldKind::Choice(words) => {
                let word = |word: &law::words::Code| {
                    let label = shell.of(procedure, "choice", format!("{own}.{word}"));
                    (word.to_string(), label)
                };
                ("choice", words.iter().map(word).collect())
            }
            FieldKind::Bodies { .. } => ("choice", bodies(shell)),
            FieldKind::Posts { .. } => ("choice", vec![]),
        };
        Asked {
            label: shell.of(procedure, "field", &own),
            value: filled.text(&name).to_owned(),
            optional: field.optional,
            name,
            kind,
            choices,
        }
    });
    fields.collect()
}

/// Bodies that a resident can name.
fn bodies(shell: &Shell) -> Vec<(String, String)> {
    let bodies = shell.state.register.bodies.values();
    let open = bodies.filter(|body| body.last.is_none_or(|last| shell.today <= last));
    open.map(|body| (body.id.to_string(), shell.body(body.id).to_owned())).collect()
}
