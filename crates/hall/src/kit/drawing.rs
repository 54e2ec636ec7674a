//! How a procedure goes, drawn and in sentences.

use askama::Template;
use law::procedure::{Diagram, Procedure, STEP_SIZE, diagram};

use super::Shell;

/// The drawing of a procedure, to be put into a page.
#[derive(Template)]
#[template(path = "kit/drawing.html")]
pub struct Drawing {
    diagram: Diagram,
    /// Label of the box in which it is moved sideways.
    label: String,
    /// What the sentences are called.
    told: String,
    wide: i32,
    high: i32,
}

impl Drawing {
    /// Draws a procedure in the words of a visitor.
    pub fn of(shell: &Shell, procedure: &Procedure) -> Self {
        let say = |key: &'static str, values: &[(&'static str, &str)]| match values {
            // What the procedure gives no name of its own, all houses call alike.
            [("act", act)] => shell.of(procedure, "act", act),
            _ => shell.tn(key, values),
        };
        let (wide, high) = STEP_SIZE;
        Self {
            diagram: diagram(procedure, shell.language.key(), &say),
            label: shell.t("diagram-box"),
            told: shell.t("diagram-told"),
            wide,
            high,
        }
    }
}
