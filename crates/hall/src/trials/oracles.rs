//! Made-up input against oracles (trust.md, T12): no cell begins a formula, no picture keeps what
//! stood beside it, and whatever is shown of a text runs nothing.

use askama::Template;
use store::Chance;

use crate::kit::photos;
use crate::kit::segments::{self, tests as pictures};
use crate::rooms::ledgers::{guarded, unguarded};

/// How many inputs each test makes up; `HUIYIN_ROUNDS` says otherwise.
const ROUNDS: u64 = 400;

fn rounds() -> u64 {
    let asked = std::env::var("HUIYIN_ROUNDS").ok();
    asked.map_or(ROUNDS, |text| text.parse().expect("HUIYIN_ROUNDS is a number"))
}

/// Made-up input from a printed seed.
struct Dice(Chance);

impl Dice {
    fn new(seed: u64) -> Self {
        println!("seed {seed}");
        Self(Chance::seeded(seed))
    }

    fn below(&self, bound: usize) -> usize {
        (u64::from_be_bytes(self.0.bytes()) % bound as u64) as usize
    }

    fn pick<T: Copy>(&self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn text(&self, pieces: &[&str]) -> String {
        (0..=self.below(7)).map(|_| self.pick(pieces)).collect()
    }

    fn bytes(&self, most: usize) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.below(256) as u8).collect()
    }
}

/// What a spreadsheet program takes for a formula, written apart from the code that guards: ASCII
/// and full-width signs, and the controls that some programs drop before they look.
fn begins_formula(cell: &str) -> bool {
    let first = cell.trim_start_matches('\u{FEFF}').chars().next();
    first.is_some_and(|c| "=+-@＝＋－＠\t\r\n".contains(c))
}

#[test]
fn no_cell_begins_a_formula_and_none_loses_a_sign() {
    let dice = Dice::new(20_261_126);
    let pieces = [
        "=",
        "+",
        "-",
        "@",
        "'",
        "\t",
        "\r",
        "\n",
        "\"",
        ",",
        ";",
        "＝",
        "＠",
        " ",
        "\u{FEFF}",
        "HYPERLINK(\"http://example.org\")",
        "1+1",
        "路灯",
        "cmd|' /C calc'!A0",
    ];
    let mut dangerous = 0;
    for _ in 0..rounds() * 50 {
        let text = dice.text(&pieces);
        dangerous += u64::from(begins_formula(&text));
        let mut writer = csv::Writer::from_writer(vec![]);
        writer.write_record(["first", guarded(&text).as_ref(), "beside"]).expect("memory takes it");
        let bytes = writer.into_inner().expect("memory takes it");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let row = reader.records().next().expect("a row").expect("it reads");
        assert!(!begins_formula(&row[1]), "{text:?}");
        assert_eq!((unguarded(&row[1]), &row[2]), (text.as_str(), "beside"));
    }
    assert!(dangerous > rounds() * 10, "only {dangerous} were dangerous");
}

#[test]
fn no_picture_keeps_what_stood_beside_it() {
    let dice = Dice::new(20_261_127);
    let mut kept_some = 0;
    for round in 0..rounds() {
        // What programs write, with anything behind it, or anything at all with a name in it.
        let mut told = dice.pick(&pictures::TOLD).to_vec();
        if dice.below(3) == 0 {
            told = [dice.bytes(40), b"Liang".to_vec()].concat();
        }
        told.extend(dice.bytes(300));
        let (bytes, format) = match dice.below(3) {
            0 => {
                let marker = dice.pick(&[0xe1, 0xe2, 0xe3, 0xe5, 0xec, 0xed, 0xee, 0xef, 0xfe]);
                let after = dice.bytes(60);
                (pictures::jpeg_with(marker, &told, &after), "jpeg")
            }
            1 => {
                let names =
                    [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"prVt", b"abCd"];
                (pictures::png_with(*dice.pick(&names), &told), "png")
            }
            _ => (pictures::webp_with(dice.pick(&[b"XMP ", b"EXIF"]), &told), "webp"),
        };
        assert!(
            segments::metadata(&bytes, format) != Ok(vec![]),
            "{round}: nothing stood beside it"
        );
        // A part that is itself broken may be refused.
        let Ok(kept) = photos::accept(bytes, 1 << 20) else { continue };
        kept_some += 1;
        assert_eq!(segments::metadata(&kept.bytes, kept.format.as_str()), Ok(vec![]), "{round}");
        assert!(!pictures::says(&kept.bytes), "{round}");
    }
    assert!(kept_some > rounds() / 2, "{kept_some} were kept");
}

#[derive(Template)]
#[template(
    source = r#"<p title="{{ text }}">{{ text }}</p><input value='{{ text }}'><b>end</b>"#,
    ext = "html"
)]
struct Shown<'a> {
    text: &'a str,
}

/// The tags and attributes that a browser would see, by a reader that knows quotes alone.
fn structure(page: &str) -> Vec<String> {
    let (mut found, mut rest) = (vec![], page);
    while let Some((_, tag)) = rest.split_once('<') {
        let (mut quote, mut end) = (None, tag.len());
        for (at, sign) in tag.char_indices() {
            match (quote, sign) {
                (None, '"' | '\'') => quote = Some(sign),
                (Some(open), sign) if open == sign => quote = None,
                (None, '>') => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let (inside, mut open, mut bare) = (&tag[..end], None, String::new());
        for sign in inside.chars() {
            match (open, sign) {
                (None, '"' | '\'') => open = Some(sign),
                (Some(quote), sign) if quote == sign => open = None,
                (None, sign) => bare.push(sign),
                _ => {}
            }
        }
        found.push(bare);
        rest = &tag[end..];
    }
    found
}

#[test]
fn whatever_is_shown_of_a_text_is_no_tag_and_no_attribute() {
    let dice = Dice::new(20_261_128);
    let pieces = [
        "<",
        ">",
        "\"",
        "'",
        "&",
        "/",
        "=",
        " ",
        "script",
        "<script>",
        "</p>",
        "onerror=",
        "<img src=x ",
        "javascript:",
        "&lt;",
        "&#x3c;",
        "路灯",
        "\u{202e}",
        "`",
        "{{ text }}",
        "<!--",
        "]]>",
    ];
    let plain = structure(&Shown { text: "plain" }.render().expect("renders"));
    assert_eq!(plain.len(), 5, "{plain:?}");
    // The reader sees what is not written as text.
    let raw = r#"<p title="a" onerror=b>c</p>"#;
    assert_ne!(structure(raw), structure(r#"<p title="a">c</p>"#));
    for _ in 0..rounds() * 50 {
        let text = dice.text(&pieces);
        let page = Shown { text: &text }.render().expect("renders");
        assert_eq!(structure(&page), plain, "{text:?}");
    }
}
