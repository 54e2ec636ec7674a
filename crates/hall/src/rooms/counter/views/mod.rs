//! What the counter reads: matters like the one being said, and what was entered at a station.

pub mod folder;

use law::clock::Time;
use law::matter::What;
use law::ruling::Refusal;
use law::words::{AreaId, Hash};
use store::db::{Answer, Db, Tx};
use store::{Fault, vault};

use crate::kit::session;
use crate::rights::{ActAsSubmitter, Authorized, Ground, Read, Who};
use crate::rooms::matters::views::{self, Item, Receipt};

/// Most open matters of an area that are looked through for similar ones.
const LOOKED_THROUGH: u32 = 200;
/// What the same named place counts, in shared words.
const SAME_PLACE: usize = 3;

/// Most codes that may be wrong from one address, and in what time: guessing 128 bits is hopeless
/// anyway, so this only keeps the noise down.
const MISSES_MOST: i64 = 20;
const MISSES_MS: i64 = 10 * 60_000;

/// The receipt of a code, where one is in force; `mac` is `None` for what is no code at all. Wrong
/// and unknown codes take the same way, and are counted on who asks.
pub fn look_up(
    tx: &mut Tx<'_>,
    mac: Option<Hash>,
    (subject, now): (Hash, Time),
) -> Answer<Option<Receipt>> {
    if session::strikes(tx.db, subject, now)? >= MISSES_MOST {
        return Err(Refusal::too_often("counter.receipt-too-often").at("code").into());
    }
    let receipt = views::by_receipt(tx.db, mac.unwrap_or_default())?;
    let receipt = receipt.filter(|receipt| mac.is_some() && !receipt.replaced);
    if receipt.is_none() {
        session::strike(tx, subject, now, MISSES_MS)?;
    }
    Ok(receipt)
}

/// Open public matters that are like what is being said: of the same area or named place, those
/// that share most words in their titles first, at most `most`. `words` are those of the new title.
pub fn similar(
    db: Db<'_>,
    ground: Ground<'_>,
    (area, place): (AreaId, Option<i64>),
    words: &[String],
    most: usize,
) -> Result<Vec<Item>, Fault> {
    let open_in = |area: AreaId, place: Option<i64>| {
        let found = views::public_open_in(db, area, place, LOOKED_THROUGH)?;
        found.checked::<Read>(db, ground, &Who::Public)
    };
    // No area has the number 0, so only the place is asked for.
    let here = if place.is_some() { open_in(AreaId::from_int(0), place)? } else { vec![] };
    let mut found: Vec<(usize, Item)> = vec![];
    for item in here {
        found.push((SAME_PLACE + shared(words, &item.title), item));
    }
    for item in open_in(area, None)? {
        let count = shared(words, &item.title);
        if count > 0 && !found.iter().any(|(_, other)| other.matter == item.matter) {
            found.push((count, item));
        }
    }
    // The sort keeps what is alike in the order of the list, the newest first.
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    found.truncate(most);
    Ok(found.into_iter().map(|(_, item)| item).collect())
}

/// How many words of a title are among some others. Single signs are left out: nearly every title
/// has them.
fn shared(words: &[String], title: &str) -> usize {
    let own = crate::rooms::matters::cut(title);
    own.iter().filter(|word| word.chars().count() > 1 && words.contains(word)).count()
}

/// The lines of the question that a matter's resident is asked, where one is open.
pub fn question(db: Db<'_>, own: &Authorized<ActAsSubmitter>) -> Result<Vec<String>, Fault> {
    let asked = own.records().iter().rev().find_map(|record| match &record.fact.what {
        What::Asked { question } => Some(question.id),
        _ => None,
    });
    let Some(asked) = asked else { return Ok(vec![]) };
    let text = vault::text(db, asked)?;
    Ok(text.map_or_else(Vec::new, |text| text.text.lines().map(str::to_owned).collect()))
}
