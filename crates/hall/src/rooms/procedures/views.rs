//! What became of a procedure's matters, and what would have become of them under other rules.

use law::clock::Time;
use law::matter::facts::What;
use law::matter::rules::Setting;
use law::procedure::Procedure;
use law::record::Actor;
use law::replay::{Comparison, replay};
use law::words::{Code, MatterId};
use store::Fault;
use store::db::Db;

use crate::desk;
use crate::house::State;

/// The matters of a procedure that were received in a span of time.
pub fn received(
    db: Db<'_>,
    procedure: &Code,
    (from, until): (Time, Time),
) -> Result<Vec<MatterId>, Fault> {
    let sql = "SELECT matter FROM matter WHERE house = $1 AND procedure = $2 \
               AND received >= $3 AND received < $4 ORDER BY received DESC, matter";
    let rows = db.query(sql, &[procedure.into(), from.into(), until.into()])?;
    Ok(rows.iter().map(|row| row.id(0)).collect())
}

/// Runs matters again under the rules that each keeps to and under new ones. `seen` is told after
/// each matter.
///
/// # Errors
/// The machine failed, or the new rules count by a calendar that the house does not have.
pub fn compare(
    db: Db<'_>,
    (state, now): (&State, Time),
    new: &Procedure,
    matters: &[MatterId],
    seen: impl Fn(),
) -> Result<Comparison, Fault> {
    let by = Actor::House;
    let under = |procedure| setting(state, procedure, (now, &by));
    let after = under(new)?;
    let mut comparison = Comparison::default();
    for matter in matters {
        let records = desk::records(db, *matter)?;
        let rules = records.first().and_then(|first| match &first.fact.what {
            What::Submitted(submitted) => state.procedures.get(&submitted.rules),
            _ => None,
        });
        if let Some(rules) = rules {
            let before = under(rules)?;
            if let Some((before, after)) = replay(&before, &records).zip(replay(&after, &records)) {
                comparison.add(&before, &after);
            }
        }
        seen();
    }
    Ok(comparison)
}

fn setting<'a>(
    state: &'a State,
    procedure: &'a Procedure,
    (now, by): (Time, &'a Actor),
) -> Result<Setting<'a>, Fault> {
    let calendar = state.calendar(&procedure.calendar);
    let none = || Fault::new(format!("no calendar {} is defined", procedure.calendar));
    let calendar = calendar.ok_or_else(none)?;
    Ok(Setting { procedure, calendar, zone: &state.zone, register: &state.register, now, by })
}
