//! Composes messages and sends them: each with a lease, again after growing pauses, until given up.

use std::sync::Arc;

use law::clock::Time;
use law::matter::acts::Contact;
use law::matter::case::Case;
use law::matter::{Fact, What};
use law::record::{ActId, Actor, Record};
use law::register;
use law::ruling::code;
use law::words::MatterId;
use store::db::{Db, No, Tx};
use store::{Fault, vault};

use super::rules::{self, CODE_MS};
use super::views::{self, Queued};
use crate::desk::{self, Hearing};
use crate::house::{House, State};
use crate::kit::Shell;
use crate::kit::outlet::{Hindrance, Letter, Outlet, Way};
use crate::kit::words::Language;

/// Most messages that are taken at once.
const TAKEN_MOST: u32 = 10;
/// How long they are taken for: longer than sending them can take, since a try that a slow server
/// draws out must not be begun a second time.
const LEASE_MS: i64 = 30 * 60_000;

/// Sends what waits and is due, by the ways that the outlet knows; tells how many went. An invented
/// house sends nothing, whatever it is told to send by. `ended` tells that no more is to be begun.
pub fn send_waiting(
    house: &Arc<House>,
    outlet: &Outlet,
    address: &str,
    ended: &dyn Fn() -> bool,
) -> Result<usize, Fault> {
    if house.state().register.invented {
        return Ok(0);
    }
    let mut sent = 0;
    for way in [Way::Mail, Way::Sms].into_iter().filter(|way| outlet.knows(*way)) {
        while !ended() {
            let now = house.now();
            let take = move |tx: &mut Tx<'_>| {
                Ok(views::take(tx, way.name(), (now, now.plus_ms(LEASE_MS)), TAKEN_MOST)?)
            };
            let taken = house.engine.write_and_wait(&house.code, take).map_err(fault)?;
            if taken.is_empty() {
                break;
            }
            sent += send_all(house, outlet, (way, address), taken)?;
        }
    }
    Ok(sent)
}

fn send_all(
    house: &Arc<House>,
    outlet: &Outlet,
    (way, address): (Way, &str),
    taken: Vec<Queued>,
) -> Result<usize, Fault> {
    let (mut sent, mut away) = (0, None);
    for message in taken {
        let result = match &away {
            // The others would only wait for the same server, one after the other.
            Some(reason) => Err(Hindrance::Away(String::clone(reason))),
            None => deliver(house, outlet, (way, address), &message),
        };
        let now = house.now();
        let settled = match result {
            Ok(()) => {
                sent += 1;
                ("sent", now, String::new())
            }
            Err(Hindrance::Never(reason)) => ("failed", now, reason),
            Err(Hindrance::Later(reason)) => again(&message, now, reason),
            Err(Hindrance::Away(reason)) => {
                away = Some(reason.clone());
                again(&message, now, reason)
            }
        };
        let (state, next, error) = settled;
        if !error.is_empty() {
            let (kind, message) = (&message.kind, message.message.to_string());
            tracing::warn!(kind, message, state, error, "a message was not taken");
        }
        let id = message.message;
        let settle = move |tx: &mut Tx<'_>| Ok(views::settle(tx, id, (state, next, &error))?);
        house.engine.write_and_wait(&house.code, settle).map_err(fault)?;
    }
    Ok(sent)
}

/// When a message is tried again, or that it is given up.
fn again(message: &Queued, now: Time, reason: String) -> (&'static str, Time, String) {
    match rules::pause_ms(message.tries + 1) {
        Some(pause) => ("waiting", now.plus_ms(pause), reason),
        None => ("failed", now, reason),
    }
}

fn deliver(
    house: &Arc<House>,
    outlet: &Outlet,
    (way, address): (Way, &str),
    message: &Queued,
) -> Result<(), Hindrance> {
    if message.kind == "code" && house.now().0 - message.at.0 > CODE_MS {
        return Err(Hindrance::Never("outdated".to_owned()));
    }
    let state = house.state();
    let text = match house.read(|db| compose(db, &state, (house, address), message)) {
        Ok(Some(text)) => text,
        Ok(None) => return Err(Hindrance::Never("erased".to_owned())),
        Err(fault) => {
            // One that cannot be put into words must not hold up those behind it.
            tracing::error!(fault = fault.chain(), "a message cannot be put into words");
            return Err(Hindrance::Later("fault".to_owned()));
        }
    };
    let letter = Letter {
        id: format!("{}.{}", message.message, house.code),
        at: message.at,
        recipient: text.recipient,
        subject: text.subject,
        body: text.body,
    };
    outlet.send(way, &letter)
}

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The address or number.
    pub recipient: String,
    /// The subject of a mail.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Puts a message into words, in the language of its matter. `None` where the address is no longer
/// there: whoever was to be told had it erased.
pub fn compose(
    db: Db<'_>,
    state: &Arc<State>,
    (house, address): (&House, &str),
    message: &Queued,
) -> Result<Option<Text>, Fault> {
    let (Some(matter), Some(own), Some(contact)) = (message.matter, message.own, message.contact)
    else {
        let (recipient, subject) = (message.recipient.clone(), message.subject.clone());
        return Ok(Some(Text { recipient, subject, body: message.body.clone() }));
    };
    let Some(contact) = vault::identity(db, &house.safe, contact)? else { return Ok(None) };
    let contact: Contact = serde_json::from_str(&contact)
        .map_err(|error| Fault::from_error("reading a contact", error))?;
    let recipient = if message.way == "mail" { contact.mail } else { contact.phone };
    let (own, title) = matter_of(db, own)?;
    let about = if own.id == matter { own.clone() } else { matter_of(db, matter)?.0 };
    let language = Language::of_tag(own.language.as_str()).unwrap_or_default();
    let shell = Shell::plain(state.clone(), language, house.today());
    let (subject, body) = words(&shell, address, message, (&own, &about, &title));
    Ok(Some(Text { recipient: recipient.trim().to_owned(), subject, body }))
}

fn matter_of(db: Db<'_>, matter: MatterId) -> Result<(Case, String), Fault> {
    let records: Vec<Record<Fact>> = desk::records(db, matter)?;
    let case = Case::fold(matter, &records);
    let (Some(case), Some(What::Submitted(submitted))) =
        (case, records.first().map(|record| &record.fact.what))
    else {
        return Err(Fault::new(format!("a message is about {matter}, and there is none")));
    };
    let title = vault::text(db, submitted.title.id)?.map_or_else(String::new, |text| text.text);
    // Mail goes open ways and also to who joined: it says what the public reads.
    let title = case.hidden_of(submitted.title.id).shown(&title).into_owned();
    Ok((case, title))
}

/// Subject and text. A title is told by mail alone, and only where everybody may read it.
fn words(
    shell: &Shell,
    address: &str,
    message: &Queued,
    (own, about, title): (&Case, &Case, &str),
) -> (String, String) {
    let due = about.clocks.iter().rev().find(|clock| clock.answers).map(|clock| clock.due);
    let due = due.map_or_else(String::new, |due| shell.day(due));
    let mut says = shell.t1(&format!("notices-says-{}", message.kind), "due", &due);
    let more = match (message.kind.as_str(), message.part.as_str()) {
        ("answered", "own" | "split") => shell.t("notices-says-rate"),
        _ => String::new(),
    };
    says.push_str(&more);
    let number = own.id.grouped();
    let link = format!("{address}/receipt");
    let whose = shell.code("notices-part", &message.part);
    let values = [
        ("house", shell.house_name()),
        ("whose", whose.as_str()),
        ("number", number.as_str()),
        ("says", says.as_str()),
        ("link", link.as_str()),
        ("title", title),
    ];
    if message.way != "mail" {
        return (String::new(), shell.tn("notices-sms", &values));
    }
    let key =
        if own.is_public() && !title.is_empty() { "notices-mail-titled" } else { "notices-mail" };
    let news = shell.code("notices-news", &message.kind);
    let subject = shell.tn("notices-subject", &[("number", &number), ("news", &news)]);
    (subject, shell.tn(key, &values))
}

/// Forgets what was sent or given up long ago, on record: how long ago, the definition `privacy`
/// says, counted from the beginning of the day, so that a day's messages go together. An invented
/// house never sends: there those go that wait.
pub fn sweep(house: &Arc<House>) -> Result<(), Fault> {
    let state = house.state();
    let today = state.zone.start_of(house.today());
    let before = |kind| today.plus_ms(-state.privacy.keeps_ms(kind));
    let mut kinds = vec![
        ("message-sent", "sent", before("message-sent")),
        ("message-failed", "failed", before("message-failed")),
    ];
    if state.register.invented {
        kinds.push(("message-waiting", "waiting", before("message-sent")));
    }
    let mut old = vec![];
    for (kind, state, before) in kinds {
        if house.read(|db| views::has_older(db, (state, before)))? {
            old.push((kind, state, before));
        }
    }
    if old.is_empty() {
        return Ok(());
    }
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        for (kind, state, before) in &old {
            let count = views::forget(hearing.tx(), (state, *before))?;
            let (kind, before) = (code(kind), *before);
            hearing.put(0, register::Fact::Forgot { kind, before, count })?;
        }
        Ok(())
    };
    let done = house.act_and_wait(ActId(house.chance.bytes()), Actor::House, work);
    done.map(|_| ()).map_err(fault)
}

/// Why a message was not taken, in words.
pub fn reason(shell: &Shell, error: &str) -> String {
    if error.is_empty() {
        return String::new();
    }
    let (word, number) = error.split_once(' ').unwrap_or((error, ""));
    shell.t1(&format!("notices-error-{word}"), "number", number)
}

fn fault(no: No) -> Fault {
    match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    }
}
