//! The house for programs, through the router: what they send, and that every answer is as told.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use law::matter::acts::Submission;
use law::matter::facts::Visibility;
use serde_json::{Value, json};
use store::db::Tx;
use tower::ServiceExt;

use crate::fixture;
use crate::house::House;
use crate::kit::access::{self, AccessToken};
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, schema};
use crate::rooms::matters;

const KEY: &str = "5f0c7d9e-2a41-4a0b-9c5e-3d1f60b7a812";
const OTHER: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// A program in front of a house.
pub struct Program {
    house: Arc<House>,
    router: Router,
    /// The header by which it comes in; empty for none.
    authorization: String,
    pub document: &'static Value,
    /// The operations that answered as the document says.
    pub seen: Arc<Mutex<BTreeSet<String>>>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Program {
    pub fn new(house: &Arc<House>) -> Self {
        let app = Arc::new(App {
            house: house.clone(),
            address: "https://voices.example.org".to_owned(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        });
        let router = crate::roles::router(app);
        let mut program = Self {
            house: house.clone(),
            router,
            authorization: String::new(),
            document: &Value::Null,
            seen: Arc::default(),
        };
        let document = program.raw(Request::get("/api/v1/openapi.json"), Body::empty());
        program.document = Box::leak(Box::new(document.body));
        program
    }

    /// The same program with the token of the first officer of an office at a body.
    pub fn of(&self, office: &str, at: &str) -> Self {
        let person = fixture::officer(&self.house, office, at).person;
        let token = AccessToken::new(self.house.chance.bytes());
        let (now, kept) = (self.house.now(), token.clone());
        let ends = now.plus_ms(100 * fixture::DAY);
        let begin = move |tx: &mut Tx<'_>| access::begin(tx, (&kept, "test"), person, (now, ends));
        self.house.engine.write_and_wait(&self.house.code, begin).expect("a token can be made");
        self.with(&format!("Bearer {}", token.text()))
    }

    pub fn with(&self, authorization: &str) -> Self {
        Self {
            house: self.house.clone(),
            router: self.router.clone(),
            authorization: authorization.to_owned(),
            document: self.document,
            seen: self.seen.clone(),
        }
    }

    pub fn raw(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut request = request.header(header::ACCEPT_LANGUAGE, "en");
        if !self.authorization.is_empty() {
            request = request.header(header::AUTHORIZATION, &self.authorization);
        }
        let request = request.body(body).expect("a request");
        let router = self.router.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (status, headers, bytes) = runtime.expect("a runtime").block_on(async {
            let response = router.oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            (parts.status, parts.headers, to_bytes(body, 1 << 26).await.expect("a body"))
        });
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, headers, body }
    }

    /// Sends, and checks the answer against what the document says of it.
    pub fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let method = request.method_ref().expect("a method").as_str().to_lowercase();
        let path = request.uri_ref().expect("an address").path().to_owned();
        let answer = self.raw(request, body);
        let operation = self.operation(&method, &path);
        let told = if answer.status.is_success() {
            let operation = operation.expect("what is done is in the document");
            let id = operation["operationId"].as_str().expect("an identifier");
            self.seen.lock().expect("the list").insert(id.to_owned());
            &operation["responses"]["200"]["content"]["application/json"]["schema"]
        } else {
            assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
            assert_eq!(answer.body["status"], answer.status.as_u16(), "{}", answer.body);
            schema::named(self.document, "Problem").expect("problems are in the document")
        };
        if !told.is_null() {
            let wrong = schema::check(self.document, told, &answer.body);
            assert_eq!(wrong, [], "{method} {path}: {:#}", answer.body);
        }
        answer
    }

    fn operation(&self, method: &str, path: &str) -> Option<&'static Value> {
        let paths = self.document["paths"].as_object().expect("there are paths");
        let fits = |told: &str| {
            let (told, path): (Vec<_>, Vec<_>) =
                (told.split('/').collect(), path.split('/').collect());
            told.len() == path.len()
                && told.iter().zip(&path).all(|(told, part)| told.starts_with('{') || told == part)
        };
        // A fixed path comes before one with a place for an identifier.
        let mut found: Vec<_> = paths.iter().filter(|(told, _)| fits(told)).collect();
        found.sort_by_key(|(told, _)| told.matches('{').count());
        found.first().and_then(|(_, item)| item.get(method))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty())
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string()))
    }

    fn post_with_key(&self, path: &str, key: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.header("Idempotency-Key", key), Body::from(body.to_string()))
    }

    pub fn act(&self, matter: &str, body: &Value) -> Answer {
        let answer = self.post(&format!("/api/v1/matters/{matter}/acts"), body);
        assert_eq!(answer.status, StatusCode::OK, "{body}: {:#}", answer.body);
        answer
    }

    fn refused(&self, matter: &str, body: &Value) -> (StatusCode, String) {
        self.post(&format!("/api/v1/matters/{matter}/acts"), body).no()
    }
}

impl Answer {
    pub fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or("")
    }

    /// Status and code of a no.
    pub fn no(&self) -> (StatusCode, String) {
        (self.status, self.text("/code").to_owned())
    }

    pub fn ids(&self) -> Vec<&str> {
        let items = self.body["items"].as_array().expect("a list");
        items.iter().filter_map(|item| item["id"].as_str()).collect()
    }

    fn fields(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().expect("there are errors");
        errors.iter().map(|wrong| wrong["field"].as_str().unwrap_or("")).collect()
    }
}

pub fn said() -> Value {
    json!({ "title": "磨坊巷路灯不亮", "body": "三盏灯都坏了。", "area": "t1v1",
        "category": "road-damage", "visibility": "public", "place": "磨坊巷" })
}

pub fn with(value: &Value, name: &str, other: impl Into<Value>) -> Value {
    let mut value = value.clone();
    value[name] = other.into();
    value
}

pub fn confidential(house: &Arc<House>) -> String {
    let base = fixture::submission(house);
    let submission =
        Submission {
            title: "保密的事".to_owned(), visibility: Visibility::Confidential, ..base
        };
    fixture::raise(house, submission).0.to_string()
}

#[test]
fn a_matter_goes_from_its_resident_to_an_answer_and_a_rating() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let given = anybody.post("/api/v1/matters", &said());
    assert_eq!(given.status, StatusCode::OK, "{:#}", given.body);
    let (id, code) = (given.text("/id").to_owned(), given.text("/receipt/code").to_owned());
    assert_eq!(given.text("/station/code"), "s1");
    assert_eq!(given.text("/step/code"), "raised");
    assert!(!given.body.to_string().contains("\"step-"), "a name and no key: {:#}", given.body);
    assert!(given.text("/due") > "2026-04-01");

    let deputy = anybody.of("deputy", "s1");
    let desk = deputy.get("/api/v1/desk");
    assert_eq!(desk.text("/items/0/matter/id"), id);
    assert_eq!(desk.text("/items/0/waits_for/code"), "accept");
    assert_eq!(desk.body["total"], 1);
    deputy.act(&id, &json!({ "do": "accept" }));
    let office = anybody.of("congress-office", "congress");
    let handed = json!({ "do": "hand-over", "lead": "roads", "co": ["water"], "by": "2026-03-10" });
    assert_eq!(office.act(&id, &handed).text("/step/code"), "handed-over");
    let roads = anybody.of("handler", "roads");
    roads.act(&id, &json!({ "do": "sign" }));
    roads.act(&id, &json!({ "do": "ask", "question": "是哪一盏？" }));

    let held = anybody.post("/api/v1/receipts/look-up", &json!({ "code": code }));
    assert_eq!(held.body["question"], json!(["是哪一盏？"]));
    let paused = held.body.pointer("/matter/clocks/0").expect("a clock");
    assert_eq!((&paused["state"], &paused["answers"]), (&json!("paused"), &json!(true)));
    let holder = anybody.with(&format!("Receipt {code}"));
    let act = json!({ "act": { "do": "answer-question", "text": "东头那盏。" } });
    assert_eq!(holder.post("/api/v1/receipts/acts", &act).status, StatusCode::OK);
    let reply = json!({ "do": "reply", "class": "done", "text": "灯已换好。" });
    assert_eq!(roads.act(&id, &reply).text("/step/code"), "answered");
    deputy.act(&id, &json!({ "do": "feed-back", "way": "phone", "text": "已说明" }));
    let rated = json!({ "code": code,
        "act": { "do": "rate", "rating": "satisfied", "solved": true } });
    let rated = anybody.post("/api/v1/receipts/acts", &rated);
    assert_eq!(rated.text("/step/code"), "closed", "{:#}", rated.body);
    assert!(!rated.body.to_string().contains("\"step-"), "{:#}", rated.body);

    let shown = anybody.get(&format!("/api/v1/matters/{id}"));
    let kinds: Vec<&str> = shown.body["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter_map(|entry| entry["kind"].as_str())
        .collect();
    assert_eq!(kinds[..2], ["matter.submitted", "matter.accepted"], "the oldest first");
    assert!(kinds.contains(&"reply.given"));
    assert!(!kinds.contains(&"rating.given"), "how one rated is nobody else's");
    assert!(!shown.body.to_string().contains("satisfied"));
    let clock = shown.body.pointer("/clocks/0").expect("the resident's own date");
    assert_eq!(clock["length"], json!({ "number": 30, "unit": "working-days" }));
    let said = shown.body.to_string();
    let keys = ["\"step-", "\"clock-", "\"stage-"];
    assert!(!keys.iter().any(|key| said.contains(key)), "names and no keys: {said}");
    assert_eq!(clock["whose"], "Roads Department", "whoever answered in time");
    let days = clock["excluded"].as_array().expect("days that were not counted");
    assert!(days.iter().any(|day| day["why"] == "weekend" && day["day"] == "2026-03-07"));
    let own = holder.get(&format!("/api/v1/matters/{id}"));
    assert!(own.body.to_string().contains("rating.cast"), "that one rated, its resident reads");
    assert!(!own.body.to_string().contains("\"satisfied"), "and not how");
}

#[test]
fn the_same_key_is_answered_the_same_and_done_once() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let first = anybody.post_with_key("/api/v1/matters", KEY, &said());
    let mut again = anybody.post("/api/v1/matters", &with(&said(), "key", KEY.replace('-', "")));
    assert_eq!((&first.body["existed"], &again.body["existed"]), (&json!(false), &json!(true)));
    again.body["existed"] = json!(false);
    assert_eq!(first.body, again.body);
    assert_eq!(anybody.get("/api/v1/matters").body["total"], 1);
    let other = with(&said(), "title", "另一件事");
    let no = anybody.post_with_key("/api/v1/matters", KEY, &other).no();
    assert_eq!(no, (StatusCode::CONFLICT, "key.used".to_owned()), "nothing new is lost");
    for key in ["1", "order-7", "", "zz1b2c3d4e5f60718293a4b5c6d7e8f9"] {
        let no = anybody.post_with_key("/api/v1/matters", key, &said()).no();
        assert_eq!(no, (StatusCode::UNPROCESSABLE_ENTITY, "key.malformed".to_owned()), "{key}");
    }

    let deputy = anybody.of("deputy", "s1");
    let path = format!("/api/v1/matters/{}/acts", first.text("/id"));
    let done = deputy.post_with_key(&path, OTHER, &json!({ "do": "accept" }));
    let mut again = deputy.post_with_key(&path, OTHER, &json!({ "do": "accept" }));
    assert_eq!(again.body["existed"], true);
    again.body["existed"] = json!(false);
    assert_eq!(done.body, again.body);
    let no = deputy.post_with_key(&path, OTHER, &json!({ "do": "note", "text": "x" })).no();
    assert_eq!(no, (StatusCode::CONFLICT, "key.used".to_owned()));
    let no = deputy.post_with_key(&path, KEY, &json!({ "do": "note", "text": "x" })).no();
    assert_eq!(no, (StatusCode::CONFLICT, "key.used".to_owned()), "it brought the matter");
    let (second, _) = fixture::raise(&house, fixture::submission(&house));
    let path = format!("/api/v1/matters/{second}/acts");
    let no = deputy.post_with_key(&path, OTHER, &json!({ "do": "accept" })).no();
    assert_eq!(no, (StatusCode::CONFLICT, "key.used".to_owned()), "it was another matter's");
}

#[test]
fn every_no_is_a_problem_in_words_with_all_that_is_wrong() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let bad = json!({ "title": "", "body": "x", "area": "nowhere", "category": "road-damage",
        "visibility": "public", "contact": { "phone": "1", "mail": "x" } });
    let answer = anybody.post("/api/v1/matters", &bad);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.fields(), ["title", "area", "phone", "mail"]);
    assert_eq!(answer.text("/type"), "urn:huiyin:refusal:field.empty");
    assert_eq!(answer.text("/detail"), "This is still empty. Please fill it in and send again.");
    let bad = json!({ "titel": "a", "body": 3, "area": "t1v1", "visibility": "secret" });
    let answer = anybody.post("/api/v1/matters", &bad);
    let mut fields = answer.fields();
    fields.sort_unstable();
    assert_eq!(fields, ["", "body", "category", "title", "visibility"]);
    assert!(answer.body.to_string().contains("public, confidential"), "says what there is");
    let chinese = Request::get("/api/v1/matters/0000").header(header::ACCEPT_LANGUAGE, "zh-CN");
    let chinese = anybody.send(chinese, Body::empty());
    assert_eq!((chinese.text("/title"), chinese.text("/code")), ("没有找到", "matter.unknown"));

    let post = |kind: &str, text: String| {
        let request = Request::post("/api/v1/matters").header(header::CONTENT_TYPE, kind);
        anybody.send(request, Body::from(text)).no()
    };
    let no = |status: u16, code: &str| {
        (StatusCode::from_u16(status).expect("a status"), code.to_owned())
    };
    assert_eq!(post("application/json", "{\"title\": ".to_owned()), no(400, "json.malformed"));
    assert_eq!(post("application/json", "[]".to_owned()), no(422, "field.unreadable"));
    assert_eq!(post("text/plain", said().to_string()), no(415, "json.media"));
    let large = with(&said(), "body", "x".repeat(300_000)).to_string();
    assert_eq!(post("application/json", large), no(413, "form.too-large"));
    assert_eq!(anybody.get("/api/v1/nothing").no(), no(404, "page.unknown"));
    assert_eq!(anybody.get("/api/v1/matters/0000").no(), no(404, "matter.unknown"));
    let wrong = anybody.send(Request::delete("/api/v1/matters"), Body::empty());
    assert_eq!(wrong.no(), no(405, "method.unknown"));
    assert!(wrong.headers[header::ALLOW].to_str().expect("text").contains("POST"));
    for (path, code) in [
        ("/api/v1/matters?categry=road-damage", "field.unknown"),
        ("/api/v1/matters?until=", "parameter.empty"),
        ("/api/v1/matters?until=%C2%A0", "parameter.empty"),
        ("/api/v1/matters?limit=0", "filter.limit"),
        ("/api/v1/matters?area=nowhere", "filter.area"),
        ("/api/v1/matters?cursor=x", "filter.place"),
        ("/api/v1/figures?by=weather", "filter.by"),
    ] {
        assert_eq!(anybody.get(path).no(), no(422, code), "{path}");
    }
    assert_eq!(anybody.get("/api/v1/figures/rows?key=solved").no(), no(403, "figure.sealed"));

    let broken = |tx: &mut Tx<'_>| Ok(tx.db.execute("DROP TABLE matter", &[])?);
    house.engine.write_and_wait(&house.code, broken).expect("the table goes");
    let fault = anybody.get("/api/v1/matters");
    assert_eq!(fault.no(), no(500, "fault"));
    assert_eq!(fault.text("/incident").len(), 8);
    assert!(!fault.body.to_string().contains("SELECT"), "the inside stays inside");
}

#[test]
fn nobody_comes_in_by_a_cookie_or_a_token_that_has_ended() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let person = fixture::officer(&house, "deputy", "s1").person;
    let token = Token::new(house.chance.bytes());
    let (now, cookie) = (house.now(), format!("huiyin-session={}", token.text()));
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &Opens::Person(person), now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    let by_cookie = Request::get("/api/v1/desk").header(header::COOKIE, cookie);
    let answer = anybody.send(by_cookie, Body::empty());
    assert_eq!(answer.no(), (StatusCode::UNAUTHORIZED, "token.needed".to_owned()));
    assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE));

    let deputy = anybody.of("deputy", "s1");
    assert_eq!(deputy.get("/api/v1/desk").status, StatusCode::OK);
    let unknown = (StatusCode::UNAUTHORIZED, "token.unknown".to_owned());
    for text in ["Bearer x", "Basic eDp5", "Bearer", &format!("Bearer huiyin-{}", "0".repeat(64))] {
        assert_eq!(anybody.with(text).get("/api/v1/matters").no(), unknown, "{text}");
    }
    fixture::pass_days(&house, 101);
    assert_eq!(deputy.get("/api/v1/matters").no(), unknown, "after its last day");
    assert_eq!(anybody.get("/api/v1/matters").status, StatusCode::OK);
}

#[test]
fn officers_do_what_is_theirs_and_never_rate() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let id = matter.to_string();
    let needed = (StatusCode::UNAUTHORIZED, "token.needed".to_owned());
    assert_eq!(anybody.refused(&id, &json!({ "do": "accept" })), needed);
    let water = anybody.of("handler", "water");
    let not_yours = (StatusCode::FORBIDDEN, "act.not-yours".to_owned());
    assert_eq!(water.refused(&id, &json!({ "do": "accept" })), not_yours);
    let deputy = anybody.of("deputy", "s1");
    let rate = json!({ "do": "rate", "rating": "satisfied", "solved": true });
    let by_officer = (StatusCode::FORBIDDEN, "rating.by-officer".to_owned());
    assert_eq!(deputy.refused(&id, &rate), by_officer);
    let code = matters::receipt_code(&house, act).to_string();
    let both = json!({ "code": code, "act": rate });
    assert_eq!(deputy.post("/api/v1/receipts/acts", &both).no(), by_officer, "with a receipt too");
    let office = anybody.of("congress-office", "congress");
    let early = office.refused(&id, &json!({ "do": "explain", "text": "x", "basis": "y" }));
    assert_eq!(early, (StatusCode::CONFLICT, "act.not-now".to_owned()));
    let answer = office.post(
        &format!("/api/v1/matters/{id}/acts"),
        &json!({ "do": "hand-over", "lead": "nobody", "by": "soon" }),
    );
    assert_eq!(answer.no(), (StatusCode::UNPROCESSABLE_ENTITY, "body.unknown".to_owned()));
    assert_eq!(answer.fields(), ["lead"]);
    let fly = deputy.post(&format!("/api/v1/matters/{id}/acts"), &json!({ "do": "fly" }));
    assert_eq!((fly.no().1.as_str(), fly.fields()), ("field.choice", vec!["do"]));
}

#[test]
fn what_is_confidential_is_nobodys_but_its_handlers() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let id = confidential(&house);
    let path = format!("/api/v1/matters/{id}");
    let unknown = (StatusCode::NOT_FOUND, "matter.unknown".to_owned());
    for list in ["/api/v1/matters", "/api/v1/matters?q=保密", "/api/v1/figures/rows?key=received"]
    {
        let answer = anybody.get(&list.replace("保密", "%E4%BF%9D%E5%AF%86"));
        assert!(!answer.body.to_string().contains(&id), "{list}: {:#}", answer.body);
    }
    // Of fewer than five nothing is told, not even that they are there.
    let counted = anybody.get("/api/v1/figures/rows?key=received").body;
    assert_eq!((&counted["total"], &counted["not_public"]), (&json!(0), &json!(0)));
    let water = anybody.of("handler", "water");
    for program in [&anybody, &water] {
        assert_eq!(program.get(&path).no(), unknown);
    }
    assert_eq!(water.refused(&id, &json!({ "do": "note", "text": "x" })), unknown);
    assert_eq!(anybody.refused(&id, &json!({ "do": "join" })), unknown);
    let deputy = anybody.of("deputy", "s1");
    assert_eq!(deputy.get(&path).text("/summary/title"), "保密的事");
    assert_eq!(deputy.get("/api/v1/matters").ids(), Vec::<&str>::new(), "the list is public");
    assert!(!deputy.get(&path).body.to_string().contains("liang@example.org"));
}
