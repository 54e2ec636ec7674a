//! One line of a register as a form: new, or there already, with the closing of a body.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::office::{Book, Holds, Kind, Line, Mode};
use law::record::Actor;
use law::ruling::Refusal;
use law::words::BodyId;
use store::db::Answer;

use super::super::acts::{self, asks_for_work};
use super::fields::{
    Field, act_of, administrator, book, choice_key, fields, heading, kind_of, line_of, people,
    shown, shown_errors,
};
use super::list::said;
use crate::desk::Done;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};

#[derive(Template)]
#[template(path = "rooms/office/pages/edit.html")]
struct EditPage {
    shell: Shell,
    errors: Errors,
    said: String,
    act: String,
    kind: &'static str,
    /// Empty for a new line.
    key: String,
    title: String,
    fixed: Vec<(String, String)>,
    fields: Vec<Field>,
    people: Vec<(String, String)>,
    namesake: bool,
    /// Whether who looks also changes it.
    keeps: bool,
    closing: Option<Closing>,
}

/// What is left at a body that may close.
struct Closing {
    last: String,
    is_closed: bool,
    matters: i64,
    posts: Vec<(String, String)>,
    categories: Vec<(String, String)>,
}

/// What a page shows beside the line.
type Told = (StatusCode, Errors, String);

/// Columns that stay as they were once a line is on record.
const fn fixed_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Areas => &["code", "level", "parent"],
        Kind::Bodies => &["code", "sort", "area", "last"],
        Kind::Duties => &["code", "body"],
        Kind::Categories => &["code"],
        Kind::Stations => &["body"],
        Kind::Mandates => &["person", "body"],
        Kind::Grids => &["area"],
        Kind::Helpers | Kind::Contacts => &["code"],
        Kind::Assessments => &["body", "checklist", "edition", "item"],
        Kind::Titles => &["body", "title", "edition", "assessor", "first", "last"],
        Kind::People | Kind::Posts => &[],
    }
}

/// Columns that a form for a new line leaves to later.
const fn later_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Areas => &["last", "into"],
        Kind::Bodies => &["last"],
        Kind::People => &["person"],
        Kind::Titles => &["withdrawn"],
        _ => &[],
    }
}

/// The form for a new line; its fields can be filled in by the address.
pub async fn begin(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    administrator(&visit)?;
    let kind = kind_of(&name)?;
    new_page(visit, (kind, form), (StatusCode::OK, Errors::none(), String::new())).await
}

async fn new_page(visit: Visit, (kind, form): (Kind, Form), (code, errors, said): Told) -> Reply {
    let book = book(&visit, false).await?;
    let line = line_of(&form, kind);
    let shell = visit.shell.clone();
    let template = EditPage {
        act: act_of(&form, visit.house()),
        kind: kind.name(),
        key: String::new(),
        title: shell.code("office-add", kind.name()),
        fixed: vec![],
        fields: fields(&shell, &book, (kind, &line), later_of(kind)),
        people: suggested(&book, kind),
        namesake: kind == Kind::People && errors.has("name"),
        keeps: true,
        closing: None,
        errors,
        said,
        shell,
    };
    html(code, &template)
}

/// Enters a new line.
pub async fn create(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let kind = kind_of(&name)?;
    match ask(&visit, (by, &form), (kind, Mode::New), line_of(&form, kind)).await {
        Ok(_) => Ok(see_other(&format!("/office/{}?done=entered", kind.name()))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            new_page(visit, (kind, form), (code, errors, String::new())).await
        }
    }
}

/// Has one line entered; a new password is hashed under a permit.
async fn ask(
    visit: &Visit,
    (by, form): (Actor, &Form),
    (kind, mode): (Kind, Mode),
    line: Line,
) -> Answer<Done<u64>> {
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let permit = match kind {
        Kind::People => Some(super::person::hashing(visit).await?),
        _ => None,
    };
    let work = move || acts::enter(&house, (act, by), (kind, mode), vec![line]);
    let done = visit::blocking(work).await?;
    drop(permit);
    done
}

/// One line that is there.
pub async fn show(visit: Visit, Path((name, key)): Path<(String, String)>, form: Form) -> Reply {
    administrator(&visit)?;
    let said = said(&visit.shell, &form);
    let at = (kind_of(&name)?, key);
    change_page(visit, at, &Form::default(), (StatusCode::OK, Errors::none(), said)).await
}

async fn change_page(
    visit: Visit,
    (kind, key): (Kind, String),
    form: &Form,
    (code, errors, said): Told,
) -> Reply {
    let book = book(&visit, asks_for_work(kind)).await?;
    let lines = law::office::lines(&book, kind);
    let present = lines.into_iter().find(|(one, _)| *one == key).map(|(_, line)| line);
    let present = present.ok_or(Refusal::missing("page.unknown"))?;
    let shell = visit.shell.clone();
    let typed = line_of(form, kind);
    let is_typed = form.fields().any(|(name, _)| name == "act") && form.text("closing").is_empty();
    let line = if is_typed { &typed } else { &present };
    let fixed = fixed_of(kind);
    let columns = kind.columns().iter().filter(|column| fixed.contains(&column.key));
    let fixed_cells = columns
        .map(|column| {
            let value = shown(&shell, &book, column, present.get(column.key));
            (heading(&shell, kind, column), value)
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let body = book.body_of_code(&key).filter(|_| kind == Kind::Bodies).map(|body| body.id);
    let template = EditPage {
        act: act_of(form, visit.house()),
        kind: kind.name(),
        title: title(&shell, &book, (kind, &present)),
        fixed: fixed_cells,
        fields: fields(&shell, &book, (kind, line), fixed),
        people: suggested(&book, kind),
        namesake: false,
        keeps: visit.keeps(kind.name()),
        closing: body.map(|body| closing(&shell, &book, body, form.text("last"))),
        key,
        errors,
        said,
        shell,
    };
    html(code, &template)
}

/// People to suggest where a register names them.
fn suggested(book: &Book, kind: Kind) -> Vec<(String, String)> {
    let names_people = kind.columns().iter().any(|column| column.holds == Holds::Person);
    if names_people { people(book) } else { vec![] }
}

/// What a line is called: by its name, or by the words of its first column.
fn title(shell: &Shell, book: &Book, (kind, line): (Kind, &Line)) -> String {
    let in_english = shell.language.key() == "en";
    let named = [("name_en", in_english), ("name", true), ("item_en", in_english), ("item", true)];
    let is_named = |(key, fits): &(&'static str, bool)| {
        *fits && kind.columns().iter().any(|c| c.key == *key && c.holds == Holds::Words)
    };
    let named = named.iter().filter(|one| is_named(one)).map(|(key, _)| line.get(key));
    match named.into_iter().find(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => {
            let first = &kind.columns()[0];
            let second = kind.columns().get(1);
            let words = [Some(first), second].into_iter().flatten();
            let words = words.map(|column| shown(shell, book, column, line.get(column.key)));
            words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
        }
    }
}

/// What is left at a body: matters, posts that go on, categories that it usually leads.
fn closing(shell: &Shell, book: &Book, body: BodyId, typed: &str) -> Closing {
    let register = &book.register;
    let last = register.bodies.get(&body).and_then(|body| body.last);
    let held = register
        .posts
        .values()
        .filter(|post| post.body == body && post.last.is_none_or(|last| last >= book.today));
    let post = |post: &law::register::Post| {
        let office = shell.t(&choice_key("office", post.office.as_str()));
        let name = shell.state.person_name(post.person);
        (format!("/office/posts/at/{}", post.id), format!("{office} {name}"))
    };
    let led = register.categories.values().filter(|category| category.leads.contains(&body));
    let category = |category: &law::register::Category| {
        let name = shell.category(category.code.as_str()).to_owned();
        (format!("/office/categories/at/{}", category.code), name)
    };
    Closing {
        last: if typed.is_empty() {
            last.map_or_else(String::new, |last| last.to_string())
        } else {
            typed.to_owned()
        },
        is_closed: last.is_some_and(|last| last < book.today),
        matters: book.busy_bodies.get(&body).copied().unwrap_or(0),
        posts: held.map(post).collect(),
        categories: led.map(category).collect(),
    }
}

/// Changes what may change of a line.
pub async fn change(visit: Visit, Path((name, key)): Path<(String, String)>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let kind = kind_of(&name)?;
    let typed = line_of(&form, kind);
    let changeable = kind.columns().iter().filter(|one| !fixed_of(kind).contains(&one.key));
    let values = changeable.map(|column| (column.key, typed.get(column.key)));
    let line = Line::of(values.chain([("code", key.as_str())]));
    match ask(&visit, (by, &form), (kind, Mode::Change), line).await {
        Ok(done) => {
            let word = if done.answer == 0 { "same" } else { "entered" };
            Ok(see_other(&format!("/office/{}/at/{key}?done={word}", kind.name())))
        }
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            change_page(visit, (kind, key), &form, (code, errors, String::new())).await
        }
    }
}

/// Closes a body on a day.
pub async fn close(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let state = visit.shell.state.clone();
    let mut bodies = state.register.bodies.values();
    let body = bodies.find(|body| body.code == *key).map(|body| body.id);
    let body = body.ok_or(Refusal::missing("page.unknown"))?;
    let house = visit.house().clone();
    let (act, last) = (form.act(&house.chance), form.text("last").to_owned());
    let work = move || {
        acts::put(&house, (act, by), true, move |book| law::office::close_body(book, body, &last))
    };
    match visit::blocking(work).await? {
        Ok(_) => Ok(see_other(&format!("/office/bodies/at/{key}?done=closed"))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            let told = (code, errors, String::new());
            change_page(visit, (Kind::Bodies, key), &form, told).await
        }
    }
}
