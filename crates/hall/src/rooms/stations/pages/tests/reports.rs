//! A report to voters, from its draft to the figures.

use std::io::Read;

use super::*;
use crate::roles::{rebuild, verify};

#[test]
fn a_report_is_drafted_held_rated_and_published() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let meeting = fixture::activity_of(&house, "s1", "report");
    let (post, name) = deputy(&house);
    let (own, here) = (format!("/deputies/{post}"), format!("/deputies/{post}/reports"));
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    assert!(!staff.get(&here).says("name=\"activity\""), "the deputy has not come yet");
    fixture::come(&house, meeting, "s1");

    // The draft says what the file says, on the page and in the document.
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    let page = deputy.get(&format!("{own}/draft"));
    assert!(page.says("Came to 1 activity") && page.says("Report to voters: 1"), "{}", page.text);
    assert!(page.says("As first responsible person, 1 matter received"), "{}", page.text);
    let document = deputy.get(&format!("{own}/draft.docx")).bytes;
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a document");
    let mut text = String::new();
    let mut body = packed.by_name("word/document.xml").expect("it has a body");
    body.read_to_string(&mut text).expect("it is text");
    for told in [name.as_str(), "Came to 1 activity", "for the deputy to write"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let document = deputy.get(&format!("{own}/draft.pdf")).bytes;
    let document = lopdf::Document::load_mem(&document).expect("a document");
    let text = document.extract_text(&[1]).expect("it has text");
    for told in [name.as_str(), "Came to 1 activity", "for the deputy to write"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let mut anybody = Browser::new(&house);
    for form in ["", ".docx", ".pdf"] {
        assert_eq!(anybody.get(&format!("{own}/draft{form}")).status, StatusCode::FORBIDDEN);
    }

    let number = meeting.to_string();
    let report = [
        ("activity", number.as_str()),
        ("first", "2025-03-01"),
        ("last", "2026-03-01"),
        ("text", "一年来走访三十户，督办路灯一件"),
        ("voters", "42"),
        ("good", "30"),
        ("fair", "8"),
        ("poor", "1"),
    ];
    assert_eq!(deputy.post(&here, &report).status, StatusCode::FORBIDDEN, "not the own ratings");
    let mut other = Browser::signed_in(&house, "station-staff", "s2");
    assert_eq!(other.post(&here, &report).status, StatusCode::FORBIDDEN);
    let mut more = report;
    more[5] = ("good", "40");
    let page = staff.post(&here, &more);
    assert!(page.says("49 rated it, but 42 were there"), "{}", page.text);
    assert!(page.says("督办路灯一件"), "what was typed stays");
    assert_eq!(staff.post(&here, &report).status, StatusCode::SEE_OTHER);
    let page = staff.post(&here, &report);
    assert!(page.says("was entered already"), "{}", page.text);

    let page = anybody.get(&here);
    assert!(page.says("督办路灯一件") && page.says("/ 42") && page.says("/ 39"), "{}", page.text);
    let page = anybody.get("/network");
    assert!(page.says("Deputies who reported") && page.says("Voters who came"), "{}", page.text);
    let (_, findings) = verify::check(&house).expect("the house can be checked");
    assert_eq!(findings, []);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    let (_, findings) = verify::check(&house).expect("the house can be checked");
    assert_eq!(findings, []);
}

#[test]
fn the_draft_of_a_year_counts_what_was_received_in_it() {
    let house = fixture::house();
    let (post, _) = deputy(&house);
    for later in [0, 320] {
        fixture::pass_days(&house, later);
        let (matter, _) = fixture::raise(&house, fixture::submission(&house));
        fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    }
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    for year in [2026, 2027] {
        let page = deputy.get(&format!("/deputies/{post}/draft?year={year}"));
        let told = "As first responsible person, 1 matter received";
        assert!(page.says(told), "{year}: {}", page.text);
    }
}
