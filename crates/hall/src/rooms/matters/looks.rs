//! Looks at who brought a matter that take a second person: asked for, decided on, and what the
//! second person is told.

use std::slice;
use std::sync::Arc;

use law::clock::Time;
use law::matter::asks::Ask;
use law::matter::looks::Why;
use law::matter::{Case, rules};
use law::procedure::Procedure;
use law::record::{ActId, Actor, Officer};
use law::redaction;
use law::ruling::Refusal;
use law::words::{Code, MatterId, PersonId};
use store::db::{Answer, Db};
use store::{Fault, log, vault};

use super::views;
use crate::desk::{Done, Hearing};
use crate::house::{House, State};
use crate::rights::{self, AskIdentity, GrantIdentity, Ground, SeeIdentity, Who};

/// Most requests that are shown to a second person at once.
const WAITING_MOST: u32 = 200;

/// The circumstances of a look by somebody.
pub(super) fn looking<'s>(
    (state, now): (&'s State, Time),
    db: Db<'_>,
    person: PersonId,
) -> Result<rules::Looking<'s>, Fault> {
    let today = state.zone.day(now);
    let seen = views::looks_since(db, person, state.zone.start_of(today))?;
    Ok(rules::Looking { register: &state.register, looks: &state.privacy.looks, today, now, seen })
}

/// A purpose of the list.
pub(super) fn purpose_of<'s>(state: &'s State, key: &str) -> Result<&'s Code, Refusal> {
    let purpose = state.privacy.purpose(key).map(|purpose| &purpose.key);
    purpose.ok_or(Refusal::invalid("contact.no-purpose").at("purpose"))
}

/// How somebody comes to be shown who brought a matter.
pub enum Way {
    /// By this post, alone.
    Alone(Officer),
    /// By this post, once, as a second person let them.
    Granted(Officer, Box<Ask>),
    /// A second person has to let them; with their last request, where they asked.
    Ask(Officer, Why, Option<Box<Ask>>),
    /// Not at all.
    No(Refusal),
}

/// The best way for somebody with some posts.
pub fn way(
    db: Db<'_>,
    (state, now): (&State, Time),
    case: &Case,
    officers: &[Officer],
) -> Result<Way, Fault> {
    let mut best = Way::No(Refusal::forbidden("contact.not-yours"));
    for officer in officers {
        let who = Who::officers(slice::from_ref(officer));
        if rights::ask::<SeeIdentity>(Ground::at(state, now), &who, (case, &[])).is_none() {
            continue;
        }
        let looking = looking((state, now), db, officer.person)?;
        let mut own = case.asks.iter().rev().filter(|ask| ask.by.person == officer.person);
        match rules::alone(&looking, case, officer) {
            Ok(None) => return Ok(Way::Alone(officer.clone())),
            Ok(Some(why)) => {
                best = match rules::look(&looking, case, officer) {
                    Ok(Some(ask)) => Way::Granted(officer.clone(), Box::new(ask.clone())),
                    _ => Way::Ask(officer.clone(), why, own.next().cloned().map(Box::new)),
                };
            }
            Err(refusal) if matches!(best, Way::No(_)) => best = Way::No(refusal),
            Err(_) => {}
        }
    }
    Ok(best)
}

/// What somebody asks a second person for.
#[derive(Debug, Clone)]
pub struct SeeRequest {
    /// The matter.
    pub matter: MatterId,
    /// For what.
    pub purpose: String,
    /// Why it cannot wait, or why so many.
    pub reason: String,
}

/// Puts on record that somebody asks a second person to let them see who brought a matter.
///
/// # Errors
/// Who does not handle the matter, needs nobody, or has asked; no purpose or reason; nobody to ask.
pub fn ask_to_see(
    house: &Arc<House>,
    (id, officer): (ActId, Officer),
    asked: SeeRequest,
    reply: impl FnOnce(Answer<Done<()>>) + Send + 'static,
) {
    let by = Actor::Officer(officer.clone());
    let work = move |hearing: &mut Hearing<'_, '_, '_>| note_asked(hearing, &officer, &asked);
    house.act(id, by, work, reply);
}

fn note_asked(
    hearing: &mut Hearing<'_, '_, '_>,
    officer: &Officer,
    asked: &SeeRequest,
) -> Answer<()> {
    let case = hearing.case(asked.matter)?.ok_or(Refusal::missing("matter.unknown"))?;
    let state = hearing.state.clone();
    let (ground, who) = (Ground::at(&state, hearing.now), Who::officers(slice::from_ref(officer)));
    if rights::ask::<AskIdentity>(ground, &who, (&case, &[])).is_none() {
        return Err(Refusal::forbidden("contact.not-yours").into());
    }
    let looking = looking((&state, hearing.now), hearing.db(), officer.person)?;
    let fact = hearing.enclosing(|_, enclosures| {
        // Who may not ask at all learns that before what is wrong with what they sent.
        rules::alone(&looking, &case, officer)?;
        let why = (purpose_of(&state, &asked.purpose)?, asked.reason.as_str());
        Ok(rules::ask_to_look(&looking, &case, officer, why, enclosures)?)
    })?;
    super::put_all(hearing, vec![(asked.matter, fact)])?;
    Ok(())
}

/// What a second person says to a request.
#[derive(Debug, Clone)]
pub struct SeeAnswer {
    /// The record of the request.
    pub ask: u64,
    /// Whether they let the asker look.
    pub granted: bool,
    /// Why, or why not.
    pub reason: String,
}

/// Puts on record what a second person says to a request.
///
/// # Errors
/// Who is not the second person for it; a request that is decided, over or unknown; no reason.
pub fn decide_on_look(
    house: &Arc<House>,
    (id, officer): (ActId, Officer),
    answered: SeeAnswer,
    reply: impl FnOnce(Answer<Done<()>>) + Send + 'static,
) {
    let by = Actor::Officer(officer.clone());
    let work = move |hearing: &mut Hearing<'_, '_, '_>| note_decided(hearing, &officer, &answered);
    house.act(id, by, work, reply);
}

fn note_decided(
    hearing: &mut Hearing<'_, '_, '_>,
    officer: &Officer,
    answered: &SeeAnswer,
) -> Answer<()> {
    let unknown = || Refusal::missing("identity.ask-unknown");
    let record = log::record(hearing.db(), answered.ask)?.ok_or_else(unknown)?;
    let matter = MatterId::from_int(record.matter);
    let case = hearing.case(matter)?.ok_or_else(unknown)?;
    let state = hearing.state.clone();
    let (ground, who) = (Ground::at(&state, hearing.now), Who::officers(slice::from_ref(officer)));
    if rights::ask::<GrantIdentity>(ground, &who, (&case, &[])).is_none() {
        return Err(Refusal::forbidden("identity.not-second").into());
    }
    let looking = looking((&state, hearing.now), hearing.db(), officer.person)?;
    let SeeAnswer { ask, granted, reason } = answered;
    let deciding = rules::Deciding { ask: *ask, granted: *granted, reason };
    let fact = hearing.enclosing(|_, enclosures| {
        Ok(rules::decide_on_look(&looking, &case, officer, deciding, enclosures)?)
    })?;
    super::put_all(hearing, vec![(matter, fact)])?;
    Ok(())
}

/// A request, as the second person is told of it: nothing of the identity, nor of what was said.
pub struct Waiting {
    /// The request.
    pub ask: Ask,
    /// The matter; none where its procedure is confidential: its number is for those it concerns.
    pub matter: Option<MatterId>,
    /// Why it cannot wait, or why so many, without what leads to a person; nothing where who looks
    /// may not decide.
    pub reason: String,
    /// Why who looks may not decide on it.
    pub tied: Option<Refusal>,
}

/// The requests that wait for a second person; not those of matters which who looks has to do with.
pub fn waiting(db: Db<'_>, (state, now): (&State, Time), who: &Who) -> Result<Vec<Waiting>, Fault> {
    let (ground, mut waiting) = (Ground::at(state, now), vec![]);
    for row in views::asks_waiting(db, now, WAITING_MOST)? {
        let Some(known) = rights::open::<GrantIdentity>(db, ground, who, row.matter)? else {
            continue;
        };
        let case = known.case();
        let ask = case.asks.iter().find(|ask| ask.record == row.record);
        let (Some(ask), Some(second)) = (ask, known.officer()) else { continue };
        let looking = looking((state, now), db, second.person)?;
        let tied = rules::may_decide(&looking, case, &ask.by, second.person).err();
        if tied.as_ref().is_some_and(|refusal| refusal.code == "identity.has-part") {
            continue;
        }
        let reason = match tied {
            Some(_) => String::new(),
            None => reason(db, ask)?,
        };
        let rules = state.procedures.get(&case.rules);
        let is_sealed = rules.is_none_or(|procedure| Procedure::is_closed(procedure));
        let matter = (!is_sealed).then_some(case.id);
        waiting.push(Waiting { ask: ask.clone(), matter, reason, tied });
    }
    Ok(waiting)
}

/// The reason of a request, with numbers that lead to a person masked.
fn reason(db: Db<'_>, ask: &Ask) -> Result<String, Fault> {
    let text = vault::text(db, ask.asked.reason.id)?.map(|text| text.text).unwrap_or_default();
    Ok(redaction::hide(&text, &redaction::find(&text)).into_owned())
}
