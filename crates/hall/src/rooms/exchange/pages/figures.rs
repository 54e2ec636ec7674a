//! Figures, and the rows behind each.

use law::words::MatterId;
use serde::Serialize;
use store::db::Db;
use utoipa::{IntoParams, ToSchema};

use super::answers::{self, Listed, Named, json};
use super::sent::{as_pages, must_know};
use crate::kit::{Form, Reply, Shell, Visit};
use crate::rooms::figures::{
    self, Asked, Group, Half, INDICATORS, Part, Sort, Table, Wanted, asked, rows_to, told,
};

/// How many rows a page has.
const PAGE: usize = 50;

/// What figures are wanted of.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes a query; the reader of the pages reads it")]
pub struct FiguresQuery {
    /// The first day of receipt; the first of January where nothing is said.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day of receipt; today where nothing is said.
    #[param(format = Date)]
    until: Option<String>,
    /// Identifier or code of an area; what lies in it counts too.
    area: Option<String>,
    /// `yes` to count only what names the area itself.
    alone: Option<String>,
    /// Code of a category.
    category: Option<String>,
    /// Identifier or code of a unit; `none` for what no unit leads.
    unit: Option<String>,
    /// Identifier of a procedure, not of a confidential one; the one by which residents bring
    /// matters where nothing is said.
    procedure: Option<String>,
    /// Told apart by `area`, `unit`, `category` or `month`; not at all where nothing is said.
    by: Option<String>,
}

/// A figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    /// Its key, as `/figures/definitions` explains it.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// How many; nothing where too few ratings stand behind it to be told.
    pub numerator: Option<i64>,
    /// Of how many; nothing for a plain count.
    pub denominator: Option<i64>,
    /// Whether it is withheld, so that nobody learns how a single person rated.
    pub is_withheld: bool,
    /// Where the rows of the numerator are listed; nothing where they are not.
    pub numerator_rows: Option<String>,
    /// Where the rows of the denominator are listed; nothing where they are not.
    pub denominator_rows: Option<String>,
}

/// The figures of a unit, an area, a category or a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureGroup {
    /// Its code, or the month; empty for what has none.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The figures of a time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    /// The house.
    pub house: String,
    /// Whether its people and matters are invented.
    pub is_invented: bool,
    /// The day as of which a date has passed.
    #[schema(format = Date)]
    pub as_of: String,
    /// The first day of receipt.
    #[schema(format = Date)]
    pub from: String,
    /// The last day of receipt.
    #[schema(format = Date)]
    pub until: String,
    /// By what the groups are told apart.
    pub by: Option<&'static str>,
    /// The figures of everything.
    pub total: Vec<Figure>,
    /// The figures told apart.
    pub groups: Vec<FigureGroup>,
    /// Where the figures are explained.
    pub definitions: String,
}

/// States figures, each with numerator, denominator and the way to the rows behind it.
#[utoipa::path(get, path = "/api/v1/figures", operation_id = "showFigures", tag = "figures",
    params(FiguresQuery), responses((status = 200, body = Figures)),
    security((), ("token" = [])))]
pub async fn show(visit: Visit, form: Form) -> Reply {
    must_know::<FiguresQuery>(&form)?;
    let (wanted, sort) = asked(&as_pages(&form, &visit), &visit.shell)?;
    let by = Some(sort).filter(|_| !form.text("by").is_empty());
    let (shell, narrowed) = (visit.shell.clone(), wanted.clone());
    let table = visit.read(move |db| table(db, &shell, &narrowed, by)).await?;
    let (shell, address) = (&visit.shell, &visit.app.address);
    let group = |group: &Group| FigureGroup {
        key: group.key.clone(),
        name: group.name.clone(),
        figures: all(shell, address, (&group.wanted, &group.parts)),
    };
    json(&Figures {
        house: shell.house_name().to_owned(),
        is_invented: shell.is_invented(),
        as_of: shell.today.to_string(),
        from: wanted.from.to_string(),
        until: wanted.until.to_string(),
        by: by.map(Sort::name),
        total: all(shell, address, (&wanted, &table.total)),
        groups: table.groups.iter().map(group).collect(),
        definitions: format!("{address}/figures/definitions"),
    })
}

fn table(
    db: Db<'_>,
    shell: &Shell,
    wanted: &Wanted,
    by: Option<Sort>,
) -> Result<Table, store::Fault> {
    if let Some(sort) = by {
        return figures::table(db, shell, wanted, sort);
    }
    let total = figures::whole(db, shell, wanted, &figures::every_key())?;
    Ok(Table { groups: vec![], total: told(shell, wanted, &total) })
}

fn all(shell: &Shell, address: &str, (wanted, parts): (&Wanted, &[Option<Part>])) -> Vec<Figure> {
    let rows = |indicator, half| {
        let to = rows_to(wanted, indicator, half);
        (!to.is_empty()).then(|| format!("{address}/api/v1{to}"))
    };
    let pairs = INDICATORS.iter().zip(parts);
    let figure = |(indicator, part): (&'static figures::Indicator, &Option<Part>)| {
        let is_share = indicator.denominator.is_some();
        Figure {
            key: indicator.key,
            name: figures::called(shell, indicator.key),
            numerator: part.map(|part| part.numerator),
            denominator: part.filter(|_| is_share).map(|part| part.denominator),
            is_withheld: part.is_none(),
            numerator_rows: rows(indicator, Half::Numerator).filter(|_| part.is_some()),
            denominator_rows: rows(indicator, Half::Denominator)
                .filter(|_| part.is_some() && is_share),
        }
    };
    pairs.map(figure).collect()
}

/// Which rows are wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes a query; the reader of the pages reads it")]
pub struct RowsQuery {
    /// The key of the figure.
    key: String,
    /// `numerator` (where nothing is said) or `denominator`.
    part: Option<String>,
    /// The first day of receipt; the first of January where nothing is said.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day of receipt; today where nothing is said.
    #[param(format = Date)]
    until: Option<String>,
    /// Identifier or code of an area; what lies in it counts too.
    area: Option<String>,
    /// `yes` to count only what names the area itself.
    alone: Option<String>,
    /// Code of a category.
    category: Option<String>,
    /// Identifier or code of a unit; `none` for what no unit leads.
    unit: Option<String>,
    /// Identifier of a procedure, not of a confidential one; the one by which residents bring
    /// matters where nothing is said.
    procedure: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// A matter behind a figure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureRow)]
pub struct Row {
    /// How often it is counted: more than once for several promises, or several returns.
    pub times: i64,
    /// The matter.
    pub matter: Listed,
}

/// The rows behind one half of a figure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureRows)]
pub struct Rows {
    /// The figure.
    pub figure: Named,
    /// Which half of it.
    pub part: &'static str,
    /// How many are counted.
    pub total: i64,
    /// How many of them are not public, in steps of five, and so not listed.
    pub not_public: i64,
    /// The public ones, the newest first.
    pub items: Vec<Row>,
    /// What `cursor` takes for the page after this one; nothing on the last page.
    pub next: Option<String>,
}

/// Lists the public matters behind a figure.
#[utoipa::path(get, path = "/api/v1/figures/rows", operation_id = "listFigureRows",
    tag = "figures", params(RowsQuery), responses((status = 200, body = Rows)),
    security((), ("token" = [])))]
pub async fn rows(visit: Visit, form: Form) -> Reply {
    must_know::<RowsQuery>(&form)?;
    let asked = Asked::read(&as_pages(&form, &visit), &visit.shell)?;
    let (shell, address) = (visit.shell.clone(), visit.app.address.clone());
    let scope = asked.scope(&shell);
    let (figure, before) = ((asked.indicator, asked.half), asked.before);
    let wanted = asked.wanted.clone();
    let rows = visit.read(move |db| {
        let (total, not_public) = figures::behind(db, &shell, &wanted, figure)?;
        let mut found =
            figures::listed(db, (shell.ground(), &scope), figure, (before, PAGE as u32 + 1))?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let place = |matter: MatterId, at: i64| format!("{at}.{matter}");
        let last = found.last().filter(|_| more);
        let next = last.map(|(_, item)| place(item.matter, item.received.0));
        let row = |(behind, item): &(figures::Behind, crate::rooms::matters::views::Item)| Row {
            times: behind.times,
            matter: answers::listed(&shell, &address, item),
        };
        Ok(Rows {
            figure: answers::named(&shell, "figures-name", figure.0.key),
            part: figure.1.name(),
            total,
            not_public,
            items: found.iter().map(row).collect(),
            next,
        })
    });
    json(&rows.await?)
}
