//! Who may do what: the one place that is asked, and the policies in the folder `policies/` that
//! answer. What a procedure lets somebody do, and when, is the procedure's (`law::matter::rules`).

mod actions;
mod entities;
mod routes;
mod rows;
#[cfg(test)]
pub mod tests;

use std::marker::PhantomData;

use cedar_policy::Entity;
use jiff::civil::Date;
use law::clock::Time;
use law::matter::acts::Act as LawAct;
use law::matter::{Case, Fact};
use law::record::{Actor, Officer, Record};
use law::words::{MatterId, PersonId};
use store::Fault;
use store::db::Db;

use crate::desk;
use crate::house::State;
use crate::house::policies::Question;

pub use actions::*;
pub use entities::{Facts, told};
pub use routes::{Asked, Asks, OfRoute, ROUTES, of_route};
pub use rows::{Asking, Listed, Unchecked};

/// Most matters that one is followed back through, to the one that a receipt opens.
const WITHIN_MOST: usize = 100;

/// What an answer rests on: the house as it stands, and the day.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The house.
    pub state: &'a State,
    /// The day: posts are held on days.
    pub today: Date,
}

impl<'a> Ground<'a> {
    /// The house at an instant.
    pub fn at(state: &'a State, now: Time) -> Self {
        Self { state, today: state.zone.day(now) }
    }
}

/// Whoever holds a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The matter that it was given for.
    pub matter: MatterId,
    /// Whether it is the receipt of a voice under it.
    pub joined: bool,
}

/// Who asks. Posts are those by which they came in; each is looked up anew when it is asked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Public,
    /// Whoever holds a receipt.
    Bearer(Bearer),
    /// Somebody who is signed in and holds no post.
    Person(PersonId),
    /// Somebody by one of their posts, whichever will do.
    Officers(Vec<Officer>),
    /// A program with somebody's token, by one of their posts.
    Programs(Vec<Officer>),
    /// The house itself: its clocks and its tasks.
    Clockwork,
}

impl From<&Actor> for Who {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Resident => Self::Public,
            Actor::Officer(officer) => Self::Officers(vec![officer.clone()]),
            Actor::House => Self::Clockwork,
        }
    }
}

impl From<Actor> for Who {
    fn from(actor: Actor) -> Self {
        Self::from(&actor)
    }
}

impl Who {
    /// Somebody by some posts; with none of them, anybody.
    pub fn officers(officers: &[Officer]) -> Self {
        if officers.is_empty() { Self::Public } else { Self::Officers(officers.to_vec()) }
    }

    /// Whoever plays a part in a matter: its resident holds the receipt, whoever joins it none. For
    /// demos and trials, whose residents are invented.
    pub fn playing(actor: &Actor, (matter, act): (MatterId, &LawAct)) -> Self {
        match actor {
            Actor::Resident if !matches!(act, LawAct::Join(_)) => {
                Self::Bearer(Bearer { matter, joined: false })
            }
            actor => Self::from(actor),
        }
    }

    /// The posts by which they ask.
    pub fn posts(&self) -> &[Officer] {
        match self {
            Self::Officers(posts) | Self::Programs(posts) => posts,
            Self::Public | Self::Bearer(_) | Self::Person(_) | Self::Clockwork => &[],
        }
    }

    /// As whom an act of theirs is on record: by their first post, as a resident, as the house.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Clockwork => Actor::House,
            who => who.posts().first().cloned().map_or(Actor::Resident, Actor::Officer),
        }
    }

    /// Each as whom the policies know them: with the post, where it is by one that is held today.
    fn principals(&self, ground: Ground<'_>) -> Vec<(Option<&Officer>, Vec<Entity>)> {
        let is_program = matches!(self, Self::Programs(_));
        let held = |officer: &&Officer| ground.state.register.is_officer(officer, ground.today);
        let by_post = self.posts().iter().filter(held);
        let mut all: Vec<_> = by_post
            .map(|officer| (Some(officer), entities::officer(ground, officer, is_program)))
            .collect();
        if all.is_empty() {
            let one = match self {
                Self::Bearer(receipt) => entities::bearer(*receipt),
                Self::Clockwork => entities::nobody("Clockwork"),
                Self::Person(_) | Self::Officers(_) => entities::nobody("Person"),
                Self::Public | Self::Programs(_) => entities::nobody("Public"),
            };
            all.push((None, vec![one]));
        }
        all
    }

    /// Whether they may do something in the house, and by which post.
    pub fn may(&self, ground: Ground<'_>, asked: &Asked<'_>) -> Option<By> {
        let resource = match asked {
            Asked::House(_) => entities::house(ground),
            Asked::List(_, register) => entities::register(ground, register),
            Asked::Post(_, post) => entities::held_post(ground, *post),
        };
        let (action, resource) = (asked.action(), [resource]);
        self.principals(ground).iter().find_map(|(by, principal)| {
            let question = Question { principal, action, resource: &resource, of_matter: false };
            let permits = ground.state.policies.permit(&question);
            permits.then(|| By(by.cloned()))
        })
    }
}

/// That something was permitted, and by which post where one was needed. Only the policies' answer
/// makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By(Option<Officer>);

impl By {
    /// The post.
    pub fn officer(&self) -> Option<&Officer> {
        self.0.as_ref()
    }
}

/// A matter with the policies' answer that somebody may do one thing with it. Nothing else makes
/// one, and no page reaches the case or the records of a matter but through one.
pub struct Authorized<A> {
    case: Case,
    records: Vec<Record<Fact>>,
    within: Vec<MatterId>,
    who: Who,
    by: By,
    action: PhantomData<A>,
}

impl<A: Action> Authorized<A> {
    /// Where the matter stands.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Its records.
    pub fn records(&self) -> &[Record<Fact>] {
        &self.records
    }

    /// Who asked.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The post by which it is permitted.
    pub fn officer(&self) -> Option<&Officer> {
        self.by.officer()
    }

    /// Whether the same may do something else with the same matter.
    pub fn may<B: Action>(&self, ground: Ground<'_>) -> bool {
        ask::<B>(ground, &self.who, (&self.case, &self.within)).is_some()
    }

    /// The case, to go on with.
    pub fn into_case(self) -> Case {
        self.case
    }
}

/// A matter, where it is there and somebody may do this with it: the only way from its number to
/// what is in it.
pub fn open<A: Action>(
    db: Db<'_>,
    ground: Ground<'_>,
    who: &Who,
    matter: MatterId,
) -> Result<Option<Authorized<A>>, Fault> {
    let records = desk::records(db, matter)?;
    let Some(case) = Case::fold(matter, &records) else { return Ok(None) };
    let within = within(db, who, &case)?;
    let by = ask::<A>(ground, who, (&case, &within));
    let action = PhantomData;
    Ok(by.map(|by| Authorized { case, records, within, who: who.clone(), by, action }))
}

/// What a matter came out of, over however many turns; for who holds a receipt of another one.
pub fn within(db: Db<'_>, who: &Who, case: &Case) -> Result<Vec<MatterId>, Fault> {
    let Who::Bearer(bearer) = who else { return Ok(vec![]) };
    let (mut within, mut before) = (vec![], case.parent.or(case.origin));
    if bearer.matter == case.id {
        return Ok(within);
    }
    while let Some(id) = before.filter(|id| within.len() < WITHIN_MOST && !within.contains(id)) {
        within.push(id);
        before = desk::case(db, id)?.and_then(|case| case.parent.or(case.origin));
    }
    Ok(within)
}

/// Whether somebody may do something with a matter whose case is at hand, and by which post.
pub fn ask<A: Action>(ground: Ground<'_>, who: &Who, of: (&Case, &[MatterId])) -> Option<By> {
    ask_of(ground, who, A::NAME, of)
}

fn ask_of(ground: Ground<'_>, who: &Who, action: &str, of: (&Case, &[MatterId])) -> Option<By> {
    who.principals(ground).iter().find_map(|(by, principal)| {
        let resource = entities::of_matter(ground, of, *by);
        let question = Question { principal, action, resource: &resource, of_matter: true };
        ground.state.policies.permit(&question).then(|| By(by.cloned()))
    })
}
