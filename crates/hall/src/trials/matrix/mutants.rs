//! Every statement of the policies changed in every way that could matter: some line of the table
//! must notice each. Pure: only the policies are asked.

use std::collections::BTreeSet;

use cedar_policy::{Policy, PolicyId, PolicySet};
use serde_json::{Value, json};

use super::routes::gate_lets_in;
use super::world::World;
use super::{Expected, expected};
use crate::house::policies;
use crate::rights;

/// Changes that change no answer, each with its reason.
const ALIKE: [(&str, &str); 10] = [
    ("matter.joined-receipt of anybody", "nobody else opens a matter: no answer is no"),
    ("matter.deputy condition 0 weaker 6", "a matter of no station has none to compare: no"),
    ("matter.station-staff condition 0 weaker 6", "as above"),
    ("account.stand-in of anybody", "nobody else has a post, and programs administer nothing"),
    ("account.stand-in for anything", "what else is asked of it, whoever holds it may"),
    ("account.stand-in condition 0 weaker 2", "a post that nobody holds has no holder: no"),
    ("system.register for anything", "nothing else is asked of a register"),
    ("office.registers for anything", "as above"),
    ("security.register for anything", "what else is asked of it, security.read permits"),
    ("founding.register for anything", "nothing else is asked of a register"),
];

/// What is done to one statement; `None` takes it away.
type Mutant = (String, Option<Policy>);

/// Every way in which the JSON of an expression loses a part: a side of `&&` and `||`, a `!`, an
/// element of a list.
fn weaker(expression: &Value) -> Vec<Value> {
    let mut all = vec![];
    let Value::Object(fields) = expression else { return all };
    for (operator, operands) in fields {
        match operator.as_str() {
            "&&" | "||" => {
                for (kept, changed) in [("left", "right"), ("right", "left")] {
                    all.push(operands[kept].clone());
                    for weaker in weaker(&operands[changed]) {
                        let mut operands = operands.clone();
                        operands[changed] = weaker;
                        all.push(json!({ operator: operands }));
                    }
                }
            }
            "!" => all.push(operands["arg"].clone()),
            "Set" => {
                for i in 0..operands.as_array().map_or(0, Vec::len) {
                    let mut shorter = operands.clone();
                    shorter.as_array_mut().expect("is a list").remove(i);
                    all.push(json!({ "Set": shorter }));
                }
            }
            _ => {
                for side in ["left", "right"] {
                    for weaker in weaker(&operands[side]) {
                        let mut operands = operands.clone();
                        operands[side] = weaker;
                        all.push(json!({ operator: operands }));
                    }
                }
            }
        }
    }
    all
}

fn mutants(policy: &Policy) -> Vec<Mutant> {
    let name = policy.id().to_string();
    let text = policy.to_json().expect("a policy is JSON");
    let mut changed: Vec<(String, Value)> = vec![];
    let mut change = |what: String, make: &dyn Fn(&mut Value)| {
        let mut text = text.clone();
        make(&mut text);
        changed.push((what, text));
    };
    let other = if text["effect"] == "permit" { "forbid" } else { "permit" };
    change(format!("{other}s"), &|text| text["effect"] = json!(other));
    if text["principal"]["op"] != "All" {
        change("of anybody".to_owned(), &|text| text["principal"] = json!({ "op": "All" }));
    }
    change("for anything".to_owned(), &|text| text["action"] = json!({ "op": "All" }));
    for i in 0..text["action"]["entities"].as_array().map_or(0, Vec::len) {
        change(format!("without action {i}"), &|text| {
            text["action"]["entities"].as_array_mut().expect("is a list").remove(i);
        });
    }
    for (i, condition) in text["conditions"].as_array().into_iter().flatten().enumerate() {
        change(format!("without condition {i}"), &|text| {
            text["conditions"].as_array_mut().expect("is a list").remove(i);
        });
        for (j, weaker) in weaker(&condition["body"]).into_iter().enumerate() {
            change(format!("condition {i} weaker {j}"), &|text| {
                text["conditions"][i]["body"] = weaker.clone();
            });
        }
    }
    let parsed = changed.into_iter().map(|(what, text)| {
        let id = Some(PolicyId::new(&name));
        let policy = Policy::from_json(id, text).unwrap_or_else(|e| panic!("{name} {what}: {e}"));
        (format!("{name} {what}"), Some(policy))
    });
    std::iter::once((format!("{name} taken away"), None)).chain(parsed).collect()
}

fn changed(set: &PolicySet, name: &PolicyId, mutant: Option<Policy>) -> PolicySet {
    let others = set.policies().filter(|policy| policy.id() != name).cloned();
    PolicySet::from_policies(others.chain(mutant)).expect("names differ")
}

/// The lines of the table that ask the policies something of their own: of routes that ask for the
/// same, one.
fn lines(world: &World) -> Vec<Expected> {
    let mut asked = BTreeSet::new();
    let mut lines = expected();
    lines.retain(|line| {
        let address = line.asked.replace("{kind}", line.about);
        let of_route = format!("{:?}", rights::of_route(line.asked, line.method, &address));
        let is_new = asked.insert(of_route);
        line.method == "ask" || (is_new && !world.matters.contains_key(line.about))
    });
    lines
}

/// The first line that notices, asked only what could be answered otherwise. It is moved to the
/// front: what notices one change of a statement mostly notices the next.
fn noticed(world: &World, lines: &mut [Expected]) -> Option<String> {
    for i in 0..lines.len() {
        let line = &lines[i];
        for role in world.roles() {
            let (answer, right) = if line.method == "ask" {
                (world.ask(role, (line.asked, line.about)), line.may.contains(&role))
            } else if world.matters.contains_key(line.about) {
                continue;
            } else {
                let Some(answer) = gate_lets_in(world, line, role) else { continue };
                let is_api = line.asked.starts_with("/api/");
                let as_public = is_api != role.starts_with("program");
                let expected = if as_public { "public" } else { role };
                (answer, line.may.contains(&expected))
            };
            if answer != right {
                let told = format!("{} {role}", line.told());
                lines[..=i].rotate_right(1);
                return Some(told);
            }
        }
    }
    None
}

#[test]
fn every_changed_statement_is_noticed() {
    let mut world = World::new();
    let mut lines = lines(&world);
    assert_eq!(noticed(&world, &mut lines), None, "as they are, the policies are as expected");
    let [matters, house] = policies::tests::shipped();
    let (mut tried, mut survived): (i32, Vec<String>) = (0, vec![]);
    for (set, of_matters) in [(&matters, true), (&house, false)] {
        for policy in set.policies() {
            for (what, mutant) in mutants(policy) {
                let other = changed(set, policy.id(), mutant);
                let rights = match of_matters {
                    true => policies::tests::with(other, house.clone()),
                    false => policies::tests::with(matters.clone(), other),
                };
                world.go_by(rights);
                tried += 1;
                if noticed(&world, &mut lines).is_none() {
                    survived.push(what);
                }
            }
        }
    }
    let alike: BTreeSet<&str> = ALIKE.iter().map(|(what, _)| *what).collect();
    let survived: BTreeSet<&str> = survived.iter().map(String::as_str).collect();
    let unnoticed: Vec<_> = survived.difference(&alike).collect();
    assert!(unnoticed.is_empty(), "of {tried} not noticed: {unnoticed:#?}");
    assert_eq!(alike.difference(&survived).count(), 0, "these are noticed: {survived:?}");
    assert!(tried > 150, "{tried}");
}
