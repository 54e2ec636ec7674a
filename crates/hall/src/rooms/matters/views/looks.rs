//! The rows of looks at who brought a matter: who was shown it when, and what became of requests
//! that need a second person.

use law::clock::Time;
use law::matter::facts::What;
use law::matter::looks::Granted;
use law::record::{Actor, Head};
use law::words::{MatterId, PersonId};
use store::db::Db;
use store::rows::{Rows, Table, index_on, index_where, int};
use store::{Fault, Val};

/// One row a look: how often somebody was shown an identity is counted by the person, over all
/// their posts.
pub static LOOK: Table = Table {
    name: "look",
    key: &[int("matter"), int("record")],
    columns: &[
        int("person"),
        int("at"),
        // The request under which it was shown; nothing where one person alone may see.
        int("ask"),
    ],
    indexes: &[index_on(&["person", "at"])],
};

/// One row a request.
pub static LOOK_ASK: Table = Table {
    name: "look_ask",
    key: &[int("matter"), int("record")],
    columns: &[
        int("person"),
        int("at"),
        // When nobody can decide on it any more; of one that was granted, when it opens no more.
        int("until"),
        // 0 waits, 1 granted, 2 refused, 3 used.
        int("state"),
        // The record of the decision.
        int("decided"),
    ],
    indexes: &[index_on(&["at", "matter"]), index_where(&["until", "matter"], "state = 0")],
};

const SINCE: &str = "SELECT COUNT(*) FROM look WHERE house = $1 AND person = $2 AND at >= $3";
const WAITING: &str = "SELECT matter, record, state, decided FROM look_ask WHERE house = $1 \
                       AND state = 0 AND until > $2 ORDER BY until, matter LIMIT $3";
const NEWEST: &str = "SELECT matter, record, state, decided FROM look_ask WHERE house = $1 \
                      ORDER BY at DESC, matter DESC LIMIT $2";

/// The statements of this view, to look at how an engine goes about them; the newest requests are
/// read from the end of an index, as many as are shown.
#[cfg(test)]
pub fn look_statements() -> [&'static str; 2] {
    [SINCE, WAITING]
}

/// Stages the rows that follow from a look, a request or a decision.
pub fn apply(head: &Head, what: &What, rows: &mut Rows) {
    let key = |record: u64| vec![Val::Int(head.case), record.into()];
    let decided = |state: i64| vec![("state", Val::Int(state)), ("decided", head.seq.into())];
    match (what, &head.by) {
        (What::IdentitySeen(seen), Actor::Officer(officer)) => {
            let values = vec![officer.person.into(), head.at.into(), seen.ask.into()];
            rows.put(&LOOK, key(head.seq), values);
            if let Some(ask) = seen.ask {
                rows.set(&LOOK_ASK, key(ask), vec![("state", 3_i64.into())]);
            }
        }
        (What::IdentityAsked(asked), Actor::Officer(officer)) => {
            let (at, until) = (head.at.into(), asked.until.into());
            let values = vec![officer.person.into(), at, until, 0_i64.into(), Val::Null];
            rows.put(&LOOK_ASK, key(head.seq), values);
        }
        (What::IdentityGranted(Granted { ask, until, .. }), _) => {
            let mut set = decided(1);
            set.push(("until", (*until).into()));
            rows.set(&LOOK_ASK, key(*ask), set);
        }
        (What::IdentityRefused(refused), _) => {
            rows.set(&LOOK_ASK, key(refused.ask), decided(2));
        }
        _ => {}
    }
}

/// How many identities somebody was shown from an instant on, by whichever post.
pub fn looks_since(db: Db<'_>, person: PersonId, from: Time) -> Result<u32, Fault> {
    let count = db.one(SINCE, &[person.into(), from.into()])?.int(0);
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A request, as its row tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookAsk {
    /// Its matter.
    pub matter: MatterId,
    /// Its record.
    pub record: u64,
    /// Whether it opened the identity.
    pub used: bool,
    /// The record of the decision.
    pub decided: Option<u64>,
}

fn ask(row: &store::Row) -> LookAsk {
    LookAsk {
        matter: row.id(0),
        record: row.int(1) as u64,
        used: row.int(2) == 3,
        decided: row.maybe_int(3).map(|record| record as u64),
    }
}

/// The requests that can be decided on at an instant, the one that ends first first.
pub fn asks_waiting(db: Db<'_>, now: Time, most: u32) -> Result<Vec<LookAsk>, Fault> {
    Ok(db.query(WAITING, &[now.into(), most.into()])?.iter().map(ask).collect())
}

/// The newest requests, the last first.
pub fn asks_newest(db: Db<'_>, most: u32) -> Result<Vec<LookAsk>, Fault> {
    Ok(db.query(NEWEST, &[most.into()])?.iter().map(ask).collect())
}
