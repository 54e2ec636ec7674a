//! The rooms, lowest first: a room knows the rooms above its line in this list, and no other.

pub mod register;
pub mod people;
pub mod notices;
pub mod matters;
pub mod ledgers;
pub mod office;
pub mod figures;
pub mod activities;
pub mod counter;
pub mod stations;
pub mod points;
pub mod referrals;
pub mod notary;
pub mod open;
pub mod square;
pub mod desks;
pub mod procedures;
pub mod exchange;

use law::record::Record;
use serde::de::DeserializeOwned;
use store::Fault;
use store::db::Db;
use store::fault::Context;
use store::log::Stored;
use store::rows::{Rows, Table, View};
use store::verify::Made;

use crate::desk::Recorded;

/// Every view of the house, in the order of the rooms.
pub const VIEWS: &[&View] = &[
    &matters::views::VIEW,
    &activities::views::VIEW,
    &stations::views::VIEW,
    &points::views::VIEW,
    &referrals::views::VIEW,
];

/// The routes of all rooms.
pub fn routes() -> axum::Router<std::sync::Arc<crate::kit::App>> {
    axum::Router::new()
        .merge(people::routes())
        .merge(notices::routes())
        .merge(figures::routes())
        .merge(activities::routes())
        .merge(counter::routes())
        .merge(stations::routes())
        .merge(points::routes())
        .merge(referrals::routes())
        .merge(notary::routes())
        .merge(open::routes())
        .merge(square::routes())
        .merge(desks::routes())
        .merge(office::routes())
        .merge(procedures::routes())
        .merge(exchange::routes())
}

/// Counts the rows of views into the tallies, once all rows are written.
pub fn tally(db: Db<'_>) -> Result<(), Fault> {
    matters::views::count_all(db)
}

/// The rows that the tallies should have, counted from the rows of the views.
pub fn tallied(db: Db<'_>) -> Result<Vec<(&'static Table, Made)>, Fault> {
    matters::views::counted_anew(db)
}

/// Stages the rows of a stored record, whichever room it is of: the one way to rebuild.
///
/// # Errors
/// A record of a kind that this binary does not know is a fault: rebuilding without it would make
/// wrong rows.
pub fn apply(stored: &Stored, rows: &mut Rows) -> Result<(), Fault> {
    match stored.kind.split('.').next() {
        Some("person") => apply_as::<law::people::Fact>(stored, rows),
        Some(
            "house" | "area" | "body" | "post" | "duty" | "category" | "station" | "mandate"
            | "grid" | "helper" | "contact",
        ) => apply_as::<law::register::Fact>(stored, rows),
        Some(
            "matter" | "receipt" | "channel" | "handling" | "question" | "time" | "reply"
            | "promise" | "rating" | "look-back" | "clock" | "identity" | "act" | "call-back",
        ) => apply_as::<law::matter::Fact>(stored, rows),
        Some("activity") => apply_as::<law::activity::Fact>(stored, rows),
        Some("file") => apply_as::<law::duty::Fact>(stored, rows),
        Some("points") => apply_as::<law::points::Fact>(stored, rows),
        Some("referral") => apply_as::<law::referral::Fact>(stored, rows),
        _ => Err(Fault::new(format!(
            "record {} is of the unknown kind {}: it was written by a newer huiyin",
            stored.seq, stored.kind
        ))),
    }
}

/// A text that a record names: what kind it is, and whether everybody may read it.
pub type Enclosed = (law::words::TextRef, &'static str, bool);

/// The texts of a record of what has a number of its own and is no matter; nothing for a record of
/// anything else.
///
/// # Errors
/// Bytes that are no such record.
pub fn texts(stored: &Stored) -> Result<Option<Vec<Enclosed>>, serde_json::Error> {
    Ok(match stored.kind.split('.').next() {
        Some("activity") => Some(Record::<law::activity::Fact>::read(&stored.bytes)?.fact.texts()),
        Some("file") => Some(Record::<law::duty::Fact>::read(&stored.bytes)?.fact.texts()),
        Some("points") => Some(Record::<law::points::Fact>::read(&stored.bytes)?.fact.texts()),
        Some("referral") => Some(Record::<law::referral::Fact>::read(&stored.bytes)?.fact.texts()),
        _ => None,
    })
}

/// The attachments of such a record.
///
/// # Errors
/// Bytes that are no such record.
pub fn files(stored: &Stored) -> Result<Vec<law::words::FileRef>, serde_json::Error> {
    Ok(match stored.kind.split('.').next() {
        Some("activity") => {
            Record::<law::activity::Fact>::read(&stored.bytes)?.fact.files().to_vec()
        }
        _ => vec![],
    })
}

fn apply_as<F: Recorded + DeserializeOwned>(stored: &Stored, rows: &mut Rows) -> Result<(), Fault> {
    let record = Record::<F>::read(&stored.bytes)
        .while_(|| format!("reading record {} of the kind {}", stored.seq, stored.kind))?;
    record.fact.apply(&record.head(), rows);
    Ok(())
}
