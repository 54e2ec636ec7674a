//! Signing in: right, wrong, too often, twice with one code; and who may not be tried out.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use jiff::civil::date;
use law::clock::Time;
use law::record::{ActId, Actor};
use law::register;
use law::ruling::code;
use law::words::{PersonId, PostId};
use store::Chance;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::views;
use crate::house::{Clock, House, Name};
use crate::kit::access::{self, AccessToken};
use crate::kit::credential::SecondFactor;
use crate::kit::{App, edge, visit};

const NOON: Time = Time(1_795_435_200_000);
const PASSWORD: &str = "paper boats on the pond";

/// A house with one person, `lin`, who is an administrator there.
struct Place {
    app: Arc<App>,
    person: PersonId,
    post: PostId,
    _folder: tempfile::TempDir,
}

fn place(invented: bool) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let house =
        House::open(folder.path(), "test", Clock::simulated(NOON), Chance::seeded(1)).unwrap();
    let name = Name { zh: "Lin".to_owned(), en: String::new() };
    let act = ActId([1; 16]);
    let person = super::enrol(&house, (act, Actor::House), name, ("Lin", PASSWORD)).unwrap();
    let post = PostId::from_int(7);
    let founded = house.act_and_wait(ActId([2; 16]), Actor::House, move |hearing| {
        hearing.put(0, register::Fact::Founded { house: code("test"), invented })?;
        hearing.enclosing(|hearing, enclosures| {
            let (area, body) = (enclosures.id(), enclosures.id());
            let name = enclosures.add("name", "{\"zh\":\"Office\"}", true);
            let sort = code("congress");
            let fact = register::Fact::BodyRegistered { area, body, code: code("c"), sort, name };
            hearing.put(0, fact)?;
            let first = date(2020, 1, 1);
            let office = code("administrator");
            hearing.put(0, register::Fact::PostBegun { body, first, office, person, post })?;
            Ok(())
        })
    });
    founded.unwrap();
    let quotas = crate::kit::quota::Quotas::default();
    let hashing = Semaphore::new(2);
    let app = App { house, address: String::new(), secure: false, hashing, quotas };
    Place { app: Arc::new(app), person, post, _folder: folder }
}

/// A browser: keeps its cookies, and sends forms with their token.
struct Browser<'p> {
    place: &'p Place,
    router: Router,
    cookies: Vec<(String, String)>,
}

const GUEST: &str = "0123456789abcdef0123456789abcdef";

impl<'p> Browser<'p> {
    fn new(place: &'p Place) -> Self {
        let router = crate::roles::routes(&place.app)
            .layer(from_fn_with_state(place.app.clone(), edge::render))
            .layer(from_fn_with_state(place.app.clone(), visit::welcome))
            .with_state(place.app.clone());
        let cookies = vec![("huiyin-guest".to_owned(), GUEST.to_owned())];
        Self { place, router, cookies }
    }

    fn cookie(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    async fn send(&mut self, method: &str, path: &str, body: String) -> (StatusCode, String) {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for set in response.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (key, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != key);
            self.cookies.push((key.to_owned(), value.to_owned()));
        }
        let to = response.headers().get(header::LOCATION);
        let to = to.map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, to.unwrap_or_else(|| String::from_utf8(bytes.to_vec()).unwrap()))
    }

    async fn get(&mut self, path: &str) -> (StatusCode, String) {
        self.send("GET", path, String::new()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let token = visit::form_token(&self.place.app, GUEST);
        let plain = |text: &str| text.replace(' ', "+");
        let fields: Vec<String> =
            fields.iter().map(|(key, value)| format!("{key}={}", plain(value))).collect();
        self.send("POST", path, format!("token={token}&{}", fields.join("&"))).await
    }

    async fn sign_in(&mut self, password: &str, code: &str) -> (StatusCode, String) {
        let fields = [("login", "lin"), ("password", password), ("code", code)];
        self.post("/sign-in", &fields).await
    }
}

#[tokio::test]
async fn the_right_password_opens_and_the_session_is_a_new_one() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    assert_eq!(browser.get("/account").await.0, StatusCode::FORBIDDEN);
    let (status, to) = browser.sign_in(PASSWORD, "").await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/office"));
    let first = browser.cookie("huiyin-session").unwrap().to_owned();
    let (status, page) = browser.get("/account").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Office"), "the own post is listed");
    // Signing in again in the same browser ends the session before.
    browser.sign_in(PASSWORD, "").await;
    let second = browser.cookie("huiyin-session").unwrap().to_owned();
    assert_ne!(first, second);
    let mut old = Browser::new(&place);
    old.cookies.push(("huiyin-session".to_owned(), first));
    assert_eq!(old.get("/account").await.0, StatusCode::FORBIDDEN);
    browser.post("/sign-out", &[]).await;
    assert_eq!(browser.cookie("huiyin-session"), None);
    let mut kept = Browser::new(&place);
    kept.cookies.push(("huiyin-session".to_owned(), second));
    assert_eq!(kept.get("/account").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_answered_alike() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    let (status, wrong) = browser.sign_in("not the password", "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("login", "nobody"), ("password", PASSWORD)];
    let (status, unknown) = browser.post("/sign-in", &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.replace("lin", "nobody"), unknown.replace("lin", "nobody"));
    assert_eq!(browser.cookie("huiyin-session"), None);
}

#[tokio::test]
async fn after_five_failures_an_account_rests_for_fifteen_minutes() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    for _ in 0..5 {
        let (status, _) = browser.sign_in("not the password", "").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(browser.sign_in(PASSWORD, "").await.0, StatusCode::TOO_MANY_REQUESTS);
    place.app.house.clock.set(NOON.plus_ms(14 * 60_000));
    assert_eq!(browser.sign_in(PASSWORD, "").await.0, StatusCode::TOO_MANY_REQUESTS);
    place.app.house.clock.set(NOON.plus_ms(15 * 60_000));
    assert_eq!(browser.sign_in(PASSWORD, "").await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    for number in 0..super::rules::ADDRESS_STRIKES {
        let login = format!("somebody-{number}");
        let fields = [("login", login.as_str()), ("password", "not the password")];
        browser.post("/sign-in", &fields).await;
    }
    assert_eq!(browser.sign_in(PASSWORD, "").await.0, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_code_opens_once() {
    let place = place(false);
    let house = &place.app.house;
    let mut browser = Browser::new(&place);
    browser.sign_in(PASSWORD, "").await;
    let nonce = ActId([9; 16]).to_string();
    let factor =
        SecondFactor::new((&house.keys, "test"), (place.person, &nonce), ("", "lin")).unwrap();
    let fields = [("nonce", nonce.as_str()), ("code", "000000")];
    let (status, _) = browser.post("/account/second-factor", &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = factor.code(NOON);
    let fields = [("nonce", nonce.as_str()), ("code", code.as_str())];
    let (status, to) = browser.post("/account/second-factor", &fields).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/account?done=factor"));
    // The code that confirmed it is used up, and without one nobody gets in.
    let mut other = Browser::new(&place);
    assert_eq!(other.sign_in(PASSWORD, &code).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.sign_in(PASSWORD, "").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let later = NOON.plus_ms(60_000);
    house.clock.set(later);
    let code = factor.code(later);
    assert_eq!(other.sign_in(PASSWORD, &code).await.0, StatusCode::SEE_OTHER);
    assert_eq!(other.sign_in(PASSWORD, &code).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    // Taking it away takes the password.
    let path = "/account/second-factor/remove";
    let wrong = browser.post(path, &[("present", "not the password")]).await;
    assert_eq!(wrong.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.post(path, &[("present", PASSWORD)]).await.0, StatusCode::SEE_OTHER);
    assert_eq!(other.sign_in(PASSWORD, "").await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_is_on_record() {
    let place = place(false);
    let (mut browser, mut other) = (Browser::new(&place), Browser::new(&place));
    browser.sign_in(PASSWORD, "").await;
    other.sign_in(PASSWORD, "").await;
    let new = "three grey herons standing";
    let weak = [("present", PASSWORD), ("password", "lin-lin"), ("again", "lin-lin")];
    let (status, _) = browser.post("/account/password", &weak).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("present", PASSWORD), ("password", new), ("again", new)];
    let (status, to) = browser.post("/account/password", &fields).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/account?done=password"));
    assert_eq!(browser.get("/account").await.0, StatusCode::OK);
    assert_eq!(other.get("/account").await.0, StatusCode::FORBIDDEN);
    assert_eq!(other.sign_in(PASSWORD, "").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.sign_in(new, "").await.0, StatusCode::SEE_OTHER);
    let (person, house) = (place.person, &place.app.house);
    let (credential, logged) = house
        .read(|db| Ok((views::of_person(db, person)?, store::log::of_matter(db, 0)?)))
        .unwrap();
    let hash = credential.unwrap().hash().to_string();
    let last = logged.iter().rfind(|one| one.kind == "person.credential-set/1").unwrap();
    assert!(std::str::from_utf8(&last.bytes).unwrap().contains(&hash));
}

#[tokio::test]
async fn one_of_ones_own_sessions_can_be_ended_and_nobody_elses() {
    let place = place(false);
    let (mut browser, mut other) = (Browser::new(&place), Browser::new(&place));
    browser.sign_in(PASSWORD, "").await;
    other.sign_in(PASSWORD, "").await;
    let token = crate::kit::session::Token::of_cookie(other.cookie("huiyin-session").unwrap());
    let id = token.unwrap().hash().to_string();
    assert!(browser.get("/account").await.1.contains(&id));
    let mut stranger = Browser::new(&place);
    let (status, _) = stranger.post("/account/sessions", &[("session", &id)]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(other.get("/account").await.0, StatusCode::OK);
    browser.post("/account/sessions", &[("session", &id)]).await;
    assert_eq!(other.get("/account").await.0, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/account").await.0, StatusCode::OK);
}

#[tokio::test]
async fn only_an_invented_house_is_tried_out() {
    let invented = place(true);
    let mut browser = Browser::new(&invented);
    let role = invented.post.to_string();
    let (status, page) = browser.get("/demo").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(&role));
    assert_eq!(browser.post("/demo", &[("role", &role)]).await.0, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/account").await.0, StatusCode::OK);

    let real = place(false);
    let mut browser = Browser::new(&real);
    assert_eq!(browser.get("/demo").await.0, StatusCode::NOT_FOUND);
    let role = real.post.to_string();
    assert_eq!(browser.post("/demo", &[("role", &role)]).await.0, StatusCode::NOT_FOUND);
    assert_eq!(browser.cookie("huiyin-session"), None);
}

#[tokio::test]
async fn the_look_is_kept_and_leads_back_to_this_house_only() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    let look = async |browser: &mut Browser<'_>, body: &str| {
        browser.send("POST", "/look", body.to_owned()).await
    };
    let (status, to) = look(&mut browser, "language=en&back=/matters").await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/matters"));
    look(&mut browser, "theme=dark&back=/").await;
    let (_, to) = look(&mut browser, "elder=on&back=//elsewhere.example").await;
    assert_eq!(to, "/");
    assert_eq!(browser.cookie("huiyin-look"), Some("en.dark.elder"));
    look(&mut browser, "elder=off").await;
    assert_eq!(browser.cookie("huiyin-look"), Some("en.dark.-"));
}

#[test]
fn only_paths_of_this_house_are_followed() {
    for good in ["/", "/matters/7K3M", "/say?step=2"] {
        assert!(super::rules::is_local(good), "{good}");
    }
    for bad in ["", "//a.example", "/\\a.example", "https://a.example", "/a\r\nb", "matters"] {
        assert!(!super::rules::is_local(bad), "{bad}");
    }
}

#[test]
fn passwords_are_long_and_not_the_login_name() {
    for weak in ["", "short", "aaaaaaaaaaaaaa", "wangxiaoming123"] {
        assert!(super::rules::password("wangxiaoming", weak).is_err(), "{weak}");
    }
    assert!(super::rules::password("wangxiaoming", PASSWORD).is_ok());
}

#[test]
fn a_login_name_belongs_to_one_person() {
    let place = place(false);
    let name = Name { zh: "Chen".to_owned(), en: String::new() };
    let act = (ActId([5; 16]), Actor::House);
    let taken = super::enrol(&place.app.house, act, name, ("LIN", PASSWORD));
    assert!(format!("{taken:?}").contains("login.taken"));
    assert_eq!(place.app.house.state().people.len(), 1, "nothing of it stays");
}

/// The token that a page shows.
fn token_in(page: &str) -> String {
    let at = page.find("huiyin-").expect("a token is shown");
    page[at..at + "huiyin-".len() + 64].to_owned()
}

#[tokio::test]
async fn an_access_token_is_shown_once_listed_and_ended() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    browser.sign_in(PASSWORD, "").await;
    let day = place.app.house.today();
    let asked = |name: &str, last: &str, present: &str| {
        [("token-name", name), ("token-last", last), ("token-present", present)]
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let wrong = [
        (asked("", "2099-01-01", PASSWORD), vec!["token-name-error", "token-last-error"]),
        (
            asked("ledger", &day.yesterday().unwrap().to_string(), PASSWORD),
            vec!["token-last-error"],
        ),
        (asked("ledger", &day.to_string(), "not the password"), vec!["token-present-error"]),
    ];
    for (fields, errors) in wrong {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (&**k, &**v)).collect();
        let (status, page) = browser.post("/account/tokens", &fields).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(errors.iter().all(|error| page.contains(error)), "{fields:?}: {page}");
        assert!(page.contains(&format!("value=\"{}\"", fields[0].1)), "the name is kept");
    }
    let fields = asked("ledger", &day.to_string(), PASSWORD);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (&**k, &**v)).collect();
    let (status, page) = browser.post("/account/tokens", &fields).await;
    assert_eq!(status, StatusCode::OK);
    let token = AccessToken::of_text(&token_in(&page)).expect("it is one");
    let (house, now) = (&place.app.house, place.app.house.now());
    let finds = |token: &AccessToken| house.read(|db| access::find(db, token, now)).unwrap();
    assert_eq!(finds(&token).map(|(person, _)| person), Some(place.person));
    let kept = house.read(|db| db.one("SELECT token FROM token WHERE house = $1", &[])).unwrap();
    assert_ne!(kept.blob(0), token.text().as_bytes(), "only its hash is kept");
    let (_, page) = browser.get("/account").await;
    assert!(page.contains("ledger") && !page.contains(token.text()), "listed, and not shown again");
    let id = token.hash().to_string();
    browser.post("/account/tokens/end", &[("id", &id)]).await;
    assert_eq!(finds(&token), None);

    let (_, page) = browser.post("/account/tokens", &fields).await;
    let token = AccessToken::of_text(&token_in(&page)).expect("it is one");
    let new = "another long enough word";
    let fields = [("present", PASSWORD), ("password", new), ("again", new)];
    assert_eq!(browser.post("/account/password", &fields).await.0, StatusCode::SEE_OTHER);
    assert_eq!(finds(&token), None, "a new password ends it");
}

#[tokio::test]
async fn what_is_dangerous_is_asked_again_after_ten_minutes_and_the_session_is_a_new_one() {
    let place = place(false);
    let mut browser = Browser::new(&place);
    browser.router = crate::roles::router(place.app.clone());
    browser.sign_in(PASSWORD, "").await;
    let path = format!("/office/people/at/{}/recovery", place.person);
    let minutes = |count: i64| {
        place.app.house.clock.set(place.app.house.now().plus_ms(count * 60_000));
    };
    minutes(9);
    let (_, text) = browser.post(&path, &[]).await;
    assert!(text.contains("不能申请或确认自己的新密码"), "it is ruled on: {text}");
    minutes(2);
    let (status, text) = browser.post(&path, &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(text.contains("再确认一次身份") && text.contains("/account/confirm"), "{text}");
    assert_eq!(browser.get("/account").await.0, StatusCode::OK, "all else goes on");

    let before = browser.cookie("huiyin-session").unwrap().to_owned();
    let (status, text) = browser.post("/account/confirm", &[("present", "wrong")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(browser.post(&path, &[]).await.1.contains("再确认一次身份"));
    let fields = [("present", PASSWORD), ("back", "/office/people")];
    let confirmed = browser.post("/account/confirm", &fields).await;
    assert_eq!(confirmed, (StatusCode::SEE_OTHER, "/office/people".to_owned()));
    let after = browser.cookie("huiyin-session").unwrap().to_owned();
    assert_ne!(before, after);
    assert!(browser.post(&path, &[]).await.1.contains("不能申请或确认自己的新密码"));
    browser.cookies.retain(|(name, _)| name != "huiyin-session");
    browser.cookies.push(("huiyin-session".to_owned(), before));
    assert_ne!(browser.get("/account").await.0, StatusCode::OK, "the old token opens nothing");
}
