//! Points in the demo: some passbooks, deeds that a second person agreed to, goods that were given.

use std::sync::Arc;

use jiff::ToSpan;
use law::points::{Draft, PassbookId};
use law::record::{ActId, Actor, Officer};
use law::register::Post;
use law::ruling::code;
use store::Fault;
use store::db::{Answer, No};

use super::county::County;
use crate::desk::Done;
use crate::house::House;
use crate::rooms::points::{Wish, ask_and_wait, views};

/// How many passbooks there are.
const PASSBOOKS: usize = 24;
/// More deeds than wait at once.
const WAITING_MOST: u32 = 100;

/// Opens passbooks at the first stations, and enters some deeds in each.
pub fn fill(house: &Arc<House>, county: &County) -> Result<(), Fault> {
    let (state, today) = (house.state(), house.today());
    let held = |body, office: &law::words::Code| {
        state.register.held_at(body, office, today).next().map(actor)
    };
    let (staff, clerk) = (code("station-staff"), code("congress-office"));
    let stations = state.register.bodies_of(&["station"], today);
    let staff: Vec<Actor> = stations.iter().filter_map(|body| held(body.id, &staff)).collect();
    let (Some(office), false) = (held(county.congress, &clerk), staff.is_empty()) else {
        return Err(Fault::new("the demo has nobody who keeps points"));
    };
    let ask = |by: &Actor, wish: Wish| {
        must(ask_and_wait(house, (ActId(house.chance.bytes()), by.clone()), wish))
    };
    for number in 0..PASSBOOKS {
        let by = &staff[number % staff.len()];
        let book = ask(by, Wish::Open(true))?;
        for (turn, deed) in state.tariff.deeds.iter().enumerate().take(1 + number % 4) {
            let day = today.checked_sub(((number + turn) as i64 % 20).days()).unwrap_or(today);
            let count = Some(deed.most.min(1 + (number % 5) as u16));
            let draft = Draft { deed: deed.key.to_string(), day: Some(day), count };
            ask(by, Wish::Enter(book, draft))?;
        }
        // What was entered for the last ones still waits.
        if number + 3 > PASSBOOKS {
            continue;
        }
        for one in house.read(|db| views::waiting(db, WAITING_MOST))? {
            ask(&office, Wish::Agree(one.passbook, one.record))?;
        }
        let held = house.read(|db| views::one(db, book))?.map_or(0, |(_, _, balance)| balance);
        let good = state.tariff.goods.iter().find(|good| i64::from(good.points) <= held);
        if let Some(good) = good.filter(|_| number % 3 == 0) {
            ask(by, Wish::Redeem(book, good.key.to_string(), Some(1)))?;
        }
    }
    Ok(())
}

fn actor(post: &Post) -> Actor {
    let (body, office, person) = (post.body, post.office.clone(), post.person);
    Actor::Officer(Officer { body, office, person, post: post.id })
}

fn must(answer: Answer<Done<PassbookId>>) -> Result<PassbookId, Fault> {
    match answer {
        Ok(done) => Ok(done.answer),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(format!("points of the demo: {refusal}"))),
    }
}
