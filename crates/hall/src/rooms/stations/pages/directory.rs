//! The directory of stations, town by town, narrowed by words or by a place.

use askama::Template;
use law::register::{Area, Body};

use super::{deputies_at, named, next, told};
use crate::kit::{Form, Reply, Shell, Visit, page};
use crate::rooms::figures;

#[derive(Template)]
#[template(path = "rooms/stations/pages/directory.html")]
struct DirectoryPage {
    shell: Shell,
    query: String,
    areas: Vec<(String, String, bool)>,
    groups: Vec<Group>,
    total: usize,
    /// The towns without a centre, where any station was described.
    without: Vec<String>,
    /// What is said of the place that was asked for; empty where none was.
    serves: String,
}

struct Group {
    area: String,
    lines: Vec<Line>,
}

struct Line {
    to: String,
    name: String,
    tier: String,
    address: String,
    when: String,
    is_open: bool,
    deputies: usize,
    /// What it is, where it is no deputies' station.
    venues: Vec<String>,
}

/// The directory.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let minute = super::hours::minute(visit.house());
    let shell = visit.shell;
    let register = &shell.state.register;
    let place = figures::area(&form, register)?;
    let serving = place.and_then(|area| register.station_for(area, shell.today));
    let query = form.text("q").trim().to_owned();
    let stations = register.bodies_of(&["station"], shell.today);
    let total = register.stations_of(shell.today).len();
    let mut groups: Vec<Group> = vec![];
    for body in stations {
        if place.is_some() && serving.map(|serving| serving.id) != Some(body.id) {
            continue;
        }
        let line = line(&shell, body, minute);
        let area = town_of(&shell, body);
        let small = query.to_lowercase();
        let is_asked_for = small.is_empty() || {
            let says = [&line.name, &line.address, &line.tier, &area];
            says.into_iter().chain(&line.venues).any(|text| text.to_lowercase().contains(&small))
        };
        if !is_asked_for {
            continue;
        }
        match groups.iter_mut().find(|group| group.area == area) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { area, lines: vec![line] }),
        }
    }
    let serves = place.map(|area| {
        let area = shell.area_path(area);
        let key = if serving.is_some() { "stations-serves" } else { "stations-serves-none" };
        shell.t1(key, "area", &area)
    });
    let template = DirectoryPage {
        areas: areas(&shell, place),
        groups,
        total,
        without: without_centre(&shell),
        serves: serves.unwrap_or_default(),
        query,
        shell: shell.clone(),
    };
    page(&template)
}

fn line(shell: &Shell, body: &Body, minute: u16) -> Line {
    let told = told(shell, body.id);
    let venue = |key: &law::words::Code| {
        shell.state.standard("venue", key.as_str(), shell.language.key()).to_owned()
    };
    let upcoming = told.and_then(|told| next(shell, &told.hours, minute));
    Line {
        to: format!("/stations/{}", body.code),
        name: shell.body(body.id).to_owned(),
        tier: told.map_or_else(String::new, |told| shell.code("office-tier", &told.tier)),
        address: told.map_or_else(String::new, |told| named(shell, told.address)),
        when: upcoming.map_or_else(String::new, |(_, one)| shell.opening(one)),
        is_open: upcoming.is_some_and(|(is_now, _)| is_now),
        deputies: deputies_at(shell, body.id).len(),
        venues: told.map_or_else(Vec::new, |told| told.venues.iter().map(venue).collect()),
    }
}

/// The town that a station lies in; of one that serves the whole county, the county.
fn town_of(shell: &Shell, body: &Body) -> String {
    let mut lineage = shell.state.register.lineage(body.area);
    let town = lineage.find(|area| area.level == "town").map_or(body.area, |area| area.id);
    shell.area(town).to_owned()
}

/// Places to choose from, the towns with what lies in them.
pub fn areas(shell: &Shell, chosen: Option<law::words::AreaId>) -> Vec<(String, String, bool)> {
    let mut all: Vec<&Area> =
        shell.state.register.areas.values().filter(|area| area.is_open(shell.today)).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    let choice =
        |area: &&Area| (area.id.to_string(), shell.area_path(area.id), chosen == Some(area.id));
    all.iter().filter(|area| area.parent.is_some()).map(choice).collect()
}

/// Towns that have no centre of their own; nothing where no station was described yet.
pub fn without_centre(shell: &Shell) -> Vec<String> {
    let register = &shell.state.register;
    if register.stations.is_empty() {
        return vec![];
    }
    let has = |town: &Area| {
        register.stations.iter().any(|(body, told)| {
            let area = register.bodies.get(body).map(|body| body.area);
            told.tier == "centre" && area == Some(town.id)
        })
    };
    let is_town = |area: &&Area| area.level == "town" && area.is_open(shell.today);
    let towns = register.areas.values().filter(is_town).filter(|area| !has(area));
    towns.map(|town| shell.area(town.id).to_owned()).collect()
}
