//! What is pure stays pure (rules 2, 3 and 13): the crate of concepts, and the facts and rules of
//! rooms.

use super::Finding;
use super::imports::imports;
use super::modules::{Modules, Place, place};
use super::rooms::names_in_order;
use super::rust::Kind;
use crate::tree::{File, Tree};

/// The pure crates and the only dependencies their manifests may name.
const PURE: &[(&str, &[&str])] = &[(
    "law",
    // The two of signatures and their text, and the two that its tests try it by: decision 0015.
    &[
        "base64",
        "ct-merkle",
        "ed25519-dalek",
        "hmac",
        "jiff",
        "serde",
        "serde_json",
        "sha2",
        "signed_note",
        "toml",
    ],
)];

/// Parts of the standard library that reach outside.
const OUTSIDE: &[&str] = &["std::fs", "std::net", "std::env", "std::time::SystemTime"];

/// Foreign crates that facts and rules of a room may import.
const PURE_IMPORTS: &[&str] = &["law", "ballot", "jiff", "serde", "std", "core", "alloc"];

/// Rule 2: a pure crate's manifest names only pure crates, and its code neither waits nor reaches
/// outside.
pub fn pure_crates(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (krate, allowed) in PURE {
        if let Some(manifest) = tree.file(&format!("crates/{krate}/Cargo.toml")) {
            for (line, name) in dependencies(manifest) {
                if !allowed.contains(&name.as_str()) {
                    let sentence = format!(
                        "{krate} is pure and must not depend on {name}; hand its results in from \
                         above, or extend PURE in xtask/src/tidy/purity.rs with a decision"
                    );
                    findings.push(Finding::new(&manifest.path, line, 2, sentence));
                }
            }
        }
        let prefix = format!("crates/{krate}/src/");
        tree.under(&prefix).for_each(|file| impure_code(file, krate, &mut findings));
    }
    findings
}

fn impure_code(file: &File, krate: &str, findings: &mut Vec<Finding>) {
    let code = file.code();
    for token in code.iter().filter(|t| t.is_name("async") || t.is_name("SystemTime")) {
        let sentence =
            format!("{krate} is pure: no `{}`; hand the value in from above", token.text);
        findings.push(Finding::new(&file.path, token.line, 2, sentence));
    }
    for import in imports(file) {
        let path = import.path.join("::");
        let glob = path == "std::*";
        let reaches =
            |outside: &&&str| path == **outside || path.starts_with(&format!("{outside}::"));
        if let Some(outside) = OUTSIDE.iter().find(|outside| glob || reaches(outside)) {
            let sentence = format!("{krate} is pure: no `{outside}`; hand the value in from above");
            findings.push(Finding::new(&file.path, import.line, 2, sentence));
        }
    }
}

/// The names under every `[…dependencies]` of a manifest, with their lines.
pub fn dependencies(manifest: &File) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (at, line) in manifest.lines() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or(header);
            inside = header.ends_with("dependencies");
            if let Some((_, name)) = header.split_once("dependencies.") {
                found.push((at, name.trim_matches('"').to_owned()));
            }
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or(line);
            if !name.starts_with(['}', ']', '"']) {
                found.push((at, name.to_owned()));
            }
        }
    }
    found
}

/// Rule 3: facts and rules of a room import only pure crates and the facts of lower rooms, and
/// never wait.
pub fn pure_rooms(tree: &Tree) -> Vec<Finding> {
    let rooms = names_in_order(tree);
    let foreign: Vec<String> = tree
        .file("crates/hall/Cargo.toml")
        .map(|manifest| {
            dependencies(manifest).into_iter().map(|(_, name)| name.replace('-', "_")).collect()
        })
        .unwrap_or_default();
    let mut findings = Vec::new();
    for file in tree.under("crates/hall/src/rooms/").filter(|file| is_pure(file)) {
        for token in file.code().iter().filter(|token| token.is_name("async")) {
            let sentence = "facts and rules never wait; read in the act and hand the answer in";
            findings.push(Finding::new(&file.path, token.line, 3, sentence));
        }
        for import in imports(file) {
            let first = import.path[0].as_str();
            let named = import.is_use || foreign.iter().any(|name| name == first);
            let local = matches!(first, "crate" | "self" | "super");
            if named && !local && !PURE_IMPORTS.contains(&first) && !names_own_type(file, first) {
                let sentence = format!(
                    "facts and rules are pure and import only law, ballot, serde, std and facts \
                     of lower rooms, not {first}; hand the value in"
                );
                findings.push(Finding::new(&file.path, import.line, 3, sentence));
            }
        }
    }
    for link in Modules::of(tree).links() {
        let pure = link.from.part(0) == "rooms" && is_pure(link.file);
        if pure && !leads_to_facts(&link.from, &link.to, &rooms) {
            let sentence = format!(
                "facts and rules are pure and must not import {}; hand the value in",
                link.to.path.join("::")
            );
            findings.push(Finding::new(&link.file.path, link.line, 3, sentence));
        }
    }
    findings
}

fn is_pure(file: &File) -> bool {
    matches!(file.name(), "facts.rs" | "rules.rs")
}

fn names_own_type(file: &File, name: &str) -> bool {
    let code = file.code();
    code.windows(2)
        .any(|pair| (pair[0].is_name("enum") || pair[0].is_name("struct")) && pair[1].is_name(name))
}

fn leads_to_facts(from: &Place, to: &Place, rooms: &[String]) -> bool {
    if to.krate != "hall" {
        return to.krate != "store";
    }
    let own = to.part(1) == from.part(1) && to.part(2) == from.part(2);
    // whether the other room stands lower is rule 1's question
    let known = to.part(1) == from.part(1) || rooms.iter().any(|room| room == to.part(1));
    own || (to.part(0) == "rooms" && known && matches!(to.part(2), "facts" | "acts"))
}

/// Rule 13: what a person typed lives in the vault, so facts hold no `String`.
pub fn no_text_in_facts(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust().filter(|file| holds_facts(&file.path)) {
        let code = file.code();
        for (at, token) in code.iter().enumerate() {
            let boxed = token.is_name("str") && at > 0 && code[at - 1].is_mark("<");
            if token.kind == Kind::Name && (token.text == "String" || boxed) {
                let sentence =
                    "facts hold no text: put it into the vault and keep its id, or use law's Code";
                findings.push(Finding::new(&file.path, token.line, 13, sentence));
            }
        }
    }
    findings
}

fn holds_facts(path: &str) -> bool {
    let module = place(path).unwrap_or(Place { krate: String::new(), path: Vec::new() });
    let parts: Vec<_> = module.path.iter().map(String::as_str).collect();
    match module.krate.as_str() {
        "law" => parts.starts_with(&["matter", "facts"]),
        "hall" => parts.first() == Some(&"rooms") && parts.get(2) == Some(&"facts"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn a_pure_manifest_names_only_pure_crates() {
        let good =
            "[package]\nname = \"law\"\n[dependencies]\nserde.workspace = true\njiff = \"0.2\"\n";
        assert_clean(pure_crates, &[("crates/law/Cargo.toml", good)]);
        for bad in ["[dependencies]\nrusqlite.workspace = true", "[dev-dependencies.tokio]\nx = 1"]
        {
            assert_finds(
                pure_crates,
                &[("crates/law/Cargo.toml", bad)],
                "rule 2: law is pure and must not",
            );
        }
    }

    #[test]
    fn pure_code_reaches_nothing_outside() {
        let good =
            "use std::collections::BTreeMap;\n#[cfg(test)] mod tests { use std::fs; }\n// std::env";
        assert_clean(pure_crates, &[("crates/law/src/a.rs", good)]);
        for bad in [
            "use std::{fmt, fs};",
            "fn f() { std::env::var(\"A\") }",
            "use std::time::SystemTime;",
            "use std::net::TcpStream;",
            "async fn f() {}",
        ] {
            assert_finds(
                pure_crates,
                &[("crates/law/src/a.rs", bad)],
                "crates/law/src/a.rs:1: rule 2",
            );
        }
    }

    #[test]
    fn facts_and_rules_import_only_what_is_pure() {
        let list = ("crates/hall/src/rooms/mod.rs", "pub mod low;\npub mod high;");
        let manifest = ("crates/hall/Cargo.toml", "[dependencies]\nserde_json.workspace = true\n");
        let rules = "crates/hall/src/rooms/high/rules.rs";
        let good = "use super::facts::Fact; use law::words::Time; use crate::rooms::low::facts;
                    use std::fmt; fn f() { Fact::g(); facts::h() }";
        assert_clean(pure_rooms, &[list, manifest, (rules, good)]);
        for bad in [
            "use axum::Router;",
            "fn f() { serde_json::to_value(1) }",
            "use crate::kit::Page;",
            "use store::log::Log;",
            "use crate::rooms::low::views;",
            "use super::pages;",
            "async fn f() {}",
        ] {
            assert_finds(pure_rooms, &[list, manifest, (rules, bad)], "high/rules.rs:1: rule 3");
        }
    }

    #[test]
    fn facts_hold_no_typed_text() {
        let good =
            "/// Not a String.\nenum Fact { A { matter: Matter } } fn n(&self) -> &'static str {}";
        for path in ["crates/hall/src/rooms/a/facts.rs", "crates/law/src/matter/facts.rs"] {
            assert_clean(no_text_in_facts, &[(path, good)]);
            assert_finds(no_text_in_facts, &[(path, "struct A { title: String }")], "rule 13");
            assert_finds(no_text_in_facts, &[(path, "struct A { title: Box<str> }")], "rule 13");
        }
        assert_clean(
            no_text_in_facts,
            &[("crates/hall/src/rooms/a/pages.rs", "struct A(String);")],
        );
    }
}
