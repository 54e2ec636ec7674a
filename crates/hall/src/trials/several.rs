//! Several processes on one database: whoever writes is killed or stopped in the midst of it, the
//! next one takes over, and no act is lost or done twice (issue 5; decision 0025).

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use law::matter::acts::Act;
use law::record::{ActId, Actor};
use law::words::Hash;
use store::db::{ADDRESS, No, Terms, trial};
use store::safe::KeySource;
use store::{Chance, Halt};

use super::kill::{hash_of, on_record};
use crate::fixture::{self, submission};
use crate::house::{Clock, House};
use crate::roles::{keeping, verify};
use crate::rooms::matters;

/// Tell a process in which folder its house is, its name, how long its lease lasts, and that it
/// never looks at the lease again once it has taken it.
const FOLDER: &str = "HUIYIN_SEVERAL_FOLDER";
const NAME: &str = "HUIYIN_SEVERAL_NAME";
const LASTS: &str = "HUIYIN_SEVERAL_MS";
const BLIND: &str = "HUIYIN_SEVERAL_BLIND";
/// Tells a process another way to the database.
const WAY: &str = "HUIYIN_SEVERAL_DATABASE";
/// How often whoever writes is killed; `HUIYIN_TAKEOVERS` says otherwise.
const KILLS: u64 = 3;
/// Who brings matters at once in each process.
const THREADS: usize = 4;
/// How long a lease lasts in production, and in the rounds after the first one.
const REAL_MS: u32 = 6_000;
const SHORT_MS: u32 = 1_000;
/// In what time another process has taken over.
const TAKEN_OVER: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_mins(1);
const REST: Duration = Duration::from_millis(20);

/// Has every eighth commit take a while, so that many a process dies in the midst of one.
const SLOW_COMMITS: [&str; 2] = [
    "CREATE FUNCTION huiyin.rest() RETURNS trigger LANGUAGE plpgsql AS \
     'BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END'",
    "CREATE CONSTRAINT TRIGGER rest AFTER INSERT ON huiyin.log DEFERRABLE INITIALLY DEFERRED \
     FOR EACH ROW WHEN (NEW.seq % 8 = 0) EXECUTE FUNCTION huiyin.rest()",
];
/// Takes the check of the token out, in the database itself.
const UNCHECKED: [&str; 2] = [
    "CREATE FUNCTION huiyin.unchecked() RETURNS trigger LANGUAGE plpgsql AS \
     'BEGIN NEW.token := COALESCE(NEW.token, OLD.token); RETURN NEW; END'",
    "CREATE TRIGGER unchecked BEFORE UPDATE ON huiyin.writer \
     FOR EACH ROW EXECUTE FUNCTION huiyin.unchecked()",
];

/// A process that serves: brings matters from four threads, each again and again until it is done,
/// and prints each before it is sent and once it was acknowledged. As a test of its own it has no
/// folder and does nothing.
#[test]
fn child_serves_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let said = |name| std::env::var(name).expect("the parent says so");
    let way = std::env::var(WAY).ok();
    let at = (Path::new(&folder), way.as_deref(), &KeySource::Folder);
    let house = House::open_with(at, "qinghe", Clock::System, Chance::System);
    let house = house.expect("the house opens");
    let lasts_ms = said(LASTS).parse().expect("a number");
    let terms = Terms { holder: said(NAME), address: String::new(), lasts_ms };
    let _keeping = if std::env::var_os(BLIND).is_some() {
        house.engine.write_by_lease(&house.code, terms).expect("it asks for the lease");
        house.engine.renew(&house.code).expect("it takes the lease");
        None
    } else {
        Some(keeping::start(&house, terms).expect("it asks for the lease"))
    };
    say("up");
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    insist(&house, ActId(house.chance.bytes()));
                }
            });
        }
    });
}

/// Prints a line by one call, so that none is torn between threads.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).expect("the parent reads");
}

fn insist(house: &Arc<House>, act: ActId) {
    say(&format!("sent {act}"));
    loop {
        let asked = (matters::matter_of(house, act), Act::Submit(Box::new(submission(house))));
        match matters::ask_and_wait(house, act, Actor::Resident, asked) {
            Ok(_) => return say(&format!("done {act}")),
            Err(No::Fault(fault)) => {
                let halt = Halt::of(&fault);
                let passes = matches!(halt, Some(Halt::Elsewhere | Halt::Away));
                assert!(passes, "{}", fault.chain());
                if halt == Some(Halt::Away) {
                    say("away");
                }
                std::thread::sleep(REST);
            }
            Err(No::Refusal(refusal)) => panic!("{refusal}"),
        }
    }
}

/// What processes have said, each line with who said it and when.
#[derive(Default)]
struct Heard {
    lines: Mutex<Vec<(String, Instant, String)>>,
    more: Condvar,
}

impl Heard {
    /// Waits until some line is what is waited for; when it came.
    fn wait(&self, is_it: impl Fn(&str, Instant, &str) -> bool, what: &str) -> Instant {
        let (mut lines, mut seen, from) = (self.lines.lock().unwrap(), 0, now());
        loop {
            while seen < lines.len() {
                let (by, at, line) = &lines[seen];
                if is_it(by, *at, line) {
                    return *at;
                }
                seen += 1;
            }
            assert!(now() - from < PATIENCE, "nobody said for a minute that {what}");
            lines = self.more.wait_timeout(lines, PATIENCE).unwrap().0;
        }
    }

    /// Every act that was sent: by whom, and whether it was acknowledged.
    fn acts(&self) -> BTreeMap<Hash, (String, ActId, bool)> {
        let mut acts = BTreeMap::new();
        for (by, _, line) in &*self.lines.lock().unwrap() {
            let Some((word @ ("sent" | "done"), act)) = line.split_once(' ') else { continue };
            let id = act.parse().expect("a child prints identifiers");
            acts.insert(hash_of(act), (by.clone(), id, word == "done"));
        }
        acts
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a take-over takes is measured")]
fn now() -> Instant {
    Instant::now()
}

/// A process that serves.
struct Server {
    name: String,
    process: Child,
    reader: Option<JoinHandle<()>>,
}

impl Server {
    fn signal(&self, signal: &str) {
        let sent = format!("kill -{signal} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &sent]).status().unwrap().success(), "{sent}");
    }

    /// Kills it, and hears all that it had said.
    fn kill(mut self) {
        self.process.kill().expect("it can be killed");
        self.process.wait().expect("it is dead");
        let reader = self.reader.take().expect("nobody else waits for it");
        reader.join().expect("the reader ends with the pipe");
    }
}

impl Drop for Server {
    /// Also where the trial fails.
    fn drop(&mut self) {
        let _dead_already = self.process.kill();
        let _waited_for_already = self.process.wait();
    }
}

/// A house on a server of the database, and who serves it.
struct Trial {
    folder: tempfile::TempDir,
    address: String,
    heard: Arc<Heard>,
    begun: u64,
}

impl Trial {
    /// A founded house; nothing where there is no server.
    fn new() -> Option<Self> {
        let mut trial = None;
        fixture::on_server(|| {
            let folder = tempfile::tempdir().expect("a folder");
            drop(fixture::open(folder.path()));
            let address = std::fs::read_to_string(folder.path().join(ADDRESS)).expect("is there");
            trial = Some(Self { folder, address, heard: Arc::default(), begun: 0 });
        });
        trial
    }

    fn change(&self, statements: &[&str]) {
        trial::run(&trial::as_keeper(&self.address), statements).expect("the keeper may");
    }

    /// Starts a process and waits until it is there.
    fn serve(&mut self, lasts_ms: u32, more: &[(&str, &str)]) -> Server {
        self.begun += 1;
        let name = format!("p{}", self.begun);
        let mut command = Command::new(std::env::current_exe().expect("a test has a binary"));
        let test = "trials::several::child_serves_until_it_is_killed";
        command.args(["--exact", test, "--nocapture"]).env(FOLDER, self.folder.path());
        command.env(NAME, &name).env(LASTS, lasts_ms.to_string());
        command.envs(more.iter().copied());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the test binary starts");
        let lines = BufReader::new(process.stderr.take().expect("it is piped")).lines();
        let (heard, by) = (self.heard.clone(), name.clone());
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lines.lock().unwrap().push((by.clone(), now(), line));
                heard.more.notify_all();
            }
        });
        let server = Server { name, process, reader: Some(reader) };
        let is_up = |by: &str, _: Instant, line: &str| by == server.name && line == "up";
        self.heard.wait(is_up, "a process starts");
        server
    }

    /// Waits until a process acknowledges an act from an instant on; when.
    fn wait_for(&self, server: &Server, from: Instant) -> Instant {
        let is_done = |by: &str, at: Instant, line: &str| {
            by == server.name && at > from && line.starts_with("done ")
        };
        self.heard.wait(is_done, "an act is acknowledged")
    }

    /// Checks the house once nobody serves it: nothing that was acknowledged is lost, nothing is
    /// there twice, and nobody wrote without the newest lease. Tells how many acts were done, and
    /// how many of them nobody was told of.
    fn check(&self) -> Result<(usize, usize), String> {
        let house = House::open(self.folder.path(), "qinghe", Clock::System, Chance::System);
        let house = house.expect("the house opens");
        let (acts, done) = (self.heard.acts(), on_record(&house));
        let mut untold = 0;
        for (hash, (by, id, acknowledged)) in &acts {
            let times = done.get(hash).copied().unwrap_or(0);
            if times > 1 || *acknowledged && times == 0 {
                return Err(format!("{id} of {by} is there {times} times"));
            }
            untold += usize::from(!acknowledged && times == 1);
        }
        let order = self.order(&house, &acts);
        let taken = house.engine.look(&house.code).expect("reads").expect("a lease").token;
        if order.len() as u64 > taken {
            return Err(format!("{taken} leases were taken, and in the log is {order:?}"));
        }
        // Whoever was not told asks again, at another process: it is done once.
        for (hash, (_, id, acknowledged)) in &acts {
            let existed = done.contains_key(hash);
            assert!(existed || !acknowledged);
            let asked = (matters::matter_of(&house, *id), submission(&house));
            let asked = (asked.0, Act::Submit(Box::new(asked.1)));
            let again = matters::ask_and_wait(&house, *id, Actor::Resident, asked);
            assert_eq!(again.expect("it is sound").existed, existed, "{id}");
        }
        assert!(on_record(&house).values().all(|times| *times >= 1));
        assert_eq!(verify::check(&house).expect("reads").1, []);
        Ok((done.len(), untold))
    }

    /// Who wrote, in the order of the log: a name for each stretch.
    fn order(&self, house: &House, acts: &BTreeMap<Hash, (String, ActId, bool)>) -> Vec<String> {
        let mut order: Vec<String> = vec![];
        let read = house.read(|db| {
            store::log::each_between(db, (0, u64::MAX >> 1), |stored| {
                let record = law::record::Record::<serde_json::Value>::read(&stored.bytes);
                let act = record.expect("it is JSON").head().act;
                if let Some((by, ..)) = acts.get(&act).filter(|(by, ..)| order.last() != Some(by)) {
                    order.push(by.clone());
                }
                Ok(())
            })
        });
        read.expect("the log can be read");
        order
    }
}

#[test]
fn another_process_takes_over_from_one_that_is_killed_in_the_midst_of_a_commit() {
    let kills = std::env::var("HUIYIN_TAKEOVERS").ok().and_then(|n| n.parse().ok());
    let Some(mut trial) = Trial::new() else { return };
    trial.change(&SLOW_COMMITS);
    let mut lasts_ms = REAL_MS;
    let mut writes = trial.serve(lasts_ms, &[]);
    let began = now();
    trial.wait_for(&writes, began);
    let mut longest = Duration::ZERO;
    for kill in 0..kills.unwrap_or(KILLS) {
        let follows = trial.serve(lasts_ms, &[]);
        trial.wait_for(&writes, now());
        // At another moment each time: while acts are heard, written, or committed.
        std::thread::sleep(Duration::from_micros(kill * 7_919 % 200_000));
        writes.kill();
        let killed = now();
        let taken = trial.wait_for(&follows, killed) - killed;
        assert!(taken < TAKEN_OVER, "round {kill}: it took {taken:?}");
        longest = longest.max(taken);
        (writes, lasts_ms) = (follows, SHORT_MS);
    }
    writes.kill();
    let (done, untold) = trial.check().unwrap_or_else(|wrong| panic!("{wrong}"));
    trial::say(&format!("{done} acts, {untold} nobody was told of; taken over in {longest:?}"));
}

/// Stops a process that writes for longer than its lease, lets it go on, and tells what the log
/// says of it. It never looks at its lease again, so that nothing but the token keeps it out.
fn stop_and_go_on(is_checked: bool) -> Option<Result<(usize, usize), String>> {
    let mut trial = Trial::new()?;
    trial.change(&SLOW_COMMITS);
    if !is_checked {
        trial.change(&UNCHECKED);
    }
    let stopped = trial.serve(SHORT_MS, &[(BLIND, "1")]);
    trial.wait_for(&stopped, now());
    let other = trial.serve(SHORT_MS, &[]);
    stopped.signal("STOP");
    let from = now();
    let taken = trial.wait_for(&other, from) - from;
    assert!(taken < TAKEN_OVER, "it took {taken:?}");
    stopped.signal("CONT");
    trial.wait_for(&other, now());
    std::thread::sleep(Duration::from_millis(1_500));
    trial.wait_for(&other, now());
    stopped.kill();
    other.kill();
    Some(trial.check())
}

#[test]
fn a_process_that_was_stopped_beyond_its_lease_commits_nothing_when_it_goes_on() {
    let Some(checked) = stop_and_go_on(true) else { return };
    checked.unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn without_the_token_a_stopped_process_would_go_on_writing() {
    let Some(unchecked) = stop_and_go_on(false) else { return };
    let wrong = unchecked.expect_err("the control finds that two processes wrote");
    assert!(wrong.contains("leases were taken"), "{wrong}");
}

/// A network between a process and the database that can be cut: then nothing comes through, and
/// nobody is told. When it is whole again, what was connected before stays silent for ever.
struct Network {
    is_cut: Arc<AtomicBool>,
    /// The address of the database through it.
    way: String,
}

impl Network {
    fn to(address: &str) -> Self {
        let (folder, database) = address.split_once('@').unwrap().1.split_once('/').unwrap();
        let socket = format!("{}/.s.PGSQL.5432", folder.replace("%2F", "/"));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let is_cut = Arc::new(AtomicBool::new(false));
        let cut = is_cut.clone();
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let far = UnixStream::connect(&socket).unwrap();
                let ways: [(Box<dyn Read + Send>, Box<dyn Write + Send>); 2] = [
                    (Box::new(near.try_clone().unwrap()), Box::new(far.try_clone().unwrap())),
                    (Box::new(far), Box::new(near)),
                ];
                for way in ways {
                    let cut = cut.clone();
                    std::thread::spawn(move || carry(way, &cut));
                }
            }
        });
        Self { is_cut, way: format!("postgres://huiyin@127.0.0.1:{port}/{database}") }
    }
}

/// Carries bytes until the network is cut under them.
fn carry((mut from, mut to): (Box<dyn Read + Send>, Box<dyn Write + Send>), is_cut: &AtomicBool) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if is_cut.load(Ordering::Relaxed) {
            std::thread::sleep(PATIENCE * 10);
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
}

#[test]
fn a_process_that_is_cut_off_from_the_database_is_taken_over_from_and_comes_back() {
    let Some(mut trial) = Trial::new() else { return };
    trial.change(&SLOW_COMMITS);
    let network = Network::to(&trial.address);
    let cut_off = trial.serve(SHORT_MS, &[(WAY, &network.way)]);
    trial.wait_for(&cut_off, now());
    let other = trial.serve(SHORT_MS, &[]);
    network.is_cut.store(true, Ordering::Relaxed);
    let from = now();
    let taken = trial.wait_for(&other, from) - from;
    assert!(taken < TAKEN_OVER, "it took {taken:?}");
    // Whoever asks it meanwhile is answered, and does not wait for the network.
    let is_told =
        |by: &str, at: Instant, line: &str| by == cut_off.name && at > from && line == "away";
    trial.heard.wait(is_told, "the process that is cut off says so");
    network.is_cut.store(false, Ordering::Relaxed);
    std::thread::sleep(Duration::from_millis(1_500));
    trial.wait_for(&other, now());
    // It is a good follower now: it takes over in its turn, and does what it was asked meanwhile.
    other.kill();
    let from = now();
    let taken = trial.wait_for(&cut_off, from) - from;
    assert!(taken < TAKEN_OVER, "it took {taken:?}");
    cut_off.kill();
    trial.check().unwrap_or_else(|wrong| panic!("{wrong}"));
}
