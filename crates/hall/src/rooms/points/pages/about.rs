//! What everybody reads of points, and what whoever holds a passbook reads of it.

use askama::Template;
use axum::http::StatusCode;
use law::points::PassbookId;
use law::record::Actor;
use store::Fault;
use store::db::{Answer, Db, No};

use super::super::acts::{self, Wish};
use super::super::views;
use super::{Priced, by_code, priced};
use crate::desk::Done;
use crate::kit::{Errors, Form, Reply, Shell, Visit, failure, html, visit};
use crate::rights::Asked;

/// Lines of a passbook on its page.
const LINES_MOST: u32 = 100;

#[derive(Template)]
#[template(path = "rooms/points/pages/about.html")]
struct AboutPage {
    shell: Shell,
    errors: Errors,
    typed: String,
    deeds: Vec<Priced>,
    goods: Vec<Priced>,
    source: String,
    /// What goes on at the end of a year, in percent, and how late an act can be entered, in days.
    goes_on: i64,
    entered_days: i64,
    keeps: bool,
    left: bool,
}

#[derive(Template)]
#[template(path = "rooms/points/pages/passbook.html")]
struct PassbookPage {
    shell: Shell,
    number: String,
    opened: String,
    station: String,
    balance: i64,
    lines: Vec<Line>,
    /// The code, to leave by; it was shown by whoever holds it.
    code: String,
    act: String,
}

/// What moved, or waits.
struct Line {
    words: String,
    day: String,
    points: String,
    tag: (&'static str, String),
}

/// The page for everybody.
pub async fn show(visit: Visit) -> Reply {
    about(&visit, ("", false), (Errors::none(), StatusCode::OK))
}

fn about(
    visit: &Visit,
    (typed, left): (&str, bool),
    (errors, status): (Errors, StatusCode),
) -> Reply {
    let (deeds, goods) = priced(&visit.shell);
    let tariff = &visit.shell.state.tariff;
    let template = AboutPage {
        errors,
        typed: typed.to_owned(),
        deeds,
        goods,
        source: tariff.source.clone(),
        goes_on: i64::from(tariff.keeps),
        entered_days: i64::from(tariff.entered_days),
        keeps: visit.may(&Asked::House("keep-points")),
        left,
        shell: visit.shell.clone(),
    };
    html(status, &template)
}

fn refused<T>(visit: &Visit, form: &Form, no: Answer<T>) -> Reply {
    match no {
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            let status = failure::status(refusal.kind);
            about(visit, (form.text("passbook"), false), (errors, status))
        }
        Err(No::Fault(fault)) => Err(fault.into()),
        Ok(_) => about(visit, ("", false), (Errors::none(), StatusCode::OK)),
    }
}

/// What a passbook holds and how it came about, for whoever shows its code.
pub async fn passbook(visit: Visit, form: Form) -> Reply {
    let found = by_code(&visit, form.text("passbook")).await;
    let Ok(id) = found else { return refused(&visit, &form, found) };
    let shell = visit.shell.clone();
    let read = visit.read(move |db| lines(db, &shell, id)).await?;
    let Some((opened, station, balance, lines)) = read else {
        return refused(&visit, &form, unknown());
    };
    let template = PassbookPage {
        number: id.grouped(),
        opened,
        station,
        balance,
        lines,
        code: form.text("passbook").to_owned(),
        act: form.act(&visit.house().chance).to_string(),
        shell: visit.shell.clone(),
    };
    html(StatusCode::OK, &template)
}

fn unknown() -> Answer<PassbookId> {
    Err(law::ruling::Refusal::invalid("points.unknown").at("passbook").into())
}

/// When and where it was opened, what it holds, and how that came about.
type Read = (String, String, i64, Vec<Line>);

fn lines(db: Db<'_>, shell: &Shell, id: PassbookId) -> Result<Option<Read>, Fault> {
    let Some((at, body, balance)) = views::one(db, id)? else { return Ok(None) };
    let (language, tariff) = (shell.language.key(), &shell.state.tariff);
    let entry = |one: views::Entry| Line {
        words: format!("{} × {}", tariff.name(&one.deed, language), one.units),
        day: one.day.parse().map_or(one.day.clone(), |day| shell.day(day)),
        points: format!("+{}", one.points),
        tag: match one.standing {
            0 => ("is-soon", shell.t("points-waits")),
            1 => ("is-done", shell.t("points-counts")),
            _ => ("is-refused", shell.t("points-declined")),
        },
    };
    let given = |(ledger, good, units, points, at): views::Given| Line {
        words: match good.as_str() {
            "" => shell.code("points-ledger", &ledger),
            good => format!("{} × {units}", tariff.name(good, language)),
        },
        day: shell.day(shell.state.zone.day(at)),
        points: format!("−{points}"),
        tag: ("is-stopped", shell.code("points-ledger", &ledger)),
    };
    let mut lines: Vec<Line> = views::entries(db, id, LINES_MOST)?.into_iter().map(entry).collect();
    lines.extend(views::given(db, id, LINES_MOST)?.into_iter().map(given));
    let station = shell.state.body_name(body, language).to_owned();
    Ok(Some((shell.day(shell.state.zone.day(at)), station, balance, lines)))
}

/// Whoever holds the code leaves. Sent again, it is answered again: the code is known no more.
pub async fn leave(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let act = form.act(&house.chance).hash();
    if visit.read(move |db| store::log::answered(db, act)).await?.is_some() {
        return about(&visit, ("", true), (Errors::none(), StatusCode::OK));
    }
    let found = by_code(&visit, form.text("passbook")).await;
    let Ok(id) = found else { return refused(&visit, &form, found) };
    let act = (form.act(&house.chance), Actor::Resident);
    let done: Answer<Done<PassbookId>> =
        visit::answered(|reply| acts::ask(&house, act, Wish::Leave(id), reply)).await;
    match done {
        Ok(_) => about(&visit, ("", true), (Errors::none(), StatusCode::OK)),
        no => refused(&visit, &form, no),
    }
}
