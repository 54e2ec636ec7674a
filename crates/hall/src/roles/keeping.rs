//! Keeps the lease of a house that is served, or follows the process that holds it and takes over
//! when that one is gone.

use std::cell::Cell;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use store::db::{Mark, Standing, Terms, mark};
use store::{Fault, Halt};

use super::tasks::{Ticking, every};
use crate::house::{ALARMS, House};

/// How often the lease is looked at, and what else is on record, while a lease lasts.
const LOOKS: u32 = 6;

/// How a process serves a house beside others.
#[derive(Args, Clone, Copy)]
pub struct LeaseArgs {
    /// How many seconds a process writes for the house without renewing its lease: so long nobody
    /// writes when it dies. For a house on `PostgreSQL`, which several processes may serve.
    #[arg(long, env = "HUIYIN_LEASE", default_value_t = 6,
          value_parser = clap::value_parser!(u32).range(2..=60))]
    pub lease: u32,
    /// Where the others hand on to this process what is sent to them: an address of this machine in
    /// a network that nobody else hears, since it is plain HTTP. Any free port where it is 0.
    #[arg(long, env = "HUIYIN_INNER", default_value = "127.0.0.1:0")]
    pub inner: SocketAddr,
}

impl Default for LeaseArgs {
    fn default() -> Self {
        Self { lease: 6, inner: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)) }
    }
}

impl LeaseArgs {
    /// The terms of a process that others reach at an address.
    pub fn terms(self, house: &House, address: String) -> Terms {
        let holder = law::words::Hash(house.chance.bytes()).to_string()[..32].to_owned();
        Terms { holder, address, lasts_ms: self.lease * 1000 }
    }
}

/// Takes the lease of a house where nobody holds it, and keeps it or follows who does until it is
/// stopped.
///
/// # Errors
/// A database that cannot be reached; one in a file that another process serves already.
pub fn start(house: &Arc<House>, terms: Terms) -> Result<Ticking, Fault> {
    let (lasts_ms, wrote) = (terms.lasts_ms, Cell::new(None));
    house.engine.write_by_lease(&house.code, terms)?;
    // Who is alone writes before it is asked for anything.
    look(house, lasts_ms, &wrote)?;
    let house = house.clone();
    let pause = Duration::from_millis(u64::from(lasts_ms / LOOKS));
    every("lease", pause, move |_| look(&house, lasts_ms, &wrote))
}

/// Renews the lease where it is this process's and some time has gone by in which no act renewed
/// it, or takes it where it has lapsed; and takes in what others put on record.
fn look(house: &Arc<House>, lasts_ms: u32, wrote: &Cell<Option<bool>>) -> Result<(), Fault> {
    if let Some(Mark::Gone(_)) = house.engine.read_apart(&house.code, mark)? {
        house.engine.note_moved();
        return house.follow_apart();
    }
    let Some(lease) = house.engine.look(&house.code)? else { return house.follow_apart() };
    let most_ms = match house.engine.standing(&house.code) {
        Standing::Writes(_) => i64::from(lasts_ms) * 2 / 3,
        Standing::Follows(_) | Standing::Alone => 0,
    };
    if lease.ends_within(most_ms)
        && let Err(fault) = house.engine.renew(&house.code)
        // Nobody writes while the house is held, and this process goes on by its lease afterwards.
        && Halt::of(&fault) != Some(Halt::Held)
    {
        return Err(fault);
    }
    // Also who writes: a command may have put something on record.
    house.follow_apart()?;
    let writes = house.writes();
    if wrote.replace(Some(writes)) == Some(writes) {
        return Ok(());
    }
    if writes {
        tracing::info!(house = house.code, "this process writes for the house");
    } else {
        tracing::info!(house = house.code, "another process writes for the house: it is followed");
        // Whoever writes goes over the house, and says what is wrong.
        for kind in ALARMS {
            house.alarms.clear(kind);
        }
    }
    Ok(())
}
