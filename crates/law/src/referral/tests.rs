//! Messages between houses as they are signed and read, and the list of houses.

use super::*;
use crate::clock::Time;
use crate::ruling::code;
use crate::tlog::SigningKey;
use crate::tlog::note::Kind;
use crate::words::Hash;

fn key(name: &str, seed: u8) -> SigningKey {
    SigningKey::new(name, Kind::Plain, [seed; 32]).expect("a name without blanks")
}

fn noted(text: &str) -> Message {
    Message {
        at: Time(1_772_413_200_000),
        from: "city.example/r".to_owned(),
        number: 1,
        referral: "7".to_owned(),
        said: Said::Noted { text: text.to_owned() },
        to: "county.example/r".to_owned(),
    }
}

#[test]
fn what_is_signed_is_read_by_the_key_of_who_signed_it_and_by_no_other() {
    let (city, county) = (key("city.example/r", 1), key("county.example/r", 2));
    let message = noted("第一行\n第二行 \"x\" +");
    let note = message.sign(&city);
    assert_eq!(Message::verified(&note, city.verifier()), Ok(message));
    assert!(Message::verified(&note, county.verifier()).is_err(), "another key");
    let same_name = key("city.example/r", 3);
    assert!(Message::verified(&note, same_name.verifier()).is_err(), "another key of that name");
    // Every sign of the text and of the signature counts.
    for i in (0..note.len()).filter(|i| note.is_char_boundary(*i) && note.as_bytes()[*i] > b' ') {
        let mut other = note.clone().into_bytes();
        other[i] = if other[i] == b'x' { b'y' } else { b'x' };
        let Ok(other) = String::from_utf8(other) else { continue };
        let read = Message::verified(&other, city.verifier());
        assert!(read.is_err(), "sign {i} of {note}");
    }
    let stolen = noted("x").sign(&county);
    assert!(Message::verified(&stolen, county.verifier()).is_err(), "in the name of another");
}

#[test]
fn a_receipt_is_no_message_and_a_message_no_receipt() {
    let county = key("county.example/r", 2);
    let receipt = Receipt {
        by: "county.example/r".to_owned(),
        matter: "1".to_owned(),
        message: Hash::of(&[b"x"]),
        record: 5,
        refused: Some(code("act.not-now")),
    };
    let note = receipt.sign(&county);
    assert_eq!(Receipt::verified(&note, county.verifier()), Ok(receipt));
    assert!(Message::verified(&note, county.verifier()).is_err());
    let mut message = noted("x");
    message.from = "county.example/r".to_owned();
    assert!(Receipt::verified(&message.sign(&county), county.verifier()).is_err());
}

#[test]
fn a_list_of_houses_says_what_is_wrong_with_it() {
    let key = key("city.example/r", 1).verifier().to_string();
    let house = |body: &str, key: &str, address: &str, more: &str| {
        format!(
            "[[house]]\nbody = \"{body}\"\nkey = \"{key}\"\naddress = \"{address}\"\n\
             area = \"county\"\ncategory = \"other\"\n{more}\n"
        )
    };
    let read = |houses: &str| Houses::read(&format!("source = \"s\"\n{houses}"));
    let sound = house("city", &key, "https://city.example", "");
    let houses = read(&sound).expect("it is sound");
    assert_eq!(houses.named("city.example/r").map(|(house, _)| house.body.as_str()), Some("city"));
    assert_eq!(houses.named("else"), None);
    assert!(houses.of_body(&code("city")).is_some() && houses.of_body(&code("x")).is_none());
    let other = super::tests::key("county.example/r", 2).verifier().to_string();
    for (houses, says) in [
        (sound.clone() + &house("city", &other, "https://x.example", ""), "stands twice"),
        (sound.clone() + &house("other", &key, "https://x.example", ""), "two houses sign as"),
        (house("city", "abc", "https://x.example", ""), "cannot be used"),
        (house("city", &key, "http://x.example", ""), "in the clear"),
        (house("city", &key, "city.example", ""), "begins with https://"),
        (house("city", &key, "https://city.example/", ""), "without an end"),
        (house("city", &key, "https://city.example?x", ""), "without an end"),
    ] {
        let error = read(&houses).expect_err(says);
        assert!(error.contains(says), "{error}");
    }
    let inner = house("city", &key, "http://10.0.0.1:8080", "private = true");
    assert!(read(&inner).is_ok());
    assert!(Houses::read(&sound).expect_err("no source").contains("source"));
}
