//! Every procedure that ships, played by chance: whatever a page would offer is accepted, matters
//! come to their end, and what is on record is whole.

use std::collections::BTreeSet;

use law::procedure::Openness;
use law::words::{Code, MatterId};

use super::stories::{Story, root};
use crate::desk;
use crate::fixture;
use crate::roles::demo::driver::Driver;
use crate::roles::{tasks, verify};
use crate::rooms::counter::tests::Browser;

/// Matters of each procedure, and most acts with each.
const MATTERS: usize = 10;
const ACTS: usize = 80;

/// What other bodies there must be for every procedure to be played.
pub const BODIES: [(&str, &str, &str); 12] = [
    ("青禾县人民法院", "court", "county"),
    ("青禾县人民检察院", "procuratorate", "county"),
    ("政协青禾县委员会", "cppcc", "county"),
    ("县人大财政经济委员会", "committee", "county"),
    ("青禾县人民调解委员会", "mediation", "county"),
    ("青禾县网格中心", "grid", "county"),
    ("苇塘镇网格", "grid", "t1"),
    ("磨坊村网格", "grid", "t1v1"),
    ("石桥村网格", "grid", "t2v1"),
    ("苇塘镇人民政府", "town-government", "t1"),
    ("松口镇人民政府", "town-government", "t2"),
    ("磨坊村村委会", "village", "t1v1"),
];

/// The matters of one procedure: how many came to an end, and the steps that they stood at.
fn play(name: &str) -> (usize, BTreeSet<Code>, Story) {
    let story = Story::new(name, None);
    for (body, sort, area) in BODIES {
        super::telling::register(&story, (body, sort), area);
    }
    let driver = Driver::new(&story.house, 20_260_302);
    let state = story.house.state();
    let procedure = state.procedure_in_force(name, story.house.today()).expect("ships").clone();
    let (mut ended, mut stood) = (0, BTreeSet::new());
    for _ in 0..MATTERS {
        let matter = driver.begin(&procedure).unwrap_or_else(|f| panic!("{name}: {}", f.chain()));
        let Some(matter) = matter else { panic!("nobody can bring a matter of {name}") };
        for _ in 0..ACTS {
            let done = driver.step(matter).unwrap_or_else(|f| panic!("{name}: {}", f.chain()));
            let case = story.house.read(|db| desk::case(db, matter)).expect("reads");
            let case = case.expect("a matter stays");
            stood.insert(case.step.clone());
            let step = procedure.step(&case.step).expect("it stands somewhere");
            if step.outcome.is_some() {
                ended += 1;
                break;
            }
            assert!(case.alive().next().is_some(), "{name}: no clock runs at {}", case.step);
            if done.is_none() {
                fixture::pass_days(&story.house, 20);
                while tasks::pass_time(&story.house).expect("time passes") > 0 {}
            }
        }
    }
    (ended, stood, story)
}

#[test]
fn every_procedure_that_ships_can_be_played_to_its_end() {
    let only = std::env::var("HUIYIN_STORY").unwrap_or_default();
    let mut names: Vec<String> = std::fs::read_dir(root().join("procedures"))
        .expect("procedures ship")
        .map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut confidential = 0;
    for name in names {
        if !only.is_empty() && !only.ends_with(&name) {
            continue;
        }
        let (ended, stood, story) = play(&name);
        eprintln!("{name}: {ended} of {MATTERS} ended, stood at {} steps", stood.len());
        assert!(ended * 2 >= MATTERS, "{name}: only {ended} of {MATTERS} came to an end");
        let (_, findings) = verify::check(&story.house).expect("the house can be checked");
        assert_eq!(findings, [], "after playing {name}");
        let state = story.house.state();
        let procedure = state.procedure_in_force(&name, story.house.today()).expect("ships");
        if procedure.visibility == Openness::Confidential {
            confidential += 1;
            tells_nothing_but_sums(&story, &name);
        }
    }
    assert!(confidential > 0 || !only.is_empty(), "no procedure that ships is confidential");
}

/// What is confidential by its procedure has no page and stands in no list; how many there were is
/// told in steps of five.
fn tells_nothing_but_sums(story: &Story, name: &str) {
    let house = &story.house;
    // What one of them goes on as is a matter of another procedure.
    let sql = "SELECT matter FROM matter WHERE house = $1 AND procedure = $2";
    let rows = house.read(|db| db.query(sql, &[name.into()]));
    let matters: Vec<MatterId> = rows.expect("reads").iter().map(|row| row.id(0)).collect();
    // Sums are told of months that are over.
    fixture::pass_days(house, 31);
    let mut anybody = Browser::new(house);
    let public = [
        "/",
        "/matters",
        "/figures",
        "/wall",
        "/matters.csv",
        "/api/v1/matters",
        "/figures.json",
        "/figures/rows?figure=received",
        "/api/v1/figures",
    ];
    for path in public {
        let page = anybody.get(path);
        let told = |matter: &&MatterId| {
            page.text.contains(&matter.to_string()) || page.text.contains(&matter.grouped())
        };
        assert_eq!(matters.iter().find(told), None, "{name}: {path} tells of a matter");
    }
    let figures = anybody.get(&format!("/figures?procedure={name}"));
    assert_eq!(figures.status.as_u16(), 422, "{name} has figures of its own");
    for matter in &matters {
        let page = anybody.get(&format!("/matters/{matter}"));
        assert_eq!(page.status.as_u16(), 404, "{name}: {matter} has a page");
    }
    keeps_from_officers(story, name, &matters);
    let sums = anybody.get("/figures/confidential").text;
    let line = sums.split("<tr>").find(|line| line.contains(&format!("/procedures/{name}\"")));
    let line = line.unwrap_or_else(|| panic!("{name} is not counted at all:\n{sums}"));
    let begun = matters.len() / 5 * 5;
    let told = if begun == 0 { "fewer than 5".to_owned() } else { format!("{begun} or more") };
    assert!(line.contains(&told), "{name}: {told} of {} is not told: {line}", matters.len());
}

/// Officers whose office has no part in a confidential procedure find none of its matters: not in a
/// list, not by its words, not by its address.
fn keeps_from_officers(story: &Story, name: &str, matters: &[MatterId]) {
    let house = &story.house;
    let state = house.state();
    let procedure = state.procedure_in_force(name, house.today()).expect("ships");
    let offices = [
        ("administrator", "congress"),
        ("leader", "congress"),
        ("congress-office", "congress"),
        ("station-staff", "s1"),
        ("deputy", "s1"),
    ];
    let has_part = |asked: &str| {
        let mut posts = procedure.roles.iter().filter_map(|role| role.post.as_ref());
        posts.any(|(office, _)| *office == *asked)
    };
    for (office, at) in offices.into_iter().filter(|(office, _)| !has_part(office)) {
        let mut browser = Browser::signed_in(house, office, at);
        let words = crate::kit::address(
            "/desk",
            &[("tab", "all".to_owned()), ("q", "演示数据".to_owned())],
        );
        for path in
            ["/desk?tab=all", "/desk?tab=following", "/desk?tab=late", "/desk.csv?tab=all", &words]
        {
            let page = browser.get(path);
            let told = matters.iter().find(|matter| page.text.contains(&matter.grouped()));
            if let Some(told) = told {
                let said = told.grouped();
                let line = page.text.lines().find(|line| line.contains(&said)).unwrap_or_default();
                panic!("{name}: {path} tells a {office} of {told}: {line}");
            }
        }
        for matter in matters {
            let page = browser.get(&format!("/desk/matters/{matter}"));
            assert_ne!(page.status.as_u16(), 200, "{name}: a {office} opens {matter}");
        }
    }
}
