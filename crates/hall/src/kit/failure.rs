//! How a page says no: a refusal in words, or a fault with a number that the visitor can quote.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use law::ruling::{Kind, Refusal};
use std::sync::Arc;
use store::Fault;
use store::db::No;

use super::{App, Shell, html, problem, visit};

/// What a handler answers.
pub type Reply = Result<Response, Failure>;

/// A handler's no.
#[derive(Debug)]
pub struct Failure(pub No);

impl From<No> for Failure {
    fn from(no: No) -> Self {
        Self(no)
    }
}
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self(No::Refusal(refusal))
    }
}
impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self(No::Fault(fault))
    }
}

/// What a response carries until the words are put around it.
#[derive(Clone)]
enum Said {
    Refusal(Refusal),
    Fault(String),
}

/// The status of a kind of refusal.
pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Missing => StatusCode::NOT_FOUND,
        Kind::TooOften => StatusCode::TOO_MANY_REQUESTS,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, said) = match self.0 {
            No::Refusal(refusal) => (status(refusal.kind), Said::Refusal(refusal)),
            No::Fault(fault) => {
                // Printed once, here, with a number that the visitor is shown.
                let text = fault.chain();
                let number = law::words::Hash::of(&[text.as_bytes()]).to_string()[..8].to_owned();
                tracing::error!(fault = text, number, "a fault reached a visitor");
                (StatusCode::INTERNAL_SERVER_ERROR, Said::Fault(number))
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(said);
        response
    }
}

#[derive(Template)]
#[template(path = "kit/failure.html")]
struct FailurePage {
    shell: Shell,
    title: String,
    sentences: Vec<String>,
    number: String,
}

/// Puts the words around a failure, in the visitor's language.
pub async fn render(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let shell = visit::shell(&app, request.uri().path(), request.headers());
    let mut response = next.run(request).await;
    if visit::is_api(&shell.path) {
        return render_problem(&shell, response);
    }
    let not_found = response.status() == StatusCode::NOT_FOUND;
    let said = response.extensions_mut().remove::<Said>().or_else(|| {
        let empty = not_found && !response.headers().contains_key("content-type");
        empty.then(|| Said::Refusal(Refusal::missing("page.unknown")))
    });
    let Some(said) = said else { return response };
    let (title, sentences, number) = match said {
        Said::Refusal(refusal) => {
            let more = refusal.more.iter().map(|refusal| shell.refusal(refusal));
            let sentences = std::iter::once(shell.refusal(&refusal)).chain(more).collect();
            (shell.t("failure-refused"), sentences, String::new())
        }
        Said::Fault(number) => (shell.t("failure-fault"), vec![shell.t("failure-kept")], number),
    };
    let page = FailurePage { shell, title, sentences, number };
    html(response.status(), &page).unwrap_or(response)
}

/// Puts every no of the API into the form that programs read, also those that no handler of ours
/// said: an unknown address, a method that is not there.
fn render_problem(shell: &Shell, mut response: Response) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Said>() {
        Some(Said::Refusal(refusal)) => problem::refused(shell, status, &refusal),
        Some(Said::Fault(number)) => problem::broken(shell, &number),
        None if status.is_client_error() && !problem::is_one(&response) => {
            let refusal = match status {
                StatusCode::NOT_FOUND => Refusal::missing("page.unknown"),
                StatusCode::METHOD_NOT_ALLOWED => Refusal::missing("method.unknown"),
                _ => Refusal::invalid("form.unreadable"),
            };
            problem::refused(shell, status, &refusal)
        }
        None => return response,
    };
    let (mut parts, body) = problem.into_parts();
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        parts.headers.insert(header::ALLOW, allow);
    }
    Response::from_parts(parts, body)
}
