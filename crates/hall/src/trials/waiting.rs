//! What a desk lists as waiting for somebody, the page of the matter offers to do.

use law::matter::acts::{Act, Answer, Assignment, Filling, Submission};
use law::record::{ActId, Officer};
use law::words::MatterId;
use store::db::No;

use super::stories::{Story, word};
use crate::fixture;
use crate::house::House;
use crate::kit::Form;
use crate::kit::Shell;
use crate::kit::words::Language;
use crate::rooms::desks::views::{self, Tab};
use crate::rooms::desks::{Query, offered_first};
use crate::rooms::matters;
use crate::rooms::matters::views::Item;

/// Asks the desk of everybody whether a matter waits for them, and its page what they can do.
pub fn is_offered(house: &House, matter: MatterId) {
    let (state, today) = (house.state(), house.today());
    let shell = Shell::plain(state.clone(), Language::Chinese, today);
    for post in state.register.posts.values().filter(|post| post.is_held(today)) {
        let (body, office) = (post.body, post.office.clone());
        let officers = [Officer { body, office, person: post.person, post: post.id }];
        let query = Query::read(&Form::default());
        let wish = views::Wish { among: Some(vec![matter]), ..query.wish(&shell, &officers) };
        assert_eq!(wish.tab, Tab::Waiting);
        let waits = house.read(|db| Ok(views::page(db, &wish, 1)?.all_of_the_machine()));
        let waits = waits.expect("a desk can be read");
        // What stands still waits for somebody else; a clock over many steps waits for its last.
        let is_here = |item: &&Item| {
            let procedure = state.procedure_in_force(&item.procedure, today).expect("it ships");
            let mut acts =
                procedure.acts.iter().filter(|rule| rule.at.iter().any(|at| *at == *item.step));
            procedure
                .clock(&word(&item.waits_for))
                .is_none_or(|clock| acts.any(|rule| clock.until.contains(&rule.key)))
        };
        // Who supervises a matter sees it there whether or not there is something to do.
        let acts = |item: &&Item| item.waits_state != 1 && item.waits_for != views::SUPERVISED;
        for item in waits.iter().filter(acts).filter(is_here) {
            let first = offered_first(house, &officers, matter).expect("a page can be made");
            let (who, step) = (shell.body(body), &item.step);
            let office = &post.office;
            assert!(
                first.is_some(),
                "{}: {} waits for {who} ({office}) at {step} and nothing is offered",
                item.procedure,
                item.waits_for
            );
        }
    }
}

fn filled(fields: &[(&str, &str)]) -> Filling {
    fields.iter().map(|(key, value)| (word(key), (*value).to_owned())).collect()
}

fn step(key: &str, fields: &[(&str, &str)]) -> Act {
    Act::Step { key: word(key), fields: filled(fields) }
}

fn answer() -> Act {
    Act::Reply(Box::new(Answer {
        class: word("solved"),
        text: "已经修好。".to_owned(),
        promised: None,
        passed_to: String::new(),
        basis: String::new(),
        fields: filled(&[("letter", "路函〔2026〕1号"), ("signed-by", "冯九")]),
        files: vec![],
    }))
}

/// What moves a matter on comes before what refuses it, and what an act asks for before the act.
#[test]
fn the_next_thing_to_do_is_offered_first() {
    let story = Story::new("deputy-suggestion", None);
    let house = &story.house;
    let submission = Submission {
        procedure: Some(word("deputy-suggestion")),
        fields: filled(&[("session", "between-sessions")]),
        contact: None,
        ..fixture::submission(house)
    };
    let id = ActId(house.chance.bytes());
    let matter = matters::matter_of(house, id);
    let deputy = ("deputy", "s1");
    let by = |(office, at): (&str, &str)| fixture::by(house, office, at);
    let asked = (matter, Act::Submit(Box::new(submission)));
    matters::ask_and_wait(house, id, by(deputy), asked).expect("it can be brought");
    let (congress, roads) = (("congress-office", "congress"), ("handler", "roads"));
    let hand_over = Act::HandOver(Assignment {
        fields: filled(&[("way", "alone"), ("meeting-note", "一致同意")]),
        lead: fixture::body(house, "roads"),
        co: vec![],
        post: None,
        by: None,
        text: String::new(),
    });
    let contacted = [("by-way-of", "phone"), ("contacted-on", "2026-03-02"), ("said", "同意")];
    let course: [((&str, &str), &str, Act); 7] = [
        (congress, "number", step("number", &[("number", "12")])),
        (congress, "hand-over", hand_over),
        (roads, "sign", Act::Sign {}),
        (roads, "contact-deputy", step("contact-deputy", &contacted)),
        (roads, "reply", answer()),
        (deputy, "rate-attitude", step("rate-attitude", &[("attitude", "satisfied")])),
        (deputy, "rate", Act::Rate { rating: word("satisfied"), solved: true, again: false }),
    ];
    for (who, expected, act) in course {
        if expected == "rate-attitude" {
            // A refusal calls the step what the procedure of the matter calls it.
            let id = ActId(house.chance.bytes());
            let no = matters::ask_and_wait(house, id, by(roads), (matter, answer()));
            let Err(No::Refusal(no)) = no else { panic!("it was answered already") };
            let shell = Shell::plain(house.state(), Language::Chinese, house.today());
            assert!(shell.refusal(&no).contains("已答复，待代表评价"), "{}", shell.refusal(&no));
        }
        let officer = fixture::officer(house, who.0, who.1);
        let first = offered_first(house, &[officer], matter).expect("a page can be made");
        assert_eq!(first.as_deref(), Some(expected));
        let id = ActId(house.chance.bytes());
        let done = matters::ask_and_wait(house, id, by(who), (matter, act));
        assert!(done.is_ok(), "{expected}: {:?}", done.err());
    }
}
