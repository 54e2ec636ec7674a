//! With which other houses this one exchanges matters, and how far each has come.

use askama::Template;
use axum::http::StatusCode;
use law::words::BodyId;
use store::Fault;
use store::db::Db;

use super::super::acts::keys;
use super::super::views;
use crate::kit::visit::blocking;
use crate::kit::{Reply, Shell, Visit, html};
use crate::rights::Asked;

/// Referrals that are listed for the office.
const LINES_MOST: u32 = 100;

#[derive(Template)]
#[template(path = "rooms/referrals/pages/list.html")]
struct ListPage {
    shell: Shell,
    /// The name and the key by which this house signs; empty where it has none yet.
    key: String,
    houses: Vec<Other>,
    /// Whether who looks follows single matters.
    follows: bool,
}

#[derive(Template)]
#[template(path = "rooms/referrals/pages/matters.html")]
struct MattersPage {
    shell: Shell,
    lines: Vec<Line>,
    more: bool,
}

/// Another house.
struct Other {
    name: String,
    address: String,
    out: i64,
    back: i64,
}

/// One matter on its way.
struct Line {
    matter: String,
    number: String,
    name: String,
    outgoing: bool,
    day: String,
    told: i64,
    receipted: i64,
    heard: i64,
    /// The sentence of the rule by which nothing followed from what was heard last.
    refused: String,
}

/// With whom matters are exchanged, for everybody.
pub async fn show(visit: Visit) -> Reply {
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let follows = visit.may(&Asked::House("follow-referrals"));
    let seal = blocking(move || keys(&house, None)).await??;
    let key = seal.map(|seal| seal.signing[0].verifier().to_string()).unwrap_or_default();
    let houses = visit.read(move |db| others(db, &shell)).await?;
    let shell = visit.shell.clone();
    html(StatusCode::OK, &ListPage { shell, key, houses, follows })
}

/// How far each matter has come, for the office of the house.
pub async fn matters(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let lines = visit.read(move |db| newest(db, &shell)).await?;
    let (more, shell) = (lines.len() == LINES_MOST as usize, visit.shell.clone());
    html(StatusCode::OK, &MattersPage { shell, lines, more })
}

fn others(db: Db<'_>, shell: &Shell) -> Result<Vec<Other>, Fault> {
    let (state, language) = (&shell.state, shell.language.key());
    let counts = views::counts(db)?;
    let count = |body: BodyId, outgoing: bool| {
        let mut own = counts.iter().filter(|(of, out, _)| (*of, *out) == (body, outgoing));
        own.next().map_or(0, |(.., count)| *count)
    };
    let bodies = &state.register.bodies;
    let houses = state.houses.houses.iter().filter_map(|other| {
        let body = bodies.values().find(|body| body.code == other.body)?.id;
        let (name, address) = (state.body_name(body, language), other.address.clone());
        let (out, back) = (count(body, true), count(body, false));
        Some(Other { name: name.to_owned(), address, out, back })
    });
    Ok(houses.collect())
}

fn newest(db: Db<'_>, shell: &Shell) -> Result<Vec<Line>, Fault> {
    let (state, language) = (&shell.state, shell.language.key());
    let line = |item: views::Item| Line {
        matter: item.matter.to_string(),
        number: item.matter.grouped(),
        name: state.body_name(item.body, language).to_owned(),
        outgoing: item.outgoing,
        day: shell.day(state.zone.day(item.at)),
        told: item.told,
        receipted: item.receipted,
        heard: item.heard,
        refused: item.refused,
    };
    Ok(views::newest(db, LINES_MOST)?.into_iter().map(line).collect())
}
