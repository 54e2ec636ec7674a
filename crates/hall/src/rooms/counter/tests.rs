//! The counter through the router: what residents and officers send, and what comes back.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use law::matter::acts::{Act, Answer, Assignment};
use law::record::ActId;
use law::ruling::code;
use law::words::MatterId;
use store::db::Tx;
use tower::ServiceExt;

use crate::fixture;
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, visit};
use crate::rooms::matters::{self, views};

/// A browser with cookies, in front of a house.
pub struct Browser {
    app: Arc<App>,
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub to: String,
    pub text: String,
    pub bytes: Vec<u8>,
    headers: axum::http::HeaderMap,
}

const GUEST: &str = "00112233445566778899aabbccddeeff";

impl Browser {
    pub fn new(house: &Arc<House>) -> Self {
        let app = Arc::new(App {
            house: house.clone(),
            address: "https://voices.example.org".to_owned(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        });
        let router = crate::roles::router(app.clone());
        let cookies = BTreeMap::from([
            ("huiyin-guest".to_owned(), GUEST.to_owned()),
            ("huiyin-look".to_owned(), "en".to_owned()),
        ]);
        Self { app, router, cookies }
    }

    /// The same browser with pages in Chinese.
    pub fn in_chinese(mut self) -> Self {
        self.cookies.insert("huiyin-look".to_owned(), "zh-CN".to_owned());
        self
    }

    /// A browser in which an officer is signed in.
    pub fn signed_in(house: &Arc<House>, office: &str, at: &str) -> Self {
        let mut browser = Self::new(house);
        browser.sign_in(office, at);
        browser
    }

    fn sign_in(&mut self, office: &str, at: &str) {
        let house = &self.app.house;
        let person = fixture::officer(house, office, at).person;
        let token = Token::new(house.chance.bytes());
        let text = token.text().to_owned();
        let now = house.now();
        let begin =
            move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &Opens::Person(person), now)?);
        house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
        self.cookies.insert("huiyin-session".to_owned(), text);
    }

    fn token(&self) -> String {
        visit::form_token(&self.app, GUEST)
    }

    pub fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty())
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, fields, &[])
    }

    /// Sends a form as browsers send it that has files.
    pub fn post_with(&mut self, path: &str, fields: &[(&str, &str)], files: &[&[u8]]) -> Page {
        let token = self.token();
        let mut body = vec![];
        for (name, value) in fields.iter().chain(&[("token", token.as_str())]) {
            let head =
                format!("--limit\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend(head.as_bytes());
            body.extend(value.as_bytes());
            body.extend(b"\r\n");
        }
        for file in files {
            let head = "--limit\r\ncontent-disposition: form-data; name=\"files\"; \
                        filename=\"a\"\r\ncontent-type: application/octet-stream\r\n\r\n";
            body.extend(head.as_bytes());
            body.extend(*file);
            body.extend(b"\r\n");
        }
        body.extend(b"--limit--\r\n");
        let kind = "multipart/form-data; boundary=limit";
        self.send(Request::post(path).header(header::CONTENT_TYPE, kind), Body::from(body))
    }

    fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = request.header(header::COOKIE, cookies.join("; ")).body(body);
        let router = self.router.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (headers, status, bytes) = runtime.expect("a runtime").block_on(async {
            let response = router.oneshot(request.expect("a request")).await.expect("an answer");
            let (parts, body) = response.into_parts();
            (parts.headers, parts.status, to_bytes(body, 1 << 26).await.expect("a body"))
        });
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().expect("text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let to = headers.get(header::LOCATION).and_then(|to| to.to_str().ok());
        let to = to.unwrap_or("").to_owned();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status, to, text, bytes: bytes.to_vec(), headers }
    }
}

impl Page {
    pub fn says(&self, part: &str) -> bool {
        self.text.contains(part)
    }

    /// The receipt code that the page shows.
    pub fn receipt(&self) -> String {
        let (_, code) = self.text.split_once("<p class=\"code\">").expect("a receipt is shown");
        let (code, _) = code.split_once("</p>").expect("it ends");
        code.replace("<span>", "").replace("</span>", "")
    }
}

pub fn area(house: &House, code: &str) -> String {
    fixture::area(house, code).to_string()
}

/// The fields of both pages, for a matter of the village.
pub fn fields<'a>(area: &'a str, act: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", act),
        ("title", "磨坊巷路灯不亮"),
        ("body", "三盏灯都坏了。\r\n晚上看不见路。"),
        ("area", area),
        ("place", "磨坊巷"),
        ("category", "road-damage"),
        ("visibility", "public"),
        ("mail", "liang@example.org"),
    ]
}

pub fn with<'a>(
    fields: &[(&'a str, &'a str)],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|field| field.0 != name);
    others.copied().chain([(name, value)]).collect()
}

pub const ACT: &str = "0123456789abcdef0123456789abcdef";
const OTHER: &str = "fedcba9876543210fedcba9876543210";

pub fn matter_of(house: &House, act: &str) -> MatterId {
    matters::matter_of(house, act.parse().expect("an act"))
}

pub fn step(house: &House, matter: MatterId) -> String {
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads");
    case.expect("the matter is there").step.to_string()
}

pub fn records(house: &House, matter: MatterId) -> usize {
    house.read(|db| crate::desk::records(db, matter)).expect("reads").len()
}

/// Has a matter answered as done, so that it can be rated.
pub fn answer(house: &Arc<House>, matter: MatterId) {
    let lead = fixture::body(house, "roads");
    let assignment = Assignment {
        fields: law::matter::acts::Filling::new(),
        lead,
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    };
    let reply = Answer {
        fields: law::matter::acts::Filling::new(),
        class: code("done"),
        text: "灯已换好。".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: String::new(),
        files: vec![],
    };
    fixture::act(house, fixture::by(house, "deputy", "s1"), matter, Act::Accept {});
    let congress = || fixture::by(house, "congress-office", "congress");
    fixture::act(house, congress(), matter, Act::HandOver(assignment));
    let unit = || fixture::by(house, "handler", "roads");
    fixture::act(house, unit(), matter, Act::Sign {});
    fixture::act(house, unit(), matter, Act::Reply(Box::new(reply)));
    let told = Act::FeedBack { way: code("phone"), text: "已电话告知。".to_owned() };
    fixture::act(house, fixture::by(house, "deputy", "s1"), matter, told);
}

#[test]
fn a_resident_says_it_in_two_pages_and_the_receipt_opens_it() {
    let house = fixture::house();
    let mut browser = Browser::new(&house);
    let area = area(&house, "t1v1");

    let page = browser.get("/say");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("<optgroup label=\"Weitang Town\">"), "areas stand in their towns");
    let page = browser.post("/say", &[("act", ACT), ("title", "磨坊巷路灯不亮"), ("body", "")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("id=\"body-error\"") && page.says("href=\"#area\""));
    assert!(page.says("磨坊巷路灯不亮"), "what was typed is kept");

    let said = fields(&area, ACT);
    let page = browser.post("/say", &said);
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("action=\"/say/send\"") && page.says(ACT));
    let page = browser.post("/say", &with(&said, "change", "yes"));
    assert!(page.says("name=\"mail\" value=\"liang@example.org\""), "the second page is kept too");

    let page = browser.post("/say/send", &with(&said, "visibility", ""));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("id=\"visibility-error\""));
    let page = browser.post("/say/send", &with(&said, "phone", "12"));
    assert!(page.says("id=\"phone-error\"") && page.says("liang@example.org"));

    let page = browser.post("/say/send", &said);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.says("Weitang Station") && page.says("<svg role=\"img\""));
    assert_eq!(step(&house, matter_of(&house, ACT)), "raised");
    let receipt = page.receipt();

    let mut elsewhere = Browser::new(&house);
    assert_eq!(elsewhere.get("/receipt/matter").to, "/receipt");
    let page = elsewhere.post("/receipt", &[("code", &receipt.to_lowercase())]);
    assert_eq!(page.to, "/receipt/matter");
    let page = elsewhere.get("/receipt/matter");
    assert!(page.says("磨坊巷路灯不亮") && page.says("晚上看不见路。"));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    elsewhere.post("/receipt/close", &[]);
    assert_eq!(elsewhere.get("/receipt/matter").to, "/receipt");
}

#[test]
fn what_is_sent_again_is_not_doubled_and_what_is_new_is_not_lost() {
    let house = fixture::house();
    let mut browser = Browser::new(&house);
    let area = area(&house, "t1v1");
    let said = fields(&area, ACT);
    let first = browser.post("/say/send", &said);
    let again = browser.post("/say/send", &said);
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(first.receipt(), again.receipt());
    assert_eq!(records(&house, matter_of(&house, ACT)), 1);

    // The visitor went back, wrote of something else, and sent the old form.
    let page = browser.post("/say/send", &with(&said, "title", "校门口没有斑马线"));
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("校门口没有斑马线") && !page.says(ACT), "a fresh act is offered");
}

#[test]
fn a_similar_matter_can_be_joined_and_the_joined_receipt_only_reads() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let mut hidden = fixture::submission(&house);
    hidden.visibility = law::matter::facts::Visibility::Confidential;
    hidden.title = "磨坊巷的另一件事".to_owned();
    fixture::raise(&house, hidden);
    let mut browser = Browser::new(&house);
    let area = area(&house, "t1v1");

    let page = browser.post("/say", &fields(&area, ACT));
    assert!(page.says("磨坊巷路面塌陷"), "the open public matter of the place is shown");
    assert!(!page.says("磨坊巷的另一件事"), "the confidential one is not");
    let other = with(&fields(&area, ACT), "place", "学校");
    let page = browser.post("/say", &with(&other, "title", "食堂菜凉了"));
    assert!(!page.says("磨坊巷路面塌陷"), "neither place nor a word is shared");

    let to = format!("/join/{matter}");
    let page = browser.post(&to, &fields(&area, ACT));
    assert!(page.says("name=\"joining\"") && page.says("value=\"三盏灯都坏了。"));
    let page = browser.post(&to, &[("joining", OTHER)]);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let receipt = page.receipt();
    assert_eq!(browser.post(&to, &[("joining", OTHER)]).receipt(), receipt);
    assert_eq!(records(&house, matter), 2, "one voice, however often it is sent");

    assert!(browser.get("/receipt/matter").says("磨坊巷路面塌陷"));
    let page = browser.post("/receipt/withdraw", &[("reason", "不是我的"), ("sure", "yes")]);
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(step(&house, matter), "raised");
}

#[test]
fn wrong_codes_are_all_answered_alike_and_not_for_ever() {
    let house = fixture::house();
    let (_, act) = fixture::raise(&house, fixture::submission(&house));
    let right = matters::receipt_code(&house, act).to_string();
    let unknown = matters::receipt_code(&house, ActId([9; 16])).to_string();
    let mut browser = Browser::new(&house);
    let mut answers = vec![];
    for code in ["", "7K3M", &unknown] {
        let page = browser.post("/receipt", &[("code", code)]);
        answers.push((page.status, page.text.replace(code, "")));
    }
    assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answers[1].1.replace(' ', ""), answers[2].1.replace(' ', ""));
    for _ in 0..17 {
        browser.post("/receipt", &[("code", &unknown)]);
    }
    let page = browser.post("/receipt", &[("code", &right)]);
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "even the right one waits now");
    house.clock.set(house.now().plus_ms(10 * 60_000 + 1));
    assert_eq!(browser.post("/receipt", &[("code", &right)]).to, "/receipt/matter");
}

/// A browser in which the receipt of an act is open.
pub fn holding(house: &Arc<House>, act: ActId) -> Browser {
    let mut browser = Browser::new(house);
    let code = matters::receipt_code(house, act).to_string();
    assert_eq!(browser.post("/receipt", &[("code", &code)]).to, "/receipt/matter");
    browser
}

#[test]
fn the_resident_answers_adds_and_withdraws() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let mut browser = holding(&house, act);
    assert_eq!(browser.get("/receipt/answer").status, StatusCode::CONFLICT, "nothing is asked");
    let asked = Act::Ask { question: "是哪一盏灯？".to_owned() };
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, asked);
    let page = browser.get("/receipt/matter");
    assert!(page.says("是哪一盏灯？") && page.says("href=\"/receipt/answer\""));
    let page = browser.post("/receipt/answer", &[("text", "")]);
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("id=\"text-error\""));
    let page = browser.post("/receipt/answer", &[("text", "东头那盏。"), ("act", ACT)]);
    assert_eq!(page.to, "/receipt/matter?done=answer");
    assert!(browser.get("/receipt/matter?done=answer").says("东头那盏。"));
    let page = browser.post("/receipt/add", &[("text", "西头也坏了。")]);
    assert_eq!(page.to, "/receipt/matter?done=add");

    let page = browser.post("/receipt/withdraw", &[("reason", "已经修好了")]);
    assert!(page.status == StatusCode::OK && page.says("name=\"sure\""), "asked once more");
    assert_eq!(step(&house, matter), "raised");
    let page = browser.post("/receipt/withdraw", &[("reason", "已经修好了"), ("sure", "yes")]);
    assert_eq!(page.to, "/receipt/matter?done=withdraw");
    assert_eq!(step(&house, matter), "withdrawn");
    let page = browser.get("/receipt/matter");
    assert!(page.says("已经修好了") && !page.says("href=\"/receipt/add\""));
}

#[test]
fn the_resident_rates_and_who_is_not_satisfied_is_asked_about_a_second_round() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    answer(&house, matter);
    let mut browser = holding(&house, act);
    let page = browser.post("/receipt/rate", &[("rating", "satisfied")]);
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("id=\"solved-error\""));
    let page = browser.post("/receipt/rate", &[("rating", "satisfied"), ("solved", "yes")]);
    assert_eq!(page.to, "/receipt/matter?done=rate");
    assert_eq!(step(&house, matter), "closed");
    let rated = [("rating", "not-satisfied"), ("solved", "no")];
    let page = browser.post("/receipt/rate", &rated);
    assert!(page.status == StatusCode::OK && page.says("name=\"again\""));
    assert_eq!(step(&house, matter), "closed", "asked, and nothing begun yet");
    let page = browser.post("/receipt/rate", &with(&rated, "again", "yes"));
    assert_eq!(page.to, "/receipt/matter?done=again");
    assert_eq!(step(&house, matter), "screening");
    assert!(browser.get("/receipt/matter").says("灯已换好。"), "the first answer stays readable");
}

#[test]
fn an_officer_who_holds_the_receipt_cannot_rate() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    answer(&house, matter);
    let mut browser = holding(&house, act);
    browser.sign_in("handler", "roads");
    let page = browser.post("/receipt/rate", &[("rating", "satisfied"), ("solved", "yes")]);
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
    assert_eq!(case.rating, None);
}

#[test]
fn a_station_enters_from_a_slip_once_and_replaces_a_lost_receipt() {
    let house = fixture::house();
    let area = area(&house, "t1v1");
    assert_eq!(Browser::new(&house).get("/counter").status, StatusCode::FORBIDDEN);
    let mut station = Browser::signed_in(&house, "station-staff", "s2");
    assert!(station.get("/counter").says("Nothing was entered today"));
    let slip = with(&fields(&area, ACT), "channel", "slip");
    let page = station.post("/counter/new", &slip);
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("id=\"slip-error\""));
    let slip = with(&with(&slip, "slip", "S2-0007"), "claimed", "2026-03-01T08:30");
    let page = station.post("/counter/new", &slip);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let lost = page.receipt();
    assert!(!station.cookies.contains_key("huiyin-receipt"), "the officer gets no receipt session");
    let matter = matter_of(&house, ACT);
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
    assert!(case.assisted && case.station == Some(fixture::body(&house, "s2")));
    let page = station.get("/counter");
    assert!(page.says("S2-0007") && page.says("磨坊巷路灯不亮"));
    let page = station.post("/counter/new", &with(&slip, "act", OTHER));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "one slip is entered once");

    let mut resident = Browser::new(&house);
    assert_eq!(resident.post("/receipt", &[("code", &lost)]).to, "/receipt/matter");
    let number = matter.grouped();
    let page = station.post("/counter/replace", &[("matter", &number)]);
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("id=\"proof-error\""));
    let page = station.post(
        "/counter/replace",
        &[("matter", &number), ("proof", "identity-card"), ("act", OTHER)],
    );
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let new = page.receipt();
    assert_ne!(new, lost);
    assert_eq!(resident.get("/receipt/matter").to, "/receipt", "its open session ends too");
    let page = resident.post("/receipt", &[("code", &lost)]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the old code opens nothing");
    assert_eq!(resident.post("/receipt", &[("code", &new)]).to, "/receipt/matter");
    let told = house.read(|db| views::followers(db, matter)).expect("reads");
    assert_eq!(told.len(), 1, "the new receipt is told of what the old one was told of");
}

#[test]
fn an_own_channel_is_confirmed_by_a_code_that_was_sent() {
    let house = fixture::house();
    let area = area(&house, "t1v1");
    let mut station = Browser::signed_in(&house, "station-staff", "s1");
    let page = station.post("/counter/new", &with(&fields(&area, ACT), "channel", "phone"));
    let mut resident = Browser::new(&house);
    resident.post("/receipt", &[("code", &page.receipt())]);
    let page = resident.post("/receipt/channel", &[("send", "yes")]);
    assert!(page.says("l****@example.org") && !page.says("liang@example.org"));
    let sent =
        house.read(|db| db.one("SELECT recipient, body, state FROM message WHERE house = $1", &[]));
    let sent = sent.expect("one message waits");
    assert_eq!((sent.text(0), sent.text(2)), ("liang@example.org", "waiting"));
    let code: String = sent.text(1).chars().filter(char::is_ascii_digit).take(6).collect();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let page = resident.post("/receipt/channel", &[("code", wrong)]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = resident.post("/receipt/channel", &[("code", &code)]);
    assert_eq!(page.to, "/receipt/matter?done=channel");
    let matter = matter_of(&house, ACT);
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
    assert!(case.confirmed);
}

#[test]
fn the_number_of_the_house_itself_is_no_matter() {
    let house = fixture::house();
    let mut browser = Browser::signed_in(&house, "congress-office", "congress");
    for path in ["/matters/", "/api/v1/matters/", "/desk/matters/"] {
        let page = browser.get(&format!("{path}000000000000"));
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}
