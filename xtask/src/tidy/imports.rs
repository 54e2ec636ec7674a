//! Reads the paths a Rust file names, in its `use` lines and in its expressions.

use super::rust::{Kind, Token, group_end};
use crate::tree::File;

/// One path that a file names.
#[derive(Debug, Clone)]
pub struct Import {
    /// The line it stands on.
    pub line: usize,
    /// The names of the path; a glob ends with `*`.
    pub path: Vec<String>,
    /// The name it has in this file.
    pub name: String,
    /// The modules written inside the file around it.
    pub inside: Vec<String>,
    /// Whether it is a `use` line.
    pub is_use: bool,
    /// Whether it is a `pub use` line.
    pub is_public: bool,
}

/// Every path of at least two names outside tests, and every `use`.
pub fn imports(file: &File) -> Vec<Import> {
    let tokens: Vec<Token> = file.code().into_iter().cloned().collect();
    let mut found = Vec::new();
    let mut inside: Vec<(String, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        inside.retain(|(_, end)| at < *end);
        let names = || inside.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let token = &tokens[at];
        if token.is_name("use") {
            let is_public = is_public(&tokens, at);
            let mut tree = UseTree {
                tokens: &tokens,
                at: at + 1,
                inside: names(),
                is_public,
                found: &mut found,
            };
            tree.branch(&[]);
            at = tree.at;
        } else if token.is_name("mod") && tokens.get(at + 2).is_some_and(|t| t.is_mark("{")) {
            inside.push((tokens[at + 1].text.clone(), group_end(&tokens, at + 2)));
            at += 3;
        } else if starts_path(&tokens, at) {
            let (path, end) = path_at(&tokens, at);
            let name = path.last().cloned().unwrap_or_default();
            let line = token.line;
            found.push(Import {
                line,
                path,
                name,
                inside: names(),
                is_use: false,
                is_public: false,
            });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn is_public(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| &tokens[at]);
    before(1).is_some_and(|t| t.is_name("pub") || t.is_mark(")"))
}

fn starts_path(tokens: &[Token], at: usize) -> bool {
    let name = tokens[at].kind == Kind::Name;
    let goes_on = tokens.get(at + 1).is_some_and(|token| token.is_mark("::"));
    let joined = at > 0 && (tokens[at - 1].is_mark("::") || tokens[at - 1].is_mark("."));
    name && goes_on && !joined
}

fn path_at(tokens: &[Token], start: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[start].text.clone()];
    let mut at = start + 1;
    while at + 1 < tokens.len() && tokens[at].is_mark("::") && tokens[at + 1].kind == Kind::Name {
        path.push(tokens[at + 1].text.clone());
        at += 2;
    }
    (path, at)
}

struct UseTree<'a> {
    tokens: &'a [Token],
    at: usize,
    inside: Vec<String>,
    is_public: bool,
    found: &'a mut Vec<Import>,
}

impl UseTree<'_> {
    /// Reads one branch of the tree and leaves `at` behind it.
    fn branch(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match (token.kind, token.text.as_str()) {
                (Kind::Name, "as") => {
                    let name = self.tokens.get(self.at).map_or(String::new(), |t| t.text.clone());
                    self.at += 1;
                    return self.keep(path, name, line);
                }
                (Kind::Name, "self") if !path.is_empty() => {}
                (Kind::Name, name) => path.push(name.into()),
                (Kind::Mark, "*") => path.push("*".into()),
                (Kind::Mark, "::") => {}
                (Kind::Mark, "{") => return self.group(&path),
                _ => {
                    self.at -= 1;
                    break;
                }
            }
        }
        let name = path.last().cloned().unwrap_or_default();
        self.keep(path, name, line);
    }

    fn group(&mut self, before: &[String]) {
        while let Some(token) = self.tokens.get(self.at) {
            if token.is_mark("}") {
                self.at += 1;
                return;
            }
            if token.is_mark(",") {
                self.at += 1;
            } else {
                let start = self.at;
                self.branch(before);
                // a token that no branch takes would hold us here for ever
                self.at = self.at.max(start + 1);
            }
        }
    }

    fn keep(&mut self, path: Vec<String>, name: String, line: usize) {
        if !path.is_empty() {
            let inside = self.inside.clone();
            let is_public = self.is_public;
            self.found.push(Import { line, path, name, inside, is_use: true, is_public });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<String> {
        let file = File::new("src/a.rs", source);
        imports(&file).into_iter().map(|i| format!("{} as {}", i.path.join("::"), i.name)).collect()
    }

    #[test]
    fn use_trees_are_spread_out() {
        assert_eq!(
            read("pub use a::{b, c::{self, d as e}, f::*};\nuse ::g::h; use i as j;"),
            ["a::b as b", "a::c as c", "a::c::d as e", "a::f::* as *", "g::h as h", "i as j"]
        );
    }

    #[test]
    fn paths_in_expressions_are_found_once() {
        assert_eq!(
            read("fn f() { a::b::c(1); x.y(); let z: d::E<f::G> = Vec::<u8>::new(); }"),
            ["a::b::c as c", "d::E as E", "f::G as G", "Vec as Vec"]
        );
    }

    #[test]
    fn modules_inside_a_file_are_remembered() {
        let file = File::new("src/a.rs", "mod inner { use super::b::c; } use d::e;");
        let found = imports(&file);
        assert_eq!(found[0].inside, ["inner"]);
        assert!(found[1].inside.is_empty());
    }
}
