//! What the words of a ledger mean in this house: areas, bodies, categories, answers, ratings.

use std::collections::HashMap;

use jiff::civil::Date;
use law::matter::facts::Visibility;
use law::office::book::HANDLING_SORTS;
use law::procedure::{Meaning, Procedure};
use law::register::Body;
use law::ruling::Refusal;
use law::words::{AreaId, BodyId, Code, TextRef};

use super::columns::Column;
use super::headings::{half_width, is_invisible, joined};
use crate::house::State;
use crate::kit::words::{Language, say};

/// Most names that a refusal suggests; a mark tells that there are more.
const SUGGESTED_MOST: usize = 12;
const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// What the words of a ledger can mean, by the words.
pub struct Names {
    language: Language,
    areas: HashMap<String, Vec<AreaId>>,
    bodies: HashMap<String, Vec<BodyId>>,
    categories: HashMap<String, Code>,
    /// Nothing for words that say that a matter is still open.
    classes: HashMap<String, Option<Code>>,
    /// Nothing for words that say that nobody rated.
    ratings: HashMap<String, Option<Code>>,
    visibilities: HashMap<String, Visibility>,
}

/// A word that cannot be taken: its column, and what would be right.
pub type Unknown = (Column, Refusal);

impl Names {
    /// The words of a house; refusals suggest names in a language.
    pub fn of(state: &State, procedure: &Procedure, language: Language) -> Self {
        let mut names = Self {
            language,
            areas: HashMap::new(),
            bodies: HashMap::new(),
            categories: HashMap::new(),
            classes: HashMap::new(),
            ratings: HashMap::new(),
            visibilities: HashMap::new(),
        };
        for area in state.register.areas.values() {
            for word in words_of(state, area.name, &area.code) {
                names.areas.entry(word).or_default().push(area.id);
            }
        }
        for body in state.register.bodies.values() {
            for word in words_of(state, body.name, &body.code) {
                names.bodies.entry(word).or_default().push(body.id);
            }
        }
        for category in state.register.categories.values() {
            for word in words_of(state, category.name, &category.code) {
                names.categories.insert(word, category.code.clone());
            }
        }
        names.hear_procedure(procedure);
        for (list, visibility) in
            [("public", Visibility::Public), ("confidential", Visibility::Confidential)]
        {
            names.visibilities.extend(accepted(list).map(|word| (word, visibility)));
        }
        names
    }

    fn hear_procedure(&mut self, procedure: &Procedure) {
        // The usual words of offices stand for the first class of their meaning.
        for (list, means) in [
            ("done", Meaning::Done),
            ("promised", Meaning::Promised),
            ("impossible", Meaning::Impossible),
            ("above", Meaning::Above),
        ] {
            let mut classes = procedure.answers.iter();
            let class = classes.find(|class| class.means == means && class.only.is_none());
            if let Some(class) = class {
                let key = Some(class.key.clone());
                self.classes.extend(accepted(list).map(|word| (word, key.clone())));
            }
        }
        self.classes.extend(accepted("open").map(|word| (word, None)));
        for class in &procedure.answers {
            for word in said(procedure, "answer", &class.key) {
                self.classes.insert(word, Some(class.key.clone()));
            }
        }
        self.ratings.extend(accepted("not-rated").map(|word| (word, None)));
        for rating in &procedure.rating.scale {
            for word in said(procedure, "rating", rating) {
                self.ratings.insert(word, Some(rating.clone()));
            }
        }
    }

    /// The area of a town and a village; nothing where neither is named.
    ///
    /// # Errors
    /// There is no such area, or more than one.
    pub fn area(
        &self,
        state: &State,
        town: Option<&str>,
        area: Option<&str>,
    ) -> Result<Option<AreaId>, Unknown> {
        let register = &state.register;
        let named = |word: &str| self.areas.get(&plain(word)).cloned().unwrap_or_default();
        let towns = town.map(named);
        if towns.as_ref().is_some_and(Vec::is_empty) {
            let is_root = |id: AreaId| register.areas.get(&id).is_some_and(|a| a.parent.is_none());
            let below_root =
                register.areas.values().filter(|area| area.parent.is_some_and(is_root));
            let right = below_root.map(|area| self.name(state, area.name));
            return Err((Column::Town, unknown("ledger.area-unknown", right.collect())));
        }
        let Some(written) = area else {
            return match towns.as_deref() {
                None => Ok(None),
                Some([one]) => Ok(Some(*one)),
                Some(several) => Err((Column::Town, self.ambiguous(state, several))),
            };
        };
        let is_in_town = |id: &AreaId| match &towns {
            None => true,
            Some(towns) => register.lineage(*id).any(|around| towns.contains(&around.id)),
        };
        let found: Vec<AreaId> = named(written).into_iter().filter(is_in_town).collect();
        match found.as_slice() {
            [one] => Ok(Some(*one)),
            [] => {
                let is_near = |id: AreaId| towns.as_ref().is_none_or(|towns| towns.contains(&id));
                let near = register.areas.values().filter(|area| area.parent.is_some_and(is_near));
                let right = near.map(|area| self.name(state, area.name));
                Err((Column::Area, unknown("ledger.area-unknown", right.collect())))
            }
            several => Err((Column::Area, self.ambiguous(state, several))),
        }
    }

    fn ambiguous(&self, state: &State, areas: &[AreaId]) -> Refusal {
        let path = |id: &AreaId| {
            let mut names: Vec<String> =
                state.register.lineage(*id).map(|area| self.name(state, area.name)).collect();
            names.reverse();
            names.join(" ")
        };
        unknown("ledger.area-ambiguous", areas.iter().map(path).collect())
    }

    /// The body of a name. Stations only where `station`; else every other body, closed ones too:
    /// a ledger tells of the past.
    ///
    /// # Errors
    /// There is no such body.
    pub fn body(
        &self,
        (state, today): (&State, Date),
        written: &str,
        station: bool,
    ) -> Result<BodyId, Unknown> {
        let bodies = &state.register.bodies;
        let is_sort = |body: &Body| match station {
            true => body.sort == "station",
            false => HANDLING_SORTS.contains(&body.sort.as_str()),
        };
        let fits = |id: &&BodyId| bodies.get(id).is_some_and(is_sort);
        let found = self.bodies.get(&plain(written));
        // Of several with one name, the one that still is.
        let is_open = |id: &BodyId| {
            bodies.get(id).is_some_and(|body| body.last.is_none_or(|last| today <= last))
        };
        let found: Vec<BodyId> = found.into_iter().flatten().filter(fits).copied().collect();
        let one = found.iter().copied().find(is_open).or_else(|| found.first().copied());
        one.ok_or_else(|| {
            let names = bodies.values().filter(|body| is_sort(body));
            let names = names.map(|body| self.name(state, body.name)).collect();
            let column = if station { Column::Station } else { Column::Lead };
            (column, unknown("ledger.body-unknown", names))
        })
    }

    /// The category of a word.
    ///
    /// # Errors
    /// There is no such category.
    pub fn category(&self, state: &State, written: &str) -> Result<Code, Unknown> {
        self.categories.get(&plain(written)).cloned().ok_or_else(|| {
            (Column::Category, unknown("ledger.category-unknown", self.categories_of(state)))
        })
    }

    /// The names of all categories.
    pub fn categories_of(&self, state: &State) -> Vec<String> {
        state.register.categories.values().map(|one| self.name(state, one.name)).collect()
    }

    /// The class of an answer, or nothing where the word says that the matter is still open.
    ///
    /// # Errors
    /// The word is none of those that are known.
    pub fn class(&self, procedure: &Procedure, written: &str) -> Result<Option<Code>, Unknown> {
        self.classes.get(&plain(written)).cloned().ok_or_else(|| {
            let keys = procedure.answers.iter().map(|class| &class.key);
            let mut names = self.said_all((procedure, "answer"), keys);
            names.push(self.usual("open"));
            (Column::AnswerClass, unknown("ledger.class-unknown", names))
        })
    }

    /// The rating of a word, or nothing where it says that nobody rated.
    ///
    /// # Errors
    /// The word is not on the scale.
    pub fn rating(&self, procedure: &Procedure, written: &str) -> Result<Option<Code>, Unknown> {
        self.ratings.get(&plain(written)).cloned().ok_or_else(|| {
            let names = self.said_all((procedure, "rating"), procedure.rating.scale.iter());
            (Column::Satisfaction, unknown("ledger.rating-unknown", names))
        })
    }

    /// Who may read a matter.
    ///
    /// # Errors
    /// The word says neither.
    pub fn visibility(&self, written: &str) -> Result<Visibility, Unknown> {
        self.visibilities.get(&plain(written)).copied().ok_or_else(|| {
            let names = ["public", "confidential"].map(|list| self.usual(list));
            (Column::Visibility, unknown("ledger.visibility-unknown", names.to_vec()))
        })
    }

    /// The first of the words that are accepted for a thing.
    fn usual(&self, list: &str) -> String {
        let words = say(self.language, &format!("ledger-accepts-{list}"), &[]);
        words.split('/').next().unwrap_or_default().trim().to_owned()
    }

    fn name(&self, state: &State, name: TextRef) -> String {
        state.name(name, self.language.key()).to_owned()
    }

    fn said_all<'c>(
        &self,
        (procedure, kind): (&Procedure, &'static str),
        codes: impl Iterator<Item = &'c Code>,
    ) -> Vec<String> {
        let language = self.language.key();
        let said = |code: &Code| procedure.name(kind, code.as_str());
        codes.filter_map(said).map(|name| name.in_language(language).to_owned()).collect()
    }
}

/// A refusal that names what would be right.
pub fn unknown(code: &'static str, mut names: Vec<String>) -> Refusal {
    if names.len() > SUGGESTED_MOST {
        names.truncate(SUGGESTED_MOST);
        names.push("…".to_owned());
    }
    Refusal::invalid(code).with("expected", joined(&names))
}

/// A word without what varies: blanks, width and case.
pub fn plain(word: &str) -> String {
    let seen = word.chars().map(half_width).filter(|c| !c.is_whitespace() && !is_invisible(*c));
    seen.flat_map(char::to_lowercase).collect()
}

/// A thing's names in both languages, and its code.
fn words_of(state: &State, name: TextRef, code: &Code) -> Vec<String> {
    let names = LANGUAGES.map(|language| plain(state.name(name, language.key())));
    let mut words: Vec<String> = names.into_iter().chain([plain(code.as_str())]).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of a code in both languages, and the code itself.
fn said(procedure: &Procedure, kind: &'static str, code: &Code) -> impl Iterator<Item = String> {
    let name = procedure.name(kind, code.as_str());
    let words: Vec<String> =
        name.into_iter().flat_map(|name| [plain(&name.zh), plain(&name.en)]).collect();
    words.into_iter().chain([plain(code.as_str())])
}

/// The words that are accepted for a thing, in both languages, parted by strokes.
fn accepted(list: &str) -> impl Iterator<Item = String> {
    let key = format!("ledger-accepts-{list}");
    LANGUAGES.into_iter().flat_map(move |language| {
        let words = say(language, &key, &[]);
        words.split('/').map(plain).collect::<Vec<String>>()
    })
}
