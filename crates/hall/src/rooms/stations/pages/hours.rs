//! The opening days of stations as calendars that people subscribe to (RFC 5545).

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike};
use jiff::civil::Date;
use law::network::Opening;
use law::register::Body;

use super::{named, station_of, told};
use crate::house::House;
use crate::kit::{Reply, Shell, Visit};

/// How the days are called in a rule that repeats, from Monday on.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The minute of the day in the house.
pub fn minute(house: &House) -> u16 {
    house.state().zone.minute_of_day(house.now())
}

/// The calendar of one station.
pub async fn one(visit: Visit, Path(id): Path<String>) -> Reply {
    let shell = visit.shell.clone();
    let body = station_of(&shell, &id)?;
    Ok(answer(&shell, &visit.app.address, &[body]))
}

/// The calendar of all stations.
pub async fn all(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let bodies = shell.state.register.bodies_of(&["station"], shell.today);
    Ok(answer(&shell, &visit.app.address, &bodies))
}

fn answer(shell: &Shell, address: &str, bodies: &[&Body]) -> axum::response::Response {
    let mut calendar = Calendar::new();
    calendar.name(&shell.t("stations-calendar"));
    calendar.timezone(shell.state.zone.name());
    for body in bodies {
        let Some(told) = told(shell, body.id) else { continue };
        for opening in &told.hours {
            let place = named(shell, told.address);
            calendar.push(event(shell, (body, &place, address), *opening));
        }
    }
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    (kind, calendar.done().to_string()).into_response()
}

/// An opening that comes each week, from the next one on.
fn event(shell: &Shell, (body, place, address): (&Body, &str, &str), opening: Opening) -> Event {
    let Opening { weekday, from, until } = opening;
    let days = (weekday - shell.today.weekday().to_monday_one_offset()).rem_euclid(7);
    let day = shell.today.checked_add(jiff::Span::new().days(i64::from(days)));
    let day = day.unwrap_or(shell.today);
    let zone = shell.state.zone.name();
    let at = |minute: u16| CalendarDateTime::WithTimezone {
        date_time: local(day, minute),
        tzid: zone.to_owned(),
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}-{weekday}-{from}", body.id))
        .summary(shell.body(body.id))
        .location(place)
        .url(&format!("{address}/stations/{}", body.code))
        .starts(at(from))
        .ends(at(until))
        .add_property("RRULE", format!("FREQ=WEEKLY;BYDAY={}", DAYS[(weekday - 1) as usize % 7]));
    event.done()
}

/// A minute of a day as the library of calendars has it; the last minute of a day stands for its
/// end, which is no minute of it.
fn local(day: Date, minute: u16) -> chrono::NaiveDateTime {
    let (hour, minute) = (u32::from(minute) / 60, u32::from(minute) % 60);
    let (hour, minute) = if hour > 23 { (23, 59) } else { (hour, minute) };
    let day = chrono::NaiveDate::from_ymd_opt(
        i32::from(day.year()),
        day.month() as u32,
        day.day() as u32,
    );
    day.and_then(|day| day.and_hms_opt(hour, minute, 0)).unwrap_or_default()
}
