//! Rows of lists: a statement finds them by a scope in SQL, and the policies are asked of each row
//! before anybody sees it.

use std::collections::HashMap;

use law::record::Officer;
use law::words::{BodyId, MatterId};
use store::Fault;
use store::db::Db;

use super::entities::{self, Facts};
use super::{Action, Ground, Who, open};
use crate::house::policies::Question;

/// A row of a list of matters.
pub trait Listed {
    /// Its matter.
    fn matter(&self) -> MatterId;
    /// What it tells of it.
    fn facts(&self) -> Facts;
}

/// Rows as a statement found them, before the policies were asked: they come out by
/// [`Unchecked::checked`] alone.
#[derive(Debug)]
pub struct Unchecked<T>(Vec<T>);

impl<T: Listed> Unchecked<T> {
    /// Rows that were just read.
    pub fn of(rows: Vec<T>) -> Self {
        Self(rows)
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a list stands at its last row, to go on from there.
    pub fn last<P>(&self, place: impl FnOnce(&T) -> P) -> Option<P> {
        self.0.last().map(place)
    }

    /// Where a list stands at its first row.
    pub fn first<P>(&self, place: impl FnOnce(&T) -> P) -> Option<P> {
        self.0.first().map(place)
    }

    /// Leaves so many, and tells where a list goes on that has more.
    pub fn cut<P>(&mut self, most: usize, place: impl FnOnce(&T) -> P) -> Option<P> {
        let has_more = self.0.len() > most;
        self.0.truncate(most);
        self.last(place).filter(|_| has_more)
    }

    /// Leaves so many at the end.
    pub fn cut_front(&mut self, most: usize) -> bool {
        let more = self.0.len().saturating_sub(most);
        self.0.drain(..more);
        more > 0
    }

    /// Leaves what fits.
    pub fn retain(&mut self, fits: impl FnMut(&T) -> bool) {
        self.0.retain(fits);
    }

    /// All rows, for who has the data folder and so everything in it.
    pub fn all_of_the_machine(self) -> Vec<T> {
        self.0
    }

    /// The rows of which the policies permit this.
    pub fn checked<A: Action>(
        self,
        db: Db<'_>,
        ground: Ground<'_>,
        who: &Who,
    ) -> Result<Vec<T>, Fault> {
        let mut asking = Asking::<A>::new(ground, who);
        let mut permitted = vec![];
        for row in self.0 {
            if asking.permits(db, &row)? {
                permitted.push(row);
            }
        }
        Ok(permitted)
    }
}

/// One question about many rows.
pub struct Asking<'a, A> {
    ground: Ground<'a>,
    who: &'a Who,
    principals: Vec<(Option<&'a Officer>, Vec<cedar_policy::Entity>)>,
    /// The bodies of who asks: of all others the policies ask nothing.
    bodies: Vec<BodyId>,
    answers: HashMap<(Facts, Option<MatterId>), bool>,
    action: std::marker::PhantomData<A>,
}

impl<'a, A: Action> Asking<'a, A> {
    /// Nothing is answered yet.
    pub fn new(ground: Ground<'a>, who: &'a Who) -> Self {
        let (principals, action) = (who.principals(ground), std::marker::PhantomData);
        let bodies = who.posts().iter().map(|post| post.body).collect();
        Self { ground, who, principals, bodies, answers: HashMap::new(), action }
    }

    /// Whether the policies permit it of a row. What a row tells of its matter is not all: a post
    /// may have a part in it by its procedure, so where that no is not the last word the matter
    /// itself is looked at. No policy forbids by what a row does not tell.
    pub fn permits(&mut self, db: Db<'_>, row: &impl Listed) -> Result<bool, Fault> {
        let by_row = self.by_row(row);
        if by_row || self.who.posts().is_empty() {
            return Ok(by_row);
        }
        Ok(open::<A>(db, self.ground, self.who, row.matter())?.is_some())
    }

    /// Whether they permit it by what a row tells.
    pub fn by_row(&mut self, row: &impl Listed) -> bool {
        let facts = row.facts();
        // A receipt opens its own matter, which no other fact of a row tells.
        let own = matches!(self.who, Who::Bearer(_)).then(|| row.matter());
        let kind = (facts.seen_by(&self.bodies), own);
        let known = self.answers.get(&kind).copied();
        let answer = known.unwrap_or_else(|| self.ask(row.matter(), &facts));
        self.answers.insert(kind, answer);
        answer
    }

    fn ask(&self, matter: MatterId, facts: &Facts) -> bool {
        let resource = entities::of_row(self.ground, matter, facts);
        self.principals.iter().any(|(_, principal)| {
            let question =
                Question { principal, action: A::NAME, resource: &resource, of_matter: true };
            self.ground.state.policies.permit(&question)
        })
    }
}
