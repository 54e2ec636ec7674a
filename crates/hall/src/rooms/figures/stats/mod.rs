//! Figures of a scope, and the rows behind them: from the tallies where whole months are counted,
//! row by row where not, and by the same conditions.

mod tallied;

use law::clock::Time;
use law::words::{AreaId, BodyId, Code, MatterId};
use store::db::Db;
use store::{Fault, Row, Val};

use super::views::{Half, INDICATORS, Indicator, Over, Seal};
use crate::rooms::matters::views::counted;

/// Which unit's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Every unit's.
    #[default]
    Any,
    /// What no unit has led yet.
    Nobody,
    /// One unit's.
    One(BodyId),
}

/// What the figures are about: matters received in a span of time, narrowed as far as wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Received on or after.
    pub from: Time,
    /// Received before.
    pub until: Time,
    /// The day as of which a date has passed, as `2026-11-23`.
    pub as_of: String,
    /// The areas; empty for all.
    pub areas: Vec<AreaId>,
    /// The category.
    pub category: Option<Code>,
    /// The unit.
    pub unit: Unit,
    /// The procedure: figures of different loops are never added up.
    pub procedure: Code,
    /// Whether only what is public counts.
    pub public: bool,
    /// What is counted under each key, as the house's definitions say: in the order of
    /// [`INDICATORS`].
    pub indicators: Vec<Indicator>,
}

impl Scope {
    /// The condition of a half of a figure, as the house's definitions say.
    fn condition(&self, (indicator, half): (&Indicator, Half)) -> &'static str {
        let own = self.indicators.iter().find(|known| known.key == indicator.key);
        own.unwrap_or(indicator).condition(half)
    }

    fn values(&self) -> Vec<Val> {
        let unit = match self.unit {
            Unit::One(body) => Some(body),
            Unit::Any | Unit::Nobody => None,
        };
        vec![
            self.from.into(),
            self.until.into(),
            self.as_of.as_str().into(),
            self.category.as_ref().map(Code::as_str).into(),
            unit.into(),
            (&self.procedure).into(),
        ]
    }

    /// The conditions that the scope adds to house and span.
    fn narrowed(&self, Names { unit, public }: Names) -> String {
        let mut sql = String::from(" AND m.procedure = $7");
        if self.public {
            sql.push_str(&format!(" AND {public} = 1"));
        }
        if !self.areas.is_empty() {
            // Numbers only: no text of a visitor gets into a statement.
            let list: Vec<String> = self.areas.iter().map(|area| area.int().to_string()).collect();
            sql.push_str(&format!(" AND m.area IN ({})", list.join(", ")));
        }
        if self.category.is_some() {
            sql.push_str(" AND m.category = $5");
        }
        match self.unit {
            Unit::Any => {}
            Unit::Nobody => sql.push_str(&format!(" AND {unit} IS NULL")),
            Unit::One(_) => sql.push_str(&format!(" AND {unit} = $6")),
        }
        sql
    }
}

/// What a table calls what scopes narrow: the unit, and whether a matter is public, 1 or 0.
#[derive(Clone, Copy)]
struct Names {
    unit: &'static str,
    public: &'static str,
}

impl Names {
    /// In the rows of matters, promises and returns. Written so that no engine goes by visibility,
    /// which nearly all matters share.
    const fn of(over: Over) -> Self {
        let public = "(CASE m.visibility WHEN 0 THEN 1 ELSE 0 END)";
        Self { unit: over.unit(), public }
    }
}

/// By what the figures are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Not at all.
    Whole,
    /// By whether they are public: 1 or 0.
    Public,
    /// By unit.
    Unit,
    /// By area, as the matter names it.
    Area,
    /// By category.
    Category,
    /// By months, of which each first instant after the first month is given.
    Month(Vec<Time>),
}

impl By {
    fn column(&self, Names { unit, public }: Names) -> String {
        match self {
            Self::Whole => "0".to_owned(),
            Self::Public => public.to_owned(),
            Self::Unit => unit.to_owned(),
            Self::Area => "m.area".to_owned(),
            Self::Category => "m.category".to_owned(),
            Self::Month(starts) if starts.is_empty() => "0".to_owned(),
            Self::Month(starts) => {
                let whens: Vec<String> = starts
                    .iter()
                    .enumerate()
                    .map(|(i, start)| format!("WHEN m.received < {} THEN {i}", start.0))
                    .collect();
                format!("CASE {} ELSE {} END", whens.join(" "), starts.len())
            }
        }
    }
}

/// Numerator and denominator of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// How many.
    pub numerator: i64,
    /// Of how many; equal to the numerator for a plain count.
    pub denominator: i64,
}

impl Part {
    /// The share in tenths of a percent, rounded; `None` of nothing.
    pub fn permille(self) -> Option<i64> {
        (self.denominator > 0)
            .then(|| (self.numerator * 1000 + self.denominator / 2) / self.denominator)
    }
}

/// What is not public is told in steps of so many.
pub const STEP: i64 = 5;

/// The figures of a scope as everybody may know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of what is public.
    pub public: Parts,
    /// Of what is not, in steps of [`STEP`].
    pub kept: Parts,
}

impl Told {
    /// Both together.
    pub fn all(&self) -> Parts {
        let both = |(a, b): (&Part, &Part)| Part {
            numerator: a.numerator + b.numerator,
            denominator: a.denominator + b.denominator,
        };
        self.public.iter().zip(&self.kept).map(both).collect()
    }
}

/// The parts of every indicator, in the order of [`INDICATORS`].
pub type Parts = Vec<Part>;

/// The figures of each group.
type Groups = Vec<(Val, Parts)>;

/// What is asked: which indicators of which scope, told apart by what.
#[derive(Clone, Copy)]
struct Ask<'a> {
    scope: &'a Scope,
    by: &'a By,
    keys: &'a [&'a str],
}

/// The figures of a scope, told apart.
pub fn figures(db: Db<'_>, scope: &Scope, by: &By) -> Result<Groups, Fault> {
    asked(db, Ask { scope, by, keys: &every_key() })
}

/// The key of every figure.
pub fn every_key() -> Vec<&'static str> {
    INDICATORS.iter().map(|indicator| indicator.key).collect()
}

/// The figures of a scope as a whole.
#[cfg(test)]
pub fn whole(db: Db<'_>, scope: &Scope) -> Result<Parts, Fault> {
    Ok(total(&figures(db, scope, &By::Whole)?))
}

/// What is told of a scope as a whole: what is public to the last matter, and what is not in steps
/// of [`STEP`], each number rounded down by itself, so that neither a number nor the difference of
/// two tells of fewer. Only open figures are told of what is not public.
pub fn told(db: Db<'_>, scope: &Scope, keys: &[&str]) -> Result<Told, Fault> {
    let scope = Scope { public: false, ..scope.clone() };
    let groups = asked(db, Ask { scope: &scope, by: &By::Public, keys })?;
    let (public, kept): (Groups, Groups) =
        groups.into_iter().partition(|(key, _)| *key == Val::Int(1));
    let rounded = |(indicator, part): (&Indicator, Part)| match indicator.seal {
        Seal::Open => Part { numerator: step(part.numerator), denominator: step(part.denominator) },
        Seal::Rows | Seal::Ratings => Part::default(),
    };
    let kept = INDICATORS.iter().zip(total(&kept)).map(rounded).collect();
    Ok(Told { public: total(&public), kept })
}

/// A count of what is not public as it is told.
pub const fn step(count: i64) -> i64 {
    count / STEP * STEP
}

/// Some figures of a scope as a whole; the others are left at zero.
pub fn some(db: Db<'_>, scope: &Scope, keys: &[&str]) -> Result<Parts, Fault> {
    Ok(total(&asked(db, Ask { scope, by: &By::Whole, keys })?))
}

fn asked(db: Db<'_>, ask: Ask<'_>) -> Result<Groups, Fault> {
    let mut groups = vec![];
    // What a house counts by versions of its own has no column in the tallies.
    let (plain, own): (Vec<&str>, Vec<&str>) =
        ask.keys.iter().partition(|key| tallied::knows(ask, key));
    if !own.is_empty() {
        scan(db, Ask { keys: &own, ..ask }, &mut groups)?;
    }
    let ask = Ask { keys: &plain, ..ask };
    let cut = tallied::cut(db, ask)?;
    if let Some(months) = &cut.months {
        tallied::add(db, ask, months, &mut groups)?;
    }
    for (from, until) in cut.ends {
        let scope = Scope { from, until, ..ask.scope.clone() };
        scan(db, Ask { scope: &scope, ..ask }, &mut groups)?;
    }
    Ok(groups)
}

/// The sum of groups.
pub fn total(groups: &[(Val, Parts)]) -> Parts {
    let mut total = nothing();
    for (_, parts) in groups {
        for (sum, part) in total.iter_mut().zip(parts) {
            sum.numerator += part.numerator;
            sum.denominator += part.denominator;
        }
    }
    total
}

/// No figure counts anything.
pub fn nothing() -> Parts {
    vec![Part::default(); INDICATORS.len()]
}

/// Counts row by row: one pass over each of the three tables.
fn scan(db: Db<'_>, ask: Ask<'_>, groups: &mut Groups) -> Result<(), Fault> {
    for over in Over::EACH {
        let conditions = conditions(ask, over);
        if conditions.is_empty() {
            continue;
        }
        let sql = scan_text(ask, over, &conditions);
        for row in db.query(&sql, &ask.scope.values())? {
            let parts = parts_of(groups, row.values()[0].clone());
            for (i, condition) in conditions.iter().enumerate() {
                condition.add(parts, row.int(i + 1));
            }
        }
    }
    Ok(())
}

fn scan_text(Ask { scope, by, .. }: Ask<'_>, over: Over, conditions: &[Condition]) -> String {
    let sums: Vec<String> = conditions
        .iter()
        .map(|known| counted::sql(known.text))
        .map(|condition| format!("SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)"))
        .collect();
    format!(
        "SELECT {}, {} FROM {} WHERE m.house = $1{} \
         AND m.received >= $2 AND m.received < $3{} \
         GROUP BY 1",
        by.column(Names::of(over)),
        sums.join(", "),
        over.tables(),
        over.joined(),
        scope.narrowed(Names::of(over))
    )
}

/// What is counted, and for which figures: the place of each among [`INDICATORS`], with whether the
/// row counts for its numerator and for its denominator.
pub type Counts = Vec<(usize, [bool; 2])>;

/// Calls `take` with everything that was received in the span of a scope, by whichever procedure
/// and wherever: some columns of it, and what it counts for. These are the conditions of the
/// figures, to the letter.
pub fn each(
    db: Db<'_>,
    scope: &Scope,
    (over, columns): (Over, &str),
    mut take: impl FnMut(&Row, &Counts) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let keys = every_key();
    let conditions = conditions(Ask { scope, by: &By::Whole, keys: &keys }, over);
    let flags = conditions.iter().map(|known| counted::sql(known.text));
    let flags: Vec<String> =
        flags.map(|text| format!("CASE WHEN {text} THEN 1 ELSE 0 END")).collect();
    let sql = format!(
        "SELECT {columns}, {} FROM {} WHERE m.house = $1{} \
         AND m.received >= $2 AND m.received < $3",
        flags.join(", "),
        over.tables(),
        over.joined(),
    );
    let own = |(place, indicator): (usize, &Indicator)| {
        (indicator.over == over).then_some((place, [false; 2]))
    };
    let nothing: Counts = INDICATORS.iter().enumerate().filter_map(own).collect();
    db.each(&sql, &scope.values(), |row| {
        let mut counts = nothing.clone();
        let from = row.values().len() - conditions.len();
        for (_, condition) in (from..).zip(&conditions).filter(|(i, _)| row.flag(*i)) {
            for (place, half) in &condition.halves {
                let own = counts.iter_mut().find(|(known, _)| known == place);
                own.expect("it counts rows of this table").1[*half as usize] = true;
            }
        }
        take(&row, &counts)
    })
}

/// The parts of a group, which are zero at first.
fn parts_of(groups: &mut Groups, key: Val) -> &mut Parts {
    let place = groups.iter().position(|(seen, _)| *seen == key).unwrap_or_else(|| {
        groups.push((key, nothing()));
        groups.len() - 1
    });
    &mut groups[place].1
}

/// A condition, and the halves of indicators that count it.
struct Condition {
    text: &'static str,
    halves: Vec<(usize, Half)>,
}

impl Condition {
    fn add(&self, parts: &mut Parts, count: i64) {
        for (place, half) in &self.halves {
            match half {
                Half::Numerator => parts[*place].numerator += count,
                Half::Denominator => parts[*place].denominator += count,
            }
        }
    }
}

/// Every condition on the rows of a table that some indicators have, once.
fn conditions(ask: Ask<'_>, over: Over) -> Vec<Condition> {
    let mut conditions: Vec<Condition> = vec![];
    let wanted = |i: &Indicator| i.over == over && ask.keys.contains(&i.key);
    for (place, indicator) in ask.scope.indicators.iter().enumerate().filter(|(_, i)| wanted(i)) {
        for half in [Half::Numerator, Half::Denominator] {
            let text = indicator.condition(half);
            match conditions.iter_mut().find(|known| known.text == text) {
                Some(known) => known.halves.push((place, half)),
                None => conditions.push(Condition { text, halves: vec![(place, half)] }),
            }
        }
    }
    conditions
}

/// A public matter behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// The matter.
    pub matter: MatterId,
    /// How often it is counted: more than once for several promises, or several returns.
    pub times: i64,
}

/// The public matters behind a half of a figure, newest first, after a place.
pub fn rows(
    db: Db<'_>,
    scope: &Scope,
    figure: (&Indicator, Half),
    (before, most): ((Time, MatterId), u32),
) -> Result<Vec<Behind>, Fault> {
    let mut values = scope.values();
    values.extend([before.0.into(), before.1.into(), most.into()]);
    let rows = db.query(&rows_text(scope, figure), &values)?;
    Ok(rows.iter().map(|row| Behind { matter: row.id(0), times: row.int(1) }).collect())
}

fn rows_text(scope: &Scope, (indicator, half): (&Indicator, Half)) -> String {
    format!(
        "SELECT m.matter, COUNT(*) FROM {} WHERE m.house = $1{} \
         AND m.received >= $2 AND m.received < $3{} AND ({}) \
         AND m.visibility = 0 AND (m.received, m.matter) < ($8, $9) \
         GROUP BY m.received, m.matter ORDER BY m.received DESC, m.matter DESC LIMIT $10",
        indicator.over.tables(),
        indicator.over.joined(),
        scope.narrowed(Names::of(indicator.over)),
        counted::sql(scope.condition((indicator, half)))
    )
}

/// Every statement that figures of a scope are made of, to look at how an engine goes about them.
#[cfg(test)]
pub fn statements(scope: &Scope, by: &By) -> Vec<(String, Vec<Val>)> {
    let keys = every_key();
    let ask = Ask { scope, by, keys: &keys };
    let mut texts = tallied::texts(ask);
    texts.extend(Over::EACH.map(|over| scan_text(ask, over, &conditions(ask, over))));
    for indicator in INDICATORS {
        for half in [Half::Numerator, Half::Denominator] {
            texts.push(rows_text(scope, (indicator, half)));
        }
    }
    let mut values = scope.values();
    values.extend([Val::Int(i64::MAX), Val::Int(i64::MAX), Val::Int(50)]);
    texts.into_iter().map(|text| (text, values.clone())).collect()
}
