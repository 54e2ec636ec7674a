//! Imports point down (rules 1 and 5): crates, layers of the hall, rooms, and files inside a room.

use super::Finding;
use super::modules::{CRATES, Link, Modules};
use super::rooms::names_in_order;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// The layers of the hall, lowest first. The crate's root may import them all.
const LAYERS: &[&str] = &["house", "desk", "rights", "kit", "rooms", "roles"];

/// What the files of one room may import of each other; `mod.rs` may import them all.
const INSIDE: &[(&str, &[&str])] = &[
    ("facts", &[]),
    ("rules", &["facts", "acts"]),
    ("views", &["facts"]),
    ("acts", &["facts", "rules", "views"]),
    ("tasks", &["facts", "rules", "views", "acts"]),
    ("stats", &["facts", "rules", "views"]),
    ("pages", &["facts", "rules", "views", "acts", "tasks", "stats"]),
];

/// What a higher room may see of a lower one.
const SHOWN: &[&str] = &["facts", "views"];

/// What a room offers to higher ones beside that, each with its reason (decision 0009).
const OFFERED: &[(&str, &str, &str)] = &[
    ("matters", "sheet", "a matter as all its readers see it, so that no page tells it otherwise"),
    ("matters", "files", "files are kept and served by one piece of code"),
    ("ledgers", "export", "what is taken away as a spreadsheet is written by one piece of code"),
];

/// Rule 1 and 5: every import leads to something lower.
pub fn layers(tree: &Tree) -> Vec<Finding> {
    let mut findings = unknown_crates(tree);
    let rooms = names_in_order(tree);
    let modules = Modules::of(tree);
    let mut said = BTreeSet::new();
    for link in modules.links() {
        let Some((rule, sentence)) = judge(&link, &rooms, tree) else { continue };
        if said.insert((link.file.path.clone(), sentence.clone())) {
            findings.push(Finding::new(&link.file.path, link.line, rule, sentence));
        }
    }
    findings
}

fn unknown_crates(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    if tree.under("crates/law/src/").next().is_none() {
        findings.push(Finding::new(
            "crates/law",
            1,
            1,
            "the crate law is missing; it holds the concepts",
        ));
    }
    for name in tree.folders("crates/").iter().filter(|name| !CRATES.contains(&name.as_str())) {
        let sentence =
            "this crate has no place in the order; add it to CRATES in xtask/src/tidy/modules.rs";
        findings.push(Finding::new(&format!("crates/{name}/Cargo.toml"), 1, 1, sentence));
    }
    findings
}

fn judge(link: &Link<'_>, rooms: &[String], tree: &Tree) -> Option<(u8, String)> {
    let rank = |name: &str| CRATES.iter().position(|krate| *krate == name);
    if link.from.krate != link.to.krate {
        let upwards = rank(&link.from.krate) < rank(&link.to.krate);
        let sentence = format!(
            "{} stands below {} and must not import it; hand the value in, or move the thing down",
            link.from.krate, link.to.krate
        );
        return upwards.then_some((1, sentence));
    }
    if link.from.krate != "hall" || link.from.path.is_empty() {
        return None;
    }
    judge_layer(link).map(|sentence| (1, sentence)).or_else(|| judge_room(link, rooms, tree))
}

fn judge_layer(link: &Link<'_>) -> Option<String> {
    let (from, to) = (link.from.part(0), link.to.part(0));
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    if rank(from).is_none() {
        return Some(format!(
            "the module {from} has no place in the order; put it into one of {}, or add it to \
             LAYERS in xtask/src/tidy/order.rs",
            LAYERS.join(", ")
        ));
    }
    let Some(target) = rank(to) else {
        return Some(format!(
            "{from} imports `{to}` from the root of the hall, which stands above it; move that \
             thing into {}",
            LAYERS[0]
        ));
    };
    (rank(from) < Some(target)).then(|| {
        format!(
            "{from} stands below {to} and must not import it; hand the value in, or move the thing \
             down"
        )
    })
}

fn judge_room(link: &Link<'_>, rooms: &[String], tree: &Tree) -> Option<(u8, String)> {
    let in_room = link.from.part(0) == "rooms" && !link.from.part(1).is_empty();
    if !in_room || link.to.part(0) != "rooms" {
        return None;
    }
    let (from, to) = (link.from.part(1), link.to.part(1));
    let rank = |name: &str| rooms.iter().position(|room| room == name);
    let Some(target) = rank(to) else {
        return Some((
            1,
            "a room must not import from the list of rooms above it; use the kit".into(),
        ));
    };
    if from == to {
        return judge_inside(link).map(|sentence| (1, sentence));
    }
    if rank(from) < Some(target) {
        return Some((
            1,
            format!(
                "room {from} stands below room {to} (order of the `mod` lines in rooms/mod.rs) \
                 and must not import it; let {to} offer a panel, or move the thing down"
            ),
        ));
    }
    let part = link.to.part(2);
    let folder = format!("crates/hall/src/rooms/{to}/{part}");
    let is_file = tree.file(&format!("{folder}.rs")).is_some()
        || tree.under(&format!("{folder}/")).next().is_some();
    let offered = OFFERED.iter().any(|(room, file, _)| *room == to && *file == part);
    (is_file && !offered && !SHOWN.contains(&part)).then(|| {
        let shown = SHOWN.join(" and ");
        (5, format!("room {from} reaches into {part} of room {to}; use only its {shown}"))
    })
}

fn judge_inside(link: &Link<'_>) -> Option<String> {
    let (from, to) = (link.from.part(2), link.to.part(2));
    let (_, allowed) = INSIDE.iter().find(|(name, _)| *name == from)?;
    let ranked = INSIDE.iter().any(|(name, _)| *name == to);
    (ranked && from != to && !allowed.contains(&to)).then(|| {
        let below =
            if allowed.is_empty() { "nothing of its room".into() } else { allowed.join(", ") };
        format!("{from} must not import {to} of its own room; it may import {below}")
    })
}

/// Rule 1: no circle of files. What a file only shows on (`pub use`) does not count, nor what it
/// takes from the `mod.rs` of its own folder: a module and its parts are one thing.
pub fn circles(tree: &Tree) -> Vec<Finding> {
    let modules = Modules::of(tree);
    let mut edges: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for link in modules.links().into_iter().filter(|link| !link.re_export) {
        let another = |home: &&crate::tree::File| {
            home.path != link.file.path && !is_parent(&home.path, &link.file.path)
        };
        let Some(home) = modules.home(&link.to).filter(another) else { continue };
        edges.entry(&link.file.path).or_default().entry(&home.path).or_insert(link.line);
    }
    let mut findings = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for start in edges.keys() {
        let Some(circle) = shortest_circle(&edges, start) else { continue };
        if circle.iter().any(|file| told.contains(file)) {
            continue;
        }
        told.extend(&circle);
        let line = edges[start][circle[1 % circle.len()]];
        let sentence = format!(
            "files import one another in a circle: {} → {start}; move what both need into a file \
             below them",
            circle.join(" → ")
        );
        findings.push(Finding::new(start, line, 1, sentence));
    }
    findings
}

/// Whether a file is the `mod.rs` of the folder in which another lies, at whatever depth.
fn is_parent(parent: &str, child: &str) -> bool {
    parent.strip_suffix("mod.rs").is_some_and(|folder| child.starts_with(folder))
}

fn shortest_circle<'a>(
    edges: &BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
    start: &'a str,
) -> Option<Vec<&'a str>> {
    let mut reached: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = std::collections::VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for next in edges.get(file).into_iter().flat_map(BTreeMap::keys) {
            if *next == start {
                let mut circle = vec![file];
                while *circle.last()? != start {
                    circle.push(reached[circle.last()?]);
                }
                circle.reverse();
                return Some(circle);
            }
            if !reached.contains_key(next) {
                reached.insert(next, file);
                waiting.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    const LIST: (&str, &str) = ("crates/hall/src/rooms/mod.rs", "pub mod low;\npub mod high;");
    const LAW: (&str, &str) = ("crates/law/src/lib.rs", "");

    #[test]
    fn crates_import_downwards() {
        assert_clean(layers, &[LAW, ("crates/store/src/log.rs", "use law::words::Code;")]);
        assert_finds(
            layers,
            &[("crates/law/src/lib.rs", "fn f() { store::log::read() }")],
            "crates/law/src/lib.rs:1: rule 1: law stands below store and must not import it",
        );
        assert_finds(
            layers,
            &[("README.md", "")],
            "crates/law:1: rule 1: the crate law is missing",
        );
        assert_finds(layers, &[LAW, ("crates/misc/src/lib.rs", "")], "no place in the order");
    }

    #[test]
    fn layers_of_the_hall_import_downwards() {
        let good = "use crate::desk::Desk; use crate::kit; use crate::rooms::low;";
        assert_clean(layers, &[LAW, LIST, ("crates/hall/src/roles/serve.rs", good)]);
        for (path, source, want) in [
            ("crates/hall/src/house.rs", "use crate::desk::Desk;", "house stands below desk"),
            ("crates/hall/src/kit/page.rs", "use crate::rooms::ROOMS;", "kit stands below rooms"),
            ("crates/hall/src/desk.rs", "use crate::rooms::low::facts;", "desk stands below rooms"),
            (
                "crates/hall/src/kit/a.rs",
                "fn f() { crate::roles::serve::g() }",
                "kit stands below roles",
            ),
            ("crates/hall/src/kit/a.rs", "use crate::Settings;", "root of the hall"),
            ("crates/hall/src/helpers.rs", "use crate::kit;", "helpers has no place in the order"),
        ] {
            assert_finds(layers, &[LAW, LIST, (path, source)], want);
        }
    }

    #[test]
    fn rooms_import_facts_and_views_of_lower_rooms() {
        let low = [
            LAW,
            LIST,
            ("crates/hall/src/rooms/low/mod.rs", ""),
            ("crates/hall/src/rooms/low/views.rs", ""),
            ("crates/hall/src/rooms/low/rules.rs", ""),
        ];
        let with = |path, source| [low.as_slice(), &[(path, source)]].concat();
        let high = "crates/hall/src/rooms/high/pages.rs";
        let good = "use crate::rooms::low::{ROOM, views::count, facts::Fact};";
        assert_clean(layers, &with(high, good));
        for source in [
            "use crate::rooms::low::rules::give;",
            "use crate::rooms::low; fn f() { low::rules::give() }",
            "fn f() { super::super::low::rules::give() }",
        ] {
            assert_finds(
                layers,
                &with(high, source),
                "rule 5: room high reaches into rules of room low",
            );
        }
        let upwards =
            with("crates/hall/src/rooms/low/pages.rs", "use crate::rooms::high::facts::F;");
        assert_finds(layers, &upwards, "rule 1: room low stands below room high");
        assert_finds(layers, &with(high, "use crate::rooms::ROOMS;"), "list of rooms above it");
    }

    #[test]
    fn files_of_a_room_import_downwards() {
        let rules = "crates/hall/src/rooms/low/rules.rs";
        assert_clean(layers, &[LAW, LIST, (rules, "use super::facts::Fact;")]);
        assert_finds(
            layers,
            &[LAW, LIST, (rules, "use super::views;")],
            "rules must not import views of its own room; it may import facts",
        );
    }

    #[test]
    fn files_do_not_import_in_a_circle() {
        let (a, b, c) = ("crates/law/src/a.rs", "crates/law/src/b.rs", "crates/law/src/c.rs");
        assert_clean(circles, &[(a, "use crate::b::B;"), (b, "use crate::c::C;"), (c, "")]);
        let library = ("crates/law/src/lib.rs", "pub mod a; pub mod b; pub use a::A;");
        assert_clean(circles, &[library, (a, ""), (b, "use crate::A;")]);
        let folder = ("crates/law/src/a/mod.rs", "mod b; use b::B; pub struct A;");
        assert_clean(circles, &[folder, ("crates/law/src/a/b.rs", "use super::A;")]);
        assert_finds(
            circles,
            &[(a, "use crate::b::B;"), (b, "\nuse crate::c::C;"), (c, "use super::a;")],
            "crates/law/src/a.rs:1: rule 1: files import one another in a circle: \
             crates/law/src/a.rs → crates/law/src/b.rs → crates/law/src/c.rs → crates/law/src/a.rs",
        );
    }
}
