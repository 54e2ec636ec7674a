//! The rules of this room.

use super::facts::Fact;
use super::rules;
use law::words::Id;

#[test]
fn a_name_is_given_once() {
    let (matter, person) = (Id::from_chance([1; 8]), Id::from_chance([2; 8]));

    assert_eq!(rules::give(matter, person, false), Ok(Fact::Given { matter, person }));

    let refusal = rules::give(matter, person, true).expect_err("the name stands there");
    assert_eq!(refusal.code, "specimen-room.already");
}

#[test]
fn a_fact_is_read_back_as_it_was_written() {
    let fact = Fact::Given { matter: Id::from_chance([1; 8]), person: Id::from_chance([2; 8]) };

    let wire = serde_json::to_string(&fact).expect("a fact can be written");

    assert!(wire.contains("specimen-room.given/1"), "{wire}");
    assert_eq!(serde_json::from_str::<Fact>(&wire).expect("it can be read"), fact);
}
