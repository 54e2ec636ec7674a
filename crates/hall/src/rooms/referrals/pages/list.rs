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

/// The page: for everybody, with single matters for the office of the house.
pub async fn show(visit: Visit) -> Reply {
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let follows = visit.may(&Asked::House("follow-referrals"));
    let seal = blocking(move || keys(&house, None)).await??;
    let key = seal.map(|seal| seal.signing[0].verifier().to_string()).unwrap_or_default();
    let (houses, lines) = visit.read(move |db| read(db, &shell, follows)).await?;
    let more = lines.len() == LINES_MOST as usize;
    let shell = visit.shell.clone();
    html(StatusCode::OK, &ListPage { shell, key, houses, follows, lines, more })
}

fn read(db: Db<'_>, shell: &Shell, follows: bool) -> Result<(Vec<Other>, Vec<Line>), Fault> {
    let (state, language) = (&shell.state, shell.language.key());
    let name = |body: BodyId| state.body_name(body, language).to_owned();
    let counts = views::counts(db)?;
    let count = |body: BodyId, outgoing: bool| {
        let mut own = counts.iter().filter(|(of, out, _)| (*of, *out) == (body, outgoing));
        own.next().map_or(0, |(.., count)| *count)
    };
    let bodies = &state.register.bodies;
    let houses = state.houses.houses.iter().filter_map(|other| {
        let body = bodies.values().find(|body| body.code == other.body)?.id;
        let address = other.address.clone();
        Some(Other { name: name(body), address, out: count(body, true), back: count(body, false) })
    });
    if !follows {
        return Ok((houses.collect(), vec![]));
    }
    let line = |item: views::Item| Line {
        matter: item.matter.to_string(),
        number: item.matter.grouped(),
        name: name(item.body),
        outgoing: item.outgoing,
        day: shell.day(state.zone.day(item.at)),
        told: item.told,
        receipted: item.receipted,
        heard: item.heard,
        refused: item.refused,
    };
    let lines = views::newest(db, LINES_MOST)?.into_iter().map(line).collect();
    Ok((houses.collect(), lines))
}
