//! Columns of a register as fields of a form and as cells of a table, in words.

use law::office::{Book, Column, Holds, Kind, LIST_SIGN, Line, handles, is_open};
use law::record::{ActId, Actor};
use law::ruling::{Kind as No, Refusal};
use store::db::No as Refused;

use super::super::acts;
use crate::house::House;
use crate::kit::words::{Language, has};
use crate::kit::{Errors, Failure, Form, Shell, Visit};

/// A choice of a list: its value, its words, and whether it is chosen.
pub type Choice = (String, String, bool);

/// A field of a form.
pub struct Field {
    pub key: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// `text`, `date`, `password`, `select`, `selects` or `people`.
    pub control: &'static str,
    pub choices: Vec<Choice>,
    /// The lists of a field that takes several.
    pub lists: Vec<Vec<Choice>>,
    pub needed: bool,
}

/// Fewest lists that a field for several bodies shows.
const LISTS_LEAST: usize = 3;

/// Who acts: the post by which the policies let who asks in.
pub fn administrator(visit: &Visit) -> Result<Actor, Refusal> {
    visit.post().map(|officer| Actor::Officer(officer.clone()))
}

/// The register of a name in an address.
pub fn kind_of(name: &str) -> Result<Kind, Refusal> {
    Kind::named(name).ok_or(Refusal::missing("page.unknown"))
}

/// The register with what is asked about it, read from one snapshot.
pub async fn book(visit: &Visit, with_work: bool) -> Result<Book, store::Fault> {
    let (state, today) = (visit.shell.state.clone(), visit.shell.today);
    visit.read(move |db| acts::book(db, &state, (today, with_work))).await
}

/// A fresh identifier for the act of a form, or the one that it was sent with.
pub fn act_of(form: &Form, house: &House) -> String {
    match form.text("act") {
        "" => ActId(house.chance.bytes()).to_string(),
        act => act.to_owned(),
    }
}

/// The errors that a page shows; a visitor who may not do this at all gets a page of its own.
pub fn shown_errors(
    shell: &Shell,
    no: Refused,
) -> Result<(axum::http::StatusCode, Errors), Failure> {
    match no {
        Refused::Refusal(no) if no.kind != No::Forbidden => {
            Ok((crate::kit::failure::status(no.kind), Errors::of(shell, &no)))
        }
        no => Err(no.into()),
    }
}

/// The key of a column's heading.
pub fn heading_key(kind: Kind, column: &Column) -> String {
    format!("office-column-{}-{}", kind.name(), column.key.replace('_', "-"))
}

/// The heading of a column.
pub fn heading(shell: &Shell, kind: Kind, column: &Column) -> String {
    shell.t(&heading_key(kind, column))
}

/// The key of the words of a choice.
pub fn choice_key(list: &str, code: &str) -> String {
    if list == "office" { format!("people-office-{code}") } else { format!("office-{list}-{code}") }
}

/// What is said of a column beside its heading; nothing where it needs no words.
pub fn hint(shell: &Shell, kind: Kind, column: &Column) -> String {
    let key = format!("office-hint-{}-{}", kind.name(), column.key.replace('_', "-"));
    if has(Language::Chinese, &key) { shell.t(&key) } else { String::new() }
}

/// The fields of a form for some columns, with the values of a line.
pub fn fields(
    shell: &Shell,
    book: &Book,
    (kind, line): (Kind, &Line),
    skip: &[&str],
) -> Vec<Field> {
    let columns = kind.columns().iter().filter(|column| !skip.contains(&column.key));
    columns.map(|column| field(shell, book, (kind, column), line.get(column.key))).collect()
}

fn field(shell: &Shell, book: &Book, (kind, column): (Kind, &Column), value: &str) -> Field {
    let control = match column.holds {
        Holds::Code | Holds::Words | Holds::Hours | Holds::Number | Holds::Areas => "text",
        Holds::Several(_) => "text",
        Holds::Day => "date",
        Holds::Secret => "password",
        Holds::Choice(_) | Holds::Listed(_) | Holds::Area | Holds::Body => "select",
        Holds::Bodies => "selects",
        Holds::Person => "people",
    };
    let choices = match column.holds {
        Holds::Choice(_) | Holds::Listed(_) => choices(shell, column.holds)
            .into_iter()
            .map(|(code, words)| {
                let is_chosen = code == value;
                (code, words, is_chosen)
            })
            .collect(),
        Holds::Area => areas(shell, book, value),
        Holds::Body => bodies(shell, book, value, |body| {
            !is_of_stations(kind, column) || body.sort == "station"
        }),
        _ => vec![],
    };
    let lists = if column.holds == Holds::Bodies { lead_lists(shell, book, value) } else { vec![] };
    Field {
        key: column.key,
        label: heading(shell, kind, column),
        hint: hint(shell, kind, column),
        // A password is never sent back to where it was typed.
        value: match column.holds {
            Holds::Secret => String::new(),
            Holds::Hours => hours(shell, value),
            Holds::Several(list) => several(shell, list, value),
            _ => value.to_owned(),
        },
        control,
        choices,
        lists,
        needed: column.needed,
    }
}

/// Whether a column takes stations alone.
fn is_of_stations(kind: Kind, column: &Column) -> bool {
    let kinds = [Kind::Stations, Kind::Mandates, Kind::Assessments, Kind::Titles];
    kinds.contains(&kind) && column.key == "body"
}

/// What can be chosen, code by code, in the words of the page.
pub fn choices(shell: &Shell, holds: Holds) -> Vec<(String, String)> {
    match holds {
        Holds::Listed(list) => {
            let english = shell.language.key() == "en";
            let listed = shell.state.standards.choices(list).into_iter();
            listed
                .map(|(code, zh, en)| (code.to_string(), if english { en } else { zh }.to_owned()))
                .collect()
        }
        Holds::Choice(list) => {
            let word = |code: &str| (code.to_owned(), shell.t(&choice_key(list, code)));
            holds.choices().into_iter().map(word).collect()
        }
        _ => vec![],
    }
}

/// Opening hours in the words of the page; what cannot be read stays as it was typed.
pub fn hours(shell: &Shell, value: &str) -> String {
    match law::network::Opening::all(value) {
        Ok(all) => all.into_iter().map(|one| shell.opening(one)).collect::<Vec<_>>().join("; "),
        Err(_) => value.to_owned(),
    }
}

/// Areas from the outside inwards, those inside set in.
fn areas(shell: &Shell, book: &Book, value: &str) -> Vec<Choice> {
    let chosen = book.area(value).ok();
    let choice = |(code, _): (String, Line)| {
        let area = book.area_of_code(&code)?;
        if !area.is_open(book.today) && chosen != Some(area.id) {
            return None;
        }
        let depth = book.register.lineage(area.id).count().saturating_sub(1);
        let name = shell.state.name(area.name, shell.language.key());
        let words = format!("{}{name} {code}", "\u{2003}".repeat(depth));
        Some((code, words, chosen == Some(area.id)))
    };
    law::office::lines(book, Kind::Areas).into_iter().filter_map(choice).collect()
}

fn bodies(
    shell: &Shell,
    book: &Book,
    value: &str,
    fits: impl Fn(&law::register::Body) -> bool,
) -> Vec<Choice> {
    let chosen = book.body(value).ok();
    let choice = |(code, _): (String, Line)| {
        let body = book.body_of_code(&code)?;
        let is_chosen = chosen == Some(body.id);
        let is_offered = is_chosen || (is_open(body, book.today) && fits(body));
        is_offered.then(|| {
            let name = shell.state.name(body.name, shell.language.key());
            (code.clone(), format!("{name} {code}"), is_chosen)
        })
    };
    law::office::lines(book, Kind::Bodies).into_iter().filter_map(choice).collect()
}

fn lead_lists(shell: &Shell, book: &Book, value: &str) -> Vec<Vec<Choice>> {
    let mut values: Vec<&str> = value.split(LIST_SIGN).filter(|one| !one.is_empty()).collect();
    let count = (values.len() + 1).max(LISTS_LEAST);
    values.resize(count, "");
    values.iter().map(|value| bodies(shell, book, value, handles)).collect()
}

/// Several things in one sentence, as the language of the page puts them.
pub fn joined(shell: &Shell, words: impl IntoIterator<Item = String>) -> String {
    let sign = match shell.language {
        Language::Chinese => LIST_SIGN.to_string(),
        Language::English => ", ".to_owned(),
    };
    words.into_iter().collect::<Vec<_>>().join(&sign)
}

/// Some of a list of the house's standards in the words of the page; what is not among them stays
/// as it was typed.
pub fn several(shell: &Shell, list: &str, value: &str) -> String {
    let word = |one: &str| shell.state.standard(list, one, shell.language.key()).to_owned();
    joined(shell, value.split(LIST_SIGN).filter(|one| !one.is_empty()).map(word))
}

/// The line that a form holds.
pub fn line_of(form: &Form, kind: Kind) -> Line {
    let value = |column: &Column| match column.holds {
        Holds::Bodies => {
            let chosen: Vec<&str> = form.all(column.key).filter(|one| !one.is_empty()).collect();
            chosen.join(&LIST_SIGN.to_string())
        }
        _ => form.text(column.key).to_owned(),
    };
    let values: Vec<(&str, String)> = kind
        .columns()
        .iter()
        .map(|column| (column.key, value(column)))
        .chain([("namesake", form.text("namesake").to_owned())])
        .collect();
    Line::of(values.iter().map(|(key, value)| (*key, value.as_str())))
}

/// People by the key that means nobody else, for a field with suggestions.
pub fn people(book: &Book) -> Vec<(String, String)> {
    let line = |(number, line): (String, Line)| {
        let (name, login) = (line.get("name"), line.get("login"));
        let key = if login.is_empty() { name } else { login };
        let is_only = book.person(key).is_ok();
        (if is_only { key.to_owned() } else { number }, name.to_owned())
    };
    law::office::lines(book, Kind::People).into_iter().map(line).collect()
}

/// The value of a cell as people read it: names for codes.
pub fn shown(shell: &Shell, book: &Book, column: &Column, value: &str) -> String {
    let body = |code: &str| {
        let name = book.body_of_code(code).map(|body| body.name);
        name.map_or_else(String::new, |name| {
            shell.state.name(name, shell.language.key()).to_owned()
        })
    };
    match column.holds {
        Holds::Choice(list) if !value.is_empty() => shell.t(&choice_key(list, value)),
        Holds::Listed(list) => shell.state.standard(list, value, shell.language.key()).to_owned(),
        Holds::Hours => hours(shell, value),
        Holds::Several(list) => several(shell, list, value),
        Holds::Area => {
            let area = book.area_of_code(value).map(|area| area.id);
            area.map_or_else(String::new, |area| shell.area(area).to_owned())
        }
        Holds::Areas => {
            let area = |code: &str| {
                let area = book.area_of_code(code).map(|area| area.id);
                area.map_or_else(String::new, |area| shell.area(area).to_owned())
            };
            joined(shell, value.split(LIST_SIGN).filter(|one| !one.is_empty()).map(area))
        }
        Holds::Body => body(value),
        Holds::Bodies => joined(shell, value.split(LIST_SIGN).map(body)),
        Holds::Person => {
            let person = book.person(value).ok();
            person.map_or_else(String::new, |person| shell.state.person_name(person).to_owned())
        }
        _ => value.to_owned(),
    }
}
