//! Asks the law what may be done with a duty file, and puts it on record.

use std::sync::Arc;

use law::activity::{self, ActivityId};
use law::duty::{self, Draft, Fact, Line, Setting};
use law::record::{ActId, Actor, Record};
use law::register::Post;
use law::ruling::Refusal;
use law::words::{Id, PostId};
use store::Fault;
use store::db::{Answer, Db};
use store::fault::Context;

use super::views;
use crate::desk::{self, Done, Hearing};
use crate::house::House;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To contest a line.
    Contest(String),
    /// To decide on one: whether it stands, and why.
    Decide(bool, String),
}

/// Puts a report on record that a deputy made at a meeting, and calls `reply` after its commit.
pub fn report(
    house: &Arc<House>,
    (id, by): (ActId, Actor),
    (file, meeting): (PostId, ActivityId),
    draft: Draft,
    reply: impl FnOnce(Answer<Done<()>>) + Send + 'static,
) {
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let (state, by, now) = (hearing.state.clone(), hearing.by.clone(), hearing.now);
        let post = state.register.posts.get(&file).filter(|post| post.office == "deputy");
        let post = post.ok_or(Refusal::missing("page.unknown"))?;
        let unknown = Refusal::invalid("file.no-report-meeting").at("activity");
        let activity = desk::activity(hearing.db(), meeting)?.ok_or(unknown)?;
        let before = desk::of_file(hearing.db(), file)?;
        let (today, contests) = (state.zone.day(now), duty::fold(&before));
        let setting =
            Setting { register: &state.register, today, by: &by, post, contests: &contests };
        let fact = hearing.enclosing(|_, enclosures| {
            Ok(duty::report(&setting, (&activity, now), (&draft, &before), enclosures)?)
        })?;
        hearing.put(file.int(), fact)?;
        Ok(())
    };
    house.act(id, by, work, reply);
}

/// The kind of line that is taken back where it is, when it counts no more.
const ATTENDED: &str = "activity.attended";

/// Asks for something and calls `reply` after its commit.
pub fn ask(
    house: &Arc<House>,
    (id, by): (ActId, Actor),
    (file, record): (PostId, u64),
    wish: Wish,
    reply: impl FnOnce(Answer<Done<()>>) + Send + 'static,
) {
    house.act(id, by, move |hearing| perform(hearing, (file, record), &wish), reply);
}

fn perform(
    hearing: &mut Hearing<'_, '_, '_>,
    (file, record): (PostId, u64),
    wish: &Wish,
) -> Answer<()> {
    let (state, by) = (hearing.state.clone(), hearing.by.clone());
    let today = state.zone.day(hearing.now);
    let post = state.register.posts.get(&file).filter(|post| post.office == "deputy");
    let post = post.ok_or(Refusal::missing("page.unknown"))?;
    let contests = duty::fold(&desk::of_file(hearing.db(), file)?);
    let line = line(hearing.db(), post, record)?.ok_or(Refusal::conflict("file.no-line"))?;
    let setting = Setting { register: &state.register, today, by: &by, post, contests: &contests };
    let (fact, back) = hearing.enclosing(|hearing, enclosures| match wish {
        Wish::Contest(reason) => Ok((duty::contest(&setting, (&line, reason), enclosures)?, None)),
        Wish::Decide(stands, reason) => {
            let fact = duty::decide(&setting, &line, (*stands, reason), enclosures)?;
            if *stands || line.kind != *ATTENDED {
                return Ok((fact, None));
            }
            let about = Id::from_int(line.about.int());
            let known = desk::activity(hearing.db(), about)?;
            let known = known.ok_or(Refusal::conflict("file.no-line"))?;
            let back = activity::take_back(&known, post.person, reason, enclosures)?;
            Ok((fact, Some(back)))
        }
    })?;
    hearing.put(file.int(), fact)?;
    if let Some(back) = back {
        hearing.put(line.about.int(), back)?;
    }
    Ok(())
}

/// The line of a deputy's file that a record made, with the post that made it.
fn line(db: Db<'_>, post: &Post, record: u64) -> Result<Option<Line>, Fault> {
    let Some((kind, about)) = views::line(db, post.person, record)? else { return Ok(None) };
    let stored = store::log::record(db, record)?;
    let Some(stored) = stored else { return Ok(None) };
    let read = Record::<serde_json::Value>::read(&stored.bytes);
    let read = read.while_(|| format!("reading record {record}"))?;
    let kind = kind.parse().map_err(|_| Fault::new(format!("a line of the kind {kind}")))?;
    Ok(Some(Line { record, kind, about, by: read.by().officer().map(|officer| officer.post) }))
}

impl crate::desk::Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    fn apply(&self, head: &law::record::Head, rows: &mut store::rows::Rows) {
        views::apply(head, self, rows);
    }
}
