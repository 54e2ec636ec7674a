//! What a package tells of ratings and of what is not public, and its figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use super::rows::{Group, Rated, Read, Year, is_open, is_rated};
use super::tables::Table;
use super::{Basis, LEAST, versions};
use crate::house::State;
use crate::rooms::figures::{INDICATORS, Part, Parts, hidden, nothing, step};

/// The key of the units that are not told apart.
const SEVERAL: &str = "*";

/// What is told.
pub struct Told {
    /// `ratings`.
    pub ratings: Table,
    /// `confidential`.
    pub confidential: Table,
    /// `figures`.
    pub figures: Table,
}

/// Tells what may be told.
pub fn told(basis: &Basis<'_>, read: &Read) -> Told {
    let pooled = pooled(read);
    Told {
        ratings: ratings(read, &pooled),
        confidential: confidential(read),
        figures: figures(basis, read, &pooled),
    }
}

/// The units of a year of which ratings are not told apart; nothing where ratings are not told at
/// all, because too few rated.
type Pooled = BTreeMap<Year, Option<BTreeSet<String>>>;

/// Units with too few who rated, and so many more that none of them can be reckoned.
fn pooled(read: &Read) -> Pooled {
    let of_year = |units: &BTreeMap<String, BTreeMap<Rated, i64>>| {
        let count = |rated: &BTreeMap<Rated, i64>| -> i64 {
            rated.iter().filter(|(rated, _)| is_rated(rated)).map(|(_, count)| count).sum()
        };
        let counts: Vec<i64> = units.values().map(count).collect();
        let all: i64 = counts.iter().sum();
        let hides = hidden(&counts, LEAST);
        let few = units.keys().zip(hides).filter(|(_, hides)| *hides).map(|(unit, _)| unit.clone());
        (all == 0 || all >= LEAST).then(|| few.collect())
    };
    read.rated.iter().map(|(year, units)| (year.clone(), of_year(units))).collect()
}

/// The unit under which ratings are told; nothing where they are not.
fn told_unit(pooled: &Pooled, year: &Year, unit: &str) -> Option<String> {
    let few = pooled.get(year)?.as_ref()?;
    Some(if few.contains(unit) { SEVERAL.to_owned() } else { unit.to_owned() })
}

fn ratings(read: &Read, pooled: &Pooled) -> Table {
    let mut table = Table::begin("ratings");
    for (year, units) in &read.rated {
        let mut told: BTreeMap<(String, &Rated), i64> = BTreeMap::new();
        for (unit, counts) in units {
            let Some(unit) = told_unit(pooled, year, unit) else { continue };
            for (rated, count) in counts {
                *told.entry((unit.clone(), rated)).or_default() += count;
            }
        }
        for ((unit, rated), count) in told {
            let (number, count) = (year.1.to_string(), count.to_string());
            let own = rated.each_ref().map(String::as_str);
            let mut cells = vec![year.0.as_str(), &number, &unit];
            cells.extend(own);
            cells.push(&count);
            table.row(&cells);
        }
    }
    table
}

fn rounded_text(count: i64) -> String {
    match step(count) {
        0 => String::new(),
        told => told.to_string(),
    }
}

fn confidential(read: &Read) -> Table {
    let mut table = Table::begin("confidential");
    for ((procedure, year), parts) in &read.confidential {
        for (place, indicator) in INDICATORS.iter().enumerate().filter(|(i, _)| is_open(*i)) {
            let numerator = rounded_text(parts[place].numerator);
            let denominator = match indicator.denominator {
                Some(_) => rounded_text(parts[place].denominator),
                None => String::new(),
            };
            let cells = [procedure, &year.to_string(), indicator.key, &numerator, &denominator];
            table.row(&cells);
        }
    }
    table
}

fn figures(basis: &Basis<'_>, read: &Read, pooled: &Pooled) -> Table {
    let mut told: BTreeMap<(Year, Group), Parts> = BTreeMap::new();
    let mut add = |(year, group): (&Year, Group), place: usize, part: Part| {
        let parts = told.entry((year.clone(), group)).or_insert_with(nothing);
        parts[place].numerator += part.numerator;
        parts[place].denominator += part.denominator;
    };
    for ((year, group), parts) in &read.public {
        for (place, part) in parts.iter().enumerate() {
            if is_open(place) {
                add((year, group.clone()), place, *part);
                if group.0 == "public" {
                    add((year, ("all", String::new())), place, *part);
                }
            } else if group.0 == "unit"
                && let Some(unit) = told_unit(pooled, year, &group.1)
            {
                add((year, ("unit", unit)), place, *part);
                add((year, ("public", String::new())), place, *part);
            }
        }
    }
    for (year, parts) in &read.confidential {
        for (place, part) in parts.iter().enumerate().filter(|(place, _)| is_open(*place)) {
            let (numerator, denominator) = (step(part.numerator), step(part.denominator));
            add((year, ("all", String::new())), place, Part { numerator, denominator });
        }
    }
    let mut table = Table::begin("figures");
    for ((year, group), parts) in &told {
        write(basis, (year, group), parts, &mut table);
    }
    table
}

fn write(basis: &Basis<'_>, (year, group): (&Year, &Group), parts: &Parts, table: &mut Table) {
    let span = span(basis, year.1, group);
    for (indicator, part) in INDICATORS.iter().zip(parts) {
        // What is a share of nothing, or a count of nothing, is no figure.
        if part.denominator == 0 {
            continue;
        }
        let versions = counting(basis.state, indicator, span);
        let denominator = match indicator.denominator {
            Some(_) => part.denominator.to_string(),
            None => String::new(),
        };
        let (number, numerator) = (year.1.to_string(), part.numerator.to_string());
        let own = [indicator.key, &versions, &numerator, &denominator];
        let mut cells = vec![year.0.as_str(), &number, group.0, &group.1];
        cells.extend(own);
        table.row(&cells);
    }
}

/// The first day of a group's receipts, and the first day after them.
fn span(basis: &Basis<'_>, year: i16, group: &Group) -> (Date, Date) {
    let month = (group.0 == "month").then(|| format!("{}-01", group.1).parse::<Date>().ok());
    let (first, next) = match month.flatten() {
        Some(first) => (first, first.last_of_month().tomorrow().unwrap_or(first)),
        None => (date(year, 1, 1), date(year + 1, 1, 1)),
    };
    (first, next.min(basis.until()))
}

/// The versions of a definition that count what was received in a span.
fn counting(
    state: &State,
    indicator: &crate::rooms::figures::Indicator,
    (first, next): (Date, Date),
) -> String {
    let versions = versions(state, indicator);
    let mut counting = vec![];
    for (i, (from, version)) in versions.iter().enumerate() {
        let begins = i == 0 || *from < next;
        let ends = versions.get(i + 1).is_some_and(|(later, _)| *later <= first);
        if begins && !ends {
            counting.push(version.to_string());
        }
    }
    counting.join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of how many of how many.
    fn told(numerator: i64, denominator: i64) -> (String, String) {
        (rounded_text(numerator), rounded_text(denominator))
    }

    #[test]
    fn a_count_under_five_and_what_is_left_of_one_cannot_be_reckoned() {
        let pairs: Vec<(i64, i64)> = (0..40).flat_map(|d| (0..=d).map(move |n| (n, d))).collect();
        for (n, d) in pairs.iter().filter(|(_, d)| *d < 30) {
            let alike = || pairs.iter().filter(|(a, b)| told(*a, *b) == told(*n, *d));
            assert!(!(1..5).contains(n) || alike().any(|(a, _)| a != n), "{n} of {d}");
            let left = d - n;
            assert!(!(1..5).contains(&left) || alike().any(|(a, b)| b - a != left), "{n} of {d}");
            // One more, answered or not, does not show unless a step is passed.
            let more =
                |a: i64, b: i64| told(a, b) == told(*n, *d) || a % LEAST == 0 || b % LEAST == 0;
            assert!(more(*n, d + 1) && more(n + 1, d + 1), "{n} of {d}");
        }
    }

    #[test]
    fn units_with_few_ratings_stand_together_with_enough_others() {
        let year: Year = ("p".to_owned(), 2026);
        let rated = |count: i64| {
            let said = ["1", "", "satisfied", "0", "1", "", "", "", ""].map(str::to_owned);
            let silent = ["1", "", "", "", "", "", "", "", ""].map(str::to_owned);
            BTreeMap::from([(said, count), (silent, 2)])
        };
        let pooled = |counts: &[i64]| {
            let units = counts.iter().enumerate().map(|(i, n)| (format!("u{i}"), rated(*n)));
            let read = Read {
                tables: ["matters", "promises", "returns"].map(Table::begin),
                public: BTreeMap::new(),
                confidential: BTreeMap::new(),
                rated: BTreeMap::from([(year.clone(), units.collect())]),
            };
            pooled(&read).remove(&year).expect("is there")
        };
        let few = |units: &[&str]| Some(units.iter().map(|unit| (*unit).to_owned()).collect());
        assert_eq!(pooled(&[9, 3, 6, 7]), few(&["u1", "u2"]), "the next smallest goes with it");
        assert_eq!(pooled(&[9, 3, 4, 7]), few(&["u1", "u2"]), "seven together are enough");
        assert_eq!(pooled(&[9, 8]), few(&[]), "nothing is kept back without need");
        assert_eq!(pooled(&[3, 0, 1]), None, "four in all are not told");
        assert_eq!(pooled(&[0, 0]), few(&[]), "that nobody rated is told");
    }
}
