//! Several houses in one database: what is made anew for one leaves the rows of the others.

use super::*;

/// Makes the tables of a house anew, with one row in them, as whoever draws them notes.
fn draw(engine: &Engine, house: &str, version: i64) {
    let view = &VIEW;
    let work = move |tx: &mut Tx<'_>| {
        rows::create_tables(tx.db, view)?;
        let mut drawn = Rows::default();
        drawn.put(&THINGS, vec![Val::Int(1)], vec![Val::Null; 4]);
        drawn.flush(tx.db)?;
        rows::create_indexes(tx.db, view)?;
        let sql = "INSERT INTO view (house, view, version, seq) VALUES ($1, $2, $3, 0) \
                   ON CONFLICT (house, view) DO UPDATE SET version = excluded.version";
        Ok(tx.db.execute(sql, &[view.name.into(), version.into()]).map(|_| ())?)
    };
    must(engine.write_and_wait(house, work));
}

fn count(engine: &Engine, house: &str) -> i64 {
    let sql = "SELECT COUNT(*) FROM thing WHERE house = $1";
    engine.read(house, |db| db.one(sql, &[])).unwrap().int(0)
}

#[test]
fn a_house_that_is_drawn_anew_takes_no_rows_of_another() {
    on_both(|name, engine| {
        draw(&engine, "one", VIEW.version);
        draw(&engine, "two", VIEW.version);
        assert_eq!((count(&engine, "one"), count(&engine, "two")), (1, 1), "{name}");
        draw(&engine, "one", VIEW.version);
        assert_eq!((count(&engine, "one"), count(&engine, "two")), (1, 1), "{name}: again");
        // Rows of another version may be of another shape: the tables are made anew, and who has
        // them draws them again when it is served.
        draw(&engine, "one", VIEW.version - 1);
        draw(&engine, "two", VIEW.version);
        assert_eq!((count(&engine, "one"), count(&engine, "two")), (0, 1), "{name}: older");
    });
}
