//! What figures count comes into force: by the house itself as it ships, by administrators later.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use law::figure::{self, Definition};
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::{Refusal, code};
use law::words::Code;
use store::Fault;
use store::db::{Answer, No};

use super::views::{INDICATORS, seed, shape};
use crate::desk::{Done, Hearing};
use crate::house::{House, State};

/// Puts a definition in force from a day and calls `reply` after the commit.
pub fn put_in_force(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    (text, from): (String, Date),
    reply: impl FnOnce(Answer<Done<Code>>) + Send + 'static,
) {
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        if hearing.by.officer().is_none_or(|officer| officer.office != "administrator") {
            return Err(Refusal::forbidden("post.needed").into());
        }
        let today = hearing.state.zone.day(hearing.now);
        let key = Definition::read(&text).map(|definition| definition.key).ok();
        let known = key.map_or_else(Vec::new, |key| versions(&hearing.state, key.as_str()));
        let definition = figure::check(&text, (from, today), &known, shape)?;
        put(hearing, &definition, from)?;
        Ok(definition.key)
    };
    house.act(act, by, work, reply);
}

/// Puts on record what ships and is not yet: from today where there is nothing, from the next day
/// that may be where an earlier version counted today.
///
/// # Errors
/// The machine failed.
pub fn begin(house: &Arc<House>) -> Result<(), Fault> {
    if waiting(&house.state()).is_empty() {
        return Ok(());
    }
    let act = ActId(house.chance.bytes());
    let work = |hearing: &mut Hearing<'_, '_, '_>| {
        let today = hearing.state.zone.day(hearing.now);
        for (definition, is_first) in waiting(&hearing.state) {
            let is_rated = shape(&definition.key).is_some_and(|shape| shape.of_ratings);
            let from = match (is_first, is_rated) {
                (true, _) => today,
                (false, false) => today.saturating_add(1.day()),
                (false, true) => jiff::civil::date(today.year() + 1, 1, 1),
            };
            put(hearing, &definition, from)?;
        }
        Ok(())
    };
    match house.act_and_wait(act, Actor::House, work) {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(refusal.to_string())),
    }
}

/// The versions of a figure that are on record.
fn versions(state: &State, key: &str) -> Vec<(Date, u32)> {
    state.figure_versions(key).iter().map(|(from, known)| (*from, known.version)).collect()
}

/// What ships and is not on record, each with whether it is the first version of its figure.
fn waiting(state: &State) -> Vec<(Definition, bool)> {
    let own = |seed: Definition| {
        let known = versions(state, seed.key.as_str());
        let newest = known.iter().map(|(_, version)| *version).max();
        newest.is_none_or(|newest| newest < seed.version).then_some((seed, newest.is_none()))
    };
    INDICATORS.iter().map(seed).filter_map(own).collect()
}

fn put(hearing: &mut Hearing<'_, '_, '_>, definition: &Definition, from: Date) -> Answer<()> {
    let hash = hearing.tx().define(&definition.text())?;
    let name = definition.key.clone();
    hearing.put(0, Fact::Defined { what: code("figure"), name, hash, from })?;
    Ok(())
}
