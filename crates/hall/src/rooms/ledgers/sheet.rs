//! Reads the rows of a packed workbook, one after another, on a thread of their own.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};

use super::columns::{Column, HEADING_ROWS_MAX, Layout, Mapping, TopRow};
use super::faults::LedgerError;
use super::headings::letters;
use super::merges::Filler;
use super::notes::{Note, Places};
use super::opening::{Opening, is_example, refuse_full};
use super::package::{self, Merged, SheetFacts, unreadable};
use super::rows::{Cell, Row};

/// Rows that travel together from the reading thread, and how many such groups may wait.
const GROUP_ROWS: usize = 256;
const GROUPS_WAITING: usize = 4;

type Workbook = Xlsx<BufReader<File>>;
type Group = Result<Vec<Row>, LedgerError>;

/// The rows of a workbook as they come from the reading thread.
///
/// The spreadsheet library lends its rows only while the workbook stays put, which a value that
/// is handed on does not; so the workbook lives on the thread. A panic of the library over a
/// malformed file ends there and becomes a [`LedgerError::Damaged`].
pub struct SheetRows {
    groups: Option<Receiver<Group>>,
    thread: Option<JoinHandle<()>>,
    current: std::vec::IntoIter<Row>,
}

/// Checks a workbook from its first to its last row and makes its rows ready.
///
/// # Errors
/// Whatever keeps the ledger from being read as a whole.
pub fn open(path: &Path, mapping: &Mapping) -> Result<(Opening, SheetRows), LedgerError> {
    let (opening_in, opening_out) = channel();
    let (groups_in, groups_out) = sync_channel(GROUPS_WAITING);
    let (path, mapping): (PathBuf, Mapping) = (path.to_owned(), mapping.clone());
    let work = move || read(&path, &mapping, &opening_in, &groups_in);
    let thread = std::thread::Builder::new().name("ledger".to_owned()).spawn(work);
    let mut rows = SheetRows {
        groups: Some(groups_out),
        thread: Some(thread.map_err(unreadable)?),
        current: Vec::new().into_iter(),
    };
    match opening_out.recv() {
        Ok(opening) => Ok((opening?, rows)),
        Err(_) => Err(rows.finish().unwrap_or_else(|| LedgerError::damaged("no rows came"))),
    }
}

impl SheetRows {
    /// Waits for the thread to end; an error when it did not end well.
    fn finish(&mut self) -> Option<LedgerError> {
        self.groups = None;
        let ended = self.thread.take()?.join();
        ended.is_err().then(|| LedgerError::damaged("its parts contradict each other"))
    }
}

impl Iterator for SheetRows {
    type Item = Result<Row, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.current.next() {
                return Some(Ok(row));
            }
            match self.groups.as_ref()?.recv() {
                Ok(Ok(group)) => self.current = group.into_iter(),
                Ok(Err(error)) => {
                    self.finish();
                    return Some(Err(error));
                }
                Err(_) => return self.finish().map(Err),
            }
        }
    }
}

impl Drop for SheetRows {
    fn drop(&mut self) {
        self.finish();
    }
}

fn read(
    path: &Path,
    mapping: &Mapping,
    opening: &Sender<Result<Opening, LedgerError>>,
    groups: &SyncSender<Group>,
) {
    // A send fails only when nobody listens any more; then there is nothing left to do.
    let prepared = match prepare(path, mapping) {
        Ok(prepared) => prepared,
        Err(error) => {
            let _ = opening.send(Err(error));
            return;
        }
    };
    let Prepared { mut workbook, sheet, facts, opening: found } = prepared;
    let layout = Arc::clone(&found.layout);
    if opening.send(Ok(found)).is_err() {
        return;
    }
    let mut group = Vec::with_capacity(GROUP_ROWS);
    let walked = walk(&mut workbook, &sheet, &layout, &facts, &mut |line| {
        if line.own && !is_example(&line.row) {
            group.push(line.row);
        }
        if group.len() < GROUP_ROWS {
            return true;
        }
        let full = std::mem::replace(&mut group, Vec::with_capacity(GROUP_ROWS));
        groups.send(Ok(full)).is_ok()
    });
    let _ = groups.send(walked.map(|()| group));
}

struct Prepared {
    workbook: Workbook,
    sheet: String,
    facts: SheetFacts,
    opening: Opening,
}

/// Opens, finds the sheet and its headings, and reads it once to the end.
fn prepare(path: &Path, mapping: &Mapping) -> Result<Prepared, LedgerError> {
    let mut all_facts = package::inspect(path)?;
    let mut workbook: Workbook = calamine::open_workbook(path).map_err(damaged)?;
    let (index, mut layout, mut notes) = choose(&mut workbook, &all_facts, mapping)?;
    let sheet = workbook.sheets_metadata()[index].name.clone();
    let facts = all_facts.swap_remove(index);
    layout.from_1904 = workbook.has_1904_epoch();
    // Headings that are merged downwards reach below their row.
    let reaches = |range: &&Merged| range.top < layout.row && range.bottom >= layout.row;
    let in_width = |range: &&Merged| (range.left as usize) < layout.width;
    let lowest = facts.merged.iter().filter(reaches).filter(in_width).map(|range| range.bottom + 1);
    layout.row = lowest.max().unwrap_or(layout.row);
    let layout = Arc::new(layout);

    let mut counted = Counted::default();
    walk(&mut workbook, &sheet, &layout, &facts, &mut |line| {
        counted.add(&line, &layout);
        true
    })?;
    refuse_full(counted.last_row)?;
    let (rows, last_row) = (counted.rows, counted.last_row);
    notes.extend(counted.notes());
    notes.extend(notes_of_facts(&facts, &layout, last_row));
    let opening = Opening { layout, notes, rows };
    Ok(Prepared { workbook, sheet, facts, opening })
}

/// The first visible sheet with headings, or the first hidden one; the others are noted.
fn choose(
    workbook: &mut Workbook,
    facts: &[SheetFacts],
    mapping: &Mapping,
) -> Result<(usize, Layout, Vec<Note>), LedgerError> {
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() != facts.len() {
        return Err(LedgerError::damaged("its list of sheets contradicts itself"));
    }
    let hidden = |index: &usize| sheets[*index].visible != SheetVisible::Visible;
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(hidden);
    let mut chosen: Option<(usize, Layout)> = None;
    let mut others = Vec::new();
    let mut refusal = LedgerError::Empty;
    for index in order {
        if sheets[index].typ != SheetType::WorkSheet {
            continue;
        }
        let rows = top_rows(workbook, &sheets[index].name, &facts[index])?;
        match (Layout::find(&rows, mapping), &chosen) {
            (Ok(layout), None) => chosen = Some((index, layout)),
            (Ok(_), Some(_)) => others.push(sheets[index].name.clone()),
            (Err(_), Some(_)) => {}
            (Err(error), None) => {
                let blank = rows.iter().all(|row| row.cells.iter().all(|c| c.trim().is_empty()));
                // Two headings for one thing on the first sheet is no reason to take another.
                if !blank && error.code() != "ledger.no-headings" {
                    return Err(error);
                }
                if !blank && refusal == LedgerError::Empty {
                    refusal = error;
                }
            }
        }
    }
    let Some((index, layout)) = chosen else { return Err(refusal) };
    let mut notes = Vec::new();
    let ignored = layout.ignored();
    if !ignored.is_empty() {
        notes.push(Note::IgnoredHeadings(ignored));
    }
    if hidden(&index) {
        notes.push(Note::HiddenSheet(sheets[index].name.clone()));
    }
    if !others.is_empty() {
        notes.push(Note::OtherSheets(sheets[index].name.clone(), others));
    }
    Ok((index, layout, notes))
}

/// The words of the first rows. Merged cells count downwards only, so that the title of a group
/// of columns is not taken for each of them.
fn top_rows(
    workbook: &mut Workbook,
    sheet: &str,
    facts: &SheetFacts,
) -> Result<Vec<TopRow>, LedgerError> {
    let from_1904 = workbook.has_1904_epoch();
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut rows: Vec<TopRow> =
        (1..=HEADING_ROWS_MAX).map(|row| TopRow { row, cells: Vec::new() }).collect();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        let Some(top) = rows.get_mut(row) else { break };
        if let Some(value) = held(&cell.value, false)
            && column < COLUMNS_MAX
        {
            if top.cells.len() <= column {
                top.cells.resize(column + 1, String::new());
            }
            top.cells[column] = value.shown(from_1904).into_owned();
        }
    }
    for range in facts.merged.iter().filter(|range| range.top < HEADING_ROWS_MAX) {
        let left = range.left as usize;
        let Some(words) = rows[range.top as usize].cells.get(left).cloned() else { continue };
        for row in range.top + 1..=range.bottom.min(HEADING_ROWS_MAX - 1) {
            let cells = &mut rows[row as usize].cells;
            if cells.len() <= left {
                cells.resize(left + 1, String::new());
            }
            cells[left].clone_from(&words);
        }
    }
    Ok(rows)
}

/// Columns that a sheet can have.
const COLUMNS_MAX: usize = 16_384;

/// One row as it was walked over.
struct Line {
    row: Row,
    /// True when one of its own cells, not only a merged one, holds something.
    own: bool,
    /// Places of formulas; true where the value was stored.
    formulas: Vec<(usize, bool)>,
    /// Columns behind the last heading in which something stands.
    outside: Vec<usize>,
}

/// Walks over all rows below the headings; `visit` returns false to stop.
fn walk(
    workbook: &mut Workbook,
    sheet: &str,
    layout: &Arc<Layout>,
    facts: &SheetFacts,
    visit: &mut dyn FnMut(Line) -> bool,
) -> Result<(), LedgerError> {
    let mut reader: XlsxCellReader<'_, _> =
        workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut filler = Filler::new(&facts.merged, layout.row);
    let mut line: Option<Line> = None;
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (found.pos.0, found.pos.1 as usize);
        let number = row.checked_add(1).ok_or_else(|| LedgerError::damaged("row numbers"))?;
        if number <= layout.row {
            continue;
        }
        let current = line.as_ref().map(|line| line.row.number);
        if current.is_some_and(|current| number < current) {
            return Err(LedgerError::damaged(format!("row {number} stands out of order")));
        }
        if current != Some(number) {
            if let Some(done) = line.take()
                && !visit(filled(done, &mut filler)?)
            {
                return Ok(());
            }
            line = Some(Line::new(number, layout));
        }
        let line = line.as_mut().expect("just set");
        if column >= layout.width {
            let written = held(&found.value, false).is_some_and(|cell| !cell.is_blank());
            line.outside.extend(written.then_some(column));
            continue;
        }
        if found.formula.is_some() {
            line.formulas.push((column, found.value != DataRef::Empty));
        }
        let cell = held(&found.value, found.formula.is_some());
        line.own |= cell.as_ref().is_some_and(|cell| !cell.is_blank());
        line.row.cells[column] = cell;
    }
    if let Some(done) = line {
        visit(filled(done, &mut filler)?);
    }
    Ok(())
}

fn filled(mut line: Line, filler: &mut Filler<'_>) -> Result<Line, LedgerError> {
    filler.fill(line.row.number - 1, &mut line.row.cells)?;
    Ok(line)
}

impl Line {
    fn new(number: u32, layout: &Arc<Layout>) -> Self {
        let cells = vec![None; layout.width];
        let row = Row { number, cells, behind: None, layout: Arc::clone(layout) };
        Self { row, own: false, formulas: Vec::new(), outside: Vec::new() }
    }
}

fn held(value: &DataRef<'_>, formula: bool) -> Option<Cell> {
    Some(match value {
        DataRef::Empty if formula => Cell::Unvalued,
        DataRef::Empty => return None,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(moment) if moment.is_duration() => Cell::Duration(moment.as_f64()),
        DataRef::DateTime(moment) => Cell::Serial(moment.as_f64()),
        DataRef::Error(error) => Cell::Failed(error.to_string()),
    })
}

fn damaged(error: calamine::XlsxError) -> LedgerError {
    match error {
        calamine::XlsxError::Password => LedgerError::PasswordProtected,
        calamine::XlsxError::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            unreadable(error)
        }
        other => LedgerError::damaged(other),
    }
}

/// What is counted while a sheet is read for the first time.
#[derive(Default)]
struct Counted {
    rows: u64,
    examples: u64,
    last_row: u32,
    formulas: Places,
    without_value: Places,
    unheaded: Places,
}

impl Counted {
    fn add(&mut self, line: &Line, layout: &Layout) {
        let number = line.row.number;
        let cells = line.row.cells.iter().enumerate();
        let filled = cells.filter(|(_, cell)| cell.as_ref().is_some_and(|cell| !cell.is_blank()));
        let bare = filled.map(|(column, _)| column).filter(|column| !layout.has_heading(*column));
        for column in bare.chain(line.outside.iter().copied()) {
            self.unheaded.add(|| format!("{}{number}", letters(column)));
        }
        if !line.own {
            return;
        }
        self.last_row = number;
        if is_example(&line.row) {
            self.examples += 1;
            return;
        }
        self.rows += 1;
        for (column, stored) in &line.formulas {
            if layout.column_at(*column).is_some() {
                let places = if *stored { &mut self.formulas } else { &mut self.without_value };
                places.add(|| format!("{}{number}", letters(*column)));
            }
        }
    }

    fn notes(self) -> impl Iterator<Item = Note> {
        let examples = (self.examples > 0).then_some(Note::Examples(self.examples));
        let formulas = self.formulas.note(Note::Formulas);
        let without = self.without_value.note(Note::FormulasWithoutValue);
        let unheaded = self.unheaded.note(Note::WithoutHeading);
        examples.into_iter().chain(formulas).chain(without).chain(unheaded)
    }
}

fn notes_of_facts(facts: &SheetFacts, layout: &Layout, last_row: u32) -> Vec<Note> {
    let mut merged = Places::default();
    for range in &facts.merged {
        let below = range.bottom >= layout.row && range.top < last_row;
        if below && (range.left as usize) < layout.width {
            let (left, right) = (letters(range.left as usize), letters(range.right as usize));
            merged.add(|| format!("{left}{}:{right}{}", range.top + 1, range.bottom + 1));
        }
    }
    let mut hidden = Places::default();
    for (from, to) in &facts.hidden_rows {
        for row in (*from).max(layout.row + 1)..=(*to).min(last_row) {
            hidden.add(|| row.to_string());
        }
    }
    let is_hidden = |position: usize| {
        facts.hidden_columns.iter().any(|(from, to)| (*from..=*to).contains(&(position as u32)))
    };
    let columns = Column::all().filter_map(|column| layout.position(column));
    let mut columns: Vec<usize> = columns.filter(|position| is_hidden(*position)).collect();
    columns.sort_unstable();
    let columns: Vec<String> = columns
        .into_iter()
        .map(|at| format!("{} {}", letters(at), layout.heading_at(at)))
        .collect();

    let merged = merged.note(Note::Merged);
    let mut notes: Vec<Note> = merged.into_iter().chain(hidden.note(Note::HiddenRows)).collect();
    if !columns.is_empty() {
        notes.push(Note::HiddenColumns(columns));
    }
    notes
}
