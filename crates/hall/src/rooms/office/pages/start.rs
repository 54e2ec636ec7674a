//! The start page: what is set up, what is missing, and where to mend it; and what is in force.

use askama::Template;
use jiff::civil::Date;
use law::office::{Book, Kind, handles, is_open};
use law::people::Recovery;
use law::register::{Body, Post};
use law::ruling::code;
use store::Fault;
use store::db::Db;

use super::fields::{book, choice_key};
use super::list::{ends_soon, is_certificate_over};
use crate::kit::{Reply, Shell, Visit, address, page};
use crate::rights::Asked;
use crate::rooms::matters;
use crate::rooms::people::views::recoveries;

/// What the second person does.
const DECIDE: &str = "grant-identities";

#[derive(Template)]
#[template(path = "rooms/office/pages/start.html")]
struct StartPage {
    shell: Shell,
    parts: Vec<(&'static str, usize)>,
    reads_bodies: bool,
    gaps: Vec<Gap>,
    /// Whether who looks puts procedures in force, reads what is audited, sees what is sent.
    procedures: bool,
    audit: bool,
    outbox: bool,
    without_login: usize,
    /// New passwords that wait for another administrator.
    recoveries: Vec<(String, String)>,
    /// Whether who looks is the second person where somebody asks to see who brought a matter, and
    /// how many such requests wait for them.
    identities: bool,
    asks: usize,
    /// What went wrong in the house itself: its kind, since when, and what for the operator.
    alarms: Vec<(&'static str, String, String)>,
}

/// Something that is missing, with every place where it is.
struct Gap {
    name: &'static str,
    items: Vec<(String, String)>,
}

/// What is set up and what is missing.
pub async fn show(visit: Visit) -> Reply {
    let book = book(&visit, true).await?;
    let (open, asks) = waiting(&visit).await?;
    let alarms = visit.house().alarms.all().into_iter();
    let may = |asked: Asked<'_>| visit.may(&asked);
    let [procedures, audit, outbox, identities] =
        ["put-procedure", "read-audit", "see-outbox", DECIDE].map(|act| may(Asked::House(act)));
    let reads: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| may(Asked::List("read-register", kind.name())))
        .collect();
    let keeps = |kind: Kind| may(Asked::List("keep-register", kind.name()));
    let keeps_people = keeps(Kind::People);
    let gap = |name, kind: Kind, items: Vec<(String, String)>| {
        (keeps(kind) && !items.is_empty()).then_some(Gap { name, items })
    };
    let shell = visit.shell.clone();
    let alarms = alarms.map(|(kind, alarm)| (kind, shell.minute(alarm.since), alarm.what));
    let recovery = |open: &Recovery| {
        let link = format!("/office/people/at/{}#recovery", open.person);
        (link, shell.state.person_name(open.person).to_owned())
    };
    let count = |kind: Kind| (kind.name(), law::office::lines(&book, kind).len());
    let gaps = [
        gap("left-over", Kind::Posts, left_over(&shell, &book)),
        gap("ending", Kind::Posts, ending(&shell, &book)),
        gap("no-station", Kind::Bodies, without_station(&shell, &book)),
        gap("no-deputy", Kind::Posts, without(&shell, &book, ("deputy", is_station))),
        gap("no-handler", Kind::Posts, without(&shell, &book, ("handler", is_unit))),
        gap("no-lead", Kind::Categories, without_lead(&shell, &book)),
        gap("no-grid", Kind::Grids, without_holder(&shell, &book)),
        gap("certificate", Kind::Helpers, run_out(&shell, &book)),
        gap("overdue", Kind::Contacts, overdue(&shell, &book)),
    ];
    let without_login = if keeps_people { without_login(&book) } else { 0 };
    let template = StartPage {
        reads_bodies: reads.contains(&Kind::Bodies),
        parts: reads.into_iter().map(count).collect(),
        gaps: gaps.into_iter().flatten().collect(),
        without_login,
        alarms: alarms.collect(),
        recoveries: open.iter().map(recovery).collect(),
        procedures,
        audit,
        outbox,
        identities,
        asks,
        shell: shell.clone(),
    };
    page(&template)
}

/// What waits for a second person: new passwords, and requests to see who brought a matter.
async fn waiting(visit: &Visit) -> Result<(Vec<Recovery>, usize), Fault> {
    let (shell, who, now) = (visit.shell.clone(), visit.who(), visit.house().now());
    let decides = visit.may(&Asked::House(DECIDE));
    let read = move |db: Db<'_>| {
        let asks = match decides {
            true => matters::waiting(db, (&shell.state, now), &who)?,
            false => vec![],
        };
        let asks = asks.iter().filter(|ask| ask.tied.is_none()).count();
        Ok((recoveries(db, now)?, asks))
    };
    visit.read(read).await
}

fn post_words(shell: &Shell, post: &Post) -> String {
    let office = shell.t(&choice_key("office", post.office.as_str()));
    format!("{} · {office} {}", shell.body(post.body), shell.state.person_name(post.person))
}

fn post_link(post: &Post) -> String {
    format!("/office/posts/at/{}", post.id)
}

/// Posts that have ended and still hold matters.
fn left_over(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let posts = book.register.posts.values();
    let ended = posts.filter(|post| post.last.is_some_and(|last| last < book.today));
    let item = |post: &Post| {
        let held = book.busy_posts.get(&post.id).filter(|held| **held > 0)?;
        let held = shell.t1("office-held-matters", "count", *held);
        Some((post_link(post), format!("{} · {held}", post_words(shell, post))))
    };
    ended.filter_map(item).collect()
}

/// Grids that nobody holds today.
fn without_holder(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let held = |area: &law::register::Area| {
        book.register.grids.get(&area.id).is_some_and(|held| held.is_held(book.today))
    };
    let grids = book
        .register
        .areas
        .values()
        .filter(|area| area.level == "grid" && area.is_open(book.today) && !held(area));
    let item = |area: &law::register::Area| {
        let link = address("/office/grids/new", &[("area", area.code.as_str())]);
        (link, shell.area_path(area.id))
    };
    grids.map(item).collect()
}

/// Helpers whose certificate has run out.
fn run_out(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let helpers = book.register.helpers.iter();
    let over = helpers.filter(|(_, (helper, _))| is_certificate_over(helper, book.today));
    let item = |(code, (helper, _)): (&law::words::Code, &(law::network::Helper, _))| {
        let name = shell.state.name(helper.name, "zh");
        (format!("/office/helpers/at/{code}"), format!("{name} {code}"))
    };
    over.map(item).collect()
}

/// Pairs whose visit is overdue.
fn overdue(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let pairs = book.register.contacts.iter();
    let late = pairs.filter(|(_, (pair, visits))| pair.is_overdue(visits, book.today));
    let item = |(code, (pair, _)): (&law::words::Code, &(law::network::Pair, _))| {
        let name = shell.state.person_name(pair.person);
        ("/contacts".to_owned(), format!("{name} {code}"))
    };
    late.map(item).collect()
}

/// Posts that end within thirty days.
fn ending(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let posts = book.register.posts.values();
    let mut ending: Vec<(Date, &Post)> = posts
        .filter(|post| ends_soon(post.last, book.today))
        .filter_map(|post| Some((post.last?, post)))
        .collect();
    ending.sort_by_key(|(last, post)| (*last, post.id));
    let item = |(last, post): &(Date, &Post)| {
        let held = book.busy_posts.get(&post.id).copied().unwrap_or(0);
        let held = shell.t1("office-held-matters", "count", held);
        (post_link(post), format!("{last} · {} · {held}", post_words(shell, post)))
    };
    ending.iter().map(item).collect()
}

/// Areas whose matters no station takes up; those inside follow from those around.
fn without_station(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let has = |area| book.register.station_for(area, book.today).is_some();
    let areas = book
        .register
        .areas
        .values()
        .filter(|area| area.level == "town" && area.is_open(book.today) && !has(area.id));
    let item = |area: &law::register::Area| {
        let fields = [("sort", "station"), ("area", area.code.as_str())];
        (address("/office/bodies/new", &fields), shell.area(area.id).to_owned())
    };
    let mut items: Vec<_> = areas.map(item).collect();
    items.sort();
    items
}

fn is_station(body: &Body) -> bool {
    body.sort == "station"
}

/// Units that are given matters; the congress hands them out and may have no handlers.
fn is_unit(body: &Body) -> bool {
    handles(body) && body.sort != "congress"
}

/// Bodies of a kind at which nobody holds an office.
fn without(
    shell: &Shell,
    book: &Book,
    (office, fits): (&'static str, fn(&Body) -> bool),
) -> Vec<(String, String)> {
    let office = code(office);
    let nobody = |body: &&Body| {
        fits(body)
            && is_open(body, book.today)
            && book.register.held_at(body.id, &office, book.today).next().is_none()
    };
    let item = |body: &Body| {
        let fields = [("body", body.code.as_str()), ("office", office.as_str())];
        (address("/office/posts/new", &fields), shell.body(body.id).to_owned())
    };
    let mut items: Vec<_> = book.register.bodies.values().filter(nobody).map(item).collect();
    items.sort();
    items
}

/// Categories without a body that still is and usually leads.
fn without_lead(shell: &Shell, book: &Book) -> Vec<(String, String)> {
    let open = |lead| book.register.bodies.get(lead).is_some_and(|body| is_open(body, book.today));
    let categories = book.register.categories.values();
    let item = |category: &law::register::Category| {
        let link = format!("/office/categories/at/{}", category.code);
        (link, shell.category(category.code.as_str()).to_owned())
    };
    categories.filter(|category| !category.leads.iter().any(open)).map(item).collect()
}

/// How many people hold a post today and cannot sign in.
fn without_login(book: &Book) -> usize {
    let posts = book.register.posts.values().filter(|post| post.is_held(book.today));
    let mut people: Vec<_> = posts.map(|post| post.person).collect();
    people.sort_unstable();
    people.dedup();
    let with: std::collections::BTreeSet<_> =
        book.people.iter().filter(|one| one.login.is_some()).map(|one| one.id).collect();
    people.iter().filter(|person| !with.contains(person)).count()
}

#[derive(Template)]
#[template(path = "rooms/office/pages/definitions.html")]
struct DefinitionsPage {
    shell: Shell,
    lines: Vec<Defined>,
}

/// A procedure, a calendar or the settings, as they came into force.
struct Defined {
    what: String,
    name: String,
    link: String,
    from: String,
    hash: String,
    in_force: bool,
}

/// Procedures, calendars and settings: what is in force, and what was before.
pub async fn definitions(visit: Visit) -> Reply {
    let shell = visit.shell;
    let register = &shell.state.register;
    let line = |one: &law::register::Definition| {
        let present = register.definition(one.what.as_str(), one.name.as_str(), shell.today);
        let in_force = present.is_some_and(|present| present == one);
        let is_procedure = one.what == "procedure" && in_force;
        Defined {
            what: shell.code("office-defined", &one.what),
            name: one.name.to_string(),
            link: if is_procedure { format!("/procedures/{}", one.name) } else { String::new() },
            from: one.from.to_string(),
            hash: one.hash.to_string()[..16].to_owned(),
            in_force,
        }
    };
    let lines = register.definitions.iter().rev().map(line).collect();
    page(&DefinitionsPage { lines, shell: shell.clone() })
}
