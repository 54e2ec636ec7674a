//! Saying once more that it is really oneself, before something dangerous: ten minutes hold then.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use law::ruling::{Kind, Refusal};
use store::db::{Answer, No};

use super::super::{rules, views};
use super::account::proven;
use super::{enter, factor};
use crate::kit::failure::status;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html};

#[derive(Template)]
#[template(path = "rooms/people/step_up.html")]
struct StepUpPage {
    shell: Shell,
    errors: Errors,
    /// Where it leads back to.
    back: String,
    /// Whether the account has a password at all: those of an invented house may have none.
    has_password: bool,
    has_factor: bool,
}

/// Where password and code are asked for again.
pub async fn ask(visit: Visit, form: Form) -> Reply {
    visit.must_be_signed_in()?;
    step_up_page(visit, form.text("back"), (StatusCode::OK, Errors::none())).await
}

async fn step_up_page(visit: Visit, back: &str, (code, errors): (StatusCode, Errors)) -> Reply {
    let person = visit.must_be_signed_in()?;
    let credential = visit.read(move |db| views::of_person(db, person)).await?;
    let page = StepUpPage {
        errors,
        back: if rules::is_local(back) { back } else { "/account" }.to_owned(),
        has_password: credential.is_some(),
        has_factor: credential.is_some_and(|credential| !credential.factor.is_empty()),
        shell: visit.shell,
    };
    html(code, &page)
}

/// Takes password and code; the session goes on under a new token.
pub async fn confirm(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let person = visit.must_be_signed_in()?;
    let back = match form.text("back") {
        "" => "/account".to_owned(),
        back => back.to_owned(),
    };
    match prove(&visit, &form).await {
        Ok(()) => enter(&visit, &headers, (person, None), &back).await,
        Err(No::Refusal(refusal)) if refusal.kind != Kind::Forbidden => {
            let errors = Errors::of(&visit.shell, &refusal);
            step_up_page(visit, &back, (status(refusal.kind), errors)).await
        }
        Err(no) => Err(no.into()),
    }
}

async fn prove(visit: &Visit, form: &Form) -> Answer<()> {
    let (person, now) = (visit.must_be_signed_in()?, visit.house().now());
    let has = visit.read(move |db| views::of_person(db, person)).await?.is_some();
    if !has && visit.shell.is_invented() {
        // Whoever tries out an invented house signed in by a button.
        return Ok(());
    }
    let credential = proven(visit, form).await?;
    if credential.factor.is_empty() {
        return Ok(());
    }
    let wrong = || Refusal::invalid("factor.wrong").at("code");
    let factor = factor(visit.house(), &visit.shell, (&credential, &credential.factor))?;
    let step = factor.step_of(form.text("code"), now).ok_or_else(wrong)?;
    let login = credential.login.clone();
    let fresh = visit.write(move |tx| Ok(views::spend(tx, &login, step)?)).await?;
    if fresh { Ok(()) } else { Err(wrong().into()) }
}
