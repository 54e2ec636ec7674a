//! What administrators ask of procedures: to put one in force.

use std::sync::Arc;

use jiff::civil::Date;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::{Refusal, code};
use law::words::Code;
use store::db::Answer;

use super::rules;
use crate::desk::Done;
use crate::house::{House, State};
use crate::rights::{Asked, Ground, Who};

/// The versions of a procedure that ever came, or will come, into force.
pub fn versions(state: &State, id: &Code) -> Vec<u32> {
    let definitions = state.register.definitions.iter();
    let own = definitions.filter(|d| d.what == "procedure" && d.name == *id);
    own.filter_map(|d| state.procedures.get(&d.hash)).map(|p| p.version).collect()
}

/// Puts a procedure in force from a day, from the page of one, and calls `reply` after the commit.
pub fn put_in_force(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    (page, text, from): (Code, String, Date),
    reply: impl FnOnce(Answer<Done<Code>>) + Send + 'static,
) {
    let zone = house.state().zone.clone();
    let work = move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| {
        let state = hearing.state.clone();
        let asked = Asked::House("put-procedure");
        if Who::from(&hearing.by).may(Ground::at(&state, hearing.now), &asked).is_none() {
            return Err(Refusal::forbidden("post.needed").into());
        }
        let today = zone.day(hearing.now);
        let id = rules::read(&text).procedure.map(|procedure| procedure.id);
        let versions = id.map_or_else(Vec::new, |id| versions(&state, &id));
        let front = state.front_procedure(from).map(|procedure| &procedure.id);
        let known = (versions.as_slice(), front);
        let procedure = rules::check((&text, from), (&state.register, today), known)?;
        rules::check_page(&page, &procedure.id, &versions)?;
        let hash = hearing.tx().define(&text)?;
        let name = procedure.id.clone();
        hearing.put(0, Fact::Defined { what: code("procedure"), name, hash, from })?;
        Ok(procedure.id)
    };
    house.act(act, by, work, reply);
}
