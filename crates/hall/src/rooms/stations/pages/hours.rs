//! The opening days of stations as calendars that people subscribe to (RFC 5545).

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus};
use jiff::civil::Date;
use law::activity::Standing;
use law::clock::Time;
use law::network::Opening;
use law::register::Body;
use law::words::BodyId;
use store::Fault;

use super::{named, station_of, told};
use crate::house::House;
use crate::kit::{Reply, Shell, Visit};
use crate::rooms::activities;
use crate::rooms::activities::views::{Coming, Entry, Filter};

/// How the days are called in a rule that repeats, from Monday on.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// How far back activities are told: six weeks.
const BACK_MS: i64 = 42 * 86_400_000;
/// Most activities of one calendar, the next first.
const ACTIVITIES_MOST: u32 = 2000;

/// The minute of the day in the house.
pub fn minute(house: &House) -> u16 {
    house.state().zone.minute_of_day(house.now())
}

/// The calendar of one station.
pub async fn one(visit: Visit, Path(id): Path<String>) -> Reply {
    let shell = visit.shell.clone();
    let body = station_of(&shell, &id)?;
    let activities = activities_of(&visit, Some(body.id)).await?;
    Ok(answer(&shell, &visit.app.address, &[body], &activities))
}

/// The calendar of all stations.
pub async fn all(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let bodies = shell.state.register.bodies_of(&["station"], shell.today);
    let activities = activities_of(&visit, None).await?;
    Ok(answer(&shell, &visit.app.address, &bodies, &activities))
}

/// The activities of some weeks back and all that are planned, of one body or of all.
async fn activities_of(visit: &Visit, body: Option<BodyId>) -> Result<Vec<Entry>, Fault> {
    let now = visit.house().now();
    // What was called off lately is told too, so that calendars take it out.
    let when = Coming { since: now.plus_ms(-BACK_MS), now: now.plus_ms(-BACK_MS) };
    let filter = Filter { body, ..Filter::default() };
    visit.read(move |db| activities::views::coming(db, &filter, when, ACTIVITIES_MOST)).await
}

fn answer(
    shell: &Shell,
    address: &str,
    bodies: &[&Body],
    activities: &[Entry],
) -> axum::response::Response {
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
    for activity in activities {
        calendar.push(planned(shell, activity, address));
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

/// An activity, which comes once.
fn planned(shell: &Shell, activity: &Entry, address: &str) -> Event {
    let zone = &shell.state.zone;
    let at = |time: Time| CalendarDateTime::WithTimezone {
        date_time: local(zone.day(time), zone.minute_of_day(time)),
        tzid: zone.name().to_owned(),
    };
    let kind = shell.state.activity_kind(&activity.kind, shell.language.key());
    let mut event = Event::new();
    event
        .uid(&activity.id.to_string())
        .summary(&format!("{kind} · {}", activity.title))
        .location(&activity.place)
        .url(&format!("{address}/activities/{}", activity.id))
        .starts(at(activity.begins))
        .ends(at(activity.ends))
        .status(match activity.standing {
            Standing::CalledOff => EventStatus::Cancelled,
            Standing::Planned | Standing::Closed => EventStatus::Confirmed,
        });
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
