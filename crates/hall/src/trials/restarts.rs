//! A server of the database that is ended at once and started again, under fifty clients: whoever
//! asks meanwhile is told to ask again, and nothing is lost or done twice (trust.md, T7).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use law::matter::acts::Act;
use law::record::{ActId, Actor};
use store::db::{ADDRESS, No, trial};
use store::{Chance, Halt};

use crate::fixture::{self, submission};
use crate::house::House;
use crate::roles::verify;
use crate::rooms::matters;

/// How often the server is started again; `HUIYIN_RESTARTS` says otherwise.
const RESTARTS: u32 = 3;
/// Who brings matters meanwhile.
const CLIENTS: u64 = 50;
/// How long a client rests before it asks again, and how long the server runs in between.
const REST: Duration = Duration::from_millis(20);
const RUNS: Duration = Duration::from_millis(700);

/// Brings a matter, again and again under the same number until it is done; how often nothing could
/// be written, and how often it was there already.
fn insist(house: &Arc<House>, act: ActId) -> (u64, bool) {
    let matter = matters::matter_of(house, act);
    let mut halted = 0;
    loop {
        let asked = (matter, Act::Submit(Box::new(submission(house))));
        match matters::ask_and_wait(house, act, Actor::Resident, asked) {
            Ok(done) => return (halted, done.existed),
            Err(No::Fault(fault)) => {
                assert_eq!(Halt::of(&fault), Some(Halt::Away), "{}", fault.chain());
                halted += 1;
                std::thread::sleep(REST);
            }
            Err(No::Refusal(refusal)) => panic!("{refusal}"),
        }
    }
}

#[test]
fn a_server_that_starts_again_loses_nothing_and_doubles_nothing() {
    let server = match trial::Server::start() {
        Ok(server) => server,
        Err(fault) => return trial::skip(&fault.chain()),
    };
    let restarts = std::env::var("HUIYIN_RESTARTS").ok();
    let restarts = restarts.map_or(RESTARTS, |text| text.parse().expect("a number"));
    let dir = tempfile::tempdir().expect("a folder");
    let address = server.database().expect("a database");
    std::fs::write(dir.path().join(ADDRESS), address).expect("the folder can be written to");
    let house = fixture::open(dir.path());
    let (brought, halted, existed) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let over = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (house, brought, halted) = (&house, &brought, &halted);
            let (existed, over) = (&existed, &over);
            scope.spawn(move || {
                let chance = Chance::seeded(1_000 + client);
                while over.load(Ordering::Relaxed) == 0 {
                    let (times, was_there) = insist(house, ActId(chance.bytes()));
                    brought.fetch_add(1, Ordering::Relaxed);
                    halted.fetch_add(times, Ordering::Relaxed);
                    existed.fetch_add(u64::from(was_there), Ordering::Relaxed);
                }
            });
        }
        for _ in 0..restarts {
            std::thread::sleep(RUNS);
            server.restart().unwrap_or_else(|fault| panic!("{}", fault.chain()));
        }
        std::thread::sleep(RUNS);
        over.store(1, Ordering::Relaxed);
    });
    let [brought, halted, existed] =
        [brought, halted, existed].map(|count| count.load(Ordering::Relaxed));
    let sql = "SELECT COUNT(*), COUNT(DISTINCT matter) FROM log \
               WHERE house = $1 AND kind = 'matter.submitted/1'";
    let row = house.read(|db| db.one(sql, &[])).expect("reads");
    assert_eq!((row.int(0) as u64, row.int(1) as u64), (brought, brought), "lost or doubled");
    assert!(halted > 0, "nobody was told to ask again: the server was never away");
    assert_eq!(house.engine.halted(), None);
    assert_eq!(verify::check(&house).expect("reads").1, []);
    println!("{restarts} restarts: {brought} brought, {halted} asked again, {existed} found done");
}
