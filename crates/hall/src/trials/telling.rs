//! The steps of a story that fit every procedure: somebody does an act by its key, with what is
//! filled in as a table.
//!
//! - `假如 有「名称」是「sort」` registers a body of a sort in the county, with somebody who
//!   handles matters there; `，在「t1」` puts it into another area.
//! - `假如 有代表「姓名」` gives the first station one more deputy.
//! - `当 「谁」按「procedure」提出「标题」` brings a matter; a table fills in fields.
//! - `当 「谁」做「key」` does an act; a table fills in fields. `居民` holds the receipt.
//! - `当 接着看转出的事项` goes on with the matter that the last one was converted into;
//!   `当 回到原来的事项` goes back.
//! - `那么 结果是「outcome」` and `那么 「field」是「value」`.

use gherkin::Step;
use jiff::civil::date;
use law::matter::acts::{Act, Filling, Submission};
use law::matter::facts::{Value, Visibility};
use law::people;
use law::procedure::{Openness, Procedure};
use law::record::{ActId, Actor, Officer};
use law::register::Fact;
use law::words::{BodyId, Code, MatterId};
use store::db::No;

use super::stories::{Story, quoted, word};
use crate::desk;
use crate::fixture;
use crate::kit::Form;
use crate::kit::form::OWN;
use crate::rooms::desks::acts;
use crate::rooms::matters;

/// What stands in a text field that a story does not care for.
const SAID: &str = "已按规定办理";

/// Takes a step that fits every procedure; `false` where it is none.
pub fn tell(story: &mut Story, step: &Step) -> bool {
    let text = step.value.as_str();
    let words = quoted(text);
    if text.starts_with("有代表") {
        enrol(story, "s1", words[0], "deputy");
    } else if text.starts_with('有') && text.contains("」是「") {
        register(story, (words[0], words[1]), words.get(2).copied().unwrap_or("county"));
    } else if text.contains("」按「") && text.contains("」提出「") {
        bring(story, (words[0], words[1], words[2]), step);
    } else if text.contains("」做「") {
        act(story, (words[0], words[1]), step);
    } else if text == "接着看转出的事项" {
        let last = story.case().id;
        story.matter = child(story, last);
    } else if text == "回到原来的事项" {
        story.matter = story.case().origin.expect("it was converted from another");
    } else if text.starts_with("结果是") {
        let outcome = procedure(story).step(&story.case().step).and_then(|s| s.outcome.clone());
        assert_eq!(outcome, Some(word(words[0])), "how it ended");
    } else if text.contains("」是「") {
        let (case, key) = (story.case(), word(words[0]));
        let value = case.fields.get(&key).unwrap_or_else(|| panic!("{key} was never filled in"));
        assert_eq!(plain(value), words[1], "{key}");
    } else {
        return false;
    }
    true
}

fn plain(value: &Value) -> String {
    match value {
        Value::Choice(word) => word.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Tick(yes) => yes.to_string(),
        Value::Text { .. } | Value::Bodies(_) | Value::Posts(_) => {
            panic!("a story can ask for words that are chosen, days, numbers and ticks")
        }
    }
}

/// The matter that one was converted into last.
fn child(story: &Story, of: MatterId) -> MatterId {
    let records = story.house.read(|db| desk::records(db, of)).expect("the records can be read");
    let into = records.iter().rev().find_map(|record| match record.fact.what {
        law::matter::What::Converted { into, .. } => Some(into),
        _ => None,
    });
    into.expect("it was converted")
}

fn procedure(story: &Story) -> std::sync::Arc<Procedure> {
    story.house.state().procedures[&story.case().rules].clone()
}

/// Registers a body in an area, with somebody who handles matters there.
pub fn register(story: &Story, (name, sort): (&str, &str), area: &str) {
    let (area, sort) = (fixture::area(&story.house, area), word(sort));
    let names = serde_json::json!({ "zh": name, "en": name }).to_string();
    let work = move |hearing: &mut desk::Hearing<'_, '_, '_>| {
        let (names, sort) = (names.clone(), sort.clone());
        hearing.enclosing(|hearing, enclosures| {
            let name = enclosures.add("name", names, true);
            let body: BodyId = enclosures.id();
            let code = word(&format!("b{}", body.to_string().to_lowercase()));
            hearing.put(0, Fact::BodyRegistered { area, body, code, sort, name })?;
            Ok(body)
        })
    };
    let id = ActId(story.house.chance.bytes());
    let done = story.house.act_and_wait(id, Actor::House, work).expect("the body is registered");
    hold(story, done.answer, name, "handler");
}

fn enrol(story: &Story, body: &str, name: &str, office: &str) {
    hold(story, fixture::body(&story.house, body), name, office);
}

/// Gives a body somebody with an office.
fn hold(story: &Story, body: BodyId, name: &str, office: &str) {
    let names = serde_json::json!({ "zh": name, "en": name }).to_string();
    let office = word(office);
    let work = move |hearing: &mut desk::Hearing<'_, '_, '_>| {
        let (names, office) = (names.clone(), office.clone());
        hearing.enclosing(|hearing, enclosures| {
            let name = enclosures.add("name", names, false);
            let (person, post) = (enclosures.id(), enclosures.id());
            hearing.put(0, people::Fact::Enrolled { person, name })?;
            let first = date(2025, 1, 1);
            hearing.put(0, Fact::PostBegun { body, first, office, person, post })?;
            Ok(())
        })
    };
    let id = ActId(story.house.chance.bytes());
    story.house.act_and_wait(id, Actor::House, work).expect("the post is taken up");
}

/// The posts of whoever is named: a person, or everybody at a body.
fn officers(story: &Story, name: &str) -> Vec<Officer> {
    let (state, today) = (story.house.state(), story.house.today());
    let officer = |post: &law::register::Post| {
        let (body, office) = (post.body, post.office.clone());
        Officer { body, office, person: post.person, post: post.id }
    };
    let held = state.register.posts.values().filter(|post| post.is_held(today));
    let found: Vec<Officer> = held
        .filter(|post| {
            state.person_name(post.person) == name || state.body_name(post.body, "zh") == name
        })
        .map(officer)
        .collect();
    assert!(!found.is_empty(), "there is nobody called {name}");
    found
}

fn rows(step: &Step) -> impl Iterator<Item = (&str, &str)> {
    let rows = step.table.iter().flat_map(|table| &table.rows);
    rows.map(|row| (row[0].as_str(), row[1].as_str()))
}

/// What a cell of a table means to a form: bodies and people by their names.
fn cell(story: &Story, value: &str) -> String {
    let state = story.house.state();
    let one = |name: &str| {
        let body = state.register.bodies.values().find(|b| state.name(b.name, "zh") == name);
        let mut posts = state.register.posts.values();
        let post = posts.find(|post| state.person_name(post.person) == name);
        match (post, body) {
            (Some(post), None) => post.id.to_string(),
            (_, Some(body)) => body.id.to_string(),
            (None, None) => name.to_owned(),
        }
    };
    value.split('、').map(one).collect::<Vec<_>>().join(" ")
}

fn bring(story: &mut Story, (who, procedure, title): (&str, &str, &str), step: &Step) {
    story.settled();
    let house = story.house.clone();
    let state = house.state();
    let rules = state.procedure_in_force(procedure, house.today());
    let rules = rules.unwrap_or_else(|| panic!("there is no procedure {procedure}")).clone();
    let mut fields = Filling::new();
    let mut submission = Submission {
        procedure: Some(word(procedure)),
        title: title.to_owned(),
        ..fixture::submission(&house)
    };
    if rules.visibility == Openness::Confidential {
        submission.visibility = Visibility::Confidential;
    }
    for (name, value) in rows(step) {
        match name {
            "category" => submission.category = word(value),
            "area" => submission.area = fixture::area(&house, value),
            _ => _ = fields.insert(word(name), cell(story, value)),
        }
    }
    fill_up(&rules, "submit", &mut fields);
    submission.fields = fields;
    let by = if who == "居民" { Actor::Resident } else { bringer(story, &rules, who) };
    let act = ActId(house.chance.bytes());
    let matter = matters::matter_of(&house, act);
    let asked = (matter, Act::Submit(Box::new(submission)));
    match matters::ask_and_wait(&house, act, by, asked) {
        Ok(_) => story.matter = matter,
        Err(No::Refusal(refusal)) => story.refused = Some(refusal.code),
        Err(No::Fault(fault)) => panic!("{}", fault.chain()),
    }
}

/// The post of those named by which matters of a procedure are brought.
fn bringer(story: &Story, rules: &Procedure, who: &str) -> Actor {
    let submit = rules.acts.iter().find(|rule| rule.key == "submit").expect("matters begin");
    let officers = officers(story, who);
    let roles = || submit.by.iter().filter_map(|role| rules.role(role));
    let fits = |officer: &&Officer| {
        roles().any(|role| role.post.as_ref().is_some_and(|(office, _)| *office == officer.office))
    };
    let officer = officers.iter().find(fits).unwrap_or(&officers[0]);
    Actor::Officer(officer.clone())
}

/// Fills in the texts that must be there and that the story does not care for.
fn fill_up(rules: &Procedure, key: &str, fields: &mut Filling) {
    let rule = rules.acts.iter().find(|rule| rule.key == *key);
    for field in rule.into_iter().flat_map(|rule| &rule.fields) {
        let is_text = matches!(field.kind, law::procedure::FieldKind::Text { .. });
        if is_text && !field.optional {
            fields.entry(field.key.clone()).or_insert_with(|| SAID.to_owned());
        }
    }
}

fn act(story: &mut Story, (who, key): (&str, &str), step: &Step) {
    story.settled();
    let rules = procedure(story);
    let rule = rules.acts.iter().find(|rule| rule.key == *key);
    let rule = rule.unwrap_or_else(|| panic!("{} has no act {key}", rules.id));
    let mut own = Filling::new();
    let mut form: Vec<(String, String)> = vec![("do".to_owned(), key.to_owned())];
    for (name, value) in rows(step) {
        let value = cell(story, value);
        if rule.field(name).is_some() {
            own.insert(word(name), value);
        } else {
            form.push((name.to_owned(), value));
        }
    }
    fill_up(&rules, key, &mut own);
    form.extend(own.into_iter().map(|(key, value)| (format!("{OWN}{key}"), value)));
    for name in ["text", "reason", "question", "title", "body", "basis"] {
        if !form.iter().any(|(known, _)| known == name) {
            form.push((name.to_owned(), SAID.to_owned()));
        }
    }
    if !form.iter().any(|(known, _)| known == "solved") {
        form.push(("solved".to_owned(), "yes".to_owned()));
    }
    let pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let form = Form::of(&pairs);
    let asked = if who == "居民" { residents(&form, key) } else { acts::read(&form, &rules) };
    let asked = match asked {
        Ok(asked) => asked,
        Err(refusal) => {
            story.refused = Some(refusal.code);
            return;
        }
    };
    let by = if who == "居民" {
        Actor::Resident
    } else {
        let (officers, now) = (officers(story, who), story.house.now());
        let state = story.house.state();
        let wanted = (asked.kind(), Some(&rule.key));
        let case = story.case();
        let by = acts::actor(&state, &case, (&officers, now), wanted);
        by.unwrap_or_else(|_| panic!("{who} holds no post"))
    };
    story.ask(by, asked);
}

/// What residents do with their receipt.
fn residents(form: &Form, key: &str) -> Result<Act, law::ruling::Refusal> {
    let text = |name: &str| form.text(name).to_owned();
    Ok(match key {
        "rate" => Act::Rate {
            rating: form.must("rating")?,
            solved: form.text("solved") != "no",
            again: form.text("again") == "yes",
        },
        "withdraw" => Act::Withdraw { reason: text("reason"), fields: Filling::new() },
        "answer-question" => Act::AnswerQuestion { text: text("text"), files: vec![] },
        "add" => Act::Add { text: text("text"), files: vec![] },
        "look-back" => Act::LookBack {
            solved: form.text("solved") != "no",
            again: form.text("again") == "yes",
        },
        key => {
            let key: Code = word(key);
            let fields = form.fields().filter_map(|(name, value)| {
                Some((word(name.strip_prefix(OWN)?), value.to_owned()))
            });
            Act::Step { key, fields: fields.collect() }
        }
    })
}
