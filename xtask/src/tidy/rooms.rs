//! The shape of rooms and who may do what (rules 4, 6, 7, 16 and 17).

use super::Finding;
use super::rust::Kind;
use crate::tree::{File, Tree};

/// Where the rooms live.
pub const ROOMS: &str = "crates/hall/src/rooms/";

/// The Rust files a room may have.
const FIXED: &[&str] = &[
    "mod.rs", "acts.rs", "facts.rs", "rules.rs", "views.rs", "pages.rs", "tasks.rs", "stats.rs",
    "tests.rs",
];

/// Files beside the fixed ones, or a whole room of them, each with its reason. A new line here is a
/// decision with a number.
const EXTRA: &[(&str, &str)] = &[
    ("ledgers/", "reads and writes spreadsheets and CSV; decision 0008 names its parts"),
    ("matters/files.rs", "keeps and serves the files of matters for every room; decision 0009"),
    ("matters/identity.rs", "who brought a matter: shown with a line, erased; decision 0014"),
    ("matters/looks.rs", "looks that take a second person; decision 0020"),
    ("matters/found.rs", "by which words a matter is found; decision 0004"),
    ("matters/redaction.rs", "what the public does not read of a text; decision 0013"),
    ("matters/telling.rs", "who is told of what went on record; decision 0010"),
    ("referrals/composing.rs", "what another house is told of a record; decision 0027"),
    ("matters/sheet/mod.rs", "a matter as all its readers see it; decision 0009"),
    ("matters/sheet/passed.rs", "the stages and holders behind it; decision 0009"),
    ("matters/sheet/tests.rs", "trials of the sheet; decision 0009"),
    ("matters/sheet/readers.rs", "who may read a matter; decision 0009"),
    ("matters/sheet/thread.rs", "every form that a matter took; decision 0012"),
    ("matters/sheet/looked.rs", "who looked, asked and decided; decision 0020"),
    ("matters/sheet/parts.rs", "what it was split into; decision 0009"),
    ("matters/sheet/timeline.rs", "its course in words; decision 0009"),
];

/// Who may call the log's `append`, each with its reason.
const APPENDERS: &[(&str, &str)] = &[
    ("crates/hall/src/desk.rs", "the only door to the log"),
    ("crates/hall/src/desk/", "the same door, if one file grows too long"),
    ("crates/hall/src/roles/bench/mod.rs", "measures the raw limit of the engine beside the desk"),
    ("crates/store/src/", "the log itself"),
];

/// The database drivers.
const DRIVERS: &[&str] = &["rusqlite", "tokio_postgres"];

/// The rooms, lowest first: the order of the `mod` lines in `rooms/mod.rs`.
pub fn names_in_order(tree: &Tree) -> Vec<String> {
    let Some(list) = tree.file(&format!("{ROOMS}mod.rs")) else { return Vec::new() };
    let code = list.code();
    let declared = code.windows(3).filter(|three| three[0].is_name("mod") && three[2].is_mark(";"));
    declared.map(|three| three[1].text.clone()).collect()
}

/// Rule 4: a room's files have the fixed names.
pub fn files(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(ROOMS) {
        let Some((room, inner)) = file.path[ROOMS.len()..].split_once('/') else {
            if file.name() != "mod.rs" {
                let sentence = "only mod.rs stands beside the rooms; move this file into its room";
                findings.push(Finding::new(&file.path, 1, 4, sentence));
            }
            continue;
        };
        let extra = EXTRA.iter().any(|(path, _)| {
            *path == format!("{room}/{inner}") || (*path == format!("{room}/") && file.is(".rs"))
        });
        if !extra && !is_fixed(inner) {
            let sentence = format!(
                "a room has {}, *.html, *.ts, words.ftl, golden.jsonl and the folders pages/, \
                 views/ and stats/; rename {inner}, or add it to EXTRA in \
                 xtask/src/tidy/rooms.rs with a reason and a decision",
                FIXED.join(", ")
            );
            findings.push(Finding::new(&file.path, 1, 4, sentence));
        }
        let twin =
            inner.strip_suffix(".rs").filter(|stem| matches!(*stem, "pages" | "views" | "stats"));
        if let Some(stem) =
            twin.filter(|stem| tree.under(&format!("{ROOMS}{room}/{stem}/")).any(is_rust))
        {
            let sentence =
                format!("{stem} is a file and a folder; move {stem}.rs to {stem}/mod.rs");
            findings.push(Finding::new(&file.path, 1, 4, sentence));
        }
    }
    findings
}

fn is_rust(file: &File) -> bool {
    file.is(".rs")
}

fn is_fixed(inner: &str) -> bool {
    let ending =
        |name: &str| name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.into());
    match inner.split_once('/') {
        None => {
            let fixed = FIXED.contains(&inner) || matches!(inner, "words.ftl" | "golden.jsonl");
            fixed || matches!(ending(inner).as_str(), "html" | "ts")
        }
        Some(("pages", name)) => matches!(ending(name).as_str(), "rs" | "html" | "ts"),
        Some(("views" | "stats", name)) => ending(name) == "rs",
        Some(("snapshots", name)) => ending(name) == "snap",
        Some(_) => false,
    }
}

/// Rule 6: the list of rooms names every room once, and rustfmt leaves its order alone.
pub fn list(tree: &Tree) -> Vec<Finding> {
    let path = format!("{ROOMS}mod.rs");
    let folders = tree.folders(ROOMS);
    if folders.is_empty() && tree.file(&path).is_none() {
        return Vec::new();
    }
    let names = names_in_order(tree);
    let mut findings = Vec::new();
    for name in folders.iter().filter(|name| !names.contains(name)) {
        let sentence =
            format!("room {name} is not in the list; add its `pub mod` line, lowest rooms first");
        findings.push(Finding::new(&path, 1, 6, sentence));
    }
    for name in names.iter().filter(|name| tree.file(&format!("{ROOMS}{name}/mod.rs")).is_none()) {
        let sentence =
            format!("room {name} has no {name}/mod.rs; write its card or take it off the list");
        findings.push(Finding::new(&path, 1, 6, sentence));
    }
    let format = tree.file("rustfmt.toml").map_or("", |file| file.text.as_str());
    if !format.lines().any(|line| line.replace(' ', "") == "reorder_modules=false") {
        let sentence = "the order of rooms is the order of their `mod` lines, and rustfmt would \
                        sort them by alphabet; add `reorder_modules = false`";
        findings.push(Finding::new("rustfmt.toml", 1, 6, sentence));
    }
    findings
}

/// Rule 7: the drivers are named in `store/src/db` only.
pub fn drivers(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let elsewhere =
        |path: &str| !path.starts_with("crates/store/src/db") && !path.starts_with("xtask/");
    for file in tree.rust().filter(|file| elsewhere(&file.path)) {
        for token in file.tokens.iter().filter(|t| t.kind == Kind::Name && is_driver(&t.text)) {
            let sentence = format!("only crates/store/src/db knows {}; ask its facade", token.text);
            findings.push(Finding::new(&file.path, token.line, 7, sentence));
        }
    }
    for file in tree.under("crates/").filter(|file| file.name() == "Cargo.toml") {
        for (line, name) in super::purity::dependencies(file) {
            if is_driver(&name.replace('-', "_")) && file.path != "crates/store/Cargo.toml" {
                let sentence = format!("only the crate store depends on {name}; ask its facade");
                findings.push(Finding::new(&file.path, line, 7, sentence));
            }
        }
    }
    findings
}

fn is_driver(name: &str) -> bool {
    DRIVERS.contains(&name)
}

/// Rule 16: only the desk appends to the log.
pub fn appends(tree: &Tree) -> Vec<Finding> {
    let allowed = |path: &str| APPENDERS.iter().any(|(prefix, _)| path.starts_with(prefix));
    let mut findings = Vec::new();
    for file in tree.under("crates/").filter(|file| !allowed(&file.path)) {
        for three in file.code().windows(3) {
            let log = matches!(three[0].text.to_lowercase().as_str(), "log" | "loghead" | "head");
            let joined = three[1].is_mark("::") || three[1].is_mark(".");
            if log && joined && three[2].text.starts_with("append") {
                let sentence = "only desk.rs appends to the log; send an act to the desk";
                findings.push(Finding::new(&file.path, three[2].line, 16, sentence));
            }
        }
    }
    findings
}

/// What leads to a matter without anybody being asked: never in a page (decision 0016).
const UNASKED: &[(&str, &str)] = &[("desk", "case"), ("desk", "records")];

/// Rule 18: a page reaches no matter but through the policies.
pub fn unasked(tree: &Tree) -> Vec<Finding> {
    let is_page = |path: &str| {
        let in_pages = path.contains("/pages/") || path.ends_with("/pages.rs");
        path.starts_with(ROOMS) && in_pages && !path.contains("/tests")
    };
    let sentence = "a page must not reach a matter unasked; open it by crate::rights::open";
    let mut findings = Vec::new();
    for file in tree.under(ROOMS).filter(|file| is_page(&file.path)) {
        for three in file.code().windows(3) {
            let leads = UNASKED.iter().any(|(module, name)| {
                three[0].text == *module && three[1].is_mark("::") && three[2].text == *name
            });
            if leads || three[2].text == "all_of_the_machine" {
                findings.push(Finding::new(&file.path, three[2].line, 18, sentence));
            }
        }
    }
    findings
}

/// Rule 17: no code asks which procedure this is.
pub fn procedures(tree: &Tree) -> Vec<Finding> {
    let names = tree.folders("procedures/");
    let demo = |path: &str| path.starts_with("crates/hall/src/roles/demo");
    let mut findings = Vec::new();
    for file in tree.rust().filter(|f| f.path.starts_with("crates/") && !demo(&f.path)) {
        for token in file.code() {
            let Some(name) =
                names.iter().find(|name| names_procedure(&token.text, token.kind, name))
            else {
                continue;
            };
            let sentence =
                format!("no code knows the procedure {name}; ask its file for what differs");
            findings.push(Finding::new(&file.path, token.line, 17, sentence));
        }
    }
    findings
}

fn names_procedure(text: &str, kind: Kind, name: &str) -> bool {
    match kind {
        // a name of one word is a plain noun that code may use for something else
        Kind::Name if name.contains('-') => {
            text.replace('_', "").to_lowercase() == name.replace('-', "")
        }
        Kind::Text => text.match_indices(name).any(|(at, _)| {
            let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            !text[..at].ends_with(word) && !text[at + name.len()..].starts_with(word)
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn rooms_have_the_fixed_files() {
        let path = |inner: &str| format!("{ROOMS}a/{inner}");
        for good in ["mod.rs", "acts.rs", "show.html", "words.ftl", "pages/list.rs", "views/mod.rs"]
        {
            assert_clean(files, &[(path(good), "")]);
        }
        assert_clean(files, &[(format!("{ROOMS}ledgers/columns.rs"), "")]);
        for bad in
            ["helpers.rs", "columns.rs", "pages/x.sql", "views/x.html", "sub/mod.rs", "notes.md"]
        {
            assert_finds(files, &[(path(bad), "")], "rule 4: a room has mod.rs");
        }
        assert_finds(
            files,
            &[(format!("{ROOMS}shared.rs"), "")],
            "rule 4: only mod.rs stands beside",
        );
        let both = [(path("pages.rs"), ""), (path("pages/list.rs"), "")];
        assert_finds(files, &both, "rule 4: pages is a file and a folder");
    }

    #[test]
    fn the_list_of_rooms_is_whole() {
        let rustfmt = ("rustfmt.toml", "max_width = 100\nreorder_modules = false\n");
        let room = ("crates/hall/src/rooms/b/mod.rs", "");
        let list_of = |text| ("crates/hall/src/rooms/mod.rs", text);
        assert_clean(list, &[rustfmt, list_of("pub mod b;"), room]);
        assert_clean(list, &[("README.md", "")]);
        assert_finds(list, &[rustfmt, list_of(""), room], "rule 6: room b is not in the list");
        assert_finds(
            list,
            &[rustfmt, list_of("pub mod b; pub mod c;"), room],
            "room c has no c/mod.rs",
        );
        assert_finds(list, &[list_of("pub mod b;"), room], "rustfmt.toml:1: rule 6");
        let tree = Tree::of(&[list_of("pub mod z;\npub(crate) mod a;\nmod m;")]);
        assert_eq!(names_in_order(&tree), ["z", "a", "m"]);
    }

    #[test]
    fn one_crate_knows_the_drivers() {
        let code = "use rusqlite::Connection;";
        assert_clean(
            drivers,
            &[("crates/store/src/db.rs", code), ("crates/store/src/db/x.rs", code)],
        );
        assert_clean(drivers, &[("crates/store/src/log.rs", "// rusqlite is hidden")]);
        assert_finds(drivers, &[("crates/store/src/log.rs", code)], "log.rs:1: rule 7");
        assert_finds(drivers, &[("crates/hall/tests/a.rs", "use tokio_postgres::X;")], "rule 7");
        let manifest = ("crates/hall/Cargo.toml", "[dependencies]\nrusqlite.workspace = true");
        assert_finds(drivers, &[manifest], "crates/hall/Cargo.toml:2: rule 7");
    }

    #[test]
    fn pages_reach_matters_by_the_policies() {
        let page = "crates/hall/src/rooms/a/pages/b.rs";
        assert_clean(unasked, &[(page, "fn f() { rights::open::<Read>(db) }")]);
        assert_clean(
            unasked,
            &[("crates/hall/src/rooms/a/mod.rs", "fn f() { desk::case(db, m) }")],
        );
        assert_finds(
            unasked,
            &[(page, "fn f() { desk::case(db, m) }")],
            "rule 18: a page must not",
        );
        let rows = "fn f() { rows.all_of_the_machine() }";
        assert_finds(unasked, &[(page, rows)], "rule 18: a page must not");
    }

    #[test]
    fn one_file_appends_to_the_log() {
        let code = "fn f() { log::append(db, x); }";
        assert_clean(appends, &[("crates/hall/src/desk.rs", code)]);
        assert_clean(appends, &[("crates/hall/src/kit/a.rs", "fn f() { headers.append(a, b); }")]);
        for bad in [code, "fn f() { self.log.append_all(x); }", "fn f() { store::Log::append(x) }"]
        {
            assert_finds(
                appends,
                &[("crates/hall/src/rooms/a/pages.rs", bad)],
                "rule 16: only desk.rs",
            );
        }
    }

    #[test]
    fn no_code_asks_which_procedure_this_is() {
        let shipped = ("procedures/public-opinion/procedure.toml", "");
        let path = "crates/hall/src/rooms/a/rules.rs";
        assert_clean(
            procedures,
            &[shipped, (path, "const A: &str = \"republic-opinions\"; // public-opinion")],
        );
        assert_clean(
            procedures,
            &[shipped, ("crates/hall/src/roles/demo.rs", "f(\"public-opinion\")")],
        );
        for bad in [
            "f(\"public-opinion\")",
            "f(\"procedures/public-opinion/a\")",
            "fn is_public_opinion() {} \
             enum A { PublicOpinion }",
        ] {
            assert_finds(
                procedures,
                &[shipped, (path, bad)],
                "rule 17: no code knows the procedure",
            );
        }
    }
}
