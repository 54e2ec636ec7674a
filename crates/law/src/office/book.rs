//! The book that administration is ruled by: the register with its names and people, and the
//! columns of each register.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::people;
use crate::register::{Area, Body, Fact, Register};
use crate::ruling::{Enclosure, Refusal};
use crate::standards::Standards;
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
    /// Who holds which grid.
    Grids,
    /// Helpers.
    Helpers,
    /// What stations were found to be, item by item.
    Assessments,
    /// Titles of stations.
    Titles,
    /// Who keeps in touch with whom.
    Contacts,
    /// Entries of duty lists.
    Duties,
    /// Categories of matters.
    Categories,
}

impl Kind {
    /// Every register, in the order in which a house is set up.
    pub const ALL: [Self; 13] = [
        Self::Areas,
        Self::Bodies,
        Self::People,
        Self::Posts,
        Self::Stations,
        Self::Mandates,
        Self::Grids,
        Self::Helpers,
        Self::Assessments,
        Self::Titles,
        Self::Contacts,
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
            Self::Grids => "grids",
            Self::Helpers => "helpers",
            Self::Assessments => "assessments",
            Self::Titles => "titles",
            Self::Contacts => "contacts",
            Self::Duties => "duties",
            Self::Categories => "categories",
        }
    }

    /// The register of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
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
    /// Checklists, titles and kinds of helpers.
    pub standards: Arc<Standards>,
    /// How many open matters there are in each area.
    pub busy_areas: HashMap<AreaId, i64>,
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
