//! A house that is open: its engine, its keys, its clock, and what it consists of.

mod known;
mod naming;
pub mod policies;
mod trust;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use jiff::civil::Date;
use law::activity::Kinds;
use law::appraisal::Appraisal;
use law::calendar::Calendar;
use law::clock::{Time, Zone};
use law::figure;
use law::matter::Case;
use law::people;
use law::points::Tariff;
use law::privacy::Privacy;
use law::procedure::Procedure;
use law::referral::Houses;
use law::register::{Fact, Register};
use law::ruling::Enclosure;
use law::standards::Standards;
use law::words::{Code, Hash, MatterId, PersonId, TextId, TextRef};
use serde::{Deserialize, Serialize};
use store::db::{Db, LogHead};
use store::fault::Context;
use store::files::Files;
use store::keys::Keys;
use store::safe::{KeySource, Safe};
use store::search::WordKey;
use store::{Chance, Engine, Fault, vault};

use policies::Policies;
pub use trust::{ALARMS, Alarm, Alarms, Rounds, Trust, lines};
/// What holds of personal data until a house puts a file of its own into force.
const PRIVACY: &str = include_str!("../../../packs/cn/privacy.toml");
/// Which activities there are until a house puts a list of its own into force.
const ACTIVITIES: &str = include_str!("../../../packs/cn/activities.toml");
/// What points are earned by until a house puts a tariff of its own into force.
const POINTS: &str = include_str!("../../../packs/cn/points.toml");
/// By what stations are measured until a house puts a file of its own into force.
const STANDARDS: &str = include_str!("../../../packs/cn/standards.toml");

/// Readers side by side: more than cores, since a page waits for the disk at times.
const READERS: usize = 4;

/// Where the time comes from.
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands until it is moved: for the demo and the tests.
    Simulated(AtomicI64),
}

impl Clock {
    /// A simulated clock at an instant.
    pub fn simulated(at: Time) -> Self {
        Self::Simulated(AtomicI64::new(at.0))
    }

    /// The instant.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time comes in")]
    pub fn now(&self) -> Time {
        match self {
            Self::System => Time(jiff::Timestamp::now().as_millisecond()),
            Self::Simulated(at) => Time(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a simulated clock; the machine's clock is not ours to move.
    pub fn set(&self, time: Time) {
        if let Self::Simulated(at) = self {
            at.store(time.0, Ordering::Relaxed);
        }
    }
}

/// The settings that a house was founded with, as its definition `house` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// The time zone, such as `Asia/Shanghai`.
    pub time_zone: String,
}

/// A name in the languages of the house.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// In Chinese.
    pub zh: String,
    /// In English; the Chinese name stands in where it is empty.
    #[serde(default)]
    pub en: String,
}

impl Name {
    /// The name in a language.
    pub fn in_language(&self, language: &str) -> &str {
        if language == "en" && !self.en.is_empty() { &self.en } else { &self.zh }
    }
}

/// What a house consists of as of its last fact, in memory.
#[derive(Clone)]
pub struct State {
    /// The record up to which all that concerns the house is in it.
    pub heard: u64,
    /// Areas, bodies, posts, duty lists, categories.
    pub register: Register,
    /// Names by their text in the vault.
    pub names: HashMap<TextId, Name>,
    /// Names of people with an account.
    pub people: BTreeMap<PersonId, TextRef>,
    /// Procedures by the hash of their file.
    pub procedures: HashMap<Hash, Arc<Procedure>>,
    /// What figures count, by the hash of the text that says it.
    pub figures: HashMap<Hash, Arc<figure::Definition>>,
    /// Calendars by name; the one in force.
    pub calendars: HashMap<Code, Arc<Calendar>>,
    /// The settings.
    pub settings: Settings,
    /// For what identities are shown, and how long what is personal is kept.
    pub privacy: Arc<Privacy>,
    /// Which kinds of activities there are, and by when they are entered.
    pub activities: Arc<Kinds>,
    /// By what stations are measured, and which registers of helpers there are.
    pub standards: Arc<Standards>,
    /// What points are earned by and given for.
    pub tariff: Arc<Tariff>,
    /// Which other houses matters go to and come from.
    pub houses: Arc<Houses>,
    /// By what a year of duty files is reckoned, where that was put in force.
    pub appraisal: Option<Arc<Appraisal>>,
    /// The time zone.
    pub zone: Zone,
    /// Who may do what.
    pub policies: &'static Policies,
}

impl State {
    fn empty() -> Self {
        Self {
            heard: 0,
            register: Register::default(),
            names: HashMap::new(),
            people: BTreeMap::new(),
            procedures: HashMap::new(),
            figures: HashMap::new(),
            calendars: HashMap::new(),
            settings: Settings {
                name_zh: String::new(),
                name_en: String::new(),
                time_zone: "UTC".to_owned(),
            },
            privacy: Arc::new(Privacy::read(PRIVACY).expect("what ships is sound")),
            activities: Arc::new(Kinds::read(ACTIVITIES).expect("what ships is sound")),
            standards: Arc::new(Standards::read(STANDARDS).expect("what ships is sound")),
            tariff: Arc::new(Tariff::read(POINTS).expect("what ships is sound")),
            houses: Arc::default(),
            appraisal: None,
            zone: Zone::named("UTC").expect("every zone table knows UTC"),
            policies: Policies::shipped(),
        }
    }

    /// Takes a fact about the house in, with the texts that it names.
    pub fn hear(
        &mut self,
        fact: &Fact,
        definition: impl Fn(Hash) -> Result<Option<String>, Fault>,
    ) -> Result<(), Fault> {
        self.register.apply(fact);
        if let Fact::Defined { what, name, hash, .. } = fact {
            let text = definition(*hash)?
                .ok_or_else(|| Fault::new(format!("the definition {what} {name} is missing")))?;
            self.define(what, name, *hash, &text)?;
        }
        Ok(())
    }

    fn define(&mut self, what: &Code, name: &Code, hash: Hash, text: &str) -> Result<(), Fault> {
        match what.as_str() {
            "procedure" => {
                let procedure = Procedure::recall(text).map_err(|flaws| {
                    let flaws: Vec<String> = flaws.iter().map(ToString::to_string).collect();
                    Fault::new(format!("the procedure {name} cannot be read: {}", flaws.join("; ")))
                })?;
                self.procedures.insert(hash, Arc::new(procedure));
            }
            "figure" => {
                let definition = figure::Definition::read(text).map_err(Fault::new)?;
                self.figures.insert(hash, Arc::new(definition));
            }
            "calendar" => {
                let calendar = Calendar::read(text).map_err(Fault::new)?;
                self.calendars.insert(name.clone(), Arc::new(calendar));
            }
            "privacy" => self.privacy = Arc::new(Privacy::read(text).map_err(Fault::new)?),
            "activities" => self.activities = Arc::new(Kinds::read(text).map_err(Fault::new)?),
            "appraisal" => {
                self.appraisal = Some(Arc::new(Appraisal::read(text).map_err(Fault::new)?));
            }
            "houses" => self.houses = Arc::new(Houses::read(text).map_err(Fault::new)?),
            "points" => self.tariff = Arc::new(Tariff::read(text).map_err(Fault::new)?),
            "standards" => self.standards = Arc::new(Standards::read(text).map_err(Fault::new)?),
            _ => {
                self.settings =
                    toml::from_str(text).while_(|| "reading the house's settings".to_owned())?;
                let zone = &self.settings.time_zone;
                self.zone = Zone::named(zone)
                    .ok_or_else(|| Fault::new(format!("there is no time zone {zone}")))?;
            }
        }
        Ok(())
    }

    /// Takes the names among some enclosures in.
    pub fn hear_names(&mut self, enclosures: &[Enclosure]) {
        for enclosure in enclosures.iter().filter(|enclosure| enclosure.kind == "name") {
            if let Ok(name) = serde_json::from_str(&enclosure.text) {
                self.names.insert(enclosure.id, name);
            }
        }
    }

    /// The procedure of a name in force on a day.
    pub fn procedure_in_force(&self, name: &str, day: Date) -> Option<&Arc<Procedure>> {
        let definition = self.register.definition("procedure", name, day)?;
        self.procedures.get(&definition.hash)
    }

    /// The versions of a procedure with the day from which each holds, the first one first; of
    /// several from the same day the last is the one that holds.
    pub fn versions(&self, name: &str) -> Vec<(Date, &Arc<Procedure>)> {
        let definitions = self.register.definitions.iter();
        let own = definitions.filter(|d| d.what == "procedure" && d.name == *name);
        let known = own.filter_map(|d| self.procedures.get(&d.hash).map(|known| (d.from, known)));
        let mut versions: Vec<_> = known.collect();
        versions.sort_by_key(|(from, _)| *from);
        versions
    }

    /// The versions of what a figure counts, with the day from which each holds, the first first.
    pub fn figure_versions(&self, key: &str) -> Vec<(Date, &Arc<figure::Definition>)> {
        let definitions = self.register.definitions.iter();
        let own = definitions.filter(|d| d.what == "figure" && d.name == *key);
        own.filter_map(|d| self.figures.get(&d.hash).map(|known| (d.from, known))).collect()
    }

    /// The procedure by which residents bring matters unless they choose another.
    pub fn front_procedure(&self, day: Date) -> Option<&Arc<Procedure>> {
        self.procedures_in_force(day).into_iter().find(|procedure| procedure.front)
    }

    /// Every procedure in force on a day, the one in front first, then in the order in
    /// which they were first defined.
    pub fn procedures_in_force(&self, day: Date) -> Vec<&Arc<Procedure>> {
        let mut names: Vec<&Code> = vec![];
        for definition in self.register.definitions.iter().filter(|d| d.what == "procedure") {
            if !names.contains(&&definition.name) {
                names.push(&definition.name);
            }
        }
        let in_force = |name: &&Code| self.procedure_in_force(name.as_str(), day);
        let mut found: Vec<_> = names.iter().filter_map(in_force).collect();
        found.sort_by_key(|procedure| !procedure.front);
        found
    }

    /// The calendar that a procedure counts by.
    pub fn calendar(&self, name: &Code) -> Option<&Arc<Calendar>> {
        self.calendars.get(name)
    }
}

/// By which ways messages leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sends {
    /// Whether mail is sent.
    pub mail: bool,
    /// Whether SMS are sent.
    pub sms: bool,
}

/// A house that is open.
pub struct House {
    /// Its code: `$1` in every statement.
    pub code: String,
    /// Its database.
    pub engine: Engine,
    /// Its secrets.
    pub keys: Keys,
    /// What opens the personal texts of its vault.
    pub safe: Safe,
    /// Its source of chance.
    pub chance: Chance,
    /// Its clock.
    pub clock: Clock,
    /// Its attachments.
    pub files: Files,
    /// Its data folder.
    pub dir: PathBuf,
    /// The keys of the search index: for the public, for officers, and for who brought a matter.
    pub search_keys: [WordKey; 3],
    /// The binary that looks at files which somebody sent; set once, by whoever serves it.
    pub looks: OnceLock<PathBuf>,
    /// By which ways messages leave it; set once, by whoever serves it.
    pub sends: OnceLock<Sends>,
    /// Whom readers of its log are told to trust; set once, by whoever serves it.
    pub trust: OnceLock<Trust>,
    /// What went wrong and somebody must see.
    pub alarms: Alarms,
    /// What going over itself came to.
    pub rounds: Rounds,
    /// When the newest checkpoint that enough witnesses have seen was seen, in seconds of Unix; 0
    /// for none.
    pub witnessed: AtomicI64,
    state: RwLock<Arc<State>>,
    /// What acts of the group that is being written see; only the writer touches it.
    pub(crate) draft: Mutex<Draft>,
}

impl House {
    /// Opens a house in a data folder; the folder and its database are made where missing.
    pub fn open(dir: &Path, code: &str, clock: Clock, chance: Chance) -> Result<Arc<Self>, Fault> {
        Self::open_with((dir, None, &KeySource::Folder), code, clock, chance)
    }

    /// The same, with its database at an address where one is given, and the key of its identities
    /// from where it is kept.
    pub fn open_with(
        (dir, database, source): (&Path, Option<&str>, &KeySource),
        code: &str,
        clock: Clock,
        chance: Chance,
    ) -> Result<Arc<Self>, Fault> {
        let engine = Engine::of(dir, database, READERS)?;
        engine.catch_up(code)?;
        let keys = Keys::load(dir, &chance)?;
        let sealed = engine.read(code, vault::any_key)?;
        let safe = Safe::load(dir, source, &chance, sealed.as_deref())?;
        let state = Arc::new(engine.read(code, |db| load(db, &safe, u64::MAX))?);
        let search_keys = ["search-public", "search-office", "search-identity"]
            .map(|of| WordKey::new(&keys.purpose(of, code)));
        let house = Self {
            code: code.to_owned(),
            engine,
            keys,
            safe,
            chance,
            clock,
            files: Files::new(dir),
            dir: dir.to_owned(),
            search_keys,
            sends: OnceLock::new(),
            trust: OnceLock::new(),
            alarms: Alarms::default(),
            rounds: Rounds::default(),
            witnessed: AtomicI64::new(0),
            looks: OnceLock::new(),
            state: RwLock::new(state.clone()),
            draft: Mutex::new(Draft::new(state)),
        };
        Ok(Arc::new(house))
    }

    /// What the house consists of now.
    pub fn state(&self) -> Arc<State> {
        self.state.read().expect("nothing panics while holding the state").clone()
    }

    /// What the house consisted of as of a record.
    pub fn state_as_of(&self, db: Db<'_>, record: u64) -> Result<State, Fault> {
        load(db, &self.safe, record)
    }

    /// The instant now.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The day now.
    pub fn today(&self) -> Date {
        self.state().zone.day(self.now())
    }

    /// Whether it has been founded.
    pub fn is_founded(&self) -> bool {
        !self.state().settings.name_zh.is_empty()
    }

    /// Reads from one snapshot.
    pub fn read<T>(&self, read: impl FnOnce(Db<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        self.engine.read(&self.code, read)
    }
}

/// What the acts of the group being written see before it is committed: only the writer uses it.
pub(crate) struct Draft {
    pub(crate) state: Arc<State>,
    /// Cases as of the record `head`, so that an act need not read its matter's records again.
    pub(crate) cases: HashMap<MatterId, Case>,
    pub(crate) head: Option<LogHead>,
}

impl Draft {
    /// Nothing remembered yet.
    fn new(state: Arc<State>) -> Self {
        Self { state, cases: HashMap::new(), head: None }
    }
}

/// Folds the house's own facts up to a record.
fn load(db: Db<'_>, safe: &Safe, until: u64) -> Result<State, Fault> {
    let mut state = State::empty();
    for stored in store::log::of_matter(db, 0)?.into_iter().filter(|s| s.seq <= until) {
        let context = || format!("reading record {}", stored.seq);
        state.heard = stored.seq;
        if stored.kind.starts_with("person.") {
            let record =
                law::record::Record::<people::Fact>::read(&stored.bytes).while_(context)?;
            if let people::Fact::Enrolled { person, name }
            | people::Fact::Renamed { person, name } = record.fact
            {
                state.people.insert(person, name);
            }
        } else {
            let record = law::record::Record::<Fact>::read(&stored.bytes).while_(context)?;
            state.hear(&record.fact, |hash| vault::definition(db, hash))?;
        }
    }
    vault::each_name(db, safe, |text, name| {
        if let Ok(name) = serde_json::from_str(name) {
            state.names.insert(text, name);
        }
    })?;
    Ok(state)
}
