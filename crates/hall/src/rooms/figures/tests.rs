//! Every figure equals a recount from the log, on a random world.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use law::clock::{Length, Time};
use law::matter::facts::{Change, Started, Visibility, What};
use law::procedure::{ClockRule, Procedure};
use law::ruling::code;
use law::words::{AreaId, BodyId, Code, MatterId};
use store::Val;

use super::stats::{By, Part, Scope, Unit, figures, rows, some, total, whole};
use super::views::{Half, INDICATORS, Indicator, Over, indicator, stated};
use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::roles::tasks::tick;
use crate::trials::walk::Walk;

/// A world after so many steps of a random walk.
fn world(steps: usize) -> (Arc<House>, Vec<MatterId>) {
    let mut walk = Walk::new(11, 4);
    for step in 0..steps {
        walk.step();
        if step % 25 == 0 {
            // More time than on the walk, so that promises are late as well as kept.
            fixture::pass_days(&walk.house, 1);
            tick(&walk.house).expect("time passes");
        }
    }
    walk.call_everybody_back();
    let all = walk.house.read(|db| {
        let rows = db.query("SELECT matter FROM matter WHERE house = $1", &[])?;
        Ok(rows.iter().map(|row| row.id(0)).collect())
    });
    (walk.house, all.expect("reads"))
}

/// What the recount knows of a matter: folded from its facts by the test itself.
#[derive(Debug, Clone, Default)]
struct Told {
    id: Option<MatterId>,
    received: i64,
    area: Option<AreaId>,
    category: String,
    imported: bool,
    public: bool,
    lead: Option<BodyId>,
    rounds: usize,
    answered: bool,
    in_time: bool,
    waits: bool,
    ended: &'static str,
    answer_clock: Option<Watch>,
    rating: String,
    assisted: bool,
    solved: bool,
    told_rating: Option<Code>,
    invited: bool,
    /// Whether somebody was reached on calling back, what they said, and whether it is solved.
    called: Option<(bool, String, bool)>,
    returned_by: Vec<BodyId>,
    promises: Vec<Watch>,
    relapse_of: Vec<MatterId>,
}

#[derive(Debug, Clone, Default)]
struct Watch {
    number: u32,
    on: Option<BodyId>,
    due: Option<Date>,
    standing: bool,
    ended: bool,
    kept: bool,
    late: bool,
}

fn tell(house: &House, matter: MatterId) -> Told {
    let records = house.read(|db| desk::records(db, matter)).expect("reads");
    let procedure = house.state().front_procedure(house.today()).expect("is defined").clone();
    let mut told = Told { id: Some(matter), waits: true, rounds: 1, ..Told::default() };
    for record in &records {
        said(&mut told, &record.fact.what);
        let effect = &record.fact.effect;
        for change in &effect.clocks {
            watch(&mut told, &procedure, (change.clock, change.answers), &change.change);
        }
        if effect.round.is_some() {
            (told.rounds, told.waits, told.ended) = (told.rounds + 1, true, "");
        }
    }
    told
}

fn said(told: &mut Told, what: &What) {
    match what {
        What::Submitted(submitted) => {
            told.received = submitted.received.0;
            told.area = Some(submitted.area);
            told.category = submitted.category.to_string();
            told.imported = submitted.channel == "ledger";
            told.public = submitted.visibility == Visibility::Public;
        }
        What::Imported(imported) | What::ImportedLater(imported) if imported.ended => {
            (told.waits, told.ended) = (false, "imported");
            (told.lead, told.told_rating) = (imported.lead, imported.rating.clone());
        }
        What::Classified { category } => told.category = category.to_string(),
        What::Hidden { .. } => told.public = false,
        What::Shown { .. } => told.public = true,
        What::HandedOver { lead, .. }
        | What::RespondedAtOnce { lead, .. }
        | What::Transferred { lead, .. } => told.lead = Some(*lead),
        What::Returned { body, .. } => told.returned_by.push(*body),
        What::Replied(_) | What::Explained { .. } => {
            (told.answered, told.waits, told.ended) = (true, false, "answered");
        }
        What::Withdrawn { .. } => (told.waits, told.ended) = (false, "withdrawn"),
        What::Merged { .. } => (told.waits, told.ended) = (false, "merged"),
        What::Rated { rating, solved, assisted, .. } => {
            told.rating = rating.to_string();
            (told.solved, told.assisted) = (*solved, *assisted);
        }
        What::RatingInvited { .. } => told.invited = true,
        What::CalledBack { reached, rating, solved, .. } => {
            let rating = rating.as_ref().map_or_else(String::new, ToString::to_string);
            told.called = Some((*reached, rating, *solved == Some(true)));
        }
        What::Linked { how, to } if *how == "relapse" => told.relapse_of.push(*to),
        _ => {}
    }
}

fn watch(told: &mut Told, procedure: &Procedure, (number, answers): (u32, bool), change: &Change) {
    if let Change::Started(Started { key, due, on, .. }) = change {
        let watch = Watch { number, on: on.body, due: Some(*due), ..Watch::default() };
        if answers {
            told.answer_clock = Some(watch);
        } else if procedure.clock(key).is_some_and(ClockRule::is_promise) {
            told.promises.push(watch);
        }
        return;
    }
    let promises = told.promises.iter_mut();
    let Some(watch) =
        promises.chain(told.answer_clock.as_mut()).find(|watch| watch.number == number)
    else {
        return;
    };
    match change {
        Change::Fulfilled { late, .. } => {
            (watch.ended, watch.kept, watch.late) = (true, true, *late);
            if answers {
                told.in_time = !late;
            }
        }
        Change::Released => watch.ended = true,
        Change::Paused { .. } => watch.standing = true,
        Change::Resumed { due, .. } | Change::Extended { due, .. } => {
            (watch.standing, watch.due) = (false, Some(*due));
        }
        Change::Started(_) | Change::Moved { .. } | Change::Warned | Change::Expired => {}
    }
}

/// Whether somebody was reached on calling back, and said what a figure counts.
fn was_called(told: &Told, half: (&str, bool)) -> bool {
    let Some((reached, rating, solved)) = &told.called else { return false };
    let said = match half {
        ("called-satisfied", true) => rating == "satisfied",
        ("called-solved", true) => *solved,
        _ => true,
    };
    *reached && said
}

/// How often a matter counts for a half of a figure, and under which units.
fn counted(
    key: &str,
    half: Half,
    told: &Told,
    (today, all): (Date, &Worlds),
) -> Vec<Option<BodyId>> {
    let missed = told.waits
        && told.answer_clock.as_ref().is_some_and(|watch| {
            !watch.standing && !watch.ended && watch.due.is_some_and(|due| due < today)
        });
    let own = !told.rating.is_empty() && !told.assisted;
    let numerator = half == Half::Numerator;
    let once = |counts: bool| if counts { vec![told.lead] } else { vec![] };
    let promised = |counts: &dyn Fn(&Watch) -> bool| {
        told.promises.iter().filter(|watch| !numerator || counts(watch)).map(|w| w.on).collect()
    };
    match (key, numerator) {
        ("received", _) => once(true),
        ("relapses" | "open" | "withdrawn" | "merged" | "imported", false) => once(true),
        ("answered", false) => once(told.ended != "imported"),
        ("answered", true) => once(told.answered),
        ("on-time", false) => once(!told.imported && (told.answered || missed)),
        ("on-time", true) => once(!told.imported && told.answered && told.in_time && !missed),
        ("open", true) | ("late", false) => once(told.waits),
        ("late", true) => once(missed),
        ("solved", false) => once(own),
        ("solved", true) => once(own && told.solved),
        ("satisfied" | "basically-satisfied" | "not-satisfied", true) => {
            once(own && told.rating == key)
        }
        ("not-rated", true) => once(told.answered && told.rating.is_empty()),
        ("rated-assisted", true) => once(told.assisted && !told.rating.is_empty()),
        ("invited", true) => once(told.answered && told.invited),
        ("called-back", true) | ("called-satisfied" | "called-solved", _) => {
            once(told.answered && was_called(told, (key, numerator)))
        }
        ("second-rounds", true) => once(told.rounds > 1),
        (
            "satisfied"
            | "basically-satisfied"
            | "not-satisfied"
            | "not-rated"
            | "rated-assisted"
            | "second-rounds"
            | "invited"
            | "called-back",
            false,
        ) => once(told.answered),
        ("sent-back", _) => told.returned_by.iter().copied().map(Some).collect(),
        ("relapses", true) => once(told.relapse_of.iter().any(|other| {
            all[other].received < told.received
                || (all[other].received == told.received && Some(*other) < told.id)
        })),
        ("promises", _) => promised(&|_| true),
        ("promises-kept", _) => promised(&|watch| watch.kept && !watch.late),
        ("promises-kept-late", _) => promised(&|watch| watch.kept && watch.late),
        ("promises-overdue", _) => {
            promised(&|watch| !watch.ended && watch.due.is_some_and(|due| due < today))
        }
        ("withdrawn" | "merged", true) => once(told.ended == key),
        ("imported", true) | ("imported-ended", false) => once(told.imported),
        ("imported-ended", true) => once(told.ended == "imported"),
        ("imported-satisfied", false) => {
            once(told.ended == "imported" && told.told_rating.is_some())
        }
        ("imported-satisfied", true) => {
            let rating = told.told_rating.as_ref();
            once(told.ended == "imported" && rating.is_some_and(|r| *r == "satisfied"))
        }
        _ => panic!("the recount does not know {key}"),
    }
}

type Worlds = BTreeMap<MatterId, Told>;

/// The matters in a scope that count, as often as they do.
fn recount<'a>(all: &'a Worlds, scope: &Scope, key: &str, half: Half) -> Vec<&'a Told> {
    let today: Date = scope.as_of.parse().expect("a day");
    let in_scope = |told: &&Told| {
        (scope.from.0..scope.until.0).contains(&told.received)
            && (scope.areas.is_empty() || told.area.is_some_and(|a| scope.areas.contains(&a)))
            && scope.category.as_ref().is_none_or(|category| *category == *told.category)
            && (told.public || !scope.public)
    };
    let of_unit = |unit: &Option<BodyId>| match scope.unit {
        Unit::Any => true,
        Unit::Nobody => unit.is_none(),
        Unit::One(body) => *unit == Some(body),
    };
    let times = |told: &&'a Told| {
        let counted = counted(key, half, told, (today, all));
        counted.iter().filter(|unit| of_unit(unit)).count()
    };
    all.values().filter(in_scope).flat_map(|told| std::iter::repeat_n(told, times(&told))).collect()
}

fn scopes(house: &House) -> Vec<(&'static str, Scope)> {
    let today = house.today();
    let zone = house.state().zone.clone();
    let all = Scope {
        from: zone.start_of(date(2026, 1, 1)),
        until: zone.end_of(today),
        as_of: today.to_string(),
        areas: vec![],
        category: None,
        unit: Unit::Any,
        procedure: house.state().front_procedure(today).expect("is defined").id.clone(),
        public: false,
        indicators: stated(&house.state()),
    };
    let later = today.checked_add(jiff::Span::new().days(70)).expect("a near day");
    let middle = Time(fixture::BEGIN.0.midpoint(house.now().0));
    let t1 = vec![fixture::area(house, "t1"), fixture::area(house, "t1v1")];
    let towns = t1.clone();
    let (month, next) = (date(2026, 4, 1), date(2026, 5, 1));
    let begins = zone.start_of(month).0;
    let category = Code::new("water-supply").ok();
    let roads = Unit::One(fixture::body(house, "roads"));
    vec![
        ("all", all.clone()),
        ("as of a later day", Scope { as_of: later.to_string(), ..all.clone() }),
        ("the first half", Scope { until: middle, ..all.clone() }),
        ("a town", Scope { areas: t1, ..all.clone() }),
        ("a category", Scope { category, ..all.clone() }),
        ("a unit", Scope { unit: roads, ..all.clone() }),
        ("a unit in a town", Scope { unit: roads, areas: towns, ..all.clone() }),
        ("from a middle day on", Scope { from: middle, ..all.clone() }),
        (
            "a month",
            Scope { from: zone.start_of(month), until: zone.start_of(next), ..all.clone() },
        ),
        ("another zone's", Scope { from: Time(begins + 3_600_000), ..all.clone() }),
        ("no unit", Scope { unit: Unit::Nobody, ..all.clone() }),
        ("what is public", Scope { public: true, ..all.clone() }),
        ("what is public of a unit", Scope { public: true, unit: roads, ..all }),
    ]
}

#[test]
fn every_figure_equals_a_recount_from_the_log() {
    let (house, _) = world(3000);
    // A world in which something never happens proves nothing of it.
    assert_eq!(check(&house), [""; 0], "the world shows nothing of these");
}

/// Compares every figure of a house with a recount from its log; which figures show nothing.
pub(crate) fn check(house: &House) -> Vec<&'static str> {
    let rows = house.read(|db| db.query("SELECT matter FROM matter WHERE house = $1", &[]));
    let matters = rows.expect("reads").into_iter().map(|row| row.id(0));
    let all: Worlds = matters.map(|matter| (matter, tell(house, matter))).collect();
    let mut empty = vec![];
    for (called, scope) in scopes(house) {
        let parts = house.read(|db| whole(db, &scope)).expect("reads");
        for (found, indicator) in parts.iter().zip(INDICATORS) {
            let count = |half| recount(&all, &scope, indicator.key, half).len() as i64;
            let recounted =
                Part { numerator: count(Half::Numerator), denominator: count(Half::Denominator) };
            assert_eq!(*found, recounted, "{} of {called}", indicator.key);
            let alone = house.read(|db| some(db, &scope, &[indicator.key])).expect("reads");
            assert_eq!(total(&[(Val::Null, alone)]), only(&parts, indicator.key), "{called}");
            if called == "all" && found.numerator == 0 {
                empty.push(indicator.key);
            }
        }
    }
    empty
}

/// The parts of one figure, the others at zero.
fn only(parts: &[Part], key: &str) -> Vec<Part> {
    let keep = |(part, indicator): (&Part, &Indicator)| {
        if indicator.key == key { *part } else { Part::default() }
    };
    parts.iter().zip(INDICATORS).map(keep).collect()
}

#[test]
fn lists_hold_exactly_what_is_counted() {
    let (house, matters) = world(900);
    let all: Worlds = matters.iter().map(|matter| (*matter, tell(&house, *matter))).collect();
    let first = (Time(i64::MAX), MatterId::from_int(i64::MAX));
    for (called, scope) in scopes(&house) {
        for indicator in INDICATORS {
            for half in [Half::Numerator, Half::Denominator] {
                let figure = (indicator, half);
                let of = |scope: &Scope| {
                    let parts = house.read(|db| some(db, scope, &[indicator.key])).expect("reads");
                    let place = INDICATORS.iter().position(|known| known.key == indicator.key);
                    let part = parts[place.expect("is known")];
                    if half == Half::Numerator { part.numerator } else { part.denominator }
                };
                let total = of(&scope);
                let public = of(&Scope { public: true, ..scope.clone() });
                let listed =
                    house.read(|db| rows(db, &scope, figure, (first, 1000))).expect("reads");
                let mut listed: Vec<MatterId> = listed
                    .iter()
                    .flat_map(|row| std::iter::repeat_n(row.matter, row.times as usize))
                    .collect();
                listed.sort_unstable();
                let counted = recount(&all, &scope, indicator.key, half);
                let expected: Vec<MatterId> =
                    counted.iter().filter(|told| told.public).filter_map(|told| told.id).collect();
                let key = indicator.key;
                assert_eq!(total, counted.len() as i64, "{key} of {called}");
                assert_eq!(public, expected.len() as i64, "{key} of {called}");
                assert_eq!(listed, expected, "{key} of {called}");
            }
        }
    }
}

#[test]
fn groups_add_up_to_the_whole() {
    let (house, _) = world(600);
    let (_, scope) = scopes(&house).remove(0);
    let expected = house.read(|db| whole(db, &scope)).expect("reads");
    let middle = Time(fixture::BEGIN.0.midpoint(house.now().0));
    for by in [By::Unit, By::Area, By::Category, By::Month(vec![middle])] {
        let groups = house.read(|db| figures(db, &scope, &by)).expect("reads");
        assert!(groups.len() > 1, "{by:?}");
        let mut sum = vec![Part::default(); INDICATORS.len()];
        for (_, parts) in &groups {
            for (sum, part) in sum.iter_mut().zip(parts) {
                sum.numerator += part.numerator;
                sum.denominator += part.denominator;
            }
        }
        assert_eq!(sum, expected, "{by:?}");
    }
}

#[test]
fn the_figures_know_what_the_shipped_procedure_says() {
    let house = fixture::house();
    let state = house.state();
    let procedure = state.front_procedure(house.today()).expect("is defined");
    for rating in &procedure.rating.scale {
        assert!(indicator(rating.as_str()).is_some(), "no figure for the rating {rating}");
    }
    for clock in procedure.clocks.iter().filter(|clock| clock.is_promise()) {
        assert_eq!(clock.key, code("promise"), "figures of promises count clocks of this name");
    }
    assert!(procedure.clocks.iter().any(|clock| matches!(clock.length(), Some(Length::Days(_)))));
    let keys: Vec<&str> = INDICATORS.iter().map(|indicator| indicator.key).collect();
    let mut once = keys.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), keys.len());
    assert!(INDICATORS.iter().any(|indicator| indicator.over == Over::Returns));
    assert_ne!(Val::Null, Val::Int(0));
}
