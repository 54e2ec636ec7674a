//! The indicators: one condition each, of which counts and lists are made, so they cannot disagree.

use crate::rooms::matters::views::counted::{
    ALL, ANSWERED, BASICALLY_SATISFIED, CALLED, CALLED_SATISFIED, CALLED_SOLVED, IMPORTED,
    IMPORTED_ENDED, IMPORTED_RATED, IMPORTED_SATISFIED, IN_TIME, INVITED, JUDGED, KEPT, KEPT_LATE,
    MERGED, NOT_RATED, NOT_SATISFIED, OPEN, OURS, RATED, RATED_ASSISTED, RELAPSES, SATISFIED,
    SECOND_ROUNDS, SOLVED, WITHDRAWN,
};

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

/// What has run out on a day and is not answered.
pub const LATE: &str = "m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4";
const IN_TIME_YET: &str = "m.channel <> 'ledger' AND m.answered IS NOT NULL AND m.on_time = 1 \
     AND NOT (m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4)";
const JUDGED_YET: &str = "m.channel <> 'ledger' AND (m.answered IS NOT NULL \
     OR (m.outcome IS NULL AND m.due_state IN (0, 2) AND m.due < $4))";
const OVERDUE: &str = "c.alive = 1 AND c.due < $4";

/// A condition that depends on the day, in two parts: what is counted whatever the day, and what
/// is added to that, or taken from it, among what is late (or, of promises, overdue) on the day.
pub struct Dated {
    /// Of what.
    pub over: Over,
    /// The whole condition.
    pub text: &'static str,
    /// The part that the tallies count.
    pub fixed: Option<&'static str>,
    /// 1 or -1.
    pub times: i64,
    /// The part among what is late.
    pub of_late: &'static str,
}

/// Every condition that depends on the day.
pub const DATED: &[Dated] = &[
    Dated { over: Over::Matters, text: LATE, fixed: None, times: 1, of_late: ALL },
    Dated {
        over: Over::Matters,
        text: IN_TIME_YET,
        fixed: Some(IN_TIME),
        times: -1,
        of_late: IN_TIME,
    },
    Dated {
        over: Over::Matters,
        text: JUDGED_YET,
        fixed: Some(JUDGED),
        times: 1,
        of_late: "m.channel <> 'ledger' AND m.answered IS NULL",
    },
    Dated { over: Over::Promises, text: OVERDUE, fixed: None, times: 1, of_late: ALL },
];

/// Every indicator, in the order in which they are shown.
pub const INDICATORS: &[Indicator] = &[
    count("received", Over::Matters, ALL),
    share("answered", ANSWERED, OURS),
    // Judged by the last answer; a date that has passed since without a new one counts as missed.
    share("on-time", IN_TIME_YET, JUDGED_YET),
    rare("open", OPEN, ALL),
    share("late", LATE, OPEN),
    rated("solved", SOLVED, RATED),
    rated("satisfied", SATISFIED, ANSWERED),
    rated("basically-satisfied", BASICALLY_SATISFIED, ANSWERED),
    rated("not-satisfied", NOT_SATISFIED, ANSWERED),
    Indicator { seal: Seal::Rows, ..share("not-rated", NOT_RATED, ANSWERED) },
    Indicator { seal: Seal::Rows, ..rare("rated-assisted", RATED_ASSISTED, ANSWERED) },
    rare("invited", INVITED, ANSWERED),
    // What was said to who called back stands apart from what residents said of themselves.
    Indicator { seal: Seal::Rows, ..rare("called-back", CALLED, ANSWERED) },
    Indicator { in_table: false, ..rated("called-satisfied", CALLED_SATISFIED, CALLED) },
    Indicator { in_table: false, ..rated("called-solved", CALLED_SOLVED, CALLED) },
    Indicator { in_table: true, ..count("sent-back", Over::Returns, ALL) },
    rare("second-rounds", SECOND_ROUNDS, ANSWERED),
    rare("relapses", RELAPSES, ALL),
    Indicator { in_table: false, ..count("promises", Over::Promises, ALL) },
    promise("promises-kept", KEPT),
    promise("promises-kept-late", KEPT_LATE),
    promise("promises-overdue", OVERDUE),
    rare("withdrawn", WITHDRAWN, ALL),
    rare("merged", MERGED, ALL),
    rare("imported", IMPORTED, ALL),
    rare("imported-ended", IMPORTED_ENDED, IMPORTED),
    Indicator {
        seal: Seal::Ratings,
        ..rare("imported-satisfied", IMPORTED_SATISFIED, IMPORTED_RATED)
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
    /// The same in definitions.
    pub const fn said(self) -> law::figure::Over {
        match self {
            Self::Matters => law::figure::Over::Matters,
            Self::Promises => law::figure::Over::Promises,
            Self::Returns => law::figure::Over::Returns,
        }
    }

    /// Everything that can be counted.
    pub const EACH: [Self; 3] = [Self::Matters, Self::Promises, Self::Returns];

    /// The tables, with the matter as `m`. The cross join has a matter's promises and returns
    /// looked up, and not all there ever were walked.
    pub const fn tables(self) -> &'static str {
        match self {
            Self::Matters => "matter m",
            Self::Promises => "matter m CROSS JOIN clock c",
            Self::Returns => "matter m CROSS JOIN sent_back s",
        }
    }

    /// The condition by which a matter's promises and returns are looked up.
    pub const fn joined(self) -> &'static str {
        match self {
            Self::Matters => "",
            Self::Promises => " AND c.house = $1 AND c.matter = m.matter AND c.name = 'promise'",
            Self::Returns => " AND s.house = $1 AND s.matter = m.matter",
        }
    }

    /// The unit that it is counted under: who leads now, who promised, who sent it back.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Matters => "m.lead",
            Self::Promises => "c.body",
            Self::Returns => "s.body",
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
