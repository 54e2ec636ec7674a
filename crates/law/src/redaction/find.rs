//! How numbers that lead to a person are found in a text. It rather finds too much: an officer can
//! decline a proposal, and nobody can take back what was published.

use std::sync::LazyLock;

use super::{Kind, Span, united};

/// Signs that the rules ask for, kept apart from the code: provinces of plates and words for a
/// telephone.
static SIGNS: LazyLock<Signs> = LazyLock::new(Signs::read);

struct Signs {
    plates: Vec<char>,
    suffixes: Vec<char>,
    telephones: Vec<Vec<char>>,
    bridges: Vec<char>,
}

impl Signs {
    fn read() -> Self {
        let line = |name: &str| {
            let mut lines = include_str!("signs.txt").lines();
            lines.find_map(|line| line.strip_prefix(name)).unwrap_or_default()
        };
        let signs = |name| line(name).chars().filter(|c| !c.is_whitespace()).collect();
        let words = line("telephones").split_whitespace();
        Self {
            plates: signs("plates"),
            suffixes: signs("suffixes"),
            telephones: words.map(|word| word.chars().collect()).collect(),
            bridges: signs("bridges"),
        }
    }
}

/// Most signs that part the groups of one number.
const BETWEEN_MOST: usize = 3;
/// Most signs between a word for a telephone and its number.
const BRIDGE_MOST: usize = 3;
/// Most digits of anything that is looked for, with what a number is dialled after.
const DIGITS_MOST: usize = 24;

/// The stretches of a text that lead to a person, in order and apart from each other.
pub fn find(text: &str) -> Vec<Span> {
    let may_have =
        |c: char| c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}' | '@' | '\u{ff20}');
    // Plates have digits too, so that most texts are read once and no more.
    if !text.contains(may_have) {
        return vec![];
    }
    let signs: Vec<char> = text.chars().map(narrow).collect();
    let mut spans = numbers(&signs);
    spans.extend(plates(&signs));
    spans.extend(mails(&signs));
    united(spans)
}

/// A sign of full width as the one it stands for, in small letters.
fn narrow(sign: char) -> char {
    let narrow = match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    };
    narrow.to_ascii_lowercase()
}

/// Signs that nobody sees.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn parts(sign: char) -> bool {
    matches!(
        sign,
        ' ' | '-' | '(' | ')' | '.' | '\u{b7}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '/' | '_'
    ) || is_invisible(sign)
}

/// Digits that stand together: where they begin and end, and what they are.
struct Group {
    start: usize,
    end: usize,
    digits: Vec<u8>,
}

/// Numbers of telephones, identity cards and bank cards, however their digits are grouped.
fn numbers(signs: &[char]) -> Vec<Span> {
    let groups = groups(signs);
    let mut spans = vec![];
    for first in 0..groups.len() {
        let mut digits = vec![];
        for last in first..groups.len() {
            if last > first && !are_one(signs, &groups[last - 1], &groups[last]) {
                break;
            }
            digits.extend(&groups[last].digits);
            if digits.len() > DIGITS_MOST {
                break;
            }
            let (start, end) = (groups[first].start, groups[last].end);
            if let Some(kind) = kind(&digits, follows_telephone(signs, start)) {
                spans.push(Span { end: end as u32, kind, start: start as u32 });
            }
        }
    }
    spans
}

fn groups(signs: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    let mut at = 0;
    while at < signs.len() {
        let start = at;
        let mut digits = vec![];
        while let Some(digit) = signs.get(at).and_then(|sign| sign.to_digit(10)) {
            digits.push(digit as u8);
            at += 1;
        }
        if digits.is_empty() {
            at += 1;
            continue;
        }
        // The last sign of an identity card may be an X, which stands for ten.
        let is_end = signs.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric());
        if signs.get(at) == Some(&'x') && is_end {
            digits.push(10);
            at += 1;
        }
        groups.push(Group { start, end: at, digits });
    }
    groups
}

/// Whether two groups may be of one number: nothing but few signs that part stands between them.
fn are_one(signs: &[char], one: &Group, next: &Group) -> bool {
    let between = &signs[one.end..next.start];
    let seen = between.iter().filter(|sign| !is_invisible(**sign)).count();
    seen <= BETWEEN_MOST && between.iter().all(|sign| parts(*sign))
}

fn kind(digits: &[u8], after_telephone: bool) -> Option<Kind> {
    if is_identity(digits) {
        return Some(Kind::Identity);
    }
    if digits.contains(&10) {
        return None;
    }
    // What is dialled first: the country, or a nought.
    let own = [&[8, 6][..], &[0, 0, 8, 6], &[0], &[]];
    let mut own = own.into_iter().filter_map(|first| digits.strip_prefix(first));
    let is_mobile = |digits: &[u8]| digits.len() == 11 && digits[0] == 1 && digits[1] >= 3;
    if own.any(is_mobile) {
        return Some(Kind::Mobile);
    }
    if is_landline(digits) || digits.strip_prefix(&[8, 6]).is_some_and(is_landline_abroad) {
        return Some(Kind::Landline);
    }
    if is_bank_card(digits) {
        return Some(Kind::BankCard);
    }
    let is_local = after_telephone && matches!(digits.len(), 7 | 8) && digits[0] >= 2;
    is_local.then_some(Kind::Landline)
}

/// With its area: three digits for the largest cities, four elsewhere; then seven or eight.
fn is_landline(digits: &[u8]) -> bool {
    let area = match digits {
        [0, 1 | 2, ..] => 3,
        [0, 3..=9, ..] => 4,
        _ => return false,
    };
    let rest = digits.len().saturating_sub(area);
    matches!(rest, 7 | 8) && (2..=8).contains(&digits[area])
}

fn is_landline_abroad(digits: &[u8]) -> bool {
    is_landline(&[&[0][..], digits].concat())
}

/// Eighteen signs whose last one checks the others (GB 11643), or that hold a birthday, since a
/// number that was mistyped leads to somebody too; or the fifteen digits of before.
fn is_identity(digits: &[u8]) -> bool {
    let decimal = |digits: &[u8]| digits.iter().all(|digit| *digit < 10);
    match digits.len() {
        18 if decimal(&digits[..17]) => {
            checks(digits) || (digits[0] > 0 && is_birthday(&digits[6..14]))
        }
        15 if decimal(digits) => {
            let born = [&[1, 9][..], &digits[6..12]].concat();
            (1..=8).contains(&digits[0]) && is_birthday(&born)
        }
        _ => false,
    }
}

/// The check sign of GB 11643: modulo 11-2 of ISO 7064.
fn checks(digits: &[u8]) -> bool {
    let sum = digits.iter().rev().zip(0_u32..).fold(0, |sum, (digit, place)| {
        let weight = (0..place).fold(1_u32, |weight, _| weight * 2 % 11);
        (sum + u32::from(*digit) * weight) % 11
    });
    sum == 1
}

fn is_birthday(digits: &[u8]) -> bool {
    let number = |digits: &[u8]| digits.iter().fold(0_i16, |n, digit| n * 10 + i16::from(*digit));
    let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..]));
    (1850..2100).contains(&year) && jiff::civil::Date::new(year, month as i8, day as i8).is_ok()
}

/// Sixteen to nineteen digits with the check digit of Luhn.
fn is_bank_card(digits: &[u8]) -> bool {
    let sum: u32 = digits.iter().rev().enumerate().fold(0, |sum, (place, digit)| {
        let worth = u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 };
        sum + worth / 10 + worth % 10
    });
    (16..=19).contains(&digits.len()) && sum.is_multiple_of(10)
}

/// Whether a word for a telephone stands right before a place.
fn follows_telephone(signs: &[char], at: usize) -> bool {
    let mut end = at;
    for _ in 0..BRIDGE_MOST {
        let before = end.checked_sub(1).map(|before| signs[before]);
        let bridges = |sign: char| sign == ' ' || SIGNS.bridges.contains(&sign);
        if !before.is_some_and(bridges) {
            break;
        }
        end -= 1;
    }
    SIGNS.telephones.iter().any(|word| signs[..end].ends_with(word))
}

/// Licence plates: a province, a letter, five signs, or six where the engine is a new one.
fn plates(signs: &[char]) -> Vec<Span> {
    let mut spans = vec![];
    for start in 0..signs.len() {
        let letter = signs.get(start + 1).is_some_and(char::is_ascii_lowercase);
        if !SIGNS.plates.contains(&signs[start]) || !letter {
            continue;
        }
        let mut at = start + 2;
        let is_between = |sign: &char| parts(*sign) || *sign == '\u{2022}';
        while at < start + 2 + BETWEEN_MOST && signs.get(at).is_some_and(is_between) {
            at += 1;
        }
        let rest = &signs[at..];
        let length = rest.iter().take_while(|sign| sign.is_ascii_alphanumeric()).count();
        let has_suffix = rest.get(length).is_some_and(|sign| SIGNS.suffixes.contains(sign));
        let fits = matches!((length, has_suffix), (5 | 6, _) | (4, true));
        if fits && rest[..length].iter().any(char::is_ascii_digit) {
            let end = at + length + usize::from(has_suffix);
            spans.push(Span { end: end as u32, kind: Kind::Plate, start: start as u32 });
        }
    }
    spans
}

/// Mail addresses.
fn mails(signs: &[char]) -> Vec<Span> {
    let in_name = |sign: &char| sign.is_ascii_alphanumeric() || "._%+-".contains(*sign);
    let in_host = |sign: &char| sign.is_ascii_alphanumeric() || ".-".contains(*sign);
    let at_signs = signs.iter().enumerate().filter(|(_, sign)| **sign == '@');
    let span = |(at, _): (usize, &char)| {
        let name = signs[..at].iter().rev().take_while(|sign| in_name(sign)).count();
        let host: Vec<char> = signs[at + 1..].iter().copied().take_while(in_host).collect();
        let length = host.iter().rposition(char::is_ascii_alphanumeric)? + 1;
        let dot = host[..length].iter().rposition(|sign| *sign == '.')?;
        let ends = host[dot + 1..length].iter().any(char::is_ascii_lowercase);
        let fits = name > 0 && dot > 0 && length > dot + 2 && ends;
        let (start, end) = (at - name, at + 1 + length);
        fits.then_some(Span { end: end as u32, kind: Kind::Mail, start: start as u32 })
    };
    at_signs.filter_map(span).collect()
}
