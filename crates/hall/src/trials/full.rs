//! A disk that is full stops writing at once and nothing else: reads go on, pages, programs and
//! `/healthz` are told why, nothing acknowledged is lost, and writing goes on by itself when there
//! is room again (trust.md, T5).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use law::matter::acts::Act;
use law::record::{ActId, Actor};
use law::words::MatterId;
use store::Halt;
use store::db::{No, Tx, trial};
use tower::ServiceExt;

use super::defences::app;
use crate::fixture::{self, raise, submission};
use crate::house::House;
use crate::roles::{router, verify};
use crate::rooms::matters;

/// At how many fillings of the disk it is tried; `HUIYIN_FULL` says otherwise.
const POINTS: u64 = 20;
/// The size of the disk, in kibibytes: the database, and as much again of its journal.
const SIZE: u64 = 48 * 1024;
/// More matters than any filling leaves room for.
const MATTERS_MOST: usize = 20_000;
/// No bound: the most pages that the engine can have.
const NO_BOUND: i64 = 4_294_967_294;

/// Brings a matter; which it is, or why nothing was written.
fn bring(house: &Arc<House>) -> Result<MatterId, Option<Halt>> {
    let act = ActId(house.chance.bytes());
    let matter = matters::matter_of(house, act);
    let asked = (matter, Act::Submit(Box::new(submission(house))));
    match matters::ask_and_wait(house, act, Actor::Resident, asked) {
        Ok(_) => Ok(matter),
        Err(No::Fault(fault)) => Err(Halt::of(&fault)),
        Err(No::Refusal(refusal)) => panic!("{refusal}"),
    }
}

/// Brings matters until nothing is written any more; which were acknowledged, and why it ended.
fn bring_all(house: &Arc<House>) -> (Vec<MatterId>, Option<Halt>) {
    let mut brought = vec![];
    while brought.len() < MATTERS_MOST {
        match bring(house) {
            Ok(matter) => brought.push(matter),
            Err(halt) => return (brought, halt),
        }
    }
    panic!("{MATTERS_MOST} matters, and the disk is not full");
}

fn are_there(house: &House, matters: &[MatterId]) -> bool {
    let sql = "SELECT 1 FROM matter WHERE house = $1 AND matter = $2";
    let is_there = |matter: &MatterId| {
        house.read(|db| db.maybe(sql, &[(*matter).into()])).expect("reads go on").is_some()
    };
    matters.iter().all(is_there)
}

/// Bounds the pages of the database from now on, and tells how many it has.
fn bound(house: &Arc<House>, most: i64) -> i64 {
    let work = move |tx: &mut Tx<'_>| {
        tx.db.one(&format!("PRAGMA max_page_count = {most}"), &[])?;
        Ok(tx.db.one("PRAGMA page_count", &[])?.int(0))
    };
    house.engine.write_and_wait(&house.code, work).expect("is told")
}

/// Status, whether it says when to ask again, and text of an answer.
pub fn ask(
    house: &Arc<House>,
    (method, path, body): (&str, &str, String),
) -> (StatusCode, bool, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let answer = router(app(house, false)).oneshot(request).await.expect("is answered");
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 1 << 22).await.expect("is whole");
        let text = String::from_utf8(bytes.to_vec()).expect("is text");
        (parts.status, parts.headers.contains_key(header::RETRY_AFTER), text)
    })
}

fn health(house: &Arc<House>) -> (StatusCode, String) {
    let (status, _, text) = ask(house, ("GET", "/healthz", String::new()));
    (status, text.lines().next().unwrap_or_default().to_owned())
}

#[test]
fn a_database_without_room_says_so_and_goes_on_when_there_is_some() {
    if !fixture::is_embedded("its server has a disk of its own") {
        return;
    }
    let house = fixture::house();
    let (before, _) = raise(&house, submission(&house));
    assert_eq!(health(&house), (StatusCode::OK, "ok".to_owned()));
    let pages = bound(&house, NO_BOUND);
    bound(&house, pages);
    let (mut brought, halt) = bring_all(&house);
    brought.push(before);
    assert_eq!((halt, house.engine.halted()), (Some(Halt::Full), Some(Halt::Full)));
    assert_eq!(bring(&house), Err(Some(Halt::Full)), "and it stays so");
    assert!(are_there(&house, &brought), "reads go on");

    let halted = (StatusCode::SERVICE_UNAVAILABLE, "halted disk-full".to_owned());
    assert_eq!(health(&house), halted);
    let said = serde_json::json!({
        "title": "路灯不亮", "body": "晚上看不见路。", "area": "t1v1",
        "category": "road-damage", "visibility": "public"
    });
    let send = ("POST", "/api/v1/matters", said.to_string());
    let (status, retries, text) = ask(&house, send.clone());
    assert_eq!((status, retries), (StatusCode::SERVICE_UNAVAILABLE, true), "{text}");
    assert!(text.contains("house.disk-full") && text.contains("The disk"), "{text}");
    let (status, _, page) = ask(&house, ("GET", "/matters", String::new()));
    assert!(status.is_success() && page.contains("磨坊巷"), "{status}");

    bound(&house, NO_BOUND);
    let (status, _, text) = ask(&house, send);
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(house.engine.halted(), None);
    assert_eq!(health(&house), (StatusCode::OK, "ok".to_owned()));
    brought.push(bring(&house).expect("there is room again"));
    assert!(are_there(&house, &brought));
    assert_eq!(verify::check(&house).expect("reads").1, []);
}

/// A small disk in memory, gone when it is dropped.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(at).map_err(|error| error.to_string())?;
        let size = format!("size={SIZE}k");
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output();
        match done {
            Ok(done) if done.status.success() => Ok(Self(at.to_owned())),
            Ok(done) => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Takes so many kibibytes away, or gives all back.
    fn fill(&self, kibibytes: u64) {
        let path = self.0.join("filled");
        match kibibytes {
            0 => {
                std::fs::remove_file(path).expect("it was there");
                // A process that another test is just starting may hold the file for a moment.
                while self.free() < SIZE / 2 {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
            }
            some => std::fs::write(path, vec![1; some as usize * 1024]).expect("there is room"),
        }
    }

    fn free(&self) -> u64 {
        let done = Command::new("df").args(["-k", "--output=avail"]).arg(&self.0).output();
        let text = String::from_utf8(done.expect("df runs").stdout).expect("is text");
        text.lines().nth(1).and_then(|line| line.trim().parse().ok()).expect("a number")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let done = Command::new("umount").arg("--lazy").arg(&self.0).status();
        assert!(done.is_ok_and(|status| status.success()), "{} stays mounted", self.0.display());
        std::fs::remove_dir(&self.0).expect("nothing is in it");
    }
}

#[test]
fn a_disk_that_is_full_loses_nothing_that_was_acknowledged() {
    if !fixture::is_embedded("its server has a disk of its own") {
        return;
    }
    let points = std::env::var("HUIYIN_FULL").ok();
    let points = points.map_or(POINTS, |text| text.parse().expect("HUIYIN_FULL is a number"));
    let at = std::env::temp_dir().join(format!("huiyin-full-{}", std::process::id()));
    let mut count = 0;
    // The journal is not folded into the database before it is larger than the whole disk.
    for first in (0..points).step_by(POINTS as usize) {
        let disk = match Disk::mount(&at) {
            Ok(disk) => disk,
            Err(reason) => return trial::say(&format!("NOT TRIED on a full disk: {reason}")),
        };
        count += fill_again_and_again(&disk, first..points.min(first + POINTS));
    }
    println!("{points} points, {count} acknowledged matters");
}

/// Fills the disk under a house at each point; how many matters were acknowledged.
fn fill_again_and_again(disk: &Disk, points: std::ops::Range<u64>) -> usize {
    let house = fixture::open(&disk.0.join("house"));
    let mut all = vec![];
    for point in points {
        // Anything from nothing to a megabyte is left: it is full at another step each time.
        let left = u64::from_be_bytes(store::Chance::seeded(point).bytes()) % 1024;
        disk.fill(disk.free().saturating_sub(left).max(1));
        let (brought, halt) = bring_all(&house);
        assert_eq!(halt, Some(Halt::Full), "point {point}");
        all.extend(brought);
        assert!(are_there(&house, &all), "point {point}: an acknowledged matter is gone");
        disk.fill(0);
        match bring(&house) {
            Ok(matter) => all.push(matter),
            Err(halt) => panic!("point {point}: {halt:?} with {} KiB free", disk.free()),
        }
    }
    assert_eq!(verify::check(&house).expect("reads").1, []);
    // Opened again, as after a sudden end.
    let dir = house.dir.clone();
    drop(house);
    let again = fixture::open_again(&dir);
    assert!(are_there(&again, &all), "{} matters were acknowledged", all.len());
    all.len()
}
