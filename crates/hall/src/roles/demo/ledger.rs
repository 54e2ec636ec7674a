//! Writes a ledger as the offices of the invented county might have kept it: to try and to measure.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_xlsxwriter::Workbook;
use store::Fault;
use store::fault::Context;

use super::corpus::{Corpus, Gaps};
use crate::house::{House, State};

/// The first day of the ledger.
const FIRST: Date = date(2023, 1, 3);
/// Days over which its rows are spread.
const DAYS: usize = 900;

const HEADINGS: [&str; 17] = [
    "编号",
    "受理日期",
    "标题",
    "反映内容",
    "类别",
    "乡镇街道",
    "村社区",
    "地点",
    "姓名",
    "联系电话",
    "承办单位",
    "办理期限",
    "答复日期",
    "办理结果",
    "答复内容",
    "满意度",
    "是否公开",
];

/// Writes so many rows to a spreadsheet, or to CSV where the name ends so.
pub fn write(house: &House, rows: usize, path: &Path) -> Result<(), Fault> {
    let state = house.state();
    let maker = Maker::new(&state)?;
    let made = (0..rows).map(|number| maker.row(number));
    let writing = || format!("writing {}", path.display());
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let mut writer = csv::Writer::from_path(path).while_(writing)?;
        writer.write_record(HEADINGS).while_(writing)?;
        for row in made {
            writer.write_record(row?).while_(writing)?;
        }
        return writer.flush().while_(writing);
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write(0, column, heading).while_(writing)?;
    }
    for (number, row) in (1_u32..).zip(made) {
        for (column, cell) in (0_u16..).zip(row?) {
            if !cell.is_empty() {
                sheet.write(number, column, cell).while_(writing)?;
            }
        }
    }
    book.save(path).while_(writing)
}

struct Maker<'s> {
    state: &'s State,
    corpus: Corpus,
    villages: Vec<&'s law::register::Area>,
}

impl<'s> Maker<'s> {
    fn new(state: &'s State) -> Result<Self, Fault> {
        let areas = state.register.areas.values();
        let villages: Vec<_> = areas.filter(|area| area.level == "village").collect();
        if villages.is_empty() {
            return Err(Fault::new("the house has no villages: found one with `huiyin demo`"));
        }
        Ok(Self { state, corpus: Corpus::read()?, villages })
    }

    fn row(&self, number: usize) -> Result<[String; HEADINGS.len()], Fault> {
        let state = self.state;
        // Steps that share no divisor with the lists, so that every pairing comes up.
        let village = self.villages[number * 7 % self.villages.len()];
        let topic = &self.corpus.topic[number * 5 % self.corpus.topic.len()];
        let voice = number * 3 % topic.voices.len();
        let mut around = state.register.lineage(village.id).map(|area| area.name);
        let village_name = around.next().map_or("–", |name| state.name(name, "zh"));
        let town = around.next().map_or("–", |name| state.name(name, "zh"));
        let day = |days: usize| {
            FIRST.checked_add((days as i64).days()).while_(|| "reckoning a day".to_owned())
        };
        let received = day(number % DAYS)?;
        let answered = day(number % DAYS + 3 + number % 40)?;
        let gaps = Gaps {
            place: format!("{village_name}卫生室"),
            village: village_name.to_owned(),
            town: town.to_owned(),
            number: 2 + (number % 11) as u32,
            date: format!("{}月{}日", received.month(), received.day()),
            promise: String::new(),
            upper: topic.upper.first().cloned().unwrap_or_default(),
        };
        let said = &topic.voices[voice];
        let category = state.category_name(&topic.category, "zh");
        let bodies = state.register.bodies_of(&["department"], received);
        let lead = bodies.get(number * 11 % bodies.len().max(1));
        let lead = lead.map_or("–", |body| state.name(body.name, "zh"));
        let has_ended = !number.is_multiple_of(5);
        let ended = |word: &str| if has_ended { word.to_owned() } else { String::new() };
        let list = ["done", "impossible", "above"][number % 3];
        let reply = gaps.fill(self.corpus.text(topic, (list, voice), number));
        let result = ["已办结", "不能办理", "已上报"][number % 3];
        let rating = ["满意", "基本满意", "", "不满意"][number % 4];
        Ok([
            format!("旧{number:06}"),
            received.to_string(),
            gaps.fill(&said.title).chars().take(60).collect(),
            gaps.fill(&said.body),
            category.to_owned(),
            town.to_owned(),
            village_name.to_owned(),
            gaps.place.clone(),
            ["梁甲", "陈乙", "苏丙", ""][number % 4].to_owned(),
            format!("000{:08}", number % 100_000_000),
            lead.to_owned(),
            answered.to_string(),
            ended(&answered.to_string()),
            if has_ended { result.to_owned() } else { "办理中".to_owned() },
            ended(&reply),
            ended(rating),
            ["公开", "不公开"][number % 2].to_owned(),
        ])
    }
}
