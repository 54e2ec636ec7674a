//! One trial for each class of advisory that programs of this kind really had (trust.md, 1.4),
//! beside the matrix, which asks every role at every route.

use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::{Act, Attached, Joining, Submission};
use law::record::{ActId, commitment};
use law::ruling::code;
use law::words::{FileId, FileRef, Hash, MatterId};
use store::db::Tx;

use super::leaks::{Anybody, addresses, filled};
use crate::fixture::{self, by, officer};
use crate::house::{Clock, House};
use crate::kit::session::{self, Opens, Token};
use crate::rights::{Asks, ROUTES, Who};
use crate::rooms::matters;

/// Somebody who is signed in by a post of the fixture.
fn signed_in(house: &Arc<House>, office: &str, at: &str) -> Anybody {
    let token = Token::new(house.chance.bytes());
    let session = format!("; huiyin-session={}", token.text());
    let (opens, now) = (Opens::Person(officer(house, office, at).person), house.now());
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    Anybody { session, ..Anybody::new(house) }
}

fn head(house: &House) -> u64 {
    house.read(store::log::head).expect("reads").seq
}

/// CVE-2026-40869, -45086, -45415, CVE-2026-43913: an action that asked for no right.
#[test]
fn missing_authorisation_no_handler_administers_and_nobody_reads_by_post_what_get_refuses() {
    let house = fixture::house();
    let unit = signed_in(&house, "handler", "roads");
    let before = head(&house);
    let mut asked = 0;
    for (address, _, sending) in ROUTES.iter().filter(|route| route.0.starts_with("/office")) {
        if *sending == Asks::Nothing {
            continue;
        }
        let address = address.replace("{kind}", "people").replace("{key}", "000000000000");
        let (status, _) = unit.post(&address, &[]);
        let is_no = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status);
        assert!(is_no, "{address}: {status}");
        asked += 1;
    }
    assert!(asked >= 12 && head(&house) == before, "{asked}");
}

/// CVE-2026-45330, -45414: a number or a token of one organisation opened things of another.
#[test]
fn cross_tenant_what_opens_one_house_opens_nothing_in_another() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let dir = house.dir.clone();
    let other = House::open(&dir, "other", Clock::simulated(house.now()), store::Chance::seeded(9));
    let other = other.expect("a second house lies in the same folder");
    let (code, now) = (matters::receipt_code(&house, act), house.now());
    let token = Token::new(house.chance.bytes());
    let leader = officer(&house, "leader", "congress").person;
    let (kept, opens) = (token.clone(), Opens::Person(leader));
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &kept, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    let found = |of: &House| of.read(|db| session::find(db, &token, now)).expect("reads").is_some();
    assert!(found(&house) && !found(&other));
    let known = |of: &House| of.read(|db| crate::desk::case(db, matter)).expect("reads").is_some();
    assert!(known(&house) && !known(&other));
    // The same code has another keyed hash there.
    let mac = |of: &House| of.keys.receipt_mac(&of.code, &code);
    assert_ne!(mac(&house), mac(&other));
}

/// CVE-2026-45377, -45378, CVE-2024-27090: a link to a private file was enough.
#[test]
fn private_files_are_asked_for_anew_at_every_request() {
    let house = fixture::house();
    let (salt, bytes) = (house.chance.bytes(), b"a scanned letter");
    let hash = commitment(&salt, bytes);
    house.files.put(hash, bytes).expect("is kept");
    let id = FileId::from_chance(house.chance.bytes());
    let file = FileRef { id, hash, size: bytes.len() as u64, format: code("pdf") };
    let files = vec![Attached { file, salt }];
    let (matter, _) = fixture::raise(&house, Submission { files, ..fixture::submission(&house) });
    let anybody = Anybody::new(&house);
    let address = format!("/matters/{matter}/files/{id}");
    assert_eq!(anybody.get(&address).0, StatusCode::OK);
    let office = || by(&house, "congress-office", "congress");
    let hide = Act::Hide { reason: "含隐私".to_owned(), fields: fixture::why("others") };
    fixture::agreed(&house, office(), matter, hide);
    assert_eq!(anybody.get(&address).0, StatusCode::NOT_FOUND, "taken out of view with the rest");
    // Nor by the number of another matter.
    let (other, _) = fixture::raise(&house, fixture::submission(&house));
    let (status, _) = anybody.get(&format!("/matters/{other}/files/{id}"));
    assert_eq!(status, StatusCode::NOT_FOUND);
    // Exports have no address of their own that could be passed on.
    assert_eq!(anybody.get("/desk.csv").0, StatusCode::FORBIDDEN);
}

/// CVE-2026-23891, CVE-2024-32034, -32469: scripts in names, and in the parameter of a page.
#[test]
fn stored_and_reflected_scripts_stay_text() {
    const SCRIPT: &str = "\"><script>alert(1)</script>";
    let house = fixture::house();
    let said = Submission {
        title: format!("路{SCRIPT}"),
        body: format!("说明{SCRIPT}"),
        place: Some(SCRIPT.to_owned()),
        ..fixture::submission(&house)
    };
    let (matter, _) = fixture::raise(&house, said);
    let readers = [Anybody::new(&house), signed_in(&house, "deputy", "s1")];
    let query = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    let mut read = 0;
    for address in addresses(&readers[0]) {
        // What is no page is read by programs, and by no browser as one.
        let is_page = ![".csv", ".xlsx", ".json"].iter().any(|end| address.ends_with(end));
        if address.starts_with("/api/") || !is_page {
            continue;
        }
        let address = filled(&address, &matter.to_string());
        for name in ["q", "before", "after", "from", "done", "sort", "state", "cursor"] {
            for reader in &readers {
                let (_, text) = reader.get(&format!("{address}?{name}={query}"));
                assert!(!text.contains("<script>alert"), "{address}?{name}");
                let escaped = ["&lt;script&gt;", "&#60;script"];
                read += usize::from(escaped.iter().any(|text_of| text.contains(text_of)));
            }
        }
    }
    assert!(read > 0, "it was nowhere to be seen, so nothing was tried");
}

/// CVE-2026-45376, CVE-2023-34090: a filter that reached any column, an order that was a statement.
#[test]
fn filters_and_orders_are_names_of_a_list() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let (anybody, desk) = (Anybody::new(&house), signed_in(&house, "congress-office", "congress"));
    let wishes = ["sort=received%20DESC;DROP%20TABLE%20matter", "sort=(SELECT%20x)", "tab='"];
    for wish in wishes {
        assert_eq!(desk.get(&format!("/desk?{wish}")).0, StatusCode::OK, "{wish}");
    }
    let (status, _) = anybody.get("/api/v1/matters?contact_cont=1990");
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "an unknown filter widens nothing");
    assert_eq!(anybody.get(&format!("/matters/{matter}")).0, StatusCode::OK, "all is there still");
}

/// CVE-2023-47635, and a session that kept its name at signing in: forms without our token.
#[test]
fn forms_of_others_are_refused_and_reading_changes_nothing() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let readers = [
        Anybody::new(&house),
        signed_in(&house, "deputy", "s1"),
        signed_in(&house, "administrator", "congress"),
    ];
    let before = head(&house);
    // Links of mails are opened by scanners before anybody reads them: nothing follows from that.
    for address in addresses(&readers[0]) {
        for reader in &readers {
            let _answer = reader.get(&filled(&address, &matter.to_string()));
        }
    }
    assert_eq!(head(&house), before, "a page that was only read put something on record");
    let asked = format!("/desk/matters/{matter}/act");
    let fields = [("token", "0"), ("do", "accept")];
    let (status, _) = readers[1].post(&asked, &fields);
    assert!(status.is_client_error() && head(&house) == before, "{status}");
    let (status, _) = readers[1].post(&asked, &[("do", "accept")]);
    assert!(
        status.is_redirection() && head(&house) > before,
        "with our token it is done: {status}"
    );
}

/// CVE-2023-47634: one voice counted twice by sending at once.
#[test]
fn a_voice_that_is_sent_twice_at_once_counts_once() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let id = ActId(house.chance.bytes());
    let join = |house: Arc<House>| {
        let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
        let done = matters::ask_and_wait(&house, id, Who::Public, (matter, joining));
        done.expect("may join").existed
    };
    let existed: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| (house.clone(), scope)).map(|(h, s)| s.spawn(move || join(h))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(existed.iter().filter(|existed| !**existed).count(), 1);
    // Beside the one who brought it.
    assert_eq!(voices(&house, matter), 2);
}

fn voices(house: &House, matter: MatterId) -> i64 {
    let sql = "SELECT voices FROM matter WHERE house = $1 AND matter = $2";
    house.read(|db| Ok(db.one(sql, &[matter.into()])?.int(0))).expect("reads")
}

/// CVE-2026-27898: one way of changing skipped the check that the others had.
#[test]
fn the_same_act_is_refused_by_page_batch_and_api_alike() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let (other, before) = (signed_in(&house, "handler", "schools"), head(&house));
    let number = matter.to_string();
    other.post(&format!("/desk/matters/{matter}/act"), &[("do", "accept")]);
    other.post("/desk/batch", &[("quick", &format!("accept~{matter}"))]);
    other.post("/desk/batch", &[("do", "accept"), ("matter", &number), ("go", "yes")]);
    other.post(&format!("/desk/matters/{matter}/contact"), &[("purpose", "handling")]);
    assert_eq!(head(&house), before);
}
