//! Ledgers of an invented office, imported into a house: good rows, bad rows, and all of it again.

mod later;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;
use law::matter::acts::{Act, Assignment, LedgerRow};
use law::matter::facts::{Visibility, What};
use law::matter::{Case, Fact};
use law::record::{ActId, Actor, Record};
use law::ruling::code;
use law::words::MatterId;
use store::db::No;

use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::kit::Shell;
use crate::kit::words::Language;
use crate::rights::{Bearer, Who};
use crate::roles::verify;
use crate::rooms::figures;
use crate::rooms::ledgers::acts::{Report, Told, Wish, import};
use crate::rooms::ledgers::mapping::MappingFile;
use crate::rooms::matters;
use crate::rooms::matters::sheet::compose;

const HEAD: &str = "编号,受理日期,反映时间,标题,反映内容,类别,乡镇街道,村社区,地点,来源,\
                    姓名,联系电话,承办单位,办理期限,答复日期,办理结果,答复内容,满意度,是否公开,\
                    科室\n";
const GOOD: &str = "1,2025-03-07 14:30,2025-03-05,磨坊巷的桥,栏杆松了,道路破损,苇塘镇,磨坊村,\
                    磨坊巷,来访,梁甲,010-5550001,道路局,2025-04-07,2025-03-28,已办结,\
                    栏杆加固了,满意,公开,二科\n\
                    2,2025年11月3日,,石桥村水压低,,供水,松口镇,石桥村,,来电,,,水务局,,,办理中,\
                    正在查管线,,不公开,\n\
                    3,2025/12/1,,,食堂的菜太咸。希望改一改,学校食堂,,,,,,,,,2025-12-20,\
                    留作参考,营养标准有规定,不满意,,\n";

/// A house, a folder for its ledgers, and what was said while they were read.
struct Office {
    house: Arc<House>,
    folder: tempfile::TempDir,
    mapping: MappingFile,
    series: &'static str,
    said: String,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mapping = MappingFile::default();
        let house = fixture::house();
        Self { house, folder, mapping, series: "", said: String::new() }
    }

    fn ledger(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the folder can be written to");
        path
    }

    fn read(&mut self, ledger: &PathBuf, dry_run: bool) -> Report {
        self.try_read(ledger, dry_run).unwrap_or_else(|fault| panic!("{}", fault.chain()))
    }

    fn try_read(&mut self, ledger: &PathBuf, dry_run: bool) -> Result<Report, store::Fault> {
        let language = Language::Chinese;
        let (mapping, series) = (&self.mapping, self.series);
        let wish = Wish { ledger, mapping, language, series, dry_run };
        let said = &mut self.said;
        said.clear();
        import(&self.house, &wish, &mut |told| match told {
            Told::Opened(_, notes) => notes.iter().for_each(|note| {
                said.push_str(&note.sentence(language));
                said.push('\n');
            }),
            Told::Bad(bad) => {
                said.push_str(&bad.sentence(language));
                said.push('\n');
            }
            Told::Read(_) => {}
        })
    }

    fn matters(&self) -> Vec<(MatterId, Vec<Record<Fact>>)> {
        let sql = "SELECT matter FROM matter WHERE house = $1 ORDER BY received";
        let rows = self.house.read(|db| db.query(sql, &[])).expect("reads");
        let records = |matter| self.house.read(|db| desk::records(db, matter)).expect("reads");
        rows.iter().map(|row| (row.id(0), records(row.id(0)))).collect()
    }

    fn text(&self, text: law::words::TextRef) -> String {
        let text = self.house.read(|db| store::vault::text(db, text.id)).expect("reads");
        text.expect("is there").text
    }

    /// Nothing is to be found, and every figure equals its recount.
    fn is_sound(&self) {
        let (_, findings) = verify::check(&self.house).expect("the house can be checked");
        assert_eq!(findings, []);
        figures::tests::check(&self.house);
    }
}

#[test]
fn a_ledger_comes_over_with_its_times_apart_and_its_word_as_its_own() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    let report = office.read(&path, false);
    let wanted = Report { rows: 3, new: 3, ended: 2, without_area: 1, ..Report::default() };
    assert_eq!(report, wanted, "{}", office.said);

    let matters = office.matters();
    let state = office.house.state();
    let minute = |time| state.zone.minute(time);
    let [What::Submitted(first), What::Imported(told)] =
        &matters[0].1.iter().map(|r| r.fact.what.clone()).collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", matters[0].1)
    };
    assert_eq!(minute(first.received), "2025-03-07 14:30");
    assert_eq!(first.claimed.map(minute), Some("2025-03-05 00:00".to_owned()));
    assert_eq!(matters[0].1[0].at(), fixture::BEGIN, "nothing is logged before it came");
    assert_eq!(first.visibility, Visibility::Public);
    assert!(first.assisted && first.receipt.is_none() && first.deputy.is_none());
    assert_eq!(told.answered, Some(date(2025, 3, 28)));
    assert_eq!(told.due, Some(date(2025, 4, 7)));
    assert_eq!(told.lead, Some(fixture::body(&office.house, "roads")));
    assert_eq!(
        (told.class.clone(), told.rating.clone()),
        (Some(code("done")), Some(code("satisfied")))
    );
    assert_eq!(office.text(told.reply.expect("is told")), "栏杆加固了");
    let row = office.text(told.row);
    assert!(row.contains("来源: 来访") && row.contains("办理结果: 已办结"), "{row}");
    for apart in ["梁甲", "5550001", "满意", "二科"] {
        assert!(!row.contains(apart), "{apart} stands in {row}");
    }

    let case = Case::fold(matters[0].0, &matters[0].1).expect("folds");
    assert_eq!((case.step.as_str(), case.clocks.len(), case.replies.len()), ("closed", 0, 0));
    assert!(case.rating.is_none() && case.done.iter().all(|act| *act == "submit"));

    let open = Case::fold(matters[1].0, &matters[1].1).expect("folds");
    assert_eq!((open.step.as_str(), open.visibility), ("raised", Visibility::Confidential));
    assert!(open.alive().all(|clock| clock.from == office.house.today()));
    assert_eq!(open.holder.body, Some(fixture::body(&office.house, "s2")));
    assert!(open.lead.is_none(), "the office hands it over itself");

    let What::Submitted(third) = &matters[2].1[0].fact.what else { panic!("no beginning") };
    assert_eq!(office.text(third.title), "食堂的菜太咸");
    assert_eq!(third.visibility, Visibility::Confidential);
    assert_eq!(third.area, fixture::area(&office.house, "county"));
    office.is_sound();
}

#[test]
fn a_page_tells_what_is_the_ledgers_word_and_never_how_somebody_rated() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    office.read(&path, false);
    let house = &office.house;
    let shell = Shell::plain(house.state(), Language::Chinese, house.today());
    let matter = office.matters()[0].0;
    let told = |who: &Who| {
        let sheet = house.read(|db| compose(db, &shell, who, matter)).expect("reads");
        let entries = sheet.expect("is public").entries;
        let lines = entries.iter().flat_map(|entry| &entry.lines);
        let lines: Vec<String> = lines.map(|(name, value)| format!("{name}={value}")).collect();
        let said: Vec<String> = entries.iter().flat_map(|entry| entry.said.clone()).collect();
        (lines.join("\n"), said.join("\n"))
    };
    let (lines, said) = told(&Who::Public);
    assert!(lines.contains("台账所记结果=已经办好") && said == "栏杆加固了", "{lines} {said}");
    assert!(!lines.contains("满意") && !lines.contains("台账原行"), "{lines}");
    let handler = [fixture::officer(house, "handler", "roads")];
    let (lines, _) = told(&Who::officers(&handler));
    assert!(lines.contains("来源: 来访") && !lines.contains("满意"), "{lines}");
    assert!(told(&Who::Bearer(Bearer { matter, joined: false })).0.contains("台账所记评价=满意"));
}

#[test]
fn a_second_run_brings_nothing_twice_and_time_passes_over_what_is_open() {
    let mut office = Office::new();
    let path = office.ledger("台账.csv", [HEAD, GOOD].concat());
    office.read(&path, false);
    let head = office.house.read(store::log::head).expect("reads");
    for dry_run in [true, false] {
        let again = office.read(&path, dry_run);
        assert_eq!(again, Report { rows: 3, there: 3, ..Report::default() });
    }
    assert_eq!(office.house.read(store::log::head).expect("reads"), head);

    fixture::pass_days(&office.house, 90);
    crate::roles::tasks::tick(&office.house).expect("time passes");
    office.is_sound();
}

#[test]
fn a_dry_run_lists_every_bad_cell_and_changes_nothing() {
    let mut office = Office::new();
    let bad = "\
1,3/7/2025,,桥,,道路破损,苇唐镇,磨坊村,,,,,,,,,,,,\n\
2,2025-02-30,2027-01-01,灯,,路灯,苇塘镇,石桥村,,,梁乙,123,道路处,,,,,,也许,\n\
3,,,,,,,,,,,,,,2025-03-28,办理中,,很好,,\n\
3,2025-03-07,,渠,,供水,,,,,,,,,2025-01-01,已办结,,,,\n\
3,2025-03-08,,井,,供水,,,,,,,,,,,,满意,,,多出来的\n\
4,2025-03-08,,路,,道路破损,松口镇,,,,,,,,,,,,,\n\
4,2025-03-09,,坡,,道路破损,松口镇,,,,,,,,,,,,,\n\
5,2025-03-08,,长长的标题,,供水,,,,,,,,,,,,,,\n";
    let long = "一二三四五六七八九十".repeat(6) + "完";
    let bad = bad.replace("长长的标题", &long);
    let path = office.ledger("坏.csv", [HEAD, &bad].concat());
    let head = office.house.read(store::log::head).expect("reads");
    let report = office.read(&path, true);
    insta::assert_snapshot!(folded(&office.said), @"
    按 UTF-8 编码、逗号分隔读取
    不认识这些表头，这些列不导入：
        科室
    第 2 行 B 列“受理日期”写的是“3/7/2025”：
        分不清月和日。请按年、月、日写：
        2025-03-07 / 2025-07-03
    第 2 行 G 列“乡镇街道”写的是“苇唐镇”：
        没有这个地区。可以写：
        松口镇、苇塘镇
    第 3 行 B 列“受理日期”写的是“2025-02-30”：
        没有这一天或这个时间。请写成 2025-03-07 或 2025-03-07 14:30
    第 3 行 C 列“反映时间”写的是“2027-01-01”：
        提出时间比现在还晚。请改成实际提出的时间。
    第 3 行 F 列“类别”写的是“路灯”：
        没有这个类别。可以写：
        道路破损、学校食堂、供水
    第 3 行 H 列“村社区”写的是“石桥村”：
        没有这个地区。可以写：
        磨坊村
    第 3 行 L 列“联系电话”写的是“123”：
        电话号码应当有 7 到 15 位数字，请核对后重填。不想留电话，可以空着。
    第 3 行 M 列“承办单位”写的是“道路处”：
        没有这个单位。请写一个全称：
        水务局、学校局、道路局、县人大常委会办公室
    第 3 行 S 列“是否公开”写的是“也许”：
        看不出公开还是不公开。可以写：
        公开、不公开
    第 4 行 B 列“受理日期”：
        没有写收到的日期。请填写，如 2025-03-07
    第 4 行 D 列“标题”：
        标题和反映内容都是空的。请至少填一项
    第 4 行 F 列“类别”：
        没有写类别。可以写：
        道路破损、学校食堂、供水
    第 4 行 P 列“办理结果”写的是“办理中”：
        办理结果说还没有办结，却写了答复日期。请改正其中一项
    第 4 行 R 列“满意度”写的是“很好”：
        不认识这种评价。可以写：
        满意、基本满意、不满意；没有评价的空着
    第 5 行 O 列“答复日期”写的是“2025-01-01”：
        答复日期比收到日期还早。请核对这两个日期。
    第 6 行 R 列“满意度”写的是“满意”：
        还没有办结，却写了评价。请写上办理结果或答复日期，或者把评价清空
    第 6 行 U 列“U”写的是“多出来的”：
        写到了最后一个表头以外，列可能错位了。内容里有分隔符的，请用引号括起来
    第 8 行 A 列“编号”写的是“4”：
        这个编号在第 7 行已经用过。请改成不重复的编号
    第 9 行 D 列“标题”写的是“一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…”：
        这一项最多 60 个字，现在有 61 个字。请删短一些。
    ");
    assert_eq!((report.rows, report.new, report.bad_rows), (8, 1, 7));
    assert_eq!(report.bad_cells, office.said.lines().count() as u64 - 2);
    assert_eq!(office.house.read(store::log::head).expect("reads"), head);
    assert_eq!(office.folder.path().read_dir().expect("reads").count(), 1, "no file was written");
}

/// Sentences broken where they can be, so that the snapshot can be read.
fn folded(said: &str) -> String {
    said.replace("：", "：\n    ")
}

#[test]
fn bad_rows_go_to_a_file_that_can_be_mended_and_imported() {
    let mut office = Office::new();
    let bad = "4,3/7/2025,,灯,暗,供水,,,,,,,,,,,,,,\n5,2025-03-08,,=1+1,井,供电,,,,,,,,,,,,,,\n";
    let path = office.ledger("台账.csv", [HEAD, GOOD, bad].concat());
    let report = office.read(&path, false);
    assert_eq!((report.rows, report.new, report.bad_rows, report.bad_cells), (5, 3, 2, 2));
    let rejects = report.rejects.expect("there were bad rows");
    assert_eq!(rejects.file_name().and_then(|name| name.to_str()), Some("台账.rejected.csv"));

    let text = std::fs::read_to_string(&rejects).expect("is there");
    assert!(text.contains("分不清月和日") && text.contains("'=1+1"), "{text}");
    let again = office.read(&rejects, false);
    assert_eq!((again.rows, again.new, again.bad_rows), (2, 0, 2));
    let mended = text.replace("3/7/2025", "2025-03-07").replace("供电", "供水");
    let path = office.ledger("改好.csv", mended);
    let report = office.read(&path, false);
    assert_eq!((report.rows, report.new, report.bad_rows), (2, 2, 0), "{}", office.said);
    assert_eq!(office.read(&path, false).there, 2);
    let titles: Vec<String> = office
        .matters()
        .iter()
        .map(|(_, records)| match &records[0].fact.what {
            What::Submitted(submitted) => office.text(submitted.title),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(titles.contains(&"=1+1".to_owned()), "{titles:?}");
    office.is_sound();
}

#[test]
fn an_office_with_its_own_words_is_read_by_a_mapping_file_in_its_own_encoding() {
    let mut office = Office::new();
    let text = "收文日子\t事由\t种类\t哪个镇\t怎样了\n2025-03-07\t桥坏了\t路\t苇塘镇\t搞定\n\
                2025-03-08\t灯坏了\t\t松口镇\t\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let path = office.ledger("老台账.txt", bytes);
    let unread = office.try_read(&path, false).expect_err("nothing is known of it");
    assert!(unread.chain().contains("没有找到表头"), "{}", unread.chain());

    office.mapping = MappingFile::of(
        "received = \"收文日子\"\ntitle = \"事由\"\ncategory = \"种类\"\ntown = \"哪个镇\"\n\
         answer_class = \"怎样了\"\n[values.category]\n\"路\" = \"道路破损\"\n\
         [values.answer_class]\n\"搞定\" = \"已办结\"\n[otherwise]\ncategory = \"供水\"\n",
    )
    .expect("is sound");
    let report = office.read(&path, false);
    assert!(office.said.contains("GB18030") && office.said.contains("制表符"), "{}", office.said);
    assert_eq!((report.new, report.ended, report.bad_rows), (2, 1, 0), "{}", office.said);
    office.is_sound();
}

#[test]
fn a_number_is_one_matter_and_a_series_counts_anew() {
    let mut office = Office::new();
    let head = "序号,受理日期,标题,类别\n";
    let first = office.ledger("2024.csv", [head, "1,2024-03-07,桥,供水\n"].concat());
    let second = office.ledger("2025.csv", [head, "1,2025-03-07,灯,供水\n"].concat());
    assert_eq!(office.read(&first, false).new, 1);
    // Another matter under the same number is not taken for the first, nor lost without a word.
    for dry_run in [true, false] {
        let report = office.read(&second, dry_run);
        assert_eq!((report.new, report.there, report.bad_rows), (0, 0, 1));
        assert!(
            office.said.contains("“桥”") && office.said.contains("--series"),
            "{}",
            office.said
        );
    }
    office.series = "2025";
    assert_eq!(office.read(&second, false).new, 1);
    assert_eq!(office.read(&second, false).there, 1);
}

#[test]
fn rows_without_a_number_are_known_by_what_they_say() {
    let mut office = Office::new();
    let head = "受理日期,标题,类别\n";
    let twice = "2025-03-07,桥,供水\n2025-03-07,桥,供水\n";
    let path = office.ledger("a.csv", [head, twice].concat());
    assert_eq!(office.read(&path, false).new, 2);
    assert_eq!(office.read(&path, false).there, 2);
    // Written otherwise, in a workbook, and with one more of the same.
    let path = office.folder.path().join("a.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(["受理日期", "标题", "类别"]) {
        sheet.write(0, column, heading).expect("fits");
    }
    for row in 1..4 {
        sheet.write(row, 0, 45_723).expect("fits");
        sheet.write(row, 1, "桥").expect("fits");
        sheet.write(row, 2, "供水").expect("fits");
    }
    book.save(&path).expect("can be written");
    let report = office.read(&path, false);
    assert_eq!((report.there, report.new), (2, 1));
}

#[test]
fn a_ledger_that_cannot_be_read_changes_nothing() {
    let mut office = Office::new();
    let head = office.house.read(store::log::head).expect("reads");
    let cases: [(&str, &[u8], &str); 4] = [
        ("cut.xlsx", b"PK\x03\x04", "损坏"),
        ("quote.csv", "编号,标题,类别,受理日期\n1,\"桥".as_bytes(), "引号"),
        ("none.csv", "编号,标题,受理日期\n1,桥,2025-03-07\n".as_bytes(), "category"),
        ("date.csv", "编号,标题,类别\n1,桥,供水\n".as_bytes(), "received"),
    ];
    for (name, bytes, word) in cases {
        let path = office.ledger(name, bytes);
        let fault = office.try_read(&path, false).expect_err(name).chain();
        assert!(fault.contains(word), "{name}: {fault}");
    }
    assert_eq!(office.house.read(store::log::head).expect("reads"), head);
}

#[test]
fn only_a_ledger_lets_the_house_speak_and_nobody_else_imports() {
    let house = fixture::house();
    let row = LedgerRow {
        received: fixture::BEGIN.plus_ms(-fixture::DAY),
        lead: None,
        due: None,
        ended: None,
        row: String::new(),
    };
    let mut said = fixture::submission(&house);
    said.channel = Some(code("ledger"));
    let mut plain = said.clone();
    said.ledger = Some(Box::new(row));
    let ask = |by: Actor, submission: &law::matter::acts::Submission| {
        let act = ActId(house.chance.bytes());
        let asked = Act::Submit(Box::new(submission.clone()));
        let asked = (matters::matter_of(&house, act), asked);
        match matters::ask_and_wait(&house, act, by, asked) {
            Ok(_) => "done",
            Err(No::Refusal(refusal)) => refusal.code,
            Err(No::Fault(fault)) => panic!("{}", fault.chain()),
        }
    };
    assert_eq!(ask(Actor::House, &said), "done");
    assert_eq!(ask(Actor::Resident, &said), "submit.office-fields");
    // An officer dates nothing back by giving a row of a ledger alone.
    assert_eq!(ask(fixture::by(&house, "station-staff", "s1"), &said), "ledger.row-alone");
    assert_eq!(ask(Actor::House, &plain), "act.not-yours");
    plain.channel = None;
    assert_eq!(ask(Actor::House, &plain), "act.not-yours");
    let mut dressed = said.clone();
    dressed.channel = None;
    assert_eq!(ask(Actor::Resident, &dressed), "channel.unknown");
    said.ledger.as_mut().expect("is there").received = fixture::BEGIN.plus_ms(1);
    assert_eq!(ask(Actor::House, &said), "received.in-future");
}

#[test]
fn what_was_said_before_a_thing_was_solved_is_no_relapse_of_it() {
    let mut office = Office::new();
    let house = office.house.clone();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let congress = || fixture::by(&house, "congress-office", "congress");
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let lead = fixture::body(&house, "roads");
    let (co, post, by, text) = (vec![], None, None, String::new());
    let assignment =
        Assignment { fields: law::matter::acts::Filling::new(), lead, co, post, by, text };
    fixture::act(&house, congress(), matter, Act::RespondAtOnce(assignment));
    let (text, passed_to, basis) = ("修好了".to_owned(), String::new(), String::new());
    let (class, promised, files) = (code("done"), None, vec![]);
    let answer = law::matter::acts::Answer {
        fields: law::matter::acts::Filling::new(),
        class,
        text,
        promised,
        passed_to,
        basis,
        files,
    };
    fixture::act(
        &house,
        fixture::by(&house, "handler", "roads"),
        matter,
        Act::Reply(Box::new(answer)),
    );
    fixture::pass_days(&house, 2);

    let head = "受理日期,标题,类别,乡镇,村,地点\n";
    let old = "2026-02-20,磨坊巷塌了,道路破损,苇塘镇,磨坊村,磨坊巷\n";
    let new = "2026-03-04,磨坊巷又塌了,道路破损,苇塘镇,磨坊村,磨坊巷\n";
    let path = office.ledger("a.csv", [head, old, new].concat());
    assert_eq!(office.read(&path, false).new, 2, "{}", office.said);
    let linked: Vec<usize> = office
        .matters()
        .iter()
        .filter_map(|(matter, records)| Case::fold(*matter, records))
        .map(|case| case.linked.len())
        .collect();
    assert_eq!(linked, [0, 1, 1], "the old one, the solved one, and the one that came after");
}
