//! Plays two years of the county: residents, deputies, clerks and units do what they might do, by
//! the real acts, under a simulated clock.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::channel;

use jiff::civil::Date;
use law::clock::{Time, Zone};
use law::matter::acts::{Act, Answer, Assignment, Contact, Joining, Submission};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor, Officer};
use law::ruling::code;
use law::words::{AreaId, BodyId, Code, Hash, MatterId};
use store::db::No;
use store::{Chance, Fault};

use super::corpus::{Corpus, Gaps, Topic};
use super::county::County;
use crate::house::House;
use crate::roles::tasks;
use crate::rooms::matters;

/// The hours of a day at which things happen, as minutes after midnight.
const SLOTS: [i64; 4] = [8 * 60 + 40, 11 * 60 + 25, 16 * 60 + 35, 20 * 60 + 10];

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
}

/// Plays the county's life from one day to another.
pub fn play(
    house: &Arc<House>,
    county: Arc<County>,
    (first, last): (Date, Date),
    matters: u32,
    seed: u64,
    progress: impl Fn(u64),
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
        lives: Vec::with_capacity(matters as usize),
        officers: BTreeMap::new(),
    };
    stage.learn_officers();
    let days = i64::from((last - first).get_days());
    stage.plan_submissions(matters, days);
    let end = house_now_limit(house, &stage.zone, last);
    for day in 0..=days {
        progress(day as u64);
        for (slot, minutes) in SLOTS.iter().enumerate() {
            let at = stage.instant(day, *minutes);
            if at > end {
                return Ok(());
            }
            house.clock.set(at);
            if slot == 0 {
                while tasks::pass_time(house)? > 0 {}
                tasks::draw_look_backs(house)?;
            }
            stage.perform(day, slot)?;
        }
    }
    Ok(())
}

/// The played time ends now at the latest: nothing may lie in the future of those who look at it.
fn house_now_limit(house: &House, zone: &Zone, last: Date) -> Time {
    let now = crate::house::Clock::System.now();
    let _ = house;
    now.min(zone.end_of(last))
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
    lives: Vec<Life>,
    officers: BTreeMap<(BodyId, Code), Vec<Officer>>,
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
        let slot = self.dice.below(if by_resident { 4 } else { 3 });
        // Nothing is planned for a slot that has passed already.
        let key = if target == day { (day, 3) } else { (target, slot) };
        self.plans.entry(key).or_default().push((life, deed));
    }

    /// Does everything planned for a slot, and plans what follows from what was done.
    fn perform(&mut self, day: i64, slot: usize) -> Result<(), Fault> {
        let planned = self.plans.remove(&(day, slot)).unwrap_or_default();
        let (sender, receiver) = channel();
        let mut sent = 0;
        for (life, deed) in planned {
            let Some((by, act)) = self.act(life, deed, day) else { continue };
            let id = ActId(self.house.chance.bytes());
            if deed == Deed::Submit {
                self.lives[life].id = matters::matter_of(&self.house, id);
            }
            let sender = sender.clone();
            let matter = self.lives[life].id;
            matters::ask(&self.house, id, by, (matter, act), move |answer| {
                // The receiver waits below, so it is still there.
                let _sent = sender.send((life, deed, answer.map(|_| ())));
            });
            sent += 1;
        }
        let mut done = vec![];
        for _ in 0..sent {
            match receiver.recv() {
                Ok((life, deed, Ok(()))) => done.push((life, deed)),
                // Somebody came too late, or twice: that happens in life as well.
                Ok((_, _, Err(No::Refusal(refusal)))) => {
                    tracing::debug!(%refusal, "an invented act was refused");
                }
                Ok((_, _, Err(No::Fault(fault)))) => return Err(fault),
                Err(_) => return Err(Fault::new("the writer has stopped")),
            }
        }
        // In the order of the plans, so that chance is drawn in the same order in every run.
        done.sort_by_key(|(life, _)| *life);
        for (life, deed) in done {
            self.follow(life, deed, day);
        }
        Ok(())
    }

    fn submission(&self, life: &Life, day: i64) -> (Actor, Act) {
        let voice = &self.topic(life).voices[life.voice];
        let gaps = self.gaps(life, day);
        let dice = &self.dice;
        let (by, channel) = match dice.below(100) {
            0..62 => (Actor::Resident, "online"),
            62..82 => (self.officer(life.station, "station-staff"), "counter"),
            82..93 => (self.officer(life.station, "station-staff"), "phone"),
            _ => (self.officer(life.station, "station-staff"), "slip"),
        };
        let slip = (channel == "slip").then(|| {
            let number = Hash::of(&[&dice.0.bytes::<8>()]).to_string()[..8].to_uppercase();
            Code::new(&format!("S-{number}")).expect("eight digits and two signs")
        });
        let claimed = slip.is_some().then(|| self.instant(day - dice.between(0, 3), 9 * 60));
        let contact = dice.once_in(720).then(|| Contact {
            name: self.county.name(dice.below(1400)).to_owned(),
            // Numbers of a block that is not given out to anybody.
            phone: if dice.once_in(600) {
                format!("1990000{:04}", dice.below(10_000))
            } else {
                String::new()
            },
            mail: format!("resident{}@example.org", dice.below(100_000)),
        });
        let confidential = dice.once_in(90);
        let submission = Submission {
            title: gaps.fill(&voice.title),
            body: gaps.fill(&voice.body),
            area: life.area,
            place: Some(life.place.clone()),
            category: Code::new(&self.topic(life).category).expect("codes of the demo are sound"),
            visibility: if confidential { Visibility::Confidential } else { Visibility::Public },
            contact,
            files: vec![],
            language: code("zh-CN"),
            station: None,
            slip,
            claimed,
            channel: Some(code(channel)),
            place_key: None,
            receipt: None,
        };
        (by, Act::Submit(Box::new(submission)))
    }

    fn assignment(&self, life: &Life) -> Assignment {
        let co = life.co.filter(|co| *co != life.lead).into_iter().collect();
        Assignment { lead: life.lead, co, post: None, by: None, text: String::new() }
    }

    /// The act of a deed, and whose it is; `None` where it makes no sense any more.
    fn act(&mut self, index: usize, deed: Deed, day: i64) -> Option<(Actor, Act)> {
        if deed == Deed::Reply {
            return Some(self.reply(index, day));
        }
        let life = &self.lives[index];
        let congress = self.county.congress;
        let say = |list| self.say(life, list, day);
        let unit = || self.officer(life.lead, "handler");
        let office = || self.officer(congress, "congress-office");
        Some(match deed {
            Deed::Submit => self.submission(life, day),
            Deed::Accept => (self.officer(life.station, "deputy"), Act::Accept {}),
            Deed::Screen => (office(), self.sort(life, day)),
            Deed::HandOverAgain => (office(), Act::HandOver(self.assignment(life))),
            Deed::Sign => (unit(), Act::Sign {}),
            Deed::SendBack => {
                (unit(), Act::Return { duty: self.foreign_duty(life)?, reason: say("returned") })
            }
            Deed::Note => (unit(), Act::Note { text: say("progress"), open: true }),
            Deed::Ask => {
                let question = self.corpus.question(self.topic(life), life.voice, day as usize);
                (unit(), Act::Ask { question: self.gaps(life, day).fill(&question.ask) })
            }
            Deed::AnswerQuestion => {
                let question = self.corpus.question(self.topic(life), life.voice, day as usize);
                let text = self.gaps(life, day).fill(&question.answer);
                (Actor::Resident, Act::AnswerQuestion { text, files: vec![] })
            }
            Deed::AskForTime => {
                let working_days = self.dice.between(5, 15) as u16;
                (unit(), Act::AskForTime { working_days, reason: say("extensions") })
            }
            Deed::GrantTime => (office(), Act::GrantTime { reason: say("extensions") }),
            Deed::CoReply => {
                (self.officer(life.co?, "handler"), Act::CoReply { text: say("progress") })
            }
            Deed::FeedBack => {
                let way = ["phone", "visit", "message"][self.dice.below(3)];
                (
                    self.officer(life.station, "deputy"),
                    Act::FeedBack { way: code(way), text: say("explanations") },
                )
            }
            Deed::Rate => (Actor::Resident, self.rating(life)),
            Deed::Deliver => (unit(), Act::Deliver { text: say("done") }),
            Deed::Urge => (office(), Act::Urge { text: say("progress") }),
            Deed::Supervise => {
                let leader = self.officers.get(&(congress, code("leader")))?.first()?.clone();
                let post = leader.post;
                (Actor::Officer(leader), Act::Supervise { leader: post, text: say("progress") })
            }
            Deed::Add => (Actor::Resident, Act::Add { text: say("additions"), files: vec![] }),
            Deed::Join => {
                (Actor::Resident, Act::Join(Joining { contact: None, receipt: Hash::default() }))
            }
            Deed::Withdraw => (Actor::Resident, Act::Withdraw { reason: say("withdrawals") }),
            Deed::LookBack => {
                (Actor::Resident, Act::LookBack { solved: life.answered_well, again: false })
            }
            Deed::Reply => unreachable!("made above"),
        })
    }

    /// The three ways of sorting, as often as offices use them.
    fn sort(&self, life: &Life, day: i64) -> Act {
        match self.dice.below(100) {
            0..9 => Act::Explain {
                text: self.say(life, "impossible", day),
                basis: "《信访工作条例》".to_owned(),
            },
            9..18 => {
                let town = &self.county.file.town[life.town].code;
                let mut assignment = self.assignment(life);
                assignment.co.clear();
                assignment.lead = self.county.town_governments[town];
                Act::RespondAtOnce(assignment)
            }
            _ => Act::HandOver(self.assignment(life)),
        }
    }

    /// An entry of some other body's duty list.
    fn foreign_duty(&self, life: &Life) -> Option<Code> {
        let state = self.house.state();
        let others: Vec<&Code> = state
            .register
            .duties
            .values()
            .filter(|duty| duty.body != life.lead)
            .map(|duty| &duty.code)
            .collect();
        others.get(self.dice.below(others.len())).map(|duty| (*duty).clone())
    }

    fn rating(&self, life: &Life) -> Act {
        let mood = self.dice.below(100) + if life.answered_well { 0 } else { 28 };
        let (rating, solved) = match mood {
            0..58 => ("satisfied", life.answered_well),
            58..84 => ("basically-satisfied", life.answered_well),
            _ => ("not-satisfied", false),
        };
        let again = rating == "not-satisfied" && life.round == 1 && self.dice.once_in(550);
        Act::Rate { rating: code(rating), solved, again }
    }

    fn reply(&mut self, index: usize, day: i64) -> (Actor, Act) {
        let class = match self.dice.below(100) {
            0..63 => "done",
            63..82 => "promised",
            82..92 => "impossible",
            _ => "above",
        };
        let promise = (class == "promised").then(|| self.date(day + self.dice.between(20, 150)));
        let well = class == "done" && self.dice.once_in(860);
        let life = &mut self.lives[index];
        life.promise = promise;
        life.answered_well = well;
        let life = &self.lives[index];
        let answer = Answer {
            class: code(class),
            text: self.say(life, class, day),
            promised: promise,
            passed_to: if class == "above" { self.gaps(life, day).upper } else { String::new() },
            basis: if class == "impossible" {
                "《中华人民共和国预算法》".to_owned()
            } else {
                String::new()
            },
            files: vec![],
        };
        (self.officer(life.lead, "handler"), Act::Reply(Box::new(answer)))
    }

    /// What people mean to do after something was done.
    fn follow(&mut self, life: usize, deed: Deed, day: i64) {
        let dice = |stage: &Self, least, most| stage.dice.between(least, most);
        match deed {
            Deed::Submit => self.follow_submission(life, day),
            Deed::Accept => {
                let days = if self.dice.once_in(60) { dice(self, 4, 9) } else { dice(self, 0, 3) };
                self.plan(life, Deed::Screen, day, days);
            }
            Deed::Screen | Deed::HandOverAgain => self.follow_assignment(life, day),
            Deed::SendBack => {
                self.lives[life].returns += 1;
                let other = self.dice.below(self.topic(&self.lives[life]).lead.len());
                let lead = &self.topic(&self.lives[life]).lead[other];
                self.lives[life].lead = self.county.bodies[lead];
                let days = dice(self, 1, 3);
                self.plan(life, Deed::HandOverAgain, day, days);
            }
            Deed::Sign => self.follow_signature(life, day),
            Deed::Ask if self.dice.once_in(820) => {
                let days = dice(self, 1, 9);
                self.plan(life, Deed::AnswerQuestion, day, days);
            }
            Deed::AskForTime if self.dice.once_in(850) => {
                let days = dice(self, 0, 2);
                self.plan(life, Deed::GrantTime, day, days);
            }
            Deed::Reply => self.follow_reply(life, day),
            Deed::Rate if self.lives[life].round == 1 && !self.lives[life].answered_well => {
                // Where a second round was asked for, the office sorts it again; where it was not,
                // the law refuses and nothing happens.
                self.lives[life].round = 2;
                let days = dice(self, 1, 3);
                self.plan(life, Deed::HandOverAgain, day, days);
            }
            _ => {}
        }
    }

    fn follow_submission(&mut self, life: usize, day: i64) {
        let accepts = self.dice.once_in(930);
        let days = if accepts { self.dice.between(0, 2) } else { self.dice.between(5, 9) };
        let deed = if accepts { Deed::Accept } else { Deed::Screen };
        self.plan(life, deed, day, days);
        if self.dice.once_in(150) {
            let co = self.dice.below(self.topic(&self.lives[life]).lead.len());
            let co = &self.topic(&self.lives[life]).lead[co];
            self.lives[life].co = Some(self.county.bodies[co]);
        }
        for (often, deed, least, most) in [
            (70, Deed::Add, 1, 12),
            (60, Deed::Join, 0, 14),
            (30, Deed::Join, 2, 20),
            (18, Deed::Withdraw, 2, 15),
        ] {
            if self.dice.once_in(often) {
                let days = self.dice.between(least, most);
                self.plan(life, deed, day, days);
            }
        }
    }

    fn follow_assignment(&mut self, life: usize, day: i64) {
        let returns = self.lives[life].returns;
        let sends_back = match returns {
            0 => self.dice.once_in(70),
            1 => self.dice.once_in(200),
            _ => false,
        };
        let days =
            if self.dice.once_in(50) { self.dice.between(3, 6) } else { self.dice.between(0, 2) };
        let deed = if sends_back { Deed::SendBack } else { Deed::Sign };
        self.plan(life, deed, day, days);
        // A matter for response at once needs no signature: its reply comes within days.
        let quick = self.dice.between(1, 6);
        if !sends_back && self.dice.once_in(120) {
            self.plan(life, Deed::Reply, day, quick);
        }
    }

    fn follow_signature(&mut self, life: usize, day: i64) {
        for (often, deed, least, most) in [
            (380, Deed::Note, 1, 8),
            (110, Deed::Ask, 1, 6),
            (90, Deed::AskForTime, 6, 12),
            (900, Deed::CoReply, 2, 9),
        ] {
            if self.dice.once_in(often) {
                let days = self.dice.between(least, most);
                self.plan(life, deed, day, days);
            }
        }
        let days = match self.dice.below(1000) {
            0..880 => self.dice.between(2, 18),
            880..960 => self.dice.between(19, 34),
            960..985 => self.dice.between(35, 90),
            // Nobody ever answers: the page says so by itself.
            _ => return,
        };
        self.plan(life, Deed::Reply, day, days);
        if days > 30 {
            self.plan(life, Deed::Urge, day, 27);
            if self.dice.once_in(300) {
                self.plan(life, Deed::Supervise, day, 32);
            }
        }
    }

    fn follow_reply(&mut self, life: usize, day: i64) {
        let days = self.dice.between(0, 3);
        if self.dice.once_in(920) {
            self.plan(life, Deed::FeedBack, day, days);
        }
        if self.dice.once_in(560) {
            let days = self.dice.between(1, 25);
            self.plan(life, Deed::Rate, day, days);
        }
        if let Some(promise) = self.lives[life].promise {
            let until = i64::from((promise - self.date(day)).get_days());
            let slip = if self.dice.once_in(180) {
                self.dice.between(1, 60)
            } else {
                -self.dice.between(0, 12)
            };
            if self.dice.once_in(930) {
                self.plan(life, Deed::Deliver, day, (until + slip).max(1));
            }
        }
        if self.lives[life].answered_well && self.dice.once_in(100) {
            let days = self.dice.between(92, 108);
            self.plan(life, Deed::LookBack, day, days);
        }
    }
}
