//! A process that does not write for its house shows all of it, learns what others put on record,
//! writes what passes, and turns acts away until it takes over (decision 0024).

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::Act;
use law::record::{ActId, Actor};
use serde_json::json;
use store::db::{No, Standing, Terms};
use store::{Chance, Halt};

use super::full::ask;
use crate::desk;
use crate::fixture::{self, BEGIN, appoint, by, raise, submission};
use crate::house::{Clock, House};

/// No lease lapses here: it is given back.
const LASTS_MS: u32 = 600_000;

fn serve(house: &House, holder: &str) {
    let terms = Terms { holder: holder.to_owned(), address: String::new(), lasts_ms: LASTS_MS };
    house.engine.write_by_lease(&house.code, terms).expect("asks for the lease");
    house.engine.renew(&house.code).expect("is renewed");
    house.engine.look(&house.code).expect("is looked at");
}

/// Two processes that serve one house, of which the first writes.
fn two(dir: &Path) -> [Arc<House>; 2] {
    let one = fixture::open(dir);
    let other = House::open(dir, "qinghe", Clock::simulated(BEGIN), Chance::seeded(8));
    let other = other.expect("it can be opened twice");
    serve(&one, "one");
    serve(&other, "other");
    assert_eq!(one.engine.standing(&one.code), Standing::Writes(1));
    assert!(one.writes() && !other.writes());
    [one, other]
}

fn hand_over(from: &House, to: &House) {
    from.engine.give_back(&from.code).expect("is given back");
    to.engine.renew(&to.code).expect("is taken");
    assert!(to.writes() && !from.writes());
}

fn elsewhere<T>(answer: Result<T, No>) -> bool {
    matches!(answer, Err(No::Fault(fault)) if Halt::of(&fault) == Some(Halt::Elsewhere))
}

fn get(house: &Arc<House>, path: &str) -> (StatusCode, String) {
    let (status, _, text) = ask(house, ("GET", path, String::new()));
    (status, text)
}

#[test]
fn who_follows_shows_all_and_turns_acts_away_with_when_to_ask_again() {
    fixture::on_server(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let [one, other] = two(dir.path());
        let (matter, act) = raise(&one, submission(&one));
        let (status, page) = get(&other, &format!("/matters/{matter}"));
        assert!(status == StatusCode::OK && page.contains("磨坊巷路面塌陷"), "{status}");
        let code = one.keys.receipt_code(&one.code, act.hash()).to_string();
        let looked = ("POST", "/api/v1/receipts/look-up", json!({ "code": code }).to_string());
        assert_eq!(ask(&other, looked).0, StatusCode::OK, "what passes is written");
        let said = json!({ "title": "路灯", "body": "不亮", "area": "t1v1", "visibility": "public",
            "category": "road-damage", "place": "磨坊巷" });
        let said = || ("POST", "/api/v1/matters", said.to_string());
        let (status, retries, text) = ask(&other, said());
        assert_eq!((status, retries), (StatusCode::SERVICE_UNAVAILABLE, true), "{text}");
        assert!(text.contains("house.elsewhere") && text.contains("nothing is done twice"));
        assert_eq!(ask(&one, said()).0, StatusCode::OK);
        // Who operates the house sees which is which, and how far behind.
        appoint(&one, "handler", "roads");
        let (status, health) = get(&other, "/healthz");
        assert_eq!(status, StatusCode::OK);
        assert!(health.contains("\nfollows token 1 behind 2\n"), "{health}");
        assert!(get(&one, "/healthz").1.contains("\nwrites token 1\n"));
        let measured = get(&other, "/metrics").1;
        for line in ["huiyin_writes 0\n", "huiyin_lease_token 1\n", "huiyin_behind_records 2\n"] {
            assert!(measured.contains(line), "{measured}");
        }
        other.follow().expect("reads");
        assert!(get(&other, "/healthz").1.contains(" behind 0\n"));
        let people = |house: &House| house.state().people.len();
        assert_eq!((people(&other), people(&one)), (13, 13));
        hand_over(&one, &other);
        assert_eq!(ask(&one, said()).0, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(ask(&other, said()).0, StatusCode::OK);
    });
}

#[test]
fn who_takes_over_has_taken_in_all_that_is_on_record_before_its_first_act() {
    fixture::on_server(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let [one, other] = two(dir.path());
        let (matter, _) = raise(&one, submission(&one));
        let add = |text: &str| Act::Add { text: text.to_owned(), files: vec![] };
        fixture::act(&one, Actor::Resident, matter, add("一"));
        hand_over(&one, &other);
        // The case is remembered there, and goes on elsewhere.
        fixture::act(&other, Actor::Resident, matter, add("二"));
        let new = appoint(&other, "deputy", "s1");
        hand_over(&other, &one);
        assert!(!one.state().people.contains_key(&new.person), "nobody has told it");
        fixture::act(&one, Actor::Officer(new.clone()), matter, Act::Accept {});
        assert!(one.state().people.contains_key(&new.person), "the desk took it in");
        hand_over(&one, &other);
        let seen = other.act_and_wait(ActId([7; 16]), Actor::House, move |hearing| {
            let folded = desk::case(hearing.db(), matter)?;
            Ok((hearing.case(matter)? == folded, folded.is_some()))
        });
        assert_eq!(seen.expect("is heard").answer, (true, true));
        // Whoever does not write is told so also where it believes to know the case.
        let late = one.act_and_wait(ActId([8; 16]), by(&one, "handler", "roads"), |_| Ok(()));
        assert!(elsewhere(late));
    });
}
