//! Documents as they are printed and filed: A4 pages of text. No typeface is enclosed: Chinese is
//! set in the face that readers of PDF bring for it (ISO 32000-1, 9.7.5.2, predefined `CMap`s), so
//! a document weighs a few kilobytes; an archive that asks for enclosed faces makes PDF/A of the
//! Word file, and what is written from right to left is not set as it should be (decision 0024).

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Section, TEXT_SIZE, TITLE_SIZE};

/// Their media type.
pub const TYPE: &str = "application/pdf";
/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;
/// A4, and where on it the text stands: 37 mm below the upper edge, 28 mm from the left one, 28
/// letters of the third size wide, 225 mm high (GB/T 9704-2012, 5.1 and 5.2).
const PAGE: [f32; 2] = [210.0 * MM, 297.0 * MM];
const TOP: f32 = PAGE[1] - 37.0 * MM;
const LEFT: f32 = 28.0 * MM;
const WIDTH: f32 = 28.0 * TEXT_SIZE;
/// Lines of a page, and what each takes.
const LINES: usize = 22;
const LINE: f32 = 225.0 * MM / LINES as f32;
/// The number of a page: its size, and how far it stands above the lower edge. It stands at the
/// outer side, one letter in (7.5).
const NUMBER_SIZE: f32 = 14.0;
const NUMBER_HEIGHT: f32 = 26.0 * MM;
/// How thick the outline of a letter is that makes a heading bold, in parts of its size.
const BOLD: f32 = 1.0 / 40.0;
/// The faces by their names in a page.
const CHINESE: Name<'_> = Name(b"C");
const LATIN: Name<'_> = Name(b"L");
/// Widths of the letters of Times-Roman from the space on, in thousandths of their size (its font
/// metrics, one of the fourteen faces that every reader has: ISO 32000-1, 9.6.2.2).
const WIDTHS: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Signs that both scripts have: with the byte of the Latin face (`WinAnsiEncoding`) and the width
/// there. Where nothing Chinese stands beside them they are Latin, elsewhere as wide as a letter.
const SHARED: [(char, char, u16); 7] = [
    ('…', '\u{85}', 1000),
    ('‘', '\u{91}', 333),
    ('’', '\u{92}', 333),
    ('“', '\u{93}', 444),
    ('”', '\u{94}', 444),
    ('–', '\u{96}', 500),
    ('—', '\u{97}', 1000),
];

/// How a paragraph is set.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Title,
    Heading,
    Text,
}

/// A line of a page: how it is set, how far from the left, its text.
struct Line {
    style: Style,
    left: f32,
    text: String,
}

/// The document, in a language by its tag (BCP 47): title in the middle, headings, paragraphs set
/// in by two letters, pages numbered.
pub fn write(language: &str, title: &str, sections: &[Section]) -> Vec<u8> {
    let mut lines = set(Style::Title, title);
    lines.push(Line { style: Style::Text, left: 0.0, text: String::new() });
    for Section { heading, lines: paragraphs } in sections {
        lines.extend(set(Style::Heading, heading));
        lines.extend(paragraphs.iter().flat_map(|paragraph| set(Style::Text, paragraph)));
    }
    let pages = paged(&lines);
    let mut number = 0;
    let mut next = || {
        number += 1;
        Ref::new(number)
    };
    let (catalog, tree, info, chinese, latin) = (next(), next(), next(), next(), next());
    let kids: Vec<(Ref, Ref)> = pages.iter().map(|_| (next(), next())).collect();
    let (cid, descriptor) = (next(), next());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title));
    pdf.pages(tree).kids(kids.iter().map(|kid| kid.0)).count(kids.len() as i32);
    for ((page, content), (number, lines)) in kids.into_iter().zip((1..).zip(pages)) {
        let mut one = pdf.page(page);
        one.media_box(Rect::new(0.0, 0.0, PAGE[0], PAGE[1])).parent(tree).contents(content);
        one.resources().fonts().pair(CHINESE, chinese).pair(LATIN, latin);
        one.finish();
        pdf.stream(content, &draw(lines, number));
    }
    faces(&mut pdf, (chinese, cid, descriptor), latin);
    pdf.finish()
}

/// The lines of each page. None ends with a heading.
fn paged(mut lines: &[Line]) -> Vec<&[Line]> {
    let mut pages = vec![];
    while !lines.is_empty() {
        let most = LINES.min(lines.len());
        let headings = lines[..most].iter().rev().take_while(|line| line.style == Style::Heading);
        let own = match headings.count() {
            heading if most == lines.len() || heading == most => most,
            heading => most - heading,
        };
        let (page, rest) = lines.split_at(own);
        pages.push(page);
        lines = rest;
    }
    pages
}

/// Chinese and Latin, neither enclosed.
fn faces(pdf: &mut Pdf, (chinese, cid, descriptor): (Ref, Ref, Ref), latin: Ref) {
    const FACE: Name<'_> = Name(b"STSong-Light");
    pdf.type1_font(latin)
        .base_font(Name(b"Times-Roman"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.type0_font(chinese)
        .base_font(Name(b"STSong-Light-UniGB-UTF16-H"))
        .encoding_predefined(Name(b"UniGB-UTF16-H"))
        .descendant_font(cid);
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 4 };
    pdf.cid_font(cid)
        .subtype(CidFontType::Type0)
        .base_font(FACE)
        .system_info(system)
        .font_descriptor(descriptor)
        .default_width(1000.0);
    pdf.font_descriptor(descriptor)
        .name(FACE)
        .flags(FontFlags::SYMBOLIC | FontFlags::SERIF)
        .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(880.0)
        .stem_v(93.0);
}

/// A paragraph as lines.
fn set(style: Style, text: &str) -> Vec<Line> {
    let size = size(style);
    let indent = if style == Style::Title { 0.0 } else { 2.0 * TEXT_SIZE };
    let mut lines: Vec<Line> = vec![];
    for paragraph in text.lines().map(shaped) {
        for (place, text) in broken(&paragraph, size, indent).into_iter().enumerate() {
            let left = match style {
                Style::Title => (WIDTH - width(&text, size)) / 2.0,
                _ if place == 0 => indent,
                _ => 0.0,
            };
            lines.push(Line { style, left, text });
        }
    }
    lines
}

/// What of a text has a shape: blanks of all kinds are one kind, and signs that steer how a text is
/// shown are left out.
fn shaped(text: &str) -> String {
    let steers = |letter: &char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let is_blank = |letter: char| letter.is_whitespace() && letter != '\u{3000}';
    let is_western = !text.chars().any(|letter| letter >= '\u{2e80}');
    let in_its_face = |letter: char| {
        let found = SHARED.iter().find(|(sign, ..)| is_western && *sign == letter);
        found.map_or(letter, |(_, byte, _)| *byte)
    };
    text.chars()
        .map(|letter| if is_blank(letter) { ' ' } else { letter })
        .filter(|letter| !steers(letter))
        .map(in_its_face)
        .collect()
}

fn size(style: Style) -> f32 {
    if style == Style::Title { TITLE_SIZE } else { TEXT_SIZE }
}

/// A text broken where it may be (UAX 14), and within a word that is longer than a line.
fn broken(text: &str, size: f32, indent: f32) -> Vec<String> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    let pieces = breaks.windows(2).map(|of| &text[of[0]..of[1]]);
    let (mut lines, mut line, mut room) = (vec![], String::new(), WIDTH - indent);
    for piece in pieces {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > room {
            lines.push(line.trim_end().to_owned());
            (line, room) = (String::new(), WIDTH);
        }
        for letter in piece.chars() {
            let is_full = width(&line, size) + letter_width(letter) * size > room;
            if is_full && !line.is_empty() && !letter.is_whitespace() {
                lines.push(std::mem::take(&mut line));
                room = WIDTH;
            }
            line.push(letter);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The width of a text in points.
fn width(text: &str, size: f32) -> f32 {
    text.chars().map(letter_width).sum::<f32>() * size
}

/// The width of a letter, in parts of its size.
fn letter_width(letter: char) -> f32 {
    f32::from(latin(letter).unwrap_or(1000)) / 1000.0
}

/// The width of a letter that the Latin face shows, in thousandths of its size.
fn latin(letter: char) -> Option<u16> {
    let place = (letter as usize).checked_sub(0x20);
    let shared = || SHARED.iter().find(|(_, byte, _)| *byte == letter).map(|(.., width)| *width);
    place.and_then(|place| WIDTHS.get(place)).copied().or_else(shared)
}

/// What a page shows.
fn draw(lines: &[Line], number: usize) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text();
    for (place, line) in (1..).zip(lines) {
        let height = TOP - place as f32 * LINE + (LINE - TEXT_SIZE) / 2.0;
        let (size, is_bold) = (size(line.style), line.style != Style::Text);
        let mode = if is_bold { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
        content.set_text_rendering_mode(mode).set_line_width(size * BOLD);
        show(&mut content, &line.text, (LEFT + line.left, height), size);
    }
    content.set_text_rendering_mode(TextRenderingMode::Fill);
    let words = format!("— {number} —");
    let left = match number % 2 {
        0 => NUMBER_SIZE,
        _ => WIDTH - NUMBER_SIZE - width(&words, NUMBER_SIZE),
    };
    show(&mut content, &words, (LEFT + left, NUMBER_HEIGHT), NUMBER_SIZE);
    content.end_text();
    content.finish().to_vec()
}

/// Shows a line, each run of letters in its face.
fn show(content: &mut Content, text: &str, (left, height): (f32, f32), size: f32) {
    content.set_text_matrix([1.0, 0.0, 0.0, 1.0, left, height]);
    let letters: Vec<char> = text.chars().collect();
    for run in letters.chunk_by(|one, other| latin(*one).is_some() == latin(*other).is_some()) {
        if run.iter().all(|letter| latin(*letter).is_some()) {
            let bytes: Vec<u8> = run.iter().map(|letter| *letter as u8).collect();
            content.set_font(LATIN, size).show(Str(&bytes));
        } else {
            let text: String = run.iter().collect();
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            content.set_font(CHINESE, size).show(Str(&bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What somebody else's reader finds on the pages, line ends left out.
    fn read(bytes: &[u8]) -> Vec<String> {
        let document = lopdf::Document::load_mem(bytes).expect("it is a PDF");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        let text = |page: &u32| document.extract_text(&[*page]).expect("it has text");
        pages.iter().map(text).map(|text| text.replace('\n', "")).collect()
    }

    #[test]
    fn what_is_written_is_read_by_another_reader() {
        let long = "一年来走访三十户，督办路灯一件（见 2026 年第 3 号）。".repeat(80);
        let section = |lines: &[&str]| Section {
            heading: "履职情况".to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        let bytes = write("zh-CN", "述职报告", &[section(&[&long, "Came to 12 (of 14)\u{7}."])]);
        let pages = read(&bytes);
        assert_eq!(pages.len(), 4, "2,480 letters, 22 lines of 28 a page");
        assert!(pages[0].starts_with("述职报告履职情况一年来走访三十户"), "{}", pages[0]);
        let bare = |(number, page): (usize, &String)| {
            page.strip_suffix(&format!("— {number} —")).expect("it has its number").to_owned()
        };
        let whole: String = (1..).zip(&pages).map(bare).collect();
        // The space at which a line ends is not written.
        let dense = |text: &str| text.replace(' ', "");
        assert!(dense(&whole).contains(&dense(&long)), "{whole}");
        assert!(whole.ends_with("Came to 12 (of 14)."), "{whole}");
        let again = write("zh-CN", "述职报告", &[section(&[&long, "Came to 12 (of 14)\u{7}."])]);
        assert_eq!(bytes, again, "the same text is the same file");
    }

    #[test]
    fn a_heading_goes_with_what_stands_under_it() {
        let section = |heading: &str, lines: usize| Section {
            heading: heading.to_owned(),
            lines: vec!["一".to_owned(); lines],
        };
        // Title, blank line, heading and eighteen lines: the second heading would be the last line.
        let bytes = write("zh-CN", "述职", &[section("前", 18), section("后", 1)]);
        let pages = read(&bytes);
        assert_eq!(pages.len(), 2);
        assert!(!pages[0].contains('后') && pages[1].starts_with("后一"), "{pages:?}");
        let bytes = write("zh-CN", "述职", &[section("前", 17), section("后", 1)]);
        assert_eq!(read(&bytes).len(), 1);
    }

    #[test]
    fn what_has_no_shape_is_left_out_and_lines_stay_apart() {
        let lines = set(Style::Text, "一\t二\u{200b}三\u{7}\n四");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["一 二三", "四"]);
        let section = Section {
            heading: "“A” – it’s".to_owned(), lines: vec!["“一”".to_owned()]
        };
        let pages = read(&write("en", "Report", &[section]));
        assert!(pages[0].contains("“A” – it’s“一”"), "{pages:?}");
        assert!(width(&shaped("it’s"), 1.0) < 1.6 && width(&shaped("“一”"), 1.0) > 2.9);
    }

    #[test]
    fn lines_end_where_they_may_and_fit() {
        let text = "代表一年来走访三十户，督办路灯一件，参加视察两次，列席会议一次、旁听庭审一次。";
        for (text, size) in [(text, TEXT_SIZE), ("a word here and there ".repeat(20).trim(), 22.0)]
        {
            let lines = broken(text, size, 32.0);
            assert!(lines.len() > 1);
            for (place, line) in lines.iter().enumerate() {
                let room = if place == 0 { WIDTH - 32.0 } else { WIDTH };
                assert!(width(line, size) <= room + 0.01, "{line}");
                assert!(!line.starts_with(['，', '。', '、', ' ']), "{line}");
            }
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        let address = "https://example.org/".to_owned() + &"a".repeat(200);
        let lines = broken(&address, TEXT_SIZE, 0.0);
        assert!(lines.iter().all(|line| width(line, TEXT_SIZE) <= WIDTH), "{lines:?}");
        assert_eq!(lines.concat(), address);
        assert_eq!(broken("", TEXT_SIZE, 0.0), [""]);
    }
}
