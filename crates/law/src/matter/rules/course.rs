//! The course that a matter takes by an act: its next step and holder, and what its clocks do.

use jiff::civil::Date;

use super::super::case::{Case, Clock, State};
use super::super::facts::{Change, ClockChange, Effect, Fact, Holder, Started, What};
use super::Setting;
use crate::clock::{Length, reckon, working_days_before};
use crate::procedure::{ActRule, ClockRule, Do, On, Seat};
use crate::words::Code;

/// A matter on its way from one step to the next. `case` already knows what the act said; the
/// effect is gathered by comparing it with the case before.
pub struct Course<'a> {
    /// The circumstances.
    pub setting: Setting<'a>,
    /// The case as it was.
    pub case: &'a Case,
    to: Option<Code>,
    again: Option<Code>,
    new_round: bool,
    promised: Option<Date>,
    earlier: Option<Date>,
    granted: Option<Length>,
    resume: bool,
}

impl<'a> Course<'a> {
    /// The course that a rule of the procedure gives.
    pub fn new(setting: Setting<'a>, case: &'a Case, rule: &ActRule) -> Self {
        let mut course = Self::still(setting, case);
        course.to.clone_from(&rule.to);
        course.again.clone_from(&rule.again);
        course
    }

    /// A course that leads nowhere by itself.
    pub fn still(setting: Setting<'a>, case: &'a Case) -> Self {
        Self {
            setting,
            case,
            to: None,
            again: None,
            new_round: false,
            promised: None,
            earlier: None,
            granted: None,
            resume: false,
        }
    }

    /// Whether the rule knows a second round.
    pub fn can_go_again(&self) -> bool {
        self.again.is_some()
    }

    /// Begins a new round instead.
    pub fn go_again(&mut self) {
        self.to = self.again.clone();
        self.new_round = true;
    }

    /// Goes to a step, whatever the rule said.
    pub fn go_to(&mut self, step: Code) {
        self.to = Some(step);
    }

    /// Sets the day of a promise.
    pub fn promise(&mut self, day: Date) {
        self.promised = Some(day);
    }

    /// Sets a last day before the one that the procedure allows.
    pub fn by(&mut self, day: Option<Date>) {
        self.earlier = day;
    }

    /// Grants more time on the clocks that can be extended.
    pub fn grant(&mut self, length: Length) {
        self.granted = Some(length);
    }

    /// Lets the clocks that stand still go on.
    pub fn resume(&mut self) {
        self.resume = true;
    }

    /// The fact, with everything that follows from it.
    pub fn finish(self, what: What) -> Fact {
        self.finish_with(what, vec![])
    }

    /// The fact, with clock changes that were made before.
    pub fn finish_with(self, what: What, first: Vec<ClockChange>) -> Fact {
        let mut after = self.case.clone();
        let mut effect = Effect { clocks: first, ..Effect::default() };
        if self.new_round {
            effect.round = Some(self.case.round + 1);
        }
        after.happen(&what, self.setting.now);
        let fact = Fact { effect: effect.clone(), what };
        after.follow(&fact);

        if let Some(to) = &self.to {
            let (step, holder) = settle(&self.setting, &after, to);
            if step != self.case.step || self.new_round {
                effect.step = Some(step.clone());
            }
            if holder != self.case.holder || self.new_round {
                effect.holder = Some(holder.clone());
            }
            (after.step, after.holder) = (step, holder);
        }
        let did = fact.what.act();
        let turned = self.turn_clocks(&after, did);
        effect.clocks.extend(turned);
        Fact { effect, what: fact.what }
    }

    fn turn_clocks(&self, after: &Case, did: Option<Do>) -> Vec<ClockChange> {
        let mut changes = vec![];
        let mut ended: Vec<u32> = vec![];
        for clock in after.alive() {
            let Some(rule) = self.setting.procedure.clock(&clock.key) else { continue };
            if let Some(change) = self.end(after, clock, rule, did) {
                ended.push(clock.number);
                changes.push(clock.changed(change));
            } else if let Some(change) = self.bend(clock, rule, did) {
                changes.push(clock.changed(change));
            }
        }
        let mut number = after.clocks.len() as u32;
        for rule in &self.setting.procedure.clocks {
            for on in self.starts(after, rule, did, &ended) {
                let started = self.start(rule, on);
                let change = Change::Started(started);
                changes.push(ClockChange { answers: rule.answers, change, clock: number });
                number += 1;
            }
        }
        changes
    }

    /// How a clock ends by this act, if it does.
    fn end(
        &self,
        after: &Case,
        clock: &Clock,
        rule: &ClockRule,
        did: Option<Do>,
    ) -> Option<Change> {
        let today = self.setting.today();
        let actor_body = self.setting.by.officer().map(|officer| officer.body);
        let by_holder = match (&rule.on, clock.on.body) {
            (On::Role(_), Some(body)) if is_seated_as(self.setting, &rule.on, Seat::Co) => {
                actor_body == Some(body)
            }
            _ => true,
        };
        if by_holder && did.is_some_and(|act| rule.until.contains(&act)) {
            return Some(Change::Fulfilled { day: today, late: today > clock.due });
        }
        let left = !rule.at.contains(&after.step);
        let other_lead = is_seated_as(self.setting, &rule.on, Seat::Lead)
            && rule.promised().is_none()
            && clock.on.body != after.lead;
        let other_co = is_seated_as(self.setting, &rule.on, Seat::Co)
            && !after.co.iter().any(|unit| Some(unit.body) == clock.on.body);
        let new_round = self.new_round && rule.promised().is_none();
        (left || other_lead || other_co || new_round).then_some(Change::Released)
    }

    /// How a clock that goes on is paused, resumed or extended by this act.
    fn bend(&self, clock: &Clock, rule: &ClockRule, did: Option<Do>) -> Option<Change> {
        let today = self.setting.today();
        if did == Some(Do::Ask) && rule.pausable && clock.state == State::Running {
            return Some(Change::Paused { day: today });
        }
        let resumes = self.resume || did == Some(Do::AnswerQuestion);
        if resumes && clock.state == State::Paused {
            let mut longer = clock.clone();
            let pause = longer.pauses.last_mut()?;
            pause.until = Some(today);
            let stood = today.since(pause.from).map_or(0, |span| span.get_days());
            let stood = Length::Days(u16::try_from(stood).unwrap_or(u16::MAX));
            let (due, warn) = self.due(&longer, stood, rule);
            return Some(Change::Resumed { day: today, due, warn });
        }
        let by = self.granted.filter(|_| rule.extendable && clock.state != State::Paused)?;
        let mut longer = clock.clone();
        longer.extensions.push(by);
        let (due, warn) = self.due(&longer, by, rule);
        Some(Change::Extended { by, due, warn })
    }

    /// The last day of a clock that got longer: reckoned anew from its start, or, where the last
    /// day was set by hand, moved on by what was added.
    fn due(&self, longer: &Clock, added: Length, rule: &ClockRule) -> (Date, Date) {
        let calendar = self.setting.calendar;
        let reckoning = match longer.length {
            Some(length) => {
                reckon(longer.from, length, &longer.extensions, &longer.pauses, calendar)
            }
            None => reckon(longer.due, added, &[], &[], calendar),
        };
        let due = reckoning.map_or(longer.due, |reckoning| reckoning.due);
        (due, working_days_before(due, rule.warn, calendar))
    }

    /// On whom a clock starts by this act: on nobody, on one, or on each co-handling unit.
    fn starts(
        &self,
        after: &Case,
        rule: &ClockRule,
        did: Option<Do>,
        ended: &[u32],
    ) -> Vec<Holder> {
        if !rule.at.contains(&after.step) {
            return vec![];
        }
        if !rule.after.is_empty() {
            let asked = did.is_some_and(|act| rule.after.contains(&act));
            let wanted = asked && (rule.length.is_some() || self.promised.is_some());
            return if wanted { holders(&self.setting, after, &rule.on) } else { vec![] };
        }
        let entered = self.new_round
            || did == Some(Do::Submit)
            || !rule.at.contains(&self.case.step)
            || after.clocks.iter().any(|c| {
                c.key == rule.key
                    && ended.contains(&c.number)
                    && !did.is_some_and(|act| rule.until.contains(&act))
            });
        let runs = |holder: &Holder| {
            after.alive().any(|c| {
                c.key == rule.key && c.on.body == holder.body && !ended.contains(&c.number)
            })
        };
        let mut on = holders(&self.setting, after, &rule.on);
        on.retain(|holder| entered && !runs(holder));
        on
    }

    fn start(&self, rule: &ClockRule, on: Holder) -> Started {
        let (calendar, from) = (self.setting.calendar, self.setting.today());
        let reckoning = rule.length.and_then(|length| reckon(from, length, &[], &[], calendar));
        let (mut due, provisional) =
            reckoning.map_or((from, false), |reckoning| (reckoning.due, reckoning.provisional));
        let mut length = rule.length;
        if rule.length.is_none() {
            due = self.promised.unwrap_or(from);
        } else if let Some(earlier) = self.earlier.filter(|day| *day < due && !rule.answers) {
            // The office set an earlier day than the rule allows.
            (due, length) = (earlier, None);
        }
        let warn = working_days_before(due, rule.warn, calendar).max(from);
        Started { due, from, key: rule.key.clone(), length, on, provisional, warn }
    }
}

impl Clock {
    /// A change of this clock.
    pub(super) const fn changed(&self, change: Change) -> ClockChange {
        ClockChange { answers: self.answers, change, clock: self.number }
    }
}

impl ClockRule {
    /// `Some` for a clock whose last day is promised and not reckoned.
    fn promised(&self) -> Option<()> {
        self.length.is_none().then_some(())
    }
}

fn is_seated_as(setting: Setting<'_>, on: &On, seat: Seat) -> bool {
    let On::Role(role) = on else { return false };
    setting.procedure.role(role).and_then(|role| role.post.as_ref()).is_some_and(|p| p.1 == seat)
}

/// Follows `to` to the step where the matter really comes to stand, and its holder.
pub fn settle(setting: &Setting<'_>, after: &Case, to: &Code) -> (Code, Holder) {
    let mut key = to.clone();
    // A sound procedure has no circle of steps without holders; the bound keeps a broken one from
    // running for ever.
    for _ in 0..setting.procedure.steps.len() {
        let Some(step) = setting.procedure.step(&key) else { break };
        if let Some(over) = &step.skip_to
            && step.skip_after.iter().any(|act| after.done.contains(act))
        {
            key = over.clone();
            continue;
        }
        let Some(role) = &step.holder else {
            let nobody = crate::ruling::code("nobody");
            return (key, Holder { body: None, post: None, role: nobody });
        };
        match (
            holders(setting, after, &On::Role(role.clone())).into_iter().next(),
            &step.without_holder,
        ) {
            (Some(holder), _) => return (key, holder),
            (None, Some(elsewhere)) => key = elsewhere.clone(),
            (None, None) => {
                return (key, Holder { body: None, post: None, role: role.clone() });
            }
        }
    }
    let holder = after.holder.clone();
    (key, holder)
}

/// Who fills a role for a matter: several only for co-handling units.
pub fn holders(setting: &Setting<'_>, after: &Case, on: &On) -> Vec<Holder> {
    let On::Role(key) = on else {
        let role = crate::ruling::code("holder");
        return vec![Holder { body: None, post: None, role }];
    };
    let Some(role) = setting.procedure.role(key) else { return vec![] };
    let holder = |body, post| Holder { body, post, role: key.clone() };
    let Some((office, seat)) = &role.post else { return vec![holder(None, None)] };
    let register = setting.register;
    let today = setting.today();
    match seat {
        Seat::Station | Seat::AnyStation => {
            let Some(station) = after.station else { return vec![] };
            let named = after.deputy.filter(|post| {
                register.posts.get(post).is_some_and(|p| {
                    p.office == *office && p.body == station && p.people(today).next().is_some()
                })
            });
            let post =
                named.or_else(|| register.held_at(station, office, today).next().map(|p| p.id));
            post.map(|post| holder(Some(station), Some(post))).into_iter().collect()
        }
        Seat::House => {
            let body = register.bodies_of(&["congress"], today).first().map(|body| body.id);
            body.map(|body| holder(Some(body), None)).into_iter().collect()
        }
        Seat::Lead => {
            after.lead.map(|body| holder(Some(body), after.lead_post)).into_iter().collect()
        }
        Seat::Co => after
            .co
            .iter()
            .filter(|unit| !unit.replied)
            .map(|unit| holder(Some(unit.body), None))
            .collect(),
    }
}
