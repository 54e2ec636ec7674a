//! The edge of the house: puts the words around every no, for people and for programs.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use law::ruling::Refusal;

use super::failure::Said;
use super::{App, Shell, html, problem, visit};

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
