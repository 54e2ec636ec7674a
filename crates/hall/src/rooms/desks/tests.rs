//! Stories of the desk, through its routes.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use law::matter::acts::{Act, Assignment, Submission};
use law::matter::facts::Visibility;
use law::ruling::code;
use law::words::MatterId;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::desk;
use crate::fixture::{act, area, body, by, house, officer, pass_days, raise, submission};
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::words::Language;
use crate::kit::{App, Shell, address, edge, visit};
use crate::rooms::matters;

const GUEST: &str = "0123456789abcdef0123456789abcdef";

/// A browser in which somebody is signed in.
pub struct Browser {
    app: Arc<App>,
    router: Router,
    session: Option<Token>,
}

impl Browser {
    /// The browser of nobody.
    pub fn stranger(house: &Arc<House>) -> Self {
        let app = Arc::new(App {
            house: house.clone(),
            address: String::new(),
            secure: false,
            hashing: Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        });
        let router = crate::roles::routes(&app)
            .layer(from_fn_with_state(app.clone(), edge::render))
            .with_state(app.clone());
        Self { app, router, session: None }
    }

    /// The browser of the first officer of an office at a body.
    pub fn of(house: &Arc<House>, office: &str, at: &str) -> Self {
        let token = Token::new(house.chance.bytes());
        let (kept, person, now) = (token.clone(), officer(house, office, at).person, house.now());
        let begin = move |tx: &mut store::db::Tx<'_>| {
            Ok(session::begin(tx, &kept, &Opens::Person(person), now)?)
        };
        house.engine.write_and_wait(&house.code, begin).unwrap();
        Self { session: Some(token), ..Self::stranger(house) }
    }

    async fn send(&self, method: &str, path: &str, body: String) -> (StatusCode, String) {
        let (status, to, bytes) = self.raw(method, path, body).await;
        (status, to.unwrap_or_else(|| String::from_utf8(bytes).unwrap()))
    }

    /// Status, where it leads, and the bytes of an answer.
    pub async fn raw(
        &self,
        method: &str,
        path: &str,
        body: String,
    ) -> (StatusCode, Option<String>, Vec<u8>) {
        let mut cookies = format!("huiyin-guest={GUEST}");
        if let Some(session) = &self.session {
            cookies.extend(["; huiyin-session=", session.text()]);
        }
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION);
        let to = to.map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, to, bytes.to_vec())
    }

    /// What a page shows, and its status.
    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        self.send("GET", path, String::new()).await
    }

    /// Sends a form with its token: status, and where it leads or what it shows.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let token = visit::form_token(&self.app, GUEST);
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        let body = address("", &all);
        self.send("POST", path, body.trim_start_matches('?').to_owned()).await
    }

    /// Sends an act on a matter.
    pub async fn act(&self, matter: MatterId, fields: &[(&str, &str)]) -> (StatusCode, String) {
        self.post(&format!("/desk/matters/{matter}/act"), fields).await
    }
}

/// The step at which a matter stands.
pub fn step(house: &House, matter: MatterId) -> String {
    house.read(|db| desk::case(db, matter)).unwrap().unwrap().step.to_string()
}

/// A submission that only those who handle it may read.
pub fn confidential(house: &House) -> Submission {
    Submission { visibility: Visibility::Confidential, ..submission(house) }
}

/// A matter that lies with the roads department.
pub fn handed_to_roads(house: &Arc<House>, submission: Submission) -> MatterId {
    let (matter, _) = raise(house, submission);
    act(house, by(house, "deputy", "s1"), matter, Act::Accept {});
    let assignment = Assignment {
        fields: law::matter::acts::Filling::new(),
        lead: body(house, "roads"),
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    };
    act(house, by(house, "congress-office", "congress"), matter, Act::HandOver(assignment));
    matter
}

#[tokio::test]
async fn a_matter_goes_from_desk_to_desk_until_it_is_answered() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    let page = format!("/desk/matters/{matter}");

    let deputy = Browser::of(&house, "deputy", "s1");
    let (status, text) = deputy.get("/desk").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        text.contains("磨坊巷路面塌陷") && text.contains(&format!("accept~{matter}")),
        "{text}"
    );
    let done = deputy.act(matter, &[("do", "accept")]).await;
    assert_eq!(done, (StatusCode::SEE_OTHER, format!("{page}?done=accept")));

    let office = Browser::of(&house, "congress-office", "congress");
    let (_, text) = office.get(&page).await;
    assert!(text.contains("id=\"act-hand-over\""), "the likeliest act stands open: {text}");
    let roads = body(&house, "roads").to_string();
    let water = body(&house, "water").to_string();
    let fields = [("do", "hand-over"), ("lead", &*roads), ("co", &*water), ("by", "2026-03-10")];
    assert_eq!(office.act(matter, &fields).await.0, StatusCode::SEE_OTHER);

    let handler = Browser::of(&house, "handler", "roads");
    assert!(handler.get("/desk").await.1.contains(&format!("sign~{matter}")));
    assert_eq!(handler.act(matter, &[("do", "sign")]).await.0, StatusCode::SEE_OTHER);
    let fields = [("do", "ask"), ("question", "塌了多大？")];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    assert!(house.read(|db| desk::case(db, matter)).unwrap().unwrap().question_open);
    act(
        &house,
        law::record::Actor::Resident,
        matter,
        Act::AnswerQuestion { text: "一米".to_owned(), files: vec![] },
    );
    let helper = Browser::of(&house, "handler", "water");
    assert_eq!(
        helper.act(matter, &[("do", "co-reply"), ("text", "管道无碍")]).await.0,
        StatusCode::SEE_OTHER
    );
    let fields =
        [("do", "reply"), ("class", "promised"), ("promised", "2026-04-01"), ("text", "将修好")];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    assert_eq!(step(&house, matter), "answered");

    let fields = [("do", "feed-back"), ("way", "visit"), ("text", "已当面说明")];
    assert_eq!(deputy.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    assert_eq!(step(&house, matter), "rating");
    let fields = [("do", "deliver"), ("text", "已修好")];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_was_typed_is_kept_and_the_mistake_named_beside_its_field() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let fields = [("do", "reply"), ("class", "promised"), ("text", "三月里一定修好")];
    let (status, text) = handler.act(matter, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("三月里一定修好"), "{text}");
    assert!(
        text.contains("href=\"#reply-promised\"") && text.contains("id=\"reply-promised-error\"")
    );
    assert_eq!(step(&house, matter), "handling");

    let (status, text) = handler.act(matter, &[("do", "return"), ("reason", "不归我们")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the duty is missing");
    assert!(text.contains("不归我们"));
}

#[tokio::test]
async fn nobody_reads_a_confidential_matter_who_does_not_handle_it() {
    let house = house();
    let matter = handed_to_roads(&house, confidential(&house));
    let page = format!("/desk/matters/{matter}");
    for (office, at) in [("handler", "water"), ("deputy", "s2"), ("station-staff", "s2")] {
        let other = Browser::of(&house, office, at);
        assert_eq!(other.get(&page).await.0, StatusCode::NOT_FOUND, "{office} {at}");
        assert!(!other.get("/desk?tab=all&q=磨坊巷").await.1.contains("磨坊巷路面塌陷"));
        let refused = other.act(matter, &[("do", "note"), ("text", "x")]).await;
        assert_eq!(refused.0, StatusCode::NOT_FOUND, "{office} {at}");
    }
    let handler = Browser::of(&house, "handler", "roads");
    assert!(handler.get(&page).await.1.contains("磨坊巷路面塌陷"));
    let fields = [("do", "return"), ("duty", "water-1"), ("reason", "属水务")];
    let (_, to) = handler.act(matter, &fields).await;
    assert_eq!(to, "/desk?done=return", "the matter is no longer its own");
    let (_, text) = handler.get("/desk?tab=sent-back").await;
    assert!(text.contains(&matter.to_string()), "its number stays in the list");
    assert!(!text.contains("磨坊巷路面塌陷"), "and its title does not: {text}");
    assert_eq!(Browser::stranger(&house).get("/desk").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_brought_a_matter_is_shown_for_a_purpose_and_every_look_is_told() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let page = format!("/desk/matters/{matter}");
    let contact = format!("{page}/contact");
    let mail = "liang@example.org";
    let station = Browser::of(&house, "station-staff", "s1");
    assert!(!station.get(&page).await.1.contains(mail));
    let (status, text) = station.post(&contact, &[("purpose", "")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!text.contains(mail));
    for looks in 1..=2 {
        let (status, text) = station.post(&contact, &[("purpose", "verify")]).await;
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains(mail));
        assert!(text.contains("查看了提出人的姓名和联系方式"), "{text}");
        let kind = |stored: &store::log::Stored| stored.kind == "identity.seen/1";
        let log = house.read(|db| store::log::of_matter(db, matter.int())).unwrap();
        assert_eq!(log.iter().filter(|stored| kind(stored)).count(), looks, "a line for each");
    }
    let (_, public) = Browser::stranger(&house).get(&format!("/matters/{matter}")).await;
    assert!(!public.contains("查看了提出人"), "the public is not told who looked");
    let others = [("handler", "roads"), ("handler", "water"), ("leader", "congress")];
    for (office, at) in others.into_iter().chain([("deputy", "s2")]) {
        let other = Browser::of(&house, office, at);
        let (status, text) = other.post(&contact, &[("purpose", "verify")]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{office} {at}");
        assert!(!text.contains(mail));
    }
}

#[tokio::test]
async fn the_unit_sees_a_code_name_unless_the_submitter_agreed() {
    let house = house();
    let roads = Browser::of(&house, "handler", "roads");
    let matter = handed_to_roads(&house, submission(&house));
    let shell = Shell::plain(house.state(), Language::Chinese, house.today());
    let name = matters::pseudonym(&shell, matter);
    let (_, text) = roads.get(&format!("/desk/matters/{matter}")).await;
    assert!(text.contains(&name), "{name}");
    assert!(text.contains("没有同意让承办单位知道"), "{text}");
    let said = Submission { known_to_unit: true, ..submission(&house) };
    let agreed = handed_to_roads(&house, said);
    let contact = format!("/desk/matters/{agreed}/contact");
    let (status, text) = roads.post(&contact, &[("purpose", "visit")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("liang@example.org"), "{text}");
    let water = Browser::of(&house, "handler", "water");
    let (status, _) = water.post(&contact, &[("purpose", "visit")]).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "only the unit that handles it");
}

#[tokio::test]
async fn who_brought_a_matter_finds_it_for_those_alone_who_may_know() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house)).to_string();
    let find = "/desk?tab=all&q=liang%40example.org";
    let office = Browser::of(&house, "congress-office", "congress");
    assert!(office.get(find).await.1.contains(&matter));
    let roads = Browser::of(&house, "handler", "roads");
    assert!(roads.get("/desk?tab=all").await.1.contains(&matter), "it lies there");
    assert!(!roads.get(find).await.1.contains(&matter));
}

#[tokio::test]
async fn a_desk_is_filtered_sorted_searched_and_turned_page_by_page() {
    let house = house();
    let office = Browser::of(&house, "congress-office", "congress");
    let mut raised = vec![];
    for i in 0..53 {
        let title = if i == 7 {
            "学校食堂饭菜太凉".to_owned()
        } else {
            format!("路面塌陷之{i}")
        };
        let category = code(if i == 7 { "school-meals" } else { "road-damage" });
        let place = area(&house, if i == 9 { "t2v1" } else { "t1v1" });
        let submission = Submission { title, category, area: place, ..submission(&house) };
        raised.push(raise(&house, submission).0);
        house.clock.set(house.now().plus_ms(1000));
    }
    for sort in ["due", "received", "since"] {
        let mut seen: Vec<MatterId> = vec![];
        let mut path = format!("/desk?tab=following&sort={sort}");
        loop {
            let (_, text) = office.get(&path).await;
            seen.extend(raised.iter().filter(|m| text.contains(&format!("/desk/matters/{m}\""))));
            let Some(next) = text.split("rel=\"next\" href=\"").nth(1) else { break };
            let next = next.split('"').next().unwrap();
            path = next.replace("&#38;", "&").replace("&amp;", "&");
        }
        assert_eq!(seen.len(), raised.len(), "by {sort}: each matter once, none lost");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), raised.len(), "by {sort}");
    }
    for path in [
        "/desk?tab=all&q=食堂",
        "/desk?tab=following&q=食堂",
        "/desk?tab=all&category=school-meals",
    ] {
        let (_, text) = office.get(path).await;
        assert!(text.contains("学校食堂饭菜太凉") && !text.contains("路面塌陷之3"), "{path}");
    }
    let town = area(&house, "t2");
    let (_, text) = office.get(&format!("/desk?tab=new&area={town}")).await;
    assert!(
        text.contains("路面塌陷之9") && !text.contains("路面塌陷之10"),
        "a town holds its villages"
    );
    let (_, text) = office.get(&format!("/desk?tab=all&q={}", raised[3].grouped())).await;
    assert!(text.contains("路面塌陷之3"), "a number is found");
}

#[tokio::test]
async fn late_matters_and_requests_for_time_come_to_those_who_see_to_them() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let fields = [
        ("do", "ask-for-time"),
        ("working_days", "5"),
        ("reason", "等材料"),
        ("own.why", "others"),
    ];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    let office = Browser::of(&house, "congress-office", "congress");
    assert!(office.get("/desk").await.1.contains(&matter.to_string()));
    let (_, text) = office.get(&format!("/desk/matters/{matter}")).await;
    assert!(text.contains("id=\"act-grant-time\""));
    assert_eq!(
        office.act(matter, &[("do", "grant-time"), ("reason", "属实")]).await.0,
        StatusCode::SEE_OTHER
    );
    let leader = Browser::of(&house, "leader", "congress");
    assert!(!leader.get("/desk?tab=late").await.1.contains(&matter.to_string()));
    pass_days(&house, 40);
    let leader = Browser::of(&house, "leader", "congress");
    assert!(leader.get("/desk?tab=late").await.1.contains(&matter.to_string()));
    assert!(!leader.get("/desk").await.1.contains(&format!("/desk/matters/{matter}\"")));
    let post = officer(&house, "leader", "congress").post.to_string();
    let fields = [("do", "supervise"), ("leader", &*post), ("text", "三天内办好")];
    assert_eq!(leader.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    assert!(leader.get("/desk").await.1.contains(&format!("/desk/matters/{matter}\"")));
}

#[tokio::test]
async fn a_ready_text_fills_the_form_and_another_matter_is_found_by_words() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let (_, text) = handler.get(&format!("/desk/matters/{matter}?template=done-repaired")).await;
    assert!(text.contains("id=\"act-reply\"") && text.contains("您反映的问题"), "{text}");

    let (first, _) = raise(&house, submission(&house));
    let (second, _) = raise(&house, confidential(&house));
    let office = Browser::of(&house, "congress-office", "congress");
    let (third, _) = raise(&house, confidential(&house));
    let finds = async |from: MatterId, other: MatterId| {
        let (_, text) = office.get(&format!("/desk/matters/{from}?do=link&find=磨坊巷")).await;
        text.contains(&format!("value=\"{other}\""))
    };
    assert!(finds(first, matter).await && finds(second, third).await);
    let across = finds(first, second).await || finds(second, first).await;
    assert!(!across, "a confidential matter is not offered to a public one, nor the other way");
    let number = second.grouped();
    // A public page would tell the number of what is in confidence.
    let fields = [("do", "link"), ("number", &*number)];
    assert_eq!(office.act(first, &fields).await.0, StatusCode::CONFLICT);
    assert_eq!(office.act(third, &fields).await.0, StatusCode::SEE_OTHER);
    let fields = [
        ("do", "split"),
        ("title-1", "路面"),
        ("body-1", "塌了"),
        ("category-1", "road-damage"),
        ("title-2", "水管"),
        ("body-2", "漏了"),
        ("category-2", "water-supply"),
    ];
    assert_eq!(office.act(first, &fields).await.0, StatusCode::SEE_OTHER);
}
