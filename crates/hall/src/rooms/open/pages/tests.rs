//! The pages of the open data, as visitors use them.

use jiff::civil::date;
use law::matter::acts::Act;

use super::super::tasks;
use super::super::views::pseudonym;
use crate::fixture;
use crate::rooms::counter::tests::Browser;
use crate::rooms::{figures, matters};

#[test]
fn whoever_holds_a_receipt_finds_the_own_row_and_what_counts_it() {
    let house = fixture::house();
    figures::begin(&house).expect("on record");
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let code = matters::receipt_code(&house, act).to_string();
    let mut browser = Browser::new(&house);
    browser.post("/receipt", &[("code", &code)]);
    let page = browser.get("/receipt/open-data").text;
    let row = pseudonym(&house, matter);
    assert!(page.contains(&row) && page.contains("No open data were published yet"), "{page}");
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let zone = house.state().zone.clone();
    house.clock.set(zone.instant(date(2026, 4, 1).at(9, 0, 0, 0)).expect("sound"));
    tasks::publish_due(&house, "example.org/log").expect("publishes").expect("is due");
    // The receipt was closed by itself meanwhile.
    browser.post("/receipt", &[("code", &code)]);
    let page = browser.get("/receipt/open-data").text;
    // Received and open; neither answered nor withdrawn.
    let counts = |name: &str| {
        let line = page.split("<tr>").find(|line| line.contains(&format!(">{name}</a>")));
        let line = line.unwrap_or_else(|| panic!("{name}: {page}"));
        let word = line.split("<span class=\"tag").nth(1).unwrap_or_default();
        let word = word.split('>').nth(1).and_then(|rest| rest.split('<').next());
        word.unwrap_or_default().to_owned()
    };
    assert_eq!(counts("Received"), "Counted");
    assert_eq!(counts("Answered"), "In the denominator only");
    assert_eq!(counts("Promises made"), "Not counted");
    assert_eq!(counts("Not rated"), "Ratings are counted apart from the matter");
    for group in ["2026-03", "t1", "road-damage", "public-opinion"] {
        assert!(page.contains(&format!(">{group}<")), "{group}: {page}");
    }
    // Another's browser opens no receipt, so it is led to where a code is typed in.
    assert_eq!(Browser::new(&house).get("/receipt/open-data").status, 303);
}

#[test]
fn packages_and_what_is_silent_are_public_and_definitions_are_not_for_everybody_to_change() {
    let house = fixture::house();
    figures::begin(&house).expect("on record");
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let mut browser = Browser::new(&house);
    assert!(browser.get("/open/silent").text.contains("No public matter is without"));
    let zone = house.state().zone.clone();
    house.clock.set(zone.instant(date(2026, 9, 1).at(9, 0, 0, 0)).expect("sound"));
    // Nothing but the clock has moved.
    let page = browser.get("/open/silent").text;
    assert!(page.contains(&format!("/matters/{matter}")), "{page}");
    tasks::publish_due(&house, "example.org/log").expect("publishes").expect("is due");
    let known = house.state().register.published[0].clone();
    let list = browser.get("/open").text;
    assert!(list.contains("/open/2026-09") && list.contains(&known.hash.to_string()), "{list}");
    let page = browser.get("/open/2026-09").text;
    for said in [known.root.to_string(), known.size.to_string(), "example.org/log".to_owned()] {
        assert!(page.contains(&said), "{said}: {page}");
    }
    let file = browser.get("/open/2026-09/matters.csv");
    assert_eq!((file.status.as_u16(), file.text.lines().count()), (200, 2));
    let row = file.text.lines().nth(1).expect("a row").to_owned();
    assert!(row.ends_with(",1") && row.starts_with(&pseudonym(&house, matter)), "{row}");
    for missing in ["/open/2026-08", "/open/2026-09/secret.key", "/open/2026-09/..%2Fsecret.key"] {
        assert_eq!(browser.get(missing).status, 404, "{missing}");
    }
    assert!(browser.get("/open/recount.py").text.starts_with("#!/usr/bin/env python3"));
    for (office, at) in
        [("congress-office", "congress"), ("handler", "roads"), ("leader", "congress")]
    {
        let mut officer = Browser::signed_in(&house, office, at);
        assert_eq!(officer.get("/office/figures").status, 403, "{office}");
        let asked = [("text", "x"), ("from", "2026-12-01")];
        assert_eq!(officer.post("/office/figures", &asked).status, 403, "{office}");
    }
}

#[test]
fn administrators_put_definitions_in_force_forward_only() {
    let house = fixture::house();
    figures::begin(&house).expect("on record");
    let mut browser = Browser::signed_in(&house, "administrator", "congress");
    let page = browser.get("/office/figures?figure=withdrawn").text;
    assert!(page.contains("key = &#34;withdrawn&#34;\nversion = 2"), "{page}");
    let known = house.state().figure_versions("withdrawn")[0].1.clone();
    let numerator = "m.outcome IS NULL".to_owned();
    let later = law::figure::Definition { version: 2, numerator, ..(*known).clone() }.text();
    for day in ["2026-03-02", "2026-03-01", "2020-01-01"] {
        let page = browser.post("/office/figures", &[("text", &later), ("from", day)]);
        assert_eq!(page.status, 422, "{day}");
        assert!(page.text.contains("figure.from-past"), "{day}: {}", page.text);
    }
    let sent = browser.post("/office/figures", &[("text", &later), ("from", "2026-03-03")]);
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = browser.get("/figures/definitions").text;
    assert!(page.contains(&known.hash().to_string()), "the old one is still told");
    assert_eq!(house.state().figure_versions("withdrawn").len(), 2);
}
