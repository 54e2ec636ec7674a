//! Every route of a house, with what is around every answer; how it is, for operators.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use store::Fault;
use store::db::{Db, LogHead, Standing};
use tokio::sync::Semaphore;

use super::connection::Limits;
use super::handing;
use crate::kit::form::PLAIN_MOST;
use crate::kit::gate::gate;
use crate::kit::{App, edge, islands, metrics, shell, visit};
use crate::rooms;

/// Every route of the house, with what is around every answer.
pub fn router(app: Arc<App>) -> Router {
    around(routes(&app), app.clone(), Limits::default())
        .layer(from_fn_with_state(app, handing::hand_on))
}

/// The routes behind the gate, which asks the policies of every request.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .merge(rooms::routes())
        .route("/style.css", get(style))
        .route("/icon.svg", get(icon))
        .route("/favicon.ico", get(icon))
        .route("/built/{file}", get(islands::serve))
        .route("/robots.txt", get(robots))
        .route("/healthz", get(health))
        .route("/metrics", get(measured))
        .layer(from_fn_with_state(app.clone(), gate))
}

/// Routes with what is around every answer: limits of time, number and size, words, cookies,
/// headers, counts. A route that takes more than a form says so itself.
pub fn around(routes: Router<Arc<App>>, app: Arc<App>, limits: Limits) -> Router {
    let places = Arc::new(Semaphore::new(limits.at_once));
    routes
        .layer(from_fn_with_state(limits.request, edge::in_time))
        .layer(from_fn_with_state(places, edge::shed))
        .layer(from_fn_with_state(app.clone(), edge::render))
        .layer(from_fn_with_state(app.clone(), visit::welcome))
        .layer(from_fn_with_state(app.clone(), headers))
        .layer(from_fn(metrics::count))
        .layer(DefaultBodyLimit::max(PLAIN_MOST))
        .layer(tower_http::compression::CompressionLayer::new().gzip(true))
        .with_state(app)
}

/// The headers around every answer: no script but ours, nobody frames us, nothing is kept.
async fn headers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if app.secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    set(HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()");
    response
}

async fn style() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, shell::STYLE).into_response()
}

async fn icon() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, include_str!("../kit/icon.svg")).into_response()
}

async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /receipt\nDisallow: /desk\nDisallow: /sign-in\n"
}

/// Whether the house can read its log; 503 with the reason where it cannot.
async fn health(State(app): State<Arc<App>>) -> Response {
    health_of(&app).await.into_response()
}

/// The same, as a status and lines.
pub async fn health_of(app: &Arc<App>) -> (StatusCode, String) {
    match visit::read(app, end_of_log(app)).await {
        // What is wrong is told to operators alone; the house still takes matters in.
        Ok((head, behind)) => {
            let halted = app.house.engine.halted();
            let begins = halted.map_or("ok".to_owned(), |halt| format!("halted {}", halt.name()));
            let mut text = format!("{begins}\nrecords {}\n", head.seq);
            text.push_str(&standing(&app.house.engine.standing(&app.house.code), behind));
            for (kind, _) in app.house.alarms.all() {
                text.push_str(&format!("alarm {kind}\n"));
            }
            let status = match halted {
                Some(_) => StatusCode::SERVICE_UNAVAILABLE,
                None => StatusCode::OK,
            };
            (status, text)
        }
        Err(fault) => (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", fault.chain())),
    }
}

async fn measured(State(app): State<Arc<App>>) -> Response {
    let end = visit::read(&app, end_of_log(&app)).await;
    let (records, behind) = end.map_or((0, 0), |(head, behind)| (head.seq, behind));
    metrics::text((records, behind), &app.house).into_response()
}

/// Reads the end of the log, and how many records of the house this process has not taken in.
fn end_of_log(app: &Arc<App>) -> impl FnOnce(Db<'_>) -> Result<(LogHead, u64), Fault> + use<> {
    let heard = app.house.state().heard;
    move |db| Ok((store::log::head(db)?, store::log::of_house_after(db, heard)?))
}

/// Who writes for the house, where several processes could; how far this one is behind.
fn standing(standing: &Standing, behind: u64) -> String {
    match standing {
        Standing::Alone => String::new(),
        Standing::Writes(token) => format!("writes token {token}\n"),
        Standing::Follows(lease) => {
            let nobody = if lease.ends_within(0) { "nobody writes\n" } else { "" };
            format!("follows token {} behind {behind}\n{nobody}", lease.token)
        }
    }
}
