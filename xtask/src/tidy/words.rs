//! Every visible word has a key, every key has words in every language, and none is idle (rule 21).

use super::Finding;
use super::ftl::{Entry, entries, used_at_run_time};
use super::html::without_comments;
use super::rust::{Kind, Token};
use crate::tree::{File, Tree, is_test};
use std::collections::{BTreeMap, BTreeSet};

/// Where the English words lie; every other folder of `locales/` must hold the same keys.
const ENGLISH: &str = "locales/en/";

/// Rust files that may hold Chinese, each with its reason.
const CHINESE: &[(&str, &str)] = &[
    ("crates/hall/src/roles/demo", "invented names of people and places"),
    ("crates/hall/src/roles/bench", "invented matters to measure with"),
    ("crates/hall/src/rooms/ledgers/", "headings, hints and dates as offices write them"),
];

/// A key that some code or template uses.
struct Use {
    path: String,
    line: usize,
    key: String,
}

fn is_source(path: &str) -> bool {
    path.starts_with("crates/hall/src/") && path.ends_with("/words.ftl")
}

fn sources(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files.iter().filter(|file| is_source(&file.path))
}

fn keys_of<'a>(files: impl Iterator<Item = &'a File>) -> BTreeMap<String, (String, Entry)> {
    let found =
        files.flat_map(|file| entries(file).into_iter().map(|entry| (file.path.clone(), entry)));
    found.map(|(path, entry)| (entry.key.clone(), (path, entry))).collect()
}

/// Rule 21: every key that is used has source words and English words.
pub fn used(tree: &Tree) -> Vec<Finding> {
    let (source, english) = (keys_of(sources(tree)), keys_of(tree.under(ENGLISH)));
    let mut findings = Vec::new();
    for Use { path, line, key } in uses(tree) {
        let missing = match (source.contains_key(&key), english.contains_key(&key)) {
            (true, true) => continue,
            (false, true) => "a words.ftl".into(),
            (true, false) => format!("{ENGLISH}*.ftl"),
            (false, false) => format!("a words.ftl and {ENGLISH}*.ftl"),
        };
        let sentence = format!("the key {key} has no words; add it to {missing}");
        findings.push(Finding::new(&path, line, 21, sentence));
    }
    findings
}

/// Rule 21: every key is used, by name or through `## used: prefix-*` in its word file.
pub fn unused(tree: &Tree) -> Vec<Finding> {
    let used: BTreeSet<String> = uses(tree).into_iter().map(|found| found.key).collect();
    let mut findings = Vec::new();
    for file in sources(tree) {
        let entries = entries(file);
        let patterns = used_at_run_time(file);
        let fits = |pattern: &str, key: &str| match pattern.strip_suffix('*') {
            Some(prefix) => key.starts_with(prefix),
            None => key == pattern,
        };
        for entry in &entries {
            let at_run_time = patterns.iter().any(|(_, pattern)| fits(pattern, &entry.key));
            if !used.contains(&entry.key) && !at_run_time {
                let sentence = format!(
                    "nothing uses the key {}; delete it, or write `## used: {}` if its name is \
                     built at run time",
                    entry.key, entry.key
                );
                findings.push(Finding::new(&file.path, entry.line, 21, sentence));
            }
        }
        for (line, pattern) in &patterns {
            let fits_some = entries.iter().any(|entry| fits(pattern, &entry.key));
            if pattern == "*" || !fits_some {
                let sentence = format!(
                    "`used: {pattern}` must name a prefix of keys of this file; correct it"
                );
                findings.push(Finding::new(&file.path, *line, 21, sentence));
            }
        }
    }
    findings
}

/// Rule 21: every language has the same keys, once each, with the same arguments.
pub fn languages(tree: &Tree) -> Vec<Finding> {
    let mut findings = repeated(sources(tree));
    let source = keys_of(sources(tree));
    for language in tree.folders("locales/") {
        let folder = format!("locales/{language}/");
        findings.extend(repeated(tree.under(&folder)));
        let translated = keys_of(tree.under(&folder));
        for (key, (path, entry)) in &source {
            let Some((other, translation)) = translated.get(key) else {
                let sentence = format!("the key {key} is not translated; add it to {folder}*.ftl");
                findings.push(Finding::new(path, entry.line, 21, sentence));
                continue;
            };
            if entry.arguments != translation.arguments {
                let list = |found: &Entry| {
                    found.arguments.iter().map(|name| format!("${name}")).collect::<Vec<_>>()
                };
                let sentence = format!(
                    "the key {key} takes [{}] here and [{}] in {path}; use the same arguments",
                    list(translation).join(" "),
                    list(entry).join(" ")
                );
                findings.push(Finding::new(other, translation.line, 21, sentence));
            }
        }
        for (key, (path, entry)) in translated.iter().filter(|(key, _)| !source.contains_key(*key))
        {
            let sentence = format!(
                "the key {key} has no source words; add it to a words.ftl or delete it here"
            );
            findings.push(Finding::new(path, entry.line, 21, sentence));
        }
    }
    findings
}

fn repeated<'a>(files: impl Iterator<Item = &'a File>) -> Vec<Finding> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files.filter(|file| file.is(".ftl")) {
        for entry in entries(file) {
            if let Some(path) = first.get(&entry.key) {
                let sentence = format!("the key {} stands in {path} already; keep one", entry.key);
                findings.push(Finding::new(&file.path, entry.line, 21, sentence));
            }
            first.entry(entry.key).or_insert_with(|| file.path.clone());
        }
    }
    findings
}

/// Every key named in templates and in Rust outside tests.
fn uses(tree: &Tree) -> Vec<Use> {
    let mut found = Vec::new();
    for file in tree.under("crates/") {
        if file.is(".html") {
            found.extend(uses_in_template(file));
        } else if file.is(".rs") {
            found.extend(uses_in_rust(file));
        }
    }
    found
}

fn uses_in_rust(file: &File) -> Vec<Use> {
    let code = file.code();
    let used = |line: usize, key: String| Use { path: file.path.clone(), line, key };
    let mut found = Vec::new();
    for (at, token) in code.iter().enumerate().filter(|(_, token)| token.kind == Kind::Text) {
        let before = |back: usize| at.checked_sub(back).map(|at| code[at]);
        if !before(1).is_some_and(|token| token.is_mark("(")) {
            continue;
        }
        let Some(caller) = before(2).filter(|token| token.kind == Kind::Name) else { continue };
        let refusal = before(3).is_some_and(|token| token.is_mark("::"))
            && before(4).is_some_and(|token| token.is_name("Refusal"));
        if refusal && is_code(&token.text) {
            found.push(used(token.line, format!("refusal-{}", token.text.replace('.', "-"))));
        } else if gives_words(&caller.text) && is_key(&token.text) {
            found.push(used(token.line, token.text.clone()));
        }
    }
    found
}

fn uses_in_template(file: &File) -> Vec<Use> {
    let text = without_comments(&file.text);
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let before = &text[..at];
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
        let Some(quoted) = text[at + 1..].trim_start().strip_prefix('"') else { continue };
        let key = quoted.split('"').next().unwrap_or("");
        if gives_words(&before[start..]) && is_key(key) {
            let line = before.matches('\n').count() + 1;
            found.push(Use { path: file.path.clone(), line, key: key.into() });
        }
    }
    found
}

/// Whether a function of this name takes a key: `t`, `t1`, `tn`, `word` and the like.
fn gives_words(name: &str) -> bool {
    let digit = |rest: &str| {
        rest.is_empty() || rest == "n" || (rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    name == "word" || name.strip_prefix('t').is_some_and(digit)
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.split('.').all(is_key)
}

/// Rule 21: no Chinese in Rust or templates; words have keys. A comment may name the term of the
/// law in brackets or as code: it is what a reader looks up.
pub fn no_words_in_code(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let allowed =
        |path: &str| is_test(path) || CHINESE.iter().any(|(prefix, _)| path.starts_with(prefix));
    for file in tree.files.iter().filter(|file| !allowed(&file.path)) {
        let lines: Vec<(usize, String)> = if file.is(".html") {
            file.lines().map(|(line, text)| (line, text.to_owned())).collect()
        } else {
            let outside = |token: &Token| match token.kind {
                Kind::Comment => without_terms(&token.text),
                _ => token.text.clone(),
            };
            let tokens = file.tokens.iter().filter(|token| !token.test);
            tokens.map(|token| (token.line, outside(token))).collect()
        };
        for (line, _) in lines.iter().filter(|(_, text)| text.chars().any(is_chinese)) {
            let sentence =
                "no Chinese in code: give the words a key in words.ftl; comments are in English";
            findings.push(Finding::new(&file.path, *line, 21, sentence));
        }
    }
    findings
}

/// The name of the product.
const NAME: &str = "\u{56de}\u{97f3}";

/// A comment without what stands in brackets, in backticks, and the name of the product.
fn without_terms(comment: &str) -> String {
    let (mut depth, mut code) = (0_u32, false);
    let mut kept = String::new();
    for c in comment.replace(NAME, "").chars() {
        match c {
            '`' => code = !code,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !code => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Whether a character is Chinese or a full-width form, which also takes two columns.
pub fn is_chinese(c: char) -> bool {
    matches!(c as u32,
        0x2e80..=0x303f | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    const SOURCE: (&str, &str) =
        ("crates/hall/src/kit/words.ftl", "home = 首页\nlate = 逾期{ $days }天\n");
    const ENGLISH_FILE: (&str, &str) =
        ("locales/en/kit.ftl", "home = Home\nlate = { $days } days late\n");
    const PAGE: &str = "crates/hall/src/kit/page.html";

    #[test]
    fn keys_in_use_have_words() {
        let good =
            "{# t(\"none\") #}{{ t(\"home\") }} {{ w.t1( \"late\", d) }} {{ format(\"none\") }}";
        assert_clean(used, &[SOURCE, ENGLISH_FILE, (PAGE, good)]);
        let bad = [SOURCE, ENGLISH_FILE, (PAGE, "\n<p title=\"{{ t(\"gone\") }}\">")];
        assert_finds(
            used,
            &bad,
            "page.html:2: rule 21: the key gone has no words; add it to a words.ftl and",
        );
        let code =
            ("crates/hall/src/kit/a.rs", "fn f() { Refusal::conflict(\"support.already\"); }");
        assert_finds(
            used,
            &[SOURCE, ENGLISH_FILE, code],
            "the key refusal-support-already has no words",
        );
        for call in ["tn(\"gone\", 1)", "words.t(\"gone\")", "word(\"gone\")"] {
            let code = ("crates/hall/src/kit/a.rs", &*format!("fn f() {{ {call} }}"));
            assert_finds(used, &[SOURCE, ENGLISH_FILE, code], "a.rs:1: rule 21: the key gone");
        }
        let untranslated = [SOURCE, ("locales/en/kit.ftl", ""), (PAGE, "{{ t(\"home\") }}")];
        assert_finds(used, &untranslated, "add it to locales/en/*.ftl");
    }

    #[test]
    fn every_key_is_used() {
        let page = (PAGE, "{{ t(\"home\") }}{{ t(\"late\") }}");
        assert_clean(unused, &[SOURCE, page]);
        let at_run_time = (
            "crates/hall/src/rooms/a/words.ftl",
            "## used: step-*, end\nstep-one = 一\nend = 完\n",
        );
        assert_clean(unused, &[at_run_time]);
        assert_finds(
            unused,
            &[SOURCE, (PAGE, "{{ t(\"home\") }}")],
            "words.ftl:2: rule 21: nothing uses the key late",
        );
        for stale in ["## used: other-*\n", "## used: *\nhome = 首页\n"] {
            assert_finds(
                unused,
                &[("crates/hall/src/rooms/a/words.ftl", stale)],
                "words.ftl:1: rule 21: `used: ",
            );
        }
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_clean(languages, &[SOURCE, ENGLISH_FILE]);
        for (english, want) in [
            ("late = { $days }\n", "words.ftl:1: rule 21: the key home is not translated"),
            (
                "home = Home\nlate = late\n",
                "kit.ftl:2: rule 21: the key late takes [] here and [$days]",
            ),
            (
                "home = Home\nlate = { $days }\nmore = x\n",
                "kit.ftl:3: rule 21: the key more has no source",
            ),
            (
                "home = Home\nhome = House\nlate = { $days }\n",
                "kit.ftl:2: rule 21: the key home stands in",
            ),
        ] {
            assert_finds(languages, &[SOURCE, ("locales/en/kit.ftl", english)], want);
        }
    }

    #[test]
    fn no_chinese_in_code() {
        let path = "crates/hall/src/kit/a.rs";
        assert_clean(no_words_in_code, &[SOURCE, (path, "const A: char = '\\u{4e00}'; // →")]);
        assert_clean(no_words_in_code, &[(path, "#[test] fn t() { f(\"梁一\") }")]);
        assert_clean(no_words_in_code, &[(path, "/// The duty list (权责清单), as in `河口镇`.")]);
        assert_clean(no_words_in_code, &[("crates/hall/src/roles/demo/names.rs", "f(\"梁\")")]);
        for bad in ["f(\"首页\")", "f(\"(首页)\")", "// 首页", "f(\"\u{ff0c}\")"] {
            assert_finds(no_words_in_code, &[(path, bad)], "rule 21: no Chinese in code");
        }
        assert_finds(no_words_in_code, &[(PAGE, "\n首页")], "page.html:2: rule 21");
    }
}
