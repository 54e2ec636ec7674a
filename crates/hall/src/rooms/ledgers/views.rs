//! What the import asks about matters that were imported before.

use law::clock::Time;
use law::words::MatterId;
use store::Fault;
use store::db::Db;

/// A matter that was imported before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    /// What it is about.
    pub title: String,
    /// When the ledger says that it was received.
    pub received: Time,
    /// Whether it goes on in this house.
    pub is_open: bool,
}

/// Where a matter stands that was imported before.
pub fn imported(db: Db<'_>, matter: MatterId) -> Result<Option<There>, Fault> {
    let sql = "SELECT v.bytes, m.received, m.outcome FROM matter m \
               JOIN vault v ON v.house = $1 AND v.text = m.title \
               WHERE m.house = $1 AND m.matter = $2";
    let there = |row: store::Row| There {
        title: row.text(0).to_owned(),
        received: Time(row.int(1)),
        is_open: row.text(2).is_empty(),
    };
    Ok(db.maybe(sql, &[matter.into()])?.map(there))
}
