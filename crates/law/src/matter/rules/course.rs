//! The course that a matter takes by an act: its next step and holder, and what its clocks do.

use jiff::civil::Date;

use super::super::case::{Case, Clock, State};
use super::super::facts::{
    Change, ClockChange, Effect, Fact, Filled, Holder, Party, Started, Value, What,
};
use super::Setting;
use crate::clock::{Length, reckon, working_days_before};
use crate::procedure::{ActRule, ClockRule, Do, On, Seat, Term};
use crate::register::{Body, Register};
use crate::ruling::Refusal;
use crate::words::{BodyId, Code};

/// A matter on its way from one step to the next. `case` already knows what the act said; the
/// effect is gathered by comparing it with the case before.
pub struct Course<'a> {
    /// The circumstances.
    pub setting: Setting<'a>,
    /// The case as it was.
    pub case: &'a Case,
    rule: Option<&'a ActRule>,
    to: Option<Code>,
    again: Option<Code>,
    new_round: bool,
    fields: Vec<Filled>,
    promised: Option<Date>,
    earlier: Option<Date>,
    granted: Option<Length>,
    resume: bool,
}

impl<'a> Course<'a> {
    /// The course that a rule of the procedure gives.
    pub fn new(setting: Setting<'a>, case: &'a Case, rule: &'a ActRule) -> Self {
        let mut course = Self::still(setting, case);
        course.rule = Some(rule);
        course.to.clone_from(&rule.to);
        course.again.clone_from(&rule.again);
        course
    }

    /// A course that leads nowhere by itself.
    pub fn still(setting: Setting<'a>, case: &'a Case) -> Self {
        Self {
            setting,
            case,
            rule: None,
            to: None,
            again: None,
            new_round: false,
            fields: vec![],
            promised: None,
            earlier: None,
            granted: None,
            resume: false,
        }
    }

    /// The rule of the procedure that it follows.
    pub fn rule(&self) -> Option<&'a ActRule> {
        self.rule
    }

    /// Whether the rule knows a second round.
    pub fn can_go_again(&self) -> bool {
        self.again.is_some()
    }

    /// Whether a further round may begin.
    ///
    /// # Errors
    /// Where the procedure allows no more: who decides then is told.
    pub fn check_round(&self) -> Result<(), Refusal> {
        match &self.setting.procedure.rounds {
            Some(bound) if self.case.round > bound.most => {
                let refusal = Refusal::conflict("rounds.no-more").with("most", bound.most);
                Err(refusal.with("arbiter", &bound.arbiter))
            }
            _ => Ok(()),
        }
    }

    /// Takes in what was filled in, and goes where the procedure says that it leads.
    pub fn fill(&mut self, fields: Vec<Filled>) {
        if let Some(route) = self.rule.and_then(|rule| rule.route.as_ref()) {
            let chosen = fields.iter().find(|field| field.key == route.field);
            if let Some(Filled { value: Value::Choice(word), .. }) = chosen {
                let way = route.ways.iter().find(|(choice, _)| choice == word);
                self.to = way.map(|(_, step)| step.clone());
            }
        }
        self.fields = fields;
    }

    /// What was filled in.
    pub fn filled(&self) -> &[Filled] {
        &self.fields
    }

    /// Stays where the matter is, whatever the rule said.
    pub fn stay(&mut self) {
        self.to = None;
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
        effect.did = self
            .rule
            .filter(|rule| Some(&rule.key) != plain_key(&what).as_ref())
            .map(|rule| rule.key.clone());
        after.happen(&what, self.setting.now);
        after.fill(&self.fields);
        let fact = Fact { effect: effect.clone(), fields: self.fields.clone(), what };
        after.follow(&fact);

        if let Some(to) = &self.to {
            let (step, holder) = settle(&self.setting, &after, to);
            if step != self.case.step || self.new_round {
                effect.outcome =
                    self.setting.procedure.step(&step).and_then(|step| step.outcome.clone());
                effect.step = Some(step.clone());
            }
            if holder != self.case.holder || self.new_round {
                effect.holder = Some(holder.clone());
            }
            (after.step, after.holder) = (step, holder);
        }
        let did = fact.did();
        let turned = self.turn_clocks(&after, did.as_ref());
        effect.clocks.extend(turned);
        Fact { effect, ..fact }
    }

    fn turn_clocks(&self, after: &Case, did: Option<&Code>) -> Vec<ClockChange> {
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
        did: Option<&Code>,
    ) -> Option<Change> {
        let today = self.setting.today();
        let actor = self.setting.by.officer();
        // A unit signs for itself: another one's signature ends no clock of the lead unit.
        let signs = self.rule.is_some_and(|rule| rule.act == Do::Sign);
        let each = is_seated_as(self.setting, &rule.on, Seat::Co)
            || is_seated_as(self.setting, &rule.on, Seat::Named)
            || (signs && is_seated_as(self.setting, &rule.on, Seat::Lead));
        let by_holder = match clock.on.body {
            Some(body) if each => actor.is_some_and(|officer| {
                officer.body == body && clock.on.post.is_none_or(|post| officer.post == post)
            }),
            _ => true,
        };
        if by_holder && did.is_some_and(|act| rule.until.contains(act)) {
            return Some(Change::Fulfilled { day: today, late: today > clock.due });
        }
        // Nobody is asked any more, or somebody was asked anew.
        let unasked = rule.on == On::Asked
            && after.proposal.as_ref().is_none_or(|proposal| proposal.record == 0);
        let left = !rule.at.contains(&after.step) || unasked;
        let other_lead = is_seated_as(self.setting, &rule.on, Seat::Lead)
            && !rule.is_promise()
            && clock.on.body != after.lead;
        let other_co = is_seated_as(self.setting, &rule.on, Seat::Co)
            && !after.co.iter().any(|unit| Some(unit.body) == clock.on.body);
        let other_party = is_seated_as(self.setting, &rule.on, Seat::Named)
            && !holders(&self.setting, after, &rule.on).contains(&clock.on);
        let new_round = self.new_round && !rule.is_promise();
        (left || other_party || other_lead || other_co || new_round).then_some(Change::Released)
    }

    /// How a clock that goes on is paused, resumed or extended by this act.
    fn bend(&self, clock: &Clock, rule: &ClockRule, did: Option<&Code>) -> Option<Change> {
        let today = self.setting.today();
        let pauses = did.is_some() && self.rule.is_some_and(|rule| rule.pauses);
        if pauses && rule.pausable && clock.state == State::Running {
            return Some(Change::Paused { day: today });
        }
        let resumes = self.resume || self.rule.is_some_and(|rule| rule.resumes);
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
        did: Option<&Code>,
        ended: &[u32],
    ) -> Vec<Holder> {
        if !rule.at.contains(&after.step) {
            return vec![];
        }
        if rule.on == On::Asked {
            let is_new = after.proposal.as_ref().is_some_and(|proposal| proposal.record == 0);
            return if is_new { holders(&self.setting, after, &rule.on) } else { vec![] };
        }
        if !rule.after.is_empty() {
            let asked = did.is_some_and(|act| rule.after.contains(act));
            let wanted = asked && (!rule.is_promise() || self.promised.is_some());
            return if wanted { holders(&self.setting, after, &rule.on) } else { vec![] };
        }
        // Sent on to a step that nobody holds, a matter can come back to where it stood: whoever
        // has it again has all the time again.
        let onward = self.to.as_ref().is_some_and(|to| *to != self.case.step);
        let came_back = onward && after.step == self.case.step;
        let entered = self.new_round
            || did == Some(&Do::Submit.key())
            || !rule.at.contains(&self.case.step)
            || after.clocks.iter().any(|c| {
                let fulfilled = did.is_some_and(|act| rule.until.contains(act));
                c.key == rule.key && ended.contains(&c.number) && (came_back || !fulfilled)
            });
        let runs = |holder: &Holder| {
            let named = is_seated_as(self.setting, &rule.on, Seat::Named);
            after.alive().any(|c| {
                let same = c.on.body == holder.body && (!named || c.on.post == holder.post);
                c.key == rule.key && same && !ended.contains(&c.number)
            })
        };
        let mut on = holders(&self.setting, after, &rule.on);
        on.retain(|holder| entered && !runs(holder));
        on
    }

    fn start(&self, rule: &ClockRule, on: Holder) -> Started {
        let (calendar, from) = (self.setting.calendar, self.setting.today());
        let length = rule.length();
        let reckoning = length.and_then(|length| reckon(from, length, &[], &[], calendar));
        let (mut due, provisional) =
            reckoning.map_or((from, false), |reckoning| (reckoning.due, reckoning.provisional));
        let mut length = length;
        match &rule.term {
            Term::Promised => due = self.promised.unwrap_or(from),
            Term::Before { field, length } => due = self.day_before(field, *length).max(from),
            Term::Runs(_) => {}
        }
        if let Some(earlier) = self.earlier.filter(|day| *day < due && !rule.answers)
            && length.is_some()
        {
            // The office set an earlier day than the rule allows.
            (due, length) = (earlier, None);
        }
        let warn = working_days_before(due, rule.warn, calendar).max(from);
        Started { due, from, key: rule.key.clone(), length, on, provisional, warn }
    }

    /// The day that lies so long before the one that was filled in.
    fn day_before(&self, field: &Code, length: Length) -> Date {
        let filled = self.fields.iter().find(|filled| filled.key == *field);
        let Some(Filled { value: Value::Day(day), .. }) = filled else {
            return self.setting.today();
        };
        let back = |span: jiff::Span| day.checked_sub(span).unwrap_or(*day);
        match length {
            Length::WorkingDays(n) => working_days_before(*day, n, self.setting.calendar),
            Length::Days(n) => back(jiff::Span::new().days(n)),
            Length::Months(n) => back(jiff::Span::new().months(n)),
        }
    }
}

/// The key that a fact tells of by itself.
fn plain_key(what: &What) -> Option<Code> {
    match what {
        What::Stepped { act, .. } => Some(act.clone()),
        what => what.act().map(Do::key),
    }
}

impl Clock {
    /// A change of this clock.
    pub(super) const fn changed(&self, change: Change) -> ClockChange {
        ClockChange { answers: self.answers, change, clock: self.number }
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

/// Who fills a role for a matter: several only for co-handling units and whoever was named.
pub fn holders(setting: &Setting<'_>, after: &Case, on: &On) -> Vec<Holder> {
    let key = match on {
        On::Role(key) => key,
        On::Asked => return after.proposal.iter().map(|asked| asked.of.clone()).collect(),
        On::Holder => {
            let role = crate::ruling::code("holder");
            return vec![Holder { body: None, post: None, role }];
        }
    };
    let Some(role) = setting.procedure.role(key) else { return vec![] };
    let holder = |body, post| Holder { body, post, role: key.clone() };
    let whole = |body: Option<BodyId>| body.map(|body| holder(Some(body), None));
    let Some((office, seat)) = &role.post else { return vec![holder(None, None)] };
    let (register, today) = (setting.register, setting.today());
    let sort = role.sort.as_ref().map_or("", Code::as_str);
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
            // Leaders answer in person.
            let held = body.filter(|_| Register::is_personal(office)).and_then(|body| {
                register.held_at(body, office, today).next().map(|post| (body, post.id))
            });
            let in_person = held.map(|(body, post)| holder(Some(body), Some(post)));
            in_person.or_else(|| whole(body)).into_iter().collect()
        }
        Seat::Sort => {
            let body = register.bodies_of(&[sort], today).first().map(|body| body.id);
            whole(body).into_iter().collect()
        }
        Seat::Area => whole(serving(setting, after, sort).map(|b| b.id)).into_iter().collect(),
        Seat::Duty => {
            let category = register.categories.get(&after.category);
            whole(category.and_then(|c| c.leads.first().copied())).into_iter().collect()
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
        Seat::Named => {
            let members = after.named.get(key).into_iter().flatten();
            members.map(|m| holder(Some(m.party.body), m.party.post)).collect()
        }
        Seat::Submitter => {
            let holds = |party: &Party| match party.post {
                Some(post) => register.posts.get(&post).is_some_and(|p| p.office == *office),
                None => register.held_at(party.body, office, today).next().is_some(),
            };
            let party = after.raised_by.filter(holds).into_iter();
            party.map(|Party { body, post }| holder(Some(body), post)).collect()
        }
    }
}

/// The body of a sort that serves the area of a matter: one in the area itself, or in the nearest
/// area around it.
pub fn serving<'a>(setting: &Setting<'a>, case: &Case, sort: &str) -> Option<&'a Body> {
    let bodies = setting.register.bodies_of(&[sort], setting.today());
    setting
        .register
        .lineage(case.area)
        .find_map(|area| bodies.iter().copied().find(|body| body.area == area.id))
}
