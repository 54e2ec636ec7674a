//! The indicators: one condition each, of which counts and lists are made, so they cannot disagree.

use law::clock::Time;
use law::words::{AreaId, BodyId, Code, MatterId};
use store::db::Db;
use store::{Fault, Row, Val};

/// What an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Matters.
    Matters,
    /// Promises of a day, each a clock of its own.
    Promises,
    /// Signed acts of sending a matter back as "not ours".
    Returns,
}

/// How much of an indicator may be shown without telling how a single person rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Numbers and rows are public.
    Open,
    /// The number is public; the rows would tell whether a single person rated.
    Rows,
    /// The number is public from a least count of ratings on; the rows never are.
    Ratings,
}

/// A figure that the house states: how much of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator {
    /// Its key, in addresses, tables and words.
    pub key: &'static str,
    /// What is counted.
    pub over: Over,
    /// The condition of what is counted: text of a statement with the aliases of [`Over`], where
    /// `$4` is the day as of which it holds.
    pub numerator: &'static str,
    /// The condition of what it is a share of; `None` for a plain count.
    pub denominator: Option<&'static str>,
    /// Who may see how much of it.
    pub seal: Seal,
    /// Whether it has a column in the tables by unit, area, category and month.
    pub in_table: bool,
}

const ALL: &str = "1 = 1";
const ANSWERED: &str = "m.answered IS NOT NULL";
/// What ended before it came here was never this house's to answer.
const OURS: &str = "(m.outcome IS NULL OR m.outcome <> 'imported')";
const IMPORTED: &str = "m.channel = 'ledger'";
const RATED: &str = "m.rating IS NOT NULL AND m.rating_assisted = 0";

/// Every indicator, in the order in which they are shown.
pub const INDICATORS: &[Indicator] = &[
    count("received", Over::Matters, ALL),
    share("answered", ANSWERED, OURS),
    // Judged by the last answer; a date that has passed since without a new one counts as missed.
    // What came from a ledger got its date here long after it was said, so it is not judged by it.
    share(
        "on-time",
        "m.channel <> 'ledger' AND m.answered IS NOT NULL AND m.on_time = 1 \
         AND NOT (m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4)",
        "m.channel <> 'ledger' AND (m.answered IS NOT NULL \
         OR (m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4))",
    ),
    rare("open", "m.outcome IS NULL", ALL),
    share(
        "late",
        "m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4",
        "m.outcome IS NULL",
    ),
    rated("solved", "m.rating IS NOT NULL AND m.rating_assisted = 0 AND m.solved = 1", RATED),
    rated(
        "satisfied",
        "m.answered IS NOT NULL AND m.rating = 'satisfied' AND m.rating_assisted = 0",
        ANSWERED,
    ),
    rated(
        "basically-satisfied",
        "m.answered IS NOT NULL AND m.rating = 'basically-satisfied' AND m.rating_assisted = 0",
        ANSWERED,
    ),
    rated(
        "not-satisfied",
        "m.answered IS NOT NULL AND m.rating = 'not-satisfied' AND m.rating_assisted = 0",
        ANSWERED,
    ),
    Indicator {
        seal: Seal::Rows,
        ..share("not-rated", "m.answered IS NOT NULL AND m.rating IS NULL", ANSWERED)
    },
    Indicator {
        seal: Seal::Rows,
        ..rare("rated-assisted", "m.answered IS NOT NULL AND m.rating_assisted = 1", ANSWERED)
    },
    Indicator { in_table: true, ..count("sent-back", Over::Returns, ALL) },
    rare("second-rounds", "m.round > 1", ANSWERED),
    rare(
        "relapses",
        // The inner look-up keeps the engine from joining every matter with every other.
        "EXISTS (SELECT 1 FROM link l WHERE l.house = $1 AND l.matter = m.matter \
         AND l.how = 'relapse' AND (SELECT (e.received, e.matter) < (m.received, m.matter) \
         FROM matter e WHERE e.house = $1 AND e.matter = l.other))",
        ALL,
    ),
    Indicator { in_table: false, ..count("promises", Over::Promises, ALL) },
    promise("promises-kept", "c.state = 3 AND c.late = 0"),
    promise("promises-kept-late", "c.state = 3 AND c.late = 1"),
    promise("promises-overdue", "c.alive = 1 AND c.due < $4"),
    rare("withdrawn", "m.outcome = 'withdrawn'", ALL),
    rare("merged", "m.outcome = 'merged'", ALL),
    rare("imported", IMPORTED, ALL),
    rare("imported-ended", "m.outcome = 'imported'", IMPORTED),
    Indicator {
        seal: Seal::Ratings,
        ..rare(
            "imported-satisfied",
            "m.outcome = 'imported' AND m.told_rating = 'satisfied'",
            "m.outcome = 'imported' AND m.told_rating IS NOT NULL",
        )
    },
];

const fn count(key: &'static str, over: Over, numerator: &'static str) -> Indicator {
    Indicator { key, over, numerator, denominator: None, seal: Seal::Open, in_table: true }
}

const fn share(key: &'static str, numerator: &'static str, denominator: &'static str) -> Indicator {
    Indicator { denominator: Some(denominator), ..count(key, Over::Matters, numerator) }
}

const fn rated(key: &'static str, numerator: &'static str, denominator: &'static str) -> Indicator {
    Indicator { seal: Seal::Ratings, ..share(key, numerator, denominator) }
}

const fn rare(key: &'static str, numerator: &'static str, denominator: &'static str) -> Indicator {
    Indicator { in_table: false, ..share(key, numerator, denominator) }
}

const fn promise(key: &'static str, numerator: &'static str) -> Indicator {
    let over = Over::Promises;
    Indicator { over, ..rare(key, numerator, ALL) }
}

/// The indicator of a key.
pub fn indicator(key: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.key == key)
}

impl Over {
    /// Everything that can be counted.
    pub const EACH: [Self; 3] = [Self::Matters, Self::Promises, Self::Returns];

    /// The tables, with the matter as `m`.
    const fn tables(self) -> &'static str {
        match self {
            Self::Matters => "matter m",
            Self::Promises => {
                "matter m JOIN clock c ON c.house = $1 AND c.matter = m.matter \
                 AND c.name = 'promise'"
            }
            Self::Returns => "matter m JOIN sent_back s ON s.house = $1 AND s.matter = m.matter",
        }
    }

    /// The unit that it is counted under: who leads now, who promised, who sent it back.
    const fn unit(self) -> &'static str {
        match self {
            Self::Matters => "m.lead",
            Self::Promises => "c.body",
            Self::Returns => "s.body",
        }
    }
}

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
}

impl Scope {
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
        ]
    }

    /// The conditions that the scope adds to house and span.
    fn narrowed(&self, over: Over) -> String {
        let mut sql = String::new();
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
            Unit::Nobody => sql.push_str(&format!(" AND {} IS NULL", over.unit())),
            Unit::One(_) => sql.push_str(&format!(" AND {} = $6", over.unit())),
        }
        sql
    }
}

/// By what the figures are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Not at all.
    Whole,
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
    fn column(&self, over: Over) -> String {
        match self {
            Self::Whole => "0".to_owned(),
            Self::Unit => over.unit().to_owned(),
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

/// The parts of every indicator, in the order of [`INDICATORS`].
pub type Parts = Vec<Part>;

/// The figures of a scope, told apart: one pass over each of the three tables.
pub fn figures(db: Db<'_>, scope: &Scope, by: &By) -> Result<Vec<(Val, Parts)>, Fault> {
    let mut groups: Vec<(Val, Parts)> = vec![];
    for over in Over::EACH {
        let conditions = conditions(over);
        let sums: Vec<String> = conditions
            .iter()
            .map(|condition| format!("SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)"))
            .collect();
        let sql = format!(
            "SELECT {}, {} FROM {} WHERE m.house = $1 AND m.received >= $2 AND m.received < $3{} \
             GROUP BY 1",
            by.column(over),
            sums.join(", "),
            over.tables(),
            scope.narrowed(over)
        );
        for row in db.query(&sql, &scope.values())? {
            let key = row.values()[0].clone();
            let place = groups.iter().position(|(seen, _)| *seen == key).unwrap_or_else(|| {
                groups.push((key, vec![Part::default(); INDICATORS.len()]));
                groups.len() - 1
            });
            fill(&mut groups[place].1, over, &conditions, &row);
        }
    }
    Ok(groups)
}

/// The figures of a scope as a whole.
pub fn whole(db: Db<'_>, scope: &Scope) -> Result<Parts, Fault> {
    let groups = figures(db, scope, &By::Whole)?;
    let nothing = || vec![Part::default(); INDICATORS.len()];
    Ok(groups.into_iter().next().map_or_else(nothing, |(_, parts)| parts))
}

fn conditions(over: Over) -> Vec<&'static str> {
    let mut conditions: Vec<&'static str> = vec![];
    for indicator in INDICATORS.iter().filter(|indicator| indicator.over == over) {
        for condition in [Some(indicator.numerator), indicator.denominator].into_iter().flatten() {
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
    }
    conditions
}

fn fill(parts: &mut Parts, over: Over, conditions: &[&str], row: &Row) {
    let sum = |condition: &str| {
        let column = conditions.iter().position(|known| *known == condition);
        column.map_or(0, |column| row.int(column + 1))
    };
    for (part, indicator) in parts.iter_mut().zip(INDICATORS) {
        if indicator.over == over {
            part.numerator = sum(indicator.numerator);
            part.denominator = sum(indicator.denominator.unwrap_or(indicator.numerator));
        }
    }
}

/// Which half of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// What is counted.
    Numerator,
    /// What it is a share of.
    Denominator,
}

impl Half {
    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
        }
    }
}

impl Indicator {
    /// The condition of a half; a plain count has the same for both.
    pub fn condition(&self, half: Half) -> &'static str {
        match half {
            Half::Numerator => self.numerator,
            Half::Denominator => self.denominator.unwrap_or(self.numerator),
        }
    }

    /// Whether the rows of a half may be listed: those of ratings would tell how one person rated.
    pub fn is_listed(&self, half: Half) -> bool {
        self.seal == Seal::Open || (half == Half::Denominator && self.condition(half) == ANSWERED)
    }
}

/// How many rows stand behind a half of a figure, and how many of them are public.
pub fn behind(
    db: Db<'_>,
    scope: &Scope,
    (indicator, half): (&Indicator, Half),
) -> Result<(i64, i64), Fault> {
    let sql = format!(
        "SELECT COUNT(*), SUM(CASE WHEN m.visibility = 0 THEN 1 ELSE 0 END) FROM {} \
         WHERE m.house = $1 AND m.received >= $2 AND m.received < $3{} AND ({})",
        indicator.over.tables(),
        scope.narrowed(indicator.over),
        indicator.condition(half)
    );
    let row = db.one(&sql, &scope.values())?;
    Ok((row.int(0), row.int(1)))
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
    (indicator, half): (&Indicator, Half),
    (before, most): ((Time, MatterId), u32),
) -> Result<Vec<Behind>, Fault> {
    let sql = format!(
        "SELECT m.matter, COUNT(*) FROM {} \
         WHERE m.house = $1 AND m.received >= $2 AND m.received < $3{} AND ({}) \
         AND m.visibility = 0 AND (m.received, m.matter) < ($7, $8) \
         GROUP BY m.received, m.matter ORDER BY m.received DESC, m.matter DESC LIMIT $9",
        indicator.over.tables(),
        scope.narrowed(indicator.over),
        indicator.condition(half)
    );
    let mut values = scope.values();
    values.extend([before.0.into(), before.1.into(), most.into()]);
    let rows = db.query(&sql, &values)?;
    Ok(rows.iter().map(|row| Behind { matter: row.id(0), times: row.int(1) }).collect())
}
