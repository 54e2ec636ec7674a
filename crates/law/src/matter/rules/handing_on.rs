//! Handing on: what a post holds goes to another post of the same body when the post ends.

use super::super::case::Case;
use super::super::facts::{Change, Effect, Fact, Holder, What};
use crate::words::PostId;

/// The fact by which a matter goes from one post to another: whatever it holds, is named in, or has
/// a clock running on. `None` where the matter knows nothing of the post. Steps, rounds and last
/// days stay as they are: a change of people buys nobody time.
pub fn hand_on(case: &Case, from: PostId, to: PostId) -> Option<Fact> {
    let is_from = |post: Option<PostId>| post == Some(from);
    let holder =
        is_from(case.holder.post).then(|| Holder { post: Some(to), ..case.holder.clone() });
    let moved = Change::Moved { post: to };
    let clocks: Vec<_> = case
        .alive()
        .filter(|clock| is_from(clock.on.post))
        .map(|clock| clock.changed(moved.clone()))
        .collect();
    let (deputy, lead, leader) =
        (is_from(case.deputy), is_from(case.lead_post), is_from(case.leader));
    let members = case.named.values().flatten().map(|member| &member.party);
    let party = members.chain(&case.raised_by).any(|party| is_from(party.post));
    let time = case.time_asked.is_some() && is_from(case.time_of.and_then(|of| of.post));
    let is_named = deputy || lead || leader || party || time;
    let is_named = is_named || holder.is_some() || !clocks.is_empty();
    let effect = Effect { clocks, holder, ..Effect::default() };
    let what = What::HandedOn { deputy, from, lead, leader, party, time, to };
    is_named.then_some(Fact { effect, fields: vec![], what })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::super::facts::{ClockChange, Started, Submitted, Visibility};
    use super::*;
    use crate::clock::Time;
    use crate::ruling::code;
    use crate::words::{Hash, Id, TextRef};

    fn post(number: i64) -> PostId {
        Id::from_int(number)
    }

    /// A matter that waits for the deputy of post 1, with a clock on that post and one on a body.
    fn case() -> Case {
        let text = TextRef { id: Id::from_int(1), hash: Hash::default() };
        let mut case = Case::nowhere(
            Id::from_int(9),
            &Submitted {
                about: None,
                activity: None,
                area: Id::from_int(1),
                assisted: false,
                body: text,
                closed: false,
                category: code("roads"),
                channel: code("online"),
                claimed: None,
                contact: None,
                deputy: Some(post(1)),
                files: vec![],
                known_to_unit: false,
                language: code("zh"),
                marked: vec![],
                origin: None,
                parent: None,
                place: None,
                raised_by: None,
                procedure: code("p"),
                rules: Hash::default(),
                receipt: None,
                received: Time(0),
                slip: None,
                station: Some(Id::from_int(5)),
                title: text,
                visibility: Visibility::Public,
            },
        );
        case.holder = Holder { body: Some(Id::from_int(5)), post: Some(post(1)), role: code("d") };
        for (clock, on) in [(0, Some(post(1))), (1, None)] {
            let started = Started {
                due: date(2026, 3, 4),
                from: date(2026, 3, 2),
                key: code("accept"),
                length: None,
                on: Holder { body: Some(Id::from_int(5)), post: on, role: code("d") },
                provisional: false,
                warn: date(2026, 3, 3),
            };
            let change = Change::Started(started);
            let effect = Effect {
                clocks: vec![ClockChange { answers: false, change, clock }],
                ..Effect::default()
            };
            case.follow(&Fact { effect, fields: vec![], what: What::Accepted {} });
        }
        case.done.clear();
        case
    }

    #[test]
    fn holder_deputy_and_clock_go_on_and_the_last_day_stays() {
        let mut case = case();
        let fact = hand_on(&case, post(1), post(2)).expect("the post holds it");
        case.happen(&fact.what, Time(1));
        case.follow(&fact);
        assert_eq!((case.holder.post, case.deputy), (Some(post(2)), Some(post(2))));
        assert_eq!(case.clocks[0].on.post, Some(post(2)));
        assert_eq!(case.clocks[0].due, date(2026, 3, 4));
        assert_eq!(case.clocks[1].on.post, None, "a clock of the whole body stays with it");
        assert!(case.done.is_empty(), "handing on is no act of the procedure");
        assert_eq!(hand_on(&case, post(1), post(2)), None, "nothing is left");
    }

    #[test]
    fn a_leader_and_a_named_handler_are_followed_too() {
        let mut case = case();
        case.happen(&What::Supervised { leader: post(3), text: text() }, Time(1));
        case.lead_post = Some(post(4));
        assert_eq!(hand_on(&case, post(7), post(8)), None);
        for (from, to) in [(3, 6), (4, 7)] {
            let fact = hand_on(&case, post(from), post(to)).expect("the post is named");
            assert_eq!(fact.effect, Effect::default(), "who holds it does not change");
            case.happen(&fact.what, Time(1));
        }
        assert_eq!((case.leader, case.lead_post), (Some(post(6)), Some(post(7))));
        assert_eq!(case.deputy, Some(post(1)));
    }

    fn text() -> TextRef {
        TextRef { id: Id::from_int(1), hash: Hash::default() }
    }
}
