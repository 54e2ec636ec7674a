//! A year of duty files in points, by a formula that is in force.

use jiff::civil::{Date, date};
use law::appraisal::{Appraisal, What};
use law::record::ActId;
use law::register::{Fact, Register};
use law::ruling::code;
use law::words::Id;

use super::*;
use crate::rooms::stations::stats::{self, Tallies};

const DAY: Date = date(2026, 3, 2);

const FORMULA: &str = "source = \"x\"\n\
    [[item]]\nwhat = \"activity\"\nkind = \"reception\"\npoints = 3\nmost = 30\n\
    [[item]]\nwhat = \"deed\"\nkind = \"matter.accepted\"\npoints = 2\nmost = 3\n\
    [[item]]\nwhat = \"report\"\npoints = 5\nmost = 5\n";

fn put_in_force(house: &Arc<House>) {
    let done = house.act_and_wait(ActId(house.chance.bytes()), Actor::House, |hearing| {
        let hash = hearing.tx().define(FORMULA)?;
        let (what, from) = (code("appraisal"), hearing.state.zone.day(hearing.now));
        hearing.put(0, Fact::Defined { what: what.clone(), name: what, hash, from })?;
        Ok(())
    });
    done.expect("the formula is sound");
}

#[test]
fn a_file_is_reckoned_by_the_formula_in_force_and_tiers_by_themselves() {
    let house = fixture::house();
    let (post, name) = deputy(&house);
    let line = [
        ("person", name.as_str()),
        ("body", "s1"),
        ("congress", "county"),
        ("unit", "苇塘镇第3选区"),
    ];
    assert_eq!(enter(&house, Kind::Mandates, &line).expect("it is sound"), 1);
    for title in ["路灯不亮", "水管漏水"] {
        let mut submission = fixture::submission(&house);
        submission.title = title.to_owned();
        let (matter, _) = fixture::raise(&house, submission);
        fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    }
    let activity = fixture::activity(&house, "s1");
    fixture::come(&house, activity, "s1");
    let own = format!("/deputies/{post}/appraisal");
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    assert!(deputy.get(&own).says("No formula is in force"));
    put_in_force(&house);
    // Three for the reception, and of two matters no more than three.
    let page = deputy.get(&own);
    assert!(page.says("6 points together"), "{}", page.text);
    let mut other = Browser::signed_in(&house, "deputy", "s2");
    assert_eq!(other.get(&own).status, StatusCode::FORBIDDEN, "nobody else’s file");
    let page = Browser::new(&house).get("/deputies/appraisal");
    assert!(page.says("Points for each") && !page.says("Tier by tier"), "{}", page.text);
    // Who holds a post reads how tiers stand, but nothing of one that few sit in.
    let mut office = Browser::signed_in(&house, "congress-office", "congress");
    let page = office.get("/deputies/appraisal");
    assert!(page.says("County congress") && page.says("Tier not told"), "{}", page.text);
    assert!(page.says(">–</td>") && !page.says(&name), "nobody is named: {}", page.text);

    // What is struck counts no more.
    fixture::pass_days(&house, 1);
    fixture::strike(&house, "s1");
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    let page = deputy.get(&own);
    assert!(page.says("3 points together"), "the attendance: {}", page.text);
    fixture::strike(&house, "s1");
    let page = deputy.get(&own);
    assert!(page.says("2 points together"), "of two matters one is left: {}", page.text);
    assert!(deputy.get(&format!("{own}?year=2025")).says("0 points together"));
}

#[test]
fn a_tier_is_told_of_from_five_on() {
    let formula = Appraisal::read(FORMULA).expect("it is sound");
    let mut register = Register::default();
    let mut tallies = Tallies::new();
    for number in 1..=5 {
        assert_eq!(
            stats::of_tiers(&formula, &tallies, &register, DAY).len(),
            usize::from(number > 1)
        );
        register.apply(&Fact::PostBegun {
            body: Id::from_int(1),
            first: DAY,
            office: code("deputy"),
            person: Id::from_int(number),
            post: Id::from_int(number),
        });
        let told = stats::of_tiers(&formula, &tallies, &register, DAY).remove(0).points;
        assert_eq!(told.is_some(), number == 5, "{number}");
        tallies.insert((Id::from_int(number), What::Activity, "reception".to_owned()), number);
    }
    let told = stats::of_tiers(&formula, &tallies, &register, DAY).remove(0).points;
    assert_eq!(told, Some([3, 9, 15]), "three points each, the middle one in the middle");
}
