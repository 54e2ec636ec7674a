//! What must be found in a text and what must not, against a search that is written apart: it looks
//! at every stretch of a text and asks tables, where the rules walk groups.

use super::*;

/// Chance from a seed: xorshift, as plain as can be.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// The check sign by the table that GB 11643 prints.
fn check_sign(first: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).expect("one") * w).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize]
}

/// Luhn by the table of doubled digits.
fn is_luhn(number: &str) -> bool {
    const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let digits: Vec<u32> = number.chars().rev().filter_map(|c| c.to_digit(10)).collect();
    let worth = |(place, digit): (usize, &u32)| {
        if place % 2 == 0 { *digit } else { DOUBLED[*digit as usize] }
    };
    digits.len() == number.len() && digits.iter().enumerate().map(worth).sum::<u32>() % 10 == 0
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_mobile = text.len() == 11 && digits(text) && text.starts_with('1') && &text[1..2] >= "3";
    let is_identity = text.len() == 18
        && digits(&text[..17])
        && text.to_uppercase().ends_with(check_sign(&text[..17]));
    is_mobile || is_identity || ((16..=19).contains(&text.len()) && is_luhn(text))
}

/// Every stretch of plain signs that nothing of its kind goes on around and that is a number.
fn brute(text: &str) -> Vec<(usize, usize)> {
    let signs: Vec<char> = text.chars().collect();
    let is_sign = |at: usize| signs.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut found = vec![];
    for start in 0..signs.len() {
        for end in start + 11..=signs.len().min(start + 19) {
            let bounded = (start == 0 || !is_sign(start - 1)) && !is_sign(end);
            let plain: String = signs[start..end].iter().collect();
            if bounded && plain.is_ascii() && is_number(&plain) {
                found.push((start, end));
            }
        }
    }
    found
}

fn is_hidden(text: &str, (start, end): (usize, usize)) -> bool {
    let spans = find(text);
    (start..end).all(|at| spans.iter().any(|s| (s.start..s.end).contains(&(at as u32))))
}

fn identity(dice: &mut Dice) -> String {
    let (month, day) = (dice.below(12) + 1, dice.below(28) + 1);
    let first = format!(
        "{}{}{month:02}{day:02}{}",
        110_101 + dice.below(500_000),
        1930 + dice.below(90),
        dice.digits(3)
    );
    format!("{first}{}", check_sign(&first))
}

fn bank_card(dice: &mut Dice) -> String {
    let length = 15 + dice.below(4);
    let first = format!("6{}", dice.digits(length - 1));
    let last = (0..10).map(|digit| format!("{first}{digit}")).find(|number| is_luhn(number));
    last.expect("one of ten digits checks")
}

#[test]
fn whatever_the_brute_search_finds_is_hidden() {
    let mut dice = Dice(0x5eed_0001);
    let around = ["路灯坏了", " ", ",", "，电话", "。", "身份证", "a", "7", "-", "\n", "：", "号"];
    let mut found = 0;
    for round in 0..20_000 {
        let mut text = String::new();
        for _ in 0..=dice.below(6) {
            text.push_str(dice.pick(&around));
            let count = dice.below(20) + 1;
            text.push_str(&match dice.below(5) {
                0 => format!("1{}{}", 3 + dice.below(7), dice.digits(9)),
                1 => identity(&mut dice),
                2 => bank_card(&mut dice),
                3 => dice.digits(count),
                _ => dice.pick(&around).to_owned(),
            });
        }
        for place in brute(&text) {
            found += 1;
            assert!(is_hidden(&text, place), "round {round}: {place:?} of {text:?}");
        }
    }
    assert!(found > 10_000, "the search found something to compare: {found}");
}

#[test]
fn a_number_is_found_however_its_digits_are_grouped() {
    let mut dice = Dice(0x5eed_0002);
    for round in 0..5_000 {
        let number = match round % 3 {
            0 => format!("1{}{}", 3 + dice.below(7), dice.digits(9)),
            1 => identity(&mut dice),
            _ => bank_card(&mut dice),
        };
        let mut written = String::new();
        for sign in number.chars() {
            if !written.is_empty() && sign != 'X' && dice.below(4) == 0 {
                written.push_str(dice.pick(&[" ", "-", "\u{200b}", "\u{3000}", " - ", "."]));
            }
            let wide = char::from_u32(sign as u32 + 0xfee0).expect("there is one");
            written.push(if dice.below(5) == 0 { wide } else { sign });
        }
        let text = format!("请联系：{written}，谢谢");
        let shown = Hidden::default().shown(&text).into_owned();
        assert_eq!(shown, format!("请联系：{MASK}，谢谢"), "round {round}: {text:?}");
    }
}

#[test]
fn what_leads_to_a_person_is_told_by_its_kind() {
    let kinds = |text: &str| find(text).iter().map(|span| span.kind).collect::<Vec<_>>();
    for (text, kind) in [
        ("打 +86 138 0000 1234 找我", Kind::Mobile),
        ("手机013800001234", Kind::Mobile),
        ("座机 010-62345678", Kind::Landline),
        ("（0731）8234567 转 801", Kind::Landline),
        ("电话：8234567", Kind::Landline),
        ("身份证 11010519491231002X", Kind::Identity),
        ("身份证 11010519491231002x。", Kind::Identity),
        ("错一位的 110105194912310021", Kind::Identity),
        ("旧证 110105491231002", Kind::Identity),
        ("卡号 6222 0212 3456 7894", Kind::BankCard),
        ("车牌 粤B·12345", Kind::Plate),
        ("新能源 沪AD12345 停在路口", Kind::Plate),
        ("挂车 冀B1234挂", Kind::Plate),
        ("教练车 苏A1234学", Kind::Plate),
        ("写信到 liang.yi+a@mail.example.org。", Kind::Mail),
        ("写信到 liang＠example.org", Kind::Mail),
    ] {
        assert_eq!(kinds(text), [kind], "{text}");
    }
}

#[test]
fn what_leads_to_nobody_stays() {
    for text in [
        "磨坊巷12号到36号的路灯坏了三盏",
        "2026年3月2日至2026年4月15日停水",
        "2026-03-02 09:00:00",
        "拨打12345或110",
        "预算1234567元，已用8234567元",
        "文号 市政〔2026〕12号",
        "京A的牌照很难摇",
        "@所有人 请注意",
        "每斤3.5元，共1200斤",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn a_decision_says_all_and_survives_its_column() {
    let text = "李四的电话13800001234，也可找王五";
    let marked = Hidden::marked(occurrences(text, &["李四".to_owned(), "王".to_owned()]));
    assert_eq!(marked.shown(text), format!("{MASK}的电话{MASK}，也可找王五"));
    assert_eq!(marked.pieces(text), ["李四", "13800001234"]);
    let declined = Hidden::decided(vec![]);
    assert_eq!(declined.shown(text), text);
    for hidden in [Hidden::default(), marked, declined, Hidden::decided(find(text))] {
        let column = hidden.to_string();
        assert_eq!(shown_by(&column, text), hidden.shown(text), "{column}");
    }
    assert_eq!(shown_by("?", text), MASK, "what cannot be read hides all");
}

#[test]
fn lines_and_ends_bear_any_span() {
    let whole = Span { end: 99, kind: Kind::Name, start: 0 };
    assert_eq!(hide("一\n二", &[whole]), format!("{MASK}\n{MASK}"));
    assert_eq!(hide("一", &[Span { start: 7, ..whole }]), "一");
    let twin = |start, end| Span { end, kind: Kind::Name, start };
    assert_eq!(hide("一二三四", &[twin(0, 2), twin(2, 4)]), format!("{MASK}{MASK}"));
}
