//! Spreads the houses of one database over several servers, where it has Citus: the rows of a house
//! lie on one of them, all its tables together.

use super::{For, Place, Session, check_server};
use crate::db::{Db, Link};
use crate::fault::{Context, Fault};
use crate::schema;

/// The table beside which all others lie.
const FIRST: &str = "huiyin.log";

/// How houses are spread.
pub struct Distribution<'a> {
    /// The address, with the account that owns the tables.
    pub address: &'a str,
    /// The tables of the views, which are made when a house is founded.
    pub views: &'a [&'a str],
}

impl Distribution<'_> {
    /// Every table of a house, by its full name. `writer` is none: its row is what every group of
    /// acts begins with, by the clock of the server, and Citus lets no row of a distributed table
    /// be changed by a clock.
    fn tables(&self) -> Vec<String> {
        let names = schema::TABLES.iter().filter_map(|text| text.strip_prefix("CREATE TABLE "));
        let names = names.filter_map(|rest| rest.split(' ').next());
        let shared = names.map(|name| format!("huiyin.{name}"));
        let views = self.views.iter().map(|name| format!("huiyin_views.{name}"));
        shared.chain(views).collect()
    }

    fn statements(&self) -> Vec<String> {
        let one = |table: String| {
            let beside = if table == FIRST { "none" } else { FIRST };
            // What is distributed already, or not made yet, is passed over.
            format!(
                "SELECT create_distributed_table(to_regclass('{table}'), 'house', \
                 colocate_with => '{beside}') WHERE to_regclass('{table}') IS NOT NULL \
                 AND NOT EXISTS (SELECT 1 FROM pg_dist_partition \
                 WHERE logicalrelid = to_regclass('{table}'))"
            )
        };
        self.tables().into_iter().map(one).collect()
    }

    /// What is to be run, for the keeper of the database to read and to run with psql.
    pub fn script(&self) -> String {
        self.statements().join(";\n") + ";\n"
    }

    /// Distributes what is not distributed yet, and tells of how many tables.
    ///
    /// # Errors
    /// A server without Citus, with what to install; an account that may not do it. What was
    /// distributed before stays so: the same call goes on.
    pub fn run(&self) -> Result<String, Fault> {
        let link = Link::Postgres(Box::new(Session::new(Place::read(self.address)?, For::Writing)));
        link.connect()?;
        let db = Db::new(&link, "");
        check_server(db)?;
        let sql = "SELECT COUNT(*) FROM pg_extension WHERE extname = 'citus'";
        if !db.one(sql, &[])?.flag(0) {
            return Err(Fault::new(
                "this database has no Citus: install it on every server for the version of \
                 PostgreSQL that runs there, name it in shared_preload_libraries, start them \
                 again, run CREATE EXTENSION citus in this database on each of them, and let this \
                 one know the others by citus_add_node; then run the same command again",
            ));
        }
        let mut done = 0;
        for statement in self.statements() {
            let made = db.query(&statement, &[]);
            done += made.while_(|| format!("distributing by: {statement}"))?.len();
        }
        Ok(format!("{done} tables were distributed by house; {} are known", self.tables().len()))
    }
}
