//! Access tokens of the own account: made, shown once, ended.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use law::ruling::Kind;
use law::words::Hash;
use store::db::{Answer, No};

use super::account::{Around, NEW, account_page, proven, token_last};
use super::{rules, views};
use crate::kit::access::{self, AccessToken};
use crate::kit::failure::status;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other};

#[derive(Template)]
#[template(path = "rooms/people/token.html")]
struct TokenPage {
    shell: Shell,
    name: String,
    token: String,
    last: String,
}

/// Makes a token and shows it, this once.
pub async fn make(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    match made(&visit, &form).await {
        Ok((token, last)) => {
            let (name, last) = (form.text("token-name").to_owned(), last.to_string());
            let token = token.text().to_owned();
            html(StatusCode::OK, &TokenPage { shell: visit.shell, name, token, last })
        }
        Err(No::Refusal(mut refusal)) if refusal.kind != Kind::Forbidden => {
            if refusal.field == Some("present") {
                refusal.field = Some("token-present");
            }
            let errors = Errors::of(&visit.shell, &refusal);
            let around = Around { token_name: form.text("token-name").to_owned(), ..NEW };
            account_page(visit, &headers, (status(refusal.kind), errors), around).await
        }
        Err(no) => Err(no.into()),
    }
}

async fn made(visit: &Visit, form: &Form) -> Answer<(AccessToken, Date)> {
    let person = visit.must_be_signed_in()?;
    let name = form.text("token-name").to_owned();
    let today = visit.shell.today;
    let days = (today, token_last(today));
    let last = rules::token(&name, form.text("token-last").parse().ok(), days)?;
    // A token outlives the session that makes it, so whoever has a password is asked for it again.
    if visit.read(move |db| views::of_person(db, person)).await?.is_some() {
        proven(visit, &Form::of(&[("present", form.text("token-present"))])).await?;
    }
    let token = AccessToken::new(visit.house().chance.bytes());
    let (kept, now) = (token.clone(), visit.house().now());
    let ends = visit.shell.state.zone.end_of(last);
    visit.write(move |tx| access::begin(tx, (&kept, &name), person, (now, ends))).await?;
    Ok((token, last))
}

/// Ends one of the own tokens.
pub async fn end(visit: Visit, form: Form) -> Reply {
    let person = visit.must_be_signed_in()?;
    let id: Hash = form.must("id")?;
    visit.write(move |tx| Ok(access::end(tx, person, id)?)).await?;
    Ok(see_other("/account?done=token"))
}
