//! Stories of what the public does not read: hidden until decided, decided on record, and undone.

use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::{Act, Submission};
use law::record::Actor;
use law::redaction::MASK;
use law::words::{MatterId, TextId};

use crate::desk;
use crate::fixture::{act, house, raise, submission};
use crate::house::House;
use crate::kit::address;
use crate::roles::{rebuild, verify};
use crate::rooms::desks::tests::{Browser, handed_to_roads};
use crate::rooms::matters::{self, Proposal};

const PHONE: &str = "13800001234";
const CARD: &str = "11010519491231002X";

fn telling(house: &House) -> Submission {
    Submission {
        title: format!("路塌了请打{PHONE}"),
        body: format!("邻居李小四（{CARD}）摔伤了，电话138 0000 1234。"),
        hide: vec!["李小四".to_owned()],
        ..submission(house)
    }
}

fn proposals(house: &House, matter: MatterId) -> Vec<Proposal> {
    let read = |db: store::Db<'_>| {
        matters::proposals(db, &desk::case(db, matter)?.expect("it was brought"))
    };
    house.read(read).unwrap()
}

fn text_of(house: &House, matter: MatterId, part: &str) -> Proposal {
    proposals(house, matter).into_iter().find(|text| text.part == part).unwrap()
}

async fn decide(
    browser: &Browser,
    matter: MatterId,
    text: TextId,
    fields: &[(&str, &str)],
) -> (StatusCode, String) {
    let text = text.to_string();
    let mut all = vec![("text", text.as_str())];
    all.extend(fields);
    browser.post(&format!("/desk/matters/{matter}/redact"), &all).await
}

async fn found(house: &Arc<House>, words: &str) -> String {
    let public = Browser::stranger(house);
    let (status, text) = public.get(&address("/matters", &[("q", words)])).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    text
}

fn is_sound(house: &House) {
    let (_, findings) = verify::check(house).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
}

#[tokio::test]
async fn what_leads_to_a_person_is_hidden_until_an_officer_has_decided() {
    let house = house();
    let matter = handed_to_roads(&house, telling(&house));
    act(
        &house,
        Actor::Resident,
        matter,
        Act::Add { text: format!("李小四的手机{PHONE}"), files: vec![] },
    );
    let public = Browser::stranger(&house);
    for path in ["/", "/matters", "/matters.csv", &format!("/matters/{matter}"), "/wall"] {
        let (_, text) = public.get(path).await;
        for told in [PHONE, "138 0000", CARD, "李小四"] {
            assert!(!text.contains(told), "{path} tells {told}: {text}");
        }
    }
    let (_, page) = public.get(&format!("/matters/{matter}")).await;
    assert!(page.contains(&format!("路塌了请打{MASK}")), "{page}");
    assert!(page.contains(&format!("邻居{MASK}（{MASK}）摔伤了，电话{MASK}。")), "{page}");
    assert!(
        page.contains(&format!("{MASK}的手机{MASK}")),
        "what was marked is hidden in all: {page}"
    );
    // A unit that has nothing to do with it reads what the public reads; who handles it, all.
    let page = format!("/desk/matters/{matter}");
    let (_, other) = Browser::of(&house, "handler", "schools").get(&page).await;
    assert!(other.contains(MASK) && !other.contains(CARD) && !other.contains(PHONE), "{other}");
    assert!(!other.contains("id=\"redaction\""), "{other}");
    let (_, own) = Browser::of(&house, "handler", "roads").get(&page).await;
    assert!(own.contains(CARD) && own.contains(PHONE) && own.contains("李小四"), "{own}");
    let (_, office) = Browser::of(&house, "congress-office", "congress").get(&page).await;
    assert!(office.contains("id=\"redaction\"") && office.contains("138 0000 1234"), "{office}");
    for words in [PHONE, "李小四", CARD] {
        assert!(!found(&house, words).await.contains(&matter.to_string()), "{words} finds it");
    }
    assert!(found(&house, "邻居").await.contains(&matter.to_string()));
    is_sound(&house);
}

#[tokio::test]
async fn a_decision_is_on_record_without_what_it_hides_and_can_be_undone() {
    let house = house();
    let (matter, _) = raise(&house, telling(&house));
    let office = Browser::of(&house, "congress-office", "congress");
    let title = text_of(&house, matter, "title").text;
    let public = Browser::stranger(&house);
    let listed = async || public.get("/matters").await.1.contains(PHONE);
    assert!(!listed().await);
    // Nobody but who screens it decides.
    let (status, _) = decide(&Browser::of(&house, "handler", "roads"), matter, title, &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(!listed().await);
    // Declined, it is public; hidden again, it is not.
    let done = decide(&office, matter, title, &[]).await;
    assert_eq!(done.0, StatusCode::SEE_OTHER, "{}", done.1);
    assert!(listed().await);
    assert_eq!(decide(&office, matter, title, &[]).await.0, StatusCode::CONFLICT, "nothing new");
    let deputy = Browser::of(&house, "deputy", "s1");
    let possible = text_of(&house, matter, "title").possible[0];
    let ticked = format!("{}-{}", possible.start, possible.end);
    assert_eq!(decide(&deputy, matter, title, &[("hide", &ticked)]).await.0, StatusCode::SEE_OTHER);
    assert!(!listed().await);
    let records = house.read(|db| store::log::of_matter(db, matter.int())).unwrap();
    let decisions: Vec<_> = records.iter().filter(|r| r.kind == "matter.redacted/1").collect();
    assert_eq!(decisions.len(), 2);
    for record in &records {
        let text = String::from_utf8_lossy(&record.bytes);
        assert!(!text.contains(PHONE) && !text.contains("李"), "{text}");
    }
    let (_, page) = public.get(&format!("/matters/{matter}")).await;
    assert_eq!(page.matches("决定了公开文字中隐去什么").count(), 2, "both stay to be seen: {page}");
    is_sound(&house);
    rebuild::rebuild(&house).unwrap();
    is_sound(&house);
    assert!(!listed().await);
}

#[tokio::test]
async fn a_name_that_is_hidden_later_is_found_no_more() {
    let house = house();
    let body = "王老五的院墙倒了，压坏了水管".to_owned();
    let (matter, _) = raise(&house, Submission { body, ..submission(&house) });
    assert!(found(&house, "院墙").await.contains(&matter.to_string()));
    let office = Browser::of(&house, "congress-office", "congress");
    let text = text_of(&house, matter, "body").text;
    for (also, status) in [
        ("院墙", StatusCode::SEE_OTHER),
        ("没有这个词", StatusCode::UNPROCESSABLE_ENTITY),
        ("王", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(decide(&office, matter, text, &[("also", also)]).await.0, status, "{also}");
    }
    assert!(!found(&house, "院墙").await.contains(&matter.to_string()));
    assert!(found(&house, "水管").await.contains(&matter.to_string()));
    let (_, page) = Browser::stranger(&house).get(&format!("/matters/{matter}")).await;
    assert!(page.contains(&format!("王老五的{MASK}倒了")), "{page}");
    // The sense of what was said is nobody's to hide.
    let whole = [("hide", "0-14")];
    assert_eq!(decide(&office, matter, text, &whole).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let body = "一二三四五六七八九十".repeat(6);
    let (matter, _) = raise(&house, Submission { body, ..submission(&house) });
    let text = text_of(&house, matter, "body").text;
    for (span, status) in [
        ("0-21", StatusCode::UNPROCESSABLE_ENTITY),
        ("50-61", StatusCode::UNPROCESSABLE_ENTITY),
        ("40-60", StatusCode::SEE_OTHER),
    ] {
        assert_eq!(decide(&office, matter, text, &[("hide", span)]).await.0, status, "{span}");
    }
}

#[tokio::test]
async fn what_waits_to_be_decided_stands_before_the_act_and_everything_else_after_it() {
    let house = house();
    let (matter, _) = raise(&house, telling(&house));
    let office = Browser::of(&house, "congress-office", "congress");
    let (own, act) = ("id=\"redaction\"", "id=\"act\"");
    for part in ["title", "body"] {
        let (_, page) = office.get(&format!("/desk/matters/{matter}")).await;
        assert!(page.find(own).unwrap() < page.find(act).unwrap(), "{part} waits: {page}");
        let waiting = text_of(&house, matter, part);
        assert!(!waiting.possible.is_empty(), "{part}");
        let done = decide(&office, matter, waiting.text, &[]).await;
        assert_eq!(done.0, StatusCode::SEE_OTHER, "{}", done.1);
    }
    let (_, page) = office.get(&format!("/desk/matters/{matter}")).await;
    assert!(page.find(own).unwrap() > page.find(act).unwrap(), "nothing waits: {page}");
    assert_eq!(page.matches(own).count(), 1);
}
