//! What needs a second person: one proposes it, somebody else agrees to it or declines.
//!
//! A matter is not merged, refused or taken out of view by one pair of hands (trust.md, M3). Who is
//! asked is found when it is proposed: the first of the roles that may `agree` which somebody holds
//! who is neither the proposer nor of a body that the matter is about.

use super::super::acts::Act;
use super::super::case::{Case, Proposal};
use super::super::facts::{Holder, Visibility, What};
use super::course::holders;
use super::{Beside, Course, Ruled, Setting, carry_out, check_bounds, identity, one, typed};
use crate::procedure::{ActRule, Do, On};
use crate::record::{Actor, Officer};
use crate::register::Register;
use crate::ruling::{Enclosures, Refusal};
use crate::words::PersonId;

const REASON_MOST: usize = 4000;

/// Puts an act before a second person. Whatever would be refused once they agree is refused now.
pub fn propose(
    setting: &Setting<'_>,
    (case, allowed): (&Case, &ActRule),
    beside: Beside<'_>,
    act: &Act,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let mut no_chance = |bytes: &mut [u8]| bytes.fill(0);
    let mut aside = Enclosures::new(setting.now, &mut no_chance);
    carry_out(setting, (case, allowed), beside, act, &mut aside)?;
    let nobody = || Refusal::conflict("second.nobody").with("act", &allowed.key);
    let of = whom_to_ask(setting, case).ok_or_else(nobody)?;
    let draft = serde_json::to_string(act).expect("an act that was read can be written");
    let draft = enclosures.add("draft", draft, false);
    let what = What::Proposed { act: allowed.key.clone(), draft, of };
    one(Course::still(*setting, case), what)
}

/// Rules on the word of who was asked. What they agree to is then ruled on as the act of who
/// proposed it: all of it, anew, for things may have changed.
pub fn decide(
    setting: &Setting<'_>,
    (case, allowed): (&Case, &ActRule),
    beside: Beside<'_>,
    act: &Act,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let proposal = case.proposal.as_ref().ok_or(Refusal::conflict("second.nothing"))?;
    check_asked(setting, proposal)?;
    let (course, record) = (Course::new(*setting, case, allowed), proposal.record);
    let draft = match act {
        Act::Decline { reason } => {
            let reason = typed(reason, "reason", REASON_MOST)?;
            let reason = enclosures.add("reason", reason, case.visibility == Visibility::Public);
            return one(course, What::Declined { reason, record });
        }
        Act::Agree { draft: Some(draft) } => draft,
        _ => return Err(Refusal::conflict("second.nothing")),
    };
    let agreed = course.finish(What::Agreed { record });
    let mut after = case.clone();
    after.happen(&agreed.what, setting.now);
    after.follow(&agreed);
    let mut rules = setting.procedure.acts_at(&case.step);
    let rule = rules.find(|rule| rule.key == proposal.act && rule.act == draft.kind());
    let rule = rule.ok_or_else(|| {
        Refusal::conflict("act.not-now").with("act", &proposal.act).with("step", &case.step)
    })?;
    check_bounds(&after, rule)?;
    let proposer = proposal.by.clone().map_or(Actor::House, Actor::Officer);
    let as_proposer = Setting { by: &proposer, ..*setting };
    let mut facts = carry_out(&as_proposer, (&after, rule), beside, draft, enclosures)?;
    facts.insert(0, (case.id, agreed));
    Ok(facts)
}

/// Whether who asks is asked to agree to something now.
pub fn is_asked(setting: &Setting<'_>, case: &Case) -> bool {
    case.proposal.as_ref().is_some_and(|proposal| check_asked(setting, proposal).is_ok())
}

/// That it is somebody else who agrees, and the one who was asked.
fn check_asked(setting: &Setting<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    let officer = setting.by.officer().ok_or(Refusal::forbidden("second.not-asked"))?;
    if proposal.by.as_ref().is_some_and(|by| by.person == officer.person) {
        return Err(Refusal::forbidden("second.own"));
    }
    let role = setting.procedure.role(&proposal.of.role).and_then(|role| role.post.as_ref());
    let as_one = !Register::is_personal(&officer.office);
    let is_asked = role.is_some_and(|(office, _)| *office == officer.office)
        && proposal.of.body == Some(officer.body)
        && proposal.of.post.is_none_or(|post| as_one || post == officer.post);
    if is_asked { Ok(()) } else { Err(Refusal::forbidden("second.not-asked")) }
}

/// Who is asked to agree to what an officer proposes on a matter; `None` where there is nobody.
fn whom_to_ask(setting: &Setting<'_>, case: &Case) -> Option<Holder> {
    let proposer = setting.by.officer()?;
    let agrees = setting.procedure.acts_at(&case.step).filter(|rule| rule.act == Do::Agree);
    let roles = agrees.flat_map(|rule| &rule.by);
    let mut asked = roles.flat_map(|role| holders(setting, case, &On::Role(role.clone())));
    asked.find(|holder| can_be_asked(setting, case, (holder, proposer)))
}

fn can_be_asked(setting: &Setting<'_>, case: &Case, (of, by): (&Holder, &Officer)) -> bool {
    let Some(body) = of.body else { return false };
    let about = case
        .about
        .is_some_and(|about| identity::is_about(setting.register, about, (body, of.post)));
    let Some(post) = of.post else { return !about && body != by.body };
    let post = setting.register.posts.get(&post);
    let people = post.into_iter().flat_map(|post| post.people(setting.today()));
    let people: Vec<PersonId> = people.collect();
    // Whoever holds the post must be somebody else, and so must everybody who stands in for them.
    !about && !people.is_empty() && !people.contains(&by.person)
}
