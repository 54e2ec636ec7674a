//! Runs the stories beside the procedures on the real engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gherkin::{Feature, GherkinEnv, Step};
use jiff::civil::Date;
use law::matter::Case;
use law::matter::acts::{Act, Answer, Assignment, Filling};
use law::matter::case::State;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::code;
use law::words::{BodyId, Code, MatterId};
use store::db::No;

use super::{telling, waiting};
use crate::desk::Hearing;
use crate::fixture;
use crate::house::House;
use crate::rights::Who;
use crate::roles::shipped::{self, Shipped};
use crate::roles::{tasks, verify};
use crate::rooms::matters;

/// From when on what ships is in force in a story.
const DAY: Date = jiff::civil::date(2024, 1, 1);

/// A story as it is told: its house, the matter it is about, and what was refused last.
pub struct Story {
    /// The house.
    pub house: Arc<House>,
    /// The matter.
    pub matter: MatterId,
    /// Why the last act was refused, where it was.
    pub refused: Option<&'static str>,
}

/// The texts between 「 and 」, in their order.
pub fn quoted(step: &str) -> Vec<&str> {
    step.split('「').skip(1).filter_map(|rest| rest.split('」').next()).collect()
}

fn date(step: &str) -> Option<Date> {
    step.split(|c: char| !c.is_ascii_digit() && c != '-').find_map(|word| word.parse().ok())
}

impl Story {
    /// A house with the procedure of the story and those that its matters go on by, as a pack of a
    /// jurisdiction gives their parameters where one is named.
    pub fn new(name: &str, pack: Option<&str>) -> Self {
        let house = fixture::house();
        let definitions = definitions(name, pack);
        let work = move |hearing: &mut Hearing<'_, '_, '_>| {
            for shipped in &definitions {
                let (what, name) = (shipped.what.as_str(), shipped.name.as_str());
                if hearing.state.register.definition(what, name, DAY).is_none() {
                    let hash = hearing.tx().define(&shipped.text)?;
                    let (what, name) = (shipped.what.clone(), shipped.name.clone());
                    hearing.put(0, Fact::Defined { what, name, hash, from: DAY })?;
                }
            }
            Ok(())
        };
        let id = ActId(house.chance.bytes());
        house.act_and_wait(id, Actor::House, work).expect("what ships is sound");
        Self { house, matter: MatterId::from_int(0), refused: None }
    }

    /// The case of the matter.
    pub fn case(&self) -> Case {
        let case = self.house.read(|db| crate::desk::case(db, self.matter));
        case.expect("the case can be read").expect("the matter is there")
    }

    fn body(&self, name: &str) -> BodyId {
        let state = self.house.state();
        let mut bodies = state.register.bodies.values();
        let found = bodies.find(|body| state.name(body.name, "zh") == name);
        found.unwrap_or_else(|| panic!("there is no body {name}")).id
    }

    fn handler(&self, name: &str) -> Actor {
        let body = self.body(name);
        let state = self.house.state();
        let key = state.register.bodies[&body].code.as_str();
        fixture::by(&self.house, "handler", key)
    }

    /// Asks for an act on the matter, and keeps why it is refused.
    pub fn ask(&mut self, by: Actor, act: Act) {
        let id = ActId(self.house.chance.bytes());
        let who = Who::playing(&by, (self.matter, &act));
        self.refused = match matters::ask_and_wait(&self.house, id, who, (self.matter, act)) {
            Ok(_) => None,
            Err(No::Refusal(refusal)) => Some(refusal.code),
            Err(No::Fault(fault)) => panic!("{}", fault.chain()),
        };
    }

    fn step(&mut self, step: &Step) {
        self.take(step);
        if self.matter != MatterId::from_int(0) {
            waiting::is_offered(&self.house, self.matter);
        }
    }

    fn take(&mut self, step: &Step) {
        if telling::tell(self, step) {
            return;
        }
        let step = step.value.as_str();
        if self.given(step) || self.residents(step) || self.officers(step) || self.then(step) {
            return;
        }
        panic!("no step is written as: {step}");
    }

    fn given(&mut self, step: &str) -> bool {
        if step.starts_with("今天是") {
            assert_eq!(Some(self.house.today()), date(step));
            return true;
        }
        if step.starts_with("时间到") {
            self.settled();
            let day = date(step).expect("a day stands in the step");
            let zone = self.house.state().zone.clone();
            // Day by day, as time passes.
            while self.house.today() < day {
                let next = self.house.today().tomorrow().expect("time goes on");
                self.house.clock.set(zone.start_of(next).plus_ms(9 * 3_600_000));
                tasks::tick(&self.house).expect("time passes");
            }
            return true;
        }
        false
    }

    /// What was refused must have been expected before the story goes on.
    pub fn settled(&self) {
        assert_eq!(self.refused, None, "a step was refused and no step expects it");
    }

    fn residents(&mut self, step: &str) -> bool {
        let words = quoted(step);
        let (resident, house) = (Actor::Resident, self.house.clone());
        if step.starts_with("居民提交") {
            let mut submission = fixture::submission(&house);
            words[0].clone_into(&mut submission.title);
            self.matter = fixture::raise(&house, submission).0;
            return true;
        }
        if !step.starts_with("居民") {
            return false;
        }
        self.settled();
        let act = if step.starts_with("居民评价") {
            let solved = step.contains("已解决");
            Act::Rate { rating: word(words[0]), solved, again: step.contains("要求再办") }
        } else if step.starts_with("居民回答") {
            Act::AnswerQuestion { text: words[0].to_owned(), files: vec![] }
        } else if step.starts_with("居民撤回") {
            Act::Withdraw { reason: "已经解决".to_owned(), fields: Filling::new() }
        } else {
            return false;
        };
        self.ask(resident, act);
        true
    }

    fn officers(&mut self, step: &str) -> bool {
        let words = quoted(step);
        let house = self.house.clone();
        let deputy = fixture::by(&house, "deputy", "s1");
        let office = fixture::by(&house, "congress-office", "congress");
        let said = || "已按规定办理".to_owned();
        let (by, act) = if step == "代表受理" {
            (deputy, Act::Accept {})
        } else if step == "代表同意" {
            (deputy, Act::Agree { draft: None })
        } else if step == "代表不同意" {
            (deputy, Act::Decline { reason: said() })
        } else if step == "代表反馈" {
            (deputy, Act::FeedBack { way: code("phone"), text: said() })
        } else if step.starts_with("人大办交办给") {
            let lead = self.body(words[0]);
            let text = String::new();
            (
                office,
                Act::HandOver(Assignment {
                    fields: law::matter::acts::Filling::new(),
                    lead,
                    co: vec![],
                    post: None,
                    by: None,
                    text,
                }),
            )
        } else if step.starts_with("人大办解释") {
            (
                office,
                Act::Explain {
                    text: said(),
                    basis: words[0].to_owned(),
                    fields: fixture::why("law"),
                },
            )
        } else if step.starts_with("人大办批准延期") {
            (office, Act::GrantTime { reason: said() })
        } else if step.starts_with('「') {
            match self.unit_act(step, &words) {
                Some(act) => (self.handler(words[0]), act),
                None => return false,
            }
        } else {
            return false;
        };
        self.settled();
        self.ask(by, act);
        true
    }

    fn unit_act(&self, step: &str, words: &[&str]) -> Option<Act> {
        let after = step.split('」').nth(1)?;
        let said = || "已按规定办理".to_owned();
        Some(if after.starts_with("签收") {
            Act::Sign {}
        } else if after.starts_with("退回") {
            Act::Return { duty: word(words[1]), reason: said() }
        } else if after.starts_with("提问") {
            Act::Ask { question: words[1].to_owned() }
        } else if after.starts_with("申请延期") {
            let days = after.trim_start_matches("申请延期").trim();
            let working_days = days.parse().expect("a number of days");
            Act::AskForTime { working_days, reason: said(), fields: fixture::why("others") }
        } else if after.starts_with("批准延期") {
            Act::GrantTime { reason: said() }
        } else if after.starts_with("兑现") {
            Act::Deliver { text: said() }
        } else if after.starts_with("评价") {
            Act::Rate { rating: word(words[1]), solved: true, again: false }
        } else if after.starts_with("答复") {
            Act::Reply(Box::new(Answer {
                fields: law::matter::acts::Filling::new(),
                class: word(words[1]),
                text: said(),
                promised: date(step),
                passed_to: String::new(),
                basis: String::new(),
                files: vec![],
            }))
        } else {
            return None;
        })
    }

    fn then(&mut self, step: &str) -> bool {
        if let Some(expected) = step.strip_prefix("被拒绝:") {
            assert_eq!(self.refused.take(), Some(expected.trim()));
            return true;
        }
        self.settled();
        let words = quoted(step);
        let case = self.case();
        if step.starts_with("该事项处于") {
            assert_eq!(case.step, word(words[0]));
        } else if step.starts_with('由') {
            assert_eq!(case.holder.body, Some(self.body(words[0])));
        } else if step.starts_with("是第") {
            assert_eq!(case.round.to_string(), number(step));
        } else if step.starts_with('有') {
            assert_eq!(case.replies.len().to_string(), number(step));
        } else if step.starts_with("评价是") {
            assert_eq!(case.rating.map(|rating| rating.rating), Some(word(words[0])));
        } else if step.starts_with('「') {
            self.clock(step, words[0], &case);
        } else {
            return false;
        }
        true
    }

    fn clock(&self, step: &str, name: &str, case: &Case) {
        let clocks = case.clocks.iter().rev();
        let clock = clocks.clone().find(|clock| clock.key == *name);
        let clock = clock.unwrap_or_else(|| panic!("no clock {name} ever ran"));
        if step.contains("期限是") {
            assert_eq!(Some(clock.due), date(step));
        } else if step.contains("已逾期") {
            assert!(clock.late, "{clock:?}");
        } else if step.contains("暂停") {
            assert_eq!(clock.state, State::Paused);
        } else if step.contains("在走") {
            assert_eq!(clock.state, State::Running);
        } else if step.contains("迟到完成") {
            assert_eq!((clock.state, clock.late), (State::Fulfilled, true));
        } else {
            panic!("nothing is said of clocks as: {step}");
        }
    }
}

/// A code of a story.
pub fn word(text: &str) -> Code {
    Code::new(text).unwrap_or_else(|_| panic!("{text} is no code"))
}

fn number(step: &str) -> String {
    step.chars().filter(char::is_ascii_digit).collect()
}

/// The tree that the tests were built from: stories are told of its files as they are now.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A procedure and those that its matters go on by.
fn definitions(name: &str, pack: Option<&str>) -> Vec<Shipped> {
    let (mut found, mut next) = (vec![], vec![name.to_owned()]);
    while let Some(name) = next.pop() {
        if found.iter().any(|known: &Shipped| known.name == *name) {
            continue;
        }
        let path = root().join("procedures").join(&name).join("procedure.toml");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        let given = pack.map(|pack| root().join(format!("packs/{pack}/procedures/{name}.toml")));
        let given = given.and_then(|path| std::fs::read_to_string(path).ok());
        let read = shipped::definition((&name, text), given.as_deref());
        let read = read.unwrap_or_else(|fault| panic!("{}", fault.chain()));
        next.extend(read.1.acts.iter().filter_map(|act| Some(act.into.as_ref()?.to_string())));
        found.push(read.0);
    }
    found
}

/// The stories that ship: beside the procedures, and beside the parameters of each pack.
fn told() -> Vec<(PathBuf, Option<String>)> {
    let root = root();
    let list = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&folder).into_iter().flatten();
        let mut found: Vec<PathBuf> =
            entries.map(|entry| entry.expect("the folder can be read").path()).collect();
        found.sort();
        found
    };
    let mut all: Vec<(PathBuf, Option<String>)> = list(root.join("procedures"))
        .into_iter()
        .map(|folder| (folder.join("story.feature"), None))
        .collect();
    for pack in list(root.join("packs")) {
        let name = pack.file_name().map(|name| name.to_string_lossy().into_owned());
        let stories = list(pack.join("procedures")).into_iter();
        let stories = stories.filter(|path| path.extension().is_some_and(|end| end == "feature"));
        all.extend(stories.map(|path| (path, name.clone())));
    }
    all
}

#[test]
pub fn every_story_comes_true() {
    let only = std::env::var("HUIYIN_STORY").unwrap_or_default();
    let mut count = 0;
    for (path, pack) in told() {
        if !path.to_string_lossy().contains(&only) {
            continue;
        }
        let named =
            if pack.is_some() { path.file_stem() } else { path.parent().and_then(Path::file_name) };
        let name = named.expect("a story belongs to a procedure").to_string_lossy().into_owned();
        let env = GherkinEnv::new("zh-CN").expect("the language is known");
        let feature = Feature::parse_path(&path, env).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        let background = feature.background.iter().flat_map(|background| &background.steps);
        for scenario in &feature.scenarios {
            let mut story = Story::new(&name, pack.as_deref());
            for step in background.clone().chain(&scenario.steps) {
                eprintln!("{} · {}: {}", feature.name, scenario.name, step.value);
                story.step(step);
            }
            story.settled();
            let (_, findings) = verify::check(&story.house).expect("the house can be checked");
            assert_eq!(findings, [], "after {}", scenario.name);
            count += 1;
        }
    }
    assert!(count >= 14 || !only.is_empty(), "only {count} stories were told");
}
