//! Folders of receipts: which receipts lie under the keyed hash of an address. They pass: no fact
//! tells of them, and their owner can have them forgotten.

use law::clock::Time;
use law::ruling::Refusal;
use law::words::{Hash, MatterId};
use store::Fault;
use store::db::{Answer, Db, Tx};

use crate::rooms::matters::views::by_receipt;

/// Most receipts of one folder.
const KEPT_MOST: i64 = 200;
/// How long a folder stays that nobody opens: two years.
const KEPT_MS: i64 = 730 * 24 * 3_600_000;

/// A receipt in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its keyed hash.
    pub receipt: Hash,
    /// Its matter.
    pub matter: MatterId,
    /// Whether another receipt has taken its place.
    pub replaced: bool,
}

/// Whether a folder holds anything.
pub fn is_there(db: Db<'_>, folder: Hash) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM folder WHERE house = $1 AND folder = $2 LIMIT 1";
    Ok(db.maybe(sql, &[folder.into()])?.is_some())
}

/// The receipts of a folder, the last one that was kept first.
pub fn kept(db: Db<'_>, folder: Hash) -> Result<Vec<Kept>, Fault> {
    let sql = "SELECT receipt FROM folder WHERE house = $1 AND folder = $2 \
               ORDER BY kept DESC, receipt";
    let mut found = vec![];
    for row in db.query(sql, &[folder.into()])? {
        let receipt = Hash::from_bytes(row.blob(0))
            .map_err(|error| Fault::from_error("reading a folder of receipts", error))?;
        let known = by_receipt(db, receipt)?;
        found.extend(known.map(|known| Kept {
            receipt,
            matter: known.matter,
            replaced: known.replaced,
        }));
    }
    Ok(found)
}

/// Puts a receipt into a folder; one that lies there stays as it is.
///
/// # Errors
/// A folder that is full.
pub fn keep(tx: &mut Tx<'_>, (folder, receipt): (Hash, Hash), now: Time) -> Answer<()> {
    let sql = "SELECT COUNT(*) FROM folder WHERE house = $1 AND folder = $2";
    if tx.db.one(sql, &[folder.into()])?.int(0) >= KEPT_MOST {
        let refusal = Refusal::conflict("counter.folder-full").at("address");
        return Err(refusal.with("most", KEPT_MOST).into());
    }
    let sql = "INSERT INTO folder (house, folder, receipt, kept, used) \
               VALUES ($1, $2, $3, $4, $4) ON CONFLICT (house, folder, receipt) DO NOTHING";
    tx.db.execute(sql, &[folder.into(), receipt.into(), now.into()])?;
    Ok(used(tx, folder, now)?)
}

/// Notes that a folder was used.
pub fn used(tx: &mut Tx<'_>, folder: Hash, now: Time) -> Result<(), Fault> {
    let sql = "UPDATE folder SET used = $3 WHERE house = $1 AND folder = $2";
    tx.db.execute(sql, &[folder.into(), now.into()]).map(|_| ())
}

/// Takes a receipt out of a folder; it stays in force.
pub fn take_out(tx: &mut Tx<'_>, folder: Hash, receipt: Hash) -> Result<(), Fault> {
    let sql = "DELETE FROM folder WHERE house = $1 AND folder = $2 AND receipt = $3";
    tx.db.execute(sql, &[folder.into(), receipt.into()]).map(|_| ())
}

/// Forgets a folder with all that it holds; the receipts stay in force.
pub fn forget(tx: &mut Tx<'_>, folder: Hash) -> Result<(), Fault> {
    let sql = "DELETE FROM folder WHERE house = $1 AND folder = $2";
    tx.db.execute(sql, &[folder.into()]).map(|_| ())
}

/// Forgets folders that nobody opened for two years.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<(), Fault> {
    let sql = "DELETE FROM folder WHERE house = $1 AND used < $2";
    tx.db.execute(sql, &[now.plus_ms(-KEPT_MS).into()]).map(|_| ())
}
