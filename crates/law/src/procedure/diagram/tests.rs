//! The drawing of the small specimen and of the shipped procedure.

use std::collections::BTreeSet;

use super::super::proof::graph::Graph;
use super::*;

const SPECIMEN: &str = include_str!("../proof/tests/specimen.toml");
const SHIPPED: &str = include_str!("../../../../../procedures/public-opinion/procedure.toml");

const LONG: &str = include_str!("../../../../../procedures/deputy-suggestion/procedure.toml");

/// Words as the word files would say them.
fn say(key: &'static str, values: &[(&'static str, &str)]) -> String {
    let value = |name: &str| {
        values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value)
    };
    match key {
        "diagram-title" => format!("How {} goes", value("procedure")),
        "diagram-begins" => format!("A matter begins at {}.", value("step")),
        "diagram-end" => format!("At {} it has ended.", value("step")),
        "diagram-verb" => value("act").to_owned(),
        "diagram-way" => {
            let place = format!("{}. {} → {}", value("number"), value("from"), value("to"));
            format!("{place}: {}.", value("why"))
        }
        "diagram-or" => format!("{}; {}", value("one"), value("other")),
        "diagram-act" => format!("{} does {}", value("who"), value("act")),
        "diagram-again" => format!("{} does {} anew", value("who"), value("act")),
        "diagram-expiry" => format!("{} runs out", value("clock")),
        "diagram-nobody" => "nobody is there".to_owned(),
        "diagram-skipped" => "passed over".to_owned(),
        other => panic!("{other} is no word of a diagram"),
    }
}

fn drawn(text: &str, language: &str) -> (Procedure, Diagram) {
    let procedure = Procedure::read(text).expect("it is sound");
    let diagram = diagram(&procedure, language, &say);
    (procedure, diagram)
}

#[test]
fn every_step_and_every_way_is_drawn_and_told() {
    for (text, language) in [(SPECIMEN, "en"), (SPECIMEN, "zh"), (SHIPPED, "en"), (SHIPPED, "zh")] {
        let (procedure, diagram) = drawn(text, language);
        let text = diagram.sentences.join("\n");
        for step in &procedure.steps {
            let drawn = diagram.steps.iter().filter(|drawn| drawn.key == step.key).count();
            assert_eq!(drawn, 1, "{}", step.key);
            let name = procedure.name("step", step.key.as_str()).expect("it is called something");
            assert!(text.contains(name.in_language(language)), "{} is told", step.key);
        }
        let graph = Graph::of(&procedure);
        let mut ways = BTreeSet::new();
        for edge in &graph.edges {
            let dashed = matches!(edge.cause, Cause::Expiry(_));
            let keys = (graph.key(edge.from), graph.key(edge.to));
            let same =
                |way: &&DrawnWay| (&way.from, &way.to, way.is_dashed) == (keys.0, keys.1, dashed);
            assert_eq!(diagram.ways.iter().filter(same).count(), 1, "{keys:?}");
            ways.insert((edge.from, edge.to, dashed));
            let reason = match edge.cause {
                Cause::Act(rule) | Cause::Again(rule) => {
                    let name = procedure.name("act", rule.key.as_str());
                    name.map_or(rule.key.as_str(), |name| name.in_language(language))
                }
                Cause::Expiry(clock) => procedure
                    .name("clock", clock.as_str())
                    .expect("is called")
                    .in_language(language),
                Cause::NobodyThere => "nobody is there",
                Cause::Skipped => "passed over",
            };
            let (from, to) = (step(&procedure, keys.0), step(&procedure, keys.1));
            let place = format!(". {} → {}", from.in_language(language), to.in_language(language));
            let told = text.lines().any(|line| line.contains(&place) && line.contains(reason));
            assert!(told, "{place}: {reason}\n{text}");
        }
        assert_eq!(diagram.ways.len(), ways.len());
        let ends = diagram.steps.iter().filter(|step| step.is_end).count();
        assert_eq!(ends, graph.outcomes().len());
    }
}

fn step<'p>(procedure: &'p Procedure, key: &Code) -> &'p crate::procedure::Name {
    procedure.name("step", key.as_str()).expect("it is called something")
}

#[test]
fn boxes_stand_apart_and_everything_lies_inside() {
    for text in [SPECIMEN, SHIPPED, LONG] {
        let (procedure, diagram) = drawn(text, "en");
        let layout = Layout::of(&procedure, &ways(&Graph::of(&procedure)));
        for (i, a) in layout.boxes.iter().enumerate() {
            assert!(a.0 + BOX_WIDE < layout.wide && a.1 + BOX_HIGH < layout.high);
            for b in &layout.boxes[..i] {
                assert!((a.0 - b.0).abs() >= BOX_WIDE || (a.1 - b.1).abs() >= BOX_HIGH);
            }
        }
        for (x, y) in &layout.numbers {
            assert!((10..layout.wide - 9).contains(x) && (10..layout.high - 9).contains(y));
        }
        let numbers: BTreeSet<_> = layout.numbers.iter().collect();
        assert_eq!(numbers.len(), layout.numbers.len(), "no number hides another");
        assert_eq!(diagram, drawn(text, "en").1, "the same procedure is drawn the same");
    }
}

#[test]
fn long_names_are_broken_into_lines() {
    assert_eq!(layout::wrapped("已答复，待反馈"), ["已答复，待反馈"]);
    assert_eq!(layout::wrapped("已经答复并且等待代表反馈"), ["已经答复并且等待代", "表反馈"]);
    assert_eq!(layout::wrapped("Waiting to be assigned"), ["Waiting to be", "assigned"]);
}

/// What the specimen looked like when somebody last looked at it.
#[test]
fn the_specimen_is_told_as_it_was() {
    let diagram = drawn(SPECIMEN, "en").1;
    assert_eq!(diagram.sentences.join("\n") + "\n", include_str!("specimen.txt"));
}
