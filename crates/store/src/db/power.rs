//! A power cut: what reached the disk at a moment is all that is left, and every act that was
//! acknowledged before is in it (trust.md, T2).
//!
//! The disk is a file that is mounted as one. While the process that writes stands still, the file
//! is copied: what was written and not yet forced to the disk lies in the memory of the system and
//! is not in the copy. That is mounted, and its journal replayed, as after a real cut.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use law::clock::Time;
use law::record::Actor;
use law::words::Hash;

use super::tests::{HOUSE, chained};
use super::{Engine, trial};
use crate::{Chance, log};

/// Names the folder to the process that is cut off; that it does not force what it writes to the
/// disk at each commit.
const FOLDER: &str = "HUIYIN_POWER_FOLDER";
pub(super) const LAX: &str = "HUIYIN_POWER_LAX";
/// How often the power is cut; `HUIYIN_CUTS` says otherwise.
const CUTS: u64 = 30;
/// How often where nothing is forced to the disk: something is lost at the first.
const LAX_CUTS: u64 = 3;
/// How often in one folder: its journal grows, and the disk is small.
const CUTS_EACH: u64 = 5;
const THREADS: u64 = 4;
/// How large the disk is, and how often it is copied at most until two copies are alike.
const SIZE: &str = "64M";
const COPIES_MOST: u32 = 50;
/// How long the first act may take.
const PATIENCE: u32 = 600;

/// The process that is cut off: appends from four threads, and prints each act once it was
/// acknowledged. As a test of its own it has no folder and does nothing.
#[test]
fn child_writes_until_the_power_is_cut() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let engine = Engine::open(Path::new(&folder), 1).expect("it opens");
    let engine = &engine;
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(move || {
                loop {
                    let act = Hash(Chance::System.bytes());
                    let work = move |tx: &mut super::Tx<'_>| {
                        let circumstances = (&Actor::House, act, Time(1000));
                        tx.append((1, "thing.done/1"), circumstances, vec![1; 100])?;
                        Ok(tx.answer(act, "\"done\"")?)
                    };
                    engine.write_and_wait(HOUSE, work).expect("it is written");
                    let line = format!("done {act}\n");
                    std::io::stderr().write_all(line.as_bytes()).expect("the parent reads");
                }
            });
        }
    });
}

/// A file that is mounted as a disk; unmounted when it is dropped.
struct Disk {
    at: PathBuf,
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let done = Command::new(program).args(arguments).output();
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    done.status.success().then_some(()).ok_or(format!("{program}: {said}"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the folders of tests have plain names")
}

impl Disk {
    /// Nothing is written by itself for ten minutes: what is on the disk was forced there.
    fn mount(file: &Path, at: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(at).map_err(|error| error.to_string())?;
        run("mount", &["-o", "loop,commit=600", text(file), text(at)])?;
        Ok(Self { at: at.to_owned() })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let done = run("umount", &[text(&self.at)]).or_else(|_| {
            // Something of it may be held open for a moment.
            std::thread::sleep(Duration::from_millis(300));
            run("umount", &["--lazy", text(&self.at)])
        });
        assert_eq!(done, Ok(()), "{} stays mounted", self.at.display());
    }
}

/// A process that writes, with what it has acknowledged.
struct Writer {
    process: Child,
    acknowledged: Arc<Mutex<Vec<Hash>>>,
}

impl Writer {
    fn start(folder: &Path, is_lax: bool) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a test has a binary"));
        let test = "db::power::child_writes_until_the_power_is_cut";
        command.args(["--exact", test, "--nocapture"]).env(FOLDER, folder);
        if is_lax {
            command.env(LAX, "1");
        }
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the test binary starts");
        let lines = BufReader::new(process.stderr.take().expect("it is piped")).lines();
        let acknowledged: Arc<Mutex<Vec<Hash>>> = Arc::default();
        let heard = acknowledged.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let act = line.strip_prefix("done ").and_then(|act| act.parse::<Hash>().ok());
                heard.lock().unwrap().extend(act);
            }
        });
        Self { process, acknowledged }
    }

    fn count(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    /// Has it stand still.
    fn stop(&self) {
        let id = self.process.id().to_string();
        assert_eq!(run("kill", &["-STOP", &id]), Ok(()));
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _dead_already = self.process.kill();
        let _waited_for_already = self.process.wait();
    }
}

/// Copies the disk as it stands; what the system is still writing for a process that stands still
/// has ended when two copies are alike.
fn copy(disk: &Path, to: &Path) {
    let mut before: Option<Vec<u8>> = None;
    for _ in 0..COPIES_MOST {
        let now = std::fs::read(disk).expect("the disk can be read");
        if before.as_ref() == Some(&now) {
            std::fs::write(to, now).expect("there is room for a copy");
            return;
        }
        before = Some(now);
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the disk does not come to rest");
}

/// Cuts the power so often; how many acts were acknowledged and how many of them were gone. Nothing
/// where no file can be mounted.
fn cut(cuts: u64, is_lax: bool) -> Option<(usize, usize)> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, copied) = (folder.path().join("disk"), folder.path().join("copy"));
    let made = run("truncate", &["-s", SIZE, text(&file)])
        .and_then(|()| run("mkfs.ext4", &["-q", "-F", text(&file)]))
        .and_then(|()| Disk::mount(&file, &folder.path().join("mounted")));
    let disk = match made {
        Ok(disk) => disk,
        Err(reason) => {
            trial::say(&format!("NOT TRIED with a power cut: {reason}"));
            return None;
        }
    };
    let (mut acknowledged, mut lost) = (0, 0);
    for first in (0..cuts).step_by(CUTS_EACH as usize) {
        let house = begin(&disk);
        let mut all: Vec<Hash> = vec![];
        for number in first..cuts.min(first + CUTS_EACH) {
            all.extend(write_until_cut(&house, (number, is_lax), || copy(&file, &copied)));
            let after = folder.path().join("after");
            let after = Disk::mount(&copied, &after).expect("it can be mounted");
            let engine = Engine::open(&after.at.join("house"), 1).expect("it opens after a cut");
            let is_gone = |act: &&Hash| {
                engine.read(HOUSE, |db| log::answered(db, **act)).expect("it can be read").is_none()
            };
            lost += all.iter().filter(is_gone).count();
            chained(&engine);
            drop(engine);
            drop(after);
        }
        acknowledged += all.len();
        std::fs::remove_dir_all(&house).expect("nobody writes there any more");
    }
    Some((acknowledged, lost))
}

/// A folder on the disk with an empty database, both of them forced there.
fn begin(disk: &Disk) -> PathBuf {
    let house = disk.at.join("house");
    std::fs::create_dir(&house).expect("an empty disk can be written to");
    drop(Engine::open(&house, 1).expect("it opens"));
    assert_eq!(run("sync", &["-f", text(&house)]), Ok(()));
    house
}

/// Has a process write until it is cut off, and `cuts` meanwhile; what it acknowledged before.
fn write_until_cut(house: &Path, (number, is_lax): (u64, bool), cuts: impl FnOnce()) -> Vec<Hash> {
    let writer = Writer::start(house, is_lax);
    let mut waited = 0;
    while writer.count() == 0 {
        waited += 1;
        assert!(waited < PATIENCE, "nothing is acknowledged");
        std::thread::sleep(Duration::from_millis(50));
    }
    // At another moment each time.
    std::thread::sleep(Duration::from_micros(number * 7919 % 60_000));
    writer.stop();
    // What it said before it stood still is in the pipe.
    std::thread::sleep(Duration::from_millis(30));
    let acknowledged = writer.acknowledged.lock().unwrap().clone();
    cuts();
    acknowledged
}

#[test]
fn a_power_cut_loses_no_act_that_was_acknowledged() {
    let cuts = std::env::var("HUIYIN_CUTS").map_or(CUTS, |cuts| cuts.parse().expect("a number"));
    let Some((acknowledged, lost)) = cut(cuts, false) else { return };
    trial::say(&format!("{cuts} power cuts: {acknowledged} acts acknowledged, {lost} lost"));
    assert_eq!(lost, 0);
    assert!(acknowledged as u64 > cuts, "otherwise nothing was being written");
}

/// Control: where commits are not forced to the disk, the same cuts lose acts.
#[test]
fn without_forcing_commits_to_the_disk_a_power_cut_loses_acts() {
    let Some((acknowledged, lost)) = cut(LAX_CUTS, true) else { return };
    assert!(acknowledged > 0 && lost > 0, "{lost} of {acknowledged} were lost");
}
