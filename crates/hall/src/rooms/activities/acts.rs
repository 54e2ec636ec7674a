//! Asks the law what may be done with an activity, and puts it on record.

use std::collections::BTreeMap;
use std::sync::Arc;

use law::activity::{self, Act, Activity, ActivityId, Draft, Fact, Setting, ThemeDraft, ThemeId};
use law::matter::acts::Attached;
use law::record::{ActId, Actor};
use law::ruling::{Enclosures, Refusal};
use law::words::{FileId, PersonId};
use serde::{Deserialize, Serialize};
use store::Fault;
use store::db::Answer;

use super::views;
use crate::desk::{self, Done, Hearing};
use crate::house::House;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To plan an activity.
    Plan(Draft),
    /// An act of whoever holds it.
    Act(ActivityId, Act),
    /// To publish pictures, with what they show.
    Picture(ActivityId, Vec<Attached>, String),
    /// To take a picture out of public view, for a reason.
    WithdrawPicture(ActivityId, FileId, String),
    /// To sign in; whether the code of the place was shown.
    SignIn(ActivityId, bool),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The activity.
    pub activity: ActivityId,
    /// How many facts went on record: none where all was done already.
    pub facts: usize,
}

/// The activity that a wish is about. What is planned today gets a number that follows from the
/// act, so that one that is sent again plans nothing twice.
fn about(house: &House, id: ActId, wish: &Wish) -> ActivityId {
    match wish {
        Wish::Act(activity, _)
        | Wish::SignIn(activity, _)
        | Wish::Picture(activity, ..)
        | Wish::WithdrawPicture(activity, ..) => *activity,
        Wish::Plan(_) => {
            let mac = house.keys.mac("activity", &house.code, &id.0);
            ActivityId::dated(house.now(), mac.0[..8].try_into().expect("8 of 32 bytes"))
        }
    }
}

/// Asks for something and calls `reply` after its commit.
pub fn ask(
    house: &Arc<House>,
    id: ActId,
    by: Actor,
    wish: Wish,
    reply: impl FnOnce(Answer<Done<Outcome>>) + Send + 'static,
) {
    let activity = about(house, id, &wish);
    house.act(id, by, move |hearing| perform(hearing, activity, &wish), reply);
}

/// Asks for something and waits; for threads that may.
pub fn ask_and_wait(house: &Arc<House>, id: ActId, by: Actor, wish: Wish) -> Answer<Done<Outcome>> {
    let activity = about(house, id, &wish);
    house.act_and_wait(id, by, move |hearing| perform(hearing, activity, &wish))
}

/// Announces a theme and calls `reply` after its commit; sent again, it is announced once.
pub fn announce(
    house: &Arc<House>,
    id: ActId,
    by: Actor,
    draft: ThemeDraft,
    reply: impl FnOnce(Answer<Done<ThemeId>>) + Send + 'static,
) {
    let mac = house.keys.mac("theme", &house.code, &id.0);
    let theme = ThemeId::dated(house.now(), mac.0[..8].try_into().expect("8 of 32 bytes"));
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let fact = by_setting(hearing, &BTreeMap::new(), |setting, enclosures| {
            activity::announce(setting, &draft, enclosures)
        })?;
        hearing.put(theme.int(), fact)?;
        Ok(theme)
    };
    house.act(id, by, work, reply);
}

/// Withdraws a theme and calls `reply` after its commit.
pub fn withdraw(
    house: &Arc<House>,
    id: ActId,
    by: Actor,
    (theme, reason): (ThemeId, String),
    reply: impl FnOnce(Answer<Done<ThemeId>>) + Send + 'static,
) {
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let records = desk::of_activity(hearing.db(), theme.int())?;
        let fact = by_setting(hearing, &BTreeMap::new(), |setting, enclosures| {
            activity::withdraw(setting, &records, &reason, enclosures)
        })?;
        hearing.put(theme.int(), fact)?;
        Ok(theme)
    };
    house.act(id, by, work, reply);
}

/// Has the law ruled on something, as the house stands.
fn by_setting<T>(
    hearing: &mut Hearing<'_, '_, '_>,
    elsewhere: &BTreeMap<PersonId, ActivityId>,
    rule: impl FnOnce(&Setting<'_>, &mut Enclosures<'_>) -> Result<T, Refusal>,
) -> Answer<T> {
    let (state, now, by) = (hearing.state.clone(), hearing.now, hearing.by.clone());
    hearing.enclosing(|_, enclosures| {
        let setting = Setting {
            kinds: &state.activities,
            register: &state.register,
            today: state.zone.day(now),
            now,
            by: &by,
            elsewhere,
        };
        Ok(rule(&setting, enclosures)?)
    })
}

fn perform(hearing: &mut Hearing<'_, '_, '_>, id: ActivityId, wish: &Wish) -> Answer<Outcome> {
    let known = match wish {
        Wish::Plan(_) => None,
        Wish::Act(..) | Wish::SignIn(..) | Wish::Picture(..) | Wish::WithdrawPicture(..) => {
            let found = desk::activity(hearing.db(), id)?;
            Some(found.ok_or(Refusal::missing("page.unknown"))?)
        }
    };
    let elsewhere = match &known {
        Some(known) => elsewhere(hearing, known, wish)?,
        None => BTreeMap::new(),
    };
    let facts: Vec<Fact> =
        by_setting(hearing, &elsewhere, |setting, enclosures| match (wish, &known) {
            (Wish::Plan(draft), _) => {
                activity::plan(setting, draft, enclosures).map(|fact| vec![fact])
            }
            (Wish::Act(_, act), Some(known)) => activity::rule(setting, (known, act), enclosures),
            (Wish::SignIn(_, at_place), Some(known)) => {
                activity::sign_in(setting, known, *at_place)
            }
            (Wish::Picture(_, attached, caption), Some(known)) => {
                let files: Vec<_> = attached.iter().map(|one| one.file.clone()).collect();
                let fact = activity::picture(setting, known, (&files, caption), enclosures);
                fact.map(|fact| vec![fact])
            }
            (Wish::WithdrawPicture(_, file, reason), Some(known)) => {
                activity::withdraw_picture(setting, known, (*file, reason), enclosures)
                    .map(|fact| vec![fact])
            }
            (_, None) => Err(Refusal::missing("page.unknown")),
        })?;
    let count = facts.len();
    for fact in facts {
        hearing.put(id.int(), fact)?;
    }
    if let Wish::Picture(_, attached, _) = wish {
        // As the log has it: what stands beside the log is checked against it.
        let (act, at) = (hearing.act, hearing.tx().head()?.at);
        for one in attached {
            hearing.tx().keep_file(&one.file, (one.salt, act, at))?;
        }
    }
    Ok(Outcome { activity: id, facts: count })
}

/// Who of those who are to be entered was at another activity at the same time, and at which.
fn elsewhere(
    hearing: &Hearing<'_, '_, '_>,
    known: &Activity,
    wish: &Wish,
) -> Result<BTreeMap<PersonId, ActivityId>, Fault> {
    let register = &hearing.state.register;
    let people: Vec<PersonId> = match wish {
        Wish::SignIn(..) => {
            hearing.by.officer().map(|officer| officer.person).into_iter().collect()
        }
        Wish::Act(_, Act::Enter(posts, _)) => {
            posts.iter().filter_map(|post| register.posts.get(post)).map(|p| p.person).collect()
        }
        _ => vec![],
    };
    let mut elsewhere = BTreeMap::new();
    for person in people {
        let span = (known.plan.begins, known.plan.ends);
        if let Some(other) = views::overlapping(hearing.db(), person, span, known.id)? {
            elsewhere.insert(person, other);
        }
    }
    Ok(elsewhere)
}
