//! Sudden death: a process that is killed at any moment has lost no act that it acknowledged, and
//! what it did not acknowledge can be sent again without being done twice.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use law::matter::acts::Act;
use law::record::{ActId, Actor, Record};
use law::words::{Hash, MatterId};
use store::Chance;

use crate::fixture;
use crate::house::{Clock, House};
use crate::rights::Who;
use crate::roles::verify;
use crate::rooms::matters;

/// Names the folder to the process that will be killed.
const FOLDER: &str = "HUIYIN_KILL_FOLDER";
/// How often a process is killed; `HUIYIN_KILLS` says otherwise.
const KILLS: u64 = 50;
/// How often in one house, so that the whole of it can be checked after each.
const KILLS_EACH: u64 = 5;
/// Threads that act at once.
const THREADS: usize = 4;

/// The process that is killed: brings matters and adds to them from four threads, and prints each
/// act before it is sent and once it was acknowledged. As a test of its own it has no folder and
/// does nothing.
#[test]
fn child_brings_matters_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let house = open(Path::new(&folder));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| bring_matters(&house));
        }
    });
}

fn bring_matters(house: &Arc<House>) {
    loop {
        let act = ActId(house.chance.bytes());
        let matter = matters::matter_of(house, act);
        send(house, (act, matter), "submit");
        send(house, (ActId(house.chance.bytes()), matter), "add");
    }
}

fn send(house: &Arc<House>, (act, matter): (ActId, MatterId), kind: &str) {
    // One write call a line, so that no line is torn between threads.
    let say = |word: &str| {
        let line = format!("{word} {act} {matter} {kind}\n");
        std::io::stderr().write_all(line.as_bytes()).expect("the parent reads");
    };
    say("sent");
    let asked = (matter, asked(house, kind));
    let who = Who::playing(&Actor::Resident, (asked.0, &asked.1));
    let done = matters::ask_and_wait(house, act, who, asked).expect("it is sound");
    assert_eq!(done.answer.matter, matter);
    say("done");
}

fn asked(house: &House, kind: &str) -> Act {
    match kind {
        "submit" => Act::Submit(Box::new(fixture::submission(house))),
        _ => Act::Add { text: "还有一处".to_owned(), files: vec![] },
    }
}

fn open(folder: &Path) -> Arc<House> {
    House::open(folder, "qinghe", Clock::System, Chance::System).expect("the house opens")
}

/// An act that a process sent before it was killed.
struct Sent {
    matter: MatterId,
    kind: String,
    acknowledged: bool,
}

type All = BTreeMap<String, Sent>;

#[test]
fn no_acknowledged_act_is_lost_and_none_is_doubled() {
    die_often(KILLS);
}

/// Kills a process so often, or as often as `HUIYIN_KILLS` says.
pub fn die_often(kills: u64) {
    let kills = std::env::var("HUIYIN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(kills);
    let (mut acknowledged, mut unknown, mut survived) = (0_u64, 0_u64, 0);
    for first in (0..kills).step_by(KILLS_EACH as usize) {
        let folder = tempfile::tempdir().expect("a folder");
        drop(fixture::open(folder.path()));
        let mut sent = All::new();
        for kill in first..kills.min(first + KILLS_EACH) {
            // At another moment each time: while acts are heard, written, or committed.
            run_and_kill(folder.path(), Duration::from_micros(kill * 7919 % 90_000), &mut sent);
            let house = open(folder.path());
            let (_, findings) = verify::check(&house).expect("the house can be checked");
            assert_eq!(findings, [], "after kill {kill}");
            let before = on_record(&house);
            for (act, one) in sent.iter().filter(|(_, one)| one.acknowledged) {
                let facts = before.get(&hash_of(act)).copied();
                assert_eq!(facts, Some(1), "kill {kill}: {act} of {}", one.matter);
                acknowledged += 1;
            }
            for (act, one) in sent.iter_mut().filter(|(_, one)| !one.acknowledged) {
                let survives = before.contains_key(&hash_of(act));
                (unknown, survived) = (unknown + 1, survived + u64::from(survives));
                send_again(&house, act, one, survives);
            }
            let after = on_record(&house);
            let doubled = sent.keys().find(|act| after.get(&hash_of(act)) != Some(&1));
            assert_eq!(doubled, None, "kill {kill}: what was sent again is there once");
        }
    }
    eprintln!("{acknowledged} looked for after {kills} kills; {survived} of {unknown} unknown");
    // Otherwise it was not killed under load.
    assert!(unknown >= kills && acknowledged > kills, "{unknown} of {acknowledged}");
}

/// Whoever got no answer sends the act again, and once more: it is done once.
fn send_again(house: &Arc<House>, act: &str, one: &mut Sent, survives: bool) {
    let id: ActId = act.parse().expect("the child prints identifiers");
    for existed in [survives, true] {
        let asked = (one.matter, asked(house, &one.kind));
        let who = Who::playing(&Actor::Resident, (asked.0, &asked.1));
        let done = matters::ask_and_wait(house, id, who, asked);
        assert_eq!(done.expect("it is sound").existed, existed, "{act} {}", one.kind);
    }
    one.acknowledged = true;
}

/// How many facts are on record of each act, by its hash.
pub fn on_record(house: &House) -> BTreeMap<Hash, u64> {
    let mut acts = BTreeMap::new();
    let read = house.read(|db| {
        store::log::each_between(db, (0, u64::MAX >> 1), |stored| {
            let record = Record::<serde_json::Value>::read(&stored.bytes).expect("it is JSON");
            *acts.entry(record.head().act).or_default() += 1;
            Ok(())
        })
    });
    read.expect("the log can be read");
    acts
}

pub fn hash_of(act: &str) -> Hash {
    act.parse::<ActId>().expect("the child prints identifiers").hash()
}

fn run_and_kill(folder: &Path, after: Duration, sent: &mut All) {
    let mut child = Command::new(std::env::current_exe().expect("a test has a binary"))
        .args(["--exact", "trials::kill::child_brings_matters_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test binary starts");
    let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let (begun, begins) = channel();
    let reader = std::thread::spawn(move || {
        let mut heard = vec![];
        for line in lines.map_while(Result::ok) {
            if line.starts_with("done ") {
                // The first is waited for; whoever waits has gone by the second.
                let _sent = begun.send(());
            }
            heard.push(line);
        }
        heard
    });
    begins.recv_timeout(Duration::from_mins(1)).expect("a first act is acknowledged");
    std::thread::sleep(after);
    child.kill().expect("it can be killed");
    child.wait().expect("it is dead");
    for line in reader.join().expect("the reader ends with the pipe") {
        let words: Vec<&str> = line.split(' ').collect();
        let [word, act, matter, kind] = words[..] else { continue };
        let acknowledged = word == "done";
        if acknowledged || word == "sent" {
            let matter = matter.parse().expect("the child prints numbers");
            let one = Sent { matter, kind: kind.to_owned(), acknowledged };
            sent.insert(act.to_owned(), one);
        }
    }
}
