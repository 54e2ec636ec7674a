//! Every no of the server itself is told in words to people and as a problem to programs.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::get;
use tower::ServiceExt;

use crate::fixture;
use crate::kit::App;
use crate::roles::{Limits, around, router};

fn app() -> Arc<App> {
    Arc::new(App {
        house: fixture::house(),
        address: "https://voices.example.org".to_owned(),
        secure: false,
        hashing: tokio::sync::Semaphore::new(1),
        quotas: crate::kit::quota::Quotas::default(),
    })
}

/// Status, headers and text of an answer.
async fn ask(
    routes: &Router,
    (method, path, kind): (&str, &str, &str),
    body: Body,
) -> (StatusCode, HeaderMap, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::CONTENT_TYPE, kind)
        .body(body)
        .unwrap();
    let response = routes.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 22).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

/// Asks, and checks that the answer is a page in words or a problem, by where it was asked.
async fn told(
    routes: &Router,
    asked: (&str, &str, &str),
    body: Body,
    (status, words): (u16, &str),
) -> HeaderMap {
    let (code, headers, text) = ask(routes, asked, body).await;
    assert_eq!(code.as_u16(), status, "{asked:?}: {text}");
    let kind = headers[header::CONTENT_TYPE].to_str().unwrap();
    if asked.1.starts_with("/api/") {
        assert_eq!(kind, "application/problem+json", "{asked:?}: {text}");
        let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(problem["status"], status, "{asked:?}");
        assert!(problem["type"].as_str().unwrap().starts_with("urn:huiyin:refusal:"));
        assert!(!problem["title"].as_str().unwrap().starts_with("problem-"), "{text}");
    } else {
        assert!(kind.starts_with("text/html"), "{asked:?} is {kind}: {text}");
        assert!(text.contains("<h1>") && text.contains("lang=\"en\""), "{asked:?}: {text}");
    }
    assert!(text.contains(words), "{asked:?} says {text}");
    headers
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[tokio::test]
async fn every_no_of_the_server_is_in_words_or_a_problem() {
    let routes = router(app());
    let unknown = (404, "no such page");
    for path in ["/nowhere", "/matters/x/y/z", "/api/v1/nowhere", "/api/v2", "/built/none.js"] {
        told(&routes, ("GET", path, FORM), Body::empty(), unknown).await;
    }
    let method = (405, "method");
    for path in ["/matters", "/receipt/close", "/api/v1/figures", "/api/v1/receipts/look-up"] {
        let headers = told(&routes, ("DELETE", path, FORM), Body::empty(), method).await;
        assert!(headers.contains_key(header::ALLOW), "{path}");
    }
    let large = || Body::from(vec![b'x'; 300 * 1024]);
    told(&routes, ("POST", "/receipt", FORM), large(), (413, "Too much")).await;
    told(&routes, ("POST", "/api/v1/receipts/look-up", JSON), large(), (413, "Too much")).await;
    told(&routes, ("POST", "/look", JSON), Body::empty(), (415, "type")).await;
    let api = "/api/v1/receipts/look-up";
    told(&routes, ("POST", api, "text/plain"), Body::empty(), (415, "JSON")).await;
}

#[tokio::test]
async fn what_takes_too_long_is_told_as_such() {
    let slow = || std::future::pending::<&'static str>();
    let routes = Router::new().route("/slow", get(slow)).route("/api/v1/slow", get(slow));
    let routes =
        around(routes, app(), Limits { request: Duration::from_millis(20), ..Limits::default() });
    for path in ["/slow", "/api/v1/slow"] {
        told(&routes, ("GET", path, FORM), Body::empty(), (408, "took too long")).await;
    }
}
