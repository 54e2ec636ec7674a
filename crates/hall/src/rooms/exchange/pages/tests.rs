//! That what is routed, what is told, and what the law knows are one; lists, receipts and files.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use law::matter::acts::Act;
use law::procedure::Do;
use law::words::MatterId;
use serde_json::{Value, json};

use super::super::tests::{Program, confidential, said, with};
use crate::fixture;
use crate::rooms::matters;
use crate::rooms::referrals::tests::{Two, key, message};

fn operations(document: &'static Value) -> Vec<(&'static str, &'static str, &'static Value)> {
    let paths = document["paths"].as_object().expect("there are paths");
    let mut all = vec![];
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("a path has methods") {
            all.push((path.as_str(), method.as_str(), operation));
        }
    }
    all
}

#[test]
fn the_document_says_what_is_routed_and_nothing_else() {
    let house = fixture::house();
    let program = Program::new(&house);
    assert!(program.document["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
    let all = operations(program.document);
    // Routes are made by this macro alone, one handler after another.
    let source = include_str!("mod.rs");
    let made: usize = source
        .split("routes!(")
        .skip(1)
        .map(|after| after.split(')').next().unwrap_or("").split(',').count())
        .sum();
    assert_eq!(all.len(), made);
    assert!(!source.contains(".route(\"/api/"), "the page at /api stands outside");
    for (path, ..) in &all {
        let told: BTreeSet<&str> =
            all.iter().filter(|(other, ..)| other == path).map(|(_, method, _)| *method).collect();
        let there = path.replace("{id}", "0000").replace("{file}", "0000");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let request = Request::builder().method(method).uri(&there);
            let answer = program.send(request, Body::empty());
            let (_, code) = answer.no();
            let is_told = told.contains(method.to_lowercase().as_str());
            assert_eq!(code != "method.unknown", is_told, "{method} {path}");
            assert_ne!(code, "page.unknown", "{method} {path}");
        }
    }
    let head = program.raw(Request::head("/api/v1/matters"), Body::empty());
    assert_eq!(head.status, StatusCode::OK, "reading has a short form");
    let ids: BTreeSet<&str> =
        all.iter().filter_map(|(.., operation)| operation["operationId"].as_str()).collect();
    assert_eq!(ids.len(), all.len(), "each operation has a name of its own");
    for (path, method, operation) in &all {
        let summary = operation["summary"].as_str().unwrap_or("");
        assert!(!summary.is_empty() && !summary.starts_with("exchange-op"), "{method} {path}");
    }
    let text = program.document.to_string();
    for target in text.split("\"#/components/schemas/").skip(1) {
        let name = target.split('"').next().expect("a name");
        let schemas = &program.document["components"]["schemas"];
        assert!(schemas[name].is_object(), "nothing is called {name}");
    }
}

#[test]
fn the_document_knows_every_act_of_the_law_but_the_house_s_own() {
    let house = fixture::house();
    let program = Program::new(&house);
    let ways = program.document.pointer("/components/schemas/Act/oneOf").expect("acts");
    let told: BTreeSet<&str> = ways
        .as_array()
        .expect("several")
        .iter()
        .filter_map(|way| way["properties"]["do"]["enum"][0].as_str())
        .collect();
    // Bringing has an address of its own; a code that was sent is typed in on a page; the draw is
    // the house's.
    let apart = [Do::Submit, Do::ConfirmChannel, Do::DrawLookBack];
    let known: BTreeSet<String> =
        Do::ALL.into_iter().filter(|act| !apart.contains(act)).map(Do::name).collect();
    assert_eq!(told, known.iter().map(String::as_str).collect());
}

#[test]
fn every_operation_answers_as_the_document_says() {
    let two = Two::new();
    let anybody = Program::new(&two.county);
    let given = anybody.post("/api/v1/matters", &said());
    let (id, code) = (given.text("/id").to_owned(), given.text("/receipt/code").to_owned());
    let deputy = anybody.of("deputy", "s1");
    deputy.act(&id, &json!({ "do": "accept" }));
    let joined = anybody.act(&id, &json!({ "do": "join", "contact": null }));
    let own = joined.text("/receipt/code").to_owned();
    anybody.post("/api/v1/receipts/look-up", &json!({ "code": own }));
    let joined = anybody.post(
        "/api/v1/receipts/acts",
        &json!({ "code": own, "act": { "do": "withdraw", "reason": "x" } }),
    );
    assert_eq!(joined.no(), (StatusCode::FORBIDDEN, "counter.joined-reads".to_owned()));
    let files = [("files", &png()[..])];
    let json = json!({ "code": code, "act": { "do": "add", "text": "有照片。" } });
    let added = multipart(&anybody, "/api/v1/receipts/acts", &json, &files);
    assert_eq!(added.status, StatusCode::OK, "{:#}", added.body);
    let shown = anybody.get(&format!("/api/v1/matters/{id}"));
    assert_eq!(shown.body["summary"]["voices"], 2);
    let entries = shown.body["timeline"].as_array().expect("a timeline");
    let file = entries.iter().find_map(|entry| entry.pointer("/files/0/address"));
    let file = file.and_then(Value::as_str).expect("the file is told of");
    let file = file.strip_prefix("https://voices.example.org").expect("lies here");
    let read = anybody.get(file);
    assert_eq!(read.headers[header::CONTENT_TYPE], "image/png");
    for path in ["areas", "bodies", "categories", "duties", "figures?by=unit", "openapi.json"] {
        assert_eq!(anybody.get(&format!("/api/v1/{path}")).status, StatusCode::OK, "{path}");
    }
    let listed = anybody.get("/api/v1/procedures");
    assert_eq!(listed.text("/items/0/id"), "public-opinion");
    anybody.get("/api/v1/procedures/public-opinion");
    anybody.get("/api/v1/figures/rows?key=received");
    anybody.get("/api/v1/matters");
    deputy.get("/api/v1/desk");
    deputy.get("/api/v1/posts");
    let note = message(&two, |_| ()).sign(&key(&two.city));
    let heard = anybody.post("/api/v1/referrals", &json!({ "note": note }));
    assert_eq!(heard.status, StatusCode::OK, "{:#}", heard.body);
    let seen = anybody.seen.lock().expect("the list").clone();
    let all = operations(anybody.document);
    let told: BTreeSet<String> = all
        .iter()
        .filter_map(|(.., operation)| operation["operationId"].as_str())
        .map(str::to_owned)
        .collect();
    assert_eq!(seen, told);
}

#[test]
fn files_come_with_a_matter_and_stay_with_those_who_may_read_it() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let hidden = with(&said(), "visibility", "confidential");
    let no = multipart(&anybody, "/api/v1/matters", &hidden, &[("files", b"MZ\x90")]).no();
    assert_eq!(no, (StatusCode::UNPROCESSABLE_ENTITY, "files.type".to_owned()));
    let given = multipart(&anybody, "/api/v1/matters", &hidden, &[("files", &png())]);
    assert_eq!(given.status, StatusCode::OK, "{:#}", given.body);
    let path = format!("/api/v1/matters/{}", given.text("/id"));
    let holder = anybody.with(&format!("Receipt {}", given.text("/receipt/code")));
    let shown = holder.get(&path);
    let file = shown.text("/files/0/address").replace("https://voices.example.org", "");
    assert_eq!(holder.get(&file).status, StatusCode::OK);
    for other in [&anybody, &anybody.of("handler", "water")] {
        assert_eq!(other.get(&file).no(), (StatusCode::NOT_FOUND, "file.unknown".to_owned()));
    }
    let none = multipart(
        &anybody.of("deputy", "s1"),
        &format!("{path}/acts"),
        &json!({ "do": "accept" }),
        &[("files", &png())],
    );
    assert_eq!(none.no(), (StatusCode::UNPROCESSABLE_ENTITY, "files.none".to_owned()));
}

#[test]
fn codes_that_open_nothing_are_answered_alike_and_not_for_ever() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let (_, act) = fixture::raise(&house, fixture::submission(&house));
    let right = matters::receipt_code(&house, act).to_string();
    let unknown = matters::receipt_code(&house, law::record::ActId([9; 16])).to_string();
    let look = |code: &str| anybody.post("/api/v1/receipts/look-up", &json!({ "code": code }));
    let first = look(&unknown);
    assert_eq!(first.no(), (StatusCode::UNPROCESSABLE_ENTITY, "receipt.unknown".to_owned()));
    for code in ["", "7K3M", "not a code at all", "路灯"] {
        let answer = look(code);
        assert_eq!((answer.status, &answer.body), (first.status, &first.body), "{code}");
    }
    assert_eq!(look(&right.to_lowercase().replace('-', " ")).status, StatusCode::OK);
    for _ in 0..15 {
        look(&unknown);
    }
    let tired = (StatusCode::TOO_MANY_REQUESTS, "counter.receipt-too-often".to_owned());
    assert_eq!(look(&right).no(), tired);
    let by_header = anybody.with(&format!("Receipt {right}"));
    let act = json!({ "act": { "do": "add", "text": "x" } });
    assert_eq!(by_header.post("/api/v1/receipts/acts", &act).no(), tired, "this way too");
    house.clock.set(house.now().plus_ms(10 * 60_000 + 1));
    assert_eq!(look(&right).status, StatusCode::OK);
    let empty = anybody.post("/api/v1/receipts/acts", &act);
    assert_eq!(empty.no().1, "field.empty");
    let other = confidential(&house);
    let no = by_header.get(&format!("/api/v1/matters/{other}")).no();
    assert_eq!(no, (StatusCode::NOT_FOUND, "matter.unknown".to_owned()), "it opens one matter");
}

#[test]
fn a_list_is_narrowed_searched_counted_and_turned_page_by_page() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let mut raised: Vec<MatterId> = vec![];
    for i in 0..7 {
        let base = fixture::submission(&house);
        let title = if i == 3 { "学校食堂饭菜太凉" } else { "路面塌陷" };
        let area = fixture::area(&house, if i == 5 { "t2v1" } else { "t1v1" });
        let submission = law::matter::acts::Submission { title: title.to_owned(), area, ..base };
        raised.push(fixture::raise(&house, submission).0);
        house.clock.set(house.now().plus_ms(1000));
    }
    let (mut seen, mut path) = (vec![], "/api/v1/matters?standing=open&limit=3".to_owned());
    loop {
        let page = anybody.get(&path);
        assert_eq!(
            (&page.body["total"], &page.body["total_is_at_least"]),
            (&json!(7), &json!(false))
        );
        seen.extend(page.ids().iter().map(|id| id.parse::<MatterId>().expect("an identifier")));
        let Some(next) = page.body["next"].as_str() else { break };
        path = format!("/api/v1/matters?standing=open&limit=3&cursor={next}");
    }
    assert_eq!(seen, raised.iter().rev().copied().collect::<Vec<_>>(), "newest first, each once");
    let only = |path: &str| -> Vec<String> {
        anybody.get(path).ids().iter().map(|id| (*id).to_owned()).collect()
    };
    let found = only("/api/v1/matters?q=%E9%A3%9F%E5%A0%82");
    assert_eq!(found, [raised[3].to_string()], "by a word of the title");
    assert_eq!(
        only("/api/v1/matters?area=t2"),
        [raised[5].to_string()],
        "by a code, with villages"
    );
    assert_eq!(only("/api/v1/matters?standing=late"), Vec::<String>::new());
    assert_eq!(only("/api/v1/matters?procedure=public-opinion").len(), 7);
    for list in ["matters", "figures", "figures/rows"] {
        let path = format!("/api/v1/{list}?key=received&procedure=nothing-such");
        let path = if list == "figures/rows" { path } else { path.replace("key=received&", "") };
        let no = anybody.get(&path).no();
        assert_eq!(no, (StatusCode::NOT_FOUND, "procedure.unknown".to_owned()), "{list}");
    }
    assert_eq!(only("/api/v1/matters?from=2026-03-03"), Vec::<String>::new());
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), raised[0], Act::Accept {});
    let office = anybody.of("congress-office", "congress");
    let desk = office.get("/api/v1/desk?tab=all&q=%E9%A3%9F%E5%A0%82");
    assert_eq!(desk.text("/items/0/matter/id"), raised[3].to_string());
    assert_eq!(office.get("/api/v1/desk").text("/items/0/matter/id"), raised[0].to_string());
    let wrong = office.get("/api/v1/desk?tab=mine&sort=x&area=y");
    assert_eq!(wrong.body["errors"].as_array().map(Vec::len), Some(3));
    let figures = anybody.get("/api/v1/figures?by=area");
    let received = figures.body["total"].as_array().expect("figures").first().expect("one");
    assert_eq!((&received["key"], &received["numerator"]), (&json!("received"), &json!(7)));
    let rows = received["numerator_rows"].as_str().expect("its rows are listed");
    let rows = anybody.get(&rows.replace("https://voices.example.org", ""));
    assert_eq!((&rows.body["total"], &rows.body["not_public"]), (&json!(7), &json!(0)));
}

#[test]
fn a_procedure_is_told_with_what_its_acts_ask_for() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let told = anybody.get("/api/v1/procedures/public-opinion");
    let shipped = house.state().front_procedure(house.today()).cloned().expect("it is in force");
    let list = |name: &str| told.body[name].as_array().cloned().expect("a list");
    let (steps, acts, clocks) = (list("steps"), list("acts"), list("clocks"));
    assert_eq!(steps.len(), shipped.steps.len());
    assert_eq!(acts.len(), shipped.acts.len());
    assert_eq!(clocks.len(), shipped.clocks.len());
    let act = acts.iter().find(|act| act["key"] == "as-candidate").expect("it converts");
    assert_eq!((&act["do"], &act["into"]), (&json!("convert"), &json!("livelihood-project")));
    let field = &act["fields"][0];
    assert_eq!((&field["key"], &field["kind"]), (&json!("tier"), &json!("choice")));
    assert!(field["choices"][0]["name"].as_str().is_some_and(|name| !name.is_empty()));
    let by_law = |told: &Value| {
        let clocks = told["clocks"].as_array().expect("a list").iter();
        clocks.filter(|clock| clock["law"].is_string()).count()
    };
    assert_eq!(by_law(&told.body), 0, "all its days are local rules");
    let story = crate::trials::stories::Story::new("deputy-suggestion", None);
    let lawful = Program::new(&story.house).get("/api/v1/procedures/deputy-suggestion").body;
    assert!(
        (1..list("clocks").len()).contains(&by_law(&lawful)),
        "law and local rules: {lawful:#}"
    );
    let no = anybody.get("/api/v1/procedures/nothing-such").no();
    assert_eq!(no, (StatusCode::NOT_FOUND, "procedure.unknown".to_owned()));

    // What is missing is named as it is sent.
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    let office = anybody.of("congress-office", "congress");
    let asked = json!({ "do": "convert", "key": "as-candidate", "title": "路", "body": "路" });
    let no = office.post(&format!("/api/v1/matters/{matter}/acts"), &asked);
    assert_eq!(no.text("/errors/0/field"), "fields.tier", "{:#}", no.body);
    assert_eq!(no.text("/errors/0/code"), "field.empty");
}

#[test]
fn a_receipt_names_the_parts_of_its_matter_and_opens_them() {
    let house = fixture::house();
    let anybody = Program::new(&house);
    let (whole, id) = fixture::raise(&house, fixture::submission(&house));
    let office = anybody.of("congress-office", "congress");
    let part = json!({ "title": "填平路面", "body": "填坑", "category": "road-damage" });
    let split = json!({ "do": "split", "parts": [part] });
    assert_eq!(office.act(&whole.to_string(), &split).status, StatusCode::OK);
    let code = crate::rooms::matters::receipt_code(&house, id).to_string();
    let held = anybody.post("/api/v1/receipts/look-up", &json!({ "code": code }));
    let part = held.text("/matter/parts/0/id").to_owned();
    assert_eq!(held.text("/matter/parts/0/title"), "填平路面");
    let asked = json!({ "code": code, "part": part });
    let held = anybody.post("/api/v1/receipts/look-up", &asked);
    assert_eq!((held.status, held.text("/matter/summary/id")), (StatusCode::OK, part.as_str()));
    let act = json!({ "do": "add", "text": "坑更大了" });
    let added = json!({ "code": code, "part": part, "act": act });
    assert_eq!(anybody.post("/api/v1/receipts/acts", &added).status, StatusCode::OK);
    let holder = anybody.with(&format!("Receipt {code}"));
    let shown = holder.get(&format!("/api/v1/matters/{part}"));
    assert!(shown.body["timeline"].to_string().contains("坑更大了"));
    let (other, _) = fixture::raise(&house, fixture::submission(&house));
    let asked = json!({ "code": code, "part": other.to_string() });
    assert_eq!(anybody.post("/api/v1/receipts/look-up", &asked).status, StatusCode::NOT_FOUND);
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    let picture = image::DynamicImage::new_rgb8(3, 2);
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a small picture");
    bytes.into_inner()
}

fn multipart(
    program: &Program,
    path: &str,
    json: &Value,
    files: &[(&str, &[u8])],
) -> super::super::tests::Answer {
    let mut body = vec![];
    let head = "--limit\r\ncontent-disposition: form-data; name=\"json\"\r\n\r\n";
    body.extend(head.as_bytes());
    body.extend(json.to_string().as_bytes());
    body.extend(b"\r\n");
    for (name, bytes) in files {
        let head = format!(
            "--limit\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"a\"\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--limit--\r\n");
    let kind = "multipart/form-data; boundary=limit";
    program.send(Request::post(path).header(header::CONTENT_TYPE, kind), Body::from(body))
}
