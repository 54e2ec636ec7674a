//! Brings the ledger of an office in, writes an empty one, and writes lists to take away.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use law::words::Code;
use store::Fault;
use store::fault::Context;

use super::{DataArgs, rebuild};
use crate::house::House;
use crate::kit::Shell;
use crate::kit::words::{Language, Value, say};
use crate::rooms::ledgers::acts::{Report, Told, Wish, import};
use crate::rooms::ledgers::mapping::MappingFile;
use crate::rooms::ledgers::{export, template};
use crate::rooms::matters::views::{Clue, Filter, Item, Place, newest};

/// Matters that an export reads at once.
const PAGE: u32 = 1000;

/// What is asked of `huiyin import`.
#[derive(Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Subcommand)]
enum Ask {
    /// Brings the rows of a ledger in (XLSX, or CSV in UTF-8 or GB18030); nothing twice.
    #[command(after_help = STATUS)]
    Matters(MattersArgs),
    /// Writes an empty ledger to fill in.
    Template(TemplateArgs),
    /// Writes a ledger of an invented office, to try and to measure.
    #[command(hide = true)]
    Example(ExampleArgs),
}

#[derive(Args)]
struct ExampleArgs {
    /// The file to write.
    file: PathBuf,
    /// How many rows.
    #[arg(long, default_value_t = 1000)]
    rows: usize,
    #[command(flatten)]
    data: DataArgs,
}

const STATUS: &str = "Exit status:\n  0  every row was imported, or was there before\n  \
    1  some rows could not be imported: they lie in a file beside the ledger, each with its \
    reason;\n     with --dry-run: some cells are bad\n  \
    2  the ledger could not be read (then nothing was imported), or the machine failed (then\n     \
    what was imported stays; the same command goes on from there)";

#[derive(Args)]
struct MattersArgs {
    /// The ledger.
    ledger: PathBuf,
    /// A TOML file that says what this office calls its columns: `received = "…"`; what its words
    /// mean: `[values.category]`; and what blank cells stand for: `[otherwise]`.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// List every bad cell and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// A name for the series of this ledger's numbers, where each ledger counts from 1.
    #[arg(long, default_value = "")]
    series: String,
    #[command(flatten)]
    words: LanguageArgs,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
struct TemplateArgs {
    /// The file to write.
    #[arg(default_value = "huiyin-ledger.xlsx")]
    file: PathBuf,
    #[command(flatten)]
    words: LanguageArgs,
}

/// The language of what is said.
#[derive(Args)]
struct LanguageArgs {
    /// `zh` or `en`; where it is not given, as the environment says, else Chinese.
    #[arg(long)]
    language: Option<String>,
}

impl LanguageArgs {
    fn language(&self) -> Result<Language, Fault> {
        if let Some(tag) = &self.language {
            return Language::of_tag(tag)
                .ok_or_else(|| Fault::new(format!("there is no language {tag}: give zh or en")));
        }
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Ok(set.and_then(|tag| Language::of_tag(&tag)).unwrap_or_default())
    }
}

/// Imports, or writes the empty ledger.
pub fn run(args: &ImportArgs) -> Result<ExitCode, Fault> {
    match &args.ask {
        Ask::Matters(args) => matters(args),
        Ask::Example(args) => {
            super::demo::ledger::write(&*args.data.open()?, args.rows, &args.file)?;
            Ok(ExitCode::SUCCESS)
        }
        Ask::Template(args) => {
            let language = args.words.language()?;
            refuse_there(&args.file, language)?;
            template::template(&args.file, language)
                .while_(|| format!("writing {}", args.file.display()))?;
            println!("{}", said(language, "ledger-said-template", &args.file));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn matters(args: &MattersArgs) -> Result<ExitCode, Fault> {
    let language = args.words.language()?;
    let mapping = match &args.mapping {
        None => MappingFile::default(),
        Some(path) => {
            MappingFile::read(path).map_err(|error| Fault::new(error.sentence(language)))?
        }
    };
    let house = args.data.open()?;
    rebuild::where_needed(&house)?;
    let wish = Wish {
        ledger: &args.ledger,
        mapping: &mapping,
        language,
        series: &args.series,
        dry_run: args.dry_run,
    };
    let bar = rebuild::bar(0, "import").with_message(say(language, "ledger-said-bar", &[]));
    let report = import(&house, &wish, &mut |told| tell(&bar, &wish, told));
    bar.finish_and_clear();
    let report = report?;
    summary(&report, &wish);
    Ok(if report.bad_rows == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Notes and bad cells as they come; the bad rows of an import lie in their own file.
fn tell(bar: &ProgressBar, wish: &Wish<'_>, told: &Told<'_>) {
    match told {
        Told::Opened(rows, notes) => {
            bar.set_length(*rows);
            notes.iter().for_each(|note| println!("{}", note.sentence(wish.language)));
        }
        Told::Bad(bad) if wish.dry_run => {
            bar.suspend(|| println!("{}", bad.sentence(wish.language)));
        }
        Told::Bad(_) => {}
        Told::Read(rows) => bar.set_position(*rows),
    }
}

fn summary(report: &Report, wish: &Wish<'_>) {
    let number = |number: u64| Value::Number(number as i64);
    let key = if wish.dry_run { "ledger-said-dry-run" } else { "ledger-said-summary" };
    let values = [
        ("rows", number(report.rows)),
        ("new", number(report.new)),
        ("ended", number(report.ended)),
        ("there", number(report.there)),
        ("bad", number(report.bad_rows)),
        ("cells", number(report.bad_cells)),
    ];
    println!("{}", say(wish.language, key, &values));
    if report.later > 0 {
        let count = [("count", number(report.later))];
        println!("{}", say(wish.language, "ledger-said-later", &count));
    }
    if report.without_area > 0 {
        let count = [("count", number(report.without_area))];
        println!("{}", say(wish.language, "ledger-said-without-area", &count));
    }
    if let Some(path) = &report.rejects {
        println!("{}", said(wish.language, "ledger-said-rejects", path));
    }
}

fn said(language: Language, key: &str, path: &Path) -> String {
    say(language, key, &[("path", path.display().to_string().as_str().into())])
}

/// A ledger that somebody filled in is not written over.
fn refuse_there(path: &Path, language: Language) -> Result<(), Fault> {
    if path.exists() {
        return Err(Fault::new(said(language, "ledger-said-there", path)));
    }
    Ok(())
}

/// What is asked of `huiyin export`.
#[derive(Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    ask: ExportAsk,
}

#[derive(Subcommand)]
enum ExportAsk {
    /// Writes the public matters to a spreadsheet (.xlsx) or to CSV (.csv).
    Matters(ExportMattersArgs),
}

#[derive(Args)]
struct ExportMattersArgs {
    /// The file to write.
    file: PathBuf,
    /// Confidential and hidden matters too: the file is then for the office alone.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    words: LanguageArgs,
    #[command(flatten)]
    data: DataArgs,
}

/// Writes a list to take away.
pub fn run_export(args: &ExportArgs) -> Result<ExitCode, Fault> {
    let ExportAsk::Matters(args) = &args.ask;
    let language = args.words.language()?;
    refuse_there(&args.file, language)?;
    let ending = args.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_sheet = ending.eq_ignore_ascii_case("xlsx");
    if !is_sheet && !ending.eq_ignore_ascii_case("csv") {
        return Err(Fault::new(said(language, "ledger-said-kind", &args.file)));
    }
    let house = args.data.open()?;
    rebuild::where_needed(&house)?;
    let items = items(&house, args.all)?;
    let shell = Shell::plain(house.state(), language, house.today());
    let bytes = if is_sheet { export::xlsx(&shell, &items)? } else { export::csv(&shell, &items) };
    std::fs::write(&args.file, bytes).while_(|| format!("writing {}", args.file.display()))?;
    let path = args.file.display().to_string();
    let values = [("count", items.len().into()), ("path", path.as_str().into())];
    println!("{}", say(language, "ledger-said-exported", &values));
    Ok(ExitCode::SUCCESS)
}

/// Every matter, newest first, from one snapshot.
fn items(house: &House, all: bool) -> Result<Vec<Item>, Fault> {
    let (state, today) = (house.state(), house.today().to_string());
    // Whoever has the data folder has everything in it.
    let told: Vec<Code> = state.procedures.values().map(|rules| rules.id.clone()).collect();
    house.read(|db| {
        let mut items: Vec<Item> = vec![];
        loop {
            let filter = Filter::default();
            let clue = match all {
                true => Clue::all(&filter, &today, (&told, &[])),
                false => Clue::public(&filter, &today),
            };
            let before = items.last().map_or_else(Place::first, |item| Place {
                received: item.received,
                matter: item.matter,
            });
            let page = newest(db, clue, before, PAGE)?;
            let is_last = page.len() < PAGE as usize;
            items.extend(page.all_of_the_machine());
            if is_last {
                return Ok(items);
            }
        }
    })
}
