//! Two processes on one house, as two engines: one writes by its lease, the server turns the other
//! away, whatever that one believes.

use std::time::Duration;

use super::*;
use crate::fault::Halt;

/// How long a lease lasts here.
const LASTS_MS: u32 = 400;

fn terms(holder: &str) -> Terms {
    let address = format!("at {holder}");
    Terms { holder: holder.to_owned(), address, lasts_ms: LASTS_MS }
}

/// An engine that asks for the lease, under a name.
fn serving(address: &str, holder: &str) -> Engine {
    let engine = Engine::connect(address, 2).unwrap_or_else(|fault| panic!("{}", fault.chain()));
    engine.write_by_lease(HOUSE, terms(holder)).unwrap();
    engine
}

fn lapse() {
    std::thread::sleep(Duration::from_millis(u64::from(LASTS_MS) + 50));
}

fn halt_of(answer: Answer<()>) -> Option<Halt> {
    match answer {
        Err(No::Fault(fault)) => Halt::of(&fault),
        other => panic!("{other:?}"),
    }
}

fn pass(engine: &Engine, what: u8) -> Answer<()> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let work = move |tx: &mut Tx<'_>| {
        let sql = "INSERT INTO throttle (house, subject, count, until) VALUES ($1, $2, 1, 1)";
        Ok(tx.db.execute(sql, &[Val::Blob([what].into())]).map(|_| ())?)
    };
    engine.write_passing(HOUSE, work, move |answer| sender.send(answer).unwrap());
    receiver.recv().unwrap()
}

/// Undoes the check of the token, in the database itself: the control of what rests on it.
pub const UNCHECKED: [&str; 2] = [
    "CREATE FUNCTION huiyin.unchecked() RETURNS trigger LANGUAGE plpgsql AS \
     'BEGIN NEW.token := COALESCE(NEW.token, OLD.token); RETURN NEW; END'",
    "CREATE TRIGGER unchecked BEFORE UPDATE ON huiyin.writer \
     FOR EACH ROW EXECUTE FUNCTION huiyin.unchecked()",
];

#[test]
fn one_process_writes_and_another_takes_over_when_the_lease_has_lapsed() {
    let Some((_, address, _)) = server() else { return };
    let [one, other] = ["one", "other"].map(|holder| serving(&address, holder));
    assert_eq!(halt_of(write(&one, |tx| append(tx, 1, 1))), Some(Halt::Elsewhere), "no lease yet");
    one.renew(HOUSE).unwrap();
    other.renew(HOUSE).unwrap();
    assert_eq!(one.standing(HOUSE), Standing::Writes(1));
    must(write(&one, |tx| append(tx, 1, 1)));
    assert_eq!(halt_of(write(&other, |tx| append(tx, 2, 2))), Some(Halt::Elsewhere));
    assert_eq!(other.halted(), None, "nothing is wrong there");
    let seen = other.look(HOUSE).unwrap().unwrap();
    assert_eq!((&*seen.holder, seen.token, &*seen.address), ("one", 1, "at one"));
    assert!((1..=i64::from(LASTS_MS)).contains(&seen.left_ms), "{seen:?}");
    assert_eq!(other.standing(HOUSE), Standing::Follows(seen));
    // What passes is written by any of them, and adds nothing to the log.
    must(pass(&one, 1));
    must(pass(&other, 2));
    let (sender, receiver) = std::sync::mpsc::channel();
    other.write_passing(HOUSE, |tx| append(tx, 3, 3), move |told| sender.send(told).unwrap());
    assert!(told(receiver.recv().unwrap()).contains("adds nothing to the log"));
    // An act renews the lease; only once none did for so long another process takes it.
    for act in 10..14 {
        std::thread::sleep(Duration::from_millis(u64::from(LASTS_MS) / 3));
        must(write(&one, move |tx| append(tx, 1, act)));
        other.renew(HOUSE).unwrap();
        assert!(matches!(other.standing(HOUSE), Standing::Follows(_)));
    }
    lapse();
    other.renew(HOUSE).unwrap();
    assert_eq!(other.standing(HOUSE), Standing::Writes(2));
    must(write(&other, |tx| append(tx, 2, 2)));
    // The first one does not know, and the server turns it away.
    assert_eq!(one.standing(HOUSE), Standing::Writes(1));
    assert_eq!(halt_of(write(&one, |tx| append(tx, 1, 4))), Some(Halt::Elsewhere));
    assert!(matches!(one.standing(HOUSE), Standing::Follows(_)), "it knows now");
    // Given back, it is taken at once.
    other.give_back(HOUSE).unwrap();
    one.renew(HOUSE).unwrap();
    assert_eq!(one.standing(HOUSE), Standing::Writes(3));
    must(write(&one, |tx| append(tx, 1, 5)));
    assert_eq!(halt_of(write(&other, |tx| append(tx, 2, 6))), Some(Halt::Elsewhere));
    assert_eq!(chained(&one), 7);
}

#[test]
fn a_token_that_is_not_the_newest_commits_nothing_also_where_nobody_waits_for_the_check() {
    for is_checked in [true, false] {
        let Some((_, address, keeper)) = server() else { return };
        if !is_checked {
            trial::run(&keeper, &UNCHECKED).unwrap();
        }
        let [one, other] = ["one", "other"].map(|holder| serving(&address, holder));
        one.renew(HOUSE).unwrap();
        lapse();
        other.renew(HOUSE).unwrap();
        assert_eq!(other.standing(HOUSE), Standing::Writes(2));
        // Nothing is asked: lock, check, what is written and the commit are one journey.
        let late = write(&one, |tx| {
            let sql = "INSERT INTO definition (house, hash, bytes) VALUES ($1, $2, $2)";
            Ok(tx.db.send(sql, &[Val::Blob([1].into())])?)
        });
        let sql = "SELECT COUNT(*) FROM definition WHERE house = $1";
        let written = other.read(HOUSE, |db| db.one(sql, &[])).unwrap().int(0);
        if is_checked {
            assert_eq!((halt_of(late), written), (Some(Halt::Elsewhere), 0));
        } else {
            assert_eq!((late.is_ok(), written), (true, 1), "the control");
        }
    }
}

#[test]
fn a_transaction_in_which_nothing_is_heard_holds_nobody_up_for_longer_than_a_lease() {
    let Some((_, address, _)) = server() else { return };
    let [one, other] = ["one", "other"].map(|holder| serving(&address, holder));
    one.renew(HOUSE).unwrap();
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let slow = std::thread::spawn(move || {
        let mut is_first = true;
        let answer = write(&one, move |tx| {
            append(tx, 1, 1)?;
            tx.answered(Hash::of(&[&[9]]))?;
            if std::mem::take(&mut is_first) {
                // As a process that is stopped in the midst of an act.
                let _hung_up = receiver.recv();
            }
            Ok(())
        });
        (one, answer)
    });
    lapse();
    other.renew(HOUSE).unwrap();
    assert_eq!(other.standing(HOUSE), Standing::Writes(2), "it waited for the server to end it");
    must(write(&other, |tx| append(tx, 2, 2)));
    drop(sender);
    let (one, answer) = slow.join().unwrap();
    assert_eq!(halt_of(answer), Some(Halt::Elsewhere));
    assert_eq!(one.read(HOUSE, log::head).unwrap().seq, 1, "what the other one wrote");
}

#[test]
fn a_lease_of_before_the_clock_was_put_back_keeps_nobody_out() {
    let Some((_, address, keeper)) = server() else { return };
    let [one, other] = ["one", "other"].map(|holder| serving(&address, holder));
    one.renew(HOUSE).unwrap();
    let put_back = |by_ms: u64| {
        let sql = format!("UPDATE huiyin.writer SET until = until + {by_ms}");
        trial::run(&keeper, &[&sql]).unwrap();
        other.renew(HOUSE).unwrap();
        let seen = other.look(HOUSE).unwrap().unwrap();
        (seen.ends_within(0), matches!(other.standing(HOUSE), Standing::Writes(2)))
    };
    assert_eq!(put_back(30_000), (false, false), "so long a lease may last");
    assert_eq!(put_back(3_600_000), (false, true));
}

#[test]
fn a_file_is_served_by_one_process() {
    let dir = tempfile::tempdir().unwrap();
    let [one, other] = [1, 1].map(|readers| Engine::open(dir.path(), readers).unwrap());
    one.write_by_lease(HOUSE, terms("one")).unwrap();
    let refused = other.write_by_lease(HOUSE, terms("other")).unwrap_err().chain();
    assert!(refused.contains("need a house on PostgreSQL"), "{refused}");
    one.renew(HOUSE).unwrap();
    assert_eq!((one.standing(HOUSE), one.look(HOUSE).unwrap()), (Standing::Alone, None));
    must(write(&one, |tx| append(tx, 1, 1)));
    drop(one);
    other.write_by_lease(HOUSE, terms("other")).unwrap();
}
