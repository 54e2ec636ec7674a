//! What programs are answered with: matters, their clocks and their timelines, as JSON says them.
//!
//! A code is the same in every language; the name beside it is in the language asked for.

use axum::Json;
use axum::response::IntoResponse;
use law::clock::{Length, Time, Why, reckon};
use law::matter::case::{self, State as ClockState};
use law::words::{AreaId, BodyId, FileRef, Hash};
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::Part;
use crate::kit::{Reply, Shell};
use crate::rooms::matters::views::Item;
use crate::rooms::matters::{ClockSheet, Entry, Sheet};

/// Something with a code.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// The code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// An area or a body of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Its identifier.
    pub id: String,
    /// Its code in the house's own list.
    pub code: String,
    /// Its name; of an area with the one around it.
    pub name: String,
}

/// Who has to do the next thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holder {
    /// The role of the procedure.
    pub role: Named,
    /// The body, where one holds it.
    pub body: Option<Place>,
}

/// A matter as a list tells it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed {
    /// Its identifier.
    pub id: String,
    /// The same in groups, as people read it.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub step: Named,
    /// Where it happened.
    pub area: Place,
    /// The procedure that it follows, as `/api/v1/procedures` lists it.
    pub procedure: Named,
    /// Its category.
    pub category: Named,
    /// When it was received.
    #[schema(format = DateTime)]
    pub received: String,
    /// Who holds it.
    pub holder: Holder,
    /// Since when.
    #[schema(format = DateTime)]
    pub since: String,
    /// The unit that leads, where one does.
    pub lead: Option<Place>,
    /// The last day for the answer; nothing while it stands still or where none runs.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// Whether that day has passed without an answer.
    pub is_late: bool,
    /// When it was answered last.
    #[schema(format = DateTime)]
    pub answered: Option<String>,
    /// What the last answer means: `done`, `promised`, `impossible` or `above`.
    pub means: Option<String>,
    /// How many people said it.
    pub voices: i64,
    /// How often it was sent back as "not ours".
    pub returns: i64,
    /// Whether a leader supervises it.
    pub is_supervised: bool,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// Its page for people.
    pub page: String,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matters {
    /// The matters.
    pub items: Vec<Listed>,
    /// How many there are; nothing where a search would have to look through everything.
    pub total: Option<i64>,
    /// Whether counting stopped at `total`.
    pub total_is_at_least: bool,
    /// What `cursor` takes for the page after this one; nothing on the last page.
    pub next: Option<String>,
    /// Whether a search paused before the page was full; `next` goes on.
    pub paused: bool,
}

/// A length of time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Span {
    /// How many.
    pub number: u16,
    /// `working-days`, `days` or `months`.
    pub unit: &'static str,
}

/// A time in which a clock stood still.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paused {
    /// The day on which it stopped; it counts.
    #[schema(format = Date)]
    pub from: String,
    /// The day on which it went on; nothing while it stands still.
    #[schema(format = Date)]
    pub until: Option<String>,
}

/// A day that was not counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Excluded {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// `weekend`, `holiday` or `paused`.
    pub why: &'static str,
    /// The name of the holiday.
    pub holiday: Option<String>,
}

/// A clock, and how its last day came about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Clock {
    /// Its number within the matter.
    pub number: u32,
    /// What is waited for.
    pub what: Named,
    /// On whom it runs, in words.
    pub whose: String,
    /// The body on which it runs, where it is one.
    pub body: Option<Place>,
    /// `running`, `paused`, `expired`, `fulfilled` or `released`.
    pub state: &'static str,
    /// Whether its last day passed before what was waited for came.
    pub is_late: bool,
    /// Whether it is the resident's own date.
    pub answers: bool,
    /// The last day.
    #[schema(format = Date)]
    pub due: String,
    /// The day of the start event, which is not counted.
    #[schema(format = Date)]
    pub from: String,
    /// How long it runs; nothing where the day was promised.
    pub length: Option<Span>,
    /// The law that it rests on, or that it is a local rule.
    pub source: String,
    /// How it was made longer.
    pub extensions: Vec<Span>,
    /// When it stood still.
    pub pauses: Vec<Paused>,
    /// The days that were not counted.
    pub excluded: Vec<Excluded>,
    /// Weekends that were counted, since offices worked.
    pub make_up: Vec<String>,
    /// Whether the calendar of a year that it passes is not published yet.
    pub is_provisional: bool,
    /// The day on which it was fulfilled.
    #[schema(format = Date)]
    pub ended: Option<String>,
}

/// A file of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct File {
    /// Its identifier.
    pub id: String,
    /// `jpeg`, `png` or `pdf`.
    pub format: String,
    /// Its bytes.
    pub size: u64,
    /// Where it is.
    pub address: String,
}

/// A named value of a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// The value, in words.
    pub value: String,
}

/// A record of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Happened {
    /// Its number in the log.
    pub record: u64,
    /// When it was logged.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who acted, as the public knows them.
    pub who: String,
    /// What kind of fact it is: `reply.given`.
    pub kind: String,
    /// What happened, in words.
    pub what: String,
    /// What it says besides.
    pub lines: Vec<Line>,
    /// What was said, in lines.
    pub said: Vec<String>,
    /// The files that came with it.
    pub files: Vec<File>,
}

/// That no answer came, from whom, and since when.
#[derive(Debug, Serialize, ToSchema)]
pub struct Silence {
    /// From whom.
    pub whose: String,
    /// The last day, in words.
    pub due: String,
    /// How many days have passed since.
    pub days: i64,
}

/// A place on the step line.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// Whether it is passed.
    pub is_done: bool,
    /// Whether the matter stands there.
    pub is_current: bool,
}

/// A receipt as it is given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub struct Given {
    /// The code in groups: the only way to look the matter up. Keep it, and show it to its holder.
    pub code: String,
    /// Where people type it in.
    pub page: String,
}

/// A matter with everything that who asks may read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matter {
    /// As a list tells it.
    pub summary: Listed,
    /// What was said, in lines; nothing where who asks may not read it.
    pub body: Vec<String>,
    /// The named place.
    pub place: String,
    /// The files that came with it.
    pub files: Vec<File>,
    /// Whether it was taken out of public view; the reason stands in the timeline.
    pub is_hidden: bool,
    /// Which round of handling it is in.
    pub round: u32,
    /// The co-handling units.
    pub co: Vec<Place>,
    /// The step line.
    pub stages: Vec<Stage>,
    /// Set when the day for the answer has passed without one.
    pub silence: Option<Silence>,
    /// Every clock with its pedigree.
    pub clocks: Vec<Clock>,
    /// What it was split into, as far as who asks may know.
    pub parts: Vec<Part>,
    /// Everything that happened, the oldest first.
    pub timeline: Vec<Happened>,
    /// The acts that are open to who asks.
    pub acts: Vec<String>,
}

/// An answer as JSON.
#[expect(clippy::unnecessary_wraps, reason = "every handler ends with it, and handlers may say no")]
pub fn json<T: Serialize>(value: &T) -> Reply {
    Ok(Json(value).into_response())
}

/// An instant as programs read it.
pub fn instant(time: Time) -> String {
    time.timestamp().to_string()
}

/// A code with its name from a list of words.
pub fn named(shell: &Shell, list: &str, code: &str) -> Named {
    Named { code: code.to_owned(), name: shell.code(list, code) }
}

/// A thing of its procedure, with what that calls it.
pub fn own(shell: &Shell, item: &Item, kind: &'static str, code: &str) -> Named {
    Named { code: code.to_owned(), name: shell.called(&item.procedure, kind, code) }
}

/// The same of the very text that a matter keeps to.
pub fn under(shell: &Shell, rules: Hash, kind: &'static str, code: &str) -> Named {
    let name = match shell.state.procedures.get(&rules) {
        Some(procedure) => shell.of(procedure, kind, code),
        None => code.to_owned(),
    };
    Named { code: code.to_owned(), name }
}

/// A category with its name.
pub fn category(shell: &Shell, code: &str) -> Named {
    Named { code: code.to_owned(), name: shell.category(code).to_owned() }
}

/// An area with its name.
pub fn area(shell: &Shell, area: AreaId) -> Place {
    let code = shell.state.register.areas.get(&area).map(|area| area.code.to_string());
    let path = shell.area_path(area);
    let name = if path.is_empty() { shell.area(area).to_owned() } else { path };
    Place { id: area.to_string(), code: code.unwrap_or_default(), name }
}

/// A body with its name.
pub fn body(shell: &Shell, body: BodyId) -> Place {
    let code = shell.state.register.bodies.get(&body).map(|body| body.code.to_string());
    let name = shell.body(body).to_owned();
    Place { id: body.to_string(), code: code.unwrap_or_default(), name }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A matter of a list.
pub fn listed(shell: &Shell, address: &str, item: &Item) -> Listed {
    let is_running = matches!(item.due_state, 0 | 2);
    Listed {
        id: item.matter.to_string(),
        number: item.matter.grouped(),
        title: item.title.clone(),
        step: own(shell, item, "step", &item.step),
        area: area(shell, item.area),
        procedure: Named {
            code: item.procedure.clone(),
            name: shell.called(&item.procedure, "procedure", ""),
        },
        category: category(shell, &item.category),
        received: instant(item.received),
        holder: Holder {
            role: own(shell, item, "role", &item.holder_role),
            body: item.holder_body.map(|holder| body(shell, holder)),
        },
        since: instant(item.since),
        lead: item.lead.map(|lead| body(shell, lead)),
        due: some(&item.due).filter(|_| item.due_state != 1),
        is_late: is_running && shell.due(&item.due, item.due_state).class == "is-late",
        answered: item.answered.map(instant),
        means: some(&item.means),
        voices: item.voices,
        returns: item.returns,
        is_supervised: item.supervised,
        is_public: item.visibility == 0,
        page: format!("{address}/matters/{}", item.matter),
    }
}

/// A matter as its sheet tells it. `kinds` are number, instant and kind of each record; `files` is
/// where its files lie.
pub fn matter(
    shell: &Shell,
    (summary, sheet): (Listed, &Sheet),
    kinds: &[(u64, Time, &'static str)],
    files: &str,
) -> Matter {
    let stages = sheet.stages.iter().map(|stage| Stage {
        name: stage.word.clone(),
        is_done: stage.done,
        is_current: stage.current,
    });
    let pairs = sheet.case.clocks.iter().zip(&sheet.clocks);
    let happened = |entry: &Entry| {
        let kind = kinds.iter().find(|(record, ..)| *record == entry.record);
        Happened {
            record: entry.record,
            at: kind.map_or_else(String::new, |(_, at, _)| instant(*at)),
            who: entry.who.clone(),
            kind: kind.map_or("", |(.., kind)| kind.trim_end_matches("/1")).to_owned(),
            what: entry.what.clone(),
            lines: entry.lines.iter().cloned().map(|(name, value)| Line { name, value }).collect(),
            said: entry.said.clone(),
            files: entry.files.iter().map(|one| file(files, one)).collect(),
        }
    };
    Matter {
        // What may not be read is not told by the list's title either.
        summary: Listed { title: sheet.title.clone(), ..summary },
        body: sheet.body.clone(),
        place: sheet.place.clone(),
        files: sheet.files.iter().map(|one| file(files, one)).collect(),
        is_hidden: sheet.hidden,
        round: sheet.case.round,
        co: sheet.case.co.iter().map(|unit| body(shell, unit.body)).collect(),
        stages: stages.collect(),
        silence: sheet.silence.as_ref().map(|silence| Silence {
            whose: silence.whose.clone(),
            due: silence.due.clone(),
            days: silence.days,
        }),
        clocks: pairs.map(|(clock, shown)| self::clock(shell, sheet, (clock, shown))).collect(),
        parts: sheet.parts.iter().map(Part::of).collect(),
        timeline: sheet.entries.iter().rev().map(happened).collect(),
        acts: sheet.acts.iter().map(|open| open.key.to_string()).collect(),
    }
}

fn file(at: &str, file: &FileRef) -> File {
    File {
        id: file.id.to_string(),
        format: file.format.to_string(),
        size: file.size,
        address: format!("{at}/{}", file.id),
    }
}

/// A length as programs read it.
pub fn span(length: Length) -> Span {
    let unit = match length {
        Length::WorkingDays(_) => "working-days",
        Length::Days(_) => "days",
        Length::Months(_) => "months",
    };
    Span { number: length.number(), unit }
}

fn clock(shell: &Shell, sheet: &Sheet, (clock, shown): (&case::Clock, &ClockSheet)) -> Clock {
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let calendar = procedure.and_then(|procedure| shell.state.calendar(&procedure.calendar));
    let reckoning = clock.length.zip(calendar).and_then(|(length, calendar)| {
        reckon(clock.from, length, &clock.extensions, &clock.pauses, calendar)
    });
    let excluded = |(day, why): &(jiff::civil::Date, Why)| {
        let (why, holiday) = match why {
            Why::Weekend => ("weekend", None),
            Why::Holiday(name) => ("holiday", Some(name.clone())),
            Why::Paused => ("paused", None),
        };
        Excluded { day: day.to_string(), why, holiday }
    };
    let (excluded, make_up) = reckoning.map_or_else(Default::default, |reckoning| {
        let make_up = reckoning.make_up.iter().map(|(day, _)| day.to_string()).collect();
        (reckoning.excluded.iter().map(excluded).collect(), make_up)
    });
    Clock {
        number: clock.number,
        what: under(shell, sheet.case.rules, "clock", clock.key.as_str()),
        whose: shown.whose.clone(),
        body: clock.on.body.map(|on| body(shell, on)),
        state: match clock.state {
            ClockState::Running => "running",
            ClockState::Paused => "paused",
            ClockState::Expired => "expired",
            ClockState::Fulfilled => "fulfilled",
            ClockState::Released => "released",
        },
        is_late: clock.late || (clock.is_alive() && shown.due.class == "is-late"),
        answers: clock.answers,
        due: clock.due.to_string(),
        from: clock.from.to_string(),
        length: clock.length.map(span),
        source: shown.source.clone(),
        extensions: clock.extensions.iter().copied().map(span).collect(),
        pauses: clock
            .pauses
            .iter()
            .map(|pause| Paused {
                from: pause.from.to_string(),
                until: pause.until.map(|until| until.to_string()),
            })
            .collect(),
        excluded,
        make_up,
        is_provisional: clock.provisional,
        ended: clock.ended.map(|ended| ended.to_string()),
    }
}
