//! Numbers that a file can say and nobody could live by: lengths of nothing or of half a life, a
//! warning before the beginning, bounds that allow nothing.

use super::super::draft::Spot;
use super::super::{ClockRule, Ending, Event, Term};
use super::Prover;
use crate::clock::Length;

/// Longest length of any rule, in days: ten years.
const DAYS_MOST: u32 = 3_720;
/// Most working days before the last day on which somebody is warned: a year.
const WARN_MOST: u16 = 250;
/// Most files with one matter.
const FILES_MOST: u32 = 60;
/// Most bytes of one file: what a house takes in with one request.
const BYTES_MOST: u64 = 64 << 20;
/// Largest least size of the groups in which ratings are shown.
const GROUP_MOST: u32 = 1_000;

impl Prover<'_> {
    pub(super) fn values(&mut self) {
        let procedure = self.procedure;
        for (clock, at) in procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            let (Term::Runs(length) | Term::Before { length, .. }) = clock.term else {
                self.warning(clock, None, at);
                continue;
            };
            self.not_beyond(&format!("the clock {}", clock.key), length.days_most(), at);
            self.warning(clock, clock.length(), at);
        }
        if let Some(more) = &procedure.more_time {
            let at = self.lines.more_time;
            self.length("more time", more.length_most, at);
            self.some("[more_time]", more.most, at);
            let whole = more.most.saturating_mul(more.length_most.days_most());
            if more.most > 1 {
                self.not_beyond("more time in all", whole, at);
            }
        }
        if let Some(look_back) = &procedure.look_back {
            let at = self.lines.look_back;
            self.length("the time until a look back", look_back.after, at);
            if !(1..=100).contains(&look_back.share_percent) {
                let sentence = format!(
                    "{} of a hundred matters cannot be looked back on: say 1 to 100",
                    look_back.share_percent
                );
                self.flaw(at, "look-back.share", sentence);
            }
        }
        if let Some(within) = procedure.relapse_within {
            self.length("the time of a relapse", within, self.lines.relapse);
        }
        if let Some(maximum) = &procedure.maximum {
            self.length("the maximum", maximum.length, self.lines.maximum);
        }
        let bounds = [("[returns]", &procedure.returns), ("[rounds]", &procedure.rounds)];
        let bounds = bounds.into_iter().filter_map(|(table, bound)| Some((table, bound.as_ref()?)));
        for ((table, bound), at) in bounds.zip(self.lines.arbiters.clone()) {
            self.some(table, bound.most, at);
        }
        self.ratings();
        self.files();
    }

    fn length(&mut self, what: &str, length: Length, at: Spot) {
        if length.number() == 0 {
            let sentence = format!("{what} has no length: leave it out, or say how long it is");
            self.flaw(at, "length.zero", sentence);
        }
        self.not_beyond(what, length.days_most(), at);
    }

    fn not_beyond(&mut self, what: &str, days: u32, at: Spot) {
        if days > DAYS_MOST {
            let sentence = format!(
                "{what} is {days} days long: no rule of an office runs for more than ten years"
            );
            self.flaw(at, "length.beyond", sentence);
        }
    }

    fn some(&mut self, table: &str, most: u32, at: Spot) {
        if most == 0 {
            let sentence = format!(
                "{table} allows it no time at all: leave out the acts that it bounds, or say \
                 `most = 1`"
            );
            self.flaw(at, "bound.zero", sentence);
        }
    }

    /// Whoever has a clock is warned after it began. A clock of one day warns on that day, which
    /// is none before it.
    fn warning(&mut self, clock: &ClockRule, length: Option<Length>, at: Spot) {
        let early = match length {
            Some(Length::WorkingDays(n)) => clock.warn > 0 && clock.warn >= n,
            Some(Length::Days(n)) => clock.warn > 0 && warned(clock) >= u32::from(n),
            // The shortest month has 28 days.
            Some(Length::Months(n)) => clock.warn > 0 && warned(clock) >= u32::from(n) * 28,
            None => clock.warn > WARN_MOST,
        };
        if !early {
            return;
        }
        let warn = clock.warn;
        let sentence = match length {
            Some(length) => format!(
                "the clock {} warns {warn} working days before its last day, and runs for {} \
                 days only: `warn` must be shorter than the clock, 0 for a clock of one day",
                clock.key,
                length.days_most()
            ),
            None => format!(
                "the clock {} warns {warn} working days before its last day: {WARN_MOST} are a \
                 year, and more is no warning",
                clock.key
            ),
        };
        let story = vec![
            Event::Starts { step: clock.at.first().cloned(), clock: clock.key.clone() },
            Event::Warns { days: warn },
            Event::Ends(Ending::WarnedAtOnce),
        ];
        self.told(at, "clock.warn-early", (sentence, story));
    }

    fn ratings(&mut self) {
        let rating = &self.procedure.rating;
        if rating.scale.is_empty() {
            return;
        }
        let at = self.lines.rating;
        let days = u32::from(rating.changeable_days);
        self.not_beyond("the time to change a rating", days, at);
        if !(1..=GROUP_MOST).contains(&rating.group_least) {
            let sentence = format!(
                "ratings are shown in groups of {} at least: say 1 to {GROUP_MOST}",
                rating.group_least
            );
            self.flaw(at, "rating.group", sentence);
        }
    }

    fn files(&mut self) {
        let files = self.procedure.files;
        let bytes = if files.most == 0 { 1 } else { files.bytes_most };
        if files.most > FILES_MOST || !(1..=BYTES_MOST).contains(&bytes) {
            let sentence = format!(
                "a matter takes {FILES_MOST} files at most, of 1 to {BYTES_MOST} bytes each"
            );
            self.flaw(self.lines.files, "files.beyond", sentence);
        }
    }
}

/// Calendar days that the working days of a warning take.
fn warned(clock: &ClockRule) -> u32 {
    Length::WorkingDays(clock.warn).days_most()
}
