//! What the house counts of its matters, whatever the day: one condition a column of the tallies.
//! Lists and figures use these very texts, so that a number and the rows behind it are the same.

/// A column of the tallies, and the condition under which a row counts for it: text of a statement
/// with the matter as `m` and a promise as `c`.
pub type Counted = (&'static str, &'static str);

/// What conditions call `m.relapse`, as the house finds it among its links. The inner look-up keeps
/// the engine from joining every matter with every other.
const RELAPSE: &str = "(CASE WHEN EXISTS (SELECT 1 FROM link l \
     WHERE l.house = $1 AND l.matter = m.matter AND l.how = 'relapse' \
     AND (SELECT (e.received, e.matter) < (m.received, m.matter) FROM matter e \
     WHERE e.house = $1 AND e.matter = l.other)) THEN 1 ELSE 0 END)";

/// A condition as part of a statement.
pub fn sql(condition: &str) -> String {
    condition.replace("m.relapse", RELAPSE)
}

/// Everything.
pub const ALL: &str = "1 = 1";
/// Answered at least once.
pub const ANSWERED: &str = "m.answered IS NOT NULL";
/// What ended before it came here was never this house's to answer.
pub const OURS: &str = "(m.outcome IS NULL OR m.outcome <> 'imported')";
/// Answered, and judged by the date: what came from a ledger got its date here long after it was
/// said, so it is not.
pub const JUDGED: &str = "m.channel <> 'ledger' AND m.answered IS NOT NULL";
/// Of these, in time.
pub const IN_TIME: &str = "m.channel <> 'ledger' AND m.answered IS NOT NULL AND m.on_time = 1";
/// Not ended.
pub const OPEN: &str = "m.outcome IS NULL";
/// Rated by the resident.
pub const RATED: &str = "m.rating IS NOT NULL AND m.rating_assisted = 0";
/// Rated as solved by the resident.
pub const SOLVED: &str = "m.rating IS NOT NULL AND m.rating_assisted = 0 AND m.solved = 1";
/// Rated so by the resident.
pub const SATISFIED: &str =
    "m.answered IS NOT NULL AND m.rating = 'satisfied' AND m.rating_assisted = 0";
/// Rated so by the resident.
pub const BASICALLY_SATISFIED: &str =
    "m.answered IS NOT NULL AND m.rating = 'basically-satisfied' AND m.rating_assisted = 0";
/// Rated so by the resident.
pub const NOT_SATISFIED: &str =
    "m.answered IS NOT NULL AND m.rating = 'not-satisfied' AND m.rating_assisted = 0";
/// Answered and rated by nobody.
pub const NOT_RATED: &str = "m.answered IS NOT NULL AND m.rating IS NULL";
/// Rated by an officer for the resident.
pub const RATED_ASSISTED: &str = "m.answered IS NOT NULL AND m.rating_assisted = 1";
/// Answered, with an invitation to rate the answer on record.
pub const INVITED: &str = "m.answered IS NOT NULL AND m.invited = 1";
/// Answered, and called back by the separate team, which reached somebody.
pub const CALLED: &str = "m.answered IS NOT NULL AND m.called = 1";
/// Of these, who said so then.
pub const CALLED_SATISFIED: &str =
    "m.answered IS NOT NULL AND m.called = 1 AND m.call_rating = 'satisfied'";
/// Of these, who said then that it is solved.
pub const CALLED_SOLVED: &str = "m.answered IS NOT NULL AND m.called = 1 AND m.call_solved = 1";
/// Handled a second time.
pub const SECOND_ROUNDS: &str = "m.round > 1";
/// Repeats an earlier matter that was solved.
pub const RELAPSES: &str = "m.relapse = 1";
/// Taken back.
pub const WITHDRAWN: &str = "m.outcome = 'withdrawn'";
/// Merged into another.
pub const MERGED: &str = "m.outcome = 'merged'";
/// Came from a ledger.
pub const IMPORTED: &str = "m.channel = 'ledger'";
/// Had ended when it came from a ledger.
pub const IMPORTED_ENDED: &str = "m.outcome = 'imported'";
/// Of these, rated there.
pub const IMPORTED_RATED: &str = "m.outcome = 'imported' AND m.told_rating IS NOT NULL";
/// Of these, rated there as satisfied.
pub const IMPORTED_SATISFIED: &str = "m.outcome = 'imported' AND m.told_rating = 'satisfied'";
/// A promise that was kept in time.
pub const KEPT: &str = "c.state = 3 AND c.late = 0";
/// A promise that was kept late.
pub const KEPT_LATE: &str = "c.state = 3 AND c.late = 1";

/// Of matters.
pub const OF_MATTERS: [Counted; 25] = [
    ("received", ALL),
    ("answered", ANSWERED),
    ("ours", OURS),
    ("judged", JUDGED),
    ("in_time", IN_TIME),
    ("open", OPEN),
    ("rated", RATED),
    ("solved", SOLVED),
    ("satisfied", SATISFIED),
    ("basically_satisfied", BASICALLY_SATISFIED),
    ("not_satisfied", NOT_SATISFIED),
    ("not_rated", NOT_RATED),
    ("rated_assisted", RATED_ASSISTED),
    ("invited", INVITED),
    ("called", CALLED),
    ("called_satisfied", CALLED_SATISFIED),
    ("called_solved", CALLED_SOLVED),
    ("second_rounds", SECOND_ROUNDS),
    ("relapses", RELAPSES),
    ("withdrawn", WITHDRAWN),
    ("merged", MERGED),
    ("imported", IMPORTED),
    ("imported_ended", IMPORTED_ENDED),
    ("imported_rated", IMPORTED_RATED),
    ("imported_satisfied", IMPORTED_SATISFIED),
];

/// Of promises of a day, each a clock of its own.
pub const OF_PROMISES: [Counted; 3] =
    [("promises", ALL), ("promises_kept", KEPT), ("promises_kept_late", KEPT_LATE)];

/// Of signed acts of sending a matter back.
pub const OF_RETURNS: [Counted; 1] = [("sent_back", ALL)];
