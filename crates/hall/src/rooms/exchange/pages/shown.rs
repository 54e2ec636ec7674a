//! What programs show with a request: a receipt's code, an address; and as whom they look then.

use axum::http::HeaderMap;
use law::record::{ActId, Officer};
use law::ruling::Refusal;
use law::words::{MatterId, ReceiptCode};
use store::db::Tx;

use super::answers::Given;
use crate::kit::visit::{self, authorization};
use crate::kit::{Failure, Visit};
use crate::rooms::counter::views::{is_within, look_up};
use crate::rooms::desks::views::Seat;
use crate::rooms::matters::{Viewer, receipt_code};

/// A receipt that was shown.
#[derive(Clone, Copy)]
pub struct Opened {
    /// Its matter.
    pub matter: MatterId,
    /// Whether it belongs to somebody who joined.
    pub joined: bool,
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
    let (whole, joined) = (receipt.matter, receipt.joined);
    let matter = part.unwrap_or(whole);
    let belongs = visit.read(move |db| is_within(db, matter, whole)).await?;
    if !belongs || (joined && matter != whole) {
        return Err(Refusal::missing("matter.unknown").into());
    }
    Ok(Opened { matter, joined })
}

/// As whom somebody looks at a matter: by a receipt of it, by a post that handles matters, or as
/// anybody.
pub async fn viewer<'o>(
    visit: &Visit,
    headers: &HeaderMap,
    (matter, officers): (MatterId, &'o [Officer]),
) -> Result<Viewer<'o>, Failure> {
    if let Some(code) = shown_receipt(headers) {
        let opened = open(visit, code, Some(matter)).await?;
        return Ok(if opened.joined { Viewer::Public } else { Viewer::Receipt });
    }
    let sits = officers.iter().any(|officer| Seat::of(officer).is_some());
    Ok(if sits { Viewer::Officers(officers) } else { Viewer::Public })
}

/// The receipt that an act gave.
pub fn given(visit: &Visit, id: ActId) -> Given {
    let code = receipt_code(visit.house(), id).to_string();
    Given { code, page: format!("{}/receipt", visit.app.address) }
}
