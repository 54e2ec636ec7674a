//! What other houses send, as strangers and friends would, and the page.

use axum::http::StatusCode;
use law::referral::{Message, Receipt, Said};
use law::tlog::SigningKey;
use serde_json::{Value, json};

use crate::rooms::counter::tests::Browser;
use crate::rooms::exchange::tests::Program;
use crate::rooms::referrals::tasks::Carry;
use crate::rooms::referrals::tests::{
    Two, also_know, came, courier, key, message, passed_on, sent,
};
use crate::rooms::referrals::views;

fn told(two: &Two, note: &str) -> (StatusCode, Value) {
    let program = Program::new(&two.county);
    let answer = program.post("/api/v1/referrals", &json!({ "note": note }));
    (answer.status, answer.body)
}

#[test]
fn only_a_known_house_is_heard_and_only_what_is_meant_for_this_one() {
    let two = Two::new();
    let (city, county) = (key(&two.city), key(&two.county));
    let refused = |note: &str, code: &str| {
        let (_, body) = told(&two, note);
        assert_eq!(body["code"], code, "{body:#}");
    };
    refused("hello", "referral.unreadable");
    let stranger = SigningKey::new("else.example/r", law::tlog::note::Kind::Plain, [3; 32]);
    let stranger = stranger.unwrap();
    let name = stranger.verifier().name.clone();
    refused(&message(&two, |m| m.from = name).sign(&stranger), "referral.unknown-house");
    // A stranger who says to be the city; the county itself; words that were changed on the way.
    refused(&message(&two, |_| ()).sign(&stranger), "referral.unsigned");
    refused(&message(&two, |_| ()).sign(&county), "referral.unsigned");
    let note = message(&two, |_| ()).sign(&city);
    refused(&note.replace("路塌了", "路很好"), "referral.unsigned");
    refused(&message(&two, |m| m.to = "else".to_owned()).sign(&city), "referral.for-another");
    refused(&message(&two, |m| m.number = 2).sign(&city), "referral.out-of-order");
    let late = message(&two, |m| m.said = Said::Noted { text: "好".to_owned() });
    refused(&late.sign(&city), "referral.unknown");
    let rated = message(&two, |m| m.said = Said::Withdrawn { reason: "好".to_owned() });
    refused(&rated.sign(&city), "referral.unknown");
    assert_eq!(came(&two), [], "nothing was taken in");
    // A matter whose area is known and whose category and procedure are not comes all the same.
    let (status, first) = told(&two, &note);
    assert_eq!(status, StatusCode::OK, "{first:#}");
    let (_, again) = told(&two, &note);
    assert_eq!(first, again, "the same receipt");
    assert_eq!(came(&two).len(), 1);
    // The same number with other words is no other message: it is answered as the first was, and
    // the receipt names what was signed then.
    refused(&message(&two, |m| m.number = 3).sign(&city), "referral.out-of-order");
    let other = message(&two, |m| {
        if let Said::Sent(sent) = &mut m.said {
            "别的事".clone_into(&mut sent.title);
        }
    });
    refused(&other.sign(&city), "referral.other-message");
    let program = Program::new(&two.county);
    let files = message(&two, |m| m.referral = "78".to_owned()).sign(&city);
    let answer = sent(&program, &json!({ "note": files }).to_string(), &[vec![1, 2, 3]]);
    assert_eq!(answer.body["code"], "referral.other-files", "{:#}", answer.body);
    two.must_be_sound();
}

#[test]
fn a_house_is_not_heard_on_what_goes_between_two_others() {
    let two = Two::new();
    let matter = passed_on(&two);
    two.go();
    let referral = two.city.read(|db| views::of_matter(db, matter)).unwrap()[0];
    // A third house that the city knows as well, by another body.
    let third = SigningKey::new("third.example/r", law::tlog::note::Kind::Plain, [9; 32]).unwrap();
    also_know(&two.city, &third);
    let message = Message {
        at: two.city.now(),
        from: third.verifier().name.clone(),
        number: 1,
        referral: referral.to_string(),
        said: Said::Noted { text: "不关我事".to_owned() },
        to: key(&two.city).verifier().name.clone(),
    };
    let program = Program::new(&two.city);
    let answer = program.post("/api/v1/referrals", &json!({ "note": message.sign(&third) }));
    assert_eq!(answer.body["code"], "referral.unknown", "{:#}", answer.body);
    // Nor is the county heard as if the matter had come from there.
    let (county, to) = (key(&two.county), key(&two.city).verifier().name.clone());
    let from = county.verifier().name.clone();
    let said = Said::Withdrawn { reason: "不办了".to_owned() };
    let message = Message { from, to, said, ..message };
    let answer = program.post("/api/v1/referrals", &json!({ "note": message.sign(&county) }));
    assert_eq!(answer.body["code"], "referral.unknown", "{:#}", answer.body);
    // Nor the city on what it passed on, as if it were who handles it there.
    let own = two.county.read(|db| views::of_matter(db, came(&two)[0])).unwrap()[0];
    let said = Said::Noted { text: "代您办了".to_owned() };
    let (from, to) = (message.to.clone(), message.from.clone());
    let message = Message { from, to, said, number: 2, referral: own.to_string(), ..message };
    let note = message.sign(&key(&two.city));
    let answer = Program::new(&two.county).post("/api/v1/referrals", &json!({ "note": note }));
    assert_eq!(answer.body["code"], "referral.unknown", "{:#}", answer.body);
    two.must_be_sound();
}

#[test]
fn a_receipt_for_something_else_is_none() {
    let two = Two::new();
    let matter = passed_on(&two);
    let county = key(&two.county);
    let wrong = Receipt {
        by: county.verifier().name.clone(),
        matter: "1".to_owned(),
        message: law::words::Hash::of(&[b"else"]),
        record: 1,
        refused: None,
    };
    let signed = wrong.sign(&county);
    let mut answers = vec![json!({ "receipt": signed }), json!({ "receipt": "x" }), json!({})];
    let stranger = SigningKey::new(&wrong.by, law::tlog::note::Kind::Plain, [3; 32]).unwrap();
    answers.push(json!({ "receipt": wrong.sign(&stranger) }));
    for answer in answers {
        let carry: Carry = Box::new(move |_, _, _| Ok((200, answer.to_string())));
        courier(&two.city, carry).work(&two.city).expect("that is no fault of this house");
        assert_eq!(two.city.read(views::unsigned).unwrap().len(), 1, "it waits");
    }
    two.go();
    assert_eq!(two.city.read(|db| views::of_matter(db, matter)).unwrap().len(), 1);
    two.must_be_sound();
}

#[test]
fn everybody_reads_with_whom_and_the_office_how_far() {
    let two = Two::new();
    let matter = passed_on(&two).grouped();
    let mut anybody = Browser::new(&two.city);
    let page = anybody.get("/referrals");
    assert!(page.says("https://county.example") && page.says("city.example/r+"), "{}", page.text);
    assert!(!page.says(&matter), "single matters are of the office");
    let mut office = Browser::signed_in(&two.city, "congress-office", "congress");
    two.go();
    assert!(office.get("/referrals").text.contains("/referrals/matters"));
    let page = office.get("/referrals/matters");
    assert!(page.says(&matter) && page.says("1 message, signed for"), "{}", page.text);
    let mut staff = Browser::signed_in(&two.city, "station-staff", "s1");
    assert_eq!(staff.get("/referrals/matters").status, StatusCode::FORBIDDEN);
}
