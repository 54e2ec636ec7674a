//! A house is moved between folders and engines: what arrives is what there was, row by row; it can
//! be stopped anywhere and goes on; what rots on the way is found; nobody writes in two places.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use store::db::{ADDRESS, No, Terms, mark, trial};
use store::verify::Finding;
use store::{Chance, Engine, Fault, Halt, Tx, Val, schema, search};

use super::full::ask;
use super::tamper::world;
use crate::fixture::{self, raise, submission};
use crate::house::{Clock, House};
use crate::roles::moving::{MoveArgs, Step, go};
use crate::roles::{DataArgs, DatabaseArgs, KeyArgs, keeping, verify};
use crate::rooms::VIEWS;

/// What a trial says that stops a move.
const STOPPED: &str = "stopped by the trial";

/// A row in each of the tables that pass, put in with the house as `$1`.
const PASSING: [&str; 9] = [
    "INSERT INTO credential VALUES ($1, 'liang', 7, 'p', 't', 3)",
    "INSERT INTO session VALUES ($1, $2, 7, NULL, NULL, 9, 1, 2, 3, NULL)",
    "INSERT INTO token VALUES ($1, $2, 7, '脚本', 1, NULL, 3)",
    "INSERT INTO throttle VALUES ($1, $2, 3, 4)",
    "INSERT INTO message VALUES ($1, 5, 1, 'mail', 'a@example.org', '题', '文', 'waits', 0, 1, '', \
     'k', '', NULL, 6, NULL)",
    "INSERT INTO digest VALUES ($1, 7, 'b@example.org', 'zh', 1, '2026-03-01')",
    "INSERT INTO recovery VALUES ($1, 7, 8, 1, 2)",
    "INSERT INTO folder VALUES ($1, $2, $2, 1, 2)",
    "INSERT INTO denied VALUES ($1, 7, '2026-03-01', 'desk', 1, 2)",
];

/// A house with a row in every table.
fn lived_in() -> Arc<House> {
    let house = world(1);
    let put = |tx: &mut Tx<'_>| {
        for sql in PASSING {
            let bytes = Val::Blob([7, 0, 255].into());
            let values = if sql.contains("$2") { vec![bytes] } else { vec![] };
            tx.db.execute(sql, &values)?;
        }
        let sql = "INSERT INTO taken VALUES ($1, 7, 1, 'list', 2)";
        Ok(tx.db.execute(sql, &[]).map(|_| ())?)
    };
    house.engine.write_and_wait(&house.code, put).expect("what passes can be written");
    house
}

fn beside(house: &House, name: &str) -> PathBuf {
    house.dir.with_extension(name)
}

fn to(from: &Path, to: &Path, to_database: Option<String>) -> MoveArgs {
    let (from, to, key) = (from.to_owned(), to.to_owned(), KeyArgs::default());
    MoveArgs { from, from_database: None, to, to_database, house: None, key }
}

fn moved(args: &MoveArgs) -> Result<Vec<Finding>, Fault> {
    go(args, &mut |_| Ok(())).map(|(_, findings)| findings)
}

/// A house where it came to.
fn open(dir: &Path) -> Arc<House> {
    House::open(dir, "qinghe", Clock::System, Chance::System)
        .unwrap_or_else(|fault| panic!("{}", fault.chain()))
}

fn data(dir: &Path) -> DataArgs {
    let (database, key) = (DatabaseArgs::default(), KeyArgs::default());
    DataArgs { data: dir.to_owned(), database, house: None, key }
}

/// All rows of a house by their tables, as the tables themselves say; the search by what is in it,
/// and of what notes how far a view was drawn its version alone.
fn rows(house: &House) -> BTreeMap<String, Vec<Vec<Val>>> {
    let names = schema::TABLES.iter().filter_map(|text| text.strip_prefix("CREATE TABLE "));
    let names = names.map(|rest| rest.split(' ').next().expect("a name").to_owned());
    let views = VIEWS.iter().flat_map(|view| view.tables).map(|table| table.name.to_owned());
    let read = house.read(|db| {
        let mut all = BTreeMap::new();
        let is_own = |name: &String| !name.starts_with("search_") && name != "moved";
        for name in names.chain(views).filter(is_own) {
            let columns = if name == "view" { "house, view, version" } else { "*" };
            let sql = format!("SELECT {columns} FROM {name} WHERE house = $1");
            let mut rows: Vec<Vec<Val>> =
                db.query(&sql, &[])?.iter().map(|row| row.values().to_vec()).collect();
            rows.sort();
            assert!(!rows.is_empty(), "the world has no row in {name}");
            all.insert(name, rows);
        }
        let (held, damaged) = search::contents(db)?;
        assert!(damaged.is_empty() && !held.is_empty());
        let held = held.iter().map(|one| vec![one.at.into(), one.matter.into(), one.words.into()]);
        all.insert("search".to_owned(), held.collect());
        Ok(all)
    });
    read.expect("it can be read")
}

/// Both houses have the same rows, table by table, and the same attachments, and the second is
/// sound.
fn are_the_same(one: &BTreeMap<String, Vec<Vec<Val>>>, other: &House) {
    let there = rows(other);
    assert_eq!(one.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (table, rows) in one {
        assert_eq!(*rows, there[table], "{table}");
    }
    let (records, findings) = verify::check(other).expect("reads");
    assert!(records > 0);
    assert_eq!(findings, []);
    assert_eq!(other.read(mark).expect("reads"), None);
}

/// Brings a matter; or why nothing was written.
fn bring(house: &Arc<House>) -> Result<(), Option<Halt>> {
    let act = law::record::ActId(house.chance.bytes());
    let asked = (
        crate::rooms::matters::matter_of(house, act),
        law::matter::acts::Act::Submit(Box::new(submission(house))),
    );
    let by = law::record::Actor::Resident;
    match crate::rooms::matters::ask_and_wait(house, act, by, asked) {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(Halt::of(&fault)),
        Err(No::Refusal(refusal)) => panic!("{refusal}"),
    }
}

#[test]
fn a_house_that_was_moved_is_what_it_was_and_goes_on_there_alone() {
    let house = lived_in();
    let (before, there) = (rows(&house), beside(&house, "moved"));
    assert_eq!(moved(&to(&house.dir, &there, None)).expect("it moves"), []);
    let arrived = open(&there);
    are_the_same(&before, &arrived);
    bring(&arrived).expect("it goes on there");
    assert!(there.join("open").exists() == house.dir.join("open").exists());
    assert_eq!(
        std::fs::read(there.join("log-qinghe.signed")).expect("it reads"),
        std::fs::read(house.dir.join("log-qinghe.signed")).expect("it reads")
    );

    // Who has it open here goes on reading it, writes nothing, and says so.
    assert_eq!(bring(&house), Err(Some(Halt::Moved)));
    assert_eq!(rows(&house), before, "nothing came to it");
    let (status, _, text) = ask(&house, ("GET", "/healthz", String::new()));
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.starts_with("halted moved\n"), "{text}");
    // Who opens it again is told where it went; who only reads may.
    let refused = data(&house.dir).open().err().expect("is refused").chain();
    let place = there.canonicalize().expect("is there").display().to_string();
    assert!(refused.contains(&format!("was moved to {place}")), "{refused}");
    assert!(data(&house.dir).open_to_read().is_ok());
    data(&there).open().unwrap_or_else(|fault| panic!("{}", fault.chain()));
    // A second time is as good as once, and nowhere else.
    assert_eq!(moved(&to(&house.dir, &there, None)).expect("it is there"), []);
    let elsewhere = moved(&to(&house.dir, &beside(&house, "elsewhere"), None));
    let refused = elsewhere.expect_err("it is gone").chain();
    assert!(refused.contains("was moved to"), "{refused}");
}

#[test]
fn a_process_that_only_keeps_its_lease_notices_that_its_house_was_moved() {
    let house = lived_in();
    moved(&to(&house.dir, &beside(&house, "moved"), None)).expect("it moves");
    let old = fixture::open_again(&house.dir);
    // A server said so when the house was opened.
    assert!(old.engine.is_shared() || old.engine.halted().is_none());
    let terms = Terms { holder: "old".to_owned(), address: String::new(), lasts_ms: 60_000 };
    let keeping = keeping::start(&old, terms).expect("it looks");
    assert_eq!(old.engine.halted(), Some(Halt::Moved));
    keeping.stop();
}

#[test]
fn a_house_goes_to_a_server_and_back_and_has_not_changed() {
    let address = match trial::database() {
        Ok(address) => address,
        Err(reason) => return trial::skip(&reason),
    };
    let house = lived_in();
    let before = rows(&house);
    let (server, back) = (beside(&house, "server"), beside(&house, "back"));
    assert_eq!(moved(&to(&house.dir, &server, Some(address.clone()))).expect("it moves"), []);
    assert_eq!(std::fs::read_to_string(server.join(ADDRESS)).expect("it reads"), address);
    let on_server = open(&server);
    are_the_same(&before, &on_server);
    assert_eq!(moved(&to(&server, &back, None)).expect("it moves back"), []);
    are_the_same(&before, &open(&back));
    assert_eq!(bring(&on_server), Err(Some(Halt::Moved)));
    let refused = data(&server).open().err().expect("is refused").chain();
    assert!(refused.contains("was moved to"), "{refused}");
}

/// Stops a move before its step of a number; whether it came to its end before.
fn stopped(args: &MoveArgs, at: usize) -> Result<bool, Fault> {
    let mut number = 0;
    let done = go(args, &mut |_: Step<'_>| {
        number += 1;
        if number > at { Err(Fault::new(STOPPED)) } else { Ok(()) }
    });
    match done {
        Ok((_, findings)) => {
            assert_eq!(findings, []);
            Ok(true)
        }
        Err(fault) if fault.chain() == STOPPED => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Changes, takes out and puts in rows that may have been copied already.
fn change(house: &House, turn: i64) {
    let work = move |tx: &mut Tx<'_>| {
        tx.db.execute("UPDATE message SET tries = $2 WHERE house = $1", &[turn.into()])?;
        tx.db.execute("DELETE FROM throttle WHERE house = $1 AND count > 100", &[])?;
        let subject = Val::Blob([turn as u8].into());
        tx.db.execute("INSERT INTO throttle VALUES ($1, $2, 101, 4)", &[subject])?;
        Ok(())
    };
    house.engine.write_and_wait(&house.code, work).expect("the house goes on");
}

/// Stops a move before each of its steps, has the house go on in between, and goes on with it.
fn stop_everywhere(house: &Arc<House>, there: &Path, address: Option<String>) {
    let args = to(&house.dir, there, address);
    let mut before = rows(house);
    for at in 0.. {
        if stopped(&args, at).unwrap_or_else(|fault| panic!("{at}: {}", fault.chain())) {
            assert!(at > 20, "there are only {at} steps");
            break;
        }
        let incomplete = data(there).open().err().expect("it is not complete").chain();
        let is_told = incomplete.contains("on its way here");
        // Before the log has arrived there is no house.
        assert!(is_told || incomplete.contains("no house was founded"), "{at}: {incomplete}");
        if house.read(mark).expect("reads").is_none() {
            bring(house).unwrap_or_else(|halt| panic!("{at}: {halt:?}"));
            change(house, at as i64);
            before = rows(house);
        } else {
            // It was stopped after the very last step here: it is in neither place until it is run
            // again, and never in both.
            assert_eq!(bring(house), Err(Some(Halt::Moved)));
        }
    }
    are_the_same(&before, &open(there));
}

#[test]
fn a_move_that_is_stopped_before_any_step_goes_on_and_the_house_meanwhile() {
    let house = lived_in();
    stop_everywhere(&house, &beside(&house, "resumed"), None);
}

#[test]
fn a_move_to_a_server_that_is_stopped_before_any_step_goes_on() {
    match trial::database() {
        Ok(address) => {
            let house = lived_in();
            stop_everywhere(&house, &beside(&house, "resumed"), Some(address));
        }
        Err(reason) => trial::skip(&reason),
    }
}

/// Tell a process which house it moves, from where and to where.
const KILLED: [&str; 3] = ["HUIYIN_MOVED_FROM", "HUIYIN_MOVED_TO", "HUIYIN_MOVED_DATABASE"];

/// A process that moves a house, and says each step before it. As a test of its own it has no house
/// and does nothing.
#[test]
fn child_moves_until_it_is_killed() {
    let [from, there, address] = KILLED.map(|name| std::env::var(name).ok());
    let (Some(from), Some(there)) = (from, there) else { return };
    let args = to(Path::new(&from), Path::new(&there), address);
    let done = go(&args, &mut |_| {
        trial::say("step");
        Ok(())
    });
    done.unwrap_or_else(|fault| panic!("{}", fault.chain()));
}

/// Kills a process that moves a house at its step of a number.
fn kill_at(args: &MoveArgs, at: usize) {
    let mut command = Command::new(std::env::current_exe().expect("a test has a binary"));
    let test = "trials::moved::child_moves_until_it_is_killed";
    command.args(["--exact", test, "--nocapture"]);
    command.env(KILLED[0], &args.from).env(KILLED[1], &args.to);
    command.envs(args.to_database.iter().map(|address| (KILLED[2], address)));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let child = child.as_mut().expect("the test binary starts");
    let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let steps = lines.map_while(Result::ok).filter(|line| line == "step");
    assert_eq!(steps.take(at).count(), at, "it had fewer steps");
    // While it does what comes after that step.
    std::thread::sleep(Duration::from_millis(at as u64 % 3));
    child.kill().expect("it can be killed");
    child.wait().expect("it is dead");
}

/// Kills moves at some of their steps, and goes on with them.
fn kill_often(address: Option<String>) {
    let house = lived_in();
    let args = to(&house.dir, &beside(&house, "killed"), address);
    for at in [1, 6, 14, 20, 23] {
        kill_at(&args, at);
        if house.read(mark).expect("reads").is_none() {
            bring(&house).unwrap_or_else(|halt| panic!("{at}: {halt:?}"));
        }
    }
    let before = rows(&house);
    assert_eq!(moved(&args).unwrap_or_else(|fault| panic!("{}", fault.chain())), []);
    are_the_same(&before, &open(&args.to));
}

#[test]
fn a_move_that_is_killed_goes_on_and_the_house_at_once() {
    if fixture::is_embedded("a server holds for half a minute for who was killed") {
        kill_often(None);
    }
}

#[test]
fn a_move_to_a_server_that_is_killed_goes_on() {
    if !fixture::is_embedded("a server holds for half a minute for who was killed") {
        return;
    }
    match trial::database() {
        Ok(address) => kill_often(Some(address)),
        Err(reason) => trial::skip(&reason),
    }
}

/// Something done to what has arrived, before a step, and by what it is found.
type Harm = (Step<'static>, &'static [&'static str], &'static str);

const HARMS: [Harm; 6] = [
    (Step::Check, &["UPDATE vault SET bytes = X'00' WHERE house = $1 AND kind <> 'name'"], "vault"),
    (Step::Check, &["DELETE FROM act WHERE house = $1"], "act"),
    (Step::Check, &["UPDATE checkpoint SET note = 'x' WHERE house = $1"], "checkpoint"),
    (Step::Compare, &["UPDATE matter SET step = 'x' WHERE house = $1"], "matter differs"),
    (Step::Compare, &[SPANS], "the search differs"),
    (
        Step::Check,
        &[
            "DROP TRIGGER log_is_not_edited",
            "UPDATE log SET hash = X'00' WHERE house = $1 AND seq = 9",
        ],
        "log",
    ),
];
const SPANS: &str = "DELETE FROM search_span WHERE house = $1";

#[test]
fn what_rots_on_the_way_is_found_and_the_house_stays_where_it_is() {
    let house = lived_in();
    for (number, (when, statements, named)) in HARMS.into_iter().enumerate() {
        let there = beside(&house, &format!("harmed-{number}"));
        let args = to(&house.dir, &there, None);
        let done = go(&args, &mut |step: Step<'_>| {
            if step == when {
                let engine = Engine::open(&there, 1)?;
                let harm = move |tx: &mut Tx<'_>| {
                    for sql in statements {
                        let changed = tx.db.execute(sql, &[])?;
                        assert!(changed > 0 || sql.starts_with("DROP"), "{sql}");
                    }
                    Ok(())
                };
                engine.write_and_wait("qinghe", harm).expect("the harm can be done");
            }
            Ok(())
        });
        let said = match done {
            Ok((_, findings)) => {
                let told = findings.iter().map(|one| format!("{} {}", one.table, one.what));
                told.collect::<Vec<_>>().join("\n")
            }
            Err(fault) => fault.chain(),
        };
        assert!(said.contains(named), "{statements:?}: {said}");
        assert_eq!(house.read(mark).expect("reads"), None, "{statements:?}");
        assert!(data(&there).open().is_err(), "{statements:?}: it is served");
        bring(&house).unwrap_or_else(|halt| panic!("{statements:?}: {halt:?}"));
        // What was harmed where rows may change is mended by the next try; a log is not.
        if number < HARMS.len() - 1 {
            let mended = go(&args, &mut |step: Step<'_>| match step {
                Step::Leave => Err(Fault::new(STOPPED)),
                _ => Ok(()),
            });
            assert_eq!(mended.expect_err("it is stopped").chain(), STOPPED, "{statements:?}");
        } else {
            let refused = moved(&args).expect_err("the log is another").chain();
            assert!(refused.contains("log has another row 9"), "{refused}");
        }
    }
}

/// A matter as a program brings it.
fn said() -> (&'static str, &'static str, String) {
    let said = json!({ "title": "路灯", "body": "不亮", "area": "t1v1", "visibility": "public",
        "category": "road-damage", "place": "磨坊巷", "key": "0123456789abcdef0123456789abcdef" });
    ("POST", "/api/v1/matters", said.to_string())
}

/// Reads and writes while a house is moved, and after it.
fn held(there: &str, address: Option<String>) {
    let house = lived_in();
    let (matter, _) = raise(&house, submission(&house));
    let args = to(&house.dir, &beside(&house, there), address);
    let mut tried = 0;
    go(&args, &mut |step: Step<'_>| {
        let is_tried = matches!(step, Step::Rows("vault") | Step::Check);
        tried += usize::from(is_tried);
        if is_tried {
            let (status, _, page) =
                ask(&house, ("GET", &format!("/matters/{matter}"), String::new()));
            assert!(status == StatusCode::OK && page.contains("磨坊巷路面塌陷"), "{status}");
            let (status, retries, text) = ask(&house, said());
            assert_eq!((status, retries), (StatusCode::SERVICE_UNAVAILABLE, true), "{text}");
            assert!(
                text.contains("house.held") && text.contains("nothing is done twice"),
                "{text}"
            );
            let (status, _, text) = ask(&house, ("GET", "/healthz", String::new()));
            assert_eq!(status, StatusCode::OK, "{text}");
        }
        Ok(())
    })
    .unwrap_or_else(|fault| panic!("{}", fault.chain()));
    assert_eq!(tried, 2);
    let (status, _, text) = ask(&house, said());
    assert!(status == StatusCode::SERVICE_UNAVAILABLE && text.contains("house.moved"), "{text}");
    let arrived = open(&args.to);
    let count = |house: &House| house.read(store::log::head).expect("reads").seq;
    let before = count(&arrived);
    assert_eq!(before, count(&house), "what was refused is in neither");
    let (status, _, text) = ask(&arrived, said());
    assert_eq!(status, StatusCode::OK, "{text}");
    let after = count(&arrived);
    assert!(after > before);
    ask(&arrived, said());
    assert_eq!(count(&arrived), after, "sent again it is done once");
}

#[test]
fn while_it_is_moved_a_house_is_read_and_who_writes_is_told_to_send_it_again() {
    held("held", None);
}

#[test]
fn the_same_on_a_server() {
    fixture::on_server(|| held("held-on-server", None));
}

#[test]
fn a_house_moves_only_where_nothing_is_and_only_as_a_whole() {
    let house = lived_in();
    let told = |args: &MoveArgs| moved(args).expect_err("is refused").chain();
    let folder = told(&to(Path::new("postgres://huiyin@/x"), &beside(&house, "x"), None));
    assert!(folder.contains("--from-database"), "{folder}");
    let itself = told(&to(&house.dir, &house.dir, None));
    assert!(itself.contains("into another folder"), "{itself}");
    let other = fixture::house();
    let full = told(&to(&house.dir, &other.dir, None));
    assert!(full.contains("is of another house") || full.contains("already"), "{full}");
    let nothing = told(&to(&beside(&house, "nothing"), &beside(&house, "x"), None));
    assert!(nothing.contains("there is no"), "{nothing}");
    bring(&house).expect("all of it left the house as it was");
    bring(&other).expect("and the other one");
}
