//! Activities of deputies and stations: planned, come to, counted and closed on record (Law on
//! Deputies (2025) arts 45 and 58; mechanisms and K-05 to K-10).

mod kinds;
mod pictures;
mod rules;
mod themes;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::record::Record;
use crate::words::{BodyId, Code, FileId, FileRef, Id, PersonId, PostId, TextRef};

pub use kinds::{Kind, Kinds, Terms};
pub use pictures::{PICTURE, PICTURES_MOST, picture, withdraw_picture};
pub use rules::{
    Act, Draft, Setting, holders, holds, is_open_to_matters, plan, rule, sign_in, take_back,
};
pub use themes::{NAME, SLOGAN, Targets, Theme, ThemeDraft, announce, withdraw};

/// What an [`ActivityId`] names; never built.
pub enum Named {}
/// Names one activity.
pub type ActivityId = Id<Named>;

/// What a [`ThemeId`] names; never built.
pub enum NamedTheme {}
/// Names one theme.
pub type ThemeId = Id<NamedTheme>;

/// What is planned: what kind of thing, when, where, and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// When it begins.
    pub begins: Time,
    /// The station or the house's own office that holds it.
    pub body: BodyId,
    /// When it ends.
    pub ends: Time,
    /// What kind, one of [`Kinds`].
    pub kind: Code,
    /// Where it is.
    pub place: TextRef,
    /// What it is called.
    pub title: TextRef,
}

/// How many were received, in two units that are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Persons, each once (人).
    pub heads: u32,
    /// Times that somebody was received (人次).
    pub times: u32,
}

/// A fact about an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields repeat the sentence of their fact")]
pub enum Fact {
    /// It was planned, or entered from paper after it was held.
    #[serde(rename = "activity.planned/1")]
    Planned { plan: Plan },
    /// It is held otherwise than it was planned, for a reason.
    #[serde(rename = "activity.changed/1")]
    Changed { plan: Plan, reason: TextRef },
    /// It is not held, for a reason.
    #[serde(rename = "activity.called-off/1")]
    CalledOff { reason: TextRef },
    /// Somebody was invited by a post.
    #[serde(rename = "activity.invited/1")]
    Invited { person: PersonId, post: PostId },
    /// Somebody came: `own` where they pressed the button at the place themselves, otherwise
    /// entered by whoever holds it. `at` is when they came, as is claimed; the record tells when it
    /// was entered.
    #[serde(rename = "activity.attended/1")]
    Attended { at: Time, invited: bool, own: bool, person: PersonId, post: PostId },
    /// That somebody came was entered by mistake, for a reason; `record` is the one that said so.
    #[serde(rename = "activity.taken-back/1")]
    TakenBack { invited: bool, person: PersonId, reason: TextRef, record: u64 },
    /// Pictures of it were published, with what they show.
    #[serde(rename = "activity.pictured/1")]
    Pictured { caption: TextRef, files: Vec<FileRef> },
    /// A picture is not public any more, for a reason.
    #[serde(rename = "activity.picture-withdrawn/1")]
    PictureWithdrawn { file: FileId, reason: TextRef },
    /// Who was received was counted; the last count holds.
    #[serde(rename = "activity.counted/1")]
    Counted { received: Received },
    /// It was closed with its minutes; `open` where everybody may read them.
    #[serde(rename = "activity.closed/1")]
    Closed { minutes: TextRef, open: bool },
    /// A theme was announced, for which activities of its span count; it has a number of its own.
    #[serde(rename = "activity.theme-announced/1")]
    ThemeAnnounced { theme: Theme },
    /// A theme was withdrawn, for a reason.
    #[serde(rename = "activity.theme-withdrawn/1")]
    ThemeWithdrawn { reason: TextRef },
}

/// The kind under which each text of an activity lies in the vault.
pub const TITLE: &str = "activity-title";
/// The same of places.
pub const PLACE: &str = "activity-place";
/// The same of reasons.
pub const REASON: &str = "activity-reason";
/// The same of reasons for which an attendance was taken back; for whoever holds it.
pub const BACK: &str = "activity-back";
/// The same of minutes.
pub const MINUTES: &str = "activity-minutes";

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "activity.planned/1",
            Self::Changed { .. } => "activity.changed/1",
            Self::CalledOff { .. } => "activity.called-off/1",
            Self::Invited { .. } => "activity.invited/1",
            Self::Attended { .. } => "activity.attended/1",
            Self::TakenBack { .. } => "activity.taken-back/1",
            Self::Pictured { .. } => "activity.pictured/1",
            Self::PictureWithdrawn { .. } => "activity.picture-withdrawn/1",
            Self::Counted { .. } => "activity.counted/1",
            Self::Closed { .. } => "activity.closed/1",
            Self::ThemeAnnounced { .. } => "activity.theme-announced/1",
            Self::ThemeWithdrawn { .. } => "activity.theme-withdrawn/1",
        }
    }

    /// The texts that it names: what kind each is, and whether everybody may read it.
    pub fn texts(&self) -> Vec<(TextRef, &'static str, bool)> {
        let planned = |plan: &Plan| vec![(plan.title, TITLE, true), (plan.place, PLACE, true)];
        match self {
            Self::Planned { plan } => planned(plan),
            Self::Changed { plan, reason } => {
                let mut texts = planned(plan);
                texts.push((*reason, REASON, true));
                texts
            }
            Self::CalledOff { reason }
            | Self::ThemeWithdrawn { reason }
            | Self::PictureWithdrawn { reason, .. } => {
                vec![(*reason, REASON, true)]
            }
            Self::ThemeAnnounced { theme } => {
                vec![(theme.name, NAME, true), (theme.slogan, SLOGAN, true)]
            }
            Self::TakenBack { reason, .. } => vec![(*reason, BACK, false)],
            Self::Pictured { caption, .. } => vec![(*caption, PICTURE, true)],
            Self::Closed { minutes, open } => vec![(*minutes, MINUTES, *open)],
            Self::Invited { .. } | Self::Attended { .. } | Self::Counted { .. } => vec![],
        }
    }
}

impl Fact {
    /// The attachments that it names.
    pub fn files(&self) -> &[FileRef] {
        if let Self::Pictured { files, .. } = self { files } else { &[] }
    }
}

/// Where an activity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Planned, or going on, or over and not closed yet.
    Planned,
    /// Called off.
    CalledOff,
    /// Closed.
    Closed,
}

/// An activity as its facts make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Which.
    pub id: ActivityId,
    /// What is planned now.
    pub plan: Plan,
    /// Where it stands.
    pub standing: Standing,
    /// Who was invited, by which post.
    pub invited: BTreeMap<PersonId, PostId>,
    /// Who came, by the record that says so.
    pub came: BTreeMap<PersonId, u64>,
    /// The pictures that are public.
    pub pictures: BTreeSet<FileId>,
    /// Who was received.
    pub received: Option<Received>,
}

impl Activity {
    /// Folds the facts of one; nothing where there are none.
    pub fn fold(id: ActivityId, records: &[Record<Fact>]) -> Option<Self> {
        let mut records = records.iter();
        let Fact::Planned { plan } = &records.next()?.fact else { return None };
        let mut activity = Self {
            id,
            plan: plan.clone(),
            standing: Standing::Planned,
            invited: BTreeMap::new(),
            came: BTreeMap::new(),
            pictures: BTreeSet::new(),
            received: None,
        };
        records.for_each(|record| activity.take(record.seq(), &record.fact));
        Some(activity)
    }

    fn take(&mut self, seq: u64, fact: &Fact) {
        match fact {
            Fact::Planned { plan } | Fact::Changed { plan, .. } => self.plan = plan.clone(),
            Fact::CalledOff { .. } => self.standing = Standing::CalledOff,
            Fact::Invited { person, post } => _ = self.invited.insert(*person, *post),
            Fact::Attended { person, .. } => _ = self.came.insert(*person, seq),
            Fact::TakenBack { person, .. } => _ = self.came.remove(person),
            Fact::Pictured { files, .. } => {
                self.pictures.extend(files.iter().map(|file| file.id));
            }
            Fact::PictureWithdrawn { file, .. } => _ = self.pictures.remove(file),
            Fact::Counted { received } => self.received = Some(*received),
            Fact::Closed { .. } => self.standing = Standing::Closed,
            // Facts of themes stand under numbers of their own.
            Fact::ThemeAnnounced { .. } | Fact::ThemeWithdrawn { .. } => {}
        }
    }
}
