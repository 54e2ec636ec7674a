//! Open data are recounted by a program of their own, in another language, on random worlds; what
//! is altered is noticed (T17).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use jiff::ToSpan;
use law::clock::Time;
use law::figure::{Condition, Definition, Value};
use law::record::ActId;
use law::words::{Code, Hash};
use store::Chance;

use super::tasks;
use super::views::{DESCRIPTOR, SUMS, pseudonym};
use crate::fixture;
use crate::house::House;
use crate::roles::tasks::tick;
use crate::rooms::figures::{self, Half, INDICATORS, Over, Seal};
use crate::trials::walk::Walk;

/// Random worlds of the ordinary test; `HUIYIN_WORLDS` makes more.
const WORLDS: u64 = 20;
/// Steps of each.
const STEPS: usize = 400;

/// A world after a random walk of some months, on the morning of a first day of a month.
fn world(seed: u64) -> Arc<House> {
    let mut walk = Walk::new(seed, 4);
    // Many matters, so that some units have enough ratings to be told apart, and others not.
    walk.brought_in = 5;
    figures::begin(&walk.house).expect("the definitions are put on record");
    for step in 0..STEPS {
        walk.step();
        if step % 12 == 0 {
            fixture::pass_days(&walk.house, 1 + (seed as i64 + step as i64) % 5);
            tick(&walk.house).expect("time passes");
        }
        if step == STEPS / 2 && seed.is_multiple_of(2) {
            redefine(&walk.house);
        }
    }
    walk.call_everybody_back();
    to_the_first(&walk.house);
    walk.house
}

/// Lets time pass to half past nine on the first of the next month.
fn to_the_first(house: &House) {
    let zone = house.state().zone.clone();
    let next = house.today().first_of_month().saturating_add(1.month());
    house.clock.set(zone.instant(next.at(9, 30, 0, 0)).expect("a sound time"));
}

/// A second version of two figures from the day after.
fn redefine(house: &Arc<House>) {
    let changes = [("answered", "m.answered IS NOT NULL AND m.round = 1"), ("late", "m.due < $4")];
    for (key, condition) in changes {
        let known = house.state().figure_versions(key)[0].1.clone();
        let numerator = condition.to_owned();
        let later = Definition { version: 2, numerator, ..(*known).clone() };
        let from = house.today().saturating_add(1.day());
        assert_eq!(defined(house, &later.text(), from), Ok(key.to_owned()));
    }
}

/// Asks an administrator's act for a definition: the figure, or by which rule it is refused.
fn defined(
    house: &Arc<House>,
    text: &str,
    from: jiff::civil::Date,
) -> Result<String, &'static str> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let act = ActId(house.chance.bytes());
    let by = fixture::by(house, "administrator", "congress");
    figures::put_in_force(house, (act, by), (text.to_owned(), from), move |answer| {
        sender.send(answer.map(|done| done.answer)).expect("the test waits");
    });
    match receiver.recv().expect("is answered") {
        Ok(key) => Ok(key.to_string()),
        Err(store::db::No::Refusal(refusal)) => Err(refusal.code),
        Err(store::db::No::Fault(fault)) => panic!("{}", fault.chain()),
    }
}

/// Publishes what is due, and tells where it lies.
fn published(house: &Arc<House>) -> (Code, PathBuf) {
    let name = tasks::publish_due(house, "example.org/log").expect("publishes").expect("is due");
    let folder = tasks::folder(house, &name);
    (name, folder)
}

/// Recounts a package: the exit status, and what is said.
fn recount(folder: &Path, more: &[&str]) -> (i32, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/recount.py");
    let done = Command::new("python3").arg(&program).arg(folder).args(more).output();
    let done = done.expect("these tests need python3 (3.8 or later) on the path: install it");
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("is text"));
    (done.status.code().expect("it ended by itself"), said.concat())
}

/// The records of a file of a package.
fn records(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(file)).expect("the file is there");
    let heads = reader.headers().expect("it has a first line").clone();
    let owned = |(head, cell): (&str, &str)| (head.to_owned(), cell.to_owned());
    let cells = |record: csv::StringRecord| heads.iter().zip(&record).map(owned).collect();
    reader.records().map(|record| cells(record.expect("a row"))).collect()
}

/// A copy of a package in which a line of a file was changed, and the list of hashes made to fit.
fn altered(folder: &Path, file: &str, change: impl FnOnce(&mut Vec<String>)) -> PathBuf {
    let copy = folder.with_extension("altered");
    let _was_not_there = std::fs::remove_dir_all(&copy);
    std::fs::create_dir_all(&copy).expect("can be made");
    for entry in std::fs::read_dir(folder).expect("is there") {
        let entry = entry.expect("can be read");
        std::fs::copy(entry.path(), copy.join(entry.file_name())).expect("can be copied");
    }
    let text = std::fs::read_to_string(folder.join(file)).expect("is there");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    std::fs::write(copy.join(file), lines.join("\n") + "\n").expect("can be written");
    let sums = std::fs::read_to_string(copy.join(SUMS)).expect("is there");
    let anew = |line: &str| {
        let name = line.split_once("  ").expect("a line of two parts").1;
        let bytes = std::fs::read(copy.join(name)).expect("is there");
        format!("{}  {name}\n", Hash::of(&[&bytes]))
    };
    let sums: String = sums.lines().map(anew).collect();
    std::fs::write(copy.join(SUMS), sums).expect("can be written");
    copy
}

/// Adds one to the number in a column of a line.
fn raise(line: &str, column: usize) -> String {
    let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
    let number: i64 = cells[column].parse().expect("a number");
    cells[column] = (number + 1).to_string();
    cells.join(",")
}

#[test]
fn random_worlds_are_recounted_and_what_is_altered_is_noticed() {
    let worlds = std::env::var("HUIYIN_WORLDS").ok();
    let worlds = worlds.map_or(WORLDS, |text| text.parse().expect("HUIYIN_WORLDS is a number"));
    let chance = Chance::seeded(17);
    let mut stated = BTreeMap::new();
    for seed in 0..worlds {
        let house = world(seed);
        let (name, folder) = published(&house);
        let state = house.state();
        let hash = state.register.published.last().expect("is on record").hash.to_string();
        let (status, said) = recount(&folder, &["--hash", &hash]);
        assert_eq!((status, said.contains(" 0 differences")), (0, true), "{seed} {name}: {said}");
        for record in records(&folder, "figures.csv") {
            *stated.entry(record["indicator"].clone()).or_insert(0) += 1;
        }
        controls(&folder, &chance, (seed, &hash));
    }
    // A figure that no world states is recounted by nobody.
    let missing = INDICATORS.iter().filter(|known| !stated.contains_key(known.key));
    let missing: Vec<&str> = missing.map(|known| known.key).collect();
    assert_eq!(missing, [""; 0], "no world states these");
}

/// Each alteration is noticed, and the figure is named.
fn controls(folder: &Path, chance: &Chance, (seed, hash): (u64, &str)) {
    let below = |bound: usize| u32::from_le_bytes(chance.bytes()) as usize % bound;
    let figures = records(folder, "figures.csv");
    // A numerator, and a denominator.
    for (column, name) in [(6, "numerator"), (7, "denominator")] {
        let fits: Vec<usize> =
            (0..figures.len()).filter(|i| !figures[*i][name].is_empty()).collect();
        let line = fits[below(fits.len())];
        let copy = altered(folder, "figures.csv", |lines| {
            lines[line + 1] = raise(&lines[line + 1], column);
        });
        let (status, said) = recount(&copy, &[]);
        let figure = &figures[line];
        let named = format!("{} {}", figure["key"], figure["indicator"]);
        assert!(status == 1 && said.contains(&named), "{seed}: {name} of {figure:?}: {said}");
        let (status, said) = recount(&copy, &["--hash", hash]);
        assert!(status == 1 && said.contains("was published"), "{seed}: {said}");
    }
    // A definition: its condition alone, and with the text that says it.
    for everywhere in [false, true] {
        let copy = altered(folder, "definitions.csv", |lines| {
            let from = "m.outcome = 'withdrawn'";
            let is_it = |line: &String| line.contains(from) && line.starts_with("withdrawn,");
            let places: Vec<usize> = (0..lines.len()).filter(|i| is_it(&lines[*i])).collect();
            let place = *places.first().expect("it is defined");
            lines[place] = lines[place].replacen(from, "m.outcome IS NULL", 1);
            if everywhere {
                let text = (place..lines.len()).find(|i| lines[*i].starts_with("numerator = "));
                let text = text.expect("the text follows");
                lines[text] = lines[text].replacen(from, "m.outcome IS NULL", 1);
            }
        });
        let (status, said) = recount(&copy, &[]);
        assert!(status == 1 && said.contains("the definition withdrawn 1"), "{seed}: {said}");
    }
    // A matter that is left out, and one that is said to be answered.
    let copy = altered(folder, "matters.csv", |lines| {
        lines.remove(1 + below(lines.len() - 1));
    });
    let (status, said) = recount(&copy, &[]);
    assert!(status == 1 && said.contains("received: published as"), "{seed}: {said}");
    // A file that was changed under its hash.
    let copy = altered(folder, "areas.csv", |_| ());
    std::fs::write(copy.join("areas.csv"), "code\n").expect("can be written");
    let (status, said) = recount(&copy, &[]);
    assert!(status != 0 && !said.contains(" 0 differences"), "{seed}: {said}");
}

#[test]
fn what_is_published_is_what_the_house_counts() {
    let house = world(5);
    let (_, folder) = published(&house);
    let state = house.state();
    let known = state.register.published.last().expect("is on record").clone();
    let front = state.front_procedure(house.today()).expect("is defined").id.clone();
    let scope = figures::Scope {
        from: Time(0),
        until: state.zone.start_of(house.today().first_of_month()),
        as_of: state.zone.day(known.at).to_string(),
        areas: vec![],
        category: None,
        unit: figures::Unit::Any,
        procedure: front.clone(),
        public: false,
        indicators: figures::stated(&state),
    };
    let whole = house.read(|db| figures::exact(db, &scope)).expect("reads");
    let matters = records(&folder, "matters.csv");
    let told = records(&folder, "figures.csv");
    let day = scope.as_of.as_str();
    for (place, indicator) in INDICATORS.iter().enumerate() {
        let of = |group: &str, half: &str| -> i64 {
            let own = told.iter().filter(|r| {
                r["procedure"] == *front.as_str()
                    && r["group"] == group
                    && r["indicator"] == indicator.key
            });
            own.map(|r| r[half].parse::<i64>().unwrap_or(0)).sum()
        };
        if indicator.seal != Seal::Open {
            continue;
        }
        // What is not public is rounded down, each year by itself.
        let exact = whole[place].numerator;
        let (all, public) = (of("all", "numerator"), of("public", "numerator"));
        assert!(public <= all && all <= exact && exact - all < 5 * 2, "{}", indicator.key);
        if indicator.over != Over::Matters {
            continue;
        }
        // The reader of conditions that tells residents what counts them is of the same opinion.
        let text = indicator.condition(Half::Numerator);
        let condition = Condition::read(text, (law::figure::Over::Matters, false));
        let condition = condition.expect("ships");
        let own = matters.iter().filter(|row| row["procedure"] == *front.as_str());
        let counted = own.filter(|row| condition.holds(&|name| value(row, name), day)).count();
        assert_eq!(counted as i64, public, "{}", indicator.key);
    }
}

/// What a page says of a year is what the package of the same hour says, group by group.
#[test]
fn pages_tell_what_packages_tell() {
    let house = world(7);
    let (_, folder) = published(&house);
    let state = house.state();
    let front = state.front_procedure(house.today()).expect("is defined").id.clone();
    let (zone, today) = (&state.zone, house.today());
    let told = records(&folder, "figures.csv");
    let mut kept = 0;
    for year in 2025..=today.year() {
        let ends = jiff::civil::date(year + 1, 1, 1).min(today.first_of_month());
        let scope = figures::Scope {
            from: zone.start_of(jiff::civil::date(year, 1, 1)),
            until: zone.start_of(ends),
            as_of: today.to_string(),
            areas: vec![],
            category: None,
            unit: figures::Unit::Any,
            procedure: front.clone(),
            public: true,
            indicators: figures::stated(&state),
        };
        let keys = figures::every_key();
        let page = house.read(|db| figures::told_of_all(db, &scope, &keys)).expect("reads");
        let all = page.all();
        for (place, indicator) in INDICATORS.iter().enumerate() {
            if indicator.seal != Seal::Open {
                continue;
            }
            let of = |group: &str, half: &str| -> i64 {
                let own = told.iter().filter(|row| {
                    row["procedure"] == *front.as_str()
                        && row["year"] == year.to_string()
                        && row["group"] == group
                        && row["indicator"] == indicator.key
                });
                own.map(|row| row[half].parse::<i64>().unwrap_or(0)).sum()
            };
            // What is a count or a share of nothing has no row.
            let number =
                |part: figures::Part| if part.denominator == 0 { 0 } else { part.numerator };
            let (public, sum) = (number(page.public[place]), number(all[place]));
            assert_eq!(public, of("public", "numerator"), "{} of {year}", indicator.key);
            assert_eq!(sum, of("all", "numerator"), "{} of {year}", indicator.key);
            if indicator.denominator.is_some() {
                let whole = all[place].denominator;
                assert_eq!(whole, of("all", "denominator"), "{} of {year}", indicator.key);
            }
            kept += page.kept[place].numerator;
        }
    }
    assert!(kept > 0, "a world in which all is public shows nothing of this");
}

fn value(row: &BTreeMap<String, String>, name: &str) -> Value {
    let cell = &row[name.trim_start_matches("m.")];
    match (cell.as_str(), cell.parse()) {
        ("", _) => Value::Nothing,
        (_, Ok(number)) => Value::Number(number),
        _ => Value::Text(cell.clone()),
    }
}

#[test]
fn a_package_holds_no_text_and_no_matter_that_is_not_public() {
    let mut walk = Walk::new(23, 2);
    for _ in 0..400 {
        walk.step();
    }
    to_the_first(&walk.house);
    let (_, folder) = published(&walk.house);
    let rows = walk.house.read(|db| {
        db.query("SELECT matter, visibility, received FROM matter WHERE house = $1", &[])
    });
    let rows = rows.expect("reads");
    let listed: Vec<String> =
        records(&folder, "matters.csv").iter().map(|row| row["row"].clone()).collect();
    for row in &rows {
        let id = pseudonym(&walk.house, row.id(0));
        assert_eq!(listed.contains(&id), row.int(1) == 0, "{id}");
    }
    assert!(rows.iter().any(|row| row.int(1) != 0), "the world has matters that are not public");
    let said = [crate::trials::walk::SECRET, crate::trials::walk::NUMBER, "example.org\"", "塌"];
    for entry in std::fs::read_dir(&folder).expect("is there") {
        let path = entry.expect("can be read").path();
        let text = std::fs::read_to_string(&path).expect("is text");
        for word in said {
            assert!(!text.contains(word), "{} says {word}", path.display());
        }
        let numbers = rows.iter().map(|row| row.id::<law::words::MatterId>(0).to_string());
        for number in numbers {
            assert!(!text.contains(&number), "{} names {number}", path.display());
        }
    }
    let few = |text: &str| text.parse::<i64>().is_ok_and(|number| number < 5 || number % 5 > 0);
    for row in records(&folder, "confidential.csv") {
        assert!(!few(&row["numerator"]) && !few(&row["denominator"]), "{row:?}");
    }
}

#[test]
fn packages_come_out_at_their_time_once_and_are_on_record() {
    let house = fixture::house();
    let publish = || tasks::publish_due(&house, "example.org/log").expect("publishes");
    fixture::raise(&house, fixture::submission(&house));
    assert_eq!(publish(), None, "nothing was due since the house was founded");
    let zone = house.state().zone.clone();
    let first = jiff::civil::date(2026, 4, 1);
    house.clock.set(zone.instant(first.at(8, 59, 0, 0)).expect("sound"));
    assert_eq!(publish(), None, "it is not nine yet");
    house.clock.set(zone.instant(first.at(9, 0, 0, 0)).expect("sound"));
    assert_eq!(publish().map(|name| name.to_string()).as_deref(), Some("2026-04"));
    assert_eq!(publish(), None, "it is there");
    let known = house.state().register.published[0].clone();
    let bytes = tasks::kept(&house, &known, DESCRIPTOR).expect("reads").expect("is there");
    let described: serde_json::Value = serde_json::from_slice(&bytes).expect("is JSON");
    assert_eq!(described["huiyin"]["checkpoint"]["root"], known.root.to_string());
    assert_eq!(described["huiyin"]["checkpoint"]["size"], known.size);
    // Opened again, the house still knows of it; and a changed file is not given away.
    let clock = crate::house::Clock::simulated(house.now());
    let again = House::open(&house.dir, &house.code, clock, Chance::seeded(1)).expect("opens");
    assert_eq!(again.state().register.published.last(), Some(&known));
    std::fs::write(tasks::folder(&house, &known.name).join("areas.csv"), "x").expect("writes");
    let changed = tasks::kept(&house, &known, "areas.csv").expect_err("is not given away");
    assert!(changed.chain().contains("--again"), "{}", changed.chain());
    assert_eq!(tasks::kept(&house, &known, "../../secret.key").expect("reads"), None);
}

#[test]
fn a_definition_of_the_past_is_refused_and_a_later_one_changes_nothing_before_its_day() {
    let house = fixture::house();
    figures::begin(&house).expect("on record");
    fixture::raise(&house, fixture::submission(&house));
    let known = house.state().figure_versions("withdrawn")[0].1.clone();
    let numerator = "m.outcome IS NULL".to_owned();
    let later = Definition { version: 2, numerator, ..(*known).clone() }.text();
    let today = house.today();
    for days in [0, 1, 400] {
        let past = today.saturating_sub(days.days());
        assert_eq!(defined(&house, &later, past), Err("figure.from-past"), "{past}");
    }
    let count = || {
        let state = house.state();
        let scope = figures::Scope {
            from: fixture::BEGIN,
            until: house.now().plus_ms(fixture::DAY),
            as_of: house.today().to_string(),
            areas: vec![],
            category: None,
            unit: figures::Unit::Any,
            procedure: state.front_procedure(today).expect("is defined").id.clone(),
            public: false,
            indicators: figures::stated(&state),
        };
        let place = INDICATORS.iter().position(|known| known.key == "withdrawn").expect("is there");
        house.read(|db| figures::exact(db, &scope)).expect("reads")[place].numerator
    };
    assert_eq!(count(), 0);
    let tomorrow = today.saturating_add(1.day());
    assert_eq!(defined(&house, &later, tomorrow), Ok("withdrawn".to_owned()));
    assert_eq!(count(), 0, "its day has not come");
    fixture::pass_days(&house, 2);
    assert_eq!(count(), 0, "what was received before is counted as before");
    fixture::raise(&house, fixture::submission(&house));
    assert_eq!(count(), 1, "what was received since is counted by the second version");
    assert_eq!(
        defined(&house, &later, house.today().saturating_add(9.days())),
        Err("figure.version")
    );
}

#[test]
fn the_reference_explains_every_column() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/open-data.md");
    let text = std::fs::read_to_string(path).expect("the reference is there");
    for (table, columns) in super::views::columns() {
        let section = text.split(&format!("### `{table}.csv`")).nth(1).unwrap_or_default();
        let section = section.split("\n## ").next().unwrap_or_default();
        let section = section.split("\n### ").next().unwrap_or_default();
        for column in columns {
            assert!(section.contains(&format!("| `{column}`")), "{table}.{column}");
        }
    }
}
