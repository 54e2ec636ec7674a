//! Both engines do the same with the same texts; what a server does besides.

mod hold;
mod lease;
mod shared;

use law::clock::Time;
use law::record::Actor;
use law::words::Hash;

use super::trial::{self, on_both, skip};
use super::*;
use crate::rows::{self, Column, Rows, Table, View, blob, index_where, int, text};
use crate::{log, verify};

pub(super) const HOUSE: &str = "qinghe";

static THINGS: Table = Table {
    name: "thing",
    key: &[int("number")],
    columns: &[text("text"), blob("bytes"), int("sum"), Column { name: "own", ..int("own") }],
    indexes: &[index_where(&["sum", "number"], "text IS NOT NULL")],
};
static VIEW: View = View { name: "things", version: 1, tables: &[&THINGS] };

fn write<T: Send + 'static>(
    engine: &Engine,
    work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    engine.write_and_wait(HOUSE, work)
}

fn must<T>(answer: Answer<T>) -> T {
    answer.unwrap_or_else(|no| panic!("{no:?}"))
}

fn told(answer: Answer<()>) -> String {
    match answer {
        Err(No::Fault(fault)) => fault.chain(),
        other => panic!("{other:?}"),
    }
}

fn append(tx: &mut Tx<'_>, matter: i64, act: u8) -> Answer<()> {
    let circumstances = (&Actor::House, Hash::of(&[&[act]]), Time(1000));
    tx.append((matter, "thing.done/1"), circumstances, vec![matter; 3])?;
    Ok(tx.answer(Hash::of(&[&[act]]), "\"done\"")?)
}

/// How many records the log has, each of them linked to the one before.
pub(super) fn chained(engine: &Engine) -> u64 {
    let (mut last, mut before) = (0, Hash::default());
    let walked = engine.read(HOUSE, |db| {
        log::each_between(db, (0, u64::MAX >> 1), |stored| {
            assert_eq!(stored.seq, last + 1);
            assert_eq!(stored.hash, law::record::link(before, &stored.bytes), "{}", stored.seq);
            (last, before) = (stored.seq, stored.hash);
            Ok(())
        })
    });
    walked.unwrap();
    last
}

/// An engine with an empty view.
fn begun(engine: &Engine) {
    must(write(engine, |tx| Ok(rows::create(tx.db, &VIEW)?)));
}

fn put(rows: &mut Rows, number: i64, text: Val, bytes: Val, sum: i64) {
    rows.put(&THINGS, vec![number.into()], vec![text, bytes, sum.into(), Val::Null]);
}

fn all(engine: &Engine) -> Vec<Vec<Val>> {
    let sql = "SELECT number, text, bytes, sum, own FROM thing WHERE house = $1 ORDER BY number";
    let rows =
        engine.read(HOUSE, |db| db.query(sql, &[])).unwrap_or_else(|e| panic!("{}", e.chain()));
    rows.iter().map(|row| row.values().to_vec()).collect()
}

#[test]
fn values_come_back_as_they_went_in() {
    on_both(|name, engine| {
        begun(&engine);
        let texts = ["", "回音 𠮷 ' $2 \\", "é", "e\u{301}", "Z", "a", "中"];
        must(write(&engine, move |tx| {
            let mut rows = Rows::default();
            for (number, text) in texts.into_iter().enumerate() {
                put(&mut rows, number as i64, text.into(), Val::Blob([0, 255].into()), i64::MAX);
            }
            put(&mut rows, -9, Val::Null, Val::Null, i64::MIN);
            // Many at once, by another statement.
            for number in 100..200 {
                put(&mut rows, number, "x".into(), Val::Blob([].into()), number);
            }
            Ok(rows.flush(tx.db)?)
        }));
        let found = all(&engine);
        assert_eq!(found.len(), 108, "{name}");
        assert_eq!(found[0], [Val::Int(-9), Val::Null, Val::Null, i64::MIN.into(), Val::Null]);
        for (number, text) in texts.into_iter().enumerate() {
            let bytes = Val::Blob([0, 255].into());
            let row = [(number as i64).into(), text.into(), bytes, i64::MAX.into(), Val::Null];
            assert_eq!(found[number + 1], row, "{name}");
        }
        // Texts are in the order of their bytes, and nothing is like anything else.
        let sql = "SELECT text FROM thing WHERE house = $1 AND number < 7 AND text IS NOT NULL \
                   ORDER BY text";
        let sorted = engine.read(HOUSE, |db| db.query(sql, &[])).unwrap();
        let sorted: Vec<&str> = sorted.iter().map(|row| row.text(0)).collect();
        assert_eq!(sorted, ["", "Z", "a", "e\u{301}", "é", "中", "回音 𠮷 ' $2 \\"], "{name}");
    });
}

#[test]
fn rows_are_changed_moved_and_dropped_alike() {
    on_both(|name, engine| {
        begun(&engine);
        must(write(&engine, |tx| {
            let mut rows = Rows::default();
            for number in 0..4 {
                put(&mut rows, number, "x".into(), Val::Null, 5);
            }
            rows.flush(tx.db)?;
            rows.set(&THINGS, vec![Val::Int(1)], vec![("text", Val::Null), ("own", Val::Int(7))]);
            rows.add(&THINGS, vec![Val::Int(1)], "sum", -8);
            rows.set(&THINGS, vec![Val::Int(2)], vec![("own", Val::Null), ("text", "y".into())]);
            rows.drop(&THINGS, vec![Val::Int(3)]);
            put(&mut rows, 0, "z".into(), Val::Blob([1].into()), 6);
            Ok(rows.flush(tx.db)?)
        }));
        let row = |number: i64, text: Val, bytes: Val, sum: i64, own: Val| {
            vec![number.into(), text, bytes, sum.into(), own]
        };
        let expected = [
            row(0, "z".into(), Val::Blob([1].into()), 6, Val::Null),
            row(1, Val::Null, Val::Null, -3, Val::Int(7)),
            row(2, "y".into(), Val::Null, 5, Val::Null),
        ];
        assert_eq!(all(&engine), expected, "{name}");
        // Sums, counts and conditions are whole numbers; a value may have no place in a text, or
        // two; nothing fits every type.
        let sql = "SELECT SUM(sum), COUNT(*), MAX(sum) > $3, SUM(CASE WHEN own IS NULL THEN 1 \
                   ELSE 0 END) FROM thing WHERE house = $1 AND sum > $3 - 100 AND number <> $5";
        let values = [Val::Null, Val::Int(5), "none".into(), Val::Int(99)];
        let row = engine
            .read(HOUSE, |db| db.one(sql, &values))
            .unwrap_or_else(|e| panic!("{}", e.chain()));
        assert_eq!(row.values(), [Val::Int(8), Val::Int(3), Val::Int(1), Val::Int(2)], "{name}");
        let sql = "SELECT COUNT(*) FROM thing WHERE house = $1 AND (number = $2 OR $2 IS NULL)";
        for (value, count) in
            [(Val::Null, 3), (Val::Int(1), 1), (Val::Null, 3), (i64::MAX.into(), 0)]
        {
            let found = engine.read(HOUSE, |db| db.one(sql, &[value])).unwrap();
            assert_eq!(found.int(0), count, "{name}");
        }
    });
}

#[test]
fn an_act_that_is_not_done_leaves_nothing() {
    on_both(|name, engine| {
        begun(&engine);
        must(write(&engine, |tx| append(tx, 1, 1)));
        let refused = write(&engine, |tx| {
            append(tx, 2, 2)?;
            Err::<(), _>(law::ruling::Refusal::invalid("no.reason").into())
        });
        assert!(matches!(refused, Err(No::Refusal(_))), "{name}");
        let failed = told(write(&engine, |tx| {
            append(tx, 3, 3)?;
            tx.db.query("SELECT missing FROM thing WHERE house = $1", &[])?;
            Ok(())
        }));
        assert!(failed.contains("missing"), "{name}: {failed}");
        // What nobody waits for fails as well; also where the act itself heard nothing of it.
        let failed = told(write(&engine, |tx| append(tx, 4, 1)));
        assert!(failed.contains("INSERT INTO act"), "{name}: {failed}");
        let panicked = told(write(&engine, |tx| {
            append(tx, 5, 5)?;
            panic!("on purpose")
        }));
        assert!(panicked.contains("panicked"), "{name}");
        must(write(&engine, |tx| append(tx, 6, 6)));
        let head = engine.read(HOUSE, log::head).unwrap();
        assert_eq!(head.seq, 2, "{name}");
        assert_eq!(engine.read(HOUSE, verify::acts).unwrap(), 2, "{name}");
    });
}

#[test]
fn acts_of_many_threads_make_one_chain() {
    on_both(|name, engine| {
        std::thread::scope(|scope| {
            for thread in 0..8_u8 {
                let engine = &engine;
                scope.spawn(move || {
                    for turn in 0..25 {
                        let act = thread * 25 + turn;
                        // Every fifth is refused before it writes, every seventh after.
                        let result = write(engine, move |tx| {
                            let no = || law::ruling::Refusal::invalid("no.reason");
                            if act % 5 == 0 {
                                return Err(no().into());
                            }
                            append(tx, act.into(), act)?;
                            if act % 7 == 0 { Err(no().into()) } else { Ok(()) }
                        });
                        assert_eq!(result.is_ok(), act % 5 != 0 && act % 7 != 0, "{result:?}");
                    }
                });
            }
        });
        let done = (0..200).filter(|act| act % 5 != 0 && act % 7 != 0).count() as u64;
        assert_eq!(chained(&engine), done, "{name}");
    });
}

#[test]
fn what_is_read_is_of_one_moment() {
    on_both(|name, engine| {
        must(write(&engine, |tx| append(tx, 1, 1)));
        let seen = engine.read(HOUSE, |db| {
            let before = log::head(db)?.seq;
            must(write(&engine, |tx| append(tx, 2, 2)));
            // Asked while rows are still on their way: none of them is lost.
            let mut rows = vec![];
            db.each("SELECT seq FROM log WHERE house = $1 ORDER BY seq", &[], |row| {
                rows.push((row.int(0), log::head(db)?.seq));
                Ok(())
            })?;
            Ok((before, rows, log::head(db)?.seq))
        });
        assert_eq!(seen.unwrap(), (1, vec![(1, 1)], 1), "{name}");
        assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 2, "{name}");
    });
}

#[test]
fn questions_may_be_asked_inside_of_questions() {
    on_both(|name, engine| {
        begun(&engine);
        must(write(&engine, |tx| {
            let mut rows = Rows::default();
            for number in 0..3000 {
                put(&mut rows, number, "x".repeat(50).into(), Val::Null, number * 2);
            }
            Ok(rows.flush(tx.db)?)
        }));
        let sql = "SELECT number FROM thing WHERE house = $1 ORDER BY number";
        let one = "SELECT sum FROM thing WHERE house = $1 AND number = $2";
        let mut sum = 0;
        let stopped = engine.read(HOUSE, |db| {
            db.each(sql, &[], |outer| {
                if outer.int(0) % 1000 == 7 {
                    let mut inner = 0;
                    db.each(sql, &[], |row| {
                        inner += 1;
                        sum += db.one(one, &[row.int(0).into()])?.int(0) - 2 * row.int(0);
                        Ok(())
                    })?;
                    assert_eq!(inner, 3000);
                }
                sum += 1;
                Ok(())
            })?;
            // Several at once, of which all but the last are read before.
            let two = "SELECT 1 FROM thing WHERE house = $1 AND number < $2";
            let mut counts = [0; 3];
            db.each_of([sql, two, sql], &[Val::Int(2)], |number, _| {
                counts[number] += db.one(one, &[Val::Int(7)])?.int(0);
                Ok(())
            })?;
            assert_eq!(counts, [42_000, 28, 42_000]);
            // Given up in the middle: the connection goes on.
            db.each(sql, &[], |row| match row.int(0) {
                5 => Err(Fault::new("enough")),
                _ => Ok(()),
            })
        });
        assert_eq!(stopped.unwrap_err().chain(), "enough", "{name}");
        assert_eq!(sum, 3000, "{name}");
        assert_eq!(all(&engine).len(), 3000, "{name}");
    });
}

/// An engine on a database of its own, with the addresses of who serves and of who keeps it.
fn server() -> Option<(Engine, String, String)> {
    match trial::database() {
        Ok(address) => {
            let engine = Engine::connect(&address, 2);
            let engine = engine.unwrap_or_else(|fault| panic!("{}", fault.chain()));
            let keeper = trial::as_keeper(&address);
            Some((engine, address, keeper))
        }
        Err(reason) => {
            skip(&reason);
            None
        }
    }
}

#[test]
fn who_serves_can_add_to_the_log_and_nothing_else() {
    let Some((engine, address, keeper)) = server() else { return };
    must(write(&engine, |tx| append(tx, 1, 1)));
    let edits = [
        "UPDATE log SET kind = 'x'",
        "DELETE FROM log",
        "TRUNCATE log",
        "DROP TABLE log",
        "ALTER TABLE log ADD COLUMN x BIGINT",
        "ALTER TABLE log DISABLE TRIGGER ALL",
        "UPDATE act SET answer = 'x'",
        "DELETE FROM definition",
        "TRUNCATE file",
        "UPDATE schema SET version = 1",
        "CREATE TABLE huiyin.other (x BIGINT)",
    ];
    // The server only warns of this.
    must(write(&engine, |tx| Ok(tx.db.execute("GRANT UPDATE ON log TO huiyin", &[])?)));
    for edit in edits {
        let refused = told(write(&engine, move |tx| Ok(tx.db.execute(edit, &[]).map(|_| ())?)));
        let says = ["permission denied", "must be owner"].iter().any(|no| refused.contains(no));
        assert!(says, "{edit}: {refused}");
    }
    // A table of its own in place of the log is not looked at.
    trial::run(&address, &["CREATE TEMP TABLE log (house TEXT, seq BIGINT)"]).unwrap();
    trial::run(&address, &["CREATE TABLE huiyin_views.log (house TEXT, seq BIGINT)"]).unwrap();
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 1);
    // Control: it is the account that is refused, not the edit.
    trial::run(&keeper, &["UPDATE log SET kind = 'x'", "DELETE FROM log"]).unwrap();
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 0);
}

/// A certificate of a name, and its key, both as PEM.
fn certified(name: &str) -> (String, String) {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    (made.cert.pem(), made.signing_key.serialize_pem())
}

#[test]
fn a_server_is_reached_by_tls_and_one_that_another_plays_is_not() {
    let (certificate, key) = certified("localhost");
    let server = match trial::Server::start_protected(&certificate, &key) {
        Ok(server) => server,
        Err(fault) => return trial::skip(&fault.chain()),
    };
    let folder = tempfile::tempdir().unwrap();
    let trusted = |name: &str, pem: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, pem).unwrap();
        file.display().to_string()
    };
    let by_network = server.by_network(&server.database().unwrap());
    let known = trusted("known.pem", &certificate);
    let address = format!("{by_network}?sslmode=verify-full&sslrootcert={known}");
    let engine = Engine::connect(&address, 2).unwrap_or_else(|f| panic!("{}", f.chain()));
    engine.write_and_wait(HOUSE, |tx| append(tx, 1, 1)).unwrap();
    let sql = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let (ssl, version) = engine
        .read(HOUSE, |db| db.one(sql, &[]).map(|row| (row.flag(0), row.text(1).to_owned())))
        .unwrap();
    assert!(ssl && version == "TLSv1.3", "{version}");
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 1);
    // More than fits into one record of TLS, there and back.
    let long = "x".repeat(1 << 20);
    let sql = "SELECT CAST($2 AS TEXT)";
    let back = engine.read(HOUSE, |db| Ok(db.one(sql, &[long.clone().into()])?.text(0).to_owned()));
    assert_eq!(back.unwrap().len(), long.len());
    drop(engine);
    // The same server under a certificate that another signed, and under another name.
    let refused = |query: &str| {
        let address = format!("{by_network}?{query}");
        Engine::connect(&address, 1).err().expect("is refused").chain()
    };
    let other = trusted("other.pem", &certified("localhost").0);
    let no = refused(&format!("sslmode=verify-full&sslrootcert={other}"));
    assert!(no.contains("certificate"), "{no}");
    let address = address.replace("localhost", "127.0.0.1");
    let no = Engine::connect(&address, 1).err().expect("is refused").chain();
    assert!(no.contains("certificate"), "{no}");
    // Control: without TLS this server lets nobody in.
    let no = refused("sslmode=disable");
    assert!(no.contains("no encryption"), "{no}");
}

#[test]
fn a_server_that_does_not_fit_is_refused_with_what_to_do() {
    let Some((engine, address, keeper)) = server() else { return };
    drop(engine);
    let refused = |address: &str| Engine::connect(address, 1).err().expect("is refused").chain();
    assert!(refused(&keeper).contains("may change log"), "{}", refused(&keeper));
    assert!(refused("mysql://x").contains("postgres://"));
    let tls = refused(&format!("{address}?sslmode=require"));
    assert!(tls.contains("sslrootcert"), "{tls}");
    let gone = refused("postgres://huiyin@%2Fnowhere/huiyin");
    assert!(gone.contains("/nowhere/.s.PGSQL.5432"), "{gone}");
    assert!(refused("postgres://huiyin@127.0.0.1:1/x").contains("127.0.0.1:1"));
    let set = |version: i64| {
        let sql = format!("UPDATE schema SET version = {version}");
        trial::run(&keeper, &[&sql]).unwrap();
    };
    set(crate::schema::VERSION + 1);
    assert!(refused(&address).contains("newer huiyin"), "{}", refused(&address));
    let setup = Setup { address: &keeper, runtime: RUNTIME };
    assert!(setup.run().unwrap_err().chain().contains("newer huiyin"));
    set(crate::schema::VERSION - 1);
    assert!(refused(&address).contains("older huiyin"), "{}", refused(&address));
    set(crate::schema::VERSION);
    // Made ready twice is as good as once.
    setup.run().unwrap_or_else(|fault| panic!("{}", fault.chain()));
    assert!(Engine::connect(&address, 1).is_ok());
    trial::run(&keeper, &["DROP SCHEMA huiyin CASCADE"]).unwrap();
    assert!(refused(&address).contains("database init"), "{}", refused(&address));
    // Who serves may not make tables, and is told what its keeper has to run.
    let said = Setup { address: &address, runtime: RUNTIME }.run().unwrap_err().chain();
    assert!(
        said.contains("CREATE TABLE huiyin.log") && said.contains("permission denied"),
        "{said}"
    );
}

#[test]
fn a_connection_that_broke_is_made_again() {
    let Some((engine, _, keeper)) = server() else { return };
    must(write(&engine, |tx| append(tx, 1, 1)));
    let cut = || {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE usename = 'huiyin' AND datname = current_database()";
        trial::run(&keeper, &[sql]).unwrap();
    };
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 1);
    cut();
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 1, "nobody notices");
    must(write(&engine, |tx| append(tx, 2, 2)));
    cut();
    // In the middle of an act: it is run again.
    let mut turns = 0;
    let keeper = keeper.clone();
    must(write(&engine, move |tx| {
        turns += 1;
        append(tx, 3, 3)?;
        if turns == 1 {
            let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE usename = 'huiyin' AND datname = current_database()";
            trial::run(&keeper, &[sql])?;
        }
        log::head(tx.db)?;
        Ok(())
    }));
    assert_eq!(engine.read(HOUSE, log::head).unwrap().seq, 3);
}
