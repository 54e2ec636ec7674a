//! Ledgers that must be refused, each with its reason, and never half read.

use super::columns::Column;
use super::faults::LedgerError;
use super::reader::open;
use super::tests::{Folder, archive, lively, refusal, rows_of, unpacked, words, write_row};

#[test]
fn wrong_encodings_are_told_with_their_place() {
    let folder = Folder::new();
    let text = "编号,标题,反映内容\n1,磨坊巷的桥栏杆松了,请尽快派人来看一看\n2,灯,暗\n";
    let mut broken = text.as_bytes().to_vec();
    let at = text.find('灯').unwrap();
    broken[at] = 0xFF;
    let error = refusal(&folder.file("a.csv", &broken));
    assert_eq!(error, LedgerError::BadEncoding { encoding: "UTF-8", offset: at as u64, line: 3 });

    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let mut broken = gbk.to_vec();
    broken.push(0xFF);
    let error = refusal(&folder.file("b.csv", &broken));
    let offset = gbk.len() as u64;
    assert_eq!(error, LedgerError::BadEncoding { encoding: "GB18030", offset, line: 4 });

    let (garbled, _, _) = encoding_rs::GBK.decode(text.as_bytes());
    assert_eq!(refusal(&folder.file("c.csv", garbled.as_bytes())).code(), "ledger.garbled");
    let lost = text.replace("标题", "锟斤拷锟斤拷");
    assert_eq!(refusal(&folder.file("d.csv", lost.as_bytes())).code(), "ledger.garbled");
    let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refusal(&folder.file("e.csv", &unmarked)).code(), "ledger.not-a-ledger");
}

#[test]
fn slipped_columns_and_open_quotes_are_seen() {
    let folder = Folder::new();
    let path = folder.file("a.csv", "编号,标题\n1,桥,又一座桥\n2,=\"0012\"\n3,'+86\n".as_bytes());
    let rows = rows_of(&path);
    let slipped = rows[0].slipped().unwrap();
    assert_eq!(
        (slipped.row, slipped.value.as_str(), slipped.heading.as_str()),
        (2, "又一座桥", "C")
    );
    assert_eq!(words(&rows[1], Column::Title), "0012");
    assert_eq!(words(&rows[2], Column::Title), "+86");

    let open = folder.file("b.csv", "编号,标题\n1,桥\n2,\"灯\n3,路\n".as_bytes());
    assert_eq!(refusal(&open), LedgerError::OpenQuote { row: 3 });

    for cut in ["编号,标题,电话\n1,桥,2\n2,灯", "编号,标题,电话\n1,桥,2\n2"] {
        let error = refusal(&folder.file("c.csv", cut.as_bytes()));
        assert!(error.to_string().contains("row 3 breaks off"), "{error}");
    }
    let text = "编号,标题,反映内容\n1,磨坊巷的桥栏杆松了,请尽快派人来看一看桥".as_bytes();
    let error = refusal(&folder.file("d.csv", &text[..text.len() - 1]));
    assert!(error.to_string().contains("half a character"), "{error}");
}

#[test]
fn what_is_no_ledger_says_what_to_do() {
    let folder = Folder::new();
    let ole = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(1_048_570, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1_100_000, 0);
        bytes
    };
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("empty", Vec::new(), "ledger.empty"),
        ("blank", b" \r\n\r\n".to_vec(), "ledger.empty"),
        ("locked", ole("EncryptedPackage"), "ledger.password"),
        ("old", ole("Workbook"), "ledger.other-format"),
        ("doc", ole("WordDocument"), "ledger.not-a-ledger"),
        ("pdf", b"%PDF-1.7".to_vec(), "ledger.not-a-ledger"),
        ("html", b"<html><table><tr><td>1".to_vec(), "ledger.other-format"),
        ("binary", vec![1, 0, 2, 0], "ledger.not-a-ledger"),
        ("zip", archive(vec![("a.txt".to_owned(), b"a".to_vec())]), "ledger.not-a-ledger"),
        ("xlsb", archive(vec![("xl/workbook.bin".to_owned(), vec![1])]), "ledger.other-format"),
        ("prose", "今天天气很好\n明天也好\n".as_bytes().to_vec(), "ledger.no-headings"),
        ("start", b"PK".to_vec(), "ledger.damaged"),
    ];
    for (name, bytes, code) in cases {
        let error = refusal(&folder.file(name, &bytes));
        assert_eq!(error.code(), code, "{name}: {error}");
    }
    assert_eq!(refusal(&folder.path("nowhere")).code(), "ledger.unreadable");
    let blank = folder.sheet(|_| {});
    assert_eq!(refusal(&blank), LedgerError::Empty);
}

#[test]
fn a_full_sheet_is_refused() {
    let folder = Folder::new();
    for last in [1_048_576, 65_536] {
        let path = folder.sheet(|sheet| {
            write_row(sheet, 0, &["编号", "标题"]);
            write_row(sheet, last - 1, &["9", "桥"]);
        });
        assert_eq!(refusal(&path), LedgerError::CutOff { rows: last });
        let text = format!("编号,标题\n{}9,桥\n", "8,灯\n".repeat(last as usize - 2));
        let path = folder.file("full.csv", text.as_bytes());
        assert_eq!(refusal(&path), LedgerError::CutOff { rows: last });
    }
    let path = folder.sheet(|sheet| {
        write_row(sheet, 0, &["编号", "标题"]);
        write_row(sheet, 65_536, &["9", "桥"]);
    });
    assert_eq!(rows_of(&path)[0].number, 65_537);
}

#[test]
fn no_beginning_of_a_ledger_makes_it_panic_or_pass() {
    let folder = Folder::new();
    let whole = std::fs::read(folder.sheet(lively)).unwrap();
    for end in (0..whole.len()).step_by(37).chain(whole.len() - 30..whole.len()) {
        let error = refusal(&folder.file("cut.xlsx", &whole[..end]));
        let code = error.code();
        assert!(["ledger.empty", "ledger.damaged"].contains(&code), "{end}: {error}");
    }
    let text = "编号,受理日期,标题\n1,2025-03-07,\"磨坊巷,桥\"\n2,20250308,路\n".repeat(3);
    let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
    for bytes in [text.as_bytes(), &gbk] {
        for end in 0..bytes.len() {
            if let Ok(ledger) = open(&folder.file("cut.csv", &bytes[..end]), None) {
                ledger.for_each(|row| drop(row.unwrap()));
            }
        }
    }
}

#[test]
fn no_flipped_byte_of_a_workbook_makes_it_panic() {
    let folder = Folder::new();
    let whole = std::fs::read(folder.sheet(lively)).unwrap();
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        if let Ok(ledger) = open(&folder.file("flip.xlsx", &bytes), None) {
            ledger.for_each(|row| drop(row.unwrap()));
        }
    }
}

#[test]
fn a_part_that_grows_beyond_what_it_declares_is_refused() {
    let folder = Folder::new();
    let path = folder.sheet(lively);
    let mut parts: Vec<(String, Vec<u8>)> =
        unpacked(&path).into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    let honest = archive(parts.clone());
    assert_eq!(rows_of(&folder.file("honest.xlsx", &honest)).len(), 4);

    let texts = parts.iter_mut().find(|(name, _)| name == "xl/sharedStrings.xml").unwrap();
    let text = String::from_utf8(texts.1.clone()).unwrap();
    let from = text.find("uniqueCount=\"").unwrap() + 13;
    texts.1 = format!("{}99999999{}", &text[..from], &text[from..]).into_bytes();
    let greedy = refusal(&folder.file("greedy.xlsx", &archive(parts)));
    assert_eq!(greedy.code(), "ledger.damaged", "{greedy}");

    let mut parts: Vec<(String, Vec<u8>)> =
        unpacked(&path).into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    let sheet = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap();
    let run = format!("<r><t>{}</t></r>", "桥".repeat(1000)).repeat(1500);
    let cell =
        format!("<row r=\"9\"><c r=\"C9\" t=\"inlineStr\"><is>{run}</is></c></row></sheetData>");
    let text = String::from_utf8(sheet.1.clone()).unwrap();
    sheet.1 = text.replace("</sheetData>", &cell).into_bytes();
    let long = refusal(&folder.file("long.xlsx", &archive(parts)));
    assert_eq!(long.code(), "ledger.too-large", "{long}");

    // The declared size of one part, in the list at the end, is raised beyond the limit.
    let mut bomb = honest;
    let name = b"xl/sharedStrings.xml";
    let at = bomb.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    bomb[at + 24..at + 28].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    let error = refusal(&folder.file("bomb.xlsx", &bomb));
    assert_eq!(error.code(), "ledger.too-large", "{error}");
}

#[test]
fn a_packed_part_that_lies_about_its_size_is_refused() {
    let folder = Folder::new();
    let whole = std::fs::read(folder.sheet(lively)).unwrap();
    for name in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        let name = name.as_bytes();
        let at = whole.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
        let size = u32::from_le_bytes(whole[at + 24..at + 28].try_into().unwrap());
        for lie in [size - 1, size + 1, 0] {
            let mut bytes = whole.clone();
            bytes[at + 24..at + 28].copy_from_slice(&lie.to_le_bytes());
            let error = refusal(&folder.file("lie.xlsx", &bytes));
            assert_eq!(error.code(), "ledger.damaged", "{error}");
        }
    }
}

#[test]
fn what_makes_the_spreadsheet_library_panic_is_damage() {
    let folder = Folder::new();
    let path = folder.sheet(lively);
    let changes: [(&str, &str); 4] = [
        ("<dimension ref=\"A1:H7\"", "<dimension ref=\"Z9:A1\""),
        ("<dimension ref=\"A1:H7\"", "<dimension ref=\"AAAAAAAAAAAAAAAA1\""),
        ("<row r=\"5\"", "<row r=\"99999999999999\""),
        ("r=\"C5\"", "r=\"C2\""),
    ];
    for (from, to) in changes {
        let mut found = false;
        let parts = unpacked(&path).into_iter().map(|(name, text)| {
            found |= text.contains(from);
            (name, text.replace(from, to).into_bytes())
        });
        let bytes = archive(parts.collect());
        assert!(found, "{from} is not in the sheet");
        if let Err(error) = open(&folder.file("odd.xlsx", &bytes), None) {
            assert_eq!(error.code(), "ledger.damaged", "{to}: {error}");
        }
    }
}
