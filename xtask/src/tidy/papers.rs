//! Papers that must match the tree (number 35 in tidy's list): map, procedures, decisions, readmes,
//! manifest.

use super::Finding;
use crate::tree::{File, Tree};

/// The number these checks are reported under.
const RULE: u8 = 35;

/// Endings by which a name without a slash is a path.
const ENDINGS: &[&str] = &[
    ".rs", ".toml", ".md", ".html", ".ftl", ".feature", ".ts", ".css", ".jsonl", ".tsv", ".lock",
    "Makefile",
];

/// First parts of media types, which only look like paths.
const MEDIA: &[&str] = &["application", "text", "image", "multipart"];

/// Files that every procedure ships with.
const PROCEDURE: &[&str] = &["procedure.toml", "story.feature"];

/// Every path that ARCHITECTURE.md names in backticks exists.
pub fn map(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.file("ARCHITECTURE.md") else { return Vec::new() };
    let mut findings = Vec::new();
    for (line, text) in outside_fences(map) {
        for name in text.split('`').skip(1).step_by(2).filter(|name| is_path(name)) {
            if !spread(name.trim_end_matches('/')).iter().all(|path| exists(tree, path)) {
                let sentence = format!("there is no {name}; correct the map");
                findings.push(Finding::new(&map.path, line, RULE, sentence));
            }
        }
    }
    findings
}

fn outside_fences(file: &File) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut lines = Vec::new();
    for (at, line) in file.lines() {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        if !inside && !fence {
            lines.push((at, line));
        }
    }
    lines
}

fn is_path(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-/<>*{},".contains(c));
    let first = name.split('/').next().unwrap_or(name);
    let slashed = name.contains('/') && !name.starts_with(['/', '<']) && !MEDIA.contains(&first);
    plain
        && !name.contains("//")
        && (slashed || ENDINGS.iter().any(|ending| name.ends_with(ending)))
}

/// The paths of `a/{b,c}/d`.
fn spread(name: &str) -> Vec<String> {
    let Some((before, rest)) = name.split_once('{') else { return vec![name.into()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![name.into()] };
    choices.split(',').flat_map(|choice| spread(&format!("{before}{choice}{after}"))).collect()
}

/// Whether a file or folder has this path, or a path that ends with it. `<name>` and `*` stand for
/// anything.
fn exists(tree: &Tree, path: &str) -> bool {
    let wanted: Vec<&str> = path.split('/').collect();
    tree.files.iter().any(|file| {
        let parts: Vec<&str> = file.path.split('/').collect();
        parts
            .windows(wanted.len())
            .any(|some| some.iter().zip(&wanted).all(|(part, want)| fits(part, want)))
    })
}

fn fits(part: &str, want: &str) -> bool {
    let open = want.find(['<', '*']);
    let close = want.rfind(['>', '*']);
    match (open, close) {
        (Some(open), Some(close)) => {
            part.starts_with(&want[..open]) && part.ends_with(&want[close + 1..])
        }
        _ => part == want,
    }
}

/// Every procedure is a folder with its definition and its story.
pub fn procedures(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in tree.folders("procedures/") {
        for file in PROCEDURE {
            let path = format!("procedures/{name}/{file}");
            if tree.file(&path).is_none() {
                let sentence =
                    format!("the procedure {name} ships with {}; write it", PROCEDURE.join(", "));
                findings.push(Finding::new(&path, 1, RULE, sentence));
            }
        }
    }
    findings
}

/// Decisions are numbered from 0001 without gaps.
pub fn decisions(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected = 1_usize;
    for file in tree.under("docs/decisions/").filter(|f| f.is(".md") && f.name() != "README.md") {
        let digits = file.name().split('-').next().unwrap_or("");
        let number = digits.parse().ok().filter(|_| digits.len() == 4);
        if number != Some(expected) {
            let sentence =
                format!("this should be decision {expected:04}; name it {expected:04}-name.md");
            findings.push(Finding::new(&file.path, 1, RULE, sentence));
        }
        expected = number.unwrap_or(expected) + 1;
    }
    findings
}

/// Both readmes have as many headings and pictures, and the same commands.
pub fn readmes(tree: &Tree) -> Vec<Finding> {
    let (english, chinese) = ("README.md", "README.zh-CN.md");
    let (first, second) = match (tree.file(english), tree.file(chinese)) {
        (Some(first), Some(second)) => (first, second),
        (None, None) => return Vec::new(),
        (found, _) => {
            let missing = if found.is_some() { chinese } else { english };
            let sentence = "the readme is there in one language only; write the other";
            return vec![Finding::new(missing, 1, RULE, sentence)];
        }
    };
    let mut findings = Vec::new();
    let mut compare = |what: &str, ours: &[String], theirs: &[String]| {
        if ours != theirs {
            let sentence = format!(
                "{what} differ from {english}: {}; make both say the same",
                difference(ours, theirs)
            );
            findings.push(Finding::new(chinese, 1, RULE, sentence));
        }
    };
    compare("headings", &headings(first), &headings(second));
    compare("pictures", &pictures(first), &pictures(second));
    compare("commands", &commands(first), &commands(second));
    findings
}

fn difference(first: &[String], second: &[String]) -> String {
    let unlike = first.iter().zip(second).find(|(ours, theirs)| ours != theirs);
    match unlike {
        Some((ours, theirs)) => format!("`{ours}` there, `{theirs}` here"),
        None => format!("{} there, {} here", first.len(), second.len()),
    }
}

/// The level of every heading.
fn headings(file: &File) -> Vec<String> {
    let lines = outside_fences(file).into_iter().map(|(_, line)| line);
    let levels = lines.map(|line| line.chars().take_while(|c| *c == '#').count());
    levels.filter(|level| *level > 0).map(|level| "#".repeat(level)).collect()
}

/// A mark for every picture: its place may differ by language.
fn pictures(file: &File) -> Vec<String> {
    let count =
        |(_, line): (usize, &str)| line.matches("![").count() + line.matches("<img").count();
    let pictures: usize = outside_fences(file).into_iter().map(count).sum();
    vec!["picture".into(); pictures]
}

/// The commands of the code blocks, without comments, which are translated.
fn commands(file: &File) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in file.text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            let command = line.split(" #").next().unwrap_or(line).trim();
            if !command.is_empty() && !command.starts_with('#') {
                found.push(command.to_owned());
            }
        }
    }
    found
}

/// Every dependency in the workspace manifest says in a comment why it is here.
pub fn dependencies(tree: &Tree) -> Vec<Finding> {
    let Some(manifest) = tree.file("Cargo.toml") else { return Vec::new() };
    let mut findings = Vec::new();
    let mut inside = false;
    let mut entry: Option<(usize, String)> = None;
    for (at, line) in manifest.lines() {
        if entry.is_none() && line.starts_with('[') {
            inside = line.starts_with("[workspace.dependencies");
            continue;
        }
        if !inside || (entry.is_none() && (line.trim().is_empty() || line.starts_with('#'))) {
            continue;
        }
        let (start, text) = entry.take().unwrap_or((at, String::new()));
        let text = text + line;
        let open = text.matches(['{', '[']).count();
        if open > text.matches(['}', ']']).count() {
            entry = Some((start, text));
        } else if !text.contains("path =") && !has_comment(&text) {
            let name = text.split([' ', '=']).next().unwrap_or("");
            let sentence = format!("say after {name} in a comment why it is here");
            findings.push(Finding::new(&manifest.path, start, RULE, sentence));
        }
    }
    findings
}

fn has_comment(text: &str) -> bool {
    let outside: String = text.split('"').step_by(2).collect();
    outside.split_once('#').is_some_and(|(_, comment)| !comment.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn the_map_is_true() {
        let tree = |text: &str| {
            let files =
                ["crates/hall/src/rooms/a/pages.rs", "crates/law/src/clock.rs", "docs/guide/a.md"];
            let mut files: Vec<_> = files.iter().map(|path| (*path, String::new())).collect();
            files.push(("ARCHITECTURE.md", text.to_owned()));
            files
        };
        let good = "`rooms/<room>/pages.rs` `crates/law/` `crates/{law,hall}/src` `clock.rs` \
                    `docs/*/a.md` `/healthz` `text/html` `a::b` `desk`\n```\nnone/x.rs\n```";
        assert_clean(map, &tree(good));
        for bad in [
            "`crates/law/src/gone.rs`",
            "`gone.rs`",
            "`crates/{law,gone}/src`",
            "`rooms/<room>/x.rs`",
        ] {
            assert_finds(
                map,
                &tree(&format!("\n{bad}")),
                "ARCHITECTURE.md:2: rule 35: there is no",
            );
        }
    }

    #[test]
    fn procedures_are_whole() {
        let whole =
            PROCEDURE.iter().map(|file| (format!("procedures/a/{file}"), "")).collect::<Vec<_>>();
        assert_clean(procedures, &whole);
        assert_finds(procedures, &whole[1..], "procedures/a/procedure.toml:1: rule 35");
    }

    #[test]
    fn decisions_have_no_gaps() {
        let files = |names: &[&str]| {
            names.iter().map(|name| (format!("docs/decisions/{name}.md"), "")).collect::<Vec<_>>()
        };
        assert_clean(decisions, &files(&["0001-rooms", "0002-engines", "README"]));
        for bad in
            [["0001-a", "0003-b"], ["0001-a", "0001-b"], ["0001-a", "notes"], ["0001-a", "2-b"]]
        {
            assert_finds(decisions, &files(&bad), "this should be decision 000");
        }
    }

    #[test]
    fn both_readmes_agree() {
        let english = ("README.md", "# A\n![a](b)\n```\nmake demo  # one\n# two\n```\n");
        let with = |text| [english, ("README.zh-CN.md", text)];
        assert_clean(readmes, &with("# 甲\n```sh\nmake demo # 一\n```\n<img src=b>\n"));
        for (text, want) in [
            ("# 甲\n## 乙\n![a](b)\n```\nmake demo\n```\n", "headings differ"),
            ("# 甲\n```\nmake demo\n```\n", "pictures differ"),
            (
                "# 甲\n![a](b)\n```\nmake test\n```\n",
                "commands differ from README.md: `make demo` there",
            ),
        ] {
            assert_finds(readmes, &with(text), want);
        }
        assert_finds(readmes, &[english], "README.zh-CN.md:1: rule 35: the readme is there in one");
    }

    #[test]
    fn dependencies_say_why() {
        let good = "[workspace.dependencies]\nlaw = { path = \"a\" }\n\n# --- x ---\n\
                    a = \"1\" # why\nb = { version = \"1\", features = [\n  \"c\",\n] } # why\n\
                    [profile.dev]\nd = 1\n";
        assert_clean(dependencies, &[("Cargo.toml", good)]);
        for bad in ["a = \"1\"", "a = \"#\"", "a = { features = [\n \"c\",\n] }", "a = \"1\" #"] {
            let manifest = format!("[workspace.dependencies]\n{bad}\n");
            assert_finds(
                dependencies,
                &[("Cargo.toml", &*manifest)],
                "Cargo.toml:2: rule 35: say after a",
            );
        }
    }
}
