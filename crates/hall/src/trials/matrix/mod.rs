//! The whole matrix of roles, routes and relations (trust.md, T15): what is expected lies in
//! `expected.tsv`, written apart from the policies.

mod mutants;
mod routes;
mod world;

use std::collections::BTreeMap;

use world::World;

/// A line of the table.
pub struct Expected {
    /// `GET`, `POST`, or `ask`.
    pub method: &'static str,
    /// The address of a route, or the name of an action.
    pub asked: &'static str,
    /// The matter, the list or the post that it is about; `-` for none.
    pub about: &'static str,
    /// Who may.
    pub may: Vec<&'static str>,
}

impl Expected {
    /// The line for whoever mends it.
    pub fn told(&self) -> String {
        format!("{} {} of {}", self.method, self.asked, self.about)
    }
}

/// The table.
pub fn expected() -> Vec<Expected> {
    let (mut groups, mut lines) = (BTreeMap::<&str, Vec<&str>>::new(), vec![]);
    for line in include_str!("expected.tsv").lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut cells = line.split('\t');
        let first = cells.next().expect("a line has cells");
        if let Some(group) = first.strip_prefix(':') {
            groups.insert(group, cells.next().expect("a group has people").split(' ').collect());
            continue;
        }
        let (method, asked) = first.split_once(' ').expect("a method and what is asked");
        let about = cells.next().expect("what it is about");
        let mut may = vec![];
        for who in cells.next().unwrap_or_default().split(' ').filter(|who| !who.is_empty()) {
            match who.strip_prefix('@') {
                Some(group) => may.extend(groups[group].iter().copied()),
                None => may.push(who),
            }
        }
        lines.push(Expected { method, asked, about, may });
    }
    lines
}

#[test]
fn every_answer_of_the_policies_is_the_expected_one() {
    let world = World::new();
    let mut asked = 0;
    for line in expected().iter().filter(|line| line.method == "ask") {
        for role in world.roles() {
            let answer = world.ask(role, (line.asked, line.about));
            assert_eq!(answer, line.may.contains(&role), "{}: {role}", line.told());
            asked += 1;
        }
    }
    assert!(asked > 1800, "{asked}");
}

#[test]
fn changes_of_posts_apply_at_once() {
    let mut world = World::new();
    let may = |world: &World, role| world.ask(role, ("read", "confidential"));
    // Left yesterday, comes tomorrow, stands in today.
    assert!(!may(&world, "ended") && !may(&world, "coming") && may(&world, "stand-in"));
    world.house.clock.set(world.house.now().plus_ms(86_400_000));
    assert!(may(&world, "coming"));
    world.house.clock.set(world.house.now().plus_ms(20 * 86_400_000));
    assert!(!may(&world, "stand-in"));
    // A post ends in the middle of a session: what was loaded before opens nothing any more.
    assert!(may(&world, "lead"));
    world.end("lead");
    world.look();
    assert!(!may(&world, "lead") && may(&world, "co"));
}
