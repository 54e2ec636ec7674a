//! What a sheet tells of the course of a matter.

use std::collections::BTreeSet;
use std::sync::Arc;

use law::matter::acts::{Act, Answer, Assignment, Filling};
use law::record::Actor;
use law::ruling::code;
use law::words::MatterId;

use super::{Sheet, compose};
use crate::fixture::{act, body, by, house, raise, submission};
use crate::house::House;
use crate::kit::Shell;
use crate::kit::words::Language;
use crate::rights::Who;

/// Has a matter taken up, handed to the roads department and answered by it.
fn answer(house: &Arc<House>, matter: MatterId) {
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
    let roads = || by(house, "handler", "roads");
    act(house, roads(), matter, Act::Sign {});
    let reply = Act::Reply(Box::new(Answer {
        class: code("done"),
        text: "修好了".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: String::new(),
        fields: Filling::new(),
        files: vec![],
    }));
    act(house, roads(), matter, reply);
}

fn sheet(house: &House, matter: MatterId) -> Sheet {
    let shell = Shell::plain(house.state(), Language::Chinese, house.today());
    let composed = house.read(|db| compose(db, &shell, &Who::Public, matter));
    composed.expect("it can be read").expect("it is public")
}

#[test]
fn only_stages_that_were_passed_are_done() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    act(
        &house,
        Actor::Resident,
        matter,
        Act::Withdraw { reason: "不办了".to_owned(), fields: Filling::new() },
    );
    let done = |matter| {
        let stages = sheet(&house, matter).stages.into_iter();
        stages.filter(|stage| stage.done).map(|stage| stage.word).collect::<Vec<_>>()
    };
    let withdrawn = done(matter);
    let (other, _) = raise(&house, submission(&house));
    answer(&house, other);
    let answered = done(other);
    assert_eq!(withdrawn, answered[..withdrawn.len()], "the first are the same");
    assert!(withdrawn.len() < answered.len(), "{withdrawn:?} {answered:?}");
    let stages = sheet(&house, other).stages;
    let words: BTreeSet<&str> = stages.iter().map(|stage| &*stage.word).collect();
    assert_eq!(words.len(), stages.len(), "none stands there twice");
}

#[test]
fn a_second_round_is_told_to_all_and_no_rating() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    answer(&house, matter);
    let said = |matter| {
        let entries = sheet(&house, matter).entries.into_iter();
        let lines = entries.flat_map(|entry| entry.lines);
        lines.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join("\n")
    };
    assert!(!said(matter).contains("第 2 轮"));
    let clock = |matter| {
        let clocks = sheet(&house, matter).clocks.into_iter();
        clocks.filter(|clock| clock.answers).map(|clock| clock.whose).collect::<Vec<_>>()
    };
    assert_eq!(clock(matter), ["道路局"], "who answered keeps the clock that ended");
    let feed_back = Act::FeedBack { way: code("phone"), text: "已说明".to_owned() };
    act(&house, by(&house, "deputy", "s1"), matter, feed_back);
    let rating = code("not-satisfied");
    act(&house, Actor::Resident, matter, Act::Rate { rating, solved: false, again: true });
    assert!(said(matter).contains("第 2 轮"), "{}", said(matter));
    assert!(!said(matter).contains("不满意"), "{}", said(matter));
}
