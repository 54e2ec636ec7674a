//! A register from a table: first what it would do and every bad cell, then all of it in one act.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::office::{Column, Kind, Line, Mode, Put};
use law::record::ActId;
use law::ruling::Refusal;
use law::words::PersonId;
use store::Fault;
use store::db::Answer;

use super::super::acts::{self, Ruled};
use super::fields::{administrator, heading, hint, joined, kind_of, shown_errors};
use super::reading::{self, Table};
use super::recovery::passwords_page;
use super::writing::{holds, need};
use crate::house::House;
use crate::kit::credential::is_password;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rooms::people::first_password;
use crate::rooms::people::views::{by_login, logins};

#[derive(Template)]
#[template(path = "rooms/office/pages/import.html")]
struct ImportPage {
    shell: Shell,
    errors: Errors,
    kind: &'static str,
    columns: Vec<(String, String)>,
    lines_most: usize,
}

#[derive(Template)]
#[template(path = "rooms/office/pages/look.html")]
struct LookPage {
    shell: Shell,
    kind: &'static str,
    act: String,
    bad: Vec<Bad>,
    changes: Vec<(u32, String, String)>,
    same: usize,
    ignored: String,
    table: String,
}

/// A cell that stands in the way.
struct Bad {
    row: u32,
    column: String,
    value: String,
    sentence: String,
}

/// Where a table is sent from, with templates and what the columns hold.
pub async fn begin(visit: Visit, Path(name): Path<String>) -> Reply {
    administrator(&visit)?;
    let kind = kind_of(&name)?;
    import_page(visit, kind, (StatusCode::OK, Errors::none()))
}

fn import_page(visit: Visit, kind: Kind, (code, errors): (StatusCode, Errors)) -> Reply {
    let shell = visit.shell;
    let column = |column: &Column| {
        let about = [need(&shell, column), holds(&shell, column), hint(&shell, kind, column)];
        (heading(&shell, kind, column), about.join(" ").trim().to_owned())
    };
    let template = ImportPage {
        errors,
        kind: kind.name(),
        columns: kind.in_tables().map(column).collect(),
        lines_most: reading::LINES_MOST,
        shell: shell.clone(),
    };
    html(code, &template)
}

/// Shows what a table would do, and every cell that stands in the way. Nothing is put on record.
pub async fn look(visit: Visit, Path(name): Path<String>, mut form: Form) -> Reply {
    administrator(&visit)?;
    let kind = kind_of(&name)?;
    let bytes = form.take_files().into_iter().next().unwrap_or_default();
    let shell = visit.shell.clone();
    // A malformed file may make the reader panic; then the file is damaged, and nothing else is.
    let read = visit::blocking(move || reading::read(&shell, kind, &bytes)).await;
    let read = read.unwrap_or_else(|fault| {
        tracing::warn!(fault = fault.chain(), "a table could not be read");
        Err(Refusal::invalid("office.file-damaged").at("file"))
    });
    match read {
        Ok(table) => look_page(visit, (kind, &form), table, StatusCode::OK).await,
        Err(refusal) => {
            let shown = shown_errors(&visit.shell, refusal.into())?;
            import_page(visit, kind, shown)
        }
    }
}

async fn look_page(
    visit: Visit,
    (kind, form): (Kind, &Form),
    table: Table,
    code: StatusCode,
) -> Reply {
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let lines = with_passwords(&house, (kind, act), &table.lines);
    let ruled = visit::blocking(move || acts::trial(&house, kind, &lines)).await??;
    let shell = visit.shell.clone();
    let mut bad: Vec<Bad> = table
        .broken
        .iter()
        .map(|(row, key, shown)| {
            let refusal = Refusal::invalid("office.cell-broken").at(key);
            bad_cell(&shell, kind, (*row, shown), &refusal)
        })
        .collect();
    bad.extend(bad_cells(&shell, kind, (&table.lines, &ruled)));
    bad.sort_by_key(|cell| cell.row);
    let template = LookPage {
        act: act.to_string(),
        kind: kind.name(),
        changes: changes(&shell, kind, (&table.lines, &ruled)),
        same: ruled.iter().filter(|one| one.as_ref().is_ok_and(Vec::is_empty)).count(),
        ignored: joined(&shell, table.ignored),
        table: if bad.is_empty() { written(&table.lines)? } else { String::new() },
        bad,
        shell,
    };
    html(code, &template)
}

fn written(lines: &[(u32, Line)]) -> Result<String, Failure> {
    let text = serde_json::to_string(lines);
    Ok(text.map_err(|error| store::Fault::from_error("keeping a table in its page", error))?)
}

type Asked<'a> = (&'a [(u32, Line)], &'a Ruled);

fn bad_cells(shell: &Shell, kind: Kind, (lines, ruled): Asked<'_>) -> Vec<Bad> {
    let mut bad = vec![];
    for ((row, line), ruled) in lines.iter().zip(ruled) {
        let Err(refusal) = ruled else { continue };
        for one in std::iter::once(refusal).chain(&refusal.more) {
            // A password is never shown, not even a bad one.
            let field = one.field.unwrap_or("");
            let value = if field == "password" { "" } else { line.get(field) };
            bad.push(bad_cell(shell, kind, (*row, value), one));
        }
    }
    bad
}

fn bad_cell(shell: &Shell, kind: Kind, (row, value): (u32, &str), refusal: &Refusal) -> Bad {
    let column = kind.columns().iter().find(|column| Some(column.key) == refusal.field);
    // What can be chosen is the best word on what would be right.
    let choices = column.map(|column| holds(shell, column));
    let choices = choices.filter(|_| refusal.code == "office.choice-unknown").unwrap_or_default();
    let sentence = format!("{} {choices}", shell.refusal(refusal)).trim_end().to_owned();
    Bad {
        row,
        column: column.map_or_else(String::new, |column| heading(shell, kind, column)),
        value: value.to_owned(),
        sentence,
    }
}

/// What each line would do: its row, what it is about, and what happens.
fn changes(shell: &Shell, kind: Kind, (lines, ruled): Asked<'_>) -> Vec<(u32, String, String)> {
    let change = |((row, line), ruled): (&(u32, Line), &Result<Vec<Put>, Refusal>)| {
        let puts = ruled.as_ref().ok().filter(|puts| !puts.is_empty())?;
        let about: Vec<&str> = kind
            .columns()
            .iter()
            .filter(|column| !matches!(column.key, "password" | "name_en"))
            .map(|column| line.get(column.key))
            .filter(|value| !value.is_empty())
            .take(3)
            .collect();
        let done = joined(shell, puts.iter().map(|put| shell.t(&put_key(put))));
        Some((*row, about.join(" · "), done))
    };
    lines.iter().zip(ruled).filter_map(change).collect()
}

fn put_key(put: &Put) -> String {
    let kind = match put {
        Put::House(fact) => fact.kind(),
        Put::Person(fact) => fact.kind(),
        Put::Login { .. } => "person.credential-set/1",
    };
    format!("office-put-{}", kind.trim_end_matches("/1").replace('.', "-"))
}

/// Puts a table that was looked at on record, all of it or nothing.
pub async fn enter(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let kind = kind_of(&name)?;
    let lines: Vec<(u32, Line)> = serde_json::from_str(form.text("table"))
        .map_err(|_| Refusal::invalid("form.unreadable"))?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let asked = with_passwords(&house, (kind, act), &lines);
    let permit = match kind {
        Kind::People => Some(super::person::hashing(&visit).await?),
        _ => None,
    };
    let work = move || {
        let known = house.read(logins)?;
        let done = acts::enter(&house, (act, by), (kind, Mode::Any), asked.clone())?;
        let given = given(&house, &asked, (!done.existed).then_some(&known))?;
        Ok((done.answer, given))
    };
    let done: Answer<_> = visit::blocking(work).await?;
    drop(permit);
    match done {
        Ok((count, given)) => {
            let to = format!("/office/{}?done=imported&count={count}", kind.name());
            if given.is_empty() {
                return Ok(see_other(&to));
            }
            let shell = visit.shell;
            let lead = shell.t1("office-passwords-lead", "count", given.len());
            passwords_page(shell.clone(), (shell.t("office-passwords"), lead), given, to)
        }
        Err(no) => {
            // The house changed since the table was looked at: the page says where.
            let (code, _) = shown_errors(&visit.shell, no)?;
            let table = Table { lines, ignored: vec![], broken: vec![] };
            look_page(visit, (kind, &form), table, code).await
        }
    }
}

/// The lines with a first password for each login name, made up for the act: no table has one, and
/// none travels through a page.
fn with_passwords(house: &House, (kind, act): (Kind, ActId), lines: &[(u32, Line)]) -> Vec<Line> {
    let line = |(_, line): &(u32, Line)| {
        let line = line.clone();
        let login = line.get("login").to_ascii_lowercase();
        match login.as_str() {
            _ if kind != Kind::People => line,
            "" => line.with("password", ""),
            login => line.with("password", &first_password(house, act, login)),
        }
    };
    lines.iter().map(line).collect()
}

/// Name, login name and first password of everybody whom a table gave them: those whose login
/// name was not known before, or, where the table was entered already, whose first password still
/// opens.
fn given(
    house: &House,
    lines: &[Line],
    known: Option<&Vec<(PersonId, String)>>,
) -> Result<Vec<(String, String, String)>, Fault> {
    let mut given = vec![];
    for line in lines.iter().filter(|line| !line.get("password").is_empty()) {
        let (login, password) = (line.get("login").to_ascii_lowercase(), line.get("password"));
        let is_new = match known {
            Some(known) => !known.iter().any(|(_, present)| *present == login),
            None => {
                let present = house.read(|db| by_login(db, &login))?;
                present.is_some_and(|present| is_password(Some(&present.password), password))
            }
        };
        if is_new {
            given.push((line.get("name").to_owned(), login, password.to_owned()));
        }
    }
    Ok(given)
}
