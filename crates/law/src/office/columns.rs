//! The columns of each register: the fields of its form, and the heads of its table.

use super::book::{Kind, LEVELS, OFFICES, SORTS};
use crate::network::{COMPOUNDS, CONGRESSES, TIERS};

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
    /// One of a list of the house's standards.
    Listed(&'static str),
    /// An area, by code or name.
    Area,
    /// Some of a list of the house's standards, with signs between them.
    Several(&'static str),
    /// Areas, by code or name, with signs between them.
    Areas,
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

const AREAS: &[Column] = &[
    CODE,
    needed("level", Holds::Choice("level")),
    NAME,
    ENGLISH,
    may("parent", Holds::Area),
    may("last", Holds::Day),
    may("into", Holds::Areas),
];
const BODIES: &[Column] = &[
    CODE,
    needed("sort", Holds::Choice("sort")),
    NAME,
    ENGLISH,
    needed("area", Holds::Area),
    may("last", Holds::Day),
    may("credit", Holds::Code),
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
    may("version", Holds::Code),
    may("devolved", Holds::Choice("devolved")),
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
    may("venues", Holds::Several("venue")),
    may("owner", Holds::Body),
    may("functions", Holds::Several("function")),
    may("services", Holds::Words),
    may("services_en", Holds::Words),
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
    may("grid", Holds::Area),
];

const FIRST: Column = needed("first", Holds::Day);
const LAST: Column = may("last", Holds::Day);
const PERSON: Column = needed("person", Holds::Person);
const EDITION: Column = needed("edition", Holds::Number);
const ASSESSOR: Column = needed("assessor", Holds::Body);
const GRIDS: &[Column] = &[
    needed("area", Holds::Area),
    PERSON,
    needed("duty", Holds::Words),
    may("duty_en", Holds::Words),
    FIRST,
    LAST,
];
const HELPERS: &[Column] = &[
    CODE,
    NAME,
    needed("kind", Holds::Listed("helper")),
    needed("area", Holds::Area),
    BODY,
    may("field", Holds::Words),
    FIRST,
    LAST,
    may("certified", Holds::Day),
];
const ASSESSMENTS: &[Column] = &[
    BODY,
    needed("checklist", Holds::Listed("checklist")),
    EDITION,
    needed("item", Holds::Code),
    needed("met", Holds::Choice("met")),
    may("evidence", Holds::Words),
    ASSESSOR,
    needed("day", Holds::Day),
];
const TITLES: &[Column] = &[
    BODY,
    needed("title", Holds::Listed("title")),
    EDITION,
    ASSESSOR,
    FIRST,
    LAST,
    may("withdrawn", Holds::Words),
];
const CONTACTS: &[Column] = &[
    CODE,
    PERSON,
    may("deputy", Holds::Person),
    may("area", Holds::Area),
    needed("every", Holds::Number),
    FIRST,
    LAST,
];

impl Kind {
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
            Self::Grids => GRIDS,
            Self::Helpers => HELPERS,
            Self::Assessments => ASSESSMENTS,
            Self::Titles => TITLES,
            Self::Contacts => CONTACTS,
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
            Self::Choice("met" | "devolved") => vec!["yes", "no"],
            Self::Choice("office") => OFFICES.iter().map(|(office, _)| *office).collect(),
            _ => vec![],
        }
    }
}
