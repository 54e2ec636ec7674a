//! What may be done with an activity, and what is told where it may not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::*;
use crate::record::{Actor, Officer};
use crate::register::{self, Register};
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{AreaId, Hash};

const SHIPPED: &str = include_str!("../../../../packs/cn/activities.toml");
const BEGINS: Time = Time(1_772_413_200_000);
const HOUR: i64 = 3_600_000;

fn id<K>(number: i64) -> Id<K> {
    Id::from_int(number)
}

fn text() -> TextRef {
    TextRef { id: id(9), hash: Hash::default() }
}

/// A house with its own office (1), two stations (2, 3) and a department (4); in each one post,
/// of the same number as body and person.
struct House {
    kinds: Kinds,
    register: Register,
    by: Actor,
    now: Time,
    elsewhere: BTreeMap<PersonId, ActivityId>,
}

impl House {
    fn new() -> Self {
        let mut register = Register::default();
        let bodies = [(1, "congress"), (2, "station"), (3, "station"), (4, "department")];
        for (number, sort) in bodies {
            let area: AreaId = id(1);
            let (body, code, sort) = (id(number), code("b"), code(sort));
            register.apply(&register::Fact::BodyRegistered {
                area,
                body,
                code,
                sort,
                name: text(),
            });
        }
        let posts = [
            (1, 1, "congress-office"),
            (2, 2, "station-staff"),
            (3, 3, "station-staff"),
            (4, 4, "congress-office"),
            (5, 2, "deputy"),
            (6, 3, "deputy"),
        ];
        for (number, body, office) in posts {
            let (first, person) = (date(2025, 1, 1), id(number));
            let (body, office, post) = (id(body), code(office), id(number));
            register.apply(&register::Fact::PostBegun { body, first, office, person, post });
        }
        let (by, now) = (Actor::House, BEGINS);
        let kinds = Kinds::read(SHIPPED).expect("what ships is sound");
        let mut house = Self { kinds, register, by, now, elsewhere: BTreeMap::new() };
        house.go(2);
        house
    }

    /// Somebody acts from now on.
    fn go(&mut self, number: i64) {
        let post = &self.register.posts[&id(number)];
        let (body, office) = (post.body, post.office.clone());
        self.by = Actor::Officer(Officer { body, office, person: id(number), post: id(number) });
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            kinds: &self.kinds,
            register: &self.register,
            today: date(2026, 3, 2),
            now: self.now,
            by: &self.by,
            elsewhere: &self.elsewhere,
        }
    }

    fn plan(&self, draft: &Draft) -> Result<Activity, Refusal> {
        let fact = enclosing(|enclosures| plan(&self.setting(), draft, enclosures))?;
        let Fact::Planned { plan } = fact else { panic!("a plan") };
        let (invited, came) = (BTreeMap::new(), BTreeMap::new());
        let standing = Standing::Planned;
        Ok(Activity {
            id: id(7),
            plan,
            standing,
            invited,
            came,
            pictures: BTreeSet::new(),
            received: None,
        })
    }

    fn act(&self, activity: &mut Activity, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let facts = enclosing(|enclosures| rule(&self.setting(), (activity, act), enclosures))?;
        for fact in &facts {
            activity.take(8, fact);
        }
        Ok(facts)
    }

    fn sign_in(&self, activity: &mut Activity, at_place: bool) -> Result<Vec<Fact>, Refusal> {
        let facts = sign_in(&self.setting(), activity, at_place)?;
        for fact in &facts {
            activity.take(8, fact);
        }
        Ok(facts)
    }
}

fn enclosing<T>(
    rule: impl FnOnce(&mut Enclosures<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let mut chance = |bytes: &mut [u8]| bytes.fill(7);
    rule(&mut Enclosures::new(BEGINS, &mut chance))
}

fn draft() -> Draft {
    Draft {
        begins: Some(BEGINS),
        body: id(2),
        ends: Some(BEGINS.plus_ms(2 * HOUR)),
        kind: code("reception"),
        place: "文昌路7号".to_owned(),
        title: "三月接待日".to_owned(),
    }
}

fn told<T: std::fmt::Debug>(result: Result<T, Refusal>) -> (&'static str, Option<&'static str>) {
    let refusal = result.expect_err("it is refused");
    (refusal.code, refusal.field)
}

#[test]
fn what_ships_is_sound_and_what_is_not_says_why() {
    let shipped = Kinds::read(SHIPPED).expect("is sound");
    assert!(shipped.kinds.len() >= 10 && shipped.kind("reception").is_some_and(|k| k.receives));
    for (from, to, why) in [
        ("key = \"visit\"", "key = \"reception\"", "stands twice"),
        ("zh = \"走访\"", "zh = \" \"", "zh and en"),
        ("days_most = 31", "days_most = 0", "days_most"),
        ("entered_days = 7", "entered_days = 999", "entered_days"),
        ("[terms]", "[terms]\nmore = 1", "unknown field"),
    ] {
        let told = Kinds::read(&SHIPPED.replacen(from, to, 1)).expect_err(to);
        assert!(told.contains(why), "{told}");
    }
    assert!(Kinds::read("kind = []\n").is_err());
}

#[test]
fn a_plan_is_told_everything_that_is_wrong_with_it() {
    let mut house = House::new();
    assert_eq!(house.plan(&draft()).expect("it is sound").plan.begins, BEGINS);
    let wrong = Draft {
        begins: None,
        kind: code("parade"),
        place: String::new(),
        title: "题".repeat(121),
        ..draft()
    };
    let refusal = house.plan(&wrong).expect_err("it is refused");
    let all: Vec<_> = std::iter::once(&refusal).chain(&refusal.more).map(|r| r.code).collect();
    assert_eq!(all, ["activity.kind-unknown", "field.too-long", "field.empty", "field.empty"]);
    let times = |begins: i64, ends: i64| Draft {
        begins: Some(BEGINS.plus_ms(begins)),
        ends: Some(BEGINS.plus_ms(ends)),
        ..draft()
    };
    let day = 24 * HOUR;
    assert_eq!(told(house.plan(&times(HOUR, HOUR))), ("activity.ends-before", Some("ends")));
    assert_eq!(told(house.plan(&times(0, 32 * day))), ("activity.too-long", Some("ends")));
    // Entered from paper, and no further back than the terms say.
    assert!(house.plan(&times(-7 * day - HOUR, -7 * day)).is_ok());
    let late = house.plan(&times(-7 * day - HOUR, -7 * day - 1));
    assert_eq!(told(late), ("activity.entered-late", Some("ends")));
    // Each station its own, the house's office all; nobody holds any at a department.
    for (who, body, no) in [
        (3, 2, Some("activity.not-yours")),
        (5, 2, Some("activity.not-yours")),
        (4, 2, Some("activity.not-yours")),
        (1, 2, None),
        (1, 1, None),
        (1, 4, Some("activity.no-holder")),
    ] {
        house.go(who);
        let result = house.plan(&Draft { body: id(body), ..draft() });
        assert_eq!(result.err().map(|refusal| refusal.code), no, "{who} at {body}");
    }
}

#[test]
fn who_is_invited_signs_in_once_at_the_place_within_its_time() {
    let mut house = House::new();
    let mut activity = house.plan(&draft()).expect("it is sound");
    house.act(&mut activity, &Act::Invite(vec![id(5)])).expect("a deputy can be invited");
    let again = house.act(&mut activity, &Act::Invite(vec![id(5)])).expect("nothing is to do");
    assert!(again.is_empty());
    assert_eq!(told(house.act(&mut activity, &Act::Invite(vec![]))).0, "activity.nobody-chosen");
    let nobody = house.act(&mut activity, &Act::Invite(vec![id(77)]));
    assert_eq!(told(nobody), ("activity.post-not-held", Some("posts")));
    house.go(5);
    house.now = BEGINS.plus_ms(-HOUR - 1);
    assert_eq!(told(house.sign_in(&mut activity, true)).0, "activity.too-early");
    house.now = BEGINS.plus_ms(2 * HOUR + 1);
    assert_eq!(told(house.sign_in(&mut activity, true)).0, "activity.too-late");
    house.now = BEGINS.plus_ms(-HOUR);
    assert_eq!(told(house.sign_in(&mut activity, false)).0, "activity.not-at-place");
    house.elsewhere.insert(id(5), id(8));
    assert_eq!(told(house.sign_in(&mut activity, true)).0, "activity.overlapping");
    house.elsewhere.clear();
    let came = house.sign_in(&mut activity, true).expect("it is time");
    assert!(matches!(came[..], [Fact::Attended { own: true, invited: true, at, .. }]
        if at == house.now));
    assert!(house.sign_in(&mut activity, true).expect("once is enough").is_empty());
    house.go(6);
    assert_eq!(told(house.sign_in(&mut activity, true)).0, "activity.not-invited");
}

#[test]
fn whoever_holds_it_enters_who_came_for_some_days() {
    let mut house = House::new();
    let mut activity = house.plan(&draft()).expect("it is sound");
    let enter = |at: Option<Time>| Act::Enter(vec![id(6)], at);
    house.now = BEGINS.plus_ms(-HOUR - 1);
    assert_eq!(told(house.act(&mut activity, &enter(None))).0, "activity.too-early");
    house.now = BEGINS.plus_ms(HOUR);
    let future = house.act(&mut activity, &enter(Some(BEGINS.plus_ms(HOUR + 1))));
    assert_eq!(told(future), ("claimed.in-future", Some("came")));
    let before = house.act(&mut activity, &enter(Some(BEGINS.plus_ms(-HOUR - 1))));
    assert_eq!(told(before), ("activity.came-outside", Some("came")));
    house.now = BEGINS.plus_ms(2 * HOUR + 7 * 24 * HOUR + 1);
    assert_eq!(told(house.act(&mut activity, &enter(None))).0, "activity.entered-late");
    house.now = BEGINS.plus_ms(3 * HOUR);
    house.go(3);
    assert_eq!(told(house.act(&mut activity, &enter(None))).0, "activity.not-yours");
    house.go(2);
    house.elsewhere.insert(id(6), id(8));
    assert_eq!(told(house.act(&mut activity, &enter(None))).0, "activity.overlapping");
    house.elsewhere.clear();
    let came = house.act(&mut activity, &enter(None)).expect("it is entered");
    // What is claimed is when it began; the record itself tells when that was entered.
    assert!(matches!(came[..], [Fact::Attended { own: false, invited: false, at: BEGINS, .. }]));
    assert!(house.act(&mut activity, &enter(None)).expect("it is there").is_empty());
    assert_eq!(
        told(house.act(&mut activity, &Act::CallOff("雨".into()))).0,
        "activity.somebody-came"
    );
    // What was entered by mistake is taken back, for a reason.
    let back = |person, reason: &str| Act::TakeBack(id(person), reason.to_owned());
    assert_eq!(told(house.act(&mut activity, &back(6, " "))), ("field.empty", Some("back-reason")));
    let nobody = house.act(&mut activity, &back(9, "记错了"));
    assert_eq!(told(nobody), ("activity.did-not-come", Some("person")));
    let taken = house.act(&mut activity, &back(6, "记错了")).expect("they came");
    assert!(matches!(taken[..], [Fact::TakenBack { invited: false, record: 8, .. }]));
    assert!(activity.came.is_empty() && house.act(&mut activity, &back(6, "又")).is_err());
}

#[test]
fn it_is_counted_closed_moved_and_called_off_in_its_time() {
    let mut house = House::new();
    let mut activity = house.plan(&draft()).expect("it is sound");
    let count = |heads, times| Act::Count(Received { heads, times });
    let close = |minutes: &str, open| Act::Close(minutes.to_owned(), open);
    let change = Act::Change(draft(), "改期".to_owned());
    house.now = BEGINS.plus_ms(-1);
    assert_eq!(told(house.act(&mut activity, &count(1, 1))).0, "activity.not-begun");
    assert_eq!(told(house.act(&mut activity, &close("纪要", true))).0, "activity.not-begun");
    let moved = house.act(&mut activity, &change).expect("it has not begun");
    assert!(matches!(moved[..], [Fact::Changed { .. }]) && moved[0].texts().len() == 3);
    house.now = BEGINS;
    assert_eq!(told(house.act(&mut activity, &change)).0, "activity.has-begun");
    assert_eq!(
        told(house.act(&mut activity, &count(3, 2))),
        ("activity.heads-more", Some("heads"))
    );
    assert_eq!(told(house.act(&mut activity, &count(0, 2))).0, "activity.heads-none");
    assert_eq!(told(house.act(&mut activity, &count(1, 1_000_001))).0, "field.out-of-range");
    assert_eq!(house.act(&mut activity, &count(9, 12)).expect("it is counted").len(), 1);
    assert!(house.act(&mut activity, &count(9, 12)).expect("the same").is_empty());
    assert!(is_open_to_matters(&house.setting(), &activity).is_ok());
    assert_eq!(told(house.act(&mut activity, &close(" ", true))), ("field.empty", Some("minutes")));
    let personal = house.act(&mut activity, &close("请联系 13900001234", true));
    assert_eq!(told(personal), ("activity.minutes-personal", Some("minutes")));
    let closed = house.act(&mut activity, &close("请联系 13900001234", false));
    assert_eq!(closed.expect("for the office").len(), 1);
    for act in [&change, &count(1, 1), &close("再", true), &Act::Invite(vec![id(5)])] {
        assert_eq!(told(house.act(&mut activity, act)).0, "activity.is-closed");
    }
    assert_eq!(
        told(is_open_to_matters(&house.setting(), &activity)),
        ("activity.is-closed", Some("activity"))
    );

    let training = Draft { kind: code("training"), ..draft() };
    let mut other = house.plan(&training).expect("it is sound");
    assert_eq!(told(house.act(&mut other, &count(1, 1))).0, "activity.receives-nobody");
    assert!(is_open_to_matters(&house.setting(), &other).is_err());
    house.act(&mut other, &Act::CallOff("停电".to_owned())).expect("nobody came");
    assert_eq!(told(house.act(&mut other, &count(1, 1))).0, "activity.is-called-off");
}

#[test]
fn a_theme_is_announced_by_the_office_before_it_ends() {
    let mut house = House::new();
    let draft = || ThemeDraft {
        first: Some(date(2026, 3, 1)),
        kinds: vec![code("reception")],
        last: Some(date(2026, 3, 31)),
        name: "代表集中活动月".to_owned(),
        slogan: "我为民、我履职、我行动".to_owned(),
        targets: Targets { activities: Some(20), ..Targets::default() },
    };
    let announced = |house: &House, draft: ThemeDraft| {
        enclosing(|enclosures| announce(&house.setting(), &draft, enclosures))
    };
    assert_eq!(told(announced(&house, draft())).0, "theme.not-yours");
    house.go(4);
    assert_eq!(told(announced(&house, draft())).0, "theme.not-yours", "at a department");
    house.go(1);
    let fact = announced(&house, draft()).expect("it is sound");
    assert_eq!(fact.texts().len(), 2);
    for (wrong, no) in [
        (ThemeDraft { name: String::new(), ..draft() }, ("field.empty", Some("name"))),
        (ThemeDraft { last: None, ..draft() }, ("field.empty", Some("last"))),
        (
            ThemeDraft { kinds: vec![code("parade")], ..draft() },
            ("activity.kind-unknown", Some("kinds")),
        ),
        (
            ThemeDraft { last: Some(date(2026, 2, 1)), ..draft() },
            ("theme.ends-before", Some("last")),
        ),
        (ThemeDraft { last: Some(date(2027, 3, 2)), ..draft() }, ("theme.too-long", Some("last"))),
        (
            ThemeDraft { first: Some(date(2026, 2, 1)), last: Some(date(2026, 3, 1)), ..draft() },
            ("theme.over", Some("last")),
        ),
        (
            ThemeDraft { targets: Targets::default(), ..draft() },
            ("theme.no-target", Some("activities")),
        ),
        (
            ThemeDraft {
                targets: Targets { matters: Some(u32::MAX), ..Targets::default() },
                ..draft()
            },
            ("field.out-of-range", Some("matters")),
        ),
    ] {
        assert_eq!(told(announced(&house, wrong)), no);
    }
    let mut records = vec![Record::new(head(1), fact)];
    let withdrawn = |house: &House, records: &[Record<Fact>], reason: &str| {
        enclosing(|enclosures| withdraw(&house.setting(), records, reason, enclosures))
    };
    assert_eq!(told(withdrawn(&house, &records, "")), ("field.empty", Some("reason")));
    let fact = withdrawn(&house, &records, "目标有误").expect("it goes on");
    records.push(Record::new(head(2), fact));
    assert_eq!(told(withdrawn(&house, &records, "再")).0, "theme.is-withdrawn");
    assert_eq!(told(withdrawn(&house, &[], "再")).0, "page.unknown");
}

fn head(seq: u64) -> crate::record::Head {
    crate::record::Head { seq, at: BEGINS, by: Actor::House, act: Hash::default(), case: 7 }
}

#[test]
fn facts_are_folded_in_their_order() {
    let plan = House::new().plan(&draft()).expect("it is sound").plan;
    let facts = [
        Fact::Planned { plan },
        Fact::Invited { person: id(5), post: id(5) },
        Fact::Attended { at: BEGINS, invited: true, own: true, person: id(5), post: id(5) },
        Fact::Counted { received: Received { heads: 1, times: 2 } },
        Fact::Closed { minutes: text(), open: true },
    ];
    let records: Vec<_> =
        (1..).zip(facts).map(|(seq, fact)| Record::new(head(seq), fact)).collect();
    let activity = Activity::fold(id(7), &records).expect("it is there");
    assert_eq!(activity.standing, Standing::Closed);
    assert_eq!((activity.invited.len(), activity.came.len()), (1, 1));
    assert_eq!(Activity::fold(id(7), &records[1..]), None, "it begins with its plan");
}
