//! The people and the matters of the matrix.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, date};
use law::activity::{ActivityId, ThemeId};
use law::matter::Case;
use law::matter::acts::{Act, Assignment, Attached, Filling, Joining, Part, Submission};
use law::matter::case::Member;
use law::matter::facts::{Party, Visibility};
use law::people;
use law::procedure::{Do, Openness, Procedure, Role, Seat};
use law::record::{ActId, Actor, Officer, commitment};
use law::register::Fact;
use law::ruling::code;
use law::words::{FileId, FileRef, Hash, MatterId, PersonId, PostId};

use crate::desk;
use crate::fixture::{self, act, agreed, body, by, why};
use crate::house::policies::{self, Policies};
use crate::house::{House, State};
use crate::rights::{self, Asked, Bearer, Ground, ON_MATTERS, Who};
use crate::rooms::matters;

/// Role, office, body, first and last day of who is not in the fixture.
type Further = (&'static str, &'static str, &'static str, Date, Option<Date>);

const LONG_AGO: Date = date(2025, 1, 1);
/// The fixture's day is 2 March 2026.
const FURTHER: [Further; 7] = [
    ("security", "security-administrator", "congress", LONG_AGO, None),
    ("audit", "audit-administrator", "congress", LONG_AGO, None),
    ("ended", "handler", "roads", LONG_AGO, Some(date(2026, 3, 1))),
    ("coming", "handler", "roads", date(2026, 3, 3), None),
    ("stray-office", "congress-office", "roads", LONG_AGO, None),
    ("stray-leader", "leader", "roads", LONG_AGO, None),
    ("person", "", "", LONG_AGO, None),
];
/// Role, office and body of who is in the fixture.
const KNOWN: [(&str, &str, &str); 10] = [
    ("office", "congress-office", "congress"),
    ("leader", "leader", "congress"),
    ("deputy", "deputy", "s1"),
    ("deputy-else", "deputy", "s2"),
    ("staff", "station-staff", "s1"),
    ("staff-else", "station-staff", "s2"),
    ("lead", "handler", "roads"),
    ("co", "handler", "water"),
    ("unit-else", "handler", "schools"),
    ("system", "administrator", "congress"),
];

/// A house with everybody and everything that the table speaks of.
pub struct World {
    pub house: Arc<House>,
    /// Who signs in, by role; with the post that is asked by, where there is one.
    pub people: BTreeMap<&'static str, (PersonId, Option<Officer>)>,
    pub matters: BTreeMap<&'static str, MatterId>,
    /// The receipts of whoever joined the public matter.
    pub joined: Hash,
    /// An activity of the first station.
    pub activity: ActivityId,
    /// A theme.
    pub theme: ThemeId,
    /// The file of each matter.
    pub files: BTreeMap<MatterId, FileId>,
    /// What is asked about, by its name in the table, with the house as it is then.
    scenes: BTreeMap<&'static str, Scene>,
}

/// The house as it is when something is asked, and the matter that it is asked about.
struct Scene {
    state: State,
    about: Option<(Case, Vec<MatterId>)>,
}

impl World {
    pub fn new() -> Self {
        let house = fixture::house();
        let mut people: BTreeMap<_, _> = KNOWN
            .iter()
            .map(|(role, office, at)| {
                let officer = fixture::officer(&house, office, at);
                (*role, (officer.person, Some(officer)))
            })
            .collect();
        for further in FURTHER {
            people.insert(further.0, enrol(&house, further));
        }
        let deputy = people["deputy"].1.clone().expect("holds a post");
        let stand_in = people["person"].0;
        let one = enrol(&house, ("stand-in", "", "", LONG_AGO, None)).0;
        assert_ne!(one, stand_in);
        let (first, last) = (date(2026, 3, 1), date(2026, 3, 10));
        put(&house, Fact::StoodIn { first, last, person: one, post: deputy.post });
        people.insert("stand-in", (one, Some(Officer { person: one, ..deputy })));
        let second = begin(&house, ("handler", "schools"), people["deputy-else"].0, LONG_AGO);
        people.insert("second", (second.person, Some(second)));
        let (mut matters, mut files) = (BTreeMap::new(), BTreeMap::new());
        let mut keep = |name, (matter, file)| {
            matters.insert(name, matter);
            files.insert(matter, file);
        };
        keep("public", handled(&house, Visibility::Public, None));
        keep("confidential", handled(&house, Visibility::Confidential, None));
        keep("hidden", handled(&house, Visibility::Public, None));
        keep("returned", handled(&house, Visibility::Confidential, Some("schools")));
        let (whole, part) = split(&house);
        keep("whole", whole);
        matters.insert("part", part);
        let office = by(&house, "congress-office", "congress");
        let hide = Act::Hide { reason: "含个人信息".to_owned(), fields: why("personal") };
        agreed(&house, office, matters["hidden"], hide);
        let joined = join(&house, matters["public"]);
        let scenes = BTreeMap::new();
        let (activity, theme) = (fixture::activity(&house, "s1"), fixture::theme(&house));
        let mut world = Self { house, people, matters, joined, activity, theme, files, scenes };
        world.look();
        world
    }

    /// Sees what every line of the table is about, as it is now.
    pub fn look(&mut self) {
        let lines = super::expected();
        let names: BTreeSet<&'static str> = lines.iter().map(|line| line.about).collect();
        self.scenes = names.into_iter().map(|name| (name, self.scene(name))).collect();
    }

    /// Has the house go by other policies.
    pub fn go_by(&mut self, policies: &'static Policies) {
        self.scenes.values_mut().for_each(|scene| scene.state.policies = policies);
    }

    /// The house as the policies are asked about it.
    pub fn ground(&self, about: &str) -> Ground<'_> {
        Ground { state: &self.scenes[about].state, today: self.house.today() }
    }

    /// Every role that is asked for.
    pub fn roles(&self) -> Vec<&'static str> {
        let others =
            ["public", "bearer", "bearer-else", "joined", "program", "program-system", "clockwork"];
        self.people.keys().copied().chain(others).collect()
    }

    /// Ends the post of a role today.
    pub fn end(&self, role: &str) {
        let post = self.people[role].1.as_ref().expect("holds a post").post;
        let last = self.house.today().yesterday().expect("there is a day before");
        put(&self.house, Fact::PostEnded { last, post });
    }

    /// Who a role is, for a matter.
    pub fn who(&self, role: &str, about: MatterId) -> Who {
        let posts = |role: &str| self.people[role].1.iter().cloned().collect::<Vec<_>>();
        match role {
            "public" => Who::Public,
            "bearer" => Who::Bearer(Bearer { matter: self.opens(about), joined: false }),
            "joined" => Who::Bearer(Bearer { matter: self.matters["public"], joined: true }),
            "bearer-else" => {
                let other = if about == self.matters["returned"] { "public" } else { "returned" };
                Who::Bearer(Bearer { matter: self.matters[other], joined: false })
            }
            "person" => Who::Person(self.people[role].0),
            "program" => Who::Programs(posts("lead")),
            "program-system" => Who::Programs(posts("system")),
            "clockwork" => Who::Clockwork,
            role => Who::Officers(posts(role)),
        }
    }

    /// The matter whose receipt the submitter of one holds.
    pub fn opens(&self, matter: MatterId) -> MatterId {
        if self.matters.get("part") == Some(&matter) { self.matters["whole"] } else { matter }
    }

    /// What the policies answer.
    pub fn ask(&self, role: &str, (action, about): (&str, &str)) -> bool {
        let ground = self.ground(about);
        if ON_MATTERS.contains(&action) {
            let of = self.scenes[about].about.as_ref().expect("an action on matters is of one");
            let who = self.who(role, of.0.id);
            return rights::tests::ask_named(ground, &who, (action, &of.0, &of.1));
        }
        let who = self.who(role, self.matters["public"]);
        // The names of actions live as long as the table.
        let action = policies::tests::known(action);
        let about = about.trim_start_matches("founding").trim_start_matches(':');
        let asked = match about.strip_prefix("post-of-") {
            Some(role) => Asked::Post(action, self.post(role)),
            None if matches!(about, "" | "-" | "real") => Asked::House(action),
            None => Asked::List(action, about),
        };
        who.may(ground, &asked).is_some()
    }

    /// The post of a role.
    pub fn post(&self, role: &str) -> PostId {
        self.people[role].1.as_ref().expect("holds a post").post
    }

    fn scene(&self, about: &str) -> Scene {
        let mut state = (*self.house.state()).clone();
        if about.starts_with("founding") {
            state.register.posts.retain(|_, post| post.office != "security-administrator");
        }
        state.register.invented = about != "real";
        let about = self.case(&mut state, about);
        Scene { state, about }
    }

    /// The case of a matter of the table, with what it came out of; those that no fixture has are
    /// made from the confidential one.
    fn case(&self, state: &mut State, about: &str) -> Option<(Case, Vec<MatterId>)> {
        let of = match about {
            "sealed" | "sealed-kept" | "sealed-returned" | "plain" | "nowhere" | "told"
            | "untold" | "bare" => "confidential",
            about => about,
        };
        let matter = *self.matters.get(of)?;
        let case = self.house.read(|db| desk::case(db, matter)).expect("reads");
        let mut case = case.expect("it was brought");
        let within = if of == "part" { vec![self.matters["whole"]] } else { vec![] };
        let mut rules = Procedure::clone(&state.procedures[&case.rules]);
        match about {
            "sealed" => {
                seal(&mut rules);
                let party = Party { body: body(&self.house, "schools"), post: None };
                let member = Member { party, did: BTreeSet::new() };
                case.named.insert(code("watch"), vec![member]);
            }
            "sealed-kept" | "sealed-returned" => {
                seal(&mut rules);
                case.given.insert(body(&self.house, "schools"));
                if about == "sealed-returned" {
                    case.sent_back.insert(body(&self.house, "schools"));
                }
            }
            "plain" | "nowhere" => rules.roles.retain(|role| !by_place(role)),
            "told" => rules.visibility = Openness::Confidential,
            "untold" => {
                rules.visibility = Openness::Confidential;
                rules.roles.retain(|role| !by_place(role));
            }
            "bare" => rules.roles.clear(),
            _ => return Some((case, within)),
        }
        if about == "nowhere" {
            case.station = None;
        }
        case.rules = Hash([9; 32]);
        state.procedures.insert(case.rules, Arc::new(rules));
        Some((case, within))
    }
}

fn by_place(role: &Role) -> bool {
    let seat = role.post.as_ref().map(|(_, seat)| *seat);
    matches!(seat, Some(Seat::House | Seat::Station | Seat::AnyStation))
}

/// Makes a procedure confidential, in which only a station has a part by where it sits.
fn seal(rules: &mut Procedure) {
    rules.visibility = Openness::Confidential;
    rules.roles.retain(|role| !by_place(role));
    let role = |key, office, seat| {
        let post = Some((code(office), seat));
        Role { key: code(key), post, sort: None }
    };
    rules.roles.push(role("own-deputy", "deputy", Seat::Station));
    rules.roles.push(role("any-staff", "station-staff", Seat::AnyStation));
    rules.roles.push(role("watch", "handler", Seat::Named));
    let rates = rules.acts.iter_mut().filter(|rule| rule.act == Do::Rate);
    rates.for_each(|rule| rule.by.push(code("watch")));
}

fn put(house: &Arc<House>, fact: Fact) {
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        hearing.put(0, fact.clone())?;
        Ok(())
    });
    done.expect("a fact of the fixture");
}

/// Somebody new, with a post where one is named.
fn enrol(
    house: &Arc<House>,
    (role, office, at, first, last): Further,
) -> (PersonId, Option<Officer>) {
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        hearing.enclosing(|hearing, enclosures| {
            let text = serde_json::json!({ "zh": role, "en": "" }).to_string();
            let name = enclosures.add("name", text, false);
            let person: PersonId = enclosures.id();
            hearing.put(0, people::Fact::Enrolled { person, name })?;
            Ok(person)
        })
    });
    let person = done.expect("a person can be enrolled").answer;
    if office.is_empty() {
        return (person, None);
    }
    let officer = begin(house, (office, at), person, first);
    if let Some(last) = last {
        put(house, Fact::PostEnded { last, post: officer.post });
    }
    (person, Some(officer))
}

fn begin(
    house: &Arc<House>,
    (office, at): (&'static str, &str),
    person: PersonId,
    first: Date,
) -> Officer {
    let (office, at) = (code(office), body(house, at));
    let post = PostId::from_chance(house.chance.bytes());
    put(house, Fact::PostBegun { body: at, first, office: office.clone(), person, post });
    Officer { body: at, office, person, post }
}

fn brought(house: &Arc<House>, visibility: Visibility) -> (MatterId, FileId) {
    let (salt, bytes) = (house.chance.bytes(), b"a file of the matrix");
    let hash = commitment(&salt, bytes);
    house.files.put(hash, bytes).expect("the file is kept");
    let id = FileId::from_chance(house.chance.bytes());
    let size = bytes.len() as u64;
    let file = FileRef { id, hash, size, format: code("png") };
    let files = vec![Attached { file, salt }];
    let said = Submission { visibility, files, ..fixture::submission(house) };
    let matter = fixture::raise(house, said).0;
    act(house, by(house, "deputy", "s1"), matter, Act::Accept {});
    (matter, id)
}

fn hand_over(house: &Arc<House>, matter: MatterId, lead: &str, co: &[&str]) {
    let assignment = Assignment {
        fields: Filling::new(),
        lead: body(house, lead),
        co: co.iter().map(|unit| body(house, unit)).collect(),
        post: None,
        by: None,
        text: String::new(),
    };
    act(house, by(house, "congress-office", "congress"), matter, Act::HandOver(assignment));
}

/// A matter that roads leads beside water; a unit that sent it back before.
fn handled(house: &Arc<House>, visibility: Visibility, back: Option<&str>) -> (MatterId, FileId) {
    let (matter, file) = brought(house, visibility);
    if let Some(unit) = back {
        hand_over(house, matter, unit, &[]);
        let (duty, reason) = (code("roads-1"), "不属本单位职责".to_owned());
        act(house, by(house, "handler", unit), matter, Act::Return { duty, reason });
    }
    hand_over(house, matter, "roads", &["water"]);
    (matter, file)
}

/// A confidential matter and the part that was split off from it.
fn split(house: &Arc<House>) -> ((MatterId, FileId), MatterId) {
    let (matter, file) = brought(house, Visibility::Confidential);
    let part = || Part {
        title: "另一处".to_owned(),
        body: "另一处也塌了。".to_owned(),
        category: code("road-damage"),
    };
    let parts = vec![part(), part()];
    act(house, by(house, "congress-office", "congress"), matter, Act::Split { parts });
    let records = house.read(|db| desk::records(db, matter)).expect("reads");
    let made = records.iter().find_map(|record| match &record.fact.what {
        law::matter::What::Split { into } => into.first().copied(),
        _ => None,
    });
    ((matter, file), made.expect("it was split"))
}

fn join(house: &Arc<House>, matter: MatterId) -> Hash {
    let id = ActId(house.chance.bytes());
    let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
    matters::ask_and_wait(house, id, Who::Public, (matter, joining)).expect("anybody may join");
    let code = matters::receipt_code(house, id);
    house.keys.receipt_mac(&house.code, &code)
}
