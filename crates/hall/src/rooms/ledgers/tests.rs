//! Ledgers as offices keep them, whole and broken, read from real files.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::civil::datetime;
use law::ruling::Refusal;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::columns::{Column, Mapping};
use super::faults::LedgerError;
use super::notes::Note;
use super::reader::{Ledger, open};
use super::rejects::{REASON_HEADING, Rejects};
use super::rows::{Cell, Row};
use super::template::template;
use crate::kit::words::Language;

pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn sheet(&self, fill: impl FnOnce(&mut Worksheet)) -> PathBuf {
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        let path = self.path("台账.xlsx");
        book.save(&path).unwrap();
        path
    }
}

pub(super) fn rows_of(path: &Path) -> Vec<Row> {
    open(path, None).unwrap().map(Result::unwrap).collect()
}

pub(super) fn refusal(path: &Path) -> LedgerError {
    match open(path, None) {
        Ok(_) => panic!("{} was accepted", path.display()),
        Err(error) => error,
    }
}

pub(super) fn words(row: &Row, column: Column) -> String {
    row.text(column).map(|text| text.unwrap().into_owned()).unwrap_or_default()
}

fn has_note(ledger: &Ledger, wanted: &Note) -> bool {
    ledger.notes().contains(wanted)
}

pub(super) fn write_row(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0_u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

/// A ledger with a title row, merged cells, formulas, hidden rows and dates of several kinds.
pub(super) fn lively(sheet: &mut Worksheet) {
    let date = Format::new().set_num_format("yyyy/m/d h:mm");
    sheet.merge_range(0, 0, 0, 6, "2025年群众意见台账", &Format::new()).unwrap();
    write_row(
        sheet,
        1,
        &["序 号", "受理日期(年月日)", "标题", "反映内容", "承办单位", "电话", "科室"],
    );
    sheet.write(2, 0, 1).unwrap();
    sheet.write_with_format(2, 1, 45_723.604_166_666_664, &date).unwrap();
    write_row(sheet, 2, &["", "", "磨坊巷的桥", "栏杆松了"]);
    sheet.merge_range(2, 4, 4, 4, "云溪镇政府", &Format::new()).unwrap();
    sheet.write(2, 5, 13_800_000_000_f64).unwrap();
    sheet.write(3, 0, 2).unwrap();
    sheet.write(3, 1, "2025年3月8日").unwrap();
    sheet.write(3, 2, Formula::new("CONCATENATE(\"路\",\"灯\")").set_result("路灯")).unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.write(4, 0, 3).unwrap();
    sheet.write(4, 1, 45_725).unwrap();
    write_row(sheet, 4, &["", "", "井盖", "缺失", "", "", "二科", "急"]);
    sheet.merge_range(6, 2, 6, 3, "公交站牌", &Format::new()).unwrap();
    sheet.write(6, 1, "3/7/2025").unwrap();
}

#[test]
fn a_lively_sheet_is_read_as_a_person_would() {
    let folder = Folder::new();
    let path = folder.sheet(lively);
    let ledger = open(&path, None).unwrap();
    assert_eq!(ledger.total_rows_hint(), Some(4));
    assert_eq!(ledger.layout().row, 2);
    assert!(has_note(&ledger, &Note::IgnoredHeadings(vec!["科室".to_owned()])));
    assert!(has_note(&ledger, &Note::Formulas(1, vec!["C4".to_owned()])));
    assert!(has_note(&ledger, &Note::WithoutHeading(1, vec!["H5".to_owned()])));
    assert!(has_note(&ledger, &Note::HiddenRows(1, vec!["4".to_owned()])));
    assert!(has_note(&ledger, &Note::Merged(2, vec!["E3:E5".to_owned(), "C7:D7".to_owned()])));

    let rows: Vec<Row> = ledger.map(Result::unwrap).collect();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4, 5, 7]);
    let received = |row: usize| rows[row].date(Column::Received).unwrap();
    assert_eq!(received(0), Ok(datetime(2025, 3, 7, 14, 30, 0, 0)));
    assert_eq!(received(1), Ok(datetime(2025, 3, 8, 0, 0, 0, 0)));
    assert_eq!(received(2), Ok(datetime(2025, 3, 9, 0, 0, 0, 0)));
    assert_eq!(words(&rows[0], Column::Phone), "13800000000");
    assert_eq!(words(&rows[0], Column::Number), "1");
    assert_eq!(words(&rows[1], Column::Title), "路灯");
    assert_eq!(words(&rows[2], Column::Lead), "云溪镇政府");
    assert_eq!(words(&rows[3], Column::Body), "公交站牌");
    assert!(rows[3].date(Column::Due).is_none());

    let bad = received(3).unwrap_err();
    assert_eq!(bad.code(), "ledger.cell.date.ambiguous");
    assert_eq!(
        bad.to_string(),
        "Row 7, column B (受理日期(年月日)), \"3/7/2025\": Does not tell day from month. \
         Write year, month, day: 2025-03-07 / 2025-07-03"
    );
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    // The writer cannot make such a workbook, so the flag is put into a stored copy of it.
    let folder = Folder::new();
    let path = folder.sheet(|sheet| {
        write_row(sheet, 0, &["受理日期", "标题"]);
        sheet.write_with_format(1, 0, 44_261, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write(2, 0, 44_261).unwrap();
        write_row(sheet, 1, &["", "桥"]);
        write_row(sheet, 2, &["", "灯"]);
    });
    let parts = unpacked(&path);
    let parts = parts.into_iter().map(|(name, text)| {
        let text = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        (name, text.into_bytes())
    });
    let path = folder.file("1904.xlsx", &archive(parts.collect()));
    for row in rows_of(&path) {
        let received = row.date(Column::Received).unwrap();
        assert_eq!(received, Ok(datetime(2025, 3, 7, 0, 0, 0, 0)));
    }
}

#[test]
fn cells_that_lie_are_bad_cells() {
    let folder = Folder::new();
    let path = folder.sheet(|sheet| {
        write_row(sheet, 0, &["编号", "标题", "电话", "受理日期"]);
        sheet.write(1, 1, Formula::new("NA()").set_result("#N/A")).unwrap();
        sheet.write(1, 2, 110_101_199_001_011_234_f64).unwrap();
        sheet.write(1, 3, 2025).unwrap();
    });
    let row = &rows_of(&path)[0];
    assert_eq!(row.text(Column::Title).unwrap().unwrap_err().code(), "ledger.cell.error-value");
    assert_eq!(row.text(Column::Phone).unwrap().unwrap_err().code(), "ledger.cell.digits-lost");
    let date = row.date(Column::Received).unwrap().unwrap_err();
    assert_eq!(date.code(), "ledger.cell.date.incomplete");
    let refused = row.refuse(Some(Column::Title), Refusal::invalid("area.unknown"));
    assert_eq!((refused.row, refused.letters.as_str(), refused.code()), (2, "B", "area.unknown"));
    let refused = row.refuse(Some(Column::Town), Refusal::invalid("area.unknown"));
    assert_eq!((refused.row, refused.heading.as_str()), (2, ""));
}

#[test]
fn a_formula_without_stored_value_is_no_blank() {
    let folder = Folder::new();
    let path = folder.sheet(|sheet| {
        write_row(sheet, 0, &["编号", "标题"]);
        sheet.write(1, 1, Formula::new("A1").set_result("x")).unwrap();
    });
    let parts = unpacked(&path).into_iter().map(|(name, text)| {
        (name, text.replace(" t=\"str\"", "").replace("<v>x</v>", "").into_bytes())
    });
    let path = folder.file("bare.xlsx", &archive(parts.collect()));
    let ledger = open(&path, None).unwrap();
    assert!(has_note(&ledger, &Note::FormulasWithoutValue(1, vec!["B2".to_owned()])));
    let row = ledger.map(Result::unwrap).next().unwrap();
    assert_eq!(row.cell(Column::Title), Some(&Cell::Unvalued));
    assert_eq!(row.text(Column::Title).unwrap().unwrap_err().code(), "ledger.cell.no-stored-value");
}

#[test]
fn headings_of_two_rows_are_read_through_their_merges() {
    let folder = Folder::new();
    let path = folder.sheet(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "编号", &plain).unwrap();
        sheet.merge_range(0, 1, 1, 1, "标题", &plain).unwrap();
        sheet.merge_range(0, 2, 0, 3, "反映人", &plain).unwrap();
        write_row(sheet, 1, &["", "", "姓名", "电话"]);
        write_row(sheet, 2, &["1", "磨坊巷的桥", "梁一", "000"]);
    });
    let rows = rows_of(&path);
    assert_eq!(rows.len(), 1);
    assert_eq!(words(&rows[0], Column::Name), "梁一");
    assert_eq!(words(&rows[0], Column::Title), "磨坊巷的桥");
}

#[test]
fn the_first_visible_sheet_with_headings_is_read_and_the_others_named() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let hidden = book.add_worksheet().set_name("旧表").unwrap();
    write_row(hidden, 0, &["编号", "标题"]);
    hidden.set_hidden(true);
    write_row(book.add_worksheet().set_name("说明").unwrap(), 0, &["怎样填写", "写法"]);
    let wanted = book.add_worksheet().set_name("一季度").unwrap();
    wanted.set_active(true);
    write_row(wanted, 0, &["编号", "标题"]);
    write_row(wanted, 1, &["7", "桥"]);
    write_row(book.add_worksheet().set_name("二季度").unwrap(), 0, &["编号", "标题"]);
    let path = folder.path("四表.xlsx");
    book.save(&path).unwrap();
    let ledger = open(&path, None).unwrap();
    let others = vec!["二季度".to_owned(), "旧表".to_owned()];
    assert!(has_note(&ledger, &Note::OtherSheets("一季度".to_owned(), others)));
    assert_eq!(words(&ledger.map(Result::unwrap).next().unwrap(), Column::Number), "7");
}

#[test]
fn text_is_read_in_every_encoding_and_separator() {
    let folder = Folder::new();
    let text = "群众意见台账\r\n编号\t受理日期\t标题\r\n\r\n1\t2025-03-07\t\"桥\r\n灯\"\r\n\
                2\t20250308\t路";
    let semicolons = text.replace('\t', ";");
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16 = |big: bool, text: &str| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        ["\u{FEFF}", text].concat().encode_utf16().flat_map(bytes).collect()
    };
    let files = [
        ("utf8.csv", text.as_bytes().to_vec(), "UTF-8"),
        ("bom.csv", ["\u{FEFF}", &text.replace('\t', ",")].concat().into_bytes(), "UTF-8"),
        ("gbk.txt", gbk.to_vec(), "GB18030"),
        ("le.txt", utf16(false, text), "UTF-16LE"),
        ("be.xls", utf16(true, &semicolons), "UTF-16BE"),
        ("mac.csv", text.replace("\r\n", "\r").into_bytes(), "UTF-8"),
        ("unix.csv", text.replace("\r\n", "\n").into_bytes(), "UTF-8"),
    ];
    for (name, bytes, encoding) in files {
        let path = folder.file(name, &bytes);
        let ledger = open(&path, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(matches!(ledger.notes()[0], Note::ReadAs(found, _) if found == encoding), "{name}");
        assert_eq!(ledger.total_rows_hint(), Some(2), "{name}");
        let rows: Vec<Row> = ledger.map(Result::unwrap).collect();
        assert_eq!((rows[0].number, rows[1].number), (4, 5), "{name}");
        assert_eq!(words(&rows[0], Column::Title), "桥\n灯", "{name}");
        let received = rows[1].date(Column::Received).unwrap();
        assert_eq!(received, Ok(datetime(2025, 3, 8, 0, 0, 0, 0)), "{name}");
    }
}

#[test]
fn the_template_is_an_empty_ledger_with_every_column() {
    let folder = Folder::new();
    let path = folder.path("空台账.xlsx");
    for language in [Language::Chinese, Language::English] {
        template(&path, language).unwrap();
        let ledger = open(&path, None).unwrap();
        assert!(Column::all().all(|column| ledger.has(column)));
        assert_eq!(ledger.notes(), [Note::Examples(1)]);
        assert_eq!(ledger.count(), 0);
    }
}

#[test]
fn rejected_rows_come_back_as_they_were() {
    let folder = Folder::new();
    let text = "编号,标题,反映内容,科室\n1,=1+1,\"桥,\n灯\",二科\n2,'-x,@y,\n3,好,\t,\n";
    let path = folder.file("台账.csv", text.as_bytes());
    let ledger = open(&path, None).unwrap();
    let mut rejects = Rejects::beside(&path, ledger.layout());
    let before: Vec<Row> = ledger.map(Result::unwrap).collect();
    for row in &before {
        rejects.add(row, "标题不全").unwrap();
    }
    let (beside, count) = rejects.finish().unwrap().unwrap();
    assert_eq!((beside.file_name().unwrap().to_str(), count), (Some("台账.rejected.csv"), 3));
    let written = std::fs::read_to_string(&beside).unwrap();
    let head = format!("\u{FEFF}编号,标题,反映内容,科室,{REASON_HEADING}\r\n1,'=1+1,");
    assert!(written.starts_with(&head), "{written}");

    let ledger = open(&beside, None).unwrap();
    let mut again = Rejects::beside(&path, ledger.layout());
    for (old, new) in before.iter().zip(ledger.map(Result::unwrap)) {
        let shown: Vec<_> = new.shown().take(4).collect();
        assert_eq!(old.shown().collect::<Vec<_>>(), shown);
        again.add(&new, "还是不全").unwrap();
    }
    let (second, _) = again.finish().unwrap().unwrap();
    assert_eq!(second.file_name().unwrap().to_str(), Some("台账.rejected-2.csv"));
    let written = std::fs::read_to_string(&second).unwrap();
    assert_eq!(written.matches(REASON_HEADING).count(), 1);

    let ledger = open(&path, None).unwrap();
    let none = Rejects::beside(&path, ledger.layout());
    assert_eq!(none.finish().unwrap(), None);
}

#[test]
fn a_mapping_reads_what_an_office_calls_its_own() {
    let folder = Folder::new();
    let path = folder.file("a.csv", "编号,收文日子,标题,事项\n1,2025-03-07,桥,灯\n".as_bytes());
    assert_eq!(refusal(&path).code(), "ledger.two-columns");
    let mapping = Mapping::from_pairs([("received", "收文日子"), ("title", "标题")]).unwrap();
    let row = open(&path, Some(&mapping)).unwrap().next().unwrap().unwrap();
    assert!(row.date(Column::Received).unwrap().is_ok());
    assert_eq!(words(&row, Column::Title), "桥");
}

#[test]
fn a_ledger_may_be_put_down_half_read() {
    let folder = Folder::new();
    let path = folder.sheet(|sheet| {
        write_row(sheet, 0, &["编号", "标题"]);
        for row in 1..5_000 {
            write_row(sheet, row, &["1", "桥"]);
        }
    });
    let mut ledger = open(&path, None).unwrap();
    assert_eq!(ledger.total_rows_hint(), Some(4_999));
    assert_eq!(ledger.next().unwrap().unwrap().number, 2);
    drop(ledger);
}

/// The parts of a workbook as text.
pub(super) fn unpacked(path: &Path) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

/// An archive of stored parts.
pub(super) fn archive(parts: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::CompressionMethod::Stored;
    let options = zip::write::SimpleFileOptions::default().compression_method(stored);
    for (name, bytes) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
