//! The wall screen: what is late and nearly late, and how much lies with whom.

use askama::Template;
use store::Fault;
use store::db::Db;

use crate::kit::{Form, Reply, Shell, Visit, page};
use crate::rooms::desks::views::{self, Load, Standing};

/// Lines of one column: as many as are read from three metres away without scrolling.
const LINES: u32 = 7;
/// How many days before the last one a matter is nearly late, as on the desk.
const SOON_DAYS: i64 = 3;

/// A line of a column.
struct Line {
    title: String,
    standing: String,
    more: String,
}

/// A column, with what it does not show.
struct Column {
    class: &'static str,
    title: String,
    count: i64,
    lines: Vec<Line>,
    left: i64,
    none: String,
}

#[derive(Template)]
#[template(path = "rooms/desks/wall.html")]
struct WallPage {
    shell: Shell,
    open: i64,
    now: String,
    columns: Vec<Column>,
    /// Whether it hangs on a wall and draws itself anew each minute; who reads it at a desk would
    /// be interrupted by that.
    hangs: bool,
}

impl WallPage {
    fn today(&self) -> String {
        self.shell.day(self.shell.today)
    }
}

/// The page, for officers. It hangs where visitors pass, so it names public matters only.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let (shell, now) = (visit.shell.clone(), visit.house().now());
    let now = shell.minute(now).split(' ').next_back().unwrap_or_default().to_owned();
    let composed = visit.read(move |db| compose(db, shell, now)).await?;
    page(&WallPage { hangs: form.is_ticked("hangs"), ..composed })
}

fn compose(db: Db<'_>, shell: Shell, now: String) -> Result<WallPage, Fault> {
    let today = shell.today;
    let soon = today.checked_add(jiff::Span::new().days(SOON_DAYS + 1)).unwrap_or(today);
    let loads = views::load(db, today, soon)?;
    let sum = |count: fn(&Load) -> i64| loads.iter().map(count).sum::<i64>();
    let (open, late_count, soon_count) =
        (sum(|load| load.open), sum(|load| load.late), sum(|load| load.soon));
    let (today_text, soon_text) = (today.to_string(), soon.to_string());
    let late = views::wall(db, "", &today_text, LINES)?;
    let nearly = views::wall(db, &today_text, &soon_text, LINES)?;
    let columns = vec![
        column(&shell, ("is-late", "late"), late_count, &late),
        column(&shell, ("is-soon", "soon"), soon_count, &nearly),
        bodies(&shell, &loads),
    ];
    Ok(WallPage { shell, open, now, columns, hangs: false })
}

fn column(
    shell: &Shell,
    (class, key): (&'static str, &str),
    count: i64,
    standings: &[Standing],
) -> Column {
    let line = |standing: &Standing| {
        let holder = match standing.holder_body {
            Some(body) => shell.body(body).to_owned(),
            None => shell.called(&standing.procedure, "role", &standing.holder_role),
        };
        let title = match standing.title.as_str() {
            "" => shell.t("sheet-not-public"),
            title => title.to_owned(),
        };
        let more = format!("{holder} · {}", shell.area_path(standing.area));
        Line { title, standing: shell.due(&standing.due, 0).words, more }
    };
    Column {
        class,
        title: shell.code("desks-wall", key),
        count,
        lines: standings.iter().map(line).collect(),
        left: count - standings.len() as i64,
        none: shell.code("desks-wall-none", key),
    }
}

/// How much lies with each body, the fullest first.
fn bodies(shell: &Shell, loads: &[Load]) -> Column {
    let line = |load: &Load| Line {
        title: match load.body {
            Some(body) => shell.body(body).to_owned(),
            None => shell.t("role-submitter"),
        },
        standing: shell.t1("desks-wall-count", "count", load.open),
        more: shell.t2("desks-wall-of-which", "late", load.late, "soon", load.soon),
    };
    let lines: Vec<Line> = loads.iter().take(LINES as usize).map(line).collect();
    Column {
        class: "is-running",
        title: shell.t("desks-wall-bodies"),
        count: loads.len() as i64,
        left: (loads.len() - lines.len()) as i64,
        none: shell.t("desks-wall-none-bodies"),
        lines,
    }
}
