//! What was not answered in time: as the clock says on the day, without anybody's doing.

use askama::Template;
use law::words::MatterId;

use super::super::views::silent::{self, Before};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rooms::figures;
use crate::rooms::matters::views::{Item, public_page};

/// How many matters a page has.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "rooms/open/pages/silent.html")]
struct SilentPage {
    shell: Shell,
    total: i64,
    lines: Vec<Line>,
    more: String,
}

struct Line {
    item: Item,
    area: String,
    lead: String,
    late: String,
}

/// Lists the public ones, the longest overdue first.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let after = Before::read(form.text("after"))?;
    let (stated, today) = (figures::stated(&shell.state), shell.today.to_string());
    let read = move |db: store::db::Db<'_>| {
        let total = silent::count(db, &stated, &today)?;
        let found = silent::page(db, (&stated, &today), &after, MOST as u32 + 1)?;
        Ok((total, public_page(db, &found, true)?))
    };
    let (total, mut items) = visit.read(read).await?;
    let is_more = items.len() > MOST;
    items.truncate(MOST);
    let last = items.last().filter(|_| is_more);
    let more = last.map_or_else(String::new, |last| to_after(&last.due, last.matter));
    let line = |item: Item| Line {
        area: shell.area_path(item.area),
        lead: shell.body(item.lead.or(item.holder_body)).to_owned(),
        late: shell.due(&item.due, item.due_state).words,
        item,
    };
    let lines = items.into_iter().map(line).collect();
    page(&SilentPage { total, lines, more, shell: shell.clone() })
}

fn to_after(due: &str, matter: MatterId) -> String {
    address("/open/silent", &[("after", format!("{due}.{matter}"))])
}
