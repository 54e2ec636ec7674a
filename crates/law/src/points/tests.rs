//! Points, as people earn, spend and lose them.

use jiff::civil::date;

use super::*;
use crate::record::{Actor, Head, Officer};
use crate::register::{self, Register};
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::PostId;

const TARIFF: &str = include_str!("../../../../packs/cn/points.toml");
const TODAY: Date = date(2026, 3, 2);
const DAY_MS: i64 = 86_400_000;

/// A congress with its office, and a station with two of its staff, a deputy and a handler's body.
fn register() -> Register {
    let mut register = Register::default();
    let name = TextRef { id: Id::from_int(1), hash: Hash([0; 32]) };
    for (body, key, sort) in [
        (1, "congress", "congress"),
        (2, "s1", "station"),
        (3, "roads", "department"),
        (4, "s2", "station"),
    ] {
        register.apply(&register::Fact::BodyRegistered {
            area: Id::from_int(1),
            body: Id::from_int(body),
            code: code(key),
            sort: code(sort),
            name,
        });
    }
    for (post, body, office) in [
        (1, 1, "congress-office"),
        (2, 2, "station-staff"),
        (3, 2, "station-staff"),
        (4, 2, "deputy"),
        (5, 3, "handler"),
        // An office of another body than the house's own, and staff of another station.
        (6, 3, "congress-office"),
        (7, 4, "station-staff"),
    ] {
        register.apply(&register::Fact::PostBegun {
            body: Id::from_int(body),
            first: date(2026, 1, 1),
            office: code(office),
            person: Id::from_int(post),
            post: Id::from_int(post),
        });
    }
    register
}

struct World {
    register: Register,
    tariff: Tariff,
    records: Vec<Record<Fact>>,
    at: Time,
}

impl World {
    fn new() -> Self {
        let tariff = Tariff::read(TARIFF).expect("what ships is sound");
        let mut world = Self { register: register(), tariff, records: vec![], at: Time(1000) };
        world.put(2, |setting, _| open(setting, true, Hash([1; 32]))).expect("it is opened");
        world
    }

    fn passbook(&self) -> Passbook {
        Passbook::fold(Id::from_int(7), &self.records).expect("it was opened")
    }

    fn by(&self, post: i64) -> Actor {
        let post = &self.register.posts[&PostId::from_int(post)];
        let (body, office, person) = (post.body, post.office.clone(), post.person);
        Actor::Officer(Officer { body, office, person, post: post.id })
    }

    fn put(
        &mut self,
        post: i64,
        rule: impl FnOnce(&Setting<'_>, Option<&Passbook>) -> Result<Fact, Refusal>,
    ) -> Result<u64, &'static str> {
        let (by, before) = (self.by(post), Passbook::fold(Id::from_int(7), &self.records));
        let setting =
            Setting { tariff: &self.tariff, register: &self.register, today: TODAY, by: &by };
        let fact = rule(&setting, before.as_ref()).map_err(|refusal| refusal.code)?;
        Ok(self.append(by, fact))
    }

    fn append(&mut self, by: Actor, fact: Fact) -> u64 {
        let seq = self.records.len() as u64 + 1;
        let head = Head { seq, at: self.at, by, act: Hash([0; 32]), case: 7 };
        self.records.push(Record::new(head, fact));
        seq
    }

    fn enter(&mut self, post: i64, deed: &str, day: Date, count: u16) -> Result<u64, &'static str> {
        let draft = Draft { deed: deed.to_owned(), day: Some(day), count: Some(count) };
        self.put(post, |setting, book| enter(setting, book.expect("it is open"), &draft))
    }

    fn agree(&mut self, post: i64, record: u64) -> Result<u64, &'static str> {
        self.put(post, |setting, book| agree(setting, book.expect("it is open"), record))
    }

    fn redeem(&mut self, good: &str, count: u16) -> Result<u64, &'static str> {
        self.put(2, |setting, book| redeem(setting, book.expect("it is open"), (good, Some(count))))
    }

    /// What each ledger comes to, by its two-sided entries.
    fn balances(&self) -> Vec<i64> {
        let sum = |ledger: Ledger| {
            let side = |record: &Record<Fact>| {
                let (from, to, points) = record.fact.posting()?;
                let sign = i64::from(to == ledger) - i64::from(from == ledger);
                Some(sign * i64::from(points))
            };
            self.records.iter().filter_map(side).sum()
        };
        Ledger::ALL.map(sum).to_vec()
    }
}

#[test]
fn an_act_counts_when_a_second_person_agrees() {
    let mut world = World::new();
    let record = world.enter(2, "hour", TODAY, 3).expect("it is entered");
    assert_eq!(world.passbook().balance, 0, "nothing is given on one person's word");
    assert_eq!(world.agree(2, record), Err("points.same-person"));
    assert_eq!(world.agree(4, record), Err("points.not-yours"), "a deputy keeps no points");
    assert_eq!(world.agree(5, record), Err("points.not-yours"), "nor does a handler");
    assert_eq!(world.agree(6, record), Err("points.not-yours"), "nor another body's office");
    world.agree(3, record).expect("a colleague agrees");
    assert_eq!(world.passbook().balance, 6);
    assert_eq!(world.agree(1, record), Err("points.nothing-waits"), "once");
}

#[test]
fn a_day_has_so_many_units_and_no_more() {
    let mut world = World::new();
    let first = world.enter(2, "hour", TODAY, 5).expect("it is entered");
    assert_eq!(world.enter(3, "hour", TODAY, 4), Err("points.day-is-full"));
    assert_eq!(world.enter(2, "hour", TODAY, 9), Err("field.out-of-range"));
    assert_eq!(world.enter(2, "hour", TODAY, 0), Err("field.out-of-range"));
    world.enter(2, "hour", TODAY.yesterday().expect("a day"), 8).expect("another day");
    assert_eq!(world.enter(2, "none", TODAY, 1), Err("points.no-deed"));
    assert_eq!(world.enter(2, "hour", date(2026, 3, 3), 1), Err("points.day-to-come"));
    assert_eq!(world.enter(2, "hour", date(2026, 1, 29), 1), Err("points.day-past"));
    world.enter(2, "hour", date(2026, 1, 30), 1).expect("the last day on which it can be");
    // What was declined leaves room.
    let mut chance = |bytes: &mut [u8]| bytes.fill(7);
    let mut enclosures = Enclosures::new(Time(0), &mut chance);
    let no = |setting: &Setting<'_>, book: Option<&Passbook>, enclosures: &mut Enclosures<'_>| {
        decline(setting, book.expect("it is open"), (first, "签到表上没有"), enclosures)
    };
    world.put(2, |setting, book| no(setting, book, &mut enclosures)).expect("it is declined");
    world.enter(3, "hour", TODAY, 8).expect("the day is free again");
}

#[test]
fn nothing_is_given_that_is_not_there() {
    let mut world = World::new();
    assert_eq!(world.redeem("salt", 1), Err("points.too-few"));
    let record = world.enter(2, "hour", TODAY, 4).expect("it is entered");
    world.agree(3, record).expect("it is agreed to");
    assert_eq!(world.redeem("salt", 3), Err("points.too-few"));
    assert_eq!(world.redeem("salt", 0), Err("field.out-of-range"));
    assert_eq!(world.redeem("service", 1), Err("points.no-good"), "services are not for points");
    world.redeem("salt", 2).expect("eight points are there");
    assert_eq!(world.passbook().balance, 0);
    assert_eq!(world.balances(), [-8, 0, 8, 0]);
}

#[test]
fn a_year_closes_once_and_leaves_what_was_earned_since() {
    let mut world = World::new();
    let record = world.enter(2, "hour", TODAY, 5).expect("it is entered");
    world.agree(3, record).expect("it is agreed to");
    let end = Time(DAY_MS);
    world.at = Time(2 * DAY_MS);
    let later = world.enter(2, "patrol", TODAY, 1).expect("it is entered");
    world.agree(3, later).expect("it is agreed to");
    let fact = close_year(&world.tariff, &world.passbook(), (2025, end));
    assert_eq!(fact, Some(Fact::Lapsed { points: 5, year: 2025 }), "half of ten, not of fourteen");
    world.append(Actor::House, fact.expect("it lapses"));
    assert_eq!(world.passbook().balance, 9);
    assert_eq!(close_year(&world.tariff, &world.passbook(), (2025, end)), None, "once");
    assert_eq!(world.balances(), [-14, 9, 0, 5]);
    assert_eq!(world.balances().iter().sum::<i64>(), 0);
    world.tariff.keeps = 100;
    let all = close_year(&world.tariff, &world.passbook(), (2026, Time(i64::MAX)));
    assert_eq!(all, Some(Fact::Lapsed { points: 0, year: 2026 }), "closed, and all goes on");
}

#[test]
fn what_was_spent_since_is_not_taken_from_what_was_earned_since() {
    let mut world = World::new();
    let record = world.enter(2, "hour", TODAY, 5).expect("it is entered");
    world.agree(3, record).expect("it is agreed to");
    let end = Time(DAY_MS);
    world.at = Time(2 * DAY_MS);
    world.redeem("salt", 2).expect("eight of ten");
    let later = world.enter(2, "patrol", TODAY, 1).expect("it is entered");
    world.agree(3, later).expect("it is agreed to");
    let fact = close_year(&world.tariff, &world.passbook(), (2025, end));
    assert_eq!(fact, Some(Fact::Lapsed { points: 2, year: 2025 }), "no more is left of it");
}

#[test]
fn whoever_gives_a_new_code_gives_no_goods_for_it() {
    let mut world = World::new();
    let record = world.enter(2, "hour", TODAY, 5).expect("it is entered");
    world.agree(3, record).expect("it is agreed to");
    let mut chance = |bytes: &mut [u8]| bytes.fill(7);
    let mut enclosures = Enclosures::new(Time(0), &mut chance);
    let mut lost = |world: &mut World, post, why: &str| {
        world.put(post, |setting, book| {
            replace(setting, book.expect("it is open"), (Hash([3; 32]), why), &mut enclosures)
        })
    };
    assert_eq!(lost(&mut world, 7, "遗失"), Err("points.other-station"));
    let personal = "身份证11010519491231002X";
    assert_eq!(lost(&mut world, 2, personal), Err("points.reason-personal"));
    lost(&mut world, 2, "遗失，本人到站").expect("it is replaced");
    assert_eq!(world.redeem("salt", 1), Err("points.replaced-by-you"));
    let by_another =
        world.put(3, |setting, book| redeem(setting, book.expect("it is open"), ("salt", Some(1))));
    by_another.expect("a colleague gives it");
    world.redeem("salt", 1).expect("the new code is in use");
}

#[test]
fn whoever_leaves_is_not_known_any_more() {
    let mut world = World::new();
    let record = world.enter(2, "hour", TODAY, 4).expect("it is entered");
    world.agree(3, record).expect("it is agreed to");
    let waiting = world.enter(2, "patrol", TODAY, 1).expect("it is entered");
    let left = leave(&world.passbook()).expect("anybody may leave");
    world.append(Actor::Resident, left);
    assert_eq!(world.passbook().balance, 0);
    assert_eq!(world.balances(), [-8, 0, 0, 8]);
    assert_eq!(world.agree(3, waiting), Err("points.nothing-waits"));
    assert_eq!(world.enter(2, "hour", TODAY, 1), Err("points.unknown"));
    assert_eq!(world.redeem("salt", 1), Err("points.unknown"));
    assert!(leave(&world.passbook()).is_err());
    assert_eq!(close_year(&world.tariff, &world.passbook(), (2026, Time(i64::MAX))), None);
}

#[test]
fn nobody_gets_a_passbook_who_did_not_ask() {
    let mut world = World::new();
    let unasked = world.put(2, |setting, _| open(setting, false, Hash([2; 32])));
    assert_eq!(unasked, Err("points.nobody-asked"));
    let deputy = world.put(4, |setting, _| open(setting, true, Hash([2; 32])));
    assert_eq!(deputy, Err("points.not-yours"));
}
