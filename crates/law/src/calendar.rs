//! Which days are working days: weekends, holidays and make-up days (调休), by published year.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// A holiday calendar as its file gives it: one table a year, with the order that published it.
///
/// Next year's holidays are announced in autumn, so a year may be missing. Dates in a missing year
/// are reckoned by weekends alone and marked provisional; they are never guessed at.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

#[derive(Debug, Clone)]
struct Year {
    source: String,
    holidays: BTreeMap<Date, String>,
    make_up_days: BTreeMap<Date, String>,
}

/// What a day is, with the name of its holiday where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday that is worked, to make up for a holiday.
    MakeUp(&'a str),
    /// A Saturday or Sunday.
    Weekend,
    /// A public holiday.
    Holiday(&'a str),
}

impl DayKind<'_> {
    /// Whether offices work on such a day.
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::MakeUp(_))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Vec<YearInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearInFile {
    year: i16,
    source: String,
    holidays: Vec<DayInFile>,
    make_up_days: Vec<DayInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayInFile {
    date: Date,
    name: String,
}

impl Calendar {
    /// Reads a calendar file (TOML). Errors name the line, or the day that cannot be so.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut years = BTreeMap::new();
        for year in file.year {
            let days = |list: Vec<DayInFile>| -> BTreeMap<Date, String> {
                list.into_iter().map(|day| (day.date, day.name)).collect()
            };
            let (holidays, make_up_days) = (days(year.holidays), days(year.make_up_days));
            for date in holidays.keys().chain(make_up_days.keys()) {
                if date.year() != year.year {
                    return Err(format!("{date} stands in the table of {}", year.year));
                }
            }
            for date in make_up_days.keys() {
                if !is_weekend(*date) {
                    return Err(format!("{date} is no weekend, so it cannot be a make-up day"));
                }
                if holidays.contains_key(date) {
                    return Err(format!("{date} is both a holiday and a make-up day"));
                }
            }
            let read = Year { source: year.source, holidays, make_up_days };
            if years.insert(year.year, read).is_some() {
                return Err(format!("the year {} stands twice", year.year));
            }
        }
        Ok(Self { years })
    }

    /// What a day is.
    pub fn kind(&self, date: Date) -> DayKind<'_> {
        if let Some(year) = self.years.get(&date.year()) {
            if let Some(name) = year.holidays.get(&date) {
                return DayKind::Holiday(name);
            }
            if let Some(name) = year.make_up_days.get(&date) {
                return DayKind::MakeUp(name);
            }
        }
        if is_weekend(date) { DayKind::Weekend } else { DayKind::Working }
    }

    /// Whether offices work on this day.
    pub fn is_working(&self, date: Date) -> bool {
        self.kind(date).is_working()
    }

    /// Whether the holidays of a year are known.
    pub fn is_published(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// The order that published the holidays of a year.
    pub fn source(&self, year: i16) -> Option<&str> {
        self.years.get(&year).map(|year| year.source.as_str())
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
