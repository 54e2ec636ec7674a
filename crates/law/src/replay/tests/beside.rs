//! Who stands for a matter beside whoever brought it, by the real rules.

use super::*;
use crate::register::Fact as Registered;
use crate::ruling::Refusal;

const SUGGESTION: &str = include_str!("../../../../../procedures/deputy-suggestion/procedure.toml");
/// A colleague of the deputy, and a second post of the deputy's own.
const COLLEAGUE: i64 = 12;
const SECOND: i64 = 13;

fn deputy(post: i64, person: i64) -> Actor {
    let (body, office) = (Id::from_int(STATION), code("deputy"));
    Actor::Officer(Officer { body, office, person: Id::from_int(person), post: Id::from_int(post) })
}

fn world() -> World {
    let mut world = World::new();
    for (post, person) in [(COLLEAGUE, COLLEAGUE), (SECOND, STATION)] {
        world.register.apply(&Registered::PostBegun {
            body: Id::from_int(STATION),
            first: "2020-01-01".parse().expect("is a day"),
            office: code("deputy"),
            person: Id::from_int(person),
            post: Id::from_int(post),
        });
    }
    world
}

/// The first post of the station brings a suggestion and names others beside it.
fn brought(world: &World, procedure: &Procedure, beside: i64) -> Result<Case, Refusal> {
    let post: crate::words::PostId = Id::from_int(beside);
    let fields =
        [(code("session"), "in-session".to_owned()), (code("co-signers"), post.to_string())];
    let submission = Submission { fields: fields.into(), ..submission() };
    let by = deputy(STATION, STATION);
    let now = world.time("03-02", 9);
    let mut chance = |bytes: &mut [u8]| bytes.fill(7);
    let mut enclosures = Enclosures::new(now, &mut chance);
    let setting = world.setting(procedure, now, &by);
    let act = Act::Submit(Box::new(submission));
    let matter = (Id::from_int(9), None);
    let ruled = rules::rule(&setting, matter, rules::Beside::default(), &act, &mut enclosures)?;
    let head = Head { seq: 1, at: now, by: by.clone(), act: Hash::default(), case: 9 };
    let records: Vec<_> =
        ruled.into_iter().map(|(_, fact)| Record::new(head.clone(), fact)).collect();
    Ok(Case::fold(Id::from_int(9), &records).expect("it has begun"))
}

fn may_sign(world: &World, procedure: &Procedure, case: &Case, by: &Actor) -> bool {
    let setting = world.setting(procedure, world.time("03-02", 10), by);
    rules::open_to(&setting, case).iter().any(|rule| rule.key == "confirm-signature")
}

#[test]
fn nobody_stands_for_the_own_matter_beside_themself() {
    let (mut world, procedure) = (world(), Procedure::read(SUGGESTION).expect("is sound"));
    // Whoever brings it also stands in for the colleague, who does for another.
    let day = |day: &str| day.parse::<Date>().expect("is a day");
    for person in [STATION, ROADS] {
        let post = world.register.posts.get_mut(&Id::from_int(COLLEAGUE)).expect("it is held");
        let (first, last) = (day("2026-01-01"), day("2026-12-31"));
        post.stand_ins.push(register::StandIn { person: Id::from_int(person), first, last });
    }
    for own in [STATION, SECOND] {
        let refusal = brought(&world, &procedure, own).expect_err("it is the own one");
        assert_eq!((refusal.code, refusal.field), ("post.own", Some("fields")));
    }
    let case = brought(&world, &procedure, COLLEAGUE).expect("a colleague may");
    assert_eq!(case.step, "co-signing");
    assert!(may_sign(&world, &procedure, &case, &deputy(COLLEAGUE, COLLEAGUE)));
    assert!(may_sign(&world, &procedure, &case, &deputy(COLLEAGUE, ROADS)));
    // Neither by the own post nor in the place of the colleague.
    assert!(!may_sign(&world, &procedure, &case, &deputy(STATION, STATION)));
    assert!(!may_sign(&world, &procedure, &case, &deputy(COLLEAGUE, STATION)));
}

#[test]
fn who_was_named_before_is_not_offered_the_own_signature() {
    let (world, procedure) = (world(), Procedure::read(SUGGESTION).expect("is sound"));
    let mut case = brought(&world, &procedure, COLLEAGUE).expect("a colleague may");
    // As houses have it on record from before this was refused.
    for member in case.named.values_mut().flatten() {
        member.party.post = Some(Id::from_int(STATION));
    }
    assert!(!may_sign(&world, &procedure, &case, &deputy(STATION, STATION)));
}
