//! Writes an empty ledger to fill in: headings, one example that is never imported, explanations.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};

use super::columns::Column;
use super::faults::sentence;
use super::headings::joined;
use crate::kit::words::{Language, say};

/// Rows below the headings that are prepared with formats and choices.
const PREPARED_ROWS: u32 = 5_000;

/// Writes the empty ledger to `path`; an existing file is replaced.
///
/// # Errors
/// The file cannot be written.
pub fn template(path: &Path, language: Language) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(word(language, "ledger-template-sheet"))?;
    fill_ledger(sheet, language)?;
    let sheet = book.add_worksheet().set_name(word(language, "ledger-template-explained"))?;
    fill_explanations(sheet, language)?;
    book.save(path)
}

fn word(language: Language, key: &str) -> String {
    say(language, key, &[])
}

/// What a column is told by: its example, its explanation.
fn told(language: Language, what: &str, column: Column) -> String {
    // A blank example is written as a stroke, since a word file has no empty words.
    let words = word(language, &format!("ledger-{what}-{}", column.key().replace('_', "-")));
    if words == "-" { String::new() } else { words }
}

/// The headings of a column, the one that the template writes first.
fn headings(language: Language, column: Column) -> Vec<&'static str> {
    let (own, others): (Vec<&str>, Vec<&str>) = column
        .headings()
        .iter()
        .partition(|heading| heading.is_ascii() == (language == Language::English));
    own.into_iter().chain(others).collect()
}

/// The words to choose from in a column; none where anything may be written.
fn choices(language: Language, column: Column) -> Vec<String> {
    let lists: &[&str] = match column {
        Column::Satisfaction => &["ledger-choices-satisfaction"],
        Column::Visibility => &["ledger-accepts-public", "ledger-accepts-confidential"],
        _ => return vec![],
    };
    let words = lists.iter().map(|key| word(language, key));
    if let [_] = lists {
        let all: Vec<String> = words.collect();
        return all.join("/").split('/').map(|word| word.trim().to_owned()).collect();
    }
    words.map(|words| words.split('/').next().unwrap_or_default().trim().to_owned()).collect()
}

fn fill_ledger(sheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0x00DC_E6F1));
    let example = Format::new().set_italic().set_font_color(Color::Gray).set_text_wrap();
    // Text keeps what is typed: leading zeros, long numbers, and dates as they were meant.
    let text = Format::new().set_num_format("@");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (place, column) in (0_u16..).zip(Column::all()) {
        sheet.set_column_width(place, width(column))?;
        sheet.set_column_format(place, if is_date(column) { &date } else { &text })?;
        sheet.write_with_format(0, place, headings(language, column)[0], &heading)?;
        sheet.write_with_format(1, place, told(language, "example", column), &example)?;
        let words = choices(language, column);
        if !words.is_empty() {
            let list = [("words", joined(&words))];
            let choices = DataValidation::new()
                .allow_list_strings(&words)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_message(sentence(language, "ledger.template-choose", list.to_vec()))?;
            sheet.add_data_validation(2, place, PREPARED_ROWS, place, &choices)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn fill_explanations(sheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heads = [("column", 14.0), ("how", 60.0), ("others", 60.0)];
    for (place, (key, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(place, width)?;
        let words = word(language, &format!("ledger-template-{key}"));
        sheet.write_with_format(0, place, words, &bold)?;
    }
    for (row, column) in (1_u32..).zip(Column::all()) {
        let headings = headings(language, column);
        let (heading, others) = headings.split_first().expect("every column has a heading");
        sheet.write_with_format(row, 0, *heading, &wrap)?;
        sheet.write_with_format(row, 1, told(language, "guide", column), &wrap)?;
        // Never the headings alone, which would make a heading row of this line.
        let others = [("others", joined(others))];
        let others = sentence(language, "ledger.template-also", others.to_vec());
        sheet.write_with_format(row, 2, others, &wrap)?;
    }
    Ok(())
}

fn is_date(column: Column) -> bool {
    matches!(column, Column::Received | Column::Claimed | Column::Due | Column::Answered)
}

fn width(column: Column) -> f64 {
    match column {
        Column::Body | Column::Reply => 40.0,
        Column::Title => 26.0,
        Column::Received | Column::Place | Column::Station | Column::Lead => 18.0,
        _ => 12.0,
    }
}
