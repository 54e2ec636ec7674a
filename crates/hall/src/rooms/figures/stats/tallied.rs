//! Figures from the tallies: whole months are summed, and what depends on the day is counted among
//! what is late on it and nothing else.

use std::ops::Range;

use law::clock::Time;
use store::db::Db;
use store::{Fault, Row, Val};

use super::super::views::{DATED, Dated, LATE, Over};
use super::{Ask, By, Condition, Groups, Names, Scope, Unit, conditions, parts_of};
use crate::rooms::matters::views::counted::{Counted, OF_MATTERS, OF_PROMISES, OF_RETURNS};
use crate::rooms::matters::views::{TALLY_AREA, TALLY_HOUSE, TALLY_UNIT, month_begins, month_of};

/// What the tallies call what scopes narrow: they have 0 for no unit.
const NAMES: Names = Names { unit: "NULLIF(m.unit, 0)", public: "m.public" };

/// How the span of a scope is counted.
pub struct Cut {
    /// These months from the tallies.
    pub months: Option<Range<i64>>,
    /// What is left at the ends row by row.
    pub ends: Vec<(Time, Time)>,
}

/// When the first matter and the last one were received.
const ENDS: &str = "SELECT (SELECT MIN(m.received) FROM matter m WHERE m.house = $1), \
    (SELECT MAX(m.received) FROM matter m WHERE m.house = $1)";

/// Cuts the span of a scope. No tally holds areas together with units or categories: such figures
/// are counted row by row.
pub fn cut(db: Db<'_>, ask: Ask<'_>) -> Result<Cut, Fault> {
    let Ask { scope, by, .. } = ask;
    let row_by_row = Cut { months: None, ends: vec![(scope.from, scope.until)] };
    if by_area(ask) && by_unit(ask) {
        return Ok(row_by_row);
    }
    let row = db.one(ENDS, &[])?;
    let (Some(oldest), Some(newest)) = (row.maybe_int(0).map(Time), row.maybe_int(1).map(Time))
    else {
        return Ok(Cut { months: None, ends: vec![] });
    };
    // A month of which nothing lies outside the span is as good as whole.
    let (from_all, until_all) = (scope.from <= oldest, newest < scope.until);
    let first = if from_all { month_of(oldest) } else { month_of(Time(scope.from.0 - 1)) + 1 };
    let end = if until_all { month_of(newest) + 1 } else { month_of(scope.until) };
    let (begins, ends) = (month_begins(first), month_begins(end));
    if first >= end || divides(by, (begins, ends)) {
        return Ok(row_by_row);
    }
    let mut left = vec![];
    if !from_all && scope.from < begins {
        left.push((scope.from, begins));
    }
    if !until_all && ends < scope.until {
        left.push((ends, scope.until));
    }
    Ok(Cut { months: Some(first..end), ends: left })
}

/// Whether groups by month divide a month of the tallies: those of another zone do.
fn divides(by: &By, (begins, ends): (Time, Time)) -> bool {
    let By::Month(starts) = by else { return false };
    let inside = starts.iter().filter(|start| begins < **start && **start < ends);
    inside.copied().any(|start| month_begins(month_of(start)) != start)
}

fn by_area(Ask { scope, by, .. }: Ask<'_>) -> bool {
    !scope.areas.is_empty() || *by == By::Area
}

fn by_unit(Ask { scope, by, .. }: Ask<'_>) -> bool {
    scope.category.is_some() || scope.unit != Unit::Any || matches!(by, By::Unit | By::Category)
}

/// Adds the figures of whole months.
pub fn add(
    db: Db<'_>,
    ask: Ask<'_>,
    months: &Range<i64>,
    groups: &mut Groups,
) -> Result<(), Fault> {
    sum(db, ask, months, groups)?;
    let (from, until) = (month_begins(months.start), month_begins(months.end));
    let scope = Scope { from, until, ..ask.scope.clone() };
    let ask = Ask { scope: &scope, ..ask };
    count_late(db, ask, Over::Matters, groups)?;
    count_late(db, ask, Over::Promises, groups)
}

/// Whether all that is counted under a key is in the tallies, or among what is late.
pub fn knows(ask: Ask<'_>, key: &str) -> bool {
    let keys = [key];
    let ask = Ask { keys: &keys, ..ask };
    let is_known = |over: Over, text: &str| {
        column(over, text).is_some() || dated(over, text).is_some_and(|dated| dated.fixed.is_none())
    };
    Over::EACH.into_iter().all(|over| conditions(ask, over).iter().all(|c| is_known(over, c.text)))
}

/// The part of a condition that is counted whatever the day, and its column.
fn column(over: Over, text: &str) -> Option<&'static str> {
    let fixed = match dated(over, text) {
        Some(dated) => dated.fixed?,
        None => text,
    };
    let counted: &[Counted] = match over {
        Over::Matters => &OF_MATTERS,
        Over::Promises => &OF_PROMISES,
        Over::Returns => &OF_RETURNS,
    };
    counted.iter().find(|(_, condition)| *condition == fixed).map(|(column, _)| *column)
}

fn dated(over: Over, text: &str) -> Option<&'static Dated> {
    DATED.iter().find(|dated| dated.over == over && dated.text == text)
}

fn sum(db: Db<'_>, ask: Ask<'_>, months: &Range<i64>, groups: &mut Groups) -> Result<(), Fault> {
    let counted = counted(ask);
    if counted.is_empty() {
        return Ok(());
    }
    let mut values = ask.scope.values();
    (values[0], values[1]) = (months.start.into(), months.end.into());
    for row in db.query(&sum_text(ask, &counted), &values)? {
        let key = group(ask.by, row.values()[0].clone());
        let counted = counted.iter().map(|(condition, _)| (condition, 1));
        take(groups, (ask.by, key), &row, counted);
    }
    Ok(())
}

/// The sums that a statement selects. What is told apart by whether it is public is not grouped,
/// for which an engine would sort all rows: each sum stands there for all, and again for what is
/// public.
fn sums(by: &By, Names { public, .. }: Names, counts: &[String]) -> String {
    let sum = |count: &String| match by {
        By::Public => format!("SUM({count}), SUM(({count}) * {public})"),
        _ => format!("SUM({count})"),
    };
    counts.iter().map(sum).collect::<Vec<_>>().join(", ")
}

/// Adds the sums of a row, each as often as its condition is counted.
fn take<'a>(
    groups: &mut Groups,
    (by, key): (&By, Val),
    row: &Row,
    counted: impl Iterator<Item = (&'a Condition, i64)> + Clone,
) {
    if *by != By::Public {
        let parts = parts_of(groups, key);
        return counted
            .enumerate()
            .for_each(|(i, (one, times))| one.add(parts, times * row.int(i + 1)));
    }
    for is_public in [true, false] {
        let parts = parts_of(groups, is_public.into());
        for (i, (one, times)) in counted.clone().enumerate() {
            let (all, public) = (row.int(2 * i + 1), row.int(2 * i + 2));
            one.add(parts, times * if is_public { public } else { all - public });
        }
    }
}

/// What the tallies count of every condition, with its column.
fn counted(ask: Ask<'_>) -> Vec<(Condition, &'static str)> {
    let of = |over: Over| {
        conditions(ask, over).into_iter().filter_map(move |known| {
            let column = column(over, known.text)?;
            Some((known, column))
        })
    };
    Over::EACH.into_iter().flat_map(of).collect()
}

fn sum_text(ask: Ask<'_>, counted: &[(Condition, &str)]) -> String {
    let counts: Vec<String> = counted.iter().map(|(_, column)| format!("m.{column}")).collect();
    let table = match (by_unit(ask), by_area(ask)) {
        (true, _) => &TALLY_UNIT,
        (false, true) => &TALLY_AREA,
        (false, false) => &TALLY_HOUSE,
    };
    let key = match ask.by {
        By::Month(_) => "m.month".to_owned(),
        By::Public => "0".to_owned(),
        by => by.column(NAMES),
    };
    format!(
        "SELECT {key}, {} FROM {} m WHERE m.house = $1 AND m.month >= $2 AND m.month < $3{}{}",
        sums(ask.by, NAMES, &counts),
        table.name,
        ask.scope.narrowed(NAMES),
        grouped(ask.by)
    )
}

/// What is not told apart needs no groups, which an engine would sort rows for.
fn grouped(by: &By) -> &'static str {
    if matches!(by, By::Whole | By::Public) { "" } else { " GROUP BY 1" }
}

/// The group of a key; of a month, how many of the given ones have begun by then.
fn group(by: &By, key: Val) -> Val {
    match (by, &key) {
        (By::Month(starts), Val::Int(month)) => {
            let begins = month_begins(*month);
            Val::Int(starts.iter().filter(|start| **start <= begins).count() as i64)
        }
        _ => key,
    }
}

/// Counts what is late of matters, or overdue of promises, on the day of the scope.
fn count_late(db: Db<'_>, ask: Ask<'_>, over: Over, groups: &mut Groups) -> Result<(), Fault> {
    let counted = dated_of(ask, over);
    if counted.is_empty() {
        return Ok(());
    }
    let by = ask.by;
    for row in db.query(&late_text(ask, over, &counted), &ask.scope.values())? {
        let key = row.values()[0].clone();
        let counted = counted.iter().map(|(condition, dated)| (condition, dated.times));
        take(groups, (by, key), &row, counted);
    }
    Ok(())
}

fn dated_of(ask: Ask<'_>, over: Over) -> Vec<(Condition, &'static Dated)> {
    let dated = |known: Condition| dated(over, known.text).map(|dated| (known, dated));
    conditions(ask, over).into_iter().filter_map(dated).collect()
}

fn late_text(
    Ask { scope, by, .. }: Ask<'_>,
    over: Over,
    counted: &[(Condition, &'static Dated)],
) -> String {
    let (table, late, names) = match over {
        Over::Promises => ("promise", "m.due < $4", NAMES),
        _ => ("matter", LATE, Names::of(over)),
    };
    let counts: Vec<String> = counted
        .iter()
        .map(|(_, dated)| format!("CASE WHEN {} THEN 1 ELSE 0 END", dated.of_late))
        .collect();
    let key = if *by == By::Public { "0".to_owned() } else { by.column(names) };
    // The sum keeps the engine from taking the index by receipt: fewer are late than received.
    format!(
        "SELECT {}, {} FROM {table} m WHERE m.house = $1 AND {late} \
         AND m.received + 0 >= $2 AND m.received + 0 < $3{}{}",
        key,
        sums(by, names, &counts),
        scope.narrowed(names),
        grouped(by)
    )
}

/// Every statement of this file, to look at how an engine goes about them; but for that which looks
/// at one row at either end.
#[cfg(test)]
pub fn texts(ask: Ask<'_>) -> Vec<String> {
    let mut texts = vec![];
    if !(by_area(ask) && by_unit(ask)) {
        texts.push(sum_text(ask, &counted(ask)));
    }
    for over in [Over::Matters, Over::Promises] {
        texts.push(late_text(ask, over, &dated_of(ask, over)));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::super::views::INDICATORS;
    use super::*;
    use crate::rooms::figures::stats::Scope;

    #[test]
    fn every_condition_is_tallied_or_counted_among_what_is_late() {
        let scope = Scope {
            from: Time(0),
            until: Time(0),
            as_of: String::new(),
            areas: vec![],
            category: None,
            unit: Unit::Any,
            procedure: law::ruling::code("none"),
            public: false,
            indicators: INDICATORS.to_vec(),
        };
        for indicator in INDICATORS {
            let ask = Ask { scope: &scope, by: &By::Whole, keys: &[] };
            assert!(knows(ask, indicator.key), "nothing counts all of {}", indicator.key);
        }
    }
}
