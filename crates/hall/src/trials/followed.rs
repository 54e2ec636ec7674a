//! A process that does not write for its house shows all of it, learns what others put on record,
//! writes what passes, and turns acts away until it takes over (decision 0025).

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use axum::http::StatusCode;
use law::matter::acts::Act;
use law::record::{ActId, Actor};
use serde_json::json;
use store::db::{LASTS_MOST_MS, No, Standing, Terms};
use store::{Chance, Halt};

use super::defences::app;
use super::full::ask;
use crate::desk;
use crate::fixture::{self, BEGIN, appoint, by, raise, submission};
use crate::house::{Clock, House};
use crate::roles::tasks::{Ticking, own_work};
use crate::roles::{handing, listen_within, verify};

/// By what programs tell one sending from another.
const KEYS: [&str; 4] = [
    "5f0c7d9e-2a41-4a0b-9c5e-3d1f60b7a810",
    "5f0c7d9e-2a41-4a0b-9c5e-3d1f60b7a811",
    "5f0c7d9e-2a41-4a0b-9c5e-3d1f60b7a812",
    "5f0c7d9e-2a41-4a0b-9c5e-3d1f60b7a813",
];
/// No lease lapses here: it is given back.
const LASTS_MS: u32 = LASTS_MOST_MS;

fn serve(house: &House, (holder, address): (&str, String)) {
    let terms = Terms { holder: holder.to_owned(), address, lasts_ms: LASTS_MS };
    house.engine.write_by_lease(&house.code, terms).expect("asks for the lease");
    house.engine.renew(&house.code).expect("is renewed");
    house.engine.look(&house.code).expect("is looked at");
}

/// Two processes that serve one house, of which the first writes and is reached by the others
/// where that is said.
fn two(dir: &Path) -> [Arc<House>; 2] {
    let one = fixture::open(dir);
    beside(one, None)
}

fn beside(one: Arc<House>, at: Option<String>) -> [Arc<House>; 2] {
    let dir = &one.dir;
    let other = House::open(dir, "qinghe", Clock::simulated(BEGIN), Chance::seeded(8));
    let other = other.expect("it can be opened twice");
    let nowhere = || "127.0.0.1:9".to_owned();
    serve(&one, ("one", at.unwrap_or_else(nowhere)));
    serve(&other, ("other", nowhere()));
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

/// A matter as a program brings it, by a key.
fn said(key: &str) -> (&'static str, &'static str, String) {
    let said = json!({ "title": "路灯", "body": "不亮", "area": "t1v1", "visibility": "public",
        "category": "road-damage", "place": "磨坊巷", "key": key });
    ("POST", "/api/v1/matters", said.to_string())
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
        let (status, retries, text) = ask(&other, said(KEYS[0]));
        assert_eq!((status, retries), (StatusCode::SERVICE_UNAVAILABLE, true), "{text}");
        assert!(text.contains("house.elsewhere") && text.contains("nothing is done twice"));
        assert_eq!(ask(&one, said(KEYS[1])).0, StatusCode::OK);
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
        assert_eq!(ask(&one, said(KEYS[2])).0, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(ask(&other, said(KEYS[3])).0, StatusCode::OK);
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

#[test]
fn the_houses_own_work_is_done_by_who_writes_and_by_nobody_else() {
    fixture::on_server(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let [one, other] = two(dir.path());
        let pause = Duration::from_millis(2);
        let (sender, done) = channel();
        let working = [(1, &one), (2, &other)].map(|(number, house)| {
            let sender = sender.clone();
            let work = move |ended: &dyn Fn() -> bool| {
                assert!(!ended(), "it has just begun");
                sender.send(number).expect("somebody counts");
                Ok(())
            };
            own_work(house, ("counted", pause), work).expect("it starts")
        });
        let some = |count| done.iter().take(count).collect::<Vec<u8>>();
        assert_eq!(some(20), [1; 20]);
        hand_over(&one, &other);
        // What had begun before may still come.
        let later = some(60);
        assert_eq!(later[40..], [2; 20], "{later:?}");
        working.into_iter().for_each(Ticking::stop);
    });
}

/// A command beside a house that is served writes without a lease: each of both takes in what the
/// other put on record.
fn command_beside_a_served_house() {
    let dir = tempfile::tempdir().expect("a folder");
    let one = fixture::open(dir.path());
    serve(&one, ("one", String::new()));
    let command = House::open(dir.path(), "qinghe", Clock::simulated(BEGIN), Chance::seeded(8));
    let command = command.expect("it can be opened beside");
    let (matter, _) = raise(&one, submission(&one));
    let new = appoint(&command, "deputy", "s1");
    fixture::act(&command, Actor::Officer(new.clone()), matter, Act::Accept {});
    let heard = one.act_and_wait(ActId([7; 16]), Actor::House, move |hearing| {
        let knows = hearing.state.people.contains_key(&new.person);
        Ok((knows, hearing.case(matter)? == desk::case(hearing.db(), matter)?))
    });
    assert_eq!(heard.expect("is heard").answer, (true, true));
    let newer = appoint(&command, "deputy", "s2");
    assert!(!one.state().people.contains_key(&newer.person));
    one.follow().expect("reads");
    assert!(one.state().people.contains_key(&newer.person));
    appoint(&one, "deputy", "s1");
    assert_eq!(verify::check(&one).expect("reads").1, []);
}

#[test]
fn what_a_command_puts_on_record_beside_a_served_house_is_taken_in() {
    command_beside_a_served_house();
    fixture::on_server(command_beside_a_served_house);
}

/// What a request without a proof is answered at a door for other processes.
fn unproven(at: &str) -> String {
    let mut stream = std::net::TcpStream::connect(at).expect("the door is open");
    let asked = b"GET /healthz HTTP/1.1\r\nHost: x\r\nhuiyin-asked-by: 203.0.113.7\r\n\
        huiyin-handed-on: 00\r\nConnection: close\r\n\r\n";
    stream.write_all(asked).expect("is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("is answered");
    answer
}

#[test]
fn what_is_sent_to_who_follows_is_done_by_who_writes() {
    fixture::on_server(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let one = fixture::open(dir.path());
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let (listener, at) = handing::open(&one, any).expect("opens").expect("it is shared");
        let [one, other] = beside(one, Some(at.clone()));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let within = listen_within(listener, app(&one, false));
        let door = runtime.spawn(within);
        let existed = |(status, _, text): (StatusCode, bool, String)| {
            assert_eq!(status, StatusCode::OK, "{text}");
            let told: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
            told["existed"].as_bool().expect("it is told")
        };
        let new = appoint(&one, "handler", "roads");
        assert!(!existed(ask(&other, said(KEYS[0]))), "it was handed on and done");
        assert!(existed(ask(&one, said(KEYS[0]))), "by the one that writes");
        assert!(existed(ask(&other, said(KEYS[0]))));
        assert!(other.state().people.contains_key(&new.person), "and what is new is known here");
        // What is wrong is said as it is there, in the language that was asked for.
        let empty = ("POST", "/api/v1/matters", json!({ "key": KEYS[1] }).to_string());
        assert_eq!(ask(&other, empty.clone()), ask(&one, empty));
        // Only who serves the same house is let in: others could say who asked.
        assert!(unproven(&at).starts_with("HTTP/1.1 403"));
        // Who writes is gone: the act is turned away, and done after the take-over.
        door.abort();
        runtime.shutdown_timeout(Duration::from_secs(5));
        assert_eq!(ask(&other, said(KEYS[1])).0, StatusCode::SERVICE_UNAVAILABLE);
        hand_over(&one, &other);
        assert!(!existed(ask(&other, said(KEYS[1]))));
    });
}
