//! The rows of activities, and who was invited to each and came.

mod queries;
mod themes;

pub use queries::{
    Coming, Entry, Filter, Own, Part, coming, count_of_person, invited, of_kinds, of_person, one,
    overlapping, parts, past, picture, pictures, text,
};
pub use themes::{Announced, one_theme, themes};

use law::activity::{Fact, Plan, Standing, Theme};
use law::record::Head;
use law::words::PersonId;
use store::Val;
use store::rows::{Rows, Table, View, blob, index_on, index_where, int, text as words};

use crate::rooms::matters::views::DEED;

/// The view.
pub const VIEW: View =
    View { name: "activities", version: 4, tables: &[&ACTIVITY, &PART, &PICTURE, &THEME] };

/// One row an activity.
pub static ACTIVITY: Table = Table {
    name: "activity",
    key: &[int("activity")],
    columns: &[
        words("kind"),
        int("body"),
        int("title"),
        int("place"),
        int("begins"),
        int("ends"),
        // 0 planned, 1 called off, 2 closed.
        int("standing"),
        // Why it was changed or called off last.
        int("reason"),
        // How many were invited; how many of them came; how many came at all.
        int("invited"),
        int("present"),
        int("came"),
        // Who was received: persons, and times; nothing where nobody counted.
        int("heads"),
        int("times"),
        // The minutes, and whether everybody may read them.
        int("minutes"),
        int("open"),
    ],
    indexes: &[
        index_on(&["begins", "activity"]),
        index_on(&["body", "begins", "activity"]),
        index_on(&["kind", "begins", "activity"]),
    ],
};

/// One row a person who was invited to an activity, or came to it.
pub static PART: Table = Table {
    name: "part",
    key: &[int("activity"), int("person")],
    columns: &[
        int("post"),
        int("invited"),
        // When they came, as is claimed, and when that was entered; nothing for who did not.
        int("came"),
        int("entered"),
        // Whether they signed in by themselves.
        int("own"),
    ],
    indexes: &[
        index_on(&["person", "activity"]),
        index_where(&["person", "activity", "came"], "came IS NOT NULL"),
    ],
};

/// One row a picture.
pub static PICTURE: Table = Table {
    name: "picture",
    key: &[int("activity"), int("file")],
    columns: &[blob("hash"), words("format"), int("caption"), int("at")],
    indexes: &[],
};

/// One row a theme.
pub static THEME: Table = Table {
    name: "theme",
    key: &[int("theme")],
    columns: &[
        int("name"),
        int("slogan"),
        words("first"),
        words("last"),
        // The keys of the kinds that count, with blanks between them; empty for all.
        words("kinds"),
        // What it wants to reach; nothing where that is not set.
        int("activities"),
        int("attendances"),
        int("received"),
        int("matters"),
        // Why it was withdrawn, where it was.
        int("reason"),
    ],
    indexes: &[index_on(&["last", "theme"])],
};

/// As a column has it.
pub const fn standing(standing: Standing) -> i64 {
    match standing {
        Standing::Planned => 0,
        Standing::CalledOff => 1,
        Standing::Closed => 2,
    }
}

/// Stages the rows that follow from a fact.
pub fn apply(head: &Head, fact: &Fact, rows: &mut Rows) {
    let own = vec![Val::Int(head.case)];
    let stands = |value: Standing| ("standing", Val::Int(standing(value)));
    match fact {
        Fact::Planned { plan } => {
            let mut values: Vec<Val> = planned(plan).into_iter().map(|(_, value)| value).collect();
            let zero = || Val::Int(0);
            values.extend([zero(), Val::Null, zero(), zero(), zero()]);
            values.extend([Val::Null, Val::Null, Val::Null, zero()]);
            rows.put(&ACTIVITY, own, values);
        }
        Fact::Changed { plan, reason } => {
            let mut set = planned(plan);
            set.push(("reason", reason.id.into()));
            rows.set(&ACTIVITY, own, set);
        }
        Fact::CalledOff { reason } => {
            let set = vec![stands(Standing::CalledOff), ("reason", reason.id.into())];
            rows.set(&ACTIVITY, own, set);
        }
        Fact::Invited { person, post } => {
            let values = vec![(*post).into(), true.into(), Val::Null, Val::Null, false.into()];
            rows.put(&PART, vec![Val::Int(head.case), (*person).into()], values);
            rows.add(&ACTIVITY, own, "invited", 1);
        }
        Fact::Attended { .. } => attended(head, fact, rows),
        Fact::TakenBack { invited, person, record, .. } => {
            taken_back(head, (*person, *record), *invited, rows);
        }
        Fact::Pictured { caption, files } => {
            for file in files {
                let values = vec![
                    file.hash.into(),
                    (&file.format).into(),
                    caption.id.into(),
                    head.at.into(),
                ];
                rows.put(&PICTURE, vec![Val::Int(head.case), file.id.into()], values);
            }
        }
        Fact::PictureWithdrawn { file, .. } => {
            rows.drop(&PICTURE, vec![Val::Int(head.case), (*file).into()]);
        }
        Fact::Counted { received } => {
            let set = vec![("heads", received.heads.into()), ("times", received.times.into())];
            rows.set(&ACTIVITY, own, set);
        }
        Fact::Closed { minutes, open } => {
            let set = vec![
                stands(Standing::Closed),
                ("minutes", minutes.id.into()),
                ("open", (*open).into()),
            ];
            rows.set(&ACTIVITY, own, set);
        }
        Fact::ThemeAnnounced { theme } => announced(own, theme, rows),
        Fact::ThemeWithdrawn { reason } => {
            rows.set(&THEME, own, vec![("reason", reason.id.into())]);
        }
    }
}

fn announced(own: Vec<Val>, theme: &Theme, rows: &mut Rows) {
    let kinds: Vec<&str> = theme.kinds.iter().map(law::words::Code::as_str).collect();
    let mut values: Vec<Val> = vec![
        theme.name.id.into(),
        theme.slogan.id.into(),
        theme.first.to_string().into(),
        theme.last.to_string().into(),
        kinds.join(" ").into(),
    ];
    values.extend(theme.targets.each().map(|(_, target)| target.into()));
    values.push(Val::Null);
    rows.put(&THEME, own, values);
}

/// What a plan sets, in the order of the columns.
fn planned(plan: &Plan) -> Vec<(&'static str, Val)> {
    vec![
        ("kind", (&plan.kind).into()),
        ("body", plan.body.into()),
        ("title", plan.title.id.into()),
        ("place", plan.place.id.into()),
        ("begins", plan.begins.into()),
        ("ends", plan.ends.into()),
    ]
}

/// Somebody came: a line of the duty file, whoever entered it (K-01).
fn attended(head: &Head, fact: &Fact, rows: &mut Rows) {
    let Fact::Attended { at, invited, own, person, post } = fact else { return };
    let activity = vec![Val::Int(head.case)];
    let key = vec![Val::Int(head.case), (*person).into()];
    let came: [(&'static str, Val); 3] =
        [("came", (*at).into()), ("entered", head.at.into()), ("own", (*own).into())];
    if *invited {
        rows.set(&PART, key, came.to_vec());
        rows.add(&ACTIVITY, activity.clone(), "present", 1);
    } else {
        let mut values: Vec<Val> = vec![(*post).into(), false.into()];
        values.extend(came.map(|(_, value)| value));
        rows.put(&PART, key, values);
    }
    rows.add(&ACTIVITY, activity, "came", 1);
    let deed = fact.kind().trim_end_matches("/1");
    let values = vec![(*post).into(), Val::Int(head.case), head.at.into(), deed.into()];
    rows.put(&DEED, vec![(*person).into(), head.seq.into()], values);
}

/// It was a mistake that somebody came: they are invited still, or gone from the list, and the line
/// is gone from the duty file.
fn taken_back(head: &Head, (person, record): (PersonId, u64), invited: bool, rows: &mut Rows) {
    let activity = vec![Val::Int(head.case)];
    let key = vec![Val::Int(head.case), person.into()];
    if invited {
        let empty = vec![("came", Val::Null), ("entered", Val::Null), ("own", false.into())];
        rows.set(&PART, key, empty);
        rows.add(&ACTIVITY, activity.clone(), "present", -1);
    } else {
        rows.drop(&PART, key);
    }
    rows.add(&ACTIVITY, activity, "came", -1);
    rows.drop(&DEED, vec![person.into(), record.into()]);
}
