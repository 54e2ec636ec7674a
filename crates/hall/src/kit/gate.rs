//! The gate: every request to a route passes it; what the policies do not permit goes no further.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use law::ruling::Refusal;
use store::Fault;

use super::failure::code_of;
use super::visit::{Passed, is_api, note};
use super::{App, Failure, Visit, denied};
use crate::rights::{Asked, Ground, OfRoute, Who, of_route};

/// Asks the policies whether who sends a request may ask for what its route does. What everybody
/// may is answered without looking at who it is.
pub async fn gate(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(route) = request.extensions().get::<MatchedPath>().cloned() else {
        // No route leads there: what answers is that there is no such page.
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let asked = match of_route(route.as_str(), parts.method.as_str(), &path) {
        OfRoute::Asked(asked) => asked,
        OfRoute::Unknown => return Failure::from(Refusal::missing("page.unknown")).into_response(),
        OfRoute::OtherMethod(allowed) => {
            let allow = [(header::ALLOW, HeaderValue::from_static(allowed))];
            return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
        }
        OfRoute::Unlisted => {
            let route = route.as_str();
            let fault = Fault::new(format!("nobody has said what the route {route} asks for"));
            return Failure::from(fault).into_response();
        }
    };
    let (state, now) = (app.house.state(), app.house.now());
    let ground = Ground::at(&state, now);
    parts.extensions.insert(Passed);
    if Who::Public.may(ground, &asked).is_some() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let mut visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(failure) => return failure.into_response(),
    };
    let (person, what) = (visit.person, format!("{} {}", parts.method, route.as_str()));
    let response = match visit.who().may(ground, &asked) {
        Some(by) => {
            visit.by = Some(by);
            parts.extensions.insert(visit);
            next.run(Request::from_parts(parts, body)).await
        }
        None => Failure::from(refusal(&visit, &asked)).into_response(),
    };
    if let Some(person) = person.filter(|_| is_denial(&response)) {
        let at = (ground.today, now);
        note(&app, move |tx| Ok(denied::note(tx, (person, &what), at)?));
    }
    response
}

/// Whether somebody was told that something is not theirs, or that there is no such matter: for
/// whoever may not know of it there is none.
fn is_denial(response: &Response) -> bool {
    let unknown = matches!(code_of(response), Some("matter.unknown" | "file.unknown"));
    response.status() == StatusCode::FORBIDDEN && code_of(response) != Some("step-up.needed")
        || response.status() == StatusCode::NOT_FOUND && unknown
}

/// A gate that is open, for trials of what lies around handlers.
#[cfg(test)]
pub async fn open(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Passed);
    next.run(request).await
}

/// How somebody is told that they may not, and how that could be mended.
fn refusal(visit: &Visit, asked: &Asked<'_>) -> Refusal {
    match (asked.action(), visit.person) {
        // What only an invented house has is not there in any other.
        ("try-role", _) => Refusal::missing("page.unknown"),
        (_, Some(_)) => Refusal::forbidden("post.needed"),
        (_, None) if is_api(&visit.shell.path) => Refusal::forbidden("token.needed"),
        (_, None) => Refusal::forbidden("sign-in.needed"),
    }
}
