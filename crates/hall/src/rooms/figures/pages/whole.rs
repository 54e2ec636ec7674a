//! Figures as a whole: what is public to the last matter, and of the whole house also what is not.

use store::Fault;
use store::db::Db;

use super::super::stats::{self, Part, Parts, Told};
use super::super::views::{Half, INDICATORS, Indicator};
use super::wanted::Wanted;
use crate::kit::Shell;

/// Some figures of what is wanted.
pub fn whole(db: Db<'_>, shell: &Shell, wanted: &Wanted, keys: &[&str]) -> Result<Parts, Fault> {
    let scope = wanted.scope(shell);
    if wanted.is_of_all(shell.today) {
        return Ok(stats::told(db, &scope, keys)?.all());
    }
    stats::some(db, &scope, keys)
}

/// How many rows stand behind a half of a figure, and how many of them are not public.
pub fn behind(
    db: Db<'_>,
    shell: &Shell,
    wanted: &Wanted,
    (indicator, half): (&Indicator, Half),
) -> Result<(i64, i64), Fault> {
    let (scope, keys) = (wanted.scope(shell), [indicator.key]);
    let told = match wanted.is_of_all(shell.today) {
        true => stats::told(db, &scope, &keys)?,
        false => Told { public: stats::some(db, &scope, &keys)?, kept: stats::nothing() },
    };
    let place = INDICATORS.iter().position(|known| known.key == indicator.key);
    let of = |parts: &Parts| {
        let part = place.map_or_else(Part::default, |place| parts[place]);
        match half {
            Half::Numerator => part.numerator,
            Half::Denominator => part.denominator,
        }
    };
    let kept = of(&told.kept);
    Ok((of(&told.public) + kept, kept))
}
