//! A tiny invented house for tests: a county with two towns, two villages and twelve officers.
//!
//! Codes: areas `county` `t1` `t2` `t1v1` `t2v1`; bodies `congress`, stations `s1` `s2` (of the
//! towns `t1` and `t2`), departments `roads` `water` `schools`, `callers` who call back; categories
//! `road-damage` `water-supply` `school-meals`; duties `roads-1` `water-1` `schools-1`. The clock
//! stands at 2026-03-02 09:00 in Shanghai until a test moves it; chance comes from a seed, so a
//! test is the same every time.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use law::activity::{self, ActivityId, ThemeId};
use law::clock::Time;
use law::duty;
use law::matter::acts::{Act, Contact, Filling, Submission};
use law::matter::facts::Visibility;
use law::people;
use law::record::{ActId, Actor, Officer};
use law::register::Fact;
use law::ruling::{Enclosures, code};
use law::words::{AreaId, BodyId, Code, MatterId, PersonId, PostId, TextRef};
use store::Chance;
use store::db::{Answer, Db, trial};

use crate::desk::Hearing;
use crate::house::{Clock, House};
use crate::rights::Who;
use crate::roles::rebuild;
use crate::rooms::activities;
use crate::rooms::{matters, stations};

/// The instant at which every test begins: 2026-03-02 09:00 in Shanghai, a Monday.
pub const BEGIN: Time = Time(1_772_413_200_000);
/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;

const SETTINGS: &str = "name_zh = \"青禾县人大（虚构）\"\n\
                        name_en = \"Qinghe Congress (invented)\"\n\
                        time_zone = \"Asia/Shanghai\"\n";
const PROCEDURE: &str = include_str!("../../../procedures/public-opinion/procedure.toml");
const CALENDAR: &str = include_str!("../../../packs/cn/calendar.toml");

/// Code, level, names, and the code of the area around it.
const AREAS: [(&str, &str, &str, &str, &str); 5] = [
    ("county", "county", "青禾县", "Qinghe County", ""),
    ("t1", "town", "苇塘镇", "Weitang Town", "county"),
    ("t2", "town", "松口镇", "Songkou Town", "county"),
    ("t1v1", "village", "磨坊村", "Mofang Village", "t1"),
    ("t2v1", "village", "石桥村", "Shiqiao Village", "t2"),
];

/// Code, sort, area, names.
const BODIES: [(&str, &str, &str, &str, &str); 7] = [
    ("congress", "congress", "county", "县人大常委会办公室", "Congress Office"),
    ("s1", "station", "t1", "苇塘代表联络站", "Weitang Station"),
    ("s2", "station", "t2", "松口代表联络站", "Songkou Station"),
    ("roads", "department", "county", "道路局", "Roads Department"),
    ("water", "department", "county", "水务局", "Water Department"),
    ("schools", "department", "county", "学校局", "Schools Department"),
    ("callers", "call-back", "county", "群众回访中心", "Call-Back Centre"),
];

/// Office, body, name. Each is one person with one post.
const POSTS: [(&str, &str, &str); 12] = [
    ("deputy", "s1", "梁一"),
    ("deputy", "s2", "陈二"),
    ("station-staff", "s1", "苏三"),
    ("station-staff", "s2", "何四"),
    ("congress-office", "congress", "罗五"),
    ("congress-office", "congress", "宋六"),
    ("leader", "congress", "唐七"),
    ("administrator", "congress", "韩八"),
    ("handler", "roads", "冯九"),
    ("handler", "water", "董十"),
    ("handler", "schools", "萧百"),
    ("handler", "callers", "田十二"),
];

/// Code, the body that usually leads, names.
const CATEGORIES: [(&str, &str, &str, &str); 3] = [
    ("road-damage", "roads", "道路破损", "Road damage"),
    ("water-supply", "water", "供水", "Water supply"),
    ("school-meals", "schools", "学校食堂", "School meals"),
];

/// A founded house in a folder of its own, which the next run of the tests removes.
pub fn house() -> Arc<House> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let dir = FOLDER.join(number.to_string());
    std::fs::create_dir_all(&dir).expect("the target folder can be written to");
    open(&dir)
}

/// A founded house in a folder of the test's choice.
pub fn open(dir: &Path) -> Arc<House> {
    on_engine(dir);
    let house = House::open(dir, "qinghe", Clock::simulated(BEGIN), Chance::seeded(7))
        .expect("an empty folder can be opened");
    let founding = ActId(house.chance.bytes());
    let done = house.act_and_wait(founding, Actor::House, found);
    done.expect("the facts of the fixture are sound");
    house
}

/// A house that lies in a folder already, some time after the others of the tests.
pub fn open_again(dir: &Path) -> Arc<House> {
    let later = Clock::simulated(BEGIN.plus_ms(400 * DAY));
    House::open(dir, "qinghe", later, Chance::seeded(1)).expect("it can be opened")
}

thread_local! {
    /// Whether houses of this thread are founded on a server.
    static ON_SERVER: Cell<bool> = const { Cell::new(false) };
}

/// Runs a test whose houses are founded on a `PostgreSQL` of the tests; where there is none, it is
/// said so.
pub fn on_server(test: impl FnOnce()) {
    // Asked for once, so that a machine without one is told before anything is founded.
    if let Err(reason) = trial::database() {
        return trial::skip(&reason);
    }
    ON_SERVER.set(true);
    test();
    ON_SERVER.set(false);
}

fn is_on_server() -> bool {
    std::env::var_os(trial::ENGINE).is_some_and(|name| name == "postgres") || ON_SERVER.get()
}

/// Whether a test goes on that works on the file of the embedded engine; else it is said why not.
pub fn is_embedded(why: &str) -> bool {
    if is_on_server() {
        trial::say(&format!("NOT TRIED on PostgreSQL: {why}"));
    }
    !is_on_server()
}

/// Gives a folder a database on the engine that the tests run on.
fn on_engine(dir: &Path) {
    let file = dir.join(store::db::ADDRESS);
    if is_on_server() && !file.exists() {
        let address = trial::database().unwrap_or_else(|reason| panic!("{reason}"));
        std::fs::write(file, address).expect("the folder of a house can be written to");
    }
}

/// Where this process keeps its houses: beside the test binary; those of processes that have
/// ended are removed.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let binary = std::env::current_exe().expect("a test has a binary");
    let all = binary.with_file_name("test-houses");
    for old in std::fs::read_dir(&all).into_iter().flatten().flatten() {
        if !Path::new("/proc").join(old.file_name()).exists() {
            let _removed_by_another = std::fs::remove_dir_all(old.path());
        }
    }
    all.join(std::process::id().to_string())
});

fn name(enclosures: &mut Enclosures<'_>, zh: &str, en: &str) -> TextRef {
    let text = serde_json::json!({ "zh": zh, "en": en }).to_string();
    enclosures.add("name", text, true)
}

fn word(text: &str) -> Code {
    Code::new(text).expect("the codes of the fixture are well formed")
}

fn found(hearing: &mut Hearing<'_, '_, '_>) -> Answer<()> {
    rebuild::begin(hearing.house, hearing.db())?;
    hearing.put(0, Fact::Founded { house: code("qinghe"), invented: true })?;
    let definitions = [
        ("house", "house", SETTINGS),
        ("calendar", "cn", CALENDAR),
        ("procedure", "public-opinion", PROCEDURE),
    ];
    for (what, name, text) in definitions {
        let hash = hearing.tx().define(text)?;
        let from = date(2024, 1, 1);
        hearing.put(0, Fact::Defined { what: word(what), name: word(name), hash, from })?;
    }
    hearing.enclosing(|hearing, enclosures| {
        put_areas(hearing, enclosures)?;
        put_bodies(hearing, enclosures)?;
        put_posts(hearing, enclosures)
    })
}

fn put_areas(hearing: &mut Hearing<'_, '_, '_>, enclosures: &mut Enclosures<'_>) -> Answer<()> {
    for (code, level, zh, en, parent) in AREAS {
        let parent =
            hearing.state.register.areas.values().find(|a| a.code == *parent).map(|a| a.id);
        let name = name(enclosures, zh, en);
        let (area, code, level) = (enclosures.id(), word(code), word(level));
        hearing.put(0, Fact::AreaRegistered { area, code, level, name, parent })?;
    }
    Ok(())
}

fn put_bodies(hearing: &mut Hearing<'_, '_, '_>, enclosures: &mut Enclosures<'_>) -> Answer<()> {
    for (code, sort, area, zh, en) in BODIES {
        let areas = hearing.state.register.areas.values();
        let area = areas.into_iter().find(|a| a.code == *area).expect("it was put above").id;
        let name = name(enclosures, zh, en);
        let (body, code, sort) = (enclosures.id(), word(code), word(sort));
        hearing.put(0, Fact::BodyRegistered { area, body, code, sort, name })?;
    }
    for (code, lead, zh, en) in CATEGORIES {
        let bodies = hearing.state.register.bodies.values();
        let body = bodies.into_iter().find(|b| b.code == *lead).expect("it was put above").id;
        let duty = name(enclosures, zh, en);
        let basis = name(enclosures, "本县权责清单（虚构）", "Duty list of the county (invented)");
        let entry = word(&format!("{lead}-1"));
        let (item, devolved, version) = (duty, false, None);
        hearing.put(0, Fact::DutyListed { basis, body, code: entry, devolved, item, version })?;
        let name = name(enclosures, zh, en);
        hearing.put(0, Fact::CategoryDefined { code: word(code), leads: vec![body], name })?;
    }
    Ok(())
}

fn put_posts(hearing: &mut Hearing<'_, '_, '_>, enclosures: &mut Enclosures<'_>) -> Answer<()> {
    for (office, body, called) in POSTS {
        let bodies = hearing.state.register.bodies.values();
        let body = bodies.into_iter().find(|b| b.code == *body).expect("it was put above").id;
        let text = serde_json::json!({ "zh": called, "en": "" }).to_string();
        let name = enclosures.add("name", text, false);
        let (person, post): (PersonId, PostId) = (enclosures.id(), enclosures.id());
        hearing.put(0, people::Fact::Enrolled { person, name })?;
        let first = date(2025, 1, 1);
        hearing.put(0, Fact::PostBegun { body, first, office: word(office), person, post })?;
    }
    Ok(())
}

/// The area of a code.
pub fn area(house: &House, code: &str) -> AreaId {
    let state = house.state();
    state.register.areas.values().find(|a| a.code == *code).expect("the fixture has it").id
}

/// The body of a code.
pub fn body(house: &House, code: &str) -> BodyId {
    let state = house.state();
    state.register.bodies.values().find(|b| b.code == *code).expect("the fixture has it").id
}

/// The first officer of an office at a body: `officer(&house, "handler", "roads")`.
pub fn officer(house: &House, office: &str, at: &str) -> Officer {
    let at = body(house, at);
    let state = house.state();
    let mut posts = state.register.posts.values();
    let post = posts.find(|p| p.office == *office && p.body == at).expect("the fixture has it");
    Officer { body: at, office: post.office.clone(), person: post.person, post: post.id }
}

/// Somebody new who holds a post at a body from today on.
pub fn appoint(house: &Arc<House>, office: &'static str, at: &str) -> Officer {
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, |hearing| {
        hearing.enclosing(|hearing, enclosures| {
            let text = serde_json::json!({ "zh": "傅十三", "en": "" }).to_string();
            let name = enclosures.add("name", text, false);
            let person: PersonId = enclosures.id();
            hearing.put(0, people::Fact::Enrolled { person, name })?;
            Ok(person)
        })
    });
    let person = done.expect("a person can be enrolled").answer;
    appoint_also(house, person, (office, at))
}

/// A further post from today on for somebody who is there.
pub fn appoint_also(
    house: &Arc<House>,
    person: PersonId,
    (office, at): (&'static str, &str),
) -> Officer {
    let (body, post) = (body(house, at), PostId::from_chance(house.chance.bytes()));
    let officer = Officer { body, office: word(office), person, post };
    let (first, office, id) = (house.today(), word(office), ActId(house.chance.bytes()));
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        let office = office.clone();
        hearing.put(0, Fact::PostBegun { body, first, office, person, post })?;
        Ok(())
    });
    done.expect("a post can begin");
    officer
}

/// The same as who acts.
pub fn by(house: &House, office: &str, at: &str) -> Actor {
    Actor::Officer(officer(house, office, at))
}

/// A public matter of `t1v1` about a road, as a resident sends it, with a mail address.
pub fn submission(house: &House) -> Submission {
    Submission {
        procedure: None,
        fields: Filling::new(),
        title: "磨坊巷路面塌陷".to_owned(),
        body: "村口的路塌了一块，晚上走路很危险。".to_owned(),
        area: area(house, "t1v1"),
        place: Some("磨坊巷".to_owned()),
        category: code("road-damage"),
        visibility: Visibility::Public,
        contact: Some(Contact { mail: "liang@example.org".to_owned(), ..Contact::default() }),
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

/// An activity of a station: a reception of two hours that begins now.
pub fn activity(house: &Arc<House>, at: &str) -> ActivityId {
    activity_of(house, at, "reception")
}

/// The same of a kind.
pub fn activity_of(house: &Arc<House>, at: &str, kind: &'static str) -> ActivityId {
    let draft = activity::Draft {
        begins: Some(house.now()),
        body: body(house, at),
        ends: Some(house.now().plus_ms(2 * 3_600_000)),
        kind: code(kind),
        place: "苇塘镇文昌路7号".to_owned(),
        title: "三月接待日".to_owned(),
    };
    let (id, by) = (ActId(house.chance.bytes()), by(house, "station-staff", at));
    let done = activities::ask_and_wait(house, id, by, activities::Wish::Plan(draft));
    done.expect("the plan is sound").answer.activity
}

/// The deputy of a station is invited to an activity of its, and comes.
pub fn come(house: &Arc<House>, id: ActivityId, at: &str) {
    let post = officer(house, "deputy", at).post;
    for act in [activity::Act::Invite(vec![post]), activity::Act::Enter(vec![post], None)] {
        let by = by(house, "station-staff", at);
        let wish = activities::Wish::Act(id, act);
        let done = activities::ask_and_wait(house, ActId(house.chance.bytes()), by, wish);
        assert_eq!(done.expect("it is on").answer.facts, 1);
    }
}

/// The deputy of a station contests the newest line of the own duty file, and the office decides
/// that it stands.
pub fn contest(house: &Arc<House>, at: &str) {
    decide(house, at, true);
}

/// The same, and it counts no more.
pub fn strike(house: &Arc<House>, at: &str) {
    decide(house, at, false);
}

fn decide(house: &Arc<House>, at: &str, stands: bool) {
    let post = officer(house, "deputy", at);
    let find = |db: Db<'_>| {
        let sql = "SELECT MAX(d.record) FROM deed d WHERE d.house = $1 AND d.person = $2";
        Ok(db.one(sql, &[post.person.into()])?.int(0) as u64)
    };
    let line = (post.post, house.read(find).expect("the file has a line"));
    let contest = stations::Wish::Contest("那天我不在".to_owned());
    let decide = stations::Wish::Decide(stands, "已核对签到表".to_owned());
    let office = by(house, "congress-office", "congress");
    for (by, wish) in [(by(house, "deputy", at), contest), (office, decide)] {
        let (sender, receiver) = std::sync::mpsc::channel();
        stations::ask(house, (ActId(house.chance.bytes()), by), line, wish, move |answer| {
            sender.send(answer).expect("it is waited for below");
        });
        receiver.recv().expect("the writer answers").expect("it may be contested");
    }
}

/// The deputy of a station reports to voters at a meeting of today, as its staff enter it.
pub fn report(house: &Arc<House>, at: &str) {
    let meeting = activity_of(house, at, "report");
    come(house, meeting, at);
    let draft = duty::Draft {
        first: house.today().checked_sub(jiff::Span::new().days(365)).ok(),
        last: Some(house.today()),
        text: "一年来走访三十户".to_owned(),
        grades: duty::Grades { good: 30, fair: 8, poor: 1, voters: 42 },
    };
    let about = (officer(house, "deputy", at).post, meeting);
    let act = (ActId(house.chance.bytes()), by(house, "station-staff", at));
    let (sender, receiver) = std::sync::mpsc::channel();
    stations::report(house, act, about, draft, move |answer| {
        sender.send(answer).expect("it is waited for below");
    });
    receiver.recv().expect("the writer answers").expect("it may be entered");
}

/// A theme of a month that begins today.
pub fn theme(house: &Arc<House>) -> ThemeId {
    let draft = activity::ThemeDraft {
        first: Some(house.today()),
        kinds: vec![code("reception")],
        last: house.today().checked_add(jiff::Span::new().days(29)).ok(),
        name: "代表集中活动月".to_owned(),
        slogan: "我为民、我履职、我行动".to_owned(),
        targets: activity::Targets { activities: Some(4), ..activity::Targets::default() },
    };
    let (id, by) = (ActId(house.chance.bytes()), by(house, "congress-office", "congress"));
    let (sender, receiver) = std::sync::mpsc::channel();
    activities::announce(house, id, by, draft, move |answer| {
        sender.send(answer).expect("it is waited for below");
    });
    let answer = receiver.recv().expect("the writer answers");
    answer.expect("the theme is sound").answer
}

/// Submits a matter as a resident; its receipt code is `matters::receipt_code` of the act.
pub fn raise(house: &Arc<House>, submission: Submission) -> (MatterId, ActId) {
    let act = ActId(house.chance.bytes());
    let matter = matters::matter_of(house, act);
    let asked = (matter, Act::Submit(Box::new(submission)));
    matters::ask_and_wait(house, act, Actor::Resident, asked).expect("the matter is sound");
    (matter, act)
}

/// Has somebody do an act, which must be allowed.
pub fn act(house: &Arc<House>, by: Actor, matter: MatterId, act: Act) {
    let id = ActId(house.chance.bytes());
    let who = Who::playing(&by, (matter, &act));
    matters::ask_and_wait(house, id, who, (matter, act)).expect("the act is allowed");
}

/// Has an act proposed, and the second person who is asked agree to it.
pub fn agreed(house: &Arc<House>, by: Actor, matter: MatterId, proposed: Act) {
    act(house, by, matter, proposed);
    act(house, Actor::Officer(asked(house, matter)), matter, Act::Agree { draft: None });
}

/// Who is asked to agree to what was proposed.
pub fn asked(house: &House, matter: MatterId) -> Officer {
    let case = house.read(|db| crate::desk::case(db, matter)).expect("it can be read");
    let of = case.and_then(|case| case.proposal).expect("something is proposed").of;
    let state = house.state();
    let post = of.post.and_then(|post| state.register.posts.get(&post)).expect("a post is asked");
    Officer { body: post.body, office: post.office.clone(), person: post.person, post: post.id }
}

/// The kind of a reason, as the procedure of residents' matters asks for it.
pub fn why(word: &str) -> Filling {
    Filling::from([(code("why"), word.to_owned())])
}

/// Moves the simulated clock on by some days.
pub fn pass_days(house: &House, days: i64) {
    house.clock.set(house.now().plus_ms(days * DAY));
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::matter::acts::Assignment;

    #[test]
    fn the_fixture_runs_a_matter_to_its_lead_unit() {
        let house = house();
        assert_eq!(house.state().zone.minute(house.now()), "2026-03-02 09:00");
        let (matter, _) = raise(&house, submission(&house));
        act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
        let assignment = Assignment {
            fields: law::matter::acts::Filling::new(),
            lead: body(&house, "roads"),
            co: vec![body(&house, "water")],
            post: None,
            by: None,
            text: String::new(),
        };
        let congress = by(&house, "congress-office", "congress");
        act(&house, congress, matter, Act::HandOver(assignment));
        let case =
            house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
        assert_eq!(case.step, code("handed-over"));
        assert_eq!(case.holder.body, Some(body(&house, "roads")));
    }
}
