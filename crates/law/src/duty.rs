//! The duty file of a deputy: its lines come from what happened. Whoever it is of contests a line
//! with a reason, and somebody of another post decides on record (Law on Deputies (2025) arts 45
//! and 58; mechanism K-01).

mod reports;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::activity::ActivityId;
use crate::record::{Actor, Officer, Record};
use crate::register::{Post, Register};
use crate::ruling::{Enclosures, Refusal, typed};
use crate::words::{Code, MatterId, PersonId, PostId, TextRef};

pub use reports::{Draft, Grades, REPORT, report};

/// The kind under which reasons lie in the vault; they are for the deputy and the office.
pub const REASON: &str = "file-reason";
const REASON_MOST: usize = 400;

/// A line of a duty file, as whoever rules on it finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record that it comes from.
    pub record: u64,
    /// The wire name of the fact, without its version.
    pub kind: Code,
    /// The matter or the activity.
    pub about: MatterId,
    /// By which post it was put on record; nothing where no officer did.
    pub by: Option<PostId>,
}

/// A fact about a duty file. It stands under the number of the deputy's post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields repeat the sentence of their fact")]
pub enum Fact {
    /// The deputy said that a line is not so. It is told whole, for the line may go.
    #[serde(rename = "file.contested/1")]
    Contested { about: MatterId, kind: Code, person: PersonId, reason: TextRef, record: u64 },
    /// Somebody of another post decided: the line stands, or counts no more.
    #[serde(rename = "file.decided/1")]
    Decided { person: PersonId, reason: TextRef, record: u64, stands: bool },
    /// The deputy reported to voters at a meeting (K-03), on a span of days, and they rated it.
    #[serde(rename = "file.reported/1")]
    Reported {
        activity: ActivityId,
        first: Date,
        grades: Grades,
        last: Date,
        person: PersonId,
        text: TextRef,
    },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Contested { .. } => "file.contested/1",
            Self::Decided { .. } => "file.decided/1",
            Self::Reported { .. } => "file.reported/1",
        }
    }

    /// The texts that it names: what kind each is, and whether everybody may read it.
    pub fn texts(&self) -> Vec<(TextRef, &'static str, bool)> {
        match self {
            Self::Contested { reason, .. } | Self::Decided { reason, .. } => {
                vec![(*reason, REASON, false)]
            }
            Self::Reported { text, .. } => vec![(*text, REPORT, true)],
        }
    }
}

/// How a contest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has decided.
    Open,
    /// The line stands.
    Stands,
    /// The line counts no more.
    Struck,
}

/// What was contested of a file: how each line stands.
pub fn fold(records: &[Record<Fact>]) -> BTreeMap<u64, Standing> {
    let mut contests = BTreeMap::new();
    for record in records {
        match &record.fact {
            Fact::Contested { record, .. } => _ = contests.insert(*record, Standing::Open),
            Fact::Decided { record, stands, .. } => {
                let standing = if *stands { Standing::Stands } else { Standing::Struck };
                contests.insert(*record, standing);
            }
            Fact::Reported { .. } => {}
        }
    }
    contests
}

/// What an act on a file is ruled by.
pub struct Setting<'a> {
    /// The register.
    pub register: &'a Register,
    /// The day of the act.
    pub today: jiff::civil::Date,
    /// Who acts.
    pub by: &'a Actor,
    /// The deputy's post.
    pub post: &'a Post,
    /// How what was contested stands.
    pub contests: &'a BTreeMap<u64, Standing>,
}

impl<'a> Setting<'a> {
    fn officer(&self) -> Result<&'a Officer, Refusal> {
        let held = |officer: &&Officer| self.register.is_officer(officer, self.today);
        self.by.officer().filter(held).ok_or(Refusal::forbidden("file.not-yours"))
    }
}

/// The deputy contests a line.
///
/// # Errors
/// Somebody else's file, a line that was contested before, no reason.
pub fn contest(
    setting: &Setting<'_>,
    (line, reason): (&Line, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let person = setting.post.person;
    if setting.officer()?.person != person {
        return Err(Refusal::forbidden("file.not-yours"));
    }
    match setting.contests.get(&line.record) {
        Some(Standing::Open) => return Err(Refusal::conflict("file.contested-already")),
        Some(_) => return Err(Refusal::conflict("file.decided-already")),
        None => {}
    }
    let reason = reason_of(reason, enclosures)?;
    let Line { record, kind, about, .. } = line.clone();
    Ok(Fact::Contested { about, kind, person, reason, record })
}

/// The house's own office decides on a contested line: by another person than the deputy and by
/// another post than the one that made the line.
///
/// # Errors
/// Who may not, a line that nobody contests, no reason.
pub fn decide(
    setting: &Setting<'_>,
    line: &Line,
    (stands, reason): (bool, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let (officer, person) = (setting.officer()?, setting.post.person);
    let body = setting.register.bodies.get(&officer.body);
    let is_office =
        officer.office == *"congress-office" && body.is_some_and(|body| body.sort == "congress");
    if !is_office || officer.person == person {
        return Err(Refusal::forbidden("file.not-yours"));
    }
    if line.by == Some(officer.post) {
        return Err(Refusal::conflict("file.own-line"));
    }
    match setting.contests.get(&line.record) {
        Some(Standing::Open) => {}
        Some(_) => return Err(Refusal::conflict("file.decided-already")),
        None => return Err(Refusal::conflict("file.not-contested")),
    }
    let reason = reason_of(reason, enclosures)?;
    Ok(Fact::Decided { person, reason, record: line.record, stands })
}

fn reason_of(text: &str, enclosures: &mut Enclosures<'_>) -> Result<TextRef, Refusal> {
    Ok(enclosures.add(REASON, typed(text, "reason", REASON_MOST)?, false))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::clock::Time;
    use crate::register;
    use crate::ruling::code;
    use crate::words::{BodyId, Hash, Id, TextId};

    /// A congress with an office of two and a deputy.
    pub(super) fn register() -> Register {
        let mut register = Register::default();
        let name = TextRef { id: TextId::from_int(1), hash: Hash([0; 32]) };
        for (body, sort) in [(1, "congress"), (2, "station")] {
            register.apply(&register::Fact::BodyRegistered {
                area: Id::from_int(1),
                body: Id::from_int(body),
                code: code(if body == 1 { "congress" } else { "s1" }),
                sort: sort.parse().expect("a code"),
                name,
            });
        }
        // The deputy of post 3 also sits in the office and serves at the station.
        for (post, body, office, person) in [
            (1, 1, "congress-office", 1),
            (2, 1, "congress-office", 2),
            (3, 2, "deputy", 3),
            (4, 2, "deputy", 4),
            (5, 2, "station-staff", 5),
            (6, 1, "congress-office", 3),
            (7, 2, "station-staff", 3),
        ] {
            register.apply(&register::Fact::PostBegun {
                body: BodyId::from_int(body),
                first: date(2026, 1, 1),
                office: office.parse().expect("a code"),
                person: Id::from_int(person),
                post: Id::from_int(post),
            });
        }
        register
    }

    pub(super) fn by(register: &Register, post: i64) -> Actor {
        let post = &register.posts[&PostId::from_int(post)];
        let (body, office, person) = (post.body, post.office.clone(), post.person);
        Actor::Officer(Officer { body, office, person, post: post.id })
    }

    /// Asks by a post for an act on the file of post 3, whose line was made by post 2.
    fn ask(
        post: i64,
        stands: Option<bool>,
        before: Option<Standing>,
    ) -> Result<Fact, &'static str> {
        let register = register();
        let contests = before.map(|before| (9, before)).into_iter().collect();
        let setting = Setting {
            register: &register,
            today: date(2026, 3, 2),
            by: &by(&register, post),
            post: &register.posts[&PostId::from_int(3)],
            contests: &contests,
        };
        let line = Line {
            record: 9,
            kind: code("activity.attended"),
            about: MatterId::from_int(5),
            by: Some(PostId::from_int(2)),
        };
        let mut chance = |bytes: &mut [u8]| bytes.fill(7);
        let mut enclosures = Enclosures::new(Time(0), &mut chance);
        let asked = match stands {
            None => contest(&setting, (&line, "那天我不在"), &mut enclosures),
            Some(stands) => decide(&setting, &line, (stands, "签到表上没有"), &mut enclosures),
        };
        asked.map_err(|refusal| refusal.code)
    }

    #[test]
    fn the_deputy_contests_and_another_decides() {
        assert!(matches!(ask(3, None, None), Ok(Fact::Contested { record: 9, .. })));
        assert_eq!(ask(4, None, None), Err("file.not-yours"), "another deputy");
        assert_eq!(ask(1, None, None), Err("file.not-yours"), "the office contests nothing");
        assert_eq!(ask(3, None, Some(Standing::Open)), Err("file.contested-already"));
        assert_eq!(ask(3, None, Some(Standing::Struck)), Err("file.decided-already"));
        let open = Some(Standing::Open);
        assert!(matches!(ask(1, Some(false), open), Ok(Fact::Decided { stands: false, .. })));
        assert_eq!(ask(2, Some(false), open), Err("file.own-line"), "who made the line");
        assert_eq!(ask(3, Some(false), open), Err("file.not-yours"), "the deputy");
        assert_eq!(ask(6, Some(false), open), Err("file.not-yours"), "by another post of theirs");
        assert_eq!(ask(1, Some(true), None), Err("file.not-contested"));
        assert_eq!(ask(1, Some(true), Some(Standing::Stands)), Err("file.decided-already"));
    }
}
