//! A matter that an officer brings by a procedure of the own choice: a deputy's suggestion, a
//! committee's opinion, a court's referral.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::matter::acts::{Act, Submission};
use law::matter::facts::Visibility;
use law::matter::rules;
use law::procedure::{ActRule, Do, FieldKind, Openness, Procedure};
use law::record::{ActId, Actor, Officer};
use law::ruling::{Refusal, code};
use law::words::AreaId;
use store::db::No;

use super::field::{Choice, Field, Filler, Kind};
use super::own;
use super::panel::TEXT_MOST;
use crate::kit::failure::status;
use crate::kit::visit::answered;
use crate::kit::{Form, Reply, Shell, Visit, html, page, see_other};
use crate::rooms::matters;

#[derive(Template)]
#[template(path = "rooms/desks/begin.html")]
struct BeginPage {
    shell: Shell,
    /// Empty on the list of procedures.
    id: String,
    name: String,
    about: String,
    act: String,
    fields: Vec<Field>,
    errors: Vec<(String, String)>,
    /// The procedures by which who asks can bring a matter: identifier, name, sentence.
    procedures: Vec<(String, String, String)>,
}

/// The procedures by which one's posts can bring matters.
pub async fn list(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let mut procedures = vec![];
    for procedure in shell.state.procedures_in_force(shell.today) {
        if bringer(&visit, procedure).is_some() {
            let said = |kind| shell.of(procedure, kind, "");
            procedures.push((procedure.id.to_string(), said("procedure"), said("about")));
        }
    }
    let none = String::new;
    let (errors, fields) = (vec![], vec![]);
    let (id, name, about, act) = (none(), none(), none(), none());
    page(&BeginPage { shell, id, name, about, act, fields, errors, procedures })
}

/// The form of one procedure.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    render(&visit, &id, &Form::default(), None)
}

/// Brings the matter.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let procedure = visit.shell.state.procedure_in_force(&id, visit.shell.today).cloned();
    let procedure = procedure.ok_or(Refusal::missing("procedure.unknown"))?;
    let officer = bringer(&visit, &procedure);
    let officer = officer.ok_or(Refusal::forbidden("act.not-yours").with("act", "submit"))?;
    let by = Actor::Officer(officer.clone());
    let act = form.act(&visit.house().chance);
    let house = visit.house();
    let matter = matters::matter_of(house, act);
    let submission = submission(&visit.shell, &form, (&procedure, officer));
    let asked = (matter, Act::Submit(Box::new(submission)));
    match answered(|reply| matters::ask(house, act, by, asked, reply)).await {
        // A retry on another day is told the number of the first.
        Ok(done) => Ok(see_other(&format!("/desk/matters/{}?done=submit", done.answer.matter))),
        Err(No::Refusal(refusal)) => render(&visit, &id, &form, Some(refusal)),
        Err(fault) => Err(fault.into()),
    }
}

/// The post among one's own by which matters of a procedure are brought as one's own.
fn bringer<'v>(visit: &'v Visit, procedure: &Procedure) -> Option<&'v Officer> {
    let (state, now) = (&visit.shell.state, visit.house().now());
    visit.officers.iter().find(|officer| {
        let by = Actor::Officer((*officer).clone());
        let setting = matters::beginning(state, Some(&procedure.id), (now, &by));
        setting.is_ok_and(|setting| rules::raiser(&setting).is_some())
    })
}

fn submit(procedure: &Procedure) -> Option<&ActRule> {
    procedure.acts.iter().find(|rule| rule.act == Do::Submit)
}

fn submission(shell: &Shell, form: &Form, (procedure, by): (&Procedure, &Officer)) -> Submission {
    let register = &shell.state.register;
    let home = register.bodies.get(&by.body).map(|body| body.area);
    let visibility = match (procedure.visibility, form.text("visibility")) {
        (Openness::Public, _) | (Openness::Submitter, "public") => Visibility::Public,
        _ => Visibility::Confidential,
    };
    Submission {
        procedure: Some(procedure.id.clone()),
        fields: submit(procedure).map_or_else(Default::default, |rule| form.filling(rule)),
        title: form.text("title").replace("\r\n", "\n"),
        body: form.text("body").replace("\r\n", "\n"),
        area: form.text("area").parse().ok().or(home).unwrap_or(AreaId::from_int(0)),
        place: None,
        category: form.text("category").parse().unwrap_or_else(|_| code("none")),
        visibility,
        contact: None,
        files: vec![],
        known_to_unit: false,
        about: None,
        language: code(shell.language.tag()),
        station: register.bodies.get(&by.body).filter(|b| b.sort == "station").map(|b| b.id),
        slip: None,
        claimed: None,
        channel: None,
        ledger: None,
        hide: vec![],
        deputy: None,
        activity: None,
        passed_on: false,
        place_key: None,
        receipt: None,
    }
}

/// The fields of the procedure's own, where nobody is offered to be named beside themself.
fn own_fields(
    shell: &Shell,
    (procedure, rule): (&Procedure, &ActRule),
    (filler, officer): (&Filler<'_>, &Officer),
) -> Vec<Field> {
    let posts = &shell.state.register.posts;
    let person = posts.get(&officer.post).map(|post| post.person);
    let own: Vec<String> = posts
        .values()
        .filter(|post| Some(post.person) == person)
        .map(|post| post.id.to_string())
        .collect();
    let mut fields = own::fields(shell, (procedure, rule), filler);
    for (field, asked) in fields.iter_mut().zip(&rule.fields) {
        if asked.names.is_some() && matches!(asked.kind, FieldKind::Posts { .. }) {
            field.choices.retain(|choice| !own.contains(&choice.value));
        }
    }
    fields
}

fn render(visit: &Visit, id: &str, form: &Form, refusal: Option<Refusal>) -> Reply {
    let shell = visit.shell.clone();
    let procedure = shell.state.procedure_in_force(id, shell.today).cloned();
    let procedure = procedure.ok_or(Refusal::missing("procedure.unknown"))?;
    let rule = submit(&procedure).ok_or(Refusal::missing("procedure.unknown"))?;
    let officer = bringer(visit, &procedure);
    let officer = officer.ok_or(Refusal::forbidden("act.not-yours").with("act", "submit"))?;
    let filler = Filler {
        shell: &shell,
        form: "begin".to_owned(),
        typed: refusal.is_some().then_some(form),
        refusal: refusal.as_ref(),
    };
    let mut fields = vec![
        Field { most: 60, ..filler.field("title", Kind::Line) },
        Field { most: TEXT_MOST, ..filler.field("body", Kind::Text) },
        filler.choice("area", Kind::Select, areas(&shell), &home(&shell, &visit.officers)),
        filler.choice("category", Kind::Select, categories(&shell), ""),
    ];
    if procedure.visibility == Openness::Submitter {
        let choice = |key| Choice::new(key, shell.code("desks-begin", key));
        let words = vec![choice("public"), choice("confidential")];
        fields.push(filler.choice("visibility", Kind::Radio, words, "public"));
    }
    fields.extend(own_fields(&shell, (&procedure, rule), (&filler, officer)));
    let told = refusal.iter().flat_map(|first| std::iter::once(first).chain(&first.more));
    let errors = told.map(|no| (own::target("begin", no), shell.refusal(no))).collect();
    let begin = BeginPage {
        id: id.to_owned(),
        name: shell.of(&procedure, "procedure", ""),
        about: shell.of(&procedure, "about", ""),
        act: ActId(visit.house().chance.bytes()).to_string(),
        fields,
        errors,
        procedures: vec![],
        shell: shell.clone(),
    };
    html(refusal.map_or(StatusCode::OK, |refusal| status(refusal.kind)), &begin)
}

fn home(shell: &Shell, officers: &[Officer]) -> String {
    let bodies = officers.iter().filter_map(|o| shell.state.register.bodies.get(&o.body));
    bodies.map(|body| body.area.to_string()).next().unwrap_or_default()
}

/// Every area, under the one around it.
fn areas(shell: &Shell) -> Vec<Choice> {
    let register = &shell.state.register;
    let mut areas: Vec<_> =
        register.areas.values().filter(|area| area.is_open(shell.today)).collect();
    areas.sort_by_key(|area| {
        (area.parent.map(|p| register.areas[&p].code.clone()), area.code.clone())
    });
    let choice = |area: &law::register::Area| {
        let around = area.parent.map_or("", |parent| shell.area(parent)).to_owned();
        Choice::new(area.id, shell.area(area.id)).under(around)
    };
    areas.into_iter().map(choice).collect()
}

fn categories(shell: &Shell) -> Vec<Choice> {
    let state = &shell.state;
    let language = shell.language.key();
    let categories = state.register.categories.values();
    categories.map(|c| Choice::new(&c.code, state.name(c.name, language))).collect()
}
