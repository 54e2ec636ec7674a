//! The folder of receipts: who has several keeps them under an own address, and opens it by a code
//! that is sent there.
//!
//! No account is needed to say anything. The house keeps a keyed hash of the address, no address.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use law::clock::Time;
use law::matter::acts::Contact;
use law::matter::rules::check_contact;
use law::ruling::Refusal;
use law::words::Hash;
use store::db::{No, Tx};

use super::super::views::folder::{self, Kept};
use super::receipt::{Opened, opened};
use crate::house::House;
use crate::kit::failure::status;
use crate::kit::session::{self, Opens, Token};
use crate::kit::shell::Due;
use crate::kit::{Errors, Failure, Form, Reply, Shell, Visit, html, see_other};
use crate::rights::{Bearer, Know, Who};
use crate::rooms::matters::views::{by_receipt, public_page};
use crate::rooms::notices::{Claim, masked};

/// Codes that the holder of one receipt has sent in an hour, to whatever address.
const CODES_MOST: i64 = 5;
const CODES_MS: i64 = 60 * 60_000;

#[derive(Template)]
#[template(path = "rooms/counter/pages/folder.html")]
struct FolderPage {
    shell: Shell,
    errors: Errors,
    address: String,
    /// Where a code went that is waited for, with its middle left out; empty where none is.
    sent: String,
    /// Whether a receipt is open in this browser, which is then put into the folder.
    keeps: bool,
}

#[derive(Template)]
#[template(path = "rooms/counter/pages/receipts.html")]
struct ReceiptsPage {
    shell: Shell,
    lines: Vec<Line>,
    /// Whether a receipt is open that is not in the folder yet.
    keeps: bool,
}

/// A receipt in the folder.
struct Line {
    receipt: Hash,
    number: String,
    title: String,
    step: String,
    due: Due,
    day: String,
    /// Whether another receipt has taken its place, so that it opens nothing.
    replaced: bool,
}

/// An address as it was typed: by which way a code goes there, and the one spelling that its
/// folder is found by.
fn address(typed: &str) -> Result<(&'static str, String), Refusal> {
    let typed = typed.trim();
    let mut contact = Contact::default();
    let (way, recipient) = if typed.contains('@') {
        typed.clone_into(&mut contact.mail);
        ("mail", typed.to_lowercase())
    } else {
        typed.clone_into(&mut contact.phone);
        ("sms", typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    };
    if typed.is_empty() {
        return Err(Refusal::invalid("field.empty").at("address"));
    }
    match check_contact(&contact).into_iter().next() {
        Some(refusal) => Err(refusal.at("address")),
        None => Ok((way, recipient)),
    }
}

fn folder_of(house: &House, recipient: &str) -> Hash {
    house.keys.mac("folder", &house.code, recipient.as_bytes())
}

/// The folder that is open in this browser.
async fn open_folder(visit: &Visit, headers: &HeaderMap) -> Result<Option<(Token, Hash)>, Failure> {
    let Some(token) = visit.token_in(headers, "folder") else { return Ok(None) };
    let (now, shown) = (visit.house().now(), token.clone());
    let found = visit.read(move |db| session::find(db, &shown, now)).await?;
    Ok(match found {
        Some((Opens::Folder(folder), _)) => Some((token, folder)),
        _ => None,
    })
}

/// What lies in the folder that is open; else where it is asked for.
pub async fn show(visit: Visit, headers: HeaderMap) -> Reply {
    let own = opened(&visit).await?;
    let Some((token, folder)) = open_folder(&visit, &headers).await? else {
        return html(StatusCode::OK, &asking(visit.shell, own.is_some(), Errors::none()));
    };
    let now = visit.house().now();
    visit.write(move |tx: &mut Tx<'_>| Ok(session::touch(tx, &token, now)?)).await?;
    let shell = visit.shell.clone();
    let lines = visit.read(move |db| {
        let kept = folder::kept(db, folder)?;
        let line = |kept: &Kept| {
            // The line of a receipt that another took the place of says so, and opens nothing.
            let joined = by_receipt(db, kept.receipt)?.is_some_and(|receipt| receipt.joined);
            let who = Who::Bearer(Bearer { matter: kept.matter, joined });
            let found = public_page(db, &[kept.matter], false)?;
            let item = found.checked::<Know>(db, shell.ground(), &who)?.pop();
            Ok(item.map(|item| Line {
                receipt: kept.receipt,
                number: item.matter.grouped(),
                step: shell.called(&item.procedure, "step", &item.step),
                due: shell.due(&item.due, item.due_state),
                day: shell.day_of(item.received),
                title: item.title,
                replaced: kept.replaced,
            }))
        };
        let lines: Result<Vec<Option<Line>>, store::Fault> = kept.iter().map(line).collect();
        Ok(lines?.into_iter().flatten().collect::<Vec<Line>>())
    });
    let lines = lines.await?;
    let keeps = own.is_some_and(|own| lines.iter().all(|line| line.receipt != own.mac));
    html(StatusCode::OK, &ReceiptsPage { shell: visit.shell, lines, keeps })
}

fn asking(shell: Shell, keeps: bool, errors: Errors) -> FolderPage {
    FolderPage { shell, errors, address: String::new(), sent: String::new(), keeps }
}

/// Has a code sent to an address, or takes the one that came and opens the folder; a receipt that
/// is open is put into it. Whether an address has a folder is told to nobody who has no code.
pub async fn enter(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let own = opened(&visit).await?;
    let mut found = entered(&visit, &form, own.as_ref()).await;
    if let Ok(Some(folder)) = &found
        && let Err(failure) = keep(&visit, *folder, own.as_ref()).await
    {
        found = Err(failure);
    }
    match found {
        Ok(Some(folder)) => open(visit, &headers, folder).await,
        Ok(None) => {
            let mut page = asking(visit.shell, own.is_some(), Errors::none());
            form.text("address").clone_into(&mut page.address);
            page.sent = masked(&page.address);
            html(StatusCode::OK, &page)
        }
        Err(Failure(No::Refusal(refusal))) => refused(visit, &form, own.is_some(), &refusal),
        Err(failure) => Err(failure),
    }
}

fn refused(visit: Visit, form: &Form, keeps: bool, refusal: &Refusal) -> Reply {
    let errors = Errors::of(&visit.shell, refusal);
    let mut page = asking(visit.shell, keeps, errors);
    form.text("address").clone_into(&mut page.address);
    if refusal.field == Some("code") {
        page.sent = masked(&page.address);
    }
    html(status(refusal.kind), &page)
}

/// The folder of the address, once its code was told back; `None` while the code is on its way.
async fn entered(
    visit: &Visit,
    form: &Form,
    own: Option<&Opened>,
) -> Result<Option<Hash>, Failure> {
    let (way, recipient) = address(form.text("address"))?;
    let house = visit.house().clone();
    let folder = folder_of(&house, &recipient);
    let claim = Claim { whose: folder, way, recipient };
    if !form.text("code").is_empty() && form.text("send") != "yes" {
        if claim.takes(visit, form.text("code")).await? {
            return Ok(Some(folder));
        }
        return Err(Refusal::invalid("channel.code-wrong").at("code").into());
    }
    let mut is_known = visit.read(move |db| folder::is_there(db, folder)).await?;
    if let Some(own) = own {
        // Whoever holds a receipt may begin a folder anywhere, but not write to all the world.
        let (now, sent) = (house.now(), house.keys.mac("folder-sent", &house.code, &own.mac.0));
        let count = move |tx: &mut Tx<'_>| Ok(session::strike(tx, sent, now, CODES_MS)?);
        if visit.write(count).await? > CODES_MOST {
            return Err(Refusal::too_often("channel.too-often").into());
        }
        is_known = true;
    }
    let shell = visit.shell.clone();
    let subject = shell.t("counter-channel-subject");
    let body = |code: &str| shell.t1("counter-folder-message", "code", code);
    claim.send_if(visit, is_known, |code| (subject.clone(), body(code))).await?;
    Ok(None)
}

/// Puts the receipt that is open into a folder.
async fn keep(visit: &Visit, folder: Hash, own: Option<&Opened>) -> Result<(), Failure> {
    let Some(own) = own else { return Ok(()) };
    let (mac, now) = (own.mac, visit.house().now());
    Ok(visit.write(move |tx: &mut Tx<'_>| folder::keep(tx, (folder, mac), now)).await?)
}

async fn open(visit: Visit, headers: &HeaderMap, folder: Hash) -> Reply {
    let (token, before) =
        (Token::new(visit.house().chance.bytes()), visit.token_in(headers, "folder"));
    let (now, new) = (visit.house().now(), token.clone());
    let begin = move |tx: &mut Tx<'_>| {
        if let Some(before) = &before {
            session::end(tx, before)?;
        }
        Ok(session::begin(tx, &new, &Opens::Folder(folder), now)?)
    };
    visit.write(begin).await?;
    let mut response = see_other("/receipts");
    let cookie = visit.set_cookie("folder", token.text(), None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Does something with the folder that is open: keeps the receipt that is open, opens one that is
/// kept, takes one out, closes or forgets the folder.
pub async fn act(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let Some((token, folder)) = open_folder(&visit, &headers).await? else {
        return Ok(see_other("/receipts"));
    };
    let receipt = form.text("receipt").parse::<Hash>().ok();
    match (form.text("do"), receipt) {
        ("keep", _) => {
            let own = opened(&visit).await?;
            keep(&visit, folder, own.as_ref()).await?;
            Ok(see_other("/receipts"))
        }
        ("open", Some(receipt)) => open_receipt(visit, &headers, (folder, receipt)).await,
        ("remove", Some(receipt)) => {
            let take = move |tx: &mut Tx<'_>| Ok(folder::take_out(tx, folder, receipt)?);
            visit.write(take).await?;
            Ok(see_other("/receipts"))
        }
        (told @ ("close" | "forget"), _) => {
            let forgets = told == "forget";
            let end = move |tx: &mut Tx<'_>| {
                if forgets {
                    folder::forget(tx, folder)?;
                }
                Ok(session::end(tx, &token)?)
            };
            visit.write(end).await?;
            let mut response = see_other("/receipts");
            let cookie = visit.set_cookie("folder", "", Some(0));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        _ => Err(Refusal::missing("page.unknown").into()),
    }
}

/// Opens the matter of a receipt that lies in the folder.
async fn open_receipt(visit: Visit, headers: &HeaderMap, (folder, receipt): (Hash, Hash)) -> Reply {
    let (token, before) =
        (Token::new(visit.house().chance.bytes()), visit.token_in(headers, "receipt"));
    let (now, new): (Time, Token) = (visit.house().now(), token.clone());
    let begin = move |tx: &mut Tx<'_>| {
        let kept = folder::kept(tx.db, folder)?;
        let found = kept.iter().find(|kept| kept.receipt == receipt && !kept.replaced);
        let Some(found) = found else { return Err(Refusal::missing("matter.unknown").into()) };
        folder::used(tx, folder, now)?;
        if let Some(before) = &before {
            session::end(tx, before)?;
        }
        Ok(session::begin(tx, &new, &Opens::Receipt(found.matter, receipt), now)?)
    };
    visit.write(begin).await?;
    let mut response = see_other("/receipt/matter");
    let cookie = visit.set_cookie("receipt", token.text(), None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!(address(" Liang@Example.org "), Ok(("mail", "liang@example.org".to_owned())));
        assert_eq!(address("+86 (199) 0000-1234"), Ok(("sms", "+8619900001234".to_owned())));
        for wrong in ["", "liang@", "12", "磨坊巷"] {
            let no = address(wrong).expect_err(wrong);
            assert_eq!(no.field, Some("address"), "{wrong}");
        }
    }
}
