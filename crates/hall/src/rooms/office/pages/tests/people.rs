//! What administration does for people: first passwords, new ones by two, other names.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::date;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::code;
use law::words::PersonId;

use super::{Browser, Page, fresh_act, table};
use crate::fixture::{BEGIN, body, by, house, officer};
use crate::house::{House, Name};
use crate::rooms::people::{self, views};

const FIRST: &str = "three grey herons";

/// What a house put on record since a record, by kind.
fn kinds(house: &House, since: u64) -> Vec<String> {
    let all = house.read(|db| store::log::of_matter(db, 0)).unwrap();
    all.into_iter().filter(|one| one.seq > since).map(|one| one.kind).collect()
}

fn head(house: &House) -> u64 {
    house.read(store::log::head).unwrap().seq
}

/// A second administrator, who signs in.
fn second(house: &Arc<House>) -> PersonId {
    let name = Name { zh: "陆十三".to_owned(), en: String::new() };
    let fresh = || ActId(house.chance.bytes());
    let act = (fresh(), by(house, "administrator", "congress"));
    let person = people::enrol(house, act, name, ("lu", FIRST)).unwrap();
    let body = body(house, "congress");
    let begun = move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| {
        hearing.enclosing(|hearing, enclosures| {
            let (post, office, first) = (enclosures.id(), code("administrator"), date(2026, 1, 1));
            hearing.put(0, Fact::PostBegun { body, first, office, person, post })?;
            Ok(())
        })
    };
    house.act_and_wait(fresh(), Actor::House, begun).unwrap();
    person
}

async fn sign_in(house: &Arc<House>, login: &str, password: &str) -> StatusCode {
    let fields = [("login", login), ("password", password)];
    Browser::stranger(house).post("/sign-in", &fields).await.status
}

/// The passwords that a page shows.
fn shown(page: &Page) -> Vec<String> {
    let cells = page.text.split("data-label=\"初始密码\">").skip(1);
    cells.map(|cell| cell.split('<').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_first_password_is_given_by_one_and_a_new_one_by_two() {
    let house = house();
    let one = Browser::administrator(&house);
    let other = Browser::of_person(&house, second(&house));
    let person = officer(&house, "leader", "congress").person;
    let path = format!("/office/people/at/{person}");
    let set = async |password| one.post(&path, &[("login", "tang"), ("password", password)]).await;
    assert_eq!(set("short").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(set(FIRST).await.to, format!("{path}?done=login"));
    assert_eq!(set("four grey herons").await.status, StatusCode::CONFLICT, "once only");
    assert_eq!(sign_in(&house, "tang", FIRST).await, StatusCode::SEE_OTHER);

    let before = head(&house);
    let confirm = format!("{path}/recovery/confirm");
    assert_eq!(other.post(&confirm, &[]).await.status, StatusCode::CONFLICT, "nobody asked");
    let asked = one.post(&format!("{path}/recovery"), &[]).await;
    assert_eq!(asked.to, format!("{path}?done=recovery"), "{}", asked.text);
    assert_eq!(one.post(&confirm, &[]).await.status, StatusCode::FORBIDDEN, "not by the same");
    let again = other.post(&format!("{path}/recovery"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "asked already");
    assert!(!one.get(&path).await.says(&confirm) && other.get(&path).await.says(&confirm));
    assert!(other.get("/office").await.says(&path), "the start page tells of it");
    let own = Browser::of_person(&house, person);
    assert!(own.get("/account").await.says("有管理员申请为您的账号设新密码"));
    assert_eq!(sign_in(&house, "tang", FIRST).await, StatusCode::SEE_OTHER, "nothing is done yet");

    let act = fresh_act(&house);
    let page = other.post(&confirm, &[("act", &*act)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let given = shown(&page).remove(0);
    let again = other.post(&confirm, &[("act", &*act)]).await;
    assert_eq!(shown(&again), std::slice::from_ref(&given), "a retry");
    assert_eq!(sign_in(&house, "tang", FIRST).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&house, "tang", &given).await, StatusCode::SEE_OTHER);
    assert_eq!(own.get("/account").await.status, StatusCode::FORBIDDEN, "sessions ended");
    let facts =
        ["person.recovery-asked/1", "person.recovery-confirmed/1", "person.credential-set/1"];
    assert_eq!(kinds(&house, before), facts);
    let (_, findings) = crate::roles::verify::check(&house).unwrap();
    assert_eq!(findings, []);
}

#[tokio::test]
async fn nobody_recovers_the_own_account_and_what_was_asked_for_ends() {
    let house = house();
    let (one, lu) = (Browser::administrator(&house), second(&house));
    let path = format!("/office/people/at/{lu}");
    let other = Browser::of_person(&house, lu);
    assert_eq!(other.post(&format!("{path}/recovery"), &[]).await.status, StatusCode::FORBIDDEN);
    assert!(one.get(&path).await.says("没有另一位能登录的管理员"), "only the last resort is left");
    one.post(&format!("{path}/recovery"), &[]).await;
    let confirm = format!("{path}/recovery/confirm");
    assert_eq!(other.post(&confirm, &[]).await.status, StatusCode::FORBIDDEN, "not the own one");
    house.clock.set(BEGIN.plus_ms(law::people::RECOVERY_MS));
    let third = Browser::administrator(&house);
    assert_eq!(third.post(&confirm, &[]).await.status, StatusCode::CONFLICT, "its time is over");
    assert!(house.read(|db| views::recovery_of(db, lu, house.now())).unwrap().is_none());
    let handler = Browser::of(&house, "handler", "roads");
    assert_eq!(handler.post(&confirm, &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn passwords_of_a_table_are_made_up_shown_once_and_in_no_form() {
    let house = house();
    let browser = Browser::administrator(&house);
    let file = "姓名,登录名,初始密码\r\n陶十一,tao,paper boats on the pond\r\n白十二,,\r\n\
                史十四,Shi,\r\n";
    let look = browser.upload("/office/people/import", file.as_bytes()).await;
    assert!(!look.says("paper boats") && look.says("初始密码"), "the column is left out, and told");
    let (act, table) = (fresh_act(&house), table(&look));
    assert!(!table.contains("password"), "{table}");
    let fields = [("act", &*act), ("table", &*table)];
    let page = browser.post("/office/people/import/enter", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let given = shown(&page);
    assert_eq!(given.len(), 2, "{}", page.text);
    assert_ne!(given[0], given[1]);
    assert_eq!(sign_in(&house, "tao", &given[0]).await, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&house, "shi", &given[1]).await, StatusCode::SEE_OTHER);
    let again = browser.post("/office/people/import/enter", &fields).await;
    assert_eq!(shown(&again), given, "a retry is answered the same");
    let look = browser.upload("/office/people/import", file.as_bytes()).await;
    assert!(look.says("没有要导入的"), "{}", look.text);
    let sql = "SELECT answer FROM act WHERE house = $1";
    let stored = house.read(|db| db.query(sql, &[])).unwrap();
    assert!(!stored.iter().any(|row| row.text(0).contains(&given[0])), "and kept nowhere");
}

#[tokio::test]
async fn a_person_is_called_otherwise_and_the_name_before_is_kept() {
    let house = house();
    let browser = Browser::administrator(&house);
    let person = officer(&house, "deputy", "s1").person;
    let path = format!("/office/people/at/{person}");
    let rename = async |name| browser.post(&format!("{path}/name"), &[("name", name)]).await;
    assert_eq!(rename("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = rename("陈二").await;
    assert!(page.status == StatusCode::CONFLICT && page.says("name=\"namesake\""));
    assert_eq!(rename("梁一").await.to, format!("{path}?done=same"));
    let before = head(&house);
    assert_eq!(rename("梁一鸣").await.to, format!("{path}?done=renamed"));
    assert_eq!(kinds(&house, before), ["person.renamed/1"]);
    assert_eq!(house.state().person_name(person), "梁一鸣");
    let page = browser.get(&path).await;
    assert!(page.says("<h1>梁一鸣</h1>") && page.says("梁一（到"), "{}", page.text);
    assert!(browser.get("/office/people?q=梁一鸣").await.says("梁一鸣"));
    let names = house.read(|db| views::names_of(db, person)).unwrap();
    let open = |db: store::Db<'_>, id| store::vault::identity(db, &house.safe, id);
    let kept = |id| house.read(|db| open(db, id)).unwrap().unwrap();
    assert_eq!(names.len(), 2);
    assert!(kept(names[0].1.id).contains("\"梁一\"") && kept(names[1].1.id).contains("梁一鸣"));
    let handler = Browser::of(&house, "handler", "roads");
    let refused = handler.post(&format!("{path}/name"), &[("name", "某人")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let (_, findings) = crate::roles::verify::check(&house).unwrap();
    assert_eq!(findings, []);
}

#[test]
fn a_house_that_is_opened_again_knows_the_new_name() {
    let folder = tempfile::tempdir().unwrap();
    let house = crate::fixture::open(folder.path());
    let person = officer(&house, "deputy", "s1").person;
    let line = law::office::Line::of([("name", "梁一鸣")]);
    let asked = (ActId(house.chance.bytes()), by(&house, "administrator", "congress"));
    assert!(super::super::super::acts::rename(&house, asked, person, line).unwrap());
    drop(house);
    let clock = crate::house::Clock::simulated(BEGIN);
    let again = House::open(folder.path(), "qinghe", clock, store::Chance::seeded(8)).unwrap();
    assert_eq!(again.state().person_name(person), "梁一鸣");
}
