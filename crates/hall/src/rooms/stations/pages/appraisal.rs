//! What a year of duty files comes to by the formula that the house has put in force: its text, the
//! points of each tier, and for the deputy and the office those of one file.

use askama::Template;
use axum::extract::Path;
use law::appraisal::{Appraisal, Item, What};
use law::words::Code;
use store::db::Db;

use super::super::stats::{self, OfTier};
use super::{deed, deputy_of, year_of};
use crate::kit::{Form, Reply, Shell, Visit, address, page};

#[derive(Template)]
#[template(path = "rooms/stations/pages/appraisal.html")]
struct AppraisalPage {
    shell: Shell,
    /// Whose file; empty for all.
    name: String,
    to: String,
    year: String,
    years: Vec<(String, String)>,
    /// What it rests on, and from which day it holds; empty where none is in force.
    source: String,
    from: String,
    items: Vec<Line>,
    total: i64,
    tiers: Vec<(String, OfTier)>,
}

/// Something that counts.
struct Line {
    words: String,
    points: u16,
    most: u16,
    /// How often, and the points that follow, of one file.
    counted: Option<(i64, i64)>,
}

/// The formula, and what the deputies of each tier come to.
pub async fn all(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let (year, span) = span(&shell, &form)?;
    let Some(formula) = shell.state.appraisal.clone() else {
        return page(&empty(&shell, year, "/deputies/appraisal"));
    };
    let items = formula.items.iter().map(|item| line(&shell, item, None)).collect();
    let plain = AppraisalPage {
        items,
        source: formula.source.clone(),
        ..empty(&shell, year, "/deputies/appraisal")
    };
    // Everybody reads the formula; how tiers stand is for those who hold a post, since it takes the
    // reading of every file.
    if visit.officers.is_empty() {
        return page(&plain);
    }
    let (ground, today) = (shell.clone(), shell.today);
    let read = move |db: Db<'_>| {
        let tallies = stats::tallies(db, span, None)?;
        Ok(stats::of_tiers(&formula, &tallies, &ground.state.register, today))
    };
    let tiers = visit.read(read).await?.into_iter();
    let tier = |tier: OfTier| {
        let words = match tier.congress.as_str() {
            "" => shell.t("appraisal-no-tier"),
            congress => shell.code("office-congress", congress),
        };
        (words, tier)
    };
    page(&AppraisalPage { tiers: tiers.map(tier).collect(), ..plain })
}

/// What one file comes to, line by line.
pub async fn one(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let post = deputy_of(&shell, &id)?;
    let (person, to) = (post.person, format!("/deputies/{}", post.id));
    let (year, span) = span(&shell, &form)?;
    let here = format!("{to}/appraisal");
    let name = shell.state.person_name(person).to_owned();
    let Some(formula) = shell.state.appraisal.clone() else {
        return page(&AppraisalPage { name, to, ..empty(&shell, year, &here) });
    };
    let tallies = visit.read(move |db| stats::tallies(db, span, Some(person))).await?;
    let points = stats::reckoned(&formula, &tallies, person);
    let lines = formula.items.iter().zip(&points);
    page(&AppraisalPage {
        name,
        to,
        items: lines.map(|(item, counted)| line(&shell, item, Some(*counted))).collect(),
        total: points.iter().map(|(_, points)| points).sum(),
        source: formula.source.clone(),
        ..empty(&shell, year, &here)
    })
}

type Span = (law::clock::Time, law::clock::Time);

fn span(shell: &Shell, form: &Form) -> Result<(i16, Span), law::ruling::Refusal> {
    let this = shell.today.year();
    let year = form.maybe::<i16>("year")?.unwrap_or(this).clamp(this - 5, this);
    Ok((year, year_of(shell, year)))
}

fn empty(shell: &Shell, year: i16, here: &str) -> AppraisalPage {
    let this = shell.today.year();
    let beside = [year - 1, year + 1].into_iter().filter(|y| (this - 5..=this).contains(y));
    let at = |y: i16| (y.to_string(), address(here, &[("year", y.to_string())]));
    let definition = shell.state.register.definition("appraisal", "appraisal", shell.today);
    AppraisalPage {
        name: String::new(),
        to: String::new(),
        years: beside.map(at).collect(),
        year: year.to_string(),
        source: String::new(),
        from: definition.map_or_else(String::new, |known| shell.day(known.from)),
        items: vec![],
        total: 0,
        tiers: vec![],
        shell: shell.clone(),
    }
}

fn line(shell: &Shell, item: &Item, counted: Option<(i64, i64)>) -> Line {
    let kind = item.kind.as_ref().map_or("", Code::as_str);
    let words = match item.what {
        What::Activity => shell.state.activity_kind(kind, shell.language.key()).to_owned(),
        What::Deed => deed(shell, kind),
        What::Report => shell.t("reports-title"),
    };
    Line { words, points: item.points, most: item.most, counted }
}

/// What the files of a year would have come to by a formula, as text for who thinks of putting it
/// in force.
pub fn tried(tiers: &[OfTier], formula: &Appraisal) -> String {
    let count = formula.items.len();
    let mut text = format!("{count} items\ntier\tdeputies\tleast\tmiddle\tmost\n");
    for tier in tiers {
        let name = if tier.congress.is_empty() { "-" } else { &tier.congress };
        let told = match tier.points {
            Some([least, middle, most]) => format!("{least}\t{middle}\t{most}"),
            None => "-\t-\t-".to_owned(),
        };
        text.push_str(&format!("{name}\t{}\t{told}\n", tier.deputies));
    }
    text
}
