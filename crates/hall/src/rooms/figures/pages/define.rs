//! Where administrators put a later version of what a figure counts in force.

use askama::Template;
use axum::http::StatusCode;
use law::figure::Definition;
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use store::db::No;

use super::super::acts;
use super::super::views::{INDICATORS, seed};
use super::tiles::called;
use crate::kit::failure::status;
use crate::kit::visit::answered;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other};

#[derive(Template)]
#[template(path = "rooms/figures/pages/define.html")]
struct DefinePage {
    shell: Shell,
    errors: Errors,
    act: String,
    /// Key and name of each figure, and whether it is the one in the form.
    figures: Vec<(&'static str, String, bool)>,
    text: String,
    from: String,
    done: String,
}

/// The newest version of a figure, to be changed.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let key = form.text("figure");
    let shipped = INDICATORS.iter().find(|known| known.key == key).or(INDICATORS.first());
    let shipped = shipped.ok_or(Refusal::missing("figure.unknown"))?;
    let versions = visit.shell.state.figure_versions(shipped.key);
    let mut newest =
        versions.last().map_or_else(|| seed(shipped), |(_, known)| Definition::clone(known));
    newest.version += u32::from(!versions.is_empty());
    let done = form.text("done").to_owned();
    render(&visit, (newest.text(), String::new()), (None, done))
}

/// Puts what was sent in force from its day.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let officer = visit.post()?.clone();
    let text = form.text("text").replace("\r\n", "\n");
    let given = (text.clone(), form.text("from").to_owned());
    let from = match visit.must_be_fresh().and_then(|()| form.must("from")) {
        Ok(from) => from,
        Err(refusal) => return render(&visit, given, (Some(refusal), String::new())),
    };
    let (act, by) = (form.act(&visit.house().chance), Actor::Officer(officer));
    let house = visit.house();
    match answered(|reply| acts::put_in_force(house, (act, by), (text, from), reply)).await {
        Ok(done) => Ok(see_other(&format!("/office/figures?figure={0}&done={0}", done.answer))),
        Err(No::Refusal(refusal)) => render(&visit, given, (Some(refusal), String::new())),
        Err(fault) => Err(fault.into()),
    }
}

fn render(
    visit: &Visit,
    (text, from): (String, String),
    (refusal, done): (Option<Refusal>, String),
) -> Reply {
    let shell = visit.shell.clone();
    let own =
        |key: &str| text.lines().next().is_some_and(|line| line == format!("key = \"{key}\""));
    let name = |key| called(&shell, key);
    let figures = INDICATORS.iter().map(|known| (known.key, name(known.key), own(known.key)));
    let page = DefinePage {
        errors: refusal.as_ref().map_or_else(Errors::none, |no| Errors::of(&shell, no)),
        act: ActId(visit.house().chance.bytes()).to_string(),
        figures: figures.collect(),
        done: if done.is_empty() { done } else { called(&shell, &done) },
        text,
        from,
        shell: shell.clone(),
    };
    html(refusal.map_or(StatusCode::OK, |refusal| status(refusal.kind)), &page)
}
