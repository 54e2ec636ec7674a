//! A receipt: looked up by its code alone, and the matter that it opens.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use law::matter::rules;
use law::procedure::Do;
use law::ruling::Refusal;
use law::words::{Hash, MatterId, ReceiptCode};
use store::db::{No, Tx};

use super::super::views::{look_up as look_up_in, question};
use crate::kit::session::{self, Opens, Token};
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other};
use crate::rights::{self, ActAsSubmitter, KeepOwnData, Who};
use crate::rooms::matters::sheet::{self, Sheet};
use crate::rooms::matters::{files, views};

#[derive(Template)]
#[template(path = "rooms/counter/pages/look_up.html")]
struct LookUpPage {
    shell: Shell,
    errors: Errors,
    typed: String,
    is_open: bool,
    was_closed: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/matter.html")]
struct MatterPage {
    shell: Shell,
    sheet: Sheet,
    joined: bool,
    /// Whether whoever holds the receipt left a way to be reached.
    is_reached: bool,
    /// Whether that can be erased now.
    may_erase: bool,
    /// The act of erasing.
    act: String,
    /// Where its own pages lie, and its files.
    at: String,
    files: String,
    /// Whether it is a part of the matter that the receipt was given for.
    is_part: bool,
    question: Vec<String>,
    /// What can be done, the first one red.
    acts: Vec<ActLine>,
    said: String,
    /// The matter that it was merged into, where that is public.
    merged: Option<(MatterId, String)>,
}

/// Something the resident can do now.
struct ActLine {
    to: String,
    word: String,
    is_next: bool,
}

/// A receipt that is open in a visitor's browser.
pub struct Opened {
    /// Its matter, or the part of it that is looked at.
    pub matter: MatterId,
    /// Its keyed hash.
    pub mac: Hash,
    /// What is known of it.
    pub receipt: views::Receipt,
}

impl Opened {
    /// As whom its holder asks.
    pub fn who(&self) -> Who {
        self.receipt.who()
    }
}

/// Where the pages of a matter lie that a receipt opens: the address of one of them without its
/// last word.
pub fn base(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(base, _)| base)
}

/// The part of the receipt's matter that an address names.
fn part_in(path: &str) -> Result<Option<MatterId>, Refusal> {
    let Some(rest) = path.strip_prefix("/receipt/parts/") else { return Ok(None) };
    super::matter_in(rest.split('/').next().unwrap_or("")).map(Some)
}

/// The receipt that is open, where one is and no other has taken its place, with the matter that
/// is looked at: the receipt's own, or a part that was split off from it.
///
/// # Errors
/// A part of another matter; whoever joined holds no receipt of parts.
pub async fn opened(visit: &Visit) -> Result<Option<Opened>, Failure> {
    let Some((whole, mac)) = visit.receipt else { return Ok(None) };
    let matter = part_in(&visit.shell.path)?.unwrap_or(whole);
    let shell = visit.shell.clone();
    let found = visit.read(move |db| {
        let receipt = views::by_receipt(db, mac)?;
        let receipt = receipt.filter(|receipt| !receipt.replaced && receipt.matter == whole);
        let Some(receipt) = receipt else { return Ok(None) };
        let own = rights::open::<KeepOwnData>(db, shell.ground(), &receipt.who(), matter)?;
        Ok(Some((receipt, own.is_some())))
    });
    let Some((receipt, is_own)) = found.await? else { return Ok(None) };
    if !is_own {
        return Err(Refusal::missing("matter.unknown").into());
    }
    Ok(Some(Opened { matter, mac, receipt }))
}

/// Where a code is typed in.
pub async fn ask(visit: Visit, form: Form) -> Reply {
    let is_open = opened(&visit).await?.is_some();
    let page = LookUpPage {
        errors: Errors::none(),
        typed: String::new(),
        is_open,
        was_closed: form.text("closed") == "yes",
        shell: visit.shell,
    };
    html(StatusCode::OK, &page)
}

/// Opens the matter of a code. Wrong and unknown codes are answered alike and take the same way.
pub async fn look_up(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let house = visit.house().clone();
    let code = form.text("code").parse::<ReceiptCode>().ok();
    let mac = code.map(|code| house.keys.receipt_mac(&house.code, &code));
    let subject = house.keys.mac("receipt-misses", &house.code, visit.address.as_bytes());
    let (token, before) = (Token::new(house.chance.bytes()), visit.token_in(&headers, "receipt"));
    let (now, new) = (house.now(), token.clone());
    let open = move |tx: &mut Tx<'_>| {
        let found = look_up_in(tx, mac, (subject, now))?;
        let (Some(receipt), Some(mac)) = (found, mac) else { return Ok(false) };
        if let Some(before) = &before {
            session::end(tx, before)?;
        }
        session::begin(tx, &new, &Opens::Receipt(receipt.matter, mac), now)?;
        Ok(true)
    };
    let refusal = match visit.write(open).await {
        Ok(true) => {
            let mut response = see_other("/receipt/matter");
            let cookie = visit.set_cookie("receipt", token.text(), None);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return Ok(response);
        }
        Ok(false) => Refusal::invalid("receipt.unknown").at("code"),
        Err(No::Refusal(refusal)) => refusal,
        Err(No::Fault(fault)) => return Err(fault.into()),
    };
    let page = LookUpPage {
        errors: Errors::of(&visit.shell, &refusal),
        typed: form.text("code").to_owned(),
        is_open: false,
        was_closed: false,
        shell: visit.shell,
    };
    html(crate::kit::failure::status(refusal.kind), &page)
}

/// Forgets the receipt in this browser.
pub async fn close(visit: Visit, headers: HeaderMap, _form: Form) -> Reply {
    if let Some(token) = visit.token_in(&headers, "receipt") {
        visit.write(move |tx: &mut Tx<'_>| Ok(session::end(tx, &token)?)).await?;
    }
    let mut response = see_other("/receipt?closed=yes");
    let cookie = visit.set_cookie("receipt", "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The matter of the receipt that is open.
pub async fn matter(visit: Visit, form: Form) -> Reply {
    let Some(own) = opened(&visit).await? else { return Ok(see_other("/receipt")) };
    let (shell, who, matter) = (visit.shell.clone(), own.who(), own.matter);
    let (sheet, question, merged) = visit
        .read(move |db| {
            let sheet = sheet::compose(db, &shell, &who, matter)?;
            let case = sheet.as_ref().map(|sheet| &sheet.case);
            let own = rights::open::<ActAsSubmitter>(db, shell.ground(), &who, matter)?;
            let asked = own.filter(|own| own.case().question_open);
            let question = asked.map_or(Ok(vec![]), |own| question(db, &own))?;
            let merged = match case.and_then(|case| case.merged_into) {
                Some(into) => sheet::compose(db, &shell, &Who::Public, into)?.map(|_| into),
                None => None,
            };
            Ok((sheet, question, merged))
        })
        .await?;
    let sheet = sheet.ok_or(Refusal::missing("matter.unknown"))?;
    let page = MatterPage {
        at: base(&visit.shell.path).to_owned(),
        files: format!("{}/files", base(&visit.shell.path)),
        is_part: own.matter != own.receipt.matter,
        acts: act_lines(&visit.shell, &sheet, own.receipt.joined),
        joined: own.receipt.joined,
        is_reached: own.receipt.contact.is_some(),
        may_erase: may_erase(&visit.shell, &sheet),
        act: super::fresh_act(visit.house()),
        question,
        said: said(&visit.shell, form.text("done")),
        merged: merged.map(|into| (into, into.grouped())),
        sheet,
        shell: visit.shell,
    };
    html(StatusCode::OK, &page)
}

/// Whether nobody needs to reach whoever brought the matter any more.
fn may_erase(shell: &Shell, sheet: &Sheet) -> bool {
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    rules::may_erase(&sheet.case, procedure.map(|procedure| &**procedure)).is_ok()
}

/// What the last act came to, in words.
fn said(shell: &Shell, done: &str) -> String {
    match done {
        "add" | "answer" | "withdraw" | "rate" | "again" | "look-back" | "channel" | "step"
        | "erase" => shell.code("counter-done", done),
        _ => String::new(),
    }
}

fn act_lines(shell: &Shell, sheet: &Sheet, joined: bool) -> Vec<ActLine> {
    if joined {
        return vec![];
    }
    // In the order in which they matter: what is asked of the resident comes first.
    let order = [
        (Do::AnswerQuestion, "answer"),
        (Do::LookBack, "look-back"),
        (Do::Rate, "rate"),
        (Do::ConfirmChannel, "channel"),
        (Do::Add, "add"),
        (Do::Withdraw, "withdraw"),
    ];
    let is_rated = sheet.case.rating.as_ref().is_some_and(|r| r.round == sheet.case.round);
    let open = order.iter().filter(|(act, _)| sheet.offers(*act));
    let open = open.filter(|(act, _)| {
        *act != Do::ConfirmChannel
            || sheet.case.contact.as_ref().is_some_and(|c| !c.ways.is_empty())
    });
    let line = |(i, (act, name)): (usize, &(Do, &str))| ActLine {
        to: format!("{}/{name}", base(&shell.path)),
        word: match (act, is_rated) {
            (Do::Rate, true) => shell.t("counter-rate-change"),
            _ => shell.code("counter-do", name),
        },
        is_next: i == 0
            && (matches!(act, Do::AnswerQuestion | Do::LookBack)
                || (*act == Do::Rate && !is_rated)),
    };
    // What the procedure calls by names of its own comes first: it is what is waited for.
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let own = sheet.acts.iter().filter(|open| open.act == Do::Step).map(|open| ActLine {
        to: format!("{}/step/{}", base(&shell.path), open.key),
        word: procedure.map_or_else(String::new, |p| shell.of(p, "act", &open.key)),
        is_next: open.moves,
    });
    own.chain(open.enumerate().map(line)).collect()
}

/// A file of the matter of the receipt that is open.
pub async fn file(visit: Visit) -> Reply {
    let Some(own) = opened(&visit).await? else { return Ok(see_other("/receipt")) };
    let unknown = || Refusal::missing("file.unknown");
    let file = visit.shell.path.rsplit('/').next().unwrap_or("");
    let file = file.parse().map_err(|_| unknown())?;
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let served = visit
        .read(move |db| match sheet::compose(db, &shell, &own.who(), own.matter)? {
            Some(sheet) => files::serve(&house, &sheet, file),
            None => Ok(None),
        })
        .await?;
    Ok(served.ok_or_else(unknown)?)
}
