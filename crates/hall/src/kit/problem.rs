//! Problems: how programs are told a no, by RFC 9457.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use law::ruling::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::Shell;

/// The type of a body that tells a problem.
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A no, for people and for programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A stable name made of the code: `urn:huiyin:refusal:reply.no-date`.
    #[serde(rename = "type")]
    pub name: String,
    /// What kind of no, in the language asked for.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong and how to mend it, in the language asked for.
    pub detail: String,
    /// The dotted word of the refusal, the same in every language; `fault` where we broke.
    pub code: String,
    /// Everything that is wrong, each with the field that it is about.
    pub errors: Vec<Wrong>,
    /// The number of a fault, to be quoted to the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct Wrong {
    /// The field, where it is about one; one that the procedure asks for of its own is
    /// `fields.KEY`.
    #[schema(required)]
    pub field: Option<String>,
    /// The dotted word.
    pub code: &'static str,
    /// The sentence.
    pub detail: String,
}

/// A refusal, with all that are in it. `status` is that of its kind; some codes have their own.
pub fn refused(shell: &Shell, status: StatusCode, refusal: &Refusal) -> Response {
    let status = status_of(refusal.code).unwrap_or(status);
    let wrong =
        |one: &Refusal| Wrong { field: field_of(one), code: one.code, detail: shell.refusal(one) };
    let problem = Problem {
        name: format!("urn:huiyin:refusal:{}", refusal.code),
        title: shell.code("problem", status.as_u16()),
        status: status.as_u16(),
        detail: shell.refusal(refusal),
        code: refusal.code.to_owned(),
        errors: std::iter::once(refusal).chain(&refusal.more).map(wrong).collect(),
        incident: None,
    };
    let mut response = respond(shell, status, &problem);
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Bearer realm=\"huiyin\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The field that a refusal is about, as a program sent it.
fn field_of(refusal: &Refusal) -> Option<String> {
    let own = refusal.args.iter().find(|(name, _)| *name == "name");
    match (refusal.field?, own) {
        ("fields", Some((_, key))) => Some(format!("fields.{key}")),
        (field, _) => Some(field.to_owned()),
    }
}

/// A fault of ours, with the number under which it is in the journal.
pub fn broken(shell: &Shell, number: &str) -> Response {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let problem = Problem {
        name: "urn:huiyin:fault".to_owned(),
        title: shell.t("failure-fault"),
        status: status.as_u16(),
        detail: shell.t("failure-kept"),
        code: "fault".to_owned(),
        errors: vec![],
        incident: Some(number.to_owned()),
    };
    respond(shell, status, &problem)
}

/// Whether an answer tells a problem already.
pub fn is_one(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE) == Some(&PROBLEM)
}

/// The status of codes that say more than their kind.
pub fn status_of(code: &str) -> Option<StatusCode> {
    Some(match code {
        "json.malformed" => StatusCode::BAD_REQUEST,
        "token.needed" | "token.unknown" => StatusCode::UNAUTHORIZED,
        "method.unknown" => StatusCode::METHOD_NOT_ALLOWED,
        "house.busy"
        | "house.disk-full"
        | "house.disk-failed"
        | "house.database-away"
        | "house.elsewhere"
        | "house.held"
        | "house.moved" => StatusCode::SERVICE_UNAVAILABLE,
        "request.too-slow" => StatusCode::REQUEST_TIMEOUT,
        "form.too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "json.media" | "request.media" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => return None,
    })
}

fn respond(shell: &Shell, status: StatusCode, problem: &Problem) -> Response {
    let text = serde_json::to_string(problem).expect("texts and numbers can be written");
    let language = HeaderValue::from_static(shell.language.tag());
    let headers = [(header::CONTENT_TYPE, PROBLEM), (header::CONTENT_LANGUAGE, language)];
    (status, headers, Body::from(text)).into_response()
}
