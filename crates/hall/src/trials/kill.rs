//! Sudden death: a process that is killed at any moment has lost no act that it acknowledged.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use law::matter::acts::Act;
use law::record::{ActId, Actor};
use store::Chance;

use crate::fixture;
use crate::house::{Clock, House};
use crate::roles::verify;
use crate::rooms::matters;

/// Names the folder to the process that will be killed.
const FOLDER: &str = "HUIYIN_KILL_FOLDER";

/// The process that is killed: brings matters from four threads and prints each act's identifier
/// once it was acknowledged. As a test of its own it has no folder and does nothing.
#[test]
fn child_brings_matters_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let house = open(Path::new(&folder));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| bring_matters(&house));
        }
    });
}

fn bring_matters(house: &Arc<House>) {
    loop {
        let act = ActId(house.chance.bytes());
        let matter = matters::matter_of(house, act);
        let submit = Act::Submit(Box::new(fixture::submission(house)));
        let answer = matters::ask_and_wait(house, act, Actor::Resident, (matter, submit));
        let matter = answer.expect("the matter is sound").answer.matter;
        // One write call a line, so that no line is torn between threads.
        let line = format!("ack {act} {matter}\n");
        std::io::stderr().write_all(line.as_bytes()).expect("the parent reads");
    }
}

fn open(folder: &Path) -> Arc<House> {
    House::open(folder, "qinghe", Clock::System, Chance::System).expect("the house opens")
}

#[test]
fn no_acknowledged_act_is_lost() {
    let loops: u64 = std::env::var("HUIYIN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let folder: PathBuf = tempfile::tempdir().expect("a folder").keep();
    drop(fixture::open(&folder));
    let mut acknowledged = vec![];
    for round in 0..loops {
        acknowledged.extend(run_and_kill(&folder, Duration::from_millis(40 + round * 13 % 160)));
        let house = open(&folder);
        for (act, matter) in &acknowledged {
            let case = house.read(|db| crate::desk::case(db, *matter));
            assert!(case.expect("it reads").is_some(), "round {round}: {act} is lost");
        }
        let (_, findings) = verify::check(&house).expect("the house can be checked");
        assert_eq!(findings, [], "round {round}");
    }
    let (act, matter) = acknowledged.last().expect("some acts were acknowledged in time");
    let house = open(&folder);
    let submit = Act::Submit(Box::new(fixture::submission(&house)));
    let again = matters::ask_and_wait(&house, *act, Actor::Resident, (*matter, submit));
    assert!(again.expect("a retry is answered").existed, "a retry does nothing twice");
    eprintln!("{} acts acknowledged over {loops} kills", acknowledged.len());
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

fn run_and_kill(folder: &Path, after: Duration) -> Vec<(ActId, law::words::MatterId)> {
    let mut child = Command::new(std::env::current_exe().expect("a test has a binary"))
        .args(["--exact", "trials::kill::child_brings_matters_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test binary starts");
    let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let reader = std::thread::spawn(move || {
        let acks = lines.map_while(Result::ok).filter_map(|line| {
            let mut words = line.split(' ');
            (words.next() == Some("ack")).then_some(())?;
            Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        });
        acks.collect()
    });
    std::thread::sleep(after + Duration::from_millis(150));
    child.kill().expect("it can be killed");
    child.wait().expect("it is dead");
    reader.join().expect("the reader ends with the pipe")
}
