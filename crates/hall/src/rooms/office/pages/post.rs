//! A post: its term, its end, and who takes over what hangs on it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::office::{Book, successors};
use law::register::Post;
use law::ruling::Refusal;
use law::words::PostId;

use super::super::acts;
use super::fields::{Choice, act_of, administrator, book, choice_key, shown_errors};
use super::list::said;
use super::person::term;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};

#[derive(Template)]
#[template(path = "rooms/office/pages/post.html")]
struct PostPage {
    shell: Shell,
    errors: Errors,
    said: String,
    act: String,
    id: String,
    person: String,
    person_id: String,
    office: String,
    body: String,
    body_code: String,
    term: String,
    has_ended: bool,
    held: i64,
    last: String,
    successors: Vec<Choice>,
    new_post: String,
    stand_ins: usize,
    /// Whether who looks also ends it.
    keeps: bool,
}

/// The page of a post.
pub async fn show(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    administrator(&visit)?;
    let post = number(&key)?;
    let told = (StatusCode::OK, Errors::none(), said(&visit.shell, &form));
    post_page(visit, (post, &Form::default()), told).await
}

/// The number of a post in an address.
pub fn number(key: &str) -> Result<PostId, Refusal> {
    key.parse().map_err(|_| Refusal::missing("page.unknown"))
}

async fn post_page(
    visit: Visit,
    (id, form): (PostId, &Form),
    (code, errors, said): (StatusCode, Errors, String),
) -> Reply {
    let book = book(&visit, true).await?;
    let post = book.register.posts.get(&id).ok_or(Refusal::missing("page.unknown"))?;
    let shell = visit.shell.clone();
    let body = book.register.bodies.get(&post.body);
    let body_code = body.map_or_else(String::new, |body| body.code.to_string());
    let wanted = [("body", body_code.as_str()), ("office", post.office.as_str())];
    let last = match form.text("last") {
        "" => post.last.map_or_else(String::new, |last| last.to_string()),
        typed => typed.to_owned(),
    };
    let template = PostPage {
        act: act_of(form, visit.house()),
        id: id.to_string(),
        person: shell.state.person_name(post.person).to_owned(),
        person_id: post.person.to_string(),
        office: shell.t(&choice_key("office", post.office.as_str())),
        body: shell.body(post.body).to_owned(),
        term: term(&shell, post.first, post.last),
        has_ended: post.last.is_some_and(|last| last < shell.today),
        held: book.busy_posts.get(&id).copied().unwrap_or(0),
        last,
        successors: choices(&shell, &book, post, form.text("successor")),
        new_post: crate::kit::address("/office/posts/new", &wanted),
        stand_ins: post.stand_ins.iter().filter(|one| one.last >= shell.today).count(),
        keeps: visit.keeps("posts"),
        body_code,
        errors,
        said,
        shell,
    };
    html(code, &template)
}

fn choices(shell: &Shell, book: &Book, post: &Post, chosen: &str) -> Vec<Choice> {
    let choice = |other: &Post| {
        let held = book.busy_posts.get(&other.id).copied().unwrap_or(0);
        let name = shell.state.person_name(other.person);
        let words = shell.t2("office-successor", "name", name, "count", held);
        (other.id.to_string(), words, other.id.to_string() == chosen)
    };
    successors(book, post).map(choice).collect()
}

/// Ends a post; with a successor, what hangs on it goes there.
pub async fn end(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let post = number(&key)?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let asked = form.must("last").and_then(|last| Ok((last, form.maybe::<PostId>("successor")?)));
    let done = match asked {
        Err(refusal) => Err(refusal.into()),
        Ok((last, successor)) => {
            let work = move || acts::end_post(&house, (act, by), (post, last), successor);
            visit::blocking(work).await?
        }
    };
    match done {
        Ok(done) => {
            Ok(see_other(&format!("/office/posts/at/{post}?done=ended&count={}", done.answer)))
        }
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            post_page(visit, (post, &form), (code, errors, String::new())).await
        }
    }
}

/// Hands on what hangs on a post, whether it goes on or has ended.
pub async fn hand_over(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let by = administrator(&visit)?;
    let post = number(&key)?;
    let house = visit.house().clone();
    let act = form.act(&house.chance);
    let done = match form.must::<PostId>("successor") {
        Err(refusal) => Err(refusal.into()),
        Ok(to) => visit::blocking(move || acts::hand_over(&house, (act, by), (post, to))).await?,
    };
    match done {
        Ok(done) => {
            Ok(see_other(&format!("/office/posts/at/{post}?done=handed&count={}", done.answer)))
        }
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            post_page(visit, (post, &form), (code, errors, String::new())).await
        }
    }
}
