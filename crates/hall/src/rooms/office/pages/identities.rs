//! Requests to see who brought a matter, for the second person who decides on them. The page tells
//! who asks, of which number, for what and why; nothing of the identity, nor of what was said.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::ruling::Refusal;
use store::db::No;

use super::fields::shown_errors;
use crate::kit::visit::answered;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other};
use crate::rooms::matters::{self, SeeAnswer, Waiting};

#[derive(Template)]
#[template(path = "rooms/office/pages/identities.html")]
struct IdentitiesPage {
    shell: Shell,
    errors: Errors,
    said: String,
    lines: Vec<Line>,
    /// How many wait that somebody of another body has to decide on.
    tied: usize,
}

/// A request.
struct Line {
    record: u64,
    /// The identifier of the act that its form asks for.
    act: String,
    number: String,
    who: String,
    post: String,
    purpose: String,
    why: String,
    reason: String,
    at: String,
    until: String,
    /// What was typed already, and where its form begins.
    typed: String,
    field: String,
}

/// The page. Whoever opens it shows once more who they are, before they type anything.
pub async fn show(visit: Visit, form: Form) -> Reply {
    visit.must_be_fresh()?;
    let said = match form.text("done") {
        "grant" => visit.shell.t("office-identities-granted"),
        "refuse" => visit.shell.t("office-identities-refused"),
        _ => String::new(),
    };
    render(visit, (0, &form), (StatusCode::OK, Errors::none(), said)).await
}

/// Grants or refuses a request.
pub async fn decide(visit: Visit, Path(record): Path<String>, form: Form) -> Reply {
    let officer = visit.post()?.clone();
    visit.must_be_fresh()?;
    let ask: u64 = record.parse().map_err(|_| Refusal::missing("identity.ask-unknown"))?;
    let granted = match form.text("decide") {
        "grant" => Ok(true),
        "refuse" => Ok(false),
        _ => Err(No::from(Refusal::invalid("identity.undecided").at("reason"))),
    };
    let house = visit.house();
    let done = match granted {
        Ok(granted) => {
            let answer = SeeAnswer { ask, granted, reason: form.text("reason").to_owned() };
            let by = (form.act(&house.chance), officer);
            answered(|reply| matters::decide_on_look(house, by, answer, reply)).await
        }
        Err(no) => Err(no),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("/office/identities?done={}", form.text("decide")))),
        Err(no) => {
            let (code, errors) = shown_errors(&visit.shell, no)?;
            render(visit, (ask, &form), (code, errors, String::new())).await
        }
    }
}

async fn render(
    visit: Visit,
    (failed, form): (u64, &Form),
    (code, errors, said): (StatusCode, Errors, String),
) -> Reply {
    let (shell, who, now) = (visit.shell.clone(), visit.who(), visit.house().now());
    let waiting = visit.read(move |db| matters::waiting(db, (&shell.state, now), &who)).await?;
    let (tied, open): (Vec<Waiting>, Vec<Waiting>) =
        waiting.into_iter().partition(|one| one.tied.is_some());
    let typed = form.text("reason");
    let mut lines: Vec<Line> = open.iter().map(|one| line(&visit.shell, one)).collect();
    for line in &mut lines {
        line.act = law::record::ActId(visit.house().chance.bytes()).to_string();
        if line.record == failed {
            typed.clone_into(&mut line.typed);
            "reason".clone_into(&mut line.field);
        }
    }
    let page = IdentitiesPage { lines, tied: tied.len(), errors, said, shell: visit.shell };
    html(code, &page)
}

fn line(shell: &Shell, waiting: &Waiting) -> Line {
    let ask = &waiting.ask;
    let by = &ask.by;
    let number = waiting.matter.map(law::words::MatterId::grouped);
    Line {
        record: ask.record,
        act: String::new(),
        number: number.unwrap_or_else(|| shell.t("office-identities-sealed")),
        who: shell.state.person_name(by.person).to_owned(),
        post: format!("{} · {}", shell.body(by.body), shell.code("office", &by.office)),
        purpose: shell.state.purpose(&ask.asked.purpose, shell.language.key()).to_owned(),
        why: shell.code("sheet-look-why", ask.asked.why.name()),
        reason: waiting.reason.clone(),
        at: shell.minute(ask.at),
        until: shell.minute(ask.asked.until),
        typed: String::new(),
        field: format!("reason-{}", ask.record),
    }
}
