//! What stands on a desk: the matters that a post has to do with, and what each waits for.

mod claims;
mod told;
mod wall;

use claims::{Known, Named, Statement, claims};
pub use wall::{Load, Standing, load, wall};

use jiff::civil::Date;
use law::clock::Time;
use law::record::Officer;
use law::redaction::shown_by;
use law::register::Register;
use law::words::{AreaId, BodyId, Id, MatterId, PostId};
use store::db::Db;
use store::{Fault, Row, Val};

use crate::rights::Unchecked;
use crate::rooms::matters::Told;
use crate::rooms::matters::views::{
    BESIDE, Clue, Filter, Item, Place, given, is_told, newest, public_page,
};

/// Most matters that a tab counts; more are shown as "99+". Counting further would make the desk
/// of a large office slow for a number that nobody works by; the figures tell it exactly.
pub const COUNT_MOST: i64 = 100;
/// What stands for a request for more time in the place of a clock's name.
pub const ASKS_TIME: &str = "more-time";
/// What stands for being supervised in the place of a clock's name.
pub const SUPERVISED: &str = "supervised";

/// A tab of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What waits for me.
    Waiting,
    /// What was raised and has not reached the office yet; for the office alone.
    New,
    /// What is open and lies with somebody else.
    Following,
    /// What was sent back as "not ours".
    SentBack,
    /// What has run out.
    Late,
    /// Everything, ended or not.
    All,
}

impl Tab {
    /// Every tab, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::New, Self::Following, Self::SentBack, Self::Late, Self::All];

    /// The name in addresses and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::New => "new",
            Self::Following => "following",
            Self::SentBack => "sent-back",
            Self::Late => "late",
            Self::All => "all",
        }
    }

    /// The tab of a name; the first where there is none of that name.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.name() == name).unwrap_or(Self::Waiting)
    }
}

/// Whose desk it is: an office, and where it sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// The congress office.
    Office(BodyId),
    /// A leader of the house.
    Leader(PostId),
    /// A deputy at a station: sees what names the own post.
    Deputy(BodyId, PostId),
    /// The staff of a station.
    Station(BodyId),
    /// A handling unit.
    Unit(BodyId),
}

impl Seat {
    /// The seat of an officer; `None` for a post that handles no matters.
    pub fn of(officer: &Officer) -> Option<Self> {
        match officer.office.as_str() {
            "congress-office" => Some(Self::Office(officer.body)),
            "leader" => Some(Self::Leader(officer.post)),
            "deputy" => Some(Self::Deputy(officer.body, officer.post)),
            "station-staff" => Some(Self::Station(officer.body)),
            "handler" => Some(Self::Unit(officer.body)),
            _ => None,
        }
    }

    /// The office of it.
    pub const fn office(self) -> &'static str {
        match self {
            Self::Office(_) => "congress-office",
            Self::Leader(_) => "leader",
            Self::Deputy(..) => "deputy",
            Self::Station(_) => "station-staff",
            Self::Unit(_) => "handler",
        }
    }

    /// Whether it sees every matter of the house.
    pub const fn sees_all(self) -> bool {
        matches!(self, Self::Office(_) | Self::Leader(_))
    }
}

/// In which order a desk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The first to fall due first.
    Due,
    /// The newest first.
    Received,
    /// What has stood longest first.
    Since,
}

impl Sort {
    /// The order of a name, where there is one of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "due" => Some(Self::Due),
            "received" => Some(Self::Received),
            "since" => Some(Self::Since),
            _ => None,
        }
    }

    /// The name in addresses and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Received => "received",
            Self::Since => "since",
        }
    }
}

/// What a desk is asked for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Whose desk.
    pub seats: Vec<Seat>,
    /// The tab.
    pub tab: Tab,
    /// The order.
    pub sort: Sort,
    /// Areas: the one chosen with all that lie in it; empty for all.
    pub areas: Vec<AreaId>,
    /// A category.
    pub category: Option<String>,
    /// Only these matters, where a search has found some.
    pub among: Option<Vec<MatterId>>,
    /// Where the page before ended: the value it was sorted by, and the matter.
    pub after: Option<(String, MatterId)>,
    /// The day.
    pub today: Date,
    /// Confidential procedures of which each office is told, see [`matters::told`].
    pub told: Told,
    /// The posts of leaders, see [`leaders`]: what waits for one of them in person does not wait
    /// for the office.
    pub leaders: Vec<PostId>,
}

/// The posts that leaders hold on a day. What waits for a post that is over waits for the office.
pub fn leaders(register: &Register, today: Date) -> Vec<PostId> {
    let posts = register.posts.values();
    let posts = posts.filter(|post| post.office == "leader" && post.is_held(today));
    posts.map(|post| post.id).collect()
}

fn all_claims(statement: &mut Statement, wish: &Wish, tab: (Tab, Named)) -> Option<String> {
    let today = wish.today.to_string();
    let claimed = |seat: &Seat| {
        let told = is_told(wish.told_to(*seat));
        let known = Known { today: &today, told: &told, leaders: &wish.leaders };
        claims(statement, *seat, tab, known)
    };
    let all: Vec<String> = wish.seats.iter().flat_map(claimed).collect();
    (!all.is_empty()).then(|| all.join(" UNION ALL "))
}

/// How many matters a tab holds, up to [`COUNT_MOST`].
pub fn count(db: Db<'_>, wish: &Wish, tab: Tab) -> Result<i64, Fault> {
    let Some((sql, values)) = count_statement(wish, tab) else { return Ok(0) };
    Ok(db.one(&sql, &values)?.int(0))
}

fn count_statement(wish: &Wish, tab: Tab) -> Option<(String, Vec<Val>)> {
    let mut statement = Statement::default();
    let claims = all_claims(&mut statement, wish, (tab, Named::Often))?;
    let most = statement.bind(COUNT_MOST);
    // Counting ends at the bound and sorts nothing. Only clocks name a matter more than once.
    let some = match (wish.seats.len(), tab) {
        (1, Tab::New | Tab::Following | Tab::SentBack | Tab::All) => {
            format!("SELECT 1 FROM ({claims}) AS k LIMIT {most}")
        }
        _ => format!("SELECT DISTINCT +k.matter FROM ({claims}) AS k LIMIT {most}"),
    };
    Some((format!("SELECT COUNT(*) FROM ({some}) AS counted"), statement.values))
}

/// A page of a desk, one line a matter with the first thing that it waits for.
pub fn page(db: Db<'_>, wish: &Wish, most: u32) -> Result<Unchecked<Item>, Fault> {
    let sees_all = wish.seats.iter().any(|seat| seat.sees_all());
    if wish.tab == Tab::All && sees_all {
        return everything(db, wish, most);
    }
    match wish.seats.as_slice() {
        [seat] => one_seat(db, wish, *seat, most).map(Unchecked::of),
        _ => many_seats(db, wish, most).map(Unchecked::of),
    }
}

/// The columns of a line beside what is waited for.
const LINE: &str = "m.matter, v.bytes, m.step, m.visibility, m.area, m.category, m.received, \
    m.holder_role, m.holder_body, m.holder_post, m.since, m.lead, m.due, m.due_state, \
    m.answered, m.means, m.voices, m.returns, m.supervised, m.procedure";

/// A line is looked up for each claim. The cross join keeps an engine from going the other way:
/// through all matters in the order of the page, asking of each whether it is claimed.
const LOOKED_UP: &str = "CROSS JOIN matter m CROSS JOIN vault v";

/// A page of the desk of one seat: each of its claims is walked in order by its index, and no
/// further than the page.
fn one_seat(db: Db<'_>, wish: &Wish, seat: Seat, most: u32) -> Result<Vec<Item>, Fault> {
    let mut items = vec![];
    let statements = seat_statements(wish, seat, most);
    for (sql, values) in &statements {
        items.extend(db.query(sql, values)?.iter().map(item));
    }
    if statements.len() > 1 {
        items.sort_by(|a, b| in_order(wish.sort, a, b));
        items.truncate(most as usize);
    }
    Ok(items)
}

fn seat_statements(wish: &Wish, seat: Seat, most: u32) -> Vec<(String, Vec<Val>)> {
    let (today, told) = (wish.today.to_string(), is_told(wish.told_to(seat)));
    let known = Known { today: &today, told: &told, leaders: &wish.leaders };
    let tab = (wish.tab, Named::Once);
    let count = claims(&mut Statement::default(), seat, tab, known).len();
    let text = |i| {
        let mut statement = Statement::default();
        let claim = claims(&mut statement, seat, tab, known).swap_remove(i);
        let mut narrowed = narrow(&mut statement, wish, "k");
        if let Some(among) = &wish.among {
            narrowed.push_str(&format!(" AND m.matter IN ({})", numbers(among)));
        }
        let most = statement.bind(most);
        let sql = format!(
            "SELECT {LINE}, k.waits, k.until, k.standing, {BESIDE} FROM ({claim}) AS k \
             {LOOKED_UP} WHERE m.house = $1 AND m.matter = k.matter \
             AND v.house = $1 AND v.text = m.title{narrowed} ORDER BY {} LIMIT {most}",
            order(wish, "k")
        );
        (sql, statement.values)
    };
    (0..count).map(text).collect()
}

/// The order of a page as a statement has it.
fn order(wish: &Wish, claim: &str) -> String {
    match wish.sort {
        Sort::Due => format!("{claim}.until, {claim}.matter"),
        Sort::Received => {
            let received = received(wish, claim);
            format!("{received}.received DESC, {received}.matter DESC")
        }
        Sort::Since => "m.since, m.matter".to_owned(),
    }
}

/// Whose time of receipt a page is sorted by: of everything that lies on a seat it is walked along
/// its index, which only the claim itself can be.
fn received<'a>(wish: &Wish, claim: &'a str) -> &'a str {
    if wish.tab == Tab::All && wish.among.is_none() { claim } else { "m" }
}

/// The same order among lines that were read.
fn in_order(sort: Sort, a: &Item, b: &Item) -> std::cmp::Ordering {
    match sort {
        Sort::Due => (&a.waits_until, a.matter).cmp(&(&b.waits_until, b.matter)),
        Sort::Received => (b.received, b.matter).cmp(&(a.received, a.matter)),
        Sort::Since => (a.since, a.matter).cmp(&(b.since, b.matter)),
    }
}

/// A page of the desks of somebody with several posts: gathered first, since one matter may wait
/// for two of them and is told once.
fn many_seats(db: Db<'_>, wish: &Wish, most: u32) -> Result<Vec<Item>, Fault> {
    let Some((sql, values)) = many_statement(wish, most) else { return Ok(vec![]) };
    Ok(db.query(&sql, &values)?.iter().map(item).collect())
}

fn many_statement(wish: &Wish, most: u32) -> Option<(String, Vec<Val>)> {
    let mut statement = Statement::default();
    let claims = all_claims(&mut statement, wish, (wish.tab, Named::Once))?;
    let among = wish
        .among
        .as_ref()
        .map_or_else(String::new, |among| format!(" WHERE k.matter IN ({})", numbers(among)));
    let narrowed = narrow(&mut statement, wish, "f");
    let order = order(wish, "f");
    let most = statement.bind(most);
    let sql = format!(
        "WITH claim AS ({claims}), \
         first AS (SELECT k.matter, k.until, k.waits, k.standing, k.received, ROW_NUMBER() OVER \
         (PARTITION BY +k.matter ORDER BY k.until, k.waits) AS turn FROM claim k{among}) \
         SELECT {LINE}, f.waits, f.until, f.standing, {BESIDE} \
         FROM first f {LOOKED_UP} WHERE m.house = $1 AND m.matter = f.matter \
         AND v.house = $1 AND v.text = m.title AND f.turn = 1{narrowed} \
         ORDER BY {order} LIMIT {most}"
    );
    Some((sql, statement.values))
}

/// A page of everything in the house, newest first: walked by its index and not gathered first.
fn everything(db: Db<'_>, wish: &Wish, most: u32) -> Result<Unchecked<Item>, Fault> {
    let told = wish.told_to_all();
    if let Some(among) = &wish.among {
        let mut items = public_page(db, among, false)?;
        items.retain(|item| {
            let is_told = told.iter().any(|told| **told == *item.procedure);
            (item.visibility != 3 || is_told || wish.is_besides(item))
                && (wish.areas.is_empty() || wish.areas.contains(&item.area))
                && wish.category.as_ref().is_none_or(|category| *category == item.category)
        });
        return Ok(items);
    }
    let filter =
        Filter { areas: wish.areas.clone(), category: wish.category.clone(), ..Filter::default() };
    let before = wish.after.as_ref().map_or_else(Place::first, |(key, matter)| Place {
        received: Time(key.parse().unwrap_or(i64::MAX)),
        matter: *matter,
    });
    newest(db, Clue::all(&filter, &wish.today.to_string(), (told, &wish.besides())), before, most)
}

fn numbers<K>(ids: &[Id<K>]) -> String {
    // A list of nothing is no list in SQL.
    if ids.is_empty() {
        return "NULL".to_owned();
    }
    let numbers: Vec<String> = ids.iter().map(|id| id.int().to_string()).collect();
    numbers.join(", ")
}

/// The conditions of a wish on the rows of matters `m` and of claims.
fn narrow(statement: &mut Statement, wish: &Wish, claim: &str) -> String {
    let mut conditions = vec![];
    if !wish.areas.is_empty() {
        conditions.push(format!("m.area IN ({})", numbers(&wish.areas)));
    }
    if let Some(category) = &wish.category {
        conditions.push(format!("m.category = {}", statement.bind(category.as_str())));
    }
    if let Some((key, matter)) = &wish.after {
        let number = key.parse::<i64>().unwrap_or(0);
        let (column, sign, key) = match wish.sort {
            Sort::Due => (format!("{claim}.until, {claim}.matter"), ">", statement.bind(&**key)),
            Sort::Received => {
                let received = received(wish, claim);
                let columns = format!("{received}.received, {received}.matter");
                (columns, "<", statement.bind(number))
            }
            Sort::Since => ("m.since, m.matter".to_owned(), ">", statement.bind(number)),
        };
        let matter = statement.bind(*matter);
        conditions.push(format!("({column}) {sign} ({key}, {matter})"));
    }
    conditions.iter().fold(String::new(), |sql, condition| sql + " AND " + condition)
}

/// Where a page that ended with this matter goes on.
pub fn place(item: &Item, sort: Sort) -> (String, MatterId) {
    let key = match sort {
        Sort::Due => item.waits_until.clone(),
        Sort::Received => item.received.0.to_string(),
        Sort::Since => item.since.0.to_string(),
    };
    (key, item.matter)
}

fn item(row: &Row) -> Item {
    Item {
        matter: row.id(0),
        title: shown_by(row.text(23), row.text(1)).into_owned(),
        step: row.text(2).to_owned(),
        visibility: row.int(3),
        area: row.id(4),
        category: row.text(5).to_owned(),
        received: Time(row.int(6)),
        holder_role: row.text(7).to_owned(),
        holder_body: row.maybe_id(8),
        holder_post: row.maybe_id(9),
        since: Time(row.int(10)),
        lead: row.maybe_id(11),
        due: row.text(12).to_owned(),
        due_state: row.int(13),
        answered: row.maybe_int(14).map(Time),
        means: row.text(15).to_owned(),
        voices: row.int(16),
        returns: row.int(17),
        supervised: row.maybe_int(18).is_some(),
        procedure: row.text(19).to_owned(),
        waits_for: row.text(20).to_owned(),
        waits_until: row.text(21).to_owned(),
        waits_state: row.int(22),
        station: row.maybe_id(24),
        given: given(row.text(25)),
    }
}

/// The matters among some that lie on one of the seats at all.
pub fn seen_among(
    db: Db<'_>,
    seats: &[Seat],
    among: Vec<MatterId>,
    (today, told): (Date, Told),
) -> Result<Unchecked<Item>, Fault> {
    let most = among.len() as u32;
    let wish = Wish {
        seats: seats.to_vec(),
        tab: Tab::All,
        sort: Sort::Received,
        areas: vec![],
        category: None,
        among: Some(among),
        after: None,
        today,
        told,
        // What lies with a seat is told whatever it waits for.
        leaders: vec![],
    };
    page(db, &wish, most)
}

/// Every statement by which a desk is read, to look at how an engine goes about them.
#[cfg(test)]
pub fn statements(wish: &Wish) -> Vec<(String, Vec<Val>)> {
    let counts = Tab::ALL.into_iter().filter_map(|tab| count_statement(wish, tab));
    let pages = match wish.seats.as_slice() {
        [seat] => seat_statements(wish, *seat, 50),
        _ => many_statement(wish, 50).into_iter().collect(),
    };
    counts.chain(pages).collect()
}
