//! What is audited: who was shown who brought a matter, who was refused what, who took files away.
//! A look at it changes nothing, and tells no word of any matter.

use askama::Template;
use law::matter::{Fact, What};
use law::record::{Actor, Record};
use law::words::PersonId;
use store::db::Db;
use store::fault::Context;
use store::{Fault, log};

use crate::kit::denied::{self, Denied};
use crate::kit::taken::{self, Taken};
use crate::kit::{Reply, Shell, Visit, page};

/// Most lines of each kind; further ones are in the log, and in the tables that the operator has.
const LINES_MOST: u32 = 200;

#[derive(Template)]
#[template(path = "rooms/office/pages/audit.html")]
struct AuditPage {
    shell: Shell,
    most: u32,
    looks: Vec<Line>,
    denied: Vec<Line>,
    taken: Vec<Line>,
}

/// A line: when, who, by which post, and what.
struct Line {
    at: String,
    who: String,
    post: String,
    what: String,
}

/// The page.
pub async fn show(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    page(&visit.read(move |db| compose(db, shell)).await?)
}

fn compose(db: Db<'_>, shell: Shell) -> Result<AuditPage, Fault> {
    let looks = log::looks(db, LINES_MOST)?;
    let looks = looks.iter().map(|stored| look(&shell, stored)).collect::<Result<_, _>>()?;
    let denied = denied::newest(db, LINES_MOST)?.into_iter();
    let denied = denied.map(|one| refused(&shell, one)).collect();
    let taken = taken::newest(db, LINES_MOST)?.into_iter();
    let taken = taken.map(|(person, one)| file(&shell, person, one)).collect();
    Ok(AuditPage { shell, most: LINES_MOST, looks, denied, taken })
}

fn look(shell: &Shell, stored: &log::Stored) -> Result<Line, Fault> {
    let record = Record::<Fact>::read(&stored.bytes)
        .while_(|| format!("reading record {} of the log", stored.seq))?;
    let (who, post) = match record.by() {
        Actor::Officer(officer) => (
            shell.state.person_name(officer.person).to_owned(),
            format!("{} · {}", shell.body(officer.body), shell.code("office", &officer.office)),
        ),
        Actor::Resident | Actor::House => ("–".to_owned(), String::new()),
    };
    let purpose = match &record.fact.what {
        What::IdentitySeen { purpose, .. } => shell.state.purpose(purpose, shell.language.key()),
        _ => "–",
    };
    let number = stored.seq.to_string();
    let what = shell.tn("office-audit-look", &[("purpose", purpose), ("record", &number)]);
    Ok(Line { at: shell.minute(record.at()), who, post, what })
}

fn refused(shell: &Shell, one: Denied) -> Line {
    let times = shell.t1("office-audit-times", "times", one.times);
    let who = person(shell, one.person);
    Line { at: shell.minute(one.at), who, post: times, what: one.what }
}

fn file(shell: &Shell, of: PersonId, one: Taken) -> Line {
    let rows = shell.t1("office-audit-rows", "rows", one.rows);
    Line { at: shell.minute(one.at), who: person(shell, of), post: rows, what: one.what }
}

fn person(shell: &Shell, person: PersonId) -> String {
    shell.state.person_name(person).to_owned()
}
