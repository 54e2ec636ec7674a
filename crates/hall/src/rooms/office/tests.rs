//! Stories of administration on the real engine: a post ends and its matters go on, a stand-in
//! acts for a while; afterwards the house is checked and a rebuild gives the same rows.

use std::sync::Arc;

use jiff::civil::date;
use law::matter::acts::{Act, Assignment};
use law::office::{Kind, Line, Mode};
use law::record::{ActId, Actor, Officer};
use law::words::{MatterId, PostId};
use store::db::No;

use super::acts;
use crate::desk;
use crate::fixture::{act, body, by, house, officer, pass_days, raise, submission};
use crate::house::House;
use crate::roles::verify;
use crate::rooms::matters::{self, views};

fn fresh(house: &House) -> ActId {
    ActId(house.chance.bytes())
}

fn enter(house: &Arc<House>, kind: Kind, line: &[(&str, &str)]) -> u64 {
    let lines = vec![Line::of(line.iter().copied())];
    let by = by(house, "administrator", "congress");
    acts::enter(house, (fresh(house), by), (kind, Mode::New), lines).expect("it is sound").answer
}

/// A second officer of an office at a body of the fixture.
fn colleague(house: &Arc<House>, name: &str, office: &str, at: &str) -> Officer {
    enter(house, Kind::People, &[("name", name)]);
    let first = ("first", "2026-03-02");
    let post = [("person", name), ("body", at), ("office", office), first];
    assert_eq!(enter(house, Kind::Posts, &post), 1);
    let (state, at) = (house.state(), body(house, at));
    let mut posts = state.register.posts.values();
    let found =
        posts.find(|p| p.body == at && p.office == *office && state.person_name(p.person) == name);
    let post = found.expect("it was entered");
    Officer { body: at, office: post.office.clone(), person: post.person, post: post.id }
}

fn case(house: &House, matter: MatterId) -> law::matter::Case {
    house.read(|db| desk::case(db, matter)).expect("reads").expect("is there")
}

fn held(house: &House, post: PostId) -> Vec<MatterId> {
    house.read(|db| views::held_by_post(db, post)).expect("reads")
}

fn ask(
    house: &Arc<House>,
    officer: &Officer,
    matter: MatterId,
    act: Act,
) -> Result<(), &'static str> {
    let by = Actor::Officer(officer.clone());
    match matters::ask_and_wait(house, fresh(house), by, (matter, act)) {
        Ok(_) => Ok(()),
        Err(No::Refusal(refusal)) => Err(refusal.code),
        Err(No::Fault(fault)) => panic!("{}", fault.chain()),
    }
}

fn is_whole(house: &House) {
    let (_, findings) = verify::check(house).expect("the house can be checked");
    assert_eq!(findings, []);
}

#[test]
fn a_deputy_leaves_and_every_open_matter_goes_to_the_successor() {
    let house = house();
    let old = officer(&house, "deputy", "s1");
    let new = colleague(&house, "陶十一", "deputy", "s1");
    let mut waiting = vec![];
    while waiting.len() < 3 {
        let (matter, _) = raise(&house, submission(&house));
        if case(&house, matter).deputy == Some(old.post) {
            waiting.push(matter);
        } else {
            act(&house, Actor::Officer(new.clone()), matter, Act::Accept {});
        }
    }
    // One is answered and waits for feedback, one is with a unit, one has not been accepted.
    let [answered, handled, raised] = waiting[..] else { panic!("three were raised") };
    for matter in [answered, handled] {
        act(&house, Actor::Officer(old.clone()), matter, Act::Accept {});
        let (lead, text) = (body(&house, "roads"), String::new());
        let post = Some(officer(&house, "handler", "roads").post);
        let assignment = Assignment {
            fields: law::matter::acts::Filling::new(),
            lead,
            co: vec![],
            post,
            by: None,
            text,
        };
        act(&house, by(&house, "congress-office", "congress"), matter, Act::HandOver(assignment));
    }
    let roads = by(&house, "handler", "roads");
    act(&house, roads.clone(), answered, Act::Sign {});
    act(&house, roads, answered, Act::Reply(Box::new(done())));
    assert_eq!(case(&house, answered).holder.post, Some(old.post), "feedback is due");
    let due_before: Vec<_> = case(&house, raised).clocks.iter().map(|clock| clock.due).collect();
    assert_eq!(held(&house, old.post).len(), 3);
    assert_eq!(held(&house, officer(&house, "handler", "roads").post), [handled]);

    let (admin, today) = (by(&house, "administrator", "congress"), date(2026, 3, 2));
    let end = |successor| {
        acts::end_post(&house, (fresh(&house), admin.clone()), (old.post, today), successor)
    };
    assert!(matches!(end(None), Err(No::Refusal(no)) if no.code == "office.post-busy"));
    assert!(house.state().register.posts[&old.post].last.is_none(), "nothing was half done");
    assert_eq!(end(Some(new.post)).expect("the successor fits").answer, 3);

    assert_eq!(held(&house, old.post), []);
    for matter in [answered, handled, raised] {
        assert_eq!(case(&house, matter).deputy, Some(new.post));
    }
    let due: Vec<_> = case(&house, raised).clocks.iter().map(|clock| clock.due).collect();
    assert_eq!(due, due_before, "a change of people buys nobody time");
    is_whole(&house);

    pass_days(&house, 1);
    assert_eq!(ask(&house, &old, raised, Act::Accept {}), Err("act.not-yours"));
    assert_eq!(ask(&house, &new, raised, Act::Accept {}), Ok(()));
    let way = law::ruling::code("phone");
    let fed_back = Act::FeedBack { way, text: "已电话告知".to_owned() };
    assert_eq!(ask(&house, &new, answered, fed_back), Ok(()));
    is_whole(&house);
}

fn done() -> law::matter::acts::Answer {
    law::matter::acts::Answer {
        fields: law::matter::acts::Filling::new(),
        class: law::ruling::code("done"),
        text: "路面已补好".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: String::new(),
        files: vec![],
    }
}

#[test]
fn what_an_ended_post_still_holds_can_be_handed_on_later() {
    let house = house();
    let old = officer(&house, "deputy", "s1");
    let admin = by(&house, "administrator", "congress");
    let later = date(2026, 3, 5);
    let ended = acts::end_post(&house, (fresh(&house), admin.clone()), (old.post, later), None);
    assert_eq!(ended.expect("there is time").answer, 0);
    let (matter, _) = raise(&house, submission(&house));
    pass_days(&house, 4);
    let new = colleague(&house, "陶十一", "deputy", "s1");
    assert_eq!(held(&house, old.post), [matter]);
    let asked = (fresh(&house), admin.clone());
    let handed = acts::hand_over(&house, asked.clone(), (old.post, new.post)).expect("it fits");
    assert_eq!((handed.answer, handed.existed), (1, false));
    let again = acts::hand_over(&house, asked, (old.post, new.post)).expect("a retry");
    assert_eq!((again.answer, again.existed), (1, true), "a retry does nothing");
    let none = acts::hand_over(&house, (fresh(&house), admin), (old.post, new.post));
    assert!(matches!(none, Err(No::Refusal(no)) if no.code == "office.nothing-held"));
    assert_eq!(case(&house, matter).holder.post, Some(new.post));
    is_whole(&house);
}

#[test]
fn a_stand_in_does_the_acts_of_the_post_within_the_term_only() {
    let house = house();
    let deputy = officer(&house, "deputy", "s1");
    let stranger = officer(&house, "station-staff", "s2");
    let stand_in = Officer { person: stranger.person, ..deputy.clone() };
    let key = house.state().person_name(stranger.person).to_owned();
    let line = Line::of([("person", &*key), ("first", "2026-03-04"), ("last", "2026-03-05")]);
    let named = acts::put(&house, (fresh(&house), Actor::Officer(deputy.clone())), false, {
        move |book| law::office::stand_in(book, deputy.post, &line)
    });
    assert!(named.is_ok(), "{named:?}");
    for (day, may) in [(2, false), (4, true), (5, true), (6, false)] {
        while house.today() < date(2026, 3, day) {
            pass_days(&house, 1);
        }
        let (matter, _) = raise(&house, submission(&house));
        let asked = ask(&house, &stand_in, matter, Act::Accept {});
        assert_eq!(asked.is_ok(), may, "on the {day}th: {asked:?}");
    }
    is_whole(&house);
}

#[test]
fn lines_go_on_record_all_or_none_and_once() {
    let house = house();
    let admin = by(&house, "administrator", "congress");
    let area = |code, name, parent| {
        let values = [("code", code), ("level", "village"), ("name", name), ("parent", parent)];
        Line::of(values)
    };
    let records = || house.read(store::log::head).expect("reads").seq;
    let before = records();
    let lines = vec![area("t1v8", "柳湾村", "t1"), area("t1v9", "河口村", "nowhere")];
    let asked = (Kind::Areas, Mode::Any);
    let refused = acts::enter(&house, (fresh(&house), admin.clone()), asked, lines);
    assert!(matches!(refused, Err(No::Refusal(no)) if no.code == "office.area-unknown"));
    assert_eq!(records(), before, "the good line is not there either");
    let lines = vec![area("t1v8", "柳湾村", "t1"), area("t1v9", "河口村", "苇塘镇")];
    for changed in [2, 0] {
        let done = acts::enter(&house, (fresh(&house), admin.clone()), asked, lines.clone());
        assert_eq!(done.expect("they are sound").answer, changed);
        assert_eq!(records(), before + 2);
    }
    is_whole(&house);
}
