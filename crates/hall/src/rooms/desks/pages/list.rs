//! The list of the desk: what waits, what is followed, what was sent back, what is late.

use std::sync::Arc;

use askama::Template;
use law::procedure::Do;
use law::record::{ActId, Officer};
use law::ruling::Refusal;
use law::words::{AreaId, Code, MatterId, PostId};
use store::Fault;
use store::db::Db;

use super::beside;
use super::readable::{readable, veil};
use super::{holder, seats};
use crate::house::House;
use crate::kit::shell::Due;
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::{List, Who};
use crate::rooms::desks::acts;
use crate::rooms::desks::views::{self, COUNT_MOST, Seat, Sort, Tab, Wish};
use crate::rooms::matters;
use crate::rooms::matters::views::Item;

/// Matters on one page.
const PAGE: u32 = 50;
/// Found matters that are looked at in one go, and how often before the page says so.
const FOUND: (usize, usize) = (200, 20);
/// Most matters of one file to take away, and how many are read in one go.
const DOWNLOAD_MOST: usize = 50_000;
const DOWNLOAD_PART: u32 = 5000;
/// The acts that are done to several matters at once.
pub const BATCH: [Do; 5] = [Do::Accept, Do::Sign, Do::Note, Do::Urge, Do::HandOver];

/// What the address of a desk says.
#[derive(Debug, Clone)]
pub struct Query {
    tab: Tab,
    sort: Option<Sort>,
    area: Option<AreaId>,
    category: String,
    q: String,
    post: Option<PostId>,
    before: Option<(String, MatterId)>,
}

impl Query {
    /// What an address, or a form of the page, says.
    pub fn read(form: &Form) -> Self {
        let before = form.text("before").split_once('~');
        Self {
            tab: Tab::named(form.text("tab")),
            sort: Sort::named(form.text("sort")),
            area: form.text("area").parse().ok(),
            category: form.text("category").to_owned(),
            q: form.text("q").chars().take(100).collect(),
            post: form.text("post").parse().ok(),
            before: before.and_then(|(key, matter)| Some((key.to_owned(), matter.parse().ok()?))),
        }
    }

    /// The order: of a search and of everything it is the time of receipt.
    fn sort(&self) -> Sort {
        match (self.tab, &*self.q) {
            (Tab::All, _) => Sort::Received,
            (_, "") => self.sort.unwrap_or(Sort::Due),
            _ => Sort::Received,
        }
    }

    /// Whether the order can be chosen.
    fn sortable(&self) -> bool {
        self.tab != Tab::All && self.q.is_empty()
    }

    /// The address of this desk, without the place of the page.
    fn link(&self) -> String {
        self.link_at("/desk", "")
    }

    /// The address of this desk, as a page or a file, with the place where the page begins.
    fn link_at(&self, path: &str, before: &str) -> String {
        let text = |id: Option<String>| id.unwrap_or_default();
        address(
            path,
            &[
                ("tab", self.tab.name().to_owned()),
                ("sort", self.sort.map_or("", Sort::name).to_owned()),
                ("area", text(self.area.map(|area| area.to_string()))),
                ("category", self.category.clone()),
                ("q", self.q.clone()),
                ("post", text(self.post.map(|post| post.to_string()))),
                ("before", before.to_owned()),
            ],
        )
    }

    /// What the desk is asked for.
    pub fn wish(&self, shell: &Shell, officers: &[Officer]) -> Wish {
        let mine: Vec<Officer> = match self.post {
            Some(post) => officers.iter().filter(|o| o.post == post).cloned().collect(),
            None => officers.to_vec(),
        };
        let inside = |area: &AreaId| {
            self.area.is_some_and(|chosen| {
                shell.state.register.lineage(*area).any(|around| around.id == chosen)
            })
        };
        let areas = shell.state.register.areas.keys().copied().filter(inside).collect();
        Wish {
            seats: seats(&mine),
            tab: self.tab,
            sort: self.sort(),
            areas,
            category: Some(self.category.clone()).filter(|category| !category.is_empty()),
            among: None,
            after: self.before.clone(),
            today: shell.today,
            told: matters::told(shell, &mine),
            leaders: views::leaders(&shell.state.register, shell.today),
        }
    }
}

/// A line of the list.
struct Line {
    matter: MatterId,
    number: String,
    title: String,
    area: String,
    holder: String,
    since: String,
    waits: String,
    due: Due,
    step: String,
    confidential: bool,
    supervised: bool,
    sent_back: bool,
    /// The act that one tap does: its name and its words.
    quick: Option<(String, String)>,
}

/// A tab with its count.
struct TabLink {
    link: String,
    name: String,
    count: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "rooms/desks/desk.html")]
struct DeskPage {
    shell: Shell,
    posts: Vec<(String, String, bool)>,
    tabs: Vec<TabLink>,
    lines: Vec<Line>,
    areas: Vec<(String, String, bool)>,
    categories: Vec<(String, String, bool)>,
    query: Query,
    sorts: Vec<(String, String, bool)>,
    batch: Vec<(String, String)>,
    /// The same list to take away.
    csv: String,
    xlsx: String,
    /// The address of the page after this one; empty for the last.
    next: String,
    /// The address of the first page; empty on it.
    newest: String,
    /// Whether the search stopped before it had seen everything that was found.
    searched_part: bool,
    /// What was just done.
    done: String,
    act: String,
    has_seat: bool,
    /// Where the own duty file of a deputy is; empty for others.
    own_file: String,
    /// How many visits of whoever looks are overdue.
    visits: usize,
    /// Duty files with a contested line on which whoever looks decides: where, and whose.
    files: Vec<(String, String)>,
}

impl DeskPage {
    fn today(&self) -> String {
        self.shell.day(self.shell.today)
    }
}

/// The page.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let query = Query::read(&form);
    let (house, shell, officers) =
        (visit.house().clone(), visit.shell.clone(), visit.officers.clone());
    let done = acts::named(form.text("done")).map(|act| shell.code("act", act.name()));
    let composed = visit.read(move |db| compose(db, &house, (shell, &officers), query)).await?;
    page(&DeskPage { done: done.unwrap_or_default(), ..composed })
}

fn compose(
    db: Db<'_>,
    house: &Arc<House>,
    (shell, officers): (Shell, &[Officer]),
    query: Query,
) -> Result<DeskPage, Fault> {
    let wish = query.wish(&shell, officers);
    let found = find(db, house, (&shell, officers), (&query, &wish))?;
    let link = query.link();
    let mut tabs = vec![];
    for tab in tabs_of(&wish.seats) {
        let count = views::count(db, &wish, tab)?;
        tabs.push(TabLink {
            link: Query { tab, sort: None, ..query.clone() }.link(),
            name: shell.code("desks-tab", tab.name()),
            count: if count == COUNT_MOST { format!("{}+", count - 1) } else { count.to_string() },
            current: tab == query.tab,
        });
    }
    let lines = found.items.iter().map(|item| line(&shell, &wish.seats, item)).collect();
    Ok(DeskPage {
        posts: posts(&shell, officers, query.post),
        tabs,
        lines,
        areas: areas(&shell, query.area),
        categories: categories(&shell, &query.category),
        sorts: sorts(&shell, &query),
        batch: batch(&shell, officers),
        csv: query.link_at("/desk.csv", ""),
        xlsx: query.link_at("/desk.xlsx", ""),
        next: found.next.map_or_else(String::new, |(key, matter)| {
            query.link_at("/desk", &format!("{key}~{matter}"))
        }),
        newest: if query.before.is_some() { link } else { String::new() },
        searched_part: found.part,
        done: String::new(),
        act: ActId(house.chance.bytes()).to_string(),
        has_seat: !wish.seats.is_empty(),
        own_file: beside::own_file(officers),
        visits: beside::overdue(&shell, officers),
        files: beside::files(db, &shell, officers)?,
        query,
        shell,
    })
}

/// The acts that somebody's posts may do at all, among those that are done to several at once.
fn batch(shell: &Shell, officers: &[Officer]) -> Vec<(String, String)> {
    let Some(procedure) = shell.state.front_procedure(shell.today) else { return vec![] };
    let mine = |role: &Code| {
        let post = procedure.role(role).and_then(|role| role.post.as_ref());
        post.is_some_and(|(office, _)| officers.iter().any(|held| held.office == *office))
    };
    let may = |act: &Do| {
        let mut rules = procedure.acts.iter().filter(|rule| rule.act == *act);
        rules.any(|rule| rule.by.iter().any(mine))
    };
    let mine = BATCH.into_iter().filter(may);
    mine.map(|act| (act.name(), shell.code("act", act.name()))).collect()
}

/// The tabs of a desk: only the office is shown what has not reached it.
fn tabs_of(seats: &[Seat]) -> Vec<Tab> {
    let office = seats.iter().any(|seat| matches!(seat, Seat::Office(_)));
    Tab::ALL.into_iter().filter(|tab| *tab != Tab::New || office).collect()
}

/// What a page of a desk found, and where the next one goes on.
pub struct Found {
    /// The matters.
    pub items: Vec<Item>,
    /// Where the next page begins.
    pub next: Option<(String, MatterId)>,
    /// Whether a search stopped before it had seen everything.
    pub part: bool,
}

/// Reads a page of a desk.
pub fn find(
    db: Db<'_>,
    house: &House,
    (shell, officers): (&Shell, &[Officer]),
    (query, wish): (&Query, &Wish),
) -> Result<Found, Fault> {
    let mut found = if query.q.is_empty() {
        let mut items = views::page(db, wish, PAGE + 1)?;
        let next = items.cut(PAGE as usize, |item| views::place(item, wish.sort));
        let items = items.checked::<List>(db, shell.ground(), &Who::officers(officers))?;
        Found { next, items, part: false }
    } else {
        searched(db, house, (shell, officers), (query, wish))?
    };
    cover(db, (shell, officers), query, &mut found.items)?;
    Ok(found)
}

/// Everything that a desk finds, to take away: exactly what its pages show, one after the other.
///
/// # Errors
/// More matters than one file is made of.
pub fn everything(
    db: Db<'_>,
    house: &House,
    (shell, officers): (&Shell, &[Officer]),
    query: &Query,
) -> Result<Result<Vec<Item>, Refusal>, Fault> {
    let mut query = Query { before: None, ..query.clone() };
    let mut items: Vec<Item> = vec![];
    loop {
        let wish = query.wish(shell, officers);
        let next = if query.q.is_empty() {
            let part = views::page(db, &wish, DOWNLOAD_PART)?;
            let more = part.len() == DOWNLOAD_PART as usize;
            let last = part.last(|item| views::place(item, wish.sort)).filter(|_| more);
            let who = Who::officers(officers);
            items.extend(part.checked::<List>(db, shell.ground(), &who)?);
            last
        } else {
            let found = searched(db, house, (shell, officers), (&query, &wish))?;
            items.extend(found.items);
            found.next
        };
        if items.len() > DOWNLOAD_MOST {
            return Ok(Err(Refusal::invalid("filter.too-many").with("most", DOWNLOAD_MOST)));
        }
        if next.is_none() {
            cover(db, (shell, officers), &query, &mut items)?;
            return Ok(Ok(items));
        }
        query.before = next;
    }
}

/// What lies on the desk among what was found, the newest first. A common word may be found far
/// more often than it lies here: after so many the page ends, says so, and can be gone on with.
fn searched(
    db: Db<'_>,
    house: &House,
    (shell, officers): (&Shell, &[Officer]),
    (query, wish): (&Query, &Wish),
) -> Result<Found, Fault> {
    let (ground, who) = (shell.ground(), Who::officers(officers));
    if let Ok(matter) = query.q.parse::<MatterId>() {
        let wish = Wish { among: Some(vec![matter]), after: None, ..wish.clone() };
        let items = views::page(db, &wish, 1)?.checked::<List>(db, ground, &who)?;
        return Ok(Found { items, next: None, part: false });
    }
    let mut sought = matters::Sought::of(house, &query.q);
    let knows = |seat: &views::Seat| {
        matches!(seat, views::Seat::Office(_) | views::Seat::Station(_) | views::Seat::Deputy(..))
    };
    if wish.seats.iter().all(knows) {
        sought = sought.or_brought_by(house, &query.q);
    }
    let start = query.before.as_ref().map(|(at, matter)| (at.parse().unwrap_or(i64::MAX), *matter));
    let mut before = start.unwrap_or((i64::MAX, MatterId::from_int(i64::MAX)));
    let mut items: Vec<Item> = vec![];
    for _ in 0..FOUND.1 {
        let hits = sought.find(db, (before.0, before.1.int()), FOUND.0)?;
        let among = hits.iter().map(|(_, matter)| *matter).collect();
        let wish = Wish { among: Some(among), after: None, ..wish.clone() };
        let here = views::page(db, &wish, FOUND.0 as u32)?;
        let here = here.checked::<List>(db, ground, &who)?;
        for hit in &hits {
            items.extend(here.iter().find(|item| item.matter == hit.1).cloned());
            before = *hit;
            if items.len() == PAGE as usize {
                return Ok(Found {
                    items,
                    next: Some((before.0.to_string(), before.1)),
                    part: false,
                });
            }
        }
        if hits.len() < FOUND.0 {
            return Ok(Found { items, next: None, part: false });
        }
    }
    Ok(Found { items, next: Some((before.0.to_string(), before.1)), part: true })
}

/// Takes away what the officers may not read: the titles, or where words were searched for the
/// whole line, since that it was found tells what was said.
fn cover(
    db: Db<'_>,
    (shell, officers): (&Shell, &[Officer]),
    query: &Query,
    items: &mut Vec<Item>,
) -> Result<(), Fault> {
    if query.q.is_empty() || query.q.parse::<MatterId>().is_ok() {
        return veil(db, shell, officers, items);
    }
    *items = readable(db, shell, officers, std::mem::take(items))?;
    Ok(())
}

fn line(shell: &Shell, seats: &[Seat], item: &Item) -> Line {
    let (due, state) = if item.waits_for.is_empty() {
        (&item.due, item.due_state)
    } else {
        (&item.waits_until, item.waits_state)
    };
    Line {
        matter: item.matter,
        number: item.matter.grouped(),
        title: item.title.clone(),
        area: shell.area_path(item.area),
        holder: holder(shell, item),
        since: shell.date_of(item.since),
        waits: if item.waits_for.is_empty() {
            String::new()
        } else {
            shell.called(&item.procedure, "clock", &item.waits_for)
        },
        due: shell.due(due, state),
        step: shell.called(&item.procedure, "step", &item.step),
        confidential: item.visibility != 0,
        supervised: item.supervised,
        sent_back: item.returns > 0,
        quick: quick(shell, seats, item)
            .map(|act| (format!("{}~{}", act.name(), item.matter), shell.code("act", act.name()))),
    }
}

/// The act that needs no word besides and would fulfil what is waited for: taking up, signing.
fn quick(shell: &Shell, seats: &[Seat], item: &Item) -> Option<Do> {
    let procedure = shell.state.procedure_in_force(&item.procedure, shell.today)?;
    let clock = procedure.clocks.iter().find(|clock| clock.key == *item.waits_for.as_str())?;
    let deputy = seats.iter().any(|seat| matches!(seat, Seat::Deputy(..)));
    let unit = seats.iter().any(|seat| matches!(seat, Seat::Unit(_)));
    [(Do::Accept, deputy), (Do::Sign, unit)]
        .into_iter()
        .find(|(act, sits)| *sits && clock.until.contains(&act.key()))
        .map(|(act, _)| act)
}

type Options = Vec<(String, String, bool)>;

/// The posts of who is signed in, where there are several to choose between.
fn posts(shell: &Shell, officers: &[Officer], chosen: Option<PostId>) -> Options {
    if officers.len() < 2 {
        return vec![];
    }
    let option = |officer: &Officer| {
        let office = shell.code("office", &officer.office);
        let name = format!("{} · {office}", shell.body(officer.body));
        (officer.post.to_string(), name, chosen == Some(officer.post))
    };
    officers.iter().map(option).collect()
}

fn areas(shell: &Shell, chosen: Option<AreaId>) -> Options {
    let mut areas: Vec<_> = shell.state.register.areas.values().collect();
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    let option = |area: &law::register::Area| {
        let path = shell.area_path(area.id);
        let name = if path.is_empty() { shell.area(area.id).to_owned() } else { path };
        (area.id.to_string(), name, chosen == Some(area.id))
    };
    areas.into_iter().map(option).collect()
}

fn categories(shell: &Shell, chosen: &str) -> Options {
    let categories = shell.state.register.categories.values();
    let name = |category: &law::register::Category| {
        shell.state.name(category.name, shell.language.key()).to_owned()
    };
    categories.map(|c| (c.code.to_string(), name(c), c.code == *chosen)).collect()
}

fn sorts(shell: &Shell, query: &Query) -> Options {
    if !query.sortable() {
        return vec![];
    }
    [Sort::Due, Sort::Since, Sort::Received]
        .map(|sort| {
            let word = shell.code("desks-sort", sort.name());
            (sort.name().to_owned(), word, sort == query.sort())
        })
        .to_vec()
}
