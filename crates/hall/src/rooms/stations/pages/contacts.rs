//! Keeping in touch (双联系): who visits whom, what is due, and the visits that were made.

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use law::network::{Pair, Visits};
use law::office;
use law::record::Actor;
use law::register::Register;
use law::ruling::Refusal;
use law::words::{Code, PersonId, TextRef};
use store::db::No;

use crate::kit::{Errors, Form, Reply, Shell, Visit, failure, html, see_other, visit};
use crate::rights::Asked;
use crate::rooms::office::put_enclosing;

/// How many visits of a pair are shown, the last first.
const VISITS_MOST: usize = 3;
/// Of other people's pairs, those whose visit is due within so many days are shown to the office.
const SOON_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "rooms/stations/pages/contacts.html")]
struct ContactsPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    /// The pairs of whoever looks.
    own: Vec<Line>,
    /// Of the others those whose visit is due soon, for the office.
    others: Vec<Line>,
    keeps: bool,
}

/// A pair.
struct Line {
    code: String,
    who: String,
    whom: String,
    every: i64,
    /// When the next visit is due; empty where its time is over.
    due: String,
    is_over: bool,
    visits: Vec<(String, String)>,
    made: usize,
}

/// How many visits of somebody are overdue, for their desk.
pub fn overdue_of(register: &Register, person: PersonId, today: Date) -> usize {
    let own = register.contacts.values().filter(|(pair, _)| pair.person == person);
    own.filter(|(pair, visits)| pair.is_overdue(visits, today)).count()
}

/// Who is visited, in words.
fn whom(shell: &Shell, pair: &Pair) -> String {
    let posts = &shell.state.register.posts;
    match (pair.deputy.and_then(|post| posts.get(&post)), pair.area) {
        (Some(post), _) => shell.state.person_name(post.person).to_owned(),
        (None, Some(area)) => shell.area_path(area),
        (None, None) => String::new(),
    }
}

fn line(shell: &Shell, code: &Code, (pair, visits): &(Pair, Visits)) -> Line {
    let mut last: Vec<_> = visits.iter().collect();
    last.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let visit = |(day, came): &&(Date, TextRef)| {
        (shell.day(*day), shell.state.name(*came, "zh").to_owned())
    };
    let due = pair.due(visits, shell.today);
    Line {
        code: code.to_string(),
        who: shell.state.person_name(pair.person).to_owned(),
        whom: whom(shell, pair),
        every: i64::from(pair.every),
        due: due.map_or_else(String::new, |due| shell.day(due)),
        is_over: due.is_some_and(|due| due < shell.today),
        visits: last.iter().take(VISITS_MOST).map(visit).collect(),
        made: visits.len(),
    }
}

/// The page.
pub async fn show(visit: Visit) -> Reply {
    render(&visit, Form::default(), (Errors::none(), StatusCode::OK))
}

fn render(visit: &Visit, form: Form, (errors, status): (Errors, StatusCode)) -> Reply {
    let shell = visit.shell.clone();
    let keeps = visit.may(&Asked::List("read-register", "contacts"));
    let person = visit.must_be_signed_in()?;
    let contacts = shell.state.register.contacts.iter();
    let (own, mut others): (Vec<_>, Vec<_>) =
        contacts.partition(|(_, (pair, _))| pair.person == person);
    let soon = shell.today.checked_add(jiff::Span::new().days(SOON_DAYS)).unwrap_or(shell.today);
    others
        .retain(|(_, (pair, visits))| pair.due(visits, shell.today).is_some_and(|due| due <= soon));
    let sorted = |pairs: Vec<(&Code, &(Pair, Visits))>| {
        let mut pairs = pairs;
        // What is overdue longest comes first, what is over last.
        pairs.sort_by_key(|(_, (pair, visits))| pair.due(visits, shell.today).unwrap_or(Date::MAX));
        pairs.into_iter().map(|(code, pair)| line(&shell, code, pair)).collect::<Vec<_>>()
    };
    let template = ContactsPage {
        own: sorted(own),
        others: if keeps { sorted(others) } else { vec![] },
        act: form.act(&visit.house().chance).to_string(),
        keeps,
        errors,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

/// Enters a visit.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let asked = match (form.text("code").parse::<Code>(), form.maybe::<Date>("day")) {
        (Err(_), _) => Err(Refusal::missing("page.unknown").into()),
        (_, Err(refusal)) => Err(refusal.into()),
        (Ok(code), Ok(day)) => {
            let came = form.text("came").to_owned();
            let by_whom = by.clone();
            let rule = move |book: &office::Book, enclosures: &mut law::ruling::Enclosures<'_>| {
                office::visit(book, (&code, &by_whom), (day, &came), enclosures)
            };
            visit::blocking(move || put_enclosing(&house, (id, by), rule)).await?
        }
    };
    match asked {
        Ok(_) => Ok(see_other("/contacts")),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, form, (errors, failure::status(refusal.kind)))
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}
