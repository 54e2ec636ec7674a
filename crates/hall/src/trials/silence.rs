//! What was not answered in time says so by the clock alone, and no office takes it off the list
//! but by an act that is on record as an end of the waiting.

use std::collections::{BTreeMap, BTreeSet};

use law::matter::facts::Change;
use law::words::MatterId;
use store::Val;

use super::walk::Walk;
use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::roles::tasks::tick;
use crate::rooms::figures::{self, Half};
use crate::rooms::matters::views::counted;
use crate::rooms::open::views::silent;

/// Steps of the walk.
const STEPS: usize = 2400;

/// What ends the waiting of a resident: the answer, or that nothing is asked any more.
const ENDS: &[&str] = &[
    "reply.given/1",
    "matter.explained/1",
    // By the resident.
    "matter.withdrawn/1",
    // It is waited for under the other matter.
    "matter.merged/1",
    // The congress gave the unit more time, with its reason on the page.
    "time.granted/1",
];

/// Every matter that is silent on the day.
fn all(house: &House) -> BTreeSet<MatterId> {
    let stated = figures::stated(&house.state());
    let late = stated.iter().find(|known| known.key == "late").expect("it is stated");
    let late = counted::sql(late.condition(Half::Numerator));
    let sql = format!("SELECT m.matter FROM matter m WHERE m.house = $1 AND ({late})");
    let values = [Val::Null, Val::Null, house.today().to_string().into()];
    let rows = house.read(|db| db.query(&sql, &values)).expect("reads");
    rows.iter().map(|row| row.id(0)).collect()
}

/// What the page lists, page by page.
fn listed(house: &House) -> Vec<MatterId> {
    let (stated, day) = (figures::stated(&house.state()), house.today().to_string());
    let mut found: Vec<MatterId> = vec![];
    let mut after = silent::Before::read("").expect("the first page");
    loop {
        let page = house.read(|db| silent::page(db, (&stated, &day), &after, 3)).expect("reads");
        let Some(last) = page.last().copied() else { return found };
        let case = house.read(|db| desk::case(db, last)).expect("reads").expect("is there");
        let due = case.clocks.iter().rev().find(|clock| clock.answers).expect("it has a date").due;
        after = silent::Before::read(&format!("{due}.{last}")).expect("a page names it");
        found.extend(page);
    }
}

/// Whether the time of a matter went on since a record: a question that nobody answered keeps it
/// from running no longer.
fn went_on(house: &House, matter: MatterId, since: u64) -> bool {
    let records = house.read(|db| desk::records(db, matter)).expect("reads");
    let late = records.iter().filter(|record| record.seq() > since);
    let mut changes = late.flat_map(|record| &record.fact.effect.clocks);
    changes.any(|change| change.answers && matches!(change.change, Change::Resumed { .. }))
}

#[test]
fn no_office_takes_a_silent_matter_off_the_list() {
    let mut walk = Walk::new(20_260_311, 4);
    let mut left: BTreeMap<String, u32> = BTreeMap::new();
    let mut most = 0;
    for step in 0..STEPS {
        if step % 60 == 0 {
            // The day alone puts it there: nothing has looked at the clocks yet.
            fixture::pass_days(&walk.house, 4);
            let by_the_clock = all(&walk.house);
            let head = walk.house.read(store::log::head).expect("reads").seq;
            tick(&walk.house).expect("time passes");
            let after = all(&walk.house);
            let left: Vec<_> = by_the_clock.difference(&after).collect();
            assert!(left.is_empty(), "the house's own work takes nothing off: {left:?}");
            for matter in after.difference(&by_the_clock) {
                assert!(went_on(&walk.house, *matter, head), "{matter} came by no day");
            }
        }
        let before = all(&walk.house);
        most = most.max(before.len());
        let head = walk.house.read(store::log::head).expect("reads").seq;
        walk.step();
        let after = all(&walk.house);
        for matter in before.difference(&after) {
            let records = walk.house.read(|db| desk::records(db, *matter)).expect("reads");
            let since = records.iter().filter(|record| record.head().seq > head);
            let kinds: Vec<&str> = since.map(|record| record.fact.what.kind()).collect();
            let ends = kinds.iter().find(|kind| ENDS.contains(kind));
            let ends = ends.unwrap_or_else(|| panic!("{matter} left the list by {kinds:?}"));
            *left.entry((*ends).to_owned()).or_default() += 1;
        }
    }
    assert!(most > 5 && left.len() > 1, "the walk shows too little: {most} {left:?}");
    let (all, listed) = (all(&walk.house), listed(&walk.house));
    let public = |matter: &&MatterId| {
        let case = walk.house.read(|db| desk::case(db, **matter)).expect("reads");
        case.is_some_and(|case| case.is_public())
    };
    let expected: BTreeSet<MatterId> = all.iter().filter(public).copied().collect();
    assert_eq!(listed.len(), expected.len(), "each is listed once");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), expected);
}
