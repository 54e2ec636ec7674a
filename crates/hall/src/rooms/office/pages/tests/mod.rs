//! What administration does to the house, through its routes.

mod people;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use law::matter::acts::{Act, Filling};
use law::words::PersonId;
use store::db::Tx;
use tower::ServiceExt;

use crate::fixture::{act, by, house, officer, raise, submission};
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, address, visit};

const GUEST: &str = "00112233445566778899aabbccddeeff";

/// A browser in which somebody is signed in.
pub struct Browser {
    app: Arc<App>,
    router: Router,
    session: Option<Token>,
    language: &'static str,
}

/// What came back: the status, where to, and the body.
pub struct Page {
    pub status: StatusCode,
    pub to: String,
    pub text: String,
    bytes: Vec<u8>,
}

impl Page {
    pub fn says(&self, part: &str) -> bool {
        self.text.contains(part)
    }
}

impl Browser {
    pub fn stranger(house: &Arc<House>) -> Self {
        let app = Arc::new(App {
            house: house.clone(),
            address: String::new(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: crate::kit::quota::Quotas::default(),
        });
        let router = crate::roles::router(app.clone());
        Self { app, router, session: None, language: "zh" }
    }

    pub fn of_person(house: &Arc<House>, person: PersonId) -> Self {
        let token = Token::new(house.chance.bytes());
        let (kept, now) = (token.clone(), house.now());
        let begin =
            move |tx: &mut Tx<'_>| Ok(session::begin(tx, &kept, &Opens::Person(person), now)?);
        house.engine.write_and_wait(&house.code, begin).unwrap();
        Self { session: Some(token), ..Self::stranger(house) }
    }

    pub fn of(house: &Arc<House>, office: &str, at: &str) -> Self {
        Self::of_person(house, officer(house, office, at).person)
    }

    pub fn administrator(house: &Arc<House>) -> Self {
        Self::of(house, "administrator", "congress")
    }

    async fn send(&self, method: &str, path: &str, (kind, body): (&str, Vec<u8>)) -> Page {
        let session = self.session.as_ref().map_or("", Token::text);
        let look = self.language;
        let cookies = format!("huiyin-guest={GUEST}; huiyin-look={look}; huiyin-session={session}");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION);
        let to = to.map_or(String::new(), |to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Page { status, to, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send("GET", path, ("text/plain", vec![])).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = visit::form_token(&self.app, GUEST);
        let all: Vec<(&str, &str)> =
            [("token", &*token)].into_iter().chain(fields.to_vec()).collect();
        let body = address("", &all).trim_start_matches('?').as_bytes().to_vec();
        self.send("POST", path, ("application/x-www-form-urlencoded", body)).await
    }

    pub async fn upload(&self, path: &str, bytes: &[u8]) -> Page {
        let token = visit::form_token(&self.app, GUEST);
        let mut body = format!(
            "--limit\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n\
             --limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(bytes);
        body.extend(b"\r\n--limit--\r\n");
        self.send("POST", path, ("multipart/form-data; boundary=limit", body)).await
    }
}

/// The table that a page of checking holds, as a browser sends it back.
pub fn table(page: &Page) -> String {
    let (_, rest) = page
        .text
        .split_once("name=\"table\" value=\"")
        .unwrap_or_else(|| panic!("no table is held: {}", page.text));
    let (table, _) = rest.split_once('"').expect("it ends");
    table.replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&").replace("&#38;", "&")
}

#[tokio::test]
async fn only_an_administrator_gets_in() {
    let house = house();
    let post = officer(&house, "deputy", "s1").post;
    let post_page = format!("/office/posts/at/{post}");
    let pages = [
        "/office",
        "/office/areas",
        "/office/areas/new",
        "/office/areas/at/t1",
        "/office/people/import",
        "/office/people/export.csv",
        "/office/people/template.xlsx",
        "/office/definitions",
        post_page.as_str(),
    ];
    for (office, at) in [("congress-office", "congress"), ("leader", "congress"), ("deputy", "s1")]
    {
        let other = Browser::of(&house, office, at);
        // The congress office starts there for registers of its own, and sees no more of it.
        let own = ["/office", "/office/definitions"];
        for page in pages.iter().filter(|page| office != "congress-office" || !own.contains(page)) {
            assert_eq!(other.get(page).await.status, StatusCode::FORBIDDEN, "{office} {page}");
        }
        for page in ["/office/areas/new", "/office/people/import/enter", &post_page] {
            let refused = other.post(page, &[("code", "x")]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{office} {page}");
        }
        assert!(!other.get("/account").await.says("href=\"/office\""), "no way in the menu");
    }
    assert_eq!(Browser::stranger(&house).get("/office").await.status, StatusCode::FORBIDDEN);
    let administrator = Browser::administrator(&house);
    for page in pages {
        assert_eq!(administrator.get(page).await.status, StatusCode::OK, "{page}");
    }
    assert!(administrator.get("/account").await.says("href=\"/office\""));
    assert_eq!(administrator.get("/office/kings").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_town_gets_a_station_and_a_deputy_by_forms_alone() {
    let house = house();
    let browser = Browser::administrator(&house);
    let fields = [("code", "t3"), ("level", "town"), ("name", "云溪镇"), ("parent", "county")];
    let page = browser.post("/office/areas/new", &fields).await;
    assert_eq!(
        (page.status, page.to.as_str()),
        (StatusCode::SEE_OTHER, "/office/areas?done=entered")
    );
    let start = browser.get("/office").await;
    assert!(
        start.says("/office/bodies/new?sort=station&#38;area=t3"),
        "what is missing has its link"
    );
    let form = browser.get("/office/bodies/new?sort=station&area=t3").await;
    assert!(
        form.says("<option value=\"t3\" selected>")
            && form.says("<option value=\"station\" selected>")
    );
    let fields = [("code", "s3"), ("sort", "station"), ("name", "云溪联络站"), ("area", "t3")];
    assert_eq!(browser.post("/office/bodies/new", &fields).await.status, StatusCode::SEE_OTHER);
    let start = browser.get("/office").await;
    assert!(!start.says("sort=station&#38;area=t3") && start.says("body=s3&#38;office=deputy"));

    let fields = [("name", "陶十一"), ("login", "Tao"), ("password", "paper boats on the pond")];
    let page = browser.post("/office/people/new", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let fields = [("person", "tao"), ("body", "s3"), ("office", "deputy"), ("first", "2026-03-02")];
    let page = browser.post("/office/posts/new", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let list = browser.get("/office/posts?q=陶十一").await;
    assert!(list.says("云溪联络站") && !list.says("梁一"), "a list is filtered by its address");
    // Who was enrolled signs in with what was given.
    let fields = [("login", "tao"), ("password", "paper boats on the pond")];
    let page = Browser::stranger(&house).post("/sign-in", &fields).await;
    assert_eq!((page.status, page.to.as_str()), (StatusCode::SEE_OTHER, "/desk"));
}

#[tokio::test]
async fn a_mistake_is_told_beside_its_field_and_what_was_typed_stays() {
    let house = house();
    let mut browser = Browser::administrator(&house);
    let fields = [("code", "t1"), ("level", "town"), ("name", "云溪镇"), ("parent", "")];
    let page = browser.post("/office/areas/new", &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("value=\"云溪镇\"") && page.says("<option value=\"town\" selected>"));
    for field in ["code", "parent"] {
        assert!(page.says(&format!("href=\"#{field}\"")), "{field} in the summary");
        assert!(page.says(&format!("id=\"{field}-error\"")), "{field} beside its field");
    }
    browser.language = "en";
    let page = browser.post("/office/areas/new", &fields).await;
    assert!(page.says("The code &#34;t1&#34; is there already."), "{}", page.text);

    let fields = [("name", "梁一")];
    let page = browser.post("/office/people/new", &fields).await;
    assert!(page.says("name=\"namesake\""), "a namesake is asked about");
    let fields = [("name", "梁一"), ("namesake", "yes")];
    assert_eq!(browser.post("/office/people/new", &fields).await.status, StatusCode::SEE_OTHER);
    let fields = [("name", "新人"), ("login", "xin"), ("password", "short")];
    let page = browser.post("/office/people/new", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("id=\"password-error\"") && !page.says("value=\"short\""));
}

#[tokio::test]
async fn names_change_and_bodies_close_when_nothing_is_left_there() {
    let house = house();
    let browser = Browser::administrator(&house);
    let fields = [("name", "道路与桥梁局"), ("name_en", "Roads and Bridges")];
    let page = browser.post("/office/bodies/at/roads", &fields).await;
    assert_eq!(page.to, "/office/bodies/at/roads?done=entered", "{}", page.text);
    assert!(browser.get("/office/bodies").await.says("道路与桥梁局"));
    let page = browser.post("/office/bodies/at/roads", &fields).await;
    assert_eq!(page.to, "/office/bodies/at/roads?done=same");

    let (matter, _) = raise(&house, submission(&house));
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let close = "/office/bodies/at/s1/close";
    let page = browser.post(close, &[("last", "2026-03-31")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("还有 1 件未结事项") && page.says("id=\"last-error\""), "{}", page.text);
    assert!(page.says("人大代表 梁一"), "who would be left is shown");
    act(
        &house,
        law::record::Actor::Resident,
        matter,
        Act::Withdraw { reason: "修好了".to_owned(), fields: Filling::new() },
    );
    for (office, at) in [("deputy", "s1"), ("station-staff", "s1")] {
        let post = officer(&house, office, at).post;
        let page =
            browser.post(&format!("/office/posts/at/{post}"), &[("last", "2026-03-31")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
    let page = browser.post(close, &[("last", "2026-03-31")]).await;
    assert_eq!(page.to, "/office/bodies/at/s1?done=closed", "{}", page.text);
    assert!(browser.get("/office").await.says("2026-03-31"), "ending posts are told of");
}

#[tokio::test]
async fn a_post_with_matters_ends_on_its_page() {
    let house = house();
    let browser = Browser::administrator(&house);
    browser.post("/office/people/new", &[("name", "陶十一")]).await;
    let (matter, _) = raise(&house, submission(&house));
    let old = officer(&house, "deputy", "s1");
    let page_of = format!("/office/posts/at/{}", old.post);
    let page = browser.post(&page_of, &[("last", "2026-03-02")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("id=\"successor-error\"") && page.says("/office/posts/new?body=s1"));
    let fields =
        [("person", "陶十一"), ("body", "s1"), ("office", "deputy"), ("first", "2026-03-02")];
    browser.post("/office/posts/new", &fields).await;
    let state = house.state();
    let mut posts = state.register.posts.values();
    let new = posts.find(|p| state.person_name(p.person) == "陶十一").unwrap().id;
    assert!(browser.get(&page_of).await.says(&format!("<option value=\"{new}\">")));
    let successor = new.to_string();
    let page = browser.post(&page_of, &[("last", "2026-03-02"), ("successor", &*successor)]).await;
    assert_eq!(page.to, format!("{page_of}?done=ended&count=1"), "{}", page.text);
    let case = house.read(|db| crate::desk::case(db, matter)).unwrap().unwrap();
    assert_eq!(case.holder.post, Some(new));
    let desk = Browser::of_person(&house, state.register.posts[&new].person).get("/desk").await;
    assert!(desk.says(&matter.to_string()), "it waits on the successor's desk");
    let sheet = Browser::of(&house, "congress-office", "congress");
    let sheet = sheet.get(&format!("/desk/matters/{matter}")).await;
    assert!(sheet.says("经办人离任，转由本单位继任者接手") && sheet.says("陶十一"));
}

#[tokio::test]
async fn the_last_administrator_cannot_end_the_own_post() {
    let house = house();
    let browser = Browser::administrator(&house);
    let post = officer(&house, "administrator", "congress").post;
    let page = browser.post(&format!("/office/posts/at/{post}"), &[("last", "2026-12-31")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("没有能登录的系统管理员"), "{}", page.text);
    assert!(house.state().register.posts[&post].last.is_none());
}

#[tokio::test]
async fn a_holder_names_the_own_stand_in_and_nobody_elses() {
    let house = house();
    let handler = officer(&house, "handler", "roads");
    let own = format!("/office/posts/at/{}/stand-in", handler.post);
    let browser = Browser::of(&house, "handler", "roads");
    assert!(browser.get("/account").await.says(&own), "the way leads from the own account");
    assert_eq!(browser.get(&own).await.status, StatusCode::OK);
    let fields = [("person", "董十"), ("first", "2026-03-02"), ("last", "2026-03-06")];
    let page = browser.post(&own, &fields).await;
    assert_eq!(page.to, format!("{own}?done=stand-in"), "{}", page.text);
    let other = Browser::of(&house, "handler", "water");
    assert!(other.get("/account").await.says("代理"), "the stand-in holds the post today");
    let refused = other.post(&own, &[("person", "梁一")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "a stand-in names no stand-in");
    let page = browser.post(&own, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "two at once");
    assert!(page.says("id=\"first-error\""));
    let person = officer(&house, "handler", "water").person.to_string();
    let term = [("person", &*person), ("first", "2026-03-02")];
    let page = browser.post(&format!("{own}/end"), &term).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let stand_ins = &house.state().register.posts[&handler.post].stand_ins;
    assert_eq!(stand_ins[0].last.to_string(), "2026-03-02", "today is the last day");
}

#[tokio::test]
async fn a_bad_table_names_every_bad_cell_and_changes_nothing() {
    let house = house();
    let browser = Browser::administrator(&house);
    let records = || house.read(store::log::head).unwrap().seq;
    let before = records();
    let csv = "代码,级别,名称,上级地区,备注\r\nt3,乡镇（街道）,云溪镇,county,x\r\n\
               t 4,hamlet,,nowhere,\r\nt3,town,又一个,,\r\n";
    let page = browser.upload("/office/areas/import", csv.as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("备注"), "columns that are not known are told of");
    for (row, column, value) in
        [("3", "代码", "t 4"), ("3", "名称", ""), ("3", "上级地区", "nowhere")]
    {
        let cells = format!("\">{row}</td>");
        assert!(page.says(&cells) && page.says(&format!("\">{column}</td>")), "{column}");
        assert!(page.says(&format!("\">{value}</td>")), "{value}");
    }
    assert!(page.says("填其中之一：市、县"), "what can be chosen is told");
    assert!(page.says("\">4</td>") && page.says("在表格里出现了两次"));
    assert!(!page.says("name=\"table\""), "there is nothing to import");
    assert_eq!(records(), before);

    for (bytes, sentence) in [
        (&b""[..], "还没有选择文件"),
        (b"PK\x03\x04broken", "不完整或已损坏"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "旧格式"),
        (b"a,b\r\n1,2\r\n", "没有找到栏目名称"),
        ("代码,名称\r\nx,y\r\n".as_bytes(), "缺少这些栏"),
        ("代码,代码,级别,名称\r\n".as_bytes(), "出现了两次"),
        (b"\xff\xff\xff,\xff", "认不出文件的文字编码"),
    ] {
        let page = browser.upload("/office/areas/import", bytes).await;
        assert!(page.says(sentence), "{sentence}: {}", page.text);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
    }
}

#[tokio::test]
async fn every_register_leaves_and_comes_back_and_changes_nothing() {
    let house = house();
    let browser = Browser::administrator(&house);
    for kind in ["areas", "bodies", "people", "posts", "duties", "categories"] {
        for ending in ["csv", "xlsx"] {
            let file = browser.get(&format!("/office/{kind}/export.{ending}")).await;
            assert_eq!(file.status, StatusCode::OK);
            let page = browser.upload(&format!("/office/{kind}/import"), &file.bytes).await;
            assert!(page.says("没有要导入的"), "{kind}.{ending}: {}", page.text);
            let empty = browser.get(&format!("/office/{kind}/template.{ending}")).await;
            let page = browser.upload(&format!("/office/{kind}/import"), &empty.bytes).await;
            assert!(page.says("表格里没有内容"), "{kind}.{ending}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn a_good_table_goes_in_whole_and_a_second_time_changes_nothing() {
    let house = house();
    let browser = Browser::administrator(&house);
    let people = "姓名,登录名\r\n陶十一,\r\n白十二,\r\n";
    let posts = "Person\tBody\tOffice\tFirst day\tLast day\r\n\
                 陶十一\troads\tHandler\t2026年3月2日\t\r\n\
                 白十二\t水务局\thandler\t2026/3/1\t2026-12-31\r\n";
    for (kind, file) in [("people", people), ("posts", posts)] {
        let import = format!("/office/{kind}/import");
        let look = browser.upload(&import, file.as_bytes()).await;
        let act = fresh_act(&house);
        let table = table(&look);
        let fields = [("act", &*act), ("table", &*table)];
        let page = browser.post(&format!("{import}/enter"), &fields).await;
        assert_eq!(page.to, format!("/office/{kind}?done=imported&count=2"), "{}", page.text);
        let again = browser.post(&format!("{import}/enter"), &fields).await;
        assert_eq!(again.to, page.to, "a retry is answered the same");
        let look = browser.upload(&import, file.as_bytes()).await;
        assert!(look.says("没有要导入的"), "{kind}: {}", look.text);
    }
    let list = browser.get("/office/posts?q=白十二").await;
    assert!(list.says("2026-03-01") && list.says("2026-12-31"));
    let (_, findings) = crate::roles::verify::check(&house).unwrap();
    assert_eq!(findings, []);
    // A formula that somebody smuggles into a name leaves as text.
    let fields = [("code", "t9"), ("level", "town"), ("name", "=1+1"), ("parent", "county")];
    browser.post("/office/areas/new", &fields).await;
    let file = browser.get("/office/areas/export.csv").await;
    assert!(file.says(",'=1+1,"), "{}", file.text);
    let page = browser.upload("/office/areas/import", &file.bytes).await;
    assert!(page.says("没有要导入的"), "{}", page.text);
}

pub fn fresh_act(house: &House) -> String {
    law::record::ActId(house.chance.bytes()).to_string()
}

#[tokio::test]
async fn what_changed_after_the_check_is_found_again_before_anything_is_written() {
    let house = house();
    let browser = Browser::administrator(&house);
    let file = "code,name,leads\r\nbridges,桥梁,roads\r\n";
    let look = browser.upload("/office/categories/import", file.as_bytes()).await;
    let table = table(&look);
    let fields = [("code", "other"), ("name", "桥梁")];
    assert_eq!(browser.post("/office/categories/new", &fields).await.status, StatusCode::SEE_OTHER);
    let page = browser.post("/office/categories/import/enter", &[("table", &*table)]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("\">2</td>") && page.says("已经有了"), "{}", page.text);
    assert!(!house.state().register.categories.contains_key("bridges"));
}

#[tokio::test]
async fn an_alarm_stands_where_operators_look_until_it_is_over() {
    let house = house();
    let browser = Browser::administrator(&house);
    let (alert, metric) = ("role=\"alert\"", "huiyin_alarm{kind=\"witness\"}");
    assert!(!browser.get("/office").await.says(alert));
    let what = "w1.example.org has seen 9 records, and 8 are here";
    house.alarms.raise("witness", what, house.now());
    let start = browser.get("/office").await;
    assert!(start.says(alert) && start.says(what), "{}", start.text);
    assert!(browser.get("/healthz").await.says("alarm witness\n"));
    assert!(browser.get("/metrics").await.says(&format!("{metric} 1\n")));
    let public = Browser::stranger(&house).get("/log").await;
    assert!(public.says(alert) && !public.says(what), "{}", public.text);
    house.alarms.clear("witness");
    assert!(!browser.get("/office").await.says(alert));
    assert!(browser.get("/metrics").await.says(&format!("{metric} 0\n")));
}
