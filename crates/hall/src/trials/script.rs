//! No page runs what was typed: whatever residents and officers write, in whatever field or
//! address, stands on every page as text (trust.md, T12).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use law::matter::acts::Submission;
use law::words::MatterId;
use store::db::Tx;
use tower::ServiceExt;

use super::defences::{app, routes};
use super::sheets::{signed_in, typed};
use crate::fixture;
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, visit};

const GUEST: &str = "00112233445566778899aabbccddeeff";
/// Ways out of a text, of a value in double and of one in single quotes, in one short text.
const TYPED: &str = "a<x-7f3a>\" x-7f3a=\"' x-7f3a='";
/// What of it must stand on no page as it was typed.
const WAYS: [&str; 3] = ["<x-7f3a", "\" x-7f3a", "' x-7f3a"];
/// Its end, which every page may have that repeats it.
const MARK: &str = "x-7f3a";
/// What would run where an address is expected.
const ADDRESS: &str = "javascript:x-7f3a";
/// Who reads beside residents.
const OFFICERS: [(&str, &str); 6] = [
    ("deputy", "s1"),
    ("station-staff", "s1"),
    ("congress-office", "congress"),
    ("leader", "congress"),
    ("handler", "roads"),
    ("administrator", "congress"),
];
/// Where sending would end the reader's own session, or give it another token.
const ENDS: [&str; 5] =
    ["/sign-out", "/account/sessions", "/account/password", "/account/confirm", "/demo"];
/// What narrows lists and turns their pages.
const QUERY: [&str; 12] = [
    "q",
    "before",
    "area",
    "category",
    "lead",
    "procedure",
    "standing",
    "from",
    "until",
    "tab",
    "sort",
    "back",
];

/// What a page would run of what was typed.
fn runs(page: &str) -> Option<String> {
    let around = |at: usize| page[at..].chars().take(80).collect::<String>();
    let found = WAYS.iter().find_map(|way| page.find(way)).map(around);
    let addressed = ["href=\"javascript:", "src=\"javascript:", "action=\"javascript:"];
    found.or_else(|| addressed.iter().find_map(|way| page.find(way)).map(around))
}

/// A form of a page: where it is sent, and its fields; those that are hidden have values.
type FormOf = (String, BTreeMap<String, Option<String>>);

fn value<'p>(tag: &'p str, name: &str) -> Option<&'p str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn forms(page: &str) -> Vec<FormOf> {
    let form = |text: &str| {
        let (head, rest) = text.split_once('>')?;
        if value(head, "method") != Some("post") {
            return None;
        }
        let body = rest.split("</form>").next()?;
        let mut fields = BTreeMap::new();
        for tag in body.split('<').filter_map(|tag| tag.split('>').next()) {
            let Some(name) = value(tag, "name").filter(|name| *name != "token") else { continue };
            let kept = value(tag, "type") == Some("hidden") || tag.starts_with("button");
            let kept = kept.then(|| value(tag, "value").unwrap_or("").to_owned());
            fields.entry(name.to_owned()).or_insert(kept);
        }
        Some((value(head, "action")?.to_owned(), fields))
    };
    page.split("<form").skip(1).filter_map(form).collect()
}

/// Somebody before the house, and what was seen.
struct Reader {
    app: Arc<App>,
    cookies: String,
    /// Pages that repeat what was typed.
    told: BTreeSet<String>,
    /// Forms that were filled in.
    sent: BTreeSet<String>,
    read: usize,
}

impl Reader {
    fn new(app: &Arc<App>, cookie: &str) -> Self {
        let cookies = format!("huiyin-guest={GUEST}; huiyin-look=en{cookie}");
        let (told, sent) = (BTreeSet::new(), BTreeSet::new());
        Self { app: app.clone(), cookies, told, sent, read: 0 }
    }

    /// The page of an answer, where it is one, once nothing in it runs.
    async fn page(&mut self, path: &str, request: Request<Body>) -> Option<String> {
        let router = crate::roles::router(self.app.clone());
        let answer = router.oneshot(request).await.unwrap();
        assert!(!answer.status().is_server_error(), "{path}: {}", answer.status());
        let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
        let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        let leads = to.is_some_and(|to| !to.starts_with('/') || to.starts_with("//"));
        assert!(!leads, "{path} leads out of the house: {to:?}");
        if !is_page || answer.status() == StatusCode::TOO_MANY_REQUESTS {
            return None;
        }
        let bytes = to_bytes(answer.into_body(), 1 << 26).await.unwrap();
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        assert_eq!(runs(&page), None, "{path} runs what was typed");
        self.read += 1;
        if page.contains(MARK) {
            self.told.insert(path.split('?').next().unwrap_or(path).to_owned());
        }
        Some(page)
    }

    async fn get(&mut self, path: &str) -> Option<String> {
        let request = Request::get(path).header(header::COOKIE, &self.cookies);
        self.page(path, request.body(Body::empty()).unwrap()).await
    }

    /// Fills everything that can be typed in with what would run.
    async fn fill(&mut self, (action, fields): &FormOf) {
        if ENDS.iter().any(|end| action.ends_with(end)) || !self.sent.insert(action.clone()) {
            return;
        }
        let token = visit::form_token(&self.app, GUEST);
        let mut sent: Vec<(&str, String)> = vec![("token", token)];
        for (name, kept) in fields {
            let typed = if name == "back" { ADDRESS } else { TYPED };
            sent.push((name, kept.clone().unwrap_or_else(|| typed.to_owned())));
        }
        let body = crate::kit::address("", &sent).trim_start_matches('?').to_owned();
        let request = Request::post(action.as_str())
            .header(header::COOKIE, &self.cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.page(action, request.body(Body::from(body)).unwrap()).await;
    }

    /// Reads a page, plainly and with what would run in its address, and fills in its forms.
    async fn use_page(&mut self, path: &str) {
        let Some(page) = self.get(path).await else { return };
        let query: Vec<(&str, String)> =
            QUERY.iter().map(|name| (*name, TYPED.to_owned())).collect();
        self.get(&crate::kit::address(path, &query)).await;
        self.get(&crate::kit::address(path, &[("back", ADDRESS.to_owned())])).await;
        for form in forms(&page) {
            self.fill(&form).await;
        }
    }
}

/// The cookie of whoever holds the receipt of a matter.
fn holding(house: &Arc<House>, matter: MatterId) -> String {
    let case = house.read(|db| crate::desk::case(db, matter)).unwrap().unwrap();
    let token = Token::new(house.chance.bytes());
    let cookie = format!("; huiyin-receipt={}", token.text());
    let opens = Opens::Receipt(matter, case.receipt.expect("it has a receipt"));
    let now = house.now();
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    cookie
}

#[tokio::test]
pub async fn no_page_runs_what_was_typed() {
    let house = fixture::house();
    typed(&house, &[TYPED.to_owned(), ADDRESS.to_owned()]);
    let said = |title: &str| Submission {
        title: title.to_owned(),
        body: format!("{TYPED}\n{ADDRESS}"),
        place: Some(TYPED.to_owned()),
        ..fixture::submission(&house)
    };
    let (matter, _) = fixture::raise(&house, said(TYPED));
    let (other, _) = fixture::raise(&house, said(ADDRESS));
    let text = TYPED.to_owned();
    let act = law::matter::acts::Act::Accept {};
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, act);
    let act = law::matter::acts::Act::Note { text, open: true };
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, act);
    let app = app(&house, false);
    let session = |token: &Token| format!("; huiyin-session={}", token.text());
    let mut readers = vec![Reader::new(&app, ""), Reader::new(&app, &holding(&house, other))];
    for (office, at) in OFFICERS {
        readers.push(Reader::new(&app, &session(&signed_in(&house, office, at))));
    }
    let routes = routes(&crate::roles::router(app.clone())).await;
    let kinds = ["areas", "bodies", "people", "posts", "duties", "categories"];
    let (mut told, mut sent, mut read) = (BTreeSet::new(), BTreeSet::new(), 0);
    for reader in &mut readers {
        for route in &routes {
            let mut path = route.clone();
            for name in ["{id}", "{matter}", "{part}"] {
                path = path.replace(name, &matter.to_string());
            }
            path =
                path.replace("{procedure}", "public-opinion").replace("{name}", "public-opinion");
            for kind in kinds.iter().take(if path.contains("{kind}") { kinds.len() } else { 1 }) {
                let path = path.replace("{kind}", kind);
                reader.use_page(path.split('{').next().unwrap_or_default()).await;
            }
        }
        told.append(&mut reader.told);
        sent.append(&mut reader.sent);
        read += reader.read;
    }
    println!("{read} pages read, {} repeat what was typed, {} forms sent", told.len(), sent.len());
    assert!(told.len() > 30, "what was typed stands on too few pages: {told:?}");
    assert!(sent.len() > 25, "too few forms were sent: {sent:?}");
}

#[test]
fn what_runs_is_seen() {
    for page in [
        format!("<p>{TYPED}</p>"),
        format!("<input value=\"{}\">", &TYPED[9..]),
        format!("<a href=\"{ADDRESS}\">a</a>"),
    ] {
        assert!(runs(&page).is_some(), "{page}");
    }
    assert_eq!(runs("<p>a&#60;x-7f3a&#62;&#34; x-7f3a=&#34;&#39; x-7f3a</p>"), None);
}
