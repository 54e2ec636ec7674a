//! The page of a station: where it is, when it is open, who its deputies are, what was brought.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use law::network::{Assessed, Slot};
use law::standards::{Checklist, Item};

use super::super::stats::{self, Counts};
use super::{deputies_at, mandate_words, named, next, station_of, told, year_of};
use crate::kit::{Reply, Shell, Visit, page, qr};
use crate::rights::{Read, Who};
use crate::rooms::activities;
use crate::rooms::activities::views::{Entry, Filter};
use crate::rooms::matters::views::Item as Matter;

/// How many of the newest matters a page shows.
const NEWEST: u32 = 6;

#[derive(Template)]
#[template(path = "rooms/stations/pages/station.html")]
struct StationPage {
    shell: Shell,
    name: String,
    area: String,
    code: String,
    /// What there is to be told, in pairs.
    facts: Vec<(String, String)>,
    hours: Vec<String>,
    /// Titles that it holds, and what it was found to be by each checklist.
    titles: Vec<String>,
    checked: Vec<Checked>,
    open_now: bool,
    deputies: Vec<DeputyLine>,
    counts: Counts,
    year: String,
    items: Vec<(Matter, String, String)>,
    /// Activities to come and going on, and the last ones.
    coming: Vec<activities::Line>,
    past: Vec<activities::Line>,
    say: String,
    qr: String,
}

/// A checklist by which a station was assessed, in its newest edition.
struct Checked {
    name: String,
    edition: i16,
    met: u32,
    whole: u32,
    /// Who found it and when, each once.
    by: Vec<String>,
    /// The items: their names, weights, whether they are met, what shows it.
    items: Vec<CheckedItem>,
}

struct CheckedItem {
    name: String,
    weight: u16,
    /// Nothing where nobody has looked yet.
    met: Option<bool>,
    evidence: String,
}

/// Titles that a station holds today: the name, the edition, until when, on what score.
fn titles(shell: &Shell, station: law::words::BodyId) -> Vec<String> {
    let own = shell.state.register.titles.iter().filter(|((body, _), _)| *body == station);
    let held =
        own.filter(|(_, (titled, withdrawn))| withdrawn.is_none() && titled.holds(shell.today));
    let words = |((_, award), (titled, _)): (
        &(law::words::BodyId, law::network::Award),
        &(law::network::Titled, Option<law::words::TextRef>),
    )| {
        let name = shell.state.standard("title", award.title.as_str(), shell.language.key());
        let (edition, until) = (award.edition.to_string(), shell.day(titled.last));
        let by = shell.body(titled.assessor);
        let values = [("title", name), ("edition", &edition), ("until", &until), ("by", by)];
        let told = shell.tn("stations-titled", &values);
        match titled.score {
            Some((met, whole)) => {
                format!("{told} {}", shell.t2("stations-score", "met", met, "whole", whole))
            }
            None => told,
        }
    };
    held.map(words).collect()
}

fn checked(shell: &Shell, station: law::words::BodyId) -> Vec<Checked> {
    let (assessed, english) = (&shell.state.register.assessed, shell.language.key() == "en");
    let of = |list: &Checklist| {
        let own =
            assessed.keys().filter(|(body, slot)| *body == station && slot.checklist == list.key);
        let edition = own.map(|(_, slot)| slot.edition).max()?;
        let found = |item: &law::words::Code| {
            let (checklist, item) = (list.key.clone(), item.clone());
            assessed.get(&(station, Slot { checklist, edition, item }))
        };
        let (met, whole) = list.score(|item| found(item).is_some_and(|found| found.met));
        let line = |item: &Item| {
            let found = found(&item.key);
            CheckedItem {
                name: if english { &item.en } else { &item.zh }.clone(),
                weight: item.weight,
                met: found.map(|found| found.met),
                evidence: found
                    .and_then(|found| found.evidence)
                    .map_or_else(String::new, |text| named(shell, text)),
            }
        };
        let items = list.items.iter().map(line).collect();
        let found = list.items.iter().filter_map(|item| found(&item.key));
        let by =
            |found: &Assessed| format!("{} {}", shell.body(found.assessor), shell.day(found.day));
        let by: BTreeSet<String> = found.map(by).collect();
        let by = by.into_iter().collect();
        let name = if english { &list.en } else { &list.zh }.clone();
        Some(Checked { name, edition, met, whole, by, items })
    };
    shell.state.standards.checklists.iter().filter_map(of).collect()
}

/// A deputy on a page.
pub struct DeputyLine {
    pub to: String,
    pub name: String,
    pub congress: String,
    pub unit: String,
    pub station: String,
}

/// A deputy as a line.
pub fn deputy_line(shell: &Shell, post: &law::register::Post) -> DeputyLine {
    let mandate = shell.state.register.mandates.get(&post.id);
    let words = mandate.map(|mandate| mandate_words(shell, mandate));
    let (congress, unit) = words.unwrap_or_default();
    DeputyLine {
        to: format!("/deputies/{}", post.id),
        name: shell.state.person_name(post.person).to_owned(),
        congress,
        unit,
        station: shell.body(post.body).to_owned(),
    }
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let minute = super::hours::minute(visit.house());
    let shell = visit.shell.clone();
    let body = station_of(&shell, &id)?;
    let (station, (from, until)) = (body.id, year_of(&shell, shell.today.year()));
    let procedure = shell.state.front_procedure(shell.today).map(|front| front.id.clone());
    let (ground, now) = (shell.clone(), visit.house().now());
    let when = activities::coming_now(&shell, now);
    let (counts, items, coming, past) = visit
        .read(move |db| {
            let span = (procedure.as_ref(), from, until);
            let counts = stats::counts(db, (station, None), span)?;
            let newest = stats::newest(db, station, NEWEST)?;
            let items = newest.checked::<Read>(db, ground.ground(), &Who::Public)?;
            let own = Filter { body: Some(station), ..Filter::default() };
            let coming = activities::views::coming(db, &own, when, NEWEST)?;
            let past = activities::views::past(db, &own, (now, None), NEWEST)?;
            Ok((counts, items, coming, past))
        })
        .await?;
    let lines = |entries: &[Entry]| {
        entries.iter().map(|one| activities::line(&shell, one, now)).collect::<Vec<_>>()
    };
    let told = told(&shell, station);
    let hours = told.map_or(&[][..], |told| &told.hours);
    // A place of another kind takes no matters.
    let is_venue = shell.state.register.is_venue(station);
    let say = if is_venue { String::new() } else { format!("/say?station={}", body.code) };
    let label = shell.t("stations-qr");
    let template = StationPage {
        name: shell.body(station).to_owned(),
        area: shell.area_path(body.area),
        code: body.code.to_string(),
        facts: told.map_or_else(Vec::new, |told| facts(&shell, told)),
        titles: titles(&shell, station),
        checked: checked(&shell, station),
        hours: hours.iter().map(|one| shell.opening(*one)).collect(),
        open_now: next(&shell, hours, minute).is_some_and(|(is_now, _)| is_now),
        deputies: deputies_at(&shell, station).iter().map(|p| deputy_line(&shell, p)).collect(),
        counts,
        year: shell.today.year().to_string(),
        items: items
            .into_iter()
            .map(|item| {
                let step = shell.called(&item.procedure, "step", &item.step);
                let day = shell.day_of(item.received);
                (item, step, day)
            })
            .collect(),
        coming: lines(&coming),
        past: lines(&past),
        qr: match say.is_empty() {
            true => String::new(),
            false => qr::svg(&format!("{}{say}", visit.app.address), &label).unwrap_or_default(),
        },
        say,
        shell: shell.clone(),
    };
    page(&template)
}

fn facts(shell: &Shell, told: &law::network::Station) -> Vec<(String, String)> {
    let mut facts = vec![
        (shell.t("stations-tier"), shell.code("office-tier", &told.tier)),
        (shell.t("stations-address"), named(shell, told.address)),
    ];
    let mut put = |key: &str, value: Option<String>| {
        facts.extend(value.map(|value| (shell.t(key), value)));
    };
    put("stations-phone", told.phone.map(|phone| named(shell, phone)));
    put("stations-voters", told.voters.map(|voters| voters.to_string()));
    put("stations-compound", told.compound.as_ref().map(|one| shell.code("office-compound", one)));
    put("stations-moved", told.moved.map(|moved| shell.day(moved)));
    let several = |list: &str, keys: &[law::words::Code]| {
        let word = |key: &law::words::Code| {
            shell.state.standard(list, key.as_str(), shell.language.key()).to_owned()
        };
        let words: Vec<String> = keys.iter().map(word).collect();
        (!words.is_empty()).then(|| words.join(" · "))
    };
    put("stations-venues", several("venue", &told.venues));
    put("stations-owner", told.owner.map(|owner| shell.body(owner).to_owned()));
    put("stations-functions", several("function", &told.functions));
    put("stations-services", told.services.map(|services| named(shell, services)));
    facts
}
