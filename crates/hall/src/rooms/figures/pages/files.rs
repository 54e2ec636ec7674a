//! The table of figures to take away: CSV, spreadsheet and JSON, made of the same parts.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::{Map, Value, json};
use store::fault::Context;

use super::super::stats::Part;
use super::super::views::INDICATORS;
use super::board::asked;
use super::table::{self, Group, Sort, Table};
use super::tiles::called;
use super::wanted::Wanted;
use crate::kit::visit::blocking;
use crate::kit::{Failure, Form, Reply, Shell, Visit, download};
use crate::rooms::ledgers::guarded;

/// The type of a spreadsheet.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The table as CSV: UTF-8 with a byte order mark.
pub async fn csv(visit: Visit, form: Form) -> Reply {
    const WRITTEN: &str = "writing to memory does not fail";
    let (_, sort, table) = read(&visit, &form).await?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(headings(&visit.shell, sort)).expect(WRITTEN);
    for (name, key, parts) in lines(&visit.shell, &table) {
        let numbers = numbers(parts).into_iter();
        let numbers = numbers.map(|n| n.map_or_else(String::new, |n| n.to_string()));
        writer
            .write_record([guarded(&name).into_owned(), key.to_owned()].into_iter().chain(numbers))
            .expect(WRITTEN);
    }
    let bytes = writer.into_inner().expect(WRITTEN);
    Ok(download("figures.csv", "text/csv; charset=utf-8", bytes))
}

/// The table as a spreadsheet.
pub async fn xlsx(visit: Visit, form: Form) -> Reply {
    let (_, sort, table) = read(&visit, &form).await?;
    let shell = visit.shell;
    let bytes = blocking(move || book(&shell, sort, &table)).await?;
    let bytes = bytes.while_(|| "writing figures to a spreadsheet".to_owned())?;
    Ok(download("figures.xlsx", XLSX, bytes))
}

/// The table as JSON.
pub async fn json(visit: Visit, form: Form) -> Reply {
    let (wanted, sort, table) = read(&visit, &form).await?;
    let bytes = document(&visit.shell, &wanted, sort, &table).to_string().into_bytes();
    Ok(download("figures.json", "application/json", bytes))
}

async fn read(visit: &Visit, form: &Form) -> Result<(Wanted, Sort, Table), Failure> {
    let (wanted, sort) = asked(form, &visit.shell)?;
    let (shell, narrowed) = (visit.shell.clone(), wanted.clone());
    let table = visit.read(move |db| table::read(db, &shell, &narrowed, sort)).await?;
    Ok((wanted, sort, table))
}

/// Group and key, then each figure; a share takes two columns.
fn headings(shell: &Shell, sort: Sort) -> Vec<String> {
    let mut headings = vec![shell.code("figures-by", sort.name()), shell.t("figures-key")];
    for indicator in INDICATORS {
        let name = called(shell, indicator.key);
        if indicator.denominator.is_some() {
            headings.push(shell.t1("figures-heading-part", "name", &name));
            headings.push(shell.t1("figures-heading-whole", "name", &name));
        } else {
            headings.push(name);
        }
    }
    headings
}

/// The total first, then every group.
fn lines<'t>(shell: &Shell, table: &'t Table) -> Vec<(String, &'t str, &'t [Option<Part>])> {
    let total = (shell.t("figures-total"), "", table.total.as_slice());
    let line = |group: &'t Group| (group.name.clone(), group.key.as_str(), &*group.parts);
    std::iter::once(total).chain(table.groups.iter().map(line)).collect()
}

fn numbers(parts: &[Option<Part>]) -> Vec<Option<i64>> {
    let mut numbers = vec![];
    for (indicator, part) in INDICATORS.iter().zip(parts) {
        numbers.push(part.map(|part| part.numerator));
        if indicator.denominator.is_some() {
            numbers.push(part.map(|part| part.denominator));
        }
    }
    numbers
}

fn book(shell: &Shell, sort: Sort, table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heading = Format::new().set_bold().set_text_wrap();
    sheet.set_name(shell.t("figures-sheet"))?;
    sheet.set_column_width(0, 28)?;
    for (column, text) in (0_u16..).zip(headings(shell, sort)) {
        sheet.write_with_format(0, column, text, &heading)?;
    }
    for (row, (name, key, parts)) in (1_u32..).zip(lines(shell, table)) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, key)?;
        for (column, number) in (2_u16..).zip(numbers(parts)) {
            if let Some(number) = number {
                sheet.write_number(row, column, number as f64)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    book.save_to_buffer()
}

/// `null` where too few ratings stand behind a figure to be told.
fn document(shell: &Shell, wanted: &Wanted, sort: Sort, table: &Table) -> Value {
    let figures = |parts: &[Option<Part>]| -> Map<String, Value> {
        let figure = |part: &Option<Part>| {
            part.map_or(
                Value::Null,
                |part| json!({ "numerator": part.numerator, "denominator": part.denominator }),
            )
        };
        let pairs = INDICATORS.iter().zip(parts);
        pairs.map(|(indicator, part)| (indicator.key.to_owned(), figure(part))).collect()
    };
    let group = |group: &Group| {
        let figures = figures(&group.parts);
        json!({ "key": group.key, "name": group.name, "figures": figures })
    };
    let asked: Map<String, Value> = wanted
        .fields()
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    json!({
        "house": shell.house_name(),
        "invented": shell.is_invented(),
        "as_of": shell.today.to_string(),
        "asked": asked,
        "by": sort.name(),
        "definitions": "/figures/definitions",
        "total": figures(&table.total),
        "groups": table.groups.iter().map(group).collect::<Vec<_>>(),
    })
}
