//! What programs show with a request: a receipt's code, an address; and as whom they look then.

use axum::http::HeaderMap;
use law::record::ActId;
use law::ruling::Refusal;
use law::words::{MatterId, ReceiptCode};
use store::db::Tx;

use super::answers::Given;
use crate::kit::visit::{self, authorization};
use crate::kit::{Failure, Visit};
use crate::rights::{self, KeepOwnData, Who};
use crate::rooms::counter::views::look_up;
use crate::rooms::desks::views::Seat;
use crate::rooms::matters::receipt_code;

/// A receipt that was shown.
#[derive(Clone)]
pub struct Opened {
    /// Its matter.
    pub matter: MatterId,
    /// Whether it belongs to somebody who joined.
    pub joined: bool,
    /// As whom its holder asks.
    pub who: Who,
}

/// The matter that an address names.
pub fn number(text: &str) -> Result<MatterId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("matter.unknown"))
}

/// The code that the header `Authorization: Receipt …` shows.
pub fn shown_receipt(headers: &HeaderMap) -> Option<&str> {
    let (scheme, code) = authorization(headers)?;
    scheme.eq_ignore_ascii_case(visit::RECEIPT).then_some(code)
}

/// The matter that a code opens, or a part that was split off from it. Wrong, unknown and replaced
/// codes are answered alike, take the same way, and are counted on who asks.
///
/// # Errors
/// A code that opens nothing; a part of another matter, or one asked for by whoever joined.
pub async fn open(visit: &Visit, code: &str, part: Option<MatterId>) -> Result<Opened, Failure> {
    let house = visit.house();
    let mac = code.parse::<ReceiptCode>().ok();
    let mac = mac.map(|code| house.keys.receipt_mac(&house.code, &code));
    let subject = house.keys.mac("receipt-misses", &house.code, visit.address.as_bytes());
    let now = house.now();
    let receipt = visit.write(move |tx: &mut Tx<'_>| look_up(tx, mac, (subject, now))).await?;
    let receipt = receipt.ok_or(Refusal::invalid("receipt.unknown").at("code"))?;
    let matter = part.unwrap_or(receipt.matter);
    let (shell, bearer) = (visit.shell.clone(), receipt.who());
    let own = visit.read(move |db| {
        let own = rights::open::<KeepOwnData>(db, shell.ground(), &bearer, matter)?;
        Ok(own.map(|own| own.who().clone()))
    });
    let who = own.await?.ok_or(Refusal::missing("matter.unknown"))?;
    Ok(Opened { matter, joined: receipt.joined, who })
}

/// As whom somebody looks at a matter: by a receipt of it, by a post that handles matters, or as
/// anybody.
pub async fn viewer(visit: &Visit, headers: &HeaderMap, matter: MatterId) -> Result<Who, Failure> {
    if let Some(code) = shown_receipt(headers) {
        return Ok(open(visit, code, Some(matter)).await?.who);
    }
    let sits = visit.officers.iter().any(|officer| Seat::of(officer).is_some());
    Ok(if sits { visit.who() } else { Who::Public })
}

/// The receipt that an act gave.
pub fn given(visit: &Visit, id: ActId) -> Given {
    let code = receipt_code(visit.house(), id).to_string();
    Given { code, page: format!("{}/receipt", visit.app.address) }
}
