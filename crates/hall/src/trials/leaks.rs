//! A confidential matter leaves no trace on any page that everybody may read: neither what was said
//! in it, nor its number, nor that it is there.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use calamine::{Reader, Xlsx};
use law::matter::Case;
use law::matter::acts::{Act, Part};
use law::matter::facts::Visibility;
use law::procedure::Do;
use law::record::ActId;
use law::ruling::code;
use law::words::MatterId;
use serde_json::Value;
use store::db::{No, Tx};
use tower::ServiceExt;

use super::walk::{NUMBER, SECRET, Walk};
use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, visit};
use crate::rooms::figures::INDICATORS;
use crate::rooms::matters;

const GUEST: &str = "00112233445566778899aabbccddeeff";
/// How far the walk goes, and how often everything public is read.
const STEPS: usize = 1800;
const READS: usize = 6;
/// Pages that no house shows to everybody, except one whose people are all invented.
const INVENTED_ONLY: &[&str] = &["/outbox", "/demo"];
/// Acts that no confidential matter knows: it is out of public view as it is.
const NEVER: &[Do] = &[Do::Hide, Do::Show, Do::Step, Do::Convert];

/// Somebody in front of a house, with a cookie or none.
pub(super) struct Anybody {
    pub(super) app: Arc<App>,
    pub(super) router: Router,
    pub(super) session: String,
}

/// What came back: status and text; the cells of a spreadsheet are its text.
pub(super) type Answer = (StatusCode, String);

impl Anybody {
    pub(super) fn new(house: &Arc<House>) -> Self {
        let app = Arc::new(App {
            house: house.clone(),
            address: "https://voices.example.org".to_owned(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        });
        let router = crate::roles::router(app.clone());
        Self { app, router, session: String::new() }
    }

    /// The holder of the receipt of a matter.
    pub(super) fn holding(house: &Arc<House>, case: &Case) -> Self {
        let token = Token::new(house.chance.bytes());
        let session = format!("; huiyin-receipt={}", token.text());
        let opens = Opens::Receipt(case.id, case.receipt.expect("it has a receipt"));
        let now = house.now();
        let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
        house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
        Self { session, ..Self::new(house) }
    }

    fn send(&self, request: axum::http::request::Builder, body: String) -> Answer {
        let cookies = format!("huiyin-guest={GUEST}; huiyin-look=en{}", self.session);
        let request = request.header(header::COOKIE, cookies).body(Body::from(body));
        let router = self.router.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (status, bytes) = runtime.expect("a runtime").block_on(async {
            let response = router.oneshot(request.expect("a request")).await.expect("an answer");
            let (parts, body) = response.into_parts();
            (parts.status, to_bytes(body, 1 << 26).await.expect("a body"))
        });
        assert!(!status.is_server_error(), "{status}");
        (status, text_of(&bytes))
    }

    pub(super) fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address), String::new())
    }

    pub(super) fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let token = visit::form_token(&self.app, GUEST);
        let fields = fields.iter().copied().chain([("token", token.as_str())]);
        let fields: Vec<_> = fields.map(|(name, value)| (name, value.to_owned())).collect();
        // An address is written as a form is, after its question mark.
        let body = crate::kit::address("", &fields).trim_start_matches('?').to_owned();
        let kind = "application/x-www-form-urlencoded";
        self.send(Request::post(address).header(header::CONTENT_TYPE, kind), body)
    }

    fn post_json(&self, address: &str, body: &Value) -> Answer {
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/json");
        self.send(request, body.to_string())
    }
}

fn text_of(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
    let sheets = book.worksheets().into_iter();
    let cells = sheets.flat_map(|(_, sheet)| {
        sheet.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>()
    });
    cells.collect::<Vec<_>>().join("\n")
}

/// Every address that can be read: those of the rooms as their source says, and those of the API as
/// its document says. A new one is here by itself.
pub(super) fn addresses(anybody: &Anybody) -> Vec<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rooms")];
    let mut found = vec![];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources are there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                for route in text.split(".route(").skip(1) {
                    let mut parts = route.splitn(3, '"');
                    let address = parts.nth(1).unwrap_or_default().to_owned();
                    let handlers = parts.next().unwrap_or_default();
                    if handlers.split(".merge").next().is_some_and(|h| h.contains("get(")) {
                        found.push(address);
                    }
                }
            }
        }
    }
    let (_, document) = anybody.get("/api/v1/openapi.json");
    let document: Value = serde_json::from_str(&document).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("the document has paths");
    let readable = paths.iter().filter(|(_, path)| path.get("get").is_some());
    found.extend(readable.map(|(path, _)| path.clone()));
    found.retain(|address| !INVENTED_ONLY.contains(&address.as_str()));
    assert!(found.len() > 40, "too few to be all: {found:?}");
    found
}

/// The same addresses with what narrows them.
pub(super) fn narrowed(address: &str) -> Vec<String> {
    let with = |query: &str| format!("{address}?{query}");
    let mut all = vec![address.to_owned()];
    if address.contains("/figures/rows") {
        for key in INDICATORS.iter().map(|indicator| indicator.key) {
            all.extend(["numerator", "denominator"].map(|p| with(&format!("key={key}&part={p}"))));
        }
    } else if address.contains("figures") {
        all.extend(["unit", "area", "category", "month"].map(|by| with(&format!("by={by}"))));
    } else if address.contains("matters") && !address.contains('{') {
        all.extend(["open", "answered", "late"].map(|word| with(&format!("standing={word}"))));
        // The word that is said in confidence only, and one of a title that is also public.
        all.extend(["%E8%93%9D%E7%8E%89%E7%B0%AA", "%E8%B7%AF"].map(|q| with(&format!("q={q}"))));
    }
    all
}

/// The matters of a house: those that everybody may know of, and those that nobody may.
fn cases(house: &House) -> (Vec<Case>, Vec<Case>) {
    let rows = house.read(|db| db.query("SELECT matter FROM matter WHERE house = $1", &[]));
    let ids = rows.expect("it reads").into_iter().map(|row| row.id(0));
    let case = |id: MatterId| house.read(|db| desk::case(db, id)).expect("it reads");
    let all = ids.filter_map(case);
    all.partition(|case| case.visibility == Visibility::Public)
}

/// What must stand on no public page: the numbers of the confidential matters, both ways.
fn numbers(confidential: &[Case]) -> Vec<String> {
    confidential.iter().flat_map(|case| [case.id.to_string(), case.id.grouped()]).collect()
}

pub(super) fn filled(address: &str, matter: &str) -> String {
    let address = ["{id}", "{matter}", "{part}"]
        .into_iter()
        .fold(address.to_owned(), |address, name| address.replace(name, matter));
    address.replace("{file}", "000000000000").replace("{name}", "public-opinion")
}

/// Reads everything, and finds nothing.
fn read_all(walk: &Walk) {
    let (public, confidential) = cases(&walk.house);
    let numbers = numbers(&confidential);
    let anybody = Anybody::new(&walk.house);
    let holders = public.iter().rev().filter(|case| case.receipt.is_some()).take(4);
    let mut readers = vec![Anybody::new(&walk.house)];
    readers.extend(holders.map(|case| Anybody::holding(&walk.house, case)));
    let mut masked = 0;
    for address in addresses(&anybody) {
        let is_of_matter = filled(&address, "") != address;
        for (is_nobody, reader) in readers.iter().enumerate().map(|(i, reader)| (i == 0, reader)) {
            let mut asked = narrowed(&address);
            if is_of_matter {
                asked = public.iter().map(|case| filled(&address, &case.id.to_string())).collect();
            }
            for asked in asked {
                let (_, text) = reader.get(&asked);
                let told = numbers.iter().find(|number| text.contains(*number));
                assert_eq!(told, None, "{asked} tells the number of a confidential matter");
                // A search repeats what was searched for.
                let says = text.contains(SECRET) && !asked.contains("q=");
                assert!(!says, "{asked} says what was said in confidence:\n{text}");
                // Whoever holds a receipt reads all of the own matter; nobody else does.
                let says = is_nobody && text.contains(NUMBER);
                assert!(!says, "{asked} says a number that leads to a person:\n{text}");
                masked += usize::from(text.contains(law::redaction::MASK));
            }
            if is_of_matter {
                ask_for_confidential(reader, &address, &confidential);
            }
        }
    }
    assert!(masked > 0 || public.is_empty(), "nothing was there to be hidden");
    send_all(&anybody, &confidential, &numbers);
}

/// Whoever asks for a confidential matter by its number is answered as if there were none.
fn ask_for_confidential(reader: &Anybody, address: &str, confidential: &[Case]) {
    let (nobody, none) = reader.get(&filled(address, "zzzzzzzzzzzz"));
    for case in confidential {
        let (status, text) = reader.get(&filled(address, &case.id.to_string()));
        let text = text.replace(&case.id.to_string(), "zzzzzzzzzzzz");
        assert_eq!((status, text), (nobody, none.clone()), "{address} of {}", case.id);
    }
}

/// What can be sent to a matter by whoever knows its number, and "is yours among these?".
fn send_all(anybody: &Anybody, confidential: &[Case], numbers: &[String]) {
    let join = |matter: &str| {
        // An address of its own each time: who joins with one too often is told so.
        let mail = format!("{matter}@example.org");
        let fields = [("joining", GUEST), ("mail", mail.as_str())];
        let (status, text) = anybody.post(&format!("/join/{matter}"), &fields);
        // The page leads back to itself.
        let page = (status, text.replace(matter, "zzzzzzzzzzzz"));
        let json = serde_json::json!({ "do": "join" });
        (page, anybody.post_json(&format!("/api/v1/matters/{matter}/acts"), &json))
    };
    let none = join("zzzzzzzzzzzz");
    for case in confidential {
        assert_eq!(join(&case.id.to_string()), none, "joining {} at {}", case.id, case.step);
    }
    for area in anybody.app.house.state().register.areas.keys() {
        let area = area.to_string();
        let title = format!("{SECRET}的路");
        let fields = [
            ("act", GUEST),
            ("title", title.as_str()),
            ("body", "说明"),
            ("area", area.as_str()),
            ("place", "甲"),
            ("category", "road-damage"),
            ("visibility", "public"),
        ];
        let (_, text) = anybody.post("/say", &fields);
        let told = numbers.iter().find(|number| text.contains(*number));
        assert_eq!(told, None, "similar matters tell the number of a confidential one");
    }
}

#[test]
fn a_confidential_matter_leaves_no_trace_on_any_public_page() {
    let mut walk = Walk::new(20_260_303, 2);
    let missed = |walk: &Walk| -> Vec<Do> {
        let done = |act: &Do| walk.done_in_confidence.contains(act) || NEVER.contains(act);
        Do::ALL.into_iter().filter(|act| !done(act)).collect()
    };
    // On until everything was done once in confidence: chance alone says when that is.
    for step in 1..=4 * STEPS {
        walk.step();
        if step % (STEPS / READS) == 0 {
            read_all(&walk);
        }
        if step >= STEPS && missed(&walk).is_empty() {
            break;
        }
    }
    let (public, confidential) = cases(&walk.house);
    assert!(public.len() > 9 && confidential.len() > 9, "too few to meet");
    assert_eq!(missed(&walk), [], "never done in confidence");
    // Links between the two kinds are on record, by relapses: they were there to be told.
    let of_other_kind = |case: &Case| {
        case.linked.iter().any(|other| confidential.iter().any(|case| case.id == *other))
    };
    assert!(public.iter().any(of_other_kind), "no relapse links a public matter to the others");
}

#[test]
fn no_act_ties_a_confidential_matter_to_a_public_one() {
    let house = fixture::house();
    let mut said = fixture::submission(&house);
    let (open, _) = fixture::raise(&house, said.clone());
    let (other, _) = fixture::raise(&house, said.clone());
    said.visibility = Visibility::Confidential;
    let (secret, _) = fixture::raise(&house, said.clone());
    let (second, _) = fixture::raise(&house, said);
    let office = || fixture::by(&house, "congress-office", "congress");
    let text = || "说明".to_owned();
    let refused = |matter, act| {
        let id = ActId(house.chance.bytes());
        match matters::ask_and_wait(&house, id, office(), (matter, act)) {
            Err(No::Refusal(refusal)) => refusal.code,
            done => panic!("not refused: {done:?}"),
        }
    };
    let merge = |into| Act::Merge { into, reason: text(), fields: fixture::why("same-matter") };
    // A matter that is out of view for now comes back into it with all that hangs on it.
    let hide = Act::Hide { reason: text(), fields: fixture::why("personal") };
    fixture::agreed(&house, office(), other, hide);
    for (from, to) in [(secret, open), (open, secret), (secret, other), (other, secret)] {
        assert_eq!(refused(from, Act::Link { to }), "link.confidential");
        assert_eq!(refused(from, merge(to)), "merge.confidential");
    }
    let part = Part { title: text(), body: text(), category: code("road-damage") };
    assert_eq!(refused(other, Act::Split { parts: vec![part] }), "split.hidden");
    fixture::act(&house, office(), open, Act::Link { to: other });
    fixture::act(&house, office(), secret, Act::Link { to: second });
    fixture::agreed(&house, office(), secret, merge(second));
}
