//! The page of one activity: what the law publishes of it, and the button by which who is invited
//! signs in at the place.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::activity::{ActivityId, Standing, holds};
use law::record::Actor;
use law::ruling::Refusal;
use law::words::{FileId, Id, PersonId, PostId};
use store::Fault;
use store::db::{Db, No};

use super::super::acts::{self, Wish};
use super::super::stats;
use super::super::views::{self, Entry, Part};
use super::{Line, line, number};
use crate::house::House;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, failure, html, see_other, visit};
use crate::rights::{Read, Who};
use crate::rooms::matters;
use crate::rooms::matters::views::Item;

/// Most matters that a page lists.
pub const MATTERS_MOST: u32 = 100;

#[derive(Template)]
#[template(path = "rooms/activities/pages/one.html")]
struct OnePage {
    shell: Shell,
    errors: Errors,
    line: Line,
    /// Where its station is shown; empty where another body holds it.
    holder_to: String,
    reason: String,
    /// Deputies who came: their names, and where they are shown.
    deputies: Vec<(String, String)>,
    /// How many others came.
    others: usize,
    received: Option<(i64, i64)>,
    counts_matters: i64,
    items: Vec<(Item, String)>,
    minutes: Vec<String>,
    /// Pictures: their files, and what they show.
    pictures: Vec<(FileId, String)>,
    entry: Entry,
    /// What whoever is signed in has to do with it.
    own: OwnPart,
    act: String,
    code: String,
    /// Where it is held from, for whoever holds it.
    hold: String,
}

/// What whoever looks has to do with an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OwnPart {
    /// Nobody is signed in, and the code of the place was scanned: where to sign in.
    SignsInFirst(String),
    /// Nothing.
    None,
    /// Can sign in.
    Asked,
    /// Has signed in, at this time.
    Came(String),
}

/// The code that hangs at the place: whoever has it was there, or was told it by who was.
pub fn code(house: &House, activity: ActivityId) -> String {
    let mac = house.keys.mac("activity-place", &house.code, &activity.int().to_be_bytes());
    let bytes = mac.0[..8].try_into().expect("8 of 32 bytes");
    Id::<PostId>::from_chance(bytes).to_string()
}

/// Where the code of the place leads.
pub fn address(activity: ActivityId, code: &str) -> String {
    format!("/activities/{activity}?at={code}")
}

/// What is read of an activity for its page.
struct Found {
    entry: Entry,
    parts: Vec<Part>,
    reason: String,
    minutes: String,
    counts_matters: i64,
    items: Vec<Item>,
    pictures: Vec<(FileId, String)>,
}

fn find(db: Db<'_>, shell: &Shell, id: ActivityId) -> Result<Option<Found>, Fault> {
    let Some(entry) = views::one(db, id)? else { return Ok(None) };
    let text = |id| views::text(db, id);
    let items = stats::taken_down(db, id, (true, MATTERS_MOST))?;
    Ok(Some(Found {
        parts: views::parts(db, id)?,
        reason: entry.reason.map(text).transpose()?.unwrap_or_default(),
        minutes: match entry.minutes {
            Some((minutes, true)) => text(minutes)?,
            _ => String::new(),
        },
        counts_matters: stats::count_taken_down(db, id)?.0,
        items: items.checked::<Read>(db, shell.ground(), &Who::Public)?,
        pictures: views::pictures(db, id)?,
        entry,
    }))
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    render(&visit, number(&id)?, (form, Errors::none(), StatusCode::OK)).await
}

/// A picture: what is published with an activity is for everybody.
pub async fn picture(visit: Visit, Path((id, file)): Path<(String, String)>) -> Reply {
    let unknown = || Refusal::missing("file.unknown");
    let (activity, file) = (number(&id)?, file.parse::<FileId>().map_err(|_| unknown())?);
    let found = visit.read(move |db| views::picture(db, (activity, file))).await?;
    let (hash, format) = found.ok_or_else(unknown)?;
    let house = visit.house().clone();
    let answered = visit::blocking(move || matters::answer_file(&house, file, (hash, &format)));
    Ok(answered.await??)
}

/// Signs in whoever is invited.
pub async fn sign_in(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let activity = number(&id)?;
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let wish = Wish::SignIn(activity, form.text("at") == code(&house, activity));
    match visit::answered(|reply| acts::ask(&house, id, by, wish, reply)).await {
        Ok(_) => Ok(see_other(&format!("/activities/{activity}"))),
        Err(No::Refusal(refusal)) if refusal.code == "page.unknown" => Err(refusal.into()),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, activity, (form, errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

async fn render(
    visit: &Visit,
    id: ActivityId,
    (form, errors, status): (Form, Errors, StatusCode),
) -> Reply {
    let (shell, now) = (visit.shell.clone(), visit.house().now());
    let ground = shell.clone();
    let found = visit.read(move |db| find(db, &ground, id)).await?;
    let found = found.ok_or(Failure::from(Refusal::missing("page.unknown")))?;
    let register = &shell.state.register;
    let body = register.bodies.get(&found.entry.body);
    let station = body.filter(|body| body.sort == "station");
    let came = || found.parts.iter().filter(|part| part.came.is_some());
    let is_deputy = |post: PostId| register.posts.get(&post).is_some_and(|p| p.office == "deputy");
    let deputy = |part: &Part| {
        let name = shell.state.person_name(part.person).to_owned();
        (name, format!("/deputies/{}", part.post))
    };
    let mut deputies: Vec<_> = came().filter(|part| is_deputy(part.post)).map(deputy).collect();
    deputies.sort();
    let may_hold = |officer| holds(register, officer, found.entry.body);
    let item = |item: Item| {
        let step = shell.called(&item.procedure, "step", &item.step);
        (item, step)
    };
    let at = form.text("at").to_owned();
    let template = OnePage {
        errors,
        line: line(&shell, &found.entry, now),
        holder_to: station.map_or_else(String::new, |body| format!("/stations/{}", body.code)),
        others: came().count() - deputies.len(),
        deputies,
        received: found.entry.received,
        counts_matters: found.counts_matters,
        own: own(&shell, (visit.person, &at), &found),
        act: form.act(&visit.house().chance).to_string(),
        hold: match visit.officers.iter().any(may_hold) {
            true => format!("/activities/{id}/hold"),
            false => String::new(),
        },
        items: found.items.into_iter().map(item).collect(),
        pictures: found.pictures,
        minutes: found.minutes.lines().map(str::to_owned).collect(),
        reason: found.reason,
        entry: found.entry,
        code: at,
        shell: shell.clone(),
    };
    html(status, &template)
}

fn own(shell: &Shell, (person, at): (Option<PersonId>, &str), found: &Found) -> OwnPart {
    let is_on = found.entry.standing == Standing::Planned;
    let Some(person) = person else {
        return match is_on && !at.is_empty() {
            true => {
                let back = address(found.entry.id, at);
                OwnPart::SignsInFirst(crate::kit::address("/sign-in", &[("back", back.as_str())]))
            }
            false => OwnPart::None,
        };
    };
    match found.parts.iter().find(|part| part.person == person) {
        Some(Part { came: Some(came), .. }) => OwnPart::Came(shell.minute(*came)),
        Some(_) if is_on => OwnPart::Asked,
        // Who was not asked and stands there with the code is told what to do about it.
        None if is_on && !at.is_empty() => OwnPart::Asked,
        _ => OwnPart::None,
    }
}
