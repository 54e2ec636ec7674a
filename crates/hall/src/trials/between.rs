//! Two houses in processes of their own, one of which is killed again and again while matters go
//! from the one to the other and answers come back: each arrives once (issue 5; decision 0027).

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use law::matter::acts::{Act, Answer, Filling};
use law::matter::facts::What;
use law::ruling::code;
use law::words::MatterId;
use store::Chance;

use crate::desk;
use crate::fixture::{self, act, by};
use crate::house::{Clock, House};
use crate::roles::{serve_plainly, verify};
use crate::rooms::referrals::tests::{OTHER, hand_over, know_at};
use crate::rooms::referrals::{keys, views};

/// Tell a process in which folder its house is, and where it is served.
const FOLDER: &str = "HUIYIN_BETWEEN_FOLDER";
const PORT: &str = "HUIYIN_BETWEEN_PORT";
/// How often a process is killed; `HUIYIN_BETWEEN` says otherwise.
const KILLS: u64 = 6;
/// How many matters go over.
const MATTERS: usize = 8;
/// How long a process may take until it takes a connection, in tenths of a second.
const STARTS_MOST: u32 = 300;
/// How often it is looked whether all has arrived, once nobody is killed any more.
const LOOKS_MOST: u32 = 40;

/// A process that serves a house. As a test of its own it has no folder and does nothing.
#[test]
fn child_serves_a_house() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let port: u16 = std::env::var(PORT).ok().and_then(|port| port.parse().ok()).expect("a port");
    let house = open(Path::new(&folder));
    serve_plainly(house, SocketAddr::from((Ipv4Addr::LOCALHOST, port))).expect("it serves");
}

fn open(folder: &Path) -> Arc<House> {
    House::open(folder, "qinghe", Clock::System, Chance::System).expect("the house opens")
}

/// A house in a folder, and the port at which it is served.
struct Side {
    folder: tempfile::TempDir,
    port: u16,
}

/// A port that nobody has, below those that the system gives to whoever asks for any: between two
/// lives of a process no other trial is given it.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = (std::process::id() % 100) as u16 * 100;
    loop {
        let port = 20_000 + first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// A process that serves; it dies with the trial.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _dead_already = self.0.kill();
        let _waited_for_already = self.0.wait();
    }
}

impl Side {
    fn new(origin: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let house = fixture::open(folder.path());
        keys(&house, Some(origin)).expect("keys can be made");
        Self { folder, port: free_port() }
    }

    fn open(&self) -> Arc<House> {
        open(self.folder.path())
    }

    /// Starts a process and waits until it takes connections.
    fn serve(&self) -> Server {
        let mut command = Command::new(std::env::current_exe().expect("a test has a binary"));
        command.args(["--exact", "trials::between::child_serves_a_house", "--nocapture"]);
        command.env(FOLDER, self.folder.path()).env(PORT, self.port.to_string());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let server = Server(command.spawn().expect("the test binary starts"));
        for _ in 0..STARTS_MOST {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("a process does not come up");
    }
}

/// Answers what came, as far as nobody did.
fn answer(county: &Arc<House>) {
    for matter in county.read(views::matters).expect("the rows can be read") {
        let case = county.read(|db| desk::case(db, matter)).expect("reads").expect("is there");
        if case.step != code("raised") && case.step != code("screening") {
            continue;
        }
        if case.step == code("raised") {
            act(county, by(county, "deputy", "s1"), matter, Act::Accept {});
        }
        hand_over(county, matter, "roads");
        act(county, by(county, "handler", "roads"), matter, Act::Sign {});
        let answer = Answer {
            class: code("done"),
            text: "路已补好。".to_owned(),
            promised: None,
            passed_to: String::new(),
            basis: String::new(),
            fields: Filling::new(),
            files: vec![],
        };
        act(county, by(county, "handler", "roads"), matter, Act::Reply(Box::new(answer)));
    }
}

/// How many of some matters are answered; each at most once, and signed for at most once.
fn answered(city: &House, matters: &[MatterId]) -> usize {
    let count = |matter: &MatterId| {
        let records = city.read(|db| desk::records(db, *matter)).expect("they can be read");
        let of = |is: fn(&What) -> bool| records.iter().filter(|r| is(&r.fact.what)).count();
        let (signed, replied) = (
            of(|what| matches!(what, What::Signed { .. })),
            of(|what| matches!(what, What::Replied(_))),
        );
        assert!(signed <= 1 && replied <= 1, "{matter}: {signed} signatures, {replied} answers");
        replied
    };
    matters.iter().map(count).sum()
}

#[test]
fn whichever_process_is_killed_each_matter_goes_over_once_and_each_answer_comes_back_once() {
    if !fixture::is_embedded("these houses lie in folders; how messages are kept is one text") {
        return;
    }
    let (city, county) = (Side::new("city.example/r"), Side::new("county.example/r"));
    know_at(&city.open(), &county.open(), &format!("http://127.0.0.1:{}", county.port));
    know_at(&county.open(), &city.open(), &format!("http://127.0.0.1:{}", city.port));
    let house = city.open();
    let mut matters = vec![];
    for _ in 0..MATTERS {
        let (matter, _) = fixture::raise(&house, fixture::submission(&house));
        act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
        hand_over(&house, matter, OTHER);
        matters.push(matter);
    }
    drop(house);
    let kills = std::env::var("HUIYIN_BETWEEN").map_or(KILLS, |n| n.parse().expect("a number"));
    let chance = Chance::seeded(kills);
    for round in 0..kills {
        let (one, other) = (city.serve(), county.serve());
        // Between nothing and six seconds: what waits is looked at every five.
        let bytes: [u8; 2] = chance.bytes();
        let rest = u64::from(u16::from_le_bytes(bytes)) % if round == 0 { 400 } else { 6_000 };
        std::thread::sleep(Duration::from_millis(rest));
        // Killed without a word, one or the other; then what is left.
        match round % 2 {
            0 => drop((one, other)),
            _ => drop((other, one)),
        }
        answer(&county.open());
    }
    let mut looks = 0;
    while answered(&city.open(), &matters) < MATTERS {
        looks += 1;
        assert!(looks < LOOKS_MOST, "not all has arrived");
        let both = (city.serve(), county.serve());
        // Longer each time: the first look of a courier may come before the other house is up, the
        // next comes five seconds later, and a machine that is full carries slowly.
        std::thread::sleep(Duration::from_secs(4 + u64::from(looks)));
        drop(both);
        answer(&county.open());
    }
    let came = county.open().read(views::matters).expect("the rows can be read");
    assert_eq!(came.len(), MATTERS, "each came once");
    for side in [&city, &county] {
        assert_eq!(verify::check(&side.open()).expect("it can be verified").1, []);
    }
}
