//! The pages of the room.

pub mod hold;
pub mod list;
pub mod one;
pub mod plan;
pub mod theme;

use jiff::civil::DateTime;
use law::activity::{ActivityId, Draft, Standing};
use law::clock::{Time, Zone};
use law::ruling::{Refusal, code};
use law::words::{BodyId, Code};

use super::views::{Coming, Entry};
use crate::kit::{Form, Shell};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// An activity in a list.
#[expect(missing_docs, reason = "the fields are what a line shows")]
pub struct Line {
    pub to: String,
    pub title: String,
    pub kind: String,
    pub when: String,
    pub place: String,
    pub holder: String,
    /// The class and the words of where it stands.
    pub tag: (&'static str, String),
}

/// An activity as a line.
pub fn line(shell: &Shell, entry: &Entry, now: Time) -> Line {
    Line {
        to: format!("/activities/{}", entry.id),
        title: entry.title.clone(),
        kind: kind(shell, &entry.kind),
        when: when(shell, (entry.begins, entry.ends)),
        place: entry.place.clone(),
        holder: shell.body(entry.body).to_owned(),
        tag: tag(shell, entry, now),
    }
}

/// What a kind is called.
fn kind(shell: &Shell, key: &str) -> String {
    shell.state.activity_kind(key, shell.language.key()).to_owned()
}

/// From when to when: `2026-03-02 09:00–11:00`.
fn when(shell: &Shell, (begins, ends): (Time, Time)) -> String {
    let (begin, end) = (shell.minute(begins), shell.minute(ends));
    let same = shell.state.zone.day(begins) == shell.state.zone.day(ends);
    let end = if same { end.split(' ').next_back().unwrap_or_default() } else { &end };
    format!("{begin}–{end}")
}

fn tag(shell: &Shell, entry: &Entry, now: Time) -> (&'static str, String) {
    let (class, word) = match entry.standing {
        Standing::CalledOff => ("is-refused", "called-off"),
        Standing::Closed => ("is-done", "closed"),
        Standing::Planned if now < entry.begins => ("is-new", "coming"),
        Standing::Planned if now < entry.ends => ("is-running", "on"),
        Standing::Planned => ("is-paused", "over"),
    };
    (class, shell.code("activities-standing", word))
}

/// What has not ended now.
pub fn coming_now(shell: &Shell, now: Time) -> Coming {
    let days = i64::from(shell.state.activities.terms.days_most);
    Coming { since: now.plus_ms(-days * DAY_MS), now }
}

/// The number in an address.
fn number(text: &str) -> Result<ActivityId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("page.unknown"))
}

/// The kinds to choose from: key, name, whether it is chosen.
fn kinds(shell: &Shell, chosen: &str) -> Vec<(String, String, bool)> {
    let kinds = shell.state.activities.kinds.iter();
    let choice = |one: &law::activity::Kind| {
        (one.key.to_string(), kind(shell, one.key.as_str()), one.key == *chosen)
    };
    kinds.map(choice).collect()
}

/// A plan as a form has it. A choice that was not made becomes one that the law refuses.
///
/// # Errors
/// A time that cannot be read.
fn draft(form: &Form, zone: &Zone) -> Result<Draft, Refusal> {
    Ok(Draft {
        begins: time(form, zone, "begins")?,
        body: form.text("body").parse().unwrap_or(BodyId::from_int(0)),
        ends: time(form, zone, "ends")?,
        kind: form.text("kind").parse::<Code>().unwrap_or_else(|_| code("none")),
        place: form.text("place").to_owned(),
        title: form.text("title").to_owned(),
    })
}

/// A time as browsers write it; nothing for an empty field.
fn time(form: &Form, zone: &Zone, name: &'static str) -> Result<Option<Time>, Refusal> {
    let text = form.text(name);
    if text.is_empty() {
        return Ok(None);
    }
    let shown = text.parse::<DateTime>().ok().and_then(|shown| zone.instant(shown));
    shown.map(Some).ok_or(Refusal::invalid("field.unreadable").at(name))
}

/// A time as browsers want it: `2026-03-02T09:00`.
fn typed(shell: &Shell, time: Time) -> String {
    shell.minute(time).replace(' ', "T")
}
