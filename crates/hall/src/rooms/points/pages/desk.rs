//! Where points are entered, agreed to and given for goods; no page lists passbooks.

use askama::Template;
use axum::http::StatusCode;
use law::points::{Draft, Ledger};
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use store::db::{Answer, No};

use super::super::acts::{self, Wish};
use super::super::views;
use super::{Priced, by_code, named, priced};
use crate::kit::{Errors, Form, Reply, Shell, Visit, failure, html, qr, see_other, visit};

/// What waits, on one page.
const WAITING_MOST: u32 = 100;

#[derive(Template)]
#[template(path = "rooms/points/pages/desk.html")]
struct DeskPage {
    shell: Shell,
    errors: Errors,
    form: Form,
    act: String,
    deeds: Vec<Priced>,
    goods: Vec<Priced>,
    waiting: Vec<Waiting>,
    more: bool,
    ledgers: Vec<(String, i64)>,
    done: String,
}

/// A voluntary act that waits for a second person.
struct Waiting {
    passbook: String,
    number: String,
    record: u64,
    words: String,
    day: String,
    points: i64,
    by: String,
    station: String,
    /// Whether whoever looks entered it.
    is_own: bool,
}

#[derive(Template)]
#[template(path = "rooms/points/pages/given.html")]
struct GivenPage {
    shell: Shell,
    groups: Vec<String>,
    number: String,
    qr: String,
    replaced: bool,
}

/// The page.
pub async fn show(visit: Visit, form: Form) -> Reply {
    render(&visit, form, (Errors::none(), StatusCode::OK)).await
}

async fn render(visit: &Visit, form: Form, (errors, status): (Errors, StatusCode)) -> Reply {
    let shell = visit.shell.clone();
    let (mut found, ledgers) =
        visit.read(|db| Ok((views::waiting(db, WAITING_MOST + 1)?, views::ledgers(db)?))).await?;
    let more = found.len() > WAITING_MOST as usize;
    found.truncate(WAITING_MOST as usize);
    let (deeds, goods) = priced(&shell);
    let language = shell.language.key();
    let waiting = |one: views::Entry| Waiting {
        passbook: one.passbook.to_string(),
        number: one.passbook.grouped(),
        record: one.record,
        words: format!("{} × {}", shell.state.tariff.name(&one.deed, language), one.units),
        day: one.day.parse().map_or(one.day.clone(), |day| shell.day(day)),
        points: one.points,
        by: one.person.map_or("", |person| shell.state.person_name(person)).to_owned(),
        station: shell.state.body_name(one.body, language).to_owned(),
        is_own: one.person == visit.person,
    };
    let named = Ledger::ALL.iter().map(|ledger| shell.code("points-ledger", ledger.name()));
    let template = DeskPage {
        act: form.act(&visit.house().chance).to_string(),
        waiting: found.into_iter().map(waiting).collect(),
        more,
        deeds,
        goods,
        ledgers: named.zip(ledgers).collect(),
        done: form.text("done").to_owned(),
        errors,
        form,
        shell: shell.clone(),
    };
    html(status, &template)
}

/// What a form asks for; the word for what was done.
async fn wish(visit: &Visit, form: &Form) -> Answer<(Wish, &'static str)> {
    let (typed, reason) = (form.text("passbook"), form.text("reason").to_owned());
    let record = || form.must::<u64>("record");
    Ok(match form.text("do") {
        "open" => (Wish::Open(form.is_ticked("asked")), "opened"),
        "replace" => (Wish::Replace(named(visit, typed).await?, reason), "replaced"),
        "enter" => {
            let (day, count) = (form.maybe("day")?, form.maybe("count")?);
            let draft = Draft { deed: form.text("deed").to_owned(), day, count };
            (Wish::Enter(named(visit, typed).await?, draft), "entered")
        }
        "agree" => (Wish::Agree(named(visit, typed).await?, record()?), "agreed"),
        "decline" => (Wish::Decline(named(visit, typed).await?, record()?, reason), "declined"),
        // Goods are given to whoever shows the code, and not by a number that others know.
        "redeem" => {
            let id = by_code(visit, typed).await?;
            let pieces = form.maybe("pieces")?;
            (Wish::Redeem(id, form.text("good").to_owned(), pieces), "redeemed")
        }
        _ => return Err(Refusal::invalid("field.unreadable").at("do").into()),
    })
}

/// Does what a form asks for.
pub async fn send(visit: Visit, form: Form) -> Reply {
    let house = visit.house().clone();
    let (id, by) = (form.act(&house.chance), Actor::Officer(visit.post()?.clone()));
    let asked = match wish(&visit, &form).await {
        Ok((wish, done)) => {
            let reply = |reply| acts::ask(&house, (id, by), wish, reply);
            visit::answered(reply).await.map(|answer| (answer.answer, done))
        }
        Err(no) => Err(no),
    };
    match asked {
        Ok((passbook, done @ ("opened" | "replaced"))) => {
            given(&visit, id, passbook.grouped(), done == "replaced")
        }
        Ok((_, done)) => Ok(see_other(&format!("/points/desk?done={done}"))),
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            render(&visit, form, (errors, failure::status(refusal.kind))).await
        }
        Err(No::Fault(fault)) => Err(fault.into()),
    }
}

/// The slip of a passbook: its code is shown here and nowhere again.
fn given(visit: &Visit, act: ActId, number: String, replaced: bool) -> Reply {
    let shell = visit.shell.clone();
    let code = acts::code_of(visit.house(), act).to_string();
    let template = GivenPage {
        groups: code.split('-').map(str::to_owned).collect(),
        qr: qr::svg(&code, &shell.t("points-qr")).unwrap_or_default(),
        number,
        replaced,
        shell,
    };
    html(StatusCode::OK, &template)
}
