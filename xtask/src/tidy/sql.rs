//! SQL of rooms stands in their views and stats, and asks one house only (rule 20).

use super::Finding;
use super::rooms::ROOMS;
use super::rust::{Kind, Token};
use crate::tree::{File, Tree};

/// Words that open a statement.
const OPENINGS: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

/// Rule 20: a room's SQL is in `views` and `stats`, and every SELECT asks for `house = $1`.
pub fn placed(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(ROOMS).filter(|file| file.is(".rs")) {
        for (line, text) in literals(file) {
            let Some(opening) = opening(&text) else { continue };
            if !holds_sql(file) {
                let sentence =
                    "SQL of a room stands in views.rs and stats.rs; call a function there";
                findings.push(Finding::new(&file.path, line, 20, sentence));
            }
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let asks = matches!(opening, "SELECT" | "WITH") && names_a_table(&plain);
            if asks && !plain.contains("house = $1") {
                let sentence =
                    "this SELECT asks every house; add `house = $1`, also for joined tables";
                findings.push(Finding::new(&file.path, line, 20, sentence));
            }
        }
    }
    findings
}

/// Whether a statement reads from a table itself, and not only from a statement put into it.
fn names_a_table(plain: &str) -> bool {
    ["FROM ", "JOIN "]
        .iter()
        .any(|word| plain.split(word).skip(1).any(|rest| !rest.starts_with('(')))
}

fn holds_sql(file: &File) -> bool {
    let inner = file.path[ROOMS.len()..].split_once('/').map_or("", |(_, inner)| inner);
    matches!(inner, "views.rs" | "stats.rs")
        || inner.starts_with("views/")
        || inner.starts_with("stats/")
}

fn opening(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?;
    let goes_on = text.trim().len() > first.len();
    OPENINGS.iter().find(|opening| goes_on && **opening == first).copied()
}

/// The string literals outside tests; those of one `concat!` are one.
fn literals(file: &File) -> Vec<(usize, String)> {
    let code = file.code();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut joined_until = 0;
    for (at, token) in code.iter().enumerate() {
        if token.is_name("concat") && code.get(at + 1).is_some_and(|next| next.is_mark("!")) {
            let owned: Vec<Token> = code.iter().map(|token| (*token).clone()).collect();
            joined_until = super::rust::group_end(&owned, at + 2);
            let parts = code[at..joined_until].iter().filter(|token| token.kind == Kind::Text);
            found.push((token.line, parts.map(|token| token.text.as_str()).collect()));
        } else if token.kind == Kind::Text && at >= joined_until {
            found.push((token.line, token.text.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn sql_of_rooms_is_placed_and_asks_one_house() {
        let views = "crates/hall/src/rooms/a/views.rs";
        for good in [
            "q(\"SELECT a FROM b WHERE house = $1\")",
            "q(\"SELECT a FROM b \\\n   WHERE b.house\n = $1\")",
            "q(concat!(\"SELECT a \", \"FROM b WHERE house = $1\"))",
            "f(\"SELECTED\")",
            "q(\"SELECT COUNT(*) FROM ({some}) AS some\")",
            "#[test] fn t() { q(\"SELECT 1 FROM a\") }",
        ] {
            assert_clean(placed, &[(views, good)]);
        }
        assert_finds(
            placed,
            &[(views, "q(\"SELECT a FROM b\")")],
            "rule 20: this SELECT asks every house",
        );
        let inner = "crates/hall/src/rooms/a/views/list.rs";
        assert_finds(
            placed,
            &[(inner, "q(concat!(\"SELECT a\", \" FROM b\"))")],
            "asks every house",
        );
        let pages = "crates/hall/src/rooms/a/pages.rs";
        for bad in
            ["SELECT a FROM b WHERE house = $1", "INSERT INTO a", "UPDATE a", "DELETE FROM a"]
        {
            assert_finds(
                placed,
                &[(pages, &format!("q(\"{bad}\")"))],
                "rule 20: SQL of a room stands in",
            );
        }
        assert_clean(placed, &[("crates/store/src/log.rs", "q(\"SELECT a FROM b\")")]);
    }
}
