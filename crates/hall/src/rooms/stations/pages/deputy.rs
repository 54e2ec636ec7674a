//! The page of a deputy: what the law has published of a mandate, and no more.

use askama::Template;
use axum::extract::Path;

use super::super::stats::{self, Counts};
use super::{deed, deputy_of, mandate_words, named, year_of};
use crate::kit::{Reply, Shell, Visit, page, qr};
use crate::rooms::activities;
use crate::rooms::activities::views::Own;

/// How many of the newest activities a page shows.
const NEWEST: u32 = 6;

#[derive(Template)]
#[template(path = "rooms/stations/pages/deputy.html")]
struct DeputyPage {
    shell: Shell,
    name: String,
    station: String,
    station_to: String,
    /// What there is to be told, in pairs.
    facts: Vec<(String, String)>,
    /// Other mandates of the same person that are held today: where they lead, and their words.
    others: Vec<(String, String)>,
    counts: Counts,
    /// What was done this year: words, how often, with how many matters.
    deeds: Vec<(String, i64, i64)>,
    /// Activities of this year: how often invited and come, and the last ones.
    own: Own,
    activities: Vec<activities::Line>,
    /// Where the whole file is, for who may read it; empty for others.
    file: String,
    /// Where its reports to voters are.
    reports: String,
    year: String,
    say: String,
    qr: String,
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let shell = visit.shell.clone();
    let register = &shell.state.register;
    let post = deputy_of(&shell, &id)?;
    let (station, deputy, person) = (post.body, post.id, post.person);
    let (from, until) = year_of(&shell, shell.today.year());
    let procedure = shell.state.front_procedure(shell.today).map(|front| front.id.clone());
    let now = visit.house().now();
    let read = visit.read(move |db| {
        let span = (procedure.as_ref(), from, until);
        let counts = stats::counts(db, (station, Some(deputy)), span)?;
        let begun = (from, until.min(now.plus_ms(1)));
        let own = activities::views::count_of_person(db, person, begun)?;
        let came = activities::views::of_person(db, person, begun, NEWEST)?;
        Ok((counts, stats::deeds(db, person, (from, until))?, own, came))
    });
    let (counts, deeds, own, came) = read.await?;
    let mut facts = vec![];
    if let Some(mandate) = register.mandates.get(&deputy) {
        let (congress, unit) = mandate_words(&shell, mandate);
        facts.push((shell.t("stations-congress"), congress));
        facts.push((shell.t("stations-unit"), unit));
        for (key, text) in
            [("stations-delegation", mandate.delegation), ("stations-group", mandate.group)]
        {
            facts.extend(text.map(|text| (shell.t(key), named(&shell, text))));
        }
        facts.extend(mandate.grid.map(|grid| (shell.t("stations-grid"), shell.area_path(grid))));
    }
    let last = post.last.map_or_else(|| shell.t("stations-goes-on"), |last| shell.day(last));
    let term = shell.t2("stations-term-of", "from", &shell.day(post.first), "until", &last);
    facts.push((shell.t("stations-term"), term));
    let other = |other: &&law::register::Post| {
        let is_deputy = other.office == "deputy" && other.is_held(shell.today);
        other.person == post.person && other.id != deputy && is_deputy
    };
    let others = register.posts.values().filter(other);
    let others = others.map(|other| {
        let words = register.mandates.get(&other.id).map(|told| mandate_words(&shell, told).0);
        let words = words.unwrap_or_else(|| shell.body(other.body).to_owned());
        (format!("/deputies/{}", other.id), words)
    });
    let code = register.bodies.get(&station).map_or_else(String::new, |body| body.code.to_string());
    let say = format!("/say?station={code}&deputy={deputy}");
    let label = shell.t("stations-qr");
    let template = DeputyPage {
        name: shell.state.person_name(post.person).to_owned(),
        station: shell.body(station).to_owned(),
        station_to: format!("/stations/{code}"),
        others: others.collect(),
        facts,
        counts,
        deeds: deeds.iter().map(|d| (deed(&shell, &d.kind), d.times, d.matters)).collect(),
        file: match super::file::may_read(&visit, post) {
            true => format!("/deputies/{deputy}/file"),
            false => String::new(),
        },
        reports: format!("/deputies/{deputy}/reports"),
        own,
        activities: came.iter().map(|one| activities::line(&shell, one, now)).collect(),
        year: shell.today.year().to_string(),
        qr: qr::svg(&format!("{}{say}", visit.app.address), &label).unwrap_or_default(),
        say,
        shell: shell.clone(),
    };
    page(&template)
}
