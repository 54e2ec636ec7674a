//! What each figure means: in both languages, and as the exact condition that is counted, each
//! version of it.

use askama::Template;
use law::figure::Definition;

use super::super::views::{INDICATORS, Indicator, Seal, seed};
use super::tiles::least;
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
    over: String,
    sealed: bool,
    counted: bool,
    /// The one that holds today, first; then the others, the newest first.
    versions: Vec<Version>,
}

struct Version {
    version: u32,
    /// The day from which it holds; empty for one that is not on record yet.
    from: String,
    hash: String,
    chinese: (String, String),
    english: (String, String),
    numerator: String,
    denominator: String,
}

/// Shows every definition.
pub async fn show(visit: Visit) -> Reply {
    let shell = visit.shell;
    let entries = INDICATORS.iter().map(|indicator| entry(&shell, indicator)).collect();
    page(&Definitions { least: least(&shell), entries, shell })
}

fn entry(shell: &Shell, indicator: &Indicator) -> Entry {
    let known = shell.state.figure_versions(indicator.key);
    let mut versions: Vec<Version> =
        known.iter().rev().map(|(from, known)| version(known, shell.day(*from))).collect();
    let later = known.iter().rev().take_while(|(from, _)| *from > shell.today).count();
    let in_force = later.min(versions.len().saturating_sub(1));
    versions[..].rotate_left(in_force);
    if versions.is_empty() {
        versions.push(version(&seed(indicator), String::new()));
    }
    Entry {
        key: indicator.key,
        over: shell.code("figures-over", indicator.over.said().name()),
        sealed: indicator.seal != Seal::Open,
        counted: indicator.seal == Seal::Ratings,
        versions,
    }
}

fn version(known: &Definition, from: String) -> Version {
    Version {
        version: known.version,
        from,
        hash: known.hash().to_string(),
        chinese: (known.name.zh.clone(), known.means.zh.clone()),
        english: (known.name.en.clone(), known.means.en.clone()),
        numerator: known.numerator.clone(),
        denominator: known.denominator.clone().unwrap_or_default(),
    }
}
