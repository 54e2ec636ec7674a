//! The files of the repository as the checks see them: a path, a text, and for Rust its tokens.

use crate::tidy::rust::{self, Kind, Token};
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Endings whose files must be readable text.
const TEXT_ENDINGS: &[&str] = &[
    ".rs", ".html", ".ftl", ".toml", ".md", ".feature", ".ts", ".css", ".js", ".json", ".jsonl",
    ".yml", ".svg", ".sh", ".lock",
];

/// Folders nobody wrote.
const SKIPPED: &[&str] = &[".git", "target", "node_modules"];

/// One file.
pub struct File {
    /// From the root of the repository, with forward slashes.
    pub path: String,
    /// Empty for files that are not text.
    pub text: String,
    /// Empty for files that are not Rust.
    pub tokens: Vec<Token>,
}

/// All files, ordered by path.
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
}

impl File {
    /// Reads the tokens of `text` if `path` names a Rust file; in a file of tests every token is a
    /// test's.
    pub fn new(path: &str, text: &str) -> Self {
        let is_rust = Path::new(path).extension().is_some_and(|ending| ending == "rs");
        let mut tokens = if is_rust { rust::read(text) } else { Vec::new() };
        if is_test(path) {
            for token in &mut tokens {
                token.test = true;
            }
        }
        Self { path: path.into(), text: text.into(), tokens }
    }

    /// The tokens that are neither comments nor tests.
    pub fn code(&self) -> Vec<&Token> {
        self.tokens.iter().filter(|token| !token.test && token.kind != Kind::Comment).collect()
    }

    /// Whether the file's name ends with `ending`.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The lines, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

impl Tree {
    /// A tree from pairs of path and text.
    pub fn of<P: AsRef<str>, T: AsRef<str>>(pairs: &[(P, T)]) -> Self {
        let mut files: Vec<_> =
            pairs.iter().map(|(path, text)| File::new(path.as_ref(), text.as_ref())).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// Walks `root`, leaving out what `.gitignore` names. A file that should be text and is not
    /// UTF-8 is an error.
    pub fn read(root: &Path) -> Result<Self> {
        let ignored = ignore_patterns(&std::fs::read_to_string(root.join(".gitignore"))?)?;
        let mut pairs = Vec::new();
        walk(root, "", &ignored, &mut pairs)?;
        Ok(Self::of(&pairs))
    }

    /// The same tree with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.push(File::new(path, text));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files whose path starts with `prefix`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(prefix))
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is(".rs"))
    }

    /// The names of the folders directly under `prefix`, which ends with a slash.
    pub fn folders(&self, prefix: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .under(prefix)
            .filter_map(|file| file.path[prefix.len()..].split_once('/'))
            .map(|(name, _)| name.to_owned())
            .collect();
        names.dedup();
        names
    }
}

/// Whether the file at `path` is compiled or run only for tests.
pub fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let named = matches!(name, "tests.rs" | "fixture.rs");
    let folder = |part| matches!(part, "tests" | "trials");
    named || path.starts_with("e2e/") || path.split('/').any(folder)
}

fn walk(
    folder: &Path,
    at: &str,
    ignored: &[String],
    pairs: &mut Vec<(String, String)>,
) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        if SKIPPED.contains(&name.as_str()) || is_ignored(ignored, &path) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &path, ignored, pairs)?;
        } else if kind.is_file() {
            // somebody may move a file while we walk; what is gone needs no check
            match std::fs::read(entry.path()) {
                Ok(bytes) => pairs.push((path.clone(), text_of(&path, bytes)?)),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

fn text_of(path: &str, bytes: Vec<u8>) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) if TEXT_ENDINGS.iter().any(|ending| path.ends_with(ending)) && !is_test(path) => {
            Err(Error::new(
                ErrorKind::InvalidData,
                format!("{path} is not UTF-8; save it as UTF-8"),
            ))
        }
        Err(_) => Ok(String::new()),
    }
}

/// The patterns of a `.gitignore`. Only the forms used here are known: anything else is an error,
/// not a guess.
fn ignore_patterns(text: &str) -> Result<Vec<String>> {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let patterns: Vec<String> = lines.map(|line| line.trim_end_matches('/').to_owned()).collect();
    for pattern in &patterns {
        let stars = pattern.strip_prefix("*.").unwrap_or(pattern);
        if stars.contains(['*', '?', '[', '!']) {
            let sentence = format!(
                ".gitignore: tidy cannot read the pattern {pattern}; write /path, name or *.ending"
            );
            return Err(Error::new(ErrorKind::InvalidData, sentence));
        }
    }
    Ok(patterns)
}

fn is_ignored(patterns: &[String], path: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_prefix('*') {
        Some(ending) => path.ends_with(ending),
        None if pattern.contains('/') => path == pattern.trim_start_matches('/'),
        None => path.rsplit('/').next() == Some(pattern),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_ignores_is_left_out() {
        let patterns =
            ignore_patterns("/demo-data\n# why\nout/\n*.snap.new\n/e2e/built\n").unwrap();
        for path in ["demo-data", "a/out", "a/b.snap.new", "e2e/built"] {
            assert!(is_ignored(&patterns, path), "{path}");
        }
        for path in ["a/demo-data", "outer", "a/b.snap"] {
            assert!(!is_ignored(&patterns, path), "{path}");
        }
        assert!(ignore_patterns("!keep").is_err());
    }

    #[test]
    fn a_source_file_that_is_not_utf8_is_an_error() {
        assert!(text_of("src/a.rs", vec![0xff]).is_err());
        assert_eq!(text_of("docs/a.png", vec![0xff]).unwrap(), "");
        assert_eq!(text_of("crates/hall/tests/gb18030.toml", vec![0xff]).unwrap(), "");
    }

    #[test]
    fn folders_are_named_once() {
        let tree = Tree::of(&[("a/x/1", ""), ("a/x/2", ""), ("a/y/1", ""), ("a/z", "")]);
        assert_eq!(tree.folders("a/"), ["x", "y"]);
    }
}
