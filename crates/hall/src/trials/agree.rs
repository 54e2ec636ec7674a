//! What lists find by their scope in SQL is what the policies permit, row by row, on random worlds:
//! each list of each desk, the public list, and every count.

use std::collections::BTreeSet;

use law::record::Officer;
use law::words::MatterId;
use store::db::Db;

use super::stories::Story;
use super::walk::Walk;
use crate::house::{House, State};
use crate::kit::Shell;
use crate::kit::words::Language;
use crate::rights::{self, Asking, Ground, List, Read, Who};
use crate::roles::demo::driver::Driver;
use crate::rooms::desks::views::{self, COUNT_MOST, Seat, Sort, Tab, Wish};
use crate::rooms::matters::views::{Clue, Filter, Item, Place, count, newest, public_page};
use crate::rooms::matters::{self};

/// More than any world has matters.
const ALL: u32 = 10_000;

/// Everybody who holds a post, by each alone, and some by two at once.
fn desks(state: &State, house: &House) -> Vec<Vec<Officer>> {
    let held = state.register.posts.values().filter(|post| post.is_held(house.today()));
    let all: Vec<Officer> = held
        .map(|post| Officer {
            body: post.body,
            office: post.office.clone(),
            person: post.person,
            post: post.id,
        })
        .collect();
    let pairs = all.iter().zip(all.iter().rev()).filter(|(one, other)| one.post != other.post);
    let pairs = pairs.map(|(one, other)| vec![one.clone(), other.clone()]);
    all.iter().map(|officer| vec![officer.clone()]).chain(pairs).collect()
}

fn wish(shell: &Shell, officers: &[Officer], tab: Tab) -> Wish {
    Wish {
        seats: officers.iter().filter_map(Seat::of).collect(),
        tab,
        sort: if tab == Tab::All { Sort::Received } else { Sort::Due },
        areas: vec![],
        category: None,
        among: None,
        after: None,
        today: shell.today,
        told: matters::told(shell, officers),
        leaders: views::leaders(&shell.state.register, shell.today),
    }
}

fn all(db: Db<'_>) -> Vec<MatterId> {
    let rows = db.query("SELECT matter FROM matter WHERE house = $1", &[]).expect("reads");
    rows.iter().map(|row| row.id(0)).collect()
}

/// Which matters the policies let somebody find in their list.
fn permitted(db: Db<'_>, ground: Ground<'_>, who: &Who, of: &[MatterId]) -> BTreeSet<MatterId> {
    let is = |matter: &&MatterId| {
        rights::open::<List>(db, ground, who, **matter).expect("reads").is_some()
    };
    of.iter().filter(is).copied().collect()
}

fn ids(items: &[Item]) -> BTreeSet<MatterId> {
    items.iter().map(|item| item.matter).collect()
}

/// How many answers were compared, and how many of them were yes.
#[derive(Default)]
struct Compared {
    rows: usize,
    yes: usize,
}

fn check_desks(house: &House, what: &str, compared: &mut Compared) {
    let state = house.state();
    let shell = Shell::plain(state.clone(), Language::Chinese, house.today());
    let ground = shell.ground();
    let read = |db: Db<'_>| {
        let matters = all(db);
        for officers in desks(&state, house) {
            let (who, seats) = (Who::officers(&officers), officers.len());
            let offices: Vec<_> = officers.iter().map(|officer| &officer.office).collect();
            let told = format!("{what}: {offices:?}");
            let permitted = permitted(db, ground, &who, &matters);
            for tab in Tab::ALL {
                let wish = wish(&shell, &officers, tab);
                let found = views::page(db, &wish, ALL)?.all_of_the_machine();
                let found_ids = ids(&found);
                assert_eq!(found.len(), found_ids.len(), "{told} {}: one line each", tab.name());
                let beyond: Vec<_> = found_ids
                    .difference(&permitted)
                    .map(|matter| {
                        let case =
                            crate::desk::case(db, *matter).expect("reads").expect("is there");
                        let row = found.iter().find(|item| item.matter == *matter);
                        let given = row.map(|item| (item.given.clone(), item.visibility));
                        let (own, back) = (case.given, case.sent_back);
                        format!("{matter}: {given:?} {own:?} {back:?} {:?}", officers[0].body)
                    })
                    .collect();
                assert!(beyond.is_empty(), "{told} {}: {beyond:?}", tab.name());
                if tab == Tab::All {
                    // What one has a part in by the procedure alone is found where it waits.
                    let kept: BTreeSet<_> = permitted
                        .iter()
                        .filter(|matter| by_place(db, ground, &who, **matter))
                        .copied()
                        .collect();
                    let missed: Vec<_> = kept.difference(&found_ids).collect();
                    assert!(missed.is_empty(), "{told} {}: missed {missed:?}", tab.name());
                }
                let counted = views::count(db, &wish, tab)?;
                let most = (found.len() as i64).min(COUNT_MOST);
                assert_eq!(counted, most, "{told} {} is counted ({seats} seats)", tab.name());
                check_rows(db, ground, &who, &found);
                compared.rows += matters.len();
                compared.yes += found.len();
            }
        }
        Ok(())
    };
    house.read(read).expect("the house can be read");
}

/// Whether a matter would be listed for where somebody sits, without a part in it.
fn by_place(db: Db<'_>, ground: Ground<'_>, who: &Who, matter: MatterId) -> bool {
    let rows = public_page(db, &[matter], false).expect("reads").all_of_the_machine();
    rows.iter().any(|row| Asking::<List>::new(ground, who).by_row(row))
}

/// What is answered by a row is what is answered by the whole matter.
fn check_rows(db: Db<'_>, ground: Ground<'_>, who: &Who, rows: &[Item]) {
    let (mut list, mut read) = (Asking::<List>::new(ground, who), Asking::<Read>::new(ground, who));
    for row in rows {
        let whole = rights::open::<List>(db, ground, who, row.matter).expect("reads").is_some();
        assert_eq!(list.permits(db, row).expect("reads"), whole, "{}", row.matter);
        let whole = rights::open::<Read>(db, ground, who, row.matter).expect("reads").is_some();
        assert_eq!(read.permits(db, row).expect("reads"), whole, "{}", row.matter);
        assert!(whole || !read.by_row(row), "a row tells more than the matter: {}", row.matter);
    }
}

fn check_public(house: &House, what: &str, compared: &mut Compared) {
    let state = house.state();
    let ground = Ground { state: &state, today: house.today() };
    let today = house.today().to_string();
    let read = |db: Db<'_>| {
        let clue = || Clue::public(&Filter::default(), &today);
        let found = newest(db, clue(), Place::first(), ALL)?.all_of_the_machine();
        let matters = all(db);
        let is = |matter: &&MatterId| {
            rights::open::<Read>(db, ground, &Who::Public, **matter).expect("reads").is_some()
        };
        let permitted: BTreeSet<MatterId> = matters.iter().filter(is).copied().collect();
        assert_eq!(ids(&found), permitted, "{what}: the public list");
        let counted = count(db, Clue::public_counted(&Filter::default(), &today), ALL)?;
        assert_eq!(counted, permitted.len() as i64, "{what}: the public count");
        let mut asking = Asking::<Read>::new(ground, &Who::Public);
        assert!(found.iter().all(|row| asking.permits(db, row).expect("reads")));
        compared.rows += matters.len();
        compared.yes += found.len();
        Ok(())
    };
    house.read(read).expect("the house can be read");
}

#[test]
fn lists_and_counts_agree_with_the_policies_on_a_random_walk() {
    let mut compared = Compared::default();
    for seed in [1, 2, 3] {
        let mut walk = Walk::new(20_260_400 + seed, 2);
        for step in 1..=500 {
            walk.step();
            if step % 125 == 0 {
                check_desks(&walk.house, &format!("walk {seed}"), &mut compared);
                check_public(&walk.house, &format!("walk {seed}"), &mut compared);
            }
        }
    }
    assert!(compared.rows > 10_000 && compared.yes > 1_000, "too little was compared");
    assert!(compared.yes * 2 < compared.rows, "everybody sees everything");
}

#[test]
fn lists_and_counts_agree_with_the_policies_in_every_kind_of_procedure() {
    let mut compared = Compared::default();
    for name in ["public-opinion", "dispute-mediation", "petition-case", "case-follow-ups"] {
        let story = Story::new(name, None);
        for (body, sort, area) in super::driven::BODIES {
            super::telling::register(&story, (body, sort), area);
        }
        let driver = Driver::new(&story.house, 20_260_303);
        let state = story.house.state();
        let procedure = state.procedure_in_force(name, story.house.today()).expect("ships").clone();
        for _ in 0..8 {
            let begun = driver.begin(&procedure).expect("a matter begins");
            let Some(matter) = begun else { continue };
            for _ in 0..6 {
                if driver.step(matter).expect("a step is taken").is_none() {
                    break;
                }
            }
        }
        check_desks(&story.house, name, &mut compared);
        check_public(&story.house, name, &mut compared);
    }
    assert!(compared.rows > 1_000 && compared.yes > 50, "too little was compared");
}
