//! Stations and deputies: described by an administrator, found and turned to by everybody.

use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::Act;
use law::office::{Kind, Line, Mode};
use law::record::ActId;
use store::db::{Answer, No};

use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::rooms::counter::tests::{ACT, Browser, area, fields, matter_of, with};
use crate::rooms::office::acts;

pub(super) fn enter(house: &Arc<House>, kind: Kind, line: &[(&str, &str)]) -> Answer<u64> {
    let by = fixture::by(house, "administrator", "congress");
    let act = ActId(house.chance.bytes());
    let line = Line::of(line.iter().copied());
    acts::enter(house, (act, by), (kind, Mode::Any), vec![line]).map(|done| done.answer)
}

fn refused(answer: Answer<u64>) -> (&'static str, Option<&'static str>) {
    match answer {
        Err(No::Refusal(refusal)) => (refusal.code, refusal.field),
        other => panic!("it was not refused: {other:?}"),
    }
}

const STATION: [(&str, &str); 6] = [
    ("body", "s1"),
    ("tier", "centre"),
    ("address", "苇塘镇文昌路7号"),
    ("hours", "周三 09:00-11:30；周一 08:30-11:30"),
    ("voters", "3200"),
    ("phone", "0000-551000"),
];

/// The deputy of the first station: the post, and the name of who holds it.
pub(super) fn deputy(house: &House) -> (String, String) {
    let officer = fixture::officer(house, "deputy", "s1");
    (officer.post.to_string(), house.state().person_name(officer.person).to_owned())
}

/// The form of the first station with further columns.
fn station_with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = STATION.iter().filter(|(key, _)| !more.iter().any(|(other, _)| key == other));
    kept.copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_station_says_what_it_is_used_for_and_a_room_of_another_house_takes_no_matters() {
    let house = fixture::house();
    let uses = station_with(&[
        ("venues", "代表工作室、Deputies' mediation room"),
        ("functions", "opinion-window；连心桥"),
        ("services", "法律咨询"),
    ]);
    assert_eq!(enter(&house, Kind::Stations, &uses).expect("it is sound"), 1);
    assert_eq!(enter(&house, Kind::Stations, &uses).expect("it is sound"), 0, "the same again");
    let mut browser = Browser::new(&house);
    let page = browser.get("/stations/s1");
    for said in ["Deputies&#39; work room", "Window for opinions · Bridge between", "法律咨询"]
    {
        assert!(page.says(said), "{said}: {}", page.text);
    }
    assert!(browser.get("/stations?q=mediation").says("Weitang Station"));
    let unknown = station_with(&[("venues", "茶室")]);
    let no = ("office.choice-unknown", Some("venues"));
    assert_eq!(refused(enter(&house, Kind::Stations, &unknown)), no);
    let nameless = station_with(&[("tier", "venue")]);
    let no = ("office.venue-none", Some("venues"));
    assert_eq!(refused(enter(&house, Kind::Stations, &nameless)), no);
    let own = station_with(&[("owner", "s1")]);
    let no = ("office.owner-itself", Some("owner"));
    assert_eq!(refused(enter(&house, Kind::Stations, &own)), no);

    let village = fixture::area(&house, "t1v1");
    let (s1, today) = (fixture::body(&house, "s1"), house.today());
    let serving = |house: &House| {
        house.state().register.station_for(village, today).map(|station| station.id)
    };
    assert_eq!(serving(&house), Some(s1));
    let room = station_with(&[("tier", "venue"), ("venues", "judge-room"), ("owner", "roads")]);
    assert_eq!(enter(&house, Kind::Stations, &room).expect("it is sound"), 1);
    assert_ne!(serving(&house), Some(s1), "a judge's room serves no area");
    let page = browser.get("/stations/s1");
    assert!(page.says("Judges&#39; work room") && page.says("Another place"), "{}", page.text);
    assert!(browser.get("/network").says("Judges&#39; work room"));
}

#[test]
fn whoever_has_no_grid_is_listed() {
    let house = fixture::house();
    let (post, name) = deputy(&house);
    let grid = [
        ("code", "t1v1-g1"),
        ("level", "grid"),
        ("name", "一号网格"),
        ("name_en", "Grid One"),
        ("parent", "t1v1"),
    ];
    enter(&house, Kind::Areas, &grid).expect("it is sound");
    let person = fixture::officer(&house, "deputy", "s1").person.to_string();
    let told = |grid: &'static str| {
        [
            ("person", person.clone()),
            ("body", "s1".to_owned()),
            ("congress", "county".to_owned()),
            ("unit", "苇塘镇第一选区".to_owned()),
            ("grid", grid.to_owned()),
        ]
    };
    let put = |grid| {
        let told = told(grid);
        let line: Vec<(&str, &str)> =
            told.iter().map(|(key, value)| (*key, value.as_str())).collect();
        enter(&house, Kind::Mandates, &line)
    };
    let mut browser = Browser::new(&house);
    assert!(browser.get("/deputies?without=grid").says(&name));
    assert_eq!(refused(put("t1v1")), ("office.no-grid", Some("grid")), "a village is no grid");
    assert_eq!(put("t1v1-g1").expect("it is sound"), 1);
    assert!(!browser.get("/deputies?without=grid").says(&name), "the deputy is in a grid");
    assert!(browser.get(&format!("/deputies/{post}")).says("Grid One"));
    assert!(browser.get("/network").says("With a grid"));
}

#[test]
fn a_station_is_described_found_and_subscribed_to() {
    let house = fixture::house();
    assert_eq!(enter(&house, Kind::Stations, &STATION).expect("it is sound"), 1);
    assert_eq!(enter(&house, Kind::Stations, &STATION).expect("it is sound"), 0, "the same again");
    let mut browser = Browser::new(&house);
    // Monday, 2 March 2026, nine in the morning in the house.
    let page = browser.get("/stations");
    assert!(page.says("苇塘镇文昌路7号") && page.says("Weitang Station"), "{}", page.text);
    assert!(page.says("Open now"), "{}", page.text);
    assert!(!browser.get("/stations?q=nowhere").says("Weitang Station"));
    let village = area(&house, "t1v1");
    let page = browser.get(&format!("/stations?area={village}"));
    assert!(page.says("This station is there for") && page.says("Weitang Station"));

    let page = browser.get("/stations/s1");
    assert!(page.says("0000-551000") && page.says("Mon 08:30–11:30"), "{}", page.text);
    assert!(page.says("<svg role=\"img\"") && page.says("href=\"/say?station=s1\""));
    assert_eq!(browser.get("/stations/nowhere").status, StatusCode::NOT_FOUND);

    let page = browser.get("/stations/s1/hours.ics");
    let unfolded = page.text.replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR",
        "SUMMARY:Weitang Station",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "RRULE:FREQ=WEEKLY;BYDAY=WE",
        "DTSTART;TZID=Asia/Shanghai:20260302T083000",
        "DTEND;TZID=Asia/Shanghai:20260304T113000",
    ] {
        assert!(unfolded.contains(line), "{line}: {}", page.text);
    }
}

#[test]
fn a_deputy_is_found_and_turned_to() {
    let house = fixture::house();
    let (post, name) = deputy(&house);
    let line = [
        ("person", name.as_str()),
        ("body", "s1"),
        ("congress", "county"),
        ("unit", "苇塘镇第3选区"),
        ("group", "社会建设组"),
    ];
    assert_eq!(enter(&house, Kind::Mandates, &line).expect("it is sound"), 1);
    let mut browser = Browser::new(&house);
    assert!(!browser.get("/deputies?q=town%20congress").says(&name), "of another congress");
    for found in ["/deputies", "/deputies?q=第3选区", "/deputies?q=COUNTY%20Congress"] {
        let page = browser.get(&found.replace("第3选区", "%E7%AC%AC3%E9%80%89%E5%8C%BA"));
        assert!(page.says(&name) && page.says("苇塘镇第3选区"), "{}", page.text);
    }
    let page = browser.get(&format!("/deputies/{post}"));
    assert!(page.says("County congress") && page.says("社会建设组"), "{}", page.text);
    let say = format!("/say?station=s1&deputy={post}");
    assert!(page.says(&say.replace('&', "&#38;")), "{}", page.text);
    let page = browser.get(&say);
    assert!(page.says(&format!("value=\"{post}\"")) && page.says(&name), "{}", page.text);

    let village = area(&house, "t1v1");
    let said = with(&with(&fields(&village, ACT), "station", "s1"), "deputy", &post);
    let page = browser.post("/say/send", &said);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let matter = matter_of(&house, ACT);
    let case = house.read(|db| desk::case(db, matter)).unwrap().unwrap();
    assert_eq!(case.deputy.map(|post| post.to_string()), Some(post.clone()));
    assert!(browser.get(&format!("/deputies/{post}")).says("<dd class=\"number\">1</dd>"));

    // The duty file is drawn from what the deputy does, and is for the deputy and the office.
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let page = browser.get(&format!("/deputies/{post}"));
    assert!(page.says("once, with 1 matter") && !page.says("/file"), "{}", page.text);
    let file = format!("/deputies/{post}/file");
    assert!(!browser.get(&file).says(&matter.grouped()), "nobody reads it who is not signed in");
    for (office, at, status) in [
        ("deputy", "s1", StatusCode::OK),
        ("congress-office", "congress", StatusCode::OK),
        ("deputy", "s2", StatusCode::FORBIDDEN),
        ("handler", "roads", StatusCode::FORBIDDEN),
    ] {
        let page = Browser::signed_in(&house, office, at).get(&file);
        assert_eq!(page.status, status, "{office}: {}", page.text);
        assert_eq!(page.says(&matter.grouped()), status == StatusCode::OK);
    }

    // A deputy of another station is no choice there, and no officer chooses.
    let other = fixture::officer(&house, "deputy", "s2").post.to_string();
    let said = with(&with(&said, "deputy", &other), "act", "00000000000000000000000000000001");
    let page = browser.post("/say/send", &said);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("This deputy is not at this station now"), "{}", page.text);
}

#[test]
fn what_cannot_be_is_refused_by_its_column() {
    let house = fixture::house();
    let (_, name) = deputy(&house);
    let station = |key: &'static str, value: &'static str| {
        let line: Vec<_> =
            STATION.into_iter().filter(|one| one.0 != key).chain([(key, value)]).collect();
        refused(enter(&house, Kind::Stations, &line))
    };
    assert_eq!(station("body", "roads"), ("office.no-station", Some("body")));
    assert_eq!(station("tier", "palace"), ("office.choice-unknown", Some("tier")));
    assert_eq!(station("hours", "周八 9:00"), ("office.hours-unreadable", Some("hours")));
    assert_eq!(station("voters", "many"), ("office.number-unreadable", Some("voters")));
    assert_eq!(station("address", ""), ("field.empty", Some("address")));
    let nobody =
        [("person", name.as_str()), ("body", "s2"), ("congress", "county"), ("unit", "甲")];
    let no = refused(enter(&house, Kind::Mandates, &nobody));
    assert_eq!(no, ("office.no-deputy", Some("person")));
}
