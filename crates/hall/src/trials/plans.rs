//! How the engine goes about the statements of the pages: none walks every matter there ever was.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::date;
use store::Val;

use crate::fixture;
use crate::house::House;
use crate::rooms::desks::views::{self as desks, Seat, Sort, Tab, Wish};
use crate::rooms::figures::{self, By, Scope, Unit};
use crate::rooms::matters::views::{self as matters, Filter};
use crate::rooms::{VIEWS, open, square};

/// A text with its values.
pub type Statement = (String, Vec<Val>);

/// The lines of a plan that walk a whole table: a scan, or a search in which the house is all that
/// narrows an index of all rows. An index of some rows holds only what is waited for, or open.
fn walks(house: &House, statement: &Statement, time: &str) -> Vec<String> {
    let lines = plan(house, statement, time).into_iter().map(|line| line.words);
    lines.filter(|line| walks_all(line)).collect()
}

/// A line of a plan: its number, the one that it is part of, and its words.
struct Line {
    number: i64,
    within: i64,
    words: String,
}

fn plan(house: &House, (sql, values): &Statement, time: &str) -> Vec<Line> {
    // A plan that was made once is told again though an index has gone since, and the engine looks
    // for what has changed only when it reads.
    let explain = format!("EXPLAIN QUERY PLAN {sql} /* {time} */");
    let plan = house.read(|db| {
        db.one("SELECT COUNT(*) FROM receipt WHERE house = $1", &[])?;
        db.query(&explain, values)
    });
    let plan = plan.unwrap_or_else(|fault| panic!("{}: {sql}", fault.chain()));
    let line = |row: &store::Row| Line {
        number: row.int(0),
        within: row.int(1),
        words: row.text(3).trim_end_matches(" LEFT-JOIN").to_owned(),
    };
    plan.iter().map(line).collect()
}

/// The lines of a plan that walk all of a table, or all of an index of some rows, once for each row
/// of something else: what takes the square of the time when everything is ten times as much.
pub fn walks_within(house: &House, statement: &Statement) -> Vec<String> {
    let lines = plan(house, statement, "within");
    // Whether what a line does is done once for each row of something else.
    let mut is_repeated = BTreeMap::from([(0, false)]);
    let mut loops = BTreeSet::new();
    let mut found = vec![];
    for Line { number, within, words } in lines {
        let is_loop = ["SCAN ", "SEARCH ", "MULTI-INDEX OR"].iter().any(|it| words.starts_with(it));
        // Loops side by side lie within each other, the first one outermost.
        let is_within = is_loop && !loops.insert(within);
        let is_asked_anew = words.starts_with("CORRELATED ");
        let is_made_once = ["LIST SUBQUERY", "SCALAR SUBQUERY"];
        let is_made_once = is_made_once.iter().any(|it| words.starts_with(it));
        let own = !is_made_once && (is_repeated[&within] || is_within || is_asked_anew);
        is_repeated.insert(number, own);
        let walks = words.starts_with("SCAN ") && !words.starts_with("SCAN CONSTANT");
        if own && (walks || words.ends_with(" (house=?)")) {
            found.push(words);
        }
    }
    found
}

/// The same of many statements, each with its text.
pub fn all_walks_within<'a>(
    house: &House,
    statements: impl Iterator<Item = &'a Statement>,
) -> Vec<String> {
    let of_one = |statement: &'a Statement| {
        let walks = walks_within(house, statement).into_iter();
        walks.map(|line| format!("{line}: {}", statement.0)).collect::<Vec<_>>()
    };
    statements.flat_map(of_one).collect()
}

/// What a scan may go through: what the statement itself has gathered.
const GATHERED: [&str; 7] = ["k", "f", "counted", "claim", "first", "CONSTANT", "(subquery"];

fn walks_all(line: &str) -> bool {
    if let Some(scanned) = line.strip_prefix("SCAN ") {
        return !GATHERED.iter().any(|name| {
            scanned.strip_prefix(name).is_some_and(|rest| rest.is_empty() || !is_name(rest))
        });
    }
    let Some((index, narrowed)) =
        line.split_once(" INDEX ").and_then(|(_, rest)| rest.split_once(' '))
    else {
        return false;
    };
    let mut partial = VIEWS.iter().flat_map(|view| view.tables).flat_map(|table| {
        let of_some = table.indexes.iter().filter(|index| !index.only.is_empty());
        of_some.map(|index| format!("{}_by_{}", table.name, index.columns.join("_")))
    });
    narrowed == "(house=?)" && !partial.any(|name| name == index)
}

fn is_name(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Every way in which a desk is asked for.
fn desk_statements(house: &House) -> Vec<Statement> {
    let seat = |office, body| Seat::of(&fixture::officer(house, office, body));
    let seats: Vec<Seat> = [
        ("congress-office", "congress"),
        ("leader", "congress"),
        ("deputy", "s1"),
        ("station-staff", "s1"),
        ("handler", "roads"),
    ]
    .into_iter()
    .filter_map(|(office, body)| seat(office, body))
    .collect();
    assert_eq!(seats.len(), 5);
    let mut held: Vec<Vec<Seat>> = seats.iter().map(|seat| vec![*seat]).collect();
    held.push(vec![seats[2], seats[4]]);
    let mut statements = vec![];
    for seats in held {
        let sees_all = seats.iter().any(|seat| seat.sees_all());
        for tab in Tab::ALL {
            for sort in [Sort::Due, Sort::Received, Sort::Since] {
                for after in [None, Some(("5".to_owned(), law::words::Id::from_int(7)))] {
                    let (seats, category) = (seats.clone(), Some("road-damage".to_owned()));
                    let (areas, today) = (vec![fixture::area(house, "t1")], date(2026, 3, 2));
                    // Everything in the house is a list of its own, see below.
                    if tab == Tab::All && (sees_all || sort != Sort::Received) {
                        continue;
                    }
                    let told = law::ruling::code("told");
                    let offices = ["congress-office", "leader", "deputy", "station-staff"];
                    let told =
                        offices.map(|office| (law::ruling::code(office), [told.clone()].into()));
                    let (among, told) = (None, told.into());
                    let leaders = desks::leaders(&house.state().register, today);
                    let wish = Wish {
                        seats,
                        tab,
                        sort,
                        areas,
                        category,
                        among,
                        after,
                        today,
                        told,
                        leaders,
                    };
                    statements.extend(desks::statements(&wish));
                }
            }
        }
    }
    // That there are two hundred matters at all is counted until there are.
    statements.retain(|(sql, _)| !is_count_of_all(sql));
    statements
}

fn list_statements(house: &House) -> Vec<Statement> {
    let mut statements = vec![];
    for standing in [None, Some("open"), Some("answered"), Some("late")] {
        for narrowed in 0..32 {
            let filter = Filter {
                areas: if narrowed & 1 > 0 { vec![fixture::area(house, "t1")] } else { vec![] },
                category: (narrowed & 2 > 0).then(|| "road-damage".to_owned()),
                lead: (narrowed & 4 > 0).then(|| fixture::body(house, "roads")),
                procedure: (narrowed & 16 > 0).then(|| "public-opinion".to_owned()),
                standing: standing.map(str::to_owned),
                from: (narrowed & 8 > 0).then_some(fixture::BEGIN),
                until: (narrowed & 8 > 0).then_some(fixture::BEGIN),
            };
            statements.extend(matters::statements(&filter, "2026-03-02"));
        }
    }
    statements
}

/// Whether a statement counts whether there are two hundred matters at all.
fn is_count_of_all(sql: &str) -> bool {
    sql.contains("m.house = $1 AND (m.visibility <> 3 OR m.procedure IN ('told'))) AS k LIMIT")
}

fn figure_statements(house: &House) -> Vec<Statement> {
    let state = house.state();
    let procedure = state.front_procedure(house.today()).expect("residents bring matters by one");
    let mut statements = vec![];
    for narrowed in 0..8 {
        for unit in [Unit::Any, Unit::Nobody, Unit::One(fixture::body(house, "roads"))] {
            let areas = vec![fixture::area(house, "t1"), fixture::area(house, "t2")];
            let scope = Scope {
                from: fixture::BEGIN,
                until: house.now(),
                as_of: "2026-03-02".to_owned(),
                areas: if narrowed & 1 > 0 { areas } else { vec![] },
                category: (narrowed & 2 > 0).then(|| law::ruling::code("road-damage")),
                unit,
                procedure: procedure.id.clone(),
                public: narrowed & 4 > 0,
                indicators: figures::INDICATORS.to_vec(),
            };
            let month = By::Month(vec![fixture::BEGIN]);
            for by in [By::Whole, By::Public, By::Unit, By::Area, By::Category, month] {
                statements.extend(figures::statements(&scope, &by));
            }
        }
    }
    statements
}

fn other_statements() -> Vec<Statement> {
    let silent = open::views::silent::statements(figures::INDICATORS, "2026-03-02");
    let busy = matters::busy_statements().into_iter().map(|sql| (sql.to_owned(), vec![]));
    let answers = (square::NEWEST_ANSWERS.to_owned(), vec![Val::Int(6)]);
    let looks = matters::look_statements().into_iter().map(|sql| (sql.to_owned(), vec![]));
    busy.chain([answers]).chain(silent).chain(looks).collect()
}

/// Every text that is put together as it is needed.
pub fn all_statements(house: &House) -> Vec<Statement> {
    let lists = [desk_statements(house), list_statements(house), figure_statements(house)];
    [lists.concat(), other_statements()].concat()
}

/// What is found to walk everything, each statement once.
fn found(house: &House, statements: &[Statement], time: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for statement in statements {
        for line in walks(house, statement, time) {
            let text = statement.0.replace("m.matter, v.bytes, m.step, m.visibility,", "…");
            found.push(format!("{line}: {text}"));
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn no_page_walks_every_matter() {
    if !fixture::is_embedded("it reads the plans of SQLite") {
        return;
    }
    let house = fixture::house();
    let statements =
        [desk_statements(&house), list_statements(&house), figure_statements(&house)].concat();
    assert!(statements.len() > 1000, "{}", statements.len());
    assert_eq!(found(&house, &statements, "whole"), [""; 0]);
    assert_eq!(found(&house, &other_statements(), "whole"), [""; 0]);
}

/// As many values as a statement has at most.
const VALUES_MOST: usize = 40;

/// The texts that are put together as they are needed: far more than the pages of a test ask for.
#[test]
fn every_statement_is_understood_by_the_other_engine() {
    fixture::on_server(|| {
        let house = fixture::house();
        let statements = [
            desk_statements(&house),
            list_statements(&house),
            figure_statements(&house),
            other_statements(),
        ]
        .concat();
        assert!(statements.len() > 1000, "{}", statements.len());
        for (sql, mut values) in statements {
            // Of some only the plan is asked for: they have no values.
            values.resize(values.len().max(VALUES_MOST), Val::Null);
            let read = house.read(|db| db.query(&sql, &values));
            read.unwrap_or_else(|fault| panic!("{}", fault.chain()));
        }
    });
}

/// The check can fail: without an index, what read it is found.
#[test]
fn a_missing_index_is_found() {
    if !fixture::is_embedded("it reads the plans of SQLite") {
        return;
    }
    let house = fixture::house();
    let cases: [(&str, &dyn Fn() -> Vec<Statement>); 3] = [
        ("unit_by_body_given_matter_returned", &|| desk_statements(&house)),
        ("matter_by_station_received_matter", &|| desk_statements(&house)),
        ("matter_by_received_matter", &|| figure_statements(&house)),
    ];
    for (index, statements) in cases {
        let whole = format!("with {index}");
        assert_eq!(found(&house, &statements(), &whole), [""; 0], "{whole}");
        drop_index(&house, index);
        assert_ne!(found(&house, &statements(), index), [""; 0], "without {index}");
        crate::roles::rebuild::rebuild(&house).expect("the views can be drawn anew");
    }
}

fn drop_index(house: &Arc<House>, index: &'static str) {
    let work =
        move |tx: &mut store::Tx<'_>| Ok(tx.db.execute(&format!("DROP INDEX {index}"), &[])?);
    house.engine.write_and_wait(&house.code, work).expect("the index is there");
}

/// The check of what is done for each row of something else can fail, and lets go through what is
/// looked up.
#[test]
fn a_walk_for_each_row_of_something_else_is_found() {
    if !fixture::is_embedded("it reads the plans of SQLite") {
        return;
    }
    let house = fixture::house();
    let asked = |sql: &str| walks_within(&house, &(sql.to_owned(), vec![]));
    let of_each = "SELECT COUNT(*) FROM activity a CROSS JOIN part p WHERE a.house = $1 \
                   AND p.house = $1";
    let of_its_own = format!("{of_each} AND p.activity = a.activity");
    let of_those_who_came = format!("{of_its_own} AND p.came IS NOT NULL");
    assert_eq!(asked(&of_its_own), [""; 0]);
    assert_eq!(asked(of_each).len(), 1);
    // What stayed hidden once: an index of some rows, all of them, for each activity.
    assert_eq!(asked(&of_those_who_came).len(), 1);
    let anew = "SELECT (SELECT COUNT(*) FROM part p WHERE p.house = $1 AND p.own = a.kind) \
                FROM activity a WHERE a.house = $1";
    assert_eq!(asked(anew).len(), 1);
    let left = "SELECT COUNT(*) FROM activity a LEFT JOIN part p ON p.house = $1 AND p.own = 1 \
                WHERE a.house = $1";
    assert_eq!(asked(left).len(), 1);
    let gathered = "WITH k AS MATERIALIZED (SELECT p.person FROM part p WHERE p.house = $1) \
                    SELECT COUNT(*) FROM activity a CROSS JOIN k WHERE a.house = $1";
    assert_eq!(asked(gathered).len(), 1);
    let once = "SELECT (SELECT COUNT(*) FROM part p WHERE p.house = $1) FROM activity a \
                WHERE a.house = $1";
    assert_eq!(asked(once), [""; 0]);
}
