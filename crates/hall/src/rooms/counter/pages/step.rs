//! What residents do by a name of the procedure's own: to thank, to ask for a confirmation.

use askama::Template;
use axum::http::StatusCode;
use law::matter::acts::Act;
use law::procedure::{ActRule, Do, Procedure};
use law::ruling::Refusal;

use super::fields::{Asked, asked};
use super::own::{Around, around, ask, blank, mendable, own, sheet_of};
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other};
use crate::rooms::matters::sheet::Sheet;

#[derive(Template)]
#[template(path = "rooms/counter/pages/step.html")]
struct StepPage {
    shell: Shell,
    around: Around,
    key: String,
    title: String,
    /// Where it leads, in words; empty where the matter stays.
    leads: String,
    fields: Vec<Asked>,
}

/// The page of one act.
pub async fn show(visit: Visit) -> Reply {
    let key = key_in(&visit.shell.path).to_owned();
    let opened = own(&visit).await?;
    let sheet = sheet_of(&visit, &opened).await?;
    render(visit, (sheet, &key), (StatusCode::OK, blank()))
}

/// Does it.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let key = key_in(&visit.shell.path).to_owned();
    let opened = own(&visit).await?;
    let sheet = sheet_of(&visit, &opened).await?;
    let (_, rule) = rule(&visit.shell, &sheet, &key)?;
    let act = Act::Step { key: rule.key.clone(), fields: form.filling(&rule) };
    let id = form.act(&visit.house().chance);
    match ask(&visit, id, (&opened, act)).await {
        Ok(_) => {
            let at = around(&visit, &sheet, blank()).at;
            Ok(see_other(&format!("{at}/matter?done=step")))
        }
        Err(no) => {
            let errors = mendable(&visit, no)?;
            render(visit, (sheet, &key), (StatusCode::UNPROCESSABLE_ENTITY, (form, errors)))
        }
    }
}

/// The act that an address names, whichever part of the receipt's matter it is about.
fn key_in(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(_, key)| key)
}

/// The rule of an act that is open to the resident now.
fn rule(
    shell: &Shell,
    sheet: &Sheet,
    key: &str,
) -> Result<(std::sync::Arc<Procedure>, ActRule), Failure> {
    let is_open = sheet.acts.iter().any(|open| open.act == Do::Step && open.key == *key);
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let rule = procedure.and_then(|p| p.acts_at(&sheet.case.step).find(|rule| rule.key == *key));
    match (procedure, rule) {
        (Some(procedure), Some(rule)) if is_open => Ok((procedure.clone(), rule.clone())),
        _ => {
            let refusal = Refusal::conflict("act.not-now").with("act", key);
            Err(refusal.with("step", &sheet.case.step).into())
        }
    }
}

fn render(
    visit: Visit,
    (sheet, key): (Sheet, &str),
    (status, filled): (StatusCode, (Form, Errors)),
) -> Reply {
    let shell = visit.shell.clone();
    let (procedure, rule) = rule(&shell, &sheet, key)?;
    let fields = asked(&shell, (&procedure, &rule), &filled.0);
    let leads = rule.to.as_ref().map_or_else(String::new, |to| {
        shell.t1("counter-step-leads", "step", &shell.of(&procedure, "step", to))
    });
    let page = StepPage {
        title: shell.of(&procedure, "act", key),
        key: key.to_owned(),
        leads,
        fields,
        around: around(&visit, &sheet, filled),
        shell: shell.clone(),
    };
    html(status, &page)
}
