//! Every route against bodies that are too large or broken, with the headers around its answer; how
//! often something can be sent; and receipts that cannot be guessed by how they are answered.

use std::convert::Infallible;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::post;
use hyper::body::Frame;
use law::words::MatterId;
use tower::ServiceExt;

use crate::fixture;
use crate::house::House;
use crate::kit::form::{PLAIN_MOST, UPLOAD_MOST};
use crate::kit::session::{self, Opens, Token};
use crate::kit::visit::Peer;
use crate::kit::{App, Form, Reply, quota, see_other, visit};
use crate::rooms::matters;

const GUEST: &str = "00112233445566778899aabbccddeeff";
/// The routes that take files: written down here apart from the routes themselves.
const TAKE_FILES: &[&str] = &[
    "/api/v1/referrals",
    "/say/send",
    "/say/{procedure}",
    "/receipt/add",
    "/receipt/answer",
    "/receipt/parts/{part}/add",
    "/receipt/parts/{part}/answer",
    "/counter/new",
    "/office/{kind}/import",
    "/office/{kind}/import/enter",
    "/api/v1/matters",
    "/api/v1/matters/{id}/acts",
    "/api/v1/receipts/acts",
];
/// How much is taken beyond a limit before it is noticed: what is on its way in one piece.
const SLACK: usize = 192 * 1024;

pub fn app(house: &Arc<House>, secure: bool) -> Arc<App> {
    Arc::new(App {
        house: house.clone(),
        address: "https://voices.example.org".to_owned(),
        secure,
        hashing: tokio::sync::Semaphore::new(1),
        quotas: crate::kit::quota::Quotas::default(),
    })
}

/// Every address of the house: those of the rooms and roles as their source says, and those of the
/// API as its document says.
pub async fn routes(router: &Router) -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source.join("rooms"), source.join("roles")];
    let mut found = vec![];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let address = |route: &str| route.split('"').nth(1).unwrap_or_default().to_owned();
                found.extend(text.split(".route(").skip(1).map(address));
            }
        }
    }
    let request = Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let document = to_bytes(answer.into_body(), 1 << 24).await.unwrap();
    let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
    found.extend(document["paths"].as_object().unwrap().keys().cloned());
    found.retain(|address| address.starts_with('/'));
    found.sort();
    found.dedup();
    assert!(found.len() > 80, "too few to be all: {found:?}");
    for address in TAKE_FILES {
        assert!(found.iter().any(|route| route == address), "{address} is no route");
    }
    found
}

fn filled(address: &str) -> String {
    let mut filled = address.to_owned();
    for name in ["{id}", "{matter}", "{part}", "{file}", "{key}", "{name}", "{procedure}", "{kind}"]
    {
        filled = filled.replace(name, if name == "{kind}" { "areas" } else { "000000000000" });
    }
    filled.split('{').next().unwrap_or_default().to_owned()
}

/// A body that goes on as long as somebody takes of it, up to a bound, and counts how much that is.
struct Flood {
    first: Option<Bytes>,
    left: usize,
    taken: Arc<AtomicUsize>,
}

impl HttpBody for Flood {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = match self.first.take() {
            Some(first) => first,
            None if self.left == 0 => return task::Poll::Ready(None),
            None => Bytes::from(vec![b'a'; self.left.min(64 * 1024)]),
        };
        self.left -= piece.len().min(self.left);
        self.taken.fetch_add(piece.len(), Ordering::Relaxed);
        task::Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

/// A kind of body: its name, type, beginning, and how much comes after that.
type Case = (&'static str, &'static str, String, usize);

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const PARTS: &str = "multipart/form-data; boundary=limit";

fn cases() -> [Case; 12] {
    let part = |more: &str| {
        format!("--limit\r\nContent-Disposition: form-data; name=\"files\"{more}\r\n\r\n")
    };
    let (large, huge) = (4 * 1024 * 1024, UPLOAD_MOST + 4 * 1024 * 1024);
    let own = |text: &str| text.to_owned();
    [
        ("a form that is too large", FORM, own("a="), large),
        ("fields without number", FORM, "a=1&".repeat(700), 0),
        ("a broken escape", FORM, own("title=%zz&body=%"), 0),
        ("a form of bytes that are no text", FORM, own("title=%ff%fe"), 0),
        ("JSON that is too large", JSON, own("{\"title\":\""), large),
        ("JSON that ends in the middle", JSON, own("{\"title\":"), 0),
        ("JSON that is deep", JSON, "[".repeat(100_000), 0),
        ("a part that is too large", PARTS, part(""), huge),
        ("a file that is too large", PARTS, part("; filename=\"a.png\""), huge),
        ("parts without number", PARTS, format!("{}1\r\n", part("")).repeat(700), 0),
        ("parts that end in the middle", PARTS, part("; filename=\"a.png\""), 100),
        ("a type that nobody knows", "application/octet-stream", String::new(), large),
    ]
}

async fn flood(router: &Router, address: &str, case: &Case) -> (StatusCode, HeaderMap, usize) {
    let (_, kind, first, left) = case;
    let taken = Arc::new(AtomicUsize::new(0));
    let first = Some(Bytes::from(first.clone()));
    let body = Body::new(Flood { first, left: *left, taken: taken.clone() });
    let cookies = format!("huiyin-guest={GUEST}");
    let request = Request::post(address).header(header::CONTENT_TYPE, *kind);
    let request = request.header(header::COOKIE, cookies).body(body).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    to_bytes(body, 1 << 24).await.unwrap();
    (parts.status, parts.headers, taken.load(Ordering::Relaxed))
}

#[tokio::test]
async fn no_route_takes_more_than_its_limit_or_breaks_on_a_broken_body() {
    let house = fixture::house();
    let router = crate::roles::router(app(&house, false));
    let mut floods = 0;
    for route in routes(&router).await {
        let takes_files = TAKE_FILES.contains(&route.as_str());
        for case in cases() {
            let limit = if takes_files && case.1 == PARTS { UPLOAD_MOST } else { PLAIN_MOST };
            let (status, headers, taken) = flood(&router, &filled(&route), &case).await;
            let told = format!("{route}, {}: {status}, {taken} bytes", case.0);
            assert!(!status.is_server_error(), "{told}");
            assert!(taken <= limit + SLACK, "{told}");
            let is_whole = taken >= case.2.len() + case.3;
            // A redirect of a form that asks for nothing on record may answer whatever comes.
            assert!(status.is_client_error() || is_whole, "{told}");
            has_headers(&headers, &told);
            floods += 1;
        }
    }
    assert!(floods > 900, "{floods}");
    // What takes files takes more than a form, and a route without a limit takes all of it.
    let case = &cases()[8];
    let (_, _, taken) = flood(&router, "/say/send", case).await;
    assert!(taken > UPLOAD_MOST - SLACK, "{taken}");
    let open = Router::new().route("/any", post(any)).layer(DefaultBodyLimit::disable());
    let open = open.with_state(app(&house, false));
    let (_, _, taken) = flood(&open, "/any", case).await;
    assert!(taken > UPLOAD_MOST + SLACK, "without a limit the trial would fail: {taken}");
}

async fn any(_form: Form) -> Reply {
    Ok(see_other("/"))
}

fn has_headers(headers: &HeaderMap, told: &str) {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap().to_owned());
    let policy = text("content-security-policy").unwrap_or_default();
    for word in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(policy.contains(word), "{told}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{told}: {policy}");
    assert_eq!(text("x-content-type-options").as_deref(), Some("nosniff"), "{told}");
    assert_eq!(text("referrer-policy").as_deref(), Some("no-referrer"), "{told}");
    assert_eq!(text("x-frame-options").as_deref(), Some("DENY"), "{told}");
    assert!(text("permissions-policy").is_some() && text("cache-control").is_some(), "{told}");
}

#[tokio::test]
async fn every_answer_has_the_headers_that_keep_a_browser_safe() {
    let house = fixture::house();
    for secure in [false, true] {
        let router = crate::roles::router(app(&house, secure));
        let mut all = routes(&router).await;
        all.push("/there/is/no/such/page".to_owned());
        for route in all {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
                let request = Request::builder().method(method).uri(filled(&route));
                let request = request.body(Body::empty()).unwrap();
                let answer = router.clone().oneshot(request).await.unwrap();
                let told = format!("{method} {route}");
                has_headers(answer.headers(), &told);
                let is_kept = answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY);
                assert_eq!(is_kept, secure, "{told}");
            }
        }
    }
}

/// Sends a form from an address; status and `Retry-After`.
async fn send(
    app: &Arc<App>,
    from: &str,
    asked: (&str, &[(&str, &str)]),
) -> (StatusCode, Option<u64>, String) {
    send_as(app, (from, ""), asked).await
}

/// The same, with a further cookie.
async fn send_as(
    app: &Arc<App>,
    (from, cookie): (&str, &str),
    (path, fields): (&str, &[(&str, &str)]),
) -> (StatusCode, Option<u64>, String) {
    let token = visit::form_token(app, GUEST);
    let mut all = vec![("token", token.as_str())];
    all.extend(fields);
    let body = crate::kit::address("", &all).trim_start_matches('?').to_owned();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, FORM)
        .header(header::COOKIE, format!("huiyin-guest={GUEST}{cookie}"));
    let mut request = request.body(Body::from(body)).unwrap();
    request.extensions_mut().insert(Peer(from.to_owned()));
    let answer = crate::roles::router(app.clone()).oneshot(request).await.unwrap();
    let retry = answer.headers().get(header::RETRY_AFTER);
    let retry = retry.map(|retry| retry.to_str().unwrap().parse().unwrap());
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 24).await.unwrap();
    (status, retry, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn so_much_is_sent_from_one_address_and_no_more() {
    let house = fixture::house();
    let (app, (matter, _)) =
        (app(&house, false), fixture::raise(&house, fixture::submission(&house)));
    let path = format!("/join/{matter}");
    // What is given is a receipt; who may not is told so on the page, or asked again.
    let join = async |from: &str, id: u32, mail: &str| {
        let id = format!("{id:032x}");
        let fields = [("joining", id.as_str()), ("mail", mail)];
        let (status, retry, page) = send(&app, from, (&path, &fields)).await;
        assert!(!page.contains("name=\"joining\""), "{page}");
        (status, retry)
    };
    let most = quota::ADDRESS.most;
    for i in 0..most {
        assert!(join("203.0.113.7", i, "").await.0.is_success(), "{i}");
    }
    let refused = (StatusCode::TOO_MANY_REQUESTS, Some(3600));
    assert_eq!(join("203.0.113.7", most, "").await, refused);
    // What was done is answered again; others go on, and so does this address in an hour.
    assert!(join("203.0.113.7", 0, "").await.0.is_success());
    assert!(join("203.0.113.8", most + 1, "").await.0.is_success());
    house.clock.set(house.now().plus_ms(quota::ADDRESS.window_ms));
    assert!(join("203.0.113.7", most + 2, "").await.0.is_success());
    // One address that is told of everything, from wherever it is named.
    for i in 0..quota::CONTACT.most {
        let from = format!("198.51.100.{i}");
        let done = join(&from, 1000 + i, "flood@example.org").await.0;
        assert!(done.is_success(), "{i}");
    }
    let (status, _) = join("198.51.100.99", 2000, "Flood@example.org").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_account_and_a_telephone_have_a_measure_of_their_own_wherever_they_send_from() {
    let house = fixture::house();
    let (app, (matter, _)) =
        (app(&house, false), fixture::raise(&house, fixture::submission(&house)));
    let path = format!("/join/{matter}");
    let person = fixture::officer(&house, "station-staff", "s1").person;
    let token = Token::new(house.chance.bytes());
    let cookie = format!("; huiyin-session={}", token.text());
    let (opens, now) = (Opens::Person(person), house.now());
    let begin = move |tx: &mut store::Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).unwrap();
    // All but one of what an account has in an hour.
    let account = house.keys.mac("quota-account", &house.code, person.to_string().as_bytes());
    for _ in 1..quota::ACCOUNT.most {
        assert_eq!(app.quotas.take(&[(account, quota::ACCOUNT)], house.now()), Ok(()));
    }
    let join = async |from: &str, id: u32, (cookie, phone): (&str, &str)| {
        let id = format!("{id:032x}");
        let fields = [("joining", id.as_str()), ("phone", phone)];
        let (status, retry, _) = send_as(&app, (from, cookie), (&path, &fields)).await;
        (status, retry)
    };
    assert!(join("203.0.113.1", 1, (&cookie, "")).await.0.is_success());
    let refused = (StatusCode::TOO_MANY_REQUESTS, Some(3600));
    assert_eq!(join("203.0.113.2", 2, (&cookie, "")).await, refused);
    assert!(join("203.0.113.2", 3, ("", "")).await.0.is_success(), "others go on");
    for i in 0..quota::CONTACT.most {
        let from = format!("198.51.100.{i}");
        assert!(join(&from, 1000 + i, ("", "19900001234")).await.0.is_success(), "{i}");
    }
    let (status, retry) = join("198.51.100.99", 2000, ("", "19900001234")).await;
    assert_eq!((status, retry), (StatusCode::TOO_MANY_REQUESTS, Some(86_400)));
    assert!(join("198.51.100.99", 2001, ("", "19900001235")).await.0.is_success());
}

#[tokio::test]
async fn a_code_that_opens_nothing_is_answered_alike_whatever_it_is() {
    let house = fixture::house();
    let app = app(&house, false);
    let (matter, act): (MatterId, _) = fixture::raise(&house, fixture::submission(&house));
    let right = matters::receipt_code(&house, act).to_string();
    let other = law::record::ActId([9; 16]);
    let unknown = matters::receipt_code(&house, other).to_string();
    let mut answers = vec![];
    for typed in [unknown.as_str(), "0000-0000", "\u{9f98}", &right[..right.len() - 1]] {
        let (status, _, page) = send(&app, "203.0.113.7", ("/receipt", &[("code", typed)])).await;
        assert!(!page.contains(&matter.to_string()), "{page}");
        answers.push((status, page.replace(typed, "CODE")));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let (status, ..) = send(&app, "203.0.113.7", ("/receipt", &[("code", &right)])).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "the right one opens");
}
