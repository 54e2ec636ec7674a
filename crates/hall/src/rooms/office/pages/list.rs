//! A register as a list: filtered by words, page by page, with the way to add, import and export.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use law::network::Helper;
use law::office::{Book, Kind, Line};
use law::words::{PersonId, PostId};

use super::super::acts::asks_for_work;
use super::fields::{book, heading, kind_of, shown};
use crate::kit::{Form, Reply, Shell, Visit, address, page};

/// Lines on one page.
const LINES_MOST: usize = 200;
/// How soon a post ends that is marked.
pub const SOON_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "rooms/office/pages/list.html")]
struct ListPage {
    shell: Shell,
    kind: &'static str,
    /// Whether who looks also changes it.
    keeps: bool,
    said: String,
    query: String,
    shows: Vec<(&'static str, String, bool)>,
    headings: Vec<String>,
    lines: Vec<Shown>,
    found: usize,
    total: usize,
    before: String,
    next: String,
}

/// A line of the list.
struct Shown {
    link: String,
    cells: Vec<(String, String)>,
    tags: Vec<(&'static str, String)>,
}

/// The list of a register.
pub async fn show(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    let kind = kind_of(&name)?;
    let keeps = visit.keeps(kind.name());
    let book = book(&visit, asks_for_work(kind)).await?;
    let shell = visit.shell;
    let (query, show) = (form.text("q").to_owned(), form.text("show").to_owned());
    let all = law::office::lines(&book, kind);
    let total = all.len();
    let kept: Vec<Shown> = all
        .into_iter()
        .filter(|(key, line)| is_wanted(&book, (kind, &show), key, line))
        .map(|one| line(&shell, &book, kind, one))
        .filter(|line| line.says(&query))
        .collect();
    let from = form.maybe::<usize>("from")?.unwrap_or(0);
    let at = |from: usize| {
        let from = from.to_string();
        let path = format!("/office/{}", kind.name());
        address(&path, &[("q", query.as_str()), ("show", &show), ("from", &from)])
    };
    let found = kept.len();
    let before = if from > 0 { at(from.saturating_sub(LINES_MOST)) } else { String::new() };
    let next = if from + LINES_MOST < found { at(from + LINES_MOST) } else { String::new() };
    let template = ListPage {
        kind: kind.name(),
        keeps,
        said: said(&shell, &form),
        shows: shows(&shell, kind, &show),
        headings: headings(&shell, kind),
        lines: kept.into_iter().skip(from).take(LINES_MOST).collect(),
        query,
        found,
        total,
        before,
        next,
        shell,
    };
    page(&template)
}

/// What was done just now.
pub fn said(shell: &Shell, form: &Form) -> String {
    let count = form.text("count").parse::<i64>().unwrap_or(0);
    match form.text("done") {
        "entered" => shell.t("office-done-entered"),
        "same" => shell.t("office-done-same"),
        "imported" => shell.t1("office-done-imported", "count", count),
        "ended" => shell.t1("office-done-ended", "count", count),
        "handed" => shell.t1("office-done-handed", "count", count),
        "closed" => shell.t("office-done-closed"),
        "login" => shell.t("office-done-login"),
        "renamed" => shell.t("office-done-renamed"),
        "recovery" => shell.t("office-done-recovery"),
        "stand-in" => shell.t("office-done-stand-in"),
        "stand-in-ended" => shell.t("office-done-stand-in-ended"),
        _ => String::new(),
    }
}

fn headings(shell: &Shell, kind: Kind) -> Vec<String> {
    let columns = kind.columns().iter().filter(|column| is_listed(kind, column.key));
    columns.map(|column| heading(shell, kind, column)).collect()
}

/// Passwords are never shown, numbers of people only in exports.
fn is_listed(kind: Kind, key: &str) -> bool {
    match kind {
        Kind::People => !matches!(key, "password" | "person"),
        // As many as fit beside each other; the others are on the page of each.
        Kind::Stations => !matches!(
            key,
            "address_en" | "moved" | "owner" | "functions" | "services" | "services_en"
        ),
        _ => true,
    }
}

/// By what a list can be narrowed: a name for the address, its words, whether it is chosen.
fn shows(shell: &Shell, kind: Kind, chosen: &str) -> Vec<(&'static str, String, bool)> {
    let names: &[&str] = match kind {
        Kind::Bodies => &["", "stations", "units", "closed"],
        Kind::People => &["", "no-login", "no-post"],
        Kind::Posts => &["", "ending", "ended", "left-over"],
        Kind::Helpers => &["", "serving", "certificate-over"],
        Kind::Titles => &["", "in-force"],
        _ => &[],
    };
    let word = |name: &&'static str| {
        let words = if name.is_empty() { shell.t("all") } else { shell.code("office-show", name) };
        (*name, words, *name == chosen)
    };
    names.iter().map(word).collect()
}

fn is_wanted(book: &Book, (kind, show): (Kind, &str), key: &str, line: &Line) -> bool {
    let today = book.today;
    let post = || key.parse::<PostId>().ok().and_then(|id| book.register.posts.get(&id));
    let holds = |now: bool| {
        let person = key.parse::<PersonId>().ok();
        let mut posts = book.register.posts.values();
        posts.any(|post| Some(post.person) == person && (!now || post.is_held(today)))
    };
    match (kind, show) {
        (Kind::Bodies, "stations") => line.get("sort") == "station",
        (Kind::Bodies, "units") => !matches!(line.get("sort"), "station" | "congress"),
        (Kind::Bodies, "closed") => !line.get("last").is_empty(),
        (Kind::People, "no-login") => line.get("login").is_empty() && holds(true),
        (Kind::People, "no-post") => !holds(true),
        (Kind::Posts, "ending") => post().is_some_and(|post| ends_soon(post.last, today)),
        (Kind::Posts, "ended") => {
            post().is_some_and(|post| post.last.is_some_and(|last| last < today))
        }
        (Kind::Posts, "left-over") => post().is_some_and(|post| {
            let held = book.busy_posts.get(&post.id).copied().unwrap_or(0);
            held > 0 && post.last.is_some_and(|last| last < today)
        }),
        (Kind::Helpers, "serving") => helper_of(book, key).is_some_and(|one| one.serves(today)),
        (Kind::Helpers, "certificate-over") => {
            helper_of(book, key).is_some_and(|one| is_certificate_over(one, today))
        }
        (Kind::Titles, "in-force") => {
            let last = line.get("last").parse::<jiff::civil::Date>().ok();
            line.get("withdrawn").is_empty() && last.is_some_and(|last| today <= last)
        }
        _ => true,
    }
}

/// The helper of a key.
fn helper_of<'b>(book: &'b Book, key: &str) -> Option<&'b Helper> {
    book.register.helpers.get(key).map(|(helper, _)| helper)
}

/// Whether somebody helps on a day by a certificate that has run out.
pub fn is_certificate_over(helper: &Helper, today: jiff::civil::Date) -> bool {
    helper.serves(today) && helper.certified.is_some_and(|last| last < today)
}

/// Whether a last day lies within the next thirty days.
pub fn ends_soon(last: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    let until = today.checked_add(SOON_DAYS.days()).unwrap_or(today);
    last.is_some_and(|last| today <= last && last <= until)
}

fn line(shell: &Shell, book: &Book, kind: Kind, (key, line): (String, Line)) -> Shown {
    let columns = kind.columns().iter().filter(|column| is_listed(kind, column.key));
    // Areas stand as a tree: each is set in by how many lie around it.
    let area = book.area_of_code(&key).filter(|_| kind == Kind::Areas);
    let depth = area.map_or(0, |area| book.register.lineage(area.id).count().saturating_sub(1));
    let cell = |column: &law::office::Column| {
        let text = shown(shell, book, column, line.get(column.key));
        let set_in = if column.key == "name" { "\u{2003}".repeat(depth) } else { String::new() };
        (heading(shell, kind, column), format!("{set_in}{text}"))
    };
    Shown {
        link: format!("/office/{}/at/{key}", kind.name()),
        cells: columns.map(cell).collect(),
        tags: tags(shell, book, (kind, &key)),
    }
}

fn tags(shell: &Shell, book: &Book, (kind, key): (Kind, &str)) -> Vec<(&'static str, String)> {
    let mut tags = vec![];
    match kind {
        Kind::Bodies => {
            let Some(body) = book.body_of_code(key) else { return tags };
            if body.last.is_some_and(|last| last < book.today) {
                tags.push(("is-stopped", shell.t("office-closed")));
            }
            if let Some(count) = book.busy_bodies.get(&body.id) {
                tags.push(("is-running", shell.t1("office-open-matters", "count", *count)));
            }
        }
        Kind::Posts => {
            let post = key.parse().ok().and_then(|id: PostId| book.register.posts.get(&id));
            let Some(post) = post else { return tags };
            let has_ended = post.last.is_some_and(|last| last < book.today);
            if has_ended {
                tags.push(("is-stopped", shell.t("office-ended")));
            } else if ends_soon(post.last, book.today) {
                tags.push(("is-soon", shell.t("office-ends-soon")));
            } else if post.first > book.today {
                tags.push(("is-new", shell.t("office-not-begun")));
            }
            if let Some(count) = book.busy_posts.get(&post.id) {
                let class = if has_ended { "is-late" } else { "is-running" };
                tags.push((class, shell.t1("office-held-matters", "count", *count)));
            }
        }
        Kind::Helpers => {
            let Some(helper) = helper_of(book, key) else { return tags };
            if is_certificate_over(helper, book.today) {
                tags.push(("is-late", shell.t("office-certificate-over")));
            } else if !helper.serves(book.today) {
                tags.push(("is-stopped", shell.t("office-ended")));
            }
        }
        _ => {}
    }
    tags
}

impl Shown {
    fn says(&self, query: &str) -> bool {
        let query = query.to_lowercase();
        query.is_empty() || self.cells.iter().any(|(_, text)| text.to_lowercase().contains(&query))
    }
}
