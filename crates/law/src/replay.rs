//! Replay: the facts of a matter run again under other rules, to see what would have become of it.

mod figures;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::clock::{Length, Time};
use crate::matter::case::{Case, State};
use crate::matter::facts::{Change, Fact, Submitted, What};
use crate::matter::rules::{self, Course, Setting};
use crate::procedure::{ActRule, ClockRule, Do, Meaning};
use crate::record::Record;
use crate::words::{BodyId, Code, MatterId};

pub use figures::{Comparison, Figures, Moved, Workload};

/// What became of one matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How often each clock ran out, and on which body; on nobody's where it runs on the submitter.
    pub overdue: BTreeMap<(Code, Option<BodyId>), u32>,
    /// Calendar days that each body held it.
    pub held_days: BTreeMap<BodyId, u32>,
    /// Whether every answer came by the submitter's own date; `None` while there is none and the
    /// date has not passed.
    pub in_time: Option<bool>,
    /// The rounds that it took.
    pub rounds: u32,
    /// How it ended; `None` while it is open.
    pub outcome: Option<Code>,
    /// Acts that were done and that these rules would not have allowed where the matter then stood.
    pub not_possible: u32,
}

/// Runs the facts of one matter again under the rules of a setting, and lets time pass from each to
/// the next and at last until `now`. Who asks is read from each record; `by` counts for nothing.
///
/// `None` where the facts do not begin with a submission, or tell of a matter that had ended before
/// it came to the house: these rules never had anything to do with it.
pub fn replay(setting: &Setting<'_>, records: &[Record<Fact>]) -> Option<Replayed> {
    let (first, rest) = records.split_first()?;
    let What::Submitted(submitted) = &first.fact.what else { return None };
    let ended = |record: &Record<Fact>| match &record.fact.what {
        What::Imported(imported) => imported.ended,
        _ => false,
    };
    if rest.first().is_some_and(ended) {
        return None;
    }
    let mut run = Run::begin(setting, first, submitted)?;
    for record in rest {
        run.pass(record.at());
        run.take(record);
    }
    run.pass(setting.now);
    Some(run.end())
}

struct Run<'a> {
    setting: Setting<'a>,
    case: Case,
    replayed: Replayed,
    /// Since when the body holds it.
    since: Date,
}

impl<'a> Run<'a> {
    fn begin(
        setting: &Setting<'a>,
        first: &'a Record<Fact>,
        submitted: &Submitted,
    ) -> Option<Self> {
        let setting = Setting { now: first.at(), by: first.by(), ..*setting };
        let rule = setting.procedure.acts.iter().find(|rule| rule.act == Do::Submit)?;
        // The identifier says nothing here: whoever was made responsible is on record.
        let case = Case::nowhere(MatterId::from_int(0), submitted);
        let since = setting.today();
        let mut run = Self { setting, case, replayed: Replayed::default(), since };
        let mut course = Course::new(run.setting, &run.case, rule);
        course.fill(first.fact.fields.clone());
        let fact = course.finish(first.fact.what.clone());
        run.happen(&fact);
        Some(run)
    }

    /// Lets time pass: each clock runs out on the first instant after its last day.
    fn pass(&mut self, until: Time) {
        let now = self.setting.now;
        while let Some(instant) = self.next_expiry().filter(|instant| *instant <= until) {
            self.setting.now = instant.max(now);
            for (_, fact) in rules::time::pass(&self.setting, &self.case) {
                self.count(&fact);
                self.happen(&fact);
            }
        }
        self.setting.now = until;
    }

    fn next_expiry(&self) -> Option<Time> {
        let running = self.case.alive().filter(|clock| clock.state == State::Running);
        running.map(|clock| clock.due).min().map(|due| self.setting.zone.end_of(due))
    }

    fn count(&mut self, fact: &Fact) {
        let What::ClockExpired { clock } = &fact.what else { return };
        let Some(clock) = self.case.clocks.get(*clock as usize) else { return };
        let body = if clock.on.role == "holder" { self.case.holder.body } else { clock.on.body };
        *self.replayed.overdue.entry((clock.key.clone(), body)).or_default() += 1;
    }

    /// Takes in what followed under these rules.
    fn happen(&mut self, fact: &Fact) {
        if let Some(holder) = &fact.effect.holder {
            let same = holder.body == self.case.holder.body;
            if !same {
                self.hold();
            }
        }
        self.case.happen(&fact.what, self.setting.now);
        self.case.fill(&fact.fields);
        self.case.follow(fact);
    }

    /// Counts the days that the body of now has held it.
    fn hold(&mut self) {
        let today = self.setting.today();
        if let Some(body) = self.case.holder.body {
            let days = self.since.until(today).map_or(0, |span| span.get_days());
            *self.replayed.held_days.entry(body).or_default() += days.max(0).cast_unsigned();
        }
        self.since = today;
    }

    /// What somebody did, once more.
    fn take(&mut self, record: &'a Record<Fact>) {
        self.setting.by = record.by();
        let what = &record.fact.what;
        let fact = match what {
            What::ClockWarned { .. } | What::ClockExpired { .. } | What::Submitted(_) => return,
            What::HandedOn { from, to, .. } => rules::hand_on(&self.case, *from, *to),
            What::Linked { .. } => Some(self.beside(what)),
            // Other rules may ask for no second person: what was agreed to happened all the same.
            What::Agreed { .. } | What::Declined { .. } if self.rule(&record.fact).is_none() => {
                Some(self.beside(what))
            }
            what if what.act().is_none() => Some(self.beside(what)),
            _ => self.act(record),
        };
        match fact {
            Some(fact) => {
                self.happen(&fact);
                self.case.is_on_record(record);
            }
            None if matches!(what, What::HandedOn { .. }) => {}
            None => self.replayed.not_possible += 1,
        }
    }

    /// What no procedure asks about.
    fn beside(&self, what: &What) -> Fact {
        Course::still(self.setting, &self.case).finish(what.clone())
    }

    fn act(&self, record: &Record<Fact>) -> Option<Fact> {
        let rule = self.rule(&record.fact)?;
        rules::check_bounds(&self.case, rule).ok()?;
        let mut course = Course::new(self.setting, &self.case, rule);
        if !record.fact.fields.is_empty() {
            course.fill(record.fact.fields.clone());
        }
        if rule.act == Do::Step {
            let ruled = rules::take_step(course).ok()?;
            return ruled.into_iter().next().map(|(_, fact)| fact);
        }
        let what = self.again(&mut course, &record.fact)?;
        Some(course.finish(what))
    }

    /// The rule of these rules for the same act, where the matter stands now.
    fn rule(&self, fact: &Fact) -> Option<&'a ActRule> {
        let plain;
        let key = match (&fact.effect.did, &fact.what) {
            (Some(key), _) | (None, What::Stepped { act: key, .. }) => key,
            (None, what) => {
                plain = what.act()?.key();
                &plain
            }
        };
        let procedure = self.setting.procedure;
        let mut rules = procedure
            .acts
            .iter()
            .filter(|rule| rule.key == *key && rule.at.contains(&self.case.step));
        let first = rules.next()?;
        let mine = |rule: &&ActRule| {
            rule.by.iter().any(|role| rules::fills(&self.setting, &self.case, role))
        };
        // Whether who acted may still do so is the register's business and may have changed since.
        Some(if mine(&first) { first } else { rules.find(mine).unwrap_or(first) })
    }

    /// What an act says beside its rule, said again under these rules; `None` where they forbid it.
    fn again(&self, course: &mut Course<'_>, fact: &Fact) -> Option<What> {
        let (case, procedure) = (&self.case, self.setting.procedure);
        let mut what = fact.what.clone();
        match &mut what {
            What::HandedOver { stands, .. } => {
                *stands = procedure.returns.as_ref().is_some_and(|b| case.returns >= b.most);
                course.by(self.earlier(fact));
            }
            What::RespondedAtOnce { .. } => course.by(self.earlier(fact)),
            What::Returned { .. } if !rules::may_return(&self.setting, case) => return None,
            What::Replied(reply) => {
                if let Some(day) = reply.promised.filter(|_| reply.means == Meaning::Promised) {
                    course.promise(day);
                }
            }
            What::TimeAsked { .. } => {
                let most = procedure.more_time.as_ref()?.most;
                (case.time_asked.is_none() && case.time_granted < most).then_some(())?;
            }
            What::TimeGranted { length, .. } => {
                case.time_asked?;
                *length = at_most(*length, procedure.more_time.as_ref()?.length_most);
                course.grant(*length);
            }
            What::Rated { again, round, .. } => {
                rules::rating_is_open(&self.setting, case).then_some(())?;
                *round = case.round;
                if *again {
                    new_round(course)?;
                }
            }
            What::LookedBack { again: true, .. } => new_round(course)?,
            _ => {}
        }
        Some(what)
    }

    /// The earlier last day that the office set by hand.
    fn earlier(&self, fact: &Fact) -> Option<Date> {
        fact.effect.clocks.iter().find_map(|change| match &change.change {
            Change::Started(started) if started.length.is_none() => {
                let rule = self.setting.procedure.clock(&started.key);
                rule.filter(|rule| rule.length().is_some()).map(|_| started.due)
            }
            _ => None,
        })
    }

    fn end(mut self) -> Replayed {
        self.hold();
        let case = &self.case;
        let own = |key: &Code| {
            self.setting.procedure.clock(key).is_some_and(|rule: &ClockRule| rule.answers)
        };
        let mut dates = case.clocks.iter().filter(|clock| own(&clock.key));
        let answered = !case.replies.is_empty();
        let late = dates.any(|clock| clock.late);
        self.replayed.in_time = (answered || late).then_some(!late);
        self.replayed.rounds = case.round;
        let step = self.setting.procedure.step(&case.step);
        self.replayed.outcome = step.and_then(|step| step.outcome.clone());
        self.replayed
    }
}

fn new_round(course: &mut Course<'_>) -> Option<()> {
    course.check_round().ok()?;
    course.can_go_again().then(|| course.go_again())
}

/// So much of a length as another allows, where both count alike.
fn at_most(length: Length, most: Length) -> Length {
    let alike = std::mem::discriminant(&length) == std::mem::discriminant(&most);
    if alike && length.number() > most.number() { most } else { length }
}
