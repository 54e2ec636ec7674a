//! What is audited: who was shown who brought a matter, who asked a second person for that and who
//! decided, who was refused what, who took files away.
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
use crate::rooms::matters::views;

/// Most lines of each kind; further ones are in the log, and in the tables that the operator has.
const LINES_MOST: u32 = 200;

#[derive(Template)]
#[template(path = "rooms/office/pages/audit.html")]
struct AuditPage {
    shell: Shell,
    most: u32,
    looks: Vec<Line>,
    asks: Vec<Line>,
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
    let asks = views::asks_newest(db, LINES_MOST)?;
    let asks = asks.iter().map(|one| ask(db, &shell, one)).collect::<Result<Vec<_>, _>>()?;
    let asks = asks.into_iter().flatten().collect();
    let denied = denied::newest(db, LINES_MOST)?.into_iter();
    let denied = denied.map(|one| refused(&shell, one)).collect();
    let taken = taken::newest(db, LINES_MOST)?.into_iter();
    let taken = taken.map(|(person, one)| file(&shell, person, one)).collect();
    Ok(AuditPage { shell, most: LINES_MOST, looks, asks, denied, taken })
}

fn look(shell: &Shell, stored: &log::Stored) -> Result<Line, Fault> {
    let record = Record::<Fact>::read(&stored.bytes)
        .while_(|| format!("reading record {} of the log", stored.seq))?;
    let (who, post) = by(shell, &record);
    let number = stored.seq.to_string();
    let what = match &record.fact.what {
        What::IdentitySeen(seen) => {
            let purpose = shell.state.purpose(&seen.purpose, shell.language.key());
            let under = seen.ask.map(|ask| ask.to_string()).unwrap_or_default();
            let key =
                if under.is_empty() { "office-audit-look" } else { "office-audit-look-under" };
            shell.tn(key, &[("purpose", purpose), ("record", &number), ("ask", &under)])
        }
        _ => number,
    };
    Ok(Line { at: shell.minute(record.at()), who, post, what })
}

/// Whose act a record is: the person, and by which post.
fn by(shell: &Shell, record: &Record<Fact>) -> (String, String) {
    match record.by() {
        Actor::Officer(officer) => (
            shell.state.person_name(officer.person).to_owned(),
            format!("{} · {}", shell.body(officer.body), shell.code("office", &officer.office)),
        ),
        Actor::Resident | Actor::House => ("–".to_owned(), String::new()),
    }
}

/// A request for a second person, and who decided what on it. Not the reasons: a look at what is
/// audited tells no word of any matter.
fn ask(db: Db<'_>, shell: &Shell, one: &views::LookAsk) -> Result<Option<Line>, Fault> {
    let read = |seq: u64| {
        let stored = log::record(db, seq)?;
        let read = |stored: log::Stored| Record::<Fact>::read(&stored.bytes);
        stored.map(read).transpose().while_(|| format!("reading record {seq} of the log"))
    };
    let Some(record) = read(one.record)? else { return Ok(None) };
    let What::IdentityAsked(asked) = &record.fact.what else { return Ok(None) };
    let (who, post) = by(shell, &record);
    let number = one.record.to_string();
    let purpose = shell.state.purpose(&asked.purpose, shell.language.key());
    let why = shell.code("sheet-look-why", asked.why.name());
    let values = [("why", why.as_str()), ("purpose", purpose), ("record", &number)];
    let mut what = shell.tn("office-audit-ask", &values);
    let decided = one.decided.map(read).transpose()?.flatten();
    let key = match decided.as_ref().map(|decided| &decided.fact.what) {
        Some(What::IdentityGranted(_)) if one.used => "office-audit-ask-used",
        Some(What::IdentityGranted(_)) => "office-audit-ask-granted",
        Some(_) => "office-audit-ask-refused",
        None => "office-audit-ask-open",
    };
    let (second, its_post) = decided.as_ref().map(|decided| by(shell, decided)).unwrap_or_default();
    let at = decided.as_ref().map(|decided| shell.minute(decided.at())).unwrap_or_default();
    let values = [("who", second.as_str()), ("post", its_post.as_str()), ("at", at.as_str())];
    what.push_str(" · ");
    what.push_str(&shell.tn(key, &values));
    Ok(Some(Line { at: shell.minute(record.at()), who, post, what }))
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
