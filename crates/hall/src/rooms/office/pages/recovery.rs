//! A new password for somebody: one administrator asks, another agrees and hands it over.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::office::Book;
use law::record::Officer;
use law::ruling::Refusal;
use law::words::PersonId;

use super::fields::shown_errors;
use super::person::{hashing, person_page};
use crate::kit::{Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rooms::people::{self, rules::Recovery};

/// How a new password for a person stands, for the administrator who looks.
pub struct Standing {
    /// `none`, `asked` by whoever looks, `waits` for them, or `own` account.
    pub state: &'static str,
    /// Who asked, when, and until when another can agree.
    pub who: String,
    pub at: String,
    pub until: String,
    /// Whether nobody else could agree.
    pub is_alone: bool,
}

impl Standing {
    /// The standing, as one administrator sees it.
    pub fn of(
        shell: &Shell,
        book: &Book,
        (person, me): (PersonId, PersonId),
        open: Option<&Recovery>,
    ) -> Self {
        let state = match open {
            _ if person == me => "own",
            None => "none",
            Some(open) if open.by == me => "asked",
            Some(_) => "waits",
        };
        let posts = book.register.posts.values().filter(|post| post.office == "administrator");
        let mut people = posts.flat_map(|post| post.people(shell.today));
        let agrees = |one: PersonId| one != person && one != me && book.signs_in(one);
        Self {
            state,
            who: open.map_or("", |open| shell.state.person_name(open.by)).to_owned(),
            at: open.map_or_else(String::new, |open| shell.minute(open.at)),
            until: open.map_or_else(String::new, |open| shell.minute(open.ends)),
            is_alone: !people.any(agrees),
        }
    }
}

#[derive(Template)]
#[template(path = "rooms/office/pages/passwords.html")]
struct PasswordsPage {
    shell: Shell,
    title: String,
    lead: String,
    /// Name, login name and password of each.
    given: Vec<(String, String, String)>,
    back: String,
}

/// The page that shows first passwords, this once.
pub fn passwords_page(
    shell: Shell,
    (title, lead): (String, String),
    given: Vec<(String, String, String)>,
    back: String,
) -> Reply {
    html(StatusCode::OK, &PasswordsPage { shell, title, lead, given, back })
}

fn asked(visit: &Visit, key: &str) -> Result<(Officer, PersonId), Refusal> {
    let by = visit.must_hold(&["administrator"])?.clone();
    Ok((by, key.parse().map_err(|_| Refusal::missing("page.unknown"))?))
}

/// Asks for a new password of somebody.
pub async fn ask(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let (by, person) = asked(&visit, &key)?;
    let (house, act) = (visit.house().clone(), form.act(&visit.house().chance));
    let work = move || people::ask_recovery(&house, (act, by), person);
    match visit::blocking(work).await? {
        Ok(()) => Ok(see_other(&format!("/office/people/at/{person}?done=recovery"))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            person_page(visit, (person, &form), (code, errors, String::new())).await
        }
    }
}

/// Agrees to what another administrator asked for, and shows the new password, this once.
pub async fn confirm(visit: Visit, Path(key): Path<String>, form: Form) -> Reply {
    let (by, person) = asked(&visit, &key)?;
    let (house, act) = (visit.house().clone(), form.act(&visit.house().chance));
    let permit = hashing(&visit).await?;
    let work = move || people::confirm_recovery(&house, (act, by), person);
    let done = visit::blocking(work).await?;
    drop(permit);
    match done {
        Ok((login, password)) => {
            let shell = visit.shell;
            let name = shell.state.person_name(person).to_owned();
            let words = (shell.t("office-recovered"), shell.t("office-recovered-lead"));
            let back = format!("/office/people/at/{person}");
            passwords_page(shell, words, vec![(name, login, password)], back)
        }
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            person_page(visit, (person, &form), (code, errors, String::new())).await
        }
    }
}
