//! Which figures a visitor wants, as the address says it.

use jiff::civil::{Date, date};
use law::procedure::Openness;
use law::register::Register;
use law::ruling::{Refusal, code};
use law::words::{AreaId, BodyId, Code};

use super::super::stats::{Scope, Unit};
use super::super::views::stated;
use crate::kit::{Form, Shell};

/// What a visitor wants figures of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The first day of receipt.
    pub from: Date,
    /// The last day of receipt.
    pub until: Date,
    /// An area with all that lie in it.
    pub area: Option<AreaId>,
    /// Whether only what names the area itself is meant.
    pub alone: bool,
    /// A category.
    pub category: Option<Code>,
    /// A unit.
    pub unit: Unit,
    /// A procedure; the one by which residents bring matters where none is named.
    pub procedure: Option<Code>,
}

impl Wanted {
    /// The year so far, of everything.
    pub fn this_year(today: Date) -> Self {
        let (from, until) = (date(today.year(), 1, 1), today);
        let (area, category, procedure) = (None, None, None);
        Self { from, until, area, alone: false, category, unit: Unit::Any, procedure }
    }

    /// Reads the fields of an address.
    ///
    /// # Errors
    /// Every field that cannot be read or names nothing that is there.
    pub fn read(form: &Form, shell: &Shell) -> Result<Self, Refusal> {
        let mut wanted = Self::this_year(shell.today);
        let mut refusals = vec![];
        if let Some(from) = note(day(form, "from"), &mut refusals) {
            wanted.from = from;
        }
        if let Some(until) = note(day(form, "until"), &mut refusals) {
            wanted.until = until;
        }
        if wanted.until < wanted.from {
            refusals.push(Refusal::invalid("filter.order").at("until"));
        }
        let register = &shell.state.register;
        wanted.area = note(area(form, register), &mut refusals);
        wanted.category = note(category(form, register), &mut refusals);
        wanted.unit = note(unit(form, register), &mut refusals).unwrap_or_default();
        wanted.alone = form.is_ticked("alone");
        wanted.procedure = note(procedure(form, shell), &mut refusals);
        Refusal::all(refusals)?;
        Ok(wanted)
    }

    /// The fields of an address that asks for the same.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let unit = match self.unit {
            Unit::Any => String::new(),
            Unit::Nobody => "none".to_owned(),
            Unit::One(body) => body.to_string(),
        };
        let alone = if self.alone { "yes" } else { "" };
        vec![
            ("from", self.from.to_string()),
            ("until", self.until.to_string()),
            ("area", self.area.map_or_else(String::new, |area| area.to_string())),
            ("alone", alone.to_owned()),
            ("category", self.category.as_ref().map_or_else(String::new, ToString::to_string)),
            ("unit", unit),
            ("procedure", self.procedure.as_ref().map_or_else(String::new, ToString::to_string)),
        ]
    }

    /// The same for the statements.
    pub fn scope(&self, shell: &Shell) -> Scope {
        let zone = &shell.state.zone;
        let areas = match self.area {
            None => vec![],
            Some(area) if self.alone => vec![area],
            Some(area) => within(&shell.state.register, area),
        };
        Scope {
            indicators: stated(&shell.state),
            from: zone.start_of(self.from),
            until: zone.end_of(self.until),
            as_of: shell.today.to_string(),
            areas,
            category: self.category.clone(),
            unit: self.unit,
            public: true,
            procedure: self.procedure.clone().unwrap_or_else(|| {
                let front = shell.state.front_procedure(shell.today);
                front.map_or_else(|| code("none"), |procedure| procedure.id.clone())
            }),
        }
    }

    /// Whether it is the whole house in whole months: of that alone it is told how much is not
    /// public, since a part of the house, or a day more, could tell of one.
    pub fn is_of_all(&self, today: Date) -> bool {
        let narrowed = self.area.is_some() || self.category.is_some() || self.unit != Unit::Any;
        !narrowed && self.is_whole_months(today)
    }

    /// Whether it is made of whole months: what ratings are told of, so that two spans that
    /// differ by a day do not tell how one person rated.
    pub fn is_whole_months(&self, today: Date) -> bool {
        self.from.day() == 1 && (self.until == self.until.last_of_month() || self.until == today)
    }
}

/// A procedure whose figures are open: those of confidential ones are told in sums alone, and not
/// here.
///
/// # Errors
/// A procedure that there is not, or a confidential one.
pub fn procedure(form: &Form, shell: &Shell) -> Result<Option<Code>, Refusal> {
    let Some(name) = form.maybe::<Code>("procedure")? else { return Ok(None) };
    let procedure = shell.state.procedure_in_force(name.as_str(), shell.today);
    match procedure.filter(|procedure| procedure.visibility != Openness::Confidential) {
        Some(procedure) => Ok(Some(procedure.id.clone())),
        None => Err(Refusal::missing("procedure.unknown").at("procedure")),
    }
}

/// An area with all that lie in it.
pub fn within(register: &Register, area: AreaId) -> Vec<AreaId> {
    let lies = |other: &AreaId| register.lineage(*other).any(|around| around.id == area);
    register.areas.keys().copied().filter(lies).collect()
}

fn note<T>(read: Result<Option<T>, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
    read.unwrap_or_else(|refusal| {
        refusals.push(refusal);
        None
    })
}

/// A day in a field; nothing where it is empty.
pub fn day(form: &Form, name: &'static str) -> Result<Option<Date>, Refusal> {
    match form.text(name) {
        "" => Ok(None),
        text => text
            .parse::<Date>()
            .ok()
            .filter(|day| (1900..=2200).contains(&day.year()))
            .map(Some)
            .ok_or(Refusal::invalid("filter.day").at(name)),
    }
}

/// An area that there is; nothing where the field is empty.
pub fn area(form: &Form, register: &Register) -> Result<Option<AreaId>, Refusal> {
    match form.text("area") {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|area| register.areas.contains_key(area))
            .map(Some)
            .ok_or(Refusal::invalid("filter.area").at("area")),
    }
}

/// A category that there is; nothing where the field is empty.
pub fn category(form: &Form, register: &Register) -> Result<Option<Code>, Refusal> {
    match form.text("category") {
        "" => Ok(None),
        text => Code::new(text)
            .ok()
            .filter(|category| register.categories.contains_key(category))
            .map(Some)
            .ok_or(Refusal::invalid("filter.category").at("category")),
    }
}

/// A body that there is; nothing where the field is empty.
pub fn body(
    form: &Form,
    name: &'static str,
    register: &Register,
) -> Result<Option<BodyId>, Refusal> {
    match form.text(name) {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|body| register.bodies.contains_key(body))
            .map(Some)
            .ok_or(Refusal::invalid("filter.unit").at(name)),
    }
}

fn unit(form: &Form, register: &Register) -> Result<Option<Unit>, Refusal> {
    if form.text("unit") == "none" {
        return Ok(Some(Unit::Nobody));
    }
    Ok(body(form, "unit", register)?.map(Unit::One))
}
