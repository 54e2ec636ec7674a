//! Nobody dates a matter back, at any entrance: what somebody claims is kept apart, and the days
//! run from when the house received it (trust.md, M4).

use std::sync::Arc;

use axum::http::StatusCode;
use law::clock::Time;
use law::matter::Case;
use law::matter::acts::{Act, LedgerRow, Submission};
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::MatterId;
use store::db::No;

use crate::desk;
use crate::fixture::{self, DAY, by, house, submission};
use crate::house::House;
use crate::rights::Who;
use crate::rooms::counter::tests::{Browser, area, fields, matter_of, with};
use crate::rooms::exchange::tests::{self as program, Program};
use crate::rooms::matters;

const ACT: &str = "0123456789abcdef0123456789abcdef";
/// What somebody would send who wants a matter to be old already.
const EARLIER: [&str; 4] = ["received", "logged", "at", "answered"];

fn case(house: &House, matter: MatterId) -> Case {
    house.read(|db| desk::case(db, matter)).expect("it can be read").expect("it is there")
}

fn ask(house: &Arc<House>, by: Actor, said: Submission) -> Result<MatterId, &'static str> {
    let id = ActId(house.chance.bytes());
    let matter = matters::matter_of(house, id);
    let asked = Act::Submit(Box::new(said));
    match matters::ask_and_wait(house, id, Who::from(&by), (matter, asked)) {
        Ok(_) => Ok(matter),
        Err(No::Refusal(refusal)) => Err(refusal.code),
        Err(No::Fault(fault)) => panic!("{}", fault.chain()),
    }
}

#[test]
fn a_resident_s_page_and_a_program_have_no_field_for_an_earlier_time() {
    let house = house();
    let place = area(&house, "t1v1");
    let mut form = fields(&place, ACT);
    for name in EARLIER {
        form = with(&form, name, "2026-01-05T08:00");
    }
    let page = Browser::new(&house).post("/say/send", &form);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let case = case(&house, matter_of(&house, ACT));
    assert_eq!(case.received, house.now());
    let own = case.clocks.iter().find(|clock| clock.answers).expect("it has a date");
    assert_eq!(own.from, house.today(), "the days run from today");

    let anybody = Program::new(&house);
    let when = "2026-01-05T08:00:00Z";
    for name in EARLIER {
        let answer = anybody.raw(
            axum::http::Request::post("/api/v1/matters").header("content-type", "application/json"),
            program::with(&program::said(), name, when).to_string().into(),
        );
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
    }
    let claims = anybody.post("/api/v1/matters", &program::with(&program::said(), "claimed", when));
    assert_eq!(claims.status, StatusCode::FORBIDDEN, "only who enters for others says when");
}

#[test]
fn what_a_station_claims_is_kept_apart_and_moves_no_day() {
    let house = house();
    let staff = || by(&house, "station-staff", "s1");
    let early = Time(house.now().0 - 60 * DAY);
    let said = Submission {
        channel: Some(code("slip")),
        slip: Some(code("S-00017")),
        claimed: Some(early),
        ..submission(&house)
    };
    let matter = ask(&house, staff(), said.clone()).expect("a slip may be old");
    let case = case(&house, matter);
    assert_eq!(case.received, house.now());
    assert!(case.clocks.iter().all(|clock| clock.from == house.today()));
    let records = house.read(|db| desk::records(db, matter)).expect("they can be read");
    assert_eq!(records[0].at(), house.now(), "and it is logged now");
    // Nor does it come to be of tomorrow.
    let late = Submission {
        claimed: Some(Time(house.now().0 + DAY)),
        slip: Some(code("S-00018")),
        ..said
    };
    assert_eq!(ask(&house, staff(), late), Err("claimed.in-future"));
}

#[test]
fn no_officer_brings_the_word_of_a_ledger_by_a_row_alone() {
    let house = house();
    let row = LedgerRow {
        received: Time(house.now().0 - 90 * DAY),
        lead: None,
        due: None,
        ended: None,
        row: "一行".to_owned(),
    };
    for (office, at) in [
        ("congress-office", "congress"),
        ("station-staff", "s1"),
        ("deputy", "s1"),
        ("leader", "congress"),
        ("handler", "roads"),
        ("administrator", "congress"),
    ] {
        let said = Submission {
            channel: Some(code("ledger")),
            ledger: Some(Box::new(row.clone())),
            ..submission(&house)
        };
        let refused = ask(&house, by(&house, office, at), said).expect_err(office);
        assert!(["ledger.row-alone", "act.not-yours"].contains(&refused), "{office}: {refused}");
    }
    let said = Submission { ledger: Some(Box::new(row)), ..submission(&house) };
    assert!(ask(&house, Actor::Resident, said).is_err(), "nor does a resident");
}

#[test]
fn a_clock_that_is_put_back_puts_nothing_on_record_earlier_than_it_was() {
    let house = house();
    let (matter, _) = fixture::raise(&house, submission(&house));
    let before = house.now();
    house.clock.set(Time(before.0 - 20 * DAY));
    fixture::act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let records = house.read(|db| desk::records(db, matter)).expect("they can be read");
    let times: Vec<Time> = records.iter().map(law::record::Record::at).collect();
    assert!(times.windows(2).all(|two| two[0] <= two[1]), "{times:?}");
    // What began by that act counts from the day on record, and not from the earlier one.
    let zone = house.state().zone.clone();
    let day = zone.day(before);
    let case = case(&house, matter);
    assert!(case.clocks.iter().all(|clock| clock.from >= day), "{:?}", case.clocks);
}
