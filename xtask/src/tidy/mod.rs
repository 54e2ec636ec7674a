//! Tidy: the rules of the house that a machine can hold, each a function from the files to
//! findings.

pub mod code;
pub mod ftl;
pub mod html;
pub mod imports;
pub mod licences;
pub mod markup;
pub mod modules;
pub mod order;
pub mod papers;
pub mod private;
pub mod purity;
pub mod rooms;
pub mod rust;
pub mod sql;
pub mod words;

#[cfg(test)]
mod tests;

use crate::tree::Tree;
use std::fmt;
use std::path::Path;

/// One place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the root of the repository.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The number of the rule in the list of the house.
    pub rule: u8,
    /// What is wrong and how to mend it.
    pub sentence: String,
}

impl Finding {
    /// A finding at a line of a file.
    pub fn new(path: &str, line: usize, rule: u8, sentence: impl Into<String>) -> Self {
        Self { path: path.into(), line, rule, sentence: sentence.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, sentence } = self;
        write!(out, "{path}:{line}: rule {rule}: {sentence}")
    }
}

/// A check: it reads the files and reports, in any order.
pub type Check = fn(&Tree) -> Vec<Finding>;

/// Every check with its name. Each must fail on the untidy specimen in the tests.
pub const CHECKS: &[(&str, Check)] = &[
    ("crates and layers import downwards", order::layers),
    ("files do not import one another in a circle", order::circles),
    ("pure crates stay pure", purity::pure_crates),
    ("facts and rules import only what is pure", purity::pure_rooms),
    ("facts hold no typed text", purity::no_text_in_facts),
    ("rooms have the fixed files", rooms::files),
    ("the list of rooms is whole", rooms::list),
    ("one crate knows the drivers", rooms::drivers),
    ("one file appends to the log", rooms::appends),
    ("pages reach matters by the policies", rooms::unasked),
    ("no code asks which procedure this is", rooms::procedures),
    ("no markup in Rust", markup::in_rust),
    ("templates obey the content policy", markup::in_templates),
    ("SQL stands where it belongs", sql::placed),
    ("every key has words", words::used),
    ("every word is used", words::unused),
    ("both languages say the same", words::languages),
    ("no words outside the word files", words::no_words_in_code),
    ("files and lines are short", code::sizes),
    ("one word for one thing", code::names),
    ("modules open with a sentence", code::openings),
    ("no promise without an issue", code::promises),
    ("exceptions are expected with a reason", code::exceptions),
    ("the map is true", papers::map),
    ("procedures are whole", papers::procedures),
    ("decisions are numbered without gaps", papers::decisions),
    ("both readmes agree", papers::readmes),
    ("dependencies say why they are here", papers::dependencies),
    ("packages may be built in", licences::allowed),
    ("nothing names this machine or a registry", private::places),
];

/// The files of the repository, with the list of packages that cargo makes of them.
///
/// # Errors
/// A file that cannot be read, or why cargo cannot tell.
pub fn read(root: &Path) -> Result<Tree, String> {
    let tree = Tree::read(root).map_err(|error| format!("the tree cannot be read: {error}"))?;
    Ok(tree.with(licences::LIST, &licences::list(root)?))
}

/// Runs every check; the findings are sorted by place, and each is said once.
pub fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<_> = CHECKS.iter().flat_map(|(_, check)| check(tree)).collect();
    findings.sort();
    findings.dedup();
    findings
}
