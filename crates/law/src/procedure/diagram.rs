//! A procedure drawn: its steps in columns by stage, with an arrow for each way between them, and
//! the same in sentences for whoever does not see it.

mod layout;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::proof::graph::{Cause, Edge, Graph};
use super::{ActRule, Procedure};
use crate::words::Code;
use layout::{BOX_HIGH, BOX_WIDE, Layout, Way};

/// The drawing of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// An SVG element with its title and description. It takes its colours from `currentColor` and
    /// from its classes (`diagram`, `diagram-stage`, `diagram-step`, `diagram-end`, `diagram-way`,
    /// `diagram-number`), is read from left to right, and keeps its size: put it into a box that
    /// scrolls sideways.
    pub svg: String,
    /// The same in sentences, one a line; those about ways begin with the number on the arrow.
    pub text: String,
}

/// Puts a sentence into words: its key and its values, as the word files of the house know them.
///
/// `diagram-title` (`procedure`), `diagram-begins` (`step`), `diagram-end` (`step`),
/// `diagram-verb` (`act`: the name of a verb that the procedure calls nothing of its own), and for
/// ways, each with `number`, `from` and `to`: `diagram-act` and `diagram-again` (`act`, `who`),
/// `diagram-expiry` (`clock`), `diagram-nobody`, `diagram-skipped`.
pub type Say<'s> = &'s dyn Fn(&'static str, &[(&'static str, &str)]) -> String;

/// Draws a procedure in a language (`en`, or Chinese for all others).
pub fn diagram(procedure: &Procedure, language: &str, say: Say<'_>) -> Diagram {
    let graph = Graph::of(procedure);
    let drawing = Drawing { procedure, language, say, ways: ways(&graph), graph };
    let sentences = drawing.sentences();
    let svg = drawing.svg(&sentences);
    Diagram { svg, text: sentences.iter().flat_map(|line| [line.as_str(), "\n"]).collect() }
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
        let (number, from, to) =
            ((number + 1).to_string(), self.step_name(way.from), self.step_name(way.to));
        let place = [("number", number.as_str()), ("from", from.as_str()), ("to", to.as_str())];
        let edges = self.graph.edges.iter().filter(|edge| {
            let dashed = matches!(edge.cause, Cause::Expiry(_));
            (edge.from, edge.to, dashed) == (way.from, way.to, way.dashed)
        });
        let mut parts: Vec<String> = vec![];
        for edge in edges {
            let part = self.reason(edge, &place);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(" ")
    }

    fn reason(&self, edge: &Edge<'_>, place: &[(&'static str, &str); 3]) -> String {
        let with = |key, more: &[(&'static str, &str)]| {
            let values: Vec<_> = place.iter().chain(more).copied().collect();
            (self.say)(key, &values)
        };
        let by = |key, rule: &ActRule| {
            let who: Vec<String> = rule.by.iter().map(|role| self.name("role", role)).collect();
            with(key, &[("act", &self.act_name(rule)), ("who", &who.join(" / "))])
        };
        match edge.cause {
            Cause::Act(rule) => by("diagram-act", rule),
            Cause::Again(rule) => by("diagram-again", rule),
            Cause::Expiry(clock) => {
                with("diagram-expiry", &[("clock", &self.name("clock", clock))])
            }
            Cause::NobodyThere => with("diagram-nobody", &[]),
            Cause::Skipped => with("diagram-skipped", &[]),
        }
    }

    fn svg(&self, sentences: &[String]) -> String {
        let layout = Layout::of(self.procedure, &self.ways);
        let (wide, high, id) = (layout.wide, layout.high, &self.procedure.id);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"img\" \
             width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
             aria-labelledby=\"diagram-{id}-title\" aria-describedby=\"diagram-{id}-desc\" \
             fill=\"none\" stroke=\"currentColor\" font-size=\"14\">\n\
             <title id=\"diagram-{id}-title\">{}</title>\n\
             <desc id=\"diagram-{id}-desc\">{}</desc>\n\
             <defs><marker id=\"diagram-{id}-tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" \
             markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" \
             fill=\"currentColor\" stroke=\"none\"/></marker></defs>\n",
            escaped(&self.title()),
            escaped(&sentences.join("\n")),
        );
        self.draw(&mut svg, &layout).expect("texts can be written");
        svg + "</svg>\n"
    }

    fn draw(&self, svg: &mut String, layout: &Layout) -> std::fmt::Result {
        for (column, stage) in self.procedure.stages().into_iter().enumerate() {
            let (x, name) = (layout.column(column), escaped(&self.name("stage", stage)));
            writeln!(
                svg,
                "<text class=\"diagram-stage\" x=\"{x}\" y=\"20\" font-weight=\"bold\" \
                 fill=\"currentColor\" stroke=\"none\">{name}</text>"
            )?;
        }
        for (number, way) in self.ways.iter().enumerate() {
            let dash = if way.dashed { " stroke-dasharray=\"5 4\"" } else { "" };
            let (id, keys) =
                (&self.procedure.id, (self.graph.key(way.from), self.graph.key(way.to)));
            writeln!(
                svg,
                "<path class=\"diagram-way\" data-from=\"{}\" data-to=\"{}\"{dash} d=\"{}\" \
                 marker-end=\"url(#diagram-{id}-tip)\"><title>{}</title></path>",
                keys.0,
                keys.1,
                layout.curves[number],
                escaped(&self.sentence(number, way)),
            )?;
        }
        for step in 0..self.procedure.steps.len() {
            self.step(svg, layout, step)?;
        }
        for (number, (x, y)) in layout.numbers.iter().enumerate() {
            writeln!(
                svg,
                "<g class=\"diagram-number\"><circle cx=\"{x}\" cy=\"{y}\" r=\"9\" \
                 fill=\"Canvas\"/><text x=\"{x}\" y=\"{}\" font-size=\"11\" \
                 text-anchor=\"middle\" fill=\"currentColor\" \
                 stroke=\"none\">{}</text></g>",
                y + 4,
                number + 1,
            )?;
        }
        Ok(())
    }

    fn step(&self, svg: &mut String, layout: &Layout, step: usize) -> std::fmt::Result {
        let ((x, y), end) = (layout.boxes[step], self.graph.is_outcome(step));
        let (class, round) = if end { ("diagram-end", 22) } else { ("diagram-step", 6) };
        writeln!(
            svg,
            "<g class=\"{class}\" data-step=\"{}\"><rect x=\"{x}\" y=\"{y}\" width=\"{BOX_WIDE}\" \
             height=\"{BOX_HIGH}\" rx=\"{round}\" fill=\"Canvas\"/>",
            self.graph.key(step)
        )?;
        if end {
            let (wide, high) = (BOX_WIDE - 8, BOX_HIGH - 8);
            writeln!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"{high}\" rx=\"18\"/>",
                x + 4,
                y + 4
            )?;
        }
        let lines = layout::wrapped(&self.step_name(step));
        let first = y + BOX_HIGH / 2 + 5 - 9 * (lines.len() as i32 - 1);
        for (place, line) in lines.iter().enumerate() {
            writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"currentColor\" \
                 stroke=\"none\">{}</text>",
                x + BOX_WIDE / 2,
                first + 18 * place as i32,
                escaped(line)
            )?;
        }
        writeln!(svg, "</g>")
    }
}

/// Text as it stands in an element or an attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
