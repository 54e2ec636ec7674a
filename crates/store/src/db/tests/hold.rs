//! Who holds a house keeps everybody else from writing, as long as they are there and no longer.

use std::time::Duration;

use super::*;
use crate::fault::Halt;

/// How long a hold lasts here on a server.
const LASTS_MS: u32 = 600;

fn halt(answer: Answer<()>) -> Option<Halt> {
    match answer {
        Ok(()) => None,
        Err(No::Fault(fault)) => {
            Some(Halt::of(&fault).unwrap_or_else(|| panic!("{}", fault.chain())))
        }
        Err(No::Refusal(refusal)) => panic!("{refusal}"),
    }
}

fn mark_of(engine: &Engine) -> Option<Mark> {
    engine.read(HOUSE, mark).unwrap()
}

#[test]
fn a_house_that_is_held_is_read_and_not_written_until_it_is_given_back_or_left() {
    on_both(|name, engine| {
        must(write(&engine, |tx| append(tx, 1, 1)));
        let hold = engine.hold(HOUSE, "mover", 30_000).unwrap();
        hold.renew().unwrap();
        assert_eq!(halt(write(&engine, |tx| append(tx, 2, 2))), Some(Halt::Held), "{name}");
        assert_eq!((chained(&engine), engine.halted()), (1, None), "{name}");
        let second = engine.hold(HOUSE, "another", 30_000);
        let halted = second.err().and_then(|fault| Halt::of(&fault));
        assert_eq!(halted, Some(Halt::Held), "{name}: nobody holds it twice");
        drop(hold);
        must(write(&engine, |tx| append(tx, 2, 2)));

        let hold = engine.hold(HOUSE, "mover", 30_000).unwrap();
        hold.leave("/there", Time(7)).unwrap();
        assert_eq!(mark_of(&engine), Some(Mark::Gone("/there".to_owned())), "{name}");
        assert_eq!(halt(write(&engine, |tx| append(tx, 3, 3))), Some(Halt::Moved), "{name}");
        drop(hold);
        assert_eq!(halt(write(&engine, |tx| append(tx, 3, 3))), Some(Halt::Moved), "{name}");
        assert_eq!((chained(&engine), engine.halted()), (2, Some(Halt::Moved)), "{name}");
        let passes = write(&engine, |tx| {
            let sql = "INSERT INTO throttle (house, subject, count, until) VALUES ($1, $2, 1, 1)";
            Ok(tx.db.execute(sql, &[Val::Blob([1].into())]).map(|_| ())?)
        });
        assert_eq!(halt(passes), Some(Halt::Moved), "{name}: nor what passes");
        // Another house of the same database goes on.
        engine.write_and_wait("other", |tx| append(tx, 1, 1)).unwrap();
    });
}

#[test]
fn a_hold_of_a_process_that_died_lapses_and_cannot_leave_the_house() {
    let Some((_, address, _)) = server() else { return };
    let engine = Engine::connect(&address, 1).unwrap();
    let terms = Terms { holder: "one".into(), address: String::new(), lasts_ms: 60_000 };
    engine.write_by_lease(HOUSE, terms).unwrap();
    engine.renew(HOUSE).unwrap();
    must(write(&engine, |tx| append(tx, 1, 1)));
    let hold = engine.hold(HOUSE, "mover", LASTS_MS).unwrap();
    assert_eq!(halt(write(&engine, |tx| append(tx, 2, 2))), Some(Halt::Held), "lease or not");
    assert!(matches!(engine.standing(HOUSE), Standing::Writes(1)), "it keeps its lease");
    std::thread::sleep(Duration::from_millis(u64::from(LASTS_MS) + 50));
    must(write(&engine, |tx| append(tx, 2, 2)));
    // What was written since would be left behind.
    assert!(hold.renew().is_err());
    assert!(hold.leave("/there", Time(7)).is_err());
    assert_eq!(mark_of(&engine), None);
    must(write(&engine, |tx| append(tx, 3, 3)));
}

#[test]
fn tables_of_before_there_was_a_hold_are_led_on() {
    let Some((engine, address, keeper)) = server() else { return };
    must(write(&engine, |tx| append(tx, 1, 1)));
    drop(engine);
    let before = [
        "DROP TABLE huiyin.moved",
        "DROP INDEX huiyin.vault_of_names",
        "ALTER TABLE huiyin.writer DROP COLUMN moved, DROP COLUMN held, DROP COLUMN mover",
        "UPDATE huiyin.schema SET version = 12",
    ];
    trial::run(&keeper, &before).unwrap();
    let refused = Engine::connect(&address, 1).err().unwrap().chain();
    assert!(refused.contains("older huiyin"), "{refused}");
    Setup { address: &keeper, runtime: RUNTIME }.run().unwrap();
    let engine = Engine::connect(&address, 1).unwrap();
    let hold = engine.hold(HOUSE, "mover", 30_000).unwrap();
    assert_eq!(halt(write(&engine, |tx| append(tx, 2, 2))), Some(Halt::Held));
    hold.leave("/there", Time(7)).unwrap();
    assert_eq!(mark_of(&engine), Some(Mark::Gone("/there".to_owned())));
    assert_eq!(chained(&engine), 1);
}

#[test]
fn nobody_takes_the_lease_of_a_house_that_is_held_or_was_moved() {
    let Some((_, address, _)) = server() else { return };
    let engine = Engine::connect(&address, 1).unwrap();
    let terms = Terms { holder: "one".into(), address: String::new(), lasts_ms: 1_000 };
    engine.write_by_lease(HOUSE, terms).unwrap();
    let hold = engine.hold(HOUSE, "mover", 30_000).unwrap();
    engine.renew(HOUSE).unwrap();
    assert!(matches!(engine.standing(HOUSE), Standing::Follows(_)));
    hold.leave("/there", Time(7)).unwrap();
    engine.renew(HOUSE).unwrap();
    assert!(matches!(engine.standing(HOUSE), Standing::Follows(_)));
}
