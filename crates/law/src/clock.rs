//! Time and deadlines: instants, the house's days, and how a due date is reckoned and explained.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, DayKind};

/// An instant: milliseconds since 1970-01-01 in universal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// The instant some milliseconds later.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0 + ms)
    }

    /// The instant as jiff knows it.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// The time zone of a house, by which its days begin and end.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of a name such as `Asia/Shanghai`, or `None` where there is no such zone.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The day on which an instant falls in this house.
    pub fn day(&self, time: Time) -> Date {
        self.0.to_datetime(time.timestamp()).date()
    }

    /// Its name, such as `Asia/Shanghai`; `UTC` where it has none.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The minute of the day that a clock on the wall of this house shows.
    pub fn minute_of_day(&self, time: Time) -> u16 {
        let shown = self.0.to_datetime(time.timestamp());
        shown.hour() as u16 * 60 + shown.minute() as u16
    }

    /// Day and minute of an instant, as `2026-11-23 09:05`.
    pub fn minute(&self, time: Time) -> String {
        self.0.to_datetime(time.timestamp()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The instant at which a clock on the wall of this house shows a day and a time; the earlier
    /// one where it shows them twice. `None` outside the years that can be reckoned with.
    pub fn instant(&self, shown: DateTime) -> Option<Time> {
        let zoned = self.0.to_ambiguous_zoned(shown).compatible().ok()?;
        Some(Time(zoned.timestamp().as_millisecond()))
    }

    /// The first instant of a day.
    pub fn start_of(&self, day: Date) -> Time {
        let zoned = self.0.to_ambiguous_zoned(day.at(0, 0, 0, 0)).compatible();
        Time(zoned.map_or(0, |zoned| zoned.timestamp().as_millisecond()))
    }

    /// The first instant after a day, which is when a clock due on that day has run out.
    pub fn end_of(&self, day: Date) -> Time {
        self.start_of(day.tomorrow().unwrap_or(Date::MAX))
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Days on which offices work, make-up days included.
    WorkingDays(u16),
    /// Calendar days.
    Days(u16),
    /// Calendar months.
    Months(u16),
}

impl Length {
    /// The number, whatever it counts.
    pub const fn number(self) -> u16 {
        match self {
            Self::WorkingDays(n) | Self::Days(n) | Self::Months(n) => n,
        }
    }

    /// Calendar days that it can take, holidays aside: working days as seven fifths, months as 31.
    pub fn days_most(self) -> u32 {
        match self {
            Self::WorkingDays(n) => (u32::from(n) * 7).div_ceil(5),
            Self::Days(n) => u32::from(n),
            Self::Months(n) => u32::from(n) * 31,
        }
    }
}

/// A time in which a clock stands still: the day of the question is still counted, the day of the
/// answer is not, as the day that starts a clock is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which the clock stopped; it counts.
    pub from: Date,
    /// The day on which it went on; it does not count. `None` while it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Pause {
    fn excludes(&self, day: Date) -> bool {
        day > self.from && self.until.is_none_or(|until| day <= until)
    }
}

/// Why a day was not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A Saturday or Sunday.
    Weekend,
    /// A public holiday of this name.
    Holiday(String),
    /// The clock stood still while the resident was asked.
    Paused,
}

/// A due date and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// The last day on which the thing is in time.
    pub due: Date,
    /// The days in between that were not counted, in order.
    pub excluded: Vec<(Date, Why)>,
    /// Make-up days in between, which were counted although they are weekends.
    pub make_up: Vec<(Date, String)>,
    /// Whether a day of a year without a published calendar was passed, so that the date may move.
    pub provisional: bool,
}

/// Reckons when a clock runs out. The day of the start event is not counted; a period of days or
/// months that ends on a day off ends on the next working day (民法典, arts 201, 203).
///
/// A clock that stands still (its last pause is open) has no due date: `None`.
pub fn reckon(
    start: Date,
    length: Length,
    extensions: &[Length],
    pauses: &[Pause],
    calendar: &Calendar,
) -> Option<Reckoning> {
    if pauses.iter().any(|pause| pause.until.is_none()) {
        return None;
    }
    let mut walk = Walk {
        day: start,
        pauses,
        calendar,
        found: Reckoning { due: start, excluded: vec![], make_up: vec![], provisional: false },
    };
    walk.add(length);
    for extension in extensions {
        walk.add(*extension);
    }
    if !matches!(extensions.last().unwrap_or(&length), Length::WorkingDays(_)) {
        walk.roll_to_working_day();
    }
    walk.found.due = walk.day;
    Some(walk.found)
}

/// Counts the days that a clock has used up to and including a day, in the unit of its length
/// (months are counted in days).
pub fn used(
    start: Date,
    until: Date,
    length: Length,
    pauses: &[Pause],
    calendar: &Calendar,
) -> u32 {
    let counts = |day: &Date| {
        !pauses.iter().any(|pause| pause.excludes(*day))
            && (!matches!(length, Length::WorkingDays(_)) || calendar.is_working(*day))
    };
    days_after(start).take_while(|day| *day <= until).filter(counts).count() as u32
}

/// The working day that lies `count` working days before a day; the day itself for zero.
pub fn working_days_before(day: Date, count: u16, calendar: &Calendar) -> Date {
    let mut result = day;
    let mut left = count;
    while left > 0 {
        result = result.yesterday().unwrap_or(Date::MIN);
        if calendar.is_working(result) || result == Date::MIN {
            left -= 1;
        }
    }
    result
}

fn days_after(start: Date) -> impl Iterator<Item = Date> {
    start.series(1.day()).skip(1)
}

struct Walk<'a> {
    day: Date,
    pauses: &'a [Pause],
    calendar: &'a Calendar,
    found: Reckoning,
}

impl Walk<'_> {
    fn add(&mut self, length: Length) {
        match length {
            Length::WorkingDays(n) => self.count(n, true),
            Length::Days(n) => self.count(n, false),
            Length::Months(n) => self.months(n),
        }
    }

    fn count(&mut self, number: u16, only_working: bool) {
        let mut left = number;
        while left > 0 {
            if self.step(only_working) {
                left -= 1;
            }
        }
    }

    /// A period of months ends on the same day of a later month (民法典, art. 202); every day that
    /// the clock stood still moves the end by one.
    fn months(&mut self, number: u16) {
        let mut end = self.day.checked_add(Span::new().months(number)).unwrap_or(Date::MAX);
        while self.day < end {
            if !self.step(false) {
                end = end.tomorrow().unwrap_or(Date::MAX);
            }
        }
    }

    fn roll_to_working_day(&mut self) {
        while !self.calendar.is_working(self.day) {
            let off = self.day;
            let why = self.day_off(off);
            self.found.excluded.push((off, why));
            self.day = off.tomorrow().unwrap_or(Date::MAX);
            self.note_year();
        }
    }

    /// Goes one day on and tells whether it counts.
    fn step(&mut self, only_working: bool) -> bool {
        self.day = self.day.tomorrow().unwrap_or(Date::MAX);
        let day = self.day;
        if self.pauses.iter().any(|pause| pause.excludes(day)) {
            self.found.excluded.push((day, Why::Paused));
            return false;
        }
        if !only_working {
            return true;
        }
        self.note_year();
        match self.calendar.kind(day) {
            DayKind::Working => true,
            DayKind::MakeUp(name) => {
                self.found.make_up.push((day, name.to_owned()));
                true
            }
            DayKind::Weekend | DayKind::Holiday(_) => {
                let why = self.day_off(day);
                self.found.excluded.push((day, why));
                false
            }
        }
    }

    fn day_off(&self, day: Date) -> Why {
        match self.calendar.kind(day) {
            DayKind::Holiday(name) => Why::Holiday(name.to_owned()),
            _ => Why::Weekend,
        }
    }

    fn note_year(&mut self) {
        if !self.calendar.is_published(self.day.year()) {
            self.found.provisional = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn china() -> Calendar {
        Calendar::read(include_str!("../../../packs/cn/calendar.toml")).expect("the pack is sound")
    }

    fn due(start: Date, length: Length, pauses: &[Pause]) -> Date {
        reckon(start, length, &[], pauses, &china()).expect("no open pause").due
    }

    #[test]
    fn working_days_skip_the_golden_week_and_count_make_up_days() {
        // Friday 26 September 2025; make-up Sunday 28 September; holiday 1 to 8 October.
        let start = date(2025, 9, 26);
        assert_eq!(due(start, Length::WorkingDays(1), &[]), date(2025, 9, 28));
        assert_eq!(due(start, Length::WorkingDays(4), &[]), date(2025, 10, 9));
        let reckoning = reckon(start, Length::WorkingDays(4), &[], &[], &china()).expect("runs");
        assert_eq!(reckoning.make_up.len(), 1);
        assert_eq!(reckoning.excluded.len(), 9, "Saturday 27 September and 1 to 8 October");
        assert!(!reckoning.provisional);
    }

    #[test]
    fn days_and_months_end_on_a_working_day() {
        assert_eq!(due(date(2025, 9, 20), Length::Days(15), &[]), date(2025, 10, 9));
        assert_eq!(due(date(2025, 1, 31), Length::Months(1), &[]), date(2025, 2, 28));
        assert_eq!(due(date(2025, 11, 30), Length::Months(3), &[]), date(2026, 2, 28));
    }

    #[test]
    fn a_pause_moves_the_date_by_the_days_it_took() {
        let start = date(2025, 3, 3);
        let pause = |a, b| [Pause { from: date(2025, 3, a), until: Some(date(2025, 3, b)) }];
        assert_eq!(due(start, Length::WorkingDays(5), &[]), date(2025, 3, 10));
        assert_eq!(due(start, Length::WorkingDays(5), &pause(5, 5)), date(2025, 3, 10));
        assert_eq!(due(start, Length::WorkingDays(5), &pause(5, 7)), date(2025, 3, 12));
        assert_eq!(due(start, Length::Days(5), &pause(4, 6)), date(2025, 3, 10));
        let months = due(date(2025, 3, 3), Length::Months(1), &pause(4, 6));
        assert_eq!(months, date(2025, 4, 7), "3 April and two days, then over Qingming and Sunday");
        let open = [Pause { from: date(2025, 3, 5), until: None }];
        assert_eq!(reckon(start, Length::Days(5), &[], &open, &china()), None);
        assert_eq!(used(start, date(2025, 3, 12), Length::WorkingDays(9), &open, &china()), 2);
    }

    #[test]
    fn a_year_without_a_calendar_is_marked_and_not_guessed() {
        let reckoning =
            reckon(date(2026, 12, 28), Length::WorkingDays(5), &[], &[], &china()).expect("runs");
        assert!(reckoning.provisional);
        assert_eq!(reckoning.due, date(2027, 1, 4), "weekends alone are left out");
    }

    #[test]
    fn a_day_begins_where_the_house_is() {
        let zone = Zone::named("Asia/Shanghai").expect("a known zone");
        let evening =
            Time("2026-11-22T16:30:00Z".parse::<Timestamp>().expect("is one").as_millisecond());
        assert_eq!(zone.day(evening), date(2026, 11, 23));
        assert_eq!(zone.start_of(date(2026, 11, 23)).plus_ms(30 * 60_000), evening);
        assert_eq!(zone.end_of(date(2026, 11, 22)), zone.start_of(date(2026, 11, 23)));
        assert!(Zone::named("Nowhere/Land").is_none());
    }
}
