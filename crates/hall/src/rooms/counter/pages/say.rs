//! Saying it: two pages, similar matters between them, and joining one instead.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::matter::acts::{Act, Submission};
use law::procedure::Files;
use law::record::{ActId, Actor};
use law::redaction;
use law::ruling::{Refusal, code};
use law::words::MatterId;
use store::db::{Answer, No};

use super::super::{acts, views};
use super::{
    AreaGroup, abouts, act_of, area_groups, area_name, by_procedure, carried, categories,
    errors_of, fresh_act, given, matter_in,
};
use crate::desk::Done;
use crate::kit::shell::Due;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, visit};
use crate::rights::Who;
use crate::rooms::matters::sheet;
use crate::rooms::matters::views as receipts;
use crate::rooms::matters::{self, Outcome, files};

/// Most similar matters that are shown.
const SIMILAR_MOST: usize = 5;

#[derive(Template)]
#[template(path = "rooms/counter/pages/say.html")]
struct SayPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    groups: Vec<AreaGroup>,
    categories: Vec<(String, String)>,
    station: String,
    deputy: String,
    carried: Vec<(&'static str, String)>,
}

/// A matter that may be the same.
pub struct Similar {
    /// Its number.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub step: String,
    /// Its answer's last day.
    pub due: Due,
    /// How many people said it.
    pub voices: i64,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/reach.html")]
struct ReachPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    area: String,
    category: String,
    abouts: Vec<(String, Vec<(String, String)>)>,
    similar: Vec<Similar>,
    carried: Vec<(&'static str, String)>,
    limits: Files,
    /// What leads to a person in what was said, and of what kind it is.
    found: Vec<(String, String)>,
    /// Whether files have to be chosen again.
    again: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/join.html")]
struct JoinPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    matter: MatterId,
    title: String,
    area: String,
    carried: Vec<(&'static str, String)>,
    /// The act of the form that was left, where one was.
    said: String,
}

/// The first page: what it is about, and where.
pub async fn begin(visit: Visit, form: Form) -> Reply {
    let register = &visit.shell.state.register;
    let station = acts::station(register, form.text("station"));
    let area = acts::area(register, form.text("area")).map(|area| area.id);
    let area = area.or_else(|| station.map(|station| station.area));
    let area = area.map_or_else(String::new, |area| area.to_string());
    let station = station.map_or_else(String::new, |station| station.id.to_string());
    let deputy = form.text("deputy");
    let form =
        Form::of(&[("area", area.as_str()), ("station", station.as_str()), ("deputy", deputy)]);
    first_page(visit, form, (StatusCode::OK, Errors::none()))
}

fn first_page(visit: Visit, form: Form, (code, errors): (StatusCode, Errors)) -> Reply {
    let shell = visit.shell.clone();
    let station = acts::station(&shell.state.register, form.text("station"));
    let station = station.map_or("", |station| shell.body(station.id)).to_owned();
    let deputy = form.text("deputy").parse().ok();
    let deputy = deputy.and_then(|post| shell.state.post_holder(post, shell.today));
    let deputy = deputy.unwrap_or_default().to_owned();
    let page = SayPage {
        errors,
        act: act_of(&form, visit.house()),
        groups: area_groups(&shell),
        categories: categories(&shell),
        station,
        deputy,
        carried: carried(&form, &acts::REACHED),
        form,
        shell,
    };
    html(code, &page)
}

/// From the first page to the second, or back to change something.
pub async fn go_on(visit: Visit, form: Form) -> Reply {
    if !form.text("change").is_empty() {
        return first_page(visit, form, (StatusCode::OK, Errors::none()));
    }
    let submission = Submission { contact: None, ..said(&visit, &form) };
    match acts::check(visit.house(), &visit.actor(), &submission) {
        Ok(()) => second_page(visit, form, (StatusCode::OK, Errors::none(), false)).await,
        Err(no) => {
            let errors = errors_of(&visit.shell, no)?;
            first_page(visit, form, (StatusCode::UNPROCESSABLE_ENTITY, errors))
        }
    }
}

/// What a visitor says. An officer who says it here says so: nobody is a resident beside a post.
fn said(visit: &Visit, form: &Form) -> Submission {
    let said = acts::submission(form, &visit.shell.state.register, visit.shell.language);
    let channel = visit.actor().officer().map(|_| code("online"));
    Submission { channel, ..said }
}

async fn second_page(
    visit: Visit,
    form: Form,
    (code, errors, again): (StatusCode, Errors, bool),
) -> Reply {
    let similar = similar(&visit, &form).await?;
    let shell = visit.shell.clone();
    let page = ReachPage {
        errors,
        act: act_of(&form, visit.house()),
        area: area_name(&shell, &form),
        category: shell.category(form.text("category")).to_owned(),
        abouts: abouts(&shell),
        similar,
        carried: carried(&form, &acts::SAID),
        limits: limits(&shell)?,
        found: found(&shell, &form),
        again,
        form,
        shell,
    };
    html(code, &page)
}

/// What leads to a person in what a form says: the piece of text, and of what kind it is.
fn found(shell: &Shell, form: &Form) -> Vec<(String, String)> {
    let texts = ["title", "body", "place"].map(|name| form.text(name));
    let of = |text: &str| {
        let spans = redaction::find(text);
        let kinds = spans.iter().map(|span| shell.code("redaction-kind", span.kind.name()));
        redaction::pieces(text, &spans).into_iter().zip(kinds.collect::<Vec<_>>())
    };
    texts.into_iter().flat_map(of).collect()
}

/// What the procedure allows of files.
pub fn limits(shell: &Shell) -> Result<Files, Refusal> {
    let procedure = shell.state.front_procedure(shell.today);
    Ok(procedure.ok_or(Refusal::conflict("procedure.none"))?.files)
}

/// Open public matters like the one that a form says.
pub async fn similar(visit: &Visit, form: &Form) -> Result<Vec<Similar>, store::Fault> {
    let shell = visit.shell.clone();
    let area = acts::area(&shell.state.register, form.text("area"));
    let Some(area) = area.map(|area| area.id) else { return Ok(vec![]) };
    let place = matters::place_key(visit.house(), form.text("place"));
    let title = form.text("title").to_owned();
    visit
        .read(move |db| {
            let words = matters::cut(&title);
            let found = views::similar(db, shell.ground(), (area, place), &words, SIMILAR_MOST)?;
            let line = |item: matters::views::Item| Similar {
                matter: item.matter,
                step: shell.called(&item.procedure, "step", &item.step),
                due: shell.due(&item.due, item.due_state),
                voices: item.voices,
                title: item.title,
            };
            Ok(found.into_iter().map(line).collect())
        })
        .await
}

/// Sends what both pages say, and answers with the receipt. Sent again with the same act, it shows
/// the same receipt.
pub async fn send(visit: Visit, mut form: Form) -> Reply {
    let id = form.act(&visit.house().chance);
    let sent = form.take_files();
    let had_files = !sent.is_empty();
    let submission = said(&visit, &form);
    let checked = acts::check(visit.house(), &visit.actor(), &submission);
    let asked = match acts::both(acts::check_visibility(&form), checked) {
        Ok(()) => submit(&visit, visit.actor(), (id, submission), sent).await,
        Err(no) => Err(no),
    };
    match asked {
        Ok(done) if done.existed && !is_same(&visit, &form, (id, done.answer.matter)).await? => {
            // The form was filled in anew after it had been sent: what it says now is not lost.
            let errors = Errors::of(&visit.shell, &Refusal::conflict("counter.sent-already"));
            let form = Form::of(&form.fields().filter(|f| f.0 != "act").collect::<Vec<_>>());
            second_page(visit, form, (StatusCode::CONFLICT, errors, had_files)).await
        }
        Ok(done) => given::open(visit, id, done.answer.matter).await,
        Err(no) => {
            let errors = errors_of(&visit.shell, no)?;
            second_page(visit, form, (StatusCode::UNPROCESSABLE_ENTITY, errors, had_files)).await
        }
    }
}

/// Keeps the files and asks for the act.
pub async fn submit(
    visit: &Visit,
    by: Actor,
    (id, mut submission): (ActId, Submission),
    sent: Vec<Vec<u8>>,
) -> Answer<Done<Outcome>> {
    visit.may_send(id, submission.contact.as_ref()).await?;
    let house = visit.house().clone();
    let limits = match &submission.procedure {
        Some(named) => by_procedure(&visit.shell, named.as_str())?.0.files,
        None => limits(&visit.shell)?,
    };
    submission.files = visit::blocking(move || files::keep(&house, sent, limits)).await??;
    let house = visit.house();
    let asked = (matters::matter_of(house, id), Act::Submit(Box::new(submission)));
    visit::answered(|reply| matters::ask(house, id, by, asked, reply)).await
}

/// Whether a matter says what a form says.
pub async fn is_same(
    visit: &Visit,
    form: &Form,
    (id, matter): (ActId, MatterId),
) -> Result<bool, store::Fault> {
    let (shell, mac) = (visit.shell.clone(), given::codes(visit, id).1);
    let read = move |db: store::Db<'_>| {
        let receipt = receipts::by_receipt(db, mac)?;
        let who = receipt.as_ref().map_or(Who::Public, receipts::Receipt::who);
        sheet::compose(db, &shell, &who, matter)
    };
    let sheet = visit.read(read).await?;
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    };
    let title = lines(form.text("title")).join(" ");
    Ok(sheet.is_some_and(|sheet| sheet.title == title && sheet.body == lines(form.text("body"))))
}

/// What joining means, and how whoever joins can be reached.
pub async fn ask_to_join(visit: Visit, Path(matter): Path<String>) -> Reply {
    let matter = matter_in(&matter)?;
    join_page(visit, (matter, Form::default()), (StatusCode::OK, Errors::none())).await
}

async fn join_page(
    visit: Visit,
    (matter, form): (MatterId, Form),
    (code, errors): (StatusCode, Errors),
) -> Reply {
    let shell = visit.shell.clone();
    let sheet = visit.read(move |db| sheet::compose(db, &shell, &Who::Public, matter)).await?;
    let sheet = sheet.filter(|sheet| sheet.readable).ok_or(Refusal::missing("matter.unknown"))?;
    let joining = form.text("joining");
    let page = JoinPage {
        errors,
        act: if joining.is_empty() { fresh_act(visit.house()) } else { joining.to_owned() },
        matter,
        title: sheet.title,
        area: sheet.area,
        carried: carried(&form, &acts::SAID),
        said: form.text("act").to_owned(),
        form,
        shell: visit.shell,
    };
    html(code, &page)
}

/// Joins a matter and answers with a receipt of one's own; without `joining`, asks first.
pub async fn join(visit: Visit, Path(matter): Path<String>, form: Form) -> Reply {
    let matter = matter_in(&matter)?;
    let Ok(id) = form.text("joining").parse() else {
        return join_page(visit, (matter, form), (StatusCode::OK, Errors::none())).await;
    };
    let (house, by) = (visit.house().clone(), visit.actor());
    visit.may_send(id, acts::contact(&form).as_ref()).await?;
    let asked = (matter, acts::joining(&form));
    let done = visit::answered(|reply| matters::ask(&house, id, by, asked, reply)).await;
    match done {
        Ok(done) => given::open(visit, id, done.answer.matter).await,
        Err(No::Refusal(refusal)) if refusal.field.is_some() => {
            let errors = Errors::of(&visit.shell, &refusal);
            join_page(visit, (matter, form), (StatusCode::UNPROCESSABLE_ENTITY, errors)).await
        }
        Err(no) => Err(no.into()),
    }
}
