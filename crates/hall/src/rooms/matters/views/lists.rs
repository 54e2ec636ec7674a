//! Lists of matters: for the public, for a desk, for the wall. Newest first, page by page.

use law::clock::Time;
use law::redaction::shown_by;
use law::words::{AreaId, BodyId, Code, MatterId, PostId};
use store::db::Db;
use store::{Fault, Row, Val};

use crate::rights::{Facts, Listed, Unchecked};

/// A matter as a list shows it, to officers too: the title is filled in from the vault, without
/// what the public does not read. Whole it stands on the matter's page, for who handles it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Item {
    pub matter: MatterId,
    pub title: String,
    pub step: String,
    pub visibility: i64,
    pub area: AreaId,
    pub category: String,
    pub received: Time,
    pub holder_role: String,
    pub holder_body: Option<BodyId>,
    pub holder_post: Option<PostId>,
    pub since: Time,
    pub lead: Option<BodyId>,
    pub due: String,
    pub due_state: i64,
    pub answered: Option<Time>,
    pub means: String,
    pub voices: i64,
    pub returns: i64,
    pub supervised: bool,
    pub procedure: String,
    pub station: Option<BodyId>,
    /// Every body that was ever given it, and whether it sent it back, in order.
    pub given: Vec<(BodyId, bool)>,
    /// On a desk: what is waited for, and until when.
    pub waits_for: String,
    pub waits_until: String,
    pub waits_state: i64,
}

/// Where a page of a list begins: before the matter of this time and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When the last matter of the page before was received.
    pub received: Time,
    /// Its number.
    pub matter: MatterId,
}

impl Place {
    /// Before everything: the first page.
    pub fn first() -> Self {
        Self { received: Time(i64::MAX), matter: MatterId::from_int(i64::MAX) }
    }
}

/// What a public list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Areas: the one chosen, with all that lie in it; empty for all.
    pub areas: Vec<AreaId>,
    /// A category.
    pub category: Option<String>,
    /// The lead unit.
    pub lead: Option<BodyId>,
    /// The procedure, by its identifier.
    pub procedure: Option<String>,
    /// `open`, `answered`, `late`, or nothing.
    pub standing: Option<String>,
    /// Received on or after.
    pub from: Option<Time>,
    /// Received before.
    pub until: Option<Time>,
}

const COLUMNS: &str = "m.matter, v.bytes, m.step, m.visibility, m.area, m.category, m.received, \
    m.holder_role, m.holder_body, m.holder_post, m.since, m.lead, m.due, m.due_state, m.answered, \
    m.means, m.voices, m.returns, m.supervised, m.procedure";

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

/// The bodies that a row names.
pub fn given(text: &str) -> Vec<(BodyId, bool)> {
    let body = |text: &str| {
        let number = text.strip_suffix('r').unwrap_or(text).parse().ok()?;
        Some((BodyId::from_int(number), text.ends_with('r')))
    };
    let mut given: Vec<(BodyId, bool)> = text.split(',').filter_map(body).collect();
    given.sort_unstable();
    given
}

impl Listed for Item {
    fn matter(&self) -> MatterId {
        self.matter
    }

    fn facts(&self) -> Facts {
        let given = |returned: bool| {
            let of = self.given.iter().filter(|(_, is_back)| *is_back == returned);
            of.map(|(body, _)| *body).collect()
        };
        Facts {
            area: self.area,
            visibility: self.visibility,
            station: self.station,
            lead: self.lead,
            kept: given(false),
            sent_back: given(true),
        }
    }
}

/// What a row tells besides of its matter `m`: what is hidden of its title, its station, and every
/// body that was ever given it. A column that no index has keeps an engine from walking one.
pub const BESIDE: &str = "m.hidden, m.station, (SELECT string_agg(CAST(u.body AS TEXT) \
    || CASE u.returned WHEN 1 THEN 'r' ELSE '' END, ',') \
    FROM unit u WHERE u.house = $1 AND u.matter = m.matter \
    AND u.signed >= 0)";

/// The condition under which a desk may tell of a matter `m`: its procedure is not confidential, or
/// one of those that the desk is told of. Codes have no sign that means anything in a statement.
pub fn is_told<'a>(told: impl IntoIterator<Item = &'a Code>) -> String {
    let list: Vec<String> = told.into_iter().map(|code| format!("'{code}'")).collect();
    if list.is_empty() {
        return "m.visibility <> 3".to_owned();
    }
    format!("(m.visibility <> 3 OR m.procedure IN ({}))", list.join(", "))
}

/// How a list is narrowed: the text of its conditions, which this module alone writes, and values.
pub struct Clue {
    sql: String,
    values: Vec<Val>,
}

impl Clue {
    /// Public matters, narrowed by a filter, as of a day.
    pub fn public(filter: &Filter, today: &str) -> Self {
        let mut clue = Self { sql: "m.visibility = 0".to_owned(), values: vec![] };
        clue.narrow(filter, today);
        clue
    }

    /// The same, to be counted: what is open is counted along the index of what is open, unless
    /// something narrower leads; among all that is public it would be looked for one by one.
    pub fn public_counted(filter: &Filter, today: &str) -> Self {
        let named = filter.category.is_some() || filter.procedure.is_some();
        let led = !filter.areas.is_empty() || named || filter.lead.is_some();
        let is_open = matches!(filter.standing.as_deref(), Some("open" | "late"));
        // The sum keeps the engine from taking the index by visibility.
        let visible = if is_open && !led { "m.visibility + 0 = 0" } else { "m.visibility = 0" };
        let mut clue = Self { sql: visible.to_owned(), values: vec![] };
        clue.narrow(filter, today);
        clue
    }

    /// All matters but those of confidential procedures that the office is not told of, with what
    /// of them lies with it `besides`, as conditions; narrowed by a filter, as of a day.
    pub fn all<'a>(
        filter: &Filter,
        today: &str,
        (told, besides): (impl IntoIterator<Item = &'a Code>, &[String]),
    ) -> Self {
        let mut lies = vec![is_told(told)];
        lies.extend_from_slice(besides);
        let sql = format!("m.visibility >= 0 AND ({})", lies.join(" OR "));
        let mut clue = Self { sql, values: vec![] };
        clue.narrow(filter, today);
        clue
    }

    fn value(&mut self, value: impl Into<Val>) -> usize {
        self.values.push(value.into());
        self.values.len() + 1
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn narrow(&mut self, filter: &Filter, today: &str) {
        match filter.areas.as_slice() {
            [] => {}
            [area] => {
                let n = self.value(*area);
                self.and(&format!("m.area = ${n}"));
            }
            areas => {
                // Numbers only: no text of a visitor gets into a statement.
                let list: Vec<String> = areas.iter().map(|area| area.int().to_string()).collect();
                self.and(&format!("m.area IN ({})", list.join(", ")));
            }
        }
        if let Some(category) = &filter.category {
            let n = self.value(category.as_str());
            self.and(&format!("m.category = ${n}"));
        }
        if let Some(lead) = filter.lead {
            let n = self.value(lead);
            self.and(&format!("m.lead = ${n}"));
        }
        if let Some(procedure) = &filter.procedure {
            let n = self.value(procedure.as_str());
            self.and(&format!("m.procedure = ${n}"));
        }
        if let Some(from) = filter.from {
            let n = self.value(from);
            self.and(&format!("m.received >= ${n}"));
        }
        if let Some(until) = filter.until {
            let n = self.value(until);
            self.and(&format!("m.received < ${n}"));
        }
        match filter.standing.as_deref() {
            Some("open") => self.and("m.outcome IS NULL"),
            Some("answered") => self.and("m.outcome = 'answered'"),
            Some("late") => {
                let n = self.value(today);
                self.and("m.outcome IS NULL AND m.due_state IN (0, 2)");
                self.and(&format!("m.due < ${n}"));
            }
            _ => {}
        }
    }
}

/// A statement and its values.
type Statement = (String, Vec<Val>);

/// A page of a list, newest first.
pub fn newest(db: Db<'_>, clue: Clue, before: Place, most: u32) -> Result<Unchecked<Item>, Fault> {
    let (sql, values) = newest_statement(clue, before, most);
    Ok(Unchecked::of(db.query(&sql, &values)?.iter().map(item).collect()))
}

fn newest_statement(mut clue: Clue, before: Place, most: u32) -> Statement {
    let (at, matter) = (clue.value(before.received), clue.value(before.matter));
    let most = clue.value(most);
    let sql = format!(
        "SELECT {COLUMNS}, '', '', 0, {BESIDE} FROM matter m \
         JOIN vault v ON v.house = $1 AND v.text = m.title \
         WHERE m.house = $1 AND {} AND (m.received, m.matter) < (${at}, ${matter}) \
         ORDER BY m.received DESC, m.matter DESC LIMIT ${most}",
        clue.sql
    );
    (sql, clue.values)
}

/// How many matters a clue leaves in, counted up to a bound.
pub fn count(db: Db<'_>, clue: Clue, most: u32) -> Result<i64, Fault> {
    let (sql, values) = count_statement(clue, most);
    Ok(db.one(&sql, &values)?.int(0))
}

fn count_statement(mut clue: Clue, most: u32) -> Statement {
    let most = clue.value(most);
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM matter m WHERE m.house = $1 AND {} LIMIT ${most}) \
         AS counted",
        clue.sql
    );
    (sql, clue.values)
}

/// The page of a list that ends right after a place: the way back from an older page.
pub fn newest_after(
    db: Db<'_>,
    clue: Clue,
    after: Place,
    most: u32,
) -> Result<Unchecked<Item>, Fault> {
    let (sql, values) = newest_after_statement(clue, after, most);
    Ok(Unchecked::of(db.query(&sql, &values)?.iter().rev().map(item).collect()))
}

fn newest_after_statement(mut clue: Clue, after: Place, most: u32) -> Statement {
    let (at, matter) = (clue.value(after.received), clue.value(after.matter));
    let most = clue.value(most);
    let sql = format!(
        "SELECT {COLUMNS}, '', '', 0, {BESIDE} FROM matter m \
         JOIN vault v ON v.house = $1 AND v.text = m.title \
         WHERE m.house = $1 AND {} AND (m.received, m.matter) > (${at}, ${matter}) \
         ORDER BY m.received, m.matter LIMIT ${most}",
        clue.sql
    );
    (sql, clue.values)
}

/// Every statement by which a list is read, to look at how an engine goes about them.
#[cfg(test)]
pub fn statements(filter: &Filter, today: &str) -> Vec<Statement> {
    vec![
        newest_statement(Clue::public(filter, today), Place::first(), 20),
        newest_statement(Clue::all(filter, today, (&[], &[])), Place::first(), 20),
        newest_after_statement(Clue::public(filter, today), Place::first(), 20),
        count_statement(Clue::public_counted(filter, today), 1000),
    ]
}

/// Some matters by their numbers, for search results; only public ones where `public`.
pub fn public_page(
    db: Db<'_>,
    matters: &[MatterId],
    public: bool,
) -> Result<Unchecked<Item>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, '', '', 0, {BESIDE} \
         FROM matter m JOIN vault v ON v.house = $1 AND v.text = m.title \
         WHERE m.house = $1 AND m.matter = $2"
    );
    let mut items = vec![];
    for matter in matters {
        let found = db.maybe(&sql, &[(*matter).into()])?.map(|row| item(&row));
        items.extend(found.filter(|item| !public || item.visibility == 0));
    }
    Ok(Unchecked::of(items))
}

/// Open public matters of an area, or at a named place: for "is yours among these?".
pub fn public_open_in(
    db: Db<'_>,
    area: AreaId,
    place: Option<i64>,
    most: u32,
) -> Result<Unchecked<Item>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, '', '', 0, {BESIDE} \
         FROM matter m JOIN vault v ON v.house = $1 AND v.text = m.title \
         WHERE m.house = $1 AND m.visibility = 0 AND m.outcome IS NULL \
         AND (m.area = $2 OR m.place = $3) ORDER BY m.received DESC LIMIT $4"
    );
    let rows = db.query(&sql, &[area.into(), place.into(), most.into()])?;
    Ok(Unchecked::of(rows.iter().map(item).collect()))
}

/// A matter that was entered at a station for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Entered {
    pub matter: MatterId,
    pub title: String,
    pub at: Time,
    pub channel: String,
    pub slip: String,
    pub step: String,
    pub due: String,
    pub due_state: i64,
    pub procedure: String,
}

/// What officers entered for a station in a span of time, the latest first: its reception list.
pub fn entered_at(
    db: Db<'_>,
    station: BodyId,
    from: Time,
    until: Time,
) -> Result<Vec<Entered>, Fault> {
    let sql = "SELECT m.matter, v.bytes, m.logged, m.channel, m.slip, m.step, m.due, \
               m.due_state, m.procedure, m.hidden \
               FROM matter m JOIN vault v ON v.house = $1 AND v.text = m.title \
               WHERE m.house = $1 AND m.station = $2 AND m.assisted = 1 \
               AND m.logged >= $3 AND m.logged < $4 ORDER BY m.logged DESC, m.matter";
    let rows = db.query(sql, &[station.into(), from.into(), until.into()])?;
    let entered = |row: &Row| Entered {
        matter: row.id(0),
        title: shown_by(row.text(9), row.text(1)).into_owned(),
        at: Time(row.int(2)),
        channel: row.text(3).to_owned(),
        slip: row.text(4).to_owned(),
        step: row.text(5).to_owned(),
        due: row.text(6).to_owned(),
        due_state: row.int(7),
        procedure: row.text(8).to_owned(),
    };
    Ok(rows.iter().map(entered).collect())
}
