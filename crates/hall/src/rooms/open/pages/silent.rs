//! What was not answered in time: as the clock says on the day, without anybody's doing.

use askama::Template;
use law::words::MatterId;

use super::super::views::silent::{self, Before};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::{Read, Who};
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
    let ground = shell.clone();
    let read = move |db: store::db::Db<'_>| {
        let total = silent::count(db, &stated, &today)?;
        let found = silent::page(db, (&stated, &today), &after, MOST as u32 + 1)?;
        let mut items = public_page(db, &found, true)?;
        let more = items.cut(MOST, |last| to_after(&last.due, last.matter));
        let items = items.checked::<Read>(db, ground.ground(), &Who::Public)?;
        Ok((total, items, more.unwrap_or_default()))
    };
    let (total, items, more) = visit.read(read).await?;
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
