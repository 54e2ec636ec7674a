//! A matter as a page shows it: one model for residents, officers and the public, each seeing no
//! more than they may.

mod looked;
mod parts;
mod passed;
mod readers;
#[cfg(test)]
mod tests;
mod thread;
mod timeline;

pub use parts::{Part, about_whom, pseudonym};
use readers::Viewer;
pub use readers::{Told, handles, told};

use jiff::civil::Date;
use law::clock::{Length, Why, reckon};
use law::matter::case::{Clock, State as ClockState};
use law::matter::facts::{Change, ClockChange, Holder, Imported, Submitted, What};
use law::matter::{Case, Fact, rules};
use law::procedure::{Do, Procedure, Source};
use law::record::{Actor, Officer, Record};
use law::words::{Code, FileId, FileRef, MatterId, TextId};
use store::db::Db;
use store::{Fault, vault};

use crate::desk;
use crate::kit::Shell;
use crate::kit::shell::Due;
use crate::rights::{self, Know, Read, ReadWhole, Who};
use crate::rooms::matters::redaction;

/// A matter as a page shows it.
#[expect(missing_docs, reason = "the fields are what the page shows")]
pub struct Sheet {
    pub case: Case,
    pub number: String,
    pub title: String,
    pub body: Vec<String>,
    pub files: Vec<FileRef>,
    pub area: String,
    pub place: String,
    pub category: String,
    pub received: String,
    pub stages: Vec<Stage>,
    pub step: String,
    /// Words for whoever has to do the next thing; empty when nothing is waited for.
    pub holder: String,
    pub since: String,
    pub clocks: Vec<ClockSheet>,
    pub entries: Vec<Entry>,
    /// Set when the resident's own date has passed without an answer.
    pub silence: Option<Silence>,
    /// Whether it was taken out of public view; the reason stands among the entries.
    pub hidden: bool,
    /// Whether the viewer may read what was said.
    pub readable: bool,
    /// What the submitter is called where the name is not told.
    pub pseudonym: String,
    /// The body or the person that it is about, for those who handle it and for its submitter.
    pub about: String,
    pub voices: usize,
    /// What it was split into.
    pub parts: Vec<Part>,
    /// What the viewer may do now.
    pub acts: Vec<Open>,
    pub officers: Vec<Officer>,
    /// Every form that it took; empty where it took only one.
    pub thread: Vec<thread::Form>,
}

/// A place on the step line.
#[expect(missing_docs, reason = "the names say it")]
pub struct Stage {
    pub word: String,
    pub done: bool,
    pub current: bool,
}

/// A clock with its pedigree.
#[expect(missing_docs, reason = "the names say it")]
pub struct ClockSheet {
    pub name: String,
    pub whose: String,
    pub due: Due,
    pub day: String,
    pub from: String,
    pub length: String,
    pub source: String,
    pub excluded: Vec<(String, String)>,
    pub make_up: Vec<String>,
    pub pauses: Vec<String>,
    pub extensions: Vec<String>,
    /// The version of the procedure by which it is reckoned.
    pub rules: String,
    pub provisional: bool,
    pub alive: bool,
    pub answers: bool,
}

/// A line of the timeline.
#[derive(Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Entry {
    pub record: u64,
    pub at: String,
    pub who: String,
    pub what: String,
    pub lines: Vec<(String, String)>,
    pub said: Vec<String>,
    pub files: Vec<FileRef>,
    pub is_reply: bool,
    /// Whether somebody was shown who brought the matter, asked for that, or decided on it.
    pub is_look: bool,
    pub is_late: bool,
}

/// That no answer came, from whom, and since when.
#[expect(missing_docs, reason = "the names say it")]
pub struct Silence {
    pub whose: String,
    pub due: String,
    pub days: i64,
}

/// An act that is open to who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The verb.
    pub act: Do,
    /// What the procedure calls it.
    pub key: Code,
    /// Whether it moves the matter on.
    pub moves: bool,
}

impl Open {
    /// A verb that goes by its own name.
    pub fn plain(act: Do) -> Self {
        Self { act, key: act.key(), moves: false }
    }
}

impl Sheet {
    /// Whether an act of a verb is open.
    pub fn offers(&self, act: Do) -> bool {
        self.acts.iter().any(|open| open.act == act)
    }

    /// Whether somebody was shown who brought the matter, or asked for that.
    pub fn has_looks(&self) -> bool {
        self.entries.iter().any(|entry| entry.is_look)
    }

    /// A file that the sheet shows.
    pub fn file(&self, id: FileId) -> Option<&FileRef> {
        let answers = self.entries.iter().flat_map(|entry| &entry.files);
        self.files.iter().chain(answers).find(|file| file.id == id)
    }
}

/// Composes the sheet of a matter for who asks. `None` where there is no such matter, or none that
/// they may know of.
pub fn compose(
    db: Db<'_>,
    shell: &Shell,
    who: &Who,
    matter: MatterId,
) -> Result<Option<Sheet>, Fault> {
    let ground = shell.ground();
    // A hidden matter keeps its page, with the reason; a confidential one is nobody's business.
    let Some(known) = rights::open::<Know>(db, ground, who, matter)? else { return Ok(None) };
    let (case, records) = (known.case(), known.records());
    let (readable, whole) = (known.may::<Read>(ground), known.may::<ReadWhole>(ground));
    let Some(procedure) = shell.state.procedures.get(&case.rules) else {
        return Err(Fault::new(format!("the procedure {} of a matter is missing", case.rules)));
    };
    let names = redaction::names(db, case)?;
    let viewer = Viewer::of(who);
    let composer =
        Composer { db, shell, who, viewer, procedure, case, records, readable, whole, names };
    let entries = records
        .iter()
        .filter_map(|record| composer.entry(record).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let What::Submitted(submitted) = &records[0].fact.what else {
        return Err(Fault::new("a matter does not begin with its submission"));
    };
    let mut sheet = composer.head(submitted)?;
    sheet.since = records
        .iter()
        .rev()
        .find(|record| record.fact.effect.holder.is_some() || record.fact.effect.step.is_some())
        .map_or_else(String::new, |record| shell.day_of(record.at()));
    sheet.entries = entries.into_iter().rev().collect();
    sheet.acts = composer.acts();
    sheet.thread = thread::thread(db, shell, who, case)?;
    if readable {
        sheet.parts = composer.parts()?;
    }
    Ok(Some(sheet))
}

/// The state of a clock as rows and chips number it.
fn standing(state: ClockState) -> i64 {
    match state {
        ClockState::Running => 0,
        ClockState::Paused => 1,
        ClockState::Expired => 2,
        ClockState::Fulfilled => 3,
        ClockState::Released => 4,
    }
}

struct Composer<'a> {
    db: Db<'a>,
    shell: &'a Shell,
    who: &'a Who,
    viewer: Viewer,
    procedure: &'a Procedure,
    case: &'a Case,
    records: &'a [Record<Fact>],
    readable: bool,
    /// Whether also what is hidden from the public.
    whole: bool,
    /// The names that the submitter marked.
    names: Vec<String>,
}

impl Composer<'_> {
    fn called(&self, kind: &'static str, key: impl std::fmt::Display) -> String {
        self.shell.of(self.procedure, kind, key)
    }

    fn head(&self, submitted: &Submitted) -> Result<Sheet, Fault> {
        let (shell, case) = (self.shell, self.case);
        let place = match submitted.place {
            Some(place) => self.text(place.name.id)?.join(" "),
            None => String::new(),
        };
        let title = self.text(submitted.title.id)?.join(" ");
        let clocks: Vec<ClockSheet> = case.clocks.iter().map(|clock| self.clock(clock)).collect();
        Ok(Sheet {
            number: case.id.grouped(),
            title: if title.is_empty() { shell.t("sheet-not-public") } else { title },
            body: self.text(submitted.body.id)?,
            files: if self.readable { submitted.files.clone() } else { vec![] },
            area: shell.area_path(case.area),
            place,
            category: shell.category(case.category.as_str()).to_owned(),
            received: shell.day_of(case.received),
            stages: self.stages(),
            step: self.called("step", &case.step),
            holder: self.holder(),
            since: String::new(),
            silence: self.silence(),
            clocks,
            entries: vec![],
            hidden: case.hidden,
            readable: self.readable,
            pseudonym: pseudonym(shell, case.id),
            about: self.about(),
            voices: 0,
            parts: vec![],
            acts: vec![],
            thread: vec![],
            officers: self.who.posts().to_vec(),
            case: case.clone(),
        })
    }

    /// Whom it is about: a name that is not for everybody.
    fn about(&self) -> String {
        match self.case.about {
            Some(about) if self.readable && self.viewer != Viewer::Public => {
                about_whom(self.shell, about)
            }
            _ => String::new(),
        }
    }

    /// Words for whoever holds the matter: the body, and the deputy by name, whom the law makes
    /// known; other officers are not named to residents.
    fn holder(&self) -> String {
        if self.procedure.step(&self.case.step).is_none_or(|step| step.outcome.is_some()) {
            return String::new();
        }
        self.words_for(&self.case.holder)
    }

    fn words_for(&self, holder: &Holder) -> String {
        let shell = self.shell;
        let body = shell.body(holder.body);
        let named = holder
            .post
            .filter(|_| holder.role == "deputy")
            .and_then(|post| shell.state.post_holder(post, shell.today));
        match (body, named) {
            ("", _) => self.called("role", &holder.role),
            (body, Some(name)) => format!("{body} {name}"),
            (body, None) => body.to_owned(),
        }
    }

    fn silence(&self) -> Option<Silence> {
        let clock = self.case.alive().find(|clock| clock.answers)?;
        let days = i64::from((self.shell.today - clock.due).get_days());
        (days > 0 && clock.state != ClockState::Paused).then(|| Silence {
            whose: self.holder(),
            due: self.shell.day(clock.due),
            days,
        })
    }

    fn clock(&self, clock: &Clock) -> ClockSheet {
        let shell = self.shell;
        let rule = self.procedure.clock(&clock.key);
        let calendar = shell.state.calendar(&self.procedure.calendar);
        let reckoning = clock.length.zip(calendar).and_then(|(length, calendar)| {
            reckon(clock.from, length, &clock.extensions, &clock.pauses, calendar)
        });
        let excluded = reckoning.as_ref().map_or_else(Vec::new, |reckoning| {
            reckoning.excluded.iter().map(|(day, why)| (shell.day(*day), self.why(why))).collect()
        });
        let make_up = reckoning.as_ref().map_or_else(Vec::new, |reckoning| {
            reckoning.make_up.iter().map(|(day, _)| shell.day(*day)).collect()
        });
        let until = |day: Option<Date>| day.map_or_else(String::new, |day| shell.day(day));
        ClockSheet {
            name: self.called("clock", &clock.key),
            whose: self.whose(clock),
            due: shell.due(&clock.due.to_string(), standing(clock.state)),
            day: shell.day(clock.due),
            from: shell.day(clock.from),
            length: clock.length.map_or_else(String::new, |length| self.length(length)),
            source: rule.map_or_else(String::new, |rule| match &rule.source {
                Source::Law { article, seen: true } => article.clone(),
                Source::Law { article, seen: false } => {
                    shell.t1("source-unseen", "article", article)
                }
                Source::Local => shell.t("source-local"),
            }),
            excluded,
            make_up,
            pauses: clock
                .pauses
                .iter()
                .map(|pause| format!("{} – {}", shell.day(pause.from), until(pause.until)))
                .collect(),
            extensions: self.extensions(clock.number),
            rules: self.rules(),
            provisional: clock.provisional,
            alive: clock.is_alive(),
            answers: clock.answers,
        }
    }

    /// By how much a clock was extended, by whom and when.
    fn extensions(&self, clock: u32) -> Vec<String> {
        let changes = self.records.iter().flat_map(|record| {
            record.fact.effect.clocks.iter().map(move |change| (record, change))
        });
        let extended = changes.filter_map(|(record, change)| match change.change {
            Change::Extended { by, .. } if change.clock == clock => Some((record, by)),
            _ => None,
        });
        let said = extended.map(|(record, by)| {
            let (length, who) = (self.length(by), self.who(record.by()));
            let day = self.shell.day_of(record.at());
            self.shell.tn("sheet-extended", &[("length", &length), ("who", &who), ("day", &day)])
        });
        said.collect()
    }

    fn rules(&self) -> String {
        let name = self.called("procedure", "");
        let version = self.procedure.version.to_string();
        self.shell.tn("sheet-rules-version", &[("name", &name), ("version", &version)])
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::Weekend => self.shell.t("sheet-weekend"),
            Why::Holiday(name) => name.clone(),
            Why::Paused => self.shell.t("sheet-paused"),
        }
    }

    fn length(&self, length: Length) -> String {
        let key = match length {
            Length::WorkingDays(_) => "length-working-days",
            Length::Days(_) => "length-days",
            Length::Months(_) => "length-months",
        };
        self.shell.t1(key, "days", i64::from(length.number()))
    }

    /// The lines of a text, or nothing where the viewer may not read it.
    fn text(&self, id: TextId) -> Result<Vec<String>, Fault> {
        let Some(text) = vault::text(self.db, id)? else { return Ok(vec![]) };
        let may = match self.viewer {
            Viewer::Public => text.open && (self.readable || text.kind == "reason"),
            // Words between offices are not the resident's; everything else is.
            Viewer::Receipt => text.open || !matches!(text.kind.as_str(), "instruction" | "note"),
            Viewer::Officers => self.readable || (text.open && text.kind == "reason"),
        };
        if !may || text.kind == "contact" {
            return Ok(vec![]);
        }
        let text = if self.whole {
            text.text
        } else {
            redaction::shown(self.case, (id, &text.text), &self.names)
        };
        Ok(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
    }

    fn acts(&self) -> Vec<Open> {
        let Some(calendar) = self.shell.state.calendar(&self.procedure.calendar) else {
            return vec![];
        };
        let now = self.shell.state.zone.start_of(self.shell.today);
        let open_to = |by: &Actor| {
            let setting = rules::Setting {
                procedure: self.procedure,
                calendar,
                zone: &self.shell.state.zone,
                register: &self.shell.state.register,
                now,
                by,
            };
            let open = rules::open_to(&setting, self.case).into_iter();
            let open =
                open.map(|rule| Open { act: rule.act, key: rule.key.clone(), moves: rule.moves() });
            open.collect::<Vec<_>>()
        };
        match self.viewer {
            Viewer::Public => vec![],
            Viewer::Receipt => open_to(&Actor::Resident),
            Viewer::Officers => {
                let mut acts: Vec<Open> = vec![];
                for officer in self.who.posts() {
                    for open in open_to(&Actor::Officer(officer.clone())) {
                        if !acts.iter().any(|known| known.key == open.key) {
                            acts.push(open);
                        }
                    }
                }
                acts
            }
        }
    }
}
