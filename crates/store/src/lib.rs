//! The log, the vault and the views of a house, and the engine under them. The only crate that
//! names a database driver; everything here is plain, not async.

pub mod chance;
pub mod copy;
pub mod db;
pub mod fault;
pub mod files;
pub mod keys;
pub mod log;
pub mod rows;
pub mod safe;
pub mod schema;
pub mod search;
pub mod seal;
pub mod tiles;
pub mod vault;
pub mod verify;

pub use chance::Chance;
pub use db::{Db, Engine, Row, Tx, Val};
pub use fault::{Fault, Halt};
pub use files::Files;
