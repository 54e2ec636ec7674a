//! The pages of the room.

pub mod about;
pub mod desk;

use law::points::PassbookId;
use law::ruling::Refusal;
use law::words::{Hash, ReceiptCode};
use store::db::{Answer, Tx};

use super::{acts, views};
use crate::kit::{Shell, Visit, session};

/// Wrong codes from one address before it must wait, and for how long that is counted.
const MISSES_MOST: i64 = 10;
const MISSES_MS: i64 = 15 * 60_000;

/// A deed or a good of the tariff, in a language.
pub struct Priced {
    /// What the record says.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What one earns or costs.
    pub points: i64,
}

/// The deeds and the goods of the tariff.
pub fn priced(shell: &Shell) -> (Vec<Priced>, Vec<Priced>) {
    let (tariff, language) = (&shell.state.tariff, shell.language.key());
    let priced = |key: &law::words::Code, points: u16| Priced {
        key: key.to_string(),
        name: tariff.name(key.as_str(), language).to_owned(),
        points: i64::from(points),
    };
    let deeds = tariff.deeds.iter().map(|deed| priced(&deed.key, deed.points)).collect();
    (deeds, tariff.goods.iter().map(|good| priced(&good.key, good.points)).collect())
}

/// The passbook of a code that was typed; whoever tries many waits. Wrong and unknown codes are
/// answered alike and take the same way.
async fn by_code(visit: &Visit, typed: &str) -> Answer<PassbookId> {
    let house = visit.house();
    let code = typed.parse::<ReceiptCode>().ok();
    let mac = code.map(|code| acts::look_up_hash(house, &code));
    let subject = house.keys.mac("passbook-misses", &house.code, visit.address.as_bytes());
    let now = house.now();
    let find = move |tx: &mut Tx<'_>| {
        if session::strikes(tx.db, subject, now)? >= MISSES_MOST {
            return Err(Refusal::too_often("points.too-often").at("passbook").into());
        }
        let found = views::by_code(tx.db, mac.unwrap_or(Hash([0; 32])))?;
        if found.is_none() || mac.is_none() {
            session::strike(tx, subject, now, MISSES_MS)?;
            return Ok(None);
        }
        Ok(found)
    };
    let found = visit.write(find).await?;
    Ok(found.ok_or(Refusal::invalid("points.unknown").at("passbook"))?)
}

/// The passbook that an officer names: by its code, or by its number.
async fn named(visit: &Visit, typed: &str) -> Answer<PassbookId> {
    let Ok(id) = typed.parse::<PassbookId>() else { return by_code(visit, typed).await };
    let found = visit.read(move |db| views::one(db, id)).await?;
    match found {
        Some(_) => Ok(id),
        None => Err(Refusal::invalid("points.unknown").at("passbook").into()),
    }
}
