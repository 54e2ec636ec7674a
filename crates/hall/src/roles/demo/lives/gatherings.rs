//! Activities of the stations: planned a week ahead, come to, counted and closed, by the real acts.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::channel;

use jiff::Span;
use jiff::civil::{Date, date};
use law::activity::{Act, ActivityId, Draft, Received, Targets, ThemeDraft};
use law::record::{ActId, Actor, Officer};
use law::register::Post;
use law::ruling::code;
use law::words::{BodyId, PostId};
use store::db::No;
use store::{Chance, Fault};

use super::Dice;
use crate::house::House;
use crate::rooms::activities::{self, Wish};

/// Every how many days there are some, and how many for so many of the residents' matters.
pub const EVERY: i64 = 7;
const ONE_IN: u32 = 6_500;
/// From when to when, in minutes after midnight.
const SPAN: (i64, i64) = (11 * 60, 12 * 60 + 30);
/// What is said where words must be said.
const YEAR: [&str; 2] = ["代表联系群众主题年", "我为民、我履职、我行动（演示）"];
const JULY: [&str; 2] = ["七月代表主题活动月", "更好发挥人大代表作用（演示）"];
const MINUTES: &str = "（演示数据）听取群众意见，能当场答复的当场答复，其余记下并转办。";

/// The activities of the county.
pub struct Gatherings {
    house: Arc<House>,
    dice: Dice,
    each: usize,
    /// Stations, each with its staff and its deputies.
    stations: Vec<(BodyId, Actor, Vec<PostId>)>,
    /// Who announces themes, and the year whose theme was announced.
    office: Option<Actor>,
    year: Option<i16>,
    /// What was planned for the next time.
    next: Vec<Planned>,
    /// What goes on, by its station: matters are taken down there.
    pub on: HashMap<BodyId, ActivityId>,
}

#[derive(Clone)]
struct Planned {
    id: ActivityId,
    by: Actor,
    station: BodyId,
    receives: bool,
    invited: Vec<PostId>,
}

/// Whoever holds a post, as who acts.
fn actor(post: &Post) -> Actor {
    let (body, office, person) = (post.body, post.office.clone(), post.person);
    Actor::Officer(Officer { body, office, person, post: post.id })
}

impl Gatherings {
    /// Nothing is planned yet.
    pub fn new(house: &Arc<House>, seed: u64, matters: u32) -> Self {
        let state = house.state();
        let register = &state.register;
        let stations = register.bodies_of(&["station"], house.today()).into_iter();
        let station = |body: &law::register::Body| {
            let (staff, deputy) = (code("station-staff"), code("deputy"));
            let post = register.held_at(body.id, &staff, house.today()).next()?;
            let by = actor(post);
            let held = register.held_at(body.id, &deputy, house.today());
            Some((body.id, by, held.map(|post| post.id).collect::<Vec<_>>()))
        };
        let clerk = code("congress-office");
        let office = register
            .bodies_of(&["congress"], house.today())
            .iter()
            .find_map(|body| register.held_at(body.id, &clerk, house.today()).next().map(actor));
        Self {
            house: house.clone(),
            dice: Dice(Chance::seeded(seed ^ 0x9a7e)),
            each: (matters / ONE_IN).max(1) as usize,
            stations: stations.filter_map(station).collect(),
            office,
            year: None,
            next: vec![],
            on: HashMap::new(),
        }
    }

    /// What goes on at noon: those who were invited a week ago come.
    pub fn noon(&mut self, day: i64) -> Result<(), Fault> {
        if day % EVERY != 0 {
            return Ok(());
        }
        let mut wishes = vec![];
        for one in &self.next {
            let come = one.invited.iter().filter(|_| self.dice.once_in(850)).copied();
            let come: Vec<PostId> = come.collect();
            if one.receives {
                self.on.insert(one.station, one.id);
            }
            if !come.is_empty() {
                wishes.push((one.by.clone(), Wish::Act(one.id, Act::Enter(come, None))));
            }
        }
        self.ask(wishes).map(|_| ())
    }

    /// What goes on in the afternoon: what is over is counted and closed, the next is planned.
    /// Mostly by stations to which something will be brought then.
    pub fn afternoon(&mut self, day: i64, brought: &[BodyId]) -> Result<(), Fault> {
        if day % EVERY != 0 {
            return Ok(());
        }
        self.on.clear();
        let over = std::mem::take(&mut self.next);
        let mut counts = vec![];
        for one in over.iter().filter(|one| one.receives) {
            let heads = self.dice.between(3, 40) as u32;
            let received = Received { heads, times: heads + self.dice.between(0, 9) as u32 };
            counts.push((one.by.clone(), Wish::Act(one.id, Act::Count(received))));
        }
        self.ask(counts)?;
        let close = |one: &Planned| {
            (one.by.clone(), Wish::Act(one.id, Act::Close(MINUTES.to_owned(), true)))
        };
        self.ask(over.iter().map(close).collect())?;
        self.plan(brought)?;
        // The theme of the year, and the month of July (K-05, K-06).
        let today = self.house.today();
        let Ok(ahead) = today.checked_add(Span::new().days(EVERY)) else { return Ok(()) };
        let year = ahead.year();
        if self.year != Some(year) {
            self.year = Some(year);
            self.announce((date(year, 1, 1), date(year, 12, 31)), YEAR)?;
        }
        if today.month() < 7 && ahead.month() == 7 {
            self.announce((date(year, 7, 1), date(year, 7, 31)), JULY)?;
        }
        Ok(())
    }

    /// Announces a theme that wants to reach what the stations can.
    fn announce(
        &self,
        (first, last): (Date, Date),
        [name, slogan]: [&str; 2],
    ) -> Result<(), Fault> {
        let Some(office) = self.office.clone() else { return Ok(()) };
        let weeks = ((last - first).get_days() / EVERY as i32).max(1) as u32;
        let held = weeks * self.each as u32;
        let targets = Targets {
            activities: Some(held),
            attendances: Some(held * 4),
            matters: None,
            received: Some(held * 15),
        };
        let draft = ThemeDraft {
            first: Some(first),
            kinds: vec![],
            last: Some(last),
            name: format!("{}年{name}", first.year()),
            slogan: slogan.to_owned(),
            targets,
        };
        let (sender, receiver) = channel();
        let id = ActId(self.dice.0.bytes());
        activities::announce(&self.house, id, office, draft, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer.map(|_| ()));
        });
        let answer = receiver.recv().map_err(|_| Fault::new("the writer has stopped"))?;
        answer.map_err(|no| Fault::new(format!("a theme of the demo was refused: {no:?}")))
    }

    fn plan(&mut self, brought: &[BodyId]) -> Result<(), Fault> {
        let state = self.house.state();
        let (zone, kinds) = (&state.zone, &state.activities.kinds);
        let day = self.house.today().checked_add(Span::new().days(EVERY));
        let (Ok(day), false) = (day, self.stations.is_empty()) else { return Ok(()) };
        let at = |minutes: i64| Some(zone.start_of(day).plus_ms(minutes * 60_000));
        let first = self.dice.below(self.stations.len());
        let mut plans = vec![];
        let mut planned: Vec<(Actor, BodyId, bool, Vec<PostId>)> = vec![];
        for number in 0..self.each.min(self.stations.len()) {
            let there = brought.get(number).and_then(|wanted| {
                self.stations.iter().position(|(station, ..)| station == wanted)
            });
            let mut place = there.unwrap_or((first + number) % self.stations.len());
            // Each station one: its deputies cannot be at two.
            while planned.iter().any(|(_, taken, ..)| *taken == self.stations[place].0) {
                place = (place + 1) % self.stations.len();
            }
            let (station, by, deputies) = self.stations[place].clone();
            // Every second one receives residents, as the law has it first.
            let kind = match self.dice.once_in(500) {
                true => &kinds[0],
                false => &kinds[self.dice.below(kinds.len())],
            };
            let told = state.register.stations.get(&station);
            let body = state.body_name(station, "zh");
            let draft = Draft {
                begins: at(SPAN.0),
                body: station,
                ends: at(SPAN.1),
                kind: kind.key.clone(),
                place: told.map_or(body, |told| state.name(told.address, "zh")).to_owned(),
                title: format!("{}{}月{}", body, day.month(), kind.zh),
            };
            plans.push((by.clone(), Wish::Plan(draft)));
            planned.push((by, station, kind.receives, deputies));
        }
        let ids = self.ask(plans)?;
        let known = ids.into_iter().zip(planned).map(|(id, (by, station, receives, invited))| {
            Planned { id, by, station, receives, invited }
        });
        self.next = known.collect();
        let invite =
            |one: &Planned| (one.by.clone(), Wish::Act(one.id, Act::Invite(one.invited.clone())));
        let some = self.next.iter().filter(|one| !one.invited.is_empty());
        self.ask(some.map(invite).collect()).map(|_| ())
    }

    /// Asks for all at once, so that they share a commit, and tells of which activity each was.
    fn ask(&self, wishes: Vec<(Actor, Wish)>) -> Result<Vec<ActivityId>, Fault> {
        let (sender, receiver) = channel();
        let sent = wishes.len();
        for (place, (by, wish)) in wishes.into_iter().enumerate() {
            let (id, sender) = (ActId(self.dice.0.bytes()), sender.clone());
            activities::ask(&self.house, id, by, wish, move |answer| {
                // The receiver waits below, so it is still there.
                let _sent = sender.send((place, answer.map(|done| done.answer.activity)));
            });
        }
        let mut done = vec![];
        for _ in 0..sent {
            match receiver.recv() {
                Ok((place, Ok(activity))) => done.push((place, activity)),
                Ok((_, Err(No::Fault(fault)))) => return Err(fault),
                Ok((_, Err(No::Refusal(no)))) => {
                    return Err(Fault::new(format!("an activity of the demo was refused: {no}")));
                }
                Err(_) => return Err(Fault::new("the writer has stopped")),
            }
        }
        done.sort_unstable_by_key(|(place, _)| *place);
        Ok(done.into_iter().map(|(_, activity)| activity).collect())
    }
}
