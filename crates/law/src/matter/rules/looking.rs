//! When somebody is shown who brought a matter: alone, or after a second person from elsewhere has
//! let them. In an emergency (紧急查看), and beyond so many identities a day.

use jiff::civil::Date;

use super::super::asks::Ask;
use super::super::case::Case;
use super::super::facts::{Fact, What};
use super::super::looks::{Asked, Granted, Refused, Why};
use super::identity::{is_about, may_see};
use super::typed;
use crate::clock::Time;
use crate::privacy::Looks;
use crate::record::Officer;
use crate::register::Register;
use crate::ruling::{Enclosures, Refusal};
use crate::words::{BodyId, Code, PersonId};

/// The office that decides: it keeps the house's security and handles no matter.
const DECIDES: &str = "security-administrator";
/// Most characters of a reason.
const REASON_MOST: usize = 500;

/// The circumstances of a look.
#[derive(Clone, Copy)]
pub struct Looking<'a> {
    /// Bodies, posts and who holds them.
    pub register: &'a Register,
    /// How many identities one person is shown a day, and how long a request holds.
    pub looks: &'a Looks,
    /// The day in the house.
    pub today: Date,
    /// The instant.
    pub now: Time,
    /// How many identities the person was shown today, by whichever post.
    pub seen: u32,
}

/// Whether an officer who handles a matter is shown who brought it without anybody else; or why one
/// person alone is not.
///
/// # Errors
/// Of whom nobody can be let: the handling unit whose submitter did not agree that it learns.
pub fn alone(
    looking: &Looking<'_>,
    case: &Case,
    officer: &Officer,
) -> Result<Option<Why>, Refusal> {
    match may_see(looking.register, case, officer) {
        Ok(()) if looking.seen < looking.looks.a_day => Ok(None),
        Ok(()) => Ok(Some(Why::Many)),
        // Whom the resident keeps it from is told in no hurry: the station and the office can call.
        Err(_) if matches!(officer.office.as_str(), "leader" | "deputy") => Ok(Some(Why::Urgent)),
        Err(refusal) => Err(refusal),
    }
}

/// Under which request an officer is shown who brought a matter; none where they are alone.
///
/// # Errors
/// Where it takes a second person and none has let them, or no longer.
pub fn look<'c>(
    looking: &Looking<'_>,
    case: &'c Case,
    officer: &Officer,
) -> Result<Option<&'c Ask>, Refusal> {
    let Some(why) = alone(looking, case, officer)? else { return Ok(None) };
    let own = |ask: &&Ask| ask.by.person == officer.person && ask.opens(looking.now);
    match (case.asks.iter().find(own), why) {
        (Some(ask), _) => Ok(Some(ask)),
        (None, Why::Urgent) => Err(Refusal::forbidden("identity.ask-first")),
        (None, Why::Many) => {
            Err(Refusal::forbidden("identity.too-many").with("most", looking.looks.a_day))
        }
    }
}

/// Puts on record that somebody asks a second person.
///
/// # Errors
/// Who is shown it alone, or has asked already; where nobody is left to decide; no reason.
pub fn ask_to_look(
    looking: &Looking<'_>,
    case: &Case,
    officer: &Officer,
    (purpose, reason): (&Code, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let why = alone(looking, case, officer)?;
    let why = why.ok_or(Refusal::conflict("identity.not-needed"))?;
    if case.contact.is_none() {
        return Err(Refusal::conflict("contact.none"));
    }
    let mut own = case.asks.iter().filter(|ask| ask.by.person == officer.person);
    if own.any(|ask| ask.waits(looking.now) || ask.opens(looking.now)) {
        return Err(Refusal::conflict("identity.asked-already"));
    }
    let mut posts = looking.register.posts.values().filter(|post| post.office == *DECIDES);
    let mut decides = |person| may_decide(looking, case, officer, person).is_ok();
    if !posts.any(|post| post.people(looking.today).any(&mut decides)) {
        return Err(Refusal::conflict("identity.nobody-decides"));
    }
    let reason = enclosures.add("reason", typed(reason, "reason", REASON_MOST)?, false);
    let until = looking.looks.until(looking.now);
    let asked = Asked { purpose: purpose.clone(), reason, until, why };
    Ok(Fact::only(What::IdentityAsked(asked)))
}

/// Whether a person is the second one for a request of somebody on a matter: somebody else, of no
/// body of theirs, and of none that has to do with the matter.
///
/// # Errors
/// Each with what it is that ties them.
pub fn may_decide(
    looking: &Looking<'_>,
    case: &Case,
    asker: &Officer,
    person: PersonId,
) -> Result<(), Refusal> {
    if person == asker.person {
        return Err(Refusal::forbidden("identity.own-ask"));
    }
    let posts = |of| looking.register.officers(of, looking.today);
    let theirs: Vec<BodyId> = posts(asker.person).iter().map(|post| post.body).collect();
    for post in posts(person) {
        if post.body == asker.body || theirs.contains(&post.body) {
            return Err(Refusal::forbidden("identity.same-body"));
        }
        let place = (post.body, Some(post.post));
        let is_about = case.about.is_some_and(|about| is_about(looking.register, about, place));
        if is_about || case.station == Some(post.body) || case.is_handled_by(post.body) {
            return Err(Refusal::forbidden("identity.has-part"));
        }
    }
    Ok(())
}

/// What a second person says to a request.
#[derive(Debug, Clone, Copy)]
pub struct Deciding<'t> {
    /// The record of the request.
    pub ask: u64,
    /// Whether they let the asker look.
    pub granted: bool,
    /// Why, or why not.
    pub reason: &'t str,
}

/// Puts a decision on a request on record.
///
/// # Errors
/// Who is not the second person; a request that is decided, or over; no reason.
pub fn decide_on_look(
    looking: &Looking<'_>,
    case: &Case,
    officer: &Officer,
    deciding: Deciding<'_>,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let Deciding { ask, granted, reason } = deciding;
    let known = case.asks.iter().find(|known| known.record == ask);
    let known = known.ok_or(Refusal::missing("identity.ask-unknown"))?;
    may_decide(looking, case, &known.by, officer.person)?;
    if !known.waits(looking.now) {
        return Err(Refusal::conflict("identity.ask-over"));
    }
    let reason = enclosures.add("reason", typed(reason, "reason", REASON_MOST)?, false);
    let until = looking.looks.until(looking.now);
    Ok(Fact::only(match granted {
        true => What::IdentityGranted(Granted { ask, reason, until }),
        false => What::IdentityRefused(Refused { ask, reason }),
    }))
}
