//! The list of public matters: narrowed and searched by the address, page by page, newest first.

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use law::clock::Time;
use law::procedure::Openness;
use law::ruling::Refusal;
use law::words::{AreaId, BodyId, Code, MatterId};
use store::db::Db;
use store::{Fault, search};

use super::shown::Standing;
use crate::house::House;
use crate::kit::shell::Due;
use crate::kit::visit::blocking;
use crate::kit::{Failure, Form, Reply, Shell, Visit, address, download, html};
use crate::rights::{Ground, Read, Unchecked, Who};
use crate::rooms::figures;
use crate::rooms::ledgers::export;
use crate::rooms::matters;
use crate::rooms::matters::views::{Clue, Filter, Item, Place, newest, newest_after};
use crate::rooms::square::views::{self, Mark};

/// How many matters a page shows.
const MOST: usize = 20;
/// The ways in which a list can be narrowed by how matters stand.
const STANDINGS: [&str; 3] = ["open", "answered", "late"];
/// Most matters of one file to take away, and how many are read in one go.
const DOWNLOAD_MOST: usize = 50_000;
const DOWNLOAD_PART: u32 = 1000;
/// The type of a spreadsheet.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Most characters of what is searched.
const QUERY_MOST: usize = 100;
/// Kinds of bodies that lead matters.
const LEADS: [&str; 4] = ["department", "town-government", "company", "congress"];

/// What a visitor wants to see of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    area: Option<AreaId>,
    category: Option<Code>,
    lead: Option<BodyId>,
    procedure: Option<Code>,
    standing: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    query: String,
    words: Vec<i64>,
    before: Option<Mark>,
    after: Option<Mark>,
}

impl Wanted {
    /// Reads the fields of the address; every field that cannot be read is named.
    pub fn read(form: &Form, shell: &Shell, key: &search::WordKey) -> (Self, Vec<Refusal>) {
        let register = &shell.state.register;
        let (mut wanted, mut refusals) = (Self::default(), vec![]);
        let mut keep = |refusal: Option<Refusal>| refusals.extend(refusal);
        match figures::area(form, register) {
            Ok(area) => wanted.area = area,
            Err(refusal) => keep(Some(refusal)),
        }
        match figures::category(form, register) {
            Ok(category) => wanted.category = category,
            Err(refusal) => keep(Some(refusal)),
        }
        match figures::body(form, "lead", register) {
            Ok(lead) => wanted.lead = lead,
            Err(refusal) => keep(Some(refusal)),
        }
        match figures::procedure(form, shell) {
            Ok(procedure) => wanted.procedure = procedure,
            Err(refusal) => keep(Some(refusal)),
        }
        for (name, slot) in [("from", &mut wanted.from), ("until", &mut wanted.until)] {
            match figures::day(form, name) {
                Ok(day) => *slot = day,
                Err(refusal) => keep(Some(refusal)),
            }
        }
        if let (Some(from), Some(until)) = (wanted.from, wanted.until) {
            keep((until < from).then(|| Refusal::invalid("filter.order").at("until")));
        }
        match form.text("standing") {
            "" => {}
            text if STANDINGS.contains(&text) => wanted.standing = Some(text.to_owned()),
            _ => keep(Some(Refusal::invalid("filter.standing").at("standing"))),
        }
        for (name, slot) in [("before", &mut wanted.before), ("after", &mut wanted.after)] {
            match mark(form.text(name)) {
                Ok(mark) => *slot = mark,
                Err(refusal) => keep(Some(refusal)),
            }
        }
        keep(wanted.read_query(form.text("q"), key).err());
        (wanted, refusals)
    }

    fn read_query(&mut self, query: &str, key: &search::WordKey) -> Result<(), Refusal> {
        if query.is_empty() {
            return Ok(());
        }
        query.clone_into(&mut self.query);
        let length = query.chars().count();
        if length > QUERY_MOST {
            let refusal = Refusal::invalid("field.too-long").at("q");
            return Err(refusal.with("most", QUERY_MOST).with("length", length));
        }
        self.words = matters::sought(query).iter().map(|word| search::word(key, word)).collect();
        if self.words.is_empty() {
            return Err(Refusal::invalid("filter.words").at("q"));
        }
        Ok(())
    }

    /// Whether words are searched for.
    pub fn is_search(&self) -> bool {
        !self.words.is_empty()
    }

    /// The same for the statements.
    pub fn filter(&self, shell: &Shell) -> Filter {
        let zone = &shell.state.zone;
        Filter {
            areas: self
                .area
                .map_or_else(Vec::new, |area| figures::within(&shell.state.register, area)),
            category: self.category.as_ref().map(ToString::to_string),
            lead: self.lead,
            procedure: self.procedure.as_ref().map(ToString::to_string),
            standing: self.standing.clone(),
            from: self.from.map(|day| zone.start_of(day)),
            until: self.until.map(|day| zone.end_of(day)),
        }
    }

    fn is_narrowed(&self) -> bool {
        let plain = Self { before: self.before, after: self.after, ..Self::default() };
        *self != plain
    }

    /// An address that asks for the same, from another place.
    fn to(&self, path: &str, place: Option<(&'static str, Mark)>) -> String {
        fn text<T: ToString>(value: Option<&T>) -> String {
            value.map_or_else(String::new, ToString::to_string)
        }
        let mut fields = vec![
            ("q", self.query.clone()),
            ("area", text(self.area.as_ref())),
            ("category", text(self.category.as_ref())),
            ("lead", text(self.lead.as_ref())),
            ("procedure", text(self.procedure.as_ref())),
            ("standing", text(self.standing.as_ref())),
            ("from", text(self.from.as_ref())),
            ("until", text(self.until.as_ref())),
        ];
        if let Some((name, mark)) = place {
            fields.push((name, format!("{}.{}", mark.at.0, mark.matter)));
        }
        address(path, &fields)
    }
}

/// A place in a list as an address writes it: milliseconds, a dot, the number of a matter.
fn mark(text: &str) -> Result<Option<Mark>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.split_once('.')
        .and_then(|(at, matter)| {
            Some(Mark { at: Time(at.parse().ok()?), matter: matter.parse::<MatterId>().ok()? })
        })
        .map(Some)
        .ok_or(Refusal::invalid("filter.place"))
}

/// A page of the list.
#[derive(Default)]
pub struct Part {
    /// The matters, newest first.
    pub items: Vec<Item>,
    newer: Option<Mark>,
    /// Where the next page begins.
    pub older: Option<Mark>,
    /// Whether a search paused before the page was full.
    pub paused: bool,
}

fn mark_of(item: &Item) -> Mark {
    Mark { at: item.received, matter: item.matter }
}

fn place_of(mark: Mark) -> Place {
    Place { received: mark.at, matter: mark.matter }
}

/// Reads the page that is wanted, of at most so many matters.
pub fn listed(
    db: Db<'_>,
    (house, wanted): (&House, &Wanted),
    (filter, ground): (&Filter, Ground<'_>),
    page: usize,
) -> Result<Part, Fault> {
    let today = &ground.today.to_string();
    let checked = |found: Unchecked<Item>| found.checked::<Read>(db, ground, &Who::Public);
    if wanted.is_search() {
        let found =
            views::find(db, (house, &wanted.words), (filter, today), (wanted.before, page))?;
        let views::Found { items, next, paused } = found;
        return Ok(Part { items: checked(items)?, newer: None, older: next, paused });
    }
    let clue = || Clue::public(filter, today);
    let most = page as u32 + 1;
    if let Some(after) = wanted.after {
        let mut items = newest_after(db, clue(), place_of(after), most)?;
        let more = items.cut_front(page);
        let newer = items.first(mark_of).filter(|_| more);
        let older = Some(items.last(mark_of).unwrap_or(after));
        return Ok(Part { items: checked(items)?, newer, older, paused: false });
    }
    let before = wanted.before.map_or_else(Place::first, place_of);
    let mut items = newest(db, clue(), before, most)?;
    let older = items.cut(page, mark_of);
    let newer = wanted.before.map(|before| items.first(mark_of).unwrap_or(before));
    Ok(Part { items: checked(items)?, newer, older, paused: false })
}

/// Everything that a visitor wants, to take away.
///
/// # Errors
/// More matters than one file is made of.
fn everything(
    db: Db<'_>,
    (house, wanted): (&House, &Wanted),
    (filter, ground): (&Filter, Ground<'_>),
) -> Result<Result<Vec<Item>, Refusal>, Fault> {
    let today = &ground.today.to_string();
    let mut items: Vec<Item> = vec![];
    let (mut before, mut mark) = (Place::first(), None);
    loop {
        let ended = if wanted.words.is_empty() {
            let part = newest(db, Clue::public(filter, today), before, DOWNLOAD_PART)?;
            before = part.last(|item| place_of(mark_of(item))).unwrap_or(before);
            let ended = part.len() < DOWNLOAD_PART as usize;
            items.extend(part.checked::<Read>(db, ground, &Who::Public)?);
            ended
        } else {
            let most = DOWNLOAD_PART as usize;
            let found = views::find(db, (house, &wanted.words), (filter, today), (mark, most))?;
            mark = found.next;
            items.extend(found.items.checked::<Read>(db, ground, &Who::Public)?);
            mark.is_none()
        };
        if items.len() > DOWNLOAD_MOST {
            return Ok(Err(Refusal::invalid("filter.too-many").with("most", DOWNLOAD_MOST)));
        }
        if ended {
            return Ok(Ok(items));
        }
    }
}

/// The list as CSV.
pub async fn csv(visit: Visit, form: Form) -> Reply {
    let items = all(&visit, &form).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::csv(&shell, &items)).await?;
    Ok(download("matters.csv", "text/csv; charset=utf-8", bytes))
}

/// The list as a spreadsheet.
pub async fn xlsx(visit: Visit, form: Form) -> Reply {
    let items = all(&visit, &form).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::xlsx(&shell, &items)).await??;
    Ok(download("matters.xlsx", XLSX, bytes))
}

async fn all(visit: &Visit, form: &Form) -> Result<Vec<Item>, Failure> {
    let (wanted, refusals) = Wanted::read(form, &visit.shell, &visit.house().search_keys[0]);
    Refusal::all(refusals)?;
    let (filter, shell) = (wanted.filter(&visit.shell), visit.shell.clone());
    let house = visit.house().clone();
    Ok(visit.read(move |db| everything(db, (&house, &wanted), (&filter, shell.ground()))).await??)
}

/// A matter of the list.
struct Line {
    item: Item,
    /// What the procedure that it follows is called.
    procedure: String,
    standing: Standing,
    area: String,
    category: String,
    lead: String,
    received: String,
    due: Due,
}

#[derive(Template)]
#[template(path = "rooms/square/pages/list.html")]
struct List {
    shell: Shell,
    wanted: Wanted,
    areas: Vec<Choice>,
    categories: Vec<Choice>,
    leads: Vec<Choice>,
    procedures: Vec<Choice>,
    errors: Vec<(String, String)>,
    lines: Vec<Line>,
    newest: String,
    newer: String,
    older: String,
    csv: String,
    xlsx: String,
    paused: bool,
    is_narrowed: bool,
}

/// An entry of a list to choose from.
struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

impl List {
    fn standings(&self) -> Vec<Choice> {
        let choice = |key: &str| Choice {
            value: key.to_owned(),
            name: self.shell.code("square-standing", key),
            chosen: self.wanted.standing.as_deref() == Some(key),
        };
        STANDINGS.iter().map(|key| choice(key)).collect()
    }

    fn from(&self) -> String {
        self.wanted.from.map_or_else(String::new, |day| day.to_string())
    }

    fn until(&self) -> String {
        self.wanted.until.map_or_else(String::new, |day| day.to_string())
    }
}

/// Shows the list.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let (wanted, refusals) = Wanted::read(&form, &shell, &visit.house().search_keys[0]);
    let part = if refusals.is_empty() {
        let (wanted, filter) = (wanted.clone(), wanted.filter(&shell));
        let (house, shell) = (visit.house().clone(), shell.clone());
        let read = move |db: Db<'_>| listed(db, (&house, &wanted), (&filter, shell.ground()), MOST);
        visit.read(read).await?
    } else {
        Part::default()
    };
    let status =
        if refusals.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html(status, &list(shell, wanted, part, &refusals))
}

fn list(shell: Shell, wanted: Wanted, part: Part, refusals: &[Refusal]) -> List {
    let to = |name: &'static str, mark: Option<Mark>| {
        mark.map_or_else(String::new, |mark| wanted.to("/matters", Some((name, mark))))
    };
    let away = wanted.before.is_some() || wanted.after.is_some();
    let error =
        |refusal: &Refusal| (refusal.field.unwrap_or("main").to_owned(), shell.refusal(refusal));
    List {
        areas: areas(&shell, wanted.area),
        categories: categories(&shell, wanted.category.as_ref()),
        leads: leads(&shell, wanted.lead),
        procedures: procedures(&shell, wanted.procedure.as_ref()),
        errors: refusals.iter().map(error).collect(),
        lines: part.items.into_iter().map(|item| line(&shell, item)).collect(),
        newest: if away { wanted.to("/matters", None) } else { String::new() },
        newer: to("after", part.newer),
        older: to("before", part.older),
        csv: wanted.to("/matters.csv", None),
        xlsx: wanted.to("/matters.xlsx", None),
        paused: part.paused,
        is_narrowed: wanted.is_narrowed(),
        wanted,
        shell,
    }
}

fn line(shell: &Shell, item: Item) -> Line {
    Line {
        procedure: shell.called(&item.procedure, "procedure", ""),
        standing: Standing::of(shell, &item),
        area: shell.area_path(item.area),
        category: shell.category(&item.category).to_owned(),
        lead: shell.body(item.lead).to_owned(),
        received: shell.date_of(item.received),
        due: shell.due(&item.due, item.due_state),
        item,
    }
}

/// The areas from the outside inwards: each town is followed by its villages.
fn areas(shell: &Shell, chosen: Option<AreaId>) -> Vec<Choice> {
    let register = &shell.state.register;
    let path = |id: AreaId| {
        let mut codes: Vec<&Code> = register.lineage(id).map(|area| &area.code).collect();
        codes.reverse();
        codes
    };
    let mut areas: Vec<_> = register.areas.values().collect();
    areas.sort_by_cached_key(|area| path(area.id));
    areas
        .into_iter()
        .map(|area| {
            let name = shell.area_path(area.id);
            let name = if name.is_empty() { shell.area(area.id).to_owned() } else { name };
            Choice { value: area.id.to_string(), name, chosen: chosen == Some(area.id) }
        })
        .collect()
}

fn categories(shell: &Shell, chosen: Option<&Code>) -> Vec<Choice> {
    let choice = |code: &Code| Choice {
        value: code.to_string(),
        name: shell.category(code.as_str()).to_owned(),
        chosen: chosen == Some(code),
    };
    shell.state.register.categories.keys().map(choice).collect()
}

fn leads(shell: &Shell, chosen: Option<BodyId>) -> Vec<Choice> {
    let bodies = shell.state.register.bodies_of(&LEADS, shell.today);
    bodies
        .into_iter()
        .map(|body| Choice {
            value: body.id.to_string(),
            name: shell.body(body.id).to_owned(),
            chosen: chosen == Some(body.id),
        })
        .collect()
}

/// The procedures whose matters can be public.
fn procedures(shell: &Shell, chosen: Option<&Code>) -> Vec<Choice> {
    let in_force = shell.state.procedures_in_force(shell.today).into_iter();
    in_force
        .filter(|procedure| procedure.visibility != Openness::Confidential)
        .map(|procedure| Choice {
            value: procedure.id.to_string(),
            name: shell.of(procedure, "procedure", ""),
            chosen: chosen == Some(&procedure.id),
        })
        .collect()
}
