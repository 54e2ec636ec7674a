//! The editor: a procedure is copied, changed, proven, and put in force from a day.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::procedure::{Event, Procedure};
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use law::words::Code;
use store::db::No;

use super::administrator;
use crate::kit::failure::status;
use crate::kit::visit::answered;
use crate::kit::{Drawing, Form, Reply, Shell, Visit, html, see_other};
use crate::rooms::procedures::{acts, rules, views};

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
    /// Versions that hold only later, each in a sentence.
    coming: Vec<String>,
    longest: i64,
    flaws: Vec<FlawLine>,
    /// The text as a drawing, where it is a procedure.
    drawing: Option<Drawing>,
    errors: Vec<(String, String)>,
    done: bool,
    replayed: Option<Replay>,
}

/// Last year's matters under the changed text.
struct Replay {
    /// How many were run again, and how many there were.
    matters: usize,
    of: usize,
    newly_overdue: i64,
    no_longer_overdue: i64,
    /// Figure, before, after.
    moved: Vec<(String, i64, i64)>,
    /// Body, days before, days after, overdue before and after.
    bodies: Vec<(String, String, String)>,
}

/// Most matters that a page runs again; the command `huiyin procedures replay` runs all.
const MATTERS_MOST: usize = 3_000;
/// Days that are looked back on.
const DAYS: i64 = 365;

struct FlawLine {
    place: String,
    sentence: String,
    code: &'static str,
    /// The same in the visitor's words, which know no names.
    meaning: String,
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
    if form.text("go") == "replay" {
        return replay(&visit, &id, given).await;
    }
    if form.text("go") != "force" {
        return render(&visit, &id, given, (None, false));
    }
    let from = match visit.must_be_fresh().and_then(|()| form.must("from")) {
        Ok(from) => from,
        Err(refusal) => return render(&visit, &id, given, (Some(refusal), false)),
    };
    let act = form.act(&visit.house().chance);
    let page = id.parse().map_err(|_| Refusal::missing("procedure.unknown"))?;
    let by = Actor::Officer(officer);
    let house = visit.house();
    let asked = answered(|reply| acts::put_in_force(house, (act, by), (page, text, from), reply));
    match asked.await {
        Ok(done) => Ok(see_other(&format!("/office/procedures/{}?done=yes", done.answer))),
        Err(No::Refusal(refusal)) => render(&visit, &id, given, (Some(refusal), false)),
        Err(fault) => Err(fault.into()),
    }
}

/// Runs last year's matters again under the text that was sent.
async fn replay(visit: &Visit, id: &str, given: (String, String)) -> Reply {
    let Some(new) =
        rules::read(&given.0).procedure.filter(|_| rules::read(&given.0).flaws.is_empty())
    else {
        return render(visit, id, given, (None, false));
    };
    let (shell, now) = (visit.shell.clone(), visit.house().now());
    let read = move |db: store::Db<'_>| {
        let span = (now.plus_ms(-DAYS * 86_400_000), now);
        let mut matters = views::received(db, &new.id, span)?;
        let of = matters.len();
        matters.truncate(MATTERS_MOST);
        let found = views::compare(db, (&shell.state, now), &new, &matters, || ())?;
        Ok(told(&shell, &new, (&found, matters.len(), of)))
    };
    let replayed = visit.read(read).await?;
    render_with(visit, id, given, (None, false, Some(replayed)))
}

fn told(
    shell: &Shell,
    new: &law::procedure::Procedure,
    (found, matters, of): (&law::replay::Comparison, usize, usize),
) -> Replay {
    let named = |figure: &str| match figure.split_once('.') {
        Some(("overdue", clock)) => {
            shell.t1("procedures-overdue", "clock", &shell.of(new, "clock", clock))
        }
        Some(("outcome", outcome)) => shell.t1("procedures-outcome", "outcome", outcome),
        _ => shell.code("procedures-figure", figure),
    };
    let moved = found.moved().into_iter();
    let load = |load: law::replay::Workload| {
        let (matters, days) = (load.matters.to_string(), load.days.to_string());
        let overdue = load.overdue.to_string();
        let values = [("matters", &*matters), ("days", &*days), ("overdue", &*overdue)];
        shell.tn("procedures-load", &values)
    };
    let bodies = found.bodies().into_iter();
    Replay {
        matters,
        of,
        newly_overdue: i64::from(found.newly_overdue),
        no_longer_overdue: i64::from(found.no_longer_overdue),
        moved: moved.map(|one| (named(&one.figure), one.before, one.after)).collect(),
        bodies: bodies
            .map(|(body, before, after)| (shell.body(body).to_owned(), load(before), load(after)))
            .collect(),
    }
}

fn render(
    visit: &Visit,
    id: &str,
    given: (String, String),
    (refusal, done): (Option<Refusal>, bool),
) -> Reply {
    render_with(visit, id, given, (refusal, done, None))
}

/// The versions that were put in force from a later day.
pub fn coming(shell: &Shell, id: &str) -> Vec<String> {
    let versions = shell.state.versions(id);
    let later = versions.iter().filter(|(from, _)| *from > shell.today);
    let said = later.map(|(from, known)| {
        let (version, day) = (known.version.to_string(), shell.day(*from));
        shell.tn("procedures-coming", &[("version", &version), ("day", &day)])
    });
    said.collect()
}

fn render_with(
    visit: &Visit,
    id: &str,
    (text, from): (String, String),
    (refusal, done, replayed): (Option<Refusal>, bool, Option<Replay>),
) -> Reply {
    let shell = visit.shell.clone();
    let read = rules::read(&text);
    let named = read.procedure.as_ref();
    let flaw = |flaw: &law::procedure::Flaw| FlawLine {
        place: format!("{}:{}", flaw.line, flaw.column),
        sentence: flaw.sentence.clone(),
        code: flaw.code,
        meaning: shell.t(&format!("flaw-{}", flaw.code.replace('.', "-"))),
        story: flaw.story.iter().map(|event| event_told(&shell, named, event)).collect(),
    };
    let errors =
        refusal.iter().map(|no| (no.field.unwrap_or("text").to_owned(), shell.refusal(no)));
    let page = EditPage {
        id: id.to_owned(),
        name: shell.called(id, "procedure", ""),
        act: ActId(visit.house().chance.bytes()).to_string(),
        proven: read.flaws.is_empty(),
        coming: coming(&shell, id),
        longest: read.longest.map_or(0, i64::from),
        flaws: read.flaws.iter().map(flaw).collect(),
        drawing: read.procedure.as_ref().map(|procedure| Drawing::of(&shell, procedure)),
        errors: errors.collect(),
        text,
        from,
        done,
        replayed,
        shell: shell.clone(),
    };
    html(refusal.map_or(StatusCode::OK, |refusal| status(refusal.kind)), &page)
}

/// A line of the story of a flaw, in words; names are those of the text, as far as it can be read.
fn event_told(shell: &Shell, named: Option<&Procedure>, event: &Event) -> String {
    let name = |kind: &'static str, key: &Code| {
        named.map_or_else(|| key.to_string(), |procedure| shell.of(procedure, kind, key))
    };
    let who = |by: &Option<Code>| {
        by.as_ref().map_or_else(|| shell.t("story-nobody"), |role| name("role", role))
    };
    let did = |word, by, act, to| {
        let (by, act, to) = (who(by), name("act", act), name("step", to));
        shell.tn(word, &[("who", &by), ("act", &act), ("to", &to)])
    };
    let moved = |word, from, to| {
        shell.tn(word, &[("from", &name("step", from)), ("to", &name("step", to))])
    };
    match event {
        Event::Begins { step } => shell.t1("story-begins", "step", name("step", step).as_str()),
        Event::Does { by, act, to } => did("story-does", by, act, to),
        Event::AsksAgain { by, act, to } => did("story-asks-again", by, act, to),
        Event::RunsOut { clock, to } => {
            let (clock, to) = (name("clock", clock), name("step", to));
            shell.tn("story-runs-out", &[("clock", &clock), ("to", &to)])
        }
        Event::NobodyThere { from, to } => moved("story-nobody-there", from, to),
        Event::PassedOver { from, to } => moved("story-passed-over", from, to),
        Event::Starts { step, clock } => {
            let step = step.as_ref().map_or_else(String::new, |step| name("step", step));
            shell.tn("story-starts", &[("step", &step), ("clock", &name("clock", clock))])
        }
        Event::Warns { days } => shell.t1("story-warns", "days", i64::from(*days)),
        Event::Ends(ending) => shell.t(&format!("story-{}", ending.name())),
    }
}
