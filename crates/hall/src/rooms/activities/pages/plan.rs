//! Where an activity is planned, or entered from paper some days after it was held.

use askama::Template;
use axum::http::StatusCode;
use law::activity::holders;
use law::record::{Actor, Officer};
use law::register::Register;
use law::words::BodyId;
use store::db::No;

use super::super::acts::{self, Wish};
use super::{draft, kinds};
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other, visit};

#[derive(Template)]
#[template(path = "rooms/activities/pages/plan.html")]
struct PlanPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    kinds: Vec<(String, String, bool)>,
    bodies: Vec<(String, String, bool)>,
    days: String,
}

/// The bodies of which somebody can plan activities: number, name, whether it is chosen.
pub fn bodies(shell: &Shell, officer: &Officer, chosen: &str) -> Vec<(String, String, bool)> {
    let bodies = holders(&shell.state.register, officer, shell.today);
    let choice = |body: &&law::register::Body| {
        let id = body.id.to_string();
        let is_chosen = id == chosen;
        (id, shell.body(body.id).to_owned(), is_chosen)
    };
    bodies.iter().map(choice).collect()
}

/// Where a station lies, as the public is told.
fn place(shell: &Shell, register: &Register, body: BodyId) -> String {
    let told = register.stations.get(&body);
    told.map_or_else(String::new, |told| {
        shell.state.name(told.address, shell.language.key()).to_owned()
    })
}

/// The empty form.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let own = visit.post()?.body;
    let place = place(&visit.shell, &visit.shell.state.register, own);
    let body = own.to_string();
    let begun = Form::of(&[("kind", form.text("kind")), ("body", &body), ("place", &place)]);
    render(&visit, begun, Errors::none(), StatusCode::OK)
}

/// Plans it.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let asked = match draft(&form, &visit.shell.state.zone) {
        Err(refusal) => Err(refusal.into()),
        Ok(draft) => {
            visit::answered(|reply| acts::ask(&house, id, by, Wish::Plan(draft), reply)).await
        }
    };
    match asked {
        Ok(done) => Ok(see_other(&format!("/activities/{}/hold?done=plan", done.answer.activity))),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, form, errors, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

fn render(visit: &Visit, form: Form, errors: Errors, status: StatusCode) -> Reply {
    let shell = visit.shell.clone();
    let template = PlanPage {
        errors,
        act: form.act(&visit.house().chance).to_string(),
        kinds: kinds(&shell, form.text("kind")),
        bodies: bodies(&shell, visit.post()?, form.text("body")),
        days: shell.state.activities.terms.entered_days.to_string(),
        form,
        shell,
    };
    html(status, &template)
}
