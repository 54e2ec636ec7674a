//! What the import asks about matters that were imported before.

use law::clock::Time;
use law::words::MatterId;
use store::Fault;
use store::db::Db;

/// The title of a matter and when it was received.
pub fn imported(db: Db<'_>, matter: MatterId) -> Result<Option<(String, Time)>, Fault> {
    let sql = "SELECT v.bytes, m.received FROM matter m \
               JOIN vault v ON v.house = $1 AND v.text = m.title \
               WHERE m.house = $1 AND m.matter = $2";
    Ok(db.maybe(sql, &[matter.into()])?.map(|row| (row.text(0).to_owned(), Time(row.int(1)))))
}
