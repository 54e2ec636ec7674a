//! What is done for officers later: the daily mail of new and nearly late work.

use std::sync::Arc;

use jiff::civil::{Date, Time as OnTheWall, time};
use law::clock::Time;
use law::record::Officer;
use law::words::PersonId;
use store::Fault;
use store::db::{Db, No, Tx};

use super::views::{self, Seat, Sort, Tab, Wish};
use crate::house::{House, State};
use crate::kit::Shell;
use crate::kit::outlet::Way;
use crate::kit::words::Language;
use crate::rights::{List, Who};
use crate::rooms::matters;
use crate::rooms::matters::views::Item;
use crate::rooms::notices::views::{Message, enqueue};
use crate::rooms::people::views::{Digest, digests_due, spend_digest};

/// Between which times of the house the mail of a day is written. A house that is opened later than
/// that leaves the day out: a morning's list is of no use in the evening.
const MORNING: (OnTheWall, OnTheWall) = (time(7, 30, 0, 0), time(12, 0, 0, 0));
/// Most matters of a desk that are looked at, and most that a mail names of each kind.
const LOOKED_AT: u32 = 1000;
const NAMED: usize = 20;
/// How many days before the last one a matter is nearly late, as on the desk itself.
const SOON_DAYS: i64 = 3;

/// Writes the daily mail of everybody who wishes one, once a working day in the morning of the
/// house; tells how many were written.
pub fn send_digests(house: &Arc<House>, address: &str) -> Result<usize, Fault> {
    let (state, now) = (house.state(), house.now());
    let today = state.zone.day(now);
    let at = |time: OnTheWall| state.zone.instant(today.to_datetime(time));
    let is_morning = at(MORNING.0).is_some_and(|from| from <= now)
        && at(MORNING.1).is_some_and(|until| now < until);
    let calendar = state.front_procedure(today).and_then(|p| state.calendar(&p.calendar));
    if !is_morning || !calendar.is_some_and(|calendar| calendar.is_working(today)) {
        return Ok(0);
    }
    let due = house.read(|db| digests_due(db, &today.to_string()))?;
    let mut written = 0;
    for wish in due {
        written += usize::from(send(house, (&state, today), address, &wish)?);
    }
    Ok(written)
}

/// Looks after the day of one officer: the mail is queued together with the note that it was.
fn send(
    house: &Arc<House>,
    (state, today): (&Arc<State>, Date),
    address: &str,
    wish: &Digest,
) -> Result<bool, Fault> {
    let language = Language::of_tag(&wish.language).unwrap_or_default();
    let shell = Shell::plain(state.clone(), language, today);
    let since = since(state, wish, today);
    let person = wish.person;
    let found = house.read(|db| look(db, &shell, person, since))?;
    let message = found.map(|found| Message {
        kind: "digest",
        id: house.chance.bytes(),
        way: Way::Mail.name(),
        recipient: wish.mail.clone(),
        subject: subject(&shell, &found),
        body: body(&shell, address, &found),
    });
    let now = house.now();
    let work = move |tx: &mut Tx<'_>| {
        let is_new = spend_digest(tx, person, &today.to_string())?;
        if let Some(message) = message.as_ref().filter(|_| is_new) {
            enqueue(tx, message, now)?;
            return Ok(true);
        }
        Ok(false)
    };
    house.engine.write_and_wait(&house.code, work).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })
}

/// Since when what came is new: the morning of the last mail; a day where there was none.
fn since(state: &State, wish: &Digest, today: Date) -> Time {
    let last = wish.last.parse::<Date>().or_else(|_| today.yesterday()).unwrap_or(today);
    state.zone.instant(last.to_datetime(MORNING.0)).unwrap_or_else(|| state.zone.start_of(last))
}

/// What a mail tells of a desk.
struct Found {
    late: Vec<Item>,
    soon: Vec<Item>,
    new: Vec<Item>,
    waiting: i64,
}

/// What is new, nearly late or late on the desk of a person; nothing where there is no such thing.
fn look(db: Db<'_>, shell: &Shell, person: PersonId, since: Time) -> Result<Option<Found>, Fault> {
    let officers: Vec<Officer> = shell.state.register.officers(person, shell.today);
    let wish = Wish {
        seats: officers.iter().filter_map(Seat::of).collect(),
        tab: Tab::Waiting,
        sort: Sort::Due,
        areas: vec![],
        category: None,
        among: None,
        after: None,
        today: shell.today,
        told: matters::told(shell, &officers),
        leaders: views::leaders(&shell.state.register, shell.today),
    };
    let items = views::page(db, &wish, LOOKED_AT)?;
    let items = items.checked::<List>(db, shell.ground(), &Who::officers(&officers))?;
    let mut found = Found {
        late: vec![],
        soon: vec![],
        new: vec![],
        waiting: views::count(db, &wish, Tab::Waiting)?,
    };
    for item in items {
        let days = item.waits_until.parse::<Date>().ok().filter(|_| item.waits_state != 1);
        match days.map(|due| i64::from((due - shell.today).get_days())) {
            Some(days) if days < 0 => found.late.push(item),
            Some(days) if days <= SOON_DAYS => found.soon.push(item),
            _ if item.since >= since => found.new.push(item),
            _ => {}
        }
    }
    let is_empty = found.late.is_empty() && found.soon.is_empty() && found.new.is_empty();
    Ok((!is_empty).then_some(found))
}

fn subject(shell: &Shell, found: &Found) -> String {
    let count = |items: &[Item]| items.len().to_string();
    let (new, soon, late) = (count(&found.new), count(&found.soon), count(&found.late));
    let counts = [("new", new.as_str()), ("soon", soon.as_str()), ("late", late.as_str())];
    shell.tn("desks-digest-subject", &counts)
}

fn body(shell: &Shell, address: &str, found: &Found) -> String {
    let mut lines = vec![shell.t1("desks-digest-waiting", "count", found.waiting)];
    for (key, items) in [
        ("desks-digest-late", &found.late),
        ("desks-digest-soon", &found.soon),
        ("desks-digest-new", &found.new),
    ] {
        if items.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(shell.t1(key, "count", items.len()));
        lines.extend(items.iter().take(NAMED).map(|item| line(shell, item)));
        if items.len() > NAMED {
            lines.push(shell.t1("desks-digest-more", "count", items.len() - NAMED));
        }
    }
    lines.push(String::new());
    lines.push(shell.tn("desks-digest-link", &[("link", &format!("{address}/desk"))]));
    lines.push(shell.tn("desks-digest-end", &[("house", shell.house_name())]));
    lines.join("\n")
}

/// A matter in a mail: mail is read by others too, so what is not public is a number there.
fn line(shell: &Shell, item: &Item) -> String {
    let title = if item.visibility == 0 { item.title.clone() } else { shell.t("sheet-not-public") };
    let due = shell.due(&item.waits_until, item.waits_state);
    let waits = shell.called(&item.procedure, "clock", &item.waits_for);
    let number = item.matter.grouped();
    let values = [
        ("number", number.as_str()),
        ("title", title.as_str()),
        ("waits", waits.as_str()),
        ("due", due.day.as_str()),
        ("standing", due.words.as_str()),
    ];
    shell.tn("desks-digest-line", &values)
}
