//! Stories of the rest of the desk: several at once, lists to take away, files, wall, daily mail.

use std::sync::Arc;

use axum::http::StatusCode;
use calamine::Reader;
use law::matter::acts::{Act, Submission};
use law::procedure::ActRule;
use law::words::{MatterId, TextId};
use store::db::Tx;

use super::panel::{Ground, form};
use crate::desk;
use crate::fixture::{
    BEGIN, DAY, act, agreed, area, body, by, house, officer, pass_days, raise, submission, why,
};
use crate::house::House;
use crate::kit::words::Language;
use crate::kit::{Form, Shell};
use crate::rights::Who;
use crate::rooms::desks::send_digests;
use crate::rooms::desks::tests::{Browser, confidential, handed_to_roads, step};
use crate::rooms::ledgers::export;
use crate::rooms::matters::files;
use crate::rooms::matters::sheet::compose;
use crate::rooms::matters::views::public_page;
use crate::rooms::notices::views::{self as messages, Queued};
use crate::rooms::people::views::{Digest, digest_of, wish_digest};

const ACT: &str = "00112233445566778899aabbccddeeff";

fn named(house: &Arc<House>, title: &str) -> MatterId {
    raise(house, Submission { title: title.to_owned(), ..submission(house) }).0
}

fn records(house: &House, matter: MatterId) -> usize {
    house.read(|db| desk::records(db, matter)).unwrap().len()
}

#[tokio::test]
async fn several_are_done_at_once_and_each_tells_what_came_of_it() {
    let house = house();
    let (one, two, done) = (named(&house, "甲路"), named(&house, "乙路"), named(&house, "丙路"));
    act(&house, by(&house, "deputy", "s1"), done, Act::Accept {});
    let elsewhere = Submission { area: area(&house, "t2v1"), ..confidential(&house) };
    let (foreign, _) = raise(&house, elsewhere);
    let deputy = Browser::of(&house, "deputy", "s1");
    let all: Vec<String> = [one, two, done, foreign].iter().map(ToString::to_string).collect();
    let mut fields = vec![("do", "accept"), ("act", ACT), ("tab", "waiting")];
    fields.extend(all.iter().map(|matter| ("matter", matter.as_str())));
    for again in [false, true] {
        let (status, text) = deputy.post("/desk/batch", &fields).await;
        assert_eq!(status, StatusCode::OK);
        let (refused, fine) = text.split_once("id=\"done\"").unwrap();
        assert!(fine.contains("甲路") && fine.contains("乙路"), "again {again}: {text}");
        assert!(refused.contains("丙路") && refused.contains(&foreign.grouped()), "{text}");
        assert!(!text.contains("磨坊巷路面塌陷"), "a foreign title is not told: {text}");
    }
    assert_eq!((step(&house, one), step(&house, two)), ("screening".into(), "screening".into()));
    assert_eq!(records(&house, one), 2, "sent again, it is done once");
    assert_eq!(step(&house, foreign), "raised");
    let (status, _) = deputy.post("/desk/batch", &[("do", "accept")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is ticked");
    let text = deputy.get("/desk?tab=all").await.1;
    assert!(text.contains("value=\"accept\"") && !text.contains("value=\"hand-over\""), "{text}");
}

#[tokio::test]
async fn what_an_act_needs_besides_is_asked_once_for_all() {
    let house = house();
    let (one, two) = (named(&house, "甲路"), named(&house, "乙路"));
    for matter in [one, two] {
        act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    }
    let office = Browser::of(&house, "congress-office", "congress");
    let (first, second) = (one.to_string(), two.to_string());
    let ticked = [("do", "hand-over"), ("act", ACT), ("matter", &*first), ("matter", &*second)];
    let (status, text) = office.post("/desk/batch", &ticked).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("name=\"lead\"") && text.contains("甲路"), "{text}");
    assert_eq!(step(&house, one), "screening", "nothing is done yet");
    let mut fields = ticked.to_vec();
    fields.push(("go", "yes"));
    let (status, text) = office.post("/desk/batch", &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("id=\"hand-over-lead-error\""), "{text}");
    let roads = body(&house, "roads").to_string();
    fields.push(("lead", &roads));
    let (status, text) = office.post("/desk/batch", &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("id=\"done\"") && !text.contains("id=\"refused\""), "{text}");
    assert_eq!(
        (step(&house, one), step(&house, two)),
        ("handed-over".into(), "handed-over".into())
    );

    let handler = Browser::of(&house, "handler", "roads");
    let quick = format!("sign~{one}");
    let (_, to) = handler.post("/desk/batch", &[("quick", &quick), ("tab", "waiting")]).await;
    assert_eq!(to, "/desk?tab=waiting&done=sign");
    assert_eq!(step(&house, one), "handling");
    let fields = [("do", "note"), ("go", "yes"), ("matter", &*first), ("text", "")];
    let (status, text) = handler.post("/desk/batch", &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("id=\"note-text-error\""), "{text}");
}

#[tokio::test]
async fn a_list_to_take_away_is_the_list_that_is_shown() {
    let house = house();
    for i in 0..60 {
        named(&house, &format!("路面塌陷之{i}"));
        house.clock.set(house.now().plus_ms(1000));
    }
    named(&house, "=1+2 路面");
    let elsewhere = Submission { area: area(&house, "t2v1"), ..submission(&house) };
    raise(&house, elsewhere);
    let office = Browser::of(&house, "congress-office", "congress");
    let town = area(&house, "t1");
    for query in [
        format!("tab=new&sort=since&area={town}"),
        format!("tab=all&area={town}"),
        format!("tab=all&q=路面&area={town}"),
        "tab=late".to_owned(),
    ] {
        let (mut shown, mut path) = (vec![], format!("/desk?{query}"));
        loop {
            let (_, text) = office.get(&path).await;
            let lines = text.split("class=\"title\" href=\"/desk/matters/").skip(1);
            shown.extend(lines.map(|line| line[..12].to_owned()));
            let Some(next) = text.split("rel=\"next\" href=\"").nth(1) else { break };
            path = next.split('"').next().unwrap().replace("&#38;", "&");
        }
        let (_, csv) = office.get(&format!("/desk.csv?{query}")).await;
        let lines = csv.lines().skip(1).filter(|line| !line.is_empty());
        let mut taken: Vec<String> =
            lines.map(|line| line.split(',').next().unwrap().replace('-', "")).collect();
        let mark = taken.pop().expect("it ends with who took it away");
        assert!(mark.starts_with("宋六 ") && mark.contains("下载"), "{mark}");
        assert_eq!(taken, shown, "{query}");
        assert_eq!(taken.len(), if query.contains("late") { 0 } else { 61 }, "{query}");
        assert!(!csv.contains(",=1+2"), "a formula is text: {csv}");
        let (_, _, bytes) = office.raw("GET", &format!("/desk.xlsx?{query}"), String::new()).await;
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let cells = sheet.rows().skip(1).map(|row| row[0].to_string().replace('-', ""));
        assert_eq!(cells.collect::<Vec<_>>(), shown, "{query}");
    }
    let outside = Browser::stranger(&house).get("/desk.csv?tab=all").await;
    assert_eq!(outside.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_wall_shows_what_is_late_and_names_nothing_in_confidence() {
    let house = house();
    named(&house, "甲路塌陷");
    raise(&house, Submission { title: "不便公开的事".to_owned(), ..confidential(&house) });
    let leader = Browser::of(&house, "leader", "congress");
    let (status, text) = leader.get("/wall").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!text.contains("http-equiv=\"refresh\"") && text.contains("class=\"wall\""));
    let (_, hanging) = leader.get("/wall?hangs=yes").await;
    assert!(hanging.contains("http-equiv=\"refresh\""), "it draws itself anew on a wall");
    assert!(!text.contains("甲路塌陷"), "nothing is late yet");
    pass_days(&house, 60);
    let (_, text) = Browser::of(&house, "leader", "congress").get("/wall").await;
    assert!(text.contains("甲路塌陷") && text.contains("苇塘代表联络站"), "{text}");
    assert!(text.contains("逾期未答复 <b>2</b>"), "both count: {text}");
    assert!(!text.contains("不便公开的事"), "{text}");
    assert_eq!(Browser::stranger(&house).get("/wall").await.0, StatusCode::FORBIDDEN);
}

fn with_paper(house: &Arc<House>, submission: Submission) -> (MatterId, String) {
    let limits = house.state().front_procedure(house.today()).unwrap().files;
    let paper = b"%PDF-1.4 a plan %%EOF".to_vec();
    let files = files::keep(house, vec![paper], limits).unwrap();
    let file = files[0].file.id.to_string();
    (raise(house, Submission { files, ..submission }).0, file)
}

#[tokio::test]
async fn files_are_for_whoever_may_read_the_matter() {
    let house = house();
    let (matter, file) = with_paper(&house, confidential(&house));
    let path = format!("/desk/matters/{matter}/files/{file}");
    let deputy = Browser::of(&house, "deputy", "s1");
    let (_, text) = deputy.get(&format!("/desk/matters/{matter}")).await;
    assert!(text.contains(&path), "the page links to it: {text}");
    let (status, text) = deputy.get(&path).await;
    assert_eq!((status, &*text), (StatusCode::OK, "%PDF-1.4 a plan %%EOF"));
    for (office, at) in [("deputy", "s2"), ("handler", "roads")] {
        let other = Browser::of(&house, office, at);
        assert_eq!(other.get(&path).await.0, StatusCode::NOT_FOUND, "{office} {at}");
    }
    assert_eq!(Browser::stranger(&house).get(&path).await.0, StatusCode::FORBIDDEN);
    let (other, _) = with_paper(&house, submission(&house));
    let crossed = format!("/desk/matters/{other}/files/{file}");
    assert_eq!(deputy.get(&crossed).await.0, StatusCode::NOT_FOUND, "by its own matter only");
}

#[tokio::test]
async fn the_files_of_a_public_matter_are_for_everybody_until_it_is_hidden() {
    let house = house();
    let (matter, file) = with_paper(&house, submission(&house));
    let (secret, hidden_file) = with_paper(&house, confidential(&house));
    let stranger = Browser::stranger(&house);
    let path = format!("/matters/{matter}/files/{file}");
    assert!(stranger.get(&format!("/matters/{matter}")).await.1.contains(&path));
    assert_eq!(stranger.get(&path).await.0, StatusCode::OK);
    let other = format!("/matters/{secret}/files/{hidden_file}");
    assert_eq!(stranger.get(&other).await.0, StatusCode::NOT_FOUND);
    let crossed = format!("/matters/{matter}/files/{hidden_file}");
    assert_eq!(stranger.get(&crossed).await.0, StatusCode::NOT_FOUND);
    let hide = Act::Hide { reason: "涉及隐私".to_owned(), fields: why("others") };
    agreed(&house, by(&house, "congress-office", "congress"), matter, hide);
    assert_eq!(stranger.get(&path).await.0, StatusCode::NOT_FOUND, "asked at every request");
}

#[tokio::test]
async fn every_key_of_the_help_is_on_a_page() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    let deputy = Browser::of(&house, "deputy", "s1");
    let list = deputy.get("/desk").await.1;
    let page = deputy.get(&format!("/desk/matters/{matter}")).await.1;
    for (key, _) in super::help::KEYS {
        let on = if key == "a" { &page } else { &list };
        assert!(on.contains(&format!("accesskey=\"{key}\"")), "{key}");
    }
}

#[tokio::test]
async fn a_mis_click_is_mended_by_a_correction_on_record() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let signed = house.read(|db| desk::records(db, matter)).unwrap().last().unwrap().seq();
    let record = signed.to_string();
    let fields = [("do", "correct"), ("record", &*record), ("text", "误点了签收")];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    let (_, text) = handler.get(&format!("/desk/matters/{matter}")).await;
    assert!(text.contains("误点了签收") && text.contains(&format!("id=\"r{signed}\"")), "{text}");
    let foreign = [("do", "correct"), ("record", "1"), ("text", "x")];
    assert_eq!(handler.act(matter, &foreign).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_ready_text_is_filled_with_the_values_of_the_matter() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let (_, text) = handler.get(&format!("/desk/matters/{matter}?template=done-repaired")).await;
    let filled = text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
    for value in [&*matter.grouped(), "磨坊巷路面塌陷", "2026年3月2日"] {
        assert!(filled.contains(value), "{value}: {filled}");
    }
    assert!(!filled.contains('{'), "{filled}");
}

#[tokio::test]
async fn a_request_for_time_leaves_the_desk_with_the_answer() {
    let house = house();
    let matter = handed_to_roads(&house, submission(&house));
    let handler = Browser::of(&house, "handler", "roads");
    handler.act(matter, &[("do", "sign")]).await;
    let fields = [
        ("do", "ask-for-time"),
        ("working_days", "5"),
        ("reason", "等材料"),
        ("own.why", "others"),
    ];
    handler.act(matter, &fields).await;
    let office = Browser::of(&house, "congress-office", "congress");
    let line = format!("/desk/matters/{matter}\"");
    assert!(office.get("/desk").await.1.contains(&line));
    let fields = [("do", "reply"), ("class", "done"), ("text", "修好了")];
    assert_eq!(handler.act(matter, &fields).await.0, StatusCode::SEE_OTHER);
    assert!(!office.get("/desk").await.1.contains(&line), "nothing is left to decide");
}

fn queued(house: &House) -> Vec<Queued> {
    let first = (i64::MAX, TextId::from_int(i64::MAX));
    house.read(|db| messages::newest(db, first, None, 100)).unwrap()
}

#[tokio::test]
async fn who_handles_a_matter_learns_that_its_resident_was_not_reached() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let (message, now) = (queued(&house)[0].message, house.now());
    let fail =
        move |tx: &mut Tx<'_>| Ok(messages::settle(tx, message, ("failed", now, "refused 550"))?);
    house.engine.write_and_wait(&house.code, fail).unwrap();
    let page = format!("/desk/matters/{matter}");
    let (_, text) = Browser::of(&house, "deputy", "s1").get(&page).await;
    assert!(text.contains("通知没有送达") && text.contains("550"), "{text}");
    let (_, text) = Browser::of(&house, "deputy", "s2").get(&page).await;
    assert!(!text.contains("通知没有送达"), "{text}");
}

fn wish(house: &Arc<House>, office: &str, at: &str) {
    let digest = Digest {
        person: officer(house, office, at).person,
        mail: format!("{office}@example.org"),
        language: "zh".to_owned(),
        daily: true,
        last: String::new(),
    };
    let put = move |tx: &mut Tx<'_>| Ok(wish_digest(tx, &digest)?);
    house.engine.write_and_wait(&house.code, put).unwrap();
}

fn digests(house: &Arc<House>) -> usize {
    send_digests(house, "https://huiyin.example.org").unwrap()
}

fn at(house: &House, day: i64, minutes: i64) {
    // The tests begin on a Monday at nine.
    house.clock.set(BEGIN.plus_ms(day * DAY + (minutes - 9 * 60) * 60_000));
}

#[test]
fn the_daily_mail_comes_once_in_the_morning_of_a_working_day() {
    let house = house();
    wish(&house, "deputy", "s1");
    wish(&house, "handler", "water");
    named(&house, "甲路塌陷");
    raise(&house, Submission { title: "不便公开的事".to_owned(), ..confidential(&house) });
    at(&house, 1, 7 * 60);
    assert_eq!(digests(&house), 0, "before the morning");
    at(&house, 1, 7 * 60 + 40);
    assert_eq!(digests(&house), 1, "nothing waits for the water department");
    assert_eq!(digests(&house), 0, "once a day");
    let mail = queued(&house).remove(0);
    assert_eq!((&*mail.kind, &*mail.recipient), ("digest", "deputy@example.org"));
    assert!(mail.body.contains("甲路塌陷") && mail.body.contains("/desk"), "{}", mail.body);
    assert!(!mail.body.contains("不便公开的事"), "mail is no place for it: {}", mail.body);
    at(&house, 2, 13 * 60);
    assert_eq!(digests(&house), 0, "the morning is over");
    at(&house, 3, 8 * 60);
    assert_eq!(digests(&house), 1);
    for saturday_and_sunday in [5, 6] {
        at(&house, saturday_and_sunday, 8 * 60);
        assert_eq!(digests(&house), 0);
    }
}

#[tokio::test]
async fn no_daily_mail_goes_to_an_address_before_the_code_sent_there_was_told() {
    let house = house();
    raise(&house, submission(&house));
    let person = officer(&house, "deputy", "s1").person;
    let wished = || house.read(|db| digest_of(db, person)).unwrap();
    let deputy = Browser::of(&house, "deputy", "s1");
    let (status, text) =
        deputy.post("/account/digest", &[("mail", "liang"), ("daily", "yes")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("id=\"mail-error\"") && queued(&house).is_empty(), "{text}");
    let wish = [("mail", "liang@example.org"), ("daily", "yes")];
    let (status, text) = deputy.post("/account/digest", &wish).await;
    assert!(status == StatusCode::OK && text.contains("l****@example.org"), "{text}");
    at(&house, 1, 8 * 60);
    assert_eq!((wished(), digests(&house)), (None, 0), "nothing is kept of the address yet");

    at(&house, 1, 8 * 60 + 1);
    let deputy = Browser::of(&house, "deputy", "s1");
    deputy.post("/account/digest", &wish).await;
    let sent = queued(&house).remove(0);
    assert_eq!((&*sent.kind, &*sent.recipient), ("code", "liang@example.org"));
    let code: String = sent.body.chars().filter(char::is_ascii_digit).take(6).collect();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let with = |mail: &'static str, code: &str| {
        vec![("mail", mail), ("daily", "yes"), ("code", code.to_owned().leak() as &str)]
    };
    let (status, text) = deputy.post("/account/digest", &with("liang@example.org", wrong)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("id=\"code-error\""), "{text}");
    let (status, _) = deputy.post("/account/digest", &with("chen@example.org", &code)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a code is for its own address");
    let handler = Browser::of(&house, "handler", "roads");
    let (status, _) = handler.post("/account/digest", &with("liang@example.org", &code)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "and for whoever asked for it");
    assert_eq!(wished(), None);
    let (_, to) = deputy.post("/account/digest", &with("liang@example.org", &code)).await;
    assert_eq!(to, "/account/digest?done=yes");
    assert!(wished().is_some_and(|wish| wish.daily && wish.mail == "liang@example.org"));
    assert_eq!(digests(&house), 1);

    deputy.post("/account/digest", &[("mail", "other@example.org"), ("daily", "no")]).await;
    assert!(wished().is_some_and(|wish| !wish.daily && wish.mail == "liang@example.org"));
    let before = queued(&house).len();
    deputy.post("/account/digest", &wish).await;
    assert!(wished().is_some_and(|wish| wish.daily), "a confirmed address needs no second code");
    assert_eq!(queued(&house).len(), before);
    let stranger = Browser::stranger(&house).post("/account/digest", &wish).await;
    assert_eq!(stranger.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_ticked_act_of_a_stranger_to_the_desk_does_nothing() {
    let house = house();
    let (matter, _) = raise(&house, submission(&house));
    let number = matter.to_string();
    let fields = [("do", "accept"), ("act", ACT), ("matter", &*number)];
    let outside = Browser::stranger(&house).post("/desk/batch", &fields).await;
    assert_eq!(outside.0, StatusCode::FORBIDDEN);
    let handler = Browser::of(&house, "handler", "water").post("/desk/batch", &fields).await;
    assert!(handler.1.contains("id=\"refused\"") && !handler.1.contains("id=\"done\""));
    assert_eq!(step(&house, matter), "raised");
}

/// Every sentence of a form: what stands in its controls, and around them.
fn sentences(form: &super::panel::ActForm) -> Vec<String> {
    let mut all = vec![form.title.clone(), form.why.clone()];
    for field in &form.fields {
        all.extend([field.label.clone(), field.hint.clone(), field.error.clone()]);
        all.extend(field.choices.iter().map(|choice| choice.label.clone()));
    }
    all
}

#[test]
fn every_form_of_every_shipped_procedure_is_in_whole_sentences() {
    let house = house();
    let matter = named(&house, "甲路");
    let officers = [officer(&house, "congress-office", "congress")];
    for language in [Language::Chinese, Language::English] {
        let shell = Shell::plain(house.state(), language, house.today());
        let sheet = house
            .read(|db| compose(db, &shell, &Who::officers(&officers), matter))
            .unwrap()
            .unwrap();
        for (name, text) in crate::roles::shipped::procedures().unwrap() {
            let procedure = law::procedure::Procedure::read(&text).unwrap();
            let ground = Ground {
                shell: &shell,
                sheet: &sheet,
                procedure: &procedure,
                officers: &officers,
                form: &Form::default(),
                refusal: None,
                similar: &[],
            };
            // Others have pages of their own, or are the house's.
            let has_form = |rule: &&ActRule| {
                !rule.by.is_empty() && super::order::turn(rule, true, false).is_some()
            };
            for rule in procedure.acts.iter().filter(has_form) {
                let form = form(&ground, rule);
                for said in sentences(&form) {
                    let key = ["desks-", "act-", "field-", "choice-", "way-"];
                    let raw = said.contains(['{', '}']) || key.iter().any(|k| said.starts_with(k));
                    assert!(!raw, "{name} {} says “{said}”", rule.key);
                }
                let nameless = form.fields.iter().find(|field| field.label.is_empty());
                assert_eq!(nameless.map(|field| &field.name), None, "{name} {}", rule.key);
            }
        }
    }
}

#[tokio::test]
async fn a_public_matter_says_which_procedure_it_follows() {
    let house = house();
    let matter = named(&house, "甲路塌陷");
    let stranger = Browser::stranger(&house);
    let called = house.state().term("procedure", "", "zh").unwrap().to_owned();
    for path in ["/matters?procedure=public-opinion", "/matters.csv"] {
        let (status, text) = stranger.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let row = text.split("甲路塌陷").nth(1).unwrap();
        assert!(row.contains(&called), "{path}: {text}");
    }
    let (status, text) = stranger.get("/matters?procedure=nothing-such").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!text.contains("甲路塌陷"), "a mistyped filter widens nothing");
    let (_, text) = stranger.get(&format!("/matters/{matter}")).await;
    assert!(text.contains(&format!("href=\"/procedures/public-opinion\">{called}")), "{text}");
    let item = house.read(|db| public_page(db, &[matter], true)).unwrap();
    let item = item.all_of_the_machine().remove(0);
    let shell = Shell::plain(house.state(), Language::Chinese, house.today());
    let csv = String::from_utf8(export::counted_csv(&shell, &[(3, item)])).unwrap();
    let last: Vec<&str> = csv.lines().filter_map(|line| line.rsplit(',').next()).collect();
    assert_eq!(last, ["次数", "3"], "how often a figure counts it");
}
