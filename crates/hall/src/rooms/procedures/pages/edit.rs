//! The editor: a procedure is copied, changed, proven, and put in force from a day.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use store::db::No;

use super::administrator;
use crate::kit::failure::status;
use crate::kit::visit::answered;
use crate::kit::{Form, Reply, Shell, Visit, html, see_other};
use crate::rooms::procedures::{acts, rules};

#[derive(Template)]
#[template(path = "rooms/procedures/pages/edit.html")]
struct EditPage {
    shell: Shell,
    id: String,
    name: String,
    act: String,
    text: String,
    from: String,
    /// Whether the text was proven for this page.
    proven: bool,
    longest: i64,
    flaws: Vec<FlawLine>,
    errors: Vec<(String, String)>,
    done: bool,
}

struct FlawLine {
    place: String,
    sentence: String,
    code: &'static str,
    story: Vec<String>,
}

/// The text as it is in force.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    administrator(&visit)?;
    let shell = visit.shell.clone();
    let procedure = shell.state.procedure_in_force(&id, shell.today).cloned();
    let hash = procedure.ok_or(Refusal::missing("procedure.unknown"))?.hash;
    let text = visit.read(move |db| store::vault::definition(db, hash)).await?.unwrap_or_default();
    let done = !form.text("done").is_empty();
    render(&visit, &id, (text, String::new()), (None, done))
}

/// Proves what was sent, and puts it in force where that is asked for.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let officer = administrator(&visit)?.clone();
    let text = form.text("text").replace("\r\n", "\n");
    let given = (text.clone(), form.text("from").to_owned());
    if form.text("go") != "force" {
        return render(&visit, &id, given, (None, false));
    }
    let from = match form.must("from") {
        Ok(from) => from,
        Err(refusal) => return render(&visit, &id, given, (Some(refusal), false)),
    };
    let act = form.act(&visit.house().chance);
    let by = Actor::Officer(officer);
    let house = visit.house();
    let asked = answered(|reply| acts::put_in_force(house, (act, by), (text, from), reply));
    match asked.await {
        Ok(done) => Ok(see_other(&format!("/office/procedures/{}?done=yes", done.answer))),
        Err(No::Refusal(refusal)) => render(&visit, &id, given, (Some(refusal), false)),
        Err(fault) => Err(fault.into()),
    }
}

fn render(
    visit: &Visit,
    id: &str,
    (text, from): (String, String),
    (refusal, done): (Option<Refusal>, bool),
) -> Reply {
    let shell = visit.shell.clone();
    let read = rules::read(&text);
    let flaw = |flaw: &law::procedure::Flaw| FlawLine {
        place: format!("{}:{}", flaw.line, flaw.column),
        sentence: flaw.sentence.clone(),
        code: flaw.code,
        story: flaw.story.clone(),
    };
    let errors =
        refusal.iter().map(|no| (no.field.unwrap_or("text").to_owned(), shell.refusal(no)));
    let page = EditPage {
        id: id.to_owned(),
        name: shell.called(id, "procedure", ""),
        act: ActId(visit.house().chance.bytes()).to_string(),
        proven: read.flaws.is_empty(),
        longest: read.longest.map_or(0, i64::from),
        flaws: read.flaws.iter().map(flaw).collect(),
        errors: errors.collect(),
        text,
        from,
        done,
        shell: shell.clone(),
    };
    html(refusal.map_or(StatusCode::OK, |refusal| status(refusal.kind)), &page)
}
