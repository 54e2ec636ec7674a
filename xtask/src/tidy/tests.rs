//! Every check can fail, every check can pass, and the repository itself is tidy.

use super::{CHECKS, Check, Finding, run};
use crate::tree::Tree;

/// The check finds nothing in `files`.
pub fn assert_clean<P: AsRef<str>, T: AsRef<str>>(check: Check, files: &[(P, T)]) {
    let findings = check(&Tree::of(files));
    assert!(findings.is_empty(), "{}", list(&findings));
}

/// The check finds something in `files` whose line, as printed, holds `wanted`.
pub fn assert_finds<P: AsRef<str>, T: AsRef<str>>(check: Check, files: &[(P, T)], wanted: &str) {
    let findings = check(&Tree::of(files));
    let found = findings.iter().any(|finding| finding.to_string().contains(wanted));
    assert!(found, "wanted: {wanted}\nfound: {}", list(&findings));
}

fn list(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    lines.join("\n")
}

/// A tree in which every check finds something.
const UNTIDY: &[(&str, &str)] = &[
    ("ARCHITECTURE.md", "See `crates/gone.rs`."),
    ("Cargo.toml", "[workspace.dependencies]\nserde = \"1\"\n"),
    ("Cargo.licences", "bad\t0.1.0\tGPL-3.0-only\n"),
    ("README.md", "# One\n"),
    ("crates/law/Cargo.toml", "[dependencies]\nrusqlite.workspace = true\n"),
    (
        "crates/law/src/a.rs",
        "use crate::b::B; use store::log; use std::fs; #[allow(x)] fn f() { todo!() }",
    ),
    ("crates/law/src/b.rs", "use crate::a::A; struct Ticket;"),
    ("crates/hall/src/kit/words.ftl", "idle = 闲\n"),
    ("crates/hall/src/kit/page.html", "<p style=\"x\">{{ t(\"gone\") }}"),
    ("crates/hall/src/kit/page.rs", "fn f() { g(\"<p>\"); h(\"首页\"); i(\"public-opinion\") }"),
    ("crates/hall/src/rooms/mod.rs", "pub mod gone;"),
    ("crates/hall/src/rooms/a/facts.rs", "use axum::Router; struct Given { title: String }"),
    ("crates/hall/src/rooms/a/notes.rs", "fn f() { log::append(\"SELECT a FROM b\") }"),
    ("crates/hall/src/rooms/a/pages.rs", "fn f() { desk::case(db, matter) }"),
    ("docs/decisions/0002-b.md", concat!("cd /wo", "rk/x")),
    ("locales/en/kit.ftl", "other = Other\n"),
    ("procedures/public-opinion/story.feature", ""),
    (
        "xtask/src/long.rs",
        "// a line that is longer than a hundred columns, which is more than a reader \
         can take in at a glance ...",
    ),
];

/// A tree in which no check finds anything.
const TIDY: &[(&str, &str)] = &[
    ("ARCHITECTURE.md", "See `crates/law/src/lib.rs`."),
    ("Cargo.toml", "[workspace.dependencies]\nserde = \"1\" # facts on the wire\n"),
    ("rustfmt.toml", "reorder_modules = false\n"),
    ("README.md", "# One\n"),
    ("README.zh-CN.md", "# 一\n"),
    ("crates/law/Cargo.toml", "[dependencies]\nserde.workspace = true\n"),
    ("crates/law/src/lib.rs", "//! The concepts.\n"),
    ("crates/hall/src/kit/words.ftl", "home = 首页\n"),
    ("crates/hall/src/kit/page.html", "<p class=\"x\">{{ t(\"home\") }}"),
    ("crates/hall/src/rooms/mod.rs", "//! The rooms, lowest first.\npub mod a;"),
    ("crates/hall/src/rooms/a/mod.rs", "//! A room for the test.\n"),
    (
        "crates/hall/src/rooms/a/views.rs",
        "//! Its tables.\nfn f() { q(\"SELECT a FROM b WHERE house = $1\") }",
    ),
    ("docs/decisions/0001-rooms.md", "# Rooms\n"),
    ("locales/en/kit.ftl", "home = Home\n"),
];

#[test]
fn every_check_can_fail() {
    let tree = Tree::of(UNTIDY);
    for (name, check) in CHECKS {
        assert!(
            !check(&tree).is_empty(),
            "the check \"{name}\" finds nothing in the untidy specimen"
        );
    }
}

#[test]
fn every_check_can_pass() {
    let findings = run(&Tree::of(TIDY));
    assert!(findings.is_empty(), "{}", list(&findings));
}

#[test]
fn a_finding_is_printed_as_editors_read_it() {
    let finding = Finding::new("a/b.rs", 3, 26, "too long; break it");
    assert_eq!(finding.to_string(), "a/b.rs:3: rule 26: too long; break it");
}

#[test]
fn the_repository_is_tidy() {
    let tree = super::read(&crate::root()).expect("the repository can be read");
    let findings = run(&tree);
    assert!(findings.is_empty(), "run `cargo xtask tidy`\n{}", list(&findings));
}
