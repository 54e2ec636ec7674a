//! `PostgreSQL` 15 or newer: connections that are made when they are needed, and what a server must
//! be before anything is written there.

mod distribute;
mod lease;
mod place;
mod session;
mod setup;
mod socket;
mod text;
mod values;

use std::sync::Mutex;

pub use distribute::Distribution;
pub(super) use lease::{SEE, Step, seen};
pub(super) use place::Place;
pub(super) use session::{For, Session};
pub use setup::{RUNTIME, Setup};
pub(super) use text::dialect;

use super::{Db, Link};
use crate::fault::Fault;
use crate::schema;

/// The oldest version: 15.
const SERVER_LEAST: i64 = 150_000;

/// Looks whether a server and its tables are what this program works with.
///
/// # Errors
/// What is not, and what to do about it.
pub(super) fn check(link: &Link) -> Result<(), Fault> {
    check_server(Db::new(link, ""))?;
    let db = Db::new(link, "");
    let advice = "run `huiyin database init` with an account that may make tables";
    let is_there = db.one("SELECT to_regclass('huiyin.schema') IS NOT NULL", &[])?.flag(0);
    if !is_there {
        return Err(Fault::new(format!("the database has no tables of huiyin yet: {advice}")));
    }
    let version = db.one("SELECT version FROM schema", &[])?.int(0);
    if version > schema::VERSION {
        return Err(newer(version));
    }
    if version < schema::VERSION {
        return Err(Fault::new(format!(
            "the tables are of an older huiyin (schema {version}, this one has {}): {advice}",
            schema::VERSION
        )));
    }
    for table in schema::APPENDED {
        let sql = "SELECT current_user, \
                   has_table_privilege(to_regclass($2), 'UPDATE, DELETE, TRUNCATE')";
        let row = db.one(sql, &[format!("huiyin.{table}").into()])?;
        if row.flag(1) {
            return Err(Fault::new(format!(
                "the account {} may change {table}, which nobody may: serve with the account that \
                 `huiyin database init` made",
                row.text(0)
            )));
        }
    }
    Ok(())
}

/// Whether it was said already that a server keeps no checksums.
static TOLD: Mutex<bool> = Mutex::new(false);

/// What a server must be, whoever asks: new enough, in one encoding, and one that keeps what it
/// acknowledged.
fn check_server(db: Db<'_>) -> Result<(), Fault> {
    let setting = |name: &str| -> Result<String, Fault> {
        let row = db.one("SELECT current_setting($2)", &[name.into()])?;
        Ok(row.text(0).to_owned())
    };
    let version = setting("server_version_num")?;
    if version.parse::<i64>().unwrap_or(0) < SERVER_LEAST {
        let said = setting("server_version")?;
        return Err(Fault::new(format!("PostgreSQL {said} is too old: use 15 or newer")));
    }
    if setting("server_encoding")? != "UTF8" {
        return Err(Fault::new("the database is not in UTF8: make one with `createdb -E UTF8`"));
    }
    for name in ["fsync", "full_page_writes"] {
        if setting(name)? != "on" {
            return Err(Fault::new(format!(
                "the server runs with {name} off, so a power cut would lose what was acknowledged: \
                 set it to on"
            )));
        }
    }
    if db.one("SELECT pg_is_in_recovery()", &[])?.flag(0) {
        return Err(Fault::new(
            "the server is a standby, where nothing is decided: name the primary",
        ));
    }
    if setting("data_checksums")? != "on"
        && let Ok(mut told) = TOLD.lock()
        && !std::mem::replace(&mut *told, true)
    {
        tracing::warn!("the server keeps no checksums of its pages: see pg_checksums --enable");
    }
    Ok(())
}

pub(super) fn newer(version: i64) -> Fault {
    Fault::new(format!(
        "the data were written by a newer huiyin (schema {version}, this one knows {}): use that \
         version or a newer one",
        schema::VERSION
    ))
}
