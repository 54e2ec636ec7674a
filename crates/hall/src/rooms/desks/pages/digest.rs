//! The daily mail about the own desk: whether and where, once a code sent there was told back.

use askama::Template;
use axum::http::StatusCode;
use law::ruling::Refusal;
use law::words::{Hash, PersonId};

use crate::kit::failure::status;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other};
use crate::rooms::notices::{Claim, masked};
use crate::rooms::people::views::{Digest, digest_of, wish_digest};

#[derive(Template)]
#[template(path = "rooms/desks/digest.html")]
struct DigestPage {
    shell: Shell,
    errors: Errors,
    mail: String,
    daily: bool,
    /// Where a code went that is waited for, with its middle left out; empty where none is.
    sent: String,
    is_saved: bool,
}

/// The page.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let person = visit.must_be_signed_in()?;
    let wish = visit.read(move |db| digest_of(db, person)).await?;
    let page = DigestPage {
        errors: Errors::none(),
        mail: wish.as_ref().map_or_else(String::new, |wish| wish.mail.clone()),
        daily: wish.is_some_and(|wish| wish.daily),
        sent: String::new(),
        is_saved: form.text("done") == "yes",
        shell: visit.shell,
    };
    html(StatusCode::OK, &page)
}

/// Notes whether and where somebody wishes the mail. Nothing is noted of an address before the code
/// that was sent to it came back.
pub async fn wish(visit: Visit, form: Form) -> Reply {
    let person = visit.must_be_signed_in()?;
    let (mail, daily) = (form.text("mail").to_owned(), form.text("daily") == "yes");
    let known = visit.read(move |db| digest_of(db, person)).await?;
    if !daily {
        // An address that nobody confirmed is not kept.
        if let Some(known) = known {
            save(&visit, (person, known.mail), false).await?;
        }
        return Ok(see_other("/account/digest?done=yes"));
    }
    if mail.parse::<lettre::Address>().is_err() {
        return again(visit, mail, Refusal::invalid("mail.malformed").at("mail"), false);
    }
    let is_confirmed = known.is_some_and(|known| known.mail == mail);
    let claim = claim(person, &mail);
    if !is_confirmed && (form.text("code").is_empty() || form.text("send") == "yes") {
        let shell = visit.shell.clone();
        let subject = shell.t("desks-digest-code-subject");
        let body = |code: &str| shell.t1("desks-digest-code", "code", code);
        claim.send(&visit, |code| (subject.clone(), body(code))).await?;
        return html(StatusCode::OK, &asking(visit.shell, mail, Errors::none()));
    }
    if !is_confirmed && !claim.takes(&visit, form.text("code")).await? {
        return again(visit, mail, Refusal::invalid("channel.code-wrong").at("code"), true);
    }
    save(&visit, (person, mail), true).await?;
    Ok(see_other("/account/digest?done=yes"))
}

fn claim(person: PersonId, mail: &str) -> Claim {
    let whose = Hash::of(&[b"digest", &person.int().to_be_bytes()]);
    Claim { whose, way: "mail", recipient: mail.to_owned() }
}

async fn save(
    visit: &Visit,
    (person, mail): (PersonId, String),
    daily: bool,
) -> Result<(), Failure> {
    let language = visit.shell.language.key().to_owned();
    let wish = Digest { person, mail, language, daily, last: String::new() };
    Ok(visit.write(move |tx| Ok(wish_digest(tx, &wish)?)).await?)
}

/// The page that waits for the code.
fn asking(shell: Shell, mail: String, errors: Errors) -> DigestPage {
    DigestPage { sent: masked(&mail), shell, errors, mail, daily: true, is_saved: false }
}

fn again(visit: Visit, mail: String, refusal: Refusal, is_asking: bool) -> Reply {
    let errors = Errors::of(&visit.shell, &refusal);
    let mut page = asking(visit.shell, mail, errors);
    if !is_asking {
        page.sent.clear();
    }
    html(status(refusal.kind), &page)
}
