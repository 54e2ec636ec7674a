//! Lives of invented matters, lived by the real rules and run again under others.

mod beside;

use super::*;
use crate::calendar::Calendar;
use crate::clock::Zone;
use crate::matter::acts::{Act, Answer, Assignment, Filling, Submission};
use crate::matter::facts::Visibility;
use crate::procedure::Procedure;
use crate::record::{Actor, Head, Officer};
use crate::register::{self, Register};
use crate::ruling::{Enclosures, code};
use crate::words::{Hash, Id, TextRef};

const SHIPPED: &str = include_str!("../../../../procedures/public-opinion/procedure.toml");
const REPLY: &str = "until = [\"reply\"]\nlength = { working_days = 15 }";

/// The procedure that ships, with something else in the place of a piece of it.
fn changed(piece: &str, other: &str) -> String {
    assert!(SHIPPED.contains(piece), "the procedure that ships has no longer: {piece}");
    SHIPPED.replacen(piece, other, 1)
}

/// Bodies: the congress, a station, two departments.
const CONGRESS: i64 = 1;
const STATION: i64 = 2;
const ROADS: i64 = 3;
const WATER: i64 = 4;

struct World {
    register: Register,
    calendar: Calendar,
    zone: Zone,
}

fn officer(body: i64) -> Actor {
    let office = code(match body {
        CONGRESS => "congress-office",
        STATION => "deputy",
        _ => "handler",
    });
    let (person, post) = (Id::from_int(body), Id::from_int(body));
    Actor::Officer(Officer { body: Id::from_int(body), office, person, post })
}

impl World {
    fn new() -> Self {
        let text = TextRef { id: Id::from_int(1), hash: Hash::default() };
        let mut register = Register::default();
        register.apply(&register::Fact::AreaRegistered {
            area: Id::from_int(1),
            code: code("a"),
            level: code("county"),
            name: text,
            parent: None,
        });
        let sorts = [
            (CONGRESS, "congress"),
            (STATION, "station"),
            (ROADS, "department"),
            (WATER, "department"),
        ];
        for (body, sort) in sorts {
            register.apply(&register::Fact::BodyRegistered {
                area: Id::from_int(1),
                body: Id::from_int(body),
                code: Code::new(&format!("b{body}")).expect("is one"),
                sort: code(sort),
                name: text,
            });
            let Actor::Officer(by) = officer(body) else { unreachable!() };
            register.apply(&register::Fact::PostBegun {
                body: by.body,
                first: "2020-01-01".parse().expect("is a day"),
                office: by.office,
                person: by.person,
                post: by.post,
            });
        }
        let basis = text;
        register.apply(&register::Fact::DutyListed {
            basis,
            body: Id::from_int(WATER),
            code: code("w1"),
            devolved: false,
            item: text,
            version: None,
        });
        register.apply(&register::Fact::CategoryDefined {
            code: code("roads"),
            leads: vec![Id::from_int(ROADS)],
            name: text,
        });
        let calendar = include_str!("../../../../packs/cn/calendar.toml");
        Self {
            register,
            calendar: Calendar::read(calendar).expect("the pack is sound"),
            zone: Zone::named("Asia/Shanghai").expect("a known zone"),
        }
    }

    fn setting<'a>(&'a self, procedure: &'a Procedure, now: Time, by: &'a Actor) -> Setting<'a> {
        let Self { register, calendar, zone } = self;
        Setting { procedure, calendar, zone, register, now, by }
    }

    /// An hour of a day of 2026.
    fn time(&self, day: &str, hour: i64) -> Time {
        let day: Date = format!("2026-{day}").parse().expect("is a day");
        self.zone.start_of(day).plus_ms(hour * 3_600_000)
    }

    fn replay(&self, procedure: &Procedure, records: &[Record<Fact>], day: &str) -> Replayed {
        let by = Actor::House;
        let setting = self.setting(procedure, self.time(day, 12), &by);
        replay(&setting, records).expect("it begins with a submission")
    }
}

/// A matter that is lived by the real rules, with every night passed.
struct Life<'w> {
    world: &'w World,
    procedure: &'w Procedure,
    now: Time,
    case: Option<Case>,
    records: Vec<Record<Fact>>,
}

impl<'w> Life<'w> {
    fn of(world: &'w World, procedure: &'w Procedure, day: &str) -> Self {
        let now = world.time(day, 9);
        let mut life = Self { world, procedure, now, case: None, records: vec![] };
        life.does(&Actor::Resident, &Act::Submit(Box::new(submission())));
        life
    }

    fn record(&mut self, by: &Actor, fact: Fact) {
        let seq = self.records.len() as u64 + 1;
        let head = Head { seq, at: self.now, by: by.clone(), act: Hash::default(), case: 9 };
        let record = Record::new(head, fact);
        match &mut self.case {
            Some(case) => case.take(&record),
            None => self.case = Case::fold(Id::from_int(9), [&record]),
        }
        self.records.push(record);
    }

    /// Lets the nights pass until a morning.
    fn until(mut self, day: &str) -> Self {
        let until = self.world.time(day, 9);
        let mut night = self.world.zone.end_of(self.world.zone.day(self.now)).plus_ms(3_600_000);
        while night < until {
            self.now = night;
            let setting = self.world.setting(self.procedure, night, &Actor::House);
            let case = self.case.as_ref().expect("it has begun");
            for (_, fact) in rules::time::pass(&setting, case) {
                self.record(&Actor::House, fact);
            }
            night = night.plus_ms(24 * 3_600_000);
        }
        self.now = until;
        self
    }

    fn does(&mut self, by: &Actor, act: &Act) {
        self.now = self.now.plus_ms(60_000);
        let setting = self.world.setting(self.procedure, self.now, by);
        let mut chance = |bytes: &mut [u8]| bytes.fill(7);
        let mut enclosures = Enclosures::new(self.now, &mut chance);
        let matter = (Id::from_int(9), self.case.as_ref());
        let ruled = rules::rule(&setting, matter, rules::Beside::default(), act, &mut enclosures);
        let ruled = ruled.unwrap_or_else(|refusal| panic!("{act:?} is refused: {refusal}"));
        for (_, fact) in ruled {
            self.record(by, fact);
        }
    }

    fn by(mut self, body: i64, act: Act) -> Self {
        self.does(&officer(body), &act);
        self
    }

    /// Proposes an act, and has the deputy agree to it.
    fn agreed(mut self, body: i64, act: Act) -> Self {
        self.does(&officer(body), &act);
        self.does(&officer(STATION), &Act::Agree { draft: Some(Box::new(act)) });
        self
    }

    fn resident(mut self, act: Act) -> Self {
        self.does(&Actor::Resident, &act);
        self
    }

    fn rated(self, rating: &'static str, again: bool) -> Self {
        self.resident(Act::Rate { rating: code(rating), solved: !again, again })
    }
}

fn submission() -> Submission {
    Submission {
        procedure: None,
        fields: BTreeMap::new(),
        title: "t".into(),
        body: "b".into(),
        area: Id::from_int(1),
        place: None,
        category: code("roads"),
        visibility: Visibility::Public,
        contact: None,
        files: vec![],
        known_to_unit: false,
        about: None,
        language: code("zh"),
        station: None,
        slip: None,
        claimed: None,
        channel: None,
        ledger: None,
        hide: vec![],
        deputy: None,
        activity: None,
        passed_on: false,
        place_key: None,
        receipt: None,
    }
}

fn hand_over(lead: i64, co: &[i64]) -> Act {
    let co = co.iter().map(|body| Id::from_int(*body)).collect();
    let (lead, fields) = (Id::from_int(lead), BTreeMap::new());
    Act::HandOver(Assignment { lead, co, post: None, by: None, text: String::new(), fields })
}

fn reply() -> Act {
    let answer: Answer =
        serde_json::from_str(r#"{"class": "done", "text": "done"}"#).expect("is an answer");
    Act::Reply(Box::new(answer))
}

fn text() -> String {
    "x".into()
}

fn why(word: &str) -> Filling {
    Filling::from([(code("why"), word.to_owned())])
}

fn explain() -> Act {
    Act::Explain { text: text(), basis: text(), fields: why("law") }
}

fn feed_back() -> Act {
    Act::FeedBack { way: code("phone"), text: text() }
}

/// Lives of many kinds.
fn lives<'w>(world: &'w World, procedure: &'w Procedure) -> Vec<Life<'w>> {
    let begun = || Life::of(world, procedure, "03-02");
    let handed = || begun().by(STATION, Act::Accept {}).by(CONGRESS, hand_over(ROADS, &[WATER]));
    let signed = || handed().by(ROADS, Act::Sign {});
    let answered = || signed().until("03-05").by(ROADS, reply()).by(STATION, feed_back());
    vec![
        begun().until("03-20"),
        begun().until("03-10").agreed(CONGRESS, explain()).until("05-06"),
        answered().rated("satisfied", false).until("05-06"),
        answered().until("05-20"),
        answered()
            .rated("not-satisfied", true)
            .by(CONGRESS, hand_over(WATER, &[]))
            .by(WATER, Act::Sign {})
            .until("04-20")
            .by(WATER, reply())
            .until("06-20"),
        handed().until("05-20").by(ROADS, Act::Sign {}).by(ROADS, reply()),
        handed()
            .by(ROADS, Act::Return { duty: code("w1"), reason: text() })
            .until("03-09")
            .by(CONGRESS, hand_over(WATER, &[]))
            .by(WATER, Act::Sign {})
            .until("03-30"),
        signed()
            .by(ROADS, Act::Ask { question: text() })
            .until("03-10")
            .resident(Act::AnswerQuestion { text: text(), files: vec![] })
            .until("03-27")
            .by(ROADS, reply())
            .until("04-02"),
        signed().by(ROADS, Act::Ask { question: text() }).until("05-20"),
        signed()
            .until("03-16")
            .by(ROADS, Act::AskForTime { working_days: 10, reason: text(), fields: why("others") })
            .by(CONGRESS, Act::GrantTime { reason: text() })
            .until("04-01")
            .by(ROADS, reply())
            .until("04-03"),
        handed().resident(Act::Withdraw { reason: text(), fields: Filling::new() }),
    ]
}

/// What the facts on record say by themselves.
fn on_record(life: &Life<'_>) -> (BTreeMap<Code, u32>, u32, Option<Code>) {
    let case = life.case.as_ref().expect("it has begun");
    let mut overdue = BTreeMap::new();
    for clock in case.clocks.iter().filter(|clock| clock.late) {
        *overdue.entry(clock.key.clone()).or_default() += 1;
    }
    let outcome = life.procedure.step(&case.step).and_then(|step| step.outcome.clone());
    (overdue, case.round, outcome)
}

fn by_clock(replayed: &Replayed) -> BTreeMap<Code, u32> {
    let mut sums = BTreeMap::new();
    for ((clock, _), count) in &replayed.overdue {
        *sums.entry(clock.clone()).or_default() += count;
    }
    sums
}

#[test]
fn the_same_rules_give_the_figures_on_record() {
    let (world, procedure) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    let lives = lives(&world, &procedure);
    let mut ran_out = 0;
    for (number, life) in lives.iter().enumerate() {
        let by = Actor::House;
        let setting = world.setting(&procedure, life.now, &by);
        let replayed = replay(&setting, &life.records).expect("it begins with a submission");
        let (overdue, rounds, outcome) = on_record(life);
        assert_eq!(by_clock(&replayed), overdue, "clocks of life {number}");
        assert_eq!((replayed.rounds, &replayed.outcome), (rounds, &outcome), "life {number}");
        assert_eq!(replayed.not_possible, 0, "life {number}");
        ran_out += overdue.values().sum::<u32>();
    }
    assert!(ran_out > 12, "clocks run out in these lives: {ran_out}");
}

#[test]
fn days_are_counted_to_whoever_held_the_matter() {
    let (world, procedure) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    // Nobody accepts until 4 March is over; the office holds it for two days, the roads for three.
    let life = Life::of(&world, &procedure, "03-02")
        .until("03-07")
        .by(CONGRESS, hand_over(ROADS, &[]))
        .until("03-10")
        .by(ROADS, Act::Sign {})
        .by(ROADS, reply());
    let replayed = world.replay(&procedure, &life.records, "03-10");
    let days = [(STATION, 3), (CONGRESS, 2), (ROADS, 3)];
    let days: BTreeMap<BodyId, u32> = days.map(|(body, n)| (Id::from_int(body), n)).into();
    let held: BTreeMap<BodyId, u32> =
        replayed.held_days.iter().filter(|(_, n)| **n > 0).map(|(b, n)| (*b, *n)).collect();
    assert_eq!(held, days);
    assert_eq!(replayed.in_time, Some(true));
    let accept = (code("accept"), Some(Id::from_int(STATION)));
    assert_eq!(replayed.overdue, BTreeMap::from([(accept, 1)]));
}

/// The roads answer on the first to the tenth working day after 2 March.
fn ten(world: &World, procedure: &Procedure) -> Vec<Vec<Record<Fact>>> {
    let days = ["03", "04", "05", "06", "09", "10", "11", "12", "13", "16"];
    let life = |day: &str| {
        Life::of(world, procedure, "03-02")
            .by(STATION, Act::Accept {})
            .by(CONGRESS, hand_over(ROADS, &[]))
            .by(ROADS, Act::Sign {})
            .until(&format!("03-{day}"))
            .by(ROADS, reply())
            .by(STATION, feed_back())
            .rated("satisfied", false)
            .records
    };
    days.into_iter().map(life).collect()
}

#[test]
fn a_shorter_clock_makes_the_right_matters_overdue() {
    let (world, old) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    let shorter = changed(REPLY, "until = [\"reply\"]\nlength = { working_days = 5 }");
    let new = Procedure::read(&shorter).expect("is sound");
    let mut comparison = Comparison::default();
    for records in ten(&world, &old) {
        let before = world.replay(&old, &records, "03-17");
        comparison.add(&before, &world.replay(&new, &records, "03-17"));
    }
    // Counted by hand: the sixth to the tenth day are too late, and nothing else changes.
    assert_eq!((comparison.newly_overdue, comparison.no_longer_overdue), (5, 0));
    let moved = |figure: &str, before, after| Moved { figure: figure.into(), before, after };
    assert_eq!(comparison.moved(), [moved("overdue-matters", 0, 5), moved("overdue.reply", 0, 5)]);
    let bodies = comparison.bodies();
    assert_eq!(bodies.len(), 1, "only the roads are late");
    assert_eq!((bodies[0].0, bodies[0].2.overdue), (Id::from_int(ROADS), 5));
    let mut twice = comparison.clone();
    twice.merge(comparison.clone());
    assert_eq!((twice.before.matters, twice.newly_overdue), (20, 10));
}

#[test]
fn a_longer_clock_of_acceptance_gives_the_deputies_more_work() {
    let (world, old) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    let accept = "until = [\"accept\", \"make-suggestion\", \"propose-micro\"]\nlength = ";
    let longer = changed(
        &format!("{accept}{{ working_days = 2 }}"),
        &format!("{accept}{{ working_days = 4 }}"),
    );
    let new = Procedure::read(&longer).expect("is sound");
    let records = Life::of(&world, &old, "03-02").until("03-20").records;
    let mut comparison = Comparison::default();
    let before = world.replay(&old, &records, "03-20");
    comparison.add(&before, &world.replay(&new, &records, "03-20"));
    let bodies = comparison.bodies();
    // From 5 March to 7 March: the deputy's day runs to the end of Friday 6 March.
    assert_eq!(bodies[0].0, Id::from_int(STATION));
    assert_eq!((bodies[0].1.days, bodies[0].2.days), (3, 5));
    assert_eq!((bodies[1].0, bodies[1].1.days - bodies[1].2.days), (Id::from_int(CONGRESS), 2));
}

#[test]
fn what_the_new_rules_do_not_allow_is_counted_and_the_matter_stays() {
    let (world, old) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    let piece = "do = \"explain\"\nat = [\"screening\"]";
    let elsewhere = changed(piece, "do = \"explain\"\nat = [\"handling\"]");
    let (new, _) = Procedure::check(&elsewhere).expect("can be read");
    let records = Life::of(&world, &old, "03-02")
        .by(STATION, Act::Accept {})
        .agreed(CONGRESS, explain())
        .by(STATION, feed_back())
        .rated("satisfied", false)
        .records;
    let replayed = world.replay(&new, &records, "03-03");
    assert_eq!((replayed.not_possible, replayed.outcome, replayed.in_time), (3, None, None));
    assert_eq!(world.replay(&old, &records, "03-03").outcome, Some(code("answered")));
}

/// Run by hand, with the optimizations of daily work: `cargo test -p law replay -- --ignored`.
#[test]
#[ignore = "measures for half a minute"]
#[expect(clippy::disallowed_methods, reason = "it measures")]
fn a_hundred_thousand_matters_are_replayed_in_half_a_minute() {
    const MATTERS: usize = 100_000;
    let (world, old) = (World::new(), Procedure::read(SHIPPED).expect("is sound"));
    let shorter = changed(REPLY, "until = [\"reply\"]\nlength = { working_days = 5 }");
    let new = Procedure::read(&shorter).expect("is sound");
    let kinds: Vec<_> = lives(&world, &old).into_iter().map(|life| life.records).collect();
    let records: usize = kinds.iter().map(Vec::len).sum();
    let begun = std::time::Instant::now();
    let share = |part: usize| {
        let mut comparison = Comparison::default();
        for number in (part..MATTERS).step_by(2) {
            let records = &kinds[number / 2 % kinds.len()];
            let before = world.replay(&old, records, "07-01");
            comparison.add(&before, &world.replay(&new, records, "07-01"));
        }
        comparison
    };
    let comparison = std::thread::scope(|scope| {
        let other = scope.spawn(|| share(1));
        let mut own = share(0);
        own.merge(other.join().expect("it ends well"));
        own
    });
    let took = begun.elapsed();
    let each = records as f64 / kinds.len() as f64;
    println!("{MATTERS} matters of {each:.1} records, old and new rules: {took:?}");
    println!("{:?} newly overdue: {}", comparison.moved(), comparison.newly_overdue);
    assert_eq!(comparison.before.matters as usize, MATTERS);
    assert!(took.as_secs() < 30);
}

/// Nobody stands by at the station, so that what is sent there comes back to the office.
#[test]
fn a_matter_that_comes_back_to_its_step_has_all_its_time_again() {
    let mut world = World::new();
    world.register.posts.remove(&Id::from_int(STATION));
    let send = "[[act]]\ndo = \"step\"\nkey = \"send-down\"\nname = [\"转站点\", \"Send down\"]\n\
                at = [\"screening\"]\nby = [\"congress\"]\nto = \"raised\"\nmost = 1\n\
                [[act]]\ndo = \"classify\"";
    let text = SHIPPED.replacen("[[act]]\ndo = \"classify\"", send, 1);
    let screen = "until = [\n  \"explain\", \"hand-over\"";
    let text = text.replacen(screen, "until = [\n  \"send-down\", \"explain\", \"hand-over\"", 1);
    let procedure = Procedure::read(&text).expect("is sound");
    let life = Life::of(&world, &procedure, "03-02").until("03-04");
    let sent = Act::Step { key: code("send-down"), fields: BTreeMap::new() };
    let life = life.by(CONGRESS, sent);
    let case = life.case.expect("it has begun");
    assert_eq!(case.step, "screening");
    let screens = |clock: &&crate::matter::case::Clock| {
        clock.key == "screen" && clock.state == State::Running
    };
    let days: Vec<Date> = case.clocks.iter().filter(screens).map(|clock| clock.due).collect();
    assert_eq!(days, ["2026-03-09".parse::<Date>().expect("is a day")]);
}
