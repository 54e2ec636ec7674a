//! Reports of deputies to voters: held at an activity, put on record with how the voters rated it
//! (Law on Deputies (2025) arts 45 and 58; mechanism K-03).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fact, Setting};
use crate::activity::{self, Activity, Standing};
use crate::clock::Time;
use crate::record::Record;
use crate::redaction;
use crate::ruling::{Enclosures, Refusal, typed};

/// The kind under which reports lie in the vault; everybody may read them.
pub const REPORT: &str = "file-report";
/// The key of the kind of activity at which reports are made.
const KIND: &str = "report";
const TEXT_MOST: usize = 20_000;
const VOTERS_MOST: u32 = 1_000_000;
/// The longest span that one report is on: a term.
const DAYS_MOST: i32 = 5 * 366;

/// How those voters rated a report who rated it; each number counts persons (人).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades {
    /// Basically satisfied.
    pub fair: u32,
    /// Satisfied.
    pub good: u32,
    /// Not satisfied.
    pub poor: u32,
    /// Who was there, whether or not they rated it.
    pub voters: u32,
}

/// A report as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The first day that it is on; nothing where that was not said.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
    /// What was reported.
    pub text: String,
    /// How it was rated.
    pub grades: Grades,
}

/// Whoever held the meeting puts on record that a deputy reported at it. The deputy cannot: nobody
/// enters the own ratings.
///
/// # Errors
/// Who may not, a meeting of another kind or one that has not begun, a deputy who was not there, a
/// second report at one meeting, a span or numbers that cannot be, numbers of persons in the text.
pub fn report(
    setting: &Setting<'_>,
    (activity, now): (&Activity, Time),
    (draft, before): (&Draft, &[Record<Fact>]),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let (officer, person) = (setting.officer()?, setting.post.person);
    let holds = activity::holds(setting.register, officer, activity.plan.body);
    if !holds || officer.person == person {
        return Err(Refusal::forbidden("file.not-held-by-you"));
    }
    if activity.plan.kind != *KIND || activity.standing == Standing::CalledOff {
        return Err(Refusal::conflict("file.no-report-meeting").at("activity"));
    }
    if now < activity.plan.begins {
        return Err(Refusal::conflict("activity.not-begun").at("activity"));
    }
    if !activity.came.contains_key(&person) {
        return Err(Refusal::conflict("file.not-at-meeting").at("activity"));
    }
    let is_of_it = |record: &Record<Fact>| match &record.fact {
        Fact::Reported { activity: meeting, .. } => *meeting == activity.id,
        Fact::Contested { .. } | Fact::Decided { .. } => false,
    };
    if before.iter().any(is_of_it) {
        return Err(Refusal::conflict("file.reported-already").at("activity"));
    }
    let (first, last) = check(setting, draft)?;
    let (activity, grades) = (activity.id, draft.grades);
    let text = enclosures.add(REPORT, draft.text.trim().replace("\r\n", "\n"), true);
    Ok(Fact::Reported { activity, first, grades, last, person, text })
}

/// Everything that is wrong with a report, in the order of the form.
fn check(setting: &Setting<'_>, draft: &Draft) -> Result<(Date, Date), Refusal> {
    let mut wrong = vec![];
    let empty = |field| Refusal::invalid("field.empty").at(field);
    match (draft.first, draft.last) {
        (Some(first), Some(last)) => {
            let days = (last - first).get_days();
            if last < first {
                wrong.push(Refusal::invalid("office.last-before-first").at("last"));
            } else if last > setting.today {
                wrong.push(Refusal::invalid("office.day-to-come").at("last"));
            } else if days > DAYS_MOST {
                wrong.push(Refusal::invalid("file.span-long").at("first").with("days", DAYS_MOST));
            }
        }
        (first, last) => {
            wrong.extend(first.is_none().then(|| empty("first")));
            wrong.extend(last.is_none().then(|| empty("last")));
        }
    }
    match typed(&draft.text, "text", TEXT_MOST) {
        Err(refusal) => wrong.push(refusal),
        Ok(text) if !redaction::find(text).is_empty() => {
            wrong.push(Refusal::invalid("file.report-personal").at("text"));
        }
        Ok(_) => {}
    }
    let Grades { fair, good, poor, voters } = draft.grades;
    let rated = [fair, good, poor].iter().map(|n| u64::from(*n)).sum::<u64>();
    if voters == 0 || voters > VOTERS_MOST {
        let refusal = Refusal::invalid("field.out-of-range").at("voters");
        wrong.push(refusal.with("least", 1).with("most", VOTERS_MOST));
    } else if rated > u64::from(voters) {
        let refusal = Refusal::invalid("file.rated-more").at("voters");
        wrong.push(refusal.with("rated", rated).with("voters", voters));
    }
    Refusal::all(wrong)?;
    Ok((draft.first.unwrap_or(setting.today), draft.last.unwrap_or(setting.today)))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use jiff::civil::date;

    use super::super::tests::{by, register};
    use super::*;
    use crate::activity::Plan;
    use crate::record::{ActId, Actor, Head};
    use crate::ruling::code;
    use crate::words::{Hash, Id, PostId, TextId, TextRef};

    const BEGINS: Time = Time(1_772_420_400_000);

    fn meeting(kind: &'static str, came: bool) -> Activity {
        let text = TextRef { id: TextId::from_int(1), hash: Hash([0; 32]) };
        let plan = Plan {
            begins: BEGINS,
            body: Id::from_int(2),
            ends: BEGINS.plus_ms(1),
            kind: code(kind),
            place: text,
            title: text,
        };
        let came = came.then_some((Id::from_int(3), 8)).into_iter().collect();
        let (standing, invited) = (Standing::Planned, BTreeMap::new());
        Activity {
            id: Id::from_int(7),
            plan,
            standing,
            invited,
            came,
            pictures: BTreeSet::new(),
            received: None,
        }
    }

    fn draft() -> Draft {
        Draft {
            first: Some(date(2025, 1, 1)),
            last: Some(date(2025, 12, 31)),
            text: "一年来走访群众三十户".to_owned(),
            grades: Grades { good: 20, fair: 5, poor: 1, voters: 30 },
        }
    }

    /// Asks by a post for a report of the deputy of post 3.
    fn ask(
        post: i64,
        activity: &Activity,
        draft: &Draft,
        before: &[Record<Fact>],
    ) -> Result<Fact, (&'static str, Option<&'static str>)> {
        let register = register();
        let setting = Setting {
            register: &register,
            today: date(2026, 3, 2),
            by: &by(&register, post),
            post: &register.posts[&PostId::from_int(3)],
            contests: &BTreeMap::new(),
        };
        let mut chance = |bytes: &mut [u8]| bytes.fill(7);
        let mut enclosures = Enclosures::new(BEGINS, &mut chance);
        let asked = report(&setting, (activity, BEGINS), (draft, before), &mut enclosures);
        asked.map_err(|refusal| (refusal.code, refusal.field))
    }

    #[test]
    fn a_report_is_entered_by_who_held_the_meeting_once() {
        let held = meeting("report", true);
        let fact = ask(5, &held, &draft(), &[]).expect("staff of the station");
        assert!(ask(1, &held, &draft(), &[]).is_ok(), "the house's own office");
        for own in [3, 6, 7] {
            assert_eq!(ask(own, &held, &draft(), &[]), Err(("file.not-held-by-you", None)));
        }
        let at = Some("activity");
        let of = |activity: &Activity| ask(5, activity, &draft(), &[]);
        assert_eq!(of(&meeting("reception", true)), Err(("file.no-report-meeting", at)));
        assert_eq!(of(&meeting("report", false)), Err(("file.not-at-meeting", at)));
        let act = ActId([1; 16]).hash();
        let head = Head { seq: 9, at: BEGINS, by: Actor::House, act, case: 3 };
        let before = [Record::new(head, fact)];
        assert_eq!(ask(5, &held, &draft(), &before), Err(("file.reported-already", at)));
    }

    #[test]
    fn numbers_and_words_must_be_possible() {
        let held = meeting("report", true);
        let with = |change: &dyn Fn(&mut Draft)| {
            let mut draft = draft();
            change(&mut draft);
            ask(5, &held, &draft, &[]).expect_err("it is refused")
        };
        let rated = ("file.rated-more", Some("voters"));
        assert_eq!(with(&|draft| draft.grades.good = 29), rated);
        assert_eq!(with(&|draft| draft.grades.voters = 0), ("field.out-of-range", Some("voters")));
        assert_eq!(with(&|draft| draft.text.clear()), ("field.empty", Some("text")));
        let personal = ("file.report-personal", Some("text"));
        assert_eq!(with(&|draft| draft.text.push_str(" 13800138000")), personal);
        let last = Some("last");
        let late = |draft: &mut Draft| draft.last = Some(date(2026, 3, 3));
        assert_eq!(with(&late), ("office.day-to-come", last));
        let turned = |draft: &mut Draft| draft.last = Some(date(2024, 3, 3));
        assert_eq!(with(&turned), ("office.last-before-first", last));
        let long = |draft: &mut Draft| draft.first = Some(date(2019, 3, 3));
        assert_eq!(with(&long), ("file.span-long", Some("first")));
    }
}
