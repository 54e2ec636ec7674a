//! The registers of the congress office at the end of the played time: grids, helpers, checklists
//! and titles of stations, and who keeps in touch, entered by the rules that hold for everybody.

use std::sync::Arc;
use std::sync::mpsc::channel;

use jiff::ToSpan;
use jiff::civil::Date;
use law::duty::{Draft, Grades};
use law::network::Slot;
use law::office::{self, Kind, Line, Mode};
use law::record::{ActId, Actor, Officer};
use law::register::{Fact, Post};
use law::ruling::code;
use law::words::Code;
use store::Fault;
use store::db::{Answer, No};

use super::county::County;
use crate::desk::Done;
use crate::house::House;
use crate::rooms::activities::views::{self, Filter};
use crate::rooms::office::acts;
use crate::rooms::stations;

/// The checklist by which all stations were assessed.
const CHECKLIST: &str = "four-fives";
/// What is said where words must be said.
const EVIDENCE: &str = "（演示数据）现场查看属实";
const DUTY: &str = "（演示数据）巡查、上报、回访";
const CAME: &str = "（演示数据）听取意见，转交一件";
const REPORT: &str = "（演示数据）一年来参加接待和走访，督办群众意见，履职情况见履职档案。";
const FORMULA: &str = include_str!("../../../../../packs/cn/appraisal.toml");
/// More meetings than a demo has.
const MEETINGS_MOST: u32 = 500;
/// Of so many stations' items one is not met, and of so many grids one is held by nobody.
const UNMET: usize = 7;
const UNHELD: usize = 9;

struct Registers<'a> {
    house: &'a Arc<House>,
    county: &'a County,
    by: Actor,
    today: Date,
}

/// Fills them in.
pub fn fill(house: &Arc<House>, county: &County) -> Result<(), Fault> {
    let (state, today) = (house.state(), house.today());
    let clerk = code("congress-office");
    let post = state.register.held_at(county.congress, &clerk, today).next();
    let post = post.ok_or_else(|| Fault::new("the demo has nobody at the congress office"))?;
    let registers = Registers { house, county, by: actor(post), today };
    registers.grids()?;
    registers.in_grids()?;
    registers.helpers()?;
    registers.stations()?;
    registers.contacts()?;
    registers.reports()?;
    registers.formula()
}

fn actor(post: &Post) -> Actor {
    let (body, office, person) = (post.body, post.office.clone(), post.person);
    Actor::Officer(Officer { body, office, person, post: post.id })
}

fn must<T>(answer: Answer<Done<T>>) -> Result<(), Fault> {
    match answer {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(format!("a register of the demo: {refusal}"))),
    }
}

impl Registers<'_> {
    fn enter(&self, kind: Kind, lines: Vec<Line>) -> Result<(), Fault> {
        let act = (ActId(self.house.chance.bytes()), self.by.clone());
        must(acts::enter(self.house, act, (kind, Mode::New), lines))
    }

    /// A day so many days ago.
    fn ago(&self, days: i64) -> String {
        self.today.checked_sub(days.days()).unwrap_or(self.today).to_string()
    }

    /// Two grids in the first village of each town.
    fn grids(&self) -> Result<(), Fault> {
        let state = self.house.state();
        let (mut areas, mut held) = (vec![], vec![]);
        for (number, town) in self.county.file.town.iter().enumerate() {
            let Some(village) = town.villages.first() else { continue };
            let body = self.county.town_governments.get(&town.code);
            let handler = code("handler");
            let post = body.and_then(|b| state.register.held_at(*b, &handler, self.today).next());
            for (turn, name) in ["第一网格（演示）", "第二网格（演示）"].into_iter().enumerate()
            {
                let grid = format!("{}-g{}", village.code(), turn + 1);
                areas.push(Line::of([
                    ("code", grid.as_str()),
                    ("level", "grid"),
                    ("name", name),
                    ("parent", village.code()),
                ]));
                let Some(post) = post.filter(|_| (number * 2 + turn) % UNHELD != UNHELD - 1) else {
                    continue;
                };
                held.push(Line::of([
                    ("area", grid.as_str()),
                    ("person", &post.person.to_string()),
                    ("duty", DUTY),
                    ("first", &self.ago(300)),
                ]));
            }
        }
        self.enter(Kind::Areas, areas)?;
        self.enter(Kind::Grids, held)
    }

    /// Deputies in the first grid of their town, but for a few.
    fn in_grids(&self) -> Result<(), Fault> {
        let state = self.house.state();
        let book = self.house.read(|db| acts::book(db, &state, (self.today, false)))?;
        let grid_of = |station: &str| {
            let body = book.body_of_code(station)?;
            let mut lineage = book.register.lineage(body.area);
            let town = lineage.find(|area| area.level == "town")?.code.clone();
            let town = self.county.file.town.iter().find(|one| one.code == town.as_str())?;
            Some(format!("{}-g1", town.villages.first()?.code()))
        };
        let told = office::lines(&book, Kind::Mandates).into_iter().enumerate();
        let put = |(number, (post, line)): (usize, (String, Line))| {
            let grid = grid_of(line.get("body")).filter(|_| number % UNHELD != UNHELD - 1)?;
            Some(line.with("code", &post).with("grid", &grid))
        };
        let lines: Vec<Line> = told.filter_map(put).collect();
        let act = (ActId(self.house.chance.bytes()), self.by.clone());
        must(acts::enter(self.house, act, (Kind::Mandates, Mode::Change), lines))
    }

    /// Some helpers of each kind, spread over the towns.
    fn helpers(&self) -> Result<(), Fault> {
        let standards = self.house.state().standards.clone();
        let mut lines = vec![];
        for (number, town) in self.county.file.town.iter().enumerate() {
            for (turn, kind) in standards.helpers.iter().enumerate() {
                if (number + turn) % 2 == 1 {
                    continue;
                }
                let letter = format!("h-{}", lines.len() + 1);
                let name = self.county.name(3000 + lines.len());
                // One in eight certificates has run out.
                let left = if number % 8 == 7 { -20 } else { 200 };
                let certified = self.ago(-left);
                lines.push(Line::of([
                    ("code", letter.as_str()),
                    ("name", name),
                    ("kind", kind.key.as_str()),
                    ("area", &town.code),
                    ("body", "congress"),
                    ("first", &self.ago(250)),
                    ("certified", if kind.certificate { &certified } else { "" }),
                ]));
            }
        }
        self.enter(Kind::Helpers, lines)
    }

    /// Every station item by item, and the best title that it has earned.
    fn stations(&self) -> Result<(), Fault> {
        let state = self.house.state();
        let list = state.standards.checklist(CHECKLIST);
        let list = list.ok_or_else(|| Fault::new("the demo's checklist is not there"))?;
        let stations = state.register.bodies_of(&["station"], self.today);
        let edition = self.today.year().to_string();
        let (mut found, day) = (vec![], self.ago(10));
        for (number, station) in stations.iter().enumerate() {
            for (place, item) in list.items.iter().enumerate() {
                let is_met = (number * 5 + place * 3) % UNMET != 0 || number % 4 == 0;
                found.push(Line::of([
                    ("body", station.code.as_str()),
                    ("checklist", CHECKLIST),
                    ("edition", &edition),
                    ("item", item.key.as_str()),
                    ("met", if is_met { "yes" } else { "no" }),
                    ("evidence", if is_met { EVIDENCE } else { "" }),
                    ("assessor", "congress"),
                    ("day", &day),
                ]));
            }
        }
        self.enter(Kind::Assessments, found)?;
        let (state, year) = (self.house.state(), self.today.year());
        let share = |station: &law::register::Body| {
            let (met, whole) = list.score(|item: &Code| {
                let (checklist, item) = (list.key.clone(), item.clone());
                let slot = Slot { checklist, edition: year, item };
                state.register.assessed.get(&(station.id, slot)).is_some_and(|found| found.met)
            });
            100 * met / whole.max(1)
        };
        let earned = |station: &&law::register::Body| {
            let starred = state.standards.titles.iter().filter(|title| title.checklist.is_some());
            let reached = starred.filter(|title| share(station) >= u32::from(title.least));
            let best = reached.max_by_key(|title| title.least)?;
            Some(Line::of([
                ("body", station.code.as_str()),
                ("title", best.key.as_str()),
                ("edition", &edition),
                ("assessor", "congress"),
                ("first", &day),
            ]))
        };
        self.enter(Kind::Titles, stations.iter().filter_map(earned).collect())
    }

    /// Leaders keep in touch with deputies, deputies with a village each; some visits were made.
    fn contacts(&self) -> Result<(), Fault> {
        let state = self.house.state();
        let register = &state.register;
        let (leader, deputy) = (code("leader"), code("deputy"));
        let leaders: Vec<&Post> =
            register.held_at(self.county.congress, &leader, self.today).collect();
        let stations = register.bodies_of(&["station"], self.today);
        let deputies: Vec<&Post> = stations
            .iter()
            .filter_map(|station| register.held_at(station.id, &deputy, self.today).next())
            .collect();
        let mut lines = vec![];
        let led = leaders.iter().zip(&deputies);
        let led = led.map(|(leader, post)| (leader.person, ("deputy", post.person.to_string())));
        let towns = self.county.file.town.iter().cycle();
        let near = deputies.iter().zip(towns).map(|(post, town)| {
            let village = town.villages.last().map_or("county", |village| village.code());
            (post.person, ("area", village.to_owned()))
        });
        for (number, (who, whom)) in led.chain(near).enumerate() {
            let every = if number % 6 == 5 { "30" } else { "90" };
            lines.push(Line::of([
                ("code", format!("c-{}", number + 1).as_str()),
                ("person", &who.to_string()),
                (whom.0, &whom.1),
                ("every", every),
                ("first", &self.ago(60)),
            ]));
        }
        let count = lines.len();
        self.enter(Kind::Contacts, lines)?;
        for number in (1..=count).filter(|number| number % 3 == 1) {
            let code = code_of(&format!("c-{number}"))?;
            let day = self.today.checked_sub((number as i64 % 20).days()).unwrap_or(self.today);
            let act = (ActId(self.house.chance.bytes()), self.by.clone());
            let by = self.by.clone();
            must(acts::put_enclosing(self.house, act, move |book, enclosures| {
                office::visit(book, (&code, &by), (Some(day), CAME), enclosures)
            }))?;
        }
        Ok(())
    }
}

impl Registers<'_> {
    /// What was said at every meeting of the last year at which deputies reported.
    fn reports(&self) -> Result<(), Fault> {
        let now = self.house.now();
        let filter = Filter { kinds: vec!["report".to_owned()], ..Filter::default() };
        let found = self.house.read(|db| {
            let meetings = views::past(db, &filter, (now, None), MEETINGS_MOST)?;
            let parts = meetings.iter().map(|one| Ok((one.id, views::parts(db, one.id)?)));
            parts.collect::<Result<Vec<_>, Fault>>()
        })?;
        for (meeting, parts) in found {
            for (number, part) in parts.iter().filter(|part| part.came.is_some()).enumerate() {
                let voters = 30 + 7 * number as u32;
                let (fair, poor) = (3 + number as u32, number as u32 % 2);
                let draft = Draft {
                    first: self.today.checked_sub(365.days()).ok(),
                    last: Some(self.today),
                    text: REPORT.to_owned(),
                    grades: Grades { good: voters - fair - poor - 2, fair, poor, voters },
                };
                let act = (ActId(self.house.chance.bytes()), self.by.clone());
                let (sender, receiver) = channel();
                stations::report(self.house, act, (part.post, meeting), draft, move |answer| {
                    // The receiver waits below, so it is still there.
                    let _sent = sender.send(answer);
                });
                must(receiver.recv().map_err(|_| Fault::new("the writer has stopped"))?)?;
            }
        }
        Ok(())
    }

    /// The formula that ships as an example is in force in an invented house.
    fn formula(&self) -> Result<(), Fault> {
        let act = ActId(self.house.chance.bytes());
        must(self.house.act_and_wait(act, self.by.clone(), |hearing| {
            let hash = hearing.tx().define(FORMULA)?;
            let (what, from) = (code("appraisal"), hearing.state.zone.day(hearing.now));
            hearing.put(0, Fact::Defined { what: what.clone(), name: what, hash, from })?;
            Ok(())
        }))
    }
}

fn code_of(text: &str) -> Result<Code, Fault> {
    Code::new(text).map_err(|_| Fault::new(format!("the code {text} of the demo")))
}
