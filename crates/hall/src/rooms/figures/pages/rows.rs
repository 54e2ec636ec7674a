//! The rows behind a figure: exactly the matters that its condition counts.

use askama::Template;
use law::clock::Time;
use law::ruling::Refusal;
use law::words::MatterId;
use store::Fault;
use store::db::Db;

use super::super::stats::{self, Behind, Scope};
use super::super::views::{Half, Indicator, indicator};
use super::files::XLSX;
use super::tiles::{called, means, rows_to};
use super::wanted::Wanted;
use super::whole::behind;
use crate::kit::visit::blocking;
use crate::kit::words::grouped;
use crate::kit::{Failure, Form, Reply, Shell, Visit, address, download, page};
use crate::rights::{Ground, Read, Who};
use crate::rooms::ledgers::export;
use crate::rooms::matters::views::{Item, public_page};

/// How many matters a page shows.
const MOST: usize = 50;
/// Most matters of one file to take away.
const DOWNLOAD_MOST: usize = 50_000;

#[derive(Template)]
#[template(path = "rooms/figures/pages/rows.html")]
struct Rows {
    shell: Shell,
    name: String,
    means: String,
    key: &'static str,
    part: String,
    wanted: Wanted,
    total: String,
    not_public: i64,
    lines: Vec<Line>,
    older: String,
    csv: String,
    xlsx: String,
}

struct Line {
    item: Item,
    times: i64,
    area: String,
    lead: String,
    received: String,
    step: String,
}

/// What an address asks for.
pub struct Asked {
    /// The figure.
    pub indicator: &'static Indicator,
    /// Which half of it.
    pub half: Half,
    /// Of what.
    pub wanted: Wanted,
    /// Where the page begins.
    pub before: (Time, MatterId),
}

impl Asked {
    /// Reads the fields of an address.
    ///
    /// # Errors
    /// A figure that there is not, or whose rows nobody may see; a field that cannot be read.
    pub fn read(form: &Form, shell: &Shell) -> Result<Self, Refusal> {
        let unknown = || Refusal::missing("figure.unknown");
        let indicator = indicator(form.text("key")).ok_or_else(unknown)?;
        let half = match form.text("part") {
            "numerator" | "" => Half::Numerator,
            "denominator" => Half::Denominator,
            _ => return Err(unknown()),
        };
        if !indicator.is_listed(half) {
            return Err(Refusal::forbidden("figure.sealed"));
        }
        let before = match form.text("before") {
            "" => (Time(i64::MAX), MatterId::from_int(i64::MAX)),
            text => text
                .split_once('.')
                .and_then(|(at, matter)| Some((Time(at.parse().ok()?), matter.parse().ok()?)))
                .ok_or(Refusal::invalid("filter.place"))?,
        };
        Ok(Self { indicator, half, wanted: Wanted::read(form, shell)?, before })
    }

    /// The same for the statements.
    pub fn scope(&self, shell: &Shell) -> Scope {
        self.wanted.scope(shell)
    }
}

/// Shows the rows, newest first.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let asked = Asked::read(&form, &shell)?;
    let scope = asked.scope(&shell);
    let (figure, before) = ((asked.indicator, asked.half), asked.before);
    let ground = shell.clone();
    let wanted = asked.wanted.clone();
    let (total, not_public, found) = visit
        .read(move |db| {
            let shell = ground;
            let (total, not_public) = behind(db, &shell, &wanted, figure)?;
            let found = listed(db, (shell.ground(), &scope), figure, (before, MOST as u32 + 1))?;
            Ok((total, not_public, found))
        })
        .await?;
    page(&rows(shell, &asked, (total, not_public), found))
}

/// Reads a page of the public rows behind a figure.
pub fn listed(
    db: Db<'_>,
    (ground, scope): (Ground<'_>, &Scope),
    figure: (&Indicator, Half),
    page: ((Time, MatterId), u32),
) -> Result<Vec<(Behind, Item)>, Fault> {
    let behind = stats::rows(db, scope, figure, page)?;
    let matters: Vec<MatterId> = behind.iter().map(|row| row.matter).collect();
    let items = public_page(db, &matters, true)?;
    let items = items.checked::<Read>(db, ground, &Who::Public)?;
    // Read from one snapshot, so each public row has its item.
    let pair = |item: Item| {
        let row = behind.iter().find(|row| row.matter == item.matter).copied();
        row.map(|row| (row, item))
    };
    Ok(items.into_iter().filter_map(pair).collect())
}

fn rows(
    shell: Shell,
    asked: &Asked,
    (total, not_public): (i64, i64),
    mut found: Vec<(Behind, Item)>,
) -> Rows {
    let more = found.len() > MOST;
    found.truncate(MOST);
    let older = found.last().filter(|_| more).map_or_else(String::new, |(_, item)| {
        let mut fields = fields(asked);
        fields.push(("before", format!("{}.{}", item.received.0, item.matter)));
        address("/figures/rows", &fields)
    });
    let line = |(row, item): (Behind, Item)| Line {
        times: row.times,
        area: shell.area_path(item.area),
        lead: shell.body(item.lead).to_owned(),
        received: shell.date_of(item.received),
        step: shell.called(&item.procedure, "step", &item.step),
        item,
    };
    let lines = found.into_iter().map(line).collect();
    Rows {
        name: called(&shell, asked.indicator.key),
        means: means(&shell, asked.indicator.key),
        key: asked.indicator.key,
        part: shell.code("figures-part", asked.half.name()),
        total: grouped(total),
        not_public,
        lines,
        older,
        csv: address("/figures/rows.csv", &fields(asked)),
        xlsx: address("/figures/rows.xlsx", &fields(asked)),
        wanted: asked.wanted.clone(),
        shell,
    }
}

fn fields(asked: &Asked) -> Vec<(&'static str, String)> {
    let mut fields =
        vec![("key", asked.indicator.key.to_owned()), ("part", asked.half.name().to_owned())];
    fields.extend(asked.wanted.fields());
    fields
}

impl Rows {
    /// Whether the other half of the figure can be listed too, and where.
    fn other(&self, half: &str) -> String {
        let half = if half == "numerator" { Half::Numerator } else { Half::Denominator };
        let indicator = indicator(self.key).filter(|found| found.denominator.is_some());
        indicator.map_or_else(String::new, |indicator| rows_to(&self.wanted, indicator, half))
    }
}

/// The public rows as CSV.
pub async fn csv(visit: Visit, form: Form) -> Reply {
    let items = everything(&visit, &form).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::counted_csv(&shell, &items)).await?;
    Ok(download("rows.csv", "text/csv; charset=utf-8", bytes))
}

/// The public rows as a spreadsheet.
pub async fn xlsx(visit: Visit, form: Form) -> Reply {
    let items = everything(&visit, &form).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::counted_xlsx(&shell, &items)).await??;
    Ok(download("rows.xlsx", XLSX, bytes))
}

async fn everything(visit: &Visit, form: &Form) -> Result<Vec<(i64, Item)>, Failure> {
    let asked = Asked::read(form, &visit.shell)?;
    let scope = asked.scope(&visit.shell);
    let (figure, before) = ((asked.indicator, asked.half), asked.before);
    let most = DOWNLOAD_MOST as u32 + 1;
    let shell = visit.shell.clone();
    let read = move |db: Db<'_>| listed(db, (shell.ground(), &scope), figure, (before, most));
    let found = visit.read(read).await?;
    if found.len() > DOWNLOAD_MOST {
        return Err(Refusal::invalid("filter.too-many").with("most", DOWNLOAD_MOST).into());
    }
    Ok(found.into_iter().map(|(row, item)| (row.times, item)).collect())
}
