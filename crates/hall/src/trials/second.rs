//! Who is not shown alone who brought a matter, in an emergency or for being one of many, needs a
//! second person from elsewhere; and then sees it once, for a short time (trust.md, M7, T22).

use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use axum::http::StatusCode;
use law::matter::acts::{Act, Assignment, Contact, Filling, Submission};
use law::matter::facts::Party;
use law::procedure::{Openness, Procedure};
use law::record::{ActId, Actor, Officer};
use law::register::Fact;
use law::ruling::code;
use law::words::MatterId;
use store::Chance;
use store::db::{Answer, No, Tx};

use super::leaks::Anybody;
use crate::fixture::{self, DAY, act, body, by, officer};
use crate::house::{Clock, House};
use crate::kit::session::{self, Opens, Token};
use crate::rights::Who;
use crate::roles::{rebuild, verify};
use crate::rooms::matters::{self, SeeAnswer, SeeRequest};

const NAME: &str = "梁十四";
const PHONE: &str = "19900004321";
const REASON: &str = "来电说今晚要做傻事，请回13900001111";
/// As the second person reads it.
const MASKED: &str = "来电说今晚要做傻事，请回▇▇▇";
const HOUR: i64 = 3_600_000;

fn wait<T: Send + 'static>(ask: impl FnOnce(Box<dyn FnOnce(Answer<T>) + Send>)) -> Answer<T> {
    let (sender, receiver) = sync_channel(1);
    ask(Box::new(move |answer| sender.send(answer).expect("somebody waits")));
    receiver.recv().expect("is answered")
}

/// Somebody asks to see who brought a matter; the record of the request.
pub(super) fn ask(house: &Arc<House>, officer: &Officer, matter: MatterId) -> Answer<u64> {
    ask_for(house, officer, (matter, "visit", REASON))
}

fn ask_for(
    house: &Arc<House>,
    officer: &Officer,
    (matter, purpose, reason): (MatterId, &str, &str),
) -> Answer<u64> {
    let asked = SeeRequest { matter, purpose: purpose.to_owned(), reason: reason.to_owned() };
    let by = (ActId(house.chance.bytes()), officer.clone());
    wait(|reply| matters::ask_to_see(house, by, asked, reply))?;
    Ok(house.read(store::log::head).expect("reads").seq)
}

/// Somebody decides on a request.
pub(super) fn decide(
    house: &Arc<House>,
    officer: &Officer,
    (ask, granted): (u64, bool),
) -> Answer<()> {
    let answer = SeeAnswer { ask, granted, reason: "已电话核实".to_owned() };
    let by = (ActId(house.chance.bytes()), officer.clone());
    wait(|reply| matters::decide_on_look(house, by, answer, reply)).map(|_| ())
}

/// Somebody looks.
pub(super) fn look(
    house: &Arc<House>,
    officer: &Officer,
    matter: MatterId,
) -> Answer<Option<Contact>> {
    let asked = (matter, "verify".to_owned());
    let seen = wait(|reply| matters::see(house, officer.clone(), asked, reply))?;
    Ok(house.read(|db| seen.open(house, db))?)
}

/// Why something was refused.
fn no<T: std::fmt::Debug>(answer: Answer<T>) -> &'static str {
    match answer {
        Err(No::Refusal(refusal)) => refusal.code,
        other => panic!("it is not refused: {other:?}"),
    }
}

/// How many looks are on record.
fn lines(house: &House) -> i64 {
    let sql = "SELECT COUNT(*) FROM log WHERE house = $1 AND kind = 'identity.seen/1'";
    house.read(|db| Ok(db.one(sql, &[])?.int(0))).expect("counts")
}

fn raise(house: &Arc<House>, about: Option<&str>) -> MatterId {
    let contact = Contact { name: NAME.to_owned(), mail: String::new(), phone: PHONE.to_owned() };
    let about = about.map(|at| Party { body: body(house, at), post: None });
    let said = Submission { contact: Some(contact), about, ..fixture::submission(house) };
    let (matter, _) = fixture::raise(house, said);
    act(house, by(house, "deputy", "s1"), matter, Act::Accept {});
    let to = Assignment {
        fields: Filling::new(),
        lead: body(house, "roads"),
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    };
    act(house, by(house, "congress-office", "congress"), matter, Act::HandOver(to));
    matter
}

/// A house with a matter that roads leads, a leader, and somebody at the schools who decides.
fn world() -> (Arc<House>, MatterId, Officer, Officer) {
    let house = fixture::house();
    let matter = raise(&house, None);
    let leader = officer(&house, "leader", "congress");
    let second = fixture::appoint(&house, "security-administrator", "schools");
    (house, matter, leader, second)
}

fn wait_ms(house: &House, ms: i64) {
    house.clock.set(house.now().plus_ms(ms));
}

/// Puts so many looks a day into force.
fn let_a_day(house: &Arc<House>, most: &str) {
    let shipped = include_str!("../../../../packs/cn/privacy.toml");
    let text = shipped.replace("a_day = 30", &format!("a_day = {most}"));
    assert_ne!(text, shipped);
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        let hash = hearing.tx().define(&text)?;
        let (what, from) = (code("privacy"), hearing.state.zone.day(hearing.now));
        hearing.put(0, Fact::Defined { what: what.clone(), name: what, hash, from })?;
        Ok(())
    });
    done.expect("the file is sound");
}

#[test]
fn an_emergency_takes_a_second_person_and_opens_once() {
    let (house, matter, leader, second) = world();
    assert_eq!(no(look(&house, &leader, matter)), "identity.ask-first");
    // Not who sees alone, nor whom the resident keeps it from, nor who has nothing to do with it.
    let office = officer(&house, "congress-office", "congress");
    assert_eq!(no(ask(&house, &office, matter)), "identity.not-needed");
    let roads = officer(&house, "handler", "roads");
    assert_eq!(no(ask(&house, &roads, matter)), "contact.pseudonym");
    let water = officer(&house, "handler", "water");
    assert_eq!(no(ask(&house, &water, matter)), "contact.not-yours");
    assert_eq!(no(ask_for(&house, &leader, (matter, "visit", "  "))), "field.empty");
    assert_eq!(no(ask_for(&house, &leader, (matter, "curious", REASON))), "contact.no-purpose");
    let long = "长".repeat(501);
    assert_eq!(no(ask_for(&house, &leader, (matter, "visit", &long))), "field.too-long");

    let record = ask(&house, &leader, matter).expect("a leader may ask");
    assert_eq!(no(ask(&house, &leader, matter)), "identity.asked-already");
    assert_eq!(no(look(&house, &leader, matter)), "identity.ask-first");
    // Who decides is a security administrator, and of another body.
    for (office, at) in [("administrator", "congress"), ("congress-office", "congress")] {
        let other = officer(&house, office, at);
        assert_eq!(no(decide(&house, &other, (record, true))), "identity.not-second");
    }
    let colleague = fixture::appoint(&house, "security-administrator", "congress");
    assert_eq!(no(decide(&house, &colleague, (record, true))), "identity.same-body");
    let lead = fixture::appoint(&house, "security-administrator", "roads");
    assert_eq!(no(decide(&house, &lead, (record, true))), "identity.has-part");
    assert_eq!(no(decide(&house, &second, (record + 1000, true))), "identity.ask-unknown");
    decide(&house, &second, (record, true)).expect("is of no body of theirs");
    assert_eq!(no(decide(&house, &second, (record, false))), "identity.ask-over");

    let other = fixture::appoint(&house, "leader", "congress");
    assert_eq!(no(look(&house, &other, matter)), "identity.ask-first");
    assert_eq!(lines(&house), 0);
    let contact = look(&house, &leader, matter).expect("it was granted").expect("is there");
    assert_eq!((contact.phone.as_str(), lines(&house)), (PHONE, 1));
    assert_eq!(no(look(&house, &leader, matter)), "identity.ask-first");
    assert_eq!(lines(&house), 1);
    // For what was asked, and not for what the look says; under which request.
    let records = house.read(|db| crate::desk::records(db, matter)).expect("reads");
    let law::matter::What::IdentitySeen(seen) = &records.last().expect("some").fact.what else {
        panic!("the look is the last");
    };
    assert_eq!((seen.ask, seen.purpose.as_str()), (Some(record), "visit"));
    ask(&house, &leader, matter).expect("another time, another request");
    is_sound(&house);
}

/// The rows are those that the records make, and everything is found to be in order.
fn is_sound(house: &Arc<House>) {
    let findings = || verify::check(house).expect("the house can be checked").1;
    assert_eq!(findings(), []);
    rebuild::rebuild(house).expect("the views can be drawn anew");
    assert_eq!(findings(), []);
}

#[test]
fn a_request_and_a_consent_hold_for_a_day_each_and_a_no_opens_nothing() {
    let (house, matter, leader, second) = world();
    let late = ask(&house, &leader, matter).expect("a leader may ask");
    wait_ms(&house, 24 * HOUR);
    assert_eq!(no(decide(&house, &second, (late, true))), "identity.ask-over");
    // Nobody decided in time: it can be asked anew.
    let refused = ask(&house, &leader, matter).expect("the last one is over");
    decide(&house, &second, (refused, false)).expect("may refuse");
    assert_eq!(no(look(&house, &leader, matter)), "identity.ask-first");
    let granted = ask(&house, &leader, matter).expect("the last one is decided");
    wait_ms(&house, 24 * HOUR - 1);
    decide(&house, &second, (granted, true)).expect("just in time");
    wait_ms(&house, 24 * HOUR);
    assert_eq!(no(look(&house, &leader, matter)), "identity.ask-first");
    let again = ask(&house, &leader, matter).expect("the last one is over");
    decide(&house, &second, (again, true)).expect("may grant");
    wait_ms(&house, 24 * HOUR - 1);
    look(&house, &leader, matter).expect("just in time");
    assert_eq!(lines(&house), 1);
    is_sound(&house);
}

#[test]
fn nobody_is_their_own_second_person_nor_who_the_matter_is_about() {
    let (house, matter, leader, second) = world();
    let record = ask(&house, &leader, matter).expect("a leader may ask");
    let own = fixture::appoint_also(&house, leader.person, ("security-administrator", "water"));
    assert_eq!(no(decide(&house, &own, (record, true))), "identity.own-ask");
    // Where the asker has another post, colleagues there are colleagues.
    fixture::appoint_also(&house, leader.person, ("handler", "schools"));
    assert_eq!(no(decide(&house, &second, (record, true))), "identity.same-body");
    let station = fixture::appoint(&house, "security-administrator", "s1");
    assert_eq!(no(decide(&house, &station, (record, true))), "identity.has-part");
    assert_eq!(lines(&house), 0);

    let (house, _, leader, second) = world();
    let about = raise(&house, Some("schools"));
    assert_eq!(no(ask(&house, &leader, about)), "identity.nobody-decides");
    fixture::appoint(&house, "security-administrator", "water");
    let record = ask(&house, &leader, about).expect("somebody is there to decide");
    assert_eq!(no(decide(&house, &second, (record, true))), "identity.has-part");
    let state = house.state();
    let waiting = |officer: &Officer| {
        let who = Who::officers(std::slice::from_ref(officer));
        let read = |db: store::Db<'_>| matters::waiting(db, (&state, house.now()), &who);
        house.read(read).expect("reads")
    };
    assert_eq!(waiting(&second).len(), 0, "whom it is about does not hear of it");
    // A deputy of the station who is not the one responsible supervises it as little.
    let deputy = fixture::appoint(&house, "deputy", "s1");
    assert_eq!(no(look(&house, &deputy, about)), "identity.ask-first");
    ask(&house, &deputy, about).expect("a deputy of the station may ask");
}

#[test]
fn beyond_so_many_a_day_each_look_takes_a_second_person_whatever_the_post() {
    let (house, matter, _, second) = world();
    let others: Vec<MatterId> = (0..3).map(|_| raise(&house, None)).collect();
    let_a_day(&house, "2");
    let office = officer(&house, "congress-office", "congress");
    let colleague = officer(&house, "station-staff", "s1");
    let station = fixture::appoint_also(&house, office.person, ("station-staff", "s1"));
    look(&house, &office, matter).expect("the first");
    look(&house, &station, others[0]).expect("the second, by another post");
    for (by, of) in [(&office, others[1]), (&station, others[2]), (&office, matter)] {
        assert_eq!(no(look(&house, by, of)), "identity.too-many");
    }
    look(&house, &colleague, others[1]).expect("each has their own");
    assert_eq!(lines(&house), 3);
    // A restart forgets nothing.
    let (dir, now) = (house.dir.clone(), house.now());
    drop(house);
    let house = House::open(&dir, "qinghe", Clock::simulated(now), Chance::seeded(8));
    let house = house.expect("opens again");
    assert_eq!(no(look(&house, &office, others[1])), "identity.too-many");
    let record = ask(&house, &office, others[1]).expect("may ask for one more");
    decide(&house, &second, (record, true)).expect("may grant");
    assert_eq!(no(look(&house, &office, others[2])), "identity.too-many");
    look(&house, &station, others[1]).expect("the person was let, by whichever post");
    assert_eq!(no(look(&house, &office, others[1])), "identity.too-many");
    assert_eq!(lines(&house), 4);
    is_sound(&house);
    // 23:59 in the house is today, midnight is another day.
    wait_ms(&house, 15 * HOUR - 1);
    assert_eq!(no(look(&house, &office, matter)), "identity.too-many");
    wait_ms(&house, 1);
    look(&house, &office, matter).expect("another day");
    wait_ms(&house, DAY);
    assert_eq!(lines(&house), 5);
}

/// Somebody at a browser.
fn signed_in(house: &Arc<House>, officer: &Officer) -> Anybody {
    let token = Token::new(house.chance.bytes());
    let session = format!("; huiyin-session={}", token.text());
    let (opens, now) = (Opens::Person(officer.person), house.now());
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    Anybody { session, ..Anybody::new(house) }
}

#[test]
fn by_pages_it_is_asked_for_decided_on_and_told_and_the_second_person_learns_nothing() {
    let (house, matter, leader, second) = world();
    let (asks, decides) = (signed_in(&house, &leader), signed_in(&house, &second));
    let page = format!("/desk/matters/{matter}");
    let (contact, ask) = (format!("{page}/contact"), format!("{page}/contact/ask"));
    assert!(asks.get(&page).1.contains(&ask), "the form is there");
    let (status, text) = asks.post(&contact, &[("purpose", "verify")]);
    assert!(status == StatusCode::FORBIDDEN && !text.contains(PHONE));
    let (status, text) = asks.post(&ask, &[("purpose", "visit"), ("reason", "")]);
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("#reason"), "{status}");
    let (status, _) = asks.post(&ask, &[("purpose", "visit"), ("reason", REASON)]);
    assert!(status.is_redirection(), "{status}");
    let (_, text) = asks.get(&page);
    assert!(text.contains("can decide until") && !text.contains(&ask), "it says that it waits");

    assert!(decides.get("/office").1.contains("/office/identities"));
    let (status, text) = decides.get("/office/identities");
    let grouped = matter.grouped();
    for told in [grouped.as_str(), MASKED, "唐七", "To arrange a visit"] {
        assert!(status == StatusCode::OK && text.contains(told), "{told}: {text}");
    }
    for kept in ["13900001111", PHONE, NAME, "磨坊巷", "塌"] {
        assert!(!text.contains(kept), "{kept}");
    }
    for other in [&asks, &signed_in(&house, &officer(&house, "administrator", "congress"))] {
        assert_eq!(other.get("/office/identities").0, StatusCode::FORBIDDEN);
    }
    let record = house.read(store::log::head).expect("reads").seq;
    let address = format!("/office/identities/{record}");
    assert!(text.contains(&address));
    let (status, _) = decides.post(&address, &[("reason", "")]);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "neither yes nor no");
    let (status, text) = decides.post(&address, &[("decide", "grant"), ("reason", "")]);
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("reason-error"));
    // Whoever finds the screen unlocked decides nothing.
    wait_ms(&house, 11 * 60_000);
    let yes = [("decide", "grant"), ("reason", "已核实")];
    let (status, text) = decides.post(&address, &yes);
    assert!(status == StatusCode::FORBIDDEN && text.contains("/account/confirm"), "{status}");
    let decides = signed_in(&house, &second);
    assert!(decides.post(&address, &yes).0.is_redirection());
    assert_eq!(decides.post(&address, &yes).0, StatusCode::CONFLICT);

    let (status, text) = asks.post(&contact, &[]);
    assert!(status == StatusCode::FORBIDDEN && text.contains("/account/confirm"), "{status}");
    assert_eq!(lines(&house), 0);
    let asks = signed_in(&house, &leader);
    assert!(asks.get(&page).1.contains("You may look once"));
    let (status, text) = asks.post(&contact, &[]);
    assert!(status == StatusCode::OK && text.contains(PHONE) && lines(&house) == 1);
    let (status, text) = asks.post(&contact, &[]);
    assert!(status == StatusCode::FORBIDDEN && !text.contains(PHONE) && lines(&house) == 1);
    is_told(&house, matter);
}

/// The resident and who audits see who asked, who agreed, who looked, and why; the public nothing.
fn is_told(house: &Arc<House>, matter: MatterId) {
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
    let (_, text) = Anybody::holding(house, &case).get("/receipt/matter");
    for told in [
        "Asked the security administrator",
        "Let them look once",
        "Looked at the submitter&#39;s name",
        "Schools Department",
        REASON,
        "已核实",
        "To arrange a visit",
        "Emergency",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let auditor = fixture::appoint(house, "audit-administrator", "congress");
    let (_, text) = signed_in(house, &auditor).get("/office/audit");
    for told in ["唐七", "and used", "Emergency", "on request"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains(REASON) && !text.contains(&matter.grouped()));
    let (_, text) = Anybody::new(house).get(&format!("/matters/{matter}"));
    assert!(text.contains("磨坊巷") && !text.contains("security administrator"));
    // The unit in the lead reads why, and nothing by which it would know more.
    let page = format!("/desk/matters/{matter}");
    let (_, text) = signed_in(house, &officer(house, "handler", "roads")).get(&page);
    assert!(text.contains(MASKED) && !text.contains("13900001111"), "{text}");
    let (_, text) = signed_in(house, &officer(house, "handler", "water")).get(&page);
    assert!(text.contains("磨坊巷") && !text.contains("security administrator"));
}

#[test]
fn of_a_confidential_procedure_the_second_person_is_told_no_number() {
    let (house, matter, leader, second) = world();
    ask(&house, &leader, matter).expect("a leader may ask");
    let who = Who::officers(std::slice::from_ref(&second));
    let mut state = (*house.state()).clone();
    let number = |state: &crate::house::State| {
        let waiting = house.read(|db| matters::waiting(db, (state, house.now()), &who));
        let waiting = waiting.expect("reads");
        assert_eq!((waiting.len(), waiting[0].reason.as_str()), (1, MASKED));
        waiting[0].matter
    };
    assert_eq!(number(&state), Some(matter));
    for rules in state.procedures.values_mut() {
        let mut sealed = Procedure::clone(rules);
        sealed.visibility = Openness::Confidential;
        *rules = Arc::new(sealed);
    }
    assert_eq!(number(&state), None);
}
