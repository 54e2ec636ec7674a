//! The activities of the house: what comes, what was, and what it adds up to.

use askama::Template;
use jiff::Span;
use jiff::civil::Date;
use law::activity::ActivityId;
use law::clock::Time;
use law::ruling::Refusal;

use super::super::stats::{self, OfKind, Sums};
use super::super::views::{self, Entry, Filter};
use super::{Line, coming_now, kind, kinds, line};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::Asked;

/// Lines of what is to come, and of what was on one page.
const COMING_MOST: u32 = 50;
const PAST_MOST: u32 = 20;
/// Themes that are looked through for those that go on.
const THEMES_MOST: u32 = 50;
/// Months to choose from: back and ahead.
const MONTHS: std::ops::RangeInclusive<i32> = -24..=3;

#[derive(Template)]
#[template(path = "rooms/activities/pages/list.html")]
struct ListPage {
    shell: Shell,
    kinds: Vec<(String, String, bool)>,
    bodies: Vec<(String, String, bool)>,
    months: Vec<(String, bool)>,
    /// What whoever is signed in is invited to.
    own: Vec<Line>,
    coming: Vec<Line>,
    /// Whether more is to come than is told, of all or of what whoever is signed in is invited to.
    more_comes: bool,
    past: Vec<Line>,
    next: String,
    /// The span that is added up, in words.
    span: String,
    sums: Sums,
    /// The name of each kind with its sums.
    of_kinds: Vec<(String, OfKind)>,
    may_plan: bool,
    /// Themes that go on or are to come: where they are shown, and their names.
    themes: Vec<(String, String)>,
}

/// What was asked for.
struct Wanted {
    filter: Filter,
    /// What is added up, and its words.
    summed: ((Time, Time), String),
    before: Option<(Time, ActivityId)>,
}

fn wanted(shell: &Shell, form: &Form, now: Time) -> Result<Wanted, Refusal> {
    let body = match form.text("body") {
        "" => None,
        text => {
            let bodies = &shell.state.register.bodies;
            let found = bodies.values().find(|body| body.code == *text);
            Some(found.ok_or(Refusal::invalid("filter.unit").at("body"))?.id)
        }
    };
    let unknown = || Refusal::invalid("activity.kind-unknown").at("kind");
    let kinds = match form.text("kind") {
        "" => vec![],
        text if shell.state.activities.kind(text).is_some() => vec![text.to_owned()],
        _ => return Err(unknown()),
    };
    let zone = &shell.state.zone;
    let months = |first: Date, count: i32| {
        let after = first.checked_add(Span::new().months(count)).unwrap_or(Date::MAX);
        (zone.start_of(first), zone.start_of(after))
    };
    let unreadable = || Refusal::invalid("field.unreadable").at("month");
    let month = match form.text("month") {
        "" => None,
        text => Some(format!("{text}-01").parse::<Date>().map_err(|_| unreadable())?),
    };
    let (span, words) = match month {
        Some(first) => (months(first, 1), form.text("month").to_owned()),
        None => {
            let year = Date::new(shell.today.year(), 1, 1).unwrap_or(shell.today);
            (months(year, 12), year.year().to_string())
        }
    };
    let summed = ((span.0, span.1.min(now.plus_ms(1))), words);
    let before = form.maybe::<i64>("before")?.map(Time).zip(form.maybe("last")?);
    Ok(Wanted { filter: Filter { body, kinds, span: month.map(|_| span) }, summed, before })
}

/// The list.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let (shell, now) = (visit.shell.clone(), visit.house().now());
    let asked = wanted(&shell, &form, now)?;
    let (filter, span, before) = (asked.filter.clone(), asked.summed.0, asked.before);
    let when = coming_now(&shell, now);
    let person = visit.person;
    let read = visit.read(move |db| {
        let own = match person {
            Some(person) => views::invited(db, person, now, COMING_MOST + 1)?,
            None => vec![],
        };
        // On a further page of what was, what comes is not told again.
        let coming = match before {
            None => views::coming(db, &filter, when, COMING_MOST + 1)?,
            Some(_) => vec![],
        };
        let past = views::past(db, &filter, (now, before), PAST_MOST + 1)?;
        let themes = views::themes(db, THEMES_MOST)?;
        Ok((own, coming, past, themes, stats::sums(db, span, (filter.body, &filter.kinds))?))
    });
    let (mut own, mut coming, mut past, themes, sums) = read.await?;
    let more_comes = [&own, &coming].iter().any(|some| some.len() > COMING_MOST as usize);
    own.truncate(COMING_MOST as usize);
    coming.truncate(COMING_MOST as usize);
    let more = past.len() > PAST_MOST as usize;
    past.truncate(PAST_MOST as usize);
    let here = |last: &Entry| {
        let (before, last) = (last.begins.0.to_string(), last.id.to_string());
        let fields = ["kind", "body", "month"].map(|name| (name, form.text(name)));
        let paged = [("before", before.as_str()), ("last", last.as_str())];
        address("/activities", &[fields.as_slice(), &paged].concat())
    };
    let lines = |entries: &[Entry]| entries.iter().map(|one| line(&shell, one, now)).collect();
    let template = ListPage {
        kinds: kinds(&shell, form.text("kind")),
        bodies: bodies(&shell, form.text("body")),
        months: months(&shell, form.text("month")),
        themes: themes
            .into_iter()
            .filter(|theme| theme.last >= shell.today && theme.reason.is_none())
            .map(|theme| (format!("/themes/{}", theme.id), theme.name))
            .collect(),
        own: lines(&own),
        coming: lines(&coming),
        more_comes,
        past: lines(&past),
        next: past.last().filter(|_| more).map(here).unwrap_or_default(),
        span: asked.summed.1,
        of_kinds: sums.kinds.iter().map(|one| (kind(&shell, &one.kind), one.clone())).collect(),
        sums,
        may_plan: visit.may(&Asked::House("hold-activities")),
        shell: shell.clone(),
    };
    page(&template)
}

/// Who can hold activities: code, name, whether it is chosen.
fn bodies(shell: &Shell, chosen: &str) -> Vec<(String, String, bool)> {
    let bodies = shell.state.register.bodies_of(&["congress", "station"], shell.today);
    let choice = |body: &&law::register::Body| {
        (body.code.to_string(), shell.body(body.id).to_owned(), body.code == *chosen)
    };
    bodies.iter().map(choice).collect()
}

fn months(shell: &Shell, chosen: &str) -> Vec<(String, bool)> {
    let first = shell.today.first_of_month();
    let month = |count: i32| {
        let month = first.checked_add(Span::new().months(count)).unwrap_or(first);
        let text = month.strftime("%Y-%m").to_string();
        let is_chosen = text == chosen;
        (text, is_chosen)
    };
    MONTHS.rev().map(month).collect()
}
