//! Reports of a deputy to voters: what was said, how it was rated, and where who held the meeting
//! enters it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use law::activity::{self, ActivityId};
use law::clock::Time;
use law::duty::{Draft, Grades};
use law::record::Actor;
use law::ruling::Refusal;
use store::db::No;

use super::super::acts;
use super::super::views::{self, Reported};
use super::deputy_of;
use crate::kit::{Errors, Form, Reply, Shell, Visit, failure, html, see_other, visit};
use crate::rooms::activities;

/// Reports on one page: more than anybody makes in a term.
const REPORTS_MOST: u32 = 100;
/// Meetings among which is chosen, the last first.
const MEETINGS_MOST: u32 = 50;

#[derive(Template)]
#[template(path = "rooms/stations/pages/reports.html")]
struct ReportsPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    name: String,
    to: String,
    reports: Vec<Line>,
    /// Meetings that whoever looks held and at which the deputy was: number, words, whether chosen.
    meetings: Vec<(String, String, bool)>,
    /// Where a draft is made, for who may read the duty file; empty for others.
    draft: String,
}

/// A report as a page shows it.
struct Line {
    to: String,
    span: String,
    grades: Grades,
    rated: u32,
    text: Vec<String>,
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    render(&visit, &id, (form, Errors::none(), StatusCode::OK)).await
}

/// Enters one.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let house = visit.house().clone();
    let file = deputy_of(&visit.shell, &id)?.id;
    let (act, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let unknown = |_| Refusal::invalid("file.no-report-meeting").at("activity");
    let meeting = form.text("activity").parse::<ActivityId>().map_err(unknown);
    let asked = match (meeting, draft(&form)) {
        (Ok(meeting), Ok(draft)) => {
            let about = (file, meeting);
            visit::answered(|reply| acts::report(&house, (act, by), about, draft, reply)).await
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal.into()),
    };
    match asked {
        Ok(_) => Ok(see_other(&format!("/deputies/{file}/reports"))),
        Err(No::Refusal(refusal)) if refusal.code == "page.unknown" => Err(refusal.into()),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, &id, (form, errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

fn draft(form: &Form) -> Result<Draft, Refusal> {
    let [fair, good, poor, voters] =
        ["fair", "good", "poor", "voters"].map(|name| form.maybe(name));
    let count = |count: Result<Option<u32>, Refusal>| count.map(Option::unwrap_or_default);
    Ok(Draft {
        first: form.maybe::<Date>("first")?,
        last: form.maybe::<Date>("last")?,
        text: form.text("text").to_owned(),
        grades: Grades {
            fair: count(fair)?,
            good: count(good)?,
            poor: count(poor)?,
            voters: count(voters)?,
        },
    })
}

async fn render(
    visit: &Visit,
    id: &str,
    (form, errors, status): (Form, Errors, StatusCode),
) -> Reply {
    let shell = visit.shell.clone();
    let post = deputy_of(&shell, id)?;
    let (file, person, until) = (post.id, post.person, visit.house().now().plus_ms(1));
    let read = visit.read(move |db| {
        let reports = views::reports(db, file, REPORTS_MOST)?;
        let span = (Time(0), until);
        Ok((reports, activities::views::of_person(db, person, span, MEETINGS_MOST)?))
    });
    let (reports, came) = read.await?;
    let register = &shell.state.register;
    let holds = |one: &&activities::views::Entry| {
        one.kind == "report"
            && visit.officers.iter().any(|o| activity::holds(register, o, one.body))
            && visit.officers.iter().all(|o| o.person != person)
            && !reports.iter().any(|report| report.meeting == one.id)
    };
    let chosen = form.text("activity").to_owned();
    let meeting = |one: &activities::views::Entry| {
        let number = one.id.to_string();
        let is_chosen = number == chosen;
        (number, format!("{} {}", shell.minute(one.begins), one.title), is_chosen)
    };
    let template = ReportsPage {
        name: shell.state.person_name(person).to_owned(),
        to: format!("/deputies/{file}"),
        meetings: came.iter().filter(holds).map(meeting).collect(),
        act: form.act(&visit.house().chance).to_string(),
        draft: match super::file::may_read(visit, post) {
            true => format!("/deputies/{file}/draft"),
            false => String::new(),
        },
        reports: reports.iter().map(|report| line(&shell, report)).collect(),
        errors,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

fn line(shell: &Shell, report: &Reported) -> Line {
    let day = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |day| shell.day(day));
    let Grades { fair, good, poor, .. } = report.grades;
    Line {
        to: format!("/activities/{}", report.meeting),
        span: format!("{}—{}", day(&report.first), day(&report.last)),
        rated: fair + good + poor,
        grades: report.grades,
        text: report.text.lines().map(str::to_owned).collect(),
    }
}
