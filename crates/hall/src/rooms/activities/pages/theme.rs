//! Theme months and campaigns: announced by the house's office, gathering activities by themselves,
//! each with a page of its own.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::activity::{Targets, ThemeDraft, ThemeId};
use law::clock::Time;
use law::record::Actor;
use law::ruling::Refusal;
use law::words::Code;
use store::Fault;
use store::db::{Answer, Db, No};

use super::super::acts;
use super::super::stats::{self, OfKind, Sums};
use super::super::views::{self, Announced, Entry, Filter};
use super::{Line, coming_now, kind, line};
use crate::desk::Done;
use crate::kit::{
    Errors, Failure, Form, Reply, Shell, Visit, failure, html, page, see_other, visit,
};
use crate::rights::Asked;

/// Themes in a list, and activities on the page of one.
const THEMES_MOST: u32 = 200;
const LINES_MOST: u32 = 20;
/// The fields of the targets.
const TARGETS: [&str; 4] = ["activities", "attendances", "received", "matters"];

#[derive(Template)]
#[template(path = "rooms/activities/pages/themes.html")]
struct ThemesPage {
    shell: Shell,
    /// Where each is shown, and its span.
    themes: Vec<(String, Announced, String)>,
    more: bool,
    may_announce: bool,
}

#[derive(Template)]
#[template(path = "rooms/activities/pages/theme.html")]
struct ThemePage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    theme: Announced,
    span: String,
    kinds: Vec<String>,
    reason: String,
    /// What it wants to reach: the key of its words, how much there is, and how much it wants.
    progress: Vec<(&'static str, i64, u32)>,
    of_kinds: Vec<(String, OfKind)>,
    sums: Sums,
    coming: Vec<Line>,
    past: Vec<Line>,
    more: bool,
    may_withdraw: bool,
}

#[derive(Template)]
#[template(path = "rooms/activities/pages/announce.html")]
struct AnnouncePage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    kinds: Vec<(String, String, bool)>,
}

fn span(shell: &Shell, theme: &Announced) -> String {
    format!("{}—{}", shell.day(theme.first), shell.day(theme.last))
}

fn number(text: &str) -> Result<ThemeId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("page.unknown"))
}

/// All themes.
pub async fn list(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let mut themes = visit.read(|db| views::themes(db, THEMES_MOST + 1)).await?;
    let more = themes.len() > THEMES_MOST as usize;
    themes.truncate(THEMES_MOST as usize);
    let line = |theme: Announced| {
        let (to, span) = (format!("/themes/{}", theme.id), span(&shell, &theme));
        (to, theme, span)
    };
    page(&ThemesPage {
        themes: themes.into_iter().map(line).collect(),
        more,
        may_announce: visit.may(&Asked::House("announce-theme")),
        shell: shell.clone(),
    })
}

/// The empty form.
pub async fn begin(visit: Visit) -> Reply {
    asking(&visit, Form::default(), Errors::none(), StatusCode::OK)
}

fn asking(visit: &Visit, form: Form, errors: Errors, status: StatusCode) -> Reply {
    let shell = visit.shell.clone();
    let chosen: Vec<String> = form.all("kinds").map(str::to_owned).collect();
    let choice = |one: &law::activity::Kind| {
        let key = one.key.to_string();
        let is_chosen = chosen.contains(&key);
        (key, kind(&shell, one.key.as_str()), is_chosen)
    };
    let template = AnnouncePage {
        kinds: shell.state.activities.kinds.iter().map(choice).collect(),
        act: form.act(&visit.house().chance).to_string(),
        errors,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

/// Announces one.
pub async fn announce(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let asked: Answer<Done<ThemeId>> = match draft(&form) {
        Err(refusal) => Err(refusal.into()),
        Ok(draft) => visit::answered(|reply| acts::announce(&house, id, by, draft, reply)).await,
    };
    match asked {
        Ok(done) => Ok(see_other(&format!("/themes/{}", done.answer))),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            asking(&visit, form, errors, failure::status(refusal.kind))
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

fn draft(form: &Form) -> Result<ThemeDraft, Refusal> {
    let unknown = |_| Refusal::invalid("activity.kind-unknown").at("kinds");
    let kinds: Result<Vec<Code>, Refusal> =
        form.all("kinds").map(|kind| kind.parse().map_err(unknown)).collect();
    let [activities, attendances, received, matters] = TARGETS.map(|name| form.maybe(name));
    Ok(ThemeDraft {
        first: form.maybe("first")?,
        kinds: kinds?,
        last: form.maybe("last")?,
        name: form.text("name").to_owned(),
        slogan: form.text("slogan").to_owned(),
        targets: Targets {
            activities: activities?,
            attendances: attendances?,
            matters: matters?,
            received: received?,
        },
    })
}

/// What is read of a theme for its page.
struct Found {
    theme: Announced,
    reason: String,
    sums: Sums,
    coming: Vec<Entry>,
    past: Vec<Entry>,
}

fn find(db: Db<'_>, shell: &Shell, (id, now): (ThemeId, Time)) -> Result<Option<Found>, Fault> {
    let Some(theme) = views::one_theme(db, id)? else { return Ok(None) };
    let zone = &shell.state.zone;
    let span = (zone.start_of(theme.first), zone.end_of(theme.last));
    let filter = Filter { body: None, kinds: theme.kinds.clone(), span: Some(span) };
    let begun = (span.0, span.1.min(now.plus_ms(1)));
    let reason = theme.reason.map(|reason| views::text(db, reason)).transpose()?;
    Ok(Some(Found {
        reason: reason.unwrap_or_default(),
        sums: stats::sums(db, begun, (None, &theme.kinds))?,
        coming: views::coming(db, &filter, coming_now(shell, now), LINES_MOST + 1)?,
        past: views::past(db, &filter, (now, None), LINES_MOST + 1)?,
        theme,
    }))
}

/// The page of one.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    render(&visit, number(&id)?, (form, Errors::none(), StatusCode::OK)).await
}

/// Withdraws one.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let theme = number(&id)?;
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let wish = (theme, form.text("reason").to_owned());
    match visit::answered(|reply| acts::withdraw(&house, id, by, wish, reply)).await {
        Ok(_) => Ok(see_other(&format!("/themes/{theme}"))),
        Err(No::Refusal(refusal)) if refusal.code == "page.unknown" => Err(refusal.into()),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, theme, (form, errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

async fn render(
    visit: &Visit,
    id: ThemeId,
    (form, errors, status): (Form, Errors, StatusCode),
) -> Reply {
    let (shell, now) = (visit.shell.clone(), visit.house().now());
    let ground = shell.clone();
    let found = visit.read(move |db| find(db, &ground, (id, now))).await?;
    let mut found = found.ok_or(Failure::from(Refusal::missing("page.unknown")))?;
    let lines_most = LINES_MOST as usize;
    let more = found.past.len() > lines_most || found.coming.len() > lines_most;
    found.coming.truncate(lines_most);
    found.past.truncate(LINES_MOST as usize);
    let sums = found.sums;
    let reached = [sums.all.held, sums.all.came, sums.all.times, sums.matters];
    let wanted = found.theme.targets.each().into_iter().zip(reached);
    let lines = |entries: &[Entry]| entries.iter().map(|one| line(&shell, one, now)).collect();
    let goes_on = found.theme.last >= shell.today && found.theme.reason.is_none();
    let template = ThemePage {
        errors,
        act: form.act(&visit.house().chance).to_string(),
        form,
        span: span(&shell, &found.theme),
        kinds: found.theme.kinds.iter().map(|key| kind(&shell, key)).collect(),
        reason: found.reason,
        progress: wanted
            .filter_map(|((field, target), reached)| target.map(|t| (field, reached, t)))
            .collect(),
        of_kinds: sums.kinds.iter().map(|one| (kind(&shell, &one.kind), one.clone())).collect(),
        sums,
        coming: lines(&found.coming),
        past: lines(&found.past),
        more,
        may_withdraw: goes_on && visit.may(&Asked::House("announce-theme")),
        theme: found.theme,
        shell: shell.clone(),
    };
    html(status, &template)
}
