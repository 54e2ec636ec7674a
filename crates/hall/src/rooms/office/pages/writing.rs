//! Writes a register, or an empty one to fill in, as a spreadsheet and as CSV.

use axum::extract::Path;
use law::office::{Column, Holds, Kind, Line};
use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use store::fault::Context;

use super::fields::{
    administrator, book, choice_key, choices, heading, hint, hours, joined, kind_of, several,
};
use crate::kit::visit::blocking;
use crate::kit::{Failure, Reply, Shell, Visit, download};
use crate::rooms::ledgers::export::{properties, stamp};
use crate::rooms::ledgers::guarded;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";
/// Rows of a template that are prepared with formats and choices.
const PREPARED_ROWS: u32 = 1000;

/// An empty register to fill in, with what each column holds on a second sheet.
pub async fn template_xlsx(visit: Visit, Path(name): Path<String>) -> Reply {
    let kind = asked(&visit, &name)?;
    xlsx(visit, kind, vec![], "template").await
}

/// The headings alone.
pub async fn template_csv(visit: Visit, Path(name): Path<String>) -> Reply {
    let kind = asked(&visit, &name)?;
    Ok(download(&format!("{}-template.csv", kind.name()), CSV, csv(&visit.shell, kind, &[])))
}

/// The register as a spreadsheet.
pub async fn export_xlsx(visit: Visit, Path(name): Path<String>) -> Reply {
    let kind = asked(&visit, &name)?;
    let lines = lines(&visit, kind).await?;
    visit.takes(&format!("{}-export.xlsx", kind.name()), lines.len()).await?;
    xlsx(visit, kind, lines, "export").await
}

/// The register as CSV.
pub async fn export_csv(visit: Visit, Path(name): Path<String>) -> Reply {
    let kind = asked(&visit, &name)?;
    let lines = lines(&visit, kind).await?;
    let name = format!("{}-export.csv", kind.name());
    visit.takes(&name, lines.len()).await?;
    // It is made to be read back, so nothing stands in it beside the register.
    Ok(download(&name, CSV, csv(&visit.shell, kind, &lines)))
}

fn asked(visit: &Visit, name: &str) -> Result<Kind, Failure> {
    administrator(visit)?;
    Ok(kind_of(name)?)
}

async fn lines(visit: &Visit, kind: Kind) -> Result<Vec<Line>, Failure> {
    let book = book(visit, false).await?;
    Ok(law::office::lines(&book, kind).into_iter().map(|(_, line)| line).collect())
}

/// A cell as it is written: the words of a choice, anything else as it would be typed.
fn written(shell: &Shell, column: &Column, line: &Line) -> String {
    let value = line.get(column.key);
    match column.holds {
        Holds::Choice(list) if !value.is_empty() => shell.t(&choice_key(list, value)),
        Holds::Listed(list) => shell.state.standard(list, value, shell.language.key()).to_owned(),
        Holds::Hours => hours(shell, value),
        Holds::Several(list) => several(shell, list, value),
        _ => value.to_owned(),
    }
}

/// UTF-8 with a byte order mark, and no cell that a spreadsheet program would take for a formula.
fn csv(shell: &Shell, kind: Kind, lines: &[Line]) -> Vec<u8> {
    const WRITTEN: &str = "writing to memory does not fail";
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let headings = kind.in_tables().map(|column| heading(shell, kind, column));
    writer.write_record(headings).expect(WRITTEN);
    for line in lines {
        let cells = kind.in_tables().map(|column| written(shell, column, line));
        writer.write_record(cells.map(|cell| guarded(&cell).into_owned())).expect(WRITTEN);
    }
    writer.into_inner().expect(WRITTEN)
}

async fn xlsx(visit: Visit, kind: Kind, lines: Vec<Line>, name: &str) -> Reply {
    let name = format!("{}-{name}.xlsx", kind.name());
    let bytes = blocking(move || workbook(&visit.shell, kind, &lines)).await?;
    let bytes = bytes.while_(|| format!("writing {} to a spreadsheet", kind.name()))?;
    Ok(download(&name, XLSX, bytes))
}

fn workbook(shell: &Shell, kind: Kind, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(shell.code("office-register", kind.name()))?;
    fill(sheet, shell, kind, lines)?;
    stamp(sheet, shell);
    let sheet = book.add_worksheet();
    sheet.set_name(shell.t("office-sheet-help"))?;
    explain(sheet, shell, kind)?;
    book.set_properties(&properties(shell));
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, shell: &Shell, kind: Kind, lines: &[Line]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    // Text keeps what is typed: leading zeros, long numbers.
    let text = Format::new().set_num_format("@");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (place, column) in (0_u16..).zip(kind.in_tables()) {
        sheet.set_column_width(place, 18)?;
        let is_day = column.holds == Holds::Day;
        sheet.set_column_format(place, if is_day { &day } else { &text })?;
        sheet.write_with_format(0, place, heading(shell, kind, column), &bold)?;
        let words: Vec<String> =
            choices(shell, column.holds).into_iter().map(|(_, words)| words).collect();
        if !words.is_empty() {
            let choices = DataValidation::new().allow_list_strings(&words)?;
            sheet.add_data_validation(1, place, PREPARED_ROWS, place, &choices)?;
        }
        for (row, line) in (1_u32..).zip(lines) {
            let cell = written(shell, column, line);
            match cell.parse::<jiff::civil::Date>() {
                Ok(date) if is_day => {
                    let parts = (date.year() as u16, date.month() as u8, date.day() as u8);
                    let date = ExcelDateTime::from_ymd(parts.0, parts.1, parts.2)?;
                    sheet.write_with_format(row, place, &date, &day)?;
                }
                _ if cell.is_empty() => {}
                _ => {
                    sheet.write_string_with_format(row, place, cell, &text)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// What each column holds. The sheet has none of the headings in a row of its own, so it is not
/// taken for the register when the file is read.
fn explain(sheet: &mut Worksheet, shell: &Shell, kind: Kind) -> Result<(), XlsxError> {
    let wrap = Format::new().set_text_wrap();
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 80)?;
    for (row, column) in (0_u32..).zip(kind.in_tables()) {
        let about = [need(shell, column), holds(shell, column), hint(shell, kind, column)];
        let about: Vec<String> = about.into_iter().filter(|words| !words.is_empty()).collect();
        sheet.write_string(row, 0, heading(shell, kind, column))?;
        sheet.write_string_with_format(row, 1, about.join(" "), &wrap)?;
    }
    Ok(())
}

/// Whether a column must be filled in.
pub fn need(shell: &Shell, column: &Column) -> String {
    if column.needed { shell.t("office-needed") } else { shell.t("office-may") }
}

/// What a column takes, in words.
pub fn holds(shell: &Shell, column: &Column) -> String {
    match column.holds {
        Holds::Choice(_) | Holds::Listed(_) => {
            let words = choices(shell, column.holds).into_iter().map(|(_, words)| words);
            shell.t1("office-holds-choice", "words", &joined(shell, words))
        }
        Holds::Several(list) => {
            let words = choices(shell, Holds::Listed(list)).into_iter().map(|(_, words)| words);
            shell.t1("office-holds-several", "words", &joined(shell, words))
        }
        Holds::Day => shell.t("office-holds-day"),
        Holds::Area => shell.t("office-holds-area"),
        Holds::Body => shell.t("office-holds-body"),
        Holds::Areas => shell.t("office-holds-areas"),
        Holds::Bodies => shell.t("office-holds-bodies"),
        Holds::Hours => shell.t("office-holds-hours"),
        Holds::Number => shell.t("office-holds-number"),
        Holds::Person | Holds::Code | Holds::Words | Holds::Secret => String::new(),
    }
}
