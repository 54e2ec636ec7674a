//! The web kit: what every page shares. It knows no room.

pub mod access;
pub mod address;
pub mod apart;
pub mod asking;
pub mod credential;
pub mod denied;
pub mod document;
pub mod drawing;
pub mod edge;
pub mod errors;
pub mod failure;
pub mod form;
pub mod gate;
pub mod islands;
pub mod metrics;
pub mod outbound;
pub mod outlet;
pub mod photos;
pub mod problem;
pub mod qr;
pub mod quota;
pub mod schema;
pub mod segments;
pub mod session;
pub mod shell;
pub mod taken;
pub mod visit;
pub mod words;

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub use address::address;
pub use drawing::Drawing;
pub use errors::Errors;
pub use failure::{Failure, Reply};
pub use form::Form;
pub use shell::Shell;
pub use visit::Visit;

use crate::house::House;

/// What every request can reach.
pub struct App {
    /// The house.
    pub house: Arc<House>,
    /// Where visitors reach it, for links in messages and QR codes: `https://example.org`.
    pub address: String,
    /// Whether visitors come over TLS; then cookies carry the `__Host-` prefix.
    pub secure: bool,
    /// Bounds how many passwords are hashed at once.
    pub hashing: tokio::sync::Semaphore,
    /// Who asked how often, in memory.
    pub quotas: quota::Quotas,
}

/// A page from its template.
pub fn page(template: &impl Template) -> Reply {
    html(StatusCode::OK, template)
}

/// A page with a status of its own.
pub fn html(status: StatusCode, template: &impl Template) -> Reply {
    let text =
        template.render().map_err(|error| store::Fault::from_error("filling in a page", error))?;
    let mut response = (status, text).into_response();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    Ok(response)
}

/// Sends the visitor to another page after a form.
pub fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

/// A file to take away, under a name of ASCII letters.
pub fn download(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    (
        [
            (header::CONTENT_TYPE, content_type.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}
