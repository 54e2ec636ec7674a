//! A draft of a report to voters, made from the duty file: on a page, as a document to go on with,
//! and as one to print.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::civil::{Date, date};
use law::register::Post;
use store::db::Db;
use store::fault::Context;

use super::super::stats::{self, Counts, Deeds};
use super::{deed, deputy_of, mandate_words, year_of};
use crate::kit::document::{Section, docx, pdf};
use crate::kit::{Form, Reply, Shell, Visit, address, download, page};
use crate::rooms::activities;
use crate::rooms::activities::views::Own;

/// More activities than a year has days to come to.
const ACTIVITIES_MOST: u32 = 1000;

#[derive(Template)]
#[template(path = "rooms/stations/pages/draft.html")]
struct DraftPage {
    shell: Shell,
    name: String,
    to: String,
    document: String,
    print: String,
    years: Vec<(String, String)>,
    title: String,
    sections: Vec<Section>,
}

/// What a draft is made from.
struct Found {
    counts: Counts,
    deeds: Vec<Deeds>,
    own: Own,
    /// Activities by kind.
    kinds: BTreeMap<String, i64>,
}

/// The year that an address asks for, not before the post and not after today.
fn year(shell: &Shell, post: &Post, form: &Form) -> Result<i16, law::ruling::Refusal> {
    let this = shell.today.year();
    Ok(form.maybe::<i16>("year")?.unwrap_or(this).clamp(post.first.year().min(this), this))
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let post = deputy_of(&shell, &id)?.clone();
    let year = year(&shell, &post, &form)?;
    let (title, sections) = compose(&visit, &post, year).await?;
    let here = format!("/deputies/{}/draft", post.id);
    let at = |path: &str, year: i16| address(path, &[("year", year.to_string())]);
    let beside = [year - 1, year + 1].into_iter();
    let beside = beside.filter(|y| (post.first.year()..=shell.today.year()).contains(y));
    page(&DraftPage {
        name: shell.state.person_name(post.person).to_owned(),
        to: format!("/deputies/{}", post.id),
        document: at(&format!("{here}.docx"), year),
        print: at(&format!("{here}.pdf"), year),
        years: beside.map(|y| (y.to_string(), at(&here, y))).collect(),
        title,
        sections,
        shell: shell.clone(),
    })
}

/// The same as a document to go on with.
pub async fn document(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let post = deputy_of(&visit.shell, &id)?.clone();
    let year = year(&visit.shell, &post, &form)?;
    let (title, sections) = compose(&visit, &post, year).await?;
    let bytes = docx::write(&title, &sections).while_(|| "writing a report".to_owned())?;
    Ok(download(&format!("report-{year}.docx"), docx::TYPE, bytes))
}

/// The same as a document to print and to file.
pub async fn print(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let post = deputy_of(&visit.shell, &id)?.clone();
    let year = year(&visit.shell, &post, &form)?;
    let (title, sections) = compose(&visit, &post, year).await?;
    let bytes = pdf::write(visit.shell.language.tag(), &title, &sections);
    Ok(download(&format!("report-{year}.pdf"), pdf::TYPE, bytes))
}

async fn compose(
    visit: &Visit,
    post: &Post,
    year: i16,
) -> Result<(String, Vec<Section>), crate::kit::Failure> {
    let shell = visit.shell.clone();
    let (from, until) = year_of(&shell, year);
    let until = until.min(visit.house().now().plus_ms(1));
    let procedure = shell.state.front_procedure(shell.today).map(|front| front.id.clone());
    let (station, deputy, person) = (post.body, post.id, post.person);
    let read = move |db: Db<'_>| {
        let span = (procedure.as_ref(), from, until);
        let counts = stats::counts(db, (station, Some(deputy)), span)?;
        let mut kinds = BTreeMap::new();
        for one in activities::views::of_person(db, person, (from, until), ACTIVITIES_MOST)? {
            *kinds.entry(one.kind).or_default() += 1;
        }
        let own = activities::views::count_of_person(db, person, (from, until))?;
        Ok(Found { counts, deeds: stats::deeds(db, person, (from, until))?, own, kinds })
    };
    let found = visit.read(read).await?;
    let last = date(year, 12, 31).min(shell.today);
    let title = shell.t1("draft-title", "name", shell.state.person_name(person));
    Ok((title, sections(&shell, post, (date(year, 1, 1), last), &found)))
}

fn sections(
    shell: &Shell,
    post: &Post,
    (first, last): (Date, Date),
    found: &Found,
) -> Vec<Section> {
    let section = |key: &str, lines: Vec<String>| Section {
        heading: shell.code("draft-heading", key),
        lines,
    };
    let mut mandate =
        vec![shell.t2("draft-span", "first", &shell.day(first), "last", &shell.day(last))];
    if let Some(told) = shell.state.register.mandates.get(&post.id) {
        let (congress, unit) = mandate_words(shell, told);
        let station = shell.body(post.body);
        let values = [("congress", &*congress), ("unit", &*unit), ("station", station)];
        mandate.push(shell.tn("draft-mandate", &values));
    }
    let Own { invited, present, came } = found.own;
    let mut duty = vec![shell.t1("draft-came", "count", came)];
    if invited > 0 {
        duty.push(shell.t2("draft-present", "invited", invited, "present", present));
    }
    duty.extend(found.kinds.iter().map(|(kind, count)| {
        let kind = shell.state.activity_kind(kind, shell.language.key());
        shell.t2("draft-kind", "kind", kind, "count", *count)
    }));
    duty.extend(found.deeds.iter().map(|one| {
        let words = deed(shell, &one.kind);
        let counted = shell.t2("stations-deeds-count", "times", one.times, "matters", one.matters);
        shell.t2("draft-deed", "words", &*words, "counted", &*counted)
    }));
    let Counts { received, answered, judged, in_time, open } = found.counts;
    let matters = vec![
        shell.t2("draft-matters", "received", received, "answered", answered),
        shell.t2("draft-in-time", "judged", judged, "time", in_time),
        shell.t1("draft-open", "count", open),
    ];
    let own = |key: &str| vec![shell.code("draft-own", key)];
    vec![
        section("mandate", mandate),
        section("duty", duty),
        section("matters", matters),
        section("short", own("short")),
        section("next", own("next")),
    ]
}
