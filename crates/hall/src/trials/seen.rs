//! Whoever is shown who brought a matter has a line on record, one for each time; and every other
//! page, list, export and answer of the API shows nobody (trust.md, T22).

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use law::matter::acts::{Act, Assignment, Contact, Filling, Submission};
use law::matter::facts::Visibility;
use law::words::MatterId;
use store::db::Tx;
use tower::ServiceExt;

use super::leaks::{Anybody, addresses, filled, narrowed};
use super::second;
use crate::fixture::{self, act, body, by, officer};
use crate::house::House;
use crate::kit::access::{self, AccessToken};
use crate::kit::session::{self, Opens, Token};
use crate::rooms::matters;

/// What tells who somebody is, of each matter of these trials.
fn identity_of(number: usize) -> [String; 3] {
    [
        format!("梁第{number}"),
        format!("resident-{number}@example.org"),
        format!("1990000{number:04}"),
    ]
}

/// A house with matters of every kind, each with a submitter of its own.
fn world() -> (Arc<House>, Vec<MatterId>) {
    let house = fixture::house();
    let mut matters = vec![];
    for number in 1..=4 {
        let [name, mail, phone] = identity_of(number);
        let visibility =
            if number % 2 == 0 { Visibility::Confidential } else { Visibility::Public };
        let submission = Submission {
            contact: Some(Contact { name, mail, phone }),
            visibility,
            known_to_unit: number > 2,
            ..fixture::submission(&house)
        };
        let (matter, _) = fixture::raise(&house, submission);
        act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
        let lead = body(&house, "roads");
        let to = Assignment {
            fields: Filling::new(),
            lead,
            co: vec![],
            post: None,
            by: None,
            text: String::new(),
        };
        act(&house, by(&house, "congress-office", "congress"), matter, Act::HandOver(to));
        matters.push(matter);
    }
    // Requests wait for a second person, so that her page has something to show.
    fixture::appoint(&house, "security-administrator", "schools");
    let leader = officer(&house, "leader", "congress");
    for matter in &matters {
        second::ask(&house, &leader, *matter).expect("a leader may ask");
    }
    (house, matters)
}

/// Everybody who has a post, each signed in.
fn everybody(house: &Arc<House>) -> Vec<(String, Anybody)> {
    let posts = [
        ("deputy", "s1"),
        ("deputy", "s2"),
        ("station-staff", "s1"),
        ("station-staff", "s2"),
        ("congress-office", "congress"),
        ("leader", "congress"),
        ("administrator", "congress"),
        ("security-administrator", "schools"),
        ("handler", "roads"),
        ("handler", "water"),
    ];
    let sign_in = |(office, at): (&str, &str)| {
        let token = Token::new(house.chance.bytes());
        let session = format!("; huiyin-session={}", token.text());
        let opens = Opens::Person(officer(house, office, at).person);
        let now = house.now();
        let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
        house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
        (format!("{office} {at}"), Anybody { session, ..Anybody::new(house) })
    };
    posts.into_iter().map(sign_in).collect()
}

/// How many looks are on record.
fn lines(house: &House) -> i64 {
    let sql = "SELECT COUNT(*) FROM log WHERE house = $1 AND kind = 'identity.seen/1'";
    house.read(|db| Ok(db.one(sql, &[])?.int(0))).expect("counts")
}

/// Whose identity an answer shows.
fn shown(text: &str) -> BTreeSet<usize> {
    let tells = |number: &usize| identity_of(*number).iter().any(|word| text.contains(word));
    (1..=4).filter(tells).collect()
}

/// An answer that shows somebody has one new line for each whom it shows, and no other has any.
fn check(
    house: &House,
    asked: &str,
    ask: impl FnOnce() -> (axum::http::StatusCode, String),
) -> Result<usize, String> {
    let before = lines(house);
    let (status, text) = ask();
    let (shown, new) = (shown(&text), lines(house) - before);
    match shown.len() as i64 == new {
        true => Ok(shown.len()),
        false => Err(format!("{asked} ({status}) shows {shown:?} and has {new} lines")),
    }
}

#[test]
fn no_page_list_export_or_answer_shows_who_brought_a_matter() {
    let (house, matters) = world();
    let readers = everybody(&house);
    let mut all = addresses(&readers[0].1);
    all.extend(["/outbox".to_owned(), "/demo".to_owned()]);
    let mut read = 0;
    for (who, reader) in &readers {
        for address in &all {
            let mut asked = narrowed(address);
            if filled(address, "") != *address {
                asked = matters.iter().map(|m| filled(address, &m.to_string())).collect();
            }
            for asked in asked {
                let told = format!("{who} {asked}");
                let shown = check(&house, &told, || reader.get(&asked));
                assert_eq!(shown, Ok(0));
                read += 1;
            }
        }
    }
    assert!(read > 900, "only {read} answers were read");
    assert_eq!(lines(&house), 0);
}

#[test]
fn every_look_has_exactly_one_line_and_who_may_not_look_has_none() {
    let (house, matters) = world();
    let mut may = BTreeSet::new();
    for (who, reader) in &everybody(&house) {
        for (number, matter) in (1..).zip(&matters) {
            let address = format!("/desk/matters/{matter}/contact");
            for purpose in ["verify", "visit", "feed-back", "curious", ""] {
                let told = format!("{who} {address} {purpose}");
                let looked =
                    check(&house, &told, || reader.post(&address, &[("purpose", purpose)]));
                let looked = looked.expect("one line for each look");
                let is_purpose = !matches!(purpose, "curious" | "");
                assert!(looked == 0 || is_purpose, "{told}");
                if looked == 1 {
                    may.insert((who.clone(), number));
                }
            }
        }
    }
    let may: BTreeSet<(&str, i32)> = may.iter().map(|(who, n)| (who.as_str(), *n)).collect();
    let offices = ["station-staff s1", "congress-office congress", "deputy s1"];
    let all = offices.iter().flat_map(|who| (1..=4).map(|number| (*who, number)));
    let agreed = [("handler roads", 3), ("handler roads", 4)];
    assert_eq!(may, all.chain(agreed).collect());
}

/// Neither what the desk does by its page nor what the second person does is there for programs,
/// whoever's token they have.
#[test]
fn no_program_looks_asks_or_decides() {
    let (house, matters) = world();
    let head = |house: &House| house.read(store::log::head).expect("reads").seq;
    let (before, matter) = (head(&house), matters[0]);
    let offices = ["congress-office", "leader", "security-administrator"];
    for (office, at) in offices.into_iter().zip(["congress", "congress", "schools"]) {
        let token = AccessToken::new(house.chance.bytes());
        let (kept, person) = (token.clone(), officer(&house, office, at).person);
        let (now, ends) = (house.now(), house.now().plus_ms(fixture::DAY));
        let begin = move |tx: &mut Tx<'_>| access::begin(tx, (&kept, "t"), person, (now, ends));
        house.engine.write_and_wait(&house.code, begin).expect("a token begins");
        let program = |address: &str, body: &str| {
            let request = Request::post(address)
                .header("authorization", format!("Bearer {}", token.text()))
                .header("content-type", "application/json")
                .body(Body::from(body.to_owned()));
            let router = Anybody::new(&house).router;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let answer = router.oneshot(request.expect("a request")).await.expect("an answer");
                answer.status()
            })
        };
        let acts = format!("/api/v1/matters/{matter}/acts");
        for act in ["see-identity", "ask-identity", "grant-identity", "contact", "identity.seen/1"]
        {
            let body = format!("{{\"do\":\"{act}\",\"purpose\":\"visit\",\"reason\":\"x\"}}");
            assert!(program(&acts, &body).is_client_error(), "{office} {act}");
        }
        // A page knows no token: nobody has come in, whatever else is missing.
        let pages = [format!("/desk/matters/{matter}/contact"), "/office/identities/1".to_owned()];
        for page in pages {
            assert!(program(&page, "purpose=visit").is_client_error(), "{office} {page}");
        }
    }
    assert_eq!(head(&house), before);
}

/// The check of these trials finds a page that opens an identity without a line.
#[test]
fn a_page_that_shows_somebody_without_a_line_is_found() {
    let (house, matters) = world();
    let (who, reader) = everybody(&house).remove(0);
    let (shows, matter) = (house.clone(), matters[0]);
    let page = get(move || async move {
        let read = |db: store::Db<'_>| {
            let case = crate::desk::case(db, matter)?.expect("it is there");
            matters::contact(&shows, db, case.contact.expect("has one").text.id)
        };
        shows.read(read).expect("reads").expect("is there").mail
    });
    let router = Router::new().route("/leak", page);
    let reader = Anybody { router, ..reader };
    let told = check(&house, &who, || reader.get("/leak")).expect_err("it has no line");
    assert!(told.contains("shows {1} and has 0 lines"), "{told}");
    // And one that has more lines than it shows.
    let office = officer(&house, "congress-office", "congress");
    let twice = check(&house, &who, || {
        let asked = (matter, "verify".to_owned());
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        matters::see(&house, office, asked, move |seen| {
            sender.send(seen.is_ok()).expect("somebody waits");
        });
        assert!(receiver.recv().expect("is answered"));
        (axum::http::StatusCode::OK, String::new())
    });
    assert!(twice.expect_err("a line without a look").contains("shows {} and has 1 lines"));
}
