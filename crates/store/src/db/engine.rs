//! The embedded engine: one file, readers side by side, one writer.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::Db;
use super::writer::{Answer, Tx, Writer};
use crate::fault::{Context, Fault};
use crate::schema;

/// The oldest `SQLite` without the WAL-reset corruption bug: 3.51.3.
const SQLITE_LEAST: i32 = 3_051_003;

/// A database that is open: any number of readers, one writer.
pub struct Engine {
    path: PathBuf,
    readers: Arc<Readers>,
    writer: Writer,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

/// A reader's connection, given back when it is dropped, also when its request is.
pub struct Lease<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Engine {
    /// Opens the database of a data folder, and makes it where there is none.
    ///
    /// # Errors
    /// An `SQLite` older than 3.51.3, a schema newer than this binary, or a file that cannot be
    /// opened; each names what to do.
    pub fn open(dir: &Path, readers: usize) -> Result<Self, Fault> {
        let version = rusqlite::version_number();
        if version < SQLITE_LEAST {
            return Err(Fault::new(format!(
                "SQLite {} can corrupt its write-ahead log: build with 3.51.3 or newer",
                rusqlite::version()
            )));
        }
        std::fs::create_dir_all(dir).while_(|| format!("creating {}", dir.display()))?;
        let path = dir.join("huiyin.db");
        let connection = open_writer(&path)?;
        migrate(&connection)?;
        let idle = (0..readers).map(|_| open_reader(&path)).collect::<Result<Vec<_>, _>>()?;
        let readers = Readers { idle: Mutex::new(idle), returned: Condvar::new() };
        Ok(Self { path, readers: Arc::new(readers), writer: Writer::start(connection)? })
    }

    /// A reader, as soon as one is free.
    ///
    /// # Panics
    /// Where another reader panicked while taking or returning a connection, which it cannot.
    pub fn lease(&self) -> Lease<'_> {
        let mut idle = self.readers.idle.lock().expect("nothing panics while holding the pool");
        loop {
            if let Some(connection) = idle.pop() {
                return Lease { readers: &self.readers, connection: Some(connection) };
            }
            idle = self.readers.returned.wait(idle).expect("nothing panics while holding the pool");
        }
    }

    /// Reads on behalf of a house, all from one snapshot.
    pub fn read<T>(
        &self,
        house: &str,
        read: impl FnOnce(Db<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let lease = self.lease();
        let db = lease.db(house);
        db.execute("BEGIN", &[])?;
        let result = read(db);
        db.execute("ROLLBACK", &[])?;
        result
    }

    /// Has an act written for a house and calls `reply` after its commit: see [`Writer::write`].
    pub fn write<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
        reply: impl FnOnce(Answer<T>) + Send + 'static,
    ) {
        self.writer.write(house, work, reply);
    }

    /// Has an act written and waits for its commit; for threads that may wait.
    pub fn write_and_wait<T: Send + 'static>(
        &self,
        house: &str,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        self.writer.write_and_wait(house, work)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the database, as of one moment, to a file that must not be there yet. Writing goes
    /// on meanwhile.
    pub fn copy_to(&self, target: &Path) -> Result<(), Fault> {
        if target.exists() {
            return Err(Fault::new(format!("{} is already there", target.display())));
        }
        let source = open_reader(&self.path)?;
        // The file itself is opened to read; under this pragma the engine refuses to fill the copy.
        source
            .execute_batch("PRAGMA query_only = OFF")
            .while_(|| "getting ready to copy".to_owned())?;
        source
            .execute("VACUUM INTO ?1", [target.to_string_lossy()])
            .while_(|| format!("copying to {}", target.display()))?;
        let file =
            std::fs::File::open(target).while_(|| format!("opening {}", target.display()))?;
        file.sync_all().while_(|| format!("syncing {}", target.display()))
    }
}

impl Lease<'_> {
    /// The connection, on behalf of a house.
    pub fn db<'a>(&'a self, house: &'a str) -> Db<'a> {
        let connection = self.connection.as_ref().expect("a lease holds one until it is dropped");
        Db::new(connection, house)
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Ok(mut idle) = self.readers.idle.lock()
        {
            // A panic in a page may leave its snapshot open.
            if !connection.is_autocommit() {
                let _closed = connection.execute_batch("ROLLBACK");
            }
            idle.push(connection);
            self.readers.returned.notify_one();
        }
    }
}

/// A database of its own in memory, with the schema: for comparing views with a rebuild.
pub struct Scratch(Connection);

impl Scratch {
    /// An empty one.
    pub fn new() -> Result<Self, Fault> {
        let connection = Connection::open_in_memory().while_(|| "opening memory".to_owned())?;
        steady(&connection, 512)?;
        Ok(Self(connection))
    }

    /// On behalf of a house.
    pub fn db<'a>(&'a self, house: &'a str) -> Db<'a> {
        Db::new(&self.0, house)
    }
}

fn open_writer(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(path).while_(|| format!("opening {}", path.display()))?;
    // FULL: an act is acknowledged only when the disk has it; NORMAL lost 50 of 50 commits in a
    // simulated power cut (trust.md, section 0).
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
             PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 64000;
             PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
        )
        .while_(|| format!("setting up {}", path.display()))?;
    steady(&connection, 512)?;
    Ok(connection)
}

fn open_reader(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)
        .while_(|| format!("opening {} to read", path.display()))?;
    connection
        .execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;
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
pub(crate) fn dialect(statement: &str) -> String {
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
             DROP TABLE folder; \
             DROP INDEX log_of_looks; PRAGMA user_version = 2; \
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
