//! How code reads (rules 26, 28, 29 and 30): sizes, names, openings, promises and exceptions.

use super::Finding;
use super::rust::{Kind, Token, attribute_at};
use super::words::is_chinese;
use crate::tree::Tree;

/// The longest file, in lines.
const LINES: usize = 500;

/// The longest line, in columns; a Chinese character takes two.
const COLUMNS: usize = 100;

/// Words that a name must not hold, and the house's word for the thing.
const BANNED: &[(&str, &str)] = &[
    ("citizen", "resident"),
    ("councillor", "deputy"),
    ("usr", "person"),
    ("cfg", "settings"),
    ("ctx", "the name of what it holds"),
    ("mgr", "the name of what it does"),
    ("utils", "the name of what it does"),
];

/// Words that the name of a type must not hold, and the house's word for the thing.
const BANNED_TYPES: &[(&str, &str)] =
    &[("Ticket", "matter"), ("Issue", "matter"), ("Manager", "the name of what it does")];

/// Files whose every line is watched for promises.
const WATCHED: &[&str] =
    &[".html", ".ftl", ".toml", ".ts", ".css", ".js", ".sh", ".feature", "Makefile"];

/// Marks of a promise. Written in pieces, so that this file makes none.
const PROMISES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Rule 26: files and lines of Rust are short.
pub fn sizes(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let lines = file.text.lines().count();
        if lines > LINES {
            let sentence =
                format!("{lines} lines; a file has at most {LINES}: split it by what it is about");
            findings.push(Finding::new(&file.path, LINES + 1, 26, sentence));
        }
        for (at, line) in file.lines() {
            let columns: usize = line.chars().map(|c| if is_chinese(c) { 2 } else { 1 }).sum();
            if columns > COLUMNS {
                let sentence = format!("{columns} columns; a line has at most {COLUMNS}: break it");
                findings.push(Finding::new(&file.path, at, 26, sentence));
            }
        }
    }
    findings
}

/// Rule 28: one word for one thing.
pub fn names(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let code: Vec<&Token> =
            file.tokens.iter().filter(|token| token.kind != Kind::Comment).collect();
        for (at, token) in code.iter().enumerate().filter(|(_, token)| token.kind == Kind::Name) {
            let rusts_own = matches!(&*token.text, "cfg" | "cfg_attr") && is_of_rust(&code, at);
            let Some((banned, instead)) = banned_word(&token.text).filter(|_| !rusts_own) else {
                continue;
            };
            let sentence =
                format!("{}: the house does not say \"{banned}\"; say {instead}", token.text);
            findings.push(Finding::new(&file.path, token.line, 28, sentence));
        }
    }
    findings
}

/// Whether the name at `at` is the language's own: `#[cfg(…)]`, `#[cfg_attr(…)]`, `cfg!(…)`.
fn is_of_rust(code: &[&Token], at: usize) -> bool {
    let attribute = at > 0 && code[at - 1].is_mark("[");
    attribute || code.get(at + 1).is_some_and(|next| next.is_mark("!"))
}

fn banned_word(name: &str) -> Option<(&'static str, &'static str)> {
    let words = words_of(name);
    let is_type =
        name.starts_with(|c: char| c.is_uppercase()) && name.contains(|c: char| c.is_lowercase());
    let any = BANNED.iter().find(|(banned, _)| words.iter().any(|word| word == banned));
    let of_type = || {
        let says = |banned: &str| words.iter().any(|word| *word == banned.to_lowercase());
        BANNED_TYPES.iter().find(|(banned, _)| is_type && says(banned))
    };
    any.or_else(of_type).copied()
}

/// The words of a name in small letters, without a plural's s.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small_before = false;
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && small_before) {
            words.push(String::new());
        }
        small_before = c.is_lowercase();
        if let (true, Some(word)) = (c != '_', words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    let singular = words.iter().filter_map(|word| word.strip_suffix('s').map(str::to_owned));
    let singular: Vec<_> = singular.collect();
    words.extend(singular);
    words
}

/// Rule 29: every module opens with one sentence that says what it is for.
pub fn openings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let opening = file.text.trim_start().lines().next().unwrap_or("");
        if opening.strip_prefix("//!").is_none_or(|rest| rest.trim().len() < 8) {
            let sentence =
                "a module opens with `//!` and a sentence that says what it is for; add it";
            findings.push(Finding::new(&file.path, 1, 29, sentence));
        }
    }
    findings
}

/// Rule 29: nothing is promised without the number of an issue.
pub fn promises(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for token in &file.tokens {
            if token.kind == Kind::Comment {
                let lines = token.text.lines().enumerate();
                findings.extend(
                    lines.filter_map(|(at, text)| promise(&file.path, token.line + at, text)),
                );
            }
        }
        for pair in file.tokens.windows(2) {
            if matches!(pair[0].text.as_str(), "todo" | "unimplemented") && pair[1].is_mark("!") {
                let sentence = "nothing half built: write it, or refuse with a sentence";
                findings.push(Finding::new(&file.path, pair[0].line, 29, sentence));
            }
        }
        if WATCHED.iter().any(|ending| file.is(ending)) {
            findings.extend(file.lines().filter_map(|(at, text)| promise(&file.path, at, text)));
        }
    }
    findings
}

fn promise(path: &str, line: usize, text: &str) -> Option<Finding> {
    let mark = PROMISES
        .iter()
        .find(|mark| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **mark))?;
    let numbered =
        text.split('#').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    (!numbered).then(|| {
        Finding::new(path, line, 29, format!("{mark} without an issue; add `#NN` or do it now"))
    })
}

/// Rule 30: exceptions from lints are expected, with a reason.
pub fn exceptions(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let tokens: Vec<Token> =
            file.tokens.iter().filter(|t| t.kind != Kind::Comment).cloned().collect();
        for at in 0..tokens.len() {
            let Some(attribute) = attribute_at(&tokens, at) else { continue };
            let body = &tokens[at..attribute.end];
            let opens =
                |name: &str| body.windows(2).any(|two| two[0].is_name(name) && two[1].is_mark("("));
            let line = tokens[at].line;
            if opens("allow") {
                let sentence = "write `#[expect(…, reason = \"…\")]`, never `allow`";
                findings.push(Finding::new(&file.path, line, 30, sentence));
            }
            if opens("expect") && !body.iter().any(|token| token.is_name("reason")) {
                let sentence = "an `#[expect]` says why: add `reason = \"…\"`";
                findings.push(Finding::new(&file.path, line, 30, sentence));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    const PATH: &str = "crates/law/src/a.rs";

    #[test]
    fn files_and_lines_are_short() {
        assert_clean(
            sizes,
            &[(PATH, &*("a\n".repeat(500) + &"一".repeat(50)).replacen("a\n", "", 1))],
        );
        assert_finds(sizes, &[(PATH, &*"a\n".repeat(501))], "a.rs:501: rule 26: 501 lines");
        assert_finds(
            sizes,
            &[(PATH, &*format!("\n{}", "a".repeat(101)))],
            "a.rs:2: rule 26: 101 columns",
        );
        assert_finds(sizes, &[(PATH, &*"一".repeat(51))], "a.rs:1: rule 26: 102 columns");
    }

    #[test]
    fn one_word_for_one_thing() {
        let good = "#[cfg_attr(test, a)] #[cfg(test)] fn issue() { \
                    cfg!(a); let ticket = \"citizen\"; } // usr";
        assert_clean(names, &[(PATH, good)]);
        for bad in [
            "fn citizen_of() {}",
            "struct Citizens;",
            "let ctx = 1;",
            "struct TicketList;",
            "struct Issue;",
        ] {
            assert_finds(names, &[(PATH, bad)], "rule 28");
        }
        assert_finds(
            names,
            &[(PATH, "let app_cfg = 1;")],
            "app_cfg: the house does not say \"cfg\"; say settings",
        );
    }

    #[test]
    fn modules_open_with_a_sentence() {
        assert_clean(openings, &[(PATH, "//! What is due, and when.\n")]);
        for bad in ["use a;", "//!\n", "/// Doc.\nstruct A;", ""] {
            assert_finds(openings, &[(PATH, bad)], "a.rs:1: rule 29: a module opens");
        }
    }

    #[test]
    fn nothing_is_promised_without_an_issue() {
        let mark = PROMISES[0];
        let with = |text: &str| format!("{text} {mark}");
        assert_clean(promises, &[(PATH, &*format!("// {mark} #12: mend\nf(\"{mark}\")"))]);
        assert_finds(promises, &[(PATH, &*with("\n//"))], "a.rs:2: rule 29");
        assert_finds(promises, &[("Makefile", &*with("#"))], "Makefile:1: rule 29");
        assert_finds(promises, &[(PATH, "fn f() { todo!() }")], "nothing half built");
    }

    #[test]
    fn exceptions_are_expected_with_a_reason() {
        assert_clean(
            exceptions,
            &[(PATH, "// #[allow(a)]\n#[expect(a, reason = \"b\")] fn allow() {}")],
        );
        for bad in ["#[allow(dead_code)]", "#![allow(a)]", "#[cfg_attr(test, allow(a))]"] {
            assert_finds(exceptions, &[(PATH, bad)], "a.rs:1: rule 30: write `#[expect");
        }
        assert_finds(exceptions, &[(PATH, "#[expect(a)]")], "rule 30: an `#[expect]` says why");
    }
}
