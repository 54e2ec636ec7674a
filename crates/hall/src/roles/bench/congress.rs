//! Many houses of one database, each with the deputies, stations and attendances of a county's
//! congress, loaded as facts and not act by act: the pages of one of them, and sums over all.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;
use law::activity::{self, ActivityId, Plan, Received};
use law::network::{Mandate, Station};
use law::people;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::{Enclosures, code};
use law::words::{AreaId, BodyId, Code, PersonId, PostId, TextRef};
use serde_json::{Value, json};
use store::db::No;
use store::fault::Context;
use store::{Chance, Engine, Fault};

use super::{BenchArgs, demo, pages, placed, villages};
use crate::desk::Hearing;
use crate::house::{Clock, House};
use crate::roles::{houses, rebuild};

/// Stations of a house, and deputies of each of them.
const STATIONS: usize = 200;
const DEPUTIES_EACH: usize = 5;
/// Activities of a house, and who came to each of them. To every second one they were invited.
const ACTIVITIES: usize = 500;
const CAME_EACH: usize = 10;
/// Activities that are put on record by one act.
const ACTIVITIES_MOST: usize = 100;
/// Over how many days, the last ones, the activities are spread.
const DAYS: usize = 300;
const DAY_MS: i64 = 86_400_000;
/// How often sums over all houses are asked for.
const TURNS: usize = 21;
/// Pages that are asked for.
const KINDS: [&str; 5] = ["deputy", "station", "directory", "duty-file", "network"];

/// Makes the houses that are missing, serves the one in the middle and asks for its pages; then for
/// the sums over all.
pub fn measure(dir: &Path, args: &BenchArgs, count: usize) -> Result<Value, Fault> {
    let dir = placed(dir, args)?;
    let engine = Engine::of(&dir, None, 1)?;
    let begun = Instant::now();
    let known: BTreeSet<String> = engine.read("", store::log::houses)?.into_iter().collect();
    let progress = rebuild::bar(count as u64, "houses");
    for number in 0..count {
        let (name, complete) = (named(number), dir.join(format!("{}-complete", named(number))));
        match (known.contains(&name), complete.exists()) {
            (false, _) => make(&dir, &name)?,
            (true, true) => {}
            (true, false) => {
                return Err(Fault::new(format!(
                    "{name} was begun and not completed: remove {}",
                    dir.display()
                )));
            }
        }
        std::fs::write(&complete, "").while_(|| format!("writing {}", complete.display()))?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    let made = begun.elapsed().as_secs_f64();
    let middle = pages::County::served(&dir, Some(&named(count / 2)))?;
    let pages = pages::asked(&middle, &KINDS)?;
    drop(middle);
    let year = crate::roles::houses::this_year();
    let years = [year - 1, year].map(|year| sums(&engine, year));
    let [before, now] = years;
    Ok(json!({
        "houses": count,
        "deputies": count * STATIONS * DEPUTIES_EACH,
        "stations": count * STATIONS,
        "seconds_to_make": made.round(),
        "one_house": pages,
        "all_houses": { "last_year": before?, "this_year": now? },
    }))
}

/// The sums of a year over all houses, and what they take: they have activities and no matters.
fn sums(engine: &Engine, year: i16) -> Result<Value, Fault> {
    let (mut times, mut all) = (vec![], [0, 0]);
    for _ in 0..TURNS {
        let begun = Instant::now();
        let sums = houses::of(engine, year)?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        all = [2, 5].map(|column| sums.values().map(|sums| sums[column]).sum());
    }
    times.sort_by(f64::total_cmp);
    let [activities, attendances]: [i64; 2] = all;
    Ok(json!({
        "activities": activities,
        "attendances": attendances,
        "milliseconds": { "median": times[TURNS / 2], "most": times[TURNS - 1] },
    }))
}

fn named(number: usize) -> String {
    format!("county-{number}")
}

fn make(dir: &Path, name: &str) -> Result<(), Fault> {
    let house = House::open(dir, name, Clock::System, Chance::seeded(1))?;
    let yesterday = house.today().yesterday().while_(|| "reckoning yesterday".to_owned())?;
    demo::found(&house, yesterday)?;
    load(&house, move |hearing, enclosures, areas| {
        let known = hearing.state.register.stations_of(yesterday).len();
        (known..STATIONS).try_for_each(|number| {
            station(hearing, enclosures, (number, areas[number % areas.len()], yesterday))
        })
    })?;
    for first in (0..ACTIVITIES).step_by(ACTIVITIES_MOST) {
        load(&house, move |hearing, enclosures, _| {
            let posts = hearing.state.register.posts.values();
            let deputies = posts.filter(|post| post.office == "deputy");
            let deputies: Vec<(PersonId, PostId, BodyId)> =
                deputies.map(|post| (post.person, post.id, post.body)).collect();
            (first..first + ACTIVITIES_MOST)
                .try_for_each(|number| gathering(hearing, enclosures, (number, &deputies)))
        })?;
    }
    Ok(())
}

/// Puts facts on record by one act of the house itself.
fn load(
    house: &Arc<House>,
    put: impl Fn(&mut Hearing<'_, '_, '_>, &mut Enclosures<'_>, &[AreaId]) -> Result<(), Fault>
    + Send
    + 'static,
) -> Result<(), Fault> {
    let (id, areas) = (ActId(house.chance.bytes()), villages(house));
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        hearing.enclosing(|hearing, enclosures| Ok(put(hearing, enclosures, &areas)?))
    });
    match done {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(refusal.to_string())),
    }
}

fn called(enclosures: &mut Enclosures<'_>, zh: &str, en: &str, public: bool) -> TextRef {
    enclosures.add("name", json!({ "zh": zh, "en": en }).to_string(), public)
}

/// A station with its deputies.
fn station(
    hearing: &mut Hearing<'_, '_, '_>,
    enclosures: &mut Enclosures<'_>,
    (number, area, first): (usize, AreaId, Date),
) -> Result<(), Fault> {
    let body: BodyId = enclosures.id();
    let (zh, en) = (format!("第{number}联络站"), format!("Station {number}"));
    let name = called(enclosures, &zh, &en, true);
    let key = Code::new(&format!("n{number}")).while_(|| format!("the code of {en}"))?;
    let sort = code("station");
    hearing.put(0, Fact::BodyRegistered { area, body, code: key, sort, name })?;
    let described = Station {
        tier: code("community"),
        address: name,
        phone: None,
        hours: vec![],
        voters: Some(3000),
        compound: None,
        moved: None,
        functions: vec![],
        owner: None,
        services: None,
        venues: vec![],
    };
    hearing.put(0, Fact::StationDescribed { described: Box::new(described), station: body })?;
    for turn in 0..DEPUTIES_EACH {
        let (person, post) = (enclosures.id(), enclosures.id());
        let zh = format!("代表{number}之{turn}");
        let own = called(enclosures, &zh, "", false);
        hearing.put(0, people::Fact::Enrolled { person, name: own })?;
        let office = code("deputy");
        hearing.put(0, Fact::PostBegun { body, first, office, person, post })?;
        let (congress, unit) = (code("county"), name);
        let described = Mandate { congress, delegation: None, grid: None, group: None, unit };
        hearing.put(0, Fact::MandateDescribed { described, post })?;
    }
    Ok(())
}

/// An activity that is over, with those who came.
fn gathering(
    hearing: &mut Hearing<'_, '_, '_>,
    enclosures: &mut Enclosures<'_>,
    (number, deputies): (usize, &[(PersonId, PostId, BodyId)]),
) -> Result<(), Fault> {
    let id: ActivityId = enclosures.id();
    let id = id.int();
    let begins = hearing.now.plus_ms(-DAY_MS * (1 + number as i64 % DAYS as i64));
    let title = enclosures.add(activity::TITLE, "接待选民".to_owned(), true);
    let place = enclosures.add(activity::PLACE, "联络站".to_owned(), true);
    // Steps that share no divisor with the number of deputies, so that the guests differ.
    let guest = |turn: usize| deputies[(number * 7919 + turn * 101) % deputies.len()];
    let (body, ends) = (guest(0).2, begins.plus_ms(DAY_MS / 24));
    let plan = Plan { begins, body, ends, kind: code("reception"), place, title };
    hearing.put(id, activity::Fact::Planned { plan })?;
    for turn in 0..CAME_EACH {
        let ((person, post, _), invited) = (guest(turn), number % 2 == 0);
        if invited {
            hearing.put(id, activity::Fact::Invited { person, post })?;
        }
        let own = turn % 2 == 0;
        hearing.put(id, activity::Fact::Attended { at: begins, invited, own, person, post })?;
    }
    let received = Received { heads: 12, times: 15 };
    hearing.put(id, activity::Fact::Counted { received })?;
    Ok(())
}
