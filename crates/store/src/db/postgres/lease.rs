//! The row of a house in `writer`: whoever writes to its log holds it until the commit, and a
//! process that serves the house writes only while the row says that the lease is its own.

use std::sync::LazyLock;
use std::time::Duration;

use super::{For, Session};
use crate::Val;
use crate::db::{LASTS_MOST_MS, Lease, Row, Terms};
use crate::fault::Fault;

/// The server's clock, in milliseconds: as it stands now, not when the transaction began.
const NOW: &str = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

/// Makes the row say more, in a database whose row of a house was only to be locked.
pub(super) const COLUMNS: &str = "ALTER TABLE huiyin.writer \
                                  ADD COLUMN holder TEXT COLLATE \"C\" NOT NULL DEFAULT '', \
                                  ADD COLUMN token BIGINT NOT NULL DEFAULT 0, \
                                  ADD COLUMN until BIGINT NOT NULL DEFAULT 0, \
                                  ADD COLUMN address TEXT COLLATE \"C\" NOT NULL DEFAULT ''";

/// Makes it say as well whether a house was moved away, and until when by whom its writing is held.
pub(super) const HOLD_COLUMNS: &str = "ALTER TABLE huiyin.writer \
                                       ADD COLUMN moved BIGINT NOT NULL DEFAULT 0, \
                                       ADD COLUMN held BIGINT NOT NULL DEFAULT 0, \
                                       ADD COLUMN mover TEXT COLLATE \"C\" NOT NULL DEFAULT ''";

/// Whether nobody holds the writing of a house. A hold that seems to last longer than any is from
/// before the clock was put back.
static IS_FREE: LazyLock<String> =
    LazyLock::new(|| format!("(writer.held <= {NOW} OR writer.held > {NOW} + {LASTS_MOST_MS})"));

/// Where a house is held or was moved away, the columns that say so become nothing, which the row
/// does not take.
static OPEN: LazyLock<String> = LazyLock::new(|| {
    let is_free = &*IS_FREE;
    format!(
        "moved = CASE WHEN writer.moved = 0 THEN 0 END, \
         held = CASE WHEN {is_free} THEN writer.held END"
    )
});

/// Locks the log of a house until the transaction ends: one group of acts at a time.
static LOCK: LazyLock<String> = LazyLock::new(|| {
    let open = &*OPEN;
    format!("INSERT INTO writer (house) VALUES ($1) ON CONFLICT (house) DO UPDATE SET {open}")
});

/// The same, and renews the lease. A token that is not the one of the row becomes nothing, which
/// the row does not take: so the server itself gives the transaction up, also where the commit was
/// sent along and nobody waited for this.
static HOLD: LazyLock<String> = LazyLock::new(|| {
    let open = &*OPEN;
    format!(
        "INSERT INTO writer (house, holder, token) VALUES ($1, $2, $3) \
         ON CONFLICT (house) DO UPDATE SET token = CASE WHEN writer.holder = excluded.holder \
         AND writer.token = excluded.token THEN writer.token END, until = {NOW} + $4, {open}"
    )
});

/// Takes a lease that has lapsed.
static TAKE: LazyLock<String> = LazyLock::new(|| {
    let is_free = &*IS_FREE;
    format!(
        "INSERT INTO writer (house, holder, token, until, address) \
         VALUES ($1, $2, 1, {NOW} + $3, $4) ON CONFLICT (house) DO UPDATE \
         SET holder = excluded.holder, token = writer.token + 1, until = {NOW} + $3, \
         address = excluded.address \
         WHERE (writer.until <= {NOW} OR writer.until > {NOW} + {LASTS_MOST_MS} \
         OR writer.holder = excluded.holder) AND writer.moved = 0 AND {is_free} RETURNING token"
    )
});

/// Gives a lease back before it lapses.
const GIVE_BACK: &str =
    "UPDATE writer SET until = 0 WHERE house = $1 AND holder = $2 AND token = $3";

/// Holds the writing of a house, also of one that somebody has the lease of, and holds it longer.
static BEGIN_HOLD: LazyLock<String> = LazyLock::new(|| {
    let is_free = &*IS_FREE;
    format!(
        "INSERT INTO writer (house, mover, held) VALUES ($1, $2, {NOW} + $3) \
         ON CONFLICT (house) DO UPDATE SET mover = excluded.mover, held = {NOW} + $3 \
         WHERE writer.moved = 0 AND {is_free} RETURNING held"
    )
});
static RENEW_HOLD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "UPDATE writer SET held = {NOW} + $3 WHERE house = $1 AND mover = $2 AND moved = 0 \
         AND held > {NOW} RETURNING held"
    )
});
/// Lets go of it, or has nobody write here ever again.
const END_HOLD: &str = "UPDATE writer SET held = 0 WHERE house = $1 AND mover = $2 RETURNING held";
static LEAVE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "UPDATE writer SET moved = 1 WHERE house = $1 AND mover = $2 AND moved = 0 \
         AND held > {NOW} RETURNING held"
    )
});

/// Reads a lease.
pub(in crate::db) static SEE: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT holder, token, until - {NOW}, address FROM writer WHERE house = $1")
});

/// A lease as a row of [`SEE`] has it.
pub(in crate::db) fn seen(row: &Row) -> Lease {
    let (holder, address) = (row.text(0).to_owned(), row.text(3).to_owned());
    Lease { holder, token: row.int(1) as u64, left_ms: row.int(2), address }
}

/// A step of a hold; how long it lasts, in milliseconds of the server's clock.
#[derive(Debug, Clone, Copy)]
pub(in crate::db) enum Step {
    Begin(u32),
    Renew(u32),
    End,
    Leave,
}

impl Session {
    /// Has every later transaction end in which the server is silent for so many milliseconds: a
    /// process whose network was cut must not wait for an answer that never comes. Where something
    /// is written, also one in which this process is: stopped, it must not hold a log for ever. 0
    /// for no bound.
    pub(in crate::db) fn bound_silence(&self, most_ms: u32) {
        self.silence[0].set(most_ms);
    }

    /// Tells of that bound whom it was not told yet.
    pub(super) fn tell_bound(&self) -> Result<(), Fault> {
        let most_ms = self.silence[0].get();
        if self.silence[1].replace(most_ms) == most_ms {
            return Ok(());
        }
        let sql = format!("SET idle_in_transaction_session_timeout = {most_ms}");
        let told = self.live(|live| {
            live.wire.bound((most_ms > 0).then(|| Duration::from_millis(most_ms.into())))?;
            match self.purpose {
                For::Reading => Ok(()),
                For::Writing => live.wire.wait(live.wire.client.batch_execute(&sql)),
            }
        });
        told.map_err(|fault| self.failed(fault))
    }

    /// Locks the log of a house until the end of the transaction.
    pub(in crate::db) fn lock(&self, house: &str) -> Result<(), Fault> {
        self.send_uncounted((&LOCK, house, &[]))
    }

    /// The same, where the lease is still held by a token: else nothing more is done in this
    /// transaction.
    pub(in crate::db) fn hold(&self, house: &str, terms: &Terms, token: u64) -> Result<(), Fault> {
        let lasts = Val::from(terms.lasts_ms);
        self.send_uncounted((&HOLD, house, &[(&*terms.holder).into(), token.into(), lasts]))
    }

    /// Takes the lease of a house, where it has lapsed; its token.
    pub(in crate::db) fn take(&self, house: &str, terms: &Terms) -> Result<Option<u64>, Fault> {
        let (holder, address) = ((&*terms.holder).into(), (&*terms.address).into());
        let values: [Val; 3] = [holder, terms.lasts_ms.into(), address];
        let mut token = None;
        self.each_of(&[(&TAKE, house, &values)], |_, row| {
            token = Some(row.int(0) as u64);
            Ok(())
        })?;
        Ok(token)
    }

    /// Begins, renews or ends a hold of a house, within a transaction; whether it is this one's.
    pub(in crate::db) fn in_hold(&self, house: &str, by: &str, step: Step) -> Result<bool, Fault> {
        let (sql, values): (&str, Vec<Val>) = match step {
            Step::Begin(lasts_ms) => (&BEGIN_HOLD, vec![by.into(), lasts_ms.into()]),
            Step::Renew(lasts_ms) => (&RENEW_HOLD, vec![by.into(), lasts_ms.into()]),
            Step::End => (END_HOLD, vec![by.into()]),
            Step::Leave => (&LEAVE, vec![by.into()]),
        };
        let mut is_own = false;
        self.each_of(&[(sql, house, &values)], |_, _| {
            is_own = true;
            Ok(())
        })?;
        Ok(is_own)
    }

    /// Lets others take the lease of a house at once.
    pub(in crate::db) fn give_back(
        &self,
        house: &str,
        terms: &Terms,
        token: u64,
    ) -> Result<(), Fault> {
        self.send_uncounted((GIVE_BACK, house, &[(&*terms.holder).into(), token.into()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_about_the_row_of_one_house() {
        let puts: [&str; 4] = [&LOCK, &HOLD, &TAKE, &BEGIN_HOLD];
        for sql in puts {
            assert!(sql.starts_with("INSERT INTO writer (house"), "{sql}");
            assert!(sql.contains("VALUES ($1") && sql.contains("ON CONFLICT (house) DO"), "{sql}");
        }
        let others: [&str; 5] = [GIVE_BACK, &SEE, &RENEW_HOLD, END_HOLD, &LEAVE];
        for sql in others {
            assert!(sql.contains(" WHERE house = $1"), "{sql}");
        }
    }
}
