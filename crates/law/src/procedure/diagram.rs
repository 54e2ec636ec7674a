//! A procedure drawn: its steps in columns by stage, with an arrow for each way between them, and
//! the same in sentences for whoever does not see it.

mod layout;
#[cfg(test)]
mod tests;

use super::proof::graph::{Cause, Edge, Graph};
use super::{ActRule, Procedure};
use crate::words::Code;
use layout::{BOX_HIGH, BOX_WIDE, Layout, Way};

/// Width and height of a step, in the units of a drawing.
pub const STEP_SIZE: Point = (BOX_WIDE, BOX_HIGH);

/// A point of a drawing: from the left, from the top.
pub type Point = (i32, i32);

/// The drawing of a procedure, read from left to right: where everything stands, so that a page
/// only fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// What it shows.
    pub title: String,
    /// Its width.
    pub wide: i32,
    /// Its height.
    pub high: i32,
    /// The stages, above their columns.
    pub stages: Vec<Label>,
    /// The steps.
    pub steps: Vec<DrawnStep>,
    /// The ways between them; the first has the number 1.
    pub ways: Vec<DrawnWay>,
    /// All of it in sentences; those about ways begin with the number on the arrow.
    pub sentences: Vec<String>,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub at: Point,
    /// The word.
    pub text: String,
}

/// A step as it is drawn: a box with its name in lines, each centred on its point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStep {
    /// The step.
    pub key: Code,
    /// The upper left corner.
    pub at: Point,
    /// Whether a matter has ended there.
    pub is_end: bool,
    /// Its name.
    pub lines: Vec<Label>,
}

/// A way between two steps as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnWay {
    /// From where.
    pub from: Code,
    /// Where to.
    pub to: Code,
    /// Whether it is gone when a clock runs out.
    pub is_dashed: bool,
    /// Its curve, as the path of an SVG says it.
    pub curve: String,
    /// Where its number stands.
    pub number: Point,
    /// Why a matter goes it.
    pub sentence: String,
}

/// Puts a sentence into words: its key and its values, as the word files of the house know them.
///
/// `diagram-title` (`procedure`), `diagram-begins` (`step`), `diagram-end` (`step`),
/// `diagram-verb` (`act`: the name of a verb that the procedure calls nothing of its own); for a
/// way `diagram-way` (`number`, `from`, `to`, `why`), and for why it is gone `diagram-act` and
/// `diagram-again` (`act`, `who`), `diagram-expiry` (`clock`), `diagram-nobody`, `diagram-skipped`,
/// and `diagram-or` (`one`, `other`) between two of them.
pub type Say<'s> = &'s dyn Fn(&'static str, &[(&'static str, &str)]) -> String;

/// Draws a procedure in a language (`en`, or Chinese for all others).
pub fn diagram(procedure: &Procedure, language: &str, say: Say<'_>) -> Diagram {
    let graph = Graph::of(procedure);
    let drawing = Drawing { procedure, language, say, ways: ways(&graph), graph };
    let sentences = drawing.sentences();
    drawing.drawn(sentences)
}

/// The ways that are drawn: those between the same steps for the same kind of reason are one.
fn ways(graph: &Graph<'_>) -> Vec<Way> {
    let mut ways: Vec<Way> = vec![];
    for edge in &graph.edges {
        let dashed = matches!(edge.cause, Cause::Expiry(_));
        let same = |way: &Way| (way.from, way.to, way.dashed) == (edge.from, edge.to, dashed);
        if !ways.iter().any(same) {
            ways.push(Way { from: edge.from, to: edge.to, dashed });
        }
    }
    ways.sort_by_key(|way| (way.from, way.to, way.dashed));
    ways
}

struct Drawing<'a> {
    procedure: &'a Procedure,
    language: &'a str,
    say: Say<'a>,
    graph: Graph<'a>,
    ways: Vec<Way>,
}

impl Drawing<'_> {
    fn name(&self, kind: &'static str, key: &Code) -> String {
        let name = self.procedure.name(kind, key.as_str());
        name.map_or_else(|| key.to_string(), |name| name.in_language(self.language).to_owned())
    }

    fn act_name(&self, rule: &ActRule) -> String {
        match self.procedure.name("act", rule.key.as_str()) {
            Some(name) => name.in_language(self.language).to_owned(),
            None => (self.say)("diagram-verb", &[("act", rule.key.as_str())]),
        }
    }

    fn step_name(&self, step: usize) -> String {
        self.name("step", self.graph.key(step))
    }

    fn title(&self) -> String {
        let name = self.procedure.name("procedure", "");
        let name = name.map_or(self.procedure.id.as_str(), |n| n.in_language(self.language));
        (self.say)("diagram-title", &[("procedure", name)])
    }

    fn sentences(&self) -> Vec<String> {
        let mut lines = vec![];
        for start in &self.graph.starts {
            let line = (self.say)("diagram-begins", &[("step", &self.step_name(*start))]);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        for (number, way) in self.ways.iter().enumerate() {
            lines.push(self.sentence(number, way));
        }
        for end in self.graph.outcomes() {
            lines.push((self.say)("diagram-end", &[("step", &self.step_name(end))]));
        }
        lines
    }

    /// Every reason for which a matter goes a way, in one line.
    fn sentence(&self, number: usize, way: &Way) -> String {
        let edges = self.graph.edges.iter().filter(|edge| {
            let dashed = matches!(edge.cause, Cause::Expiry(_));
            (edge.from, edge.to, dashed) == (way.from, way.to, way.dashed)
        });
        let mut reasons: Vec<String> = vec![];
        for edge in edges {
            let reason = self.reason(edge);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        let both = |one: String, other: String| {
            (self.say)("diagram-or", &[("one", &one), ("other", &other)])
        };
        let why = reasons.into_iter().reduce(both).unwrap_or_default();
        let (number, from, to) =
            ((number + 1).to_string(), self.step_name(way.from), self.step_name(way.to));
        let values = [("number", &*number), ("from", &*from), ("to", &*to), ("why", &*why)];
        (self.say)("diagram-way", &values)
    }

    fn reason(&self, edge: &Edge<'_>) -> String {
        let by = |key, rule: &ActRule| {
            let who: Vec<String> = rule.by.iter().map(|role| self.name("role", role)).collect();
            (self.say)(key, &[("act", &self.act_name(rule)), ("who", &who.join(" / "))])
        };
        match edge.cause {
            Cause::Act(rule) => by("diagram-act", rule),
            Cause::Again(rule) => by("diagram-again", rule),
            Cause::Expiry(clock) => {
                (self.say)("diagram-expiry", &[("clock", &self.name("clock", clock))])
            }
            Cause::NobodyThere => (self.say)("diagram-nobody", &[]),
            Cause::Skipped => (self.say)("diagram-skipped", &[]),
        }
    }

    fn drawn(&self, sentences: Vec<String>) -> Diagram {
        let layout = Layout::of(self.procedure, &self.ways);
        let stages = self.procedure.stages().into_iter().enumerate();
        let way = |(number, way): (usize, &Way)| DrawnWay {
            from: self.graph.key(way.from).clone(),
            to: self.graph.key(way.to).clone(),
            is_dashed: way.dashed,
            curve: layout.curves[number].clone(),
            number: layout.numbers[number],
            sentence: self.sentence(number, way),
        };
        Diagram {
            title: self.title(),
            wide: layout.wide,
            high: layout.high,
            stages: stages
                .map(|(column, stage)| Label {
                    at: (layout.column(column), 20),
                    text: self.name("stage", stage),
                })
                .collect(),
            steps: (0..self.procedure.steps.len()).map(|step| self.step(&layout, step)).collect(),
            ways: self.ways.iter().enumerate().map(way).collect(),
            sentences,
        }
    }

    fn step(&self, layout: &Layout, step: usize) -> DrawnStep {
        let at = layout.boxes[step];
        let lines = layout::wrapped(&self.step_name(step));
        let first = at.1 + BOX_HIGH / 2 + 5 - 9 * (lines.len() as i32 - 1);
        let label = |(place, text): (usize, String)| Label {
            at: (at.0 + BOX_WIDE / 2, first + 18 * place as i32),
            text,
        };
        DrawnStep {
            key: self.graph.key(step).clone(),
            at,
            is_end: self.graph.is_outcome(step),
            lines: lines.into_iter().enumerate().map(label).collect(),
        }
    }
}
