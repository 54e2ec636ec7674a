//! The lease of a house: which of several processes that serve it on one database writes for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// The longest that a lease lasts, in milliseconds. One that seems to last longer is from before
/// the clock of the database was put back, and is as good as lapsed.
pub const LASTS_MOST_MS: u32 = 60_000;

/// By what a process that serves a house asks for its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Names the process: no two have the same name.
    pub holder: String,
    /// Where other processes reach it.
    pub address: String,
    /// How long a lease holds that is not renewed, in milliseconds of the database's clock; at most
    /// [`LASTS_MOST_MS`].
    pub lasts_ms: u32,
}

/// A lease as the database has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lease {
    /// The process that holds it, or held it last; empty before the first.
    pub holder: String,
    /// Its number, which grows with each taking; 0 before the first.
    pub token: u64,
    /// How long it holds yet, in milliseconds; 0 and less where it has lapsed.
    pub left_ms: i64,
    /// Where its holder is reached.
    pub address: String,
}

/// How a process stands to a house that it has open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It serves the house by no lease: as a command does, or because nobody else could.
    Alone,
    /// It writes for the house, by the token of its lease.
    Writes(u64),
    /// Another process writes, or none for now: the lease as it was seen last.
    Follows(Lease),
}

/// What a process is sure of about the leases that it asked for, by their houses.
#[derive(Default)]
pub(super) struct Tenures(Mutex<HashMap<String, Tenure>>);

struct Tenure {
    terms: Arc<Terms>,
    /// The token by which it writes; 0 while it does not.
    token: u64,
    /// The lease as it was seen last.
    seen: Lease,
}

impl Lease {
    /// Whether it holds for no longer than that: milliseconds.
    pub fn ends_within(&self, most_ms: i64) -> bool {
        self.left_ms <= most_ms || self.left_ms > i64::from(LASTS_MOST_MS)
    }
}

impl Tenures {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Tenure>> {
        self.0.lock().expect("nothing panics while holding the tenures")
    }

    /// From now on acts of a house are written by its lease alone.
    pub(super) fn begin(&self, house: &str, terms: Terms) {
        let tenure = Tenure { terms: Arc::new(terms), token: 0, seen: Lease::default() };
        self.all().insert(house.to_owned(), tenure);
    }

    /// The terms of a house and the token by which it is written, 0 for none; nothing where its
    /// acts need no lease.
    pub(super) fn of(&self, house: &str) -> Option<(Arc<Terms>, u64)> {
        self.all().get(house).map(|tenure| (tenure.terms.clone(), tenure.token))
    }

    /// The shortest of the leases, in milliseconds; 0 where there is none.
    pub(super) fn shortest_ms(&self) -> u32 {
        self.all().values().map(|tenure| tenure.terms.lasts_ms).min().unwrap_or(0)
    }

    /// Notes the token by which a house is written from now on; 0 where it is not any more.
    pub(super) fn note(&self, house: &str, token: u64) {
        if let Some(tenure) = self.all().get_mut(house) {
            tenure.token = token;
        }
    }

    /// Notes how a lease was seen: one that somebody else took since is lost.
    pub(super) fn see(&self, house: &str, seen: Lease) {
        if let Some(tenure) = self.all().get_mut(house) {
            if seen.token > tenure.token && seen.holder != tenure.terms.holder {
                tenure.token = 0;
            }
            tenure.seen = seen;
        }
    }

    pub(super) fn standing(&self, house: &str) -> Standing {
        match self.all().get(house) {
            None => Standing::Alone,
            Some(Tenure { token: 0, seen, .. }) => Standing::Follows(seen.clone()),
            Some(Tenure { token, .. }) => Standing::Writes(*token),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lease(holder: &str, token: u64) -> Lease {
        Lease { holder: holder.to_owned(), token, left_ms: 1, address: String::new() }
    }

    #[test]
    fn a_lease_that_somebody_else_took_is_lost_and_an_old_look_loses_nothing() {
        let tenures = Tenures::default();
        assert_eq!((tenures.standing("h"), tenures.shortest_ms()), (Standing::Alone, 0));
        let terms = |lasts_ms| Terms { holder: "a".into(), address: String::new(), lasts_ms };
        tenures.begin("h", terms(600));
        tenures.begin("other", terms(500));
        assert_eq!(tenures.shortest_ms(), 500);
        assert_eq!(tenures.standing("h"), Standing::Follows(Lease::default()));
        tenures.note("h", 3);
        for harmless in [lease("b", 2), lease("a", 3), lease("a", 4)] {
            tenures.see("h", harmless);
            assert_eq!(tenures.standing("h"), Standing::Writes(3));
        }
        tenures.see("h", lease("b", 4));
        assert_eq!(tenures.standing("h"), Standing::Follows(lease("b", 4)));
    }
}
