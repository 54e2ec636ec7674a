//! What the wall screen counts: open matters, the late ones, and how many lie with each body.

use jiff::civil::Date;
use law::redaction::shown_by;
use law::words::{AreaId, BodyId};
use store::Fault;
use store::db::Db;

/// An open matter as the wall shows it. The title is empty where the matter is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Standing {
    pub title: String,
    pub area: AreaId,
    pub holder_role: String,
    pub holder_body: Option<BodyId>,
    pub due: String,
    pub procedure: String,
}

/// How much lies with one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// The body; `None` for what waits for the submitter.
    pub body: Option<BodyId>,
    /// Open matters.
    pub open: i64,
    /// Those whose last day has passed.
    pub late: i64,
    /// Those that fall due within the span of warning.
    pub soon: i64,
}

/// The open matters whose last day lies from `from` until before `until`, the first due first.
pub fn wall(db: Db<'_>, from: &str, until: &str, most: u32) -> Result<Vec<Standing>, Fault> {
    let sql = "SELECT CASE WHEN m.visibility = 0 THEN v.bytes ELSE NULL END, m.area, \
               m.holder_role, m.holder_body, m.due, m.procedure, m.hidden FROM matter m \
               JOIN vault v ON v.house = $1 AND v.text = m.title \
               WHERE m.house = $1 AND m.visibility <> 3 AND m.outcome IS NULL \
               AND m.due_state IN (0, 2) \
               AND m.due >= $2 AND m.due < $3 ORDER BY m.due, m.matter LIMIT $4";
    let rows = db.query(sql, &[from.into(), until.into(), most.into()])?;
    Ok(rows
        .iter()
        .map(|row| Standing {
            title: shown_by(row.text(6), row.text(0)).into_owned(),
            area: row.id(1),
            holder_role: row.text(2).to_owned(),
            holder_body: row.maybe_id(3),
            due: row.text(4).to_owned(),
            procedure: row.text(5).to_owned(),
        })
        .collect())
}

/// How much lies with each body, the fullest first.
pub fn load(db: Db<'_>, today: Date, soon: Date) -> Result<Vec<Load>, Fault> {
    let sql = "SELECT m.holder_body, COUNT(*), \
               SUM(CASE WHEN m.due_state IN (0, 2) AND m.due < $2 THEN 1 ELSE 0 END), \
               SUM(CASE WHEN m.due_state IN (0, 2) AND m.due >= $2 AND m.due < $3 \
               THEN 1 ELSE 0 END) \
               FROM matter m WHERE m.house = $1 AND m.visibility <> 3 AND m.outcome IS NULL \
               AND m.due >= '' \
               GROUP BY m.holder_body ORDER BY COUNT(*) DESC, m.holder_body";
    let rows = db.query(sql, &[today.to_string().into(), soon.to_string().into()])?;
    Ok(rows
        .iter()
        .map(|row| Load {
            body: row.maybe_id(0),
            open: row.int(1),
            late: row.int(2),
            soon: row.int(3),
        })
        .collect())
}
