//! The figures told apart by unit, area, category or month, and what of them may be told.

use jiff::civil::Date;
use law::ruling::Refusal;
use law::words::{AreaId, BodyId, Code};
use store::db::Db;
use store::{Fault, Val};

use super::super::stats::{By, Part, Parts, Unit, every_key, figures, told as told_of, total};
use super::super::views::INDICATORS;
use super::tiles::{least, may_tell, ratings, told};
use super::wanted::Wanted;
use crate::kit::{Form, Shell};

/// Most months of one table.
const MONTHS_MOST: usize = 120;

/// By what a visitor wants the figures told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By unit.
    Unit,
    /// By the areas right below the one that is looked at.
    Area,
    /// By category.
    Category,
    /// By month of receipt.
    Month,
}

impl Sort {
    /// Every way.
    pub const EACH: [Self; 4] = [Self::Area, Self::Unit, Self::Category, Self::Month];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Area => "area",
            Self::Category => "category",
            Self::Month => "month",
        }
    }

    /// The way in a field; by area where it is empty.
    pub fn read(form: &Form) -> Result<Self, Refusal> {
        match form.text("by") {
            "" => Ok(Self::Area),
            text => Self::EACH
                .into_iter()
                .find(|sort| sort.name() == text)
                .ok_or(Refusal::invalid("filter.by").at("by")),
        }
    }
}

/// The figures of one unit, area, category or month.
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its key in files: a code of the register, a month, or nothing.
    pub key: String,
    /// What an address asks for to get the same.
    pub wanted: Wanted,
    /// The figures; `None` where too few ratings stand behind them to be told.
    pub parts: Vec<Option<Part>>,
}

/// A table of figures.
pub struct Table {
    /// Its rows.
    pub groups: Vec<Group>,
    /// The figures of everything in it.
    pub total: Vec<Option<Part>>,
}

/// Refuses a span with more months than a table holds.
pub fn check(wanted: &Wanted, sort: Sort) -> Result<(), Refusal> {
    if sort == Sort::Month && months(wanted).len() > MONTHS_MOST {
        return Err(Refusal::invalid("filter.months").at("from").with("most", MONTHS_MOST));
    }
    Ok(())
}

/// Reads a table.
pub fn read(db: Db<'_>, shell: &Shell, wanted: &Wanted, sort: Sort) -> Result<Table, Fault> {
    let scope = wanted.scope(shell);
    let months = months(wanted);
    let by = match sort {
        Sort::Unit => By::Unit,
        Sort::Area => By::Area,
        Sort::Category => By::Category,
        Sort::Month => {
            let later = months.iter().skip(1);
            By::Month(later.map(|(from, _)| shell.state.zone.start_of(*from)).collect())
        }
    };
    let mut groups: Vec<(Group, Parts)> = vec![];
    let figures = figures(db, &scope, &by)?;
    let total = match wanted.is_of_all(shell.today) {
        true => told_of(db, &scope, &every_key())?.all(),
        false => total(&figures),
    };
    for (key, parts) in figures {
        let group = match sort {
            Sort::Unit => of_unit(shell, wanted, &key),
            Sort::Area => of_area(shell, wanted, &key),
            Sort::Category => of_category(shell, wanted, &key),
            Sort::Month => of_month(shell, wanted, &months, &key),
        };
        match groups.iter_mut().find(|(seen, _)| seen.wanted == group.wanted) {
            Some((_, sum)) => add(sum, &parts),
            None => groups.push((group, parts)),
        }
    }
    groups.sort_by(|(a, _), (b, _)| (a.key.is_empty(), &a.key).cmp(&(b.key.is_empty(), &b.key)));
    Ok(veiled(shell, wanted, groups, &total))
}

fn add(sum: &mut Parts, parts: &Parts) {
    for (sum, part) in sum.iter_mut().zip(parts) {
        sum.numerator += part.numerator;
        sum.denominator += part.denominator;
    }
}

/// Hides figures of ratings of groups with too few, and of so many further groups that nobody can
/// reckon a hidden one from the total and the others.
fn veiled(shell: &Shell, wanted: &Wanted, groups: Vec<(Group, Parts)>, total: &Parts) -> Table {
    let counts: Vec<i64> = groups.iter().map(|(_, parts)| ratings(parts)).collect();
    let hidden = hidden(&counts, least(shell));
    let total = told(shell, wanted, total);
    let solved = INDICATORS.iter().position(|indicator| indicator.key == "solved");
    let all_hidden = solved.is_some_and(|place| total[place].is_none());
    let groups = groups.into_iter().enumerate().map(|(i, (mut group, parts))| {
        group.parts = if all_hidden || hidden[i] {
            super::tiles::veil(&parts)
        } else {
            parts.into_iter().map(Some).collect()
        };
        group
    });
    Table { groups: groups.collect(), total }
}

/// Which of some counts of ratings are hidden, so that none of them can be reckoned.
pub fn hidden(counts: &[i64], least: i64) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| !may_tell(*count, least)).collect();
    loop {
        let sum: i64 = counts.iter().zip(&hidden).filter(|(_, hid)| **hid).map(|(n, _)| n).sum();
        if sum == 0 || sum >= least {
            return hidden;
        }
        let smallest =
            (0..counts.len()).filter(|i| !hidden[*i] && counts[*i] > 0).min_by_key(|i| counts[*i]);
        let Some(smallest) = smallest else { return hidden };
        hidden[smallest] = true;
    }
}

fn group(name: String, key: String, wanted: Wanted) -> Group {
    Group { name, key, wanted, parts: vec![] }
}

fn of_unit(shell: &Shell, wanted: &Wanted, key: &Val) -> Group {
    let Val::Int(body) = key else {
        let wanted = Wanted { unit: Unit::Nobody, ..wanted.clone() };
        return group(shell.t("figures-no-unit"), String::new(), wanted);
    };
    let body = BodyId::from_int(*body);
    let code = shell.state.register.bodies.get(&body).map(|body| body.code.to_string());
    let wanted = Wanted { unit: Unit::One(body), ..wanted.clone() };
    group(shell.body(body).to_owned(), code.unwrap_or_default(), wanted)
}

/// The area right below the one that is looked at in which a matter's own area lies; or the area
/// that is looked at itself, alone.
fn of_area(shell: &Shell, wanted: &Wanted, key: &Val) -> Group {
    let Val::Int(area) = key else {
        return group(String::new(), String::new(), wanted.clone());
    };
    let register = &shell.state.register;
    let lineage: Vec<AreaId> =
        register.lineage(AreaId::from_int(*area)).map(|area| area.id).collect();
    let top = match wanted.area {
        Some(looked_at) => lineage.iter().position(|area| *area == looked_at),
        None => lineage.len().checked_sub(1),
    };
    let top = top.unwrap_or(0);
    let (area, alone) = match top.checked_sub(1) {
        Some(below) => (lineage[below], false),
        None => (lineage.get(top).copied().unwrap_or(AreaId::from_int(*area)), true),
    };
    let code = register.areas.get(&area).map(|area| area.code.to_string());
    let name = shell.area(area).to_owned();
    let name = if alone { shell.t1("figures-alone", "area", &name) } else { name };
    let wanted = Wanted { area: Some(area), alone, ..wanted.clone() };
    group(name, code.unwrap_or_default(), wanted)
}

fn of_category(shell: &Shell, wanted: &Wanted, key: &Val) -> Group {
    let code = match key {
        Val::Text(code) => Code::new(code).ok(),
        _ => None,
    };
    let name = code.as_ref().map_or("", |code| shell.category(code.as_str())).to_owned();
    let key = code.as_ref().map_or_else(String::new, ToString::to_string);
    group(name, key, Wanted { category: code, ..wanted.clone() })
}

fn of_month(shell: &Shell, wanted: &Wanted, months: &[(Date, Date)], key: &Val) -> Group {
    let place = match key {
        Val::Int(place) => usize::try_from(*place).unwrap_or(0),
        _ => 0,
    };
    let (from, until) = months.get(place).copied().unwrap_or((wanted.from, wanted.until));
    let month = shell.t(&format!("month-{}", from.month()));
    let year = from.year().to_string();
    let name = shell.tn("figures-month", &[("year", &year), ("month", &month)]);
    let key = format!("{:04}-{:02}", from.year(), from.month());
    group(name, key, Wanted { from, until, ..wanted.clone() })
}

/// The months of a span, each with its first and last day within the span.
fn months(wanted: &Wanted) -> Vec<(Date, Date)> {
    let mut months = vec![];
    let mut from = wanted.from;
    while from <= wanted.until && months.len() <= MONTHS_MOST {
        let last = from.last_of_month();
        months.push((from, last.min(wanted.until)));
        let Ok(next) = last.tomorrow() else { break };
        from = next;
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_count_cannot_be_reckoned_from_the_others() {
        assert_eq!(hidden(&[0, 5, 9], 5), [false, false, false]);
        assert_eq!(hidden(&[4, 7, 6], 5), [true, false, true], "the next smallest is hidden too");
        assert_eq!(hidden(&[4, 1, 9], 5), [true, true, false], "five together tell nothing");
        assert_eq!(hidden(&[3, 0, 0], 5), [true, false, false], "the total itself is hidden");
    }
}
