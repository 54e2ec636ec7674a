//! A new password for somebody: one administrator asks, another agrees and hands it over.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::record::Officer;
use law::ruling::Refusal;
use law::words::PersonId;

use super::fields::shown_errors;
use super::person::{hashing, person_page};
use crate::kit::{Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rooms::people;

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
    let by = visit.post()?.clone();
    visit.must_be_fresh()?;
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
