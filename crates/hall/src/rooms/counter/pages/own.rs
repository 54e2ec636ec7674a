//! What a resident does with the own matter: add, answer, withdraw, rate, look back, confirm.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use law::matter::acts::Act;
use law::procedure::{ActRule, Do, Files, Procedure};
use law::record::ActId;
use law::ruling::{Kind, Refusal};
use store::db::{Answer, No};

use super::super::{acts, views};
use super::fields::{Asked, asked};
use super::receipt::{Opened, base, opened};
use super::{act_of, fresh_act};
use crate::desk::Done;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other, visit};
use crate::rights::{self, ActAsSubmitter};
use crate::rooms::matters::sheet::{self, Sheet};
use crate::rooms::matters::{self, Outcome, files};
use crate::rooms::notices::{Claim, masked};

/// What every page of an own act shows.
pub struct Around {
    /// Where the pages of the matter lie.
    pub at: String,
    pub errors: Errors,
    pub form: Form,
    pub act: String,
    pub title: String,
    pub number: String,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/text.html")]
struct TextPage {
    shell: Shell,
    around: Around,
    question: Vec<String>,
    is_answer: bool,
    limits: Files,
    again: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/withdraw.html")]
struct WithdrawPage {
    shell: Shell,
    around: Around,
    /// Whether the reason is given and only the last word is missing.
    is_sure: bool,
    /// What the procedure asks beyond the reason.
    fields: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/rate.html")]
struct RatePage {
    shell: Shell,
    around: Around,
    scale: Vec<(String, String)>,
    rating: String,
    solved: String,
    days: u32,
    /// Whether the matter was entered for the resident and no own channel is confirmed.
    assisted: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/again.html")]
struct AgainPage {
    shell: Shell,
    around: Around,
    rating: String,
    solved: &'static str,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/look_back.html")]
struct LookBackPage {
    shell: Shell,
    around: Around,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/channel.html")]
struct ChannelPage {
    shell: Shell,
    around: Around,
    /// Where the code goes, with its middle left out.
    hint: String,
    is_sent: bool,
}

/// The receipt that is open, of whoever brought the matter.
///
/// # Errors
/// A refusal where none is open any more, or the receipt is that of somebody who joined.
pub async fn own(visit: &Visit) -> Result<Opened, Failure> {
    let own = opened(visit).await?.ok_or(Refusal::forbidden("counter.receipt-closed"))?;
    if own.receipt.joined {
        return Err(Refusal::forbidden("counter.joined-reads").into());
    }
    Ok(own)
}

/// Where the pages of a matter lie: the address without the act, and without its key.
fn matter_base(path: &str) -> &str {
    path.split_once("/step/").map_or_else(|| base(path), |(at, _)| at)
}

/// Back to the page of the matter, which says what was done.
fn back(visit: &Visit, done: &str) -> Response {
    see_other(&format!("{}/matter?done={done}", base(&visit.shell.path)))
}

pub async fn sheet_of(visit: &Visit, own: &Opened) -> Result<Sheet, Failure> {
    let (shell, who, matter) = (visit.shell.clone(), own.who(), own.matter);
    let sheet = visit.read(move |db| sheet::compose(db, &shell, &who, matter)).await?;
    Ok(sheet.ok_or(Refusal::missing("matter.unknown"))?)
}

/// The sheet of the own matter, where an act is open to its resident now.
async fn sheet_for(visit: &Visit, act: Do) -> Result<Sheet, Failure> {
    let own = own(visit).await?;
    let sheet = sheet_of(visit, &own).await?;
    if !sheet.offers(act) {
        let refusal = Refusal::conflict("act.not-now").with("act", act.name());
        return Err(refusal.with("step", &sheet.case.step).into());
    }
    Ok(sheet)
}

pub fn around(visit: &Visit, sheet: &Sheet, (form, errors): (Form, Errors)) -> Around {
    Around {
        at: matter_base(&visit.shell.path).to_owned(),
        act: act_of(&form, visit.house()),
        errors,
        form,
        title: sheet.title.clone(),
        number: sheet.number.clone(),
    }
}

pub fn blank() -> (Form, Errors) {
    (Form::default(), Errors::none())
}

/// Asks for an act by the receipt that is open. Whoever is signed in by a post is an officer, also
/// with a receipt in hand: the law says what that means.
pub async fn ask(visit: &Visit, id: ActId, (own, act): (&Opened, Act)) -> Answer<Done<Outcome>> {
    let who = if visit.officers.is_empty() { own.who() } else { visit.who() };
    let (house, asked) = (visit.house(), (own.matter, act));
    visit::answered(|reply| matters::ask(house, id, who, asked, reply)).await
}

/// What is wrong with what was typed, to be shown beside it; every other no goes on.
pub fn mendable(visit: &Visit, no: No) -> Result<Errors, Failure> {
    match no {
        No::Refusal(refusal) if refusal.kind == Kind::Invalid => {
            Ok(Errors::of(&visit.shell, &refusal))
        }
        no => Err(no.into()),
    }
}

// --- add, answer a question ---------------------------------------------------------------------

/// Where something is added.
pub async fn adding(visit: Visit) -> Reply {
    text_page(visit, false, (StatusCode::OK, blank(), false)).await
}

/// Where a handler's question is answered.
pub async fn answering(visit: Visit) -> Reply {
    text_page(visit, true, (StatusCode::OK, blank(), false)).await
}

async fn text_page(
    visit: Visit,
    is_answer: bool,
    (code, filled, again): (StatusCode, (Form, Errors), bool),
) -> Reply {
    let act = if is_answer { Do::AnswerQuestion } else { Do::Add };
    let (own, sheet) = (own(&visit).await?, sheet_for(&visit, act).await?);
    let (ground, who, matter) = (visit.shell.clone(), own.who(), own.matter);
    let asked = visit.read(move |db| {
        let own = rights::open::<ActAsSubmitter>(db, ground.ground(), &who, matter)?;
        own.filter(|_| is_answer).map_or(Ok(vec![]), |own| views::question(db, &own))
    });
    let question = asked.await?;
    let limits = limits(&visit, &sheet)?;
    let around = around(&visit, &sheet, filled);
    let shell = visit.shell;
    html(code, &TextPage { shell, around, question, is_answer, limits, again })
}

fn limits(visit: &Visit, sheet: &Sheet) -> Result<Files, Refusal> {
    let procedure = visit.shell.state.procedures.get(&sheet.case.rules);
    Ok(procedure.ok_or(Refusal::conflict("procedure.none"))?.files)
}

/// Adds something.
pub async fn add(visit: Visit, form: Form) -> Reply {
    typed(visit, form, false).await
}

/// Answers a handler's question.
pub async fn answer(visit: Visit, form: Form) -> Reply {
    typed(visit, form, true).await
}

async fn typed(visit: Visit, mut form: Form, is_answer: bool) -> Reply {
    let own = own(&visit).await?;
    let sheet = sheet_of(&visit, &own).await?;
    let limits = limits(&visit, &sheet)?;
    let (sent, house) = (form.take_files(), visit.house().clone());
    let had_files = !sent.is_empty();
    let id = form.act(&house.chance);
    let text = form.text("text").replace("\r\n", "\n");
    let asked = match visit::blocking(move || files::keep(&house, sent, limits)).await? {
        Ok(files) if is_answer => {
            ask(&visit, id, (&own, Act::AnswerQuestion { text, files })).await
        }
        Ok(files) => ask(&visit, id, (&own, Act::Add { text, files })).await,
        Err(no) => Err(no),
    };
    match asked {
        Ok(_) if is_answer => Ok(back(&visit, "answer")),
        Ok(_) => Ok(back(&visit, "add")),
        Err(no) => {
            let errors = mendable(&visit, no)?;
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            text_page(visit, is_answer, (code, (form, errors), had_files)).await
        }
    }
}

// --- withdraw ------------------------------------------------------------------------------------

/// Where the reason for withdrawing is given.
pub async fn withdrawing(visit: Visit) -> Reply {
    withdraw_page(visit, false, (StatusCode::OK, blank())).await
}

async fn withdraw_page(
    visit: Visit,
    is_sure: bool,
    (code, filled): (StatusCode, (Form, Errors)),
) -> Reply {
    let sheet = sheet_for(&visit, Do::Withdraw).await?;
    let (procedure, rule) = rule_of(&visit.shell, &sheet, Do::Withdraw)?;
    let fields = asked(&visit.shell, (&procedure, &rule), &filled.0);
    let around = around(&visit, &sheet, filled);
    html(code, &WithdrawPage { shell: visit.shell, around, is_sure, fields })
}

/// The procedure of a matter, and its rule for an act where the matter stands.
fn rule_of(
    shell: &Shell,
    sheet: &Sheet,
    act: Do,
) -> Result<(std::sync::Arc<Procedure>, ActRule), Refusal> {
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let procedure = procedure.ok_or(Refusal::conflict("procedure.none"))?;
    let rule = procedure.acts_at(&sheet.case.step).find(|rule| rule.act == act);
    let not_now = || Refusal::conflict("act.not-now").with("act", act.name());
    let rule = rule.ok_or_else(|| not_now().with("step", &sheet.case.step))?;
    Ok((procedure.clone(), rule.clone()))
}

/// Withdraws the matter, after having asked once more.
pub async fn withdraw(visit: Visit, form: Form) -> Reply {
    let own = own(&visit).await?;
    let reason = form.text("reason").replace("\r\n", "\n");
    if form.text("change") == "yes" {
        return withdraw_page(visit, false, (StatusCode::OK, (form, Errors::none()))).await;
    }
    if form.text("sure") != "yes" && !reason.is_empty() {
        return withdraw_page(visit, true, (StatusCode::OK, (form, Errors::none()))).await;
    }
    let sheet = sheet_for(&visit, Do::Withdraw).await?;
    let (_, rule) = rule_of(&visit.shell, &sheet, Do::Withdraw)?;
    let fields = form.filling(&rule);
    let id = form.act(&visit.house().chance);
    match ask(&visit, id, (&own, Act::Withdraw { reason, fields })).await {
        Ok(_) => Ok(back(&visit, "withdraw")),
        Err(no) => {
            let errors = mendable(&visit, no)?;
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            withdraw_page(visit, false, (code, (form, errors))).await
        }
    }
}

// --- rate ----------------------------------------------------------------------------------------

/// Where the answer is rated.
pub async fn rating(visit: Visit) -> Reply {
    rate_page(visit, (StatusCode::OK, blank())).await
}

async fn rate_page(visit: Visit, (code, filled): (StatusCode, (Form, Errors))) -> Reply {
    let sheet = sheet_for(&visit, Do::Rate).await?;
    let shell = visit.shell.clone();
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let of = procedure.ok_or(Refusal::conflict("procedure.none"))?;
    let rule = &of.rating;
    let page = RatePage {
        scale: rule
            .scale
            .iter()
            .map(|key| (key.to_string(), shell.of(of, "rating", key)))
            .collect(),
        // What was said before stands on no page: nobody can be made to show it.
        rating: filled.0.text("rating").to_owned(),
        solved: filled.0.text("solved").to_owned(),
        days: u32::from(rule.changeable_days),
        assisted: sheet.case.assisted && !sheet.case.confirmed,
        around: around(&visit, &sheet, filled),
        shell: shell.clone(),
    };
    html(code, &page)
}

/// Rates the answer. Whoever is not satisfied is asked next whether to have it handled again; the
/// rating stands already, so leaving that page loses nothing.
pub async fn rate(visit: Visit, form: Form) -> Reply {
    let own = own(&visit).await?;
    let id = form.act(&visit.house().chance);
    let again = form.is_ticked("again");
    let asked = match acts::rating(&form) {
        Ok((rating, solved)) => {
            let act = Act::Rate { rating: rating.clone(), solved, again };
            ask(&visit, id, (&own, act)).await.map(|_| (rating, solved))
        }
        Err(refusal) => Err(refusal.into()),
    };
    let (rating, solved) = match asked {
        Ok(rated) => rated,
        Err(no) => {
            let errors = mendable(&visit, no)?;
            return rate_page(visit, (StatusCode::UNPROCESSABLE_ENTITY, (form, errors))).await;
        }
    };
    let sheet = sheet_of(&visit, &own).await?;
    let procedure = visit.shell.state.procedures.get(&sheet.case.rules);
    let asks = procedure.is_some_and(|procedure| acts::asks_again(procedure, &rating));
    if again {
        return Ok(back(&visit, "again"));
    }
    if !asks || !sheet.offers(Do::Rate) {
        return Ok(back(&visit, "rate"));
    }
    let mut around = around(&visit, &sheet, blank());
    around.act = fresh_act(visit.house());
    let solved = if solved { "yes" } else { "no" };
    let (shell, rating) = (visit.shell, rating.to_string());
    html(StatusCode::OK, &AgainPage { shell, around, rating, solved })
}

// --- look back -----------------------------------------------------------------------------------

/// Where a resident says whether it is still solved.
pub async fn looking_back(visit: Visit) -> Reply {
    let sheet = sheet_for(&visit, Do::LookBack).await?;
    let around = around(&visit, &sheet, blank());
    html(StatusCode::OK, &LookBackPage { shell: visit.shell, around })
}

/// Says whether it is still solved.
pub async fn look_back(visit: Visit, form: Form) -> Reply {
    let own = own(&visit).await?;
    let id = form.act(&visit.house().chance);
    let asked = match acts::look_back(&form) {
        Ok(act) => ask(&visit, id, (&own, act)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match asked {
        Ok(_) => Ok(back(&visit, "look-back")),
        Err(no) => {
            let errors = mendable(&visit, no)?;
            let sheet = sheet_for(&visit, Do::LookBack).await?;
            let around = around(&visit, &sheet, (form, errors));
            let page = LookBackPage { shell: visit.shell, around };
            html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

// --- confirm an own channel ----------------------------------------------------------------------

/// Where a code is asked for, that confirms an own channel.
pub async fn confirming(visit: Visit) -> Reply {
    channel_page(visit, false, (StatusCode::OK, blank())).await
}

async fn channel_page(
    visit: Visit,
    is_sent: bool,
    (code, filled): (StatusCode, (Form, Errors)),
) -> Reply {
    let sheet = sheet_for(&visit, Do::ConfirmChannel).await?;
    let claim = channel(&visit, &sheet).await?;
    let around = around(&visit, &sheet, filled);
    let (shell, hint) = (visit.shell, masked(&claim.recipient));
    html(code, &ChannelPage { shell, around, hint, is_sent })
}

/// The address by which the resident of a matter can be reached, as that of whoever holds the
/// receipt.
async fn channel(visit: &Visit, sheet: &Sheet) -> Result<Claim, Failure> {
    let none = || Refusal::conflict("counter.channel-none");
    let text = sheet.case.contact.as_ref().map(|contact| contact.text.id).ok_or_else(none)?;
    let house = visit.house().clone();
    let contact = visit.read(move |db| matters::contact(&house, db, text)).await?;
    let contact = contact.ok_or_else(none)?;
    let (phone, mail) = (contact.phone.trim().to_owned(), contact.mail.trim().to_owned());
    let whose = own(visit).await?.mac;
    match (phone.is_empty(), mail.is_empty()) {
        (false, _) => Ok(Claim { whose, way: "sms", recipient: phone }),
        (true, false) => Ok(Claim { whose, way: "mail", recipient: mail }),
        (true, true) => Err(none().into()),
    }
}

/// Sends a code to the resident's own channel, or takes the one that came.
pub async fn confirm(visit: Visit, form: Form) -> Reply {
    let own = own(&visit).await?;
    let sheet = sheet_for(&visit, Do::ConfirmChannel).await?;
    let claim = channel(&visit, &sheet).await?;
    if form.text("send") == "yes" {
        let shell = visit.shell.clone();
        let subject = shell.t("counter-channel-subject");
        let body = |code: &str| shell.t1("counter-channel-message", "code", code);
        claim.send(&visit, |code| (subject.clone(), body(code))).await?;
        return channel_page(visit, true, (StatusCode::OK, blank())).await;
    }
    if !claim.takes(&visit, form.text("code")).await? {
        let refusal = Refusal::invalid("channel.code-wrong").at("code");
        let filled = (form, Errors::of(&visit.shell, &refusal));
        return channel_page(visit, true, (StatusCode::UNPROCESSABLE_ENTITY, filled)).await;
    }
    let id = form.act(&visit.house().chance);
    ask(&visit, id, (&own, Act::ConfirmChannel {})).await?;
    Ok(back(&visit, "channel"))
}
