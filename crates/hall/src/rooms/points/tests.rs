//! Points, on the pages of whoever enters, spends and leaves them.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::date;

use super::{tasks, views};
use crate::fixture;
use crate::house::House;
use crate::roles::verify;
use crate::rooms::counter::tests::{Browser, Page};

const TODAY: &str = "2026-03-02";

/// An act of its own for each form: what is sent again is done once.
fn act(number: u8) -> String {
    format!("{number:02x}").repeat(16)
}

/// Opens a passbook and hands over its code and number.
fn opened(house: &Arc<House>, number: u8) -> (String, String) {
    let mut staff = Browser::signed_in(house, "station-staff", "s1");
    let act = act(number);
    let form = [("do", "open"), ("asked", "yes"), ("act", act.as_str())];
    let page = staff.post("/points/desk", &form);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let again = staff.post("/points/desk", &form);
    assert_eq!(code_on(&again), code_on(&page), "sent again, it opens nothing twice");
    (code_on(&page), number_on(&page))
}

/// A passbook in which something was earned, for trials of the whole house.
pub fn kept(house: &Arc<House>) {
    let (code, _) = opened(house, 0x71);
    earned(house, &code, ("hour", "2"), 0x72);
}

/// Every row is what the log makes it.
fn must_be_sound(house: &House) {
    let (_, findings) = verify::check(house).expect("it can be verified");
    assert_eq!(findings, []);
}

fn code_on(page: &Page) -> String {
    page.receipt().trim().replace(' ', "-")
}

fn number_on(page: &Page) -> String {
    let dd = page.text.split("<dd class=\"mono\">").nth(1).and_then(|rest| rest.split('<').next());
    dd.expect("the page shows a number").to_owned()
}

/// Enters an act as the staff of the station, and agrees to it as the congress office.
fn earned(house: &Arc<House>, passbook: &str, (deed, count): (&str, &str), number: u8) {
    let mut staff = Browser::signed_in(house, "station-staff", "s1");
    let (own, today) = (act(number), house.today().to_string());
    let form = [
        ("do", "enter"),
        ("passbook", passbook),
        ("deed", deed),
        ("day", today.as_str()),
        ("count", count),
        ("act", own.as_str()),
    ];
    let page = staff.post("/points/desk", &form);
    assert_eq!(page.to, "/points/desk?done=entered", "{}", page.text);
    let waits = house.read(|db| views::waiting(db, 10)).expect("the rows can be read");
    let (book, record) = (waits[0].passbook.to_string(), waits[0].record.to_string());
    let form = [("do", "agree"), ("passbook", book.as_str()), ("record", record.as_str())];
    let page = staff.post("/points/desk", &form);
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("You entered this. Somebody else must check it."), "{}", page.text);
    let mut office = Browser::signed_in(house, "congress-office", "congress");
    assert!(office.get("/points/desk").says("So it is, count it"));
    let page = office.post("/points/desk", &form);
    assert_eq!(page.to, "/points/desk?done=agreed", "{}", page.text);
}

fn sums(house: &House) -> [i64; 4] {
    house.read(views::ledgers).expect("the rows can be read")
}

#[test]
fn an_act_earns_points_and_points_are_given_for_goods() {
    let house = fixture::house();
    let (code, number) = opened(&house, 1);
    earned(&house, &number, ("hour", "4"), 2);
    let mut resident = Browser::new(&house);
    let page = resident.post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("8 points") && page.says("Voluntary service (hours) × 4"), "{}", page.text);

    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let redeem = |staff: &mut Browser, passbook: &str, pieces: &str, number: u8| {
        let own = act(number);
        staff.post(
            "/points/desk",
            &[
                ("do", "redeem"),
                ("passbook", passbook),
                ("good", "salt"),
                ("pieces", pieces),
                ("act", own.as_str()),
            ],
        )
    };
    let page = redeem(&mut staff, &number, "1", 3);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a number alone gives nothing");
    let page = redeem(&mut staff, &code, "3", 4);
    assert!(page.says("Not enough points: 12 are needed, 8 are there."), "{}", page.text);
    let page = redeem(&mut staff, &code, "2", 5);
    assert_eq!(page.to, "/points/desk?done=redeemed", "{}", page.text);
    let page = redeem(&mut staff, &code, "2", 5);
    assert_eq!(page.to, "/points/desk?done=redeemed", "sent again: done once");
    assert_eq!(sums(&house), [-8, 0, 8, 0]);
    let page = resident.post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("0 points") && page.says("Salt × 2"), "{}", page.text);
    must_be_sound(&house);
}

#[test]
fn what_is_declined_counts_nothing_and_needs_a_reason() {
    let house = fixture::house();
    let (code, number) = opened(&house, 1);
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let own = act(2);
    let form = [
        ("do", "enter"),
        ("passbook", number.as_str()),
        ("deed", "cleaning"),
        ("day", TODAY),
        ("count", "1"),
        ("act", own.as_str()),
    ];
    staff.post("/points/desk", &form);
    let waits = house.read(|db| views::waiting(db, 10)).expect("the rows can be read");
    let (book, record) = (waits[0].passbook.to_string(), waits[0].record.to_string());
    let decline = |reason: &'static str| {
        [
            ("do", "decline"),
            ("passbook", book.as_str()),
            ("record", record.as_str()),
            ("reason", reason),
        ]
    };
    let mut office = Browser::signed_in(&house, "congress-office", "congress");
    let page = office.post("/points/desk", &decline(""));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    let page = office.post("/points/desk", &decline("签到表上没有"));
    assert_eq!(page.to, "/points/desk?done=declined", "{}", page.text);
    assert_eq!(house.read(|db| views::waiting(db, 10)).expect("the rows can be read"), []);
    assert_eq!(sums(&house), [0; 4]);
    let page = Browser::new(&house).post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("Does not count"), "{}", page.text);
    must_be_sound(&house);
}

#[test]
fn a_lost_passbook_is_replaced_and_the_old_code_opens_nothing() {
    let house = fixture::house();
    let (code, number) = opened(&house, 1);
    earned(&house, &code, ("patrol", "1"), 2);
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let own = act(3);
    let replace = |reason: &'static str| {
        [
            ("do", "replace"),
            ("passbook", number.as_str()),
            ("reason", reason),
            ("act", own.as_str()),
        ]
    };
    let page = staff.post("/points/desk", &replace(""));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = staff.post("/points/desk", &replace("存折遗失，本人持身份证到站"));
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let fresh = code_on(&page);
    assert_ne!(fresh, code);
    let mut resident = Browser::new(&house);
    let page = resident.post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("There is no such passbook."), "{}", page.text);
    let page = resident.post("/points/passbook", &[("passbook", fresh.as_str())]);
    assert!(page.says("4 points"), "{}", page.text);
}

#[test]
fn whoever_leaves_is_found_no_more() {
    let house = fixture::house();
    let (code, number) = opened(&house, 1);
    earned(&house, &code, ("hour", "2"), 2);
    let mut resident = Browser::new(&house);
    let own = act(0x33);
    for _ in 0..2 {
        let leave = [("passbook", code.as_str()), ("act", own.as_str())];
        let page = resident.post("/points/leave", &leave);
        assert!(page.says("The passbook is closed."), "sent again, too: {}", page.text);
    }
    let page = resident.post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("There is no such passbook."), "{}", page.text);
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let form = [
        ("do", "enter"),
        ("passbook", number.as_str()),
        ("deed", "hour"),
        ("day", TODAY),
        ("count", "1"),
    ];
    let page = staff.post("/points/desk", &form);
    assert!(page.says("There is no such passbook."), "{}", page.text);
    assert_eq!(sums(&house), [-4, 0, 0, 4]);
    assert_eq!(house.read(views::count).expect("the rows can be read"), 0);
    must_be_sound(&house);
}

#[test]
fn the_end_of_a_year_takes_its_share_once() {
    let house = fixture::house();
    let (code, _) = opened(&house, 1);
    earned(&house, &code, ("hour", "5"), 2);
    assert_eq!(tasks::close_year(&house).expect("it closes"), 0, "2025 had nothing");
    let zone = house.state().zone.clone();
    house.clock.set(zone.start_of(date(2027, 1, 1)).plus_ms(3_600_000));
    assert_eq!(tasks::close_year(&house).expect("it closes"), 1);
    assert_eq!(tasks::close_year(&house).expect("it closes"), 0, "once");
    assert_eq!(sums(&house), [-10, 5, 0, 5]);
    let page = Browser::new(&house).post("/points/passbook", &[("passbook", code.as_str())]);
    assert!(page.says("5 points"), "{}", page.text);
    must_be_sound(&house);
}

#[test]
fn nobody_is_listed_and_no_code_is_shown_again() {
    let house = fixture::house();
    let (code, _) = opened(&house, 1);
    earned(&house, &code, ("hour", "1"), 2);
    let page = Browser::new(&house).get("/points");
    assert!(page.says("At the end of a year 50 % go on"), "{}", page.text);
    let page = Browser::signed_in(&house, "station-staff", "s1").get("/points/desk");
    assert!(!page.says(&code), "no page shows a code again");
}

#[test]
fn what_was_wrong_is_said_where_it_was_typed() {
    let house = fixture::house();
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    for (what, field) in [
        ("enter", "passbook"),
        ("enter", "day"),
        ("redeem", "passbook"),
        ("replace", "passbook"),
        ("open", "asked"),
    ] {
        let (code, _) = opened(&house, 1);
        let passbook = if field == "passbook" { "nonsense" } else { code.as_str() };
        let form = [("do", what), ("passbook", passbook), ("deed", "hour"), ("count", "1")];
        let page = staff.post("/points/desk", &form);
        let to = format!("{what}-{field}");
        assert!(page.says(&format!("href=\"#{to}\"")), "{to}: {}", page.text);
        let ids = page.text.matches(&format!("id=\"{to}\"")).count();
        assert_eq!(ids, 1, "{to}: {}", page.text);
    }
}

#[test]
fn a_year_that_went_on_whole_is_closed_for_good() {
    let house = fixture::house();
    let (code, _) = opened(&house, 1);
    earned(&house, &code, ("hour", "5"), 2);
    let put = |keeps: &'static str| {
        let text = include_str!("../../../../../packs/cn/points.toml");
        let text = text.replace("keeps = 50", keeps);
        let act = law::record::ActId(house.chance.bytes());
        let done = house.act_and_wait(act, law::record::Actor::House, move |hearing| {
            let hash = hearing.tx().define(&text)?;
            let (what, from) = (law::ruling::code("points"), hearing.state.zone.day(hearing.now));
            let name = what.clone();
            hearing.put(0, law::register::Fact::Defined { what, name, hash, from })?;
            Ok(())
        });
        done.expect("it is sound");
    };
    put("keeps = 100");
    let zone = house.state().zone.clone();
    house.clock.set(zone.start_of(date(2027, 1, 2)));
    assert_eq!(tasks::close_year(&house).expect("it closes"), 0);
    put("keeps = 50");
    assert_eq!(tasks::close_year(&house).expect("it closes"), 0, "the year went on whole");
    assert_eq!(sums(&house), [-10, 10, 0, 0]);
    must_be_sound(&house);
}

#[test]
fn whoever_tries_codes_must_wait() {
    let house = fixture::house();
    let (code, _) = opened(&house, 1);
    let mut guessing = Browser::new(&house);
    for _ in 0..10 {
        let page = guessing.post("/points/passbook", &[("passbook", "nonsense")]);
        assert!(page.says("There is no such passbook."), "{}", page.text);
    }
    let page = guessing.post("/points/passbook", &[("passbook", code.as_str())]);
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text);
}
