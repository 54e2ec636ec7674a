//! What the policies are told: the entities that one question needs, made from the register and the
//! case as they stand.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::LazyLock;

use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression};
use law::matter::{Case, Setting, rules};
use law::procedure::{ActRule, Do, Procedure, Seat};
use law::record::{Actor, Officer};
use law::register::Body;
use law::ruling::code;
use law::words::{AreaId, BodyId, Code, MatterId, PostId};

use super::{Bearer, Ground};

/// What a row of a list tells of its matter that the policies could ask for. Two rows alike in all
/// of it are answered alike, so each kind is asked about once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The area.
    pub area: AreaId,
    /// The matter's column: 0 public, 1 confidential, 2 taken out of view, 3 of a confidential
    /// procedure.
    pub visibility: i64,
    /// The station at which it was brought.
    pub station: Option<BodyId>,
    /// The lead, as it was named last.
    pub lead: Option<BodyId>,
    /// Every body that was ever given it and did not send it back, in the order of their numbers.
    pub kept: Vec<BodyId>,
    /// Those that sent it back.
    pub sent_back: Vec<BodyId>,
}

impl Facts {
    /// The same, as far as it is told apart by who sits at these bodies: the policies of matters
    /// ask of no area, and of a body only whether it is that of who asks. A test holds them to it.
    #[must_use]
    pub fn seen_by(&self, bodies: &[BodyId]) -> Self {
        let own = |body: &BodyId| bodies.contains(body);
        let of_mine = |all: &[BodyId]| all.iter().copied().filter(own).collect();
        Self {
            area: AreaId::from_int(0),
            visibility: self.visibility,
            station: self.station.filter(own),
            lead: self.lead.filter(own),
            kept: of_mine(&self.kept),
            sent_back: of_mine(&self.sent_back),
        }
    }
}

/// The types of entities that the schema knows.
struct Types {
    area: EntityTypeName,
    bearer: EntityTypeName,
    body: EntityTypeName,
    house: EntityTypeName,
    matter: EntityTypeName,
    office: EntityTypeName,
    officer: EntityTypeName,
    person: EntityTypeName,
    post: EntityTypeName,
    program: EntityTypeName,
    register: EntityTypeName,
}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let name = |text| EntityTypeName::from_str(text).expect("the names of types are words");
    Types {
        area: name("Area"),
        bearer: name("Bearer"),
        body: name("Body"),
        house: name("House"),
        matter: name("Matter"),
        office: name("Office"),
        officer: name("Officer"),
        person: name("Person"),
        post: name("Post"),
        program: name("Program"),
        register: name("Register"),
    }
});

fn named(of: &EntityTypeName, id: impl ToString) -> EntityUid {
    EntityUid::from_type_name_and_id(of.clone(), EntityId::new(id.to_string()))
}

fn body(id: BodyId) -> EntityUid {
    named(&TYPES.body, id.int())
}

fn post(id: PostId) -> EntityUid {
    named(&TYPES.post, id.int())
}

fn matter(id: MatterId) -> EntityUid {
    named(&TYPES.matter, id.int())
}

type Attributes = HashMap<String, RestrictedExpression>;

fn entity<const N: usize>(
    uid: EntityUid,
    attributes: [(&str, RestrictedExpression); N],
    parents: impl IntoIterator<Item = EntityUid>,
) -> Entity {
    let attributes: Attributes =
        attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let made = Entity::new(uid, attributes, parents.into_iter().collect());
    made.expect("yes and no, words, references and sets of them need no evaluation")
}

fn one(uid: EntityUid) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid)
}

fn set(uids: impl IntoIterator<Item = EntityUid>) -> RestrictedExpression {
    RestrictedExpression::new_set(uids.into_iter().map(one))
}

fn is(yes: bool) -> RestrictedExpression {
    RestrictedExpression::new_bool(yes)
}

/// An area with all those it lies in.
fn lineage(ground: Ground<'_>, area: AreaId) -> Vec<Entity> {
    let around = ground.state.register.lineage(area);
    let area = |area: &law::register::Area| {
        let parent: HashSet<_> =
            area.parent.iter().map(|around| named(&TYPES.area, around.int())).collect();
        Entity::new_no_attrs(named(&TYPES.area, area.id.int()), parent)
    };
    around.map(area).collect()
}

/// An officer, or a program in the place of one, with the body at which the post is.
pub(super) fn officer(ground: Ground<'_>, officer: &Officer, is_program: bool) -> Vec<Entity> {
    let of = if is_program { &TYPES.program } else { &TYPES.officer };
    let uid = named(of, format!("{}.{}", officer.post.int(), officer.person.int()));
    let office = named(&TYPES.office, &officer.office);
    let at = body(officer.body);
    let attributes = [
        ("person", one(named(&TYPES.person, officer.person.int()))),
        ("post", one(post(officer.post))),
        ("office", one(office.clone())),
        ("body", one(at.clone())),
    ];
    let mut entities = vec![entity(uid, attributes, [office, at.clone()])];
    if let Some(known) = ground.state.register.bodies.get(&officer.body) {
        let sort = RestrictedExpression::new_string(known.sort.to_string());
        entities.push(entity(at, [("sort", sort)], [named(&TYPES.area, known.area.int())]));
        entities.extend(lineage(ground, known.area));
    }
    entities
}

/// Whoever holds a receipt.
pub(super) fn bearer(bearer: Bearer) -> Entity {
    let attributes = [("opens", one(matter(bearer.matter))), ("joined", is(bearer.joined))];
    entity(named(&TYPES.bearer, bearer.matter.int()), attributes, [])
}

/// Somebody who is told apart by nothing: anybody, the house itself.
pub(super) fn nobody(kind: &str) -> Entity {
    let of = EntityTypeName::from_str(kind).expect("the names of types are words");
    Entity::new_no_attrs(named(&of, ""), HashSet::new())
}

/// Whether nobody is security administrator today, so that the founder does what would be theirs.
fn is_founding(ground: Ground<'_>) -> bool {
    let (register, office) = (&ground.state.register, code("security-administrator"));
    let held = |body: &Body| register.held_at(body.id, &office, ground.today).next().is_some();
    let bodies =
        |own: bool| register.bodies.values().filter(move |body| (body.sort == "congress") == own);
    // Mostly at the house's own office, so that is looked at first.
    !bodies(true).any(held) && !bodies(false).any(held)
}

/// The house.
pub(super) fn house(ground: Ground<'_>) -> Entity {
    let invented = is(ground.state.register.invented);
    let attributes = [("invented", invented), ("founding", is(is_founding(ground)))];
    entity(named(&TYPES.house, ""), attributes, [])
}

/// A list of the register.
pub(super) fn register(ground: Ground<'_>, name: &str) -> Entity {
    entity(named(&TYPES.register, name), [("founding", is(is_founding(ground)))], [])
}

/// A post, by who holds it today.
pub(super) fn held_post(ground: Ground<'_>, id: PostId) -> Entity {
    let founding = ("founding", is(is_founding(ground)));
    let held = ground.state.register.posts.get(&id).filter(|post| post.is_held(ground.today));
    match held {
        Some(held) => {
            let holder = one(named(&TYPES.person, held.person.int()));
            entity(post(id), [founding, ("holder", holder)], [])
        }
        None => entity(post(id), [founding], []),
    }
}

/// A matter as the one who asks has to do with it, with the areas around it. `within` is what it
/// came out of, over however many turns.
pub(super) fn of_matter(
    ground: Ground<'_>,
    (case, within): (&Case, &[MatterId]),
    asking: Option<&Officer>,
) -> Vec<Entity> {
    let procedure = ground.state.procedures.get(&case.rules).map(|procedure| &**procedure);
    let mine = |is_so: &dyn Fn(&Officer) -> bool| {
        set(asking.filter(|officer| is_so(officer)).map(|officer| post(officer.post)))
    };
    let has_part = |officer: &Officer| procedure.is_some_and(|rules| case.has_part(rules, officer));
    let units = case.lead.into_iter().chain(case.co.iter().map(|unit| unit.body));
    let mut attributes: Attributes = HashMap::new();
    let mut add = |name: &str, value| {
        attributes.insert(name.to_owned(), value);
    };
    add("public", is(case.is_public()));
    add("hidden", is(case.hidden));
    add("sealed", is(procedure.is_some_and(Procedure::is_closed)));
    add("told", set(told(procedure).map(|office| named(&TYPES.office, office))));
    add("units", set(units.map(body)));
    add("given", set(case.given.iter().copied().map(body)));
    add("kept", set(case.given.difference(&case.sent_back).copied().map(body)));
    add("parts", mine(&has_part));
    let seated = |officer: &Officer| {
        procedure.is_some_and(|rules| is_seated(ground, (case, rules), officer, &|_| true))
    };
    let rates = |rule: &ActRule| matches!(rule.act, Do::Rate | Do::LookBack);
    let rater = |officer: &Officer| {
        procedure.is_some_and(|procedure| {
            let mut by = procedure.acts.iter().filter(|rule| rates(rule)).flat_map(|rule| &rule.by);
            let roles: Vec<&Code> = by.by_ref().collect();
            is_seated(ground, (case, procedure), officer, &|role| roles.contains(&role))
        })
    };
    add("seated", mine(&seated));
    add("raters", mine(&rater));
    if let Some(station) = case.station {
        add("station", one(body(station)));
    }
    let mut parents = HashSet::from([named(&TYPES.area, case.area.int())]);
    parents.extend(within.iter().copied().map(matter));
    let own = Entity::new(matter(case.id), attributes, parents)
        .expect("yes and no, words, references and sets of them need no evaluation");
    let mut entities = vec![own];
    entities.extend(lineage(ground, case.area));
    entities
}

/// A matter as a row of a list tells of it: all but the parts that somebody has by its procedure.
pub(super) fn of_row(ground: Ground<'_>, id: MatterId, facts: &Facts) -> Vec<Entity> {
    // Which procedure a sealed matter keeps to, a row does not tell: nobody is told by it.
    let attributes = [
        ("public", is(facts.visibility == 0)),
        ("hidden", is(facts.visibility == 2)),
        ("sealed", is(facts.visibility == 3)),
        ("told", set([])),
        // The column still names a lead that sent it back.
        ("units", set(facts.lead.filter(|lead| facts.kept.contains(lead)).map(body))),
        ("given", set(facts.kept.iter().chain(&facts.sent_back).copied().map(body))),
        ("kept", set(facts.kept.iter().copied().map(body))),
        ("parts", set([])),
        ("seated", set([])),
        ("raters", set([])),
    ];
    let station = facts.station.map(|station| ("station".to_owned(), one(body(station))));
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value));
    let attributes: Attributes = attributes.chain(station).collect();
    let parents = HashSet::from([named(&TYPES.area, facts.area.int())]);
    let own = Entity::new(matter(id), attributes, parents)
        .expect("yes and no, words, references and sets of them need no evaluation");
    let mut entities = vec![own];
    entities.extend(lineage(ground, facts.area));
    entities
}

/// The offices that have a part in a procedure by where they sit alone.
pub fn told(procedure: Option<&Procedure>) -> impl Iterator<Item = &Code> {
    let roles = procedure.into_iter().flat_map(|procedure| &procedure.roles);
    let posts = roles.filter_map(|role| role.post.as_ref());
    let by_place =
        |(_, seat): &&(Code, Seat)| matches!(seat, Seat::House | Seat::Station | Seat::AnyStation);
    posts.filter(by_place).map(|(office, _)| office)
}

/// Whether an officer fills one of some roles of the procedure for a matter.
fn is_seated(
    ground: Ground<'_>,
    (case, procedure): (&Case, &Procedure),
    officer: &Officer,
    is_asked: &dyn Fn(&Code) -> bool,
) -> bool {
    let Some(calendar) = ground.state.calendar(&procedure.calendar) else { return false };
    let (zone, register) = (&ground.state.zone, &ground.state.register);
    let by = Actor::Officer(officer.clone());
    let now = zone.start_of(ground.today);
    let setting = Setting { procedure, calendar, zone, register, now, by: &by };
    let mut roles = procedure.roles.iter().filter(|role| is_asked(&role.key));
    roles.any(|role| rules::fills(&setting, case, &role.key))
}
