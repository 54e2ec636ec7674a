//! The own matter in the open data: which row it is, which figures count it, and which do not.

use askama::Template;
use law::figure::{Condition, Published, Value};
use law::words::MatterId;
use store::Fault;
use store::fault::Context;

use super::super::tasks::kept;
use super::super::views::{pseudonym, town_of};
use crate::house::{House, State};
use crate::kit::{Failure, Reply, Shell, Visit, page, see_other};
use crate::rooms::figures::{INDICATORS, Indicator, Over, Seal, in_language};
use crate::rooms::matters::views::by_receipt;

#[derive(Template)]
#[template(path = "rooms/open/pages/own.html")]
struct OwnPage {
    shell: Shell,
    row: String,
    /// The package; empty where none was published yet.
    package: String,
    at: String,
    is_there: bool,
    /// The cells of its row, by column.
    cells: Vec<(String, String)>,
    /// By what its figures are told apart.
    groups: Vec<(&'static str, String)>,
    lines: Vec<Line>,
}

struct Line {
    key: &'static str,
    name: String,
    version: u32,
    /// `numerator`, `denominator`, `neither` or `apart`.
    counts: &'static str,
    times: i64,
    means: String,
}

/// The row of a package: column and cell.
type Cells = Vec<(String, String)>;

/// What a package says of a matter.
struct Own {
    cells: Option<Cells>,
    town: String,
    promises: Vec<Cells>,
    returns: usize,
}

/// Shows it to whoever holds the receipt.
pub async fn show(visit: Visit) -> Reply {
    let Some(matter) = own_matter(&visit).await? else { return Ok(see_other("/receipt")) };
    let house = visit.house().clone();
    let row = pseudonym(&house, matter);
    let shell = visit.shell.clone();
    let known = shell.state.register.published.last().cloned();
    let mut own = None;
    if let Some(known) = known.clone() {
        let (reads, row) = (house.clone(), row.clone());
        own = Some(crate::kit::visit::blocking(move || read(&reads, &known, &row)).await??);
    }
    let cells = own.as_ref().and_then(|own| own.cells.clone());
    let groups = cells.as_ref().map_or_else(Vec::new, |cells| groups(cells, own.as_ref()));
    let day = known.as_ref().map(|known| shell.state.zone.day(known.at).to_string());
    let lines = match (&cells, &own) {
        (Some(cells), Some(own)) => lines(&shell, cells, own, &day.unwrap_or_default())?,
        _ => vec![],
    };
    page(&OwnPage {
        row,
        package: known.as_ref().map_or_else(String::new, |known| known.name.to_string()),
        at: known.map_or_else(String::new, |known| shell.minute(known.at)),
        is_there: cells.is_some(),
        cells: cells.unwrap_or_default(),
        groups,
        lines,
        shell,
    })
}

/// The matter of the receipt that is open in this browser.
async fn own_matter(visit: &Visit) -> Result<Option<MatterId>, Failure> {
    let Some((matter, mac)) = visit.receipt else { return Ok(None) };
    let receipt = visit.read(move |db| by_receipt(db, mac)).await?;
    Ok(receipt.filter(|r| !r.replaced && r.matter == matter).map(|_| matter))
}

fn read(house: &House, known: &Published, row: &str) -> Result<Own, Fault> {
    let rows = |file: &str, column: &str, wanted: &str| -> Result<Vec<Cells>, Fault> {
        let bytes = kept(house, known, file)?.unwrap_or_default();
        let mut reader = csv::Reader::from_reader(&*bytes);
        let reading = || format!("reading {file} of the open data {}", known.name);
        let heads = reader.headers().while_(reading)?.clone();
        let place = heads.iter().position(|head| head == column).unwrap_or(0);
        let (mut found, mut record) = (vec![], csv::StringRecord::new());
        while reader.read_record(&mut record).while_(reading)? {
            if &record[place] == wanted {
                let cells = heads.iter().zip(&record);
                found.push(cells.map(|(head, cell)| (head.to_owned(), cell.to_owned())).collect());
            }
        }
        Ok(found)
    };
    let cells = rows("matters.csv", "row", row)?.pop();
    let area = cells.as_ref().map_or_else(String::new, |cells| cell(cells, "area"));
    let (promises, returns) = (rows("promises.csv", "row", row)?, rows("returns.csv", "row", row)?);
    let town = town_of(&house.state(), &area);
    Ok(Own { cells, town, promises, returns: returns.len() })
}

fn cell(cells: &Cells, column: &str) -> String {
    let found = cells.iter().find(|(known, _)| known == column);
    found.map_or_else(String::new, |(_, cell)| cell.clone())
}

fn groups(cells: &Cells, own: Option<&Own>) -> Vec<(&'static str, String)> {
    let received = cell(cells, "received");
    let of = |text: &str, end: usize| text.get(..end).unwrap_or_default().to_owned();
    vec![
        ("procedure", cell(cells, "procedure")),
        ("year", of(&received, 4)),
        ("month", of(&received, 7)),
        ("unit", cell(cells, "unit")),
        ("town", own.map_or_else(String::new, |own| own.town.clone())),
        ("category", cell(cells, "category")),
    ]
}

fn lines(shell: &Shell, cells: &Cells, own: &Own, day: &str) -> Result<Vec<Line>, Fault> {
    let mut lines = vec![];
    for indicator in INDICATORS {
        let Some(version) = version_of(&shell.state, indicator, &cell(cells, "received")) else {
            continue;
        };
        let (counts, times) = counted(indicator, &version, (cells, own), day)?;
        lines.push(Line {
            key: indicator.key,
            name: in_language(shell, &version.name).to_owned(),
            version: version.version,
            counts,
            times,
            means: in_language(shell, &version.means).to_owned(),
        });
    }
    Ok(lines)
}

/// The version of a definition that counts what was received on a day.
fn version_of(
    state: &State,
    indicator: &Indicator,
    received: &str,
) -> Option<std::sync::Arc<law::figure::Definition>> {
    let versions = state.figure_versions(indicator.key);
    let later = versions.iter().rev().find(|(from, _)| *from.to_string() <= *received);
    later.or(versions.first()).map(|(_, known)| (*known).clone())
}

/// Whether and how often a figure counts a matter, by the cells of its row.
fn counted(
    indicator: &Indicator,
    version: &law::figure::Definition,
    (cells, own): (&Cells, &Own),
    day: &str,
) -> Result<(&'static str, i64), Fault> {
    if indicator.seal != Seal::Open {
        return Ok(("apart", 0));
    }
    let holds = |text: &str, cells: &Cells, letter: &str| -> Result<bool, Fault> {
        let condition =
            Condition::read(text, (indicator.over.said(), false)).map_err(Fault::new)?;
        Ok(condition.holds(&|name| value(cells, name, letter), day))
    };
    let [numerator, denominator] = version.conditions();
    let (mut times, mut of) = (0, 0);
    match indicator.over {
        Over::Matters => {
            times += i64::from(holds(numerator, cells, "m.")?);
            of += i64::from(holds(denominator, cells, "m.")?);
        }
        Over::Promises => {
            for promise in &own.promises {
                times += i64::from(holds(numerator, promise, "c.")?);
                of += i64::from(holds(denominator, promise, "c.")?);
            }
        }
        Over::Returns => (times, of) = (own.returns as i64, own.returns as i64),
    }
    Ok(match (times, of) {
        (0, 0) => ("neither", 0),
        (0, of) => ("denominator", of),
        (times, _) => ("numerator", times),
    })
}

/// A cell as conditions see it.
fn value(cells: &Cells, name: &str, letter: &str) -> Value {
    let found = name.strip_prefix(letter).map(|column| cell(cells, column)).unwrap_or_default();
    match (found.as_str(), found.parse()) {
        ("", _) => Value::Nothing,
        (_, Ok(number)) => Value::Number(number),
        _ => Value::Text(found),
    }
}
