//! What is asked of the rows of themes.

use jiff::civil::Date;
use law::activity::{Targets, ThemeId};
use law::words::TextId;
use store::db::Db;
use store::{Fault, Row};

/// A theme as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Announced {
    pub id: ThemeId,
    pub name: String,
    pub slogan: String,
    pub first: Date,
    pub last: Date,
    /// The kinds that count; none of them: all.
    pub kinds: Vec<String>,
    pub targets: Targets,
    /// Why it was withdrawn, where it was.
    pub reason: Option<TextId>,
}

const COLUMNS: &str = "t.theme, v.bytes, w.bytes, t.first, t.last, t.kinds, t.activities, \
     t.attendances, t.received, t.matters, t.reason";
const OF_IT: &str = "v.house = $1 AND v.text = t.name AND w.house = $1 AND w.text = t.slogan";

fn announced(row: &Row) -> Announced {
    let day = |column| row.text(column).parse().unwrap_or(Date::ZERO);
    let target = |column| row.maybe_int(column).map(|target| target as u32);
    Announced {
        id: row.id(0),
        name: row.text(1).to_owned(),
        slogan: row.text(2).to_owned(),
        first: day(3),
        last: day(4),
        kinds: row.text(5).split_whitespace().map(str::to_owned).collect(),
        targets: Targets {
            activities: target(6),
            attendances: target(7),
            received: target(8),
            matters: target(9),
        },
        reason: row.maybe_id(10),
    }
}

/// Themes, also those that were withdrawn, the last to end first.
pub fn themes(db: Db<'_>, most: u32) -> Result<Vec<Announced>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM theme t CROSS JOIN vault v CROSS JOIN vault w \
         WHERE t.house = $1 AND {OF_IT} \
         ORDER BY t.last DESC, t.theme DESC LIMIT $2"
    );
    Ok(db.query(&sql, &[most.into()])?.iter().map(announced).collect())
}

/// One theme, withdrawn or not.
pub fn one_theme(db: Db<'_>, theme: ThemeId) -> Result<Option<Announced>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM theme t CROSS JOIN vault v CROSS JOIN vault w \
         WHERE t.house = $1 AND {OF_IT} AND t.theme = $2"
    );
    Ok(db.maybe(&sql, &[theme.into()])?.map(|row| announced(&row)))
}
