//! A receipt whose matter was split opens the parts as well; what is kept of its holder is told,
//! taken away and erased.

use std::io::{Cursor, Read};
use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::{Act, Joining, Part};
use law::matter::facts::Visibility;
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{Hash, MatterId};

use super::super::tests::{
    ACT, Browser, answer, area, fields, holding, matter_of, records, step, with,
};
use crate::fixture;
use crate::house::House;
use crate::kit::words::Language;
use crate::rights::{Bearer, Who};
use crate::rooms::matters::{self, compose};

/// Splits a matter in two and tells the parts.
fn split(house: &Arc<House>, whole: MatterId) -> Vec<MatterId> {
    let part = |title: &str, body: &str| Part {
        title: title.to_owned(),
        body: body.to_owned(),
        category: code("road-damage"),
    };
    let parts = vec![part("填平路面", "先把坑填上。"), part("装护栏", "再装一道护栏。")];
    let office = fixture::by(house, "congress-office", "congress");
    fixture::act(house, office, whole, Act::Split { parts });
    let shell = crate::kit::Shell::plain(house.state(), Language::default(), house.today());
    let who = Who::Bearer(Bearer { matter: whole, joined: false });
    let sheet = house.read(|db| compose(db, &shell, &who, whole)).expect("it reads");
    sheet.expect("the whole is there").parts.iter().map(|part| part.matter).collect()
}

#[test]
fn the_receipt_of_a_whole_shows_its_parts_and_opens_them() {
    let house = fixture::house();
    let (whole, act) = fixture::raise(&house, fixture::submission(&house));
    let parts = split(&house, whole);
    assert_eq!(parts.len(), 2);
    answer(&house, parts[0]);
    let mut browser = holding(&house, act);
    let page = browser.get("/receipt/matter");
    assert!(page.says("填平路面") && page.says("装护栏"), "{}", page.text);
    assert!(page.says(&format!("href=\"/receipt/parts/{}/matter\"", parts[0])));
    assert!(page.says(&parts[1].grouped()) && page.says("Weitang Station"), "where it stands");

    let at = format!("/receipt/parts/{}", parts[0]);
    let page = browser.get(&format!("{at}/matter"));
    assert!(page.says("先把坑填上。") && page.says("灯已换好。"), "{}", page.text);
    assert!(page.says(&format!("href=\"{at}/rate\"")) && page.says("href=\"/receipt/matter\""));
    assert!(browser.get(&format!("{at}/rate")).says(&format!("action=\"{at}/rate\"")));
    let rated = [("rating", "satisfied"), ("solved", "yes")];
    let page = browser.post(&format!("{at}/rate"), &rated);
    assert_eq!(page.to, format!("{at}/matter?done=rate"));
    let case = |matter| house.read(|db| crate::desk::case(db, matter)).unwrap().unwrap();
    assert!(case(parts[0]).rating.is_some() && case(parts[1]).rating.is_none());
    assert!(case(whole).rating.is_none(), "the rating is of the part alone");
    assert_ne!(step(&house, parts[1]), step(&house, parts[0]));
}

#[test]
fn a_receipt_opens_no_part_of_another_matter_and_a_joined_one_no_part_at_all() {
    let house = fixture::house();
    let (whole, own) = fixture::raise(&house, fixture::submission(&house));
    let joined = ActId(house.chance.bytes());
    let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
    matters::ask_and_wait(&house, joined, Actor::Resident, (whole, joining)).expect("it joins");
    let (_, other) = fixture::raise(&house, fixture::submission(&house));
    let parts = split(&house, whole);
    let at = format!("/receipt/parts/{}/matter", parts[0]);
    assert_eq!(holding(&house, own).get(&at).status, StatusCode::OK);
    assert_eq!(holding(&house, other).get(&at).status, StatusCode::NOT_FOUND);
    let mut reader = holding(&house, joined);
    assert_eq!(reader.get(&at).status, StatusCode::NOT_FOUND);
    let page = reader.get("/receipt/matter");
    assert!(page.says(&format!("href=\"/matters/{}\"", parts[0])), "what is public is linked");
}

#[test]
fn a_part_of_a_part_is_opened_and_confidential_parts_are_the_submitters_alone() {
    let house = fixture::house();
    let mut said = fixture::submission(&house);
    said.visibility = Visibility::Confidential;
    let (whole, act) = fixture::raise(&house, said);
    let parts = split(&house, whole);
    let small = split(&house, parts[0]);
    let mut browser = holding(&house, act);
    let at = |matter: MatterId| format!("/receipt/parts/{matter}/matter");
    assert!(browser.get(&at(parts[0])).says(&at(small[1])));
    assert!(browser.get(&at(small[1])).says("再装一道护栏。"));
    assert_eq!(browser.get(&format!("/matters/{}", small[1])).status, StatusCode::NOT_FOUND);
}

/// Has an officer look at who brought a matter.
fn look(house: &Arc<House>, matter: MatterId, (office, at): (&str, &str)) {
    let (sender, receiver) = std::sync::mpsc::sync_channel(1);
    let asked = (matter, "visit".to_owned());
    matters::see(house, fixture::officer(house, office, at), asked, move |seen| {
        sender.send(seen.is_ok()).expect("somebody waits");
    });
    assert!(receiver.recv().expect("is answered"), "{office} {at} may look");
}

#[test]
fn a_resident_sees_who_looked_when_and_why() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let joined = ActId(house.chance.bytes());
    let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
    matters::ask_and_wait(&house, joined, Actor::Resident, (matter, joining)).expect("it joins");
    let mut mine = holding(&house, act);
    let page = mine.get("/receipt/matter");
    assert!(page.says("Who looked at your name and contact") && page.says("Nobody has looked yet"));
    assert!(page.says("it sees “Submitter "), "{}", page.text);
    look(&house, matter, ("congress-office", "congress"));
    fixture::pass_days(&house, 1);
    look(&house, matter, ("deputy", "s1"));
    let page = holding(&house, act).get("/receipt/matter");
    assert!(page.says("Congress Office · Congress office"), "{}", page.text);
    assert!(page.says("Weitang Station 梁一 · Deputy"), "a deputy is known by name");
    assert!(page.says("2026-03-02 09:00") && page.says("2026-03-03 09:00"), "when");
    assert!(page.says("For what To arrange a visit"), "why");
    assert!(!page.says("罗五"), "other officers are not named");
    let page = holding(&house, joined).get("/receipt/matter");
    assert!(!page.says("Congress office"), "it is the submitter who was looked at");
}

/// The files of a package, by name.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut files = vec![];
    for i in 0..package.len() {
        let mut file = package.by_index(i).expect("a file");
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).expect("it can be read");
        files.push((file.name().expect("a name").into_owned(), bytes));
    }
    files
}

#[test]
fn a_resident_takes_the_own_data_away_and_erases_the_contact_when_it_has_ended() {
    let house = fixture::house();
    let mut said = fixture::submission(&house);
    said.title = "=HYPERLINK(1)路面塌陷".to_owned();
    let pdf = b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec();
    let limits = law::procedure::Files { most: 1, bytes_most: 1000 };
    said.files = matters::keep_files(&house, vec![pdf.clone()], limits).expect("a sound file");
    let (matter, act) = fixture::raise(&house, said);
    look(&house, matter, ("congress-office", "congress"));
    let mut mine = holding(&house, act);
    let page = mine.post("/receipt/data", &[]);
    assert_eq!(page.status, StatusCode::OK);
    let files = unpacked(&page.bytes);
    let named = |end: &str| &files.iter().find(|(name, _)| name.ends_with(end)).expect(end).1;
    let told: serde_json::Value = serde_json::from_slice(named("matter.json")).expect("JSON");
    assert_eq!(told["contact"]["mail"], "liang@example.org");
    assert_eq!(told["title"], "=HYPERLINK(1)路面塌陷");
    let course = told["course"].as_array().expect("a list");
    let looked =
        |line: &&serde_json::Value| line["what"].as_str().is_some_and(|w| w.contains("Looked"));
    assert_eq!(course.iter().filter(looked).count(), 1);
    let table = String::from_utf8(named("course.csv").clone()).expect("text");
    assert!(table.contains("To arrange a visit"), "{table}");
    assert_eq!(named(".pdf"), &pdf);
    // Nobody without the receipt has it.
    let mut stranger = super::super::tests::Browser::new(&house);
    assert_eq!(stranger.post("/receipt/data", &[]).to, "/receipt");
    assert_eq!(stranger.post("/receipt/erase", &[("sure", "yes")]).to, "/receipt");

    assert!(mine.get("/receipt/matter").says("Once the matter has ended, you can erase"));
    let early = mine.post("/receipt/erase", &[("sure", "yes")]);
    assert_eq!(early.status, StatusCode::CONFLICT);
    mine.post("/receipt/withdraw", &[("reason", "不用了"), ("sure", "yes")]);
    assert!(mine.get("/receipt/matter").says("Erase my name and contact"));
    let unsure = mine.post("/receipt/erase", &[]);
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mine.post("/receipt/erase", &[("sure", "yes")]).to, "/receipt/matter?done=erase");
    let page = mine.get("/receipt/matter?done=erase");
    assert!(page.says("Your name and contact were erased"), "{}", page.text);
    assert!(page.says("Who looked at your name and contact"), "who had looked stays to be seen");
    assert!(!page.says("action=\"/receipt/erase\""));
    let files = unpacked(&mine.post("/receipt/data", &[]).bytes);
    let json = &files.iter().find(|(name, _)| name.ends_with("json")).expect("is there").1;
    let told: serde_json::Value = serde_json::from_slice(json).expect("JSON");
    assert!(told["contact"].is_null());
    let (_, findings) = crate::roles::verify::check(&house).expect("is checked");
    assert_eq!(findings, []);
}

/// The six digits that were sent last.
fn last_code(house: &House) -> Option<String> {
    let sql =
        "SELECT body FROM message WHERE house = $1 AND kind = 'code' ORDER BY at DESC LIMIT 1";
    let body = house.read(|db| Ok(db.maybe(sql, &[])?.map(|row| row.text(0).to_owned())));
    let body = body.expect("reads")?;
    Some(body.chars().filter(char::is_ascii_digit).take(6).collect())
}

#[test]
fn receipts_are_kept_together_and_opened_by_a_code() {
    let house = fixture::house();
    let (first, act) = fixture::raise(&house, fixture::submission(&house));
    let mut other = fixture::submission(&house);
    other.title = "校门口没有斑马线".to_owned();
    let (second, other_act) = fixture::raise(&house, other);
    let address = [("address", "Liang@example.org")];

    // Nothing was kept yet, so nothing is sent, and it looks like any other time.
    let mut stranger = Browser::new(&house);
    let page = stranger.post("/receipts", &address);
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(last_code(&house), None);
    let unknown = page.text;

    for act in [act, other_act] {
        let mut browser = holding(&house, act);
        browser.post("/receipts", &address);
        let code = last_code(&house).expect("a code was sent");
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let page = browser.post("/receipts", &[address[0], ("code", wrong)]);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("id=\"code-error\""));
        let page = browser.post("/receipts", &[address[0], ("code", &code)]);
        assert_eq!(page.to, "/receipts", "{}", page.text);
    }

    let mut browser = Browser::new(&house);
    let page = browser.post("/receipts", &address);
    assert_eq!(page.text, unknown, "whether something is kept there is not told");
    let code = last_code(&house).expect("a code was sent");
    browser.post("/receipts", &[address[0], ("code", &code)]);
    let page = browser.get("/receipts");
    assert!(page.says("磨坊巷路面塌陷") && page.says("校门口没有斑马线"), "{}", page.text);
    let (mac, foreign) = (receipt_of(&house, act), law::words::Hash([7; 32]).to_string());
    let page = browser.post("/receipts/act", &[("do", "open"), ("receipt", &foreign)]);
    assert_eq!(page.status, StatusCode::NOT_FOUND, "only what lies in the folder");
    let page = browser.post("/receipts/act", &[("do", "open"), ("receipt", &mac)]);
    assert_eq!(page.to, "/receipt/matter");
    assert!(browser.get("/receipt/matter").says(&first.grouped()));

    browser.post("/receipts/act", &[("do", "remove"), ("receipt", &mac)]);
    let page = browser.get("/receipts");
    assert!(!page.says(&first.grouped()) && page.says(&second.grouped()));
    browser.post("/receipts/act", &[("do", "forget")]);
    assert!(browser.get("/receipts").says("name=\"address\""), "it is closed");
    browser.post("/receipts", &address);
    let count =
        |db: store::Db<'_>| Ok(db.one("SELECT COUNT(*) FROM folder WHERE house = $1", &[])?.int(0));
    assert_eq!(house.read(count).expect("reads"), 0, "nothing is left of it");
}

/// The keyed hash by which pages name a receipt.
fn receipt_of(house: &House, act: ActId) -> String {
    let code = matters::receipt_code(house, act);
    house.keys.receipt_mac(&house.code, &code).to_string()
}

/// A picture as a phone might send it.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    let picture = image::DynamicImage::new_rgb8(3, 2);
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a small picture");
    bytes.into_inner()
}

#[test]
fn by_a_procedure_of_ones_choice_a_resident_says_what_it_asks_for() {
    let house = crate::trials::stories::Story::new("micro-wish", None).house;
    let mut browser = Browser::new(&house);
    let area = area(&house, "t1v1");
    assert_eq!(browser.get("/say/nothing-such").status, StatusCode::NOT_FOUND);
    let page = browser.get("/say/micro-wish");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("name=\"own.kind\"") && page.says("type=\"file\""));

    let said = with(&fields(&area, ACT), "title", "想要一副老花镜");
    let page = browser.post("/say/micro-wish", &said);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("href=\"#own.kind\"") && page.says("id=\"own.kind-error\""));
    assert!(page.says("想要一副老花镜"), "{}", page.text);
    assert_eq!(records(&house, matter_of(&house, ACT)), 0);

    let said = with(&said, "own.kind", "goods");
    let page = browser.post_with("/say/micro-wish", &said, &[&picture()]);
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let matter = matter_of(&house, ACT);
    assert_eq!(step(&house, matter), "wished");
    assert_eq!(browser.post("/say/micro-wish", &said).receipt(), page.receipt(), "sent again");
    let page = browser.post("/say/micro-wish", &with(&said, "title", "想学写字"));
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("想学写字") && !page.says(ACT));
    let case = house.read(|db| crate::desk::case(db, matter)).unwrap().unwrap();
    assert_eq!(case.procedure, "micro-wish");
}
