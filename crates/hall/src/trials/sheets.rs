//! No cell of any file to take away is a formula, whatever residents and administrators typed.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use law::matter::acts::Submission;
use law::people;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::code;
use law::words::{Code, PersonId, PostId};
use store::db::Tx;
use tower::ServiceExt;

use super::defences::{app, routes};
use crate::desk::Hearing;
use crate::fixture;
use crate::house::House;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, taken};

/// What a spreadsheet program takes for the beginning of a formula.
const SIGNS: [&str; 8] = ["=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"];
/// A formula that would reach out, and the same behind what a program leaves out.
const FORMULA: &str = "HYPERLINK(1)";
/// The registers that are taken away.
const KINDS: [&str; 6] = ["areas", "bodies", "people", "posts", "duties", "categories"];

/// Types texts wherever residents and administrators can type something.
pub(super) fn typed(house: &Arc<House>, texts: &[String]) {
    for title in texts.iter().cloned() {
        fixture::raise(house, Submission { title, ..fixture::submission(house) });
    }
    let texts = texts.to_vec();
    let act = ActId(house.chance.bytes());
    let done = house.act_and_wait(act, Actor::House, move |hearing: &mut Hearing<'_, '_, '_>| {
        let parent = hearing.state.register.areas.values().find(|a| a.code == *"county");
        let parent = parent.map(|area| area.id);
        hearing.enclosing(|hearing, enclosures| {
            for (i, text) in texts.iter().enumerate() {
                let text = serde_json::json!({ "zh": text, "en": "" });
                let mut name = || enclosures.add("name", text.to_string(), true);
                let (area_name, body_name, person_name) = (name(), name(), name());
                let word = Code::new(&format!("x{i}")).expect("is one");
                let area = enclosures.id();
                let level = code("village");
                let fact = Fact::AreaRegistered {
                    area,
                    code: word.clone(),
                    level,
                    name: area_name,
                    parent,
                };
                hearing.put(0, fact)?;
                let (body, sort) = (enclosures.id(), code("department"));
                let fact = Fact::BodyRegistered { area, body, code: word, sort, name: body_name };
                hearing.put(0, fact)?;
                let (person, post): (PersonId, PostId) = (enclosures.id(), enclosures.id());
                hearing.put(0, people::Fact::Enrolled { person, name: person_name })?;
                let (first, office) = (jiff::civil::date(2025, 1, 1), code("handler"));
                hearing.put(0, Fact::PostBegun { body, first, office, person, post })?;
            }
            Ok(())
        })
    });
    done.expect("the facts are sound");
}

pub(super) fn signed_in(house: &Arc<House>, office: &str, at: &str) -> Token {
    let token = Token::new(house.chance.bytes());
    let (kept, person, now) =
        (token.clone(), fixture::officer(house, office, at).person, house.now());
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &kept, &Opens::Person(person), now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    token
}

async fn get(app: &Arc<App>, path: &str, token: Option<&Token>) -> Option<Vec<u8>> {
    let session = token.map_or_else(String::new, |t| format!("; huiyin-session={}", t.text()));
    let cookies = format!("huiyin-guest=00112233445566778899aabbccddeeff{session}");
    let request = Request::get(path).header(header::COOKIE, cookies).body(Body::empty());
    let answer = crate::roles::router(app.clone()).oneshot(request.unwrap()).await.unwrap();
    if answer.status() != StatusCode::OK {
        return None;
    }
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
    Some(to_bytes(answer.into_body(), 1 << 26).await.unwrap().to_vec())
}

/// The cells of a file, and whether any of them is a formula.
fn cells(path: &str, bytes: &[u8]) -> (Vec<String>, bool) {
    if !path.contains(".xlsx") {
        let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let is_formula = |cell: &String| {
            let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            begins || SIGNS.iter().any(|sign| cell.starts_with(sign))
        };
        let any = cells.iter().any(is_formula);
        return (cells, any);
    }
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let (mut all, mut any) = (vec![], false);
    for part in 0..book.len() {
        let (mut part, mut text) = (book.by_index(part).unwrap(), String::new());
        if part.read_to_string(&mut text).is_err() {
            continue;
        }
        let name = part.name().unwrap().into_owned();
        any |= name.contains("worksheets/") && (text.contains("<f>") || text.contains("<f "));
        all.push(text);
    }
    (all, any)
}

#[tokio::test]
async fn no_cell_of_any_file_to_take_away_is_a_formula() {
    let house = fixture::house();
    typed(&house, &SIGNS.map(|sign| format!("{sign}{FORMULA}")));
    let app = app(&house, false);
    let readers = [
        None,
        Some(signed_in(&house, "congress-office", "congress")),
        Some(signed_in(&house, "administrator", "congress")),
        Some(signed_in(&house, "deputy", "s1")),
    ];
    let mut files = BTreeSet::new();
    let mut told = BTreeSet::new();
    for route in routes(&crate::roles::router(app.clone())).await {
        let is_sheet = [".csv", ".xlsx"].into_iter().any(|ending| route.ends_with(ending));
        if !is_sheet {
            continue;
        }
        let mut paths = vec![];
        for kind in KINDS {
            let path = route.replace("{kind}", kind);
            paths.extend(
                ["", "?by=area", "?by=unit", "?tab=all", "?key=received"]
                    .map(|query| format!("{path}{query}")),
            );
        }
        paths.sort();
        paths.dedup();
        for path in paths {
            for reader in &readers {
                let Some(bytes) = get(&app, &path, reader.as_ref()).await else { continue };
                let (cells, any) = cells(&path, &bytes);
                assert!(!any, "{path} has a formula: {cells:?}");
                files.insert(route.clone());
                if cells.iter().any(|cell| cell.contains(FORMULA)) {
                    told.insert(path.clone());
                }
            }
        }
    }
    assert!(files.len() > 8, "too few to be all: {files:?}");
    assert!(told.len() > 8, "what was typed stands in too few: {told:?}");
    // The reader itself sees a formula where there is one.
    assert!(cells("a.csv", b"\xef\xbb\xbfa,=1+1\r\n").1);
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_formula(0, 0, "=1+1").unwrap();
    assert!(cells("a.xlsx", &book.save_to_buffer().unwrap()).1);
}

#[tokio::test]
async fn what_an_officer_takes_away_says_so_and_is_noted() {
    let house = fixture::house();
    fixture::raise(&house, fixture::submission(&house));
    let app = app(&house, false);
    let office = Some(signed_in(&house, "congress-office", "congress"));
    let person = fixture::officer(&house, "congress-office", "congress").person;
    let name = house.state().person_name(person).to_owned();
    let taken = || house.read(|db| taken::of_person(db, person, 99)).unwrap();
    let csv = get(&app, "/desk.csv?tab=all", office.as_ref()).await.unwrap();
    let (rows, _) = cells("desk.csv", &csv);
    assert!(rows.iter().any(|cell| cell.contains(&name) && cell.contains("2026")), "{rows:?}");
    let book = get(&app, "/desk.xlsx?tab=all", office.as_ref()).await.unwrap();
    let (parts, _) = cells("desk.xlsx", &book);
    let says = parts.iter().filter(|part| part.contains(&name)).count();
    assert!(says >= 2, "below its pages and in what it says of itself: {parts:?}");
    let noted: Vec<_> = taken().into_iter().map(|t| (t.what, t.rows)).collect();
    assert_eq!(noted, [("desk.csv".to_owned(), 1), ("desk.xlsx".to_owned(), 1)]);
    let page = get(&app, "/account", office.as_ref()).await.unwrap();
    assert!(String::from_utf8(page).unwrap().contains("desk.xlsx"));
    // Nobody is noted and named where nobody is signed in.
    let public = get(&app, "/matters.csv", None).await.unwrap();
    assert!(!String::from_utf8(public).unwrap().contains(&name));
    assert_eq!(taken().len(), 2);
    house.clock.set(house.now().plus_ms(4 * 366 * fixture::DAY));
    let now = house.now();
    let sweep = move |tx: &mut Tx<'_>| Ok(taken::sweep(tx, now)?);
    house.engine.write_and_wait(&house.code, sweep).expect("it can be swept");
    assert!(taken().is_empty());
}
