//! The deputies: found by name, electoral unit or station, or by the place that they stand for.

use std::collections::HashMap;

use askama::Template;
use law::register::{Post, Register};
use law::words::PostId;

use super::directory::areas;
use super::station::{DeputyLine, deputy_line};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rooms::figures;

/// Deputies on one page.
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "rooms/stations/pages/deputies.html")]
struct DeputiesPage {
    shell: Shell,
    query: String,
    areas: Vec<(String, String, bool)>,
    /// What is said of the place that was asked for; empty where none was.
    serves: String,
    lines: Vec<DeputyLine>,
    /// Whether only those are listed who have no grid yet.
    without_grid: bool,
    found: usize,
    before: String,
    next: String,
}

/// Whether a deputy is in a grid.
pub fn has_grid(register: &Register, post: PostId) -> bool {
    register.mandates.get(&post).is_some_and(|told| told.grid.is_some())
}

/// Words by which deputies are looked for. Every deputy of the house is held against them, and few
/// are shown: so no line is made for it.
struct Asked<'s> {
    shell: &'s Shell,
    /// In small letters.
    words: String,
    /// Congresses of which it is known whether their names hold the words.
    congresses: HashMap<&'s str, bool>,
}

impl<'s> Asked<'s> {
    fn new(shell: &'s Shell, query: &str) -> Self {
        Self { shell, words: query.to_lowercase(), congresses: HashMap::new() }
    }

    /// Whether the name, station, electoral unit or congress of a deputy holds the words.
    fn is_about(&mut self, post: &Post) -> bool {
        let (shell, language) = (self.shell, self.shell.language.key());
        if self.holds(shell.state.person_name(post.person)) || self.holds(shell.body(post.body)) {
            return true;
        }
        let Some(mandate) = shell.state.register.mandates.get(&post.id) else { return false };
        if self.holds(shell.state.name(mandate.unit, language)) {
            return true;
        }
        let congress = mandate.congress.as_str();
        if let Some(known) = self.congresses.get(congress) {
            return *known;
        }
        let holds = self.holds(&shell.code("office-congress", congress));
        self.congresses.insert(congress, holds);
        holds
    }

    /// Whether a text holds the words, whatever its letters; most have none that could be small.
    fn holds(&self, text: &str) -> bool {
        text.contains(&self.words)
            || text.chars().any(char::is_uppercase) && text.to_lowercase().contains(&self.words)
    }
}

/// The list.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell;
    let register = &shell.state.register;
    let place = figures::area(&form, register)?;
    let serving = place.and_then(|area| register.station_for(area, shell.today));
    let query = form.text("q").trim().to_owned();
    let without_grid = form.text("without") == "grid";
    let mut asked = Asked::new(&shell, &query);
    let mut posts: Vec<&Post> = register
        .posts
        .values()
        .filter(|post| post.office == "deputy" && post.is_held(shell.today))
        .filter(|post| !without_grid || !has_grid(register, post.id))
        .filter(|post| place.is_none() || serving.is_some_and(|serving| serving.id == post.body))
        .filter(|post| asked.is_about(post))
        .collect();
    let code = |post: &Post| register.bodies.get(&post.body).map(|body| body.code.as_str());
    posts.sort_by_cached_key(|post| (code(post), shell.state.person_name(post.person)));
    let (found, from) = (posts.len(), form.maybe::<usize>("from")?.unwrap_or(0));
    let at = |from: usize| {
        let (from, area) = (from.to_string(), form.text("area"));
        let without = if without_grid { "grid" } else { "" };
        let asked = [("q", query.as_str()), ("area", area), ("without", without), ("from", &from)];
        address("/deputies", &asked)
    };
    let serves = place.map(|area| {
        let key = if serving.is_some() { "stations-stands-for" } else { "stations-serves-none" };
        shell.t1(key, "area", &shell.area_path(area))
    });
    let template = DeputiesPage {
        before: if from > 0 { at(from.saturating_sub(MOST)) } else { String::new() },
        next: if from + MOST < found { at(from + MOST) } else { String::new() },
        lines: posts.iter().skip(from).take(MOST).map(|post| deputy_line(&shell, post)).collect(),
        areas: areas(&shell, place),
        serves: serves.unwrap_or_default(),
        found,
        without_grid,
        query,
        shell: shell.clone(),
    };
    page(&template)
}
