//! Which column of a ledger holds what: headings, their spellings, and where the heading row is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::faults::LedgerError;
use super::headings::{letters, simplified};

/// How many rows from the top may stand above the headings, the heading row included.
pub const HEADING_ROWS_MAX: u32 = 20;

/// What a column of a ledger can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The office's own number of the matter.
    Number,
    /// When the office received it.
    Received,
    /// When the resident says to have told somebody first.
    Claimed,
    /// What it is about, in a line.
    Title,
    /// What was said, in full.
    Body,
    /// The kind of matter.
    Category,
    /// Town, township or street.
    Town,
    /// Village or community.
    Area,
    /// The exact place.
    Place,
    /// The station it came through.
    Station,
    /// How it came in: by visit, by telephone, online.
    Channel,
    /// Who brought it.
    Name,
    /// How to reach them.
    Phone,
    /// The unit in the lead.
    Lead,
    /// By when an answer is due.
    Due,
    /// When the answer was given.
    Answered,
    /// What kind of answer it was.
    AnswerClass,
    /// The answer in full.
    Reply,
    /// How satisfied the resident was.
    Satisfaction,
    /// Whether the matter is public.
    Visibility,
    /// Anything else.
    Notes,
}

/// Key in a mapping file, and the accepted headings; the first one is written by the template.
type Spellings = (Column, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SPELLINGS: [Spellings; 21] = [
    (Column::Number, "number", &["编号", "序号", "来件编号", "事项编号", "受理编号", "编码",
        "number", "no", "id", "serial", "serial number", "matter number"]),
    (Column::Received, "received", &["受理日期", "受理时间", "登记时间", "登记日期", "收件时间",
        "收件日期", "提出时间", "提出日期", "received", "received on", "date received",
        "received date", "registered"]),
    (Column::Claimed, "claimed", &["反映时间", "反映日期", "claimed", "claimed on",
        "date claimed", "raised on"]),
    (Column::Title, "title", &["标题", "事项", "主题", "事项名称", "事项标题", "title",
        "subject", "matter"]),
    (Column::Body, "body", &["反映内容", "内容", "诉求内容", "意见建议内容", "事项内容",
        "意见内容", "建议内容", "body", "content", "contents", "description", "details"]),
    (Column::Category, "category", &["类别", "分类", "事项类别", "问题类别", "category", "class",
        "type"]),
    (Column::Town, "town", &["乡镇街道", "乡镇", "街道", "镇街", "所属乡镇", "所属街道",
        "所在乡镇", "town", "township", "street", "subdistrict"]),
    (Column::Area, "area", &["村社区", "所在村", "所属村", "所在村社区", "所属村社区", "村",
        "社区", "village", "community", "area"]),
    (Column::Place, "place", &["地点", "地址", "位置", "详细地址", "事发地点", "place",
        "location", "address"]),
    (Column::Station, "station", &["联络站", "来源站点", "站点", "代表联络站", "station"]),
    (Column::Channel, "channel", &["来源", "渠道", "来源渠道", "反映渠道", "受理渠道", "channel",
        "source"]),
    (Column::Name, "name", &["姓名", "反映人", "联系人", "反映人姓名", "群众姓名", "name",
        "contact", "contact name", "reporter", "resident"]),
    (Column::Phone, "phone", &["联系电话", "电话", "手机", "手机号", "手机号码", "电话号码",
        "联系方式", "phone", "telephone", "mobile", "phone number", "tel"]),
    (Column::Lead, "lead", &["承办单位", "主办单位", "责任单位", "牵头单位", "lead", "lead unit",
        "unit", "responsible unit"]),
    (Column::Due, "due", &["办理期限", "截止日期", "截止时间", "办结期限", "答复期限", "due",
        "due date", "due on", "deadline"]),
    (Column::Answered, "answered", &["答复日期", "答复时间", "办结时间", "办结日期", "回复日期",
        "回复时间", "answered", "answered on", "date answered", "reply date"]),
    (Column::AnswerClass, "answer_class", &["办理结果", "答复类别", "答复分类", "结果类别",
        "answer class", "result", "outcome"]),
    (Column::Reply, "reply", &["答复内容", "办理情况", "回复内容", "reply", "answer",
        "response"]),
    (Column::Satisfaction, "satisfaction", &["满意度", "满意情况", "群众满意度", "satisfaction",
        "rating"]),
    (Column::Visibility, "visibility", &["是否公开", "公开", "公开情况", "visibility", "public"]),
    (Column::Notes, "notes", &["备注", "说明", "notes", "note", "remarks", "remark"]),
];

static BY_HEADING: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let spelt = |(column, _, all): &'static Spellings| {
        all.iter().map(move |one| (simplified(one, false), *column))
    };
    SPELLINGS.iter().flat_map(spelt).collect()
});

impl Column {
    /// Every column, in the order in which a template shows them.
    pub fn all() -> impl Iterator<Item = Column> {
        SPELLINGS.iter().map(|(column, _, _)| *column)
    }

    /// The word for this column in a mapping file and in messages for programs.
    pub fn key(self) -> &'static str {
        SPELLINGS[self as usize].1
    }

    /// The headings under which this column is found, the usual one first.
    pub fn headings(self) -> &'static [&'static str] {
        SPELLINGS[self as usize].2
    }

    /// The column a heading names, if it is one of the known ones.
    pub fn of_heading(heading: &str) -> Option<Column> {
        let whole = BY_HEADING.get(&simplified(heading, false));
        whole.or_else(|| BY_HEADING.get(&simplified(heading, true))).copied()
    }

    /// That a mapping file has a key which is no column.
    pub(super) fn unknown(key: &str) -> LedgerError {
        let known = Self::all().map(Self::key).collect();
        LedgerError::MappingKeyUnknown { key: key.to_owned(), known }
    }

    pub(super) fn of_key(key: &str) -> Option<Column> {
        SPELLINGS.iter().find(|(_, name, _)| *name == key).map(|(column, _, _)| *column)
    }
}

/// Headings that an office uses and this reader does not know, by column.
///
/// A mapping file is TOML of pairs `received = "收文日子"`; it is read into pairs by the caller.
#[derive(Debug, Clone, Default)]
pub struct Mapping(Vec<(Column, String)>);

impl Mapping {
    /// Takes pairs of column key and heading.
    ///
    /// # Errors
    /// An unknown key, a key or a heading given twice, or an empty heading.
    pub fn from_pairs<K, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Result<Self, LedgerError>
    where
        K: AsRef<str>,
        V: Into<String>,
    {
        let mut mapping = Self::default();
        for (key, heading) in pairs {
            let (key, heading) = (key.as_ref(), heading.into());
            let Some(column) = Column::of_key(key) else {
                return Err(Column::unknown(key));
            };
            let plain = simplified(&heading, false);
            let clash = |(known, other): &(Column, String)| {
                *known == column || simplified(other, false) == plain
            };
            if plain.is_empty() || mapping.0.iter().any(clash) {
                return Err(LedgerError::MappingUnclear { key: key.to_owned(), heading });
            }
            mapping.0.push((column, heading));
        }
        Ok(mapping)
    }

    fn column_of(&self, heading: &str) -> Option<Column> {
        let plain = simplified(heading, false);
        let mapped = self.0.iter().find(|(_, given)| simplified(given, false) == plain);
        match (mapped, Column::of_heading(heading)) {
            (Some((column, _)), _) => Some(*column),
            // The mapping speaks for this column, so the usual headings do not.
            (None, Some(known)) if self.0.iter().any(|(column, _)| *column == known) => None,
            (None, known) => known,
        }
    }
}

/// One heading as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Column of the sheet, counted from 0.
    pub position: usize,
    /// The words as written, trimmed.
    pub text: String,
    /// What the column holds; `None` when the heading is not known and the column is ignored.
    pub column: Option<Column>,
}

/// The heading row of one ledger and what it says.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Row of the headings, counted from 1 as the user sees it.
    pub row: u32,
    /// All headings that are not blank, from left to right.
    pub headings: Vec<Heading>,
    /// Number of columns up to the last heading.
    pub width: usize,
    /// True when serial days count from 1904, as old Macintosh workbooks do.
    pub from_1904: bool,
    positions: [Option<usize>; SPELLINGS.len()],
    /// For each column up to the last heading: true when it has none.
    bare: Vec<bool>,
}

/// The cells of one row near the top, as text.
#[derive(Debug, Clone)]
pub struct TopRow {
    /// Row number, counted from 1.
    pub row: u32,
    /// The words in each column; blank where there are none.
    pub cells: Vec<String>,
}

impl Layout {
    /// Finds the heading row: the one of `rows` in which most columns are known.
    ///
    /// # Errors
    /// No row names a title or a body beside another column; two headings for one column; a
    /// mapped heading that is not there.
    pub fn find(rows: &[TopRow], mapping: &Mapping) -> Result<Self, LedgerError> {
        let mut best: Option<(usize, &TopRow)> = None;
        for row in rows {
            let known = known_columns(row, mapping);
            let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            let named = known.contains(&Column::Title) || known.contains(&Column::Body);
            let enough = known.len() >= 2 || filled == 1;
            if named && enough && best.is_none_or(|(most, _)| known.len() > most) {
                best = Some((known.len(), row));
            }
        }
        let Some((_, row)) = best else {
            return Err(no_headings(rows));
        };
        Self::of_row(row, mapping)
    }

    fn of_row(row: &TopRow, mapping: &Mapping) -> Result<Self, LedgerError> {
        let mut positions: [Option<usize>; SPELLINGS.len()] = [None; SPELLINGS.len()];
        let mut headings: Vec<Heading> = Vec::new();
        for (position, cell) in row.cells.iter().enumerate() {
            let text = cell.trim().to_owned();
            if text.is_empty() {
                continue;
            }
            let column = mapping.column_of(&text);
            if let Some(column) = column {
                if let Some(before) = positions[column as usize] {
                    let first = headings.iter().find(|heading| heading.position == before);
                    return Err(LedgerError::TwoColumns {
                        row: row.row,
                        key: column.key(),
                        first: (
                            letters(before),
                            first.map_or_else(String::new, |h| h.text.clone()),
                        ),
                        second: (letters(position), text),
                    });
                }
                positions[column as usize] = Some(position);
            }
            headings.push(Heading { position, text, column });
        }
        for (column, heading) in &mapping.0 {
            if positions[*column as usize].is_none() {
                let found = headings.iter().map(|heading| heading.text.clone()).collect();
                return Err(LedgerError::MappedHeadingMissing {
                    key: column.key(),
                    heading: heading.clone(),
                    found,
                });
            }
        }
        let width = headings.last().map_or(0, |heading| heading.position + 1);
        let bare = row.cells.iter().take(width).map(|cell| cell.trim().is_empty()).collect();
        Ok(Self { row: row.row, headings, width, from_1904: false, positions, bare })
    }

    /// Where a column stands, counted from 0.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.positions[column as usize]
    }

    /// What stands at a position.
    pub fn column_at(&self, position: usize) -> Option<Column> {
        self.headings.iter().find(|heading| heading.position == position)?.column
    }

    /// The words above a position; the column's letters where there are none.
    pub fn heading_at(&self, position: usize) -> String {
        let heading = self.headings.iter().find(|heading| heading.position == position);
        heading.map_or_else(|| letters(position), |heading| heading.text.clone())
    }

    /// True when a heading, known or not, stands above a position.
    pub fn has_heading(&self, position: usize) -> bool {
        self.bare.get(position) == Some(&false)
    }

    /// Headings that are not known, in order.
    pub fn ignored(&self) -> Vec<String> {
        let unknown = self.headings.iter().filter(|heading| heading.column.is_none());
        unknown.map(|heading| heading.text.clone()).collect()
    }

    /// How many columns are known.
    pub fn known(&self) -> usize {
        self.positions.iter().flatten().count()
    }
}

/// That no row names the columns, with what was found where headings should be.
fn no_headings(rows: &[TopRow]) -> LedgerError {
    let filled = |row: &&TopRow| row.cells.iter().filter(|c| !c.trim().is_empty()).count();
    // The last of the fullest rows above the data is as good a guess as any; the first of
    // them is the more usual place of headings.
    let mut fullest: Option<&TopRow> = None;
    for row in rows {
        if fullest.is_none_or(|best| filled(&row) > filled(&best)) {
            fullest = Some(row);
        }
    }
    let cells = fullest.map(|row| row.cells.as_slice()).unwrap_or_default();
    let found =
        cells.iter().map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).take(24).collect();
    let title = Column::Title.headings().iter();
    let accepted = title.chain(Column::Body.headings()).copied().collect();
    LedgerError::NoHeadings { found, accepted }
}

fn known_columns(row: &TopRow, mapping: &Mapping) -> Vec<Column> {
    let mut known: Vec<Column> =
        row.cells.iter().filter_map(|cell| mapping.column_of(cell)).collect();
    known.sort_unstable();
    known.dedup();
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> TopRow {
        TopRow { row: number, cells: cells.iter().map(|&cell| cell.to_owned()).collect() }
    }

    #[test]
    fn spellings_are_in_the_order_of_the_enum_and_name_one_column_each() {
        for (index, (column, key, all)) in SPELLINGS.iter().enumerate() {
            assert_eq!(*column as usize, index, "{key}");
            for one in *all {
                assert_eq!(Column::of_heading(one), Some(*column), "{one}");
            }
        }
    }

    #[test]
    fn headings_are_known_in_every_dress() {
        let known = [
            ("受 理 日 期", Column::Received),
            ("受理日期\u{FF08}年月日\u{FF09}", Column::Received),
            ("受理日期(yyyy-mm-dd)", Column::Received),
            (" 联系电话\u{FF1A}", Column::Phone),
            ("电话:", Column::Phone),
            ("*标题【必填】", Column::Title),
            ("反映内容(200字以内)", Column::Body),
            ("村(社区)", Column::Area),
            ("村\u{FF08}社区\u{FF09}", Column::Area),
            ("乡镇/街道", Column::Town),
            ("乡镇(街道)", Column::Town),
            ("办理期限\n(个工作日)", Column::Due),
            ("No.", Column::Number),
            ("Date Received", Column::Received),
            ("Lead-Unit", Column::Lead),
        ];
        for (heading, column) in known {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
        }
        for heading in ["联系电话(承办单位)", "姓名(代表)", "", "  ", "收文日子", "()"]
        {
            assert_eq!(Column::of_heading(heading), None, "{heading}");
        }
    }

    #[test]
    fn the_fullest_row_is_the_heading_row() {
        let rows = [
            row(1, &["群众意见台账"]),
            row(2, &["编号", "标题", "反映人", ""]),
            row(3, &["编号", "标题", "姓名", "电话"]),
            row(4, &["1", "磨坊巷的桥", "梁一", "标题"]),
        ];
        let layout = Layout::find(&rows, &Mapping::default()).unwrap();
        assert_eq!((layout.row, layout.width, layout.known()), (3, 4, 4));
        assert_eq!(layout.position(Column::Phone), Some(3));
    }

    #[test]
    fn two_columns_for_one_thing_and_no_title_are_refused_with_what_was_found() {
        let twice = [row(1, &["编号", "标题", "事项"])];
        let said = Layout::find(&twice, &Mapping::default()).unwrap_err().to_string();
        assert!(said.contains("标题") && said.contains("事项") && said.contains('C'), "{said}");

        let none = [row(1, &["编号", "姓名", "电话"])];
        let said = Layout::find(&none, &Mapping::default()).unwrap_err().to_string();
        assert!(said.contains("编号") && said.contains("反映内容"), "{said}");
    }

    #[test]
    fn a_mapping_speaks_before_the_usual_headings() {
        let rows = [row(1, &["编号", "标题", "事项", "收文日子"])];
        let mapping = Mapping::from_pairs([("received", "收文日子"), ("title", "事项")]).unwrap();
        let layout = Layout::find(&rows, &mapping).unwrap();
        assert_eq!(layout.position(Column::Received), Some(3));
        assert_eq!(layout.position(Column::Title), Some(2));
        assert_eq!(layout.column_at(1), None);

        let missing = Mapping::from_pairs([("received", "来文日")]).unwrap();
        let said = Layout::find(&[row(1, &["编号", "标题"])], &missing).unwrap_err();
        assert_eq!(said.code(), "ledger.mapping.missing");
        assert!(Mapping::from_pairs([("recieved", "收文日子")]).is_err());
        assert!(Mapping::from_pairs([("title", "事项"), ("body", "事 项")]).is_err());
    }
}
