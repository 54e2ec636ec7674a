//! Plays two years of the county: residents, deputies, clerks and units do what they might do, by
//! the real acts, under a simulated clock.

mod acts;
mod gatherings;
mod others;
mod sequel;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::channel;

use jiff::civil::Date;
use law::clock::{Time, Zone};
use law::matter::acts::{Act, Answer, Assignment, Contact, Filling, Joining, Submission};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor, Officer};
use law::ruling::code;
use law::words::{AreaId, BodyId, Code, Hash, MatterId};
use store::db::No;
use store::{Chance, Fault};

use gatherings::Gatherings;
use others::Others;

use super::corpus::{Corpus, Gaps, Topic};
use super::county::County;
use crate::desk;
use crate::house::{Clock, House};
use crate::rights::Who;
use crate::roles::tasks;
use crate::rooms::{matters, open};

/// How many acts are sent before the first of them is answered: a house takes no more than some
/// thousands at once, and a slot of a large county has more.
const SENT_MOST: usize = 4096;
/// The hours of a day at which things happen, as minutes after midnight.
const SLOTS: [i64; 4] = [8 * 60 + 40, 11 * 60 + 25, 16 * 60 + 35, 20 * 60 + 10];

/// When open data come out, on the first of a month.
const NINE: i64 = open::tasks::HOUR as i64 * 60;

/// Something that somebody means to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Submit,
    Accept,
    Screen,
    HandOverAgain,
    Sign,
    SendBack,
    Note,
    Ask,
    AnswerQuestion,
    AskForTime,
    GrantTime,
    CoReply,
    Reply,
    FeedBack,
    Rate,
    Deliver,
    Urge,
    Supervise,
    Add,
    Join,
    Withdraw,
    LookBack,
    /// A second person agrees to what was proposed.
    Agree,
    /// Somebody calls back who has no part in the handling.
    CallBack,
}

/// One matter of the story.
struct Life {
    id: MatterId,
    topic: usize,
    voice: usize,
    area: AreaId,
    town: usize,
    village: usize,
    place: String,
    station: BodyId,
    lead: BodyId,
    co: Option<BodyId>,
    returns: u32,
    round: u32,
    promise: Option<Date>,
    answered_well: bool,
    /// How the office sorted it.
    way: Way,
    /// Whether the last rating asked to have it handled again.
    again: bool,
    /// How often something that has to be done was refused, and meant to be tried again.
    tries: u32,
}

/// The three ways in which the office sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    HandedOver,
    AtOnce,
    Explained,
}

/// Plays the county's life from one day to another.
pub fn play(
    house: &Arc<House>,
    county: Arc<County>,
    (first, last): (Date, Date),
    matters: u32,
    seed: u64,
    each_day: impl Fn(u64) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let state = house.state();
    let mut stage = Stage {
        house: house.clone(),
        corpus: Corpus::read()?,
        county,
        dice: Dice(Chance::seeded(seed ^ 0x5eed)),
        zone: state.zone.clone(),
        first,
        plans: BTreeMap::new(),
        slot: 0,
        lives: Vec::with_capacity(matters as usize),
        officers: BTreeMap::new(),
        gatherings: Gatherings::new(house, seed, matters),
    };
    stage.learn_officers();
    let days = i64::from((last - first).get_days());
    stage.plan_submissions(matters, days);
    let mut others = Others::new(house, seed, (matters, days));
    // The played time ends now at the latest: nothing may lie in the future of who looks at it.
    let end = Clock::System.now().min(stage.zone.end_of(last));
    for day in 0..=days {
        for (slot, minutes) in SLOTS.iter().enumerate() {
            let at = stage.instant(day, *minutes);
            if at > end {
                return Ok(());
            }
            if slot == 1 {
                house.clock.set(stage.instant(day, NINE));
                each_day(day as u64)?;
            }
            house.clock.set(at);
            if slot == 0 {
                while tasks::pass_time(house)? > 0 {}
                tasks::draw_look_backs(house)?;
            }
            match slot {
                1 => stage.gatherings.noon(day)?,
                2 => {
                    let brought = stage.brought(day + gatherings::EVERY);
                    stage.gatherings.afternoon(day, &brought)?;
                }
                _ => {}
            }
            stage.perform(day, slot)?;
            if slot == 1 {
                others.day(day)?;
            }
        }
    }
    Ok(())
}

/// Chance for the story.
struct Dice(Chance);

impl Dice {
    fn below(&self, bound: usize) -> usize {
        (u64::from_le_bytes(self.0.bytes()) % bound.max(1) as u64) as usize
    }

    fn between(&self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1) as usize) as i64
    }

    /// Whether something happens that happens so often in a thousand.
    fn once_in(&self, thousand: usize) -> bool {
        self.below(1000) < thousand
    }
}

struct Stage {
    house: Arc<House>,
    county: Arc<County>,
    corpus: Corpus,
    dice: Dice,
    zone: Zone,
    first: Date,
    plans: BTreeMap<(i64, usize), Vec<(usize, Deed)>>,
    /// The slot of the day that is played.
    slot: usize,
    lives: Vec<Life>,
    officers: BTreeMap<(BodyId, Code), Vec<Officer>>,
    /// Activities, at some of which matters are taken down.
    gatherings: Gatherings,
}

impl Stage {
    fn learn_officers(&mut self) {
        let state = self.house.state();
        for post in state.register.posts.values() {
            let officer = Officer {
                body: post.body,
                office: post.office.clone(),
                person: post.person,
                post: post.id,
            };
            self.officers.entry((post.body, post.office.clone())).or_default().push(officer);
        }
    }

    /// The stations to whose people something will be brought at noon of a day.
    fn brought(&self, day: i64) -> Vec<BodyId> {
        let planned = self.plans.get(&(day, 1)).into_iter().flatten();
        let submits = planned.filter(|(_, deed)| *deed == Deed::Submit);
        submits.map(|(life, _)| self.lives[*life].station).collect()
    }

    fn date(&self, day: i64) -> Date {
        self.first.checked_add(jiff::Span::new().days(day)).unwrap_or(Date::MAX)
    }

    fn instant(&self, day: i64, minutes: i64) -> Time {
        // Every act of a slot has the same instant; the seconds make it look less so.
        self.zone.start_of(self.date(day)).plus_ms(minutes * 60_000 + day % 60 * 1000)
    }

    /// More matters come in spring and after the theme month of July, fewer on holidays.
    fn plan_submissions(&mut self, matters: u32, days: i64) {
        let mut weights = vec![];
        for day in 0..=days {
            let date = self.date(day);
            let season = [8, 6, 10, 11, 10, 9, 14, 12, 10, 9, 10, 9];
            let base =
                season[(date.month() as usize - 1) % 12] + day as usize * 4 / (days as usize + 1);
            let weekend = matches!(
                date.weekday(),
                jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
            );
            weights.push(if weekend { base / 2 } else { base });
        }
        let total: usize = weights.iter().sum();
        for _ in 0..matters {
            let mut draw = self.dice.below(total);
            let day = weights.iter().position(|weight| {
                let here = draw < *weight;
                draw = draw.saturating_sub(*weight);
                here
            });
            let life = self.imagine();
            self.lives.push(life);
            let slot = self.dice.below(SLOTS.len());
            let key = (day.unwrap_or(0) as i64, slot);
            self.plans.entry(key).or_default().push((self.lives.len() - 1, Deed::Submit));
        }
    }

    fn imagine(&self) -> Life {
        let town = self.dice.below(self.county.file.town.len());
        let village = self.dice.below(self.county.file.town[town].villages.len());
        let file = &self.county.file.town[town];
        let kind = if file.villages[village].kind == "village" { "rural" } else { "urban" };
        let topic = loop {
            let topic = self.dice.below(self.corpus.topic.len());
            let setting = self.corpus.topic[topic].setting.as_str();
            if setting == "any" || setting == kind {
                break topic;
            }
        };
        let words = &self.corpus.topic[topic];
        let places: Vec<&str> = file
            .places
            .iter()
            .filter(|place| words.place_kinds.contains(&place.kind))
            .map(|place| place.name_zh.as_str())
            .collect();
        let place = places.get(self.dice.below(places.len())).copied();
        let area = self.county.areas[&format!("{}v{:02}", file.code, village + 1)];
        let state = self.house.state();
        let station =
            state.register.station_for(area, self.first).map_or(self.county.congress, |b| b.id);
        let lead = if self.dice.once_in(280) {
            self.county.town_governments[&file.code]
        } else {
            let choice = if self.dice.once_in(780) { 0 } else { self.dice.below(words.lead.len()) };
            self.county.bodies[&words.lead[choice]]
        };
        Life {
            id: MatterId::from_int(0),
            topic,
            voice: self.dice.below(words.voices.len()),
            area,
            town,
            village,
            place: place.unwrap_or(&file.villages[village].name_zh).to_owned(),
            station,
            lead,
            co: None,
            returns: 0,
            round: 1,
            promise: None,
            answered_well: false,
            way: Way::HandedOver,
            again: false,
            tries: 0,
        }
    }

    fn topic(&self, life: &Life) -> &Topic {
        &self.corpus.topic[life.topic]
    }

    fn officer(&self, body: BodyId, office: &'static str) -> Actor {
        let found = self.officers.get(&(body, code(office)));
        let officer = found.and_then(|officers| officers.get(self.dice.below(officers.len())));
        officer.map_or(Actor::House, |officer| Actor::Officer(officer.clone()))
    }

    fn gaps(&self, life: &Life, day: i64) -> Gaps {
        let town = &self.county.file.town[life.town];
        let past = self.date(day - self.dice.between(1, 6));
        let upper = &self.topic(life).upper;
        let promise = life.promise.unwrap_or(past);
        Gaps {
            place: life.place.clone(),
            village: town.villages[life.village].name_zh.clone(),
            town: town.name_zh.clone(),
            number: self.dice.between(2, 12) as u32,
            date: format!("{}月{}日", past.month(), past.day()),
            promise: format!("{}年{}月{}日", promise.year(), promise.month(), promise.day()),
            upper: upper.get(self.dice.below(upper.len())).cloned().unwrap_or_default(),
        }
    }

    fn say(&self, life: &Life, list: &str, day: i64) -> String {
        let topic = self.topic(life);
        let text = self.corpus.text(topic, (list, life.voice), self.dice.below(12));
        self.gaps(life, day).fill(text)
    }

    /// Plans a deed some days on, on a working day for officers.
    fn plan(&mut self, life: usize, deed: Deed, day: i64, days: i64) {
        let mut target = day + days.max(0);
        let by_resident = matches!(
            deed,
            Deed::AnswerQuestion
                | Deed::Rate
                | Deed::Add
                | Deed::Join
                | Deed::Withdraw
                | Deed::LookBack
        );
        let state = self.house.state();
        let calendar = state.calendar(&code("cn"));
        while !by_resident
            && calendar.is_some_and(|calendar| !calendar.is_working(self.date(target)))
        {
            target += 1;
        }
        let slots = if by_resident { SLOTS.len() } else { SLOTS.len() - 1 };
        let slot = self.dice.below(slots);
        // A slot that has passed already is too late: the next one, if need be of the next day.
        let key = match target == day {
            false => (target, slot),
            true if self.slot + 1 < SLOTS.len() => (day, slot.max(self.slot + 1)),
            true => (day + 1, 0),
        };
        self.plans.entry(key).or_default().push((life, deed));
    }

    /// Does everything planned for a slot, and plans what follows from what was done.
    fn perform(&mut self, day: i64, slot: usize) -> Result<(), Fault> {
        self.slot = slot;
        let planned = self.plans.remove(&(day, slot)).unwrap_or_default();
        // Made ready first and sent many at once, so that a slot takes few commits.
        let mut ready = vec![];
        for (life, deed) in planned {
            let Some((by, act)) = self.act(life, deed, day) else { continue };
            // From the story's own dice: who is asked again later follows from it.
            let id = ActId(self.dice.0.bytes());
            if deed == Deed::Submit {
                self.lives[life].id = matters::matter_of(&self.house, id);
            }
            let asked = (self.lives[life].id, act);
            let who = Who::playing(&by, (asked.0, &asked.1));
            ready.push((life, deed, who, matters::Ready::new(&self.house, id, asked)));
        }
        let (mut done, mut refused) = (vec![], vec![]);
        let (sender, receiver) = channel();
        let mut ready = ready.into_iter().peekable();
        while ready.peek().is_some() {
            let mut sent = 0;
            for (life, deed, who, ready) in ready.by_ref().take(SENT_MOST) {
                let sender = sender.clone();
                ready.ask(&self.house, who, move |answer| {
                    // The receiver waits below, so it is still there.
                    let _sent = sender.send((life, deed, answer.map(|_| ())));
                });
                sent += 1;
            }
            for _ in 0..sent {
                match receiver.recv() {
                    Ok((life, deed, Ok(()))) => done.push((life, deed)),
                    // Somebody came too late, or twice: that happens in life as well.
                    Ok((life, deed, Err(No::Refusal(refusal)))) => {
                        tracing::debug!(%refusal, "an invented act was refused");
                        refused.push((life, deed));
                    }
                    Ok((_, _, Err(No::Fault(fault)))) => return Err(fault),
                    Err(_) => return Err(Fault::new("the writer has stopped")),
                }
            }
        }
        // In the order of the plans, so that chance is drawn in the same order in every run.
        done.sort_by_key(|(life, _)| *life);
        refused.sort_by_key(|(life, _)| *life);
        for (life, deed) in done {
            self.follow(life, deed, day);
        }
        for (life, deed) in refused {
            self.try_again(life, deed, day);
        }
        Ok(())
    }
}
