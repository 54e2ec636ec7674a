//! Turns a row of a ledger into the matter it tells of, or says what is wrong with its cells.

use jiff::civil::DateTime;
use law::clock::Time;
use law::matter::acts::{Contact, Filling, LedgerEnd, LedgerRow, Submission};
use law::matter::facts::Visibility;
use law::matter::{Setting, rules};
use law::ruling::{Refusal, code};
use law::words::{AreaId, Code};
use store::db::No;

use super::columns::{Column, Layout};
use super::faults::LedgerError;
use super::mapping::MappingFile;
use super::names::{Names, Unknown};
use super::rows::{BadCell, Row};
use crate::house::State;
use crate::kit::words::Language;

/// Most characters of a title that is made from the text.
const TITLE_MOST: usize = 60;
/// 1900: stands for a day of receipt that is missing, while the other cells are checked.
const LONG_AGO: Time = Time(-2_208_988_800_000);
/// Signs that end a sentence, in both widths.
const SENTENCE_ENDS: [char; 9] =
    ['\u{3002}', '\n', '\r', '!', '?', '\u{FF01}', '\u{FF1F}', '\u{FF1B}', ';'];

/// Reads rows in the light of what the house consists of.
pub struct Matcher<'s> {
    state: &'s State,
    setting: Setting<'s>,
    mapping: &'s MappingFile,
    names: Names,
    root: AreaId,
}

/// A row that can be brought in.
pub struct Ready {
    /// The matter.
    pub submission: Submission,
    /// The number that the office gave it.
    pub number: Option<String>,
    /// Whether the row names an area.
    pub has_area: bool,
}

/// The cells of one row while they are read.
struct Reading<'r> {
    row: &'r Row,
    bad: Vec<BadCell>,
}

impl Reading<'_> {
    fn refuse(&mut self, column: Column, refusal: Refusal) {
        // One reason a cell is enough; the first is the nearest to its cause.
        let cell = self.row.refuse(Some(column), refusal);
        if cell.column.is_none() || self.bad.iter().all(|bad| bad.column != cell.column) {
            self.bad.push(cell);
        }
    }

    fn take<T>(&mut self, found: Result<T, Unknown>) -> Option<T> {
        found.map_err(|(column, refusal)| self.refuse(column, refusal)).ok()
    }

    fn date(&mut self, column: Column) -> Option<DateTime> {
        match self.row.date(column)? {
            Ok(date) => Some(date),
            Err(bad) => {
                self.bad.push(bad);
                None
            }
        }
    }
}

impl<'s> Matcher<'s> {
    /// Prepares for the rows of one ledger; `by` is the house itself.
    ///
    /// # Errors
    /// The inner result: a column without which no row can be brought in is not there.
    pub fn new(
        (state, setting): (&'s State, Setting<'s>),
        (layout, mapping): (&Layout, &'s MappingFile),
        language: Language,
    ) -> Result<Result<Self, LedgerError>, No> {
        let roots = state.register.areas.values().find(|area| area.parent.is_none());
        let root = roots.ok_or(Refusal::conflict("area.unknown"))?.id;
        let has = |column: Column| layout.position(column).is_some();
        let has_day = has(Column::Received) || has(Column::Claimed);
        let category = Column::Category;
        let has_category = has(category) || mapping.otherwise(category).is_some();
        for (is_there, column) in [(has_day, Column::Received), (has_category, category)] {
            if !is_there {
                let headings = column.headings().to_vec();
                return Ok(Err(LedgerError::ColumnMissing { key: column.key(), headings }));
            }
        }
        let names = Names::of(state, setting.procedure, language);
        Ok(Ok(Self { state, setting, mapping, names, root }))
    }

    /// The matter that a row tells of.
    ///
    /// # Errors
    /// Every bad cell of the row.
    pub fn read(&self, row: &Row) -> Result<Ready, Vec<BadCell>> {
        let mut reading = Reading { row, bad: row.slipped().into_iter().collect() };
        let (title, body) = self.said(&mut reading);
        let (claimed, received) = self.times(&mut reading);
        let station = self.word(&mut reading, Column::Station);
        let station = station.and_then(|word| {
            reading.take(self.names.body((self.state, self.setting.today()), &word, true))
        });
        let area = self.area(&mut reading);
        let around = station.and_then(|id| self.state.register.bodies.get(&id)).map(|b| b.area);
        let visibility = self.word(&mut reading, Column::Visibility).map_or(
            // What nobody called public is not: it may name people.
            Some(Visibility::Confidential),
            |word| reading.take(self.names.visibility(&word)),
        );
        let category = self.category(&mut reading);
        let ledger = self.ledger(&mut reading, received.unwrap_or(LONG_AGO));
        let submission = Submission {
            procedure: None,
            fields: Filling::new(),
            title,
            body,
            area: area.or(around).unwrap_or(self.root),
            place: self.word(&mut reading, Column::Place),
            // Where the cell is bad the row is refused anyway; the rest is checked all the same.
            category: category
                .or_else(|| self.state.register.categories.keys().next().cloned())
                .unwrap_or_else(|| code("none")),
            visibility: visibility.unwrap_or(Visibility::Confidential),
            contact: self.contact(&mut reading),
            files: vec![],
            known_to_unit: false,
            about: None,
            language: code("zh-CN"),
            station,
            slip: None,
            claimed,
            channel: Some(code("ledger")),
            ledger: Some(Box::new(ledger)),
            hide: vec![],
            deputy: None,
            activity: None,
            passed_on: false,
            place_key: None,
            receipt: None,
        };
        let number = self.word(&mut reading, Column::Number);
        if let Err(refusal) = rules::check_submission(&self.setting, &submission) {
            refuse_all(&mut reading, &refusal);
        }
        if reading.bad.is_empty() {
            Ok(Ready { submission, number, has_area: area.is_some() })
        } else {
            reading.bad.sort_by_key(|bad| (bad.letters.len(), bad.letters.clone()));
            Err(reading.bad)
        }
    }

    /// The words of a cell as they are meant; what stands for a blank one where nothing is written.
    fn word(&self, reading: &mut Reading<'_>, column: Column) -> Option<String> {
        let written = match reading.row.text(column) {
            None => return self.mapping.otherwise(column).map(str::to_owned),
            Some(Ok(written)) => written,
            Some(Err(bad)) => {
                reading.bad.push(bad);
                return None;
            }
        };
        Some(match self.mapping.meant(column, &written) {
            Some(meant) => meant.to_owned(),
            None => written.into_owned(),
        })
    }

    /// Title and text; the one stands in for the other.
    fn said(&self, reading: &mut Reading<'_>) -> (String, String) {
        let title = self.word(reading, Column::Title).map(|title| title.replace(['\r', '\n'], " "));
        match (title, self.word(reading, Column::Body)) {
            (Some(title), Some(body)) => (title, body),
            (Some(title), None) => (title.clone(), title),
            (None, Some(body)) => (title_from(&body), body),
            (None, None) => {
                let present = [Column::Title, Column::Body].into_iter();
                let column = present.clone().find(|column| reading.row.has(*column));
                let refusal = Refusal::invalid("ledger.text-missing");
                reading.refuse(column.unwrap_or(Column::Title), refusal);
                // Not blank, so that the rule does not say the same again.
                ("–".to_owned(), "–".to_owned())
            }
        }
    }

    fn times(&self, reading: &mut Reading<'_>) -> (Option<Time>, Option<Time>) {
        let zone = self.setting.zone;
        let mut time =
            |column| reading.date(column).and_then(|shown: DateTime| zone.instant(shown));
        let (claimed, received) = (time(Column::Claimed), time(Column::Received));
        if claimed.is_none() && received.is_none() {
            let column =
                if reading.row.has(Column::Received) { Column::Received } else { Column::Claimed };
            reading.refuse(column, Refusal::invalid("ledger.received-missing"));
        }
        // A ledger that keeps only the one date means both by it.
        (claimed, received.or(claimed))
    }

    fn area(&self, reading: &mut Reading<'_>) -> Option<AreaId> {
        let town = self.word(reading, Column::Town);
        let area = self.word(reading, Column::Area);
        reading.take(self.names.area(self.state, town.as_deref(), area.as_deref()))?
    }

    fn category(&self, reading: &mut Reading<'_>) -> Option<Code> {
        let Some(word) = self.word(reading, Column::Category) else {
            let names = self.names.categories_of(self.state);
            let refusal = super::names::unknown("ledger.category-missing", names);
            reading.refuse(Column::Category, refusal);
            return None;
        };
        reading.take(self.names.category(self.state, &word))
    }

    fn contact(&self, reading: &mut Reading<'_>) -> Option<Contact> {
        let name = self.word(reading, Column::Name).unwrap_or_default();
        let phone = self.word(reading, Column::Phone).unwrap_or_default();
        let is_anonymous = name.is_empty() && phone.is_empty();
        (!is_anonymous).then(|| Contact { name, phone, mail: String::new() })
    }

    fn ledger(&self, reading: &mut Reading<'_>, received: Time) -> LedgerRow {
        let lead = self.word(reading, Column::Lead).and_then(|word| {
            reading.take(self.names.body((self.state, self.setting.today()), &word, false))
        });
        let due = reading.date(Column::Due).map(DateTime::date);
        let ended = self.end(reading);
        LedgerRow { received, lead, due, ended, row: kept(reading.row) }
    }

    /// How the ledger says that it ended: by a day of the answer, or by its kind.
    fn end(&self, reading: &mut Reading<'_>) -> Option<LedgerEnd> {
        let procedure = self.setting.procedure;
        let answered = reading.date(Column::Answered).map(DateTime::date);
        let class = self.word(reading, Column::AnswerClass);
        let class = class.map(|word| reading.take(self.names.class(procedure, &word)).flatten());
        let rating = self.word(reading, Column::Satisfaction);
        let rating =
            rating.and_then(|word| reading.take(self.names.rating(procedure, &word)).flatten());
        let is_known = reading.bad.iter().all(|bad| bad.column != Some(Column::AnswerClass));
        let says_open = class == Some(None) && is_known;
        if says_open && answered.is_some() {
            reading.refuse(Column::AnswerClass, Refusal::invalid("ledger.answered-open"));
        }
        let has_ended = answered.is_some() || class.as_ref().is_some_and(Option::is_some);
        if !has_ended {
            if rating.is_some() && is_known {
                reading.refuse(Column::Satisfaction, Refusal::invalid("ledger.rated-open"));
            }
            return None;
        }
        let reply = self.word(reading, Column::Reply).unwrap_or_default();
        Some(LedgerEnd { answered, class: class.flatten(), reply, rating })
    }
}

/// Puts what a rule refuses to the cell that it is about.
fn refuse_all(reading: &mut Reading<'_>, refusal: &Refusal) {
    let first = Refusal { more: vec![], ..refusal.clone() };
    for one in std::iter::once(&first).chain(&refusal.more) {
        let column = match one.field {
            Some("title") if reading.row.is_filled(Column::Title) => Column::Title,
            Some("title" | "body") if reading.row.is_filled(Column::Body) => Column::Body,
            Some("title" | "body") => Column::Title,
            Some("place") => Column::Place,
            Some("category") => Column::Category,
            Some("area") => Column::Area,
            Some("station") => Column::Station,
            Some("name") => Column::Name,
            Some("phone") => Column::Phone,
            Some("received") if reading.row.has(Column::Received) => Column::Received,
            Some("received" | "claimed") => Column::Claimed,
            Some("lead") => Column::Lead,
            Some("answered") => Column::Answered,
            Some("class") => Column::AnswerClass,
            Some("rating") => Column::Satisfaction,
            Some("reply") => Column::Reply,
            _ => {
                reading.bad.push(reading.row.refuse(None, one.clone()));
                continue;
            }
        };
        reading.refuse(column, one.clone());
    }
}

/// The first sentence of a text, or as much of it as a title holds.
fn title_from(body: &str) -> String {
    let first = body.trim().split(SENTENCE_ENDS).next();
    let first = first.map(str::trim).filter(|first| !first.is_empty()).unwrap_or(body.trim());
    if first.chars().count() <= TITLE_MOST {
        return first.to_owned();
    }
    first.chars().take(TITLE_MOST - 1).chain(['…']).collect()
}

/// The row as it stands, a line a cell, without what says who brought it or how they rated: that is
/// kept apart, or counted only. Unknown columns are left out too: nobody knows what they hold.
fn kept(row: &Row) -> String {
    const APART: [Column; 3] = [Column::Name, Column::Phone, Column::Satisfaction];
    let mut lines = vec![];
    for (position, cell) in row.shown().enumerate() {
        let column = row.column_at(position).filter(|column| !APART.contains(column));
        if column.is_some() && !cell.trim().is_empty() {
            lines.push(format!("{}: {}", row.heading_at(position), cell.trim()));
        }
    }
    lines.join("\n")
}
