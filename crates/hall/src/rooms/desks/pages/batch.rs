//! One act on several matters at once: what it needs besides, and what came of each.

use askama::Template;
use axum::http::StatusCode;
use law::procedure::Do;
use law::record::{ActId, Officer};
use law::ruling::Refusal;
use law::words::{Hash, MatterId};
use store::Fault;
use store::db::{Db, No};

use super::field::{Choice, Field, Filler, Kind};
use super::list::BATCH;
use super::matter::perform;
use super::panel::{TEXT_MOST, handling_bodies};
use super::readable::veil;
use super::{number, seats};
use crate::kit::failure::status;
use crate::kit::{Failure, Form, Reply, Shell, Visit, address, html, see_other};
use crate::rights::{List, Who};
use crate::rooms::desks::{acts, views};
use crate::rooms::matters;

/// Most matters of one go: as many as a page of the desk shows.
const MOST: usize = 50;

/// A matter that was ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ticked {
    matter: MatterId,
    number: String,
    title: String,
    /// Why the act was not done to it; empty where it was, or was not tried yet.
    why: String,
}

#[derive(Template)]
#[template(path = "rooms/desks/batch.html")]
struct BatchPage {
    shell: Shell,
    title: String,
    why: String,
    key: String,
    act: String,
    tab: String,
    fields: Vec<Field>,
    ticked: Vec<Ticked>,
}

#[derive(Template)]
#[template(path = "rooms/desks/batch_done.html")]
struct DonePage {
    shell: Shell,
    title: String,
    back: String,
    done: Vec<Ticked>,
    refused: Vec<Ticked>,
}

/// Does an act to everything that was ticked, or asks for the words that it needs first.
pub async fn act(visit: Visit, form: Form) -> Reply {
    if let Some((name, matter)) = form.text("quick").split_once('~') {
        return quick(&visit, &form, (name, matter)).await;
    }
    let unknown = || Refusal::missing("act.unknown").with("act", form.text("do"));
    let act = acts::named(form.text("do")).filter(|act| BATCH.contains(act));
    let act = act.ok_or_else(unknown)?;
    let mut matters: Vec<MatterId> = vec![];
    for matter in form.all("matter") {
        let matter = number(matter)?;
        if !matters.contains(&matter) {
            matters.push(matter);
        }
    }
    if matters.is_empty() {
        return Err(Refusal::invalid("batch.nothing-ticked").into());
    }
    if matters.len() > MOST {
        return Err(Refusal::invalid("batch.too-many").with("most", MOST).into());
    }
    if needs_words(act) && form.text("go") != "yes" {
        return ask(&visit, &form, (act, matters), None).await;
    }
    carry_out(&visit, form, (act, matters)).await
}

/// Whether an act is done with words, or to somebody, that must be given first.
fn needs_words(act: Do) -> bool {
    !matches!(act, Do::Accept | Do::Sign)
}

/// The one act that a button in a line does.
async fn quick(visit: &Visit, form: &Form, (name, matter): (&str, &str)) -> Reply {
    let act = acts::named(name).filter(|act| !needs_words(*act));
    let act = act.ok_or_else(|| Refusal::missing("act.unknown").with("act", name))?;
    let (matter, id) = (number(matter)?, form.act(&visit.house().chance));
    let asked = if act == Do::Accept {
        law::matter::acts::Act::Accept {}
    } else {
        law::matter::acts::Act::Sign {}
    };
    perform(visit, own_act(id, matter), (matter, asked)).await?;
    let to = address("/desk", &[("tab", form.text("tab")), ("done", name)]);
    Ok(see_other(&to))
}

/// The identifier of the act on one of several matters: the same when the form is sent again.
fn own_act(all: ActId, matter: MatterId) -> ActId {
    let hash = Hash::of(&[b"batch", &all.0, &matter.int().to_be_bytes()]);
    ActId(hash.0[..16].try_into().expect("16 of 32 bytes"))
}

async fn carry_out(visit: &Visit, form: Form, (act, matters): (Do, Vec<MatterId>)) -> Reply {
    let asked = match acts::read_verb(&form, act) {
        Ok(asked) => asked,
        Err(refusal) => return ask(visit, &form, (act, matters), Some(refusal)).await,
    };
    let all = form.act(&visit.house().chance);
    let ticked = ticked(visit, matters.clone()).await?;
    let (mut done, mut refused, mut mistake) = (vec![], vec![], None);
    for line in ticked {
        let result = match &line.title {
            title if title.is_empty() => Err(Refusal::missing("matter.unknown").into()),
            _ => perform(visit, own_act(all, line.matter), (line.matter, asked.clone())).await,
        };
        match result {
            Ok(()) => done.push(line),
            Err(No::Refusal(refusal)) => {
                let why = visit.shell.refusal(&refusal);
                mistake = Some(refusal).filter(|refusal| refusal.field.is_some()).or(mistake);
                refused.push(Ticked { why, ..line });
            }
            Err(No::Fault(fault)) => return Err(fault.into()),
        }
    }
    // A mistake in the form is the same for all: it is shown where it can be mended.
    if let Some(mistake) = mistake.filter(|_| done.is_empty()) {
        return ask(visit, &form, (act, matters), Some(mistake)).await;
    }
    let shell = visit.shell.clone();
    let title = shell.code("act", act.name());
    let back = address("/desk", &[("tab", form.text("tab"))]);
    html(StatusCode::OK, &DonePage { shell, title, back, done, refused })
}

async fn ask(
    visit: &Visit,
    form: &Form,
    (act, matters): (Do, Vec<MatterId>),
    refusal: Option<Refusal>,
) -> Reply {
    let shell = visit.shell.clone();
    let key = act.name();
    let filler = Filler {
        shell: &shell,
        form: key.clone(),
        typed: (form.text("go") == "yes").then_some(form),
        refusal: refusal.as_ref(),
    };
    let page = BatchPage {
        title: shell.code("act", &key),
        why: shell.code("desks-why", &key),
        fields: fields(&filler, act),
        act: form.act(&visit.house().chance).to_string(),
        tab: form.text("tab").to_owned(),
        ticked: ticked(visit, matters).await?,
        key,
        shell: shell.clone(),
    };
    html(refusal.map_or(StatusCode::OK, |refusal| status(refusal.kind)), &page)
}

fn fields(filler: &Filler<'_>, act: Do) -> Vec<Field> {
    let text = |name| Field { most: TEXT_MOST, ..filler.field(name, Kind::Text) };
    match act {
        Do::HandOver => {
            let bodies = handling_bodies(filler.shell).into_iter();
            let bodies: Vec<Choice> = bodies.map(|(id, name)| Choice::new(id, name)).collect();
            let co =
                Field { optional: true, ..filler.choice("co", Kind::Checks, bodies.clone(), "") };
            vec![
                filler.choice("lead", Kind::Select, bodies, ""),
                co,
                filler.optional("by", Kind::Day),
                Field { optional: true, ..text("text") },
            ]
        }
        Do::Note => {
            let ticked = filler.typed.is_some_and(|typed| typed.is_ticked("open"));
            let value = if ticked { "on".to_owned() } else { String::new() };
            vec![text("text"), Field { value, ..filler.optional("open", Kind::Tick) }]
        }
        _ => vec![text("text")],
    }
}

/// The matters that were ticked, with the titles that who asks may read. One that lies on none of
/// the own desks has no title, and nothing is done to it.
async fn ticked(visit: &Visit, matters: Vec<MatterId>) -> Result<Vec<Ticked>, Failure> {
    let (shell, officers) = (visit.shell.clone(), visit.officers.clone());
    let read = move |db: Db<'_>| listed(db, &shell, &officers, matters);
    Ok(visit.read(read).await?)
}

fn listed(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    matters: Vec<MatterId>,
) -> Result<Vec<Ticked>, Fault> {
    let mut items = views::seen_among(
        db,
        &seats(officers),
        matters.clone(),
        (shell.today, matters::told(shell, officers)),
    )?
    .checked::<List>(db, shell.ground(), &Who::officers(officers))?;
    veil(db, shell, officers, &mut items)?;
    let line = |matter: MatterId| {
        let found = items.iter().find(|item| item.matter == matter);
        let title = found.map_or_else(String::new, |item| item.title.clone());
        Ticked { matter, number: matter.grouped(), title, why: String::new() }
    };
    Ok(matters.into_iter().map(line).collect())
}
