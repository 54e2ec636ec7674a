//! Nobody merges, refuses or hides a matter alone: what is proposed is done when a second person of
//! another body agrees, whoever brought it is told and may object, and all of it is on record.

use std::sync::Arc;

use law::matter::acts::{Act, Submission};
use law::matter::facts::{Party, What};
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::MatterId;
use store::db::No;

use crate::desk;
use crate::fixture::{self, act, agreed, asked, by, house, raise, submission, why};
use crate::house::House;
use crate::kit::words::Language;
use crate::rights::Who;
use crate::rooms::desks::offered_first;
use crate::rooms::matters;

fn case(house: &House, matter: MatterId) -> law::matter::Case {
    house.read(|db| desk::case(db, matter)).expect("it can be read").expect("it is there")
}

fn kinds(house: &House, matter: MatterId) -> Vec<&'static str> {
    let records = house.read(|db| desk::records(db, matter)).expect("they can be read");
    records.iter().map(|record| record.fact.what.kind()).collect()
}

fn refused(house: &Arc<House>, by: Actor, matter: MatterId, asked: Act) -> &'static str {
    let who = Who::playing(&by, (matter, &asked));
    match matters::ask_and_wait(house, ActId(house.chance.bytes()), who, (matter, asked)) {
        Err(No::Refusal(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

fn office(house: &House) -> Actor {
    by(house, "congress-office", "congress")
}

fn deputy(house: &House) -> Actor {
    by(house, "deputy", "s1")
}

fn explain() -> Act {
    let (text, basis) = ("依规不能办理".to_owned(), "虚构办法第三条".to_owned());
    Act::Explain { text, basis, fields: why("law") }
}

fn hide() -> Act {
    Act::Hide { reason: "含他人隐私".to_owned(), fields: why("others") }
}

const AGREE: Act = Act::Agree { draft: None };

/// A matter that its deputy accepted and the office has to sort.
fn at_screening(house: &Arc<House>) -> MatterId {
    let (matter, _) = raise(house, submission(house));
    act(house, deputy(house), matter, Act::Accept {});
    matter
}

#[test]
fn what_is_proposed_is_not_done_until_another_agrees() {
    let house = house();
    let matter = at_screening(&house);
    act(&house, office(&house), matter, explain());
    let proposed = case(&house, matter);
    assert_eq!((proposed.step.as_str(), proposed.replies.len()), ("screening", 0));
    let of = proposed.proposal.expect("it is proposed").of;
    let second = fixture::officer(&house, "deputy", "s1");
    assert_eq!((of.body, of.post), (Some(second.body), Some(second.post)));
    let waits = proposed.clocks.iter().find(|clock| clock.key == code("second"));
    let waits = waits.expect("whoever is asked has a clock");
    assert_eq!((waits.on.post, waits.is_alive()), (Some(second.post), true));

    // Neither who proposed it, nor a deputy of elsewhere, nor a leader who was not asked.
    assert_eq!(refused(&house, office(&house), matter, AGREE), "act.not-yours");
    assert_eq!(refused(&house, by(&house, "deputy", "s2"), matter, AGREE), "act.not-yours");
    assert_eq!(
        refused(&house, by(&house, "leader", "congress"), matter, AGREE),
        "second.not-asked"
    );

    act(&house, deputy(&house), matter, AGREE);
    let done = case(&house, matter);
    assert_eq!((done.step.as_str(), done.replies.len()), ("answered", 1));
    assert!(done.proposal.is_none());
    assert!(done.clocks.iter().all(|clock| clock.key != code("second") || !clock.is_alive()));
    let kinds = kinds(&house, matter);
    let last = &kinds[kinds.len() - 4..];
    assert_eq!(
        last,
        ["act.proposed/1", "act.agreed/1", "matter.explained/1", "rating.invited/1"],
        "{kinds:?}"
    );
    assert_eq!(refused(&house, deputy(&house), matter, AGREE), "second.nothing");
}

#[test]
fn who_declines_leaves_the_matter_where_it_is() {
    let house = house();
    let matter = at_screening(&house);
    act(&house, office(&house), matter, hide());
    act(&house, deputy(&house), matter, Act::Decline { reason: "应当公开".to_owned() });
    let case = case(&house, matter);
    assert!(case.is_public() && case.proposal.is_none());
    assert_eq!(refused(&house, deputy(&house), matter, AGREE), "second.nothing");
    // It can be proposed again, and another way can be taken: then nobody is asked any more.
    act(&house, office(&house), matter, explain());
    act(&house, office(&house), matter, hide());
    let lead = fixture::body(&house, "roads");
    let assignment = law::matter::acts::Assignment {
        lead,
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
        fields: law::matter::acts::Filling::new(),
    };
    act(&house, office(&house), matter, Act::HandOver(assignment));
    assert_eq!(refused(&house, deputy(&house), matter, AGREE), "second.nothing");
}

#[test]
fn a_proposal_that_would_be_refused_is_refused_at_once() {
    let house = house();
    let matter = at_screening(&house);
    let nowhere = Act::Merge {
        into: MatterId::from_int(4711),
        reason: "同一件事".to_owned(),
        fields: why("same-matter"),
    };
    assert_eq!(refused(&house, office(&house), matter, nowhere), "matter.unknown");
    let no_word =
        Act::Hide { reason: "隐私".to_owned(), fields: law::matter::acts::Filling::new() };
    assert_eq!(refused(&house, office(&house), matter, no_word), "field.empty");
    assert!(case(&house, matter).proposal.is_none());
}

#[test]
fn a_leader_is_asked_where_the_deputy_cannot_be() {
    let house = house();
    // The matter is about its deputy: it reaches them in no way.
    let second = fixture::officer(&house, "deputy", "s1");
    let about = Some(Party { body: second.body, post: Some(second.post) });
    let (matter, _) = raise(&house, Submission { about, ..submission(&house) });
    act(&house, office(&house), matter, explain());
    let leader = asked(&house, matter);
    assert_eq!(leader.office, code("leader"));
    act(&house, Actor::Officer(leader), matter, AGREE);
    assert_eq!(case(&house, matter).replies.len(), 1);
}

#[test]
fn whoever_brought_it_objects_to_a_merger_and_a_leader_decides() {
    let house = house();
    let (one, two) = (at_screening(&house), at_screening(&house));
    let merge =
        Act::Merge { into: two, reason: "同一件事".to_owned(), fields: why("same-matter") };
    agreed(&house, office(&house), one, merge);
    assert_eq!(case(&house, one).merged_into, Some(two));
    let step = |key, field, text: &str| Act::Step {
        key: code(key),
        fields: [(code(field), text.to_owned())].into(),
    };
    let leader = || by(&house, "leader", "congress");
    assert_eq!(
        refused(&house, leader(), one, step("uphold", "ruling", "成立")),
        "act.needs-first",
        "nobody objected yet"
    );
    act(&house, Actor::Resident, one, step("object", "objection", "不是同一件事"));
    let waits = case(&house, one);
    let clock = waits.alive().find(|clock| clock.key == code("objection"));
    assert!(clock.is_some_and(|clock| clock.on.post.is_some()), "a leader has until a last day");
    act(&house, leader(), one, step("uphold", "ruling", "确是两件事"));
    let again = case(&house, one);
    assert_eq!((again.step.as_str(), again.round, again.merged_into), ("screening", 2, None));
    // Nothing to object to: nothing was merged, hidden, transferred or put off.
    let plain = at_screening(&house);
    let objects = step("object", "objection", "不满意");
    assert_eq!(refused(&house, Actor::Resident, plain, objects), "act.nothing-yet");
}

#[test]
fn whoever_is_asked_reads_the_whole_draft_and_the_public_does_not() {
    let house = house();
    let matter = at_screening(&house);
    act(&house, office(&house), matter, explain());
    let shell = crate::kit::Shell::plain(house.state(), Language::Chinese, house.today());
    let says = |who: &Who| {
        let sheet = house.read(|db| matters::compose(db, &shell, who, matter));
        let sheet = sheet.expect("it can be read").expect("it is there");
        let entry = sheet
            .entries
            .iter()
            .find(|entry| !entry.lines.is_empty() && entry.what.contains("提议"));
        entry.map(|entry| (entry.said.join("\n"), entry.lines.len()))
    };
    let second = says(&Who::officers(&[fixture::officer(&house, "deputy", "s1")]));
    let (said, lines) = second.expect("the deputy is told of it");
    assert!(said.contains("依规不能办理") && lines >= 4, "{said} {lines}");
    let (said, _) = says(&Who::Public).expect("that it is proposed, all may know");
    assert_eq!(said, "", "not what exactly, before it is done");
    super::waiting::is_offered(&house, matter);
    let second = [fixture::officer(&house, "deputy", "s1")];
    let first = offered_first(&house, &second, matter).expect("a page can be made");
    assert_eq!(first.as_deref(), Some("agree"), "it is what waits for whoever is asked");
}

#[test]
fn every_answer_invites_to_rate_it_and_that_one_rated_is_a_record_of_its_own() {
    let house = house();
    let matter = at_screening(&house);
    agreed(&house, office(&house), matter, explain());
    let records = house.read(|db| desk::records(db, matter)).expect("they can be read");
    let invited = records.iter().find_map(|record| match &record.fact.what {
        What::RatingInvited { round, ways } => Some((*round, ways.clone())),
        _ => None,
    });
    assert_eq!(invited, Some((1, vec![code("receipt"), code("mail")])));
    let rate = Act::Rate { rating: code("satisfied"), solved: true, again: false };
    act(&house, Actor::Resident, matter, rate);
    let records = house.read(|db| desk::records(db, matter)).expect("they can be read");
    let cast = records.iter().find(|record| matches!(record.fact.what, What::RatingCast { .. }));
    let bytes = serde_json::to_string(&cast.expect("one rated").fact).expect("it can be written");
    assert!(!bytes.contains("satisfied") && !bytes.contains("solved"), "{bytes}");
}

#[test]
fn whoever_calls_back_learns_whom_to_call_and_what_they_hear_is_no_rating() {
    let house = house();
    let matter = at_screening(&house);
    let caller = || fixture::officer(&house, "handler", "callers");
    let knows = || {
        let case = case(&house, matter);
        law::matter::rules::may_see(&house.state().register, &case, &caller()).is_ok()
    };
    assert!(!knows(), "nothing waits for a call");
    let call = |rating: Option<&'static str>, reached| Act::CallBack {
        reached,
        rating: rating.map(code),
        solved: rating.map(|_| true),
    };
    let by_caller = || Actor::Officer(caller());
    assert_eq!(refused(&house, by_caller(), matter, call(None, false)), "act.not-now");
    agreed(&house, office(&house), matter, explain());
    let told = Act::FeedBack { way: code("phone"), text: "已告知".to_owned() };
    act(&house, deputy(&house), matter, told);
    assert!(knows(), "the call is waited for");
    assert_eq!(
        refused(&house, by_caller(), matter, call(Some("satisfied"), false)),
        "call-back.not-reached"
    );
    assert_eq!(refused(&house, by_caller(), matter, call(None, true)), "field.empty");
    assert_eq!(refused(&house, office(&house), matter, call(None, false)), "act.not-yours");
    act(&house, by_caller(), matter, call(Some("satisfied"), true));
    let case = case(&house, matter);
    assert!(case.rating.is_none() && case.step == code("rating"), "it is no rating");
    assert!(!knows(), "and the call is made");
}
