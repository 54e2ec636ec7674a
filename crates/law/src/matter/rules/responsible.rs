//! Which deputy is first responsible for a matter that a station received (B-02).

use super::Setting;
use crate::matter::acts::Submission;
use crate::register::Post;
use crate::ruling::{Refusal, code};
use crate::words::{BodyId, MatterId, PostId};

/// Whether whom the resident turns to is a deputy of the station. Whoever enters for somebody else
/// must not choose who answers.
pub fn check(setting: &Setting<'_>, asked: &Submission) -> Result<(), Refusal> {
    let Some(post) = asked.deputy else { return Ok(()) };
    let at = |post: &Post| asked.station.is_none_or(|station| station == post.body);
    let is_there = deputy_of(setting, post).is_some_and(at);
    if is_there && setting.by.officer().is_none() {
        return Ok(());
    }
    Err(Refusal::invalid("deputy.unknown").at("deputy"))
}

/// The post of a deputy that is held on the day of the act.
pub fn deputy_of<'r>(setting: &Setting<'r>, post: PostId) -> Option<&'r Post> {
    let post = setting.register.posts.get(&post)?;
    (post.office == "deputy" && post.is_held(setting.today())).then_some(post)
}

/// The deputy of the station who is first responsible: whom the resident turned to, else the
/// deputies take turns by the matter's random number, so that no officer can choose.
pub fn first(
    setting: &Setting<'_>,
    (station, turned_to): (BodyId, Option<&Post>),
    matter: MatterId,
) -> Option<PostId> {
    if let Some(post) = turned_to.filter(|post| post.body == station) {
        return Some(post.id);
    }
    let office = code("deputy");
    let posts: Vec<_> = setting.register.held_at(station, &office, setting.today()).collect();
    let turn = matter.int() as usize % posts.len().max(1);
    posts.get(turn).map(|post| post.id)
}
