//! The receipt as it is given: shown once, printed as a slip, and opened in the browser that sent.

use askama::Template;
use axum::http::{StatusCode, header};
use law::record::ActId;
use law::ruling::Refusal;
use law::words::{Hash, MatterId, ReceiptCode};
use store::db::Tx;

use crate::kit::session::{self, Opens, Token};
use crate::kit::{Reply, Shell, Visit, html, qr};
use crate::rights::Who;
use crate::rooms::matters::sheet::{self, Sheet};
use crate::rooms::matters::{self, views};

#[derive(Template)]
#[template(path = "rooms/counter/pages/given.html")]
struct GivenPage {
    shell: Shell,
    sheet: Sheet,
    /// The code in groups.
    groups: Vec<String>,
    /// The QR code as SVG; empty where there is none.
    qr: String,
    /// Where a receipt is looked up.
    address: String,
    /// When it was given.
    given: String,
    station: String,
    joined: bool,
    /// Whether it can be told when something happens.
    reachable: bool,
    at: Counter,
}

/// At whose side of the counter a receipt is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// In the resident's own browser.
    Own,
    /// In an officer's, to be printed and handed over.
    Officers,
    /// In an officer's, in place of one that was lost.
    Replaced,
}

/// Shows the receipt of an act in the browser that sent it, and opens it there.
pub async fn open(visit: Visit, id: ActId, matter: MatterId) -> Reply {
    let house = visit.house().clone();
    let (code, mac) = codes(&visit, id);
    let token = Token::new(house.chance.bytes());
    let cookie = visit.set_cookie("receipt", token.text(), None);
    let now = house.now();
    let begin =
        move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &Opens::Receipt(matter, mac), now)?);
    visit.write(begin).await?;
    let mut response = show(visit, (code, mac, matter), Counter::Own).await?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Shows the receipt of an act to the officer who entered it, to be printed; it opens nothing in
/// the officer's browser.
pub async fn hand_over(visit: Visit, (id, matter): (ActId, MatterId), at: Counter) -> Reply {
    let (code, mac) = codes(&visit, id);
    show(visit, (code, mac, matter), at).await
}

/// The code of the receipt that an act gave, and its keyed hash.
pub fn codes(visit: &Visit, id: ActId) -> (ReceiptCode, Hash) {
    let house = visit.house();
    let code = matters::receipt_code(house, id);
    let mac = house.keys.receipt_mac(&house.code, &code);
    (code, mac)
}

async fn show(
    visit: Visit,
    (code, mac, matter): (ReceiptCode, Hash, MatterId),
    at: Counter,
) -> Reply {
    let shell = visit.shell.clone();
    let (receipt, sheet) = visit
        .read(move |db| {
            let receipt = views::by_receipt(db, mac)?;
            let who = receipt.as_ref().map_or(Who::Public, views::Receipt::who);
            Ok((receipt, sheet::compose(db, &shell, &who, matter)?))
        })
        .await?;
    let receipt = receipt.ok_or(Refusal::missing("matter.unknown"))?;
    if receipt.replaced {
        return Err(Refusal::conflict("counter.receipt-replaced").into());
    }
    let sheet = sheet.ok_or(Refusal::missing("matter.unknown"))?;
    let code = code.to_string();
    let address = format!("{}/receipt", visit.app.address);
    let label = visit.shell.t("counter-qr");
    let link = format!("{address}#{}", code.replace('-', ""));
    let now = visit.house().now();
    let page = GivenPage {
        groups: code.split('-').map(str::to_owned).collect(),
        qr: qr::svg(&link, &label).unwrap_or_default(),
        address,
        given: visit.shell.minute(now),
        station: visit.shell.body(sheet.case.station).to_owned(),
        joined: receipt.joined,
        reachable: receipt.contact.is_some(),
        at,
        sheet,
        shell: visit.shell,
    };
    html(StatusCode::OK, &page)
}
