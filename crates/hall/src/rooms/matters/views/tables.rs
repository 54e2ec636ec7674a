//! The tables of the view: what a row of each holds, and by what it is found.

use store::rows::{Table, blob, index_on, index_where, int, text};

/// One row a matter: all that lists, desks and figures select by.
pub static MATTER: Table = Table {
    name: "matter",
    key: &[int("matter")],
    columns: &[
        text("procedure"),
        text("step"),
        // 0 public, 1 confidential, 2 taken out of public view.
        int("visibility"),
        text("channel"),
        int("assisted"),
        int("station"),
        int("deputy"),
        int("area"),
        int("place"),
        text("category"),
        int("title"),
        int("received"),
        int("logged"),
        text("slip"),
        int("parent"),
        text("holder_role"),
        int("holder_body"),
        int("holder_post"),
        int("since"),
        int("lead"),
        int("lead_post"),
        int("round"),
        int("returns"),
        int("voices"),
        int("question"),
        // Whether more time is asked for, and of whom; the body is 0 where no record says.
        int("time_asked"),
        int("time_body"),
        int("time_post"),
        int("supervised"),
        // The resident's own date, as text; empty where there is none.
        text("due"),
        // 0 running, 1 standing still, 2 run out, 3 fulfilled, 4 released.
        int("due_state"),
        // The first answer of the matter, and whether it was in time.
        int("answered"),
        int("on_time"),
        text("class"),
        text("means"),
        text("promised"),
        int("delivered"),
        text("rating"),
        int("rating_assisted"),
        int("solved"),
        // Whether it was invited to be rated; whether somebody was reached on calling back, and
        // what they said then.
        int("invited"),
        int("called"),
        text("call_rating"),
        int("call_solved"),
        // Whether it was drawn to be asked again, and what was said then.
        int("drawn"),
        int("look_back"),
        // `imported` where it ended before it came here.
        text("outcome"),
        int("merged_into"),
        text("told_answered"),
        text("told_means"),
        text("told_rating"),
        // What of the title the public does not read, and whether that was decided of any text.
        text("hidden"),
        int("redacted"),
        // The activity at which it was taken down.
        int("activity"),
    ],
    indexes: &[
        index_on(&["received", "matter"]),
        index_on(&["visibility", "received", "matter"]),
        index_on(&["visibility", "area", "received", "matter"]),
        index_on(&["visibility", "category", "received", "matter"]),
        index_on(&["visibility", "procedure", "received", "matter"]),
        index_where(&["visibility", "lead", "received", "matter"], "lead IS NOT NULL"),
        index_where(&["place", "category", "answered"], "means = 'done'"),
        index_where(&["place", "received"], "outcome IS NULL AND place IS NOT NULL"),
        index_where(&["slip"], "slip IS NOT NULL"),
        index_where(&["activity", "matter"], "activity IS NOT NULL"),
        index_where(&["station", "logged"], "assisted = 1"),
        index_where(&["answered"], "outcome = 'answered'"),
        index_where(&["time_asked", "due", "matter"], "time_asked = 1"),
        index_where(&["time_body", "time_post", "due", "matter"], "time_asked = 1"),
        index_where(&["time_post", "due", "matter"], "time_asked = 1"),
        index_where(&["returns", "holder_body", "matter"], "outcome IS NULL AND returns > 0"),
        index_on(&["station", "received", "matter"]),
        index_where(OPEN, "outcome IS NULL"),
        index_where(OPEN_AT, "outcome IS NULL"),
        // What nobody leads yet.
        index_where(
            &["due", "matter", "holder_body", "lead", "outcome", "visibility", "procedure"],
            "outcome IS NULL AND lead IS NULL",
        ),
        index_where(&["supervised", "due", "matter"], "outcome IS NULL AND supervised IS NOT NULL"),
        // What is held after its end, until a promise is kept or a rating came.
        index_where(
            &["holder_body", "holder_post", "matter", "outcome"],
            "outcome IS NOT NULL AND (holder_body IS NOT NULL OR holder_post IS NOT NULL)",
        ),
    ],
};

/// All that is asked about what is open, so that whoever walks it by its days reads this index and
/// no row of the table: it holds the open matters of today, however many there ever were.
const OPEN: &[&str] = &[
    "due",
    "matter",
    "due_state",
    "outcome",
    "received",
    "visibility",
    "area",
    "lead",
    "category",
    "channel",
    "answered",
    "on_time",
    "station",
    "deputy",
    "lead_post",
    "supervised",
    "holder_body",
    "holder_post",
    "procedure",
];

/// The same of each station, as far as its desk asks for it.
const OPEN_AT: &[&str] = &[
    "station",
    "due",
    "matter",
    "due_state",
    "outcome",
    "received",
    "deputy",
    "visibility",
    "procedure",
];

/// One row a clock.
pub static CLOCK: Table = Table {
    name: "clock",
    key: &[int("matter"), int("clock")],
    columns: &[
        text("name"),
        text("role"),
        int("body"),
        int("post"),
        int("answers"),
        text("started"),
        text("due"),
        text("warn"),
        int("warned"),
        // As in `matter.due_state`.
        int("state"),
        // 1 while something is waited for.
        int("alive"),
        int("late"),
        text("ended"),
    ],
    indexes: &[
        // With all that is counted of them, so that counting reads no row of the table.
        index_where(&["body", "due", "matter", "post", "state"], "alive = 1 AND body IS NOT NULL"),
        index_where(&["post", "due", "matter", "state"], "alive = 1 AND post IS NOT NULL"),
        index_where(&["due", "matter", "body", "answers", "state"], "alive = 1"),
        index_where(&["warn"], "state = 0"),
    ],
};

/// One row a unit that was ever given a matter.
pub static UNIT: Table = Table {
    name: "unit",
    key: &[int("matter"), int("body")],
    columns: &[int("lead"), int("signed"), int("replied"), int("returned"), int("given")],
    indexes: &[index_on(&["body", "given", "matter", "returned"])],
};

/// One row a receipt, by the keyed hash of its code.
pub static RECEIPT: Table = Table {
    name: "receipt",
    key: &[blob("mac")],
    columns: &[
        int("matter"),
        // 0 the submitter's own, 1 of somebody who joined.
        int("joined"),
        // 1 when another receipt has taken its place.
        int("replaced"),
        int("contact"),
        text("ways"),
        int("at"),
    ],
    indexes: &[index_on(&["matter"])],
};

/// One row a round that was rated.
pub static RATING: Table = Table {
    name: "rating",
    key: &[int("matter"), int("round")],
    columns: &[text("rating"), int("solved"), int("assisted"), int("again"), int("at")],
    indexes: &[index_on(&["at"])],
};

/// One row a signed act of sending a matter back as "not ours": it stays, whoever gets it then.
pub static SENT_BACK: Table = Table {
    name: "sent_back",
    key: &[int("matter"), int("record")],
    columns: &[int("body"), text("duty"), int("at")],
    indexes: &[index_on(&["body", "at"])],
};

/// One row a link, from the side of each matter.
pub static LINK: Table = Table {
    name: "link",
    key: &[int("matter"), int("other")],
    // `related`, or `relapse` between a matter and the solved one that it repeats.
    columns: &[text("how"), int("at")],
    indexes: &[],
};

/// One row a record that a deputy made, by whoever acted: the duty file is drawn from what happened
/// (K-01; Law on Deputies (2025) art. 45).
pub static DEED: Table = Table {
    name: "deed",
    key: &[int("person"), int("record")],
    columns: &[int("post"), int("matter"), int("at"), text("kind")],
    // By the matter as well: its rows are verified by its own records.
    indexes: &[index_on(&["person", "at", "kind", "matter"]), index_on(&["matter"])],
};
