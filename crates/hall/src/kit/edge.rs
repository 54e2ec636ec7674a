//! The edge of the house: puts the words around every no, for people and for programs.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use law::ruling::Refusal;
use tokio::sync::Semaphore;

use super::failure::Said;
use super::{App, Shell, address, html, problem, visit};

/// Where programs of the operator look.
const FOR_OPERATORS: [&str; 2] = ["/healthz", "/metrics"];
/// When to ask again of a house that is busy, and after too many tries where nothing else is told.
const BUSY_SECONDS: u64 = 5;
const REST_SECONDS: u64 = 600;

#[derive(Template)]
#[template(path = "kit/failure.html")]
struct FailurePage {
    shell: Shell,
    title: String,
    sentences: Vec<String>,
    number: String,
    /// Where one shows once more who one is, where it can be done after that: back to the page that
    /// was asked for.
    confirm: String,
}

/// Puts the words around a failure, in the visitor's language.
pub async fn render(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // What an operator's program asks is said to it as it is, whatever the status.
    if FOR_OPERATORS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let shell = visit::shell(&app, request.uri().path(), request.headers());
    let is_read = request.method() == Method::GET;
    worded(shell, is_read, next.run(request).await)
}

/// An answer with the words around what it says, in the language of a shell.
pub fn worded(shell: Shell, is_read: bool, mut response: Response) -> Response {
    if visit::is_api(&shell.path) {
        return render_problem(&shell, response);
    }
    let said = response.extensions_mut().remove::<Said>();
    let said = said.or_else(|| nobodys(&response).map(Said::Refusal));
    let Some(said) = said else { return with_retry(response, None) };
    let refusal = match &said {
        Said::Refusal(refusal) => Some(refusal.clone()),
        Said::Fault(_) => None,
    };
    let status = match &said {
        Said::Refusal(refusal) => problem::status_of(refusal.code).unwrap_or(response.status()),
        Said::Fault(_) => response.status(),
    };
    let confirm = match &said {
        Said::Refusal(no) if no.code == "step-up.needed" => {
            let back = if is_read { shell.path.clone() } else { String::new() };
            address("/account/confirm", &[("back", back)])
        }
        _ => String::new(),
    };
    let (title, sentences, number) = match said {
        Said::Refusal(refusal) => {
            let more = refusal.more.iter().map(|refusal| shell.refusal(refusal));
            let sentences = std::iter::once(shell.refusal(&refusal)).chain(more).collect();
            (shell.t("failure-refused"), sentences, String::new())
        }
        Said::Fault(number) => (shell.t("failure-fault"), vec![shell.t("failure-kept")], number),
    };
    let page = FailurePage { shell, title, sentences, number, confirm };
    match html(status, &page) {
        Ok(page) => with_retry(with_allow(page, &mut response), refusal.as_ref()),
        Err(_) => response,
    }
}

/// Answers that it took too long, where it does: what is asked ends then, and what was begun in the
/// database is done or not as if the visitor had left.
pub async fn in_time(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// Answers that there is no room, where more is asked for at once than can be answered: whoever is
/// served is served well, and who is not learns at once when to ask again.
pub async fn shed(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Tells when to ask again, where a no is for now.
fn with_retry(mut no: Response, refusal: Option<&Refusal>) -> Response {
    let told = refusal.and_then(|refusal| {
        let minutes = refusal.args.iter().find(|(name, _)| *name == "minutes");
        minutes.and_then(|(_, minutes)| minutes.parse::<u64>().ok())
    });
    let seconds = match no.status() {
        StatusCode::SERVICE_UNAVAILABLE => BUSY_SECONDS,
        StatusCode::TOO_MANY_REQUESTS => told.map_or(REST_SECONDS, |minutes| minutes * 60),
        _ => return no,
    };
    no.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from(seconds));
    no
}

/// What a no of the server itself means, which no handler of ours said and no page of ours tells:
/// an unknown address, a method that is not there, a type or a size that no reader takes.
fn nobodys(response: &Response) -> Option<Refusal> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let status = response.status();
    let is_no = status.is_client_error() || status == StatusCode::SERVICE_UNAVAILABLE;
    (is_no && !is_page && !problem::is_one(response)).then(|| match status {
        StatusCode::NOT_FOUND => Refusal::missing("page.unknown"),
        StatusCode::METHOD_NOT_ALLOWED => Refusal::missing("method.unknown"),
        StatusCode::SERVICE_UNAVAILABLE => Refusal::too_often("house.busy"),
        StatusCode::REQUEST_TIMEOUT => Refusal::conflict("request.too-slow"),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::invalid("form.too-large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Refusal::invalid("request.media"),
        _ => Refusal::invalid("form.unreadable"),
    })
}

/// A no keeps the header that says which methods there are.
fn with_allow(mut no: Response, before: &mut Response) -> Response {
    if let Some(allow) = before.headers_mut().remove(header::ALLOW) {
        no.headers_mut().insert(header::ALLOW, allow);
    }
    no
}

/// Puts every no of the API into the form that programs read, also those that no handler of ours
/// said: an unknown address, a method that is not there.
fn render_problem(shell: &Shell, mut response: Response) -> Response {
    let status = response.status();
    let refusal = match response.extensions_mut().remove::<Said>() {
        Some(Said::Refusal(refusal)) => refusal,
        Some(Said::Fault(number)) => {
            return with_allow(problem::broken(shell, &number), &mut response);
        }
        None => match nobodys(&response) {
            Some(refusal) => refusal,
            None => return with_retry(response, None),
        },
    };
    let problem = problem::refused(shell, status, &refusal);
    with_retry(with_allow(problem, &mut response), Some(&refusal))
}
