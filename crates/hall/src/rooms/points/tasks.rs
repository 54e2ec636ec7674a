//! The end of a year: what does not go on lapses, without anybody's click, on record.

use std::sync::Arc;

use jiff::civil::date;
use law::points::{self, Fact, Passbook, PassbookId};
use law::record::{ActId, Actor};
use store::Fault;
use store::db::No;

use super::views;
use crate::desk::{self, Hearing};
use crate::house::House;

/// Passbooks that are closed in one act.
const AT_ONCE: u32 = 200;

/// Closes the last year by the tariff that is in force, where that was not done; tells how many
/// passbooks lost something. A year that nobody closed while it was the last one is not closed any
/// more, in favour of who holds a passbook.
///
/// # Errors
/// A database that cannot be read or written.
pub fn close_year(house: &Arc<House>) -> Result<usize, Fault> {
    let state = house.state();
    let year = state.zone.day(house.now()).year() - 1;
    let end = state.zone.start_of(date(year + 1, 1, 1));
    let (mut after, mut lost) = (PassbookId::from_int(i64::MIN), 0);
    loop {
        let found = house.read(|db| views::to_close(db, (after, year), AT_ONCE))?;
        let Some(last) = found.last() else { return Ok(lost) };
        after = *last;
        let is_last = found.len() < AT_ONCE as usize;
        let work = move |hearing: &mut Hearing<'_, '_, '_>| {
            let (tariff, mut lost) = (hearing.state.tariff.clone(), 0);
            for id in &found {
                let known = Passbook::fold(*id, &desk::of_passbook(hearing.db(), *id)?);
                let fact = known.and_then(|book| points::close_year(&tariff, &book, (year, end)));
                if let Some(fact) = fact {
                    lost += usize::from(!matches!(fact, Fact::Lapsed { points: 0, .. }));
                    hearing.put(id.int(), fact)?;
                }
            }
            Ok(lost)
        };
        let done = house.act_and_wait(ActId(house.chance.bytes()), Actor::House, work);
        lost += match done {
            Ok(done) => done.answer,
            Err(No::Fault(fault)) => return Err(fault),
            // The end of a year is no act that a rule could refuse.
            Err(No::Refusal(refusal)) => return Err(Fault::new(refusal.to_string())),
        };
        if is_last {
            return Ok(lost);
        }
    }
}
