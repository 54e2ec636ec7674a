//! Procedures are changed as data, and only what is proven comes into force.

use jiff::civil::date;
use law::procedure::Ending;
use law::record::{ActId, Actor};
use law::words::Code;
use store::db::No;

use super::{acts, rules};
use crate::fixture;
use crate::house::House;
use crate::kit::words::Language;
use crate::rooms::counter::tests::Browser;

/// The text of the procedure by which residents bring matters in the fixture.
fn text(house: &House) -> (Code, String) {
    let state = house.state();
    let procedure = state.front_procedure(house.today()).expect("one is in front");
    let hash = procedure.hash;
    let text = house.read(|db| store::vault::definition(db, hash)).expect("reads");
    (procedure.id.clone(), text.expect("is kept whole"))
}

/// A procedure as it is shipped.
fn shipped(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    std::fs::read_to_string(folder.join(name).join("procedure.toml")).expect("is shipped")
}

fn put(
    house: &std::sync::Arc<House>,
    by: Actor,
    (text, from): (&str, jiff::civil::Date),
) -> Result<Code, No> {
    let id = rules::read(text).procedure.map(|procedure| procedure.id);
    put_from(house, by, (id.unwrap_or(law::ruling::code("none")), text, from))
}

fn put_from(
    house: &std::sync::Arc<House>,
    by: Actor,
    (page, text, from): (Code, &str, jiff::civil::Date),
) -> Result<Code, No> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let act = ActId(house.chance.bytes());
    acts::put_in_force(house, (act, by), (page, text.to_owned(), from), move |answer| {
        sender.send(answer.map(|done| done.answer)).expect("the test waits");
    });
    receiver.recv().expect("is answered")
}

fn refused(answer: Result<Code, No>) -> &'static str {
    match answer {
        Err(No::Refusal(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_new_version_holds_from_its_day_and_running_matters_keep_the_old_one() {
    let house = fixture::house();
    let (id, old) = text(&house);
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let new = old.replacen("version = 1", "version = 2", 1).replacen(
        "length = { working_days = 30 }",
        "length = { working_days = 20 }",
        1,
    );
    let from = date(2026, 3, 4);
    let administrator = || fixture::by(&house, "administrator", "congress");
    assert_eq!(refused(put(&house, administrator(), (&new, from))), "procedure.goes-nowhere");
    // Each after those that it goes on by.
    let others = [
        "special-inquiry",
        "deliberation-opinion",
        "report-hearing",
        "livelihood-project",
        "micro-project",
        "deputy-suggestion",
        "dispute-mediation",
    ];
    for other in others {
        let text = shipped(other);
        let answer = put(&house, administrator(), (&text, house.today()));
        assert_eq!(answer.expect("is sound").as_str(), other);
    }
    assert_eq!(put(&house, administrator(), (&new, from)).expect("is sound"), id);
    let version = |day| house.state().procedure_in_force(id.as_str(), day).expect("is").version;
    assert_eq!((version(date(2026, 3, 3)), version(from)), (1, 2));
    fixture::pass_days(&house, 2);
    let (later, _) = fixture::raise(&house, fixture::submission(&house));
    let rules = |matter| {
        let case = house.read(|db| crate::desk::case(db, matter)).expect("reads");
        house.state().procedures[&case.expect("is there").rules].version
    };
    assert_eq!((rules(matter), rules(later)), (1, 2));
    // Opened again, the house knows both.
    let again = crate::house::House::open(
        &house.dir,
        &house.code,
        crate::house::Clock::simulated(house.now()),
        store::Chance::seeded(1),
    );
    assert_eq!(again.expect("opens").state().procedures.len(), house.state().procedures.len());
}

#[test]
fn what_is_not_sound_not_newer_or_too_late_is_refused() {
    let house = fixture::house();
    let (_, old) = text(&house);
    let administrator = || fixture::by(&house, "administrator", "congress");
    let newer = |text: &str| text.replacen("version = 1", "version = 2", 1);
    let from = date(2026, 3, 4);
    let broken = newer(&old).replacen("to = \"screening\"", "to = \"nowhere\"", 1);
    assert_eq!(refused(put(&house, administrator(), (&broken, from))), "procedure.unsound");
    let flaws = rules::read(&broken).flaws;
    assert!(flaws.iter().any(|flaw| flaw.code == "step.unknown" && flaw.line > 1));
    assert_eq!(refused(put(&house, administrator(), (&old, from))), "procedure.version-old");
    let past = date(2026, 3, 1);
    assert_eq!(refused(put(&house, administrator(), (&newer(&old), past))), "procedure.from-past");
    let other = newer(&old).replacen("calendar = \"cn\"", "calendar = \"moon\"", 1);
    let refusal = refused(put(&house, administrator(), (&other, from)));
    assert_eq!(refusal, "procedure.calendar-unknown");
}

#[test]
fn one_procedure_is_not_overwritten_from_the_page_of_another() {
    let house = fixture::house();
    let (administrator, today) =
        (|| fixture::by(&house, "administrator", "congress"), house.today());
    let wish = shipped("micro-wish");
    let (id, _) = text(&house);
    // A new one may begin on any page; a version of one that is there only on its own.
    let put = put_from(&house, administrator(), (id.clone(), &wish, today));
    assert_eq!(put.expect("is new").as_str(), "micro-wish");
    let next = wish.replacen("version = 1", "version = 2", 1);
    let refusal = refused(put_from(&house, administrator(), (id, &next, today)));
    assert_eq!(refusal, "procedure.other-id");
    let second = next.replacen("version = 2", "version = 2\nfront = true", 1);
    let own = law::ruling::code("micro-wish");
    let refusal = refused(put_from(&house, administrator(), (own, &second, today)));
    assert_eq!(refusal, "procedure.front-twice");
}

#[test]
fn the_story_of_a_flaw_is_told_in_the_language_of_the_page() {
    for ending in Ending::ALL {
        for language in [Language::Chinese, Language::English] {
            let key = format!("story-{}", ending.name());
            assert!(crate::kit::words::maybe(language, &key).is_some(), "{key} has no words");
        }
    }
    let house = fixture::house();
    let broken = shipped("micro-wish").replace("\nmost = 3\n", "\n").replace("\nmost = 2\n", "\n");
    let text = broken.as_str();
    let mut browser = Browser::signed_in(&house, "administrator", "congress");
    let path = format!("/office/procedures/{}", self::text(&house).0);
    let page = browser.post(&path, &[("text", text), ("go", "prove")]);
    let begins = "Somebody brings a matter; it stands at “Waiting to be checked”";
    for said in ["loop.no-bound", begins, "And so on, without end"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
}
