//! Helpers: how many there are of each kind and what they reported; their names are for few.

use askama::Template;
use axum::http::StatusCode;
use law::office;
use law::record::Actor;
use law::ruling::Refusal;
use law::words::{Code, MatterId};
use store::db::{Db, No};

use crate::kit::{Errors, Form, Reply, Shell, Visit, failure, html, see_other, visit};
use crate::rights::{Asked, Know, open};
use crate::rooms::office::put;

#[derive(Template)]
#[template(path = "rooms/stations/pages/helpers.html")]
struct HelpersPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    kinds: Vec<OfKind>,
    notes: bool,
    keeps: bool,
    said: bool,
}

/// What there is of one kind.
pub struct OfKind {
    /// Its name.
    pub name: String,
    /// How many help today.
    pub serving: usize,
    /// How many ever did.
    pub ever: usize,
    /// How many matters they reported.
    pub reported: usize,
    /// How many of those who help today have a certificate that has run out.
    pub run_out: usize,
}

/// The kinds of the house's standards, and those that are on record without being among them.
pub fn of_kinds(shell: &Shell) -> Vec<OfKind> {
    let (register, language) = (&shell.state.register, shell.language.key());
    let mut keys: Vec<&Code> = shell.state.standards.helpers.iter().map(|one| &one.key).collect();
    for (helper, _) in register.helpers.values() {
        if !keys.contains(&&helper.kind) {
            keys.push(&helper.kind);
        }
    }
    let of = |key: &&Code| {
        let own = || register.helpers.values().filter(|(helper, _)| helper.kind == **key);
        let serving = || own().filter(|(helper, _)| helper.serves(shell.today));
        let ran_out = |last: jiff::civil::Date| last < shell.today;
        OfKind {
            name: shell.state.standard("helper", key.as_str(), language).to_owned(),
            serving: serving().count(),
            ever: own().count(),
            reported: own().map(|(_, reported)| reported.len()).sum(),
            run_out: serving().filter(|(helper, _)| helper.certified.is_some_and(ran_out)).count(),
        }
    };
    keys.iter().map(of).filter(|one| one.ever > 0).collect()
}

/// The page.
pub async fn show(visit: Visit, form: Form) -> Reply {
    render(&visit, form, (Errors::none(), StatusCode::OK))
}

fn render(visit: &Visit, form: Form, (errors, status): (Errors, StatusCode)) -> Reply {
    let shell = visit.shell.clone();
    let template = HelpersPage {
        kinds: of_kinds(&shell),
        act: form.act(&visit.house().chance).to_string(),
        notes: visit.may(&Asked::House("note-report")),
        keeps: visit.may(&Asked::List("read-register", "helpers")),
        said: form.text("done") == "noted",
        errors,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

/// Notes that a helper reported a matter.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let code = form.text("helper").parse::<Code>();
    let matter = form.text("matter").parse::<MatterId>();
    let asked = match (code, matter) {
        (Err(_), _) => Err(Refusal::invalid("helper.unknown").at("helper").into()),
        (_, Err(_)) => Err(Refusal::invalid("helper.no-matter").at("matter").into()),
        (Ok(code), Ok(matter)) => {
            let (shell, who) = (visit.shell.clone(), visit.who());
            let find = move |db: Db<'_>| open::<Know>(db, shell.ground(), &who, matter);
            if visit.read(move |db| Ok(find(db)?.is_some())).await? {
                let rule = move |book: &office::Book| {
                    let known = book.register.helpers.contains_key(&code);
                    let unknown = Refusal::invalid("helper.unknown").at("helper");
                    if known { office::report(book, &code, matter) } else { Err(unknown) }
                };
                visit::blocking(move || put(&house, (id, by), false, rule)).await?
            } else {
                Err(Refusal::invalid("helper.no-matter").at("matter").into())
            }
        }
    };
    match asked {
        Ok(_) => Ok(see_other("/helpers?done=noted")),
        // It was noted before: all is as it should be.
        Err(No::Refusal(refusal)) if refusal.code == "office.nothing-new" => {
            Ok(see_other("/helpers?done=noted"))
        }
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, form, (errors, failure::status(refusal.kind)))
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}
