//! A station's counter: today's reception list, entering for a visitor, replacing a lost receipt.

use askama::Template;
use axum::http::StatusCode;
use law::activity::ActivityId;
use law::matter::acts::Act;
use law::procedure::Files;
use law::record::{Actor, Officer};
use law::ruling::{Kind, Refusal};
use law::words::{Hash, MatterId};
use store::db::{Db, No};

use super::super::acts;
use super::given::{self, Counter};
use super::say::{self, Similar};
use super::{AreaGroup, abouts, act_of, area_groups, categories, errors_of, fresh_act};
use crate::kit::shell::Due;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, visit};
use crate::rooms::activities;
use crate::rooms::matters;
use crate::rooms::matters::views::{self, Entered};

/// The ways in which a matter comes over a counter, as the law knows them.
const CHANNELS: [&str; 3] = ["counter", "phone", "slip"];
/// The proofs on which a lost receipt is replaced, as the law knows them.
const PROOFS: [&str; 3] = ["identity-card", "phone-call-back", "witness"];

#[derive(Template)]
#[template(path = "rooms/counter/pages/list.html")]
struct ListPage {
    shell: Shell,
    station: String,
    day: String,
    entered: Vec<Line>,
}

/// A matter on the reception list.
struct Line {
    matter: MatterId,
    title: String,
    at: String,
    channel: String,
    slip: String,
    step: String,
    due: Due,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/entry.html")]
struct EntryPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    station: String,
    /// The activity at which it is taken down: its number and its title.
    activity: Option<(ActivityId, String)>,
    groups: Vec<AreaGroup>,
    categories: Vec<(String, String)>,
    abouts: Vec<(String, Vec<(String, String)>)>,
    channels: [&'static str; 3],
    similar: Vec<Similar>,
    has_looked: bool,
    limits: Files,
    again: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/replace.html")]
struct ReplacePage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    proofs: [&'static str; 3],
}

/// The post by which the visitor serves at a station.
fn staff(visit: &Visit) -> Result<Officer, Refusal> {
    Ok(visit.post()?.clone())
}

/// What was entered at the station today.
pub async fn list(visit: Visit) -> Reply {
    let officer = staff(&visit)?;
    let shell = visit.shell.clone();
    let (from, until) =
        (shell.state.zone.start_of(shell.today), shell.state.zone.end_of(shell.today));
    let entered = visit.read(move |db| views::entered_at(db, officer.body, from, until)).await?;
    let line = |one: Entered| Line {
        matter: one.matter,
        title: one.title,
        at: shell.minute(one.at),
        channel: shell.code("channel", one.channel),
        slip: one.slip,
        step: shell.called(&one.procedure, "step", one.step),
        due: shell.due(&one.due, one.due_state),
    };
    let page = ListPage {
        station: shell.body(officer.body).to_owned(),
        day: shell.day(shell.today),
        entered: entered.into_iter().map(line).collect(),
        shell: shell.clone(),
    };
    html(StatusCode::OK, &page)
}

/// The form for a visitor, a caller or a slip.
pub async fn begin(visit: Visit, form: Form) -> Reply {
    let officer = staff(&visit)?;
    let form = Form::of(&[("channel", "counter"), ("activity", form.text("activity"))]);
    entry_page(visit, (officer, form), (StatusCode::OK, Errors::none(), false)).await
}

async fn entry_page(
    visit: Visit,
    (officer, form): (Officer, Form),
    (code, errors, again): (StatusCode, Errors, bool),
) -> Reply {
    let has_looked = form.text("look") == "yes";
    let similar = if has_looked { say::similar(&visit, &form).await? } else { vec![] };
    let shell = visit.shell.clone();
    let named = form.text("activity").parse().ok();
    let find = move |db: Db<'_>| match named {
        Some(id) => activities::views::one(db, id),
        None => Ok(None),
    };
    let activity = visit.read(find).await?.map(|found| (found.id, found.title));
    let page = EntryPage {
        errors,
        activity,
        act: act_of(&form, visit.house()),
        station: shell.body(officer.body).to_owned(),
        groups: area_groups(&shell),
        categories: categories(&shell),
        abouts: abouts(&shell),
        channels: CHANNELS,
        similar,
        has_looked,
        limits: say::limits(&shell)?,
        again,
        form,
        shell,
    };
    html(code, &page)
}

/// Enters a matter for somebody and shows the receipt to be printed; or looks for similar ones.
pub async fn enter(visit: Visit, mut form: Form) -> Reply {
    let officer = staff(&visit)?;
    let by = Actor::Officer(officer.clone());
    let id = form.act(&visit.house().chance);
    let sent = form.take_files();
    let had_files = !sent.is_empty();
    if form.text("look") == "yes" {
        let shown = (StatusCode::OK, Errors::none(), had_files);
        return entry_page(visit, (officer, form), shown).await;
    }
    let state = visit.shell.state.clone();
    let said = acts::submission(&form, &state.register, visit.shell.language);
    let asked = match acts::entered(&form, said, (officer.body, &state.zone)) {
        Err(refusal) => Err(refusal.into()),
        Ok(submission) => {
            let checked = acts::check(visit.house(), &by, &submission);
            match acts::both(acts::check_visibility(&form), checked) {
                Ok(()) => say::submit(&visit, by, (id, submission), sent).await,
                Err(no) => Err(no),
            }
        }
    };
    match asked {
        Ok(done)
            if done.existed && !say::is_same(&visit, &form, (id, done.answer.matter)).await? =>
        {
            let errors = Errors::of(&visit.shell, &Refusal::conflict("counter.sent-already"));
            let form = Form::of(&form.fields().filter(|f| f.0 != "act").collect::<Vec<_>>());
            entry_page(visit, (officer, form), (StatusCode::CONFLICT, errors, had_files)).await
        }
        Ok(done) => given::hand_over(visit, (id, done.answer.matter), Counter::Officers).await,
        Err(no) => {
            let errors = errors_of(&visit.shell, no)?;
            let shown = (StatusCode::UNPROCESSABLE_ENTITY, errors, had_files);
            entry_page(visit, (officer, form), shown).await
        }
    }
}

/// Where a lost receipt is replaced.
pub async fn lost(visit: Visit) -> Reply {
    staff(&visit)?;
    replace_page(visit, (StatusCode::OK, Form::default(), Errors::none()))
}

fn replace_page(visit: Visit, (code, form, errors): (StatusCode, Form, Errors)) -> Reply {
    let act = match form.text("act") {
        "" => fresh_act(visit.house()),
        act => act.to_owned(),
    };
    html(code, &ReplacePage { errors, act, proofs: PROOFS, form, shell: visit.shell })
}

/// Replaces a lost receipt on proof of who asks; the old code opens nothing from then on.
pub async fn replace(visit: Visit, form: Form) -> Reply {
    let by = Actor::Officer(staff(&visit)?);
    let house = visit.house().clone();
    let id = form.act(&house.chance);
    let unknown = || Refusal::invalid("counter.matter-not-found").at("matter");
    let asked = match form.text("matter").parse::<MatterId>() {
        Err(_) => Err(unknown().into()),
        Ok(matter) => {
            let proof = form.text("proof").parse().unwrap_or_else(|_| law::ruling::code("none"));
            // The house fills the receipt in.
            let act = Act::ReplaceReceipt { proof, receipt: Hash::default() };
            visit::answered(|reply| matters::ask(&house, id, by, (matter, act), reply)).await
        }
    };
    match asked {
        Ok(done) => given::hand_over(visit, (id, done.answer.matter), Counter::Replaced).await,
        Err(no) => {
            let no = match no {
                No::Refusal(refusal) if refusal.kind == Kind::Missing => unknown().into(),
                no => no,
            };
            let errors = errors_of(&visit.shell, no)?;
            replace_page(visit, (StatusCode::UNPROCESSABLE_ENTITY, form, errors))
        }
    }
}
