//! The duty file of a deputy: every line comes from a record and leads to it; the deputy contests
//! what is not so, and somebody of another post decides.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::record::Actor;
use law::register::Post;
use law::ruling::Refusal;
use law::words::{Id, MatterId};
use store::Fault;
use store::db::{Db, No};

use super::super::acts::{self, Wish};
use super::super::stats;
use super::super::views::{self, Contest};
use super::{deed, deputy_of, year_of};
use crate::kit::{Errors, Form, Reply, Shell, Visit, address, failure, html, see_other, visit};
use crate::rights::{Asked, Know, Read, Who};
use crate::rooms::activities;
use crate::rooms::matters::views::public_page;

/// Lines on one page.
const MOST: usize = 100;
/// Contested lines on one page.
const CONTESTS_MOST: u32 = 200;
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
    errors: Errors,
    form: Form,
    act: String,
    contests: Vec<Contested>,
    /// Whether whoever looks is the deputy, and whether they decide on what is contested.
    is_own: bool,
    decides: bool,
}

/// A contested line.
struct Contested {
    record: u64,
    words: String,
    number: String,
    reason: String,
    at: String,
    tag: (&'static str, String),
    is_open: bool,
    why: String,
}

struct Line {
    record: u64,
    at: String,
    /// Whether nobody has contested it yet.
    is_plain: bool,
    is_struck: bool,
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
    render(&visit, &id, (form, Errors::none(), StatusCode::OK)).await
}

/// Contests a line, or decides on one.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let house = visit.house().clone();
    let file = deputy_of(&visit.shell, &id)?.id;
    let (act, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let reason = form.text("reason").to_owned();
    let wish = match form.text("do") {
        "contest" => Ok(Wish::Contest(reason)),
        "stands" => Ok(Wish::Decide(true, reason)),
        "struck" => Ok(Wish::Decide(false, reason)),
        _ => Err(Refusal::invalid("field.unreadable").at("do")),
    };
    let asked = match (wish, form.must::<u64>("record")) {
        (Ok(wish), Ok(record)) => {
            let reply = |reply| acts::ask(&house, (act, by), (file, record), wish, reply);
            visit::answered(reply).await
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal.into()),
    };
    match asked {
        Ok(_) => Ok(see_other(&format!("/deputies/{file}/file"))),
        Err(No::Refusal(refusal)) if refusal.code == "page.unknown" => Err(refusal.into()),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, &id, (form, errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

/// What is read of a line: whether the reader knows of its matter, and its title where it is
/// public.
type Known = (stats::Deed, bool, Option<String>);

/// What is read of a contested line: whether the reader knows what it is about, both reasons.
type Told = (Contest, bool, [String; 2]);

fn find(
    db: Db<'_>,
    reader: (&Shell, &Who),
    (post, before): (&Post, i64),
    span: (law::clock::Time, law::clock::Time),
) -> Result<(Vec<Known>, Vec<Told>), Fault> {
    let deeds = stats::file(db, (post.person, before), span, MOST as u32 + 1)?;
    let contests = views::contests(db, post.id, CONTESTS_MOST)?;
    let lines = deeds.iter().map(|deed| (deed.kind.as_str(), deed.matter));
    let contested = contests.iter().map(|contest| (contest.kind.as_str(), contest.about));
    let subjects = Subjects::read(db, reader, lines.chain(contested))?;
    let line = |deed: stats::Deed| {
        let (knows, title) = subjects.of(deed.matter);
        (deed, knows, title)
    };
    let told = |contest: Contest| {
        let text = |id| activities::views::text(db, id);
        let texts = [text(contest.reason)?, contest.why.map(text).transpose()?.unwrap_or_default()];
        let (knows, _) = subjects.of(contest.about);
        Ok((contest, knows, texts))
    };
    let contests = contests.into_iter().map(told).collect::<Result<_, Fault>>()?;
    Ok((deeds.into_iter().map(line).collect(), contests))
}

/// What lines are about. Of a matter that is not public the title stays out, and of one that the
/// reader may not know of, its number too: the file says that something was done, not with what.
struct Subjects {
    known: BTreeSet<MatterId>,
    titles: BTreeMap<MatterId, String>,
}

impl Subjects {
    /// Reads what lines are about, each subject once: many lines are about the same matter.
    fn read<'a>(
        db: Db<'_>,
        (shell, who): (&Shell, &Who),
        lines: impl Iterator<Item = (&'a str, MatterId)>,
    ) -> Result<Self, Fault> {
        let (mut known, mut matters) = (BTreeSet::new(), BTreeSet::new());
        let mut titles = BTreeMap::new();
        for (kind, about) in lines {
            if !kind.starts_with(ACTIVITY) {
                matters.insert(about);
            } else if known.insert(about) {
                let activity = activities::views::one(db, Id::from_int(about.int()))?;
                titles.extend(activity.map(|activity| (about, activity.title)));
            }
        }
        let matters: Vec<MatterId> = matters.into_iter().collect();
        let found = || public_page(db, &matters, false);
        let may_know = found()?.checked::<Know>(db, shell.ground(), who)?;
        known.extend(may_know.iter().map(|item| item.matter));
        let public = found()?.checked::<Read>(db, shell.ground(), &Who::Public)?;
        titles.extend(public.into_iter().map(|item| (item.matter, item.title)));
        Ok(Self { known, titles })
    }

    /// Whether the reader may know what a line is about, and its title where everybody may.
    fn of(&self, about: MatterId) -> (bool, Option<String>) {
        (self.known.contains(&about), self.titles.get(&about).cloned())
    }
}

async fn render(
    visit: &Visit,
    id: &str,
    (form, errors, status): (Form, Errors, StatusCode),
) -> Reply {
    let shell = visit.shell.clone();
    let post = deputy_of(&shell, id)?;
    let this = shell.today.year();
    let year = form.maybe::<i16>("year")?.unwrap_or(this).clamp(post.first.year(), this);
    let before = form.maybe::<i64>("before")?.unwrap_or(i64::MAX);
    let span = year_of(&shell, year);
    let (ground, who, own) = (shell.clone(), visit.who(), post.clone());
    let read = visit.read(move |db| find(db, (&ground, &who), (&own, before), span));
    let (read, contested) = read.await?;
    let here = format!("/deputies/{}/file", post.id);
    let at = |name: &str, value: String| {
        address(&here, &[("year", year.to_string().as_str()), (name, &value)])
    };
    let next = match read.get(MOST - 1) {
        Some((last, ..)) if read.len() > MOST => at("before", last.record.to_string()),
        _ => String::new(),
    };
    let standing = |record: i64| contested.iter().find(|(one, ..)| one.record == record as u64);
    let line = |(one, knows, title): Known| Line {
        record: one.record as u64,
        is_plain: standing(one.record).is_none(),
        is_struck: standing(one.record).is_some_and(|(one, ..)| one.struck == Some(true)),
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
    let lines = read.into_iter().take(MOST).map(line).collect();
    let is_own = visit.person == Some(post.person);
    let decides = !is_own && visit.may(&Asked::Post("correct-duty-file", post.id));
    let beside =
        [year - 1, year + 1].into_iter().filter(|y| (post.first.year()..=this).contains(y));
    let template = FilePage {
        name: shell.state.person_name(post.person).to_owned(),
        to: format!("/deputies/{}", post.id),
        year: year.to_string(),
        years: beside
            .map(|y| (y.to_string(), address(&here, &[("year", y.to_string().as_str())])))
            .collect(),
        lines,
        contests: contested.into_iter().map(|one| told(&shell, one)).collect(),
        act: form.act(&visit.house().chance).to_string(),
        errors,
        form,
        is_own,
        decides,
        next,
        shell: shell.clone(),
    };
    html(status, &template)
}

fn told(shell: &Shell, (one, knows, [reason, why]): Told) -> Contested {
    let tag = match one.struck {
        None => ("is-soon", "open"),
        Some(false) => ("is-done", "stands"),
        Some(true) => ("is-refused", "struck"),
    };
    Contested {
        record: one.record,
        words: deed(shell, &one.kind),
        number: if knows { one.about.grouped() } else { String::new() },
        at: shell.minute(one.at),
        tag: (tag.0, shell.code("stations-contest", tag.1)),
        is_open: one.struck.is_none(),
        reason,
        why,
    }
}
