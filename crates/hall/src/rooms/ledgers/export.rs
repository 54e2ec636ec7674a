//! Lists of matters to take away: CSV and spreadsheets of the same columns as the pages show.

use jiff::civil::Date;
use law::clock::Time;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use store::Fault;
use store::fault::Context;

use super::rejects::guarded;
use crate::kit::Shell;
use crate::rooms::matters::views::Item;

/// What a cell of an exported list holds.
enum Cell {
    Text(String),
    Day(Option<Date>),
    Count(i64),
}

/// One column: the key of its heading, its width in letters, and what it says of a matter.
struct Field {
    heading: &'static str,
    width: u16,
    of: fn(&Shell, &Item) -> Cell,
}

const FIELDS: [Field; 17] = [
    field("ledgers-export-number", 16, |_, item| Cell::Text(item.matter.grouped())),
    field("ledgers-export-title", 36, |_, item| Cell::Text(item.title.clone())),
    field("ledgers-export-step", 14, |shell, item| called(shell, item, "step", &item.step)),
    field("ledgers-export-visibility", 10, |shell, item| {
        Cell::Text(shell.code("visibility", item.visibility))
    }),
    field("ledgers-export-area", 20, |shell, item| Cell::Text(shell.area_path(item.area))),
    field("ledgers-export-category", 14, |shell, item| {
        Cell::Text(shell.category(&item.category).to_owned())
    }),
    field("ledgers-export-received", 12, |shell, item| day_of(shell, Some(item.received))),
    field("ledgers-export-lead", 20, |shell, item| Cell::Text(shell.body(item.lead).to_owned())),
    field("ledgers-export-holder", 22, holder),
    field("ledgers-export-since", 12, |shell, item| day_of(shell, Some(item.since))),
    field("ledgers-export-due", 12, |_, item| Cell::Day(item.due.parse().ok())),
    field("ledgers-export-standing", 14, |shell, item| {
        Cell::Text(shell.due(&item.due, item.due_state).words)
    }),
    field("ledgers-export-waits-for", 18, |shell, item| {
        called(shell, item, "clock", &item.waits_for)
    }),
    field("ledgers-export-waits-until", 12, |_, item| Cell::Day(item.waits_until.parse().ok())),
    field("ledgers-export-answered", 12, |shell, item| day_of(shell, item.answered)),
    field("ledgers-export-means", 14, |shell, item| word(shell, "means", &item.means)),
    field("ledgers-export-voices", 8, |_, item| Cell::Count(item.voices)),
];

const fn field(heading: &'static str, width: u16, of: fn(&Shell, &Item) -> Cell) -> Field {
    Field { heading, width, of }
}

/// The word of a code of some list; nothing where there is no code.
fn word(shell: &Shell, list: &str, code: &str) -> Cell {
    Cell::Text(if code.is_empty() { String::new() } else { shell.code(list, code) })
}

/// What the procedure of a matter calls a thing of its own; nothing where there is no code.
fn called(shell: &Shell, item: &Item, kind: &'static str, code: &str) -> Cell {
    let empty = code.is_empty();
    Cell::Text(if empty { String::new() } else { shell.called(&item.procedure, kind, code) })
}

fn day_of(shell: &Shell, time: Option<Time>) -> Cell {
    Cell::Day(time.map(|time| shell.state.zone.day(time)))
}

/// Who has to do the next thing: the body, or the role where it is no body.
fn holder(shell: &Shell, item: &Item) -> Cell {
    match item.holder_body {
        Some(body) => Cell::Text(shell.body(body).to_owned()),
        None => called(shell, item, "role", &item.holder_role),
    }
}

/// Who takes a file away, and on which day, in words; nothing where nobody is signed in.
pub fn mark(shell: &Shell) -> String {
    if shell.person.is_empty() {
        return String::new();
    }
    let day = shell.day(shell.today);
    shell.tn("ledgers-export-mark", &[("name", &shell.person), ("day", &day)])
}

/// The same below each printed page of a sheet.
pub fn stamp(sheet: &mut Worksheet, shell: &Shell) {
    let mark = mark(shell).replace('&', "&&");
    if !mark.is_empty() {
        sheet.set_footer(format!("&L{mark}"));
    }
}

/// The same in what a file says of itself.
pub fn properties(shell: &Shell) -> DocProperties {
    DocProperties::new().set_author(&shell.person).set_comment(mark(shell))
}

/// A list as CSV: UTF-8 with a byte order mark, so that spreadsheet programs read it rightly, and
/// no cell that they would take for a formula. Titles are written as the items hold them: whoever
/// calls has asked only for what the visitor may see.
pub fn csv(shell: &Shell, items: &[Item]) -> Vec<u8> {
    const WRITTEN: &str = "writing to memory does not fail";
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let headings = FIELDS.iter().map(|field| shell.t(field.heading));
    writer.write_record(headings).expect(WRITTEN);
    for item in items {
        let cells = FIELDS.iter().map(|field| match (field.of)(shell, item) {
            Cell::Text(text) => guarded(&text).into_owned(),
            Cell::Day(day) => day.map_or_else(String::new, |day| day.to_string()),
            Cell::Count(count) => count.to_string(),
        });
        writer.write_record(cells).expect(WRITTEN);
    }
    let mark = mark(shell);
    if !mark.is_empty() {
        let rest = std::iter::repeat_n(String::new(), FIELDS.len() - 1);
        let last = std::iter::once(guarded(&mark).into_owned()).chain(rest);
        writer.write_record(last).expect(WRITTEN);
    }
    writer.into_inner().expect(WRITTEN)
}

/// A list as a spreadsheet, with days that sort as days. Text is written as text, never as a
/// formula.
///
/// # Errors
/// More matters than a sheet has rows.
pub fn xlsx(shell: &Shell, items: &[Item]) -> Result<Vec<u8>, Fault> {
    let mut book = Workbook::new();
    book.set_properties(&properties(shell));
    let sheet = book.add_worksheet();
    stamp(sheet, shell);
    fill(sheet, shell, items)
        .and_then(|()| book.save_to_buffer())
        .while_(|| format!("writing {} matters to a spreadsheet", items.len()))
}

fn fill(sheet: &mut Worksheet, shell: &Shell, items: &[Item]) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name(shell.t("ledgers-export-sheet"))?;
    for (column, field) in (0_u16..).zip(&FIELDS) {
        sheet.set_column_width(column, field.width)?;
        sheet.write_with_format(0, column, shell.t(field.heading), &heading)?;
    }
    for (row, item) in (1_u32..).zip(items) {
        for (column, field) in (0_u16..).zip(&FIELDS) {
            match (field.of)(shell, item) {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Day(None) => {}
                Cell::Day(Some(date)) => {
                    let (year, month, of_month) = (date.year(), date.month(), date.day());
                    let date = ExcelDateTime::from_ymd(year as u16, month as u8, of_month as u8)?;
                    sheet.write_with_format(row, column, &date, &day)?;
                }
                Cell::Count(count) => {
                    sheet.write_number(row, column, count as f64)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u32::try_from(items.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, FIELDS.len() as u16 - 1)?;
    Ok(())
}
