//! The modules of the workspace: which file holds which, and where a path in the code leads.

use super::imports::{Import, imports};
use crate::tree::{File, Tree};
use std::collections::BTreeMap;

/// The crates under `crates/`, lowest first. A crate imports only crates that stand before it.
pub const CRATES: &[&str] = &["law", "ballot", "store", "hall"];

/// A module: its crate and its path inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The crate's name.
    pub krate: String,
    /// The names from the crate's root; for an import the last ones may name items.
    pub path: Vec<String>,
}

impl Place {
    /// The part of the path at `at`, or nothing.
    pub fn part(&self, at: usize) -> &str {
        self.path.get(at).map_or("", String::as_str)
    }
}

/// An import whose target is known.
pub struct Link<'a> {
    /// The importing file.
    pub file: &'a File,
    /// The importing module.
    pub from: Place,
    /// The line of the import.
    pub line: usize,
    /// Where it leads.
    pub to: Place,
    /// Whether it only shows something on (`pub use`).
    pub re_export: bool,
}

/// All modules and the file that holds each.
pub struct Modules<'a> {
    files: BTreeMap<Place, &'a File>,
    shown: BTreeMap<Place, Place>,
}

impl<'a> Modules<'a> {
    /// Finds the modules of every crate under `crates/`.
    pub fn of(tree: &'a Tree) -> Self {
        let files: BTreeMap<_, _> =
            tree.rust().filter_map(|file| Some((place(&file.path)?, file))).collect();
        let mut modules = Self { files, shown: BTreeMap::new() };
        for link in modules.links() {
            if let (true, Some(name)) = (link.re_export, link.to.path.last()) {
                let mut shown = link.from.clone();
                shown.path.push(name.clone());
                modules.shown.insert(shown, link.to);
            }
        }
        modules
    }

    /// Every import between modules of the workspace that is not for tests.
    pub fn links(&self) -> Vec<Link<'a>> {
        self.files.iter().flat_map(|(from, file)| self.links_of(from, file)).collect()
    }

    /// The file where the thing at `to` is written, through re-exports.
    pub fn home(&self, to: &Place) -> Option<&'a File> {
        let mut to = to.clone();
        // a chain of re-exports longer than this would itself be a circle
        for _ in 0..8 {
            match self.shown_at(&to) {
                Some(next) if next != to => to = next,
                _ => break,
            }
        }
        (0..=to.path.len()).rev().find_map(|length| {
            let path = to.path[..length].to_vec();
            self.files.get(&Place { krate: to.krate.clone(), path }).copied()
        })
    }

    fn shown_at(&self, to: &Place) -> Option<Place> {
        (1..=to.path.len()).rev().find_map(|length| {
            let head = Place { krate: to.krate.clone(), path: to.path[..length].to_vec() };
            let mut next = self.shown.get(&head)?.clone();
            next.path.extend_from_slice(&to.path[length..]);
            Some(next)
        })
    }

    fn links_of(&self, from: &Place, file: &'a File) -> Vec<Link<'a>> {
        let imports = imports(file);
        let mut aliases = BTreeMap::new();
        for import in imports.iter().filter(|import| import.is_use) {
            if let Some(to) = self.target(from, import, &BTreeMap::new()) {
                aliases.insert(import.name.clone(), to);
            }
        }
        imports
            .iter()
            .filter_map(|import| {
                let known = if import.is_use { &BTreeMap::new() } else { &aliases };
                let to = self.target(from, import, known)?;
                let re_export = import.is_public;
                Some(Link { file, from: from.clone(), line: import.line, to, re_export })
            })
            .collect()
    }

    /// Where `import`, written in the module `from`, leads; nothing for foreign crates and local
    /// types.
    fn target(
        &self,
        from: &Place,
        import: &Import,
        aliases: &BTreeMap<String, Place>,
    ) -> Option<Place> {
        let mut here = from.clone();
        here.path.extend_from_slice(&import.inside);
        let mut parts = import.path.iter();
        let first = parts.next()?;
        let mut to = match first.as_str() {
            "crate" => Place { krate: from.krate.clone(), path: Vec::new() },
            "self" => here,
            "super" => {
                here.path.pop();
                here
            }
            name if aliases.contains_key(name) => aliases[name].clone(),
            name => {
                here.path.push(name.into());
                if self.files.contains_key(&here) {
                    here
                } else if CRATES.contains(&name) {
                    Place { krate: name.into(), path: Vec::new() }
                } else {
                    return None;
                }
            }
        };
        for part in parts {
            match part.as_str() {
                "super" => drop(to.path.pop()),
                "self" => {}
                name => to.path.push(name.into()),
            }
        }
        Some(to)
    }
}

/// The module that the file at `path` holds.
pub fn place(path: &str) -> Option<Place> {
    let (krate, inner) = path.strip_prefix("crates/")?.split_once("/src/")?;
    let stem = inner.strip_suffix(".rs")?;
    let mut parts: Vec<String> = stem.split('/').map(str::to_owned).collect();
    let last = parts.last().map(String::as_str);
    if last == Some("mod") || (parts.len() == 1 && matches!(last, Some("lib" | "main"))) {
        parts.pop();
    }
    Some(Place { krate: krate.into(), path: parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(tree: &Tree, path: &str) -> Vec<String> {
        let modules = Modules::of(tree);
        let links = modules.links();
        let own = links.iter().filter(|link| link.file.path == path);
        own.map(|link| format!("{} {}", link.to.krate, link.to.path.join("::"))).collect()
    }

    #[test]
    fn paths_are_followed_from_where_they_stand() {
        let tree = Tree::of(&[
            ("crates/hall/src/rooms/a/mod.rs", "pub mod views; fn f() { views::count() }"),
            (
                "crates/hall/src/rooms/a/views.rs",
                "use super::facts::{self, Fact as F}; use law::clock; use crate::kit; use serde::X;
                 fn f() { kit::page(); facts::g(); Vec::new(); super::super::b::x() }
                 #[cfg(test)] mod tests { use crate::desk; }",
            ),
        ]);
        assert_eq!(links(&tree, "crates/hall/src/rooms/a/mod.rs"), ["hall rooms::a::views::count"]);
        assert_eq!(
            links(&tree, "crates/hall/src/rooms/a/views.rs"),
            [
                "hall rooms::a::facts",
                "hall rooms::a::facts::Fact",
                "law clock",
                "hall kit",
                "hall kit::page",
                "hall rooms::a::facts::g",
                "hall rooms::b::x"
            ]
        );
    }

    #[test]
    fn a_re_export_leads_to_where_the_thing_is_written() {
        let tree = Tree::of(&[
            ("crates/law/src/lib.rs", "pub mod clock; pub use clock::Clock;"),
            ("crates/law/src/clock.rs", "pub struct Clock;"),
        ]);
        let modules = Modules::of(&tree);
        let shown = Place { krate: "law".into(), path: vec!["Clock".into()] };
        assert_eq!(modules.home(&shown).unwrap().path, "crates/law/src/clock.rs");
    }
}
