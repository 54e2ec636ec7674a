//! Makes the tables of huiyin in a database, and the account that serves them: it may add to the
//! log and read it, and nothing else.

use super::{For, Place, Session, check_server, dialect, lease, newer};
use crate::db::{Db, Link};
use crate::fault::{Context, Fault};
use crate::schema;

/// What the account that serves is called where nothing else is said.
pub const RUNTIME: &str = "huiyin";

/// The version from which on a house has a lease.
const LEASED: i64 = 12;
/// The version from which on its writing can be held.
const HELD: i64 = 13;

/// How a database is made ready.
pub struct Setup<'a> {
    /// The address, with an account that may make tables and, where it is missing, the account
    /// that serves.
    pub address: &'a str,
    /// The account that serves.
    pub runtime: &'a str,
}

impl Setup<'_> {
    /// Makes what is missing, in one transaction, and tells what was done.
    ///
    /// # Errors
    /// A server or tables that do not fit; an account that may not do it, with what to run instead.
    pub fn run(&self) -> Result<String, Fault> {
        let runtime = self.quoted()?;
        let link = Link::Postgres(Box::new(Session::new(Place::read(self.address)?, For::Writing)));
        let Link::Postgres(session) = &link else { return Err(Fault::new("no session")) };
        session.connect()?;
        let db = Db::new(&link, "");
        check_server(db)?;
        let had = version(db)?;
        if had.is_some_and(|version| version > schema::VERSION) {
            return Err(newer(had.unwrap_or_default()));
        }
        let role = "SELECT COUNT(*) FROM pg_roles WHERE rolname = $2";
        let is_known = db.one(role, &[self.runtime.into()])?.flag(0);
        let mut statements = vec![];
        if !is_known {
            statements.push(format!("CREATE ROLE {runtime} LOGIN"));
        }
        statements.extend(tables(had));
        statements.extend(grants(&runtime));
        session.begin()?;
        for statement in &statements {
            if let Err(fault) = db.execute(statement, &[]) {
                session.end();
                return Err(fault).while_(|| self.instead(&statements));
            }
        }
        session.commit()?;
        let account = if is_known { "could be signed in with before" } else { "was made" };
        Ok(format!(
            "the tables are of schema {} (was: {}); the account {} {account}; it adds to the log \
             and reads it, and can do nothing else to it",
            schema::VERSION,
            had.map_or("none".to_owned(), |version| version.to_string()),
            self.runtime,
        ))
    }

    /// All that makes an empty database ready, for somebody else to run with psql.
    ///
    /// # Errors
    /// A name that is none of an account.
    pub fn script(&self) -> Result<String, Fault> {
        let runtime = self.quoted()?;
        let mut lines = vec!["BEGIN".to_owned(), format!("CREATE ROLE {runtime} LOGIN")];
        lines.extend(tables(None));
        lines.extend(grants(&runtime));
        lines.push("COMMIT".to_owned());
        Ok(lines.join(";\n") + ";\n")
    }

    fn quoted(&self) -> Result<String, Fault> {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        if self.runtime.is_empty() || !self.runtime.chars().all(is_plain) {
            return Err(Fault::new("the name of an account has ASCII letters, digits and _ only"));
        }
        Ok(format!("\"{}\"", self.runtime))
    }

    fn instead(&self, statements: &[String]) -> String {
        format!(
            "this account could not make the database ready; nothing was changed. Name one that \
             owns the database and may make accounts, or have its keeper run:\n{};\n",
            statements.join(";\n")
        )
    }
}

/// The version of the tables, where there are some.
fn version(db: Db<'_>) -> Result<Option<i64>, Fault> {
    let is_there = db.one("SELECT to_regclass('huiyin.schema') IS NOT NULL", &[])?.flag(0);
    if !is_there {
        return Ok(None);
    }
    Ok(Some(db.one("SELECT version FROM schema", &[])?.int(0)))
}

/// What leads from a version, or from nothing, to the tables of this one.
fn tables(had: Option<i64>) -> Vec<String> {
    let shared: Vec<&str> = match had {
        None => schema::TABLES.to_vec(),
        Some(had) => {
            let later = schema::UPGRADES.iter().filter(|(to, _)| *to > had);
            later.flat_map(|(_, texts)| *texts).copied().collect()
        }
    };
    let mut statements = vec![];
    if had.is_none() {
        statements.push("CREATE SCHEMA huiyin".to_owned());
        statements.push("CREATE SCHEMA huiyin_views".to_owned());
        statements.push("CREATE TABLE huiyin.schema (version BIGINT NOT NULL)".to_owned());
        statements.push("INSERT INTO huiyin.schema (version) VALUES (0)".to_owned());
        // One row a house: whoever writes to its log holds it until the commit.
        let writer = "CREATE TABLE writer (house TEXT NOT NULL, PRIMARY KEY (house))";
        statements.push(dialect(&writer.replace("TABLE ", "TABLE huiyin.")));
    }
    if had.is_none_or(|had| had < LEASED) {
        statements.push(lease::COLUMNS.to_owned());
    }
    if had.is_none_or(|had| had < HELD) {
        statements.push(lease::HOLD_COLUMNS.to_owned());
    }
    statements.extend(shared.iter().map(|text| dialect(&in_schema(text))));
    statements.push(format!("UPDATE huiyin.schema SET version = {}", schema::VERSION));
    statements
}

/// The text with its table named in full, so that it can be run whatever is looked up first.
fn in_schema(text: &str) -> String {
    let verbs = ["CREATE TABLE ", "ALTER TABLE ", "DROP TABLE IF EXISTS ", "DELETE FROM "];
    if let Some(verb) = verbs.iter().find(|verb| text.starts_with(**verb)) {
        return text.replacen(verb, &format!("{verb}huiyin."), 1);
    }
    // An index lies where its table does.
    text.replacen(" ON ", " ON huiyin.", 1)
}

/// What the account that serves may do.
fn grants(runtime: &str) -> Vec<String> {
    let appended = schema::APPENDED.map(|table| format!("huiyin.{table}")).join(", ");
    vec![
        format!("GRANT USAGE ON SCHEMA huiyin TO {runtime}"),
        // Views are made anew by whoever serves; their tables are its own.
        format!("GRANT USAGE, CREATE ON SCHEMA huiyin_views TO {runtime}"),
        format!("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA huiyin TO {runtime}"),
        format!("REVOKE UPDATE, DELETE, TRUNCATE ON {appended} FROM {runtime}"),
        format!("REVOKE INSERT, UPDATE, DELETE ON huiyin.schema FROM {runtime}"),
    ]
}
