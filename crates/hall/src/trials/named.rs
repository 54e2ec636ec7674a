//! A matter goes in no way to whom it is about.

use std::sync::Arc;

use law::matter::acts::{Act, Assignment, Filling, Part, Submission};
use law::matter::facts::{Party, Visibility};
use law::record::{ActId, Actor};
use law::ruling::{Refusal, code};
use law::words::MatterId;
use store::db::No;

use crate::desk;
use crate::fixture::{self, act, body, by, officer};
use crate::house::House;
use crate::rights::{Ground, Who};
use crate::rooms::matters;

fn case(house: &House, matter: MatterId) -> law::matter::Case {
    house.read(|db| desk::case(db, matter)).expect("reads").expect("is there")
}

fn about(house: &Arc<House>, about: Party) -> Submission {
    Submission { about: Some(about), ..fixture::submission(house) }
}

fn refused(house: &Arc<House>, by: Actor, asked: (MatterId, Act)) -> Refusal {
    let id = ActId(house.chance.bytes());
    let who = Who::playing(&by, (asked.0, &asked.1));
    match matters::ask_and_wait(house, id, who, asked) {
        Err(No::Refusal(refusal)) => refusal,
        done => panic!("not refused: {done:?}"),
    }
}

fn hand_over(house: &House, lead: &str, co: &[&str]) -> Act {
    Act::HandOver(Assignment {
        fields: Filling::new(),
        lead: body(house, lead),
        co: co.iter().map(|code| body(house, code)).collect(),
        post: None,
        by: None,
        text: String::new(),
    })
}

#[test]
fn a_unit_is_not_handed_what_is_about_it() {
    let house = fixture::house();
    let roads = Party { body: body(&house, "roads"), post: None };
    let (matter, _) = fixture::raise(&house, about(&house, roads));
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let office = || by(&house, "congress-office", "congress");
    for handing in [hand_over(&house, "roads", &[]), hand_over(&house, "water", &["roads"])] {
        assert_eq!(refused(&house, office(), (matter, handing)).code, "route.named");
    }
    let at_once = Act::RespondAtOnce(Assignment {
        fields: Filling::new(),
        lead: body(&house, "roads"),
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    });
    assert_eq!(refused(&house, office(), (matter, at_once)).code, "route.named");
    act(&house, office(), matter, hand_over(&house, "water", &["schools"]));
    let reason = || "试一试".to_owned();
    let lead = body(&house, "roads");
    let transfer = Act::Transfer { lead, post: None, reason: reason() };
    assert_eq!(refused(&house, office(), (matter, transfer)).code, "route.named");
    let lead = body(&house, "schools");
    act(&house, office(), matter, Act::Transfer { lead, post: None, reason: reason() });
    // Another matter goes there as before: it is the name that stands in the way.
    let (other, _) = fixture::raise(&house, fixture::submission(&house));
    act(&house, by(&house, "deputy", "s1"), other, Act::Accept {});
    act(&house, office(), other, hand_over(&house, "roads", &[]));
}

#[test]
fn what_is_split_off_is_about_the_same() {
    let house = fixture::house();
    let roads = Party { body: body(&house, "roads"), post: None };
    let (matter, _) = fixture::raise(&house, about(&house, roads));
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let part = || Part {
        title: "一部分".to_owned(),
        body: "一部分".to_owned(),
        category: code("road-damage"),
    };
    let office = || by(&house, "congress-office", "congress");
    act(&house, office(), matter, Act::Split { parts: vec![part()] });
    let sql = "SELECT matter FROM matter WHERE house = $1 AND parent = $2";
    let part = house.read(|db| db.one(sql, &[matter.into()])).expect("reads").id(0);
    if case(&house, part).step != code("screening") {
        act(&house, by(&house, "deputy", "s1"), part, Act::Accept {});
    }
    let handing = hand_over(&house, "roads", &[]);
    assert_eq!(refused(&house, office(), (part, handing)).code, "route.named");
    act(&house, office(), part, hand_over(&house, "water", &[]));
}

#[test]
fn a_station_and_its_deputies_never_see_what_is_about_them() {
    let house = fixture::house();
    let deputy = officer(&house, "deputy", "s1");
    let person = Party { body: deputy.body, post: Some(deputy.post) };
    let station = Party { body: deputy.body, post: None };
    for named in [person, station] {
        let visibility = Visibility::Confidential;
        let said = Submission { visibility, ..about(&house, named) };
        let (matter, _) = fixture::raise(&house, said);
        let case = case(&house, matter);
        assert_eq!((case.station, case.deputy), (None, None));
        assert_ne!(case.holder.body, Some(deputy.body));
        let state = house.state();
        for office in ["deputy", "station-staff"] {
            let officer = officer(&house, office, "s1");
            let ground = Ground { state: &state, today: house.today() };
            let who = Who::officers(std::slice::from_ref(&officer));
            assert!(!matters::handles(ground, &who, &case), "{office}");
        }
        let refusal = refused(&house, by(&house, "deputy", "s1"), (matter, Act::Accept {}));
        assert!(matches!(refusal.kind, law::ruling::Kind::Forbidden | law::ruling::Kind::Conflict));
        let office = by(&house, "congress-office", "congress");
        act(&house, office, matter, hand_over(&house, "water", &[]));
    }
}

#[test]
fn who_is_named_must_be_known_and_not_the_house_itself() {
    let house = fixture::house();
    let ask = |party| {
        let id = ActId(house.chance.bytes());
        let matter = matters::matter_of(&house, id);
        let asked = (matter, Act::Submit(Box::new(about(&house, party))));
        match matters::ask_and_wait(&house, id, Actor::Resident, asked) {
            Err(No::Refusal(refusal)) => (refusal.code, refusal.field),
            done => panic!("not refused: {done:?}"),
        }
    };
    let (congress, roads) = (body(&house, "congress"), body(&house, "roads"));
    assert_eq!(ask(Party { body: congress, post: None }), ("about.house", Some("about")));
    let nobody = Party { body: law::words::BodyId::from_int(7), post: None };
    assert_eq!(ask(nobody), ("about.unknown", Some("about")));
    let elsewhere = Party { body: roads, post: Some(officer(&house, "deputy", "s1").post) };
    assert_eq!(ask(elsewhere), ("about.unknown", Some("about")));
}
