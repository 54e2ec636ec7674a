//! The outbox: what was told to whom, what waits, and what could not be delivered and why.

use std::sync::Arc;

use askama::Template;
use law::words::TextId;
use store::Fault;
use store::db::Db;

use super::rules::masked;
use super::tasks::{Text, compose, reason};
use super::views::{self, Queued};
use crate::house::{House, Sends};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::{self, Read, Who};

/// Messages on one page.
const MOST: u32 = 20;
/// The states of a message that a page can be narrowed to.
const STATES: [&str; 4] = ["waiting", "sending", "sent", "failed"];

/// A message as the page shows it.
struct Line {
    at: String,
    kind: String,
    way: String,
    recipient: String,
    state: String,
    class: &'static str,
    /// Why it was not taken, and when it is tried again.
    why: String,
    next: String,
    tries: i64,
    /// The words; only where the house is invented.
    subject: String,
    body: Vec<String>,
}

/// A state with its count.
struct Standing {
    link: String,
    name: String,
    count: i64,
    current: bool,
}

#[derive(Template)]
#[template(path = "rooms/notices/outbox.html")]
struct OutboxPage {
    shell: Shell,
    lines: Vec<Line>,
    standings: Vec<Standing>,
    sends: Sends,
    waiting_mail: i64,
    waiting_sms: i64,
    older: String,
    is_first: bool,
}

/// Where a page begins.
struct Wanted {
    state: Option<&'static str>,
    before: (i64, TextId),
    is_first: bool,
}

impl Wanted {
    fn read(form: &Form) -> Self {
        let state = STATES.into_iter().find(|state| *state == form.text("state"));
        let before = form.text("before").split_once('~');
        let before = before.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
        let is_first = before.is_none();
        Self { state, before: before.unwrap_or((i64::MAX, TextId::from_int(i64::MAX))), is_first }
    }
}

/// The page: of an invented house for everybody, of any other for its administrator, who sees no
/// word and no whole address of a resident.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let wanted = Wanted::read(&form);
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let at = visit.app.address.clone();
    page(&visit.read(move |db| composed(db, &house, (shell, &at), &wanted)).await?)
}

fn composed(
    db: Db<'_>,
    house: &Arc<House>,
    (shell, at): (Shell, &str),
    wanted: &Wanted,
) -> Result<OutboxPage, Fault> {
    let mut messages = views::newest(db, wanted.before, wanted.state, MOST + 1)?;
    let more = messages.len() > MOST as usize;
    messages.truncate(MOST as usize);
    let state = wanted.state.unwrap_or("");
    let older = messages.last().filter(|_| more).map_or_else(String::new, |last| {
        let before = format!("{}~{}", last.at.0, last.message);
        address("/outbox", &[("state", state), ("before", &before)])
    });
    let mut lines = vec![];
    for message in &messages {
        lines.push(line(db, house, (&shell, at), message)?);
    }
    let counts = views::counts(db)?;
    let waiting = |way: &str| {
        let of_way = counts.iter().filter(|(of, state, _)| of == way && state == "waiting");
        of_way.map(|(_, _, count)| count).sum()
    };
    Ok(OutboxPage {
        lines,
        standings: standings(&shell, &counts, wanted.state),
        sends: house.sends.get().copied().unwrap_or_default(),
        waiting_mail: waiting("mail"),
        waiting_sms: waiting("sms"),
        older,
        is_first: wanted.is_first,
        shell,
    })
}

fn standings(
    shell: &Shell,
    counts: &[(String, String, i64)],
    chosen: Option<&str>,
) -> Vec<Standing> {
    let count = |state: Option<&str>| {
        let of_state = counts.iter().filter(|(_, of, _)| state.is_none_or(|state| state == of));
        of_state.map(|(_, _, count)| count).sum()
    };
    let standing = |state: Option<&'static str>| Standing {
        link: address("/outbox", &[("state", state.unwrap_or(""))]),
        name: state.map_or_else(|| shell.t("all"), |state| shell.code("notices-state", state)),
        count: count(state),
        current: chosen == state,
    };
    std::iter::once(None).chain(STATES.map(Some)).map(standing).collect()
}

fn line(
    db: Db<'_>,
    house: &Arc<House>,
    (shell, at): (&Shell, &str),
    message: &Queued,
) -> Result<Line, Fault> {
    let text = compose(db, &shell.state, (house, at), message)?;
    let shown = text.as_ref().filter(|_| shell.is_invented());
    let class = match message.state.as_str() {
        "sent" => "is-done",
        "failed" => "is-refused",
        "sending" => "is-running",
        _ => "is-paused",
    };
    let waits = message.state == "waiting" && message.tries > 0;
    let (subject, body) = match shown {
        Some(text) => told(db, shell, message, text)?,
        None => Default::default(),
    };
    Ok(Line {
        at: shell.minute(message.at),
        kind: shell.code("notices-news", &message.kind),
        way: shell.code("notices-way", &message.way),
        recipient: text.as_ref().map_or_else(String::new, |text| masked(&text.recipient)),
        state: shell.code("notices-state", &message.state),
        class,
        why: reason(shell, &message.error),
        next: if waits { shell.minute(message.next) } else { String::new() },
        tries: message.tries,
        subject,
        body: body.lines().map(str::to_owned).collect(),
    })
}

/// Subject and text as everybody may read them: the number of a matter that is not public is left
/// out, and so is what tells an officer of several.
fn told(
    db: Db<'_>,
    shell: &Shell,
    message: &Queued,
    text: &Text,
) -> Result<(String, String), Fault> {
    if message.kind == "digest" {
        return Ok((text.subject.clone(), shell.t("notices-digest-withheld")));
    }
    let Some(own) = message.own else { return Ok((text.subject.clone(), text.body.clone())) };
    if rights::open::<Read>(db, shell.ground(), &Who::Public, own)?.is_some() {
        return Ok((text.subject.clone(), text.body.clone()));
    }
    let withheld = shell.t("notices-number-withheld");
    let without = |text: &str| text.replace(&own.grouped(), &withheld);
    Ok((without(&text.subject), without(&text.body)))
}
