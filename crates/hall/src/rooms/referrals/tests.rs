//! Two houses that pass matters to one another, with all that can go wrong between them.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, header};
use law::matter::acts::{Act, Answer, Assignment, Attached, Filling};
use law::matter::facts::What;
use law::matter::{Case, Fact};
use law::record::{ActId, Actor, Record};
use law::referral::{Message, Said};
use law::ruling::code;
use law::tlog::{SigningKey, VerifierKey};
use law::words::{FileId, FileRef, Hash, MatterId};
use serde_json::json;
use store::Fault;
use store::db::No;

use super::acts::keys;
use super::tasks::{Carry, Courier};
use super::views;
use crate::desk;
use crate::fixture::{self, act, by};
use crate::house::House;
use crate::roles::verify;
use crate::rooms::exchange::tests::Program;
use crate::rooms::matters;

/// A city and a county: each has a body that stands for the other, and the other's key.
pub struct Two {
    pub city: Arc<House>,
    pub county: Arc<House>,
}

/// The body that stands for the other house, in both.
pub const OTHER: &str = "water";

pub fn key(house: &House) -> SigningKey {
    keys(house, None).expect("they can be read").expect("they were made").signing.remove(0)
}

impl Two {
    pub fn new() -> Self {
        let two = Self { city: fixture::house(), county: fixture::house() };
        for (house, origin) in [(&two.city, "city.example/r"), (&two.county, "county.example/r")] {
            keys(house, Some(origin)).expect("keys can be made");
        }
        know(&two.city, &key(&two.county), "https://county.example");
        know(&two.county, &key(&two.city), "https://city.example");
        two
    }

    /// Everything that is to be told goes its way, as long as something does.
    pub fn go(&self) {
        for _ in 0..3 {
            courier(&self.city, reaches(&self.county)).work(&self.city).expect("it works");
            courier(&self.county, reaches(&self.city)).work(&self.county).expect("it works");
        }
    }

    pub fn must_be_sound(&self) {
        for house in [&self.city, &self.county] {
            let (_, findings) = verify::check(house).expect("it can be verified");
            assert_eq!(findings, []);
            let waits = house.read(views::unsigned).expect("the rows can be read");
            assert_eq!(waits, [], "all is signed for");
        }
    }
}

/// Puts another house, which is reached at an address of this machine, on the list of one.
pub fn know_at(house: &Arc<House>, other: &House, address: &str) {
    enter(house, key(other).verifier(), (address, "private = true"));
}

/// Puts the other house on the list of one.
fn know(house: &Arc<House>, key: &SigningKey, address: &str) {
    enter(house, key.verifier(), (address, ""));
}

/// Puts a third house on the list of one as well, by the body of schools.
pub fn also_know(house: &Arc<House>, key: &SigningKey) {
    let more = format!(
        "[[house]]\nbody = \"schools\"\nkey = \"{}\"\naddress = \"https://third.example\"\n\
         area = \"county\"\ncategory = \"road-damage\"",
        key.verifier()
    );
    let houses = house.state().houses.clone();
    enter(house, &houses.houses[0].verifier(), (&houses.houses[0].address, &more));
}

fn enter(house: &Arc<House>, key: &VerifierKey, (address, more): (&str, &str)) {
    let text = format!(
        "source = \"协议（虚构）\"\n[[house]]\nbody = \"{OTHER}\"\nkey = \"{key}\"\n\
         address = \"{address}\"\narea = \"county\"\ncategory = \"road-damage\"\n{more}\n"
    );
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        let hash = hearing.tx().define(&text)?;
        let from = hearing.state.zone.day(hearing.now);
        let (what, name) = (code("houses"), code("houses"));
        hearing.put(0, law::register::Fact::Defined { what, name, hash, from })?;
        Ok(())
    });
    done.expect("the list is sound");
}

pub fn courier(house: &House, carry: Carry) -> Courier {
    let seal = keys(house, None).expect("they can be read").expect("there are some");
    Courier::new(seal.origin(), carry)
}

/// Carries to the router of a house, as HTTP would.
fn reaches(house: &Arc<House>) -> Carry {
    let program = Mutex::new(Program::new(house));
    Box::new(move |_, json, files| {
        let program = program.lock().expect("nothing panics while holding it");
        let answer = sent(&program, json, files);
        Ok((answer.status.as_u16(), answer.body.to_string()))
    })
}

pub fn sent(
    program: &Program,
    json: &str,
    files: &[Vec<u8>],
) -> crate::rooms::exchange::tests::Answer {
    let mut body = vec![];
    let mut part = |head: &str, bytes: &[u8]| {
        body.extend(format!("--x\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    part("name=\"json\"", json.as_bytes());
    for file in files {
        part("name=\"files\"; filename=\"f\"", file);
    }
    body.extend(b"--x--\r\n");
    let request = Request::post("/api/v1/referrals")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    program.send(request, Body::from(body))
}

fn case(house: &House, matter: MatterId) -> Case {
    house.read(|db| desk::case(db, matter)).expect("it can be read").expect("it is there")
}

fn records(house: &House, matter: MatterId) -> Vec<Record<Fact>> {
    house.read(|db| desk::records(db, matter)).expect("they can be read")
}

fn count(house: &House, matter: MatterId, is: fn(&What) -> bool) -> usize {
    records(house, matter).iter().filter(|record| is(&record.fact.what)).count()
}

/// The office of a house hands a matter over to a body.
pub fn hand_over(house: &Arc<House>, matter: MatterId, lead: &str) {
    let assignment = Assignment {
        lead: fixture::body(house, lead),
        co: vec![],
        post: None,
        by: None,
        text: "请办理".to_owned(),
        fields: Filling::new(),
    };
    let office = by(house, "congress-office", "congress");
    act(house, office, matter, Act::HandOver(assignment));
}

/// A matter of the city that its office has passed on to the county.
pub fn passed_on(two: &Two) -> MatterId {
    let (matter, _) = fixture::raise(&two.city, fixture::submission(&two.city));
    act(&two.city, by(&two.city, "deputy", "s1"), matter, Act::Accept {});
    hand_over(&two.city, matter, OTHER);
    matter
}

/// The matters of the county that came from the city.
pub fn came(two: &Two) -> Vec<MatterId> {
    two.county.read(views::matters).expect("the rows can be read")
}

/// The county's units handle a matter and answer it.
fn answer(two: &Two, matter: MatterId, files: Vec<Attached>) {
    let county = &two.county;
    act(county, by(county, "deputy", "s1"), matter, Act::Accept {});
    hand_over(county, matter, "roads");
    act(county, by(county, "handler", "roads"), matter, Act::Sign {});
    let note = Act::Note { text: "已经派人看过".to_owned(), open: true };
    act(county, by(county, "handler", "roads"), matter, note);
    let answer = Answer {
        class: code("done"),
        text: "路已补好。".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: String::new(),
        fields: Filling::new(),
        files,
    };
    act(county, by(county, "handler", "roads"), matter, Act::Reply(Box::new(answer)));
}

#[test]
fn a_matter_is_handled_by_another_house_and_its_answer_comes_back() {
    let two = Two::new();
    let matter = passed_on(&two);
    two.go();
    let theirs = came(&two);
    let [own] = theirs[..] else { panic!("one came: {theirs:?}") };
    let there = case(&two.county, own);
    assert_eq!((there.channel.as_str(), there.step.as_str()), ("referral", "raised"));
    assert_eq!(case(&two.city, matter).step, code("handling"), "the county signed for it");
    answer(&two, own, vec![]);
    two.go();
    let here = case(&two.city, matter);
    assert_eq!((here.step.as_str(), here.replies.len()), ("answered", 1));
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Noted { open: true, .. })), 1);
    let texts = two.city.read(|db| {
        let found = records(&two.city, matter).into_iter().find_map(|r| match r.fact.what {
            What::Replied(replied) => Some(replied.text.id),
            _ => None,
        });
        store::vault::text(db, found.expect("it is answered"))
    });
    assert_eq!(texts.unwrap().unwrap().text, "路已补好。");
    // Whoever brought it rates, and the county learns of it.
    let fed = Act::FeedBack { way: code("phone"), text: "已告知".to_owned() };
    act(&two.city, by(&two.city, "deputy", "s1"), matter, fed);
    rate(&two.city, matter);
    two.go();
    assert_eq!(count(&two.county, own, |what| matches!(what, What::Rated { .. })), 1);
    two.must_be_sound();
}

fn rate(house: &Arc<House>, matter: MatterId) {
    let who = crate::rights::Who::Bearer(crate::rights::Bearer { matter, joined: false });
    let rating = Act::Rate { rating: code("satisfied"), solved: true, again: false };
    let id = ActId(house.chance.bytes());
    matters::ask_and_wait(house, id, who, (matter, rating)).expect("it may be rated");
}

#[test]
fn whatever_fails_between_the_houses_each_message_is_heard_once() {
    // How many times something is carried where nothing fails.
    let all = Arc::new(Mutex::new(0));
    let two = Two::new();
    let carries = || counted(reaches(&two.county), all.clone(), None);
    through(&two, &carries, &|| counted(reaches(&two.city), all.clone(), None));
    let most = *all.lock().unwrap();
    assert_eq!(most, 3, "the matter, a note, the answer");
    for failing in 1..=most {
        for after in [false, true] {
            let (two, calls) = (Two::new(), Arc::new(Mutex::new(0)));
            let fails = Some((failing, after));
            let to_county = || counted(reaches(&two.county), calls.clone(), fails);
            let to_city = || counted(reaches(&two.city), calls.clone(), fails);
            through(&two, &to_county, &to_city);
            assert!(*calls.lock().unwrap() > most, "something was carried again");
        }
    }
}

/// Carries, and is cut off at one call: before the other hears, or before its receipt arrives.
fn counted(carry: Carry, calls: Arc<Mutex<u32>>, fails: Option<(u32, bool)>) -> Carry {
    Box::new(move |other, json, files| {
        let call = {
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            *calls
        };
        match fails {
            Some((at, false)) if at == call => Err(Fault::new("nobody is there")),
            Some((at, true)) if at == call => {
                carry(other, json, files)?;
                Err(Fault::new("the receipt got lost"))
            }
            _ => carry(other, json, files),
        }
    })
}

/// A matter goes over, is answered, and the answer comes back, by couriers that begin anew each
/// time, as after a death.
fn through(two: &Two, to_county: &dyn Fn() -> Carry, to_city: &dyn Fn() -> Carry) {
    let go = || {
        for _ in 0..3 {
            courier(&two.city, to_county()).work(&two.city).expect("it works");
            courier(&two.county, to_city()).work(&two.county).expect("it works");
        }
    };
    let matter = passed_on(two);
    go();
    let theirs = came(two);
    let [own] = theirs[..] else { panic!("one came: {theirs:?}") };
    answer(two, own, vec![]);
    go();
    go();
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Replied(_))), 1);
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Noted { .. })), 1);
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Signed { .. })), 1);
    two.must_be_sound();
}

#[test]
fn what_is_down_for_a_day_is_told_when_it_is_back_and_somebody_sees_it_meanwhile() {
    let two = Two::new();
    let matter = passed_on(&two);
    let mut away = courier(&two.city, Box::new(|_, _, _| Err(Fault::new("nobody is there"))));
    away.work(&two.city).expect("that is no fault of this house");
    assert!(two.city.alarms.all().is_empty(), "an hour is given");
    fixture::pass_days(&two.city, 1);
    fixture::pass_days(&two.county, 1);
    away.work(&two.city).expect("that is no fault of this house");
    let alarms = two.city.alarms.all();
    assert_eq!((alarms.len(), alarms[0].0), (1, "referrals"));
    assert!(alarms[0].1.what.contains("nobody is there"), "{alarms:?}");
    let mut back = courier(&two.city, reaches(&two.county));
    back.work(&two.city).expect("it works");
    assert!(two.city.alarms.all().is_empty());
    assert_eq!(came(&two).len(), 1);
    assert_eq!(case(&two.city, matter).step, code("handling"));
    two.must_be_sound();
}

#[test]
fn what_is_added_asked_and_taken_back_is_told_too() {
    let two = Two::new();
    let (matter, _) = fixture::raise(&two.city, fixture::submission(&two.city));
    let add = |text: &str| {
        let added = Act::Add { text: text.to_owned(), files: vec![] };
        act(&two.city, Actor::Resident, matter, added);
    };
    add("早上又塌了一块");
    act(&two.city, by(&two.city, "deputy", "s1"), matter, Act::Accept {});
    hand_over(&two.city, matter, OTHER);
    two.go();
    let own = came(&two)[0];
    let added = |what: &What| matches!(what, What::Added { .. });
    assert_eq!(count(&two.county, own, added), 1, "also what was added before it was passed on");
    add("有人摔倒了");
    let county = by(&two.county, "deputy", "s1");
    act(&two.county, county.clone(), own, Act::Ask { question: "在几号门口？".to_owned() });
    two.go();
    assert_eq!(count(&two.county, own, added), 2);
    assert!(case(&two.city, matter).question_open, "the resident is asked");
    let answered = Act::AnswerQuestion { text: "7 号".to_owned(), files: vec![] };
    act(&two.city, Actor::Resident, matter, answered);
    two.go();
    assert!(!case(&two.county, own).question_open, "the answer went on");
    // The city gives it to another unit: the county is told, and closes its own.
    let transfer = Act::Transfer {
        lead: fixture::body(&two.city, "roads"),
        post: None,
        reason: "由市里直接办".to_owned(),
    };
    act(&two.city, by(&two.city, "congress-office", "congress"), matter, transfer);
    two.go();
    assert_eq!(case(&two.county, own).step, code("withdrawn"));
    // What the county still says is heard, and nothing follows from it.
    two.must_be_sound();
    let told = two.city.read(|db| views::newest(db, 10)).unwrap();
    assert_eq!((told.len(), told[0].told, told[0].receipted), (1, 5, 5));
}

#[test]
fn an_answer_to_what_was_taken_back_is_heard_and_nothing_follows() {
    let two = Two::new();
    let matter = passed_on(&two);
    two.go();
    let own = came(&two)[0];
    answer(&two, own, vec![]);
    let mut away = courier(&two.county, Box::new(|_, _, _| Err(Fault::new("nobody is there"))));
    away.work(&two.county).expect("that is no fault of this house");
    // Before the answer arrives, the resident takes the matter back.
    let withdraw = Act::Withdraw { reason: "已经好了".to_owned(), fields: Filling::new() };
    act(&two.city, Actor::Resident, matter, withdraw);
    two.go();
    assert_eq!(case(&two.city, matter).step, code("withdrawn"));
    let of = two.city.read(|db| views::newest(db, 10)).unwrap();
    assert_eq!((of[0].heard, of[0].refused.as_str()), (2, "act.not-now"), "{of:?}");
    two.must_be_sound();
}

#[test]
fn pictures_go_along_and_nothing_that_leads_to_who_brought_it() {
    let two = Two::new();
    let mut picture = std::io::Cursor::new(vec![]);
    let drawn = image::DynamicImage::new_rgb8(40, 30);
    drawn.write_to(&mut picture, image::ImageFormat::Png).expect("a picture can be written");
    let front = two.city.state();
    let limits = front.front_procedure(two.city.today()).unwrap().files;
    let kept = matters::keep_files(&two.city, vec![picture.into_inner()], limits)
        .expect("it is a picture");
    let base = fixture::submission(&two.city);
    let hide = vec!["磨坊巷".to_owned()];
    let with_picture = law::matter::acts::Submission { files: kept, hide, ..base };
    let (matter, _) = fixture::raise(&two.city, with_picture);
    act(&two.city, by(&two.city, "deputy", "s1"), matter, Act::Accept {});
    hand_over(&two.city, matter, OTHER);
    let seen = Arc::new(Mutex::new(String::new()));
    let (noted, carry) = (seen.clone(), reaches(&two.county));
    let watched: Carry = Box::new(move |other, json, files| {
        noted.lock().unwrap().push_str(json);
        assert_eq!(files.len(), 1);
        carry(other, json, files)
    });
    courier(&two.city, watched).work(&two.city).expect("it works");
    let own = came(&two)[0];
    let Some(What::Submitted(submitted)) =
        records(&two.county, own).into_iter().next().map(|record| record.fact.what)
    else {
        panic!("a matter begins with its submission");
    };
    assert_eq!((submitted.files.len(), submitted.contact.as_ref()), (1, None));
    let marked = |text: law::words::TextRef| submitted.marked.iter().any(|m| m.text == text.id);
    let place = submitted.place.map(|place| place.name);
    assert!(marked(submitted.title) && place.is_some_and(marked), "what was marked stays so");
    let seen = seen.lock().unwrap();
    assert!(seen.contains("磨坊巷") && !seen.contains("liang@example.org"), "{seen}");
    two.must_be_sound();
}

#[test]
fn a_matter_whose_picture_is_lost_holds_up_no_other() {
    let two = Two::new();
    let (id, hash) = (FileId::from_int(1), Hash([7; 32]));
    let lost = FileRef { id, hash, size: 1, format: code("png") };
    let files = vec![Attached { file: lost, salt: [0; 16] }];
    let base = fixture::submission(&two.city);
    let (matter, _) = fixture::raise(&two.city, law::matter::acts::Submission { files, ..base });
    act(&two.city, by(&two.city, "deputy", "s1"), matter, Act::Accept {});
    hand_over(&two.city, matter, OTHER);
    passed_on(&two);
    let failed = courier(&two.city, reaches(&two.county)).work(&two.city);
    assert!(failed.is_err(), "somebody must see it");
    assert_eq!(came(&two).len(), 1, "the other matter went");
}

#[test]
fn a_body_without_a_post_takes_nothing_until_there_is_one() {
    let two = Two::new();
    let matter = passed_on(&two);
    two.go();
    answer(&two, came(&two)[0], vec![]);
    let handler = fixture::officer(&two.city, "handler", OTHER);
    let last = two.city.today().yesterday().unwrap();
    let id = ActId(two.city.chance.bytes());
    let end = two.city.act_and_wait(id, Actor::House, move |hearing| {
        hearing.put(0, law::register::Fact::PostEnded { last, post: handler.post })?;
        Ok::<(), No>(())
    });
    end.expect("a post may end");
    two.go();
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Replied(_))), 0);
    fixture::appoint(&two.city, "handler", OTHER);
    two.go();
    assert_eq!(count(&two.city, matter, |what| matches!(what, What::Replied(_))), 1);
    two.must_be_sound();
}

/// A message of the city as it would begin a referral, with one thing about it changed.
pub fn message(two: &Two, change: impl FnOnce(&mut Message)) -> Message {
    let sent = json!({ "kind": "sent", "area": "t1", "body": "路塌了", "category": "nowhere",
        "confidential": false, "due": null, "files": [], "hide": [], "language": "zh",
        "matter": "1", "place": null, "procedure": "unheard-of", "received": 1_772_413_200_000_i64,
        "text": "", "title": "路" });
    let said: Said = serde_json::from_value(sent).expect("a message");
    let (from, to) = (key(&two.city), key(&two.county));
    let mut message = Message {
        at: two.city.now(),
        from: from.verifier().name.clone(),
        number: 1,
        referral: "77".to_owned(),
        said,
        to: to.verifier().name.clone(),
    };
    change(&mut message);
    message
}

/// A referral that is on record with all its kinds of facts, for trials of the whole house.
pub fn kept(house: &Arc<House>) {
    let two = Two { city: fixture::house(), county: house.clone() };
    for (house, origin) in [(&two.city, "city.example/r"), (&two.county, "county.example/r")] {
        keys(house, Some(origin)).expect("keys can be made");
    }
    know(&two.city, &key(&two.county), "https://county.example");
    know(&two.county, &key(&two.city), "https://city.example");
    let matter = passed_on(&two);
    two.go();
    let note = Act::Note { text: "已经派人看过".to_owned(), open: true };
    let own = came(&two)[0];
    act(&two.county, by(&two.county, "deputy", "s1"), own, note);
    two.go();
    let withdraw = Act::Withdraw { reason: "重复了".to_owned(), fields: Filling::new() };
    act(&two.county, Actor::Resident, own, withdraw);
    act(&two.city, Actor::Resident, matter, Act::Add { text: "又塌了".to_owned(), files: vec![] });
    two.go();
}
