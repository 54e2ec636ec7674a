//! The deputies' network: what a station is, what it is found to be and when it is open, what
//! mandate a deputy holds, who holds a grid, who helps, and who keeps in touch with whom.
//!
//! A station is a body and a deputy a post in it; here stands what the public is told of them
//! (Law on Deputies (2025) arts 45 and 58; mechanisms, K-04, M-06, S-04).

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{AreaId, BodyId, Code, PersonId, PostId, TextRef};

/// Kinds of stations, the widest first: a town's centre, a community's or village's, one on the
/// network alone, one that goes where people are; last what is no deputies' station but a place of
/// another kind, with another owner at times (A-10 to A-12, W-06).
pub const TIERS: [&str; 5] = ["centre", "community", "online", "mobile", VENUE];
/// The last of them: it takes nobody's matters and counts as no station.
pub const VENUE: &str = "venue";
/// Tiers of congresses to which somebody is elected, the widest first.
pub const CONGRESSES: [&str; 5] = ["nation", "province", "city", "county", "township"];
/// Whether a station lies inside a government's compound.
pub const COMPOUNDS: [&str; 2] = ["outside", "inside"];

/// When something is open in each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Opening {
    /// Monday is 1, Sunday 7.
    pub weekday: i8,
    /// Minutes after midnight of its beginning.
    pub from: u16,
    /// Minutes after midnight of its end.
    pub until: u16,
}

/// The signs of the days in Chinese (U+4E00 for Monday is also the number one), and the beginnings
/// of their English names.
const DAYS: [(char, &str); 7] = [
    ('\u{4E00}', "mon"),
    ('\u{4E8C}', "tue"),
    ('\u{4E09}', "wed"),
    ('\u{56DB}', "thu"),
    ('\u{4E94}', "fri"),
    ('\u{516D}', "sat"),
    ('\u{65E5}', "sun"),
];
/// Another sign for Sunday, and what stands before the sign of a day: "zhou", "xingqi", "libai".
const SUNDAY: char = '\u{5929}';
const WEEK: [&str; 3] = ["\u{5468}", "\u{661F}\u{671F}", "\u{793C}\u{62DC}"];
/// What stands between two times, and between two openings.
const TO: [char; 6] = ['\u{2013}', '\u{2014}', '\u{FF5E}', '~', '\u{81F3}', '\u{5230}'];
const AND: [char; 5] = [';', ',', '\u{FF1B}', '\u{3001}', '\u{FF0C}'];
const COLON: char = '\u{FF1A}';

impl Opening {
    /// Several, with signs between them, as `Wed 09:00-11:30; Sat 14:00-16:00`, in English or
    /// Chinese or with numbers for days; in the order of the week.
    ///
    /// # Errors
    /// The first part that is no opening, as it was typed.
    pub fn all(text: &str) -> Result<Vec<Self>, String> {
        let parts = text.split(AND).map(str::trim);
        let read = |part: &str| part.parse().map_err(|()| part.to_owned());
        let all: Result<Vec<Self>, String> =
            parts.filter(|part| !part.is_empty()).map(read).collect();
        let mut all = all?;
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
}

impl FromStr for Opening {
    type Err = ();

    /// A day of the week and a span of time.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().replace(TO, "-").replace(COLON, ":");
        let begins = text.find(|c: char| c.is_ascii_digit()).ok_or(())?;
        // A day as a number stands before the hours: "3 09:00-11:30".
        let (day, span) = match text.split_once(' ') {
            Some((day, span)) => (day.trim(), span.trim()),
            None => text.split_at(begins),
        };
        let small = day.to_lowercase();
        let named = WEEK.iter().find_map(|week| small.strip_prefix(week)).unwrap_or(&small);
        let is_it = |(sign, begin): &(char, &str)| {
            let signed = named.chars().eq([*sign]);
            signed || (!begin.is_empty() && named.starts_with(begin))
        };
        let known = DAYS.iter().position(is_it).map(|i| i as i8 + 1);
        let known = known.or(named.chars().eq([SUNDAY]).then_some(7));
        let weekday = known.or(named.parse().ok().filter(|day| (1..=7).contains(day))).ok_or(())?;
        let (from, until) = span.split_once('-').ok_or(())?;
        let (from, until) = (minutes(from)?, minutes(until)?);
        if from >= until {
            return Err(());
        }
        Ok(Self { weekday, from, until })
    }
}

/// A time of day in minutes after midnight.
fn minutes(text: &str) -> Result<u16, ()> {
    let (hours, minutes) = text.trim().split_once(':').ok_or(())?;
    let read =
        |text: &str, most: u16| text.parse::<u16>().ok().filter(|number| *number <= most).ok_or(());
    let all = read(hours, 24)? * 60 + read(minutes, 59)?;
    if all > 24 * 60 { Err(()) } else { Ok(all) }
}

impl fmt::Display for Opening {
    /// With a number for the day, as it stands on record: `3 09:00-11:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { weekday, from, until } = self;
        let clock = |at: &u16| format!("{:02}:{:02}", at / 60, at % 60);
        write!(f, "{weekday} {}-{}", clock(from), clock(until))
    }
}

impl From<Opening> for String {
    fn from(opening: Opening) -> Self {
        opening.to_string()
    }
}

impl TryFrom<String> for Opening {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|()| format!("no opening: {text}"))
    }
}

/// What the public is told of a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    /// Where it is.
    pub address: TextRef,
    /// One of [`COMPOUNDS`]; nothing where it is not known.
    pub compound: Option<Code>,
    /// What it is used for, of the functions of the house's standards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Code>,
    /// When somebody is there.
    pub hours: Vec<Opening>,
    /// When it moved where it is now.
    pub moved: Option<Date>,
    /// Whose it is, where it is not the congress's own: a court, a procuratorate, the CPPCC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<BodyId>,
    /// Its telephone number.
    pub phone: Option<TextRef>,
    /// What is offered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<TextRef>,
    /// One of [`TIERS`].
    pub tier: Code,
    /// Which kinds of places are in it, of the venues of the house's standards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub venues: Vec<Code>,
    /// How many voters it is there for; nothing where nobody counted.
    pub voters: Option<u32>,
}

/// What the public is told of a deputy's mandate; its term is that of the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// One of [`CONGRESSES`].
    pub congress: Code,
    /// The delegation.
    pub delegation: Option<TextRef>,
    /// The grid in which the deputy is; nothing where there is none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<AreaId>,
    /// The professional group.
    pub group: Option<TextRef>,
    /// The electoral unit.
    pub unit: TextRef,
}

/// Who holds a grid, and what is theirs to do there (M-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// What is theirs to do.
    pub duty: TextRef,
    /// The first day.
    pub first: Date,
    /// The last day, where it is known.
    pub last: Option<Date>,
    /// Who holds it.
    pub person: PersonId,
}

/// Whether a day lies in a span whose end may be open.
fn lies_in(day: Date, first: Date, last: Option<Date>) -> bool {
    first <= day && last.is_none_or(|last| day <= last)
}

impl Grid {
    /// Whether it is held on a day.
    pub fn is_held(&self, day: Date) -> bool {
        lies_in(day, self.first, self.last)
    }
}

/// Somebody in a register of helpers. They have no account: who takes down what they report enters
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helper {
    /// Where they help.
    pub area: AreaId,
    /// Who appointed them.
    pub body: BodyId,
    /// The last day of their certificate, where they hold one.
    pub certified: Option<Date>,
    /// What they look after.
    pub field: Option<TextRef>,
    /// The first day.
    pub first: Date,
    /// One of the kinds of the house's standards.
    pub kind: Code,
    /// The last day, where it is known.
    pub last: Option<Date>,
    /// Their name, which few may read.
    pub name: TextRef,
}

impl Helper {
    /// Whether they help on a day.
    pub fn serves(&self, day: Date) -> bool {
        lies_in(day, self.first, self.last)
    }
}

/// Which item of which checklist, of which edition (a year).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    /// The checklist.
    pub checklist: Code,
    /// The edition.
    pub edition: i16,
    /// The item.
    pub item: Code,
}

/// What was found of a station at one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// Who found it: never the station itself.
    pub assessor: BodyId,
    /// When.
    pub day: Date,
    /// What shows it; nothing where it is not met.
    pub evidence: Option<TextRef>,
    /// Whether it is met.
    pub met: bool,
}

/// Which title, of which edition (a year).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Award {
    /// The edition.
    pub edition: i16,
    /// The title.
    pub title: Code,
}

/// A title that a station was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titled {
    /// Whose panel gave it: never the station itself.
    pub assessor: BodyId,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How much of the weight of its checklist was met, and the whole, on the day on which it was
    /// entered; nothing where no checklist decides.
    pub score: Option<(u32, u32)>,
}

impl Titled {
    /// Whether it holds on a day, unless it was withdrawn.
    pub fn holds(&self, day: Date) -> bool {
        lies_in(day, self.first, Some(self.last))
    }
}

/// Who keeps in touch with whom (K-04): a member with a deputy, a deputy with a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The place whose residents are visited, where it is one.
    pub area: Option<AreaId>,
    /// The deputy who is visited, where it is one.
    pub deputy: Option<PostId>,
    /// A visit is due so many days after the one before.
    pub every: u16,
    /// The first day.
    pub first: Date,
    /// The last day, where it is known.
    pub last: Option<Date>,
    /// Who visits.
    pub person: PersonId,
}

impl Pair {
    /// Whether they keep in touch on a day.
    pub fn goes_on(&self, day: Date) -> bool {
        lies_in(day, self.first, self.last)
    }

    /// When the next visit is due: so many days after the last one, or after the first day. Nothing
    /// once its time is over.
    pub fn due(&self, visits: &[(Date, TextRef)], today: Date) -> Option<Date> {
        if self.last.is_some_and(|last| last < today) {
            return None;
        }
        let before = visits.iter().map(|(day, _)| *day).max().unwrap_or(self.first);
        before.checked_add(jiff::Span::new().days(i64::from(self.every))).ok()
    }

    /// Whether its next visit should have been made.
    pub fn is_overdue(&self, visits: &[(Date, TextRef)], today: Date) -> bool {
        self.due(visits, today).is_some_and(|due| due < today)
    }
}

/// The visits of a pair: the day, and what came of it.
pub type Visits = Vec<(Date, TextRef)>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_read_as_people_write_them() {
        let wednesday = Opening { weekday: 3, from: 9 * 60, until: 11 * 60 + 30 };
        for text in
            ["周三 09:00-11:30", "星期三 9:00–11:30", "Wednesday 09:00–11:30", "3 9:00-11:30"]
        {
            assert_eq!(text.parse(), Ok(wednesday), "{text}");
        }
        assert_eq!("周三9：00至11：30".parse(), Ok(wednesday));
        let all = Opening::all("周六 14:00-16:00；周三 09:00-11:30").expect("two openings");
        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(all, ["3 09:00-11:30", "6 14:00-16:00"]);
        assert_eq!(Opening::all(""), Ok(vec![]));
        for wrong in ["周八 9:00-10:00", "周三 11:30-9:00", "周三", "周三 25:00-26:00", "每天"]
        {
            assert_eq!(Opening::all(wrong), Err(wrong.to_owned()), "{wrong}");
        }
    }

    #[test]
    fn an_opening_is_written_as_it_is_read() {
        for weekday in 1..=7 {
            let opening = Opening { weekday, from: 0, until: 24 * 60 };
            assert_eq!(opening.to_string().parse(), Ok(opening));
            let text = serde_json::to_string(&opening).expect("it can be written");
            assert_eq!(serde_json::from_str::<Opening>(&text).expect("it can be read"), opening);
        }
    }
}
