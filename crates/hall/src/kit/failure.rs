//! How a page says no: a refusal in words, or a fault with a number that the visitor can quote.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use law::ruling::{Kind, Refusal};
use store::db::No;
use store::{Fault, Halt};

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
pub(super) enum Said {
    Refusal(Refusal),
    Fault(String),
}

/// The code of the refusal that a handler answered with, where the words are not around it yet.
pub fn code_of(response: &Response) -> Option<&'static str> {
    match response.extensions().get::<Said>()? {
        Said::Refusal(refusal) => Some(refusal.code),
        Said::Fault(_) => Some("fault"),
    }
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
            No::Fault(fault) if let Some(halt) = Halt::of(&fault) => {
                match halt {
                    // Nothing is wrong here.
                    Halt::Elsewhere => tracing::debug!("asked of a process that does not write"),
                    Halt::Held => tracing::debug!("asked while another process holds the house"),
                    _ => tracing::error!(fault = fault.chain(), "nothing could be written"),
                }
                let refusal = match halt {
                    Halt::Full => Refusal::too_often("house.disk-full"),
                    Halt::Failed => Refusal::too_often("house.disk-failed"),
                    Halt::Away => Refusal::too_often("house.database-away"),
                    Halt::Elsewhere => Refusal::too_often("house.elsewhere"),
                    Halt::Held => Refusal::too_often("house.held"),
                    Halt::Moved => Refusal::too_often("house.moved"),
                };
                (StatusCode::SERVICE_UNAVAILABLE, Said::Refusal(refusal))
            }
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
