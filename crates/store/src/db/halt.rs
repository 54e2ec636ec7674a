//! What an engine or a disk says when it takes no more for now.

use std::error::Error;
use std::io::ErrorKind;

use tokio_postgres::error::SqlState;

use super::sqlite;
use crate::fault::{Fault, Halt};

/// The number of an error of input or output, on every Linux.
const INPUT_OUTPUT: i32 = 5;

impl Halt {
    /// Why a fault passes; nothing of one that does not.
    pub fn of(fault: &Fault) -> Option<Self> {
        fault.halt().or_else(|| fault.causes().find_map(said))
    }
}

fn said(error: &(dyn Error + 'static)) -> Option<Halt> {
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return fault.halt();
    }
    if let Some(error) = error.downcast_ref::<sqlite::Error>() {
        return sqlite::halt(error);
    }
    if let Some(error) = error.downcast_ref::<tokio_postgres::Error>() {
        return of_server(error);
    }
    let error = error.downcast_ref::<std::io::Error>()?;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(Halt::Full),
        ErrorKind::ReadOnlyFilesystem => Some(Halt::Failed),
        _ => (error.raw_os_error() == Some(INPUT_OUTPUT)).then_some(Halt::Failed),
    }
}

fn of_server(error: &tokio_postgres::Error) -> Option<Halt> {
    let Some(code) = error.code() else { return error.is_closed().then_some(Halt::Away) };
    let away = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    // Columns that refuse to be nothing: see `postgres/lease.rs`.
    let refused = error.as_db_error().filter(|said| said.table() == Some("writer"));
    let refused = refused.filter(|_| *code == SqlState::NOT_NULL_VIOLATION);
    match () {
        () if refused.is_some() => Some(match refused.and_then(|said| said.column()) {
            Some("moved") => Halt::Moved,
            Some("held") => Halt::Held,
            _ => Halt::Elsewhere,
        }),
        () if *code == SqlState::DISK_FULL => Some(Halt::Full),
        () if *code == SqlState::IO_ERROR => Some(Halt::Failed),
        () if away.contains(code) => Some(Halt::Away),
        () => None,
    }
}
