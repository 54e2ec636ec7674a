//! A receipt whose matter was split opens the parts as well.

use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::{Act, Joining, Part};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{Hash, MatterId};

use super::super::tests::{answer, holding, step};
use crate::fixture;
use crate::house::House;
use crate::kit::words::Language;
use crate::rooms::matters::{self, Viewer, compose};

/// Splits a matter in two and tells the parts.
fn split(house: &Arc<House>, whole: MatterId) -> Vec<MatterId> {
    let part = |title: &str, body: &str| Part {
        title: title.to_owned(),
        body: body.to_owned(),
        category: code("road-damage"),
    };
    let parts = vec![part("填平路面", "先把坑填上。"), part("装护栏", "再装一道护栏。")];
    let office = fixture::by(house, "congress-office", "congress");
    fixture::act(house, office, whole, Act::Split { parts });
    let shell = crate::kit::Shell::plain(house.state(), Language::default(), house.today());
    let sheet = house.read(|db| compose(db, &shell, Viewer::Receipt, whole)).expect("it reads");
    sheet.expect("the whole is there").parts.iter().map(|part| part.matter).collect()
}

#[test]
fn the_receipt_of_a_whole_shows_its_parts_and_opens_them() {
    let house = fixture::house();
    let (whole, act) = fixture::raise(&house, fixture::submission(&house));
    let parts = split(&house, whole);
    assert_eq!(parts.len(), 2);
    answer(&house, parts[0]);
    let mut browser = holding(&house, act);
    let page = browser.get("/receipt/matter");
    assert!(page.says("填平路面") && page.says("装护栏"), "{}", page.text);
    assert!(page.says(&format!("href=\"/receipt/parts/{}/matter\"", parts[0])));
    assert!(page.says(&parts[1].grouped()) && page.says("Weitang Station"), "where it stands");

    let at = format!("/receipt/parts/{}", parts[0]);
    let page = browser.get(&format!("{at}/matter"));
    assert!(page.says("先把坑填上。") && page.says("灯已换好。"), "{}", page.text);
    assert!(page.says(&format!("href=\"{at}/rate\"")) && page.says("href=\"/receipt/matter\""));
    assert!(browser.get(&format!("{at}/rate")).says(&format!("action=\"{at}/rate\"")));
    let rated = [("rating", "satisfied"), ("solved", "yes")];
    let page = browser.post(&format!("{at}/rate"), &rated);
    assert_eq!(page.to, format!("{at}/matter?done=rate"));
    let case = |matter| house.read(|db| crate::desk::case(db, matter)).unwrap().unwrap();
    assert!(case(parts[0]).rating.is_some() && case(parts[1]).rating.is_none());
    assert!(case(whole).rating.is_none(), "the rating is of the part alone");
    assert_ne!(step(&house, parts[1]), step(&house, parts[0]));
}

#[test]
fn a_receipt_opens_no_part_of_another_matter_and_a_joined_one_no_part_at_all() {
    let house = fixture::house();
    let (whole, own) = fixture::raise(&house, fixture::submission(&house));
    let joined = ActId(house.chance.bytes());
    let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
    matters::ask_and_wait(&house, joined, Actor::Resident, (whole, joining)).expect("it joins");
    let (_, other) = fixture::raise(&house, fixture::submission(&house));
    let parts = split(&house, whole);
    let at = format!("/receipt/parts/{}/matter", parts[0]);
    assert_eq!(holding(&house, own).get(&at).status, StatusCode::OK);
    assert_eq!(holding(&house, other).get(&at).status, StatusCode::NOT_FOUND);
    let mut reader = holding(&house, joined);
    assert_eq!(reader.get(&at).status, StatusCode::NOT_FOUND);
    let page = reader.get("/receipt/matter");
    assert!(page.says(&format!("href=\"/matters/{}\"", parts[0])), "what is public is linked");
}

#[test]
fn a_part_of_a_part_is_opened_and_confidential_parts_are_the_submitters_alone() {
    let house = fixture::house();
    let mut said = fixture::submission(&house);
    said.visibility = Visibility::Confidential;
    let (whole, act) = fixture::raise(&house, said);
    let parts = split(&house, whole);
    let small = split(&house, parts[0]);
    let mut browser = holding(&house, act);
    let at = |matter: MatterId| format!("/receipt/parts/{matter}/matter");
    assert!(browser.get(&at(parts[0])).says(&at(small[1])));
    assert!(browser.get(&at(small[1])).says("再装一道护栏。"));
    assert_eq!(browser.get(&format!("/matters/{}", small[1])).status, StatusCode::NOT_FOUND);
}
