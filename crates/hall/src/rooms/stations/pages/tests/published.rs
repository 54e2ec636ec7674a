//! Figures that places have published (rows A, B and K of the domain's list), each made again from
//! invented records with exactly those totals.

use law::activity::{self, ActivityId, Plan, Received};
use law::duty::{self, Grades};
use law::network::{Mandate, Pair, Station};
use law::record::ActId;
use law::register::Fact;
use law::ruling::code;
use law::words::{BodyId, Id, PersonId, PostId, TextRef};
use store::db::Answer;

use super::*;
use crate::desk::Hearing;
use crate::kit::words::grouped;

/// What a place published; zero where it published nothing of the kind.
#[derive(Clone, Copy, Default)]
struct Place {
    name: &'static str,
    centres: i64,
    communities: i64,
    /// Of no tier that is told.
    others: i64,
    voters: i64,
    activities: i64,
    /// Attendances of deputies, and how many of them had been invited.
    came: i64,
    present: i64,
    /// Times that residents were received.
    times: i64,
    /// Deputies who reported to voters; visits of those who keep in touch.
    reports: i64,
    visits: i64,
    /// Deputies, each in a grid.
    deputies: i64,
}

/// The rows: F000-024 to -026, -034, -038, -039 of Kaiping; F003-001 to -003, -012 of Jinping;
/// -018 to -020, -025 of Longhu; -049 to -051, -054 of Chaoyang; -060, -061 of Chaonan; -064,
/// -065, -071, -072 of Nan'ao.
const PLACES: [Place; 6] = [
    Place {
        name: "Kaiping",
        others: 105,
        times: 727,
        reports: 265,
        visits: 113,
        deputies: 1200,
        ..NONE
    },
    Place { name: "Jinping", centres: 12, communities: 41, activities: 48, came: 627, ..NONE },
    Place { name: "Longhu", centres: 10, communities: 50, activities: 633, ..NONE },
    Place { name: "Chaoyang", others: 40, activities: 599, times: 1102, present: 2134, ..NONE },
    Place { name: "Chaonan", centres: 11, communities: 32, ..NONE },
    Place { name: "Nan'ao", others: 13, voters: 65_000, activities: 18, came: 720, ..NONE },
];
const NONE: Place = Place {
    name: "",
    centres: 0,
    communities: 0,
    others: 0,
    voters: 0,
    activities: 0,
    came: 0,
    present: 0,
    times: 0,
    reports: 0,
    visits: 0,
    deputies: 0,
};

/// The share of one of so many that adds up to the whole.
fn share(whole: i64, of: i64, one: i64) -> i64 {
    whole * (one + 1) / of - whole * one / of
}

fn enclosed(hearing: &mut Hearing<'_, '_, '_>, kind: &'static str, text: &str) -> Answer<TextRef> {
    hearing.enclosing(|_, enclosures| Ok(enclosures.add(kind, text, kind != "name")))
}

fn stations(hearing: &mut Hearing<'_, '_, '_>, place: &Place) -> Answer<()> {
    let name = enclosed(hearing, "name", r#"{"zh":"站","en":"Station"}"#)?;
    let area = *hearing.state.register.areas.keys().next().expect("the fixture has areas");
    // Those of the fixture are none of the place's.
    let known: Vec<BodyId> = hearing
        .state
        .register
        .bodies_of(&["station"], jiff::civil::date(2026, 3, 2))
        .iter()
        .map(|body| body.id)
        .collect();
    for body in known {
        hearing.put(0, Fact::BodyClosed { body, last: jiff::civil::date(2026, 3, 1) })?;
    }
    let count = place.centres + place.communities + place.others;
    for number in 0..count {
        let station = Id::from_int(1_000_000 + number);
        let key = format!("p{number}").parse().expect("a code");
        hearing.put(
            0,
            Fact::BodyRegistered { area, body: station, code: key, sort: code("station"), name },
        )?;
        let tier = match number {
            n if n < place.centres => "centre",
            n if n < place.centres + place.communities => "community",
            _ => continue,
        };
        describe(hearing, station, (tier, None), name)?;
    }
    if place.voters > 0 {
        for number in 0..count {
            let voters = u32::try_from(share(place.voters, count, number)).expect("few");
            describe(hearing, Id::from_int(1_000_000 + number), ("online", Some(voters)), name)?;
        }
    }
    Ok(())
}

fn describe(
    hearing: &mut Hearing<'_, '_, '_>,
    station: BodyId,
    (tier, voters): (&'static str, Option<u32>),
    address: TextRef,
) -> Answer<()> {
    let (hours, tier) = (vec![], code(tier));
    let described = Station {
        address,
        compound: None,
        functions: vec![],
        hours,
        moved: None,
        owner: None,
        phone: None,
        services: None,
        tier,
        venues: vec![],
        voters,
    };
    hearing.put(0, Fact::StationDescribed { described: Box::new(described), station })?;
    Ok(())
}

fn gatherings(hearing: &mut Hearing<'_, '_, '_>, place: &Place) -> Answer<()> {
    let title = enclosed(hearing, activity::TITLE, "活动")?;
    let begins = hearing.now.plus_ms(-86_400_000);
    let count = place.activities.max(i64::from(place.times > 0));
    for number in 0..count {
        let id = 2_000_000 + number;
        let plan = Plan {
            begins,
            body: Id::from_int(1_000_000),
            ends: begins.plus_ms(3_600_000),
            kind: code("reception"),
            place: title,
            title,
        };
        hearing.put(id, activity::Fact::Planned { plan })?;
        for turn in 0..share(place.came + place.present, count, number) {
            let (person, post): (PersonId, PostId) =
                (Id::from_int(turn + 1), Id::from_int(turn + 1));
            let invited = place.present > 0;
            if invited {
                hearing.put(id, activity::Fact::Invited { person, post })?;
            }
            let fact = activity::Fact::Attended { at: begins, invited, own: true, person, post };
            hearing.put(id, fact)?;
        }
        let times = u32::try_from(share(place.times, count, number)).expect("few");
        let received = Received { heads: times.min(1), times };
        hearing.put(id, activity::Fact::Counted { received })?;
    }
    Ok(())
}

fn reports_and_visits(hearing: &mut Hearing<'_, '_, '_>, place: &Place) -> Answer<()> {
    let day = jiff::civil::date(2026, 3, 1);
    let text = enclosed(hearing, duty::REPORT, "述职")?;
    for number in 0..place.reports {
        let grades = Grades { voters: 1, ..Grades::default() };
        let (activity, person): (ActivityId, PersonId) =
            (Id::from_int(2_000_000), Id::from_int(number + 1));
        let fact = duty::Fact::Reported { activity, first: day, grades, last: day, person, text };
        hearing.put(3_000_000 + number, fact)?;
    }
    let came = enclosed(hearing, "name", r#"{"zh":"走访","en":""}"#)?;
    for number in 0..place.visits {
        let key: law::words::Code = format!("c{number}").parse().expect("a code");
        let pair = Pair {
            area: None,
            deputy: Some(Id::from_int(number + 1)),
            every: 90,
            first: day,
            last: None,
            person: Id::from_int(1),
        };
        hearing.put(0, Fact::ContactPaired { code: key.clone(), pair })?;
        hearing.put(0, Fact::ContactVisited { came, code: key, day })?;
    }
    Ok(())
}

/// Deputies of the first station, each in a grid; those of the fixture hold no post any more.
fn deputies(hearing: &mut Hearing<'_, '_, '_>, place: &Place) -> Answer<()> {
    let name = enclosed(hearing, "name", r#"{"zh":"网格","en":"Grid"}"#)?;
    let (area, last) = (Id::from_int(4_000_000), jiff::civil::date(2026, 3, 1));
    let (code_of_grid, level) = (code("p-grid"), code("grid"));
    let grid = Fact::AreaRegistered { area, code: code_of_grid, level, name, parent: None };
    hearing.put(0, grid)?;
    let posts = hearing.state.register.posts.values();
    let held: Vec<PostId> = posts.filter(|p| p.office == "deputy").map(|post| post.id).collect();
    for post in held {
        hearing.put(0, Fact::PostEnded { last, post })?;
    }
    for number in 0..place.deputies {
        let (body, post) = (Id::from_int(1_000_000), Id::from_int(5_000_000 + number));
        let (office, person) = (code("deputy"), Id::from_int(number + 1));
        hearing.put(0, Fact::PostBegun { body, first: last, office, person, post })?;
        let (congress, unit) = (code("county"), name);
        let (delegation, group, grid) = (None, None, Some(area));
        let described = Mandate { congress, delegation, grid, group, unit };
        hearing.put(0, Fact::MandateDescribed { described, post })?;
    }
    Ok(())
}

/// What places collected, and how much of it was solved, as those said who brought it (B-05):
/// F000-035, -036 of Kaiping; F003-005, -006 of Jinping; -028, -029 of Haojiang. Longhu (-022,
/// -023) says of 102 that they were handled: they are answered, and nobody said that they were
/// solved.
const COLLECTED: [(&str, i64, i64, i64); 4] = [
    ("Kaiping", 164, 111, 111),
    ("Jinping", 537, 262, 262),
    ("Haojiang", 398, 384, 384),
    ("Longhu", 102, 102, 0),
];

#[test]
fn what_places_collected_and_solved_follows_from_matters() {
    for (place, received, answered, solved) in COLLECTED {
        let house = fixture::house();
        for number in 0..received {
            let (matter, _) = fixture::raise(&house, fixture::submission(&house));
            if number < answered {
                crate::rooms::counter::tests::answer(&house, matter);
            }
            if number < solved {
                let rating = code("satisfied");
                let rate = Act::Rate { rating, solved: true, again: false };
                fixture::act(&house, Actor::Resident, matter, rate);
            }
        }
        let page = Browser::new(&house).get("/figures.json");
        let told: serde_json::Value = serde_json::from_str(&page.text).expect("it is JSON");
        for (key, count, of) in [
            ("received", received, received),
            ("answered", answered, received),
            ("solved", solved, solved),
        ] {
            let own = &told["total"][key];
            let parts = (&own["numerator"], &own["denominator"]);
            assert_eq!(parts, (&count.into(), &of.into()), "{place}: {key}");
        }
    }
}

#[test]
fn what_six_places_published_follows_from_records() {
    for place in PLACES {
        let house = fixture::house();
        let act = ActId(house.chance.bytes());
        let done = house.act_and_wait(act, Actor::House, move |hearing| {
            stations(hearing, &place)?;
            gatherings(hearing, &place)?;
            reports_and_visits(hearing, &place)?;
            deputies(hearing, &place)
        });
        done.expect("the records are sound");
        let page = Browser::new(&house).get("/network");
        let count = place.centres + place.communities + place.others;
        let activities = place.activities.max(i64::from(place.times > 0));
        for (words, number, of) in [
            ("Stations", count, None),
            ("Centre station", place.centres, Some(count)),
            ("Village or community station", place.communities, Some(count)),
            ("Voters served", place.voters, None),
            ("Activities", activities, None),
            ("Attendances", place.came + place.present, None),
            ("Invited and came / invited", place.present, Some(place.present)),
            ("Residents received, times", place.times, None),
            ("Deputies who reported", place.reports, None),
            ("Visits made", place.visits, None),
            ("With a grid", place.deputies, Some(place.deputies)),
        ] {
            if number == 0 {
                continue;
            }
            let of = of.map_or_else(String::new, |of| {
                format!("<dd class=\"parts\">/ {}</dd>", grouped(of))
            });
            let number = grouped(number);
            let told = format!("<dt>{words}</dt><dd class=\"number\">{number}</dd>{of}");
            assert!(page.says(&told), "{}: {told}: {}", place.name, page.text);
        }
    }
}
