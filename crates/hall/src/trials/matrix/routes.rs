//! Every route asked by everybody: the routes come from the router, each must stand in the table.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use law::words::{Hash, MatterId};
use store::db::Tx;
use tower::ServiceExt;

use super::world::World;
use super::{Expected, expected};
use crate::kit::access::{self, AccessToken};
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, failure, visit};
use crate::rights::{Asked, OfRoute, ROUTES, Who, of_route};
use crate::trials::defences;

const GUEST: &str = "00112233445566778899aabbccddeeff";
/// How somebody is told that they may not, or that there is nothing for them.
const NO: [&str; 12] = [
    "sign-in.needed",
    "post.needed",
    "token.needed",
    "page.unknown",
    "matter.unknown",
    "file.unknown",
    "contact.not-yours",
    "contact.pseudonym",
    "redaction.not-yours",
    "counter.receipt-closed",
    "counter.joined-reads",
    "post.not-held",
];
/// What nobody asks by at a desk: parts that only the policies are asked about.
const ONLY_ASKED: [&str; 5] =
    ["clockwork", "second", "bearer-else", "stray-office", "stray-leader"];

struct Walls<'w> {
    world: &'w World,
    app: Arc<App>,
    router: Router,
    /// The tokens of programs, by the role whose person each stands for.
    tokens: BTreeMap<&'static str, String>,
}

impl<'w> Walls<'w> {
    fn new(world: &'w World) -> Self {
        let app = defences::app(&world.house, false);
        let router = crate::roles::routes(&app).with_state(app.clone());
        let mut walls = Self { world, app, router, tokens: BTreeMap::new() };
        for role in ["lead", "system"] {
            let token = walls.bearer_token(role);
            walls.tokens.insert(role, token);
        }
        walls
    }

    fn cookie(&self, name: &str, opens: Opens) -> String {
        let token = Token::new(self.app.house.chance.bytes());
        let (text, now) = (token.text().to_owned(), self.app.house.now());
        let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
        let house = &self.app.house;
        house.engine.write_and_wait(&house.code, begin).expect("a session begins");
        format!("; huiyin-{name}={text}")
    }

    fn bearer_token(&self, role: &str) -> String {
        let house = &self.app.house;
        let (token, person) = (AccessToken::new(house.chance.bytes()), self.world.people[role].0);
        let text = format!("Bearer {}", token.text());
        let (now, ends) = (house.now(), house.now().plus_ms(86_400_000));
        let begin = move |tx: &mut Tx<'_>| access::begin(tx, (&token, "m"), person, (now, ends));
        house.engine.write_and_wait(&house.code, begin).expect("a token begins");
        text
    }

    /// What a role shows of itself: its cookies and its token.
    fn shown(&self, role: &str, about: MatterId) -> (String, Option<String>) {
        let world = self.world;
        let receipt = |matter: MatterId, mac: Hash| {
            (self.cookie("receipt", Opens::Receipt(matter, mac)), None)
        };
        match role {
            "public" => (String::new(), None),
            "program" => (String::new(), Some(self.tokens["lead"].clone())),
            "program-system" => (String::new(), Some(self.tokens["system"].clone())),
            "joined" => receipt(world.matters["public"], world.joined),
            "bearer" => {
                let whole = world.opens(about);
                let case = world.house.read(|db| crate::desk::case(db, whole));
                let case = case.expect("reads").expect("it was brought");
                receipt(whole, case.receipt.expect("it has a receipt"))
            }
            role => (self.cookie("session", Opens::Person(world.people[role].0)), None),
        }
    }

    async fn ask(&self, line: &Expected, role: &str) -> Response {
        let world = self.world;
        let about = world.matters.get(line.about).copied();
        let about = about.unwrap_or(world.matters["public"]);
        let (session, token) = self.shown(role, about);
        let form = format!("token={}&role=0", visit::form_token(&self.app, GUEST));
        let is_json = line.asked.starts_with("/api/") && line.method == "POST";
        let (kind, body) = match is_json {
            true => ("application/json", json(line.asked).to_owned()),
            false => ("application/x-www-form-urlencoded", form),
        };
        let mut request = Request::builder()
            .method(line.method)
            .uri(self.filled(line, about))
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, format!("huiyin-guest={GUEST}{session}"));
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, token);
        }
        let body = if line.method == "GET" { String::new() } else { body };
        let request = request.body(Body::from(body)).expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    /// The address of a route with what it names.
    fn filled(&self, line: &Expected, about: MatterId) -> String {
        let (world, state) = (self.world, self.world.house.state());
        let key = match (line.asked, line.about) {
            (address, _) if address.contains("/people/") => world.people["lead"].0.to_string(),
            (address, _) if address.contains("/posts/") => world.post("deputy").to_string(),
            (address, _) if address.contains("/bodies/") => "water".to_owned(),
            (_, "bodies") => "water".to_owned(),
            (_, "areas") => "t1".to_owned(),
            _ => "accept".to_owned(),
        };
        let matter = about.to_string();
        let station = crate::fixture::body(&world.house, "s1").to_string();
        let (activity, theme) = (world.activity.to_string(), world.theme.to_string());
        let id = match line.asked {
            address if address.starts_with("/activities") => &activity,
            address if address.starts_with("/themes") => &theme,
            address if address.contains("procedures") => "public-opinion",
            address if address.starts_with("/stations") => &station,
            _ => &matter,
        };
        let post = world.post("deputy").to_string();
        let file = world.files.get(&world.opens(about)).expect("each has a file").to_string();
        assert!(state.register.invented);
        let mut filled = line.asked.to_owned();
        for (name, with) in [
            ("{id}", id),
            ("{matter}", &matter),
            ("{part}", &matter),
            ("{post}", &post),
            ("{file}", &file),
            ("{key}", &key),
            ("{record}", "1"),
            ("{name}", "public-opinion"),
            ("{procedure}", "public-opinion"),
            ("{kind}", line.about),
            ("{*tile}", "0/000"),
        ] {
            filled = filled.replace(name, with);
        }
        filled
    }
}

fn json(address: &str) -> &'static str {
    match address {
        "/api/v1/matters/{id}/acts" => "{\"do\":\"accept\"}",
        "/api/v1/receipts/look-up" => "{\"code\":\"0000\"}",
        _ => "{}",
    }
}

/// Whether an answer lets somebody in; what is wrong with what they sent is another matter.
fn lets_in(line: &Expected, response: &Response) -> bool {
    let status = response.status();
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    let is_closed = line.asked.starts_with("/receipt/") && to == Some("/receipt");
    let code = failure::code_of(response);
    let is_no = match code {
        // What was not built is not there for anybody.
        Some("page.unknown") if line.asked == "/built/{file}" => false,
        // The activity of this world has no picture.
        Some("file.unknown") if line.asked.starts_with("/activities/") => false,
        Some(code) => NO.contains(&code),
        None => matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED),
    };
    // The page of a matter on which something was refused has no code to tell.
    let knows = line.asked == "/desk/matters/{id}/redact" && status == StatusCode::FORBIDDEN;
    !is_no && !is_closed || knows && code.is_none()
}

#[tokio::test]
async fn everybody_asks_for_everything_and_gets_what_is_expected() {
    let world = World::new();
    let walls = Walls::new(&world);
    let (mut cells, mut wrong) = (0, vec![]);
    for line in expected().iter().filter(|line| line.method != "ask") {
        for role in world.roles().into_iter().filter(|role| !ONLY_ASKED.contains(role)) {
            let response = walls.ask(line, role).await;
            let status = response.status();
            let code = failure::code_of(&response);
            let told = format!("{}: {role} {status} {code:?}", line.told());
            assert!(!status.is_server_error(), "{told}");
            // To programs cookies say nothing, and to pages tokens.
            let is_api = line.asked.starts_with("/api/");
            let by_token = role.starts_with("program");
            let as_public = is_api != by_token && role != "public";
            let expected = if as_public { "public" } else { role };
            if lets_in(line, &response) != line.may.contains(&expected) {
                wrong.push(told);
            }
            cells += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {cells} cells: {wrong:#?}", wrong.len());
    assert!(cells > 3_000, "{cells}");
}

/// The methods at an address, as the router itself tells them.
async fn methods(router: &Router, address: &str) -> BTreeSet<String> {
    let request = Request::builder().method(Method::OPTIONS).uri(address);
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let allowed = answer.headers().get(header::ALLOW).map(|allow| allow.to_str().unwrap());
    let allowed = allowed.unwrap_or_default().split(',').map(str::trim);
    allowed.filter(|one| !one.is_empty() && *one != "HEAD").map(str::to_owned).collect()
}

#[tokio::test]
async fn no_route_is_without_a_line_and_no_line_without_a_route() {
    let world = World::new();
    let walls = Walls::new(&world);
    // Without the gate, so that what answers is the router and not the list of routes.
    let open = crate::rooms::routes().with_state(walls.app.clone());
    let full = crate::roles::router(walls.app.clone());
    let mut found = BTreeSet::new();
    for address in defences::routes(&full).await {
        if ["/add-checkpoint", "/{origin}/checkpoint", "/api/", "/form", "/slow"]
            .contains(&address.as_str())
        {
            // Of another binary, or of a test.
            continue;
        }
        let about = if address.contains("{kind}") { "areas" } else { "public" };
        let address: &'static str = Box::leak(address.into_boxed_str());
        let line = Expected { method: "GET", asked: address, about, may: vec![] };
        let filled = walls.filled(&line, world.matters["public"]);
        let mut methods = methods(&open, &filled).await;
        if methods.is_empty() {
            // Of the server itself: it only shows.
            methods.insert("GET".to_owned());
        }
        found.extend(methods.into_iter().map(|method| format!("{method} {address}")));
    }
    let lines: BTreeSet<String> = expected()
        .iter()
        .filter(|line| line.method != "ask")
        .map(|line| format!("{} {}", line.method, line.asked))
        .collect();
    let mut listed = BTreeSet::new();
    for (address, ..) in ROUTES {
        for method in ["GET", "POST"] {
            let filled = address.replace("{kind}", "areas");
            let asked = of_route(address, method, &filled);
            if !matches!(asked, OfRoute::OtherMethod(_)) {
                listed.insert(format!("{method} {address}"));
            }
        }
    }
    let none: Vec<&String> = vec![];
    assert_eq!(found.difference(&lines).collect::<Vec<_>>(), none, "routes without a line");
    assert_eq!(lines.difference(&found).collect::<Vec<_>>(), none, "lines without a route");
    assert_eq!(found.difference(&listed).collect::<Vec<_>>(), none, "routes that ask for nothing");
    assert_eq!(listed.difference(&found).collect::<Vec<_>>(), none, "listed, and no route");
    assert!(found.len() > 140, "{}", found.len());
}

#[tokio::test]
async fn a_route_that_nobody_listed_lets_nobody_in() {
    let world = World::new();
    let app = defences::app(&world.house, false);
    let gate = axum::middleware::from_fn_with_state(app.clone(), crate::kit::gate::gate);
    let router = Router::new().route("/new", axum::routing::get(async || "let in")).layer(gate);
    let request = Request::get("/new").body(Body::empty()).unwrap();
    let answer = router.with_state::<()>(()).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(to_bytes(answer.into_body(), 1 << 16).await.unwrap().is_empty());
}

/// Whether the gate alone lets a role through to a route: pure, for the mutants.
pub fn gate_lets_in(world: &World, line: &Expected, role: &str) -> Option<bool> {
    if line.asked.contains("{key}/stand-in") || ONLY_ASKED.contains(&role) {
        return None;
    }
    let address = line.asked.replace("{kind}", line.about);
    let OfRoute::Asked(asked) = of_route(line.asked, line.method, &address) else { return None };
    let ground = world.ground("-");
    let is_api = line.asked.starts_with("/api/");
    let who = match is_api == role.starts_with("program") {
        true => world.who(role, world.matters["public"]),
        false => Who::Public,
    };
    let lets_in = |who: &Who, asked: &Asked<'_>| who.may(ground, asked).is_some();
    Some(lets_in(&Who::Public, &asked) || lets_in(&who, &asked))
}
