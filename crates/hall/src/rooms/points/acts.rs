//! Asks the law what may be done with a passbook, and puts it on record.

use std::sync::Arc;

use law::points::{self, Draft, Fact, Passbook, PassbookId, Setting};
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use law::words::{Hash, ReceiptCode};
use store::db::Answer;

use crate::desk::{self, Done, Hearing};
use crate::house::House;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To open a passbook; whether somebody asked for it.
    Open(bool),
    /// To give a lost one another code, for a reason.
    Replace(PassbookId, String),
    /// To enter a voluntary act.
    Enter(PassbookId, Draft),
    /// To agree to what a record entered.
    Agree(PassbookId, u64),
    /// Not to agree to it, for a reason.
    Decline(PassbookId, u64, String),
    /// To give goods for points: which, and how many.
    Redeem(PassbookId, String, Option<u16>),
    /// To leave, as whoever holds the code.
    Leave(PassbookId),
}

/// What is stored of the code of a passbook, and looked up by.
pub fn look_up_hash(house: &House, code: &ReceiptCode) -> Hash {
    house.keys.mac("passbook-look-up", &house.code, code.bits())
}

/// The code that an act gives to a passbook: sent again, it gives the same, which is kept nowhere.
pub fn code_of(house: &House, act: ActId) -> ReceiptCode {
    let hash = house.keys.mac("passbook-code", &house.code, &act.hash().0);
    ReceiptCode::new(hash.0[..16].try_into().expect("16 of 32 bytes"))
}

/// What is opened today gets a number that follows from the act, so that one that is sent again
/// opens nothing twice.
fn about(house: &House, id: ActId, wish: &Wish) -> PassbookId {
    match wish {
        Wish::Replace(of, _)
        | Wish::Enter(of, _)
        | Wish::Agree(of, _)
        | Wish::Decline(of, ..)
        | Wish::Redeem(of, ..)
        | Wish::Leave(of) => *of,
        Wish::Open(_) => {
            let mac = house.keys.mac("passbook", &house.code, &id.0);
            PassbookId::dated(house.now(), mac.0[..8].try_into().expect("8 of 32 bytes"))
        }
    }
}

/// Asks for something and calls `reply` after its commit: the number of the passbook.
pub fn ask(
    house: &Arc<House>,
    (id, by): (ActId, Actor),
    wish: Wish,
    reply: impl FnOnce(Answer<Done<PassbookId>>) + Send + 'static,
) {
    let (of, code) = (about(house, id, &wish), look_up_hash(house, &code_of(house, id)));
    house.act(id, by, move |hearing| perform(hearing, (of, code), &wish), reply);
}

/// Asks for something and waits; for threads that may.
pub fn ask_and_wait(
    house: &Arc<House>,
    (id, by): (ActId, Actor),
    wish: Wish,
) -> Answer<Done<PassbookId>> {
    let (of, code) = (about(house, id, &wish), look_up_hash(house, &code_of(house, id)));
    house.act_and_wait(id, by, move |hearing| perform(hearing, (of, code), &wish))
}

fn perform(
    hearing: &mut Hearing<'_, '_, '_>,
    (of, code): (PassbookId, Hash),
    wish: &Wish,
) -> Answer<PassbookId> {
    let (state, by) = (hearing.state.clone(), hearing.by.clone());
    let setting = Setting {
        tariff: &state.tariff,
        register: &state.register,
        today: state.zone.day(hearing.now),
        by: &by,
    };
    let fact = if let Wish::Open(asked) = wish {
        points::open(&setting, *asked, code)?
    } else {
        let known = Passbook::fold(of, &desk::of_passbook(hearing.db(), of)?);
        let known = known.ok_or(Refusal::invalid("points.unknown").at("passbook"))?;
        rule(hearing, (&setting, &known, code), wish)?
    };
    hearing.put(of.int(), fact)?;
    Ok(of)
}

fn rule(
    hearing: &mut Hearing<'_, '_, '_>,
    (setting, known, code): (&Setting<'_>, &Passbook, Hash),
    wish: &Wish,
) -> Answer<Fact> {
    hearing.enclosing(|_, enclosures| {
        Ok(match wish {
            Wish::Open(_) => unreachable!("it has no passbook yet"),
            Wish::Replace(_, why) => points::replace(setting, known, (code, why), enclosures)?,
            Wish::Enter(_, draft) => points::enter(setting, known, draft)?,
            Wish::Agree(_, record) => points::agree(setting, known, *record)?,
            Wish::Decline(_, record, why) => {
                points::decline(setting, known, (*record, why), enclosures)?
            }
            Wish::Redeem(_, good, count) => points::redeem(setting, known, (good, *count))?,
            Wish::Leave(_) => points::leave(known)?,
        })
    })
}
