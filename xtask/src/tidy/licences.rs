//! Every package that is built in has a licence under which it may be, and none brings OpenSSL.

use super::Finding;
use crate::tree::Tree;
use spdx::{Expression, LicenseReq, ParseMode};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// The file, made by cargo and never written down, that lists every package: a line each with name,
/// version and licence, divided by tabs.
pub const LIST: &str = "Cargo.licences";

/// Licences that ask for no more than their text and the names of their authors. The last two are
/// for one file and one table of data that are used unchanged.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
    "CDLA-Permissive-2.0",
    "MPL-2.0",
];

/// The number of the rule on dependencies.
const RULE: u8 = 35;

/// Parts of names of packages that bring OpenSSL with them.
const REFUSED: &[&str] = &["openssl", "native-tls", "boringssl"];

/// Every package may be built in, and none is OpenSSL by another name.
pub fn allowed(tree: &Tree) -> Vec<Finding> {
    let Some(list) = tree.file(LIST) else { return Vec::new() };
    let mut findings = Vec::new();
    for (number, line) in list.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, version, licence) = (cell(), cell(), cell());
        let mut find = |sentence: String| {
            findings.push(Finding::new(LIST, number, RULE, sentence));
        };
        if REFUSED.iter().any(|part| name.contains(part)) {
            find(format!("{name} brings OpenSSL; take a feature or a library that uses rustls"));
        }
        if !may(licence) {
            find(format!(
                "{name} {version} is under {}; take another library, or add the licence to \
                 ALLOWED in xtask/src/tidy/licences.rs with what it asks for",
                if licence.is_empty() { "no licence that it names" } else { licence }
            ));
        }
    }
    findings
}

/// Whether an expression of licences leaves a way that is allowed.
fn may(licence: &str) -> bool {
    // Old packages write a slash for "or".
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
    let is_allowed = |asked: &LicenseReq| {
        let name = asked.license.id().map(|id| id.name);
        // An exception of this kind only allows more.
        let more = asked.addition.as_ref().map(ToString::to_string);
        more.is_none_or(|more| more == "LLVM-exception")
            && name.is_some_and(|name| ALLOWED.contains(&name))
    };
    expression.evaluate(is_allowed)
}

/// Asks cargo for every package that is built for this machine, without a network.
///
/// # Errors
/// Why cargo cannot tell.
pub fn list(root: &Path) -> Result<String, String> {
    let version = told(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not tell for which machine it builds")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut metadata = Command::new(cargo);
    metadata.current_dir(root).args(["metadata", "--offline", "--locked", "--format-version=1"]);
    let text = told(metadata.args(["--filter-platform", host]))?;
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| format!("what cargo tells of packages cannot be read: {error}"))?;
    let mut lines = String::new();
    for package in value["packages"].as_array().into_iter().flatten() {
        let cell = |key: &str| package[key].as_str().unwrap_or_default();
        let (name, version, licence) = (cell("name"), cell("version"), cell("license"));
        writeln!(lines, "{name}\t{version}\t{licence}").map_err(|error| error.to_string())?;
    }
    if lines.is_empty() { Err("cargo names no package".into()) } else { Ok(lines) }
}

fn told(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?} cannot run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} failed: {said}"));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{command:?} told no text: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn a_planted_licence_and_openssl_are_found() {
        let fine = "a\t1\tMIT OR Apache-2.0\nb\t2\tUnlicense/MIT\nc\t3\tApache-2.0 AND ISC\n\
                    d\t4\tApache-2.0 WITH LLVM-exception OR MIT\n\
                    e\t5\tApache-2.0 OR GPL-2.0-only\n";
        assert_clean(allowed, &[(LIST, fine)]);
        for planted in ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "", "SSPL-1.0", "Made-Up-1.0"] {
            let list = format!("{fine}bad\t0.1.0\t{planted}\n");
            assert_finds(allowed, &[(LIST, list)], "bad 0.1.0 is under");
        }
        let list = format!("{fine}openssl-sys\t0.9.0\tMIT\n");
        assert_finds(allowed, &[(LIST, list)], "brings OpenSSL");
    }

    #[test]
    fn cargo_names_what_is_built() {
        let list = list(&crate::root()).expect("cargo can tell");
        for name in ["serde\t", "rusqlite\t", "rcgen\t", "hall\t"] {
            assert!(list.lines().any(|line| line.starts_with(name)), "{name} in {list}");
        }
    }
}
