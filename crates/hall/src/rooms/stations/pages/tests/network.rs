//! Registers of the congress office: what is entered stands on public pages, and no more of it.

use law::matter::acts::Filling;

use super::*;

/// Enters a line as the congress office does, on its page.
fn office() -> (Arc<House>, Browser) {
    let house = fixture::house();
    let browser = Browser::signed_in(&house, "congress-office", "congress");
    (house, browser)
}

fn fill(browser: &mut Browser, kind: &str, line: &[(&str, &str)]) {
    let page = browser.post(&format!("/office/{kind}/new"), line);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{kind}: {}", page.text);
}

const FOUND: [(&str, &str); 7] = [
    ("body", "s1"),
    ("checklist", "six-haves"),
    ("edition", "2026"),
    ("item", "1"),
    ("met", "yes"),
    ("evidence", "门口有牌子"),
    ("day", "2026-03-02"),
];

#[test]
fn what_a_station_is_found_to_be_stands_on_its_page() {
    let (house, mut browser) = office();
    fill(&mut browser, "assessments", &[&FOUND[..], &[("assessor", "congress")]].concat());
    let own = [&FOUND[..], &[("assessor", "s1")]].concat();
    let page = browser.post("/office/assessments/new", &own);
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert!(page.says("No station finds or gives this to itself"), "{}", page.text);
    let title = [
        ("body", "s1"),
        ("title", "model"),
        ("edition", "2026"),
        ("assessor", "congress"),
        ("first", "2026-03-02"),
    ];
    fill(&mut browser, "titles", &title);

    let mut anybody = Browser::new(&house);
    let page = anybody.get("/stations/s1");
    assert!(page.says("Model station (2026 edition") && page.says("1 / 6"), "{}", page.text);
    assert!(page.says("门口有牌子") && page.says("Not looked at"), "{}", page.text);
    let page = anybody.get("/network");
    assert!(page.says("Model station") && page.says("/ 2"), "{}", page.text);

    // Withdrawn for a reason, it stands no longer; the register keeps it with the reason.
    let at = "/office/titles/at/s1~model~2026";
    let page = browser.post(at, &[("withdrawn", "材料不实")]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(!anybody.get("/stations/s1").says("Model station (2026"));
    assert!(browser.get("/office/titles").says("材料不实"));
    rooms_are_sound(&house);
}

#[test]
fn helpers_are_counted_in_public_and_named_to_who_keeps_the_register() {
    let (house, mut browser) = office();
    let line = [
        ("code", "h-1"),
        ("name", "秦某"),
        ("kind", "observer"),
        ("area", "t1"),
        ("body", "congress"),
        ("first", "2026-01-01"),
    ];
    fill(&mut browser, "helpers", &line);
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let number = matter.grouped();
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    for _ in 0..2 {
        let page = staff.post("/helpers", &[("helper", "h-1"), ("matter", &number)]);
        assert_eq!(page.status, StatusCode::SEE_OTHER, "once is enough: {}", page.text);
    }
    for (helper, matter, words) in [
        ("h-9", number.as_str(), "No register has this number"),
        ("h-1", "0000-0000", "There is no matter of this number"),
    ] {
        let page = staff.post("/helpers", &[("helper", helper), ("matter", matter)]);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says(words), "{}", page.text);
    }
    let page = Browser::new(&house).get("/helpers");
    assert!(page.says("1 help now, of 1 ever") && page.says("1 matter reported"), "{}", page.text);
    assert!(!page.says("秦某"), "the public learns no name");
    assert!(browser.get("/office/helpers").says("秦某"));
    assert_eq!(staff.get("/office/helpers").status, StatusCode::FORBIDDEN);
    rooms_are_sound(&house);
}

#[test]
fn an_overdue_visit_stands_on_the_desk_until_it_is_entered() {
    let (house, mut browser) = office();
    let (_, deputy) = deputy(&house);
    let leader = fixture::officer(&house, "leader", "congress");
    let name = house.state().person_name(leader.person).to_owned();
    let line = [
        ("code", "c-1"),
        ("person", name.as_str()),
        ("deputy", deputy.as_str()),
        ("every", "30"),
        ("first", "2026-01-05"),
    ];
    fill(&mut browser, "contacts", &line);
    let mut leader = Browser::signed_in(&house, "leader", "congress");
    assert!(leader.get("/desk").says("A visit of yours is overdue"));
    assert!(browser.get("/office").says("Visits that are overdue"));
    assert!(browser.get("/contacts").says(&name), "the office sees all pairs");
    let mut other = Browser::signed_in(&house, "handler", "roads");
    assert!(!other.get("/contacts").says(&deputy));
    let visit = [("code", "c-1"), ("day", "2026-03-01"), ("came", "村里的灯修好了")];
    assert_eq!(other.post("/contacts", &visit).status, StatusCode::FORBIDDEN);
    assert_eq!(leader.post("/contacts", &visit).status, StatusCode::SEE_OTHER);
    assert!(!leader.get("/desk").says("A visit of yours is overdue"));
    let page = leader.get("/contacts");
    assert!(page.says("村里的灯修好了") && page.says("1 visit made"), "{}", page.text);
    let page = Browser::new(&house).get("/network");
    assert!(page.says("Visits made") && !page.says("村里的灯修好了"), "{}", page.text);
    let page = leader.post("/contacts", &visit);
    assert!(page.says("was entered already"), "{}", page.text);
    rooms_are_sound(&house);
}

#[test]
fn a_grid_is_held_by_somebody_or_missed() {
    let (house, mut browser) = office();
    let grid = [("code", "g1"), ("level", "grid"), ("name", "第一网格"), ("parent", "t1v1")];
    assert_eq!(enter(&house, Kind::Areas, &grid).expect("it is sound"), 1);
    assert!(browser.get("/office").says("Grids that nobody holds"));
    let line =
        [("area", "g1"), ("person", "冯九"), ("duty", "每周巡查一次"), ("first", "2026-01-01")];
    fill(&mut browser, "grids", &line);
    assert!(!browser.get("/office").says("Grids that nobody holds"));
    let page = Browser::new(&house).get("/network");
    assert!(page.says("Grids that are held") && page.says("/ 1"), "{}", page.text);
    assert_eq!(browser.get("/office/areas").status, StatusCode::FORBIDDEN, "areas are not theirs");
    rooms_are_sound(&house);
}

/// The house is whole: texts lie in the vault as they were put on record.
fn rooms_are_sound(house: &Arc<House>) {
    let (_, findings) = crate::roles::verify::check(house).expect("the house can be checked");
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn an_area_that_was_merged_is_offered_no_more_and_keeps_its_matters() {
    let house = fixture::house();
    let line = [("code", "v9"), ("level", "village"), ("name", "合并村"), ("parent", "t1")];
    assert_eq!(enter(&house, Kind::Areas, &line).expect("it is sound"), 1);
    let village = area(&house, "v9");
    let mut browser = Browser::new(&house);
    assert!(browser.get("/say").says("合并村"));
    let page = browser.post("/say/send", &fields(&village, ACT));
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    // Beside it a department gets the code of its certificate, typed in small letters.
    let credit = "11000000mb00000014";
    let roads = [("code", "roads"), ("name", "道路局"), ("credit", credit)];
    assert_eq!(enter(&house, Kind::Bodies, &roads).expect("the code checks"), 1);
    assert_eq!(enter(&house, Kind::Bodies, &roads).expect("the code checks"), 0, "as before");
    let close = [&line[..], &[("last", "2026-03-02"), ("into", "t1v1")]].concat();
    match enter(&house, Kind::Areas, &close) {
        Err(store::db::No::Refusal(no)) => assert_eq!(no.code, "office.area-busy"),
        other => panic!("a matter is open there: {other:?}"),
    }
    // Once it has ended, nothing runs there.
    let matter = matter_of(&house, ACT);
    fixture::act(
        &house,
        Actor::Resident,
        matter,
        Act::Withdraw { reason: "修好了".to_owned(), fields: Filling::new() },
    );
    assert_eq!(enter(&house, Kind::Areas, &close).expect("it is sound"), 1);
    fixture::pass_days(&house, 1);
    let mut browser = Browser::new(&house);
    assert!(!browser.get("/say").says("合并村"));
    let said = with(&fields(&village, ACT), "act", "00000000000000000000000000000009");
    let page = browser.post("/say/send", &said);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    assert!(page.says("This area was merged or split"), "{}", page.text);
    assert!(browser.get(&format!("/matters/{matter}")).says("合并村"), "it is told where it was");
    rooms_are_sound(&house);
}
