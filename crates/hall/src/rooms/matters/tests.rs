//! Stories of who is told of what: every follower of every told fact, once.

use std::sync::Arc;

use law::matter::acts::{Act, Answer, Assignment, Contact, Joining, Part, Submission};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{Hash, MatterId};

use super::ask_and_wait;
use crate::fixture::{act, agreed, body, by, house, pass_days, raise, submission, why};
use crate::house::House;
use crate::rooms::notices::tasks::{Text, compose};
use crate::rooms::notices::views::{Queued, newest};

fn contact(mail: &str, phone: &str) -> Contact {
    Contact { name: String::new(), mail: mail.to_owned(), phone: phone.to_owned() }
}

fn queued(house: &House) -> Vec<Queued> {
    let first = (i64::MAX, law::words::TextId::from_int(i64::MAX));
    house.read(|db| newest(db, first, None, 1000)).unwrap()
}

/// What is told, sorted: kind, part, way.
fn told(house: &House) -> Vec<String> {
    let line = |m: &Queued| format!("{} {} {}", m.kind, m.part, m.way);
    let mut all: Vec<String> = queued(house).iter().map(line).collect();
    all.sort();
    all
}

fn text(house: &House, kind: &str, way: &str, part: &str) -> Text {
    let of = |m: &&Queued| m.kind == kind && m.way == way && m.part == part;
    let all = queued(house);
    let message = all.iter().find(of).unwrap();
    let state = house.state();
    let at = "https://huiyin.example.org";
    house.read(|db| compose(db, &state, (house, at), message)).unwrap().unwrap()
}

fn pass(house: &Arc<House>, matter: MatterId) {
    let id = ActId(house.chance.bytes());
    house.act_and_wait(id, Actor::House, move |hearing| super::pass(hearing, matter)).unwrap();
}

fn hand_over(house: &Arc<House>, matter: MatterId) {
    let lead = body(house, "roads");
    let to = Assignment {
        fields: law::matter::acts::Filling::new(),
        lead,
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    };
    act(house, by(house, "congress-office", "congress"), matter, Act::HandOver(to));
    act(house, by(house, "handler", "roads"), matter, Act::Sign {});
}

fn reply(house: &Arc<House>, matter: MatterId, class: &'static str) {
    let promised = (class == "promised").then(|| jiff::civil::date(2026, 12, 1));
    let text = "路已修好".to_owned();
    let answer = Answer {
        fields: law::matter::acts::Filling::new(),
        class: code(class),
        text,
        promised,
        passed_to: String::new(),
        basis: String::new(),
        files: vec![],
    };
    act(house, by(house, "handler", "roads"), matter, Act::Reply(Box::new(answer)));
}

fn join(house: &Arc<House>, matter: MatterId, contact: Option<Contact>) {
    let joining = Joining { contact, receipt: Hash::default() };
    act(house, Actor::Resident, matter, Act::Join(joining));
}

#[test]
fn every_told_fact_reaches_every_follower_once() {
    let house = house();
    let contact_of_both = Some(contact("liang@example.org", "19900001234"));
    let (matter, _) = raise(&house, Submission { contact: contact_of_both, ..submission(&house) });
    join(&house, matter, Some(contact("chen@example.org", "")));
    join(&house, matter, None);
    assert_eq!(told(&house), [""; 0], "bringing and joining are told by the receipt itself");

    let id = ActId(house.chance.bytes());
    for existed in [false, true] {
        let deputy = by(&house, "deputy", "s1");
        let done = ask_and_wait(&house, id, deputy, (matter, Act::Accept {})).unwrap();
        assert_eq!(done.existed, existed);
        let all = ["accepted joined mail", "accepted own mail", "accepted own sms"];
        assert_eq!(told(&house), all, "a retry tells nobody again");
    }
    hand_over(&house, matter);
    let handler = by(&house, "handler", "roads");
    act(&house, handler.clone(), matter, Act::Ask { question: "多大？".to_owned() });
    let answer = Act::AnswerQuestion { text: "一米".to_owned(), files: vec![] };
    act(&house, Actor::Resident, matter, answer);
    let reason = || "等材料".to_owned();
    act(
        &house,
        handler.clone(),
        matter,
        Act::AskForTime { working_days: 5, reason: reason(), fields: why("others") },
    );
    let office = by(&house, "congress-office", "congress");
    act(&house, office, matter, Act::GrantTime { reason: reason() });
    pass_days(&house, 90);
    pass(&house, matter);
    pass(&house, matter);
    reply(&house, matter, "promised");
    act(&house, handler, matter, Act::Deliver { text: "已办好".to_owned() });

    let mut want = vec!["asked own mail".to_owned(), "asked own sms".to_owned()];
    for kind in ["accepted", "more-time", "late", "answered", "delivered"] {
        want.extend(["joined mail", "own mail", "own sms"].map(|to| format!("{kind} {to}")));
    }
    want.sort();
    assert_eq!(told(&house), want, "only who brought it can answer a question");
}

#[test]
fn nobody_is_told_of_an_anonymous_matter_nor_of_other_facts() {
    let house = house();
    let (matter, _) = raise(&house, Submission { contact: None, ..submission(&house) });
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    hand_over(&house, matter);
    reply(&house, matter, "done");
    assert_eq!(told(&house), [""; 0]);
    let (matter, _) = raise(&house, submission(&house));
    // The deputy's own clock runs out; the resident's date has not come.
    pass_days(&house, 6);
    pass(&house, matter);
    hand_over(&house, matter);
    assert_eq!(told(&house), [""; 0]);
}

#[test]
fn words_are_in_the_language_of_the_matter_and_say_no_more_than_they_may() {
    for (language, says, rates) in
        [("zh", "已有答复", "评价这次答复"), ("en", "It has been answered", "rate the answer")]
    {
        let house = house();
        let contact = Some(contact("liang@example.org", "19900001234"));
        let submission = Submission { contact, language: code(language), ..submission(&house) };
        let (matter, receipt) = raise(&house, submission);
        act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
        hand_over(&house, matter);
        reply(&house, matter, "done");
        let mail = text(&house, "answered", "mail", "own");
        assert_eq!(mail.recipient, "liang@example.org");
        assert!(mail.subject.contains(&matter.grouped()), "{}", mail.subject);
        assert!(mail.body.contains(says) && mail.body.contains(rates), "{}", mail.body);
        assert!(mail.body.contains("磨坊巷路面塌陷"), "{}", mail.body);
        let sms = text(&house, "answered", "sms", "own");
        assert_eq!(sms.recipient, "19900001234");
        assert!(sms.body.contains(says) && sms.body.contains(&matter.grouped()), "{}", sms.body);
        let receipt = super::receipt_code(&house, receipt).to_string();
        for text in [&mail.body, &sms.body] {
            assert!(text.contains("https://huiyin.example.org/receipt"), "{text}");
            assert!(!text.contains(&receipt) && !text.contains("路已修好"), "{text}");
        }
        assert!(!sms.body.contains("磨坊巷") && !mail.subject.contains("磨坊巷"));
    }
}

#[test]
fn a_title_that_is_not_public_is_not_told() {
    let house = house();
    let visibility = Visibility::Confidential;
    let (matter, _) = raise(&house, Submission { visibility, ..submission(&house) });
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let mail = text(&house, "accepted", "mail", "own");
    assert!(
        mail.body.contains(&matter.grouped()) && !mail.body.contains("磨坊巷"),
        "{}",
        mail.body
    );
}

#[test]
fn who_brought_a_matter_is_told_where_it_went_on() {
    let house = house();
    let (one, _) = raise(&house, submission(&house));
    let contact = Some(contact("chen@example.org", ""));
    let (two, _) = raise(&house, Submission { contact, ..submission(&house) });
    let office = by(&house, "congress-office", "congress");
    let reason = "同一件事".to_owned();
    let merge = Act::Merge { into: two, reason, fields: why("same-matter") };
    agreed(&house, office.clone(), one, merge);
    assert_eq!(told(&house), ["merged own mail"], "with the right to object");
    act(&house, by(&house, "deputy", "s1"), two, Act::Accept {});
    assert_eq!(told(&house), ["accepted merged mail", "accepted own mail", "merged own mail"]);
    let mail = text(&house, "accepted", "mail", "merged");
    assert_eq!(mail.recipient, "liang@example.org");
    assert!(mail.body.contains(&one.grouped()) && !mail.body.contains(&two.grouped()));
    act(&house, office, two, Act::Ask { question: "多大？".to_owned() });
    assert_eq!(told(&house).iter().filter(|line| line.starts_with("asked")).count(), 1);
}

#[test]
fn a_part_that_was_split_off_is_told_to_who_brought_the_whole() {
    let house = house();
    let submission = Submission { language: code("en"), ..submission(&house) };
    let (whole, _) = raise(&house, submission);
    let part = |title: &str| Part {
        title: title.to_owned(),
        body: "x".to_owned(),
        category: code("road-damage"),
    };
    let parts = vec![part("one"), part("two")];
    act(&house, by(&house, "congress-office", "congress"), whole, Act::Split { parts });
    let records = house.read(|db| crate::desk::records(db, whole)).unwrap();
    let parts = records.iter().find_map(|record| match &record.fact.what {
        law::matter::What::Split { into } => Some(into.clone()),
        _ => None,
    });
    let part = parts.unwrap()[0];
    act(&house, by(&house, "deputy", "s1"), part, Act::Accept {});
    assert_eq!(told(&house), ["accepted split mail"]);
    let mail = text(&house, "accepted", "mail", "split");
    assert!(mail.body.contains("A part split off"), "in its language: {}", mail.body);
    let case = house.read(|db| crate::desk::case(db, part)).unwrap().unwrap();
    assert_eq!(case.language, code("en"), "a part is answered in the language of the whole");
}

#[test]
fn parts_that_were_split_off_are_found_like_what_was_brought() {
    for visibility in [Visibility::Public, Visibility::Confidential] {
        let house = house();
        let (whole, _) = raise(&house, Submission { visibility, ..submission(&house) });
        let part = |title: &str, body: &str| Part {
            title: title.to_owned(),
            body: body.to_owned(),
            category: code("road-damage"),
        };
        let parts = vec![part("路灯不亮", "三盏灯"), part("水管漏水", "在桥头")];
        act(&house, by(&house, "congress-office", "congress"), whole, Act::Split { parts });
        let found = |text: &str| -> Vec<MatterId> {
            let sought = super::Sought::of(&house, text);
            let found = house.read(|db| sought.find(db, (i64::MAX, i64::MAX), 9)).unwrap();
            found.into_iter().map(|(_, matter)| matter).collect()
        };
        let (lamps, pipes) = (found("路灯"), found("桥头"));
        assert_eq!((lamps.len(), pipes.len()), (1, 1), "{visibility:?}");
        assert!(lamps[0] != pipes[0] && lamps[0] != whole && pipes[0] != whole);
        let contact = super::search::word(&house.search_keys[2], "liang@example.org");
        let by_contact =
            |db: store::Db<'_>| super::search::find(db, &[contact], (i64::MAX, i64::MAX), 9);
        assert_eq!(house.read(by_contact).unwrap().len(), 3, "with how to reach who brought it");
        let public = super::search::word(&house.search_keys[0], "路灯");
        let by_public =
            |db: store::Db<'_>| super::search::find(db, &[public], (i64::MAX, i64::MAX), 9);
        let open = usize::from(visibility == Visibility::Public);
        assert_eq!(house.read(by_public).unwrap().len(), open, "by the words of its own readers");
        let (_, findings) = crate::roles::verify::check(&house).unwrap();
        assert!(findings.is_empty(), "{findings:?}");
    }
}

#[test]
fn every_word_of_the_dictionary_that_stands_in_a_text_finds_it() {
    // Read alone, 路灯不亮 falls into 路 and 灯不亮.
    let cut = super::cut("学校门口路灯不亮，自来水管漏水");
    for query in ["路灯", "路灯不亮", "水管", "自来水", "漏水 学校"] {
        let sought = super::sought(query);
        assert!(!sought.is_empty());
        assert!(sought.iter().all(|word| cut.contains(word)), "{query}: {sought:?} in {cut:?}");
    }
    assert_eq!(
        super::sought("灯"),
        ["灯"],
        "a single sign is searched where there is nothing else"
    );
}
