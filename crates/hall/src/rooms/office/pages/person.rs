//! A person: posts, and what to sign in with.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::office::{Kind, Line};
use law::ruling::Refusal;
use law::words::PersonId;
use store::Fault;

use super::fields::{Field, act_of, administrator, book, choice_key, fields, shown_errors};
use super::list::said;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rooms::people;

#[derive(Template)]
#[template(path = "rooms/office/pages/person.html")]
struct PersonPage {
    shell: Shell,
    errors: Errors,
    said: String,
    act: String,
    id: String,
    name: String,
    login: String,
    posts: Vec<Held>,
    fields: Vec<Field>,
    new_post: String,
}

/// A post in the list of somebody's.
struct Held {
    link: String,
    words: String,
    term: String,
    is_now: bool,
    stands_in: bool,
}

/// Waits for leave to hash a password.
pub async fn hashing(visit: &Visit) -> Result<tokio::sync::SemaphorePermit<'_>, Fault> {
    let permit = visit.app.hashing.acquire().await;
    permit.map_err(|error| Fault::from_error("waiting to hash a password", error))
}

/// The page of a person.
pub async fn show(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    administrator(&visit)?;
    let person = key.parse().map_err(|_| Refusal::missing("page.unknown"))?;
    let told = (StatusCode::OK, Errors::none(), said(&visit.shell, &form));
    person_page(visit, (person, &Form::default()), told).await
}

async fn person_page(
    visit: Visit,
    (person, form): (PersonId, &Form),
    (code, errors, said): (StatusCode, Errors, String),
) -> Reply {
    let book = book(&visit, false).await?;
    let known = book.people.iter().find(|one| one.id == person);
    let known = known.ok_or(Refusal::missing("page.unknown"))?;
    let shell = visit.shell.clone();
    let login = known.login.clone().unwrap_or_default();
    let typed = if form.text("login").is_empty() { &login } else { form.text("login") };
    let line = Line::of([("login", typed)]);
    let mut fields = fields(&shell, &book, (Kind::People, &line), &["name", "person"]);
    for field in &mut fields {
        field.needed = true;
    }
    let key = law::office::person_key(&book, person);
    let template = PersonPage {
        act: act_of(form, visit.house()),
        id: person.to_string(),
        name: known.name.clone(),
        posts: held(&shell, person),
        new_post: crate::kit::address("/office/posts/new", &[("person", key)]),
        login,
        fields,
        errors,
        said,
        shell,
    };
    html(code, &template)
}

/// Own posts and those stood in for, the latest first.
fn held(shell: &Shell, person: PersonId) -> Vec<Held> {
    let posts = shell.state.register.posts.values();
    let is_in = |post: &&law::register::Post| {
        post.person == person || post.stand_ins.iter().any(|one| one.person == person)
    };
    let mut posts: Vec<_> = posts.filter(is_in).collect();
    posts.sort_by_key(|post| std::cmp::Reverse((post.first, post.id)));
    let line = |post: &&law::register::Post| Held {
        link: format!("/office/posts/at/{}", post.id),
        words: format!(
            "{} · {}",
            shell.t(&choice_key("office", post.office.as_str())),
            shell.body(post.body)
        ),
        term: term(shell, post.first, post.last),
        is_now: post.people(shell.today).any(|one| one == person),
        stands_in: post.person != person,
    };
    posts.iter().map(line).collect()
}

/// A term in words.
pub fn term(shell: &Shell, first: jiff::civil::Date, last: Option<jiff::civil::Date>) -> String {
    match last {
        Some(last) => {
            shell.t2("people-term", "first", &first.to_string(), "last", &last.to_string())
        }
        None => shell.t1("people-term-open", "first", &first.to_string()),
    }
}

/// Sets login name and password of a person; sessions end, and a second factor is gone.
pub async fn set_login(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let person: PersonId = key.parse().map_err(|_| Refusal::missing("page.unknown"))?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let (login, password) = (form.text("login").to_owned(), form.text("password").to_owned());
    let permit = hashing(&visit).await?;
    let work = move || people::set_credential(&house, (act, by), person, (&login, &password));
    let done = visit::blocking(work).await?;
    drop(permit);
    match done {
        Ok(()) => Ok(see_other(&format!("/office/people/at/{person}?done=login"))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            person_page(visit, (person, &form), (code, errors, String::new())).await
        }
    }
}
