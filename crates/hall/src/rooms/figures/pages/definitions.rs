//! What each figure means: in both languages, and as the exact condition that is counted.

use askama::Template;

use super::super::stats::{INDICATORS, Indicator, Over, Seal};
use super::tiles::least;
use crate::kit::words::{Language, say};
use crate::kit::{Reply, Shell, Visit, page};

#[derive(Template)]
#[template(path = "rooms/figures/pages/definitions.html")]
struct Definitions {
    shell: Shell,
    least: i64,
    entries: Vec<Entry>,
}

struct Entry {
    key: &'static str,
    chinese: (String, String),
    english: (String, String),
    over: String,
    numerator: &'static str,
    denominator: &'static str,
    sealed: bool,
    counted: bool,
}

/// Shows every definition.
pub async fn show(visit: Visit) -> Reply {
    let shell = visit.shell;
    let entries = INDICATORS.iter().map(|indicator| entry(&shell, indicator)).collect();
    page(&Definitions { least: least(&shell), entries, shell })
}

fn entry(shell: &Shell, indicator: &Indicator) -> Entry {
    let words = |language| {
        let said = |list: &str| say(language, &format!("figures-{list}-{}", indicator.key), &[]);
        (said("name"), said("means"))
    };
    let over = match indicator.over {
        Over::Matters => "matters",
        Over::Promises => "promises",
        Over::Returns => "returns",
    };
    Entry {
        key: indicator.key,
        chinese: words(Language::Chinese),
        english: words(Language::English),
        over: shell.code("figures-over", over),
        numerator: indicator.numerator,
        denominator: indicator.denominator.unwrap_or(""),
        sealed: indicator.seal != Seal::Open,
        counted: indicator.seal == Seal::Ratings,
    }
}
