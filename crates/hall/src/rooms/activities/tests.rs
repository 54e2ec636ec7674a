//! Activities through the pages: planned, come to, counted, closed, and told.

use std::sync::Arc;

use axum::http::StatusCode;
use law::activity::{Act, ActivityId};
use law::clock::Time;
use law::record::ActId;
use store::db::Tx;

use super::{Wish, ask_and_wait};
use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::roles::{rebuild, verify};
use crate::rooms::counter::tests::{ACT, Browser, Page, area, fields, matter_of, with};

const HOUR: i64 = 3_600_000;
const OTHER: &str = "00000000000000000000000000000002";

/// A form of the plan, two hours from two in the afternoon of the next day on.
fn plan(body: &str) -> Vec<(&str, &str)> {
    vec![
        ("act", ACT),
        ("kind", "reception"),
        ("title", "三月接待日"),
        ("body", body),
        ("place", "文昌路7号"),
        ("begins", "2026-03-03T14:00"),
        ("ends", "2026-03-03T16:00"),
    ]
}

/// Sets the clock to so many hours after the test's first instant, nine in the morning.
fn at(house: &House, hours: i64) {
    house.clock.set(fixture::BEGIN.plus_ms(hours * HOUR));
}

/// An activity whose page a form of planning led to.
fn planned(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let path = page.to.strip_prefix("/activities/").expect("it leads to the activity");
    path.split('/').next().expect("a number").to_owned()
}

fn facts(house: &House, id: &str) -> usize {
    let id: ActivityId = id.parse().expect("a number");
    house.read(|db| store::log::of_matter(db, id.int())).expect("reads").len()
}

/// The code that hangs at the place.
fn code(house: &House, id: &str) -> String {
    super::pages::one::code(house, id.parse().expect("a number"))
}

fn is_sound(house: &House) {
    let (_, findings) = verify::check(house).expect("the house can be checked");
    assert_eq!(findings, []);
}

#[test]
fn a_reception_day_from_its_plan_to_the_duty_file() {
    let house = fixture::house();
    let own = fixture::body(&house, "s1").to_string();
    let deputy = fixture::officer(&house, "deputy", "s1").post.to_string();
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let id = it_is_planned(&house, &mut staff, &own);
    let hold = format!("/activities/{id}/hold");
    let page = staff.post(&hold, &[("do", "invite"), ("posts", &deputy)]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    everybody_finds_it(&house, &id);
    deputies_come(&house, &mut staff, &id);
    at(&house, 30);
    staff = Browser::signed_in(&house, "station-staff", "s1");
    let matter = a_matter_is_taken_down(&house, &mut staff, &id);
    it_is_counted_and_closed(&mut staff, &hold);

    let mut anybody = Browser::new(&house);
    let page = anybody.get(&format!("/activities/{id}"));
    for told in ["12 times, 9 persons", "谈了路灯", "梁一", "1 / 1", "磨坊巷路灯不亮"]
    {
        assert!(page.says(told), "{told}: {}", page.text);
    }
    assert!(page.says(&format!("/matters/{matter}")) && !page.says("liang@example.org"));
    // Two attendances, of two persons; one of the invited came.
    let page = anybody.get("/activities?month=2026-03&kind=reception&body=s1");
    assert!(page.says("三月接待日") && page.says("<dd class=\"number\">12</dd>"), "{}", page.text);
    assert!(!anybody.get("/activities?kind=training").says("三月接待日"));

    // The line of the duty file came by itself.
    let page = anybody.get(&format!("/deputies/{deputy}"));
    assert!(page.says("Invited 1 times, came 1 times"), "{}", page.text);
    let file = format!("/deputies/{deputy}/file");
    let page = Browser::signed_in(&house, "congress-office", "congress").get(&file);
    assert!(page.says("Came to an activity") && page.says(&format!("/activities/{id}\"")));

    is_sound(&house);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    is_sound(&house);
    // What is told of an activity is told of by its facts, column by column.
    for spoilt in [
        "UPDATE activity SET came = 9 WHERE house = $1",
        "UPDATE part SET own = 1 - own WHERE house = $1",
        "DELETE FROM deed WHERE house = $1 AND kind = 'activity.attended'",
    ] {
        let spoil = move |tx: &mut Tx<'_>| Ok(tx.db.execute(spoilt, &[])?);
        house.engine.write_and_wait(&house.code, spoil).expect("it can be spoilt");
        let (_, findings) = verify::check(&house).expect("the house can be checked");
        assert!(!findings.is_empty(), "{spoilt}");
        rebuild::rebuild(&house).expect("the views can be drawn anew");
    }
    is_sound(&house);
}

fn it_is_planned(house: &Arc<House>, staff: &mut Browser, own: &str) -> String {
    let page = staff.get("/activities/new");
    assert!(page.says("Reception of residents") && page.says(own), "{}", page.text);
    let page = staff.post("/activities/new", &with(&plan(own), "ends", "2026-03-03T14:00"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("It must end after it begins") && page.says("三月接待日"), "{}", page.text);
    let id = planned(&staff.post("/activities/new", &plan(own)));
    let again = planned(&staff.post("/activities/new", &plan(own)));
    assert_eq!((&again, facts(house, &id)), (&id, 1), "what is sent twice is planned once");
    // The staff of another station has no part in it, whatever it knows.
    let mut other = Browser::signed_in(house, "station-staff", "s2");
    let hold = format!("/activities/{id}/hold");
    assert_eq!(other.get(&hold).status, StatusCode::FORBIDDEN);
    assert_eq!(
        other.post(&hold, &[("do", "call-off"), ("reason", "雨")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        other.post("/activities/new", &with(&plan(own), "act", OTHER)).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(Browser::new(house).get(&hold).status, StatusCode::FORBIDDEN);
    // It is held elsewhere than was planned first, for a reason that everybody reads.
    let moved = with(&with(&plan(own), "place", "文昌路9号"), "do", "change");
    let moved = with(&moved, "act", "00000000000000000000000000000004");
    assert!(staff.post(&hold, &moved).says("id=\"reason-error\""));
    let page = staff.post(&hold, &with(&moved, "reason", "原址维修"));
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = Browser::new(house).get(&format!("/activities/{id}"));
    assert!(page.says("文昌路9号") && page.says("原址维修"), "{}", page.text);
    id
}

fn everybody_finds_it(house: &Arc<House>, id: &str) {
    let mut anybody = Browser::new(house);
    for path in ["/activities", "/stations/s1", &format!("/activities/{id}")] {
        assert!(anybody.get(path).says("三月接待日"), "{path}");
    }
    assert_eq!(anybody.get("/activities/000000000000").status, StatusCode::NOT_FOUND);
    // The number of an activity is none of a matter.
    assert_eq!(anybody.get(&format!("/matters/{id}")).status, StatusCode::NOT_FOUND);
    let calendar = anybody.get("/stations/s1/hours.ics").text.replace("\r\n ", "");
    for line in ["SUMMARY:Reception of residents · 三月接待日", "20260303T140000", "CONFIRMED"]
    {
        assert!(calendar.contains(line), "{line}: {calendar}");
    }
}

fn deputies_come(house: &Arc<House>, staff: &mut Browser, id: &str) {
    let (path, code) = (format!("/activities/{id}"), code(house, id));
    let at_place = format!("{path}?at={code}");
    let page = Browser::new(house).get(&at_place);
    assert!(page.says("/sign-in?back=") && !page.says("method=\"post\" action=\"/activities"));
    let mut deputy = Browser::signed_in(house, "deputy", "s1");
    assert!(deputy.get("/activities").says("I am invited to"));
    assert!(!staff.get("/activities").says("I am invited to"));
    assert!(deputy.get(&at_place).says(&format!("value=\"{code}\"")));
    let sign_in = [("at", code.as_str())];
    let page = deputy.post(&path, &sign_in);
    assert!(page.status == StatusCode::CONFLICT && page.says("Too early"), "{}", page.text);
    // Sessions do not last over the night.
    at(house, 28);
    *staff = Browser::signed_in(house, "station-staff", "s1");
    let mut deputy = Browser::signed_in(house, "deputy", "s1");
    let page = deputy.post(&path, &[("at", "000000000000")]);
    assert!(page.says("scan the code at the place"), "{}", page.text);
    let mut other = Browser::signed_in(house, "deputy", "s2");
    let page = other.post(&path, &sign_in);
    assert!(page.status == StatusCode::CONFLICT && page.says("not on the list"), "{}", page.text);
    assert_eq!(deputy.post(&path, &sign_in).status, StatusCode::SEE_OTHER);
    assert!(deputy.get(&path).says("You signed in at 2026-03-03 13:00"));
    let before = facts(house, id);
    assert_eq!(deputy.post(&path, &sign_in).status, StatusCode::SEE_OTHER, "once is enough");
    assert_eq!(facts(house, id), before);

    let hold = format!("{path}/hold");
    let page = staff.post(&hold, &[("do", "count"), ("times", "1"), ("heads", "1")]);
    assert!(page.status == StatusCode::CONFLICT && page.says("It has not begun"), "{}", page.text);
    let post = fixture::officer(house, "deputy", "s2").post.to_string();
    let page = staff.post(&hold, &[("do", "enter"), ("posts", &post)]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = staff.get(&hold);
    assert!(page.says("Signed in at the place") && page.says("Entered by staff at"));
    assert!(page.says("<svg role=\"img\""), "the code can be printed");
}

fn a_matter_is_taken_down(house: &Arc<House>, staff: &mut Browser, id: &str) -> String {
    let page = staff.get(&format!("/counter/new?activity={id}"));
    assert!(page.says("Taken down at this activity") && page.says("三月接待日"), "{}", page.text);
    let village = area(house, "t1v1");
    let said = with(&with(&fields(&village, OTHER), "channel", "counter"), "activity", id);
    let mut other = Browser::signed_in(house, "station-staff", "s2");
    let page = other.post("/counter/new", &said);
    assert!(page.says("Your post does not hold this activity"), "{}", page.text);
    let page = staff.post("/counter/new", &said);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let matter = matter_of(house, OTHER);
    let case = house.read(|db| desk::case(db, matter)).unwrap().expect("it is there");
    assert_eq!(case.activity.map(|activity| activity.to_string()).as_deref(), Some(id));
    // A resident cannot say so of the own matter.
    let mut resident = Browser::new(house);
    let own = with(
        &with(&fields(&village, ACT), "act", "00000000000000000000000000000003"),
        "activity",
        id,
    );
    assert_eq!(resident.post("/say/send", &own).status, StatusCode::OK);
    let brought = matter_of(house, "00000000000000000000000000000003");
    let case = house.read(|db| desk::case(db, brought)).unwrap().expect("it is there");
    assert_eq!(case.activity, None);

    let mut deputy = Browser::signed_in(house, "deputy", "s1");
    let page = deputy.get(&format!("/desk/matters/{matter}"));
    assert!(page.says("三月接待日") && page.says(&format!("/activities/{id}")), "{}", page.text);
    assert!(staff.get(&format!("/activities/{id}/hold")).says(&matter.grouped()));
    matter.to_string()
}

fn it_is_counted_and_closed(staff: &mut Browser, hold: &str) {
    let count = |times, heads| [("do", "count"), ("times", times), ("heads", heads)];
    let page = staff.post(hold, &count("9", "12"));
    assert!(page.says("more persons than times") && page.says("value=\"12\""), "{}", page.text);
    assert!(staff.post(hold, &count("many", "2")).status.is_client_error());
    assert_eq!(staff.post(hold, &count("12", "9")).status, StatusCode::SEE_OTHER);
    let close = |minutes| [("do", "close"), ("minutes", minutes), ("open", "yes")];
    let page = staff.post(hold, &close("请回电 13900001234"));
    assert!(page.says("leads to a person") && page.says("13900001234"), "{}", page.text);
    assert_eq!(staff.post(hold, &close("谈了路灯\r\n已记下")).status, StatusCode::SEE_OTHER);
    let page = staff.post(hold, &count("13", "9"));
    assert!(page.status == StatusCode::CONFLICT && page.says("is closed"), "{}", page.text);
    assert!(!staff.get(hold).says("name=\"do\""), "nothing is offered any more");
}

/// A picture as a phone might send it.
fn drawn() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    let drawn = image::DynamicImage::new_rgb8(3, 2);
    drawn.write_to(&mut bytes, image::ImageFormat::Png).expect("a small picture");
    bytes.into_inner()
}

/// Publishes a picture of an activity that goes on, for trials of the whole house.
pub fn pictured(house: &Arc<House>, id: &str) {
    let mut staff = Browser::signed_in(house, "station-staff", "s1");
    let said = [("do", "picture"), ("caption", "接待现场")];
    let page = staff.post_with(&format!("/activities/{id}/hold"), &said, &[&drawn()]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
}

#[test]
fn pictures_are_published_by_who_holds_it_and_are_for_everybody() {
    let house = fixture::house();
    let own = fixture::body(&house, "s1").to_string();
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let id = it_is_planned(&house, &mut staff, &own);
    let hold = format!("/activities/{id}/hold");
    let picture = drawn();
    let said = [("do", "picture"), ("caption", "接待现场")];
    let page = staff.post_with(&hold, &said, &[&picture]);
    assert!(page.says("It has not begun"), "{}", page.text);
    at(&house, 30);
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let page = staff.post_with(&hold, &said, &[]);
    assert!(page.says("Please choose a picture."), "{}", page.text);
    let nameless = [("do", "picture"), ("caption", "请回电 13900001234")];
    let page = staff.post_with(&hold, &nameless, &[&picture]);
    assert!(page.says("leads to a person"), "{}", page.text);
    let page = staff.post_with(&hold, &said, &[b"%PDF-1.4\n%%EOF"]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    let many: Vec<&[u8]> = (0..13).map(|_| &picture[..]).collect();
    assert!(staff.post_with(&hold, &said, &many).status.is_client_error());
    let mut other = Browser::signed_in(&house, "station-staff", "s2");
    assert_eq!(other.post_with(&hold, &said, &[&picture]).status, StatusCode::FORBIDDEN);
    let page = staff.post_with(&hold, &said, &[&picture, &picture]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);

    let mut anybody = Browser::new(&house);
    let page = anybody.get(&format!("/activities/{id}"));
    assert!(page.says("alt=\"接待现场\""), "{}", page.text);
    let at = page.text.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next());
    let shown = anybody.get(at.expect("it shows a picture"));
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.bytes.starts_with(&[0x89, b'P', b'N', b'G']), "a picture");
    let elsewhere = format!("/activities/{id}/pictures/000000000000");
    assert_eq!(anybody.get(&elsewhere).status, StatusCode::NOT_FOUND);
    // Whoever is on it changes their mind, also later.
    let close = [("do", "close"), ("minutes", "谈了路灯"), ("open", "yes")];
    assert_eq!(staff.post(&hold, &close).status, StatusCode::SEE_OTHER);
    let at = page.text.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next());
    let (at, file) = (at.expect("one"), at.and_then(|at| at.rsplit('/').next()).expect("a file"));
    let take =
        |why: &'static str| [("do", "withdraw-picture"), ("file", file), ("picture-reason", why)];
    assert!(staff.post(&hold, &take("")).status.is_client_error(), "a reason is needed");
    let page = staff.post(&hold, &take("照片里的人不同意公开"));
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(anybody.get(at).status, StatusCode::NOT_FOUND);
    assert!(anybody.get(&format!("/activities/{id}")).says("alt=\"接待现场\""), "the other stays");
    is_sound(&house);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    is_sound(&house);
}

#[test]
fn who_was_at_another_activity_is_not_at_this_one() {
    let house = fixture::house();
    let (first, second) = (fixture::activity(&house, "s1"), fixture::activity(&house, "s2"));
    let post = fixture::officer(&house, "deputy", "s1").post;
    let enter = |activity, at| {
        let (id, by) = (ActId(house.chance.bytes()), fixture::by(&house, "station-staff", at));
        ask_and_wait(&house, id, by, Wish::Act(activity, Act::Enter(vec![post], None)))
    };
    assert_eq!(enter(first, "s1").expect("it is on").answer.facts, 1);
    let no = enter(second, "s2").expect_err("it overlaps");
    assert!(format!("{no:?}").contains("activity.overlapping"), "{no:?}");
    assert_eq!(enter(first, "s1").expect("it is entered").answer.facts, 0);
}

#[test]
fn what_is_called_off_counts_for_nothing_and_says_why() {
    let house = fixture::house();
    let id = fixture::activity(&house, "s1");
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    let hold = format!("/activities/{id}/hold");
    let page = staff.post(&hold, &[("do", "call-off"), ("reason", "")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    let page = staff.post(&hold, &[("do", "call-off"), ("reason", "台风")]);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = Browser::new(&house).get(&format!("/activities/{id}"));
    assert!(page.says("Called off") && page.says("台风"), "{}", page.text);
    let sums = house.read(|db| super::stats::sums(db, (Time(0), Time(i64::MAX)), (None, &[])));
    assert_eq!(sums.expect("reads"), super::stats::Sums::default());
    let calendar = Browser::new(&house).get("/stations/hours.ics");
    assert!(calendar.says("CANCELLED"), "{}", calendar.text);
}

#[test]
fn a_theme_gathers_what_its_span_and_kinds_say() {
    let house = fixture::house();
    let mut office = Browser::signed_in(&house, "congress-office", "congress");
    assert!(office.get("/themes").says("/themes/new"));
    let form = [
        ("act", ACT),
        ("name", "三月主题活动"),
        ("slogan", "我为民、我履职、我行动"),
        ("first", "2026-03-01"),
        ("last", "2026-03-31"),
        ("kinds", "reception"),
        ("activities", "20"),
        ("received", "300"),
    ];
    let page = office.post("/themes/new", &with(&form, "last", "2026-02-01"));
    assert!(page.says("The last day is before the first"), "{}", page.text);
    let mut staff = Browser::signed_in(&house, "station-staff", "s1");
    assert_eq!(staff.post("/themes/new", &form).status, StatusCode::FORBIDDEN);
    let to = office.post("/themes/new", &form).to;
    assert_eq!(office.post("/themes/new", &form).to, to, "sent twice, announced once");

    // A reception counts by itself; what is of another kind does not.
    let id = fixture::activity(&house, "s1");
    let count = [("do", "count"), ("times", "12"), ("heads", "9")];
    let hold = format!("/activities/{id}/hold");
    assert_eq!(staff.post(&hold, &count).status, StatusCode::SEE_OTHER);
    let own = fixture::body(&house, "s1").to_string();
    let training = with(&with(&plan(&own), "kind", "training"), "begins", "2026-03-02T08:00");
    planned(&staff.post("/activities/new", &with(&training, "act", OTHER)));
    let page = Browser::new(&house).get(&to);
    for told in ["三月主题活动", "三月接待日", ">1</dd><dd class=\"parts\">/ 20<", ">12</dd>"]
    {
        assert!(page.says(told), "{told}: {}", page.text);
    }
    assert!(Browser::new(&house).get("/activities").says("三月主题活动"));

    let page = office.post(&to, &[("reason", "")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    assert_eq!(office.post(&to, &[("reason", "目标有误")]).status, StatusCode::SEE_OTHER);
    assert!(Browser::new(&house).get(&to).says("目标有误"));
    // It does not vanish: the list of themes marks it, and it is called for no more.
    let themes = Browser::new(&house).get("/themes");
    assert!(themes.says("三月主题活动") && themes.says("is-refused"), "{}", themes.text);
    assert!(!Browser::new(&house).get("/activities").says("三月主题活动"));
    assert_eq!(Browser::new(&house).get(&format!("/themes/{id}")).status, StatusCode::NOT_FOUND);
    is_sound(&house);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    is_sound(&house);
}
