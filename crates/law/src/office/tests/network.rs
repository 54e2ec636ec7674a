//! Grids, helpers, checklists, titles and who keeps in touch.

use super::*;
use crate::record::{Actor, Officer};
use crate::ruling::code;
use crate::words::MatterId;

const GRID: [(&str, &str); 4] =
    [("area", "g1"), ("person", "冯九"), ("duty", "巡查"), ("first", "2026-01-01")];
const HELPER: [(&str, &str); 6] = [
    ("code", "h-1"),
    ("name", "秦某"),
    ("kind", "observer"),
    ("area", "t1"),
    ("body", "congress"),
    ("first", "2026-01-01"),
];
const FOUND: [(&str, &str); 8] = [
    ("body", "s1"),
    ("checklist", "six-haves"),
    ("edition", "2026"),
    ("item", "1"),
    ("met", "yes"),
    ("evidence", "门口有牌子"),
    ("assessor", "congress"),
    ("day", "2026-03-01"),
];
const TITLE: [(&str, &str); 5] = [
    ("body", "s1"),
    ("title", "model"),
    ("edition", "2026"),
    ("assessor", "congress"),
    ("first", "2026-03-01"),
];
const PAIR: [(&str, &str); 5] = [
    ("code", "c-1"),
    ("person", "chen"),
    ("deputy", "梁一"),
    ("every", "90"),
    ("first", "2026-01-01"),
];

fn with(line: &[(&'static str, &'static str)], key: &'static str, value: &'static str) -> Line {
    Line::of(line.iter().copied()).with(key, value)
}

impl Desk {
    /// One line of each register of the network.
    pub(super) fn of_the_network(&mut self) {
        let grid = [("code", "g1"), ("level", "grid"), ("parent", "t1")];
        self.named(Kind::Areas, &grid, "第一网格");
        self.put(Kind::Grids, Mode::New, &GRID).unwrap();
        self.put(Kind::Helpers, Mode::New, &HELPER).unwrap();
        self.put(Kind::Assessments, Mode::New, &FOUND).unwrap();
        self.put(Kind::Titles, Mode::New, &TITLE).unwrap();
        self.put(Kind::Contacts, Mode::New, &PAIR).unwrap();
    }

    fn refused(&mut self, kind: Kind, line: &Line) -> (&'static str, Option<&'static str>) {
        let refusal = self.line(kind, Mode::Any, line).expect_err("it must be refused");
        (refusal.code, refusal.field)
    }

    fn officer(&self, office: &str, body: &str) -> Actor {
        let post = self.post(office, body);
        let post = &self.book.register.posts[&post];
        let (body, office, person) = (post.body, post.office.clone(), post.person);
        Actor::Officer(Officer { body, office, person, post: post.id })
    }

    fn visits(&mut self, by: &Actor, day: Date, came: &str) -> Result<(), &'static str> {
        let mut chance = |bytes: &mut [u8]| bytes.fill(7);
        let mut enclosures = Enclosures::new(Time(0), &mut chance);
        let asked = visit(&self.book, (&code("c-1"), by), (Some(day), came), &mut enclosures);
        let puts = asked.map_err(|refusal| refusal.code)?;
        let list = enclosures.list;
        assert!(list.iter().all(|one| !one.open), "it may name residents");
        self.book.take(&puts, &list);
        Ok(())
    }
}

#[test]
fn no_grid_without_its_person_and_duty() {
    let mut desk = Desk::new();
    let refused = [
        ("area", "t1", ("office.no-grid", Some("area"))),
        ("person", "", ("field.empty", Some("person"))),
        ("duty", "", ("field.empty", Some("duty"))),
        ("last", "2025-12-31", ("office.last-before-first", Some("last"))),
    ];
    for (key, value, no) in refused {
        assert_eq!(desk.refused(Kind::Grids, &with(&GRID, key, value)), no, "{key}");
    }
    // It is handed on by saying who holds it now.
    assert_eq!(desk.line(Kind::Grids, Mode::Any, &with(&GRID, "person", "董十")), Ok(1));
    let held = desk.book.register.grids.values().next().unwrap();
    assert_eq!(held.person, desk.book.person("董十").unwrap());
}

#[test]
fn a_helper_is_entered_once_and_named_to_few() {
    let mut desk = Desk::new();
    let refused = [
        ("kind", "law-reader", ("office.no-certificate", Some("certified"))),
        ("kind", "prophet", ("office.choice-unknown", Some("kind"))),
        ("code", "h-2", ("office.helper-twice", Some("name"))),
        ("area", "nowhere", ("office.area-unknown", Some("area"))),
    ];
    for (key, value, no) in refused {
        assert_eq!(desk.refused(Kind::Helpers, &with(&HELPER, key, value)), no, "{value}");
    }
    let other = with(&HELPER, "code", "h-2").with("name", "秦某（南街）");
    assert_eq!(desk.line(Kind::Helpers, Mode::New, &other), Ok(1));
    // Whoever is changed keeps what they reported.
    let matter = MatterId::from_int(5);
    let puts = report(&desk.book, &code("h-1"), matter).unwrap();
    desk.book.take(&puts, &[]);
    assert_eq!(report(&desk.book, &code("h-1"), matter), Ok(vec![]), "once is enough");
    assert!(report(&desk.book, &code("h-9"), matter).is_err());
    assert_eq!(desk.line(Kind::Helpers, Mode::Any, &with(&HELPER, "last", "2026-02-01")), Ok(1));
    let (helper, reported) = &desk.book.register.helpers["h-1"];
    assert!(!helper.serves(desk.book.today) && *reported == [matter]);
}

#[test]
fn no_station_checks_itself_and_what_is_met_is_shown() {
    let mut desk = Desk::new();
    let refused = [
        ("assessor", "s1", ("office.own-assessor", Some("assessor"))),
        ("evidence", "", ("office.no-evidence", Some("evidence"))),
        ("item", "7", ("office.item-unknown", Some("item"))),
        ("checklist", "ten-haves", ("office.choice-unknown", Some("checklist"))),
        ("day", "2026-03-03", ("office.day-to-come", Some("day"))),
        ("edition", "2028", ("office.edition-unreadable", Some("edition"))),
        ("body", "roads", ("office.no-station", Some("body"))),
    ];
    for (key, value, no) in refused {
        assert_eq!(desk.refused(Kind::Assessments, &with(&FOUND, key, value)), no, "{key}");
    }
    // By the key of its page: what was found is found otherwise later.
    let again = Line::of([("code", "s1~six-haves~2026~1"), ("met", "no")]);
    let again = again.with("assessor", "congress").with("day", "2026-03-02");
    assert_eq!(desk.line(Kind::Assessments, Mode::Change, &again), Ok(1));
    assert!(!desk.book.register.assessed.values().next().unwrap().met);
}

#[test]
fn a_title_is_given_by_others_on_enough_and_never_changed() {
    let mut desk = Desk::new();
    let star = with(&TITLE, "title", "star-3");
    assert_eq!(desk.refused(Kind::Titles, &star), ("office.title-below", Some("title")));
    for item in desk.book.standards.checklist("four-fives").unwrap().items.clone().iter().take(12) {
        let line = with(&FOUND, "checklist", "four-fives").with("item", item.key.as_str());
        assert_eq!(desk.line(Kind::Assessments, Mode::New, &line), Ok(1));
    }
    assert_eq!(desk.line(Kind::Titles, Mode::New, &star), Ok(1), "12 of 20 are 60 percent");
    let star_4 = with(&TITLE, "title", "star-4");
    assert_eq!(desk.refused(Kind::Titles, &star_4), ("office.title-below", Some("title")));
    let scores: Vec<_> = desk.book.register.titles.values().filter_map(|one| one.0.score).collect();
    assert_eq!(scores, [(12, 20)]);
    for (key, value, no) in [
        ("assessor", "roads", ("office.title-fixed", Some("assessor"))),
        ("last", "2030-01-01", ("office.title-fixed", Some("last"))),
    ] {
        assert_eq!(desk.refused(Kind::Titles, &with(&TITLE, key, value)), no, "{key}");
    }
    let own = with(&TITLE, "title", "benchmark").with("assessor", "s1");
    assert_eq!(desk.refused(Kind::Titles, &own), ("office.own-assessor", Some("assessor")));
    // It holds for its years, and is withdrawn for a reason, once.
    let (model, _) = desk.book.register.titles.values().next().unwrap();
    assert_eq!(model.last, date(2028, 2, 29));
    let withdraw = |reason| Line::of([("code", "s1~model~2026"), ("withdrawn", reason)]);
    assert_eq!(desk.line(Kind::Titles, Mode::Change, &withdraw("材料不实")), Ok(1));
    assert_eq!(desk.line(Kind::Titles, Mode::Change, &withdraw("材料不实")), Ok(0));
    let no = desk.refused(Kind::Titles, &withdraw("另一个原因"));
    assert_eq!(no, ("office.withdrawn-already", Some("withdrawn")));
}

#[test]
fn visits_fall_due_and_are_entered_by_who_made_them() {
    let mut desk = Desk::new();
    let refused = [
        ("deputy", "", ("office.contact-nobody", Some("deputy"))),
        ("area", "t1", ("office.contact-both", Some("area"))),
        ("deputy", "陈二", ("office.contact-self", Some("deputy"))),
        ("deputy", "冯九", ("office.no-deputy-held", Some("deputy"))),
        ("person", "董十", ("office.no-post-held", Some("person"))),
        ("every", "0", ("field.out-of-range", Some("every"))),
    ];
    for (key, value, no) in refused {
        assert_eq!(desk.refused(Kind::Contacts, &with(&PAIR, key, value)), no, "{key} {value}");
    }
    let next = |desk: &Desk| {
        let (pair, visits) = &desk.book.register.contacts["c-1"];
        pair.due(visits, desk.book.today)
    };
    assert_eq!(next(&desk), Some(date(2026, 4, 1)), "ninety days after the first day");
    let (own, other) =
        (desk.officer("administrator", "congress"), desk.officer("handler", "roads"));
    let day = date(2026, 2, 20);
    assert_eq!(desk.visits(&other, day, "聊了路灯"), Err("pair.not-yours"));
    assert_eq!(desk.visits(&own, day, " "), Err("field.empty"));
    assert_eq!(desk.visits(&own, date(2026, 3, 3), "x"), Err("office.day-to-come"));
    assert_eq!(desk.visits(&own, date(2026, 1, 5), "x"), Err("pair.entered-late"));
    assert_eq!(desk.visits(&own, day, "聊了路灯"), Ok(()));
    assert_eq!(desk.visits(&own, day, "又聊了"), Err("pair.visited-already"));
    assert_eq!(next(&desk), Some(date(2026, 5, 21)));
    assert_eq!(desk.line(Kind::Contacts, Mode::Any, &with(&PAIR, "last", "2026-03-01")), Ok(1));
    assert_eq!(next(&desk), None, "its time is over");
    // Read again after both have left their posts: what is on record is no mistake.
    for (office, body) in [("administrator", "congress"), ("deputy", "s1")] {
        let post = desk.post(office, body);
        let fact = Fact::PostEnded { last: date(2026, 3, 1), post };
        desk.book.take(&[Put::House(fact)], &[]);
    }
    assert_eq!(desk.line(Kind::Contacts, Mode::Any, &with(&PAIR, "last", "2026-03-01")), Ok(0));
    let again = with(&PAIR, "code", "c-2");
    assert_eq!(desk.refused(Kind::Contacts, &again).0, "office.no-post-held");
}

#[test]
fn who_appointed_or_assessed_may_have_closed_since() {
    let mut desk = Desk::new();
    let body = desk.book.body("water").unwrap();
    let helper = with(&HELPER, "code", "h-3").with("name", "韩某").with("body", "water");
    let found = with(&FOUND, "item", "2").with("assessor", "water");
    assert_eq!(desk.line(Kind::Helpers, Mode::New, &helper), Ok(1));
    assert_eq!(desk.line(Kind::Assessments, Mode::New, &found), Ok(1));
    let fact = Fact::BodyClosed { body, last: date(2026, 3, 1) };
    desk.book.take(&[Put::House(fact)], &[]);
    assert_eq!(desk.line(Kind::Helpers, Mode::Any, &helper), Ok(0));
    assert_eq!(desk.line(Kind::Assessments, Mode::Any, &found), Ok(0));
    let other = helper.with("code", "h-4").with("name", "杨某");
    assert_eq!(desk.refused(Kind::Helpers, &other), ("office.body-closed", Some("body")));
}

#[test]
fn an_area_is_merged_once_nothing_runs_there() {
    let mut desk = Desk::new();
    let town = [("code", "t3"), ("level", "town"), ("parent", "county")];
    desk.named(Kind::Areas, &town, "河口镇");
    let village = [("code", "v1"), ("level", "village"), ("parent", "t3")];
    desk.named(Kind::Areas, &village, "河口村");
    let station = [("code", "s3"), ("sort", "station"), ("area", "t3")];
    desk.named(Kind::Bodies, &station, "河口联络站");
    let close = |code: &'static str, into: &'static str| {
        let name = if code == "t3" { "河口镇" } else { "河口村" };
        Line::of([("code", code), ("name", name), ("last", "2026-03-31"), ("into", into)])
    };
    let all = |desk: &mut Desk, line: &Line| {
        let refusal = desk.line(Kind::Areas, Mode::Change, line).expect_err("it is refused");
        let all = std::iter::once(&refusal).chain(&refusal.more);
        all.map(|one| (one.code, one.args.clone())).collect::<Vec<_>>()
    };
    let area = desk.book.area("t3").unwrap();
    desk.book.busy_areas.insert(area, 2);
    let left = all(&mut desk, &close("t3", "t1"));
    let codes: Vec<&str> = left.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["office.area-busy", "office.area-inside", "office.area-bodies"]);
    assert_eq!(left[0].1, [("count", "2".to_owned())]);
    for (into, no) in
        [("g1", "office.area-into"), ("t3", "office.area-into"), ("t9", "office.area-unknown")]
    {
        assert_eq!(desk.refused(Kind::Areas, &close("t3", into)).0, no, "{into}");
    }
    // First what lies in it, then itself; it stays in the register with what it became.
    desk.book.busy_areas.clear();
    assert_eq!(desk.line(Kind::Areas, Mode::Change, &close("v1", "")), Ok(1));
    let body = desk.book.body("s3").unwrap();
    let puts = close_body(&desk.book, body, "2026-03-31").unwrap();
    desk.book.take(&puts, &[]);
    assert_eq!(desk.line(Kind::Areas, Mode::Change, &close("t3", "t1、t2")), Ok(1));
    assert_eq!(desk.line(Kind::Areas, Mode::Change, &close("t3", "t1、t2")), Ok(0));
    let closed = &desk.book.register.areas[&area];
    assert!(closed.is_open(date(2026, 3, 31)) && !closed.is_open(date(2026, 4, 1)));
    assert_eq!(closed.into.len(), 2);
    // From the day after, its name is free and nothing new is put into it.
    desk.book.today = date(2026, 4, 1);
    let inside = [("code", "v2"), ("level", "village"), ("name", "新村"), ("parent", "t3")];
    assert_eq!(desk.no(Kind::Areas, Mode::New, &inside), [("parent", "office.area-closed")]);
    let again = [("code", "t4"), ("level", "town"), ("parent", "county")];
    desk.named(Kind::Areas, &again, "河口镇");
    // What it became part of may cease as well: its own line stays as it is.
    let t2 = desk.book.area("t2").unwrap();
    let fact = Fact::AreaClosed { area: t2, into: vec![], last: date(2026, 3, 31) };
    desk.book.take(&[Put::House(fact)], &[]);
    assert_eq!(desk.line(Kind::Areas, Mode::Any, &close("t3", "t1、t2")), Ok(0));
    let root = Line::of([("code", "county"), ("name", "青禾县"), ("last", "2026-04-30")]);
    assert_eq!(desk.refused(Kind::Areas, &root).0, "office.area-outermost");
}

#[test]
fn national_codes_lie_in_one_another_and_credit_codes_check() {
    let mut desk = Desk::new();
    let area = |code, level, parent| {
        Line::of([("code", code), ("level", level), ("name", code), ("parent", parent)])
    };
    for (code, level, parent) in [
        ("990100", "town", "county"),
        ("990101001", "village", "990100"),
        ("own-1", "village", "990100"),
    ] {
        assert_eq!(desk.line(Kind::Areas, Mode::New, &area(code, level, parent)), Ok(1), "{code}");
    }
    let no = desk.refused(Kind::Areas, &area("990201001", "village", "990100"));
    assert_eq!(no, ("office.area-code", Some("code")));
    let credit =
        |value: &'static str| Line::of([("code", "roads"), ("name", "道路局"), ("credit", value)]);
    let no = desk.refused(Kind::Bodies, &credit("11000000MB00000010"));
    assert_eq!(no, ("office.credit-wrong", Some("credit")));
    let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    let mut made = signs.map(|sign| format!("11000000MB0000001{sign}"));
    let good = made.find(|code| {
        let line = credit("").with("credit", code);
        desk.line(Kind::Bodies, Mode::Change, &line) == Ok(1)
    });
    let good = good.expect("one sign fits");
    let water = Line::of([("code", "water"), ("name", "水务局")]).with("credit", &good);
    assert_eq!(desk.refused(Kind::Bodies, &water), ("office.credit-taken", Some("credit")));
}
