//! Proves procedures, tells the longest that each may lawfully take, and runs a year again under a
//! changed one.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use law::procedure::{Longest, Procedure, Source};
use law::words::{Code, MatterId};
use store::Fault;
use store::fault::Context;

use super::{DataArgs, DatabaseArgs, KeyArgs, rebuild, shipped};
use crate::rooms::procedures::views;

/// What is done with procedures.
#[derive(Args)]
pub struct ProceduresArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Proves procedures: those of a file or folder, or those that ship where none is named. Exit
    /// status 1 where one is not sound.
    Check {
        /// A file, or a folder with such files in it.
        path: Option<PathBuf>,
        /// The procedures in force in the house of this data folder instead, and the roles that
        /// nobody holds there.
        #[arg(long, conflicts_with = "path")]
        data: Option<PathBuf>,
    },
    /// Runs a year's matters of a house again under a changed procedure: what becomes overdue, who
    /// gets more work, which figures move.
    Replay {
        #[command(flatten)]
        data: DataArgs,
        /// The changed procedure.
        #[arg(long)]
        with: PathBuf,
        /// The year in which they were received; the last twelve months where none is named.
        #[arg(long)]
        year: Option<i16>,
    },
}

/// A procedure that is to be proven: where it stands, and its text.
type Text = (String, String);

/// Runs the command. `false` where something was found.
pub fn run(args: &ProceduresArgs) -> Result<bool, Fault> {
    let (path, data) = match &args.command {
        Command::Check { path, data } => (path, data),
        Command::Replay { data, with, year } => return replay(data, with, *year).map(|()| true),
    };
    if let Some(data) = data {
        return check_house(data);
    }
    let texts = match path {
        Some(path) => read(path)?,
        None => shipped_texts()?,
    };
    let (mut sound, mut known) = (true, vec![]);
    let mut goes_on: Vec<(String, String)> = vec![];
    for (place, text) in &texts {
        match Procedure::check(text) {
            Ok((procedure, found)) if found.flaws.is_empty() => {
                println!("{}", line(place, &procedure, found.longest.as_ref()));
                known.push(procedure.id.to_string());
                let into = procedure.acts.iter().filter_map(|act| act.into.as_ref());
                goes_on.extend(into.map(|into| (place.clone(), into.to_string())));
            }
            Ok((_, found)) => {
                sound = false;
                for flaw in &found.flaws {
                    println!("{place}:{flaw}");
                }
            }
            Err(flaws) => {
                sound = false;
                for flaw in &flaws {
                    println!("{place}:{flaw}");
                }
            }
        }
    }
    if path.is_none() {
        for (place, into) in goes_on.iter().filter(|(_, into)| !known.contains(into)) {
            println!("{place}: goes on by {into}, and there is no such procedure");
            sound = false;
        }
    }
    Ok(sound)
}

fn replay(data: &DataArgs, with: &Path, year: Option<i16>) -> Result<(), Fault> {
    let text = std::fs::read_to_string(with).while_(|| format!("reading {}", with.display()))?;
    let new = Procedure::read(&text).map_err(|flaws| {
        let flaws: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        Fault::new(format!("{} is unsound:\n{}", with.display(), flaws.join("\n")))
    })?;
    let house = data.open()?;
    let (state, now) = (house.state(), house.now());
    let span = match year {
        None => (now.plus_ms(-365 * 86_400_000), now),
        Some(year) => {
            let first = |year: i16| {
                let day = jiff::civil::Date::new(year, 1, 1);
                day.map(|day| state.zone.start_of(day)).while_(|| format!("reading {year}"))
            };
            (first(year)?, first(year.saturating_add(1))?)
        }
    };
    let matters = house.read(|db| views::received(db, &new.id, span))?;
    let bar = rebuild::bar(matters.len() as u64, "replay");
    // Two halves side by side: reading and running again take about as long as each other.
    let half = matters.len().div_ceil(2);
    let run = |part: &[MatterId]| {
        house.read(|db| views::compare(db, (&state, now), &new, part, || bar.inc(1)))
    };
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| run(&matters[half..]));
        let first = run(&matters[..half]);
        (first, second.join().unwrap_or_else(|_| Err(Fault::new("a replay panicked"))))
    });
    let mut found = first?;
    found.merge(second?);
    bar.finish_and_clear();
    println!(
        "{} matters run again; {} become overdue, {} no longer are",
        found.before.matters, found.newly_overdue, found.no_longer_overdue
    );
    for moved in found.moved() {
        println!("{}: {} -> {}", moved.figure, moved.before, moved.after);
    }
    for (body, before, after) in found.bodies() {
        println!(
            "{}: {} matters, {} days, {} overdue -> {} matters, {} days, {} overdue",
            state.body_name(body, "zh"),
            before.matters,
            before.days,
            before.overdue,
            after.matters,
            after.days,
            after.overdue
        );
    }
    Ok(())
}

/// The procedures in force in a house, and what is vacant for them.
fn check_house(data: &Path) -> Result<bool, Fault> {
    let (data, key) = (data.to_owned(), KeyArgs::of_environment());
    let house = DataArgs { data, house: None, key, database: DatabaseArgs::of_environment() };
    let house = house.open()?;
    let (state, today) = (house.state(), house.today());
    let mut sound = true;
    for procedure in state.procedures_in_force(today) {
        let text = house.read(|db| store::vault::definition(db, procedure.hash))?;
        let place = procedure.id.to_string();
        match Procedure::check(&text.unwrap_or_default()) {
            Ok((_, found)) if found.flaws.is_empty() => {
                println!("{}", line(&place, procedure, found.longest.as_ref()));
            }
            Ok((_, law::procedure::Found { flaws, .. })) | Err(flaws) => {
                sound = false;
                for flaw in &flaws {
                    println!("{place}:{flaw}");
                }
            }
        }
        for vacancy in procedure.vacancies(&state.register, today) {
            sound = false;
            let body = vacancy.body.map_or("in this house", |body| state.body_name(body, "zh"));
            let since = vacancy
                .until
                .map_or_else(|| "nobody".to_owned(), |day| format!("nobody after {day}"));
            println!("{place}: the role {} is held by {since}: {body}", vacancy.role);
        }
    }
    Ok(sound)
}

/// Everything that ships: each procedure as it is, and as each pack gives its parameters.
fn shipped_texts() -> Result<Vec<Text>, Fault> {
    let mut texts = vec![];
    for (name, text) in shipped::procedures()? {
        for (pack, given) in shipped::packs_of(&name)? {
            texts.push((format!("{name} + {pack}"), shipped::with(&text, &given)));
        }
        texts.push((name, text));
    }
    texts.sort();
    Ok(texts)
}

fn read(path: &Path) -> Result<Vec<Text>, Fault> {
    let text = |path: &Path| -> Result<Text, Fault> {
        let text =
            std::fs::read_to_string(path).while_(|| format!("reading {}", path.display()))?;
        Ok((path.display().to_string(), text))
    };
    if path.is_file() {
        return Ok(vec![text(path)?]);
    }
    let mut found = vec![];
    let entries = std::fs::read_dir(path).while_(|| format!("reading {}", path.display()))?;
    for entry in entries {
        let entry = entry.while_(|| format!("reading {}", path.display()))?.path();
        let file = if entry.is_dir() { entry.join("procedure.toml") } else { entry };
        if file.is_file() && file.extension().is_some_and(|end| end == "toml") {
            found.push(text(&file)?);
        }
    }
    if found.is_empty() {
        let place = path.display();
        return Err(Fault::new(format!(
            "there is no procedure.toml in {place}: name another path"
        )));
    }
    found.sort();
    Ok(found)
}

/// One line: what there is, the longest lawful time, and that it is proven.
fn line(place: &str, procedure: &Procedure, longest: Option<&Longest>) -> String {
    let time = longest.map_or_else(
        || "no bound on time".to_owned(),
        |longest| {
            let path: Vec<&str> = longest.path.iter().map(|(step, _)| step.as_str()).collect();
            let way =
                if path.is_empty() { String::new() } else { format!(" by {}", path.join(" > ")) };
            let lawful = match &longest.lawful {
                Some((days, Source::Law { article, .. })) => format!(", law {days} ({article})"),
                Some((days, Source::Local)) => format!(", house rule {days}"),
                None => String::new(),
            };
            let since = match (longest.since, &procedure.maximum) {
                (Some(days), Some(maximum)) => {
                    let acts: Vec<&str> = maximum.after.iter().map(Code::as_str).collect();
                    format!(", {days} from {} on", acts.join(" or "))
                }
                _ => String::new(),
            };
            format!("answer within {} days{since}{lawful}{way}", longest.days)
        },
    );
    let (steps, acts, clocks) =
        (procedure.steps.len(), procedure.acts.len(), procedure.clocks.len());
    format!("{place}: {steps} steps, {acts} acts, {clocks} clocks; {time}; sound")
}
