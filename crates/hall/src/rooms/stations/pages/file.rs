//! The duty file of a deputy: every line comes from a record and leads to it.

use askama::Template;
use axum::extract::Path;
use law::register::Post;
use law::words::Id;

use super::super::stats;
use super::{deed, deputy_of, year_of};
use crate::kit::{Form, Reply, Shell, Visit, address, page};
use crate::rights::{Asked, Know, Read, Who};
use crate::rooms::activities;
use crate::rooms::matters::views::public_page;

/// Lines on one page.
const MOST: usize = 100;
/// How the kinds of facts about activities begin.
const ACTIVITY: &str = "activity.";

#[derive(Template)]
#[template(path = "rooms/stations/pages/file.html")]
struct FilePage {
    shell: Shell,
    name: String,
    to: String,
    year: String,
    /// The years before and after, where there are any: their words and addresses.
    years: Vec<(String, String)>,
    lines: Vec<Line>,
    next: String,
}

struct Line {
    at: String,
    words: String,
    number: String,
    title: String,
    to: String,
}

/// Whether somebody may read the file: the deputy, and the congress office.
pub fn may_read(visit: &Visit, post: &Post) -> bool {
    visit.may(&Asked::Post("read-duty-file", post.id))
}

/// The file of a year.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let post = deputy_of(&shell, &id)?;
    let this = shell.today.year();
    let year = form.maybe::<i16>("year")?.unwrap_or(this).clamp(post.first.year(), this);
    let before = form.maybe::<i64>("before")?.unwrap_or(i64::MAX);
    let (person, span) = (post.person, year_of(&shell, year));
    let (ground, who) = (shell.clone(), visit.who());
    let read = visit.read(move |db| {
        let mut lines = vec![];
        for deed in stats::file(db, (person, before), span, MOST as u32 + 1)? {
            if deed.kind.starts_with(ACTIVITY) {
                let activity = activities::views::one(db, Id::from_int(deed.matter.int()))?;
                lines.push((deed, true, activity.map(|activity| activity.title)));
                continue;
            }
            // What is not public stays out, and of a matter that the reader may not know of, its
            // number too: the file says that something was done, not with what.
            let found = || public_page(db, &[deed.matter], false);
            let knows = !found()?.checked::<Know>(db, ground.ground(), &who)?.is_empty();
            let public = found()?.checked::<Read>(db, ground.ground(), &Who::Public)?.pop();
            lines.push((deed, knows, public.map(|item| item.title)));
        }
        Ok(lines)
    });
    let read = read.await?;
    let here = format!("/deputies/{}/file", post.id);
    let at = |name: &str, value: String| {
        address(&here, &[("year", year.to_string().as_str()), (name, &value)])
    };
    let next = match read.get(MOST - 1) {
        Some((last, ..)) if read.len() > MOST => at("before", last.record.to_string()),
        _ => String::new(),
    };
    let line = |(one, knows, title): (stats::Deed, bool, Option<String>)| Line {
        at: shell.minute(one.at),
        words: deed(&shell, &one.kind),
        number: if knows { one.matter.grouped() } else { String::new() },
        title: title.unwrap_or_else(|| shell.t("stations-file-closed")),
        to: match knows {
            true if one.kind.starts_with(ACTIVITY) => format!("/activities/{}", one.matter),
            true => format!("/desk/matters/{}", one.matter),
            false => String::new(),
        },
    };
    let beside =
        [year - 1, year + 1].into_iter().filter(|y| (post.first.year()..=this).contains(y));
    let template = FilePage {
        name: shell.state.person_name(post.person).to_owned(),
        to: format!("/deputies/{}", post.id),
        year: year.to_string(),
        years: beside
            .map(|y| (y.to_string(), address(&here, &[("year", y.to_string().as_str())])))
            .collect(),
        lines: read.into_iter().take(MOST).map(line).collect(),
        next,
        shell: shell.clone(),
    };
    page(&template)
}
