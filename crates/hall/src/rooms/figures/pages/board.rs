//! The figures of a time: tiles, and a table by unit, area, category or month.

use askama::Template;
use axum::http::StatusCode;
use law::procedure::Openness;
use law::ruling::Refusal;
use law::tlog::{Checkpoint, Note};
use store::Fault;
use store::db::Db;
use store::fault::Context;

use super::super::stats::Unit;
use super::table::{self, Sort, Table};
use super::tiles::{Tile, least, row};
use super::wanted::Wanted;
use crate::kit::{Errors, Form, Reply, Shell, Visit, address, html};

#[derive(Template)]
#[template(path = "rooms/figures/pages/board.html")]
struct Board {
    shell: Shell,
    errors: Errors,
    wanted: Wanted,
    sort: Sort,
    sorts: Vec<Tab>,
    choices: Choices,
    tiles: Vec<Tile>,
    lines: Vec<Line>,
    least: i64,
    csv: String,
    xlsx: String,
    json: String,
    whole_months: bool,
    of_all: bool,
    head: Head,
}

/// Up to where the log is counted, and what of it was signed last.
#[derive(Default)]
struct Head {
    records: i64,
    size: i64,
    origin: String,
    root: String,
}

struct Tab {
    name: String,
    to: String,
    here: bool,
}

struct Line {
    name: String,
    tiles: Vec<Tile>,
}

/// What the filters offer.
pub struct Choices {
    /// What the procedure is called by which residents bring matters, which is meant where none is
    /// chosen.
    pub front: String,
    /// The others, but for those whose matters are confidential.
    pub procedures: Vec<Choice>,
    /// Areas, categories and units: value, name, whether it is chosen.
    pub lists: Vec<(&'static str, Vec<Choice>)>,
}

/// An entry of a list to choose from.
pub struct Choice {
    /// The value in the address.
    pub value: String,
    /// The name.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Shows the figures.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let (wanted, sort) = match asked(&form, &shell) {
        Ok(asked) => asked,
        Err(refusal) => return refused(shell, &refusal),
    };
    let (around, narrowed) = (shell.clone(), wanted.clone());
    let read = move |db: Db<'_>| {
        let table = table::read(db, &around, &narrowed, sort)?;
        Ok((table, head(db)?))
    };
    let (table, head) = visit.read(read).await?;
    html(StatusCode::OK, &Board { head, ..board(shell, wanted, sort, &table) })
}

/// The head of the log as a snapshot has it.
fn head(db: Db<'_>) -> Result<Head, Fault> {
    let records = store::log::head(db)?.seq as i64;
    let Some(signed) = store::tiles::newest(db, false)? else {
        return Ok(Head { records, ..Head::default() });
    };
    let reading = || format!("reading the checkpoint {}", signed.number);
    let note = Note::read(&signed.note).while_(reading)?;
    let signed = Checkpoint::read(&note.text).while_(reading)?;
    let (size, root) = (signed.size as i64, signed.root.to_string());
    Ok(Head { records, size, origin: signed.origin, root })
}

/// What an address asks for: which figures, told apart by what.
pub fn asked(form: &Form, shell: &Shell) -> Result<(Wanted, Sort), Refusal> {
    let wanted = Wanted::read(form, shell)?;
    let sort = Sort::read(form)?;
    table::check(&wanted, sort)?;
    Ok((wanted, sort))
}

fn refused(shell: Shell, refusal: &Refusal) -> Reply {
    let wanted = Wanted::this_year(shell.today);
    let errors = Errors::of(&shell, refusal);
    let table = Table { groups: vec![], total: vec![] };
    let board = Board { errors, ..board(shell, wanted, Sort::Area, &table) };
    html(StatusCode::UNPROCESSABLE_ENTITY, &board)
}

fn board(shell: Shell, wanted: Wanted, sort: Sort, table: &Table) -> Board {
    let to = |path: &str, sort: Sort| {
        let mut fields = wanted.fields();
        fields.push(("by", sort.name().to_owned()));
        address(path, &fields)
    };
    let tab = |other: Sort| Tab {
        name: shell.code("figures-by", other.name()),
        to: to("/figures", other),
        here: other == sort,
    };
    let line = |group: &table::Group| Line {
        name: group.name.clone(),
        tiles: shown(row(&shell, &group.wanted, &group.parts)),
    };
    Board {
        errors: Errors::none(),
        sorts: Sort::EACH.into_iter().map(tab).collect(),
        choices: choices(&shell, &wanted),
        tiles: row(&shell, &wanted, &table.total),
        lines: table.groups.iter().map(line).collect(),
        least: least(&shell),
        csv: to("/figures.csv", sort),
        xlsx: to("/figures.xlsx", sort),
        json: to("/figures.json", sort),
        whole_months: wanted.is_whole_months(shell.today),
        of_all: wanted.is_of_all(shell.today),
        head: Head::default(),
        wanted,
        sort,
        shell,
    }
}

fn shown(mut tiles: Vec<Tile>) -> Vec<Tile> {
    tiles.retain(|tile| tile.in_table);
    tiles
}

fn choices(shell: &Shell, wanted: &Wanted) -> Choices {
    let register = &shell.state.register;
    let mut areas: Vec<_> = register.areas.values().collect();
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    // Villages are reached from the table of their town; the list holds what lies above them.
    areas.retain(|area| {
        wanted.area == Some(area.id) || areas_within(register, area.id) || area.parent.is_none()
    });
    let areas = areas.into_iter().map(|area| Choice {
        value: area.id.to_string(),
        name: shell.area(area.id).to_owned(),
        chosen: wanted.area == Some(area.id),
    });
    let categories = register.categories.keys().map(|code| Choice {
        value: code.to_string(),
        name: shell.category(code.as_str()).to_owned(),
        chosen: wanted.category.as_ref() == Some(code),
    });
    let sorts = ["department", "town-government", "company", "congress", "station"];
    let units = register.bodies_of(&sorts, shell.today).into_iter().map(|body| Choice {
        value: body.id.to_string(),
        name: shell.body(body.id).to_owned(),
        chosen: wanted.unit == Unit::One(body.id),
    });
    let nobody = Choice {
        value: "none".to_owned(),
        name: shell.t("figures-no-unit"),
        chosen: wanted.unit == Unit::Nobody,
    };
    let in_force = shell.state.procedures_in_force(shell.today);
    let open = in_force.into_iter().filter(|p| !p.front && p.visibility != Openness::Confidential);
    let procedures = open.map(|procedure| Choice {
        value: procedure.id.to_string(),
        name: shell.of(procedure, "procedure", ""),
        chosen: wanted.procedure.as_ref() == Some(&procedure.id),
    });
    Choices {
        front: shell
            .state
            .front_procedure(shell.today)
            .map_or_else(String::new, |procedure| shell.of(procedure, "procedure", "")),
        procedures: procedures.collect(),
        lists: vec![
            ("area", areas.collect()),
            ("category", categories.collect()),
            ("unit", units.chain([nobody]).collect()),
        ],
    }
}

fn areas_within(register: &law::register::Register, area: law::words::AreaId) -> bool {
    register.areas.values().any(|other| other.parent == Some(area))
}
