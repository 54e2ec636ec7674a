//! Islands: scripts that improve pages which work without them; built by npm, and missing without
//! it.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use law::ruling::Refusal;

use super::Failure;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/built"]
#[include = "*.js"]
#[allow_missing = true]
struct Built;

/// Whether an island was built into this binary.
pub fn has(name: &str) -> bool {
    Built::get(&format!("{name}.js")).is_some()
}

/// A built script, for the route `/built/{file}`.
pub async fn serve(Path(file): Path<String>) -> Result<Response, Failure> {
    let script = Built::get(&file).ok_or(Refusal::missing("page.unknown"))?;
    let mut response = script.data.into_owned().into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    // Asked again each hour, so that a new binary's script is not mixed with an old page for long.
    let keep = HeaderValue::from_static("public, max-age=3600");
    headers.insert(header::CACHE_CONTROL, keep);
    Ok(response)
}
