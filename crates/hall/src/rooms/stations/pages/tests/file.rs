//! What a deputy says is not so: contested, decided by another, and counted no more.

use super::*;
use crate::roles::{rebuild, verify};

/// The record of the first line of a file that can be contested.
fn record(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"record\" value=\"").expect("a line can be contested");
    rest.split('"').next().expect("it has a number").to_owned()
}

fn is_sound(house: &Arc<House>) {
    let (_, findings) = verify::check(house).expect("the house can be checked");
    assert_eq!(findings, []);
}

#[test]
fn an_attendance_that_was_none_is_contested_and_taken_back() {
    let house = fixture::house();
    let activity = fixture::activity(&house, "s1");
    fixture::come(&house, activity, "s1");
    let (post, _) = deputy(&house);
    let (own, file) = (format!("/deputies/{post}"), format!("/deputies/{post}/file"));
    let mut anybody = Browser::new(&house);
    assert!(anybody.get(&own).says("came 1 times"));
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    let number = record(&deputy.get(&file).text);
    let mut office = Browser::signed_in(&house, "congress-office", "congress");
    assert!(!office.get(&file).says("name=\"record\""), "the office contests nothing");
    let contest = [("do", "contest"), ("record", number.as_str()), ("reason", "那天我在省里开会")];
    assert_eq!(deputy.post(&file, &contest[..2]).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(deputy.post(&file, &contest).status, StatusCode::SEE_OTHER);
    let page = deputy.post(&file, &contest);
    assert!(page.says("This line is contested already"), "{}", page.text);
    assert!(!deputy.get(&file).says("value=\"stands\""), "nobody decides on the own file");
    assert!(anybody.get(&own).says("came 1 times"), "it counts until somebody decided");
    assert!(office.get("/desk").says("Contested lines of duty files"));
    assert!(!deputy.get("/desk").says("Contested lines of duty files"));
    let page = office.get(&file);
    assert!(page.says("那天我在省里开会") && page.says("value=\"struck\""), "{}", page.text);
    let struck = [("do", "struck"), ("record", number.as_str()), ("reason", "签到表上没有")];
    assert_eq!(office.post(&file, &struck).status, StatusCode::SEE_OTHER);
    assert!(!office.get("/desk").says("Contested lines of duty files"));
    let page = deputy.get(&file);
    assert!(page.says("Counts no more") && page.says("签到表上没有"), "{}", page.text);
    // It is gone from what the public reads: of the deputy, and of the activity.
    assert!(!anybody.get(&own).says("came 1 times"));
    assert!(anybody.get(&format!("/activities/{activity}")).says("0 / 1"));
    assert!(!anybody.get(&own).says("那天我在省里开会"));
    is_sound(&house);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    is_sound(&house);
}

#[test]
fn what_was_done_with_a_matter_stays_there_and_counts_no_more() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let (post, _) = deputy(&house);
    let (own, file) = (format!("/deputies/{post}"), format!("/deputies/{post}/file"));
    let mut anybody = Browser::new(&house);
    assert!(anybody.get(&own).says("once, with 1 matter"));
    let mut deputy = Browser::signed_in(&house, "deputy", "s1");
    let number = record(&deputy.get(&file).text);
    let contest = [("do", "contest"), ("record", number.as_str()), ("reason", "别人替我点的")];
    assert_eq!(deputy.post(&file, &contest).status, StatusCode::SEE_OTHER);
    let mut office = Browser::signed_in(&house, "congress-office", "congress");
    let decide = |what| [("do", what), ("record", number.as_str()), ("reason", "已核实")];
    assert_eq!(office.post(&file, &decide("struck")).status, StatusCode::SEE_OTHER);
    let page = office.post(&file, &decide("stands"));
    assert!(page.says("was decided on already"), "{}", page.text);
    assert!(!anybody.get(&own).says("once, with 1 matter"));
    assert!(deputy.get(&file).says(&matter.grouped()), "the line stays, marked");
    is_sound(&house);
}
