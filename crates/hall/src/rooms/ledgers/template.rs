//! Writes an empty ledger to fill in: headings, one example that is never imported, explanations.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};

use super::columns::Column;

/// Rows below the headings that are prepared with formats and choices.
const PREPARED_ROWS: u32 = 5_000;

/// What the example row and the sheet of explanations say about a column.
struct Guide {
    column: Column,
    example: &'static str,
    explanation: &'static str,
    choices: &'static [&'static str],
}

const fn guide(column: Column, example: &'static str, explanation: &'static str) -> Guide {
    Guide { column, example, explanation, choices: &[] }
}

const DATE_FORMS: &str =
    "年、月、日写全,如 2025-03-07 或 2025年3月7日;可加时间,如 2025-03-07 14:30";

#[rustfmt::skip]
const GUIDES: [Guide; 21] = [
    guide(Column::Number, "示例", "本单位的来件编号,不重复;写“示例”的行不会导入"),
    guide(Column::Received, "2025-03-07 14:30", DATE_FORMS),
    guide(Column::Claimed, "2025-03-05", DATE_FORMS),
    guide(Column::Title, "磨坊巷小桥栏杆松动", "一句话说明事项;标题和反映内容至少填一项"),
    guide(Column::Body, "磨坊巷小桥北侧栏杆松动,孩子上学经过不安全,希望尽快维修。",
        "群众反映的原话或完整记录"),
    guide(Column::Category, "道路交通", "本地使用的类别名称"),
    guide(Column::Town, "云溪镇", "乡镇或街道全称"),
    guide(Column::Area, "柳湾村", "村或社区全称"),
    guide(Column::Place, "磨坊巷小桥", "具体地点"),
    guide(Column::Station, "云溪镇第一联络站", "受理的联络站"),
    guide(Column::Channel, "来访", "来访、来电、来信、网络等"),
    guide(Column::Name, "梁一", "反映人姓名;匿名的留空"),
    guide(Column::Phone, "00000000000", "本列已设为文本,号码不会被改成数字"),
    guide(Column::Lead, "云溪镇人民政府", "主办单位全称"),
    guide(Column::Due, "2025-04-07", DATE_FORMS),
    guide(Column::Answered, "2025-03-28", DATE_FORMS),
    guide(Column::AnswerClass, "已办结", "本地使用的答复类别"),
    guide(Column::Reply, "栏杆已于3月26日加固,并加装了夜间照明。", "给群众的答复全文"),
    Guide { column: Column::Satisfaction, example: "满意", explanation: "没有评价的留空",
        choices: &["满意", "基本满意", "不满意"] },
    Guide { column: Column::Visibility, example: "公开", explanation: "事项是否向社会公开",
        choices: &["公开", "不公开"] },
    guide(Column::Notes, "", "其他需要说明的情况"),
];

/// Writes the empty ledger to `path`; an existing file is replaced.
///
/// # Errors
/// The file cannot be written.
pub fn template(path: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("台账")?;
    fill_ledger(sheet)?;
    let sheet = book.add_worksheet().set_name("填写说明")?;
    fill_explanations(sheet)?;
    book.save(path)
}

fn fill_ledger(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0x00DC_E6F1));
    let example = Format::new().set_italic().set_font_color(Color::Gray).set_text_wrap();
    // Text keeps what is typed: leading zeros, long numbers, and dates as they were meant.
    let text = Format::new().set_num_format("@");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (place, guide) in (0_u16..).zip(&GUIDES) {
        sheet.set_column_width(place, width(guide.column))?;
        sheet.set_column_format(place, if is_date(guide.column) { &date } else { &text })?;
        sheet.write_with_format(0, place, guide.column.headings()[0], &heading)?;
        sheet.write_with_format(1, place, guide.example, &example)?;
        if !guide.choices.is_empty() {
            let choices = DataValidation::new()
                .allow_list_strings(guide.choices)?
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_message(format!("请填写:{}", guide.choices.join("、")))?;
            sheet.add_data_validation(2, place, PREPARED_ROWS, place, &choices)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn fill_explanations(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (place, (words, width)) in
        (0_u16..).zip([("栏目", 14.0), ("怎样填写", 60.0), ("也可以写作", 60.0)])
    {
        sheet.set_column_width(place, width)?;
        sheet.write_with_format(0, place, words, &bold)?;
    }
    for (row, guide) in (1_u32..).zip(&GUIDES) {
        let (heading, others) =
            guide.column.headings().split_first().expect("every column has a heading");
        sheet.write_with_format(row, 0, *heading, &wrap)?;
        sheet.write_with_format(row, 1, guide.explanation, &wrap)?;
        sheet.write_with_format(row, 2, format!("亦作:{}", others.join("、")), &wrap)?;
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
