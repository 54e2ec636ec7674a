//! The rows of duty files: what was contested, and reports to voters.

use law::activity::ActivityId;
use law::clock::Time;
use law::duty::{Fact, Grades};
use law::record::Head;
use law::words::{MatterId, PersonId, PostId, TextId};
use store::db::Db;
use store::rows::{Rows, Table, View, index_on, index_where, int, text as words};
use store::{Fault, Row, Val};

/// The view.
pub const VIEW: View = View { name: "files", version: 1, tables: &[&CONTEST, &REPORT] };

/// One row a contested line.
pub static CONTEST: Table = Table {
    name: "contest",
    key: &[int("person"), int("record")],
    columns: &[
        // The file: the number of the deputy's post.
        int("file"),
        // The line: what kind of record it was, and of which matter or activity.
        words("kind"),
        int("about"),
        int("reason"),
        int("at"),
        // Nothing while nobody decided; whether the line counts no more; why, and when.
        int("struck"),
        int("why"),
        int("decided"),
    ],
    indexes: &[index_on(&["file"]), index_where(&["at"], "struck IS NULL")],
};

/// One row a report to voters, by the meeting at which it was made.
pub static REPORT: Table = Table {
    name: "report",
    key: &[int("file"), int("meeting")],
    columns: &[
        int("person"),
        // The span that it is on, as days.
        words("first"),
        words("last"),
        int("text"),
        // Who was there, and how those rated it who did.
        int("voters"),
        int("good"),
        int("fair"),
        int("poor"),
        int("at"),
    ],
    indexes: &[index_on(&["at"])],
};

/// Stages the rows that follow from a fact about a duty file.
pub fn apply(head: &Head, fact: &Fact, rows: &mut Rows) {
    match fact {
        Fact::Contested { about, kind, person, reason, record } => {
            let values = vec![
                Val::Int(head.case),
                kind.into(),
                (*about).into(),
                reason.id.into(),
                head.at.into(),
                Val::Null,
                Val::Null,
                Val::Null,
            ];
            rows.put(&CONTEST, vec![(*person).into(), (*record).into()], values);
        }
        Fact::Decided { person, reason, record, stands } => {
            let set = vec![
                ("struck", (!*stands).into()),
                ("why", reason.id.into()),
                ("decided", head.at.into()),
            ];
            rows.set(&CONTEST, vec![(*person).into(), (*record).into()], set);
        }
        Fact::Reported { activity, first, grades, last, person, text } => {
            let mut values: Vec<Val> = vec![
                (*person).into(),
                first.to_string().into(),
                last.to_string().into(),
                text.id.into(),
            ];
            let Grades { fair, good, poor, voters } = grades;
            values.extend([voters, good, fair, poor].map(|count| (*count).into()));
            values.push(head.at.into());
            rows.put(&REPORT, vec![Val::Int(head.case), (*activity).into()], values);
        }
    }
}

/// A contested line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Contest {
    pub record: u64,
    pub kind: String,
    pub about: MatterId,
    pub reason: TextId,
    pub at: Time,
    pub struck: Option<bool>,
    pub why: Option<TextId>,
    pub decided: Option<Time>,
}

/// The contested lines of a file, the last first.
pub fn contests(db: Db<'_>, file: PostId, most: u32) -> Result<Vec<Contest>, Fault> {
    let sql = "SELECT c.record, c.kind, c.about, c.reason, c.at, c.struck, c.why, c.decided \
               FROM contest c WHERE c.house = $1 AND c.file = $2 ORDER BY c.at DESC, c.record DESC \
               LIMIT $3";
    let contest = |row: &Row| Contest {
        record: row.int(0) as u64,
        kind: row.text(1).to_owned(),
        about: row.id(2),
        reason: row.id(3),
        at: Time(row.int(4)),
        struck: row.maybe_int(5).map(|struck| struck == 1),
        why: row.maybe_id(6),
        decided: row.maybe_int(7).map(Time),
    };
    Ok(db.query(sql, &[file.into(), most.into()])?.iter().map(contest).collect())
}

/// The files in which something waits for a decision, the one that waits longest first.
pub fn waiting(db: Db<'_>, most: u32) -> Result<Vec<PostId>, Fault> {
    let sql = "SELECT c.file FROM contest c WHERE c.house = $1 AND c.struck IS NULL \
               ORDER BY c.at LIMIT $2";
    let mut files: Vec<PostId> = vec![];
    for row in db.query(sql, &[most.into()])? {
        let file = row.id(0);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    Ok(files)
}

/// A line of a file: its kind and what it is about.
pub fn line(
    db: Db<'_>,
    person: PersonId,
    record: u64,
) -> Result<Option<(String, MatterId)>, Fault> {
    let sql = "SELECT d.kind, d.matter FROM deed d \
               WHERE d.house = $1 AND d.person = $2 AND d.record = $3";
    let found = db.maybe(sql, &[person.into(), record.into()])?;
    Ok(found.map(|row| (row.text(0).to_owned(), row.id(1))))
}

/// A report to voters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Reported {
    pub meeting: ActivityId,
    pub first: String,
    pub last: String,
    pub text: String,
    pub grades: Grades,
}

/// The reports of a file, the last first.
pub fn reports(db: Db<'_>, file: PostId, most: u32) -> Result<Vec<Reported>, Fault> {
    let sql = "SELECT r.meeting, r.first, r.last, v.bytes, r.voters, r.good, r.fair, r.poor \
               FROM report r CROSS JOIN vault v WHERE r.house = $1 AND r.file = $2 \
               AND v.house = $1 AND v.text = r.text ORDER BY r.at DESC, r.meeting DESC LIMIT $3";
    let report = |row: &Row| Reported {
        meeting: row.id(0),
        first: row.text(1).to_owned(),
        last: row.text(2).to_owned(),
        text: row.text(3).to_owned(),
        grades: Grades {
            voters: row.int(4) as u32,
            good: row.int(5) as u32,
            fair: row.int(6) as u32,
            poor: row.int(7) as u32,
        },
    };
    Ok(db.query(sql, &[file.into(), most.into()])?.iter().map(report).collect())
}

/// What reports came to in a span: reports, deputies who made one, and voters who were there.
pub fn count_reports(db: Db<'_>, (from, until): (Time, Time)) -> Result<[i64; 3], Fault> {
    let sql = "SELECT COUNT(*), COUNT(DISTINCT r.person), SUM(r.voters) FROM report r \
               WHERE r.house = $1 AND r.at >= $2 AND r.at < $3";
    let row = db.one(sql, &[from.into(), until.into()])?;
    Ok([row.int(0), row.int(1), row.maybe_int(2).unwrap_or(0)])
}
