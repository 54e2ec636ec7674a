//! The pages of the room.

pub mod appraisal;
pub mod contacts;
pub mod deputies;
pub mod deputy;
pub mod directory;
pub mod draft;
pub mod file;
pub mod helpers;
pub mod hours;
pub mod network;
pub mod reports;
pub mod station;
#[cfg(test)]
mod tests;

use law::clock::Time;
use law::network::{Mandate, Opening, Station};
use law::register::{Body, Post};
use law::ruling::Refusal;
use law::words::{BodyId, Id, PostId, TextRef};

use crate::kit::Shell;

/// Something that an address names by its number or its code.
fn numbered<K>(text: &str) -> Option<Id<K>> {
    text.parse().ok()
}

/// A station that is open, by its number or code.
///
/// # Errors
/// No such station.
fn station_of<'s>(shell: &'s Shell, text: &str) -> Result<&'s Body, Refusal> {
    let bodies = &shell.state.register.bodies;
    let found = match numbered(text).and_then(|id: BodyId| bodies.get(&id)) {
        Some(body) => Some(body),
        None => bodies.values().find(|body| body.code == *text),
    };
    let is_there = |body: &&Body| body.sort == "station" && law::office::is_open(body, shell.today);
    found.filter(is_there).ok_or(Refusal::missing("page.unknown"))
}

/// What is told of a station, where it was described.
fn told(shell: &Shell, body: BodyId) -> Option<&Station> {
    shell.state.register.stations.get(&body)
}

/// The deputies of a station on the day, by their names.
fn deputies_at(shell: &Shell, body: BodyId) -> Vec<&Post> {
    let office = law::ruling::code("deputy");
    let register = &shell.state.register;
    let held: Vec<PostId> =
        register.held_at(body, &office, shell.today).map(|post| post.id).collect();
    let mut posts: Vec<&Post> = held.iter().filter_map(|id| register.posts.get(id)).collect();
    posts.sort_by_key(|post| shell.state.person_name(post.person));
    posts
}

/// A deputy's post that is held on the day.
///
/// # Errors
/// No such post.
fn deputy_of<'s>(shell: &'s Shell, text: &str) -> Result<&'s Post, Refusal> {
    let post = numbered(text).and_then(|id: PostId| shell.state.register.posts.get(&id));
    let is_deputy = |post: &&Post| post.office == "deputy" && post.is_held(shell.today);
    post.filter(is_deputy).ok_or(Refusal::missing("page.unknown"))
}

/// The first instant of a year in the house, and of the one after it.
fn year_of(shell: &Shell, year: i16) -> (Time, Time) {
    let first = |year: i16| shell.state.zone.start_of(jiff::civil::date(year, 1, 1));
    (first(year), first(year + 1))
}

/// What somebody did, in the words of the timeline.
fn deed(shell: &Shell, kind: &str) -> String {
    shell.code("fact", kind.replace('.', "-"))
}

/// A name in the visitor's language.
fn named(shell: &Shell, text: TextRef) -> String {
    shell.state.name(text, shell.language.key()).to_owned()
}

/// Which of some openings is now or comes next, with whether it is now.
fn next(shell: &Shell, openings: &[Opening], minute: u16) -> Option<(bool, Opening)> {
    let today = shell.today.weekday().to_monday_one_offset();
    let ahead = |one: &&Opening| {
        let days = (one.weekday - today).rem_euclid(7);
        // What is over today comes again in a week.
        let days = if days == 0 && one.until <= minute { 7 } else { days };
        (days, one.from)
    };
    let first = openings.iter().min_by_key(ahead).copied()?;
    let is_now = first.weekday == today && (first.from..first.until).contains(&minute);
    Some((is_now, first))
}

/// The congress that a deputy sits in, and the electoral unit.
fn mandate_words(shell: &Shell, mandate: &Mandate) -> (String, String) {
    let congress = shell.code("office-congress", &mandate.congress);
    (congress, named(shell, mandate.unit))
}
