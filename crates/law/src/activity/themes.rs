//! Theme months and campaigns: a span, the kinds that count for it, and what it wants to reach
//! (K-05 to K-07). What counts follows from the span and the kinds; nobody picks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rules::{LINE_MOST, Setting, check_text, line, officer};
use super::{Fact, REASON};
use crate::record::Record;
use crate::ruling::{Enclosures, Refusal};
use crate::words::{Code, TextRef};

/// The longest theme, in days.
const DAYS_MOST: i32 = 366;
/// The most that a theme can want to reach of anything.
const TARGET_MOST: u32 = 10_000_000;
/// The kind under which the name of a theme lies in the vault.
pub const NAME: &str = "theme-name";
/// The same of what it calls for.
pub const SLOGAN: &str = "theme-slogan";

/// What a theme wants to reach, each in its own unit; nothing where that is not set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    /// Activities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activities: Option<u32>,
    /// Attendances (人次).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendances: Option<u32>,
    /// Public matters taken down (件).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matters: Option<u32>,
    /// Times that residents were received (人次).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<u32>,
}

impl Targets {
    /// Each by the field of its form.
    pub fn each(&self) -> [(&'static str, Option<u32>); 4] {
        [
            ("activities", self.activities),
            ("attendances", self.attendances),
            ("received", self.received),
            ("matters", self.matters),
        ]
    }
}

/// A theme as it was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// The first day.
    pub first: Date,
    /// The kinds of activities that count; none of them: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Code>,
    /// The last day.
    pub last: Date,
    /// What it is called.
    pub name: TextRef,
    /// What it calls for.
    pub slogan: TextRef,
    /// What it wants to reach.
    pub targets: Targets,
}

/// A theme as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeDraft {
    /// The first day; nothing where that was not said.
    pub first: Option<Date>,
    /// The kinds that count, by their keys.
    pub kinds: Vec<Code>,
    /// The last day; nothing where that was not said.
    pub last: Option<Date>,
    /// What it is called.
    pub name: String,
    /// What it calls for.
    pub slogan: String,
    /// What it wants to reach.
    pub targets: Targets,
}

/// Announces a theme, before it ends.
///
/// # Errors
/// Everything that is wrong with it, each at its field.
pub fn announce(
    setting: &Setting<'_>,
    draft: &ThemeDraft,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    must_be_office(setting)?;
    let (first, last) = check(setting, draft)?;
    let theme = Theme {
        first,
        kinds: draft.kinds.clone(),
        last,
        name: line(enclosures, NAME, (&draft.name, "name"))?,
        slogan: line(enclosures, SLOGAN, (&draft.slogan, "slogan"))?,
        targets: draft.targets,
    };
    Ok(Fact::ThemeAnnounced { theme })
}

/// Withdraws a theme that has not ended, for a reason that everybody reads: what was announced
/// wrongly is announced anew.
///
/// # Errors
/// Why not.
pub fn withdraw(
    setting: &Setting<'_>,
    records: &[Record<Fact>],
    reason: &str,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    must_be_office(setting)?;
    let first = records.first().map(|record| &record.fact);
    let Some(Fact::ThemeAnnounced { theme }) = first else {
        return Err(Refusal::missing("page.unknown"));
    };
    if records.len() > 1 {
        return Err(Refusal::conflict("theme.is-withdrawn"));
    }
    if theme.last < setting.today {
        return Err(Refusal::conflict("theme.is-over"));
    }
    let reason = line(enclosures, REASON, (reason, "reason"))?;
    Ok(Fact::ThemeWithdrawn { reason })
}

fn must_be_office(setting: &Setting<'_>) -> Result<(), Refusal> {
    let officer = officer(setting).map_err(|_| Refusal::forbidden("theme.not-yours"))?;
    let body = setting.register.bodies.get(&officer.body);
    let is_congress = body.is_some_and(|body| body.sort == "congress");
    match is_congress && officer.office == "congress-office" {
        true => Ok(()),
        false => Err(Refusal::forbidden("theme.not-yours")),
    }
}

fn check(setting: &Setting<'_>, draft: &ThemeDraft) -> Result<(Date, Date), Refusal> {
    let mut wrong = vec![];
    wrong.extend(check_text(&draft.name, "name", LINE_MOST).err());
    wrong.extend(check_text(&draft.slogan, "slogan", LINE_MOST).err());
    if draft.kinds.iter().any(|kind| setting.kinds.kind(kind.as_str()).is_none()) {
        wrong.push(Refusal::invalid("activity.kind-unknown").at("kinds"));
    }
    let empty = |field| Refusal::invalid("field.empty").at(field);
    wrong.extend(draft.first.is_none().then(|| empty("first")));
    wrong.extend(draft.last.is_none().then(|| empty("last")));
    if let (Some(first), Some(last)) = (draft.first, draft.last) {
        let days = (last - first).get_days();
        if days < 0 {
            wrong.push(Refusal::invalid("theme.ends-before").at("last"));
        } else if days >= DAYS_MOST {
            wrong.push(Refusal::invalid("theme.too-long").at("last").with("days", DAYS_MOST));
        } else if last < setting.today {
            // What is over is not wished for afterwards.
            wrong.push(Refusal::invalid("theme.over").at("last"));
        }
    }
    let targets = draft.targets.each();
    if targets.iter().all(|(_, target)| target.is_none_or(|target| target == 0)) {
        wrong.push(Refusal::invalid("theme.no-target").at("activities"));
    }
    let large = targets.iter().find(|(_, target)| target.is_some_and(|n| n > TARGET_MOST));
    if let Some((field, _)) = large {
        let refusal = Refusal::invalid("field.out-of-range").at(field);
        wrong.push(refusal.with("least", 0).with("most", TARGET_MOST));
    }
    Refusal::all(wrong)?;
    draft.first.zip(draft.last).ok_or(empty("first"))
}
