//! The network in figures: each with what it is counted of, and a way to what it counts.

use askama::Template;
use law::network::{TIERS, VENUE};
use law::ruling::code;
use store::db::Db;

use super::super::views;
use super::deputies::has_grid;
use super::directory::without_centre;
use super::helpers::{OfKind, of_kinds};
use super::year_of;
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::Asked;
use crate::rooms::activities;
use crate::rooms::activities::Sums;

/// The first year for which figures are asked for.
const YEAR_LEAST: i16 = 1979;

#[derive(Template)]
#[template(path = "rooms/stations/pages/network.html")]
struct NetworkPage {
    shell: Shell,
    year: String,
    years: Vec<(String, String)>,
    groups: Vec<Group>,
    /// The registers that whoever looks may read.
    registers: Vec<&'static str>,
}

/// Figures under one heading.
struct Group {
    key: &'static str,
    /// Where what is counted stands.
    to: String,
    figures: Vec<Figure>,
}

/// A figure: its words, how many, and of how many where it is a part.
struct Figure {
    words: String,
    count: i64,
    of: Option<i64>,
}

fn plain(words: String, count: usize) -> Figure {
    Figure { words, count: count as i64, of: None }
}

fn part(words: String, count: usize, of: usize) -> Figure {
    Figure { words, count: count as i64, of: Some(of as i64) }
}

/// The page of a year.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let this = shell.today.year();
    let year = form.maybe::<i16>("year")?.unwrap_or(this).clamp(YEAR_LEAST, this);
    let (from, until) = year_of(&shell, year);
    let now = visit.house().now();
    let begun = (from, until.min(now.plus_ms(1)));
    let read = move |db: Db<'_>| {
        Ok((activities::sums(db, begun, (None, &[]))?, views::count_reports(db, begun)?))
    };
    let (sums, reports) = visit.read(read).await?;
    let may = |kind: &&'static str| visit.may(&Asked::List("read-register", kind));
    let kept = ["grids", "helpers", "assessments", "titles", "contacts"];
    let beside = |year: i16| (year.to_string(), address("/network", &[("year", year.to_string())]));
    let template = NetworkPage {
        years: [year - 1, year + 1].into_iter().filter(|y| *y <= this).map(beside).collect(),
        year: year.to_string(),
        groups: vec![
            stations(&shell),
            venues(&shell),
            deputies(&shell),
            titles(&shell),
            held(&shell, &sums),
            reported(&shell, reports),
            contacts(&shell, year),
            helpers(&shell),
        ],
        registers: kept.into_iter().filter(may).collect(),
        shell: shell.clone(),
    };
    page(&template)
}

fn stations(shell: &Shell) -> Group {
    let register = &shell.state.register;
    let all = register.stations_of(shell.today);
    let told = |tier: &str| {
        let of = |body: &&&law::register::Body| {
            register.stations.get(&body.id).is_some_and(|told| told.tier == *tier)
        };
        all.iter().filter(of).count()
    };
    let voters: u64 =
        all.iter().filter_map(|body| register.stations.get(&body.id)?.voters).map(u64::from).sum();
    let areas = register.areas.values();
    let towns = areas.filter(|area| area.level == "town" && area.is_open(shell.today)).count();
    let without = without_centre(shell).len();
    let mut figures = vec![plain(shell.t("network-stations"), all.len())];
    let tiers = TIERS.iter().filter(|tier| **tier != VENUE);
    let by_tier = tiers.map(|tier| part(shell.code("office-tier", tier), told(tier), all.len()));
    figures.extend(by_tier.filter(|figure| figure.count > 0));
    if !register.stations.is_empty() {
        figures.push(part(shell.t("network-towns"), towns - without, towns));
        figures.push(plain(shell.t("network-voters"), voters as usize));
    }
    Group { key: "stations", to: "/stations".to_owned(), figures }
}

/// Places by kind, in stations and apart from them; what one is used for, and what is handed down.
fn venues(shell: &Shell) -> Group {
    let (register, language) = (&shell.state.register, shell.language.key());
    let is_open = |body: &law::words::BodyId| {
        register.bodies.get(body).is_some_and(|body| body.is_open(shell.today))
    };
    let told: Vec<_> = register.stations.iter().filter(|(body, _)| is_open(body)).collect();
    let standards = &shell.state.standards;
    let venue = |one: &law::standards::Named| {
        let count = told.iter().filter(|(_, told)| told.venues.contains(&one.key)).count();
        plain(shell.state.standard("venue", one.key.as_str(), language).to_owned(), count)
    };
    let function = |one: &law::standards::Named| {
        let count = told.iter().filter(|(_, told)| told.functions.contains(&one.key)).count();
        plain(shell.state.standard("function", one.key.as_str(), language).to_owned(), count)
    };
    let figures =
        standards.venues.iter().map(venue).chain(standards.functions.iter().map(function));
    let mut figures: Vec<Figure> = figures.filter(|figure| figure.count > 0).collect();
    let devolved = register.duties.values().filter(|duty| duty.devolved).count();
    if devolved > 0 {
        figures.push(part(shell.t("network-devolved"), devolved, register.duties.len()));
    }
    Group { key: "venues", to: "/stations".to_owned(), figures }
}

fn deputies(shell: &Shell) -> Group {
    let register = &shell.state.register;
    let (office, today) = (code("deputy"), shell.today);
    let held: Vec<_> = register
        .posts
        .values()
        .filter(|post| post.office == office && post.is_held(today))
        .collect();
    let described = held.iter().filter(|post| register.mandates.contains_key(&post.id)).count();
    let areas = register.areas.values();
    let grids = areas.filter(|area| area.level == "grid" && area.is_open(today)).count();
    let held_grids = register.grids.values().filter(|held| held.is_held(today));
    let with_grid = held.iter().filter(|post| has_grid(register, post.id)).count();
    let mut figures = vec![
        plain(shell.t("network-deputies"), held.len()),
        part(shell.t("network-described"), described, held.len()),
        part(shell.t("network-in-grid"), with_grid, held.len()),
    ];
    if grids > 0 {
        figures.push(part(shell.t("network-grids"), held_grids.count(), grids));
    }
    Group { key: "deputies", to: "/deputies".to_owned(), figures }
}

/// Titles in force today, each of the stations that there are.
fn titles(shell: &Shell) -> Group {
    let (register, language) = (&shell.state.register, shell.language.key());
    let stations = register.stations_of(shell.today).len();
    let in_force = |key: &law::words::Code| {
        let holds = |((_, award), (titled, withdrawn)): &(
            &(law::words::BodyId, law::network::Award),
            &(law::network::Titled, Option<law::words::TextRef>),
        )| {
            award.title == *key && withdrawn.is_none() && titled.holds(shell.today)
        };
        register.titles.iter().filter(holds).count()
    };
    let figure = |key: &&law::words::Code| {
        let name = shell.state.standard("title", key.as_str(), language).to_owned();
        part(name, in_force(key), stations)
    };
    // A title that the standards leave out since holds as long as it was given for.
    let mut keys: Vec<_> = shell.state.standards.titles.iter().map(|title| &title.key).collect();
    for (_, award) in register.titles.keys() {
        if !keys.contains(&&award.title) {
            keys.push(&award.title);
        }
    }
    let figures = keys.iter().map(figure);
    let figures = figures.filter(|figure| figure.count > 0).collect();
    Group { key: "titles", to: "/stations".to_owned(), figures }
}

fn held(shell: &Shell, sums: &Sums) -> Group {
    let of = |key: &str, count: i64, of: Option<i64>| Figure {
        words: shell.code("activities-sum", key),
        count,
        of,
    };
    let figures = vec![
        of("held", sums.all.held, None),
        of("came", sums.all.came, None),
        of("people", sums.people, None),
        of("present", sums.all.present, Some(sums.all.invited)),
        of("times", sums.all.times, None),
        of("heads", sums.all.heads, None),
        of("matters", sums.matters, None),
    ];
    Group { key: "activities", to: "/activities".to_owned(), figures }
}

/// Reports to voters, entered in the year.
fn reported(shell: &Shell, [reports, people, voters]: [i64; 3]) -> Group {
    let (office, today) = (code("deputy"), shell.today);
    let posts = shell.state.register.posts.values();
    let held = posts.filter(|post| post.office == office && post.is_held(today)).count();
    let figure = |words: String, count, of| Figure { words, count, of };
    let figures = vec![
        figure(shell.t("network-reports"), reports, None),
        figure(shell.t("network-reporters"), people, Some(held as i64)),
        figure(shell.t("network-listeners"), voters, None),
    ];
    Group { key: "reports", to: "/deputies".to_owned(), figures }
}

/// Visits of those who keep in touch: made in the year, and overdue today.
fn contacts(shell: &Shell, year: i16) -> Group {
    let contacts = &shell.state.register.contacts;
    let today = shell.today;
    let pairs = contacts.values().filter(|(pair, _)| pair.goes_on(today)).count();
    let made = contacts.values().flat_map(|(_, visits)| visits);
    let made = made.filter(|(day, _)| day.year() == year).count();
    let overdue = contacts.values().filter(|(pair, visits)| pair.is_overdue(visits, today)).count();
    let figures = match contacts.is_empty() {
        true => vec![],
        false => vec![
            plain(shell.t("network-pairs"), pairs),
            plain(shell.t("network-visits"), made),
            part(shell.t("network-overdue"), overdue, pairs),
        ],
    };
    Group { key: "contacts", to: String::new(), figures }
}

fn helpers(shell: &Shell) -> Group {
    let figure = |one: OfKind| part(one.name, one.serving, one.ever);
    let figures = of_kinds(shell).into_iter().map(figure).collect();
    Group { key: "helpers", to: "/helpers".to_owned(), figures }
}
