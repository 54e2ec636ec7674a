//! The rows of matters: where each stands, its clocks, its units, its receipts, its ratings.

pub mod counted;
mod lists;
mod looks;
mod queries;
mod tables;
mod tally;

#[cfg(test)]
pub use lists::statements;
pub use lists::{
    BESIDE, Clue, Entered, Filter, Item, Place, count, entered_at, given, is_told, newest,
    newest_after, public_open_in, public_page,
};
#[cfg(test)]
pub use looks::look_statements;
pub use looks::{LookAsk, asks_newest, asks_waiting, looks_since};
#[cfg(test)]
pub use queries::busy_statements;
pub use queries::{
    Busy, Follower, Receipt, busy, by_receipt, by_slip, converted_from, due_clocks, followers,
    held_by_post, look_back_candidates, open_in_areas, ratings_of_unit, reached_still, received_of,
    slips, solved_at,
};
pub use tables::{CLOCK, DEED, LINK, MATTER, RATING, RECEIPT, SENT_BACK, UNIT};
pub use tally::{
    PROMISE, TALLIED, TALLY_AREA, TALLY_HOUSE, TALLY_UNIT, count_all, counted_anew, month_begins,
    month_of,
};

use law::matter::facts::{
    Change, ClockChange, ContactRef, Fact, Imported, Party, Submitted, Value, Visibility, What,
};
use law::procedure::Meaning;
use law::record::{Actor, Head};
use law::redaction::Hidden;
use law::words::{BodyId, Id};
use store::Val;
use store::rows::{Rows, Table, View};

/// The view.
pub const VIEW: View = View { name: "matters", version: 15, tables: TABLES };

const TABLES: &[&Table] = &[
    &MATTER,
    &CLOCK,
    &UNIT,
    &RECEIPT,
    &RATING,
    &SENT_BACK,
    &LINK,
    &DEED,
    &looks::LOOK,
    &looks::LOOK_ASK,
    &TALLY_HOUSE,
    &TALLY_AREA,
    &TALLY_UNIT,
    &PROMISE,
];

fn key<K>(id: Id<K>) -> Vec<Val> {
    vec![id.into()]
}

/// Stages the rows that follow from a fact about a matter.
pub fn apply(head: &Head, fact: &Fact, rows: &mut Rows) {
    if let Actor::Officer(officer) = &head.by
        && officer.office == "deputy"
    {
        let key = vec![officer.person.into(), head.seq.into()];
        let kind = fact.what.kind().trim_end_matches("/1").into();
        let values = vec![officer.post.into(), Val::Int(head.case), head.at.into(), kind];
        rows.put(&DEED, key, values);
    }
    let matter = vec![Val::Int(head.case)];
    if let What::Submitted(submitted) = &fact.what {
        begin(head, fact, submitted, rows);
    } else {
        let mut set = happened(head, &fact.what);
        let effect = &fact.effect;
        if let Some(round) = effect.round {
            set.extend([
                ("round", round.into()),
                ("returns", 0_i64.into()),
                ("time_asked", 0_i64.into()),
                ("outcome", Val::Null),
                ("merged_into", Val::Null),
            ]);
        }
        if let Some(outcome) = &effect.outcome {
            set.push(("outcome", outcome.into()));
        }
        if let Some(step) = &effect.step {
            set.push(("step", step.into()));
            set.push(("since", head.at.into()));
        }
        if let Some(holder) = &effect.holder {
            set.push(("holder_role", (&holder.role).into()));
            set.push(("holder_body", holder.body.into()));
            set.push(("holder_post", holder.post.into()));
        }
        for change in effect.clocks.iter().filter(|change| change.answers) {
            set.extend(resident_date(&change.change));
        }
        if !set.is_empty() {
            rows.set(&MATTER, matter.clone(), set);
        }
    }
    for change in &fact.effect.clocks {
        turn_clock(&matter, change, rows);
    }
    others(head, &fact.what, rows);
    looks::apply(head, &fact.what, rows);
    for filled in &fact.fields {
        if let (Some(_), Value::Bodies(bodies)) = (&filled.names, &filled.value) {
            for body in bodies {
                give(head, *body, false, rows);
            }
        }
    }
}

/// A body has to do with a matter from now on, as its lead or beside that.
fn give(head: &Head, body: BodyId, lead: bool, rows: &mut Rows) {
    let zero = || Val::Int(0);
    let values = vec![lead.into(), zero(), zero(), zero(), head.at.into()];
    rows.put(&UNIT, vec![Val::Int(head.case), body.into()], values);
}

fn begin(head: &Head, fact: &Fact, submitted: &Submitted, rows: &mut Rows) {
    let effect = &fact.effect;
    let holder = effect.holder.as_ref();
    let (mut due, mut state) = ("".into(), Val::Int(4));
    for change in effect.clocks.iter().filter(|change| change.answers) {
        if let Change::Started(started) = &change.change {
            (due, state) = (day(started.due), Val::Int(0));
        }
    }
    let mut values = vec![
        (&submitted.procedure).into(),
        effect.step.as_ref().into(),
        hidden_from(submitted).into(),
        (&submitted.channel).into(),
        submitted.assisted.into(),
        submitted.station.into(),
        submitted.deputy.into(),
        submitted.area.into(),
        submitted.place.map(|place| place.key).into(),
        (&submitted.category).into(),
        submitted.title.id.into(),
        submitted.received.into(),
        head.at.into(),
        submitted.slip.as_ref().into(),
        submitted.parent.into(),
        holder.map(|holder| &holder.role).into(),
        holder.and_then(|holder| holder.body).into(),
        holder.and_then(|holder| holder.post).into(),
        head.at.into(),
        Val::Null,
        Val::Null,
        1_i64.into(),
        0_i64.into(),
        1_i64.into(),
        0_i64.into(),
        0_i64.into(),
    ];
    let nothing = |count| std::iter::repeat_n(Val::Null, count);
    // Of whom more time is asked: body and post; who supervises.
    values.extend(nothing(3));
    values.extend([due, state]);
    // Answered, in time, class, meaning, promised, delivered; rating, assisted, solved; invited,
    // called, and what was said then.
    values.extend(nothing(13));
    // Drawn; look-back, outcome, merged into; answer, meaning and rating of a ledger.
    values.push(0_i64.into());
    values.extend(nothing(6));
    values.extend([hidden_of_title(submitted).into(), 0_i64.into(), submitted.activity.into()]);
    rows.put(&MATTER, vec![Val::Int(head.case)], values);
    if let Some(mac) = submitted.receipt {
        put_receipt(head, (mac, submitted.contact.as_ref()), false, rows);
    }
}

/// What of the title was marked when it was written.
fn hidden_of_title(submitted: &Submitted) -> String {
    let mut marks = submitted.marked.iter();
    let own = marks.find(|marked| marked.text == submitted.title.id);
    let hidden = own.map(|marked| Hidden::marked(marked.spans.clone())).unwrap_or_default();
    hidden.to_string()
}

/// 0 nobody; 1 everybody but who handles it and the house's own offices; 3 also those of them that
/// have no part in its procedure. A matter that is taken out of public view becomes 2.
fn hidden_from(submitted: &Submitted) -> i64 {
    match (submitted.visibility, submitted.closed) {
        (Visibility::Public, _) => 0,
        (Visibility::Confidential, false) => 1,
        (Visibility::Confidential, true) => 3,
    }
}

fn put_receipt(
    head: &Head,
    (mac, contact): (law::words::Hash, Option<&ContactRef>),
    joined: bool,
    rows: &mut Rows,
) {
    let ways: Option<Vec<&str>> =
        contact.map(|contact| contact.ways.iter().map(law::words::Code::as_str).collect());
    let values = vec![
        Val::Int(head.case),
        joined.into(),
        false.into(),
        contact.map(|contact| contact.text.id).into(),
        ways.map(|ways| ways.join(" ")).into(),
        head.at.into(),
    ];
    rows.put(&RECEIPT, vec![mac.into()], values);
}

type Set = Vec<(&'static str, Val)>;

/// What a fact sets in the row of its matter.
fn happened(head: &Head, what: &What) -> Set {
    match what {
        What::Imported(imported) | What::ImportedLater(imported) if imported.ended => {
            told(imported)
        }
        What::Classified { category } => vec![("category", category.into())],
        What::HandedOver { lead, post, .. }
        | What::RespondedAtOnce { lead, post, .. }
        | What::Transferred { lead, post, .. } => {
            vec![
                ("lead", (*lead).into()),
                ("lead_post", (*post).into()),
                ("time_asked", 0_i64.into()),
            ]
        }
        What::Hidden { .. } => vec![("visibility", 2_i64.into())],
        What::Shown { .. } => vec![("visibility", 0_i64.into())],
        What::Redacted { hidden, part, .. } => {
            let mut set = vec![("redacted", 1_i64.into())];
            if *part == "title" {
                set.push(("hidden", Hidden::decided(hidden.clone()).to_string().into()));
            }
            set
        }
        What::Asked { .. } => vec![("question", 1_i64.into())],
        What::QuestionAnswered { .. } => vec![("question", 0_i64.into())],
        What::TimeAsked { of, .. } => vec![
            ("time_asked", 1_i64.into()),
            ("time_body", of.map_or(Val::Int(0), |party| party.body.into())),
            ("time_post", of.and_then(|party| party.post).into()),
        ],
        What::TimeGranted { .. } | What::TimeRefused { .. } => vec![("time_asked", 0_i64.into())],
        What::Supervised { leader, .. } => vec![("supervised", (*leader).into())],
        What::Replied(reply) => answered(head, reply.class.as_str(), reply.means, reply.promised),
        What::Explained { class, .. } => answered(head, class.as_str(), Meaning::Impossible, None),
        What::Delivered { .. } => vec![("delivered", 1_i64.into())],
        What::Rated { rating, assisted, solved, again, .. } => {
            let mut set: Set = vec![
                ("rating", rating.into()),
                ("rating_assisted", (*assisted).into()),
                ("solved", (*solved).into()),
            ];
            if *again {
                set.push(("look_back", Val::Null));
            }
            set
        }
        What::RatingInvited { .. } => vec![("invited", 1_i64.into())],
        What::CalledBack { rating, reached, solved, .. } => vec![
            ("called", (*reached).into()),
            ("call_rating", rating.as_ref().into()),
            ("call_solved", solved.map(i64::from).into()),
        ],
        What::HandedOn { deputy, lead, leader, time, to, .. } => {
            let posts = ["deputy", "lead_post", "supervised", "time_post"];
            let named = posts.into_iter().zip([*deputy, *lead, *leader, *time]);
            let named = named.filter(|(_, is_named)| *is_named);
            named.map(|(column, _)| (column, (*to).into())).collect()
        }
        What::LookBackDrawn { .. } => vec![("drawn", 1_i64.into())],
        What::LookedBack { solved, .. } => vec![("look_back", (*solved).into())],
        What::Withdrawn { .. } => vec![("outcome", "withdrawn".into())],
        What::Merged { into, .. } => {
            vec![("outcome", "merged".into()), ("merged_into", (*into).into())]
        }
        _ => vec![],
    }
}

/// The end of a matter by the word of a ledger.
fn told(imported: &Imported) -> Set {
    vec![
        ("lead", imported.lead.into()),
        ("outcome", "imported".into()),
        ("told_answered", imported.answered.map(day).into()),
        ("told_means", imported.means.map(meaning).into()),
        ("told_rating", imported.rating.as_ref().into()),
    ]
}

const fn meaning(means: Meaning) -> &'static str {
    match means {
        Meaning::Done => "done",
        Meaning::Promised => "promised",
        Meaning::Impossible => "impossible",
        Meaning::Above => "above",
    }
}

fn answered(head: &Head, class: &str, means: Meaning, promised: Option<jiff::civil::Date>) -> Set {
    vec![
        ("answered", head.at.into()),
        ("class", class.into()),
        ("means", meaning(means).into()),
        ("promised", promised.map(day).into()),
        ("outcome", "answered".into()),
        ("question", 0_i64.into()),
        ("time_asked", 0_i64.into()),
    ]
}

/// What a change of the resident's own clock sets in the row of the matter.
fn resident_date(change: &Change) -> Set {
    match change {
        Change::Started(started) => vec![("due", day(started.due)), ("due_state", 0_i64.into())],
        Change::Fulfilled { late, .. } => {
            vec![("due_state", 3_i64.into()), ("on_time", (!late).into())]
        }
        Change::Released => vec![("due_state", 4_i64.into())],
        Change::Paused { .. } => vec![("due_state", 1_i64.into())],
        Change::Resumed { due, .. } | Change::Extended { due, .. } => {
            vec![("due", day(*due)), ("due_state", 0_i64.into())]
        }
        Change::Moved { .. } | Change::Warned => vec![],
        Change::Expired => vec![("due_state", 2_i64.into())],
    }
}

fn day(date: jiff::civil::Date) -> Val {
    date.to_string().into()
}

fn turn_clock(matter: &[Val], change: &ClockChange, rows: &mut Rows) {
    let mut key = matter.to_vec();
    key.push(change.clock.into());
    let ended = |state: i64| vec![("state", state.into()), ("alive", 0_i64.into())];
    let set = match &change.change {
        Change::Started(started) => {
            let values = vec![
                (&started.key).into(),
                (&started.on.role).into(),
                started.on.body.into(),
                started.on.post.into(),
                change.answers.into(),
                day(started.from),
                day(started.due),
                day(started.warn),
                0_i64.into(),
                0_i64.into(),
                1_i64.into(),
                0_i64.into(),
                Val::Null,
            ];
            rows.put(&CLOCK, key, values);
            return;
        }
        Change::Fulfilled { day: on, late } => {
            let mut set = ended(3);
            set.extend([("late", (*late).into()), ("ended", day(*on))]);
            set
        }
        Change::Released => ended(4),
        Change::Paused { .. } => vec![("state", 1_i64.into())],
        Change::Resumed { due, warn, .. } | Change::Extended { due, warn, .. } => {
            vec![("state", 0_i64.into()), ("due", day(*due)), ("warn", day(*warn))]
        }
        Change::Moved { post } => vec![("post", (*post).into())],
        Change::Warned => vec![("warned", 1_i64.into())],
        Change::Expired => vec![("state", 2_i64.into()), ("late", 1_i64.into())],
    };
    rows.set(&CLOCK, key, set);
}

/// Rows in the other tables.
fn others(head: &Head, what: &What, rows: &mut Rows) {
    let matter = Val::Int(head.case);
    let unit = |body: law::words::BodyId| vec![matter.clone(), body.into()];
    match what {
        What::HandedOver { lead, co, .. } => {
            give(head, *lead, true, rows);
            for body in co {
                give(head, *body, false, rows);
            }
        }
        What::RespondedAtOnce { lead, .. } | What::Transferred { lead, .. } => {
            give(head, *lead, true, rows);
        }
        What::Signed { body } => rows.set(&UNIT, unit(*body), vec![("signed", 1_i64.into())]),
        What::CoReplied { body, .. } => {
            rows.set(&UNIT, unit(*body), vec![("replied", 1_i64.into())]);
        }
        What::Replied(reply) => {
            rows.set(&UNIT, unit(reply.body), vec![("replied", 1_i64.into())]);
        }
        What::Returned { body, duty, .. } => {
            rows.set(&UNIT, unit(*body), vec![("returned", 1_i64.into())]);
            let key = vec![matter.clone(), head.seq.into()];
            rows.put(&SENT_BACK, key, vec![(*body).into(), duty.into(), head.at.into()]);
            rows.add(&MATTER, vec![matter], "returns", 1);
        }
        What::Submitted(submitted) => {
            if let Some(origin) = submitted.origin {
                rows.put(&LINK, vec![matter, origin.into()], vec!["origin".into(), head.at.into()]);
            }
            if let Some(Party { body, post: None }) = submitted.raised_by {
                give(head, body, false, rows);
            }
        }
        What::Converted { into, .. } => {
            rows.put(&LINK, vec![matter, (*into).into()], vec!["converted".into(), head.at.into()]);
        }
        What::Linked { how, to } => {
            rows.put(&LINK, vec![matter, (*to).into()], vec![how.into(), head.at.into()]);
        }
        What::Joined { contact, receipt, .. } => {
            put_receipt(head, (*receipt, contact.as_ref()), true, rows);
            rows.add(&MATTER, vec![matter], "voices", 1);
        }
        What::Absorbed { .. } => rows.add(&MATTER, vec![matter], "voices", 1),
        What::ReceiptReplaced { contact, receipt, replaces, .. } => {
            if let Some(old) = replaces {
                rows.set(&RECEIPT, vec![(*old).into()], replaced());
            }
            put_receipt(head, (*receipt, contact.as_ref()), false, rows);
        }
        What::IdentityErased { receipt: Some(receipt), .. } => {
            let nothing = vec![("contact", Val::Null), ("ways", Val::Null)];
            rows.set(&RECEIPT, vec![(*receipt).into()], nothing);
        }
        What::Rated { rating, solved, assisted, again, round } => {
            let values = vec![
                rating.into(),
                (*solved).into(),
                (*assisted).into(),
                (*again).into(),
                head.at.into(),
            ];
            rows.put(&RATING, vec![matter, (*round).into()], values);
        }
        _ => {}
    }
}

/// What is set in the row of a receipt that another has taken the place of: it is told of nothing.
fn replaced() -> Set {
    vec![("replaced", 1_i64.into()), ("contact", Val::Null), ("ways", Val::Null)]
}

/// The key of a matter's row.
pub fn matter_key(matter: law::words::MatterId) -> Vec<Val> {
    key(matter)
}
