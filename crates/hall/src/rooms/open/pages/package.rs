//! A package: its checkpoint, its figures with all that they are made of, its files.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use law::figure::Published;
use law::ruling::Refusal;
use store::Fault;
use store::fault::Context;

use super::super::tasks::kept;
use super::super::views::{DESCRIPTOR, SUMS};
use crate::house::House;
use crate::kit::visit::blocking;
use crate::kit::{App, Failure, Form, Reply, Shell, Visit, address, page};
use crate::rooms::figures::{self, Part, percent};

#[derive(Template)]
#[template(path = "rooms/open/pages/package.html")]
struct PackagePage {
    shell: Shell,
    name: String,
    hash: String,
    checkpoint: Checkpoint,
    as_of: String,
    /// Procedures and years, each with whether it is looked at.
    scopes: Vec<(String, String, bool)>,
    lines: Vec<Line>,
    files: Vec<(String, u64, String)>,
}

/// The head of the log that was counted.
struct Checkpoint {
    origin: String,
    size: u64,
    root: String,
    time: String,
}

struct Line {
    key: String,
    name: String,
    versions: String,
    /// Of all matters, and of the public ones.
    all: Told,
    public: Told,
}

/// A figure as the package tells it; empty where it does not.
#[derive(Default)]
struct Told {
    share: String,
    parts: String,
}

/// A package that was published.
fn known(shell: &Shell, name: &str) -> Result<Published, Refusal> {
    let known = shell.state.register.published.iter().find(|known| known.name == *name);
    known.cloned().ok_or(Refusal::missing("open.unknown"))
}

/// Shows a package.
pub async fn show(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    let published = known(&visit.shell, &name)?;
    let (house, known) = (visit.house().clone(), published.clone());
    let files = blocking(move || read_files(&house, &known)).await??;
    let described = files.described;
    let text = |of: &serde_json::Value| of.as_str().unwrap_or_default().to_owned();
    let about = &described["huiyin"];
    let shell = visit.shell;
    let asked = (form.text("procedure"), form.text("year"));
    let (scopes, lines) = figures(&shell, &name, &files.figures, asked);
    page(&PackagePage {
        hash: published.hash.to_string(),
        checkpoint: Checkpoint {
            origin: text(&about["checkpoint"]["origin"]),
            size: published.size,
            root: published.root.to_string(),
            time: shell.minute(published.at),
        },
        as_of: shell.day_text(&text(&about["as_of"])),
        scopes,
        lines,
        files: files.listed,
        name,
        shell,
    })
}

struct Files {
    described: serde_json::Value,
    figures: Vec<csv::StringRecord>,
    /// Name, bytes, hash.
    listed: Vec<(String, u64, String)>,
}

fn read_files(house: &House, known: &Published) -> Result<Files, Fault> {
    let lost = |file: &str| Fault::new(format!("the open data {} lack {file}", known.name));
    let file = |file: &str| kept(house, known, file)?.ok_or_else(|| lost(file));
    let described = serde_json::from_slice(&file(DESCRIPTOR)?)
        .while_(|| format!("reading the description of the open data {}", known.name))?;
    let mut figures = vec![];
    for record in csv::Reader::from_reader(&*file("figures.csv")?).into_records() {
        figures.push(record.while_(|| "reading figures that were published".to_owned())?);
    }
    let sums = file(SUMS)?;
    let folder = super::super::tasks::folder(house, &known.name);
    let mut listed = vec![];
    for line in String::from_utf8_lossy(&sums).lines() {
        let (hash, name) = line.split_once("  ").unwrap_or_default();
        let found = std::fs::metadata(folder.join(name));
        let bytes = found.while_(|| format!("looking at {name}"))?.len();
        listed.push((name.to_owned(), bytes, hash.to_owned()));
    }
    listed.push((SUMS.to_owned(), sums.len() as u64, known.hash.to_string()));
    Ok(Files { described, figures, listed })
}

type Scopes = Vec<(String, String, bool)>;

/// The figures of a procedure and a year: those that are asked for, or the newest year of the
/// procedure by which residents bring matters.
fn figures(
    shell: &Shell,
    name: &str,
    records: &[csv::StringRecord],
    (procedure, year): (&str, &str),
) -> (Scopes, Vec<Line>) {
    let mut scopes: Vec<(&str, &str)> = records.iter().map(|r| (&r[0], &r[1])).collect();
    scopes.dedup();
    let front = shell.state.front_procedure(shell.today).map(|known| known.id.to_string());
    let newest = |wanted: &str| scopes.iter().rev().find(|(known, _)| *known == wanted).copied();
    let chosen = scopes.iter().find(|scope| **scope == (procedure, year)).copied();
    let chosen = chosen
        .or_else(|| newest(procedure))
        .or_else(|| newest(front.as_deref().unwrap_or_default()))
        .or_else(|| scopes.last().copied());
    let mut found: Vec<(String, BTreeMap<&str, &csv::StringRecord>)> = vec![];
    let fits = |r: &&csv::StringRecord| {
        chosen == Some((&r[0], &r[1])) && matches!(&r[2], "all" | "public")
    };
    for record in records.iter().filter(fits) {
        match found.iter_mut().find(|(key, _)| *key == record[4]) {
            Some((_, groups)) => _ = groups.insert(&record[2], record),
            None => found.push((record[4].to_owned(), BTreeMap::from([(&record[2], record)]))),
        }
    }
    let line = |(key, groups): (String, BTreeMap<&str, &csv::StringRecord>)| Line {
        name: figures::called(shell, &key),
        versions: groups.values().next().map_or_else(String::new, |record| record[5].to_owned()),
        all: groups.get("all").map(|record| told(record)).unwrap_or_default(),
        public: groups.get("public").map(|record| told(record)).unwrap_or_default(),
        key,
    };
    let lines = found.into_iter().map(line).collect();
    let scope = |scope: &(&str, &str)| {
        let fields = [("procedure", scope.0.to_owned()), ("year", scope.1.to_owned())];
        let called = shell.called(scope.0, "procedure", "");
        let to = address(&format!("/open/{name}"), &fields);
        (to, format!("{called} {}", scope.1), Some(*scope) == chosen)
    };
    (scopes.iter().map(scope).collect(), lines)
}

fn told(record: &csv::StringRecord) -> Told {
    let (numerator, denominator) = (record[6].to_owned(), &record[7]);
    let numbers = numerator.parse().ok().zip(denominator.parse().ok());
    let share = numbers.and_then(|(numerator, denominator)| {
        Part { numerator, denominator }.permille().map(|share| format!("{}%", percent(share)))
    });
    let parts =
        if denominator.is_empty() { numerator } else { format!("{numerator} / {denominator}") };
    Told { share: share.unwrap_or_default(), parts }
}

/// A file of a package: it never changes.
pub async fn file(
    State(app): State<std::sync::Arc<App>>,
    Path((name, file)): Path<(String, String)>,
) -> Reply {
    let published = app.house.state().register.published.clone();
    let known = published.into_iter().find(|known| known.name == *name);
    let known = known.ok_or(Refusal::missing("open.unknown"))?;
    let (house, asked) = (app.house.clone(), file.clone());
    let bytes = blocking(move || kept(&house, &known, &asked)).await??;
    let bytes = bytes.ok_or(Failure::from(Refusal::missing("open.unknown")))?;
    let kind = match file.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let any = HeaderValue::from_static("*");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, for_ever),
        (HeaderName::from_static("access-control-allow-origin"), any),
    ];
    Ok((headers, bytes).into_response())
}
