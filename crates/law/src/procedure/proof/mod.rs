//! The proof that a procedure loses no matter: what is refused when it is loaded, where it stands,
//! and a story that shows what would happen.

mod clocks;
pub(super) mod graph;
mod names;
mod people;
mod possible;
mod separation;
mod sure;
#[cfg(test)]
mod tests;
mod time;
mod values;
mod walk;
mod ways;

use super::draft::Spot;
use super::{Event, Flaw, Lines, Procedure};
use graph::Graph;
pub use people::{Vacancy, vacancies};
pub use time::Longest;

/// What the proof of a procedure found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is wrong; empty for a sound procedure.
    pub flaws: Vec<Flaw>,
    /// The longest lawful time from intake to answer; `None` where it has no bound, or where a
    /// flaw keeps it from being reckoned.
    pub longest: Option<Longest>,
}

/// Proves a procedure.
pub fn prove(procedure: &Procedure, lines: &Lines) -> Found {
    let mut prover = Prover { procedure, lines, flaws: vec![] };
    prover.names();
    prover.possible();
    prover.values();
    if !prover.flaws.is_empty() {
        // A name that leads nowhere makes all that follows meaningless.
        return Found { flaws: prover.flaws, longest: None };
    }
    let graph = Graph::of(procedure);
    prover.ways(&graph);
    prover.assignments(&graph);
    prover.clocks(&graph);
    prover.separation();
    let longest = if prover.flaws.is_empty() { prover.time(&graph) } else { None };
    let mut flaws = prover.flaws;
    flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
    Found { flaws, longest }
}

struct Prover<'a> {
    procedure: &'a Procedure,
    lines: &'a Lines,
    flaws: Vec<Flaw>,
}

impl Prover<'_> {
    fn flaw(&mut self, at: Spot, code: &'static str, sentence: String) {
        self.flaws.push(at.flaw(code, sentence));
    }

    fn told(&mut self, at: Spot, code: &'static str, (sentence, story): (String, Vec<Event>)) {
        self.flaws.push(Flaw { story, ..at.flaw(code, sentence) });
    }

    fn top() -> Spot {
        Spot { line: 1, column: 1 }
    }
}
