//! What a process knows of a house without asking the database, and how it takes in what another
//! process put on record.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use store::db::{Db, LogHead, Standing};
use store::tiles::Signed;
use store::{Fault, log, tiles};

use super::{Draft, House, State, load};

impl House {
    /// Publishes what a committed act changed, unless something newer was published before.
    pub(crate) fn publish(&self, state: Arc<State>) {
        let mut current = self.state.write().expect("nothing panics while holding the state");
        if state.heard >= current.heard {
            *current = state;
        }
    }

    /// Begins a group of acts, under the lock of the log: what an earlier group staged and did not
    /// commit is forgotten, and what others put on record is taken in.
    pub(crate) fn begin(
        &self,
        draft: &mut Draft,
        (db, head): (Db<'_>, LogHead),
    ) -> Result<(), Fault> {
        draft.state = self.state();
        // Also the hash: another process may have put a record where one of ours was given up.
        if draft.head == Some(head) {
            return Ok(());
        }
        draft.cases.clear();
        draft.head = Some(head);
        if log::last_of_house(db)? > draft.state.heard {
            draft.state = Arc::new(load(db, &self.safe, head.seq)?);
            self.publish(draft.state.clone());
        }
        Ok(())
    }

    /// Whether this process may write for the house, as far as it knows: else another one does the
    /// house's own work.
    pub fn writes(&self) -> bool {
        !matches!(self.engine.standing(&self.code), Standing::Follows(_))
    }

    /// Takes in what other processes put on record about the house, and what witnesses saw.
    ///
    /// # Errors
    /// A database that cannot be read, or a record that this program does not understand.
    pub fn follow(&self) -> Result<(), Fault> {
        self.take_in(self.read(|db| self.newer(db))?);
        Ok(())
    }

    /// The same for who keeps the lease, who waits for no page.
    ///
    /// # Errors
    /// The same.
    pub fn follow_apart(&self) -> Result<(), Fault> {
        self.take_in(self.engine.read_apart(&self.code, |db| self.newer(db))?);
        Ok(())
    }

    fn newer(&self, db: Db<'_>) -> Result<(Option<State>, Option<Signed>), Fault> {
        let is_newer = log::last_of_house(db)? > self.state().heard;
        let newer = is_newer.then(|| load(db, &self.safe, u64::MAX)).transpose()?;
        Ok((newer, tiles::newest(db, true)?))
    }

    fn take_in(&self, (newer, seen): (Option<State>, Option<Signed>)) {
        if let Some(since) = seen.and_then(|seen| seen.since) {
            self.witnessed.fetch_max(since as i64, Ordering::Relaxed);
        }
        if let Some(state) = newer {
            self.publish(Arc::new(state));
        }
    }
}
