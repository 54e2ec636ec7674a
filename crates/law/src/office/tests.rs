//! What administration may do, and what it is told where it may not.

mod network;

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::*;
use crate::clock::Time;
use crate::people;
use crate::register::Fact;
use crate::standards::Standards;
use crate::words::{AreaId, PostId};

/// A book with chance that counts, to which lines are put as a page or a table puts them.
#[derive(Default)]
struct Desk {
    book: Book,
    number: u64,
}

type Values<'a> = &'a [(&'a str, &'a str)];

impl Desk {
    /// A county with two towns, a congress, a station, two departments, four people and posts.
    fn new() -> Self {
        let mut desk = Self::default();
        desk.book.today = date(2026, 3, 2);
        let standards = include_str!("../../../../packs/cn/standards.toml");
        desk.book.standards = Arc::new(Standards::read(standards).unwrap());
        let area = |code, level, parent| [("code", code), ("level", level), ("parent", parent)];
        desk.named(Kind::Areas, &area("county", "county", ""), "青禾县");
        desk.named(Kind::Areas, &area("t1", "town", "county"), "苇塘镇");
        desk.named(Kind::Areas, &area("t2", "town", "青禾县"), "松口镇");
        let body = |code, sort, area| [("code", code), ("sort", sort), ("area", area)];
        desk.named(Kind::Bodies, &body("congress", "congress", "county"), "县人大");
        desk.named(Kind::Bodies, &body("s1", "station", "t1"), "苇塘联络站");
        desk.named(Kind::Bodies, &body("roads", "department", "county"), "道路局");
        desk.named(Kind::Bodies, &body("water", "department", "county"), "水务局");
        for (name, login) in [("梁一", ""), ("陈二", "chen"), ("冯九", ""), ("董十", "")] {
            let password = if login.is_empty() { "" } else { "paper boats" };
            let line = [("name", name), ("login", login), ("password", password)];
            desk.put(Kind::People, Mode::New, &line).unwrap();
        }
        desk.holds("梁一", "s1", "deputy");
        desk.holds("chen", "congress", "administrator");
        desk.holds("冯九", "roads", "handler");
        desk.named(Kind::Categories, &[("code", "roads"), ("leads", "roads、水务局")], "道路");
        let duty = [("code", "d-1"), ("body", "roads"), ("item", "养护"), ("basis", "条例")];
        desk.put(Kind::Duties, Mode::New, &duty).unwrap();
        let station = [("body", "s1"), ("tier", "centre"), ("address", "文昌路7号")];
        desk.put(Kind::Stations, Mode::New, &station).unwrap();
        let mandate =
            [("person", "梁一"), ("body", "s1"), ("congress", "county"), ("unit", "第3选区")];
        desk.put(Kind::Mandates, Mode::New, &mandate).unwrap();
        desk.of_the_network();
        desk
    }

    fn named(&mut self, kind: Kind, line: Values<'_>, name: &str) {
        let line: Vec<(&str, &str)> = line.iter().copied().chain([("name", name)]).collect();
        self.put(kind, Mode::New, &line).unwrap();
    }

    fn holds(&mut self, person: &str, body: &str, office: &str) {
        let first = ("first", "2025-01-01");
        let line = [("person", person), ("body", body), ("office", office), first];
        self.put(Kind::Posts, Mode::New, &line).unwrap();
    }

    fn put(&mut self, kind: Kind, mode: Mode, line: Values<'_>) -> Result<usize, Refusal> {
        self.line(kind, mode, &Line::of(line.iter().copied()))
    }

    fn line(&mut self, kind: Kind, mode: Mode, line: &Line) -> Result<usize, Refusal> {
        let number = &mut self.number;
        let mut chance = |bytes: &mut [u8]| {
            *number += 1;
            bytes[..8].copy_from_slice(&number.to_le_bytes());
        };
        let mut enclosures = Enclosures::new(Time(0), &mut chance);
        let puts = rule(&self.book, kind, (line, mode), &mut enclosures)?;
        let list = enclosures.list;
        self.book.take(&puts, &list);
        Ok(puts.len())
    }

    fn no(
        &mut self,
        kind: Kind,
        mode: Mode,
        line: Values<'_>,
    ) -> Vec<(&'static str, &'static str)> {
        let refusal = self.put(kind, mode, line).expect_err("it must be refused");
        let all = std::iter::once(&refusal).chain(&refusal.more);
        all.map(|one| (one.field.unwrap_or(""), one.code)).collect()
    }

    fn post(&self, office: &str, body: &str) -> PostId {
        let body = self.book.body(body).unwrap();
        let mut posts = self.book.register.posts.values();
        posts.find(|post| post.office == *office && post.body == body).unwrap().id
    }

    fn end(&self, post: PostId, last: Date) -> Result<usize, &'static str> {
        let puts = end_post(&self.book, (post, last), None);
        puts.map(|puts| puts.len()).map_err(|refusal| refusal.code)
    }
}

#[test]
fn what_a_register_holds_changes_nothing_when_it_is_read_again() {
    let mut desk = Desk::new();
    let post = desk.post("deputy", "s1");
    desk.book.take(&end_post(&desk.book, (post, date(2026, 5, 1)), None).unwrap(), &[]);
    for kind in Kind::ALL {
        let lines = lines(&desk.book, kind);
        assert!(!lines.is_empty(), "{kind:?}");
        for (key, line) in lines {
            assert_eq!(desk.line(kind, Mode::Any, &line), Ok(0), "{kind:?} {key} {line:?}");
        }
    }
}

#[test]
fn areas_have_a_code_of_their_own_a_known_parent_and_a_wider_one() {
    let mut desk = Desk::new();
    let mut no = |line: Values<'_>| desk.no(Kind::Areas, Mode::New, line);
    let line = |code, level, name, parent| {
        [("code", code), ("level", level), ("name", name), ("parent", parent)]
    };
    assert_eq!(no(&line("t1", "town", "新镇", "county")), [("code", "office.code-taken")]);
    assert_eq!(no(&line("t1", "town", "新镇", "")).len(), 2, "code and parent");
    assert_eq!(no(&line("t 3", "town", "新镇", "county")), [("code", "office.code-alphabet")]);
    assert_eq!(no(&line("t3", "town", "新镇", "nowhere")), [("parent", "office.area-unknown")]);
    assert_eq!(no(&line("t3", "town", "新镇", "t3")), [("parent", "office.parent-itself")]);
    assert_eq!(no(&line("t3", "town", "新镇", "")), [("parent", "office.parent-missing")]);
    assert_eq!(no(&line("t3", "town", "新镇", "t1")), [("level", "office.level-order")]);
    assert_eq!(no(&line("t3", "town", "苇塘镇", "county")), [("name", "office.name-taken")]);
    assert_eq!(no(&line("t3", "hamlet", "", "county")).len(), 2, "all that is wrong is said");
    let rename = [("code", "t1"), ("name", "苇塘街道"), ("name_en", "Weitang")];
    assert_eq!(desk.put(Kind::Areas, Mode::Change, &rename), Ok(1));
    assert_eq!(desk.put(Kind::Areas, Mode::Change, &rename), Ok(0));
    let long = "A Long Name of an Office in the English Language ".repeat(2);
    let rename = [("code", "t1"), ("name", "苇塘街道"), ("name_en", &*long)];
    assert_eq!(desk.put(Kind::Areas, Mode::Change, &rename), Ok(1), "bodies have long names");
    let moved = line("t1", "village", "苇塘街道", "t2");
    assert_eq!(desk.no(Kind::Areas, Mode::Any, &moved)[0], ("level", "office.area-fixed"));
    let unknown = [("code", "t9"), ("name", "x")];
    assert_eq!(desk.no(Kind::Areas, Mode::Change, &unknown), [("code", "office.code-unknown")]);
}

#[test]
fn a_body_in_use_cannot_close() {
    let mut desk = Desk::new();
    let roads = desk.book.body("roads").unwrap();
    let close = |desk: &Desk, last| {
        let refused = close_body(&desk.book, roads, last).map(|puts| puts.len());
        refused
            .map_err(|no| std::iter::once(no.code).chain(no.more.iter().map(|m| m.code)).collect())
    };
    desk.book.busy_bodies.insert(roads, 3);
    let expected: Vec<&str> = vec!["office.body-busy", "office.body-held"];
    assert_eq!(close(&desk, "2026-03-31"), Err(expected));
    desk.book.busy_bodies.clear();
    let post = desk.post("handler", "roads");
    desk.book.take(&end_post(&desk.book, (post, date(2026, 3, 31)), None).unwrap(), &[]);
    assert_eq!(close(&desk, "2026-03-30"), Err(vec!["office.body-held"]));
    assert_eq!(close(&desk, "2026-03-31"), Ok(1));
    let only = [("code", "roads"), ("name", "道路"), ("leads", "roads")];
    assert_eq!(desk.put(Kind::Categories, Mode::Change, &only), Ok(1));
    assert_eq!(close(&desk, "2026-03-31"), Err(vec!["office.body-leads"]));
    assert_eq!(close(&desk, "soon"), Err(vec!["office.day-unreadable"]));
    let congress = desk.book.body("congress").unwrap();
    let refusal = close_body(&desk.book, congress, "2026-04-01").unwrap_err();
    assert!(refusal.more.iter().any(|no| no.code == "office.last-congress"), "{refusal:?}");
}

#[test]
fn nobody_takes_up_a_post_at_a_closed_body_or_twice_or_backwards() {
    let mut desk = Desk::new();
    let line = |person, body, office, first, last| {
        [("person", person), ("body", body), ("office", office), ("first", first), ("last", last)]
    };
    let water = desk.book.body("water").unwrap();
    let closed = Fact::BodyClosed { body: water, last: date(2026, 2, 1) };
    desk.book.take(&[Put::House(closed)], &[]);
    let mut no = |values: Values<'_>| desk.no(Kind::Posts, Mode::New, values);
    let after = line("董十", "water", "handler", "2026-03-01", "");
    assert_eq!(no(&after), [("body", "office.body-closed")]);
    let beyond = line("董十", "water", "handler", "2026-01-01", "");
    assert_eq!(no(&beyond), [("body", "office.body-closed")]);
    let backwards = line("董十", "roads", "handler", "2026-03-01", "2026-02-01");
    assert_eq!(no(&backwards), [("last", "office.end-before-begin")]);
    let again = line("冯九", "roads", "handler", "2026-03-01", "");
    assert_eq!(no(&again), [("first", "office.post-overlap")]);
    let elsewhere = line("董十", "roads", "deputy", "2026-03-01", "");
    assert_eq!(no(&elsewhere), [("office", "office.office-elsewhere")]);
    let nobody = line("无名", "nowhere", "king", "x", "y");
    assert_eq!(no(&nobody).len(), 5, "one for each cell");
    let post = desk.post("handler", "roads");
    assert_eq!(desk.end(post, date(2026, 3, 10)), Ok(1));
    desk.book.take(&end_post(&desk.book, (post, date(2026, 3, 10)), None).unwrap(), &[]);
    let back = line("冯九", "roads", "handler", "2026-03-11", "");
    assert_eq!(desk.put(Kind::Posts, Mode::New, &back), Ok(1), "a new term after the old one");
}

#[test]
fn the_last_administrator_stays() {
    let mut desk = Desk::new();
    let post = desk.post("administrator", "congress");
    assert_eq!(desk.end(post, date(2026, 12, 31)), Err("office.last-administrator"));
    desk.holds("梁一", "congress", "administrator");
    let same = desk.end(post, date(2026, 12, 31));
    assert_eq!(same, Err("office.last-administrator"), "who cannot sign in does not count");
    let login = [("person", "梁一"), ("login", "liang"), ("password", "three grey herons")];
    assert_eq!(desk.put(Kind::People, Mode::Change, &login), Ok(1));
    assert_eq!(desk.end(post, date(2026, 12, 31)), Ok(1));
}

#[test]
fn system_security_and_audit_are_administered_by_three_people() {
    let mut desk = Desk::new();
    let begins = |desk: &mut Desk, office: &str, first: &str, last: &str| {
        let line = [
            ("person", "chen"),
            ("body", "congress"),
            ("office", office),
            ("first", first),
            ("last", last),
        ];
        desk.put(Kind::Posts, Mode::New, &line).map_err(|no| (no.code, no.field))
    };
    let apart = Err(("office.administrators-apart", Some("office")));
    let second = begins(&mut desk, "security-administrator", "2026-03-02", "");
    assert_eq!(second, apart, "chen is system administrator");
    assert_eq!(begins(&mut desk, "audit-administrator", "2026-03-02", ""), apart);
    // Other work stands beside it, and another kind before or after it.
    assert_eq!(begins(&mut desk, "congress-office", "2026-03-02", ""), Ok(1));
    assert_eq!(begins(&mut desk, "audit-administrator", "2024-01-01", "2024-12-31"), Ok(2));
    let early = desk.post("audit-administrator", "congress");
    assert_eq!(desk.end(early, date(2025, 1, 1)), Err("office.post-ended"));
    // Standing in is administering too.
    desk.holds("梁一", "congress", "security-administrator");
    let security = desk.post("security-administrator", "congress");
    let stands_in = |desk: &Desk, person: &str| {
        let line = [("person", person), ("first", "2026-03-03"), ("last", "2026-03-09")];
        stand_in(&desk.book, security, &Line::of(line)).map_err(|no| (no.code, no.field))
    };
    let refused = stands_in(&desk, "chen").unwrap_err();
    assert_eq!(refused, ("office.administrators-apart", Some("person")));
    let puts = stands_in(&desk, "董十").expect("who administers nothing may stand in");
    desk.book.take(&puts, &[]);
    let line = [
        ("person", "董十"),
        ("body", "congress"),
        ("office", "audit-administrator"),
        ("first", "2026-03-09"),
    ];
    let refused = desk.put(Kind::Posts, Mode::New, &line).unwrap_err();
    assert_eq!(refused.code, "office.administrators-apart", "on the last day of standing in");
    assert!(refused.args.contains(&("office", "security-administrator".to_owned())));
}

#[test]
fn a_post_with_matters_ends_by_handing_them_to_a_colleague() {
    let mut desk = Desk::new();
    let post = desk.post("deputy", "s1");
    desk.book.busy_posts.insert(post, 2);
    assert_eq!(desk.end(post, date(2026, 3, 2)), Err("office.post-busy"));
    assert_eq!(desk.end(post, date(2026, 4, 2)), Ok(1), "there is time until that day");
    assert_eq!(desk.end(post, date(2024, 4, 2)), Err("office.end-before-begin"));
    let other = desk.post("handler", "roads");
    let unfit = end_post(&desk.book, (post, date(2026, 3, 2)), Some(other)).unwrap_err();
    assert_eq!(unfit.code, "office.successor-unfit");
    desk.holds("董十", "s1", "deputy");
    let held = desk.book.register.posts[&post].clone();
    let to = successors(&desk.book, &held).next().unwrap().id;
    assert!(end_post(&desk.book, (post, date(2026, 3, 2)), Some(to)).is_ok());
    // Matters of a unit hang on nobody by name; the last of its handlers stays all the same.
    let roads = desk.book.body("roads").unwrap();
    desk.book.busy_bodies.insert(roads, 1);
    let only = desk.post("handler", "roads");
    assert_eq!(desk.end(only, date(2026, 3, 2)), Err("office.nobody-left"));
    desk.holds("董十", "roads", "handler");
    assert_eq!(desk.end(only, date(2026, 3, 2)), Ok(1));
}

#[test]
fn a_stand_in_acts_from_the_first_day_to_the_last_and_not_after() {
    let mut desk = Desk::new();
    let post = desk.post("handler", "roads");
    let line =
        |person, first, last| Line::of([("person", person), ("first", first), ("last", last)]);
    let ask = |desk: &Desk, line: &Line| stand_in(&desk.book, post, line);
    let code = |result: Result<Vec<Put>, Refusal>| result.unwrap_err().code;
    let own = line("冯九", "2026-03-05", "2026-03-09");
    assert_eq!(code(ask(&desk, &own)), "office.stand-in-own");
    let over = line("董十", "2026-02-05", "2026-03-01");
    assert_eq!(code(ask(&desk, &over)), "office.stand-in-past");
    let before = line("董十", "2024-02-05", "2026-03-09");
    assert_eq!(code(ask(&desk, &before)), "office.stand-in-outside");
    let puts = ask(&desk, &line("董十", "2026-03-05", "2026-03-09")).unwrap();
    desk.book.take(&puts, &[]);
    let again = line("梁一", "2026-03-09", "2026-03-10");
    assert_eq!(code(ask(&desk, &again)), "office.stand-in-overlap");
    let person = desk.book.person("董十").unwrap();
    let acts = |desk: &Desk, day| !desk.book.register.officers(person, day).is_empty();
    for (day, may) in [(4, false), (5, true), (9, true), (10, false)] {
        assert_eq!(acts(&desk, date(2026, 3, day)), may, "on the {day}th");
    }
    desk.book.today = date(2026, 3, 6);
    let early = end_stand_in(&desk.book, post, (person, date(2026, 3, 5))).unwrap();
    desk.book.take(&early, &[]);
    assert!(acts(&desk, date(2026, 3, 6)) && !acts(&desk, date(2026, 3, 7)));
    // A post that ends takes the right to stand in for it along.
    let puts = ask(&desk, &line("董十", "2026-03-08", "2026-03-20")).unwrap();
    desk.book.take(&puts, &[]);
    desk.book.take(&[Put::House(Fact::PostEnded { last: date(2026, 3, 9), post })], &[]);
    assert!(acts(&desk, date(2026, 3, 9)) && !acts(&desk, date(2026, 3, 10)));
}

#[test]
fn a_person_is_enrolled_once() {
    let mut desk = Desk::new();
    let mut no = |mode, line: Values<'_>| desk.no(Kind::People, mode, line);
    assert_eq!(no(Mode::New, &[("name", "梁一")]), [("name", "office.namesake")]);
    let login = [("name", "梁一"), ("login", "CHEN"), ("password", "x")];
    assert_eq!(no(Mode::New, &login), [("login", "login.taken")]);
    assert_eq!(no(Mode::Any, &login), [("name", "office.person-named")]);
    let half = [("name", "新人"), ("login", "xin")];
    assert_eq!(no(Mode::Any, &half), [("password", "office.password-missing")]);
    let which = [("name", "梁一"), ("login", "liang"), ("password", "x")];
    assert_eq!(no(Mode::Any, &which), [("login", "office.which-person")]);
    assert_eq!(no(Mode::Any, &[("name", "")]), [("name", "field.empty")]);
    assert_eq!(desk.put(Kind::People, Mode::Any, &[("name", "梁一")]), Ok(0));
    let namesake = [("name", "梁一"), ("namesake", "yes")];
    assert_eq!(desk.put(Kind::People, Mode::New, &namesake), Ok(1));
    let post = [("person", "梁一"), ("body", "s1"), ("office", "deputy"), ("first", "2026-01-01")];
    assert_eq!(desk.no(Kind::Posts, Mode::Any, &post), [("person", "office.person-twice")]);
    let number = desk.book.people.last().unwrap().id.to_string();
    let post = [("person", &*number), post[1], post[2], post[3]];
    assert_eq!(desk.put(Kind::Posts, Mode::Any, &post), Ok(1));
}

#[test]
fn duties_keep_their_body_and_categories_name_bodies_that_handle() {
    let mut desk = Desk::new();
    let duty = |body| [("code", "d-1"), ("body", body), ("item", "养护"), ("basis", "新条例")];
    let refused = desk.no(Kind::Duties, Mode::Any, &duty("water"));
    assert_eq!(refused, [("body", "office.duty-fixed")]);
    assert_eq!(desk.put(Kind::Duties, Mode::Any, &duty("roads")), Ok(1), "listed anew");
    let category = |leads| [("code", "c2"), ("name", "供水"), ("leads", leads)];
    let mut no = |leads| desk.no(Kind::Categories, Mode::New, &category(leads));
    assert_eq!(no("s1"), [("leads", "office.lead-unfit")]);
    assert_eq!(no("water；water"), [("leads", "office.lead-twice")]);
    assert_eq!(no("nowhere"), [("leads", "office.body-unknown")]);
    let taken = [("code", "c2"), ("name", "道路"), ("leads", "")];
    assert_eq!(desk.no(Kind::Categories, Mode::New, &taken), [("name", "office.name-taken")]);
    let unknown = desk.book.area_of_code("t9").map(|area| area.id);
    assert_eq!(unknown, None::<AreaId>);
}

#[test]
fn what_is_enrolled_carries_no_name_in_the_open() {
    let desk = Desk::new();
    let mut chance = |bytes: &mut [u8]| bytes.fill(7);
    let mut enclosures = Enclosures::new(Time(0), &mut chance);
    let line = Line::of([("name", "宋六")]);
    let puts = rule(&desk.book, Kind::People, (&line, Mode::New), &mut enclosures).unwrap();
    assert!(matches!(puts[..], [Put::Person(people::Fact::Enrolled { .. })]));
    assert!(enclosures.list.iter().all(|one| !one.open));
}

#[test]
fn a_deputy_stands_for_one_electoral_unit_in_each_congress() {
    let mut desk = Desk::new();
    desk.named(Kind::Bodies, &[("code", "s2"), ("sort", "station"), ("area", "t2")], "松口联络站");
    desk.holds("梁一", "s2", "deputy");
    let line = |congress, unit| {
        [("person", "梁一"), ("body", "s2"), ("congress", congress), ("unit", unit)]
    };
    let no = desk.no(Kind::Mandates, Mode::New, &line("county", "第4选区"));
    assert_eq!(no, [("unit", "office.unit-twice")]);
    assert_eq!(desk.put(Kind::Mandates, Mode::New, &line("township", "第4选区")), Ok(1));
    assert_eq!(desk.put(Kind::Mandates, Mode::Any, &line("township", "第4选区")), Ok(0));
    let no = desk.no(Kind::Mandates, Mode::New, &line("township", "第4选区"));
    assert_eq!(no, [("person", "office.described-already")]);
}
