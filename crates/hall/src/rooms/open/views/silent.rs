//! What has run out on a day without an answer: by the condition of the figure `late`, to the
//! letter.

use law::ruling::Refusal;
use law::words::MatterId;
use store::db::Db;
use store::{Fault, Val};

use crate::rooms::figures::{Half, Indicator};
use crate::rooms::matters::views::counted;

/// Where a page of the list begins: behind a matter that was due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    due: String,
    matter: i64,
}

impl Before {
    /// Reads what the page before named; the beginning where nothing is said.
    ///
    /// # Errors
    /// What no page named.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.is_empty() {
            return Ok(Self { due: String::new(), matter: i64::MIN });
        }
        let named = text.split_once('.').and_then(|(due, matter)| {
            let due: jiff::civil::Date = due.parse().ok()?;
            Some((due.to_string(), matter.parse::<MatterId>().ok()?.int()))
        });
        let (due, matter) = named.ok_or(Refusal::invalid("filter.place"))?;
        Ok(Self { due, matter })
    }
}

fn late(stated: &[Indicator]) -> Result<String, Fault> {
    let late = stated.iter().find(|indicator| indicator.key == "late");
    let late = late.ok_or_else(|| Fault::new("no figure says what is late"))?;
    Ok(counted::sql(late.condition(Half::Numerator)))
}

/// How many matters are silent on a day, public or not.
pub fn count(db: Db<'_>, stated: &[Indicator], day: &str) -> Result<i64, Fault> {
    Ok(db.one(&count_text(&late(stated)?), &[Val::Null, Val::Null, day.into()])?.int(0))
}

fn count_text(late: &str) -> String {
    format!("SELECT COUNT(*) FROM matter m WHERE m.house = $1 AND ({late})")
}

/// The public ones, the longest overdue first.
pub fn page(
    db: Db<'_>,
    (stated, day): (&[Indicator], &str),
    after: &Before,
    most: u32,
) -> Result<Vec<MatterId>, Fault> {
    let values = [after.due.as_str().into(), after.matter.into(), day.into(), most.into()];
    let rows = db.query(&page_text(&late(stated)?), &values)?;
    Ok(rows.iter().map(|row| row.id(0)).collect())
}

fn page_text(late: &str) -> String {
    format!(
        "SELECT m.matter FROM matter m WHERE m.house = $1 AND ({late}) AND m.visibility = 0 \
         AND (m.due, m.matter) > ($2, $3) ORDER BY m.due, m.matter LIMIT $5"
    )
}

/// Every statement of this file, to look at how an engine goes about them.
#[cfg(test)]
pub fn statements(stated: &[Indicator], day: &str) -> Vec<(String, Vec<Val>)> {
    let late = late(stated).expect("it is stated");
    let values = vec!["2026-01-01".into(), 7_i64.into(), day.into(), 50_u32.into()];
    [count_text(&late), page_text(&late)].map(|text| (text, values.clone())).into()
}
