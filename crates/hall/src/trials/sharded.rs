//! The rows of a house lie on one server, whatever is asked of it: every text that a house asks is
//! planned over tables that are partitioned by house on three servers (issue 5, item 4). Citus
//! itself is not tried here: see `docs/operating/scale.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Arc;

use store::db::asked;
use store::db::trial::{self, Asker, Server};
use store::db::{ADDRESS, Distribution};
use store::{Val, vault};

use super::full::ask;
use super::plans::{self, Statement, all_statements};
use super::tamper::world;
use super::walk::Walk;
use crate::fixture::{self, raise, submission};
use crate::house::{Clock, House};
use crate::roles::{database, houses, rebuild, tasks, verify};
use crate::rooms::counter::tests::Browser;

/// Tells a process that it is the one whose questions are noted.
const ALONE: &str = "HUIYIN_SHARDED";
/// The houses, each on a server of its own in this order.
const HOUSES: [&str; 3] = ["qinghe", "meixi", "songyuan"];
/// How long the walk is whose questions are noted.
const STEPS: usize = 400;

/// Texts that ask about more than one house, and who asks them: no act and no page.
const OF_ALL: [(&str, &str); 2] = [
    ("SELECT MIN(house) FROM log", "a command that was not told which house is meant"),
    ("SELECT 1 FROM view WHERE house <> $1", "drawing anew, to spare the rows of others"),
];
/// How texts begin that make, drop or look at tables and are asked by commands alone.
const OF_TABLES: [&str; 5] = ["CREATE ", "DROP ", "PRAGMA ", "ALTER ", "ANALYZE"];

/// What people look at.
const PAGES: &str = "\
    / /matters /matters?standing=late /matters?q=路面 /matters.csv /figures /figures.json \
    /api/v1/figures/rows?key=received /figures/confidential /figures/definitions /wall /open \
    /open/silent /stations /activities /themes /deputies /deputies/appraisal /network /helpers \
    /contacts /procedures /log /log/checkpoint /verify /say /counter /account /outbox /desk \
    /desk?tab=all /desk?tab=late /desk?q=路面 /desk.csv?tab=all /office /office/audit \
    /office/figures /office/identities /office/procedures /api/v1/matters /api/v1/figures \
    /healthz";

/// Lets a house live for a while, and looks at it as everybody does.
fn live() -> (Arc<House>, Vec<Statement>) {
    asked::begin();
    let house = world(1);
    fixture::appoint(&house, "audit-administrator", "congress");
    let pages = pages(&house);
    let mut unseen: BTreeSet<&str> = pages.iter().map(String::as_str).collect();
    for (office, at) in [
        ("congress-office", "congress"),
        ("leader", "congress"),
        ("administrator", "congress"),
        ("deputy", "s1"),
        ("handler", "roads"),
        ("station-staff", "s1"),
        ("security-administrator", "schools"),
        ("audit-administrator", "congress"),
    ] {
        let mut browser = Browser::signed_in(&house, office, at);
        for page in &pages {
            if browser.get(page).status.is_success() {
                unseen.remove(page.as_str());
            }
        }
    }
    for page in &pages {
        if ask(&house, ("GET", page, String::new())).0.is_success() {
            unseen.remove(page.as_str());
        }
    }
    assert_eq!(unseen, BTreeSet::new(), "nobody is shown these");
    let mut walk = Walk::new(20_260_302, 4);
    for _ in 0..STEPS {
        walk.step();
    }
    fixture::pass_days(&walk.house, 40);
    tasks::tick(&walk.house).expect("time passes");
    assert_eq!(verify::check(&walk.house).expect("reads").1, []);
    rebuild::rebuild(&walk.house).expect("the views can be drawn anew");
    let mut asked = asked::end();
    for (sql, values) in all_statements(&house) {
        asked.entry(sql).or_insert(values);
    }
    let whole = |(sql, mut values): (String, Vec<Val>)| {
        // Of some texts only the plan is asked for elsewhere: they have no values, all are numbers.
        values.resize(values.len().max(places(&sql)), Val::Int(1));
        (sql, values)
    };
    let asked = asked.into_iter().map(whole).collect();
    (house, asked)
}

/// The pages, and those of a station, a deputy and an activity.
fn pages(house: &House) -> Vec<String> {
    let state = house.state();
    let deputies = state.register.posts.values().filter(|post| post.office == "deputy");
    let deputy = deputies.map(|post| post.id).next().expect("the fixture has deputies");
    let sql = "SELECT a.activity FROM activity a WHERE a.house = $1 LIMIT 1";
    let activity = house.read(|db| Ok(db.one(sql, &[])?.id::<law::activity::ActivityId>(0)));
    let of_one = [
        "/stations/s1".to_owned(),
        format!("/deputies/{deputy}"),
        format!("/deputies/{deputy}/file"),
        format!("/deputies/{deputy}/reports"),
        format!("/activities/{}", activity.expect("the world has an activity")),
    ];
    PAGES.split(' ').map(str::to_owned).chain(of_one).collect()
}

/// How many values beside the house a text takes.
fn places(sql: &str) -> usize {
    let number = |rest: &str| -> usize {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(1)
    };
    sql.split('$').skip(1).map(number).max().unwrap_or(1) - 1
}

/// A founded house on a server of its own, under another code, with some matters; the address of
/// its database as its keeper sees it.
fn founded(address: &str, code: &str, matters: usize) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join(ADDRESS), address).expect("it is written");
    let house = fixture::open(dir.path());
    for _ in 0..matters {
        raise(&house, submission(&house));
    }
    let keeper = trial::as_keeper(address);
    let asker = Asker::new(&keeper).expect("it connects");
    for (schema, table) in tables(&asker) {
        let sql = format!("UPDATE {schema}.{table} SET house = '{code}'");
        trial::run(&keeper, &[&sql]).expect("the keeper may");
    }
    keeper
}

/// Every table of a house by its schema.
fn tables(asker: &Asker) -> Vec<(String, String)> {
    let sql = "SELECT n.nspname, c.relname FROM pg_class c \
               JOIN pg_namespace n ON n.oid = c.relnamespace \
               WHERE n.nspname IN ('huiyin', 'huiyin_views') AND c.relkind = 'r' \
               AND c.relname <> 'schema' ORDER BY n.nspname, c.relname";
    let rows = asker.ask("", sql, &[]).expect("the catalogue can be read");
    rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect()
}

/// A database whose tables are partitioned by house, each partition on a server of its own.
struct Sharded {
    asker: Asker,
    /// They end with this.
    _servers: Vec<Server>,
    shards: Vec<Asker>,
}

impl Sharded {
    fn new() -> Self {
        let address = trial::database().expect("the parent asked");
        let keeper = founded(&address, "nowhere", 0);
        let asker = Asker::new(&keeper).expect("it connects");
        let change = |sql: &str| {
            trial::run(&keeper, &[sql]).unwrap_or_else(|fault| panic!("{}", fault.chain()));
        };
        change("CREATE EXTENSION postgres_fdw");
        let (mut servers, mut shards) = (vec![], vec![]);
        for (number, house) in (1..).zip(HOUSES) {
            let server = Server::start().unwrap_or_else(|fault| panic!("{}", fault.chain()));
            let shard = founded(&server.database().expect("it is made"), house, number);
            let (folder, name) = shard.split_once('@').unwrap().1.split_once('/').unwrap();
            change(&format!(
                "CREATE SERVER shard{number} FOREIGN DATA WRAPPER postgres_fdw \
                 OPTIONS (host '{}', dbname '{name}')",
                folder.replace("%2F", "/")
            ));
            let mapping = "OPTIONS (user 'keeper')";
            change(&format!("CREATE USER MAPPING FOR keeper SERVER shard{number} {mapping}"));
            shards.push(Asker::new(&shard).expect("it connects"));
            servers.push(server);
        }
        for (schema, table) in tables(&asker) {
            change(&format!("ALTER TABLE {schema}.{table} RENAME TO {table}_whole"));
            change(&format!(
                "CREATE TABLE {schema}.{table} (LIKE {schema}.{table}_whole) \
                 PARTITION BY LIST (house)"
            ));
            for (number, house) in (1..).zip(HOUSES) {
                change(&format!(
                    "CREATE FOREIGN TABLE {schema}.{table}__{number} PARTITION OF {schema}.{table} \
                     FOR VALUES IN ('{house}') SERVER shard{number} \
                     OPTIONS (schema_name '{schema}', table_name '{table}')",
                    number = number as usize
                ));
            }
        }
        // Else a span of times that ends where it begins is found to be empty, and nothing is read.
        asker.ask("", "SET constraint_exclusion = off", &[]).expect("it is set");
        Self { asker, _servers: servers, shards }
    }

    fn plan(&self, house: &str, sql: &str, values: &[Val]) -> Result<String, String> {
        // A partition on another server cannot be unique, so nothing can conflict there; that what
        // conflicts is of the house, the text says.
        let sql = sql.split(" ON CONFLICT").next().unwrap_or(sql);
        let rows = self.asker.ask(house, &format!("EXPLAIN {sql}"), values);
        let rows = rows.map_err(|fault| fault.chain())?;
        Ok(rows.iter().map(|row| row.text(0).to_owned() + "\n").collect())
    }

    /// The servers on which something is read or changed by a text on behalf of a house.
    fn servers(&self, house: &str, sql: &str, values: &[Val]) -> Result<BTreeSet<u32>, String> {
        let plan = self.plan(house, sql, values)?;
        let after = plan.split("__").skip(1);
        Ok(after.filter_map(|rest| rest.chars().next()?.to_digit(10)).collect())
    }

    /// Whether a text reads anything on behalf of the first house: where a value is nothing, a plan
    /// may say at once that nothing is found, and so proves nothing.
    fn reads(&self, sql: &str, values: &[Val]) -> bool {
        let own = Ok(BTreeSet::from([1]));
        let filled = |with: Val| -> Vec<Val> {
            let fill = |value: &Val| if *value == Val::Null { with.clone() } else { value.clone() };
            values.iter().map(fill).collect()
        };
        self.servers(HOUSES[0], sql, values) == own
            || self.servers(HOUSES[0], sql, &filled(Val::Int(1))) == own
            || self.servers(HOUSES[0], sql, &filled(Val::from("1"))) == own
    }

    /// What is wrong with a text, if it could be about more than its house.
    fn crossing(&self, sql: &str, values: &[Val]) -> Option<String> {
        if let Err(wrong) = is_put_under_its_house(sql) {
            return Some(wrong.to_owned());
        }
        for (number, house) in (1..).zip(HOUSES) {
            match self.servers(house, sql, values) {
                Err(fault) => return Some(fault),
                Ok(servers) if servers.iter().any(|server| *server != number) => {
                    return Some(format!("on behalf of {house} it asks servers {servers:?}"));
                }
                Ok(_) => {}
            }
        }
        None
    }
}

/// What is put in is put under `$1`, and meets nothing but rows of that house.
fn is_put_under_its_house(sql: &str) -> Result<(), &'static str> {
    let Some(rest) = sql.strip_prefix("INSERT INTO ") else { return Ok(()) };
    let (head, conflict) = match rest.split_once(" ON CONFLICT ") {
        Some((head, conflict)) => (head, Some(conflict)),
        None => (rest, None),
    };
    let names_house = head.split_once(' ').is_some_and(|(_, rest)| {
        rest.starts_with("(house,") || rest.starts_with("(house)") || rest.starts_with("VALUES ($1")
    });
    let values = head.split_once(" VALUES ").map(|(_, values)| values);
    let is_own = match values {
        Some(values) => values
            .split('(')
            .skip(1)
            .filter(|v| v.starts_with('$'))
            .all(|v| v.starts_with("$1,") || v.starts_with("$1)")),
        None => head.contains(") SELECT $1"),
    };
    match conflict {
        _ if !names_house => Err("what is put in does not name its house first"),
        _ if !is_own => Err("what is put in is not put under the house that asks"),
        Some(conflict) if !conflict.starts_with("(house,") && !conflict.starts_with("(house)") => {
            Err("what it conflicts with is not of one house")
        }
        _ => Ok(()),
    }
}

#[test]
fn child_asks_alone() {
    if std::env::var_os(ALONE).is_none() {
        return;
    }
    let (house, asked) = live();
    let is_of_rows = |sql: &str| !OF_TABLES.iter().any(|begins| sql.starts_with(begins));
    let rows = asked.iter().filter(|(sql, _)| is_of_rows(sql));
    assert_eq!(plans::all_walks_within(&house, rows), [""; 0]);
    if let Err(reason) = trial::database() {
        return trial::skip(&reason);
    }
    let sharded = Sharded::new();
    let (mut tried, mut nothing, mut wrong) = (0, vec![], vec![]);
    for (sql, values) in &asked {
        let is_known = OF_ALL.iter().any(|(known, _)| sql.starts_with(known));
        if is_known || OF_TABLES.iter().any(|begins| sql.starts_with(begins)) {
            continue;
        }
        tried += 1;
        if let Some(why) = sharded.crossing(sql, values) {
            wrong.push(format!("{why}: {sql}"));
        } else if !sql.starts_with("INSERT") && !sharded.reads(sql, values) {
            nothing.push(sql.clone());
        }
    }
    trial::say(&format!(
        "{tried} texts were planned, {} of them read nothing as they were asked",
        nothing.len()
    ));
    controls(&sharded);
    sums(&sharded);
    assert!(wrong.is_empty(), "{} cross houses:\n{}", wrong.len(), wrong.join("\n"));
    assert!(nothing.is_empty(), "nothing was proven of:\n{}", nothing.join("\n"));
    assert!(tried > 1_500, "only {tried} texts were asked");
}

/// Texts that forget the house somewhere are named.
fn controls(sharded: &Sharded) {
    let number = [Val::Int(1)];
    let of_all = BTreeSet::from([1, 2, 3]);
    for sql in [
        "SELECT seq FROM log WHERE seq = $2",
        "SELECT l.seq FROM log l JOIN act a ON a.seq = l.seq WHERE l.house = $1 AND l.seq = $2",
        "SELECT seq FROM log WHERE house = $1 AND seq > (SELECT MIN(seq) FROM act WHERE seq > $2)",
        "UPDATE vault SET open = 0 WHERE text = $2",
        "DELETE FROM matter WHERE matter = $2",
        "INSERT INTO definition (house, hash, bytes) SELECT $1, hash, bytes FROM definition",
    ] {
        let servers = sharded.servers(HOUSES[0], sql, &number);
        assert_eq!(servers.as_ref(), Ok(&of_all), "{sql}");
        assert!(sharded.crossing(sql, &number).is_some(), "{sql}");
    }
    for sql in [
        "INSERT INTO act (house, seq) SELECT house, seq FROM log WHERE house = $1",
        "INSERT INTO act (house, seq) VALUES ($2, $2)",
        "INSERT INTO act (seq, house) VALUES ($2, $1)",
        "INSERT INTO act (house, seq) VALUES ($1, $2) ON CONFLICT (seq) DO NOTHING",
    ] {
        assert!(is_put_under_its_house(sql).is_err(), "{sql}");
    }
}

/// Figures over all houses, as `huiyin houses` asks for them: each server counts its own, and sums
/// come together.
fn sums(sharded: &Sharded) {
    let months = [Val::Int(0), Val::Int(i64::MAX)];
    let ask = |asker: &Asker| -> BTreeMap<String, i64> {
        let rows = asker.ask("", houses::MATTERS, &months).expect("reads");
        rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect()
    };
    sharded.asker.ask("", "SET enable_partitionwise_aggregate = on", &[]).expect("it is set");
    let together = ask(&sharded.asker);
    let apart = sharded.shards.iter().flat_map(ask).collect();
    assert_eq!(together, apart);
    assert_eq!(together.values().copied().collect::<Vec<_>>(), [2, 1, 3], "{together:?}");
    let texts = [(houses::MATTERS, "tally_house"), (houses::ACTIVITIES, "activity")];
    for (sql, table) in texts {
        let plan = sharded.plan("", sql, &months).expect("it is planned");
        for number in 1..=3 {
            let pushed = format!("Aggregate on ({table}__{number}");
            assert!(plan.contains(&pushed), "server {number} does not count its own:\n{plan}");
        }
    }
}

#[test]
fn no_text_that_a_house_asks_is_about_another_house() {
    let mut child = Command::new(std::env::current_exe().expect("a test has a binary"));
    child.args(["--exact", "trials::sharded::child_asks_alone", "--nocapture"]);
    child.env(ALONE, "1").env_remove(trial::ENGINE).env("RUST_BACKTRACE", "0");
    let done = child.output().expect("the test binary starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    let told =
        said.lines().find(|line| line.contains("texts were planned") || line.contains("SKIP"));
    trial::say(told.expect("it says how many, or why none"));
}

/// What is wrong with the keys and indexes of a database: each begins with the house.
fn misplaced(asker: &Asker) -> Vec<String> {
    let sql = "SELECT CAST(CAST(c.oid AS regclass) AS TEXT) FROM pg_class c \
               JOIN pg_namespace n ON n.oid = c.relnamespace \
               WHERE n.nspname IN ('huiyin', 'huiyin_views') AND c.relname <> 'schema' AND \
               (c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_index i \
                WHERE i.indrelid = c.oid AND i.indisprimary) \
                OR c.relkind = 'i' AND NOT EXISTS (SELECT 1 FROM pg_index i \
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
                WHERE i.indexrelid = c.oid AND a.attname = 'house')) ORDER BY 1";
    let rows = asker.ask("", sql, &[]).expect("the catalogue can be read");
    rows.iter().map(|row| row.text(0).to_owned()).collect()
}

/// A founded house on the server of the tests, and the address of its keeper.
fn on_server() -> Option<(Arc<House>, String)> {
    let mut founded = None;
    fixture::on_server(|| {
        let house = fixture::house();
        let address = std::fs::read_to_string(house.dir.join(ADDRESS)).expect("is there");
        founded = Some((house, trial::as_keeper(&address)));
    });
    founded
}

#[test]
fn every_key_and_every_index_begins_with_the_house() {
    let Some((_house, keeper)) = on_server() else { return };
    let asker = Asker::new(&keeper).expect("it connects");
    assert!(tables(&asker).len() > 40, "{:?}", tables(&asker));
    assert_eq!(misplaced(&asker), [""; 0]);
    let wrong = [
        "CREATE TABLE huiyin.loose (house TEXT NOT NULL, number BIGINT NOT NULL)",
        "CREATE INDEX loose_by_number ON huiyin.loose (number, house)",
        "CREATE TABLE huiyin_views.turned (house TEXT, number BIGINT, PRIMARY KEY (number, house))",
    ];
    trial::run(&keeper, &wrong).expect("the keeper may");
    assert_eq!(misplaced(&asker), ["loose", "loose_by_number", "turned_pkey"]);
}

#[test]
fn houses_are_not_distributed_where_nothing_can_do_it() {
    let Some((_house, keeper)) = on_server() else { return };
    let views = database::view_tables();
    let distribution = Distribution { address: &keeper, views: &views };
    let refused = distribution.run().expect_err("there is no Citus").chain();
    assert!(refused.contains("CREATE EXTENSION citus"), "{refused}");
    // What the script asks for, noted by functions of the same names: every table once, beside the
    // log, and nothing when it is run again.
    let stand_in = [
        "CREATE TABLE public.pg_dist_partition (logicalrelid REGCLASS, beside TEXT)",
        "CREATE FUNCTION public.create_distributed_table(REGCLASS, TEXT, colocate_with TEXT) \
         RETURNS void LANGUAGE sql AS \
         'INSERT INTO public.pg_dist_partition SELECT $1, $3 WHERE $2 = ''house'''",
    ];
    trial::run(&keeper, &stand_in).expect("the keeper may");
    let script = distribution.script().replace("create_dist", "public.create_dist");
    let script = script.replace("FROM pg_dist", "FROM public.pg_dist");
    let asker = Asker::new(&keeper).expect("it connects");
    let mut asked = 0;
    for _ in 0..2 {
        for sql in script.trim().trim_end_matches(';').split(";\n") {
            asked += asker.ask("", sql, &[]).expect("it is understood").len();
        }
    }
    let own = tables(&asker).into_iter().filter(|(_, table)| table != "writer").count();
    assert_eq!(asked, own);
    let count = "SELECT COUNT(*), COUNT(DISTINCT logicalrelid), \
                 COUNT(*) FILTER (WHERE beside = 'none') FROM public.pg_dist_partition";
    let row = asker.ask("", count, &[]).expect("reads").remove(0);
    assert_eq!((row.int(0), row.int(1), row.int(2)), (own as i64, own as i64, 1));
}

#[test]
fn houses_of_one_database_seal_identities_by_keys_of_their_own() {
    let Some((house, _keeper)) = on_server() else { return };
    raise(&house, submission(&house));
    let is_sealed = house.read(vault::any_key).expect("reads").is_some();
    assert!(is_sealed, "otherwise no key would be asked for");
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::copy(house.dir.join(ADDRESS), elsewhere.path().join(ADDRESS)).expect("it is written");
    let open = |code: &str| {
        let clock = Clock::simulated(house.now());
        House::open(elsewhere.path(), code, clock, store::Chance::seeded(9))
    };
    open("other").expect("a house with a key of its own");
    let refused = open(&house.code).err().expect("this key opens nothing there").chain();
    assert!(refused.contains("sealed by another key"), "{refused}");
}
