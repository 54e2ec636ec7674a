//! The packages that were published, and when the next one is due.

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use law::figure::Published;

use super::super::tasks;
use crate::kit::{Reply, Shell, Visit, page};

/// The program that recounts a package.
const RECOUNT: &str = include_str!("../../../../../../tools/recount.py");

#[derive(Template)]
#[template(path = "rooms/open/pages/list.html")]
struct ListPage {
    shell: Shell,
    /// When the next package is due; empty where the clock cannot say.
    next: String,
    lines: Vec<Line>,
}

struct Line {
    name: String,
    at: String,
    size: u64,
    hash: String,
}

/// Lists them, the newest first.
pub async fn show(visit: Visit) -> Reply {
    let now = visit.house().now();
    let shell = visit.shell;
    let line = |known: &Published| Line {
        name: known.name.to_string(),
        at: shell.minute(known.at),
        size: known.size,
        hash: known.hash.to_string(),
    };
    let lines = shell.state.register.published.iter().rev().map(line).collect();
    let next = tasks::next(&shell.state, now).map_or_else(String::new, |at| shell.minute(at));
    page(&ListPage { shell, next, lines })
}

/// The program that recounts a package.
pub async fn recount() -> Reply {
    let kind = [(header::CONTENT_TYPE, "text/x-python; charset=utf-8")];
    Ok((kind, RECOUNT).into_response())
}
