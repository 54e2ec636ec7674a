//! What several pages of the square show alike: how a matter stands, and lengths of time.

use law::clock::Length;

use crate::kit::Shell;
use crate::rooms::matters::views::Item;

/// How a matter stands, as a tag says it.
pub struct Standing {
    /// The class of the tag.
    pub class: &'static str,
    /// Its word.
    pub words: String,
}

impl Standing {
    /// How the matter of a list stands today: late before anything else, then its step.
    pub fn of(shell: &Shell, item: &Item) -> Self {
        let step = || shell.called(&item.procedure, "step", &item.step);
        let due = shell.due(&item.due, item.due_state);
        let procedure = shell.state.procedure_in_force(&item.procedure, shell.today);
        let is_first = procedure
            .and_then(|procedure| procedure.steps.first())
            .is_some_and(|first| first.key == *item.step);
        match (item.due_state, due.class) {
            (_, "is-late") => Self { class: "is-late", words: due.words },
            (1, _) => Self { class: "is-paused", words: step() },
            (3, _) => Self { class: "is-done", words: step() },
            (4, _) => Self { class: "is-stopped", words: step() },
            _ if is_first => Self { class: "is-new", words: step() },
            _ => Self { class: "is-running", words: step() },
        }
    }
}

/// A length of time in words.
pub fn length(shell: &Shell, length: Length) -> String {
    let key = match length {
        Length::WorkingDays(_) => "length-working-days",
        Length::Days(_) => "length-days",
        Length::Months(_) => "length-months",
    };
    shell.t1(key, "days", i64::from(length.number()))
}
