//! A package of open data: made of the rows that figures count, the same for the same log.

mod rows;
pub mod silent;
mod tables;
mod told;

use std::collections::BTreeMap;

use jiff::civil::Date;
use law::clock::Time;
use law::procedure::Openness;
use law::words::{BodyId, Code, Hash, MatterId};
use serde_json::{Value, json};
use store::db::Db;
use store::keys::hmac;
use store::{Fault, Val};

use crate::house::{House, State};
use crate::rooms::figures::{self, INDICATORS, Indicator, Over, Scope, Seal};
use crate::rooms::ledgers::guarded;
#[cfg(test)]
pub use tables::columns;
use tables::{Table, descriptor};

/// What is not told of fewer than so many.
pub const LEAST: i64 = figures::STEP;
/// The list of the files, each with its hash.
pub const SUMS: &str = "SHA256SUMS";
/// What describes the files.
pub const DESCRIPTOR: &str = "datapackage.json";

/// What a package is made of.
pub struct Basis<'a> {
    /// The house.
    pub house: &'a House,
    /// What it consisted of.
    pub state: &'a State,
    /// The month in which it is due, which is its name.
    pub name: Code,
    /// When is counted.
    pub at: Time,
    /// As of how many records.
    pub size: u64,
    /// The root of the public tree of so many records.
    pub root: Hash,
    /// The origin of the public log.
    pub origin: String,
}

/// A package: its files by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The files, the list of their hashes among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The hash of that list, which the log holds.
    pub hash: Hash,
}

impl Basis<'_> {
    /// The day as of which a date has passed.
    pub fn as_of(&self) -> Date {
        self.state.zone.day(self.at)
    }

    /// The first day of which nothing is counted any more: figures are of whole months.
    pub fn until(&self) -> Date {
        first_of(&self.name).unwrap_or_else(|| self.as_of().first_of_month())
    }

    fn scope(&self) -> Scope {
        Scope {
            from: Time(i64::MIN),
            until: self.state.zone.start_of(self.until()),
            as_of: self.as_of().to_string(),
            areas: vec![],
            category: None,
            unit: figures::Unit::Any,
            // Every procedure is counted, each by itself.
            procedure: self.name.clone(),
            public: false,
            indicators: figures::stated(self.state),
        }
    }
}

/// The first day of the month that a package is named for.
pub fn first_of(name: &Code) -> Option<Date> {
    format!("{name}-01").parse().ok()
}

/// The pseudonym of a matter: 20 digits and letters that nobody reckons back without the house's
/// secret, and the same in every package.
pub fn pseudonym(house: &House, matter: MatterId) -> String {
    pseudonym_by(&house.keys.purpose("open-data", &house.code), matter)
}

fn pseudonym_by(key: &[u8; 32], matter: MatterId) -> String {
    Hash(hmac(key, &[&matter.int().to_be_bytes()])).to_string()[..20].to_owned()
}

/// The town of the area of a code: the area right below that of the house in which it lies, or
/// itself.
pub fn town_of(state: &State, code: &str) -> String {
    let area = state.register.areas.values().find(|area| area.code == *code);
    area.map_or_else(String::new, |area| rows::town(state, area.id))
}

/// Makes a package from the views that a connection sees.
///
/// # Errors
/// The machine failed.
pub fn build(db: Db<'_>, basis: &Basis<'_>) -> Result<Package, Fault> {
    let read = rows::read(db, basis, &basis.scope())?;
    let told = told::told(basis, &read);
    let mut files = BTreeMap::new();
    let [matters, promises, returns] = read.tables;
    let definitions = definitions(basis.state);
    let own = [matters, promises, returns, told.ratings, told.confidential, told.figures];
    let plain = [definitions, areas(basis.state), units(basis.state), categories(basis.state)];
    for table in own.into_iter().chain(plain).chain([procedures(basis.state)]) {
        let (name, bytes) = table.finish();
        files.insert(name, bytes);
    }
    let described = descriptor(basis, &files);
    files.insert(DESCRIPTOR.to_owned(), described);
    let line = |(name, bytes): (&String, &Vec<u8>)| format!("{}  {name}\n", Hash::of(&[bytes]));
    let sums: String = files.iter().map(line).collect();
    let hash = Hash::of(&[sums.as_bytes()]);
    files.insert(SUMS.to_owned(), sums.into_bytes());
    Ok(Package { files, hash })
}

/// The procedures of which no matter is public.
fn confidential(state: &State) -> Vec<String> {
    let hidden = state.procedures.values().filter(|p| p.visibility == Openness::Confidential);
    hidden.map(|procedure| procedure.id.to_string()).collect()
}

fn body(state: &State, body: &Val) -> String {
    let Val::Int(body) = body else { return String::new() };
    let body = state.register.bodies.get(&BodyId::from_int(*body));
    body.map_or_else(String::new, |body| body.code.to_string())
}

/// The versions of what a figure counts with the day from which each holds, the first one first.
pub fn versions(state: &State, indicator: &Indicator) -> Vec<(Date, u32)> {
    let versions = state.figure_versions(indicator.key);
    versions.iter().map(|(from, known)| (*from, known.version)).collect()
}

const fn seal(seal: Seal) -> &'static str {
    match seal {
        Seal::Open => "open",
        Seal::Rows => "rows",
        Seal::Ratings => "ratings",
    }
}

fn definitions(state: &State) -> Table {
    let mut table = Table::begin("definitions");
    for indicator in INDICATORS {
        for (from, known) in state.figure_versions(indicator.key) {
            table.row(&[
                indicator.key,
                &known.version.to_string(),
                &from.to_string(),
                known.over.name(),
                seal(indicator.seal),
                &known.numerator,
                known.denominator.as_deref().unwrap_or(""),
                &guarded(&known.name.zh),
                &guarded(&known.name.en),
                &guarded(&known.means.zh),
                &guarded(&known.means.en),
                &known.hash().to_string(),
                &known.text(),
            ]);
        }
    }
    table
}

fn areas(state: &State) -> Table {
    let mut table = Table::begin("areas");
    for area in state.register.areas.values() {
        let parent = area.parent.and_then(|parent| state.register.areas.get(&parent));
        let parent = parent.map_or_else(String::new, |parent| parent.code.to_string());
        let names = ["zh", "en"].map(|language| state.area_name(area.id, language).to_owned());
        let [zh, en] = names.each_ref().map(|name| guarded(name));
        table.row(&[area.code.as_str(), &parent, area.level.as_str(), &zh, &en]);
    }
    table.sorted()
}

fn units(state: &State) -> Table {
    let mut table = Table::begin("units");
    for body in state.register.bodies.values() {
        let names = ["zh", "en"].map(|language| state.body_name(body.id, language).to_owned());
        let [zh, en] = names.each_ref().map(|name| guarded(name));
        table.row(&[body.code.as_str(), body.sort.as_str(), &zh, &en]);
    }
    table.sorted()
}

fn categories(state: &State) -> Table {
    let mut table = Table::begin("categories");
    for code in state.register.categories.keys() {
        let code = code.as_str();
        let names = ["zh", "en"].map(|language| state.category_name(code, language).to_owned());
        let [zh, en] = names.each_ref().map(|name| guarded(name));
        table.row(&[code, &zh, &en]);
    }
    table
}

fn procedures(state: &State) -> Table {
    let mut table = Table::begin("procedures");
    let hidden = confidential(state);
    let mut known: BTreeMap<&str, (u32, [&str; 2])> = BTreeMap::new();
    for procedure in state.procedures.values() {
        let name = procedure.name("procedure", "");
        let names = ["zh", "en"].map(|lang| name.map_or("", |name| name.in_language(lang)));
        let entry = known.entry(procedure.id.as_str()).or_insert((0, names));
        if procedure.version > entry.0 {
            *entry = (procedure.version, names);
        }
    }
    for (id, (_, [zh, en])) in known {
        let is_hidden = if hidden.iter().any(|hidden| hidden == id) { "1" } else { "0" };
        table.row(&[id, is_hidden, &guarded(zh), &guarded(en)]);
    }
    table
}

/// What a package says of itself beside its files.
fn about(basis: &Basis<'_>) -> Value {
    json!({
        "house": basis.house.code,
        "invented": basis.state.register.invented,
        "month": basis.name,
        "as_of": basis.as_of().to_string(),
        "until": basis.until().to_string(),
        "time_zone": basis.state.settings.time_zone,
        "least": LEAST,
        "checkpoint": {
            "origin": basis.origin,
            "size": basis.size,
            "root": basis.root.to_string(),
            "time": basis.at.timestamp().to_string(),
        },
    })
}

/// Everything that can be counted, in the order of the tables of rows.
const EACH: [Over; 3] = [Over::Matters, Over::Promises, Over::Returns];
