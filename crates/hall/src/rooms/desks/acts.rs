//! From a form to an act, and from an act to the officer by whom it is done.

use law::clock::Time;
use law::matter::acts::{Act, Answer, Assignment, Filling, Part};
use law::matter::{Case, rules};
use law::procedure::{ActRule, Do, Procedure};
use law::record::{Actor, Officer};
use law::ruling::Refusal;
use law::words::{Code, MatterId};
use store::db::No;

use crate::house::State;
use crate::kit::Form;
use crate::rooms::matters;

/// The acts that an officer does at a desk, first those that are waited for. The acts of residents,
/// which station staff do for them, have pages of their own at the counter.
pub const DESK: [Do; 29] = [
    Do::Agree,
    Do::CallBack,
    Do::Decline,
    Do::GrantTime,
    Do::RefuseTime,
    Do::Accept,
    Do::Sign,
    Do::HandOver,
    Do::Explain,
    Do::RespondAtOnce,
    Do::Reply,
    Do::CoReply,
    Do::FeedBack,
    Do::Deliver,
    Do::Note,
    Do::Ask,
    Do::AskForTime,
    Do::Return,
    Do::Urge,
    Do::Supervise,
    Do::Classify,
    Do::Transfer,
    Do::Merge,
    Do::Split,
    Do::Link,
    Do::Hide,
    Do::Show,
    Do::Correct,
    Do::DrawLookBack,
];

/// How many acts of [`DESK`] are the next thing that is waited for; the others are there besides.
pub const NEXT: usize = 14;

/// Most parts that the form splits a matter into at once.
pub const PARTS: usize = 3;

/// The fields of the parts: title, text, category.
pub const PART_FIELDS: [[&str; 3]; PARTS] = [
    ["title-1", "body-1", "category-1"],
    ["title-2", "body-2", "category-2"],
    ["title-3", "body-3", "category-3"],
];

/// The act of a name: `hand-over`.
pub fn named(name: &str) -> Option<Do> {
    DESK.into_iter().find(|act| act.name() == name)
}

/// Reads the act that a form asks for, as a procedure calls it.
pub fn read(form: &Form, procedure: &Procedure) -> Result<Act, Refusal> {
    let key = form.text("do");
    let rule = procedure.acts.iter().find(|rule| rule.key == *key);
    let rule = rule.ok_or_else(|| Refusal::missing("act.unknown").with("act", key))?;
    let fields = form.filling(rule);
    let text = |name: &str| form.text(name).to_owned();
    Ok(match (rule.act, read_verb(form, rule.act)) {
        (Do::Step, _) => Act::Step { key: rule.key.clone(), fields },
        (Do::Convert, _) => {
            let (title, body) = (text("title"), text("body"));
            Act::Convert { key: rule.key.clone(), title, body, fields }
        }
        (_, read) => read?.with(fields),
    })
}

/// Reads the act of a verb that goes by its own name.
pub fn read_verb(form: &Form, act: Do) -> Result<Act, Refusal> {
    let unknown = || Refusal::missing("act.unknown").with("act", form.text("do"));
    let text = |name: &str| form.text(name).to_owned();
    Ok(match act {
        Do::CallBack => Act::CallBack {
            reached: form.must::<String>("reached")? == "yes",
            rating: form.maybe("rating")?,
            solved: maybe_solved(form)?,
        },
        Do::Agree => Act::Agree { draft: None },
        Do::Decline => Act::Decline { reason: text("reason") },
        Do::Accept => Act::Accept {},
        Do::Sign => Act::Sign {},
        Do::FeedBack => Act::FeedBack { way: form.must("way")?, text: text("text") },
        Do::Classify => Act::Classify { category: form.must("category")? },
        Do::Explain => {
            Act::Explain { text: text("text"), basis: text("basis"), fields: Filling::new() }
        }
        Do::HandOver => Act::HandOver(assignment(form)?),
        Do::RespondAtOnce => Act::RespondAtOnce(assignment(form)?),
        Do::Merge => Act::Merge {
            into: target(form, "into")?,
            reason: text("reason"),
            fields: Filling::new(),
        },
        Do::Link => Act::Link { to: target(form, "to")? },
        Do::Split => Act::Split { parts: parts(form)? },
        Do::Transfer => Act::Transfer {
            lead: form.must("lead")?,
            post: form.maybe("post")?,
            reason: text("reason"),
        },
        Do::Hide => Act::Hide { reason: text("reason"), fields: Filling::new() },
        Do::Show => Act::Show { reason: text("reason") },
        Do::Return => Act::Return { duty: form.must("duty")?, reason: text("reason") },
        Do::Note => Act::Note { text: text("text"), open: form.is_ticked("open") },
        Do::Ask => Act::Ask { question: text("question") },
        Do::AskForTime => Act::AskForTime {
            working_days: form.must("working_days")?,
            reason: text("reason"),
            fields: Filling::new(),
        },
        Do::GrantTime => Act::GrantTime { reason: text("reason") },
        Do::RefuseTime => Act::RefuseTime { reason: text("reason") },
        Do::CoReply => Act::CoReply { text: text("text") },
        Do::Reply => Act::Reply(Box::new(answer(form)?)),
        Do::Deliver => Act::Deliver { text: text("text") },
        Do::Urge => Act::Urge { text: text("text") },
        Do::Supervise => Act::Supervise { leader: form.must("leader")?, text: text("text") },
        Do::Rate => Act::Rate {
            rating: form.must("rating")?,
            solved: is_solved(form)?,
            again: form.is_ticked("again"),
        },
        Do::LookBack => Act::LookBack { solved: is_solved(form)?, again: form.is_ticked("again") },
        Do::Add => Act::Add { text: text("text"), files: vec![] },
        Do::AnswerQuestion => Act::AnswerQuestion { text: text("text"), files: vec![] },
        Do::Withdraw => Act::Withdraw { reason: text("reason"), fields: Filling::new() },
        Do::Correct => Act::Correct { record: form.must("record")?, text: text("text") },
        _ => return Err(unknown()),
    })
}

/// Whether it is solved, where something was said of it.
fn maybe_solved(form: &Form) -> Result<Option<bool>, Refusal> {
    if form.text("solved").is_empty() { Ok(None) } else { is_solved(form).map(Some) }
}

/// Nothing that was not said counts as solved.
fn is_solved(form: &Form) -> Result<bool, Refusal> {
    match form.text("solved") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::invalid("field.empty").at("solved")),
    }
}

fn assignment(form: &Form) -> Result<Assignment, Refusal> {
    let unreadable = |_| Refusal::invalid("field.unreadable").at("co");
    let co: Result<Vec<_>, _> = form
        .all("co")
        .filter(|co| !co.is_empty())
        .map(|co| co.parse().map_err(unreadable))
        .collect();
    Ok(Assignment {
        lead: form.must("lead")?,
        co: co?,
        post: form.maybe("post")?,
        by: form.maybe("by")?,
        text: form.text("text").to_owned(),
        fields: Filling::new(),
    })
}

/// The other matter: as its number was typed, or as it was chosen among those that were found.
fn target(form: &Form, name: &'static str) -> Result<MatterId, Refusal> {
    match form.maybe("number")? {
        Some(matter) => Ok(matter),
        None => form.must(name),
    }
}

fn parts(form: &Form) -> Result<Vec<Part>, Refusal> {
    let mut parts = vec![];
    for (i, [title, body, category]) in PART_FIELDS.into_iter().enumerate() {
        let empty = form.text(title).is_empty() && form.text(body).is_empty();
        // A matter falls into two parts at least; further ones may be left empty.
        if empty && i >= 2 {
            continue;
        }
        parts.push(Part {
            title: form.must(title)?,
            body: form.must(body)?,
            category: form.must(category)?,
        });
    }
    Ok(parts)
}

fn answer(form: &Form) -> Result<Answer, Refusal> {
    Ok(Answer {
        class: form.must("class")?,
        text: form.text("text").to_owned(),
        promised: form.maybe("promised")?,
        passed_to: form.text("passed_to").to_owned(),
        basis: form.text("basis").to_owned(),
        fields: Filling::new(),
        files: vec![],
    })
}

/// The officer among those of one person by whom an act is done: the first who may do it now. Who
/// may not do it by any post asks by the first one, so that the rule itself says why not.
pub fn actor(
    state: &State,
    case: &Case,
    (officers, now): (&[Officer], Time),
    (act, key): (Do, Option<&Code>),
) -> Result<Actor, No> {
    let mut permitted = None;
    for officer in officers {
        let by = Actor::Officer(officer.clone());
        let setting = matters::setting(state, Some(case), (now, &by))?;
        let is_meant = |rule: &&ActRule| rule.act == act && key.is_none_or(|key| rule.key == *key);
        if rules::open_to(&setting, case).iter().any(is_meant) {
            return Ok(by);
        }
        if permitted.is_none() && rules::permit(&setting, case, (act, key)).is_ok() {
            permitted = Some(by);
        }
    }
    let first = || officers.first().map(|officer| Actor::Officer(officer.clone()));
    permitted.or_else(first).ok_or_else(|| Refusal::forbidden("post.needed").into())
}
