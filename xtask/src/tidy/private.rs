//! Nothing in the tree names a machine or a package registry (number 35 in tidy's list).

use super::Finding;
use crate::tree::{File, Tree, is_test};

/// The number this check is reported under.
const RULE: u8 = 35;

/// Absolute folders of some machine. Written in pieces, as everything here, so that this file names
/// none.
const MACHINE: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tm", "p/")];

/// Hosts of package registries.
const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npm", "js.org"),
    concat!("npm", "js.com"),
    concat!("npm", "mirror.com"),
    concat!("yarn", "pkg.com"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("docker", ".io"),
    concat!("ghcr", ".io"),
    concat!("quay", ".io"),
    concat!("rsproxy", ".cn"),
];

/// The one source that cargo writes into its lock file for the public registry, whatever mirror
/// served it.
const LOCK_SOURCE: &str =
    concat!("source = \"registry+https://github.com/rust-lang/crates", ".io-index\"");

/// No registry's host and no absolute path of a machine in any text file.
pub fn places(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().flat_map(places_in).collect()
}

fn places_in(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in file.lines() {
        if file.name() == "Cargo.lock" && line == LOCK_SOURCE {
            continue;
        }
        let mut say =
            |sentence: String| findings.push(Finding::new(&file.path, at, RULE, sentence));
        if let Some(host) = REGISTRIES.iter().find(|host| line.contains(**host)) {
            say(format!(
                "no host of a package registry ({host}); leave it to the reader's settings"
            ));
        } else if names_another_source(file, line) {
            say("no source of packages but the public default; leave it to the reader's settings"
                .into());
        }
        let allowed = is_test(&file.path) || in_test_code(file, at);
        if let Some(folder) = MACHINE.iter().find(|folder| !allowed && names_folder(line, folder)) {
            say(format!(
                "no absolute path of a machine ({folder}); name it from the project's root"
            ));
        }
    }
    findings
}

fn names_another_source(file: &File, line: &str) -> bool {
    let line = line.trim_start();
    match file.name() {
        "Cargo.lock" => line.starts_with("source = "),
        "package-lock.json" => line.starts_with("\"resolved\""),
        ".npmrc" => line.contains("registry"),
        "config.toml" => line.starts_with("[source") || line.starts_with("[registries"),
        _ => false,
    }
}

fn in_test_code(file: &File, line: usize) -> bool {
    // the last token that starts at or before the line tells where the line belongs
    file.tokens.iter().rfind(|token| token.line <= line).is_some_and(|token| token.test)
}

/// Whether `folder` starts a path here, and does not stand inside a longer one.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/>}*~".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn nothing_names_a_machine() {
        for folder in MACHINE {
            let bad = format!("\ncd {folder}main");
            assert_finds(places, &[("docs/a.md", &*bad)], "docs/a.md:2: rule 35: no absolute path");
            assert_finds(places, &[("src/a.rs", &*format!("f(\"{folder}x\")"))], "rule 35");
            assert_clean(places, &[("crates/hall/tests/a.rs", &*format!("f(\"{folder}x\")"))]);
            assert_clean(
                places,
                &[("src/a.rs", &*format!("#[test] fn t() {{\n f(\"{folder}\") }}"))],
            );
            assert_clean(places, &[("docs/a.md", &*format!("frame{folder} and ..{folder}"))]);
        }
    }

    #[test]
    fn nothing_names_a_registry() {
        assert_clean(places, &[("Cargo.lock", &*format!("name = \"a\"\n{LOCK_SOURCE}\n"))]);
        for host in REGISTRIES {
            assert_finds(
                places,
                &[("docs/a.md", &*format!("https://{host}/a"))],
                "rule 35: no host of",
            );
        }
        for (path, line) in [
            ("Cargo.lock", "source = \"registry+https://mirror.example/index\""),
            ("e2e/package-lock.json", "  \"resolved\": \"https://mirror.example/a.tgz\","),
            (".npmrc", "registry=https://mirror.example/"),
            (".cargo/config.toml", "[source.mirror]"),
        ] {
            assert_finds(places, &[(path, line)], "rule 35: no source of packages");
        }
    }
}
