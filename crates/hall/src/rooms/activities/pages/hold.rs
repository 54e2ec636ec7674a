//! Where an activity is held from: who is invited and came, the code for the place, who was
//! received, what was taken down, and the minutes that close it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::activity::{Act, ActivityId, PICTURES_MOST, Received, Standing, holds};
use law::procedure::Files;
use law::record::{ActId, Actor, Officer};
use law::register::{ADMINISTRATORS, Post};
use law::ruling::Refusal;
use law::words::{BodyId, FileId, PostId};
use store::Fault;
use store::db::{Answer, Db, No};

use super::super::acts::{self, Outcome, Wish};
use super::super::stats;
use super::super::views::{self, Entry, Part};
use super::{Line, MINUTE_MS, draft, kinds, line, number, one, plan, time, typed};
use crate::desk::Done;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, failure, html, qr, see_other, visit};
use crate::rights::{Know, Who};
use crate::rooms::matters;
use crate::rooms::matters::views::Item;

/// Most bytes of one picture, as it is sent.
const PICTURE_BYTES_MOST: u64 = 10 << 20;

/// Who else can be named: the deputies of whoever holds it, and all others, body by body.
struct Choices {
    own: Vec<(PostId, String)>,
    others: Vec<(String, Vec<(PostId, String)>)>,
}

#[derive(Template)]
#[template(path = "rooms/activities/pages/hold.html")]
struct HoldPage {
    shell: Shell,
    errors: Errors,
    done: String,
    form: Form,
    act: String,
    line: Line,
    entry: Entry,
    parts: Vec<PartLine>,
    /// Who came.
    came: Vec<(String, String)>,
    /// Who is invited and has not come.
    waiting: Vec<(PostId, String)>,
    choices: Choices,
    kinds: Vec<(String, String, bool)>,
    bodies: Vec<(String, String, bool)>,
    offers: Offers,
    qr: String,
    /// Where matters are taken down; empty for who takes none down.
    takes: String,
    items: Vec<(Item, String)>,
    counts_matters: i64,
    minutes: Vec<String>,
    pictures: Vec<(FileId, String)>,
}

/// Somebody who was invited, or came.
struct PartLine {
    name: String,
    post: String,
    tag: (&'static str, String),
    how: String,
}

/// What can be done now; the law rules on it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Offers {
    invite: bool,
    enter: bool,
    count: bool,
    picture: bool,
    close: bool,
    change: bool,
    call_off: bool,
}

fn offers(shell: &Shell, entry: &Entry, now: law::clock::Time) -> Offers {
    let kinds = &shell.state.activities;
    let is_open = entry.standing == Standing::Planned;
    let opens = entry.begins.plus_ms(-i64::from(kinds.terms.opens_minutes) * MINUTE_MS);
    let receives = kinds.kind(&entry.kind).is_none_or(|kind| kind.receives);
    let (begun, empty) = (now >= entry.begins, entry.came == 0);
    Offers {
        invite: is_open && now < entry.ends,
        enter: is_open && now >= opens,
        count: is_open && begun && receives,
        picture: is_open && begun,
        close: is_open && begun,
        change: is_open && !begun && empty,
        call_off: is_open && empty,
    }
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    render(&visit, number(&id)?, (form, Errors::none(), StatusCode::OK)).await
}

/// An act that was sent from the page.
pub async fn act(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let activity = number(&id)?;
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    if form.text("do") == "picture" {
        return picture(&visit, activity, (id, by), form).await;
    }
    if form.text("do") == "withdraw-picture" {
        let wish = match form.must("file") {
            Ok(file) => {
                let reason = form.text("picture-reason").to_owned();
                Ok(Wish::WithdrawPicture(activity, file, reason))
            }
            Err(refusal) => Err(refusal),
        };
        let asked = match wish {
            Ok(wish) => visit::answered(|reply| acts::ask(&house, id, by, wish, reply)).await,
            Err(refusal) => Err(refusal.into()),
        };
        return told(&visit, activity, (form, asked)).await;
    }
    let asked = match read(&visit.shell, &form) {
        Err(refusal) => Err(refusal.into()),
        Ok(act) => {
            let wish = Wish::Act(activity, act);
            visit::answered(|reply| acts::ask(&house, id, by, wish, reply)).await
        }
    };
    told(&visit, activity, (form, asked)).await
}

/// Publishes pictures that were sent.
async fn picture(
    visit: &Visit,
    activity: ActivityId,
    (id, by): (ActId, Actor),
    mut form: Form,
) -> Reply {
    let (sent, house) = (form.take_files(), visit.house().clone());
    let most = u32::try_from(PICTURES_MOST).unwrap_or(u32::MAX);
    let limits = Files { most, bytes_most: PICTURE_BYTES_MOST };
    let kept = visit::blocking(move || matters::keep_files(&house, sent, limits)).await?;
    let asked = match kept {
        Ok(attached) => {
            let wish = Wish::Picture(activity, attached, form.text("caption").to_owned());
            let house = visit.house().clone();
            visit::answered(|reply| acts::ask(&house, id, by, wish, reply)).await
        }
        Err(no) => Err(no),
    };
    told(visit, activity, (form, asked)).await
}

/// What came of an act, on the page.
async fn told(
    visit: &Visit,
    activity: ActivityId,
    (form, asked): (Form, Answer<Done<Outcome>>),
) -> Reply {
    match asked {
        Ok(_) => {
            let to = format!("/activities/{activity}/hold?done={}", form.text("do"));
            Ok(see_other(&to))
        }
        Err(No::Refusal(refusal))
            if ["page.unknown", "activity.not-yours"].contains(&refusal.code) =>
        {
            Err(refusal.into())
        }
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(visit, activity, (form, errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

/// What a form asks for.
fn read(shell: &Shell, form: &Form) -> Result<Act, Refusal> {
    let zone = &shell.state.zone;
    let posts = || -> Result<Vec<PostId>, Refusal> {
        let unknown = |_| Refusal::invalid("activity.post-not-held").at("posts");
        form.all("posts").map(|post| post.parse().map_err(unknown)).collect()
    };
    Ok(match form.text("do") {
        "invite" => Act::Invite(posts()?),
        "enter" => Act::Enter(posts()?, time(form, zone, "came")?),
        "take-back" => {
            let unknown = |_| Refusal::invalid("activity.did-not-come").at("person");
            let person = form.text("person").parse().map_err(unknown)?;
            Act::TakeBack(person, form.text("back-reason").to_owned())
        }
        "count" => Act::Count(Received { heads: form.must("heads")?, times: form.must("times")? }),
        "close" => Act::Close(form.text("minutes").replace("\r\n", "\n"), form.is_ticked("open")),
        "change" => Act::Change(draft(form, zone)?, form.text("reason").to_owned()),
        "call-off" => Act::CallOff(form.text("reason").to_owned()),
        _ => return Err(Refusal::invalid("field.unreadable").at("do")),
    })
}

/// What is read of an activity for the page.
struct Found {
    entry: Entry,
    parts: Vec<Part>,
    items: Vec<Item>,
    counts_matters: i64,
    minutes: String,
    pictures: Vec<(FileId, String)>,
}

fn find(db: Db<'_>, (shell, who): (&Shell, &Who), id: ActivityId) -> Result<Option<Found>, Fault> {
    let Some(entry) = views::one(db, id)? else { return Ok(None) };
    let items = stats::taken_down(db, id, (false, one::MATTERS_MOST))?;
    let minutes = entry.minutes.map(|(minutes, _)| views::text(db, minutes)).transpose()?;
    Ok(Some(Found {
        parts: views::parts(db, id)?,
        items: items.checked::<Know>(db, shell.ground(), who)?,
        counts_matters: stats::count_taken_down(db, id)?.1,
        minutes: minutes.unwrap_or_default(),
        pictures: views::pictures(db, id)?,
        entry,
    }))
}

async fn render(
    visit: &Visit,
    id: ActivityId,
    (form, errors, status): (Form, Errors, StatusCode),
) -> Reply {
    let (shell, now, officer) = (visit.shell.clone(), visit.house().now(), visit.post()?.clone());
    let (ground, who) = (shell.clone(), visit.who());
    let found = visit.read(move |db| find(db, (&ground, &who), id)).await?;
    let found = found.ok_or(Failure::from(Refusal::missing("page.unknown")))?;
    if !holds(&shell.state.register, &officer, found.entry.body) {
        return Err(Refusal::forbidden("activity.not-yours").into());
    }
    let place = format!("{}{}", visit.app.address, one::address(id, &one::code(visit.house(), id)));
    let offers = offers(&shell, &found.entry, now);
    let waits = |part: &&Part| part.came.is_none();
    let name = |part: &Part| (part.post, shell.state.person_name(part.person).to_owned());
    let person =
        |part: &Part| (part.person.to_string(), shell.state.person_name(part.person).to_owned());
    let item = |item: Item| {
        let step = shell.called(&item.procedure, "step", &item.step);
        (item, step)
    };
    let done = match form.text("done") {
        done @ ("plan" | "invite" | "enter" | "take-back" | "count" | "picture"
        | "withdraw-picture" | "close" | "change" | "call-off") => {
            shell.code("activities-done", done)
        }
        _ => String::new(),
    };
    let form = filled(&shell, form, &found.entry);
    let takes = offers.count && officer.office == "station-staff";
    let template = HoldPage {
        done: if errors.is_empty() { done } else { String::new() },
        errors,
        act: form.act(&visit.house().chance).to_string(),
        line: line(&shell, &found.entry, now),
        came: found.parts.iter().filter(|part| part.came.is_some()).map(person).collect(),
        waiting: found.parts.iter().filter(waits).map(name).collect(),
        choices: choices(&shell, (&officer, found.entry.body), &found.parts),
        kinds: kinds(&shell, form.text("kind")),
        bodies: plan::bodies(&shell, &officer, form.text("body")),
        qr: match offers.enter || offers.invite {
            true => qr::svg(&place, &shell.t("activities-qr")).unwrap_or_default(),
            false => String::new(),
        },
        takes: if takes { format!("/counter/new?activity={id}") } else { String::new() },
        offers,
        parts: found.parts.iter().map(|part| part_line(&shell, part)).collect(),
        items: found.items.into_iter().map(item).collect(),
        counts_matters: found.counts_matters,
        pictures: found.pictures,
        minutes: found.minutes.lines().map(str::to_owned).collect(),
        entry: found.entry,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

/// The form as it was sent; where none was, filled in with what is on record.
fn filled(shell: &Shell, form: Form, entry: &Entry) -> Form {
    if !form.text("do").is_empty() {
        return form;
    }
    let (body, begins, ends) =
        (entry.body.to_string(), typed(shell, entry.begins), typed(shell, entry.ends));
    let count = |of: fn((i64, i64)) -> i64| entry.received.map(of).map(|n| n.to_string());
    let (heads, times) = (count(|(heads, _)| heads), count(|(_, times)| times));
    Form::of(&[
        ("kind", &entry.kind),
        ("title", &entry.title),
        ("body", &body),
        ("place", &entry.place),
        ("begins", &begins),
        ("ends", &ends),
        ("heads", heads.as_deref().unwrap_or_default()),
        ("times", times.as_deref().unwrap_or_default()),
        ("open", "yes"),
    ])
}

fn part_line(shell: &Shell, part: &Part) -> PartLine {
    let register = &shell.state.register;
    let body = register.posts.get(&part.post).map(|post| post.body);
    let tag = match part.came {
        Some(came) => ("is-done", shell.t1("activities-came", "at", &shell.minute(came))),
        None => ("is-new", shell.t("activities-invited")),
    };
    let how = match (part.came, part.entered) {
        (Some(_), Some(_)) if part.own => shell.t("activities-by-own"),
        (Some(_), Some(at)) => shell.t1("activities-by-staff", "at", &shell.minute(at)),
        _ => String::new(),
    };
    PartLine {
        name: shell.state.person_name(part.person).to_owned(),
        post: shell.body(body).to_owned(),
        tag,
        how,
    }
}

/// Who else can be named: of the others the deputies of each station first, then everybody else who
/// holds a post.
fn choices(shell: &Shell, (officer, holder): (&Officer, BodyId), parts: &[Part]) -> Choices {
    let register = &shell.state.register;
    let mut groups: BTreeMap<(bool, String), Vec<(PostId, String)>> = BTreeMap::new();
    let mut own = vec![];
    let is_free = |post: &&Post| {
        post.is_held(shell.today)
            && post.id != officer.post
            && !ADMINISTRATORS.iter().any(|office| post.office == *office)
            && !parts.iter().any(|part| part.person == post.person)
    };
    for post in register.posts.values().filter(is_free) {
        let name = shell.state.person_name(post.person).to_owned();
        let body = shell.body(post.body).to_owned();
        match (post.office == "deputy", post.body == holder) {
            (true, true) => own.push((post.id, name)),
            (true, false) => groups.entry((false, body)).or_default().push((post.id, name)),
            (false, _) => {
                let group = shell.t1("activities-others-at", "body", &body);
                let words = format!("{name} · {}", shell.code("office", &post.office));
                groups.entry((true, group)).or_default().push((post.id, words));
            }
        }
    }
    own.sort_by(|a, b| a.1.cmp(&b.1));
    let sorted = |((_, name), mut posts): ((bool, String), Vec<(PostId, String)>)| {
        posts.sort_by(|a, b| a.1.cmp(&b.1));
        (name, posts)
    };
    Choices { own, others: groups.into_iter().map(sorted).collect() }
}
