//! A person: posts, and what to sign in with.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::clock::Time;
use law::office::{Kind, Line};
use law::ruling::Refusal;
use law::words::{PersonId, TextRef};
use store::Fault;
use store::db::Answer;

use super::super::acts;
use super::fields::{Field, act_of, administrator, book, choice_key, fields, shown_errors};
use super::list::said;
use super::standing::Standing;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rights::Asked;
use crate::rooms::people::{self, views};

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
    /// Of a first login name and password; none where the person signs in already.
    fields: Vec<Field>,
    recovery: Standing,
    /// Whether who looks keeps people and posts, asks for a new password, agrees to one.
    keeps: bool,
    asks: bool,
    agrees: bool,
    new_post: String,
    /// What the person is to be called.
    called: String,
    /// What they were called before, with the day from which on they were not.
    former: Vec<(String, String)>,
    namesake: bool,
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

/// The page of a person, after something was refused too.
pub async fn person_page(
    visit: Visit,
    (person, form): (PersonId, &Form),
    (code, errors, said): (StatusCode, Errors, String),
) -> Reply {
    let (book, me) = (book(&visit, false).await?, visit.must_be_signed_in()?);
    let now = visit.house().now();
    let (open, names) = visit
        .read(move |db| Ok((views::recovery_of(db, person, now)?, views::names_of(db, person)?)))
        .await?;
    let known = book.people.iter().find(|one| one.id == person);
    let known = known.ok_or(Refusal::missing("page.unknown"))?;
    let shell = visit.shell.clone();
    let login = known.login.clone().unwrap_or_default();
    let line = Line::of([("login", form.text("login"))]);
    let mut fields = match login.is_empty() {
        true => fields(&shell, &book, (Kind::People, &line), &["name", "person"]),
        false => vec![],
    };
    for field in &mut fields {
        field.needed = true;
    }
    let called = if form.text("name").is_empty() { &known.name } else { form.text("name") };
    let key = law::office::person_key(&book, person);
    let template = PersonPage {
        act: act_of(form, visit.house()),
        id: person.to_string(),
        name: known.name.clone(),
        called: called.to_owned(),
        former: former(&shell, &names),
        namesake: errors.has("name"),
        keeps: visit.keeps("people"),
        asks: visit.may(&Asked::House("ask-recovery")),
        agrees: visit.may(&Asked::House("confirm-recovery")),
        recovery: Standing::of(&shell, &book, (person, me), open.as_ref()),
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

/// The names before the last one, the latest first, each with the day on which the next began.
fn former(shell: &Shell, names: &[(Time, TextRef)]) -> Vec<(String, String)> {
    let name = |name: TextRef| shell.state.name(name, "zh").to_owned();
    names.windows(2).rev().map(|two| (name(two[0].1), shell.day_of(two[1].0))).collect()
}

/// Gives a person a first login name and password; who has them gets new ones from two.
pub async fn set_login(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let person: PersonId = key.parse().map_err(|_| Refusal::missing("page.unknown"))?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let (login, password) = (form.text("login").to_owned(), form.text("password").to_owned());
    let permit = hashing(&visit).await?;
    let work = move || people::set_first_credential(&house, (act, by), person, (&login, &password));
    let done = visit::blocking(work).await?;
    drop(permit);
    told(visit, (person, form), done.map(|()| "login")).await
}

/// Calls a person otherwise.
pub async fn rename(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let person: PersonId = key.parse().map_err(|_| Refusal::missing("page.unknown"))?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let line = Line::of(["name", "namesake"].map(|key| (key, form.text(key))));
    let work = move || acts::rename(&house, (act, by), person, line);
    let done = visit::blocking(work).await?;
    told(visit, (person, form), done.map(|is_new| if is_new { "renamed" } else { "same" })).await
}

/// Back to the page of a person, which says what was done or why not.
async fn told(visit: Visit, (person, form): (PersonId, Form), done: Answer<&'static str>) -> Reply {
    match done {
        Ok(done) => Ok(see_other(&format!("/office/people/at/{person}?done={done}"))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            person_page(visit, (person, &form), (code, errors, String::new())).await
        }
    }
}
