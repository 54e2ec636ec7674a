//! The longest lawful time from intake to answer: by the clocks of the steps on the longest way,
//! and by the submitter's own date; and from the act that a legal maximum counts from.

use super::super::{ClockRule, Do, Maximum, On, Seat, Source};
use super::Prover;
use super::graph::{Edge, Graph};
use super::sure::Counted;
use super::walk::{STATES_MOST, Walk};
use crate::words::Code;

/// The longest that a submitter can lawfully wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longest {
    /// In calendar days: working days count as seven fifths, months as 31; holidays and pauses
    /// come on top.
    pub days: u32,
    /// The same by the submitter's own date alone, with every extension; `None` where that date is
    /// not reckoned, or does not run from intake until the answer.
    pub by_date: Option<u32>,
    /// The steps on the longest way, each with its days; empty where a step has no length of its
    /// own, so that the date alone bounds it.
    pub path: Vec<(Code, u32)>,
    /// The longest from the acts that the maximum counts from, where it names some, in days.
    pub since: Option<u32>,
    /// The longest that the law allows, with its article, where the procedure names it.
    pub lawful: Option<(u32, Source)>,
}

/// How long it can be until an answer.
#[derive(Clone, Copy)]
enum Reach {
    /// So many days.
    Days(u32),
    /// No clock surely bounds it.
    Endless,
    /// There are more ways than are looked at.
    Unknown,
}

impl Reach {
    fn of(days: Option<u32>) -> Self {
        days.map_or(Self::Endless, Self::Days)
    }

    fn days(self) -> Option<u32> {
        if let Self::Days(days) = self { Some(days) } else { None }
    }

    /// The same where a date bounds the whole.
    fn within(self, date: Option<u32>) -> Self {
        match (self, date) {
            (Self::Days(days), Some(date)) => Self::Days(days.min(date)),
            (_, Some(date)) => Self::Days(date),
            (reach, None) => reach,
        }
    }
}

impl Prover<'_> {
    pub(super) fn time(&mut self, graph: &Graph<'_>) -> Option<Longest> {
        let procedure = self.procedure;
        let extension =
            procedure.more_time.as_ref().map_or(0, |m| m.most * m.length_most.days_most());
        let by_date = procedure.clocks.iter().find(|clock| clock.answers).and_then(|clock| {
            let extension = if clock.extendable { extension } else { 0 };
            let holds = self.bounds_the_answer(graph, clock);
            Some(clock.length()?.days_most() + extension).filter(|_| holds)
        });
        // The submitter's own date bounds the whole; where it does, it says nothing of one step.
        let is_whole = |clock: &&ClockRule| clock.answers && clock.on == On::Holder;
        let bounding =
            procedure.clocks.iter().filter(|clock| by_date.is_none() || !is_whole(clock));
        let clocks: Vec<Counted<'_>> =
            bounding.filter_map(|clock| Counted::of(graph, clock, extension)).collect();
        let mut walk = Walk::new(graph, &clocks, &[]);
        let (by_steps, path) =
            walk.farthest(walk.begun()).map_or((None, vec![]), |(days, steps)| {
                let path = steps.into_iter().map(|(step, days)| (graph.key(step).clone(), days));
                (Some(days), path.collect())
            });
        let whole = if walk.cut { Reach::Unknown } else { Reach::of(by_steps) };
        let whole = whole.within(by_date);
        let maximum = procedure.maximum.as_ref();
        let counted = maximum.filter(|most| !most.after.is_empty());
        let since = counted.map(|most| self.since(graph, &clocks, &most.after).within(by_date));
        let lawful = maximum.map(|most| self.lawful(most, since.unwrap_or(whole)));
        let since = since.and_then(Reach::days);
        Some(Longest { days: whole.days()?, by_date, path, since, lawful })
    }

    /// The longest from one of the acts that a maximum counts from until an answer, by ways on
    /// which none of them is done again.
    fn since(&mut self, graph: &Graph<'_>, clocks: &[Counted<'_>], acts: &[Code]) -> Reach {
        let Some(begun) = Walk::new(graph, clocks, &[]).after(acts) else { return Reach::Unknown };
        if begun.is_empty() {
            let sentence =
                "the maximum counts from acts that nobody does before there is an answer";
            self.flaw(self.lines.maximum, "maximum.never", sentence.to_owned());
        }
        let mut walk = Walk::new(graph, clocks, acts);
        let days = walk.farthest(begun).map(|(days, _)| days);
        if walk.cut { Reach::Unknown } else { Reach::of(days) }
    }

    /// Holds the longest time, from intake or from the acts it counts from, against a legal
    /// maximum.
    fn lawful(&mut self, maximum: &Maximum, reach: Reach) -> (u32, Source) {
        let most = maximum.length.days_most();
        let from = maximum.after.iter().map(Code::as_str).collect::<Vec<_>>().join(" or ");
        let from = if from.is_empty() { from } else { format!(" from {from} on") };
        let (code, sentence) = match reach {
            Reach::Days(days) if days <= most => return (most, maximum.source.clone()),
            Reach::Days(days) => (
                "time.beyond-law",
                format!(
                    "an answer may take {days} days{from} by these clocks, and the law allows \
                     {most}"
                ),
            ),
            Reach::Endless => (
                "time.unbounded",
                format!(
                    "an answer may take any time{from}, and the law allows {most} days: no clock \
                     surely ends the waiting at some step"
                ),
            ),
            Reach::Unknown => (
                "time.unbounded",
                format!(
                    "an answer can be reached{from} by more ways than are looked at \
                     ({STATES_MOST}), so that nobody knows whether it keeps within {most} days: \
                     bound acts by a smaller `most`, or let the submitter's own date run until \
                     there is an answer"
                ),
            ),
        };
        self.flaw(self.date(), code, sentence);
        (most, maximum.source.clone())
    }

    /// Where the submitter's own date stands in the file.
    fn date(&self) -> super::Spot {
        let at = self.procedure.clocks.iter().position(|clock| clock.answers);
        at.map_or(Self::top(), |at| self.lines.clocks[at])
    }

    /// Whether the submitter's own date runs from intake on, through every step where there is no
    /// answer yet, without beginning anew there.
    fn bounds_the_answer(&self, graph: &Graph<'_>, clock: &ClockRule) -> bool {
        let lasts = match &clock.on {
            On::Holder => true,
            On::Asked => false,
            On::Role(key) => self.procedure.role(key).is_some_and(|role| {
                let post = role.post.as_ref();
                !post.is_some_and(|p| matches!(p.1, Seat::Lead | Seat::Co | Seat::Named))
            }),
        };
        let begins = clock.after.is_empty() || clock.after.contains(&Do::Submit.key());
        let turn = |edge: &Edge<'_>, told: bool| told || edge.tells() || edge.begins_anew();
        let outside = |step: usize, told: bool| {
            !told && !graph.is_outcome(step) && !clock.at.contains(graph.key(step))
        };
        // What fulfils it and gives no answer leaves the submitter without a date.
        let silent = self.procedure.acts.iter().any(|act| {
            let here = act.at.iter().any(|step| clock.at.contains(step));
            here && clock.until.contains(&act.key) && !act.act.tells_the_submitter()
        });
        lasts && begins && !silent && graph.walk(|_| false, turn, outside).is_none()
    }
}
