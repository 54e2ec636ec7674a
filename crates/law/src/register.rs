//! The register: areas, bodies, posts, duty lists and categories of a house, folded from facts.

mod facts;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::figure::Published;
use crate::network::{
    Assessed, Award, Grid, Helper, Mandate, Pair, Slot, Station, Titled, VENUE, Visits,
};
use crate::record::Officer;
use crate::words::{AreaId, BodyId, Code, Hash, MatterId, PersonId, PostId, TextRef};

pub use facts::Fact;

/// An area in force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Area {
    pub id: AreaId,
    pub code: Code,
    pub level: Code,
    pub name: TextRef,
    pub parent: Option<AreaId>,
    pub last: Option<Date>,
    pub into: Vec<AreaId>,
}

impl Area {
    /// Whether it is still there on a day.
    pub fn is_open(&self, day: Date) -> bool {
        self.last.is_none_or(|last| day <= last)
    }
}

/// A body in force or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Body {
    pub id: BodyId,
    pub area: AreaId,
    pub code: Code,
    pub sort: Code,
    pub name: TextRef,
    pub last: Option<Date>,
}

impl Body {
    /// Whether it is still there on a day.
    pub fn is_open(&self, day: Date) -> bool {
        self.last.is_none_or(|last| day <= last)
    }
}

/// A post with its term.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Post {
    pub id: PostId,
    pub person: PersonId,
    pub body: BodyId,
    pub office: Code,
    pub first: Date,
    pub last: Option<Date>,
    pub stand_ins: Vec<StandIn>,
}

/// A term of standing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct StandIn {
    pub person: PersonId,
    pub first: Date,
    pub last: Date,
}

impl Post {
    /// Whether the post is held on a day.
    pub fn is_held(&self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// The people who may act by this post on a day: its holder and whoever stands in. Nobody can
    /// stand in for a post that has ended.
    pub fn people(&self, day: Date) -> impl Iterator<Item = PersonId> {
        let is_held = self.is_held(day);
        let standing_in = self
            .stand_ins
            .iter()
            .filter(move |s| is_held && s.first <= day && day <= s.last)
            .map(|s| s.person);
        is_held.then_some(self.person).into_iter().chain(standing_in)
    }
}

/// An entry of a duty list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Duty {
    pub code: Code,
    pub body: BodyId,
    pub item: TextRef,
    pub basis: TextRef,
    pub devolved: bool,
    pub version: Option<Code>,
}

/// A category of matters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Category {
    pub code: Code,
    pub name: TextRef,
    pub leads: Vec<BodyId>,
}

/// A definition in force from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the fact")]
pub struct Definition {
    pub what: Code,
    pub name: Code,
    pub hash: Hash,
    pub from: Date,
}

/// Everything a house consists of, as of its last fact. Held in memory: it is small.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Whether people and places are invented.
    pub invented: bool,
    /// Areas by identifier.
    pub areas: BTreeMap<AreaId, Area>,
    /// Bodies by identifier.
    pub bodies: BTreeMap<BodyId, Body>,
    /// Unified social credit codes of bodies that have one (GB 32100-2015).
    pub credits: BTreeMap<BodyId, Code>,
    /// Posts by identifier.
    pub posts: BTreeMap<PostId, Post>,
    /// Duty lists by the entry's code.
    pub duties: BTreeMap<Code, Duty>,
    /// Categories by code.
    pub categories: BTreeMap<Code, Category>,
    /// What is told of stations, by body.
    pub stations: BTreeMap<BodyId, Station>,
    /// What is told of deputies, by post.
    pub mandates: BTreeMap<PostId, Mandate>,
    /// Who holds each grid.
    pub grids: BTreeMap<AreaId, Grid>,
    /// Helpers by the number of their letter, each with the matters that they reported.
    pub helpers: BTreeMap<Code, (Helper, Vec<MatterId>)>,
    /// What stations were found to be, item by item.
    pub assessed: BTreeMap<(BodyId, Slot), Assessed>,
    /// Titles of stations, each with the reason where it was withdrawn.
    pub titles: BTreeMap<(BodyId, Award), (Titled, Option<TextRef>)>,
    /// Who keeps in touch with whom, each with the visits that were made: the day, and what came
    /// of it.
    pub contacts: BTreeMap<Code, (Pair, Visits)>,
    /// Definitions, in the order in which they came into force.
    pub definitions: Vec<Definition>,
    /// Packages of open data, in the order in which they were published.
    pub published: Vec<Published>,
    posts_at: BTreeMap<BodyId, Vec<PostId>>,
    posts_of: BTreeMap<PersonId, Vec<PostId>>,
}

/// The offices that administer a house: its system, its security and its audit.
pub const ADMINISTRATORS: [&str; 3] =
    ["administrator", "security-administrator", "audit-administrator"];

impl Register {
    /// Takes a fact in.
    pub fn apply(&mut self, fact: &Fact) {
        match fact.clone() {
            Fact::Founded { invented, .. } => self.invented = invented,
            Fact::Defined { what, name, hash, from } => {
                self.definitions.push(Definition { what, name, hash, from });
            }
            Fact::Published(published) => self.published.push(published),
            // That something is gone changes nothing that is kept.
            Fact::Forgot { .. } => {}
            Fact::AreaRegistered { area: id, code, level, name, parent } => {
                let (last, into) = (None, vec![]);
                self.areas.insert(id, Area { id, code, level, name, parent, last, into });
            }
            Fact::AreaRenamed { area, name } => {
                if let Some(area) = self.areas.get_mut(&area) {
                    area.name = name;
                }
            }
            Fact::AreaClosed { area, into, last } => {
                if let Some(area) = self.areas.get_mut(&area) {
                    (area.last, area.into) = (Some(last), into);
                }
            }
            Fact::BodyIdentified { body, credit } => _ = self.credits.insert(body, credit),
            Fact::BodyRegistered { area, body: id, code, sort, name } => {
                self.bodies.insert(id, Body { id, area, code, sort, name, last: None });
            }
            Fact::BodyRenamed { body, name } => {
                if let Some(body) = self.bodies.get_mut(&body) {
                    body.name = name;
                }
            }
            Fact::BodyClosed { body, last } => {
                if let Some(body) = self.bodies.get_mut(&body) {
                    body.last = Some(last);
                }
            }
            Fact::DutyListed { basis, body, code, devolved, item, version } => {
                let duty = Duty { code: code.clone(), body, item, basis, devolved, version };
                self.duties.insert(code, duty);
            }
            Fact::CategoryDefined { code, leads, name } => {
                self.categories.insert(code.clone(), Category { code, name, leads });
            }
            Fact::StationDescribed { described, station } => {
                self.stations.insert(station, *described);
            }
            Fact::MandateDescribed { described, post } => {
                self.mandates.insert(post, described);
            }
            Fact::PostBegun { .. }
            | Fact::PostEnded { .. }
            | Fact::StoodIn { .. }
            | Fact::StandInEnded { .. } => self.apply_post(fact),
            Fact::GridHeld { .. }
            | Fact::HelperRegistered { .. }
            | Fact::HelperReported { .. }
            | Fact::StationAssessed { .. }
            | Fact::StationTitled { .. }
            | Fact::TitleWithdrawn { .. }
            | Fact::ContactPaired { .. }
            | Fact::ContactVisited { .. } => self.apply_network(fact),
        }
    }

    fn apply_network(&mut self, fact: &Fact) {
        match fact.clone() {
            Fact::GridHeld { area, held } => _ = self.grids.insert(area, held),
            Fact::HelperRegistered { code, helper } => match self.helpers.get_mut(&code) {
                Some((known, _)) => *known = helper,
                None => _ = self.helpers.insert(code, (helper, vec![])),
            },
            Fact::HelperReported { code, matter } => {
                if let Some((_, reported)) = self.helpers.get_mut(&code) {
                    reported.push(matter);
                }
            }
            Fact::StationAssessed { assessed, slot, station } => {
                self.assessed.insert((station, slot), assessed);
            }
            Fact::StationTitled { award, station, titled } => {
                self.titles.insert((station, award), (titled, None));
            }
            Fact::TitleWithdrawn { award, reason, station } => {
                if let Some((_, withdrawn)) = self.titles.get_mut(&(station, award)) {
                    *withdrawn = Some(reason);
                }
            }
            Fact::ContactPaired { code, pair } => match self.contacts.get_mut(&code) {
                Some((known, _)) => *known = pair,
                None => _ = self.contacts.insert(code, (pair, vec![])),
            },
            Fact::ContactVisited { came, code, day } => {
                if let Some((_, visits)) = self.contacts.get_mut(&code) {
                    visits.push((day, came));
                }
            }
            _ => {}
        }
    }

    fn apply_post(&mut self, fact: &Fact) {
        match fact.clone() {
            Fact::PostBegun { body, first, office, person, post: id } => {
                let post = Post { id, person, body, office, first, last: None, stand_ins: vec![] };
                self.posts.insert(id, post);
                self.posts_at.entry(body).or_default().push(id);
                self.posts_of.entry(person).or_default().push(id);
            }
            Fact::PostEnded { last, post } => {
                if let Some(post) = self.posts.get_mut(&post) {
                    post.last = Some(last);
                }
            }
            Fact::StoodIn { first, last, person, post: id } => {
                if let Some(post) = self.posts.get_mut(&id) {
                    post.stand_ins.push(StandIn { person, first, last });
                    let own = self.posts_of.entry(person).or_default();
                    if !own.contains(&id) {
                        own.push(id);
                    }
                }
            }
            Fact::StandInEnded { first, last, person, post } => {
                if let Some(post) = self.posts.get_mut(&post) {
                    let terms = post.stand_ins.iter_mut();
                    terms
                        .filter(|s| s.person == person && s.first == first)
                        .for_each(|s| s.last = last);
                    post.stand_ins.retain(|s| s.first <= s.last);
                }
            }
            _ => {}
        }
    }

    /// Whether an office is held by one person for oneself: deputies and leaders answer in person,
    /// where other offices work as one.
    pub fn is_personal(office: &Code) -> bool {
        matches!(office.as_str(), "deputy" | "leader")
    }

    /// Whether an office administers the house: three kinds, held by three people (GB/T 22239-2019,
    /// level 3).
    pub fn administers(office: &Code) -> bool {
        ADMINISTRATORS.iter().any(|one| office == *one)
    }

    /// The posts of an office at a body that are held on a day.
    pub fn held_at<'a>(
        &'a self,
        body: BodyId,
        office: &'a Code,
        day: Date,
    ) -> impl Iterator<Item = &'a Post> {
        self.posts_at
            .get(&body)
            .into_iter()
            .flatten()
            .filter_map(|id| self.posts.get(id))
            .filter(move |post| post.office == *office && post.people(day).next().is_some())
    }

    /// The posts by which a person may act on a day: own posts and those stood in for.
    pub fn officers(&self, person: PersonId, day: Date) -> Vec<Officer> {
        let posts = self.posts_of.get(&person).into_iter().flatten();
        posts
            .filter_map(|id| self.posts.get(id))
            .filter(|post| post.people(day).any(|someone| someone == person))
            .map(|post| Officer {
                body: post.body,
                office: post.office.clone(),
                person,
                post: post.id,
            })
            .collect()
    }

    /// Whether an officer may act on a day by the post that is named.
    pub fn is_officer(&self, officer: &Officer, day: Date) -> bool {
        self.posts.get(&officer.post).is_some_and(|post| {
            post.body == officer.body
                && post.office == officer.office
                && post.people(day).any(|person| person == officer.person)
        })
    }

    /// An area and the areas it lies in, from the inside outwards.
    pub fn lineage(&self, area: AreaId) -> impl Iterator<Item = &Area> {
        let mut next = self.areas.get(&area);
        std::iter::from_fn(move || {
            let area = next?;
            next = area.parent.and_then(|parent| self.areas.get(&parent));
            Some(area)
        })
    }

    /// Whether a body is a place of another kind than a deputies' station (A-10 to A-12, W-06).
    pub fn is_venue(&self, body: BodyId) -> bool {
        self.stations.get(&body).is_some_and(|told| told.tier == *VENUE)
    }

    /// The deputies' stations that still are, without places of another kind, in the order of their
    /// codes.
    pub fn stations_of(&self, day: Date) -> Vec<&Body> {
        let mut stations = self.bodies_of(&["station"], day);
        stations.retain(|body| !self.is_venue(body.id));
        stations
    }

    /// The station that serves an area: one in the area itself, or in the nearest area around it.
    pub fn station_for(&self, area: AreaId, day: Date) -> Option<&Body> {
        self.lineage(area).find_map(|area| {
            self.bodies.values().find(|body| {
                body.sort == "station"
                    && body.area == area.id
                    && !self.is_venue(body.id)
                    && body.last.is_none_or(|last| day <= last)
            })
        })
    }

    /// The bodies of a sort that still are, in the order of their codes.
    pub fn bodies_of(&self, sorts: &[&str], day: Date) -> Vec<&Body> {
        let mut bodies: Vec<&Body> = self
            .bodies
            .values()
            .filter(|body| sorts.iter().any(|sort| body.sort == *sort))
            .filter(|body| body.last.is_none_or(|last| day <= last))
            .collect();
        bodies.sort_by(|a, b| a.code.cmp(&b.code));
        bodies
    }

    /// The definition of a name that holds on a day.
    pub fn definition(&self, what: &str, name: &str, day: Date) -> Option<&Definition> {
        let fits = |d: &&Definition| d.what == *what && d.name == *name && d.from <= day;
        self.definitions.iter().rev().find(fits)
    }
}
