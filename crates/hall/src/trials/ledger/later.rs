//! A ledger that was filled in since: what it says now is brought over once, as its word.

use law::matter::acts::Act;
use law::matter::case::State;
use law::matter::facts::What;

use super::{GOOD, HEAD, Office};
use crate::desk;
use crate::fixture;
use crate::rooms::ledgers::acts::Report;

/// The ledger with the open row answered.
fn answered(day: &str) -> String {
    let open = "水务局,,,办理中,正在查管线,,不公开";
    assert!(GOOD.contains(open));
    [HEAD, &GOOD.replace(open, &format!("水务局,,{day},已办结,换了管线,满意,不公开"))].concat()
}

#[test]
fn an_answer_that_was_filled_in_since_is_brought_over_once() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    office.read(&path, false);
    fixture::pass_days(&office.house, 20);
    let path = office.ledger("后来.csv", answered("2026-03-09"));
    let looked = Report { rows: 3, there: 2, later: 1, ..Report::default() };
    let head = office.house.read(store::log::head).expect("reads").seq;
    assert_eq!(office.read(&path, true), looked);
    assert_eq!(office.house.read(store::log::head).expect("reads").seq, head, "it only looked");
    assert_eq!(office.read(&path, false), looked);
    assert_eq!(office.house.read(store::log::head).expect("reads").seq, head + 1);
    for dry_run in [true, false] {
        let again = office.read(&path, dry_run);
        assert_eq!(again, Report { rows: 3, there: 3, ..Report::default() });
    }
    let path = office.ledger("又改.csv", answered("2026-03-10"));
    assert_eq!(office.read(&path, false).there, 3, "what it said first stays");

    let (matter, records) = &office.matters()[1];
    let case = office.house.read(|db| desk::case(db, *matter)).expect("reads").expect("is there");
    assert_eq!((case.step.as_str(), case.replies.len()), ("closed", 0), "no answer of this house");
    assert_eq!(case.lead, Some(fixture::body(&office.house, "water")), "its unit may read it");
    assert!(case.rating.is_none());
    assert!(
        case.clocks.iter().all(|clock| clock.state == State::Released),
        "nothing is waited for"
    );
    let What::ImportedLater(told) = &records.last().expect("records").fact.what else {
        panic!("{records:?}")
    };
    assert!(told.ended && told.answered == Some(jiff::civil::date(2026, 3, 9)));
    assert_eq!(office.text(told.reply.expect("is told")), "换了管线");
    office.is_sound();
}

#[test]
fn what_somebody_here_has_taken_up_goes_on_and_is_told_what_the_ledger_says() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    office.read(&path, false);
    let matter = office.matters()[1].0;
    fixture::act(&office.house, fixture::by(&office.house, "deputy", "s2"), matter, Act::Accept {});
    fixture::pass_days(&office.house, 20);
    let path = office.ledger("后来.csv", answered("2026-03-09"));
    assert_eq!(office.read(&path, false).later, 1);
    assert_eq!(office.read(&path, false).there, 3);
    let case = office.house.read(|db| desk::case(db, matter)).expect("reads").expect("is there");
    assert_eq!(case.step.as_str(), "screening", "the house goes on with it");
    assert!(case.lead.is_none() && case.alive().next().is_some());
    let records = office.house.read(|db| desk::records(db, matter)).expect("reads");
    let last = &records.last().expect("records").fact;
    assert!(matches!(&last.what, What::ImportedLater(told) if !told.ended), "{last:?}");
    office.is_sound();
}

#[test]
fn a_bad_answer_is_refused_and_can_be_mended() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    office.read(&path, false);
    let path = office.ledger("后来.csv", answered("2027-03-09"));
    let report = office.read(&path, false);
    assert_eq!((report.later, report.there, report.bad_rows), (0, 2, 1), "{}", office.said);
    fixture::pass_days(&office.house, 20);
    let path = office.ledger("改好.csv", answered("2026-03-09"));
    assert_eq!(office.read(&path, false).later, 1);
}
