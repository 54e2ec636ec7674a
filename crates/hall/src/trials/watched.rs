//! A served house goes over itself: what was changed behind its back is an alarm, what is new
//! within seconds, what is old within one round. A round goes on where it was interrupted.

use std::sync::Arc;

use law::matter::acts::Act;
use law::record::Actor;
use law::words::MatterId;
use store::Val;
use store::verify::Finding;

use crate::fixture;
use crate::house::House;
use crate::roles::verify::{self, Round, Steps, Watch};

/// A minute in turns of the watch, which rests for a second after each.
const MINUTE: usize = 60;

fn edit(house: &Arc<House>, sql: &'static str, value: Val) {
    let edited = house.engine.write_and_wait(&house.code, move |tx| {
        Ok(tx.db.execute(sql, std::slice::from_ref(&value))?)
    });
    assert_eq!(edited.expect("whoever has the database can write"), 1, "{sql}");
}

/// One turn of the watch, a second after the one before.
fn turn(house: &House, watch: &mut Watch) {
    house.clock.set(house.now().plus_ms(1000));
    watch.work(house).expect("it can be read");
}

fn alarm(house: &House) -> Option<String> {
    let alarms = house.alarms.all().into_iter();
    alarms.filter(|(kind, _)| *kind == "verify").map(|(_, alarm)| alarm.what).next()
}

/// Has the watch go round until the alarm is there, or is not; tells after how many turns.
fn until(house: &House, watch: &mut Watch, raised: bool) -> usize {
    for turns in 1..1000 {
        turn(house, watch);
        if alarm(house).is_some() == raised {
            return turns;
        }
    }
    panic!("the alarm stays {:?}", alarm(house));
}

/// A house with an old matter behind so many newer records that it is not among the newest.
fn grown() -> (Arc<House>, MatterId) {
    let house = fixture::house();
    let (old, _) = fixture::raise(&house, fixture::submission(&house));
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), old, Act::Accept {});
    house.clock.set(house.now().plus_ms(1000));
    let (new, _) = fixture::raise(&house, fixture::submission(&house));
    for number in 0..1_010 {
        let text = format!("还有一处 {number}");
        fixture::act(&house, Actor::Resident, new, Act::Add { text, files: vec![] });
    }
    (house, old)
}

#[test]
fn what_is_changed_behind_its_back_is_an_alarm() {
    let (house, old) = grown();
    let mut watch = Watch::default();
    for _ in 0..MINUTE {
        turn(&house, &mut watch);
    }
    assert_eq!(alarm(&house), None, "nothing is said of an honest house");
    let sound = house.rounds.sound.load(std::sync::atomic::Ordering::Relaxed);
    assert!(sound > 0, "a round is over");

    // Of the newest rows, within a minute.
    let sql = "UPDATE matter SET voices = voices + $2 WHERE house = $1 AND matter = \
               (SELECT matter FROM log WHERE house = $1 ORDER BY seq DESC LIMIT 1)";
    edit(&house, sql, 7_i64.into());
    assert!(until(&house, &mut watch, true) < MINUTE);
    let what = alarm(&house).expect("it was raised");
    assert!(what.contains("voices: the facts make another value"), "{what}");
    assert!(what.contains(", between 20"), "the time in which it came about is told: {what}");
    edit(&house, sql, (-7_i64).into());
    until(&house, &mut watch, false);

    // Of an old one, within a round: so many records, some two thousand a turn.
    let sql = "UPDATE matter SET step = $2 WHERE house = $1 AND received = \
               (SELECT MIN(received) FROM matter WHERE house = $1)";
    edit(&house, sql, "closed".into());
    until(&house, &mut watch, true);
    let what = alarm(&house).expect("it was raised");
    assert!(what.contains(&format!("matter {} step", old.int())), "{what}");
}

#[test]
fn a_link_among_the_newest_records_is_an_alarm_within_a_minute() {
    if !fixture::is_embedded("it edits the log, which the account of the tests cannot") {
        return;
    }
    let (house, _) = grown();
    let mut watch = Watch::default();
    turn(&house, &mut watch);
    let cut = house.engine.write_and_wait(&house.code, |tx| {
        tx.db.execute("DROP TRIGGER log_is_not_cut", &[])?;
        let sql = "DELETE FROM log WHERE house = $1 AND seq = \
                   (SELECT MAX(seq) - 10 FROM log WHERE house = $1)";
        Ok(tx.db.execute(sql, &[])?)
    });
    assert_eq!(cut.expect("it can be cut"), 1);
    assert!(until(&house, &mut watch, true) < MINUTE);
    let what = alarm(&house).expect("it was raised");
    assert!(what.contains("are missing"), "{what}");
}

/// Goes round in small steps, each by a process that knows nothing but what was kept.
fn interrupted(house: &House) -> Vec<Finding> {
    let steps = Steps { records: 100, of_matters: 50 };
    let mut kept = String::new();
    loop {
        let mut round = match kept.as_str() {
            "" => house.read(|db| Round::begin(house, db)).expect("it begins"),
            kept => serde_json::from_str(kept).expect("a state reads"),
        };
        assert!(house.read(|db| round.is_of(house, db)).expect("it reads"));
        house.read(|db| round.step(house, db, steps)).expect("it steps");
        if round.is_over() {
            return round.findings;
        }
        kept = serde_json::to_string(&round).expect("a state is written");
    }
}

#[test]
fn a_round_that_was_interrupted_finds_the_same() {
    let (house, _) = grown();
    assert_eq!(interrupted(&house), []);
    edit(
        &house,
        "UPDATE vault SET open = $2 WHERE house = $1 AND kind = 'title' AND \
          text = (SELECT MIN(text) FROM vault WHERE house = $1 AND kind = 'title')",
        9_i64.into(),
    );
    edit(
        &house,
        "UPDATE matter SET due = $2 WHERE house = $1 AND received = \
          (SELECT MAX(received) FROM matter WHERE house = $1)",
        "2099-01-01".into(),
    );
    let (_, whole) = verify::check(&house).expect("it can be checked");
    let fields: Vec<&str> = whole.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["open", "due"], "{whole:?}");
    assert!(whole.iter().all(|one| one.record.is_some()), "each names its record: {whole:?}");
    assert_eq!(interrupted(&house), whole);
    // On two threads, as the command does it.
    let mut round = house.read(|db| Round::begin(&house, db)).expect("it begins");
    let mut states = 0;
    round.run(&house, |_| states += 1).expect("it can be read");
    assert_eq!(round.findings, whole);
    assert!(states > 1, "states were told");
    // What goes on from a state of another log begins anew.
    fixture::raise(&house, fixture::submission(&house));
    let other = fixture::house();
    assert!(!other.read(|db| round.is_of(&other, db)).expect("it reads"));
}
