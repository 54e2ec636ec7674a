//! The book that administration is ruled by: the register with its names and people, and the
//! columns of each register.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::network::{COMPOUNDS, CONGRESSES, TIERS};
use crate::people;
use crate::register::{Area, Body, Fact, Register};
use crate::ruling::{Enclosure, Refusal};
use crate::words::{AreaId, BodyId, PersonId, PostId, TextId, TextRef};

/// The sign between several bodies in one column.
pub const LIST_SIGN: char = '\u{3001}';
/// Levels of areas, from the outside inwards.
pub const LEVELS: [&str; 5] = ["city", "county", "town", "village", "grid"];
/// Sorts of bodies.
pub const SORTS: [&str; 13] = [
    "congress",
    "station",
    "department",
    "town-government",
    "company",
    "village",
    "grid",
    "mediation",
    "committee",
    "court",
    "procuratorate",
    "cppcc",
    "call-back",
];
/// Sorts of bodies that have handlers.
const HANDLER_SORTS: &[&str] = &[
    "department",
    "town-government",
    "company",
    "congress",
    "village",
    "grid",
    "mediation",
    "committee",
    "court",
    "procuratorate",
    "cppcc",
    "call-back",
];
/// Those of them that can be given a matter: all but the last, who only call back.
pub const HANDLING_SORTS: &[&str] = HANDLER_SORTS.split_at(HANDLER_SORTS.len() - 1).0;
/// Offices, each with the sorts of bodies that have it. Who keeps the security of the house may sit
/// elsewhere: whom its own office asks as the second person is of another body.
pub const OFFICES: [(&str, &[&str]); 8] = [
    ("deputy", &["station"]),
    ("station-staff", &["station"]),
    ("congress-office", &["congress"]),
    ("handler", HANDLER_SORTS),
    ("leader", &["congress"]),
    ("administrator", &["congress"]),
    ("security-administrator", &["congress", "department"]),
    ("audit-administrator", &["congress"]),
];

/// A register that administration keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Areas.
    Areas,
    /// Bodies, stations among them.
    Bodies,
    /// People with an account.
    People,
    /// Who holds which post.
    Posts,
    /// What the public is told of stations.
    Stations,
    /// What the public is told of deputies.
    Mandates,
    /// Entries of duty lists.
    Duties,
    /// Categories of matters.
    Categories,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A code of the house's own list.
    Code,
    /// Words.
    Words,
    /// A day.
    Day,
    /// A password.
    Secret,
    /// One of a list: its words begin with this.
    Choice(&'static str),
    /// An area, by code or name.
    Area,
    /// A body, by code or name.
    Body,
    /// Bodies, by code or name, with signs between them.
    Bodies,
    /// A person, by login name, number or name.
    Person,
    /// Days of the week and hours.
    Hours,
    /// A whole number.
    Number,
}

/// A column of a register, which is a field of its form as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in forms and refusals.
    pub key: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether a table must have it.
    pub needed: bool,
}

const fn needed(key: &'static str, holds: Holds) -> Column {
    Column { key, holds, needed: true }
}

const fn may(key: &'static str, holds: Holds) -> Column {
    Column { key, holds, needed: false }
}

const CODE: Column = needed("code", Holds::Code);
const NAME: Column = needed("name", Holds::Words);
const ENGLISH: Column = may("name_en", Holds::Words);
const BODY: Column = needed("body", Holds::Body);

const AREAS: &[Column] =
    &[CODE, needed("level", Holds::Choice("level")), NAME, ENGLISH, may("parent", Holds::Area)];
const BODIES: &[Column] = &[
    CODE,
    needed("sort", Holds::Choice("sort")),
    NAME,
    ENGLISH,
    needed("area", Holds::Area),
    may("last", Holds::Day),
];
const PEOPLE: &[Column] =
    &[NAME, may("login", Holds::Code), may("password", Holds::Secret), may("person", Holds::Code)];
const POSTS: &[Column] = &[
    needed("person", Holds::Person),
    BODY,
    needed("office", Holds::Choice("office")),
    needed("first", Holds::Day),
    may("last", Holds::Day),
];
const DUTIES: &[Column] = &[
    CODE,
    BODY,
    needed("item", Holds::Words),
    may("item_en", Holds::Words),
    needed("basis", Holds::Words),
    may("basis_en", Holds::Words),
];
const CATEGORIES: &[Column] = &[CODE, NAME, ENGLISH, may("leads", Holds::Bodies)];

const STATIONS: &[Column] = &[
    BODY,
    needed("tier", Holds::Choice("tier")),
    needed("address", Holds::Words),
    may("address_en", Holds::Words),
    may("phone", Holds::Words),
    may("hours", Holds::Hours),
    may("voters", Holds::Number),
    may("compound", Holds::Choice("compound")),
    may("moved", Holds::Day),
];
const MANDATES: &[Column] = &[
    needed("person", Holds::Person),
    BODY,
    needed("congress", Holds::Choice("congress")),
    needed("unit", Holds::Words),
    may("unit_en", Holds::Words),
    may("delegation", Holds::Words),
    may("delegation_en", Holds::Words),
    may("group", Holds::Words),
    may("group_en", Holds::Words),
];

impl Kind {
    /// Every register, in the order in which a house is set up.
    pub const ALL: [Self; 8] = [
        Self::Areas,
        Self::Bodies,
        Self::People,
        Self::Posts,
        Self::Stations,
        Self::Mandates,
        Self::Duties,
        Self::Categories,
    ];

    /// The name in addresses and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Bodies => "bodies",
            Self::People => "people",
            Self::Posts => "posts",
            Self::Stations => "stations",
            Self::Mandates => "mandates",
            Self::Duties => "duties",
            Self::Categories => "categories",
        }
    }

    /// The register of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its columns as tables have them.
    pub fn in_tables(self) -> impl Iterator<Item = &'static Column> {
        self.columns().iter().filter(|column| column.holds.is_in_tables())
    }

    /// Its columns, in the order of forms and tables.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Areas => AREAS,
            Self::Bodies => BODIES,
            Self::People => PEOPLE,
            Self::Posts => POSTS,
            Self::Stations => STATIONS,
            Self::Mandates => MANDATES,
            Self::Duties => DUTIES,
            Self::Categories => CATEGORIES,
        }
    }
}

impl Holds {
    /// Whether it stands in tables: a secret is typed on a page or made up, and in no file.
    pub const fn is_in_tables(self) -> bool {
        !matches!(self, Self::Secret)
    }

    /// The codes that can be chosen; none where the column is no choice.
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Choice("level") => LEVELS.to_vec(),
            Self::Choice("sort") => SORTS.to_vec(),
            Self::Choice("tier") => TIERS.to_vec(),
            Self::Choice("congress") => CONGRESSES.to_vec(),
            Self::Choice("compound") => COMPOUNDS.to_vec(),
            Self::Choice("office") => OFFICES.iter().map(|(office, _)| *office).collect(),
            _ => vec![],
        }
    }
}

/// Whether a line must be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It must be new.
    New,
    /// It must be there.
    Change,
    /// It may be either: a table is read.
    Any,
}

/// One line: values by column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line(BTreeMap<String, String>);

impl Line {
    /// A line of values.
    pub fn of<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let kept = values.into_iter().map(|(key, value)| (key.to_owned(), value.trim().to_owned()));
        Self(kept.collect())
    }

    /// The same line with another value in a column.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.0.insert(key.to_owned(), value.to_owned());
        self
    }

    /// The value of a column; empty where it has none.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }
}

/// A name in the languages of the house, as it lies in the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// In Chinese.
    pub zh: String,
    /// In English; may be empty.
    #[serde(default)]
    pub en: String,
}

impl Names {
    /// As text for the vault.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("two strings can be written")
    }
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The login name, where there is one.
    pub login: Option<String>,
}

/// What is to be put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// A fact about the house.
    House(Fact),
    /// A fact about a person.
    Person(people::Fact),
    /// A first login name and password for a person.
    Login {
        /// The person.
        person: PersonId,
        /// The login name, in small letters.
        login: String,
        /// The password, as it was typed.
        password: String,
    },
}

/// The register with all that the rules of administration ask about.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Areas, bodies, posts, duty lists, categories.
    pub register: Register,
    /// Names by their text in the vault.
    pub names: HashMap<TextId, Names>,
    /// People with an account.
    pub people: Vec<Person>,
    /// How many open matters lie at each body.
    pub busy_bodies: HashMap<BodyId, i64>,
    /// How many matters each post has to do with.
    pub busy_posts: HashMap<PostId, i64>,
    /// The day.
    pub today: Date,
}

impl Book {
    /// Takes in what was ruled, so that the next line sees it.
    pub fn take(&mut self, puts: &[Put], enclosed: &[Enclosure]) {
        for one in enclosed.iter().filter(|one| one.kind == "name") {
            if let Ok(names) = serde_json::from_str(&one.text) {
                self.names.insert(one.id, names);
            }
        }
        for put in puts {
            match put {
                Put::House(fact) => self.register.apply(fact),
                Put::Person(people::Fact::Enrolled { person, name }) => {
                    let name = self.name(*name).zh;
                    self.people.push(Person { id: *person, name, login: None });
                }
                Put::Person(people::Fact::Renamed { person, name }) => {
                    let name = self.name(*name).zh;
                    let renamed = self.people.iter_mut().filter(|one| one.id == *person);
                    renamed.for_each(|one| one.name.clone_from(&name));
                }
                Put::Person(_) => {}
                Put::Login { person, login, .. } => {
                    let found = self.people.iter_mut().find(|one| one.id == *person);
                    if let Some(found) = found {
                        found.login = Some(login.clone());
                    }
                }
            }
        }
    }

    /// The name that a reference stands for.
    pub fn name(&self, text: TextRef) -> Names {
        self.names.get(&text.id).cloned().unwrap_or_default()
    }

    /// The area of a code.
    pub fn area_of_code(&self, code: &str) -> Option<&Area> {
        self.register.areas.values().find(|area| area.code == *code)
    }

    /// The body of a code.
    pub fn body_of_code(&self, code: &str) -> Option<&Body> {
        self.register.bodies.values().find(|body| body.code == *code)
    }

    /// The area that a text names, by code or by a name that no other has.
    pub fn area(&self, text: &str) -> Result<AreaId, Refusal> {
        if let Some(area) = self.area_of_code(text) {
            return Ok(area.id);
        }
        let named = self.register.areas.values().filter(|area| self.is_called(area.name, text));
        only(named.map(|area| area.id), "area", text)
    }

    /// The body that a text names, by code or by a name that no other has.
    pub fn body(&self, text: &str) -> Result<BodyId, Refusal> {
        if let Some(body) = self.body_of_code(text) {
            return Ok(body.id);
        }
        let named = self.register.bodies.values().filter(|body| self.is_called(body.name, text));
        only(named.map(|body| body.id), "body", text)
    }

    /// The person that a text names: by login name, number, or a name that no other has.
    pub fn person(&self, text: &str) -> Result<PersonId, Refusal> {
        let small = text.to_ascii_lowercase();
        let people = || self.people.iter();
        if let Some(person) = people().find(|one| one.login.as_ref() == Some(&small)) {
            return Ok(person.id);
        }
        let numbered = text.parse().ok().filter(|id| people().any(|one| one.id == *id));
        match numbered {
            Some(person) => Ok(person),
            None => only(people().filter(|one| one.name == text).map(|one| one.id), "person", text),
        }
    }

    /// Whether a person can sign in.
    pub fn signs_in(&self, person: PersonId) -> bool {
        self.people.iter().any(|one| one.id == person && one.login.is_some())
    }

    fn is_called(&self, name: TextRef, text: &str) -> bool {
        self.names.get(&name.id).is_some_and(|name| name.zh == text || name.en == text)
    }
}

/// The one that was found, or why it is not one.
fn only<T>(
    mut found: impl Iterator<Item = T>,
    what: &'static str,
    text: &str,
) -> Result<T, Refusal> {
    let (one, other) = (found.next(), found.next());
    match (one, other, what) {
        (Some(one), None, _) => Ok(one),
        (Some(_), Some(_), "area") => Err(Refusal::invalid("office.area-twice")),
        (Some(_), Some(_), "body") => Err(Refusal::invalid("office.body-twice")),
        (Some(_), Some(_), _) => Err(Refusal::invalid("office.person-twice")),
        (None, _, "area") => Err(Refusal::invalid("office.area-unknown")),
        (None, _, "body") => Err(Refusal::invalid("office.body-unknown")),
        (None, _, _) => Err(Refusal::invalid("office.person-unknown")),
    }
    .map_err(|refusal| refusal.with("value", text))
}
