//! Standing in: who acts for the holder of a post, from one day to another. The holder names the
//! own stand-in; an administrator names anybody's.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use law::office::{Book, Line};
use law::register::{Post, StandIn};
use law::ruling::Refusal;
use law::words::{PersonId, PostId};

use super::super::acts;
use super::fields::{act_of, administrator, book, choice_key, people, shown_errors};
use super::list::said;
use super::post::number;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};

#[derive(Template)]
#[template(path = "rooms/office/pages/stand_in.html")]
struct StandInPage {
    shell: Shell,
    errors: Errors,
    said: String,
    act: String,
    form: Form,
    id: String,
    holder: String,
    office: String,
    body: String,
    back: String,
    terms: Vec<Term>,
    people: Vec<(String, String)>,
}

/// A term of standing in.
struct Term {
    name: String,
    person: String,
    first: String,
    last: String,
    class: &'static str,
    words: String,
    can_end: bool,
}

/// The page of a post's stand-ins.
pub async fn show(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let id = number(&key)?;
    let told = (StatusCode::OK, Errors::none(), said(&visit.shell, &form));
    stand_in_page(visit, (id, Form::default()), told).await
}

async fn stand_in_page(
    visit: Visit,
    (id, form): (PostId, Form),
    (code, errors, said): (StatusCode, Errors, String),
) -> Reply {
    let book = book(&visit, false).await?;
    let post = book.register.posts.get(&id).ok_or(Refusal::missing("page.unknown"))?;
    let shell = visit.shell.clone();
    // Who holds the post names colleagues; who administers, anybody.
    let is_administrator = visit.post()?.post != id;
    let back =
        if is_administrator { format!("/office/posts/at/{id}") } else { "/account".to_owned() };
    let template = StandInPage {
        act: act_of(&form, visit.house()),
        id: id.to_string(),
        holder: shell.state.person_name(post.person).to_owned(),
        office: shell.t(&choice_key("office", post.office.as_str())),
        body: shell.body(post.body).to_owned(),
        terms: post.stand_ins.iter().rev().map(|one| term(&shell, one)).collect(),
        people: if is_administrator { people(&book) } else { colleagues(&book, post) },
        back,
        form,
        errors,
        said,
        shell,
    };
    html(code, &template)
}

fn term(shell: &Shell, one: &StandIn) -> Term {
    let (class, words) = if one.last < shell.today {
        ("is-stopped", shell.t("office-stand-in-over"))
    } else if one.first > shell.today {
        ("is-new", shell.t("office-stand-in-later"))
    } else {
        ("is-running", shell.t("office-stand-in-now"))
    };
    Term {
        name: shell.state.person_name(one.person).to_owned(),
        person: one.person.to_string(),
        first: one.first.to_string(),
        last: one.last.to_string(),
        class,
        words,
        can_end: one.last >= shell.today,
    }
}

/// Whom a holder is shown: people of the same body. The whole list is for administrators.
fn colleagues(book: &Book, post: &Post) -> Vec<(String, String)> {
    let there = |person: PersonId| {
        book.register.posts.values().any(|other| {
            other.person == person && other.body == post.body && other.is_held(book.today)
        })
    };
    let near = people(book).into_iter();
    near.filter(|(key, _)| {
        book.person(key).is_ok_and(|person| person != post.person && there(person))
    })
    .collect()
}

/// Names a stand-in.
pub async fn name(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let id = number(&key)?;
    let by = administrator(&visit)?;
    let values = ["person", "first", "last"].map(|key| (key, form.text(key)));
    let line = Line::of(values);
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let work = move || {
        acts::put(&house, (act, by), false, move |book| law::office::stand_in(book, id, &line))
    };
    match visit::blocking(work).await? {
        Ok(_) => Ok(see_other(&format!("/office/posts/at/{id}/stand-in?done=stand-in"))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            stand_in_page(visit, (id, form), (code, errors, String::new())).await
        }
    }
}

/// Ends a term of standing in today.
pub async fn end(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let id = number(&key)?;
    let by = administrator(&visit)?;
    let term: (PersonId, Date) = (form.must("person")?, form.must("first")?);
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let work = move || {
        acts::put(&house, (act, by), false, move |book| law::office::end_stand_in(book, id, term))
    };
    visit::blocking(work).await??;
    Ok(see_other(&format!("/office/posts/at/{id}/stand-in?done=stand-in-ended")))
}
