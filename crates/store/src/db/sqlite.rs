//! The embedded engine: one file.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, ErrorCode, OpenFlags, Statement, ToSql};

pub(super) use rusqlite::{Connection, Error};

use super::{Asked, Row};
use crate::Val;
use crate::fault::{Context, Fault, Halt};
use crate::schema;

/// The oldest `SQLite` without the WAL-reset corruption bug: 3.51.3.
const SQLITE_LEAST: i32 = 3_051_003;

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

/// A file, made where there is none, and a connection that writes it.
pub(super) fn open(path: &Path) -> Result<(PathBuf, Connection), Fault> {
    let version = rusqlite::version_number();
    if version < SQLITE_LEAST {
        return Err(Fault::new(format!(
            "SQLite {} can corrupt its write-ahead log: build with 3.51.3 or newer",
            rusqlite::version()
        )));
    }
    let connection = open_writer(path)?;
    migrate(&connection)?;
    Ok((path.to_owned(), connection))
}

/// A database of its own in memory.
pub(super) fn in_memory() -> Result<Connection, Fault> {
    let connection = Connection::open_in_memory().while_(|| "opening memory".to_owned())?;
    steady(&connection, 512)?;
    batch(&connection, &dialect(schema::VIEW))?;
    Ok(connection)
}

/// Copies the database, as of one moment, to a file that must not be there yet.
pub(super) fn copy(path: &Path, target: &Path) -> Result<(), Fault> {
    if target.exists() {
        return Err(Fault::new(format!("{} is already there", target.display())));
    }
    let source = open_reader(path)?;
    // The file itself is opened to read; under this pragma the engine refuses to fill the copy.
    source
        .execute_batch("PRAGMA query_only = OFF")
        .while_(|| "getting ready to copy".to_owned())?;
    source
        .execute("VACUUM INTO ?1", [target.to_string_lossy()])
        .while_(|| format!("copying to {}", target.display()))?;
    let file = std::fs::File::open(target).while_(|| format!("opening {}", target.display()))?;
    file.sync_all().while_(|| format!("syncing {}", target.display()))
}

pub(super) fn each(
    connection: &Connection,
    (sql, house, values): Asked<'_>,
    as_it_stands: bool,
    mut take: impl FnMut(Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut statement = prepare(connection, sql)?;
    bind(&mut statement, house, values).while_(|| format!("binding: {sql}"))?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().while_(|| format!("reading: {sql}"))? {
        let mut values = Vec::with_capacity(columns);
        for column in 0..columns {
            let value = row.get_ref(column).while_(|| format!("reading: {sql}"))?;
            let value = match (value, as_it_stands) {
                (ValueRef::Text(text), true) if std::str::from_utf8(text).is_err() => {
                    Val::Blob(text.into())
                }
                _ => from_sqlite(value).while_(|| format!("reading: {sql}"))?,
            };
            values.push(value);
        }
        take(Row(values))?;
    }
    Ok(())
}

pub(super) fn execute<'v>(
    connection: &Connection,
    (sql, house): (&str, &str),
    values: impl IntoIterator<Item = &'v Val>,
) -> Result<usize, Fault> {
    let mut statement = prepare(connection, sql)?;
    bind(&mut statement, house, values).while_(|| format!("binding: {sql}"))?;
    statement.raw_execute().while_(|| format!("executing: {sql}"))
}

/// Executes a statement whose parameters stand in order, the house first: for what every act
/// writes, since names need not be looked up.
pub(super) fn execute_in_order<'v>(
    connection: &Connection,
    (sql, house): (&str, &str),
    values: impl IntoIterator<Item = &'v Val>,
) -> Result<(), Fault> {
    let mut statement = prepare(connection, sql)?;
    let bind = || -> rusqlite::Result<usize> {
        statement.raw_bind_parameter(1, house)?;
        for (i, value) in values.into_iter().enumerate() {
            statement.raw_bind_parameter(i + 2, value)?;
        }
        statement.raw_execute()
    };
    bind().map(|_| ()).while_(|| format!("executing: {sql}"))
}

pub(super) fn batch(connection: &Connection, sql: &str) -> Result<(), Fault> {
    connection.execute_batch(sql).while_(|| sql.to_owned())
}

pub(super) fn remember(connection: &Connection, kibibytes: u32) -> Result<(), Fault> {
    batch(connection, &format!("PRAGMA cache_size = -{kibibytes}"))
}

fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, Fault> {
    connection.prepare_cached(sql).while_(|| format!("preparing: {sql}"))
}

/// The names of the first parameters, so that binding them builds no text.
const NAMES: [&str; 12] =
    ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12"];

/// Binds by name: the engine numbers `$n` by first appearance, so binding by position would
/// swap values silently.
fn bind<'v>(
    statement: &mut Statement<'_>,
    house: &str,
    values: impl IntoIterator<Item = &'v Val>,
) -> rusqlite::Result<()> {
    if let Some(index) = statement.parameter_index("$1")? {
        statement.raw_bind_parameter(index, house)?;
    }
    for (i, value) in values.into_iter().enumerate() {
        let found = match NAMES.get(i + 1) {
            Some(name) => statement.parameter_index(name)?,
            None => statement.parameter_index(&format!("${}", i + 2))?,
        };
        // A condition that is left out of a text leaves its value without a place.
        let Some(index) = found else { continue };
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// Copies a value once, into the box that keeps it.
fn from_sqlite(value: ValueRef<'_>) -> Result<Val, std::str::Utf8Error> {
    Ok(match value {
        ValueRef::Null => Val::Null,
        ValueRef::Integer(value) => Val::Int(value),
        // No shared SQL yields fractions: averages are made of two whole numbers.
        ValueRef::Real(value) => Val::Int(value as i64),
        ValueRef::Text(value) => Val::Text(std::str::from_utf8(value)?.into()),
        ValueRef::Blob(value) => Val::Blob(value.into()),
    })
}

/// Refuses to write for a house that was moved away.
pub(super) fn must_be_here(connection: &Connection, house: &str) -> Result<(), Fault> {
    let sql = "SELECT place FROM moved WHERE house = $1 AND state = 'gone'";
    let mut place = None;
    each(connection, (sql, house, &[]), true, |row| {
        place = Some(row.text(0).to_owned());
        Ok(())
    })?;
    match place {
        None => Ok(()),
        Some(place) => Err(Fault::new(format!("the house was moved to {place}: serve it there"))
            .because(Halt::Moved)),
    }
}

/// Why the engine takes no more for now, where it is for that.
pub(super) fn halt(error: &Error) -> Option<Halt> {
    match error.sqlite_error_code()? {
        ErrorCode::DiskFull => Some(Halt::Full),
        // Another process has begun to write, and did not end within the time that it is given.
        ErrorCode::DatabaseBusy => Some(Halt::Held),
        ErrorCode::SystemIoFailure | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
            Some(Halt::Failed)
        }
        _ => None,
    }
}

pub(super) fn open_writer(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(path).while_(|| format!("opening {}", path.display()))?;
    // FULL: an act is acknowledged only when the disk has it; NORMAL lost 50 of 50 commits in a
    // simulated power cut (trust.md, section 0).
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
             PRAGMA cache_size = -24576; PRAGMA wal_autocheckpoint = 64000;
             PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
        )
        .while_(|| format!("setting up {}", path.display()))?;
    // What a power cut does then is the control of its trial.
    #[cfg(test)]
    if std::env::var_os(super::power::LAX).is_some() {
        connection
            .execute_batch("PRAGMA synchronous = NORMAL")
            .while_(|| "setting up".to_owned())?;
    }
    steady(&connection, 512)?;
    Ok(connection)
}

pub(super) fn open_reader(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)
        .while_(|| format!("opening {} to read", path.display()))?;
    connection
        .execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0; PRAGMA cache_size = -12288;
             PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;",
        )
        .while_(|| format!("setting up a reader of {}", path.display()))?;
    steady(&connection, 128)?;
    Ok(connection)
}

/// Statements stay prepared. Without the guarantee of a stable plan the engine prepares a query
/// anew whenever other values are bound, which cost an act of intake a tenth of its time.
fn steady(connection: &Connection, statements: usize) -> Result<(), Fault> {
    connection.set_prepared_statement_cache_capacity(statements);
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map(|_| ())
        .while_(|| "asking for stable plans".to_owned())
}

fn migrate(connection: &Connection) -> Result<(), Fault> {
    let version: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .while_(|| "reading the version of the schema".to_owned())?;
    if version > schema::VERSION {
        return Err(Fault::new(format!(
            "the data were written by a newer huiyin (schema {version}, this one knows {}): \
             use that version or a newer one",
            schema::VERSION
        )));
    }
    if version == schema::VERSION {
        return Ok(());
    }
    let mut text = String::from("BEGIN IMMEDIATE;");
    let all = || schema::TABLES.iter().chain(schema::GUARDS).collect();
    let later = |(to, _): &&(i64, &[&str])| *to > version;
    let since = || schema::UPGRADES.iter().filter(later).flat_map(|(_, texts)| *texts).collect();
    let statements: Vec<&&str> = if version == 0 { all() } else { since() };
    for statement in statements {
        text.push_str(&dialect(statement));
        text.push(';');
    }
    text.push_str(&["PRAGMA user_version = ", &schema::VERSION.to_string(), "; COMMIT;"].concat());
    connection.execute_batch(&text).while_(|| "making the tables".to_owned())
}

/// Turns the type tokens of a table's text into what this engine understands.
pub(super) fn dialect(statement: &str) -> String {
    if !statement.starts_with("CREATE TABLE") {
        return statement.to_owned();
    }
    if statement.contains("{clustered}") {
        statement.replace("{clustered}", "STRICT, WITHOUT ROWID")
    } else {
        format!("{statement} STRICT")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Engine;

    fn version(path: &Path) -> i64 {
        let connection = Connection::open(path).expect("the file is there");
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("has a version")
    }

    #[test]
    fn data_of_the_version_before_are_kept_and_get_what_is_new() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("huiyin.db");
        drop(Engine::open(dir.path(), 1).expect("opens"));
        let old = Connection::open(&path).expect("the file is there");
        old.execute_batch(
            "DROP TABLE token; DROP TABLE recovery; DROP TABLE search_tail; \
             DROP TABLE search_span; DROP TABLE search_block; \
             ALTER TABLE vault DROP COLUMN key; ALTER TABLE session DROP COLUMN proven; \
             DROP TABLE taken; DROP TABLE tile; DROP TABLE checkpoint; DROP TABLE denied; \
             DROP TABLE folder; DROP TABLE moved; \
             DROP INDEX log_of_looks; DROP INDEX vault_of_names; PRAGMA user_version = 2; \
             INSERT INTO throttle VALUES ('qinghe', x'01', 3, 7);",
        )
        .expect("the tables of version 2");
        drop(old);
        let engine = Engine::open(dir.path(), 1).expect("is led on");
        let read = |sql: &str| engine.read("qinghe", |db| Ok(db.one(sql, &[])?.int(0)));
        assert_eq!(read("SELECT COUNT(*) FROM token WHERE house = $1").expect("is there"), 0);
        assert_eq!(read("SELECT count FROM throttle WHERE house = $1").expect("is kept"), 3);
        assert_eq!(version(&path), schema::VERSION);
        drop(engine);
        Connection::open(&path)
            .and_then(|newer| newer.execute_batch("PRAGMA user_version = 99"))
            .expect("a file of a version to come");
        let refused = Engine::open(dir.path(), 1).err().expect("is refused");
        assert!(refused.chain().contains("newer huiyin"), "{}", refused.chain());
    }

    /// The queue of messages as the first version had it.
    const FIRST: &str = "CREATE TABLE message (house TEXT NOT NULL, message INTEGER NOT NULL, \
        at INTEGER NOT NULL, way TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, \
        body TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, next INTEGER NOT NULL, \
        error TEXT NOT NULL, PRIMARY KEY (house, message)) STRICT";

    /// The log, the vault and the sessions as they were then.
    const OTHERS: &str = "CREATE TABLE log (house TEXT NOT NULL, seq INTEGER NOT NULL, \
        matter INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, \
        hash BLOB NOT NULL, PRIMARY KEY (house, seq)) STRICT; \
        CREATE TABLE vault (house TEXT NOT NULL, text INTEGER NOT NULL, \
        kind TEXT NOT NULL, salt BLOB NOT NULL, bytes BLOB NOT NULL, open INTEGER NOT NULL, \
        PRIMARY KEY (house, text)) STRICT; \
        CREATE TABLE session (house TEXT NOT NULL, token BLOB NOT NULL, person INTEGER, \
        matter INTEGER, receipt BLOB, post INTEGER, begun INTEGER NOT NULL, \
        seen INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (house, token)) STRICT";

    fn columns(connection: &Connection, table: &str) -> Vec<String> {
        let text = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY name");
        let mut statement = connection.prepare(&text).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    #[test]
    fn data_of_an_older_version_get_the_tables_of_this_one() {
        let fresh = Connection::open_in_memory().unwrap();
        migrate(&fresh).unwrap();
        let old = Connection::open_in_memory().unwrap();
        old.execute_batch(&format!("{FIRST}; {OTHERS}; PRAGMA user_version = 1")).unwrap();
        migrate(&old).unwrap();
        let tables = [
            "message",
            "digest",
            "token",
            "recovery",
            "vault",
            "session",
            "tile",
            "checkpoint",
            "folder",
            "denied",
            "moved",
        ];
        for table in tables {
            assert_eq!(columns(&old, table), columns(&fresh, table), "{table}");
            assert!(!columns(&fresh, table).is_empty());
        }
        migrate(&old).unwrap();
        old.execute_batch("PRAGMA user_version = 99").unwrap();
        assert!(migrate(&old).unwrap_err().chain().contains("newer huiyin"));
    }
}
