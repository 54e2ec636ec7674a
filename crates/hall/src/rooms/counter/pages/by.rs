//! Bringing a matter by a procedure of one's choice: a wish, a hazard, a clue.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::matter::acts::Submission;
use law::matter::facts::Visibility;
use law::procedure::{Do, Files, Openness};
use law::ruling::Refusal;

use super::super::acts;
use super::fields::{Asked, asked};
use super::{
    AreaGroup, abouts, act_of, area_groups, by_procedure, categories, errors_of, given, say,
};
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, see_other};

#[derive(Template)]
#[template(path = "rooms/counter/pages/by.html")]
struct ByPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    id: String,
    name: String,
    about: String,
    groups: Vec<AreaGroup>,
    abouts: Vec<(String, Vec<(String, String)>)>,
    categories: Vec<(String, String)>,
    fields: Vec<Asked>,
    limits: Files,
    /// Whether files have to be chosen again.
    again: bool,
    /// Whether who brings it chooses who may read it.
    chooses: bool,
    /// Whether it is confidential by its procedure.
    closed: bool,
}

/// The form.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let (procedure, _) = by_procedure(&visit.shell, &id)?;
    if procedure.front {
        return Ok(see_other("/say"));
    }
    render(visit, (&id, Form::default()), (StatusCode::OK, Errors::none(), false))
}

/// Brings the matter, and answers with the receipt. Sent again with the same act, it shows the same
/// receipt.
pub async fn send(visit: Visit, Path(id): Path<String>, mut form: Form) -> Reply {
    let (procedure, rule) = by_procedure(&visit.shell, &id)?;
    let act = form.act(&visit.house().chance);
    let sent = form.take_files();
    let had_files = !sent.is_empty();
    let said = acts::submission(&form, &visit.shell.state.register, visit.shell.language);
    let chosen = match procedure.visibility {
        Openness::Submitter => acts::check_visibility(&form),
        Openness::Public | Openness::Confidential => Ok(()),
    };
    let submission = Submission {
        procedure: Some(procedure.id.clone()),
        fields: form.filling(&rule),
        visibility: match procedure.visibility {
            Openness::Public => Visibility::Public,
            Openness::Confidential => Visibility::Confidential,
            Openness::Submitter => said.visibility,
        },
        channel: visit.actor().officer().map(|_| law::ruling::code("online")),
        ..said
    };
    let checked = acts::check(visit.house(), &visit.actor(), &submission);
    let asked = match acts::both(chosen, checked) {
        Ok(()) => say::submit(&visit, visit.actor(), (act, submission), sent).await,
        Err(no) => Err(no),
    };
    match asked {
        Ok(done)
            if done.existed && !say::is_same(&visit, &form, (act, done.answer.matter)).await? =>
        {
            let errors = Errors::of(&visit.shell, &Refusal::conflict("counter.sent-already"));
            let form = Form::of(&form.fields().filter(|f| f.0 != "act").collect::<Vec<_>>());
            render(visit, (&id, form), (StatusCode::CONFLICT, errors, had_files))
        }
        Ok(done) => given::open(visit, act, done.answer.matter).await,
        Err(no) => {
            let errors = errors_of(&visit.shell, no)?;
            let shown = (StatusCode::UNPROCESSABLE_ENTITY, errors, had_files);
            render(visit, (&id, form), shown)
        }
    }
}

fn render(
    visit: Visit,
    (id, form): (&str, Form),
    (code, errors, again): (StatusCode, Errors, bool),
) -> Reply {
    let shell = visit.shell.clone();
    let (procedure, rule) = by_procedure(&shell, id)?;
    debug_assert_eq!(rule.act, Do::Submit);
    let page = ByPage {
        act: act_of(&form, visit.house()),
        id: id.to_owned(),
        name: shell.of(&procedure, "procedure", ""),
        about: shell.of(&procedure, "about", ""),
        groups: area_groups(&shell),
        abouts: abouts(&shell),
        categories: categories(&shell),
        limits: procedure.files,
        again,
        fields: asked(&shell, (&procedure, &rule), &form),
        chooses: procedure.visibility == Openness::Submitter,
        closed: procedure.visibility == Openness::Confidential,
        errors,
        form,
        shell,
    };
    html(code, &page)
}
