//! What the houses of one database did in a year, each and together: for whoever runs them all,
//! such as the office of a province. Its texts are the ones that ask about more than one house; all
//! are asked on behalf of none, so `$1` is empty.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use law::clock::{Time, Zone};
use store::db::{Db, Mark, marks};
use store::fault::Context;
use store::{Engine, Fault, Row};

use super::{DatabaseArgs, rebuild};
use crate::house::Clock;
use crate::rooms::matters::views;

/// Which database, and which year.
#[derive(Args)]
pub struct HousesArgs {
    /// The data folder.
    #[arg(long, env = "HUIYIN_DATA", default_value = "huiyin-data")]
    pub data: PathBuf,
    /// Where the records are kept.
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The year; this one where none is named.
    #[arg(long, value_parser = clap::value_parser!(i16).range(1990..=2200))]
    pub year: Option<i16>,
}

/// The columns: matters received that were the house's own to answer, and answered; activities,
/// invitations, invited and came, attendances, times that residents were received, and persons.
/// What two houses counted both, such as a matter that was passed on, is in the last line twice.
const COLUMNS: [&str; 9] = [
    "house",
    "received",
    "answered",
    "activities",
    "invited",
    "present",
    "attendances",
    "times",
    "persons",
];
/// What each house held in a span. What nobody counted is left out of sums as it is: `postgres_fdw`
/// has no `COALESCE` done elsewhere, and would fetch every row.
pub const ACTIVITIES: &str = "SELECT a.house, COUNT(*), SUM(a.invited), SUM(a.present), \
     SUM(a.came), SUM(a.times), SUM(a.heads) FROM activity a \
     WHERE a.house <> $1 AND a.begins >= $2 AND a.begins < $3 AND a.standing <> 1 GROUP BY a.house";
/// How many matters each house received in some months that were its own to answer, and how many of
/// them it answered.
pub const MATTERS: &str = "SELECT t.house, SUM(t.ours), SUM(t.answered) FROM tally_house t \
     WHERE t.house <> $1 AND t.month >= $2 AND t.month < $3 GROUP BY t.house";
/// The last line.
const ALL: &str = "all";

/// What one house did, in the order of the columns.
pub type Sums = [i64; 8];

/// Prints them as CSV, all together last.
pub fn run(args: &HousesArgs) -> Result<(), Fault> {
    if !Engine::is_in(&args.data, args.database.address.as_deref()) {
        return Err(Fault::new(format!(
            "there is no database in {}: name the right folder with --data",
            args.data.display()
        )));
    }
    let engine = match args.database.address.as_deref() {
        Some(address) => Engine::connect(address, 1)?,
        None => Engine::of(&args.data, None, 1)?,
    };
    let houses = of(&engine, args.year.unwrap_or_else(this_year))?;
    let text = table(&houses).while_(|| "writing the table".to_owned())?;
    std::io::stdout().write_all(&text).while_(|| "printing the table".to_owned())
}

/// The year that it is in Beijing.
pub fn this_year() -> i16 {
    beijing().day(Clock::System.now()).year()
}

/// Months are those of Beijing, as in the tallies.
fn beijing() -> Zone {
    Zone::named("Asia/Shanghai").expect("every zone table knows Shanghai")
}

/// What each house of a database did in a year, by its code; also where it did nothing. One that
/// was moved away is told of where it is now.
///
/// # Errors
/// The database cannot be read; a house that is not here yet, or whose views another version drew.
pub fn of(engine: &Engine, year: i16) -> Result<BTreeMap<String, Sums>, Fault> {
    let begins = |year: i16| -> Result<Time, Fault> {
        let first = Date::new(year, 1, 1).while_(|| format!("reckoning the year {year}"))?;
        Ok(beijing().start_of(first))
    };
    let (from, until) = (begins(year)?, begins(year + 1)?);
    engine.read("", |db| {
        let here = here(db)?;
        let mut held = summed(db, ACTIVITIES, (from.0, until.0))?;
        let mut matters = summed(db, MATTERS, (views::month_of(from), views::month_of(until)))?;
        let sums = |house: String| {
            let matters: [i64; 2] = matters.remove(&house).unwrap_or_default();
            let held: [i64; 6] = held.remove(&house).unwrap_or_default();
            let mut sums = Sums::default();
            sums[..2].copy_from_slice(&matters);
            sums[2..].copy_from_slice(&held);
            (house, sums)
        };
        Ok(here.into_iter().map(sums).collect())
    })
}

/// The sums of each house in a span, by its code; none of what nobody counted.
fn summed<const N: usize>(
    db: Db<'_>,
    sql: &str,
    (from, until): (i64, i64),
) -> Result<BTreeMap<String, [i64; N]>, Fault> {
    let rows = db.query(sql, &[from.into(), until.into()])?;
    let sums = |row: &Row| std::array::from_fn(|i| row.maybe_int(i + 1).unwrap_or(0));
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), sums(row))).collect())
}

/// The houses that are here, and drawn by this version.
fn here(db: Db<'_>) -> Result<Vec<String>, Fault> {
    let mut marks = marks(db)?;
    let mut here = vec![];
    for (house, is_drawn) in drawn(db)? {
        match marks.remove(&house) {
            Some(Mark::Gone(_)) => {}
            Some(mark) => return Err(super::not_here(&house, &mark)),
            None if is_drawn => here.push(house),
            None => {
                return Err(Fault::new(format!(
                    "the views of the house {house} were drawn by another version: serve it once, \
                     or run `huiyin rebuild`"
                )));
            }
        }
    }
    // One that is on its way here may have no views yet.
    match marks.into_iter().find(|(_, mark)| matches!(mark, Mark::Arriving(_))) {
        Some((house, mark)) => Err(super::not_here(&house, &mark)),
        None => Ok(here),
    }
}

/// The houses of a database, and of each whether all is drawn by this version.
fn drawn(db: Db<'_>) -> Result<BTreeMap<String, bool>, Fault> {
    let rows = db.query("SELECT house, view, version FROM view WHERE house <> $1", &[])?;
    let mut found: BTreeMap<String, HashMap<&str, i64>> = BTreeMap::new();
    for row in &rows {
        found.entry(row.text(0).to_owned()).or_default().insert(row.text(1), row.int(2));
    }
    let is_drawn = |views: &HashMap<&str, i64>| {
        rebuild::drawn().all(|(name, version)| views.get(name) == Some(&version))
    };
    Ok(found.iter().map(|(house, views)| (house.clone(), is_drawn(views))).collect())
}

fn table(houses: &BTreeMap<String, Sums>) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(vec![]);
    out.write_record(COLUMNS)?;
    let mut all = Sums::default();
    let mut line = |house: &str, sums: &Sums| {
        let sums = sums.iter().map(ToString::to_string);
        out.write_record(std::iter::once(house.to_owned()).chain(sums))
    };
    for (house, sums) in houses {
        line(house, sums)?;
        all.iter_mut().zip(sums).for_each(|(all, one)| *all += one);
    }
    line(ALL, &all)?;
    out.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::rooms::counter::tests::answer;

    /// A second house in the same database, where nothing happened yet.
    fn neighbour(house: &crate::house::House) -> std::sync::Arc<crate::house::House> {
        let own = crate::house::House::open(
            &house.dir,
            "songyuan",
            Clock::simulated(fixture::BEGIN),
            store::Chance::seeded(2),
        );
        let own = own.expect("a database holds several houses");
        crate::roles::demo::found(&own, own.today()).expect("a county");
        own
    }

    #[test]
    fn each_house_is_summed_by_itself_and_all_together() {
        let house = fixture::house();
        for number in 0..3 {
            let (matter, _) = fixture::raise(&house, fixture::submission(&house));
            if number < 2 {
                answer(&house, matter);
            }
        }
        let meeting = fixture::activity_of(&house, "s1", "report");
        fixture::come(&house, meeting, "s1");
        let other = neighbour(&house);
        let year = house.today().year();
        let engine = Engine::of(&house.dir, None, 1).expect("it opens");
        let told = |year| of(&engine, year).expect("it can be read");
        assert_eq!(told(year)[&house.code][..3], [3, 2, 1]);
        assert_eq!(told(year)[&house.code][5], 1, "one came");
        assert_eq!(told(year)["songyuan"], Sums::default());
        assert_eq!(told(year - 1)[&house.code], Sums::default());
        let activity = fixture::activity_of(&other, "s01", "report");
        assert_eq!(told(year)["songyuan"][2], 1, "{activity}");
        // Drawn by another version, on its way here, or gone: said, or left out.
        let run = |sql: &'static str| {
            let work = move |tx: &mut store::db::Tx<'_>| Ok(tx.db.execute(sql, &[])?);
            other.engine.write_and_wait("songyuan", work).expect("it is written");
        };
        let no = || of(&engine, year).expect_err("it is refused").to_string();
        run("UPDATE view SET version = version + 1 WHERE house = $1");
        assert!(no().contains("songyuan were drawn by another version"), "{}", no());
        run("UPDATE view SET version = version - 1 WHERE house = $1");
        let text = table(&told(year)).expect("a table");
        let text = String::from_utf8(text).expect("it is text");
        let last = text.lines().last().expect("it has lines");
        assert!(last.starts_with("all,3,2,2,"), "{text}");
        run("INSERT INTO moved (house, state, place, at) VALUES ($1, 'arriving', 'there', 1)");
        assert!(no().contains("on its way here"), "{}", no());
        run("UPDATE moved SET state = 'gone' WHERE house = $1");
        assert_eq!(told(year).keys().collect::<Vec<_>>(), [&house.code]);
    }
}
